/// What a running cell tells its face. The engine prints nothing itself.
public enum Event: Sendable {
    case stdout(String)
    case stderr(String)
    /// Something shown beside the text output: a picture, a plot.
    case display(DisplayBundle)
    /// What the cell has shown so far is taken away; `wait`: when something new comes.
    case clear(wait: Bool)
    /// The value of the trailing expression (never None).
    case result(DisplayBundle)
    /// One op's row of the shape ledger, when the session records shapes.
    case shape(ShapeRow)
    case progress(Progress)
    case error(ErrorReport)
}

/// One value in several forms, by MIME type. `text/plain` is always there.
public struct DisplayBundle: Sendable {
    /// The `repr`, the same text in every face; empty for a plot, which is nothing but a picture.
    public var text: String
    /// Other forms: `image/png` (base64), `text/html`, and `text/x-gradus-terminal` (a picture as terminal text).
    public var alternatives: [String: String]
    /// One line about the value for people at a prompt: a tensor's shape, range and memory.
    public var note: String?
    /// A name under which a display may be replaced later on.
    public var displayID: String?
    /// It replaces what has that name.
    public var isUpdate = false

    public init(text: String, alternatives: [String: String] = [:], note: String? = nil) {
        self.text = text
        self.alternatives = alternatives
        self.note = note
    }
}

/// One row of the shape ledger: what shape came out of an op, and why.
public struct ShapeRow: Sendable, Equatable {
    public var name: String
    public var dtype: String
    public var shape: [Int]
    /// The arithmetic: `28 − 5 + 1 = 24`; empty where there is nothing to explain.
    public var why: String

    public init(name: String, dtype: String, shape: [Int], why: String) {
        self.name = name
        self.dtype = dtype
        self.shape = shape
        self.why = why
    }
}

/// A running count that a face may draw as a bar.
public struct Progress: Sendable {
    public var label: String
    public var done: Int
    public var total: Int?
    /// `B`, `it`, …
    public var unit: String
    public var isFinished: Bool
    /// The whole line in a program's own words, instead of the counts.
    public var text: String?
    /// Which of several counts it is.
    public var id = 0
    /// How long it will take to the end.
    public var secondsLeft: Double?
    /// Nobody asked for it: it is shown dim.
    public var isQuiet = false

    public init(label: String, done: Int, total: Int?, unit: String, isFinished: Bool, text: String? = nil) {
        self.text = text
        self.label = label
        self.done = done
        self.total = total
        self.unit = unit
        self.isFinished = isFinished
    }
}

/// An uncaught exception, already rendered.
public struct ErrorReport: Sendable {
    /// `TypeError`
    public var type: String
    /// `str(exception)`
    public var message: String
    /// The whole text as CPython prints it, without colours, ending with a newline.
    public var traceback: String
    /// Of an error about shapes, how they came about.
    public var shapes: ShapeFailureReport?
    /// For a prompt: where the frames were, outermost first.
    public var frames: [ErrorFrame] = []

    public init(type: String, message: String, traceback: String, shapes: ShapeFailureReport? = nil) {
        self.type = type
        self.message = message
        self.traceback = traceback
        self.shapes = shapes
    }
}

/// A frame of a traceback with the lines around the place.
public struct ErrorFrame: Sendable, Equatable {
    public var file: String
    public var function: String
    public var line: Int
    public var lines: [ErrorLine]
    /// `x = 3`: global names on that line.
    public var values: [String]
}

/// A line of source text.
public struct ErrorLine: Sendable, Equatable {
    public var number: Int
    public var text: String
}

/// The operations before one that failed on shapes, and what that one wanted.
public struct ShapeFailureReport: Sendable, Equatable {
    /// Oldest first.
    public var rows: [ShapeRow]
    /// There were more before them.
    public var isCut: Bool
    /// What failed; empty where no operation did (a broken contract).
    public var step: String
    /// The shapes it was given.
    public var given: [[Int]]
    /// What it takes, in words; may be empty.
    public var expected: String
}

/// How a cell ended.
public enum Outcome: Sendable, Equatable {
    case finished
    case raised
    /// KeyboardInterrupt reached the top.
    case interrupted
    /// `exit(n)` / `sys.exit(n)`.
    case exited(Int32)
}
