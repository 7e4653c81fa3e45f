import Foundation

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// `gradus` on a terminal of its own, typed at by a test and read through a small terminal emulation.
public final class PseudoTerminal {
    private let master: Int32
    private let process: pid_t
    public private(set) var screen: Screen
    /// Everything the program wrote, escape sequences included.
    public private(set) var output = ""
    private var pending: [UInt8] = []
    /// How much of `output` there was when something was typed last.
    private var typedAt: Int?
    private var status: Int32?
    /// Something did not come in time: further waits are short, so that a broken program fails fast.
    private var isLate = false

    public enum Failure: Error { case notBuilt, noTerminal(Int32), notStarted(Int32) }

    public init(
        _ arguments: [String] = [], environment: [String: String] = [:], columns: Int = 80, rows: Int = 24
    ) throws {
        guard let path = BuiltExecutable.path else { throw Failure.notBuilt }
        screen = Screen(columns: columns, rows: rows)
        let terminal: String
        (master, terminal) = try Self.open()
        var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(master, UInt(TIOCSWINSZ), &size)
        _ = fcntl(master, F_SETFD, FD_CLOEXEC)

        // A session leader that opens a terminal gets it as its controlling terminal, and so Ctrl-C as a signal.
        #if canImport(Glibc)
            var attributes = posix_spawnattr_t()
            var actions = posix_spawn_file_actions_t()
            let newSession: Int16 = 0x80  // POSIX_SPAWN_SETSID
        #else
            var attributes: posix_spawnattr_t?
            var actions: posix_spawn_file_actions_t?
            let newSession = Int16(POSIX_SPAWN_SETSID)
        #endif
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // Tests run on threads that block signals, which a new process would inherit.
        posix_spawnattr_setflags(&attributes, newSession | Int16(POSIX_SPAWN_SETSIGMASK))
        var noSignals = sigset_t()
        sigemptyset(&noSignals)
        posix_spawnattr_setsigmask(&attributes, &noSignals)
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, terminal, O_RDWR, 0)
        posix_spawn_file_actions_adddup2(&actions, 0, 1)
        posix_spawn_file_actions_adddup2(&actions, 0, 2)

        var variables = CommandRun.baseEnvironment.merging(["INPUTRC": "/dev/null"]) { $1 }
        variables = variables.merging(environment) { $1 }
        var argv: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { strdup($0) } + [nil]
        var envp: [UnsafeMutablePointer<CChar>?] = variables.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for text in argv + envp { free(text) } }
        var identifier: pid_t = 0
        let failure = posix_spawn(&identifier, path, &actions, &attributes, &argv, &envp)
        guard failure == 0 else { throw Failure.notStarted(failure) }
        process = identifier
    }

    /// A new pair of terminal ends: our descriptor and the path of the other end.
    private static func open() throws -> (master: Int32, path: String) {
        #if canImport(Glibc)
            // The functions of the standard are hidden from Swift here; these are what they do.
            let master = Glibc.open("/dev/ptmx", O_RDWR | O_NOCTTY)
            var locked: Int32 = 0
            var number: UInt32 = 0
            guard master >= 0, ioctl(master, UInt(0x4004_5431), &locked) == 0,  // TIOCSPTLCK
                ioctl(master, UInt(0x8004_5430), &number) == 0  // TIOCGPTN
            else { throw Failure.noTerminal(errno) }
            return (master, "/dev/pts/\(number)")
        #else
            let master = posix_openpt(O_RDWR | O_NOCTTY)
            guard master >= 0, grantpt(master) == 0, unlockpt(master) == 0, let name = ptsname(master) else {
                throw Failure.noTerminal(errno)
            }
            return (master, String(cString: name))
        #endif
    }

    deinit {
        if status == nil {
            self.kill()
            var ignored: Int32 = 0
            waitpid(process, &ignored, 0)
        }
        close(master)
    }

    /// Types text; `\r` is Enter, `\u{03}` Ctrl-C, `\u{04}` Ctrl-D, `\u{1B}[A` Up.
    public func type(_ text: String) {
        typedAt = output.utf8.count
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { write(master, $0.baseAddress, min($0.count, 512)) }
            if count > 0 { bytes = bytes.dropFirst(count) }
            // The program is gone.
            if count < 0, errno == EIO { return }
            // A terminal takes a few kilobytes at a time: let the program read before going on.
            if !bytes.isEmpty { read(for: 0.01) }
        }
    }

    /// Reads until `condition` holds for the screen; false when that takes longer than `timeout` seconds.
    @discardableResult
    public func wait(timeout: Double = 10, until condition: (Screen) -> Bool) -> Bool {
        let deadline = Date(timeIntervalSinceNow: isLate ? 0.3 : timeout)
        repeat {
            if condition(screen) { return true }
            read(for: 0.05)
        } while Date() < deadline
        isLate = !condition(screen)
        return !isLate
    }

    /// Reads until the cursor's line is `text` (blanks at its end left out), on a new line since the last typing: the
    /// same prompt may have stood there before.
    @discardableResult
    public func wait(forPrompt text: String, timeout: Double = 10) -> Bool {
        wait(timeout: timeout) { screen in
            let isNew = typedAt.map { output.utf8.dropFirst($0).contains(UInt8(ascii: "\n")) } ?? true
            return isNew && screen.cursorLine == text
        }
    }

    /// Makes the window wider, which the program is told by a signal.
    public func widen(columns: Int) {
        var size = winsize(ws_row: UInt16(screen.rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
        screen.widen(columns: columns)
        _ = ioctl(master, UInt(TIOCSWINSZ), &size)
    }

    /// Lets a stopped program go on, as `fg` does.
    public func resume() {
        read(for: 0.2)
        #if canImport(Glibc)
            _ = Glibc.kill(process, SIGCONT)
        #else
            _ = Darwin.kill(process, SIGCONT)
        #endif
    }

    /// Ends the program as a power cut would.
    public func kill() {
        #if canImport(Glibc)
            Glibc.kill(process, SIGKILL)
        #else
            Darwin.kill(process, SIGKILL)
        #endif
        _ = waitForEnd()
    }

    /// Waits until the program has ended; its exit status, or nil after `timeout` seconds.
    public func waitForEnd(timeout: Double = 10) -> Int32? {
        let deadline = Date(timeIntervalSinceNow: isLate ? 0.3 : timeout)
        while Date() < deadline {
            read(for: 0.02)
            var code: Int32 = 0
            if waitpid(process, &code, WNOHANG) == process {
                read(for: 0.05)
                let signal = code & 0x7F
                status = signal == 0 ? (code >> 8) & 0xFF : 128 + signal
                return status
            }
        }
        return nil
    }

    private func read(for seconds: Double) {
        var descriptor = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
        guard poll(&descriptor, 1, Int32(seconds * 1000)) > 0, descriptor.revents & Int16(POLLIN) != 0 else { return }
        var buffer = [UInt8](repeating: 0, count: 4096)
        #if canImport(Glibc)
            let count = Glibc.read(master, &buffer, buffer.count)
        #else
            let count = Darwin.read(master, &buffer, buffer.count)
        #endif
        guard count > 0 else { return }
        pending += buffer[..<count]
        // A character may be cut in two: keep its first bytes for the next time.
        var end = pending.count
        while end > 0, end > pending.count - 4, String(validating: pending[..<end], as: UTF8.self) == nil { end -= 1 }
        let text = String(decoding: pending[..<end], as: UTF8.self)
        pending.removeFirst(end)
        output += text
        screen.feed(text)
    }
}
