import GradusEngine

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Where text goes: a file descriptor, or a string in tests.
public protocol TextSink: AnyObject {
    func write(_ text: String)
    /// Hands everything on.
    func flush()
}

/// Keeps what is written.
public final class StringSink: TextSink {
    public private(set) var text = ""

    public init() {}
    public func write(_ text: String) { self.text += text }
    public func flush() {}
}

/// Writes to a file descriptor through a buffer.
///
/// On a terminal each text goes out at once. Otherwise the buffer is handed on when it is full, when it is flushed,
/// and when something is written a tenth of a second or more after the last time, so that a pipe shows progress.
public final class FileSink: TextSink {
    private let descriptor: Int32
    private let isTerminal: Bool
    /// A pipe or a socket, whose reader may be slow: a write could then take for ever.
    private let isPipe: Bool
    /// What a pipe takes at once when it says that it is ready.
    private static let pipePiece = 4096
    private var buffer: [UInt8] = []
    private var lastFlush = MonotonicClock.seconds()
    private let capacity = 1 << 16
    /// The exit status of a command whose reader went away, as a shell reports it.
    private static let closedPipeStatus: Int32 = 141

    public init(descriptor: Int32) {
        self.descriptor = descriptor
        isTerminal = isatty(descriptor) != 0
        var info = stat()
        isPipe =
            fstat(descriptor, &info) == 0 && (info.st_mode & S_IFMT == S_IFIFO || info.st_mode & S_IFMT == S_IFSOCK)
        buffer.reserveCapacity(1024)
    }

    public func write(_ text: String) {
        if text.isEmpty { return }
        buffer.append(contentsOf: text.utf8)
        if isTerminal || buffer.count >= capacity || MonotonicClock.seconds() - lastFlush >= 0.1 { flush() }
    }

    public func flush() {
        let pieceSize = isTerminal ? capacity : isPipe ? Self.pipePiece : Int.max
        lastFlush = MonotonicClock.seconds()
        var start = 0
        while start < buffer.count {
            // Ctrl-C ends a flood on the screen.
            if isTerminal, buffer.count > capacity, Session.isInterrupted { break }
            if isPipe {
                var ready = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                let count = poll(&ready, 1, 50)
                if count == 0 || (count < 0 && errno == EINTR) {
                    // Nobody reads; Ctrl-C ends the wait, also where its signal did.
                    if Session.isInterrupted { break }
                    continue
                }
            }
            let written = buffer.withUnsafeBytes { bytes in
                #if canImport(Glibc)
                    Glibc.write(descriptor, bytes.baseAddress.map { $0 + start }, min(bytes.count - start, pieceSize))
                #else
                    Darwin.write(descriptor, bytes.baseAddress.map { $0 + start }, min(bytes.count - start, pieceSize))
                #endif
            }
            if written > 0 {
                start += written
            } else if written < 0, errno == EPIPE {
                _exit(Self.closedPipeStatus)
            } else if written < 0, errno == EAGAIN {
                // A terminal or pipe left in non-blocking mode: wait until it takes more.
                var ready = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                poll(&ready, 1, -1)
            } else if written < 0, errno == EBADF {
                // The command was started without this stream: what is written to it goes nowhere.
                break
            } else if written == 0 || errno != EINTR {
                fail(String(cString: strerror(errno)))
            }
        }
        buffer.removeAll(keepingCapacity: true)
    }

    /// A full disk or a terminal that is gone: going on in silence would look like success.
    private func fail(_ reason: String) -> Never {
        let message = "gradus: output cannot be written: \(reason)\n"
        #if canImport(Glibc)
            _ = Glibc.write(STDERR_FILENO, message, message.utf8.count)
        #else
            _ = Darwin.write(STDERR_FILENO, message, message.utf8.count)
        #endif
        _exit(1)
    }
}
