#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Writing files so that a reader finds either the old or the new content, whole.
public enum AtomicFile {
    /// Writes beside the file, then renames. The file keeps its permissions; a link is followed.
    /// - Returns: nil, or why it could not be written. The old file is then as before.
    public static func write(_ text: String, to path: String) -> String? {
        let target = resolved(path)
        let temporary = "\(target).gradus-\(getpid())"
        var mode: mode_t = 0o644
        var status = stat()
        if stat(target, &status) == 0 {
            if access(target, W_OK) != 0 { return reason() }
            mode = status.st_mode & 0o7777
        }
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
        guard descriptor >= 0 else { return reason() }
        var failure = writeAll(Array(text.utf8), to: descriptor)
        if failure == nil, fchmod(descriptor, mode) != 0 { failure = reason() }
        if failure == nil, fsync(descriptor) != 0, errno != EINVAL { failure = reason() }
        if close(descriptor) != 0, failure == nil { failure = reason() }
        if failure == nil, rename(temporary, target) != 0 { failure = reason() }
        if failure != nil { unlink(temporary) }
        return failure
    }

    private static func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> String? {
        var start = 0
        while start < bytes.count {
            let count = bytes[start...].withUnsafeBytes { systemWrite(descriptor, $0.baseAddress, $0.count) }
            if count > 0 {
                start += count
            } else if count == 0 || errno != EINTR {
                return reason()
            }
        }
        return nil
    }

    private static func resolved(_ path: String) -> String {
        guard let real = realpath(path, nil) else { return path }
        defer { free(real) }
        return String(cString: real)
    }

    private static func reason() -> String { String(cString: strerror(errno)) }
}

private func systemWrite(_ descriptor: Int32, _ start: UnsafeRawPointer?, _ count: Int) -> Int {
    write(descriptor, start, count)
}
