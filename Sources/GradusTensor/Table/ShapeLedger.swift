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

    /// Runs a part of an operation, whose own operations nobody is told of.
    @inline(__always)
    package static func quietly<Result>(_ body: () throws -> Result) rethrows -> Result {
        let was = pause()
        defer { resume(was) }
        return try body()
    }

    /// Notes an operation; `why` is only made when somebody listens.
    @inline(__always)
    package static func note(
        _ operation: @autoclosure () -> String, _ output: Tensor, _ a: Tensor? = nil, _ b: Tensor? = nil,
        _ c: Tensor? = nil, why: @autoclosure () -> String = ""
    ) {
        guard isOn else { return }
        if isWhole {
            send(operation(), output, [a, b, c].compactMap { $0?.shape }, why())
        } else if inside != nil {
            send(operation(), output, [], "")
        } else {
            ShapeTrail.note(operation(), output.shape, output.dtype)
        }
    }

    @inline(never)
    package static func send(_ operation: String, _ output: Tensor, _ inputs: [Dims], _ why: String) {
        take(
            ShapeEntry(operation: operation, inputs: inputs, output: output.shape, dtype: output.dtype, why: why))
    }

    /// What the operation or layer that is running has noted so far.
    private struct Inside {
        var name: String
        /// The one called like the operation itself, or else the first.
        var entry: ShapeEntry?
        var count = 0
        var isNamed = false

        mutating func add(_ new: ShapeEntry) {
            count += 1
            if new.operation == name {
                (entry, isNamed) = (new, true)
            } else if entry == nil {
                entry = new
            }
        }
    }

    /// Nil where none is running.
    private nonisolated(unsafe) static var inside: Inside?

    private static func take(_ entry: ShapeEntry) {
        guard inside != nil else { return deliver(entry) }
        if Preview.isOn { LayerTrace.noteHidden(entry) }
        inside?.add(entry)
    }

    @inline(never)
    private static func deliver(_ entry: ShapeEntry) {
        if ShapeTrail.isOn {
            ShapeTrail.note(entry.operation, entry.output, entry.dtype)
            if isWhole { ShapeTrail.explain(entry) }
        }
        if Preview.isOn { LayerTrace.note(entry) }
        recorder?(entry)
    }

    /// What an operation or a layer gave, for an entry of its own.
    package struct Outcome {
        let inputs: [Dims]
        let outputs: [Tensor]

        package init(inputs: [Tensor], outputs: [Tensor]) {
            self.inputs = inputs.map(\.shape)
            self.outputs = outputs
        }
    }

    /// Runs an operation of the table, or a layer, with one entry at most: the operations it is made of are its own
    /// business.
    /// - Parameter outcome: asked where not exactly one operation inside has noted itself, with how many did; nil for no
    ///   entry.
    @inline(__always)
    package static func step<Result>(
        _ name: @autoclosure () -> String, _ body: () throws -> Result,
        outcome: (_ result: Result, _ noted: Int) -> Outcome?
    ) rethrows -> Result {
        if isWhole || inside != nil { return try wholeStep(name(), body, outcome) }
        // Only the trail listens: nothing is made that it does not keep.
        let step = ShapeTrail.begin()
        let result: Result
        do {
            result = try body()
        } catch {
            ShapeTrail.end(step)
            throw error
        }
        let noted = ShapeTrail.end(step)
        if noted != 1, isOn, let output = outcome(result, noted)?.outputs.first {
            ShapeTrail.note(name(), output.shape, output.dtype, over: step, noted)
        }
        return result
    }

    @inline(never)
    private static func wholeStep<Result>(
        _ name: String, _ body: () throws -> Result, _ outcome: (_ result: Result, _ noted: Int) -> Outcome?
    ) rethrows -> Result {
        let outer = inside
        inside = Inside(name: name)
        let result: Result
        let noted: Inside
        do {
            defer { inside = outer }
            result = try body()
            noted = inside ?? Inside(name: name)
        }
        guard isOn else { return result }
        if noted.count == 1 || noted.isNamed, let entry = noted.entry {
            take(entry)
        } else if let made = outcome(result, noted.count), let output = made.outputs.first {
            let why = made.outputs.count > 1 ? "\(made.outputs.count) tensors" : Why.of(made.inputs, output.shape)
            take(
                ShapeEntry(
                    operation: name, inputs: made.inputs, output: output.shape, dtype: output.dtype,
                    why: isWhole ? why : ""))
        }
        return result
    }
}
