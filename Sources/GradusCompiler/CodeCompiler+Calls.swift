import GradusSyntax

/// The arguments of one call, sorted as CPython's tree has them.
struct CallArguments {
    /// Positional ones and `*iterable`s, in order.
    var positional: [(value: Expression, isUnpacked: Bool)] = []
    /// `name=value` and `**mapping` (without a name), in order.
    var keywords: [(name: Identifier?, value: Expression)] = []
    var hasUnpacking = false

    init(_ arguments: [Argument]) {
        for argument in arguments {
            switch argument {
            case .positional(let value): positional.append((value, false))
            case .unpackPositional(let value, _):
                positional.append((value, true))
                hasUnpacking = true
            case .keyword(let name, let value): keywords.append((name, value))
            case .unpackKeywords(let value):
                keywords.append((nil, value))
                hasUnpacking = true
            }
        }
    }

    /// More arguments than this are passed in a list and a dictionary, so that calls need few registers.
    var isLong: Bool { positional.count + keywords.count > 200 }
}

extension CodeCompiler {
    /// Calls with the result in `base`, which is the topmost temporary.
    func evaluateCall(
        _ callee: Expression, _ arguments: [Argument], at base: Int, _ expression: Expression
    ) throws(Diagnostic) {
        let sorted = CallArguments(arguments)
        try checkKeywords(sorted, expression.span)
        if case .attribute(let object, let name) = callee.kind, !sorted.hasUnpacking, !sorted.isLong {
            return try evaluateMethodCall(callee, object, name, sorted, at: base, expression)
        }
        try evaluate(callee, into: base)
        try emitCall(sorted, at: base, expression.span)
    }

    /// Evaluates arguments behind what stands in `base` (and, with `isMethod`, the register after it) and calls.
    /// `placed` arguments are there already.
    func emitCall(
        _ arguments: CallArguments, at base: Int, placed: Int = 0, isMethod: Bool = false, _ span: SourceSpan
    ) throws(Diagnostic) {
        let first = base + (isMethod ? 2 : 1)
        if arguments.hasUnpacking || arguments.isLong {
            return try emitUnpackingCall(arguments, at: base, placed: placed, span)
        }
        var count = placed
        nextTemporary = first + placed
        for (value, _) in arguments.positional {
            try evaluate(value, into: temporary())
            count += 1
        }
        for (_, value) in arguments.keywords {
            try evaluate(value, into: temporary())
            count += 1
        }
        if arguments.keywords.isEmpty {
            emit(isMethod ? .callMethod : .call, a: base, b: count, span)
        } else {
            let names = arguments.keywords.map { Constant.string(Array(($0.name?.name ?? "").utf8)) }
            emit(
                isMethod ? .callMethodKeywords : .callKeywords, a: base, b: count,
                c: narrowConstant(.tuple(names)), span)
        }
        nextTemporary = base + 1
    }

    private func evaluateMethodCall(
        _ callee: Expression, _ object: Expression, _ name: Identifier, _ arguments: CallArguments, at base: Int,
        _ expression: Expression
    ) throws(Diagnostic) {
        if try evaluateSuperMethodCall(object, callee, name, arguments, at: base, expression) { return }
        // The receiver goes to the register of `self`, which the instruction overwrites.
        var receiver = base
        if case .name(let local) = object.kind, let register = localRegister(local) {
            checkBound(register, object.span)
            receiver = register
        } else {
            try evaluate(object, into: base)
        }
        _ = temporary()
        let isLate = startsOnLaterLine(callee, name)
        emit(
            .loadMethod, a: base, b: receiver, c: nameIndex(mangle(name.name)), isLate ? name.span : callee.span)
        let span = isLate ? SourceSpan(start: name.span.start, end: expression.span.end) : expression.span
        try emitCall(arguments, at: base, isMethod: true, span)
    }

    /// `super().name(…)` in a method, without an object for `super()`. False where it is something else.
    private func evaluateSuperMethodCall(
        _ object: Expression, _ callee: Expression, _ name: Identifier, _ arguments: CallArguments, at base: Int,
        _ expression: Expression
    ) throws(Diagnostic) -> Bool {
        guard kind == .function, comprehensions.isEmpty, case .call(let function, let given) = object.kind,
            given.isEmpty, case .name("super") = function.kind, case .global = variable("super"),
            case .cell(let classCell)? = variables["__class__"], let first = localNames.first,
            scope.symbols[first]?.contains(.parameter) == true, !scope.isBoundInModule("super")
        else { return false }
        emit(.loadCell, a: base, b: classCell, object.span)
        load(first, into: temporary(), object.span)
        emit(.loadSuperMethod, a: base, b: base, c: nameIndex(mangle(name.name)), callee.span)
        try emitCall(arguments, at: base, isMethod: true, expression.span)
        return true
    }

    private func emitUnpackingCall(
        _ arguments: CallArguments, at base: Int, placed: Int, _ span: SourceSpan
    ) throws(Diagnostic) {
        nextTemporary = base + 1 + placed
        let list = base + 1
        if placed == 0 { _ = temporary() }
        emit(.buildList, a: list, b: list, c: placed, span)
        nextTemporary = list + 1
        for (value, isUnpacked) in arguments.positional {
            let register = try temporary(value)
            if isUnpacked {
                // Alone, what is no iterable is an error of this call.
                let isAlone = arguments.positional.count == 1
                emit(.listExtend, x: isAlone ? Bit.sense : 0, a: list, b: register, c: isAlone ? base : 0, span)
            } else {
                emit(.listAppend, a: list, b: register, span)
            }
            nextTemporary = register
        }
        let dictionary = temporary()
        if !arguments.keywords.isEmpty {
            emit(.buildDictionary, a: dictionary, b: dictionary, c: 0, span)
            for (name, value) in arguments.keywords {
                let first = temporary()
                if let name {
                    // A dictionary of one, so that a name given twice is noticed.
                    emitConstant(.string(Array(name.name.utf8)), into: first, name.span)
                    try evaluate(value, into: temporary())
                    emit(.buildDictionary, a: first, b: first, c: 1, span)
                } else {
                    try evaluate(value, into: first)
                }
                emit(.dictionaryMerge, x: Bit.sense, a: dictionary, b: first, c: base, span)
                nextTemporary = first
            }
        }
        emit(.callUnpack, a: base, span)
        nextTemporary = base + 1
    }

    func checkKeywords(_ arguments: CallArguments, _ span: SourceSpan) throws(Diagnostic) {
        var seen: Set<String> = []
        for (name, value) in arguments.keywords {
            guard let name else { continue }
            try refuseDebug(name.name, span)
            if arguments.keywords.count > 1, !seen.insert(name.name).inserted {
                throw failure("keyword argument repeated: \(name.name)", name.span.union(value.span))
            }
        }
    }
}
