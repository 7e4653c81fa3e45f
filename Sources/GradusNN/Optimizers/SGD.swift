import GradusKernels
import GradusTensor

/// Stochastic gradient descent, with momentum.
public final class SGD: Optimizer {
    /// Decoded options of each group and the version they belong to.
    private var steps: [(version: Int, step: SGDStep)] = []

    public convenience init(
        _ parameters: [Tensor], lr: Double = 1e-3, momentum: Double = 0, dampening: Double = 0,
        weightDecay: Double = 0, nesterov: Bool = false
    ) throws {
        try self.init(
            [GroupSpecification(parameters)],
            options: [
                ("lr", .float(lr)), ("momentum", .float(momentum)), ("dampening", .float(dampening)),
                ("weight_decay", .float(weightDecay)), ("nesterov", .bool(nesterov)), ("maximize", .bool(false)),
                ("foreach", .none), ("differentiable", .bool(false)), ("fused", .none),
            ])
    }

    public init(_ groups: [GroupSpecification], options: [(name: String, value: OpValue)]) throws {
        let o = OptionReader(options)
        try o.requireNonNegative("lr", "Invalid learning rate")
        try o.requireNonNegative("momentum", "Invalid momentum value")
        try o.requireNonNegative("weight_decay", "Invalid weight_decay value")
        if o.flag("nesterov") && (o.number("momentum") <= 0 || o.number("dampening") != 0) {
            throw TensorError(.valueError, "Nesterov momentum requires a momentum and zero dampening")
        }
        try super.init(groups, defaults: options)
    }

    public override var typeName: String { "SGD" }
    public override var stateNames: [StateName] { [.first("momentum_buffer")] }

    override func wantsStates(_ group: ParameterGroup) -> Bool { group.number("momentum") != 0 }

    override func newState(_ group: ParameterGroup, _ parameter: Tensor) throws -> ParameterState {
        let made = ParameterState()
        made.room = try Tensor.zeros(parameter.shape, dtype: parameter.dtype)
        return made
    }

    public override func update(_ group: ParameterGroup, _ number: Int) throws {
        var step = decoded(group, number)
        for (i, p) in group.parameters.enumerated() {
            guard let g = try p.usableGradient() else { continue }
            try GeneralStep.inPlace(p, g) { p, g in
                var buffer: Tensor?
                if step.momentum != 0 {
                    let s = state(group, i)
                    step.first = s.first == nil
                    if s.first == nil {
                        s.first = try s.room ?? Tensor(empty: p.shape, p.dtype)
                        s.room = nil
                    }
                    buffer = s.first
                }
                if p.dtype == .float32 {
                    Kernels.sgd(step, n: p.count, p: p.f32, grad: g.f32, momentum: buffer?.f32)
                } else {
                    Kernels.sgd(
                        step, n: p.count, p: p.pointer(Double.self), grad: g.pointer(Double.self),
                        momentum: buffer?.pointer(Double.self))
                }
            }
        }
    }

    private func decoded(_ group: ParameterGroup, _ number: Int) -> SGDStep {
        if number < steps.count, steps[number].version == group.version { return steps[number].step }
        let step = SGDStep(
            lr: group.lr, momentum: group.number("momentum"), dampening: group.number("dampening"),
            weightDecay: group.number("weight_decay"), nesterov: group.flag("nesterov"),
            maximize: group.flag("maximize"))
        while steps.count <= number { steps.append((-1, step)) }
        steps[number] = (group.version, step)
        return step
    }
}

/// Options before there is a group.
struct OptionReader {
    let options: [(name: String, value: OpValue)]

    init(_ options: [(name: String, value: OpValue)]) { self.options = options }

    func value(_ name: String) -> OpValue? { options.first { $0.name == name }?.value }

    func number(_ name: String) -> Double {
        switch value(name) {
        case .scalar(let s): s.double
        case .tensor(let t): (try? t.item().double) ?? 0
        default: 0
        }
    }

    func flag(_ name: String) -> Bool { value(name)?.scalar?.bool ?? false }

    /// - Throws: ValueError in PyTorch's words for a negative number or NaN.
    func requireNonNegative(_ name: String, _ message: String) throws {
        if !(number(name) >= 0) {
            throw TensorError(.valueError, "\(message): \(value(name)?.text ?? "")")
        }
    }

    /// - Throws: ValueError unless 0 ≤ β < 1 for both.
    func requireBetas() throws {
        var betas: [Scalar] = []
        switch value("betas") {
        case .scalars(let s): betas = s
        case .ints(let d): betas = d.map { .int($0) }
        case let other:
            throw TensorError(.typeError, "'\(other?.typeName ?? "NoneType")' object is not subscriptable")
        }
        if betas.count < 2 {
            throw TensorError(.indexError, "tuple index out of range", notes: ["betas are two numbers"])
        }
        if betas.count > 2 {
            throw TensorError(.valueError, "too many values to unpack (expected 2)")
        }
        for (i, b) in betas.enumerated() where !(b.double >= 0 && b.double < 1) {
            throw TensorError(.valueError, "Invalid beta parameter at index \(i): \(OpValue.text(b))")
        }
    }
}

/// Steps on parameters that the kernels do not take as they are.
enum GeneralStep {
    /// Runs `body` on dense float32 or float64 tensors: the parameter itself where it is one, else a copy that is
    /// written back.
    @inline(__always)
    static func inPlace(_ p: Tensor, _ g: Tensor, _ body: (Tensor, Tensor) throws -> Void) throws {
        if p.isMeta || p.count == 0 { return }
        if p.suitsKernels {
            try body(p, g)
            p.bumpVersion()
            return
        }
        let type = p.dtype.compute
        let work = try p.castUnrecorded(type).contiguousUnrecorded()
        let own = work === p || work.storage === p.storage ? try work.copied() : work
        try body(own, g.castUnrecorded(type).contiguousUnrecorded())
        StridedCopy.copy(from: try own.castUnrecorded(p.dtype), to: p)
        p.bumpVersion()
    }
}
