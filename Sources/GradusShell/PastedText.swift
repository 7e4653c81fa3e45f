/// Text from a clipboard, made ready to be run.
package enum PastedText {
    /// Without the prompts of a session that was copied from a page: those of Python (`>>> `, `... `) or ours and
    /// IPython's (`In [3]: `, `   ...: `). Lines that a session printed are left out then.
    package static func cleaned(_ text: String) -> String {
        let text = text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard let first = lines.first(where: { !$0.allSatisfy(\.isWhitespace) }) else { return text }
        let strip: (Substring) -> Substring?
        if python(first.drop { $0 == " " }) != nil, first.drop(while: { $0 == " " }).hasPrefix(">>>") {
            strip = { python($0.drop { $0 == " " }) }
        } else if numbered(first) != nil, !first.drop(while: { $0 == " " }).hasPrefix(".") {
            strip = numbered
        } else {
            return text
        }
        return lines.compactMap(strip).joined(separator: "\n")
    }

    private static func python(_ line: Substring) -> Substring? {
        for prompt in [">>> ", "... "] where line.hasPrefix(prompt) { return line.dropFirst(4) }
        return line == ">>>" || line == "..." ? "" : nil
    }

    private static func numbered(_ line: Substring) -> Substring? {
        let line = line.drop { $0 == " " }
        var rest = line
        if line.hasPrefix("In [") {
            rest = line.dropFirst(4).drop { $0.isNumber || $0 == " " }
            guard rest.hasPrefix("]:") else { return nil }
            rest = rest.dropFirst(2)
        } else if line.hasPrefix("...:") {
            rest = line.dropFirst(4)
        } else {
            return nil
        }
        return rest.hasPrefix(" ") ? rest.dropFirst() : rest
    }

    /// The code cells of a text with `# %%` lines; the whole text where there are none.
    package static func cells(_ text: String) -> [String] {
        guard text.contains("%%") else { return [text] }
        let cells = PercentCells.read(text)
        return cells.hasMarkers ? cells.code.map(\.source) : [text]
    }
}

extension String {
    /// Without blank lines at both ends and blanks at the end.
    package func trimmingBlankEnds() -> String {
        var lines = split(separator: "\n", omittingEmptySubsequences: false)[...]
        while let first = lines.first, first.allSatisfy({ $0 == " " || $0 == "\t" || $0 == "\r" }) {
            lines.removeFirst()
        }
        while let last = lines.last, last.allSatisfy({ $0 == " " || $0 == "\t" || $0 == "\r" }) { lines.removeLast() }
        var text = lines.joined(separator: "\n")
        while let last = text.unicodeScalars.last, last == " " || last == "\t" || last == "\r" {
            text.unicodeScalars.removeLast()
        }
        return text
    }
}
