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

    static func int(_ value: Int) -> JSONValue { .number(String(value)) }

    subscript(key: String) -> JSONValue? {
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

    var string: String? { if case .string(let text) = self { text } else { nil } }
    var array: [JSONValue]? { if case .array(let values) = self { values } else { nil } }
    var members: [Member]? { if case .object(let members) = self { members } else { nil } }
    var int: Int? { if case .number(let text) = self { Int(text) } else { nil } }

    /// A text, or a list of lines, as Jupyter writes long texts.
    var joinedText: String? {
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
    static func lines(_ text: String) -> JSONValue {
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
    var prettyText: String {
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
    var compactText: String {
        switch self {
        case .null: "null"
        case .bool(let flag): flag ? "true" : "false"
        case .number(let number): number
        case .string(let string): Self.quoted(string, isASCII: true)
        case .array(let values): "[" + values.map(\.compactText).joined(separator: ", ") + "]"
        case .object(let members):
            "{"
                + members.map { Self.quoted($0.key, isASCII: true) + ": " + $0.value.compactText }.joined(
                    separator: ", ") + "}"
        }
    }

    static func quoted(_ string: String, isASCII: Bool = false) -> String {
        var bytes: [UInt8] = [UInt8(ascii: "\"")]
        let escape = { (unit: UInt16) in
            let digits = String(unit, radix: 16)
            bytes += Array(("\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits).utf8)
        }
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": bytes += Array("\\\"".utf8)
            case "\\": bytes += Array("\\\\".utf8)
            case "\n": bytes += Array("\\n".utf8)
            case "\r": bytes += Array("\\r".utf8)
            case "\t": bytes += Array("\\t".utf8)
            case "\u{08}": bytes += Array("\\b".utf8)
            case "\u{0C}": bytes += Array("\\f".utf8)
            case _ where scalar.value < 0x20 || (isASCII && scalar.value > 0x7E && scalar.value != 0x7F):
                for unit in UTF16.encode(scalar) ?? .init() { escape(unit) }
            default: bytes.append(contentsOf: Array(UTF8.encode(scalar) ?? .init()))
            }
        }
        bytes.append(UInt8(ascii: "\""))
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension JSONValue {
    init(_ value: MetadataValue) {
        self =
            switch value {
            case .null: .null
            case .bool(let flag): .bool(flag)
            case .int(let number): .number(String(number))
            case .double(let number): .number(number.isFinite ? String(number) : "0")
            case .string(let text): .string(text)
            case .array(let values): .array(values.map { JSONValue($0) })
            case .object(let members): .object(members.map { Member($0.key, JSONValue($0.value)) })
            }
    }

    var metadataValue: MetadataValue {
        switch self {
        case .null: .null
        case .bool(let flag): .bool(flag)
        case .number(let text): Int(text).map(MetadataValue.int) ?? .double(Double(text) ?? 0)
        case .string(let text): .string(text)
        case .array(let values): .array(values.map(\.metadataValue))
        case .object(let members):
            .object(members.map { MetadataValue.Member(key: $0.key, value: $0.value.metadataValue) })
        }
    }
}
