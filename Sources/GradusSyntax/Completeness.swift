/// Whether a text typed so far can be run.
package enum Completeness: Sendable {
    case complete
    /// More lines are needed; `indent` is how many blanks the next one should start with.
    case incomplete(indent: Int)
    /// No further line can make it right.
    case invalid(Diagnostic)
}

/// Decides with the lexer and the parser themselves whether a cell is finished.
///
/// A text that breaks off (an open bracket or triple quote, a header without its block, a decorator alone, a backslash at
/// the end) is incomplete. A text that parses is complete, but where its last statement has a block that could still grow,
/// only after a blank last line, as in IPython.
package func completeness(of text: String) -> Completeness {
    let source = SourceText(name: "<stdin>", text: text)
    do {
        return try withParser(source) { (parser) throws(Diagnostic) in
            do throws(Parser.Failure) {
                let body = try parser.module()
                if let late = parser.late { return .invalid(late) }
                return parser.completeness(ofParsed: body)
            } catch {
                if error == .mismatch, parser.brokeOff { return .incomplete(indent: parser.nextIndent()) }
                _ = try parseModule(source)
                return .complete
            }
        }
    } catch {
        return .invalid(error)
    }
}

extension Parser {
    /// True where the first run failed only because the text ends.
    fileprivate var brokeOff: Bool {
        let token = tokens[furthest]
        switch token.kind {
        case .error: return lexerFault?.isIncomplete == true
        case .endMarker, .dedent: return Int(token.start) >= bytes.count || token.kind == .endMarker
        default: return false
        }
    }

    fileprivate func completeness(ofParsed body: [Statement]) -> Completeness {
        guard let last = body.last, canGrow(last) else { return .complete }
        let lastLine = source.lineBytes(source.lineStarts.count - 1)
        if lastLine.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { return .complete }
        return .incomplete(indent: nextIndent())
    }

    /// True where a further line could belong to the statement.
    private func canGrow(_ statement: Statement) -> Bool {
        switch statement.kind {
        case .if(_, let then, let otherwise):
            // `else` or `elif` may follow while there is none.
            if otherwise.isEmpty { return true }
            if otherwise.count == 1, case .if = otherwise[0].kind { return canGrow(otherwise[0]) }
            return growsIndented(otherwise) || then.isEmpty
        case .while(_, _, let otherwise), .for(_, _, _, let otherwise):
            return otherwise.isEmpty || growsIndented(otherwise)
        case .try(_, _, _, let finally): return finally.isEmpty || growsIndented(finally)
        case .with(_, let body): return growsIndented(body)
        case .function(let definition): return growsIndented(definition.body)
        case .class(let definition): return growsIndented(definition.body)
        case .match: return true
        default: return false
        }
    }

    /// True for a block on lines of its own; one behind its colon is over with its line.
    private func growsIndented(_ body: [Statement]) -> Bool {
        guard let first = body.first else { return false }
        let line = source.lineIndex(at: Int(first.span.start))
        let start = source.lineStarts[line]
        return bytes[start..<Int(first.span.start)].allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0C }
    }

    /// The indentation that fits the next line: one step more behind a header, else that of the last line with text.
    fileprivate func nextIndent() -> Int {
        var index = tokens.count - 1
        while index >= 0 {
            switch tokens[index].kind {
            case .endMarker, .dedent, .indent, .error, .newline: index -= 1
            default:
                let isHeader =
                    tokens[index].kind == .colon && tokens[index].level == 0 && lexerFault == nil
                return isHeader ? column(ofLogicalLineAt: index) + 4 : lastLineIndent()
            }
        }
        return lastLineIndent()
    }

    /// Where the logical line that holds the token starts.
    private func column(ofLogicalLineAt index: Int) -> Int {
        var first = index
        while first > 0 {
            let kind = tokens[first - 1].kind
            if kind == .newline || kind == .indent || kind == .dedent { break }
            first -= 1
        }
        return width(from: source.lineStarts[source.lineIndex(at: Int(tokens[first].start))])
    }

    private func lastLineIndent() -> Int {
        var line = source.lineStarts.count - 1
        while line > 0, source.lineBytes(line).allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { line -= 1 }
        return width(from: source.lineStarts[line])
    }

    /// The columns of the blanks at the start of a line; a tab goes to the next multiple of 8.
    private func width(from start: Int) -> Int {
        var columns = 0
        var index = start
        while index < bytes.count {
            if bytes[index] == 0x20 {
                columns += 1
            } else if bytes[index] == 0x09 {
                columns = (columns / 8 + 1) * 8
            } else {
                break
            }
            index += 1
        }
        return columns
    }
}
