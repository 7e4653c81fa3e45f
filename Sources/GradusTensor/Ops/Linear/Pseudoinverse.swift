extension Tensor {
    /// The Moore-Penrose inverse by singular values; those up to max(atol, rtol · the largest) count as zero.
    public func pinverse(atol: Tensor? = nil, rtol: Tensor? = nil, hermitian: Bool = false) throws -> Tensor {
        if rank < 2 || (dtype != .float32 && dtype != .float64) {
            throw TensorError(
                .runtimeError,
                "linalg.pinv(\(dtype.scalarTypeName){\(shape)}): expected a tensor with 2 or more dimensions of float, double, "
                    + "cfloat or cdouble types", shapes: [shape])
        }
        let (m, n) = (shape[rank - 2], shape[rank - 1])
        if count == 0 {
            return try Tensor.zeros(Matrices.shape(Matrices.batch(self), n, m), dtype: dtype, device: device)
        }
        let out = try GradMode.without { () throws -> Tensor in
            let (u, s, vh) = try detach().svd(full: false)
            let limit = try s.rankLimit(m, n, atol, rtol)
            let inverse = try Tensor.where(
                s.gt(limit.unsqueeze(-1)), s.reciprocal(), Tensor.zeros([], dtype: dtype, device: device))
            return try vh.adjointMatrix.scaledColumns(inverse).matmul(u.adjointMatrix)
        }
        if isRecorded {
            let (x, y) = (Saved(self), Saved(output: out))
            out.record(hermitian ? "LinalgPinvBackward1" : "LinalgPinvBackward0", self) { g in
                g[0] = try Tensor.pinverseGradient(g.grad, x.value(), y.output(of: g))
            }
        }
        ShapeLedger.note("pinv", out, self, why: "\(m)×\(n) → \(n)×\(m)")
        return out
    }

    /// Golub & Pereyra, 1973, in the form that multiplies small matrices first.
    static func pinverseGradient(_ g: Tensor, _ a: Tensor, _ p: Tensor) throws -> Tensor {
        let (m, n) = (a.shape[a.rank - 2], a.shape[a.rank - 1])
        let ph = try p.adjointMatrix
        let gh = try g.adjointMatrix
        if m <= n {
            let k = try gh.matmul(p)
            let kph = try k.matmul(ph)
            let first = try p.matmul(k).adjointMatrix.neg().add(kph).sub(a.matmul(p).matmul(kph))
            return try first.add(ph.matmul(p).matmul(gh.sub(k.matmul(a))))
        }
        let k = try p.matmul(gh)
        let phk = try ph.matmul(k)
        let first = try k.matmul(p).adjointMatrix.neg().add(gh.sub(a.matmul(k)).matmul(p).matmul(ph))
        return try first.add(phk).sub(phk.matmul(p).matmul(a))
    }

    /// Of singular values: up to where they count as zero, one number per matrix.
    private func rankLimit(_ m: Int, _ n: Int, _ atol: Tensor?, _ rtol: Tensor?) throws -> Tensor {
        let largest = try aextreme(.max, [-1])
        let eps = dtype == .float64 ? Double.ulpOfOne : Double(Float.ulpOfOne)
        let absolute = try atol ?? Tensor.zeros([], dtype: dtype)
        let standard = Double(Swift.max(m, n)) * eps
        var relative = try rtol ?? Tensor.full([], .double(standard), dtype: dtype)
        // An absolute limit alone switches the relative one off.
        if rtol == nil, let atol {
            relative = try Tensor.where(atol.gt(0), Tensor.zeros([], dtype: dtype), relative.to(dtype))
        }
        return try absolute.to(dtype).maximum(largest.mul(relative.to(dtype)))
    }

    /// How many singular values are above max(atol, rtol · the largest).
    public func matrixRank(atol: Tensor? = nil, rtol: Tensor? = nil, hermitian: Bool = false) throws -> Tensor {
        if rank < 2 {
            throw TensorError(
                .runtimeError, "torch.linalg.matrix_rank: The input tensor input must have at least 2 dimensions.",
                shapes: [shape])
        }
        try onlySingleOrDouble()
        return try GradMode.without {
            if count == 0 { return try Tensor.zeros(Matrices.batch(self), dtype: .int64, device: device) }
            let s = try hermitian ? detach().eigvalsh().abs() : detach().svdvals()
            return try s.gt(s.rankLimit(shape[rank - 2], shape[rank - 1], atol, rtol).unsqueeze(-1)).sum([-1])
        }
    }

    private func onlySingleOrDouble() throws {
        if dtype != .float32 && dtype != .float64 {
            throw TensorError(.runtimeError, "This function doesn't handle types other than float and double")
        }
    }

    /// What `lstsq` finds.
    struct LeastSquares {
        var solution: Tensor
        var residuals: Tensor
        var rank: Tensor
        var singularValues: Tensor
    }

    /// X of the smallest ‖A·X − B‖; of several the one of the smallest norm.
    func lstsq(_ b: Tensor, rcond: Double?, driver: String?) throws -> LeastSquares {
        if rank < 2 {
            throw TensorError(.runtimeError, "torch.linalg.lstsq: input must have at least 2 dimensions.")
        }
        if b.rank < 1 {
            throw TensorError(.runtimeError, "torch.linalg.lstsq: other must have at least 1 dimension.")
        }
        try onlySingleOrDouble()
        if dtype != b.dtype {
            throw TensorError(
                .runtimeError,
                "torch.linalg.lstsq: Expected input and other to have the same dtype, but got input's dtype "
                    + "\(dtype.scalarTypeName) and other's dtype \(b.dtype.scalarTypeName)")
        }
        let driver = driver ?? "gelsy"
        guard ["gels", "gelsy", "gelsd", "gelss"].contains(driver) else {
            throw TensorError(
                .runtimeError, "torch.linalg.lstsq: parameter `driver` should be one of (gels, gelsy, gelsd, gelss)")
        }
        let vector = b.rank == 1 || (b.rank == rank - 1 && b.shape == Dims(shape.dropLast()))
        let y = vector ? try b.unsqueeze(-1) : b
        let (m, n) = (shape[rank - 2], shape[rank - 1])
        if y.shape[y.rank - 2] != m {
            throw TensorError(
                .runtimeError,
                "torch.linalg.lstsq: input.size(-2) should match other.size(-\(vector ? 1 : 2))",
                shapes: [shape, b.shape])
        }
        let eps = dtype == .float64 ? Double.ulpOfOne : Double(Float.ulpOfOne)
        let share = try Tensor.full([], .double(rcond ?? eps * Double(Swift.max(m, n))), dtype: dtype)
        let x = try pinverse(rtol: share).matmul(y)
        let solution = vector ? try x.squeeze([-1]) : x
        let ranks = try matrixRank(rtol: share)
        let empty = try Tensor.empty([0], dtype: dtype)
        var residuals = empty
        if driver != "gelsy", m > n, count > 0, try ranks.ints().allSatisfy({ $0 == n }) {
            let rest = try detach().matmul(x.detach()).sub(y.detach())
            residuals = try rest.mul(rest).sum([-2])
        }
        let hasValues = driver == "gelsd" || driver == "gelss"
        return LeastSquares(
            solution: solution.named("LinalgLstsqBackward0"), residuals: residuals,
            rank: driver == "gels" ? try Tensor.empty([0], dtype: .int64) : ranks,
            singularValues: hasValues ? try detach().svdvals() : empty)
    }
}
