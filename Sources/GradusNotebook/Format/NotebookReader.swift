/// Reads percent format, as Jupytext, VS Code and Spyder write it.
struct NotebookReader {
    private struct Line {
        /// Without line end.
        var text: Substring
        /// With line end.
        var raw: Substring
        var isInsideString = false
        var hasCode = false
        var opensBlock = false
        var endsInsideBrackets = false
        var marker: CellMarker?
    }

    private let fileName: String
    private var lines: [Line]
    private var warnings: [NotebookWarning] = []
    private let byteOrderMark: String

    init(text: String, fileName: String) {
        self.fileName = fileName
        var body = text[...]
        if body.unicodeScalars.first == "\u{FEFF}" {
            byteOrderMark = "\u{FEFF}"
            body = Substring(body.unicodeScalars.dropFirst())
        } else {
            byteOrderMark = ""
        }
        lines = Self.split(body)
    }

    mutating func read() throws(NotebookError) -> Notebook {
        let headerEnd = headerLineCount()
        var state = LineState()
        for index in headerEnd..<lines.count {
            lines[index].isInsideString = state.isInsideString
            if !state.isInsideString { lines[index].marker = CellMarker(line: lines[index].text) }
            let summary = state.advance(over: lines[index].text)
            lines[index].hasCode = summary.hasCode
            lines[index].opensBlock = summary.opensBlock
            lines[index].endsInsideBrackets = state.bracketDepth > 0
            // A bracket left open in one cell says nothing about the next.
            if lines[index].marker != nil { state = LineState() }
        }
        try checkIndentedMarkers(from: headerEnd)

        var starts = (headerEnd..<lines.count).filter { lines[$0].marker != nil }
        let firstMarker = starts.first ?? lines.count
        var preambleEnd = firstMarker
        if let first = (headerEnd..<firstMarker).first(where: { !Self.isBlank(lines[$0].text) }) {
            preambleEnd = first
            starts.insert(first, at: 0)
        }
        var notebook = Notebook(fileName: fileName, preamble: byteOrderMark + raw(0..<preambleEnd))
        for (position, start) in starts.enumerated() {
            let end = position + 1 < starts.count ? starts[position + 1] : lines.count
            notebook.cells.append(cell(start..<end))
        }
        var number = 0
        for index in notebook.cells.indices where notebook.cells[index].kind == .code {
            number += 1
            notebook.cells[index].number = number
        }
        notebook.warnings = warnings
        return notebook
    }

    // MARK: Lines

    private static func split(_ text: Substring) -> [Line] {
        var lines: [Line] = []
        var rest = text.utf8
        while !rest.isEmpty {
            let newline = rest.firstIndex(of: UInt8(ascii: "\n"))
            let end = newline.map { rest.index(after: $0) } ?? rest.endIndex
            let raw = rest[..<end]
            var content = newline.map { rest[..<$0] } ?? raw
            if content.last == UInt8(ascii: "\r") { content.removeLast() }
            lines.append(Line(text: Substring(content), raw: Substring(raw)))
            rest = rest[end...]
        }
        return lines
    }

    private static func isBlank(_ line: Substring) -> Bool {
        line.utf8.allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") || $0 == 12 }
    }

    private func raw(_ range: Range<Int>) -> String {
        lines[range].reduce(into: "") { $0 += $1.raw }
    }

    /// Shebang, coding line and a YAML header between two `# ---` lines.
    private func headerLineCount() -> Int {
        var count = 0
        if count < lines.count, lines[count].text.hasPrefix("#!") { count += 1 }
        if count < lines.count, Self.isCodingLine(lines[count].text) { count += 1 }
        let isRule = { (line: Substring) in line.hasPrefix("# ---") && line.dropFirst(5).allSatisfy { $0 == " " } }
        guard count < lines.count, isRule(lines[count].text) else { return count }
        let close = (count + 1..<lines.count).first { isRule(lines[$0].text) || !lines[$0].text.hasPrefix("#") }
        guard let close, isRule(lines[close].text) else { return count }
        return close + 1
    }

    private static func isCodingLine(_ line: Substring) -> Bool {
        guard line.hasPrefix("#"), let word = line.range(of: "coding") else { return false }
        return line[word.upperBound...].first == ":" || line[word.upperBound...].first == "="
    }

    /// An indented marker is only allowed where no block is open around it.
    private func checkIndentedMarkers(from start: Int) throws(NotebookError) {
        for index in start..<lines.count where lines[index].marker != nil {
            guard Self.isIndented(lines[index].text) else { continue }
            let before = (start..<index).last { lines[$0].hasCode || lines[$0].marker != nil }
            let after = (index + 1..<lines.count).first { lines[$0].hasCode || lines[$0].marker != nil }
            let isCutBefore =
                before.map { line in
                    let line = lines[line]
                    return line.marker == nil
                        && (line.opensBlock || line.endsInsideBrackets
                            || (Self.isIndented(line.text) && !line.isInsideString))
                } ?? false
            let isCutAfter = after.map { lines[$0].marker == nil && Self.isIndented(lines[$0].text) } ?? false
            if isCutBefore || isCutAfter { throw .indentedMarker(file: fileName, line: index + 1) }
        }
    }

    private static func isIndented(_ line: Substring) -> Bool {
        line.first == " " || line.first == "\t"
    }

    // MARK: Cells

    private mutating func cell(_ range: Range<Int>) -> NotebookCell {
        let marker = lines[range.lowerBound].marker
        let body = marker == nil ? range : range.lowerBound + 1..<range.upperBound
        if let warning = marker?.warning {
            warnings.append(NotebookWarning(kind: warning, line: range.lowerBound + 1))
        }
        var cell = NotebookCell(
            kind: marker?.kind ?? .code, number: nil, title: marker?.title,
            metadata: marker?.metadata ?? CellMetadata(),
            markerStyle: marker?.style ?? .none, regionName: marker?.regionName, depth: marker?.depth ?? 0,
            source: "", firstLine: body.lowerBound + 1, record: CellRecord(), textStyle: .comments, rawText: raw(range))
        if cell.kind == .code {
            readCode(body, into: &cell)
        } else {
            readText(body, into: &cell)
        }
        return cell
    }

    private func readCode(_ body: Range<Int>, into cell: inout NotebookCell) {
        var source: [Substring] = []
        let offset = body.lowerBound - (cell.markerStyle == .none ? 0 : 1)
        // `# > text` counts only where nothing but records and blank lines follow.
        let tail = body.last { index in
            let line = lines[index]
            return line.isInsideString || line.hasCode
                || !(Self.isBlank(line.text) || line.text.hasPrefix("#>") || line.text.hasPrefix("# >"))
        }
        for index in body {
            let line = lines[index]
            var record = line.isInsideString ? nil : CellRecord.Line(line.text)
            if record == nil, !line.isInsideString, let tail, index > tail { record = .spaced(line.text) }
            if let record {
                cell.record.add(record)
                cell.recordLines.append(index - offset)
                source.append("")
            } else {
                source.append(line.text)
            }
        }
        cell.source = Self.joined(source)
    }

    private func readText(_ body: Range<Int>, into cell: inout NotebookCell) {
        let content = body.drop { Self.isBlank(lines[$0].text) }
        if let first = content.first, let opening = Self.stringOpening(lines[first].text) {
            cell.textStyle = .string(opening: opening)
            cell.firstLine = first + 1
            let quote = opening.suffix(3)
            var text = lines[content].map(\.text)
            text[0] = text[0].dropFirst(opening.count)
            if let close = text.firstIndex(where: { $0.contains(quote) }),
                let range = text[close].range(of: String(quote))
            {
                text[close] = text[close][..<range.lowerBound]
                text.removeSubrange((close + 1)...)
            }
            if text[0].isEmpty {
                text.removeFirst()
                cell.firstLine += 1
            }
            cell.source = Self.joined(text)
            return
        }
        cell.source = Self.joined(
            lines[body].map { line in
                guard line.text.hasPrefix("#") else { return line.text }
                let rest = line.text.dropFirst()
                return rest.first == " " ? rest.dropFirst() : rest
            })
    }

    /// `"""`, `'''`, with an optional `r` before.
    private static func stringOpening(_ line: Substring) -> String? {
        ["\"\"\"", "'''", "r\"\"\"", "r'''"].first { line.hasPrefix($0) }
    }

    /// Lines with `\n` between them, without blank lines at the end.
    private static func joined(_ lines: [Substring]) -> String {
        var lines = lines[...]
        while let last = lines.last, isBlank(last) { lines.removeLast() }
        return lines.joined(separator: "\n")
    }
}

extension StringProtocol {
    /// Foundation is not linked here; a plain search is enough for marker lines.
    fileprivate func range(of word: String) -> Range<Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(word) { return start..<index(start, offsetBy: word.count) }
            start = index(after: start)
        }
        return nil
    }
}

extension Notebook {
    /// Reads percent format from text.
    public init(text: String, fileName: String) throws(NotebookError) {
        var reader = NotebookReader(text: text, fileName: fileName)
        self = try reader.read()
    }
}
