import GradusKernelTypes

extension ScalarKernels {
    /// y = (x − mean)·rstd·gamma + beta over rows of [rows, inner]; mean and rstd = 1/√(var + eps) are kept for
    /// the backward pass.
    package static func layerNorm<T: KernelScalar>(
        rows: Int, inner: Int, x: In<T>, gamma: In<T>?, beta: In<T>?, eps: Double, y: Out<T>, mean: Out<T>,
        rstd: Out<T>
    ) {
        for row in 0..<rows {
            let line = x + row * inner
            var sum = 0.0
            for i in 0..<inner { sum += line[i].double }
            let center = sum / Double(inner)
            var squares = 0.0
            for i in 0..<inner { squares += (line[i].double - center) * (line[i].double - center) }
            let scale = 1 / (squares / Double(inner) + eps).squareRoot()
            mean[row] = T(center)
            rstd[row] = T(scale)
            for i in 0..<inner {
                let unit = (line[i].double - center) * scale
                y[row * inner + i] = T(unit * (gamma.map { $0[i].double } ?? 1) + (beta.map { $0[i].double } ?? 0))
            }
        }
    }

    /// Overwrites dx, dgamma, dbeta, as far as they are asked for.
    package static func layerNormBackward<T: KernelScalar>(
        rows: Int, inner: Int, x: In<T>, dy: In<T>, gamma: In<T>?, mean: In<T>, rstd: In<T>, dx: Out<T>?,
        dgamma: Out<T>?, dbeta: Out<T>?
    ) {
        if let dgamma { for i in 0..<inner { dgamma[i] = 0 } }
        if let dbeta { for i in 0..<inner { dbeta[i] = 0 } }
        for row in 0..<rows {
            let line = x + row * inner
            let g = dy + row * inner
            let center = mean[row].double
            let scale = rstd[row].double
            var sum = 0.0
            var dot = 0.0
            for i in 0..<inner {
                let unit = (line[i].double - center) * scale
                let d = g[i].double * (gamma.map { $0[i].double } ?? 1)
                sum += d
                dot += d * unit
                if let dgamma { dgamma[i] += T(g[i].double * unit) }
                if let dbeta { dbeta[i] += g[i] }
            }
            guard let dx else { continue }
            sum /= Double(inner)
            dot /= Double(inner)
            for i in 0..<inner {
                let unit = (line[i].double - center) * scale
                let d = g[i].double * (gamma.map { $0[i].double } ?? 1)
                dx[row * inner + i] = T(scale * (d - sum - unit * dot))
            }
        }
    }

    /// Mean and biased variance of each channel of [batch, channels, inner].
    package static func batchNormStatistics<T: KernelScalar>(
        batch: Int, channels: Int, inner: Int, x: In<T>, mean: Out<T>, variance: Out<T>
    ) {
        let count = Double(batch * inner)
        for c in 0..<channels {
            var sum = 0.0
            for b in 0..<batch {
                let line = x + (b * channels + c) * inner
                for i in 0..<inner { sum += line[i].double }
            }
            let center = sum / count
            var squares = 0.0
            for b in 0..<batch {
                let line = x + (b * channels + c) * inner
                for i in 0..<inner { squares += (line[i].double - center) * (line[i].double - center) }
            }
            mean[c] = T(center)
            variance[c] = T(squares / count)
        }
    }

    /// y = (x − mean[c]) / √(variance[c] + eps) · gamma[c] + beta[c].
    package static func batchNorm<T: KernelScalar>(
        batch: Int, channels: Int, inner: Int, x: In<T>, mean: In<T>, variance: In<T>, eps: Double, gamma: In<T>?,
        beta: In<T>?, y: Out<T>
    ) {
        for b in 0..<batch {
            for c in 0..<channels {
                let at = (b * channels + c) * inner
                let scale = (gamma.map { $0[c].double } ?? 1) / (variance[c].double + eps).squareRoot()
                let shift = (beta.map { $0[c].double } ?? 0) - mean[c].double * scale
                for i in 0..<inner { y[at + i] = T(x[at + i].double * scale + shift) }
            }
        }
    }

    /// Gradients of batchNorm. `training`: mean and variance are those of x itself and depend on it; else they
    /// are constants. Overwrites dx, dgamma, dbeta, as far as they are asked for.
    package static func batchNormBackward<T: KernelScalar>(
        batch: Int, channels: Int, inner: Int, training: Bool, x: In<T>, dy: In<T>, mean: In<T>, variance: In<T>,
        eps: Double, gamma: In<T>?, dx: Out<T>?, dgamma: Out<T>?, dbeta: Out<T>?
    ) {
        let count = Double(batch * inner)
        for c in 0..<channels {
            let center = mean[c].double
            let rstd = 1 / (variance[c].double + eps).squareRoot()
            var sum = 0.0
            var dot = 0.0
            for b in 0..<batch {
                let at = (b * channels + c) * inner
                for i in 0..<inner {
                    sum += dy[at + i].double
                    dot += dy[at + i].double * (x[at + i].double - center)
                }
            }
            if let dgamma { dgamma[c] = T(dot * rstd) }
            if let dbeta { dbeta[c] = T(sum) }
            guard let dx else { continue }
            let scale = (gamma.map { $0[c].double } ?? 1) * rstd
            let slope = training ? dot / count * rstd * rstd : 0
            let level = training ? sum / count : 0
            for b in 0..<batch {
                let at = (b * channels + c) * inner
                for i in 0..<inner {
                    dx[at + i] = T((dy[at + i].double - level - (x[at + i].double - center) * slope) * scale)
                }
            }
        }
    }
}
