/// What the lexer tells the parser about one piece of text.
enum TokenKind: UInt8, Sendable {
    // Structure.
    case endMarker, newline, indent, dedent
    /// The lexer could not go on; its diagnostic says why.
    case error
    /// A character that is no part of the language (`$`, `?`, `!`) and the retired `<>`.
    case unknown

    // Words. The three soft keywords are names with a kind of their own.
    case name, softMatch, softCase, underscore
    case number, string

    // Keywords.
    case kwFalse, kwNone, kwTrue, kwAnd, kwAs, kwAssert, kwAsync, kwAwait, kwBreak, kwClass, kwContinue, kwDef, kwDel
    case kwElif, kwElse, kwExcept, kwFinally, kwFor, kwFrom, kwGlobal, kwIf, kwImport, kwIn, kwIs, kwLambda
    case kwNonlocal, kwNot, kwOr, kwPass, kwRaise, kwReturn, kwTry, kwWhile, kwWith, kwYield

    // Brackets.
    case leftParen, rightParen, leftBracket, rightBracket, leftBrace, rightBrace

    // Operators and delimiters.
    case comma, colon, semicolon, dot, ellipsis, equal, arrow, colonEqual
    case plus, minus, star, doubleStar, slash, doubleSlash, percent, at, tilde
    case leftShift, rightShift, ampersand, bar, caret
    case equalEqual, notEqual, less, lessEqual, greater, greaterEqual
    case plusEqual, minusEqual, starEqual, doubleStarEqual, slashEqual, doubleSlashEqual, percentEqual, atEqual
    case leftShiftEqual, rightShiftEqual, ampersandEqual, barEqual, caretEqual

    var isName: Bool { rawValue >= TokenKind.name.rawValue && rawValue <= TokenKind.underscore.rawValue }
    var isSoftKeyword: Bool { isName && self != .name }
    var isKeyword: Bool { rawValue >= TokenKind.kwFalse.rawValue && rawValue <= TokenKind.kwYield.rawValue }

    /// The operator of an augmented assignment such as `+=`.
    var augmentedOperator: BinaryOperator? {
        switch self {
        case .plusEqual: .add
        case .minusEqual: .subtract
        case .starEqual: .multiply
        case .doubleStarEqual: .power
        case .slashEqual: .divide
        case .doubleSlashEqual: .floorDivide
        case .percentEqual: .modulo
        case .atEqual: .matrixMultiply
        case .leftShiftEqual: .shiftLeft
        case .rightShiftEqual: .shiftRight
        case .ampersandEqual: .and
        case .barEqual: .or
        case .caretEqual: .xor
        default: nil
        }
    }

    /// The binary operator and how tightly it binds (1 to 6), `**` and the unary operators excepted.
    var binaryOperator: (operation: BinaryOperator, precedence: Int)? {
        switch self {
        case .bar: (.or, 1)
        case .caret: (.xor, 2)
        case .ampersand: (.and, 3)
        case .leftShift: (.shiftLeft, 4)
        case .rightShift: (.shiftRight, 4)
        case .plus: (.add, 5)
        case .minus: (.subtract, 5)
        case .star: (.multiply, 6)
        case .slash: (.divide, 6)
        case .doubleSlash: (.floorDivide, 6)
        case .percent: (.modulo, 6)
        case .at: (.matrixMultiply, 6)
        default: nil
        }
    }
}

/// A half-open range of bytes with its kind.
struct Token {
    var kind: TokenKind
    /// How many brackets were open after this token was read.
    var level: UInt8
    var start: Int32
    var end: Int32

    var span: SourceSpan { SourceSpan(start: start, end: end) }
}
