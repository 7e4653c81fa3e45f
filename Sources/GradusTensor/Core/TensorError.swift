/// What went wrong in a tensor operation: which exception it is in the language, PyTorch's first line, and lines
/// that say more (the arithmetic, a cure).
public struct TensorError: Error, CustomStringConvertible, Sendable {
    /// The exception class.
    public enum Kind: String, Sendable {
        case runtimeError = "RuntimeError"
        case valueError = "ValueError"
        case indexError = "IndexError"
        case typeError = "TypeError"
        case attributeError = "AttributeError"
        case notImplementedError = "NotImplementedError"
        case assertionError = "AssertionError"
        case zeroDivisionError = "ZeroDivisionError"
        case outOfMemory = "OutOfMemoryError"
        /// `torch.linalg.LinAlgError`, a RuntimeError.
        case linAlgError = "_LinAlgError"
        /// Ctrl-C during a computation.
        case interrupted = "KeyboardInterrupt"

        /// The class of the language's exception; a failed allocation is a RuntimeError, as PyTorch's is.
        public var exceptionName: String { self == .outOfMemory ? "RuntimeError" : rawValue }
    }

    public let kind: Kind
    /// PyTorch's text, exactly.
    public let message: String
    /// The operation, where known.
    public var operation: String?
    /// The shapes of its operands.
    public var shapes: [Dims]
    /// Further lines: arithmetic, hints.
    public var notes: [String]
    /// Whether the arguments of a call did not fit the operation's signatures.
    public var isMisuse = false
    /// The layer of a chain that failed, and the shape it was given.
    public var layer: (identity: ObjectIdentifier, given: Dims?)?

    public init(
        _ kind: Kind, _ message: String, operation: String? = nil, shapes: [Dims] = [], notes: [String] = []
    ) {
        self.kind = kind
        self.message = message
        self.operation = operation
        self.shapes = shapes
        self.notes = notes
    }

    public var description: String { message }
}
