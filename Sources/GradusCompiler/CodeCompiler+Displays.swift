import GradusSyntax

/// Displays with more items than this are built piece by piece, so that they need few registers.
private let longDisplay = 48

extension CodeCompiler {
    // MARK: Tuples, lists, sets

    func evaluateDisplay(
        _ op: Opcode, _ items: [Expression], into target: Int, _ span: SourceSpan
    ) throws(Diagnostic) {
        if op != .buildTuple, items.count > 2, let constants = Expression.constants(items) {
            return try withWorkRegister(target, span) { work in
                emit(op, a: work, b: work, c: 0, span)
                let all = temporary()
                emitConstant(op == .buildSet ? .frozenSet(constants) : .tuple(constants), into: all, span)
                emit(op == .buildSet ? .setUpdate : .listExtend, a: work, b: all, span)
                nextTemporary = all
            }
        }
        let isPlain = items.count <= longDisplay && !items.contains { $0.isStarred }
        if isPlain {
            let mark = nextTemporary
            let first = isTopTemporary(target) ? target : nextTemporary
            for (index, item) in items.enumerated() {
                if first + index == nextTemporary { _ = temporary() }
                try evaluate(item, into: first + index)
            }
            emit(op, a: target, b: items.isEmpty ? target : first, c: items.count, span)
            nextTemporary = mark
            return
        }
        try withWorkRegister(target, span) { work throws(Diagnostic) in
            let isSet = op == .buildSet
            emit(isSet ? .buildSet : .buildList, a: work, b: work, c: 0, span)
            for item in items {
                let value = temporary()
                if case .starred(let inner) = item.kind {
                    try evaluate(inner, into: value)
                    emit(isSet ? .setUpdate : .listExtend, a: work, b: value, span)
                } else {
                    try evaluate(item, into: value)
                    emit(isSet ? .setAdd : .listAppend, a: work, b: value, span)
                }
                nextTemporary = value
            }
            if op == .buildTuple { emit(.listToTuple, a: work, span) }
        }
    }

    // MARK: Dictionaries

    func evaluateDictionary(_ items: [DictionaryItem], into target: Int, _ span: SourceSpan) throws(Diagnostic) {
        try withWorkRegister(target, span) { work throws(Diagnostic) in
            var rest = items[...]
            // Pairs at the front come with the dictionary itself.
            var count = 0
            while count < longDisplay, let item = rest.first, case .pair(let key, let value) = item {
                for (offset, part) in [key, value].enumerated() {
                    if work + 2 * count + offset == nextTemporary { _ = temporary() }
                    try evaluate(part, into: work + 2 * count + offset)
                }
                count += 1
                rest = rest.dropFirst()
            }
            emit(.buildDictionary, a: work, b: work, c: count, span)
            nextTemporary = work + 1
            for item in rest {
                let first = temporary()
                switch item {
                case .pair(let key, let value):
                    try evaluate(key, into: first)
                    let second = try temporary(value)
                    emit(.dictionaryInsert, a: work, b: first, c: second, span)
                case .unpack(let mapping):
                    try evaluate(mapping, into: first)
                    emit(.dictionaryMerge, a: work, b: first, span)
                }
                nextTemporary = first
            }
        }
    }

    // MARK: Formatted strings

    func evaluateFormatted(_ parts: [FormattedPart], into target: Int, _ span: SourceSpan) throws(Diagnostic) {
        let pieces = joined(parts)
        if pieces.isEmpty { return emitConstant(.string([]), into: target, span) }
        if pieces.count == 1 { return try evaluate(pieces[0], into: target, span) }
        let mark = nextTemporary
        let first = isTopTemporary(target) ? target : nextTemporary
        for (index, piece) in pieces.enumerated() {
            if first + index == nextTemporary { _ = temporary() }
            try evaluate(piece, into: first + index, span)
        }
        emit(.buildString, a: target, b: first, c: pieces.count, span)
        nextTemporary = mark
    }

    /// Neighbouring literals joined, and `{x=}` split into its text and its value.
    private func joined(_ parts: [FormattedPart]) -> [FormattedPart] {
        var result: [FormattedPart] = []
        func append(_ text: [UInt8]) {
            if text.isEmpty { return }
            if case .literal(let before)? = result.last {
                result[result.count - 1] = .literal(before + text)
            } else {
                result.append(.literal(text))
            }
        }
        for part in parts {
            switch part {
            case .literal(let text): append(text)
            case .value(let value, let conversion, let spec, let debugText):
                guard let debugText else {
                    result.append(part)
                    continue
                }
                append(Array(debugText.utf8))
                let shown = conversion ?? (spec == nil ? "r" : nil)
                result.append(.value(value, conversion: shown, spec: spec, debugText: nil))
            }
        }
        return result
    }

    private func evaluate(_ part: FormattedPart, into target: Int, _ span: SourceSpan) throws(Diagnostic) {
        switch part {
        case .literal(let text): emitConstant(.string(text), into: target, span)
        case .value(let value, let conversion, let spec, _):
            let mark = nextTemporary
            let source = isTopTemporary(target) ? target : temporary()
            try evaluate(value, into: source)
            var specRegister = 0xFFFF
            if let spec {
                specRegister = temporary()
                try evaluateFormatted(spec, into: specRegister, span)
            }
            let code: UInt8 =
                switch conversion {
                case "s": 1
                case "r": 2
                case "a": 3
                default: 0
                }
            emit(.formatValue, x: code << 4, a: target, b: source, c: specRegister, span)
            nextTemporary = mark
        }
    }
}

extension Expression {
    var isStarred: Bool {
        if case .starred = kind { return true }
        return false
    }
}
