import GradusTensor

extension OpValue {
    static func int(_ i: Int) -> OpValue { .scalar(.int(i)) }
    static func float(_ d: Double) -> OpValue { .scalar(.double(d)) }
    static func bool(_ b: Bool) -> OpValue { .scalar(.bool(b)) }

    /// Python's `str` of the value; strings without quotes.
    public var text: String {
        switch self {
        case .none: return "None"
        case .scalar(let s): return OpValue.text(s)
        case .ints(let d): return OpValue.tuple(d.map(String.init))
        case .longInts(let d): return OpValue.tuple(d.map(String.init))
        case .optionalInts(let d): return OpValue.tuple(d.map { $0.map(String.init) ?? "None" })
        case .scalars(let d): return OpValue.tuple(d.map(OpValue.text))
        case .nested(let lists): return OpValue.tuple(lists.map { OpValue.tuple($0.map(String.init)) })
        case .string(let s): return s
        case .dtype(let d): return d.torchName
        case .device(let d): return "\(d)"
        case .tensor(let t):
            // A tensor of one element and no axes is formatted as its number.
            if t.rank == 0, let number = try? t.item() { return OpValue.text(number) }
            return "tensor of shape \(t.shape)"
        case .tensors, .optionalTensors: return "list of tensors"
        case .generator: return "<torch._C.Generator object>"
        case .object: return "<object>"
        case .foreign(let name): return "<\(name) object>"
        }
    }

    /// Python's `repr` of the value.
    public var repr: String {
        if case .string(let s) = self { return "'\(s)'" }
        return text
    }

    /// Python's spelling of a number: a float always shows that it is one.
    static func text(_ s: Scalar) -> String {
        switch s {
        case .bool(let b): b ? "True" : "False"
        case .int(let i): String(i)
        case .double(let d): d.isNaN ? "nan" : "\(d)"
        }
    }

    private static func tuple(_ items: [String]) -> String {
        items.count == 1 ? "(\(items[0]),)" : "(" + items.joined(separator: ", ") + ")"
    }

    /// The value of a number or flag.
    var scalar: Scalar? {
        if case .scalar(let s) = self { return s }
        return nil
    }

    /// What a module hands on, as an argument of the next one.
    init(_ result: ModuleResult, for module: Module) throws {
        switch result {
        case .op(.tensor(let t)): self = .tensor(t)
        case .op(.none): self = .none
        case .op(.tensors(let list)), .op(.tuple(_, _, let list)): self = .tensors(list)
        case .op(.scalar(let s)): self = .scalar(s)
        case .op(.ints(let d)): self = .ints(d)
        case .op(.string(let s)): self = .string(s)
        case .op(.dtype(let d)): self = .dtype(d)
        case .op(.device(let d)): self = .device(d)
        case .object(let o): self = .object(o)
        case .tuple(let list):
            let tensors = list.compactMap(\.tensor)
            if tensors.count == list.count {
                self = .tensors(tensors)
            } else {
                throw TensorError(
                    .typeError, "\(module.typeName)(): argument 'input' (position 1) must be Tensor, not tuple")
            }
        }
    }
}
