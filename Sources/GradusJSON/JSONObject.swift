/// Writes one JSON object on one line, keys in the order added.
public struct JSONObject {
    private var members: [String] = []

    public init() {}

    public var text: String { "{" + members.joined(separator: ", ") + "}" }

    /// - Parameter value: JSON text.
    public mutating func add(_ key: String, _ value: String) {
        members.append("\(Self.string(key)): \(value)")
    }

    public static func number(_ value: Int) -> String { String(value) }

    /// Microseconds are enough for a duration; JSON has no infinity.
    public static func number(_ value: Double) -> String {
        guard value.isFinite else { return "null" }
        return String((value * 1e6).rounded() / 1e6)
    }

    public static func string(_ text: String?) -> String {
        guard let text else { return "null" }
        var bytes: [UInt8] = [UInt8(ascii: "\"")]
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""): bytes += Array("\\\"".utf8)
            case UInt8(ascii: "\\"): bytes += Array("\\\\".utf8)
            case 10: bytes += Array("\\n".utf8)
            case 13: bytes += Array("\\r".utf8)
            case 9: bytes += Array("\\t".utf8)
            case 0..<32, 127:
                let digits = String(byte, radix: 16)
                bytes += Array(("\\u00" + (digits.utf8.count < 2 ? "0" : "") + digits).utf8)
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
        return String(decoding: bytes, as: UTF8.self)
    }
}
