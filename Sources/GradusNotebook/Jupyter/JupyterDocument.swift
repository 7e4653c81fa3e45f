import GradusJSON

/// What a notebook that was read from an `.ipynb` file keeps of it.
struct JupyterDocument: Sendable {
    /// Nil once something was changed.
    var originalText: String?
    var root: JSONValue
    /// One element for each cell of the notebook.
    var cells: [JSONValue]

    /// The document with its cells.
    var text: String {
        var root = root
        root["cells"] = .array(cells)
        return originalText ?? root.prettyText
    }
}

/// Reads Jupyter notebooks, nbformat 4.0 to 4.5 and later minor versions.
enum JupyterReader {
    static func read(_ text: String, fileName: String) throws(NotebookError) -> Notebook {
        let root: JSONValue
        do throws(JSONParser.Failure) {
            root = try JSONParser.parse(text)
        } catch {
            throw .notJupyter(file: fileName, line: error.line, reason: error.reason)
        }
        guard root.members != nil else {
            throw .notJupyter(file: fileName, line: 1, reason: "a Jupyter notebook is one JSON object")
        }
        guard let version = root["nbformat"]?.int else {
            throw .notJupyter(file: fileName, line: 1, reason: "'nbformat' is missing")
        }
        guard version == 4 else { throw .jupyterVersion(file: fileName, version: version) }
        guard let cells = root["cells"]?.array else {
            throw .notJupyter(file: fileName, line: 1, reason: "the list 'cells' is missing")
        }
        var notebook = Notebook(fileName: fileName)
        var number = 0
        for (index, json) in cells.enumerated() {
            var cell = try self.cell(json, index: index, fileName: fileName)
            if cell.kind == .code {
                number += 1
                cell.number = number
            }
            notebook.cells.append(cell)
        }
        notebook.jupyter = JupyterDocument(originalText: text, root: root, cells: cells)
        return notebook
    }

    private static func cell(_ json: JSONValue, index: Int, fileName: String) throws(NotebookError) -> NotebookCell {
        let kinds: [String: NotebookCell.Kind] = ["code": .code, "markdown": .markdown, "raw": .raw]
        guard let type = json["cell_type"]?.string, let kind = kinds[type] else {
            throw .jupyterCell(file: fileName, index: index + 1, reason: "'cell_type' must be code, markdown or raw")
        }
        guard let source = json["source"]?.joinedText else {
            throw .jupyterCell(file: fileName, index: index + 1, reason: "'source' must be a text or a list of lines")
        }
        let metadata = json["metadata"]?.members ?? []
        var entries: [(key: String, value: MetadataValue)] = []
        var cell = NotebookCell(
            kind: kind, number: nil, title: nil, metadata: CellMetadata(), markerStyle: .percent, regionName: nil,
            depth: 0, source: source, firstLine: 1, record: CellRecord(), textStyle: .comments, rawText: "")
        for member in metadata {
            switch (member.key, member.value) {
            case ("title", .string(let title)): cell.title = title
            case ("cell_depth", _): cell.depth = max(0, min(8, member.value.int ?? 0))
            case ("region_name", .string(let name)): cell.regionName = name
            case ("lines_to_next_cell", _): cell.linesToNextCell = member.value.int.map { max(0, min(50, $0)) }
            case ("cell_marker", .string(let marker)):
                let opening = String(marker.prefix { $0 != "," && $0 != "\n" })
                if ["\"\"\"", "'''", "r\"\"\"", "r'''", "R\"\"\"", "R'''"].contains(opening) {
                    cell.textStyle = .string(opening: opening)
                }
            default: entries.append((member.key, member.value.metadataValue))
            }
        }
        cell.metadata = CellMetadata(entries)
        cell.jupyterSource = source
        for attachment in json["attachments"]?.members ?? [] {
            let picture = attachment.value.members?.first { $0.key.hasPrefix("image/") }
            guard let picture, let data = picture.value.joinedText else { continue }
            cell.attachments[attachment.key] = "data:\(picture.key);base64,\(data.filter { !$0.isWhitespace })"
        }
        if cell.title == nil, case .string(let name)? = cell.metadata["name"] { cell.title = name }
        if kind == .code {
            cell.readRecordLines(from: source)
            if let outputs = json["outputs"]?.array, !outputs.isEmpty {
                cell.jupyterOutputs = outputs
                if cell.record.lines.isEmpty { cell.record.lines = outputLines(outputs) }
            }
        }
        return cell
    }

    /// The lines that a record has for these outputs.
    private static func outputLines(_ outputs: [JSONValue]) -> [String] {
        var text = ""
        let finishLine = { (text: inout String) in
            if let last = text.utf8.last, last != UInt8(ascii: "\n") { text += "\n" }
        }
        for output in outputs {
            switch output["output_type"]?.string {
            case "stream": if output["name"]?.string != "stderr" { text += output["text"]?.joinedText ?? "" }
            case "display_data", "execute_result":
                finishLine(&text)
                let plain = output["data"]?["text/plain"]?.joinedText ?? ""
                // A plot is nothing but its picture.
                let isPlot = output["output_type"]?.string == "display_data" && plain.hasPrefix("<Figure")
                if !isPlot { text += plain }
                finishLine(&text)
                if let picture = output["data"]?["image/png"]?.joinedText {
                    let base64 = picture.filter { !$0.isWhitespace }
                    text += "[picture \(PictureDigest.of(png: base64))]\n"
                }
            case "error":
                finishLine(&text)
                let value = output["evalue"]?.string ?? ""
                text += (output["ename"]?.string ?? "Error") + (value.isEmpty ? "" : ": " + value) + "\n"
            default: break
            }
        }
        var lines = OutputMask.lines(of: text).map(OutputMask.visible)
        while lines.last == "" { lines.removeLast() }
        return lines
    }
}

extension NotebookCell {
    /// Takes `#> ` lines of a Jupyter cell's source as its record.
    mutating func readRecordLines(from text: String) {
        guard text.utf8.contains(UInt8(ascii: ">")), text.contains("#>") else { return }
        var state = LineState()
        var lines: [Substring] = []
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if !state.isInsideString, let record = CellRecord.Line(line) {
                self.record.add(record)
                recordLines.append(index)
                lines.append("")
            } else {
                lines.append(line)
            }
            _ = state.advance(over: line)
        }
        guard !recordLines.isEmpty else { return }
        while let last = lines.last, last.isEmpty { lines.removeLast() }
        source = lines.joined(separator: "\n")
    }
}
