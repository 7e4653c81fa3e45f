import GradusCompiler
import GradusSyntax

/// Renders an uncaught exception as CPython 3.11 does: the frames with the failing part underlined, chained exceptions, and
/// a `hint:` line where a cure is known.
extension VM {
    /// The whole text, ending with a newline.
    ///
    /// - Parameter offersCures: whether nearer names and hints are added, as for an uncaught exception.
    public func renderTraceback(_ exception: ExceptionObject, offersCures: Bool = true) -> String {
        var chain: [(exception: ExceptionObject, link: String)] = [(exception, "")]
        var seen: Set<ObjectIdentifier> = [ObjectIdentifier(exception)]
        // From the last to the first: chains may be longer than the stack is deep.
        while let current = chain.last?.exception {
            if let cause = current.cause, !seen.contains(ObjectIdentifier(cause)) {
                chain.append((cause, "\nThe above exception was the direct cause of the following exception:\n\n"))
                seen.insert(ObjectIdentifier(cause))
            } else if let context = current.context, current.cause == nil, !current.suppressesContext,
                !seen.contains(ObjectIdentifier(context))
            {
                chain.append(
                    (context, "\nDuring handling of the above exception, another exception occurred:\n\n"))
                seen.insert(ObjectIdentifier(context))
            } else {
                break
            }
        }
        return chain.reversed().map { renderOne($0.exception, offersCures: offersCures) + $0.link }.joined()
    }

    private func renderOne(_ exception: ExceptionObject, offersCures: Bool) -> String {
        var text = ""
        let frames = renderFrames(exception)
        if !frames.isEmpty { text += "Traceback (most recent call last):\n" + frames }
        for detail in exception.details { text += detail + "\n" }
        text += renderHead(exception, suggestion: offersCures ? suggestion(for: exception) : nil)
        if offersCures, exception.diagnostic == nil, let hint = exception.hint ?? importCure(for: exception) {
            text += "hint: \(hint)\n"
        }
        return text
    }

    /// The entries, outermost first; runs of one repeated line are folded.
    private func renderFrames(_ exception: ExceptionObject) -> String {
        var blocks: [(head: String, text: String)] = []
        for entry in exception.traceback.reversed() where !entry.code.source.name.hasPrefix("<gradus:") {
            let name = entry.code.kind == .module ? "<module>" : entry.code.name
            var current = name
            var inner = entry.span
            let enclosing = entry.code.inlined.filter { entry.instruction >= $0.start && entry.instruction < $0.end }
            // Outer comprehensions first: each shows as a call of its own.
            for range in enclosing.sorted(by: { $0.start < $1.start || ($0.start == $1.start && $0.end > $1.end) }) {
                blocks.append(renderEntry(entry.code.source, range.span, name: current))
                current = range.name
            }
            if inner.end < inner.start { inner = entry.code.span }
            blocks.append(renderEntry(entry.code.source, inner, name: current))
        }
        // Only so many of the innermost are shown.
        if blocks.count > 1000 { blocks.removeFirst(blocks.count - 1000) }
        var text = ""
        var index = 0
        while index < blocks.count {
            var count = 1
            while index + count < blocks.count, blocks[index + count].head == blocks[index].head {
                count += 1
            }
            for place in index..<index + min(count, 3) { text += blocks[place].head + blocks[place].text }
            if count > 3 {
                text += "  [Previous line repeated \(count - 3) more time\(count - 3 == 1 ? "" : "s")]\n"
            }
            index += count
        }
        return text
    }

    private func renderEntry(_ source: SourceText, _ span: SourceSpan, name: String) -> (head: String, text: String) {
        let line = source.line(at: Int(span.start))
        var text = "  File \"\(source.name)\", line \(line), in \(name)"
        if let title = source.cellTitle, !title.isEmpty { text += ", cell \"\(title)\"" }
        return (text + "\n", SourceExcerpt(source: source, span: span).text)
    }

    /// `ValueError: message`
    func renderHead(_ exception: ExceptionObject, suggestion: String?) -> String {
        if var diagnostic = exception.diagnostic {
            // Of a file that it runs, CPython marks only the place where the indentation is wrong.
            if diagnostic.kind != .syntaxError { diagnostic.span.end = diagnostic.span.start }
            return render(diagnostic, showsCarets: !diagnostic.isAtLayout)
        }
        if let diagnostic = describedDiagnostic(of: exception) { return render(diagnostic) }
        let type = exception.type
        let name =
            type.moduleName == "builtins" || type.moduleName == "__main__"
            ? type.qualifiedName : "\(type.moduleName).\(type.qualifiedName)"
        let message = messageText(of: exception)
        var text = message.isEmpty ? name : "\(name): \(message)"
        if let suggestion { text += ". Did you mean: '\(suggestion)'?" }
        text += "\n"
        if let notes = exception.slotValue(Interned.string("__notes__")), !notes.isNone {
            if notes.asList != nil || notes.asTuple != nil || notes.asString != nil {
                for note in (try? array(from: notes)) ?? [] {
                    text += ((try? str(note)) ?? "<note str() failed>") + "\n"
                }
            } else {
                text += ((try? repr(notes)) ?? "<__notes__ repr() failed>") + "\n"
            }
        }
        return text
    }

    /// What a SyntaxError that a script made says of its place: `SyntaxError(message, (file, line, column, text))`.
    private func describedDiagnostic(of exception: ExceptionObject) -> Diagnostic? {
        guard let kind = Diagnostic.Kind(rawValue: exception.type.name), exception.arguments.count == 2,
            let message = exception.arguments[0].asString, let details = exception.arguments[1].asTuple,
            details.count >= 4, let file = details[0].asString, details[1].tag == .int, let text = details[3].asString
        else { return nil }
        let line = text.text
        let source = SourceText(name: file.text, text: line, firstLine: Int(details[1].intBits))
        func offset(_ value: Value) -> Int? {
            guard value.tag == .int, value.intBits > 0 else { return nil }
            return line.unicodeScalars.prefix(Int(clamping: value.intBits) - 1).reduce(0) { $0 + String($1).utf8.count }
        }
        let start = offset(details[2]) ?? 0
        let end = details.count >= 6 ? offset(details[5]) ?? start : start
        return Diagnostic(kind: kind, message.text, at: SourceSpan(start, max(start, end)), in: source)
    }

    /// `str(exception)`, or what can be said when that fails.
    public func messageText(of exception: ExceptionObject) -> String {
        let mark = pool.count
        defer { pool.drain(to: mark) }
        return (try? str(Value(borrowing: exception))) ?? "<exception str() failed>"
    }
}

/// The source line of a traceback entry with its underline.
struct SourceExcerpt {
    let source: SourceText
    let span: SourceSpan

    /// The lines with their end-of-lines; empty where the source is not known.
    var text: String {
        let start = Int(span.start)
        let index = source.lineIndex(at: start)
        let line = source.lineText(index)
        let stripped = line.drop { $0 == " " || $0 == "\t" || $0 == "\u{0C}" }
        let shown = String(stripped)
        if shown.allSatisfy({ $0 == " " || $0 == "\t" }) { return "" }
        var text = "    \(shown)\n"
        let lineStart = source.lineStarts[index]
        let indent = line.utf8.count - stripped.utf8.count
        let bytes = Array(shown.utf8)
        let from = max(0, start - lineStart - indent)
        let isMultiline = source.lineIndex(at: max(start, Int(span.end) - 1)) != index
        let to = isMultiline ? bytes.count : min(bytes.count, Int(span.end) - lineStart - indent)
        guard from < to else { return text }
        let marks = underline(bytes, from: from, to: to, wholeSegment: !isMultiline)
        // CPython shows no carets under a whole line.
        if from == 0, to == bytes.count, !marks.contains("~") { return text }
        let before = Self.columns(of: bytes[..<from])
        text += "    " + String(repeating: " ", count: before) + marks + "\n"
        return text
    }

    /// Display columns; a tab is one, as in CPython.
    private static func columns(of bytes: ArraySlice<UInt8>) -> Int {
        displayWidth(of: String(decoding: bytes.map { $0 == 0x09 ? 0x20 : $0 }, as: UTF8.self))
    }

    /// `~~^~~` for operators and subscripts, `^^^` else, in display columns.
    private func underline(_ bytes: [UInt8], from: Int, to: Int, wholeSegment: Bool) -> String {
        func width(_ a: Int, _ b: Int) -> Int { Self.columns(of: bytes[a..<b]) }
        let segment = String(decoding: bytes[from..<to], as: UTF8.self)
        if wholeSegment, let anchor = anchors(segment) {
            let left = width(from, from + anchor.lowerBound)
            let middle = width(from + anchor.lowerBound, from + anchor.upperBound)
            let right = width(from + anchor.upperBound, to)
            return String(repeating: "~", count: left) + String(repeating: "^", count: middle)
                + String(repeating: "~", count: right)
        }
        return String(repeating: "^", count: width(from, to))
    }

    /// The operator of a binary operation, or the brackets of a subscript: byte offsets in the segment.
    private func anchors(_ segment: String) -> Range<Int>? {
        let text = SourceText(name: "", text: "(" + segment + "\n)")
        guard let module = try? parseModule(text), module.body.count == 1,
            case .expression(let expression) = module.body[0].kind
        else { return nil }
        let bytes = Array(segment.utf8)
        switch expression.kind {
        case .binary(let op, let left, let right):
            var place = Int(left.span.end) - 1
            let limit = Int(right.span.start) - 1
            while place < limit, bytes[place] == UInt8(ascii: " ") || bytes[place] == UInt8(ascii: ")") { place += 1 }
            guard place < limit else { return nil }
            return place..<min(place + op.rawValue.utf8.count, limit)
        case .subscript(let object, _):
            var place = Int(object.span.end) - 1
            while place < bytes.count, bytes[place] != UInt8(ascii: "[") { place += 1 }
            guard place < bytes.count else { return nil }
            return place..<bytes.count
        default: return nil
        }
    }
}
