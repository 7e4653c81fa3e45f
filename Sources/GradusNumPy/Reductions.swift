import GradusKernels
import GradusTensor

/// Reductions in NumPy's order of operations, so that sums are the same to the last bit.
package enum Reduction: String, Sendable {
    case sum, prod, max, min, any, all

    /// - Parameters:
    ///   - axes: which axes are reduced, one flag each.
    ///   - type: the result's dtype; nil for the function's own.
    /// - Throws: ValueError for the largest of nothing.
    package func callAsFunction(_ t: Tensor, _ axes: [Bool], keepdims: Bool, type: DType? = nil) throws -> Tensor {
        var shape = Dims()
        var full = Dims()
        for i in 0..<t.rank {
            full.append(axes[i] ? 1 : t.shape[i])
            if !axes[i] { shape.append(t.shape[i]) }
        }
        let result =
            t.count < 1 << 16
            ? try reduce(t, axes, full, type) : try Interruption.around { try reduce(t, axes, full, type) }
        return keepdims ? result : result.alias(shape: shape, strides: shape.contiguousStrides, offset: result.offset)
    }

    private func reduce(_ t: Tensor, _ axes: [Bool], _ full: Dims, _ type: DType?) throws -> Tensor {
        switch self {
        case .any, .all:
            let x = try Layout.cast(t, .bool)
            let out = try Tensor.full(full, .bool(self == .all), dtype: .bool)
            if self == .all {
                walk(UInt8.self, x, axes, out, { $0 & $1 }) { joined($0, $1, $2, from: 1) { $0 & $1 } }
            } else {
                walk(UInt8.self, x, axes, out, { $0 | $1 }) { joined($0, $1, $2, from: 0) { $0 | $1 } }
            }
            return out
        case .sum, .prod:
            let wanted = type ?? Promotion.summed(t.dtype)
            let compute: DType = wanted.isFloat ? (wanted == .float64 ? .float64 : .float32) : .int64
            let x = try Layout.cast(t, compute)
            let out = try Tensor.full(full, self == .sum ? 0 : 1, dtype: compute)
            if x.count > 0 {
                switch compute {
                case .float64: floats(Double.self, x, axes, out)
                case .float32: floats(Float.self, x, axes, out)
                default:
                    if self == .sum {
                        walk(Int64.self, x, axes, out, { $0 &+ $1 }) { p, n, s in
                            var total: Int64 = 0
                            if s == 1 {
                                for i in 0..<n { total &+= p[i] }
                            } else {
                                for i in 0..<n { total &+= p[i * s] }
                            }
                            return total
                        }
                    } else {
                        walk(Int64.self, x, axes, out, { $0 &* $1 }) { p, n, s in
                            var total: Int64 = 1
                            for i in 0..<n { total = total &* p[i * s] }
                            return total
                        }
                    }
                }
            }
            return try Layout.cast(out, wanted)
        case .max, .min:
            if full.product > 0, t.count == 0 {
                throw NumPyError(
                    .value,
                    "zero-size array to reduction operation \(self == .max ? "maximum" : "minimum") which has no identity"
                )
            }
            let out = try Tensor(empty: full, t.dtype)
            if t.count == 0 { return out }
            switch t.dtype {
            case .float64: extremes(Double.self, t, axes, out)
            case .float32: extremes(Float.self, t, axes, out)
            case .float16, .bfloat16:
                let wide = try Tensor(empty: full, .float32)
                extremes(Float.self, try Layout.cast(t, .float32), axes, wide)
                return try Layout.cast(wide, t.dtype)
            case .bool, .uint8: integerExtremes(UInt8.self, t, axes, out)
            case .int8: integerExtremes(Int8.self, t, axes, out)
            case .int16: integerExtremes(Int16.self, t, axes, out)
            case .int32: integerExtremes(Int32.self, t, axes, out)
            case .int64: integerExtremes(Int64.self, t, axes, out)
            }
            return out
        }
    }

    private func floats<T: BinaryFloatingPoint>(_: T.Type, _ x: Tensor, _ axes: [Bool], _ out: Tensor) {
        if self == .sum {
            walk(T.self, x, axes, out, { $0 + $1 }) { pairwiseSum($0, $1, $2) }
        } else {
            walk(T.self, x, axes, out, { $0 * $1 }) { p, n, s in
                var total: T = 1
                for i in 0..<n { total *= p[i * s] }
                return total
            }
        }
    }

    /// Truth values of a row, joined block by block until the rest does not matter.
    @inline(__always)
    private func joined(
        _ p: UnsafeMutablePointer<UInt8>, _ n: Int, _ s: Int, from start: UInt8, _ join: (UInt8, UInt8) -> UInt8
    ) -> UInt8 {
        var result = start
        var i = 0
        while i < n, result == start {
            let end = Swift.min(i + 4096, n)
            if s == 1 {
                for k in i..<end { result = join(result, p[k]) }
            } else {
                for k in i..<end { result = join(result, p[k * s]) }
            }
            i = end
        }
        return result
    }

    private func steppedExtremes<T: BinaryFloatingPoint>(_: T.Type, _ x: Tensor, _ axes: [Bool], _ out: Tensor) {
        out.fillUnrecorded(.double(self == .max ? -.infinity : .infinity))
        let isMax = self == .max
        func better(_ a: T, _ b: T) -> T { a.isNaN ? a : b.isNaN ? b : isMax ? (a > b ? a : b) : (a < b ? a : b) }
        walk(T.self, x, axes, out, better) { p, n, s in
            var best = p[0]
            if isMax {
                for i in 1..<Swift.max(n, 1) {
                    let v = p[i &* s]
                    if v > best { best = v } else if v.isNaN { return v }
                }
            } else {
                for i in 1..<Swift.max(n, 1) {
                    let v = p[i &* s]
                    if v < best { best = v } else if v.isNaN { return v }
                }
            }
            return best
        }
    }

    /// The same in vectors where rows are dense.
    private func extremes<T: VectorScalar>(_: T.Type, _ x: Tensor, _ axes: [Bool], _ out: Tensor) {
        guard x.count > 0 else { return }
        let plan = ReductionWalk(x, reducing: axes, resultStrides: out.strides)
        guard let last = plan.sizes.indices.last, plan.from[last] == 1, plan.reduced[last] || plan.to[last] == 1 else {
            return steppedExtremes(T.self, x, axes, out)
        }
        out.fillUnrecorded(.double(self == .max ? -.infinity : .infinity))
        let (p, q, n) = (x.pointer(T.self), out.pointer(T.self), plan.sizes[last])
        let isReduced = plan.reduced[last]
        plan.forEachRow { from, to in
            if isReduced {
                var best: T = 0
                T.extreme(self == .max, count: n, p + from, &best)
                T.join(self == .max, count: 1, q + to, &best)
            } else {
                T.join(self == .max, count: n, q + to, p + from)
            }
        }
    }

    private func integerExtremes<T: FixedWidthInteger>(_: T.Type, _ x: Tensor, _ axes: [Bool], _ out: Tensor) {
        out.fillUnrecorded(.int(Int(self == .max ? T.min : T.max)))
        let isMax = self == .max
        walk(T.self, x, axes, out, { isMax ? Swift.max($0, $1) : Swift.min($0, $1) }) { p, n, s in
            var best = p[0]
            if isMax {
                for i in 0..<n { best = Swift.max(best, p[i &* s]) }
            } else {
                for i in 0..<n { best = Swift.min(best, p[i &* s]) }
            }
            return best
        }
    }

    /// Rows along the innermost axis in memory: reduced ones by `row`, kept ones element by element.
    @inline(__always)
    private func walk<T>(
        _: T.Type, _ x: Tensor, _ axes: [Bool], _ out: Tensor, _ join: (T, T) -> T,
        _ row: (UnsafeMutablePointer<T>, Int, Int) -> T
    ) {
        if x.count == 0 { return }
        let plan = ReductionWalk(x, reducing: axes, resultStrides: out.strides)
        let (p, q) = (x.pointer(T.self), out.pointer(T.self))
        guard let last = plan.sizes.indices.last else {
            q[0] = join(q[0], p[0])
            return
        }
        let (n, step, outStep) = (plan.sizes[last], plan.from[last], plan.to[last])
        if plan.reduced[last] {
            plan.forEachRow { from, to in q[to] = join(q[to], row(p + from, n, step)) }
        } else if step == 1, outStep == 1 {
            plan.forEachRow { from, to in
                let (a, b) = (q + to, p + from)
                for i in 0..<n { a[i] = join(a[i], b[i]) }
            }
        } else {
            plan.forEachRow { from, to in
                for i in 0..<n { q[to + i * outStep] = join(q[to + i * outStep], p[from + i * step]) }
            }
        }
    }
}

/// The two precisions whose largest and smallest elements are found in vectors; NaN wins.
private protocol VectorScalar: BinaryFloatingPoint {
    /// The extreme of a row.
    static func extreme(_ isMax: Bool, count: Int, _ x: UnsafePointer<Self>, _ y: UnsafeMutablePointer<Self>)
    /// y = the more extreme of y and x, element by element.
    static func join(_ isMax: Bool, count: Int, _ y: UnsafeMutablePointer<Self>, _ x: UnsafePointer<Self>)
}

extension Float: VectorScalar {
    fileprivate static func extreme(
        _ isMax: Bool, count: Int, _ x: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>
    ) {
        Kernels.reduce(isMax ? .max : .min, outer: 1, count: count, inner: 1, x: x, y: y)
    }

    fileprivate static func join(
        _ isMax: Bool, count: Int, _ y: UnsafeMutablePointer<Float>, _ x: UnsafePointer<Float>
    ) {
        Kernels.binary(
            isMax ? .max : .min, outer: 1, inner: count, a: y, aOuter: 0, aInner: 1, b: x, bOuter: 0, bInner: 1, y: y)
    }
}

extension Double: VectorScalar {
    fileprivate static func extreme(
        _ isMax: Bool, count: Int, _ x: UnsafePointer<Double>, _ y: UnsafeMutablePointer<Double>
    ) {
        Kernels.reduce(isMax ? .max : .min, outer: 1, count: count, inner: 1, x: x, y: y)
    }

    fileprivate static func join(
        _ isMax: Bool, count: Int, _ y: UnsafeMutablePointer<Double>, _ x: UnsafePointer<Double>
    ) {
        Kernels.binary(
            isMax ? .max : .min, outer: 1, inner: count, a: y, aOuter: 0, aInner: 1, b: x, bOuter: 0, bInner: 1, y: y)
    }
}

/// The sum of a row: eight running sums in blocks of at most 128, halves of longer rows added (pairwise summation).
func pairwiseSum<T: BinaryFloatingPoint>(_ p: UnsafeMutablePointer<T>, _ n: Int, _ s: Int) -> T {
    if n < 8 {
        var total: T = -0.0
        for i in 0..<n { total += p[i * s] }
        return total
    }
    if n <= 128 {
        var (r0, r1, r2, r3) = (p[0], p[s], p[2 * s], p[3 * s])
        var (r4, r5, r6, r7) = (p[4 * s], p[5 * s], p[6 * s], p[7 * s])
        var i = 8
        let whole = n - n % 8
        while i < whole {
            let q = p + i * s
            r0 += q[0]
            r1 += q[s]
            r2 += q[2 * s]
            r3 += q[3 * s]
            r4 += q[4 * s]
            r5 += q[5 * s]
            r6 += q[6 * s]
            r7 += q[7 * s]
            i += 8
        }
        var total = ((r0 + r1) + (r2 + r3)) + ((r4 + r5) + (r6 + r7))
        while i < n {
            total += p[i * s]
            i += 1
        }
        return total
    }
    var half = n / 2
    half -= half % 8
    return pairwiseSum(p, half, s) + pairwiseSum(p + half * s, n - half, s)
}
