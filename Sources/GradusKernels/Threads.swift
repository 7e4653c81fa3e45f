import CSIMD
import GradusKernelTypes
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The one thread pool of the kernels.
///
/// A problem is always cut into the same chunks, whatever the number of threads; caller and workers claim chunks from
/// one atomic counter. So results do not depend on the thread count, and a worker that comes late gets nothing.
package enum Threads {
    /// Threads that work together, the caller included: GRADUS_THREADS, else one per processor. At least 1.
    package static var count: Int {
        get { threadCount.load(ordering: .relaxed) }
        set { threadCount.store(Swift.min(Swift.max(newValue, 1), 256), ordering: .relaxed) }
    }

    /// A word that the one who takes interrupts owns: its lowest bit asks running kernels to stop (a signal handler may
    /// set it). Only watched work looks at it.
    nonisolated(unsafe) package static var stopWord: UnsafePointer<UInt32>?

    /// The calling thread begins work whose results nobody has seen yet: its loops may end between chunks when the user
    /// interrupts. Work that changes what others see (an optimiser's step, a sum in place) is not watched, and is finished.
    /// - Returns: false, having done nothing, where this thread is watched already, or another one is.
    package static func watch() -> Bool {
        if watched != nil { return false }
        watched = pthread_self()
        hasStopped.store(false, ordering: .relaxed)
        KernelStop.isNoted = false
        KernelStop.word = stopWord
        return true
    }

    /// Ends what `watch` began.
    /// - Returns: whether loops ended early; what was computed is then meaningless.
    package static func unwatch() -> Bool {
        watched = nil
        KernelStop.word = nil
        return KernelStop.isNoted || hasStopped.load(ordering: .relaxed)
    }

    /// Whether the calling thread's work is watched.
    fileprivate static var isWatched: Bool {
        guard let watched else { return false }
        return pthread_equal(watched, pthread_self()) != 0
    }

    /// Whether watched work has to end; notes that it did.
    static func mustStop() -> Bool {
        guard let stopWord, stopWord.pointee & 1 != 0 else { return false }
        hasStopped.store(true, ordering: .relaxed)
        return true
    }

    /// Whether the calling thread's work is watched and has to end: long loops outside of `parallelFor` ask now and then.
    package static var isStopping: Bool { isWatched && mustStop() }

    /// Calls `body` with stretches of 0 ..< n, one after another; watched work may end between them.
    @inline(__always)
    package static func inStretches(
        _ n: Int, of length: Int = 1 << 20, _ body: (Range<Int>) throws -> Void
    ) rethrows {
        if n <= length {
            if n > 0 { try body(0..<n) }
            return
        }
        var start = 0
        while start < n, !isStopping {
            let end = n - start > length ? start + length : n
            try body(start..<end)
            start = end
        }
    }

    /// Must be called in the child of a fork before any kernel runs.
    package static func afterFork() { pool.forgetWorkers() }

    /// Runs `body` over 0 ..< n in chunks of `grain` (the last may be shorter). Nested or concurrent calls, and
    /// calls with one chunk, run on the calling thread.
    package static func parallelFor(_ n: Int, grain: Int, _ body: (Range<Int>) -> Void) {
        let step = Swift.max(grain, 1)
        let chunks = (n + step - 1) / step
        if chunks <= 1 {
            if n > 0 { body(0..<n) }
            return
        }
        let watched = isWatched
        if chunks < 1 << 31, count > 1,
            pool.run(chunks: chunks, grain: step, n: n, threads: count, isWatched: watched, body)
        {
            return
        }
        for chunk in 0..<chunks {
            if watched && mustStop() { return }
            body(chunk * step..<Swift.min((chunk + 1) * step, n))
        }
    }
}

/// The watched thread: one at a time, the one that runs the user's program.
nonisolated(unsafe) private var watched: pthread_t?
private let hasStopped = Atomic<Bool>(false)
private let threadCount = Atomic<Int>(initialThreadCount())
private let pool = ThreadPool()

private func initialThreadCount() -> Int {
    if let text = getenv("GRADUS_THREADS"), let wanted = Int(String(cString: text)), wanted > 0 {
        return Swift.min(wanted, 256)
    }
    return Swift.min(Swift.max(Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))), 1), 256)
}
