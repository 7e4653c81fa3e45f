/// Lines of a Jupyter cell that are no Python: `%magic`, `!command`, `name?`. In a script they are comments.
enum LineMagic {
    private static let commands: Set<String> = [
        "cat", "cd", "cp", "mv", "rm", "rmdir", "mkdir", "copy", "ddir", "echo", "ls", "ldir", "ren",
    ]

    /// Whether Jupytext takes the line for a magic, commented out or not.
    static func isMagic(_ line: some StringProtocol) -> Bool {
        let bare = Self.bare(line)
        let signs = bare.prefix { $0 == "%" }
        if (1...3).contains(signs.count), let first = bare.dropFirst(signs.count).first, first.isASCII, first.isLetter {
            return !hasNoEscape(bare)
        }
        if let first = bare.first, first == "!" || first == "?" {
            let next = bare.dropFirst().drop { $0 == " " || $0 == "\t" }.first
            return next.map { ($0.isASCII && $0.isLetter) || ".~$\\/{}".contains($0) } ?? false
        }
        if isAssignment(bare) { return true }
        let trimmed = bare.trimmedSpaces
        if trimmed.hasSuffix("?"), !trimmed.contains(" "), !trimmed.contains("\t") { return true }
        guard line.first != " ", line.first != "\t" else { return false }
        let word = String(bare.prefix { $0.isASCII && $0.isLetter })
        guard commands.contains(word) else { return false }
        let rest = bare.dropFirst(word.count)
        if rest.isEmpty { return true }
        guard rest.first == " " || rest.first == "\t" else { return false }
        guard let next = rest.dropFirst().first else { return true }
        return next != "=" && next != ","
    }

    /// Without indent and comment signs.
    private static func bare(_ line: some StringProtocol) -> Substring {
        var rest = Substring(line).drop { $0 == " " || $0 == "\t" }
        while rest.first == "#" { rest = rest.dropFirst().drop { $0 == " " } }
        return rest
    }

    private static func hasNoEscape(_ text: Substring) -> Bool {
        guard let sign = text.firstIndex(of: "#") else { return false }
        return text[text.index(after: sign)...].trimmedSpaces.hasPrefix("noescape")
    }

    /// `files = !ls`
    private static func isAssignment(_ text: Substring) -> Bool {
        let name = text.prefix { $0 == "_" || $0 == "$" || ($0.isASCII && ($0.isLetter || $0.isNumber)) }
        guard let first = name.first, !first.isNumber else { return false }
        let rest = text.dropFirst(name.count).drop { $0 == " " }
        guard rest.first == "=" else { return false }
        let value = rest.dropFirst().drop { $0 == " " }
        guard let sign = value.first, sign == "%" || sign == "!" else { return false }
        return value.drop { $0 == "%" || $0 == "!" }.first.map { $0.isASCII && $0.isLetter } ?? false
    }

    /// A Jupyter source with its magics as comments. A cell magic other than a harmless one takes the whole cell.
    static func commented(_ source: String) -> String { mapped(source) { indent, rest in "\(indent)# \(rest)" } }

    /// A script's source with its commented magics alive.
    static func uncommented(_ source: String) -> String {
        mapped(source) { indent, rest in
            guard rest.first == "#" else { return String(indent + rest) }
            let text = rest.dropFirst()
            return String(indent + (text.first == " " ? text.dropFirst() : text))
        }
    }

    private static func mapped(_ source: String, _ change: (Substring, Substring) -> String) -> String {
        guard source.utf8.contains(where: { [37, 33, 63].contains($0) }) || commands.contains(where: source.contains)
        else {
            return source
        }
        var state = LineState()
        var continues = false
        var lines: [String] = []
        for line in source.split(separator: "\n", omittingEmptySubsequences: false) {
            if !state.isInsideString, continues || isMagic(line) {
                let indent = line.prefix { $0 == " " || $0 == "\t" }
                lines.append(continues ? change("", line) : change(indent, line.dropFirst(indent.count)))
                continues = line.trimmedSpaces.hasSuffix("\\")
                continue
            }
            continues = false
            lines.append(String(line))
            _ = state.advance(over: line)
        }
        return lines.joined(separator: "\n")
    }

    /// What a Jupyter cell runs here: magics become comments. `%%time` and its like leave the rest of the cell alive, other
    /// cell magics (`%%bash`) do not.
    static func runnable(_ source: String) -> String {
        let first = source.split(separator: "\n").first { !$0.trimmedSpaces.isEmpty && !$0.hasPrefix("#") }
        if let first, first.hasPrefix("%%") {
            let name = first.dropFirst(2).prefix { $0.isLetter || $0 == "_" }
            if !["time", "timeit", "capture", "prun"].contains(String(name)) {
                return source.split(separator: "\n", omittingEmptySubsequences: false).map { "# " + $0 }.joined(
                    separator: "\n")
            }
        }
        // Unlike commented(_:), words such as `ls` are names here.
        var state = LineState()
        let lines = source.split(separator: "\n", omittingEmptySubsequences: false).map { line -> String in
            let bare = line.drop { $0 == " " || $0 == "\t" }
            if !state.isInsideString, state.bracketDepth == 0, bare.first == "%" || bare.first == "!" || isMagic(line),
                bare.first != "#"
            {
                let indent = line.prefix(line.count - bare.count)
                // A block must not become empty.
                return indent.isEmpty ? "# \(bare)" : "\(indent)pass  # \(bare)"
            }
            _ = state.advance(over: line)
            return String(line)
        }
        return lines.joined(separator: "\n")
    }

    /// A script's cell with `%matplotlib inline` and its like as comments: they set up Jupyter and mean nothing here.
    static func withoutSettings(_ source: String) -> String {
        let settings = ["%matplotlib", "%load_ext", "%autoreload", "%config"]
        guard settings.contains(where: { source.contains($0) }) else { return source }
        var state = LineState()
        return source.split(separator: "\n", omittingEmptySubsequences: false).map { line -> String in
            let isSetting = settings.contains { line.hasPrefix($0) }
            if isSetting, !state.isInsideString, state.bracketDepth == 0 { return "# \(line)" }
            _ = state.advance(over: line)
            return String(line)
        }.joined(separator: "\n")
    }
}
