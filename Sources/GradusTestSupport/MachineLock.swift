#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Tests that run programs inside the test process take turns: the machine's types, interned names and collector belong
/// to one thread at a time, and test suites run side by side.
public enum MachineLock {
    /// Allocated once: a mutex must not move.
    nonisolated(unsafe) private static let mutex: UnsafeMutablePointer<pthread_mutex_t> = {
        let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
        pthread_mutex_init(mutex, nil)
        return mutex
    }()

    public static func withLock<Result>(_ body: () throws -> Result) rethrows -> Result {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        return try body()
    }
}
