import GradusData

/// Pictures as PNG files (ISO/IEC 15948), not compressed: pixels stand in "stored" blocks of the DEFLATE format.
enum PNGWriter {
    static func encode(_ picture: Picture) -> [UInt8] {
        let shown = picture.mode == .bilevel ? picture.converted(to: .gray) : picture
        var out: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
        let colorType: UInt8 = [.gray: 0, .rgb: 2, .rgba: 6][shown.mode] ?? 0
        append(&out, "IHDR", bigEndian(shown.width) + bigEndian(shown.height) + [8, colorType, 0, 0, 0])
        append(&out, "IDAT", stored(rows(shown)))
        append(&out, "IEND", [])
        return out
    }

    /// Each row after its filter type, which is none.
    private static func rows(_ picture: Picture) -> [UInt8] {
        let width = picture.width * picture.channels
        var bytes: [UInt8] = []
        bytes.reserveCapacity((width + 1) * picture.height)
        for row in 0..<picture.height {
            bytes.append(0)
            bytes += picture.bytes[row * width..<(row + 1) * width]
        }
        return bytes
    }

    /// A zlib stream (RFC 1950) of stored blocks (RFC 1951, 3.2.4).
    private static func stored(_ bytes: [UInt8]) -> [UInt8] {
        var out: [UInt8] = [0x78, 0x01]
        var start = 0
        repeat {
            let count = min(65535, bytes.count - start)
            let isLast = start + count == bytes.count
            let length = UInt16(count)
            out.append(isLast ? 1 : 0)
            out += [UInt8(length & 0xFF), UInt8(length >> 8), UInt8(~length & 0xFF), UInt8(~length >> 8)]
            out += bytes[start..<start + count]
            start += count
        } while start < bytes.count
        var a = 1
        var b = 0
        for byte in bytes {
            a = (a + Int(byte)) % 65521
            b = (b + a) % 65521
        }
        return out + bigEndian(b << 16 | a)
    }

    private static func append(_ out: inout [UInt8], _ type: String, _ body: [UInt8]) {
        let content = Array(type.utf8) + body
        out += bigEndian(body.count) + content + bigEndian(checksum(content))
    }

    private static let table: [UInt32] = (0..<256).map { index in
        (0..<8).reduce(UInt32(index)) { value, _ in value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
    }

    /// CRC-32 as PNG uses it.
    private static func checksum(_ bytes: [UInt8]) -> Int {
        var value: UInt32 = 0xFFFF_FFFF
        for byte in bytes { value = table[Int((value ^ UInt32(byte)) & 0xFF)] ^ value >> 8 }
        return Int(~value)
    }

    private static func bigEndian(_ value: Int) -> [UInt8] { (0..<4).map { UInt8(value >> (24 - 8 * $0) & 0xFF) } }

    /// RFC 4648.
    static func base64(_ bytes: [UInt8]) -> String {
        let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var out: [UInt8] = []
        out.reserveCapacity((bytes.count + 2) / 3 * 4)
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = (0..<3).reduce(0) { $0 << 8 | (start + $1 < bytes.count ? Int(bytes[start + $1]) : 0) }
            for place in 0..<4 {
                let isPadding = start + place > bytes.count
                out.append(isPadding ? UInt8(ascii: "=") : digits[group >> (18 - 6 * place) & 63])
            }
        }
        return String(decoding: out, as: UTF8.self)
    }
}
