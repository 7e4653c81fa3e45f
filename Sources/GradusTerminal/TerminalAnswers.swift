#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Answers of a terminal that is far away, which come when nobody waits for them any more: among the keys.
public enum TerminalAnswers {
    // Belongs to the thread that reads keys.
    nonisolated(unsafe) static var isDue = false
    /// What they said the terminal can.
    nonisolated(unsafe) static var late: PictureOutput?
    nonisolated(unsafe) private static var collected = ""

    /// Takes an answer out of the keys, where the escape character has just been read.
    /// - Returns: the bytes behind it that are no answer, which are keys.
    public static func take(from input: Int32) -> [UInt8]? {
        guard isDue else { return [] }
        var bytes: [UInt8] = []
        while bytes.count < 200 {
            var descriptor = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
            var byte: UInt8 = 0
            guard poll(&descriptor, 1, 20) > 0, read(input, &byte, 1) == 1 else { return bytes }
            bytes.append(byte)
            switch kind(bytes) {
            case .none: return bytes
            case .begun: continue
            case .whole:
                collected += "\u{1B}" + String(decoding: bytes, as: UTF8.self)
                if bytes.last == UInt8(ascii: "c") {
                    isDue = false
                    late = PictureOutput.understood(collected)
                }
                return nil
            }
        }
        return bytes
    }

    private enum Kind { case none, begun, whole }

    /// `[?62;4c`, or what stands between `_G` or `P>|` and an escape character with a backslash.
    private static func kind(_ bytes: [UInt8]) -> Kind {
        let text = String(decoding: bytes, as: UTF8.self)
        for start in ["_G", "P>|"] where text.hasPrefix(start) { return text.hasSuffix("\u{1B}\\") ? .whole : .begun }
        for start in ["_G", "P>|", "[?"] where start.hasPrefix(text) { return .begun }
        guard text.hasPrefix("[?"), let last = bytes.last else { return .none }
        return last == UInt8(ascii: "c") ? .whole : (0x30...0x3B).contains(last) ? .begun : .none
    }
}
