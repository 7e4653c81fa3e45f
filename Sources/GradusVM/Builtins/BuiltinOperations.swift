import GradusSyntax

/// Operators between exact built-in types, by their tags: what the special methods of these types would answer, without
/// looking them up and without a call. Of classes derived in the language (their tag is `object`) only those of tuples are
/// seen to, named tuples above all, and only for methods that they inherit.
enum BuiltinOperations {
    /// `a op b`, or with `inPlace` what `a op= b` assigns; nil where the special methods must decide.
    @inline(never)
    static func binary(_ vm: VM, _ op: BinaryOperator, _ a: Value, _ b: Value, inPlace: Bool) throws -> Value? {
        switch a.tag {
        case .string:
            if op == .modulo {
                // The reflected method of a class derived from str comes first.
                if b.tag == .object, vm.typeOf(b).layout == .string { return nil }
                return try PercentFormatter.string(vm, a.cast(StringObject.self), b)
            }
            if op == .multiply, b.tag == .int {
                return try TextOperations.multiply(vm, a.cast(StringObject.self), Int(b.intBits))
            }
            if op == .add, b.tag == .string {
                return vm.pool.adopt(TextOperations.concatenated(a, b))
            }
            return nil
        case .list:
            if op == .add, b.tag == .list {
                if inPlace {
                    try ListType.extend(vm, a.cast(ListObject.self), b)
                    return a
                }
                return vm.pool.adopt(
                    SequenceBuilding.list(a.layout(TupleLayout.self).buffer, b.layout(TupleLayout.self).buffer))
            }
            if op == .multiply, b.tag == .int, !inPlace {
                return try ListType.repeated(vm, a.cast(ListObject.self), max(0, Int(b.intBits)))
            }
            return nil
        case .tuple:
            guard op == .add, b.tag == .tuple else { return nil }
            let (x, y) = (a.layout(TupleLayout.self), b.layout(TupleLayout.self))
            if y.pointee.count == 0 { return a }
            if x.pointee.count == 0 { return b }
            return vm.pool.adopt(SequenceBuilding.tuple(x.buffer, y.buffer))
        case .set:
            guard b.tag == .set, !inPlace else { return nil }
            return try SetType.combine(vm, op, a.cast(SetObject.self), b.cast(SetObject.self)).map { vm.value($0) }
        case .int:
            if op == .multiply {
                if b.tag == .string {
                    return try TextOperations.multiply(vm, b.cast(StringObject.self), Int(a.intBits))
                }
                if b.tag == .list {
                    return try ListType.repeated(vm, b.cast(ListObject.self), max(0, Int(a.intBits)))
                }
            }
            return complex(vm, op, a, b)
        case .float, .bool: return complex(vm, op, a, b)
        case .object: return complex(vm, op, a, b)
        default: return nil
        }
    }

    // MARK: Complex numbers

    /// A complex number, float or int as a complex one, without the machine.
    @inline(__always)
    private static func number(_ value: Value, _ complexType: UnsafeRawPointer) -> ComplexNumber? {
        switch value.tag {
        case .object:
            guard UnsafeRawPointer(value.layout.pointee.type) == complexType else { return nil }
            return value.layout(ComplexLayout.self).pointee.number
        case .float: return ComplexNumber(value.floatBits, 0)
        case .int, .bool: return ComplexNumber(Double(value.intBits), 0)
        default: return nil
        }
    }

    nonisolated(unsafe) private static let complexType = UnsafeRawPointer(
        Unmanaged.passUnretained(Types.complex).toOpaque())

    private static func complex(_ vm: VM, _ op: BinaryOperator, _ a: Value, _ b: Value) -> Value? {
        guard a.tag == .object || b.tag == .object else { return nil }
        let type = complexType
        guard let x = number(a, type), let y = number(b, type) else { return nil }
        switch op {
        case .add: return vm.pool.adopt(ComplexObject.make(x + y))
        case .subtract: return vm.pool.adopt(ComplexObject.make(x - y))
        case .multiply: return vm.pool.adopt(ComplexObject.make(x * y))
        case .divide: return (x / y).map { vm.pool.adopt(ComplexObject.make($0)) }
        default: return nil
        }
    }

    /// `abs(z)` of an exact complex number with a size that fits; nil for anything else.
    static func complexMagnitude(_ value: Value) -> Double? {
        guard value.tag == .object, UnsafeRawPointer(value.layout.pointee.type) == complexType else { return nil }
        let size = value.layout(ComplexLayout.self).pointee.number.magnitude
        return size.isFinite ? size : nil
    }

    // MARK: Comparisons

    /// `a op b` for operators of `==` and `<` kind; nil where the special methods must decide.
    @inline(never)
    static func compare(_ vm: VM, _ op: ComparisonOperator, _ a: Value, _ b: Value) throws -> Value? {
        switch (a.tag, b.tag) {
        case (.list, .list), (.tuple, .tuple):
            return try vm.nested(.comparison) { try compareSequences(vm, op, a, b) }
        case (.object, .object), (.object, .tuple), (.tuple, .object):
            guard vm.typeOf(a).layout == .tuple, vm.typeOf(b).layout == .tuple, let method = method(op),
                let reflected = reflected(op), inherits(vm, a, method), inherits(vm, b, method),
                inherits(vm, b, reflected)
            else { return nil }
            return try vm.nested(.comparison) { try compareSequences(vm, op, a, b) }
        case (.set, .set):
            guard let method = method(op) else { return nil }
            return Value(try SetType.compare(vm, method, a.cast(SetObject.self), b.cast(SetObject.self)))
        case (.dictionary, .dictionary):
            if op != .equal, op != .notEqual { return nil }
            let isEqual = try vm.nested(.comparison) {
                try DictionaryType.isEqual(vm, a.cast(DictionaryObject.self), b.cast(DictionaryObject.self))
            }
            return Value(isEqual == (op == .equal))
        case (.bytes, .bytes):
            let order = ByteSearch.order(a.cast(BytesObject.self).buffer, b.cast(BytesObject.self).buffer)
            return NumberOperations.compare(op, Value(order), Value(0)).map { Value($0) }
        case (.none, _), (_, .none):
            // Whatever the other one is: only a class of the language could answer something else.
            guard op == .equal || op == .notEqual, a.tag != .object, b.tag != .object, a.tag != .external,
                b.tag != .external, a.tag != .type, b.tag != .type, a.tag != .exception, b.tag != .exception
            else { return nil }
            return Value((a.tag == b.tag) == (op == .equal))
        default: return nil
        }
    }

    /// Whether a tuple, or an instance of a class derived from it, has the tuple's own method.
    private static func inherits(_ vm: VM, _ value: Value, _ method: Special) -> Bool {
        value.tag == .tuple || vm.typeOf(value).special(method).isIdentical(to: Types.tuple.special(method))
    }

    private static func reflected(_ op: ComparisonOperator) -> Special? {
        switch op {
        case .less: .greaterThan
        case .lessEqual: .greaterEqual
        case .greater: .lessThan
        case .greaterEqual: .lessEqual
        default: method(op)
        }
    }

    private static func method(_ op: ComparisonOperator) -> Special? {
        switch op {
        case .equal: return .equal
        case .notEqual: return .notEqual
        case .less: return .lessThan
        case .lessEqual: return .lessEqual
        case .greater: return .greaterThan
        case .greaterEqual: return .greaterEqual
        default: return nil
        }
    }

    /// Two lists or two tuples, in the order of their items. Comparing items may run code of the language, which may
    /// change the lists.
    private static func compareSequences(_ vm: VM, _ op: ComparisonOperator, _ a: Value, _ b: Value) throws -> Value? {
        // A list begins as a tuple does.
        let (x, y) = (a.layout(TupleLayout.self), b.layout(TupleLayout.self))
        if x.pointee.count != y.pointee.count {
            if op == .equal { return .false }
            if op == .notEqual { return .true }
        }
        var index = 0
        while index < x.pointee.count, index < y.pointee.count {
            // Runs of identical items.
            let (items, others) = (x.pointee.items, y.pointee.items)
            let end = min(x.pointee.count, y.pointee.count)
            while index < end, items[index].bits == others[index].bits, items[index].tag == others[index].tag {
                index &+= 1
            }
            if index == end { break }
            let (left, right) = (items[index], others[index])
            if try !isSame(vm, left, right) {
                switch op {
                case .equal: return .false
                case .notEqual: return .true
                default:
                    if index >= x.pointee.count || index >= y.pointee.count { break }
                    return try vm.compare(
                        op, vm.pool.keep(x.pointee.items[index]), vm.pool.keep(y.pointee.items[index]))
                }
                break
            }
            index += 1
        }
        return NumberOperations.compare(op, Value(x.pointee.count), Value(y.pointee.count)).map { Value($0) }
    }

    /// Identical or equal, as containers mean it.
    @inline(__always)
    static func isSame(_ vm: VM, _ left: Value, _ right: Value) throws -> Bool {
        if left.tag == right.tag {
            switch left.tag {
            case .int, .bool: return left.bits == right.bits
            case .float: return left.bits == right.bits || left.floatBits == right.floatBits
            case .string: return left.bits == right.bits || Self.isEqual(left, right)
            default: if left.bits == right.bits { return true }
            }
        }
        return try isSameSlowly(vm, left, right)
    }

    /// Two strings.
    @inline(__always)
    static func isEqual(_ left: Value, _ right: Value) -> Bool {
        let (a, b) = (left.layout(StringLayout.self), right.layout(StringLayout.self))
        return a.pointee.byteCount == b.pointee.byteCount
            && ByteSearch.isEqual(a.pointee.buffer, b.pointee.buffer)
    }

    @inline(never)
    private static func isSameSlowly(_ vm: VM, _ left: Value, _ right: Value) throws -> Bool {
        let mark = vm.pool.count
        defer { vm.pool.drain(to: mark) }
        // A list may be in itself.
        return try vm.nested(.comparison) { try vm.isEqual(vm.pool.keep(left), vm.pool.keep(right)) }
    }

    /// `a < b` for sorting.
    @inline(never)
    static func isLess(_ vm: VM, _ a: Value, _ b: Value) throws -> Bool {
        if a.tag == .tuple, b.tag == .tuple {
            let (x, y) = (a.layout(TupleLayout.self), b.layout(TupleLayout.self))
            let count = min(x.pointee.count, y.pointee.count)
            var index = 0
            while index < count {
                let (left, right) = (x.pointee.items[index], y.pointee.items[index])
                if try !isSame(vm, left, right) {
                    if left.tag == .int, right.tag == .int { return left.intBits < right.intBits }
                    if left.tag == .float, right.tag == .float { return left.floatBits < right.floatBits }
                    return try vm.nested(.comparison) { try isLess(vm, left, right) }
                }
                index += 1
            }
            return x.pointee.count < y.pointee.count
        }
        if a.tag == .string, b.tag == .string {
            return ByteSearch.order(
                a.layout(StringLayout.self).pointee.buffer, b.layout(StringLayout.self).pointee.buffer)
                < 0
        }
        let mark = vm.pool.count
        defer { vm.pool.drain(to: mark) }
        return try vm.isLess(a, b)
    }

    // MARK: Items

    /// `object[key]` of a sequence by a slice, or of bytes by an int; nil where the special methods must decide.
    @inline(never)
    static func item(_ vm: VM, _ object: Value, _ key: Value) throws -> Value? {
        switch object.tag {
        case .list where key.tag == .slice: return try ListType.get(vm, object.cast(ListObject.self), key)
        case .tuple where key.tag == .slice: return try TupleType.get(vm, object.cast(TupleObject.self), key)
        case .bytes where key.tag == .int:
            let bytes = object.cast(BytesObject.self).buffer
            let place = key.intBits < 0 ? Int(key.intBits) + bytes.count : Int(key.intBits)
            return place >= 0 && place < bytes.count ? Value(Int(bytes[place])) : nil
        case .bytes where key.tag == .slice:
            let bytes = object.cast(BytesObject.self).buffer
            let range = try vm.sliceRange(key.cast(SliceObject.self), bytes.count)
            if range.step != 1 { return nil }
            return vm.value(BytesObject(Array(bytes[range.start..<range.start + range.count])))
        case .range where key.tag == .int:
            let range = object.cast(RangeObject.self)
            let place = key.intBits < 0 ? Int(key.intBits) + range.count : Int(key.intBits)
            return place >= 0 && place < range.count ? Value(range[place]) : nil
        case .object where key.tag == .int:
            if UnsafeRawPointer(object.layout.pointee.type) == numberArrayType {
                let array = unsafeDowncast(object.objectUnchecked, to: ArrayObject.self)
                let place = key.intBits < 0 ? Int(key.intBits) + array.count : Int(key.intBits)
                return place >= 0 && place < array.count ? array.quickItem(place) : nil
            }
            guard UnsafeRawPointer(object.layout.pointee.type) == byteArrayType else { return nil }
            let array = unsafeDowncast(object.objectUnchecked, to: ByteArrayObject.self)
            let place = key.intBits < 0 ? Int(key.intBits) + array.count : Int(key.intBits)
            return place >= 0 && place < array.count ? Value(Int(array.bytes[place])) : nil
        default: return nil
        }
    }

    nonisolated(unsafe) private static let byteArrayType = UnsafeRawPointer(
        Unmanaged.passUnretained(Types.byteArray).toOpaque())

    nonisolated(unsafe) private static let numberArrayType = UnsafeRawPointer(
        Unmanaged.passUnretained(ArrayType.type).toOpaque())

    /// `object[key] = value` of a bytearray or an array of numbers; false where the special methods must decide.
    static func setItem(_ object: Value, _ key: Value, _ value: Value) -> Bool {
        guard object.tag == .object, key.tag == .int else { return false }
        if UnsafeRawPointer(object.layout.pointee.type) == numberArrayType {
            let array = unsafeDowncast(object.objectUnchecked, to: ArrayObject.self)
            let place = key.intBits < 0 ? Int(key.intBits) + array.count : Int(key.intBits)
            return place >= 0 && place < array.count && array.quickSet(place, value)
        }
        guard value.tag == .int, value.bits < 256,
            UnsafeRawPointer(object.layout.pointee.type) == byteArrayType
        else { return false }
        let array = unsafeDowncast(object.objectUnchecked, to: ByteArrayObject.self)
        let place = key.intBits < 0 ? Int(key.intBits) + array.count : Int(key.intBits)
        guard place >= 0, place < array.count else { return false }
        array.bytes[place] = UInt8(truncatingIfNeeded: value.bits)
        return true
    }

    // MARK: Hashes

    /// The hash of a value that is neither a string nor a small int; nil where the special method must decide.
    @inline(never)
    static func hash(_ vm: VM, _ value: Value) throws -> Int? {
        switch value.tag {
        case .int, .bool, .float, .bigInt: return NumberOperations.hash(value)
        case .tuple, .object:
            if value.tag == .object {
                guard vm.typeOf(value).layout == .tuple, inherits(vm, value, .hash) else { return nil }
                if vm.isStackLow { throw vm.recursionError() }
            }
            let layout = value.layout(TupleLayout.self)
            var sum: UInt64 = 2_870_177_450_012_600_261
            for index in 0..<layout.pointee.count {
                let item = layout.pointee.items[index]
                let hash = item.tag == .tuple ? try vm.nested(.call) { try vm.hash(item) } : try vm.hash(item)
                sum = sum &+ UInt64(bitPattern: Int64(hash)) &* 14_029_467_366_897_019_727
                sum = (sum << 31) | (sum >> 33)
                sum = sum &* 11_400_714_785_074_694_791
            }
            sum = sum &+ (UInt64(layout.pointee.count) ^ (2_870_177_450_012_600_261 ^ 3_527_539))
            if sum == UInt64.max { return 1_546_275_796 }
            return Int(truncatingIfNeeded: Int64(bitPattern: sum))
        default: return nil
        }
    }
}
