#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Decimal digits of floats: the shortest ones that name the number among its kind, cut (rounded) at a precision.
package enum FloatText {
    /// Which floats must be told apart.
    package enum Width: Sendable { case half, single, double }

    /// The shortest digits d₁d₂… and the exponent of 0.d₁d₂… · 10^exponent; "0" and 1 for zero.
    static func shortest(_ value: Double, _ width: Width) -> (digits: [UInt8], exponent: Int) {
        let magnitude = abs(value)
        if magnitude == 0 { return ([48], 1) }
        let text: String
        switch width {
        case .double: text = magnitude.description
        case .single: text = Float(magnitude).description
        case .half: text = shortestHalf(magnitude)
        }
        return parse(text)
    }

    /// Fewest digits that read back as the same half: tried one after another.
    private static func shortestHalf(_ value: Double) -> String {
        for digits in 1...6 {
            let text = printf("%.\(digits - 1)e", value)
            if let back = Double(text), halfBits(back) == halfBits(value) { return text }
        }
        return value.description
    }

    private static func halfBits(_ value: Double) -> UInt64 {
        // Rounded to eleven significant bits (or to the spacing of subnormals).
        let exponent = value == 0 ? -14 : max(Int(value.exponent), -14)
        let unit = scalbn(1.0, Int32(exponent - 10))
        return ((value / unit).rounded(.toNearestOrEven) * unit).bitPattern
    }

    private static func parse(_ text: String) -> (digits: [UInt8], exponent: Int) {
        var digits: [UInt8] = []
        var exponent = 0
        var point: Int?
        var iterator = text.utf8.makeIterator()
        while let c = iterator.next() {
            if c == UInt8(ascii: ".") {
                point = digits.count
            } else if c == UInt8(ascii: "e") {
                var rest: [UInt8] = []
                while let d = iterator.next() { rest.append(d) }
                exponent = Int(String(decoding: rest, as: UTF8.self)) ?? 0
            } else {
                digits.append(c)
            }
        }
        var place = (point ?? digits.count) + exponent
        while digits.count > 1, digits.first == 48 {
            digits.removeFirst()
            place -= 1
        }
        while digits.count > 1, digits.last == 48 { digits.removeLast() }
        return (digits, place)
    }

    static func printf(_ format: String, _ value: Double) -> String {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 1500) { buffer in
            guard let base = buffer.baseAddress else { return "" }
            _ = withVaList([value]) { vsnprintf(base, 1500, format, $0) }
            return String(cString: base)
        }
    }

    /// `12.5`, with at most `precision` digits after the point and never without a point.
    /// - Parameter unique: false prints exactly `precision` digits of the number itself.
    package static func positional(_ value: Double, _ width: Width, precision: Int, unique: Bool) -> (String, String) {
        let sign = value.sign == .minus ? "-" : ""
        if unique {
            let (digits, exponent) = shortest(value, width)
            if digits.count - exponent <= precision {
                let text = String(decoding: digits, as: UTF8.self)
                if value == 0 { return (sign + "0", "") }
                if exponent <= 0 { return (sign + "0", String(repeating: "0", count: -exponent) + text) }
                if digits.count <= exponent {
                    return (sign + text + String(repeating: "0", count: exponent - digits.count), "")
                }
                return (sign + String(text.prefix(exponent)), String(text.dropFirst(exponent)))
            }
        }
        let exact = printf("%.\(max(precision, 0))f", abs(value))
        let parts = exact.split(separator: ".", omittingEmptySubsequences: false)
        var fraction = parts.count > 1 ? String(parts[1]) : ""
        if unique { while fraction.last == "0" { fraction.removeLast() } }
        return (sign + String(parts.first ?? "0"), fraction)
    }

    /// `1.25` and `e-05` of a number in scientific notation.
    package static func scientific(_ value: Double, _ width: Width, precision: Int, unique: Bool) -> (
        integer: String, fraction: String, exponent: Int
    ) {
        let sign = value.sign == .minus ? "-" : ""
        if unique {
            let (digits, exponent) = shortest(value, width)
            if value == 0 { return (sign + "0", "", 0) }
            if digits.count - 1 <= precision {
                let text = String(decoding: digits, as: UTF8.self)
                return (sign + String(text.prefix(1)), String(text.dropFirst(1)), exponent - 1)
            }
        }
        let exact = printf("%.\(max(precision, 0))e", abs(value))
        let parts = exact.split(separator: "e")
        let mantissa = (parts.first ?? "0").split(separator: ".")
        var fraction = mantissa.count > 1 ? String(mantissa[1]) : ""
        if unique { while fraction.last == "0" { fraction.removeLast() } }
        return (sign + String(mantissa.first ?? "0"), fraction, parts.count > 1 ? Int(parts[1]) ?? 0 : 0)
    }

    /// `e+05`, with at least so many digits.
    package static func exponentText(_ exponent: Int, digits: Int = 2) -> String {
        let text = String(abs(exponent))
        return (exponent < 0 ? "e-" : "e+") + String(repeating: "0", count: max(0, digits - text.count)) + text
    }

    /// `str` of a NumPy float: the shortest digits, positional between 1e-4 and a limit that depends on the type.
    package static func scalar(_ value: Double, _ width: Width) -> String {
        if value.isNaN { return "nan" }
        if value.isInfinite { return value < 0 ? "-inf" : "inf" }
        let magnitude = abs(value)
        let limit = width == .double ? 1e16 : width == .single ? 1e6 : 1e3
        if magnitude == 0 || (magnitude >= 1e-4 && magnitude < limit) {
            let (integer, fraction) = positional(value, width, precision: 400, unique: true)
            return integer + "." + (fraction.isEmpty ? "0" : fraction)
        }
        let (integer, fraction, exponent) = scientific(value, width, precision: 400, unique: true)
        return integer + (fraction.isEmpty ? "" : "." + fraction) + exponentText(exponent)
    }
}
