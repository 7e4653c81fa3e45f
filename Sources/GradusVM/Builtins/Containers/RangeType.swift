import BigInt

/// Methods of `range`.
enum RangeType {
    static func populate(_ type: TypeObject) {
        type.docstring = "An immutable sequence of numbers."
        type.constructor("cls, /, *args") { vm, arguments in
            let given = arguments.star(1)
            switch given.count {
            case 0: throw vm.typeError("range expected at least 1 argument, got 0")
            case 1: return vm.value(try make(vm, 0, vm.index(given[0]), 1))
            case 2: return vm.value(try make(vm, vm.index(given[0]), vm.index(given[1]), 1))
            case 3: return vm.value(try make(vm, vm.index(given[0]), vm.index(given[1]), vm.index(given[2])))
            default: throw vm.typeError("range expected at most 3 arguments, got \(given.count)")
            }
        }
        for (name, get) in [("start", \RangeObject.start), ("stop", \.stop), ("step", \.step)] {
            type.property(name) { _, value in Value(value.cast(RangeObject.self)[keyPath: get]) }
        }
        type.special(.length, "self, /") { _, arguments in Value(arguments.range().count) }
        type.special(.bool, "self, /") { _, arguments in Value(arguments.range().count > 0) }
        type.special(.iterate, "self, /") { vm, arguments in vm.value(RangeIterator(arguments.range())) }
        type.special(.reversed, "self, /") { vm, arguments in
            let range = arguments.range()
            return vm.value(RangeIterator(reversed(range)))
        }
        addQueries(type)
        type.special(.representation, "self, /") { vm, arguments in
            let range = arguments.range()
            let step = range.step == 1 ? "" : ", \(range.step)"
            return vm.string("range(\(range.start), \(range.stop)\(step))")
        }
        type.special(.hash, "self, /") { vm, arguments in
            let range = arguments.range()
            let parts: [Value] = [
                Value(range.count), range.count == 0 ? .none : Value(range.start),
                range.count <= 1 ? .none : Value(range.step),
            ]
            return Value(try vm.hash(ofTuple: 3) { try vm.hash(parts[$0]) })
        }
    }

    static func make(_ vm: VM, _ start: Int, _ stop: Int, _ step: Int) throws -> RangeObject {
        if step == 0 { throw vm.valueError("range() arg 3 must not be zero") }
        let (distance, overflow) =
            step > 0 ? stop.subtractingReportingOverflow(start) : start.subtractingReportingOverflow(stop)
        if overflow, (step > 0) == (start < stop), distance < 0, step.magnitude == 1 {
            throw vm.error(.overflowError, "Python int too large to convert to C ssize_t")
        }
        return RangeObject(start, stop, step)
    }

    static func reversed(_ range: RangeObject) -> RangeObject {
        if range.count == 0 { return RangeObject(0, 0, 1) }
        return RangeObject(range[range.count - 1], range.start &- range.step, 0 &- range.step)
    }

    /// Whether a number is in the range, by arithmetic.
    static func contains(_ range: RangeObject, _ number: Int) -> Bool { index(of: number, in: range) != nil }

    private static func index(of number: Int, in range: RangeObject) -> Int? {
        guard range.count > 0 else { return nil }
        let last = range[range.count - 1]
        guard number >= min(range.start, last), number <= max(range.start, last) else { return nil }
        let distance = UInt(bitPattern: range.step > 0 ? number &- range.start : range.start &- number)
        let (quotient, remainder) = distance.quotientAndRemainder(dividingBy: range.step.magnitude)
        return remainder == 0 ? Int(quotient) : nil
    }

    private static func find(_ vm: VM, _ range: RangeObject, _ value: Value) throws -> Int? {
        if value.tag == .int || value.tag == .bool { return index(of: Int(value.intBits), in: range) }
        if value.tag == .float {
            guard let number = Int(exactly: value.floatBits) else { return nil }
            return index(of: number, in: range)
        }
        if value.tag == .bigInt || value.tag == .string || value.isNone { return nil }
        for place in 0..<range.count {
            if try vm.isEqual(Value(range[place]), value) { return place }
            if place & 1023 == 0 { try vm.checkInterrupt() }
        }
        return nil
    }

    private static func addQueries(_ type: TypeObject) {
        type.special(.contains, "self, key, /") { vm, arguments in
            Value(try find(vm, arguments.range(), arguments[1]) != nil)
        }
        type.method("index", "self, value, /", doc: "Return the index of value.") { vm, arguments in
            guard let index = try find(vm, arguments.range(), arguments[1]) else {
                if hasIntegerType(vm, arguments[1]) {
                    throw vm.valueError("\(try vm.repr(arguments[1])) is not in range")
                }
                throw vm.valueError("sequence.index(x): x not in sequence")
            }
            return Value(index)
        }
        type.method("count", "self, value, /", doc: "Return the number of times value appears.") { vm, arguments in
            Value(try find(vm, arguments.range(), arguments[1]) == nil ? 0 : 1)
        }
        type.special(.getItem, "self, key, /") { vm, arguments in
            let range = arguments.range()
            let key = arguments[1]
            if key.tag == .slice {
                let part = try vm.sliceRange(key.cast(SliceObject.self), range.count)
                let start = range.start &+ part.start &* range.step
                let step = range.step &* part.step
                return vm.value(RangeObject(start, start &+ part.count &* step, step, keepingStop: part, of: range))
            }
            guard vm.hasIndex(key) else {
                throw vm.typeError("range indices must be integers or slices, not \(vm.typeName(key))")
            }
            guard let index = try vm.position(key, count: range.count) else {
                throw vm.indexError("range object index out of range")
            }
            return Value(range[index])
        }
        for method in [Special.equal, .notEqual] {
            type.special(method, "self, value, /") { _, arguments in
                guard let right = arguments[1].asRange else { return .notImplemented }
                let left = arguments.range()
                let isEqual =
                    left.count == right.count
                    && (left.count == 0 || left.start == right.start && (left.count == 1 || left.step == right.step))
                return Value(isEqual == (method == .equal))
            }
        }
    }

    private static func hasIntegerType(_ vm: VM, _ value: Value) -> Bool {
        value.tag == .int || value.tag == .bool || value.tag == .bigInt
    }
}

extension RangeObject {
    /// A slice of a range: `stop` is what the slice's own bounds give, as `range(10)[2:100:3]` shows it.
    fileprivate convenience init(
        _ start: Int, _ stop: Int, _ step: Int, keepingStop part: (start: Int, stop: Int, step: Int, count: Int),
        of range: RangeObject
    ) {
        self.init(start, range.start &+ part.stop &* range.step, step)
    }
}

/// Attributes and methods of `slice`.
enum SliceType {
    static func populate(_ type: TypeObject) {
        type.constructor("cls, /, *args") { vm, arguments in
            let given = arguments.star(1)
            switch given.count {
            case 0: throw vm.typeError("slice expected at least 1 argument, got 0")
            case 1: return vm.value(SliceObject(.none, given[0], .none))
            case 2: return vm.value(SliceObject(given[0], given[1], .none))
            case 3: return vm.value(SliceObject(given[0], given[1], given[2]))
            default: throw vm.typeError("slice expected at most 3 arguments, got \(given.count)")
            }
        }
        for (name, get) in [("start", \SliceObject.start), ("stop", \.stop), ("step", \.step)] {
            type.property(name) { _, value in value.cast(SliceObject.self)[keyPath: get].value }
        }
        type.method("indices", "self, length, /", doc: "(start, stop, stride) for a sequence of the given length.") {
            vm, arguments in
            let length = try vm.index(arguments[1])
            if length < 0 { throw vm.valueError("length should not be negative") }
            let slice = arguments[0].cast(SliceObject.self)
            let range = try vm.sliceRange(slice, length)
            return vm.tuple([Value(range.start), Value(range.stop), Value(range.step)])
        }
        type.special(.representation, "self, /") { vm, arguments in
            let slice = arguments[0].cast(SliceObject.self)
            let parts = try [slice.start, slice.stop, slice.step].map { try vm.repr($0.value) }
            return vm.string("slice(\(parts[0]), \(parts[1]), \(parts[2]))")
        }
        type.set(Special.hash.interned, .none)
        for method in VM.comparisons {
            type.special(method, "self, value, /") { vm, arguments in
                guard let right = arguments[1].asSlice else { return .notImplemented }
                let left = arguments[0].cast(SliceObject.self)
                let a = [left.start.value, left.stop.value, left.step.value]
                let b = [right.start.value, right.stop.value, right.step.value]
                return try vm.compareSequences(method, { a[$0] }, { 3 }, { b[$0] }, { 3 })
            }
        }
    }
}
