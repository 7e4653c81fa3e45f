import GradusSyntax

extension CodeCompiler {
    // MARK: Code objects

    /// `outer.<locals>.inner`
    func qualifiedName(of child: Scope) -> String {
        if child.kind == .function || child.kind == .classBody {
            // A name declared global belongs to nobody.
            let name = mangle(child.name)
            if scope.symbols[name]?.contains(.global) == true { return child.name }
        }
        // In CPython comprehensions are functions, but not such as have locals.
        let comprehensions = comprehensions.map { $0.scope.name + "." }.joined()
        switch kind {
        case .module: return comprehensions + child.name
        case .classBody, .comprehension, .generatorExpression: return qualifiedName + "." + comprehensions + child.name
        default: return qualifiedName + ".<locals>." + comprehensions + child.name
        }
    }

    func compiler(for child: Scope, kind: CodeObject.Kind) -> CodeCompiler {
        CodeCompiler(context: context, scope: child, kind: kind, qualifiedName: qualifiedName(of: child))
    }

    func scope(_ key: ScopeKey, _ span: SourceSpan) throws(Diagnostic) -> Scope {
        guard let scope = context.scopes[key] else { throw failure("internal: scope not found", span) }
        return scope
    }

    /// Makes a function; what `parts` says stands in the registers from `first` up.
    func emitFunction(_ code: CodeObject, parts: UInt8, from first: Int, into target: Int, _ span: SourceSpan) {
        var parts = parts
        if !code.freeNames.isEmpty {
            let cells = temporaries(code.freeNames.count)
            for (index, name) in code.freeNames.enumerated() {
                if let register = cellRegister(name) { emit(.move, a: cells + index, b: register, span) }
            }
            emit(.buildTuple, a: cells, b: cells, c: code.freeNames.count, span)
            parts |= 8
        }
        emit(.makeFunction, x: parts, a: target, b: narrowConstant(.code(code)), c: first, span)
    }

    // MARK: Functions

    /// Evaluates defaults and annotations into consecutive temporaries; returns the bits that say which.
    private func evaluateSignature(
        _ parameters: Parameters, returns: Expression?, _ span: SourceSpan
    ) throws(Diagnostic) -> UInt8 {
        var parts: UInt8 = 0
        let defaults = (parameters.positionalOnly + parameters.positional).compactMap(\.defaultValue)
        if !defaults.isEmpty {
            let register = temporary()
            let tuple = Expression(.tuple(defaults), span: span)
            try evaluate(tuple, into: register)
            parts |= 1
        }
        let keywordOnly = parameters.keywordOnly.filter { $0.defaultValue != nil }
        if !keywordOnly.isEmpty {
            let register = temporary()
            for (index, parameter) in keywordOnly.enumerated() {
                if index > 0 { _ = temporary() }
                emitConstant(
                    .string(Array(mangle(parameter.name.name).utf8)), into: nextTemporary - 1, parameter.name.span)
                if let value = parameter.defaultValue { try evaluate(value, into: temporary()) }
            }
            emit(.buildDictionary, a: register, b: register, c: keywordOnly.count, span)
            nextTemporary = register + 1
            parts |= 2
        }
        var annotations = parameters.annotated.compactMap { parameter in
            parameter.annotation.map { (mangle(parameter.name.name), $0) }
        }
        if let returns { annotations.append(("return", returns)) }
        if !annotations.isEmpty {
            let register = temporary()
            for (index, (name, annotation)) in annotations.enumerated() {
                if index > 0 { _ = temporary() }
                emitConstant(.string(Array(name.utf8)), into: nextTemporary - 1, span)
                try evaluateAnnotation(annotation, into: temporary())
            }
            emit(.buildDictionary, a: register, b: register, c: annotations.count, span)
            nextTemporary = register + 1
            parts |= 4
        }
        return parts
    }

    /// The value of an annotation, or its text.
    func evaluateAnnotation(_ annotation: Expression, into target: Int) throws(Diagnostic) {
        guard context.usesStringAnnotations else {
            if case .starred(let inner) = annotation.kind {
                // `*args: *Ts`
                let mark = nextTemporary
                let value = try operand(inner)
                emit(.unpack, x: value.isTemporary ? Bit.consumesB : 0, a: target, b: value.register, c: 1, inner.span)
                nextTemporary = mark
                return
            }
            return try evaluate(annotation, into: target)
        }
        let bytes = source.bytes
        let start = max(0, min(Int(annotation.span.start), bytes.count))
        let end = max(start, min(Int(annotation.span.end), bytes.count))
        emitConstant(.string(Array(bytes[start..<end])), into: target, annotation.span)
    }

    func compileDefinition(_ definition: FunctionDefinition, _ span: SourceSpan) throws(Diagnostic) {
        let mark = nextTemporary
        defer { nextTemporary = mark }
        let decorators = definition.decorators
        for decorator in decorators { _ = try temporary(decorator) }
        let target = temporary()
        for parameter in definition.parameters.inRegisterOrder {
            try refuseDebug(parameter.name.name, span)
        }
        let start = nextTemporary
        let parts = try evaluateSignature(definition.parameters, returns: definition.returns, span)
        let child = try scope(ScopeKey(definition.name.span, isDefinition: true), span)
        let inner = compiler(for: child, kind: .function)
        let whole = decorators.first.map { wholeDefinition($0.span, span) } ?? span
        let code = try inner.compileFunction(definition.parameters, definition.body, whole)
        emitFunction(code, parts: parts, from: start, into: target, span)
        applyDecorators(decorators, from: mark)
        try store(
            definition.name.name, from: Operand(register: mark, isTemporary: true),
            decorators.isEmpty ? span : definition.name.span)
    }

    /// Decorators included, with the `@` of the first.
    func wholeDefinition(_ decorator: SourceSpan, _ span: SourceSpan) -> SourceSpan {
        var start = Int(decorator.start)
        while start > 0, start <= source.bytes.count, source.bytes[start - 1] != 0x0A,
            source.bytes[start - 1] != 0x0D
        {
            start -= 1
            if source.bytes[start] == 0x40 { break }
        }
        return SourceSpan(start, Int(decorator.end)).union(span)
    }

    /// The innermost decorator stands just below the function; each result takes the place of its decorator.
    func applyDecorators(_ decorators: [Expression], from first: Int) {
        for (index, decorator) in decorators.enumerated().reversed() {
            emit(.call, a: first + index, b: 1, decorator.span)
        }
    }

    private func compileFunction(
        _ parameters: Parameters, _ body: [Statement], _ span: SourceSpan
    ) throws(Diagnostic) -> CodeObject {
        assignRegisters(parameters.inRegisterOrder)
        let start = SourceSpan(start: span.start, end: span.start)
        if scope.isGenerator { emit(.makeGenerator, start) }
        makeCells(start)
        let docstring = body.docstring
        try compile(docstring == nil ? body[...] : body.dropFirst())
        emitReturn(body.last?.span ?? span)
        return try finish(span: span, parameters: parameters, implicitParameter: false, docstring: docstring)
    }

    // MARK: Lambdas

    func makeLambda(
        _ parameters: Parameters, _ body: Expression, into target: Int, _ span: SourceSpan
    ) throws(Diagnostic) {
        let mark = nextTemporary
        for parameter in parameters.inRegisterOrder { try refuseDebug(parameter.name.name, span) }
        let parts = try evaluateSignature(parameters, returns: nil, span)
        let child = try scope(ScopeKey(span, isDefinition: false), span)
        let inner = compiler(for: child, kind: .lambda)
        let code = try inner.compileLambda(parameters, body, span)
        emitFunction(code, parts: parts, from: mark, into: target, span)
        nextTemporary = mark
    }

    private func compileLambda(
        _ parameters: Parameters, _ body: Expression, _ span: SourceSpan
    ) throws(Diagnostic) -> CodeObject {
        assignRegisters(parameters.inRegisterOrder)
        let start = SourceSpan(start: span.start, end: span.start)
        if scope.isGenerator { emit(.makeGenerator, start) }
        makeCells(start)
        let value = try operand(body)
        emitReturn(value.register, body.span)
        return try finish(span: span, parameters: parameters, implicitParameter: false, docstring: nil)
    }

    // MARK: Classes

    func compileDefinition(_ definition: ClassDefinition, _ span: SourceSpan) throws(Diagnostic) {
        let mark = nextTemporary
        defer { nextTemporary = mark }
        let decorators = definition.decorators
        for decorator in decorators { _ = try temporary(decorator) }
        let base = temporary()
        emit(.loadBuildClass, a: base, span)
        let function = temporary()
        let child = try scope(ScopeKey(definition.name.span, isDefinition: true), span)
        let inner = compiler(for: child, kind: .classBody)
        let whole = decorators.first.map { wholeDefinition($0.span, span) } ?? span
        let code = try inner.compileClassBody(definition.body, whole)
        emitFunction(code, parts: 0, from: nextTemporary, into: function, span)
        nextTemporary = function + 1
        emitConstant(.string(Array(definition.name.name.utf8)), into: temporary(), span)
        let arguments = CallArguments(definition.arguments)
        try checkKeywords(arguments, span)
        try emitCall(arguments, at: base, placed: 2, span)
        applyDecorators(decorators, from: mark)
        try store(
            definition.name.name, from: Operand(register: mark, isTemporary: true),
            decorators.isEmpty ? span : definition.name.span)
    }

    private func compileClassBody(_ body: [Statement], _ span: SourceSpan) throws(Diagnostic) -> CodeObject {
        assignRegisters([])
        let start = SourceSpan(start: span.start, end: span.start)
        if scope.needsClassCell { emit(.makeCell, a: 0, start) }
        let work = temporary()
        emit(.loadName, a: work, wide: nameIndex("__name__"), start)
        emit(.storeName, x: Bit.consumesA, a: work, wide: nameIndex("__module__"), start)
        emitConstant(.string(Array(qualifiedName.utf8)), into: work, start)
        emit(.storeName, x: Bit.consumesA, a: work, wide: nameIndex("__qualname__"), start)
        let docstring = body.docstring
        if let docstring, let statement = body.first {
            emitConstant(.string(docstring), into: work, statement.span)
            emit(.storeName, x: Bit.consumesA, a: work, wide: nameIndex("__doc__"), statement.span)
        }
        nextTemporary = work
        try compile(docstring == nil ? body[...] : body.dropFirst())
        let end = body.last?.span ?? span
        if scope.needsClassCell {
            emitReturn(0, end)
        } else {
            emitReturn(end)
        }
        return try finish(span: span, parameters: Parameters(), implicitParameter: false, docstring: docstring)
    }
}

extension [Statement] {
    /// The text of a first statement that is a plain string.
    var docstring: [UInt8]? {
        guard let statement = first, case .expression(let expression) = statement.kind,
            case .string(let bytes) = expression.kind
        else { return nil }
        return bytes
    }
}
