/// What happens inside of models, for a preview: the first call of each, layer by layer, with the operations that a forward
/// pass calls itself.
public enum LayerTrace {
    /// A layer, or an operation inside of one.
    public struct Call {
        /// The module; nil for an operation.
        public let layer: AnyObject?
        public let operation: String
        public let depth: Int
        /// Of the (first) result; nil where there is none.
        public var shape: Dims?
        /// Multiplications with additions, for operations; those of layers follow from their parameters.
        public var multiplyAdds = 0
    }

    /// The first complete call of each model.
    public private(set) nonisolated(unsafe) static var models: [[Call]] = []
    private nonisolated(unsafe) static var calls: [Call] = []
    /// Places in `calls` of the layers that are running, and whether they are layers of the library.
    private nonisolated(unsafe) static var open: [(place: Int, isPlain: Bool)] = []
    private nonisolated(unsafe) static var known: Set<ObjectIdentifier> = []
    private nonisolated(unsafe) static var isRecording = false
    /// Multiplications of operations inside of the next one.
    private nonisolated(unsafe) static var hidden = 0

    static func start() { (models, calls, open, known, isRecording) = ([], [], [], [], false) }

    /// Runs the forward pass of a layer.
    /// - Parameters:
    ///   - isPlain: its operations are its own business.
    ///   - shape: that of the result.
    @inline(__always)
    public static func around<Result>(
        _ layer: AnyObject, isPlain: Bool, _ body: () throws -> Result, shape: (Result) -> Dims?
    ) rethrows -> Result {
        guard Preview.isOn else { return try body() }
        enter(layer, isPlain)
        do {
            let result = try body()
            leave(shape(result))
            return result
        } catch {
            fail()
            throw error
        }
    }

    @inline(never)
    private static func enter(_ layer: AnyObject, _ isPlain: Bool) {
        if open.isEmpty {
            calls = []
            isRecording = !known.contains(ObjectIdentifier(layer))
        }
        open.append((calls.count, isPlain))
        if isRecording { calls.append(Call(layer: layer, operation: "", depth: open.count - 1, shape: nil)) }
    }

    @inline(never)
    private static func leave(_ shape: Dims?) {
        guard let (place, _) = open.popLast(), isRecording, place < calls.count else { return }
        calls[place].shape = shape
        guard open.isEmpty, let root = calls.first?.layer else { return }
        known.insert(ObjectIdentifier(root))
        models.append(calls)
        calls = []
    }

    private static func fail() {
        _ = open.popLast()
        isRecording = false
    }

    /// Notes an operation.
    static func note(_ entry: ShapeEntry) {
        defer { hidden = 0 }
        guard isRecording, let layer = open.last, !layer.isPlain, isListed(entry.operation) else { return }
        var call = Call(layer: nil, operation: entry.operation, depth: open.count, shape: entry.output)
        call.multiplyAdds = max(multiplyAdds(entry), hidden)
        calls.append(call)
    }

    /// Notes an operation that is a part of one that will be noted.
    static func noteHidden(_ entry: ShapeEntry) { hidden &+= multiplyAdds(entry) }

    /// Functional forms of layers, and products.
    private static func isListed(_ name: String) -> Bool {
        others.contains(name) || OpTable.find(name, in: .functional) != nil
    }

    private static let others: Set<String> = [
        "matmul", "mm", "bmm", "baddbmm", "addmm", "addbmm", "einsum", "mv", "dot", "tensordot", "flatten", "view",
        "reshape", "cat", "softmax", "log_softmax", "relu", "sigmoid", "tanh",
    ]

    private static func multiplyAdds(_ entry: ShapeEntry) -> Int {
        let (inputs, output) = (entry.inputs, entry.output)
        guard let first = inputs.first else { return 0 }
        switch entry.operation {
        case "conv1d", "conv2d", "conv3d":
            // Every weight once for each position.
            guard inputs.count > 1, output.count > 2 else { return 0 }
            let positions = output.enumerated().reduce(1) { $1.offset == 1 ? $0 : $0 &* $1.element }
            return inputs[1].product &* positions
        case "linear", "matmul", "mm", "bmm", "mv", "dot": return output.product &* (first.last ?? 1)
        case "addmm", "baddbmm": return inputs.count > 1 ? output.product &* (inputs[1].last ?? 1) : 0
        case "scaled_dot_product_attention":
            // Queries with keys, and the weights with the values.
            guard inputs.count > 2, first.count > 1, let width = first.last, let values = inputs[2].last else {
                return 0
            }
            let pairs = (first.product / max(width, 1)) &* inputs[1][inputs[1].count - 2]
            return pairs &* (width &+ values)
        default: return 0
        }
    }
}
