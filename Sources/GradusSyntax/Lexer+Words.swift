/// Names, keywords and the operators.
extension Lexer {
    /// Reads a name, a keyword, or a string with a prefix.
    mutating func readWord() {
        let start = position
        var packed: UInt64 = 0
        var length = 0
        var isASCII = true
        while position < end {
            let character = bytes[position]
            switch character {
            case 0x61...0x7A, 0x41...0x5A, 0x5F, 0x30...0x39: break
            case 0x80...0xFF: isASCII = false
            case 0x22, 0x27:
                if length <= 2, isStringPrefix(start, length) {
                    readString(start: start, quoteAt: position)
                    return
                }
                finishWord(start, packed, length, isASCII)
                return
            default:
                finishWord(start, packed, length, isASCII)
                return
            }
            if length < 8 { packed |= UInt64(character) << UInt64(length * 8) }
            length += 1
            position += 1
        }
        finishWord(start, packed, length, isASCII)
    }

    private mutating func finishWord(_ start: Int, _ packed: UInt64, _ length: Int, _ isASCII: Bool) {
        if !isASCII, !checkIdentifier(start..<position) { return }
        emit(length <= 8 ? Keywords.kind(ofPacked: packed) : .name, start, position)
    }

    /// True for `r`, `b`, `u`, `f`, `br`, `rb`, `fr`, `rf` in any case.
    private func isStringPrefix(_ start: Int, _ length: Int) -> Bool {
        let first = bytes[start] | 0x20
        if length == 1 { return first == 0x72 || first == 0x62 || first == 0x75 || first == 0x66 }
        guard length == 2 else { return false }
        let second = bytes[start + 1] | 0x20
        switch (first, second) {
        case (0x62, 0x72), (0x72, 0x62), (0x66, 0x72), (0x72, 0x66): return true
        default: return false
        }
    }

    /// Checks a word with non-ASCII characters against Unicode's XID_Start and XID_Continue.
    private mutating func checkIdentifier(_ range: Range<Int>) -> Bool {
        var offset = range.lowerBound
        for scalar in String(decoding: bytes[range], as: UTF8.self).unicodeScalars {
            let properties = scalar.properties
            let isFirst = offset == range.lowerBound
            let isValid = scalar == "_" || (isFirst ? properties.isXIDStart : properties.isXIDContinue)
            if !isValid {
                // CPython's caret points at the last character of the name up to the bad one.
                if Self.isPrintable(scalar) {
                    fail("invalid character '\(scalar)' (U+\(Self.hexadecimal(scalar)))", start: offset)
                } else {
                    fail("invalid non-printable character U+\(Self.hexadecimal(scalar))", start: offset)
                }
                return false
            }
            offset += UTF8.width(scalar)
        }
        return true
    }

    /// `str.isprintable` of one character.
    static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        if scalar == " " { return true }
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator,
            .spaceSeparator:
            return false
        default: return true
        }
    }

    /// At least four upper-case hexadecimal digits.
    static func hexadecimal(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }

    // MARK: Operators

    mutating func readOperator(_ character: UInt8) {
        let start = position
        let second = byte(start + 1)
        let third = byte(start + 2)
        /// `single`, or with `=` after it `assigning`.
        func pick(_ single: TokenKind, _ assigning: TokenKind) -> (TokenKind, Int) {
            second == 0x3D ? (assigning, 2) : (single, 1)
        }
        /// `x`, `x=`, `xx`, `xx=` for a character that can stand twice.
        func pickDouble(
            _ single: TokenKind, _ assigning: TokenKind, _ double: TokenKind, _ doubleAssigning: TokenKind
        ) -> (TokenKind, Int) {
            if second == character { return third == 0x3D ? (doubleAssigning, 3) : (double, 2) }
            return pick(single, assigning)
        }
        let kind: TokenKind
        let length: Int
        switch character {
        case 0x28, 0x5B, 0x7B: return readOpening(character)
        case 0x29, 0x5D, 0x7D: return readClosing(character)
        case 0x2E:  // .
            if second >= 0x30, second <= 0x39 { return readNumber() }
            (kind, length) = second == 0x2E && third == 0x2E ? (.ellipsis, 3) : (.dot, 1)
        case 0x2C: (kind, length) = (.comma, 1)
        case 0x3A: (kind, length) = pick(.colon, .colonEqual)
        case 0x3B: (kind, length) = (.semicolon, 1)
        case 0x3D: (kind, length) = pick(.equal, .equalEqual)
        case 0x2B: (kind, length) = pick(.plus, .plusEqual)
        case 0x2D: (kind, length) = second == 0x3E ? (.arrow, 2) : pick(.minus, .minusEqual)
        case 0x2A: (kind, length) = pickDouble(.star, .starEqual, .doubleStar, .doubleStarEqual)
        case 0x2F: (kind, length) = pickDouble(.slash, .slashEqual, .doubleSlash, .doubleSlashEqual)
        case 0x25: (kind, length) = pick(.percent, .percentEqual)
        case 0x40: (kind, length) = pick(.at, .atEqual)
        case 0x7E: (kind, length) = (.tilde, 1)
        case 0x26: (kind, length) = pick(.ampersand, .ampersandEqual)
        case 0x7C: (kind, length) = pick(.bar, .barEqual)
        case 0x5E: (kind, length) = pick(.caret, .caretEqual)
        case 0x3C:
            (kind, length) =
                second == 0x3E ? (.unknown, 2) : pickDouble(.less, .lessEqual, .leftShift, .leftShiftEqual)
        case 0x3E: (kind, length) = pickDouble(.greater, .greaterEqual, .rightShift, .rightShiftEqual)
        case 0x21: (kind, length) = second == 0x3D ? (.notEqual, 2) : (.unknown, 1)
        case 0x00:
            return fail("source code cannot contain null bytes", start: start)
        case 0x01...0x1F, 0x7F:
            return fail(
                "invalid non-printable character U+\(Self.hexadecimal(Unicode.Scalar(character)))", start: start)
        default: (kind, length) = (.unknown, 1)
        }
        emit(kind, start, start + length)
        position = start + length
    }

    private mutating func readOpening(_ character: UInt8) {
        guard brackets.count < Self.maximumBrackets else {
            return fail("too many nested parentheses", start: position)
        }
        brackets.append(Bracket(character: character, offset: position))
        let kind: TokenKind = character == 0x28 ? .leftParen : character == 0x5B ? .leftBracket : .leftBrace
        emit(kind, position, position + 1)
        position += 1
    }

    private mutating func readClosing(_ character: UInt8) {
        let closing = Character(Unicode.Scalar(character))
        guard let opening = brackets.popLast() else { return fail("unmatched '\(closing)'", start: position) }
        let expected: UInt8 = opening.character == 0x28 ? 0x29 : opening.character + 2
        if character != expected {
            let open = Character(Unicode.Scalar(opening.character))
            let line = source.line(at: opening.offset)
            let suffix = line == source.line(at: position) ? "" : " on line \(line)"
            return fail(
                "closing parenthesis '\(closing)' does not match opening parenthesis '\(open)'\(suffix)",
                start: position)
        }
        let kind: TokenKind = character == 0x29 ? .rightParen : character == 0x5D ? .rightBracket : .rightBrace
        emit(kind, position, position + 1)
        position += 1
    }
}
