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
        /// Its error is a mistake of the program, as far as can be seen.
        var isProblem: Bool
        /// Its error may come from loops that ran once, or follow from another one.
        var isConsequence: Bool
    }

    private let runner: any CellRunner
    private var current: (rows: [ShapeRow], error: ErrorReport?) = ([], nil)
    private(set) var cells: [CellShapes] = []
    /// The sizes of batches that loaders gave, the last one last.
    private(set) var batches: [BatchSizes] = []
    /// The shape of each row of the table of layers; nil where there is none.
    private(set) var layers: [[Int]?] = []
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
    /// - Parameter run: in all runs but the first (0) batches have other sizes than the program asks for.
    public func install(run: Int = 0) {
        hidden("import _shapes as _gradus_shapes; _gradus_shapes.install(\(run))")
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
        let isFailure = ending.verdict != .passed
        let isConsequence = isFailure && isConsequence(current.error)
        cells.append(
            CellShapes(
                cell: cell, rows: current.rows, tensors: tensors, verdict: ending.verdict, error: current.error,
                isProblem: isFailure && !isConsequence, isConsequence: isConsequence))
    }

    /// Whether an error may be none of the program's: loops ran once and elements are missing, so that lengths and results
    /// are not what they should be, and names may never have been set.
    private func isConsequence(_ error: ErrorReport?) -> Bool {
        guard let error else { return false }
        let hasFailed = cells.contains { $0.isProblem || $0.isConsequence }
        if error.type == "NameError", hasFailed { return true }
        guard error.type != "SyntaxError", error.type != "TypeCheckError" else { return false }
        let facts = hidden("_gradus_shapes.facts()").split(separator: " ").compactMap { Int($0.filter(\.isNumber)) }
        guard facts.first == 1 else { return false }
        // An operation that refuses shapes is right, unless one is that of a whole set of which a part was seen.
        if let shapes = error.shapes, !shapes.step.isEmpty {
            return shapes.given.contains { $0.contains { facts.dropFirst().contains($0) } }
        }
        return Self.uncertain.contains(error.type) || error.message.contains("meta ")
    }

    private static let uncertain: Set<String> = [
        "AssertionError", "FileNotFoundError", "IndexError", "KeyError", "NameError", "OverflowError", "StopIteration",
        "UnboundLocalError", "ValueError", "ZeroDivisionError",
    ]

    public func finish(_ summary: ReplaySummary) {
        layers = hidden("_gradus_shapes.layers()").split(separator: "\n").map { line in
            line == "-" ? nil : line.split(separator: " ").compactMap { Int($0) }
        }
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
    /// - Parameter sizes: in runs with batches of their own size, of the other size, and of further ones; fewer where not
    ///   all are known.
    static func name(_ sizes: [Int], _ batches: [BatchSizes]) -> String {
        guard let first = sizes.first else { return "" }
        guard sizes.count > 1, sizes.contains(where: { $0 != first }) else { return String(first) }
        func text(_ factor: Int, _ rest: Int) -> String {
            let product = factor == 1 ? "B" : "\(factor)·B"
            return rest == 0 ? product : product + (rest > 0 ? " + \(rest)" : " − \(-rest)")
        }
        // A multiple of the size is likelier than anything else.
        for isMultiple in [true, false] {
            for batch in batches.reversed() {
                let step = batch.other - batch.size
                let factor = (sizes[1] - first) / step
                let rest = first - factor * batch.size
                guard factor > 0, !isMultiple || rest == 0 else { continue }
                let fits = sizes.enumerated().allSatisfy { $1 == factor * batch.size(inRun: $0) + rest }
                if fits { return text(factor, rest) }
            }
        }
        return String(first)
    }

    /// As the loaders choose it.
    func size(inRun run: Int) -> Int {
        switch run {
        case 0: size
        case 1: other
        default: size + run
        }
    }
}
