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
    let make: Maker
    /// Binds constructor arguments; argument 0, `params`, may be anything.
    public private(set) lazy var binder = CallBinder(schema, function: "\(name).__init__", name: name)

    init(
        _ name: String, _ schema: String, _ documentation: String, extra: [(name: String, value: OpValue)] = [],
        _ make: @escaping Maker
    ) {
        self.name = name
        self.schema = name + "(any params, " + schema + ")"
        self.documentation = documentation
        self.extra = extra
        self.make = make
    }

    /// Makes the optimiser from bound arguments (`binder.bind`); the groups are made by the caller out of argument 0.
    public func make(_ groups: [GroupSpecification], _ arguments: borrowing OpArguments) throws -> Optimizer {
        var options: [(name: String, value: OpValue)] = []
        for (i, p) in binder.signature.parameters.enumerated() where i > 0 { options.append((p.name, arguments[i])) }
        return try make(groups, options + extra)
    }

    /// Makes the optimiser from Swift.
    public func call(_ groups: [GroupSpecification], _ keywords: [KeywordValue] = []) throws -> Optimizer {
        try binder.withArguments([.none], keywords) { try make(groups, $0) }
    }
}

/// All optimisers.
public enum OptimizerTable {
    public nonisolated(unsafe) static let rows: [OptimizerRow] = [
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
            "Adam: steps scaled by running means of the gradient and of its square."
        ) { try Adam($0, isAdamW: false, options: $1) },
        OptimizerRow(
            "AdamW",
            "Scalar lr=1e-3, any betas=(0.9,0.999), Scalar eps=1e-8, Scalar weight_decay=1e-2, bool amsgrad=False, *, "
                + "bool maximize=False, bool? foreach=None, bool capturable=False, bool differentiable=False, "
                + "bool? fused=None",
            "Adam whose weight decay shrinks the parameters directly.",
            extra: [("decoupled_weight_decay", .scalar(true))]
        ) { try Adam($0, isAdamW: true, options: $1) },
    ]

    private nonisolated(unsafe) static let byName = Dictionary(
        rows.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })

    public static func find(_ name: String) -> OptimizerRow? { byName[name] }
}
