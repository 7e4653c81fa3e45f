import GradusSyntax

/// What surrounds the statement being compiled, as far as leaving it takes code.
enum Block {
    case loop(end: Label, next: Label, iterator: Int?)
    /// The body of a `try` with `except` clauses.
    case tried(Region)
    case finally(Region, [Statement])
    case with(Region, exit: Int, SourceSpan)
    /// An `except` clause or the exceptional copy of a `finally`; the name is unbound at the end.
    case handler(exception: Int, region: Region?, name: String?, SourceSpan)
}

extension CodeCompiler {
    // MARK: return, break, continue

    func compileReturn(_ value: Expression?, _ span: SourceSpan) throws(Diagnostic) {
        if kind != .function { throw failure("'return' outside function", span) }
        let hasExitCode = blocks.contains { block in
            if case .loop = block { false } else { true }
        }
        let mark = nextTemporary
        defer { nextTemporary = mark }
        guard let value else {
            return try leave(downTo: 0, span) { () throws(Diagnostic) in emitReturn(span) }
        }
        if !hasExitCode {
            let result = try operand(value)
            return emitReturn(result.register, span)
        }
        let register = temporary()
        let isConstant = value.constant != nil
        if !isConstant { try evaluate(value, into: register) }
        try leave(downTo: 0, span) { () throws(Diagnostic) in
            if isConstant { try evaluate(value, into: register) }
            emitReturn(register, span)
        }
        isReachable = false
    }

    func compileBreak(_ span: SourceSpan) throws(Diagnostic) {
        guard let index = innermostLoop, case .loop(let end, _, let iterator) = blocks[index] else {
            throw failure("'break' outside loop", span)
        }
        try leave(downTo: index + 1, span) { () throws(Diagnostic) in
            if let iterator { emit(.clear, a: iterator, span) }
            jump(to: end, span)
        }
    }

    func compileContinue(_ span: SourceSpan) throws(Diagnostic) {
        guard let index = innermostLoop, case .loop(_, let next, _) = blocks[index] else {
            throw failure("'continue' not properly in loop", span)
        }
        try leave(downTo: index + 1, span) { () throws(Diagnostic) in jump(to: next, span) }
    }

    private var innermostLoop: Int? {
        blocks.lastIndex { block in
            if case .loop = block { true } else { false }
        }
    }

    /// Emits the exit code of all blocks from the innermost down to `depth`, then `end`. No code of these blocks' handlers
    /// covers it.
    private func leave(
        downTo depth: Int, _ span: SourceSpan, end: () throws(Diagnostic) -> Void = {}
    ) throws(Diagnostic) {
        let saved = blocks
        let savedDepth = handlerDepth
        var regions: [Region] = []
        while blocks.count > depth, let block = blocks.popLast() {
            switch block {
            case .loop(_, _, let iterator):
                if let iterator, !blocks.isEmpty { emit(.clear, a: iterator, span) }
            case .tried(let region):
                suspend(region)
                regions.append(region)
            case .finally(let region, let body):
                suspend(region)
                regions.append(region)
                try compile(body)
            case .with(let region, let exit, let place):
                suspend(region)
                regions.append(region)
                emit(.exitWith, a: exit, place)
            case .handler(let exception, let region, let name, let place):
                if let region {
                    suspend(region)
                    regions.append(region)
                }
                emit(.leaveHandler, place)
                handlerDepth -= 1
                emit(.clear, a: exception, place)
                if let name { try unbindHandlerName(name, place) }
            }
        }
        try end()
        blocks = saved
        handlerDepth = savedDepth
        for region in regions.reversed() { resume(region) }
        isReachable = false
    }

    /// What the end of `except … as name` does.
    func unbindHandlerName(_ name: String, _ span: SourceSpan) throws(Diagnostic) {
        let mark = nextTemporary
        if let local = localRegister(name) {
            emit(.clear, a: local, span)
            if local < localNames.count { bound.remove(local) }
        } else {
            // The clause may have deleted the name itself.
            let work = temporary()
            emitConstant(.none, into: work, span)
            try store(name, from: Operand(register: work, isTemporary: true), span)
            try delete(name, span)
        }
        nextTemporary = mark
    }
}
