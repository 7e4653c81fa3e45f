import GradusSyntax

/// Where in a text the cursor stands, as far as completion needs to know.
struct CompletionPlace {
    enum Kind: Equatable {
        /// Inside a comment or another place where nothing is offered.
        case none
        /// Inside a string whose text starts at this byte.
        case string(start: Int)
        case code
    }

    enum ImportStatement: Equatable {
        /// A module's name, below this one.
        case module(parent: String)
        /// A name of this module.
        case member(of: String)
        case keyword(String)
    }

    /// The text before the cursor.
    let bytes: [UInt8]
    let kind: Kind
    /// Where the word before the cursor starts.
    let wordStart: Int
    /// Brackets that are open at the cursor, with their places.
    private var open: [(bracket: UInt8, place: Int)] = []
    /// Commas and names before `=` since the innermost open bracket.
    private(set) var givenKeywords: Set<String> = []

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        let tokens = highlightTokens(of: bytes)
        var kind = Kind.code
        if let last = tokens.last, Int(last.span.end) == bytes.count {
            if last.kind == .comment { kind = .none }
            if last.kind == .string, let start = Self.openString(bytes[Int(last.span.start)...]) {
                kind = .string(start: start)
            }
        }
        self.kind = kind
        var start = bytes.count
        if kind == .code { while start > 0, Self.isWordByte(bytes[start - 1]) { start -= 1 } }
        wordStart = start
        for (index, token) in tokens.enumerated() where token.kind == .operator {
            let place = Int(token.span.start)
            switch bytes[place] {
            case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"):
                open.append((bytes[place], place))
                givenKeywords = []
            case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): _ = open.popLast()
            case UInt8(ascii: "="):
                guard index > 0, tokens[index - 1].kind == .name else { continue }
                let name = tokens[index - 1].span
                givenKeywords.insert(String(decoding: bytes[Int(name.start)..<Int(name.end)], as: UTF8.self))
            default: break
            }
        }
    }

    static func isWordByte(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "_") || byte >= 0x80
            || (byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z"))
            || (byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9"))
    }

    /// Where the text of a string that is still open starts; nil where its closing quote is there.
    private static func openString(_ token: ArraySlice<UInt8>) -> Int? {
        guard let quoteAt = token.firstIndex(where: { $0 == 0x22 || $0 == 0x27 }) else { return nil }
        let quote = token[quoteAt]
        let isTriple = token.dropFirst(quoteAt - token.startIndex).prefix(3).elementsEqual([quote, quote, quote])
        let start = quoteAt + (isTriple ? 3 : 1)
        var index = start
        while index < token.endIndex {
            if token[index] == 0x5C {
                index += 2
                continue
            }
            let isEnd =
                isTriple ? token[index...].prefix(3).elementsEqual([quote, quote, quote]) : token[index] == quote
            if isEnd { return nil }
            index += 1
        }
        return min(start, token.endIndex)
    }

    /// The dotted name with subscripts that ends before a byte: `model.layers[0].weight`, `d["a"]`.
    func path(endingAt end: Int) -> String {
        var start = end
        while start > 0 {
            let byte = bytes[start - 1]
            if Self.isWordByte(byte) || byte == UInt8(ascii: ".") {
                start -= 1
            } else if byte == UInt8(ascii: "]"), let opening = opening(of: start - 1) {
                start = opening
            } else if byte == 0x22 || byte == 0x27, start == end,
                let opening = bytes[..<(start - 1)].lastIndex(of: byte)
            {
                // A string itself: 'abc'.up
                return String(decoding: bytes[opening..<end], as: UTF8.self)
            } else {
                break
            }
        }
        return String(decoding: bytes[start..<end], as: UTF8.self)
    }

    /// The `[` that belongs to the `]` at a byte, where only a constant stands between them.
    private func opening(of close: Int) -> Int? {
        guard let open = bytes[..<close].lastIndex(of: UInt8(ascii: "[")) else { return nil }
        let inside = bytes[(open + 1)..<close]
        return inside.contains(UInt8(ascii: "]")) || inside.contains(0x0A) ? nil : open
    }

    /// The path before the `[` that ends at the opening quote (or the word) at a byte.
    func subscriptedOwner(ofStringAt place: Int) -> String? {
        var index = min(place, bytes.count)
        while index > 0, bytes[index - 1] == 0x20 { index -= 1 }
        guard index > 0, bytes[index - 1] == UInt8(ascii: "[") else { return nil }
        let path = path(endingAt: index - 1)
        return path.isEmpty ? nil : path
    }

    /// What is called by the innermost open parenthesis, when an argument may begin at the cursor.
    var callee: String? {
        guard let last = open.last, last.bracket == UInt8(ascii: "(") else { return nil }
        var before = wordStart
        while before > 0, bytes[before - 1] == 0x20 || bytes[before - 1] == 0x0A { before -= 1 }
        guard before > 0, bytes[before - 1] == UInt8(ascii: ",") || before - 1 == last.place else { return nil }
        let path = path(endingAt: last.place)
        return path.isEmpty ? nil : path
    }

    /// What is called by the innermost open parenthesis, wherever among its arguments the cursor is.
    var innermostCallee: String? {
        guard let last = open.last(where: { $0.bracket == UInt8(ascii: "(") }) else { return nil }
        let path = path(endingAt: last.place)
        return path.isEmpty ? nil : path
    }

    /// What the line at the cursor imports.
    var importStatement: ImportStatement? {
        var begin = wordStart
        while begin > 0, bytes[begin - 1] != 0x0A, bytes[begin - 1] != UInt8(ascii: ";") { begin -= 1 }
        let text = String(decoding: bytes[begin..<wordStart], as: UTF8.self)
        let words = text.split(whereSeparator: { " \t".contains($0) })
        guard let first = words.first, first == "import" || first == "from",
            text.hasSuffix(" ") || text.hasSuffix(".") || text.hasSuffix(",") || text.hasSuffix("(")
        else { return nil }
        if first == "import" {
            guard !words.contains("as") || text.contains(",") else { return nil }
            let item = text.split(separator: ",", omittingEmptySubsequences: false).last.map(String.init) ?? ""
            let name = item.split(separator: " ").last.map(String.init) ?? ""
            return .module(parent: name.hasSuffix(".") ? String(name.dropLast()) : "")
        }
        if words.count == 1 { return .module(parent: "") }
        if words.count == 2, text.hasSuffix(".") { return .module(parent: String(words[1].dropLast())) }
        if words.count == 2 { return .keyword("import") }
        guard words.count >= 3, words[2] == "import" || words[2].hasPrefix("import(") else { return nil }
        return .member(of: String(words[1]))
    }
}
