import GradusTensor

/// Views of arrays. Strides may be negative, as NumPy's may.
package enum Layout {
    /// The shape that shapes broadcast to.
    package static func broadcast(_ shapes: [Dims]) throws -> Dims {
        var out = shapes.first ?? []
        for shape in shapes.dropFirst() where shape != out {
            guard let joined = broadcast(out, shape) else { throw NumPyError.broadcast(shapes) }
            out = joined
        }
        return out
    }

    @inline(__always)
    package static func broadcast(_ a: Dims, _ b: Dims) -> Dims? {
        if a == b { return a }
        let rank = max(a.count, b.count)
        var out = Dims(repeating: 1, count: rank)
        for i in 0..<rank {
            let (ai, bi) = (i - (rank - a.count), i - (rank - b.count))
            let x = ai >= 0 ? a[ai] : 1
            let y = bi >= 0 ? b[bi] : 1
            if x != y, x != 1, y != 1 { return nil }
            out[i] = x == 1 ? y : x
        }
        return out
    }

    /// The tensor seen under a shape that it broadcasts to.
    package static func spread(_ t: Tensor, _ shape: Dims) -> Tensor {
        if t.shape == shape { return t }
        return t.alias(shape: shape, strides: Elementwise.strides(of: t, under: shape), offset: t.offset)
    }

    /// A view with another order of axes.
    package static func permuted(_ t: Tensor, _ order: Dims) -> Tensor {
        t.alias(shape: Dims(order.map { t.shape[$0] }), strides: Dims(order.map { t.strides[$0] }), offset: t.offset)
    }

    /// A view of one place along an axis.
    @inline(__always)
    package static func selected(_ t: Tensor, _ axis: Int, _ place: Int) -> Tensor {
        t.alias(
            shape: t.shape.removing(at: axis), strides: t.strides.removing(at: axis),
            offset: t.offset &+ place &* t.strides[axis])
    }

    /// A view of places along an axis.
    package static func sliced(_ t: Tensor, _ axis: Int, start: Int, step: Int, count: Int) -> Tensor {
        t.alias(
            shape: t.shape.replacing(at: axis, with: count),
            strides: t.strides.replacing(at: axis, with: t.strides[axis] &* step),
            offset: count == 0 ? t.offset : t.offset &+ start &* t.strides[axis])
    }

    /// A view with one more axis of size 1.
    package static func expanded(_ t: Tensor, _ axis: Int) -> Tensor {
        t.alias(
            shape: t.shape.inserting(1, at: axis), strides: t.strides.inserting(0, at: axis), offset: t.offset)
    }

    /// An axis counted from either end.
    package static func axis(_ axis: Int, _ rank: Int) throws -> Int {
        guard axis >= -rank, axis < rank else { throw NumPyError.axis(axis, rank) }
        return axis < 0 ? axis + rank : axis
    }

    /// The elements in row-major order under a new shape; a view where the layout allows.
    package static func reshaped(_ t: Tensor, _ shape: Dims) throws -> Tensor {
        if t.isContiguous { return t.alias(shape: shape, strides: shape.contiguousStrides, offset: t.offset) }
        if let strides = viewStrides(t, shape) { return t.alias(shape: shape, strides: strides, offset: t.offset) }
        let dense = try t.copied()
        return dense.alias(shape: shape, strides: shape.contiguousStrides, offset: dense.offset)
    }

    /// Strides that show the elements under another shape without a copy; nil where there are none.
    private static func viewStrides(_ t: Tensor, _ shape: Dims) -> Dims? {
        var old = Dims()
        var oldStrides = Dims()
        for i in 0..<t.rank where t.shape[i] != 1 {
            old.append(t.shape[i])
            oldStrides.append(t.strides[i])
        }
        if t.count == 0 { return shape.contiguousStrides }
        var strides = Dims(repeating: 0, count: shape.count)
        var (oi, ni) = (0, 0)
        while ni < shape.count, oi < old.count {
            var (oj, nj) = (oi + 1, ni + 1)
            var (op, np) = (old[oi], shape[ni])
            while op != np {
                if np < op {
                    guard nj < shape.count else { return nil }
                    np *= shape[nj]
                    nj += 1
                } else {
                    guard oj < old.count else { return nil }
                    op *= old[oj]
                    oj += 1
                }
            }
            for k in oi..<(oj - 1) where oldStrides[k] != old[k + 1] * oldStrides[k + 1] { return nil }
            strides[nj - 1] = oldStrides[oj - 1]
            var k = nj - 1
            while k > ni {
                strides[k - 1] = strides[k] * shape[k]
                k -= 1
            }
            (oi, ni) = (oj, nj)
        }
        return strides
    }

    /// Row-major elements from the first on: the tensor, or a dense copy.
    @inline(__always)
    package static func dense(_ t: Tensor) throws -> Tensor { try t.contiguousUnrecorded() }

    /// The elements as another dtype; the tensor itself where it has that.
    @inline(__always)
    package static func cast(_ t: Tensor, _ type: DType) throws -> Tensor { try t.castUnrecorded(type) }

    /// Whether two tensors could share elements.
    package static func mayOverlap(_ a: Tensor, _ b: Tensor) -> Bool { a.storage === b.storage }
}

/// The axes of a tensor brought into memory order and joined: what reductions walk over.
struct ReductionWalk {
    /// Sizes, operand strides and result strides (0 along reduced axes), outermost first.
    var sizes: [Int] = []
    var from: [Int] = []
    var to: [Int] = []
    var reduced: [Bool] = []
    /// Elements from the operand's first to the walk's first (negative strides are walked backwards).
    var start = 0
    /// The same for the result.
    var resultStart = 0

    init(_ t: Tensor, reducing axes: [Bool], resultStrides: Dims) {
        var order = (0..<t.rank).filter { t.shape[$0] != 1 }
        // Largest stride outermost; equal ones keep their order.
        order.sort { (abs(t.strides[$0]), $1) > (abs(t.strides[$1]), $0) }
        for axis in order {
            var (step, out) = (t.strides[axis], axes[axis] ? 0 : resultStrides[axis])
            if step < 0 {
                start += step * (t.shape[axis] - 1)
                resultStart += out * (t.shape[axis] - 1)
                step = -step
                out = -out
            }
            let last = sizes.count - 1
            if last >= 0, reduced[last] == axes[axis], from[last] == step * t.shape[axis],
                to[last] == out * t.shape[axis]
            {
                sizes[last] *= t.shape[axis]
                from[last] = step
                to[last] = out
            } else {
                sizes.append(t.shape[axis])
                from.append(step)
                to.append(out)
                reduced.append(axes[axis])
            }
        }
    }

    /// Calls `body` with the operand's and the result's places for every combination of all axes but the last.
    @inline(__always)
    func forEachRow(_ body: (_ from: Int, _ to: Int) -> Void) {
        let outer = sizes.count - 1
        guard outer > 0 else {
            body(start, resultStart)
            return
        }
        var index = [Int](repeating: 0, count: outer)
        var (a, b) = (start, resultStart)
        while true {
            body(a, b)
            var axis = outer - 1
            while axis >= 0 {
                index[axis] += 1
                a += from[axis]
                b += to[axis]
                if index[axis] < sizes[axis] { break }
                a -= from[axis] * sizes[axis]
                b -= to[axis] * sizes[axis]
                index[axis] = 0
                axis -= 1
            }
            if axis < 0 { return }
        }
    }
}
