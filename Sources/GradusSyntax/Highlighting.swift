/// What a piece of source text is, for colours.
package enum HighlightKind: String, Sendable, CaseIterable {
    case keyword, builtin, string, number, comment, `operator`, name, decorator, magic
}

/// One coloured piece.
package struct HighlightToken: Sendable, Equatable {
    package var span: SourceSpan
    package var kind: HighlightKind
}

/// Splits any text into coloured pieces, in order and without overlap. Blanks are left out.
///
/// It knows no errors: an open string reaches to the end of its line (or, with three quotes, of the text), and a stray
/// character counts as an operator.
package func highlightTokens(of text: String) -> [HighlightToken] {
    highlightTokens(of: Array(text.utf8))
}

/// The same for UTF-8 bytes.
package func highlightTokens(of bytes: [UInt8]) -> [HighlightToken] {
    var highlighter = Highlighter(bytes: bytes)
    highlighter.run()
    return highlighter.tokens
}

private struct Highlighter {
    let bytes: [UInt8]
    var tokens: [HighlightToken] = []
    var position = 0
    /// How many brackets are open: inside them a line start means nothing.
    var depth = 0
    /// Nothing but blanks stands before the position on its logical line.
    var isLineStart = true
    /// The last piece was a dot, so that a name is an attribute.
    var followsDot = false

    init(bytes: [UInt8]) { self.bytes = bytes }

    private func byte(_ index: Int) -> UInt8 { index < bytes.count ? bytes[index] : 0 }

    private mutating func add(_ kind: HighlightKind, from start: Int, to end: Int) {
        tokens.append(HighlightToken(span: SourceSpan(start, end), kind: kind))
        position = end
        isLineStart = false
        followsDot = false
    }

    private func lineEnd(from start: Int) -> Int {
        var index = start
        while index < bytes.count, bytes[index] != 0x0A, bytes[index] != 0x0D { index += 1 }
        return index
    }

    mutating func run() {
        while position < bytes.count {
            let start = position
            switch bytes[start] {
            case 0x20, 0x09, 0x0C: position += 1
            case 0x0A, 0x0D:
                position += 1
                if depth == 0 { isLineStart = true }
            case 0x23: add(.comment, from: start, to: lineEnd(from: start))
            case 0x25 where isLineStart, 0x21 where isLineStart && byte(start + 1) != 0x3D:
                add(.magic, from: start, to: lineEnd(from: start))
            case 0x3F where depth == 0: add(.magic, from: start, to: start + 1)
            case 0x40 where isLineStart: decorator()
            case 0x22, 0x27: string(from: start, quoteAt: start)
            case 0x30...0x39: number()
            case 0x2E where byte(start + 1) >= 0x30 && byte(start + 1) <= 0x39: number()
            case 0x61...0x7A, 0x41...0x5A, 0x5F, 0x80...0xFF: word()
            case 0x5C:
                position += 1
                // A joined line goes on with the one before.
                if byte(position) == 0x0D { position += 1 }
                if byte(position) == 0x0A { position += 1 }
            default: operation()
            }
        }
    }

    private func isWordByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x61...0x7A, 0x41...0x5A, 0x5F, 0x30...0x39, 0x80...0xFF: true
        default: false
        }
    }

    /// `@name.name`
    private mutating func decorator() {
        let start = position
        var end = start + 1
        while end < bytes.count, isWordByte(bytes[end]) || bytes[end] == 0x2E { end += 1 }
        add(end > start + 1 ? .decorator : .operator, from: start, to: end)
    }

    private mutating func string(from start: Int, quoteAt: Int) {
        let quote = bytes[quoteAt]
        let isTriple = byte(quoteAt + 1) == quote && byte(quoteAt + 2) == quote
        var index = quoteAt + (isTriple ? 3 : 1)
        while index < bytes.count {
            let current = bytes[index]
            if current == 0x5C {
                index += 2
                continue
            }
            if current == quote, !isTriple || (byte(index + 1) == quote && byte(index + 2) == quote) {
                return add(.string, from: start, to: index + (isTriple ? 3 : 1))
            }
            if !isTriple, current == 0x0A || current == 0x0D { break }
            index += 1
        }
        add(.string, from: start, to: min(index, bytes.count))
    }

    private mutating func number() {
        let start = position
        var end = start
        while end < bytes.count {
            let current = bytes[end]
            let isExponentSign =
                (current == 0x2B || current == 0x2D) && bytes[end - 1] | 0x20 == 0x65 && byte(start + 1) | 0x20 != 0x78
            guard isWordByte(current) && current < 0x80 || current == 0x2E || (end > start && isExponentSign) else {
                break
            }
            end += 1
        }
        add(.number, from: start, to: end)
    }

    private mutating func word() {
        let start = position
        var end = start
        var packed: UInt64 = 0
        while end < bytes.count, isWordByte(bytes[end]) {
            if end - start < 8 { packed |= UInt64(bytes[end]) << UInt64((end - start) * 8) }
            end += 1
        }
        let quote = byte(end)
        if quote == 0x22 || quote == 0x27, end - start <= 2,
            bytes[start..<end].allSatisfy({ "rbufRBUF".utf8.contains($0) })
        {
            return string(from: start, quoteAt: end)
        }
        let kind = end - start <= 8 ? Keywords.kind(ofPacked: packed) : .name
        if kind.isKeyword { return add(.keyword, from: start, to: end) }
        if kind == .softMatch || kind == .softCase, isLineStart, isSoftKeyword(end: end) {
            return add(.keyword, from: start, to: end)
        }
        let isBuiltin =
            !followsDot && Self.builtins.contains(String(decoding: bytes[start..<end], as: UTF8.self))
        add(isBuiltin ? .builtin : .name, from: start, to: end)
    }

    /// `match` and `case` open a line that goes on with a blank and ends with a colon.
    private func isSoftKeyword(end: Int) -> Bool {
        guard byte(end) == 0x20 || byte(end) == 0x28 || byte(end) == 0x5B, byte(end + 1) != 0x3D else { return false }
        let text = bytes[end..<lineEnd(from: end)]
        return text.contains(0x3A)
    }

    private mutating func operation() {
        let start = position
        let current = bytes[start]
        switch current {
        case 0x28, 0x5B, 0x7B: depth += 1
        case 0x29, 0x5D, 0x7D: depth = max(0, depth - 1)
        default: break
        }
        add(.operator, from: start, to: start + 1)
        followsDot = current == 0x2E
        if current == 0x3B { isLineStart = false }
    }

    private static let builtins: Set<String> = [
        "abs", "all", "any", "ascii", "bin", "bool", "bytearray", "bytes", "callable", "chr", "classmethod", "complex",
        "delattr", "dict", "dir", "divmod", "enumerate", "filter", "float", "format", "frozenset", "getattr", "globals",
        "hasattr", "hash", "help", "hex", "id", "input", "int", "isinstance", "issubclass", "iter", "len", "list",
        "locals", "map", "max", "min", "next", "object", "oct", "open", "ord", "pow", "print", "property", "range",
        "repr", "reversed", "round", "set", "setattr", "slice", "sorted", "staticmethod", "str", "sum", "super",
        "tuple",
        "type", "vars", "zip", "NotImplemented", "__name__", "__file__", "BaseException", "Exception",
        "ArithmeticError", "AssertionError", "AttributeError", "EOFError", "FileExistsError", "FileNotFoundError",
        "ImportError", "IndexError", "KeyError", "KeyboardInterrupt", "LookupError", "MemoryError",
        "ModuleNotFoundError", "NameError", "NotImplementedError", "OSError", "OverflowError", "RecursionError",
        "RuntimeError", "StopIteration", "SyntaxError", "SystemExit", "TypeError", "UnboundLocalError", "UnicodeError",
        "ValueError", "Warning", "ZeroDivisionError",
    ]
}
