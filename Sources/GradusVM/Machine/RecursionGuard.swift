#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Where native code went too deep: how CPython ends the message of the RecursionError.
enum Recursion: String {
    case call = ""
    case comparison = " in comparison"
    case representation = " while getting the repr of an object"
    case string = " while getting the str of an object"
    case instanceCheck = " in __instancecheck__"
    case subclassCheck = " in __subclasscheck__"
    case jsonEncoding = " while encoding a JSON object"
    case jsonArray = " while decoding a JSON array from a unicode string"
    case jsonObject = " while decoding a JSON object from a unicode string"
}

/// Native code that recurses counts as calls do, and never uses up the thread's stack.
extension VM {
    /// Runs a step of a native recursion; it counts as one call.
    @inline(__always)
    func nested<Result>(_ recursion: Recursion, _ body: () throws -> Result) throws -> Result {
        guard frameCount < frameLimit, !isStackLow else { throw recursionError(recursion) }
        frameLimit -= 1
        defer { frameLimit += 1 }
        return try body()
    }

    func recursionError(_ recursion: Recursion = .call) -> Thrown {
        error(.recursionError, "maximum recursion depth exceeded" + recursion.rawValue)
    }

    /// Whether the thread's stack is nearly used up.
    @inline(__always)
    var isStackLow: Bool {
        var here: UInt8 = 0
        return withUnsafeMutablePointer(to: &here) { UInt(bitPattern: $0) } < lowestStackAddress
    }

    /// Learns how far down the stack of the running thread goes.
    func measureStack() {
        let thread = pthread_self()
        if let measuredThread, pthread_equal(measuredThread, thread) != 0 { return }
        measuredThread = thread
        var lowest: UInt = 0
        var size = 0
        #if canImport(Glibc)
            var attributes = pthread_attr_t()
            guard attributesOfThread(thread, &attributes) == 0 else { return }
            var start: UnsafeMutableRawPointer?
            pthread_attr_getstack(&attributes, &start, &size)
            pthread_attr_destroy(&attributes)
            lowest = UInt(bitPattern: start)
        #else
            size = pthread_get_stacksize_np(thread)
            lowest = UInt(bitPattern: pthread_get_stackaddr_np(thread)) - UInt(size)
        #endif
        lowestStackAddress = lowest + UInt(min(size / 4, 1 << 20))
    }
}

#if canImport(Glibc)
    // Glibc has it for GNU sources only.
    @_silgen_name("pthread_getattr_np")
    private func attributesOfThread(_ thread: pthread_t, _ attributes: UnsafeMutablePointer<pthread_attr_t>) -> Int32
#endif
