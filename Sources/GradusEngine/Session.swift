import GradusSyntax

/// What a session starts with.
public struct SessionOptions: Sendable {
    /// `sys.argv`
    public var arguments: [String] = [""]
    /// Emit `Event.shape` for every op.
    public var recordsShapes = false
    /// Folders where `import` looks for local modules.
    public var modulePath: [String] = ["."]
    /// Called when a script asks for a line (`input()`); nil at the end of input.
    public var readLine: (@Sendable (_ prompt: String) -> String?)?

    public init() {}
}

/// One interpreter with its variables. All faces drive it the same way: they execute cells and render events.
/// A session belongs to one thread; only `interrupt` may be called from elsewhere.
public final class Session {
    public var options: SessionOptions

    public init(options: SessionOptions = SessionOptions()) {
        self.options = options
    }

    /// Runs one cell to its end, handing each event to `emit` as it happens.
    public func execute(_ cell: Cell, emit: @escaping (Event) -> Void) -> Outcome {
        .finished
    }

    /// Asks the running cell to stop with KeyboardInterrupt. Safe in a signal handler.
    public static func interrupt() {}

    /// Whether `text`, as typed so far, is a whole entry.
    public func completeness(of text: String) -> EntryStatus { .complete }

    /// Completions for the word that ends at `offset` (UTF-8 bytes): the replaced range and the candidates.
    /// Runs no user code.
    public func completions(in text: String, at offset: Int) -> (range: Range<Int>, candidates: [String]) {
        (offset..<offset, [])
    }

    /// Forgets every variable.
    public func reset() {}
}

/// The parser's answer about an entry that is being typed.
public enum EntryStatus: Sendable, Equatable {
    case complete
    /// More lines are needed; the next one is indented by this many spaces.
    case incomplete(indent: Int)
    case invalid
}

/// Runs `body` on a thread with a large stack, so that deep recursion in a script ends as RecursionError.
/// A face calls it once around everything it does with a session.
public func withLargeStack<Result: Sendable>(_ body: @escaping @Sendable () -> Result) -> Result { body() }
