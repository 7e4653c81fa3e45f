#if canImport(Glibc)
    import Glibc
#endif

/// Large blocks in large pages: fewer faults while they are filled, and they are given back many times sooner, which
/// counts when Ctrl-C throws them away.
enum LargePages {
    /// Advice for a block that was just allocated or moved.
    @inline(__always)
    static func advise(_ start: UnsafeMutableRawPointer, _ byteCount: Int) {
        if byteCount >= 4 << 20 { adviseLarge(start, byteCount) }
    }

    @inline(never)
    private static func adviseLarge(_ pointer: UnsafeMutableRawPointer, _ byteCount: Int) {
        #if os(Linux)
            let page: UInt = 2 << 20
            let address = UInt(bitPattern: pointer)
            let (start, end) = ((address + page - 1) & ~(page - 1), (address + UInt(byteCount)) & ~(page - 1))
            if start < end { _ = madvise(UnsafeMutableRawPointer(bitPattern: start), Int(end - start), MADV_HUGEPAGE) }
        #endif
    }
}
