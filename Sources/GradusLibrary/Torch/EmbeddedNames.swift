import GradusVM

/// Names of `torch` that are written in the language, in modules of `stdlib/torch`.
enum EmbeddedNames {
    /// A name that an embedded module defines; nil where it does not.
    static func find(_ vm: VM, _ name: String, in module: String) throws -> Value? {
        guard !name.hasPrefix("__"), vm.canImport(module) else { return nil }
        return try vm.importModule(module).namespace.get(name)
    }

    /// The layers that are compositions of others, by the module that has them.
    private static let layers: [String: [String]] = [
        "torch.nn._pooling": [
            "AdaptiveAvgPool3d", "AdaptiveMaxPool3d", "AvgPool3d", "FractionalMaxPool2d", "FractionalMaxPool3d",
            "LPPool1d", "LPPool2d", "LPPool3d", "MaxPool3d", "MaxUnpool1d", "MaxUnpool2d", "MaxUnpool3d",
        ],
        "torch.nn._lazy": [
            "LazyConv1d", "LazyConv2d", "LazyConv3d", "LazyConvTranspose1d", "LazyConvTranspose2d",
            "LazyConvTranspose3d", "LazyBatchNorm1d", "LazyBatchNorm2d", "LazyBatchNorm3d", "LazyInstanceNorm1d",
            "LazyInstanceNorm2d", "LazyInstanceNorm3d",
        ],
        "torch.nn._losses": ["CTCLoss", "MultiLabelMarginLoss", "NLLLoss2d", "TripletMarginWithDistanceLoss"],
        "torch.nn._layers": [
            "AdaptiveLogSoftmaxWithLoss", "ChannelShuffle", "Container", "CrossMapLRN2d", "DataParallel",
            "EmbeddingBag", "Fold", "SyncBatchNorm", "Unfold", "UpsamplingBilinear2d", "UpsamplingNearest2d",
        ],
        "torch.nn._containers": ["ParameterDict", "ParameterList"],
        "torch.nn._transformer": ["Transformer", "TransformerDecoder", "TransformerDecoderLayer"],
    ]

    private static let moduleOfLayer: [String: String] = Dictionary(
        layers.flatMap { module, names in names.map { ($0, module) } }, uniquingKeysWith: { first, _ in first })

    /// A layer's class that is written in the language.
    static func layer(_ vm: VM, _ name: String) throws -> Value? {
        try moduleOfLayer[name].flatMap { try find(vm, name, in: $0) }
    }
}
