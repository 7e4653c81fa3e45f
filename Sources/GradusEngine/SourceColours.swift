import GradusSyntax

/// The coloured pieces of a source text, for faces.
public enum SourceColours {
    /// What a piece is. The numbers index tables of colours.
    public enum Kind: UInt8, Sendable {
        case plain, keyword, builtin, string, number, comment, `operator`, name, decorator, magic
    }

    public struct Piece: Sendable {
        /// In bytes.
        public var range: Range<Int>
        public var kind: Kind
    }

    /// The pieces in order, without blanks.
    public static func pieces(of bytes: [UInt8]) -> [Piece] {
        highlightTokens(of: bytes).map { token in
            let kind: Kind
            switch token.kind {
            case .keyword: kind = .keyword
            case .builtin: kind = .builtin
            case .string: kind = .string
            case .number: kind = .number
            case .comment: kind = .comment
            case .operator: kind = .operator
            case .name: kind = .name
            case .decorator: kind = .decorator
            case .magic: kind = .magic
            }
            return Piece(range: Int(token.span.start)..<Int(token.span.end), kind: kind)
        }
    }
}
