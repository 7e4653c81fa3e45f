extension Tensor {
    /// Computes the gradients of this tensor and adds them to the leaves' `grad`.
    /// - Parameters:
    ///   - gradient: the gradient of this tensor itself; 1 for a tensor of one element.
    ///   - retainGraph: keep what the graph saved, for a second pass; by default as `createGraph`.
    ///   - createGraph: record the backward pass, for higher derivatives.
    ///   - inputs: accumulate only into these.
    public func backward(
        gradient: Tensor? = nil, retainGraph: Bool? = nil, createGraph: Bool = false, inputs: [Tensor]? = nil
    ) throws {
        try Tensor.backward([self], [gradient], retainGraph: retainGraph, createGraph: createGraph, inputs: inputs)
    }

    /// `torch.autograd.backward`
    public static func backward(
        _ tensors: [Tensor], _ gradients: [Tensor?]? = nil, retainGraph: Bool? = nil, createGraph: Bool = false,
        inputs: [Tensor]? = nil
    ) throws {
        let roots = try seeds(tensors, gradients)
        try Engine.backward(roots, retainGraph: retainGraph ?? createGraph, createGraph: createGraph, inputs: inputs)
    }

    /// `torch.autograd.grad`: the gradients of the sum of `outputs` with respect to `inputs`.
    /// - Throws: RuntimeError for an input that the outputs do not depend on, unless `allowUnused`.
    public static func grad(
        _ outputs: [Tensor], _ inputs: [Tensor], gradOutputs: [Tensor?]? = nil, retainGraph: Bool? = nil,
        createGraph: Bool = false, allowUnused: Bool = false, materializeGrads: Bool = false
    ) throws -> [Tensor?] {
        let roots = try seeds(outputs, gradOutputs)
        for t in inputs where !t.requiresGrad {
            throw TensorError(.runtimeError, "One of the differentiated Tensors does not require grad")
        }
        var found = try Engine.gradients(
            roots, inputs, retainGraph: retainGraph ?? createGraph, createGraph: createGraph)
        for i in found.indices where found[i] == nil {
            if materializeGrads {
                found[i] = try Tensor.zeros(inputs[i].shape, dtype: inputs[i].dtype, device: inputs[i].device)
            } else if !allowUnused {
                throw TensorError(
                    .runtimeError,
                    "The differentiated Tensor at index \(i) appears to not have been used in the graph. "
                        + "Set allow_unused=True if this is the desired behavior.")
            }
        }
        return found
    }

    private static func seeds(
        _ tensors: [Tensor], _ gradients: [Tensor?]?
    ) throws -> [(tensor: Tensor, gradient: Tensor)] {
        if let gradients, gradients.count != tensors.count {
            throw TensorError(.runtimeError, "got \(tensors.count) tensors and \(gradients.count) gradients")
        }
        var roots: [(tensor: Tensor, gradient: Tensor)] = []
        for (i, t) in tensors.enumerated() {
            let given = gradients.flatMap { $0[i] }
            if let given {
                if given.shape != t.shape {
                    throw TensorError(
                        .runtimeError,
                        "Mismatch in shape: grad_output[\(i)] has a shape of torch.Size(\(given.shape)) and "
                            + "output[\(i)] has a shape of torch.Size(\(t.shape)).", shapes: [given.shape, t.shape])
                }
            }
            if !t.requiresGrad {
                throw TensorError(
                    .runtimeError, "element \(i) of tensors does not require grad and does not have a grad_fn")
            }
            if let given {
                roots.append((t, given))
                continue
            }
            if t.count != 1 {
                throw TensorError(
                    .runtimeError, "grad can be implicitly created only for scalar outputs", shapes: [t.shape],
                    notes: ["the tensor has shape \(t.shape); call .sum() or .mean() first, or pass gradient="])
            }
            roots.append((t, try Tensor.full(t.shape, 1, dtype: t.dtype, device: t.device)))
        }
        return roots
    }

    // MARK: Flags and hooks

    /// `requires_grad_()`, `requires_grad = …`
    /// - Throws: RuntimeError for dtypes without gradients and for results of recorded operations.
    /// - Parameter byCall: `requires_grad_()`, whose message differs from that of the assignment.
    public func setRequiresGrad(_ flag: Bool, byCall: Bool = false) throws {
        if flag && !dtype.isFloat {
            throw TensorError(
                .runtimeError,
                "only Tensors of floating point \(byCall ? "" : "and complex ")dtype can require gradients")
        }
        if flag && isInference && !GradMode.isInference {
            throw TensorError(
                .runtimeError, "Setting requires_grad=True on inference tensor outside InferenceMode is not allowed.")
        }
        if node != nil {
            if flag { return }
            throw TensorError(
                .runtimeError,
                "you can only change requires_grad flags of leaf variables. If you want to use a computed variable in "
                    + "a subgraph that doesn't require differentiation use var_no_grad = var.detach().")
        }
        leafRequiresGrad = flag
    }

    /// Keeps the gradient of a tensor that is no leaf in its `grad`.
    public func retainGrad() throws {
        guard requiresGrad else {
            throw TensorError(.runtimeError, "can't retain_grad on Tensor that has requires_grad=False")
        }
        guard let node = gradFunction, !retainsGradFlag else { return }
        retainsGradFlag = true
        hooks(of: node).retained.append(WeakTensor(tensor: self))
    }

    public var retainsGrad: Bool { retainsGradFlag }

    /// Calls `hook` with every gradient of this tensor; what it returns replaces the gradient.
    /// - Returns: the list and number to remove the hook by.
    package func registerHook(_ hook: @escaping HookList.Hook) throws -> (HookList, Int) {
        guard requiresGrad else {
            throw TensorError(.runtimeError, "cannot register a hook on a tensor that doesn't require gradient")
        }
        if let node = gradFunction {
            let list = hooks(of: node)
            return (list, list.add(hook))
        }
        let list = leafHooks ?? HookList()
        leafHooks = list
        return (list, list.add(hook))
    }

    /// Calls `hook` with this leaf after each accumulation of its gradient.
    /// - Returns: the list and number to remove the hook by.
    package func registerAfterHook(_ hook: @escaping HookList.AfterHook) throws -> (HookList, Int) {
        guard requiresGrad else {
            throw TensorError(.runtimeError, "cannot register a hook on a tensor that doesn't require gradient")
        }
        guard gradFunction == nil else {
            throw TensorError(
                .runtimeError, "post accumulate grad hooks cannot be registered on non-leaf tensors")
        }
        let list = leafHooks ?? HookList()
        leafHooks = list
        return (list, list.addAfter(hook))
    }

    private func hooks(of node: Node) -> HookList {
        if let list = node.outputHooks?[outputIndex] { return list }
        let list = HookList()
        if node.outputHooks == nil { node.outputHooks = [:] }
        node.outputHooks?[outputIndex] = list
        return list
    }
}
