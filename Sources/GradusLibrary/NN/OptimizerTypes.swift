import GradusNN
import GradusTensor
import GradusVM

/// A script object of an optimiser class.
final class OptimizerInstance: InstanceObject {
    var optimizer: Optimizer?
    /// `param_groups`, `state` and `defaults` of a class of the language that derives from `Optimizer` itself: what
    /// `torch.optim._optimizer` made of them.
    let own = DictionaryObject()
    /// Functions around `step`, in the order of registration.
    var stepHooks: [(id: Int, function: Strong, isBefore: Bool)] = []

    init(type: TypeObject) { super.init(type: type) }
}

/// The classes of `torch.optim`.
enum OptimizerTypes {
    static let module = NativeModule("torch.optim") { vm, module in
        module.type(base)
        module.object.resolvedNames = { OptimizerTable.rows.map(\.name) + ["lr_scheduler"] }
        module.object.resolve = { vm, name in
            if let type = find(name) { return Value(borrowing: type) }
            if let found = try EmbeddedNames.find(vm, name, in: "torch.optim._more") { return found }
            // The optimisers' own modules can be imported, but are no attributes.
            if OptimizerTable.rows.contains(where: { $0.name.lowercased() == name }) { return nil }
            let full = "torch.optim." + name
            return vm.canImport(full) ? vm.value(try vm.importModule(full)) : nil
        }
    }

    nonisolated(unsafe) static let base = TypeObject(
        name: "Optimizer", module: "torch.optim.optimizer", bases: [Types.object], layout: .instance,
        hasAttributes: true,
        populate: populate)

    nonisolated(unsafe) private static var types: [String: TypeObject] = [:]

    static func find(_ name: String) -> TypeObject? {
        if let known = types[name] { return known }
        guard let row = OptimizerTable.find(name) else { return nil }
        let type = TypeObject(
            name: name, module: "torch.optim.\(name.lowercased())", bases: [base], layout: .instance,
            hasAttributes: true
        ) { type in
            let initializer = NativeFunctionObject(
                raw: "__init__", "self, params, *args, **kwargs", owner: type, doc: row.documentation
            ) {
                vm, arguments, count, names in
                guard let instance = arguments[0].object as? OptimizerInstance else { return .none }
                instance.optimizer = try make(vm, row, arguments + 1, count - 1, names)
                return .none
            }
            type.set(Special.initialize.interned, object: initializer)
        }
        type.docstring = row.documentation + LayerRow.example(LayerExamples.optimizers[name])
        types[name] = type
        return type
    }

    private static func make(
        _ vm: VM, _ row: OptimizerRow, _ arguments: UnsafeMutablePointer<Value>, _ count: Int, _ names: TupleObject?
    ) throws -> Optimizer {
        var parameters: Value?
        let given = count - (names?.count ?? 0)
        if given > 0 { parameters = arguments[0] }
        for index in 0..<(names?.count ?? 0) where names?[index].asString?.isEqual(to: "params") ?? false {
            parameters = arguments[given + index]
        }
        guard let parameters else {
            throw vm.typeError("\(row.name).__init__() missing 1 required positional argument: 'params'")
        }
        let groups = try specifications(vm, parameters)
        return try LayerCalls.withSlots(vm, arguments, count, names, skipping: "params") { slots, given, keywords in
            defer { for index in 0..<OpRow.slotCapacity { slots[index] = .none } }
            let bound = try row.binder.bind(slots, given: given, keywords: keywords) { place in
                let index = place < given ? place + (count - (names?.count ?? 0) - given) : place + 1
                return index >= 0 && index < count ? OpFunctions.describe(vm, arguments[index]) : "?"
            }
            return try row.make(groups, bound)
        }
    }

    /// Parameter groups of what a script gave as `params`.
    static func specifications(_ vm: VM, _ value: Value) throws -> [GroupSpecification] {
        if value.asTensor != nil {
            throw vm.typeError(
                "params argument given to the optimizer should be an iterable of Tensors or dicts, but got torch.FloatTensor"
            )
        }
        // `model.parameters` without its parentheses.
        if vm.typeName(value) == "builtin_function_or_method" {
            throw vm.typeError("'method' object is not iterable", hint: "call it: parameters()")
        }
        let items = try vm.array(from: value)
        if items.first?.asDictionary != nil {
            return try items.map { item in
                guard let dictionary = item.asDictionary else {
                    throw vm.typeError(
                        "param_group must be a dict, but got \(try vm.repr(Value(borrowing: vm.typeOf(item))))")
                }
                return try specification(vm, dictionary)
            }
        }
        var whole = GroupSpecification(try items.map { try parameter(vm, $0) })
        whole.names = try names(vm, items)
        return [whole]
    }

    private static func specification(_ vm: VM, _ dictionary: DictionaryObject) throws -> GroupSpecification {
        guard let listed = dictionary.get("params") else { throw vm.keyError(vm.string("params")) }
        let tensors: [Tensor]
        var found: [String]?
        if let one = listed.asTensor {
            tensors = [one]
        } else {
            let items = try vm.array(from: listed)
            tensors = try items.map { try parameter(vm, $0) }
            found = try names(vm, items)
        }
        var options: [(name: String, value: OpValue)] = []
        for entry in dictionary.entries {
            if let name = entry.key.asString?.text, name != "params" {
                options.append((name, try vm.opValue(entry.value)))
            }
        }
        var group = GroupSpecification(tensors, options: options, isWholeList: false)
        group.names = found
        return group
    }

    /// The names that stand beside parameters; nil where there are none.
    private static func names(_ vm: VM, _ items: [Value]) throws -> [String]? {
        let found = items.compactMap { item in item.asTuple.flatMap { $0.count == 2 ? $0[0].asString?.text : nil } }
        guard !found.isEmpty else { return nil }
        guard found.count == items.count else {
            throw vm.valueError("all optimizer params should be with/without names. Some param names are missing")
        }
        return found
    }

    private static func parameter(_ vm: VM, _ value: Value) throws -> Tensor {
        if let tensor = value.asTensor { return tensor }
        // `named_parameters()` gives pairs.
        if let pair = value.asTuple, pair.count == 2, let tensor = pair[1].asTensor { return tensor }
        throw vm.typeError("optimizer can only optimize Tensors, but one of the params is \(vm.typeOf(value).fullName)")
    }

    static func receiver(_ vm: VM, _ arguments: Arguments) throws -> Optimizer {
        guard let optimizer = (arguments[0].object as? OptimizerInstance)?.optimizer else {
            throw vm.error(.attributeError, "'\(vm.typeName(arguments[0]))' object has no attribute 'param_groups'")
        }
        return optimizer
    }

    private static func populate(_ type: TypeObject) {
        type.constructor("cls, *args, **kwargs") { vm, arguments in
            guard let cls = arguments[0].asType else { return .none }
            return vm.value(OptimizerInstance(type: cls))
        }
        type.special(.initialize, "self, params, defaults") { vm, arguments in
            try ScriptOptimizers.call(vm, "initialise", arguments)
        }
        type.method("step", "self, closure=None", doc: "Changes the parameters by one step.") { vm, arguments in
            guard ScriptOptimizers.isNative(arguments[0]) else {
                throw vm.error(.notImplementedError, arguments: [])
            }
            guard let instance = arguments[0].object as? OptimizerInstance, !instance.stepHooks.isEmpty else {
                return try performStep(vm, arguments)
            }
            let given = vm.tuple(arguments.orNone(1).map { [$0] } ?? [])
            let keywords = vm.value(DictionaryObject())
            for hook in instance.stepHooks where hook.isBefore {
                _ = try vm.call(hook.function.value, [arguments[0], given, keywords])
            }
            let loss = Strong(try performStep(vm, arguments))
            for hook in instance.stepHooks where !hook.isBefore {
                _ = try vm.call(hook.function.value, [arguments[0], given, keywords])
            }
            return vm.pool.keep(loss.value)
        }
        for (name, isBefore) in [("register_step_pre_hook", true), ("register_step_post_hook", false)] {
            type.method(name, "self, hook") { vm, arguments in
                guard let instance = arguments[0].object as? OptimizerInstance else { return .none }
                let id = (instance.stepHooks.last?.id ?? 0) + 1
                instance.stepHooks.append((id, Strong(arguments[1]), isBefore))
                return vm.value(HookHandle { [weak instance] in instance?.stepHooks.removeAll { $0.id == id } })
            }
        }
        addGroups(type)
        type.special(.representation, "self, /") { vm, arguments in
            guard ScriptOptimizers.isNative(arguments[0]) else {
                return try ScriptOptimizers.call(vm, "describe", arguments)
            }
            let name = arguments[0].object?.type.name
            return vm.string(try receiver(vm, arguments).described(as: name))
        }
        OptimizerStates.addMethods(type)
    }

    private static func performStep(_ vm: VM, _ arguments: Arguments) throws -> Value {
        let optimizer = try receiver(vm, arguments)
        guard let closure = arguments.orNone(1) else {
            let name = arguments[0].object?.type.name ?? "Optimizer"
            _ = try OpProfile.measure(.operation, "\(name).step") { try optimizer.step() }
            return .none
        }
        var first = Strong.none
        var isFirst = true
        _ = try optimizer.step {
            let loss = try vm.call(closure)
            // What a step gives is the loss before it, however often the closure is called.
            if isFirst { first = Strong(loss) }
            isFirst = false
            if let tensor = loss.asTensor { return tensor }
            return try vm.scalar(loss).map { try Tensor.scalar($0) }
        }
        return vm.pool.keep(first.value)
    }

    private static func addGroups(_ type: TypeObject) {
        type.method("zero_grad", "self, set_to_none=True", doc: "Clears the gradients.") { vm, arguments in
            guard ScriptOptimizers.isNative(arguments[0]) else {
                return try ScriptOptimizers.call(vm, "zero_grad", arguments)
            }
            try receiver(vm, arguments).zeroGrad(setToNone: try arguments.optional(1).map { try vm.truth($0) } ?? true)
            return .none
        }
        type.method("add_param_group", "self, param_group") { vm, arguments in
            guard ScriptOptimizers.isNative(arguments[0]) else {
                return try ScriptOptimizers.call(vm, "add_param_group", arguments)
            }
            guard let dictionary = arguments[1].asDictionary else {
                throw vm.typeError(
                    "param_group must be a dict, but got \(try vm.repr(Value(borrowing: vm.typeOf(arguments[1]))))")
            }
            try receiver(vm, arguments).addGroup(try specification(vm, dictionary))
            return .none
        }
        type.property("param_groups") { vm, value in
            guard let optimizer = (value.object as? OptimizerInstance)?.optimizer else {
                return try ScriptOptimizers.get(vm, value, "param_groups")
            }
            return vm.list(optimizer.groups.map { vm.value(GroupObject($0)) })
        } set: { vm, value, new in
            try ScriptOptimizers.set(vm, value, "param_groups", new)
        }
        type.property("defaults") { vm, value in
            guard let optimizer = (value.object as? OptimizerInstance)?.optimizer else {
                return try ScriptOptimizers.get(vm, value, "defaults")
            }
            let dictionary = DictionaryObject()
            for (name, option) in optimizer.defaults { dictionary.set(name, vm.settingValue(option)) }
            return vm.value(dictionary)
        } set: { vm, value, new in
            try ScriptOptimizers.set(vm, value, "defaults", new)
        }
        type.property("state") { vm, value in
            guard let optimizer = (value.object as? OptimizerInstance)?.optimizer else {
                return try ScriptOptimizers.get(vm, value, "state")
            }
            // As in PyTorch, a parameter without state has an empty one.
            let collections = Value(borrowing: try vm.importModule("collections"))
            let made = try vm.call(
                try vm.attribute(collections, "defaultdict"), [Value(borrowing: Types.dictionary)])
            for group in optimizer.groups {
                for (index, tensor) in group.parameters.enumerated() {
                    let entries = try optimizer.entries(group, index)
                    if entries.isEmpty { continue }
                    let inner = DictionaryObject()
                    for (name, entry) in entries { inner.set(name, OptimizerStates.entry(vm, entry)) }
                    try vm.setItem(made, vm.wrap(tensor), vm.value(inner))
                }
            }
            return made
        } set: { vm, value, new in
            try ScriptOptimizers.set(vm, value, "state", new)
        }
        // Whether `step` was called: schedules warn where it was not.
        type.property("_step_calls") { _, value in
            guard let optimizer = (value.object as? OptimizerInstance)?.optimizer else { return .none }
            return Value(optimizer.stepCount)
        }
    }
}
