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

    /// Set (from a signal handler, say) to make running kernels stop early; their results are then meaningless. The
    /// one who set it clears it.
    package static var interrupted: Bool {
        get { interruptFlag.load(ordering: .relaxed) }
        set { interruptFlag.store(newValue, ordering: .relaxed) }
    }

    /// Runs `body` over 0 ..< n in chunks of `grain` (the last may be shorter). Nested or concurrent calls, and
    /// calls with one chunk, run on the calling thread.
    package static func parallelFor(_ n: Int, grain: Int, _ body: (Range<Int>) -> Void) {
        let step = Swift.max(grain, 1)
        let chunks = (n + step - 1) / step
        if chunks <= 1 {
            if n > 0 && !interrupted { body(0..<n) }
            return
        }
        if chunks < 1 << 31, count > 1, pool.run(chunks: chunks, grain: step, n: n, threads: count, body) { return }
        for chunk in 0..<chunks {
            if interrupted { return }
            body(chunk * step..<Swift.min((chunk + 1) * step, n))
        }
    }
}

private let threadCount = Atomic<Int>(initialThreadCount())
private let interruptFlag = Atomic<Bool>(false)
private let pool = ThreadPool()

private func initialThreadCount() -> Int {
    if let text = getenv("GRADUS_THREADS"), let wanted = Int(String(cString: text)), wanted > 0 {
        return Swift.min(wanted, 256)
    }
    return Swift.min(Swift.max(Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))), 1), 256)
}
