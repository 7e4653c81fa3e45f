#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif
import GradusTensor

/// Adamax, NAdam and RAdam: each step in ordinary tensor operations, in PyTorch's order of rounding.
public final class AdamVariant: Optimizer {
    public enum Kind: String, Sendable {
        case adamax = "Adamax"
        case nadam = "NAdam"
        case radam = "RAdam"
    }

    private let kind: Kind

    public init(_ kind: Kind, _ groups: [GroupSpecification], options: [(name: String, value: OpValue)]) throws {
        let o = OptionReader(options)
        try o.requireNonNegative("lr", "Invalid learning rate")
        try o.requireNonNegative("eps", "Invalid epsilon value")
        try o.requireBetas()
        try o.requireNonNegative("weight_decay", "Invalid weight_decay value")
        if kind == .nadam { try o.requireNonNegative("momentum_decay", "Invalid momentum_decay value") }
        self.kind = kind
        try super.init(groups, defaults: options)
    }

    public override var typeName: String { kind.rawValue }

    public override var stateNames: [StateName] {
        switch kind {
        case .adamax: [.step, .first("exp_avg"), .second("exp_inf")]
        case .nadam: [.step, .product("mu_product"), .first("exp_avg"), .second("exp_avg_sq")]
        case .radam: [.step, .first("exp_avg"), .second("exp_avg_sq")]
        }
    }

    public override func update(_ group: ParameterGroup, _ number: Int) throws {
        let (beta1, beta2) = group.pair("betas")
        let (lr, eps, decay) = (group.lr, group.number("eps"), group.number("weight_decay"))
        for (i, p) in group.parameters.enumerated() {
            guard var g = try p.usableGradient(), !p.isMeta, p.count > 0 else { continue }
            let s = state(group, i)
            s.step += 1
            if group.flag("maximize") { g = try g.neg() }
            var value = p.alias()
            if decay != 0 {
                if group.flag("decoupled_weight_decay") {
                    value = try value.mul(.double(1 - lr * decay))
                } else {
                    g = try g.add(value, alpha: .double(decay))
                }
            }
            var m = try s.first ?? Tensor.zeros(p.shape, dtype: p.dtype)
            var v = try s.second ?? Tensor.zeros(p.shape, dtype: p.dtype)
            m = try m.lerp(g, .number(.double(1 - beta1)))
            let c1 = 1 - pow(beta1, s.step)
            let c2 = 1 - pow(beta2, s.step)
            if kind == .adamax {
                v = try v.mul(.double(beta2)).maximum(g.abs().add(.double(eps)))
                value = try value.addcdiv(m, v, value: .double(-lr / c1))
            } else {
                v = try v.mul(.double(beta2)).addcmul(g, g, value: .double(1 - beta2))
                value =
                    kind == .nadam
                    ? try nadam(value, g, m, v, s, group, beta1, c2)
                    : try radam(value, m, v, s.step, lr, eps, beta2, c1, c2)
            }
            (s.first, s.second) = (m, v)
            StridedCopy.copy(from: value, to: p)
            p.bumpVersion()
        }
    }

    private func nadam(
        _ value: Tensor, _ g: Tensor, _ m: Tensor, _ v: Tensor, _ s: ParameterState, _ group: ParameterGroup,
        _ beta1: Double, _ c2: Double
    ) throws -> Tensor {
        let decay = group.number("momentum_decay")
        let mu = beta1 * (1 - 0.5 * pow(0.96, s.step * decay))
        let next = beta1 * (1 - 0.5 * pow(0.96, (s.step + 1) * decay))
        // The running product is a float32 tensor in PyTorch.
        s.product = Double(Float(s.product) * Float(mu))
        let d = try v.div(.double(c2)).sqrt().add(.double(group.number("eps")))
        return try value.addcdiv(g, d, value: .double(-group.lr * (1 - mu) / (1 - s.product)))
            .addcdiv(m, d, value: .double((-group.lr * next) / (1 - s.product * next)))
    }

    private func radam(
        _ value: Tensor, _ m: Tensor, _ v: Tensor, _ step: Double, _ lr: Double, _ eps: Double, _ beta2: Double,
        _ c1: Double, _ c2: Double
    ) throws -> Tensor {
        var change = try m.div(.double(c1)).mul(.double(lr))
        let longest = 2 / (1 - beta2) - 1
        let length = longest - 2 * step * pow(beta2, step) / c2
        if length > 5 {
            let rect = pow(
                (length - 4) * (length - 2) * longest / ((longest - 4) * (longest - 2) * length), 0.5)
            change = try change.mul(v.sqrt().add(.double(eps)).rdiv(.double(pow(c2, 0.5)))).mul(.double(rect))
        }
        return try value.add(change, alpha: .double(-1))
    }
}
