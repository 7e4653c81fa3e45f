import GradusTensor

/// Lowers the learning rate when a metric has stopped getting better.
public final class ReduceLROnPlateau: Scheduler {
    public enum Threshold: String, Sendable { case rel, abs }

    private let isMax: Bool
    private let factor, threshold, eps: Double
    private let patience, cooldownStart: Int
    private let thresholdMode: Threshold
    private var minimumRates: [Double]
    public private(set) var best: Double
    public private(set) var badEpochs = 0
    public private(set) var cooldown = 0

    public init(
        _ optimizer: Optimizer, mode: String = "min", factor: Double = 0.1, patience: Int = 10,
        threshold: Double = 1e-4, thresholdMode: String = "rel", cooldown: Int = 0, minLR: [Double] = [0],
        eps: Double = 1e-8
    ) throws {
        if factor >= 1 { throw TensorError(.valueError, "Factor should be < 1.0.") }
        guard mode == "min" || mode == "max" else { throw TensorError(.valueError, "mode \(mode) is unknown!") }
        guard let thresholdMode = Threshold(rawValue: thresholdMode) else {
            throw TensorError(.valueError, "threshold mode \(thresholdMode) is unknown!")
        }
        isMax = mode == "max"
        (self.factor, self.threshold, self.eps) = (factor, threshold, eps)
        (self.patience, cooldownStart) = (patience, cooldown)
        self.thresholdMode = thresholdMode
        let groups = optimizer.groups.count
        if minLR.count != 1 && minLR.count != groups {
            throw TensorError(.valueError, "expected \(groups) min_lrs, got \(minLR.count)")
        }
        minimumRates = minLR.count == 1 ? Array(repeating: minLR[0], count: groups) : minLR
        best = isMax ? -.infinity : .infinity
        // This schedule has no step 0, and notes no `initial_lr`.
        try super.init(optimizer, notingInitialRates: false)
        lastEpoch = 0
        lastRates = optimizer.groups.map { $0["lr"] ?? .none }
    }

    public override var typeName: String { "ReduceLROnPlateau" }

    public override func attribute(_ name: String) -> OpValue? {
        switch name {
        case "num_bad_epochs": .scalar(.int(badEpochs))
        case "best": .scalar(.double(best))
        case "cooldown_counter": .scalar(.int(cooldown))
        case "factor": .scalar(.double(factor))
        case "patience": .scalar(.int(patience))
        case "threshold": .scalar(.double(threshold))
        case "mode": .string(isMax ? "max" : "min")
        default: super.attribute(name)
        }
    }

    public override var state: [(name: String, value: OpValue)] {
        ["best", "num_bad_epochs", "cooldown_counter", "last_epoch", "_last_lr"].compactMap { n in
            attribute(n).map { (n, $0) }
        }
    }

    public override func load(_ saved: [(name: String, value: OpValue)]) {
        super.load(saved)
        for case (let name, .scalar(let s)) in saved {
            switch name {
            case "best": best = s.double
            case "num_bad_epochs": badEpochs = s.int
            case "cooldown_counter": cooldown = s.int
            default: break
            }
        }
    }

    private func isBetter(_ m: Double) -> Bool {
        switch (isMax, thresholdMode) {
        case (false, .rel): m < best * (1 - threshold)
        case (false, .abs): m < best - threshold
        case (true, .rel): m > best * (threshold + 1)
        case (true, .abs): m > best + threshold
        }
    }

    /// One step with the metric.
    public func step(metric: Double, epoch: Int? = nil) {
        lastEpoch = epoch ?? lastEpoch + 1
        if isBetter(metric) {
            best = metric
            badEpochs = 0
        } else {
            badEpochs += 1
        }
        if cooldown > 0 {
            cooldown -= 1
            badEpochs = 0
        }
        if badEpochs > patience {
            for (g, least) in zip(optimizer.groups, minimumRates) {
                let new = Swift.max(g.lr * factor, least)
                if g.lr - new > eps { g.lr = new }
            }
            cooldown = cooldownStart
            badEpochs = 0
        }
        lastRates = optimizer.groups.map { $0["lr"] ?? .none }
    }

    public override func step(epoch: Double? = nil) throws {
        throw TensorError(
            .typeError, "ReduceLROnPlateau.step() missing 1 required positional argument: 'metrics'")
    }
}
