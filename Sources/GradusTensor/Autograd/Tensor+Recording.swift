extension Tensor {
    /// Whether gradients flow to this tensor.
    @inline(__always)
    public var requiresGrad: Bool {
        if node != nil || leafRequiresGrad { return true }
        return view != nil && isStaleView && refreshView()
    }

    /// True where no recorded operation made this tensor.
    public var isLeaf: Bool { gradFunction == nil }

    /// What made this tensor (`grad_fn`).
    public var gradFunction: Node? {
        if view != nil && isStaleView { _ = refreshView() }
        return node
    }

    /// Where this tensor's gradient flows to.
    @inline(__always)
    package var gradientEdge: Edge {
        if view != nil && isStaleView { _ = refreshView() }
        if let node { return Edge(node: node, index: outputIndex) }
        return leafRequiresGrad ? Edge(leaf: self) : Edge()
    }

    /// Whether an operation on this tensor has to be recorded now.
    @inline(__always)
    package var isRecorded: Bool { GradMode.isEnabled && requiresGrad }

    /// Makes this fresh result the output of a node with the given inputs.
    @inline(__always)
    package func record(_ name: String, _ a: Tensor, _ backward: @escaping BackwardFunction) {
        let n = Node(name, backward: backward)
        n.connect(a.gradientEdge)
        adopt(n)
    }

    @inline(__always)
    package func record(_ name: String, _ a: Tensor, _ b: Tensor, _ backward: @escaping BackwardFunction) {
        let n = Node(name, backward: backward)
        n.connect(a.gradientEdge)
        n.connect(b.gradientEdge)
        adopt(n)
    }

    package func record(
        _ name: String, _ a: Tensor, _ b: Tensor, _ c: Tensor?, _ backward: @escaping BackwardFunction
    ) {
        let n = Node(name, backward: backward)
        n.connect(a.gradientEdge)
        n.connect(b.gradientEdge)
        n.connect(c?.gradientEdge ?? Edge())
        adopt(n)
    }

    package func record(_ name: String, inputs: [Tensor], _ backward: @escaping BackwardFunction) {
        let n = Node(name, backward: backward)
        for t in inputs { n.connect(t.gradientEdge) }
        adopt(n)
    }

    /// The result of a recorded operation whose operands have no elements: a meta tensor with its place in the graph.
    package static func unknown(_ shape: Dims, _ dtype: DType, _ name: String, _ inputs: [Tensor?]) throws -> Tensor {
        let out = try Tensor(empty: shape, dtype, .meta)
        let inputs = inputs.compactMap { $0 }
        guard dtype.isFloat, inputs.contains(where: \.isRecorded) else { return out }
        let forms = inputs.map { ($0.shape, $0.dtype) }
        out.record(name, inputs: inputs) { g in
            for (i, form) in forms.enumerated() where form.1.isFloat { g[i] = try Tensor(empty: form.0, form.1, .meta) }
        }
        return out
    }

    @inline(__always)
    private func adopt(_ n: Node) {
        n.outputShape = shape
        n.outputDType = dtype
        n.outputDevice = device
        node = n
        outputIndex = 0
    }

    /// Records one node with several outputs; `differentiable` tells which of them carry gradients.
    package static func record(
        _ name: String, outputs: [Tensor], inputs: [Tensor], _ backward: @escaping BackwardFunction
    ) {
        let n = Node(name, backward: backward)
        for t in inputs { n.connect(t.gradientEdge) }
        for (i, out) in outputs.enumerated() {
            if i == 0 {
                out.adopt(n)
            } else {
                n.moreOutputs.append((out.shape, out.dtype))
                if out.dtype.isFloat {
                    out.node = n
                    out.outputIndex = Int32(i)
                }
            }
        }
    }

    /// Whether any of the tensors makes an operation recorded.
    package static func anyRecorded(_ tensors: [Tensor]) -> Bool {
        GradMode.isEnabled && tensors.contains { $0.requiresGrad }
    }

    /// Gives the node of this fresh result the name PyTorch shows for the whole operation.
    @discardableResult
    package func named(_ name: String) -> Tensor {
        node?.name = name
        return self
    }

    // MARK: Views

    /// The tensor whose elements this one shows; nil where it is no view.
    package var viewBase: Tensor? { view?.base }

    @inline(__always)
    private var isStaleView: Bool {
        if let view { return view.version != storage.version } else { return false }
    }

    /// Makes `result`, a new layout over this tensor's storage, a view of it.
    /// - Parameter backward: turns the gradient of the view into that of this tensor.
    @inline(__always)
    package func recordView(
        _ result: Tensor, _ name: @autoclosure () -> String, multiple: Bool = false,
        _ backward: @escaping (Tensor) throws -> Tensor
    ) {
        linkView(result, multiple: multiple)
        if isRecorded {
            result.record(name(), self) { b in b[0] = try backward(b.grad) }
        }
    }

    /// Notes where a view comes from; it is not recorded by itself.
    @inline(__always)
    package func linkView(_ result: Tensor, multiple: Bool = false) {
        if !countsChanges { result.countsChanges = false }
        result.isInference = isInference
        if let view {
            result.view = ViewInfo(
                base: view.base, version: storage.version, madeWithoutGrad: !GradMode.isEnabled,
                multiple: multiple || view.multiple)
        } else {
            result.view = ViewInfo(
                base: self, version: storage.version, madeWithoutGrad: !GradMode.isEnabled, multiple: multiple)
        }
    }

    /// After the base was changed in place: the view becomes a strided view of what the base is now.
    /// - Returns: whether it requires a gradient now.
    @inline(never)
    private func refreshView() -> Bool {
        guard let view else { return requiresGrad }
        view.version = storage.version
        let base = view.base
        if base.node == nil && !base.leafRequiresGrad { return node != nil || leafRequiresGrad }
        guard let old = base.node, node == nil || old.sequence > (node?.sequence ?? 0) else {
            return node != nil || leafRequiresGrad
        }
        GradMode.with(true) { joinToBase() }
        return true
    }

    /// Gives a view a fresh node that leads to its base.
    func joinToBase() {
        guard let view else { return }
        let base = view.base
        let layout = (shape: shape, strides: strides, offset: offset)
        let baseLayout = (shape: base.shape, strides: base.strides, offset: base.offset)
        view.version = storage.version
        record("AsStridedBackward0", base) { b in
            b[0] = try b.grad.embedded(
                in: baseLayout.shape, baseLayout.strides, baseLayout.offset, at: layout.strides, layout.offset)
        }
    }
}
