import GradusKernelTypes

extension Kernels {
    /// Softmax (or its logarithm) along the middle axis of [outer, count, inner]. y may be x.
    package static func softmax(log: Bool, outer: Int, count: Int, inner: Int, x: In<Float>, y: Out<Float>) {
        ScalarKernels.softmax(log: log, outer: outer, count: count, inner: inner, x: x, y: y)
    }

    package static func softmax(log: Bool, outer: Int, count: Int, inner: Int, x: In<Double>, y: Out<Double>) {
        ScalarKernels.softmax(log: log, outer: outer, count: count, inner: inner, x: x, y: y)
    }

    /// Gradient of softmax (or its logarithm) from the result y. dx may be dy.
    package static func softmaxBackward(
        log: Bool, outer: Int, count: Int, inner: Int, y: In<Float>, dy: In<Float>, dx: Out<Float>
    ) {
        ScalarKernels.softmaxBackward(log: log, outer: outer, count: count, inner: inner, y: y, dy: dy, dx: dx)
    }

    package static func softmaxBackward(
        log: Bool, outer: Int, count: Int, inner: Int, y: In<Double>, dy: In<Double>, dx: Out<Double>
    ) {
        ScalarKernels.softmaxBackward(log: log, outer: outer, count: count, inner: inner, y: y, dy: dy, dx: dx)
    }

    /// Cross-entropy of logits [rows, classes] against class numbers. `probabilities` [rows, classes] receives the
    /// softmax for the backward pass, `losses` one weighted loss per row (0 where ignored), `weightSum` the divisor of
    /// the mean. Returns the first row whose target is neither a class nor `ignoreIndex`, before anything is computed.
    package static func crossEntropyRows(
        rows: Int, classes: Int, logits: In<Float>, targets: In<Int64>, weights: In<Float>?, ignoreIndex: Int,
        smoothing: Double, probabilities: Out<Float>, losses: Out<Float>, weightSum: Out<Double>
    ) -> Int? {
        ScalarKernels.crossEntropyRows(
            rows: rows, classes: classes, logits: logits, targets: targets, weights: weights, ignoreIndex: ignoreIndex,
            smoothing: smoothing, probabilities: probabilities, losses: losses, weightSum: weightSum)
    }

    package static func crossEntropyRows(
        rows: Int, classes: Int, logits: In<Double>, targets: In<Int64>, weights: In<Double>?, ignoreIndex: Int,
        smoothing: Double, probabilities: Out<Double>, losses: Out<Double>, weightSum: Out<Double>
    ) -> Int? {
        ScalarKernels.crossEntropyRows(
            rows: rows, classes: classes, logits: logits, targets: targets, weights: weights, ignoreIndex: ignoreIndex,
            smoothing: smoothing, probabilities: probabilities, losses: losses, weightSum: weightSum)
    }

    /// dlogits = scale · rowScale[row] · d losses[row] / d logits. For the mean pass scale = upstream / weightSum.
    package static func crossEntropyBackward(
        rows: Int, classes: Int, probabilities: In<Float>, targets: In<Int64>, weights: In<Float>?, ignoreIndex: Int,
        smoothing: Double, scale: Float, rowScale: In<Float>?, dlogits: Out<Float>
    ) {
        ScalarKernels.crossEntropyBackward(
            rows: rows, classes: classes, probabilities: probabilities, targets: targets, weights: weights,
            ignoreIndex: ignoreIndex, smoothing: smoothing, scale: scale, rowScale: rowScale, dlogits: dlogits)
    }

    package static func crossEntropyBackward(
        rows: Int, classes: Int, probabilities: In<Double>, targets: In<Int64>, weights: In<Double>?, ignoreIndex: Int,
        smoothing: Double, scale: Double, rowScale: In<Double>?, dlogits: Out<Double>
    ) {
        ScalarKernels.crossEntropyBackward(
            rows: rows, classes: classes, probabilities: probabilities, targets: targets, weights: weights,
            ignoreIndex: ignoreIndex, smoothing: smoothing, scale: scale, rowScale: rowScale, dlogits: dlogits)
    }
}
