import GradusData
import GradusTensor
import GradusVM

/// The classes of `torchvision.transforms`.
enum TransformTypes {
    nonisolated(unsafe) private static var types: [String: TypeObject] = [:]

    static let moduleName = "torchvision.transforms.transforms"

    /// The native transform behind a value; nil where calling it runs code of the language.
    static func native(_ vm: VM, _ value: Value) throws -> NativeTransform? {
        guard value.tag == .object, let payload = value.asInstance?.payload, !vm.typeOf(value).isScriptClass else {
            return nil
        }
        if let native = payload as? NativeTransform { return native }
        return try (payload as? TransformGroup)?.native(vm)
    }

    /// Where version 2 keeps its classes; the others are in `_misc`.
    private static let homes2: [String: String] = [
        "_geometry":
            "Resize CenterCrop Pad RandomCrop RandomHorizontalFlip RandomVerticalFlip RandomRotation RandomAffine "
            + "RandomResizedCrop",
        "_color": "Grayscale RandomGrayscale RandomInvert ColorJitter", "_augment": "RandomErasing",
        "_type_conversion": "PILToTensor ToPILImage ToImage", "_deprecated": "ToTensor",
        "_container": "Compose RandomApply",
    ]

    /// The class as version 2 has it: it shows its settings otherwise.
    static func version2(_ name: String) -> TypeObject? {
        if let known = types["v2." + name] { return known }
        let home = homes2.first { $0.value.split(separator: " ").contains { $0 == name } }?.key ?? "_misc"
        let module = "torchvision.transforms.v2." + home
        let rows = TransformRow.version2Forms + TransformRow.version2 + TransformRow.all
        var made: TypeObject?
        if let row = rows.first(where: { $0.name == name }) {
            made = type(row, module: module, isVersion2: true)
        } else if let kind = TransformGroup.Kind(rawValue: name), kind == .compose || kind == .apply {
            made = group(kind, module: module, isVersion2: true)
        }
        types["v2." + name] = made
        return made
    }

    /// What version 2 shows for a transform whose text in version 1 is known.
    private static func described2(_ vm: VM, _ transform: Value, _ name: String, _ text: Value) throws -> Value {
        let module = Value(borrowing: try vm.importModule("torchvision.transforms._describe2"))
        return try vm.call(try vm.attribute(module, "describe"), [transform, vm.string(name), text])
    }

    static func find(_ name: String) -> TypeObject? {
        if let known = types[name] { return known }
        let made: TypeObject?
        if let row = (TransformRow.all + TransformRow.version2).first(where: { $0.name == name }) {
            made = type(row)
        } else if let kind = TransformGroup.Kind(rawValue: name) {
            made = group(kind)
        } else if name == "Lambda" {
            made = lambda()
        } else if name == "FiveCrop" {
            made = fiveCrop()
        } else {
            made = nil
        }
        types[name] = made
        return made
    }

    private static func type(_ row: TransformRow, module: String = moduleName, isVersion2: Bool = false) -> TypeObject {
        let parameters = row.signature.isEmpty ? [] : TransformParameter.list(row.signature)
        return TypeObject(
            name: row.name, module: module, bases: [Types.object], layout: .instance, hasAttributes: true
        ) { type in
            type.special(.initialize, row.signature.isEmpty ? "self" : "self, " + row.signature) { vm, arguments in
                let given = TransformArguments(vm: vm, arguments: arguments, name: row.name, parameters: parameters)
                var attributes: [String: Strong] = [:]
                for (index, parameter) in parameters.enumerated() {
                    attributes[parameter.name] = Strong(try given.optional(index) ?? parameter.value(vm))
                }
                arguments[0].asInstance?.payload = NativeTransform(try row.make(given), attributes: attributes)
                return .none
            }
            for parameter in parameters {
                type.property(parameter.name) { vm, value in
                    try vm.payload(value, NativeTransform.self).attributes[parameter.name]?.value ?? .none
                }
            }
            type.callable("forward", "self, img, /, *more") { vm, arguments in
                let native = try vm.payload(arguments[0], NativeTransform.self)
                let more = arguments[2].asTuple?.values ?? []
                if !more.isEmpty || arguments[1].asTuple != nil || arguments[1].asDictionary != nil {
                    let whole = more.isEmpty ? arguments[1] : vm.tuple([arguments[1]] + more)
                    return try SampleLeaves(vm, whole).mapped(vm, whole) { leaf in
                        let leaf = try sample(vm, leaf, row.name)
                        return vm.value(of: try Interruption.around { try native.transform.apply(leaf, .default) })
                    }
                }
                if let array = arguments[1].asNDArray, let made = try ArrayInterop.transform(vm, row.name, array) {
                    return made
                }
                let whole = try sample(vm, arguments[1], row.name)
                return vm.value(of: try Interruption.around { try native.transform.apply(whole, .default) })
            }
            type.special(.representation, "self, /") { vm, arguments in
                let text = vm.string(try vm.payload(arguments[0], NativeTransform.self).description(vm))
                return isVersion2 ? try described2(vm, arguments[0], row.name, text) : text
            }
            if ScriptTransforms.withParameters.contains(row.name) {
                type.staticMethod("get_params", "*args, **kwargs", doc: "What is drawn for one picture.") {
                    vm, arguments in
                    try ScriptTransforms.parameters(vm, row.name, arguments)
                }
            }
        }
    }

    /// What pictures of one wide number a pixel go through.
    private static let wideTransforms: Set = [
        "ToTensor", "to_tensor", "PILToTensor", "pil_to_tensor", "ToImage", "Resize", "resize", "CenterCrop",
        "center_crop", "RandomCrop", "crop", "RandomHorizontalFlip", "hflip", "RandomVerticalFlip", "vflip",
        "RandomResizedCrop", "resized_crop", "five_crop", "get_image_size", "get_dimensions",
        "get_image_num_channels",
    ]

    /// What a transform or function of that name gets; what is neither picture nor tensor is refused in
    /// torchvision's words.
    static func sample(_ vm: VM, _ value: Value, _ name: String) throws -> Sample {
        if let sample = vm.sample(value) {
            if case .picture(let picture) = sample, picture.mode.isWide, !wideTransforms.contains(name) {
                throw vm.error(
                    .notImplementedError, "Gradus has no \(name) for pictures of mode \(picture.mode.rawValue)")
            }
            return sample
        }
        let type = "<class '\(vm.typeOf(value).fullName)'>"
        switch name {
        case "ToTensor", "to_tensor": throw vm.typeError("pic should be PIL Image or ndarray. Got \(type)")
        case "PILToTensor", "pil_to_tensor": throw vm.typeError("pic should be PIL Image. Got \(type)")
        case "ToPILImage", "to_pil_image": throw vm.typeError("pic should be Tensor or ndarray. Got \(type).")
        case "Normalize", "normalize", "RandomErasing", "erase":
            throw vm.typeError("img should be Tensor Image. Got \(type)")
        case "ConvertImageDtype", "convert_image_dtype": throw vm.typeError("Input img should be Tensor Image")
        case "Resize", "resize", "CenterCrop", "center_crop", "RandomCrop", "RandomAffine", "affine",
            "RandomResizedCrop", "five_crop", "get_image_size", "get_dimensions", "get_image_num_channels":
            throw vm.typeError("Unexpected type \(type)")
        default: throw vm.typeError("img should be PIL Image. Got \(type)")
        }
    }

    // MARK: Groups and functions of the user

    private static func group(
        _ kind: TransformGroup.Kind, module: String = moduleName, isVersion2: Bool = false
    ) -> TypeObject {
        TypeObject(
            name: kind.rawValue, module: module, bases: [Types.object], layout: .instance, hasAttributes: true
        ) { type in
            let signature: String
            switch kind {
            case .apply: signature = "self, transforms, p=0.5"
            case .choice: signature = "self, transforms, p=None"
            default: signature = "self, transforms"
            }
            type.special(.initialize, signature) { vm, arguments in
                var members = arguments[1]
                if isVersion2 {
                    // A list of modules is taken too.
                    if members.asList == nil, members.asTuple == nil, members.asInstance == nil {
                        let more = kind == .apply ? " or a `nn.ModuleList`" : ""
                        throw vm.typeError("Argument transforms should be a sequence of callables" + more)
                    }
                    guard try !vm.array(from: members).isEmpty else {
                        throw vm.valueError("Pass at least one transform")
                    }
                }
                if members.asList == nil, members.asTuple == nil {
                    guard kind == .compose || kind == .apply else {
                        throw vm.typeError("Argument transforms should be a sequence")
                    }
                    members = vm.list(try vm.array(from: members))
                }
                let probability = kind == .apply ? try vm.number(arguments, 2, 0.5) : 0.5
                arguments[0].asInstance?.payload = TransformGroup(
                    kind, members, probability: probability,
                    weights: kind == .choice ? arguments.orNone(2) ?? .none : .none)
                return .none
            }
            type.property("transforms") { vm, value in try vm.payload(value, TransformGroup.self).members.value }
            if kind == .apply || kind == .choice {
                type.property("p") { vm, value in
                    let group = try vm.payload(value, TransformGroup.self)
                    return kind == .apply ? Value(group.probability) : group.weights.value
                }
            }
            type.callable("forward", "self, img, /, *more") { vm, arguments in
                let more = arguments[2].asTuple?.values ?? []
                return try vm.payload(arguments[0], TransformGroup.self)
                    .apply(vm, more.isEmpty ? arguments[1] : vm.tuple([arguments[1]] + more))
            }
            type.special(.representation, "self, /") { vm, arguments in
                let group = try vm.payload(arguments[0], TransformGroup.self)
                if isVersion2 { return try described2(vm, arguments[0], kind.rawValue, .none) }
                return vm.string(try group.description(vm))
            }
        }
    }

    private static func lambda() -> TypeObject {
        TypeObject(
            name: "Lambda", module: moduleName, bases: [Types.object], layout: .instance, hasAttributes: true
        ) { type in
            type.special(.initialize, "self, lambd") { vm, arguments in
                guard vm.canCall(arguments[1]) else {
                    throw vm.typeError("Argument lambd should be callable, got '\(vm.typeName(arguments[1]))'")
                }
                try vm.setAttribute(arguments[0], "lambd", arguments[1])
                return .none
            }
            type.special(.call, "self, img, /") { vm, arguments in
                try vm.call(try vm.attribute(arguments[0], "lambd"), [arguments[1]])
            }
            type.special(.representation, "self, /") { vm, _ in vm.string("Lambda()") }
        }
    }

    private static func fiveCrop() -> TypeObject {
        TypeObject(
            name: "FiveCrop", module: moduleName, bases: [Types.object], layout: .instance, hasAttributes: true
        ) { type in
            type.special(.initialize, "self, size") { vm, arguments in
                let isEdge = try vm.numbers(arguments[1]) == nil
                try vm.setAttribute(
                    arguments[0], "size", isEdge ? vm.tuple([arguments[1], arguments[1]]) : arguments[1])
                return .none
            }
            type.callable("forward", "self, img, /") { vm, arguments in
                let module = Value(borrowing: try vm.importModule("torchvision.transforms.functional"))
                return try vm.callMethod(
                    module, "five_crop", [arguments[1], try vm.attribute(arguments[0], "size")])
            }
            type.special(.representation, "self, /") { vm, arguments in
                vm.string("FiveCrop(size=\(try vm.repr(try vm.attribute(arguments[0], "size"))))")
            }
        }
    }
}
