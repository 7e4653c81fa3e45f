import GradusEngine
import GradusTerminal

/// Shows a replay as text: a heading per cell, its output as it happens, its result.
public final class TerminalReplay: ReplayObserver {
    private let console: Console
    private let showsShapes: Bool
    /// Show only what fails, and the summary.
    private let isQuiet: Bool
    private var printer: EventPrinter
    private var ledger = ShapeLedger()
    private var hasWritten = false

    public init(console: Console, showsShapes: Bool, isQuiet: Bool = false) {
        self.console = console
        self.isQuiet = isQuiet
        self.showsShapes = showsShapes
        printer = EventPrinter(console: console)
        printer.hasShownShapes = showsShapes
    }

    public func text(_ cell: NotebookCell) {
        guard !isQuiet, !cell.source.isEmpty, !cell.hidesOutput else { return }
        separate()
        console.writeLine(cell.source)
    }

    public func begin(_ cell: NotebookCell) {
        ledger = ShapeLedger()
        guard !isQuiet else { return }
        separate()
        let number = cell.number.map { "[\($0)]" } ?? ""
        console.writeLine(console.style(.dim, cell.title.map { "\(number) \($0)" } ?? number))
    }

    public func event(_ event: Event, in cell: NotebookCell) {
        switch event {
        case .shape(let row): if showsShapes { ledger.add(row) }
        case .error(let report):
            if cell.expectedFailure?.accepts(report.type) ?? false {
                guard !isQuiet, !cell.hidesOutput else { return }
                console.finishLine()
                console.write(report.traceback)
            } else {
                showLedger()
                printer.show(event)
            }
        case .stdout, .display, .result: if !isQuiet, !cell.hidesOutput { printer.show(event) }
        case .stderr, .progress, .clear: printer.show(event)
        }
    }

    public func end(_ cell: NotebookCell, _ ending: CellEnding) {
        console.finishLine()
        showLedger()
        if case .missedFailure(let expected) = ending.verdict {
            console.writeError("cell \(cell.label) was expected to raise \(expected.name), but did not\n")
        }
        if case .timedOut(let seconds) = ending.verdict {
            console.writeError("cell \(cell.label) was stopped after \(seconds) s\n")
        }
    }

    public func finish(_ summary: ReplaySummary) {
        if isQuiet || summary.verdict != .passed { console.writeError(summary.line + "\n") }
        console.flush()
    }

    private func showLedger() {
        guard showsShapes else { return }
        console.finishLine()
        for line in ledger.lines() { console.writeLine(console.style(.dim, line)) }
        ledger = ShapeLedger()
    }

    private func separate() {
        if hasWritten { console.writeLine("") }
        hasWritten = true
    }
}

extension ExpectedFailure {
    var name: String {
        switch self {
        case .anything: "an exception"
        case .type(let name): name
        }
    }
}
