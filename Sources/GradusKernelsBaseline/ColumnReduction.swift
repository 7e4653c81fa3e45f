import CSIMD
import GradusKernelTypes

/// Sums down columns in two levels: 32 rows at a time, then their sums. Four vectors of columns are read together, then two.
func columnTotals<Sum: ColumnSum>(
    _: Sum.Type, _ count: Int, _ inner: Int, _ x: In<Float>, _ y: Out<Float>, divisor: Float = 1
) {
    let w = vectorWidth
    let d = splat(divisor)
    var i = 0
    while i + 4 * w <= inner {
        var (s0, s1, s2, s3) = (Vec.zero, Vec.zero, Vec.zero, Vec.zero)
        for start in stride(from: 0, to: count, by: 32) {
            var (p0, p1, p2, p3) = (Vec.zero, Vec.zero, Vec.zero, Vec.zero)
            for r in start..<min(start + 32, count) {
                let row = x + r * inner + i
                p0 = Sum.add(p0, load(row))
                p1 = Sum.add(p1, load(row + w))
                p2 = Sum.add(p2, load(row + 2 * w))
                p3 = Sum.add(p3, load(row + 3 * w))
            }
            s0 = s0 + p0
            s1 = s1 + p1
            s2 = s2 + p2
            s3 = s3 + p3
        }
        store(s0 / d, y + i)
        store(s1 / d, y + i + w)
        store(s2 / d, y + i + 2 * w)
        store(s3 / d, y + i + 3 * w)
        i += 4 * w
    }
    while i < inner {
        let l = min(w, inner - i)
        let m = min(w, inner - i - l)
        var (s0, s1) = (Vec.zero, Vec.zero)
        for start in stride(from: 0, to: count, by: 32) {
            var (p0, p1) = (Vec.zero, Vec.zero)
            for r in start..<min(start + 32, count) {
                let row = x + r * inner + i
                p0 = Sum.add(p0, load(row, upTo: l))
                p1 = Sum.add(p1, load(row + l, upTo: m))
            }
            s0 = s0 + p0
            s1 = s1 + p1
        }
        store(s0 / d, y + i, upTo: l)
        store(s1 / d, y + i + l, upTo: m)
        i += l + m
    }
}

/// A type, so that the loop is compiled for each of them.
protocol ColumnSum {
    static func add(_ sum: Vec, _ v: Vec) -> Vec
}

enum Plain: ColumnSum {
    @inline(__always) static func add(_ sum: Vec, _ v: Vec) -> Vec { sum + v }
}

enum Squares: ColumnSum {
    @inline(__always) static func add(_ sum: Vec, _ v: Vec) -> Vec { v_fma(v, v, sum) }
}

enum Magnitudes: ColumnSum {
    @inline(__always) static func add(_ sum: Vec, _ v: Vec) -> Vec { sum + v_abs(v) }
}

/// Folds the rows of each column, four vectors of columns at a time.
func columnFolds<Fold: ColumnFold>(_: Fold.Type, _ count: Int, _ inner: Int, _ x: In<Float>, _ y: Out<Float>) {
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
        // Two vectors of columns and two rows, which do not wait for each other.
        let l = min(w, inner - i)
        let m = min(w, inner - i - l)
        var b0 = load(x + i, upTo: l)
        var b1 = load(x + i + l, upTo: m)
        var (c0, c1) = (b0, b1)
        var r = 1
        if count >= 2 {
            c0 = load(x + inner + i, upTo: l)
            c1 = load(x + inner + i + l, upTo: m)
            r = 2
        }
        while r + 2 <= count {
            let row = x + r * inner + i
            b0 = Fold.apply(b0, load(row, upTo: l))
            b1 = Fold.apply(b1, load(row + l, upTo: m))
            c0 = Fold.apply(c0, load(row + inner, upTo: l))
            c1 = Fold.apply(c1, load(row + inner + l, upTo: m))
            r += 2
        }
        if r < count {
            b0 = Fold.apply(b0, load(x + r * inner + i, upTo: l))
            b1 = Fold.apply(b1, load(x + r * inner + i + l, upTo: m))
        }
        if count >= 2 {
            b0 = Fold.apply(b0, c0)
            b1 = Fold.apply(b1, c1)
        }
        store(b0, y + i, upTo: l)
        store(b1, y + i + l, upTo: m)
        i += l + m
    }
}

/// A type, so that the loop is compiled for each of them.
protocol ColumnFold {
    static func apply(_ best: Vec, _ v: Vec) -> Vec
}

/// NaN wins.
enum Largest: ColumnFold {
    @inline(__always) static func apply(_ p: Vec, _ q: Vec) -> Vec { choose(p .!= p, p, v_max(p, q)) }
}

enum Smallest: ColumnFold {
    @inline(__always) static func apply(_ p: Vec, _ q: Vec) -> Vec { choose(p .!= p, p, v_min(p, q)) }
}

enum Product: ColumnFold {
    @inline(__always) static func apply(_ p: Vec, _ q: Vec) -> Vec { p * q }
}
