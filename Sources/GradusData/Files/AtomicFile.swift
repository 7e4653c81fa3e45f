import GradusTensor

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A file that appears under its name only when it is complete: written beside it, then renamed.
package final class AtomicFile {
    package let path: String
    private let temporary: String
    private var descriptor: Int32

    package init(path: String) throws {
        self.path = path
        temporary = "\(path).\(getpid()).tmp"
        descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw DataError.unwritable(path: path, reason: lastSystemError()) }
    }

    /// Without `commit` nothing stays behind.
    deinit { discard() }

    package func write(_ bytes: UnsafeRawBufferPointer) throws {
        var done = 0
        while done < bytes.count {
            guard let base = bytes.baseAddress else { return }
            #if canImport(Glibc)
                let count = Glibc.write(descriptor, base + done, min(bytes.count - done, 1 << 24))
            #else
                let count = Darwin.write(descriptor, base + done, min(bytes.count - done, 1 << 24))
            #endif
            if count < 0 {
                if errno == EINTR { continue }
                throw DataError.unwritable(path: path, reason: lastSystemError())
            }
            done += count
            if done < bytes.count, Interruption.isWanted { throw TensorError.interrupted }
        }
    }

    /// Puts the file in place.
    package func commit() throws {
        guard descriptor >= 0 else { return }
        let closed = close(descriptor)
        descriptor = -1
        guard closed == 0, rename(temporary, path) == 0 else {
            let reason = lastSystemError()
            removeFile(temporary)
            throw DataError.unwritable(path: path, reason: reason)
        }
    }

    private func discard() {
        guard descriptor >= 0 else { return }
        close(descriptor)
        descriptor = -1
        removeFile(temporary)
    }
}

/// Inflates the gzip file `source` to `target`, of at most `limit` bytes, atomically.
package func gunzip(_ source: String, to target: String, limit: Int = 4 << 30) throws {
    let input = try GzipSource(FileSource(path: source))
    let output = try AtomicFile(path: target)
    var block = [UInt8](repeating: 0, count: 1 << 18)
    var written = 0
    while true {
        let count = try block.withUnsafeMutableBytes { try input.read(into: $0) }
        if count == 0 { break }
        written += count
        guard written <= limit else { throw DataError.tooLarge(path: source, bytes: written, limit: limit) }
        try block.withUnsafeBytes { try output.write(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
    }
    try output.commit()
}
