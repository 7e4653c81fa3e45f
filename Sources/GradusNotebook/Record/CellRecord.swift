/// The recorded output of one cell: what stands in `#> ` lines under it.
///
/// `#>= 1f3a5c70` is the digest of the source that made the output; `#>+ 960 more lines, 5e1d33aa` stands for lines that
/// are not kept, with their digest.
public struct CellRecord: Sendable, Equatable {
    public struct Rest: Sendable, Equatable {
        public var lines: Int
        public var digest: String
    }

    public var lines: [String] = []
    public var rest: Rest?
    public var sourceDigest: String?

    public init(lines: [String] = [], rest: Rest? = nil, sourceDigest: String? = nil) {
        self.lines = lines
        self.rest = rest
        self.sourceDigest = sourceDigest
    }

    /// There is nothing but, perhaps, a digest.
    public var hasOutput: Bool { !lines.isEmpty || rest != nil }
    public var isEmpty: Bool { lines.isEmpty && rest == nil && sourceDigest == nil }

    /// More lines than this are cut.
    static let lineLimit = 60
    static let keptLines = 50
    /// Longer lines are cut, in characters.
    static let widthLimit = 400

    /// What a record keeps of an output.
    public init(output: [String], sourceDigest: String?) {
        var lines = output.map(Self.shortened)
        if lines.count > Self.lineLimit {
            let cut = lines[Self.keptLines...]
            rest = Rest(lines: cut.count, digest: SourceDigest.of(lines: cut.map(OutputMask.visible)))
            lines = Array(lines[..<Self.keptLines])
        }
        self.lines = lines
        self.sourceDigest = sourceDigest
    }

    /// A very long line ends with the length and the digest of what is cut.
    private static func shortened(_ line: String) -> String {
        guard line.utf8.count > widthLimit else { return line }
        let scalars = line.unicodeScalars
        guard scalars.count > widthLimit else { return line }
        let cut = scalars.index(scalars.startIndex, offsetBy: widthLimit)
        let tail = OutputMask.visible(String(scalars[cut...]))
        return String(scalars[..<cut]) + "[+\(tail.unicodeScalars.count) \(SourceDigest.of(lines: [tail]))]"
    }

    /// The comment lines, without line ends.
    public var commentLines: [String] {
        var text = lines.map { $0.isEmpty ? "#>" : "#> " + $0 }
        if let rest { text.append("#>+ \(rest.lines) more lines, \(rest.digest)") }
        if let sourceDigest { text.append("#>= " + sourceDigest) }
        return text
    }

    /// One line of a record.
    enum Line: Equatable {
        case output(Substring)
        case rest(Rest)
        case digest(Substring)

        /// `#> text`, the bare `#>`, `#>= digest`, `#>+ n more lines, digest`. Nil for any other line.
        init?(_ line: Substring) {
            guard line.hasPrefix("#>") else { return nil }
            let tail = line.dropFirst(2)
            switch tail.first {
            case nil: self = .output(tail)
            case " ": self = .output(tail.dropFirst())
            case "=":
                guard let digest = Self.word(tail.dropFirst()), Self.isDigest(digest) else { return nil }
                self = .digest(digest)
            case "+":
                let words = tail.dropFirst().split(separator: " ")
                guard words.count == 4, let count = Int(words[0]), words[1] == "more", words[2] == "lines,",
                    Self.isDigest(words[3])
                else { return nil }
                self = .rest(Rest(lines: count, digest: String(words[3])))
            default: return nil
            }
        }

        /// `# > text`, which some formatters make of `#> text`. It counts only at the end of a cell.
        static func spaced(_ line: Substring) -> Line? {
            guard line.hasPrefix("# >") else { return nil }
            return Line("#>" + line.dropFirst(3))
        }

        private static func word(_ text: Substring) -> Substring? {
            let words = text.split(separator: " ")
            return words.count == 1 ? words[0] : nil
        }

        private static func isDigest(_ text: Substring) -> Bool {
            text.utf8.count == 8 && text.allSatisfy { $0.isHexDigit && $0.isASCII }
        }
    }

    mutating func add(_ line: Line) {
        switch line {
        case .output(let text): lines.append(String(text))
        case .rest(let value): rest = value
        case .digest(let text): sourceDigest = String(text)
        }
    }
}
