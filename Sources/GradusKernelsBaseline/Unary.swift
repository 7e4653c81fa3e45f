import CSIMD
import GradusKernelTypes

/// y = op(x) for the functions that have a vector form; false, having done nothing, for the others.
func unary(_ op: UnaryOp, n: Int, x: In<Float>, y: Out<Float>) -> Bool {
    switch op {
    case .neg:
        @inline(always) func f(_ v: Vec) -> Vec { v_neg(v) }
        map(n, x, y, f)
    case .abs:
        @inline(always) func f(_ v: Vec) -> Vec { v_abs(v) }
        map(n, x, y, f)
    case .exp:
        @inline(always) func f(_ v: Vec) -> Vec { vectorExp(v) }
        map(n, x, y, f)
    case .expm1:
        @inline(always) func f(_ v: Vec) -> Vec { vectorExpm1(v) }
        map(n, x, y, f)
    case .log:
        @inline(always) func f(_ v: Vec) -> Vec { vectorLog(v) }
        map(n, x, y, f)
    case .exp2:
        @inline(always) func f(_ v: Vec) -> Vec { vectorExp2(v) }
        map(n, x, y, f)
    case .mish:
        @inline(always) func f(_ v: Vec) -> Vec {
            let t = mishRatio(v)
            return v * (t / (t + splat(2)))
        }
        map(n, x, y, f)
    case .selu:
        @inline(always) func f(_ v: Vec) -> Vec {
            choose(v .> splat(0), v, splat(1.6732632423543772) * vectorExpm1(v)) * splat(1.0507009873554805)
        }
        map(n, x, y, f)
    case .log2:
        @inline(always) func f(_ v: Vec) -> Vec { vectorLog2(v) }
        map(n, x, y, f)
    case .tan:
        @inline(always) func f(_ v: Vec) -> Vec { vectorTan(v) }
        map(n, x, y, f)
    case .atan:
        @inline(always) func f(_ v: Vec) -> Vec { vectorAtan(v) }
        map(n, x, y, f)
    case .logSigmoid:
        @inline(always) func f(_ v: Vec) -> Vec { -vectorSoftplus(-v) }
        map(n, x, y, f)
    case .log1p:
        @inline(always) func f(_ v: Vec) -> Vec { vectorLog1p(v) }
        map(n, x, y, f)
    case .sqrt:
        @inline(always) func f(_ v: Vec) -> Vec { v_sqrt(v) }
        map(n, x, y, f)
    case .rsqrt:
        @inline(always) func f(_ v: Vec) -> Vec { splat(1) / v_sqrt(v) }
        map(n, x, y, f)
    case .reciprocal:
        @inline(always) func f(_ v: Vec) -> Vec { splat(1) / v }
        map(n, x, y, f)
    case .square:
        @inline(always) func f(_ v: Vec) -> Vec { v * v }
        map(n, x, y, f)
    case .cube:
        @inline(always) func f(_ v: Vec) -> Vec { v * v * v }
        map(n, x, y, f)
    case .sin:
        @inline(always) func f(_ v: Vec) -> Vec { vectorSinCos(v, cosine: false) }
        map(n, x, y, f)
    case .cos:
        @inline(always) func f(_ v: Vec) -> Vec { vectorSinCos(v, cosine: true) }
        map(n, x, y, f)
    case .tanh:
        @inline(always) func f(_ v: Vec) -> Vec { vectorTanh(v) }
        map(n, x, y, f)
    case .sigmoid:
        @inline(always) func f(_ v: Vec) -> Vec { vectorSigmoid(v) }
        map(n, x, y, f)
    case .relu:
        @inline(always) func f(_ v: Vec) -> Vec { choose(v .< splat(0), splat(0), v) }
        map(n, x, y, f)
    case .relu6:

        @inline(always) func f(_ v: Vec) -> Vec { choose(v .< splat(0), splat(0), choose(v .> splat(6), splat(6), v)) }
        map(n, x, y, f)
    case .gelu:

        @inline(always) func f(_ v: Vec) -> Vec {
            splat(0.5) * v * (splat(1) + vectorNormalErf(v))
        }
        map(n, x, y, f)
    case .geluTanh:
        @inline(always) func f(_ v: Vec) -> Vec { splat(0.5) * v * (splat(1) + vectorTanh(geluInner(v))) }
        map(n, x, y, f)
    case .silu:
        @inline(always) func f(_ v: Vec) -> Vec { v * vectorSigmoid(v) }
        map(n, x, y, f)
    case .softplus:
        @inline(always) func f(_ v: Vec) -> Vec { choose(v .> splat(20), v, vectorLog1p(vectorExp(v))) }
        map(n, x, y, f)
    case .elu: elu(1, n, x, y)
    case .hardTanh:

        @inline(always) func f(_ v: Vec) -> Vec {
            choose(v .< splat(-1), splat(-1), choose(v .> splat(1), splat(1), v))
        }
        map(n, x, y, f)
    case .erf:
        @inline(always) func f(_ v: Vec) -> Vec { vectorErf(v) }
        map(n, x, y, f)
    case .floor:
        @inline(always) func f(_ v: Vec) -> Vec { v_floor(v) }
        map(n, x, y, f)
    case .ceil:
        @inline(always) func f(_ v: Vec) -> Vec { v_ceil(v) }
        map(n, x, y, f)
    case .round:
        @inline(always) func f(_ v: Vec) -> Vec { v_round(v) }
        map(n, x, y, f)
    case .trunc:
        @inline(always) func f(_ v: Vec) -> Vec { v_trunc(v) }
        map(n, x, y, f)
    case .sign:

        @inline(always) func f(_ v: Vec) -> Vec {
            choose(v .> splat(0), splat(1), choose(v .< splat(0), splat(-1), splat(0)))
        }
        map(n, x, y, f)
    default: return laneUnary(op, n, x, y) || plainUnary(op, n, x, y)
    }
    return true
}

/// eˣ·(eˣ + 2) = t of mish: tanh(ln(1 + eˣ)) = t / (t + 2), which is 1 from 20 on.
@inline(always)
private func mishRatio(_ x: Vec) -> Vec {
    let e = vectorExp(v_min(splat(20), x))
    return e * (e + splat(2))
}

/// a·(exp(x / divisor) − 1) below 0. Runs without a negative number are copied, and NaNs with them.
private func elu(_ a: Float, divisor: Float = 1, _ n: Int, _ x: In<Float>, _ y: Out<Float>) {
    let w = vectorWidth
    let factor = splat(a)
    let isDivided = divisor != 1
    var i = 0
    while i < n {
        if i + 4 * w <= n {
            let (u, v, s, t) = (load(x + i), load(x + i + w), load(x + i + 2 * w), load(x + i + 3 * w))
            let zero = Vec.zero
            let negative = (u .< zero) .| (v .< zero) .| (s .< zero) .| (t .< zero)
            if sum(choose(negative, splat(1), zero)) == 0 {
                store(u, y + i)
                store(v, y + i + w)
                store(s, y + i + 2 * w)
                store(t, y + i + 3 * w)
                i += 4 * w
                continue
            }
        }
        let end = min(i + 4 * w, n)
        while i < end {
            let v = load(x + i, upTo: end - i)
            let power = vectorExpm1(isDivided ? v / splat(divisor) : v)
            store(choose(v .> splat(0), v, factor * power), y + i, upTo: end - i)
            i += w
        }
        i = end
    }
}

/// √(2/π)·(x + 0.044715·x³)
@inline(always)
private func geluInner(_ x: Vec) -> Vec {
    splat(0.7978845608028654) * v_fma(splat(0.044715) * x * x, x, x)
}

/// dx = dy · f'(saved), as far as there is a vector form.
func unaryBackward(_ op: UnaryGradient, n: Int, dy: In<Float>, saved: In<Float>, dx: Out<Float>) -> Bool {
    switch op {
    case .reluOutput:
        @inline(always) func f(_ g: Vec, _ y: Vec) -> Vec { choose(y .<= splat(0), splat(0), g) }
        map(n, dy, saved, dx, f)
    case .sigmoidOutput:
        @inline(always) func f(_ g: Vec, _ y: Vec) -> Vec { g * ((splat(1) - y) * y) }
        map(n, dy, saved, dx, f)
    case .tanhOutput:
        @inline(always) func f(_ g: Vec, _ y: Vec) -> Vec { g * (splat(1) - y * y) }
        map(n, dy, saved, dx, f)
    case .expOutput:
        @inline(always) func f(_ g: Vec, _ y: Vec) -> Vec { g * y }
        map(n, dy, saved, dx, f)
    case .sqrtOutput:
        @inline(always) func f(_ g: Vec, _ y: Vec) -> Vec { g / (y + y) }
        map(n, dy, saved, dx, f)
    case .reciprocalOutput:
        @inline(always) func f(_ g: Vec, _ y: Vec) -> Vec { v_neg(g) * (y * y) }
        map(n, dy, saved, dx, f)
    case .log:
        @inline(always) func f(_ g: Vec, _ x: Vec) -> Vec { g / x }
        map(n, dy, saved, dx, f)
    case .square:
        @inline(always) func f(_ g: Vec, _ x: Vec) -> Vec { g * (x + x) }
        map(n, dy, saved, dx, f)
    case .sin:
        @inline(always) func f(_ g: Vec, _ x: Vec) -> Vec { g * vectorSinCos(x, cosine: true) }
        map(n, dy, saved, dx, f)
    case .cos:
        @inline(always) func f(_ g: Vec, _ x: Vec) -> Vec { v_neg(g) * vectorSinCos(x, cosine: false) }
        map(n, dy, saved, dx, f)
    case .gelu:

        @inline(always) func f(_ g: Vec, _ x: Vec) -> Vec {
            let cumulative = splat(0.5) * (splat(1) + vectorNormalErf(x))
            let density = vectorExp(splat(-0.5) * x * x) * splat(0.3989422804014327)
            return g * v_fma(x, density, cumulative)
        }
        map(n, dy, saved, dx, f)
    case .geluTanh:

        @inline(always) func f(_ g: Vec, _ x: Vec) -> Vec {
            let t = vectorTanh(geluInner(x))
            let slope = splat(0.7978845608028654) * v_fma(splat(0.134145) * x, x, splat(1))
            let level = splat(0.5) * (splat(1) + t)
            return g * v_fma(splat(0.5) * x * (splat(1) - t * t), slope, level)
        }
        map(n, dy, saved, dx, f)
    case .silu:

        @inline(always) func f(_ g: Vec, _ x: Vec) -> Vec {
            let s = vectorSigmoid(x)
            return g * s * v_fma(x, splat(1) - s, splat(1))
        }
        map(n, dy, saved, dx, f)
    case .softplus:
        @inline(always) func f(_ g: Vec, _ x: Vec) -> Vec { choose(x .> splat(20), g, g * vectorSigmoid(x)) }
        map(n, dy, saved, dx, f)
    case .logSigmoid:
        @inline(always) func f(_ g: Vec, _ x: Vec) -> Vec { g * vectorSigmoid(-x) }
        map(n, dy, saved, dx, f)
    case .mish:

        @inline(always) func f(_ g: Vec, _ x: Vec) -> Vec {
            let t = mishRatio(x)
            let u = splat(1) / (t + splat(2))
            // 1 − tanh² = 4·(t + 1) / (t + 2)²
            let slope = x * vectorSigmoid(x) * ((splat(4) * (t + splat(1))) * u * u)
            return g * choose(x .> splat(20), v_fma(x, splat(0), splat(1)), v_fma(t, u, slope))
        }
        map(n, dy, saved, dx, f)
    case .erf:
        @inline(always) func f(_ g: Vec, _ x: Vec) -> Vec { g * (splat(1.1283791670955126) * vectorExp(-x * x)) }
        map(n, dy, saved, dx, f)
    default: return plainBackward(op, n, dy, saved, dx)
    }
    return true
}

/// y = op(x; a); false for functions without a vector form.
func parameterUnary(_ op: ParameterOp, _ a: Float, n: Int, x: In<Float>, y: Out<Float>) -> Bool {
    let p = splat(a)
    switch op {
    case .leakyRelu:
        @inline(always) func f(_ v: Vec) -> Vec { choose(v .> splat(0), v, v * p) }
        map(n, x, y, f)
    case .elu: elu(a, n, x, y)
    case .celu: elu(a, divisor: a, n, x, y)
    case .softplus:
        @inline(always) func f(_ v: Vec) -> Vec { choose(v * p .> splat(20), v, vectorSoftplus(v * p) / p) }
        map(n, x, y, f)
    case .huber:
        @inline(always) func f(_ v: Vec) -> Vec {
            let c = choose(v .> p, p, choose(v .< -p, -p, v))
            return c * (v - c * splat(0.5))
        }
        map(n, x, y, f)
    case .hardShrink, .softShrink: return plainParameter(op, a, n, x, y)
    }
    return true
}
