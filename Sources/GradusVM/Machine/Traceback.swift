import GradusCompiler
import GradusSyntax

/// Renders an uncaught exception as CPython 3.11 does: the frames with the failing part underlined, chained exceptions, and
/// a `hint:` line where a cure is known.
extension VM {
    /// The whole text, ending with a newline.
    public func renderTraceback(_ exception: ExceptionObject) -> String {
        var seen: Set<ObjectIdentifier> = []
        return renderChain(exception, &seen)
    }

    private func renderChain(_ exception: ExceptionObject, _ seen: inout Set<ObjectIdentifier>) -> String {
        seen.insert(ObjectIdentifier(exception))
        var text = ""
        if let cause = exception.cause, !seen.contains(ObjectIdentifier(cause)) {
            text += renderChain(cause, &seen)
            text += "\nThe above exception was the direct cause of the following exception:\n\n"
        } else if let context = exception.context, !exception.suppressesContext,
            !seen.contains(ObjectIdentifier(context))
        {
            text += renderChain(context, &seen)
            text += "\nDuring handling of the above exception, another exception occurred:\n\n"
        }
        return text + renderOne(exception)
    }

    private func renderOne(_ exception: ExceptionObject) -> String {
        var text = ""
        let frames = renderFrames(exception)
        if !frames.isEmpty { text += "Traceback (most recent call last):\n" + frames }
        for detail in exception.details { text += detail + "\n" }
        text += renderHead(exception)
        if let hint = exception.hint ?? suggestion(for: exception), exception.diagnostic == nil {
            text += "hint: \(hint)\n"
        }
        return text
    }

    /// The entries, outermost first; runs of one repeated line are folded.
    private func renderFrames(_ exception: ExceptionObject) -> String {
        var blocks: [String] = []
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
        var text = ""
        var index = 0
        while index < blocks.count {
            var count = 1
            while index + count < blocks.count, blocks[index + count] == blocks[index] { count += 1 }
            for _ in 0..<min(count, 3) { text += blocks[index] }
            if count > 3 {
                text += "  [Previous line repeated \(count - 3) more time\(count - 3 == 1 ? "" : "s")]\n"
            }
            index += count
        }
        return text
    }

    private func renderEntry(_ source: SourceText, _ span: SourceSpan, name: String) -> String {
        let line = source.line(at: Int(span.start))
        var text = "  File \"\(source.name)\", line \(line), in \(name)"
        if let title = source.cellTitle, !title.isEmpty { text += ", cell \"\(title)\"" }
        text += "\n"
        text += SourceExcerpt(source: source, span: span).text
        return text
    }

    /// `ValueError: message`
    public func renderHead(_ exception: ExceptionObject) -> String {
        if var diagnostic = exception.diagnostic {
            // Of a file that it runs, CPython marks only the place where the indentation is wrong.
            if diagnostic.kind != .syntaxError { diagnostic.span.end = diagnostic.span.start }
            return render(diagnostic)
        }
        let type = exception.type
        let name =
            type.moduleName == "builtins" || type.moduleName == "__main__"
            ? type.qualifiedName : "\(type.moduleName).\(type.qualifiedName)"
        let message = messageText(of: exception)
        var text = message.isEmpty ? name + "\n" : "\(name): \(message)\n"
        if let notes = exception.slotValue(Interned.string("__notes__"))?.asList {
            for note in notes.values { text += ((try? str(note)) ?? "") + "\n" }
        }
        return text
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
        var shown = String(stripped)
        while let last = shown.last, last == " " || last == "\t" { shown.removeLast() }
        if shown.isEmpty { return "" }
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
        let before = displayWidth(of: String(decoding: bytes[..<from], as: UTF8.self))
        text += "    " + String(repeating: " ", count: before) + marks + "\n"
        return text
    }

    /// `~~^~~` for operators and subscripts, `^^^` else, in display columns.
    private func underline(_ bytes: [UInt8], from: Int, to: Int, wholeSegment: Bool) -> String {
        func width(_ a: Int, _ b: Int) -> Int { displayWidth(of: String(decoding: bytes[a..<b], as: UTF8.self)) }
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
