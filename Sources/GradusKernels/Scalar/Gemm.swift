import GradusKernelTypes

extension ScalarKernels {
    /// C[m, n] = alpha · A[m, k] · B[k, n] + beta · C. beta = 0 overwrites C whatever it held.
    package static func gemm<T: KernelScalar>(
        m: Int, n: Int, k: Int, alpha: T, a: In<T>, aRow: Int, aCol: Int, b: In<T>, bRow: Int, bCol: Int, beta: T,
        c: Out<T>, cRow: Int
    ) {
        for i in 0..<m {
            let row = c + i * cRow
            if beta == 0 {
                for j in 0..<n { row[j] = 0 }
            } else if beta != 1 {
                for j in 0..<n { row[j] *= beta }
            }
            for p in 0..<k {
                let factor = alpha * a[i * aRow + p * aCol]
                let line = b + p * bRow
                if bCol == 1 {
                    for j in 0..<n { row[j] += factor * line[j] }
                } else {
                    for j in 0..<n { row[j] += factor * line[j * bCol] }
                }
            }
        }
    }
}
