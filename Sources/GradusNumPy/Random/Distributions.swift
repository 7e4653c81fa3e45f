#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// NumPy's distributions over a bit source: the legacy ones of `numpy.random.…`, or those of `default_rng`.
package struct Distributions {
    package let source: BitSource
    let isLegacy: Bool

    package init(_ source: BitSource) {
        self.source = source
        isLegacy = source is MersenneTwister
    }

    @inline(__always) private func uniform() -> Double { source.double() }

    // MARK: Normal and exponential

    /// The polar method with a cached second number (legacy), or the ziggurat.
    package func normal() -> Double {
        guard isLegacy else { return zigguratNormal() }
        if let cached = source.cachedNormal {
            source.cachedNormal = nil
            return cached
        }
        while true {
            let x = 2 * uniform() - 1
            let y = 2 * uniform() - 1
            let r = x * x + y * y
            if r < 1, r != 0 {
                let f = (-2 * log(r) / r).squareRoot()
                source.cachedNormal = f * x
                return f * y
            }
        }
    }

    private func zigguratNormal() -> Double {
        let table = Ziggurat.normal
        while true {
            var r = source.next64()
            let i = Int(r & 255)
            r >>= 8
            let magnitude = (r >> 1) & 0x000F_FFFF_FFFF_FFFF
            var x = Double(magnitude) * table.w[i]
            if r & 1 == 1 { x = -x }
            if magnitude < table.k[i] { return x }
            if i == 0 {
                while true {
                    let xx = -0.27366123732975827203338247596 * log1p(-uniform())
                    let yy = -log1p(-uniform())
                    if yy + yy > xx * xx {
                        return (magnitude >> 8) & 1 == 1 ? -(Ziggurat.normalEdge + xx) : Ziggurat.normalEdge + xx
                    }
                }
            }
            if (table.f[i - 1] - table.f[i]) * uniform() + table.f[i] < exp(-0.5 * x * x) { return x }
        }
    }

    package func exponential() -> Double {
        if isLegacy { return -log(1 - uniform()) }
        let table = Ziggurat.exponential
        while true {
            var r = source.next64() >> 3
            let i = Int(r & 255)
            r >>= 8
            let x = Double(r) * table.w[i]
            if r < table.k[i] { return x }
            if i == 0 { return Ziggurat.exponentialEdge - log1p(-uniform()) }
            if (table.f[i - 1] - table.f[i]) * uniform() + table.f[i] < exp(-x) { return x }
        }
    }

    // MARK: Gamma and its kin

    package func gamma(_ shape: Double) -> Double {
        if shape == 1 { return exponential() }
        if shape == 0 { return 0 }
        if shape < 1 {
            while true {
                let u = uniform()
                let v = exponential()
                if u <= 1 - shape {
                    let x = pow(u, 1 / shape)
                    if x <= v { return x }
                } else {
                    let y = -log((1 - u) / shape)
                    let x = pow(1 - shape + shape * y, 1 / shape)
                    if x <= v + y { return x }
                }
            }
        }
        let b = shape - 1.0 / 3
        let c = 1 / (9 * b).squareRoot()
        while true {
            var (x, v) = (0.0, 0.0)
            repeat {
                x = normal()
                v = 1 + c * x
            } while v <= 0
            v = v * v * v
            let u = uniform()
            if u < 1 - 0.0331 * (x * x) * (x * x) { return b * v }
            if log(u) < 0.5 * x * x + b * (1 - v + log(v)) { return b * v }
        }
    }

    package func beta(_ a: Double, _ b: Double) -> Double {
        if a <= 1, b <= 1 {
            while true {
                let u = uniform()
                let v = uniform()
                let (x, y) = (pow(u, 1 / a), pow(v, 1 / b))
                if x + y <= 1, u + v > 0 {
                    if x + y > 0 { return x / (x + y) }
                    var (logX, logY) = (log(u) / a, log(v) / b)
                    let largest = max(logX, logY)
                    logX -= largest
                    logY -= largest
                    return exp(logX - log(exp(logX) + exp(logY)))
                }
            }
        }
        let x = gamma(a)
        let y = gamma(b)
        return x / (x + y)
    }

    package func chiSquare(_ df: Double) -> Double { 2 * gamma(df / 2) }

    package func studentT(_ df: Double) -> Double {
        let n = normal()
        let d = gamma(df / 2)
        return (df / 2).squareRoot() * n / d.squareRoot()
    }

    package func f(_ a: Double, _ b: Double) -> Double {
        let x = chiSquare(a)
        let y = chiSquare(b)
        return x * b / (y * a)
    }

    package func cauchy() -> Double {
        let x = normal()
        return x / normal()
    }

    // MARK: By inversion

    package func laplace(_ location: Double, _ scale: Double) -> Double {
        while true {
            let u = uniform()
            if u >= 0.5 { return location - scale * log(2 - u - u) }
            if u > 0 { return location + scale * log(u + u) }
        }
    }

    package func gumbel(_ location: Double, _ scale: Double) -> Double {
        while true {
            let u = 1 - uniform()
            if u < 1 { return location - scale * log(-log(u)) }
        }
    }

    package func logistic(_ location: Double, _ scale: Double) -> Double {
        while true {
            let u = uniform()
            if u > 0 { return location + scale * log(u / (1 - u)) }
        }
    }

    package func rayleigh(_ mode: Double) -> Double {
        isLegacy ? mode * (-2 * log1p(-uniform())).squareRoot() : mode * (2 * exponential()).squareRoot()
    }

    package func weibull(_ a: Double) -> Double { a == 0 ? 0 : pow(exponential(), 1 / a) }
    package func pareto(_ a: Double) -> Double { isLegacy ? exp(exponential() / a) - 1 : expm1(exponential() / a) }
    package func power(_ a: Double) -> Double {
        isLegacy ? pow(1 - exp(-exponential()), 1 / a) : pow(-expm1(-exponential()), 1 / a)
    }

    package func triangular(_ left: Double, _ mode: Double, _ right: Double) -> Double {
        let base = right - left
        let leftBase = mode - left
        let ratio = leftBase / base
        let u = uniform()
        if u <= ratio { return left + (u * leftBase * base).squareRoot() }
        return right - ((1 - u) * (right - mode) * base).squareRoot()
    }

    // MARK: Counts

    package func geometric(_ p: Double) -> Int {
        if p >= 0.333333333333333333333333 {
            var x = 1
            var (sum, product) = (p, p)
            let u = uniform()
            while u > sum, x < Int.max {
                product *= 1 - p
                sum += product
                x += 1
            }
            return x
        }
        let z = isLegacy ? (log1p(-uniform()) / log1p(-p)).rounded(.up) : (-exponential() / log1p(-p)).rounded(.up)
        return Int(exactly: z) ?? Int.max
    }

    package func poisson(_ rate: Double) -> Int {
        if rate == 0 { return 0 }
        if rate < 10 {
            let limit = exp(-rate)
            var count = 0
            var product = 1.0
            while true {
                product *= uniform()
                if product <= limit { return count }
                count += 1
            }
        }
        // The transformed rejection method (Hörmann, 1993).
        let root = rate.squareRoot()
        let logRate = log(rate)
        let b = 0.931 + 2.53 * root
        let a = -0.059 + 0.02483 * b
        let inverseAlpha = 1.1239 + 1.1328 / (b - 3.4)
        let vr = 0.9277 - 3.6224 / (b - 2)
        while true {
            let u = uniform() - 0.5
            let v = uniform()
            let us = 0.5 - abs(u)
            let k = ((2 * a / us + b) * u + rate + 0.43).rounded(.down)
            if us >= 0.07, v <= vr { return Int(exactly: k) ?? Int.max }
            if k < 0 || (us < 0.013 && v > us) { continue }
            if log(v) + log(inverseAlpha) - log(a / (us * us) + b) <= -rate + k * logRate - logGamma(k + 1) {
                return Int(exactly: k) ?? Int.max
            }
        }
    }

    /// Stirling's series, shifted up for small arguments.
    private func logGamma(_ x: Double) -> Double {
        if x == 1 || x == 2 { return 0 }
        let n = x < 7 ? (7 - x).rounded(.towardZero) : 0
        var x0 = x + n
        let x2 = (1 / x0) * (1 / x0)
        let series = [
            8.333333333333333e-02, -2.777777777777778e-03, 7.936507936507937e-04, -5.952380952380952e-04,
            8.417508417508418e-04, -1.917526917526918e-03, 6.410256410256410e-03, -2.955065359477124e-02,
            1.796443723688307e-01, -1.39243221690590e+00,
        ]
        var sum = series[9]
        for k in stride(from: 8, through: 0, by: -1) { sum = sum * x2 + series[k] }
        var result = sum / x0 + 0.5 * 1.8378770664093453 + (x0 - 0.5) * log(x0) - x0
        if x < 7 {
            for _ in 0..<Int(n) {
                result -= log(x0 - 1)
                x0 -= 1
            }
        }
        return result
    }

    package func negativeBinomial(_ n: Double, _ p: Double) -> Int { poisson(gamma(n) * ((1 - p) / p)) }

    package func binomial(_ n: Int, _ p: Double) -> Int {
        if n <= 0 || p == 0 { return 0 }
        if p <= 0.5 { return p * Double(n) <= 30 ? binomialInversion(n, p) : binomialRejection(n, p) }
        let q = 1 - p
        return n - (q * Double(n) <= 30 ? binomialInversion(n, q) : binomialRejection(n, q))
    }

    private func binomialInversion(_ n: Int, _ p: Double) -> Int {
        let q = 1 - p
        let qn = exp(Double(n) * log(q))
        let np = Double(n) * p
        let bound = Int(min(Double(n), np + 10 * (np * q + 1).squareRoot()))
        var x = 0
        var px = qn
        var u = uniform()
        while u > px {
            x += 1
            if x > bound {
                x = 0
                px = qn
                u = uniform()
            } else {
                u -= px
                px = (Double(n - x + 1) * p * px) / (Double(x) * q)
            }
        }
        return x
    }

    /// The method BTPE (Kachitvichyanukul and Schmeiser, 1988); p ≤ 1/2.
    private func binomialRejection(_ count: Int, _ r: Double) -> Int {
        let n = Double(count)
        let q = 1 - r
        let fm = n * r + r
        let m = fm.rounded(.down)
        let p1 = (2.195 * (n * r * q).squareRoot() - 4.6 * q).rounded(.down) + 0.5
        let xm = m + 0.5
        let xl = xm - p1
        let xr = xm + p1
        let c = 0.134 + 20.5 / (15.3 + m)
        var a = (fm - xl) / (fm - xl * r)
        let laml = a * (1 + a / 2)
        a = (xr - fm) / (xr * q)
        let lamr = a * (1 + a / 2)
        let p2 = p1 * (1 + 2 * c)
        let p3 = p2 + c / laml
        let p4 = p3 + c / lamr
        let nrq = n * r * q
        while true {
            let u = uniform() * p4
            var v = uniform()
            var y: Double
            if u <= p1 { return Int((xm - p1 * v + u).rounded(.down)) }
            if u <= p2 {
                let x = xl + (u - p1) / c
                v = v * c + 1 - abs(m - x + 0.5) / p1
                if v > 1 { continue }
                y = x.rounded(.down)
            } else if u <= p3 {
                y = (xl + log(v) / laml).rounded(.down)
                if y < 0 || v == 0 { continue }
                v = v * (u - p2) * laml
            } else {
                y = (xr - log(v) / lamr).rounded(.down)
                if y > n || v == 0 { continue }
                v = v * (u - p3) * lamr
            }
            let k = abs(y - m)
            if k <= 20 || k >= nrq / 2 - 1 {
                let s = r / q
                let a = s * (n + 1)
                var f = 1.0
                var i = min(m, y) + 1
                while i <= max(m, y) {
                    if m < y { f *= a / i - s } else { f /= a / i - s }
                    i += 1
                }
                if v > f { continue }
                return Int(y)
            }
            let rho = (k / nrq) * ((k * (k / 3 + 0.625) + 0.16666666666666666) / nrq + 0.5)
            let t = -k * k / (2 * nrq)
            let logV = log(v)
            if logV < t - rho { return Int(y) }
            if logV > t + rho { continue }
            let (x1, f1, z, w) = (y + 1, m + 1, n + 1 - m, n - y + 1)
            func tail(_ x: Double) -> Double {
                let s = x * x
                return (13680 - (462 - (132 - (99 - 140 / s) / s) / s) / s) / x / 166320
            }
            let bound =
                xm * log(f1 / x1) + (n - m + 0.5) * log(z / w) + (y - m) * log(w * r / (x1 * q)) + tail(f1) + tail(z)
                + tail(x1) + tail(w)
            if logV > bound { continue }
            return Int(y)
        }
    }
}
