import GradusKernels

/// Ctrl-C in the middle of a long computation.
package enum Interruption {
    /// Where a signal handler sets the lowest bit.
    package static func watch(_ word: UnsafePointer<UInt32>) { Threads.stopWord = word }

    /// Long loops outside of the kernels ask this now and then, and end as they like: what they give is thrown away.
    @inline(__always)
    static var isWanted: Bool { Threads.interrupted }

    /// Runs a computation that may end early, since it changes nothing but its own result.
    /// - Throws: `TensorError.interrupted` where somebody asked for an end; the result is then never seen.
    @inline(__always)
    static func around<Result>(_ body: () throws -> Result) throws -> Result {
        let outer = Threads.mayStop
        Threads.mayStop = true
        defer { Threads.mayStop = outer }
        let result: Result
        do {
            result = try body()
        } catch {
            // Half a result can look wrong.
            throw Threads.stopRequested ? TensorError.interrupted : error
        }
        try check()
        return result
    }

    /// Between two parts of a long computation.
    @inline(__always)
    static func check() throws { if Threads.stopRequested { throw TensorError.interrupted } }
}

extension TensorError {
    /// Somebody asked for an end.
    static let interrupted = TensorError(.interrupted, "")
}
