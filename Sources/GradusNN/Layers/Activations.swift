import GradusTensor

enum ActivationLayers {
    private static let family = "activation"

    static let rows: [LayerRow] = [
        ReLULayer.row,
        .function("Sigmoid", family: family, "()", "1 / (1 + e^−x).") { x, _ in try x.sigmoid() },
        .function("Tanh", family: family, "()", "The hyperbolic tangent.") { x, _ in try x.tanh() },
    ]
}

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

    static let row = LayerRow(
        "ReLU", family: "activation", "(bool inplace=False)", "The larger of x and 0.", shape: "that of the input"
    ) { ReLULayer(inPlace: try $0.bool(0)) }
}
