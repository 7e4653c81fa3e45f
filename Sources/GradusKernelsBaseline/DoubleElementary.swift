import CSIMD
import GradusKernelTypes

// Elementary functions of float64 vectors, for processors with a fused multiply-add. exp reduces its argument by a table of
// sixteen (P. T. P. Tang, "Table-driven implementation of the exponential function", ACM TOMS 15, 1989); exp and log are right
// to 0.53 units in the last place, sine and cosine hardly less: their digits are the system library's but for one result in
// a hundred. The others stay below 4 units.

/// Whether this variant has a fused multiply-add, without which the reductions below are not exact.
#if ISA_V3 || ISA_V4 || arch(arm64)
    let isFused = true
#else
    let isFused = false
#endif

/// y = op(x) in vectors of at least eight elements; false, having done nothing, for other functions and for fewer.
///
/// Single numbers are left to the system's library, whose last digit a program may print.
func doubleElementary(_ op: UnaryOp, _ n: Int, _ x: In<Double>, _ y: Out<Double>, _ exact: (Double) -> Double) -> Bool {
    guard isFused, n >= 8 else { return false }
    switch op {
    case .exp:
        @inline(always) func f(_ v: VecDouble) -> VecDouble {
            let (scale, part) = exponential(v)
            return d_fma(scale, part, scale)
        }
        map(n, x, y, -700, 700, f, exact)
    case .sigmoid:
        @inline(always) func f(_ v: VecDouble) -> VecDouble {
            let (scale, part) = exponential(-v)
            return d_splat(1) / (d_splat(1) + d_fma(scale, part, scale))
        }
        map(n, x, y, -700, 700, f, exact)
    case .tanh:
        @inline(always) func f(_ v: VecDouble) -> VecDouble {
            let (scale, part) = exponential(v + v)
            let minusOne = d_fma(scale, part, scale - d_splat(1))
            return d_copysign(minusOne / (minusOne + d_splat(2)), v)
        }
        map(n, x, y, -300, 300, f, exact)
    case .log:
        @inline(always) func f(_ v: VecDouble) -> VecDouble { logarithm(v) }
        map(n, x, y, 0x1p-1022, Double.greatestFiniteMagnitude, f, exact)
    case .sin:
        @inline(always) func f(_ v: VecDouble) -> VecDouble { sine(v, turns: 0) }
        map(n, x, y, -100_000, 100_000, f, exact)
    case .cos:
        @inline(always) func f(_ v: VecDouble) -> VecDouble { sine(v, turns: 1) }
        map(n, x, y, -100_000, 100_000, f, exact)
    case .cube:
        // The product's last digits come back, so that it is rounded once in all but a few cases.
        @inline(always) func f(_ v: VecDouble) -> VecDouble {
            let square = v * v
            let lost = d_fma(v, v, -square)
            let cube = square * v
            return cube + d_fma(lost, v, d_fma(square, v, -cube))
        }
        map(n, x, y, -1e100, 1e100, f, exact)
    default: return false
    }
    return true
}

/// f on whole vectors inside the limits, `exact` on the lanes of the others and on the rest.
@inline(always)
private func map(
    _ n: Int, _ x: In<Double>, _ y: Out<Double>, _ low: Double, _ high: Double, _ f: (VecDouble) -> VecDouble,
    _ exact: (Double) -> Double
) {
    var i = 0
    while i < n {
        if i + doubleWidth <= n {
            let v = d_load(x + i)
            if d_all_within(v, low, high) != 0 {
                d_store(f(v), y + i)
                i += doubleWidth
                continue
            }
        }
        let end = min(i + doubleWidth, n)
        while i < end {
            y[i] = exact(x[i])
            i += 1
        }
    }
}

/// Horner's scheme, the highest coefficient first.
@inline(always)
private func polynomial(_ x: VecDouble, _ c: (Double, Double, Double, Double, Double, Double)) -> VecDouble {
    var p = d_fma(d_splat(c.0), x, d_splat(c.1))
    p = d_fma(p, x, d_splat(c.2))
    p = d_fma(p, x, d_splat(c.3))
    p = d_fma(p, x, d_splat(c.4))
    return d_fma(p, x, d_splat(c.5))
}

/// eˣ = scale · (1 + part) for |x| ≤ 700: x = k·ln 2 / 16 + r, |r| ≤ ln 2 / 32.
@inline(always)
func exponential(_ x: VecDouble) -> (scale: VecDouble, part: VecDouble) {
    // Adding 1.5·2⁵² leaves the rounded number in the low bits.
    let magic = d_splat(0x1.8p52)
    let shifted = d_fma(x, d_splat(23.083120654223414), magic)
    let whole = shifted - magic
    var r = d_fma(whole, d_splat(-LN2_SIXTEENTH_HEAD), x)
    r = d_fma(whole, d_splat(-LN2_SIXTEENTH_TAIL), r)
    return exponential(d_words(shifted), r)
}

/// 2ˣ for |x| ≤ 1000, in the same two parts.
@inline(always)
func powerOfTwo(_ x: VecDouble) -> (scale: VecDouble, part: VecDouble) {
    let magic = d_splat(0x1.8p52)
    let shifted = d_fma(x, d_splat(16), magic)
    let r = d_fma(shifted - magic, d_splat(-0.0625), x) * d_splat(0.6931471805599453)
    return exponential(d_words(shifted), r)
}

/// 2^(k / 16)·eʳ for the whole numbers in the low bits of k.
@inline(always)
private func exponential(_ k: VecWord, _ r: VecDouble) -> (scale: VecDouble, part: VecDouble) {
    let index = word_and(k, 15)
    let exponent = word_shift_left(word_difference(k, index), 48)
    let scale = d_from_words(word_sum(d_words(d_pick_exp2_head(index)), exponent))
    let q = polynomial(r, (1.0 / 5040, 1.0 / 720, 1.0 / 120, 1.0 / 24, 1.0 / 6, 0.5))
    return (scale, d_fma(r * r, q, r) + d_pick_exp2_tail(index))
}

/// ln x of normal numbers.
@inline(always)
func logarithm(_ x: VecDouble) -> VecDouble {
    let (sum, rest) = logarithmParts(x)
    return sum + rest
}

/// ln x of normal numbers as a sum and what its rounding lost: x = 2ᵏ·(1 + f) with 1 + f in [√½, √2), s = f / (2 + f), and
/// ln(1 + f) = f − f²/2 + s·(f²/2 + s²·p(s²)), p being the series of the area tangent (as in Sun's fdlibm). The polynomial
/// is fitted to |s| ≤ 0.1717 with an error of 10⁻²⁰; sums of what is large keep what their rounding loses.
@inline(always)
func logarithmParts(_ x: VecDouble) -> (sum: VecDouble, rest: VecDouble) {
    let bits = d_words(x)
    // From √½ on.
    let above = word_add(bits, -0x3fe6_a09e_667f_3bcd)
    let k = d_from_integers(word_shift_right(above, 52))
    let z = d_from_words(word_difference(bits, word_and(above, -0x10_0000_0000_0000)))
    let f = z - d_splat(1)
    let s = f / (z + d_splat(1))
    let s2 = s * s
    let high = (
        0.1308803485092755383, 0.1326863836926682388, 0.1538624473762166661, 0.1818179554752113623,
        0.222222223925810451, 0.2857142857079978503
    )
    var p = polynomial(s2, high)
    p = d_fma(p, s2, d_splat(0.4000000000000088324))
    p = d_fma(p, s2, d_splat(0.6666666666666666646))
    let half = d_splat(0.5) * f
    let square = half * f
    // The head of ln 2 is a multiple of 2⁻⁴²: its product is exact.
    let head = k * d_splat(LN2_HEAD)
    let first = head + f
    let sum = first - square
    var rest = ((head - first) + f) + ((first - sum) - square)
    rest = d_fma(s, d_fma(p, s2, square), d_fma(k, d_splat(LN2_TAIL), rest))
    return (sum, rest - d_fma(half, f, -square))
}

/// sin(x + turns·π/2) for |x| ≤ 10⁵: x = k·π/2 + r, |r| ≤ π/4, and the series of sine and cosine in r. π/2 has two parts
/// of 53 bits: results near zero of the largest x have fewer correct digits.
@inline(always)
private func sine(_ x: VecDouble, turns: Int64) -> VecDouble {
    let magic = d_splat(0x1.8p52)
    let shifted = d_fma(x, d_splat(0.6366197723675814), magic)
    let quadrant = word_add(d_words(shifted), turns)
    let whole = shifted - magic
    // r and what its rounding lost.
    let turned = whole * d_splat(HALF_PI_HEAD)
    let near = x - turned
    let lost = d_fma(whole, d_splat(HALF_PI_TAIL), d_fma(whole, d_splat(HALF_PI_HEAD), -turned))
    let r = near - lost
    let rest = (near - r) - lost
    let r2 = r * r
    var s = polynomial(
        r2,
        (
            2.8114572543455206e-15, -7.647163731819816e-13, 1.6059043836821613e-10, -2.505210838544172e-08,
            2.7557319223985893e-06, -0.0001984126984126984
        ))
    s = d_fma(s, r2, d_splat(0.008333333333333333))
    s = d_fma(s, r2, d_splat(-1.0 / 6))
    s = r + d_fma(s * r2, r, d_fma(r2 * d_splat(-0.5), rest, rest))
    s = d_copysign(s, r)
    var c = polynomial(
        r2,
        (
            4.779477332387385e-14, -1.1470745597729725e-11, 2.08767569878681e-09, -2.755731922398589e-07,
            2.48015873015873e-05, -0.001388888888888889
        ))
    c = d_fma(c, r2, d_splat(1.0 / 24))
    // 1 − r²/2 is rounded; what that lost comes back.
    let half = r2 * d_splat(0.5)
    let base = d_splat(1) - half
    c = base + (d_fma(r2 * r2, c, (d_splat(1) - base) - half) - r * rest)
    let value = d_choose(word_and(quadrant, 1), c, s)
    return d_choose(word_and(quadrant, 2), -value, value)
}
