#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Γ(x) and log |Γ(x)| as CPython's `math` computes them: Lanczos' approximation (SIAM J. Numer. Anal. 1, 1964) with the
/// thirteen rational coefficients that Boost publishes for float64, g = 6.0246800407767296.
enum GammaFunctions {
    private static let g = 6.024680040776729583740234375
    private static let numerators = [
        23531376880.410759688572007674451636754734846804940, 42919803642.649098768957899047001988850926355848959,
        35711959237.355668049440185451547166705960488635843, 17921034426.037209699919755754458931112671403265390,
        6039542586.3520280050642916443072979210699388420708, 1439720407.3117216736632230727949123939715485786372,
        248874557.86205415651146038641322942321632125127801, 31426415.585400194380614231628318205362874684987640,
        2876370.6289353724412254090516208496135991145378768, 186056.26539522349504029498971604569928220784236328,
        8071.6720023658162106380029022722506138218516325024, 210.82427775157934587250973392071336271166969580291,
        2.5066282746310002701649081771338373386264310793408,
    ]
    private static let denominators: [Double] = [
        0, 39_916_800, 120_543_840, 150_917_976, 105_258_076, 45_995_730, 13_339_535, 2_637_558, 357_423, 32_670, 1_925,
        66, 1,
    ]

    /// The quotient of the two polynomials at x > 0; in powers of 1/x where x is large, so that nothing overflows.
    private static func series(_ x: Double) -> Double {
        var (above, below) = (0.0, 0.0)
        if x < 5 {
            for i in numerators.indices.reversed() {
                above = above * x + numerators[i]
                below = below * x + denominators[i]
            }
        } else {
            for i in numerators.indices {
                above = above / x + numerators[i]
                below = below / x + denominators[i]
            }
        }
        return above / below
    }

    /// sin(π·x), exact at the zeros.
    private static func sinePi(_ x: Double) -> Double {
        let y = fmod(abs(x), 2)
        let result: Double
        switch Int((2 * y).rounded()) {
        case 0: result = sin(.pi * y)
        case 1: result = cos(.pi * (y - 0.5))
        case 2: result = sin(.pi * (1 - y))
        case 3: result = -cos(.pi * (y - 1.5))
        default: result = sin(.pi * (y - 2))
        }
        return copysign(1, x) * result
    }

    /// For finite x that is no whole number up to 23; infinite where it is too large.
    static func gamma(_ x: Double) -> Double {
        let size = abs(x)
        if size < 1e-20 { return 1 / x }
        if size > 200 { return x < 0 ? 0 / sinePi(x) : .infinity }
        let shift = g - 0.5
        let y = size + shift
        // What the sum has lost by rounding.
        let lost = size > shift ? (y - size) - shift : (y - shift) - size
        let z = lost * g / y
        var result: Double
        if x < 0 {
            result = -Double.pi / sinePi(size) / size * exp(y) / series(size)
            result -= z * result
            if size < 140 { return result / pow(y, size - 0.5) }
            let root = pow(y, size / 2 - 0.25)
            return result / root / root
        }
        result = series(size) / exp(y)
        result += z * result
        if size < 140 { return result * pow(y, size - 0.5) }
        let root = pow(y, size / 2 - 0.25)
        return result * root * root
    }

    /// For finite x that is no whole number up to 2.
    static func logGamma(_ x: Double) -> Double {
        let size = abs(x)
        if size < 1e-20 { return -log(size) }
        let result = log(series(size)) - g + (size - 0.5) * (log(size + g - 0.5) - 1)
        return x < 0 ? log(Double.pi) - log(abs(sinePi(size))) - log(size) - result : result
    }
}
