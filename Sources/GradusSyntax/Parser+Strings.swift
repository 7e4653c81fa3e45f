/// String literals and their implicit concatenation.
extension Parser {
    /// One or more string tokens, as one value.
    mutating func strings() throws(Failure) -> Expression {
        let start = current.start
        if nextKind != .string {
            let literal = StringLiteral(current, bytes: bytes)
            if !literal.isFormatted {
                advance()
                let value = try decode(literal)
                height = 1
                return Expression(literal.isBytes ? .bytes(value) : .string(value), span: literal.token.span)
            }
        }
        var literals: [StringLiteral] = []
        while kind == .string {
            literals.append(StringLiteral(current, bytes: bytes))
            advance()
        }
        let whole = span(from: start)
        let isBytes = literals[0].isBytes
        if literals.contains(where: { $0.isBytes != isBytes }) {
            throw raiseAtFurthest("cannot mix bytes and nonbytes literals")
        }
        if literals.contains(where: \.isFormatted) {
            var parts: [FormattedPart] = []
            var highest = 0
            for literal in literals {
                if literal.isFormatted {
                    var reader = FormattedReader(literal: literal, parser: self)
                    do throws(Failure) {
                        try reader.read(into: &parts)
                    } catch {
                        diagnostic = reader.parser.diagnostic
                        throw error
                    }
                    late = reader.parser.late
                    highest = max(highest, reader.height)
                } else {
                    parts.appendLiteral(try decode(literal))
                }
            }
            height = highest + 1
            return Expression(.formatted(parts), span: whole)
        }
        var value: [UInt8] = []
        for literal in literals { value += try decode(literal) }
        height = 1
        return Expression(isBytes ? .bytes(value) : .string(value), span: whole)
    }

    private mutating func decode(_ literal: StringLiteral) throws(Failure) -> [UInt8] {
        var decoder = EscapeDecoder(bytes: bytes, isBytes: literal.isBytes)
        if literal.isBytes, bytes[literal.body].contains(where: { $0 >= 0x80 }) {
            throw raise("bytes can only contain ASCII literal characters", at: literal.token.span)
        }
        if literal.isRaw { decoder.copyRaw(literal.body) } else { decoder.decode(literal.body) }
        if let problem = decoder.problem {
            isEmbedded = false
            throw raiseAtFurthest(problem)
        }
        return decoder.output
    }
}

extension [FormattedPart] {
    /// Adds text to the end, joined to the text before it.
    mutating func appendLiteral(_ text: [UInt8]) {
        if text.isEmpty { return }
        if case .literal(let before)? = last {
            self[count - 1] = .literal(before + text)
        } else {
            append(.literal(text))
        }
    }
}
