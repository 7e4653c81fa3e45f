import GradusEngine

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// How a terminal shows pictures. `GRADUS_IMAGES` (kitty, iterm2, sixel, blocks, ascii, off) decides where it is set.
public enum PictureOutput: String, Sendable, CaseIterable {
    /// The graphics protocol of kitty.
    case kitty
    /// The inline images of iTerm2.
    case iterm2
    /// The bands of six pixels that DEC's terminals drew.
    case sixel
    /// Two pixels a character, in colours.
    case blocks
    /// Shades of grey as characters of ASCII.
    case ascii
    /// The text form alone.
    case off

    /// What this terminal understands: asked once, or what somebody chose.
    public static var current: PictureOutput {
        get { chosen ?? TerminalAnswers.late ?? detected }
        set { chosen = newValue }
    }

    // Belongs to the thread that prints.
    private nonisolated(unsafe) static var chosen: PictureOutput?

    /// Back to what the terminal understands.
    public static func chooseByTerminal() { chosen = nil }

    /// What `GRADUS_IMAGES` asks for.
    private static let asked = PictureOutput(rawValue: (wish ?? "").lowercased())
    private static let wish = getenv("GRADUS_IMAGES").map { String(cString: $0) }

    /// What is wrong with `GRADUS_IMAGES`, told once, before the first picture.
    static func complaint() -> String? {
        guard !isTold else { return nil }
        isTold = true
        guard let wish, !wish.isEmpty, asked == nil else { return nil }
        let kinds = allCases.map(\.rawValue).joined(separator: ", ")
        return "GRADUS_IMAGES is '\(TerminalText.visible(wish))', which is none of \(kinds): the terminal decides\n"
    }

    private nonisolated(unsafe) static var isTold = false

    private static let detected: PictureOutput = {
        let environment = { (name: String) -> String in getenv(name).map { String(cString: $0) } ?? "" }
        if let asked { return asked }
        guard isatty(STDOUT_FILENO) != 0, environment("TERM") != "dumb" else { return .off }
        let fallback = isUTF8(environment) ? PictureOutput.blocks : .ascii
        // Inside a multiplexer the protocols do not arrive.
        guard environment("TMUX").isEmpty, environment("STY").isEmpty else { return fallback }
        if environment("TERM_PROGRAM") == "iTerm.app" || environment("LC_TERMINAL") == "iTerm2" { return .iterm2 }
        if environment("TERM").contains("kitty") || !environment("KITTY_WINDOW_ID").isEmpty { return .kitty }
        if ["WezTerm", "ghostty"].contains(environment("TERM_PROGRAM")) { return .kitty }
        return askTerminal() ?? fallback
    }()

    /// Whether the locale writes in UTF-8; nothing said counts as yes.
    static func isUTF8(_ environment: (String) -> String) -> Bool {
        let names = ["LC_ALL", "LC_CTYPE", "LANG"].map(environment)
        guard let locale = names.first(where: { !$0.isEmpty })?.lowercased() else { return true }
        return locale.contains("utf-8") || locale.contains("utf8")
    }

    /// The text that draws a picture; nil where only words are to be shown.
    public func text(for bundle: DisplayBundle) -> String? {
        guard let blocks = bundle.alternatives["text/x-gradus-terminal"] else { return nil }
        let png = bundle.alternatives["image/png"]
        if self == .off { return nil }
        guard self != .blocks, let drawn = png.flatMap(drawing) else { return self == .ascii ? nil : blocks }
        // Blocks have captions among them.
        guard let captions = bundle.alternatives["text/x-gradus-captions"] else { return drawn }
        return drawn + (drawn.hasSuffix("\n") ? "" : "\n") + captions
    }

    private func drawing(_ png: String) -> String? {
        switch self {
        case .kitty: Self.kittyText(png)
        case .sixel: PNGPixels(base64: png).map { Sixel.text($0) }
        case .iterm2: "\u{1B}]1337;File=inline=1;preserveAspectRatio=1:\(png)\u{07}"
        case .ascii: PNGPixels(base64: png).map { $0.asciiText(columns: min(64, TerminalFeatures.columns() ?? 64)) }
        case .blocks, .off: nil
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
    private static func askTerminal() -> PictureOutput? {
        var waiting = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
        var saved = termios()
        guard isatty(STDIN_FILENO) != 0, poll(&waiting, 1, 0) == 0, tcgetattr(STDIN_FILENO, &saved) == 0 else {
            return nil
        }
        var raw = saved
        raw.c_lflag &= ~tcflag_t(ICANON | ECHO)
        guard tcsetattr(STDIN_FILENO, TCSANOW, &raw) == 0 else { return nil }
        defer { tcsetattr(STDIN_FILENO, TCSANOW, &saved) }
        // Who it is some say; the last question is answered by every terminal, and so ends the wait.
        let question = "\u{1B}_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\u{1B}\\\u{1B}[>q\u{1B}[c"
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
        TerminalAnswers.isDue = answer.last != UInt8(ascii: "c")
        return understood(String(decoding: answer, as: UTF8.self))
    }

    /// What the answers to the questions say. The last is a list of numbers in which 4 means sixel.
    static func understood(_ answer: String) -> PictureOutput? {
        if answer.contains(">|iTerm2") { return .iterm2 }
        if answer.contains("_Gi=31;OK") { return .kitty }
        guard let start = answer.range(of: "\u{1B}[?") else { return nil }
        let attributes = answer[start...].prefix { $0 != "c" }.split(separator: ";").dropFirst()
        return attributes.contains("4") ? .sixel : nil
    }
}

extension String {
    /// Where the text after a word begins.
    fileprivate func range(of word: String) -> Index? {
        let (text, word) = (Array(utf8), Array(word.utf8))
        guard !word.isEmpty, text.count >= word.count else { return nil }
        for start in 0...(text.count - word.count) where text[start..<(start + word.count)].elementsEqual(word) {
            return utf8.index(startIndex, offsetBy: start + word.count)
        }
        return nil
    }
}
