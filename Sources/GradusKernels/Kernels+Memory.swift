import GradusKernelTypes

extension Kernels {
    /// Pictures chosen by `indices` (all in order if nil) from bytes [?, channels, plane], as b / 255 and, where given,
    /// (v − mean[c]) / std[c].
    package static func gatherImages(
        count: Int, channels: Int, plane: Int, images: In<UInt8>, indices: In<Int64>?, mean: In<Float>?,
        std: In<Float>?, y: Out<Float>
    ) {
        let table = active
        Threads.parallelFor(count, grain: rowGrain(channels * plane)) {
            table.gatherImages($0, channels, plane, images, indices, mean, std, y)
        }
    }

    /// y = x, which do not overlap. The system's copy takes ten times as long where the two lie a few bytes off each
    /// other's alignment, so such ones go by vectors.
    package static func copy(byteCount: Int, x: UnsafeRawPointer, y: UnsafeMutableRawPointer) {
        if byteCount < 1 << 14 || (UInt(bitPattern: x) ^ UInt(bitPattern: y)) & 63 == 0 {
            Threads.inStretches(byteCount, of: 1 << 24) {
                (y + $0.lowerBound).copyMemory(from: x + $0.lowerBound, byteCount: $0.count)
            }
            return
        }
        Threads.parallelFor(byteCount, grain: 1 << 18) { range in
            var at = range.lowerBound
            while at + 64 <= range.upperBound {
                let v = x.loadUnaligned(fromByteOffset: at, as: SIMD16<UInt32>.self)
                y.storeBytes(of: v, toByteOffset: at, as: SIMD16<UInt32>.self)
                at += 64
            }
            (y + at).copyMemory(from: x + at, byteCount: range.upperBound - at)
        }
    }

    /// Bands of rows that are transposed without a stop for interrupts.
    @inline(__always)
    private static func inBands(_ rows: Int, _ columns: Int, _ body: (Range<Int>) -> Void) {
        Threads.inStretches(rows, of: (rowGrain(columns) << 5 + 31) & ~31, body)
    }

    /// A strided copy in stretches of its first axes, between which watched work may end.
    private static func copyStretches<T: BitwiseCopyable>(
        _ rank: Int, _ sizes: In<Int>, _ from: In<Int>, _ to: In<Int>, _ x: In<T>, _ y: Out<T>
    ) {
        var inner = 1
        for i in 1..<Swift.max(rank, 1) { inner *= sizes[i] }
        if rank == 2, from[1] == 0, to[1] == 1, sizes[1] >= 16 {
            // Each element so many times.
            let (fill, size, count) = (active.loops.fill, MemoryLayout<T>.size, sizes[1])
            Threads.inStretches(sizes[0], of: Swift.max(1, (1 << 20) / count)) { rows in
                for i in rows {
                    var word: UInt64 = 0
                    withUnsafeMutableBytes(of: &word) { $0.storeBytes(of: x[i * from[0]], as: T.self) }
                    fill(size, word, count, UnsafeMutableRawPointer(y + i * to[0]))
                }
            }
            return
        }
        guard rank > 0, sizes[0] * inner > 1 << 20 else {
            return ScalarKernels.stridedCopy(
                rank: rank, sizes: sizes, fromStrides: from, toStrides: to, x: x, y: y)
        }
        Threads.inStretches(sizes[0], of: Swift.max(1, (1 << 20) / Swift.max(inner, 1))) { range in
            let (p, q) = (x + range.lowerBound * from[0], y + range.lowerBound * to[0])
            if rank == 1 {
                var count = range.count
                ScalarKernels.stridedCopy(rank: 1, sizes: &count, fromStrides: from, toStrides: to, x: p, y: q)
                return
            }
            for i in 0..<range.count {
                copyStretches(rank - 1, sizes + 1, from + 1, to + 1, p + i * from[0], q + i * to[0])
            }
        }
    }

    /// y[c, r] = x[r, c]. Overloads by element width: rebind other types to the unsigned integer of their size.
    package static func transpose(rows: Int, columns: Int, x: In<UInt8>, y: Out<UInt8>) {
        inBands(rows, columns) {
            ScalarKernels.transpose(
                rows: $0.count, columns: columns, x: x + $0.lowerBound * columns, y: y + $0.lowerBound, step: rows)
        }
    }

    package static func transpose(rows: Int, columns: Int, x: In<UInt16>, y: Out<UInt16>) {
        inBands(rows, columns) {
            ScalarKernels.transpose(
                rows: $0.count, columns: columns, x: x + $0.lowerBound * columns, y: y + $0.lowerBound, step: rows)
        }
    }

    package static func transpose(rows: Int, columns: Int, x: In<UInt32>, y: Out<UInt32>) {
        let table = active
        let from = UnsafeRawPointer(x).assumingMemoryBound(to: Float.self)
        let to = UnsafeMutableRawPointer(y).assumingMemoryBound(to: Float.self)
        // Bands of rows keep the lines written to in the cache.
        Threads.parallelFor(rows, grain: rows * columns > elementGrain ? 64 : Swift.max(rows, 1)) { range in
            table.transposeFloats(
                range.count, columns, from + range.lowerBound * columns, columns, to + range.lowerBound, rows)
        }
    }

    /// `count` of them with steps between matrices and between their rows.
    package static func transposes(
        count: Int, rows: Int, columns: Int, x: In<UInt32>, xStep: Int, xRow: Int, y: Out<UInt32>, yStep: Int, yRow: Int
    ) {
        let table = active
        let from = UnsafeRawPointer(x).assumingMemoryBound(to: Float.self)
        let to = UnsafeMutableRawPointer(y).assumingMemoryBound(to: Float.self)
        Threads.parallelFor(count, grain: rowGrain(rows * columns)) { range in
            for i in range { table.transposeFloats(rows, columns, from + i * xStep, xRow, to + i * yStep, yRow) }
        }
    }

    package static func transposes(
        count: Int, rows: Int, columns: Int, x: In<UInt64>, xStep: Int, xRow: Int, y: Out<UInt64>, yStep: Int, yRow: Int
    ) {
        Threads.parallelFor(count, grain: rowGrain(rows * columns)) { range in
            for i in range {
                ScalarKernels.transpose(
                    rows: rows, columns: columns, x: x + i * xStep, row: xRow, y: y + i * yStep, step: yRow)
            }
        }
    }

    package static func transpose(rows: Int, columns: Int, x: In<UInt64>, y: Out<UInt64>) {
        inBands(rows, columns) {
            ScalarKernels.transpose(
                rows: $0.count, columns: columns, x: x + $0.lowerBound * columns, y: y + $0.lowerBound, step: rows)
        }
    }

    /// y[Σ iₖ·toStrides[k]] = x[Σ iₖ·fromStrides[k]] for all indices below sizes; strides count elements, may be 0 or
    /// negative. Any rank; overloads by element width.
    package static func stridedCopy(
        rank: Int, sizes: In<Int>, fromStrides: In<Int>, toStrides: In<Int>, x: In<UInt8>, y: Out<UInt8>
    ) {
        copyStretches(rank, sizes, fromStrides, toStrides, x, y)
    }

    package static func stridedCopy(
        rank: Int, sizes: In<Int>, fromStrides: In<Int>, toStrides: In<Int>, x: In<UInt16>, y: Out<UInt16>
    ) {
        copyStretches(rank, sizes, fromStrides, toStrides, x, y)
    }

    package static func stridedCopy(
        rank: Int, sizes: In<Int>, fromStrides: In<Int>, toStrides: In<Int>, x: In<UInt32>, y: Out<UInt32>
    ) {
        if hasShortRows(rank, sizes, fromStrides, toStrides, words: 1) {
            return copyRows(rank, sizes, fromStrides, toStrides, floats(x), floats(y), words: 1)
        }
        copyStretches(rank, sizes, fromStrides, toStrides, x, y)
    }

    package static func stridedCopy(
        rank: Int, sizes: In<Int>, fromStrides: In<Int>, toStrides: In<Int>, x: In<UInt64>, y: Out<UInt64>
    ) {
        if hasShortRows(rank, sizes, fromStrides, toStrides, words: 2) {
            return copyRows(rank, sizes, fromStrides, toStrides, floats(x), floats(y), words: 2)
        }
        copyStretches(rank, sizes, fromStrides, toStrides, x, y)
    }

    /// y[r] = x[indices[r]] for rows of `width` elements; indices must have been checked.
    package static func gatherRows(count: Int, width: Int, x: In<UInt8>, indices: In<Int64>, y: Out<UInt8>) {
        Threads.inStretches(count, of: rowGrain(width) << 4) {
            ScalarKernels.gatherRows(
                count: $0.count, width: width, x: x, indices: indices + $0.lowerBound, y: y + $0.lowerBound * width)
        }
    }

    package static func gatherRows(count: Int, width: Int, x: In<UInt16>, indices: In<Int64>, y: Out<UInt16>) {
        Threads.inStretches(count, of: rowGrain(width) << 4) {
            ScalarKernels.gatherRows(
                count: $0.count, width: width, x: x, indices: indices + $0.lowerBound, y: y + $0.lowerBound * width)
        }
    }

    package static func gatherRows(count: Int, width: Int, x: In<UInt32>, indices: In<Int64>, y: Out<UInt32>) {
        if width == 1 { return gatherElements(count, x, indices, y) }
        if width <= shortRow {
            Threads.inStretches(count, of: rowGrain(width) << 4) {
                active.gatherRows(
                    $0.count, width, floats(x), indices + $0.lowerBound, floats(y + $0.lowerBound * width))
            }
            return
        }
        Threads.inStretches(count, of: rowGrain(width) << 4) {
            ScalarKernels.gatherRows(
                count: $0.count, width: width, x: x, indices: indices + $0.lowerBound, y: y + $0.lowerBound * width)
        }
    }

    package static func gatherRows(count: Int, width: Int, x: In<UInt64>, indices: In<Int64>, y: Out<UInt64>) {
        if width == 1 { return gatherElements(count, x, indices, y) }
        if width * 2 <= shortRow {
            Threads.inStretches(count, of: rowGrain(width) << 4) {
                active.gatherRows(
                    $0.count, width * 2, floats(x), indices + $0.lowerBound, floats(y + $0.lowerBound * width))
            }
            return
        }
        Threads.inStretches(count, of: rowGrain(width) << 4) {
            ScalarKernels.gatherRows(
                count: $0.count, width: width, x: x, indices: indices + $0.lowerBound, y: y + $0.lowerBound * width)
        }
    }

    /// y[i] = x[indices[i]].
    @inline(__always)
    private static func gatherElements<T: BitwiseCopyable>(
        _ count: Int, _ x: In<T>, _ indices: In<Int64>, _ y: Out<T>
    ) {
        Threads.inStretches(count) { for i in $0 { y[i] = x[Int(indices[i])] } }
    }

    /// y[indices[r]] += x[r] for rows of `width` elements, in order of r.
    package static func scatterAddRows(count: Int, width: Int, x: In<Float>, indices: In<Int64>, y: Out<Float>) {
        Threads.inStretches(count, of: rowGrain(width) << 4) {
            ScalarKernels.scatterAddRows(
                count: $0.count, width: width, x: x + $0.lowerBound * width, indices: indices + $0.lowerBound, y: y)
        }
    }

    package static func scatterAddRows(count: Int, width: Int, x: In<Double>, indices: In<Int64>, y: Out<Double>) {
        Threads.inStretches(count, of: rowGrain(width) << 4) {
            ScalarKernels.scatterAddRows(
                count: $0.count, width: width, x: x + $0.lowerBound * width, indices: indices + $0.lowerBound, y: y)
        }
    }

    // MARK: Short rows

    /// Floats of the longest row that is copied without the system's function, which is slow for short rows and for those
    /// that lie off each other's alignment.
    private static let shortRow = 1 << 14

    private static func floats<T>(_ p: In<T>) -> In<Float> { UnsafeRawPointer(p).assumingMemoryBound(to: Float.self) }

    private static func floats<T>(_ p: Out<T>) -> Out<Float> {
        UnsafeMutableRawPointer(p).assumingMemoryBound(to: Float.self)
    }

    private static func hasShortRows(_ rank: Int, _ sizes: In<Int>, _ from: In<Int>, _ to: In<Int>, words: Int) -> Bool
    {
        // Rows of a few long words are copied column by column.
        if words == 2, rank >= 2, sizes[rank - 1] <= ScalarKernels.fewColumns { return false }
        return rank >= 2 && from[rank - 1] == 1 && to[rank - 1] == 1 && sizes[rank - 1] * words <= shortRow
    }

    /// The strides are those of elements of so many floats.
    /// Rows of dense matrices side by side: each row of y is those of all parts, one after the other.
    package static func joinRows(_ rows: Int, _ parts: [(x: In<Float>, width: Int)], y: Out<Float>) {
        let width = parts.reduce(0) { $0 + $1.width }
        Threads.inStretches(rows, of: max(1, (1 << 12) / max(width, 1))) {
            var at = y + $0.lowerBound * width
            for part in parts {
                active.copyRows($0.count, part.width, part.x + $0.lowerBound * part.width, part.width, at, width)
                at += part.width
            }
        }
    }

    private static func copyRows(
        _ rank: Int, _ sizes: In<Int>, _ from: In<Int>, _ to: In<Int>, _ x: In<Float>, _ y: Out<Float>, words: Int
    ) {
        if rank == 2 {
            Threads.inStretches(sizes[0], of: rowGrain(sizes[1] * words) << 4) {
                active.copyRows(
                    $0.count, sizes[1] * words, x + $0.lowerBound * from[0] * words, from[0] * words,
                    y + $0.lowerBound * to[0] * words, to[0] * words)
            }
            return
        }
        for i in 0..<sizes[0] {
            copyRows(
                rank - 1, sizes + 1, from + 1, to + 1, x + i * from[0] * words, y + i * to[0] * words, words: words)
        }
    }
}
