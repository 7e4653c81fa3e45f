import GradusKernelTypes

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

// Every operation rounds to the element type exactly where PyTorch's single-tensor path does: scalars are computed
// in float64 and rounded once, sums of products are fused where written with `addingProduct`.
extension ScalarKernels {
    package static func sgd<T: KernelScalar>(_ s: SGDStep, n: Int, p: Out<T>, grad: In<T>, momentum: Out<T>?) {
        let decay = T(s.weightDecay)
        let rate = T(-s.lr)
        let factor = T(s.momentum)
        let fresh = T(1 - s.dampening)
        for i in 0..<n {
            var g = s.maximize ? -grad[i] : grad[i]
            if decay != 0 { g = g.addingProduct(decay, p[i]) }
            if let momentum {
                let buffer = s.first ? g : (momentum[i] * factor).addingProduct(fresh, g)
                momentum[i] = buffer
                g = s.nesterov ? g.addingProduct(factor, buffer) : buffer
            }
            p[i] = p[i].addingProduct(rate, g)
        }
    }

    package static func adam<T: KernelScalar>(
        _ s: AdamStep, n: Int, p: Out<T>, grad: In<T>, m: Out<T>, v: Out<T>, vMax: Out<T>?
    ) {
        let decay = T(s.weightDecay)
        let shrink = T(1 - s.lr * s.weightDecay)
        let mWeight = 1 - s.beta1
        let beta2 = T(s.beta2)
        let vWeight = T(1 - s.beta2)
        let step = T(-(s.lr / (1 - pow(s.beta1, s.step))))
        let root = T((1 - pow(s.beta2, s.step)).squareRoot())
        let eps = T(s.eps)
        for i in 0..<n {
            var g = s.maximize ? -grad[i] : grad[i]
            if s.weightDecay != 0 {
                if s.decoupled { p[i] *= shrink } else { g = g.addingProduct(decay, p[i]) }
            }
            let mean = lerp(m[i], g, mWeight)
            m[i] = mean
            let square = (v[i] * beta2).addingProduct(vWeight * g, g)
            v[i] = square
            var used = square
            if let vMax {
                used = square > vMax[i] || square.isNaN ? square : vMax[i]
                vMax[i] = used
            }
            let d = used.squareRoot() / root + eps
            p[i] = p[i] + (step * mean) / d
        }
    }

    @inline(__always)
    static func lerp<T: KernelScalar>(_ x: T, _ end: T, _ weight: Double) -> T {
        Swift.abs(weight) < 0.5
            ? x.addingProduct(T(weight), end - x) : end.addingProduct(-(end - x), 1 - T(weight))
    }

    package static func rmsprop<T: KernelScalar>(
        _ s: RMSpropStep, n: Int, p: Out<T>, grad: In<T>, v: Out<T>, mean: Out<T>?, momentum: Out<T>?
    ) {
        let decay = T(s.weightDecay)
        let alpha = T(s.alpha)
        let fresh = T(1 - s.alpha)
        let eps = T(s.eps)
        let rate = T(-s.lr)
        let factor = T(s.momentum)
        for i in 0..<n {
            var g = s.maximize ? -grad[i] : grad[i]
            if decay != 0 { g = g.addingProduct(decay, p[i]) }
            let square = (v[i] * alpha).addingProduct(fresh * g, g)
            v[i] = square
            var spread = square
            if let mean {
                let average = lerp(mean[i], g, 1 - s.alpha)
                mean[i] = average
                spread = square.addingProduct(-average, average)
            }
            let d = spread.squareRoot() + eps
            if let momentum {
                let buffer = momentum[i] * factor + g / d
                momentum[i] = buffer
                p[i] = p[i].addingProduct(rate, buffer)
            } else {
                p[i] = p[i] + (rate * g) / d
            }
        }
    }

    package static func adagrad<T: KernelScalar>(_ s: AdagradStep, n: Int, p: Out<T>, grad: In<T>, sum: Out<T>) {
        let decay = T(s.weightDecay)
        let eps = T(s.eps)
        let rate = T(-(s.lr / (1 + (s.step - 1) * s.lrDecay)))
        for i in 0..<n {
            var g = s.maximize ? -grad[i] : grad[i]
            if decay != 0 { g = g.addingProduct(decay, p[i]) }
            let square = sum[i].addingProduct(g, g)
            sum[i] = square
            p[i] = p[i] + (rate * g) / (square.squareRoot() + eps)
        }
    }

    package static func adadelta<T: KernelScalar>(
        _ s: AdadeltaStep, n: Int, p: Out<T>, grad: In<T>, v: Out<T>, delta: Out<T>
    ) {
        let decay = T(s.weightDecay)
        let rho = T(s.rho)
        let fresh = T(1 - s.rho)
        let eps = T(s.eps)
        let rate = T(-s.lr)
        for i in 0..<n {
            var g = s.maximize ? -grad[i] : grad[i]
            if decay != 0 { g = g.addingProduct(decay, p[i]) }
            let square = (v[i] * rho).addingProduct(fresh * g, g)
            v[i] = square
            let d = (delta[i] + eps).squareRoot() / (square + eps).squareRoot() * g
            delta[i] = (delta[i] * rho).addingProduct(fresh * d, d)
            p[i] = p[i].addingProduct(rate, d)
        }
    }
}
