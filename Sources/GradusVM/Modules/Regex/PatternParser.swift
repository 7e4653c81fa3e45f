/// Reads Python's regular expressions, and reports what is wrong with them in CPython's words.
struct PatternParser {
    var reader: PatternReader
    var flags: RegexFlags
    /// The number the next group gets.
    var nextGroup = 1
    var names: [(name: [UInt32], group: Int)] = []
    var isClosed: [Bool] = [true]
    var closed: [Int] = []
    /// Groups that may be referred to inside a lookbehind are below this one.
    private var lookbehindGroups: Int?
    private var conditionPlaces: [(group: Int, place: Int)] = []
    private static let maximumDepth = 400

    static func parse(_ text: [UInt32], isText: Bool, flags: RegexFlags) throws -> ParsedPattern {
        var parser = PatternParser(reader: try PatternReader(text, isText: isText), flags: flags)
        let nodes = try parser.alternatives(isVerbose: flags.contains(.verbose), depth: 0)
        let fixed = try parser.fixedFlags()
        if !parser.reader.isAtEnd { throw parser.reader.error("unbalanced parenthesis") }
        for (group, place) in parser.conditionPlaces where group >= parser.nextGroup {
            throw PatternError(message: "invalid group reference \(group)", position: place)
        }
        var order = [Int](repeating: 0, count: parser.nextGroup)
        for (place, group) in parser.closed.enumerated() { order[group] = place }
        let parsed = ParsedPattern(
            nodes: nodes, flags: fixed, isText: isText, groupCount: parser.nextGroup - 1, groupNames: parser.names,
            closingOrder: order)
        try PatternWidth.checkLookbehinds(parsed)
        return parsed
    }

    private init(reader: PatternReader, flags: RegexFlags) {
        self.reader = reader
        self.flags = flags
    }

    private func fixedFlags() throws -> RegexFlags {
        func refuse(_ message: String) -> PatternError { PatternError(kind: .value, message: message) }
        if reader.isText {
            if flags.contains(.locale) { throw refuse("cannot use LOCALE flag with a str pattern") }
            if flags.isSuperset(of: [.ascii, .unicode]) { throw refuse("ASCII and UNICODE flags are incompatible") }
            return flags.contains(.ascii) ? flags : flags.union(.unicode)
        }
        if flags.contains(.unicode) { throw refuse("cannot use UNICODE flag with a bytes pattern") }
        if flags.isSuperset(of: [.ascii, .locale]) { throw refuse("ASCII and LOCALE flags are incompatible") }
        return flags
    }

    // MARK: Alternatives and sequences

    mutating func alternatives(isVerbose: Bool, depth: Int) throws -> [PatternNode] {
        if depth > Self.maximumDepth {
            throw PatternError(kind: .recursion, message: "maximum recursion depth exceeded")
        }
        var items: [[PatternNode]] = []
        repeat {
            // `(?x)` at the start holds for all alternatives.
            let isVerbose = isVerbose || (depth == 0 && flags.contains(.verbose))
            items.append(try sequence(isVerbose: isVerbose, depth: depth, isFirst: depth == 0 && items.isEmpty))
        } while try reader.match("|")
        return items.count == 1 ? items[0] : [.branch(items)]
    }

    private mutating func sequence(isVerbose: Bool, depth: Int, isFirst: Bool) throws -> [PatternNode] {
        var isVerbose = isVerbose
        var nodes: [PatternNode] = []
        while !reader.isAtEnd {
            if let scalar = reader.peek, scalar == 0x7C || scalar == 0x29 { break }
            let token = try reader.get()
            guard token.count == 1, let scalar = token.first else {
                nodes.append(try escape(token))
                continue
            }
            if isVerbose {
                if scalar == 0x20 || (9...13).contains(scalar) { continue }
                if scalar == 0x23 {
                    while true {
                        let skipped = try reader.get()
                        if skipped.isEmpty || (skipped.count == 1 && skipped.first == 10) { break }
                    }
                    continue
                }
            }
            switch Unicode.Scalar(scalar) {
            case "[": nodes.append(try set())
            case "*", "+", "?", "{": try addRepetition(scalar, to: &nodes)
            case ".": nodes.append(.any)
            case "^": nodes.append(.position(.start))
            case "$": nodes.append(.position(.end))
            case "(":
                try group(&nodes, isVerbose: &isVerbose, depth: depth, isFirst: isFirst)
            default: nodes.append(.literal(scalar))
            }
        }
        return nodes
    }

    // MARK: Repetitions

    private mutating func addRepetition(_ scalar: UInt32, to nodes: inout [PatternNode]) throws {
        let here = reader.place
        var least = 0
        var most = unlimitedRepetition
        switch Unicode.Scalar(scalar) {
        case "?": most = 1
        case "*": break
        case "+": least = 1
        default:
            if reader.peek == 0x7D {
                nodes.append(.literal(scalar))
                return
            }
            let low = try reader.get(while: PatternText.isDigit)
            let high = try reader.match(",") ? try reader.get(while: PatternText.isDigit) : low
            guard try reader.match("}") else {
                nodes.append(.literal(scalar))
                try reader.seek(here)
                return
            }
            if !low.isEmpty { least = try repetitionCount(low) }
            if !high.isEmpty {
                most = try repetitionCount(high)
                if most < least {
                    throw reader.error("min repeat greater than max repeat", back: reader.place - here)
                }
            }
        }
        let back = reader.place - here + 1
        guard let item = nodes.last, !item.isPosition else { throw reader.error("nothing to repeat", back: back) }
        if item.isRepetition { throw reader.error("multiple repeat", back: back) }
        var kind = RepetitionKind.greedy
        if try reader.match("?") {
            kind = .lazy
        } else if try reader.match("+") {
            kind = .possessive
        }
        nodes[nodes.count - 1] = .repetition(least: least, most: most, kind, [item])
    }

    private func repetitionCount(_ digits: [UInt32]) throws -> Int {
        let count = PatternText.number(digits, base: 10)
        if count >= unlimitedRepetition {
            throw PatternError(kind: .overflow, message: "the repetition number is too large")
        }
        return count
    }

    // MARK: Groups

    /// Reads what follows an opening parenthesis.
    private mutating func group(
        _ nodes: inout [PatternNode], isVerbose: inout Bool, depth: Int, isFirst: Bool
    ) throws {
        let start = reader.place - 1
        var capture = true
        var isAtomic = false
        var name: [UInt32]?
        var adds: RegexFlags = []
        var removes: RegexFlags = []
        if try reader.match("?") {
            let token = try reader.get()
            guard let scalar = token.first else { throw reader.error("unexpected end of pattern") }
            switch token.count == 1 ? Unicode.Scalar(scalar) : nil {
            case "P":
                if try reader.match("<") {
                    let text = try reader.get(until: ">", "group name")
                    try reader.checkGroupName(text, back: 1)
                    name = text
                } else {
                    nodes.append(try namedReference())
                    return
                }
            case ":": capture = false
            case "#":
                while true {
                    if reader.isAtEnd {
                        throw reader.error("missing ), unterminated comment", back: reader.place - start)
                    }
                    let skipped = try reader.get()
                    if skipped.count == 1, skipped.first == 0x29 { return }
                }
            case "=", "!", "<":
                nodes.append(try look(scalar, start: start, isVerbose: isVerbose, depth: depth))
                return
            case "(":
                nodes.append(try conditional(start: start, isVerbose: isVerbose, depth: depth))
                return
            case ">":
                capture = false
                isAtomic = true
            default:
                guard token.count == 1, scalar == 0x2D || RegexFlags.letter(scalar) != nil else {
                    throw reader.error("unknown extension ?\(PatternText.text(token))", back: token.count + 1)
                }
                guard let scope = try inlineFlags(scalar) else {
                    if !isFirst || !nodes.isEmpty {
                        throw reader.error(
                            "global flags not at the start of the expression", back: reader.place - start)
                    }
                    isVerbose = flags.contains(.verbose)
                    return
                }
                (adds, removes) = scope
                capture = false
            }
        }
        let number = capture ? try openGroup(name) : nil
        let verboseInside = (isVerbose || adds.contains(.verbose)) && !removes.contains(.verbose)
        let body = try alternatives(isVerbose: verboseInside, depth: depth + 1)
        guard try reader.match(")") else { throw unterminated(start) }
        if let number {
            isClosed[number] = true
            closed.append(number)
        }
        nodes.append(isAtomic ? .atomic(body) : .group(capture: number, adds: adds, removes: removes, body))
    }

    private func unterminated(_ start: Int) -> PatternError {
        reader.error("missing ), unterminated subpattern", back: reader.place - start)
    }

    private mutating func openGroup(_ name: [UInt32]?) throws -> Int {
        let number = nextGroup
        nextGroup += 1
        isClosed.append(false)
        guard let name else { return number }
        if let old = names.first(where: { $0.name == name }) {
            throw reader.error(
                "redefinition of group name \(PatternText.repr(name)) as group \(number); was group \(old.group)",
                back: name.count + 1)
        }
        names.append((name, number))
        return number
    }

    private mutating func namedReference() throws -> PatternNode {
        guard try reader.match("=") else {
            let token = try reader.get()
            if token.isEmpty { throw reader.error("unexpected end of pattern") }
            throw reader.error("unknown extension ?P\(PatternText.text(token))", back: token.count + 2)
        }
        let name = try reader.get(until: ")", "group name")
        try reader.checkGroupName(name, back: 1)
        guard let group = names.first(where: { $0.name == name })?.group else {
            throw reader.error("unknown group name \(PatternText.repr(name))", back: name.count + 1)
        }
        if !isClosed[group] { throw reader.error("cannot refer to an open group", back: name.count + 1) }
        try checkLookbehind(group)
        return .backreference(group)
    }

    func checkLookbehind(_ group: Int) throws {
        guard let lookbehindGroups else { return }
        if group >= nextGroup || !isClosed[group] { throw reader.error("cannot refer to an open group") }
        if group >= lookbehindGroups {
            throw reader.error("cannot refer to group defined in the same lookbehind subpattern")
        }
    }

    private mutating func look(_ scalar: UInt32, start: Int, isVerbose: Bool, depth: Int) throws -> PatternNode {
        var sign = scalar
        let isAhead = scalar != 0x3C
        let outerGroups = lookbehindGroups
        if !isAhead {
            let token = try reader.get()
            guard let next = token.first else { throw reader.error("unexpected end of pattern") }
            guard token.count == 1, next == 0x3D || next == 0x21 else {
                throw reader.error("unknown extension ?<\(PatternText.text(token))", back: token.count + 2)
            }
            sign = next
            if outerGroups == nil { lookbehindGroups = nextGroup }
        }
        let body = try alternatives(isVerbose: isVerbose, depth: depth + 1)
        if !isAhead, outerGroups == nil { lookbehindGroups = nil }
        guard try reader.match(")") else { throw unterminated(start) }
        if sign == 0x21, body.isEmpty { return .failure }
        return .look(isAhead: isAhead, isNegative: sign == 0x21, body)
    }

    private mutating func conditional(start: Int, isVerbose: Bool, depth: Int) throws -> PatternNode {
        let name = try reader.get(until: ")", "group name")
        let group: Int
        if TextPredicates.isIdentifier(StringObject(PatternText.bytes(name))) {
            guard let found = names.first(where: { $0.name == name })?.group else {
                throw reader.error("unknown group name \(PatternText.repr(name))", back: name.count + 1)
            }
            group = found
        } else {
            guard name.allSatisfy(PatternText.isDigit) else {
                throw reader.error("bad character in group name \(PatternText.repr(name))", back: name.count + 1)
            }
            group = PatternText.number(name, base: 10)
            if group == 0 { throw reader.error("bad group number", back: name.count + 1) }
            if group >= 1_073_741_823 {
                throw reader.error("invalid group reference \(group)", back: name.count + 1)
            }
            if !conditionPlaces.contains(where: { $0.group == group }) {
                conditionPlaces.append((group, reader.place - name.count - 1))
            }
        }
        try checkLookbehind(group)
        let yes = try sequence(isVerbose: isVerbose, depth: depth + 1, isFirst: false)
        var no: [PatternNode]?
        if try reader.match("|") {
            no = try sequence(isVerbose: isVerbose, depth: depth + 1, isFirst: false)
            if reader.peek == 0x7C { throw reader.error("conditional backref with more than two branches") }
        }
        guard try reader.match(")") else { throw unterminated(start) }
        return .conditional(group, yes, no)
    }

    // MARK: Inline flags

    /// Flags added and removed by `(?i-s:…)`; nil for `(?i)`, which sets the flags of the whole pattern.
    private mutating func inlineFlags(_ first: UInt32) throws -> (RegexFlags, RegexFlags)? {
        var adds: RegexFlags = []
        var removes: RegexFlags = []
        var scalar = first
        func unknown(_ token: ArraySlice<UInt32>, _ missing: String) -> PatternError {
            let isAlpha = token.count == 1 && token.first.map(TextPredicates.isAlpha) == true
            return reader.error(isAlpha ? "unknown flag" : missing, back: token.count)
        }
        if scalar != 0x2D {
            while let flag = RegexFlags.letter(scalar) {
                if reader.isText, flag == .locale {
                    throw reader.error("bad inline flags: cannot use 'L' flag with a str pattern")
                }
                if !reader.isText, flag == .unicode {
                    throw reader.error("bad inline flags: cannot use 'u' flag with a bytes pattern")
                }
                adds.insert(flag)
                if RegexFlags.types.contains(flag), adds.intersection(.types) != flag {
                    throw reader.error("bad inline flags: flags 'a', 'u' and 'L' are incompatible")
                }
                let token = try reader.get()
                guard let next = token.first else { throw reader.error("missing -, : or )") }
                scalar = next
                if token.count == 1, next == 0x29 || next == 0x2D || next == 0x3A { break }
                if token.count != 1 || RegexFlags.letter(next) == nil { throw unknown(token, "missing -, : or )") }
            }
        }
        if scalar == 0x29 {
            flags.formUnion(adds)
            return nil
        }
        if adds.contains(.template) { throw reader.error("bad inline flags: cannot turn on global flag", back: 1) }
        if scalar == 0x2D {
            var token = try reader.get()
            var missing = "missing flag"
            while true {
                guard let next = token.first else { throw reader.error(missing) }
                if token.count == 1, next == 0x3A, !removes.isEmpty { break }
                guard token.count == 1, let flag = RegexFlags.letter(next) else { throw unknown(token, missing) }
                if RegexFlags.types.contains(flag) {
                    throw reader.error("bad inline flags: cannot turn off flags 'a', 'u' and 'L'")
                }
                removes.insert(flag)
                missing = "missing :"
                token = try reader.get()
            }
        }
        if removes.contains(.template) { throw reader.error("bad inline flags: cannot turn off global flag", back: 1) }
        if !adds.isDisjoint(with: removes) { throw reader.error("bad inline flags: flag turned on and off", back: 1) }
        return (adds, removes)
    }
}
