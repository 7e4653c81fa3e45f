import GradusTensor
import GradusVM

/// The methods of `torch.Tensor`: rows of the op table, and what is not an operation (attributes, autograd, conversions
/// to values of the language).
enum TensorMethods {
    static func populate(_ type: TypeObject) {
        for row in OpTable.rows {
            for name in [row.name] + row.aliases {
                if row.places.contains(.method) {
                    type.set(Interned.string(name), object: OpFunctions.make(name, row, .method, owner: type))
                }
                if row.places.contains(.inPlace) {
                    let full = name + "_"
                    type.set(Interned.string(full), object: OpFunctions.make(full, row, .inPlace, owner: type))
                }
                if row.places.contains(.property) {
                    type.property(name, doc: row.documentation) { vm, value in
                        guard let tensor = value.asTensor else { return .none }
                        return vm.scriptValue(try row.call([.tensor(tensor)], form: .method))
                    }
                }
            }
        }
        addOperators(type)
        addAttributes(type)
        addAutograd(type)
        addConversions(type)
        addProtocols(type)
        ArrayInterop.populateTensor(type)
        TensorFiles.addPickling(type)
        TensorExtras.populate(type)
        type.constructor("cls, *args, **kwargs") { vm, arguments in
            try TensorConstruction.legacy(
                vm, arguments[1].asTuple?.values ?? [], TensorConstruction.keywords(arguments[2]),
                dtype: .defaultFloat, isGeneral: true)
        }
    }

    /// The receiver of a method.
    @inline(__always)
    static func receiver(_ vm: VM, _ arguments: Arguments) throws -> Tensor {
        guard let tensor = arguments[0].asTensor else { throw vm.typeError("expected a Tensor") }
        return tensor
    }

    // MARK: Attributes

    private static func attribute(
        _ type: TypeObject, _ name: String, doc: String = "", _ get: @escaping (VM, Tensor) throws -> Value
    ) {
        type.property(name, doc: doc) { vm, value in
            guard let tensor = value.asTensor else { return .none }
            return try get(vm, tensor)
        }
    }

    private static func addAttributes(_ type: TypeObject) {
        attribute(type, "shape", doc: "The sizes of the axes.") { vm, tensor in vm.size(tensor.shape) }
        attribute(type, "dtype", doc: "The element type.") { _, tensor in DTypeObject.value(tensor.dtype) }
        attribute(type, "device") { vm, tensor in
            // A preview has the program believe that all elements are there.
            vm.value(DeviceObject(Preview.isOn ? .cpu : tensor.device))
        }
        attribute(type, "ndim", doc: "The number of axes.") { _, tensor in Value(tensor.rank) }
        attribute(type, "is_cuda") { _, _ in .false }
        attribute(type, "is_sparse") { _, _ in .false }
        attribute(type, "is_quantized") { _, _ in .false }
        attribute(type, "is_meta") { _, tensor in Value(tensor.device == .meta) }
        attribute(type, "layout") { vm, _ in vm.string("torch.strided") }
        attribute(type, "itemsize") { _, tensor in Value(tensor.dtype.size) }
        attribute(type, "nbytes") { _, tensor in Value(tensor.dtype.size * tensor.count) }
        attribute(type, "_version") { _, tensor in Value(tensor.countsChanges ? tensor.storage.version : 0) }
        type.property("data", doc: "The elements outside the graph.") { vm, value in
            guard let tensor = value.asTensor else { return .none }
            let data = tensor.detach()
            data.countsChanges = false
            return vm.wrap(data)
        } set: { vm, value, new in
            guard let tensor = value.asTensor else { return }
            guard let data = new.asTensor else {
                throw vm.typeError("Variable data has to be a tensor, but got \(OpFunctions.describe(vm, new))")
            }
            if tensor.requiresGrad, !data.dtype.isFloat {
                throw vm.error(
                    .runtimeError,
                    "data set to a tensor that requires gradients must be floating point or complex dtype")
            }
            tensor.replaceData(with: data)
        }
        method(type, "size", "self, dim=None") { vm, tensor, arguments in
            guard let dim = arguments.orNone(1) else { return vm.size(tensor.shape) }
            return Value(tensor.shape[try axis(vm, dim, tensor, "size")])
        }
        method(type, "stride", "self, dim=None") { vm, tensor, arguments in
            guard let dim = arguments.orNone(1) else { return vm.tuple(tensor.strides.map { Value($0) }) }
            return Value(tensor.strides[try axis(vm, dim, tensor, "stride")])
        }
        for name in ["numel", "nelement"] { method(type, name, "self") { _, tensor, _ in Value(tensor.count) } }
        for name in ["dim", "ndimension"] { method(type, name, "self") { _, tensor, _ in Value(tensor.rank) } }
        method(type, "is_contiguous", "self, memory_format=None") { vm, tensor, arguments in
            Value(tensor.isContiguous(in: try memoryFormat(vm, arguments.orNone(1), "is_contiguous") ?? .contiguous))
        }
        method(type, "storage_offset", "self") { _, tensor, _ in Value(tensor.offset) }
        method(type, "element_size", "self") { _, tensor, _ in Value(tensor.dtype.size) }
        method(type, "data_ptr", "self") { _, tensor, _ in Value(Int(bitPattern: tensor.data)) }
        method(type, "is_floating_point", "self") { _, tensor, _ in Value(tensor.dtype.isFloat) }
        method(type, "is_complex", "self") { _, _, _ in .false }
        method(type, "is_signed", "self") { _, tensor, _ in Value(tensor.dtype.isSigned) }
    }

    static func method(
        _ type: TypeObject, _ name: String, _ signature: String, doc: String = "",
        _ body: @escaping (VM, Tensor, Arguments) throws -> Value
    ) {
        type.method(name, signature, doc: doc) { vm, arguments in try body(vm, try receiver(vm, arguments), arguments) }
    }

    private static func axis(_ vm: VM, _ value: Value, _ tensor: Tensor, _ function: String) throws -> Int {
        let given = GivenArgument(vm, value)
        guard given.isInt else {
            throw vm.typeError("\(function)(): argument 'dim' (position 1) must be int, not \(given.typeName)")
        }
        return try normalise(try vm.index(value), tensor.rank)
    }

    /// An axis counted from either end.
    static func normalise(_ axis: Int, _ rank: Int) throws -> Int {
        let limit = max(rank, 1)
        guard axis >= -limit, axis < limit else {
            throw TensorError(
                .indexError,
                "Dimension out of range (expected to be in range of [\(-limit), \(limit - 1)], but got \(axis))")
        }
        guard rank > 0 else {
            throw TensorError(.indexError, "Dimension specified as \(axis) but tensor has no dimensions")
        }
        return axis < 0 ? axis + rank : axis
    }

    // MARK: Autograd

    private static func addAutograd(_ type: TypeObject) {
        type.property("requires_grad") { _, value in
            Value(value.asTensor?.requiresGrad ?? false)
        } set: { vm, value, flag in
            guard flag.tag == .bool else { throw vm.error(.runtimeError, "requires_grad must be a bool") }
            try value.asTensor?.setRequiresGrad(try vm.truth(flag))
        }
        type.property("grad", doc: "The accumulated gradient of a leaf.") { vm, value in
            if let tensor = value.asTensor, tensor.grad == nil, !tensor.isLeaf, !tensor.retainsGrad {
                try TensorWarning.warn(
                    "The .grad attribute of a Tensor that is not a leaf Tensor is being accessed. Its .grad attribute "
                        + "won't be populated during autograd.backward(). If you indeed want the .grad field to be "
                        + "populated for a non-leaf Tensor, use .retain_grad() on the non-leaf Tensor. If you access the "
                        + "non-leaf Tensor by mistake, make sure you access the leaf Tensor instead. See "
                        + "github.com/pytorch/pytorch/pull/30531 for more information.")
            }
            return vm.wrap(value.asTensor?.grad)
        } set: { vm, value, new in
            guard let tensor = value.asTensor else { return }
            if new.isNone {
                tensor.grad = nil
                return
            }
            guard let gradient = new.asTensor else {
                throw vm.typeError(
                    "assigned grad expected to be a Tensor or None but got grad of type \(OpFunctions.describe(vm, new))"
                )
            }
            if gradient.dtype != tensor.dtype {
                throw vm.error(
                    .runtimeError,
                    "attempting to assign a gradient with dtype '\(gradient.dtype.cName)' to a tensor with grad_dtype "
                        + "'\(tensor.dtype.scalarTypeName)'. The gradient must match the tensor's grad_dtype (defaults to "
                        + "the tensor's dtype). You can set the tensor's grad_dtype attribute with a specific dtype, or "
                        + "None to allow any dtype. Set grad_dtype with caution. Diverging the dtypes of a tensor and its "
                        + "gradient may break downstream systems that assume they match.")
            }
            if gradient.shape != tensor.shape {
                throw vm.error(
                    .runtimeError,
                    "attempting to assign a gradient of size '\(gradient.shape)' to a tensor of size '\(tensor.shape)'. "
                        + "Please ensure that the gradient and the tensor are the same size")
            }
            tensor.grad = gradient
        }
        attribute(type, "grad_fn") { vm, tensor in
            tensor.gradFunction.map { GradFunctionObject.value(vm, $0) } ?? .none
        }
        attribute(type, "is_leaf") { _, tensor in Value(tensor.isLeaf) }
        attribute(type, "retains_grad") { _, tensor in Value(tensor.retainsGrad) }
        method(
            type, "backward", "self, gradient=None, retain_graph=None, create_graph=False, inputs=None",
            doc: "Computes the gradients of this tensor and adds them to the leaves' grad."
        ) { vm, tensor, arguments in
            let gradient = try arguments.orNone(1).map { given in
                guard let gradient = given.asTensor else {
                    // PyTorch takes anything else for a sequence of gradients.
                    if let text = given.asString?.text, !text.isEmpty {
                        throw vm.typeError("gradients can be either Tensors or None, but got str")
                    }
                    let items = try vm.array(from: given)
                    if items.count == 1, let only = items[0].asTensor { return only }
                    if items.count == 1 {
                        throw vm.typeError("gradients can be either Tensors or None, but got \(vm.typeName(items[0]))")
                    }
                    throw vm.error(.runtimeError, "got 1 tensors and \(items.count) gradients")
                }
                return gradient
            }
            let inputs = try arguments.orNone(4).map { try vm.tensors($0, "backward", "inputs") }
            try tensor.backward(
                gradient: gradient, retainGraph: try arguments.orNone(2).map { try vm.truth($0) },
                createGraph: try arguments.orNone(3).map { try vm.truth($0) } ?? false, inputs: inputs)
            return .none
        }
        method(type, "requires_grad_", "self, requires_grad=True") { vm, tensor, arguments in
            if let given = arguments.optional(1), given.tag != .bool {
                throw vm.typeError(
                    "requires_grad_(): argument 'requires_grad' (position 1) must be bool, not "
                        + OpFunctions.describe(vm, given))
            }
            try tensor.setRequiresGrad(try arguments.optional(1).map { try vm.truth($0) } ?? true, byCall: true)
            return arguments[0]
        }
        method(type, "retain_grad", "self") { _, tensor, _ in
            try tensor.retainGrad()
            return .none
        }
        method(type, "register_hook", "self, hook") { vm, tensor, arguments in
            let hook = Strong(arguments[1])
            let (list, id) = try tensor.registerHook { gradient in
                try vm.withPool {
                    let result = try vm.call(hook.value, [vm.wrap(gradient)])
                    return result.asTensor
                }
            }
            return vm.value(HookHandle { list.remove(id) })
        }
        method(type, "register_post_accumulate_grad_hook", "self, hook") { vm, tensor, arguments in
            let hook = Strong(arguments[1])
            let (list, id) = try tensor.registerAfterHook { leaf in
                try vm.withPool { _ = try vm.call(hook.value, [vm.wrap(leaf)]) }
            }
            return vm.value(HookHandle { list.remove(id) })
        }
        attribute(type, "_backward_hooks") { _, _ in .none }
        attribute(type, "output_nr") { _, tensor in Value(Int(tensor.outputIndex)) }
        attribute(type, "_base") { vm, tensor in vm.wrap(tensor.viewBase) }
        method(type, "is_inference", "self") { _, tensor, _ in Value(tensor.isInference) }
        method(type, "_is_view", "self") { _, tensor, _ in Value(tensor.viewBase != nil) }
        method(type, "detach_", "self") { _, tensor, arguments in
            tensor.node = nil
            tensor.leafRequiresGrad = false
            return arguments[0]
        }
    }

    // MARK: Values of the language

    private static func addConversions(_ type: TypeObject) {
        method(type, "item", "self", doc: "The one element as a Python number.") { vm, tensor, _ in
            vm.scalarValue(try tensor.item())
        }
        method(type, "tolist", "self", doc: "The elements as nested lists.") { vm, tensor, _ in
            try nestedList(vm, tensor)
        }
        method(type, "cpu", "self, *, memory_format=None") { vm, tensor, arguments in
            if tensor.isMeta, !Preview.isOn {
                throw vm.error(.notImplementedError, "Cannot copy out of meta tensor; no data!")
            }
            return arguments[0]
        }
        method(type, "cuda", "self, device=None, non_blocking=False, memory_format=None") { vm, _, arguments in
            try checkDevice(vm, arguments.orNone(1), "cuda")
            throw vm.error(
                .assertionError, "Torch not compiled with CUDA enabled",
                hint: "Gradus computes on the CPU; leave .cuda() out, or guard it with torch.cuda.is_available()")
        }
        type.set(
            Interned.string("to"),
            object: NativeFunctionObject(raw: "to", "self, *args, **kwargs", owner: type) {
                vm, arguments, count, names in
                try to(vm, arguments, count, names)
            })
        method(type, "type", "self, dtype=None, non_blocking=False") { vm, tensor, arguments in
            guard let wanted = arguments.orNone(1) else { return vm.string(tensor.dtype.tensorTypeName) }
            let type = try dtype(vm, wanted)
            return vm.wrap(try Interruption.around { try tensor.to(type) })
        }
        for dtype in DType.allCases {
            for name in [shortName(dtype)] + dtype.aliases where !name.isEmpty {
                method(type, name, "self, *, memory_format=None") { vm, tensor, _ in
                    vm.wrap(try Interruption.around { try tensor.to(dtype) })
                }
            }
        }
    }

    /// The memory format that an argument names; nil for None.
    static func memoryFormat(_ vm: VM, _ value: Value?, _ function: String) throws -> MemoryFormat? {
        guard let value, !value.isNone else { return nil }
        if let text = value.asString?.text, let format = MemoryFormat(rawValue: text) { return format }
        throw vm.typeError(
            "\(function)(): argument 'memory_format' must be torch.memory_format, not "
                + OpFunctions.describe(vm, value))
    }

    /// Refuses what names no device.
    static func checkDevice(_ vm: VM, _ device: Value?, _ function: String) throws {
        guard let device else { return }
        switch try vm.opValue(device) {
        case .device: return
        case .string(let text): _ = try Device(parsing: text)
        case .scalar(.int(let number)):
            throw vm.error(
                .runtimeError,
                number < 0
                    ? "Device index must not be negative"
                    : "Cannot access accelerator device when none is available.")
        default:
            throw vm.typeError(
                "\(function)(): argument 'device' (position 1) must be torch.device, not "
                    + OpFunctions.describe(vm, device))
        }
    }

    /// `x.bool()`, `x.half()` …: the methods that convert.
    private static func shortName(_ dtype: DType) -> String {
        switch dtype {
        case .bool: "bool"
        case .uint8: "byte"
        case .int8: "char"
        case .bfloat16: "bfloat16"
        default: ""
        }
    }

    static func dtype(_ vm: VM, _ value: Value) throws -> DType {
        if case .dtype(let dtype) = try vm.opValue(value) { return dtype }
        if let text = value.asString?.text {
            if let dtype = DType(tensorTypeName: text) ?? DType(named: text) { return dtype }
            throw vm.valueError("invalid type: '\(text)'")
        }
        if let legacy = value.asType, let dtype = TensorConstruction.legacyTypes[ObjectIdentifier(legacy)] {
            return dtype
        }
        throw vm.typeError("dtype must be a type, str, or dtype object")
    }

    private static func nestedList(_ vm: VM, _ tensor: Tensor) throws -> Value {
        if tensor.rank == 0 { return vm.scalarValue(try tensor.item()) }
        // Numbers are read when they are needed.
        let dense = tensor.isMeta ? nil : try Interruption.around { try tensor.contiguousUnrecorded() }
        let scalars = dense == nil ? try tensor.scalars() : []
        var position = 0
        func build(_ axis: Int) throws -> Value {
            let list = ListObject(capacity: tensor.shape[axis])
            for _ in 0..<tensor.shape[axis] {
                if axis == tensor.rank - 1 {
                    if position & 0xFFFF == 0 { try vm.checkInterrupt() }
                    list.append(vm.scalarValue(dense.map { $0.element(at: position) } ?? scalars[position]))
                    position += 1
                } else {
                    list.append(try build(axis + 1))
                }
            }
            return vm.value(list)
        }
        return try build(0)
    }

    /// `x.to(dtype)`, `x.to(device)`, `x.to(other)`, `x.to(device, dtype)`.
    private static func to(
        _ vm: VM, _ arguments: UnsafeMutablePointer<Value>, _ count: Int, _ names: TupleObject?
    ) throws -> Value {
        guard let tensor = arguments[0].asTensor else { throw vm.typeError("expected a Tensor") }
        var dtype: DType?
        var device: Device?
        var copies = false
        var format: MemoryFormat?
        let given = count - (names?.count ?? 0)
        func take(_ value: Value) throws {
            switch try vm.opValue(value) {
            case .dtype(let wanted): dtype = wanted
            case .device(let wanted): device = wanted
            case .string(let text): device = try Device(parsing: text)
            case .tensor(let other):
                dtype = other.dtype
                device = other.device
            case .none, .scalar(.bool): break
            case .scalar(.int): try checkDevice(vm, value, "to")
            default:
                var types = (1..<max(given, 1)).map { OpFunctions.describe(vm, arguments[$0]) }
                for index in 0..<(names?.count ?? 0) {
                    types.append(
                        "\(names?[index].asString?.text ?? "")=\(OpFunctions.describe(vm, arguments[given + index]))")
                }
                if given <= 1, !types.isEmpty { types[types.count - 1] += ", " }
                throw vm.typeError(
                    "to() received an invalid combination of arguments - got (\(types.joined(separator: ", "))), but expected one of:\n * (torch.device device = None, torch.dtype dtype = None, bool non_blocking = False, bool copy = False, *, torch.memory_format memory_format = None)\n * (torch.dtype dtype, bool non_blocking = False, bool copy = False, *, torch.memory_format memory_format = None)\n * (Tensor tensor, bool non_blocking = False, bool copy = False, *, torch.memory_format memory_format = None)\n"
                )
            }
        }
        for index in 1..<max(given, 1) { try take(arguments[index]) }
        for index in 0..<(names?.count ?? 0) {
            let name = names?[index].asString?.text ?? ""
            if name == "copy" {
                copies = try vm.truth(arguments[given + index])
            } else if name == "memory_format" {
                format = try memoryFormat(vm, arguments[given + index], "to")
            } else if name != "non_blocking" {
                try take(arguments[given + index])
            }
        }
        if let device, device != tensor.device, !(Preview.isOn && device == .cpu) {
            guard device == .meta else {
                throw vm.error(.notImplementedError, "Cannot copy out of meta tensor; no data!")
            }
            return vm.wrap(try Tensor.empty(tensor.shape, dtype: dtype ?? tensor.dtype, device: .meta))
        }
        let result = try Interruption.around {
            let converted = try tensor.to(dtype ?? tensor.dtype, copy: copies)
            return try format.map { try converted.to($0) } ?? converted
        }
        return result === tensor ? arguments[0] : vm.wrap(result)
    }

    // MARK: Protocols

    private static func addProtocols(_ type: TypeObject) {
        type.special(.representation, "self, /") { vm, arguments in
            let tensor = try receiver(vm, arguments)
            let text = tensor.description
            return vm.string(vm.isParameter(arguments[0]) ? "Parameter containing:\n" + text : text)
        }
        type.special(.length, "self, /") { vm, arguments in
            let tensor = try receiver(vm, arguments)
            guard tensor.rank > 0 else { throw vm.typeError("len() of a 0-d tensor") }
            return Value(tensor.shape[0])
        }
        type.special(.bool, "self, /") { vm, arguments in
            let tensor = try receiver(vm, arguments)
            guard tensor.count == 1 else {
                throw vm.error(
                    .runtimeError,
                    tensor.count == 0
                        ? "Boolean value of Tensor with no values is ambiguous"
                        : "Boolean value of Tensor with more than one value is ambiguous")
            }
            return Value(try tensor.item().bool)
        }
        type.special(.hash, "self, /") { vm, arguments in
            guard let object = arguments[0].object else { return Value(0) }
            return Value(Int(bitPattern: Unmanaged.passUnretained(object).toOpaque()) >> 4)
        }
        type.special(.float, "self, /") { vm, arguments in
            let number = try single(vm, arguments).double
            if arguments[0].asTensor?.requiresGrad == true {
                try TensorWarning.warn(
                    "Converting a tensor with requires_grad=True to a scalar may lead to unexpected behavior.\nConsider "
                        + "using tensor.detach() first.")
            }
            return Value(number)
        }
        type.special(.int, "self, /") { vm, arguments in
            let scalar = try single(vm, arguments)
            return scalar.isFloat ? try vm.call(Value(borrowing: Types.int), [Value(scalar.double)]) : Value(scalar.int)
        }
        type.special(.index, "self, /") { vm, arguments in
            let tensor = try receiver(vm, arguments)
            guard tensor.count == 1, !tensor.dtype.isFloat else {
                throw vm.typeError("only integer tensors of a single element can be converted to an index")
            }
            return Value(try tensor.item().int)
        }
        type.special(.format, "self, spec, /") { vm, arguments in
            let tensor = try receiver(vm, arguments)
            if tensor.rank == 0, !tensor.isMeta || Preview.isOn, !vm.isParameter(arguments[0]) {
                let number = vm.scalarValue(try tensor.item())
                return vm.string(try vm.format(number, spec: arguments[1].asString?.text ?? ""))
            }
            if let spec = arguments[1].asString, spec.byteCount > 0 {
                throw vm.typeError("unsupported format string passed to \(vm.typeName(arguments[0])).__format__")
            }
            return vm.string(try vm.repr(arguments[0]))
        }
        type.special(.getItem, "self, key, /") { vm, arguments in
            let tensor = try receiver(vm, arguments)
            if arguments[1].tag == .int { return vm.wrap(try tensor.index(Int(arguments[1].intBits))) }
            return vm.wrap(try tensor.index(try TensorIndexing.items(vm, arguments[1])))
        }
        type.special(.setItem, "self, key, value, /") { vm, arguments in
            let tensor = try receiver(vm, arguments)
            let operand: Operand
            if let value = arguments[2].asTensor {
                operand = .tensor(value)
            } else if arguments[2].asNDArray != nil {
                throw vm.typeError("can't assign a numpy.ndarray to a \(tensor.dtype.tensorTypeName)")
            } else if let number = vm.scalar(arguments[2]) {
                operand = .number(number)
            } else if arguments[2].tag == .bigInt {
                throw vm.valueError("Overflow when unpacking long long")
            } else if vm.typeName(arguments[2]) == "complex" {
                throw vm.error(
                    .runtimeError, "value cannot be converted to type \(tensor.dtype.cName) without overflow")
            } else {
                throw vm.typeError(
                    "can't assign a \(OpFunctions.describe(vm, arguments[2])) to a \(tensor.dtype.tensorTypeName)")
            }
            try tensor.setIndex(try TensorIndexing.items(vm, arguments[1]), operand)
            return .none
        }
        type.special(.iterate, "self, /") { vm, arguments in
            let tensor = try receiver(vm, arguments)
            guard tensor.rank > 0 else { throw vm.typeError("iteration over a 0-d tensor") }
            // Rows of tensors without a graph are made when they are asked for.
            if !tensor.requiresGrad, !ShapeLedger.isOn { return vm.value(TensorIterator(rows: tensor)) }
            return vm.value(TensorIterator(try tensor.unbind(0)))
        }
        type.special(.contains, "self, item, /") { vm, arguments in
            let tensor = try receiver(vm, arguments)
            guard arguments[1].asTensor != nil || vm.scalar(arguments[1]) != nil else {
                throw vm.error(
                    .runtimeError,
                    "Tensor.__contains__ only supports Tensor or scalar, but you passed in a "
                        + (try vm.repr(Value(borrowing: vm.typeOf(arguments[1])))) + ".")
            }
            let row = try OpFunctions.row("eq", .method)
            guard
                case .tensor(let equal) = try row.call([.tensor(tensor), try vm.opValue(arguments[1])], form: .method)
            else { return .false }
            return Value(try equal.scalars().contains { $0.bool })
        }
    }

    private static func single(_ vm: VM, _ arguments: Arguments) throws -> Scalar {
        let tensor = try receiver(vm, arguments)
        guard tensor.count == 1 else {
            throw vm.valueError("only one element tensors can be converted to Python scalars")
        }
        return try tensor.item()
    }
}

/// Iterates over the first axis.
final class TensorIterator: IteratorObject {
    private let parts: [Tensor]
    private let whole: Tensor?
    private var position = 0
    nonisolated(unsafe) private static let iteratorType = Types.iterator("tensor_iterator")

    init(rows whole: Tensor) {
        parts = []
        self.whole = whole.alias()
        super.init(type: Self.iteratorType)
    }

    init(_ parts: [Tensor]) {
        self.parts = parts
        whole = nil
        super.init(type: Self.iteratorType)
    }

    override func next(_ vm: VM) throws -> Value? {
        if let whole {
            guard position < whole.shape[0] else { return nil }
            position += 1
            return vm.wrap(try whole.select(0, position - 1))
        }
        guard position < parts.count else { return nil }
        position += 1
        return vm.wrap(parts[position - 1])
    }
}

extension VM {
    /// A tensor, or a list or tuple of tensors.
    func tensors(_ value: Value, _ function: String, _ name: String) throws -> [Tensor] {
        if let tensor = value.asTensor { return [tensor] }
        return try array(from: value).map { item in
            guard let tensor = item.asTensor else {
                throw typeError("\(function)(): argument '\(name)' must be Tensors, not \(typeName(item))")
            }
            return tensor
        }
    }
}
