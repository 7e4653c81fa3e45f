import GradusKernelTypes

extension Kernels {
    /// C[m, n] = alpha · A[m, k] · B[k, n] + beta · C. A and B are given by row and column strides (in elements), so a
    /// transposed operand needs no copy; rows of C are `cRow` apart, its columns lie side by side. beta = 0 overwrites.
    package static func gemm(
        m: Int, n: Int, k: Int, alpha: Float, a: In<Float>, aRow: Int, aCol: Int, b: In<Float>, bRow: Int, bCol: Int,
        beta: Float, c: Out<Float>, cRow: Int
    ) {
        ScalarKernels.gemm(
            m: m, n: n, k: k, alpha: alpha, a: a, aRow: aRow, aCol: aCol, b: b, bRow: bRow, bCol: bCol, beta: beta,
            c: c, cRow: cRow)
    }

    package static func gemm(
        m: Int, n: Int, k: Int, alpha: Double, a: In<Double>, aRow: Int, aCol: Int, b: In<Double>, bRow: Int, bCol: Int,
        beta: Double, c: Out<Double>, cRow: Int
    ) {
        ScalarKernels.gemm(
            m: m, n: n, k: k, alpha: alpha, a: a, aRow: aRow, aCol: aCol, b: b, bRow: bRow, bCol: bCol, beta: beta,
            c: c, cRow: cRow)
    }

    /// `count` products as in `gemm`, with the matrices of each operand `aBatch`, `bBatch`, `cBatch` elements apart
    /// (0 repeats one matrix).
    package static func gemmBatched(
        count: Int, m: Int, n: Int, k: Int, alpha: Float, a: In<Float>, aBatch: Int, aRow: Int, aCol: Int, b: In<Float>,
        bBatch: Int, bRow: Int, bCol: Int, beta: Float, c: Out<Float>, cBatch: Int, cRow: Int
    ) {
        for i in 0..<count {
            gemm(
                m: m, n: n, k: k, alpha: alpha, a: a + i * aBatch, aRow: aRow, aCol: aCol, b: b + i * bBatch,
                bRow: bRow, bCol: bCol, beta: beta, c: c + i * cBatch, cRow: cRow)
        }
    }

    package static func gemmBatched(
        count: Int, m: Int, n: Int, k: Int, alpha: Double, a: In<Double>, aBatch: Int, aRow: Int, aCol: Int,
        b: In<Double>, bBatch: Int, bRow: Int, bCol: Int, beta: Double, c: Out<Double>, cBatch: Int, cRow: Int
    ) {
        for i in 0..<count {
            gemm(
                m: m, n: n, k: k, alpha: alpha, a: a + i * aBatch, aRow: aRow, aCol: aCol, b: b + i * bBatch,
                bRow: bRow, bCol: bCol, beta: beta, c: c + i * cBatch, cRow: cRow)
        }
    }
}
