#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// An exclusive lock between processes: flock on a file of its own, which is removed on release.
final class FileLock {
    private let path: String
    private let descriptor: Int32
    private var isHeld = true

    /// Waits up to `seconds` for the lock; `goOn` is asked meanwhile and may cancel.
    init(path: String, seconds: Double, goOn: () -> Bool) throws {
        var waited = 0.0
        while true {
            let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
            guard descriptor >= 0 else { throw DataError.unwritable(path: path, reason: lastSystemError()) }
            if flock(descriptor, LOCK_EX | LOCK_NB) == 0 {
                // The holder before us may have removed the file between our open and our lock.
                if FileLock.isSameFile(descriptor, path) {
                    self.path = path
                    self.descriptor = descriptor
                    return
                }
                close(descriptor)
                continue
            }
            let problem = errno
            close(descriptor)
            guard problem == EWOULDBLOCK || problem == EINTR else {
                throw DataError.unwritable(path: path, reason: systemError(problem))
            }
            guard waited < seconds else { throw DataError.locked(path: path) }
            try pauseInSlices(0.1, goOn: goOn)
            waited += 0.1
        }
    }

    private static func isSameFile(_ descriptor: Int32, _ path: String) -> Bool {
        var open = stat()
        var named = stat()
        return fstat(descriptor, &open) == 0 && stat(path, &named) == 0 && open.st_ino == named.st_ino
            && open.st_dev == named.st_dev
    }

    func release() {
        guard isHeld else { return }
        isHeld = false
        removeFile(path)
        close(descriptor)
    }

    deinit { release() }
}
