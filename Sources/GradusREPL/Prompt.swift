import GradusEngine
import GradusTerminal

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The interactive prompt: reads entries, runs them, shows what comes out.
public final class Prompt {
    let console: Console
    let session: Session
    private let version: String
    let editor: LineEditor
    let history: HistoryFile
    /// Number of the entry that is being typed, or that runs.
    var number = 1
    /// The rows of the entry that runs, while `%shapes on`.
    var ledger = ShapeLedger()
    /// The dim lines about tensors are shown.
    var showsNotes = true
    /// What was entered in this session, with what came out.
    var log: [SessionEntry] = []
    var lastError: ErrorReport?
    var errorStyle = ErrorStyle.plain {
        didSet { session.notesFrames = errorStyle == .verbose }
    }
    /// The folder before the last `%cd`.
    var previousFolder: String?
    var notebook: AttachedNotebook?
    /// Where `%logstart` writes to.
    var sessionLog: SessionLog?
    /// Set when the session is to end.
    var exitStatus: Int32?
    /// The entry that runs; its outputs are collected for `%save`.
    private var current = SessionEntry(number: 1, source: "")
    /// What of the entry is still to be carried out.
    private var remaining = ""
    var journal = Journal()
    /// States to go back to with `%rewind`, by entry.
    let snapshots = ProcessSnapshots()

    /// - Parameter options: what the session starts with, beside what a prompt needs.
    public init(console: Console, version: String, options: SessionOptions = SessionOptions()) {
        self.console = console
        self.version = version
        var options = options
        let editor = LineEditor()
        nonisolated(unsafe) let output = console
        options.readLine = { prompt in
            output.flush()
            return editor.answer(prompt)
        }
        session = Session(options: options)
        self.editor = editor
        history = HistoryFile()
    }

    /// - Parameter resumes: offer to replay a session that did not end properly.
    /// - Returns: the exit status.
    public func run(resumes: Bool = false) -> Int32 {
        let warning = start()
        console.writeLine("Gradus \(version)  (%quickref helps, Ctrl-D ends it)")
        if let warning { console.writeError(warning + "\n") }
        if resumes { resume() }
        journal.start(in: history.folder)
        defer { journal.finish() }
        while exitStatus == nil {
            guard let entry = readEntry("In [\(number)]: ") else {
                console.writeLine("")
                break
            }
            let text = entry.trimmingBlankEnds()
            guard !text.isEmpty else { continue }
            editor.remember(text)
            history.append(text)
            if log.isEmpty { keepState() }
            enter(text)
            if exitStatus == nil { keepState() }
        }
        session.finish()
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

    // MARK: Running

    /// Carries out what was entered, cell by cell; stops at the first that fails.
    func enter(_ text: String) {
        let cells = PastedText.cells(text)
        for (index, cell) in cells.enumerated() {
            if cells.count > 1, index > 0 {
                let first = cell.prefix { $0 != "\n" }
                console.writeLine(
                    console.style(.dim, "In [\(number)]: \(first)\(first.count < cell.count ? " …" : "")"))
            }
            let outcome = perform(cell)
            if outcome != .finished || exitStatus != nil { return }
        }
    }

    /// Runs one entry under its number.
    @discardableResult
    func perform(_ source: String, cell: Int? = nil) -> Outcome {
        current = SessionEntry(number: number, source: source)
        current.notebookCell = cell
        session.beginEntry(source, number: number)
        remaining = source
        // As in IPython, these words alone are enough.
        let isExit = ["exit", "quit"].contains(source) && !session.variableNames().contains(source)
        let outcome = isExit ? .exited(0) : EntryKind(source).perform(in: self)
        current.failed = outcome != .finished
        log.append(current)
        journal.append(current)
        sessionLog?.append(current)
        number += 1
        if case .exited(let status) = outcome { exitStatus = status }
        return outcome
    }

    /// The entry, or what follows its first commands.
    var currentSource: String { remaining }

    /// Goes on with the lines below a command.
    func continueEntry(_ rest: String) -> Outcome {
        remaining = rest
        return EntryKind(rest).perform(in: self)
    }

    /// Runs code and shows what comes out.
    /// - Parameters:
    ///   - source: the code.
    ///   - file: what tracebacks call it.
    ///   - showsResult: show the value of the last expression.
    ///   - beforeResult: called when that value is about to be shown, or when there is none.
    @discardableResult
    func execute(
        _ source: String, file: String = "<stdin>", showsResult: Bool = true, beforeResult: (() -> Void)? = nil
    ) -> Outcome {
        var printer = EventPrinter(console: console)
        printer.resultPrefix = console.style(.red, "Out[\(number)]: ")
        ledger = ShapeLedger()
        let code = Self.withoutCommonIndent(source)
        let cell = Cell(source: code, fileName: file, number: number, showsResult: showsResult)
        var pending = beforeResult
        Session.forgetInterrupt()
        let outcome = Interrupts.whileRunning {
            // A Ctrl-C between Enter and here is meant for this code as well.
            if Interrupts.drain() {
                console.writeError("\nKeyboardInterrupt\n")
                return Outcome.interrupted
            }
            return session.heedfulExecute(cell) { [self] event in
                switch event {
                case .shape(let row): ledger.add(row)
                case .stdout(let text), .stderr(let text): current.add(output: text)
                case .display(let bundle): current.add(output: bundle.text + "\n")
                case .result(let bundle):
                    pending?()
                    pending = nil
                    current.add(output: bundle.text + "\n")
                case .error(let report):
                    current.add(output: report.traceback)
                    lastError = report
                    return showError(report, source: code, file: file)
                case .progress: break
                }
                printer.show(event)
                if case .result(let bundle) = event, showsNotes, let note = bundle.note { writeNote(note) }
            }
        }
        // What this code has caught is not meant for the next.
        Interrupts.drain()
        pending?()
        console.finishLine()
        for line in ledger.lines() { console.writeLine(console.style(.dim, line)) }
        if outcome == .finished, showsNotes, showsResult, !code.hasSuffix(";") {
            for note in session.assignmentNotes(for: code) { writeNote(note) }
        }
        console.flush()
        return outcome
    }

    func writeNote(_ note: String) { console.writeLine(console.style(.dim, note)) }

    /// An error as `%xmode` wants it; an interrupt is only said, with its place.
    func showError(_ report: ErrorReport, source: String, file: String = "<stdin>") {
        console.finishLine()
        if report.type == "KeyboardInterrupt" {
            let place = session.interruptPlace(traceback: report.traceback, file: file, source: source)
            console.writeError("\nKeyboardInterrupt\(place.map { ": interrupted at \($0)" } ?? "")\n")
        } else {
            if errorStyle != .minimal { EventPrinter(console: console).showShapes(of: report) }
            console.writeError(errorStyle.text(report))
        }
    }

    /// Code that was pasted out of a block is moved to the left edge.
    private static func withoutCommonIndent(_ source: String) -> String {
        let indent = source.prefix { $0 == " " }.count
        guard indent > 0 else { return source }
        let lines = source.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.allSatisfy({ $0.allSatisfy { $0 == " " } || $0.prefix { $0 == " " }.count >= indent }) else {
            return source
        }
        return lines.map { String($0.dropFirst(indent)) }.joined(separator: "\n")
    }

    /// Asks the person at the terminal.
    func ask(_ question: String, atEnd: String = "") -> String {
        console.finishLine()
        console.flush()
        let answer = editor.answer(question) ?? atEnd
        Interrupts.setRunning(false)
        return answer
    }

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
        for entry in cells where !entry.failed {
            console.writeLine(
                console.style(.dim, "In [\(number)]: " + entry.source.replacing("\n", with: "\n   ...: ")))
            perform(entry.source)
            if exitStatus != nil { return }
        }
    }
}

/// One entry of a session, with what it printed.
struct SessionEntry {
    var number: Int
    var source: String
    /// Text output and results, as far as they are kept.
    var output = ""
    var failed = false
    /// The cell of the attached notebook that it was.
    var notebookCell: Int?
    /// `%rewind` went back to before it.
    var isUndone = false

    private static let limit = 1 << 16

    init(number: Int, source: String) {
        self.number = number
        self.source = source
    }

    mutating func add(output text: String) {
        let room = Self.limit - output.utf8.count
        guard room > 0 else { return }
        output += text.utf8.count <= room ? text : String(decoding: text.utf8.prefix(room), as: UTF8.self) + "…\n"
    }
}
