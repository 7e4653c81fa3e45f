import GradusEngine

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// How a terminal shows pictures. `GRADUS_IMAGES` (kitty, iterm2, blocks, ascii, off) decides where it is set.
public enum PictureOutput: String, Sendable, CaseIterable {
    /// The graphics protocol of kitty.
    case kitty
    /// The inline images of iTerm2.
    case iterm2
    /// Two pixels a character, in colours.
    case blocks
    /// The text form alone.
    case off

    /// What this terminal understands, asked once.
    public static let current: PictureOutput = {
        let environment = { (name: String) -> String in getenv(name).map { String(cString: $0) } ?? "" }
        if let chosen = PictureOutput(rawValue: environment("GRADUS_IMAGES").lowercased()) { return chosen }
        guard isatty(STDOUT_FILENO) != 0, environment("TERM") != "dumb" else { return .off }
        // Inside a multiplexer the protocols do not arrive.
        guard environment("TMUX").isEmpty, environment("STY").isEmpty else { return .blocks }
        if environment("TERM_PROGRAM") == "iTerm.app" || environment("LC_TERMINAL") == "iTerm2" { return .iterm2 }
        if environment("TERM").contains("kitty") || !environment("KITTY_WINDOW_ID").isEmpty { return .kitty }
        if ["WezTerm", "ghostty"].contains(environment("TERM_PROGRAM")) { return .kitty }
        return askForKitty() ? .kitty : .blocks
    }()

    /// The text that draws a picture; nil where only words are to be shown.
    public func text(for bundle: DisplayBundle) -> String? {
        guard let blocks = bundle.alternatives["text/x-gradus-terminal"] else { return nil }
        let png = bundle.alternatives["image/png"]
        switch self {
        case .off: return nil
        case .blocks: return blocks
        case .kitty: return png.map(Self.kittyText) ?? blocks
        case .iterm2: return png.map { "\u{1B}]1337;File=inline=1;preserveAspectRatio=1:\($0)\u{07}" } ?? blocks
        }
    }

    /// Pieces of at most 4096 characters, as the protocol wants them.
    private static func kittyText(_ base64: String) -> String {
        var rest = base64.utf8[...]
        var text = ""
        var isFirst = true
        repeat {
            let piece = rest.prefix(4096)
            rest = rest.dropFirst(piece.count)
            text += "\u{1B}_G" + (isFirst ? "a=T,f=100,q=2," : "") + "m=\(rest.isEmpty ? 0 : 1);"
            text += String(decoding: piece, as: UTF8.self) + "\u{1B}\\"
            isFirst = false
        } while !rest.isEmpty
        return text
    }

    /// Asks the terminal and waits 50 ms at most. Nothing is asked while a person types ahead.
    private static func askForKitty() -> Bool {
        var waiting = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
        var saved = termios()
        guard isatty(STDIN_FILENO) != 0, poll(&waiting, 1, 0) == 0, tcgetattr(STDIN_FILENO, &saved) == 0 else {
            return false
        }
        var raw = saved
        raw.c_lflag &= ~tcflag_t(ICANON | ECHO)
        guard tcsetattr(STDIN_FILENO, TCSANOW, &raw) == 0 else { return false }
        defer { tcsetattr(STDIN_FILENO, TCSANOW, &saved) }
        // The second question is answered by every terminal, and so ends the wait.
        let question = "\u{1B}_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\u{1B}\\\u{1B}[c"
        _ = write(STDOUT_FILENO, question, question.utf8.count)
        var answer: [UInt8] = []
        let deadline = MonotonicClock.seconds() + 0.05
        while true {
            let left = deadline - MonotonicClock.seconds()
            guard left > 0, poll(&waiting, 1, Int32(left * 1000) + 1) > 0 else { break }
            var buffer = [UInt8](repeating: 0, count: 256)
            let count = read(STDIN_FILENO, &buffer, buffer.count)
            guard count > 0 else { break }
            answer += buffer[..<count]
            if answer.last == UInt8(ascii: "c") { break }
        }
        return String(decoding: answer, as: UTF8.self).contains("_Gi=31;OK")
    }
}
