import GradusKernels
import GradusTensor

/// RMSprop: steps scaled by a running mean of the squared gradient.
public final class RMSprop: Optimizer {
    public init(_ groups: [GroupSpecification], options: [(name: String, value: OpValue)]) throws {
        let o = OptionReader(options)
        try o.requireNonNegative("lr", "Invalid learning rate")
        try o.requireNonNegative("eps", "Invalid epsilon value")
        try o.requireNonNegative("momentum", "Invalid momentum value")
        try o.requireNonNegative("weight_decay", "Invalid weight_decay value")
        try o.requireNonNegative("alpha", "Invalid alpha value")
        try super.init(groups, defaults: options)
    }

    public override var typeName: String { "RMSprop" }

    public override var stateNames: [StateName] {
        [.step, .first("square_avg"), .second("momentum_buffer"), .third("grad_avg")]
    }

    public override func update(_ group: ParameterGroup, _ number: Int) throws {
        let step = RMSpropStep(
            lr: group.lr, alpha: group.number("alpha"), eps: group.number("eps"),
            weightDecay: group.number("weight_decay"), momentum: group.number("momentum"),
            maximize: group.flag("maximize"))
        let centered = group.flag("centered")
        for (i, p) in group.parameters.enumerated() {
            guard let g = try p.usableGradient() else { continue }
            let s = state(group, i)
            s.step += 1
            try GeneralStep.inPlace(p, g) { p, g in
                let v = try s.first ?? Tensor.zeros(p.shape, dtype: p.dtype)
                let momentum = step.momentum > 0 ? try s.second ?? Tensor.zeros(p.shape, dtype: p.dtype) : nil
                let mean = centered ? try s.third ?? Tensor.zeros(p.shape, dtype: p.dtype) : nil
                (s.first, s.second, s.third) = (v, momentum, mean)
                if p.dtype == .float32 {
                    Kernels.rmsprop(
                        step, n: p.count, p: p.f32, grad: g.f32, v: v.f32, mean: mean?.f32, momentum: momentum?.f32)
                } else {
                    Kernels.rmsprop(
                        step, n: p.count, p: p.pointer(Double.self), grad: g.pointer(Double.self),
                        v: v.pointer(Double.self), mean: mean?.pointer(Double.self),
                        momentum: momentum?.pointer(Double.self))
                }
            }
        }
    }
}

/// Adagrad: steps scaled by the sum of all squared gradients.
public final class Adagrad: Optimizer {
    public init(_ groups: [GroupSpecification], options: [(name: String, value: OpValue)]) throws {
        let o = OptionReader(options)
        try o.requireNonNegative("lr", "Invalid learning rate")
        try o.requireNonNegative("lr_decay", "Invalid lr_decay value")
        try o.requireNonNegative("weight_decay", "Invalid weight_decay value")
        try o.requireNonNegative("initial_accumulator_value", "Invalid initial_accumulator_value value")
        try o.requireNonNegative("eps", "Invalid epsilon value")
        try super.init(groups, defaults: options)
        // The sums are there before the first step.
        for group in self.groups {
            let start = Scalar.double(group.number("initial_accumulator_value"))
            for (i, p) in group.parameters.enumerated() {
                state(group, i).first = try Tensor.full(p.shape, start, dtype: p.dtype, device: p.device)
            }
        }
    }

    public override var typeName: String { "Adagrad" }
    public override var stateNames: [StateName] { [.step, .first("sum")] }

    public override func update(_ group: ParameterGroup, _ number: Int) throws {
        for (i, p) in group.parameters.enumerated() {
            guard let g = try p.usableGradient() else { continue }
            let s = state(group, i)
            s.step += 1
            let step = AdagradStep(
                lr: group.lr, lrDecay: group.number("lr_decay"), weightDecay: group.number("weight_decay"),
                eps: group.number("eps"), maximize: group.flag("maximize"), step: s.step)
            try GeneralStep.inPlace(p, g) { p, g in
                let start = Scalar.double(group.number("initial_accumulator_value"))
                let sum = try s.first ?? Tensor.full(p.shape, start, dtype: p.dtype)
                s.first = sum
                if p.dtype == .float32 {
                    Kernels.adagrad(step, n: p.count, p: p.f32, grad: g.f32, sum: sum.f32)
                } else {
                    Kernels.adagrad(
                        step, n: p.count, p: p.pointer(Double.self), grad: g.pointer(Double.self),
                        sum: sum.pointer(Double.self))
                }
            }
        }
    }
}

/// Adadelta: steps in the ratio of two running means, of squared changes and squared gradients.
public final class Adadelta: Optimizer {
    public init(_ groups: [GroupSpecification], options: [(name: String, value: OpValue)]) throws {
        let o = OptionReader(options)
        try o.requireNonNegative("lr", "Invalid learning rate")
        let rho = o.number("rho")
        if !(rho >= 0 && rho <= 1) {
            throw TensorError(.valueError, "Invalid rho value: \(o.value("rho")?.text ?? "")")
        }
        try o.requireNonNegative("eps", "Invalid epsilon value")
        try o.requireNonNegative("weight_decay", "Invalid weight_decay value")
        try super.init(groups, defaults: options)
    }

    public override var typeName: String { "Adadelta" }
    public override var stateNames: [StateName] { [.step, .first("square_avg"), .second("acc_delta")] }

    public override func update(_ group: ParameterGroup, _ number: Int) throws {
        let step = AdadeltaStep(
            lr: group.lr, rho: group.number("rho"), eps: group.number("eps"),
            weightDecay: group.number("weight_decay"), maximize: group.flag("maximize"))
        for (i, p) in group.parameters.enumerated() {
            guard let g = try p.usableGradient() else { continue }
            let s = state(group, i)
            s.step += 1
            try GeneralStep.inPlace(p, g) { p, g in
                let v = try s.first ?? Tensor.zeros(p.shape, dtype: p.dtype)
                let delta = try s.second ?? Tensor.zeros(p.shape, dtype: p.dtype)
                (s.first, s.second) = (v, delta)
                if p.dtype == .float32 {
                    Kernels.adadelta(step, n: p.count, p: p.f32, grad: g.f32, v: v.f32, delta: delta.f32)
                } else {
                    Kernels.adadelta(
                        step, n: p.count, p: p.pointer(Double.self), grad: g.pointer(Double.self),
                        v: v.pointer(Double.self), delta: delta.pointer(Double.self))
                }
            }
        }
    }
}
