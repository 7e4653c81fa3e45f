import GradusEngine
import GradusTerminal

/// What `x?`, `?word`, `%quickref` and `%lsmagic` print.
package enum HelpPages {
    /// - Parameter only: the sections that are wanted; all where it is empty.
    @discardableResult
    package static func show(_ name: String, withSource: Bool, in prompt: InteractiveShell, only: [String] = [])
        -> Outcome
    {
        let console = prompt.console
        if name.hasPrefix("%") { return showMagic(name.drop { $0 == "%" }, isCell: name.hasPrefix("%%"), in: prompt) }
        guard var description = prompt.session.describe(name) else {
            let found = prompt.session.search(name)
            let near = Spelling.nearest(to: name, in: prompt.session.completableNames())
            let hint =
                near.map { "; did you mean \($0)?" }
                ?? (found.isEmpty ? "" : "; ?\(name) finds \(found.prefix(3).joined(separator: ", "))")
            console.writeError("there is no \(TerminalText.visible(name))\(hint)\n")
            return .raised
        }
        let source = withSource ? prompt.session.source(of: name) : nil
        if source != nil {
            description.sections.removeAll { $0.title.hasPrefix("Documentation") }
        }
        let columns = TerminalFeatures.columns() ?? 80
        let sections = description.sections.filter { only.isEmpty || only.contains($0.title) }
        if sections.isEmpty, source == nil {
            console.writeLine("nothing is known of \(name)")
            return .finished
        }
        for section in sections {
            let title = console.style(.bold, section.title + ":")
            let isLong = section.text.contains("\n") || section.text.count + section.title.count > columns - 4
            let body = TerminalText.visibleLines(section.text)
            console.writeLine(
                isLong ? title + "\n" + TerminalText.wrapped(indented(body), columns: columns - 1) : "\(title) \(body)")
        }
        if let source {
            console.writeLine(console.style(.bold, "Source:"))
            console.write(SourcePainter.painted(source.text, isOn: console.features.outHasColour))
        } else if withSource {
            console.writeLine("\(name) is not written in the language; it has no source text here")
        }
        return .finished
    }

    private static func indented(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { $0.isEmpty ? "" : "  " + $0 }.joined(
            separator: "\n")
    }

    private static func showMagic(_ name: Substring, isCell: Bool, in prompt: InteractiveShell) -> Outcome {
        let name = String(name)
        var lines: [String] = []
        if !isCell, let magic = Magic.find(name) {
            lines.append("\(magic.usage)\n  \(magic.summary)")
            if !magic.aliases.isEmpty {
                lines.append("  also " + magic.aliases.map { "%" + $0 }.joined(separator: ", "))
            }
        }
        if let magic = CellMagic.find(name) { lines.append("\(magic.usage)\n  \(magic.summary)") }
        guard !lines.isEmpty else { return Magic.perform(name, "", in: prompt) }
        let columns = TerminalFeatures.columns() ?? 80
        for line in lines { prompt.console.writeLine(TerminalText.wrapped(line, columns: columns - 1)) }
        return .finished
    }

    static func search(_ word: String, in prompt: InteractiveShell) -> Outcome {
        let names = prompt.session.search(word)
        let magics = Magic.all.filter { !$0.needsTerminal || prompt.hasTerminal }.map { "%" + $0.name }.filter {
            $0.contains(word.lowercased())
        }
        let all = names + magics
        guard !all.isEmpty else {
            prompt.console.writeError("no name has '\(TerminalText.visible(word))' in it\n")
            return .raised
        }
        if prompt.session.knows(word) { prompt.console.writeLine("\(word)? shows what it is") }
        for name in all.prefix(60) { prompt.console.writeLine("  " + TerminalText.visible(name)) }
        if all.count > 60 { prompt.console.writeLine("  … and \(all.count - 60) more") }
        return .finished
    }

    /// The table of commands.
    static func list(in prompt: InteractiveShell) {
        let console = prompt.console
        let rows =
            Magic.groups.map { title, magics in
                (title, magics.filter { !$0.needsTerminal || prompt.hasTerminal }.map { ($0.usage, $0.summary) })
            }
            + [("Above a cell", CellMagic.all.map { ($0.usage, $0.summary) })]
        let columns = TerminalFeatures.columns() ?? 80
        let longest = min(34, rows.flatMap { $0.1.map { DisplayWidth.of($0.0) } }.max() ?? 0)
        for (title, magics) in rows {
            console.writeLine(console.style(.bold, title))
            for line in TerminalText.twoColumns(magics, width: longest, columns: columns) { console.writeLine(line) }
        }
    }

    /// The names of the commands for tools.
    static var json: String {
        let line = Magic.all.map { "\"\($0.name)\": \(quoted($0.summary))" }.joined(separator: ", ")
        let cell = CellMagic.all.map { "\"\($0.name)\": \(quoted($0.summary))" }.joined(separator: ", ")
        return "{\"line\": {\(line)}, \"cell\": {\(cell)}}"
    }

    private static func quoted(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }

    /// What the prompt can do, on one screen.
    static func quickReference(in prompt: InteractiveShell) {
        let columns = TerminalFeatures.columns() ?? 80
        for (title, rows) in quickRows {
            prompt.console.writeLine(prompt.console.style(.bold, title))
            for line in TerminalText.twoColumns(rows, width: 17, columns: max(columns, 27)) {
                prompt.console.writeLine(line)
            }
        }
        prompt.console.writeLine(
            TerminalText.wrapped("%lsmagic lists all commands; %name? explains one.", columns: columns - 1))
    }

    private static let quickRows: [(String, [(String, String)])] = [
        (
            "Values",
            [
                ("_  __  ___", "the last results; _3 and Out[3] that of entry 3, In[3] its text"),
                ("x;", "no output"), ("x?  x??", "what x is, and its source;  ?word  finds names"),
            ]
        ),
        (
            "Tensors",
            [
                ("%whos", "variables with shapes and memory"),
                ("%shapes", "the shapes of the last entry's operations; %shapes on, %shapes off"),
                ("%nan", "where NaN and Inf are"), ("show(x)", "a picture (from gradus import show)"),
            ]
        ),
        (
            "Time",
            [
                ("%time x", "how long it takes once; %timeit x  on average"),
                ("%prof net(x)", "where time and memory go: by operation, layer and line"),
            ]
        ),
        (
            "Entries",
            [
                ("Up, Down", "earlier entries that begin like this; Ctrl-R searches"),
                ("%history", "this session; %rerun 3, %recall 3, %edit 3"),
                ("%rewind 3", "back to the state after entry 3; -1 undoes the last"),
                ("Alt-Enter", "a new line without running; Ctrl-X Ctrl-E  the editor"),
                ("Ctrl-C", "stops what runs, or clears the input; Ctrl-D ends all"),
            ]
        ),
        (
            "Files",
            [
                ("%save nb.py", "the session as a notebook; %load nb.py, %cells, %run next"),
                ("%run file.py", "a script; !ls  a command of the shell"),
            ]
        ),
    ]
}
