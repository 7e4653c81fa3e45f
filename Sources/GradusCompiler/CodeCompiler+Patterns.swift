import GradusSyntax

extension CodeCompiler {
    /// The names that one case binds, with the registers that hold their values until the whole pattern matches.
    private struct Captures {
        var stored: [(name: Identifier, register: Int)] = []

        mutating func add(_ name: Identifier, _ register: Int) { stored.append((name, register)) }
    }

    func compileMatch(_ subject: Expression, _ cases: [MatchCase], _ span: SourceSpan) throws(Diagnostic) {
        let mark = nextTemporary
        defer { nextTemporary = mark }
        // A copy: a case may rebind the subject's name.
        let value = try temporary(subject)
        let end = makeLabel()
        for (index, matchCase) in cases.enumerated() {
            if index < cases.count - 1, matchCase.condition == nil { try checkRefutable(matchCase.pattern) }
            try checkNames(matchCase.pattern)
            let next = makeLabel()
            try compileCase(matchCase, value, next: next, end: end)
            bind(next)
        }
        emit(.clear, a: value, span)
        bind(end)
    }

    private func compileCase(
        _ matchCase: MatchCase, _ value: Int, next: Label, end: Label
    ) throws(Diagnostic) {
        let mark = nextTemporary
        var names: [Identifier] = []
        matchCase.pattern.collectNames(into: &names)
        let first = temporaries(names.count)
        // On failure whatever was captured or taken apart so far is dropped.
        let fail = makeLabel()
        var captures = Captures()
        var highest = nextTemporary
        try match(matchCase.pattern, value, first, &captures, fail: fail, highest: &highest)
        // The subject dies before the guard unless another case may need it.
        for (name, register) in captures.stored {
            try store(name.name, from: Operand(register: register, isTemporary: true), name.span)
        }
        nextTemporary = mark
        if let condition = matchCase.condition {
            try jump(if: condition, is: false, to: next, condition.span)
        }
        emit(.clear, a: value, matchCase.pattern.span)
        try compile(matchCase.body)
        jump(to: end, matchCase.pattern.span)
        bind(fail)
        if isReachable {
            for register in mark..<highest { emit(.clear, a: register, matchCase.pattern.span) }
        }
    }

    /// Jumps to `fail` unless the subject in `value` matches. Captured values go to registers from `first` on, in the
    /// order of their names.
    private func match(
        _ pattern: Pattern, _ value: Int, _ first: Int, _ captures: inout Captures, fail: Label, highest: inout Int
    ) throws(Diagnostic) {
        let span = pattern.span
        let mark = nextTemporary
        defer {
            highest = max(highest, nextTemporary)
            nextTemporary = mark
        }
        switch pattern.kind {
        case .wildcard: break
        case .capture(let name): capture(name, value, first, &captures, span)
        case .star(let name): if let name { capture(name, value, first, &captures, span) }
        case .value(let expression):
            let other = try operand(expression)
            let bits = other.isTemporary ? Bit.consumesB : 0
            emitJump(.jumpEqual, x: bits, a: value, b: other.register, to: fail, span)
            nextTemporary = mark
        case .singleton(let expression):
            if case .none = expression.kind {
                emitJump(.jumpIfNotNone, a: value, to: fail, span)
            } else {
                let other = try temporary(expression)
                emit(.is, x: Bit.consumesC, a: other, b: value, c: other, span)
                emitJump(.jumpIfFalse, x: Bit.consumesA, a: other, to: fail, span)
                nextTemporary = mark
            }
        case .as(let inner, let name):
            try match(inner, value, first, &captures, fail: fail, highest: &highest)
            capture(name, value, first, &captures, span)
        case .or(let alternatives):
            try matchAlternatives(alternatives, value, first, &captures, fail: fail, highest: &highest, span)
        case .sequence(let patterns):
            try matchSequence(patterns, value, first, &captures, fail: fail, highest: &highest, span)
        case .mapping(let items, let rest):
            try matchMapping(items, rest, value, first, &captures, fail: fail, highest: &highest, span)
        case .class(let type, let positional, let keywords):
            try matchClass(
                type, positional, keywords, value, first, &captures, fail: fail, highest: &highest, span)
        }
    }

    private func capture(
        _ name: Identifier, _ value: Int, _ first: Int, _ captures: inout Captures, _ span: SourceSpan
    ) {
        let register = first + captures.stored.count
        emit(.move, a: register, b: value, span)
        captures.add(Identifier(name.name, span: span), register)
    }

    /// Matches the parts of a subject, which stand in consecutive registers.
    private func matchParts(
        _ patterns: [Pattern], _ parts: Int, _ first: Int, _ captures: inout Captures, fail: Label,
        highest: inout Int
    ) throws(Diagnostic) {
        for (index, pattern) in patterns.enumerated() {
            if !pattern.isWildcard {
                try match(pattern, parts + index, first, &captures, fail: fail, highest: &highest)
            }
            emit(.clear, a: parts + index, pattern.span)
        }
    }

    private func matchSequence(
        _ patterns: [Pattern], _ value: Int, _ first: Int, _ captures: inout Captures, fail: Label,
        highest: inout Int, _ span: SourceSpan
    ) throws(Diagnostic) {
        var star: Int?
        for (index, pattern) in patterns.enumerated() {
            guard case .star = pattern.kind else { continue }
            if star != nil { throw failure("multiple starred names in sequence pattern", span) }
            star = index
        }
        let work = temporary()
        emit(.matchSequence, a: work, b: value, span)
        emitJump(.jumpIfFalse, x: Bit.consumesA, a: work, to: fail, span)
        let minimum = star == nil ? patterns.count : patterns.count - 1
        if star == nil || minimum > 0 {
            emit(.length, a: work, b: value, span)
            if minimum > Int(Int16.max) { throw failure("too many expressions in sequence pattern", span) }
            emitJump(
                star == nil ? .jumpEqualInt : .jumpGreaterEqualInt, x: Bit.consumesA, a: work, b: minimum, to: fail,
                span)
        }
        nextTemporary = work
        // Nothing is taken apart where nothing is looked at.
        if patterns.allSatisfy(\.isWildcard) { return }
        if let star {
            if star > 0xFF || patterns.count - star > 0x100 {
                throw failure("too many expressions in star-unpacking sequence pattern", span)
            }
            let parts = temporaries(patterns.count)
            if patterns[star].isWildcard, patterns.count <= Int(Int8.max) {
                // Only what is looked at is asked for, by its place: nobody walks over the middle.
                for (index, pattern) in patterns.enumerated() where !pattern.isWildcard {
                    if index < star {
                        emit(.getItemInt, a: parts + index, b: value, c: index, span)
                    } else {
                        emit(.length, a: parts + index, b: value, span)
                        emit(.addInt, a: parts + index, b: parts + index, c: index - patterns.count, span)
                        emit(.getItem, x: Bit.consumesC, a: parts + index, b: value, c: parts + index, span)
                    }
                }
                try matchParts(patterns, parts, first, &captures, fail: fail, highest: &highest)
                return
            }
            let copy = temporary()
            emit(.move, a: copy, b: value, span)
            emit(.unpackStar, a: parts, b: copy, c: star << 8 | (patterns.count - star - 1), span)
            try matchParts(patterns, parts, first, &captures, fail: fail, highest: &highest)
        } else {
            let parts = temporaries(patterns.count)
            emit(.unpack, a: parts, b: value, c: patterns.count, span)
            try matchParts(patterns, parts, first, &captures, fail: fail, highest: &highest)
        }
    }

    private func matchMapping(
        _ items: [(key: Expression, value: Pattern)], _ rest: Identifier?, _ value: Int, _ first: Int,
        _ captures: inout Captures, fail: Label, highest: inout Int, _ span: SourceSpan
    ) throws(Diagnostic) {
        var seen: Set<String> = []
        for item in items {
            guard let key = item.key.constant else { continue }
            if !seen.insert(key.patternKey).inserted {
                throw failure("mapping pattern checks duplicate key (\(key.shown))", span)
            }
        }
        let work = temporary()
        emit(.matchMapping, a: work, b: value, span)
        emitJump(.jumpIfFalse, x: Bit.consumesA, a: work, to: fail, span)
        nextTemporary = work
        if items.isEmpty, rest == nil { return }
        if !items.isEmpty {
            emit(.length, a: temporary(), b: value, span)
            nextTemporary = work
            emitJump(.jumpGreaterEqualInt, x: Bit.consumesA, a: work, b: items.count, to: fail, span)
        }
        let keys = temporary()
        try evaluate(Expression(.tuple(items.map(\.key)), span: span), into: keys)
        if !items.isEmpty {
            let values = temporary()
            emit(.matchKeys, a: values, b: value, c: keys, span)
            emitJump(.jumpIfNone, a: values, to: fail, span)
            let parts = temporaries(items.count)
            emit(.unpack, x: Bit.consumesB, a: parts, b: values, c: items.count, span)
            try matchParts(items.map(\.value), parts, first, &captures, fail: fail, highest: &highest)
        }
        if let rest {
            let register = first + captures.stored.count
            emit(.matchRest, a: register, b: value, c: keys, span)
            captures.add(Identifier(rest.name, span: span), register)
        }
        emit(.clear, a: keys, span)
    }

    private func matchClass(
        _ type: Expression, _ positional: [Pattern], _ keywords: [(Identifier, Pattern)], _ value: Int,
        _ first: Int, _ captures: inout Captures, fail: Label, highest: inout Int, _ span: SourceSpan
    ) throws(Diagnostic) {
        var seen: Set<String> = []
        for (name, pattern) in keywords where !seen.insert(name.name).inserted {
            throw failure("attribute name repeated in class pattern: \(name.name)", pattern.span)
        }
        if positional.count > 255 { throw failure("too many sub-patterns in class pattern", span) }
        let attributes = temporary()
        let classRegister = try temporary(type)
        let names = temporary()
        emitConstant(.tuple(keywords.map { .string(Array($0.0.name.utf8)) }), into: names, span)
        emit(
            .matchClass, x: UInt8(truncatingIfNeeded: positional.count), a: attributes, b: value, c: classRegister,
            span)
        nextTemporary = classRegister
        emitJump(.jumpIfNone, a: attributes, to: fail, span)
        let patterns = positional + keywords.map(\.1)
        if patterns.isEmpty { return emit(.clear, a: attributes, span) }
        let parts = temporaries(patterns.count)
        emit(.unpack, x: Bit.consumesB, a: parts, b: attributes, c: patterns.count, span)
        try matchParts(patterns, parts, first, &captures, fail: fail, highest: &highest)
    }

    private func matchAlternatives(
        _ alternatives: [Pattern], _ value: Int, _ first: Int, _ captures: inout Captures, fail: Label,
        highest: inout Int, _ span: SourceSpan
    ) throws(Diagnostic) {
        let end = makeLabel()
        let before = captures.stored.count
        var result: Captures?
        for (index, alternative) in alternatives.enumerated() {
            if index < alternatives.count - 1 { try checkRefutable(alternative) }
            let next = index == alternatives.count - 1 ? fail : makeLabel()
            var own = captures
            try match(alternative, value, first, &own, fail: next, highest: &highest)
            if let result { try align(own, with: result, from: before, alternative.lastPart.span) }
            if result == nil { result = own }
            if index < alternatives.count - 1 {
                jump(to: end, span)
                bind(next)
            }
        }
        bind(end)
        if let result { captures = result }
    }

    /// Brings the values of one alternative into the order of the first alternative's names.
    private func align(
        _ own: Captures, with result: Captures, from before: Int, _ span: SourceSpan
    ) throws(Diagnostic) {
        let names = own.stored[before...].map(\.name.name)
        let wanted = result.stored[before...].map(\.name.name)
        guard Set(names) == Set(wanted), names.count == wanted.count else {
            throw failure("alternative patterns bind different names", span)
        }
        if names == wanted { return }
        let copies = temporaries(names.count)
        for (index, name) in wanted.enumerated() {
            guard let source = own.stored[before...].first(where: { $0.name.name == name }) else { continue }
            emit(.take, a: copies + index, b: source.register, span)
        }
        for (index, entry) in result.stored[before...].enumerated() {
            emit(.take, a: entry.register, b: copies + index, span)
        }
        nextTemporary = copies
    }

    // MARK: Checks

    private func checkRefutable(_ pattern: Pattern) throws(Diagnostic) {
        switch pattern.kind {
        case .wildcard: throw failure("wildcard makes remaining patterns unreachable", pattern.span)
        case .capture(let name):
            throw failure("name capture '\(name.name)' makes remaining patterns unreachable", pattern.span)
        case .as(let inner, _): try checkRefutable(inner)
        default: break
        }
    }

    /// No pattern binds a name twice.
    private func checkNames(_ pattern: Pattern) throws(Diagnostic) {
        var names: [Identifier] = []
        pattern.collectNames(into: &names)
        var seen: Set<String> = []
        for name in names where !seen.insert(name.name).inserted {
            throw failure("multiple assignments to name '\(name.name)' in pattern", name.span)
        }
    }
}

extension Pattern {
    var isWildcard: Bool {
        switch kind {
        case .wildcard, .star(nil): true
        default: false
        }
    }

    /// The last pattern inside that has no parts: where CPython underlines.
    fileprivate var lastPart: Pattern {
        switch kind {
        case .sequence(let patterns), .or(let patterns): patterns.last?.lastPart ?? self
        case .mapping(let items, _): items.last?.value.lastPart ?? self
        case .class(_, let positional, let keywords):
            keywords.last?.1.lastPart ?? positional.last?.lastPart ?? self
        case .as(let inner, _): inner.lastPart
        default: self
        }
    }

    /// The names a pattern binds, in the order in which they are captured; an `or` pattern counts once.
    fileprivate func collectNames(into names: inout [Identifier]) {
        switch kind {
        case .value, .singleton, .wildcard, .star(nil): break
        case .capture(let name), .star(let name?): names.append(Identifier(name.name, span: span))
        case .as(let inner, let name):
            inner.collectNames(into: &names)
            names.append(Identifier(name.name, span: span))
        case .sequence(let patterns): for pattern in patterns { pattern.collectNames(into: &names) }
        case .or(let patterns): patterns.first?.collectNames(into: &names)
        case .mapping(let items, let rest):
            for item in items { item.value.collectNames(into: &names) }
            if let rest { names.append(Identifier(rest.name, span: span)) }
        case .class(_, let positional, let keywords):
            for pattern in positional { pattern.collectNames(into: &names) }
            for (_, pattern) in keywords { pattern.collectNames(into: &names) }
        }
    }
}

extension Constant {
    /// Equal for keys of a mapping pattern that are the same.
    fileprivate var patternKey: String {
        switch self {
        case .bool(let value): "int \(value ? 1 : 0)"
        case .int(let value): "int \(value)"
        case .float(let value): Int64(exactly: value).map { "int \($0)" } ?? "float \(value)"
        case .string(let bytes): "str " + String(decoding: bytes, as: UTF8.self)
        default: shown
        }
    }
}
