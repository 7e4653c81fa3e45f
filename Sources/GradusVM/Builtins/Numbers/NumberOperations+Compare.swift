import BigInt
import GradusSyntax

extension NumberOperations {
    /// How two numbers compare, or nil where one is no number; exact between integers and floats.
    package static func compare(_ op: ComparisonOperator, _ a: Value, _ b: Value) -> Bool? {
        switch (a.tag, b.tag) {
        case (.int, .int), (.int, .bool), (.bool, .int), (.bool, .bool):
            return decide(op, a.intBits, b.intBits)
        case (.float, .float): return decide(op, a.floatBits, b.floatBits)
        case (.int, .float), (.bool, .float): return decide(op, order(a.intBits, b.floatBits))
        case (.float, .int), (.float, .bool): return decide(op, order(b.intBits, a.floatBits).map { -$0 })
        case (.bigInt, .bigInt): return decide(op, order(a, b), 0)
        case (.bigInt, .int), (.bigInt, .bool): return decide(op, isNegative(a) ? -1 : 1, 0)
        case (.int, .bigInt), (.bool, .bigInt): return decide(op, 0, isNegative(b) ? -1 : 1)
        case (.bigInt, .float): return decide(op, order(bigInt(a), b.floatBits))
        case (.float, .bigInt): return decide(op, order(bigInt(b), a.floatBits).map { -$0 })
        default: return nil
        }
    }

    @inline(__always)
    private static func isNegative(_ big: Value) -> Bool { big.layout(BigIntLayout.self).pointee.isNegative }

    @inline(__always)
    private static func decide<T: Comparable>(_ op: ComparisonOperator, _ a: T, _ b: T) -> Bool? {
        switch op {
        case .equal: return a == b
        case .notEqual: return a != b
        case .less: return a < b
        case .lessEqual: return a <= b
        case .greater: return a > b
        case .greaterEqual: return a >= b
        default: return nil
        }
    }

    /// An order of nil: not a number, unequal to everything.
    private static func decide(_ op: ComparisonOperator, _ order: Int?) -> Bool? {
        guard let order else { return op == .notEqual }
        return decide(op, order, 0)
    }

    /// -1, 0 or 1; nil for NaN.
    private static func order(_ a: Int64, _ b: Double) -> Int? {
        if b.isNaN { return nil }
        if b >= 0x1p63 { return -1 }
        if b < -0x1p63 { return 1 }
        let whole = b.rounded(.towardZero)
        let integer = Int64(whole)
        if a != integer { return a < integer ? -1 : 1 }
        return whole == b ? 0 : (whole < b ? -1 : 1)
    }

    private static func order(_ a: BigInt, _ b: Double) -> Int? {
        if b.isNaN { return nil }
        if b.isInfinite { return b < 0 ? 1 : -1 }
        // A big int is beyond 64 bits, where doubles have no fraction.
        let integer = BigInt(b.rounded(.towardZero))
        return a == integer ? 0 : (a < integer ? -1 : 1)
    }

    // MARK: Hashes: the residue modulo the prime 2**61 - 1, equal for equal numbers of any type

    private static let modulus: UInt64 = (1 << 61) - 1

    /// The hash of an int, bool, float or big int; nil for anything else.
    package static func hash(_ value: Value) -> Int? {
        switch value.tag {
        case .int, .bool: return hash(value.intBits)
        case .float: return hash(value.floatBits)
        case .bigInt:
            return signed(residue(value), isNegative: isNegative(value))
        default: return nil
        }
    }

    @inline(__always)
    package static func hash(_ value: Int64) -> Int {
        let magnitude = value.magnitude
        return signed(magnitude < modulus ? magnitude : magnitude % modulus, isNegative: value < 0)
    }

    @inline(__always)
    private static func signed(_ residue: UInt64, isNegative: Bool) -> Int {
        let result = isNegative ? -Int(residue) : Int(residue)
        return result == -1 ? -2 : result
    }

    package static func hash(_ value: Double) -> Int {
        if let integer = Int64(exactly: value) { return hash(integer) }
        if value.isInfinite { return value < 0 ? -314159 : 314159 }
        // CPython hashes each NaN by identity; here all have one hash, which their inequality makes harmless.
        if value.isNaN { return 0 }
        // value = significand * 2**exponent, and 2**61 = 1 modulo the prime.
        let significand = UInt64(value.significandBitPattern | (value.isNormal ? 1 << 52 : 0))
        let exponent = (value.isNormal ? Int(value.exponentBitPattern) : 1) - 1075
        let turn = UInt64(((exponent % 61) + 61) % 61)
        let residue = significand % modulus
        var rotated = turn == 0 ? residue : ((residue << turn) & modulus) | (residue >> (61 - turn))
        if rotated == modulus { rotated = 0 }
        return signed(rotated, isNegative: value < 0)
    }
}
