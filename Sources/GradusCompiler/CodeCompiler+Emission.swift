import GradusSyntax

extension CodeCompiler {
    typealias Bit = InstructionBit

    // MARK: Instructions

    /// Appends an instruction, unless nothing leads here.
    func emit(_ op: Opcode, x: UInt8 = 0, a: Int = 0, b: Int = 0, c: Int = 0, _ span: SourceSpan) {
        guard isReachable else { return }
        instructions.append(Instruction(op, x: x, a: a, b: b, c: c))
        spans.append(span)
    }

    func emit(_ op: Opcode, x: UInt8 = 0, a: Int = 0, wide: Int, _ span: SourceSpan) {
        guard isReachable else { return }
        instructions.append(Instruction(op, x: x, a: a, wide: wide))
        spans.append(span)
    }

    /// Ends the flow: what follows needs a label.
    func emitEnd(_ op: Opcode, a: Int = 0, b: Int = 0, _ span: SourceSpan) {
        emit(op, a: a, b: b, span)
        isReachable = false
    }

    /// Returns None. Temporaries from the next one on hold no objects.
    func emitReturn(_ span: SourceSpan) { emitEnd(.returnNone, b: nextTemporary, span) }

    /// Returns a register.
    func emitReturn(_ register: Int, _ span: SourceSpan) {
        emitEnd(.returnValue, a: register, b: max(nextTemporary, register + 1), span)
    }

    func emitConstant(_ constant: Constant, into register: Int, _ span: SourceSpan) {
        guard isReachable else { return }
        if case .int(let value) = constant, let small = Int32(exactly: value) {
            emit(.loadInt, a: register, wide: Int(small), span)
        } else {
            emit(.loadConstant, a: register, wide: constants.index(of: constant), span)
        }
    }

    /// The index of a constant that an instruction names in 16 bits.
    func narrowConstant(_ constant: Constant) -> Int { constants.narrowIndex(of: constant) }

    func nameIndex(_ name: String) -> Int {
        if let index = nameIndices[name] { return index }
        nameIndices[name] = names.count
        names.append(name)
        return names.count - 1
    }

    // MARK: Jumps and labels

    func makeLabel() -> Label {
        labelPositions.append(-1)
        labelStates.append(nil)
        return Label(index: labelPositions.count - 1)
    }

    func emitJump(_ op: Opcode, x: UInt8 = 0, a: Int = 0, b: Int = 0, to label: Label, _ span: SourceSpan) {
        guard isReachable else { return }
        jumps.append((instructions.count, label))
        emit(op, x: x, a: a, b: b, c: 0, span)
        if labelPositions[label.index] < 0 { merge(bound, into: label) }
        if op == .jump { isReachable = false }
    }

    func jump(to label: Label, _ span: SourceSpan) { emitJump(.jump, to: label, span) }

    func merge(_ state: BoundSet, into label: Label) {
        if labelStates[label.index] == nil {
            labelStates[label.index] = state
        } else {
            labelStates[label.index]?.formIntersection(state)
        }
    }

    /// Puts a forward label here.
    func bind(_ label: Label) {
        removeJumpsToHere(label)
        labelPositions[label.index] = instructions.count
        barrier = instructions.count
        guard let state = labelStates[label.index] else { return }
        if isReachable { bound.formIntersection(state) } else { bound = state }
        isReachable = true
    }

    /// Drops a jump to the very next instruction.
    private func removeJumpsToHere(_ label: Label) {
        guard !isReachable, let last = jumps.last, last.label.index == label.index,
            last.instruction == instructions.count - 1, instructions[last.instruction].op == .jump,
            barrier < instructions.count
        else { return }
        jumps.removeLast()
        instructions.removeLast()
        spans.removeLast()
        isReachable = true
    }

    /// Puts the label of a loop's head here: jumps come back with at least what is bound now and never unbound.
    func bindLoopHead(_ label: Label) {
        bound.subtract(unbindable)
        labelPositions[label.index] = instructions.count
        barrier = instructions.count
    }

    // MARK: Exception table

    /// Starts covering code; the handler's state is what is bound here and never unbound.
    func openRegion(register: Int, clearFrom: Int) -> Region {
        var state = bound
        state.subtract(unbindable)
        regionCount += 1
        barrier = instructions.count
        return Region(
            order: regionCount, target: makeLabel(), register: register, clearFrom: clearFrom,
            handlerDepth: handlerDepth, state: state, start: instructions.count)
    }

    /// Stops covering code for now.
    func suspend(_ region: Region) {
        guard let start = region.start else { return }
        region.start = nil
        barrier = instructions.count
        if start < instructions.count {
            handlers.append((region.order, start, instructions.count, region))
            merge(region.state, into: region.target)
        }
    }

    func resume(_ region: Region) {
        guard region.start == nil else { return }
        region.start = instructions.count
        barrier = instructions.count
    }

    /// Starts the handler of a closed region.
    func bindHandler(_ region: Region) {
        isReachable = false
        bind(region.target)
    }

    // MARK: The finished code object

    func finish(span: SourceSpan, parameters: Parameters, implicitParameter: Bool, docstring: [UInt8]?)
        throws(Diagnostic) -> CodeObject
    {
        let limit = 0xFFF0
        if registerCount > limit { throw failure("too many local variables and temporaries", span) }
        if names.count > limit { throw failure("too many names", span) }
        if constants.narrow.count > limit { throw failure("too many functions", span) }
        shiftConstants()
        let entries = assemble()
        return CodeObject(
            kind: kind, name: scope.name, qualifiedName: qualifiedName, source: context.source, span: span,
            positionalOnlyCount: parameters.positionalOnly.count,
            positionalCount: parameters.positionalOnly.count + parameters.positional.count
                + (implicitParameter ? 1 : 0),
            keywordOnlyCount: parameters.keywordOnly.count, hasStar: parameters.star != nil,
            hasDoubleStar: parameters.doubleStar != nil, isGenerator: scope.isGenerator, localNames: localNames,
            freeBase: localNames.count, freeNames: freeNames, registerCount: registerCount,
            instructions: instructions, spans: spans, constants: constants.all, names: names, handlers: entries,
            inlined: inlined, docstring: docstring)
    }

    /// Constants with 16-bit indices come first, so the others move up.
    private func shiftConstants() {
        let shift = constants.narrow.count
        guard shift > 0, !constants.wide.isEmpty else { return }
        for index in instructions.indices where instructions[index].op == .loadConstant {
            let old = instructions[index]
            instructions[index] = Instruction(.loadConstant, x: old.x, a: Int(old.a), wide: old.wide + shift)
        }
    }
}

/// Code that one handler covers.
final class Region {
    /// Later regions are inside earlier ones.
    let order: Int
    let target: Label
    let register: Int
    let clearFrom: Int
    let handlerDepth: Int
    let state: BoundSet
    /// nil while exit code outside the region is being emitted.
    var start: Int?

    init(
        order: Int, target: Label, register: Int, clearFrom: Int, handlerDepth: Int, state: BoundSet, start: Int
    ) {
        self.order = order
        self.target = target
        self.register = register
        self.clearFrom = clearFrom
        self.handlerDepth = handlerDepth
        self.state = state
        self.start = start
    }
}

/// The constants of one code object, each once.
struct ConstantPool {
    private(set) var narrow: [Constant] = []
    private(set) var wide: [Constant] = []
    private var integers: [Int64: Int] = [:]
    private var strings: [[UInt8]: Int] = [:]
    private var floats: [UInt64: Int] = [:]
    private var simple: [Int?] = [nil, nil, nil, nil]

    var all: [Constant] { narrow + wide }

    mutating func narrowIndex(of constant: Constant) -> Int {
        narrow.append(constant)
        return narrow.count - 1
    }

    mutating func index(of constant: Constant) -> Int {
        let next = wide.count
        switch constant {
        case .int(let value):
            if let index = integers[value] { return index }
            integers[value] = next
        case .string(let bytes):
            if let index = strings[bytes] { return index }
            strings[bytes] = next
        case .float(let value):
            if let index = floats[value.bitPattern] { return index }
            floats[value.bitPattern] = next
        case .none, .ellipsis, .bool:
            let slot =
                switch constant {
                case .none: 0
                case .ellipsis: 1
                case .bool(true): 2
                default: 3
                }
            if let index = simple[slot] { return index }
            simple[slot] = next
        default: break
        }
        wide.append(constant)
        return next
    }
}
