// Hyper-parameters of one optimiser step, in float64 as Python holds them. Kernels derive the float32 numbers.

package struct SGDStep: Sendable {
    package var lr, momentum, dampening, weightDecay: Double
    package var nesterov, maximize: Bool
    /// True on the first step of a parameter: the momentum buffer is then set, not updated.
    package var first: Bool

    package init(
        lr: Double, momentum: Double = 0, dampening: Double = 0, weightDecay: Double = 0, nesterov: Bool = false,
        maximize: Bool = false, first: Bool = false
    ) {
        self.lr = lr
        self.momentum = momentum
        self.dampening = dampening
        self.weightDecay = weightDecay
        self.nesterov = nesterov
        self.maximize = maximize
        self.first = first
    }
}

package struct AdamStep: Sendable {
    package var lr, beta1, beta2, eps, weightDecay: Double
    /// True for AdamW: the decay multiplies the parameter instead of joining the gradient.
    package var decoupled: Bool
    package var maximize: Bool
    /// Step number, from 1.
    package var step: Double

    package init(
        lr: Double, beta1: Double = 0.9, beta2: Double = 0.999, eps: Double = 1e-8, weightDecay: Double = 0,
        decoupled: Bool = false, maximize: Bool = false, step: Double
    ) {
        self.lr = lr
        self.beta1 = beta1
        self.beta2 = beta2
        self.eps = eps
        self.weightDecay = weightDecay
        self.decoupled = decoupled
        self.maximize = maximize
        self.step = step
    }
}

package struct RMSpropStep: Sendable {
    package var lr, alpha, eps, weightDecay, momentum: Double
    package var maximize: Bool

    package init(
        lr: Double, alpha: Double = 0.99, eps: Double = 1e-8, weightDecay: Double = 0, momentum: Double = 0,
        maximize: Bool = false
    ) {
        self.lr = lr
        self.alpha = alpha
        self.eps = eps
        self.weightDecay = weightDecay
        self.momentum = momentum
        self.maximize = maximize
    }
}

package struct AdagradStep: Sendable {
    package var lr, lrDecay, weightDecay, eps: Double
    package var maximize: Bool
    /// Step number, from 1.
    package var step: Double

    package init(
        lr: Double, lrDecay: Double = 0, weightDecay: Double = 0, eps: Double = 1e-10, maximize: Bool = false,
        step: Double
    ) {
        self.lr = lr
        self.lrDecay = lrDecay
        self.weightDecay = weightDecay
        self.eps = eps
        self.maximize = maximize
        self.step = step
    }
}

package struct AdadeltaStep: Sendable {
    package var lr, rho, eps, weightDecay: Double
    package var maximize: Bool

    package init(
        lr: Double = 1, rho: Double = 0.9, eps: Double = 1e-6, weightDecay: Double = 0, maximize: Bool = false
    ) {
        self.lr = lr
        self.rho = rho
        self.eps = eps
        self.weightDecay = weightDecay
        self.maximize = maximize
    }
}
