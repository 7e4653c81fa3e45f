import GradusKernels

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Copies elements between layouts and dtypes.
package enum StridedCopy {
    /// Copies all elements; the shapes must be equal.
    package static func copy(from source: Tensor, to target: Tensor) {
        let n = target.count
        if n == 0 || source.isMeta || target.isMeta { return }
        if source.dtype == target.dtype {
            if source.isContiguous && target.isContiguous {
                Kernels.copy(byteCount: n &* target.dtype.size, x: source.data, y: target.data)
                return
            }
            strided(
                target.shape, source.strides, target.strides, source.data, target.data, size: target.dtype.size)
            return
        }
        guard source.isContiguous else {
            guard let dense = try? source.contiguousUnrecorded() else { return }
            copy(from: dense, to: target)
            return
        }
        if target.isContiguous {
            Convert.run(n, source.data, source.dtype, target.data, target.dtype)
            return
        }
        guard let dense = try? source.castUnrecorded(target.dtype) else { return }
        copy(from: dense, to: target)
    }

    /// Copies between two layouts of one element size, joining axes where both sides allow.
    package static func strided(
        _ shape: Dims, _ from: Dims, _ to: Dims, _ x: UnsafeMutableRawPointer, _ y: UnsafeMutableRawPointer, size: Int
    ) {
        var sizes = Dims()
        var a = Dims()
        var b = Dims()
        for i in 0..<shape.count where shape[i] != 1 {
            let last = sizes.count - 1
            if last >= 0, a[last] == from[i] * shape[i], b[last] == to[i] * shape[i] {
                sizes[last] *= shape[i]
                a[last] = from[i]
                b[last] = to[i]
            } else {
                sizes.append(shape[i])
                a.append(from[i])
                b.append(to[i])
            }
        }
        // The plain two-dimensional transposition has a kernel of its own.
        if sizes.count == 2, a[0] == 1, b[1] == 1, a[1] == sizes[0], b[0] == sizes[1] {
            switch size {
            case 1: Kernels.transpose(rows: sizes[1], columns: sizes[0], x: x.at(UInt8.self), y: y.at(UInt8.self))
            case 2: Kernels.transpose(rows: sizes[1], columns: sizes[0], x: x.at(UInt16.self), y: y.at(UInt16.self))
            case 4: Kernels.transpose(rows: sizes[1], columns: sizes[0], x: x.at(UInt32.self), y: y.at(UInt32.self))
            default: Kernels.transpose(rows: sizes[1], columns: sizes[0], x: x.at(UInt64.self), y: y.at(UInt64.self))
            }
            return
        }
        // The same for matrices with gaps, and for each of many.
        let last = sizes.count - 1
        if size >= 4, last >= 1, last <= 3, a[last - 1] == 1, a[last] != 0, b[last] == 1, sizes[last] >= 4,
            sizes[last - 1] >= 16
        {
            for i in 0..<(last == 3 ? sizes[0] : 1) {
                if size == 8 {
                    Kernels.transposes(
                        count: last >= 2 ? sizes[last - 2] : 1, rows: sizes[last], columns: sizes[last - 1],
                        x: x.at(UInt64.self) + i * a[0], xStep: last >= 2 ? a[last - 2] : 0, xRow: a[last],
                        y: y.at(UInt64.self) + i * b[0], yStep: last >= 2 ? b[last - 2] : 0, yRow: b[last - 1])
                    continue
                }
                let (p, q) = (x.at(UInt32.self) + i * a[0], y.at(UInt32.self) + i * b[0])
                Kernels.transposes(
                    count: last >= 2 ? sizes[last - 2] : 1, rows: sizes[last], columns: sizes[last - 1], x: p,
                    xStep: last >= 2 ? a[last - 2] : 0, xRow: a[last], y: q, yStep: last >= 2 ? b[last - 2] : 0,
                    yRow: b[last - 1])
            }
            return
        }
        // Much is copied in slices of the outer axes, between which it may be interrupted.
        if sizes.count > 1, sizes.reduce(size, *) > 1 << 26, sizes[0] < 1 << 20 {
            let (inner, innerFrom, innerTo) = (Dims(sizes[1...]), Dims(a[1...]), Dims(b[1...]))
            for i in 0..<sizes[0] where !Interruption.isWanted {
                strided(inner, innerFrom, innerTo, x + i * a[0] * size, y + i * b[0] * size, size: size)
            }
            return
        }
        withUnsafePointers(sizes, a, b) { sizesAt, aAt, bAt in
            let rank = sizes.count
            switch size {
            case 1:
                Kernels.stridedCopy(
                    rank: rank, sizes: sizesAt, fromStrides: aAt, toStrides: bAt, x: x.at(UInt8.self),
                    y: y.at(UInt8.self))
            case 2:
                Kernels.stridedCopy(
                    rank: rank, sizes: sizesAt, fromStrides: aAt, toStrides: bAt, x: x.at(UInt16.self),
                    y: y.at(UInt16.self))
            case 4:
                Kernels.stridedCopy(
                    rank: rank, sizes: sizesAt, fromStrides: aAt, toStrides: bAt, x: x.at(UInt32.self),
                    y: y.at(UInt32.self))
            default:
                Kernels.stridedCopy(
                    rank: rank, sizes: sizesAt, fromStrides: aAt, toStrides: bAt, x: x.at(UInt64.self),
                    y: y.at(UInt64.self))
            }
        }
    }

    private static func withUnsafePointers(
        _ a: Dims, _ b: Dims, _ c: Dims, _ body: (UnsafePointer<Int>, UnsafePointer<Int>, UnsafePointer<Int>) -> Void
    ) {
        withUnsafeBytes(of: a.slots) { pa in
            withUnsafeBytes(of: b.slots) { pb in
                withUnsafeBytes(of: c.slots) { pc in
                    guard let x = pa.baseAddress, let y = pb.baseAddress, let z = pc.baseAddress else { return }
                    body(
                        x.assumingMemoryBound(to: Int.self), y.assumingMemoryBound(to: Int.self),
                        z.assumingMemoryBound(to: Int.self))
                }
            }
        }
    }
}

extension Tensor {
    /// A dense row-major copy, or this tensor where it is one already; not recorded.
    @inline(__always)
    package func contiguousUnrecorded() throws -> Tensor {
        if isContiguous { return self }
        return try copied()
    }

    /// A dense row-major copy, outside the graph.
    package func copied() throws -> Tensor {
        let out = try Tensor(empty: shape, dtype, device)
        StridedCopy.copy(from: self, to: out)
        return out
    }

    /// A copy with the same strides where the tensor is dense (what `clone` gives), outside the graph.
    package func copiedPreservingStrides() throws -> Tensor {
        let out = try Tensor(emptyLike: self)
        StridedCopy.copy(from: self, to: out)
        return out
    }

    /// The elements as another dtype, dense; this tensor where nothing is to be done; not recorded.
    @inline(__always)
    package func castUnrecorded(_ to: DType) throws -> Tensor {
        if dtype == to { return self }
        let dense = try contiguousUnrecorded()
        let out = try Tensor(empty: shape, to, device)
        if !isMeta { Convert.run(count, dense.data, dtype, out.data, to) }
        return out
    }

    /// An uninitialised tensor of this shape; of the same strides where they are dense.
    package convenience init(emptyLike t: Tensor, _ dtype: DType? = nil) throws {
        try self.init(empty: t.shape, dtype ?? t.dtype, t.device)
        if !t.isContiguous, let dense = t.denseStrides {
            strides = dense
            isContiguous = Tensor.isContiguous(shape, dense)
        }
    }

    /// The strides where the elements fill their stretch of memory without gaps and overlaps; else nil.
    package var denseStrides: Dims? {
        if isContiguous { return strides }
        let order = (0..<rank).filter { shape[$0] != 1 }.sorted { strides[$0] > strides[$1] }
        var expected = 1
        for axis in order.reversed() {
            if strides[axis] != expected { return nil }
            expected *= shape[axis]
        }
        return strides
    }
}
