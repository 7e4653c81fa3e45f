/// The arguments of calls and of class definitions.
extension Parser {
    /// `(…)` after a callee, from the parenthesis on.
    mutating func callArguments() throws(Failure) -> [Argument] {
        try enter()
        defer { leave() }
        if isDiagnosing {
            if let generator = try attempt({ (parser) throws(Failure) in try parser.soleGenerator() }) {
                return [.positional(generator)]
            }
            if callsInvalidForms { try invalidComprehension() }
        }
        let open = current.start
        try expect(.leftParen)
        height = 0
        if accept(.rightParen) { return [] }
        var values = try arguments()
        if kind == .kwFor || kind == .kwAsync, values.count == 1, case .positional(let element) = values[0] {
            let clauses = try comprehensionClauses()
            guard kind == .rightParen else { throw .mismatch }
            advance()
            values[0] = .positional(Expression(.generator(element, clauses), span: span(from: open)))
            return values
        }
        try expect(.rightParen)
        checkKeywords(values)
        return values
    }

    /// `(x for x in y)` as the only argument.
    private mutating func soleGenerator() throws(Failure) -> Expression {
        let open = current.start
        try expect(.leftParen)
        let element =
            try kind.isName && nextKind == .colonEqual ? assignmentExpression() : expression()
        guard kind == .kwFor || kind == .kwAsync else { throw .mismatch }
        let clauses = try comprehensionClauses()
        try expect(.rightParen)
        return Expression(.generator(element, clauses), span: span(from: open))
    }

    /// Arguments up to the closing parenthesis, a last comma allowed.
    mutating func arguments() throws(Failure) -> [Argument] {
        let mark = position
        if let values = try attempt({ (parser) throws(Failure) in try parser.argumentList() }) {
            if kind == .rightParen { return values }
            if !isDiagnosing, values.count == 1, kind == .kwFor || kind == .kwAsync { return values }
            if accept(.comma), kind == .rightParen { return values }
            if !isDiagnosing { throw .mismatch }
        }
        position = mark
        if isDiagnosing, callsInvalidForms { try invalidArguments() }
        throw .mismatch
    }

    /// As many arguments as fit, one at least: positional and `*x` first, then keywords and `*x`, then keywords and `**x`.
    mutating func argumentList() throws(Failure) -> [Argument] {
        enum Phase { case positional, keyword, unpacked }
        var phase = Phase.positional
        var values: [Argument] = []
        var highest = 0
        while true {
            let mark = position
            if !values.isEmpty {
                guard accept(.comma) else { break }
                if kind == .rightParen {
                    position = mark
                    break
                }
            }
            let item = position
            let start = current.start
            var value: Argument?
            switch kind {
            case .star:
                guard phase != .unpacked else { break }
                value = try attempt { (parser) throws(Failure) in
                    try parser.expect(.star)
                    return .unpackPositional(try parser.expression(), span: parser.span(from: start))
                }
            case .doubleStar:
                value = try attempt { (parser) throws(Failure) in
                    parser.advance()
                    return .unpackKeywords(try parser.expression())
                }
                if value != nil { phase = .unpacked }
            default:
                if kind.isName, nextKind == .equal {
                    if isDiagnosing, callsInvalidForms { try invalidKeywordArgument() }
                    value = try attempt { (parser) throws(Failure) in
                        let name = try parser.identifier()
                        try parser.expect(.equal)
                        return .keyword(name, try parser.expression())
                    }
                    if value != nil, phase == .positional { phase = .keyword }
                } else if phase == .positional {
                    value = try attempt { (parser) throws(Failure) in try parser.positionalArgument() }
                }
                if value == nil, isDiagnosing, callsInvalidForms {
                    position = item
                    try invalidKeywordArgument()
                }
            }
            guard let value else {
                position = mark
                break
            }
            highest = max(highest, height)
            values.append(value)
        }
        if values.isEmpty { throw .mismatch }
        height = highest
        return values
    }

    private mutating func positionalArgument() throws(Failure) -> Argument {
        let value = try kind.isName && nextKind == .colonEqual ? assignmentExpression() : expression()
        if kind == .equal || kind == .colonEqual { throw .mismatch }
        return .positional(value)
    }
}
