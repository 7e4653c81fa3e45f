import GradusNN
import GradusTensor
import GradusVM

/// The classes of `torch.nn`: `Module`, the containers, and one for each row of the layer table.
enum ModuleTypes {
    nonisolated(unsafe) static let module = TypeObject(
        name: "Module", module: "torch.nn.modules.module", bases: [Types.object], layout: .instance,
        hasAttributes: true,
        populate: ModuleMethods.populate)

    /// The class of the projection out of `MultiheadAttention`.
    static let projection = "NonDynamicallyQuantizableLinear"

    nonisolated(unsafe) private static var types: [String: TypeObject] = [:]

    /// The class of a layer by its name; `Module` where there is none.
    static func type(named name: String) -> TypeObject { find(name) ?? module }

    static func find(_ name: String) -> TypeObject? {
        if let known = types[name] { return known }
        let made: TypeObject?
        if name == "Module" {
            made = module
        } else if let container = ContainerTypes.make(name) {
            made = container
        } else if let row = LayerTable.find(name) {
            made = layerType(row)
        } else if name == projection, let linear = find("Linear") {
            made = TypeObject(
                name: name, module: "torch.nn.modules.linear", bases: [linear], layout: .instance, hasAttributes: true,
                populate: { _ in })
        } else {
            made = nil
        }
        if let text = ModuleSummaries.containers[name] { made?.docstring = text }
        types[name] = made
        return made
    }

    /// Layers whose values can be drawn anew.
    private static let layersWithParameters: Set<String> = [
        "Linear", "Bilinear", "Conv1d", "Conv2d", "Conv3d", "ConvTranspose1d", "ConvTranspose2d", "ConvTranspose3d",
        "Embedding", "RNN", "LSTM", "GRU", "RNNCell", "LSTMCell", "GRUCell", "LayerNorm", "GroupNorm", "PReLU",
        "RMSNorm",
    ]

    /// `nn.Embedding.from_pretrained`
    private static func addPretrained(_ type: TypeObject) {
        type.classMethod(
            "from_pretrained",
            "cls, embeddings, freeze=True, padding_idx=None, max_norm=None, norm_type=2.0, scale_grad_by_freq=False, "
                + "sparse=False", doc: "An embedding with these rows, which are not trained unless freeze is False."
        ) { vm, arguments in
            guard let rows = arguments[1].asTensor else {
                throw vm.error(.attributeError, "'\(vm.typeName(arguments[1]))' object has no attribute 'dim'")
            }
            guard rows.rank == 2 else {
                throw vm.error(.assertionError, "Embeddings parameter is expected to be 2-dimensional")
            }
            var keywords: [(name: String, value: Value)] = [("_weight", arguments[1])]
            let frozen = try arguments.optional(2).map { try vm.truth($0) } ?? true
            keywords.append(("_freeze", Value(frozen)))
            for (place, name) in [(3, "padding_idx"), (4, "max_norm"), (6, "scale_grad_by_freq"), (7, "sparse")] {
                if let given = arguments.optional(place) { keywords.append((name, given)) }
            }
            return try vm.call(arguments[0], [Value(rows.shape[0]), Value(rows.shape[1])], keywords: keywords)
        }
    }

    nonisolated(unsafe) private static let resetName = Interned.string("reset_parameters")

    private static func layerType(_ row: LayerRow) -> TypeObject {
        let type = TypeObject(
            name: row.name, module: "torch.nn.modules.\(row.family)", bases: [module], layout: .instance,
            hasAttributes: true
        ) { type in
            let initializer = NativeFunctionObject(
                raw: "__init__", "self, *args, **kwargs", owner: type, doc: row.reference
            ) {
                vm, arguments, count, names in
                guard let instance = arguments[0].object as? ModuleInstance else { return .none }
                // Identity takes whatever the layer in its place would take.
                let isIdentity = row.name == "Identity"
                let (taken, keywordNames) = isIdentity ? (0, nil) : (count - 1, names)
                // Where a class or a script has a `reset_parameters` of its own, nothing else draws.
                let reset = instance.type.lookup(resetName).flatMap { $0.tag == .function ? $0 : nil }
                let drawn = reset == nil ? nil : Generator.default.stateBytes
                let made = try LayerCalls.withSlots(vm, arguments + 1, taken, keywordNames) { slots, given, keywords in
                    try row.call(slots, given: given, keywords: keywords) { place in
                        place + 1 < count ? OpFunctions.describe(vm, arguments[place + 1]) : "?"
                    }
                }
                if let drawn { try Generator.default.setState(drawn) }
                instance.attach(made, vm)
                if let reset { _ = try vm.call(reset, [arguments[0]]) }
                return .none
            }
            type.set(Special.initialize.interned, object: initializer)
            type.set(Interned.string("forward"), object: LayerCalls.forwardFunction(type))
            if row.name == "Embedding" { addPretrained(type) }
            let isNorm = row.name.hasPrefix("BatchNorm") || row.name.hasPrefix("InstanceNorm")
            if isNorm || layersWithParameters.contains(row.name) {
                ModuleExtras.addReset(type, hasStatistics: isNorm)
            }
            if ["RNN", "LSTM", "GRU"].contains(row.name) { ModuleExtras.addRecurrent(type) }
        }
        type.docstring = row.reference
        return type
    }
}

/// Calls of layers with values of the language.
enum LayerCalls {
    nonisolated(unsafe) private static let arena: UnsafeMutablePointer<OpValue> = {
        let memory = UnsafeMutablePointer<OpValue>.allocate(capacity: depthLimit * OpRow.slotCapacity)
        memory.initialize(repeating: .none, count: depthLimit * OpRow.slotCapacity)
        return memory
    }()
    nonisolated(unsafe) private static var depth = 0
    private static let depthLimit = 512

    /// Converts arguments into slots for `body`, which leaves the slots `.none` again.
    static func withSlots<Result>(
        _ vm: VM, _ arguments: UnsafeMutablePointer<Value>, _ count: Int, _ names: TupleObject?,
        skipping skipped: StaticString? = nil,
        _ body: (UnsafeMutablePointer<OpValue>, Int, [KeywordValue]) throws -> Result
    ) throws -> Result {
        let given = count - (names?.count ?? 0)
        guard depth < depthLimit else { throw vm.error(.recursionError, "maximum recursion depth exceeded") }
        guard given <= OpRow.slotCapacity else { throw vm.typeError("too many arguments: \(given)") }
        let slots = arena + depth * OpRow.slotCapacity
        for index in 0..<given where skipped == nil || index > 0 { slots[index] = try layerValue(vm, arguments[index]) }
        var keywords: [KeywordValue] = []
        for index in 0..<(names?.count ?? 0) {
            let name = names?[index].asString
            let isSkipped = skipped.map { name?.isEqual(to: $0) ?? false } ?? false
            let value = arguments[given + index]
            let isFunction = name?.text == "activation" && vm.isFunction(value)
            keywords.append(
                (
                    name?.text ?? "",
                    isSkipped ? .none : isFunction ? .object(ScriptFunction(value)) : try layerValue(vm, value)
                ))
        }
        depth += 1
        defer { depth -= 1 }
        return try body(slots, given, keywords)
    }

    /// What an argument is for a layer; some layers are made of others.
    static func layerValue(_ vm: VM, _ value: Value) throws -> OpValue {
        if let module = vm.module(value) { return .object(module) }
        return try vm.opValue(value)
    }

    /// The layer that a chain hands its input to, where it takes one tensor.
    private static func firstLayer(of module: Module) -> Module? {
        var module = module
        while let chain = module as? Sequential {
            guard let first = chain.namedChildren().first?.module else { return nil }
            module = first
        }
        return module is UnaryLayer ? module : nil
    }

    /// The native forward pass: `forward(self, input, …)`.
    static func forwardFunction(_ owner: TypeObject) -> NativeFunctionObject {
        NativeFunctionObject(raw: "forward", "self, *args, **kwargs", owner: owner) { vm, arguments, count, names in
            guard let instance = arguments[0].object as? ModuleInstance, let module = instance.module else {
                throw vm.typeError("forward() needs a module whose __init__ has run")
            }
            if count >= 2, arguments[1].tag == .object, vm.typeOf(arguments[1]).name == "PackedSequence" {
                let helper = Value(borrowing: try vm.importModule("torch.nn.utils.rnn"))
                let given = (0..<count).map { arguments[$0] }
                return try vm.call(try vm.attribute(helper, "_run_packed"), given)
            }
            if count == 2, names == nil {
                if let layer = module as? UnaryLayer, let tensor = arguments[1].asTensor {
                    let result = try layer.observed(tensor)
                    LayerTrail.note(layer, result.shape)
                    return vm.wrap(result)
                }
                // What is handed on as it is may be anything.
                if module is Identity { return arguments[1] }
                if module is UnaryLayer { throw LayerMessages.notTensor(vm, module, arguments[1]) }
                if arguments[1].asTensor == nil, let first = firstLayer(of: module) {
                    throw LayerMessages.notTensor(vm, first, arguments[1])
                }
                if module is Sequential {
                    let input = vm.moduleResult(arguments[1])
                    return vm.scriptValue(try module.observed([input.tensor]) { try module.forwardOne(input) })
                }
            }
            let result = try withSlots(vm, arguments + 1, count - 1, names) { slots, given, keywords in
                try ForwardTable.call(module, slots, given: given, keywords: keywords) { place in
                    place + 1 < count ? OpFunctions.describe(vm, arguments[place + 1]) : "?"
                }
            }
            return vm.scriptValue(result)
        }
    }
}
