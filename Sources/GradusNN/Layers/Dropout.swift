import GradusTensor

/// What a dropout layer zeroes.
public enum DropoutKind: Sendable {
    case elements, channels, alpha, alphaChannels
}

/// Zeroes elements, or whole channels, at random while training.
public final class Dropout: UnaryLayer {
    private let kind: DropoutKind
    private let name: String
    private var p: Double
    private var inPlace: Bool

    public convenience init(_ p: Double = 0.5) throws { try self.init("Dropout", .elements, .float(p), inPlace: false) }

    /// - Parameter p: the probability as the user wrote it.
    public init(_ name: String, _ kind: DropoutKind, _ p: OpValue, inPlace: Bool) throws {
        self.name = name
        self.kind = kind
        self.p = p.scalar?.double ?? 0.5
        self.inPlace = inPlace
        super.init()
        if !(self.p >= 0 && self.p <= 1) {
            throw TensorError(.valueError, "dropout probability has to be between 0 and 1, but got \(p.text)")
        }
        settings = [("p", p), ("inplace", .bool(inPlace))]
    }

    public override var typeName: String { name }
    public override var extraRepr: String { settings.map { "\($0.name)=\($0.value.text)" }.joined(separator: ", ") }

    public override func adopt(_ name: String, _ value: OpValue) -> Bool {
        guard let s = value.scalar else { return false }
        if name == "p" { p = s.double } else { inPlace = s.bool }
        return true
    }

    public override func forward(_ x: Tensor) throws -> Tensor {
        if !training || p == 0 { return x }
        let out: Tensor
        switch kind {
        case .elements: out = try x.dropout(p, training: true)
        case .channels: out = try x.channelDropout(p, training: true, name)
        case .alpha: out = try x.alphaDropout(p, training: true)
        case .alphaChannels: out = try x.alphaDropout(p, training: true, channels: true)
        }
        return inPlace ? try x.assignInPlace(out) : out
    }
}

enum DropoutLayers {
    static let rows: [LayerRow] = [
        row(
            "Dropout", .elements, "Zeroes elements with probability p while training and scales the rest by 1/(1 − p)."),
        row("Dropout1d", .channels, "Zeroes whole channels of [N, C, L] while training."),
        row("Dropout2d", .channels, "Zeroes whole channels of [N, C, H, W] while training."),
        row("Dropout3d", .channels, "Zeroes whole channels of [N, C, D, H, W] while training."),
        row("AlphaDropout", .alpha, "Dropout that keeps mean and variance, for networks with SELU."),
        row("FeatureAlphaDropout", .alphaChannels, "Alpha dropout of whole channels."),
    ]

    private static func row(_ name: String, _ kind: DropoutKind, _ documentation: String) -> LayerRow {
        LayerRow(
            name, family: "dropout", "(float p=0.5, bool inplace=False)", documentation, shape: "that of the input"
        ) {
            try Dropout(name, kind, $0[0], inPlace: $0.bool(1))
        }
    }
}
