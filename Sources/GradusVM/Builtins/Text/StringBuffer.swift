#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The bytes of strings that grew by appending. The string that reaches to the end of what is used may be appended to
/// in place: the longer string shares the memory, the shorter one never looks beyond its own end. So a loop of
/// `text += piece` copies each byte a constant number of times, whoever else refers to the pieces.
final class StringBuffer {
    let bytes: UnsafeMutablePointer<UInt8>
    let capacity: Int
    var used: Int

    init(capacity: Int) {
        bytes = StringObject.allocate(capacity)
        self.capacity = capacity
        used = 0
    }

    deinit { free(bytes) }
}
