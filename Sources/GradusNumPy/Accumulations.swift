import GradusKernels
import GradusTensor

/// Running sums, products, largest and smallest values along one axis.
package enum Accumulation: Sendable {
    case sum, prod, max, min

    package func callAsFunction(_ t: Tensor, _ axis: Int, type: DType? = nil) throws -> Tensor {
        let wanted = type ?? (self == .max || self == .min ? t.dtype : Promotion.summed(t.dtype))
        let compute: DType = wanted.isFloat ? (wanted == .float64 ? .float64 : .float32) : .int64
        // Truth is what numbers are turned into first.
        let source = wanted == .bool ? try Layout.cast(t, .bool) : t
        let (rows, restore) = try AxisRows.make(try Layout.cast(source, compute), axis)
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
