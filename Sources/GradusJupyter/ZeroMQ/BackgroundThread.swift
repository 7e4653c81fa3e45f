#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Threads beside the one that runs cells.
///
/// Nothing that is counted by references is shared between threads: objects of the language are counted without atomic
/// instructions, and the linker may take such code for any module. Threads exchange bytes, through sockets.
enum BackgroundThread {
    /// Starts a thread that gets no signals: Ctrl-C is meant for the thread that runs cells.
    static func start(_ body: @escaping () -> Void) -> Bool {
        let saved = SignalMask.blockAll()
        let isStarted = startThread(ThreadJob(body))
        saved.restore()
        return isStarted
    }
}

/// Which signals a thread gets.
struct SignalMask {
    private var mask = sigset_t()

    /// Blocks all; the mask from before.
    static func blockAll() -> SignalMask {
        var all = sigset_t()
        var saved = SignalMask()
        sigfillset(&all)
        pthread_sigmask(SIG_SETMASK, &all, &saved.mask)
        return saved
    }

    /// Signals that end a process do, also where whoever started this one has blocked them.
    static func unblockEndings() {
        var endings = sigset_t()
        sigemptyset(&endings)
        for number in [SIGTERM, SIGHUP, SIGQUIT] { sigaddset(&endings, number) }
        pthread_sigmask(SIG_UNBLOCK, &endings, nil)
    }

    func restore() {
        var mask = mask
        pthread_sigmask(SIG_SETMASK, &mask, nil)
    }
}

private final class ThreadJob {
    let run: () -> Void
    init(_ run: @escaping () -> Void) { self.run = run }
}

private func startThread(_ job: ThreadJob) -> Bool {
    let context = Unmanaged.passRetained(job)
    #if canImport(Glibc)
        var thread = pthread_t()
        let status = pthread_create(&thread, nil, { runThread($0) }, context.toOpaque())
        if status == 0 { pthread_detach(thread) } else { context.release() }
    #else
        var thread: pthread_t?
        let status = pthread_create(&thread, nil, { runThread($0) }, context.toOpaque())
        if status == 0, let thread { pthread_detach(thread) } else { context.release() }
    #endif
    return status == 0
}

private func runThread(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    if let context { Unmanaged<ThreadJob>.fromOpaque(context).takeRetainedValue().run() }
    return nil
}
