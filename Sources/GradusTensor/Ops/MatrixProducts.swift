import GradusKernels

extension Tensor {
    private func sameType(_ other: Tensor) throws {
        if dtype != other.dtype {
            throw TensorError(
                .runtimeError,
                "expected m1 and m2 to have the same dtype, but got: \(dtype.cName) != \(other.dtype.cName)",
                shapes: [shape, other.shape], notes: ["convert one of them, for example with .float()"])
        }
        try notBool()
    }

    private func notBool() throws {
        if dtype == .bool { throw TensorError(.notImplementedError, "\"dot\" not implemented for 'Bool'") }
    }

    static func cannotMultiply(_ rows: Int, _ inner: Int, _ b: Dims, _ shapes: [Dims]) -> TensorError {
        TensorError(
            .runtimeError,
            "mat1 and mat2 shapes cannot be multiplied (\(rows)x\(inner) and \(b[0])x\(b[1]))", operation: "mm",
            shapes: shapes, notes: ["the inner sizes must agree: \(inner) ≠ \(b[0])"])
    }

    /// The product of two matrices.
    public func mm(_ other: Tensor) throws -> Tensor {
        if let low = Autocast.dtype, dtype == .float32 || other.dtype == .float32 {
            return try Autocast.lower(self, low).mm(Autocast.lower(other, low))
        }
        if rank != 2 { throw TensorError(.runtimeError, "self must be a matrix", shapes: [shape, other.shape]) }
        if other.rank != 2 { throw TensorError(.runtimeError, "mat2 must be a matrix", shapes: [shape, other.shape]) }
        if shape[1] != other.shape[0] {
            throw Tensor.cannotMultiply(shape[0], shape[1], other.shape, [shape, other.shape])
        }
        try sameType(other)
        let out = try MatrixProduct.mm(self, other)
        if GradMode.isEnabled {
            let (needA, needB) = (requiresGrad, other.requiresGrad)
            if needA || needB {
                let savedA = needB ? Saved(self) : nil
                let savedB = needA ? Saved(other) : nil
                out.record("MmBackward0", self, other) { g in
                    if let savedB, g.needs(0) { g[0] = try g.grad.product(savedB.value(), transposeB: true) }
                    if let savedA, g.needs(1) { g[1] = try savedA.value().product(transposeA: true, g.grad) }
                }
            }
        }
        ShapeLedger.note("mm", out, self, other, why: Why.product(shape, other.shape))
        return out
    }

    /// mm with operands transposed on the way; recorded through views only where recording is on.
    func product(transposeA: Bool = false, _ b: Tensor, transposeB: Bool = false) throws -> Tensor {
        if GradMode.isEnabled && (requiresGrad || b.requiresGrad) {
            return try (transposeA ? t() : self).mm(transposeB ? b.t() : b)
        }
        return try MatrixProduct.mm(self, transposeA: transposeA, b, transposeB: transposeB)
    }

    /// Products of two batches of matrices.
    public func bmm(_ other: Tensor) throws -> Tensor {
        if let low = Autocast.dtype, dtype == .float32 || other.dtype == .float32 {
            return try Autocast.lower(self, low).bmm(Autocast.lower(other, low))
        }
        if rank != 3 { throw TensorError(.runtimeError, "batch1 must be a 3D tensor", shapes: [shape]) }
        if other.rank != 3 { throw TensorError(.runtimeError, "batch2 must be a 3D tensor", shapes: [other.shape]) }
        if shape[0] != other.shape[0] || shape[2] != other.shape[1] {
            throw TensorError(
                .runtimeError,
                "Expected size for first two dimensions of batch2 tensor to be: [\(shape[0]), \(shape[2])] but got: "
                    + "[\(other.shape[0]), \(other.shape[1])].", operation: "bmm", shapes: [shape, other.shape])
        }
        if dtype != other.dtype {
            throw TensorError(
                .runtimeError,
                "expected scalar type \(dtype.scalarTypeName) but found \(other.dtype.scalarTypeName)",
                shapes: [shape, other.shape])
        }
        try notBool()
        let out = try MatrixProduct.bmm(self, other)
        if GradMode.isEnabled && (requiresGrad || other.requiresGrad) {
            let (a, b) = (Saved(self), Saved(other))
            out.record("BmmBackward0", self, other) { g in
                if g.needs(0) { g[0] = try g.grad.batchProduct(b.value(), transposeB: true) }
                if g.needs(1) { g[1] = try a.value().batchProduct(transposeA: true, g.grad) }
            }
        }
        ShapeLedger.note("bmm", out, self, other, why: Why.product(shape, other.shape))
        return out
    }

    private func batchProduct(transposeA: Bool = false, _ b: Tensor, transposeB: Bool = false) throws -> Tensor {
        if GradMode.isEnabled && (requiresGrad || b.requiresGrad) {
            return try (transposeA ? transpose(1, 2) : self).bmm(transposeB ? b.transpose(1, 2) : b)
        }
        return try MatrixProduct.bmm(self, transposeA: transposeA, b, transposeB: transposeB)
    }

    /// The product of a matrix and a vector.
    public func mv(_ vector: Tensor) throws -> Tensor {
        if rank != 2 || vector.rank != 1 {
            throw TensorError(
                .runtimeError,
                "vector + matrix @ vector expected, got 1, \(rank), \(vector.rank)", shapes: [shape, vector.shape])
        }
        if shape[1] != vector.shape[0] {
            throw TensorError(
                .runtimeError,
                "size mismatch, got input (\(shape[0])), mat (\(shape[0])x\(shape[1])), vec (\(vector.shape[0]))",
                operation: "mv", shapes: [shape, vector.shape])
        }
        if dtype != vector.dtype {
            throw TensorError(
                .runtimeError,
                "addmv input tensors must have the same dtype, but got \(vector.dtype.scalarTypeName), "
                    + "\(dtype.scalarTypeName), and \(vector.dtype.scalarTypeName)", shapes: [shape, vector.shape])
        }
        try notBool()
        let column = vector.alias(shape: [vector.shape[0], 1], strides: [vector.strides[0], 1], offset: vector.offset)
        let product = try MatrixProduct.mm(self, column)
        let out = product.alias(shape: [shape[0]], strides: [1], offset: 0)
        if GradMode.isEnabled && (requiresGrad || vector.requiresGrad) {
            let (a, v) = (Saved(self), Saved(vector))
            out.record("MvBackward0", self, vector) { g in
                if g.needs(0) { g[0] = try g.grad.unsqueeze(1).mul(v.value().unsqueeze(0)) }
                if g.needs(1) { g[1] = try a.value().t().mv(g.grad) }
            }
        }
        ShapeLedger.note("mv", out, self, vector, why: "\(shape[0])×\(shape[1]) · \(shape[1])")
        return out
    }

    /// The sum of the products of two vectors.
    public func dot(_ other: Tensor) throws -> Tensor {
        if rank != 1 || other.rank != 1 {
            throw TensorError(
                .runtimeError, "1D tensors expected, but got \(rank)D and \(other.rank)D tensors",
                shapes: [shape, other.shape])
        }
        if dtype != other.dtype {
            throw TensorError(
                .runtimeError,
                "dot : expected both vectors to have same dtype, but found \(dtype.scalarTypeName) and "
                    + other.dtype.scalarTypeName, shapes: [shape, other.shape])
        }
        if shape[0] != other.shape[0] {
            throw TensorError(
                .runtimeError,
                "inconsistent tensor size, expected tensor \(shape) and src \(other.shape) to have the same number of elements, "
                    + "but got \(shape[0]) and \(other.shape[0]) elements respectively", shapes: [shape, other.shape])
        }
        try notBool()
        let n = shape[0]
        if dtype == .float32, isContiguous, other.isContiguous, !isMeta, !other.isMeta, n > 0,
            !(GradMode.isEnabled && (requiresGrad || other.requiresGrad))
        {
            let out = try Tensor(empty: [], .float32)
            out.f32[0] = Kernels.dot(n: n, a: f32, b: other.f32)
            ShapeLedger.note("dot", out, self, other, why: "\(n) products summed")
            return out
        }
        let row = alias(shape: [1, n], strides: [n, strides[0]], offset: offset)
        let column = other.alias(shape: [n, 1], strides: [other.strides[0], 1], offset: other.offset)
        let out =
            n == 0
            ? try Tensor.zeros([], dtype: dtype, device: device)
            : try MatrixProduct.mm(row, column).alias(shape: [], strides: [], offset: 0)
        if GradMode.isEnabled && (requiresGrad || other.requiresGrad) {
            let (a, b) = (Saved(self), Saved(other))
            out.record("DotBackward0", self, other) { g in
                if g.needs(0) { g[0] = try g.grad.mul(b.value()) }
                if g.needs(1) { g[1] = try g.grad.mul(a.value()) }
            }
        }
        ShapeLedger.note("dot", out, self, other, why: "\(n) products summed")
        return out
    }

    /// The matrix of all products of two vectors' elements.
    public func outer(_ other: Tensor) throws -> Tensor {
        if rank != 1 || other.rank != 1 {
            throw TensorError(
                .runtimeError,
                "outer: Expected 1-D argument \(rank != 1 ? "self" : "vec2"), but got \(rank != 1 ? rank : other.rank)-D"
            )
        }
        return try unsqueeze(1).mul(other)
    }

    /// beta · self + alpha · a · b
    public func addmm(_ a: Tensor, _ b: Tensor, beta: Scalar = 1, alpha: Scalar = 1) throws -> Tensor {
        if let low = Autocast.dtype, dtype == .float32 || a.dtype == .float32 || b.dtype == .float32 {
            return try Autocast.lower(self, low).addmm(
                Autocast.lower(a, low), Autocast.lower(b, low), beta: beta, alpha: alpha)
        }
        if a.rank != 2 { throw TensorError(.runtimeError, "mat1 must be a matrix, got \(a.rank)-D tensor") }
        if b.rank != 2 { throw TensorError(.runtimeError, "mat2 must be a matrix, got \(b.rank)-D tensor") }
        if a.shape[1] != b.shape[0] {
            throw Tensor.cannotMultiply(a.shape[0], a.shape[1], b.shape, [shape, a.shape, b.shape])
        }
        if a.dtype != b.dtype {
            throw TensorError(
                .runtimeError,
                "mat1 and mat2 must have the same dtype, but got \(a.dtype.scalarTypeName) and \(b.dtype.scalarTypeName)",
                shapes: [a.shape, b.shape], notes: ["convert one of them, for example with .float()"])
        }
        if dtype != a.dtype {
            throw TensorError(
                .runtimeError,
                "self and mat2 must have the same dtype, but got \(dtype.scalarTypeName) and "
                    + b.dtype.scalarTypeName)
        }
        let target: Dims = [a.shape[0], b.shape[1]]
        let spread = try expandUnrecorded(target)
        let out: Tensor
        if alpha.isOne && beta.isOne {
            out = try spread.copied()
            try MatrixProduct.into(out, a, MatrixLayout(a), b, MatrixLayout(b), beta: 1)
        } else {
            let product = try MatrixProduct.mm(a, b)
            let scaled = try Arithmetic.binary(.mul, product, alpha, dtype, "addmm")
            let kept = try Arithmetic.binary(.mul, spread, beta, dtype, "addmm")
            out = beta.isZero ? scaled : try Arithmetic.binary(.add, kept, scaled, dtype, "addmm")
        }
        if GradMode.isEnabled && (requiresGrad || a.requiresGrad || b.requiresGrad) {
            let own = form
            let savedA = b.requiresGrad ? Saved(a) : nil
            let savedB = a.requiresGrad ? Saved(b) : nil
            out.record("AddmmBackward0", self, a, b) { g in
                if g.needs(0) { g[0] = try (beta.isOne ? g.grad : g.grad.mul(beta)).reduced(to: own) }
                let scaled = alpha.isOne ? g.grad : try g.grad.mul(alpha)
                if let savedB, g.needs(1) { g[1] = try scaled.product(savedB.value(), transposeB: true) }
                if let savedA, g.needs(2) { g[2] = try savedA.value().product(transposeA: true, scaled) }
            }
        }
        ShapeLedger.note("addmm", out, self, a, b, why: Why.product(a.shape, b.shape))
        return out
    }

    /// self · weightᵀ + bias over the last axis.
    /// - Parameters:
    ///   - weight: [out, in], or [in] for a single output.
    ///   - bias: [out]
    public func linear(_ weight: Tensor, _ bias: Tensor? = nil) throws -> Tensor {
        if let low = Autocast.dtype, dtype == .float32 || weight.dtype == .float32 {
            return try Autocast.lower(self, low).linear(
                Autocast.lower(weight, low), bias.map { try Autocast.lower($0, low) })
        }
        let quiet = ShapeLedger.pause()
        let out: Tensor
        do {
            defer { ShapeLedger.resume(quiet) }
            out = try linearQuietly(weight, bias)
        }
        ShapeLedger.note("linear", out, self, weight, bias, why: Why.linear(shape, weight.shape))
        return out
    }

    private func linearQuietly(_ weight: Tensor, _ bias: Tensor?) throws -> Tensor {
        if weight.rank == 1 {
            let y = try matmul(weight)
            return try bias.map { try y.add($0) } ?? y
        }
        if weight.rank != 2 {
            throw TensorError(
                .runtimeError, "t() expects a tensor with <= 2 dimensions, but self is \(weight.rank)D",
                shapes: [shape, weight.shape])
        }
        if rank == 0 {
            throw TensorError(.runtimeError, "both arguments to linear need to be at least 1D, but they are 0D and 2D")
        }
        let inner = shape[rank - 1]
        let rows = count == 0 ? Dims(shape.dropLast()).product : count / Swift.max(inner, 1)
        if dtype != weight.dtype {
            throw TensorError(
                .runtimeError,
                "mat1 and mat2 must have the same dtype, but got \(dtype.scalarTypeName) and \(weight.dtype.scalarTypeName)",
                shapes: [shape, weight.shape], notes: ["convert the input, for example with .float()"])
        }
        if inner != weight.shape[1] {
            throw Tensor.cannotMultiply(
                rank == 1 ? 1 : rows, inner, [weight.shape[1], weight.shape[0]], [shape, weight.shape])
        }
        if rank == 2 { return try linearMatrix(weight, bias) }
        if rank == 1 {
            return try unsqueeze(0).linearMatrix(weight, bias).squeeze([0]).named(
                bias == nil ? "SqueezeBackward4" : "ViewBackward0")
        }
        var sizes = shape
        sizes[rank - 1] = weight.shape[0]
        return try reshape([rows, inner]).linearMatrix(weight, bias).view(sizes).named(
            bias == nil ? "UnsafeViewBackward0" : "ViewBackward0")
    }

    /// The product of a matrix and a transposed weight, with the bias added in the same node.
    private func linearMatrix(_ weight: Tensor, _ bias: Tensor?) throws -> Tensor {
        let (n, m) = (shape[0], weight.shape[0])
        let out = try Tensor(empty: [n, m], dtype, device)
        var beta = 0.0
        if let bias {
            if bias.dtype != dtype {
                throw TensorError(
                    .runtimeError,
                    "self and mat2 must have the same dtype, but got \(bias.dtype.scalarTypeName) and \(dtype.scalarTypeName)"
                )
            }
            if !isMeta { StridedCopy.copy(from: try bias.expandUnrecorded([n, m]), to: out) }
            beta = 1
        }
        try MatrixProduct.into(out, self, MatrixLayout(self), weight, MatrixLayout(weight).transposed, beta: beta)
        guard GradMode.isEnabled, requiresGrad || weight.requiresGrad || bias?.requiresGrad == true else { return out }
        let savedX = weight.requiresGrad ? Saved(self) : nil
        let savedW = requiresGrad ? Saved(weight, asTransposed: weight.requiresGrad) : nil
        let node = bias == nil ? "MmBackward0" : "AddmmBackward0"
        let biasForm = bias?.form
        out.record(node, self, weight, bias) { g in
            if let savedW, g.needs(0) { g[0] = try g.grad.product(savedW.value()) }
            if let savedX, g.needs(1) { g[1] = try g.grad.product(transposeA: true, savedX.value()) }
            if let biasForm, g.needs(2) { g[2] = try g.grad.reduced(to: biasForm) }
        }
        out.node?.form = .linear
        return out
    }

    /// The matrix product of everything PyTorch's `@` takes: vectors, matrices, batches with broadcasting.
    public func matmul(_ other: Tensor) throws -> Tensor {
        if let low = Autocast.dtype, dtype == .float32 || other.dtype == .float32 {
            return try Autocast.lower(self, low).matmul(Autocast.lower(other, low))
        }
        if rank == 0 || other.rank == 0 {
            throw TensorError(
                .runtimeError,
                "both arguments to matmul need to be at least 1D, but they are \(rank)D and \(other.rank)D",
                shapes: [shape, other.shape])
        }
        switch (rank, other.rank) {
        case (1, 1): return try dot(other)
        case (2, 1): return try mv(other)
        case (2, 2): return try mm(other)
        case (1, 2): return try unsqueeze(0).mm(other).squeeze([0]).named("SqueezeBackward4")
        default: break
        }
        let quiet = ShapeLedger.pause()
        let out: Tensor
        do {
            defer { ShapeLedger.resume(quiet) }
            out = try batchMatmul(other)
        }
        ShapeLedger.note("matmul", out, self, other, why: Why.product(shape, other.shape))
        return out
    }

    private func batchMatmul(_ other: Tensor) throws -> Tensor {
        // A batch of matrices times one matrix is one long matrix product.
        if other.rank <= 2 && rank >= 3 {
            let b = other.rank == 1 ? try other.unsqueeze(1) : other
            let inner = shape[rank - 1]
            let rows = Dims(shape.dropLast()).product
            if other.rank == 1 {
                // As `mv`, which says the same of one matrix.
                if inner != b.shape[0] {
                    throw TensorError(
                        .runtimeError,
                        "size mismatch, got input (\(rows)), mat (\(rows)x\(inner)), vec (\(other.shape[0]))",
                        operation: "mv", shapes: [shape, other.shape])
                }
                if dtype != other.dtype {
                    throw TensorError(
                        .runtimeError,
                        "addmv input tensors must have the same dtype, but got \(other.dtype.scalarTypeName), "
                            + "\(dtype.scalarTypeName), and \(other.dtype.scalarTypeName)",
                        shapes: [shape, other.shape])
                }
            }
            if inner != b.shape[0] {
                throw Tensor.cannotMultiply(rows, inner, b.shape, [shape, other.shape])
            }
            let product = try reshape([rows, inner]).mm(b)
            var sizes = shape
            sizes[rank - 1] = b.shape[1]
            if other.rank == 1 { sizes.removeLast() }
            return try product.unsafeView(sizes)
        }
        let a = rank == 1 ? try unsqueeze(0) : self
        let b = other.rank == 1 ? try other.unsqueeze(1) : other
        let (m, k, n) = (a.shape[a.rank - 2], a.shape[a.rank - 1], b.shape[b.rank - 1])
        let aBatch = Dims(a.shape.dropLast(2))
        let bBatch = Dims(b.shape.dropLast(2))
        let batch = try Elementwise.broadcast(aBatch, bBatch, "matmul")
        let count = batch.product
        var aFull = batch
        aFull.append(m)
        aFull.append(k)
        var bFull = batch
        bFull.append(b.shape[b.rank - 2])
        bFull.append(n)
        try a.checkRank(batch.count + 2, "matmul")
        let x = try a.expand(aFull).reshape([count, m, k])
        let y = try b.expand(bFull).reshape([count, b.shape[b.rank - 2], n])
        let product = try x.bmm(y)
        var sizes = batch
        if rank > 1 { sizes.append(m) }
        if other.rank > 1 { sizes.append(n) }
        return try product.unsafeView(sizes)
    }

    /// A fresh result under another shape, named as PyTorch names it.
    private func unsafeView(_ sizes: Dims) throws -> Tensor {
        let out = alias(shape: sizes, strides: sizes.contiguousStrides, offset: offset)
        if isRecorded {
            let own = shape
            out.record("UnsafeViewBackward0", self) { g in g[0] = try g.grad.reshape(own) }
        }
        return out
    }
}

extension Why {
    static func product(_ a: Dims, _ b: Dims) -> String {
        guard a.count >= 2, b.count >= 2 else { return "\(a) · \(b)" }
        let (m, k, n) = (a[a.count - 2], a[a.count - 1], b[b.count - 1])
        return "\(m)×\(k) · \(k)×\(n) = \(m)×\(n)"
    }

    static func linear(_ x: Dims, _ w: Dims) -> String {
        w.count == 2 ? "last axis \(w[1]) → \(w[0])" : "last axis summed"
    }
}

extension Tensor {
    /// Products summed over both last axes.
    func innerProduct(_ other: Tensor) throws -> Tensor {
        let (k, l) = (shape[rank - 1], other.shape[other.rank - 1])
        if k != l {
            throw TensorError(
                .runtimeError,
                "inner() the last dimension must match on both input tensors but got shapes \(shape) and \(other.shape)",
                shapes: [shape, other.shape])
        }
        var sizes = Dims(shape.dropLast())
        for s in other.shape.dropLast() { sizes.append(s) }
        return try reshape([-1, k]).mm(other.reshape([-1, k]).t()).reshape(sizes)
    }
}
