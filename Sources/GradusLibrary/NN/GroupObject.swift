import GradusNN
import GradusTensor
import GradusVM

/// One of `optimizer.param_groups`: a dictionary whose changes reach the optimiser.
final class GroupObject: Object {
    let group: ParameterGroup

    init(_ group: ParameterGroup) {
        self.group = group
        super.init(type: Self.groupType)
    }

    fileprivate func value(_ vm: VM, _ name: String) -> Value? {
        if name == "params" { return vm.list(group.parameters.map { vm.wrap($0) }) }
        if name == "param_names" { return group.names.map { names in vm.list(names.map { vm.string($0) }) } }
        return group[name].map { vm.settingValue($0) }
    }

    fileprivate var names: [String] {
        ["params"] + (group.names == nil ? [] : ["param_names"]) + group.options.map(\.name)
    }

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
            } else if name == "param_names" {
                object.group.names = try vm.array(from: arguments[2]).map { try vm.str($0) }
            } else {
                object.group[name] = try vm.opValue(arguments[2])
            }
            return .none
        }
        type.special(.contains, "self, key, /") { _, arguments in
            Value(receiver(arguments[0])?.names.contains(arguments[1].asString?.text ?? "") ?? false)
        }
        type.special(.length, "self, /") { _, arguments in Value(receiver(arguments[0])?.names.count ?? 0) }
        type.special(.iterate, "self, /") { vm, arguments in
            let names = receiver(arguments[0])?.names ?? []
            return ModuleMethods.iterator(vm, names.count) { vm.string(names[$0]) }
        }
        // What only looks is asked of a dictionary with the same content.
        for name in ["keys", "values", "copy", "__eq__"] {
            type.method(name, "self, *args") { vm, arguments in
                try vm.callMethod(snapshot(vm, arguments[0]), name, arguments[1].asTuple?.values ?? [])
            }
        }
        type.method("update", "self, *args, **kwargs") { vm, arguments in
            let given = try vm.call(
                Value(borrowing: Types.dictionary), arguments[1].asTuple?.values ?? [],
                keywords: (arguments[2].asDictionary?.entries ?? []).map { ($0.key.asString?.text ?? "", $0.value) })
            for entry in given.asDictionary?.entries ?? [] { try vm.setItem(arguments[0], entry.key, entry.value) }
            return .none
        }
        type.method("setdefault", "self, key, default=None, /") { vm, arguments in
            if let known = receiver(arguments[0])?.value(vm, arguments[1].asString?.text ?? "") { return known }
            let value = arguments.optional(2) ?? .none
            try vm.setItem(arguments[0], arguments[1], value)
            return value
        }
        type.method("pop", "self, key, /, *default") { vm, arguments in
            let name = arguments[1].asString?.text ?? ""
            guard let known = receiver(arguments[0])?.value(vm, name) else {
                if let fallback = arguments[2].asTuple?.values.first { return fallback }
                throw vm.keyError(arguments[1])
            }
            receiver(arguments[0])?.group[name] = nil
            return known
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
            vm.string(try vm.repr(snapshot(vm, arguments[0])))
        }
    }
}

/// A dictionary with a group's content.
private func snapshot(_ vm: VM, _ value: Value) -> Value {
    let dictionary = DictionaryObject()
    if let object = value.object as? GroupObject {
        for name in object.names { dictionary.set(name, object.value(vm, name) ?? .none) }
    }
    return vm.value(dictionary)
}
