/// A regular expression as a tree, as Python's syntax has it.
indirect enum PatternNode {
    case literal(UInt32)
    case any
    case set(negated: Bool, [SetItem])
    case category(PatternCategory)
    case position(PatternPosition)
    case branch([[PatternNode]])
    case repetition(least: Int, most: Int, RepetitionKind, [PatternNode])
    /// `capture` is nil for a group that only scopes flags.
    case group(capture: Int?, adds: RegexFlags, removes: RegexFlags, [PatternNode])
    case atomic([PatternNode])
    case backreference(Int)
    case conditional(Int, [PatternNode], [PatternNode]?)
    case look(isAhead: Bool, isNegative: Bool, [PatternNode])
    /// Never matches: `(?!)`.
    case failure

    var isRepetition: Bool { if case .repetition = self { true } else { false } }
    var isPosition: Bool { if case .position = self { true } else { false } }
}

enum RepetitionKind { case greedy, lazy, possessive }

enum SetItem {
    case range(UInt32, UInt32)
    case category(PatternCategory)
}

/// `\d`, `\s` and `\w` with their complements.
struct PatternCategory {
    enum Kind { case digit, space, word }
    let kind: Kind
    let isNegated: Bool
}

enum PatternPosition { case start, end, stringStart, stringEnd, wordBoundary, notWordBoundary }

/// The flags of `re`, with CPython's numbers.
struct RegexFlags: OptionSet {
    let rawValue: Int
    static let template = RegexFlags(rawValue: 1)
    static let ignoreCase = RegexFlags(rawValue: 2)
    static let locale = RegexFlags(rawValue: 4)
    static let multiline = RegexFlags(rawValue: 8)
    static let dotAll = RegexFlags(rawValue: 16)
    static let unicode = RegexFlags(rawValue: 32)
    static let verbose = RegexFlags(rawValue: 64)
    static let debug = RegexFlags(rawValue: 128)
    static let ascii = RegexFlags(rawValue: 256)
    /// Flags of which only one may hold.
    static let types: RegexFlags = [.ascii, .locale, .unicode]

    /// The inline letter of a flag.
    static func letter(_ scalar: UInt32) -> RegexFlags? {
        switch Unicode.Scalar(scalar) {
        case "i": .ignoreCase
        case "L": .locale
        case "m": .multiline
        case "s": .dotAll
        case "x": .verbose
        case "a": .ascii
        case "t": .template
        case "u": .unicode
        default: nil
        }
    }

    /// The flags inside a group that adds and removes some.
    func scoped(adds: RegexFlags, removes: RegexFlags) -> RegexFlags {
        var flags = self
        if !adds.isDisjoint(with: .types) { flags.subtract(.types) }
        return flags.union(adds).subtracting(removes)
    }
}

/// What is wrong with a pattern or a template, as CPython words it; `position` counts characters.
struct PatternError: Error {
    enum Kind { case pattern, value, overflow, index, recursion }
    var kind = Kind.pattern
    let message: String
    var position: Int?
}

/// A pattern after parsing.
struct ParsedPattern {
    var nodes: [PatternNode]
    var flags: RegexFlags
    let isText: Bool
    /// Group 0 is not counted.
    var groupCount: Int
    var groupNames: [(name: [UInt32], group: Int)]
    /// The place of each group among the closing parentheses, by group.
    var closingOrder: [Int]
}

/// The largest count of a repetition; CPython's number.
let unlimitedRepetition = 4_294_967_295
