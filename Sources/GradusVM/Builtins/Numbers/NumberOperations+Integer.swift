import BigInt
import GradusSyntax

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What the methods of int compute.
extension NumberOperations {
    /// An int (not a bool, not an instance of a derived class) of the same value.
    static func plainInteger(_ vm: VM, _ value: Value) -> Value {
        let plain = vm.unboxed(value)
        return plain.tag == .bool ? Value(plain.intBits) : plain
    }

    static func integerPower(_ vm: VM, _ base: Value, _ exponent: Value, _ modulus: Value?) throws -> Value {
        let (a, b) = (vm.unboxed(base), vm.unboxed(exponent))
        guard isInteger(a), isInteger(b) else { return .notImplemented }
        guard let modulus else { return try binary(vm, .power, a, b) ?? .notImplemented }
        let m = vm.unboxed(modulus)
        guard isInteger(m) else { return .notImplemented }
        if let result = try limbPower(vm, a, b, modulus: m) { return result }
        return try power(vm, bigInt(a), bigInt(b), modulus: bigInt(m))
    }

    /// `pow(base, exponent, modulus)` of the built-in function.
    package static func power(_ vm: VM, _ base: Value, _ exponent: Value, modulus: Value) throws -> Value {
        let result = try integerPower(vm, base, exponent, modulus)
        if result.tag != .notImplemented { return result }
        let values = [base, exponent, modulus].map { vm.unboxed($0) }
        if values.allSatisfy({ isInteger($0) || $0.tag == .float }) {
            throw vm.typeError("pow() 3rd argument not allowed unless all arguments are integers")
        }
        if let result = try vm.callSpecial(.power, on: base, [exponent, modulus]), result.tag != .notImplemented {
            return result
        }
        let names = [base, exponent, modulus].map { "'\(vm.typeName($0))'" }.joined(separator: ", ")
        throw vm.typeError("unsupported operand type(s) for ** or pow(): \(names)")
    }

    /// `divmod` of any two numbers.
    package static func divmod(_ vm: VM, _ a: Value, _ b: Value) throws -> Value {
        if a.tag == .float || b.tag == .float {
            let x = a.tag == .float ? a.floatBits : try double(vm, bigInt(a))
            let y = b.tag == .float ? b.floatBits : try double(vm, bigInt(b))
            if y == 0 { throw vm.error(.zeroDivisionError, "float divmod()") }
            let (quotient, remainder) = divideWithRemainder(x, y)
            return vm.pool.adopt(Recycler.pair(Value(quotient), Value(remainder)))
        }
        if a.tag == .int, b.tag == .int, b.intBits > 0 {
            // Both have the sign of the positive divisor's remainder: one division.
            let quotient = floorDivide(a.intBits, b.intBits)
            return vm.pool.adopt(Recycler.pair(Value(quotient), Value(a.intBits &- quotient &* b.intBits)))
        }
        if a.tag == .bigInt || b.tag == .bigInt, let pair = try divideBig(vm, a, b) {
            return vm.pool.adopt(Recycler.pair(pair.quotient, pair.remainder))
        }
        guard let quotient = try binary(vm, .floorDivide, a, b), let remainder = try binary(vm, .modulo, a, b) else {
            return .notImplemented
        }
        return vm.pool.adopt(Recycler.pair(quotient, remainder))
    }

    /// Rounds to a multiple of `10**-digits`, half to even.
    static func round(_ vm: VM, _ value: Value, digits: Int) throws -> Value {
        if digits >= 0 { return value }
        let big = bigInt(value)
        // Half of such a power is more than any number of this size.
        if Double(-digits) > Double(big.magnitude.bitWidth) * 0.302 + 1 { return Value(0) }
        let unit = BigInt(10).power(-digits)
        let (quotient, remainder) = floorDivide(big, unit)
        let twice = remainder * 2
        let isUp = twice > unit || twice == unit && quotient.magnitude.trailingZeroBitCount == 0 && !quotient.isZero
        return vm.int((isUp ? quotient + 1 : quotient) * unit)
    }

    // MARK: Bytes

    static func isBigEndian(_ vm: VM, _ order: Value?, caller: String) throws -> Bool {
        guard let order else { return true }
        guard let text = order.asString else {
            throw vm.typeError("\(caller)() argument 'byteorder' must be str, not \(vm.argumentTypeName(order))")
        }
        if text.isEqual(to: "big") { return true }
        if text.isEqual(to: "little") { return false }
        throw vm.valueError("byteorder must be either 'little' or 'big'")
    }

    static func bytes(_ vm: VM, _ value: BigInt, length: Int, isBigEndian: Bool, isSigned: Bool) throws -> [UInt8] {
        if value.sign == .minus, !isSigned { throw vm.error(.overflowError, "can't convert negative int to unsigned") }
        // Of a negative number, the bits of -value - 1 are inverted.
        let magnitude = value.sign == .minus ? value.magnitude - 1 : value.magnitude
        if magnitude.bitWidth + (isSigned ? 1 : 0) > length * 8, !(length == 0 && value.isZero) {
            throw vm.error(.overflowError, "int too big to convert")
        }
        var result: [UInt8] = []
        result.reserveCapacity(length)
        for word in magnitude.words {
            for shift in stride(from: 0, to: UInt.bitWidth, by: 8) where result.count < length {
                result.append(UInt8(truncatingIfNeeded: word >> UInt(shift)))
            }
        }
        while result.count < length { result.append(0) }
        if value.sign == .minus { for index in result.indices { result[index] = ~result[index] } }
        return isBigEndian ? result.reversed() : result
    }

    /// The integer that bytes stand for, straight into its limbs.
    /// - Throws: KeyboardInterrupt.
    static func integer(_ vm: VM, _ bytes: [UInt8], isBigEndian: Bool, isSigned: Bool) throws -> Value {
        let count = bytes.count
        guard let top = isBigEndian ? bytes.first : bytes.last else { return Value(0) }
        let isNegative = isSigned && top & 0x80 != 0
        let limbCount = (count + 7) / 8
        let limbs = Limbs.allocate(limbCount)
        bytes.withUnsafeBytes { bytes in
            // Negative numbers are two's complements: turned over, and 1 added.
            var carries = isNegative
            PlainText.inStretches(limbCount) { part in
                for place in part {
                    let start = place * 8
                    var limb: UInt = 0
                    if start + 8 <= count {
                        limb =
                            isBigEndian
                            ? UInt(bigEndian: bytes.loadUnaligned(fromByteOffset: count - 8 - start, as: UInt.self))
                            : UInt(littleEndian: bytes.loadUnaligned(fromByteOffset: start, as: UInt.self))
                    } else {
                        for index in start..<count {
                            limb |= UInt(bytes[isBigEndian ? count - 1 - index : index]) << UInt((index - start) * 8)
                        }
                        if isNegative { limb |= UInt.max << UInt((count - start) * 8) }
                    }
                    if isNegative {
                        limb = ~limb
                        if carries { (limb, carries) = limb.addingReportingOverflow(1) }
                    }
                    limbs[place] = limb
                }
            }
        }
        if Attention.isInterrupted {
            free(limbs)
            try vm.checkStop()
            return Value(0)
        }
        return integer(vm, adopting: limbs, limbCount, isNegative: isNegative)
    }

    // MARK: int(…)

    static func makeInteger(_ vm: VM, _ value: Value?, base: Value?) throws -> Value {
        guard let value else {
            if base != nil { throw vm.typeError("int() missing string argument") }
            return Value(0)
        }
        if let base {
            let number = try vm.bigInt(base)
            let radix = Int(exactly: number) ?? -1
            guard radix == 0 || (2...36).contains(radix) else {
                throw vm.valueError("int() base must be >= 2 and <= 36, or 0")
            }
            if value.asString == nil, TextOperations.bytesLike(value) == nil {
                throw vm.typeError("int() can't convert non-string with explicit base")
            }
            return try parseInteger(vm, value, base: radix)
        }
        switch value.tag {
        case .int, .bigInt: return value
        case .bool: return Value(value.intBits)
        case .float: return try truncate(vm, value.floatBits)
        case .string: return try parseInteger(vm, value, base: 10)
        default: break
        }
        if let result = try vm.callSpecial(.int, on: value, []) {
            let plain = vm.unboxed(result)
            guard isInteger(plain) else {
                throw vm.typeError("__int__ returned non-int (type \(vm.typeName(result)))")
            }
            // Whole seconds are still what a clock said.
            return vm.marks(of: result) != nil ? result : plainInteger(vm, plain)
        }
        for special in [Special.index, .truncate] {
            if let result = try vm.callSpecial(special, on: value, []) {
                let plain = vm.unboxed(result)
                guard isInteger(plain) else {
                    throw vm.typeError("\(special.name) returned non-int (type \(vm.typeName(result)))")
                }
                return plainInteger(vm, plain)
            }
        }
        if value.asString != nil || TextOperations.bytesLike(value) != nil {
            return try parseInteger(vm, value, base: 10)
        }
        throw vm.typeError(
            "int() argument must be a string, a bytes-like object or a real number, not '\(vm.typeName(value))'")
    }

    private static func parseInteger(_ vm: VM, _ value: Value, base: Int) throws -> Value {
        let bytes: [UInt8]
        if let text = value.asString {
            if let small = smallDecimal(text, base: base) ?? smallNumber(text, base: base) { return Value(small) }
            bytes = NumberParsing.simplified(text.buffer)
        } else {
            bytes = (TextOperations.bytesLike(value) ?? []).withUnsafeBufferPointer {
                $0.contains { $0 >= 0x80 } ? [UInt8(ascii: "?")] : NumberParsing.simplified($0)
            }
        }
        let number: BigInt
        do {
            number = try NumberParsing.integer(bytes, base: base)
        } catch NumberParsing.IntegerFailure.tooManyDigits(let count) {
            throw vm.valueError(
                "Exceeds the limit (\(maximumDigits) digits) for integer string conversion: value has \(count) digits; use sys.set_int_max_str_digits() to increase the limit"
            )
        } catch NumberParsing.IntegerFailure.interrupted {
            try vm.attend()
            return .none
        } catch is NumberParsing.IntegerFailure {
            var shown = try vm.repr(value)
            if shown.unicodeScalars.count > 200 {
                shown = String(String.UnicodeScalarView(shown.unicodeScalars.prefix(200)))
            }
            throw vm.valueError("invalid literal for int() with base \(base): \(shown)")
        }
        try vm.checkStop()
        return vm.int(number)
    }

    /// Up to 12 plain digits in another base.
    private static func smallNumber(_ text: StringObject, base: Int) -> Int64? {
        guard base >= 2, base != 10, text.byteCount > 0, text.byteCount <= 12 else { return nil }
        var result: Int64 = 0
        for byte in text.buffer {
            var digit = Int64(byte &- UInt8(ascii: "0"))
            if digit > 9 {
                guard CaseMapping.isLetter(byte) else { return nil }
                digit = Int64((byte | 0x20) - UInt8(ascii: "a")) + 10
            }
            if digit >= Int64(base) { return nil }
            result = result * Int64(base) + digit
        }
        return result
    }

    /// Up to 18 plain digits.
    private static func smallDecimal(_ text: StringObject, base: Int) -> Int64? {
        guard base == 10, text.byteCount > 0, text.byteCount <= 18 else { return nil }
        let bytes = text.bytes
        var index = bytes[0] == UInt8(ascii: "-") ? 1 : 0
        if index == text.byteCount { return nil }
        var result: Int64 = 0
        while index < text.byteCount {
            let digit = bytes[index] &- UInt8(ascii: "0")
            guard digit < 10 else { return nil }
            result = result &* 10 &+ Int64(digit)
            index &+= 1
        }
        return bytes[0] == UInt8(ascii: "-") ? -result : result
    }
}
