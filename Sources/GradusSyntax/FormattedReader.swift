/// Reads one f-string as CPython 3.11 does: the literal text is split from the expressions by hand, and each expression is
/// then parsed on its own, in its place in the file.
struct FormattedReader {
    typealias Failure = Parser.Failure

    let literal: StringLiteral
    let bytes: UnsafeBufferPointer<UInt8>
    /// A copy of the parser that met the string, for its place, its limits and its diagnostics.
    var parser: Parser
    var index: Int
    let end: Int
    /// How high the highest tree inside is.
    var height = 0

    init(literal: StringLiteral, parser: Parser) {
        self.literal = literal
        self.parser = parser
        self.bytes = parser.bytes
        self.index = literal.body.lowerBound
        self.end = literal.body.upperBound
    }

    /// Reads the whole string.
    mutating func read(into parts: inout [FormattedPart]) throws(Failure) {
        try read(into: &parts, depth: 0)
        if index < end { throw fail("unexpected end of string") }
    }

    /// An error in the f-string itself; CPython reports it at the token after the string.
    private mutating func fail(_ message: String, prefix: String = "f-string: ") -> Failure {
        parser.isEmbedded = false
        return parser.raiseAtFurthest(prefix + message)
    }

    // MARK: Literal text

    private mutating func read(into parts: inout [FormattedPart], depth: Int) throws(Failure) {
        while true {
            try readLiteral(into: &parts, depth: depth)
            guard index < end, bytes[index] == 0x7B else { return }
            try readExpression(into: &parts, depth: depth)
        }
    }

    /// Reads text up to a brace that counts. Doubled braces stand for themselves outside of format specifications.
    private mutating func readLiteral(into parts: inout [FormattedPart], depth: Int) throws(Failure) {
        var start = index
        while index < end {
            let byte = bytes[index]
            if byte == 0x5C, !literal.isRaw, index + 1 < end {
                index += 1
                if bytes[index] == 0x4E, index + 1 < end, bytes[index + 1] == 0x7B {
                    while index < end, bytes[index] != 0x7D { index += 1 }
                    if index < end { index += 1 }
                } else if bytes[index] != 0x7B, bytes[index] != 0x7D {
                    index += 1
                }
                continue
            }
            guard byte == 0x7B || byte == 0x7D else {
                index += 1
                continue
            }
            if depth == 0 {
                if index + 1 < end, bytes[index + 1] == byte {
                    try append(start..<(index + 1), to: &parts)
                    index += 2
                    start = index
                    continue
                }
                if byte == 0x7D { throw fail("single '}' is not allowed") }
            }
            break
        }
        try append(start..<index, to: &parts)
    }

    private mutating func append(_ range: Range<Int>, to parts: inout [FormattedPart]) throws(Failure) {
        guard !range.isEmpty else { return }
        var decoder = EscapeDecoder(bytes: bytes, isBytes: false)
        if literal.isRaw { decoder.copyRaw(range) } else { decoder.decode(range) }
        if let problem = decoder.problem {
            parser.isEmbedded = false
            throw parser.raiseAtFurthest(problem)
        }
        parts.appendLiteral(decoder.output)
    }

    // MARK: Expressions

    private mutating func readExpression(into parts: inout [FormattedPart], depth: Int) throws(Failure) {
        if depth >= 2 { throw fail("expressions nested too deeply") }
        index += 1
        let start = index
        try skipExpression()
        if index >= end { throw fail("expecting '}'") }
        let value = try parseExpression(start..<index)
        var debugText: String?
        if bytes[index] == 0x3D {
            index += 1
            while index < end, bytes[index] == 0x20 || (bytes[index] >= 0x09 && bytes[index] <= 0x0D) { index += 1 }
            debugText = String(decoding: bytes[start..<index], as: UTF8.self)
        }
        var conversion: Character?
        if index < end, bytes[index] == 0x21 {
            index += 1
            if index >= end { throw fail("expecting '}'") }
            let scalar = Unicode.Scalar(bytes[index])
            index += 1
            switch scalar {
            case "s", "r", "a": conversion = Character(scalar)
            default: throw fail("invalid conversion character: expected 's', 'r', or 'a'")
            }
        }
        if index >= end { throw fail("expecting '}'") }
        var spec: [FormattedPart]?
        if bytes[index] == 0x3A {
            index += 1
            if index >= end { throw fail("expecting '}'") }
            var inner: [FormattedPart] = []
            try read(into: &inner, depth: depth + 1)
            spec = inner
        }
        guard index < end, bytes[index] == 0x7D else { throw fail("expecting '}'") }
        index += 1
        if debugText != nil, conversion == nil, spec == nil { conversion = "r" }
        parts.append(.value(value, conversion: conversion, spec: spec, debugText: debugText))
    }

    /// Finds where the expression ends: at `!`, `:`, `=` or `}` outside of brackets and strings.
    private mutating func skipExpression() throws(Failure) {
        var brackets: [UInt8] = []
        var quote: UInt8 = 0
        var isTriple = false
        scan: while index < end {
            let byte = bytes[index]
            if byte == 0x5C { throw fail("expression part cannot include a backslash", prefix: "f-string ") }
            if quote != 0 {
                if byte == quote {
                    if !isTriple {
                        quote = 0
                    } else if index + 2 < end, bytes[index + 1] == quote, bytes[index + 2] == quote {
                        index += 2
                        quote = 0
                    }
                }
                index += 1
                continue
            }
            let next = index + 1 < end ? bytes[index + 1] : 0
            switch byte {
            case 0x22, 0x27:
                quote = byte
                isTriple = index + 2 < end && next == byte && bytes[index + 2] == byte
                if isTriple { index += 2 }
            case 0x28, 0x5B, 0x7B:
                if brackets.count >= Lexer.maximumBrackets { throw fail("too many nested parenthesis") }
                brackets.append(byte)
            case 0x23: throw fail("expression part cannot include '#'", prefix: "f-string ")
            case 0x21, 0x3A, 0x3D, 0x3C, 0x3E, 0x7D:
                if brackets.isEmpty {
                    if byte != 0x3A, byte != 0x7D, next == 0x3D {
                        index += 2
                        continue scan
                    }
                    if byte == 0x3C || byte == 0x3E { break }
                    break scan
                }
                if byte == 0x7D { try close(byte, &brackets) }
            case 0x29, 0x5D: try close(byte, &brackets)
            default: break
            }
            index += 1
        }
        if quote != 0 { throw fail("unterminated string") }
        if let open = brackets.last { throw fail("unmatched '\(Character(Unicode.Scalar(open)))'") }
    }

    private mutating func close(_ byte: UInt8, _ brackets: inout [UInt8]) throws(Failure) {
        let closing = Character(Unicode.Scalar(byte))
        guard let open = brackets.popLast() else { throw fail("unmatched '\(closing)'") }
        if byte != (open == 0x28 ? 0x29 : open + 2) {
            throw fail(
                "closing parenthesis '\(closing)' does not match opening parenthesis "
                    + "'\(Character(Unicode.Scalar(open)))'")
        }
    }

    /// Parses the expression in its own small parser.
    private mutating func parseExpression(_ range: Range<Int>) throws(Failure) -> Expression {
        if bytes[range].allSatisfy({ $0 == 0x20 || ($0 >= 0x09 && $0 <= 0x0D) }) {
            let next = bytes[range.upperBound]
            throw next == 0x7D
                ? fail("empty expression not allowed")
                : fail("expression required before '\(Character(Unicode.Scalar(next)))'")
        }
        var lexer = Lexer(embeddedIn: parser.source, bytes: bytes, range: range)
        lexer.run()
        var inner = Parser(source: parser.source, bytes: bytes, lexer: lexer)
        inner.isEmbedded = true
        inner.nesting = parser.nesting + 1
        inner.late = parser.late
        do throws(Failure) {
            let value = try inner.run { (inner) throws(Failure) in
                let value = try inner.kind == .kwYield ? inner.yieldExpression() : inner.starExpressions()
                try inner.expect(.endMarker)
                return value
            }
            height = max(height, inner.height + 1)
            parser.late = inner.late
            return value
        } catch {
            parser.diagnostic = inner.diagnostic
            throw error
        }
    }
}
