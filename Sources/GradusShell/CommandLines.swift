import GradusEngine

/// Finds commands between the lines of a cell: `%matplotlib inline` below the imports, `!ls` after some code.
enum CommandLines {
    /// The index of the first such line after the first one; nil where all is code.
    /// - Parameter completeness: whether a text is a whole entry.
    static func firstCommand(in source: String, completeness: (String) -> EntryStatus) -> Int? {
        guard
            source.contains("\n%") || source.contains("\n!") || source.hasSuffix("?")
                || CommandAssignment.mayStand(in: source)
        else { return nil }
        let lines = source.split(separator: "\n", omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated().dropFirst() {
            // `%%` above a cell only; an operator is followed by a blank.
            let isCommand =
                (line.hasPrefix("%") || line.hasPrefix("!")) && !line.hasPrefix("%%")
                && line.dropFirst().first.map { line.first == "!" ? $0 != "=" : $0.isLetter } ?? false
            let isHelp = index == lines.count - 1 && line.first != " " && EntryKind.help(String(line)) != nil
            guard isCommand || isHelp || CommandAssignment(line) != nil else { continue }
            // Inside a string or a bracket it is code. Blank lines end a block that is open.
            if case .incomplete = completeness(lines[..<index].joined(separator: "\n") + "\n\n\n") { continue }
            return index
        }
        return nil
    }
}
