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
        let pieces = Pieces(m, n, k)
        Threads.parallelFor(pieces.count, grain: 1) { range in
            for piece in range {
                let (rows, columns) = pieces[piece]
                Scratch.with(2 * table.gemmScratch(rows.count, columns.count, k)) { memory in
                    let scratch = UnsafeMutableRawPointer(memory).assumingMemoryBound(to: Double.self)
                    table.gemm(
                        rows.count, columns.count, k, alpha, a + rows.lowerBound * aRow, aRow, aCol,
                        b + columns.lowerBound * bCol, bRow, bCol, beta,
                        c + rows.lowerBound * cRow + columns.lowerBound, cRow, scratch)
                }
            }
        }
    }

    /// How C is cut for the threads: into rectangles of at least half a million products, eight at most, and more only
    /// where one would keep an interrupt waiting. Every element of C is summed in the same order whatever the pieces.
    package struct Pieces {
        let m: Int
        let n: Int
        private var rowSteps = 1
        private var columnSteps = 1

        package init(_ m: Int, _ n: Int, _ k: Int) {
            self.m = m
            self.n = n
            let work = Double(m) * Double(n) * Double(k)
            let wanted = Int(Swift.max(Swift.min(work / 0x1p19, 8), Swift.min(work / 0x1p31, 0x1p20)))
            while count < wanted {
                let canCutRows = m / (2 * rowSteps) >= 48
                let canCutColumns = n / (2 * columnSteps) >= 64
                if canCutRows && (m / rowSteps >= n / columnSteps || !canCutColumns) {
                    rowSteps *= 2
                } else if canCutColumns {
                    columnSteps *= 2
                } else {
                    break
                }
            }
        }

        package var count: Int { rowSteps * columnSteps }

        package subscript(piece: Int) -> (rows: Range<Int>, columns: Range<Int>) {
            // Multiples of the tiles' sizes, so that only the last tile is a partial one.
            let height = ((m + rowSteps - 1) / rowSteps + 11) / 12 * 12
            let width = ((n + columnSteps - 1) / columnSteps + 31) / 32 * 32
            let row = Swift.min(piece / columnSteps * height, m)
            let column = Swift.min(piece % columnSteps * width, n)
            return (row..<Swift.min(row + height, m), column..<Swift.min(column + width, n))
        }
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
        let pieces = Pieces(m, n, k)
        Threads.parallelFor(pieces.count, grain: 1) { range in
            for piece in range {
                let (rows, columns) = pieces[piece]
                Scratch.with(table.gemmScratch(rows.count, columns.count, k)) { scratch in
                    table.gemm(
                        rows.count, columns.count, k, alpha, a + rows.lowerBound * aRow, aRow, aCol,
                        b + columns.lowerBound * bCol, bRow, bCol, beta,
                        c + rows.lowerBound * cRow + columns.lowerBound, cRow, scratch)
                }
            }
        }
    }
}
