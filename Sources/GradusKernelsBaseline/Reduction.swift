import CSIMD
import GradusKernelTypes

/// Sum of f over a line. Blocks of 1,024 elements are summed in four vectors and added in float64: the error stays
/// at a few units in the last place for any length.
@inline(always)
private func total(_ n: Int, _ x: In<Float>, _ f: (Vec) -> Vec) -> Double {
    var result = 0.0
    var at = 0
    while at < n {
        let end = min(at + 1024, n)
        var s0 = Vec.zero
        var s1 = Vec.zero
        var s2 = Vec.zero
        var s3 = Vec.zero
        // The sums take turns, so that f has one call site and additions do not wait for each other.
        while at < end {
            let next = s1
            s1 = s2
            s2 = s3
            s3 = s0 + f(load(x + at, upTo: end - at))
            s0 = next
            at += vectorWidth
        }
        at = end
        result += Double(sum((s0 + s1) + (s2 + s3)))
    }
    return result
}

/// Largest value of a line, NaN if there is one. n > 0.
@inline(always)
func maximum(_ n: Int, _ x: In<Float>) -> Float {
    var best = splat(-.infinity)
    var bad = VecInt.zero
    var i = 0
    while i + vectorWidth <= n {
        let v = load(x + i)
        best = v_max(v, best)
        bad = bad | v_unordered(v, v)
        i += vectorWidth
    }
    if i < n {
        let v = load(x + i, first: n - i, rest: -.infinity)
        best = v_max(v, best)
        bad = bad | v_unordered(v, v)
    }
    return v_any(bad) != 0 ? .nan : v_max_lane(best)
}

/// Sum in float64 of a contiguous line; the sums of squares or magnitudes with the other operations.
func lineTotal(_ op: ReduceOp, n: Int, x: In<Float>) -> Double {
    switch op {
    case .sumSquares: total(n, x) { $0 * $0 }
    case .sumAbs: total(n, x) { v_abs($0) }
    default: total(n, x) { $0 }
    }
}

/// y[o, i] = op over r of x[o, r, i]; false for operations without a vector form.
func reduce(_ op: ReduceOp, outer: Int, count: Int, inner: Int, x: In<Float>, y: Out<Float>) -> Bool {
    if count == 0 { return false }
    if inner == 1 {
        for o in 0..<outer {
            let line = x + o * count
            switch op {
            case .sum, .sumSquares, .sumAbs: y[o] = Float(lineTotal(op, n: count, x: line))
            case .mean: y[o] = Float(lineTotal(op, n: count, x: line) / Double(count))
            case .max: y[o] = maximum(count, line)
            case .min:
                var best = splat(.infinity)
                var bad = VecInt.zero
                for i in stride(from: 0, to: count, by: vectorWidth) {
                    let v =
                        i + vectorWidth <= count ? load(line + i) : load(line + i, first: count - i, rest: .infinity)
                    best = v_min(v, best)
                    bad = bad | v_unordered(v, v)
                }
                y[o] = v_any(bad) != 0 ? .nan : fold(best) { $0 < $1 ? $0 : $1 }
            case .prod: y[o] = product(count, line)
            }
        }
        return true
    }
    for o in 0..<outer {
        let block = x + o * count * inner
        let out = y + o * inner
        switch op {
        case .sum: columnTotals(Plain.self, count, inner, block, out)
        case .sumSquares: columnTotals(Squares.self, count, inner, block, out)
        case .sumAbs: columnTotals(Magnitudes.self, count, inner, block, out)
        case .mean: columnTotals(Plain.self, count, inner, block, out, divisor: Float(count))
        case .max: columnFolds(Largest.self, count, inner, block, out)
        case .min: columnFolds(Smallest.self, count, inner, block, out)
        case .prod: columnFolds(Product.self, count, inner, block, out)
        }
    }
    return true
}

/// Product of a line, in float64 lanes.
private func product(_ n: Int, _ x: In<Float>) -> Float {
    let w = vectorWidth
    if n <= 2 * w {
        return Float(w_product(v_widen(load(x, upTo: n, rest: 1)) * v_widen(load(x + w, upTo: max(n - w, 0), rest: 1))))
    }
    // Four products, which do not wait for each other.
    var p0 = w_splat(1)
    var p1 = w_splat(1)
    var p2 = w_splat(1)
    var p3 = w_splat(1)
    var i = 0
    while i + 4 * w <= n {
        p0 *= v_widen(load(x + i))
        p1 *= v_widen(load(x + i + w))
        p2 *= v_widen(load(x + i + 2 * w))
        p3 *= v_widen(load(x + i + 3 * w))
        i += 4 * w
    }
    while i < n {
        p0 *= v_widen(load(x + i, upTo: n - i, rest: 1))
        i += w
    }
    return Float(w_product((p0 * p1) * (p2 * p3)))
}

/// Σ a·b of two lines.
func lineProduct(n: Int, a: In<Float>, b: In<Float>) -> Double {
    var result = 0.0
    var at = 0
    while at < n {
        let end = min(at + 1024, n)
        var s0 = Vec.zero
        var s1 = Vec.zero
        var s2 = Vec.zero
        var s3 = Vec.zero
        while at < end {
            let next = s1
            s1 = s2
            s2 = s3
            s3 = v_fma(load(a + at, upTo: end - at), load(b + at, upTo: end - at), s0)
            s0 = next
            at += vectorWidth
        }
        at = end
        result += Double(sum((s0 + s1) + (s2 + s3)))
    }
    return result
}

/// Σ (x − center)² of a line.
func lineSquares(n: Int, x: In<Float>, center: Float) -> Double {
    let c = splat(center)
    var result = 0.0
    var i = 0
    while i < n {
        let end = min(i + 1024, n)
        var s = Vec.zero
        var t = Vec.zero
        while i + 2 * vectorWidth <= end {
            let d = load(x + i) - c
            let e = load(x + i + vectorWidth) - c
            s = v_fma(d, d, s)
            t = v_fma(e, e, t)
            i += 2 * vectorWidth
        }
        while i < end {
            let left = min(vectorWidth, end - i)
            let d = load(x + i, upTo: left, rest: center) - c
            s = v_fma(d, d, s)
            i += left
        }
        result += Double(sum(s + t))
    }
    return result
}
