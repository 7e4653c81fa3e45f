import GradusTensor

/// What PyTorch says where a layer is given something other than a tensor: the first thing its Python code does with
/// it decides.
public enum LayerComplaints {
    /// The attribute that the forward pass asks the value for; the layers by the beginnings of their names.
    private static let attributes: [(layer: String, attribute: String)] = [
        ("AdaptiveAvgPool1d", ""), ("AdaptiveMaxPool1d", ""), ("Adaptive", "size"), ("MSELoss", "size"),
        ("L1Loss", "size"), ("SmoothL1Loss", "size"), ("HuberLoss", "size"), ("BCELoss", "size"),
        ("BCEWithLogitsLoss", "size"), ("BatchNorm", "dim"), ("GroupNorm", "dim"), ("InstanceNorm", "dim"),
        ("LocalResponseNorm", "dim"), ("Dropout1d", "dim"), ("Dropout2d", "dim"), ("Dropout3d", "dim"),
        ("LSTM", "dim"), ("GRU", "dim"), ("RNN", "dim"), ("GLU", "dim"), ("Upsample", "dim"), ("CircularPad", "dim"),
        ("Softmax", "softmax"), ("LogSoftmax", "log_softmax"), ("Flatten", "flatten"), ("Unflatten", "unflatten"),
        ("Softsign", "abs"), ("Tanhshrink", "tanh"), ("TransformerEncoder", "dtype"), ("LazyLinear", "shape"),
    ]
    /// Layers whose function is not called as they are.
    private static let functions: [(layer: String, function: String)] = [
        ("CrossEntropyLoss", "cross_entropy_loss"), ("NLLLoss", "nll_loss_nd"), ("KLDivLoss", "kl_div"),
        ("ReLU6", "hardtanh"), ("LeakyReLU", "leaky_relu"), ("RMSNorm", "rms_norm"), ("ZeroPad", "pad"),
        ("ConstantPad", "pad"), ("ReflectionPad", "pad"), ("ReplicationPad", "pad"),
        ("MultiLabelMarginLoss", "multilabel_margin_loss"),
    ]

    /// - Parameters:
    ///   - place: the number of the parameter, from 0.
    ///   - given: the type of the value.
    public static func notTensor(_ layer: String, _ place: Int, _ parameter: String, _ given: String) -> TensorError {
        if let asked = attributes.first(where: { layer.hasPrefix($0.layer) })?.attribute, !asked.isEmpty {
            if given == "numpy.ndarray" {
                // An array has some of a tensor's attributes.
                switch asked {
                case "size": return TensorError(.typeError, "'int' object is not callable")
                case "dtype", "shape": return TensorError(.attributeError, "'\(given)' object has no attribute 'dim'")
                case "flatten":
                    return TensorError(
                        .typeError, "flatten() takes from 0 to 1 positional arguments but 2 were given")
                default: break
                }
            }
            return TensorError(.attributeError, "'\(given)' object has no attribute '\(asked)'")
        }
        if layer == "Embedding" {
            return TensorError(.typeError, "embedding(): argument 'indices' (position 2) must be Tensor, not \(given)")
        }
        let function = functions.first { layer.hasPrefix($0.layer) }?.function ?? name(layer)
        return TensorError(
            .typeError, "\(function)(): argument '\(parameter)' (position \(place + 1)) must be Tensor, not \(given)")
    }

    /// `max_pool2d` for `MaxPool2d`.
    private static func name(_ layer: String) -> String {
        if layer == layer.uppercased() || layer == "ReLU" || layer.hasSuffix("LU") { return layer.lowercased() }
        var name = ""
        for character in layer {
            if character.isUppercase, !name.isEmpty { name += "_" }
            name += character.lowercased()
        }
        return name
    }
}
