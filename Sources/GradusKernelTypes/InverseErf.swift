#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// erf⁻¹: x times a polynomial in w = −ln(1 − x²) (the form is that of M. Giles, "Approximating the erfinv function",
/// 2010; the error is 1.5·10⁻⁷, 6·10⁻⁶ for w ≥ 5), whose error each step by Halley's method takes to its third power.
package func inverseErf(_ x: Double) -> Double {
    let size = abs(x)
    if size > 1 || x.isNaN { return .nan }
    if size == 1 { return x * .infinity }
    let w = -log((1 - size) * (1 + size))
    let isFar = w >= 5
    let factors = isFar ? inverseErfFar : inverseErfNear
    let place = isFar ? w.squareRoot() : w
    var y = size * factors.dropFirst().reduce(factors[0]) { $0 * place + $1 }
    for _ in 0..<(isFar ? 2 : 1) {
        // 1 − size is exact where erf would be too close to 1.
        let error = size > 0.5 ? (1 - size) - erfc(y) : erf(y) - size
        let step = error * 0.886226925452758 * exp(y * y)
        y -= step / (1 + y * step)
    }
    return Double(signOf: x, magnitudeOf: y)
}

private let inverseErfNear: [Double] = [
    2.2605977741170975e-08, -1.098948458299626e-07, -5.48766581695036e-06, 7.257810853178963e-05,
    -0.0001761591830400175, -0.0022867828511138845, 0.011525431199929647, 0.2320181828567194, 0.8862267858628946,
]
private let inverseErfFar: [Double] = [
    1.7442125014668702e-05, -0.0006378305052302194, 0.010140214795222285, -0.0915902554193316, 0.5145729447720843,
    -1.8443897106837432, 4.129823837301738, -4.2932955476780785, 2.807277537927822,
]
