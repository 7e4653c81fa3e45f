import GradusJSON

/// Writes a Jupyter notebook as a percent script, as Jupytext does, but never with a header.
struct PercentWriter {
    let notebook: Notebook

    func text() -> String {
        let options = notebook.jupyter?.root["metadata"]?["jupytext"]
        let filter = options?["cell_metadata_filter"]?.string
        let isJSON = options?["cell_metadata_json"] == .bool(true)
        var below: [Substring] = []
        for cell in notebook.cells.reversed() {
            let lines = Self.lines(of: cell, filter: filter, isJSON: isJSON)
            let blank = cell.linesToNextCell ?? BlankLines.between(lines, below[...])
            below = lines + [Substring](repeating: "", count: blank) + below
        }
        for line in [options?["encoding"]?.string, options?["executable"]?.string.map { "#!" + $0 }] {
            if let line { below.insert(Substring(line), at: 0) }
        }
        return below.joined(separator: "\n")
    }

    private static func lines(of cell: NotebookCell, filter: String?, isJSON: Bool) -> [Substring] {
        let marker = markerLine(of: cell, filter: filter, isJSON: isJSON)
        if cell.kind == .code {
            let source = LineMagic.commented(cell.originalSource)
            return [Substring(marker)]
                + (source.isEmpty ? [] : source.split(separator: "\n", omittingEmptySubsequences: false))
        }
        var lines = cell.originalSource.split(separator: "\n", omittingEmptySubsequences: false)
        if case .string(var opening) = cell.textStyle {
            let quote = opening.suffix(3)
            if opening.count == 3, cell.source.contains("\\") { opening = "r" + opening }
            return [Substring(marker), Substring(opening)] + lines + [quote]
        }
        lines = lines.map { $0.isEmpty ? "#" : Substring("# " + $0) }
        return [Substring(marker)] + lines
    }

    /// Keys that say nothing about the text.
    private static let ignored: Set<String> = [
        "autoscroll", "collapsed", "scrolled", "trusted", "execution", "ExecuteTime", "skipline", "noskipline",
        "cell_marker", "lines_to_next_cell", "lines_to_end_of_cell_marker",
    ]

    private static func markerLine(of cell: NotebookCell, filter: String?, isJSON: Bool) -> String {
        var words: [String] = []
        let isNamed = cell.metadata["name"] == cell.title.map(MetadataValue.string)
        if let title = cell.title, !isNamed { words.append(title) }
        switch cell.kind {
        case .code: break
        case .markdown: words.append("[\(cell.regionName ?? "markdown")]")
        case .raw: words.append("[\(cell.regionName ?? "raw")]")
        }
        let allowed = filter.flatMap { filter -> Set<String>? in
            let parts = filter.split(separator: ",").map { $0.trimmedSpaces }
            return parts.contains("-all") ? Set(parts) : nil
        }
        let entries = cell.metadata.entries.filter { !ignored.contains($0.key) && (allowed?.contains($0.key) ?? true) }
        if isJSON, !entries.isEmpty {
            words.append(JSONValue.object(entries.map { .init($0.key, JSONValue($0.value)) }).compactText)
        }
        for (key, value) in entries where !isJSON {
            words.append(value == .null ? key : "\(key)=\(JSONValue(value).compactText)")
        }
        let options = words.joined(separator: " ")
        return "# %%" + String(repeating: "%", count: cell.depth) + (options.isEmpty ? "" : " " + options)
    }
}

extension NotebookCell {
    /// The source with its recorded lines, as the `.ipynb` file has it.
    var originalSource: String { jupyterSource ?? source }
}

extension Notebook {
    /// The notebook as a percent script. A script is given back as it is.
    public var scriptText: String { isJupyter ? PercentWriter(notebook: self).text() : text }
}
