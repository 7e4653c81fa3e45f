import GradusSyntax

extension ScopeAnalysis {
    // MARK: Reads

    func visit(_ expression: Expression) throws(Diagnostic) {
        switch expression.kind {
        case .none, .true, .false, .ellipsis, .integer, .bigInteger, .float, .imaginary, .string, .bytes: break
        case .formatted(let parts): try visit(parts)
        case .name(let name):
            try add(name, .used, expression.span)
            // Zero-argument super() looks for the class here.
            if name == "super", current.unit.isFunctionLike { try add("__class__", .used, expression.span) }
        case .tuple(let items), .list(let items), .set(let items), .boolean(_, let items):
            for item in items { try visit(item) }
        case .dictionary(let items):
            for item in items {
                switch item {
                case .pair(let key, let value):
                    try visit(key)
                    try visit(value)
                case .unpack(let mapping): try visit(mapping)
                }
            }
        case .unary(_, let operand), .starred(let operand): try visit(operand)
        case .binary(_, let left, let right):
            try visit(left)
            try visit(right)
        case .comparison(let left, let rest):
            try visit(left)
            for (_, operand) in rest { try visit(operand) }
        case .conditional(let test, let then, let otherwise):
            try visit(test)
            try visit(then)
            try visit(otherwise)
        case .lambda(let parameters, let body): try visitLambda(parameters, body, expression.span)
        case .call(let callee, let arguments):
            try visit(callee)
            for argument in arguments { try visit(argument) }
        case .attribute(let object, _): try visit(object)
        case .subscript(let object, let index):
            try visit(object)
            try visit(index)
        case .slice(let lower, let upper, let step):
            if let lower { try visit(lower) }
            if let upper { try visit(upper) }
            if let step { try visit(step) }
        case .listComprehension(let element, let clauses):
            try visitComprehension(.listComprehension, element, clauses, expression.span)
        case .setComprehension(let element, let clauses):
            try visitComprehension(.setComprehension, element, clauses, expression.span)
        case .dictionaryComprehension(let key, let value, let clauses):
            try visitComprehension(.dictionaryComprehension, key, value: value, clauses, expression.span)
        case .generator(let element, let clauses):
            try visitComprehension(.generator, element, clauses, expression.span)
        case .yield(let value):
            if let value { try visit(value) }
            try markYield(expression.span)
        case .yieldFrom(let value):
            try visit(value)
            try markYield(expression.span)
        case .namedAssignment(let target, let value): try visitNamedAssignment(target, value, expression.span)
        }
    }

    func visit(_ argument: Argument) throws(Diagnostic) {
        switch argument {
        case .positional(let value), .keyword(_, let value), .unpackPositional(let value, _),
            .unpackKeywords(let value):
            try visit(value)
        }
    }

    private func visit(_ parts: [FormattedPart]) throws(Diagnostic) {
        for part in parts {
            guard case .value(let value, _, let spec, _) = part else { continue }
            try visit(value)
            if let spec { try visit(spec) }
        }
    }

    private func markYield(_ span: SourceSpan) throws(Diagnostic) {
        if current.kind.isComprehension {
            throw failure("'yield' inside \(current.kind.comprehensionName)", span)
        }
        current.isGenerator = true
    }

    // MARK: Targets

    func bind(_ target: Expression) throws(Diagnostic) {
        switch target.kind {
        case .name(let name): try add(name, .assigned, target.span)
        case .tuple(let items), .list(let items): for item in items { try bind(item) }
        case .starred(let item): try bind(item)
        default:
            let outer = current.isVisitingIterationTarget
            current.isVisitingIterationTarget = false
            try visit(target)
            current.isVisitingIterationTarget = outer
        }
    }

    func unbind(_ target: Expression) throws(Diagnostic) {
        switch target.kind {
        case .name(let name):
            try add(name, .assigned, target.span)
            current.unit.unboundNames.insert(mangled(name, in: current.className))
        case .tuple(let items), .list(let items): for item in items { try unbind(item) }
        default: try visit(target)
        }
    }

    // MARK: Patterns

    func visit(_ pattern: Pattern) throws(Diagnostic) {
        switch pattern.kind {
        case .value(let expression), .singleton(let expression): try visit(expression)
        case .wildcard: break
        case .capture(let name): try add(name.name, .assigned, pattern.span)
        case .sequence(let patterns), .or(let patterns): for item in patterns { try visit(item) }
        case .star(let name): if let name { try add(name.name, .assigned, pattern.span) }
        case .mapping(let items, let rest):
            for item in items {
                try visit(item.key)
                try visit(item.value)
            }
            if let rest { try add(rest.name, .assigned, pattern.span) }
        case .class(let type, let positional, let keywords):
            try visit(type)
            for item in positional { try visit(item) }
            for (_, item) in keywords { try visit(item) }
        case .as(let inner, let name):
            try visit(inner)
            try add(name.name, .assigned, pattern.span)
        }
    }
}

extension Scope.Kind {
    /// `listcomp` of `<listcomp>`.
    var codeName: String {
        switch self {
        case .listComprehension: "listcomp"
        case .setComprehension: "setcomp"
        case .dictionaryComprehension: "dictcomp"
        case .generator: "genexpr"
        case .lambda: "lambda"
        default: "module"
        }
    }
}

extension Parameters {
    /// The order of registers.
    var inRegisterOrder: [Parameter] {
        var all = positionalOnly + positional + keywordOnly
        if let star { all.append(star) }
        if let doubleStar { all.append(doubleStar) }
        return all
    }

    /// The order in which CPython evaluates annotations.
    var annotated: [Parameter] {
        var all = positional + positionalOnly
        if let star { all.append(star) }
        all += keywordOnly
        if let doubleStar { all.append(doubleStar) }
        return all
    }
}

extension Expression {
    /// The first `yield` or `:=` in an annotation, where neither may stand. Lambdas have scopes of their own.
    var firstAnnotationOffence: Expression? {
        switch kind {
        case .yield, .yieldFrom, .namedAssignment: return self
        case .tuple(let items), .list(let items), .set(let items), .boolean(_, let items):
            for item in items { if let found = item.firstAnnotationOffence { return found } }
            return nil
        case .unary(_, let operand), .starred(let operand), .attribute(let operand, _):
            return operand.firstAnnotationOffence
        case .binary(_, let left, let right), .subscript(let left, let right):
            return left.firstAnnotationOffence ?? right.firstAnnotationOffence
        case .conditional(let test, let then, let otherwise):
            return test.firstAnnotationOffence ?? then.firstAnnotationOffence
                ?? otherwise.firstAnnotationOffence
        case .call(let callee, let arguments):
            if let found = callee.firstAnnotationOffence { return found }
            for argument in arguments {
                switch argument {
                case .positional(let value), .keyword(_, let value), .unpackPositional(let value, _),
                    .unpackKeywords(let value):
                    if let found = value.firstAnnotationOffence { return found }
                }
            }
            return nil
        default: return nil
        }
    }
}
