import GradusEngine
import GradusJSON
import GradusTerminal

/// What one cell did in one replay.
public struct CellRun: Sendable, Equatable {
    public var number: Int
    /// Output lines with masks, as a record would keep them.
    public var lines: [String]
    public var passed: Bool
    public var errorType: String?
    public var errorMessage: String?
    public var traceback: String?
    public var seconds: Double

    /// On one line of JSON, for another process.
    public var line: String {
        var object = JSONObject()
        object.add("cell", JSONObject.number(number))
        object.add("lines", "[" + lines.map { JSONObject.string($0) }.joined(separator: ", ") + "]")
        object.add("passed", passed ? "true" : "false")
        object.add("type", JSONObject.string(errorType))
        object.add("message", JSONObject.string(errorMessage))
        object.add("traceback", JSONObject.string(traceback))
        object.add("seconds", JSONObject.number(seconds))
        return object.text
    }

    /// Reads what `line` wrote.
    public init?(line text: String) {
        guard let value = try? JSONParser.parse(text), let number = value["cell"]?.int,
            let lines = value["lines"]?.array
        else { return nil }
        self.number = number
        self.lines = lines.compactMap(\.string)
        passed = value["passed"] == .bool(true)
        errorType = value["type"]?.string
        errorMessage = value["message"]?.string
        traceback = value["traceback"]?.string
        seconds = 0
        if case .number(let time)? = value["seconds"] { seconds = Double(time) ?? 0 }
    }

    init(_ cell: NotebookCell, _ output: CellOutput, _ ending: CellEnding) {
        var output = output
        number = cell.number ?? 0
        passed = ending.verdict == .passed
        if passed { output.addError() }
        lines = output.lines
        seconds = ending.seconds
        guard !passed else { return }
        errorType = output.error?.type
        errorMessage = output.error?.message
        traceback = output.error.map { error in
            (error.shapes.map { ShapeLedger.lines(for: $0) } ?? []).map { $0 + "\n" }.joined() + error.traceback
        }
        switch ending.verdict {
        case .missedFailure(let expected) where errorType == nil:
            (errorType, errorMessage) = (
                "ExpectedFailure", "the cell was expected to raise \(expected.name), but did not"
            )
        case .timedOut(let seconds):
            (errorType, errorMessage) = ("TimeoutError", "the cell was stopped after \(seconds) s")
        case .exited(let status): (errorType, errorMessage) = ("SystemExit", String(status))
        case .interrupted: (errorType, errorMessage) = ("KeyboardInterrupt", "")
        default: break
        }
    }
}

/// Keeps what the cells of a replay put out, and lets another observer see it too.
public final class OutputCollector: ReplayObserver {
    public private(set) var runs: [Int: CellRun] = [:]
    /// All events of each cell, where they are wanted.
    public private(set) var events: [Int: [Event]] = [:]
    private var output = CellOutput()
    private let inner: (any ReplayObserver)?
    private let keepsEvents: Bool

    public init(showing inner: (any ReplayObserver)? = nil, keepsEvents: Bool = false) {
        self.inner = inner
        self.keepsEvents = keepsEvents
    }

    public func text(_ cell: NotebookCell) { inner?.text(cell) }

    public func begin(_ cell: NotebookCell) {
        output = CellOutput()
        inner?.begin(cell)
    }

    public func event(_ event: Event, in cell: NotebookCell) {
        if cell.capturesOutput {
            guard case .error = event else { return }
        }
        output.add(event)
        if keepsEvents { events[cell.number ?? 0, default: []].append(event) }
        inner?.event(OutputMask.unmarked(event), in: cell)
    }

    public func end(_ cell: NotebookCell, _ ending: CellEnding) {
        runs[cell.number ?? 0] = CellRun(cell, output, ending)
        inner?.end(cell, ending)
    }

    public func finish(_ summary: ReplaySummary) { inner?.finish(summary) }
}

extension CellRunner {
    /// From here on, what clocks say is written so that it is recognised in outputs.
    public func markVolatileValues() {
        let source = "import _volatile; _volatile.install(); del _volatile"
        _ = execute(Cell(source: source, fileName: "<gradus>", showsResult: false)) { _ in }
    }
}

extension OutputMask {
    /// The event as a reader should see it, without marks.
    static func unmarked(_ event: Event) -> Event {
        switch event {
        case .stdout(let text): .stdout(unmarked(text))
        case .stderr(let text): .stderr(unmarked(text))
        case .display(var bundle):
            {
                bundle.text = unmarked(bundle.text)
                return .display(bundle)
            }()
        case .result(var bundle):
            {
                bundle.text = unmarked(bundle.text)
                return .result(bundle)
            }()
        default: event
        }
    }

    static func unmarked(_ text: String) -> String {
        // The marks are three bytes that start with 0xEE.
        guard text.utf8.contains(0xEE) else { return text }
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars where scalar != "\u{E000}" && scalar != "\u{E001}" { scalars.append(scalar) }
        return String(scalars)
    }
}
