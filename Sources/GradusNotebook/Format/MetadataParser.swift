/// Reads the metadata at the end of a marker line: `key="value" other=[1, 2] bare`, or one JSON object.
///
/// Values are JSON or Python literals. The parser gives nil for anything else, so that a title such as
/// `y = ax + b` is left alone.
struct MetadataParser {
    private let bytes: [UInt8]
    private var position = 0
    /// Brackets may nest this deep; a marker line deeper than that is a title.
    private let depthLimit = 64

    init(_ text: some StringProtocol) {
        bytes = Array(text.utf8)
    }

    /// The whole text as pairs; nil when any part of it is something else.
    /// - Parameter startsWithLiteral: the first entry must be `key=value` with a literal value, not a bare word.
    static func pairs(_ text: some StringProtocol, startsWithLiteral: Bool) -> CellMetadata? {
        var parser = MetadataParser(text)
        var entries: [(key: String, value: MetadataValue)] = []
        parser.skipSpaces()
        while !parser.isAtEnd {
            guard let key = parser.key() else { return nil }
            var value = MetadataValue.null
            var isBare = true
            if parser.peek == UInt8(ascii: "=") {
                parser.position += 1
                if let literal = parser.value(depth: 0) {
                    value = literal
                    isBare = false
                } else if parser.key() == nil {
                    return nil
                }
            }
            if startsWithLiteral, entries.isEmpty, isBare { return nil }
            guard parser.isAtEnd || parser.isAtSpace else { return nil }
            entries.append((key, value))
            parser.skipSpaces()
        }
        return CellMetadata(entries)
    }

    /// The whole text as one JSON object.
    static func object(_ text: some StringProtocol) -> CellMetadata? {
        var parser = MetadataParser(text)
        parser.skipSpaces()
        guard case .object(let members)? = parser.value(depth: 0) else { return nil }
        parser.skipSpaces()
        guard parser.isAtEnd else { return nil }
        var metadata = CellMetadata(members.map { ($0.key, $0.value) })
        metadata.isJSON = true
        return metadata
    }

    /// The whole text as one literal.
    static func value(_ text: some StringProtocol) -> MetadataValue? {
        var parser = MetadataParser(text)
        parser.skipSpaces()
        guard let value = parser.value(depth: 0) else { return nil }
        parser.skipSpaces()
        return parser.isAtEnd ? value : nil
    }

    private var isAtEnd: Bool { position >= bytes.count }
    private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }
    private var isAtSpace: Bool { peek == UInt8(ascii: " ") || peek == UInt8(ascii: "\t") }

    private mutating func skipSpaces() {
        while isAtSpace { position += 1 }
    }

    private mutating func take(_ byte: Character) -> Bool {
        guard peek == byte.asciiValue else { return false }
        position += 1
        return true
    }

    private mutating func word(where accepts: (UInt8) -> Bool) -> String? {
        let start = position
        while let byte = peek, accepts(byte) { position += 1 }
        return position > start ? String(decoding: bytes[start..<position], as: UTF8.self) : nil
    }

    /// `[A-Za-z0-9_./@-]+`
    private mutating func key() -> String? {
        word { byte in
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "/"),
                UInt8(ascii: "@"), UInt8(ascii: "-"):
                true
            default: false
            }
        }
    }

    /// One literal, or nil with the position unchanged.
    private mutating func value(depth: Int) -> MetadataValue? {
        let start = position
        if depth < depthLimit, let value = literal(depth: depth) { return value }
        position = start
        return nil
    }

    private mutating func literal(depth: Int) -> MetadataValue? {
        guard let first = peek else { return nil }
        switch first {
        case UInt8(ascii: "\""), UInt8(ascii: "'"): return string().map(MetadataValue.string)
        case UInt8(ascii: "["): return sequence(closing: "]", depth: depth).map(MetadataValue.array)
        case UInt8(ascii: "("): return sequence(closing: ")", depth: depth).map(MetadataValue.array)
        case UInt8(ascii: "{"): return members(depth: depth).map(MetadataValue.object)
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."):
            return number()
        default:
            let word = word { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0 | 0x20) }
            return switch word {
            case "true", "True": .bool(true)
            case "false", "False": .bool(false)
            case "null", "None": .null
            default: nil
            }
        }
    }

    private mutating func number() -> MetadataValue? {
        let text = word { byte in
            (byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")) || [43, 45, 46, 69, 95, 101].contains(byte)
        }
        guard let text else { return nil }
        let plain = text.filter { $0 != "_" }
        return Int(plain).map(MetadataValue.int) ?? Double(plain).map(MetadataValue.double)
    }

    private mutating func sequence(closing: Character, depth: Int) -> [MetadataValue]? {
        position += 1
        var values: [MetadataValue] = []
        while true {
            skipSpaces()
            if take(closing) { return values }
            guard let value = value(depth: depth + 1) else { return nil }
            values.append(value)
            skipSpaces()
            if take(",") { continue }
            return take(closing) ? values : nil
        }
    }

    private mutating func members(depth: Int) -> [MetadataValue.Member]? {
        position += 1
        var members: [MetadataValue.Member] = []
        while true {
            skipSpaces()
            if take("}") { return members }
            guard let key = string() else { return nil }
            skipSpaces()
            guard take(":") else { return nil }
            skipSpaces()
            guard let value = value(depth: depth + 1) else { return nil }
            members.append(MetadataValue.Member(key: key, value: value))
            skipSpaces()
            if take(",") { continue }
            return take("}") ? members : nil
        }
    }

    private mutating func string() -> String? {
        guard let quote = peek, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return nil }
        position += 1
        var text: [UInt8] = []
        while let byte = peek {
            position += 1
            if byte == quote { return String(decoding: text, as: UTF8.self) }
            guard byte == UInt8(ascii: "\\") else {
                text.append(byte)
                continue
            }
            guard let escape = peek else { return nil }
            position += 1
            switch escape {
            case UInt8(ascii: "n"): text.append(10)
            case UInt8(ascii: "t"): text.append(9)
            case UInt8(ascii: "r"): text.append(13)
            case UInt8(ascii: "b"): text.append(8)
            case UInt8(ascii: "f"): text.append(12)
            case UInt8(ascii: "u"):
                guard let scalar = unicodeEscape() else { return nil }
                text.append(contentsOf: Array(String(scalar).utf8))
            default: text.append(escape)
            }
        }
        return nil
    }

    /// `\uXXXX`, with surrogate pairs joined.
    private mutating func unicodeEscape() -> Unicode.Scalar? {
        guard let first = hexDigits() else { return nil }
        guard (0xD800..<0xDC00).contains(first) else { return Unicode.Scalar(first) }
        guard take("\\"), take("u"), let second = hexDigits(), (0xDC00..<0xE000).contains(second) else { return nil }
        return Unicode.Scalar(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00))
    }

    private mutating func hexDigits() -> UInt32? {
        guard position + 4 <= bytes.count else { return nil }
        let digits = String(decoding: bytes[position..<position + 4], as: UTF8.self)
        guard let value = UInt32(digits, radix: 16) else { return nil }
        position += 4
        return value
    }
}
