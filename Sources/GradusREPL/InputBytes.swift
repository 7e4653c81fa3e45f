@preconcurrency import CReadline
import GradusTerminal

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Reads the terminal in large pieces where readline would take single bytes.
enum InputBytes {
    /// What was read beyond the end of a paste: the next keys.
    nonisolated(unsafe) static var pending: ArraySlice<UInt8> = []

    /// Lets readline take pending bytes first.
    static func install() {
        rl_getc_function = { stream in
            InputBytes.pending.popFirst().map(Int32.init) ?? rl_getc(stream)
        }
    }

    /// A line break comes as a carriage return.
    private static let end = Array("\u{1B}[201~".utf8)

    /// The bytes up to the end of a bracketed paste. Ctrl-C ends it as well.
    static func pasted() -> [UInt8] {
        var bytes = Array(pending)
        pending = []
        var searched = 0
        while true {
            if let place = find(in: bytes, from: searched) {
                pending = bytes[(place + end.count)...]
                return Array(bytes[..<place])
            }
            searched = max(0, bytes.count - end.count)
            var descriptors = [
                pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
                pollfd(fd: Interrupts.descriptor, events: Int16(POLLIN), revents: 0),
            ]
            guard poll(&descriptors, 2, -1) > 0 else {
                if errno == EINTR { continue }
                return bytes
            }
            if descriptors[1].revents != 0 { return bytes }
            var buffer = [UInt8](repeating: 0, count: 1 << 16)
            let count = read(STDIN_FILENO, &buffer, buffer.count)
            guard count > 0 else { return bytes }
            bytes += buffer[..<count]
        }
    }

    private static func find(in bytes: [UInt8], from start: Int) -> Int? {
        guard bytes.count >= end.count, start <= bytes.count - end.count else { return nil }
        for place in start...bytes.count - end.count where bytes[place] == 0x1B {
            if bytes[place..<place + end.count].elementsEqual(end) { return place }
        }
        return nil
    }
}
