import GradusEngine
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Interrupts running code after a time, as Ctrl-C would.
public enum CellTimer {
    private static let fired = Atomic<Bool>(false)

    /// Starts to count. After the time is over the code is interrupted, and again every second, should it go on.
    public static func start(seconds: Double) {
        fired.store(false, ordering: .relaxed)
        signal(SIGALRM) { _ in
            CellTimer.fired.store(true, ordering: .relaxed)
            Session.interrupt()
        }
        var alarms = sigset_t()
        sigemptyset(&alarms)
        sigaddset(&alarms, SIGALRM)
        pthread_sigmask(SIG_UNBLOCK, &alarms, nil)
        set(first: max(seconds, 1e-3), interval: 1)
    }

    /// Stops; true when the time was over before.
    public static func stop() -> Bool {
        set(first: 0, interval: 0)
        return fired.load(ordering: .relaxed)
    }

    private static func set(first: Double, interval: Double) {
        let time = { (seconds: Double) in
            let whole = min(seconds, 1e9).rounded(.down)
            return timeval(tv_sec: Int(whole), tv_usec: suseconds_t((min(seconds, 1e9) - whole) * 1e6))
        }
        var timer = itimerval(it_interval: time(interval), it_value: time(first))
        // ITIMER_REAL, which systems type differently.
        setitimer(0, &timer, nil)
    }
}
