import GradusSyntax

extension CodeCompiler {
    // MARK: Reads

    /// Reads a name into a register.
    func load(_ name: String, into register: Int, _ span: SourceSpan) {
        let name = mangle(name)
        switch variable(name) {
        case .local(let local):
            checkBound(local, span)
            if local != register { emit(.move, a: register, b: local, span) }
        case .cell(let cell): emit(.loadCell, a: register, b: cell, span)
        case .global: emit(.loadGlobal, a: register, wide: nameIndex(name), span)
        case .name: emit(.loadName, a: register, wide: nameIndex(name), span)
        case .nameOrCell(let cell): emit(.loadNameOrCell, a: register, b: cell, c: nameIndex(name), span)
        }
    }

    /// Makes sure that a local holds a value.
    func checkBound(_ register: Int, _ span: SourceSpan) {
        guard register < localNames.count, !bound.contains(register) else { return }
        emit(.checkBound, a: register, span)
        if isReachable { bound.insert(register) }
    }

    // MARK: Writes

    func refuseDebug(_ name: String, _ span: SourceSpan) throws(Diagnostic) {
        if name == "__debug__" { throw failure("cannot assign to __debug__", span) }
    }

    /// Writes a register to a name, consuming it if it is a temporary.
    func store(_ name: String, from value: Operand, _ span: SourceSpan) throws(Diagnostic) {
        try refuseDebug(name, span)
        let name = mangle(name)
        switch variable(name) {
        case .local(let local):
            if local != value.register {
                emit(value.isTemporary ? .take : .move, a: local, b: value.register, span)
            }
            markBound(local)
        case .cell(let cell), .nameOrCell(let cell):
            emit(.storeCell, x: value.isTemporary ? Bit.consumesB : 0, a: cell, b: value.register, span)
        case .global:
            let bits = value.isTemporary ? Bit.consumesA : 0
            emit(.storeGlobal, x: bits, a: value.register, wide: nameIndex(name), span)
        case .name:
            let bits = value.isTemporary ? Bit.consumesA : 0
            emit(.storeName, x: bits, a: value.register, wide: nameIndex(name), span)
        }
    }

    func markBound(_ register: Int) {
        if register < localNames.count { bound.insert(register) }
    }

    /// The register of a name that is a plain local.
    func localRegister(_ name: String) -> Int? {
        if case .local(let register) = variable(mangle(name)) { return register }
        return nil
    }

    func delete(_ name: String, _ span: SourceSpan) throws(Diagnostic) {
        if name == "__debug__" { throw failure("cannot delete __debug__", span) }
        let name = mangle(name)
        switch variable(name) {
        case .local(let local):
            emit(.deleteLocal, a: local, span)
            if local < localNames.count { bound.remove(local) }
        case .cell(let cell), .nameOrCell(let cell): emit(.deleteCell, a: cell, span)
        case .global: emit(.deleteGlobal, wide: nameIndex(name), span)
        case .name: emit(.deleteName, wide: nameIndex(name), span)
        }
    }

    // MARK: Targets

    /// Writes a value to any assignment target.
    func store(_ target: Expression, from value: Operand) throws(Diagnostic) {
        let mark = nextTemporary
        defer { nextTemporary = mark }
        switch target.kind {
        case .name(let name): try store(name, from: value, target.span)
        case .attribute(let object, let attribute):
            try refuseDebug(attribute.name, target.span)
            let owner = try operand(object)
            var bits: UInt8 = owner.isTemporary ? Bit.consumesA : 0
            if value.isTemporary { bits |= Bit.consumesB }
            emit(
                .storeAttribute, x: bits, a: owner.register, b: value.register,
                c: nameIndex(mangle(attribute.name)), attributeSpan(target, attribute))
        case .subscript(let object, let index):
            let owner = try operand(object, before: index)
            if let small = index.smallInt {
                emitSetItem(owner, small, value, target.span)
            } else {
                emitSetItem(owner, try operand(index), value, target.span)
            }
        case .tuple(let items), .list(let items): try unpack(value, into: items, target.span)
        case .starred(_): throw failure("starred assignment target must be in a list or tuple", target.span)
        default: throw failure("cannot assign to expression", target.span)
        }
    }

    func emitSetItem(_ owner: Operand, _ key: Operand, _ value: Operand, _ span: SourceSpan) {
        var bits: UInt8 = owner.isTemporary ? Bit.consumesA : 0
        if key.isTemporary { bits |= Bit.consumesB }
        if value.isTemporary { bits |= Bit.consumesC }
        emit(.setItem, x: bits, a: owner.register, b: key.register, c: value.register, span)
    }

    func emitSetItem(_ owner: Operand, _ key: Int, _ value: Operand, _ span: SourceSpan) {
        var bits: UInt8 = owner.isTemporary ? Bit.consumesA : 0
        if value.isTemporary { bits |= Bit.consumesC }
        emit(.setItemInt, x: bits, a: owner.register, b: key, c: value.register, span)
    }

    private func unpack(_ value: Operand, into items: [Expression], _ span: SourceSpan) throws(Diagnostic) {
        let star = try starPosition(items, span)
        let first = temporaries(items.count)
        if let star {
            var source = value.register
            if !value.isTemporary {
                source = temporary()
                emit(.move, a: source, b: value.register, span)
            }
            emit(.unpackStar, a: first, b: source, c: star << 8 | (items.count - star - 1), span)
        } else {
            emit(
                .unpack, x: value.isTemporary ? Bit.consumesB : 0, a: first, b: value.register, c: items.count, span)
        }
        for (index, item) in items.enumerated() {
            let target = if case .starred(let inner) = item.kind { inner } else { item }
            try store(target, from: Operand(register: first + index, isTemporary: true))
        }
    }

    private func starPosition(_ items: [Expression], _ span: SourceSpan) throws(Diagnostic) -> Int? {
        var star: Int?
        for (index, item) in items.enumerated() {
            guard case .starred = item.kind else { continue }
            if star != nil { throw failure("multiple starred expressions in assignment", span) }
            star = index
        }
        if let star, star > 0xFF || items.count - star > 0x100 {
            throw failure("too many expressions in star-unpacking assignment", span)
        }
        return star
    }

    /// Where CPython underlines an attribute: the name alone if it stands on a later line.
    func attributeSpan(_ expression: Expression, _ attribute: Identifier) -> SourceSpan {
        startsOnLaterLine(expression, attribute) ? attribute.span : expression.span
    }

    func startsOnLaterLine(_ expression: Expression, _ attribute: Identifier) -> Bool {
        guard case .attribute(let object, _) = expression.kind else { return false }
        // Only the text between the object and its attribute's name, and the object itself, can hold a line end.
        let bytes = source.bytes
        let end = min(Int(attribute.span.start), bytes.count)
        var index = Int(object.span.start)
        if end - index > 200 { return source.lineIndex(at: index) != source.lineIndex(at: end) }
        while index < end {
            if bytes[index] == 0x0A || bytes[index] == 0x0D { return true }
            index += 1
        }
        return false
    }
}
