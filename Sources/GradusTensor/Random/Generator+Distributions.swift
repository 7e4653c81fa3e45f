#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension Generator {
    /// A number of the gamma distribution of scale 1 by Marsaglia and Tsang's method (2000): normals are proposed,
    /// a uniform number decides. Below α = 1 a number for α + 1 is scaled down.
    func gamma(_ concentration: Double) -> Double {
        var alpha = concentration
        var scale = 1.0
        if alpha < 1 {
            if !(alpha > 0) { return alpha.isNaN ? alpha : 0 }
            scale = pow(1 - u53(), 1 / alpha)
            alpha += 1
        }
        if !alpha.isFinite { return alpha }
        let d = alpha - 1.0 / 3
        let c = 1 / (9 * d).squareRoot()
        while true {
            var x: Double
            var y: Double
            repeat {
                x = normal()
                y = 1 + c * x
            } while y <= 0
            let v = y * y * y
            let u = 1 - u53()
            let square = x * x
            if u < 1 - 0.0331 * square * square { return scale * d * v }
            if log(u) < 0.5 * square + d * (1 - v + log(v)) { return scale * d * v }
        }
    }

    /// How many of `count` trials succeed.
    func binomial(_ count: Double, _ p: Double) -> Double {
        if !(count > 0) || !(p > 0) { return p.isNaN ? p : 0 }
        if p >= 1 { return count }
        if p > 0.5 { return count - successes(count, 1 - p) }
        return successes(count, p)
    }

    private func successes(_ count: Double, _ p: Double) -> Double {
        if count * p >= 10 { return binomialByRejection(count, p) }
        // The distances between successes are geometric.
        let step = log1p(-p)
        var total = 0.0
        var found = 0.0
        while true {
            total += (log(u53()) / step).rounded(.up)
            if !(total <= count) { return found }
            found += 1
        }
    }

    /// The transformed rejection method for many expected successes (Hörmann, 1993).
    private func binomialByRejection(_ count: Double, _ p: Double) -> Double {
        let deviation = (count * p * (1 - p)).squareRoot()
        let b = 1.15 + 2.53 * deviation
        let a = -0.0873 + 0.0248 * b + 0.01 * p
        let c = count * p + 0.5
        let limit = 0.92 - 4.2 / b
        let odds = p / (1 - p)
        let alpha = (2.83 + 5.1 / b) * deviation
        let mode = ((count + 1) * p).rounded(.down)
        while true {
            let u = u53() - 0.5
            let v = u53()
            let us = 0.5 - abs(u)
            let k = ((2 * a / us + b) * u + c).rounded(.down)
            if k < 0 || k > count { continue }
            if us >= 0.07 && v <= limit { return k }
            let (above, left) = (count - mode + 1, count - k + 1)
            var bound: Double = (mode + 0.5) * log((mode + 1) / (odds * above))
            bound += (count + 1) * log(above / left)
            bound += (k + 0.5) * log(odds * left / (k + 1))
            bound += Self.stirlingTail(mode) + Self.stirlingTail(count - mode)
            bound -= Self.stirlingTail(k) + Self.stirlingTail(count - k)
            let height: Double = a / (us * us) + b
            if log(v * alpha / height) <= bound { return k }
        }
    }

    /// How fast a gamma variable at a fixed quantile moves with its concentration: −(∂P(α, x)/∂α) / p(x).
    static func gammaSlope(_ alpha: Double, _ x: Double) -> Double {
        let step = max(1e-5, 1e-5 * alpha)
        let low = max(alpha - step, alpha / 2)
        let high = alpha + step
        let rise: Double = SpecialMath.igamma(high, x) - SpecialMath.igamma(low, x)
        let change: Double = rise / (high - low)
        let logX: Double = log(x)
        let logDensity: Double = (alpha - 1) * logX - x - lgamma(alpha)
        return -change / exp(logDensity)
    }

    /// log k! less Stirling's approximation of it.
    private static func stirlingTail(_ k: Double) -> Double {
        if k <= 9 {
            let stirling: Double = (k + 0.5) * log(k + 1) - (k + 1) + 0.5 * log(2 * Double.pi)
            return lgamma(k + 1) - stirling
        }
        let square = (k + 1) * (k + 1)
        return (1.0 / 12 - (1.0 / 360 - 1.0 / 1260 / square) / square) / (k + 1)
    }
}

extension Tensor {
    /// Gamma random numbers of scale 1 with these concentrations.
    ///
    /// The gradient moves each number so that its quantile stays: dx/dα = −(∂P(α, x)/∂α) / p(x), with P the
    /// regularised incomplete gamma function and the derivative in α a central difference in float64.
    func standardGamma(_ generator: Generator = .default) throws -> Tensor {
        guard dtype.isFloat else {
            throw TensorError(
                .notImplementedError, "\"gamma_cpu\" not implemented for '\(dtype.scalarTypeName)'")
        }
        let alphas = try contiguousUnrecorded().castUnrecorded(.float64)
        let out = try Tensor(empty: shape, .float64)
        let (a, x) = (alphas.pointer(Double.self), out.pointer(Double.self))
        let tiny = dtype == .float64 ? Double.leastNormalMagnitude : Double(Float.leastNormalMagnitude)
        for i in 0..<count { x[i] = max(tiny, generator.gamma(a[i])) }
        let result = try out.castUnrecorded(dtype)
        if GradMode.isEnabled && requiresGrad {
            let slopes = try Tensor(empty: shape, .float64)
            let slope = slopes.pointer(Double.self)
            for i in 0..<count {
                slope[i] = Generator.gammaSlope(a[i], x[i])
            }
            let kept = try slopes.castUnrecorded(dtype)
            result.record("StandardGammaBackward0", self) { g in g[0] = try g.grad.mul(kept) }
        }
        return result
    }

    /// Binomial random numbers: this tensor has the counts, `probabilities` those of a success.
    func binomial(_ probabilities: Tensor, _ generator: Generator = .default) throws -> Tensor {
        guard dtype.isFloat else {
            throw TensorError(
                .valueError, "binomial only supports floating-point dtypes for count, got: \(dtype.scalarTypeName)")
        }
        guard probabilities.dtype.isFloat else {
            throw TensorError(
                .valueError,
                "binomial only supports floating-point dtypes for prob, got: \(probabilities.dtype.scalarTypeName)")
        }
        let common = try Elementwise.broadcast(shape, probabilities.shape, "binomial")
        let counts = try expandUnrecorded(common).contiguousUnrecorded().castUnrecorded(.float64)
        let chances = try probabilities.expandUnrecorded(common).contiguousUnrecorded().castUnrecorded(.float64)
        let out = try Tensor(empty: common, .float64)
        let (n, p, y) = (counts.pointer(Double.self), chances.pointer(Double.self), out.pointer(Double.self))
        for i in 0..<out.count { y[i] = generator.binomial(n[i], p[i]) }
        return try out.castUnrecorded(dtype)
    }
}
