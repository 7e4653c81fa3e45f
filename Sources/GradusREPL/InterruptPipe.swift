import GradusEngine
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What Ctrl-C means: while code runs it interrupts that code, at the prompt it wakes the line editor.
enum InterruptPipe {
    private static let isRunning = Atomic<Bool>(false)
    private static let writeEnd = Atomic<Int32>(-1)
    private static let readEnd = Atomic<Int32>(-1)

    /// The descriptor that becomes readable on Ctrl-C at the prompt.
    static var descriptor: Int32 { readEnd.load(ordering: .relaxed) }

    static func install() {
        var ends: [Int32] = [-1, -1]
        if pipe(&ends) == 0 {
            for end in ends {
                _ = fcntl(end, F_SETFL, fcntl(end, F_GETFL) | O_NONBLOCK)
                _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            }
            readEnd.store(ends[0], ordering: .relaxed)
            writeEnd.store(ends[1], ordering: .relaxed)
        }
        // Touched here, so that the handler below initialises nothing.
        isRunning.store(false, ordering: .relaxed)
        signal(SIGINT) { _ in
            if InterruptPipe.isRunning.load(ordering: .relaxed) {
                Session.interrupt()
            } else {
                var byte: UInt8 = 0
                _ = write(InterruptPipe.writeEnd.load(ordering: .relaxed), &byte, 1)
            }
        }
    }

    static func setRunning(_ running: Bool) {
        isRunning.store(running, ordering: .relaxed)
    }

    /// Takes what was written; true if there was anything.
    static func drain() -> Bool {
        var bytes: (UInt64, UInt64) = (0, 0)
        var found = false
        while read(descriptor, &bytes, 16) > 0 { found = true }
        return found
    }
}
