import GradusNN
import GradusTensor
import GradusVM

/// A script object of an optimiser class.
final class OptimizerInstance: InstanceObject {
    var optimizer: Optimizer?

    init(type: TypeObject) { super.init(type: type) }
}

/// The classes of `torch.optim`.
enum OptimizerTypes {
    static let module = NativeModule("torch.optim") { vm, module in
        module.type(base)
        module.object.resolvedNames = { OptimizerTable.rows.map(\.name) + ["lr_scheduler"] }
        module.object.resolve = { vm, name in
            if let type = find(name) { return Value(borrowing: type) }
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
        type.docstring = row.documentation
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
            let bound = try row.binder.bind(slots, given: given, keywords: keywords)
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
        let items = try vm.array(from: value)
        if items.contains(where: { $0.asDictionary != nil }) {
            return try items.map { item in
                guard let dictionary = item.asDictionary else {
                    throw vm.typeError(
                        "param_group must be a dict, but got \(try vm.repr(Value(borrowing: vm.typeOf(item))))")
                }
                return try specification(vm, dictionary)
            }
        }
        return [GroupSpecification(try items.map { try parameter(vm, $0) })]
    }

    private static func specification(_ vm: VM, _ dictionary: DictionaryObject) throws -> GroupSpecification {
        guard let listed = dictionary.get("params") else { throw vm.keyError(vm.string("params")) }
        let tensors: [Tensor]
        if let one = listed.asTensor {
            tensors = [one]
        } else {
            tensors = try vm.array(from: listed).map { try parameter(vm, $0) }
        }
        var options: [(name: String, value: OpValue)] = []
        for entry in dictionary.entries {
            if let name = entry.key.asString?.text, name != "params" {
                options.append((name, try vm.opValue(entry.value)))
            }
        }
        return GroupSpecification(tensors, options: options, isWholeList: false)
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
            guard let instance = arguments[0].object as? OptimizerInstance else { return .none }
            var defaults: [(name: String, value: OpValue)] = []
            for entry in arguments[2].asDictionary?.entries ?? [] {
                defaults.append((entry.key.asString?.text ?? "", try vm.opValue(entry.value)))
            }
            instance.optimizer = try Optimizer(try specifications(vm, arguments[1]), defaults: defaults)
            return .none
        }
        type.method("step", "self, closure=None", doc: "Changes the parameters by one step.") { vm, arguments in
            let optimizer = try receiver(vm, arguments)
            guard let closure = arguments.orNone(1) else {
                _ = try optimizer.step()
                return .none
            }
            var last = Strong.none
            _ = try optimizer.step {
                last = Strong(try vm.call(closure))
                if let tensor = last.value.asTensor { return tensor }
                return try vm.scalar(last.value).map { try Tensor.scalar($0) }
            }
            return vm.pool.keep(last.value)
        }
        type.method("zero_grad", "self, set_to_none=True", doc: "Clears the gradients.") { vm, arguments in
            try receiver(vm, arguments).zeroGrad(setToNone: try arguments.optional(1).map { try vm.truth($0) } ?? true)
            return .none
        }
        type.method("add_param_group", "self, param_group") { vm, arguments in
            guard let dictionary = arguments[1].asDictionary else {
                throw vm.typeError("param_group must be a dict, but got \(vm.typeOf(arguments[1]).fullName)")
            }
            try receiver(vm, arguments).addGroup(try specification(vm, dictionary))
            return .none
        }
        type.property("param_groups") { vm, value in
            guard let optimizer = (value.object as? OptimizerInstance)?.optimizer else { return .none }
            return vm.list(optimizer.groups.map { vm.value(GroupObject($0)) })
        }
        type.property("defaults") { vm, value in
            let dictionary = DictionaryObject()
            for (name, option) in (value.object as? OptimizerInstance)?.optimizer?.defaults ?? [] {
                dictionary.set(name, vm.settingValue(option))
            }
            return vm.value(dictionary)
        }
        type.property("state") { vm, value in
            let dictionary = DictionaryObject()
            guard let optimizer = (value.object as? OptimizerInstance)?.optimizer else { return vm.value(dictionary) }
            for group in optimizer.groups {
                for (index, tensor) in group.parameters.enumerated() {
                    let entries = try optimizer.entries(group, index)
                    if entries.isEmpty { continue }
                    let inner = DictionaryObject()
                    for (name, entry) in entries { inner.set(name, vm.settingValue(entry)) }
                    try dictionary.set(vm, vm.wrap(tensor), vm.value(inner))
                }
            }
            return vm.value(dictionary)
        }
        type.special(.representation, "self, /") { vm, arguments in vm.string(try receiver(vm, arguments).repr) }
        OptimizerStates.addMethods(type)
    }
}

/// One of `optimizer.param_groups`: a dictionary whose changes reach the optimiser.
final class GroupObject: Object {
    let group: ParameterGroup

    init(_ group: ParameterGroup) {
        self.group = group
        super.init(type: Self.groupType)
    }

    private func value(_ vm: VM, _ name: String) -> Value? {
        if name == "params" { return vm.list(group.parameters.map { vm.wrap($0) }) }
        return group[name].map { vm.settingValue($0) }
    }

    private var names: [String] { ["params"] + group.options.map(\.name) }

    private static func receiver(_ value: Value) -> GroupObject? { value.object as? GroupObject }

    nonisolated(unsafe) private static let groupType: TypeObject = {
        let type = TypeObject(name: "dict", bases: [Types.object], layout: .other, populate: populate)
        type.presentedAs = Types.dictionary
        return type
    }()

    private static func populate(_ type: TypeObject) {
        type.special(.getItem, "self, key, /") { vm, arguments in
            guard let name = arguments[1].asString?.text, let value = receiver(arguments[0])?.value(vm, name) else {
                throw vm.keyError(arguments[1])
            }
            return value
        }
        type.special(.setItem, "self, key, value, /") { vm, arguments in
            guard let name = arguments[1].asString?.text, let object = receiver(arguments[0]) else { return .none }
            if name == "params" {
                object.group.parameters = try vm.tensors(arguments[2], "param_groups", "params")
            } else {
                object.group[name] = try vm.opValue(arguments[2])
            }
            return .none
        }
        type.special(.contains, "self, key, /") { _, arguments in
            Value(receiver(arguments[0])?.names.contains(arguments[1].asString?.text ?? "") ?? false)
        }
        type.special(.length, "self, /") { _, arguments in Value(receiver(arguments[0])?.names.count ?? 0) }
        for name in ["keys", "__iter__"] {
            type.method(name, "self") { vm, arguments in
                let names = receiver(arguments[0])?.names ?? []
                return ModuleMethods.iterator(vm, names.count) { vm.string(names[$0]) }
            }
        }
        type.method("items", "self") { vm, arguments in
            guard let object = receiver(arguments[0]) else { return .none }
            let names = object.names
            return ModuleMethods.iterator(vm, names.count) {
                vm.tuple([vm.string(names[$0]), object.value(vm, names[$0]) ?? .none])
            }
        }
        type.method("get", "self, key, default=None, /") { vm, arguments in
            receiver(arguments[0])?.value(vm, arguments[1].asString?.text ?? "") ?? arguments.optional(2) ?? .none
        }
        type.special(.representation, "self, /") { vm, arguments in
            guard let object = receiver(arguments[0]) else { return .none }
            let dictionary = DictionaryObject()
            for name in object.names { dictionary.set(name, object.value(vm, name) ?? .none) }
            return vm.string(try vm.repr(vm.value(dictionary)))
        }
    }
}

/// `state_dict` and `load_state_dict` of optimisers.
enum OptimizerStates {
    static func addMethods(_ type: TypeObject) {
        type.method("state_dict", "self") { vm, arguments in
            let saved = try OptimizerTypes.receiver(vm, arguments).stateDict()
            let state = DictionaryObject()
            for (parameter, entries) in saved.state {
                let inner = DictionaryObject()
                for (name, value) in entries { inner.set(name, vm.settingValue(value)) }
                try state.set(vm, Value(parameter), vm.value(inner))
            }
            var groups: [Value] = []
            for (options, parameters) in saved.groups {
                let group = DictionaryObject()
                for (name, value) in options { group.set(name, vm.settingValue(value)) }
                group.set("params", vm.list(parameters.map { Value($0) }))
                groups.append(vm.value(group))
            }
            let result = DictionaryObject()
            result.set("state", vm.value(state))
            result.set("param_groups", vm.list(groups))
            return vm.value(result)
        }
        type.method("load_state_dict", "self, state_dict") { vm, arguments in
            guard let given = arguments[1].asDictionary, let state = given.get("state")?.asDictionary,
                let groups = given.get("param_groups")
            else { throw vm.valueError("loaded state dict has no 'state' and 'param_groups'") }
            var saved = OptimizerState(state: [], groups: [])
            for entry in state.entries {
                let entries = try (entry.value.asDictionary?.entries ?? []).map {
                    (name: $0.key.asString?.text ?? "", value: try vm.opValue($0.value))
                }
                saved.state.append((try vm.index(entry.key), entries))
            }
            for group in try vm.array(from: groups) {
                guard let dictionary = group.asDictionary else { continue }
                var options: [(name: String, value: OpValue)] = []
                var parameters: [Int] = []
                for entry in dictionary.entries {
                    let name = entry.key.asString?.text ?? ""
                    if name == "params" {
                        parameters = try vm.array(from: entry.value).map { try vm.index($0) }
                    } else {
                        options.append((name, try vm.opValue(entry.value)))
                    }
                }
                saved.groups.append((options, parameters))
            }
            try OptimizerTypes.receiver(vm, arguments).loadStateDict(saved)
            return .none
        }
    }
}
