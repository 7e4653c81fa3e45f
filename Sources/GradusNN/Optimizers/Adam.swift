import GradusKernels
import GradusTensor

/// Adam, and with decoupled weight decay AdamW.
public final class Adam: Optimizer {
    private var steps: [(version: Int, step: AdamStep, amsgrad: Bool)] = []
    private let isAdamW: Bool

    public convenience init(
        _ parameters: [Tensor], lr: Double = 1e-3, betas: (Double, Double) = (0.9, 0.999), eps: Double = 1e-8,
        weightDecay: Double? = nil, amsgrad: Bool = false, decoupled: Bool = false
    ) throws {
        try self.init(
            [GroupSpecification(parameters)], isAdamW: decoupled,
            options: [
                ("lr", .float(lr)), ("betas", .scalars([.double(betas.0), .double(betas.1)])), ("eps", .float(eps)),
                ("weight_decay", weightDecay.map { .float($0) } ?? (decoupled ? .float(1e-2) : .int(0))),
                ("amsgrad", .bool(amsgrad)), ("maximize", .bool(false)), ("foreach", .none),
                ("capturable", .bool(false)), ("differentiable", .bool(false)), ("fused", .none),
                ("decoupled_weight_decay", .bool(decoupled)),
            ])
    }

    public init(_ groups: [GroupSpecification], isAdamW: Bool, options: [(name: String, value: OpValue)]) throws {
        let o = OptionReader(options)
        try o.requireNonNegative("lr", "Invalid learning rate")
        try o.requireNonNegative("eps", "Invalid epsilon value")
        try o.requireBetas()
        try o.requireNonNegative("weight_decay", "Invalid weight_decay value")
        self.isAdamW = isAdamW
        try super.init(groups, defaults: options)
    }

    public override var typeName: String { isAdamW ? "AdamW" : "Adam" }

    public override var stateNames: [StateName] {
        [.step, .first("exp_avg"), .second("exp_avg_sq"), .third("max_exp_avg_sq")]
    }

    override func wantsStates(_ group: ParameterGroup) -> Bool { true }

    override func newState(_ group: ParameterGroup, _ parameter: Tensor) throws -> ParameterState {
        let made = ParameterState()
        made.first = try Tensor.zeros(parameter.shape, dtype: parameter.dtype)
        made.second = try Tensor.zeros(parameter.shape, dtype: parameter.dtype)
        if group.flag("amsgrad") { made.third = try Tensor.zeros(parameter.shape, dtype: parameter.dtype) }
        return made
    }

    public override func update(_ group: ParameterGroup, _ number: Int) throws {
        let (_, shared, amsgrad) = decoded(group, number)
        for (i, p) in group.parameters.enumerated() {
            guard let g = try p.usableGradient() else { continue }
            let s = state(group, i)
            try GeneralStep.inPlace(p, g) { p, g in
                let m = try s.first ?? Tensor.zeros(p.shape, dtype: p.dtype)
                let v = try s.second ?? Tensor.zeros(p.shape, dtype: p.dtype)
                let most = amsgrad ? try s.third ?? Tensor.zeros(p.shape, dtype: p.dtype) : nil
                (s.first, s.second, s.third) = (m, v, most)
                s.step += 1
                var step = shared
                step.step = s.step
                if p.dtype == .float32 {
                    Kernels.adam(step, n: p.count, p: p.f32, grad: g.f32, m: m.f32, v: v.f32, vMax: most?.f32)
                } else {
                    Kernels.adam(
                        step, n: p.count, p: p.pointer(Double.self), grad: g.pointer(Double.self),
                        m: m.pointer(Double.self), v: v.pointer(Double.self), vMax: most?.pointer(Double.self))
                }
            }
        }
    }

    private func decoded(_ group: ParameterGroup, _ number: Int) -> (version: Int, step: AdamStep, amsgrad: Bool) {
        if number < steps.count, steps[number].version == group.version { return steps[number] }
        let betas = group.pair("betas")
        let entry = (
            version: group.version,
            step: AdamStep(
                lr: group.lr, beta1: betas.0, beta2: betas.1, eps: group.number("eps"),
                weightDecay: group.number("weight_decay"), decoupled: group.flag("decoupled_weight_decay"),
                maximize: group.flag("maximize"), step: 0), amsgrad: group.flag("amsgrad")
        )
        while steps.count <= number { steps.append((-1, entry.step, false)) }
        steps[number] = entry
        return entry
    }
}
