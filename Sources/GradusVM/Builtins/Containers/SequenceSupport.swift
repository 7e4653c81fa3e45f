#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What the containers share: arguments as indices, errors in CPython's words, text pieces.
extension VM {
    /// Whether a value can stand for an integer (`__index__`).
    @inline(__always)
    func hasIndex(_ value: Value) -> Bool {
        if value.tag == .int || value.tag == .bool || value.tag == .bigInt { return true }
        return value.isObject && !typeOf(value).special(.index).isUnbound
    }

    /// Whether an operator written in the language may answer for the right operand.
    func mayReflect(_ value: Value, _ method: Special) -> Bool {
        guard value.isObject else { return false }
        let type = typeOf(value)
        return (type.isScriptClass || type.moduleName != "builtins") && !type.special(method).isUnbound
    }

    /// An index of a sequence, negative ones counted from the end; nil where it is out of range.
    @inline(__always)
    func position(_ key: Value, count: Int) throws -> Int? {
        var index = key.tag == .int ? Int(key.intBits) : try indexOrIndexError(key)
        if index < 0 { index += count }
        return index >= 0 && index < count ? index : nil
    }

    /// `__index__` of a subscript: too large a number is an IndexError.
    @inline(never)
    func indexOrIndexError(_ key: Value) throws -> Int {
        do {
            return try index(key)
        } catch let error as Thrown where isException(error, .overflowError) {
            throw indexError("cannot fit '\(typeName(key))' into an index-sized integer")
        }
    }

    /// A bound of `index(x, start, stop)`: clamped, None and a missing one give the default.
    func bound(_ value: Value?, count: Int, default missing: Int) throws -> Int {
        guard let value else { return missing }
        guard hasIndex(value) else {
            throw typeError("slice indices must be integers or have an __index__ method")
        }
        var index = try clampedIndex(value)
        if index < 0 { index = max(0, index + count) }
        return min(index, count)
    }

    /// An index where numbers beyond 64 bits count as the largest or smallest.
    func clampedIndex(_ value: Value) throws -> Int {
        if value.tag == .int || value.tag == .bool { return Int(value.intBits) }
        let number = try bigInt(value)
        if let small = Int(exactly: number) { return small }
        return number.signum() < 0 ? Int.min / 2 : Int.max / 2
    }

    /// How often a sequence is repeated by `*`; nil where the operator does not apply (NotImplemented).
    func repeatCount(_ value: Value, reflected: Special = .reflectedMultiply) throws -> Int? {
        // Operators of numbers come before those of sequences: an array multiplies each item.
        if value.tag == .object, unboxed(value).tag == .object, mayReflect(value, reflected) { return nil }
        if hasIndex(value) {
            do {
                return max(0, try index(value))
            } catch let error as Thrown where isException(error, .overflowError) {
                throw self.error(.overflowError, "cannot fit 'int' into an index-sized integer")
            }
        }
        if mayReflect(value, reflected) { return nil }
        throw typeError("can't multiply sequence by non-int of type '\(typeName(value))'")
    }

    /// Refuses containers that could never fit into memory.
    func checkSize(_ count: Int, times factor: Int, elementSize: Int = 16) throws -> Int {
        let (total, overflow) = count.multipliedReportingOverflow(by: factor)
        let (size, tooLarge) = total.multipliedReportingOverflow(by: elementSize)
        if overflow || tooLarge || size > MemoryLimit.bytes { throw error(.memoryError, arguments: []) }
        return total
    }

    /// Appends `repr(value)`.
    @inline(__always)
    func appendRepr(_ value: Value, to text: inout [UInt8]) throws {
        if value.tag == .int {
            appendDecimal(value.intBits, to: &text)
        } else {
            let object = try reprObject(value)
            text.append(contentsOf: object.buffer)
        }
    }

    func appendDecimal(_ number: Int64, to text: inout [UInt8]) {
        var digits = number.magnitude
        if number < 0 { text.append(0x2D) }
        let start = text.count
        repeat {
            text.append(UInt8(0x30 + digits % 10))
            digits /= 10
        } while digits > 0
        text[start...].reverse()
    }

    /// `[a, b, c]` from the values' reprs. `values` is read anew for each item, because a repr may change the container.
    func joinedRepr(_ open: String, _ close: String, count: () -> Int, item: (Int) -> Value) throws -> [UInt8] {
        var text = Array(open.utf8)
        var index = 0
        while index < count() {
            if index > 0 { text.append(contentsOf: [0x2C, 0x20]) }
            let mark = pool.count
            try appendRepr(pool.keep(item(index)), to: &text)
            pool.drain(to: mark)
            index += 1
            if index & 1023 == 0 { try checkInterrupt() }
        }
        text.append(contentsOf: Array(close.utf8))
        return text
    }

    /// Equality as containers use it: identity first, small numbers without a call.
    @inline(__always)
    func isSame(_ left: Value, _ right: Value) throws -> Bool {
        if left.tag == .int, right.tag == .int { return left.bits == right.bits }
        return try isEqualKey(left, right)
    }

    /// The hash of a tuple by CPython's algorithm (xxHash).
    func hash(ofTuple count: Int, _ item: (Int) throws -> Int) rethrows -> Int {
        var sum: UInt64 = 2_870_177_450_012_600_261
        for index in 0..<count {
            sum = sum &+ UInt64(bitPattern: Int64(try item(index))) &* 14_029_467_366_897_019_727
            sum = (sum << 31) | (sum >> 33)
            sum = sum &* 11_400_714_785_074_694_791
        }
        sum = sum &+ (UInt64(count) ^ (2_870_177_450_012_600_261 ^ 3_527_539))
        if sum == UInt64.max { return 1_546_275_796 }
        return Int(truncatingIfNeeded: Int64(bitPattern: sum))
    }
}

extension Arguments {
    /// The receiver of a method, whose class the machine has checked.
    @inline(__always) func list() -> ListObject { self[0].cast(ListObject.self) }
    @inline(__always) func tuple() -> TupleObject { self[0].cast(TupleObject.self) }
    @inline(__always) func dictionary() -> DictionaryObject { self[0].cast(DictionaryObject.self) }
    @inline(__always) func set() -> SetObject { self[0].cast(SetObject.self) }
    @inline(__always) func range() -> RangeObject { self[0].cast(RangeObject.self) }
    /// The values of a `*args` parameter.
    func star(_ index: Int) -> [Value] { self[index].asTuple?.values ?? [] }
    /// The entries of a `**kwargs` parameter.
    func keywords(_ index: Int) -> [(key: Value, value: Value)] { self[index].asDictionary?.entries ?? [] }
    /// The class a constructor makes an instance of.
    func constructedType(_ fallback: TypeObject) -> TypeObject { self[0].asType ?? fallback }
}

extension VM {
    /// A comparison of two sequences in the order of their items; `unbound` result: not comparable (NotImplemented).
    func compareSequences(
        _ method: Special, _ left: (Int) -> Value, _ leftCount: () -> Int, _ right: (Int) -> Value,
        _ rightCount: () -> Int
    ) throws -> Value {
        if method == .equal || method == .notEqual, leftCount() != rightCount() { return Value(method == .notEqual) }
        var index = 0
        while index < leftCount(), index < rightCount() {
            let a = left(index)
            let b = right(index)
            if a.tag == .int, b.tag == .int {
                if a.bits != b.bits { break }
                index += 1
                continue
            }
            let mark = pool.count
            let same = try isEqualKey(pool.keep(a), pool.keep(b))
            pool.drain(to: mark)
            if !same { break }
            index += 1
        }
        if index >= leftCount() || index >= rightCount() {
            let a = leftCount()
            let b = rightCount()
            switch method {
            case .equal: return Value(a == b)
            case .notEqual: return Value(a != b)
            case .lessThan: return Value(a < b)
            case .lessEqual: return Value(a <= b)
            case .greaterThan: return Value(a > b)
            default: return Value(a >= b)
            }
        }
        switch method {
        case .equal: return .false
        case .notEqual: return .true
        case .lessThan: return try compare(.less, left(index), right(index))
        case .lessEqual: return try compare(.lessEqual, left(index), right(index))
        case .greaterThan: return try compare(.greater, left(index), right(index))
        default: return try compare(.greaterEqual, left(index), right(index))
        }
    }

    static let comparisons: [Special] = [.lessThan, .lessEqual, .equal, .notEqual, .greaterThan, .greaterEqual]
}
