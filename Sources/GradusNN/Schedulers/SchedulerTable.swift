#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif
import GradusTensor

/// The declaration of one learning-rate schedule.
public final class SchedulerRow: @unchecked Sendable {
    public typealias Maker = (Optimizer, inout OpArguments) throws -> Scheduler

    public let name: String
    /// The constructor in PyTorch's schema notation; the first parameter is `optimizer`.
    public let schema: String
    public let documentation: String
    /// Makes the schedule from bound arguments; argument 0 was turned into the optimiser by the caller.
    public let make: Maker
    public private(set) lazy var binder = CallBinder(schema, function: "\(name).__init__", name: name)

    init(_ name: String, _ schema: String, _ documentation: String, _ make: @escaping Maker) {
        self.name = name
        self.schema = "\(name)(any optimizer, \(schema))"
        self.documentation = documentation
        self.make = make
    }

    /// Makes the schedule from Swift.
    public func call(_ optimizer: Optimizer, _ values: [OpValue], _ keywords: [KeywordValue] = []) throws -> Scheduler {
        try binder.withArguments([.object(optimizer)] + values, keywords) { try make(optimizer, &$0) }
    }
}

/// All schedules made from plain values; `SequentialLR` and `ChainedScheduler` take schedules and are made by their
/// initialisers.
public enum SchedulerTable {
    public static let rows: [SchedulerRow] = simple + shaped + others

    private static let byName = Dictionary(
        rows.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })

    public static func find(_ name: String) -> SchedulerRow? { byName[name] }

    private static let simple: [SchedulerRow] = [
        SchedulerRow(
            "StepLR", "int step_size, float gamma=0.1, int last_epoch=-1",
            "Multiplies the learning rate by gamma every step_size steps."
        ) { optimizer, a in
            let (size, gamma) = (try a.int(1), try a.double(2))
            if size == 0 { throw TensorError(.zeroDivisionError, "integer modulo by zero") }
            return try RuleScheduler(
                "StepLR", optimizer, lastEpoch: a.int(3), settings: [("step_size", a[1]), ("gamma", a[2])]
            ) { e, _, lr in e == 0 || e % size != 0 ? lr : lr * gamma }
        },
        SchedulerRow(
            "MultiStepLR", "int[] milestones, float gamma=0.1, int last_epoch=-1",
            "Multiplies the learning rate by gamma at each milestone."
        ) { optimizer, a in
            let (milestones, gamma) = (try a.intArray(1), try a.double(2))
            return try RuleScheduler(
                "MultiStepLR", optimizer, lastEpoch: a.int(3), settings: [("milestones", a[1]), ("gamma", a[2])]
            ) { e, _, lr in
                let times = milestones.count { $0 == e }
                return times == 0 ? lr : lr * pow(gamma, Double(times))
            }
        },
        SchedulerRow(
            "ExponentialLR", "float gamma, int last_epoch=-1", "Multiplies the learning rate by gamma at every step."
        ) { optimizer, a in
            let gamma = try a.double(1)
            return try RuleScheduler("ExponentialLR", optimizer, lastEpoch: a.int(2), settings: [("gamma", a[1])]) {
                e, _, lr in e == 0 ? lr : lr * gamma
            }
        },
    ]

    private static let shaped: [SchedulerRow] = [
        SchedulerRow(
            "CosineAnnealingLR", "int T_max, float eta_min=0.0, int last_epoch=-1",
            "Half a cosine from the base rate to eta_min in T_max steps, and back."
        ) { optimizer, a in
            let (count, least) = (try a.int(1), try a.double(2))
            let t = Double(count)
            if count == 0 { throw TensorError(.zeroDivisionError, "division by zero") }
            if count > 1 << 60 || count < -1 << 60 { throw TensorError(.valueError, "T_max is out of range") }
            return try RuleScheduler(
                "CosineAnnealingLR", optimizer, lastEpoch: a.int(3), settings: [("T_max", a[1]), ("eta_min", a[2])]
            ) { e, base, lr in
                if e == 0 { return lr }
                if (e - 1 - count) % (2 * count) == 0 {
                    return lr + (base - least) * (1 - cos(Double.pi / t)) / 2
                }
                return (1 + cos(Double.pi * Double(e) / t)) / (1 + cos(Double.pi * Double(e - 1) / t)) * (lr - least)
                    + least
            }
        },
        SchedulerRow(
            "LinearLR",
            "float start_factor=0.3333333333333333, float end_factor=1.0, int total_iters=5, int last_epoch=-1",
            "Moves a factor of the learning rate in a straight line from start_factor to end_factor."
        ) { optimizer, a in
            let (start, end, count) = (try a.double(1), try a.double(2), try a.int(3))
            if start > 1 || start <= 0 {
                throw TensorError(
                    .valueError, "Starting multiplicative factor expected to be greater than 0 and less or equal to 1.")
            }
            if end > 1 || end < 0 {
                throw TensorError(.valueError, "Ending multiplicative factor expected to be between 0 and 1.")
            }
            return try RuleScheduler(
                "LinearLR", optimizer, lastEpoch: a.int(4), startFactor: start,
                settings: [("start_factor", a[1]), ("end_factor", a[2]), ("total_iters", a[3])]
            ) { e, _, lr in
                if e == 0 { return lr * start }
                if e > count { return lr }
                return lr * (1 + (end - start) / (Double(count) * start + Double(e - 1) * (end - start)))
            }
        },
        SchedulerRow(
            "ConstantLR", "float factor=0.3333333333333333, int total_iters=5, int last_epoch=-1",
            "Multiplies the learning rate by a factor for the first steps."
        ) { optimizer, a in
            let (factor, count) = (try a.double(1), try a.int(2))
            if factor > 1 || factor < 0 {
                throw TensorError(.valueError, "Constant multiplicative factor expected to be between 0 and 1.")
            }
            return try RuleScheduler(
                "ConstantLR", optimizer, lastEpoch: a.int(3), startFactor: factor,
                settings: [("factor", a[1]), ("total_iters", a[2])]
            ) { e, _, lr in e == 0 ? lr * factor : e != count ? lr : lr * (1 / factor) }
        },
        SchedulerRow(
            "PolynomialLR", "int total_iters=5, float power=1.0, int last_epoch=-1",
            "Lowers the learning rate to 0 as a power of the rest of the way."
        ) { optimizer, a in
            let (count, power) = (try a.int(1), try a.double(2))
            return try RuleScheduler(
                "PolynomialLR", optimizer, lastEpoch: a.int(3), settings: [("total_iters", a[1]), ("power", a[2])]
            ) { e, _, lr in
                if e == 0 || e > count { return lr }
                let n = Double(count)
                return lr * pow((1 - Double(e) / n) / (1 - Double(e - 1) / n), power)
            }
        },
    ]

    private static let others: [SchedulerRow] = [
        SchedulerRow(
            "LambdaLR", "any lr_lambda, int last_epoch=-1",
            "The base rate times a function of the counter."
        ) { optimizer, a in try FunctionScheduler(optimizer, functions(a), lastEpoch: a.int(2)) },
        SchedulerRow(
            "MultiplicativeLR", "any lr_lambda, int last_epoch=-1",
            "Multiplies the learning rate by a function of the counter."
        ) { optimizer, a in
            try FunctionScheduler(optimizer, functions(a), multiplicative: true, lastEpoch: a.int(2))
        },
        SchedulerRow(
            "CosineAnnealingWarmRestarts", "int T_0, int T_mult=1, float eta_min=0.0, int last_epoch=-1",
            "Cosine annealing that starts again after T_0 steps, each time T_mult times longer."
        ) { optimizer, a in
            try CosineAnnealingWarmRestarts(
                optimizer, first: a.int(1), factor: a.int(2), least: a.double(3), lastEpoch: a.int(4))
        },
        SchedulerRow(
            "OneCycleLR",
            "any max_lr, int? total_steps=None, int? epochs=None, int? steps_per_epoch=None, float pct_start=0.3, "
                + "str anneal_strategy='cos', bool cycle_momentum=True, float base_momentum=0.85, "
                + "float max_momentum=0.95, float div_factor=25.0, float final_div_factor=1e4, bool three_phase=False, "
                + "int last_epoch=-1",
            "Up to max_lr and down to almost nothing, momentum the other way."
        ) { optimizer, a in
            try OneCycleLR(
                optimizer, maxRates: numbers(a, 1), total: a.optionalInt(2), epochs: a.optionalInt(3),
                stepsPerEpoch: a.optionalInt(4), pctStart: a.double(5), strategy: a.string(6), cycleMomentum: a.bool(7),
                baseMomentum: a.double(8), maxMomentum: a.double(9), divFactor: a.double(10),
                finalDivFactor: a.double(11), threePhase: a.bool(12), lastEpoch: a.int(13))
        },
        SchedulerRow(
            "ReduceLROnPlateau",
            "str mode='min', float factor=0.1, int patience=10, float threshold=1e-4, str threshold_mode='rel', "
                + "int cooldown=0, any min_lr=0, float eps=1e-8",
            "Lowers the learning rate when a metric has stopped getting better."
        ) { optimizer, a in
            try ReduceLROnPlateau(
                optimizer, mode: a.string(1), factor: a.double(2), patience: a.int(3), threshold: a.double(4),
                thresholdMode: a.string(5), cooldown: a.int(6), minLR: numbers(a, 7), eps: a.double(8))
        },
    ]

    private static func functions(_ a: borrowing OpArguments) throws -> FactorFunctions {
        if case .object(let o) = a[1], let f = o as? FactorFunctions { return f }
        throw TensorError(.typeError, "lr_lambda must be a function or a list of functions, not \(a[1].typeName)")
    }

    /// One number, or one per group.
    private static func numbers(_ a: borrowing OpArguments, _ i: Int) throws -> [Double] {
        if case .scalar(let s) = a[i] { return [s.double] }
        return try a.doubles(i)
    }
}
