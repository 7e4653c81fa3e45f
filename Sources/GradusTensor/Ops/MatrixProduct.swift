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
