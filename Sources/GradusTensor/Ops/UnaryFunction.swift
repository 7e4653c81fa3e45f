import GradusKernels

/// The declaration of one element-wise function of one operand.
struct UnaryFunction {
    enum Integers {
        /// Integer operands become the default float first.
        case toFloat
        /// Integer operands stay integers, by the kernel of int64.
        case keep
    }

    /// The gradient in differentiable operations: (gradient of the result, the saved tensor).
    typealias Gradient = (Tensor, Tensor) throws -> Tensor

    let name: String
    let op: UnaryOp
    let node: String
    let integers: Integers
    /// Whether the result is kept for the gradient instead of the operand.
    let savesOutput: Bool
    /// A kernel for the gradient when it is not recorded itself.
    let fast: UnaryGradient?
    /// nil: the gradient is zero everywhere.
    let gradient: Gradient?

    init(
        _ name: String, _ op: UnaryOp, _ node: String, integers: Integers = .toFloat, output: Bool = false,
        fast: UnaryGradient? = nil, _ gradient: Gradient?
    ) {
        self.name = name
        self.op = op
        self.node = node
        self.integers = integers
        savesOutput = output
        self.fast = fast
        self.gradient = gradient
    }

    /// The function's values, outside the graph.
    @inline(__always)
    func forward(_ x: Tensor) throws -> Tensor {
        // The vectors' minus is 0 − x, which loses the sign of zero.
        if op == .neg && x.dtype.isFloat { return try Arithmetic.binary(.mul, x, -1, x.dtype, "neg") }
        if x.dtype == .float32 && x.device == .cpu {
            if x.isContiguous {
                let out = try Tensor(empty: x.shape, .float32)
                Kernels.unary(op, n: x.count, x: x.f32, y: out.f32)
                return out
            }
        }
        return try general(x)
    }

    @inline(never)
    private func general(_ x: Tensor) throws -> Tensor {
        if case .keep = integers, !x.dtype.isFloat {
            let wide = try x.contiguousUnrecorded().castUnrecorded(.int64)
            let out = try Tensor(empty: x.shape, .int64, x.device)
            if !x.isMeta {
                _ = Kernels.unary(op, n: x.count, x: wide.pointer(Int64.self), y: out.pointer(Int64.self))
            }
            return try out.castUnrecorded(x.dtype)
        }
        let type = x.dtype.floating
        let out = try Tensor(emptyLike: x, type)
        if x.isMeta || x.count == 0 { return out }
        // Dense operands are worked through in memory order, so that the result keeps their strides.
        let source = x.denseStrides != nil ? x : try x.copied()
        let flat: Dims = [x.count]
        let line = source.alias(shape: flat, strides: [1], offset: source.offset)
        let compute = type.compute
        let values = try line.castUnrecorded(compute)
        let result =
            type == compute ? out.alias(shape: flat, strides: [1], offset: 0) : try Tensor(empty: flat, compute)
        if compute == .float64 {
            Kernels.unary(op, n: x.count, x: values.pointer(Double.self), y: result.pointer(Double.self))
        } else {
            Kernels.unary(op, n: x.count, x: values.f32, y: result.f32)
        }
        if type != compute { Convert.run(x.count, result.data, compute, out.data, type) }
        return out
    }

    /// The function as a recorded operation.
    @inline(__always)
    func callAsFunction(_ x: Tensor) throws -> Tensor {
        let out = try forward(x)
        if x.isRecorded && out.dtype.isFloat { recordGradient(x, out) }
        ShapeLedger.note(name, out, x, why: Why.same)
        return out
    }

    /// The function as a recorded operation, its values written over those of an operand that nobody else holds.
    func over(_ x: inout Tensor) throws -> Tensor {
        guard Tensor.isWritableOver(&x), x.dtype == .float32, savesOutput else { return try self(x) }
        let out = x.alias()
        out.isInference = GradMode.isInference
        Kernels.unary(op, n: x.count, x: x.f32, y: out.f32)
        if x.isRecorded { recordGradient(x, out) }
        ShapeLedger.note(name, out, x, why: Why.same)
        return out
    }

    private func recordGradient(_ x: Tensor, _ out: Tensor) {
        guard let gradient else {
            let form = x.form
            out.record(node, x) { g in
                g[0] = try Tensor.zeros(form.shape, dtype: form.dtype, device: g.grad.device)
            }
            return
        }
        let fast = fast
        if savesOutput {
            let saved = Saved(output: out)
            out.record(node, x) { g in
                let y = try saved.output(of: g)
                if let fast, !g.isRecording, let d = try fast.apply(&g.grad, y) {
                    g[0] = d
                } else {
                    g[0] = try gradient(g.grad, y)
                }
            }
        } else {
            let saved = Saved(x)
            out.record(node, x) { g in
                let v = try saved.value()
                if let fast, !g.isRecording, let d = try fast.apply(&g.grad, v) {
                    g[0] = d
                } else {
                    g[0] = try gradient(g.grad, v)
                }
            }
        }
    }
}

extension UnaryGradient {
    /// The gradient through the kernel, or nil where the tensors' layouts or dtypes do not suit it. It is written over `g`
    /// where nobody else holds that: less memory is passed through.
    func apply(_ g: inout Tensor, _ saved: Tensor) throws -> Tensor? {
        guard g.dtype == saved.dtype, g.device == .cpu, saved.isContiguous, g.shape == saved.shape else { return nil }
        if g.dtype == .float32 {
            let out = Tensor.isWritableOver(&g) ? g : try Tensor(empty: g.shape, .float32)
            let dense = try g.contiguousUnrecorded()
            Kernels.unaryBackward(self, n: g.count, dy: dense.f32, saved: saved.f32, dx: out.f32)
            return out
        }
        if g.dtype == .float64 {
            let dense = try g.contiguousUnrecorded()
            let out = try Tensor(empty: g.shape, .float64)
            Kernels.unaryBackward(
                self, n: g.count, dy: dense.pointer(Double.self), saved: saved.pointer(Double.self),
                dx: out.pointer(Double.self))
            return out
        }
        return nil
    }
}
