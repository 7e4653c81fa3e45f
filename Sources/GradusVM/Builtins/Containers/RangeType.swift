import BigInt

/// Methods of `range`.
enum RangeType {
    static func populate(_ type: TypeObject) {
        type.docstring = "An immutable sequence of numbers."
        type.constructor("cls, /, *args") { vm, arguments in
            let given = arguments.star(1)
            switch given.count {
            case 0: throw vm.typeError("range expected at least 1 argument, got 0")
            case 1: return try make(vm, Value(0), given[0], Value(1))
            case 2: return try make(vm, given[0], given[1], Value(1))
            case 3: return try make(vm, given[0], given[1], given[2])
            default: throw vm.typeError("range expected at most 3 arguments, got \(given.count)")
            }
        }
        let parts: [(String, KeyPath<RangeObject, Int>, KeyPath<BigRangeObject, BigInt>)] = [
            ("start", \.start, \.start), ("stop", \.stop, \.stop), ("step", \.step, \.step),
        ]
        for (name, get, getBig) in parts {
            type.property(name) { vm, value in
                if let big = big(value) { return vm.int(big[keyPath: getBig]) }
                return Value(value.cast(RangeObject.self)[keyPath: get])
            }
        }
        type.special(.length, "self, /") { vm, arguments in
            if let big = big(arguments[0]) { return Value(try vm.index(vm.int(big.count))) }
            return Value(arguments.range().count)
        }
        type.special(.bool, "self, /") { _, arguments in
            Value(big(arguments[0]).map { $0.count > 0 } ?? (arguments.range().count > 0))
        }
        type.special(.iterate, "self, /") { vm, arguments in
            if let big = big(arguments[0]) { return vm.value(BigRangeIterator(big)) }
            return vm.value(RangeIterator(arguments.range()))
        }
        type.special(.reversed, "self, /") { vm, arguments in
            if let big = big(arguments[0]) { return vm.value(BigRangeIterator(big.reversed)) }
            let range = arguments.range()
            if range.start.subtractingReportingOverflow(range.step).overflow {
                return vm.value(BigRangeIterator(BigRangeObject(range).reversed))
            }
            return vm.value(RangeIterator(reversed(range)))
        }
        addQueries(type)
        type.special(.representation, "self, /") { vm, arguments in
            if let range = big(arguments[0]) {
                let step = range.step == 1 ? "" : ", \(range.step)"
                return vm.string("range(\(range.start), \(range.stop)\(step))")
            }
            let range = arguments.range()
            let step = range.step == 1 ? "" : ", \(range.step)"
            return vm.string("range(\(range.start), \(range.stop)\(step))")
        }
        type.special(.hash, "self, /") { vm, arguments in
            let parts: [Value]
            if let range = big(arguments[0]) {
                parts = [
                    vm.int(range.count), range.count == 0 ? .none : vm.int(range.start),
                    range.count <= 1 ? .none : vm.int(range.step),
                ]
            } else {
                let range = arguments.range()
                parts = [
                    Value(range.count), range.count == 0 ? .none : Value(range.start),
                    range.count <= 1 ? .none : Value(range.step),
                ]
            }
            return Value(try vm.hash(ofTuple: 3) { try vm.hash(parts[$0]) })
        }
    }

    /// The receiver or operand as a range beyond 64 bits.
    private static func big(_ value: Value) -> BigRangeObject? {
        value.tag == .object ? value.objectUnchecked as? BigRangeObject : nil
    }

    private static func make(_ vm: VM, _ start: Value, _ stop: Value, _ step: Value) throws -> Value {
        let bounds = try [start, stop, step].map { bound -> Value in
            let plain = vm.unboxed(bound)
            if plain.tag == .bigInt { return plain }
            // What `__index__` answers may be large too.
            return plain.tag == .int || plain.tag == .bool ? plain : vm.int(try vm.bigInt(bound))
        }
        if bounds[2].tag != .bigInt, bounds[2].intBits == 0 { throw vm.valueError("range() arg 3 must not be zero") }
        guard bounds.allSatisfy({ $0.tag != .bigInt }) else {
            return value(vm, try vm.bigInt(bounds[0]), try vm.bigInt(bounds[1]), try vm.bigInt(bounds[2]))
        }
        let (first, last, stride) = (Int(bounds[0].intBits), Int(bounds[1].intBits), Int(bounds[2].intBits))
        // Bounds of this size leave room for the length, and for one step more.
        if max(first.magnitude, last.magnitude, stride.magnitude) < 1 << 61 {
            return vm.value(RangeObject(first, last, stride))
        }
        return value(vm, BigInt(first), BigInt(last), BigInt(stride))
    }

    /// The range of these bounds, within 64 bits if it fits.
    static func value(_ vm: VM, _ start: BigInt, _ stop: BigInt, _ step: BigInt) -> Value {
        let range = BigRangeObject(start, stop, step)
        if let first = Int(exactly: start), let last = Int(exactly: stop), let stride = Int(exactly: step),
            Int(exactly: range.count) != nil, Int(exactly: stop - start) != nil, Int(exactly: stop + step) != nil
        {
            return vm.value(RangeObject(first, last, stride))
        }
        return vm.value(range)
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

    /// Where a value is in a range beyond 64 bits.
    private static func find(_ vm: VM, _ range: BigRangeObject, _ value: Value) throws -> BigInt? {
        if hasIntegerType(vm, value) { return range.index(of: try vm.bigInt(value)) }
        if value.tag == .float {
            guard let number = BigInt(exactly: value.floatBits) else { return nil }
            return range.index(of: number)
        }
        if value.tag == .string || value.isNone { return nil }
        var place: BigInt = 0
        while place < range.count {
            if try vm.isEqual(vm.int(range[place]), value) { return place }
            place += 1
            try vm.checkInterrupt()
        }
        return nil
    }

    /// The place of a value, as an `int`.
    private static func place(_ vm: VM, _ range: Value, _ value: Value) throws -> Value? {
        if let big = big(range) { return try find(vm, big, value).map { vm.int($0) } }
        return try find(vm, range.cast(RangeObject.self), value).map { Value($0) }
    }

    private static func addQueries(_ type: TypeObject) {
        type.special(.contains, "self, key, /") { vm, arguments in
            Value(try place(vm, arguments[0], arguments[1]) != nil)
        }
        type.method("index", "self, value, /", doc: "Return the index of value.") { vm, arguments in
            guard let index = try place(vm, arguments[0], arguments[1]) else {
                if hasIntegerType(vm, arguments[1]) {
                    throw vm.valueError("\(try vm.repr(arguments[1])) is not in range")
                }
                throw vm.valueError("sequence.index(x): x not in sequence")
            }
            return index
        }
        type.method("count", "self, value, /", doc: "Return the number of times value appears.") { vm, arguments in
            Value(try place(vm, arguments[0], arguments[1]) == nil ? 0 : 1)
        }
        type.special(.getItem, "self, key, /") { vm, arguments in
            if let big = big(arguments[0]) { return try big.item(vm, arguments[1]) }
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
                if big(arguments[0]) != nil || big(arguments[1]) != nil {
                    guard let left = big(arguments[0]) ?? arguments[0].asRange.map({ BigRangeObject($0) }),
                        let right = big(arguments[1]) ?? arguments[1].asRange.map({ BigRangeObject($0) })
                    else { return .notImplemented }
                    let isEqual =
                        left.count == right.count
                        && (left.count == 0
                            || left.start == right.start && (left.count == 1 || left.step == right.step))
                    return Value(isEqual == (method == .equal))
                }
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
