#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif
import Synchronization

/// The 8-bit pictures of a set, one after another in memory of their own; filled at once by a reader, or block by block
/// when first looked at by a painter.
///
/// The memory lives as long as the store; tensors over it keep the store alive.
package final class PixelStore: @unchecked Sendable {
    package let base: UnsafeMutablePointer<UInt8>
    package let count: Int
    /// Bytes of one picture.
    package let itemBytes: Int

    /// Draws the given items; called at most once for each item.
    package typealias Painter = @Sendable (_ items: Range<Int>, _ base: UnsafeMutablePointer<UInt8>) -> Void

    private let painter: Painter?
    /// True per block that is drawn. Only touched under the lock.
    private let drawn: Mutex<[Bool]>
    private let allDrawn: Atomic<Bool>
    private static let blockItems = 500

    /// Uninitialised memory for `count` items, to be filled by a reader at once.
    package convenience init(count: Int, itemBytes: Int, path: String) throws {
        try self.init(count: count, itemBytes: itemBytes, path: path, painter: nil)
    }

    /// Items that `painter` draws when they are first asked for.
    package init(count: Int, itemBytes: Int, path: String = "memory", painter: Painter?) throws {
        let (bytes, overflow) = count.multipliedReportingOverflow(by: itemBytes)
        guard !overflow, count >= 0, itemBytes >= 0, let memory = malloc(max(1, bytes)) else {
            throw DataError.tooLarge(path: path, bytes: bytes, limit: Int.max)
        }
        #if os(Linux)
            // Large pages: filling fresh memory is mostly page faults.
            if bytes > 4 << 20 {
                let page = 2 << 20
                let start = (UInt(bitPattern: memory) + UInt(page - 1)) & ~UInt(page - 1)
                let usable = bytes - Int(start - UInt(bitPattern: memory))
                if let start = UnsafeMutableRawPointer(bitPattern: start), usable > 0 {
                    _ = madvise(start, usable, MADV_HUGEPAGE)
                }
            }
        #endif
        base = memory.bindMemory(to: UInt8.self, capacity: max(1, bytes))
        self.count = count
        self.itemBytes = itemBytes
        self.painter = painter
        let blocks = painter == nil ? 0 : (count + Self.blockItems - 1) / Self.blockItems
        drawn = Mutex([Bool](repeating: false, count: blocks))
        allDrawn = Atomic(painter == nil)
    }

    deinit { free(base) }

    package var byteCount: Int { count * itemBytes }

    package var buffer: UnsafeMutableRawBufferPointer { UnsafeMutableRawBufferPointer(start: base, count: byteCount) }

    /// Makes sure that the items of `range` (within the set) are drawn.
    package func prepare(_ range: Range<Int>) {
        guard let painter, !range.isEmpty, !allDrawn.load(ordering: .acquiring) else { return }
        drawn.withLock { drawn in
            for block in range.lowerBound / Self.blockItems...(range.upperBound - 1) / Self.blockItems
            where !drawn[block] {
                let first = block * Self.blockItems
                painter(first..<min(count, first + Self.blockItems), base)
                drawn[block] = true
            }
        }
    }

    package func prepareAll() {
        guard painter != nil, !allDrawn.load(ordering: .acquiring) else { return }
        prepare(0..<count)
        allDrawn.store(true, ordering: .releasing)
    }

    /// Bytes of one item (`index` within the set).
    package func bytes(of index: Int) -> [UInt8] {
        prepare(index..<index + 1)
        return Array(UnsafeBufferPointer(start: base + index * itemBytes, count: itemBytes))
    }
}
