/// Wrong arguments and parameters, tried in the second run only.
extension Parser {
    private func lastArgumentSpan(_ argument: Argument) -> SourceSpan {
        switch argument {
        case .positional(let value), .unpackKeywords(let value): value.span
        case .unpackPositional(_, let span): span
        case .keyword(let name, let value): name.span.union(value.span)
        }
    }

    private static func isKeywordUnpacking(_ argument: Argument) -> Bool {
        if case .unpackKeywords = argument { return true }
        return false
    }

    private static func isPositional(_ argument: Argument) -> Bool {
        if case .positional = argument { return true }
        return false
    }

    mutating func invalidArguments() throws(Failure) {
        let start = current.start
        try probe { (parser) throws(Failure) in
            let values = try parser.argumentList()
            // Keywords and starred values count as one group here.
            guard values.contains(where: { !Self.isPositional($0) }) else { throw .mismatch }
            try parser.expect(.comma)
            guard parser.kind == .star else { throw .mismatch }
            throw parser.raise(
                "iterable argument unpacking follows keyword argument unpacking", at: parser.current.span)
        }
        try probe { (parser) throws(Failure) in
            _ = try parser.expression()
            _ = try parser.comprehensionClauses()
            let end = parser.previousEnd
            try parser.expect(.comma)
            throw parser.raise(
                "Generator expression must be parenthesized", at: SourceSpan(start: start, end: end))
        }
        if kind.isName, nextKind == .equal {
            try probe { (parser) throws(Failure) in
                let name = parser.current.span
                parser.advance()
                let equal = parser.current.span
                parser.advance()
                _ = try parser.expression()
                _ = try parser.comprehensionClauses()
                throw parser.raise(
                    "invalid syntax. Maybe you meant '==' or ':=' instead of '='?", at: name.union(equal))
            }
        }
        try probe { (parser) throws(Failure) in
            let values = try parser.argumentList()
            guard parser.kind == .kwFor, let last = values.last else { throw .mismatch }
            _ = try parser.comprehensionClauses()
            // A generator as the only argument needs no parentheses; a last keyword is no element of one.
            guard values.count > 1, case .positional = last else { throw .mismatch }
            throw parser.raise(
                "Generator expression must be parenthesized",
                at: parser.span(from: parser.lastArgumentSpan(last).start))
        }
        try probe { (parser) throws(Failure) in
            let values = try parser.argumentList()
            try parser.expect(.comma)
            let element = parser.current.start
            if let _ = try parser.attempt({ (parser) throws(Failure) in
                _ = try parser.expression()
                _ = try parser.comprehensionClauses()
            }) {
                throw parser.raise("Generator expression must be parenthesized", at: parser.span(from: element))
            }
            _ = try parser.argumentList()
            let unpacks = values.contains(where: Self.isKeywordUnpacking)
            throw parser.raiseAtFurthest(
                unpacks
                    ? "positional argument follows keyword argument unpacking"
                    : "positional argument follows keyword argument")
        }
    }

    mutating func invalidKeywordArgument() throws(Failure) {
        let first = current
        if [.kwTrue, .kwFalse, .kwNone].contains(first.kind), nextKind == .equal {
            advance()
            throw raise("cannot assign to \(text(of: first))", at: first.span.union(current.span))
        }
        if first.kind.isName, nextKind == .equal {
            try probe { (parser) throws(Failure) in
                parser.advance()
                let equal = parser.current.span
                parser.advance()
                _ = try parser.expression()
                _ = try parser.comprehensionClauses()
                throw parser.raise(
                    "invalid syntax. Maybe you meant '==' or ':=' instead of '='?", at: first.span.union(equal))
            }
            return
        }
        try probe { (parser) throws(Failure) in
            let value = try parser.expression()
            let equal = parser.current.span
            try parser.expect(.equal)
            throw parser.raise(
                "expression cannot contain assignment, perhaps you meant \"==\"?", at: value.span.union(equal))
        }
    }

    // MARK: Parameters

    mutating func invalidParameters(isLambda: Bool) throws(Failure) {
        try probe { (parser) throws(Failure) in
            let end: TokenKind = isLambda ? .colon : .rightParen
            var count = 0
            var seenDefault = false
            var seenSlash = false
            var seenStar = false
            while parser.kind != end {
                let token = parser.current
                switch token.kind {
                case .slash:
                    if count == 0, !seenStar, parser.nextKind == .comma {
                        throw parser.raise("at least one argument must precede /", at: token.span)
                    }
                    if seenStar { throw parser.raise("/ must be ahead of *", at: token.span) }
                    if seenSlash { throw parser.raise("/ may appear only once", at: token.span) }
                    seenSlash = true
                    parser.advance()
                    if parser.kind == .star, count > 0 {
                        throw parser.raise("expected comma between / and *", at: parser.current.span)
                    }
                case .star:
                    if seenStar { throw .mismatch }
                    seenStar = true
                    parser.advance()
                    if parser.kind != .comma { _ = try parser.parameter(isLambda: isLambda, isStar: true) }
                case .leftParen:
                    if seenStar || seenDefault || seenSlash { throw .mismatch }
                    try parser.invalidParenthesizedParameters(isLambda: isLambda)
                    throw .mismatch
                case .doubleStar: throw .mismatch
                default:
                    let parameter = try parser.parameter(isLambda: isLambda)
                    count += 1
                    if parser.kind == .equal {
                        if !seenStar { seenDefault = true }
                        try parser.invalidDefault()
                        parser.advance()
                        _ = try parser.expression()
                    } else if seenDefault, !seenStar {
                        guard parser.kind == .comma || parser.kind == end else { throw .mismatch }
                        var span = parameter.name.span
                        if let annotation = parameter.annotation { span = span.union(annotation.span) }
                        throw parser.raise("non-default argument follows default argument", at: span)
                    }
                }
                guard parser.accept(.comma) else { break }
            }
        }
    }

    private mutating func invalidParenthesizedParameters(isLambda: Bool) throws(Failure) {
        let open = current.start
        try expect(.leftParen)
        guard kind.isName else { throw .mismatch }
        while kind.isName {
            advance()
            guard accept(.comma) else { break }
        }
        try expect(.rightParen)
        throw raise(
            isLambda
                ? "Lambda expression parameters cannot be parenthesized"
                : "Function parameters cannot be parenthesized",
            at: span(from: open))
    }

    /// `x=` without a value.
    mutating func invalidDefault() throws(Failure) {
        guard kind == .equal, nextKind == .rightParen || nextKind == .comma else { return }
        throw raise("expected default value expression", at: current.span)
    }

    mutating func invalidStarParameter(isLambda: Bool) throws(Failure) {
        let end: TokenKind = isLambda ? .colon : .rightParen
        try probe { (parser) throws(Failure) in
            let star = parser.current.span
            parser.advance()
            if parser.kind == end { throw parser.bareStar(star, isLambda: isLambda) }
            if parser.accept(.comma) {
                if parser.kind == end || parser.kind == .doubleStar {
                    throw parser.bareStar(star, isLambda: isLambda)
                }
            } else {
                _ = try parser.parameter(isLambda: isLambda, isStar: true)
                if parser.kind == .equal {
                    throw parser.raise("var-positional argument cannot have default value", at: parser.current.span)
                }
                guard parser.accept(.comma) else { throw .mismatch }
            }
            while parser.kind.isName {
                _ = try parser.parameter(isLambda: isLambda)
                if parser.accept(.equal) { _ = try parser.expression() }
                guard parser.accept(.comma) else { throw .mismatch }
            }
            if parser.kind == .star {
                let second = parser.current.span
                parser.advance()
                guard parser.kind == .comma || parser.kind.isName else { throw .mismatch }
                throw parser.raise("* argument may appear only once", at: second)
            }
        }
    }

    private mutating func bareStar(_ star: SourceSpan, isLambda: Bool) -> Failure {
        isLambda
            ? raiseAtFurthest("named arguments must follow bare *")
            : raise("named arguments must follow bare *", at: star)
    }

    mutating func invalidDoubleStarParameter(isLambda: Bool) throws(Failure) {
        try probe { (parser) throws(Failure) in
            parser.advance()
            _ = try parser.parameter(isLambda: isLambda)
            if parser.kind == .equal {
                throw parser.raise("var-keyword argument cannot have default value", at: parser.current.span)
            }
            try parser.expect(.comma)
            switch parser.kind {
            case .star, .doubleStar, .slash:
                throw parser.raise("arguments cannot follow var-keyword argument", at: parser.current.span)
            default:
                let next = try parser.parameter(isLambda: isLambda)
                var span = next.name.span
                if let annotation = next.annotation { span = span.union(annotation.span) }
                throw parser.raise("arguments cannot follow var-keyword argument", at: span)
            }
        }
    }
}
