import GradusKernels
import Synchronization

/// What the numbers need when a process is copied.
package enum Forks {
    /// How often this process was copied.
    package private(set) nonisolated(unsafe) static var count = 0

    /// The process was copied: until they are written to, its pages are shared with the copy.
    package static func parentGoesOn() { count &+= 1 }

    /// Makes the pages of a tensor this process's own again. Nothing changes, so that Ctrl-C may come in between: what
    /// must not be left half done is then quick.
    /// - Throws: `TensorError.interrupted`.
    package static func ownPages(of tensor: Tensor) throws {
        guard tensor.isContiguous, !tensor.isMeta else { return }
        let start = tensor.pointer(UInt8.self)
        let page = 4096
        let pages = tensor.count * tensor.dtype.size / page
        try Interruption.around {
            Threads.parallelFor(pages, grain: 256) {
                for index in $0 {
                    // A byte is written over itself.
                    let place = UnsafeMutableRawPointer(start + index * page)
                        .assumingMemoryBound(to: Atomic<UInt8>.self)
                    let byte = place.pointee.load(ordering: .relaxed)
                    _ = place.pointee.compareExchange(expected: byte, desired: byte, ordering: .relaxed)
                }
            }
        }
    }

    /// In the child, before anything is computed: the threads of the kernels are gone.
    package static func childStarted() {
        count &+= 1
        Threads.afterFork()
    }
}
