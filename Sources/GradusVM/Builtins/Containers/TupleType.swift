/// Methods of `tuple`.
enum TupleType {
    static func populate(_ type: TypeObject) {
        type.docstring = "Built-in immutable sequence."
        type.constructor("cls, iterable=(), /") { vm, arguments in
            let type = arguments.constructedType(Types.tuple)
            guard let source = arguments.optional(1) else { return vm.value(TupleObject([], type: type)) }
            if source.tag == .tuple, type === Types.tuple { return source }
            return vm.value(TupleObject(try vm.array(from: source), type: type))
        }
        type.method("count", "self, value, /", doc: "Return number of occurrences of value.") { vm, arguments in
            let tuple = arguments.tuple()
            var count = 0
            for item in tuple.buffer where try vm.isSame(item, arguments[1]) { count += 1 }
            return Value(count)
        }
        type.method(
            "index", "self, value, start=0, stop=9223372036854775807, /", doc: "Return first index of value."
        ) { vm, arguments in
            let tuple = arguments.tuple()
            let start = try vm.bound(arguments.optional(2), count: tuple.count, default: 0)
            let stop = try vm.bound(arguments.optional(3), count: tuple.count, default: tuple.count)
            var index = start
            while index < stop {
                if try vm.isSame(tuple[index], arguments[1]) { return Value(index) }
                index += 1
            }
            throw vm.valueError("tuple.index(x): x not in tuple")
        }
        type.special(.getItem, "self, key, /") { vm, arguments in try get(vm, arguments.tuple(), arguments[1]) }
        type.special(.length, "self, /") { _, arguments in Value(arguments.tuple().count) }
        type.special(.contains, "self, key, /") { vm, arguments in
            let tuple = arguments.tuple()
            for item in tuple.buffer where try vm.isSame(item, arguments[1]) { return .true }
            return .false
        }
        type.special(.iterate, "self, /") { vm, arguments in vm.value(TupleIterator(arguments.tuple())) }
        addOperators(type)
        type.special(.hash, "self, /") { vm, arguments in
            let tuple = arguments.tuple()
            return Value(try vm.hash(ofTuple: tuple.count) { try vm.hash(tuple[$0]) })
        }
        type.special(.representation, "self, /") { vm, arguments in
            let tuple = arguments.tuple()
            if tuple.count == 0 { return vm.string("()") }
            let text = try vm.withReprGuard(tuple) {
                try vm.joinedRepr("(", tuple.count == 1 ? ",)" : ")", count: { tuple.count }, item: { tuple[$0] })
            }
            return text.map { vm.string($0) } ?? vm.string("(...)")
        }
        type.method("__getnewargs__", "self, /") { vm, arguments in
            vm.tuple([vm.tuple(arguments.tuple().buffer)])
        }
        type.classMethod("__class_getitem__", "cls, item, /") { vm, arguments in
            GenericAlias.make(vm, origin: arguments[0], item: arguments[1])
        }
    }

    static func get(_ vm: VM, _ tuple: TupleObject, _ key: Value) throws -> Value {
        if key.tag == .slice {
            let range = try vm.sliceRange(key.cast(SliceObject.self), tuple.count)
            if range.step == 1 {
                if range.count == tuple.count, tuple.type === Types.tuple { return Value(borrowing: tuple) }
                if range.count == 0 { return vm.value(TupleObject([])) }
                return vm.pool.adopt(
                    SequenceBuilding.tuple(UnsafeBufferPointer(start: tuple.items + range.start, count: range.count)))
            }
            return vm.tuple((0..<range.count).map { tuple[range.start + $0 * range.step] })
        }
        guard vm.hasIndex(key) else {
            throw vm.typeError("tuple indices must be integers or slices, not \(vm.typeName(key))")
        }
        guard let index = try vm.position(key, count: tuple.count) else {
            throw vm.indexError("tuple index out of range")
        }
        return tuple[index]
    }

    private static func addOperators(_ type: TypeObject) {
        type.special(.add, "self, value, /") { vm, arguments in
            guard let other = arguments[1].asTuple else {
                if vm.mayReflect(arguments[1], .reflectedAdd) { return .notImplemented }
                throw vm.typeError("can only concatenate tuple (not \"\(vm.typeName(arguments[1]))\") to tuple")
            }
            let tuple = arguments.tuple()
            if other.count == 0, tuple.type === Types.tuple { return arguments[0] }
            if tuple.count == 0, other.type === Types.tuple { return arguments[1] }
            return vm.tuple(Array(tuple.buffer) + Array(other.buffer))
        }
        let multiply: NativeBody = { vm, arguments in
            guard let times = try vm.repeatCount(arguments[1]) else { return .notImplemented }
            let tuple = arguments.tuple()
            if times == 1, tuple.type === Types.tuple { return arguments[0] }
            var values: [Value] = []
            values.reserveCapacity(try vm.checkSize(tuple.count, times: times))
            for _ in 0..<(tuple.count == 0 ? 0 : times) { values.append(contentsOf: tuple.buffer) }
            return vm.tuple(values)
        }
        type.special(.multiply, "self, value, /", multiply)
        type.special(.reflectedMultiply, "self, value, /", multiply)
        for method in VM.comparisons {
            type.special(method, "self, value, /") { vm, arguments in
                guard let right = arguments[1].asTuple else { return .notImplemented }
                let left = arguments.tuple()
                return try vm.compareSequences(
                    method, { left[$0] }, { left.count }, { right[$0] }, { right.count })
            }
        }
    }
}

/// `iter(tuple)`
final class TupleIterator: IteratorObject {
    private let tuple: TupleObject
    private var position = 0
    override var lengthHint: Int? { max(tuple.count - position, 0) }

    init(_ tuple: TupleObject) {
        self.tuple = tuple
        super.init(type: IteratorTypes.tuple)
    }

    override func next(_ vm: VM) throws -> Value? { try nextBorrowed(vm) }

    override func nextOwned(_ vm: VM) -> Value {
        guard position < tuple.count else { return .unbound }
        position += 1
        return tuple[position - 1].retained()
    }

    override func reduction(_ vm: VM) throws -> CopyRecipe? {
        position >= tuple.count
            ? .exhausted(vm) : .iterating(vm, Value(borrowing: tuple), state: Value(position))
    }

    override func restore(_ vm: VM, _ state: Value) throws {
        position = try IteratorTypes.place(vm, state, in: 0...tuple.count)
    }

    override func visitReferences(_ visit: (Value) -> Void) {
        super.visitReferences(visit)
        visit(Value(borrowing: tuple))
    }
}
