/// Writes a diagnostic as CPython 3.11 prints a syntax error, without the line `Traceback …`:
///
///       File "<name>", line 3
///         x = = 1
///             ^
///     SyntaxError: invalid syntax
///
/// The cell's title follows the line number where there is one, and a `hint:` line ends the text where there is a hint.
///
/// - Parameter showsCarets: whether the failing part is marked.
package func render(_ diagnostic: Diagnostic, showsCarets: Bool = true) -> String {
    let source = diagnostic.source
    let start = min(max(Int(diagnostic.span.start), 0), source.bytes.count)
    let lineIndex = source.lineIndex(at: start)
    var text = "  File \"\(source.name)\", line \(source.firstLine + lineIndex)"
    if let title = source.cellTitle { text += ", in cell \"\(title)\"" }
    text += "\n"
    if let lines = renderLine(of: diagnostic, lineIndex: lineIndex, start: start, showsCarets: showsCarets) {
        text += lines
    }
    text += "\(diagnostic.kind.rawValue): \(diagnostic.message)\n"
    if let hint = diagnostic.hint { text += "hint: \(hint)\n" }
    return text
}

/// The source line without its indentation, and the carets under it.
private func renderLine(of diagnostic: Diagnostic, lineIndex: Int, start: Int, showsCarets: Bool) -> String? {
    let source = diagnostic.source
    let line = source.lineBytes(lineIndex)
    var first = line.startIndex
    while first < line.endIndex, line[first] == 0x20 || line[first] == 0x09 || line[first] == 0x0C { first += 1 }
    let shown = line[first...]
    if shown.isEmpty { return nil }
    var text = "    \(String(decoding: shown, as: UTF8.self))\n"
    guard showsCarets, start >= first else { return text }
    let column = padding(line[first..<max(first, min(start, line.endIndex))]) + spaces(start - line.endIndex)
    let end = min(max(Int(diagnostic.span.end), start), line.endIndex)
    let marked = end > start ? displayWidth(of: String(decoding: line[start..<end], as: UTF8.self)) : 0
    text += "    \(column)\(String(repeating: "^", count: max(marked, caretWidth(line, start))))\n"
    return text
}

/// A caret is as wide as the character over it.
private func caretWidth(_ line: ArraySlice<UInt8>, _ start: Int) -> Int {
    guard start < line.endIndex,
        let scalar = String(decoding: line[start...].prefix(4), as: UTF8.self).unicodeScalars.first
    else { return 1 }
    return max(1, displayWidth(of: String(Character(scalar))))
}

private func spaces(_ count: Int) -> String { String(repeating: " ", count: max(0, count)) }

/// Blanks as wide as the text; tabs stay tabs.
private func padding(_ bytes: ArraySlice<UInt8>) -> String {
    var result = ""
    var previous: Unicode.Scalar?
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
        if scalar == "\t" {
            result += "\t"
        } else {
            result += spaces(DisplayWidth.columns(of: scalar, after: previous))
        }
        previous = scalar
    }
    return result
}
