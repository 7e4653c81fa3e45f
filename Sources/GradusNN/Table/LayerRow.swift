import GradusTensor

/// The declaration of one layer: how it is made, and what help says about it.
public final class LayerRow: @unchecked Sendable {
    public typealias Maker = (inout OpArguments) throws -> Module

    public let name: String
    /// Name of the module of PyTorch in which the class lives: `linear` in `torch.nn.modules.linear`.
    public let family: String
    /// The constructor in PyTorch's schema notation.
    public let schema: String
    /// One paragraph of documentation.
    public let documentation: String
    /// How the result's shape follows from the input's.
    public let shapeRule: String
    /// Makes the layer from bound arguments.
    public let make: Maker
    /// Binds constructor arguments.
    public private(set) lazy var binder = CallBinder(
        schema, function: "\(LayerOrigins.initializer(name)).__init__", name: name)

    public init(
        _ name: String, family: String, _ schema: String, _ documentation: String, shape: String = "",
        _ make: @escaping Maker
    ) {
        self.name = name
        self.family = family
        self.schema = name + schema
        self.documentation = documentation
        shapeRule = shape
        self.make = make
    }

    /// What `help()` says: the constructor, the paragraph, how the shape follows.
    public var reference: String {
        let call = Signature(schema).callText(name, asMethod: false)
        return "\(call)\n\n\(documentation)" + (shapeRule.isEmpty ? "" : "\n\nShape: \(shapeRule)")
            + Self.example(LayerExamples.layers[name])
    }

    /// An example as a prompt shows it; nothing where there is none.
    package static func example(_ pair: (code: String, answer: String)?) -> String {
        guard let pair else { return "" }
        return "\n\nExample:\n\n    >>> \(pair.code)\n    " + pair.answer.replacing("\n", with: "\n    ")
    }

    /// Makes the layer from values in slots, which are `.none` again afterwards.
    public func call(
        _ slots: UnsafeMutablePointer<OpValue>, given: Int, keywords: [KeywordValue] = [],
        describe: ((Int) -> String)? = nil
    ) throws -> Module {
        defer {
            for i in 0..<max(given, binder.signature.parameters.count) { slots[i] = .none }
        }
        var arguments = try binder.bind(slots, given: given, keywords: keywords, describe: describe)
        return try made(&arguments)
    }

    /// Where `device` stands among the parameters.
    private lazy var devicePlace = binder.signature.parameters.firstIndex { $0.name == "device" }

    /// Makes the layer; `device=` is the device of new tensors meanwhile.
    private func made(_ arguments: inout OpArguments) throws -> Module {
        guard let devicePlace, let device = try arguments.device(devicePlace) else { return try make(&arguments) }
        let before = Device.preset
        Device.preset = .device(device)
        defer { Device.preset = before }
        return try make(&arguments)
    }

    /// Makes the layer from whole lists of values.
    public func call(_ values: [OpValue], _ keywords: [KeywordValue] = []) throws -> Module {
        try binder.withArguments(values, keywords) { try made(&$0) }
    }
}

/// All layers that are made from plain values. Containers (`Sequential`, `ModuleList`, `ModuleDict`,
/// `ParameterList`, `ParameterDict`) have initialisers of their own.
public enum LayerTable {
    public static let rows: [LayerRow] = {
        let plain = LinearLayers.rows + ConvolutionLayers.rows + PoolingLayers.rows + ActivationLayers.rows
        let others = DropoutLayers.rows + ShapeLayers.rows + LossLayers.rows + NormalizationLayers.rows
        return plain + others + EmbeddingLayers.rows + RecurrentLayers.rows + ResamplingLayers.rows
            + AttentionLayers.rows
    }()

    private static let byName = Dictionary(
        rows.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })

    public static func find(_ name: String) -> LayerRow? { byName[name] }
}

extension OpArguments {
    /// The dtype that `dtype=` asks for, or the default one.
    func floatType(_ i: Int) throws -> DType { try dtype(i) ?? DType.defaultFloat }

    /// A size that must not be negative.
    /// - Parameter acceptsNegative: whether the tensor that is made of the size refuses it, with its whole shape.
    func size(_ i: Int, acceptsNegative: Bool = false) throws -> Int {
        let n = try int(i)
        if n < 0 && !acceptsNegative {
            throw TensorError(.runtimeError, "Trying to create tensor with negative dimension \(n): [\(n)]")
        }
        if n > 1 << 40 || n < -1 << 40 { throw TensorError(.runtimeError, "\(name)(): a size of \(n) is out of range") }
        return n
    }
}
