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
        didSet { update() }
    }

    /// Cheap to test.
    public private(set) nonisolated(unsafe) static var isOn = false
    /// The arithmetic is wanted too.
    private nonisolated(unsafe) static var isWhole = false

    static func update() {
        isOn = recorder != nil || ShapeTrail.isOn
        isWhole = recorder != nil || ShapeTrail.wantsReasons
    }

    /// Silences the ledger, inside composite operations and backward passes.
    /// - Returns: what to give back to `resume`.
    @inline(__always)
    package static func pause() -> Bool {
        let was = isOn
        isOn = false
        return was
    }

    @inline(__always)
    package static func resume(_ was: Bool) { isOn = was && (recorder != nil || ShapeTrail.isOn) }

    /// Notes an operation; `why` is only made when somebody listens.
    @inline(__always)
    package static func note(
        _ operation: @autoclosure () -> String, _ output: Tensor, _ a: Tensor? = nil, _ b: Tensor? = nil,
        _ c: Tensor? = nil, why: @autoclosure () -> String = ""
    ) {
        guard isOn else { return }
        if isWhole {
            send(operation(), output, [a, b, c].compactMap { $0?.shape }, why())
        } else {
            ShapeTrail.note(operation(), output)
        }
    }

    @inline(never)
    package static func send(_ operation: String, _ output: Tensor, _ inputs: [Dims], _ why: String) {
        let entry = ShapeEntry(
            operation: operation, inputs: inputs, output: output.shape, dtype: output.dtype, why: why)
        if ShapeTrail.isOn {
            ShapeTrail.note(operation, output)
            ShapeTrail.explain(entry)
        }
        if Preview.isOn { LayerTrace.note(entry) }
        recorder?(entry)
    }
}
