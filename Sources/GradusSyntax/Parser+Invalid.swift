/// The wrong forms that CPython 3.11 knows by name, tried in the second run only.
///
/// Each looks from the current token on, throws `diagnosed` where the wrong form stands there, and else leaves the
/// position as it was. What is tried, and in which order, follows the `invalid_…` rules described in CPython's grammar.
extension Parser {
    /// Runs a rule without keeping its progress where it does not match.
    mutating func probe(_ rule: (inout Parser) throws(Failure) -> Void) throws(Failure) {
        let mark = position
        _ = try attempt { (parser) throws(Failure) in
            try rule(&parser)
            return true
        }
        position = mark
    }

    private func isLegacyStatement(_ expression: Expression) -> Bool {
        if case .name(let name) = expression.kind { return name == "print" || name == "exec" }
        return false
    }

    // MARK: Expressions

    /// CPython 3.11 compares a name with its soft keywords only as far as the name goes: `c` passes for `case`.
    private var countsAsSoftKeyword: Bool {
        if kind.isSoftKeyword { return true }
        guard kind == .name, current.end - current.start < 5 else { return false }
        let name = text(of: current)
        return "case".hasPrefix(name) || "match".hasPrefix(name)
    }

    mutating func invalidExpression() throws(Failure) {
        // Two expressions side by side.
        if !(kind.isName && isStringNext(at: position + 1)), !countsAsSoftKeyword {
            try probe { (parser) throws(Failure) in
                let first = try parser.disjunction()
                guard parser.startsItem else { throw .mismatch }
                parser.callsInvalidForms = false
                let second = try parser.attempt { (parser) throws(Failure) in try parser.plainExpression() }
                parser.callsInvalidForms = true
                guard let second else { throw .mismatch }
                if parser.isLegacyStatement(first) || parser.tokens[parser.position - 1].level == 0 { return }
                throw parser.raise(
                    "invalid syntax. Perhaps you forgot a comma?", at: first.span.union(second.span))
            }
        }
        try probe { (parser) throws(Failure) in
            let value = try parser.disjunction()
            try parser.expect(.kwIf)
            let test = try parser.disjunction()
            if parser.kind == .kwElse || parser.kind == .colon { throw .mismatch }
            throw parser.raise("expected 'else' after 'if' expression", at: value.span.union(test.span))
        }
        // Python 2's statements.
        let token = current
        guard token.kind.isName, nextKind != .leftParen else { return }
        try probe { (parser) throws(Failure) in
            parser.advance()
            let value = try parser.starExpressions()
            let name = parser.text(of: token)
            guard name == "print" || name == "exec" else { throw .mismatch }
            throw parser.raise(
                "Missing parentheses in call to '\(name)'. Did you mean \(name)(...)?",
                at: token.span.union(value.span))
        }
    }

    mutating func invalidNamedExpression() throws(Failure) {
        try probe { (parser) throws(Failure) in
            let target = try parser.expression()
            try parser.expect(.colonEqual)
            _ = try parser.expression()
            throw parser.raise(
                "cannot use assignment expressions with \(Self.describe(target))", at: target.span)
        }
        if kind.isName, nextKind == .equal {
            try probe { (parser) throws(Failure) in
                let name = parser.current.span
                parser.advance()
                parser.advance()
                let value = try parser.bitwiseOr()
                if parser.kind == .equal || parser.kind == .colonEqual { throw .mismatch }
                throw parser.raise(
                    "invalid syntax. Maybe you meant '==' or ':=' instead of '='?", at: name.union(value.span))
            }
        }
        try probe { (parser) throws(Failure) in
            let first = parser.kind
            let target = try parser.bitwiseOr()
            switch first {
            case .kwTrue, .kwFalse, .kwNone: throw .mismatch
            default: break
            }
            switch target.kind {
            case .list, .tuple, .generator: throw .mismatch
            default: break
            }
            try parser.expect(.equal)
            _ = try parser.bitwiseOr()
            if parser.kind == .equal || parser.kind == .colonEqual { throw .mismatch }
            throw parser.raise(
                "cannot assign to \(Self.describe(target)) here. Maybe you meant '==' instead of '='?",
                at: target.span)
        }
    }

    // MARK: Statements

    mutating func invalidAssignment() throws(Failure) {
        try probe { (parser) throws(Failure) in
            let target = try parser.primary()
            let name: String
            switch target.kind {
            case .list: name = "list"
            case .tuple: name = "tuple"
            default: throw .mismatch
            }
            try parser.expect(.colon)
            _ = try parser.expression()
            throw parser.raise("only single target (not \(name)) can be annotated", at: target.span)
        }
        try probe { (parser) throws(Failure) in
            let first = try parser.starNamedExpression()
            try parser.expect(.comma)
            while parser.startsItem, parser.kind != .comma {
                _ = try parser.starNamedExpression()
                guard parser.accept(.comma) else { break }
            }
            try parser.expect(.colon)
            _ = try parser.expression()
            throw parser.raise("only single target (not tuple) can be annotated", at: first.span)
        }
        try probe { (parser) throws(Failure) in
            let target = try parser.expression()
            try parser.expect(.colon)
            _ = try parser.expression()
            throw parser.raise("illegal target for annotation", at: target.span)
        }
        try probe { (parser) throws(Failure) in
            // Good targets first; then the one that is none.
            while true {
                if parser.kind == .kwYield {
                    let value = try parser.yieldExpression()
                    try parser.expect(.equal)
                    throw parser.raise("assignment to yield expression not possible", at: value.span)
                }
                let value = try parser.starExpressions()
                try parser.expect(.equal)
                if let wrong = Self.invalidTarget(in: value, for: .assignment) {
                    throw parser.raise("cannot assign to \(Self.describe(wrong))", at: wrong.span)
                }
            }
        }
        try probe { (parser) throws(Failure) in
            let target = try parser.starExpressions()
            guard parser.kind.augmentedOperator != nil else { throw .mismatch }
            parser.advance()
            _ = try parser.kind == .kwYield ? parser.yieldExpression() : parser.starExpressions()
            throw parser.raise(
                "'\(Self.describe(target))' is an illegal expression for augmented assignment", at: target.span)
        }
    }

    mutating func invalidDelete() throws(Failure) {
        try probe { (parser) throws(Failure) in
            try parser.expect(.kwDel)
            let value = try parser.starExpressions()
            guard let wrong = Self.invalidTarget(in: value, for: .deletion) else { throw .mismatch }
            throw parser.raise("cannot delete \(Self.describe(wrong))", at: wrong.span)
        }
    }

    mutating func invalidForTarget() throws(Failure) {
        try probe { (parser) throws(Failure) in
            try parser.expect(.kwFor)
            let value = try parser.starExpressions()
            guard let wrong = Self.invalidTarget(in: value, for: .loop) else { throw .mismatch }
            throw parser.raise("cannot assign to \(Self.describe(wrong))", at: wrong.span)
        }
    }

    mutating func invalidWithItem() throws(Failure) {
        try probe { (parser) throws(Failure) in
            _ = try parser.expression()
            try parser.expect(.kwAs)
            let target = try parser.expression()
            guard parser.kind == .comma || parser.kind == .rightParen || parser.kind == .colon,
                let wrong = Self.invalidTarget(in: target, for: .assignment)
            else { throw .mismatch }
            throw parser.raise("cannot assign to \(Self.describe(wrong))", at: wrong.span)
        }
    }

    /// `except A, B:`
    mutating func invalidExceptionTypes(_ first: Expression) throws(Failure) {
        try probe { (parser) throws(Failure) in
            try parser.expect(.comma)
            _ = try parser.starExpressions()
            if parser.accept(.kwAs) { _ = try parser.identifier() }
            try parser.expect(.colon)
            let end = parser.tokens[parser.furthest].end - 1
            throw parser.raise(
                "multiple exception types must be parenthesized",
                at: SourceSpan(start: first.span.start, end: max(first.span.end, end)))
        }
    }

    // MARK: Displays

    mutating func invalidGroup() throws(Failure) {
        try probe { (parser) throws(Failure) in
            try parser.expect(.leftParen)
            let start = parser.current.span
            let isDouble = parser.kind == .doubleStar
            guard isDouble || parser.kind == .star else { throw .mismatch }
            parser.advance()
            _ = try parser.expression()
            guard parser.kind == .rightParen else { throw .mismatch }
            if isDouble { throw parser.raise("cannot use double starred expression here", at: start) }
            throw parser.raise("cannot use starred expression here", at: parser.span(from: start.start))
        }
    }

    mutating func invalidComprehension() throws(Failure) {
        let isParenthesis = kind == .leftParen
        try probe { (parser) throws(Failure) in
            parser.advance()
            guard parser.kind == .star else { throw .mismatch }
            let element = try parser.starred { (parser) throws(Failure) in try parser.expression() }
            _ = try parser.comprehensionClauses()
            throw parser.raise("iterable unpacking cannot be used in comprehension", at: element.span)
        }
        guard !isParenthesis else { return }
        try probe { (parser) throws(Failure) in
            parser.advance()
            let start = parser.current.start
            _ = try parser.starNamedExpression()
            try parser.expect(.comma)
            var span = parser.span(from: start)
            while parser.startsItem, parser.kind != .comma, parser.kind != .kwFor {
                let element = try parser.starNamedExpression()
                span = SourceSpan(start: start, end: element.span.end)
                guard parser.accept(.comma) else { break }
            }
            _ = try parser.comprehensionClauses()
            throw parser.raise("did you forget parentheses around the comprehension target?", at: span)
        }
    }

    /// Wrong items of a dictionary. CPython looks for these in its first run already, where nothing inside is diagnosed.
    mutating func invalidDictionaryItems() throws(Failure) {
        try probe { (parser) throws(Failure) in
            parser.advance()
            // The items that are right, then the one that is not.
            while true {
                let isFirst = parser.tokens[parser.position - 1].kind == .leftBrace
                if let _ = try parser.attempt({ (parser) throws(Failure) in try parser.dictionaryItem() }) {
                    guard parser.accept(.comma), parser.kind != .rightBrace else { break }
                    continue
                }
                try parser.invalidDictionaryItem(isFirst: isFirst)
                throw .mismatch
            }
            throw .mismatch
        }
    }

    mutating func invalidDictionaryComprehension() throws(Failure) {
        try probe { (parser) throws(Failure) in
            parser.advance()
            let star = parser.current.span
            try parser.expect(.doubleStar)
            _ = try parser.bitwiseOr()
            _ = try parser.comprehensionClauses()
            guard parser.kind == .rightBrace else { throw .mismatch }
            throw parser.raise("dict unpacking cannot be used in dict comprehension", at: star)
        }
    }

    private mutating func invalidDictionaryItem(isFirst: Bool) throws(Failure) {
        let key = try expression()
        let colon = current.span
        guard kind == .colon else {
            if isFirst || kind == .error { throw .mismatch }
            throw raise(
                "':' expected after dictionary key", at: SourceSpan(start: key.span.end - 1, end: key.span.end - 1))
        }
        advance()
        if kind == .star {
            let start = current.start
            advance()
            _ = try bitwiseOr()
            let end = tokens[furthest].end - 1
            throw raise(
                "cannot use a starred expression in a dictionary value", at: SourceSpan(start: start, end: end))
        }
        if kind == .rightBrace || kind == .comma {
            throw raise("expression expected after dictionary key and ':'", at: colon)
        }
        throw .mismatch
    }
}
