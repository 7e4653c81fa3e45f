import GradusKernelTypes
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Working memory of kernels, kept between calls: fresh memory of this size would cost page faults each time.
enum Scratch {
    /// Calls `body` with 64-byte aligned memory for `count` floats, whatever they hold.
    @inline(__always)
    static func with<R>(_ count: Int, _ body: (Out<Float>) -> R) -> R {
        if count <= 0 { return body(nothing.pointer) }
        let block = cache.take(count)
        let result = body(block.floats)
        cache.give(block)
        return result
    }

    private static let cache = Cache()
    private static let nothing = Nothing()

    private final class Nothing: @unchecked Sendable {
        let pointer = Out<Float>.allocate(capacity: 16)
    }

    struct Block {
        var floats: Out<Float>
        var count: Int
    }

    /// A handful of free blocks behind a spin lock.
    private final class Cache: @unchecked Sendable {
        private let locked = Atomic<Bool>(false)
        private static let slots = 32
        private let blocks = UnsafeMutablePointer<Block>.allocate(capacity: slots)
        private var used = 0
        /// Larger blocks go back to the system.
        private static let largest = 1 << 24

        func take(_ count: Int) -> Block {
            lock()
            var found: Block?
            // The smallest block that is large enough.
            var best = -1
            for i in 0..<used where blocks[i].count >= count && (best < 0 || blocks[i].count < blocks[best].count) {
                best = i
            }
            if best >= 0 {
                found = blocks[best]
                used -= 1
                blocks[best] = blocks[used]
            }
            locked.store(false, ordering: .releasing)
            if let found { return found }
            let rounded = (count + 1023) / 1024 * 1024
            let memory = UnsafeMutableRawPointer.allocate(byteCount: rounded * 4, alignment: 64)
            return Block(floats: memory.bindMemory(to: Float.self, capacity: rounded), count: rounded)
        }

        func give(_ block: Block) {
            if block.count <= Self.largest {
                lock()
                if used < Self.slots {
                    blocks[used] = block
                    used += 1
                    locked.store(false, ordering: .releasing)
                    return
                }
                locked.store(false, ordering: .releasing)
            }
            UnsafeMutableRawPointer(block.floats).deallocate()
        }

        private func lock() {
            var rounds = 0
            while locked.exchange(true, ordering: .acquiring) {
                rounds += 1
                if rounds > 100 { sched_yield() }
            }
        }
    }
}
