import GradusEngine
import GradusShell
import GradusTerminal

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The interactive prompt: reads entries, runs them, shows what comes out.
public final class Prompt: InteractiveShell {
    private let version: String
    let editor: LineEditor
    let history: HistoryFile
    var journal = Journal()
    /// States to go back to with `%rewind`, by entry.
    let snapshots = ProcessSnapshots()

    /// - Parameter options: what the session starts with, beside what a prompt needs.
    public init(console: Console, version: String, options: SessionOptions = SessionOptions()) {
        self.version = version
        var options = options
        let editor = LineEditor()
        nonisolated(unsafe) let output = console
        options.readLine = { prompt in
            output.flush()
            return editor.answer(prompt)
        }
        self.editor = editor
        history = HistoryFile()
        super.init(console: console, session: Session(options: options))
    }

    /// Entries of a session that was killed run again: what they offer to edit nobody asked for now.
    private var isReplaying = false

    /// - Parameter resumes: offer to replay a session that did not end properly.
    /// - Returns: the exit status.
    public func run(resumes: Bool = false) -> Int32 {
        let warning = start()
        console.writeLine("Gradus \(version)  (%quickref helps, Ctrl-D ends it)")
        if let warning { console.writeError(warning + "\n") }
        if resumes { resume() }
        journal.start(in: history.folder)
        defer { journal.finish() }
        // The state before the first entry, and one after each. Where a Ctrl-C left much to free, the state is kept after
        // that, with the next entry: a copy of the process would keep the memory, and take it a second time.
        var needsState = true
        while exitStatus == nil {
            guard let entry = readEntry("In [\(number)]: ") else {
                console.writeLine("")
                break
            }
            let text = entry.trimmingBlankEnds()
            guard !text.isEmpty else { continue }
            editor.remember(text)
            history.append(text)
            if needsState {
                needsState = false
                // Who comes back here has not entered this yet.
                if keepState() { continue }
            }
            enter(text)
            needsState = Session.hasLeftovers
            if exitStatus == nil, !needsState { keepState() }
        }
        // Ctrl-C ends the wait for threads.
        Interrupts.whileRunning { session.finish() }
        console.flush()
        let status = (exitStatus ?? 0) & 0xFF
        // The thread that would end the process is in the process that was started.
        if snapshots.isBroughtBack {
            journal.finish()
            exit(status)
        }
        return status
    }

    /// Takes over the terminal.
    /// - Returns: what there is to warn of.
    func start() -> String? {
        let features = console.features
        let dumb = getenv("TERM").map { String(cString: $0) } ?? "dumb"
        editor.start(
            isRich: features.outIsTerminal && dumb != "dumb" && !dumb.isEmpty, hasColours: features.outHasColour,
            status: { [session] text in
                EntryKind(text).isCommand ? EntryKind.status(of: text) : session.completeness(of: text)
            },
            completer: { [session] text, offset in
                MagicCompletion.candidates(in: text, at: offset) ?? session.completions(in: text, at: offset)
            })
        session.keepEntries()
        session.options.showsLoaders = features.showsProgress
        let (entries, warning) = history.load()
        for entry in entries { editor.remember(entry) }
        return warning
    }

    // MARK: Reading

    /// One whole entry; empty when it was cleared with Ctrl-C; nil at the end of input.
    private func readEntry(_ inputPrompt: String) -> String? {
        switch read(inputPrompt) {
        case .line(let text): text
        case .interrupted: ""
        case .endOfInput: nil
        }
    }

    /// One whole entry.
    func read(_ inputPrompt: String) -> LineEditor.Input {
        var lines: [String] = []
        var indent = 0
        while true {
            let isFirst = lines.isEmpty
            let prompt = isFirst ? inputPrompt : Self.continuation(for: inputPrompt)
            console.finishLine()
            console.flush()
            switch editor.readLine(prompt: prompt, indent: indent, before: lines) {
            case .interrupted: return .interrupted
            case .endOfInput:
                // Inside an entry it ends the entry, as an empty line does.
                return isFirst ? .endOfInput : .line(lines.joined(separator: "\n"))
            case .line(let line):
                // A terminal that edits whole entries gives whole entries.
                if LineEditorState.isRich { return .line(line) }
                lines.append(line.allSatisfy { $0 == " " || $0 == "\t" } ? "" : line)
            }
            let text = lines.joined(separator: "\n")
            if isFirst && text.isEmpty { return .line(text) }
            guard case .incomplete(let next) = LineEditorState.status(text) else { return .line(text) }
            indent = next
        }
    }

    /// `   ...: `, as wide as the prompt above it.
    static func continuation(for prompt: String) -> String {
        String(repeating: " ", count: max(0, prompt.utf8.count - 5)) + "...: "
    }

    // MARK: What a shell asks of its face

    public override var hasTerminal: Bool { true }

    public override func ask(_ question: String, atEnd: String) -> String {
        console.finishLine()
        console.flush()
        let answer = editor.answer(question) ?? atEnd
        Interrupts.setRunning(false)
        return answer
    }

    public override func offer(_ text: String) {
        if !isReplaying { editor.prefill(text) }
    }

    public override func remember(_ entry: String) { editor.remember(entry) }

    public override var allEntries: [String] { history.load(all: true).entries }

    public override func didPerform(_ entry: SessionEntry) { journal.append(entry) }

    public override func setColours(_ isOn: Bool) {
        super.setColours(isOn)
        LineEditorState.hasColours = isOn
    }

    public override func rewind(to number: Int) throws(MagicFailure) { try goBack(to: number) }

    public override var statesText: [String] { keptStates }

    // MARK: Resuming

    /// Offers to run again what a session did that was killed.
    private func resume() {
        guard let found = Journal.abandoned(in: history.folder) else {
            console.writeLine("there is no session to resume: all of them ended properly")
            return
        }
        let cells = found.entries
        console.writeLine("A session of \(cells.count) \(cells.count == 1 ? "entry" : "entries") did not end properly:")
        for entry in cells.suffix(5) {
            let first = entry.source.prefix { $0 != "\n" }
            console.writeLine("  In [\(entry.number)]: \(TerminalText.visible(String(first)))")
        }
        let answer = ask("Run all of them again? [Y/n] ", atEnd: "n")
        guard answer.isEmpty || answer.lowercased().hasPrefix("y") else { return }
        found.remove()
        journal.start(in: history.folder)
        isReplaying = true
        defer { isReplaying = false }
        for entry in cells where !entry.failed {
            console.writeLine(
                console.style(.dim, "In [\(number)]: " + entry.source.replacing("\n", with: "\n   ...: ")))
            perform(entry.source)
            if exitStatus != nil { return }
        }
    }
}
