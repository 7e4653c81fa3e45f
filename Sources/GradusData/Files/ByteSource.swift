#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A stream of bytes that a format reader pulls from: a plain file, or the inflated contents of a gzip file.
package protocol ByteSource: AnyObject {
    /// Named in every error.
    var path: String { get }
    /// Upper bound of the bytes still to come, known without reading them. Headers that promise more are lies.
    var maximumRemaining: Int { get }
    /// Fills a prefix of `buffer` and returns its length; 0 means the end.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int
}

extension ByteSource {
    /// Fills `buffer` completely or throws `truncated`; `already` bytes came before (for the message).
    package func readExactly(into buffer: UnsafeMutableRawBufferPointer, already: Int = 0) throws {
        var filled = 0
        while filled < buffer.count {
            let count = try read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[filled...]))
            if count == 0 {
                throw DataError.truncated(path: path, expected: already + buffer.count, actual: already + filled)
            }
            filled += count
        }
    }

    package func readBytes(_ count: Int, already: Int = 0) throws -> [UInt8] {
        guard count <= maximumRemaining else {
            throw DataError.truncated(path: path, expected: already + count, actual: already + maximumRemaining)
        }
        var bytes = [UInt8](repeating: 0, count: count)
        try bytes.withUnsafeMutableBytes { try readExactly(into: $0, already: already) }
        return bytes
    }

    /// Throws `trailingBytes` unless the stream is at its end; `consumed` bytes came before.
    package func expectEnd(consumed: Int) throws {
        var extra = 0
        var scratch = [UInt8](repeating: 0, count: 4096)
        // A few blocks are enough to say that there is more; the rest is not worth reading.
        for _ in 0..<16 {
            let count = try scratch.withUnsafeMutableBytes { try read(into: $0) }
            if count == 0 { break }
            extra += count
        }
        if extra > 0 { throw DataError.trailingBytes(path: path, expected: consumed, actual: consumed + extra) }
    }

    /// The rest of the stream, at most `limit` bytes.
    package func readAll(limit: Int) throws -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(min(limit, maximumRemaining, 1 << 20))
        var block = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = try block.withUnsafeMutableBytes { try read(into: $0) }
            if count == 0 { return bytes }
            if bytes.count + count > limit {
                throw DataError.tooLarge(path: path, bytes: bytes.count + count, limit: limit)
            }
            bytes.append(contentsOf: block[..<count])
        }
    }
}

/// A plain file, read from its start.
package final class FileSource: ByteSource {
    package let path: String
    package let size: Int
    private let descriptor: Int32
    private var position = 0

    /// Opens `path` for reading. Throws `missingFile` or `unreadable`.
    package init(path: String) throws {
        self.path = path
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT || errno == ENOTDIR { throw DataError.missingFile(path: path) }
            throw DataError.unreadable(path: path, reason: lastSystemError())
        }
        var info = stat()
        guard fstat(descriptor, &info) == 0, info.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw DataError.unreadable(path: path, reason: "not a plain file")
        }
        self.descriptor = descriptor
        self.size = Int(info.st_size)
    }

    deinit { close(descriptor) }

    package var maximumRemaining: Int { max(0, size - position) }

    package func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        guard let base = buffer.baseAddress, buffer.count > 0 else { return 0 }
        while true {
            #if canImport(Glibc)
                let count = Glibc.read(descriptor, base, buffer.count)
            #else
                let count = Darwin.read(descriptor, base, buffer.count)
            #endif
            if count >= 0 {
                position += count
                return count
            }
            if errno != EINTR { throw DataError.unreadable(path: path, reason: lastSystemError()) }
        }
    }
}

/// Bytes already in memory, under the name they came from.
package final class MemorySource: ByteSource {
    package let path: String
    private let bytes: [UInt8]
    private var position = 0

    package init(_ bytes: [UInt8], path: String) {
        self.bytes = bytes
        self.path = path
    }

    package var maximumRemaining: Int { bytes.count - position }

    package func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        let count = min(buffer.count, bytes.count - position)
        bytes.withUnsafeBytes {
            buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[position..<position + count]))
        }
        position += count
        return count
    }
}

/// Opens `path`, inflating on the way where the contents start with gzip's magic number.
package func openSource(path: String) throws -> any ByteSource {
    let file = try FileSource(path: path)
    if path.hasSuffix(".gz") || path.hasSuffix(".tgz") { return try GzipSource(file) }
    return file
}
