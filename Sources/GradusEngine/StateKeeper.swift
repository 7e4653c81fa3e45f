import GradusLibrary

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The state of a replay, for another command to go on with, bit for bit.
///
/// It is a copy of the process that sleeps, as in `ProcessSnapshots`. A command that fails leaves it behind for a while; a
/// later one visits it through a socket, and the copy then works on that command's standard streams. Where there is no
/// such copy any more, replaying gives the same.
public final class StateKeeper {
    /// A command that came to go on, and waits for the end.
    public struct Visit {
        let connection: Int32
        /// Its command line.
        public let arguments: [String]

        /// Tells the status and ends this process. Output must have been flushed.
        public func finish(status: Int32) -> Never {
            var status = status
            _ = write(connection, &status, 4)
            _exit(status)
        }
    }

    private let path: String
    /// Of the visit that this process serves; -1: none.
    private static nonisolated(unsafe) var connection: Int32 = -1
    private var pid: pid_t = 0
    /// Its commands go down here, and its answers come up there.
    private var down: Int32 = -1
    private var up: Int32 = -1

    /// Pipes and sockets that were there before any cell ran: whoever started the command may wait for their end.
    private let inherited: [Channel]

    private struct Channel: Equatable {
        let descriptor: Int32
        let device: dev_t
        let node: ino_t

        init?(_ descriptor: Int32) {
            var status = stat()
            guard fstat(descriptor, &status) == 0 else { return nil }
            let kind = status.st_mode & S_IFMT
            guard kind == S_IFIFO || kind == S_IFSOCK else { return nil }
            (self.descriptor, device, node) = (descriptor, status.st_dev, status.st_ino)
        }
    }

    /// To be made before the first cell runs.
    /// - Parameter path: where the socket will be, in a folder of the user's own.
    public init?(path: String) {
        guard Self.address(path) != nil else { return nil }
        self.path = path
        inherited = (Int32(3)..<1024).compactMap { Channel($0) }
    }

    deinit { release() }

    /// There is a state to go back to.
    public var hasState: Bool { pid > 0 }

    // MARK: Keeping

    /// Keeps the state as it is now in place of the one before. Output must have been flushed.
    /// - Parameter judge: asked in the copy, whether a command line may go on here.
    /// - Returns: nil; in the copy, once it goes on, the visit.
    public func keep(_ judge: ([String]) -> Bool) -> Visit? {
        release()
        #if canImport(Glibc)
            var (down, up): ([Int32], [Int32]) = ([-1, -1], [-1, -1])
            guard pipe(&down) == 0 else { return nil }
            guard pipe(&up) == 0 else {
                for end in down { close(end) }
                return nil
            }
            for end in down + up { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
            // A signal must not reach the copy before it ignores signals.
            var all = sigset_t()
            var before = sigset_t()
            sigfillset(&all)
            pthread_sigmask(SIG_BLOCK, &all, &before)
            let made = fork()
            if made == 0 {
                close(down[1])
                close(up[0])
                return sleep(down[0], up[1], before, judge)
            }
            pthread_sigmask(SIG_SETMASK, &before, nil)
            close(down[0])
            close(up[1])
            guard made > 0 else {
                close(down[1])
                close(up[0])
                return nil
            }
            (pid, self.down, self.up) = (made, down[1], up[0])
        #endif
        return nil
    }

    /// Gives the state up.
    public func release() {
        guard pid > 0 else { return }
        close(down)
        close(up)
        while waitpid(pid, nil, 0) < 0, errno == EINTR {}
        pid = 0
    }

    /// Lets the state wait for a visit, also after this process has ended.
    /// - Returns: whether it does.
    @discardableResult
    public func leave(seconds: Int) -> Bool {
        guard pid > 0 else { return false }
        var time = Int32(clamping: seconds)
        var answer: UInt8 = 0
        let isWaiting = write(down, &time, 4) == 4 && read(up, &answer, 1) == 1
        close(down)
        close(up)
        pid = 0
        return isWaiting
    }

    // MARK: The copy

    private static let quiet = [SIGINT, SIGTSTP, SIGQUIT, SIGTTIN, SIGTTOU, SIGWINCH, SIGALRM, SIGHUP]

    private func sleep(_ down: Int32, _ up: Int32, _ mask: sigset_t, _ judge: ([String]) -> Bool) -> Visit {
        pid = 0
        // That command waits for somebody else.
        if Self.connection >= 0 { close(Self.connection) }
        Self.connection = -1
        var mask = mask
        let files = ProcessSnapshots.filePlaces()
        let handlers = Self.quiet.map { ($0, signal($0, SIG_IGN)) }
        pthread_sigmask(SIG_SETMASK, &mask, nil)
        var seconds: Int32 = 0
        // The end of whoever made it, without a word, is its own.
        guard Self.receive(down, &seconds, 4), seconds > 0 else { _exit(0) }
        setsid()
        let nothing = open("/dev/null", O_RDWR)
        for descriptor in Int32(0)..<3 { dup2(nothing, descriptor) }
        for channel in inherited where Channel(channel.descriptor) == channel { close(channel.descriptor) }
        guard let listener = Self.listen(at: path) else { _exit(0) }
        var ready: UInt8 = 1
        _ = write(up, &ready, 1)
        for end in [down, up, nothing] { close(end) }
        let visit = wait(listener, seconds, judge)
        for (number, handler) in handlers { signal(number, handler) }
        for file in files { lseek(file.descriptor, file.offset, SEEK_SET) }
        Library.childStarted()
        Self.connection = visit.connection
        Self.endWith(visit.connection)
        return visit
    }

    /// The first visit. A state that nobody can use any more ends.
    private func wait(_ listener: Int32, _ seconds: Int32, _ judge: ([String]) -> Bool) -> Visit {
        var descriptor = pollfd(fd: listener, events: Int16(POLLIN), revents: 0)
        guard poll(&descriptor, 1, Int32(clamping: Int(seconds) * 1000)) > 0 else {
            unlink(path)
            _exit(0)
        }
        let connection = accept(listener, nil, nil)
        unlink(path)
        close(listener)
        guard connection >= 0, let words = Self.readWords(connection), let visitor = words.first.flatMap({ Int32($0) }),
            judge(Array(words.dropFirst())), Self.takeStreams(of: visitor)
        else { _exit(0) }
        _ = fcntl(connection, F_SETFD, FD_CLOEXEC)
        var own = getpid()
        _ = write(connection, &own, 4)
        return Visit(connection: connection, arguments: Array(words.dropFirst()))
    }

    /// Opens the standard streams of another process of the same user as this one's own.
    private static func takeStreams(of visitor: pid_t) -> Bool {
        for descriptor in Int32(0)..<3 {
            let mode = descriptor == 0 ? O_RDONLY : O_WRONLY | O_APPEND
            let stream = open("/proc/\(visitor)/fd/\(descriptor)", mode | O_NOCTTY)
            // A stream that is closed there stays closed.
            if stream < 0, errno == ENOENT { continue }
            guard stream >= 0, dup2(stream, descriptor) >= 0 else { return false }
            close(stream)
        }
        return true
    }

    /// When the command that waits is gone, so is this process.
    private static func endWith(_ connection: Int32) {
        var thread = pthread_t()
        let place = UnsafeMutableRawPointer(bitPattern: Int(connection))
        pthread_create(
            &thread, nil,
            { place in
                let connection = Int32(truncatingIfNeeded: Int(bitPattern: place))
                var byte: UInt8 = 0
                while read(connection, &byte, 1) < 0, errno == EINTR {}
                _exit(130)
            }, place)
    }

    // MARK: Visiting

    private nonisolated(unsafe) static var worker: pid_t = 0

    /// Goes on where a state waits, on the standard streams of this process.
    /// - Returns: the status it ended with; nil where there is none, or where it refuses.
    public static func goOn(path: String, arguments: [String]) -> Int32? {
        let connection = socket(AF_UNIX, streamKind, 0)
        guard connection >= 0 else { return nil }
        defer { close(connection) }
        guard
            withAddress(path, { connect(connection, $0, $1) }) == 0,
            writeWords(connection, ["\(getpid())"] + arguments)
        else { return nil }
        var pid: Int32 = 0
        guard receive(connection, &pid, 4), pid > 0 else { return nil }
        worker = pid
        // Ctrl-C is meant for the one that works.
        signal(SIGINT) { _ in _ = kill(StateKeeper.worker, SIGINT) }
        var status: Int32 = 0
        return receive(connection, &status, 4) ? status : 70
    }

    // MARK: Sockets

    #if canImport(Glibc)
        private static let streamKind = Int32(SOCK_STREAM.rawValue)
    #else
        private static let streamKind = SOCK_STREAM
    #endif

    private static func address(_ path: String) -> sockaddr_un? {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8)
        guard !bytes.isEmpty, bytes.count < MemoryLayout.size(ofValue: address.sun_path) else { return nil }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        return address
    }

    private static func withAddress(
        _ path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
    ) -> Int32 {
        guard var address = address(path) else { return -1 }
        return withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }

    private static func listen(at path: String) -> Int32? {
        let listener = socket(AF_UNIX, streamKind, 0)
        guard listener >= 0 else { return nil }
        unlink(path)
        let mask = umask(0o177)
        defer { umask(mask) }
        #if canImport(Glibc)
            let isListening = withAddress(path, { bind(listener, $0, $1) }) == 0 && Glibc.listen(listener, 1) == 0
        #else
            let isListening = withAddress(path, { bind(listener, $0, $1) }) == 0 && Darwin.listen(listener, 1) == 0
        #endif
        return isListening ? listener : nil
    }

    private static func receive(_ descriptor: Int32, _ place: UnsafeMutableRawPointer, _ count: Int) -> Bool {
        var done = 0
        while done < count {
            let got = read(descriptor, place + done, count - done)
            if got < 0, errno == EINTR { continue }
            guard got > 0 else { return false }
            done += got
        }
        return true
    }

    private static func writeWords(_ descriptor: Int32, _ words: [String]) -> Bool {
        let bytes = Array(words.joined(separator: "\0").utf8)
        var message = withUnsafeBytes(of: Int32(clamping: bytes.count)) { Array($0) } + bytes
        return write(descriptor, &message, message.count) == message.count
    }

    private static func readWords(_ descriptor: Int32) -> [String]? {
        var count: Int32 = 0
        guard receive(descriptor, &count, 4), count > 0, count < 1 << 20 else { return nil }
        var bytes = [UInt8](repeating: 0, count: Int(count))
        guard receive(descriptor, &bytes, bytes.count) else { return nil }
        return bytes.split(separator: 0, omittingEmptySubsequences: false).map { String(decoding: $0, as: UTF8.self) }
    }
}
