import CSIMD
import GradusKernelTypes

/// y = op(x) for the functions that have a vector form; false, having done nothing, for the others.
func unary(_ op: UnaryOp, n: Int, x: In<Float>, y: Out<Float>) -> Bool {
    switch op {
    case .neg: map(n, x, y) { -$0 }
    case .abs: map(n, x, y) { v_abs($0) }
    case .exp: map(n, x, y) { vectorExp($0) }
    case .expm1: map(n, x, y) { vectorExpm1($0) }
    case .log: map(n, x, y) { vectorLog($0) }
    case .log1p: map(n, x, y) { vectorLog1p($0) }
    case .sqrt: map(n, x, y) { v_sqrt($0) }
    case .rsqrt: map(n, x, y) { splat(1) / v_sqrt($0) }
    case .reciprocal: map(n, x, y) { splat(1) / $0 }
    case .square: map(n, x, y) { $0 * $0 }
    case .sin: map(n, x, y) { vectorSinCos($0, cosine: false) }
    case .cos: map(n, x, y) { vectorSinCos($0, cosine: true) }
    case .tanh: map(n, x, y) { vectorTanh($0) }
    case .sigmoid: map(n, x, y) { vectorSigmoid($0) }
    case .relu: map(n, x, y) { choose($0 .< splat(0), splat(0), $0) }
    case .relu6:
        map(n, x, y) { v in choose(v .< splat(0), splat(0), choose(v .> splat(6), splat(6), v)) }
    case .gelu:
        map(n, x, y) { v in splat(0.5) * v * (splat(1) + vectorErf(v * splat(0.70710678118654752))) }
    case .geluTanh: map(n, x, y) { v in splat(0.5) * v * (splat(1) + vectorTanh(geluInner(v))) }
    case .silu: map(n, x, y) { $0 * vectorSigmoid($0) }
    case .softplus: map(n, x, y) { v in choose(v .> splat(20), v, vectorLog1p(vectorExp(v))) }
    case .elu: map(n, x, y) { v in choose(v .> splat(0), v, vectorExpm1(v)) }
    case .hardTanh:
        map(n, x, y) { v in choose(v .< splat(-1), splat(-1), choose(v .> splat(1), splat(1), v)) }
    case .erf: map(n, x, y) { vectorErf($0) }
    case .floor: map(n, x, y) { v_floor($0) }
    case .ceil: map(n, x, y) { v_ceil($0) }
    case .round: map(n, x, y) { v_round($0) }
    case .trunc: map(n, x, y) { v_trunc($0) }
    case .sign:
        map(n, x, y) { v in choose(v .> splat(0), splat(1), choose(v .< splat(0), splat(-1), splat(0))) }
    default: return false
    }
    return true
}

/// √(2/π)·(x + 0.044715·x³)
@inline(always)
private func geluInner(_ x: Vec) -> Vec {
    splat(0.7978845608028654) * v_fma(splat(0.044715) * x * x, x, x)
}

/// dx = dy · f'(saved), as far as there is a vector form.
func unaryBackward(_ op: UnaryGradient, n: Int, dy: In<Float>, saved: In<Float>, dx: Out<Float>) -> Bool {
    switch op {
    case .reluOutput: map(n, dy, saved, dx) { g, y in choose(y .<= splat(0), splat(0), g) }
    case .sigmoidOutput: map(n, dy, saved, dx) { g, y in g * ((splat(1) - y) * y) }
    case .tanhOutput: map(n, dy, saved, dx) { g, y in g * (splat(1) - y * y) }
    case .expOutput: map(n, dy, saved, dx) { g, y in g * y }
    case .sqrtOutput: map(n, dy, saved, dx) { g, y in g / (y + y) }
    case .reciprocalOutput: map(n, dy, saved, dx) { g, y in -g * (y * y) }
    case .log: map(n, dy, saved, dx) { g, x in g / x }
    case .square: map(n, dy, saved, dx) { g, x in g * (x + x) }
    case .sin: map(n, dy, saved, dx) { g, x in g * vectorSinCos(x, cosine: true) }
    case .cos: map(n, dy, saved, dx) { g, x in -g * vectorSinCos(x, cosine: false) }
    case .gelu:
        map(n, dy, saved, dx) { g, x in
            let cumulative = splat(0.5) * (splat(1) + vectorErf(x * splat(0.70710678118654752)))
            let density = vectorExp(splat(-0.5) * x * x) * splat(0.3989422804014327)
            return g * v_fma(x, density, cumulative)
        }
    case .geluTanh:
        map(n, dy, saved, dx) { g, x in
            let t = vectorTanh(geluInner(x))
            let slope = splat(0.7978845608028654) * v_fma(splat(0.134145) * x, x, splat(1))
            let level = splat(0.5) * (splat(1) + t)
            return g * v_fma(splat(0.5) * x * (splat(1) - t * t), slope, level)
        }
    case .silu:
        map(n, dy, saved, dx) { g, x in
            let s = vectorSigmoid(x)
            return g * s * v_fma(x, splat(1) - s, splat(1))
        }
    case .softplus: map(n, dy, saved, dx) { g, x in choose(x .> splat(20), g, g * vectorSigmoid(x)) }
    default: return false
    }
    return true
}

func leakyRelu(n: Int, slope: Float, x: In<Float>, y: Out<Float>) {
    map(n, x, y) { v in choose(v .> splat(0), v, v * splat(slope)) }
}
