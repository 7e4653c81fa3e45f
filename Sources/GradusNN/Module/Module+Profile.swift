import GradusTensor

extension Module {
    /// How a profile calls the layer: `Conv2d(1, 6, kernel_size=(5, 5), stride=(1, 1))`.
    package var profileName: String { extraRepr.isEmpty ? typeName : "\(typeName)(\(extraRepr))" }

    /// Runs the forward pass with those who look at it: the profile, and the shape ledger, in which a layer without layers
    /// inside is one entry.
    /// - Parameters:
    ///   - inputs: only asked when somebody wants to know.
    ///   - tensor: the (first) tensor of the result.
    @inline(__always)
    package final func observed<Result>(
        _ inputs: @autoclosure () -> [Tensor?], _ forward: () throws -> Result, tensor: (Result) -> Tensor?
    ) rethrows -> Result {
        try OpProfile.measure(.layer, profileName) {
            guard ShapeLedger.isOn, isLeaf else { return try forward() }
            return try ShapeLedger.step(operationName, forward) { result, _ in
                ShapeLedger.Outcome(
                    inputs: inputs().compactMap { $0 }, outputs: tensor(result).map { [$0] } ?? [])
            }
        }
    }

    @inline(__always)
    package final func observed(
        _ inputs: @autoclosure () -> [Tensor?], _ forward: () throws -> ModuleResult
    ) rethrows -> ModuleResult {
        try observed(inputs(), forward, tensor: \.firstTensor)
    }

    private var isLeaf: Bool { children.isEmpty && !hasScriptForward }

    /// The operation that the layer is, as the op table calls it; for a layer that is none, its own name.
    private var operationName: String { LayerOperations.name(of: typeName) }
}

extension UnaryLayer {
    /// The forward pass, as `observed(_:_:)`.
    @inline(__always)
    package final func observed(_ x: Tensor) throws -> Tensor {
        try observed([x], { try forward(x) }, tensor: { $0 })
    }
}

/// Which operations layers are.
private enum LayerOperations {
    private nonisolated(unsafe) static var known: [String: String] = [:]
    private nonisolated(unsafe) static var operations: [String: String] = {
        let names = OpTable.names(in: [.function, .functional]).map { ($0.filter { $0 != "_" }, $0) }
        return Dictionary(names, uniquingKeysWith: { first, _ in first })
    }()

    /// `conv2d` for Conv2d, `batch_norm` for BatchNorm2d, `cross_entropy` for CrossEntropyLoss.
    static func name(of layer: String) -> String {
        if let name = known[layer] { return name }
        let plain = layer.lowercased()
        let shorter = plain.hasSuffix("loss") ? plain.dropLast(4) : plain.hasSuffix("d") ? plain.dropLast(2) : ""
        let cell = plain.hasSuffix("cell") ? plain.dropLast(4) + "_cell" : plain[...]
        let name = operations[plain] ?? operations[String(shorter)] ?? String(cell)
        known[layer] = name
        return name
    }
}
