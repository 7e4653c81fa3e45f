/// Statements on one line, and lists of statements.
extension Parser {
    /// Everything up to the end of the text.
    mutating func module() throws(Failure) -> [Statement] {
        var body: [Statement] = []
        while kind != .endMarker { try statement(into: &body) }
        return body
    }

    mutating func statement(into body: inout [Statement]) throws(Failure) {
        switch kind {
        case .kwIf: body.append(try ifStatement())
        case .kwWhile: body.append(try whileStatement())
        case .kwFor: body.append(try forStatement())
        case .kwTry: body.append(try tryStatement())
        case .kwWith: body.append(try withStatement())
        case .kwDef, .kwClass, .at: body.append(try definition())
        case .kwAsync: throw refuse("'async'", at: current.span)
        case .softMatch:
            if let statement = try matchStatement() {
                body.append(statement)
            } else {
                try simpleStatements(into: &body)
            }
        default: try simpleStatements(into: &body)
        }
    }

    /// Statements separated by semicolons, up to and with the line end.
    mutating func simpleStatements(into body: inout [Statement]) throws(Failure) {
        while true {
            body.append(try simpleStatement())
            guard accept(.semicolon) else { break }
            if kind == .newline { break }
        }
        try expect(.newline)
    }

    private mutating func simpleStatement() throws(Failure) -> Statement {
        let start = current.start
        switch kind {
        case .kwPass: return keywordStatement(.pass)
        case .kwBreak: return keywordStatement(.break)
        case .kwContinue: return keywordStatement(.continue)
        case .kwReturn:
            advance()
            let value =
                try startsItem ? attempt { (parser) throws(Failure) in try parser.starExpressions() } : nil
            return Statement(.return(value), span: span(from: start))
        case .kwRaise: return try raiseStatement()
        case .kwGlobal, .kwNonlocal:
            let isGlobal = kind == .kwGlobal
            advance()
            var names = [try identifier()]
            while accept(.comma) { names.append(try identifier()) }
            return Statement(isGlobal ? .global(names) : .nonlocal(names), span: span(from: start))
        case .kwDel: return try deleteStatement()
        case .kwAssert:
            advance()
            let test = try expression()
            let message = try accept(.comma) ? expression() : nil
            return Statement(.assert(test: test, message: message), span: span(from: start))
        case .kwImport: return try importStatement()
        case .kwFrom: return try importFromStatement()
        default: return try expressionStatement()
        }
    }

    private mutating func keywordStatement(_ kind: Statement.Kind) -> Statement {
        let span = current.span
        advance()
        return Statement(kind, span: span)
    }

    private mutating func raiseStatement() throws(Failure) -> Statement {
        let start = current.start
        try expect(.kwRaise)
        guard kind != .newline, kind != .semicolon,
            let value = try attempt({ (parser) throws(Failure) in try parser.expression() })
        else { return Statement(.raise(nil, from: nil), span: span(from: start)) }
        var cause: Expression?
        if kind == .kwFrom {
            advance()
            cause = try expression()
        }
        return Statement(.raise(value, from: cause), span: span(from: start))
    }

    private mutating func deleteStatement() throws(Failure) -> Statement {
        let start = current.start
        let mark = position
        let targets = try attempt { (parser) throws(Failure) in
            parser.advance()
            var targets: [Expression] = []
            repeat {
                guard targets.isEmpty || parser.startsItem else { break }
                let target = try parser.primary()
                guard Self.isDeletable(target) else { throw .mismatch }
                targets.append(target)
            } while parser.accept(.comma)
            guard parser.kind == .newline || parser.kind == .semicolon else { throw .mismatch }
            return targets
        }
        if let targets { return Statement(.delete(targets), span: span(from: start)) }
        position = mark
        if isDiagnosing { try invalidDelete() }
        throw .mismatch
    }

    // MARK: Expressions and assignments

    private mutating func expressionStatement() throws(Failure) -> Statement {
        let mark = position
        let start = current.start
        if isDiagnosing {
            if let statement = try attempt({ (parser) throws(Failure) in try parser.assignment(mustAssign: true) }) {
                return statement
            }
            try invalidAssignment()
            position = mark
            let value = try kind == .kwYield ? yieldExpression() : starExpressions()
            return Statement(.expression(value), span: span(from: start))
        }
        return try assignment(mustAssign: false)
    }

    private mutating func assignment(mustAssign: Bool) throws(Failure) -> Statement {
        let start = current.start
        let isName = kind.isName
        let startsWithParen = kind == .leftParen
        let mark = position
        let first = try kind == .kwYield ? yieldExpression() : starExpressions()
        switch kind {
        case .equal:
            guard Self.isTarget(first) else { throw .mismatch }
            var targets = [first]
            while true {
                advance()
                let value = try kind == .kwYield ? yieldExpression() : starExpressions()
                guard kind == .equal else {
                    return Statement(.assign(targets: targets, value: value), span: span(from: start))
                }
                guard Self.isTarget(value) else { throw .mismatch }
                targets.append(value)
            }
        case .colon:
            let isSimple = isName && position == mark + 1
            guard Self.isSingleTarget(first), !startsWithParen || isParenthesizedTarget(from: mark) else {
                throw .mismatch
            }
            advance()
            let annotation = try expression()
            var value: Expression?
            if kind == .equal {
                value = try attempt { (parser) throws(Failure) in
                    parser.advance()
                    return try parser.kind == .kwYield ? parser.yieldExpression() : parser.starExpressions()
                }
            }
            return Statement(
                .annotatedAssign(target: first, annotation: annotation, value: value, isSimple: isSimple),
                span: span(from: start))
        default:
            if let operation = kind.augmentedOperator {
                guard Self.isSingleTarget(first) else { throw .mismatch }
                advance()
                let value = try kind == .kwYield ? yieldExpression() : starExpressions()
                return Statement(
                    .augmentedAssign(target: first, operation, value: value), span: span(from: start))
            }
            if mustAssign { throw .mismatch }
            return Statement(.expression(first), span: span(from: start))
        }
    }

    /// `((x)): int` is no annotation, `(x): int` and `(x).y: int` are.
    private func isParenthesizedTarget(from mark: Int) -> Bool {
        guard position - mark >= 3, tokens[mark + 1].kind == .leftParen else { return true }
        return tokens[position - 1].kind != .rightParen
    }

    // MARK: Imports

    private mutating func dottedName() throws(Failure) -> Identifier {
        let first = try identifier()
        guard kind == .dot else { return first }
        var name = first.name
        while accept(.dot) { name += "." + (try identifier()).name }
        return Identifier(name, span: span(from: first.span.start))
    }

    private mutating func importStatement() throws(Failure) -> Statement {
        let start = current.start
        try expect(.kwImport)
        var modules: [ImportedModule] = []
        repeat {
            let module = try dottedName()
            let alias = try accept(.kwAs) ? identifier() : nil
            modules.append(ImportedModule(module: module, alias: alias))
        } while accept(.comma)
        return Statement(.import(modules), span: span(from: start))
    }

    private mutating func importFromStatement() throws(Failure) -> Statement {
        let start = current.start
        try expect(.kwFrom)
        var level = 0
        while kind == .dot || kind == .ellipsis {
            level += kind == .dot ? 1 : 3
            advance()
        }
        let module = try level == 0 || kind.isName ? dottedName() : nil
        try expect(.kwImport)
        if accept(.star) {
            return Statement(
                .importFrom(module: module, level: level, names: [], isStar: true), span: span(from: start))
        }
        let isParenthesized = accept(.leftParen)
        var names: [ImportedName] = []
        while true {
            let name = try identifier()
            let alias = try accept(.kwAs) ? identifier() : nil
            names.append(ImportedName(name: name, alias: alias))
            guard accept(.comma) else { break }
            if isParenthesized, kind == .rightParen { break }
            if !isParenthesized, kind == .newline {
                if isDiagnosing {
                    throw raiseAtFurthest("trailing comma not allowed without surrounding parentheses")
                }
                throw .mismatch
            }
        }
        if isParenthesized { try expect(.rightParen) }
        return Statement(
            .importFrom(module: module, level: level, names: names, isStar: false), span: span(from: start))
    }
}
