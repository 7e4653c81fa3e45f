/// Text of unknown origin, made safe for a terminal.
public enum TerminalText {
    /// Control characters are shown (`^[`), not obeyed.
    public static func visible(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { isControl($0) }) else { return text }
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0..<0x20: result += "^" + String(UnicodeScalar(UInt8(scalar.value) + 0x40))
            case 0x7F: result += "^?"
            case 0x80..<0xA0: result += "\\x" + String(scalar.value, radix: 16)
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// Lines of at most `columns` columns, broken between words where that is possible. Later lines of a paragraph are
    /// indented as its first one is.
    public static func wrapped(_ text: String, columns: Int) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            // What can be typed again stays as it is.
            let isCode = line.drop { $0 == " " }.hasPrefix(">>>")
            guard DisplayWidth.of(line) > columns, columns > 12, !isCode else { return String(line) }
            let indent = String(line.prefix { $0 == " " }.prefix(columns / 2))
            var lines: [String] = []
            var current = indent
            for word in line.drop(while: { $0 == " " }).split(separator: " ", omittingEmptySubsequences: false) {
                let separator = current == indent ? "" : " "
                if current != indent, DisplayWidth.of(current) + 1 + DisplayWidth.of(word) > columns {
                    lines.append(current)
                    current = indent + word
                } else {
                    current += separator + word
                }
            }
            return (lines + [current]).joined(separator: "\n")
        }.joined(separator: "\n")
    }

    /// Lines of two columns, such as commands and what they do: the second one begins where the longest of the first ends,
    /// or below it where there is no room.
    /// - Parameter width: of the first column, at most.
    public static func twoColumns(_ rows: [(String, String)], width: Int = 34, columns: Int) -> [String] {
        let isNarrow = columns < 2 * width - 8
        let first = min(width, rows.map { DisplayWidth.of($0.0) }.max() ?? 0)
        let indent = String(repeating: " ", count: isNarrow ? 4 : first + 4)
        return rows.flatMap { name, text in
            let lines = wrapped(indent + text, columns: columns - 1)
                .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            if !isNarrow, DisplayWidth.of(name) <= first, let line = lines.first {
                return ["  " + DisplayWidth.pad(name, to: first) + "  " + line.dropFirst(first + 4)] + lines.dropFirst()
            }
            return [wrapped("  " + name, columns: columns - 1)] + lines
        }
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value)
    }
}
