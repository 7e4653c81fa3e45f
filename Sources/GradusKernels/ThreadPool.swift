import CSIMD
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Workers that spin a while for the next job, then sleep on a condition.
///
/// `ticket` holds (generation << 32 | next chunk). A worker first announces itself in `active`, then claims chunks by
/// compare-and-swap; the caller closes the job when no chunk is left and waits until `active` is 0, so nobody
/// can touch a job that has ended.
final class ThreadPool: @unchecked Sendable {
    private typealias Body = (Range<Int>) -> Void

    private let ticket = Atomic<Int>(Int(Int32.max))
    private let active = Atomic<Int>(0)
    private let sleepers = Atomic<Int>(0)
    private let busy = Atomic<Bool>(false)

    // Written by the caller before the ticket opens, read by workers after they saw it open.
    private var job: UnsafeMutablePointer<Body>?
    private var chunks = 0
    private var grain = 0
    private var total = 0
    private var isWatched = false
    private var started = 0
    private var generation = 0

    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

    private static let closed = Int(Int32.max)
    /// Waiting this long before sleeping keeps workers awake between the kernels of a training step.
    private static let spinNanoseconds: UInt64 = 300_000

    init() {
        mutex.initialize(to: pthread_mutex_t())
        condition.initialize(to: pthread_cond_t())
        pthread_mutex_init(mutex, nil)
        pthread_cond_init(condition, nil)
    }

    /// Returns false, having done nothing, when the pool is in use.
    func run(
        chunks: Int, grain: Int, n: Int, threads: Int, isWatched: Bool, _ body: (Range<Int>) -> Void
    ) -> Bool {
        if busy.exchange(true, ordering: .acquiring) { return false }
        while started < threads - 1 {
            guard startWorker() else { break }
            started += 1
        }
        withoutActuallyEscaping(body) { escaping in
            var stored: Body = escaping
            withUnsafeMutablePointer(to: &stored) { pointer in
                job = pointer
                self.chunks = chunks
                self.isWatched = isWatched
                self.grain = grain
                total = n
                generation = (generation + 1) & 0x3fff_ffff
                ticket.store(generation << 32, ordering: .sequentiallyConsistent)
                if sleepers.load(ordering: .sequentiallyConsistent) > 0 {
                    pthread_mutex_lock(mutex)
                    pthread_cond_broadcast(condition)
                    pthread_mutex_unlock(mutex)
                }
                work()
                ticket.store(generation << 32 | Self.closed, ordering: .sequentiallyConsistent)
                var rounds = 0
                while active.load(ordering: .sequentiallyConsistent) != 0 {
                    rounds += 1
                    if rounds > 4000 { sched_yield() } else { cpu_pause() }
                }
                job = nil
            }
        }
        busy.store(false, ordering: .releasing)
        return true
    }

    private var isOpen: Bool {
        let at = ticket.load(ordering: .sequentiallyConsistent) & 0xffff_ffff
        return at != Self.closed && at < chunks
    }

    /// Claims and runs chunks until none is left.
    @inline(never)
    private func work() {
        while true {
            var seen = ticket.load(ordering: .sequentiallyConsistent)
            while true {
                let at = seen & 0xffff_ffff
                if at == Self.closed || at >= chunks { return }
                let (done, original) = ticket.compareExchange(
                    expected: seen, desired: seen + 1, ordering: .acquiringAndReleasing)
                if done { break }
                seen = original
            }
            let chunk = seen & 0xffff_ffff
            guard let job, !(isWatched && Threads.mustStop()) else { continue }
            job.pointee(chunk * grain..<Swift.min((chunk + 1) * grain, total))
        }
    }

    private func startWorker() -> Bool {
        let context = Unmanaged.passUnretained(self).toOpaque()
        #if canImport(Glibc)
            var thread = pthread_t()
            let failed = pthread_create(
                &thread, nil,
                { context in
                    if let context { Unmanaged<ThreadPool>.fromOpaque(context).takeUnretainedValue().serve() }
                    return nil
                }, context)
            if failed == 0 { pthread_detach(thread) }
        #else
            var thread: pthread_t?
            let failed = pthread_create(
                &thread, nil,
                { context in
                    Unmanaged<ThreadPool>.fromOpaque(context).takeUnretainedValue().serve()
                    return nil
                }, context)
            if failed == 0, let thread { pthread_detach(thread) }
        #endif
        return failed == 0
    }

    private func serve() -> Never {
        while true {
            waitForWork()
            active.add(1, ordering: .sequentiallyConsistent)
            if isOpen { work() }
            active.subtract(1, ordering: .sequentiallyConsistent)
        }
    }

    private func waitForWork() {
        let start = now()
        while true {
            for _ in 0..<64 {
                if isOpen { return }
                cpu_pause()
            }
            if now() &- start > Self.spinNanoseconds { break }
        }
        pthread_mutex_lock(mutex)
        sleepers.add(1, ordering: .sequentiallyConsistent)
        while !isOpen { pthread_cond_wait(condition, mutex) }
        sleepers.subtract(1, ordering: .sequentiallyConsistent)
        pthread_mutex_unlock(mutex)
    }

    private func now() -> UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) &* 1_000_000_000 &+ UInt64(time.tv_nsec)
    }
}
