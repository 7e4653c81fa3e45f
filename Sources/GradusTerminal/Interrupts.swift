import GradusEngine
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Ctrl-C: it interrupts the code that runs, and wakes whoever waits for input.
public enum Interrupts {
    private static let isRunning = Atomic<Bool>(false)
    private static let writeEnd = Atomic<Int32>(-1)
    private static let readEnd = Atomic<Int32>(-1)

    /// Readable after a Ctrl-C, until `drain`. Polling it works whatever thread the signal reaches.
    public static var descriptor: Int32 { readEnd.load(ordering: .relaxed) }

    /// Takes over the signal.
    public static func install() {
        var ends: [Int32] = [-1, -1]
        if descriptor < 0, pipe(&ends) == 0 {
            for end in ends {
                _ = fcntl(end, F_SETFL, fcntl(end, F_GETFL) | O_NONBLOCK)
                _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            }
            readEnd.store(ends[0], ordering: .relaxed)
            writeEnd.store(ends[1], ordering: .relaxed)
        }
        // Touched here, so that the handler below initialises nothing.
        setRunning(false)
        // A parent may have left the signal blocked; then Ctrl-C would never arrive.
        var interrupt = sigset_t()
        sigemptyset(&interrupt)
        sigaddset(&interrupt, SIGINT)
        pthread_sigmask(SIG_UNBLOCK, &interrupt, nil)
        signal(SIGINT) { _ in
            if Interrupts.isRunning.load(ordering: .relaxed) { Session.interrupt() }
            var byte: UInt8 = 0
            _ = write(Interrupts.writeEnd.load(ordering: .relaxed), &byte, 1)
        }
    }

    /// Whether a Ctrl-C is meant for running code.
    public static func setRunning(_ running: Bool) {
        isRunning.store(running, ordering: .relaxed)
    }

    /// Runs code that Ctrl-C may interrupt.
    public static func whileRunning<Result>(_ body: () -> Result) -> Result {
        setRunning(true)
        defer { setRunning(false) }
        return body()
    }

    /// Forgets earlier Ctrl-Cs; true if there was any.
    @discardableResult
    public static func drain() -> Bool {
        var bytes: (UInt64, UInt64) = (0, 0)
        var found = false
        while read(descriptor, &bytes, 16) > 0 { found = true }
        return found
    }

    /// Waits until `input` can be read (true) or Ctrl-C comes (false). Meanwhile goes on freeing what an earlier Ctrl-C left.
    public static func wait(forInput input: Int32) -> Bool {
        var isIdle = true
        while true {
            var descriptors = [
                pollfd(fd: input, events: Int16(POLLIN), revents: 0),
                pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
            ]
            let ready = poll(&descriptors, 2, isIdle ? 0 : -1)
            if ready == 0, isIdle { isIdle = Session.reclaim() }
            if descriptors[1].revents != 0 { return false }
            if ready > 0, descriptors[0].revents != 0 { return true }
        }
    }
}
