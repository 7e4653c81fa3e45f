import Foundation

/// A hand-written parser for Python 3.11, working on the lexer's tokens.
///
/// It runs once over a good program. Where that fails it runs a second time with `isDiagnosing` set: the grammar then also
/// tries the wrong forms that CPython knows by name, in CPython's order, and the first that fits words the error. Where
/// none fits, the furthest token that the first run reached is the place of a plain "invalid syntax".
struct Parser {
    /// Why a rule did not match; the diagnostic itself is kept in the parser.
    enum Failure: Error {
        /// The rule does not fit here; another may.
        case mismatch
        /// The error has been found and worded.
        case diagnosed
    }

    /// How high a tree may grow: CPython's compiler gives up a little under 3000.
    static let maximumHeight = 2_900
    /// How deep the parser itself may recurse, brackets and nested statements included.
    static let maximumNesting = 600

    let source: SourceText
    let bytes: UnsafeBufferPointer<UInt8>
    let tokens: ContiguousArray<Token>
    var position = 0
    /// The furthest token that was looked at.
    var furthest = 0
    var isDiagnosing = false
    /// Off inside the forms that CPython calls "without invalid".
    var callsInvalidForms = true
    var diagnostic: Diagnostic?
    /// The first error that CPython finds only after parsing; it counts where parsing succeeds.
    var late: Diagnostic?
    /// CPython's lexer is asked about the rest of the text before a parser's error is believed; ours has read it all.
    let lexerFault: Lexer.Fault?
    /// How high the tree of the expression returned last is.
    var height = 0
    var nesting = 0
    /// What the rules gave at a token, kept in the second run, which goes over the same tokens again and again.
    var memo: [Int: Memo] = [:]
    /// Set for the expression of an f-string: the prefix of its messages.
    var isEmbedded = false
    /// How many f-string format specifications enclose the text.
    var formatDepth = 0

    /// Set in the first run as soon as a dictionary has failed, so that none inside it is tried again and again.
    var isRemembering = false

    /// The result of a rule at a token.
    struct Memo {
        var expression: Expression?
        var position: Int
        var height: Int
    }

    init(source: SourceText, bytes: UnsafeBufferPointer<UInt8>, lexer: consuming Lexer) {
        self.source = source
        self.bytes = bytes
        self.tokens = lexer.tokens
        self.lexerFault = lexer.fault
    }

    // MARK: Tokens

    @inline(always) var current: Token { tokens[position] }
    @inline(always) var kind: TokenKind { tokens[position].kind }
    @inline(always) var nextKind: TokenKind {
        position + 1 < tokens.count ? tokens[position + 1].kind : .endMarker
    }
    /// Where the token before the current one ends.
    @inline(always) var previousEnd: Int32 { position > 0 ? tokens[position - 1].end : 0 }

    @inline(always) mutating func advance() {
        guard position + 1 < tokens.count else { return }
        position += 1
        if position > furthest { furthest = position }
    }

    @inline(always) mutating func accept(_ wanted: TokenKind) -> Bool {
        guard kind == wanted else { return false }
        advance()
        return true
    }

    @inline(always) mutating func expect(_ wanted: TokenKind) throws(Failure) {
        guard kind == wanted else { throw .mismatch }
        advance()
    }

    /// Requires a token and says so at once where it is missing.
    mutating func demand(_ wanted: TokenKind, _ text: String) throws(Failure) {
        if accept(wanted) { return }
        if kind == .error { throw .mismatch }
        throw raise("expected '\(text)'", at: current.span)
    }

    @inline(always) func span(from start: Int32) -> SourceSpan { SourceSpan(start: start, end: previousEnd) }

    func text(of token: Token) -> String {
        let text = bytes[Int(token.start)..<Int(token.end)]
        // Two ways to write one character are one name.
        if token.kind == .name, text.contains(where: { $0 >= 0x80 }) {
            return String(decoding: text, as: UTF8.self).precomposedStringWithCompatibilityMapping
        }
        return String(decoding: text, as: UTF8.self)
    }

    mutating func identifier() throws(Failure) -> Identifier {
        let token = current
        guard token.kind.isName else { throw .mismatch }
        advance()
        return Identifier(text(of: token), span: token.span)
    }

    // MARK: Failing

    /// Notes the error; the result is to be thrown.
    mutating func raise(
        _ message: String, _ kind: Diagnostic.Kind = .syntaxError, at span: SourceSpan, hint: String? = nil
    ) -> Failure {
        // CPython's parser has stopped for good once the lexer fails under it.
        if isDiagnosing, tokens[furthest].kind == .error, let lexerFault {
            take(lexerFault)
            return .diagnosed
        }
        let worded = isEmbedded ? "f-string: \(message)" : message
        diagnostic = Diagnostic(kind: kind, worded, at: span, in: source, hint: hint)
        return .diagnosed
    }

    /// An error at the furthest token, where CPython puts errors without a place of their own.
    mutating func raiseAtFurthest(_ message: String, _ kind: Diagnostic.Kind = .syntaxError) -> Failure {
        let token = tokens[furthest]
        switch token.kind {
        case .endMarker, .dedent, .indent:
            let offset = isAtEnd(token) ? lastLine.end : token.start
            let failure = raise(message, kind, at: SourceSpan(start: offset, end: offset))
            diagnostic?.isAtLayout = true
            return failure
        default: return raise(message, kind, at: token.span)
        }
    }

    func isAtEnd(_ token: Token) -> Bool {
        token.kind == .endMarker || (token.kind == .dedent && Int(token.start) >= bytes.count)
    }

    /// The last line that CPython counts: not the empty one behind a last line end.
    var lastLine: SourceSpan {
        if isEmbedded, let last = tokens.last { return last.span }
        var index = source.lineStarts.count - 1
        if index > 0, source.lineStarts[index] >= bytes.count { index -= 1 }
        let start = source.lineStarts[index]
        return SourceSpan(start, start + source.lineBytes(index).count)
    }

    /// A feature of Python that Gradus does not have.
    mutating func refuse(_ feature: String, at span: SourceSpan) -> Failure {
        raise("\(feature) is not supported by Gradus", at: span)
    }

    /// Runs a rule and goes back where it does not match.
    mutating func attempt<Value>(_ rule: (inout Parser) throws(Failure) -> Value) throws(Failure) -> Value? {
        let mark = position
        do throws(Failure) {
            return try rule(&self)
        } catch {
            if error == .diagnosed { throw error }
            position = mark
            return nil
        }
    }

    // MARK: Limits

    /// Refuses a tree that would be too high for the recursive passes behind the parser.
    @inline(always) mutating func checkHeight() throws(Failure) {
        if height > Self.maximumHeight { throw tooComplex() }
    }

    @inline(always) mutating func enter() throws(Failure) {
        nesting += 1
        if nesting > Self.maximumNesting { throw tooComplex() }
    }

    @inline(always) mutating func leave() { nesting -= 1 }

    mutating func tooComplex() -> Failure {
        raise("source code is too complex: too deeply nested", at: current.span)
    }

    // MARK: Memory of the second run

    enum Rule: Int { case expression, disjunction, named, bitwise, starExpressions, starNamed, primary, starredItem }

    /// Notes that a rule does not match.
    mutating func rememberMismatch(_ rule: Rule, at index: Int) {
        memo[index * 8 + rule.rawValue] = Memo(expression: nil, position: position, height: 0)
    }

    mutating func remembered(
        _ rule: Rule, _ compute: (inout Parser) throws(Failure) -> Expression
    ) throws(Failure) -> Expression {
        guard isDiagnosing || isRemembering else { return try compute(&self) }
        let key = position * 8 + rule.rawValue
        if let found = memo[key] {
            position = found.position
            height = found.height
            guard let expression = found.expression else { throw .mismatch }
            return expression
        }
        do throws(Failure) {
            let expression = try compute(&self)
            memo[key] = Memo(expression: expression, position: position, height: height)
            return expression
        } catch {
            if error == .mismatch { memo[key] = Memo(expression: nil, position: position, height: 0) }
            throw error
        }
    }
}
