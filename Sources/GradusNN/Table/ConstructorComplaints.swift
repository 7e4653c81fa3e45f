import GradusTensor

/// What PyTorch says where the constructor of a layer is given a value of a wrong type: nothing looks at the types, so the
/// first thing that its Python code does with the value decides.
enum ConstructorComplaints {
    /// - Parameters:
    ///   - layer: the class.
    ///   - given: the type of the value.
    /// - Returns: nil where the layer's own words will do.
    static func error(_ layer: String, _ parameter: String, _ value: OpValue, _ given: String) -> TensorError? {
        switch parameter {
        case "in_channels", "out_channels":
            if layer.contains("Conv") { return channels(layer, parameter, given) }
        case "kernel_size": if layer.contains("Conv") { return unpacking(3, given) }
        case "groups":
            if given == "float" { return TensorError(.valueError, "out_channels must be divisible by groups") }
            return compared("<=", given, "int")
        case "out_features", "num_embeddings": return element(given)
        case "in_features", "embedding_dim": return unpacking(2, given)
        case "num_features" where layer.hasPrefix("BatchNorm"), "num_parameters": return sizes(value, given)
        case "p" where layer.contains("Dropout"): return compared("<", given, "int")
        case "weight" where layer.hasSuffix("Loss"), "pos_weight":
            return wrong("cannot assign '\(given)' object to buffer '\(parameter)' (torch Tensor or None required)")
        case "size_average" where layer.hasSuffix("Loss"):
            // The old flags are asked whether they are true.
            if case .tensor(let tensor) = value, tensor.count != 1 {
                let many = tensor.count == 0 ? "no values" : "more than one value"
                return TensorError(
                    .runtimeError, "Boolean value of Tensor with \(many) is ambiguous",
                    notes: ["a loss is made first, then called: nn.\(layer)()(input, target)"])
            }
        case "embed_dim", "num_heads", "d_model", "nhead":
            if ["str", "NoneType", "list", "tuple", "dict"].contains(given) { return compared("<=", given, "int") }
        case "num_layers" where layer.hasPrefix("Transformer"):
            return wrong("'\(given)' object cannot be interpreted as an integer")
        case "input_size" where isRecurrent(layer), "hidden_size" where isRecurrent(layer):
            return wrong("\(parameter) should be of type int, got: \(given)")
        case "min_val", "max_val":
            return wrong(
                parameter == "min_val"
                    ? "'<=' not supported between instances of 'float' and '\(given)'"
                    : "'<=' not supported between instances of '\(given)' and 'float'")
        default: break
        }
        return nil
    }

    private static func isRecurrent(_ layer: String) -> Bool { ["RNN", "LSTM", "GRU"].contains(layer) }

    /// `in_channels % groups`, then a weight of that size.
    private static func channels(_ layer: String, _ parameter: String, _ given: String) -> TensorError? {
        switch given {
        case "str": return wrong("not all arguments converted during string formatting")
        case "float":
            let isFirst = (parameter == "out_channels") != layer.contains("Transpose")
            return isFirst ? element(given) : unpacking(2, given)
        default: return wrong("unsupported operand type(s) for %: '\(given)' and 'int'")
        }
    }

    private static func element(_ given: String) -> TensorError {
        wrong(
            "empty(): argument 'size' (position 1) must be tuple of ints, but found element of type \(given) at pos 0")
    }

    private static func unpacking(_ place: Int, _ given: String) -> TensorError {
        wrong(
            "empty(): argument 'size' failed to unpack the object at pos \(place) with error \"type must be tuple of "
                + "ints,but got \(given)\"")
    }

    private static func sizes(_ value: OpValue, _ given: String) -> TensorError {
        wrong("empty(): argument 'size' (position 1) must be tuple of ints, not \(given)")
    }

    private static func compared(_ sign: String, _ given: String, _ other: String) -> TensorError {
        wrong("'\(sign)' not supported between instances of '\(given)' and '\(other)'")
    }

    private static func wrong(_ text: String) -> TensorError { TensorError(.typeError, text) }
}
