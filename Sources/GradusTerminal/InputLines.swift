#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Reads standard input line by line, for `input()`.
public struct InputLines {
    private var buffer: [UInt8] = []
    private var isAtEnd = false

    public init() {}

    /// The next line without its end; nil at the end of input. Ctrl-C gives an empty line at once: the running code
    /// learns of it on its own.
    public mutating func next() -> String? {
        Interrupts.drain()
        while true {
            if let newline = buffer.firstIndex(of: UInt8(ascii: "\n")) {
                let line = String(decoding: buffer[..<newline], as: UTF8.self)
                buffer.removeSubrange(...newline)
                return line
            }
            if isAtEnd {
                guard !buffer.isEmpty else { return nil }
                defer { buffer = [] }
                return String(decoding: buffer, as: UTF8.self)
            }
            guard Interrupts.wait(forInput: STDIN_FILENO) else { return "" }
            var chunk = [UInt8](repeating: 0, count: 4096)
            let count = read(STDIN_FILENO, &chunk, chunk.count)
            if count > 0 {
                buffer += chunk[..<count]
            } else {
                // A terminal goes on after Ctrl-D; the next call asks again.
                isAtEnd = isatty(STDIN_FILENO) == 0
                if !isAtEnd, buffer.isEmpty { return nil }
            }
        }
    }
}
