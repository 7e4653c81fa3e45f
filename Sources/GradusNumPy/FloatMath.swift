#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Functions of doubles that have no kernel.
package enum FloatMath {
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
