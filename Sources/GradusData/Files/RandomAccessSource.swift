import GradusTensor

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Bytes that can be read at any place.
package protocol RandomAccessSource: AnyObject {
    /// Named in errors.
    var path: String { get }
    var size: Int { get }
    /// Fills `target` from `offset` on, or throws `truncated`.
    func read(at offset: Int, into target: UnsafeMutableRawBufferPointer) throws
}

extension RandomAccessSource {
    package func bytes(at offset: Int, count: Int) throws -> [UInt8] {
        guard count >= 0, offset >= 0, offset <= size, count <= size - offset else {
            throw DataError.truncated(path: path, expected: offset &+ count, actual: size)
        }
        var bytes = [UInt8](repeating: 0, count: count)
        try bytes.withUnsafeMutableBytes { try read(at: offset, into: $0) }
        return bytes
    }
}

/// Bytes in memory.
package final class MemoryBytes: RandomAccessSource {
    package let path: String
    private let bytes: [UInt8]

    package init(_ bytes: [UInt8], path: String = "<bytes>") {
        self.bytes = bytes
        self.path = path
    }

    package var size: Int { bytes.count }

    package func read(at offset: Int, into target: UnsafeMutableRawBufferPointer) throws {
        guard offset >= 0, offset <= bytes.count, target.count <= bytes.count - offset else {
            throw DataError.truncated(path: path, expected: offset &+ target.count, actual: bytes.count)
        }
        bytes.withUnsafeBytes {
            target.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[offset..<offset + target.count]))
        }
    }
}

/// A plain file.
package final class FileBytes: RandomAccessSource {
    package let path: String
    package let size: Int
    private let descriptor: Int32

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
        size = Int(info.st_size)
    }

    deinit { close(descriptor) }

    package func read(at offset: Int, into target: UnsafeMutableRawBufferPointer) throws {
        guard let base = target.baseAddress else { return }
        var done = 0
        while done < target.count {
            if done > 0, Interruption.isWanted { throw TensorError.interrupted }
            let count = pread(descriptor, base + done, min(target.count - done, 1 << 24), off_t(offset + done))
            if count < 0 {
                if errno == EINTR { continue }
                throw DataError.unreadable(path: path, reason: lastSystemError())
            }
            if count == 0 {
                throw DataError.truncated(path: path, expected: offset + target.count, actual: offset + done)
            }
            done += count
        }
    }
}
