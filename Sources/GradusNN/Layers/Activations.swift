import GradusTensor

/// max(x, 0)
public final class ReLULayer: UnaryLayer {
    private var inPlace: Bool

    public init(inPlace: Bool = false) {
        self.inPlace = inPlace
        super.init()
        settings = [("inplace", .bool(inPlace))]
    }

    public override var typeName: String { "ReLU" }
    public override var extraRepr: String { inPlace ? "inplace=True" : "" }

    public override func adopt(_ name: String, _ value: OpValue) -> Bool {
        inPlace = value.scalar?.bool ?? inPlace
        return true
    }

    public override func forward(_ x: Tensor) throws -> Tensor {
        inPlace ? try x.reluInPlace() : try x.relu()
    }

    override var writesOver: Bool { !inPlace }
    override func forward(over x: inout Tensor) throws -> Tensor { try Tensor.relu(over: &x) }

    static let row = LayerRow(
        "ReLU", family: "activation", "(bool inplace=False)", "The larger of x and 0.", shape: "that of the input"
    ) { ReLULayer(inPlace: try $0.bool(0)) }
}

/// x > 0 ? x : w·x with learnt weights.
public final class PReLULayer: UnaryLayer {
    public init(_ count: Int = 1, initial: Double = 0.25, type: DType? = nil) throws {
        super.init()
        settings = [("num_parameters", .int(count)), ("init", .float(initial))]
        registerParameter(
            "weight", try InitialValues.constant([count], .double(initial), type ?? DType.defaultFloat))
    }

    public override var typeName: String { "PReLU" }
    public override var extraRepr: String { "num_parameters=\(attribute("num_parameters")?.text ?? "")" }
    public override func forward(_ x: Tensor) throws -> Tensor { try x.prelu(required(0, "weight")) }
}

/// Leaky ReLU with random slopes while training.
public final class RReLULayer: UnaryLayer {
    private let lower, upper: Double

    public init(_ lower: Double = 1.0 / 8, _ upper: Double = 1.0 / 3, inPlace: Bool = false) {
        (self.lower, self.upper) = (lower, upper)
        super.init()
        settings = [("lower", .float(lower)), ("upper", .float(upper)), ("inplace", .bool(inPlace))]
    }

    public override var typeName: String { "RReLU" }

    public override var extraRepr: String {
        "lower=\(OpValue.float(lower).text), upper=\(OpValue.float(upper).text)"
            + (attribute("inplace")?.scalar?.bool == true ? ", inplace=True" : "")
    }

    public override func forward(_ x: Tensor) throws -> Tensor {
        func drawn(_ x: Tensor) throws -> Tensor {
            let out = try x.rrelu(lower, upper, training: training)
            return training ? out.named("RreluWithNoiseBackward0") : out
        }
        return attribute("inplace")?.scalar?.bool == true ? try x.activatedInPlace(drawn) : try drawn(x)
    }
}

enum ActivationLayers {
    private static let family = "activation"
    private static let flag = "(bool inplace=False)"

    static let rows: [LayerRow] = special + plain + shaped + softmaxes

    private static let special: [LayerRow] = [
        ReLULayer.row,
        LayerRow(
            "PReLU", family: family,
            "(int num_parameters=1, float init=0.25, Device? device=None, ScalarType? dtype=None)",
            "x, or w·x where x ≤ 0, with one learnt weight or one per channel.", shape: "that of the input"
        ) { try PReLULayer($0.size(0), initial: $0.double(1), type: $0.dtype(3)) },
        LayerRow(
            "RReLU", family: family, "(float lower=0.125, float upper=0.3333333333333333, bool inplace=False)",
            "Leaky ReLU with a random slope while training.", shape: "that of the input"
        ) { RReLULayer(try $0.double(0), try $0.double(1), inPlace: try $0.bool(2)) },
    ]

    private static let plain: [LayerRow] = [
        .function("Sigmoid", family: family, "()", "1 / (1 + e^−x).") { x, _ in try x.sigmoid() },
        .function("Tanh", family: family, "()", "The hyperbolic tangent.") { x, _ in try x.tanh() },
        .function("LogSigmoid", family: family, "()", "log σ(x).") { x, _ in try x.logSigmoid() },
        .function("Softsign", family: family, "()", "x / (1 + |x|).") { x, _ in try x.softsign() },
        .function("Tanhshrink", family: family, "()", "x − tanh x.") { x, _ in try x.tanhshrink() },
        .function("ReLU6", family: family, flag, "x limited to [0, 6].") { x, _ in
            try x.hardtanh(0, 6, name: "relu6")
        },
        .function("SELU", family: family, flag, "The self-normalising ELU.") { x, _ in try x.selu() },
        .function("SiLU", family: family, flag, "x·σ(x).") { x, _ in try x.silu() },
        .function("Mish", family: family, flag, "x·tanh(softplus(x)).") { x, _ in try x.mish() },
        .function("Hardswish", family: family, flag, "x·hardsigmoid(x).") { x, _ in try x.hardswish() },
        .function("Hardsigmoid", family: family, flag, "(x + 3) / 6, limited to [0, 1].") { x, _ in
            try x.hardsigmoid()
        },
    ]

    private static let shaped: [LayerRow] = [
        .function(
            "LeakyReLU", family: family, "(float negative_slope=0.01, bool inplace=False)",
            "x, or slope·x where x ≤ 0.", printed: ["negative_slope"]
        ) { x, l in try x.leakyRelu(l.double("negative_slope")) },
        .function(
            "ELU", family: family, "(float alpha=1.0, bool inplace=False)", "x, or α(eˣ − 1) where x ≤ 0.",
            printed: ["alpha"]
        ) { x, l in try x.elu(l.double("alpha")) },
        .function(
            "CELU", family: family, "(float alpha=1.0, bool inplace=False)", "x, or α(e^(x/α) − 1) where x ≤ 0.",
            printed: ["alpha"]
        ) { x, l in try x.celu(l.double("alpha")) },
        .function(
            "GELU", family: family, "(str approximate='none')", "x·Φ(x), with the normal distribution function.",
            printed: ["approximate"]
        ) { x, l in try x.gelu(approximate: l.attribute("approximate")?.text ?? "none") },
        .function(
            "Softplus", family: family, "(float beta=1.0, float threshold=20.0)",
            "log(1 + e^βx) / β, linear for large x.", printed: ["beta", "threshold"]
        ) { x, l in try x.softplus(beta: l.double("beta"), threshold: l.double("threshold")) },
        .function(
            "Hardshrink", family: family, "(float lambd=0.5)", "x, or 0 where |x| ≤ λ.", valuesOnly: true
        ) { x, l in try x.hardshrink(l.double("lambd")) },
        .function(
            "Softshrink", family: family, "(float lambd=0.5)", "x moved towards 0 by λ.", valuesOnly: true
        ) { x, l in try x.softshrink(l.double("lambd")) },
        .function(
            "Hardtanh", family: family, "(float min_val=-1.0, float max_val=1.0, bool inplace=False)",
            "x limited to [min, max].", printed: ["min_val", "max_val"]
        ) { x, l in
            try x.hardtanh(l.attribute("min_val")?.scalar ?? -1, l.attribute("max_val")?.scalar ?? 1)
        },
        .function(
            "Threshold", family: family, "(float threshold, float value, bool inplace=False)",
            "x, or value where x ≤ threshold.", printed: ["threshold", "value"]
        ) { x, l in
            try x.threshold(l.attribute("threshold")?.scalar ?? 0, l.attribute("value")?.scalar ?? 0)
        },
        .function(
            "GLU", family: family, "(int dim=-1)", "a·σ(b) of the two halves of an axis.",
            shape: "half along the axis", printed: ["dim"]
        ) { x, l in try x.glu(l.int("dim")) },
    ]

    /// The axis PyTorch takes where none was given.
    private static func axis(_ l: FunctionLayer, _ x: Tensor, _ name: String) throws -> Int {
        try l.attribute("dim")?.scalar?.int ?? x.implicitAxis(name)
    }

    private static let softmaxes: [LayerRow] = [
        .function(
            "Softmax", family: family, "(int? dim=None)", "exp(x) divided by its sum along an axis.", printed: ["dim"]
        ) { x, l in try x.softmax(axis(l, x, "softmax")) },
        .function(
            "LogSoftmax", family: family, "(int? dim=None)", "The logarithm of the softmax.", printed: ["dim"]
        ) { x, l in try x.logSoftmax(axis(l, x, "log_softmax")) },
        .function("Softmin", family: family, "(int? dim=None)", "The softmax of −x.", printed: ["dim"]) { x, l in
            try x.neg().softmax(axis(l, x, "softmin"))
        },
        .function("Softmax2d", family: family, "()", "The softmax over the channels of pictures.") { x, _ in
            if x.rank != 3 && x.rank != 4 {
                throw TensorError(
                    .valueError, "Softmax2d: expected input to be 3D or 4D, got \(x.rank)D instead", shapes: [x.shape])
            }
            return try x.softmax(-3)
        },
    ]
}
