import GradusKernelTypes

extension Kernels {
    /// C[m, n] = alpha · A[m, k] · B[k, n] + beta · C. A and B are given by row and column strides (in elements), so a
    /// transposed operand needs no copy; rows of C are `cRow` apart, its columns lie side by side. beta = 0 overwrites.
    package static func gemm(
        m: Int, n: Int, k: Int, alpha: Float, a: In<Float>, aRow: Int, aCol: Int, b: In<Float>, bRow: Int, bCol: Int,
        beta: Float, c: Out<Float>, cRow: Int
    ) {
        parallelGemm(
            m: m, n: n, k: k, alpha: alpha, a: a, aRow: aRow, aCol: aCol, b: b, bRow: bRow, bCol: bCol, beta: beta,
            c: c, cRow: cRow)
    }

    package static func gemm(
        m: Int, n: Int, k: Int, alpha: Double, a: In<Double>, aRow: Int, aCol: Int, b: In<Double>, bRow: Int, bCol: Int,
        beta: Double, c: Out<Double>, cRow: Int
    ) {
        let table = active.doubles
        let (byRows, grain) = pieces(m, n, k)
        Threads.parallelFor(byRows ? m : n, grain: grain) { range in
            let rows = byRows ? range.count : m
            let columns = byRows ? n : range.count
            Scratch.with(2 * table.gemmScratch(rows, columns, k)) { memory in
                let scratch = UnsafeMutableRawPointer(memory).assumingMemoryBound(to: Double.self)
                table.gemm(
                    rows, columns, k, alpha, byRows ? a + range.lowerBound * aRow : a, aRow, aCol,
                    byRows ? b : b + range.lowerBound * bCol, bRow, bCol, beta,
                    byRows ? c + range.lowerBound * cRow : c + range.lowerBound, cRow, scratch)
            }
        }
    }

    /// How C is cut for the threads: along its longer side, into pieces of at least half a million products. Every
    /// element of C is summed in the same order whatever the pieces.
    private static func pieces(_ m: Int, _ n: Int, _ k: Int) -> (byRows: Bool, grain: Int) {
        let byRows = m >= n
        let length = byRows ? m : n
        let tile = byRows ? 48 : 64
        let count = Swift.min(Swift.max(m * n * k >> 19, 1), Swift.max(length / 96, 1), 8)
        return (byRows, count == 1 ? length : ((length + count - 1) / count + tile - 1) / tile * tile)
    }

    /// `count` products as in `gemm`, with the matrices of each operand `aBatch`, `bBatch`, `cBatch` elements apart
    /// (0 repeats one matrix).
    package static func gemmBatched(
        count: Int, m: Int, n: Int, k: Int, alpha: Float, a: In<Float>, aBatch: Int, aRow: Int, aCol: Int, b: In<Float>,
        bBatch: Int, bRow: Int, bCol: Int, beta: Float, c: Out<Float>, cBatch: Int, cRow: Int
    ) {
        // Many small products share the threads; a few large ones are split inside.
        let work = m * n * k
        if count == 1 || work >= 1 << 21 {
            for i in 0..<count {
                parallelGemm(
                    m: m, n: n, k: k, alpha: alpha, a: a + i * aBatch, aRow: aRow, aCol: aCol, b: b + i * bBatch,
                    bRow: bRow, bCol: bCol, beta: beta, c: c + i * cBatch, cRow: cRow)
            }
            return
        }
        let size = active.gemmScratch(m, n, k)
        Threads.parallelFor(count, grain: Swift.max(1, (1 << 19) / Swift.max(work, 1))) { range in
            Scratch.with(size) { scratch in
                for i in range {
                    active.gemm(
                        m, n, k, alpha, a + i * aBatch, aRow, aCol, b + i * bBatch, bRow, bCol, beta, c + i * cBatch,
                        cRow, scratch)
                }
            }
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

    private static func parallelGemm(
        m: Int, n: Int, k: Int, alpha: Float, a: In<Float>, aRow: Int, aCol: Int, b: In<Float>, bRow: Int, bCol: Int,
        beta: Float, c: Out<Float>, cRow: Int
    ) {
        let table = active
        let (byRows, grain) = pieces(m, n, k)
        Threads.parallelFor(byRows ? m : n, grain: grain) { range in
            let rows = byRows ? range.count : m
            let columns = byRows ? n : range.count
            Scratch.with(table.gemmScratch(rows, columns, k)) { scratch in
                table.gemm(
                    rows, columns, k, alpha, byRows ? a + range.lowerBound * aRow : a, aRow, aCol,
                    byRows ? b : b + range.lowerBound * bCol, bRow, bCol, beta,
                    byRows ? c + range.lowerBound * cRow : c + range.lowerBound, cRow, scratch)
            }
        }
    }
}
