import BigInt
import GradusSyntax

extension NumberOperations {
    /// Results of more bits are refused: the products would take minutes, and printing them longer.
    static let maximumBits = 1 << 27

    static func big(_ vm: VM, _ op: BinaryOperator, _ a: BigInt, _ b: BigInt) throws -> Value? {
        switch op {
        case .add: return vm.int(a + b)
        case .subtract: return vm.int(a - b)
        case .multiply: return vm.int(try multiply(vm, a, b))
        case .divide: return Value(try trueDivide(vm, a, b))
        case .floorDivide:
            if b.isZero { throw vm.error(.zeroDivisionError, "integer division or modulo by zero") }
            return vm.int(floorDivide(a, b).quotient)
        case .modulo:
            if b.isZero { throw vm.error(.zeroDivisionError, "integer modulo by zero") }
            return vm.int(floorDivide(a, b).remainder)
        case .power: return try power(vm, a, b)
        case .shiftLeft:
            if b.sign == .minus { throw vm.valueError("negative shift count") }
            if a.isZero { return Value(0) }
            guard let count = Int(exactly: b) else { throw vm.error(.overflowError, "too many digits in integer") }
            if count > maximumBits { throw vm.error(.memoryError, arguments: []) }
            return vm.int(a << count)
        case .shiftRight:
            if b.sign == .minus { throw vm.valueError("negative shift count") }
            return vm.int(shiftRight(a, Int(exactly: b) ?? .max))
        case .and: return vm.int(bitwise(a, b, &))
        case .or: return vm.int(bitwise(a, b, |))
        case .xor: return vm.int(bitwise(a, b, ^))
        case .matrixMultiply: return nil
        }
    }

    /// A bitwise operation on the two's complements, one word longer than either operand (the library loses the carry of
    /// results such as −2⁶⁴).
    private static func bitwise(_ a: BigInt, _ b: BigInt, _ operation: (UInt, UInt) -> UInt) -> BigInt {
        let count = max(a.magnitude.words.count, b.magnitude.words.count) + 1
        func words(_ value: BigInt) -> [UInt] {
            var words = Array(value.words.prefix(count))
            words += [UInt](repeating: value.sign == .minus ? .max : 0, count: count - words.count)
            return words
        }
        var result = zip(words(a), words(b)).map(operation)
        guard let top = result.last, top >> (UInt.bitWidth - 1) == 1 else { return BigInt(BigUInt(words: result)) }
        var carry = true
        for index in result.indices {
            (result[index], carry) = (~result[index]).addingReportingOverflow(carry ? 1 : 0)
        }
        return -BigInt(BigUInt(words: result))
    }

    /// Rounds towards minus infinity.
    static func shiftRight(_ a: BigInt, _ count: Int) -> BigInt {
        if count >= a.magnitude.bitWidth { return a.sign == .minus ? -1 : 0 }
        if a.sign == .plus { return BigInt(a.magnitude >> count) }
        let isExact = a.magnitude.trailingZeroBitCount >= count
        return -BigInt((a.magnitude >> count) + (isExact ? 0 : 1))
    }

    /// Floor division; `b` is not 0.
    static func floorDivide(_ a: BigInt, _ b: BigInt) -> (quotient: BigInt, remainder: BigInt) {
        let (quotient, remainder) = a.quotientAndRemainder(dividingBy: b)
        if !remainder.isZero, (remainder.sign == .minus) != (b.sign == .minus) {
            return (quotient - 1, remainder + b)
        }
        return (quotient, remainder)
    }

    // MARK: Products and powers

    static func multiply(_ vm: VM, _ a: BigInt, _ b: BigInt) throws -> BigInt {
        let bits = a.magnitude.bitWidth + b.magnitude.bitWidth
        if bits > maximumBits + 128 { throw vm.error(.memoryError, arguments: []) }
        if bits < 512 { return a * b }
        let product = try LimbProduct.multiply(a.magnitude, b.magnitude) { try vm.checkInterrupt() }
        return BigInt(sign: a.sign == b.sign ? .plus : .minus, magnitude: product)
    }

    static func power(_ vm: VM, _ a: BigInt, _ b: BigInt) throws -> Value? {
        if b.sign == .minus {
            return try binary(vm, .power, Value(double(vm, a)), Value(double(vm, b)))
        }
        if b.isZero { return Value(1) }
        if a.magnitude <= 1 { return vm.int(a.sign == .minus && isEven(b) ? -a : a) }
        guard let exponent = Int(exactly: b), exponent <= maximumBits,
            (a.magnitude.bitWidth - 1) * exponent <= maximumBits
        else { throw vm.error(.memoryError, arguments: []) }
        var result: BigInt = 1
        var bit = Int.bitWidth - exponent.leadingZeroBitCount - 1
        while bit >= 0 {
            result = try multiply(vm, result, result)
            if exponent >> bit & 1 == 1 { result = try multiply(vm, result, a) }
            bit -= 1
        }
        return vm.int(result)
    }

    private static func isEven(_ a: BigInt) -> Bool { a.magnitude.trailingZeroBitCount > 0 || a.isZero }

    /// `pow(a, b, m)`
    static func power(_ vm: VM, _ a: BigInt, _ b: BigInt, modulus m: BigInt) throws -> Value {
        if m.isZero { throw vm.valueError("pow() 3rd argument cannot be 0") }
        let modulus = BigInt(m.magnitude)
        var base = floorDivide(a, modulus).remainder
        var exponent = b
        if exponent.sign == .minus {
            guard let inverse = modulus == 1 ? 0 : base.inverse(modulus) else {
                throw vm.valueError("base is not invertible for the given modulus")
            }
            base = floorDivide(inverse, modulus).remainder
            exponent = -exponent
        }
        var result: BigInt = modulus == 1 ? 0 : 1
        var bit = exponent.magnitude.bitWidth - 1
        while bit >= 0 {
            try vm.checkInterrupt()
            result = (result * result) % modulus
            if exponent.magnitude[bitAt: bit] { result = (result * base) % modulus }
            bit -= 1
        }
        if m.sign == .minus, !result.isZero { result += m }
        return vm.int(result)
    }

    // MARK: To doubles

    /// The nearest double (ties to even), or nil beyond the largest.
    static func nearestDouble(_ value: BigInt) -> Double? { scaled(value.magnitude, 0, sticky: false, value.sign) }

    static func double(_ vm: VM, _ value: BigInt) throws -> Double {
        guard let result = nearestDouble(value) else {
            throw vm.error(.overflowError, "int too large to convert to float")
        }
        return result
    }

    /// `magnitude * 2**exponent`, correctly rounded; `sticky` says that a little more than the magnitude is meant.
    private static func scaled(_ magnitude: BigUInt, _ exponent: Int, sticky: Bool, _ sign: BigInt.Sign) -> Double? {
        if magnitude.isZero { return 0 }
        let width = magnitude.bitWidth
        // The lowest bit that the result can hold: 53 significant bits, none below 2**-1074.
        let lowest = max(width - 53 + exponent, -1074)
        let drop = lowest - exponent
        var bits: UInt64
        if drop <= 0 {
            bits = UInt64(truncatingIfNeeded: magnitude) << UInt64(-drop)
        } else if drop > width + 1 {
            bits = 0
        } else {
            bits = UInt64(truncatingIfNeeded: magnitude >> drop)
            let half = magnitude[bitAt: drop - 1]
            let rest = sticky || magnitude.trailingZeroBitCount < drop - 1
            if half, rest || bits & 1 == 1 { bits += 1 }
        }
        let result = Double(sign: .plus, exponent: 0, significand: Double(bits))
        let value = scale(result, lowest)
        if value.isInfinite { return nil }
        return sign == .minus ? -value : value
    }

    /// `value * 2**exponent`, exact wherever the result is representable.
    private static func scale(_ value: Double, _ exponent: Int) -> Double {
        if value == 0 { return 0 }
        return Double(sign: .plus, exponent: exponent, significand: value)
    }

    /// `a / b`, correctly rounded.
    static func trueDivide(_ vm: VM, _ a: BigInt, _ b: BigInt) throws -> Double {
        if b.isZero { throw vm.error(.zeroDivisionError, "division by zero") }
        let sign: BigInt.Sign = a.sign == b.sign ? .plus : .minus
        if a.isZero { return sign == .minus ? -0.0 : 0.0 }
        // A quotient of at least 55 bits, the remainder as a sticky bit.
        let shift = max(0, 56 + b.magnitude.bitWidth - a.magnitude.bitWidth)
        if shift > 4096 { return sign == .minus ? -0.0 : 0.0 }
        let (quotient, remainder) = (a.magnitude << shift).quotientAndRemainder(dividingBy: b.magnitude)
        guard let result = scaled(quotient, -shift, sticky: !remainder.isZero, sign) else {
            throw vm.error(.overflowError, "integer division result too large for a float")
        }
        return result
    }

    // MARK: Decimal text

    /// `sys.set_int_max_str_digits`; 0 means no limit.
    nonisolated(unsafe) package static var maximumDigits = 4300

    /// Refuses to print integers beyond the limit.
    static func checkDigits(_ vm: VM, of value: BigInt) throws {
        let limit = maximumDigits
        guard limit > 0 else { return }
        // log10(2) = 0.30103; near the limit the exact test decides.
        let estimate = Double(value.magnitude.bitWidth) * 0.301029995663981195
        if estimate < Double(limit) - 1 { return }
        if estimate > Double(limit) + 2 || value.magnitude >= BigUInt(10).power(limit) {
            throw vm.valueError(
                "Exceeds the limit (\(limit) digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit"
            )
        }
    }

    /// The digits of a big integer, its sign before them.
    static func decimalObject(_ vm: VM, _ value: Value) throws -> StringObject {
        guard value.tag == .bigInt else { return text(value) ?? TextOperations.empty }
        let layout = value.layout(BigIntLayout.self)
        // 19.3 digits for each limb.
        if layout.pointee.count * 20 > maximumDigits, maximumDigits > 0 { try checkDigits(vm, of: bigInt(value)) }
        let sign = layout.pointee.isNegative ? 1 : 0
        let (bytes, count) = LimbText.decimal(layout.pointee.limbs, layout.pointee.count, room: sign)
        if sign == 1 { bytes[0] = UInt8(ascii: "-") }
        let text = StringObject(adopting: bytes, byteCount: count, count: count)
        try vm.checkStop()
        return text
    }
}
