import GradusKernels

/// Ctrl-C in the middle of a long computation.
package enum Interruption {
    /// Where a signal handler sets the lowest bit.
    package static func watch(_ word: UnsafePointer<UInt32>) { Threads.stopWord = word }

    /// Long loops outside of the kernels ask this now and then, and end as they like: what they give is thrown away.
    package static var isWanted: Bool { Threads.isStopping }

    /// Calls `body` with stretches of 0 ..< n; ends early where somebody interrupts.
    @inline(__always)
    package static func inStretches(_ n: Int, _ body: (Range<Int>) throws -> Void) rethrows {
        try Threads.inStretches(n, body)
    }

    /// Raises what an interrupt raises, before anything is changed.
    package static func check() throws {
        if let word = Threads.stopWord, word.pointee & 1 != 0 { throw TensorError.interrupted }
    }

    /// Runs a computation that may end early, since it changes nothing but its own result.
    /// - Throws: `TensorError.interrupted` where it did; the result is then never seen.
    @inline(__always)
    package static func around<Result>(_ body: () throws -> Result) throws -> Result {
        guard Threads.watch() else { return try body() }
        let result: Result
        do {
            result = try body()
        } catch {
            // Numbers that were never computed may be refused further on.
            throw Threads.unwatch() ? TensorError.interrupted : error
        }
        if Threads.unwatch() { throw TensorError.interrupted }
        return result
    }
}

extension TensorError {
    /// Somebody asked for an end.
    package static let interrupted = TensorError(.interrupted, "")
}
