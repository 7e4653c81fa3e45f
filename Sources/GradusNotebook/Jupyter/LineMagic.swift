import GradusJSON

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

    /// What a Jupyter cell runs here: magics become comments. `%time` leaves its statement alive, `%%time` and its like the rest
    /// of the cell, `%%writefile` writes its file; other cell magics (`%%bash`) do not.
    static func runnable(_ source: String) -> String {
        if let magic = cellMagic(source) {
            switch magic.name {
            case "time", "timeit", "capture", "prun": break
            case "writefile", "file": return writing(magic) ?? asComment(source)
            default: return asComment(source)
            }
        }
        var state = LineState()
        var continues = false
        let lines = source.split(separator: "\n", omittingEmptySubsequences: false).map { line -> String in
            let bare = line.drop { $0 == " " || $0 == "\t" }
            if continues {
                continues = line.trimmedSpaces.hasSuffix("\\")
                return "# \(line)"
            }
            if !state.isInsideString, state.bracketDepth == 0, isCommand(line, bare) {
                let indent = line.prefix(line.count - bare.count)
                if let statement = timed(bare) {
                    _ = state.advance(over: statement)
                    return "\(indent)\(statement)"
                }
                continues = line.trimmedSpaces.hasSuffix("\\")
                // A block must not become empty.
                return indent.isEmpty ? "# \(bare)" : "\(indent)pass  # \(bare)"
            }
            _ = state.advance(over: line)
            return String(line)
        }
        return lines.joined(separator: "\n")
    }

    /// Whether a line of a Jupyter cell is for the shell. Unlike in commented(_:), words such as `ls` are names, except
    /// where what follows is no Python.
    private static func isCommand(_ line: Substring, _ bare: Substring) -> Bool {
        guard let first = bare.first, first != "#" else { return false }
        if first == "%" || first == "!" { return true }
        let word = bare.prefix { $0.isASCII && $0.isLetter }
        guard commands.contains(String(word)) || installers.contains(word) else { return isMagic(line) }
        let rest = bare.dropFirst(word.count)
        if line.first == first, rest.trimmedSpaces.isEmpty { return commands.contains(String(word)) }
        guard line.first == first, rest.first == " ", let next = rest.dropFirst().first else { return false }
        let follows = rest.dropFirst().prefix { $0.isLetter || $0 == "_" }
        if operators.contains(follows) { return false }
        return next.isLetter || next == "~" || next == "." || (next == "/" && word == "cd")
    }

    /// Programs that IPython takes for magics without a sign before them.
    private static let installers: Set<Substring> = ["pip", "conda", "mamba", "micromamba", "uv"]
    private static let operators: Set<Substring> = ["in", "is", "if", "and", "or", "not", "else", "for"]

    private static func asComment(_ source: String) -> String {
        source.split(separator: "\n", omittingEmptySubsequences: false).map { "# " + $0 }.joined(separator: "\n")
    }

    /// The statement that `%time` measures.
    private static func timed(_ line: Substring) -> Substring? {
        guard line.hasPrefix("%time ") else { return nil }
        let statement = line.dropFirst(6).drop { $0 == " " }
        return statement.isEmpty ? nil : statement
    }

    struct CellMagic {
        var name: Substring
        /// What stands behind the name.
        var line: Substring
        /// The lines below.
        var body: Substring
    }

    /// The `%%name` that a cell begins with.
    static func cellMagic(_ source: String) -> CellMagic? {
        var rest = Substring(source)
        while true {
            let line = rest.prefix { $0 != "\n" }
            let below = rest.dropFirst(line.count + 1)
            if line.hasPrefix("%%") {
                let name = line.dropFirst(2).prefix { $0.isLetter || $0 == "_" }
                return CellMagic(
                    name: name, line: Substring(line.dropFirst(2 + name.count).trimmedSpaces), body: below)
            }
            guard line.trimmedSpaces.isEmpty || line.hasPrefix("#"), !below.isEmpty else { return nil }
            rest = below
        }
    }

    /// A call that writes the rest of the cell into the file that `%%writefile` names.
    private static func writing(_ magic: CellMagic) -> String? {
        var name = magic.line
        var appends = false
        for option in ["-a ", "--append "] where name.hasPrefix(option) {
            name = name.dropFirst(option.count).drop { $0 == " " }
            appends = true
        }
        if let quote = name.first, quote == "\"" || quote == "'", name.count > 1, name.last == quote {
            name = name.dropFirst().dropLast()
        }
        guard !name.isEmpty else { return nil }
        let text = magic.body.isEmpty || magic.body.hasSuffix("\n") ? String(magic.body) : magic.body + "\n"
        return "__import__(\"_jupyter\").writefile(\(JSONValue.quoted(String(name))), \(JSONValue.quoted(text)), "
            + "append=\(appends ? "True" : "False"))"
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
