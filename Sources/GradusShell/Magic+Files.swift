import GradusEngine
import GradusTerminal

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension Magic {
    static let fileMagics: [Magic] = [
        Magic(
            "save", "%save [-a] [-f] FILE [RANGE]",
            "write the session as a notebook (-a: failed entries too, -f: over a file)",
            completes: .files
        ) { (arguments, prompt) throws(MagicFailure) in
            var words = Words.split(arguments)
            let all = words.contains("-a")
            let force = words.contains("-f")
            words.removeAll { $0 == "-a" || $0 == "-f" }
            if let option = words.first(where: { $0.hasPrefix("-") }) {
                throw MagicFailure("there is no option \(TerminalText.visible(option)); there are -a and -f")
            }
            guard !words.isEmpty else { throw MagicFailure("needs the name of a file: %save session.py") }
            var path = Path.expanded(words.removeFirst())
            if !path.contains(".") { path += ".py" }
            var entries = prompt.log.filter { !$0.isUndone && (all || !$0.failed) }
            if !words.isEmpty {
                var ranges: [ClosedRange<Int>] = []
                for word in words {
                    guard let range = numbers(word) else {
                        throw MagicFailure("'\(TerminalText.visible(word))' is no range; write 3 or 3-5")
                    }
                    ranges.append(range)
                }
                entries = entries.filter { entry in ranges.contains { $0.contains(entry.number) } }
            }
            entries = entries.filter { EntryKind($0.source) == .code }
            guard !entries.isEmpty else { throw MagicFailure("there is no entry to write") }
            if !force, access(path, F_OK) == 0 {
                let answer = prompt.ask("File `\(TerminalText.visible(path))` exists. Overwrite (y/[N])? ", atEnd: "")
                guard answer.lowercased().hasPrefix("y") else {
                    prompt.console.writeLine("Operation cancelled.")
                    return .finished
                }
            }
            if let reason = FileText.write(SessionNotebook.text(entries), to: path) {
                throw MagicFailure("\(path): \(reason)")
            }
            prompt.console.writeLine(
                "\(entries.count) \(entries.count == 1 ? "cell" : "cells") written to \(TerminalText.visible(path))")
            return .finished
        },
        Magic(
            "load", "%load FILE", "take a notebook into the session: %cells lists its cells, %run runs them",
            completes: .files
        ) {
            (arguments, prompt) throws(MagicFailure) in
            let path = Path.expanded(Words.split(arguments).joined(separator: " "))
            guard !path.isEmpty else { throw MagicFailure("needs the name of a notebook: %load notebook.py") }
            guard let notebook = AttachedNotebook(path: path) else { throw unreadable(path) }
            prompt.notebook = notebook
            prompt.console.writeLine(
                "\(TerminalText.visible(path)): \(notebook.cells.count) \(notebook.cells.count == 1 ? "cell" : "cells"); %run next runs the first"
            )
            return .finished
        },
        Magic("cells", "%cells", "the cells of the loaded notebook, and which were run") {
            (_, prompt) throws(MagicFailure) in
            guard prompt.notebook != nil else { throw MagicFailure("no notebook is loaded; %load FILE loads one") }
            prompt.noticeEdits()
            for line in prompt.notebook?.lines ?? [] { prompt.console.writeLine(line) }
            return .finished
        },
        Magic(
            "run", "%run FILE [argument …] | %run N|N-M|next|all", "run a script, or cells of the loaded notebook",
            completes: .files
        ) { (arguments, prompt) throws(MagicFailure) in
            let words = Words.split(arguments)
            guard let first = words.first else {
                throw MagicFailure("needs a file, or cells of the loaded notebook: %run next")
            }
            if words.count == 1, first == "next" || first == "all" || numbers(first) != nil, access(first, F_OK) != 0 {
                return try prompt.runCells(first)
            }
            var path = Path.expanded(first)
            // As in IPython, the ending may be left out.
            if access(path, F_OK) != 0, access(path + ".py", F_OK) == 0 { path += ".py" }
            guard let source = FileText.read(path) else {
                let ends = first.split(separator: "-").compactMap { Int($0) }
                if ends.count == 2, errno == ENOENT, ends[0] > ends[1] {
                    throw MagicFailure("\(first) runs backwards; write \(ends[1])-\(ends[0])")
                }
                throw unreadable(path)
            }
            let saved = prompt.session.options
            prompt.session.options.arguments = [path] + words.dropFirst()
            let slash = path.lastIndex(of: "/")
            prompt.session.options.modulePath = [slash.map { String(path[..<$0]) } ?? "."] + saved.modulePath
            defer {
                prompt.session.options.arguments = saved.arguments
                prompt.session.options.modulePath = saved.modulePath
            }
            return prompt.execute(source, file: path, showsResult: false)
        },
        Magic("continue", "%continue", "run the cells of the loaded notebook that are not up to date, from the first") {
            (_, prompt) throws(MagicFailure) in
            try prompt.runCells("continue")
        },
        command("record", "%record [FILE]", "write the outputs of a notebook into it (the loaded one by default)"),
        command("test", "%test [FILE]", "compare the outputs of a notebook with what it records"),
        export,
    ]

    /// A file that was just tried, with the name that may have been meant.
    static func unreadable(_ path: String) -> MagicFailure {
        let reason = errno
        var hint = ""
        if reason == ENOENT {
            let slash = path.lastIndex(of: "/")
            let folder = slash.map { String(path[...$0]) } ?? ""
            let name = slash.map { String(path[path.index(after: $0)...]) } ?? path
            let near = Spelling.nearest(to: name, in: FileText.names(in: folder.isEmpty ? "." : folder))
            hint = near.map { "; did you mean \(TerminalText.visible(folder + $0))?" } ?? "; %ls lists the files"
        }
        // `FileText` refuses pipes so.
        let text = reason == ESPIPE ? "a pipe, not a file; open(…) reads it" : String(cString: strerror(reason))
        return MagicFailure("\(TerminalText.visible(path)): \(text)\(hint)")
    }

    /// A command of the program, carried out by a session of its own.
    private static func command(_ name: String, _ usage: String, _ summary: String) -> Magic {
        Magic(name, usage, summary, completes: .files) { (arguments, prompt) throws(MagicFailure) in
            var words = Words.split(arguments).map { $0.hasPrefix("~") ? Path.expanded($0) : $0 }
            if words.first.map({ $0.hasPrefix("-") }) ?? true {
                guard let notebook = prompt.notebook else {
                    throw MagicFailure("needs the name of a notebook; %load FILE makes one the default")
                }
                words.insert(notebook.path, at: 0)
            }
            guard access(words[0], R_OK) == 0 else { throw unreadable(words[0]) }
            let program = CommandLine.executablePath
            return prompt.shell(([program, name] + words).map(ShellCommand.quoted).joined(separator: " "))
        }
    }
}

extension InteractiveShell {
    /// Reads the loaded notebook again when its file has changed, and says so.
    func noticeEdits() {
        guard notebook?.reload() == true else { return }
        console.writeLine("\(TerminalText.visible(notebook?.path ?? "")) has changed on disk")
    }

    /// Runs cells of the loaded notebook, each as an entry of its own.
    func runCells(_ what: String) throws(MagicFailure) -> Outcome {
        guard notebook != nil else { throw MagicFailure("no notebook is loaded; %load FILE loads one") }
        noticeEdits()
        guard let cells = notebook?.cells, !cells.isEmpty else { throw MagicFailure("the notebook has no cells") }
        var range: ClosedRange<Int>
        if what == "next" {
            guard let next = notebook?.next else { throw MagicFailure("every cell has run; %cells lists them") }
            range = next...next
        } else if what == "all" {
            range = 1...cells.count
        } else if what == "continue" {
            guard let next = notebook?.next else { throw MagicFailure("every cell has run; %cells lists them") }
            range = next...cells.count
        } else {
            guard let numbers = Magic.numbers(what) else { throw MagicFailure("write 3, 3-5 or next") }
            range = numbers
        }
        guard range.lowerBound <= cells.count else {
            throw MagicFailure("there is no cell \(range.lowerBound); the notebook has \(cells.count)")
        }
        for number in range.lowerBound...min(range.upperBound, cells.count) {
            if what == "continue", notebook?.state(number - 1) == "fresh" { continue }
            let cell = cells[number - 1]
            let title = cell.title.isEmpty ? "" : " · \(cell.title)"
            console.writeLine(console.style(.bold, "── cell \(number)\(TerminalText.visible(title))"))
            console.write(SourcePainter.painted(cell.source + "\n", isOn: console.features.outHasColour))
            let outcome = continueEntry(cell.source)
            notebook?.note(number, failed: outcome != .finished)
            guard outcome == .finished else { return outcome }
        }
        return .finished
    }
}
