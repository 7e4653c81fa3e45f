/// One line of the ledger: what went into an operation, what came out, and why it has that shape.
public struct ShapeEntry: Sendable {
    public let operation: String
    public let inputs: [Dims]
    public let output: Dims
    public let dtype: DType
    public let why: String

    public init(operation: String, inputs: [Dims], output: Dims, dtype: DType, why: String) {
        self.operation = operation
        self.inputs = inputs
        self.output = output
        self.dtype = dtype
        self.why = why
    }
}

/// Tells somebody about every operation's shapes, where somebody wants to know.
public enum ShapeLedger {
    /// Receives the entries.
    public nonisolated(unsafe) static var recorder: ((ShapeEntry) -> Void)? {
        didSet { isOn = recorder != nil }
    }

    /// Cheap to test.
    public private(set) nonisolated(unsafe) static var isOn = false

    /// Silences the ledger, inside composite operations and backward passes.
    /// - Returns: what to give back to `resume`.
    @inline(__always)
    package static func pause() -> Bool {
        let was = isOn
        isOn = false
        return was
    }

    @inline(__always)
    package static func resume(_ was: Bool) { isOn = was && recorder != nil }

    /// Notes an operation; `why` is only made when somebody listens.
    @inline(__always)
    package static func note(
        _ operation: @autoclosure () -> String, _ output: Tensor, _ a: Tensor? = nil, _ b: Tensor? = nil,
        _ c: Tensor? = nil, why: @autoclosure () -> String = ""
    ) {
        if isOn { send(operation(), output, [a, b, c].compactMap { $0?.shape }, why()) }
    }

    @inline(never)
    package static func send(_ operation: String, _ output: Tensor, _ inputs: [Dims], _ why: String) {
        recorder?(
            ShapeEntry(operation: operation, inputs: inputs, output: output.shape, dtype: output.dtype, why: why))
    }
}
