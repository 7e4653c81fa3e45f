import BigInt

/// Values under a format specification, without the machine. All results are WTF-8 bytes; all errors are `FormatError`.
extension Formatting {
    /// More than this is a MemoryError in the making.
    static let maximumPrecision = Int(Int32.max) - 400

    // MARK: Strings

    static func string(_ text: UnsafeBufferPointer<UInt8>, scalarCount: Int, _ spec: FormatSpec, typeName: String)
        throws
        -> [UInt8]
    {
        if spec.type != 0, spec.type != 0x73 { throw FormatError.unknownCode(spec.type, typeName: typeName) }
        if spec.sign != 0 {
            throw FormatError.notAllowedForString(spec.sign == 0x20 ? "Space" : "Sign")
        }
        if spec.coercesNegativeZero { throw FormatError.notAllowedForString("Negative zero coercion (z)") }
        if spec.isAlternate { throw FormatError.notAllowedForString("Alternate form (#)") }
        if spec.align == UInt8(ascii: "=") { throw FormatError.notAllowedForString("'=' alignment") }
        var text = text
        var count = scalarCount
        if spec.precision >= 0, spec.precision < count {
            let length = byteLength(of: spec.precision, in: text)
            text = UnsafeBufferPointer(rebasing: text[..<length])
            count = spec.precision
        }
        if spec.width <= count { return Array(text) }
        let padding = spec.width - count
        var left = 0
        switch spec.align {
        case UInt8(ascii: ">"): left = padding
        case UInt8(ascii: "^"): left = padding / 2
        default: break
        }
        var result: [UInt8] = []
        result.reserveCapacity(text.count + padding)
        append(fill: spec.fill, left, to: &result)
        result += text
        append(fill: spec.fill, padding - left, to: &result)
        return result
    }

    /// How many bytes the first `count` code points take.
    static func byteLength(of count: Int, in text: UnsafeBufferPointer<UInt8>) -> Int {
        var index = 0
        var left = count
        while index < text.count, left > 0 {
            index += 1
            while index < text.count, text[index] & 0xC0 == 0x80 { index += 1 }
            left -= 1
            if left & 0xFFFFF == 0xFFFFF, Attention.isLeaving() { break }
        }
        return index
    }

    static func append(fill: UInt32, _ count: Int, to bytes: inout [UInt8]) {
        guard count > 0 else { return }
        if fill < 0x80 {
            // At once: a generic sequence of bytes is appended one by one.
            bytes += [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
                buffer.baseAddress?.initialize(repeating: UInt8(fill), count: count)
                initialized = count
            }
        } else {
            for _ in 0..<count { StringObject.encode(fill, into: &bytes) }
        }
    }

    // MARK: Integers

    static func integer(_ value: BigInt, _ spec: FormatSpec, typeName: String) throws -> [UInt8] {
        try integer(isNegative: value.sign == .minus, spec, typeName: typeName) { radix, isUpper in
            Array(String(value.magnitude, radix: radix, uppercase: isUpper).utf8)
        } scalar: {
            Int(exactly: value)
        } double: {
            throw FormatError.syntax("")
        }
    }

    static func integer(_ value: Int64, _ spec: FormatSpec, typeName: String) throws -> [UInt8] {
        try integer(isNegative: value < 0, spec, typeName: typeName) { radix, isUpper in
            radix == 10 && value >= 0
                ? DecimalText.bytes(value) : Array(String(value.magnitude, radix: radix, uppercase: isUpper).utf8)
        } scalar: {
            Int(value)
        } double: {
            Double(value)
        }
    }

    /// True for the types that print an integer as a float.
    static func isFloatCode(_ type: UInt32) -> Bool {
        switch UInt8(exactly: type) {
        case UInt8(ascii: "e"), UInt8(ascii: "E"), UInt8(ascii: "f"), UInt8(ascii: "F"), UInt8(ascii: "g"),
            UInt8(ascii: "G"), UInt8(ascii: "%"):
            return true
        default: return false
        }
    }

    private static func integer(
        isNegative: Bool, _ spec: FormatSpec, typeName: String, digits: (Int, Bool) -> [UInt8], scalar: () -> Int?,
        double: () throws -> Double
    ) throws -> [UInt8] {
        if isFloatCode(spec.type) { return try float(double(), spec, typeName: typeName) }
        var radix = 10
        var prefix: [UInt8] = []
        let code = spec.code
        switch code {
        case 0, UInt8(ascii: "d"), UInt8(ascii: "n"): break
        case UInt8(ascii: "b"): radix = 2
        case UInt8(ascii: "o"): radix = 8
        case UInt8(ascii: "x"), UInt8(ascii: "X"): radix = 16
        case UInt8(ascii: "c"): break
        default: throw FormatError.unknownCode(spec.type, typeName: typeName)
        }
        if spec.precision >= 0 { throw FormatError.notAllowedForInt("Precision") }
        if spec.coercesNegativeZero { throw FormatError.notAllowedForInt("Negative zero coercion (z)") }
        if code == UInt8(ascii: "c") {
            if spec.sign != 0 { throw FormatError.notAllowedForInt("Sign") }
            if spec.isAlternate { throw FormatError.notAllowedForInt("Alternate form (#)") }
            guard let value = scalar(), value >= 0, value < 0x110000 else { throw FormatError.characterRange }
            var text: [UInt8] = []
            StringObject.encode(UInt32(value), into: &text)
            var layout = spec
            layout.sign = 0
            return number(isNegative: false, prefix: [], digits: [], rest: text, restCount: 1, layout)
        }
        if radix != 10, spec.isAlternate { prefix = [UInt8(ascii: "0"), code] }
        return number(
            isNegative: isNegative, prefix: prefix, digits: digits(radix, code == UInt8(ascii: "X")), rest: [],
            restCount: 0, spec, groupSize: radix == 10 ? 3 : 4)
    }

    // MARK: Floats

    static func float(_ value: Double, _ spec: FormatSpec, typeName: String) throws -> [UInt8] {
        var value = value
        var code = spec.code
        var precision = spec.precision
        var addsPointZero = false
        var isUpper = false
        var suffix: [UInt8] = []
        switch code {
        case 0:
            addsPointZero = true
            code = precision < 0 ? UInt8(ascii: "r") : UInt8(ascii: "g")
        case UInt8(ascii: "n"): code = UInt8(ascii: "g")
        case UInt8(ascii: "e"), UInt8(ascii: "f"), UInt8(ascii: "g"): break
        case UInt8(ascii: "E"), UInt8(ascii: "F"), UInt8(ascii: "G"):
            isUpper = true
            code |= 0x20
        case UInt8(ascii: "%"):
            code = UInt8(ascii: "f")
            value *= 100
            suffix = [UInt8(ascii: "%")]
        default: throw FormatError.unknownCode(spec.type, typeName: typeName)
        }
        if precision > maximumPrecision { throw FormatError.precisionTooBig }
        if precision < 0 { precision = 6 }
        var text = float(
            value, code: code, precision: precision, alternate: spec.isAlternate, addsPointZero: addsPointZero)
        var isNegative = false
        if text.first == UInt8(ascii: "-") {
            isNegative = true
            text.removeFirst()
            if spec.coercesNegativeZero, isZero(text) { isNegative = false }
        }
        if isUpper { for index in text.indices where text[index] >= 0x61 { text[index] -= 0x20 } }
        let whole = text.firstIndex { !isDigit($0) } ?? text.count
        let rest = Array(text[whole...]) + suffix
        return number(
            isNegative: isNegative, prefix: [], digits: Array(text[..<whole]), rest: rest, restCount: rest.count, spec)
    }

    private static func isZero(_ text: [UInt8]) -> Bool {
        for byte in text {
            if byte | 0x20 == UInt8(ascii: "e") { return true }
            if byte != UInt8(ascii: "0"), byte != UInt8(ascii: ".") { return false }
        }
        return true
    }

    // MARK: Layout of numbers

    /// Sign, prefix, grouped digits and the rest (fraction, exponent, percent sign), padded.
    static func number(
        isNegative: Bool, prefix: [UInt8], digits: [UInt8], rest: [UInt8], restCount: Int, _ spec: FormatSpec,
        groupSize: Int = 3
    ) -> [UInt8] {
        var sign: UInt8 = 0
        if isNegative {
            sign = UInt8(ascii: "-")
        } else if spec.sign == UInt8(ascii: "+") || spec.sign == UInt8(ascii: " ") {
            sign = spec.sign
        }
        let fixedCount = (sign == 0 ? 0 : 1) + prefix.count + restCount
        let minimum = spec.fill == 0x30 && spec.align == UInt8(ascii: "=") ? spec.width - fixedCount : 0
        let grouped = group(digits, separator: spec.grouping, size: groupSize, minimum: minimum)
        let padding = max(0, spec.width - fixedCount - grouped.count)
        var result: [UInt8] = []
        result.reserveCapacity(fixedCount + grouped.count + padding)
        switch spec.align {
        case UInt8(ascii: ">"): append(fill: spec.fill, padding, to: &result)
        case UInt8(ascii: "^"): append(fill: spec.fill, padding / 2, to: &result)
        default: break
        }
        if sign != 0 { result.append(sign) }
        result += prefix
        if spec.align == UInt8(ascii: "=") { append(fill: spec.fill, padding, to: &result) }
        result += grouped
        result += rest
        switch spec.align {
        case UInt8(ascii: "<"): append(fill: spec.fill, padding, to: &result)
        case UInt8(ascii: "^"): append(fill: spec.fill, padding - padding / 2, to: &result)
        default: break
        }
        return result
    }

    /// Digits with separators, with leading zeros up to a width that counts the separators.
    private static func group(_ digits: [UInt8], separator: UInt8, size: Int, minimum: Int) -> [UInt8] {
        if separator == 0 || digits.isEmpty {
            if digits.count >= minimum { return digits }
            return [UInt8](repeating: UInt8(ascii: "0"), count: minimum - digits.count) + digits
        }
        var count = digits.count
        func width(_ count: Int) -> Int { count == 0 ? 0 : count + (count - 1) / size }
        while width(count) < minimum { count += 1 }
        var result: [UInt8] = []
        result.reserveCapacity(width(count))
        for place in 0..<count {
            if place > 0, (count - place) % size == 0 { result.append(separator) }
            let index = place - (count - digits.count)
            result.append(index < 0 ? UInt8(ascii: "0") : digits[index])
        }
        return result
    }
}
