import GradusTerminal
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Changes of the window's size and Ctrl-Z, told to whoever waits for a key.
enum TerminalSignals {
    enum Wakeup { case input, interrupt, resized, suspended }

    private static let readEnd = Atomic<Int32>(-1)
    private static let writeEnd = Atomic<Int32>(-1)

    static func install() {
        var ends: [Int32] = [-1, -1]
        guard readEnd.load(ordering: .relaxed) < 0, pipe(&ends) == 0 else { return }
        for end in ends {
            _ = fcntl(end, F_SETFL, fcntl(end, F_GETFL) | O_NONBLOCK)
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
        }
        readEnd.store(ends[0], ordering: .relaxed)
        writeEnd.store(ends[1], ordering: .relaxed)
        signal(SIGWINCH, handler)
    }

    private static let handler: @convention(c) (Int32) -> Void = { number in
        let saved = errno
        var byte = UInt8(truncatingIfNeeded: number)
        _ = write(TerminalSignals.writeEnd.load(ordering: .relaxed), &byte, 1)
        errno = saved
    }

    /// While keys are read, Ctrl-Z waits until the terminal is in order; running programs are stopped at once.
    nonisolated(unsafe) static var isEditing = false {
        didSet { signal(SIGTSTP, isEditing ? handler : SIG_DFL) }
    }

    /// Stops this process until it is continued.
    static func stop() {
        isEditing = false
        pthread_kill(pthread_self(), SIGTSTP)
        isEditing = true
    }

    static func wait(forInput input: Int32) -> Wakeup {
        while true {
            if !InputBytes.pending.isEmpty { return .input }
            let own = readEnd.load(ordering: .relaxed)
            var descriptors = [
                pollfd(fd: input, events: Int16(POLLIN), revents: 0),
                pollfd(fd: Interrupts.descriptor, events: Int16(POLLIN), revents: 0),
                pollfd(fd: own, events: Int16(POLLIN), revents: 0),
            ]
            let ready = poll(&descriptors, 3, -1)
            if descriptors[1].revents != 0 { return .interrupt }
            var number: UInt8 = 0
            if descriptors[2].revents & Int16(POLLIN) != 0, read(own, &number, 1) == 1 {
                return Int32(number) == SIGTSTP ? .suspended : .resized
            }
            if ready > 0, descriptors[0].revents != 0 { return .input }
        }
    }
}
