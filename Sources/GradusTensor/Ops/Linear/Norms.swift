extension Tensor {
    /// (Σ |x|ᵖ)^(1/p) over axes (all where none are given); p may be 0, ∞, −∞.
    /// - Parameter name: in messages.
    public func vectorNorm(
        ord p: Double = 2, _ dims: Dims? = nil, keepdim: Bool = false, dtype type: DType? = nil,
        _ name: String = "linalg.vector_norm"
    ) throws -> Tensor {
        if !dtype.isFloat {
            throw TensorError(
                .runtimeError,
                "\(name): Expected a floating point or complex tensor as input. Got \(dtype.scalarTypeName)",
                notes: ["convert it first: x.float()"])
        }
        if let type, !type.isFloat {
            throw TensorError(
                .runtimeError, "\(name): dtype should be floating point or complex, but got \(type.scalarTypeName)")
        }
        if let type, type.size < dtype.size {
            throw TensorError(
                .runtimeError,
                "\(name): the dtype of the input (\(dtype.scalarTypeName)) should be convertible without narrowing to the "
                    + "specified dtype (\(type.scalarTypeName))")
        }
        let x = type.map { $0 == dtype } ?? true ? self : try to(type ?? dtype)
        let axes = try Reduction.axes(dims, x)
        if count == 0 && (p < 0 || p == .infinity) {
            if dims == nil || axes.contains(where: { shape[$0] == 0 }) {
                throw TensorError(
                    .runtimeError,
                    dims == nil
                        ? "linalg.vector_norm cannot compute the \(Tensor.figure(p)) norm on an empty tensor because the operation "
                            + "does not have an identity"
                        : "linalg.vector_norm cannot compute the \(Tensor.figure(p)) norm on the dimension "
                            + "\(axes.first(where: { shape[$0] == 0 }) ?? 0) because this dimension is empty and the operation does "
                            + "not have an identity", shapes: [shape])
            }
        }
        let out = try GradMode.without { () throws -> Tensor in
            let a = x.detach()
            // One element is its own norm, exactly.
            if p != 0, axes.allSatisfy({ x.shape[$0] == 1 }) {
                return try Reduction.run(.sumAbs, a, axes, keepdim: keepdim, a.dtype)
            }
            switch p {
            case 2: return try a.squaresRoot(axes, keepdim)
            case 1: return try Reduction.run(.sumAbs, a, axes, keepdim: keepdim, a.dtype)
            case 0: return try a.ne(0).to(a.dtype).sum(axes, keepdim: keepdim)
            case .infinity: return try Reduction.run(.max, a.abs(), axes, keepdim: keepdim, a.dtype)
            case -.infinity: return try Reduction.run(.min, a.abs(), axes, keepdim: keepdim, a.dtype)
            default:
                return try a.abs().pow(.double(p)).sum(axes, keepdim: keepdim).pow(.double(1 / p))
            }
        }
        if x.isRecorded {
            let (input, result) = (Saved(x), Saved(output: out))
            out.record("LinalgVectorNormBackward0", x) { g in
                g[0] = try Tensor.normGradient(
                    g.grad, input.value(), result.output(of: g), p, axes, keepdim: keepdim)
            }
        }
        ShapeLedger.note("norm", out, self, why: Why.reduced(shape, axes, keepdim))
        return out
    }

    /// √Σx², the sum in the dtype itself, as PyTorch has it.
    private func squaresRoot(_ axes: Dims, _ keepdim: Bool) throws -> Tensor {
        try Unary.sqrt.forward(Reduction.run(.sumSquares, self, axes, keepdim: keepdim, dtype))
    }

    /// The gradient of a norm: 0 where the norm is 0, shared among the largest elements for ∞.
    private static func normGradient(
        _ g: Tensor, _ x: Tensor, _ norm: Tensor, _ p: Double, _ axes: Dims, keepdim: Bool
    ) throws -> Tensor? {
        let gradient = try g.spread(over: x.shape, axes, keepdim: keepdim)
        let n = try norm.spread(over: x.shape, axes, keepdim: keepdim)
        switch p {
        case 0: return try Tensor.zeros(x.shape, dtype: x.dtype)
        case 1: return try x.sign().mul(gradient)
        case 2: return try x.mul(gradient.div(n).maskedFill(n.eq(0), 0))
        case .infinity, -.infinity:
            let size = try x.abs()
            let hits = try size.detach().eq(n.detach()).logicalOr(size.detach().isNaN()).to(x.dtype)
            let number = try hits.sum(axes, keepdim: true)
            return try x.sign().mul(hits.div(number)).mul(gradient)
        default:
            let size = try x.abs()
            if p < 1 {
                let scale = try x.sign().mul(size.pow(.double(p - 1)).maskedFill(x.eq(0), 0))
                return try scale.mul(gradient).mul(n.pow(.double(1 - p)))
            }
            if p < 2 {
                let scale = try gradient.div(n.pow(.double(p - 1))).maskedFill(n.eq(0), 0)
                return try x.sign().mul(size.pow(.double(p - 1))).mul(scale)
            }
            let scale = try gradient.div(n.pow(.double(p - 1))).maskedFill(n.eq(0), 0)
            return try x.mul(size.pow(.double(p - 2))).mul(scale)
        }
    }

    /// The order of a norm.
    enum NormOrder {
        case number(Double)
        case name(String)

        /// As messages spell it.
        var text: String {
            switch self {
            case .number(let p): Tensor.figure(p)
            case .name(let s): s
            }
        }
    }

    /// A norm of matrices over two axes: `fro`, `nuc`, ±1, ±2, ±∞.
    func matrixNorm(
        _ order: NormOrder, _ dims: Dims = [-2, -1], keepdim: Bool = false, dtype type: DType? = nil
    ) throws -> Tensor {
        let name = "linalg.matrix_norm"
        try Matrices.atLeastMatrix(self, name)
        if !dtype.isFloat {
            throw TensorError(
                .runtimeError,
                "\(name): Expected a floating point or complex tensor as input. Got \(dtype.scalarTypeName)")
        }
        if dims.count != 2 {
            let list = dims.map(String.init).joined(separator: ", ")
            throw TensorError(
                .runtimeError, "\(name): dim must be a 2-tuple. Got \(list)", shapes: [shape])
        }
        let (a, b) = (try axis(dims[0]), try axis(dims[1]))
        if a == b {
            throw TensorError(
                .runtimeError, "\(name): dims must be different. Got (\(dims[0]), \(dims[1]))", shapes: [shape])
        }
        let x = type.map { $0 == dtype } ?? true ? self : try to(type ?? dtype)
        func unsupported() -> TensorError { TensorError(.runtimeError, "\(name): Order \(order.text) not supported.") }
        switch order {
        case .name("fro"): return try x.vectorNorm(ord: 2, [a, b], keepdim: keepdim, name)
        case .name("nuc"): return try x.overMatrices(a, b, keepdim) { try $0.svdvals().sum([-1]) }
        case .name: throw unsupported()
        case .number(let p):
            switch Swift.abs(p) {
            case 2:
                return try x.overMatrices(a, b, keepdim) { try $0.svdvals().aextreme(p > 0 ? .max : .min, [-1]) }
            case 1, .infinity:
                let (summed, kept) = Swift.abs(p) == 1 ? (a, b) : (b, a)
                let sums = try x.vectorNorm(ord: 1, [summed], keepdim: true)
                let out = try sums.aextreme(p > 0 ? .max : .min, [kept], keepdim: true)
                return keepdim
                    ? out : try out.squeeze([a, b], several: true).named(p > 0 ? "AmaxBackward0" : "AminBackward0")
            default: throw unsupported()
            }
        }
    }

    /// A function of matrices over two axes, which are kept as 1 or go away.
    private func overMatrices(_ a: Int, _ b: Int, _ keepdim: Bool, _ f: (Tensor) throws -> Tensor) throws -> Tensor {
        let out = try f(movedim([a, b], [-2, -1]))
        if !keepdim { return out }
        let (first, second) = (Swift.min(a, b), Swift.max(a, b))
        return try out.unsqueeze(first).unsqueeze(second)
    }

    /// `torch.linalg.norm`: of vectors, matrices, or all elements.
    func linalgNorm(_ order: NormOrder?, _ dims: Dims?, keepdim: Bool, dtype type: DType?) throws -> Tensor {
        if let dims, dims.count != 1 && dims.count != 2 {
            throw TensorError(
                .runtimeError,
                "linalg.norm: If dim is specified, it must be of length 1 or 2. Got [\(dims.map(String.init).joined(separator: ", "))]"
            )
        }
        guard let order else { return try vectorNorm(ord: 2, dims, keepdim: keepdim, dtype: type) }
        if dims == nil && rank != 1 && rank != 2 {
            throw TensorError(
                .runtimeError,
                "linalg.norm: If dim is not specified but ord is, the input must be 1D or 2D. Got \(rank)D.")
        }
        if dims?.count == 2 || (dims == nil && rank == 2) {
            return try matrixNorm(order, dims ?? [0, 1], keepdim: keepdim, dtype: type)
        }
        switch order {
        case .number(let p): return try vectorNorm(ord: p, dims, keepdim: keepdim, dtype: type)
        case .name:
            return try matrixNorm(order, dims ?? [0], keepdim: keepdim, dtype: type)
        }
    }

    /// `torch.norm`: fro and numbers are norms of all elements (of the axes), nuc is one of matrices.
    func legacyNorm(_ order: NormOrder?, _ dims: Dims?, keepdim: Bool, dtype type: DType?) throws -> Tensor {
        switch order {
        case .none, .name("fro"): return try vectorNorm(ord: 2, dims, keepdim: keepdim, dtype: type)
        case .number(let p): return try vectorNorm(ord: p, dims, keepdim: keepdim, dtype: type)
        case .name: return try matrixNorm(order ?? .name("fro"), dims ?? [0, 1], keepdim: keepdim, dtype: type)
        }
    }

    /// The norm of the difference.
    public func dist(_ other: Tensor, _ p: Double = 2) throws -> Tensor {
        try quietly("dist", other) { try sub(other).vectorNorm(ord: p).named("DistBackward0") }
    }

    /// How far errors grow in solving with a matrix: ‖A‖·‖A⁻¹‖.
    func conditionNumber(_ order: NormOrder?) throws -> Tensor {
        if rank < 2 {
            throw TensorError(
                .runtimeError, "linalg.cond: The input tensor must have at least 2 dimensions.", shapes: [shape])
        }
        let p: Double? = if case .number(let q)? = order { q } else { nil }
        if order == nil || p == 2 || p == -2 {
            let s = try svdvals()
            if count == 0 { return try Tensor.zeros(Matrices.batch(self), dtype: dtype) }
            let k = s.shape[s.rank - 1]
            let (top, bottom) = (try s.narrow(-1, 0, 1), try s.narrow(-1, k - 1, 1))
            return try (p == -2 ? bottom.div(top) : top.div(bottom)).squeeze([-1])
        }
        switch order {
        case .name("fro"), .name("nuc"): break
        case .number(let q) where Swift.abs(q) == 1 || Swift.abs(q) == .infinity: break
        default:
            throw TensorError(.runtimeError, "linalg.cond got an invalid norm type: \(order?.text ?? "")")
        }
        let kind = order ?? .name("fro")
        try Matrices.square(self, "linalg.cond(ord=\(kind.text))")
        if count == 0 { return try Tensor.zeros(Matrices.batch(self), dtype: dtype) }
        let (inverse, info) = try inverseUnchecked()
        let product = try matrixNorm(kind).mul(inverse.matrixNorm(kind))
        guard info.contains(where: { $0 != 0 }) else {
            if case .name("nuc") = kind { return product }
            return product.named("NanToNumBackward0")
        }
        let singular = try Tensor(info).ne(0).reshape(product.shape)
        return try product.maskedFill(singular, .double(.infinity)).named("NanToNumBackward0")
    }

    /// Slices along an axis scaled so that no norm exceeds a limit.
    public func renorm(_ p: Double, _ dim: Int, _ limit: Double) throws -> Tensor {
        if !(p > 0) { throw TensorError(.runtimeError, "non-positive-norm not supported") }
        if !(limit >= 0) {
            throw TensorError(
                .runtimeError, "renorm: expected maxnorm to be >= 0 but got \(Scalar.double(limit).text)")
        }
        if rank < 2 {
            throw TensorError(
                .runtimeError, "renorm: input needs at least 2 dimensions, got \(rank) dimensions", shapes: [shape])
        }
        let a = try axis(dim)
        return try quietly("renorm") {
            let others = Dims((0..<rank).filter { $0 != a })
            let norms = try vectorNorm(ord: p, others, keepdim: true)
            let factor = try Tensor.where(
                norms.detach().gt(.number(.double(limit))), norms.add(.double(1e-7)).reciprocal().mul(.double(limit)),
                Tensor.ones([], dtype: dtype))
            return try mul(factor).named("RenormBackward0")
        }
    }
}
