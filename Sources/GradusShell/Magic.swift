import GradusEngine
import GradusTerminal

/// A command of the prompt: `%name arguments`. The tables give behaviour, help and completion.
struct Magic: Sendable {
    let name: String
    /// Other names it answers to.
    var aliases: [String] = []
    let usage: String
    let summary: String
    /// What its arguments are, for completion.
    var completes = MagicCompletion.Kind.nothing
    /// It works before a person at a terminal only.
    var needsTerminal = false
    let run: @Sendable (_ arguments: String, _ prompt: InteractiveShell) throws(MagicFailure) -> Outcome

    init(
        _ name: String, _ usage: String, _ summary: String, aliases: [String] = [],
        completes: MagicCompletion.Kind = .nothing, needsTerminal: Bool = false,
        _ run: @escaping @Sendable (_ arguments: String, _ prompt: InteractiveShell) throws(MagicFailure) -> Outcome
    ) {
        self.name = name
        self.usage = usage
        self.summary = summary
        self.aliases = aliases
        self.completes = completes
        self.needsTerminal = needsTerminal
        self.run = run
    }

    /// All of them, by what they are about.
    static let groups: [(title: String, magics: [Magic])] = [
        ("Help", helpMagics), ("Variables", variableMagics), ("Time", timeMagics), ("Shapes and numbers", shapeMagics),
        ("Entries", entryMagics), ("Notebooks and files", fileMagics), ("Settings", settingMagics),
        ("System", systemMagics),
    ]
    static let all: [Magic] = groups.flatMap(\.magics)

    /// What does the work of IPython's commands that are not here.
    static let elsewhere: [String: String] = [
        "debug": "%tb shows the last error in full, and `gradus step FILE` goes through a program line by line",
        "pdb": "%tb shows the last error in full, and `gradus step FILE` goes through a program line by line",
        "paste": "what is pasted into the prompt is one entry",
        "cpaste": "what is pasted into the prompt is one entry",
        "store": "%save FILE.py writes the session, torch.save(x, FILE) a value",
        "notebook": "%save FILE.py writes the session as a notebook, %export FILE.ipynb as one of Jupyter's",
        "precision": "torch.set_printoptions(precision=N) does it for tensors",
        "who_ls": "%who lists the variables, dir() gives their names",
        "reset_selective": "%del NAME … forgets variables", "alias": "write a function, or use !COMMAND",
        "macro": "%rerun N-M runs entries again", "sx": "x = !COMMAND keeps what a command prints",
        "sc": "x = !COMMAND keeps what a command prints", "system": "!COMMAND runs a command of the shell",
        "pinfo2": "NAME?? shows the source text", "pfile": "%psource NAME shows the source text",
        "psearch": "?WORD searches all names", "pycat": "%cat FILE shows a file",
        "loadpy": "%load FILE loads a notebook",
        "magic": "%quickref and %lsmagic list them", "pushd": "%cd FOLDER changes the folder, %cd - goes back",
        "popd": "%cd - goes back to the folder before", "dirs": "%pwd shows the folder",
        "bookmark": "%cd FOLDER changes the folder, %cd - goes back", "pylab": "import matplotlib.pyplot as plt",
        "automagic": "commands begin with %", "autocall": "functions are called with brackets",
        "pprint": "from pprint import pprint", "gui": "pictures are shown where the session runs",
        "ll": "%ls -l does it", "memit": "%prof CODE shows memory too", "mprun": "%prof CODE shows memory too",
        "lprun": "%prof CODE shows lines too",
    ]

    /// Commands have no `%` in a shell, nor in IPython: what an entry that failed may have meant.
    static func hint(for source: String, after report: ErrorReport) -> String? {
        let line = source.trimmingBlankEnds()
        let word = String(line.prefix { $0.isLetter || $0 == "_" })
        guard !line.contains("\n"), let magic = find(word) else { return nil }
        let rest = line.dropFirst(word.count)
        switch report.type {
        case "NameError" where report.message.contains("name '\(word)' is not defined") && rest.first != "(":
            return "the command is %\(magic.name)"
        case "SyntaxError" where rest.first == " ": return "the command is %\(magic.name)"
        default: return nil
        }
    }

    static func find(_ name: String) -> Magic? { all.first { $0.name == name || $0.aliases.contains(name) } }

    static func perform(_ name: String, _ arguments: String, in prompt: InteractiveShell) -> Outcome {
        if name.hasSuffix("?") || arguments == "?" {
            return HelpPages.show("%" + name.prefix { $0 != "?" }, withSource: false, in: prompt)
        }
        guard let magic = find(name) else {
            let near = Spelling.nearest(to: name, in: all.flatMap { [$0.name] + $0.aliases })
            let isCell = CellMagic.find(name) != nil
            let hint =
                isCell
                ? "; %%\(name) stands above a cell"
                : elsewhere[name].map { "; \($0)" } ?? near.map { "; did you mean %\($0)?" }
                    ?? "; %lsmagic lists what there is"
            prompt.console.writeError("there is no command %\(TerminalText.visible(name))\(hint)\n")
            return .raised
        }
        do throws(MagicFailure) {
            guard !magic.needsTerminal || prompt.hasTerminal else {
                throw MagicFailure("works at a prompt in a terminal only")
            }
            return try magic.run(arguments, prompt)
        } catch {
            prompt.console.finishLine()
            prompt.console.writeError("%\(magic.name): \(error.message)\n")
            return .raised
        }
    }
}

/// A command that stands above a cell: `%%name arguments`.
struct CellMagic: Sendable {
    let name: String
    let usage: String
    let summary: String
    let run: @Sendable (_ arguments: String, _ body: String, _ prompt: InteractiveShell) throws(MagicFailure) -> Outcome

    static func find(_ name: String) -> CellMagic? { all.first { $0.name == name } }

    static func perform(_ name: String, _ arguments: String, _ body: String, in prompt: InteractiveShell) -> Outcome {
        guard let magic = find(name) else {
            let near = Spelling.nearest(to: name, in: all.map(\.name))
            let hint =
                Magic.find(name) != nil
                ? "; %\(name) stands before a line"
                : near.map { "; did you mean %%\($0)?" } ?? "; %lsmagic lists what there is"
            prompt.console.writeError("there is no command %%\(TerminalText.visible(name))\(hint)\n")
            return .raised
        }
        do {
            return try magic.run(arguments, body, prompt)
        } catch {
            prompt.console.finishLine()
            prompt.console.writeError("%%\(name): \(error.message)\n")
            return .raised
        }
    }

    static let all = ownCells + shownCells

    private static let ownCells: [CellMagic] = [
        CellMagic(name: "sh", usage: "%%sh", summary: "run the cell in the shell") {
            (_, body, prompt) throws(MagicFailure) in prompt.shell(body)
        },
        CellMagic(name: "bash", usage: "%%bash", summary: "run the cell in bash") {
            (_, body, prompt) throws(MagicFailure) in prompt.shell("bash -c " + ShellCommand.quoted(body))
        },
        CellMagic(name: "time", usage: "%%time", summary: "run the cell and say how long it took") {
            (arguments, body, prompt) throws(MagicFailure) in
            Timing.time(arguments.isEmpty ? body : arguments + "\n" + body, in: prompt)
        },
        CellMagic(name: "prof", usage: "%%prof", summary: "run the cell and say where time and memory went") {
            (arguments, body, prompt) throws(MagicFailure) in
            Timing.profile(arguments.isEmpty ? body : arguments + "\n" + body, in: prompt)
        },
        CellMagic(
            name: "timeit", usage: "%%timeit [-n N] [-r R] [-q] [setup]",
            summary: "run the cell many times and say how long it takes"
        ) { (arguments, body, prompt) throws(MagicFailure) in
            let options = try TimeitOptions(arguments)
            return try Timing.timeit(body, setup: options.code, options, in: prompt)
        },
        CellMagic(
            name: "capture", usage: "%%capture [name]",
            summary: "run the cell and keep what it prints in a variable"
        ) { (arguments, body, prompt) throws(MagicFailure) in
            let names = arguments.split(separator: " ").filter { !$0.hasPrefix("-") }
            let captured = prompt.capture(body)
            if let name = names.first {
                prompt.session.setCaptured(String(name), out: captured.out, error: captured.error)
            }
            return captured.outcome
        },
        CellMagic(
            name: "writefile", usage: "%%writefile [-a] file", summary: "write the cell into a file (-a: add to it)"
        ) { (arguments, body, prompt) throws(MagicFailure) in
            var words = arguments.split(separator: " ").map(String.init)
            let appends = words.first == "-a" || words.first == "--append"
            if appends { words.removeFirst() }
            guard !words.isEmpty else { throw MagicFailure("needs the name of a file") }
            let path = Path.expanded(words.joined(separator: " "))
            let old = FileText.read(path)
            let text = (appends ? old ?? "" : "") + body.trimmingBlankEnds() + "\n"
            if let reason = FileText.write(text, to: path) { throw MagicFailure("\(path): \(reason)") }
            let verb = old == nil ? "Writing" : appends ? "Appending to" : "Overwriting"
            prompt.console.writeLine("\(verb) \(path)")
            return .finished
        },
    ]

    private static let shownCells = [
        ("html", "HTML", "text/html"), ("markdown", "Markdown", "text/markdown"), ("latex", "Latex", "text/latex"),
        ("javascript", "Javascript", "application/javascript"), ("js", "Javascript", "application/javascript"),
        ("svg", "SVG", "image/svg+xml"),
    ].map { name, type, form in
        CellMagic(name: name, usage: "%%\(name)", summary: "show the cell as \(type)") {
            (_, body, prompt) throws(MagicFailure) in
            let text = "<IPython.core.display.\(type) object>"
            prompt.show(.display(DisplayBundle(text: text, alternatives: [form: body + "\n"])))
            return .finished
        }
    }
}

/// Why a command did nothing.
public struct MagicFailure: Error {
    public let message: String
    public init(_ message: String) { self.message = message }
}

/// Splits the arguments of commands.
enum Words {
    /// Words; quotes hold one together.
    static func split(_ text: String) -> [String] {
        var words: [String] = []
        var word = ""
        var quote: Character?
        var isOpen = false
        for character in text {
            if let open = quote {
                if character == open { quote = nil } else { word.append(character) }
            } else if character == "'" || character == "\"" {
                quote = character
                isOpen = true
            } else if character == " " || character == "\t" {
                if isOpen || !word.isEmpty { words.append(word) }
                word = ""
                isOpen = false
            } else {
                word.append(character)
            }
        }
        if isOpen || !word.isEmpty { words.append(word) }
        return words
    }
}

enum Path {
    /// `~/x` as a whole path.
    static func expanded(_ path: String) -> String {
        guard path == "~" || path.hasPrefix("~/"), let home = Environment.value("HOME") else { return path }
        return home + path.dropFirst()
    }
}
