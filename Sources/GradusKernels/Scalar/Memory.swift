import GradusKernelTypes

extension ScalarKernels {
    /// Rows of bytes chosen by `indices`, as floats b / 255 (one division, rounded once), then (v − mean) / std
    /// per channel if given. Each picture is `channels` planes of `plane` bytes.
    package static func gatherImages(
        count: Int, channels: Int, plane: Int, images: In<UInt8>, indices: In<Int64>?, mean: In<Float>?,
        std: In<Float>?, y: Out<Float>
    ) {
        for row in 0..<count {
            let source = images + (indices.map { Int($0[row]) } ?? row) * channels * plane
            for c in 0..<channels {
                for i in 0..<plane {
                    var v = Float(source[c * plane + i]) / 255
                    if let mean { v -= mean[c] }
                    if let std { v /= std[c] }
                    y[(row * channels + c) * plane + i] = v
                }
            }
        }
    }

    /// y[c, r] = x[r, c] for elements of any trivial type.
    /// - Parameters:
    ///   - row: elements from a row of x to the next; nil: as many as it has columns.
    ///   - step: the same for y; nil: as many as x has rows.
    package static func transpose<T: BitwiseCopyable>(
        rows: Int, columns: Int, x: In<T>, row: Int? = nil, y: Out<T>, step: Int? = nil
    ) {
        let tile = 32
        let (row, step) = (row ?? columns, step ?? rows)
        for top in stride(from: 0, to: rows, by: tile) {
            for left in stride(from: 0, to: columns, by: tile) {
                // Written in the order of the memory: reads at a distance cost less than writes.
                let (bottom, right) = (Swift.min(top + tile, rows), Swift.min(left + tile, columns))
                for c in left..<right {
                    for r in top..<bottom { y[c * step + r] = x[r * row + c] }
                }
            }
        }
    }

    /// Rows of so many elements are copied column by column where there are many of them.
    static let fewColumns = 8

    /// y[Σ iₖ·toStrides[k]] = x[Σ iₖ·fromStrides[k]] for all indices below sizes; strides count elements.
    package static func stridedCopy<T: BitwiseCopyable>(
        rank: Int, sizes: In<Int>, fromStrides: In<Int>, toStrides: In<Int>, x: In<T>, y: Out<T>
    ) {
        if rank == 0 {
            y[0] = x[0]
            return
        }
        let n = sizes[0]
        let from = fromStrides[0]
        let to = toStrides[0]
        if rank == 1 {
            if from == 1 && to == 1 {
                y.update(from: x, count: n)
            } else if from == 0 {
                let v = n > 0 ? x[0] : y[0]
                if to == 1 {
                    for i in 0..<n { y[i] = v }
                } else {
                    for i in 0..<n { y[i * to] = v }
                }
            } else if from == 1 && to == -1 {
                // With known steps the compiler turns whole vectors round.
                for i in 0..<n { y[-i] = x[i] }
            } else if from == -1 && to == 1 {
                for i in 0..<n { y[i] = x[-i] }
            } else {
                for i in 0..<n { y[i * to] = x[i * from] }
            }
            return
        }
        if rank == 2, sizes[1] <= fewColumns, n > sizes[1] {
            let (inFrom, inTo) = (fromStrides[1], toStrides[1])
            for j in 0..<sizes[1] {
                let (p, q) = (x + j * inFrom, y + j * inTo)
                for i in 0..<n { q[i * to] = p[i * from] }
            }
            return
        }
        for i in 0..<n {
            stridedCopy(
                rank: rank - 1, sizes: sizes + 1, fromStrides: fromStrides + 1, toStrides: toStrides + 1,
                x: x + i * from, y: y + i * to)
        }
    }

    /// y[r] = x[indices[r]] for rows of `width` elements. Indices must be in range.
    package static func gatherRows<T: BitwiseCopyable>(
        count: Int, width: Int, x: In<T>, indices: In<Int64>, y: Out<T>
    ) {
        for r in 0..<count { (y + r * width).update(from: x + Int(indices[r]) * width, count: width) }
    }

    /// y[indices[r]] += x[r], one row after the other.
    package static func scatterAddRows<T: KernelScalar>(
        count: Int, width: Int, x: In<T>, indices: In<Int64>, y: Out<T>
    ) {
        for r in 0..<count {
            let line = y + Int(indices[r]) * width
            for i in 0..<width { line[i] += x[r * width + i] }
        }
    }
}
