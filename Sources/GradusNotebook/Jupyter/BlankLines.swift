/// How many blank lines stand between two cells, by PEP 8 as Jupytext applies it.
enum BlankLines {
    /// - Parameters:
    ///   - previous: lines of the cell above.
    ///   - next: everything below it, with the marker line.
    static func between(_ previous: [Substring], _ next: ArraySlice<Substring>) -> Int {
        if next.isEmpty { return 1 }
        if previous.isEmpty { return 0 }
        if endsWithDefinition(previous) { return hasCode(next) ? 2 : 1 }
        if endsWithCode(previous), startsWithDefinition(next) { return 2 }
        return 1
    }

    static func isBlank(_ line: Substring) -> Bool {
        line.unicodeScalars.allSatisfy(\.properties.isWhitespace)
    }

    private static func isDefinition(_ line: Substring) -> Bool {
        line.hasPrefix("def ") || line.hasPrefix("async ") || line.hasPrefix("class ")
    }

    private static func startsWithDefinition(_ lines: ArraySlice<Substring>) -> Bool {
        var state = LineState()
        for index in lines.indices {
            let line = lines[index]
            let isQuoted = state.isInsideString
            _ = state.advance(over: line)
            if isQuoted { continue }
            if isBlank(line) {
                if index > lines.startIndex, isBlank(lines[index - 1]) { return false }
                continue
            }
            if isDefinition(line) { return true }
            if let first = line.first, "#@ )".contains(first) { continue }
            return false
        }
        return false
    }

    private static func endsWithDefinition(_ lines: [Substring]) -> Bool {
        var state = LineState()
        var outside: [Substring] = []
        for line in lines {
            if !state.isInsideString { outside.append(line) }
            _ = state.advance(over: line)
        }
        let reversed = Array(outside.reversed())
        for (index, line) in reversed.enumerated() {
            if isBlank(line) {
                if index > 0, isBlank(reversed[index - 1]) { return false }
                continue
            }
            if let first = line.first, "# )".contains(first) { continue }
            return isDefinition(line)
        }
        return false
    }

    private static func endsWithCode(_ lines: [Substring]) -> Bool {
        guard let last = lines.last else { return false }
        return !isBlank(last) && !last.hasPrefix("#")
    }

    private static func hasCode(_ lines: ArraySlice<Substring>) -> Bool {
        for index in lines.indices {
            let text = lines[index].drop { $0 == " " || $0 == "\t" }
            if text.hasPrefix("#") { continue }
            if isBlank(lines[index]) {
                if index > lines.startIndex, isBlank(lines[index - 1]) { return false }
                continue
            }
            return true
        }
        return false
    }
}
