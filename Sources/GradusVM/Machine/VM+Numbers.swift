import BigInt

/// Arguments that must be numbers of some kind.
extension VM {
    /// An argument that must be an integer that fits a machine word, by way of `__index__`.
    public func index(_ value: Value) throws -> Int {
        let plain = unboxed(value)
        switch plain.tag {
        case .int, .bool: return Int(plain.intBits)
        case .bigInt: throw error(.overflowError, "Python int too large to convert to C ssize_t")
        default:
            guard let result = try callSpecial(.index, on: value) else {
                throw typeError("'\(typeName(value))' object cannot be interpreted as an integer")
            }
            let number = unboxed(result)
            guard number.tag == .int || number.tag == .bool else {
                if number.tag == .bigInt { throw error(.overflowError, "Python int too large to convert to C ssize_t") }
                throw typeError("__index__ returned non-int (type \(typeName(result)))")
            }
            return Int(number.intBits)
        }
    }

    /// An argument that must be a real number.
    public func double(_ value: Value) throws -> Double {
        let plain = unboxed(value)
        switch plain.tag {
        case .float: return plain.floatBits
        case .int, .bool: return Double(plain.intBits)
        case .bigInt: return try NumberOperations.double(self, plain.cast(BigIntObject.self).value)
        default:
            if let result = try callSpecial(.float, on: value) {
                let number = unboxed(result)
                guard number.tag == .float else {
                    throw typeError("\(typeName(value)).__float__ returned non-float (type \(typeName(result)))")
                }
                return number.floatBits
            }
            if let result = try callSpecial(.index, on: value) { return try double(result) }
            throw typeError("must be real number, not \(typeName(value))")
        }
    }

    public func bigInt(_ value: Value) throws -> BigInt {
        let plain = unboxed(value)
        switch plain.tag {
        case .int, .bool: return BigInt(plain.intBits)
        case .bigInt: return plain.cast(BigIntObject.self).value
        default:
            guard let result = try callSpecial(.index, on: value) else {
                throw typeError("'\(typeName(value))' object cannot be interpreted as an integer")
            }
            return try bigInt(result)
        }
    }

    /// The indices that a slice takes of a sequence of `count` items.
    public func sliceRange(_ slice: SliceObject, _ count: Int) throws -> (start: Int, stop: Int, step: Int, count: Int)
    {
        let (first, last, stride) = (slice.start.value, slice.stop.value, slice.step.value)
        if stride.isNone || stride.tag == .int && stride.intBits == 1, first.isNone || first.tag == .int,
            last.isNone || last.tag == .int
        {
            // The usual slices: ints and None, forwards.
            var start = first.isNone ? 0 : Int(first.intBits)
            if start < 0 { start = max(start &+ count, 0) }
            var stop = last.isNone ? count : Int(last.intBits)
            if stop < 0 { stop = max(stop &+ count, 0) }
            (start, stop) = (min(start, count), min(stop, count))
            return (start, stop, 1, max(stop - start, 0))
        }
        func bound(_ value: Value) throws -> Int? {
            if value.isNone { return nil }
            let plain = unboxed(value)
            if plain.tag == .bigInt { return plain.cast(BigIntObject.self).value.sign == .minus ? Int.min : Int.max }
            if plain.tag != .int, plain.tag != .bool, typeOf(value).special(.index).isUnbound {
                throw typeError("slice indices must be integers or None or have an __index__ method")
            }
            return try index(value)
        }
        let step = try bound(slice.step.value) ?? 1
        if step == 0 { throw valueError("slice step cannot be zero") }
        func clamp(_ value: Int) -> Int {
            let least = step < 0 ? -1 : 0
            let most = step < 0 ? count - 1 : count
            let shifted = value < 0 ? (value == Int.min ? value : value + count) : value
            return shifted < 0 ? least : min(shifted, most)
        }
        let start = try bound(slice.start.value).map(clamp) ?? (step < 0 ? count - 1 : 0)
        let stop = try bound(slice.stop.value).map(clamp) ?? (step < 0 ? -1 : count)
        let length: Int
        if step > 0 {
            length = start < stop ? (stop - start - 1) / step + 1 : 0
        } else {
            length = stop < start ? (start - stop - 1) / Int(clamping: step.magnitude) + 1 : 0
        }
        return (start, stop, step, length)
    }
}
