#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif
import GradusTensor

/// The learning rate runs from an initial one up to a maximum and down to almost nothing; momentum the other way.
public final class OneCycleLR: Scheduler {
    private let totalSteps: Int
    private let phases: [(end: Double, startRate: String, endRate: String, startMomentum: String, endMomentum: String)]
    private let isLinear: Bool
    private let cyclesMomentum: Bool
    private let usesBetas: Bool

    /// - Parameters:
    ///   - maxRates: one for all groups, or one per group.
    ///   - total: the number of steps; nil where epochs and steps per epoch are given.
    public init(
        _ optimizer: Optimizer, maxRates: [Double], total: Int?, epochs: Int? = nil, stepsPerEpoch: Int? = nil,
        pctStart: Double = 0.3, strategy: String = "cos", cycleMomentum: Bool = true, baseMomentum: Double = 0.85,
        maxMomentum: Double = 0.95, divFactor: Double = 25, finalDivFactor: Double = 1e4, threePhase: Bool = false,
        lastEpoch: Int = -1
    ) throws {
        if let total {
            if total <= 0 { throw TensorError(.valueError, "Expected positive integer total_steps, but got \(total)") }
            totalSteps = total
        } else if let epochs, let stepsPerEpoch {
            if epochs <= 0 { throw TensorError(.valueError, "Expected positive integer epochs, but got \(epochs)") }
            if stepsPerEpoch <= 0 {
                throw TensorError(
                    .valueError, "Expected positive integer steps_per_epoch, but got \(stepsPerEpoch)")
            }
            let (product, overflow) = epochs.multipliedReportingOverflow(by: stepsPerEpoch)
            totalSteps = overflow ? Int.max : product
        } else {
            throw TensorError(
                .valueError, "You must define either total_steps OR (epochs AND steps_per_epoch)")
        }
        if !(pctStart >= 0 && pctStart <= 1) {
            throw TensorError(
                .valueError, "Expected float between 0 and 1 pct_start, but got \(OpValue.text(.double(pctStart)))")
        }
        guard strategy == "cos" || strategy == "linear" else {
            throw TensorError(
                .valueError, "anneal_strategy must be one of 'cos' or 'linear', instead got \(strategy)")
        }
        isLinear = strategy == "linear"
        let last = Double(totalSteps) - 1
        let first = pctStart * Double(totalSteps) - 1
        let up = (first, "initial_lr", "max_lr", "max_momentum", "base_momentum")
        if threePhase {
            phases = [
                up, (2 * pctStart * Double(totalSteps) - 2, "max_lr", "initial_lr", "base_momentum", "max_momentum"),
                (last, "initial_lr", "min_lr", "max_momentum", "max_momentum"),
            ]
        } else {
            phases = [up, (last, "max_lr", "min_lr", "base_momentum", "max_momentum")]
        }
        let groups = optimizer.groups
        if maxRates.count != 1 && maxRates.count != groups.count {
            throw TensorError(
                .valueError,
                "max_lr must have the same length as optimizer.param_groups. max_lr has \(maxRates.count) "
                    + "values, param_groups has \(groups.count).")
        }
        cyclesMomentum = cycleMomentum
        usesBetas = optimizer.defaults.contains { $0.name == "betas" }
        if cycleMomentum && !usesBetas && !optimizer.defaults.contains(where: { $0.name == "momentum" }) {
            throw TensorError(
                .valueError, "optimizer must support momentum or beta1 with `cycle_momentum` option enabled")
        }
        if lastEpoch == -1 {
            for (i, g) in groups.enumerated() {
                let most = maxRates.count == 1 ? maxRates[0] : maxRates[i]
                g["initial_lr"] = .float(most / divFactor)
                g["max_lr"] = .float(most)
                g["min_lr"] = .float(most / divFactor / finalDivFactor)
                if cycleMomentum {
                    OneCycleLR.setMomentum(g, maxMomentum, usesBetas)
                    g["max_momentum"] = .float(maxMomentum)
                    g["base_momentum"] = .float(baseMomentum)
                }
            }
        }
        try super.init(optimizer, lastEpoch: lastEpoch)
        settings = [("total_steps", .int(totalSteps)), ("cycle_momentum", .bool(cycleMomentum))]
        try start()
    }

    public override var typeName: String { "OneCycleLR" }

    private static func setMomentum(_ g: ParameterGroup, _ value: Double, _ betas: Bool) {
        if betas {
            g["betas"] = .scalars([.double(value), .double(g.pair("betas").1)])
        } else {
            g["momentum"] = .float(value)
        }
    }

    private func between(_ from: Double, _ to: Double, _ share: Double) -> Double {
        if isLinear { return (to - from) * share + from }
        return to + (from - to) / 2 * (cos(Double.pi * share) + 1)
    }

    public override func rates() throws -> [Double] {
        if lastEpoch > totalSteps {
            throw TensorError(
                .valueError,
                "Tried to step \(lastEpoch) times. The specified number of total steps is \(totalSteps)")
        }
        return optimizer.groups.map { g in
            var start = 0.0
            for (i, phase) in phases.enumerated() {
                if Double(lastEpoch) <= phase.end || i == phases.count - 1 {
                    let share = (Double(lastEpoch) - start) / (phase.end - start)
                    if cyclesMomentum {
                        let m = between(g.number(phase.startMomentum), g.number(phase.endMomentum), share)
                        OneCycleLR.setMomentum(g, m, usesBetas)
                    }
                    return between(g.number(phase.startRate), g.number(phase.endRate), share)
                }
                start = phase.end
            }
            return g.lr
        }
    }
}

/// Cosine annealing that starts again after T₀, T₀·m, T₀·m² … steps.
public final class CosineAnnealingWarmRestarts: Scheduler {
    private let first, factor: Int
    private let least: Double
    private var current: Double
    private var period: Double

    public init(_ optimizer: Optimizer, first: Int, factor: Int = 1, least: Double = 0, lastEpoch: Int = -1) throws {
        if first <= 0 { throw TensorError(.valueError, "Expected positive integer T_0, but got \(first)") }
        if factor < 1 { throw TensorError(.valueError, "Expected integer T_mult >= 1, but got \(factor)") }
        (self.first, self.factor, self.least) = (first, factor, least)
        current = Double(lastEpoch)
        period = Double(first)
        try super.init(optimizer, lastEpoch: lastEpoch)
        settings = [("T_0", .int(first)), ("T_mult", .int(factor)), ("eta_min", .float(least))]
        try start()
    }

    public override var typeName: String { "CosineAnnealingWarmRestarts" }

    public override func attribute(_ name: String) -> OpValue? {
        switch name {
        case "T_cur": .float(current)
        case "T_i": .float(period)
        default: super.attribute(name)
        }
    }

    public override func rates() throws -> [Double] {
        baseRates.map { least + ($0 - least) * (1 + cos(Double.pi * current / period)) / 2 }
    }

    public override func step(epoch: Double? = nil) throws {
        stepCount += 1
        var epoch = epoch
        if epoch == nil && lastEpoch < 0 { epoch = 0 }
        if let epoch {
            if !(epoch >= 0 && epoch.isFinite) {
                throw TensorError(.valueError, "Expected non-negative epoch, but got \(OpValue.text(.double(epoch)))")
            }
            let t0 = Double(first)
            let m = Double(factor)
            if epoch < t0 {
                (current, period) = (epoch, t0)
            } else if factor == 1 {
                current = epoch.truncatingRemainder(dividingBy: t0)
            } else {
                let n = (log(epoch / t0 * (m - 1) + 1) / log(m)).rounded(.towardZero)
                current = epoch - t0 * (pow(m, n) - 1) / (m - 1)
                period = t0 * pow(m, n)
            }
            lastEpoch = Scalar.double(epoch.rounded(.down)).int
        } else {
            lastEpoch += 1
            current += 1
            if current >= period {
                current = current.truncatingRemainder(dividingBy: period)
                period *= Double(factor)
            }
        }
        apply(try rates())
    }
}

/// Schedules one after the other; each starts at its milestone.
public final class SequentialLR: Scheduler {
    private let schedulers: [Scheduler]
    private let milestones: [Int]

    public init(_ optimizer: Optimizer, _ schedulers: [Scheduler], milestones: [Int], lastEpoch: Int = -1) throws {
        if schedulers.isEmpty {
            throw TensorError(.valueError, "SequentialLR expects at least one scheduler, but got no scheduler.")
        }
        for (i, s) in schedulers.enumerated() where s is ReduceLROnPlateau {
            throw TensorError(
                .valueError,
                "SequentialLR does not support `ReduceLROnPlateau` scheduler as it requires additional kwargs to be "
                    + "specified when calling `step`, but got one at index \(i) in the given schedulers sequence.")
        }
        if milestones.count != schedulers.count - 1 {
            throw TensorError(
                .valueError,
                "Sequential Schedulers expects number of schedulers provided to be one more than the number of milestone "
                    + "points, but got number of schedulers \(schedulers.count) and the number of milestones to be equal "
                    + "to \(milestones.count)")
        }
        self.schedulers = schedulers
        self.milestones = milestones
        try super.init(optimizer, notingInitialRates: false)
        self.lastEpoch = lastEpoch + 1
        for g in optimizer.groups { if let lr = g["initial_lr"] { g["lr"] = lr } }
        for s in schedulers { s.undo() }
        try schedulers[index(0)].start()
        lastRates = schedulers[index(0)].lastRates
    }

    public override var typeName: String { "SequentialLR" }

    override func undo() { for s in schedulers { s.undo() } }

    /// The schedule in charge at a counter.
    private func index(_ epoch: Int) -> Int { milestones.count { $0 <= epoch } }

    public override func step(epoch: Double? = nil) throws {
        lastEpoch += 1
        let i = index(lastEpoch)
        if i > 0 && milestones[i - 1] == lastEpoch {
            try schedulers[i].restart()
        } else {
            try schedulers[i].step()
        }
        lastRates = schedulers[i].lastRates
    }
}

/// Schedules that all act at every step.
public final class ChainedScheduler: Scheduler {
    private let schedulers: [Scheduler]

    public init(_ schedulers: [Scheduler]) throws {
        guard let first = schedulers.first else {
            throw TensorError(
                .valueError, "ChainedScheduler expects at least one scheduler to be chained, but got no scheduler.")
        }
        self.schedulers = schedulers
        try super.init(first.optimizer, notingInitialRates: false)
        lastRates = optimizer.groups.map { $0["lr"] ?? .none }
    }

    public override var typeName: String { "ChainedScheduler" }

    override func undo() { for s in schedulers { s.undo() } }

    public override func step(epoch: Double? = nil) throws {
        for s in schedulers { try s.step() }
        lastRates = optimizer.groups.map { $0["lr"] ?? .none }
    }
}
