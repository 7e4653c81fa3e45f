/// Expressions, from the loosest binding to the tightest.
extension Parser {
    /// `a, *b, c`: a tuple where there is a comma.
    mutating func starExpressions() throws(Failure) -> Expression {
        try remembered(.starExpressions) { (parser) throws(Failure) in
            try parser.commaList { (parser) throws(Failure) in try parser.starExpression() }
        }
    }

    /// One or more items; a comma makes a tuple of them, a last comma is allowed.
    mutating func commaList(_ item: (inout Parser) throws(Failure) -> Expression) throws(Failure) -> Expression {
        let start = current.start
        let first = try item(&self)
        guard kind == .comma else { return first }
        var elements = [first]
        var highest = height
        while kind == .comma {
            let mark = position
            advance()
            guard startsItem else { break }
            guard let element = try attempt(item) else {
                position = mark + 1
                break
            }
            highest = max(highest, height)
            elements.append(element)
        }
        height = highest + 1
        return Expression(.tuple(elements), span: span(from: start))
    }

    /// False for the tokens that commonly end a list, so that no rule is tried for nothing.
    var startsItem: Bool {
        switch kind {
        case .rightParen, .rightBracket, .rightBrace, .newline, .equal, .colon, .endMarker, .kwIn, .semicolon: false
        default: true
        }
    }

    mutating func starExpression() throws(Failure) -> Expression {
        kind == .star ? try starred { (parser) throws(Failure) in try parser.bitwiseOr() } : try expression()
    }

    /// `*value`
    mutating func starred(_ value: (inout Parser) throws(Failure) -> Expression) throws(Failure) -> Expression {
        let start = current.start
        try expect(.star)
        let inner = try value(&self)
        height += 1
        return Expression(.starred(inner), span: span(from: start))
    }

    /// An element of a display: `*x`, `name := value` or an expression.
    mutating func starNamedExpression() throws(Failure) -> Expression {
        kind == .star ? try starred { (parser) throws(Failure) in try parser.bitwiseOr() } : try namedExpression()
    }

    // MARK: Named and conditional expressions

    mutating func namedExpression() throws(Failure) -> Expression {
        if kind.isName, nextKind == .colonEqual { return try assignmentExpression() }
        if isDiagnosing {
            return try remembered(.named) { (parser) throws(Failure) in
                if parser.callsInvalidForms { try parser.invalidNamedExpression() }
                let value = try parser.expression()
                if parser.kind == .colonEqual { throw .mismatch }
                return value
            }
        }
        let value = try expression()
        if kind == .colonEqual { throw .mismatch }
        return value
    }

    /// `name := value`
    mutating func assignmentExpression() throws(Failure) -> Expression {
        let name = try identifier()
        try expect(.colonEqual)
        let value = try expression()
        height += 1
        return Expression(.namedAssignment(name, value), span: span(from: name.span.start))
    }

    mutating func expression() throws(Failure) -> Expression {
        try enter()
        defer { leave() }
        guard isDiagnosing else { return try plainExpression() }
        return try remembered(.expression) { (parser) throws(Failure) in
            if parser.callsInvalidForms { try parser.invalidExpression() }
            return try parser.plainExpression()
        }
    }

    mutating func plainExpression() throws(Failure) -> Expression {
        if kind == .kwLambda { return try lambda() }
        let start = current.start
        let then = try disjunction()
        guard kind == .kwIf else { return then }
        var highest = height
        let mark = position
        advance()
        let rest = try attempt { (parser) throws(Failure) in
            let test = try parser.disjunction()
            highest = max(highest, parser.height)
            try parser.expect(.kwElse)
            return (test, try parser.expression())
        }
        guard let (test, otherwise) = rest else {
            // The value stands alone; what follows is the caller's concern.
            position = mark
            height = highest
            return then
        }
        height = max(highest, height) + 1
        try checkHeight()
        return Expression(
            .conditional(test: test, then: then, otherwise: otherwise), span: span(from: start))
    }

    mutating func lambda() throws(Failure) -> Expression {
        let start = current.start
        try expect(.kwLambda)
        var parameters = Parameters()
        height = 0
        if kind != .colon { parameters = try self.parameters(isLambda: true) }
        try expect(.colon)
        checkDuplicates(parameters)
        let parametersHeight = height
        let body = try expression()
        height = max(height, parametersHeight) + 1
        return Expression(.lambda(parameters, body), span: span(from: start))
    }

    // MARK: Boolean operators and comparisons

    mutating func disjunction() throws(Failure) -> Expression {
        guard isDiagnosing else { return try booleanChain(isAnd: false) }
        return try remembered(.disjunction) { (parser) throws(Failure) in try parser.booleanChain(isAnd: false) }
    }

    private mutating func booleanChain(isAnd: Bool) throws(Failure) -> Expression {
        let word: TokenKind = isAnd ? .kwAnd : .kwOr
        let start = current.start
        let first = try isAnd ? inversion() : booleanChain(isAnd: true)
        guard kind == word else { return first }
        var operands = [first]
        var highest = height
        while kind == word {
            let mark = position
            advance()
            guard
                let operand = try attempt({ (parser) throws(Failure) in
                    try isAnd ? parser.inversion() : parser.booleanChain(isAnd: true)
                })
            else {
                position = mark
                break
            }
            highest = max(highest, height)
            operands.append(operand)
        }
        if operands.count == 1 {
            height = highest
            return first
        }
        height = highest + 1
        return Expression(.boolean(isAnd: isAnd, operands), span: span(from: start))
    }

    private mutating func inversion() throws(Failure) -> Expression {
        guard kind == .kwNot else { return try comparison() }
        var starts: [Int32] = []
        while kind == .kwNot {
            starts.append(current.start)
            advance()
        }
        var value = try comparison()
        height += starts.count
        try checkHeight()
        for start in starts.reversed() {
            value = Expression(.unary(.not, value), span: span(from: start))
        }
        return value
    }

    private mutating func comparison() throws(Failure) -> Expression {
        let start = current.start
        let first = try bitwiseOr()
        guard comparisonOperator != nil else { return first }
        var links: [(ComparisonOperator, Expression)] = []
        var highest = height
        while let operation = comparisonOperator {
            let mark = position
            advance()
            if operation == .isNot || operation == .notIn { advance() }
            guard let operand = try attempt({ (parser) throws(Failure) in try parser.bitwiseOr() }) else {
                position = mark
                break
            }
            highest = max(highest, height)
            links.append((operation, operand))
        }
        guard !links.isEmpty else {
            height = highest
            return first
        }
        height = highest + 1
        return Expression(.comparison(first, links), span: span(from: start))
    }

    private var comparisonOperator: ComparisonOperator? {
        mutating get {
            // CPython reads the word after `not` to see whether it is `in`.
            if kind == .kwNot { furthest = max(furthest, min(position + 1, tokens.count - 1)) }
            return comparisonOperatorHere
        }
    }

    private var comparisonOperatorHere: ComparisonOperator? {
        switch kind {
        case .less: .less
        case .greater: .greater
        case .equalEqual: .equal
        case .notEqual: .notEqual
        case .lessEqual: .lessEqual
        case .greaterEqual: .greaterEqual
        case .kwIn: .in
        case .kwIs: nextKind == .kwNot ? .isNot : .is
        case .kwNot: nextKind == .kwIn ? .notIn : nil
        default: nil
        }
    }

    // MARK: Arithmetic

    mutating func bitwiseOr() throws(Failure) -> Expression {
        guard isDiagnosing else { return try binary(1) }
        return try remembered(.bitwise) { (parser) throws(Failure) in try parser.binary(1) }
    }

    /// Operators that bind at least as tightly as `minimum`, by precedence climbing.
    private mutating func binary(_ minimum: Int) throws(Failure) -> Expression {
        let start = current.start
        var left = try unary()
        while let (operation, precedence) = kind.binaryOperator, precedence >= minimum {
            let leftHeight = height
            let mark = position
            advance()
            // An operator without its operand is left alone: a caller may make sense of it (`*` in parameters).
            guard let right = try attempt({ (parser) throws(Failure) in try parser.binary(precedence + 1) }) else {
                position = mark
                height = leftHeight
                return left
            }
            height = max(leftHeight, height) + 1
            try checkHeight()
            left = Expression(.binary(operation, left, right), span: span(from: start))
        }
        return left
    }

    private mutating func unary() throws(Failure) -> Expression {
        switch kind {
        case .plus, .minus, .tilde: break
        default: return try power()
        }
        var prefixes: [(UnaryOperator, Int32)] = []
        prefixes: while true {
            switch kind {
            case .plus: prefixes.append((.plus, current.start))
            case .minus: prefixes.append((.negate, current.start))
            case .tilde: prefixes.append((.invert, current.start))
            default: break prefixes
            }
            advance()
        }
        var value = try power()
        height += prefixes.count
        try checkHeight()
        for (operation, start) in prefixes.reversed() {
            value = Expression(.unary(operation, value), span: span(from: start))
        }
        return value
    }

    private mutating func power() throws(Failure) -> Expression {
        if kind == .kwAwait { throw refuse("'await'", at: current.span) }
        let start = current.start
        let base = try primary()
        guard kind == .doubleStar else { return base }
        let baseHeight = height
        let mark = position
        advance()
        try enter()
        defer { leave() }
        guard let exponent = try attempt({ (parser) throws(Failure) in try parser.unary() }) else {
            position = mark
            height = baseHeight
            return base
        }
        height = max(baseHeight, height) + 1
        try checkHeight()
        return Expression(.binary(.power, base, exponent), span: span(from: start))
    }

    // MARK: Yield

    mutating func yieldExpression() throws(Failure) -> Expression {
        let start = current.start
        try expect(.kwYield)
        if accept(.kwFrom) {
            let value = try expression()
            height += 1
            return Expression(.yieldFrom(value), span: span(from: start))
        }
        height = 0
        let value = try startsItem ? attempt { (parser) throws(Failure) in try parser.starExpressions() } : nil
        height += 1
        return Expression(.yield(value), span: span(from: start))
    }
}
