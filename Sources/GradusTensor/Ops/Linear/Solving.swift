/// An LU factorisation of a batch of matrices.
struct LUFactors {
    /// U above, the multipliers below the diagonal.
    var lu: Tensor
    /// int32, from 1.
    var pivots: Tensor
    /// int32: the number of the first zero pivot of each matrix, or 0.
    var info: Tensor
    /// +1 or −1 for each matrix.
    var signs: [Int]
}

extension Tensor {
    /// Calls the body for Float or Double.
    private func luFactors() throws -> LUFactors {
        let (m, n) = (shape[rank - 2], shape[rank - 1])
        let batch = Matrices.batch(self)
        let k = Swift.min(m, n)
        let lu = try Tensor(empty: shape, dtype, device)
        let pivots = try Tensor(empty: Matrices.shape(batch, k), .int32, device)
        let info = try Tensor(empty: batch, .int32, device)
        var signs: [Int] = []
        if isMeta { return LUFactors(lu: lu, pivots: pivots, info: info, signs: []) }
        func run<T: BinaryFloatingPoint>(_: T.Type) throws {
            for (i, offset) in Matrices.offsets(self).enumerated() {
                let a = try ColumnMatrix<T>(self, offset: offset)
                let f = a.factorLU()
                a.write(to: lu, offset: i * m * n)
                for (j, p) in f.pivots.enumerated() { pivots.pointer(Int32.self)[i * k + j] = Int32(p + 1) }
                info.pointer(Int32.self)[i] = Int32(truncatingIfNeeded: f.zeroPivot)
                signs.append(f.sign)
            }
        }
        if dtype == .float64 { try run(Double.self) } else { try run(Float.self) }
        return LUFactors(lu: lu, pivots: pivots, info: info, signs: signs)
    }

    /// P·A = L·U, packed, outside the graph.
    func factoredLU() throws -> LUFactors { try luFactors() }

    /// X of A·X = B, outside the graph; shapes are checked and batches equal.
    /// - Returns: the solution and the number of the first zero pivot of each matrix.
    func solvedUnrecorded(_ b: Tensor) throws -> (x: Tensor, info: [Int]) {
        let n = shape[rank - 1]
        let k = b.shape[b.rank - 1]
        let out = try Tensor(empty: b.shape, dtype, device)
        var info: [Int] = []
        if isMeta || b.isMeta { return (out, []) }
        func run<T: BinaryFloatingPoint>(_: T.Type) throws {
            let offsets = Matrices.offsets(b)
            for (i, offset) in Matrices.offsets(self).enumerated() {
                let a = try ColumnMatrix<T>(self, offset: offset)
                let f = a.factorLU()
                info.append(f.zeroPivot)
                let x = try ColumnMatrix<T>(b, offset: offsets[i])
                a.solveLU(f.pivots, x)
                x.write(to: out, offset: i * n * k)
            }
        }
        if dtype == .float64 { try run(Double.self) } else { try run(Float.self) }
        return (out, info)
    }

    // MARK: Inverse and determinant

    /// A⁻¹
    public func inverse() throws -> Tensor {
        try Matrices.square(self, "linalg.inv")
        try Matrices.float(self, "linalg.inv")
        let (out, info) = try inverseUnchecked()
        for (i, z) in info.enumerated() where z != 0 {
            throw Matrices.linAlg(
                "linalg.inv: \(Matrices.prefix(self, i))The diagonal element \(z) is zero, the inversion could not be "
                    + "completed because the input matrix is singular.")
        }
        ShapeLedger.note("inverse", out, self, why: "that of the input")
        return out
    }

    /// A⁻¹ and for each matrix the number of the first zero pivot.
    func inverseUnchecked() throws -> (Tensor, [Int]) {
        let n = shape[rank - 1]
        let identity = try Tensor.eye(n, dtype: dtype, device: device).expandUnrecorded(shape)
        let (out, info) = try detach().solvedUnrecorded(identity)
        if isRecorded {
            let saved = Saved(output: out)
            out.record("LinalgInvExBackward0", self) { g in
                let t = try saved.output(of: g).adjointMatrix
                g[0] = try t.matmul(g.grad).matmul(t).neg()
            }
        }
        return (out, info)
    }

    /// The determinant of each matrix.
    public func determinant() throws -> Tensor {
        try Matrices.square(self, "linalg.det")
        try Matrices.float(self, "linalg.det", low: Matrices.noKernel("lu_cpu", self))
        let n = shape[rank - 1]
        // The transposed matrix is factored where the operand is row-major: the same number with the same rounding as PyTorch's.
        let f = try (isContiguous ? detach().adjointMatrix : detach()).factoredLU()
        let out = try Tensor.ones(Matrices.batch(self), dtype: dtype, device: device)
        if !isMeta {
            for i in 0..<out.count {
                var product = 1.0
                var single: Float = 1
                for j in 0..<n {
                    let x = f.lu.element(at: i * n * n + j * n + j).double
                    product *= x
                    single *= Float(x)
                }
                let sign = Double(f.signs[i])
                try out.store(.double(dtype == .float32 ? sign * Double(single) : sign * product), at: i)
            }
        }
        if isRecorded {
            let (a, d) = (Saved(self), Saved(output: out))
            out.record("LinalgDetBackward0", self) { g in
                let input = try a.value()
                if input.count == 0 { return }
                let scale = try g.grad.mul(d.output(of: g))
                let (inverse, info) = try input.inverseUnchecked()
                let slope = try inverse.adjointMatrix.mul(scale.unsqueeze(-1).unsqueeze(-1))
                if info.allSatisfy({ $0 == 0 }) {
                    g[0] = slope
                } else {
                    // Where a determinant is 0, PyTorch's gradient is 0 as well.
                    let singular = try Tensor(info).ne(0).reshape(scale.shape).unsqueeze(-1).unsqueeze(-1)
                    g[0] = try slope.maskedFill(singular, 0)
                }
            }
        }
        ShapeLedger.note("det", out, self, why: "without the last two axes")
        return out
    }

    /// The sign and the logarithm of the absolute value of each determinant.
    public func slogdet(_ name: String = "linalg.slogdet") throws -> (sign: Tensor, logabs: Tensor) {
        try Matrices.square(self, name)
        try Matrices.float(self, name)
        let n = shape[rank - 1]
        let f = try (isContiguous ? detach().adjointMatrix : detach()).factoredLU()
        let sign = try Tensor.ones(Matrices.batch(self), dtype: dtype, device: device)
        let logabs = try Tensor.zeros(Matrices.batch(self), dtype: dtype, device: device)
        if !isMeta {
            for i in 0..<sign.count {
                var (s, l) = (Double(f.signs[i]), 0.0)
                for j in 0..<n {
                    let x = f.lu.element(at: i * n * n + j * n + j).double
                    s *= x > 0 ? 1 : x < 0 ? -1 : 0
                    l += logarithm(Swift.abs(x))
                }
                try sign.store(.double(s), at: i)
                try logabs.store(.double(l), at: i)
            }
        }
        if isRecorded {
            let a = Saved(self)
            Tensor.record("LinalgSlogdetBackward0", outputs: [sign, logabs], inputs: [self]) { g in
                let input = try a.value()
                if input.count == 0 { return }
                let d = try g.gradient(1)
                g[0] = try input.inverseUnchecked().0.adjointMatrix.mul(d.unsqueeze(-1).unsqueeze(-1))
            }
        }
        return (sign, logabs)
    }

    /// log det A: NaN for a negative determinant.
    public func logdet() throws -> Tensor {
        let (sign, logabs) = try slogdet("logdet")
        return try Tensor.where(
            sign.detach().eq(-1), Tensor.full([], .double(.nan), dtype: dtype, device: device), logabs)
    }

    // MARK: Equations

    /// X of A·X = B (or X·A = B).
    public func solve(_ b: Tensor, left: Bool = true) throws -> Tensor {
        try Matrices.square(self, "linalg.solve")
        try Matrices.float(self, "linalg.solve")
        if dtype != b.dtype {
            throw TensorError(
                .runtimeError,
                "linalg.solve: Expected A and B to have the same dtype, but found A of type \(dtype.scalarTypeName) and B of "
                    + "type \(b.dtype.scalarTypeName) instead", shapes: [shape, b.shape])
        }
        // A batch of vectors where the shapes leave no other reading.
        let vector = b.rank == 1 || (rank - 1 == b.rank && b.shape == Dims(shape.dropLast()))
        if !left {
            let column = vector ? try b.unsqueeze(-1) : b
            if vector {
                throw TensorError(
                    .runtimeError,
                    "linalg.solve: Vector broadcasting of the left hand side is not supported for left=False. In this case "
                        + "linalg.solve is equivalent to B / A.squeeze(-1)")
            }
            return try adjointMatrix.solve(column.adjointMatrix).adjointMatrix.named("LinalgSolveExBackward0")
        }
        let column = vector ? try b.unsqueeze(-1) : b
        let n = shape[rank - 1]
        if column.shape[column.rank - 2] != n {
            throw TensorError(
                .runtimeError,
                "linalg.solve: Incompatible shapes of A and B for the equation AX = B (\(n)x\(n) and "
                    + "\(column.shape[column.rank - 2])x\(column.shape[column.rank - 1]))", operation: "solve",
                shapes: [shape, b.shape])
        }
        let batch = try Elementwise.broadcast(Matrices.batch(self), Matrices.batch(column), "linalg.solve")
        let a = try expandUnrecorded(Matrices.shape(batch, n, n))
        let y = try column.expandUnrecorded(Matrices.shape(batch, n, column.shape[column.rank - 1]))
        let (x, info) = try a.solvedUnrecorded(y)
        for (i, z) in info.enumerated() where z != 0 {
            throw Matrices.linAlg(
                "torch.linalg.solve: \(a.rank > 2 ? "(Batch element \(i)): " : "")The solver failed because the input matrix is "
                    + "singular.")
        }
        let out =
            vector
            ? x.alias(shape: Dims(x.shape.dropLast()), strides: Dims(x.shape.dropLast()).contiguousStrides, offset: 0)
            : x
        if GradMode.isEnabled && (requiresGrad || b.requiresGrad) {
            let (p, q) = (form, b.form)
            let (savedA, savedX) = (Saved(self), Saved(output: out))
            out.record("LinalgSolveExBackward0", self, b) { g in
                let gb = try savedA.value().adjointMatrix.solveLike(g.grad, vector)
                if g.needs(1) { g[1] = try gb.reduced(to: q) }
                if g.needs(0) {
                    let result = try savedX.output(of: g)
                    let (u, v) = vector ? (try gb.unsqueeze(-1), try result.unsqueeze(-1)) : (gb, result)
                    g[0] = try u.matmul(v.adjointMatrix).neg().reduced(to: p)
                }
            }
        }
        ShapeLedger.note("solve", out, self, b, why: "\(n)×\(n) · x = b")
        return out
    }

    /// solve for vectors or matrices, without guessing which.
    private func solveLike(_ b: Tensor, _ vector: Bool) throws -> Tensor {
        vector ? try solve(b.unsqueeze(-1)).squeeze([-1]) : try solve(b)
    }

    /// X of T·X = B for a triangular matrix.
    public func solveTriangular(
        _ b: Tensor, upper: Bool, left: Bool = true, unit: Bool = false, _ name: String = "linalg.solve_triangular"
    ) throws -> Tensor {
        try Matrices.square(self, name)
        if b.rank < 2 {
            throw TensorError(
                .runtimeError, "\(name): The input tensor B must have at least 2 dimensions.", shapes: [b.shape])
        }
        if dtype != b.dtype {
            throw TensorError(
                .runtimeError,
                "\(name): Expected A and B to have the same dtype, but found A of type \(dtype.scalarTypeName) and B of type "
                    + "\(b.dtype.scalarTypeName) instead")
        }
        try Matrices.onlyDouble(self, "triangular_solve_cpu")
        if !left {
            return try adjointMatrix.solveTriangular(b.adjointMatrix, upper: !upper, unit: unit, name).adjointMatrix
                .named(
                    "LinalgSolveTriangularBackward0")
        }
        let n = shape[rank - 1]
        if b.shape[b.rank - 2] != n {
            throw TensorError(
                .runtimeError,
                "\(name): Incompatible shapes of A and B for the equation AX = B (\(n)x\(n) and "
                    + "\(b.shape[b.rank - 2])x\(b.shape[b.rank - 1]))", shapes: [shape, b.shape])
        }
        let batch = try Elementwise.broadcast(Matrices.batch(self), Matrices.batch(b), name)
        let k = b.shape[b.rank - 1]
        let a = try expandUnrecorded(Matrices.shape(batch, n, n))
        let y = try b.expandUnrecorded(Matrices.shape(batch, n, k))
        let out = try Tensor(empty: y.shape, dtype, device)
        func run<T: BinaryFloatingPoint>(_: T.Type) throws {
            let offsets = Matrices.offsets(y)
            for (i, offset) in Matrices.offsets(a).enumerated() {
                let x = try ColumnMatrix<T>(y, offset: offsets[i])
                try ColumnMatrix<T>(a, offset: offset).solveTriangular(x, upper: upper, unit: unit)
                x.write(to: out, offset: i * n * k)
            }
        }
        if !isMeta { if dtype == .float64 { try run(Double.self) } else { try run(Float.self) } }
        if GradMode.isEnabled && (requiresGrad || b.requiresGrad) {
            let (p, q) = (form, b.form)
            let (savedA, savedX) = (Saved(self), Saved(output: out))
            out.record("LinalgSolveTriangularBackward0", self, b) { g in
                let gb = try savedA.value().adjointMatrix.solveTriangular(g.grad, upper: !upper, unit: unit)
                if g.needs(1) { g[1] = try gb.reduced(to: q) }
                if g.needs(0) {
                    let full = try gb.matmul(savedX.output(of: g).adjointMatrix).neg()
                    let part = upper ? try full.triu(unit ? 1 : 0) : try full.tril(unit ? -1 : 0)
                    g[0] = try part.reduced(to: p)
                }
            }
        }
        return out
    }

    // MARK: Cholesky

    /// L of A = L·Lᵀ (or its transpose), and for each matrix the order of the first leading minor that is not positive.
    func choleskyUnchecked(upper: Bool) throws -> (Tensor, Tensor) {
        let n = shape[rank - 1]
        let out = try Tensor(empty: shape, dtype, device)
        let info = try Tensor.zeros(Matrices.batch(self), dtype: .int32, device: device)
        func run<T: BinaryFloatingPoint>(_: T.Type) throws {
            for (i, offset) in Matrices.offsets(self).enumerated() {
                let a = try ColumnMatrix<T>(self, offset: offset, transposed: upper)
                info.pointer(Int32.self)[i] = Int32(truncatingIfNeeded: a.factorCholesky())
                try (upper ? a.transposed() : a).write(to: out, offset: i * n * n)
            }
        }
        if !isMeta { if dtype == .float64 { try run(Double.self) } else { try run(Float.self) } }
        if isRecorded {
            let saved = Saved(output: out)
            out.record("LinalgCholeskyExBackward0", self) { g in
                var l = try saved.output(of: g)
                var d = g.grad
                if upper { (l, d) = (try l.adjointMatrix, try d.adjointMatrix) }
                let phi = try l.adjointMatrix.matmul(d)
                let symmetric = try phi.tril().add(phi.tril(-1).adjointMatrix).mul(.double(0.5))
                let half = try l.adjointMatrix.solveTriangular(symmetric, upper: true)
                g[0] = try l.solveTriangular(half, upper: false, left: false)
            }
        }
        return (out, info)
    }

    /// L of A = L·Lᵀ, or U of Uᵀ·U.
    public func cholesky(upper: Bool = false, _ name: String = "linalg.cholesky") throws -> Tensor {
        try Matrices.square(self, name)
        if name == "linalg.cholesky" {
            try Matrices.float(self, name, low: Matrices.noKernel("cholesky_cpu", self))
        } else {
            try Matrices.onlyDouble(self, "cholesky_cpu")
        }
        let (out, info) = try choleskyUnchecked(upper: upper)
        if !isMeta {
            for (i, order) in try info.ints().enumerated() where order != 0 {
                throw Matrices.linAlg(
                    "\(name): \(Matrices.prefix(self, i))The factorization could not be completed because the input is not "
                        + "positive-definite (the leading minor of order \(order) is not positive-definite).")
            }
        }
        ShapeLedger.note("cholesky", out, self, why: "that of the input")
        return out
    }

    /// X of A·X = self where `l` is the Cholesky factor of A.
    func choleskySolve(_ l: Tensor, upper: Bool) throws -> Tensor {
        if rank < 2 || l.rank < 2 {
            throw TensorError(
                .runtimeError, "b should have at least 2 dimensions, but has \(rank) dimensions instead",
                shapes: [shape, l.shape])
        }
        let lower = upper ? try l.adjointMatrix : l
        let half = try lower.solveTriangular(self, upper: false, "cholesky_solve")
        return try lower.adjointMatrix.solveTriangular(half, upper: true, "cholesky_solve").named(
            "CholeskySolveBackward0")
    }
}
