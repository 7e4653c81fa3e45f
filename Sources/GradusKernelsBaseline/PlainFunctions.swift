import GradusKernelTypes

// Functions that are a few operations of arithmetic, written once for both precisions: the compiler makes vectors of the
// loops. The formulas are those of the scalar twins.

/// y = op(x); false, having done nothing, for other functions.
@inline(always)
func plainUnary<T: BinaryFloatingPoint>(_ op: UnaryOp, _ n: Int, _ x: In<T>, _ y: Out<T>) -> Bool {
    @inline(always) func each(_ f: (T) -> T) { for i in 0..<n { y[i] = f(x[i]) } }
    switch op {
    case .neg: each { -$0 }
    case .abs: each { $0.magnitude }
    case .sqrt: each { $0.squareRoot() }
    case .rsqrt: each { 1 / $0.squareRoot() }
    case .reciprocal: each { 1 / $0 }
    case .square: each { $0 * $0 }
    case .relu: each { $0 < 0 ? 0 : $0 }
    case .relu6: each { $0 < 0 ? 0 : $0 > 6 ? 6 : $0 }
    case .softsign: each { $0 / (1 + $0.magnitude) }
    case .hardSigmoid: each { $0 < -3 ? 0 : $0 > 3 ? 1 : ($0 + 3) / 6 }
    case .hardSwish:
        each {
            let t = $0 + 3
            return $0 * (t < 0 ? 0 : t > 6 ? 6 : t) / 6
        }
    case .hardTanh: each { $0 < -1 ? -1 : $0 > 1 ? 1 : $0 }
    case .floor: each { $0.rounded(.down) }
    case .ceil: each { $0.rounded(.up) }
    case .round: each { $0.rounded(.toNearestOrEven) }
    case .trunc: each { $0.rounded(.towardZero) }
    case .frac: each { $0 - $0.rounded(.towardZero) }
    case .sign: each { $0 > 0 ? 1 : $0 < 0 ? -1 : 0 }
    case .angle:
        // `T.pi` of float32 is rounded towards zero.
        let half = T(Double.pi)
        each { $0 != $0 ? $0 : $0 < 0 ? half : 0 }
    default: return false
    }
    return true
}

/// y = op(x; a); false, having done nothing, for other functions.
@inline(always)
func plainParameter<T: BinaryFloatingPoint>(_ op: ParameterOp, _ a: T, _ n: Int, _ x: In<T>, _ y: Out<T>) -> Bool {
    @inline(always) func each(_ f: (T) -> T) { for i in 0..<n { y[i] = f(x[i]) } }
    switch op {
    case .leakyRelu: each { $0 > 0 ? $0 : a * $0 }
    case .hardShrink: each { $0 >= -a && $0 <= a ? 0 : $0 }
    case .softShrink: each { $0 > a ? $0 - a : $0 < -a ? $0 + a : $0 * 0 }
    default: return false
    }
    return true
}

/// dx = dy · f'(saved); false, having done nothing, for other functions.
@inline(always)
func plainBackward<T: BinaryFloatingPoint>(
    _ op: UnaryGradient, _ n: Int, _ dy: In<T>, _ saved: In<T>, _ dx: Out<T>
) -> Bool {
    @inline(always) func each(_ f: (T, T) -> T) { for i in 0..<n { dx[i] = f(dy[i], saved[i]) } }
    switch op {
    case .reluOutput: each { $1 <= 0 ? 0 : $0 }
    case .sigmoidOutput: each { $0 * ((1 - $1) * $1) }
    case .tanhOutput: each { $0 * (1 - $1 * $1) }
    case .expOutput: each { $0 * $1 }
    case .sqrtOutput: each { $0 / (2 * $1) }
    case .reciprocalOutput: each { -$0 * ($1 * $1) }
    case .rsqrtOutput: each { -0.5 * $0 * ($1 * $1 * $1) }
    case .hardSwish: each { $1 <= -3 ? 0 : $1 >= 3 ? $0 : $0 * ($1 / 3 + 0.5) }
    case .log: each { $0 / $1 }
    case .abs: each { $1 > 0 ? $0 : $1 < 0 ? -$0 : $1 != $1 ? $1 : 0 * $0 }
    case .square: each { $0 * (2 * $1) }
    default: return false
    }
    return true
}

/// A number whose magnitude's bits are ordered as the magnitudes are, NaN above all.
protocol RemainderScalar: BinaryFloatingPoint {
    associatedtype Bits: FixedWidthInteger
    var magnitudeBits: Bits { get }
    /// The number of that magnitude above 0.
    init(magnitudeBits: Bits)
    /// Up to here a quotient's whole part is off by one at most, and the remainder is exact.
    static var quotientLimit: Self { get }
}

extension Float: RemainderScalar {
    @inline(__always) var magnitudeBits: UInt32 { bitPattern & 0x7fff_ffff }
    @inline(__always) init(magnitudeBits: UInt32) { self.init(bitPattern: magnitudeBits) }
    static var quotientLimit: Float { 0x1p21 }
}

extension Double: RemainderScalar {
    @inline(__always) var magnitudeBits: UInt64 { bitPattern & 0x7fff_ffff_ffff_ffff }
    @inline(__always) init(magnitudeBits: UInt64) { self.init(bitPattern: magnitudeBits) }
    static var quotientLimit: Double { 0x1p50 }
}

/// y = op(a, b) with the steps of `binary`; false, having done nothing, for other functions.
@inline(always)
func plainBinary<T: RemainderScalar>(
    _ op: BinaryOp, _ outer: Int, _ inner: Int, _ a: In<T>, _ aOuter: Int, _ aInner: Int, _ b: In<T>, _ bOuter: Int,
    _ bInner: Int, _ y: Out<T>
) -> Bool {
    if aInner != 0 && aInner != 1 || bInner != 0 && bInner != 1 { return false }
    @inline(always) func each(_ f: (T, T) -> T) {
        for o in 0..<outer {
            let (p, q, out) = (a + o * aOuter, b + o * bOuter, y + o * inner)
            if aInner == 1 && bInner == 1 {
                for i in 0..<inner { out[i] = f(p[i], q[i]) }
            } else if aInner == 1 {
                let second = q[0]
                for i in 0..<inner { out[i] = f(p[i], second) }
            } else {
                for i in 0..<inner { out[i] = f(p[0], q[i * bInner]) }
            }
        }
    }
    /// `f` of the remainder of p / q and of both, in stretches whose remainders are all quick or all exact.
    @inline(always) func remainders(_ f: (T, T, T) -> T) {
        guard isFused else { return each { f($0.truncatingRemainder(dividingBy: $1), $0, $1) } }
        withUnsafeTemporaryAllocation(of: T.self, capacity: 256) { memory in
            guard let rest = memory.baseAddress else { return }
            for o in 0..<outer {
                var start = 0
                while start < inner {
                    let n = min(256, inner - start)
                    let (p, q) = (a + o * aOuter + start * aInner, b + o * bOuter + start * bInner)
                    let out = y + o * inner + start
                    if !quickRemainders(n, p, aInner, q, bInner, rest) {
                        for i in 0..<n { rest[i] = p[i * aInner].truncatingRemainder(dividingBy: q[i * bInner]) }
                    }
                    // Steps that are known are vectors.
                    if aInner == 1 && bInner == 1 {
                        for i in 0..<n { out[i] = f(rest[i], p[i], q[i]) }
                    } else if aInner == 1 {
                        let second = q[0]
                        for i in 0..<n { out[i] = f(rest[i], p[i], second) }
                    } else {
                        let first = p[0]
                        for i in 0..<n { out[i] = f(rest[i], first, q[i * bInner]) }
                    }
                    start += n
                }
            }
        }
    }
    switch op {
    case .fmax: each { $0 > $1 || $1 != $1 ? $0 : $1 }
    case .fmin: each { $0 < $1 || $1 != $1 ? $0 : $1 }
    case .truncDivide: each { ($0 / $1).rounded(.towardZero) }
    case .copysign: each { T(signOf: $1, magnitudeOf: $0) }
    case .nextAfter:
        each { p, q in
            let size = p.magnitudeBits
            let isOutward = (q > p) == (p > 0)
            let next = T(signOf: p, magnitudeOf: T(magnitudeBits: isOutward ? size &+ 1 : size &- 1))
            let least = T(signOf: q, magnitudeOf: T(magnitudeBits: 1))
            return p == q || q != q ? q : p != p ? p : p == 0 ? least : next
        }
    case .fmod: remainders { rest, _, _ in rest }
    case .remainder: remainders { rest, _, q in rest != 0 && (rest < 0) != (q < 0) ? rest + q : rest }
    case .floorDivide:
        remainders { rest, p, q in
            var quotient = (p - rest) / q
            if rest != 0 && (rest < 0) != (q < 0) { quotient -= 1 }
            let whole = quotient.rounded(.down)
            let value = quotient - whole > 0.5 ? whole + 1 : whole
            let ratio = p / q
            return q == 0 ? ratio : quotient == 0 ? T(signOf: ratio, magnitudeOf: 0) : value
        }
    default: return false
    }
    return true
}

/// rest = fmod(a, b) by one division and a fused multiply-add; false where an element needs the exact algorithm.
@inline(always)
private func quickRemainders<T: RemainderScalar>(
    _ n: Int, _ a: In<T>, _ aStep: Int, _ b: In<T>, _ bStep: Int, _ rest: Out<T>
) -> Bool {
    // Extremes of whole numbers, which the compiler makes vectors of.
    var (quotients, divisors) = (T.Bits.zero, T.Bits.zero)
    @inline(always) func remainder(_ p: T, _ q: T) -> T {
        let (u, v) = (p.magnitude, q.magnitude)
        let ratio = u / v
        let r = u.addingProduct(-ratio.rounded(.towardZero), v)
        let bits = ratio.magnitudeBits
        quotients = bits > quotients ? bits : quotients
        let other = v.magnitudeBits
        divisors = other > divisors ? other : divisors
        // A quotient that was rounded up leaves less than nothing.
        return T(signOf: p, magnitudeOf: r < 0 ? r + v : r)
    }
    if aStep == 1 && bStep == 1 {
        for i in 0..<n { rest[i] = remainder(a[i], b[i]) }
    } else if aStep == 1 {
        let second = b[0]
        for i in 0..<n { rest[i] = remainder(a[i], second) }
    } else {
        let first = a[0]
        for i in 0..<n { rest[i] = remainder(first, b[i * bStep]) }
    }
    // Not so for NaN, infinite operands and large quotients.
    return quotients <= T.quotientLimit.magnitudeBits && divisors < T.infinity.magnitudeBits
}
