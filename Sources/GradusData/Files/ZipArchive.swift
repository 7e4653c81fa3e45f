/// The directory of a ZIP archive (APPNOTE.TXT 6.3, with ZIP64) held in a seekable source of bytes.
///
/// Nothing is unpacked before it is asked for. Offsets and sizes are checked against the size of the source, so that a
/// record never asks for more memory than the archive could hold.
package final class ZipArchive {
    /// One record of the directory.
    package struct Entry: Sendable {
        package let name: String
        /// 0: stored, 8: deflated.
        package let method: Int
        package let compressedSize: Int
        package let size: Int
        package let checksum: UInt32
        let headerOffset: Int
    }

    package let entries: [Entry]
    private let places: [String: Int]
    private let source: any RandomAccessSource

    /// Deflate cannot expand by more than about 1032 : 1.
    private static let maximumRatio = 1032

    /// - Throws: `corruptArchive` where the directory is missing or cannot be true.
    package init(_ source: any RandomAccessSource) throws {
        self.source = source
        let end = try Self.findEnd(source)
        entries = try Self.readDirectory(source, end)
        places = Dictionary(entries.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { _, last in last })
    }

    package func entry(named name: String) -> Entry? { places[name].map { entries[$0] } }

    // MARK: Contents

    /// The contents of a record, checked against its CRC-32.
    package func contents(of entry: Entry) throws -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: try checkedSize(entry))
        try bytes.withUnsafeMutableBytes { try read(entry, into: $0) }
        return bytes
    }

    /// Unpacks a record into memory of exactly its size.
    package func read(_ entry: Entry, into target: UnsafeMutableRawBufferPointer) throws {
        let start = try dataOffset(entry)
        guard target.count == entry.size else { throw damaged("record '\(entry.name)' has another size than expected") }
        switch entry.method {
        case 0:
            guard entry.compressedSize == entry.size else { throw damaged("record '\(entry.name)' has two sizes") }
            try source.read(at: start, into: target)
        case 8:
            var packed = [UInt8](repeating: 0, count: entry.compressedSize)
            try packed.withUnsafeMutableBytes { try source.read(at: start, into: $0) }
            guard Deflate.inflateRaw(packed, into: target) else {
                throw damaged("record '\(entry.name)' does not unpack to its size")
            }
        default: throw damaged("record '\(entry.name)' is packed by method \(entry.method)")
        }
        guard Deflate.checksum(UnsafeRawBufferPointer(target)) == entry.checksum else {
            throw damaged("record '\(entry.name)' has the wrong checksum")
        }
    }

    private func checkedSize(_ entry: Entry) throws -> Int {
        let limit = entry.method == 0 ? entry.compressedSize : (entry.compressedSize + 1) * Self.maximumRatio
        guard entry.size <= limit else { throw damaged("record '\(entry.name)' promises more than it can hold") }
        return entry.size
    }

    private func dataOffset(_ entry: Entry) throws -> Int {
        let header = try source.bytes(at: entry.headerOffset, count: 30)
        guard header.starts(with: [0x50, 0x4B, 3, 4]) else { throw damaged("record '\(entry.name)' has no header") }
        let start = entry.headerOffset + 30 + header.little(26, 2) + header.little(28, 2)
        guard start <= source.size, entry.compressedSize <= source.size - start else {
            throw damaged("record '\(entry.name)' reaches past the end")
        }
        return start
    }

    private func damaged(_ detail: String) -> DataError { .corruptArchive(archive: source.path, detail: detail) }

    // MARK: Directory

    private struct End {
        let count: Int
        let size: Int
        let offset: Int
    }

    private static func findEnd(_ source: any RandomAccessSource) throws -> End {
        func damaged(_ detail: String) -> DataError { .corruptArchive(archive: source.path, detail: detail) }
        let tailSize = min(source.size, 65557)
        guard tailSize >= 22 else { throw damaged("it is no ZIP archive") }
        let tailStart = source.size - tailSize
        let tail = try source.bytes(at: tailStart, count: tailSize)
        var place = tailSize - 22
        while place >= 0, !tail[place...].starts(with: [0x50, 0x4B, 5, 6]) { place -= 1 }
        guard place >= 0 else { throw damaged("it has no directory") }
        var end = End(
            count: tail.little(place + 10, 2), size: tail.little(place + 12, 4), offset: tail.little(place + 16, 4))
        if end.count == 0xFFFF || end.size == 0xFFFF_FFFF || end.offset == 0xFFFF_FFFF, place >= 20,
            tail[(place - 20)...].starts(with: [0x50, 0x4B, 6, 7])
        {
            let offset = tail.little(place - 12, 8)
            let record = try source.bytes(at: offset, count: 56)
            guard record.starts(with: [0x50, 0x4B, 6, 6]) else { throw damaged("it has no ZIP64 directory") }
            end = End(count: record.little(32, 8), size: record.little(40, 8), offset: record.little(48, 8))
        }
        guard end.offset >= 0, end.size >= 0, end.offset <= source.size, end.size <= source.size - end.offset,
            end.count >= 0, end.count <= end.size / 46
        else { throw damaged("its directory reaches past the end") }
        return end
    }

    private static func readDirectory(_ source: any RandomAccessSource, _ end: End) throws -> [Entry] {
        func damaged() -> DataError { .corruptArchive(archive: source.path, detail: "its directory is damaged") }
        let bytes = try source.bytes(at: end.offset, count: end.size)
        var entries: [Entry] = []
        var place = 0
        for _ in 0..<end.count {
            guard bytes.count - place >= 46, bytes[place...].starts(with: [0x50, 0x4B, 1, 2]) else { throw damaged() }
            let (nameSize, extraSize) = (bytes.little(place + 28, 2), bytes.little(place + 30, 2))
            let next = place + 46 + nameSize + extraSize + bytes.little(place + 32, 2)
            guard next <= bytes.count else { throw damaged() }
            let name = String(decoding: bytes[place + 46..<place + 46 + nameSize], as: UTF8.self)
            var fields = [bytes.little(place + 24, 4), bytes.little(place + 20, 4), bytes.little(place + 42, 4)]
            let extra = Array(bytes[place + 46 + nameSize..<place + 46 + nameSize + extraSize])
            widen(&fields, extra)
            guard fields.allSatisfy({ $0 >= 0 }), fields[2] <= source.size, fields[1] <= source.size else {
                throw damaged()
            }
            entries.append(
                Entry(
                    name: name, method: bytes.little(place + 10, 2), compressedSize: fields[1], size: fields[0],
                    checksum: UInt32(truncatingIfNeeded: bytes.little(place + 16, 4)), headerOffset: fields[2]))
            place = next
        }
        return entries
    }

    /// Sizes and offset from the ZIP64 field, where the 32-bit ones are full.
    private static func widen(_ fields: inout [Int], _ extra: [UInt8]) {
        var place = 0
        while place + 4 <= extra.count {
            let (kind, size) = (extra.little(place, 2), extra.little(place + 2, 2))
            if kind == 1 {
                var at = place + 4
                for index in fields.indices
                where fields[index] == 0xFFFF_FFFF && at + 8 <= min(extra.count, place + 4 + size) {
                    fields[index] = extra.little(at, 8)
                    at += 8
                }
                return
            }
            place += 4 + size
        }
    }
}

extension [UInt8] {
    /// A little-endian number of 1 to 8 bytes; the caller has checked that the bytes are there. Numbers of eight bytes
    /// above `Int.max` come out negative.
    package func little(_ place: Int, _ size: Int) -> Int {
        var value: UInt64 = 0
        for index in 0..<size where place + index < count { value |= UInt64(self[place + index]) << UInt64(8 * index) }
        return Int(truncatingIfNeeded: value)
    }
}
