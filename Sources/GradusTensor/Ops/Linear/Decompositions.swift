extension Tensor {
    // MARK: QR

    /// How much of Q and R `qr` gives.
    enum QRMode: String, Sendable {
        case reduced, complete, r
    }

    /// A = Q·R with orthonormal columns in Q and R upper triangular; signs as LAPACK's.
    public func qr(_ mode: String = "reduced") throws -> (q: Tensor, r: Tensor) {
        guard let mode = QRMode(rawValue: mode) else {
            throw TensorError(
                .runtimeError,
                "qr received unrecognized mode '\(mode)' but expected one of 'reduced' (default), 'r', or 'complete'")
        }
        try Matrices.atLeastMatrix(self, "linalg.qr")
        try Matrices.float(self, "linalg.qr", low: Matrices.noKernel("geqrf_cpu", self))
        let (m, n) = (shape[rank - 2], shape[rank - 1])
        let k = Swift.min(m, n)
        let rows = mode == .complete ? m : k
        let batch = Matrices.batch(self)
        let q =
            mode == .r
            ? try Tensor(empty: [0], dtype, device) : try Tensor(empty: Matrices.shape(batch, m, rows), dtype, device)
        let r = try Tensor(empty: Matrices.shape(batch, rows, n), dtype, device)
        func run<T: BinaryFloatingPoint>(_: T.Type) throws {
            for (i, offset) in Matrices.offsets(self).enumerated() {
                let a = try ColumnMatrix<T>(self, offset: offset)
                let taus = a.factorQR()
                let triangle = try ColumnMatrix<T>.zeros(rows, n)
                for j in 0..<n where !Interruption.isWanted {
                    for l in 0..<Swift.min(j + 1, k) { triangle[l, j] = a[l, j] }
                }
                triangle.write(to: r, offset: i * rows * n)
                if mode != .r { try a.orthogonal(taus, count: rows).write(to: q, offset: i * m * rows) }
            }
        }
        if !isMeta { if dtype == .float64 { try run(Double.self) } else { try run(Float.self) } }
        if isRecorded {
            let (x, savedQ, savedR) = (Saved(self), Saved(output: q), Saved(output: r))
            Tensor.record("LinalgQrBackward0", outputs: [q, r], inputs: [self]) { g in
                if mode == .r {
                    throw TensorError(
                        .runtimeError,
                        "The derivative of linalg.qr depends on Q, which is not computed when mode='r'. Please use "
                            + "linalg.qr(A, mode='reduced') if you are going to differentiate through linalg.qr.")
                }
                if mode == .complete && m > n {
                    throw TensorError(
                        .runtimeError,
                        "The QR decomposition is not differentiable when mode='complete' and nrows > ncols")
                }
                let (q, r) = (try savedQ.output(of: g), try savedR.output(of: g, index: 1))
                let (gq, gr) = (try g.gradient(0), try g.gradient(1))
                if m >= n {
                    g[0] = try Tensor.qrGradient(q, r, gq, gr)
                } else {
                    // A = [X, Y] with X square: Y = Q·V.
                    let y = try x.value().narrow(-1, m, n - m)
                    let gv = try gr.narrow(-1, m, n - m)
                    let gqFull = try gq.add(y.matmul(gv.adjointMatrix))
                    let gx = try Tensor.qrGradient(q, r.narrow(-1, 0, m), gqFull, gr.narrow(-1, 0, m))
                    g[0] = try Tensor.cat([gx, q.matmul(gv)], -1)
                }
            }
        }
        ShapeLedger.note("qr", r, self, why: "\(m)×\(n) = \(m)×\(rows) · \(rows)×\(n)")
        return (q, r)
    }

    /// (gQ + Q·sym(triu(gR·Rᵀ − Qᵀ·gQ)))·R⁻ᵀ, where sym adds the transpose and keeps the diagonal.
    private static func qrGradient(_ q: Tensor, _ r: Tensor, _ gq: Tensor, _ gr: Tensor) throws -> Tensor {
        let x = try gr.matmul(r.adjointMatrix).sub(q.adjointMatrix.matmul(gq)).triu()
        let s = try x.add(x.triu(1).adjointMatrix)
        return try r.adjointMatrix.solveTriangular(gq.add(q.matmul(s)), upper: false, left: false)
    }

    // MARK: Singular values

    /// A = U·diag(S)·Vᵀ.
    /// - Parameter full: square U and Vᵀ.
    /// - Throws: LinAlgError for elements that are not finite.
    public func svd(full: Bool = true) throws -> (u: Tensor, s: Tensor, vh: Tensor) {
        let (u, s, vh) = try svdUnrecorded(vectors: true, full: full)
        if isRecorded {
            let (m, n) = (shape[rank - 2], shape[rank - 1])
            let k = Swift.min(m, n)
            let saved = (u: Saved(output: u), s: Saved(output: s), vh: Saved(output: vh))
            Tensor.record("LinalgSvdBackward0", outputs: [u, s, vh], inputs: [self]) { g in
                let uu = try saved.u.output(of: g).narrow(-1, 0, k)
                let ss = try saved.s.output(of: g, index: 1)
                let vv = try saved.vh.output(of: g, index: 2).narrow(-2, 0, k).adjointMatrix
                let hasU = g.hasGradient
                let gs = g.moreGrads.first.flatMap { $0 }
                let gv = g.moreGrads.count > 1 ? g.moreGrads[1] : nil
                g[0] = try Tensor.svdGradient(
                    uu, ss, vv, hasU ? g.grad.narrow(-1, 0, k) : nil, gs, gv?.narrow(-2, 0, k).adjointMatrix)
            }
        }
        ShapeLedger.note("svd", s, self, why: "the smaller of the last two axes")
        return (u, s, vh)
    }

    private static func svdGradient(
        _ u: Tensor, _ s: Tensor, _ v: Tensor, _ gu: Tensor?, _ gs: Tensor?, _ gv: Tensor?
    ) throws -> Tensor? {
        let vh = try v.adjointMatrix
        guard gu != nil || gv != nil else {
            return try gs.map { try u.scaledColumns($0).matmul(vh) }
        }
        let (m, n, k) = (u.shape[u.rank - 2], v.shape[v.rank - 2], s.shape[s.rank - 1])
        // E[i][j] = s[j]² − s[i]², 1 on the diagonal.
        let squares = try s.mul(s)
        var e = try squares.unsqueeze(-2).sub(squares.unsqueeze(-1))
        e = try e.add(Tensor.eye(k, dtype: s.dtype))
        func skew(_ x: Tensor) throws -> Tensor { try x.sub(x.adjointMatrix) }
        var middle: Tensor?
        func join(_ x: Tensor) throws { middle = try middle.map { try $0.add(x) } ?? x }
        if let gu { try join(skew(u.adjointMatrix.matmul(gu)).div(e).scaledColumns(s)) }
        if let gv { try join(skew(v.adjointMatrix.matmul(gv)).div(e).scaledRows(s)) }
        if let gs { try join(gs.diagEmbed()) }
        guard let core = middle else { return nil }
        var left = try u.matmul(core)
        if m > k, let gu {
            let scaled = try gu.div(s.unsqueeze(-2))
            left = try left.add(scaled.sub(u.matmul(u.adjointMatrix.matmul(scaled))))
        }
        var out = try left.matmul(vh)
        if n > k, let gv {
            let scaled = try gv.div(s.unsqueeze(-2)).adjointMatrix
            let rest = try scaled.sub(scaled.matmul(v).matmul(vh))
            out = try out.add(u.matmul(rest))
        }
        return out
    }

    /// The singular values in falling order.
    public func svdvals() throws -> Tensor {
        let (u, s, vh) = try svdUnrecorded(vectors: isRecorded, full: false)
        if isRecorded {
            let (x, savedU, savedV) = (Saved(self), Saved(u), Saved(vh))
            s.record("LinalgSvdBackward0", self) { g in
                if g.isRecording {
                    let (u, _, vh) = try x.value().svd(full: false)
                    g[0] = try u.scaledColumns(g.grad).matmul(vh)
                } else {
                    g[0] = try savedU.value().scaledColumns(g.grad).matmul(savedV.value())
                }
            }
        }
        return s
    }

    private func svdUnrecorded(vectors: Bool, full: Bool) throws -> (Tensor, Tensor, Tensor) {
        try Matrices.atLeastMatrix(self, "linalg.svd")
        try Matrices.float(self, "linalg.svd", low: Matrices.noKernel("linalg_svd_cpu", self))
        let (m, n) = (shape[rank - 2], shape[rank - 1])
        let k = Swift.min(m, n)
        let batch = Matrices.batch(self)
        let u = try Tensor(empty: vectors ? Matrices.shape(batch, m, full ? m : k) : [0], dtype, device)
        let s = try Tensor(empty: Matrices.shape(batch, k), dtype, device)
        let vh = try Tensor(empty: vectors ? Matrices.shape(batch, full ? n : k, n) : [0], dtype, device)
        if isMeta { return (u, s, vh) }
        func run<T: BinaryFloatingPoint>(_: T.Type) throws {
            for (i, offset) in Matrices.offsets(self).enumerated() {
                let a = try ColumnMatrix<T>(self, offset: offset)
                guard let r = try SingularValues<T>.solve(a, vectors: vectors, full: full) else {
                    throw Matrices.linAlg(
                        "linalg.svd: \(Matrices.prefix(self, i))The algorithm failed to converge because the input matrix "
                            + "contained non-finite values.")
                }
                for (j, x) in r.s.enumerated() { s.pointer(T.self)[i * k + j] = x }
                if vectors {
                    r.u.write(to: u, offset: i * m * r.u.columns)
                    try r.v.transposed().write(to: vh, offset: i * n * r.v.columns)
                }
            }
        }
        if dtype == .float64 { try run(Double.self) } else { try run(Float.self) }
        return (u, s, vh)
    }

    // MARK: Symmetric eigenvalues

    /// Eigenvalues in rising order and orthonormal eigenvectors of symmetric matrices.
    /// - Parameter upper: which triangle is read.
    public func eigh(upper: Bool = false) throws -> (values: Tensor, vectors: Tensor) {
        let (values, vectors) = try eighUnrecorded(upper: upper, vectors: true)
        if isRecorded {
            let (savedL, savedV) = (Saved(output: values), Saved(output: vectors))
            Tensor.record("LinalgEighBackward0", outputs: [values, vectors], inputs: [self]) { g in
                let v = try savedV.output(of: g, index: 1)
                var middle = g.hasGradient ? try g.grad.diagEmbed() : nil
                if let gv = g.moreGrads.first.flatMap({ $0 }) {
                    let l = try savedL.output(of: g)
                    let e = try l.unsqueeze(-2).sub(l.unsqueeze(-1)).add(
                        Tensor.full([l.shape[l.rank - 1]], .double(.infinity), dtype: l.dtype).diagEmbedZeros())
                    // Only the skew part turns the eigenvectors.
                    let turned = try v.adjointMatrix.matmul(gv)
                    let part = try turned.sub(turned.adjointMatrix).mul(.double(0.5)).div(e)
                    middle = try middle.map { try $0.add(part) } ?? part
                }
                guard let core = middle else { return }
                g[0] = try v.matmul(core).matmul(v.adjointMatrix)
            }
        }
        return (values, vectors)
    }

    /// A square matrix with this vector on its diagonal and zeros elsewhere, infinity allowed.
    private func diagEmbedZeros() throws -> Tensor {
        let n = shape[0]
        let out = try Tensor.zeros([n, n], dtype: dtype)
        StridedCopy.copy(from: self, to: out.alias(shape: [n], strides: [n + 1], offset: 0))
        return out
    }

    /// Eigenvalues of symmetric matrices in rising order.
    public func eigvalsh(upper: Bool = false) throws -> Tensor {
        if isRecorded { return try eigh(upper: upper).values }
        return try eighUnrecorded(upper: upper, vectors: false).0
    }

    private func eighUnrecorded(upper: Bool, vectors: Bool) throws -> (Tensor, Tensor) {
        try Matrices.square(self, "linalg.eigh")
        try Matrices.onlyDouble(self, "linalg_eigh_cpu")
        let n = shape[rank - 1]
        let l = try Tensor(empty: Matrices.shape(Matrices.batch(self), n), dtype, device)
        let v = try Tensor(empty: vectors ? shape : [0], dtype, device)
        if isMeta { return (l, v) }
        func run<T: BinaryFloatingPoint>(_: T.Type) throws {
            for (i, offset) in Matrices.offsets(self).enumerated() {
                let a = try ColumnMatrix<T>(self, offset: offset, transposed: upper)
                guard let d = try SymmetricEigen<T>.solve(a, vectors: vectors) else {
                    throw Matrices.linAlg(
                        "linalg.eigh: \(Matrices.prefix(self, i))The algorithm failed to converge because the input matrix "
                            + "is ill-conditioned or has too many repeated eigenvalues (error code: \(n)).")
                }
                for (j, x) in d.enumerated() { l.pointer(T.self)[i * n + j] = x }
                if vectors { a.write(to: v, offset: i * n * n) }
            }
        }
        if dtype == .float64 { try run(Double.self) } else { try run(Float.self) }
        return (l, v)
    }

    // MARK: LU

    /// P, L and U of A = P·L·U.
    func lu(pivot: Bool = true) throws -> (p: Tensor, l: Tensor, u: Tensor) {
        if rank < 2 {
            throw TensorError(
                .runtimeError, "linalg.lu: Expected tensor with 2 or more dimensions. Got size: \(shape) instead",
                shapes: [shape])
        }
        try Matrices.onlyDouble(self, "lu_cpu")
        if !pivot {
            throw TensorError(
                .runtimeError,
                "linalg.lu_factor: LU without pivoting is not implemented on the CPU")
        }
        let f = try detach().factoredLU()
        let (p, l, u) = try Tensor.unpackedLU(f.lu, f.pivots)
        if isRecorded {
            let (m, n) = (shape[rank - 2], shape[rank - 1])
            let saved = (p: Saved(p), l: Saved(output: l), u: Saved(output: u))
            let node = { (g: inout Backward, l: Tensor, u: Tensor) throws -> Tensor in
                guard m == n else {
                    throw TensorError(
                        .notImplementedError, "the derivative of linalg.lu is implemented for square matrices")
                }
                let gl = try g.gradient(0)
                let gu = try g.gradient(1)
                let lower = try l.adjointMatrix.matmul(gl).tril(-1)
                let upper = try gu.matmul(u.adjointMatrix).triu()
                let half = try u.adjointMatrix.solveTriangular(lower.add(upper), upper: false, left: false)
                return try l.adjointMatrix.solveTriangular(half, upper: true, unit: true)
            }
            Tensor.record("LinalgLuBackward0", outputs: [l, u], inputs: [self]) { g in
                let (l, u) = (try saved.l.output(of: g), try saved.u.output(of: g, index: 1))
                g[0] = try saved.p.value().matmul(node(&g, l, u))
            }
        }
        return (p, l, u)
    }

    /// P, L and U from packed factors and pivots.
    static func unpackedLU(_ lu: Tensor, _ pivots: Tensor) throws -> (p: Tensor, l: Tensor, u: Tensor) {
        try Matrices.atLeastMatrix(lu, "torch.lu_unpack", "LU_data")
        try Matrices.onlyDouble(lu, "lu_unpack")
        let (m, n) = (lu.shape[lu.rank - 2], lu.shape[lu.rank - 1])
        let k = Swift.min(m, n)
        let u = try lu.narrow(-2, 0, k).triu()
        let eye = try Tensor.eye(m, k, dtype: lu.dtype)
        let l = try lu.narrow(-1, 0, k).tril(-1).add(eye)
        let p = try Tensor.zeros(Matrices.shape(Matrices.batch(lu), m, m), dtype: lu.dtype)
        let steps = try pivots.ints()
        if pivots.rank != lu.rank - 1 || !pivots.shape.dropLast().elementsEqual(Matrices.batch(lu))
            || pivots.shape[pivots.rank - 1] != k || steps.contains(where: { $0 < 1 || $0 > m })
        {
            throw TensorError(
                .runtimeError,
                "torch.lu_unpack: LU_pivots is expected to be a contiguous tensor of pivots between 1 and \(m)")
        }
        for b in 0..<Matrices.batch(lu).product {
            var order = Array(0..<m)
            for j in 0..<k { order.swapAt(j, steps[b * k + j] - 1) }
            for (i, r) in order.enumerated() { try p.store(1, at: b * m * m + r * m + i) }
        }
        return (p, l, u)
    }
}
