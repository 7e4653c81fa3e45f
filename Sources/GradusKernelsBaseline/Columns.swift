import CSIMD
import GradusKernelTypes

// Work down the columns of [count, inner]. Columns are taken in blocks, so that what is kept for each stays in the
// first-level cache while the rows are read in order.

private let columnBlock = 512

/// The sum of f over the rows of each column. What each addition rounds away is added up beside it (Knuth's two-sum):
/// gradients of parameters are small differences of long sums. `memory` holds n floats.
@inline(always)
private func sumRows(_ count: Int, _ n: Int, _ y: Out<Float>, _ memory: Out<Float>, _ f: (Int, Int, Int) -> Vec) {
    let lost = memory
    fill(n, 0, y)
    fill(n, 0, lost)
    for r in 0..<count {
        var i = 0
        while i < n {
            let left = n - i
            let v = f(r, i, left)
            let s = load(y + i)
            let t = s + v
            let taken = t - s
            store(load(lost + i) + ((s - (t - taken)) + (v - taken)), lost + i, upTo: left)
            store(t, y + i, upTo: left)
            i += vectorWidth
        }
    }
    // Beside an infinite sum nothing can be told of what was lost.
    @inline(always) func total(_ p: Vec, _ q: Vec) -> Vec { choose(p .!= p, q, p + q) }
    map(n, In(lost), In(y), y, total)
}

/// Floats of memory that the functions below need.
private func padded(_ n: Int) -> Int { n + vectorWidth }

func softmaxColumns(log logarithm: Bool, count: Int, inner: Int, x: In<Float>, y: Out<Float>, memory: Out<Float>) {
    var start = 0
    while start < inner {
        let n = min(columnBlock, inner - start)
        let top = memory
        let total = memory + padded(n)
        let from = x + start
        let to = y + start
        do {
            @inline(always) func f(_ v: Vec) -> Vec { v }
            map(n, from, top, f)
        }
        for r in 1..<max(count, 1) {
            @inline(always) func f(_ p: Vec, _ q: Vec) -> Vec { choose(p .!= p, p, v_max(p, q)) }
            map(n, In(top), from + r * inner, top, f)
        }
        fill(n, 0, total)
        for r in 0..<count {
            var i = 0
            while i < n {
                let left = n - i
                let e = vectorExp(load(from + r * inner + i, upTo: left) - load(top + i))
                if !logarithm { store(e, to + r * inner + i, upTo: left) }
                store(load(total + i) + e, total + i, upTo: left)
                i += vectorWidth
            }
        }
        if logarithm {
            do {
                @inline(always) func f(_ p: Vec, _ q: Vec) -> Vec { p + vectorLog(q) }
                map(n, In(top), In(total), top, f)
            }
            for r in 0..<count {
                @inline(always) func f(_ p: Vec, _ q: Vec) -> Vec { p - q }
                map(n, from + r * inner, In(top), to + r * inner, f)
            }
        } else {
            do {
                @inline(always) func f(_ v: Vec) -> Vec { splat(1) / v }
                map(n, In(total), total, f)
            }
            for r in 0..<count {
                @inline(always) func f(_ p: Vec, _ q: Vec) -> Vec { p * q }
                map(n, In(to + r * inner), In(total), to + r * inner, f)
            }
        }
        start += n
    }
}

func softmaxColumnsBackward(
    log logarithm: Bool, count: Int, inner: Int, y: In<Float>, dy: In<Float>, dx: Out<Float>, memory: Out<Float>
) {
    var start = 0
    while start < inner {
        let n = min(columnBlock, inner - start)
        let total = memory
        fill(n, 0, total)
        for r in 0..<count {
            var i = 0
            while i < n {
                let left = n - i
                let at = r * inner + start + i
                let g = load(dy + at, upTo: left)
                let v = logarithm ? g : g * load(y + at, upTo: left)
                store(load(total + i) + v, total + i, upTo: left)
                i += vectorWidth
            }
        }
        for r in 0..<count {
            var i = 0
            while i < n {
                let left = n - i
                let at = r * inner + start + i
                let g = load(dy + at, upTo: left)
                let v = load(y + at, upTo: left)
                let s = load(total + i)
                store(logarithm ? g - vectorExp(v) * s : v * (g - s), dx + at, upTo: left)
                i += vectorWidth
            }
        }
        start += n
    }
}

func columnMoments(count: Int, inner: Int, x: In<Float>, mean: Out<Float>, variance: Out<Float>, memory: Out<Float>) {
    let rows = splat(Float(count))
    var start = 0
    while start < inner {
        let n = min(columnBlock, inner - start)
        let from = x + start
        let result = memory
        let center = memory + padded(n)
        let parts = center + padded(n)
        do {
            @inline(always) func f(_ r: Int, _ i: Int, _ left: Int) -> Vec { load(from + r * inner + i, upTo: left) }
            sumRows(count, n, result, parts, f)
        }
        do {
            @inline(always) func f(_ v: Vec) -> Vec { v / rows }
            map(n, In(result), center, f)
        }
        do {
            @inline(always) func f(_ v: Vec) -> Vec { v }
            map(n, In(center), mean + start, f)
        }
        do {
            @inline(always) func f(_ r: Int, _ i: Int, _ left: Int) -> Vec {
                let d = load(from + r * inner + i, upTo: left) - load(center + i)
                return d * d
            }
            sumRows(count, n, result, parts, f)
        }
        do {
            @inline(always) func f(_ v: Vec) -> Vec { v / rows }
            map(n, In(result), variance + start, f)
        }
        start += n
    }
}

func columnAffine(
    rows: Range<Int>, inner: Int, x: In<Float>, center: In<Float>, scale: In<Float>, shift: In<Float>, y: Out<Float>
) {
    for r in rows {
        let from = x + r * inner
        let to = y + r * inner
        var i = 0
        while i < inner {
            let left = inner - i
            let d = load(from + i, upTo: left) - load(center + i, upTo: left)
            store(v_fma(d, load(scale + i, upTo: left), load(shift + i, upTo: left)), to + i, upTo: left)
            i += vectorWidth
        }
    }
}

func columnGradientSums(
    count: Int, inner: Int, x: In<Float>, dy: In<Float>, center: In<Float>, total: Out<Float>, dot: Out<Float>,
    memory: Out<Float>
) {
    var start = 0
    while start < inner {
        let n = min(columnBlock, inner - start)
        let result = memory
        let parts = memory + padded(n)
        do {
            @inline(always) func f(_ r: Int, _ i: Int, _ left: Int) -> Vec {
                load(dy + r * inner + start + i, upTo: left)
            }
            sumRows(count, n, result, parts, f)
        }
        do {
            @inline(always) func f(_ v: Vec) -> Vec { v }
            map(n, In(result), total + start, f)
        }
        do {
            @inline(always) func f(_ r: Int, _ i: Int, _ left: Int) -> Vec {
                let at = r * inner + start + i
                let d = load(x + at, upTo: left) - load(center + start + i, upTo: left)
                return load(dy + at, upTo: left) * d
            }
            sumRows(count, n, result, parts, f)
        }
        do {
            @inline(always) func f(_ v: Vec) -> Vec { v }
            map(n, In(result), dot + start, f)
        }
        start += n
    }
}

/// dx = (dy − level − (x − center)·slope)·scale, all but x and dy per column.
func columnNormGradient(
    rows: Range<Int>, inner: Int, x: In<Float>, dy: In<Float>, center: In<Float>, level: In<Float>, slope: In<Float>,
    scale: In<Float>, dx: Out<Float>
) {
    for r in rows {
        let at = r * inner
        var i = 0
        while i < inner {
            let left = inner - i
            let d = load(x + at + i, upTo: left) - load(center + i, upTo: left)
            let g = load(dy + at + i, upTo: left) - load(level + i, upTo: left)
            store((g - d * load(slope + i, upTo: left)) * load(scale + i, upTo: left), dx + at + i, upTo: left)
            i += vectorWidth
        }
    }
}
