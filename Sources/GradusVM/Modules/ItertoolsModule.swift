/// `itertools`: each iterator is a closure over its state.
enum ItertoolsModule {
    static let module = NativeModule("itertools") { vm, module in
        addInfinite(module)
        addSelecting(module)
        addGrouping(module)
        addCombinatoric(module)
    }

    /// A type whose constructor makes an iterator.
    static func add(
        _ module: ModuleBuilder, _ name: String, _ signature: String,
        _ make: @escaping (VM, TypeObject, Arguments) throws -> IteratorObject
    ) {
        let type = IteratorTypes.make(name) { type in
            type.constructor("cls, /, " + signature) { vm, arguments in vm.value(try make(vm, type, arguments)) }
            guard name == "count" || name == "repeat" else { return }
            type.special(.representation, "self, /") { vm, arguments in
                vm.string(try (arguments[0].object as? Stateful)?.show?(vm) ?? name)
            }
        }
        type.moduleName = "itertools"
        module.type(type)
    }

    /// An iterator over a closure that also keeps values for the cycle collector.
    final class Stateful: DerivedIterator {
        private let body: (VM) throws -> Value?
        private var isFinished = false
        /// How the iterator shows, where it shows its state.
        let show: ((VM) throws -> String)?
        /// What goes on as the iterator would, before its end.
        var reduced: ((VM) throws -> CopyRecipe?)?
        /// Takes over the state of such a reduction.
        var restored: ((VM, Value) throws -> Void)?

        init(
            _ type: TypeObject, keeping values: [Value], showing show: ((VM) throws -> String)? = nil,
            _ body: @escaping (VM) throws -> Value?
        ) {
            self.body = body
            self.show = show
            super.init(type: type, sources: values)
        }

        override func next(_ vm: VM) throws -> Value? {
            if isFinished { return nil }
            if let value = try body(vm) { return value }
            isFinished = true
            return nil
        }

        override func reduction(_ vm: VM) throws -> CopyRecipe? {
            guard let reduced else { return nil }
            return isFinished ? .exhausted(vm) : try reduced(vm)
        }

        override func restore(_ vm: VM, _ state: Value) throws {
            guard let restored else { return try super.restore(vm, state) }
            try restored(vm, state)
        }

        /// The iterator, able to be copied.
        func reducing(
            _ reduced: @escaping (VM) throws -> CopyRecipe?, restoring restored: ((VM, Value) throws -> Void)? = nil
        ) -> Stateful {
            self.reduced = reduced
            self.restored = restored
            return self
        }
    }

    /// The items of a state that is a tuple of so many.
    private static func parts(_ vm: VM, _ state: Value, count: ClosedRange<Int>) throws -> [Value] {
        guard let tuple = state.asTuple, count.contains(tuple.count) else {
            throw vm.typeError("state is not a \(count.upperBound)-tuple")
        }
        return tuple.values
    }

    /// Indices into something that a state lists, each within its bound.
    private static func indices(_ vm: VM, _ state: Value, count: Int, below bound: (Int) -> Int) throws -> [Int] {
        guard let tuple = state.asTuple, tuple.count == count else { throw vm.valueError("invalid arguments") }
        return try tuple.values.enumerated().map { place, value in
            try IteratorTypes.place(vm, value, in: 0...max(bound(place) - 1, 0))
        }
    }

    // MARK: Infinite iterators

    private static func addInfinite(_ module: ModuleBuilder) {
        add(module, "count", "start=0, step=1") { vm, type, arguments in
            var current = Strong(arguments.optional(1) ?? Value(0))
            let step = arguments.optional(2) ?? Value(1)
            for number in [current.value, step] where number.asString != nil || number.asList != nil || number.isNone {
                throw vm.typeError("a number is required")
            }
            let show: (VM) throws -> String = { vm in
                let tail = step.tag == .int && step.intBits == 1 ? "" : ", \(try vm.repr(step))"
                return "count(\(try vm.repr(current.value))\(tail))"
            }
            return Stateful(type, keeping: [step], showing: show) { vm in
                let value = vm.pool.keep(current.value)
                current = Strong(try vm.binary(.add, value, step))
                return value
            }.reducing { _ in CopyRecipe(type, [current.value, step]) }
        }
        add(module, "cycle", "iterable, /") { vm, type, arguments in
            let source = try vm.iterator(of: arguments[1])
            let saved = ListObject()
            var isSaving = true
            var index = 0
            return Stateful(type, keeping: [source, vm.value(saved)]) { vm in
                if isSaving {
                    if let item = try vm.next(source) {
                        saved.append(item)
                        return item
                    }
                    isSaving = false
                }
                if saved.count == 0 { return nil }
                defer { index = (index + 1) % saved.count }
                return vm.pool.keep(saved[index])
            }.reducing { vm in
                if isSaving { return CopyRecipe(type, [source], state: vm.tuple([vm.list(saved.values), .true])) }
                // A cycle that starts elsewhere.
                return CopyRecipe(type, [vm.list(saved.values[index...] + saved.values[..<index])])
            } restoring: { vm, state in
                let given = try parts(vm, state, count: 2...2)
                saved.removeAll()
                for value in try vm.array(from: given[0]) { saved.append(value) }
                isSaving = try vm.truth(given[1])
                index = 0
            }
        }
        add(module, "repeat", "object, times=None") { vm, type, arguments in
            let item = arguments[1]
            var left = try arguments.optional(2).map { max(0, try vm.index($0)) }
            let show: (VM) throws -> String = { vm in
                "repeat(\(try vm.repr(item))\(left.map { ", \($0)" } ?? ""))"
            }
            return Stateful(type, keeping: [item], showing: show) { vm in
                if let count = left {
                    if count == 0 { return nil }
                    left = count - 1
                }
                return vm.pool.keep(item)
            }.reducing { _ in CopyRecipe(type, [item] + (left.map { [Value($0)] } ?? [])) }
        }
    }

    // MARK: Selecting

    private static func addSelecting(_ module: ModuleBuilder) {
        let chain = IteratorTypes.make("chain") { type in
            type.constructor("cls, /, *iterables") { vm, arguments in
                vm.value(chained(vm, type, try vm.iterator(of: arguments[1])))
            }
            type.classMethod("from_iterable", "cls, iterable, /") { vm, arguments in
                vm.value(chained(vm, type, try vm.iterator(of: arguments[1])))
            }
        }
        chain.moduleName = "itertools"
        module.type(chain)
        add(module, "islice", "iterable, /, *args") { vm, type, arguments in
            let given = arguments.star(2)
            guard (1...3).contains(given.count) else {
                throw vm.typeError("islice expected at least 2 arguments, got \(given.count + 1)")
            }
            func bound(_ value: Value?, _ missing: Int, _ message: String, least: Int = 0) throws -> Int {
                guard let value, !value.isNone else { return missing }
                guard vm.hasIndex(value), case let number = try vm.index(value), number >= least else {
                    throw vm.valueError(message)
                }
                return number
            }
            let ends = "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize."
            let stop = try bound(
                given.count == 1 ? given[0] : given[1], Int.max,
                given.count == 1
                    ? "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize." : ends)
            let start = try bound(given.count > 1 ? given[0] : nil, 0, ends)
            let step = try bound(
                given.count > 2 ? given[2] : nil, 1, "Step for islice() must be a positive integer or None.", least: 1)
            let source = try vm.iterator(of: arguments[1])
            var position = 0
            var wanted = start
            return Stateful(type, keeping: [source]) { vm in
                let target = min(wanted, stop)
                while position < target {
                    let mark = vm.pool.count
                    guard try vm.next(source) != nil else { return nil }
                    vm.pool.drain(to: mark)
                    position += 1
                }
                if wanted >= stop { return nil }
                guard let item = try vm.next(source) else { return nil }
                position += 1
                let (next, overflow) = wanted.addingReportingOverflow(step)
                wanted = overflow ? stop : next
                return item
            }.reducing { _ in
                let rest = stop == Int.max ? Value.none : Value(max(stop - position, 0))
                return CopyRecipe(type, [source, Value(min(wanted, stop) - position), rest, Value(step)])
            }
        }
        add(module, "takewhile", "predicate, iterable, /") { vm, type, arguments in
            let (test, source) = (arguments[1], try vm.iterator(of: arguments[2]))
            return Stateful(type, keeping: [test, source]) { vm in
                guard let item = try vm.next(source) else { return nil }
                return try vm.truth(try vm.call(test, [item])) ? item : nil
            }.reducing { _ in CopyRecipe(type, [test, source]) }
        }
        add(module, "dropwhile", "predicate, iterable, /") { vm, type, arguments in
            let (test, source) = (arguments[1], try vm.iterator(of: arguments[2]))
            var isDropping = true
            return Stateful(type, keeping: [test, source]) { vm in
                while let item = try vm.next(source) {
                    if !isDropping { return item }
                    if try !vm.truth(try vm.call(test, [item])) {
                        isDropping = false
                        return item
                    }
                }
                return nil
            }.reducing { _ in
                CopyRecipe(type, [test, source], state: Value(!isDropping))
            } restoring: { vm, state in
                isDropping = try !vm.truth(state)
            }
        }
        add(module, "filterfalse", "function, iterable, /") { vm, type, arguments in
            FilterIterator(arguments[1], try vm.iterator(of: arguments[2]), wanted: false, type: type)
        }
        add(module, "compress", "data, selectors") { vm, type, arguments in
            let (data, selectors) = (try vm.iterator(of: arguments[1]), try vm.iterator(of: arguments[2]))
            return Stateful(type, keeping: [data, selectors]) { vm in
                while let item = try vm.next(data), let selector = try vm.next(selectors) {
                    if try vm.truth(selector) { return item }
                }
                return nil
            }.reducing { _ in CopyRecipe(type, [data, selectors]) }
        }
        add(module, "starmap", "function, iterable, /") { vm, type, arguments in
            let (function, source) = (arguments[1], try vm.iterator(of: arguments[2]))
            return Stateful(type, keeping: [function, source]) { vm in
                guard let item = try vm.next(source) else { return nil }
                return try vm.call(function, try vm.array(from: item))
            }.reducing { _ in CopyRecipe(type, [function, source]) }
        }
        add(module, "accumulate", "iterable, func=None, *, initial=None") { vm, type, arguments in
            let source = try vm.iterator(of: arguments[1])
            let function = arguments.orNone(2)
            var total: Strong? = nil
            var initial = arguments.orNone(3).map { Strong($0) }
            return Stateful(type, keeping: [source] + (function.map { [$0] } ?? [])) { vm in
                if let first = initial {
                    initial = nil
                    total = first
                    return vm.pool.keep(first.value)
                }
                guard let item = try vm.next(source) else { return nil }
                guard let current = total else {
                    total = Strong(item)
                    return item
                }
                let next =
                    try function.map { try vm.call($0, [current.value, item]) }
                    ?? vm.binary(.add, current.value, item)
                total = Strong(next)
                return next
            }.reducing { vm in
                if let first = initial {
                    let parts = try vm.iterator(of: vm.list([vm.list([first.value]), source]))
                    return CopyRecipe(type, [vm.value(chained(vm, chain, parts)), function ?? .none])
                }
                return CopyRecipe(type, [source, function ?? .none], state: total?.value)
            } restoring: { _, state in
                total = Strong(state)
            }
        }
        add(module, "pairwise", "iterable, /") { vm, type, arguments in
            let source = try vm.iterator(of: arguments[1])
            var previous: Strong?
            return Stateful(type, keeping: [source]) { vm in
                if previous == nil { previous = try vm.next(source).map { Strong($0) } }
                guard let first = previous, let second = try vm.next(source) else { return nil }
                previous = Strong(second)
                return vm.tuple([first.value, second])
            }
        }
        add(module, "zip_longest", "*iterables, fillvalue=None") { vm, type, arguments in
            var fill = Strong(arguments.optional(1) ?? .none)
            let sources = try arguments.star(2).map { try vm.iterator(of: $0) }
            var isActive = [Bool](repeating: true, count: sources.count)
            return Stateful(type, keeping: sources) { vm in
                var items: [Value] = []
                for (index, source) in sources.enumerated() {
                    if isActive[index], let item = try vm.next(source) {
                        items.append(item)
                    } else {
                        isActive[index] = false
                        items.append(fill.value)
                    }
                }
                return isActive.contains(true) ? vm.tuple(items) : nil
            }.reducing { vm in
                CopyRecipe(type, sources.indices.map { isActive[$0] ? sources[$0] : vm.tuple([]) }, state: fill.value)
            } restoring: { _, state in
                fill = Strong(state)
            }
        }
    }

    private static func chained(_ vm: VM, _ type: TypeObject, _ sources: Value) -> IteratorObject {
        var sources = Strong(sources)
        var current: Strong?
        return Stateful(type, keeping: []) { vm in
            while true {
                if let iterator = current {
                    if let item = try vm.next(iterator.value) { return item }
                    current = nil
                }
                guard let next = try vm.next(sources.value) else { return nil }
                current = Strong(try vm.iterator(of: next))
            }
        }.reducing { vm in
            CopyRecipe(type, [], state: vm.tuple([sources.value] + (current.map { [$0.value] } ?? [])))
        } restoring: { vm, state in
            let given = try parts(vm, state, count: 1...2)
            sources = Strong(given[0])
            current = given.count > 1 ? Strong(given[1]) : nil
        }
    }

    // MARK: Grouping

    nonisolated(unsafe) private static let grouperType = IteratorTypes.make("_grouper")

    private static func addGrouping(_ module: ModuleBuilder) {
        add(module, "groupby", "iterable, key=None") { vm, type, arguments in
            let source = try vm.iterator(of: arguments[1])
            let key = arguments.orNone(2)
            var pending: (key: Strong, item: Strong)?
            var groupKey: Strong?
            var number = 0
            func advance(_ vm: VM) throws -> Bool {
                guard let item = try vm.next(source) else {
                    pending = nil
                    return false
                }
                pending = (Strong(try key.map { try vm.call($0, [item]) } ?? item), Strong(item))
                return true
            }
            var isStarted = false
            return Stateful(type, keeping: [source] + (key.map { [$0] } ?? [])) { vm in
                if !isStarted {
                    isStarted = true
                    guard try advance(vm) else { return nil }
                } else {
                    // What is left of the current group is skipped.
                    while let next = pending, let current = groupKey, try vm.isEqual(next.key.value, current.value) {
                        if try !advance(vm) { return nil }
                    }
                    if pending == nil { return nil }
                }
                guard let first = pending else { return nil }
                let own = first.key
                groupKey = own
                number += 1
                let ownNumber = number
                // A group may outlive what it came from.
                let group = Stateful(grouperType, keeping: [source] + (key.map { [$0] } ?? [])) { vm in
                    guard ownNumber == number, let next = pending, try vm.isEqual(next.key.value, own.value) else {
                        return nil
                    }
                    let item = vm.pool.keep(next.item.value)
                    _ = try advance(vm)
                    return item
                }
                return vm.tuple([own.value, vm.value(group)])
            }.reducing { vm in
                let parts = [source, key ?? .none]
                guard isStarted, let next = pending, let current = groupKey else {
                    return isStarted ? .exhausted(vm) : CopyRecipe(type, parts)
                }
                return CopyRecipe(type, parts, state: vm.tuple([next.key.value, next.item.value, current.value]))
            } restoring: { vm, state in
                let given = try parts(vm, state, count: 3...3)
                pending = (Strong(given[0]), Strong(given[1]))
                groupKey = Strong(given[2])
                isStarted = true
            }
        }
        module.function("tee", "iterable, n=2, /") { vm, arguments in
            let count = try arguments.optional(1).map { try vm.index($0) } ?? 2
            if count < 0 { throw vm.valueError("n must be >= 0") }
            try vm.checkMemory(count)
            let first = try TeeIterator(vm, over: arguments[0])
            return vm.tuple((0..<count).map { vm.value($0 == 0 ? first : first.copy()) })
        }
    }

    // MARK: Combinatoric iterators

    /// A tuple of so many items.
    @inline(__always)
    private static func chosen(_ vm: VM, _ count: Int, _ item: (Int) -> Value) -> Value {
        let tuple = Recycler.tuple(count: count)
        let items = tuple.layout(TupleLayout.self).pointee.items
        for index in 0..<count { items[index] = item(index).retained() }
        return vm.pool.adopt(tuple)
    }

    private static func addCombinatoric(_ module: ModuleBuilder) {
        add(module, "product", "*iterables, repeat=1") { vm, type, arguments in
            let times = try arguments.optional(1).map { try vm.index($0) } ?? 1
            if times < 0 { throw vm.valueError("repeat argument cannot be negative") }
            let once = try arguments.star(2).map { TupleObject(try vm.array(from: $0)) }
            let pools = Array((0..<times).map { _ in once }.joined())
            var indices = [Int](repeating: 0, count: pools.count)
            var isStarted = false
            return Stateful(type, keeping: []) { vm in
                if isStarted {
                    var place = pools.count - 1
                    while place >= 0 {
                        indices[place] += 1
                        if indices[place] < pools[place].count { break }
                        indices[place] = 0
                        place -= 1
                    }
                    if place < 0 { return nil }
                } else {
                    if pools.contains(where: { $0.count == 0 }) { return nil }
                    isStarted = true
                }
                return chosen(vm, pools.count) { pools[$0][indices[$0]] }
            }.reducing { vm in
                let state = isStarted ? vm.tuple(indices.map { Value($0) }) : nil
                return CopyRecipe(type, pools.map { Value(borrowing: $0) }, state: state)
            } restoring: { vm, state in
                indices = try Self.indices(vm, state, count: pools.count) { pools[$0].count }
                isStarted = !pools.contains { $0.count == 0 }
            }
        }
        for (name, repeats) in [("combinations", false), ("combinations_with_replacement", true)] {
            add(module, name, "iterable, r") { vm, type, arguments in
                let pool = TupleObject(try vm.array(from: arguments[1]))
                let size = try vm.index(arguments[2])
                if size < 0 { throw vm.valueError("r must be non-negative") }
                let count = pool.count
                if repeats ? count == 0 && size > 0 : size > count {
                    return Stateful(type, keeping: []) { _ in nil }.reducing { .exhausted($0) }
                }
                var indices = repeats ? Array(repeating: 0, count: size) : Array(0..<size)
                var isStarted = false
                return Stateful(type, keeping: []) { vm in
                    if isStarted {
                        var place = size - 1
                        while place >= 0, indices[place] == (repeats ? count - 1 : place + count - size) { place -= 1 }
                        if place < 0 { return nil }
                        indices[place] += 1
                        if place + 1 < size {
                            for later in (place + 1)..<size {
                                indices[later] = repeats ? indices[place] : indices[later - 1] + 1
                            }
                        }
                    }
                    isStarted = true
                    return chosen(vm, size) { pool[indices[$0]] }
                }.reducing { vm in
                    let state = isStarted ? vm.tuple(indices.map { Value($0) }) : nil
                    return CopyRecipe(type, [Value(borrowing: pool), Value(size)], state: state)
                } restoring: { vm, state in
                    indices = try Self.indices(vm, state, count: size) {
                        repeats ? count : $0 + count - size + 1
                    }
                    isStarted = true
                }
            }
        }
        add(module, "permutations", "iterable, r=None") { vm, type, arguments in
            let pool = TupleObject(try vm.array(from: arguments[1]))
            let count = pool.count
            let size = try arguments.orNone(2).map { try vm.index($0) } ?? count
            if size < 0 { throw vm.valueError("r must be non-negative") }
            var indices = Array(0..<count)
            var cycles = (0..<min(size, count)).map { count - $0 }
            var isStarted = false
            return Stateful(type, keeping: []) { vm in
                if size > count { return nil }
                if !isStarted {
                    isStarted = true
                    return chosen(vm, size) { pool[indices[$0]] }
                }
                for place in stride(from: size - 1, through: 0, by: -1) {
                    cycles[place] -= 1
                    if cycles[place] == 0 {
                        indices.append(indices.remove(at: place))
                        cycles[place] = count - place
                    } else {
                        indices.swapAt(place, count - cycles[place])
                        return chosen(vm, size) { pool[indices[$0]] }
                    }
                }
                return nil
            }.reducing { vm in
                let places = [indices, cycles].map { numbers in vm.tuple(numbers.map { Value($0) }) }
                return CopyRecipe(
                    type, [Value(borrowing: pool), Value(size)], state: isStarted ? vm.tuple(places) : nil)
            } restoring: { vm, state in
                let given = try parts(vm, state, count: 2...2)
                let places = try Self.indices(vm, given[0], count: count) { _ in count }
                let left = try Self.indices(vm, given[1], count: cycles.count) { count - $0 + 1 }
                guard Set(places).count == count, !left.contains(0) else {
                    throw vm.valueError("invalid arguments")
                }
                (indices, cycles) = (places, left)
                isStarted = true
            }
        }
    }
}
