#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Special functions of real numbers in float64.
enum SpecialMath {
    /// Γ′/Γ: the recurrence up to 10, the asymptotic series from there, the reflection formula below 0.
    static func digamma(_ x: Double) -> Double {
        if x == 0 { return x.sign == .minus ? .infinity : -.infinity }
        if x < 0 {
            if x == x.rounded() { return .nan }
            let fraction = x - x.rounded(.towardZero)
            return digamma(1 - x) - Double.pi / tan(Double.pi * fraction)
        }
        if x.isInfinite { return x }
        var (sum, y) = (0.0, x)
        while y < 10 {
            sum -= 1 / y
            y += 1
        }
        if y == 10 { return sum + 2.251752589066721 }
        if y.isNaN { return y }
        let z = 1 / (y * y)
        let series =
            z
            * (1 / 12.0
                - z * (1 / 120.0 - z * (1 / 252.0 - z * (1 / 240.0 - z * (1 / 132.0 - z * (691 / 32760.0 - z / 12))))))
        return sum + log(y) - 0.5 / y - series
    }

    /// Hurwitz' ζ(s, q) = Σ 1/(q + k)ˢ by Euler and Maclaurin.
    static func zeta(_ s: Double, _ q: Double) -> Double {
        if s == 1 { return .infinity }
        if s < 1 || s.isNaN || q.isNaN { return .nan }
        if q <= 0 {
            if q == q.rounded(.down) { return .infinity }
            if s != s.rounded(.down) { return .nan }
        }
        var a = q
        var sum = pow(q, -s)
        var b = 0.0
        var i = 0
        while i < 9 || a <= 9 {
            i += 1
            a += 1
            b = pow(a, -s)
            sum += b
            if abs(b) < abs(sum) * 1e-17 { return sum }
        }
        let w = a
        sum += b * w / (s - 1)
        sum -= 0.5 * b
        // The Bernoulli numbers' share, from (2k)! / B(2k).
        let shares: [Double] = [
            12, -720, 30240, -1_209_600, 47_900_160, -1.8924375803183791606e9, 7.47242496e10, -2.950130727918164224e12,
            1.1646782814350067249e14, -4.5979787224074726105e15, 1.8152105401943546773e17, -7.1661652561756670113e18,
        ]
        var (factor, k) = (1.0, 0.0)
        for share in shares {
            factor *= s + k
            b /= w
            let t = factor * b / share
            sum += t
            if abs(t / sum) < 1e-17 { return sum }
            k += 1
            factor *= s + k
            b /= w
            k += 1
        }
        return sum
    }

    /// The n-th derivative of digamma.
    static func polygamma(_ n: Int, _ x: Double) -> Double {
        if n == 0 { return digamma(x) }
        if n == 1 { return trigamma(x) }
        let sign = n % 2 == 1 ? 1.0 : -1.0
        return sign * exp(lgamma(Double(n) + 1)) * zeta(Double(n) + 1, x)
    }

    private static func trigamma(_ x: Double) -> Double {
        var (sign, result, y) = (1.0, 0.0, x)
        if y < 0.5 {
            sign = -1
            let s = sin(Double.pi * y)
            result -= (Double.pi * Double.pi) / (s * s)
            y = 1 - y
        }
        for _ in 0..<6 {
            result += 1 / (y * y)
            y += 1
        }
        while y < 16 {
            result += 1 / (y * y)
            y += 1
        }
        let z = 1 / (y * y)
        result += (1 + 1 / (2 * y) + z * (1 / 6.0 - z * (1 / 30.0 - z * (1 / 42.0 - z * (1 / 30.0 - z * 5 / 66))))) / y
        return sign * result
    }

    /// z with erfc(z) = p, for p in (0, 1].
    static func erfcinv(_ p: Double) -> Double {
        if p == 0 { return .infinity }
        let t = (-2 * log(p / 2)).squareRoot()
        var z = -0.70711 * ((2.30753 + t * 0.27061) / (1 + t * (0.99229 + t * 0.04481)) - t)
        for _ in 0..<4 {
            let error = erfc(z) - p
            let step = error / (1.12837916709551257 * exp(-z * z) - z * error)
            if !step.isFinite { break }
            z += step
        }
        return z
    }

    /// The point below which a share p of the normal distribution lies.
    static func ndtri(_ p: Double) -> Double {
        if p.isNaN || p < 0 || p > 1 { return .nan }
        if p == 0 { return -.infinity }
        if p == 1 { return .infinity }
        if p == 0.5 { return 0 }
        let root = 2.0.squareRoot()
        return p < 0.5 ? -root * erfcinv(2 * p) : root * erfcinv(2 * (1 - p))
    }

    /// exp(x²)·erfc(x)
    static func erfcx(_ x: Double) -> Double {
        if x < 25 { return exp(x * x) * erfc(x) }
        // Continued fraction for large x.
        var f = x
        for k in stride(from: 60, to: 0, by: -1) { f = x + Double(k) / 2 / f }
        return 0.5641895835477563 / f
    }

    static func logNdtr(_ x: Double) -> Double {
        let t = x * 0.7071067811865476
        return x < -1 ? log(erfcx(-t) / 2) - t * t : log1p(-erfc(t) / 2)
    }

    /// Modified Bessel functions of the first kind times exp(−|x|), of order 0 or 1.
    static func scaledBesselI(_ order: Int, _ x: Double) -> Double {
        let y = abs(x)
        if y.isNaN { return x }
        let sign = order == 1 && x < 0 ? -1.0 : 1.0
        if y <= 30 {
            let q = y * y / 4
            var term = order == 0 ? 1 : y / 2
            var sum = term
            var k = 1.0
            while term > sum * 1e-18 {
                term *= q / (k * (k + Double(order)))
                sum += term
                k += 1
            }
            return sign * sum * exp(-y)
        }
        let mu = Double(4 * order * order)
        var (term, sum) = (1.0, 1.0)
        for k in 1...20 {
            let odd = Double(2 * k - 1)
            term *= -(mu - odd * odd) / (Double(k) * 8 * y)
            sum += term
            if abs(term) < 1e-17 { break }
        }
        return sign * sum / (2 * Double.pi * y).squareRoot()
    }

    static func besselI(_ order: Int, _ x: Double) -> Double { scaledBesselI(order, x) * exp(abs(x)) }

    /// The regularised lower incomplete gamma function: a series, or the upper one by a continued fraction.
    static func igamma(_ a: Double, _ x: Double) -> Double {
        if a.isNaN || x.isNaN || a < 0 || x < 0 { return .nan }
        if a == 0 { return x > 0 ? 1 : .nan }
        if x == 0 { return 0 }
        if a.isInfinite { return x.isInfinite ? .nan : 0 }
        if x.isInfinite { return 1 }
        return x < a + 1 ? lowerSeries(a, x) : 1 - upperFraction(a, x)
    }

    static func igammac(_ a: Double, _ x: Double) -> Double {
        if a.isNaN || x.isNaN || a < 0 || x < 0 { return .nan }
        if a == 0 { return x > 0 ? 0 : .nan }
        if x == 0 { return 1 }
        if a.isInfinite { return x.isInfinite ? .nan : 1 }
        if x.isInfinite { return 0 }
        return x < a + 1 ? 1 - lowerSeries(a, x) : upperFraction(a, x)
    }

    private static func lowerSeries(_ a: Double, _ x: Double) -> Double {
        var (term, sum, n) = (1 / a, 1 / a, a)
        for _ in 0..<2000 {
            n += 1
            term *= x / n
            sum += term
            if term < sum * 1e-17 { break }
        }
        return sum * exp(-x + a * log(x) - lgamma(a))
    }

    private static func upperFraction(_ a: Double, _ x: Double) -> Double {
        let tiny = 1e-300
        var b = x + 1 - a
        var c = 1 / tiny
        var d = 1 / b
        var h = d
        for i in 1..<2000 {
            let an = -Double(i) * (Double(i) - a)
            b += 2
            d = an * d + b
            if abs(d) < tiny { d = tiny }
            c = b + an / c
            if abs(c) < tiny { c = tiny }
            d = 1 / d
            let step = d * c
            h *= step
            if abs(step - 1) < 1e-16 { break }
        }
        return exp(-x + a * log(x) - lgamma(a)) * h
    }

    static func logGamma(_ x: Double) -> Double { lgamma(x) }
    static func sine(_ x: Double) -> Double { sin(x) }
    static func cosine(_ x: Double) -> Double { cos(x) }
    static func j(_ n: Int, _ x: Double) -> Double { n == 0 ? j0(x) : j1(x) }
    static func y(_ n: Int, _ x: Double) -> Double { n == 0 ? y0(x) : y1(x) }
    static func normal(_ x: Double) -> Double { 0.5 * erfc(-x * 0.7071067811865476) }
    static func entropy(_ x: Double) -> Double {
        x.isNaN ? x : x > 0 ? -x * log(x) : x == 0 ? 0 : -.infinity
    }
}
