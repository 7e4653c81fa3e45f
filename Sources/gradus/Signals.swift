#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

enum Signals {
    static func ignoreClosedPipes() {
        signal(SIGPIPE, SIG_IGN)
    }
}
