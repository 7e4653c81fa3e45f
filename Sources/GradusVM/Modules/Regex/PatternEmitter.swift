/// Writes a parsed pattern in PCRE2's syntax. Groups are numbered by both alike, since nothing else captures.
///
/// Most texts are ASCII: for them a pattern is compiled without Unicode, which is faster, and which matches the same.
struct PatternEmitter {
    enum Mode {
        /// A pattern for str, subject known to be ASCII.
        case ascii
        /// A pattern for str, any subject.
        case unicode
        case bytes
    }

    let pattern: ParsedPattern
    let mode: Mode
    private var output: [UInt8] = []
    /// The flags at the place that is being written; PCRE2's options agree with them.
    private var flags: RegexFlags

    static func emit(_ pattern: ParsedPattern, _ mode: Mode) throws -> [UInt8] {
        var emitter = PatternEmitter(pattern: pattern, mode: mode, flags: pattern.flags)
        try emitter.sequence(pattern.nodes)
        return emitter.output
    }

    private init(pattern: ParsedPattern, mode: Mode, flags: RegexFlags) {
        self.pattern = pattern
        self.mode = mode
        self.flags = flags
    }

    /// Whether PCRE2's caseless matching is on where `flags` hold. Under ASCII rules it would fold other letters as
    /// well: there the letters are written out.
    static func isCaseless(_ flags: RegexFlags, _ mode: Mode) -> Bool {
        flags.contains(.ignoreCase) && !(mode == .unicode && flags.contains(.ascii))
    }

    private var writesOutCase: Bool { mode == .unicode && flags.isSuperset(of: [.ignoreCase, .ascii]) }
    private var foldsUnicode: Bool { mode != .bytes && flags.contains(.ignoreCase) && !flags.contains(.ascii) }
    /// Whether `\w` and its like know letters beyond ASCII here.
    private var isWide: Bool { mode == .unicode && !flags.contains(.ascii) }

    private mutating func put(_ text: StaticString) {
        output.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    private mutating func put(_ text: String) { output.append(contentsOf: text.utf8) }

    // MARK: Nodes

    private mutating func sequence(_ nodes: [PatternNode]) throws { for node in nodes { try emit(node) } }

    private mutating func grouped(_ opening: String, _ nodes: [PatternNode]) throws {
        put(opening)
        try sequence(nodes)
        put(")")
    }

    private mutating func emit(_ node: PatternNode) throws {
        switch node {
        case .literal(let scalar): literal(scalar)
        case .any: put(".")
        case .set(let isNegated, let items): set(items, isNegated: isNegated)
        case .category(let category): set([.category(category)], isNegated: false)
        case .position(let position): put(text(of: position))
        case .branch(let items):
            put("(?:")
            for (index, item) in items.enumerated() {
                if index > 0 { put("|") }
                try sequence(item)
            }
            put(")")
        case .repetition(let least, let most, let kind, let body): try repetition(least, most, kind, body)
        case .group(let capture, let adds, let removes, let body):
            try group(capture, adds, removes, body)
        case .atomic(let body): try grouped("(?>", body)
        case .backreference(let group): put("\\g{\(group)}")
        case .conditional(let group, let yes, let no):
            put("(?(\(group))")
            try sequence(yes)
            if let no {
                put("|")
                try sequence(no)
            }
            put(")")
        case .look(let isAhead, let isNegative, let body):
            try grouped(isAhead ? (isNegative ? "(?!" : "(?=") : (isNegative ? "(?<!" : "(?<="), body)
        case .failure: put("(?!)")
        }
    }

    private mutating func group(
        _ capture: Int?, _ adds: RegexFlags, _ removes: RegexFlags, _ body: [PatternNode]
    ) throws {
        let outer = flags
        flags = outer.scoped(adds: adds, removes: removes)
        var on = ""
        var off = ""
        func change(_ letter: String, _ before: Bool, _ after: Bool) {
            if after, !before { on += letter }
            if before, !after { off += letter }
        }
        change("i", Self.isCaseless(outer, mode), Self.isCaseless(flags, mode))
        change("m", outer.contains(.multiline), flags.contains(.multiline))
        change("s", outer.contains(.dotAll), flags.contains(.dotAll))
        let options = on + (off.isEmpty ? "" : "-" + off)
        try grouped(capture != nil ? "(" : "(?\(options):", body)
        flags = outer
    }

    private func text(of position: PatternPosition) -> StaticString {
        switch position {
        case .start: "^"
        case .end: "$"
        case .stringStart: "\\A"
        case .stringEnd: "\\z"
        case .wordBoundary:
            isWide
                ? "(?:(?<=[\\p{Xan}_])(?![\\p{Xan}_])|(?<![\\p{Xan}_])(?=[\\p{Xan}_]))" : "\\b"
        // An empty text has no place that is not a boundary.
        case .notWordBoundary:
            isWide
                ? "(?:(?!\\A\\z)(?:(?<=[\\p{Xan}_])(?=[\\p{Xan}_])|(?<![\\p{Xan}_])(?![\\p{Xan}_])))"
                : "(?:(?!\\A\\z)\\B)"
        }
    }

    // MARK: Repetitions

    /// The largest count that PCRE2 takes.
    private static let largestCount = 65535

    private mutating func repetition(
        _ least: Int, _ most: Int, _ kind: RepetitionKind, _ body: [PatternNode]
    ) throws {
        let start = output.count
        if body.count == 1, Self.isAtom(body[0]) {
            try emit(body[0])
        } else {
            try grouped("(?:", body)
        }
        let suffix = kind == .lazy ? "?" : kind == .possessive ? "+" : ""
        func count(_ least: Int, _ most: Int) -> String {
            let isOpen = most == unlimitedRepetition
            if least == 0, isOpen { return "*" + suffix }
            if least == 1, isOpen { return "+" + suffix }
            if least == 0, most == 1 { return "?" + suffix }
            return least == most ? "{\(least)}\(suffix)" : "{\(least),\(isOpen ? "" : "\(most)")}\(suffix)"
        }
        let limit = Self.largestCount
        if least <= limit, most <= limit || most == unlimitedRepetition {
            put(count(least, most))
            return
        }
        // Larger counts are written as several repetitions of the same item.
        let item = Array(output[start...])
        output.removeSubrange(start...)
        var (low, high) = (least, most)
        put("(?:")
        repeat {
            let isOpen = high == unlimitedRepetition
            let partLow = min(low, limit)
            let partHigh = isOpen ? (low > limit ? limit : unlimitedRepetition) : min(high, limit)
            output += item
            put(count(partLow, partHigh))
            low -= partLow
            if isOpen, partHigh == unlimitedRepetition { break }
            if !isOpen { high -= partHigh }
            if output.count > 1 << 20 {
                throw PatternError(kind: .overflow, message: "regular expression code size limit exceeded")
            }
        } while low > 0 || high > 0
        put(")")
    }

    private static func isAtom(_ node: PatternNode) -> Bool {
        switch node {
        case .repetition: false
        default: true
        }
    }

    // MARK: Characters

    private mutating func literal(_ scalar: UInt32) {
        if mode == .unicode {
            if foldsUnicode, let relatives = Self.caseRelatives.first(where: { $0.contains(scalar) }) {
                put("[")
                for relative in relatives { character(relative) }
                put("]")
                return
            }
            if writesOutCase, PatternText.isLetter(scalar) {
                output += [0x5B, UInt8(scalar & ~0x20), UInt8(scalar | 0x20), 0x5D]
                return
            }
            character(scalar)
            return
        }
        if mode == .ascii, scalar >= 0x80 {
            if foldsUnicode, let letter = Self.asciiFold(scalar) {
                character(letter)
            } else {
                put("[^\\x{00}-\\x{ff}]")
            }
            return
        }
        character(scalar)
    }

    /// One character, escaped where PCRE2 would read it as syntax.
    private mutating func character(_ scalar: UInt32) {
        if scalar < 0x80 {
            if PatternText.isLetter(scalar) || PatternText.isDigit(scalar) {
                output.append(UInt8(scalar))
            } else if scalar > 0x20, scalar < 0x7F {
                output += [0x5C, UInt8(scalar)]
            } else {
                hexadecimal(scalar)
            }
        } else if mode == .unicode, !(0xD800..<0xE000).contains(scalar) {
            StringObject.encode(scalar, into: &output)
        } else {
            hexadecimal(scalar)
        }
    }

    private mutating func hexadecimal(_ scalar: UInt32) {
        put("\\x{")
        put(String(scalar, radix: 16))
        put("}")
    }

    /// Characters that CPython takes for one letter when case is ignored, and PCRE2 does not.
    private static let caseRelatives: [[UInt32]] = [
        [0x69, 0x49, 0x130, 0x131], [0x390, 0x1FD3], [0x3B0, 0x1FE3], [0xFB05, 0xFB06],
    ]

    /// The ASCII letter that a character beyond ASCII equals when case is ignored.
    private static func asciiFold(_ scalar: UInt32) -> UInt32? {
        switch scalar {
        case 0x130, 0x131: 0x69
        case 0x17F: 0x73
        case 0x212A: 0x6B
        default: nil
        }
    }

    // MARK: Sets

    private mutating func set(_ items: [SetItem], isNegated: Bool) {
        let hasNotWord = items.contains {
            if case .category(let category) = $0 { category.kind == .word && category.isNegated } else { false }
        }
        if isWide, hasNotWord {
            // A set of PCRE2 cannot hold the complement of letters and digits among other items.
            let others = items.filter {
                if case .category(let category) = $0, category.kind == .word, category.isNegated { false } else { true }
            }
            if others.isEmpty {
                put(isNegated ? "[\\p{Xan}_]" : "[^\\p{Xan}_]")
            } else if isNegated {
                put("(?:(?!")
                brackets(others, isNegated: false)
                put(")[\\p{Xan}_])")
            } else {
                put("(?:")
                brackets(others, isNegated: false)
                put("|[^\\p{Xan}_])")
            }
            return
        }
        brackets(items, isNegated: isNegated)
    }

    private mutating func brackets(_ items: [SetItem], isNegated: Bool) {
        let start = output.count
        put(isNegated ? "[^" : "[")
        let empty = output.count
        for item in items {
            switch item {
            case .category(let category): put(text(of: category))
            case .range(let low, let high): range(low, high)
            }
        }
        if output.count > empty {
            put("]")
            return
        }
        output.removeSubrange(start...)
        // Nothing of the set is ASCII.
        put(isNegated ? "[\\x{00}-\\x{ff}]" : "[^\\x{00}-\\x{ff}]")
    }

    private mutating func range(_ low: UInt32, _ high: UInt32) {
        if foldsUnicode {
            if mode == .ascii {
                for scalar: UInt32 in [0x130, 0x131, 0x17F, 0x212A] where low <= scalar && scalar <= high {
                    if let letter = Self.asciiFold(scalar) { character(letter) }
                }
            } else {
                for relatives in Self.caseRelatives where relatives.contains(where: { low <= $0 && $0 <= high }) {
                    for relative in relatives { character(relative) }
                }
            }
        }
        if mode == .ascii {
            if low < 0x80 { span(low, min(high, 0x7F)) }
            return
        }
        span(low, high)
        if writesOutCase {
            for (first, shift) in [(UInt32(0x41), 32), (0x61, -32)] as [(UInt32, Int32)] {
                let (a, b) = (max(low, first), min(high, first + 25))
                if a <= b {
                    span(UInt32(Int32(a) + shift), UInt32(Int32(b) + shift))
                }
            }
        }
    }

    private mutating func span(_ low: UInt32, _ high: UInt32) {
        character(low)
        if high > low {
            put("-")
            character(high)
        }
    }

    private func text(of category: PatternCategory) -> StaticString {
        let isNegated = category.isNegated
        switch category.kind {
        case .digit:
            if isWide { return isNegated ? "\\P{Nd}" : "\\p{Nd}" }
            return isNegated ? "\\D" : "\\d"
        case .word:
            if isWide { return "\\p{Xan}_" }
            return isNegated ? "\\W" : "\\w"
        case .space:
            if isWide {
                return isNegated
                    ? """
                    \\x{0}-\\x{8}\\x{e}-\\x{1b}\\x{21}-\\x{84}\\x{86}-\\x{9f}\\x{a1}-\\x{167f}\\x{1681}-\\x{1fff}\
                    \\x{200b}-\\x{2027}\\x{202a}-\\x{202e}\\x{2030}-\\x{205e}\\x{2060}-\\x{2fff}\\x{3001}-\\x{10ffff}
                    """
                    : """
                    \\x{9}-\\x{d}\\x{1c}-\\x{20}\\x{85}\\x{a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}\\x{2029}\\x{202f}\
                    \\x{205f}\\x{3000}
                    """
            }
            if mode == .ascii, !flags.contains(.ascii) {
                return isNegated ? "\\x{0}-\\x{8}\\x{e}-\\x{1b}\\x{21}-\\x{ff}" : "\\x{9}-\\x{d}\\x{1c}-\\x{20}"
            }
            return isNegated ? "\\S" : "\\s"
        }
    }
}
