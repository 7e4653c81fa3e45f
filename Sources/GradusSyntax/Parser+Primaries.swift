/// Atoms and what can follow them: attributes, calls, subscripts.
extension Parser {
    mutating func primary() throws(Failure) -> Expression {
        if !isDiagnosing, !isRemembering {
            let mark = position
            do throws(Failure) {
                return try plainPrimary()
            } catch {
                if isRemembering, error == .mismatch { rememberMismatch(.primary, at: mark) }
                throw error
            }
        }
        return try remembered(.primary) { (parser) throws(Failure) in try parser.plainPrimary() }
    }

    private mutating func plainPrimary() throws(Failure) -> Expression {
        let start = current.start
        var value = try atom()
        while true {
            let valueHeight = height
            let mark = position
            switch kind {
            case .dot:
                advance()
                guard kind.isName else {
                    position = mark
                    return value
                }
                let name = try identifier()
                value = Expression(.attribute(value, name), span: span(from: start))
                height = valueHeight + 1
            case .leftParen:
                guard let arguments = try attempt({ (parser) throws(Failure) in try parser.callArguments() }) else {
                    height = valueHeight
                    return value
                }
                value = Expression(.call(value, arguments), span: span(from: start))
                height = max(valueHeight, height) + 1
            case .leftBracket:
                guard
                    let index = try attempt({ (parser) throws(Failure) in
                        parser.advance()
                        let index = try parser.slices()
                        try parser.expect(.rightBracket)
                        return index
                    })
                else {
                    height = valueHeight
                    return value
                }
                value = Expression(.subscript(value, index), span: span(from: start))
                height = max(valueHeight, height) + 1
            default: return value
            }
            try checkHeight()
        }
    }

    // MARK: Subscripts

    /// One index, or a tuple where there is a comma or a starred item.
    private mutating func slices() throws(Failure) -> Expression {
        let start = current.start
        let isStarred = kind == .star
        let first = try sliceOrStarred()
        if !isStarred, kind != .comma { return first }
        var elements = [first]
        var highest = height
        while accept(.comma), startsItem || kind == .colon {
            elements.append(try sliceOrStarred())
            highest = max(highest, height)
        }
        height = highest + 1
        return Expression(.tuple(elements), span: span(from: start))
    }

    private mutating func sliceOrStarred() throws(Failure) -> Expression {
        kind == .star ? try starred { (parser) throws(Failure) in try parser.bitwiseOr() } : try slice()
    }

    private mutating func slice() throws(Failure) -> Expression {
        let start = current.start
        let isNamed = kind.isName && nextKind == .colonEqual
        var lower: Expression?
        height = 0
        if kind != .colon {
            let value = try namedExpression()
            if kind != .colon { return value }
            if isNamed { throw .mismatch }
            lower = value
        }
        try expect(.colon)
        var highest = height
        var upper: Expression?
        var step: Expression?
        if kind != .colon, startsItem, kind != .comma {
            upper = try expression()
            highest = max(highest, height)
        }
        if accept(.colon), startsItem, kind != .comma {
            step = try expression()
            highest = max(highest, height)
        }
        height = highest + 1
        return Expression(.slice(lower: lower, upper: upper, step: step), span: span(from: start))
    }

    // MARK: Atoms

    func isStringNext(at index: Int) -> Bool { index < tokens.count && tokens[index].kind == .string }

    private mutating func atom() throws(Failure) -> Expression {
        let token = current
        height = 1
        switch token.kind {
        case .name, .softMatch, .softCase, .underscore:
            advance()
            return Expression(.name(text(of: token)), span: token.span)
        case .number:
            advance()
            return try number(token)
        case .string: return try strings()
        case .kwTrue: return constant(.true)
        case .kwFalse: return constant(.false)
        case .kwNone: return constant(.none)
        case .ellipsis: return constant(.ellipsis)
        case .leftParen:
            return try bracketed { (parser) throws(Failure) in
                try parser.parenthesized()
            } otherwise: {
                (parser) throws(Failure) in
                try parser.invalidGroup()
                try parser.invalidComprehension()
            }
        case .leftBracket:
            return try bracketed { (parser) throws(Failure) in
                try parser.listDisplay()
            } otherwise: {
                (parser) throws(Failure) in
                try parser.invalidComprehension()
            }
        case .leftBrace:
            return try braces()
        default: throw .mismatch
        }
    }

    private mutating func braces() throws(Failure) -> Expression {
        if let value = try attempt({ (parser) throws(Failure) in
            try parser.bracketed { (parser) throws(Failure) in
                try parser.braceDisplay()
            } otherwise: { _ in
            }
        }) {
            return value
        }
        isRemembering = true
        try invalidDictionaryItems()
        if isDiagnosing, callsInvalidForms {
            try invalidDictionaryComprehension()
            try invalidComprehension()
        }
        throw .mismatch
    }

    private mutating func constant(_ kind: Expression.Kind) -> Expression {
        let span = current.span
        advance()
        return Expression(kind, span: span)
    }

    /// Runs the rule of a display, and in the second run the wrong forms where it does not match.
    private mutating func bracketed(
        _ rule: (inout Parser) throws(Failure) -> Expression,
        otherwise invalid: (inout Parser) throws(Failure) -> Void
    ) throws(Failure) -> Expression {
        try enter()
        defer { leave() }
        guard isDiagnosing else { return try rule(&self) }
        if let value = try attempt(rule) { return value }
        if callsInvalidForms { try invalid(&self) }
        throw .mismatch
    }

    /// `()`, `(x)`, `(x, y)`, `(x for x in y)`, `(yield x)`, `(x := y)`
    private mutating func parenthesized() throws(Failure) -> Expression {
        let start = current.start
        try expect(.leftParen)
        if accept(.rightParen) {
            height = 1
            return Expression(.tuple([]), span: span(from: start))
        }
        if kind == .kwYield {
            let value = try yieldExpression()
            try expect(.rightParen)
            return value
        }
        let first = try starNamedExpression()
        switch kind {
        case .rightParen:
            if case .starred = first.kind { throw .mismatch }
            advance()
            return first
        case .comma:
            var elements = [first]
            var highest = height
            while accept(.comma), kind != .rightParen {
                elements.append(try starNamedExpression())
                highest = max(highest, height)
            }
            try expect(.rightParen)
            height = highest + 1
            return Expression(.tuple(elements), span: span(from: start))
        case .kwFor, .kwAsync:
            if case .starred = first.kind { throw .mismatch }
            let clauses = try comprehensionClauses()
            try expect(.rightParen)
            return Expression(.generator(first, clauses), span: span(from: start))
        default: throw .mismatch
        }
    }

    private mutating func listDisplay() throws(Failure) -> Expression {
        let start = current.start
        try expect(.leftBracket)
        if accept(.rightBracket) {
            height = 1
            return Expression(.list([]), span: span(from: start))
        }
        let first = try starNamedExpression()
        if kind == .kwFor || kind == .kwAsync {
            if case .starred = first.kind { throw .mismatch }
            let clauses = try comprehensionClauses()
            try expect(.rightBracket)
            return Expression(.listComprehension(first, clauses), span: span(from: start))
        }
        var elements = [first]
        var highest = height
        while accept(.comma), kind != .rightBracket {
            elements.append(try starNamedExpression())
            highest = max(highest, height)
        }
        try expect(.rightBracket)
        height = highest + 1
        return Expression(.list(elements), span: span(from: start))
    }

    /// Dictionaries, sets and their comprehensions.
    private mutating func braceDisplay() throws(Failure) -> Expression {
        let start = current.start
        try expect(.leftBrace)
        if accept(.rightBrace) {
            height = 1
            return Expression(.dictionary([]), span: span(from: start))
        }
        if kind == .doubleStar { return try dictionaryDisplay(start, first: nil) }
        let isNamed = kind.isName && nextKind == .colonEqual
        let first = try starNamedExpression()
        switch kind {
        case .colon:
            if isNamed { throw .mismatch }
            if case .starred = first.kind { throw .mismatch }
            return try dictionaryDisplay(start, first: first)
        case .kwFor, .kwAsync:
            if case .starred = first.kind { throw .mismatch }
            let clauses = try comprehensionClauses()
            try expect(.rightBrace)
            return Expression(.setComprehension(first, clauses), span: span(from: start))
        default:
            var elements = [first]
            var highest = height
            while accept(.comma), kind != .rightBrace {
                elements.append(try starNamedExpression())
                highest = max(highest, height)
            }
            try expect(.rightBrace)
            height = highest + 1
            return Expression(.set(elements), span: span(from: start))
        }
    }

    private mutating func dictionaryDisplay(_ start: Int32, first: Expression?) throws(Failure) -> Expression {
        var items: [DictionaryItem] = []
        var highest = height
        if let first {
            try expect(.colon)
            let value = try expression()
            highest = max(highest, height)
            if kind == .kwFor || kind == .kwAsync {
                height = highest
                let clauses = try comprehensionClauses()
                try expect(.rightBrace)
                return Expression(
                    .dictionaryComprehension(key: first, value: value, clauses), span: span(from: start))
            }
            items.append(.pair(first, value))
        } else {
            items.append(try dictionaryItem())
            highest = max(highest, height)
        }
        while accept(.comma), kind != .rightBrace {
            items.append(try dictionaryItem())
            highest = max(highest, height)
        }
        try expect(.rightBrace)
        height = highest + 1
        return Expression(.dictionary(items), span: span(from: start))
    }

    /// `key: value` or `**mapping`
    mutating func dictionaryItem() throws(Failure) -> DictionaryItem {
        if accept(.doubleStar) { return .unpack(try bitwiseOr()) }
        let key = try expression()
        let keyHeight = height
        try expect(.colon)
        let value = try expression()
        height = max(height, keyHeight)
        return .pair(key, value)
    }

    // MARK: Comprehensions

    /// `for target in iterable if condition …`, once or more. Adds to the height of the element returned before.
    mutating func comprehensionClauses() throws(Failure) -> [ComprehensionClause] {
        var clauses: [ComprehensionClause] = []
        var highest = height
        while kind == .kwFor || kind == .kwAsync {
            if kind == .kwAsync { throw refuse("'async' in a comprehension", at: current.span) }
            let mark = position
            advance()
            let target = try attempt { (parser) throws(Failure) in
                let target = try parser.targets(before: .kwIn)
                try parser.expect(.kwIn)
                return target
            }
            guard let target else {
                position = mark
                if isDiagnosing, callsInvalidForms { try invalidForTarget() }
                throw .mismatch
            }
            highest = max(highest, height)
            let iterable = try disjunction()
            highest = max(highest, height)
            var conditions: [Expression] = []
            while kind == .kwIf {
                advance()
                conditions.append(try disjunction())
                highest = max(highest, height)
            }
            clauses.append(ComprehensionClause(target: target, iterable: iterable, conditions: conditions))
        }
        if clauses.isEmpty { throw .mismatch }
        height = highest + 1
        return clauses
    }
}
