import CSIMD
import GradusKernelTypes

// Products in which one operand has one row or one column.

/// c[j·cStep] = alpha · Σ a[s·aStep]·b[s·bStep + j] + beta · c[j·cStep]: whole lines of b are read once.
func rowTimesMatrix(
    n: Int, k: Int, alpha: Float, a: In<Float>, aStep: Int, b: In<Float>, bStep: Int, beta: Float, c: Out<Float>,
    cStep: Int
) {
    @inline(always) func put(_ j: Int, _ value: Float) {
        let place = c + j * cStep
        place[0] = beta == 0 ? alpha * value : alpha * value + beta * place[0]
    }
    var j = 0
    let width = 8 * vectorWidth
    if n >= 1024 && k >= 8 && cStep == 1 {
        // Long lines: four at a time from end to end, so that memory is read in order.
        scale(m: 1, n: n, beta: beta, c: c, cRow: n)
        let whole = n / vectorWidth * vectorWidth
        var s = 0
        while s + 4 <= k {
            let r0 = b + s * bStep
            let r1 = r0 + bStep
            let r2 = r1 + bStep
            let r3 = r2 + bStep
            let f0 = alpha * a[s * aStep]
            let f1 = alpha * a[(s + 1) * aStep]
            let f2 = alpha * a[(s + 2) * aStep]
            let f3 = alpha * a[(s + 3) * aStep]
            while j < whole {
                var v = v_fma(splat(f0), load(r0 + j), load(c + j))
                v = v_fma(splat(f1), load(r1 + j), v)
                v = v_fma(splat(f2), load(r2 + j), v)
                store(v_fma(splat(f3), load(r3 + j), v), c + j)
                j += vectorWidth
            }
            while j < n {
                c[j] += f0 * r0[j] + f1 * r1[j] + f2 * r2[j] + f3 * r3[j]
                j += 1
            }
            j = 0
            s += 4
        }
        while s < k {
            let factor = alpha * a[s * aStep]
            let line = b + s * bStep
            for i in 0..<n { c[i] += factor * line[i] }
            s += 1
        }
        return
    }
    while j + width <= n {
        tile1x8(k, a, aStep, b + j, bStep) { v, value in
            let at = j + v * vectorWidth
            if cStep == 1 {
                let scaled = splat(alpha) * value
                store(beta == 0 ? scaled : scaled + splat(beta) * load(c + at), c + at)
            } else {
                for i in 0..<vectorWidth { put(at + i, value[i]) }
            }
        }
        j += width
    }
    while j + vectorWidth <= n {
        var total = Vec.zero
        for s in 0..<k { total = v_fma(splat(a[s * aStep]), load(b + s * bStep + j), total) }
        for i in 0..<vectorWidth { put(j + i, total[i]) }
        j += vectorWidth
    }
    while j < n {
        var total: Float = 0
        for s in 0..<k { total += a[s * aStep] * b[s * bStep + j] }
        put(j, total)
        j += 1
    }
}

/// y[i·yStep] = alpha · ⟨a[i], x⟩ + beta · y[i·yStep] for rows a[i] that lie `aRow` apart.
func matrixTimesColumn(
    m: Int, k: Int, alpha: Float, a: In<Float>, aRow: Int, x: In<Float>, beta: Float, y: Out<Float>, yStep: Int
) {
    @inline(always) func put(_ i: Int, _ value: Float) {
        let place = y + i * yStep
        place[0] = beta == 0 ? alpha * value : alpha * value + beta * place[0]
    }
    let whole = k / vectorWidth * vectorWidth
    var i = 0
    while i + 4 <= m {
        let r0 = a + i * aRow
        let r1 = r0 + aRow
        let r2 = r1 + aRow
        let r3 = r2 + aRow
        var s0 = Vec.zero
        var s1 = Vec.zero
        var s2 = Vec.zero
        var s3 = Vec.zero
        var t0 = Vec.zero
        var t1 = Vec.zero
        var t2 = Vec.zero
        var t3 = Vec.zero
        var at = 0
        while at + 2 * vectorWidth <= whole {
            let p = load(x + at)
            let q = load(x + at + vectorWidth)
            s0 = v_fma(load(r0 + at), p, s0)
            s1 = v_fma(load(r1 + at), p, s1)
            s2 = v_fma(load(r2 + at), p, s2)
            s3 = v_fma(load(r3 + at), p, s3)
            t0 = v_fma(load(r0 + at + vectorWidth), q, t0)
            t1 = v_fma(load(r1 + at + vectorWidth), q, t1)
            t2 = v_fma(load(r2 + at + vectorWidth), q, t2)
            t3 = v_fma(load(r3 + at + vectorWidth), q, t3)
            at += 2 * vectorWidth
        }
        if at < whole {
            let p = load(x + at)
            s0 = v_fma(load(r0 + at), p, s0)
            s1 = v_fma(load(r1 + at), p, s1)
            s2 = v_fma(load(r2 + at), p, s2)
            s3 = v_fma(load(r3 + at), p, s3)
        }
        var d0 = sum(s0 + t0)
        var d1 = sum(s1 + t1)
        var d2 = sum(s2 + t2)
        var d3 = sum(s3 + t3)
        for j in whole..<k {
            d0 += r0[j] * x[j]
            d1 += r1[j] * x[j]
            d2 += r2[j] * x[j]
            d3 += r3[j] * x[j]
        }
        put(i, d0)
        put(i + 1, d1)
        put(i + 2, d2)
        put(i + 3, d3)
        i += 4
    }
    while i < m {
        let row = a + i * aRow
        var s = Vec.zero
        var t = Vec.zero
        var at = 0
        while at + 2 * vectorWidth <= whole {
            s = v_fma(load(row + at), load(x + at), s)
            t = v_fma(load(row + at + vectorWidth), load(x + at + vectorWidth), t)
            at += 2 * vectorWidth
        }
        if at < whole { s = v_fma(load(row + at), load(x + at), s) }
        var d = sum(s + t)
        for j in whole..<k { d += row[j] * x[j] }
        put(i, d)
        i += 1
    }
}
