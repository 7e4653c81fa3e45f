/// The values of numeric literals.
extension Parser {
    /// CPython's limit on the decimal digits of an integer literal.
    static let maximumIntegerDigits = 4_300

    mutating func number(_ token: Token) throws(Failure) -> Expression {
        let range = Int(token.start)..<Int(token.end)
        if let value = smallInteger(range) { return Expression(.integer(value), span: token.span) }
        var digits: [UInt8] = []
        digits.reserveCapacity(range.count)
        for byte in bytes[range] where byte != 0x5F { digits.append(byte) }
        if digits.count > 1, digits[0] == 0x30 {
            let radix: Int? =
                switch digits[1] | 0x20 {
                case 0x78: 16
                case 0x6F: 8
                case 0x62: 2
                default: nil
                }
            if let radix {
                digits[1] |= 0x20
                let text = String(decoding: digits, as: UTF8.self)
                if let value = Int64(text.dropFirst(2), radix: radix) {
                    return Expression(.integer(value), span: token.span)
                }
                return Expression(.bigInteger(text), span: token.span)
            }
        }
        if let last = digits.last, last | 0x20 == 0x6A {
            digits.removeLast()
            return Expression(.imaginary(Self.double(digits)), span: token.span)
        }
        if digits.contains(where: { $0 == 0x2E || $0 | 0x20 == 0x65 }) {
            return Expression(.float(Self.double(digits)), span: token.span)
        }
        let significant = digits.drop { $0 == 0x30 }
        let text = String(decoding: significant, as: UTF8.self)
        if significant.isEmpty { return Expression(.integer(0), span: token.span) }
        if let value = Int64(text) { return Expression(.integer(value), span: token.span) }
        if significant.count > Self.maximumIntegerDigits {
            throw raise(
                "Exceeds the limit (\(Self.maximumIntegerDigits) digits) for integer string conversion: value has "
                    + "\(digits.count) digits; use sys.set_int_max_str_digits() to increase the limit - Consider "
                    + "hexadecimal for huge integer literals to avoid decimal conversion limits.",
                at: SourceSpan(start: token.start, end: token.start))
        }
        return Expression(.bigInteger(text), span: token.span)
    }

    /// Plain decimal digits that cannot overflow: nearly all numbers.
    private func smallInteger(_ range: Range<Int>) -> Int64? {
        guard range.count <= 18 else { return nil }
        var value: Int64 = 0
        for byte in bytes[range] {
            guard byte >= 0x30, byte <= 0x39 else { return nil }
            value = value * 10 + Int64(byte - 0x30)
        }
        return value
    }

    /// The nearest double; infinity where the number is too large, as in CPython.
    private static func double(_ digits: [UInt8]) -> Double { Double(String(decoding: digits, as: UTF8.self)) ?? 0 }
}
