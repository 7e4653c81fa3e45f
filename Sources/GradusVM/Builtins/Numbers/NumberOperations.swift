import BigInt
import GradusSyntax

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Arithmetic on int, bool, float and big int as the machine's loop needs it: no look-up of special methods.
package enum NumberOperations {
    /// `a op b`, or nil where one of them is no number (or the operator is `@`).
    package static func binary(_ vm: VM, _ op: BinaryOperator, _ a: Value, _ b: Value) throws -> Value? {
        switch (a.tag, b.tag) {
        case (.int, .int): return try small(vm, op, a.intBits, b.intBits)
        case (.float, .float): return try float(vm, op, a.floatBits, b.floatBits)
        case (.float, .int), (.float, .bool): return try float(vm, op, a.floatBits, Double(b.intBits))
        case (.int, .float), (.bool, .float): return try float(vm, op, Double(a.intBits), b.floatBits)
        case (.bool, .bool):
            switch op {
            case .and: return Value(a.bits & b.bits != 0)
            case .or: return Value(a.bits | b.bits != 0)
            case .xor: return Value(a.bits != b.bits)
            default: return try small(vm, op, a.intBits, b.intBits)
            }
        case (.int, .bool), (.bool, .int): return try small(vm, op, a.intBits, b.intBits)
        case (.bigInt, .int), (.bigInt, .bool), (.bigInt, .bigInt), (.int, .bigInt), (.bool, .bigInt):
            return try limbs(vm, op, a, b) ?? big(vm, op, bigInt(a), bigInt(b))
        case (.bigInt, .float): return try float(vm, op, double(vm, bigInt(a)), b.floatBits)
        case (.float, .bigInt): return try float(vm, op, a.floatBits, double(vm, bigInt(b)))
        default: return nil
        }
    }

    /// The value of an int, bool or big int as a big integer; zero for anything else.
    static func bigInt(_ value: Value) -> BigInt {
        switch value.tag {
        case .int, .bool: return BigInt(value.intBits)
        case .bigInt: return value.cast(BigIntObject.self).value
        default: return 0
        }
    }

    @inline(__always)
    static func isInteger(_ value: Value) -> Bool {
        value.tag == .int || value.tag == .bool || value.tag == .bigInt
    }

    // MARK: 64 bits

    private static func small(_ vm: VM, _ op: BinaryOperator, _ a: Int64, _ b: Int64) throws -> Value? {
        switch op {
        case .add:
            let (result, overflow) = a.addingReportingOverflow(b)
            if !overflow { return Value(result) }
        case .subtract:
            let (result, overflow) = a.subtractingReportingOverflow(b)
            if !overflow { return Value(result) }
        case .multiply:
            let (result, overflow) = a.multipliedReportingOverflow(by: b)
            if !overflow { return Value(result) }
        case .divide:
            if b == 0 { throw vm.error(.zeroDivisionError, "division by zero") }
            // Both are exact doubles, so the quotient is rounded once.
            if a.magnitude <= 1 << 53, b.magnitude <= 1 << 53 { return Value(Double(a) / Double(b)) }
        case .floorDivide:
            if b == 0 { throw vm.error(.zeroDivisionError, "integer division or modulo by zero") }
            if b != -1 { return Value(floorDivide(a, b)) }
            if a != .min { return Value(-a) }
        case .modulo:
            if b == 0 { throw vm.error(.zeroDivisionError, "integer modulo by zero") }
            return Value(modulo(a, b))
        case .power: return try power(vm, a, b)
        case .shiftLeft:
            if b < 0 { throw vm.valueError("negative shift count") }
            if a == 0 { return Value(0) }
            if b < 63 {
                let result = a << b
                if result >> b == a { return Value(result) }
            }
        case .shiftRight:
            if b < 0 { throw vm.valueError("negative shift count") }
            return Value(a >> min(b, 63))
        case .and: return Value(a & b)
        case .or: return Value(a | b)
        case .xor: return Value(a ^ b)
        case .matrixMultiply: return nil
        }
        return try widened(vm, op, a, b) ?? big(vm, op, BigInt(a), BigInt(b))
    }

    /// `b` is neither 0 nor -1.
    @inline(__always)
    static func floorDivide(_ a: Int64, _ b: Int64) -> Int64 {
        let (quotient, remainder) = a.quotientAndRemainder(dividingBy: b)
        return remainder != 0 && (remainder ^ b) < 0 ? quotient - 1 : quotient
    }

    /// `b` is not 0; the result has its sign.
    @inline(__always)
    static func modulo(_ a: Int64, _ b: Int64) -> Int64 {
        if b == -1 { return 0 }
        let remainder = a % b
        return remainder != 0 && (remainder ^ b) < 0 ? remainder + b : remainder
    }

    private static func power(_ vm: VM, _ a: Int64, _ b: Int64) throws -> Value? {
        if b < 0 { return try float(vm, .power, Double(a), Double(b)) }
        var result: Int64 = 1
        var base = a
        var exponent = b
        while true {
            if exponent & 1 == 1 {
                let (product, overflow) = result.multipliedReportingOverflow(by: base)
                if overflow { break }
                result = product
            }
            exponent >>= 1
            if exponent == 0 { return Value(result) }
            let (square, overflow) = base.multipliedReportingOverflow(by: base)
            if overflow { break }
            base = square
        }
        return try limbs(vm, .power, Value(a), Value(b)) ?? big(vm, .power, BigInt(a), BigInt(b))
    }

    // MARK: Floats

    private static func float(_ vm: VM, _ op: BinaryOperator, _ a: Double, _ b: Double) throws -> Value? {
        switch op {
        case .add: return Value(a + b)
        case .subtract: return Value(a - b)
        case .multiply: return Value(a * b)
        case .divide:
            if b == 0 { throw vm.error(.zeroDivisionError, "float division by zero") }
            return Value(a / b)
        case .floorDivide:
            if b == 0 { throw vm.error(.zeroDivisionError, "float floor division by zero") }
            return Value(divideWithRemainder(a, b).quotient)
        case .modulo:
            if b == 0 { throw vm.error(.zeroDivisionError, "float modulo") }
            return Value(modulo(a, b))
        case .power: return try floatPower(vm, a, b)
        case .matrixMultiply, .shiftLeft, .shiftRight, .and, .or, .xor: return nil
        }
    }

    /// The remainder with the sign of the divisor, which is not 0.
    static func modulo(_ a: Double, _ b: Double) -> Double {
        let remainder = fmod(a, b)
        if remainder == 0 { return b < 0 ? -0.0 : 0.0 }
        return (b < 0) != (remainder < 0) ? remainder + b : remainder
    }

    /// Floor division and remainder that agree with each other; `b` is not 0.
    static func divideWithRemainder(_ a: Double, _ b: Double) -> (quotient: Double, remainder: Double) {
        var remainder = fmod(a, b)
        var quotient = (a - remainder) / b
        if remainder != 0 {
            if (b < 0) != (remainder < 0) {
                remainder += b
                quotient -= 1
            }
        } else {
            remainder = b < 0 ? -0.0 : 0.0
        }
        guard quotient != 0 else { return ((a / b).sign == .minus ? -0.0 : 0.0, remainder) }
        var rounded = quotient.rounded(.down)
        if quotient - rounded > 0.5 { rounded += 1 }
        return (rounded, remainder)
    }

    private static func floatPower(_ vm: VM, _ a: Double, _ b: Double) throws -> Value {
        if a == 0, b < 0, b.isFinite || b == -.infinity {
            throw vm.error(.zeroDivisionError, "0.0 cannot be raised to a negative power")
        }
        if a < 0, a.isFinite, b.isFinite, b != b.rounded(.down) {
            return vm.value(ComplexObject(try ComplexNumber(a, 0).raised(vm, to: ComplexNumber(b, 0))))
        }
        let result = pow(a, b)
        if result.isInfinite, a.isFinite, b.isFinite {
            throw vm.error(
                .overflowError, arguments: [Value(34), vm.string("Numerical result out of range")])
        }
        return Value(result)
    }

    // MARK: Unary operators and conversions

    /// `-a`, `+a`, `~a`; nil where it is no number (or a float under `~`).
    package static func unary(_ vm: VM, _ op: UnaryOperator, _ a: Value) -> Value? {
        switch (op, a.tag) {
        case (.negate, .float): return Value(-a.floatBits)
        case (.plus, .float), (.plus, .int), (.plus, .bigInt): return a
        case (.plus, .bool): return Value(a.intBits)
        case (.negate, .int), (.negate, .bool):
            return a.intBits == .min ? vm.int(-BigInt(a.intBits)) : Value(-a.intBits)
        case (.negate, .bigInt): return negated(vm, a, isNegative: !a.layout(BigIntLayout.self).pointee.isNegative)
        case (.invert, .int), (.invert, .bool): return Value(~a.intBits)
        case (.invert, .bigInt): return vm.int(-bigInt(a) - 1)
        default: return nil
        }
    }

    /// The integer part of a float.
    static func truncate(_ vm: VM, _ value: Double) throws -> Value {
        if let small = Int64(exactly: value.rounded(.towardZero)) { return Value(small) }
        if value.isNaN { throw vm.valueError("cannot convert float NaN to integer") }
        if value.isInfinite { throw vm.error(.overflowError, "cannot convert float infinity to integer") }
        return vm.int(BigInt(value))
    }

    /// `repr` of a number: what `str` gives as well.
    static func repr(_ vm: VM, _ value: Value) throws -> Value {
        if let text = text(value) { return vm.value(text) }
        return vm.value(try decimalObject(vm, value))
    }

    /// The text of an int, bool or float (not of a big int, which may be refused); nil for anything else.
    static func text(_ value: Value) -> StringObject? {
        switch value.tag {
        case .int: return DecimalText.object(value.intBits)
        case .bool: return value.bits != 0 ? trueText : falseText
        case .float: return StringObject(Formatting.reprBytes(value.floatBits))
        default: return nil
        }
    }

    nonisolated(unsafe) private static let trueText = StringObject("True")
    nonisolated(unsafe) private static let falseText = StringObject("False")
}
