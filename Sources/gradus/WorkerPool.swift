import GradusNotebook

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Runs this executable several times at once: a session belongs to one process's thread, and starts in milliseconds.
struct WorkerPool {
    /// At most so many at the same time.
    var limit: Int

    struct Result {
        var status: Int32
        var cells: [Int: CellRun]
    }

    static var processors: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

    /// Results in the order of the argument lists.
    func run(_ tasks: [[String]]) -> [Result] {
        var results = [Result](repeating: Result(status: 1, cells: [:]), count: tasks.count)
        var running: [pid_t: (index: Int, output: Int32)] = [:]
        var next = 0
        while next < tasks.count || !running.isEmpty {
            while next < tasks.count, running.count < max(1, limit) {
                if let child = start(tasks[next]) { running[child.pid] = (next, child.output) }
                next += 1
            }
            guard !running.isEmpty else { continue }
            var status: Int32 = 0
            let pid = waitpid(-1, &status, 0)
            if pid < 0 {
                if errno == EINTR { continue }
                break
            }
            guard let done = running.removeValue(forKey: pid) else { continue }
            results[done.index].status = status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
            for line in contents(done.output).split(separator: "\n") {
                if let run = CellRun(line: String(line)) { results[done.index].cells[run.number] = run }
            }
            close(done.output)
        }
        return results
    }

    /// Standard output goes to a file without a name, so that nothing can fill up and block.
    private func start(_ arguments: [String]) -> (pid: pid_t, output: Int32)? {
        var template = Array("\(getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp")/gradus-XXXXXX".utf8CString)
        let output = mkstemp(&template)
        guard output >= 0 else { return nil }
        unlink(template)
        #if canImport(Glibc)
            var actions = posix_spawn_file_actions_t()
        #else
            var actions: posix_spawn_file_actions_t?
        #endif
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, output, 1)
        var words: [UnsafeMutablePointer<CChar>?] = ([Self.executable] + arguments).map { strdup($0) }
        words.append(nil)
        defer { for word in words { free(word) } }
        var pid: pid_t = 0
        guard posix_spawn(&pid, Self.executable, &actions, nil, words, environ) == 0 else {
            close(output)
            return nil
        }
        return (pid, output)
    }

    private func contents(_ descriptor: Int32) -> String {
        lseek(descriptor, 0, SEEK_SET)
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            if count > 0 { bytes += buffer[..<count] } else if count == 0 || errno != EINTR { break }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The path of this very program.
    static let executable: String = {
        #if canImport(Glibc)
            if let path = realpath("/proc/self/exe", nil) {
                defer { free(path) }
                return String(cString: path)
            }
        #else
            var size: UInt32 = 4096
            var path = [CChar](repeating: 0, count: 4096)
            if _NSGetExecutablePath(&path, &size) == 0 { return String(cString: path) }
        #endif
        return CommandLine.arguments.first ?? "gradus"
    }()
}
