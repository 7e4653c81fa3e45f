import GradusSyntax

extension CodeCompiler {
    // MARK: Operands

    /// Evaluates an operand: a plain local stays where it is, anything else comes to a new temporary.
    ///
    /// `next` is evaluated after it and before it is read: if that rebinds the local, the operand is copied.
    func operand(_ expression: Expression, before next: Expression? = nil) throws(Diagnostic) -> Operand {
        if case .name(let name) = expression.kind, let register = localRegister(name) {
            checkBound(register, expression.span)
            if let next, !next.isSimple, scope.walrusNames.contains(mangle(name)) {
                let copy = temporary()
                emit(.move, a: copy, b: register, expression.span)
                return Operand(register: copy, isTemporary: true)
            }
            return Operand(register: register, isTemporary: false)
        }
        let register = temporary()
        try evaluate(expression, into: register)
        return Operand(register: register, isTemporary: true)
    }

    /// An operand that may use `register` itself, when that is a temporary with nothing above it.
    private func operand(
        _ expression: Expression, reusing register: Int, before next: Expression? = nil
    ) throws(Diagnostic) -> Operand {
        if isTopTemporary(register) {
            if case .name(let name) = expression.kind, localRegister(name) != nil {
                return try operand(expression, before: next)
            }
            try evaluate(expression, into: register)
            return Operand(register: register, isTemporary: true)
        }
        return try operand(expression, before: next)
    }

    /// Evaluates an expression into a new temporary.
    func temporary(_ expression: Expression) throws(Diagnostic) -> Int {
        let register = temporary()
        try evaluate(expression, into: register)
        return register
    }

    /// Evaluates an expression for its effects.
    func evaluateAndDrop(_ expression: Expression) throws(Diagnostic) {
        if expression.constant != nil { return }
        let mark = nextTemporary
        let value = try operand(expression)
        if value.isTemporary { emit(.clear, a: value.register, expression.span) }
        nextTemporary = mark
    }

    /// Runs `body` with a register where half-made values may stand, and moves the result to `target` if that is another.
    func withWorkRegister(
        _ target: Int, _ span: SourceSpan, _ body: (Int) throws(Diagnostic) -> Void
    ) throws(Diagnostic) {
        if isTopTemporary(target) { return try body(target) }
        let mark = nextTemporary
        let work = temporary()
        try body(work)
        emit(.take, a: target, b: work, span)
        nextTemporary = mark
    }

    // MARK: Evaluation

    /// Evaluates an expression into a register: a temporary, or a local that is written by the last instruction only.
    func evaluate(_ expression: Expression, into target: Int) throws(Diagnostic) {
        let span = expression.span
        switch expression.kind {
        case .none, .true, .false, .ellipsis, .integer, .bigInteger, .float, .imaginary, .string, .bytes:
            if let constant = expression.constant { emitConstant(constant, into: target, span) }
        case .formatted(let parts): try evaluateFormatted(parts, into: target, span)
        case .name(let name):
            if name == "__debug__" {
                emitConstant(.bool(true), into: target, span)
            } else {
                load(name, into: target, span)
            }
        case .tuple(let items):
            if let constant = expression.constant {
                emitConstant(constant, into: target, span)
            } else {
                try evaluateDisplay(.buildTuple, items, into: target, span)
            }
        case .list(let items): try evaluateDisplay(.buildList, items, into: target, span)
        case .set(let items): try evaluateDisplay(.buildSet, items, into: target, span)
        case .dictionary(let items): try evaluateDictionary(items, into: target, span)
        case .unary(let op, let operand): try evaluateUnary(op, operand, expression, into: target)
        case .binary(let op, let left, let right):
            if let constant = expression.constant {
                emitConstant(constant, into: target, span)
            } else {
                try evaluateBinary(op, left, right, into: target, span)
            }
        case .boolean(let isAnd, let operands): try evaluateBoolean(isAnd, operands, into: target, span)
        case .comparison(let left, let rest): try evaluateComparison(left, rest, into: target, span)
        case .conditional(let test, let then, let otherwise):
            try evaluateConditional(test, then, otherwise, into: target, span)
        case .lambda(let parameters, let body): try makeLambda(parameters, body, into: target, span)
        case .call(let callee, let arguments):
            try withWorkRegister(target, span) { work throws(Diagnostic) in
                try evaluateCall(callee, arguments, at: work, expression)
            }
        case .attribute(let object, let attribute):
            let mark = nextTemporary
            let owner = try operand(object, reusing: target)
            emit(
                .loadAttribute, x: owner.isTemporary && owner.register != target ? Bit.consumesB : 0, a: target,
                b: owner.register, c: nameIndex(mangle(attribute.name)), attributeSpan(expression, attribute))
            nextTemporary = mark
        case .subscript(let object, let index): try evaluateSubscript(object, index, into: target, span)
        case .slice(let lower, let upper, let step): try evaluateSlice(lower, upper, step, into: target, span)
        case .starred: throw failure("can't use starred expression here", span)
        case .listComprehension, .setComprehension, .dictionaryComprehension, .generator:
            try withWorkRegister(target, span) { work throws(Diagnostic) in
                try evaluateComprehension(expression, at: work)
            }
        case .yield(let value): try evaluateYield(value, into: target, span)
        case .yieldFrom(let value):
            try checkYield(span)
            let mark = nextTemporary
            let iterator = temporary()
            try evaluate(value, into: iterator)
            emit(.getIterator, a: iterator, b: iterator, span)
            // What the register held before would be sent to the iterator.
            let result = temporary()
            emit(.clear, a: result, span)
            emit(.yieldFrom, a: result, b: iterator, c: nextTemporary, span)
            emit(.take, a: target, b: result, span)
            nextTemporary = mark
        case .namedAssignment(let name, let value):
            if let local = localRegister(name.name) {
                try refuseDebug(name.name, name.span)
                try evaluate(value, into: local)
                markBound(local)
                if local != target { emit(.move, a: target, b: local, span) }
            } else {
                try withWorkRegister(target, span) { work throws(Diagnostic) in
                    try evaluate(value, into: work)
                    try store(name.name, from: Operand(register: work, isTemporary: false), name.span)
                }
            }
        }
    }

    // MARK: Operators

    private func evaluateUnary(
        _ op: UnaryOperator, _ inner: Expression, _ expression: Expression, into target: Int
    ) throws(Diagnostic) {
        if let constant = expression.constant { return emitConstant(constant, into: target, expression.span) }
        // `not a is b` and `not a in b` are the opposite comparisons.
        if op == .not, case .comparison(let left, let rest) = inner.kind, rest.count == 1,
            let opposite = rest[0].0.opposite
        {
            return try evaluateComparison(left, [(opposite, rest[0].1)], into: target, inner.span)
        }
        let mark = nextTemporary
        let value = try operand(inner, reusing: target)
        let bits = value.isTemporary && value.register != target ? Bit.consumesB : 0
        let code: Opcode =
            switch op {
            case .negate: .negate
            case .plus: .plus
            case .invert: .invert
            case .not: .not
            }
        emit(code, x: bits, a: target, b: value.register, expression.span)
        nextTemporary = mark
    }

    private func evaluateBinary(
        _ op: BinaryOperator, _ left: Expression, _ right: Expression, into target: Int, _ span: SourceSpan
    ) throws(Diagnostic) {
        let mark = nextTemporary
        let first = try operand(left, reusing: target, before: right)
        try emitBinary(op, first, right, into: target, bits: 0, span)
        nextTemporary = mark
    }

    /// Evaluates the right operand and applies the operator.
    func emitBinary(
        _ op: BinaryOperator, _ first: Operand, _ right: Expression, into target: Int, bits: UInt8, _ span: SourceSpan
    ) throws(Diagnostic) {
        var bits = bits
        // What the result overwrites needs no other end.
        if first.isTemporary, first.register != target { bits |= Bit.consumesB }
        if op == .add || op == .subtract, let small = right.smallInt, op == .add || small > Int(Int16.min) {
            if op == .subtract { bits |= Bit.isSubtraction }
            emit(.addInt, x: bits, a: target, b: first.register, c: op == .add ? small : -small, span)
            return
        }
        if let fused = op.fusedWithInt, let small = right.smallInt {
            emit(fused, x: bits, a: target, b: first.register, c: small, span)
            return
        }
        let second = try operand(right)
        if second.isTemporary { bits |= Bit.consumesC }
        emit(op.opcode, x: bits, a: target, b: first.register, c: second.register, span)
    }

    private func evaluateBoolean(
        _ isAnd: Bool, _ operands: [Expression], into target: Int, _ span: SourceSpan
    ) throws(Diagnostic) {
        try withWorkRegister(target, span) { work throws(Diagnostic) in
            let end = makeLabel()
            for (index, item) in operands.enumerated() {
                try evaluate(item, into: work)
                guard index < operands.count - 1 else { break }
                emitJump(isAnd ? .jumpIfFalse : .jumpIfTrue, a: work, to: end, span)
                // The rejected value dies before the next one is made.
                if !item.isSimple, !operands[index + 1].isSimple, !item.isBoolean { emit(.clear, a: work, span) }
            }
            bind(end)
        }
    }

    private func evaluateConditional(
        _ test: Expression, _ then: Expression, _ otherwise: Expression, into target: Int, _ span: SourceSpan
    ) throws(Diagnostic) {
        let other = makeLabel()
        let end = makeLabel()
        try jump(if: test, is: false, to: other, span)
        try evaluate(then, into: target)
        jump(to: end, then.span)
        bind(other)
        try evaluate(otherwise, into: target)
        bind(end)
    }

    // MARK: Comparisons

    /// The right side of `in`: displays of constants are made once.
    private func membershipConstant(_ op: ComparisonOperator, _ container: Expression) -> Constant? {
        guard op == .in || op == .notIn else { return nil }
        switch container.kind {
        case .list(let items): return Expression.constants(items).map { .tuple($0) }
        case .set(let items): return Expression.constants(items).map { .frozenSet($0) }
        default: return nil
        }
    }

    /// The right operand of a comparison.
    private func comparisonOperand(
        _ op: ComparisonOperator, _ expression: Expression, before next: Expression? = nil
    ) throws(Diagnostic) -> Operand {
        guard let constant = membershipConstant(op, expression) else {
            return try operand(expression, before: next)
        }
        let register = temporary()
        emitConstant(constant, into: register, expression.span)
        return Operand(register: register, isTemporary: true)
    }

    private func evaluateComparison(
        _ left: Expression, _ rest: [(ComparisonOperator, Expression)], into target: Int, _ span: SourceSpan
    ) throws(Diagnostic) {
        if rest.count == 1 {
            let mark = nextTemporary
            let first = try operand(left, reusing: target, before: rest[0].1)
            let second = try comparisonOperand(rest[0].0, rest[0].1)
            emitComparison(rest[0].0, first, second, into: target, span)
            nextTemporary = mark
            return
        }
        try withWorkRegister(target, span) { work throws(Diagnostic) in
            let end = makeLabel()
            // Where all middle operands are locals nothing is left behind when a link fails.
            let fail = rest.dropLast().allSatisfy { isPlainLocal($0.1) } ? end : makeLabel()
            try compareChain(left, rest, into: work, span) { emitJump(.jumpIfFalse, a: work, to: fail, span) }
            if fail.index != end.index {
                jump(to: end, span)
                bind(fail)
                clearChainTemporaries(span)
            }
            bind(end)
        }
    }

    /// Compares link by link; after all but the last result `leave` may jump away, with the middle operands in the
    /// two temporaries above.
    private func compareChain(
        _ left: Expression, _ rest: [(ComparisonOperator, Expression)], into work: Int, _ span: SourceSpan,
        leave: () -> Void
    ) throws(Diagnostic) {
        let mark = nextTemporary
        let links = temporaries(2)
        // The first operand has the second link's place: both are never needed at once.
        var first = Operand(register: links + 1, isTemporary: true)
        if case .name(let name) = left.kind, localRegister(name) != nil {
            first = try operand(left, before: rest[0].1)
            if first.isTemporary {
                emit(.take, a: links + 1, b: first.register, left.span)
                first.register = links + 1
            }
        } else {
            try evaluate(left, into: links + 1)
        }
        for (index, (op, right)) in rest.enumerated() {
            let isLast = index == rest.count - 1
            var second: Operand
            if case .name(let name) = right.kind, localRegister(name) != nil, scope.walrusNames.isEmpty {
                second = try operand(right)
            } else {
                second = Operand(register: links + index % 2, isTemporary: true)
                // Only the last operand: a middle one is compared as the list or set that it is.
                if isLast, let constant = membershipConstant(op, right) {
                    emitConstant(constant, into: second.register, right.span)
                } else {
                    try evaluate(right, into: second.register)
                }
            }
            let kept = Operand(register: second.register, isTemporary: second.isTemporary && isLast)
            emitComparison(op, first, kept, into: work, span)
            if !isLast { leave() }
            first = second
        }
        nextTemporary = mark
    }

    private func clearChainTemporaries(_ span: SourceSpan) {
        let links = temporaries(2)
        emit(.clear, a: links, span)
        emit(.clear, a: links + 1, span)
        nextTemporary = links
    }

    private func emitComparison(
        _ op: ComparisonOperator, _ first: Operand, _ second: Operand, into target: Int, _ span: SourceSpan
    ) {
        var bits: UInt8 = 0
        if first.isTemporary, first.register != target { bits |= Bit.consumesB }
        if second.isTemporary, second.register != target { bits |= Bit.consumesC }
        emit(op.opcode, x: bits, a: target, b: first.register, c: second.register, span)
    }

    // MARK: Conditions

    /// Jumps if the truth of a test is `sense`. `span` is what is underlined when asking for the truth fails.
    func jump(if test: Expression, is sense: Bool, to label: Label, _ span: SourceSpan) throws(Diagnostic) {
        if let truth = test.constantTruth {
            if truth == sense { jump(to: label, test.span) }
            return
        }
        switch test.kind {
        case .unary(.not, let inner): return try jump(if: inner, is: !sense, to: label, span)
        case .boolean(let isAnd, let operands):
            if isAnd != sense {
                for item in operands { try jump(if: item, is: sense, to: label, span) }
            } else {
                let skip = makeLabel()
                for item in operands.dropLast() { try jump(if: item, is: !sense, to: skip, span) }
                if let last = operands.last { try jump(if: last, is: sense, to: label, span) }
                bind(skip)
            }
            return
        case .comparison(let left, let rest):
            return try jumpComparing(left, rest, is: sense, to: label, test.span)
        case .conditional(let inner, let then, let otherwise):
            let other = makeLabel()
            let end = makeLabel()
            try jump(if: inner, is: false, to: other, span)
            try jump(if: then, is: sense, to: label, span)
            jump(to: end, test.span)
            bind(other)
            try jump(if: otherwise, is: sense, to: label, span)
            bind(end)
            return
        default: break
        }
        let mark = nextTemporary
        let value = try operand(test)
        nextTemporary = mark
        emitJump(
            sense ? .jumpIfTrue : .jumpIfFalse, x: value.isTemporary ? Bit.consumesA : 0, a: value.register,
            to: label, span)
    }

    private func jumpComparing(
        _ left: Expression, _ rest: [(ComparisonOperator, Expression)], is sense: Bool, to label: Label,
        _ span: SourceSpan
    ) throws(Diagnostic) {
        let mark = nextTemporary
        defer { nextTemporary = mark }
        guard rest.count == 1 else {
            if rest.dropLast().allSatisfy({ isRepeatable($0.1) }) {
                return try jumpComparingLinks(left, rest, is: sense, to: label, span)
            }
            let fail = makeLabel()
            let end = makeLabel()
            let work = temporary()
            let consume = Bit.consumesA
            try compareChain(left, rest, into: work, span) {
                emitJump(.jumpIfFalse, x: consume, a: work, to: fail, span)
            }
            emitJump(sense ? .jumpIfTrue : .jumpIfFalse, x: consume, a: work, to: label, span)
            jump(to: end, span)
            bind(fail)
            clearChainTemporaries(span)
            if !sense { jump(to: label, span) }
            bind(end)
            return
        }
        let (op, right) = rest[0]
        let first = try operand(left, before: right)
        let firstBits = first.isTemporary ? Bit.consumesA : 0
        if case .none = right.kind, op == .is || op == .isNot {
            let code: Opcode = (op == .is) == sense ? .jumpIfNone : .jumpIfNotNone
            return emitJump(code, x: firstBits, a: first.register, to: label, span)
        }
        let senseBit = sense ? Bit.sense : 0
        if let fused = op.fusedWithInt, let small = right.smallInt {
            return emitJump(fused, x: firstBits | senseBit, a: first.register, b: small, to: label, span)
        }
        let second = try comparisonOperand(op, right)
        if let fused = op.fused {
            let bits = firstBits | (second.isTemporary ? Bit.consumesB : 0) | senseBit
            return emitJump(fused, x: bits, a: first.register, b: second.register, to: label, span)
        }
        let result = first.isTemporary ? first.register : temporary()
        emitComparison(op, first, second, into: result, span)
        emitJump(sense ? .jumpIfTrue : .jumpIfFalse, x: Bit.consumesA, a: result, to: label, span)
    }

    /// Whether an expression can be read twice without anyone noticing.
    private func isRepeatable(_ expression: Expression) -> Bool {
        isPlainLocal(expression) || expression.smallInt != nil
    }

    /// A local that no `:=` can rebind while it is waiting to be read.
    private func isPlainLocal(_ expression: Expression) -> Bool {
        guard case .name(let name) = expression.kind else { return false }
        return scope.walrusNames.isEmpty && localRegister(name) != nil
    }

    /// `a < b < c` as `a < b and b < c`.
    private func jumpComparingLinks(
        _ left: Expression, _ rest: [(ComparisonOperator, Expression)], is sense: Bool, to label: Label,
        _ span: SourceSpan
    ) throws(Diagnostic) {
        let skip = makeLabel()
        var first = left
        for (index, link) in rest.enumerated() {
            if index == rest.count - 1 {
                try jumpComparing(first, [link], is: sense, to: label, span)
            } else {
                try jumpComparing(first, [link], is: false, to: sense ? skip : label, span)
            }
            first = link.1
        }
        bind(skip)
    }

    // MARK: Subscripts

    private func evaluateSubscript(
        _ object: Expression, _ index: Expression, into target: Int, _ span: SourceSpan
    ) throws(Diagnostic) {
        let mark = nextTemporary
        let owner = try operand(object, reusing: target, before: index)
        var bits: UInt8 = owner.isTemporary && owner.register != target ? Bit.consumesB : 0
        if let small = index.smallInt {
            emit(.getItemInt, x: bits, a: target, b: owner.register, c: small, span)
            nextTemporary = mark
            return
        }
        let key = try operand(index)
        if key.isTemporary { bits |= Bit.consumesC }
        emit(.getItem, x: bits, a: target, b: owner.register, c: key.register, span)
        nextTemporary = mark
    }

    private func evaluateSlice(
        _ lower: Expression?, _ upper: Expression?, _ step: Expression?, into target: Int, _ span: SourceSpan
    ) throws(Diagnostic) {
        let mark = nextTemporary
        var first = -1
        for bound in [lower, upper, step] {
            let register = temporary()
            if first < 0 { first = register }
            if let bound {
                try evaluate(bound, into: register)
            } else {
                emitConstant(.none, into: register, span)
            }
        }
        emit(.buildSlice, a: target, b: first, span)
        nextTemporary = mark
    }

    // MARK: Generators

    private func evaluateYield(_ value: Expression?, into target: Int, _ span: SourceSpan) throws(Diagnostic) {
        try checkYield(span)
        let mark = nextTemporary
        let yielded: Operand
        if let value {
            yielded = try operand(value)
        } else {
            yielded = Operand(register: temporary(), isTemporary: true)
            emitConstant(.none, into: yielded.register, span)
        }
        emit(
            .yieldValue, x: yielded.isTemporary ? Bit.consumesB : 0, a: target, b: yielded.register,
            c: max(nextTemporary, target + 1), span)
        nextTemporary = mark
    }

    private func checkYield(_ span: SourceSpan) throws(Diagnostic) {
        if kind != .function, kind != .lambda { throw failure("'yield' outside function", span) }
    }
}
