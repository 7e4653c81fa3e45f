import CSIMD
import GradusKernelTypes

/// Σ dy and Σ dy·(x − center) of a line.
@inline(always)
private func gradientSums(_ n: Int, _ x: In<Float>, _ dy: In<Float>, _ center: Float) -> (Double, Double) {
    let c = splat(center)
    var total = 0.0
    var dot = 0.0
    var i = 0
    while i < n {
        let end = min(i + 1024, n)
        var s = Vec.zero
        var t = Vec.zero
        while i + vectorWidth <= end {
            let g = load(dy + i)
            s += g
            t = v_fma(g, load(x + i) - c, t)
            i += vectorWidth
        }
        if i < end {
            let g = load(dy + i, first: end - i)
            s += g
            t = v_fma(g, load(x + i, first: end - i) - c, t)
            i = end
        }
        total += Double(sum(s))
        dot += Double(sum(t))
    }
    return (total, dot)
}

func layerNorm(
    rows: Range<Int>, inner: Int, x: In<Float>, gamma: In<Float>?, beta: In<Float>?, eps: Double, y: Out<Float>,
    mean: Out<Float>, rstd: Out<Float>
) {
    for row in rows {
        let line = x + row * inner
        let out = y + row * inner
        let center = Float(lineTotal(.sum, n: inner, x: line) / Double(inner))
        let scale = Float(1 / (lineSquares(n: inner, x: line, center: center) / Double(inner) + eps).squareRoot())
        mean[row] = center
        rstd[row] = scale
        let c = splat(center)
        let r = splat(scale)
        do {
            @inline(always) func f(_ v: Vec) -> Vec { (v - c) * r }
            map(inner, line, out, f)
        }
        if let gamma {
            @inline(always) func f(_ p: Vec, _ q: Vec) -> Vec { p * q }
            map(inner, out, gamma, out, f)
        }
        if let beta {
            @inline(always) func f(_ p: Vec, _ q: Vec) -> Vec { p + q }
            map(inner, out, beta, out, f)
        }
    }
}

/// One range of rows; adds to dgamma and dbeta.
func layerNormBackward(
    rows: Range<Int>, inner: Int, x: In<Float>, dy: In<Float>, gamma: In<Float>?, mean: In<Float>, rstd: In<Float>,
    dx: Out<Float>?, dgamma: Out<Float>?, dbeta: Out<Float>?
) {
    for row in rows {
        let line = x + row * inner
        let g = dy + row * inner
        let c = splat(mean[row])
        let r = splat(rstd[row])
        if let dgamma {
            var i = 0
            while i + vectorWidth <= inner {
                store(v_fma(load(g + i) * r, load(line + i) - c, load(dgamma + i)), dgamma + i)
                i += vectorWidth
            }
            while i < inner {
                dgamma[i] += g[i] * rstd[row] * (line[i] - mean[row])
                i += 1
            }
        }
        if let dbeta {
            @inline(always) func f(_ p: Vec, _ q: Vec) -> Vec { p + q }
            map(inner, In(dbeta), g, dbeta, f)
        }
        guard let dx else { continue }
        let out = dx + row * inner
        var weighted = g
        if let gamma {
            do {
                @inline(always) func f(_ p: Vec, _ q: Vec) -> Vec { p * q }
                map(inner, g, gamma, out, f)
            }
            weighted = In(out)
        }
        let (total, dot) = gradientSums(inner, line, weighted, mean[row])
        let level = splat(Float(total / Double(inner)))
        let slope = splat(Float(dot / Double(inner) * Double(rstd[row]) * Double(rstd[row])))
        do {
            @inline(always) func f(_ d: Vec, _ v: Vec) -> Vec { (d - level - (v - c) * slope) * r }
            map(inner, weighted, line, out, f)
        }
    }
}

func batchNormStatistics(
    channels range: Range<Int>, batch: Int, channels: Int, inner: Int, x: In<Float>, mean: Out<Float>,
    variance: Out<Float>
) {
    let count = Double(batch * inner)
    for c in range {
        var total = 0.0
        for b in 0..<batch { total += lineTotal(.sum, n: inner, x: x + (b * channels + c) * inner) }
        let center = Float(total / count)
        var spread = 0.0
        for b in 0..<batch { spread += lineSquares(n: inner, x: x + (b * channels + c) * inner, center: center) }
        mean[c] = center
        variance[c] = Float(spread / count)
    }
}

/// One range of the batch.
func batchNorm(
    batch range: Range<Int>, channels: Int, inner: Int, x: In<Float>, mean: In<Float>, variance: In<Float>, eps: Double,
    gamma: In<Float>?, beta: In<Float>?, y: Out<Float>
) {
    for c in 0..<channels {
        var factor = 1 / (Double(variance[c]) + eps).squareRoot()
        if let gamma { factor *= Double(gamma[c]) }
        let center = splat(mean[c])
        let scale = splat(Float(factor))
        var level: Float = 0
        if let beta { level = beta[c] }
        let shift = splat(level)
        for b in range {
            let at = (b * channels + c) * inner
            do {
                @inline(always) func f(_ v: Vec) -> Vec { v_fma(v - center, scale, shift) }
                map(inner, x + at, y + at, f)
            }
        }
    }
}

func batchNormBackward(
    channels range: Range<Int>, batch: Int, channels: Int, inner: Int, training: Bool, x: In<Float>, dy: In<Float>,
    mean: In<Float>, variance: In<Float>, eps: Double, gamma: In<Float>?, dx: Out<Float>?, dgamma: Out<Float>?,
    dbeta: Out<Float>?
) {
    let count = Double(batch * inner)
    for c in range {
        let rstd = 1 / (Double(variance[c]) + eps).squareRoot()
        var total = 0.0
        var dot = 0.0
        for b in 0..<batch {
            let at = (b * channels + c) * inner
            let (s, t) = gradientSums(inner, x + at, dy + at, mean[c])
            total += s
            dot += t
        }
        if let dgamma { dgamma[c] = Float(dot * rstd) }
        if let dbeta { dbeta[c] = Float(total) }
        guard let dx else { continue }
        var factor = rstd
        if let gamma { factor *= Double(gamma[c]) }
        let scale = splat(Float(factor))
        let center = splat(mean[c])
        let slope = splat(training ? Float(dot / count * rstd * rstd) : 0)
        let level = splat(training ? Float(total / count) : 0)
        for b in 0..<batch {
            let at = (b * channels + c) * inner
            do {
                @inline(always) func f(_ g: Vec, _ v: Vec) -> Vec { (g - level - (v - center) * slope) * scale }
                map(inner, dy + at, x + at, dx + at, f)
            }
        }
    }
}
