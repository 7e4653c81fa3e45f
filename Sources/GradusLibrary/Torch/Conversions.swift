import GradusTensor
import GradusVM

/// Values of the language as arguments of operations, and results back.
extension VM {
    /// What an argument is for an operation.
    @inline(__always)
    func opValue(_ value: Value) throws -> OpValue {
        switch value.tag {
        case .int: return .scalar(.int(Int(value.intBits)))
        case .float: return .scalar(.double(value.floatBits))
        case .bool: return .scalar(.bool(value.bits != 0))
        case .none: return .none
        case .external:
            if let tensor = value.asTensor { return .tensor(tensor) }
            return .foreign(typeName(value))
        default: return try otherOpValue(value)
        }
    }

    @inline(never)
    private func otherOpValue(_ value: Value) throws -> OpValue {
        if let tensor = value.asTensor { return .tensor(tensor) }
        if let text = value.asString { return .string(text.text) }
        if let list = value.asList { return try opList(list.buffer, value) }
        if let tuple = value.asTuple { return try opList(tuple.buffer, value) }
        let plain = unboxed(value)
        if plain.tag != .object, plain.tag != value.tag { return try opValue(plain) }
        if let (number, _) = plain.asNumPyScalar { return .scalar(number) }
        switch value.object {
        case let dtype as DTypeObject: return .dtype(dtype.dtype)
        case let device as DeviceObject: return .device(device.device)
        case let absent as AbsentDevice: return .string(absent.name)
        case let generator as GeneratorObjectTorch: return .generator(generator.generator)
        default: break
        }
        if let type = value.asType {
            // Python's own types stand for dtypes.
            if type === Types.float { return .dtype(.float64) }
            if type === Types.int { return .dtype(.int64) }
            if type === Types.bool { return .dtype(.bool) }
        }
        if value.tag == .range { return .longInts(try array(from: value).map { try index($0) }) }
        return .foreign(typeName(value))
    }

    private func opList(_ items: UnsafeBufferPointer<Value>, _ whole: Value) throws -> OpValue {
        if items.isEmpty { return .ints([]) }
        if items.allSatisfy({ $0.tag == .int }) {
            let numbers = items.map { Int($0.intBits) }
            return numbers.count <= Dims.capacity ? .ints(Dims(numbers)) : .longInts(numbers)
        }
        if items.allSatisfy({ $0.asTensor != nil }) { return .tensors(items.compactMap(\.asTensor)) }
        if items.allSatisfy({ $0.asTensor != nil || $0.isNone }) { return .optionalTensors(items.map(\.asTensor)) }
        if items.allSatisfy({ $0.tag == .int || $0.isNone }) {
            return .optionalInts(items.map { $0.isNone ? nil : Int($0.intBits) })
        }
        if items.allSatisfy({ $0.asList != nil || $0.asTuple != nil }) {
            var lists: [[Int]] = []
            for item in items {
                switch try opValue(item) {
                case .ints(let dims): lists.append(Array(dims))
                case .longInts(let list): lists.append(list)
                default: return .foreign(typeName(whole))
                }
            }
            return .nested(lists)
        }
        var scalars: [Scalar] = []
        var hasTensor = false
        for item in items {
            switch try opValue(item) {
            case .scalar(let scalar): scalars.append(scalar)
            // A number among sizes may be a tensor, such as a longest length.
            case .tensor(let tensor) where tensor.count == 1 && !tensor.dtype.isFloat:
                scalars.append(try tensor.item())
                hasTensor = true
            default: return .foreign(typeName(whole))
            }
        }
        if hasTensor, scalars.allSatisfy({ !$0.isFloat }), scalars.count <= Dims.capacity {
            return .ints(Dims(scalars.map(\.int)))
        }
        return .scalars(scalars)
    }

    func scalarValue(_ scalar: Scalar) -> Value {
        switch scalar {
        case .bool(let value): return Value(value)
        case .int(let value): return Value(value)
        case .double(let value): return Value(value)
        }
    }

    /// A number of the language as a scalar; nil for anything else.
    @inline(__always)
    func scalar(_ value: Value) -> Scalar? {
        switch value.tag {
        case .int: return .int(Int(value.intBits))
        case .float: return .double(value.floatBits)
        case .bool: return .bool(value.bits != 0)
        default:
            guard value.isObject else { return nil }
            let plain = unboxed(value)
            if plain.tag == .object { return plain.asNumPyScalar?.number }
            // Nothing but a number is looked at again: `...` unboxed is itself.
            return plain.tag == .int || plain.tag == .float || plain.tag == .bool ? scalar(plain) : nil
        }
    }

    /// What an operation returned.
    func scriptValue(_ result: OpResult) -> Value {
        switch result {
        case .none: return .none
        case .tensor(let tensor): return wrap(tensor)
        case .tensors(let tensors): return tuple(tensors.map { wrap($0) })
        case .tuple(let typeName, let fields, let tensors):
            let values = tensors.map { wrap($0) }
            guard let typeName, !fields.isEmpty else { return tuple(values) }
            return value(TupleObject(values, type: ReturnTypes.type(typeName, fields)))
        case .scalar(let scalar): return scalarValue(scalar)
        case .ints(let dims): return size(dims)
        case .string(let text): return string(text)
        case .dtype(let dtype): return DTypeObject.value(dtype)
        case .device(let device): return value(DeviceObject(device))
        }
    }
}

/// `torch.return_types.max` …: tuples with named fields.
enum ReturnTypes {
    nonisolated(unsafe) private static var types: [String: TypeObject] = [:]

    static func type(_ name: String, _ fields: [String]) -> TypeObject {
        let short = name.split(separator: ".").last.map(String.init) ?? name
        if let known = types[short] { return known }
        let made = TypeObject(name: short, module: "torch.return_types", bases: [Types.tuple], layout: .tuple) { type in
            type.constructor("cls, sequence, dict=None, /") { vm, arguments in
                let values = try vm.array(from: arguments[1])
                guard values.count == fields.count else {
                    throw vm.typeError(
                        "torch.return_types.\(short)() takes a \(fields.count)-sequence (\(values.count)-sequence given)"
                    )
                }
                return vm.value(TupleObject(values, type: arguments[0].asType ?? Types.tuple))
            }
            for (index, field) in fields.enumerated() {
                type.property(field) { _, value in value.asTuple?.field(index) ?? .none }
            }
            type.special(.representation, "self, /") { vm, arguments in
                let values = arguments[0].asTuple?.values ?? []
                var lines: [String] = []
                for (field, value) in zip(fields, values) { lines.append("\(field)=\(try vm.repr(value))") }
                return vm.string("torch.return_types.\(short)(\n" + lines.joined(separator: ",\n") + ")")
            }
        }
        types[short] = made
        return made
    }
}
