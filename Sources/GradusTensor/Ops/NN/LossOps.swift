extension OpArguments {
    /// The reduction of a loss whose arguments stand at these places; the old flags win where they are given.
    public func reduction(average: Int, reduce: Int, word: Int) throws -> Reduce {
        try flaggedReduction(average: average, reduce: reduce) ?? Reduce(parsing: string(word))
    }

    /// What the old flags `size_average` and `reduce` ask for, with PyTorch's warning; nil where neither is given.
    public func flaggedReduction(average: Int, reduce: Int) throws -> Reduce? {
        if isNone(average) && isNone(reduce) { return nil }
        let averages = try isNone(average) || bool(average)
        let reduces = try isNone(reduce) || bool(reduce)
        let result: Reduce = !reduces ? .none : averages ? .mean : .sum
        try TensorWarning.warn(
            "size_average and reduce args will be deprecated, please use reduction='\(result.rawValue)' instead.")
        return result
    }
}

enum LossOps {
    private static let old = "bool? size_average=None, bool? reduce=None, str reduction='mean'"

    /// A loss `F.name(input, target, …)`; `f` gets the arguments by name.
    private static func row(
        _ name: String, _ schema: String, _ documentation: String,
        _ f: @escaping (Tensor, Tensor, Reader) throws -> Tensor
    ) -> OpRow {
        let text = "\(name)(\(schema))"
        let names = Signature(text).parameters.map(\.name)
        return OpRow(name, .functional, [text], documentation, shape: "no axes, or one loss per element") { a in
            .tensor(try f(a.tensor(0), a.tensor(1), Reader(names: names, arguments: a)))
        }
    }

    /// Arguments by name.
    struct Reader {
        let names: [String]
        let arguments: OpArguments

        func place(_ name: String) -> Int { names.firstIndex(of: name) ?? names.count }
        func double(_ name: String) throws -> Double { try arguments.double(place(name)) }
        func bool(_ name: String) throws -> Bool { try arguments.bool(place(name)) }
        func int(_ name: String) throws -> Int { try arguments.int(place(name)) }
        func text(_ name: String) throws -> String { try arguments.string(place(name)) }
        func tensor(_ name: String) throws -> Tensor? { try arguments.optionalTensor(place(name)) }

        /// The reduction; the old flags win where they are given.
        func reduction() throws -> Reduce {
            try arguments.reduction(average: place("size_average"), reduce: place("reduce"), word: place("reduction"))
        }
    }

    static let rows: [OpRow] = regression + classification + ranking

    private static let regression: [OpRow] = [
        row(
            "l1_loss", "Tensor input, Tensor target, \(old), Tensor? weight=None",
            "The mean of the absolute differences."
        ) { x, y, r in
            let reduction = try r.reduction()
            guard let weight = try r.tensor("weight") else { return try x.l1Loss(y, reduction: reduction) }
            return try x.weighted(x.sub(y).abs(), weight, reduction)
        },
        row(
            "smooth_l1_loss", "Tensor input, Tensor target, \(old), float beta=1.0",
            "Squares near 0, absolute differences beyond."
        ) {
            x, y, r in try x.smoothL1Loss(y, reduction: r.reduction(), beta: r.double("beta"))
        },
        row(
            "huber_loss", "Tensor input, Tensor target, str reduction='mean', float delta=1.0, Tensor? weight=None",
            "Squares near 0, straight lines beyond."
        ) { x, y, r in
            let (reduction, delta) = (try r.reduction(), try r.double("delta"))
            guard let weight = try r.tensor("weight") else {
                return try x.huberLoss(y, reduction: reduction, delta: delta)
            }
            try x.checkElementWeights(weight)
            return try reduction.apply(x.huberLoss(y, reduction: .none, delta: delta).mul(weight))
        },
        row(
            "poisson_nll_loss",
            "Tensor input, Tensor target, bool log_input=True, bool full=False, bool? size_average=None, float eps=1e-8, "
                + "bool? reduce=None, str reduction='mean'", "Negative log-likelihood of Poisson counts."
        ) { x, y, r in
            try x.poissonNLLLoss(
                y, logInput: r.bool("log_input"), full: r.bool("full"), eps: r.double("eps"), reduction: r.reduction())
        },
        row(
            "gaussian_nll_loss",
            "Tensor input, Tensor target, Tensor var, bool full=False, float eps=1e-6, str reduction='mean'",
            "Negative log-likelihood under a normal distribution."
        ) { x, y, r in
            let variance = try r.tensor("var") ?? y
            try x.checkVariance(variance)
            let word = try r.text("reduction")
            guard let reduction = Reduce(rawValue: word) else { throw TensorError(.valueError, "\(word) is not valid") }
            return try x.gaussianNLLLoss(
                y, variance, full: r.bool("full"), eps: r.double("eps"), reduction: reduction)
        },
    ]

    private static let classification: [OpRow] = [
        row(
            "binary_cross_entropy", "Tensor input, Tensor target, Tensor? weight=None, \(old)",
            "Cross-entropy of probabilities of two classes."
        ) { x, y, r in try x.binaryCrossEntropy(y, weight: r.tensor("weight"), reduction: r.reduction()) },
        row(
            "binary_cross_entropy_with_logits",
            "Tensor input, Tensor target, Tensor? weight=None, \(old), Tensor? pos_weight=None",
            "Cross-entropy of two classes from logits."
        ) { x, y, r in
            try x.binaryCrossEntropyWithLogits(
                y, weight: r.tensor("weight"), positiveWeight: r.tensor("pos_weight"), reduction: r.reduction())
        },
        OpRow(
            "kl_div", .functional, ["kl_div(Tensor input, Tensor target, \(old), bool log_target=False)"],
            "The Kullback–Leibler divergence of log-probabilities.", shape: "no axes, or that of the operands"
        ) { a in
            let word = try a.flaggedReduction(average: 2, reduce: 3)?.rawValue ?? a.string(4)
            return .tensor(try a.tensor(0).klDivergence(a.tensor(1), reduction: word, logTarget: a.bool(5)))
        },
        row("soft_margin_loss", "Tensor input, Tensor target, \(old)", "log(1 + e^(−t·x)).") { x, y, r in
            try x.softMarginLoss(y, reduction: r.reduction())
        },
        row(
            "multilabel_soft_margin_loss", "Tensor input, Tensor target, Tensor? weight=None, \(old)",
            "Binary cross-entropy of several labels."
        ) { x, y, r in try x.multilabelSoftMarginLoss(y, weight: r.tensor("weight"), reduction: r.reduction()) },
        row(
            "multi_margin_loss",
            "Tensor input, Tensor target, int p=1, float margin=1.0, Tensor? weight=None, \(old)",
            "The margin between the right class and the others."
        ) { x, y, r in
            try x.multiMarginLoss(
                y, p: r.int("p"), margin: r.double("margin"), weight: r.tensor("weight"), reduction: r.reduction())
        },
    ]

    private static let ranking: [OpRow] = [
        row(
            "hinge_embedding_loss", "Tensor input, Tensor target, float margin=1.0, \(old)",
            "Distances of similar and dissimilar pairs."
        ) {
            x, y, r in try x.hingeEmbeddingLoss(y, margin: r.double("margin"), reduction: r.reduction())
        },
        row(
            "margin_ranking_loss", "Tensor input1, Tensor input2, Tensor target, float margin=0, \(old)",
            "Whether one input ranks above the other."
        ) { x, y, r in
            try x.marginRankingLoss(y, r.tensor("target") ?? y, margin: r.double("margin"), reduction: r.reduction())
        },
        row(
            "cosine_embedding_loss", "Tensor input1, Tensor input2, Tensor target, float margin=0, \(old)",
            "Whether two vectors point the same way."
        ) { x, y, r in
            try x.cosineEmbeddingLoss(y, r.tensor("target") ?? y, margin: r.double("margin"), reduction: r.reduction())
        },
        row(
            "triplet_margin_loss",
            "Tensor anchor, Tensor positive, Tensor negative, float margin=1.0, float p=2, float eps=1e-6, "
                + "bool swap=False, \(old)",
            "Whether the anchor is nearer to the positive than to the negative example."
        ) { x, y, r in
            try x.tripletMarginLoss(
                y, r.tensor("negative") ?? y, margin: r.double("margin"), p: r.double("p"), eps: r.double("eps"),
                swap: r.bool("swap"), reduction: r.reduction())
        },
    ]
}
