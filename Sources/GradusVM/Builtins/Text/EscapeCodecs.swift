/// `unicode_escape` and `raw_unicode_escape`: text as it would stand in source.
struct EscapeCodec {
    let isRaw: Bool
    var name: String { isRaw ? "rawunicodeescape" : "unicodeescape" }

    init?(_ name: String?) {
        guard let name else { return nil }
        let letters = name.unicodeScalars.filter { $0 != "-" && $0 != "_" && $0 != " " }
        switch String(String.UnicodeScalarView(letters)).lowercased() {
        case "unicodeescape": isRaw = false
        case "rawunicodeescape": isRaw = true
        default: return nil
        }
    }

    private static let letters: [UInt8: UInt8] = [
        0x5C: 0x5C, 0x27: 0x27, 0x22: 0x22, 0x61: 7, 0x62: 8, 0x66: 12, 0x6E: 10, 0x72: 13, 0x74: 9, 0x76: 11,
    ]

    func encode(_ vm: VM, _ string: StringObject) throws -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(string.byteCount)
        func append(_ letter: Character, _ code: UInt32, digits: Int) {
            let text = String(code, radix: 16)
            result += "\\\(letter)\(String(repeating: "0", count: max(digits - text.count, 0)))\(text)".utf8
        }
        var offset = 0
        while offset < string.byteCount {
            let (code, length) = StringObject.decode(string.bytes + offset, limit: string.byteCount - offset)
            offset += length
            if offset & 0xFFFF == 0 { try vm.checkStop() }
            switch code {
            case 0x10000...: append("U", code, digits: 8)
            case 0x100...: append("u", code, digits: 4)
            case _ where isRaw: result.append(UInt8(code))
            case 0x5C: result += "\\\\".utf8
            case 9: result += "\\t".utf8
            case 10: result += "\\n".utf8
            case 13: result += "\\r".utf8
            case 0x20..<0x7F: result.append(UInt8(code))
            default: append("x", code, digits: 2)
            }
        }
        return result
    }

    func decode(_ vm: VM, _ bytes: UnsafeBufferPointer<UInt8>, errors: String?) throws -> Value {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        var place = 0
        /// The bytes from `place` to `end` are no escape.
        func fail(to end: Int, _ reason: String) throws {
            switch errors ?? "strict" {
            case "ignore": break
            case "replace": StringObject.encode(0xFFFD, into: &output)
            default: throw vm.decodeError(name, Array(bytes), place, end, reason)
            }
            place = end
        }
        while place < bytes.count {
            let byte = bytes[place]
            if place & 0xFFFF == 0 { try vm.checkStop() }
            guard byte == 0x5C else {
                StringObject.encode(UInt32(byte), into: &output)
                place += 1
                continue
            }
            guard place + 1 < bytes.count else {
                if !isRaw {
                    try fail(to: bytes.count, "\\ at end of string")
                } else {
                    output.append(byte)
                    place += 1
                }
                continue
            }
            let letter = bytes[place + 1]
            let digits = [0x78: 2, 0x75: 4, 0x55: 8][letter] ?? 0
            if digits > 0, !isRaw || letter != 0x78 {
                let first = place + 2
                var end = first
                while end < min(first + digits, bytes.count), Character(UnicodeScalar(bytes[end])).isHexDigit {
                    end += 1
                }
                guard end - first == digits,
                    let code = UInt32(String(decoding: bytes[first..<end], as: UTF8.self), radix: 16)
                else {
                    let shown = digits == 2 ? "\\xXX" : digits == 4 ? "\\uXXXX" : "\\UXXXXXXXX"
                    try fail(to: end, "truncated \(shown) escape")
                    continue
                }
                guard code <= 0x10FFFF else {
                    try fail(to: end, isRaw ? "\\Uxxxxxxxx out of range" : "illegal Unicode character")
                    continue
                }
                StringObject.encode(code, into: &output)
                place = end
            } else if isRaw {
                output += [byte, letter]
                place += 2
                // An even number of backslashes escapes nothing.
                if letter != 0x5C { continue }
            } else if let plain = Self.letters[letter] {
                output.append(plain)
                place += 2
            } else if letter == 0x0A {
                place += 2
            } else if (0x30...0x37).contains(letter) {
                var end = place + 1
                var code: UInt32 = 0
                while end < min(place + 4, bytes.count), (0x30...0x37).contains(bytes[end]) {
                    code = code << 3 | UInt32(bytes[end] - 0x30)
                    end += 1
                }
                StringObject.encode(code, into: &output)
                place = end
            } else if letter == 0x4E, let (code, end) = named(bytes, place + 2) {
                StringObject.encode(code, into: &output)
                place = end
            } else if letter == 0x4E {
                let isNamed = place + 2 < bytes.count && bytes[place + 2] == 0x7B
                if isNamed, let end = bytes[(place + 2)...].firstIndex(of: 0x7D) {
                    try fail(to: end + 1, "unknown Unicode character name")
                } else {
                    try fail(to: place + 2, "malformed \\N character escape")
                }
            } else {
                output.append(byte)
                StringObject.encode(UInt32(letter), into: &output)
                place += 2
            }
        }
        return vm.string(output)
    }

    /// The character that `{NAME}` names.
    private func named(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> (code: UInt32, end: Int)? {
        guard start < bytes.count, bytes[start] == 0x7B, let end = bytes[start...].firstIndex(of: 0x7D) else {
            return nil
        }
        let name = String(decoding: bytes[(start + 1)..<end], as: UTF8.self)
        return UnicodeNames.lookup(name).map { ($0, end + 1) }
    }
}
