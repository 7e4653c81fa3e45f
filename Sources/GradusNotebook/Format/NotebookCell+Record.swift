extension NotebookCell {
    /// Replaces the record in `rawText`; all other bytes stay.
    /// - Parameter lineEnd: of the file, `\n` or `\r\n`.
    mutating func setRecord(_ new: CellRecord, lineEnd: String) {
        guard new != record else { return }
        var lines: [(text: String, isRecord: Bool)] = []
        var rest = rawText.utf8[...]
        while !rest.isEmpty {
            let newline = rest.firstIndex(of: UInt8(ascii: "\n"))
            let end = newline.map { rest.index(after: $0) } ?? rest.endIndex
            lines.append((String(Substring(rest[..<end])), recordLines.contains(lines.count)))
            rest = rest[end...]
        }
        let isBlank = { (line: String) in line.utf8.allSatisfy { [0x20, 0x09, 0x0A, 0x0D, 0x0C].contains($0) } }
        let hadFinalNewline = lines.last.map { $0.text.hasSuffix("\n") || $0.text.hasSuffix("\r\n") } ?? true
        let lastCode = lines.lastIndex { !$0.isRecord && !isBlank($0.text) } ?? -1
        // A record stays where it was; a new one follows the last line of code.
        let firstRecord = lines.indices.first { $0 > lastCode && lines[$0].isRecord }
        let place = firstRecord ?? lastCode + 1
        var text = ""
        for (index, line) in lines.enumerated() {
            if index == place { append(new, to: &text, lineEnd: lineEnd) }
            if !line.isRecord { text += line.text }
        }
        if place >= lines.count { append(new, to: &text, lineEnd: lineEnd) }
        if !hadFinalNewline, text.utf8.last == UInt8(ascii: "\n") {
            text = String(Substring(text.utf8.dropLast(lineEnd.utf8.count)))
        }
        rawText = text
        record = new
    }

    private func append(_ record: CellRecord, to text: inout String, lineEnd: String) {
        guard !record.isEmpty else { return }
        if let last = text.utf8.last, last != UInt8(ascii: "\n") { text += lineEnd }
        for line in record.commentLines { text += line + lineEnd }
    }
}

extension Notebook {
    /// `\r\n` when the first line of the file ends so.
    var lineEnd: String {
        let bytes = text.utf8
        guard let newline = bytes.firstIndex(of: UInt8(ascii: "\n")), newline > bytes.startIndex else { return "\n" }
        return bytes[bytes.index(before: newline)] == UInt8(ascii: "\r") ? "\r\n" : "\n"
    }
}
