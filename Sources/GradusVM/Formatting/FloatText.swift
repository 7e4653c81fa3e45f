#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Text of numbers and strings: `repr`, format specifications, `%` and `str.format`.
package enum Formatting {}

extension Formatting {
    /// The shortest digits that read back as the same double.
    struct Digits {
        /// ASCII digits without leading or trailing zeros; `0` for zero.
        var digits: [UInt8]
        /// The decimal point stands after this many digits.
        var point: Int
    }

    /// `repr(float)` of CPython: `1.0`, `1e+16`, `1e-05`, `inf`, `nan`.
    package static func repr(_ value: Double) -> String {
        if let small = Int64(exactly: value), small != 0, small.magnitude < 1_000_000_000_000_000 {
            return String(small) + ".0"
        }
        return String(decoding: reprBytes(value), as: UTF8.self)
    }

    static func reprBytes(_ value: Double) -> [UInt8] {
        if let special = specialBytes(value) { return special }
        return layOut(
            shortestDigits(value), isNegative: value.sign == .minus, exponentBelow: -4, exponentAbove: 16,
            addsPointZero: true, minimumDigits: 0, keepsPoint: false)
    }

    /// `inf`, `-inf`, `nan`; nil for finite numbers.
    static func specialBytes(_ value: Double) -> [UInt8]? {
        if value.isFinite { return nil }
        if value.isNaN { return Array("nan".utf8) }
        return Array((value < 0 ? "-inf" : "inf").utf8)
    }

    /// Swift prints the shortest digits too, in another layout.
    static func shortestDigits(_ value: Double) -> Digits {
        digits(parsing: Array(value.magnitude.description.utf8))
    }

    /// The digits rounded (half to even on the exact value) to a number of significant digits, one or more.
    static func significantDigits(_ value: Double, _ count: Int) -> Digits {
        digits(parsing: printed("e", value.magnitude, precision: count - 1, alternate: false))
    }

    /// Reads `12.5`, `1e-05`: text that this file or the C library made.
    private static func digits(parsing text: [UInt8]) -> Digits {
        var digits: [UInt8] = []
        digits.reserveCapacity(text.count)
        var point: Int?
        var exponent = 0
        var index = 0
        while index < text.count {
            let byte = text[index]
            index += 1
            if byte == UInt8(ascii: ".") {
                point = digits.count
            } else if byte == UInt8(ascii: "e") {
                let isNegative = index < text.count && text[index] == UInt8(ascii: "-")
                for place in index..<text.count where isDigit(text[place]) {
                    exponent = exponent * 10 + Int(text[place] - UInt8(ascii: "0"))
                }
                if isNegative { exponent = -exponent }
                break
            } else {
                digits.append(byte)
            }
        }
        var place = (point ?? digits.count) + exponent
        if let first = digits.firstIndex(where: { $0 != UInt8(ascii: "0") }) {
            digits.removeFirst(first)
            place -= first
            while digits.last == UInt8(ascii: "0") { digits.removeLast() }
        } else {
            digits = [UInt8(ascii: "0")]
            place = 1
        }
        return Digits(digits: digits, point: place)
    }

    @inline(__always)
    static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

    /// Puts digits into fixed or exponent notation. Exponent notation is chosen for a decimal point at or before
    /// `exponentBelow` or after `exponentAbove`.
    private static func layOut(
        _ number: Digits, isNegative: Bool, exponentBelow: Int, exponentAbove: Int, addsPointZero: Bool,
        minimumDigits: Int, keepsPoint: Bool
    ) -> [UInt8] {
        var digits = number.digits
        while digits.count < minimumDigits { digits.append(UInt8(ascii: "0")) }
        var result: [UInt8] = []
        result.reserveCapacity(digits.count + 8)
        if isNegative { result.append(UInt8(ascii: "-")) }
        if number.point <= exponentBelow || number.point > exponentAbove {
            result.append(digits[0])
            if digits.count > 1 || keepsPoint { result.append(UInt8(ascii: ".")) }
            result += digits.dropFirst()
            let exponent = number.point - 1
            result.append(UInt8(ascii: "e"))
            result.append(exponent < 0 ? UInt8(ascii: "-") : UInt8(ascii: "+"))
            if exponent.magnitude < 10 { result.append(UInt8(ascii: "0")) }
            result += String(exponent.magnitude).utf8
            return result
        }
        if number.point <= 0 {
            result += [UInt8(ascii: "0"), UInt8(ascii: ".")]
            result += repeatElement(UInt8(ascii: "0"), count: -number.point)
            result += digits
        } else if digits.count <= number.point {
            result += digits
            result += repeatElement(UInt8(ascii: "0"), count: number.point - digits.count)
            if addsPointZero {
                result += [UInt8(ascii: "."), UInt8(ascii: "0")]
            } else if keepsPoint {
                result.append(UInt8(ascii: "."))
            }
        } else {
            result += digits[..<number.point]
            result.append(UInt8(ascii: "."))
            result += digits[number.point...]
        }
        return result
    }

    /// `%.*e` and `%.*f` of the C library, which rounds the exact binary value.
    static func printed(_ code: String, _ value: Double, precision: Int, alternate: Bool) -> [UInt8] {
        let format = alternate ? "%#.*" + code : "%.*" + code
        var buffer = [UInt8](repeating: 0, count: precision + 340)
        let count = buffer.withUnsafeMutableBytes { raw in
            withVaList([CInt(clamping: precision), value]) {
                Int(vsnprintf(raw.baseAddress?.assumingMemoryBound(to: CChar.self), raw.count, format, $0))
            }
        }
        buffer.removeLast(max(0, buffer.count - max(0, count)))
        return buffer
    }

    /// How CPython's `PyOS_double_to_string` prints. `code` is one of `e f g r`; the result is lower case.
    /// - Parameter addsPointZero: as `str(float)` does with a precision: `.0` where no fraction shows.
    static func float(
        _ value: Double, code: UInt8, precision: Int, alternate: Bool, addsPointZero: Bool = false
    ) -> [UInt8] {
        if let special = specialBytes(value) { return special }
        switch code {
        case UInt8(ascii: "e"): return printed("e", value, precision: precision, alternate: alternate)
        case UInt8(ascii: "f"):
            if !alternate, let text = DecimalText.fixed(value, precision: precision) { return text }
            return printed("f", value, precision: precision, alternate: alternate)
        case UInt8(ascii: "g"):
            let count = max(precision, 1)
            // A double has at most 767 significant digits.
            return layOut(
                significantDigits(value, min(count, 800)), isNegative: value.sign == .minus, exponentBelow: -4,
                exponentAbove: count - (addsPointZero ? 1 : 0), addsPointZero: addsPointZero,
                minimumDigits: alternate ? count : 0, keepsPoint: alternate)
        default:
            // repr with `#`: the layout of repr, which already shows a point unless there is an exponent.
            return layOut(
                shortestDigits(value), isNegative: value.sign == .minus, exponentBelow: -4, exponentAbove: 16,
                addsPointZero: true, minimumDigits: 0, keepsPoint: alternate)
        }
    }
}
