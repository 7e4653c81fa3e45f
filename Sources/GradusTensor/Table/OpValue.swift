/// An argument on its way to an operation.
public enum OpValue: @unchecked Sendable {
    /// `None`
    case none
    case tensor(Tensor)
    /// A Python bool, int or float.
    case scalar(Scalar)
    /// A list or tuple of at most eight ints.
    case ints(Dims)
    /// A longer list of ints.
    case longInts([Int])
    /// A list of ints and `None`.
    case optionalInts([Int?])
    /// A list of numbers that are not all ints.
    case scalars([Scalar])
    /// A list of lists of ints: `([0, 1], [1, 0])`.
    case nested([[Int]])
    /// A list or tuple of tensors (an empty list is `.ints([])`).
    case tensors([Tensor])
    /// A list of tensors and `None`.
    case optionalTensors([Tensor?])
    case string(String)
    case dtype(DType)
    case device(Device)
    case generator(Generator)
    /// An object of a library on top of this one: a module, a callable.
    case object(AnyObject)
    /// Anything else; only the type's name matters.
    case foreign(String)

    /// The Python name of the value's type, for error texts; lists made into ints or tensors count as tuples.
    public var typeName: String {
        switch self {
        case .none: "NoneType"
        case .tensor: "Tensor"
        case .scalar(.bool): "bool"
        case .scalar(.int): "int"
        case .scalar(.double): "float"
        case .ints, .longInts, .optionalInts, .nested, .scalars, .tensors, .optionalTensors: "tuple"
        case .string: "str"
        case .dtype: "torch.dtype"
        case .device: "torch.device"
        case .generator: "torch._C.Generator"
        case .object: "object"
        case .foreign(let name): name
        }
    }
}

/// What an operation returns.
public enum OpResult {
    case none
    case tensor(Tensor)
    /// A Python list (or tuple) of tensors.
    case tensors([Tensor])
    /// A tuple of tensors; with a type name and field names it is a `torch.return_types.…`.
    case tuple(typeName: String?, fields: [String], [Tensor])
    case scalar(Scalar)
    case ints(Dims)
    case string(String)
    case dtype(DType)
    case device(Device)

    /// The tensors of a list; of a tuple of results the one that is named first.
    package var tensors: [Tensor] {
        switch self {
        case .tensor(let tensor): [tensor]
        case .tensors(let list): list
        case .tuple(_, _, let list): Array(list.prefix(1))
        default: []
        }
    }
}
