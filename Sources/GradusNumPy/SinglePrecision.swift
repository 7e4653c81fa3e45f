/// Exponentials, logarithms, sines and cosines of floats, to the bit as NumPy computes them with fused multiplications.
///
/// The polynomials are those of NumPy's `loops_exponent_log` and `loops_trigonometric`; all are within 3 units in the
/// last place.
enum SinglePrecision {
    static func exp(_ x: Float) -> Float {
        if x.isNaN { return x }
        if x > 88.72283935546875 { return .infinity }
        if x < -103.97208404541015625 { return 0 }
        let whole = (x * 1.44269504088896341).rounded(.toNearestOrEven)
        let rest = x.addingProduct(whole, -6.93145752e-1).addingProduct(whole, -1.42860677e-6)
        let top = polynomial(
            rest,
            [
                5.082762527590693718096e-04, 6.757896990527504603057e-03, 5.114512081637298353406e-02,
                2.473615434895520810817e-01, 7.257664613233124478488e-01, 9.999999999980870924916e-01,
            ])
        let bottom = polynomial(rest, [2.159509375685829852307e-02, -2.742335390411667452936e-01, 1])
        return Float(sign: .plus, exponent: Int(whole), significand: top / bottom)
    }

    static func log(_ x: Float) -> Float {
        if x.isNaN || x == .infinity { return x }
        if x <= 0 { return x == 0 ? -.infinity : .nan }
        // x = part · 2ⁿ with a part around 1
        var (part, n) = (x.significand / 2, x.exponent + 1)
        if part < 0.70710678 { (part, n) = (part * 2, n - 1) }
        let y = part - 1
        let top = polynomial(
            y,
            [
                2.589979117907922693523e-02, 3.808837741388407920751e-01, 1.480000633576506585156,
                2.112677543073053063722, 9.999999999999998702752e-01, 0,
            ])
        let bottom = polynomial(
            y,
            [
                5.875095403124574342950e-03, 1.546476374983906719538e-01, 9.864942958519418960339e-01,
                2.453006071784736363091, 2.612677543073109236779, 1,
            ])
        return (top / bottom).addingProduct(Float(n), 0.693147180559945309417232121458176568)
    }

    /// Above this reductions of an angle lose too much.
    private static let (largestOfSine, largestOfCosine): (Float, Float) = (117435.992, 71476.0625)

    static func sin(_ x: Float) -> Float {
        if x == 0 { return x }
        return x.magnitude <= largestOfSine ? turned(x, by: 0) : Float(FloatMath.sine(Double(x)))
    }

    static func cos(_ x: Float) -> Float {
        x.magnitude <= largestOfCosine ? turned(x, by: 1) : Float(FloatMath.cosine(Double(x)))
    }

    /// The sine of an angle and some quarter turns.
    private static func turned(_ x: Float, by quarters: Int32) -> Float {
        let whole = (x * 0.636619772367581343076).rounded(.toNearestOrEven)
        let rest = x.addingProduct(whole, -1.57079601287841796875)
            .addingProduct(whole, -3.1391647326017846353352069854736328125e-07)
            .addingProduct(whole, -5.390302529957764765544681040410068817436695098876953125e-15)
        let square = rest * rest
        let quarter = Int32(whole) &+ quarters
        let value =
            if quarter & 1 == 1 {
                polynomial(square, [0x1.98e616p-16, -0x1.6c06dcp-10, 0x1.55553cp-05, -0x1p-1, 1])
            } else {
                rest.addingProduct(
                    polynomial(square, [0x1.7d3bbcp-19, -0x1.a06bbap-13, 0x1.11119ap-07, -0x1.555556p-03]) * square,
                    rest)
            }
        return quarter & 2 == 2 ? -value : value
    }

    /// Horner's scheme, from the highest power.
    @inline(__always)
    private static func polynomial(_ x: Float, _ coefficients: [Float]) -> Float {
        var sum = coefficients[0]
        for coefficient in coefficients.dropFirst() { sum = coefficient.addingProduct(sum, x) }
        return sum
    }
}
