/// Statements with blocks.
extension Parser {
    /// The statements after a colon: on the same line, or indented below it.
    ///
    /// - Parameters:
    ///   - owner: what CPython calls the header in "expected an indented block after …".
    ///   - header: the header's first token, for its line.
    mutating func block(_ owner: String, _ header: Token) throws(Failure) -> [Statement] {
        try enter()
        defer { leave() }
        var body: [Statement] = []
        guard kind == .newline else {
            try simpleStatements(into: &body)
            return body
        }
        advance()
        guard accept(.indent) else {
            if isDiagnosing, kind != .error {
                let line = source.line(at: Int(header.start))
                throw raiseAtFurthest("expected an indented block after \(owner) on line \(line)", .indentationError)
            }
            throw .mismatch
        }
        repeat { try statement(into: &body) } while kind != .dedent && kind != .endMarker
        try expect(.dedent)
        return body
    }

    /// The colon after a header. CPython names a missing one only at the end of the line.
    private mutating func colon() throws(Failure) {
        if accept(.colon) { return }
        if isDiagnosing, kind == .newline { throw raiseAtFurthest("expected ':'") }
        throw .mismatch
    }

    private func end(of body: [Statement]) -> Int32 { body.last?.span.end ?? previousEnd }

    /// `else:` and its block, where there is one.
    private mutating func elseBlock() throws(Failure) -> [Statement] {
        let header = current
        guard accept(.kwElse) else { return [] }
        try demand(.colon, ":")
        return try block("'else' statement", header)
    }

    // MARK: if, while, for

    mutating func ifStatement() throws(Failure) -> Statement {
        var branches: [(start: Int32, test: Expression, body: [Statement])] = []
        repeat {
            let header = current
            advance()
            let test = try namedExpression()
            try colon()
            let body = try block(header.kind == .kwIf ? "'if' statement" : "'elif' statement", header)
            branches.append((header.start, test, body))
        } while kind == .kwElif
        height = branches.count
        try checkHeight()
        var otherwise = try elseBlock()
        let end = otherwise.last?.span.end ?? self.end(of: branches[branches.count - 1].body)
        while let branch = branches.popLast() {
            let statement = Statement(
                .if(test: branch.test, then: branch.body, otherwise: otherwise),
                span: SourceSpan(start: branch.start, end: end))
            otherwise = [statement]
        }
        return otherwise[0]
    }

    mutating func whileStatement() throws(Failure) -> Statement {
        let header = current
        try expect(.kwWhile)
        let test = try namedExpression()
        try colon()
        let body = try block("'while' statement", header)
        let otherwise = try elseBlock()
        return Statement(
            .while(test: test, body: body, otherwise: otherwise),
            span: SourceSpan(start: header.start, end: end(of: otherwise.isEmpty ? body : otherwise)))
    }

    mutating func forStatement() throws(Failure) -> Statement {
        let header = current
        let mark = position
        try expect(.kwFor)
        let target = try attempt { (parser) throws(Failure) in
            let target = try parser.targets(before: .kwIn)
            try parser.expect(.kwIn)
            return target
        }
        guard let target else {
            position = mark
            if isDiagnosing { try invalidForTarget() }
            throw .mismatch
        }
        let iterable = try starExpressions()
        try colon()
        let body = try block("'for' statement", header)
        let otherwise = try elseBlock()
        return Statement(
            .for(target: target, iterable: iterable, body: body, otherwise: otherwise),
            span: SourceSpan(start: header.start, end: end(of: otherwise.isEmpty ? body : otherwise)))
    }

    // MARK: try

    mutating func tryStatement() throws(Failure) -> Statement {
        let header = current
        try expect(.kwTry)
        try demand(.colon, ":")
        let body = try block("'try' statement", header)
        guard kind == .kwExcept || kind == .kwFinally else {
            if isDiagnosing { throw raiseAtFurthest("expected 'except' or 'finally' block") }
            throw .mismatch
        }
        var handlers: [ExceptionHandler] = []
        while kind == .kwExcept { handlers.append(try exceptionHandler()) }
        let otherwise = try handlers.isEmpty ? [] : elseBlock()
        var finally: [Statement] = []
        let finallyHeader = current
        if accept(.kwFinally) {
            try demand(.colon, ":")
            finally = try block("'finally' statement", finallyHeader)
        }
        let last = finally.last ?? otherwise.last ?? handlers.last?.body.last ?? body.last
        return Statement(
            .try(body: body, handlers: handlers, otherwise: otherwise, finally: finally),
            span: SourceSpan(start: header.start, end: last?.span.end ?? previousEnd))
    }

    private mutating func exceptionHandler() throws(Failure) -> ExceptionHandler {
        let header = current
        try expect(.kwExcept)
        if kind == .star { throw refuse("'except*'", at: header.span.union(current.span)) }
        var type: Expression?
        var name: Identifier?
        if kind != .colon, kind != .newline {
            let value = try expression()
            type = value
            if accept(.kwAs) { name = try identifier() }
            if isDiagnosing, kind == .comma { try invalidExceptionTypes(value) }
        }
        try colon()
        let body = try block("'except' statement", header)
        return ExceptionHandler(
            type: type, name: name, body: body, span: SourceSpan(start: header.start, end: end(of: body)))
    }

    // MARK: with

    mutating func withStatement() throws(Failure) -> Statement {
        let header = current
        try expect(.kwWith)
        var items: [WithItem]?
        if kind == .leftParen {
            items = try attempt { (parser) throws(Failure) in
                parser.advance()
                var items: [WithItem] = []
                repeat {
                    if !items.isEmpty, parser.kind == .rightParen { break }
                    items.append(try parser.withItem())
                } while parser.accept(.comma)
                try parser.expect(.rightParen)
                guard parser.kind == .colon else {
                    if parser.isDiagnosing, parser.kind == .newline { throw parser.raiseAtFurthest("expected ':'") }
                    throw .mismatch
                }
                return items
            }
        }
        if items == nil {
            var plain: [WithItem] = []
            repeat { plain.append(try withItem()) } while accept(.comma)
            items = plain
        }
        try colon()
        let body = try block("'with' statement", header)
        return Statement(
            .with(items ?? [], body: body), span: SourceSpan(start: header.start, end: end(of: body)))
    }

    private mutating func withItem() throws(Failure) -> WithItem {
        let mark = position
        let context = try expression()
        guard kind == .kwAs else { return WithItem(context: context, target: nil) }
        let afterContext = position
        advance()
        let target = try attempt { (parser) throws(Failure) in
            let target = try parser.starTarget()
            guard parser.kind == .comma || parser.kind == .rightParen || parser.kind == .colon else {
                if parser.isDiagnosing, parser.kind == .newline { throw parser.raiseAtFurthest("expected ':'") }
                throw .mismatch
            }
            return target
        }
        if let target { return WithItem(context: context, target: target) }
        if isDiagnosing {
            position = mark
            try invalidWithItem()
        }
        position = afterContext
        return WithItem(context: context, target: nil)
    }

    // MARK: def, class

    /// A function or class with its decorators.
    mutating func definition() throws(Failure) -> Statement {
        var decorators: [Expression] = []
        while accept(.at) {
            decorators.append(try namedExpression())
            try expect(.newline)
        }
        switch kind {
        case .kwDef: return try function(decorators)
        case .kwClass: return try classDefinition(decorators)
        case .kwAsync: throw refuse("'async'", at: current.span)
        default: throw .mismatch
        }
    }

    private mutating func function(_ decorators: [Expression]) throws(Failure) -> Statement {
        let header = current
        try expect(.kwDef)
        let name = try identifier()
        try demand(.leftParen, "(")
        let parameters = try kind == .rightParen ? Parameters() : self.parameters(isLambda: false)
        try expect(.rightParen)
        var returns: Expression?
        if kind == .arrow {
            returns = try attempt { (parser) throws(Failure) in
                parser.advance()
                return try parser.expression()
            }
        }
        try demand(.colon, ":")
        let body = try block("function definition", header)
        let span = SourceSpan(start: header.start, end: end(of: body))
        checkDuplicates(parameters)
        return Statement(
            .function(
                FunctionDefinition(
                    name: name, parameters: parameters, returns: returns, decorators: decorators, body: body)),
            span: span)
    }

    private mutating func classDefinition(_ decorators: [Expression]) throws(Failure) -> Statement {
        let header = current
        try expect(.kwClass)
        let name = try identifier()
        var values: [Argument] = []
        if accept(.leftParen), !accept(.rightParen) {
            values = try arguments()
            try expect(.rightParen)
            checkKeywords(values)
        }
        try colon()
        let body = try block("class definition", header)
        return Statement(
            .class(ClassDefinition(name: name, arguments: values, decorators: decorators, body: body)),
            span: SourceSpan(start: header.start, end: end(of: body)))
    }
}
