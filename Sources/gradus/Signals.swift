import GradusEngine

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

enum Signals {
    static func ignoreClosedPipes() {
        signal(SIGPIPE, SIG_IGN)
    }

    /// Ctrl-C becomes KeyboardInterrupt in the running code.
    static func interruptSession() {
        signal(SIGINT) { _ in Session.interrupt() }
    }
}
