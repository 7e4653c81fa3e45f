extension Tensor {
    /// The distances between the rows of two batches of matrices.
    public func cdist(_ other: Tensor, _ p: Double = 2) throws -> Tensor {
        for (name, t) in [("X1", self), ("X2", other)] {
            if !t.dtype.isFloat {
                throw TensorError(
                    .runtimeError, "cdist only supports floating-point dtypes, \(name) got: \(t.dtype.scalarTypeName)")
            }
        }
        for (name, t) in [("X1", self), ("X2", other)] where t.rank < 2 {
            throw TensorError(
                .runtimeError, "cdist only supports at least 2D tensors, \(name) got: \(t.rank)D", shapes: [t.shape])
        }
        let (k, l) = (shape[rank - 1], other.shape[other.rank - 1])
        if k != l {
            throw TensorError(
                .runtimeError, "X1 and X2 must have the same number of columns. X1: \(k) X2: \(l)",
                shapes: [shape, other.shape])
        }
        if !(p >= 0) { throw TensorError(.runtimeError, "cdist only supports non-negative p values") }
        let (m, n) = (shape[rank - 2], other.shape[other.rank - 2])
        let batch = try Elementwise.broadcast(Matrices.batch(self), Matrices.batch(other), "cdist")
        try checkRank(batch.count + 3, "cdist")
        return try quietly("cdist", other, why: "\(m)×\(n) distances") {
            if GradMode.isEnabled && (requiresGrad || other.requiresGrad) || m * n * k < 1 << 12 || p != 2 {
                let x = try unsqueeze(-2)
                let y = try other.unsqueeze(-3)
                return try x.sub(y).vectorNorm(ord: p, [-1]).named("CdistBackward0")
            }
            // ‖x‖² + ‖y‖² − 2·x·y, one matrix product.
            let x = try expand(Matrices.shape(batch, m, k))
            let y = try other.expand(Matrices.shape(batch, n, k))
            let squares = try x.mul(x).sum([-1], keepdim: true).add(y.mul(y).sum([-1]).unsqueeze(-2))
            return try squares.sub(x.matmul(y.adjointMatrix).mul(2)).clamp(min: 0).sqrt()
        }
    }

    /// The distances between all pairs of rows.
    func pdist(_ p: Double) throws -> Tensor {
        if rank != 2 {
            throw TensorError(
                .runtimeError, "pdist only supports 2D tensors, got: \(rank)D", shapes: [shape])
        }
        if dtype != .float32 && dtype != .float64 {
            throw TensorError(.runtimeError, "pdist only supports floating-point dtypes")
        }
        if !(p >= 0) { throw TensorError(.runtimeError, "pdist only supports non-negative p values") }
        let n = shape[0]
        var (first, second): ([Int], [Int]) = ([], [])
        for i in 0..<n where !Interruption.isWanted {
            for j in (i + 1)..<Swift.max(n, i + 1) { first.append(i); second.append(j) }
        }
        return try quietly("pdist") {
            try indexSelect(0, Tensor(first)).sub(indexSelect(0, Tensor(second))).vectorNorm(ord: p, [-1]).named(
                "PdistBackward0")
        }
    }

    /// Windows for spectra: Hann, Hamming, Blackman, Bartlett, Kaiser.
    static func window(_ name: String, _ n: Int, periodic: Bool, _ dtype: DType, _ a: Double, _ b: Double) throws
        -> Tensor
    {
        if !dtype.isFloat {
            throw TensorError(
                .runtimeError, "\(name) expects floating point dtypes, got: \(dtype.scalarTypeName)")
        }
        if n < 0 {
            throw TensorError(.runtimeError, "\(name) requires non-negative window_length, got window_length=\(n)")
        }
        try Tensor.checkSizes([n])
        if n == 0 { return try Tensor.empty([0], dtype: dtype) }
        if n == 1 { return try Tensor.ones([1], dtype: dtype) }
        let length = periodic ? n + 1 : n
        let steps = try Tensor.arange(0, .int(length), dtype: dtype)
        let full: Tensor
        switch name {
        case "bartlett_window":
            let ramp = try steps.mul(.double(2 / Double(length - 1)))
            let middle = (length - 1) / 2 + 1
            full = try Tensor.cat([ramp.narrow(0, 0, middle), ramp.narrow(0, middle, length - middle).rsub(2)])
        case "blackman_window":
            let t = try steps.mul(.double(Double.pi / Double(length - 1)))
            full = try t.mul(4).cos().mul(.double(0.08)).sub(t.mul(2).cos().mul(.double(0.5))).add(.double(0.42))
        case "kaiser_window":
            let half = Double(length - 1) / 2
            let x = try steps.sub(.double(half)).div(.double(half))
            let inner = try x.mul(x).rsub(1).clamp(min: 0).sqrt().mul(.double(a))
            full = try inner.specialFunction("i0").div(.double(SpecialMath.besselI(0, a)))
        default:
            let t = try steps.mul(.double(2 * Double.pi / Double(length - 1)))
            full = try t.cos().mul(.double(-b)).add(.double(a))
        }
        return periodic ? try full.narrow(0, 0, n).contiguous() : full
    }
}

enum DistanceOps {
    private static let options =
        "ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, bool requires_grad=False"

    private static func windowRow(
        _ name: String, _ parameters: String = "", _ a: Double = 0.5, _ b: Double = 0.5
    ) -> OpRow {
        let count = parameters.isEmpty ? 0 : parameters.split(separator: ",").count
        return OpRow(
            name, .function,
            [
                "\(name)(int window_length, bool periodic=True\(parameters.isEmpty ? "" : ", " + parameters), *, \(options))"
            ],
            "The weights of a window for spectra.", shape: "window_length elements"
        ) {
            let p = count > 0 ? try $0.double(2) : a
            let q = count > 1 ? try $0.double(3) : b
            let t = try Tensor.window(
                name, $0.int(0), periodic: $0.bool(1), $0.dtype(2 + count) ?? DType.defaultFloat, p, q)
            if try $0.bool(6 + count) { try t.setRequiresGrad(true) }
            return .tensor(t)
        }
    }

    static let rows: [OpRow] = [
        OpRow(
            "cdist", .function, ["cdist(Tensor x1, Tensor x2, float p=2.0, str? compute_mode=None)"],
            "The distances between the rows of two matrices.", shape: "m×n for m×k and n×k"
        ) { .tensor(try $0.tensor(0).cdist($0.tensor(1), $0.double(2))) },
        OpRow(
            "pdist", [.function, .functional], ["pdist(Tensor input, float p=2.0)"],
            "The distances between all pairs of rows.", shape: "n·(n − 1)/2 elements"
        ) { .tensor(try $0.tensor(0).pdist($0.double(1))) },
        windowRow("hann_window"), windowRow("hamming_window", "float alpha=0.54, float beta=0.46"),
        windowRow("blackman_window"), windowRow("bartlett_window"), windowRow("kaiser_window", "float beta=12.0"),
    ]
}
