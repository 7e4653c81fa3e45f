import Foundation
import GradusData

/// A folder of a test's own, removed at its end.
final class ScratchFolder {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "gradus-data-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Writes a file (making its folders) and returns its path.
    @discardableResult
    func write(_ name: String, _ bytes: [UInt8]) throws -> String {
        let target = path + "/" + name
        let parent = (target as NSString).deletingLastPathComponent
        try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
        try Data(bytes).write(to: URL(fileURLWithPath: target))
        return target
    }

    /// Names in a sub-folder.
    func names(_ folder: String = "") -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: path + "/" + folder)) ?? []).sorted()
    }
}

enum Bytes {
    static func bigEndian(_ value: Int) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * $0)) } }

    /// An IDX file with the given type code.
    static func idx(_ shape: [Int], _ data: [UInt8], code: UInt8 = 8) -> [UInt8] {
        [0, 0, code, UInt8(shape.count)] + shape.flatMap(bigEndian) + data
    }

    /// A gzip member of stored (not compressed) blocks: RFC 1952 and 1951 by hand.
    static func gzip(_ data: [UInt8]) -> [UInt8] {
        var out: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3]
        var start = 0
        repeat {
            let count = min(65535, data.count - start)
            let last: UInt8 = start + count == data.count ? 1 : 0
            let low = UInt8(count & 255)
            let high = UInt8(count >> 8)
            out += [last, low, high, ~low, ~high] + data[start..<start + count]
            start += count
        } while start < data.count
        return out + littleEndian(crc32(data)) + littleEndian(UInt32(truncatingIfNeeded: data.count))
    }

    static func littleEndian(_ value: UInt32) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }

    static func crc32(_ data: [UInt8]) -> UInt32 {
        var crc = UInt32.max
        for byte in data {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
        }
        return ~crc
    }

    /// A ustar archive of the given entries; kind "0" file, "5" folder, "2" link.
    static func tar(_ entries: [(name: String, kind: Character, data: [UInt8])]) -> [UInt8] {
        var out: [UInt8] = []
        for entry in entries {
            var header = [UInt8](repeating: 0, count: 512)
            func put(_ text: String, at start: Int) {
                for (index, byte) in text.utf8.enumerated() { header[start + index] = byte }
            }
            put(entry.name, at: 0)
            put("0000644", at: 100)
            put(
                String(repeating: "0", count: 11 - String(entry.data.count, radix: 8).count)
                    + String(entry.data.count, radix: 8), at: 124)
            put(String(entry.kind), at: 156)
            put("ustar", at: 257)
            put("00", at: 263)
            for index in 148..<156 { header[index] = 32 }
            let sum = header.reduce(0) { $0 + Int($1) }
            let digits = String(sum, radix: 8)
            put(String(repeating: "0", count: 6 - digits.count) + digits + "\0 ", at: 148)
            out += header + entry.data + [UInt8](repeating: 0, count: (512 - entry.data.count % 512) % 512)
        }
        return out + [UInt8](repeating: 0, count: 1024)
    }
}

/// The picture that `record.py` makes.
func sourcePicture(_ mode: String, width: Int = 7, height: Int = 5) throws -> Picture {
    let mode = PictureMode(rawValue: mode) ?? .gray
    var bytes: [UInt8] = []
    for y in 0..<height {
        for x in 0..<width {
            for c in 0..<mode.channels {
                bytes.append(UInt8((x * 29 + y * 17 * (c + 1) + (x * y * 7 + c * 61 + 37) % 23 * 5) % 256))
            }
        }
    }
    return try Picture(mode: mode, width: width, height: height, bytes: bytes)
}
