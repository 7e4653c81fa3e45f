/// Where a gradient flows to: an output of an earlier node, or a leaf that accumulates; or nowhere.
package struct Edge {
    /// A `Node`, or a leaf: one reference, because nodes are made and freed by every small operation.
    private var target: AnyObject?
    package private(set) var index: Int32 = 0
    private var isLeaf = false

    @inline(__always) package init() {}

    @inline(__always) package init(node: Node, index: Int32) {
        target = node
        self.index = index
    }

    @inline(__always) package init(leaf: Tensor) {
        target = leaf
        isLeaf = true
    }

    @inline(__always) package var isEmpty: Bool { target == nil }

    @inline(__always) package var node: Node? {
        isLeaf ? nil : target.map { unsafeDowncast($0, to: Node.self) }
    }

    @inline(__always) package var leaf: Tensor? {
        isLeaf ? target.map { unsafeDowncast($0, to: Tensor.self) } : nil
    }

    /// Takes the node out; a leaf stays.
    @inline(__always)
    fileprivate mutating func takeNode() -> Node? {
        isLeaf ? nil : target.take().map { unsafeDowncast($0, to: Node.self) }
    }
}

/// What few nodes have.
final class NodeExtras {
    var edges: [Edge] = []
    var outputs: [(shape: Dims, dtype: DType)] = []
    var pending: [Tensor?] = []
    var outputHooks: [Int32: HookList]?
    var hooks: NodeHooks?
    var owner: AnyObject?
}

/// Computes the gradients of a node's inputs.
package typealias BackwardFunction = (inout Backward) throws -> Void

/// One recorded operation of the graph.
public final class Node: @unchecked Sendable {
    /// `AddBackward0`
    public internal(set) var name: String
    /// Rises with every node: an edge always leads to a lower number, so descending order is a topological one.
    package let sequence: UInt64

    var edge0 = Edge()
    var edge1 = Edge()
    var edge2 = Edge()
    package private(set) var edgeCount = 0

    /// Set to nil when the graph is freed.
    var backward: BackwardFunction?
    /// Shape, dtype of each output, to make zeros where no gradient arrives.
    var outputShape = Dims()
    var outputDType = DType.float32
    var outputDevice = Device.cpu

    // What the engine keeps while it runs.
    var pending: Tensor?
    var isQueued = false

    private var extras: NodeExtras?
    /// How the node's inputs look from outside, where it does the work of several of PyTorch's nodes.
    package var form = Form.plain

    package enum Form {
        case plain
        /// A product with a transposed weight: PyTorch has the bias first and a node for the transposition.
        case linear
        /// A loss over a log-softmax that PyTorch records by itself.
        case overLogSoftmax
    }

    /// One opaque object of the bridge, so that `x.grad_fn is x.grad_fn`. The bridge owns its meaning.
    package var wrapper: UnsafeMutableRawPointer?

    private nonisolated(unsafe) static var lastSequence: UInt64 = 0

    package init(_ name: String, backward: @escaping BackwardFunction) {
        self.name = name
        Node.lastSequence &+= 1
        sequence = Node.lastSequence
        self.backward = backward
    }

    @inline(__always)
    package func connect(_ edge: Edge) {
        switch edgeCount {
        case 0: edge0 = edge
        case 1: edge1 = edge
        case 2: edge2 = edge
        default: needExtras().edges.append(edge)
        }
        edgeCount &+= 1
    }

    @inline(__always)
    package func edge(_ i: Int) -> Edge {
        switch i {
        case 0: edge0
        case 1: edge1
        case 2: edge2
        default: extras?.edges[i - 3] ?? Edge()
        }
    }

    /// The number of outputs.
    package var outputCount: Int { 1 + moreOutputs.count }

    package func shapeOfOutput(_ i: Int) -> (shape: Dims, dtype: DType) {
        i == 0
            ? (outputShape, outputDType) : (i - 1 < moreOutputs.count ? moreOutputs[i - 1] : (outputShape, outputDType))
    }

    /// The name without `Backward…`, as the message about changed values has it.
    package var forwardName: String {
        var text = Substring(name)
        while let last = text.last, last.isNumber { text.removeLast() }
        if text.hasSuffix("Backward") { text.removeLast("Backward".count) }
        return String(text)
    }

    // MARK: What few nodes have

    private func needExtras() -> NodeExtras {
        if let extras { return extras }
        let made = NodeExtras()
        extras = made
        return made
    }

    /// Shape, dtype of the outputs after the first.
    var moreOutputs: [(shape: Dims, dtype: DType)] {
        get { extras?.outputs ?? [] }
        _modify { yield &needExtras().outputs }
    }

    /// Gradients that wait for the outputs after the first.
    var morePending: [Tensor?] {
        get { extras?.pending ?? [] }
        _modify { yield &needExtras().pending }
    }

    /// Hooks and retained gradients of this node's outputs.
    var outputHooks: [Int32: HookList]? {
        get { extras?.outputHooks }
        _modify { yield &needExtras().outputHooks }
    }

    /// Functions that scripts put around this node (`grad_fn.register_hook`).
    package var hooks: NodeHooks? {
        get { extras?.hooks }
        set { needExtras().hooks = newValue }
    }

    /// What has to live as long as this node: the context of a function written in the language.
    package var owner: AnyObject? {
        get { extras?.owner }
        set { needExtras().owner = newValue }
    }

    /// Lets go of what the node saved; a later backward pass through it is an error, but where PyTorch saves nothing.
    package func freeSaved() {
        if !Node.savesNothing(name) { backward = nil }
    }

    /// Whether the name is in the list below. Names are literals: their two words tell them apart, and answers are
    /// remembered by these, because hashing a text would cost more than freeing a node.
    private static func savesNothing(_ name: String) -> Bool {
        let words = unsafeBitCast(name, to: (UInt64, UInt64).self)
        let slot = Int(truncatingIfNeeded: ((words.0 ^ words.1 &* 31) &* 0x9e37_79b9_7f4a_7c15) >> 57)
        if answers[slot].words == words { return answers[slot].isListed }
        let isListed = savingNothing.contains(name)
        answers[slot] = (words, isListed)
        return isListed
    }

    private nonisolated(unsafe) static let answers: UnsafeMutablePointer<(words: (UInt64, UInt64), isListed: Bool)> = {
        let p = UnsafeMutablePointer<(words: (UInt64, UInt64), isListed: Bool)>.allocate(capacity: 128)
        p.initialize(repeating: ((0, 0), false), count: 128)
        return p
    }()

    /// Nodes that look at nothing but the gradient, so that a second backward pass through them works.
    private static let savingNothing: Set<String> = [
        "AddBackward0", "SubBackward0", "RsubBackward1", "NegBackward0", "SumBackward0", "SumBackward1",
        "MeanBackward0",
        "MeanBackward1", "ViewBackward0", "UnsafeViewBackward0", "TBackward0", "TransposeBackward0", "PermuteBackward0",
        "SelectBackward0", "SliceBackward0", "ExpandBackward0", "UnsqueezeBackward0", "SqueezeBackward0",
        "SqueezeBackward1", "SqueezeBackward2", "CloneBackward0", "CatBackward0", "StackBackward0", "ToCopyBackward0",
        "RepeatBackward0", "UnbindBackward0", "SplitBackward0", "SplitWithSizesBackward0", "FlipBackward0",
        "RollBackward0", "TrilBackward0", "TriuBackward0", "DiagonalBackward0", "ConstantPadNdBackward0",
        "AliasBackward0", "CumsumBackward0",
    ]

    package var isFreed: Bool { backward == nil }

    // MARK: Freeing without recursion

    private nonisolated(unsafe) static var isDraining = false
    private nonisolated(unsafe) static var doomedNodes: [Node] = []
    private nonisolated(unsafe) static var doomedClosures: [BackwardFunction] = []

    /// What the node held goes to a list that the outermost `deinit` empties: a chain of any length is freed in a loop.
    deinit {
        var hasNodes = false
        if let n = edge0.takeNode() {
            Node.doomedNodes.append(n)
            hasNodes = true
        }
        if let n = edge1.takeNode() {
            Node.doomedNodes.append(n)
            hasNodes = true
        }
        if let n = edge2.takeNode() {
            Node.doomedNodes.append(n)
            hasNodes = true
        }
        if let extras {
            for i in extras.edges.indices {
                if let n = extras.edges[i].takeNode() {
                    Node.doomedNodes.append(n)
                    hasNodes = true
                }
            }
        }
        guard hasNodes else { return }
        // What the closure saved may hold further nodes.
        if let closure = backward.take() { Node.doomedClosures.append(closure) }
        if !Node.isDraining { Node.drain() }
    }

    @inline(never)
    private static func drain() {
        isDraining = true
        while true {
            if let node = doomedNodes.popLast() {
                withExtendedLifetime(node) {}
            } else if let closure = doomedClosures.popLast() {
                withExtendedLifetime(closure) {}
            } else {
                break
            }
        }
        isDraining = false
    }
}

/// What a backward function sees: the gradients of the node's outputs, and places for those of its inputs.
package struct Backward {
    let node: Node
    /// The gradient of output 0. Only to be read where `hasGradient`.
    package var grad: Tensor
    /// Gradients of the further outputs; nil where none arrived.
    package var moreGrads: [Tensor?]
    /// False where only further outputs received a gradient (`grad` is then zeros).
    package var hasGradient = true
    /// True where the backward pass is itself recorded.
    package let isRecording: Bool

    var out0: Tensor?
    var out1: Tensor?
    var out2: Tensor?
    var moreOut: [Tensor?] = []

    /// Whether the gradient is the number 1, as it is at the end of a loss; what it would multiply is left as it is.
    package var isUnit: Bool {
        !isRecording && grad.rank == 0 && grad.dtype == .float32 && !grad.isMeta && grad.f32[0] == 1
    }

    /// Whether anybody wants the gradient of input `i`.
    @inline(__always)
    package func needs(_ i: Int) -> Bool { i < node.edgeCount && !node.edge(i).isEmpty }

    /// The gradient of output `i`, zeros where none arrived.
    package func gradient(_ i: Int) throws -> Tensor {
        if i == 0 { return grad }
        if i - 1 < moreGrads.count, let g = moreGrads[i - 1] { return g }
        let (shape, dtype) = node.shapeOfOutput(i)
        return try Tensor.zeros(shape, dtype: dtype, device: node.outputDevice)
    }

    package subscript(_ i: Int) -> Tensor? {
        get {
            switch i {
            case 0: out0
            case 1: out1
            case 2: out2
            default: i - 3 < moreOut.count ? moreOut[i - 3] : nil
            }
        }
        set {
            switch i {
            case 0: out0 = newValue
            case 1: out1 = newValue
            case 2: out2 = newValue
            default:
                while moreOut.count <= i - 3 { moreOut.append(nil) }
                moreOut[i - 3] = newValue
            }
        }
    }

    /// Takes the gradient of input `i` out, so that its memory may be reused.
    @inline(__always)
    mutating func take(_ i: Int) -> Tensor? {
        switch i {
        case 0: return out0.take()
        case 1: return out1.take()
        case 2: return out2.take()
        default:
            guard i - 3 < moreOut.count else { return nil }
            return moreOut[i - 3].take()
        }
    }
}

/// Functions called with a gradient; each may replace it.
package final class HookList {
    package typealias Hook = (Tensor) throws -> Tensor?

    /// Called with a leaf after its `grad` was accumulated.
    package typealias AfterHook = (Tensor) throws -> Void

    private var hooks: [(id: Int, call: Hook)] = []
    private var afterHooks: [(id: Int, call: AfterHook)] = []
    private nonisolated(unsafe) static var lastID = 0
    /// Tensors whose `retain_grad` was asked for; held weakly.
    var retained: [WeakTensor] = []

    package init() {}

    package var isEmpty: Bool { hooks.isEmpty && afterHooks.isEmpty && retained.isEmpty }

    /// - Returns: the number to remove the hook by.
    package func add(_ hook: @escaping Hook) -> Int {
        HookList.lastID += 1
        hooks.append((HookList.lastID, hook))
        return HookList.lastID
    }

    /// - Returns: the number to remove the hook by.
    package func addAfter(_ hook: @escaping AfterHook) -> Int {
        HookList.lastID += 1
        afterHooks.append((HookList.lastID, hook))
        return HookList.lastID
    }

    package func remove(_ id: Int) {
        hooks.removeAll { $0.id == id }
        afterHooks.removeAll { $0.id == id }
    }

    /// Tells the hooks that the leaf's gradient is there.
    func runAfter(_ leaf: Tensor) throws {
        for hook in afterHooks { try hook.call(leaf) }
    }

    /// Passes a gradient through the hooks in their order, then stores it where `retain_grad` was asked for.
    func run(_ gradient: Tensor) throws -> Tensor {
        var g = gradient
        for hook in hooks {
            if let replaced = try hook.call(g) { g = replaced }
        }
        for r in retained { r.tensor?.grad = g }
        return g
    }
}

/// What scripts registered on a node: functions of the gradients that arrive, and of those that leave.
package final class NodeHooks {
    /// Gets the gradients of the node's outputs; what it returns replaces them.
    package typealias Before = ([Tensor?]) throws -> [Tensor?]?
    /// Gets the gradients of the node's inputs and those of its outputs; what it returns replaces the former.
    package typealias After = ([Tensor?], [Tensor?]) throws -> [Tensor?]?

    private var before: [(id: Int, call: Before)] = []
    private var after: [(id: Int, call: After)] = []
    private var lastID = 0

    package init() {}

    package func addBefore(_ hook: @escaping Before) -> Int {
        lastID += 1
        before.append((lastID, hook))
        return lastID
    }

    package func addAfter(_ hook: @escaping After) -> Int {
        lastID += 1
        after.append((lastID, hook))
        return lastID
    }

    package func remove(_ id: Int) {
        before.removeAll { $0.id == id }
        after.removeAll { $0.id == id }
    }

    func runBefore(_ gradients: [Tensor?]) throws -> [Tensor?] {
        var gradients = gradients
        for hook in before { gradients = try hook.call(gradients) ?? gradients }
        return gradients
    }

    var hasAfter: Bool { !after.isEmpty }

    func runAfter(_ inputs: [Tensor?], _ outputs: [Tensor?]) throws -> [Tensor?] {
        var inputs = inputs
        for hook in after { inputs = try hook.call(inputs, outputs) ?? inputs }
        return inputs
    }
}

struct WeakTensor {
    weak var tensor: Tensor?
}
