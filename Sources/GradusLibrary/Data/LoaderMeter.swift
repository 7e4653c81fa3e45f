#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// How far a pass over a `DataLoader` is, for the person at a prompt: passes that take longer than a second tell their
/// face, ten times a second. Where a `tqdm` counts already, or nobody wants to know, nothing is said.
final class LoaderMeter {
    /// Whether the face shows bars.
    nonisolated(unsafe) static var isOn = false
    /// The bars of `tqdm` that are open.
    nonisolated(unsafe) static var openBars: Set<Int> = []
    nonisolated(unsafe) private static var lastIdentity = 0

    private static let patience = 1.0
    private static let interval = 0.1

    private let total: Int?
    private let identity: Int
    private var done = 0
    private var start = 0.0
    private var next = 0.0
    private var isShown = false

    /// nil where nobody wants to know.
    init?(total: Int?) {
        guard Self.isOn else { return nil }
        self.total = total
        // Those of tqdm are above 0.
        Self.lastIdentity -= 1
        identity = Self.lastIdentity
    }

    /// A batch is about to be made.
    @inline(__always)
    func count() {
        let now = Self.seconds
        if now >= next { look(now) }
        done += 1
    }

    @inline(never)
    private func look(_ now: Double) {
        if done == 0 {
            start = now
            next = now + Self.patience
            return
        }
        next = now + Self.interval
        guard Self.isOn, Self.openBars.isEmpty else { return finish() }
        isShown = true
        let left = total.map { Double(max(0, $0 - done)) * (now - start) / Double(done) }
        Library.output(.loading(identity: identity, done: done, total: total, secondsLeft: left, isFinished: false))
    }

    /// There are no more batches.
    func finish() {
        guard isShown else { return }
        isShown = false
        Library.output(.loading(identity: identity, done: done, total: total, secondsLeft: nil, isFinished: true))
    }

    // A loop that was left early.
    deinit { finish() }

    private static var seconds: Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
}
