import GradusKernels

/// Element-wise computation on strided operands of one compute dtype (float32, float64, int64).
package enum Elementwise {
    /// The shape two operands broadcast to.
    /// - Throws: RuntimeError naming the last axis that disagrees.
    @inline(__always)
    static func broadcast(_ a: Dims, _ b: Dims, _ operation: String) throws -> Dims {
        if a == b { return a }
        return try broadcastDifferent(a, b, operation)
    }

    static func broadcastDifferent(_ a: Dims, _ b: Dims, _ operation: String) throws -> Dims {
        let rank = max(a.count, b.count)
        var out = Dims(repeating: 1, count: rank)
        var i = rank - 1
        while i >= 0 {
            let ai = i - (rank - a.count)
            let bi = i - (rank - b.count)
            let x = ai >= 0 ? a[ai] : 1
            let y = bi >= 0 ? b[bi] : 1
            if x != y && x != 1 && y != 1 {
                throw TensorError(
                    .runtimeError,
                    "The size of tensor a (\(x)) must match the size of tensor b (\(y)) at non-singleton dimension \(i)",
                    operation: operation, shapes: [a, b],
                    notes: [
                        "shapes \(a) and \(b) are aligned at their last axis; "
                            + "each pair must be equal, or one of them 1: \(x) ≠ \(y)"
                    ])
            }
            out[i] = x == 1 ? y : x
            i -= 1
        }
        return out
    }

    /// The strides of a tensor seen under a broadcast shape (0 along broadcast axes).
    @inline(__always)
    package static func strides(of t: Tensor, under shape: Dims) -> Dims {
        if t.shape == shape { return t.strides }
        var s = Dims(repeating: 0, count: shape.count)
        let shift = shape.count - t.shape.count
        for i in 0..<t.shape.count where t.shape[i] != 1 { s[i + shift] = t.strides[i] }
        return s
    }

    /// Calls `body` with (outer, inner, aOuter, aInner, bOuter, bInner, a, b, y offsets in elements) until all of
    /// `shape` is covered; the inner steps are 0 or 1.
    /// - Returns: false where an operand's inner step is neither; it must be made dense first.
    package static func forEachPlane(
        _ shape: Dims, _ aStrides: Dims, _ bStrides: Dims,
        _ body: (_ outer: Int, _ inner: Int, _ a: (Int, Int, Int), _ b: (Int, Int, Int), _ y: Int) -> Void
    ) -> Bool {
        // Join axes where both operands allow.
        var sizes = Dims()
        var a = Dims()
        var b = Dims()
        for i in 0..<shape.count where shape[i] != 1 {
            let last = sizes.count - 1
            if last >= 0, a[last] == aStrides[i] * shape[i], b[last] == bStrides[i] * shape[i] {
                sizes[last] *= shape[i]
                a[last] = aStrides[i]
                b[last] = bStrides[i]
            } else {
                sizes.append(shape[i])
                a.append(aStrides[i])
                b.append(bStrides[i])
            }
        }
        let rank = sizes.count
        if rank == 0 {
            body(1, 1, (0, 0, 0), (0, 0, 0), 0)
            return true
        }
        guard a[rank - 1] == 0 || a[rank - 1] == 1, b[rank - 1] == 0 || b[rank - 1] == 1 else { return false }
        let inner = sizes[rank - 1]
        if rank == 1 {
            body(1, inner, (0, a[0], 0), (0, b[0], 0), 0)
            return true
        }
        let outer = sizes[rank - 2]
        let plane = outer * inner
        var planes = 1
        for i in 0..<(rank - 2) { planes *= sizes[i] }
        var index = Dims(repeating: 0, count: rank)
        var aAt = 0
        var bAt = 0
        for p in 0..<planes {
            body(outer, inner, (a[rank - 2], a[rank - 1], aAt), (b[rank - 2], b[rank - 1], bAt), p * plane)
            var axis = rank - 3
            while axis >= 0 {
                index[axis] += 1
                aAt += a[axis]
                bAt += b[axis]
                if index[axis] < sizes[axis] { break }
                aAt -= a[axis] * sizes[axis]
                bAt -= b[axis] * sizes[axis]
                index[axis] = 0
                axis -= 1
            }
        }
        return true
    }

    /// out = op(a, b); `a` and `b` broadcast to `out`, which is dense; all three have the same float dtype.
    package static func binary(_ op: BinaryOp, _ a: Tensor, _ b: Tensor, _ out: Tensor) throws {
        if out.count == 0 || out.isMeta { return }
        let (aS, bS) = (strides(of: a, under: out.shape), strides(of: b, under: out.shape))
        let done: Bool
        if out.dtype == .float32 {
            let (x, y, z) = (a.f32, b.f32, out.f32)
            done = forEachPlane(out.shape, aS, bS) { outer, inner, pa, pb, o in
                Kernels.binary(
                    op, outer: outer, inner: inner, a: x + pa.2, aOuter: pa.0, aInner: pa.1, b: y + pb.2, bOuter: pb.0,
                    bInner: pb.1, y: z + o)
            }
        } else {
            let (x, y, z) = (a.pointer(Double.self), b.pointer(Double.self), out.pointer(Double.self))
            done = forEachPlane(out.shape, aS, bS) { outer, inner, pa, pb, o in
                Kernels.binary(
                    op, outer: outer, inner: inner, a: x + pa.2, aOuter: pa.0, aInner: pa.1, b: y + pb.2, bOuter: pb.0,
                    bInner: pb.1, y: z + o)
            }
        }
        if !done { try binary(op, dense(a, out.shape), dense(b, out.shape), out) }
    }

    /// out = a ∘ b as bytes; operands float32, float64 or int64.
    package static func compare(_ op: CompareOp, _ a: Tensor, _ b: Tensor, _ out: Tensor) throws {
        if out.count == 0 || out.isMeta { return }
        let (aS, bS) = (strides(of: a, under: out.shape), strides(of: b, under: out.shape))
        let z = out.pointer(UInt8.self)
        let done: Bool
        switch a.dtype {
        case .float32:
            let (x, y) = (a.f32, b.f32)
            done = forEachPlane(out.shape, aS, bS) { outer, inner, pa, pb, o in
                Kernels.compare(
                    op, outer: outer, inner: inner, a: x + pa.2, aOuter: pa.0, aInner: pa.1, b: y + pb.2, bOuter: pb.0,
                    bInner: pb.1, y: z + o)
            }
        case .float64:
            let (x, y) = (a.pointer(Double.self), b.pointer(Double.self))
            done = forEachPlane(out.shape, aS, bS) { outer, inner, pa, pb, o in
                Kernels.compare(
                    op, outer: outer, inner: inner, a: x + pa.2, aOuter: pa.0, aInner: pa.1, b: y + pb.2, bOuter: pb.0,
                    bInner: pb.1, y: z + o)
            }
        default:
            let (x, y) = (a.pointer(Int64.self), b.pointer(Int64.self))
            done = forEachPlane(out.shape, aS, bS) { outer, inner, pa, pb, o in
                Kernels.compare(
                    op, outer: outer, inner: inner, a: x + pa.2, aOuter: pa.0, aInner: pa.1, b: y + pb.2, bOuter: pb.0,
                    bInner: pb.1, y: z + o)
            }
        }
        if !done { try compare(op, dense(a, out.shape), dense(b, out.shape), out) }
    }

    /// out = op(a, b) for int64 operands by a kernel; false, having done nothing, where there is none.
    static func binaryIntegers(_ op: BinaryOp, _ a: Tensor, _ b: Tensor, _ out: Tensor) throws -> Bool {
        let divides: Bool
        switch op {
        case .add, .sub, .mul, .max, .min, .fmax, .fmin: divides = false
        case .div, .truncDivide, .floorDivide, .remainder, .fmod: divides = true
        default: return false
        }
        if out.count == 0 || out.isMeta { return true }
        let (aS, bS) = (strides(of: a, under: out.shape), strides(of: b, under: out.shape))
        let (x, y, z) = (a.pointer(Int64.self), b.pointer(Int64.self), out.pointer(Int64.self))
        var hasZero = false
        let done = forEachPlane(out.shape, aS, bS) { outer, inner, pa, pb, o in
            if divides {
                let isDone = Kernels.divide(
                    op, outer: outer, inner: inner, a: x + pa.2, aOuter: pa.0, aInner: pa.1, b: y + pb.2,
                    bOuter: pb.0, bInner: pb.1, y: z + o)
                if !isDone { hasZero = true }
            } else {
                _ = Kernels.binary(
                    op, outer: outer, inner: inner, a: x + pa.2, aOuter: pa.0, aInner: pa.1, b: y + pb.2,
                    bOuter: pb.0, bInner: pb.1, y: z + o)
            }
        }
        if hasZero { throw TensorError(.runtimeError, "ZeroDivisionError") }
        if done { return true }
        return try binaryIntegers(op, dense(a, out.shape), dense(b, out.shape), out)
    }

    /// out = a ∘ b for the bits of int64 operands.
    /// - Parameter width: bits of the dtype they came from.
    static func bits(_ op: BitOp, width: Int, _ a: Tensor, _ b: Tensor, _ out: Tensor) throws {
        if out.count == 0 || out.isMeta { return }
        let (aS, bS) = (strides(of: a, under: out.shape), strides(of: b, under: out.shape))
        let (x, y, z) = (a.pointer(Int64.self), b.pointer(Int64.self), out.pointer(Int64.self))
        let done = forEachPlane(out.shape, aS, bS) { outer, inner, pa, pb, o in
            Kernels.bits(
                op, width: width, outer: outer, inner: inner, a: x + pa.2, aOuter: pa.0, aInner: pa.1, b: y + pb.2,
                bOuter: pb.0, bInner: pb.1, y: z + o)
        }
        if !done { try bits(op, width: width, dense(a, out.shape), dense(b, out.shape), out) }
    }

    /// out = f(a, b) for int64 operands.
    static func integers(_ a: Tensor, _ b: Tensor, _ out: Tensor, _ f: (Int, Int) throws -> Int) throws {
        if out.count == 0 || out.isMeta { return }
        let (aS, bS) = (strides(of: a, under: out.shape), strides(of: b, under: out.shape))
        let (x, y, z) = (a.pointer(Int.self), b.pointer(Int.self), out.pointer(Int.self))
        var failure: (any Error)?
        let done = forEachPlane(out.shape, aS, bS) { outer, inner, pa, pb, o in
            if failure != nil { return }
            do {
                for r in 0..<outer {
                    let (p, q, t) = (x + pa.2 + r * pa.0, y + pb.2 + r * pb.0, z + o + r * inner)
                    for i in 0..<inner { t[i] = try f(p[i * pa.1], q[i * pb.1]) }
                }
            } catch { failure = error }
        }
        if let failure { throw failure }
        if !done { try integers(dense(a, out.shape), dense(b, out.shape), out, f) }
    }

    /// The operand spread out over the shape, dense.
    package static func dense(_ t: Tensor, _ shape: Dims) throws -> Tensor {
        if t.shape == shape && t.isContiguous { return t }
        if t.isContiguous && t.count == 1 { return t }
        return try t.alias(shape: shape, strides: strides(of: t, under: shape), offset: t.offset).copied()
    }
}
