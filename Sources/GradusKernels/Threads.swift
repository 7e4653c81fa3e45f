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

    /// A word whose lowest bit, set by a signal handler for instance, asks kernels to stop. The one who set it clears it.
    nonisolated(unsafe) package static var stopWord: UnsafePointer<UInt32>?

    /// Somebody asks kernels to stop.
    package static var stopRequested: Bool { stopWord.map { $0.pointee & 1 != 0 } ?? false }

    /// Whether kernels may: only where nobody looks at what they have done by then.
    package static var mayStop: Bool {
        get { mayStopFlag.load(ordering: .relaxed) }
        set { mayStopFlag.store(newValue, ordering: .relaxed) }
    }

    /// Running kernels end early; their results are then meaningless.
    package static var interrupted: Bool { mayStop && stopRequested }

    /// Must be called in the child of a fork before any kernel runs.
    package static func afterFork() { pool.forgetWorkers() }

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
private let mayStopFlag = Atomic<Bool>(false)
private let pool = ThreadPool()

private func initialThreadCount() -> Int {
    if let text = getenv("GRADUS_THREADS"), let wanted = Int(String(cString: text)), wanted > 0 {
        return Swift.min(wanted, 256)
    }
    return Swift.min(Swift.max(Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))), 1), 256)
}
