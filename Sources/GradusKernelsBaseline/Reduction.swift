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
        while at + 4 * vectorWidth <= end {
            s0 += f(load(x + at))
            s1 += f(load(x + at + vectorWidth))
            s2 += f(load(x + at + 2 * vectorWidth))
            s3 += f(load(x + at + 3 * vectorWidth))
            at += 4 * vectorWidth
        }
        // The sums take turns with what is left, too.
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

/// The vectors of a line folded into one by `better`, whose neutral element is `rest`, and the lanes where one was NaN.
@inline(always)
private func extremes(_ n: Int, _ x: In<Float>, rest: Float, _ better: (Vec, Vec) -> Vec) -> (best: Vec, bad: VecInt) {
    var b0 = splat(rest)
    var b1 = b0
    var b2 = b0
    var b3 = b0
    var bad = VecInt.zero
    var i = 0
    while i + 4 * vectorWidth <= n {
        let v0 = load(x + i)
        let v1 = load(x + i + vectorWidth)
        let v2 = load(x + i + 2 * vectorWidth)
        let v3 = load(x + i + 3 * vectorWidth)
        bad = bad | v_unordered(v0, v1) | v_unordered(v2, v3)
        b0 = better(v0, b0)
        b1 = better(v1, b1)
        b2 = better(v2, b2)
        b3 = better(v3, b3)
        i += 4 * vectorWidth
    }
    while i < n {
        let v = load(x + i, upTo: n - i, rest: rest)
        bad = bad | v_unordered(v, v)
        b0 = better(v, b0)
        i += vectorWidth
    }
    return (better(better(b0, b1), better(b2, b3)), bad)
}

/// Largest value of a line, NaN if there is one. n > 0.
@inline(always)
func maximum(_ n: Int, _ x: In<Float>) -> Float {
    let (best, bad) = extremes(n, x, rest: -.infinity, v_max)
    return v_any(bad) != 0 ? .nan : v_max_lane(best)
}

/// Smallest value of a line, NaN if there is one. n > 0.
@inline(always)
private func minimum(_ n: Int, _ x: In<Float>) -> Float {
    let (best, bad) = extremes(n, x, rest: .infinity, v_min)
    return v_any(bad) != 0 ? .nan : fold(best) { $0 < $1 ? $0 : $1 }
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
            case .min: y[o] = minimum(count, line)
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
        while at + 4 * vectorWidth <= end {
            s0 = v_fma(load(a + at), load(b + at), s0)
            s1 = v_fma(load(a + at + vectorWidth), load(b + at + vectorWidth), s1)
            s2 = v_fma(load(a + at + 2 * vectorWidth), load(b + at + 2 * vectorWidth), s2)
            s3 = v_fma(load(a + at + 3 * vectorWidth), load(b + at + 3 * vectorWidth), s3)
            at += 4 * vectorWidth
        }
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
