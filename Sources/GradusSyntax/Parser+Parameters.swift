/// The parameters of functions and lambdas.
extension Parser {
    /// Parameters up to `)`, or `:` of a lambda. There is at least one token of them.
    mutating func parameters(isLambda: Bool) throws(Failure) -> Parameters {
        if isDiagnosing, callsInvalidForms { try invalidParameters(isLambda: isLambda) }
        let end: TokenKind = isLambda ? .colon : .rightParen
        var result = Parameters()
        var seenDefault = false
        var seenStar = false
        var highest = 0
        while kind != end {
            switch kind {
            case .slash:
                guard result.positionalOnly.isEmpty, !result.positional.isEmpty, !seenStar else { throw .mismatch }
                result.positionalOnly = result.positional
                result.positional = []
                advance()
            case .star:
                guard !seenStar else { throw .mismatch }
                seenStar = true
                if isDiagnosing, callsInvalidForms { try invalidStarParameter(isLambda: isLambda) }
                advance()
                if kind == .comma {
                    guard nextKind.isName else {
                        advance()
                        throw .mismatch
                    }
                } else {
                    result.star = try parameter(isLambda: isLambda, isStar: true)
                    if kind == .equal { throw .mismatch }
                }
            case .doubleStar:
                if isDiagnosing, callsInvalidForms { try invalidDoubleStarParameter(isLambda: isLambda) }
                advance()
                result.doubleStar = try parameter(isLambda: isLambda)
                if kind == .equal { throw .mismatch }
                _ = accept(.comma)
                guard kind == end else { throw .mismatch }
                return result
            default:
                var value = try parameter(isLambda: isLambda)
                highest = max(highest, height)
                if kind == .equal {
                    if isDiagnosing, callsInvalidForms { try invalidDefault() }
                    advance()
                    value.defaultValue = try expression()
                    highest = max(highest, height)
                    if !seenStar { seenDefault = true }
                } else if seenDefault, !seenStar {
                    throw .mismatch
                }
                if seenStar { result.keywordOnly.append(value) } else { result.positional.append(value) }
            }
            guard accept(.comma) else { break }
        }
        guard kind == end else { throw .mismatch }
        height = highest
        return result
    }

    /// One name with its annotation.
    mutating func parameter(isLambda: Bool, isStar: Bool = false) throws(Failure) -> Parameter {
        height = 0
        let name = try identifier()
        var annotation: Expression?
        if !isLambda, accept(.colon) { annotation = try isStar ? starExpression() : expression() }
        return Parameter(name: name, annotation: annotation, defaultValue: nil)
    }

    /// Notes the first name that stands twice among the parameters.
    mutating func checkDuplicates(_ parameters: Parameters) {
        guard late == nil else { return }
        var seen: Set<String> = []
        var all = parameters.positionalOnly + parameters.positional + parameters.keywordOnly
        if let star = parameters.star { all.append(star) }
        if let doubleStar = parameters.doubleStar { all.append(doubleStar) }
        guard all.count > 1 else { return }
        for parameter in all where !seen.insert(parameter.name.name).inserted {
            late = Diagnostic(
                "duplicate argument '\(parameter.name.name)' in function definition", at: parameter.name.span,
                in: source)
            return
        }
    }

    /// Notes the first keyword that is given twice in a call.
    mutating func checkKeywords(_ arguments: [Argument]) {
        guard late == nil, arguments.count > 1 else { return }
        var seen: [String] = []
        for case .keyword(let name, let value) in arguments {
            if seen.contains(name.name) {
                late = Diagnostic(
                    "keyword argument repeated: \(name.name)", at: name.span.union(value.span), in: source)
                return
            }
            seen.append(name.name)
        }
    }
}
