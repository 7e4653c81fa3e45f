import GradusSyntax

extension CodeCompiler {
    func compile(_ statements: [Statement]) throws(Diagnostic) { try compile(statements[...]) }

    func compile(_ statements: ArraySlice<Statement>) throws(Diagnostic) {
        for statement in statements { try compile(statement) }
    }

    func compile(_ statement: Statement) throws(Diagnostic) {
        let span = statement.span
        switch statement.kind {
        case .expression(let expression):
            if kind == .module, let display = context.display {
                let function = Expression(.name(display), span: expression.span)
                try evaluateAndDrop(Expression(.call(function, [.positional(expression)]), span: expression.span))
            } else {
                try evaluateAndDrop(expression)
            }
        case .assign(let targets, let value): try compileAssign(targets, value)
        case .augmentedAssign(let target, let op, let value): try compileAugmented(target, op, value, span)
        case .annotatedAssign(let target, let annotation, let value, let isSimple):
            try compileAnnotated(target, annotation, value, isSimple, span)
        case .return(let value): try compileReturn(value, span)
        case .delete(let targets): for target in targets { try compileDelete(target) }
        case .pass, .global, .nonlocal: break
        case .break: try compileBreak(span)
        case .continue: try compileContinue(span)
        case .assert(let test, let message): try compileAssert(test, message, span)
        case .raise(let exception, let cause): try compileRaise(exception, cause, span)
        case .import(let modules): try compileImport(modules, span)
        case .importFrom(let module, let level, let names, let isStar):
            try compileImportFrom(module, level, names, isStar, span)
        case .if(let test, let then, let otherwise): try compileIf(test, then, otherwise, span)
        case .while(let test, let body, let otherwise): try compileWhile(test, body, otherwise, span)
        case .for(let target, let iterable, let body, let otherwise):
            try compileFor(target, iterable, body, otherwise, span)
        case .try(let body, let handlers, let otherwise, let finally):
            if finally.isEmpty {
                try compileTryExcept(body, handlers, otherwise, span)
            } else {
                try compileTryFinally(body, handlers, otherwise, finally, span)
            }
        case .with(let items, let body): try compileWith(items[...], body, span)
        case .match(let subject, let cases): try compileMatch(subject, cases, span)
        case .function(let definition): try compileDefinition(definition, span)
        case .class(let definition): try compileDefinition(definition, span)
        }
    }

    // MARK: Assignment

    private func compileAssign(_ targets: [Expression], _ value: Expression) throws(Diagnostic) {
        let mark = nextTemporary
        defer { nextTemporary = mark }
        guard targets.count == 1 else {
            let work = try temporary(value)
            for (index, target) in targets.enumerated() {
                try store(target, from: Operand(register: work, isTemporary: index == targets.count - 1))
            }
            return
        }
        let target = targets[0]
        switch target.kind {
        case .name(let name):
            if let local = localRegister(name) {
                try refuseDebug(name, target.span)
                try evaluate(value, into: local)
                markBound(local)
                return
            }
        case .tuple(let items), .list(let items):
            if case .tuple(let values) = value.kind, values.count == items.count, items.count <= 16,
                !items.contains(where: \.isStarred), !values.contains(where: \.isStarred)
            {
                return try assignInParallel(items, values)
            }
        default: break
        }
        try store(target, from: operand(value, before: target))
    }

    /// `a, b = b, a` without a tuple.
    private func assignInParallel(_ targets: [Expression], _ values: [Expression]) throws(Diagnostic) {
        var registers: [Int] = []
        for value in values { registers.append(try temporary(value)) }
        for (target, register) in zip(targets, registers) {
            try store(target, from: Operand(register: register, isTemporary: true))
        }
    }

    private func compileAugmented(
        _ target: Expression, _ op: BinaryOperator, _ value: Expression, _ span: SourceSpan
    ) throws(Diagnostic) {
        let mark = nextTemporary
        defer { nextTemporary = mark }
        switch target.kind {
        case .name(let name):
            if let local = localRegister(name) {
                try refuseDebug(name, target.span)
                let first = try operand(target, before: value)
                return try emitBinary(op, first, value, into: local, bits: Bit.inPlace, span)
            }
            let work = try temporary(target)
            let first = Operand(register: work, isTemporary: true)
            try emitBinary(op, first, value, into: work, bits: Bit.inPlace, span)
            try store(name, from: first, target.span)
        case .attribute(let object, let attribute):
            let owner = try operand(object, before: value)
            let name = nameIndex(mangle(attribute.name))
            let place = attributeSpan(target, attribute)
            let work = temporary()
            emit(.loadAttribute, a: work, b: owner.register, c: name, place)
            let first = Operand(register: work, isTemporary: true)
            try emitBinary(op, first, value, into: work, bits: Bit.inPlace, span)
            let bits = Bit.consumesB | (owner.isTemporary ? Bit.consumesA : 0)
            emit(.storeAttribute, x: bits, a: owner.register, b: work, c: name, place)
        case .subscript(let object, let index):
            let owner = try operand(object, before: Expression(.tuple([index, value]), span: span))
            if let small = index.smallInt {
                let work = temporary()
                emit(.getItemInt, a: work, b: owner.register, c: small, target.span)
                let first = Operand(register: work, isTemporary: true)
                try emitBinary(op, first, value, into: work, bits: Bit.inPlace, span)
                emitSetItem(owner, small, first, target.span)
                return
            }
            let key = try operand(index, before: value)
            let work = temporary()
            emit(.getItem, a: work, b: owner.register, c: key.register, target.span)
            let first = Operand(register: work, isTemporary: true)
            try emitBinary(op, first, value, into: work, bits: Bit.inPlace, span)
            emitSetItem(owner, key, first, target.span)
        default: throw failure("illegal expression for augmented assignment", target.span)
        }
    }

    private func compileAnnotated(
        _ target: Expression, _ annotation: Expression, _ value: Expression?, _ isSimple: Bool, _ span: SourceSpan
    ) throws(Diagnostic) {
        if let value {
            try compileAssign([target], value)
            if case .name(let name) = target.kind, Self.isShapeContract(annotation), !context.usesStringAnnotations {
                // Checked where it is assigned, in functions too.
                let check = Expression(.attribute(annotation, Identifier("__gradus_assign__", span: span)), span: span)
                let text = Expression(.string(Array(name.utf8)), span: target.span)
                try evaluateAndDrop(
                    Expression(.call(check, [.positional(target), .positional(text)]), span: target.span))
            }
        } else {
            // The parts of the target are evaluated all the same.
            switch target.kind {
            case .attribute(let object, _): try evaluateAndDrop(object)
            case .subscript(let object, let index):
                try evaluateAndDrop(object)
                try evaluateAndDrop(index)
            default: break
            }
        }
        guard kind == .module || kind == .classBody else { return }
        if isSimple, case .name(let name) = target.kind {
            let mark = nextTemporary
            let work = temporary()
            try evaluateAnnotation(annotation, into: work)
            emit(.storeAnnotation, a: work, c: nameIndex(mangle(name)), span)
            nextTemporary = mark
        } else if !context.usesStringAnnotations {
            try evaluateAndDrop(annotation)
        }
    }

    /// `Float[Tensor, "batch 3"]`, in jaxtyping's notation.
    private static func isShapeContract(_ annotation: Expression) -> Bool {
        guard case .subscript(let base, let index) = annotation.kind, case .tuple(let parts) = index.kind,
            parts.count == 2, case .string = parts[1].kind
        else { return false }
        switch base.kind {
        case .name(let name): return shapeContractNames.contains(name)
        case .attribute(_, let identifier): return shapeContractNames.contains(identifier.name)
        default: return false
        }
    }

    private static let shapeContractNames: Set<String> = [
        "Shaped", "Bool", "Float", "Int", "UInt", "Integer", "Complex", "Inexact", "Real", "Num", "Float16", "Float32",
        "Float64", "BFloat16", "Int8", "Int16", "Int32", "Int64", "UInt8", "UInt16", "UInt32", "UInt64", "Complex64",
        "Complex128",
    ]

    private func compileDelete(_ target: Expression) throws(Diagnostic) {
        let mark = nextTemporary
        defer { nextTemporary = mark }
        switch target.kind {
        case .name(let name): try delete(name, target.span)
        case .attribute(let object, let attribute):
            let owner = try operand(object)
            emit(
                .deleteAttribute, x: owner.isTemporary ? Bit.consumesA : 0, a: owner.register,
                c: nameIndex(mangle(attribute.name)), attributeSpan(target, attribute))
        case .subscript(let object, let index):
            let owner = try operand(object, before: index)
            let key = try operand(index)
            let bits = (owner.isTemporary ? Bit.consumesA : 0) | (key.isTemporary ? Bit.consumesB : 0)
            emit(.deleteItem, x: bits, a: owner.register, b: key.register, target.span)
        case .tuple(let items), .list(let items): for item in items { try compileDelete(item) }
        default: throw failure("cannot delete expression", target.span)
        }
    }

    // MARK: assert, raise

    private func compileAssert(
        _ test: Expression, _ message: Expression?, _ span: SourceSpan
    ) throws(Diagnostic) {
        let end = makeLabel()
        try jump(if: test, is: true, to: end, span)
        let failing = lastComparison(in: test) ?? span
        let mark = nextTemporary
        let work = temporary()
        emit(.loadAssertionError, a: work, span)
        if let message {
            try evaluate(message, into: temporary())
            emit(.call, a: work, b: 1, failing)
        }
        emitEnd(.raise, a: work, failing)
        nextTemporary = mark
        bind(end)
    }

    /// What CPython underlines of a failed assertion: the comparison it tested last.
    private func lastComparison(in test: Expression) -> SourceSpan? {
        switch test.kind {
        case .comparison: return test.span
        case .unary(.not, let operand): return lastComparison(in: operand)
        case .boolean(_, let operands):
            for operand in operands.reversed() { if let span = lastComparison(in: operand) { return span } }
            return nil
        case .conditional(let condition, let then, let otherwise):
            return lastComparison(in: otherwise) ?? lastComparison(in: then) ?? lastComparison(in: condition)
        default: return nil
        }
    }

    private func compileRaise(
        _ exception: Expression?, _ cause: Expression?, _ span: SourceSpan
    ) throws(Diagnostic) {
        guard let exception else { return emitEnd(.raiseCurrent, span) }
        let mark = nextTemporary
        let work = try temporary(exception)
        if let cause {
            let second = try temporary(cause)
            emitEnd(.raiseFrom, a: work, b: second, span)
        } else {
            emitEnd(.raise, a: work, span)
        }
        nextTemporary = mark
    }

    // MARK: Imports

    private func compileImport(_ modules: [ImportedModule], _ span: SourceSpan) throws(Diagnostic) {
        for module in modules {
            let mark = nextTemporary
            let work = temporary()
            let path = module.module.name
            emit(.importName, a: work, b: nameIndex(path), c: module.alias == nil ? 0 : 1, span)
            let name = module.alias?.name ?? String(path.prefix { $0 != "." })
            try store(name, from: Operand(register: work, isTemporary: true), span)
            nextTemporary = mark
        }
    }

    private func compileImportFrom(
        _ module: Identifier?, _ level: Int, _ names: [ImportedName], _ isStar: Bool, _ span: SourceSpan
    ) throws(Diagnostic) {
        if module?.name == "__future__", level == 0 { try checkFuture(names, isStar, span) }
        let mark = nextTemporary
        let work = temporary()
        emit(
            .importName, x: UInt8(truncatingIfNeeded: min(level, 255)), a: work, b: nameIndex(module?.name ?? ""),
            c: 1, span)
        if isStar {
            emit(.importStar, a: work, span)
        } else {
            for name in names {
                let value = temporary()
                emit(.importFrom, a: value, b: work, c: nameIndex(name.name.name), span)
                try store(
                    (name.alias ?? name.name).name, from: Operand(register: value, isTemporary: true), span)
                nextTemporary = value
            }
            emit(.clear, a: work, span)
        }
        nextTemporary = mark
    }

    // MARK: if, while, for

    private func compileIf(
        _ test: Expression, _ then: [Statement], _ otherwise: [Statement], _ span: SourceSpan
    ) throws(Diagnostic) {
        let other = makeLabel()
        try jump(if: test, is: false, to: other, span)
        try compile(then)
        if otherwise.isEmpty { return bind(other) }
        let end = makeLabel()
        jump(to: end, span)
        bind(other)
        try compile(otherwise)
        bind(end)
    }

    private func compileWhile(
        _ test: Expression, _ body: [Statement], _ otherwise: [Statement], _ span: SourceSpan
    ) throws(Diagnostic) {
        let exit = makeLabel()
        let end = makeLabel()
        let next = makeLabel()
        let head = makeLabel()
        // The test stands twice: before the loop and, jumping back, at its end.
        bound.subtract(unbindable)
        try jump(if: test, is: false, to: exit, span)
        bindLoopHead(head)
        blocks.append(.loop(end: end, next: next, iterator: nil))
        try compile(body)
        blocks.removeLast()
        bind(next)
        if isReachable {
            try jump(if: test, is: true, to: head, span)
            if test.constantTruth == true { isReachable = false }
        }
        bind(exit)
        try compile(otherwise)
        bind(end)
    }

    private func compileFor(
        _ target: Expression, _ iterable: Expression, _ body: [Statement], _ otherwise: [Statement],
        _ span: SourceSpan
    ) throws(Diagnostic) {
        let mark = nextTemporary
        let iterator = try iterator(over: iterable, span)
        let head = makeLabel()
        let exit = makeLabel()
        let end = makeLabel()
        bindLoopHead(head)
        try emitIteration(iterator, target, end: exit, span)
        blocks.append(.loop(end: end, next: head, iterator: iterator))
        try compile(body)
        blocks.removeLast()
        jump(to: head, span)
        nextTemporary = mark
        bind(exit)
        try compile(otherwise)
        bind(end)
    }
}
