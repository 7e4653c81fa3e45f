import CSIMD
import GradusKernelTypes

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

// Elementary functions on vectors. Polynomial coefficients are those of the public-domain Cephes library (single
// precision) where nothing else is said. Errors are below 2 units in the last place over the whole range.

/// x rounded to the nearest integer k ≤ 2²², as a float and as integers.
@inline(always)
private func nearest(_ scaled: Vec) -> (Vec, VecInt) {
    let magic = splat(12_582_912)
    let shifted = scaled + magic
    return (shifted - magic, bits(shifted) &- VecInt(repeating: 0x4b40_0000))
}

@inline(always)
private func powerOfTwo(_ k: VecInt) -> Vec { floats((k &+ VecInt(repeating: 127)) &<< VecInt(repeating: 23)) }

/// exp(r) − 1 for |r| ≤ ln 2 / 2.
@inline(always)
private func reducedExpm1(_ r: Vec) -> Vec {
    var p = splat(1.9875691500e-4)
    p = v_fma(p, r, splat(1.3981999507e-3))
    p = v_fma(p, r, splat(8.3334519073e-3))
    p = v_fma(p, r, splat(4.1665795894e-2))
    p = v_fma(p, r, splat(1.6666665459e-1))
    p = v_fma(p, r, splat(5.0000001201e-1))
    return v_fma(p, r * r, r)
}

@inline(always)
private func reduceByLog2(_ x: Vec) -> (r: Vec, k: VecInt) {
    let (n, k) = nearest(x * splat(1.44269504088896341))
    let r = v_fma(n, splat(-0.693359375), x)
    return (v_fma(n, splat(2.12194440e-4), r), k)
}

@inline(always)
func vectorExp(_ x: Vec) -> Vec {
    // The limits come second so that NaN passes.
    let bounded = v_min(splat(89), v_max(splat(-104), x))
    let (r, k) = reduceByLog2(bounded)
    let e = reducedExpm1(r) + splat(1)
    // Two factors: results may be subnormal or infinite.
    let half = k &>> VecInt(repeating: 1)
    return e * powerOfTwo(half) * powerOfTwo(k &- half)
}

@inline(always)
func vectorExp2(_ x: Vec) -> Vec {
    let bounded = v_min(splat(129), v_max(splat(-151), x))
    let (n, k) = nearest(bounded)
    let e = reducedExpm1((bounded - n) * splat(0.6931471805599453)) + splat(1)
    let half = k &>> VecInt(repeating: 1)
    return e * powerOfTwo(half) * powerOfTwo(k &- half)
}

/// 1 − eʳ for r ≤ 0, in fewer steps than `vectorExp`: what is below −20 does not count.
@inline(always)
private func oneMinusExp(_ r: Vec) -> Vec {
    let (part, k) = reduceByLog2(v_max(splat(-20), r))
    let scale = powerOfTwo(k)
    return splat(1) - v_fma(scale, reducedExpm1(part), scale)
}

@inline(always)
func vectorExpm1(_ x: Vec) -> Vec {
    let bounded = v_min(splat(88), v_max(splat(-20), x))
    let (r, k) = reduceByLog2(bounded)
    let t = powerOfTwo(k)
    let value = v_fma(t, reducedExpm1(r), t - splat(1))
    return choose(x .> splat(88), vectorExp(x), choose(v_abs(x) .< splat(1e-20), x, value))
}

/// The parts of log x: the exponent e, and log m = r + t of a mantissa m in [√½, √2), with t small.
@inline(always)
private func logarithmParts(_ x: Vec) -> (e: Vec, r: Vec, t: Vec) {
    let tiny = x .< splat(1.1754944e-38)
    let normal = choose(tiny, x * splat(8_388_608), x)
    let raw = bits(normal)
    var e = v_from_int((raw &>> VecInt(repeating: 23)) &- VecInt(repeating: 126))
    e = choose(tiny, e - splat(23), e)
    var m = floats((raw & VecInt(repeating: 0x7f_ffff)) | VecInt(repeating: 0x3f00_0000))
    let low = m .< splat(0.707106781186547524)
    e = choose(low, e - splat(1), e)
    m = choose(low, m + m, m) - splat(1)
    let z = m * m
    var y = splat(7.0376836292e-2)
    y = v_fma(y, m, splat(-1.1514610310e-1))
    y = v_fma(y, m, splat(1.1676998740e-1))
    y = v_fma(y, m, splat(-1.2420140846e-1))
    y = v_fma(y, m, splat(1.4249322787e-1))
    y = v_fma(y, m, splat(-1.6668057665e-1))
    y = v_fma(y, m, splat(2.0000714765e-1))
    y = v_fma(y, m, splat(-2.4999993993e-1))
    y = v_fma(y, m, splat(3.3333331174e-1))
    return (e, m, v_fma(z, splat(-0.5), y * m * z))
}

@inline(always)
func vectorLog(_ x: Vec) -> Vec {
    let (e, r, t) = logarithmParts(x)
    return finishLog(x, v_fma(e, splat(0.693359375), r + v_fma(e, splat(-2.12194440e-4), t)))
}

/// Exact at powers of two.
@inline(always)
func vectorLog2(_ x: Vec) -> Vec {
    let (e, r, t) = logarithmParts(x)
    // log2(e) = 1 + 0.44269504: the large part is added last.
    let rest = splat(0.44269504088896341)
    return finishLog(x, e + (r + (t + v_fma(r, rest, t * rest))))
}

/// The special values of a logarithm.
@inline(always)
private func finishLog(_ x: Vec, _ value: Vec) -> Vec {
    var result = value
    result = choose(x .== splat(.infinity), x, result)
    result = choose(x .== splat(0), splat(-.infinity), result)
    return choose(x .>= splat(0), result, splat(.nan))
}

@inline(always)
func vectorLog1p(_ x: Vec) -> Vec {
    let u = splat(1) + x
    let d = u - splat(1)
    let value = vectorLog(u) * (x / d)
    return choose(d .== splat(0), x, choose(u .== splat(.infinity), u, value))
}

/// log(1 + eˣ) without overflow.
@inline(always)
func vectorSoftplus(_ x: Vec) -> Vec { v_max(x, splat(0)) + vectorLog1p(vectorExp(-v_abs(x))) }

@inline(always)
func vectorTan(_ x: Vec) -> Vec { vectorSinCos(x, cosine: false) / vectorSinCos(x, cosine: true) }

@inline(always)
func vectorAtan(_ x: Vec) -> Vec {
    let size = v_abs(x)
    let large = size .> splat(2.414213562373095)
    let middle = size .> splat(0.4142135623730950)
    let offset = choose(large, splat(1.5707963267948966), choose(middle, splat(0.7853981633974483), splat(0)))
    let r = choose(
        large, splat(-1) / size, choose(middle, (size - splat(1)) / (size + splat(1)), size))
    let z = r * r
    var p = splat(8.05374449538e-2)
    p = v_fma(p, z, splat(-1.38776856032e-1))
    p = v_fma(p, z, splat(1.99777106478e-1))
    p = v_fma(p, z, splat(-3.33329491539e-1))
    let value = offset + v_fma(p * z, r, r)
    return floats(bits(value) ^ (bits(x) & VecInt(repeating: Int32.min)))
}

/// xʸ through float64: 2^(y·log2 x), with the series of the area tangent for the logarithm of the mantissa. Vectors with
/// an x that is not a positive normal number, or a y that is not finite, go through the library lane by lane.
@inline(always)
func vectorPower(_ x: Vec, _ y: Vec) -> Vec {
    let plain = (x .>= splat(1.1754944e-38)) .& (x .<= splat(3.4028235e38)) .& (v_abs(y) .<= splat(3.4028235e38))
    if sum(choose(plain, splat(0), splat(1))) > 0 { return slowPower(x, y) }
    let raw = w_bits(v_widen(x))
    // The exponent that leaves a mantissa in [√½, √2).
    let k = w_shift_right(w_add(raw, -0x3fe6_a09e_667f_3bcd), 52)
    let m = w_from_bits(raw &- w_shift_left(k, 52))
    let t = (m - w_splat(1)) / (m + w_splat(1))
    let s = t * t
    var p = w_splat(1.0 / 13)
    p = w_fma(p, s, w_splat(1.0 / 11))
    p = w_fma(p, s, w_splat(1.0 / 9))
    p = w_fma(p, s, w_splat(1.0 / 7))
    p = w_fma(p, s, w_splat(1.0 / 5))
    p = w_fma(p, s, w_splat(1.0 / 3))
    p = w_fma(p, s, w_splat(1))
    let logarithm = w_fma(p, t * w_splat(2.8853900817779268), w_from_longs(k))
    var e = logarithm * v_widen(y)
    e = e.replacing(with: w_splat(160), where: e .> w_splat(160))
    e = e.replacing(with: w_splat(-160), where: e .< w_splat(-160))
    let shifted = e + w_splat(6_755_399_441_055_744)
    let f = (e - (shifted - w_splat(6_755_399_441_055_744))) * w_splat(0.6931471805599453)
    var q = w_splat(1.0 / 362_880)
    q = w_fma(q, f, w_splat(1.0 / 40_320))
    q = w_fma(q, f, w_splat(1.0 / 5_040))
    q = w_fma(q, f, w_splat(1.0 / 720))
    q = w_fma(q, f, w_splat(1.0 / 120))
    q = w_fma(q, f, w_splat(1.0 / 24))
    q = w_fma(q, f, w_splat(1.0 / 6))
    q = w_fma(q, f, w_splat(0.5))
    q = w_fma(q, f, w_splat(1))
    q = w_fma(q, f, w_splat(1))
    return v_narrow(q * w_from_bits(w_shift_left(w_add(w_bits(shifted), 1023), 52)))
}

@inline(never)
private func slowPower(_ x: Vec, _ y: Vec) -> Vec {
    var result = Vec.zero
    for i in 0..<vectorWidth { result[i] = Float(pow(Double(x[i]), Double(y[i]))) }
    return result
}

@inline(always)
func vectorSigmoid(_ x: Vec) -> Vec { splat(1) / (splat(1) + vectorExp(-x)) }

@inline(always)
func vectorTanh(_ x: Vec) -> Vec {
    let size = v_abs(x)
    let z = x * x
    var p = splat(-5.70498872745e-3)
    p = v_fma(p, z, splat(2.06390887954e-2))
    p = v_fma(p, z, splat(-5.37397155531e-2))
    p = v_fma(p, z, splat(1.33314422036e-1))
    p = v_fma(p, z, splat(-3.33332819422e-1))
    let small = v_fma(p * z, x, x)
    let large = splat(1) - splat(2) / (vectorExp(size + size) + splat(1))
    // The sum that makes a small value loses the sign of -0.
    return floats(bits(choose(size .< splat(0.625), small, large)) | (bits(x) & VecInt(repeating: Int32.min)))
}

/// Minimax polynomials of Norbert Juffa for the two ranges.
@inline(always)
func vectorErf(_ x: Vec) -> Vec {
    let t = v_abs(x)
    let s = x * x
    var r = v_fma(splat(-1.72853470e-5), t, splat(3.83197126e-4))
    let u = v_fma(splat(-3.88396438e-3), t, splat(2.42546219e-2))
    r = v_fma(r, s, u)
    r = v_fma(r, t, splat(-1.06777877e-1))
    r = v_fma(r, t, splat(-6.34846687e-1))
    r = v_fma(r, t, splat(-1.28717512e-1))
    r = v_fma(r, t, -t)
    let large = oneMinusExp(r)
    let signed = floats(bits(large) | (bits(x) & VecInt(repeating: Int32.min)))
    var q = splat(-5.96761703e-4)
    q = v_fma(q, s, splat(4.99119423e-3))
    q = v_fma(q, s, splat(-2.67681349e-2))
    q = v_fma(q, s, splat(1.12819925e-1))
    q = v_fma(q, s, splat(-3.76125336e-1))
    q = v_fma(q, s, splat(1.28379166e-1))
    let small = v_fma(q, x, x)
    return choose(t .> splat(0.927734375), choose(t .> splat(10), v_trunc(signed), signed), small)
}

/// erf(x / √2) with an absolute error below 6·10⁻⁸, which is what counts beside 1: 1 − 2^(t·p(t)) for t = |x|, the polynomial
/// being fitted to log₂ erfc(t / √2) with weights that make the error of the power 1.6·10⁻⁸ everywhere.
@inline(always)
func vectorNormalErf(_ x: Vec) -> Vec {
    // From here on erfc is nothing beside 1.
    let t = v_min(splat(5.6), v_abs(x))
    var p = splat(-2.8350556788240755e-06)
    p = v_fma(p, t, splat(3.93791185793926e-05))
    p = v_fma(p, t, splat(-0.00018618582084327378))
    p = v_fma(p, t, splat(-0.00013692548005777837))
    p = v_fma(p, t, splat(0.00706340891497858))
    p = v_fma(p, t, splat(-0.052496172445697833))
    p = v_fma(p, t, splat(-0.45920819806062013))
    p = v_fma(p, t, splat(-1.1511052051974495))
    let y = p * t
    let magic = splat(12_582_912)
    let shifted = y + magic
    let part = reducedExpm1((y - (shifted - magic)) * splat(0.6931471805599453))
    let scale = powerOfTwo(bits(shifted) &- VecInt(repeating: 0x4b40_0000))
    let size = splat(1) - v_fma(scale, part, scale)
    return floats(bits(size) | (bits(x) & VecInt(repeating: Int32.min)))
}

/// Sine and cosine for |x| ≤ 8192; larger arguments go through libm lane by lane.
@inline(always)
func vectorSinCos(_ x: Vec, cosine: Bool) -> Vec {
    let size = v_abs(x)
    if fold(size, { $0 > $1 ? $0 : $1 }) > 8192 || sum(x - x) != 0 { return slowSinCos(x, cosine) }
    var j = v_to_int(size * splat(1.27323954473516))
    j = (j &+ VecInt(repeating: 1)) & VecInt(repeating: ~1)
    let q = v_from_int(j)
    var r = v_fma(q, splat(-0.78515625), size)
    r = v_fma(q, splat(-2.4187564849853515625e-4), r)
    r = v_fma(q, splat(-3.77489497744594108e-8), r)
    let z = r * r
    var c = splat(2.443315711809948e-5)
    c = v_fma(c, z, splat(-1.388731625493765e-3))
    c = v_fma(c, z, splat(4.166664568298827e-2))
    c = v_fma(c * z, z, v_fma(z, splat(-0.5), splat(1)))
    var s = splat(-1.9515295891e-4)
    s = v_fma(s, z, splat(8.3321608736e-3))
    s = v_fma(s, z, splat(-1.6666654611e-1))
    s = v_fma(s * z, r, r)
    let swapped = (j & VecInt(repeating: 2)) .!= VecInt(repeating: 0)
    if cosine {
        let negative = ((j &- VecInt(repeating: 2)) & VecInt(repeating: 4)) .== VecInt(repeating: 0)
        let value = choose(swapped, s, c)
        return choose(negative, -value, value)
    }
    let value = choose(swapped, c, s)
    let turned = choose((j & VecInt(repeating: 4)) .!= VecInt(repeating: 0), -value, value)
    return floats(bits(turned) ^ (bits(x) & VecInt(repeating: Int32.min)))
}

@inline(never)
private func slowSinCos(_ x: Vec, _ cosine: Bool) -> Vec {
    var result = Vec.zero
    for i in 0..<vectorWidth { result[i] = Float(cosine ? cos(Double(x[i])) : sin(Double(x[i]))) }
    return result
}
