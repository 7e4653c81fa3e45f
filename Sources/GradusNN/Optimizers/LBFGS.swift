import GradusTensor

/// L-BFGS: directions from the last gradients and steps, all parameters as one vector. One group only.
public final class LBFGS: Optimizer {
    private var iterations = 0
    private var allEvaluations = 0
    private var lastLoss = 0.0
    private var lastFactors: [Double] = []
    private var direction: Tensor?
    private var stepSize = 0.0
    private var oldChanges: [Tensor] = []
    private var oldSteps: [Tensor] = []
    private var inverses: [Double] = []
    private var diagonal = 1.0
    private var previousGradient: Tensor?

    public init(_ groups: [GroupSpecification], options: [(name: String, value: OpValue)]) throws {
        var options = options
        let o = OptionReader(options)
        if !(o.number("lr") >= 0) {
            throw TensorError(.valueError, "Invalid learning rate: \(o.value("lr")?.text ?? "")")
        }
        if case .some(.none) = o.value("max_eval"), let i = options.firstIndex(where: { $0.name == "max_eval" }) {
            options[i].value = .int(o.value("max_iter").flatMap { $0.scalar?.int }.map { $0 * 5 / 4 } ?? 25)
        }
        if groups.count > 1 {
            throw TensorError(.valueError, "LBFGS doesn't support per-parameter options (parameter groups)")
        }
        try super.init(groups, defaults: options)
    }

    public override var typeName: String { "LBFGS" }

    override func commonEntries() throws -> [(name: String, value: OpValue)]? {
        guard iterations > 0 || allEvaluations > 0 else { return [] }
        func tensor(_ number: Double) throws -> Tensor {
            try Tensor.scalar(.double(number), dtype: parameters.first?.dtype ?? .float32)
        }
        guard let direction, let previousGradient else {
            return [("func_evals", .int(allEvaluations)), ("n_iter", .int(iterations))]
        }
        let size = groups.first?.whole("history_size") ?? 0
        let factors: [Tensor?] = try (0..<size).map { $0 < lastFactors.count ? try tensor(lastFactors[$0]) : nil }
        return [
            ("func_evals", .int(allEvaluations)), ("n_iter", .int(iterations)), ("al", .optionalTensors(factors)),
            ("d", .tensor(direction)), ("t", .float(stepSize)), ("old_dirs", .tensors(oldChanges)),
            ("old_stps", .tensors(oldSteps)), ("ro", .tensors(try inverses.map { try tensor($0) })),
            ("H_diag", .tensor(try tensor(diagonal))), ("prev_flat_grad", .tensor(previousGradient)),
            ("prev_loss", .float(lastLoss)),
        ]
    }

    override func restoreCommon(_ entries: [(name: String, value: OpValue)]) throws {
        func number(_ name: String) throws -> Double? {
            switch entries.first(where: { $0.name == name })?.value {
            case .scalar(let s): s.double
            case .tensor(let t): try t.item().double
            default: nil
            }
        }
        func tensors(_ name: String) throws -> [Tensor] {
            switch entries.first(where: { $0.name == name })?.value {
            case .tensor(let t): [try t.copied()]
            case .tensors(let list): try list.map { try $0.copied() }
            default: []
            }
        }
        allEvaluations = Int(exactly: try number("func_evals")?.rounded() ?? 0) ?? 0
        iterations = Int(exactly: try number("n_iter")?.rounded() ?? 0) ?? 0
        (direction, previousGradient) = (try tensors("d").first, try tensors("prev_flat_grad").first)
        (oldChanges, oldSteps) = (try tensors("old_dirs"), try tensors("old_stps"))
        inverses = try tensors("ro").map { try $0.item().double }
        (stepSize, diagonal, lastLoss) = (try number("t") ?? 0, try number("H_diag") ?? 1, try number("prev_loss") ?? 0)
        // A history that does not fit together is begun anew.
        if oldChanges.count != oldSteps.count || oldChanges.count != inverses.count {
            (oldChanges, oldSteps, inverses) = ([], [], [])
        }
    }

    private var parameters: [Tensor] { groups.first?.parameters ?? [] }

    private func flatGradient() throws -> Tensor {
        try Tensor.cat(
            try parameters.map { p in
                try p.grad?.reshape([-1]) ?? Tensor.zeros([p.count], dtype: p.dtype)
            })
    }

    /// p += t · d
    private func move(_ d: Tensor, _ t: Double) throws {
        var at = 0
        for p in parameters {
            try p.addInPlace(d.narrow(0, at, p.count).reshape(p.shape), alpha: .double(t))
            at += p.count
        }
    }

    private func number(_ t: Tensor) throws -> Double { try t.item().double }

    public override func performStep(_ closure: (() throws -> Tensor?)?) throws -> Tensor? {
        guard let closure else {
            throw TensorError(.typeError, "LBFGS.step() missing 1 required positional argument: 'closure'")
        }
        guard let group = groups.first else { return nil }
        func evaluate() throws -> (Tensor?, Double) {
            let loss = try GradMode.with(true) { try closure() }
            return (loss, try loss.map { try number($0.detach()) } ?? .nan)
        }
        return try GradMode.without { try descend(group, evaluate) }
    }

    private func descend(_ group: ParameterGroup, _ evaluate: @escaping () throws -> (Tensor?, Double)) throws
        -> Tensor?
    {
        let lr = group.lr
        let maxIterations = group.whole("max_iter")
        let maxEvaluations = group.whole("max_eval")
        let (gradientTolerance, changeTolerance) = (group.number("tolerance_grad"), group.number("tolerance_change"))
        let history = group.whole("history_size")
        var search: String?
        if case .string(let s) = group["line_search_fn"] { search = s }
        if let search, search != "strong_wolfe" {
            throw TensorError(.runtimeError, "only 'strong_wolfe' is supported")
        }
        let (original, first) = try evaluate()
        var loss = first
        var evaluations = 1
        allEvaluations += 1
        var g = try flatGradient()
        if try g.largestMagnitude() <= gradientTolerance { return original }
        var round = 0
        while round < maxIterations {
            round += 1
            iterations += 1
            let d = try nextDirection(g, history)
            direction = d
            previousGradient = g
            let previousLoss = loss
            lastLoss = loss
            stepSize = iterations == 1 ? min(1, 1 / (try number(g.abs().sum()))) * lr : lr
            let slope = try number(g.dot(d))
            if slope > -changeTolerance { break }
            var used = 0
            if search != nil {
                let start = try parameters.map { try $0.detach().clone() }
                var line = StrongWolfe(loss: loss, gradient: g, direction: d, slope: slope) { t in
                    try self.move(d, t)
                    let (_, value) = try evaluate()
                    let gradient = try self.flatGradient()
                    for (p, s) in zip(self.parameters, start) { _ = try p.copyInPlace(s) }
                    return (value, gradient)
                }
                let found = try line.run(stepSize, limit: maxEvaluations - evaluations)
                (loss, g, stepSize, used) = (found.loss, found.gradient, found.step, found.evaluations)
                try move(d, stepSize)
            } else {
                try move(d, stepSize)
                if round != maxIterations {
                    loss = try evaluate().1
                    g = try flatGradient()
                    used = 1
                }
            }
            evaluations += used
            allEvaluations += used
            if round == maxIterations || evaluations >= maxEvaluations { break }
            if try g.largestMagnitude() <= gradientTolerance { break }
            if try d.mul(.double(stepSize)).largestMagnitude() <= changeTolerance { break }
            if abs(loss - previousLoss) < changeTolerance { break }
        }
        return original
    }

    /// The two-loop recursion over the stored steps.
    private func nextDirection(_ g: Tensor, _ history: Int) throws -> Tensor {
        guard iterations > 1, let d = direction, let before = previousGradient else {
            (oldChanges, oldSteps, inverses, diagonal) = ([], [], [], 1)
            return try g.neg()
        }
        let y = try g.sub(before)
        let s = try d.mul(.double(stepSize))
        let ys = try number(y.dot(s))
        if ys > 1e-10 {
            if oldChanges.count == history && history > 0 {
                oldChanges.removeFirst()
                oldSteps.removeFirst()
                inverses.removeFirst()
            }
            oldChanges.append(y)
            oldSteps.append(s)
            inverses.append(1 / ys)
            diagonal = ys / (try number(y.dot(y)))
        }
        var factors = [Double](repeating: 0, count: oldChanges.count)
        var q = try g.neg()
        for i in oldChanges.indices.reversed() {
            factors[i] = try number(oldSteps[i].dot(q)) * inverses[i]
            q = try q.add(oldChanges[i], alpha: .double(-factors[i]))
        }
        lastFactors = factors
        var r = try q.mul(.double(diagonal))
        for i in oldChanges.indices {
            let b = try number(oldChanges[i].dot(r)) * inverses[i]
            r = try r.add(oldSteps[i], alpha: .double(factors[i] - b))
        }
        return r
    }
}

extension Tensor {
    /// The largest absolute value; 0 of no elements.
    func largestMagnitude() throws -> Double { try doubles().reduce(0) { Swift.max($0, Swift.abs($1)) } }
}
