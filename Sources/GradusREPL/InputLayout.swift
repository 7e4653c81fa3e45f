import GradusShell
import GradusTerminal

/// How the input looks on a screen of some width: its rows with prompts and colours, and where the cursor stands.
struct InputLayout: Equatable {
    struct Row: Equatable {
        /// With escape sequences for colours.
        var text = ""
        var width = 0
    }

    private(set) var rows: [Row] = [Row()]
    private(set) var cursorRow = 0
    private(set) var cursorColumn = 0
    private let columns: Int
    /// The escape sequence parameters in force.
    private var style = ""

    /// - Parameters:
    ///   - prompt: shown before the first line, in `promptStyle`.
    ///   - continuation: shown before every other line.
    ///   - point: the cursor, in bytes.
    ///   - styles: the SGR parameters of each byte by their place in `InputStyle`; empty for no colours.
    init(
        prompt: String, promptStyle: String, continuation: String, text: [UInt8], point: Int, styles: [UInt8],
        columns: Int, hasColours: Bool = true
    ) {
        self.columns = max(4, columns)
        putPrompt(prompt, style: promptStyle)
        // On a screen too narrow for it the second prompt would only be in the way.
        let indent = DisplayWidth.of(continuation) * 2 <= self.columns ? continuation : ""
        var index = 0
        while index < text.count {
            if index == point { markCursor() }
            let byte = text[index]
            if byte == 0x0A {
                newRow()
                put(indent, style: hasColours ? "2" : "")
                index += 1
                continue
            }
            let length = Self.scalarLength(byte)
            let end = min(text.count, index + length)
            let style = index < styles.count ? InputStyle.parameters(styles[index]) : ""
            switch byte {
            case 0x09:
                let room = 8 - (rows[rows.count - 1].width - DisplayWidth.of(indent) + 8) % 8
                put(String(repeating: " ", count: room), style: style)
            case 0..<0x20: put("^" + String(UnicodeScalar(byte + 0x40)), style: "7")
            case 0x7F: put("^?", style: "7")
            default: put(String(decoding: text[index..<end], as: UTF8.self), style: style)
            }
            index = end
        }
        if point >= text.count { markCursor() }
        setStyle("")
    }

    private static func scalarLength(_ byte: UInt8) -> Int {
        byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
    }

    private mutating func setStyle(_ new: String) {
        guard new != style else { return }
        rows[rows.count - 1].text += new.isEmpty ? "\u{1B}[0m" : (style.isEmpty ? "" : "\u{1B}[0m") + "\u{1B}[\(new)m"
        style = new
    }

    private mutating func newRow() {
        setStyle("")
        rows.append(Row())
    }

    private mutating func put(_ text: String, style: String) {
        for scalar in text.unicodeScalars {
            let width = DisplayWidth.of(scalar)
            if rows[rows.count - 1].width + width > columns { newRow() }
            setStyle(style)
            rows[rows.count - 1].text.unicodeScalars.append(scalar)
            rows[rows.count - 1].width += width
        }
    }

    /// Colours that a program put into its question are obeyed, other control characters shown.
    private mutating func putPrompt(_ prompt: String, style: String) {
        guard prompt.utf8.contains(0x1B) else { return put(TerminalText.visible(prompt), style: style) }
        for (index, piece) in prompt.split(separator: "\u{1B}", omittingEmptySubsequences: false).enumerated() {
            guard index > 0 else {
                put(TerminalText.visible(String(piece)), style: style)
                continue
            }
            let parameters = piece.dropFirst().prefix { $0.isNumber || $0 == ";" }
            guard piece.hasPrefix("["), piece.dropFirst(1 + parameters.count).hasPrefix("m") else {
                put("^[" + TerminalText.visible(String(piece)), style: style)
                continue
            }
            rows[rows.count - 1].text += "\u{1B}[\(parameters)m"
            put(TerminalText.visible(String(piece.dropFirst(2 + parameters.count))), style: style)
        }
    }

    private mutating func markCursor() {
        // Behind a full row the cursor stands at the start of the next one.
        if rows[rows.count - 1].width >= columns { newRow() }
        cursorRow = rows.count - 1
        cursorColumn = rows[cursorRow].width
    }
}
