import GradusEngine
import GradusTerminal

/// Shows what shapes a notebook has: every operation of each cell with its arithmetic, the tensors that get a name, and
/// each error. What the cells print is not shown.
public final class ShapesReplay: ReplayObserver {
    private let console: Console
    private let runner: any CellRunner
    private let isJSON: Bool
    private var ledger = ShapeLedger(limit: 0)
    private var error: ErrorReport?
    private var hasWritten = false
    private var batchSize: Int?
    /// Cells with an error that is not only a consequence of another.
    public private(set) var problems: [String] = []

    public init(console: Console, runner: any CellRunner, isJSON: Bool) {
        self.console = console
        self.runner = runner
        self.isJSON = isJSON
    }

    /// Before the first cell.
    public func install() { hidden("import _shapes as _gradus_shapes; _gradus_shapes.install(globals())") }

    public func text(_ cell: NotebookCell) {}

    public func begin(_ cell: NotebookCell) {
        ledger = ShapeLedger(limit: 0)
        error = nil
    }

    public func event(_ event: Event, in cell: NotebookCell) {
        switch event {
        case .shape(let row): ledger.add(row)
        case .error(let report): error = report
        default: break
        }
    }

    public func end(_ cell: NotebookCell, _ ending: CellEnding) {
        let tensors = report()
        hidden("_gradus_shapes.watch(globals())")
        let rows = ledger.rows
        // After a first error, names that it left undefined are no news.
        let isConsequence = !problems.isEmpty && error?.type == "NameError"
        let isProblem = ending.verdict != .passed && !isConsequence
        if isProblem { problems.append(cell.label) }
        if isJSON {
            writeJSON(cell, rows: rows, tensors: tensors, error: isProblem ? error : nil)
            return
        }
        guard !rows.isEmpty || !tensors.isEmpty || isProblem else { return }
        if hasWritten { console.writeLine("") }
        hasWritten = true
        let number = cell.number.map { "[\($0)]" } ?? ""
        console.writeLine(console.style(.dim, cell.title.map { "\(number) \($0)" } ?? number))
        let lines = Self.columns(
            rows.map { ["", $0.name, shape($0.shape), $0.dtype, $0.why] }
                + tensors.map { [$0.name, "=", shape($0.shape), $0.dtype, ""] })
        for line in lines { console.writeLine(line) }
        if isProblem {
            console.flush()
            if let error { console.writeError(error.traceback) }
            if case .missedFailure(let expected) = ending.verdict {
                console.writeError("cell \(cell.label) was expected to raise \(expected.name), but did not\n")
            }
            if case .timedOut(let seconds) = ending.verdict {
                console.writeError("cell \(cell.label) was stopped after \(seconds) s\n")
            }
        }
    }

    public func finish(_ summary: ReplaySummary) {
        if !isJSON {
            let table = hidden("_gradus_shapes.table(\(batchSize.map(String.init) ?? "None"))")
            console.write(table)
            if let batchSize { console.writeLine("\nB = \(batchSize), the batch size of the loader") }
        }
        if !problems.isEmpty {
            let count = problems.count
            console.writeError(
                "\(count) \(count == 1 ? "problem" : "problems"): cell \(problems.joined(separator: ", cell "))\n")
        }
        console.flush()
    }

    // MARK: Inside the interpreter

    @discardableResult
    private func hidden(_ source: String) -> String {
        let text = Collected()
        _ = runner.execute(Cell(source: source, fileName: "<gradus>", showsResult: false)) { event in
            if case .stdout(let piece) = event { text.value += piece }
        }
        return text.value
    }

    private final class Collected { var value = "" }

    /// The tensors that were assigned, as rows.
    private func report() -> [ShapeRow] {
        let lines = hidden("_gradus_shapes.report(globals())").split(separator: "\n", omittingEmptySubsequences: false)
        if let size = lines.first.flatMap({ Int($0) }) { batchSize = size }
        return lines.dropFirst().compactMap { line in
            let words = line.split(separator: " ").map { String($0) }
            guard words.count >= 2 else { return nil }
            return ShapeRow(name: words[0], dtype: words[1], shape: words.dropFirst(2).compactMap { Int($0) }, why: "")
        }
    }

    // MARK: Text

    private func shape(_ sizes: [Int]) -> String {
        let words = sizes.enumerated().map { place, size in place == 0 && size == batchSize ? "B" : String(size) }
        return "[" + words.joined(separator: ", ") + "]"
    }

    private static func columns(_ rows: [[String]]) -> [String] {
        let widths = (0..<4).map { column in rows.map { DisplayWidth.of($0[column]) }.max() ?? 0 }
        return rows.map { row in
            var line = "    "
            for column in 0..<4 where widths[column] > 0 {
                line += DisplayWidth.pad(row[column], to: widths[column]) + "  "
            }
            line += row[4]
            while line.last == " " { line.removeLast() }
            return line
        }
    }

    private func writeJSON(_ cell: NotebookCell, rows: [ShapeRow], tensors: [ShapeRow], error: ErrorReport?) {
        var object = JSONObject()
        object.add("cell", cell.number.map { JSONObject.number($0) } ?? "null")
        object.add("title", JSONObject.string(cell.title))
        object.add("line", JSONObject.number(cell.firstLine))
        object.add("shapes", "[" + rows.map(JSONReplay.json).joined(separator: ", ") + "]")
        object.add("tensors", "[" + tensors.map(JSONReplay.json).joined(separator: ", ") + "]")
        object.add("batch", batchSize.map { JSONObject.number($0) } ?? "null")
        object.add("error", error.map(JSONReplay.json) ?? "null")
        console.writeLine(object.text)
    }
}
