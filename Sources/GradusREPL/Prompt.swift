import GradusEngine
import GradusTerminal

/// The interactive prompt: reads entries, runs them, shows what comes out.
public final class Prompt {
    let console: Console
    let session: Session
    private let version: String
    private let editor: LineEditor
    private let history: HistoryFile
    /// Number of the entry that is being typed.
    private(set) var number = 1
    var ledger = ShapeLedger()

    public init(console: Console, version: String) {
        self.console = console
        self.version = version
        var options = SessionOptions()
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

    /// Returns the exit status.
    public func run() -> Int32 {
        editor.start { [session] text, offset in session.completions(in: text, at: offset) }
        let (entries, warning) = history.load()
        for entry in entries { editor.remember(entry) }
        console.writeLine("Gradus \(version)  (Ctrl-D ends it)")
        if let warning { console.writeError(warning + "\n") }
        while true {
            guard let entry = readEntry() else {
                console.writeLine("")
                return 0
            }
            let text = entry.trimmingBlankEnd()
            guard !text.isEmpty else { continue }
            editor.remember(text)
            history.append(text)
            if let status = perform(text) { return status }
            number += 1
        }
    }

    // MARK: Reading

    /// One whole entry; empty when it was cleared with Ctrl-C; nil at the end of input.
    private func readEntry() -> String? {
        let inputPrompt = "In [\(number)]: "
        var lines: [String] = []
        var indent = 0
        while true {
            let isFirst = lines.isEmpty
            let prompt = isFirst ? inputPrompt : Self.continuation(for: inputPrompt)
            console.flush()
            let input = editor.readLine(
                prompt: prompt, isColoured: console.features.outHasColour, indent: indent, before: lines)
            switch input {
            case .interrupted: return ""
            case .endOfInput:
                // Inside an entry it ends the entry, as an empty line does.
                return isFirst ? nil : lines.joined(separator: "\n")
            case .line(let line):
                lines.append(line.allSatisfy { $0 == " " || $0 == "\t" } ? "" : line)
            }
            let text = lines.joined(separator: "\n")
            if isFirst && text.isEmpty || Magic.isMagic(text) { return text }
            guard case .incomplete(let next) = session.completeness(of: text) else { return text }
            indent = next
        }
    }

    /// `   ...: `, as wide as the prompt above it.
    static func continuation(for prompt: String) -> String {
        String(repeating: " ", count: max(0, prompt.utf8.count - 5)) + "...: "
    }

    // MARK: Running

    /// Runs one entry. Returns the exit status when it ends the session.
    private func perform(_ text: String) -> Int32? {
        if Magic.isMagic(text) { return Magic.perform(text, in: self) }
        return execute(text)
    }

    /// Runs code as the current entry. Returns the exit status when it ends the session.
    func execute(_ source: String) -> Int32? {
        var printer = EventPrinter(console: console)
        printer.resultPrefix = console.style(.red, "Out[\(number)]: ")
        ledger = ShapeLedger()
        let cell = Cell(source: source, fileName: "<stdin>", number: number)
        let outcome = Interrupts.whileRunning {
            session.execute(cell) { [printer, self] event in
                if case .shape(let row) = event { ledger.add(row) }
                printer.show(event)
            }
        }
        console.finishLine()
        for line in ledger.lines() { console.writeLine(console.style(.dim, line)) }
        console.flush()
        if case .exited(let status) = outcome { return status & 0xFF }
        return nil
    }
}

extension String {
    /// Without blank lines and spaces at the end.
    fileprivate func trimmingBlankEnd() -> String {
        var text = self[...]
        while let last = text.unicodeScalars.last, last == " " || last == "\t" || last == "\n" || last == "\r" {
            text.unicodeScalars.removeLast()
        }
        return String(text)
    }
}
