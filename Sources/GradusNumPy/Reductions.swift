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
            walk(UInt8.self, x, axes, out, { self == .all ? $0 & $1 : $0 | $1 }) { p, n, s in
                for i in 0..<n where (p[i * s] != 0) != (self == .all) { return self == .all ? 0 : 1 }
                return self == .all ? 1 : 0
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
            case .float64: doubleExtremes(t, axes, out)
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

    private func extremes<T: BinaryFloatingPoint>(_: T.Type, _ x: Tensor, _ axes: [Bool], _ out: Tensor) {
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
    private func doubleExtremes(_ x: Tensor, _ axes: [Bool], _ out: Tensor) {
        guard x.count > 0 else { return }
        out.fillUnrecorded(.double(self == .max ? -.infinity : .infinity))
        let op: ReduceOp = self == .max ? .max : .min
        let join: BinaryOp = self == .max ? .max : .min
        let plan = ReductionWalk(x, reducing: axes, resultStrides: out.strides)
        guard let last = plan.sizes.indices.last, plan.from[last] == 1, plan.reduced[last] || plan.to[last] == 1 else {
            return extremes(Double.self, x, axes, out)
        }
        let (p, q, n) = (x.pointer(Double.self), out.pointer(Double.self), plan.sizes[last])
        let isReduced = plan.reduced[last]
        plan.forEachRow { from, to in
            var best = 0.0
            if isReduced { Kernels.reduce(op, outer: 1, count: n, inner: 1, x: p + from, y: &best) }
            withUnsafePointer(to: best) { row in
                Kernels.binary(
                    join, outer: 1, inner: isReduced ? 1 : n, a: q + to, aOuter: 0, aInner: 1,
                    b: isReduced ? row : UnsafePointer(p + from), bOuter: 0, bInner: 1, y: q + to)
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

/// Running sums, products, largest and smallest values along one axis.
package enum Accumulation: Sendable {
    case sum, prod, max, min

    package func callAsFunction(_ t: Tensor, _ axis: Int, type: DType? = nil) throws -> Tensor {
        let wanted = type ?? (self == .max || self == .min ? t.dtype : Promotion.summed(t.dtype))
        let compute: DType = wanted.isFloat ? (wanted == .float64 ? .float64 : .float32) : .int64
        let (rows, restore) = try AxisRows.make(try Layout.cast(t, compute), axis)
        let out = try rows.copied()
        let n = rows.shape[rows.rank - 1]
        if out.count > 0 {
            switch compute {
            case .float64:
                run(Double.self, out, n) {
                    $0 + $1
                } _: {
                    $0 * $1
                }
            case .float32:
                run(Float.self, out, n) {
                    $0 + $1
                } _: {
                    $0 * $1
                }
            default:
                run(Int64.self, out, n) {
                    $0 &+ $1
                } _: {
                    $0 &* $1
                }
            }
        }
        return try Layout.dense(restore(try Layout.cast(out, wanted)))
    }

    @inline(__always)
    private func run<T: Comparable>(_: T.Type, _ t: Tensor, _ n: Int, _ add: (T, T) -> T, _ multiply: (T, T) -> T) {
        let p = t.pointer(T.self)
        var (start, listened) = (0, 0)
        while start < t.count {
            // Each stretch begins at the last place of the one before.
            let row = p + start
            Threads.inStretches(Swift.max(n - 1, 0)) { places in
                switch self {
                case .sum: for i in places { row[i + 1] = add(row[i], row[i + 1]) }
                case .prod: for i in places { row[i + 1] = multiply(row[i], row[i + 1]) }
                case .max: for i in places where row[i] > row[i + 1] || row[i] != row[i] { row[i + 1] = row[i] }
                case .min: for i in places where row[i] < row[i + 1] || row[i] != row[i] { row[i + 1] = row[i] }
                }
            }
            start += Swift.max(n, 1)
            if start - listened > 1 << 20 {
                if Threads.isStopping { return }
                listened = start
            }
        }
    }
}

/// A tensor with one axis brought to the end, dense.
enum AxisRows {
    static func make(_ t: Tensor, _ axis: Int) throws -> (Tensor, (Tensor) -> Tensor) {
        var order = Dims()
        for i in 0..<t.rank where i != axis { order.append(i) }
        order.append(axis)
        var back = Dims(repeating: 0, count: t.rank)
        for (i, o) in order.enumerated() { back[o] = i }
        return (try Layout.dense(Layout.permuted(t, order)), { Layout.permuted($0, back) })
    }
}

/// Places of the largest or smallest values; the first NaN wins.
package enum ArgumentReduction {
    package static func place(_ t: Tensor, _ axis: Int, largest: Bool) throws -> Tensor {
        let compute: DType = t.dtype.isFloat ? (t.dtype == .float64 ? .float64 : .float32) : .int64
        let (rows, _) = try AxisRows.make(try Layout.cast(t, compute), axis)
        let n = rows.shape[rows.rank - 1]
        if n == 0 {
            throw NumPyError(.value, "attempt to get \(largest ? "argmax" : "argmin") of an empty sequence")
        }
        let out = try Tensor(empty: t.shape.removing(at: axis), .int64)
        switch compute {
        case .float64:
            Kernels.argReduce(
                largest ? .max : .min, outer: out.count, count: n, inner: 1, x: rows.pointer(Double.self),
                indices: out.pointer(Int64.self), values: nil)
        case .float32:
            Kernels.argReduce(
                largest ? .max : .min, outer: out.count, count: n, inner: 1, x: rows.f32,
                indices: out.pointer(Int64.self), values: nil)
        default: run(Int64.self, rows, n, out, largest)
        }
        return out
    }

    private static func run<T: Comparable>(_: T.Type, _ t: Tensor, _ n: Int, _ out: Tensor, _ largest: Bool) {
        let (p, q) = (t.pointer(T.self), out.pointer(Int.self))
        for r in 0..<out.count {
            if r & 0xFFF == 0xFFF, Threads.isStopping { return }
            let row = p + r * n
            var best = 0
            for i in 1..<max(n, 1) where largest ? row[i] > row[best] : row[i] < row[best] { best = i }
            q[r] = best
        }
    }
}
