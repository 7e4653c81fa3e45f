#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The gate before allocations whose size a script chooses: Swift ends the process where memory is refused.
enum MemoryLimit {
    /// The largest single allocation: half of the machine's memory.
    static let bytes: Int = {
        let pages = sysconf(Int32(_SC_PHYS_PAGES))
        let size = sysconf(Int32(_SC_PAGESIZE))
        return pages > 0 && size > 0 ? max(pages / 2 * size, 1 << 28) : 1 << 31
    }()
}

extension VM {
    /// - Throws: MemoryError where `count` elements are more than one object may hold.
    @inline(__always)
    func checkMemory(_ count: Int, elementSize: Int = MemoryLayout<Value>.stride) throws {
        if count > MemoryLimit.bytes / elementSize { throw error(.memoryError, arguments: []) }
    }
}
