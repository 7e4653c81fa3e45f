import GradusEngine

/// Splits a text with `# %%` lines into its code cells. Cells of text and recorded outputs (`#> `) are left out.
enum PercentCells {
    struct Cell {
        var title: String
        var source: String
    }

    static func read(_ text: String) -> (code: [Cell], hasMarkers: Bool) {
        let text = text.replacing("\r\n", with: "\n")
        // A marker inside a string is none: only where a comment starts can one be.
        let comments = Set(
            SourceColours.pieces(of: Array(text.utf8)).filter { $0.kind == .comment }.map(\.range.lowerBound))
        var cells: [Cell] = []
        var hasMarkers = false
        var title = ""
        var isCode = true
        var lines: [Substring] = []
        func finish() {
            let source = lines.joined(separator: "\n").trimmingBlankEnds()
            let isHeader = cells.isEmpty && source.hasPrefix("# ---")
            if isCode, !source.isEmpty, !isHeader { cells.append(Cell(title: title, source: source)) }
            lines = []
        }
        var offset = 0
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let isComment = comments.contains(offset)
            offset += line.utf8.count + 1
            if isComment, let marker = marker(line) {
                finish()
                hasMarkers = true
                title = marker.title
                isCode = marker.isCode
            } else if !isComment || !(line.hasPrefix("#> ") || line == "#>") {
                lines.append(line)
            }
        }
        finish()
        return (cells, hasMarkers)
    }

    /// `# %% title`, also as editors write it without the blank, at the left edge.
    private static func marker(_ line: Substring) -> (title: String, isCode: Bool)? {
        guard line.hasPrefix("#") else { return nil }
        let rest = line.dropFirst().drop { $0 == " " || $0 == "\t" }
        guard rest.hasPrefix("%%") else { return nil }
        let after = rest.dropFirst(2)
        guard after.isEmpty || " \t[%".contains(after.first ?? " ") else { return nil }
        let isText = after.contains("[markdown]") || after.contains("[md]") || after.contains("[raw]")
        return (String(after.drop { $0 == " " || $0 == "\t" }).trimmingBlankEnds(), !isText)
    }
}
