/// `bisect` and `heapq`.
enum SearchModules {
    static let bisect = NativeModule("bisect") { _, module in
        for (side, isRight) in [("right", true), ("left", false)] {
            module.function("bisect_\(side)", "a, x, lo=0, hi=None, *, key=None") { vm, arguments in
                Value(try position(vm, arguments, isRight: isRight, isKeyed: false))
            }
            module.function("insort_\(side)", "a, x, lo=0, hi=None, *, key=None") { vm, arguments in
                let place = try position(vm, arguments, isRight: isRight, isKeyed: true)
                if let list = arguments[0].asList, arguments[0].tag == .list {
                    list.insert(arguments[1], at: min(place, list.count))
                } else {
                    _ = try vm.callMethod(arguments[0], "insert", [Value(place), arguments[1]])
                }
                return .none
            }
        }
        for name in ["bisect", "insort"] {
            module.value(name, module.object.namespace.get("\(name)_right") ?? .none)
        }
    }

    private static func position(_ vm: VM, _ arguments: Arguments, isRight: Bool, isKeyed: Bool) throws -> Int {
        var low = try arguments.optional(2).map { try vm.index($0) } ?? 0
        if low < 0 { throw vm.valueError("lo must be non-negative") }
        var high = try arguments.orNone(3).map { try vm.index($0) } ?? vm.length(arguments[0])
        let key = arguments.orNone(4)
        let wanted = isKeyed ? try key.map { try vm.call($0, [arguments[1]]) } ?? arguments[1] : arguments[1]
        while low < high {
            let middle = low + (high - low) / 2
            let mark = vm.pool.count
            var item = try vm.getItem(arguments[0], Value(middle))
            if let key { item = try vm.call(key, [item]) }
            let goesLeft = isRight ? try vm.isLess(wanted, item) : try !vm.isLess(item, wanted)
            vm.pool.drain(to: mark)
            if goesLeft { high = middle } else { low = middle + 1 }
        }
        return low
    }

    static let heap = NativeModule("_heapq") { _, module in
        func list(_ vm: VM, _ value: Value, _ name: String) throws -> ListObject {
            guard let list = value.asList else {
                let place = name == "heappop" || name == "heapify" ? "" : " 1"
                throw vm.typeError("\(name)() argument\(place) must be list, not \(vm.typeName(value))")
            }
            return list
        }
        module.function("heappush", "heap, item, /") { vm, arguments in
            let heap = try list(vm, arguments[0], "heappush")
            heap.append(arguments[1])
            try siftDown(vm, heap, from: heap.count - 1, start: 0)
            return .none
        }
        module.function("heappop", "heap, /") { vm, arguments in
            let heap = try list(vm, arguments[0], "heappop")
            if heap.count == 0 { throw vm.indexError("index out of range") }
            let last = vm.pool.adopt(heap.removeOwned(at: heap.count - 1))
            if heap.count == 0 { return last }
            let top = vm.pool.keep(heap[0])
            heap.set(0, last)
            try siftUp(vm, heap, from: 0)
            return top
        }
        module.function("heapify", "heap, /") { vm, arguments in
            let heap = try list(vm, arguments[0], "heapify")
            for index in stride(from: heap.count / 2 - 1, through: 0, by: -1) {
                try siftUp(vm, heap, from: index)
                if index & 1023 == 0 { try vm.checkInterrupt() }
            }
            return .none
        }
        module.function("heapreplace", "heap, item, /") { vm, arguments in
            let heap = try list(vm, arguments[0], "heapreplace")
            if heap.count == 0 { throw vm.indexError("index out of range") }
            let top = vm.pool.keep(heap[0])
            heap.set(0, arguments[1])
            try siftUp(vm, heap, from: 0)
            return top
        }
        module.function("heappushpop", "heap, item, /") { vm, arguments in
            let heap = try list(vm, arguments[0], "heappushpop")
            guard heap.count > 0, try vm.isLess(vm.pool.keep(heap[0]), arguments[1]) else { return arguments[1] }
            // Comparing may have emptied the list.
            if heap.count == 0 { throw vm.indexError("index out of range") }
            let top = vm.pool.keep(heap[0])
            heap.set(0, arguments[1])
            try siftUp(vm, heap, from: 0)
            return top
        }
    }

    private static func swap(_ heap: ListObject, _ a: Int, _ b: Int) {
        let value = heap.items[a]
        heap.items[a] = heap.items[b]
        heap.items[b] = value
    }

    private static func checkSize(_ vm: VM, _ heap: ListObject, _ count: Int) throws {
        if heap.count != count { throw vm.error(.runtimeError, "list changed size during iteration") }
    }

    /// Moves an item towards the root while it is smaller than its parent.
    private static func siftDown(_ vm: VM, _ heap: ListObject, from place: Int, start: Int) throws {
        var place = place
        let count = heap.count
        while place > start {
            let parent = (place - 1) >> 1
            let mark = vm.pool.count
            let isLess = try vm.isLess(vm.pool.keep(heap[place]), vm.pool.keep(heap[parent]))
            vm.pool.drain(to: mark)
            try checkSize(vm, heap, count)
            if !isLess { return }
            swap(heap, place, parent)
            place = parent
        }
    }

    /// Moves an item to a leaf along the smaller children, then back up to where it belongs.
    private static func siftUp(_ vm: VM, _ heap: ListObject, from start: Int) throws {
        let count = heap.count
        var place = start
        var child = 2 * place + 1
        while child < count {
            if child + 1 < count {
                let mark = vm.pool.count
                let isLess = try vm.isLess(vm.pool.keep(heap[child]), vm.pool.keep(heap[child + 1]))
                vm.pool.drain(to: mark)
                try checkSize(vm, heap, count)
                if !isLess { child += 1 }
            }
            swap(heap, place, child)
            place = child
            child = 2 * place + 1
        }
        try siftDown(vm, heap, from: place, start: start)
    }
}
