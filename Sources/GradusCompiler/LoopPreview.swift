import GradusSyntax

/// For a look at a program's shapes: every loop asks after each turn whether it has shown all it has to show.
///
/// A loop `for x in y: …` becomes
///
///     for x in y:
///         _gradus_turn0 = _gradus_steps()
///         …
///         if _gradus_turned(_gradus_turn0): break
struct LoopPreview {
    private var count = 0

    /// The statements with their loops changed.
    mutating func rewritten(_ body: [Statement]) -> [Statement] { body.map { rewritten($0) } }

    private mutating func rewritten(_ statement: Statement) -> Statement {
        var statement = statement
        switch statement.kind {
        case .if(let test, let then, let otherwise):
            statement.kind = .if(test: test, then: rewritten(then), otherwise: rewritten(otherwise))
        case .while(let test, let body, let otherwise):
            let turn = turn(of: body, statement.span)
            statement.kind = .while(test: test, body: turn, otherwise: rewritten(otherwise))
        case .for(let target, let iterable, let body, let otherwise):
            let turn = turn(of: body, statement.span)
            statement.kind = .for(
                target: target, iterable: iterable, body: turn, otherwise: rewritten(otherwise))
        case .try(let body, let handlers, let otherwise, let finally):
            var changed = handlers
            for index in changed.indices { changed[index].body = rewritten(changed[index].body) }
            statement.kind = .try(
                body: rewritten(body), handlers: changed, otherwise: rewritten(otherwise), finally: rewritten(finally))
        case .with(let items, let body): statement.kind = .with(items, body: rewritten(body))
        case .match(let subject, let cases):
            var changed = cases
            for index in changed.indices { changed[index].body = rewritten(changed[index].body) }
            statement.kind = .match(subject: subject, changed)
        case .function(var function):
            // What stands before a function's other statements may be its docstring, which no loop is.
            function.body = rewritten(function.body)
            statement.kind = .function(function)
        case .class(var definition):
            definition.body = rewritten(definition.body)
            statement.kind = .class(definition)
        default: break
        }
        return statement
    }

    private mutating func turn(of body: [Statement], _ span: SourceSpan) -> [Statement] {
        let variable = Expression(.name("_gradus_turn\(count)"), span: span)
        count += 1
        func call(_ name: String, _ arguments: [Expression]) -> Expression {
            Expression(.call(Expression(.name(name), span: span), arguments.map { .positional($0) }), span: span)
        }
        let begin = Statement(.assign(targets: [variable], value: call("_gradus_steps", [])), span: span)
        let leave = Statement(.break, span: span)
        let end = Statement(
            .if(test: call("_gradus_turned", [variable]), then: [leave], otherwise: []), span: span)
        return [begin] + rewritten(body) + [end]
    }
}
