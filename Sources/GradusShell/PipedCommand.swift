import GradusTerminal

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A command of the shell whose output is handed on as it comes: there is no terminal.
package enum PipedCommand {
    /// Waits for the command; Ctrl-C ends it.
    /// - Returns: its exit status, as a shell has it.
    package static func run(
        _ command: String, out: @escaping (String) -> Void, error: @escaping (String) -> Void
    ) -> Int32 {
        var outEnds: [Int32] = [-1, -1]
        var errorEnds: [Int32] = [-1, -1]
        guard pipe(&outEnds) == 0 else { return 127 }
        guard pipe(&errorEnds) == 0 else {
            for end in outEnds { close(end) }
            return 127
        }
        for end in [outEnds[0], errorEnds[0]] { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        let child = start(command, out: outEnds[1], error: errorEnds[1])
        close(outEnds[1])
        close(errorEnds[1])
        defer {
            close(outEnds[0])
            close(errorEnds[0])
        }
        guard let child else { return 127 }
        pass(from: [(outEnds[0], out), (errorEnds[0], error)]) { kill(-child, SIGINT) }
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0, errno == EINTR {}
        return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + status & 0x7F
    }

    /// In a group of its own, so that it can be ended with all that it starts.
    private static func start(_ command: String, out: Int32, error: Int32) -> pid_t? {
        #if canImport(Glibc)
            var actions = posix_spawn_file_actions_t()
            var attributes = posix_spawnattr_t()
        #else
            var actions: posix_spawn_file_actions_t?
            var attributes: posix_spawnattr_t?
        #endif
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, out, 1)
        posix_spawn_file_actions_adddup2(&actions, error, 2)
        posix_spawn_file_actions_addclose(&actions, out)
        posix_spawn_file_actions_addclose(&actions, error)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
        posix_spawnattr_setpgroup(&attributes, 0)
        let arguments: [String] = ["/bin/sh", "-c", command]
        var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) }
        words.append(nil)
        defer { for word in words { free(word) } }
        var child: pid_t = 0
        return posix_spawn(&child, "/bin/sh", &actions, &attributes, words, environ) == 0 ? child : nil
    }

    private static func pass(from pipes: [(end: Int32, write: (String) -> Void)], interrupt: () -> Void) {
        var open = pipes
        // The beginning of a character whose other bytes are still to come.
        var begun: [Int32: [UInt8]] = [:]
        var buffer = [UInt8](repeating: 0, count: 1 << 14)
        while !open.isEmpty {
            var items = open.map { pollfd(fd: $0.end, events: Int16(POLLIN), revents: 0) }
            items.append(pollfd(fd: Interrupts.descriptor, events: Int16(POLLIN), revents: 0))
            guard poll(&items, nfds_t(items.count), -1) >= 0 || errno == EINTR else { return }
            if items.last?.revents != 0, Interrupts.drain() { interrupt() }
            for (item, pipe) in zip(items, open) where item.revents != 0 {
                let count = read(pipe.end, &buffer, buffer.count)
                if count > 0 {
                    let bytes = (begun[pipe.end] ?? []) + buffer[..<count]
                    let whole = bytes.count - unfinishedTail(of: bytes)
                    begun[pipe.end] = Array(bytes[whole...])
                    pipe.write(String(decoding: bytes[..<whole], as: UTF8.self))
                } else if count == 0 || errno != EINTR {
                    open.removeAll { $0.end == pipe.end }
                }
            }
        }
    }

    /// How many bytes at the end begin a character of UTF-8 without finishing it.
    private static func unfinishedTail(of bytes: [UInt8]) -> Int {
        for length in 1...3 where length <= bytes.count {
            let byte = bytes[bytes.count - length]
            if byte & 0xC0 == 0x80 { continue }
            let wanted = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1
            return wanted > length ? length : 0
        }
        return 0
    }
}
