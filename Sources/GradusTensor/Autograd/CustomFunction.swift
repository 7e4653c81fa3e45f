/// A node whose backward pass is given from outside: the functions that a script derives from `torch.autograd.Function`.
extension Node {
    /// What a second backward pass without `retain_graph` says.
    package static let freedError = TensorError(
        .runtimeError,
        "Trying to backward through the graph a second time (or directly access saved tensors after they have already "
            + "been freed). Saved intermediate values of the graph are freed when you call .backward() or "
            + "autograd.grad(). Specify retain_graph=True if you need to backward through the graph a second time or "
            + "if you need to access saved tensors after calling backward.")

    /// The gradients of the outputs (nil where none arrived) to those of the inputs.
    package typealias CustomBackward = ([Tensor?]) throws -> [Tensor?]

    /// Records a node.
    /// - Parameters:
    ///   - outputs: nil at places of the result that are no tensors, or carry no gradient.
    ///   - inputs: the tensors that it was computed from.
    package static func custom(
        _ name: String, outputs: [Tensor?], inputs: [Tensor], _ backward: @escaping CustomBackward
    ) -> Node {
        let places = max(outputs.count, 1)
        let shapes = inputs.map { (shape: $0.shape, dtype: $0.dtype) }
        let node = Node(name) { b in
            var gradients: [Tensor?] = [b.hasGradient ? b.grad : nil]
            for i in 1..<places { gradients.append(i - 1 < b.moreGrads.count ? b.moreGrads[i - 1] : nil) }
            let found = try backward(gradients)
            for (i, gradient) in found.enumerated() where i < shapes.count && b.needs(i) {
                b[i] = try gradient.map { try fitted($0, shapes[i], name, i) }
            }
        }
        for input in inputs { node.connect(input.gradientEdge) }
        for (i, output) in outputs.enumerated() {
            let shape = output?.shape ?? Dims()
            let dtype = output?.dtype ?? .float32
            if i == 0 {
                node.outputShape = shape
                node.outputDType = dtype
                node.outputDevice = output?.device ?? .cpu
            } else {
                node.moreOutputs.append((shape, dtype))
            }
        }
        return node
    }

    /// Makes a result the output of this node. What was changed in place takes its base with it.
    package func attach(_ output: Tensor, _ index: Int, inPlace: Bool) {
        if inPlace, output.view != nil {
            let result = output.alias()
            result.node = self
            result.outputIndex = Int32(index)
            output.rebase(onto: result)
            return
        }
        output.node = self
        output.outputIndex = Int32(index)
        output.leafRequiresGrad = false
    }

    /// A gradient in the shape and dtype of its input.
    private static func fitted(
        _ gradient: Tensor, _ input: (shape: Dims, dtype: DType), _ name: String, _ index: Int
    ) throws -> Tensor {
        var g = gradient
        if g.shape != input.shape {
            guard let joint = try? Elementwise.broadcast(g.shape, input.shape, name), joint == g.shape else {
                throw TensorError(
                    .runtimeError,
                    "Function \(name) returned an invalid gradient at index \(index) - got \(g.shape) but expected "
                        + "shape compatible with \(input.shape)", shapes: [g.shape, input.shape])
            }
            g = try g.sumToSize(input.shape)
        }
        return g.dtype == input.dtype ? g : try g.to(input.dtype)
    }
}
