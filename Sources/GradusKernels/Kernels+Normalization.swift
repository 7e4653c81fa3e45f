import GradusKernelTypes

extension Kernels {
    /// y = (x − mean)·rstd·gamma + beta over rows of [rows, inner]; mean and rstd [rows] are kept for the backward pass.
    package static func layerNorm(
        rows: Int, inner: Int, x: In<Float>, gamma: In<Float>?, beta: In<Float>?, eps: Double, y: Out<Float>,
        mean: Out<Float>, rstd: Out<Float>
    ) {
        ScalarKernels.layerNorm(
            rows: rows, inner: inner, x: x, gamma: gamma, beta: beta, eps: eps, y: y, mean: mean, rstd: rstd)
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
        ScalarKernels.layerNormBackward(
            rows: rows, inner: inner, x: x, dy: dy, gamma: gamma, mean: mean, rstd: rstd, dx: dx, dgamma: dgamma,
            dbeta: dbeta)
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
        ScalarKernels.batchNormStatistics(
            batch: batch, channels: channels, inner: inner, x: x, mean: mean, variance: variance)
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
        ScalarKernels.batchNorm(
            batch: batch, channels: channels, inner: inner, x: x, mean: mean, variance: variance, eps: eps,
            gamma: gamma, beta: beta, y: y)
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
        ScalarKernels.batchNormBackward(
            batch: batch, channels: channels, inner: inner, training: training, x: x, dy: dy, mean: mean,
            variance: variance, eps: eps, gamma: gamma, dx: dx, dgamma: dgamma, dbeta: dbeta)
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
}
