import GradusTensor

/// The base class of learning-rate schedules (`torch.optim.lr_scheduler.LRScheduler`).
///
/// Making one notes each group's learning rate as `initial_lr` and performs step 0. All arithmetic is float64.
open class Scheduler {
    public final let optimizer: Optimizer
    /// The counter e: 0 after construction.
    public final var lastEpoch: Int
    /// The groups' learning rates at the start.
    public final var baseRates: [Double] = []
    /// What `get_last_lr()` gives.
    public final var lastRates: [OpValue] = []
    /// The settings as attributes: `step_size`, `gamma`.
    public package(set) final var settings: [(name: String, value: OpValue)] = []
    /// How often `step` was called, the first call by the constructor.
    public final var stepCount = 0

    /// One opaque object of the bridge.
    package final var wrapper: UnsafeMutableRawPointer?

    /// - Throws: KeyError's text where a schedule is resumed in groups without `initial_lr`.
    public init(_ optimizer: Optimizer, lastEpoch: Int = -1, notingInitialRates: Bool = true) throws {
        self.optimizer = optimizer
        self.lastEpoch = lastEpoch
        guard notingInitialRates else { return }
        for (i, g) in optimizer.groups.enumerated() {
            if lastEpoch == -1 {
                if g["initial_lr"] == nil, let lr = g["lr"] { g["initial_lr"] = lr }
            } else if g["initial_lr"] == nil {
                throw TensorError(
                    .runtimeError,
                    "param 'initial_lr' is not specified in param_groups[\(i)] when resuming scheduler with last_epoch "
                        + ">= 0.\nThis typically happens when:\n1. You're trying to resume training from a checkpoint but "
                        + "haven't properly loaded the optimizer state\n2. You're using last_epoch >= 0 for a fresh "
                        + "training run (not recommended)")
            }
            baseRates.append(g.number("initial_lr"))
        }
    }

    open var typeName: String { "LRScheduler" }

    /// The learning rates at the present counter, one per group, chained on the present ones where the schedule is so
    /// defined.
    open func rates() throws -> [Double] { optimizer.groups.map(\.lr) }

    /// Step 0; called at the end of each subclass's initialiser.
    public final func start() throws { try step() }

    /// Moves to the next learning rate, or with an epoch to that of the epoch.
    open func step(epoch: Double? = nil) throws {
        stepCount += 1
        lastEpoch = epoch.map { Scalar.double($0).int } ?? lastEpoch + 1
        apply(try rates())
    }

    /// Takes step 0 back, for a schedule that begins later.
    func undo() { lastEpoch -= 1 }

    /// Goes to counter 0 in its turn, from the base rates.
    func restart() throws {
        lastEpoch = 0
        apply(try rates())
    }

    final func apply(_ rates: [Double]) {
        for (g, rate) in zip(optimizer.groups, rates) {
            // An unchanged rate keeps its spelling (the int 1 stays an int).
            if g.lr != rate { g.lr = rate }
        }
        lastRates = optimizer.groups.map { $0["lr"] ?? .none }
    }

    /// A setting or counter by name.
    open func attribute(_ name: String) -> OpValue? {
        switch name {
        case "last_epoch": return .scalar(.int(lastEpoch))
        case "base_lrs": return .scalars(baseRates.map { .double($0) })
        case "_last_lr": return .scalars(lastRates.map { $0.scalar ?? 0 })
        case "_step_count": return .scalar(.int(stepCount))
        default: return settings.first { $0.name == name }?.value
        }
    }

    /// What `state_dict()` holds.
    open var state: [(name: String, value: OpValue)] {
        settings
            + ["base_lrs", "last_epoch", "_step_count", "_last_lr"].compactMap { n in attribute(n).map { (n, $0) } }
    }

    /// Takes a saved state over.
    open func load(_ saved: [(name: String, value: OpValue)]) {
        for (name, value) in saved {
            switch (name, value) {
            case ("last_epoch", .scalar(let s)): lastEpoch = s.int
            case ("_step_count", .scalar(let s)): stepCount = s.int
            case ("base_lrs", .scalars(let list)): baseRates = list.map(\.double)
            case ("_last_lr", .scalars(let list)): lastRates = list.map { .scalar($0) }
            default:
                if let i = settings.firstIndex(where: { $0.name == name }) { settings[i].value = value }
            }
        }
    }
}

/// A schedule that is a function of the counter, the base rate and the present rate.
public final class RuleScheduler: Scheduler {
    /// (counter, base rate, present rate) → new rate
    typealias Rule = (Int, Double, Double) throws -> Double

    private let name: String
    private let rule: Rule
    /// What the base rate is multiplied by at counter 0.
    private let startFactor: Double

    init(
        _ name: String, _ optimizer: Optimizer, lastEpoch: Int = -1, startFactor: Double = 1,
        settings: [(name: String, value: OpValue)],
        _ rule: @escaping Rule
    ) throws {
        self.name = name
        self.rule = rule
        self.startFactor = startFactor
        try super.init(optimizer, lastEpoch: lastEpoch)
        self.settings = settings
        try start()
    }

    public override var typeName: String { name }

    override func restart() throws {
        lastEpoch = 0
        apply(baseRates.map { $0 * startFactor })
    }

    public override func rates() throws -> [Double] {
        try zip(optimizer.groups, baseRates).map { try rule(lastEpoch, $1, $0.lr) }
    }
}

/// Functions of the language from a counter to a factor, one for all groups or one per group.
public final class FactorFunctions {
    public let functions: [(Int) throws -> Double]

    public init(_ functions: [(Int) throws -> Double]) { self.functions = functions }
}

/// `LambdaLR` and `MultiplicativeLR`.
public final class FunctionScheduler: Scheduler {
    private let functions: FactorFunctions
    private let multiplicative: Bool

    public init(_ optimizer: Optimizer, _ functions: FactorFunctions, multiplicative: Bool = false, lastEpoch: Int = -1)
        throws
    {
        self.functions = functions
        self.multiplicative = multiplicative
        let (n, groups) = (functions.functions.count, optimizer.groups.count)
        if n != 1 && n != groups {
            throw TensorError(.valueError, "Expected \(groups) lr_lambdas, but got \(n)")
        }
        try super.init(optimizer, lastEpoch: lastEpoch)
        try start()
    }

    public override var typeName: String { multiplicative ? "MultiplicativeLR" : "LambdaLR" }

    public override func rates() throws -> [Double] {
        try optimizer.groups.enumerated().map { i, g in
            if multiplicative && lastEpoch <= 0 { return g.lr }
            let f = functions.functions.count == 1 ? functions.functions[0] : functions.functions[i]
            return try (multiplicative ? g.lr : baseRates[i]) * f(lastEpoch)
        }
    }
}
