/// Where a line of Python starts: in code, inside a string that was opened above, inside brackets.
///
/// Only strings, comments, brackets and line joining are looked at; that is enough to know which lines may be markers.
struct LineState {
    /// The quote byte of the string that is open, if any.
    private(set) var openQuote: UInt8?
    private(set) var isTriple = false
    private(set) var bracketDepth = 0

    var isInsideString: Bool { openQuote != nil }

    /// What one line is, apart from what it leaves open.
    struct Summary {
        /// There is code, or part of a string, on the line.
        var hasCode = false
        /// The last code byte is a colon outside of brackets: a block follows.
        var opensBlock = false
    }

    /// Moves over one line (without its line end).
    mutating func advance(over line: Substring) -> Summary {
        var summary = Summary(hasCode: isInsideString)
        var bytes = line.utf8[...]
        var lastCode: UInt8 = 0
        var endsWithBackslash = false
        while let byte = bytes.popFirst() {
            endsWithBackslash = false
            if let quote = openQuote {
                if byte == UInt8(ascii: "\\") {
                    endsWithBackslash = bytes.isEmpty
                    _ = bytes.popFirst()
                } else if byte == quote {
                    close(quote, &bytes)
                }
                continue
            }
            switch byte {
            case UInt8(ascii: " "), UInt8(ascii: "\t"), 12: continue
            case UInt8(ascii: "#"):
                summary.opensBlock = lastCode == UInt8(ascii: ":") && bracketDepth == 0
                return summary
            case UInt8(ascii: "\""), UInt8(ascii: "'"): open(byte, &bytes)
            case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): bracketDepth += 1
            case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): bracketDepth = max(0, bracketDepth - 1)
            case UInt8(ascii: "\\"): endsWithBackslash = bytes.isEmpty
            default: break
            }
            lastCode = byte
            summary.hasCode = true
        }
        // A string in single quotes ends with its line, unless a backslash joins the next one.
        if openQuote != nil, !isTriple, !endsWithBackslash { openQuote = nil }
        summary.opensBlock = lastCode == UInt8(ascii: ":") && bracketDepth == 0 && openQuote == nil
        return summary
    }

    private mutating func open(_ quote: UInt8, _ bytes: inout Substring.UTF8View) {
        openQuote = quote
        isTriple = false
        guard bytes.first == quote else { return }
        guard bytes.dropFirst().first == quote else {
            // Two quotes: an empty string.
            bytes.removeFirst()
            openQuote = nil
            return
        }
        bytes.removeFirst(2)
        isTriple = true
    }

    private mutating func close(_ quote: UInt8, _ bytes: inout Substring.UTF8View) {
        if isTriple {
            guard bytes.first == quote, bytes.dropFirst().first == quote else { return }
            bytes.removeFirst(2)
        }
        openQuote = nil
    }
}
