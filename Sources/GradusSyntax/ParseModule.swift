/// Parses a whole source text.
///
/// - Throws: the first error, worded and placed as CPython 3.11 does.
public func parseModule(_ source: SourceText) throws(Diagnostic) -> Module {
    Module(body: try parse(source) { (parser) throws(Parser.Failure) in try parser.module() })
}

/// Parses a text that is one expression, as `eval` takes it.
package func parseExpression(_ source: SourceText) throws(Diagnostic) -> Expression {
    try parse(source) { (parser) throws(Parser.Failure) in
        let value = try parser.starExpressions()
        while parser.accept(.newline) {}
        try parser.expect(.endMarker)
        return value
    }
}

private func parse<Value>(
    _ source: SourceText, _ rule: (inout Parser) throws(Parser.Failure) -> Value
) throws(Diagnostic) -> Value {
    try withParser(source) { (parser) throws(Diagnostic) in
        do throws(Parser.Failure) {
            let value = try parser.run(rule)
            if let late = parser.late { throw Parser.Failure.late(late, in: &parser) }
            return value
        } catch {
            throw parser.diagnostic ?? Diagnostic("invalid syntax", at: SourceSpan(0, 0), in: source)
        }
    }
}

/// Lexes the text and gives a parser over it.
func withParser<Value>(
    _ source: SourceText, _ body: (inout Parser) throws(Diagnostic) -> Value
) throws(Diagnostic) -> Value {
    guard source.bytes.count < Int(Int32.max) else {
        throw Diagnostic("source code is too large", at: SourceSpan(0, 0), in: source)
    }
    return try source.bytes.withUnsafeBufferPointer { (bytes) throws(Diagnostic) -> Value in
        if let null = bytes.firstIndex(of: 0) {
            throw Diagnostic("source code string cannot contain null bytes", at: SourceSpan(null, null), in: source)
        }
        var lexer = Lexer(source: source, bytes: bytes)
        lexer.run()
        var parser = Parser(source: source, bytes: bytes, lexer: lexer)
        return try body(&parser)
    }
}

extension Parser.Failure {
    /// Makes an error found after parsing the parser's own.
    static func late(_ diagnostic: Diagnostic, in parser: inout Parser) -> Parser.Failure {
        parser.diagnostic = diagnostic
        return .diagnosed
    }
}

extension Parser {
    /// Runs a rule; where it fails runs it again to find the error, which is then in `diagnostic`.
    mutating func run<Value>(_ rule: (inout Parser) throws(Failure) -> Value) throws(Failure) -> Value {
        do throws(Failure) {
            return try rule(&self)
        } catch {
            if error == .mismatch {
                let last = furthest
                if tokens[last].kind != .error {
                    isDiagnosing = true
                    memo = [:]
                    position = 0
                    nesting = 0
                    do throws(Failure) { _ = try rule(&self) } catch {}
                    memo = [:]
                }
                settle(last)
            } else {
                preferLexer()
            }
            throw .diagnosed
        }
    }

    /// Words the error where no wrong form fitted.
    private mutating func settle(_ last: Int) {
        if diagnostic != nil { return preferLexer() }
        let token = tokens[last]
        if tokens[furthest].kind == .error || token.kind == .error {
            if let lexerFault { take(lexerFault) }
            return
        }
        switch token.kind {
        case .indent:
            _ = raise("unexpected indent", .indentationError, at: token.span)
            return
        case .dedent:
            _ = raise("unexpected unindent", .indentationError, at: token.span)
            return
        case .endMarker:
            let start = isEmbedded ? token.start : lastLine.start
            _ = raise("invalid syntax", at: SourceSpan(start: start, end: start))
        default: _ = raise("invalid syntax", at: token.span)
        }
        preferLexer()
    }

    /// A fault of the lexer further on goes before the parser's error, as in CPython.
    private mutating func preferLexer() {
        guard let lexerFault else { return }
        if lexerFault.outranksParser { return take(lexerFault) }
        // An open bracket counts where the parser failed on a later line.
        guard lexerFault.isIncomplete, lexerFault.diagnostic.message.hasSuffix("was never closed") else { return }
        let failed = source.lineIndex(at: Int(tokens[furthest].start))
        if failed > source.lineIndex(at: Int(lexerFault.diagnostic.span.start)) { take(lexerFault) }
    }

    mutating func take(_ fault: Lexer.Fault) {
        diagnostic = fault.diagnostic
        if isEmbedded { diagnostic?.message = "f-string: \(fault.diagnostic.message)" }
    }
}
