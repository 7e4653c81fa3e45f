/// What PyTorch says where a function that it has written in Python is given a value of a wrong type: the first thing the
/// code does with a value decides.
public enum PythonComplaints {
    /// By the place and name of a function, what its code does, in order:
    /// - `target.size`: asks the value for an attribute that tensors have;
    /// - `p<0.0`: compares it with a number (of the type written);
    /// - `dim@softmax:dim:1:int`: hands it to another function as its first argument `dim`, which must be an int
    ///   (0 for a keyword);
    /// - `gain*float`: multiplies it by a number;
    /// - `val!fill_`: hands it to a function of several signatures.
    private static let table: [String: String] = [
        "F.mse_loss": "target.size input.size", "F.l1_loss": "target.size input.size",
        "F.smooth_l1_loss": "target.size input.size", "F.huber_loss": "target.size input.size",
        "F.binary_cross_entropy": "target.size input.size",
        "F.binary_cross_entropy_with_logits": "target.size input.size",
        "F.dropout": "p<0.0", "F.dropout1d": "p<0.0", "F.dropout2d": "p<0.0", "F.dropout3d": "p<0.0",
        "F.alpha_dropout": "p<0.0", "F.feature_alpha_dropout": "p<0.0",
        "F.softmax": "dim@softmax:dim:1:int", "F.log_softmax": "dim@log_softmax:dim:1:int",
        "F.softmin": "dim@softmax:dim:1:int", "F.normalize": "p@linalg_vector_norm:ord:2:Number",
        "F.batch_norm":
            "eps<0.0 weight@batch_norm:weight:2:Tensor bias@batch_norm:bias:3:Tensor "
            + "running_mean@batch_norm:running_mean:4:Tensor running_var@batch_norm:running_var:5:Tensor "
            + "momentum@batch_norm:momentum:7:float",
        "F.max_pool1d": pooling("max_pool1d"), "F.max_pool2d": pooling("max_pool2d"),
        "F.lp_pool2d": "ceil_mode@avg_pool2d:ceil_mode:5:bool",
        "F.cosine_embedding_loss": "margin@cosine_embedding_loss:margin:4:float",
        "F.triplet_margin_loss": "margin<=0", "F.margin_ranking_loss": "input1.dim input2.dim target.dim",
        "F.embedding": "padding_idx>0 weight@embedding:weight:1:Tensor input@embedding:indices:2:Tensor",
        "F.multilabel_soft_margin_loss": "input@log_sigmoid:input:1:Tensor",
        "init.uniform_": "tensor.uniform_ a@uniform_:from:1:float b@uniform_:to:2:float " + random("uniform_"),
        "init.normal_": "tensor.normal_ mean@normal_:mean:1:float std@normal_:std:2:float " + random("normal_"),
        "init.trunc_normal_": "tensor.is_meta mean<float a-float b-float std*float " + random("normal_"),
        "init.constant_": "tensor.fill_ val!fill_", "init.ones_": "tensor.fill_", "init.zeros_": "tensor.zero_",
        "init.eye_": "tensor.ndimension", "init.dirac_": "tensor.ndimension",
        "init.xavier_uniform_": "tensor.dim gain*float " + random("uniform_"),
        "init.xavier_normal_": "tensor.dim gain*float " + random("normal_"),
        "init.kaiming_uniform_": "tensor.shape mode.lower " + random("uniform_"),
        "init.kaiming_normal_": "tensor.shape mode.lower " + random("normal_"),
        "init.orthogonal_": "tensor.ndimension gain@mul_:other:1:Tensor " + random("normal_"),
        "init.sparse_": "tensor.ndimension " + random("normal_"),
    ]

    private static func random(_ name: String) -> String { "generator@\(name):generator:0:torch.Generator" }

    private static func pooling(_ name: String) -> String {
        let settings = ["kernel_size", "stride", "padding", "dilation"].enumerated().map {
            "\($1)@\(name):\($1):\($0 + 2):tuple_of_ints"
        }
        return (settings + ["ceil_mode@\(name):ceil_mode:6:bool"]).joined(separator: " ")
    }

    /// - Parameters:
    ///   - place: where the function stands, as `CallExplanation.text` takes it.
    ///   - names: its parameters in order.
    /// - Returns: nil where the function is not known, or nothing is wrong with the values.
    public static func error(
        _ name: String, place: String, names: [String], _ arguments: [GivenArgument],
        _ keywords: [(name: String, value: GivenArgument)]
    ) -> TensorError? {
        guard let steps = table[place + name] else { return nil }
        for step in steps.split(separator: " ") {
            guard let end = step.firstIndex(where: { ".<>@*!-".contains($0) }) else { continue }
            let parameter = String(step[..<end])
            let value =
                names.firstIndex(of: parameter).flatMap { $0 < arguments.count ? arguments[$0] : nil }
                ?? keywords.first { $0.name == parameter }?.value
            if let value, let error = judge(value, step[end], step[step.index(after: end)...]) { return error }
        }
        return nil
    }

    private static func judge(_ value: GivenArgument, _ step: Character, _ rest: Substring) -> TensorError? {
        let type = value.typeName
        switch step {
        case ".":
            if value.isTensor { return nil }
            if rest == "lower", case .string = value.kind { return nil }
            if type == "numpy.ndarray", rest == "size" { return wrong("'int' object is not callable") }
            let asked = type == "numpy.ndarray" && rest == "shape" ? "dim" : rest
            return TensorError(.attributeError, "'\(type)' object has no attribute '\(asked)'")
        case "<", ">":
            if value.isNumber { return nil }
            let sign = rest.hasPrefix("=") ? "\(step)=" : "\(step)"
            let other = rest.contains(".") || rest == "float" ? "float" : "int"
            return value.isNone && step == ">"
                ? nil : wrong("'\(sign)' not supported between instances of '\(type)' and '\(other)'")
        case "*":
            if value.isNumber { return nil }
            switch value.kind {
            case .string, .list: return wrong("can't multiply sequence by non-int of type '\(rest)'")
            default: return wrong("unsupported operand type(s) for *: '\(type)' and '\(rest)'")
            }
        case "-": return value.isNumber ? nil : wrong("unsupported operand type(s) for -: '\(type)' and '\(rest)'")
        case "!":
            if value.isNumber || value.isTensor { return nil }
            return wrong(
                "\(rest)() received an invalid combination of arguments - got (\(type)), but expected one of:\n"
                    + " * (Tensor value)\n * (Number value)\n")
        default:
            let parts = rest.split(separator: ":").map { $0.replacing("_of_", with: " of ") }
            guard parts.count == 4 else { return nil }
            let (function, parameter, position, wanted) = (
                String(rest.prefix { $0 != ":" }), parts[1], parts[2], parts[3]
            )
            if value.isNone, wanted == "Tensor" || wanted == "torch.Generator" { return nil }
            if case .generator = value.kind, wanted == "torch.Generator" { return nil }
            let candidate = Candidate("(\(wanted) \(parameter))")
            if wanted != "torch.Generator", let first = candidate.parameters.first,
                Candidate.accepts(first, value, function)
            {
                return nil
            }
            let at = position == "0" ? "" : " (position \(position))"
            return wrong("\(function)(): argument '\(parameter)'\(at) must be \(wanted), not \(type)")
        }
    }

    private static func wrong(_ text: String) -> TensorError { TensorError(.typeError, text) }
}
