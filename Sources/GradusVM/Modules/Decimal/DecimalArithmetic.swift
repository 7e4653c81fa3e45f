/// Arithmetic with decimal numbers of up to 38 digits that stay within their context. Every function answers nil, having
/// done nothing, where the result needs more than that: `stdlib/decimal.py` has the whole of the rules.
///
/// Source of the rules: the General Decimal Arithmetic Specification (Cowlishaw).
struct DecimalContext {
    enum Rounding: String {
        case down = "ROUND_DOWN", halfUp = "ROUND_HALF_UP", halfEven = "ROUND_HALF_EVEN", ceiling = "ROUND_CEILING"
        case floor = "ROUND_FLOOR", up = "ROUND_UP", halfDown = "ROUND_HALF_DOWN", fiveUp = "ROUND_05UP"
    }

    /// A finite number while it is computed.
    struct Number {
        var isNegative: Bool
        var coefficient: UInt128
        var exponent: Int

        init(_ isNegative: Bool, _ coefficient: UInt128, _ exponent: Int) {
            self.isNegative = isNegative
            self.coefficient = coefficient
            self.exponent = exponent
        }

        /// The exponent of the first digit.
        var adjusted: Int { exponent + DecimalContext.digits(coefficient) - 1 }
    }

    /// What rounding did.
    enum Loss { case none, rounded, inexact }

    var precision = 28
    var rounding = Rounding.halfEven
    var lowest = -999_999
    var highest = 999_999

    // MARK: Powers of ten

    /// 10⁰ … 10³⁸.
    private static let powers: [UInt128] = (0..<39).reduce(into: []) { powers, _ in
        powers.append(powers.last.map { $0 * 10 } ?? 1)
    }

    /// 10^n; nil beyond 38.
    @inline(__always)
    static func power(_ n: Int) -> UInt128? { n >= 0 && n < 39 ? powers[n] : nil }

    /// How many decimal digits a number has; 1 for 0.
    @inline(__always)
    static func digits(_ n: UInt128) -> Int {
        let bits = 128 - (n | 1).leadingZeroBitCount
        let guess = (bits * 1233) >> 12
        return guess < 39 && n >= powers[guess] ? guess + 1 : Swift.max(guess, 1)
    }

    /// c · 10^n; nil where that does not fit.
    @inline(__always)
    private static func scaled(_ c: UInt128, _ n: Int) -> UInt128? {
        if n == 0 || c == 0 { return c }
        guard let power = power(n) else { return nil }
        if (c | power) >> 64 == 0 { return c &* power }
        let (product, overflow) = c.multipliedReportingOverflow(by: power)
        return overflow ? nil : product
    }

    /// Quotient and rest, by the short division where both numbers are short.
    @inline(__always)
    private static func divided(_ a: UInt128, _ b: UInt128) -> (quotient: UInt128, remainder: UInt128) {
        if (a | b) >> 64 == 0 {
            let (q, r) = UInt64(truncatingIfNeeded: a).quotientAndRemainder(dividingBy: UInt64(truncatingIfNeeded: b))
            return (UInt128(q), UInt128(r))
        }
        return a.quotientAndRemainder(dividingBy: b)
    }

    // MARK: Rounding

    /// Whether cutting off `rest` of `unit` makes the kept digits one more.
    private static func roundsUp(
        _ rounding: Rounding, _ isNegative: Bool, _ kept: UInt128, _ rest: UInt128, _ unit: UInt128
    ) -> Bool {
        if rest == 0 { return false }
        let half = unit / 2
        switch rounding {
        case .halfEven: return rest > half || (rest == half && kept & 1 == 1)
        case .halfUp: return rest >= half
        case .halfDown: return rest > half
        case .down: return false
        case .up: return true
        case .ceiling: return !isNegative
        case .floor: return isNegative
        case .fiveUp: return kept % 5 == 0
        }
    }

    /// The number without its last `count` digits.
    private func cut(_ x: Number, _ count: Int, _ rounding: Rounding) -> (Number, Loss)? {
        guard let unit = Self.power(count) else { return nil }
        let (kept, rest) = Self.divided(x.coefficient, unit)
        let up = Self.roundsUp(rounding, x.isNegative, kept, rest, unit)
        return (Number(x.isNegative, up ? kept + 1 : kept, x.exponent + count), rest == 0 ? .rounded : .inexact)
    }

    /// Made to fit the context.
    func fitted(_ x: Number) -> (Number, Loss)? {
        if x.coefficient == 0 {
            return x.exponent >= lowest - precision + 1 && x.exponent <= highest ? (x, .none) : nil
        }
        var result = (x, Loss.none)
        let excess = Self.digits(x.coefficient) - precision
        if excess > 0 {
            guard let rounded = cut(x, excess, rounding) else { return nil }
            result = rounded
            if let limit = Self.power(precision), result.0.coefficient == limit {
                result.0.coefficient /= 10
                result.0.exponent += 1
            }
        }
        let adjusted = result.0.adjusted
        return adjusted >= lowest && adjusted <= highest ? result : nil
    }

    // MARK: Operations

    func sum(_ a: Number, _ b: Number) -> (Number, Loss)? {
        let exponent = Swift.min(a.exponent, b.exponent)
        if a.coefficient == 0 || b.coefficient == 0 {
            if a.coefficient == b.coefficient {
                let isNegative = a.isNegative == b.isNegative ? a.isNegative : rounding == .floor
                return fitted(Number(isNegative, 0, exponent))
            }
            let kept = a.coefficient == 0 ? b : a
            let lower = Swift.max(exponent, kept.exponent - precision - 1)
            guard let c = Self.scaled(kept.coefficient, kept.exponent - lower) else { return nil }
            return fitted(Number(kept.isNegative, c, lower))
        }
        guard let x = Self.scaled(a.coefficient, a.exponent - exponent),
            let y = Self.scaled(b.coefficient, b.exponent - exponent)
        else { return nil }
        if a.isNegative == b.isNegative {
            let (total, overflow) = x.addingReportingOverflow(y)
            return overflow ? nil : fitted(Number(a.isNegative, total, exponent))
        }
        if x == y { return fitted(Number(rounding == .floor, 0, exponent)) }
        return fitted(x > y ? Number(a.isNegative, x - y, exponent) : Number(b.isNegative, y - x, exponent))
    }

    func product(_ a: Number, _ b: Number) -> (Number, Loss)? {
        let (product, overflow) = a.coefficient.multipliedReportingOverflow(by: b.coefficient)
        if overflow { return nil }
        return fitted(Number(a.isNegative != b.isNegative, product, a.exponent + b.exponent))
    }

    func quotient(_ a: Number, _ b: Number) -> (Number, Loss)? {
        if a.coefficient == 0 || b.coefficient == 0 { return nil }
        let shift = Self.digits(b.coefficient) - Self.digits(a.coefficient) + precision + 1
        guard shift >= 0, let numerator = Self.scaled(a.coefficient, shift) else { return nil }
        var (quotient, rest) = Self.divided(numerator, b.coefficient)
        let ideal = a.exponent - b.exponent
        var exponent = ideal - shift
        if rest != 0 {
            // A last digit that rounds rightly.
            if quotient % 5 == 0 { quotient += 1 }
        } else {
            while exponent < ideal {
                let (shorter, last) = Self.divided(quotient, 10)
                if last != 0 { break }
                quotient = shorter
                exponent += 1
            }
        }
        return fitted(Number(a.isNegative != b.isNegative, quotient, exponent))
    }

    /// a with the exponent of b.
    func quantized(_ a: Number, _ exponent: Int, _ rounding: Rounding) -> (Number, Loss)? {
        guard a.coefficient != 0, exponent >= lowest, exponent <= highest else { return nil }
        var result = (a, Loss.none)
        if a.exponent >= exponent {
            guard let c = Self.scaled(a.coefficient, a.exponent - exponent) else { return nil }
            result.0 = Number(a.isNegative, c, exponent)
        } else {
            guard let rounded = cut(a, exponent - a.exponent, rounding) else { return nil }
            result = rounded
        }
        let (digits, adjusted) = (Self.digits(result.0.coefficient), result.0.adjusted)
        return digits <= precision && adjusted >= lowest && adjusted <= highest ? result : nil
    }

    /// −1, 0 or 1.
    static func order(_ a: Number, _ b: Number) -> Int? {
        if a.coefficient == 0 || b.coefficient == 0 {
            let x = a.coefficient == 0 ? 0 : a.isNegative ? -1 : 1
            let y = b.coefficient == 0 ? 0 : b.isNegative ? -1 : 1
            return (x > y ? 1 : 0) - (x < y ? 1 : 0)
        }
        if a.isNegative != b.isNegative { return a.isNegative ? -1 : 1 }
        let sign = a.isNegative ? -1 : 1
        let (p, q) = (a.adjusted, b.adjusted)
        if p != q { return p > q ? sign : -sign }
        let exponent = Swift.min(a.exponent, b.exponent)
        guard let x = scaled(a.coefficient, a.exponent - exponent), let y = scaled(b.coefficient, b.exponent - exponent)
        else { return nil }
        return x == y ? 0 : x > y ? sign : -sign
    }

    // MARK: Texts

    /// `12.340` as a number: digits with at most one point, perhaps after a sign. nil for other texts.
    static func parse(_ text: UnsafeBufferPointer<UInt8>) -> Number? {
        var result = Number(false, 0, 0)
        var at = 0
        if let first = text.first, first == UInt8(ascii: "-") || first == UInt8(ascii: "+") {
            result.isNegative = first == UInt8(ascii: "-")
            at = 1
        }
        guard text.count - at <= 38 else { return nil }
        var (digits, isFraction) = (0, false)
        while at < text.count {
            let c = text[at]
            at += 1
            if c == UInt8(ascii: "."), !isFraction {
                isFraction = true
                continue
            }
            guard c >= 48, c <= 57 else { return nil }
            result.coefficient = result.coefficient * 10 + UInt128(c - 48)
            digits += 1
            if isFraction { result.exponent -= 1 }
        }
        return digits > 0 ? result : nil
    }

    /// A number that is written without an exponent; nil for others.
    static func text(_ x: Number) -> String? {
        guard x.exponent <= 0, x.adjusted >= -6 else { return nil }
        var digits = String(x.coefficient)
        if x.exponent < 0 {
            let places = -x.exponent
            if digits.utf8.count <= places {
                digits = String(repeating: "0", count: places + 1 - digits.utf8.count) + digits
            }
            digits.insert(".", at: digits.utf8.index(digits.endIndex, offsetBy: -places))
        }
        return x.isNegative ? "-" + digits : digits
    }
}
