import GradusSyntax

extension CodeCompiler {
    // MARK: try … except

    func compileTryExcept(
        _ body: [Statement], _ handlers: [ExceptionHandler], _ otherwise: [Statement], _ span: SourceSpan
    ) throws(Diagnostic) {
        for handler in handlers.dropLast() where handler.type == nil {
            throw failure("default 'except:' must be last", handler.span)
        }
        let end = makeLabel()
        let exception = nextTemporary
        let region = openRegion(register: exception, clearFrom: exception)
        blocks.append(.tried(region))
        try compile(body)
        blocks.removeLast()
        suspend(region)
        try compile(otherwise)
        jump(to: end, span)

        bindHandler(region)
        _ = temporary()
        emit(.enterHandler, a: exception, span)
        handlerDepth += 1
        for handler in handlers {
            let next = makeLabel()
            if let type = handler.type {
                let work = try temporary(type)
                emit(.matchException, a: work, b: exception, c: work, handler.span)
                nextTemporary = work
                emitJump(.jumpIfFalse, x: Bit.consumesA, a: work, to: next, handler.span)
            }
            try compileHandler(handler, exception, end)
            bind(next)
        }
        if handlers.last?.type != nil { emitEnd(.reraise, a: exception, handlers.last?.span ?? span) }
        handlerDepth -= 1
        nextTemporary = exception
        isReachable = false
        bind(end)
    }

    private func compileHandler(
        _ handler: ExceptionHandler, _ exception: Int, _ end: Label
    ) throws(Diagnostic) {
        let span = handler.span
        guard let name = handler.name else {
            blocks.append(.handler(exception: exception, region: nil, name: nil, span))
            try compile(handler.body)
            blocks.removeLast()
            leaveHandler(exception, span)
            return jump(to: end, span)
        }
        try store(name.name, from: Operand(register: exception, isTemporary: false), span)
        // However the clause ends, its name is unbound.
        let inner = nextTemporary
        let region = openRegion(register: inner, clearFrom: inner)
        blocks.append(.handler(exception: exception, region: region, name: name.name, span))
        try compile(handler.body)
        blocks.removeLast()
        suspend(region)
        leaveHandler(exception, span)
        try unbindHandlerName(name.name, span)
        jump(to: end, span)

        bindHandler(region)
        _ = temporary()
        try unbindHandlerName(name.name, span)
        emitEnd(.reraise, a: inner, span)
        nextTemporary = inner
    }

    private func leaveHandler(_ exception: Int, _ span: SourceSpan) {
        emit(.leaveHandler, span)
        emit(.clear, a: exception, span)
    }

    // MARK: try … finally

    func compileTryFinally(
        _ body: [Statement], _ handlers: [ExceptionHandler], _ otherwise: [Statement], _ finally: [Statement],
        _ span: SourceSpan
    ) throws(Diagnostic) {
        let exception = nextTemporary
        let region = openRegion(register: exception, clearFrom: exception)
        blocks.append(.finally(region, finally))
        if handlers.isEmpty {
            try compile(body)
        } else {
            try compileTryExcept(body, handlers, otherwise, span)
        }
        blocks.removeLast()
        suspend(region)
        let end = makeLabel()
        let isOpen = isReachable
        let state = bound
        try compile(finally)
        jump(to: end, span)
        // Where the body never ends, the normal copy only served to find errors.
        if !isOpen { bound = state }

        bindHandler(region)
        guard isReachable else { return bind(end) }
        _ = temporary()
        emit(.enterHandler, a: exception, span)
        handlerDepth += 1
        blocks.append(.handler(exception: exception, region: nil, name: nil, span))
        try compile(finally)
        blocks.removeLast()
        emitEnd(.reraise, a: exception, span)
        handlerDepth -= 1
        nextTemporary = exception
        bind(end)
    }

    // MARK: with

    func compileWith(_ items: ArraySlice<WithItem>, _ body: [Statement], _ span: SourceSpan) throws(Diagnostic) {
        guard let item = items.first else { return try compile(body) }
        let mark = nextTemporary
        let exit = temporaries(2)
        let manager = try temporary(item.context)
        emit(.enterWith, a: exit, b: manager, span)
        nextTemporary = exit + 2
        let region = openRegion(register: exit + 1, clearFrom: exit + 1)
        blocks.append(.with(region, exit: exit, span))
        if let target = item.target {
            try store(target, from: Operand(register: exit + 1, isTemporary: true))
        } else {
            emit(.clear, a: exit + 1, span)
        }
        nextTemporary = exit + 1
        try compileWith(items.dropFirst(), body, span)
        blocks.removeLast()
        suspend(region)
        let end = makeLabel()
        emit(.exitWith, a: exit, span)
        jump(to: end, span)

        bindHandler(region)
        let exception = temporary()
        let suppresses = temporary()
        let suppressed = makeLabel()
        emit(.enterHandler, a: exception, span)
        emit(.exitWithException, a: exit, b: exception, c: suppresses, span)
        emitJump(.jumpIfTrue, x: Bit.consumesA, a: suppresses, to: suppressed, span)
        emitEnd(.reraise, a: exception, span)
        bind(suppressed)
        leaveHandler(exception, span)
        nextTemporary = mark
        bind(end)
    }
}
