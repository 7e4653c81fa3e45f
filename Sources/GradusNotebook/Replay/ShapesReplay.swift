import GradusEngine
import GradusTerminal

/// Collects what shapes a notebook has: every operation of each cell with its arithmetic, the tensors that get a name, and
/// each error. What the cells print is not kept.
public final class ShapesReplay: ReplayObserver {
    /// What one cell did.
    struct CellShapes {
        var cell: NotebookCell
        var rows: [ShapeRow]
        /// The tensors that got a name.
        var tensors: [ShapeRow]
        var verdict: CellEnding.Verdict
        var error: ErrorReport?
        /// Its error is not only a consequence of another.
        var isProblem: Bool
    }

    private let runner: any CellRunner
    private var current: (rows: [ShapeRow], error: ErrorReport?) = ([], nil)
    private(set) var cells: [CellShapes] = []
    /// The sizes of batches that loaders gave, the last one last.
    private(set) var batches: [BatchSizes] = []
    /// Rows of one cell that are kept.
    private static let limit = 20_000

    public init(runner: any CellRunner) {
        self.runner = runner
    }

    /// Cells with an error that is not only a consequence of another.
    public var problems: [String] { cells.filter(\.isProblem).map(\.cell.label) }
    /// Loaders were asked for batches.
    public var hasBatches: Bool { !batches.isEmpty }

    /// Before the first cell.
    /// - Parameter otherSizes: batches have another size than the program asks for.
    public func install(otherSizes: Bool = false) {
        hidden(
            "import _shapes as _gradus_shapes; _gradus_shapes.install(globals(), \(otherSizes ? "True" : "False"))")
    }

    public func text(_ cell: NotebookCell) {}

    public func begin(_ cell: NotebookCell) { current = ([], nil) }

    public func event(_ event: Event, in cell: NotebookCell) {
        switch event {
        case .shape(let row): if current.rows.count < Self.limit { current.rows.append(row) }
        case .error(let report): current.error = report
        default: break
        }
    }

    public func end(_ cell: NotebookCell, _ ending: CellEnding) {
        let tensors = report()
        hidden("_gradus_shapes.watch(globals())")
        // After a first error, names that it left undefined are no news.
        var isConsequence = !problems.isEmpty && current.error?.type == "NameError"
        // Loops ran once and pictures are black, so that counts and results are not what they should be.
        if let type = current.error?.type, ["AssertionError", "ZeroDivisionError", "StopIteration"].contains(type) {
            isConsequence = true
        }
        cells.append(
            CellShapes(
                cell: cell, rows: current.rows, tensors: tensors, verdict: ending.verdict, error: current.error,
                isProblem: ending.verdict != .passed && !isConsequence))
    }

    public func finish(_ summary: ReplaySummary) {}

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
        return lines.compactMap { line in
            let words = line.split(separator: " ").map { String($0) }
            guard words.count >= 2 else { return nil }
            if words[0] == "batches" {
                batches = BatchSizes.list(line.dropFirst("batches ".utf8.count))
                return nil
            }
            return ShapeRow(name: words[0], dtype: words[1], shape: words.dropFirst(2).compactMap { Int($0) }, why: "")
        }
    }

    /// The shape each layer of each model gave; nil where it gave none.
    var layers: [[Int]?] {
        hidden("_gradus_shapes.layers()").split(separator: "\n").map { line in
            line == "-" ? nil : line.split(separator: " ").compactMap { Int($0) }
        }
    }

    /// The table of the layers.
    func table(_ shapes: [String]) -> String {
        hidden("_gradus_shapes.table([\(shapes.map { "\"\($0)\"" }.joined(separator: ", "))])")
    }
}

/// The size of a loader's batches, and the other size that they had in a second run.
struct BatchSizes: Equatable {
    var size: Int
    var other: Int
    /// The other size is that of the loader's last batch.
    var isLast: Bool

    /// From `50 32 1,100 101 0`.
    static func list(_ text: Substring) -> [BatchSizes] {
        text.split(separator: ",").compactMap { part in
            let numbers = part.split(separator: " ").compactMap { Int($0) }
            guard numbers.count == 3, numbers[0] != numbers[1] else { return nil }
            return BatchSizes(size: numbers[0], other: numbers[1], isLast: numbers[2] == 1)
        }
    }

    /// A size as it depends on the batch: `B`, `2·B`, `B − 1`; the number itself where it does not.
    /// - Parameters:
    ///   - first: with batches of their own size.
    ///   - second: with batches of the other size; nil where that is not known.
    static func name(_ first: Int, _ second: Int?, _ batches: [BatchSizes]) -> String {
        guard let second, first != second else { return String(first) }
        func text(_ factor: Int, _ rest: Int) -> String {
            let product = factor == 1 ? "B" : "\(factor)·B"
            return rest == 0 ? product : product + (rest > 0 ? " + \(rest)" : " − \(-rest)")
        }
        for batch in batches.reversed() where first % batch.size == 0 && second % batch.other == 0 {
            let factor = first / batch.size
            if factor > 0, factor == second / batch.other { return text(factor, 0) }
        }
        for batch in batches.reversed() {
            let step = batch.other - batch.size
            let factor = (second - first) / step
            if factor > 0, factor * step == second - first { return text(factor, first - factor * batch.size) }
        }
        return String(first)
    }
}
