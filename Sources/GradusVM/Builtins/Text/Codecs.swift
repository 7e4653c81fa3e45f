#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// `str.encode` and `bytes.decode`.
package enum Codecs {
    enum Encoding {
        case utf8, utf8Signature, ascii, latin1
        case utf16(Order), utf32(Order)
        enum Order { case native, little, big }

        init?(_ name: String) {
            let letters = name.unicodeScalars.filter { $0 != "-" && $0 != "_" && $0 != " " }
            switch String(String.UnicodeScalarView(letters)).lowercased() {
            case "utf8", "u8", "utf", "cp65001": self = .utf8
            case "utf8sig": self = .utf8Signature
            case "ascii", "usascii", "646": self = .ascii
            case "latin1", "iso88591", "latin", "l1", "cp819", "88591", "8859": self = .latin1
            case "utf16", "u16": self = .utf16(.native)
            case "utf16le": self = .utf16(.little)
            case "utf16be": self = .utf16(.big)
            case "utf32", "u32": self = .utf32(.native)
            case "utf32le": self = .utf32(.little)
            case "utf32be": self = .utf32(.big)
            default: return nil
            }
        }

        /// As error messages show it.
        var name: String {
            switch self {
            case .utf8, .utf8Signature: return "utf-8"
            case .ascii: return "ascii"
            case .latin1: return "latin-1"
            case .utf16(.native): return "utf-16"
            case .utf16(.little): return "utf-16-le"
            case .utf16(.big): return "utf-16-be"
            case .utf32(.native): return "utf-32"
            case .utf32(.little): return "utf-32-le"
            case .utf32(.big): return "utf-32-be"
            }
        }
    }

    /// An argument that names an encoding or a way to handle errors; nil where it was not given.
    static func name(_ vm: VM, _ value: Value?, _ function: String, _ parameter: String) throws -> String? {
        guard let value else { return nil }
        guard let text = value.asString else {
            throw vm.typeError("\(function)() argument '\(parameter)' must be str, not \(vm.argumentTypeName(value))")
        }
        return text.text
    }

    private static func encoding(_ vm: VM, _ name: String?) throws -> Encoding {
        guard let name else { return .utf8 }
        guard let encoding = Encoding(name) else { throw vm.error(.lookupError, "unknown encoding: \(name)") }
        return encoding
    }

    // MARK: Encoding

    package static func encode(_ vm: VM, _ string: StringObject, encoding name: String?, errors: String?) throws
        -> [UInt8]
    {
        if let escaping = EscapeCodec(name) { return try escaping.encode(vm, string) }
        let encoding = try encoding(vm, name)
        if string.isASCII {
            switch encoding {
            case .utf8, .ascii, .latin1: return PlainText.array(string.buffer)
            default: break
            }
        }
        if case .utf8 = encoding, !hasSurrogates(string.buffer) { return PlainText.array(string.buffer) }
        var result: [UInt8] = []
        result.reserveCapacity(string.byteCount + 4)
        switch encoding {
        case .utf8Signature: result += [0xEF, 0xBB, 0xBF]
        case .utf16(.native): result += [0xFF, 0xFE]
        case .utf32(.native): result += [0xFF, 0xFE, 0, 0]
        default: break
        }
        var index = 0
        while index < string.count {
            let code = string.codePoint(at: index)
            if append(code, encoding, to: &result) {
                index += 1
                if index & 0xFFFF == 0 { try vm.checkStop() }
                continue
            }
            var end = index + 1
            while end < string.count, !canEncode(string.codePoint(at: end), encoding) { end += 1 }
            let reason: String
            switch encoding {
            case .ascii: reason = "ordinal not in range(128)"
            case .latin1: reason = "ordinal not in range(256)"
            default: reason = "surrogates not allowed"
            }
            let failure = { vm.encodeError(encoding.name, string, index, end, reason) }
            for place in index..<end {
                let code = string.codePoint(at: place)
                switch errors ?? "strict" {
                case "strict": throw failure()
                case "ignore": break
                case "replace": _ = append(0x3F, encoding, to: &result)
                case "xmlcharrefreplace":
                    for byte in "&#\(code);".utf8 { _ = append(UInt32(byte), encoding, to: &result) }
                case "backslashreplace":
                    var escaped: [UInt8] = []
                    TextOperations.escape(code, into: &escaped)
                    for byte in escaped { _ = append(UInt32(byte), encoding, to: &result) }
                case "namereplace":
                    let name = Unicode.Scalar(code).flatMap { $0.properties.name ?? $0.properties.nameAlias }
                    var escaped: [UInt8] = []
                    if let name { escaped += "\\N{\(name)}".utf8 } else { TextOperations.escape(code, into: &escaped) }
                    for byte in escaped { _ = append(UInt32(byte), encoding, to: &result) }
                case "surrogateescape":
                    guard (0xDC80...0xDCFF).contains(code) else { throw failure() }
                    result.append(UInt8(code - 0xDC00))
                case "surrogatepass":
                    guard (0xD800...0xDFFF).contains(code) else { throw failure() }
                    switch encoding {
                    case .utf8, .utf8Signature: StringObject.encode(code, into: &result)
                    case .utf16(let order): appendUnit(UInt16(code), order, to: &result)
                    case .utf32(let order): appendLong(code, order, to: &result)
                    default: throw failure()
                    }
                default: throw vm.error(.lookupError, "unknown error handler name '\(errors ?? "")'")
                }
            }
            index = end
        }
        return result
    }

    /// Whether WTF-8 holds a lone surrogate, which UTF-8 cannot.
    private static func hasSurrogates(_ bytes: ByteBuffer) -> Bool {
        guard let base = bytes.baseAddress else { return false }
        var (place, listened) = (0, 0)
        while place + 1 < bytes.count, let found = memchr(base + place, 0xED, bytes.count - 1 - place) {
            place = UnsafeRawPointer(found) - UnsafeRawPointer(base) + 1
            if base[place] >= 0xA0 { return true }
            if place - listened > PlainText.stretch {
                listened = place
                if Attention.isLeaving() { return false }
            }
        }
        return false
    }

    private static func canEncode(_ code: UInt32, _ encoding: Encoding) -> Bool {
        switch encoding {
        case .ascii: return code < 0x80
        case .latin1: return code < 0x100
        default: return !(0xD800...0xDFFF).contains(code)
        }
    }

    private static func append(_ code: UInt32, _ encoding: Encoding, to bytes: inout [UInt8]) -> Bool {
        guard canEncode(code, encoding) else { return false }
        switch encoding {
        case .utf8, .utf8Signature: StringObject.encode(code, into: &bytes)
        case .ascii, .latin1: bytes.append(UInt8(code))
        case .utf16(let order):
            if code < 0x10000 {
                appendUnit(UInt16(code), order, to: &bytes)
            } else {
                appendUnit(UInt16(0xD800 + (code - 0x10000) >> 10), order, to: &bytes)
                appendUnit(UInt16(0xDC00 + (code - 0x10000) & 0x3FF), order, to: &bytes)
            }
        case .utf32(let order): appendLong(code, order, to: &bytes)
        }
        return true
    }

    private static func appendUnit(_ unit: UInt16, _ order: Encoding.Order, to bytes: inout [UInt8]) {
        let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
        bytes += order == .big ? [high, low] : [low, high]
    }

    private static func appendLong(_ code: UInt32, _ order: Encoding.Order, to bytes: inout [UInt8]) {
        let parts = [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: code >> UInt32($0)) }
        bytes += order == .big ? parts : parts.reversed()
    }

    // MARK: Decoding

    package static func decode(_ vm: VM, _ bytes: UnsafeBufferPointer<UInt8>, encoding name: String?, errors: String?)
        throws -> Value
    {
        if let escaping = EscapeCodec(name) { return try escaping.decode(vm, bytes, errors: errors) }
        let encoding = try encoding(vm, name)
        var decoder = Decoder(vm: vm, bytes: bytes, name: encoding.name, errors: errors ?? "strict")
        switch encoding {
        case .utf8:
            if PlainText.isASCII(bytes) { return vm.value(StringObject(bytes)) }
            try decoder.utf8()
        case .utf8Signature:
            if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { decoder.position = 3 }
            try decoder.utf8()
        case .ascii:
            while decoder.position < bytes.count {
                if bytes[decoder.position] < 0x80 {
                    decoder.output.append(bytes[decoder.position])
                    decoder.position += 1
                    if decoder.position & 0xFFFFF == 0 { try vm.checkStop() }
                } else {
                    try decoder.fail(1, "ordinal not in range(128)")
                }
            }
        case .latin1:
            try PlainText.inStretches(vm, bytes.count) {
                for byte in bytes[$0] { StringObject.encode(UInt32(byte), into: &decoder.output) }
            }
        case .utf16(let order): try decoder.utf16(order)
        case .utf32(let order): try decoder.utf32(order)
        }
        return vm.string(decoder.output)
    }

    private struct Decoder {
        let vm: VM
        let bytes: ByteBuffer
        let name: String
        let errors: String
        var position = 0
        var output: [UInt8] = []

        init(vm: VM, bytes: ByteBuffer, name: String, errors: String) {
            self.vm = vm
            self.bytes = bytes
            self.name = name
            self.errors = errors
            output.reserveCapacity(bytes.count)
        }

        /// Handles `count` undecodable bytes.
        mutating func fail(_ count: Int, _ reason: String) throws {
            let end = min(position + count, bytes.count)
            switch errors {
            case "strict": throw vm.decodeError(name, Array(bytes), position, end, reason)
            case "ignore": break
            case "replace": StringObject.encode(0xFFFD, into: &output)
            case "backslashreplace":
                for byte in bytes[position..<end] {
                    output += "\\x".utf8
                    output += TextOperations.hex(ByteTable.single(byte), separator: nil, group: 1)
                }
            case "surrogateescape":
                for byte in bytes[position..<end] {
                    if byte < 0x80 { throw vm.decodeError(name, Array(bytes), position, end, reason) }
                    StringObject.encode(0xDC00 + UInt32(byte), into: &output)
                }
            case "surrogatepass":
                guard name == "utf-8", end - position >= 1, position + 3 <= bytes.count, bytes[position] == 0xED,
                    bytes[position + 1] >= 0xA0, bytes[position + 1] < 0xC0, bytes[position + 2] & 0xC0 == 0x80
                else { throw vm.decodeError(name, Array(bytes), position, end, reason) }
                output += bytes[position..<position + 3]
                position += 3
                return
            default: throw vm.error(.lookupError, "unknown error handler name '\(errors)'")
            }
            position = end
        }

        mutating func utf8() throws {
            var next = PlainText.stretch
            while position < bytes.count {
                if position > next {
                    next += PlainText.stretch
                    try vm.checkStop()
                }
                let first = bytes[position]
                if first < 0x80 {
                    output.append(first)
                    position += 1
                    continue
                }
                let length: Int
                var low: UInt8 = 0x80
                var high: UInt8 = 0xBF
                switch first {
                case 0xC2...0xDF: length = 2
                case 0xE0...0xEF:
                    length = 3
                    if first == 0xE0 { low = 0xA0 }
                    if first == 0xED { high = 0x9F }
                case 0xF0...0xF4:
                    length = 4
                    if first == 0xF0 { low = 0x90 }
                    if first == 0xF4 { high = 0x8F }
                default:
                    try fail(1, "invalid start byte")
                    continue
                }
                var good = 1
                while good < length, position + good < bytes.count {
                    let byte = bytes[position + good]
                    if byte < (good == 1 ? low : 0x80) || byte > (good == 1 ? high : 0xBF) { break }
                    good += 1
                }
                if good == length {
                    output += bytes[position..<position + length]
                    position += length
                } else if position + good == bytes.count {
                    try fail(good, "unexpected end of data")
                } else {
                    try fail(good, "invalid continuation byte")
                }
            }
        }

        mutating func utf16(_ order: Encoding.Order) throws {
            var isBig = order == .big
            if order == .native, bytes.count >= 2 {
                if bytes[0] == 0xFE, bytes[1] == 0xFF { isBig = true }
                if isBig || (bytes[0] == 0xFF && bytes[1] == 0xFE) { position = 2 }
            }
            func unit(_ at: Int) -> UInt32 {
                isBig ? UInt32(bytes[at]) << 8 | UInt32(bytes[at + 1]) : UInt32(bytes[at + 1]) << 8 | UInt32(bytes[at])
            }
            while position < bytes.count {
                guard position + 2 <= bytes.count else {
                    try fail(1, "truncated data")
                    continue
                }
                let code = unit(position)
                if !(0xD800...0xDFFF).contains(code) {
                    StringObject.encode(code, into: &output)
                    position += 2
                    if position & 0xFFFFE == 0 { try vm.checkStop() }
                } else if code >= 0xDC00 {
                    try fail(2, "illegal encoding")
                } else if position + 4 > bytes.count {
                    try fail(bytes.count - position, "unexpected end of data")
                } else if (0xDC00...0xDFFF).contains(unit(position + 2)) {
                    let low = unit(position + 2)
                    StringObject.encode(0x10000 + (code - 0xD800) << 10 + (low - 0xDC00), into: &output)
                    position += 4
                } else {
                    try fail(2, "illegal UTF-16 surrogate")
                }
            }
        }

        mutating func utf32(_ order: Encoding.Order) throws {
            var isBig = order == .big
            if order == .native, bytes.count >= 4 {
                let mark = [bytes[0], bytes[1], bytes[2], bytes[3]]
                if mark == [0, 0, 0xFE, 0xFF] { isBig = true }
                if isBig || mark == [0xFF, 0xFE, 0, 0] { position = 4 }
            }
            while position < bytes.count {
                guard position + 4 <= bytes.count else {
                    try fail(bytes.count - position, "truncated data")
                    continue
                }
                var code: UInt32 = 0
                for place in 0..<4 { code = code << 8 | UInt32(bytes[position + (isBig ? place : 3 - place)]) }
                if (0xD800...0xDFFF).contains(code) {
                    try fail(4, "code point in surrogate code point range(0xd800, 0xe000)")
                } else if code > 0x10FFFF {
                    try fail(4, "code point not in range(0x110000)")
                } else {
                    StringObject.encode(code, into: &output)
                    position += 4
                    if position & 0xFFFFC == 0 { try vm.checkStop() }
                }
            }
        }
    }
}
