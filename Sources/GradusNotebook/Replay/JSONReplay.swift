import GradusEngine
import GradusJSON
import GradusTerminal

/// Shows a replay as JSON: one object a line for each cell that ran, and nothing else on standard output.
public final class JSONReplay: ReplayObserver {
    private let console: Console
    private var stdout = ""
    private var result: String?
    private var error: ErrorReport?
    private var ledger = ShapeLedger()

    public init(console: Console) {
        self.console = console
    }

    public func text(_ cell: NotebookCell) {}

    public func begin(_ cell: NotebookCell) {
        stdout = ""
        result = nil
        error = nil
        ledger = ShapeLedger()
    }

    public func event(_ event: Event, in cell: NotebookCell) {
        switch event {
        case .stdout, .display, .clear, .result: if !cell.capturesOutput { add(event) }
        case .stderr(let text): console.writeError(text)
        case .shape(let row): ledger.add(row)
        case .progress(let progress): console.show(progress)
        case .error(let report): error = report
        }
    }

    private func add(_ event: Event) {
        switch event {
        case .stdout(let text): stdout += text
        case .display(let bundle): if !bundle.text.isEmpty { stdout += bundle.text + "\n" }
        case .clear: stdout = ""
        case .result(let bundle): result = bundle.text
        default: break
        }
    }

    public func end(_ cell: NotebookCell, _ ending: CellEnding) {
        if case .missedFailure(let expected) = ending.verdict, error == nil {
            let message = "the cell was expected to raise \(expected.name), but did not"
            error = ErrorReport(type: "ExpectedFailure", message: message, traceback: message + "\n")
        }
        if case .timedOut(let seconds) = ending.verdict {
            let message = "the cell was stopped after \(seconds) s"
            error = ErrorReport(type: "TimeoutError", message: message, traceback: message + "\n")
        }
        var object = JSONObject()
        object.add("cell", cell.number.map { JSONObject.number($0) } ?? "null")
        object.add("title", JSONObject.string(cell.title))
        object.add("source", JSONObject.string(cell.source))
        object.add("stdout", JSONObject.string(stdout))
        object.add("result", JSONObject.string(result))
        object.add("error", error.map(Self.json) ?? "null")
        object.add("shapes", "[" + ledger.rows.map(Self.json).joined(separator: ", ") + "]")
        object.add("seconds", JSONObject.number(ending.seconds))
        console.writeLine(object.text)
        console.flushText()
    }

    public func finish(_ summary: ReplaySummary) {
        if summary.verdict != .passed { console.writeError(summary.line + "\n") }
        console.flush()
    }

    static func json(_ report: ErrorReport) -> String {
        var object = JSONObject()
        object.add("type", JSONObject.string(report.type))
        object.add("message", JSONObject.string(report.message))
        object.add("traceback", JSONObject.string(report.traceback))
        return object.text
    }

    static func json(_ row: ShapeRow) -> String { object(row).text }

    static func object(_ row: ShapeRow) -> JSONObject {
        var object = JSONObject()
        object.add("name", JSONObject.string(row.name))
        object.add("dtype", JSONObject.string(row.dtype))
        object.add("shape", "[" + row.shape.map(String.init).joined(separator: ", ") + "]")
        object.add("why", JSONObject.string(row.why))
        return object
    }
}
