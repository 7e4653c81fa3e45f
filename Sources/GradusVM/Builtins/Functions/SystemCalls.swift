#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// System calls whose names methods here use too.
enum System {
    static func open(_ path: String, _ flags: Int32, _ mode: mode_t) -> Int32 {
        #if canImport(Glibc)
            Glibc.open(path, flags, mode)
        #else
            Darwin.open(path, flags, mode)
        #endif
    }

    /// Opens a file; for a named pipe that nobody has opened at its other end, `wait` is called now and then.
    static func openPatiently(
        _ path: String, _ flags: Int32, _ mode: mode_t, wait: () throws -> Void
    ) throws -> Int32 {
        var info = stat()
        let direction = flags & O_ACCMODE
        guard direction != O_RDWR, stat(path, &info) == 0, info.st_mode & S_IFMT == S_IFIFO else {
            return open(path, flags, mode)
        }
        while true {
            let descriptor = open(path, flags | O_NONBLOCK, mode)
            if descriptor < 0 {
                // Nobody reads yet.
                guard direction == O_WRONLY, errno == ENXIO else { return -1 }
                try wait()
                usleep(20_000)
                continue
            }
            do {
                var ready = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
                while direction == O_RDONLY, poll(&ready, 1, 50) == 0 { try wait() }
            } catch {
                _ = close(descriptor)
                throw error
            }
            _ = fcntl(descriptor, F_SETFL, flags & ~O_CLOEXEC)
            return descriptor
        }
    }

    static func close(_ descriptor: Int32) -> Int32 {
        #if canImport(Glibc)
            Glibc.close(descriptor)
        #else
            Darwin.close(descriptor)
        #endif
    }

    static func read(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int {
        #if canImport(Glibc)
            Glibc.read(descriptor, buffer, count)
        #else
            Darwin.read(descriptor, buffer, count)
        #endif
    }

    static func write(_ descriptor: Int32, _ buffer: UnsafeRawPointer?, _ count: Int) -> Int {
        #if canImport(Glibc)
            Glibc.write(descriptor, buffer, count)
        #else
            Darwin.write(descriptor, buffer, count)
        #endif
    }
}
