#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Work for the thread with the large stack.
private final class StackJob {
    let run: () -> Void
    init(_ run: @escaping () -> Void) { self.run = run }
}

/// Runs `body` on a thread with a large stack, so that deep recursion in a script ends as RecursionError.
/// A face calls it once around everything it does with a session.
public func withLargeStack<Result: Sendable>(_ body: @escaping @Sendable () -> Result) -> Result {
    var result: Result?
    withUnsafeMutablePointer(to: &result) { place in
        // The thread is joined before this function returns.
        nonisolated(unsafe) let place = place
        runOnLargeStack(StackJob { place.pointee = body() })
    }
    return result ?? body()
}

/// Does nothing where no thread can be made: the caller then runs on its own stack.
private func runOnLargeStack(_ job: StackJob) {
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    // Address space only: pages are used when a recursion reaches them.
    pthread_attr_setstacksize(&attributes, 1 << 29)
    let context = Unmanaged.passRetained(job)
    #if canImport(Glibc)
        // One heap for all threads: that of any but the first grows page by page, with a system call for each.
        _ = setAllocator(-8, 1)
        var thread = pthread_t()
        let status = pthread_create(&thread, &attributes, { runJob($0) }, context.toOpaque())
        if status == 0 { pthread_join(thread, nil) } else { context.release() }
    #else
        var thread: pthread_t?
        let status = pthread_create(&thread, &attributes, { runJob($0) }, context.toOpaque())
        if status == 0, let thread { pthread_join(thread, nil) } else { context.release() }
    #endif
}

private func runJob(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    if let context { Unmanaged<StackJob>.fromOpaque(context).takeRetainedValue().run() }
    return nil
}

#if canImport(Glibc)
    // Glibc's module leaves out its header; -8 is `M_ARENA_MAX`.
    @_silgen_name("mallopt")
    private func setAllocator(_ parameter: Int32, _ value: Int32) -> Int32
#endif
