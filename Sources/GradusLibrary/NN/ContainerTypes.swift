import GradusNN
import GradusTensor
import GradusVM

/// `Sequential`, `ModuleList`, `ModuleDict`, `ParameterList`, `ParameterDict`.
enum ContainerTypes {
    static func make(_ name: String) -> TypeObject? {
        switch name {
        case "Sequential": return container(name, sequential)
        case "ModuleList": return container(name, moduleList)
        case "ModuleDict": return container(name, moduleDict)
        case "ParameterList": return container(name, parameterList)
        case "ParameterDict": return container(name, parameterDict)
        default: return nil
        }
    }

    private static func container(_ name: String, _ populate: @escaping (TypeObject) -> Void) -> TypeObject {
        TypeObject(
            name: name, module: "torch.nn.modules.container", bases: [ModuleTypes.module], layout: .instance,
            hasAttributes: true, populate: populate)
    }

    private static func instance(_ vm: VM, _ value: Value) throws -> ModuleInstance {
        guard let instance = value.object as? ModuleInstance else { throw vm.typeError("expected a Module") }
        return instance
    }

    /// Checks that a value is a module and registers it.
    private static func add(_ vm: VM, _ instance: ModuleInstance, _ name: String, _ value: Value) throws {
        guard value.object is ModuleInstance else {
            let shown = value.asType.map { "\($0.moduleName).\($0.name)" } ?? vm.typeOf(value).fullName
            throw vm.typeError("\(shown) is not a Module subclass")
        }
        try ModuleMethods.assign(vm, instance, Interned.string(name), value)
    }

    private static func names(_ vm: VM, _ value: Value) -> [String] {
        (vm.module(value)?.children ?? []).filter { $0.module != nil }.map(\.name)
    }

    private static func members(_ vm: VM, _ value: Value) -> [Value] {
        (vm.module(value)?.children ?? []).compactMap { child in child.module.map { vm.wrap($0) } }
    }

    // MARK: Sequences of modules

    private static func addSequence(_ type: TypeObject, make: @escaping (VM, TypeObject, [Value]) throws -> Value) {
        type.special(.length, "self, /") { vm, arguments in Value(members(vm, arguments[0]).count) }
        type.special(.iterate, "self, /") { vm, arguments in
            let list = members(vm, arguments[0]).map { Strong($0) }
            return ModuleMethods.iterator(vm, list.count) { list[$0].value }
        }
        type.special(.getItem, "self, key, /") { vm, arguments in
            let list = members(vm, arguments[0])
            if let slice = arguments[1].asSlice {
                let range = try vm.sliceRange(slice, list.count)
                return try make(
                    vm, vm.typeOf(arguments[0]), (0..<range.count).map { list[range.start + $0 * range.step] })
            }
            if let name = arguments[1].asString { return try vm.attribute(arguments[0], Interned.string(name)) }
            let index = try vm.index(arguments[1])
            let place = index < 0 ? index + list.count : index
            guard place >= 0, place < list.count else { throw vm.indexError("index \(index) is out of range") }
            return list[place]
        }
        type.special(.setItem, "self, key, module, /") { vm, arguments in
            let known = names(vm, arguments[0])
            let index = try vm.index(arguments[1])
            let place = index < 0 ? index + known.count : index
            guard place >= 0, place < known.count else { throw vm.indexError("index \(index) is out of range") }
            try add(vm, try instance(vm, arguments[0]), known[place], arguments[2])
            return .none
        }
        type.method("append", "self, module") { vm, arguments in
            try add(vm, try instance(vm, arguments[0]), "\(names(vm, arguments[0]).count)", arguments[1])
            return arguments[0]
        }
        type.method("extend", "self, modules") { vm, arguments in
            for value in try vm.array(from: arguments[1]) {
                try add(vm, try instance(vm, arguments[0]), "\(names(vm, arguments[0]).count)", value)
            }
            return arguments[0]
        }
        type.method("insert", "self, index, module") { vm, arguments in
            var list = members(vm, arguments[0])
            let index = try vm.index(arguments[1])
            let place = min(max(index < 0 ? index + list.count : index, 0), list.count)
            list.insert(arguments[2], at: place)
            for (position, value) in list.enumerated() {
                try add(vm, try instance(vm, arguments[0]), "\(position)", value)
            }
            return arguments[0]
        }
    }

    private static func sequential(_ type: TypeObject) {
        type.special(.initialize, "self, *args") { vm, arguments in
            let object = try instance(vm, arguments[0])
            object.attach(Sequential(), vm)
            let given = arguments[1].asTuple?.values ?? []
            if given.count == 1, let dictionary = given[0].asDictionary {
                for entry in dictionary.entries { try add(vm, object, entry.key.asString?.text ?? "", entry.value) }
            } else {
                for (index, value) in given.enumerated() { try add(vm, object, "\(index)", value) }
            }
            return .none
        }
        type.set(Interned.string("forward"), object: LayerCalls.forwardFunction(type))
        addSequence(type) { vm, type, modules in try vm.call(Value(borrowing: type), modules) }
    }

    private static func moduleList(_ type: TypeObject) {
        type.special(.initialize, "self, modules=None") { vm, arguments in
            let object = try instance(vm, arguments[0])
            object.attach(ModuleList(), vm)
            let given = try arguments.orNone(1).map { try vm.array(from: $0) } ?? []
            for (index, value) in given.enumerated() {
                try add(vm, object, "\(index)", value)
            }
            return .none
        }
        addSequence(type) { vm, type, modules in try vm.call(Value(borrowing: type), [vm.list(modules)]) }
    }

    // MARK: Modules by name

    private static func moduleDict(_ type: TypeObject) {
        type.special(.initialize, "self, modules=None") { vm, arguments in
            let object = try instance(vm, arguments[0])
            object.attach(ModuleDict(), vm)
            if let given = arguments.orNone(1) { try update(vm, object, given) }
            return .none
        }
        type.method("update", "self, modules") { vm, arguments in
            try update(vm, try instance(vm, arguments[0]), arguments[1])
            return .none
        }
        type.special(.length, "self, /") { vm, arguments in Value(names(vm, arguments[0]).count) }
        type.special(.getItem, "self, key, /") { vm, arguments in
            guard let name = arguments[1].asString, let child = vm.module(arguments[0])?.child(named: name.text) else {
                throw vm.keyError(arguments[1])
            }
            return vm.wrap(child)
        }
        type.special(.setItem, "self, key, module, /") { vm, arguments in
            try add(vm, try instance(vm, arguments[0]), arguments[1].asString?.text ?? "", arguments[2])
            return .none
        }
        type.special(.contains, "self, key, /") { vm, arguments in
            Value(names(vm, arguments[0]).contains(arguments[1].asString?.text ?? ""))
        }
        for name in ["keys", "__iter__"] {
            type.method(name, "self") { vm, arguments in
                let list = names(vm, arguments[0])
                return ModuleMethods.iterator(vm, list.count) { vm.string(list[$0]) }
            }
        }
        type.method("values", "self") { vm, arguments in
            let list = members(vm, arguments[0]).map { Strong($0) }
            return ModuleMethods.iterator(vm, list.count) { list[$0].value }
        }
        type.method("items", "self") { vm, arguments in
            let list = zip(names(vm, arguments[0]), members(vm, arguments[0]).map { Strong($0) }).map { ($0, $1) }
            return ModuleMethods.iterator(vm, list.count) { vm.tuple([vm.string(list[$0].0), list[$0].1.value]) }
        }
    }

    private static func update(_ vm: VM, _ object: ModuleInstance, _ given: Value) throws {
        if let dictionary = given.asDictionary {
            for entry in dictionary.entries { try add(vm, object, entry.key.asString?.text ?? "", entry.value) }
            return
        }
        for pair in try vm.array(from: given) {
            let items = try vm.array(from: pair)
            guard items.count == 2 else {
                throw vm.valueError("ModuleDict update sequence element has length \(items.count); 2 is required")
            }
            try add(vm, object, items[0].asString?.text ?? "", items[1])
        }
    }

    // MARK: Parameters

    private static func addParameter(_ vm: VM, _ object: ModuleInstance, _ name: String, _ value: Value) throws {
        let parameter: Value
        if vm.isParameter(value) {
            parameter = value
        } else {
            parameter = try vm.call(Value(borrowing: TorchTypes.parameter), [value])
        }
        try ModuleMethods.assign(vm, object, Interned.string(name), parameter)
    }

    private static func parameterList(_ type: TypeObject) {
        func values(_ vm: VM, _ value: Value) -> [Value] {
            (vm.module(value)?.parameters ?? []).compactMap { entry in entry.tensor.map { vm.wrap($0) } }
        }
        type.special(.initialize, "self, values=None") { vm, arguments in
            let object = try instance(vm, arguments[0])
            object.attach(ParameterList(), vm)
            let given = try arguments.orNone(1).map { try vm.array(from: $0) } ?? []
            for (index, value) in given.enumerated() {
                try addParameter(vm, object, "\(index)", value)
            }
            return .none
        }
        type.special(.length, "self, /") { vm, arguments in Value(values(vm, arguments[0]).count) }
        type.special(.iterate, "self, /") { vm, arguments in
            let list = values(vm, arguments[0]).map { Strong($0) }
            return ModuleMethods.iterator(vm, list.count) { list[$0].value }
        }
        type.special(.getItem, "self, key, /") { vm, arguments in
            let list = values(vm, arguments[0])
            let index = try vm.index(arguments[1])
            let place = index < 0 ? index + list.count : index
            guard place >= 0, place < list.count else { throw vm.indexError("index \(index) is out of range") }
            return list[place]
        }
        type.method("append", "self, value") { vm, arguments in
            try addParameter(
                vm, try instance(vm, arguments[0]), "\(values(vm, arguments[0]).count)", arguments[1])
            return arguments[0]
        }
    }

    private static func parameterDict(_ type: TypeObject) {
        type.special(.initialize, "self, parameters=None") { vm, arguments in
            let object = try instance(vm, arguments[0])
            object.attach(ParameterDict(), vm)
            for entry in arguments.orNone(1)?.asDictionary?.entries ?? [] {
                try addParameter(vm, object, entry.key.asString?.text ?? "", entry.value)
            }
            return .none
        }
        type.special(.length, "self, /") { vm, arguments in Value(vm.module(arguments[0])?.parameters.count ?? 0) }
        type.special(.getItem, "self, key, /") { vm, arguments in
            guard let name = arguments[1].asString, let tensor = vm.module(arguments[0])?.parameter(named: name.text)
            else {
                throw vm.keyError(arguments[1])
            }
            return vm.wrap(tensor)
        }
        type.special(.setItem, "self, key, value, /") { vm, arguments in
            try addParameter(vm, try instance(vm, arguments[0]), arguments[1].asString?.text ?? "", arguments[2])
            return .none
        }
    }
}
