/// The `match` statement and its patterns.
extension Parser {
    /// A match statement, or nil where `match` is a name like any other.
    mutating func matchStatement() throws(Failure) -> Statement? {
        let header = current
        guard startsSubject else { return nil }
        let subject = try attempt { (parser) throws(Failure) in
            parser.advance()
            let subject = try parser.matchSubject()
            if parser.isDiagnosing, parser.kind == .newline { throw parser.raiseAtFurthest("expected ':'") }
            try parser.expect(.colon)
            try parser.expect(.newline)
            if parser.isDiagnosing, parser.kind != .indent, parser.kind != .error {
                let line = parser.source.line(at: Int(header.start))
                throw parser.raiseAtFurthest(
                    "expected an indented block after 'match' statement on line \(line)", .indentationError)
            }
            try parser.expect(.indent)
            guard parser.kind == .softCase else { throw .mismatch }
            return subject
        }
        guard let subject else { return nil }
        try enter()
        defer { leave() }
        var cases: [MatchCase] = []
        while kind == .softCase { cases.append(try matchCase()) }
        try expect(.dedent)
        let end = cases.last?.body.last?.span.end ?? previousEnd
        return Statement(.match(subject: subject, cases), span: SourceSpan(start: header.start, end: end))
    }

    /// False for the commonest tokens after a name `match`.
    private var startsSubject: Bool {
        switch nextKind {
        case .equal, .dot, .comma, .rightParen, .newline, .colon, .equalEqual, .kwIn, .kwIs, .rightBracket: false
        default: true
        }
    }

    private mutating func matchSubject() throws(Failure) -> Expression {
        let start = current.start
        let isStarred = kind == .star
        let first = try starNamedExpression()
        guard kind == .comma else {
            if isStarred { throw .mismatch }
            return first
        }
        var elements = [first]
        var highest = height
        while accept(.comma), startsItem {
            elements.append(try starNamedExpression())
            highest = max(highest, height)
        }
        height = highest + 1
        return Expression(.tuple(elements), span: span(from: start))
    }

    private mutating func matchCase() throws(Failure) -> MatchCase {
        let header = current
        try expect(.softCase)
        let pattern = try patterns()
        let condition = try accept(.kwIf) ? namedExpression() : nil
        if isDiagnosing, kind == .newline { throw raiseAtFurthest("expected ':'") }
        try expect(.colon)
        let body = try block("'case' statement", header)
        return MatchCase(pattern: pattern, condition: condition, body: body)
    }

    // MARK: Patterns

    /// A pattern, or a sequence without brackets.
    private mutating func patterns() throws(Failure) -> Pattern {
        let start = current.start
        let first = try maybeStarPattern()
        guard kind == .comma else {
            if case .star = first.kind { throw .mismatch }
            return first
        }
        var items = [first]
        while accept(.comma), kind != .colon, kind != .kwIf { items.append(try maybeStarPattern()) }
        return Pattern(.sequence(items), span: span(from: start))
    }

    private mutating func maybeStarPattern() throws(Failure) -> Pattern {
        guard kind == .star else { return try pattern() }
        let start = current.start
        advance()
        let isWildcard = kind == .underscore
        let name = try identifier()
        return Pattern(.star(isWildcard ? nil : name), span: span(from: start))
    }

    private mutating func pattern() throws(Failure) -> Pattern {
        try enter()
        defer { leave() }
        let start = current.start
        let first = try orPattern()
        guard kind == .kwAs else { return first }
        advance()
        if kind.isName, kind != .underscore, nextKind != .dot, nextKind != .leftParen, nextKind != .equal {
            return Pattern(.as(first, try identifier()), span: span(from: start))
        }
        if isDiagnosing {
            if kind == .underscore { throw raise("cannot use '_' as a target", at: current.span) }
            if !kind.isName {
                let target = try expression()
                throw raise("invalid pattern target", at: target.span)
            }
        }
        throw .mismatch
    }

    private mutating func orPattern() throws(Failure) -> Pattern {
        let start = current.start
        let first = try closedPattern()
        guard kind == .bar else { return first }
        var alternatives = [first]
        while accept(.bar) { alternatives.append(try closedPattern()) }
        return Pattern(.or(alternatives), span: span(from: start))
    }

    private mutating func closedPattern() throws(Failure) -> Pattern {
        let token = current
        switch token.kind {
        case .number, .minus: return try numberPattern()
        case .string:
            let value = try strings()
            if case .formatted = value.kind {
                if isDiagnosing {
                    throw raise("patterns may only match literals and attribute lookups", at: value.span)
                }
                throw .mismatch
            }
            return Pattern(.value(value), span: value.span)
        case .kwNone, .kwTrue, .kwFalse:
            advance()
            let kind: Expression.Kind = token.kind == .kwNone ? .none : token.kind == .kwTrue ? .true : .false
            return Pattern(.singleton(Expression(kind, span: token.span)), span: token.span)
        case .name, .softMatch, .softCase, .underscore: return try namePattern()
        case .leftParen, .leftBracket: return try groupOrSequence()
        case .leftBrace: return try mappingPattern()
        default: throw .mismatch
        }
    }

    /// `-1`, `1.5`, `1 + 2j`
    private mutating func numberPattern() throws(Failure) -> Pattern {
        let value = try signedNumber()
        guard kind == .plus || kind == .minus, nextKind == .number else {
            return Pattern(.value(value), span: value.span)
        }
        if isImaginary(value) { throw raise("real number required in complex literal", at: value.span) }
        let operation: BinaryOperator = kind == .plus ? .add : .subtract
        advance()
        let token = current
        advance()
        let imaginary = try number(token)
        guard isImaginary(imaginary) else {
            throw raise("imaginary number required in complex literal", at: imaginary.span)
        }
        let whole = value.span.union(imaginary.span)
        return Pattern(.value(Expression(.binary(operation, value, imaginary), span: whole)), span: whole)
    }

    private func isImaginary(_ value: Expression) -> Bool {
        if case .imaginary = value.kind { return true }
        return false
    }

    private mutating func signedNumber() throws(Failure) -> Expression {
        let start = current.start
        let isNegative = accept(.minus)
        let token = current
        try expect(.number)
        let value = try number(token)
        return isNegative ? Expression(.unary(.negate, value), span: span(from: start)) : value
    }

    /// A capture, the wildcard, a dotted value or a class.
    private mutating func namePattern() throws(Failure) -> Pattern {
        let token = current
        let name = try identifier()
        if kind != .dot, kind != .leftParen {
            if kind == .equal { throw .mismatch }
            return Pattern(token.kind == .underscore ? .wildcard : .capture(name), span: token.span)
        }
        var value = Expression(.name(name.name), span: name.span)
        while accept(.dot) {
            let attribute = try identifier()
            value = Expression(.attribute(value, attribute), span: span(from: token.start))
        }
        if kind == .leftParen { return try classPattern(value) }
        if kind == .equal { throw .mismatch }
        return Pattern(.value(value), span: value.span)
    }

    private mutating func classPattern(_ type: Expression) throws(Failure) -> Pattern {
        try expect(.leftParen)
        var positional: [Pattern] = []
        var keywords: [(Identifier, Pattern)] = []
        var late: [Pattern] = []
        while kind != .rightParen {
            if kind.isName, nextKind == .equal {
                if !late.isEmpty { break }
                let name = try identifier()
                advance()
                keywords.append((name, try pattern()))
            } else if keywords.isEmpty {
                positional.append(try pattern())
            } else if isDiagnosing {
                late.append(try pattern())
            } else {
                throw .mismatch
            }
            guard accept(.comma) else { break }
        }
        if let first = late.first, let last = late.last {
            throw raise("positional patterns follow keyword patterns", at: first.span.union(last.span))
        }
        try expect(.rightParen)
        return Pattern(
            .class(type, positional: positional, keywords: keywords), span: span(from: type.span.start))
    }

    /// `(p)`, `()`, `(p,)`, `[p, *rest]`
    private mutating func groupOrSequence() throws(Failure) -> Pattern {
        let open = current
        let close: TokenKind = open.kind == .leftParen ? .rightParen : .rightBracket
        advance()
        var items: [Pattern] = []
        var hasComma = false
        while kind != close {
            items.append(try maybeStarPattern())
            guard accept(.comma) else { break }
            hasComma = true
        }
        try expect(close)
        if open.kind == .leftParen, items.count == 1, !hasComma {
            if case .star = items[0].kind { throw .mismatch }
            return items[0]
        }
        return Pattern(.sequence(items), span: span(from: open.start))
    }

    private mutating func mappingPattern() throws(Failure) -> Pattern {
        let start = current.start
        try expect(.leftBrace)
        var entries: [(key: Expression, value: Pattern)] = []
        var rest: Identifier?
        while kind != .rightBrace {
            if accept(.doubleStar) {
                guard kind != .underscore else { throw .mismatch }
                rest = try identifier()
                _ = accept(.comma)
                break
            }
            let key: Expression
            let found = try closedPattern()
            switch found.kind {
            case .value(let value), .singleton(let value): key = value
            default: throw .mismatch
            }
            try expect(.colon)
            entries.append((key, try pattern()))
            guard accept(.comma) else { break }
        }
        try expect(.rightBrace)
        return Pattern(.mapping(entries, rest: rest), span: span(from: start))
    }
}
