/// Methods of `list`.
enum ListType {
    static func populate(_ type: TypeObject) {
        type.docstring = "Built-in mutable sequence."
        type.constructor("cls, *args, **kwargs") { vm, arguments in
            vm.value(ListObject(type: arguments.constructedType(Types.list)))
        }
        type.special(.initialize, "self, iterable=(), /") { vm, arguments in
            let list = arguments.list()
            if list.count > 0 { list.removeAll() }
            if let source = arguments.optional(1) { try extend(vm, list, source) }
            return .none
        }
        addMethods(type)
        addSubscripts(type)
        addOperators(type)
        addProtocols(type)
        type.quicken("append", .append)
        type.quicken("pop", .pop)
    }

    // MARK: Methods

    private static func addMethods(_ type: TypeObject) {
        type.method("append", "self, object, /", doc: "Append object to the end of the list.") { _, arguments in
            arguments.list().append(arguments[1])
            return .none
        }
        type.method("extend", "self, iterable, /", doc: "Extend list by appending elements from the iterable.") {
            vm, arguments in
            try extend(vm, arguments.list(), arguments[1])
            return .none
        }
        type.method("insert", "self, index, object, /", doc: "Insert object before index.") { vm, arguments in
            let list = arguments.list()
            var index = arguments[1].tag == .int ? Int(arguments[1].intBits) : try vm.index(arguments[1])
            if index < 0 { index = max(0, index &+ list.count) }
            list.insert(arguments[2], at: min(index, list.count))
            return .none
        }
        type.method("pop", "self, index=-1, /", doc: "Remove and return item at index (default last).") {
            vm, arguments in
            let list = arguments.list()
            let given = try arguments.optional(1).map { try vm.index($0) }
            if list.count == 0 { throw vm.indexError("pop from empty list") }
            var index = list.count - 1
            if let given {
                index = given
                if index < 0 { index += list.count }
                if index < 0 || index >= list.count { throw vm.indexError("pop index out of range") }
            }
            return vm.pool.adopt(list.removeOwned(at: index))
        }
        type.method("remove", "self, value, /", doc: "Remove first occurrence of value.") { vm, arguments in
            let list = arguments.list()
            guard let index = try find(vm, list, arguments[1], from: 0, to: Int.max) else {
                throw vm.valueError("list.remove(x): x not in list")
            }
            if index < list.count { Reclaimer.release(list.removeOwned(at: index)) }
            return .none
        }
        type.method("clear", "self, /", doc: "Remove all items from list.") { _, arguments in
            arguments.list().removeAll()
            return .none
        }
        type.method("copy", "self, /", doc: "Return a shallow copy of the list.") { vm, arguments in
            vm.pool.adopt(SequenceBuilding.list(arguments[0].layout(TupleLayout.self).buffer))
        }
        type.method("count", "self, value, /", doc: "Return number of occurrences of value.") { vm, arguments in
            let list = arguments.list()
            var count = 0
            var index = 0
            while index < list.count {
                let mark = vm.pool.count
                if try vm.isSame(vm.pool.keep(list[index]), arguments[1]) { count += 1 }
                vm.pool.drain(to: mark)
                index += 1
            }
            return Value(count)
        }
        type.method(
            "index", "self, value, start=0, stop=9223372036854775807, /", doc: "Return first index of value."
        ) { vm, arguments in
            let list = arguments.list()
            let start = try vm.bound(arguments.optional(2), count: list.count, default: 0)
            let stop = try vm.bound(arguments.optional(3), count: list.count, default: Int.max)
            guard let index = try find(vm, list, arguments[1], from: start, to: stop) else {
                throw vm.valueError("\(try vm.repr(arguments[1])) is not in list")
            }
            return Value(index)
        }
        type.method("reverse", "self, /", doc: "Reverse *IN PLACE*.") { _, arguments in
            let list = arguments.list()
            let items = list.items
            var (low, high) = (0, list.count - 1)
            while low < high {
                (items[low], items[high]) = (items[high], items[low])
                low += 1
                high -= 1
            }
            return .none
        }
        type.method(
            "sort", "self, /, *, key=None, reverse=False",
            doc: "Sort the list in ascending order and return None.\n\nThe sort is in-place and stable."
        ) { vm, arguments in
            let reverse = try arguments.optional(2).map { try vm.truth($0) } ?? false
            try vm.sort(arguments.list(), key: arguments.orNone(1), reverse: reverse)
            return .none
        }
    }

    // MARK: Subscripts

    private static func addSubscripts(_ type: TypeObject) {
        type.special(.getItem, "self, index, /") { vm, arguments in
            try get(vm, arguments.list(), arguments[1])
        }
        type.special(.setItem, "self, key, value, /") { vm, arguments in
            try set(vm, arguments.list(), arguments[1], arguments[2])
            return .none
        }
        type.special(.delItem, "self, key, /") { vm, arguments in
            try delete(vm, arguments.list(), arguments[1])
            return .none
        }
        type.special(.length, "self, /") { _, arguments in Value(arguments.list().count) }
        type.special(.contains, "self, key, /") { vm, arguments in
            Value(try find(vm, arguments.list(), arguments[1], from: 0, to: Int.max) != nil)
        }
    }

    static func get(_ vm: VM, _ list: ListObject, _ key: Value) throws -> Value {
        if key.tag == .slice {
            let range = try vm.sliceRange(key.cast(SliceObject.self), list.count)
            if range.step == 1 {
                return vm.pool.adopt(
                    SequenceBuilding.list(UnsafeBufferPointer(start: list.items + range.start, count: range.count)))
            }
            let result = ListObject(capacity: range.count)
            for place in 0..<range.count { result.append(list[range.start + place * range.step]) }
            return vm.value(result)
        }
        guard vm.hasIndex(key) else {
            throw vm.typeError("list indices must be integers or slices, not \(vm.typeName(key))")
        }
        guard let index = try vm.position(key, count: list.count) else {
            throw vm.indexError("list index out of range")
        }
        return vm.pool.keep(list[index])
    }

    static func set(_ vm: VM, _ list: ListObject, _ key: Value, _ value: Value) throws {
        if key.tag == .slice {
            try assign(vm, list, key.cast(SliceObject.self), value)
            return
        }
        guard vm.hasIndex(key) else {
            throw vm.typeError("list indices must be integers or slices, not \(vm.typeName(key))")
        }
        guard let index = try vm.position(key, count: list.count) else {
            throw vm.indexError("list assignment index out of range")
        }
        list.set(index, value)
    }

    private static func assign(_ vm: VM, _ list: ListObject, _ slice: SliceObject, _ value: Value) throws {
        let isPlain = slice.step.value.isNone || (slice.step.value.tag == .int && slice.step.value.intBits == 1)
        if value.tag == .list || value.tag == .tuple, isPlain, value.bits != Value(borrowing: list).bits {
            let range = try vm.sliceRange(slice, list.count)
            let items = value.layout(TupleLayout.self).buffer
            if range.step == 1, items.count == range.count {
                for place in 0..<items.count { list.set(range.start + place, items[place]) }
                return
            }
        }
        let values: [Value]
        do {
            values = try vm.array(from: value)
        } catch let error as Thrown
            where vm.isException(error, .typeError) && vm.typeOf(value).special(.iterate).isUnbound
        {
            throw vm.typeError(
                isPlain ? "can only assign an iterable" : "must assign iterable to extended slice")
        }
        let range = try vm.sliceRange(slice, list.count)
        if range.step == 1 {
            list.replace(range.start..<range.start + range.count, with: values)
            return
        }
        guard values.count == range.count else {
            throw vm.valueError(
                "attempt to assign sequence of size \(values.count) to extended slice of size \(range.count)")
        }
        for (place, value) in values.enumerated() { list.set(range.start + place * range.step, value) }
    }

    static func delete(_ vm: VM, _ list: ListObject, _ key: Value) throws {
        if key.tag == .slice {
            let range = try vm.sliceRange(key.cast(SliceObject.self), list.count)
            if range.count == 0 { return }
            if range.step == 1 {
                list.replace(range.start..<range.start + range.count, with: [])
                return
            }
            var isDeleted = [Bool](repeating: false, count: list.count)
            for place in 0..<range.count { isDeleted[range.start + place * range.step] = true }
            let kept = list.values.enumerated().filter { !isDeleted[$0.offset] }.map(\.element)
            list.replace(0..<list.count, with: kept)
            return
        }
        guard vm.hasIndex(key) else {
            throw vm.typeError("list indices must be integers or slices, not \(vm.typeName(key))")
        }
        guard let index = try vm.position(key, count: list.count) else {
            throw vm.indexError("list assignment index out of range")
        }
        Reclaimer.release(list.removeOwned(at: index))
    }

    // MARK: Operators

    private static func addOperators(_ type: TypeObject) {
        type.special(.add, "self, value, /") { vm, arguments in
            guard let other = arguments[1].asList else {
                if vm.mayReflect(arguments[1], .reflectedAdd) { return .notImplemented }
                throw vm.typeError("can only concatenate list (not \"\(vm.typeName(arguments[1]))\") to list")
            }
            let list = arguments.list()
            let result = ListObject(capacity: list.count + other.count)
            for value in list.buffer { result.append(value) }
            for value in other.buffer { result.append(value) }
            return vm.value(result)
        }
        type.special(.inPlaceAdd, "self, value, /") { vm, arguments in
            // Operators of numbers come before those of sequences: a list plus an array is an array.
            if vm.mayReflect(arguments[1], .reflectedAdd),
                let sum = try vm.callSpecial(.reflectedAdd, on: arguments[1], with: arguments[0]),
                sum.tag != .notImplemented
            {
                return sum
            }
            try extend(vm, arguments.list(), arguments[1])
            return arguments[0]
        }
        let multiply: NativeBody = { vm, arguments in
            guard let times = try vm.repeatCount(arguments[1]) else { return .notImplemented }
            return try repeated(vm, arguments.list(), times)
        }
        type.special(.multiply, "self, value, /", multiply)
        type.special(.reflectedMultiply, "self, value, /", multiply)
        type.special(.inPlaceMultiply, "self, value, /") { vm, arguments in
            let list = arguments.list()
            guard let times = try vm.repeatCount(arguments[1]) else { return .notImplemented }
            if times == 0 {
                list.removeAll()
            } else {
                list.reserve(try vm.checkSize(list.count, times: times))
                let original = list.count
                for _ in 1..<times { for index in 0..<original { list.append(list[index]) } }
            }
            return arguments[0]
        }
        for method in VM.comparisons {
            type.special(method, "self, value, /") { vm, arguments in
                guard let right = arguments[1].asList else { return .notImplemented }
                let left = arguments.list()
                return try vm.compareSequences(
                    method, { left[$0] }, { left.count }, { right[$0] }, { right.count })
            }
        }
    }

    static func repeated(_ vm: VM, _ list: ListObject, _ times: Int) throws -> Value {
        let total = try vm.checkSize(list.count, times: times)
        let result = ListObject(capacity: total)
        if list.count == 1 {
            let value = list[0]
            for round in 0..<total {
                result.append(value)
                if round & 0xFFFFF == 0xFFFFF { try vm.checkInterrupt() }
            }
        } else {
            for _ in 0..<times {
                SequenceBuilding.append(list.buffer, to: result)
                if list.count > 1 << 16 || result.count & 0xFFFFF < list.count { try vm.checkInterrupt() }
            }
        }
        return vm.value(result)
    }

    // MARK: Protocols

    private static func addProtocols(_ type: TypeObject) {
        type.special(.iterate, "self, /") { vm, arguments in vm.value(ListIterator(arguments.list())) }
        type.special(.reversed, "self, /") { vm, arguments in
            vm.value(ReversedListIterator(arguments.list()))
        }
        type.special(.representation, "self, /") { vm, arguments in
            let list = arguments.list()
            if list.count == 0 { return vm.string("[]") }
            let text = try vm.withReprGuard(list) {
                try vm.joinedRepr("[", "]", count: { list.count }, item: { list[$0] })
            }
            return text.map { vm.string($0) } ?? vm.string("[...]")
        }
        type.set(Special.hash.interned, .none)
        type.classMethod("__class_getitem__", "cls, item, /") { vm, arguments in
            GenericAlias.make(vm, origin: arguments[0], item: arguments[1])
        }
    }

    // MARK: Shared

    /// Appends everything an iterable gives.
    static func extend(_ vm: VM, _ list: ListObject, _ source: Value) throws {
        switch source.tag {
        case .list:
            let count = source.layout(ListLayout.self).pointee.count
            list.reserve(growing: count)
            // The list itself may have moved.
            SequenceBuilding.append(
                UnsafeBufferPointer(start: source.layout(ListLayout.self).pointee.items, count: count), to: list)
        case .tuple:
            let items = source.layout(TupleLayout.self).buffer
            list.reserve(growing: items.count)
            SequenceBuilding.append(items, to: list)
        case .range:
            let range = source.cast(RangeObject.self)
            _ = try vm.checkSize(range.count, times: 1)
            list.reserve(list.count + range.count)
            for index in 0..<range.count {
                list.appendOwned(Value(range[index]))
                if index & 0xFFFFF == 0xFFFFF { try vm.checkInterrupt() }
            }
        case .string:
            let text = source.layout(StringLayout.self)
            guard text.pointee.isASCII else {
                try vm.iterate(source) {
                    list.append($0)
                    return true
                }
                return
            }
            list.reserve(growing: text.pointee.count)
            for index in 0..<text.pointee.count {
                list.append(TextOperations.characters[Int(text.pointee.bytes[index])])
                if index & 0xFFFFF == 0xFFFFF { try vm.checkInterrupt() }
            }
        case .dictionary:
            let dictionary = source.cast(DictionaryObject.self)
            list.reserve(growing: dictionary.count)
            var position = 0
            while let entry = dictionary.nextEntry(&position) { list.append(entry.key) }
        default:
            let iterator = try vm.iterator(of: source)
            while true {
                let item = try vm.nextOwned(iterator)
                if item.isUnbound { return }
                list.appendOwned(item)
                if list.count & 1023 == 0 {
                    try vm.checkInterrupt()
                    try vm.checkMemory(list.count * 3)
                }
            }
        }
    }

    /// The first index in `start ..< stop` of an equal value.
    static func find(_ vm: VM, _ list: ListObject, _ value: Value, from start: Int, to stop: Int) throws -> Int? {
        var index = start
        while index < min(stop, list.count) {
            let item = list[index]
            if item.tag == .int, value.tag == .int {
                if item.bits == value.bits { return index }
            } else if item.tag == .string, value.tag == .string {
                if item.cast(StringObject.self).isEqual(to: value.cast(StringObject.self)) { return index }
            } else {
                let mark = vm.pool.count
                let same = try vm.isEqualKey(vm.pool.keep(item), value)
                vm.pool.drain(to: mark)
                if same { return index }
            }
            index += 1
        }
        return nil
    }
}

/// `reversed(list)`
final class ReversedListIterator: IteratorObject {
    private var list: ListObject?
    private var position: Int
    override var lengthHint: Int? { list == nil ? 0 : max(position + 1, 0) }

    init(_ list: ListObject) {
        self.list = list
        position = list.count - 1
        super.init(type: IteratorTypes.reversedList)
    }

    override func next(_ vm: VM) throws -> Value? { try nextBorrowed(vm) }

    override func nextOwned(_ vm: VM) -> Value {
        guard let list, position >= 0, position < list.count else {
            list = nil
            return .unbound
        }
        position &-= 1
        return list[position &+ 1].retained()
    }

    override func reduction(_ vm: VM) throws -> CopyRecipe? {
        guard let list else { return .iterating(vm, vm.list([])) }
        return .iterating(vm, Value(borrowing: list), by: "reversed", state: Value(position))
    }

    override func restore(_ vm: VM, _ state: Value) throws {
        if let list { position = try IteratorTypes.place(vm, state, in: -1...(list.count - 1)) }
    }

    override func visitReferences(_ visit: (Value) -> Void) {
        super.visitReferences(visit)
        if let list { visit(Value(borrowing: list)) }
    }
}
