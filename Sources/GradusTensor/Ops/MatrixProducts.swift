import GradusKernels

/// A matrix inside a tensor's memory: sizes and steps of rows and columns.
struct MatrixLayout {
    var rows: Int
    var columns: Int
    var rowStep: Int
    var columnStep: Int

    /// The last two axes of a tensor.
    @inline(__always)
    init(_ t: Tensor) {
        let r = t.rank
        rows = t.shape[r - 2]
        columns = t.shape[r - 1]
        rowStep = t.strides[r - 2]
        columnStep = t.strides[r - 1]
    }

    @inline(__always)
    var transposed: MatrixLayout {
        var m = self
        swap(&m.rows, &m.columns)
        swap(&m.rowStep, &m.columnStep)
        return m
    }
}

/// Matrix products outside the graph.
enum MatrixProduct {
    /// op(a) · op(b) of two matrices of one float or integer dtype; transposed operands are not copied.
    @inline(__always)
    static func mm(_ a: Tensor, transposeA: Bool = false, _ b: Tensor, transposeB: Bool = false) throws -> Tensor {
        let la = transposeA ? MatrixLayout(a).transposed : MatrixLayout(a)
        let lb = transposeB ? MatrixLayout(b).transposed : MatrixLayout(b)
        let out = try Tensor(empty: [la.rows, lb.columns], a.dtype, a.isMeta || b.isMeta ? .meta : .cpu)
        try into(out, a, la, b, lb, beta: 0)
        return out
    }

    /// out = a · b + beta · out
    static func into(
        _ out: Tensor, _ a: Tensor, _ la: MatrixLayout, _ b: Tensor, _ lb: MatrixLayout, beta: Double
    ) throws {
        let (m, n, k) = (la.rows, lb.columns, la.columns)
        if out.isMeta || m == 0 || n == 0 { return }
        try Interruption.around {
            switch out.dtype {
            case .float32:
                Kernels.gemm(
                    m: m, n: n, k: k, alpha: 1, a: a.f32, aRow: la.rowStep, aCol: la.columnStep, b: b.f32,
                    bRow: lb.rowStep,
                    bCol: lb.columnStep, beta: Float(beta), c: out.f32, cRow: n)
            case .float64:
                Kernels.gemm(
                    m: m, n: n, k: k, alpha: 1, a: a.pointer(Double.self), aRow: la.rowStep, aCol: la.columnStep,
                    b: b.pointer(Double.self), bRow: lb.rowStep, bCol: lb.columnStep, beta: beta,
                    c: out.pointer(Double.self), cRow: n)
            default: try general(out, a, la, b, lb, beta: beta)
            }
        }
    }

    /// The half types in float32, integers in int64.
    private static func general(
        _ out: Tensor, _ a: Tensor, _ la: MatrixLayout, _ b: Tensor, _ lb: MatrixLayout, beta: Double
    ) throws {
        func dense(_ t: Tensor, _ l: MatrixLayout, _ type: DType) throws -> Tensor {
            try t.alias(shape: [l.rows, l.columns], strides: [l.rowStep, l.columnStep], offset: t.offset)
                .castUnrecorded(type)
        }
        let type = out.dtype.compute
        let x = try dense(a, la, type).contiguousUnrecorded()
        let y = try dense(b, lb, type).contiguousUnrecorded()
        let (m, n, k) = (la.rows, lb.columns, la.columns)
        let wide = try Tensor.zeros([m, n], dtype: type)
        if type == .float32 {
            try into(wide, x, MatrixLayout(x), y, MatrixLayout(y), beta: 0)
        } else {
            let (p, q, r) = (x.pointer(Int64.self), y.pointer(Int64.self), wide.pointer(Int64.self))
            if try exact(wide, x, y) {
                // Done in float64.
            } else if n == 1 {
                for i in 0..<m where !Interruption.isWanted { r[i] = Kernels.dot(n: k, a: p + i * k, b: q) }
            } else {
                Kernels.product(m: m, n: n, k: k, a: p, aRow: k, b: q, c: r)
            }
        }
        let flat = out.alias(shape: [m, n], strides: [n, 1], offset: out.offset)
        if beta != 0 {
            let sum = try Arithmetic.general(.add, wide, flat.castUnrecorded(type), type, "addmm")
            StridedCopy.copy(from: sum, to: flat)
        } else {
            StridedCopy.copy(from: wide, to: flat)
        }
    }

    /// out = a · b of dense int64 matrices by way of float64, where no sum can be rounded: its kernel is the faster one.
    /// - Returns: false, having done nothing, for small products and large numbers.
    private static func exact(_ out: Tensor, _ a: Tensor, _ b: Tensor) throws -> Bool {
        let (m, n, k) = (a.shape[0], b.shape[1], a.shape[1])
        guard n > 1, m > 1, k > 0, Double(m) * Double(n) * Double(k) > 0x1p16 else { return false }
        func magnitude(_ t: Tensor) -> Double {
            var (least, most) = (Int64(0), Int64(0))
            let x = t.pointer(Int64.self)
            Kernels.reduce(.min, outer: 1, count: t.count, inner: 1, x: x, y: &least)
            Kernels.reduce(.max, outer: 1, count: t.count, inner: 1, x: x, y: &most)
            return Swift.max(-Double(least), Double(most))
        }
        guard magnitude(a) * magnitude(b) * Double(k) < 0x1p52 else { return false }
        let (x, y) = (try a.castUnrecorded(.float64), try b.castUnrecorded(.float64))
        let product = try Tensor(empty: [m, n], .float64)
        try into(product, x, MatrixLayout(x), y, MatrixLayout(y), beta: 0)
        Convert.run(product.count, product.data, .float64, out.data, .int64)
        return true
    }

    /// Batches of products; the operands are [batch, m, k] and [batch, k, n].
    static func bmm(_ a: Tensor, transposeA: Bool = false, _ b: Tensor, transposeB: Bool = false) throws -> Tensor {
        let la = transposeA ? MatrixLayout(a).transposed : MatrixLayout(a)
        let lb = transposeB ? MatrixLayout(b).transposed : MatrixLayout(b)
        let count = a.shape[0]
        let out = try Tensor(empty: [count, la.rows, lb.columns], a.dtype, a.device)
        if out.isMeta || out.count == 0 { return out }
        let (m, n, k) = (la.rows, lb.columns, la.columns)
        try Interruption.around {
            switch a.dtype {
            case .float32:
                Kernels.gemmBatched(
                    count: count, m: m, n: n, k: k, alpha: 1, a: a.f32, aBatch: a.strides[0], aRow: la.rowStep,
                    aCol: la.columnStep, b: b.f32, bBatch: b.strides[0], bRow: lb.rowStep, bCol: lb.columnStep, beta: 0,
                    c: out.f32, cBatch: m * n, cRow: n)
            case .float64:
                Kernels.gemmBatched(
                    count: count, m: m, n: n, k: k, alpha: 1, a: a.pointer(Double.self), aBatch: a.strides[0],
                    aRow: la.rowStep, aCol: la.columnStep, b: b.pointer(Double.self), bBatch: b.strides[0],
                    bRow: lb.rowStep, bCol: lb.columnStep, beta: 0, c: out.pointer(Double.self), cBatch: m * n, cRow: n)
            default:
                for i in 0..<count {
                    let x = a.alias(shape: a.shape, strides: a.strides, offset: a.offset + i * a.strides[0])
                    let y = b.alias(shape: b.shape, strides: b.strides, offset: b.offset + i * b.strides[0])
                    let z = out.alias(shape: [m, n], strides: [n, 1], offset: i * m * n)
                    try general(z, x, la, y, lb, beta: 0)
                }
            }
        }
        return out
    }
}

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
        let savedW = requiresGrad ? Saved(weight) : nil
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

enum MatrixOps {
    private static func pair(
        _ name: String, _ second: String, _ documentation: String, _ rule: String, aliases: [String] = [],
        places: OpPlaces = .both, _ f: @escaping (Tensor, Tensor) throws -> Tensor
    ) -> OpRow {
        OpRow(name, aliases: aliases, places, ["\(name)(Tensor self, Tensor \(second))"], documentation, shape: rule) {
            .tensor(try f($0.tensor(0), $0.tensor(1)))
        }
    }

    static let rows: [OpRow] = [
        pair(
            "matmul", "other", "The matrix product of vectors, matrices or batches of matrices.",
            "…×m×k · …×k×n = …×m×n", places: [.both, .linalg]
        ) { try $0.matmul($1) },
        pair("mm", "mat2", "The product of two matrices.", "m×k · k×n = m×n") { try $0.mm($1) },
        pair("bmm", "mat2", "Products of two batches of matrices.", "b×m×k · b×k×n = b×m×n") { try $0.bmm($1) },
        pair("mv", "vec", "The product of a matrix and a vector.", "m×k · k = m") { try $0.mv($1) },
        pair("dot", "tensor", "The sum of the products of two vectors.", "no axes") { try $0.dot($1) },
        pair("inner", "other", "Products summed over the last axes.", "both without the last axis") {
            if $0.rank > 0, $1.rank > 0 {
                if $0.dtype != $1.dtype { throw TensorError(.runtimeError, "both inputs should have same dtype") }
                if $0.shape[$0.rank - 1] != $1.shape[$1.rank - 1] {
                    throw TensorError(
                        .runtimeError,
                        "inner() the last dimension must match on both input tensors but got shapes \($0.shape) and "
                            + "\($1.shape)", shapes: [$0.shape, $1.shape])
                }
            }
            return $0.rank == 0 || $1.rank == 0
                ? try $0.mul($1) : $0.rank == 1 && $1.rank == 1 ? try $0.dot($1) : try $0.innerProduct($1)
        },
        pair("outer", "vec2", "All products of two vectors' elements.", "n · m = n×m", aliases: ["ger"]) {
            try $0.outer($1)
        },
        OpRow(
            "addmm", .both.union(.inPlace),
            ["addmm(Tensor self, Tensor mat1, Tensor mat2, *, Scalar beta=1, Scalar alpha=1)"],
            "beta · input + alpha · mat1 · mat2.", shape: "m×k · k×n = m×n"
        ) { .tensor(try $0.tensor(0).addmm($0.tensor(1), $0.tensor(2), beta: $0.scalar(3), alpha: $0.scalar(4))) },
        OpRow(
            "addmv", .both.union(.inPlace),
            ["addmv(Tensor self, Tensor mat, Tensor vec, *, Scalar beta=1, Scalar alpha=1)"],
            "beta · input + alpha · mat · vec.", shape: "m×k · k = m"
        ) { .tensor(try $0.tensor(0).mul($0.scalar(3)).add($0.tensor(1).mv($0.tensor(2)), alpha: $0.scalar(4))) },
        OpRow(
            "baddbmm", .both.union(.inPlace),
            ["baddbmm(Tensor self, Tensor batch1, Tensor batch2, *, Scalar beta=1, Scalar alpha=1)"],
            "beta · input + alpha · batch1 · batch2.", shape: "b×m×k · b×k×n = b×m×n"
        ) {
            .tensor(
                try $0.tensor(0).mul($0.scalar(3)).add($0.tensor(1).bmm($0.tensor(2)), alpha: $0.scalar(4)).named(
                    "BaddbmmBackward0"))
        },
        OpRow(
            "addbmm", .both.union(.inPlace),
            ["addbmm(Tensor self, Tensor batch1, Tensor batch2, *, Scalar beta=1, Scalar alpha=1)"],
            "beta · input + alpha · the sum of the batch's products.", shape: "m×n"
        ) {
            .tensor(
                try $0.tensor(0).mul($0.scalar(3)).add($0.tensor(1).bmm($0.tensor(2)).sum([0]), alpha: $0.scalar(4)))
        },
        OpRow(
            "linear", .functional, ["linear(Tensor input, Tensor weight, Tensor? bias=None)"],
            "input · weightᵀ + bias over the last axis.", shape: "the last axis becomes the weight's first"
        ) { .tensor(try $0.tensor(0).linear($0.tensor(1), $0.optionalTensor(2))) },
    ]
}

extension Tensor {
    /// Products summed over both last axes.
    fileprivate func innerProduct(_ other: Tensor) throws -> Tensor {
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
