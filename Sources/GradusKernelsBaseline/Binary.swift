import CSIMD
import GradusKernelTypes

/// y[o, i] = a ∘ b with outer and inner steps (inner steps 0 or 1); false for operations without a vector form.
func binary(
    _ op: BinaryOp, outer: Int, inner: Int, a: In<Float>, aOuter: Int, aInner: Int, b: In<Float>, bOuter: Int,
    bInner: Int, y: Out<Float>
) -> Bool {
    if (aInner != 0 && aInner != 1) || (bInner != 0 && bInner != 1) || (inner < 4 && outer > 1) { return false }
    let whole = wholeVectors(inner)
    // Operands that do not advance are read as vectors beforehand; whole vectors go without masks.
    @inline(always) func each(_ f: (Vec, Vec) -> Vec) {
        if aInner == 1 && bInner == 1 && whole == inner {
            for o in 0..<outer {
                let (left, right, out) = (a + o * aOuter, b + o * bOuter, y + o * inner)
                var i = 0
                while i < inner {
                    store(f(load(left + i), load(right + i)), out + i)
                    i += vectorWidth
                }
            }
            return
        }
        for o in 0..<outer {
            let left = a + o * aOuter
            let right = b + o * bOuter
            let out = y + o * inner
            let first = splat(left[0])
            let second = splat(right[0])
            var i = 0
            if aInner == 1 && bInner == 1 {
                while i < whole {
                    store(f(load(left + i), load(right + i)), out + i)
                    i += vectorWidth
                }
            } else if aInner == 1 {
                while i < whole {
                    store(f(load(left + i), second), out + i)
                    i += vectorWidth
                }
            } else if bInner == 1 {
                while i < whole {
                    store(f(first, load(right + i)), out + i)
                    i += vectorWidth
                }
            }
            while i < inner {
                let p = aInner == 1 ? load(left + i, upTo: inner - i) : first
                let q = bInner == 1 ? load(right + i, upTo: inner - i) : second
                store(f(p, q), out + i, upTo: inner - i)
                i += vectorWidth
            }
        }
    }
    if outer == 0 || inner == 0 { return true }
    switch op {
    case .add:
        @inline(always) func f(_ p: Vec, _ q: Vec) -> Vec { p + q }
        each(f)
    case .sub:
        @inline(always) func f(_ p: Vec, _ q: Vec) -> Vec { p - q }
        each(f)
    case .mul:
        @inline(always) func f(_ p: Vec, _ q: Vec) -> Vec { p * q }
        each(f)
    case .div:
        @inline(always) func f(_ p: Vec, _ q: Vec) -> Vec { p / q }
        each(f)
    case .max:
        @inline(always) func f(_ p: Vec, _ q: Vec) -> Vec { choose(p .!= p, p, v_max(p, q)) }
        each(f)
    case .min:
        @inline(always) func f(_ p: Vec, _ q: Vec) -> Vec { choose(p .!= p, p, v_min(p, q)) }
        each(f)
    case .pow:
        @inline(always) func f(_ p: Vec, _ q: Vec) -> Vec { vectorPower(p, q) }
        each(f)
    case .hypot: return lanePairs(Hypotenuse.self, outer, inner, a, aOuter, aInner, b, bOuter, bInner, y)
    case .atan2: return lanePairs(PointAngle.self, outer, inner, a, aOuter, aInner, b, bOuter, bInner, y)
    default: return plainBinary(op, outer, inner, a, aOuter, aInner, b, bOuter, bInner, y)
    }
    return true
}

/// y = a + alpha·b, fused.
func addScaled(n: Int, a: In<Float>, b: In<Float>, alpha: Float, y: Out<Float>) {
    let s = splat(alpha)
    do {
        @inline(always) func f(_ p: Vec, _ q: Vec) -> Vec { v_fma_exact(s, q, p) }
        map(n, a, b, y, f)
    }
}

func addcmul(n: Int, x: In<Float>, a: In<Float>, b: In<Float>, value: Float, y: Out<Float>) {
    let s = splat(value)
    do {
        @inline(always) func f(_ p: Vec, _ q: Vec, _ r: Vec) -> Vec { v_fma_exact(s * q, r, p) }
        map3(n, x, a, b, y, f)
    }
}

func addcdiv(n: Int, x: In<Float>, a: In<Float>, b: In<Float>, value: Float, y: Out<Float>) {
    let s = splat(value)
    do {
        @inline(always) func f(_ p: Vec, _ q: Vec, _ r: Vec) -> Vec { p + (s * q) / r }
        map3(n, x, a, b, y, f)
    }
}

func clampLine(n: Int, x: In<Float>, low: Float, high: Float, y: Out<Float>) {
    let (lowest, highest) = (splat(low), splat(high))
    @inline(always) func f(_ p: Vec) -> Vec { choose(p .!= p, p, v_min(v_max(p, lowest), highest)) }
    map(n, x, y, f)
}

func lerp(n: Int, x: In<Float>, end: In<Float>, weight: Float, y: Out<Float>) {
    let w = splat(weight)
    if abs(weight) < 0.5 {
        do {
            @inline(always) func f(_ p: Vec, _ q: Vec) -> Vec { v_fma_exact(w, q - p, p) }
            map(n, x, end, y, f)
        }
    } else {
        let rest = splat(1 - weight)
        do {
            @inline(always) func f(_ p: Vec, _ q: Vec) -> Vec { v_fma_exact(-(q - p), rest, q) }
            map(n, x, end, y, f)
        }
    }
}

@inline(always)
private func map3(
    _ n: Int, _ a: In<Float>, _ b: In<Float>, _ c: In<Float>, _ y: Out<Float>, _ f: (Vec, Vec, Vec) -> Vec
) {
    let whole = wholeVectors(n)
    var i = 0
    while i < whole {
        store(f(load(a + i), load(b + i), load(c + i)), y + i)
        i += vectorWidth
    }
    if i < n {
        let left = n - i
        let v = f(load(a + i, first: left), load(b + i, first: left), load(c + i, first: left, rest: 1))
        store(v, y + i, first: left)
    }
}
