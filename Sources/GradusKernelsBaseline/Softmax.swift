import CSIMD
import GradusKernelTypes

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// e = exp(x − top) over a line; returns the sum. e may be x.
@inline(always)
private func exponentials(_ n: Int, _ x: In<Float>, _ top: Float, _ e: Out<Float>) -> Float {
    let shift = splat(top)
    var s = Vec.zero
    var i = 0
    while i + vectorWidth <= n {
        let v = vectorExp(load(x + i) - shift)
        store(v, e + i)
        s += v
        i += vectorWidth
    }
    if i < n {
        // Missing lanes are −∞ and count nothing, unless top is −∞ or NaN, when the sum is NaN anyway.
        let v = vectorExp(load(x + i, first: n - i, rest: -.infinity) - shift)
        store(v, e + i, first: n - i)
        s += v
    }
    return sum(s)
}

/// Σ exp(x − top).
@inline(always)
private func exponentialSum(_ n: Int, _ x: In<Float>, _ top: Float) -> Float {
    let shift = splat(top)
    var s = Vec.zero
    var i = 0
    while i + vectorWidth <= n {
        s += vectorExp(load(x + i) - shift)
        i += vectorWidth
    }
    if i < n { s += vectorExp(load(x + i, first: n - i, rest: -.infinity) - shift) }
    return sum(s)
}

/// Softmax of contiguous rows, or its logarithm. y may be x.
func softmaxRows(log logarithm: Bool, rows: Int, count: Int, x: In<Float>, y: Out<Float>) {
    if logarithm { return logSoftmaxRows(rows, count, x, y) }
    for row in 0..<rows {
        let line = x + row * count
        let out = y + row * count
        let factor = splat(1 / exponentials(count, line, maximum(count, line), out))
        do {
            @inline(always) func f(_ v: Vec) -> Vec { v * factor }
            map(count, out, out, f)
        }
    }
}

/// As many rows at a time as a vector has lanes: their sums' logarithms are one vector.
private func logSoftmaxRows(_ rows: Int, _ count: Int, _ x: In<Float>, _ y: Out<Float>) {
    let w = vectorWidth
    withUnsafeTemporaryAllocation(of: Float.self, capacity: 2 * w) { memory in
        guard let tops = memory.baseAddress else { return }
        let sums = tops + w
        store(splat(1), sums)
        var first = 0
        while first < rows {
            let here = min(w, rows - first)
            for r in 0..<here {
                let line = x + (first + r) * count
                tops[r] = maximum(count, line)
                sums[r] = exponentialSum(count, line, tops[r])
            }
            store(vectorLog(load(sums)), sums)
            for r in 0..<here {
                let (shift, rest) = (splat(tops[r]), splat(sums[r]))
                @inline(always) func f(_ v: Vec) -> Vec { v - shift - rest }
                map(count, x + (first + r) * count, y + (first + r) * count, f)
            }
            first += here
        }
    }
}

/// dx from the result y. dx may be dy.
func softmaxRowsBackward(log logarithm: Bool, rows: Int, count: Int, y: In<Float>, dy: In<Float>, dx: Out<Float>) {
    for row in 0..<rows {
        let result = y + row * count
        let g = dy + row * count
        let out = dx + row * count
        if logarithm {
            let all = splat(sumOf(count, g))
            do {
                @inline(always) func f(_ d: Vec, _ v: Vec) -> Vec { d - vectorExp(v) * all }
                map(count, g, result, out, f)
            }
        } else {
            var s = Vec.zero
            var i = 0
            while i + vectorWidth <= count {
                s = v_fma(load(g + i), load(result + i), s)
                i += vectorWidth
            }
            if i < count { s = v_fma(load(g + i, first: count - i), load(result + i, first: count - i), s) }
            let dot = splat(sum(s))
            do {
                @inline(always) func f(_ d: Vec, _ v: Vec) -> Vec { v * (d - dot) }
                map(count, g, result, out, f)
            }
        }
    }
}

/// Cross-entropy of rows without class weights or smoothing; targets have been checked.
func crossEntropyRows(
    rows: Range<Int>, classes: Int, logits: In<Float>, targets: In<Int64>, ignoreIndex: Int, probabilities: Out<Float>,
    losses: Out<Float>
) {
    let w = vectorWidth
    withUnsafeTemporaryAllocation(of: Float.self, capacity: 2 * w) { memory in
        guard let sums = memory.baseAddress else { return }
        let heights = sums + w
        store(splat(1), sums)
        var first = rows.lowerBound
        // As many rows at a time as a vector has lanes: their sums' logarithms are one vector.
        while first < rows.upperBound {
            let here = min(w, rows.upperBound - first)
            for r in 0..<here {
                let x = logits + (first + r) * classes
                let p = probabilities + (first + r) * classes
                let top = maximum(classes, x)
                sums[r] = exponentials(classes, x, top, p)
                let factor = splat(1 / sums[r])
                @inline(always) func f(_ v: Vec) -> Vec { v * factor }
                map(classes, p, p, f)
                let target = Int(targets[first + r])
                heights[r] = target == ignoreIndex ? 0 : x[target] - top
            }
            store(vectorLog(load(sums)), sums)
            for r in 0..<here {
                losses[first + r] = Int(targets[first + r]) == ignoreIndex ? 0 : sums[r] - heights[r]
            }
            first += here
        }
    }
}

func crossEntropyBackwardRows(
    rows: Range<Int>, classes: Int, probabilities: In<Float>, targets: In<Int64>, ignoreIndex: Int, scale: Float,
    rowScale: In<Float>?, dlogits: Out<Float>
) {
    for row in rows {
        let out = dlogits + row * classes
        let target = Int(targets[row])
        if target == ignoreIndex {
            clear(classes, out)
            continue
        }
        var factor = scale
        if let rowScale { factor *= rowScale[row] }
        let s = splat(factor)
        do {
            @inline(always) func f(_ v: Vec) -> Vec { v * s }
            map(classes, probabilities + row * classes, out, f)
        }
        out[target] = (probabilities[row * classes + target] - 1) * factor
    }
}
