/// String literals: only their extent is found here; escapes and f-strings are read by the parser.
extension Lexer {
    /// - Parameters:
    ///   - start: where the prefix, or else the quote, stands.
    ///   - quoteAt: where the first quote stands.
    mutating func readString(start: Int, quoteAt: Int) {
        let quote = bytes[quoteAt]
        var index = quoteAt + 1
        if byte(index) == quote {
            if byte(index + 1) != quote || index + 1 >= end {
                emit(.string, start, index + 1)
                position = index + 1
                return
            }
            index += 2
            return readTripleString(start: start, from: index, quote: quote)
        }
        while index < end {
            let character = bytes[index]
            if character == quote {
                emit(.string, start, index + 1)
                position = index + 1
                return
            }
            if character == 0x0A || character == 0x0D { break }
            if character == 0x5C {
                index += 1
                if byte(index) == 0x0D, byte(index + 1) == 0x0A { index += 1 }
            }
            index += 1
        }
        let line = source.line(at: min(index, max(end - 1, 0)))
        fail("unterminated string literal (detected at line \(line))", start: start)
    }

    private mutating func readTripleString(start: Int, from: Int, quote: UInt8) {
        var index = from
        while index < end {
            let character = bytes[index]
            if character == quote, byte(index + 1) == quote, byte(index + 2) == quote {
                emit(.string, start, index + 3)
                position = index + 3
                return
            }
            index += character == 0x5C ? 2 : 1
        }
        let lastLine = source.line(at: max(end - 1, 0))
        fail(
            "unterminated triple-quoted string literal (detected at line \(lastLine))", start: start,
            isIncomplete: true)
    }
}
