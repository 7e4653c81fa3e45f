import GradusTensor

/// What the forward pass of a module gives, and what is handed from one module to the next in a `Sequential`.
public indirect enum ModuleResult {
    case op(OpResult)
    /// A Python tuple: `(output, (h_n, c_n))` of an LSTM.
    case tuple([ModuleResult])
    /// A value of the language that only the bridge understands.
    case object(AnyObject)

    /// The tensor, where it is just one.
    @inline(__always)
    public var tensor: Tensor? {
        if case .op(.tensor(let t)) = self { return t }
        return nil
    }

    /// Whether it is a value that only the bridge understands.
    @inline(__always)
    var isObject: Bool {
        if case .object = self { return true }
        return false
    }

    /// The first tensor in it.
    var firstTensor: Tensor? {
        switch self {
        case .op(let result): result.tensors.first
        case .tuple(let items): items.first?.firstTensor
        default: nil
        }
    }

    /// The tensor of a module that is known to give one.
    /// - Throws: TypeError for anything else.
    public func requireTensor(_ what: @autoclosure () -> String) throws -> Tensor {
        if let tensor { return tensor }
        throw TensorError(.typeError, "\(what()) must be Tensor, not \(typeName)")
    }

    /// The Python name of the value's type.
    public var typeName: String {
        switch self {
        case .op(.tensor): "Tensor"
        case .op(.none): "NoneType"
        case .op(.tensors): "list"
        case .op(.scalar(let s)): OpValue.scalar(s).typeName
        case .op(.string): "str"
        case .op, .tuple: "tuple"
        case .object: "object"
        }
    }
}
