#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The memory behind one or more tensors, counted by reference, with a version that in-place operations raise.
public final class Storage: @unchecked Sendable {
    package let base: UnsafeMutableRawPointer
    package fileprivate(set) var byteCount: Int
    /// The free list the buffer goes back to; -1 for foreign memory, -2 for none (meta).
    fileprivate let sizeClass: Int
    /// Raised by every in-place change.
    package var version = 0
    /// Keeps foreign memory alive.
    package let owner: AnyObject?
    /// The next in a list of idle ones, which own each other.
    fileprivate var next: Unmanaged<Storage>?

    /// Fresh uninitialised memory.
    /// - Throws: outOfMemory with the figures where the machine cannot give it.
    package init(byteCount: Int) throws {
        self.byteCount = byteCount
        let (pointer, sizeClass) = try BufferCache.take(byteCount)
        base = pointer
        self.sizeClass = sizeClass
        owner = nil
    }

    /// Memory that belongs to `owner`.
    package init(foreign pointer: UnsafeMutableRawPointer, byteCount: Int, owner: AnyObject?) {
        base = pointer
        self.byteCount = byteCount
        sizeClass = -1
        self.owner = owner
    }

    /// No memory at all: the storage of a meta tensor of so many bytes.
    package init(metaByteCount: Int) {
        base = Preview.isOn ? EmptyMemory.take(metaByteCount) : BufferCache.nowhere
        byteCount = metaByteCount
        sizeClass = -2
        owner = nil
    }

    deinit {
        if sizeClass >= 0 { BufferCache.give(base, sizeClass) }
    }
}

/// Small storages that nobody uses, object and buffer, for the next small tensor.
enum IdleStorages {
    /// Storages of up to `2048` bytes are kept, so many of each size class.
    private static let classCount = 24
    private static let depth = 32

    private struct List {
        var head: Unmanaged<Storage>?
        var count = 0
    }

    nonisolated(unsafe) private static let lists: UnsafeMutablePointer<List> = {
        let p = UnsafeMutablePointer<List>.allocate(capacity: classCount)
        p.initialize(repeating: List(), count: classCount)
        return p
    }()

    /// Fresh uninitialised memory.
    /// - Throws: outOfMemory.
    @inline(__always)
    static func take(_ byteCount: Int) throws -> Storage {
        if byteCount >= 0, byteCount <= 2048 {
            let index = BufferCache.sizeClass(of: byteCount).index
            if index < classCount, let head = lists[index].head {
                let storage = head.takeRetainedValue()
                lists[index].head = storage.next
                lists[index].count &-= 1
                storage.byteCount = byteCount
                storage.version = 0
                BufferCache.wake(index)
                return storage
            }
        }
        return try Storage(byteCount: byteCount)
    }

    /// Keeps a storage that only the caller refers to.
    @inline(__always)
    static func give(_ storage: Storage) {
        let index = storage.sizeClass
        guard index >= 0, index < classCount, lists[index].count < depth else { return }
        storage.next = lists[index].head
        lists[index].head = Unmanaged.passRetained(storage)
        lists[index].count &+= 1
        BufferCache.rest(index)
    }

    static func trim() {
        for i in 0..<classCount {
            while let head = lists[i].head {
                BufferCache.wake(i)
                lists[i].head = head._withUnsafeGuaranteedRef { $0.next }
                head.release()
            }
            lists[i].count = 0
        }
    }
}

/// Freed buffers by size class, four classes per power of two: taking one again costs no page faults.
package enum BufferCache {
    /// An address for tensors without elements in memory.
    nonisolated(unsafe) static let nowhere = UnsafeMutableRawPointer.allocate(byteCount: 64, alignment: 64)

    /// Bytes kept in free lists at most.
    package nonisolated(unsafe) static var limit = 256 << 20
    /// Bytes in the free lists now.
    package private(set) nonisolated(unsafe) static var cachedBytes = 0
    /// Bytes handed out now.
    package private(set) nonisolated(unsafe) static var liveBytes = 0

    /// Bytes handed out since the start: what operations ask for is the difference.
    package private(set) nonisolated(unsafe) static var takenBytes = 0

    private static let classCount = 160
    nonisolated(unsafe) private static let heads: UnsafeMutablePointer<UnsafeMutableRawPointer?> = {
        let p = UnsafeMutablePointer<UnsafeMutableRawPointer?>.allocate(capacity: classCount)
        p.initialize(repeating: nil, count: classCount)
        return p
    }()

    /// Bytes of physical memory, the most that one request may ask for.
    private static let physicalBytes: Int = {
        let pages = sysconf(Int32(_SC_PHYS_PAGES))
        let size = sysconf(Int32(_SC_PAGESIZE))
        return pages > 0 && size > 0 ? pages * size : Int.max
    }()

    /// The class of a size and the bytes its buffers have: 64 · 2^(k/4), rounded up within a power of two.
    @inline(__always)
    static func sizeClass(of byteCount: Int) -> (index: Int, bytes: Int) {
        let n = max(byteCount, 64)
        let exponent = Int.bitWidth - 1 - (n - 1).leadingZeroBitCount  // n - 1 in [2^e, 2^(e+1))
        let steps = (n &- 1 &- (1 << exponent)) >> (exponent &- 2)  // 0...3
        return ((exponent - 5) * 4 + steps, (1 << exponent) &+ (steps &+ 1) << (exponent &- 2))
    }

    static func take(_ byteCount: Int) throws -> (UnsafeMutableRawPointer, Int) {
        guard byteCount >= 0, byteCount < 1 << 44 else { throw outOfMemory(byteCount) }
        let (index, bytes) = sizeClass(of: byteCount)
        takenBytes &+= bytes
        if let head = heads[index] {
            heads[index] = head.load(as: UnsafeMutableRawPointer?.self)
            cachedBytes &-= bytes
            liveBytes &+= bytes
            return (head, index)
        }
        if bytes > 16 << 20 {
            if liveBytes + bytes > physicalBytes { throw outOfMemory(byteCount) }
            if liveBytes + cachedBytes + bytes > physicalBytes { trim() }
        }
        var pointer: UnsafeMutableRawPointer?
        guard posix_memalign(&pointer, 64, bytes) == 0, let pointer else { throw outOfMemory(byteCount) }
        adviseLargePages(pointer, bytes)
        liveBytes &+= bytes
        return (pointer, index)
    }

    /// Asks for large pages in large buffers: fewer faults, and fewer misses of the address cache.
    @inline(__always)
    package static func adviseLargePages(_ pointer: UnsafeMutableRawPointer, _ bytes: Int) {
        #if os(Linux)
            guard bytes >= 4 << 20 else { return }
            let page: UInt = 2 << 20
            let start = (UInt(bitPattern: pointer) + page - 1) & ~(page - 1)
            let end = (UInt(bitPattern: pointer) + UInt(bytes)) & ~(page - 1)
            if start < end { _ = madvise(UnsafeMutableRawPointer(bitPattern: start), Int(end - start), MADV_HUGEPAGE) }
        #endif
    }

    static func give(_ pointer: UnsafeMutableRawPointer, _ index: Int) {
        let bytes = bytes(ofClass: index)
        liveBytes &-= bytes
        if cachedBytes + bytes > limit {
            free(pointer)
            return
        }
        pointer.storeBytes(of: heads[index], as: UnsafeMutableRawPointer?.self)
        heads[index] = pointer
        cachedBytes &+= bytes
    }

    private static func bytes(ofClass index: Int) -> Int {
        let exponent = index >> 2 &+ 5
        return (1 << exponent) &+ (index & 3 &+ 1) << (exponent &- 2)
    }

    /// A buffer stays with its idle storage.
    fileprivate static func rest(_ index: Int) {
        let bytes = bytes(ofClass: index)
        liveBytes &-= bytes
        cachedBytes &+= bytes
    }

    /// A buffer is in use again with its storage.
    fileprivate static func wake(_ index: Int) {
        let bytes = bytes(ofClass: index)
        takenBytes &+= bytes
        liveBytes &+= bytes
        cachedBytes &-= bytes
    }

    /// Gives all cached buffers back to the system.
    package static func trim() {
        IdleStorages.trim()
        for i in 0..<classCount {
            while let head = heads[i] {
                heads[i] = head.load(as: UnsafeMutableRawPointer?.self)
                free(head)
            }
        }
        cachedBytes = 0
    }

    private static func outOfMemory(_ byteCount: Int) -> TensorError {
        TensorError(
            .outOfMemory,
            "[enforce fail at alloc_cpu.cpp:127] err == 0. DefaultCPUAllocator: can't allocate memory: you tried to allocate "
                + "\(byteCount) bytes. Error code 12 (Cannot allocate memory)",
            notes: [
                "\(byteCount >> 20) MB asked for, \(liveBytes >> 20) MB in use by tensors, "
                    + "\(physicalBytes >> 20) MB of memory in this machine"
            ])
    }
}
