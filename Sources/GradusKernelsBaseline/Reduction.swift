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
    var bad = best .!= best
    var i = 0
    while i + vectorWidth <= n {
        let v = load(x + i)
        best = v_max(v, best)
        bad = bad .| (v .!= v)
        i += vectorWidth
    }
    if i < n {
        let v = load(x + i, first: n - i, rest: -.infinity)
        best = v_max(v, best)
        bad = bad .| (v .!= v)
    }
    let flags = choose(bad, splat(1), splat(0))
    if sum(flags) > 0 { return .nan }
    return v_max_lane(best)
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
                var bad = best .!= best
                for i in stride(from: 0, to: count, by: vectorWidth) {
                    let v =
                        i + vectorWidth <= count ? load(line + i) : load(line + i, first: count - i, rest: .infinity)
                    best = v_min(v, best)
                    bad = bad .| (v .!= v)
                }
                y[o] = sum(choose(bad, splat(1), splat(0))) > 0 ? .nan : fold(best) { $0 < $1 ? $0 : $1 }
            case .prod: y[o] = product(count, line)
            }
        }
        return true
    }
    for o in 0..<outer {
        let block = x + o * count * inner
        let out = y + o * inner
        switch op {
        case .sum: columns(count, inner, block, out, { $0 + $1 }, { $0 })
        case .sumSquares: columns(count, inner, block, out, { v_fma($1, $1, $0) }, { $0 })
        case .sumAbs: columns(count, inner, block, out, { $0 + v_abs($1) }, { $0 })
        case .mean:
            let divisor = splat(Float(count))
            columns(count, inner, block, out, { $0 + $1 }, { $0 / divisor })
        case .max: extremes(Largest.self, count, inner, block, out)
        case .min: extremes(Smallest.self, count, inner, block, out)
        case .prod: extremes(Product.self, count, inner, block, out)
        }
    }
    return true
}

/// Sums down columns in two levels: 32 rows at a time, then their sums.
@inline(always)
private func columns(
    _ count: Int, _ inner: Int, _ x: In<Float>, _ y: Out<Float>, _ add: (Vec, Vec) -> Vec, _ finish: (Vec) -> Vec
) {
    var i = 0
    while i < inner {
        let left = min(vectorWidth, inner - i)
        let whole = left == vectorWidth
        var sum = Vec.zero
        var r = 0
        while r < count {
            let end = min(r + 32, count)
            var part = Vec.zero
            while r < end {
                part = add(part, whole ? load(x + r * inner + i) : load(x + r * inner + i, first: left))
                r += 1
            }
            sum += part
        }
        store(finish(sum), y + i, upTo: left)
        i += vectorWidth
    }
}

/// Folds the rows of each column, four vectors of columns at a time.
private func extremes<Fold: ColumnFold>(_: Fold.Type, _ count: Int, _ inner: Int, _ x: In<Float>, _ y: Out<Float>) {
    let w = vectorWidth
    var i = 0
    while i + 4 * w <= inner {
        var b0 = load(x + i)
        var b1 = load(x + i + w)
        var b2 = load(x + i + 2 * w)
        var b3 = load(x + i + 3 * w)
        for r in 1..<max(count, 1) {
            let row = x + r * inner + i
            b0 = Fold.apply(b0, load(row))
            b1 = Fold.apply(b1, load(row + w))
            b2 = Fold.apply(b2, load(row + 2 * w))
            b3 = Fold.apply(b3, load(row + 3 * w))
        }
        store(b0, y + i)
        store(b1, y + i + w)
        store(b2, y + i + 2 * w)
        store(b3, y + i + 3 * w)
        i += 4 * w
    }
    while i < inner {
        let left = min(w, inner - i)
        var best = load(x + i, upTo: left)
        var r = 1
        if count >= 8 {
            // Four rows at a time, which do not wait for each other.
            var b1 = load(x + inner + i, upTo: left)
            var b2 = load(x + 2 * inner + i, upTo: left)
            var b3 = load(x + 3 * inner + i, upTo: left)
            r = 4
            while r + 4 <= count {
                let row = x + r * inner + i
                best = Fold.apply(best, load(row, upTo: left))
                b1 = Fold.apply(b1, load(row + inner, upTo: left))
                b2 = Fold.apply(b2, load(row + 2 * inner, upTo: left))
                b3 = Fold.apply(b3, load(row + 3 * inner, upTo: left))
                r += 4
            }
            best = Fold.apply(Fold.apply(best, b1), Fold.apply(b2, b3))
        }
        while r < count {
            best = Fold.apply(best, load(x + r * inner + i, upTo: left))
            r += 1
        }
        store(best, y + i, upTo: left)
        i += w
    }
}

/// A type, so that the loop is compiled for each of them.
private protocol ColumnFold {
    static func apply(_ best: Vec, _ v: Vec) -> Vec
}

/// NaN wins.
private enum Largest: ColumnFold {
    @inline(__always) static func apply(_ p: Vec, _ q: Vec) -> Vec { choose(p .!= p, p, v_max(p, q)) }
}

private enum Smallest: ColumnFold {
    @inline(__always) static func apply(_ p: Vec, _ q: Vec) -> Vec { choose(p .!= p, p, v_min(p, q)) }
}

private enum Product: ColumnFold {
    @inline(__always) static func apply(_ p: Vec, _ q: Vec) -> Vec { p * q }
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
