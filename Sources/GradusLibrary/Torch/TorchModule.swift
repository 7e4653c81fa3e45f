import GradusNN
import GradusKernels
import GradusTensor
import GradusVM

/// The module `torch`. Functions are made from the op table when they are first asked for.
enum TorchModule {
    static let version = "2.13.0+cpu"

    static let module = NativeModule("torch") { vm, module in
        NNLibrary.prepare()
        for type in [TorchTypes.tensor, TorchTypes.size, TorchTypes.dtype, TorchTypes.device, TorchTypes.generator] {
            module.type(type)
        }
        // Values that cannot change are their own copies.
        for type in [TorchTypes.dtype, TorchTypes.device] {
            for name in ["__copy__", "__deepcopy__"] {
                type.method(name, "self, memo=None") { _, arguments in arguments[0] }
            }
        }
        for dtype in DType.allCases {
            for name in [dtype.name] + dtype.aliases { module.value(name, DTypeObject.value(dtype)) }
        }
        for (_, type) in GradModes.types { module.type(type) }
        addLegacyTypes(module)
        addConstruction(vm, module)
        addRandom(vm, module)
        addSettings(vm, module)
        TorchFunctions.add(vm, module)
        module.value("__version__", vm.string(version))
        module.value("inf", Value(Double.infinity))
        module.value("nan", Value(Double.nan))
        module.value("pi", Value(Double.pi))
        module.value("e", Value(Double(2.718281828459045)))
        module.value("newaxis", .none)
        for name in ["strided", "contiguous_format", "preserve_format", "channels_last", "channels_last_3d"] {
            module.value(name, vm.string("torch." + name))
        }
        module.object.resolvedNames = {
            OpTable.names(in: .function) + ["nn", "optim", "utils", "linalg", "special", "autograd", "backends"]
        }
        module.object.resolve = { vm, name in
            if complexNames.contains(name) {
                throw vm.error(
                    .attributeError, "module 'torch' has no attribute '\(name)'",
                    hint: "Gradus has no complex tensors; keep real and imaginary parts in two")
            }
            return try resolve(vm, name, places: [.function], prefix: "torch")
                ?? EmbeddedNames.find(vm, name, in: "torch._names")
        }
    }

    private static let complexNames: Set<String> = [
        "complex", "complex32", "complex64", "complex128", "chalf", "cfloat", "cdouble", "polar", "view_as_complex",
        "view_as_real", "resolve_conj", "stft", "istft",
    ]

    /// How the table of candidates calls the modules.
    private static let placeNames = [
        "torch.nn.functional": "F.", "torch.linalg": "linalg.", "torch.special": "special.",
    ]

    /// An attribute that was not asked for before: an operation, or a submodule.
    static func resolve(_ vm: VM, _ name: String, places: [OpPlaces], prefix: String) throws -> Value? {
        for place in places {
            if let row = OpTable.find(name, in: place) {
                let placeName = placeNames[prefix] ?? ""
                return vm.value(OpFunctions.make(name, row, .function, place: placeName))
            }
        }
        if name.hasSuffix("_"), let function = inPlaceFunction(name, prefix) { return vm.value(function) }
        let full = prefix + "." + name
        if vm.canImport(full) { return vm.value(try vm.importModule(full)) }
        // Functions of `torch` that are written in the language.
        if prefix == "torch", let home = ["save": "torch.serialization", "load": "torch.serialization"][name] {
            return try vm.attributeIfPresent(Value(borrowing: try vm.importModule(home)), name)
        }
        return nil
    }

    /// `torch.sin_`: the in-place method as a function; `relu_`, `elu_`: functions with `inplace=True`.
    private static func inPlaceFunction(_ name: String, _ prefix: String) -> NativeFunctionObject? {
        let base = String(name.dropLast())
        if prefix == "torch" {
            if let row = OpTable.find(base, in: .inPlaceFunction) { return OpFunctions.make(name, row, .inPlace) }
            if inPlaceFunctions.contains(base), let row = OpTable.find(base, in: .inPlace) {
                return OpFunctions.make(name, row, .inPlace)
            }
        }
        guard activationsInPlace.contains(base), let row = OpTable.find(base, in: .functional) else { return nil }
        return OpFunctions.make(name, row, .function, extra: [("inplace", .scalar(.bool(true)))])
    }

    /// Operations that `torch` also has as functions that change their first argument.
    private static let inPlaceFunctions: Set<String> = [
        "addmv", "clamp", "clamp_max", "clamp_min", "clip", "deg2rad", "detach", "erfinv", "fill", "gcd", "i0",
        "index_put",
        "lcm", "ldexp", "logit", "nan_to_num", "rad2deg", "round", "sinc", "xlogy", "bernoulli",
    ]
    private static let activationsInPlace: Set<String> = [
        "alpha_dropout", "celu", "dropout", "elu", "feature_alpha_dropout", "hardtanh", "leaky_relu", "relu", "rrelu",
        "selu",
        "threshold",
    ]

    /// The type of `torch.FloatTensor` and its like: tensors of the dtype count as instances.
    nonisolated(unsafe) private static let legacyMetatype = TypeObject(
        name: "tensortype", module: "torch", bases: [Types.type], layout: .type
    ) { type in
        type.special(.instanceCheck, "self, instance, /") { _, arguments in
            guard let type = arguments[0].asType, let tensor = arguments[1].asTensor else { return .false }
            return Value(TensorConstruction.legacyTypes[ObjectIdentifier(type)] == tensor.dtype)
        }
    }

    private static func addLegacyTypes(_ module: ModuleBuilder) {
        for dtype in DType.allCases {
            let name = dtype.scalarTypeName + "Tensor"
            let type = TypeObject(
                name: name, module: "torch", bases: [Types.object], layout: .other, metatype: legacyMetatype
            ) { type in
                type.constructor("cls, *args, **kwargs") { vm, arguments in
                    try TensorConstruction.legacy(
                        vm, arguments[1].asTuple?.values ?? [], TensorConstruction.keywords(arguments[2]), dtype: dtype)
                }
            }
            TensorConstruction.legacyTypes[ObjectIdentifier(type)] = dtype
            module.type(type)
        }
    }

    private static func addConstruction(_ vm: VM, _ module: ModuleBuilder) {
        module.function(
            "tensor", "data, *, dtype=None, device=None, requires_grad=False, pin_memory=False",
            doc: "A new tensor of nested sequences or numbers."
        ) { vm, arguments in
            let dtype = try arguments.orNone(1).map { try onlyDType(vm, $0, "tensor") }
            if arguments[0].asTensor != nil {
                try TensorWarning.warn(
                    "To copy construct from a tensor, it is recommended to use sourceTensor.detach().clone() or "
                        + "sourceTensor.detach().clone().requires_grad_(True), rather than torch.tensor(sourceTensor).")
            }
            let device = try device(vm, arguments.orNone(2)) ?? arguments[0].asTensor?.device ?? Device.standard()
            var tensor = try TensorConstruction.tensor(vm, arguments[0], dtype: dtype)
            if device != tensor.device { tensor = try Tensor(empty: tensor.shape, tensor.dtype, device) }
            if try arguments.optional(3).map({ try vm.truth($0) }) ?? false {
                guard tensor.dtype.isFloat else {
                    throw vm.error(
                        .runtimeError, "Only Tensors of floating point and complex dtype can require gradients")
                }
                try tensor.setRequiresGrad(true)
            }
            return vm.wrap(tensor)
        }
        for name in ["as_tensor", "asarray"] {
            let more = name == "asarray" ? ", *, copy=None, requires_grad=False" : ""
            module.function(name, (name == "asarray" ? "obj, *, " : "data, *, ") + "dtype=None, device=None\(more)") {
                vm, arguments in
                let dtype = try arguments.orNone(1).map { try onlyDType(vm, $0, name) }
                let device = try device(vm, arguments.orNone(2)) ?? arguments[0].asTensor?.device ?? Device.standard()
                let copies = try name == "asarray" && arguments.orNone(3).map { try vm.truth($0) } ?? false
                let asks = try name == "asarray" && arguments.optional(4).map { try vm.truth($0) } ?? false
                let given = arguments[0].asTensor
                if let given, dtype ?? given.dtype == given.dtype, device == given.device, !copies, !asks {
                    return arguments[0]
                }
                var tensor: Tensor
                if let given, !asks {
                    tensor = try given.to(dtype ?? given.dtype, copy: copies)
                } else if let array = arguments[0].asNDArray, !copies {
                    let shared = try ArrayInterop.shared(vm, array)
                    tensor = try shared.castUnrecorded(dtype ?? shared.dtype)
                } else {
                    tensor = try TensorConstruction.tensor(vm, arguments[0], dtype: dtype)
                }
                if device != tensor.device { tensor = try Tensor(empty: tensor.shape, tensor.dtype, device) }
                if asks { try tensor.setRequiresGrad(true) }
                return vm.wrap(tensor)
            }
        }
        ArrayInterop.populateTorch(module)
        module.function("is_tensor", "obj, /") { _, arguments in Value(arguments[0].asTensor != nil) }
        module.function("is_floating_point", "input, /") { vm, arguments in
            Value(try vm.tensor(arguments[0], "is_floating_point", 1, "input").dtype.isFloat)
        }
        module.function("numel", "input, /") { vm, arguments in
            Value(try vm.tensor(arguments[0], "numel", 1, "input").count)
        }
    }

    /// A dtype, and nothing that stands for one but Python's own types.
    private static func onlyDType(_ vm: VM, _ value: Value, _ function: String) throws -> DType {
        if case .dtype(let dtype) = try vm.opValue(value) { return dtype }
        throw vm.typeError(
            "\(function)(): argument 'dtype' must be torch.dtype, not \(OpFunctions.describe(vm, value))")
    }

    static func device(_ vm: VM, _ value: Value?) throws -> Device? {
        guard let value else { return nil }
        if let device = value.object as? DeviceObject { return device.device }
        if let absent = value.object as? AbsentDevice { return try Device(parsing: absent.name) }
        if let text = value.asString?.text { return try Device(parsing: text) }
        throw vm.typeError("device must be a torch.device or a string, not \(vm.typeName(value))")
    }

    private static func addRandom(_ vm: VM, _ module: ModuleBuilder) {
        let generator = vm.value(GeneratorObjectTorch(Generator.default))
        module.value("default_generator", generator)
        module.function("manual_seed", "seed", doc: "Seeds the default generator.") { vm, arguments in
            Generator.default.seed(try GeneratorType.seed(vm, arguments[0]))
            return try vm.attribute(Value(borrowing: try vm.importModule("torch")), "default_generator")
        }
        module.function("initial_seed", "") { vm, _ in vm.int(BigIntConversion.unsigned(Generator.default.initialSeed))
        }
        module.function("seed", "") { vm, _ in vm.int(BigIntConversion.unsigned(Generator.default.seedFromSystem())) }
    }

    private static func addSettings(_ vm: VM, _ module: ModuleBuilder) {
        module.function("_set_autocast", "dtype, /", doc: "The type of products; None ends mixed precision.") {
            vm, arguments in
            Autocast.dtype = arguments[0].isNone ? nil : try TensorMethods.dtype(vm, arguments[0])
            return .none
        }
        module.function("is_grad_enabled", "") { _, _ in Value(GradMode.isEnabled) }
        module.function("is_inference_mode_enabled", "") { _, _ in Value(GradMode.isInference) }
        module.function("get_default_dtype", "") { _, _ in DTypeObject.value(DType.defaultFloat) }
        module.function("set_default_dtype", "d") { vm, arguments in
            let text = "only floating-point types are supported as the default type"
            guard let dtype = (arguments[0].object as? DTypeObject)?.dtype else {
                throw vm.typeError("invalid dtype object: " + text)
            }
            guard dtype.isFloat else { throw vm.typeError(text) }
            DType.defaultFloat = dtype
            return .none
        }
        module.function("set_default_device", "device, /") { vm, arguments in
            DeviceObject.outermost = arguments[0].isNone ? nil : try DeviceObject.made(vm, arguments[0], nil)
            return .none
        }
        module.function("get_default_device", "") { vm, _ in DeviceObject.preset(vm) }
        module.function("set_num_threads", "n, /") { vm, arguments in
            guard arguments[0].tag == .int else {
                throw vm.error(
                    .runtimeError, "set_num_threads expects an int, but got \(vm.typeName(arguments[0]))")
            }
            let count = Int(arguments[0].intBits)
            if count <= 0 { throw vm.error(.runtimeError, "set_num_threads expects a positive integer") }
            Threads.count = count
            return .none
        }
        module.function("get_num_threads", "") { _, _ in Value(Threads.count) }
        module.function(
            "set_printoptions",
            "precision=None, threshold=None, edgeitems=None, linewidth=None, profile=None, sci_mode=None"
        ) { vm, arguments in
            func int(_ index: Int) throws -> Int? { try arguments.orNone(index).map { try vm.index($0) } }
            try PrintOptions.set(
                precision: try int(0), threshold: try arguments.orNone(1).map { try vm.double($0) },
                edgeItems: try int(2),
                lineWidth: try int(3), profile: arguments.orNone(4)?.asString?.text,
                scientific: try arguments.orNone(5).map { try vm.truth($0) })
            return .none
        }
    }
}
