/// What can stand on the left of `=`, after `for`, `as` and `del`.
extension Parser {
    /// One or more targets; a comma makes a tuple.
    mutating func targets(before end: TokenKind) throws(Failure) -> Expression {
        try commaList { (parser) throws(Failure) in try parser.starTarget() }
    }

    /// A target, perhaps starred.
    mutating func starTarget() throws(Failure) -> Expression {
        if kind == .star {
            if nextKind == .star { throw .mismatch }
            return try starred { (parser) throws(Failure) in try parser.starTarget() }
        }
        let target = try primary()
        guard Self.isTarget(target) else { throw .mismatch }
        return target
    }

    static func isTarget(_ expression: Expression) -> Bool {
        switch expression.kind {
        case .name, .attribute, .subscript: true
        case .starred(let inner):
            if case .starred = inner.kind { false } else { isTarget(inner) }
        case .tuple(let elements), .list(let elements): elements.allSatisfy(isTarget)
        default: false
        }
    }

    /// Names, attributes and subscripts: what an augmented or annotated assignment can set.
    static func isSingleTarget(_ expression: Expression) -> Bool {
        switch expression.kind {
        case .name, .attribute, .subscript: true
        default: false
        }
    }

    static func isDeletable(_ expression: Expression) -> Bool {
        switch expression.kind {
        case .name, .attribute, .subscript: true
        case .tuple(let elements), .list(let elements): elements.allSatisfy(isDeletable)
        default: false
        }
    }

    enum TargetUse { case assignment, deletion, loop }

    /// The part of an expression that keeps it from being a target.
    static func invalidTarget(in expression: Expression, for use: TargetUse) -> Expression? {
        switch expression.kind {
        case .tuple(let elements), .list(let elements):
            for element in elements {
                if let found = invalidTarget(in: element, for: use) { return found }
            }
            return nil
        case .starred(let inner): return use == .deletion ? expression : invalidTarget(in: inner, for: use)
        case .comparison(let left, let links):
            // `for f() in xs` reads as one comparison when the whole is taken for an expression.
            guard use == .loop else { return expression }
            return links.first?.0 == .in ? invalidTarget(in: left, for: use) : nil
        case .name, .attribute, .subscript: return nil
        default: return expression
        }
    }

    /// CPython's name for a kind of expression, in "cannot assign to …".
    static func describe(_ expression: Expression) -> String {
        switch expression.kind {
        case .none: "None"
        case .true: "True"
        case .false: "False"
        case .ellipsis: "ellipsis"
        case .integer, .bigInteger, .float, .imaginary, .string, .bytes: "literal"
        case .formatted: "f-string expression"
        case .name: "name"
        case .tuple: "tuple"
        case .list: "list"
        case .set: "set display"
        case .dictionary: "dict literal"
        case .unary, .binary, .boolean: "expression"
        case .comparison: "comparison"
        case .conditional: "conditional expression"
        case .lambda: "lambda"
        case .call: "function call"
        case .attribute: "attribute"
        case .subscript: "subscript"
        case .slice: "slice"
        case .starred: "starred"
        case .listComprehension: "list comprehension"
        case .setComprehension: "set comprehension"
        case .dictionaryComprehension: "dict comprehension"
        case .generator: "generator expression"
        case .yield, .yieldFrom: "yield expression"
        case .namedAssignment: "named expression"
        }
    }
}
