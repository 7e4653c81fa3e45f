import GradusTerminal

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A notebook that a session works through, cell by cell.
struct AttachedNotebook {
    struct Cell {
        var title: String
        var source: String
        /// What was run, and how it ended.
        var ran: (source: String, order: Int, failed: Bool)?
    }

    let path: String
    private(set) var cells: [Cell] = []
    private var text = ""
    /// Counts runs, so that it is known which cell ran after which.
    private var order = 0

    init?(path: String) {
        self.path = path
        guard let text = FileText.read(path) else { return nil }
        self.text = text
        cells = Self.read(text)
    }

    private static func read(_ text: String) -> [Cell] {
        PercentCells.read(text).code.map { Cell(title: $0.title, source: $0.source) }
    }

    /// Reads the file again; true where it has changed. Cells that stay the same keep what is known of them.
    mutating func reload() -> Bool {
        guard let new = FileText.read(path), new != text else { return false }
        text = new
        var known: [Cell] = cells
        cells = Self.read(new).enumerated().map { index, cell in
            var cell = cell
            if let same = known.firstIndex(where: { $0.source == cell.source && $0.ran != nil }) {
                cell.ran = known[same].ran
                known[same].ran = nil
            } else if index < known.count, known[index].ran != nil {
                cell.ran = known[index].ran
                known[index].ran = nil
            }
            return cell
        }
        return true
    }

    mutating func note(_ number: Int, failed: Bool) {
        guard cells.indices.contains(number - 1) else { return }
        order += 1
        cells[number - 1].ran = (cells[number - 1].source, order, failed)
    }

    /// The first cell that is not up to date.
    var next: Int? { cells.indices.first { state($0) != "fresh" }.map { $0 + 1 } }

    /// `unrun`, `fresh`, `edited`, `failed`, or `stale`: a cell before it ran later, or is not up to date.
    func state(_ index: Int) -> String {
        guard let ran = cells[index].ran else { return "unrun" }
        if ran.failed { return "failed" }
        if ran.source != cells[index].source { return "edited" }
        let isStale = cells[..<index].contains { cell in
            guard let earlier = cell.ran else { return false }
            return earlier.order > ran.order || earlier.source != cell.source
        }
        return isStale ? "stale" : "fresh"
    }

    /// The listing of `%cells`.
    var lines: [String] {
        cells.indices.map { index in
            let number = String(index + 1)
            let first = cells[index].source.prefix { $0 != "\n" }
            let name = cells[index].title.isEmpty ? String(first) : cells[index].title
            return String(repeating: " ", count: max(0, 3 - number.count)) + number + "  "
                + DisplayWidth.pad(state(index), to: 7) + "  " + TerminalText.visible(name)
        }
    }
}

/// A session written as a percent notebook, with its outputs as `#> ` lines.
enum SessionNotebook {
    static func text(_ entries: [SessionEntry]) -> String {
        entries.map { entry in
            var text = "# %%\n" + entry.source.trimmingBlankEnds() + "\n"
            if !entry.output.isEmpty {
                var output = entry.output
                if output.hasSuffix("\n") { output.removeLast() }
                for line in output.split(separator: "\n", omittingEmptySubsequences: false) {
                    text += line.isEmpty ? "#>\n" : "#> \(TerminalText.visibleLines(String(line)))\n"
                }
            }
            return text
        }.joined(separator: "\n")
    }
}
