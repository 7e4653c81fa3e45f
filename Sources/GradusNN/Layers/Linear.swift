import GradusTensor

/// x · weightᵀ + bias over the last axis. weight [out, in], bias [out].
open class Linear: UnaryLayer {
    public convenience init(_ inFeatures: Int, _ outFeatures: Int, bias: Bool = true) throws {
        try self.init(inFeatures, outFeatures, bias: bias, type: DType.defaultFloat)
    }

    /// Weight and bias are drawn uniformly: ±kbound(in), ±1/√in.
    public init(_ inFeatures: Int, _ outFeatures: Int, bias: Bool, type: DType, device: Device? = nil) throws {
        super.init()
        settings = [("in_features", .int(inFeatures)), ("out_features", .int(outFeatures))]
        registerParameter(
            "weight",
            try InitialValues.uniform(
                [outFeatures, inFeatures], inFeatures > 0 ? InitialValues.kaimingBound(inFeatures) : 0, type, device))
        // A lazy layer begins with nothing at all.
        if (inFeatures == 0) != (outFeatures == 0), let weight { try InitialValues.warnOfEmpty(weight) }
        registerParameter(
            "bias",
            bias ? try InitialValues.uniform([outFeatures], InitialValues.biasBound(inFeatures), type, device) : nil)
    }

    public final var weight: Tensor? { optional(0) }
    public final var bias: Tensor? { optional(1) }

    open override var typeName: String { "Linear" }

    open override var extraRepr: String {
        let (i, o) = (attribute("in_features")?.text ?? "", attribute("out_features")?.text ?? "")
        return "in_features=\(i), out_features=\(o), bias=\(bias == nil ? "False" : "True")"
    }

    open override func adopt(_ name: String, _ value: OpValue) -> Bool { true }

    public final override func forward(_ x: Tensor) throws -> Tensor {
        try prepare(x)
        return try x.linear(required(0, "weight"), optional(1))
    }

    /// Called before the layer is computed; a lazy layer takes its sizes from the input here.
    open func prepare(_ x: Tensor) throws {}
}

/// x₁ᵀ · W · x₂ + bias. weight [out, in1, in2].
public final class Bilinear: Module {
    public init(_ in1: Int, _ in2: Int, _ out: Int, bias: Bool = true, type: DType? = nil) throws {
        super.init()
        if in1 <= 0 { throw TensorError(.valueError, "in1_features must be > 0, but got \(in1)") }
        let type = type ?? DType.defaultFloat
        let bound = InitialValues.biasBound(in1)
        settings = [("in1_features", .int(in1)), ("in2_features", .int(in2)), ("out_features", .int(out))]
        registerParameter("weight", try InitialValues.uniform([out, in1, in2], bound, type))
        registerParameter("bias", bias ? try InitialValues.uniform([out], bound, type) : nil)
    }

    public override var typeName: String { "Bilinear" }
    public override var forwardSchema: String { "forward(Tensor input1, Tensor input2)" }

    public override var extraRepr: String {
        settings.map { "\($0.name)=\($0.value.text)" }.joined(separator: ", ")
            + ", bias=\(optional(1) == nil ? "False" : "True")"
    }

    public override func forward(_ a: inout OpArguments) throws -> ModuleResult {
        .op(.tensor(try a.tensor(0).bilinear(a.tensor(1), required(0, "weight"), optional(1))))
    }
}

/// The input itself.
public final class Identity: UnaryLayer {
    public override var typeName: String { "Identity" }
    public override func forward(_ x: Tensor) throws -> Tensor { x }
}

enum LinearLayers {
    static let rows: [LayerRow] = [
        LayerRow(
            "Linear", family: "linear",
            "(int in_features, int out_features, bool bias=True, Device? device=None, ScalarType? dtype=None)",
            "Multiplies the last axis by a weight matrix and adds a bias.", shape: "[…, in] → […, out]"
        ) {
            try Linear(
                $0.size(0, acceptsNegative: true), $0.size(1, acceptsNegative: true), bias: $0.bool(2),
                type: $0.floatType(4))
        },
        LayerRow(
            "Bilinear", family: "linear",
            "(int in1_features, int in2_features, int out_features, bool bias=True, Device? device=None, "
                + "ScalarType? dtype=None)",
            "A bilinear form of two inputs for each output feature.", shape: "[…, in1], […, in2] → […, out]"
        ) { try Bilinear($0.size(0), $0.size(1), $0.size(2), bias: $0.bool(3), type: $0.floatType(5)) },
        LayerRow(
            "LazyLinear", family: "linear",
            "(int out_features, bool bias=True, Device? device=None, ScalarType? dtype=None)",
            "A linear layer that takes its input size from the first input.", shape: "[…, in] → […, out]"
        ) { try LazyLinear($0.size(0), bias: $0.bool(1), type: $0.dtype(3)) },
        LayerRow("Identity", family: "linear", "(any args=None)", "Gives back its input.", shape: "that of the input") {
            _ in Identity()
        },
    ]
}
