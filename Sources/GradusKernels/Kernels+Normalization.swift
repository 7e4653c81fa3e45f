import GradusKernelTypes

extension Kernels {
    /// y = (x − mean)·rstd·gamma + beta over rows of [rows, inner]; mean and rstd [rows] are kept for the backward pass.
    package static func layerNorm(
        rows: Int, inner: Int, x: In<Float>, gamma: In<Float>?, beta: In<Float>?, eps: Double, y: Out<Float>,
        mean: Out<Float>, rstd: Out<Float>
    ) {
        let table = active
        Threads.parallelFor(rows, grain: rowGrain(inner)) {
            table.layerNorm($0, inner, x, gamma, beta, eps, y, mean, rstd)
        }
    }

    package static func layerNorm(
        rows: Int, inner: Int, x: In<Double>, gamma: In<Double>?, beta: In<Double>?, eps: Double, y: Out<Double>,
        mean: Out<Double>, rstd: Out<Double>
    ) {
        ScalarKernels.layerNorm(
            rows: rows, inner: inner, x: x, gamma: gamma, beta: beta, eps: eps, y: y, mean: mean, rstd: rstd)
    }

    /// Overwrites what is asked for.
    package static func layerNormBackward(
        rows: Int, inner: Int, x: In<Float>, dy: In<Float>, gamma: In<Float>?, mean: In<Float>, rstd: In<Float>,
        dx: Out<Float>?, dgamma: Out<Float>?, dbeta: Out<Float>?
    ) {
        let table = active
        // dgamma and dbeta: each group of rows sums into memory of its own, the groups are added in order.
        let grain = Swift.max(rowGrain(inner), (rows + 15) / 16)
        let groups = (rows + grain - 1) / grain
        Scratch.with(Swift.max(groups, 1) * 2 * inner) { sums in
            for i in 0..<Swift.max(groups, 1) * 2 * inner { sums[i] = 0 }
            Threads.parallelFor(rows, grain: grain) { range in
                let own = sums + range.lowerBound / grain * 2 * inner
                table.layerNormBackward(
                    range, inner, x, dy, gamma, mean, rstd, dx, dgamma == nil ? nil : own,
                    dbeta == nil ? nil : own + inner)
            }
            for i in 0..<inner {
                var first: Float = 0
                var second: Float = 0
                for group in 0..<groups {
                    first += sums[group * 2 * inner + i]
                    second += sums[group * 2 * inner + inner + i]
                }
                if let dgamma { dgamma[i] = first }
                if let dbeta { dbeta[i] = second }
            }
        }
    }

    package static func layerNormBackward(
        rows: Int, inner: Int, x: In<Double>, dy: In<Double>, gamma: In<Double>?, mean: In<Double>, rstd: In<Double>,
        dx: Out<Double>?, dgamma: Out<Double>?, dbeta: Out<Double>?
    ) {
        ScalarKernels.layerNormBackward(
            rows: rows, inner: inner, x: x, dy: dy, gamma: gamma, mean: mean, rstd: rstd, dx: dx, dgamma: dgamma,
            dbeta: dbeta)
    }

    /// Mean and biased variance per channel of [batch, channels, inner].
    package static func batchNormStatistics(
        batch: Int, channels: Int, inner: Int, x: In<Float>, mean: Out<Float>, variance: Out<Float>
    ) {
        let table = active
        if inner == 1 {
            Scratch.with(ColumnKernels.memorySize) { table.columns.moments(batch, channels, x, mean, variance, $0) }
            return
        }
        Threads.parallelFor(channels, grain: rowGrain(batch * inner)) {
            table.batchNormStatistics($0, batch, channels, inner, x, mean, variance)
        }
    }

    package static func batchNormStatistics(
        batch: Int, channels: Int, inner: Int, x: In<Double>, mean: Out<Double>, variance: Out<Double>
    ) {
        ScalarKernels.batchNormStatistics(
            batch: batch, channels: channels, inner: inner, x: x, mean: mean, variance: variance)
    }

    /// y = (x − mean[c]) / √(variance[c] + eps) · gamma[c] + beta[c].
    package static func batchNorm(
        batch: Int, channels: Int, inner: Int, x: In<Float>, mean: In<Float>, variance: In<Float>, eps: Double,
        gamma: In<Float>?, beta: In<Float>?, y: Out<Float>
    ) {
        let table = active
        if inner == 1 {
            Scratch.with(2 * channels) { memory in
                let (scale, shift) = (memory, memory + channels)
                for c in 0..<channels {
                    scale[c] = Float((gamma.map { Double($0[c]) } ?? 1) / (Double(variance[c]) + eps).squareRoot())
                    shift[c] = beta.map { $0[c] } ?? 0
                }
                Threads.parallelFor(batch, grain: rowGrain(channels)) {
                    table.columns.affine($0, channels, x, mean, scale, shift, y)
                }
            }
            return
        }
        if channels * inner > 16 * elementGrain {
            // Planes of a large sample on their own, so that the threads share it and an interrupt is heard.
            Threads.parallelFor(batch * channels, grain: rowGrain(inner)) {
                for plane in $0 {
                    let c = plane % channels
                    table.batchNorm(
                        0..<1, 1, inner, x + plane * inner, mean + c, variance + c, eps, gamma.map { $0 + c },
                        beta.map { $0 + c }, y + plane * inner)
                }
            }
            return
        }
        Threads.parallelFor(batch, grain: rowGrain(channels * inner)) {
            table.batchNorm($0, channels, inner, x, mean, variance, eps, gamma, beta, y)
        }
    }

    package static func batchNorm(
        batch: Int, channels: Int, inner: Int, x: In<Double>, mean: In<Double>, variance: In<Double>, eps: Double,
        gamma: In<Double>?, beta: In<Double>?, y: Out<Double>
    ) {
        ScalarKernels.batchNorm(
            batch: batch, channels: channels, inner: inner, x: x, mean: mean, variance: variance, eps: eps,
            gamma: gamma, beta: beta, y: y)
    }

    /// Gradients of batchNorm; `training` says that mean and variance depend on x. Overwrites what is asked for.
    package static func batchNormBackward(
        batch: Int, channels: Int, inner: Int, training: Bool, x: In<Float>, dy: In<Float>, mean: In<Float>,
        variance: In<Float>, eps: Double, gamma: In<Float>?, dx: Out<Float>?, dgamma: Out<Float>?, dbeta: Out<Float>?
    ) {
        let table = active
        if inner == 1 && batch > 0 {
            return columnNormBackward(
                batch: batch, channels: channels, training: training, x: x, dy: dy, mean: mean, variance: variance,
                eps: eps, gamma: gamma, dx: dx, dgamma: dgamma, dbeta: dbeta)
        }
        Threads.parallelFor(channels, grain: rowGrain(batch * inner)) {
            table.batchNormBackward(
                $0, batch, channels, inner, training, x, dy, mean, variance, eps, gamma, dx, dgamma, dbeta)
        }
    }

    package static func batchNormBackward(
        batch: Int, channels: Int, inner: Int, training: Bool, x: In<Double>, dy: In<Double>, mean: In<Double>,
        variance: In<Double>, eps: Double, gamma: In<Double>?, dx: Out<Double>?, dgamma: Out<Double>?,
        dbeta: Out<Double>?
    ) {
        ScalarKernels.batchNormBackward(
            batch: batch, channels: channels, inner: inner, training: training, x: x, dy: dy, mean: mean,
            variance: variance, eps: eps, gamma: gamma, dx: dx, dgamma: dgamma, dbeta: dbeta)
    }

    /// `batchNormBackward` where every channel is a column.
    private static func columnNormBackward(
        batch: Int, channels: Int, training: Bool, x: In<Float>, dy: In<Float>, mean: In<Float>, variance: In<Float>,
        eps: Double, gamma: In<Float>?, dx: Out<Float>?, dgamma: Out<Float>?, dbeta: Out<Float>?
    ) {
        let table = active.columns
        Scratch.with(5 * channels + ColumnKernels.memorySize) { memory in
            let (total, dot, scale) = (memory, memory + channels, memory + 2 * channels)
            let (level, slope) = (memory + 3 * channels, memory + 4 * channels)
            table.gradientSums(batch, channels, x, dy, mean, total, dot, memory + 5 * channels)
            for c in 0..<channels {
                let rstd = 1 / (Double(variance[c]) + eps).squareRoot()
                if let dgamma { dgamma[c] = Float(Double(dot[c]) * rstd) }
                if let dbeta { dbeta[c] = total[c] }
                scale[c] = Float(rstd * (gamma.map { Double($0[c]) } ?? 1))
                slope[c] = training ? Float(Double(dot[c]) / Double(batch) * rstd * rstd) : 0
                level[c] = training ? total[c] / Float(batch) : 0
            }
            guard let dx else { return }
            Threads.parallelFor(batch, grain: rowGrain(channels)) {
                table.normGradient($0, channels, x, dy, mean, level, slope, scale, dx)
            }
        }
    }
}
