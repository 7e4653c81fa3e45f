import CSIMD
import GradusKernelTypes

/// y[o, i] = a ∘ b with outer and inner steps (inner steps 0 or 1); false for operations without a vector form.
func binary(
    _ op: BinaryOp, outer: Int, inner: Int, a: In<Float>, aOuter: Int, aInner: Int, b: In<Float>, bOuter: Int,
    bInner: Int, y: Out<Float>
) -> Bool {
    if (aInner != 0 && aInner != 1) || (bInner != 0 && bInner != 1) || (inner < 4 && outer > 1) { return false }
    @inline(always) func each(_ f: (Vec, Vec) -> Vec) {
        for o in 0..<outer {
            let left = a + o * aOuter
            let right = b + o * bOuter
            let out = y + o * inner
            if aInner == 1 && bInner == 1 {
                map(inner, left, right, out, f)
            } else if aInner == 1 {
                let v = splat(right[0])
                map(inner, left, out) { f($0, v) }
            } else if bInner == 1 {
                let v = splat(left[0])
                map(inner, right, out) { f(v, $0) }
            } else {
                let v = f(splat(left[0]), splat(right[0]))[0]
                for i in 0..<inner { out[i] = v }
            }
        }
    }
    switch op {
    case .add: each { $0 + $1 }
    case .sub: each { $0 - $1 }
    case .mul: each { $0 * $1 }
    case .div: each { $0 / $1 }
    case .max: each { p, q in choose(p .!= p, p, v_max(p, q)) }
    case .min: each { p, q in choose(p .!= p, p, v_min(p, q)) }
    default: return false
    }
    return true
}

/// y = a + alpha·b, fused.
func addScaled(n: Int, a: In<Float>, b: In<Float>, alpha: Float, y: Out<Float>) {
    let s = splat(alpha)
    map(n, a, b, y) { p, q in v_fma_exact(s, q, p) }
}

func addcmul(n: Int, x: In<Float>, a: In<Float>, b: In<Float>, value: Float, y: Out<Float>) {
    let s = splat(value)
    map3(n, x, a, b, y) { p, q, r in v_fma_exact(s * q, r, p) }
}

func addcdiv(n: Int, x: In<Float>, a: In<Float>, b: In<Float>, value: Float, y: Out<Float>) {
    let s = splat(value)
    map3(n, x, a, b, y) { p, q, r in p + (s * q) / r }
}

func lerp(n: Int, x: In<Float>, end: In<Float>, weight: Float, y: Out<Float>) {
    let w = splat(weight)
    if abs(weight) < 0.5 {
        map(n, x, end, y) { p, q in v_fma_exact(w, q - p, p) }
    } else {
        let rest = splat(1 - weight)
        map(n, x, end, y) { p, q in v_fma_exact(-(q - p), rest, q) }
    }
}

@inline(always)
private func map3(
    _ n: Int, _ a: In<Float>, _ b: In<Float>, _ c: In<Float>, _ y: Out<Float>, _ f: (Vec, Vec, Vec) -> Vec
) {
    var i = 0
    while i + vectorWidth <= n {
        store(f(load(a + i), load(b + i), load(c + i)), y + i)
        i += vectorWidth
    }
    if i < n {
        let left = n - i
        store(
            f(load(a + i, first: left), load(b + i, first: left), load(c + i, first: left, rest: 1)), y + i, first: left
        )
    }
}
