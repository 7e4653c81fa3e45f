/// Reads JSON.
public struct JSONParser {
    /// What is wrong, and on which line.
    public struct Failure: Error, Equatable {
        public var line: Int
        public var reason: String
    }

    private let bytes: [UInt8]
    private var position = 0
    private static let depthLimit = 200

    init(_ text: String) {
        bytes = Array(text.utf8)
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    }

    public static func parse(_ text: String) throws(Failure) -> JSONValue {
        var parser = JSONParser(text)
        let value = try parser.value(depth: 0)
        parser.skipSpace()
        guard parser.peek == nil else { throw parser.failure("more text follows the end of the document") }
        return value
    }

    private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

    private func failure(_ reason: String) -> Failure {
        Failure(line: 1 + bytes[..<min(position, bytes.count)].count { $0 == 10 }, reason: reason)
    }

    private mutating func skipSpace() {
        while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard peek == byte else { return false }
        position += 1
        return true
    }

    private mutating func value(depth: Int) throws(Failure) -> JSONValue {
        guard depth < Self.depthLimit else { throw failure("it is nested more than \(Self.depthLimit) levels deep") }
        skipSpace()
        switch peek {
        case nil: throw failure("the document ends too early")
        case UInt8(ascii: "{")?:
            position += 1
            return try object(depth: depth)
        case UInt8(ascii: "[")?:
            position += 1
            return try array(depth: depth)
        case UInt8(ascii: "\"")?: return .string(try string())
        case UInt8(ascii: "t")?: return try word("true", .bool(true))
        case UInt8(ascii: "f")?: return try word("false", .bool(false))
        case UInt8(ascii: "n")?: return try word("null", .null)
        // What Python's json writes for the numbers that JSON does not have.
        case UInt8(ascii: "N")?: return try word("NaN", .number("NaN"))
        case UInt8(ascii: "I")?: return try word("Infinity", .number("Infinity"))
        case UInt8(ascii: "-")? where bytes[position...].starts(with: "-Infinity".utf8):
            return try word("-Infinity", .number("-Infinity"))
        default: return try number()
        }
    }

    private mutating func word(_ word: String, _ value: JSONValue) throws(Failure) -> JSONValue {
        guard bytes[position...].starts(with: word.utf8) else { throw failure("this is no JSON value") }
        position += word.utf8.count
        return value
    }

    private mutating func number() throws(Failure) -> JSONValue {
        let start = position
        while let byte = peek,
            (byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")) || [43, 45, 46, 69, 101].contains(byte)
        {
            position += 1
        }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        guard let first = text.utf8.first, first != 43, first != 46, Double(text) != nil else {
            position = start
            throw failure("this is no JSON value")
        }
        return .number(text)
    }

    private mutating func array(depth: Int) throws(Failure) -> JSONValue {
        var values: [JSONValue] = []
        skipSpace()
        if take(UInt8(ascii: "]")) { return .array([]) }
        while true {
            values.append(try value(depth: depth + 1))
            skipSpace()
            if take(UInt8(ascii: ",")) { continue }
            guard take(UInt8(ascii: "]")) else { throw failure("a comma or ']' is missing") }
            return .array(values)
        }
    }

    private mutating func object(depth: Int) throws(Failure) -> JSONValue {
        var members: [JSONValue.Member] = []
        skipSpace()
        if take(UInt8(ascii: "}")) { return .object([]) }
        while true {
            skipSpace()
            guard peek == UInt8(ascii: "\"") else { throw failure("a key in quotes is missing") }
            let key = try string()
            skipSpace()
            guard take(UInt8(ascii: ":")) else { throw failure("a ':' is missing") }
            members.append(JSONValue.Member(key, try value(depth: depth + 1)))
            skipSpace()
            if take(UInt8(ascii: ",")) { continue }
            guard take(UInt8(ascii: "}")) else { throw failure("a comma or '}' is missing") }
            return .object(members)
        }
    }

    private mutating func string() throws(Failure) -> String {
        position += 1
        var text: [UInt8] = []
        while let byte = peek {
            position += 1
            switch byte {
            case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"): try escape(into: &text)
            case 0..<0x20 where byte != 9:
                position -= 1
                throw failure("a string is not closed")
            default: text.append(byte)
            }
        }
        throw failure("a string is not closed")
    }

    private mutating func escape(into text: inout [UInt8]) throws(Failure) {
        guard let byte = peek else { throw failure("a string is not closed") }
        position += 1
        switch byte {
        case UInt8(ascii: "n"): text.append(10)
        case UInt8(ascii: "t"): text.append(9)
        case UInt8(ascii: "r"): text.append(13)
        case UInt8(ascii: "b"): text.append(8)
        case UInt8(ascii: "f"): text.append(12)
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
        case UInt8(ascii: "u"):
            let first = try hexDigits()
            var value = first
            if (0xD800..<0xDC00).contains(first), bytes[position...].starts(with: "\\u".utf8) {
                let next = position
                position += 2
                let second = try hexDigits()
                if (0xDC00..<0xE000).contains(second) {
                    value = 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00)
                } else {
                    position = next
                }
            }
            // Half a surrogate pair is no character.
            let scalar = Unicode.Scalar(value) ?? "\u{FFFD}"
            text.append(contentsOf: Array(String(Character(scalar)).utf8))
        default: throw failure("'\\\(Character(Unicode.Scalar(byte)))' is no escape")
        }
    }

    private mutating func hexDigits() throws(Failure) -> UInt32 {
        guard position + 4 <= bytes.count,
            let value = UInt32(String(decoding: bytes[position..<position + 4], as: UTF8.self), radix: 16)
        else { throw failure("four hexadecimal digits must follow '\\u'") }
        position += 4
        return value
    }
}
