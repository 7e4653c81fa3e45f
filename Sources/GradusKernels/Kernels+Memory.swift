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
            y.copyMemory(from: x, byteCount: byteCount)
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

    /// y[c, r] = x[r, c]. Overloads by element width: rebind other types to the unsigned integer of their size.
    package static func transpose(rows: Int, columns: Int, x: In<UInt8>, y: Out<UInt8>) {
        ScalarKernels.transpose(rows: rows, columns: columns, x: x, y: y)
    }

    package static func transpose(rows: Int, columns: Int, x: In<UInt16>, y: Out<UInt16>) {
        ScalarKernels.transpose(rows: rows, columns: columns, x: x, y: y)
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

    package static func transpose(rows: Int, columns: Int, x: In<UInt64>, y: Out<UInt64>) {
        ScalarKernels.transpose(rows: rows, columns: columns, x: x, y: y)
    }

    /// y[Σ iₖ·toStrides[k]] = x[Σ iₖ·fromStrides[k]] for all indices below sizes; strides count elements, may be 0 or
    /// negative. Any rank; overloads by element width.
    package static func stridedCopy(
        rank: Int, sizes: In<Int>, fromStrides: In<Int>, toStrides: In<Int>, x: In<UInt8>, y: Out<UInt8>
    ) {
        ScalarKernels.stridedCopy(rank: rank, sizes: sizes, fromStrides: fromStrides, toStrides: toStrides, x: x, y: y)
    }

    package static func stridedCopy(
        rank: Int, sizes: In<Int>, fromStrides: In<Int>, toStrides: In<Int>, x: In<UInt16>, y: Out<UInt16>
    ) {
        ScalarKernels.stridedCopy(rank: rank, sizes: sizes, fromStrides: fromStrides, toStrides: toStrides, x: x, y: y)
    }

    package static func stridedCopy(
        rank: Int, sizes: In<Int>, fromStrides: In<Int>, toStrides: In<Int>, x: In<UInt32>, y: Out<UInt32>
    ) {
        ScalarKernels.stridedCopy(rank: rank, sizes: sizes, fromStrides: fromStrides, toStrides: toStrides, x: x, y: y)
    }

    package static func stridedCopy(
        rank: Int, sizes: In<Int>, fromStrides: In<Int>, toStrides: In<Int>, x: In<UInt64>, y: Out<UInt64>
    ) {
        ScalarKernels.stridedCopy(rank: rank, sizes: sizes, fromStrides: fromStrides, toStrides: toStrides, x: x, y: y)
    }

    /// y[r] = x[indices[r]] for rows of `width` elements; indices must have been checked.
    package static func gatherRows(count: Int, width: Int, x: In<UInt8>, indices: In<Int64>, y: Out<UInt8>) {
        ScalarKernels.gatherRows(count: count, width: width, x: x, indices: indices, y: y)
    }

    package static func gatherRows(count: Int, width: Int, x: In<UInt16>, indices: In<Int64>, y: Out<UInt16>) {
        ScalarKernels.gatherRows(count: count, width: width, x: x, indices: indices, y: y)
    }

    package static func gatherRows(count: Int, width: Int, x: In<UInt32>, indices: In<Int64>, y: Out<UInt32>) {
        ScalarKernels.gatherRows(count: count, width: width, x: x, indices: indices, y: y)
    }

    package static func gatherRows(count: Int, width: Int, x: In<UInt64>, indices: In<Int64>, y: Out<UInt64>) {
        ScalarKernels.gatherRows(count: count, width: width, x: x, indices: indices, y: y)
    }

    /// y[indices[r]] += x[r] for rows of `width` elements, in order of r.
    package static func scatterAddRows(count: Int, width: Int, x: In<Float>, indices: In<Int64>, y: Out<Float>) {
        ScalarKernels.scatterAddRows(count: count, width: width, x: x, indices: indices, y: y)
    }

    package static func scatterAddRows(count: Int, width: Int, x: In<Double>, indices: In<Int64>, y: Out<Double>) {
        ScalarKernels.scatterAddRows(count: count, width: width, x: x, indices: indices, y: y)
    }
}
