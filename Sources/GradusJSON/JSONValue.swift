/// A JSON document. Numbers keep their text and objects their order, so that what is not touched is written as it was.
public indirect enum JSONValue: Sendable, Equatable {
    case null
    case bool(Bool)
    case number(String)
    case string(String)
    case array([JSONValue])
    case object([Member])

    public struct Member: Sendable, Equatable {
        public var key: String
        public var value: JSONValue

        public init(_ key: String, _ value: JSONValue) {
            self.key = key
            self.value = value
        }
    }

    public static func int(_ value: Int) -> JSONValue { .number(String(value)) }

    /// An object with these members.
    public static func record(_ members: KeyValuePairs<String, JSONValue>) -> JSONValue {
        .object(members.map { Member($0.key, $0.value) })
    }

    public static let emptyObject = JSONValue.object([])

    public subscript(key: String) -> JSONValue? {
        get {
            guard case .object(let members) = self else { return nil }
            return members.last { $0.key == key }?.value
        }
        set {
            guard case .object(var members) = self else { return }
            if let index = members.firstIndex(where: { $0.key == key }) {
                if let newValue { members[index].value = newValue } else { members.remove(at: index) }
            } else if let newValue {
                members.append(Member(key, newValue))
            }
            self = .object(members)
        }
    }

    public var string: String? { if case .string(let text) = self { text } else { nil } }
    public var array: [JSONValue]? { if case .array(let values) = self { values } else { nil } }
    public var members: [Member]? { if case .object(let members) = self { members } else { nil } }
    public var bool: Bool? { if case .bool(let flag) = self { flag } else { nil } }
    public var int: Int? { if case .number(let text) = self { Int(text) } else { nil } }

    /// A text, or a list of lines, as Jupyter writes long texts.
    public var joinedText: String? {
        if let string { return string }
        guard let array else { return nil }
        var text = ""
        for piece in array {
            guard let line = piece.string else { return nil }
            text += line
        }
        return text
    }

    /// Lines that keep their ends.
    public static func lines(_ text: String) -> JSONValue {
        var lines: [JSONValue] = []
        var rest = text.utf8[...]
        while !rest.isEmpty {
            let newline = rest.firstIndex(of: UInt8(ascii: "\n"))
            let end = newline.map { rest.index(after: $0) } ?? rest.endIndex
            lines.append(.string(String(Substring(rest[..<end]))))
            rest = rest[end...]
        }
        return .array(lines)
    }

    /// As `nbformat.write` writes: one space a level, keys sorted, no escapes but the necessary ones.
    public var prettyText: String {
        var text = ""
        write(to: &text, indent: 0)
        return text + "\n"
    }

    private func write(to text: inout String, indent: Int) {
        let space = "\n" + String(repeating: " ", count: indent + 1)
        let close = "\n" + String(repeating: " ", count: indent)
        switch self {
        case .null: text += "null"
        case .bool(let flag): text += flag ? "true" : "false"
        case .number(let number): text += number
        case .string(let string): text += Self.quoted(string)
        case .array(let values):
            guard !values.isEmpty else { return text += "[]" }
            for (index, value) in values.enumerated() {
                text += (index == 0 ? "[" : ",") + space
                value.write(to: &text, indent: indent + 1)
            }
            text += close + "]"
        case .object(let members):
            guard !members.isEmpty else { return text += "{}" }
            let sorted = members.sorted {
                Array($0.key.unicodeScalars.map(\.value)).lexicographicallyPrecedes($1.key.unicodeScalars.map(\.value))
            }
            for (index, member) in sorted.enumerated() {
                text += (index == 0 ? "{" : ",") + space + Self.quoted(member.key) + ": "
                member.value.write(to: &text, indent: indent + 1)
            }
            text += close + "}"
        }
    }

    /// On one line, with `, ` and `: `, only ASCII: how Jupytext writes a value on a marker line.
    public var compactText: String { lineText(isASCII: true) }

    /// On one line, as UTF-8: for messages.
    public var messageText: String { lineText(isASCII: false) }

    private func lineText(isASCII: Bool) -> String {
        var text = ""
        write(toLine: &text, isASCII: isASCII)
        return text
    }

    private func write(toLine text: inout String, isASCII: Bool) {
        switch self {
        case .null: text += "null"
        case .bool(let flag): text += flag ? "true" : "false"
        case .number(let number): text += number
        case .string(let string): text += Self.quoted(string, isASCII: isASCII)
        case .array(let values):
            text += "["
            for (index, value) in values.enumerated() {
                if index > 0 { text += ", " }
                value.write(toLine: &text, isASCII: isASCII)
            }
            text += "]"
        case .object(let members):
            text += "{"
            for (index, member) in members.enumerated() {
                if index > 0 { text += ", " }
                text += Self.quoted(member.key, isASCII: isASCII) + ": "
                member.value.write(toLine: &text, isASCII: isASCII)
            }
            text += "}"
        }
    }

    public static func quoted(_ string: String, isASCII: Bool = false) -> String {
        // Most texts, and pictures among them, need no escapes.
        let isPlain = string.utf8.allSatisfy { byte in
            byte >= 0x20 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\") && (byte < 0x7F || !isASCII)
        }
        if isPlain { return "\"\(string)\"" }
        var bytes: [UInt8] = [UInt8(ascii: "\"")]
        let escape = { (unit: UInt16) in
            let digits = String(unit, radix: 16)
            bytes += Array(("\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits).utf8)
        }
        // Bytes of longer characters stay as they are, unless all is to be ASCII.
        if !isASCII || string.utf8.allSatisfy({ $0 < 0x80 }) {
            bytes.reserveCapacity(string.utf8.count + 16)
            for byte in string.utf8 {
                if let short = shortEscape(byte) {
                    bytes += [UInt8(ascii: "\\"), short]
                } else if byte < 0x20 {
                    escape(UInt16(byte))
                } else {
                    bytes.append(byte)
                }
            }
        } else {
            for scalar in string.unicodeScalars {
                if scalar.isASCII, let short = shortEscape(UInt8(scalar.value)) {
                    bytes += [UInt8(ascii: "\\"), short]
                } else if scalar.value < 0x20 || scalar.value > 0x7F {
                    for unit in UTF16.encode(scalar) ?? .init() { escape(unit) }
                } else {
                    bytes.append(UInt8(scalar.value))
                }
            }
        }
        bytes.append(UInt8(ascii: "\""))
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The letter after a backslash that stands for a byte.
    private static func shortEscape(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): byte
        case 10: UInt8(ascii: "n")
        case 13: UInt8(ascii: "r")
        case 9: UInt8(ascii: "t")
        case 8: UInt8(ascii: "b")
        case 12: UInt8(ascii: "f")
        default: nil
        }
    }
}
