import GradusTensor

/// A loss of three tensors: ranking losses.
public final class TripleLoss: Module {
    typealias Function = (Tensor, Tensor, Tensor) throws -> Tensor

    private let name: String
    private let inputs: [String]
    private let function: Function

    init(_ name: String, inputs: [String], settings: [(name: String, value: OpValue)], _ function: @escaping Function) {
        self.name = name
        self.inputs = inputs
        self.function = function
        super.init()
        self.settings = settings
    }

    public override var typeName: String { name }
    public override var forwardSchema: String {
        "forward(" + inputs.map { "Tensor \($0)" }.joined(separator: ", ") + ")"
    }

    public override func forward(_ a: inout OpArguments) throws -> ModuleResult {
        .op(.tensor(try function(a.tensor(0), a.tensor(1), a.tensor(2))))
    }
}

enum LossLayers {
    private static let old = "bool? size_average=None, bool? reduce=None, str reduction='mean'"
    private static let family = "loss"
    private static let scalarShape = "no axes, or one loss per element"

    static let rows: [LayerRow] = classes + binary + regression + ranking

    /// A loss whose reduction stands behind the two old flags, starting at `place`.
    private static func row(
        _ name: String, _ schema: String, _ documentation: String, reductionAt place: Int,
        buffers: [(String, Int)] = [], _ function: @escaping Loss.Function
    ) -> LayerRow {
        let names = Signature(name + schema).parameters.map(\.name)
        let skipped = ["size_average", "reduce", "reduction"] + buffers.map(\.0)
        return LayerRow(name, family: family, schema, documentation, shape: scalarShape) { a in
            let options = names.enumerated().filter { !skipped.contains($0.element) }
                .map { (name: $0.element, value: a[$0.offset]) }
            let word =
                names.contains("reduce")
                ? try reduction(
                    a, names.firstIndex(of: "size_average") ?? 0, names.firstIndex(of: "reduce") ?? 0, place)
                : try Reduce(parsing: a.string(place))
            return Loss(
                name, reduction: word, buffers: try buffers.map { ($0.0, try a.optionalTensor($0.1)) },
                options: options, function)
        }
    }

    private static let classes: [LayerRow] = [
        row(
            "CrossEntropyLoss",
            "(Tensor? weight=None, bool? size_average=None, int ignore_index=-100, bool? reduce=None, "
                + "str reduction='mean', float label_smoothing=0.0)",
            "Cross-entropy between logits [N, C, …] and class numbers [N, …] or class probabilities.", reductionAt: 4,
            buffers: [("weight", 0)]
        ) { x, y, l in
            try x.crossEntropy(
                y, weight: l.buffer(named: "weight"), ignoreIndex: l.whole("ignore_index"),
                reduction: l.reduction,
                labelSmoothing: l.number("label_smoothing"))
        },
        row(
            "NLLLoss",
            "(Tensor? weight=None, bool? size_average=None, int ignore_index=-100, bool? reduce=None, str reduction='mean')",
            "The negative log-probability of the target classes.", reductionAt: 4, buffers: [("weight", 0)]
        ) { x, y, l in
            try x.nllLoss(
                y, weight: l.buffer(named: "weight"), ignoreIndex: l.whole("ignore_index"), reduction: l.reduction
            )
        },
        row(
            "MultiMarginLoss", "(int p=1, float margin=1.0, Tensor? weight=None, \(old))",
            "The margin between the right class and the others.", reductionAt: 5, buffers: [("weight", 2)]
        ) { x, y, l in
            try x.multiMarginLoss(
                y, p: l.whole("p"), margin: l.number("margin"), weight: l.buffer(named: "weight"),
                reduction: l.reduction)
        },
    ]

    private static let binary: [LayerRow] = [
        row(
            "BCELoss", "(Tensor? weight=None, \(old))", "Cross-entropy of probabilities of two classes.",
            reductionAt: 3,
            buffers: [("weight", 0)]
        ) { x, y, l in try x.binaryCrossEntropy(y, weight: l.buffer(named: "weight"), reduction: l.reduction) },
        row(
            "BCEWithLogitsLoss", "(Tensor? weight=None, \(old), Tensor? pos_weight=None)",
            "Cross-entropy of two classes from logits.", reductionAt: 3, buffers: [("weight", 0), ("pos_weight", 4)]
        ) { x, y, l in
            try x.binaryCrossEntropyWithLogits(
                y, weight: l.buffer(named: "weight"), positiveWeight: l.buffer(named: "pos_weight"),
                reduction: l.reduction)
        },
        row("SoftMarginLoss", "(\(old))", "log(1 + e^(−t·x)).", reductionAt: 2) { x, y, l in
            try x.softMarginLoss(y, reduction: l.reduction)
        },
        row(
            "MultiLabelSoftMarginLoss", "(Tensor? weight=None, \(old))", "Binary cross-entropy of several labels.",
            reductionAt: 3, buffers: [("weight", 0)]
        ) { x, y, l in
            try x.multilabelSoftMarginLoss(y, weight: l.buffer(named: "weight"), reduction: l.reduction)
        },
        row(
            "HingeEmbeddingLoss", "(float margin=1.0, \(old))", "Distances of similar and dissimilar pairs.",
            reductionAt: 3
        ) { x, y, l in try x.hingeEmbeddingLoss(y, margin: l.number("margin"), reduction: l.reduction) },
    ]

    private static let regression: [LayerRow] = [
        row("MSELoss", "(\(old))", "The mean of the squared differences.", reductionAt: 2) { x, y, l in
            try x.mseLoss(y, reduction: l.reduction)
        },
        row("L1Loss", "(\(old))", "The mean of the absolute differences.", reductionAt: 2) { x, y, l in
            try x.l1Loss(y, reduction: l.reduction)
        },
        row("SmoothL1Loss", "(\(old), float beta=1.0)", "Squares near 0, absolute differences beyond.", reductionAt: 2)
        {
            x, y, l in try x.smoothL1Loss(y, reduction: l.reduction, beta: l.number("beta"))
        },
        row(
            "HuberLoss", "(str reduction='mean', float delta=1.0)", "Squares near 0, straight lines beyond.",
            reductionAt: 0
        ) {
            x, y, l in try x.huberLoss(y, reduction: l.reduction, delta: l.number("delta"))
        },
        row(
            "PoissonNLLLoss",
            "(bool log_input=True, bool full=False, bool? size_average=None, float eps=1e-8, bool? reduce=None, "
                + "str reduction='mean')", "Negative log-likelihood of Poisson counts.", reductionAt: 5
        ) { x, y, l in
            try x.poissonNLLLoss(
                y, logInput: l.number("log_input") != 0, full: l.number("full") != 0, eps: l.number("eps"),
                reduction: l.reduction)
        },
        LayerRow(
            "KLDivLoss", family: family, "(\(old), bool log_target=False)",
            "The Kullback–Leibler divergence of log-probabilities.", shape: scalarShape
        ) { a in
            let (word, isLog) = (try a.flaggedReduction(average: 0, reduce: 1)?.rawValue ?? a.string(2), try a.bool(3))
            return Loss("KLDivLoss", reduction: .mean, options: [("log_target", a[3])], word: word) { x, y, _ in
                try x.klDivergence(y, reduction: word, logTarget: isLog)
            }
        },
    ]

    private static let ranking: [LayerRow] = [
        LayerRow(
            "MarginRankingLoss", family: family, "(float margin=0.0, \(old))",
            "Whether one input ranks above the other.",
            shape: scalarShape
        ) { a in
            let (margin, word) = (try a.double(0), try reduction(a, 1, 2, 3))
            return TripleLoss(
                "MarginRankingLoss", inputs: ["input1", "input2", "target"],
                settings: [("margin", a[0]), ("reduction", .string(word.rawValue))]
            ) { try $0.marginRankingLoss($1, $2, margin: margin, reduction: word) }
        },
        LayerRow(
            "CosineEmbeddingLoss", family: family, "(float margin=0.0, \(old))",
            "Whether two vectors point the same way.",
            shape: scalarShape
        ) { a in
            let (margin, word) = (try a.double(0), try reduction(a, 1, 2, 3))
            return TripleLoss(
                "CosineEmbeddingLoss", inputs: ["input1", "input2", "target"],
                settings: [("margin", a[0]), ("reduction", .string(word.rawValue))]
            ) { try $0.cosineEmbeddingLoss($1, $2, margin: margin, reduction: word) }
        },
        LayerRow(
            "TripletMarginLoss", family: family,
            "(float margin=1.0, float p=2.0, float eps=1e-6, bool swap=False, \(old))",
            "Whether the anchor is nearer to the positive than to the negative example.", shape: scalarShape
        ) { a in
            let (margin, p, eps, swap) = (try a.double(0), try a.double(1), try a.double(2), try a.bool(3))
            let word = try reduction(a, 4, 5, 6)
            return TripleLoss(
                "TripletMarginLoss", inputs: ["anchor", "positive", "negative"],
                settings: [
                    ("margin", a[0]), ("p", a[1]), ("eps", a[2]), ("swap", a[3]), ("reduction", .string(word.rawValue)),
                ]
            ) { try $0.tripletMarginLoss($1, $2, margin: margin, p: p, eps: eps, swap: swap, reduction: word) }
        },
        LayerRow(
            "GaussianNLLLoss", family: family, "(*, bool full=False, float eps=1e-6, str reduction='mean')",
            "Negative log-likelihood under a normal distribution.", shape: scalarShape
        ) { a in
            let (full, eps, word) = (try a.bool(0), try a.double(1), try Reduce(parsing: a.string(2)))
            return TripleLoss(
                "GaussianNLLLoss", inputs: ["input", "target", "var"],
                settings: [("full", a[0]), ("eps", a[1]), ("reduction", .string(word.rawValue))]
            ) {
                try $0.gaussianNLLLoss($1, $2, full: full, eps: eps, reduction: word)
            }
        },
    ]
}
