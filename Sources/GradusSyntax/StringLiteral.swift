/// One string token taken apart.
struct StringLiteral {
    var isRaw = false
    var isBytes = false
    var isFormatted = false
    var isTriple = false
    /// The bytes between the quotes.
    var body: Range<Int>
    var token: Token

    init(_ token: Token, bytes: UnsafeBufferPointer<UInt8>) {
        self.token = token
        var start = Int(token.start)
        let end = Int(token.end)
        body = start..<start
        while start < end, bytes[start] != 0x22, bytes[start] != 0x27 {
            switch bytes[start] | 0x20 {
            case 0x72: isRaw = true
            case 0x62: isBytes = true
            case 0x66: isFormatted = true
            default: break
            }
            start += 1
        }
        let quote = start < end ? bytes[start] : 0
        isTriple = end - start >= 6 && bytes[start + 1] == quote && bytes[start + 2] == quote
        let width = isTriple ? 3 : 1
        body = min(start + width, end)..<max(min(start + width, end), end - width)
    }
}

/// Turns the bytes of a literal into the string's value.
struct EscapeDecoder {
    let bytes: UnsafeBufferPointer<UInt8>
    let isBytes: Bool
    var output: [UInt8] = []
    /// CPython's text for what is wrong, if anything is.
    var problem: String?
    /// CPython counts positions in a copy where each non-ASCII character takes ten bytes.
    private var counted = 0

    init(bytes: UnsafeBufferPointer<UInt8>, isBytes: Bool) {
        self.bytes = bytes
        self.isBytes = isBytes
    }

    /// Copies a raw literal; line ends become `\n`.
    mutating func copyRaw(_ range: Range<Int>) {
        output.reserveCapacity(output.count + range.count)
        var index = range.lowerBound
        while index < range.upperBound { index = copyByte(index, range.upperBound) }
    }

    /// Copies one byte, a carriage return with or without line feed as one line feed.
    private mutating func copyByte(_ index: Int, _ end: Int) -> Int {
        let byte = bytes[index]
        if byte == 0x0D {
            output.append(0x0A)
            return index + 1 < end && bytes[index + 1] == 0x0A ? index + 2 : index + 1
        }
        output.append(byte)
        return index + 1
    }

    mutating func decode(_ range: Range<Int>) {
        output.reserveCapacity(output.count + range.count)
        counted = 0
        let end = range.upperBound
        var index = range.lowerBound
        while index < end, problem == nil {
            let byte = bytes[index]
            guard byte == 0x5C, index + 1 < end else {
                if byte < 0x80 { counted += 1 } else if byte >= 0xC0 { counted += 10 }
                index = copyByte(index, end)
                continue
            }
            index = decodeEscape(index + 1, end)
        }
    }

    /// Decodes what follows a backslash; returns the index behind it.
    private mutating func decodeEscape(_ index: Int, _ end: Int) -> Int {
        let byte = bytes[index]
        let start = counted
        counted += 2
        var simple: UInt8?
        switch byte {
        case 0x0A: return index + 1
        case 0x0D: return index + 1 < end && bytes[index + 1] == 0x0A ? index + 2 : index + 1
        case 0x5C, 0x27, 0x22: simple = byte
        case 0x61: simple = 0x07
        case 0x62: simple = 0x08
        case 0x66: simple = 0x0C
        case 0x6E: simple = 0x0A
        case 0x72: simple = 0x0D
        case 0x74: simple = 0x09
        case 0x76: simple = 0x0B
        case 0x30...0x37: return decodeOctal(index, end)
        case 0x78: return decodeHexadecimal(index + 1, end, digits: 2, name: "\\xXX", start: start)
        case 0x75 where !isBytes: return decodeHexadecimal(index + 1, end, digits: 4, name: "\\uXXXX", start: start)
        case 0x55 where !isBytes:
            return decodeHexadecimal(index + 1, end, digits: 8, name: "\\UXXXXXXXX", start: start)
        case 0x4E where !isBytes: return decodeName(index + 1, end, start: start)
        default: break
        }
        if let simple {
            output.append(simple)
            return index + 1
        }
        // An unknown escape keeps its backslash; the character after it is read as any other.
        counted -= 1
        output.append(0x5C)
        return index
    }

    private mutating func decodeOctal(_ index: Int, _ end: Int) -> Int {
        var value: UInt32 = 0
        var next = index
        while next < end, next < index + 3, bytes[next] >= 0x30, bytes[next] <= 0x37 {
            value = value * 8 + UInt32(bytes[next] - 0x30)
            next += 1
        }
        counted += next - index - 1
        append(isBytes ? value & 0xFF : value)
        return next
    }

    private mutating func decodeHexadecimal(
        _ index: Int, _ end: Int, digits: Int, name: String, start: Int
    ) -> Int {
        var value: UInt32 = 0
        var next = index
        while next < end, next < index + digits, let digit = Self.hexadecimalValue(bytes[next]) {
            value = value << 4 | digit
            next += 1
        }
        counted += next - index
        if next - index < digits {
            problem =
                isBytes
                ? "(value error) invalid \\x escape at position \(start)"
                : unicodeProblem("truncated \(name) escape", start)
        } else if value > 0x10FFFF {
            problem = unicodeProblem("illegal Unicode character", start)
        } else {
            append(value)
        }
        return next
    }

    private static func hexadecimalValue(_ byte: UInt8) -> UInt32? {
        switch byte {
        case 0x30...0x39: UInt32(byte) - 0x30
        case 0x41...0x46: UInt32(byte) - 0x37
        case 0x61...0x66: UInt32(byte) - 0x57
        default: nil
        }
    }

    /// `\N{name}`
    private mutating func decodeName(_ index: Int, _ end: Int, start: Int) -> Int {
        guard index < end, bytes[index] == 0x7B,
            let close = bytes[index..<end].firstIndex(of: 0x7D), close > index + 1
        else {
            if index < end, bytes[index] == 0x7B {
                let close = bytes[index..<end].firstIndex(of: 0x7D)
                counted += (close ?? end - 1) - index + 1
            }
            problem = unicodeProblem("malformed \\N character escape", start)
            return end
        }
        counted += close - index + 1
        let name = String(decoding: bytes[(index + 1)..<close], as: UTF8.self)
        guard let scalar = UnicodeNames.scalar(named: name) else {
            problem = unicodeProblem("unknown Unicode character name", start)
            return end
        }
        append(scalar.value)
        return close + 1
    }

    private func unicodeProblem(_ reason: String, _ start: Int) -> String {
        let last = counted - 1
        return last > start
            ? "(unicode error) 'unicodeescape' codec can't decode bytes in position \(start)-\(last): \(reason)"
            : "(unicode error) 'unicodeescape' codec can't decode byte 0x5c in position \(start): \(reason)"
    }

    /// Appends a code point: one byte in a bytes literal, else WTF-8 (surrogates as three bytes).
    private mutating func append(_ value: UInt32) {
        if isBytes || value < 0x80 {
            output.append(UInt8(truncatingIfNeeded: value))
        } else if value < 0x800 {
            output.append(UInt8(0xC0 | value >> 6))
            output.append(UInt8(0x80 | value & 0x3F))
        } else if value < 0x10000 {
            output.append(UInt8(0xE0 | value >> 12))
            output.append(UInt8(0x80 | value >> 6 & 0x3F))
            output.append(UInt8(0x80 | value & 0x3F))
        } else {
            output.append(UInt8(0xF0 | value >> 18))
            output.append(UInt8(0x80 | value >> 12 & 0x3F))
            output.append(UInt8(0x80 | value >> 6 & 0x3F))
            output.append(UInt8(0x80 | value & 0x3F))
        }
    }
}

/// Characters by their Unicode names, for `\N{…}`.
enum UnicodeNames {
    static func scalar(named name: String) -> Unicode.Scalar? {
        let wanted = name.uppercased()
        // The planes that hold named characters; ideographs are named by their number.
        for range in [UInt32(0x20)...0x33FF, 0x4DC0...0x4DFF, 0xA000...0xABFF, 0xF900...0x1FBFF, 0xE0001...0xE01EF] {
            for value in range {
                guard let scalar = Unicode.Scalar(value) else { continue }
                if scalar.properties.name == wanted || scalar.properties.nameAlias == wanted { return scalar }
            }
        }
        for prefix in ["CJK UNIFIED IDEOGRAPH-", "CJK COMPATIBILITY IDEOGRAPH-"] where wanted.hasPrefix(prefix) {
            guard let value = UInt32(wanted.dropFirst(prefix.count), radix: 16), let scalar = Unicode.Scalar(value),
                scalar.properties.name == wanted
            else { return nil }
            return scalar
        }
        guard wanted.hasPrefix("HANGUL SYLLABLE ") else { return nil }
        for value in UInt32(0xAC00)...0xD7A3 {
            if let scalar = Unicode.Scalar(value), scalar.properties.name == wanted { return scalar }
        }
        return nil
    }
}
