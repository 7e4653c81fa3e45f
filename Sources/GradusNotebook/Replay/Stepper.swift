import GradusEngine
import GradusTerminal

/// Replays a notebook cell by cell, with a prompt between: Enter runs the next cell, and code can be typed at any time.
public final class Stepper {
    /// What the stepper needs of the command.
    public struct Surroundings {
        /// A fresh interpreter.
        public var makeSession: () -> Session
        /// The next line typed; nil at the end of input.
        public var readLine: (_ prompt: String) -> String?
        /// A live prompt instead of plain lines.
        public var prompt: LivePrompt?
        /// Opens an editor at a line; false where that fails.
        public var edit: (_ path: String, _ line: Int) -> Bool
        /// Runs code that Ctrl-C may interrupt.
        public var whileRunning: (() -> Outcome) -> Outcome

        public init(
            makeSession: @escaping () -> Session, readLine: @escaping (String) -> String?,
            edit: @escaping (String, Int) -> Bool, whileRunning: @escaping (() -> Outcome) -> Outcome
        ) {
            self.makeSession = makeSession
            self.readLine = readLine
            self.edit = edit
            self.whileRunning = whileRunning
        }
    }

    /// A prompt with everything that prompts have, on the session that `makeSession` gave.
    public struct LivePrompt {
        public enum Input {
            case entry(String)
            case cleared, end
        }

        public var read: (_ label: String) -> Input
        /// Carries out an entry; the exit status where it ends the program.
        public var enter: (String) -> Int32?
        /// States before each cell.
        public var snapshots: ProcessSnapshots
        /// Keys that were typed ahead.
        public var typedAhead: () -> [UInt8]
        public var setTypedAhead: ([UInt8]) -> Void

        public init(
            read: @escaping (String) -> Input, enter: @escaping (String) -> Int32?, snapshots: ProcessSnapshots,
            typedAhead: @escaping () -> [UInt8], setTypedAhead: @escaping ([UInt8]) -> Void
        ) {
            self.read = read
            self.enter = enter
            self.snapshots = snapshots
            self.typedAhead = typedAhead
            self.setTypedAhead = setTypedAhead
        }
    }

    private enum Action {
        case run, skip, back, edit, quit, end, again
        case code(String)
    }

    private var notebook: Notebook
    private let console: Console
    private let surroundings: Surroundings
    private let printer: EventPrinter
    private var session: Session
    /// Positions in `notebook.cells` of the cells that ran, in order.
    private var ran: [Int] = []
    private var failed: NotebookCell?
    private var entries = 0

    public init(_ notebook: Notebook, console: Console, surroundings: Surroundings) {
        self.notebook = notebook
        self.console = console
        self.surroundings = surroundings
        printer = EventPrinter(console: console)
        session = surroundings.makeSession()
        prepare()
    }

    /// - Returns: the exit status.
    public func run() -> Int32 {
        console.writeLine(
            console.style(
                .dim,
                "Enter runs the next cell, s skips it, b goes back, e edits, q quits; anything else is "
                    + (surroundings.prompt == nil ? "code." : "as at the prompt (%quickref helps).")))
        var position = 0
        var skipped = 0
        while position < notebook.cells.count {
            let cell = notebook.cells[position]
            guard cell.kind == .code else {
                if cell.kind == .markdown, !cell.source.isEmpty { console.writeLine("\n" + cell.source) }
                position += 1
                continue
            }
            show(cell)
            switch ask() {
            case .run:
                if keepState() { continue }
                let outcome = cell.skipsExecution ? .finished : execute(cell)
                if case .exited(let status) = outcome { return status }
                guard isGood(cell, outcome) else {
                    failed = cell
                    continue
                }
                failed = nil
                ran.append(position)
                position += 1
            case .skip:
                skipped += 1
                position += 1
            case .back:
                guard let last = ran.last else {
                    console.writeLine("There is no cell before.")
                    continue
                }
                guard restore(ran.count - 1) else { continue }
                position = last
            case .edit: position = edit(cell, position)
            case .quit, .end: return finish(at: position, skipped: skipped)
            case .again: continue
            case .code(let text):
                if let prompt = surroundings.prompt {
                    if let status = prompt.enter(text) { return status }
                    // Its shapes were told.
                    _ = hidden("_gradus_shapes.report(globals())")
                } else if case .exited(let status) = executeEntry(text) {
                    return status
                }
            }
        }
        return finish(at: position, skipped: skipped)
    }

    // MARK: The prompt

    private func ask() -> Action {
        let line: String
        if let prompt = surroundings.prompt {
            switch prompt.read("step> ") {
            case .entry(let text): line = text
            case .cleared: return .again
            case .end:
                console.writeLine("")
                return .end
            }
        } else {
            guard let text = surroundings.readLine("step> ") else { return .end }
            line = text
        }
        switch line.trimmedSpaces {
        case "": return .run
        case "s": return .skip
        case "b": return .back
        case "e": return .edit
        case "q": return .quit
        default: break
        }
        if surroundings.prompt != nil { return .code(line) }
        // Code of several lines ends as at the prompt.
        var text = line
        while case .incomplete = session.completeness(of: text), let more = surroundings.readLine("  ... ") {
            text += "\n" + more
        }
        return .code(text)
    }

    private func show(_ cell: NotebookCell) {
        console.finishLine()
        let number = cell.number.map { "[\($0)]" } ?? ""
        console.writeLine("\n" + console.style(.bold, cell.title.map { "\(number) \($0)" } ?? number))
        let lines = ExportedCell(cell, events: nil).source
        console.writeLine(console.features.outHasColour ? Self.coloured(lines) : lines)
    }

    /// The source with colours for a terminal.
    private static func coloured(_ source: String) -> String {
        let bytes = Array(source.utf8)
        let styles: [SourceColours.Kind: TextStyle] = [
            .keyword: .bold, .string: .green, .comment: .dim, .number: .blue, .builtin: .blue, .decorator: .blue,
        ]
        var text = ""
        var position = 0
        let piece = { (range: Range<Int>) in String(decoding: bytes[range], as: UTF8.self) }
        for token in SourceColours.pieces(of: bytes) {
            let start = min(max(token.range.lowerBound, position), bytes.count)
            let end = min(max(token.range.upperBound, start), bytes.count)
            text += piece(position..<start)
            let word = piece(start..<end)
            text += styles[token.kind]?.apply(to: word, if: true) ?? word
            position = end
        }
        return text + piece(position..<bytes.count)
    }

    // MARK: Running

    private func execute(_ cell: NotebookCell) -> Outcome {
        let piece = Cell(
            source: cell.runnableSource, fileName: notebook.codeName(of: cell), number: cell.number, title: cell.title,
            firstLine: cell.firstLine)
        let outcome = surroundings.whileRunning { self.session.execute(piece) { self.printer.show($0) } }
        console.finishLine()
        showTensors()
        return outcome
    }

    private func executeEntry(_ text: String) -> Outcome {
        entries += 1
        let piece = Cell(source: text, fileName: "<step-\(entries)>")
        let outcome = surroundings.whileRunning { self.session.execute(piece) { self.printer.show($0) } }
        console.finishLine()
        showTensors()
        return outcome
    }

    private func isGood(_ cell: NotebookCell, _ outcome: Outcome) -> Bool {
        if let expected = cell.expectedFailure {
            if outcome == .finished {
                console.writeError("cell \(cell.label) was expected to raise \(expected.name), but did not\n")
            }
            return outcome == .raised
        }
        return outcome == .finished
    }

    private func prepare() { _ = hidden("import _shapes as _gradus_shapes") }

    private func hidden(_ source: String) -> String {
        var text = ""
        _ = session.execute(Cell(source: source, fileName: "<gradus>", showsResult: false)) { event in
            if case .stdout(let piece) = event { text += piece }
        }
        return text
    }

    /// The shapes of the tensors that were given a name.
    private func showTensors() {
        let lines = hidden("_gradus_shapes.report(globals())").split(separator: "\n").filter {
            !$0.hasPrefix("batches ")
        }
        for line in lines {
            let words = line.split(separator: " ")
            guard words.count >= 2 else { continue }
            let shape = words.dropFirst(2).joined(separator: ", ")
            console.writeLine(console.style(.dim, "    \(words[0])  [\(shape)]  \(words[1])"))
        }
    }

    /// Keeps the state before a cell runs.
    /// - Returns: true in a state that was brought back.
    private func keepState() -> Bool {
        guard let prompt = surroundings.prompt else { return false }
        console.flush()
        guard let message = prompt.snapshots.keep(ran.count) else { return false }
        prompt.setTypedAhead(message)
        // The file may be another by now; what ran before this cell is not.
        if let edited = try? Notebook(path: notebook.fileName), unchanged(in: edited) == ran.count { notebook = edited }
        console.writeLine(console.style(.dim, "back at the state before this cell"))
        failed = nil
        return true
    }

    /// How many of the cells that ran are as they were.
    private func unchanged(in edited: Notebook) -> Int {
        ran.prefix { place in
            place < edited.cells.count && place < notebook.cells.count
                && edited.cells[place].source == notebook.cells[place].source
        }.count
    }

    /// Goes back to the state in which only the first cells had run.
    /// - Returns: false where that is not possible. Where states are kept, this does not return at all.
    private func restore(_ count: Int) -> Bool {
        if let prompt = surroundings.prompt {
            console.flush()
            prompt.snapshots.restore(count, message: prompt.typedAhead())
            let why = prompt.snapshots.lost.map { ": \($0.why)" } ?? ""
            console.writeError("gradus: the state before that cell is not kept\(why)\n")
            return false
        }
        ran.removeSubrange(count...)
        replay()
        return true
    }

    /// A fresh interpreter that has run what ran before.
    private func replay() {
        session = surroundings.makeSession()
        prepare()
        for position in ran where position < notebook.cells.count {
            let cell = notebook.cells[position]
            let piece = Cell(
                source: cell.runnableSource, fileName: notebook.codeName(of: cell), number: cell.number,
                title: cell.title, firstLine: cell.firstLine)
            _ = surroundings.whileRunning { self.session.execute(piece) { _ in } }
        }
        _ = hidden("_gradus_shapes.report(globals())")
    }

    /// Lets the user edit the file and reads it again; the position of the cell to go on with.
    private func edit(_ cell: NotebookCell, _ position: Int) -> Int {
        guard surroundings.edit(notebook.fileName, cell.firstLine) else {
            console.writeError("gradus: no editor could be started; set EDITOR\n")
            return position
        }
        do throws(NotebookError) {
            let edited = try Notebook(path: notebook.fileName)
            // Cells that ran and are as before need not run again.
            let same = unchanged(in: edited)
            if same < ran.count {
                let next = ran[same]
                console.writeLine("A cell that ran before has changed: going back to it.")
                notebook = edited
                if restore(same) { return next }
            }
            notebook = edited
            return min(position, edited.cells.count)
        } catch {
            console.writeError("gradus: \(error.message); going on with the notebook as it was\n")
            return position
        }
    }

    private func finish(at position: Int, skipped: Int) -> Int32 {
        let left = position < notebook.cells.count ? notebook.cells[position...].count { $0.kind == .code } : 0
        var parts = ["\(ran.count) ok"]
        if let failed { parts.append("1 failed (cell \(failed.label))") }
        if skipped > 0 { parts.append("\(skipped) skipped") }
        let notRun = left - (failed == nil ? 0 : 1)
        if notRun > 0 { parts.append("\(notRun) not run") }
        console.writeError(parts.joined(separator: ", ") + "\n")
        return failed == nil ? 0 : 1
    }
}
