/// A tensor kept for the backward pass, with the version it had.
package struct Saved {
    private let tensor: Tensor
    private let version: Int
    private let isOutput: Bool
    /// PyTorch saves the tensor's transpose: its errors speak of that view.
    private let isTransposed: Bool
    /// What hooks made of the tensor, where there were any.
    private let packed: PackedTensor?

    /// Keeps an input of the operation.
    @inline(__always)
    package init(_ input: Tensor, asTransposed: Bool = false) {
        version = input.storage.version
        isOutput = false
        isTransposed = asTransposed
        if SavedHooks.isActive {
            packed = SavedHooks.pack(input)
            tensor = packed == nil ? input : SavedHooks.placeholder
        } else {
            packed = nil
            tensor = input
        }
    }

    /// Keeps an output of the operation: outside the graph, so that the node does not hold itself.
    @inline(__always)
    package init(output: Tensor) {
        version = output.storage.version
        isOutput = true
        isTransposed = false
        if SavedHooks.isActive {
            packed = SavedHooks.packLater(output)
            tensor = packed == nil ? output.alias() : SavedHooks.placeholder
        } else {
            packed = nil
            tensor = output.alias()
        }
    }

    /// The saved input.
    /// - Throws: RuntimeError where it was changed in place since.
    @inline(__always)
    package func value() throws -> Tensor {
        if let packed { return try packed.unpacked() }
        if tensor.storage.version != version { throw changed(tensor.node, tensor.outputIndex) }
        return tensor
    }

    /// The saved output, joined to the graph again where the backward pass is recorded.
    /// - Throws: RuntimeError where it was changed in place since.
    @inline(__always)
    package func output(of b: borrowing Backward, index: Int32 = 0) throws -> Tensor {
        if let packed { return try joined(packed.unpacked(), to: b.isRecording ? b.node : nil, index) }
        if tensor.storage.version != version { throw changed(b.node, index) }
        if !b.isRecording { return tensor }
        return joined(tensor, to: b.node, index)
    }

    /// The saved output of a function written in the language, joined to the graph again where recording is on.
    /// - Throws: RuntimeError where it was changed in place since.
    package func output(of node: Node?, index: Int32) throws -> Tensor {
        if let packed { return try joined(packed.unpacked(), to: GradMode.isEnabled ? node : nil, index) }
        if tensor.storage.version != version { throw changed(node, index) }
        guard let node, GradMode.isEnabled else { return tensor }
        return joined(tensor, to: node, index)
    }

    private func joined(_ tensor: Tensor, to node: Node?, _ index: Int32) -> Tensor {
        guard let node else { return tensor }
        let joined = tensor.alias()
        joined.node = node
        joined.outputIndex = index
        return joined
    }

    private func changed(_ node: Node?, _ index: Int32) -> TensorError {
        var origin = node.map { ", which is output \(index) of \($0.forwardName)," } ?? ""
        var shape = tensor.shape
        if isTransposed {
            shape = Dims(shape.reversed())
            // A view of what has changed is described anew, by its strides.
            origin = ", which is output 0 of AsStrided,"
        }
        return TensorError(
            .runtimeError,
            "one of the variables needed for gradient computation has been modified by an inplace operation: "
                + "[\(tensor.dtype.tensorTypeName) \(shape)]\(origin) is at version \(tensor.storage.version); "
                + "expected version \(version) instead. Hint: enable anomaly detection to find the operation that "
                + "failed to compute its gradient, with torch.autograd.set_detect_anomaly(True, check_nan=False).")
    }
}
