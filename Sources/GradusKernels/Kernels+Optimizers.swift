import GradusKernelTypes

extension Kernels {
    /// One SGD step on n parameters; `momentum` is nil when momentum is 0.
    package static func sgd(_ step: SGDStep, n: Int, p: Out<Float>, grad: In<Float>, momentum: Out<Float>?) {
        let table = active
        Threads.parallelFor(n, grain: elementGrain) { range in
            let at = range.lowerBound
            table.sgd(step, range.count, p + at, grad + at, momentum.map { $0 + at })
        }
    }

    package static func sgd(_ step: SGDStep, n: Int, p: Out<Double>, grad: In<Double>, momentum: Out<Double>?) {
        ScalarKernels.sgd(step, n: n, p: p, grad: grad, momentum: momentum)
    }

    /// One Adam or AdamW step; `vMax` only with amsgrad.
    package static func adam(
        _ step: AdamStep, n: Int, p: Out<Float>, grad: In<Float>, m: Out<Float>, v: Out<Float>, vMax: Out<Float>?
    ) {
        let table = active
        Threads.parallelFor(n, grain: elementGrain) { range in
            let at = range.lowerBound
            table.adam(step, range.count, p + at, grad + at, m + at, v + at, vMax.map { $0 + at })
        }
    }

    package static func adam(
        _ step: AdamStep, n: Int, p: Out<Double>, grad: In<Double>, m: Out<Double>, v: Out<Double>, vMax: Out<Double>?
    ) {
        ScalarKernels.adam(step, n: n, p: p, grad: grad, m: m, v: v, vMax: vMax)
    }

    /// One RMSprop step; `mean` only when centered, `momentum` only with momentum.
    package static func rmsprop(
        _ step: RMSpropStep, n: Int, p: Out<Float>, grad: In<Float>, v: Out<Float>, mean: Out<Float>?,
        momentum: Out<Float>?
    ) {
        let table = active
        Threads.parallelFor(n, grain: elementGrain) { range in
            let at = range.lowerBound
            table.rmsprop(step, range.count, p + at, grad + at, v + at, mean.map { $0 + at }, momentum.map { $0 + at })
        }
    }

    package static func rmsprop(
        _ step: RMSpropStep, n: Int, p: Out<Double>, grad: In<Double>, v: Out<Double>, mean: Out<Double>?,
        momentum: Out<Double>?
    ) {
        ScalarKernels.rmsprop(step, n: n, p: p, grad: grad, v: v, mean: mean, momentum: momentum)
    }

    /// One Adagrad step.
    package static func adagrad(_ step: AdagradStep, n: Int, p: Out<Float>, grad: In<Float>, sum: Out<Float>) {
        let table = active
        Threads.parallelFor(n, grain: elementGrain) { range in
            let at = range.lowerBound
            table.adagrad(step, range.count, p + at, grad + at, sum + at)
        }
    }

    package static func adagrad(_ step: AdagradStep, n: Int, p: Out<Double>, grad: In<Double>, sum: Out<Double>) {
        ScalarKernels.adagrad(step, n: n, p: p, grad: grad, sum: sum)
    }

    /// One Adadelta step.
    package static func adadelta(
        _ step: AdadeltaStep, n: Int, p: Out<Float>, grad: In<Float>, v: Out<Float>, delta: Out<Float>
    ) {
        let table = active
        Threads.parallelFor(n, grain: elementGrain) { range in
            let at = range.lowerBound
            table.adadelta(step, range.count, p + at, grad + at, v + at, delta + at)
        }
    }

    package static func adadelta(
        _ step: AdadeltaStep, n: Int, p: Out<Double>, grad: In<Double>, v: Out<Double>, delta: Out<Double>
    ) {
        ScalarKernels.adadelta(step, n: n, p: p, grad: grad, v: v, delta: delta)
    }
}
