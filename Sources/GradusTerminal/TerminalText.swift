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
            guard DisplayWidth.of(line) > columns, columns > 12 else { return String(line) }
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

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value)
    }
}
