#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Addresses for tensors without elements during a preview.
///
/// The system gives pages there only to what is written, so that code that looks at elements all the same finds zeros, and
/// its own ones.
enum EmptyMemory {
    private static let size = 1 << 43

    private nonisolated(unsafe) static let base: UnsafeMutableRawPointer? = {
        #if canImport(Glibc)
            let flags = MAP_PRIVATE | MAP_ANONYMOUS | Int32(MAP_NORESERVE)
        #else
            let flags = MAP_PRIVATE | MAP_ANON | MAP_NORESERVE
        #endif
        guard let memory = mmap(nil, size, PROT_READ | PROT_WRITE, flags, -1, 0), memory != MAP_FAILED else {
            return nil
        }
        return memory
    }()
    private nonisolated(unsafe) static var used = 0

    static var isThere: Bool { base != nil }

    /// A place of so many bytes that nobody else has.
    static func take(_ byteCount: Int) -> UnsafeMutableRawPointer {
        guard let base, byteCount >= 0, byteCount < size / 2 else { return base ?? BufferCache.nowhere }
        let bytes = (byteCount + 127) & ~63
        if used > size - bytes { used = 0 }
        defer { used += bytes }
        return base + used
    }
}
