import GradusTensor

/// A linear layer that takes its input size from the first input. Until then its parameters are empty; it becomes a
/// `Linear` when they are filled, in the same tensor objects, so that an optimiser may hold them already.
public final class LazyLinear: Linear {
    private var isWaiting = true

    public init(_ outFeatures: Int, bias: Bool = true, type: DType? = nil) throws {
        // An empty layer draws nothing.
        try super.init(0, 0, bias: bias, type: type ?? DType.defaultFloat)
        settings = [("in_features", .int(0)), ("out_features", .int(outFeatures))]
    }

    public override var typeName: String { isWaiting ? "LazyLinear" : "Linear" }

    public override func prepare(_ x: Tensor) throws {
        guard isWaiting, x.rank > 0 else { return }
        try fill(x.shape[x.rank - 1])
    }

    private func fill(_ inFeatures: Int) throws {
        let out = attribute("out_features")?.scalar?.int ?? 0
        let weight = try required(0, "weight")
        let made = try Linear(inFeatures, out, bias: bias != nil, type: weight.dtype, device: weight.device)
        if let w = made.weight { weight.replaceData(with: w) }
        if let b = made.bias { bias?.replaceData(with: b) }
        settings = [("in_features", .int(inFeatures)), ("out_features", .int(out))]
        isWaiting = false
        didBecomePlain?()
    }

    /// Tells the bridge that this is a `Linear` now.
    package var didBecomePlain: (() -> Void)?

    public override func willLoad(_ state: [String: Tensor], prefix: String) {
        guard isWaiting, let w = state[prefix + "weight"], w.rank == 2 else { return }
        // Sizes that do not fit are reported by the loading itself.
        try? fill(w.shape[1])
    }
}
