extension Tensor {
    /// A · A · …, n times; negative powers of the inverse.
    public func matrixPower(_ n: Int) throws -> Tensor {
        try Matrices.square(self, "linalg.matrix_power")
        if n == 0 { return try Tensor.eye(shape[rank - 1], dtype: dtype, device: device).expand(shape).clone() }
        if n < 0 {
            let inverse = try inverse()
            return n == -1 ? inverse : try inverse.matrixPower(n == Int.min ? Int.max : -n)
        }
        if n == 1 { return try clone() }
        if n == 2 { return try matmul(self) }
        if n == 3 { return try matmul(self).matmul(self) }
        var power: Tensor?
        var square = self
        var rest = n
        while rest > 0 {
            if rest & 1 == 1 { power = try power.map { try square.matmul($0) } ?? square }
            rest >>= 1
            if rest > 0 { square = try square.matmul(square) }
        }
        return power ?? self
    }

    /// e to the power of each matrix: scaling and squaring of a Taylor polynomial.
    public func matrixExponential() throws -> Tensor {
        try Matrices.square(self, "linalg.matrix_exp")
        if !dtype.isFloat {
            throw TensorError(
                .runtimeError,
                "linalg.matrix_exp: Expected a floating point or complex tensor as input. Got \(dtype.scalarTypeName)")
        }
        let out = try GradMode.without { try detach().exponentialUnrecorded() }
        if isRecorded {
            let saved = Saved(self)
            out.record("LinalgMatrixExpBackward0", self) { g in
                // The upper right block of exp [[Aᵀ, G], [0, Aᵀ]] is the gradient (Van Loan, 1978).
                let t = try saved.value().adjointMatrix
                let n = t.shape[t.rank - 1]
                let top = try Tensor.cat([t, g.grad], -1)
                let zero = try Tensor.zeros(t.shape, dtype: t.dtype, device: t.device)
                let block = try Tensor.cat([top, Tensor.cat([zero, t], -1)], -2)
                g[0] = try block.matrixExponential().narrow(-2, 0, n).narrow(-1, n, n)
            }
        }
        return out
    }

    private func exponentialUnrecorded() throws -> Tensor {
        if count == 0 || isMeta { return try Tensor(empty: shape, dtype, device) }
        let n = shape[rank - 1]
        let out = try Tensor(empty: shape, .float64)
        let wide = try castUnrecorded(.float64)
        for (i, offset) in Matrices.offsets(wide).enumerated() {
            var a = try ColumnMatrix<Double>(wide, offset: offset)
            var norm = 0.0
            for j in 0..<n where !Interruption.isWanted {
                var sum = 0.0
                for k in 0..<n { sum += Swift.abs(a[k, j]) }
                norm = sum.isNaN ? .nan : Swift.max(norm, sum)
            }
            if !norm.isFinite {
                for k in 0..<(n * n) { a.p[k] = .nan }
                a.write(to: out, offset: i * n * n)
                continue
            }
            let squarings = norm > 0.5 ? Swift.max(0, Int((logarithm(norm / 0.5) / logarithm(2)).rounded(.up))) : 0
            let scale = 1 / power(2, Double(squarings))
            Interruption.inStretches(n * n) { for k in $0 { a.p[k] *= scale } }
            var sum = try ColumnMatrix<Double>.identity(n)
            var term = try ColumnMatrix<Double>.identity(n)
            for k in 1...18 where !Interruption.isWanted {
                term = try term.times(a)
                if Interruption.isWanted { break }
                Interruption.inStretches(n * n) {
                    for l in $0 {
                        term.p[l] /= Double(k)
                        sum.p[l] += term.p[l]
                    }
                }
            }
            for _ in 0..<squarings where !Interruption.isWanted { sum = try sum.times(sum) }
            a = sum
            if Interruption.isWanted { break }
            a.write(to: out, offset: i * n * n)
        }
        return try out.castUnrecorded(dtype)
    }

    /// The products of matrices in the order that costs the fewest multiplications.
    static func multiDot(_ tensors: [Tensor]) throws -> Tensor {
        if tensors.count < 2 {
            throw TensorError(
                .runtimeError, "multi_dot(): expected at least 2 tensors but got \(tensors.count)")
        }
        var list = tensors
        let (first, last) = (tensors[0].rank == 1, tensors[tensors.count - 1].rank == 1)
        if first { list[0] = try list[0].unsqueeze(0) }
        if last { list[list.count - 1] = try list[list.count - 1].unsqueeze(-1) }
        for (i, t) in list.enumerated() {
            if t.rank != 2 {
                let place =
                    i == 0
                    ? "the first tensor must be 1D or 2D but got"
                    : i == list.count - 1
                        ? "the last tensor must be 1D or 2D but got" : "tensor \(i) must be 2D but got"
                throw TensorError(.runtimeError, "multi_dot(): \(place) \(tensors[i].rank)D")
            }
            if i > 0 && list[i - 1].shape[1] != t.shape[0] {
                throw TensorError(
                    .runtimeError,
                    "multi_dot(): tensors \(i - 1) and \(i) with shapes \(list[i - 1].shape) and \(t.shape) cannot be multiplied",
                    shapes: list.map(\.shape))
            }
        }
        let product = try chained(list[...])
        var out = product
        if first { out = try out.squeeze([0]) }
        if last { out = try out.squeeze([-1]) }
        return out.named("ViewBackward0")
    }

    private static func chained(_ list: ArraySlice<Tensor>) throws -> Tensor {
        let all = Array(list)
        let n = all.count
        if n == 1 { return all[0] }
        // The textbook table of cheapest splits.
        let sizes = all.map { $0.shape[0] } + [all[n - 1].shape[1]]
        var cost = [[Double]](repeating: [Double](repeating: 0, count: n), count: n)
        var split = [[Int]](repeating: [Int](repeating: 0, count: n), count: n)
        for length in 1..<n {
            for i in 0..<(n - length) {
                let j = i + length
                cost[i][j] = .infinity
                for k in i..<j {
                    let c = cost[i][k] + cost[k + 1][j] + Double(sizes[i]) * Double(sizes[k + 1]) * Double(sizes[j + 1])
                    if c < cost[i][j] {
                        cost[i][j] = c
                        split[i][j] = k
                    }
                }
            }
        }
        func product(_ i: Int, _ j: Int, _ depth: Int) throws -> Tensor {
            if i == j { return all[i] }
            let k = split[i][j]
            return try product(i, k, depth + 1).mm(product(k + 1, j, depth + 1))
        }
        // Long chains go from left to right, so that the recursion stays short.
        if n > 200 { return try all.dropFirst().reduce(all[0]) { try $0.mm($1) } }
        return try product(0, n - 1, 0)
    }

    /// The cross product along an axis of size 3.
    public func cross(_ other: Tensor, _ dim: Int?) throws -> Tensor {
        if rank != other.rank {
            throw TensorError(
                .runtimeError, "linalg.cross: inputs must have the same number of dimensions.",
                shapes: [shape, other.shape])
        }
        var at = dim ?? -1
        if dim == nil {
            guard let three = (0..<rank).first(where: { shape[$0] == 3 }) else {
                throw TensorError(.runtimeError, "no dimension of size 3 in input", shapes: [shape])
            }
            at = three
        }
        let a = try axis(at)
        if rank == 0 || shape[a] != 3 || other.shape[a] != 3 {
            throw TensorError(
                .runtimeError,
                "linalg.cross: inputs dimension \(at) must have length 3. Got \(rank == 0 ? 1 : shape[a]) and "
                    + "\(rank == 0 ? 1 : other.shape[a])", shapes: [shape, other.shape])
        }
        if dtype != other.dtype {
            throw TensorError(
                .runtimeError, "expected scalar type \(dtype.scalarTypeName) but found \(other.dtype.scalarTypeName)",
                shapes: [shape, other.shape])
        }
        let target = try Elementwise.broadcast(shape, other.shape, "linalg.cross")
        let out = try quietly("cross", other) { () throws -> Tensor in
            let (x, y) = (try expandUnrecorded(target), try other.expandUnrecorded(target))
            return try GradMode.without {
                let type = Tensor.resultType(self, other)
                if type == .bool {
                    throw TensorError(.notImplementedError, "\"cross\" not implemented for 'Bool'")
                }
                func part(_ t: Tensor, _ i: Int) throws -> Tensor { try t.narrow(a, i, 1) }
                func term(_ i: Int, _ j: Int) throws -> Tensor {
                    try part(x, i).mul(part(y, j)).sub(part(x, j).mul(part(y, i)))
                }
                return try Tensor.cat([term(1, 2), term(2, 0), term(0, 1)], a)
            }
        }
        if GradMode.isEnabled && (requiresGrad || other.requiresGrad) {
            let (p, q) = (form, other.form)
            let (x, y) = (Saved(self), Saved(other))
            out.record("LinalgCrossBackward0", self, other) { g in
                if g.needs(0) { g[0] = try y.value().cross(g.grad, a - g.grad.rank).reduced(to: p) }
                if g.needs(1) { g[1] = try g.grad.cross(x.value(), a - g.grad.rank).reduced(to: q) }
            }
        }
        return out
    }

    /// All products of the elements of two tensors, as blocks.
    public func kron(_ other: Tensor) throws -> Tensor {
        let n = Swift.max(rank, other.rank)
        try checkRank(2 * n, "kron")
        return try quietly("kron", other) {
            var (a, b, out) = (Dims(), Dims(), Dims())
            for i in 0..<n {
                let x = i < n - rank ? 1 : shape[i - (n - rank)]
                let y = i < n - other.rank ? 1 : other.shape[i - (n - other.rank)]
                a.append(x)
                a.append(1)
                b.append(1)
                b.append(y)
                out.append(x * y)
            }
            return try reshape(a).mul(other.reshape(b)).reshape(out).named("UnsafeViewBackward0")
        }
    }

    /// X with tensordot(self, X) = the identity.
    func tensorInverse(_ ind: Int) throws -> Tensor {
        if ind <= 0 || ind > rank {
            throw TensorError(.runtimeError, "Expected a strictly positive integer for 'ind'")
        }
        let (front, back) = (Dims(shape.prefix(ind)), Dims(shape.dropFirst(ind)))
        if front.product != back.product {
            throw TensorError(
                .runtimeError,
                "Expected self to satisfy the requirement prod(self.shape[ind:]) == prod(self.shape[:ind]), but got "
                    + "\(back.product) != \(front.product)", shapes: [shape])
        }
        var target = back
        for s in front { target.append(s) }
        return try reshape([front.product, back.product]).inverse().reshape(target).named("ReshapeAliasBackward0")
    }

    /// X with tensordot(self, X) = b.
    func tensorSolve(_ b: Tensor) throws -> Tensor {
        let sizes = Dims(shape.dropFirst(b.rank))
        if sizes.product != b.count {
            throw TensorError(
                .runtimeError,
                "Expected self to satisfy the requirement prod(self.shape[other.ndim:]) == prod(self.shape[:other.ndim]), but "
                    + "got \(sizes.product) != \(b.count)", shapes: [shape, b.shape])
        }
        return try reshape([b.count, sizes.product]).solve(b.reshape([-1])).reshape(sizes)
    }

    /// The powers 0 … n − 1 of each element along a new last axis.
    func vander(_ n: Int?) throws -> Tensor {
        let columns = n ?? (rank == 0 ? 1 : shape[rank - 1])
        let x = try (dtype.isFloat ? self : to(.int64)).unsqueeze(-1)
        var sizes = x.shape
        let ones = try Tensor.ones(sizes, dtype: x.dtype, device: device)
        if columns < 2 { return try ones.narrow(-1, 0, Swift.max(columns, 0)) }
        sizes[sizes.count - 1] = columns - 1
        return try Tensor.cat([ones, x.expand(sizes).cumprod(-1)], -1)
    }
}
