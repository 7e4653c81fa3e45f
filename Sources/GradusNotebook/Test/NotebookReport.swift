/// What a test found in one notebook.
public struct NotebookReport: Sendable {
    public var file: String
    public var cells: [CellReport] = []
    /// Why the notebook could not be tested at all.
    public var failure: String?
    /// The exit status that `failure` calls for.
    public var failureStatus: Int32 = 4
    /// The first run was ended by Ctrl-C.
    public var isInterrupted = false

    public init(file: String, cells: [CellReport] = [], failure: String? = nil, failureStatus: Int32 = 4) {
        self.file = file
        self.cells = cells
        self.failure = failure
        self.failureStatus = failureStatus
    }

    public var exitStatus: Int32 {
        if isInterrupted { return 130 }
        if failure != nil { return failureStatus }
        if cells.contains(where: { $0.outcome == .failed }) { return 1 }
        return cells.contains { $0.outcome.isBad } ? 3 : 0
    }
}

/// How one cell's output compares with its record.
public struct CellReport: Sendable {
    public enum Outcome: String, Sendable, CaseIterable {
        case ok
        case withinTolerance = "within tolerance"
        case ignored
        /// There is nothing recorded to compare with.
        case unchecked
        case skipped
        case differs
        case stale
        /// The cell puts out something, and nothing is recorded.
        case unrecorded
        case notReproducible = "not reproducible"
        case failed
        case notRun = "not run"

        var isBad: Bool {
            switch self {
            case .differs, .stale, .unrecorded, .notReproducible, .failed: true
            case .ok, .withinTolerance, .ignored, .unchecked, .skipped, .notRun: false
            }
        }
    }

    public var number: Int
    public var title: String?
    public var label: String
    public var line: Int
    public var outcome: Outcome
    /// Why it is ignored, stale, ….
    public var why: String?
    var differences: [OutputComparison.Difference] = []
    public var traceback: String?
    public var seconds = 0.0

    init(_ cell: NotebookCell, _ outcome: Outcome, why: String? = nil) {
        number = cell.number ?? 0
        title = cell.title
        label = cell.label
        line = cell.firstLine
        self.outcome = outcome
        self.why = why
    }
}
