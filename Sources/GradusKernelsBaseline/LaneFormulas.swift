import CSIMD
import GradusKernelTypes

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

// The formulas of the functions in LaneFunctions.swift.

// MARK: Exponentials

@inline(always)
private func e(_ x: VecDouble) -> VecDouble {
    let (scale, part) = exponential(x)
    return d_fma(scale, part, scale)
}

@inline(always)
private func expm1(_ x: VecDouble) -> VecDouble {
    let (scale, part) = exponential(x)
    return d_copysign(d_fma(scale, part, scale - d_splat(1)), x)
}

enum Exp2: LaneFunction {
    static var limits: (low: Double, high: Double) { (-1000, 1000) }
    @inline(always) static func apply(_ v: VecDouble) -> VecDouble {
        let (scale, part) = powerOfTwo(v)
        return d_fma(scale, part, scale)
    }
    static func exact(_ x: Double) -> Double { exp2(x) }
}

enum Expm1: LaneFunction {
    static var limits: (low: Double, high: Double) { (-700, 700) }
    @inline(always) static func apply(_ v: VecDouble) -> VecDouble { expm1(v) }
    static func exact(_ x: Double) -> Double { expm1(x) }
}

enum Sinh: LaneFunction {
    static var limits: (low: Double, high: Double) { (-700, 700) }
    @inline(always) static func apply(_ v: VecDouble) -> VecDouble {
        let t = expm1(d_abs(v))
        return d_copysign((t + t / (t + d_splat(1))) * d_splat(0.5), v)
    }
    static func exact(_ x: Double) -> Double { sinh(x) }
}

enum Cosh: LaneFunction {
    static var limits: (low: Double, high: Double) { (-700, 700) }
    @inline(always) static func apply(_ v: VecDouble) -> VecDouble {
        let t = e(d_abs(v))
        return d_fma(t, d_splat(0.5), d_splat(0.5) / t)
    }
    static func exact(_ x: Double) -> Double { cosh(x) }
}

enum Elu: LaneFunction {
    @inline(__always) static var slopeAboveZero: Double? { 1 }
    static var limits: (low: Double, high: Double) { (-700, 1e300) }
    @inline(always) static func apply(_ v: VecDouble) -> VecDouble {
        d_choose_above(v, d_splat(0), v, expm1(d_smaller(d_splat(0), v)))
    }
    static func exact(_ x: Double) -> Double { x > 0 ? x : expm1(x) }
}

enum Selu: LaneFunction {
    @inline(__always) static var slopeAboveZero: Double? { 1.0507009873554805 }
    static var limits: (low: Double, high: Double) { (-700, 1e300) }
    @inline(always) static func apply(_ v: VecDouble) -> VecDouble {
        let below = d_splat(1.6732632423543772) * expm1(d_smaller(d_splat(0), v))
        return d_splat(1.0507009873554805) * d_choose_above(v, d_splat(0), v, below)
    }
    static func exact(_ x: Double) -> Double {
        1.0507009873554805 * (x > 0 ? x : 1.6732632423543772 * expm1(x))
    }
}

enum Silu: LaneFunction {
    static var limits: (low: Double, high: Double) { (-700, 700) }
    @inline(always) static func apply(_ v: VecDouble) -> VecDouble { v / (d_splat(1) + e(-v)) }
    static func exact(_ x: Double) -> Double { x / (1 + exp(-x)) }
}

/// x·tanh(ln(1 + eˣ)) = x·t / (t + 2), t = eˣ·(eˣ + 2)
enum Mish: LaneFunction {
    static var limits: (low: Double, high: Double) { (-700, 300) }
    @inline(always) static func apply(_ v: VecDouble) -> VecDouble {
        let power = e(v)
        let t = power * (power + d_splat(2))
        return v * t / (t + d_splat(2))
    }
    static func exact(_ x: Double) -> Double { x * tanh(x > 20 ? x : log1p(exp(x))) }
}

enum GeluTanh: LaneFunction {
    static var limits: (low: Double, high: Double) { (-20, 20) }
    @inline(always) static func apply(_ v: VecDouble) -> VecDouble {
        let inner = d_splat(0.7978845608028654) * d_fma(d_splat(0.044715) * v * v, v, v)
        let t = expm1(inner + inner)
        return d_splat(0.5) * v * (d_splat(1) + t / (t + d_splat(2)))
    }
    static func exact(_ x: Double) -> Double {
        0.5 * x * (1 + tanh(0.7978845608028654 * (x + 0.044715 * x * x * x)))
    }
}

/// exp(−x²)·p((x − 3) / (x + 3)), whose error is 4·10⁻¹¹: enough for float32.
enum Erfc: LaneFunction {
    static var limits: (low: Double, high: Double) { (-11, 11) }
    @inline(always) static func apply(_ v: VecDouble) -> VecDouble {
        let x = d_abs(v)
        let t = (x - d_splat(3)) / (x + d_splat(3))
        var p = d_splat(-6.868244337322762e-06)
        p = d_fma(p, t, d_splat(-9.964841475125375e-06))
        p = d_fma(p, t, d_splat(6.380051051037119e-05))
        p = d_fma(p, t, d_splat(4.355795860084235e-05))
        p = d_fma(p, t, d_splat(-0.0005970950461416293))
        p = d_fma(p, t, d_splat(0.0007082513102798031))
        p = d_fma(p, t, d_splat(0.004269150377272991))
        p = d_fma(p, t, d_splat(-0.024392575211335175))
        p = d_fma(p, t, d_splat(0.0716658371369544))
        p = d_fma(p, t, d_splat(-0.1501159315393596))
        p = d_fma(p, t, d_splat(0.24560380158434492))
        p = d_fma(p, t, d_splat(-0.3262335601330535))
        p = d_fma(p, t, d_splat(0.1790011511834571))
        let tail = p * e(-x * x)
        return d_choose_below(v, d_splat(0), d_splat(2) - tail, tail)
    }
    static func exact(_ x: Double) -> Double { erfc(x) }
}

// MARK: Logarithms

/// ln(1 + x): what the sum's rounding lost comes back.
@inline(always)
private func log1p(_ x: VecDouble) -> VecDouble {
    let u = d_splat(1) + x
    let other = u - d_splat(1)
    let lost = (x - other) + (d_splat(1) - (u - other))
    let (sum, rest) = logarithmParts(u)
    return sum + (rest + lost / u)
}

/// ln x times a factor of two parts, rounded once in all but a few cases: powers of the base are exact.
@inline(always)
private func logarithm(_ x: VecDouble, times head: Double, _ tail: Double) -> VecDouble {
    let (sum, rest) = logarithmParts(x)
    let product = sum * d_splat(head)
    let lost = d_fma(sum, d_splat(head), -product)
    return product + (lost + d_fma(rest, d_splat(head), sum * d_splat(tail)))
}

enum Log1p: LaneFunction {
    static var limits: (low: Double, high: Double) { (-0x1.ffff_ffff_fffffp-1, 1e300) }
    @inline(always) static func apply(_ v: VecDouble) -> VecDouble { d_copysign(log1p(v), v) }
    static func exact(_ x: Double) -> Double { log1p(x) }
}

enum Log2: LaneFunction {
    static var limits: (low: Double, high: Double) { (0x1p-1022, .greatestFiniteMagnitude) }
    @inline(always) static func apply(_ v: VecDouble) -> VecDouble {
        logarithm(v, times: 1.4426950408889634, 2.0355273740931033e-17)
    }
    static func exact(_ x: Double) -> Double { log2(x) }
}

enum Log10: LaneFunction {
    static var limits: (low: Double, high: Double) { (0x1p-1022, .greatestFiniteMagnitude) }
    @inline(always) static func apply(_ v: VecDouble) -> VecDouble {
        logarithm(v, times: 0.4342944819032518, 1.098319650216765e-17)
    }
    static func exact(_ x: Double) -> Double { log10(x) }
}

enum Softplus: LaneFunction {
    static var limits: (low: Double, high: Double) { (-700, 700) }
    @inline(always) static func apply(_ v: VecDouble) -> VecDouble {
        d_choose_above(v, d_splat(20), v, log1p(e(v)))
    }
    static func exact(_ x: Double) -> Double { x > 20 ? x : log1p(exp(x)) }
}

enum LogSigmoid: LaneFunction {
    static var limits: (low: Double, high: Double) { (-700, 700) }
    @inline(always) static func apply(_ v: VecDouble) -> VecDouble {
        d_smaller(v, d_splat(0)) - log1p(e(-d_abs(v)))
    }
    static func exact(_ x: Double) -> Double { Swift.min(x, 0) - log1p(exp(-Swift.abs(x))) }
}

/// erf⁻¹ as x·p(w), w = −ln(1 − x²), with a polynomial around the middle of 0 ≤ w ≤ 6.25 whose error is 5·10⁻¹⁶ (the form
/// is that of M. Giles, "Approximating the erfinv function", 2010).
enum InverseErf: LaneFunction {
    static var limits: (low: Double, high: Double) { (-0.999, 0.999) }
    @inline(always) static func apply(_ v: VecDouble) -> VecDouble {
        let t = d_splat(-3.125) - logarithm((d_splat(1) - v) * (d_splat(1) + v))
        var p = d_splat(-1.7578518227410067e-19)
        p = d_fma(p, t, d_splat(1.0922303658470997e-18))
        p = d_fma(p, t, d_splat(1.1531711227035491e-17))
        p = d_fma(p, t, d_splat(-1.2888083317762992e-16))
        p = d_fma(p, t, d_splat(1.2744143881600212e-17))
        p = d_fma(p, t, d_splat(6.580282043451331e-15))
        p = d_fma(p, t, d_splat(-4.0444283335958285e-14))
        p = d_fma(p, t, d_splat(-8.105973917549821e-14))
        p = d_fma(p, t, d_splat(2.6327434449823037e-12))
        p = d_fma(p, t, d_splat(-1.2977493703687756e-11))
        p = d_fma(p, t, d_splat(-5.415046677124506e-11))
        p = d_fma(p, t, d_splat(1.0512200367259048e-09))
        p = d_fma(p, t, d_splat(-4.112644907577394e-09))
        p = d_fma(p, t, d_splat(-2.907038581874436e-08))
        p = d_fma(p, t, d_splat(4.2347879792718207e-07))
        p = d_fma(p, t, d_splat(-1.365469181267597e-06))
        p = d_fma(p, t, d_splat(-1.3882523382209929e-05))
        p = d_fma(p, t, d_splat(0.00018673420802268017))
        p = d_fma(p, t, d_splat(-0.0007407025341574597))
        p = d_fma(p, t, d_splat(-0.006033670871427489))
        p = d_fma(p, t, d_splat(0.24015818242558845))
        p = d_fma(p, t, d_splat(1.6536545626831027))
        return p * v
    }
    static func exact(_ x: Double) -> Double { inverseErf(x) }
}

enum Asinh: LaneFunction {
    static var limits: (low: Double, high: Double) { (-1e150, 1e150) }
    @inline(always) static func apply(_ v: VecDouble) -> VecDouble {
        let x = d_abs(v)
        let square = x * x
        return d_copysign(log1p(x + square / (d_splat(1) + d_sqrt(d_splat(1) + square))), v)
    }
    static func exact(_ x: Double) -> Double { asinh(x) }
}

enum Acosh: LaneFunction {
    static var limits: (low: Double, high: Double) { (1, 1e150) }
    @inline(always) static func apply(_ v: VecDouble) -> VecDouble {
        let t = v - d_splat(1)
        return log1p(t + d_sqrt(d_fma(t, t, t + t)))
    }
    static func exact(_ x: Double) -> Double { acosh(x) }
}

enum Atanh: LaneFunction {
    static var limits: (low: Double, high: Double) { (-0.999999, 0.999999) }
    @inline(always) static func apply(_ v: VecDouble) -> VecDouble {
        let x = d_abs(v)
        return d_copysign(d_splat(0.5) * log1p((x + x) / (d_splat(1) - x)), v)
    }
    static func exact(_ x: Double) -> Double { atanh(x) }
}

// MARK: Arcs

/// atan x for 0 ≤ x ≤ 1; the rational function is that of the public-domain Cephes library.
@inline(always)
private func arc(_ x: VecDouble) -> VecDouble {
    let far = d_splat(0.66)
    let one = d_splat(1)
    let t = d_choose_above(x, far, (x - one) / (x + one), x)
    let z = t * t
    var p = d_splat(-8.750608600031904122785e-1)
    p = d_fma(p, z, d_splat(-1.615753718733365076637e1))
    p = d_fma(p, z, d_splat(-7.500855792314704667340e1))
    p = d_fma(p, z, d_splat(-1.228866684490136173410e2))
    p = d_fma(p, z, d_splat(-6.485021904942025371773e1))
    var q = z + d_splat(2.485846490142306297962e1)
    q = d_fma(q, z, d_splat(1.650270098316988542046e2))
    q = d_fma(q, z, d_splat(4.328810604912902668951e2))
    q = d_fma(q, z, d_splat(4.853903996359136964868e2))
    q = d_fma(q, z, d_splat(1.945506571482613964425e2))
    let small = d_fma(t, z * (p / q), t)
    return d_choose_above(x, far, d_splat(0.7853981633974483) + (small + d_splat(3.061616997868383e-17)), small)
}

private let halfPi = 1.5707963267948966
/// What π/2 has beyond its float64.
private let halfPiTail = 6.123233995736766e-17

/// The angle of (x, y), both at least 0 and one of them above 0.
@inline(always)
private func angle(_ y: VecDouble, _ x: VecDouble) -> VecDouble {
    let within = arc(d_smaller(y, x) / d_larger(y, x))
    return d_choose_above(y, x, d_splat(halfPi) - (within - d_splat(halfPiTail)), within)
}

enum Atan: LaneFunction {
    static var limits: (low: Double, high: Double) { (-1e150, 1e150) }
    @inline(always) static func apply(_ v: VecDouble) -> VecDouble {
        d_copysign(angle(d_abs(v), d_splat(1)), v)
    }
    static func exact(_ x: Double) -> Double { atan(x) }
}

enum Asin: LaneFunction {
    static var limits: (low: Double, high: Double) { (-1, 1) }
    @inline(always) static func apply(_ v: VecDouble) -> VecDouble {
        let x = d_abs(v)
        return d_copysign(angle(x, d_sqrt((d_splat(1) - x) * (d_splat(1) + x))), v)
    }
    static func exact(_ x: Double) -> Double { asin(x) }
}

enum Acos: LaneFunction {
    static var limits: (low: Double, high: Double) { (-1, 1) }
    @inline(always) static func apply(_ v: VecDouble) -> VecDouble {
        let x = d_abs(v)
        let within = angle(d_sqrt((d_splat(1) - x) * (d_splat(1) + x)), x)
        return d_choose_below(v, d_splat(0), d_splat(2 * halfPi) - (within - d_splat(2 * halfPiTail)), within)
    }
    static func exact(_ x: Double) -> Double { acos(x) }
}

// MARK: Two operands

/// √(a² + b²)
enum Hypotenuse: LanePairFunction {
    static var limits: (low: Double, high: Double) { (1e-140, 1e140) }
    @inline(always) static func apply(_ a: VecDouble, _ b: VecDouble) -> VecDouble { d_sqrt(d_fma(a, a, b * b)) }
    static func exact(_ a: Double, _ b: Double) -> Double { hypot(a, b) }
}

/// The angle of the point (b, a).
enum PointAngle: LanePairFunction {
    static var limits: (low: Double, high: Double) { (1e-300, 1e300) }
    @inline(always) static func apply(_ a: VecDouble, _ b: VecDouble) -> VecDouble {
        let within = angle(d_abs(a), d_abs(b))
        let left = d_copysign(d_splat(1), b)
        let whole = d_choose_below(
            left, d_splat(0), d_splat(2 * halfPi) - (within - d_splat(2 * halfPiTail)), within)
        return d_copysign(whole, a)
    }
    static func exact(_ a: Double, _ b: Double) -> Double { atan2(a, b) }
}
