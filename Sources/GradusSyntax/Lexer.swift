/// Splits the bytes of one source text into tokens, by CPython 3.11's rules for indentation, joined lines and literals.
///
/// The whole text is read in one go. At the first fault the lexer stops with an `error` token and keeps the diagnostic,
/// which counts only if the parser gets that far (or fails before it, where CPython prefers the lexer's word).
struct Lexer {
    /// CPython's limits.
    static let maximumBrackets = 200
    static let maximumIndentations = 100

    /// An open bracket: the character and where it stands.
    struct Bracket {
        var character: UInt8
        var offset: Int
    }

    /// Why the lexer stopped.
    struct Fault {
        var diagnostic: Diagnostic
        /// The text ended too early; more lines could still make it right.
        var isIncomplete = false
        /// CPython reports this fault even if the parser failed at an earlier place.
        var outranksParser = true
    }

    let source: SourceText
    let bytes: UnsafeBufferPointer<UInt8>
    let end: Int
    var position: Int
    var tokens: ContiguousArray<Token> = []
    var brackets: [Bracket] = []
    /// Columns with tabs to multiples of 8, and with tabs as one column: both must agree on every comparison.
    var indentations: [(column: Int, alternative: Int)] = [(0, 0)]
    var fault: Fault?
    /// Set for the expression of an f-string, where line ends mean nothing.
    let isEmbedded: Bool

    init(source: SourceText, bytes: UnsafeBufferPointer<UInt8>) {
        self.source = source
        self.bytes = bytes
        self.end = bytes.count
        self.position = 0
        self.isEmbedded = false
        tokens.reserveCapacity(bytes.count / 4 + 8)
        if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { position = 3 }
    }

    /// A lexer for the expression of an f-string: one range of the bytes, read as inside brackets.
    init(embeddedIn source: SourceText, bytes: UnsafeBufferPointer<UInt8>, range: Range<Int>) {
        self.source = source
        self.bytes = bytes
        self.end = range.upperBound
        self.position = range.lowerBound
        self.isEmbedded = true
    }

    @inline(always) func byte(_ index: Int) -> UInt8 { index < end ? bytes[index] : 0 }

    /// The level of a token is kept in one byte: 200 brackets and the f-string's own fit.
    @inline(always) mutating func emit(_ kind: TokenKind, _ start: Int, _ end: Int) {
        let level = UInt8(truncatingIfNeeded: brackets.count + (isEmbedded ? 1 : 0))
        tokens.append(
            Token(
                kind: kind, level: level, start: Int32(truncatingIfNeeded: start), end: Int32(truncatingIfNeeded: end)))
    }

    /// Stops reading. `atConsumed`: the caret goes under the last byte read, as CPython's tokenizer does.
    mutating func fail(
        _ message: String, _ kind: Diagnostic.Kind = .syntaxError, start: Int, end: Int? = nil,
        isIncomplete: Bool = false, outranksParser: Bool = true
    ) {
        let span = SourceSpan(start, end ?? start)
        fault = Fault(
            diagnostic: Diagnostic(kind: kind, message, at: span, in: source), isIncomplete: isIncomplete,
            outranksParser: outranksParser)
        // An open bracket is found to be open only at the end of the text.
        let place = isIncomplete && !outranksParser ? self.end : start
        emit(.error, place, place)
        position = self.end
    }

    /// Reads everything. The tokens end with `endMarker` or `error`.
    mutating func run() {
        if isEmbedded {
            readTokensOfLine()
            if fault == nil {
                if let bracket = brackets.last { failUnclosed(bracket) } else { emit(.endMarker, end, end) }
            }
            return
        }
        while fault == nil, position < end {
            if readIndentation() { readTokensOfLine() }
        }
        guard fault == nil else { return }
        if let bracket = brackets.last {
            failUnclosed(bracket)
            return
        }
        for _ in indentations.dropFirst() { emit(.dedent, end, end) }
        emit(.endMarker, end, end)
    }

    mutating func failUnclosed(_ bracket: Bracket) {
        let character = Character(Unicode.Scalar(bracket.character))
        fail(
            "'\(character)' was never closed", start: bracket.offset, isIncomplete: true, outranksParser: false)
    }

    // MARK: Indentation

    /// Reads the start of a logical line and emits INDENT and DEDENT. False: the line holds no code, or reading failed.
    private mutating func readIndentation() -> Bool {
        var column = 0
        var alternative = 0
        var continued: (column: Int, alternative: Int)?
        let lineStart = position
        scan: while position < end {
            switch bytes[position] {
            case 0x20:
                column += 1
                alternative += 1
            case 0x09:
                column = (column / 8 + 1) * 8
                alternative += 1
            case 0x0C:
                column = 0
                alternative = 0
            case 0x5C:  // backslash: the first line's indentation counts
                if continued == nil { continued = (column, alternative) }
                guard readContinuation() else { return false }
                continue scan
            default: break scan
            }
            position += 1
        }
        if position >= end { return false }
        let next = bytes[position]
        if next == 0x0A || next == 0x0D {
            skipLineEnd()
            return false
        }
        if next == 0x23 {
            skipComment()
            skipLineEnd()
            return false
        }
        if let continued { (column, alternative) = continued }
        return compareIndentation(column, alternative, lineStart: lineStart)
    }

    private mutating func compareIndentation(_ column: Int, _ alternative: Int, lineStart: Int) -> Bool {
        let top = indentations[indentations.count - 1]
        if column == top.column {
            if alternative != top.alternative { return failTabs() }
            return true
        }
        if column > top.column {
            if alternative <= top.alternative { return failTabs() }
            if indentations.count >= Self.maximumIndentations {
                fail(
                    "too many levels of indentation", .indentationError,
                    start: source.lineStarts[source.lineIndex(at: position)], outranksParser: false)
                return false
            }
            indentations.append((column, alternative))
            emit(.indent, max(lineStart, position - 1), position)
            return true
        }
        var remaining = indentations.count
        while remaining > 1, indentations[remaining - 1].column > column { remaining -= 1 }
        let found = indentations[remaining - 1]
        if found.column != column {
            let place = lineEnd(position)
            fail(
                "unindent does not match any outer indentation level", .indentationError, start: place,
                outranksParser: false)
            return false
        }
        if found.alternative != alternative { return failTabs() }
        for _ in remaining..<indentations.count { emit(.dedent, position, position) }
        indentations.removeLast(indentations.count - remaining)
        return true
    }

    private mutating func failTabs() -> Bool {
        let lineStart = source.lineStarts[source.lineIndex(at: position)]
        fail(
            "inconsistent use of tabs and spaces in indentation", .tabError, start: lineStart,
            outranksParser: false)
        return false
    }

    /// Where the physical line that holds the offset ends, its line end excluded.
    func lineEnd(_ offset: Int) -> Int {
        var index = offset
        while index < end, bytes[index] != 0x0A, bytes[index] != 0x0D { index += 1 }
        return index
    }

    mutating func skipLineEnd() {
        if position < end, bytes[position] == 0x0D {
            position += 1
            if position < end, bytes[position] == 0x0A { position += 1 }
        } else if position < end, bytes[position] == 0x0A {
            position += 1
        }
    }

    mutating func skipComment() {
        while position < end, bytes[position] != 0x0A, bytes[position] != 0x0D { position += 1 }
    }

    /// Reads a backslash and the line end after it.
    mutating func readContinuation() -> Bool {
        let backslash = position
        position += 1
        let next = byte(position)
        guard position < end, next == 0x0A || next == 0x0D else {
            if position >= end {
                fail("unexpected EOF while parsing", start: backslash + 1, isIncomplete: true, outranksParser: false)
            } else {
                fail(
                    "unexpected character after line continuation character", start: backslash + 1,
                    outranksParser: false)
            }
            return false
        }
        skipLineEnd()
        if position >= end {
            fail("unexpected EOF while parsing", start: backslash + 1, isIncomplete: true, outranksParser: false)
            return false
        }
        return true
    }

    // MARK: One logical line

    /// Reads up to and with the NEWLINE that ends the logical line.
    private mutating func readTokensOfLine() {
        while position < end {
            let start = position
            let character = bytes[start]
            switch character {
            case 0x20, 0x09, 0x0C: position += 1
            case 0x0A, 0x0D:
                if brackets.isEmpty && !isEmbedded {
                    emit(.newline, start, start)
                    skipLineEnd()
                    return
                }
                skipLineEnd()
            case 0x23:
                skipComment()
                if brackets.isEmpty && !isEmbedded {
                    emit(.newline, start, position)
                    skipLineEnd()
                    return
                }
            case 0x5C:
                guard readContinuation() else { return }
            case 0x61...0x7A, 0x41...0x5A, 0x5F, 0x80...0xFF:
                readWord()
                if fault != nil { return }
            case 0x30...0x39:
                readNumber()
                if fault != nil { return }
            case 0x22, 0x27:
                readString(start: start, quoteAt: start)
                if fault != nil { return }
            default:
                readOperator(character)
                if fault != nil { return }
            }
        }
        // The text ends without a line end: CPython supplies one.
        if brackets.isEmpty && !isEmbedded && fault == nil { emit(.newline, end, end) }
    }
}
