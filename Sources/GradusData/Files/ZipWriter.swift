import GradusTensor

/// Where the bytes of a file being written go: to a file that appears when it is complete, or into memory.
package protocol ByteSink: AnyObject {
    func write(_ bytes: UnsafeRawBufferPointer) throws
}

extension AtomicFile: ByteSink {}

/// Bytes gathered in memory.
package final class MemorySink: ByteSink {
    package private(set) var bytes: [UInt8] = []

    package init() {}

    package func write(_ bytes: UnsafeRawBufferPointer) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            self.bytes.append(contentsOf: rest.prefix(1 << 24))
            rest = rest.dropFirst(1 << 24)
            if !rest.isEmpty, Interruption.isWanted { throw TensorError.interrupted }
        }
    }
}

/// Writes a ZIP archive of stored records, each aligned as PyTorch aligns them, so that files can be mapped.
package final class ZipWriter {
    private let sink: any ByteSink
    private let alignment: Int
    private var position = 0
    private var directory: [UInt8] = []
    private var count = 0

    package init(_ sink: any ByteSink, alignment: Int = 64) {
        self.sink = sink
        self.alignment = max(1, alignment)
    }

    package func add(_ name: String, _ contents: UnsafeRawBufferPointer) throws {
        let bytes = Array(name.utf8)
        let checksum = Deflate.checksum(contents)
        let isLarge = contents.count >= 0xFFFF_FFFF
        let size = isLarge ? 0xFFFF_FFFF : contents.count
        var extra = isLarge ? little(1, 2) + little(16, 2) + little(contents.count, 8) + little(contents.count, 8) : []
        // A field "FB" pads the header so that the contents start at a multiple of the alignment.
        let start = position + 30 + bytes.count + extra.count + 4
        let padding = (alignment - start % alignment) % alignment
        extra += [0x46, 0x42] + little(padding, 2) + [UInt8](repeating: 0x5A, count: padding)
        // Version, UTF-8 names, stored, no time; then checksum and sizes.
        var common = little(isLarge ? 45 : 20, 2) + little(0x0800, 2) + little(0, 2) + little(0, 2) + little(0, 2)
        common += little(Int(checksum), 4) + little(size, 4) + little(size, 4) + little(bytes.count, 2)
        try put([0x50, 0x4B, 3, 4] + common + little(extra.count, 2) + bytes + extra, to: position, contents)
        addToDirectory(bytes, common, contents.count, isLarge)
        position += 30 + bytes.count + extra.count + contents.count
    }

    private func put(_ header: [UInt8], to place: Int, _ contents: UnsafeRawBufferPointer) throws {
        try header.withUnsafeBytes { try sink.write($0) }
        try sink.write(contents)
    }

    private func addToDirectory(_ name: [UInt8], _ common: [UInt8], _ size: Int, _ isLarge: Bool) {
        var extra: [UInt8] = isLarge ? little(size, 8) + little(size, 8) : []
        let isFar = position >= 0xFFFF_FFFF
        if isFar { extra += little(position, 8) }
        if !extra.isEmpty { extra = little(1, 2) + little(extra.count, 2) + extra }
        directory += [0x50, 0x4B, 1, 2] + little(0, 2) + common + little(extra.count, 2)
        directory += little(0, 2) + little(0, 2) + little(0, 2) + little(0, 4)
        directory += little(isFar ? 0xFFFF_FFFF : position, 4) + name + extra
        count += 1
    }

    /// Writes the directory; the archive is complete then.
    package func finish() throws {
        let start = position
        var tail = directory
        if count >= 0xFFFF || start >= 0xFFFF_FFFF || directory.count >= 0xFFFF_FFFF {
            tail += [0x50, 0x4B, 6, 6] + little(44, 8) + little(45, 2) + little(45, 2) + little(0, 4) + little(0, 4)
            tail += little(count, 8) + little(count, 8) + little(directory.count, 8) + little(start, 8)
            tail += [0x50, 0x4B, 6, 7] + little(0, 4) + little(start + directory.count, 8) + little(1, 4)
        }
        let shown = min(count, 0xFFFF)
        tail += [0x50, 0x4B, 5, 6] + little(0, 4) + little(shown, 2) + little(shown, 2)
        tail += little(min(directory.count, 0xFFFF_FFFF), 4) + little(min(start, 0xFFFF_FFFF), 4) + little(0, 2)
        try tail.withUnsafeBytes { try sink.write($0) }
    }

    private func little(_ value: Int, _ size: Int) -> [UInt8] {
        (0..<size).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
}
