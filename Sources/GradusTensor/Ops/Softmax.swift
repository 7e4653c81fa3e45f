import GradusKernels

extension Tensor {
    /// exp(x) / Σ exp(x) along an axis.
    public func softmax(_ dim: Int, dtype type: DType? = nil) throws -> Tensor {
        try softmax(dim, type, log: false)
    }

    /// The logarithm of the softmax, computed without overflow.
    public func logSoftmax(_ dim: Int, dtype type: DType? = nil) throws -> Tensor {
        try softmax(dim, type, log: true)
    }

    private func softmax(_ dim: Int, _ type: DType?, log: Bool) throws -> Tensor {
        if let type, type != dtype { return try to(type).softmax(dim, nil, log: log) }
        let a = try axis(dim)
        if !dtype.isFloat {
            let kernel =
                (log ? "log_" : "") + (a == rank - 1 || rank == 0 ? "softmax_lastdim" : "softmax") + "_kernel_impl"
            throw TensorError(
                .notImplementedError, "\"\(kernel)\" not implemented for '\(dtype.scalarTypeName)'",
                notes: ["convert it first: x.float()"])
        }
        let out = try SoftmaxKernel.forward(self, a, log: log)
        if isRecorded {
            let saved = Saved(output: out)
            out.record(log ? "LogSoftmaxBackward0" : "SoftmaxBackward0", self) { g in
                let y = try saved.output(of: g)
                if g.isRecording {
                    let d =
                        log
                        ? try g.grad.sub(y.exp().mul(g.grad.sum([a], keepdim: true)))
                        : try y.mul(g.grad.sub(g.grad.mul(y).sum([a], keepdim: true)))
                    g[0] = d.named(log ? "LogSoftmaxBackwardDataBackward0" : "SoftmaxBackwardDataBackward0")
                } else {
                    g[0] = try SoftmaxKernel.backward(y, g.grad, a, log: log)
                }
            }
        }
        ShapeLedger.note(
            log ? "log_softmax" : "softmax", out, self, why: "along axis \(a) (\(rank == 0 ? 1 : shape[a]))")
        return out
    }
}

extension Tensor {
    /// The axis that PyTorch takes for a softmax where none was given, with its remark.
    package func implicitAxis(_ name: String) throws -> Int {
        try TensorWarning.warn(
            "Implicit dimension choice for \(name) has been deprecated. Change the call to include dim=X as an "
                + "argument.")
        return rank == 0 || rank == 1 || rank == 3 ? 0 : 1
    }
}

enum SoftmaxKernel {
    private static func split(_ t: Tensor, _ a: Int) -> (outer: Int, count: Int, inner: Int) {
        if t.rank == 0 { return (1, 1, 1) }
        var (outer, inner) = (1, 1)
        for i in 0..<a { outer *= t.shape[i] }
        for i in (a + 1)..<Swift.max(t.rank, a + 1) { inner *= t.shape[i] }
        return (outer, t.shape[a], inner)
    }

    static func forward(_ t: Tensor, _ a: Int, log: Bool) throws -> Tensor {
        if t.isMeta { return try Tensor(empty: t.shape, t.dtype, .meta) }
        let type = t.dtype.compute
        let x = try t.contiguousUnrecorded().castUnrecorded(type)
        let out = try Tensor(empty: t.shape, type)
        if t.count > 0 {
            let (outer, n, inner) = split(t, a)
            if type == .float32 {
                Kernels.softmax(log: log, outer: outer, count: n, inner: inner, x: x.f32, y: out.f32)
            } else {
                Kernels.softmax(
                    log: log, outer: outer, count: n, inner: inner, x: x.pointer(Double.self),
                    y: out.pointer(Double.self))
            }
        }
        return try out.castUnrecorded(t.dtype)
    }

    static func backward(_ y: Tensor, _ g: Tensor, _ a: Int, log: Bool) throws -> Tensor {
        let type = y.dtype.compute
        let result = try y.contiguousUnrecorded().castUnrecorded(type)
        let grad = try g.contiguousUnrecorded().castUnrecorded(type)
        let out = try Tensor(empty: y.shape, type, y.device)
        if y.count > 0 && !y.isMeta {
            let (outer, n, inner) = split(y, a)
            if type == .float32 {
                Kernels.softmaxBackward(
                    log: log, outer: outer, count: n, inner: inner, y: result.f32, dy: grad.f32, dx: out.f32)
            } else {
                Kernels.softmaxBackward(
                    log: log, outer: outer, count: n, inner: inner, y: result.pointer(Double.self),
                    dy: grad.pointer(Double.self), dx: out.pointer(Double.self))
            }
        }
        return try out.castUnrecorded(y.dtype)
    }
}

enum SoftmaxOps {
    static let rows: [OpRow] = [
        OpRow(
            "softmax", .both, ["softmax(Tensor self, int dim, ScalarType? dtype=None)"],
            "exp(x) divided by the sum of exp(x) along an axis.", shape: "that of the input"
        ) { .tensor(try $0.tensor(0).softmax($0.int(1), dtype: $0.dtype(2))) },
        OpRow(
            "log_softmax", .both, ["log_softmax(Tensor self, int dim, ScalarType? dtype=None)"],
            "The logarithm of the softmax.", shape: "that of the input"
        ) { .tensor(try $0.tensor(0).logSoftmax($0.int(1), dtype: $0.dtype(2))) },
        functional("softmax", "exp(x) divided by the sum of exp(x) along an axis.") {
            try $0.softmax($1, dtype: $2)
        },
        functional("log_softmax", "The logarithm of the softmax.") { try $0.logSoftmax($1, dtype: $2) },
        functional("softmin", "The softmax of −x.") { try $0.neg().softmax($1, dtype: $2) },
    ]

    private static func functional(
        _ name: String, _ documentation: String, _ f: @escaping (Tensor, Int, DType?) throws -> Tensor
    ) -> OpRow {
        OpRow(
            name, .functional,
            ["\(name)(Tensor input, int? dim=None, int _stacklevel=3, ScalarType? dtype=None)"], documentation,
            shape: "that of the input"
        ) { a in
            let t = try a.tensor(0)
            let dim = try a.optionalInt(1) ?? t.implicitAxis(name)
            return .tensor(try f(t, dim, a.dtype(3)))
        }
    }
}
