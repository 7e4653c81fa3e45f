/// The base classes in which PyTorch declares the functions of its layers: messages name them.
enum LayerOrigins {
    private static let initializers: [(prefix: String, base: String)] = [
        ("AdaptiveAvgPool", "_AdaptiveAvgPoolNd"), ("AdaptiveMaxPool", "_AdaptiveMaxPoolNd"),
        ("BatchNorm", "_BatchNorm"), ("InstanceNorm", "_InstanceNorm"), ("MaxPool", "_MaxPoolNd"),
    ]
    private static let forwards: [(prefix: String, base: String)] = [
        ("BatchNorm", "_BatchNorm"), ("InstanceNorm", "_InstanceNorm"), ("CircularPad", "_CircularPadNd"),
        ("ConstantPad", "_ConstantPadNd"), ("ZeroPad", "_ConstantPadNd"), ("ReflectionPad", "_ReflectionPadNd"),
        ("ReplicationPad", "_ReplicationPadNd"), ("LazyLinear", "Linear"), ("ReLU6", "Hardtanh"),
    ]

    /// The class whose `__init__` a layer's constructor runs.
    static func initializer(_ layer: String) -> String {
        if layer.hasSuffix("Dropout") || layer.hasPrefix("Dropout") { return "_DropoutNd" }
        switch layer {
        case "BCELoss", "MultiLabelSoftMarginLoss": return "_WeightedLoss"
        case "L1Loss", "MSELoss", "MultiLabelMarginLoss", "SoftMarginLoss": return "_Loss"
        case "RNN", "LSTM", "GRU": return "RNNBase"
        default: return initializers.first { layer.hasPrefix($0.prefix) }?.base ?? layer
        }
    }

    /// The class whose `forward` a layer runs.
    static func forward(_ layer: String) -> String { forwards.first { layer.hasPrefix($0.prefix) }?.base ?? layer }
}
