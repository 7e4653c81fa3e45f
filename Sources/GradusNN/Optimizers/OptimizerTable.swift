import GradusTensor

/// The declaration of one optimiser.
public final class OptimizerRow: @unchecked Sendable {
    public typealias Maker = ([GroupSpecification], [(name: String, value: OpValue)]) throws -> Optimizer

    public let name: String
    /// The constructor in PyTorch's schema notation; the first parameter is `params`.
    public let schema: String
    public let documentation: String
    /// Options that are no arguments but stand in the groups.
    let extra: [(name: String, value: OpValue)]
    /// Names of options in the order of the groups, where that differs from the constructor's.
    let order: [String]
    let make: Maker
    /// Binds constructor arguments; argument 0, `params`, may be anything.
    public private(set) lazy var binder = CallBinder(
        schema, function: "\(name).__init__", name: name, comparesNumbers: true)

    init(
        _ name: String, _ schema: String, _ documentation: String, extra: [(name: String, value: OpValue)] = [],
        order: String = "", _ make: @escaping Maker
    ) {
        self.name = name
        self.schema = name + "(any params, " + schema + ")"
        self.documentation = documentation
        self.extra = extra
        self.order = order.split(separator: " ").map(String.init)
        self.make = make
    }

    /// Makes the optimiser from bound arguments (`binder.bind`); the groups are made by the caller out of argument 0.
    public func make(_ groups: [GroupSpecification], _ arguments: borrowing OpArguments) throws -> Optimizer {
        var options: [(name: String, value: OpValue)] = []
        for (i, p) in binder.signature.parameters.enumerated() where i > 0 { options.append((p.name, arguments[i])) }
        return try make(groups, ordered(options + extra))
    }

    /// The options as groups list them, which is what prints and files show: those of `order` before the others.
    private func ordered(_ options: [(name: String, value: OpValue)]) -> [(name: String, value: OpValue)] {
        guard !order.isEmpty else { return options }
        let named = order.compactMap { name in options.first { $0.name == name } }
        return named + options.filter { !order.contains($0.name) }
    }

    /// Makes the optimiser from Swift.
    public func call(_ groups: [GroupSpecification], _ keywords: [KeywordValue] = []) throws -> Optimizer {
        try binder.withArguments([.none], keywords) { try make(groups, $0) }
    }
}

/// All optimisers.
public enum OptimizerTable {
    public static let rows: [OptimizerRow] = [
        OptimizerRow(
            "SGD",
            "Scalar lr=1e-3, Scalar momentum=0, Scalar dampening=0, Scalar weight_decay=0, bool nesterov=False, *, "
                + "bool maximize=False, bool? foreach=None, bool differentiable=False, bool? fused=None",
            "Stochastic gradient descent: p −= lr · gradient, with momentum on request."
        ) { try SGD($0, options: $1) },
        OptimizerRow(
            "Adam",
            "Scalar lr=1e-3, any betas=(0.9,0.999), Scalar eps=1e-8, Scalar weight_decay=0, bool amsgrad=False, *, "
                + "bool? foreach=None, bool maximize=False, bool capturable=False, bool differentiable=False, "
                + "bool? fused=None, bool decoupled_weight_decay=False",
            "Adam: steps scaled by running means of the gradient and of its square.",
            order: "lr betas eps weight_decay amsgrad maximize foreach capturable differentiable fused"
        ) { try Adam($0, isAdamW: false, options: $1) },
        OptimizerRow(
            "AdamW",
            "Scalar lr=1e-3, any betas=(0.9,0.999), Scalar eps=1e-8, Scalar weight_decay=1e-2, bool amsgrad=False, *, "
                + "bool maximize=False, bool? foreach=None, bool capturable=False, bool differentiable=False, "
                + "bool? fused=None",
            "Adam whose weight decay shrinks the parameters directly.",
            extra: [("decoupled_weight_decay", .scalar(true))],
            order: "lr betas eps weight_decay amsgrad maximize foreach capturable differentiable fused"
        ) { try Adam($0, isAdamW: true, options: $1) },
        OptimizerRow(
            "RMSprop",
            "Scalar lr=1e-2, Scalar alpha=0.99, Scalar eps=1e-8, Scalar weight_decay=0, Scalar momentum=0, "
                + "bool centered=False, bool capturable=False, bool? foreach=None, bool maximize=False, "
                + "bool differentiable=False", "Steps scaled by a running mean of the squared gradient.",
            order: "lr momentum alpha eps centered weight_decay capturable foreach maximize differentiable"
        ) { try RMSprop($0, options: $1) },
        OptimizerRow(
            "Adagrad",
            "Scalar lr=1e-2, Scalar lr_decay=0, Scalar weight_decay=0, Scalar initial_accumulator_value=0, "
                + "Scalar eps=1e-10, bool? foreach=None, *, bool maximize=False, bool differentiable=False, "
                + "bool? fused=None", "Steps scaled by the sum of all squared gradients.",
            order: "lr lr_decay eps weight_decay initial_accumulator_value foreach maximize differentiable fused"
        ) { try Adagrad($0, options: $1) },
        OptimizerRow(
            "Adadelta",
            "Scalar lr=1.0, Scalar rho=0.9, Scalar eps=1e-6, Scalar weight_decay=0, bool? foreach=None, *, "
                + "bool capturable=False, bool maximize=False, bool differentiable=False",
            "Steps in the ratio of running means of squared changes and squared gradients.",
            order: "lr rho eps weight_decay maximize capturable foreach differentiable"
        ) { try Adadelta($0, options: $1) },
        OptimizerRow(
            "Adamax",
            "Scalar lr=2e-3, any betas=(0.9,0.999), Scalar eps=1e-8, Scalar weight_decay=0, bool? foreach=None, *, "
                + "bool maximize=False, bool differentiable=False, bool capturable=False",
            "Adam with the largest gradient so far in place of the mean square."
        ) { try AdamVariant(.adamax, $0, options: $1) },
        OptimizerRow(
            "NAdam",
            "Scalar lr=2e-3, any betas=(0.9,0.999), Scalar eps=1e-8, Scalar weight_decay=0, "
                + "Scalar momentum_decay=4e-3, bool decoupled_weight_decay=False, *, bool? foreach=None, "
                + "bool maximize=False, bool capturable=False, bool differentiable=False",
            "Adam with Nesterov's momentum.",
            order:
                "lr betas eps weight_decay momentum_decay decoupled_weight_decay maximize foreach capturable differentiable"
        ) { try AdamVariant(.nadam, $0, options: $1) },
        OptimizerRow(
            "RAdam",
            "Scalar lr=1e-3, any betas=(0.9,0.999), Scalar eps=1e-8, Scalar weight_decay=0, "
                + "bool decoupled_weight_decay=False, *, bool? foreach=None, bool maximize=False, "
                + "bool capturable=False, bool differentiable=False",
            "Adam whose first steps are made smaller while its mean square is uncertain.",
            order: "lr betas eps weight_decay maximize foreach capturable decoupled_weight_decay differentiable"
        ) { try AdamVariant(.radam, $0, options: $1) },
        OptimizerRow(
            "LBFGS",
            "Scalar lr=1, int max_iter=20, int? max_eval=None, float tolerance_grad=1e-7, "
                + "float tolerance_change=1e-9, int history_size=100, str? line_search_fn=None",
            "A quasi-Newton method; `step` needs a closure that computes the loss again."
        ) { try LBFGS($0, options: $1) },
    ]

    private static let byName = Dictionary(
        rows.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })

    public static func find(_ name: String) -> OptimizerRow? { byName[name] }
}
