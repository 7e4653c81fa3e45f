#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Functions that have no kernel, and those of the C library, which NumPy's results are.
package enum FloatMath {
    /// So many elements are computed as NumPy computes them where it has no AVX-512, to the bit; more by kernels, which are many times as fast and
    /// a unit in the last place off here and there.
    static let exactCount = 1 << 14
    /// The same of float32, where the fused multiplications are calls and the kernels far ahead.
    static let exactSingleCount = 1 << 10

    /// NumPy's own hyperbolic tangent is made of a table; the kernel is as near to it as the C library.
    static let doubles: [UnaryFunction: @Sendable (Double) -> Double] = [
        .exp: exp, .exp2: exp2, .expm1: expm1, .log: log, .log2: log2, .log10: log10, .log1p: log1p, .sin: sin,
        .cos: cos, .tan: tan, .arcsin: asin, .arccos: acos, .arctan: atan, .sinh: sinh, .cosh: cosh, .arcsinh: asinh,
        .arccosh: acosh, .arctanh: atanh,
    ]
    static let singles: [UnaryFunction: @Sendable (Float) -> Float] = [
        .exp: SinglePrecision.exp, .exp2: exp2f, .expm1: expm1f, .log: SinglePrecision.log, .log2: log2f,
        .log10: log10f, .log1p: log1pf, .sin: SinglePrecision.sin, .cos: SinglePrecision.cos, .tan: tanf,
        .arcsin: asinf, .arccos: acosf, .arctan: atanf, .sinh: sinhf, .cosh: coshf, .arcsinh: asinhf,
        .arccosh: acoshf, .arctanh: atanhf,
    ]
    static let doublePairs: [BinaryFunction: @Sendable (Double, Double) -> Double] = [
        .power: pow, .floatPower: pow, .arctan2: atan2, .hypot: hypot,
    ]
    static let singlePairs: [BinaryFunction: @Sendable (Float, Float) -> Float] = [
        .power: powf, .arctan2: atan2f, .hypot: hypotf,
        .logaddexp: { x, y in
            if x == y { return x + 0.693147180559945309417232121458176568 }
            let d = x - y
            return d > 0 ? x + log1pf(expf(-d)) : d <= 0 ? y + log1pf(expf(d)) : d
        },
    ]

    static func sine(_ x: Double) -> Double { sin(x) }
    static func cosine(_ x: Double) -> Double { cos(x) }

    static func logAddExp(_ x: Double, _ y: Double) -> Double {
        if x == y { return x + 0.693147180559945309417232121458176568 }
        let d = x - y
        if d > 0 { return x + log1p(exp(-d)) }
        if d <= 0 { return y + log1p(exp(d)) }
        return d
    }

    static func logAddExp2(_ x: Double, _ y: Double) -> Double {
        if x == y { return x + 1 }
        let d = x - y
        func log2OnePlus(_ v: Double) -> Double { 1.442695040888963407359924681001892137 * log1p(v) }
        if d > 0 { return x + log2OnePlus(exp2(-d)) }
        if d <= 0 { return y + log2OnePlus(exp2(d)) }
        return d
    }

    static func nextAfter(_ x: Double, _ y: Double) -> Double { nextafter(x, y) }
    static func nextAfter(_ x: Float, _ y: Float) -> Float { nextafterf(x, y) }

    static func cubeRoot(_ x: Double) -> Double {
        let root = cbrt(x)
        guard root.isFinite, root != 0 else { return root }
        // One step of Newton's makes the last bit right.
        return root - (root * root * root - x) / (3 * root * root)
    }

    static func bessel0(_ x: Double) -> Double {
        // The power series; enough for windows (|x| < 50).
        var term = 1.0
        var sum = 1.0
        var k = 1.0
        let q = x * x / 4
        while k < 1000 {
            term *= q / (k * k)
            sum += term
            if term < sum * 1e-17 { break }
            k += 1
        }
        return sum
    }
}
