/// A JSON value; whole numbers stay ints.
indirect enum JSON {
    case null
    case bool(Bool)
    case int(Int)
    case double(Double)
    case string(String)
    case list([JSON])
    case object([String: JSON])

    subscript(_ key: String) -> JSON? {
        if case .object(let o) = self { return o[key] }
        return nil
    }

    var list: [JSON] { if case .list(let l) = self { l } else { [] } }
    var object: [String: JSON] { if case .object(let o) = self { o } else { [:] } }
    var string: String { if case .string(let s) = self { s } else { "" } }
    var isNull: Bool { if case .null = self { true } else { false } }

    /// A number; the strings nan, inf and -inf stand for themselves.
    var double: Double {
        switch self {
        case .int(let i): Double(i)
        case .double(let d): d
        case .bool(let b): b ? 1 : 0
        case .string(let s): s == "nan" ? .nan : s == "-inf" ? -.infinity : .infinity
        default: .nan
        }
    }

    var int: Int { if case .int(let i) = self { i } else { Int(double) } }

    /// Parses a whole text; null where it is no JSON.
    static func parse(_ text: String) -> JSON {
        var p = Parser(bytes: Array(text.utf8))
        return p.value()
    }

    private struct Parser {
        let bytes: [UInt8]
        var at = 0

        mutating func space() { while at < bytes.count, bytes[at] <= 32 { at += 1 } }

        mutating func value() -> JSON {
            space()
            guard at < bytes.count else { return .null }
            switch bytes[at] {
            case UInt8(ascii: "{"):
                at += 1
                var o: [String: JSON] = [:]
                space()
                while at < bytes.count, bytes[at] != UInt8(ascii: "}") {
                    space()
                    let key = text()
                    space()
                    at += 1
                    o[key] = value()
                    space()
                    if bytes[at] == UInt8(ascii: ",") { at += 1 }
                    space()
                }
                at += 1
                return .object(o)
            case UInt8(ascii: "["):
                at += 1
                var l: [JSON] = []
                space()
                while at < bytes.count, bytes[at] != UInt8(ascii: "]") {
                    l.append(value())
                    space()
                    if bytes[at] == UInt8(ascii: ",") { at += 1 }
                    space()
                }
                at += 1
                return .list(l)
            case UInt8(ascii: "\""): return .string(text())
            case UInt8(ascii: "t"):
                at += 4
                return .bool(true)
            case UInt8(ascii: "f"):
                at += 5
                return .bool(false)
            case UInt8(ascii: "n"):
                at += 4
                return .null
            default:
                let start = at
                while at < bytes.count, "+-.eE0123456789".utf8.contains(bytes[at]) { at += 1 }
                let s = String(decoding: bytes[start..<at], as: UTF8.self)
                return Int(s).map { .int($0) } ?? .double(Double(s) ?? .nan)
            }
        }

        mutating func text() -> String {
            at += 1
            var out: [UInt8] = []
            while at < bytes.count, bytes[at] != UInt8(ascii: "\"") {
                if bytes[at] == UInt8(ascii: "\\") {
                    at += 1
                    switch bytes[at] {
                    case UInt8(ascii: "n"): out.append(10)
                    case UInt8(ascii: "t"): out.append(9)
                    case UInt8(ascii: "u"):
                        let hex = String(decoding: bytes[(at + 1)..<(at + 5)], as: UTF8.self)
                        out += Array(String(UnicodeScalar(UInt32(hex, radix: 16) ?? 63) ?? "?").utf8)
                        at += 4
                    default: out.append(bytes[at])
                    }
                } else {
                    out.append(bytes[at])
                }
                at += 1
            }
            at += 1
            return String(decoding: out, as: UTF8.self)
        }
    }
}
