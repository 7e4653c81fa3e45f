/// A line that starts a cell, taken apart.
struct CellMarker {
    var style: NotebookCell.MarkerStyle
    var depth = 0
    var title: String?
    var kind = NotebookCell.Kind.code
    var regionName: String?
    var metadata = CellMetadata()
    var warning: NotebookWarning.Kind?

    private static let types: [(text: String, kind: NotebookCell.Kind)] = [
        ("[markdown]", .markdown), ("[md]", .markdown), ("[raw]", .raw),
    ]

    /// Recognises `# %%`, `#%%`, `# %%% title [type] metadata`, `# <codecell>`, `# In[3]:`. Nil for any other line.
    init?(line: Substring) {
        guard Self.mayStart(line) else { return nil }
        var rest = line.drop { $0 == " " || $0 == "\t" }
        guard rest.first == "#" else { return nil }
        rest = rest.dropFirst().drop { $0 == " " || $0 == "\t" }
        if rest.hasPrefix("%%") {
            let options = rest.drop { $0 == "%" }
            let signs = rest.utf8.count - options.utf8.count
            self.init(style: .percent)
            depth = signs - 2
            if let next = options.first, next != " ", next != "\t" {
                guard Self.types.contains(where: { options.hasPrefix($0.text) }) else { return nil }
                warning = .noSpaceBeforeCellType
            }
            parse(options: Self.trimmed(options))
            return
        }
        switch Self.trimmed(rest) {
        case "<codecell>": self.init(style: .codeCell)
        case "<markdowncell>":
            self.init(style: .codeCell)
            kind = .markdown
        case let text where Self.isPrompt(text): self.init(style: .prompt)
        default: return nil
        }
    }

    /// Looks at bytes only, because most lines are no markers and some are very long.
    private static func mayStart(_ line: Substring) -> Bool {
        let isSpace = { (byte: UInt8) in byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
        let bytes = line.utf8.drop(while: isSpace)
        guard bytes.first == UInt8(ascii: "#"), let next = bytes.dropFirst().first(where: { !isSpace($0) }) else {
            return false
        }
        return next == UInt8(ascii: "%") || next == UInt8(ascii: "<") || next == UInt8(ascii: "I")
    }

    private init(style: NotebookCell.MarkerStyle) {
        self.style = style
    }

    /// `In[3]`, `In[ ]:`
    private static func isPrompt(_ text: Substring) -> Bool {
        guard text.hasPrefix("In[") else { return false }
        let rest = text.dropFirst(3).drop { $0 == " " || ($0.isASCII && $0.isNumber) }
        return rest == "]" || rest == "]:"
    }

    /// Title, type, metadata, in this order.
    private mutating func parse(options: Substring) {
        if let (kind, name, before, after) = Self.splitAtType(options) {
            if !before.isEmpty, Self.metadata(after: before) != nil {
                // Other tools read this as code; so do we, and say so.
                warning = .metadataBeforeCellType
                let (title, metadata) = Self.splitTitle(before)
                adopt(title: title, metadata: metadata)
                return
            }
            if let metadata = Self.object(after) ?? MetadataParser.pairs(after, startsWithLiteral: false) {
                self.kind = kind
                regionName = name
                adopt(title: before.isEmpty ? nil : String(before), metadata: metadata)
                return
            }
        }
        let (title, metadata) = Self.splitTitle(options)
        adopt(title: title, metadata: metadata)
    }

    private mutating func adopt(title: String?, metadata: CellMetadata) {
        self.metadata = metadata
        self.title = title
        guard title == nil else { return }
        for key in ["title", "name"] {
            if case .string(let text)? = metadata[key] { self.title = text }
        }
    }

    /// The first `[markdown]`, `[md]` or `[raw]` that stands alone as a word.
    private static func splitAtType(
        _ options: Substring
    ) -> (kind: NotebookCell.Kind, name: String, before: Substring, after: Substring)? {
        for start in wordStarts(options) {
            let rest = options[start...]
            for type in types where rest.hasPrefix(type.text) {
                let after = rest.dropFirst(type.text.count)
                guard after.isEmpty || after.first == " " || after.first == "\t" else { continue }
                let name = String(type.text.dropFirst().dropLast())
                return (type.kind, name, trimmed(options[..<start]), trimmed(after))
            }
        }
        return nil
    }

    /// The title ends where the rest of the line reads as metadata, starting with `key=literal` or `{`.
    private static func splitTitle(_ options: Substring) -> (title: String?, metadata: CellMetadata) {
        for start in wordStarts(options) {
            let rest = options[start...]
            if let metadata = object(rest) ?? MetadataParser.pairs(rest, startsWithLiteral: true) {
                let title = trimmed(options[..<start])
                return (title.isEmpty ? nil : String(title), metadata)
            }
        }
        return (options.isEmpty ? nil : String(options), CellMetadata())
    }

    private static func metadata(after text: Substring) -> CellMetadata? {
        let (_, metadata) = splitTitle(text)
        return metadata.entries.isEmpty ? nil : metadata
    }

    private static func object(_ text: Substring) -> CellMetadata? {
        text.first == "{" && text.last == "}" ? MetadataParser.object(text) : nil
    }

    /// Where words start. A title longer than this many words is not searched further for metadata.
    private static func wordStarts(_ text: Substring, limit: Int = 200) -> [Substring.Index] {
        var starts: [Substring.Index] = []
        var previousIsSpace = true
        var index = text.startIndex
        while index < text.endIndex, starts.count < limit {
            let isSpace = text[index] == " " || text[index] == "\t"
            if previousIsSpace && !isSpace { starts.append(index) }
            previousIsSpace = isSpace
            index = text.index(after: index)
        }
        return starts
    }

    private static func trimmed(_ text: Substring) -> Substring {
        var text = text.drop { $0 == " " || $0 == "\t" }
        while let last = text.last, last == " " || last == "\t" { text.removeLast() }
        return text
    }
}
