import GradusNN
import GradusTensor
import GradusVM

/// `state_dict` and `load_state_dict` of optimisers.
enum OptimizerStates {
    /// An entry of a state; rows of tensors are lists.
    static func entry(_ vm: VM, _ value: OpValue) -> Value {
        switch value {
        case .tensors(let tensors): vm.list(tensors.map { vm.wrap($0) })
        case .optionalTensors(let tensors): vm.list(tensors.map { $0.map { vm.wrap($0) } ?? .none })
        default: vm.settingValue(value)
        }
    }

    static func addMethods(_ type: TypeObject) {
        type.method("state_dict", "self") { vm, arguments in
            guard ScriptOptimizers.isNative(arguments[0]) else {
                return try ScriptOptimizers.call(vm, "state_dict", arguments)
            }
            let optimizer = try OptimizerTypes.receiver(vm, arguments)
            let saved = try optimizer.stateDict()
            let state = DictionaryObject()
            for (parameter, entries) in saved.state {
                let inner = DictionaryObject()
                for (name, value) in entries { inner.set(name, entry(vm, value)) }
                try state.set(vm, Value(parameter), vm.value(inner))
            }
            var groups: [Value] = []
            for (number, (options, parameters)) in saved.groups.enumerated() {
                let group = DictionaryObject()
                if let names = optimizer.groups[number].names {
                    group.set("param_names", vm.list(names.map { vm.string($0) }))
                }
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
            guard ScriptOptimizers.isNative(arguments[0]) else {
                return try ScriptOptimizers.call(vm, "load_state_dict", arguments)
            }
            guard let given = arguments[1].asDictionary else {
                throw vm.error(
                    .attributeError, "'\(vm.typeName(arguments[1]))' object has no attribute 'copy'",
                    hint: "give what state_dict() returned")
            }
            guard let groups = given.get("param_groups") else { throw vm.keyError(vm.string("param_groups")) }
            guard let state = given.get("state")?.asDictionary else { throw vm.keyError(vm.string("state")) }
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
                    } else if name != "param_names" {
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
