import GradusNN
import GradusTensor
import GradusVM

/// Modules taken apart and put together again, for `pickle`, `copy` and `torch.save`: the state is the `__dict__` that a
/// module of PyTorch has, so that files go both ways.
enum ModulePickling {
    static func populate(_ type: TypeObject) {
        type.method("__getstate__", "self", doc: "The attributes, in PyTorch's layout.") { vm, arguments in
            vm.value(try state(vm, arguments[0], try ModuleMethods.receiver(vm, arguments)))
        }
        type.method("__setstate__", "self, state", doc: "Becomes the module whose state this is.") { vm, arguments in
            guard let instance = arguments[0].object as? ModuleInstance, let state = arguments[1].asDictionary else {
                throw vm.typeError("the state of a module is a dict, not \(vm.typeName(arguments[1]))")
            }
            try restore(vm, instance, state)
            return .none
        }
    }

    /// What every module of PyTorch has beside its own attributes, in its order.
    private static let bookkeeping = [
        "training", "_parameters", "_buffers", "_non_persistent_buffers_set", "_backward_pre_hooks", "_backward_hooks",
        "_is_full_backward_hook", "_forward_hooks", "_forward_hooks_with_kwargs", "_forward_hooks_always_called",
        "_forward_pre_hooks", "_forward_pre_hooks_with_kwargs", "_state_dict_hooks", "_state_dict_pre_hooks",
        "_load_state_dict_pre_hooks", "_load_state_dict_post_hooks", "_modules",
    ]

    /// A layer with the same settings and newly drawn values.
    static func fresh(_ vm: VM, _ value: Value, _ module: Module) throws -> Module {
        try make(vm, vm.typeOf(value), try state(vm, value, module))
    }

    // MARK: Taking apart

    private static func state(_ vm: VM, _ value: Value, _ module: Module) throws -> DictionaryObject {
        let state = DictionaryObject()
        for name in bookkeeping {
            switch name {
            case "training": state.set(name, Value(module.training))
            case "_parameters", "_buffers", "_modules": state.set(name, vm.value(members(vm, module, name)))
            case "_non_persistent_buffers_set":
                let names = module.buffers.filter { !$0.isPersistent }.map { vm.string($0.name) }
                state.set(name, try vm.call(Value(borrowing: Types.set), [vm.list(names)]))
            case "_is_full_backward_hook": state.set(name, .none)
            default: state.set(name, try vm.orderedDictionary())
            }
        }
        let registered = Set(
            module.parameters.map(\.name) + module.buffers.map(\.name) + module.children.map(\.name))
        let attributes = try vm.attribute(value, "__dict__")
        for entry in attributes.asDictionary?.entries ?? [] {
            guard let name = entry.key.asString?.text, !registered.contains(name) else { continue }
            state.set(name, entry.value)
        }
        try (value.object as? ModuleInstance)?.hooks?.save(vm, in: state)
        try complete(vm, state, module)
        return state
    }

    private static func members(_ vm: VM, _ module: Module, _ name: String) -> DictionaryObject {
        let dictionary = DictionaryObject()
        switch name {
        case "_parameters":
            let computed = module.child(named: "parametrizations") == nil ? [] : module.computedNames
            for (name, tensor) in module.parameters where !computed.contains(name) {
                dictionary.set(name, vm.wrap(tensor))
            }
        case "_buffers":
            for (name, tensor, _) in module.buffers { dictionary.set(name, vm.wrap(tensor)) }
        default:
            for (name, child) in module.children { dictionary.set(name, child.map { vm.wrap($0) } ?? .none) }
        }
        return dictionary
    }

    /// Attributes that PyTorch's layers keep and ours do without.
    private static func complete(_ vm: VM, _ state: DictionaryObject, _ module: Module) throws {
        switch module.typeName {
        case "ParameterList": state.set("_size", Value(module.parameters.count))
        case "ParameterDict": state.set("_keys", vm.dictionary(module.parameters.map { ($0.name, .none) }))
        default: break
        }
        guard let row = LayerTable.find(module.typeName) else { return }
        func add(_ name: String, _ value: @autoclosure () -> Value) {
            if state.get(name) == nil { state.set(name, value()) }
        }
        let registered = Set(
            module.parameters.map(\.name) + module.buffers.map(\.name) + module.children.map(\.name))
        let construction: Set = [
            "device", "dtype", "bias", "weight", "pos_weight", "_weight", "size_average", "reduce", "nonlinearity",
        ]
        for parameter in row.binder.signature.parameters where row.family != "transformer" {
            guard let fallback = parameter.defaultValue, !registered.contains(parameter.name),
                !construction.contains(parameter.name)
            else { continue }
            add(parameter.name, vm.settingValue(module.attribute(parameter.name) ?? fallback))
        }
        switch row.family {
        case "conv":
            if let padding = try padding(vm, state) { add("_reversed_padding_repeated_twice", padding) }
        case "rnn" where state.get("num_layers") != nil: try addFlatWeights(vm, state, module)
        case "loss": add("reduction", vm.string("mean"))
        case "upsampling": add("name", vm.string(row.name))
        default: break
        }
        switch row.name {
        case "MultiheadAttention":
            let width = state.get("embed_dim") ?? .none
            for (name, value) in [
                ("kdim", width), ("vdim", width), ("_qkv_same_embed_dim", .true), ("bias_k", .none), ("bias_v", .none),
                ("add_zero_attn", .false),
            ] as [(String, Value)] {
                add(name, value)
            }
            for name in ["q_proj_weight", "k_proj_weight", "v_proj_weight"] {
                state.get("_parameters")?.asDictionary?.set(name, .none)
            }
        case "ReLU6":
            add("min_val", Value(0.0))
            add("max_val", Value(6.0))
        case "RNN": add("nonlinearity", vm.string(state.get("mode")?.asString?.text == "RNN_RELU" ? "relu" : "tanh"))
        case "ZeroPad1d", "ZeroPad2d", "ZeroPad3d": add("value", Value(0.0))
        case "TransformerEncoderLayer", "TransformerDecoderLayer":
            let number = try state.get("activation_relu_or_gelu").map { try vm.index($0) } ?? 1
            if number == 0 { break }
            let functions = Value(borrowing: try vm.importModule("torch.nn.functional"))
            state.set("activation", try vm.attribute(functions, number == 2 ? "gelu" : "relu"))
        case "TransformerEncoder":
            if module.child(named: "norm") == nil { add("norm", .none) }
            for name in ["enable_nested_tensor", "use_nested_tensor", "mask_check"] { add(name, .false) }
        default: break
        }
    }

    /// The padding of a convolution as `pad` takes it: last axis first, each side.
    private static func padding(_ vm: VM, _ state: DictionaryObject) throws -> Value? {
        guard let padding = state.get("padding") else { return nil }
        var sides: [Value] = []
        if let name = padding.asString?.text {
            let kernel = try (state.get("kernel_size")?.asTuple?.values ?? []).map { try vm.index($0) }
            let dilation = try (state.get("dilation")?.asTuple?.values ?? []).map { try vm.index($0) }
            for (k, d) in zip(kernel, dilation).reversed() {
                let total = name == "same" ? (k - 1) * d : 0
                sides += [Value(total / 2), Value(total - total / 2)]
            }
        } else {
            for side in (padding.asTuple?.values ?? []).reversed() { sides += [side, side] }
        }
        return vm.tuple(sides)
    }

    private static func addFlatWeights(_ vm: VM, _ state: DictionaryObject, _ module: Module) throws {
        let names = module.parameters.map(\.name)
        let layers = try state.get("num_layers").map { try vm.index($0) } ?? 1
        let isDouble = try state.get("bidirectional").map { try vm.truth($0) } ?? false
        let groups = max(1, layers * (isDouble ? 2 : 1))
        let size = names.count / groups
        let grouped = (0..<groups).map { group in
            vm.list(names[group * size..<(group + 1) * size].map { vm.string($0) })
        }
        state.set("_flat_weights_names", vm.list(names.map { vm.string($0) }))
        state.set("_all_weights", vm.list(grouped))
        state.set("_flat_weights", vm.list(module.parameters.map { vm.wrap($0.tensor) }))
    }

    // MARK: Putting together

    private static func restore(_ vm: VM, _ instance: ModuleInstance, _ state: DictionaryObject) throws {
        if instance.module == nil {
            let saved = Generator.default.stateBytes
            defer { try? Generator.default.setState(saved) }
            instance.attach(try make(vm, instance.type, state), vm)
        }
        guard let module = instance.module else { return }
        let object = Value(borrowing: instance)
        if let training = state.get("training") { module.training = try vm.truth(training) }
        let skipped = Set(
            bookkeeping + [
                "_flat_weights", "_flat_weights_names", "_all_weights", "_flat_weight_refs",
            ])
        let known = Set(module.attributeNames)
        for entry in state.entries {
            guard let name = entry.key.asString, !skipped.contains(name.text), !known.contains(name.text) else {
                continue
            }
            try vm.genericSetAttribute(object, Interned.string(name), entry.value)
        }
        instance.noteForward()
        let parameters = state.get("_parameters")?.asDictionary?.entries ?? []
        for entry in parameters {
            guard let name = entry.key.asString, entry.value.isNone || entry.value.asTensor != nil else { continue }
            module.registerParameter(name.text, entry.value.asTensor)
            try vm.genericSetAttribute(object, Interned.string(name), entry.value)
        }
        module.arrangeParameters(parameters.compactMap { $0.key.asString?.text })
        let temporary = state.get("_non_persistent_buffers_set") ?? .none
        for entry in state.get("_buffers")?.asDictionary?.entries ?? [] {
            guard let name = entry.key.asString, entry.value.isNone || entry.value.asTensor != nil else { continue }
            let isTemporary = temporary.isNone ? false : try vm.contains(temporary, entry.key)
            module.registerBuffer(name.text, entry.value.asTensor, persistent: !isTemporary)
            try vm.genericSetAttribute(object, Interned.string(name), entry.value)
        }
        for entry in state.get("_modules")?.asDictionary?.entries ?? [] {
            guard let name = entry.key.asString else { continue }
            guard entry.value.isNone || vm.module(entry.value) != nil else {
                throw vm.typeError("\(vm.typeOf(entry.value).fullName) is not a Module subclass")
            }
            module.registerModule(name.text, vm.module(entry.value))
            try vm.genericSetAttribute(object, Interned.string(name), entry.value)
        }
        for chain in module.child(named: "parametrizations")?.children ?? [] { module.computedNames.insert(chain.name) }
        try ModuleHooks.restore(vm, object, state)
    }

    /// The Swift module of a class with the settings that a state tells.
    private static func make(_ vm: VM, _ type: TypeObject, _ state: DictionaryObject) throws -> Module {
        for base in type.mro {
            switch base.name {
            case "Sequential" where !base.isScriptClass: return Sequential()
            case "ModuleList" where !base.isScriptClass: return ModuleList()
            case "ModuleDict" where !base.isScriptClass: return ModuleDict()
            default: break
            }
            guard !base.isScriptClass, let row = LayerTable.find(base.name), base.moduleName.hasPrefix("torch.nn")
            else {
                continue
            }
            return try row.call([], try settings(vm, row, state))
        }
        return ScriptModule()
    }

    private static func settings(_ vm: VM, _ row: LayerRow, _ state: DictionaryObject) throws -> [KeywordValue] {
        var result: [KeywordValue] = []
        let children = state.get("_modules")?.asDictionary
        func setting(of child: String, _ name: String) throws -> Value? {
            guard let module = children?.get(child) else { return nil }
            return try vm.attributeIfPresent(module, name)
        }
        for parameter in row.binder.signature.parameters {
            let name = parameter.name
            var value = state.get(name)
            switch name {
            case "device", "dtype": continue
            case "bias" where value == nil:
                let own = state.get("_parameters")?.asDictionary?.get("bias") ?? .none
                let inner = try setting(of: "linear1", "bias") ?? .none
                let input = state.get("_parameters")?.asDictionary?.get("in_proj_bias") ?? .none
                value = Value(!own.isNone || !inner.isNone || !input.isNone)
            case "nonlinearity" where state.get("mode") != nil:
                value = vm.string(state.get("mode")?.asString?.text == "RNN_RELU" ? "relu" : "tanh")
            case "d_model" where value == nil: value = try setting(of: "self_attn", "embed_dim")
            case "nhead" where value == nil: value = try setting(of: "self_attn", "num_heads")
            case "dim_feedforward" where value == nil: value = try setting(of: "linear1", "out_features")
            case "dropout" where value == nil: value = try setting(of: "dropout", "p")
            case "batch_first" where value == nil: value = try setting(of: "self_attn", "batch_first")
            case "layer_norm_eps" where value == nil: value = try setting(of: "norm1", "eps")
            case "activation":
                if let function = value, function.asString == nil {
                    value = vm.string(try vm.attributeIfPresent(function, "__name__")?.asString?.text ?? "relu")
                }
            case "encoder_layer", "decoder_layer":
                value = try children?.get("layers").flatMap { try vm.getItem($0, Value(0)) }
            case "norm" where children?.get("norm") != nil: value = children?.get("norm")
            default: break
            }
            guard let value else { continue }
            if value.isNone, parameter.defaultValue != nil { continue }
            result.append((name, try LayerCalls.layerValue(vm, value)))
        }
        return result
    }
}
