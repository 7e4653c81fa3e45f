enum ActivationOps {
    /// A function `F.name(input, …, inplace)` whose result may be written over its input.
    private static func row(
        _ name: String, aliases: [String] = [], places: OpPlaces = .functional, _ parameters: String,
        _ documentation: String, _ body: @escaping (Tensor, borrowing OpArguments) throws -> Tensor
    ) -> OpRow {
        let schema = "\(name)(Tensor input\(parameters.isEmpty ? "" : ", " + parameters))"
        let flag = Signature(schema).parameters.firstIndex { $0.name == "inplace" }
        return OpRow(name, aliases: aliases, places, [schema], documentation, shape: "that of the input") { a in
            let x = try a.tensor(0)
            guard let flag, try a.bool(flag) else { return .tensor(try body(x, a)) }
            return .tensor(try x.activatedInPlace { try body($0, a) })
        }
    }

    static let rows: [OpRow] = simple + shaped + inPlace

    private static let simple: [OpRow] = [
        row("gelu", "*, str approximate='none'", "x·Φ(x), with the normal distribution function.") { x, a in
            try x.gelu(approximate: a.string(1))
        },
        row("silu", "bool inplace=False", "x·σ(x).") { x, _ in try x.silu() },
        row("mish", "bool inplace=False", "x·tanh(softplus(x)).") { x, _ in try x.mish() },
        row("logsigmoid", "", "log σ(x).") { x, _ in try x.logSigmoid() },
        row("hardsigmoid", "bool inplace=False", "(x + 3) / 6, limited to [0, 1].") { x, _ in try x.hardsigmoid() },
        row("hardswish", "bool inplace=False", "x·hardsigmoid(x).") { x, _ in try x.hardswish() },
        row("softsign", "", "x / (1 + |x|).") { x, _ in try x.softsign() },
        row("tanhshrink", "", "x − tanh x.") { x, _ in try x.tanhshrink() },
        row("relu6", "bool inplace=False", "x limited to [0, 6].") { x, _ in try x.hardtanh(0, 6, name: "relu6") },
        row("selu", places: [.function, .functional], "bool inplace=False", "The self-normalising ELU.") { x, _ in
            try x.selu()
        },
    ]

    private static let shaped: [OpRow] = [
        row("leaky_relu", "float negative_slope=0.01, bool inplace=False", "x, or slope·x where x ≤ 0.") { x, a in
            try x.leakyRelu(a.double(1))
        },
        row("elu", "float alpha=1.0, bool inplace=False", "x, or α(eˣ − 1) where x ≤ 0.") { x, a in
            try x.elu(a.double(1))
        },
        row(
            "celu", places: [.function, .functional], "float alpha=1.0, bool inplace=False",
            "x, or α(e^(x/α) − 1) where x ≤ 0."
        ) {
            x, a in try x.celu(a.double(1))
        },
        row("softplus", "float beta=1, float threshold=20", "log(1 + e^βx) / β, linear for large x.") { x, a in
            try x.softplus(beta: a.double(1), threshold: a.double(2))
        },
        row("hardshrink", places: [.function, .method, .functional], "float lambd=0.5", "x, or 0 where |x| ≤ λ.") {
            x, a in
            try x.hardshrink(a.double(1))
        },
        row("softshrink", "float lambd=0.5", "x moved towards 0 by λ.") { x, a in try x.softshrink(a.double(1)) },
        row("hardtanh", "Scalar min_val=-1.0, Scalar max_val=1.0, bool inplace=False", "x limited to [min, max].") {
            x, a in
            try x.hardtanh(a.scalar(1), a.scalar(2))
        },
        row(
            "threshold", places: [.function, .functional], "Scalar threshold, Scalar value, bool inplace=False",
            "x, or value where x ≤ threshold."
        ) {
            x, a in try x.threshold(a.scalar(1), a.scalar(2))
        },
        row(
            "prelu", places: [.function, .method, .functional], "Tensor weight", "x, or w·x where x ≤ 0, with learnt w."
        ) {
            x, a in try x.prelu(a.tensor(1))
        },
        row("glu", "int dim=-1", "a·σ(b) of the two halves of an axis.") { x, a in try x.glu(a.int(1)) },
        row(
            "rrelu", places: [.function, .functional],
            "float lower=0.125, float upper=0.3333333333333333, bool training=False, bool inplace=False",
            "Leaky ReLU with a random slope while training."
        ) { x, a in try x.rrelu(a.double(1), a.double(2), training: a.bool(3)) },
        row(
            "gumbel_softmax", "float tau=1, bool hard=False, float eps=1e-10, int dim=-1",
            "Samples from the Gumbel-softmax distribution."
        ) { x, a in
            let (tau, dim) = (try a.double(1), try a.int(4))
            let noise = try GradMode.without {
                try Tensor(empty: x.shape, x.dtype, x.device).exponentialInPlace(1).log().neg()
            }
            let soft = try x.add(noise).div(.double(tau)).softmax(dim)
            guard try a.bool(2) else { return soft }
            let hard = try GradMode.without {
                let best = try soft.detach().argExtreme(.max, dim, keepdim: true)
                return try Tensor.zeros(x.shape, dtype: x.dtype).scatter(dim, best, .number(1))
            }
            return try hard.sub(soft.detach()).add(soft)
        },
    ]

    /// `F.relu_(x)` and its like.
    private static let inPlace: [OpRow] = [
        OpRow("relu_", .functional, ["relu_(Tensor input)"], "ReLU in place.") {
            .tensor(try $0.tensor(0).reluInPlace())
        },
        OpRow(
            "leaky_relu_", .functional, ["leaky_relu_(Tensor input, float negative_slope=0.01)"], "Leaky ReLU in place."
        ) {
            let slope = try $0.double(1)
            return .tensor(try $0.tensor(0).activatedInPlace { try $0.leakyRelu(slope) })
        },
    ]
}

extension Tensor {
    /// Nodes of activations that have another number where they worked in place.
    private static let inPlaceNodes: [String: String] = Dictionary(
        uniqueKeysWithValues: ["LeakyRelu", "Elu", "Celu", "Threshold", "RreluWithNoise"].map {
            ($0 + "Backward0", $0 + "Backward1")
        })

    /// Writes an activation of these elements over them. The node keeps a copy: it needs what was there before.
    public func activatedInPlace(_ function: (Tensor) throws -> Tensor) throws -> Tensor {
        try checkInPlace()
        let out = try function(isRecorded ? copiedInGraph() : self)
        if let name = out.node?.name, let other = Tensor.inPlaceNodes[name] { out.named(other) }
        return try assignInPlace(out)
    }

    /// Refuses dtypes that an activation has no kernel for.
    func floatOnly(_ kernel: String) throws -> Tensor {
        try requireFloat(kernel)
        return self
    }

    /// x / (1 + |x|)
    public func softsign() throws -> Tensor { try quietly("softsign", why: Why.same) { try div(abs().add(1)) } }

    /// x − tanh x
    public func tanhshrink() throws -> Tensor { try quietly("tanhshrink", why: Why.same) { try sub(tanh()) } }
}
