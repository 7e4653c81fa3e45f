/// How kernels that take long for one piece of work learn that nobody wants it any more: the thread that is watched sets
/// the word, the pieces look at it now and then and end as they like.
package enum KernelStop {
    /// The lowest bit asks for an end; nil: the work that runs has to be finished.
    package nonisolated(unsafe) static var word: UnsafePointer<UInt32>?
    /// Whether a piece ended early.
    package nonisolated(unsafe) static var isNoted = false

    package static var isWanted: Bool {
        guard let word, word.pointee & 1 != 0 else { return false }
        isNoted = true
        return true
    }
}
