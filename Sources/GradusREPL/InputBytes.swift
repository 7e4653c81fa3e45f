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

    /// Lets readline take pending bytes first. It also reads ahead while it inserts: where Ctrl-C took the key away that
    /// it saw coming, it gets a null byte, which does nothing.
    static func install() {
        rl_getc_function = { stream in
            if let byte = InputBytes.pending.popFirst() { return Int32(byte) }
            return InputBytes.next(fileno(stream))
        }
        rl_prep_term_function = InputBytes.prepareTerminal
    }

    /// Sets the terminal up for editing. Reading does not wait: the terminal drops its keys on Ctrl-C, between the moment
    /// they are seen and the moment they are read, and reading would then wait for the next.
    static let prepareTerminal: @convention(c) (Int32) -> Void = { usesMeta in
        rl_prep_terminal(usesMeta)
        var settings = termios()
        guard tcgetattr(STDIN_FILENO, &settings) == 0 else { return }
        withUnsafeMutableBytes(of: &settings.c_cc) {
            $0[Int(VMIN)] = 0
            $0[Int(VTIME)] = 0
        }
        tcsetattr(STDIN_FILENO, TCSANOW, &settings)
    }

    /// The next key; null where Ctrl-C came first, −1 at the end of all input.
    private static func next(_ input: Int32) -> Int32 {
        while Interrupts.wait(forInput: input) {
            var byte: UInt8 = 0
            let count = read(input, &byte, 1)
            if count == 1 {
                guard byte == 0x1B else { return Int32(byte) }
                // An answer is no key.
                guard let keys = TerminalAnswers.take(from: input) else { continue }
                pending = keys[...]
                return Int32(byte)
            }
            if count < 0 && errno == EINTR { continue }
            var descriptor = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
            let ready = poll(&descriptor, 1, 0)
            let isOver = ready > 0 && descriptor.revents & Int16(POLLHUP | POLLERR | POLLNVAL) != 0
            // Where reading waits, nothing is the end.
            if count < 0 || isOver || isatty(input) == 0 { return -1 }
        }
        return 0
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
