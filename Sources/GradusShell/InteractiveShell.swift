import GradusEngine
import GradusTerminal

/// A session that somebody works in, entry by entry: code, commands (`%time`), help (`x?`), and what is kept of each.
///
/// The prompt and the Jupyter kernel derive from it: they say where entries come from, how events are shown and how
/// questions are asked. Belongs to one thread.
open class InteractiveShell {
    package let console: Console
    package let session: Session
    /// Number of the entry that comes next, or that runs.
    package var number = 1
    /// The rows of the entry that runs, while `%shapes on`.
    var ledger = ShapeLedger()
    /// The dim lines about tensors are shown.
    package var showsNotes = true
    /// What was entered in this session, with what came out.
    package var log: [SessionEntry] = []
    package var lastError: ErrorReport?
    var errorStyle = ErrorStyle.plain {
        didSet { session.notesFrames = errorStyle == .verbose }
    }
    /// The folder before the last `%cd`.
    var previousFolder: String?
    var notebook: AttachedNotebook?
    /// Where `%logstart` writes to.
    var sessionLog: SessionLog?
    /// Set when the session is to end.
    package var exitStatus: Int32?
    /// The entry that runs; its outputs are collected for `%save`.
    var current = SessionEntry(number: 1, source: "")
    /// What of the entry is still to be carried out.
    private var remaining = ""
    /// The line of the entry that `remaining` begins with.
    private var remainingLine = 1
    /// The entry counts: it has a number, and its result is kept in `Out`.
    private var isCounted = true

    public init(console: Console, session: Session) {
        self.console = console
        self.session = session
    }

    // MARK: What differs between the faces

    /// There is a terminal with a person before it: states can be kept, texts edited.
    open var hasTerminal: Bool { false }

    /// What tracebacks call the entry that runs.
    open var entryFile: String { "<stdin>" }

    /// Shows an event of the code that runs.
    open func show(_ event: Event) {
        var printer = EventPrinter(console: console)
        if case .result = event { printer.resultPrefix = console.style(.red, "Out[\(number)]: ") }
        printer.show(event)
        if case .result(let bundle) = event, showsNotes, let note = bundle.note { writeNote(note) }
    }

    /// An error as `%xmode` wants it; an interrupt is only said, with its place.
    open func showError(_ report: ErrorReport, source: String, file: String) {
        console.finishLine()
        if report.type == "KeyboardInterrupt" {
            var place = session.interruptPlace(traceback: report.traceback, file: file, source: source)
            if file != entryFile, let known = place {
                // A script: line 9 of train.py, epoch 1.
                let line = known.prefix { $0 != "," }
                let name = TerminalText.visible(file.split(separator: "/").last.map(String.init) ?? file)
                place = "\(line) of \(name)\(known.dropFirst(line.count))"
            }
            console.writeError("\nKeyboardInterrupt\(place.map { ": interrupted at \($0)" } ?? "")\n")
        } else {
            if errorStyle != .minimal { EventPrinter(console: console).showShapes(of: report) }
            console.writeError(errorStyle.text(report))
            if let hint = hint(for: source, after: report) { console.writeError("hint: \(hint)\n") }
        }
    }

    /// What to do about an error that does not say so itself.
    public final func hint(for source: String, after report: ErrorReport) -> String? {
        Magic.hint(for: source, after: report) ?? Cure.advice(for: source, after: report, in: session)
    }

    /// Asks the person.
    open func ask(_ question: String, atEnd: String) -> String { atEnd }

    /// Shows what `body` writes as a page of its own, where there is such a thing.
    open func page(_ body: () -> Outcome) -> Outcome { body() }

    /// Puts a text where the next entry is written (`%recall`).
    open func offer(_ text: String) {}

    /// Puts an entry into the list that earlier ones are picked from.
    open func remember(_ entry: String) {}

    /// The entries of all sessions, this one's included.
    open var allEntries: [String] { log.map(\.source) }

    /// An entry is through.
    open func didPerform(_ entry: SessionEntry) {}

    open func setColours(_ isOn: Bool) { console.setColours(isOn) }

    /// Runs a command of the shell, with its output where that of programs goes; its exit status.
    open func runCommand(_ command: String) -> Int32 { ShellCommand.run(command) }

    /// Goes back to the state after an entry.
    open func rewind(to number: Int) throws(MagicFailure) {
        throw MagicFailure("states are kept at a prompt in a terminal only")
    }

    /// Which states there are.
    open var statesText: [String] { [] }

    // MARK: Running

    /// Carries out what was entered, cell by cell; stops at the first that fails.
    package func enter(_ text: String) {
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
    package func perform(_ source: String, cell: Int? = nil) -> Outcome {
        current = SessionEntry(number: number, source: source)
        current.notebookCell = cell
        session.beginEntry(source, number: number)
        // As in IPython, these words alone are enough.
        let isExit = ["exit", "quit"].contains(source) && !session.variableNames().contains(source)
        let outcome = isExit ? .exited(0) : begin(source, isCounted: true)
        current.failed = outcome != .finished
        log.append(current)
        didPerform(current)
        sessionLog?.append(current)
        number += 1
        if case .exited(let status) = outcome { exitStatus = status }
        return outcome
    }

    /// Runs an entry that gets no number and is not kept.
    package func performAside(_ source: String) -> Outcome {
        current = SessionEntry(number: number, source: source)
        return begin(source, isCounted: false)
    }

    private func begin(_ source: String, isCounted: Bool) -> Outcome {
        self.isCounted = isCounted
        remaining = source
        remainingLine = 1
        return EntryKind(source).perform(in: self)
    }

    /// The entry, or what follows its first commands.
    package var currentSource: String { remaining }

    /// Goes on with another text in place of the entry.
    func continueEntry(_ text: String) -> Outcome {
        remaining = text
        remainingLine = 1
        return EntryKind(text).perform(in: self)
    }

    /// Goes on with what of the entry is left.
    /// - Parameter lines: how many of its lines are done.
    func continueEntry(_ rest: String, after lines: Int) -> Outcome {
        remaining = rest
        remainingLine += lines
        return EntryKind(rest).perform(in: self)
    }

    /// Whether commands stand above, below or between the lines of code.
    func hasCommands(_ source: String) -> Bool {
        EntryKind(source).isCommand || CommandLines.firstCommand(in: source, completeness: session.completeness) != nil
    }

    /// Runs code, and the commands that stand between its lines.
    func executeLines(_ source: String) -> Outcome {
        guard let line = CommandLines.firstCommand(in: source, completeness: session.completeness) else {
            return execute(source)
        }
        let lines = source.split(separator: "\n", omittingEmptySubsequences: false)
        let code = lines[..<line].joined(separator: "\n")
        // Only the end of an entry has a result.
        let outcome = execute(code, showsResult: false)
        guard outcome == .finished else { return outcome }
        return continueEntry(lines[line...].joined(separator: "\n"), after: line)
    }

    /// Runs code and shows what comes out.
    /// - Parameters:
    ///   - source: the code.
    ///   - file: what tracebacks call it; nil for code of the entry.
    ///   - showsResult: show the value of the last expression.
    ///   - beforeResult: called when that value is about to be shown, or when there is none.
    @discardableResult
    package func execute(
        _ source: String, file: String? = nil, showsResult: Bool = true, beforeResult: (() -> Void)? = nil
    ) -> Outcome {
        ledger = ShapeLedger()
        let code = Self.withoutCommonIndent(source)
        let cell = Cell(
            source: code, fileName: file ?? entryFile, number: isCounted ? number : nil,
            firstLine: file == nil ? remainingLine : 1, showsResult: showsResult)
        var pending = beforeResult
        Session.forgetInterrupt()
        let outcome = Interrupts.whileRunning {
            // A Ctrl-C between Enter and here is meant for this code as well.
            if Interrupts.drain() {
                show(interruptBefore: cell)
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
                case .clear: current.output = ""
                case .error(let report):
                    current.add(output: report.traceback)
                    lastError = report
                    // The error shows them above itself.
                    if let failure = report.shapes, !failure.isCut { ledger = ShapeLedger() }
                    return showError(report, source: code, file: cell.fileName)
                case .progress: break
                }
                show(event)
            }
        }
        // What this code has caught is not meant for the next.
        Interrupts.drain()
        pending?()
        if hasTerminal { console.finishLine() }
        for line in ledger.lines() { console.writeLine(console.style(.dim, line)) }
        if outcome == .finished, showsNotes, showsResult, !code.hasSuffix(";") {
            for note in session.assignmentNotes(for: code) { writeNote(note) }
        }
        console.flush()
        return outcome
    }

    private func show(interruptBefore cell: Cell) {
        let report = ErrorReport(type: "KeyboardInterrupt", message: "", traceback: "KeyboardInterrupt\n")
        showError(report, source: cell.source, file: cell.fileName)
    }

    /// The text of an error as `%xmode` wants it.
    package func errorText(_ report: ErrorReport) -> String { errorStyle.text(report) }

    func writeNote(_ note: String) { console.writeLine(console.style(.dim, note)) }

    /// Code that was pasted out of a block is moved to the left edge.
    private static func withoutCommonIndent(_ source: String) -> String {
        let isBlank = { (sign: Character) in sign == " " || sign == "\t" }
        let indent = source.prefix(while: isBlank)
        guard !indent.isEmpty else { return source }
        let lines = source.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.allSatisfy({ $0.allSatisfy(isBlank) || $0.hasPrefix(indent) }) else { return source }
        return lines.map { String($0.dropFirst(indent.count)) }.joined(separator: "\n")
    }
}
