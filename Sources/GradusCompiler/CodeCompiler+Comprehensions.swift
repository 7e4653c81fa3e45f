import GradusSyntax

extension CodeCompiler {
    /// What a comprehension makes of each round.
    private enum Product {
        case element(Expression, Opcode)
        case pair(Expression, Expression)
        case yielded(Expression)
    }

    /// Evaluates a comprehension or makes a generator, in `work`, the topmost temporary.
    func evaluateComprehension(_ expression: Expression, at work: Int) throws(Diagnostic) {
        let product: Product
        let clauses: [ComprehensionClause]
        let build: Opcode?
        switch expression.kind {
        case .listComprehension(let element, let list):
            (product, clauses, build) = (.element(element, .listAppend), list, .buildList)
        case .setComprehension(let element, let list):
            (product, clauses, build) = (.element(element, .setAdd), list, .buildSet)
        case .dictionaryComprehension(let key, let value, let list):
            (product, clauses, build) = (.pair(key, value), list, .buildDictionary)
        case .generator(let element, let list): (product, clauses, build) = (.yielded(element), list, nil)
        default: return
        }
        let span = expression.span
        guard let first = clauses.first else { return }
        let child = try scope(ScopeKey(span, isDefinition: false), span)
        guard child.isInlined else {
            let inner = compiler(for: child, kind: build == nil ? .generatorExpression : .comprehension)
            let code = try inner.compileComprehension(product, clauses, build, span)
            emitFunction(code, parts: 0, from: nextTemporary, into: work, span)
            nextTemporary = work + 1
            _ = try iterator(over: first.iterable, span)
            emit(.call, a: work, b: 1, span)
            nextTemporary = work + 1
            return
        }
        let iterator = try iterator(over: first.iterable, span)
        let start = instructions.count
        barrier = start
        if let build { emit(build, a: work, b: work, c: 0, span) }
        let registers = enterComprehension(child, span)
        try compileClauses(clauses[...], iterator: iterator, product, into: work, span)
        for register in registers { emit(.clear, a: register, span) }
        comprehensions.removeLast()
        barrier = instructions.count
        if start < instructions.count {
            inlined.append(InlinedRange(start: start, end: instructions.count, name: child.name, span: span))
        }
        nextTemporary = work + 1
    }

    /// Gives the variables of an inlined comprehension their registers; new cells for captured ones.
    private func enterComprehension(_ child: Scope, _ span: SourceSpan) -> [Int] {
        var variables: [String: Variable] = [:]
        var registers: [Int] = []
        for name in child.order {
            guard let flags = child.symbols[name], flags.isBoundHere else { continue }
            let register: Int
            if let extra = extraLocals.first(where: { $0.scope === child && $0.name == name }) {
                register = extra.register
                bound.remove(register)
            } else {
                register = temporary()
            }
            registers.append(register)
            if flags.contains(.cell) {
                emit(.makeCell, a: register, span)
                variables[name] = .cell(register)
            } else {
                variables[name] = .local(register)
            }
        }
        comprehensions.append((child, variables))
        return registers
    }

    /// The code object of a generator expression, or of a comprehension in a class body.
    private func compileComprehension(
        _ product: Product, _ clauses: [ComprehensionClause], _ build: Opcode?, _ span: SourceSpan
    ) throws(Diagnostic) -> CodeObject {
        assignRegisters([], implicitParameter: ".0")
        let start = SourceSpan(start: span.start, end: span.start)
        if build == nil { emit(.makeGenerator, start) }
        makeCells(start)
        var result = 0
        if let build {
            result = temporary()
            emit(build, a: result, b: result, c: 0, span)
        }
        try compileClauses(clauses[...], iterator: 0, product, into: result, span)
        if build == nil {
            emitReturn(span)
        } else {
            emitReturn(result, span)
        }
        return try finish(span: span, parameters: Parameters(), implicitParameter: true, docstring: nil)
    }

    /// One loop per clause around the product. `iterator` is the first clause's.
    private func compileClauses(
        _ clauses: ArraySlice<ComprehensionClause>, iterator: Int?, _ product: Product, into result: Int,
        _ span: SourceSpan
    ) throws(Diagnostic) {
        guard let clause = clauses.first else { return try emitProduct(product, into: result, span) }
        let mark = nextTemporary
        let source: Int
        if let iterator {
            source = iterator
        } else {
            source = try self.iterator(over: clause.iterable, span)
        }
        let head = makeLabel()
        let end = makeLabel()
        bindLoopHead(head)
        try emitIteration(source, clause.target, end: end, span)
        for condition in clause.conditions { try jump(if: condition, is: false, to: head, span) }
        try compileClauses(clauses.dropFirst(), iterator: nil, product, into: result, span)
        jump(to: head, span)
        bind(end)
        nextTemporary = mark
    }

    private func emitProduct(_ product: Product, into result: Int, _ span: SourceSpan) throws(Diagnostic) {
        let mark = nextTemporary
        switch product {
        case .element(let element, let op):
            let value = try temporary(element)
            emit(op, a: result, b: value, span)
        case .pair(let key, let value):
            let first = try temporary(key)
            let second = try temporary(value)
            emit(.dictionaryInsert, a: result, b: first, c: second, span)
        case .yielded(let element):
            let value = try operand(element)
            let sent = value.isTemporary ? value.register : temporary()
            emit(
                .yieldValue, x: value.isTemporary ? Bit.consumesB : 0, a: sent, b: value.register, c: nextTemporary,
                span)
            emit(.clear, a: sent, span)
        }
        nextTemporary = mark
    }

    /// A new temporary with an iterator over the value of an expression.
    func iterator(over iterable: Expression, _ span: SourceSpan) throws(Diagnostic) -> Int {
        if case .name(let name) = iterable.kind, let local = localRegister(name) {
            checkBound(local, iterable.span)
            let iterator = temporary()
            emit(.getIterator, a: iterator, b: local, span)
            return iterator
        }
        let iterator = try temporary(iterable)
        emit(.getIterator, a: iterator, b: iterator, span)
        return iterator
    }

    /// The next item of an iterator goes to a target, or the loop ends.
    func emitIteration(_ iterator: Int, _ target: Expression, end: Label, _ span: SourceSpan) throws(Diagnostic) {
        if case .name(let name) = target.kind, let register = localRegister(name) {
            try refuseDebug(name, target.span)
            emitJump(.forIterate, a: iterator, b: register, to: end, span)
            markBound(register)
            return
        }
        let item = temporary()
        emitJump(.forIterate, a: iterator, b: item, to: end, span)
        try store(target, from: Operand(register: item, isTemporary: true))
        nextTemporary = item
    }
}
