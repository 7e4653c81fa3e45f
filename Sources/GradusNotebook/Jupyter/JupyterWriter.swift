import GradusEngine
import GradusJSON

/// Writes a percent notebook as Jupyter's, nbformat 4.5, so that Jupytext makes the same script of it again.
struct JupyterWriter {
    let notebook: Notebook
    /// What the cells put out, by number; without it the recorded lines are the outputs.
    var events: [Int: [Event]]?

    func document() -> JSONValue {
        let cells = self.cells()
        return .object([
            .init("cells", .array(cells)), .init("metadata", metadata(cells)), .init("nbformat", .int(4)),
            .init("nbformat_minor", .int(5)),
        ])
    }

    // MARK: Cells

    private func cells() -> [JSONValue] {
        // All lines from the first cell on, and where each cell starts.
        var lines: [Substring] = []
        var starts: [Int] = []
        for cell in notebook.cells {
            starts.append(lines.count)
            lines += Self.lines(cell.rawText)
        }
        starts.append(lines.count)
        var ids = CellIdentifiers()
        return notebook.cells.enumerated().map { index, cell in
            self.cell(cell, lines: lines, from: starts[index], to: starts[index + 1], id: ids.next(for: cell))
        }
    }

    private static func lines(_ text: String) -> [Substring] {
        var lines: [Substring] = []
        var rest = text.utf8[...]
        while !rest.isEmpty {
            let newline = rest.firstIndex(of: UInt8(ascii: "\n"))
            var content = newline.map { rest[..<$0] } ?? rest
            if content.last == UInt8(ascii: "\r") { content.removeLast() }
            lines.append(Substring(content))
            rest = newline.map { rest[rest.index(after: $0)...] } ?? rest[rest.endIndex...]
        }
        return lines
    }

    private func cell(_ cell: NotebookCell, lines: [Substring], from start: Int, to next: Int, id: String) -> JSONValue
    {
        let first = cell.markerStyle == .none ? start : start + 1
        var end = next
        if next - start >= 3, !BlankLines.isBlank(lines[next - 3]), BlankLines.isBlank(lines[next - 2]),
            BlankLines.isBlank(lines[next - 1])
        {
            end = next - 2
        } else if next > start, lines[next - 1].isEmpty {
            end = next - 1
        }
        end = max(end, first)
        let body = Array(lines[min(first, end)..<end])
        var members: [JSONValue.Member] = []
        var marker: String?
        let source: String
        if cell.kind == .code {
            source = LineMagic.uncommented(body.joined(separator: "\n"))
        } else {
            (source, marker) = Self.text(body, kind: cell.kind)
        }
        var metadata = Self.metadata(cell)
        if let marker { metadata.append(.init("cell_marker", .string(marker))) }
        let blank = end < lines.count ? next - end + (next >= lines.count ? 1 : 0) : 1
        let usual = BlankLines.between(body.isEmpty ? [""] : body, lines[next...])
        if blank != usual { metadata.append(.init("lines_to_next_cell", .int(blank))) }
        members.append(
            .init(
                "cell_type",
                .string(["code", "markdown", "raw"][cell.kind == .code ? 0 : cell.kind == .markdown ? 1 : 2])))
        members.append(.init("id", .string(id)))
        members.append(.init("metadata", .object(metadata)))
        members.append(.init("source", .lines(source)))
        if cell.kind == .code {
            let outputs = self.outputs(cell)
            members.append(.init("outputs", .array(outputs)))
            let wasRun = events.map { $0[cell.number ?? 0] != nil } ?? !outputs.isEmpty
            members.append(.init("execution_count", wasRun ? .int(cell.number ?? 0) : .null))
        }
        return .object(members)
    }

    private func outputs(_ cell: NotebookCell) -> [JSONValue] {
        let number = cell.number ?? 0
        if let events { return JupyterOutputs.of(events[number] ?? [], executionCount: number) }
        guard !cell.record.lines.isEmpty else { return [] }
        let text = cell.record.lines.joined(separator: "\n") + "\n"
        return [
            .object([
                .init("name", .string("stdout")), .init("output_type", .string("stream")), .init("text", .lines(text)),
            ])
        ]
    }

    /// The text of a markdown or raw cell, and how it is quoted where that is not the usual way.
    private static func text(_ body: [Substring], kind: NotebookCell.Kind) -> (String, String?) {
        let whole = trimmed(body.joined(separator: "\n"))
        for prefix in ["", "r", "R"] {
            for quote in ["\"\"\"", "'''"] {
                var left = prefix + quote
                var right = quote
                guard whole.hasPrefix(left), whole.hasSuffix(right),
                    whole.utf8.count >= left.utf8.count + right.utf8.count
                else { continue }
                var content = whole.dropFirst(left.count).dropLast(right.count)
                if content.utf8.first == 10 {
                    content = content.dropFirst()
                    left += "\n"
                }
                if content.utf8.last == 10 {
                    content = content.dropLast()
                    right = "\n" + right
                    // Jupytext takes a blank line away with it.
                    if content.utf8.last == 10 { content = content.dropLast() }
                }
                var marker: String? = left + "," + right
                let isRegular = left.utf8.count - prefix.utf8.count == 4 && right.utf8.count == 4
                if isRegular { marker = prefix + quote } else if prefix.isEmpty { marker = nil }
                return (String(content), marker)
            }
        }
        let lines = body.map { line in
            guard line.hasPrefix("#") else { return line }
            let rest = line.dropFirst()
            return rest.first == " " ? rest.dropFirst() : rest
        }
        return (lines.joined(separator: "\n"), nil)
    }

    private static func trimmed(_ text: String) -> Substring {
        var text = text[...].drop { $0.isWhitespace }
        while let last = text.last, last.isWhitespace { text.removeLast() }
        return text
    }

    /// Title, depth and the pairs of the marker line.
    private static func metadata(_ cell: NotebookCell) -> [JSONValue.Member] {
        var members = cell.metadata.entries.map { JSONValue.Member($0.key, JSONValue($0.value)) }
        let isNamed = ["title", "name"].contains { cell.metadata[$0] == cell.title.map(MetadataValue.string) }
        if let title = cell.title, !isNamed {
            // Jupytext would take a title apart at these signs.
            let isPlain = !title.contains("=") && !title.contains("{")
            if isPlain {
                members.append(.init("title", .string(title)))
            } else if cell.metadata["name"] == nil {
                members.append(.init("name", .string(title)))
            }
        }
        if cell.depth > 0 { members.append(.init("cell_depth", .int(cell.depth))) }
        if let region = cell.regionName, region == "md" { members.append(.init("region_name", .string(region))) }
        return members
    }

    // MARK: Notebook metadata

    private func metadata(_ cells: [JSONValue]) -> JSONValue {
        var members: [JSONValue.Member] = []
        var jupytext: [JSONValue.Member] = []
        let header = PercentHeader(notebook.preamble)
        if let line = header.executable { jupytext.append(.init("executable", .string(line))) }
        if let line = header.encoding { jupytext.append(.init("encoding", .string(line))) }
        if let own = header.metadata {
            members = own
            if let index = members.firstIndex(where: { $0.key == "jupytext" }) {
                jupytext += members[index].value.members ?? []
                members.remove(at: index)
            }
        } else {
            // Without a header the script carries no metadata, and gets none when it is written again.
            let own: Set = ["lines_to_next_cell", "cell_marker", "lines_to_end_of_cell_marker"]
            let keys = Set(cells.flatMap { $0["metadata"]?.members?.map(\.key) ?? [] }).subtracting(own).sorted()
            jupytext.append(.init("cell_metadata_filter", .string((keys + ["-all"]).joined(separator: ","))))
            jupytext.append(.init("main_language", .string("python")))
            jupytext.append(.init("notebook_metadata_filter", .string("-all")))
        }
        if notebook.cells.contains(where: { $0.metadata.isJSON && !$0.metadata.entries.isEmpty }) {
            jupytext.append(.init("cell_metadata_json", .bool(true)))
        }
        members.append(.init("jupytext", .object(jupytext)))
        if !members.contains(where: { $0.key == "kernelspec" }) {
            members.append(
                .init(
                    "kernelspec",
                    .object([
                        .init("display_name", .string("Python 3")), .init("language", .string("python")),
                        .init("name", .string("python3")),
                    ])))
        }
        if !members.contains(where: { $0.key == "language_info" }) {
            members.append(
                .init(
                    "language_info",
                    .object([
                        .init("file_extension", .string(".py")), .init("mimetype", .string("text/x-python")),
                        .init("name", .string("python")), .init("pygments_lexer", .string("ipython3")),
                    ])))
        }
        return .object(members)
    }
}

/// Names for cells that stay the same while the notebook does, and mostly when it changes: made of kind and title.
struct CellIdentifiers {
    private var used: Set<String> = []

    mutating func next(for cell: NotebookCell) -> String {
        let basis = cell.title ?? String(cell.source.prefix { $0 != "\n" })
        var attempt = 0
        while true {
            let id = SourceDigest.of(lines: ["\(cell.kind)", basis, attempt == 0 ? "" : String(attempt)])
            if used.insert(id).inserted { return id }
            attempt += 1
        }
    }
}
