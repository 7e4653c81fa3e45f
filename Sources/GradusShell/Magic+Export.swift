import GradusEngine
import GradusTerminal

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension Magic {
    /// `%export`: the loaded notebook, another one, or the session, in another format.
    static let export = Magic(
        "export", "%export [NOTEBOOK] [FILE] [--to html|md|ipynb|script] [--no-run]",
        "write the loaded notebook, another one, or this session as a web page, Markdown, a Jupyter notebook or a script",
        completes: .files
    ) { (arguments, prompt) throws(MagicFailure) in
        let wish = try ExportWish(Words.split(arguments))
        if let notebook = wish.notebook ?? prompt.notebook?.path {
            guard access(notebook, R_OK) == 0 else {
                let name = TerminalText.visible(notebook)
                throw MagicFailure(
                    errno == ENOENT
                        ? "there is no notebook \(name); %save \(name) writes this session as one, %ls lists the files"
                        : "\(name): \(String(cString: strerror(errno)))")
            }
            return try wish.run(notebook, in: prompt)
        }
        // What was run is not run again: its outputs are recorded.
        let entries = prompt.log.filter { !$0.isUndone && !$0.failed && EntryKind($0.source) == .code }
        guard !entries.isEmpty else {
            throw MagicFailure("there is nothing to export yet; %load FILE loads a notebook, or name one")
        }
        var template = Array("\(Environment.value("TMPDIR") ?? "/tmp")/gradus-export-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else {
            throw MagicFailure("cannot make a folder for it: \(String(cString: strerror(errno)))")
        }
        let folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let file = "\(folder)/session.py"
        defer {
            unlink(file)
            rmdir(folder)
        }
        if let reason = FileText.write(SessionNotebook.text(entries), to: file) {
            throw MagicFailure("\(file): \(reason)")
        }
        return try wish.run(file, isRecorded: true, in: prompt)
    }
}

/// What `%export` is asked for.
private struct ExportWish {
    /// nil: the loaded one, or the session.
    var notebook: String?
    /// nil: the screen.
    var output: String?
    var format: String?
    var runs = true

    private static let formats = ["html", "md", "ipynb", "script"]
    private static let endings = [
        "html": "html", "htm": "html", "md": "md", "markdown": "md", "ipynb": "ipynb", "py": "script",
    ]

    init(_ words: [String]) throws(MagicFailure) {
        var names: [String] = []
        var rest = words[...]
        while let word = rest.popFirst() {
            let option = String(word.prefix { $0 != "=" })
            switch option {
            case "--to", "--format", "-o", "--output":
                let isFormat = option == "--to" || option == "--format"
                let value = word == option ? rest.popFirst() : String(word.dropFirst(option.count + 1))
                guard let value, !value.isEmpty else {
                    throw MagicFailure("\(option) needs a value: \(option) \(isFormat ? "html" : "page.html")")
                }
                if isFormat { format = value } else { output = Path.expanded(value) }
            case "--no-run": runs = false
            default:
                guard !word.hasPrefix("-") else {
                    throw MagicFailure(
                        "there is no option \(TerminalText.visible(word)); there are --to, -o and --no-run")
                }
                names.append(Path.expanded(word))
            }
        }
        if let format, !ExportWish.formats.contains(format) {
            guard let meant = ExportWish.endings[format] else {
                throw MagicFailure(
                    "there is no format '\(TerminalText.visible(format))'; there are html, md, ipynb and script")
            }
            self.format = meant
        }
        try take(names)
        try decideFormat()
    }

    /// One name is the page to write where it cannot be a notebook to read.
    private mutating func take(_ names: [String]) throws(MagicFailure) {
        guard names.count <= (output == nil ? 2 : 1) else {
            throw MagicFailure("takes a notebook and the file to write: %export notebook.py page.html")
        }
        if names.count == 2 {
            (notebook, output) = (names[0], names[1])
        } else if let name = names.first {
            let ending = ExportWish.ending(name)
            let isPage = ending == "html" || ending == "md" || ending == "ipynb" && access(name, F_OK) != 0
            if isPage, output == nil { output = name } else { notebook = name }
        }
    }

    private mutating func decideFormat() throws(MagicFailure) {
        if format == nil, let output {
            format = ExportWish.ending(output)
            guard format != nil else {
                throw MagicFailure(
                    "'\(TerminalText.visible(output))' does not end in .html, .md, .ipynb or .py; say the format: --to html"
                )
            }
        }
        let page = "%export \(notebook.map { TerminalText.visible($0) + " " } ?? "")page.html"
        guard let format else { throw MagicFailure("needs a file to write, or a format: \(page)") }
        if output == nil, format == "html" || format == "ipynb" {
            throw MagicFailure("needs a file to write: \(page.dropLast(4))\(format)")
        }
    }

    private static func ending(_ name: String) -> String? {
        guard let dot = name.lastIndex(of: ".") else { return nil }
        return endings[name[name.index(after: dot)...].lowercased()]
    }

    /// The command of the program, in a session of its own.
    func run(_ notebook: String, isRecorded: Bool = false, in prompt: InteractiveShell) throws(MagicFailure) -> Outcome
    {
        var words = [CommandLine.executablePath, "export", notebook, "--to", format ?? "html"]
        if let output { words += ["--output", output] }
        if isRecorded || !runs { words.append("--no-run") }
        let outcome = prompt.shell(words.map(ShellCommand.quoted).joined(separator: " "))
        if outcome == .finished, let output { prompt.console.writeLine("\(TerminalText.visible(output)) written") }
        return outcome
    }
}
