import GradusNN
import GradusTensor
import GradusVM

/// `Sequential`, `ModuleList`, `ModuleDict`.
enum ContainerTypes {
    static func make(_ name: String) -> TypeObject? {
        switch name {
        case "Sequential": return container(name, sequential)
        case "ModuleList": return container(name, moduleList)
        case "ModuleDict": return container(name, moduleDict)
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

    /// Checks that a value is a module or None and registers it. Transforms of pictures are modules to torchvision; they
    /// go into a layer of their own.
    private static func add(_ vm: VM, _ instance: ModuleInstance, _ name: String, _ given: Value) throws {
        var value = given
        if let home = try transformLayer(vm, given) { value = try vm.call(home, [given]) }
        guard value.isNone || value.object is ModuleInstance else {
            throw vm.typeError("\(shown(vm, value)) is not a Module subclass")
        }
        try ModuleMethods.checkName(vm, instance, name)
        try ModuleMethods.addChild(vm, instance, name, value)
    }

    /// The class of layers that hold a transform; nil for other values.
    private static func transformLayer(_ vm: VM, _ value: Value) throws -> Value? {
        guard !value.isNone, !(value.object is ModuleInstance), let type = value.object?.type, value.asType == nil,
            type.moduleName.hasPrefix("torchvision.transforms."), try vm.attributeIfPresent(value, "forward") != nil
        else { return nil }
        return try vm.attribute(
            Value(borrowing: try vm.importModule("torchvision.transforms._layer")), "TransformLayer")
    }

    /// `torch.typename`: what a value is called where a module was expected.
    static func shown(_ vm: VM, _ value: Value) -> String {
        if let tensor = value.asTensor { return tensor.dtype.tensorTypeName }
        if let type = value.asType { return "\(type.moduleName).\(type.name)" }
        if let name = try? vm.attributeIfPresent(value, "__qualname__")?.asString?.text {
            if OpTable.find(name, in: .functional) != nil { return "torch.nn.functional.\(name)" }
            let module = (try? vm.attributeIfPresent(value, "__module__"))??.asString?.text
            return module.map { "\($0).\(name)" } ?? name
        }
        return vm.typeOf(value).fullName
    }

    private static func names(_ vm: VM, _ value: Value) -> [String] {
        (vm.module(value)?.children ?? []).map(\.name)
    }

    private static func members(_ vm: VM, _ value: Value) -> [Value] {
        (vm.module(value)?.children ?? []).map { child in child.module.map { vm.wrap($0) } ?? .none }
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
                let places = (0..<range.count).map { range.start + $0 * range.step }
                guard type.name == "Sequential" else {
                    return try make(vm, vm.typeOf(arguments[0]), places.map { list[$0] })
                }
                // The members keep their names.
                let known = names(vm, arguments[0])
                let named = try vm.orderedDictionary()
                for place in places { try vm.setItem(named, vm.string(known[place]), list[place]) }
                return try vm.call(Value(borrowing: vm.typeOf(arguments[0])), [named])
            }
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
            guard arguments[2].object is ModuleInstance else {
                throw vm.typeError(
                    "cannot assign '\(shown(vm, arguments[2]))' as child module '\(known[place])' (torch.nn.Module or None "
                        + "expected)")
            }
            try add(vm, try instance(vm, arguments[0]), known[place], arguments[2])
            return .none
        }
        type.special(.delItem, "self, key, /") { vm, arguments in
            let object = try instance(vm, arguments[0])
            let list = members(vm, arguments[0])
            var doomed: Set<Int> = []
            if let slice = arguments[1].asSlice {
                let range = try vm.sliceRange(slice, list.count)
                for i in 0..<range.count { doomed.insert(range.start + i * range.step) }
            } else {
                let index = try vm.index(arguments[1])
                let place = index < 0 ? index + list.count : index
                guard place >= 0, place < list.count else { throw vm.indexError("index \(index) is out of range") }
                doomed.insert(place)
            }
            try replace(vm, object, list.indices.filter { !doomed.contains($0) }.map { list[$0] })
            return .none
        }
        type.method("pop", "self, key") { vm, arguments in
            let kept = Strong(try vm.getItem(arguments[0], arguments[1]))
            _ = try vm.callMethod(arguments[0], "__delitem__", [arguments[1]])
            return vm.pool.keep(kept.value)
        }
        type.method("__add__", "self, other") { vm, arguments in
            if type.name == "Sequential", !vm.isInstance(arguments[1], type) {
                throw vm.valueError(
                    "add operator supports only objects of Sequential class, but "
                        + "\(try vm.repr(Value(borrowing: vm.typeOf(arguments[1])))) is given.")
            }
            return try make(vm, type, members(vm, arguments[0]) + (try vm.array(from: arguments[1])))
        }
        type.method("__iadd__", "self, other") { vm, arguments in
            try vm.callMethod(arguments[0], "extend", [arguments[1]])
        }
        if type.name == "Sequential" {
            for name in ["__mul__", "__rmul__"] {
                type.method(name, "self, other") { vm, arguments in
                    guard arguments[1].tag == .int else {
                        throw vm.typeError(
                            "unsupported operand type(s) for *: \(try vm.repr(Value(borrowing: type))) and "
                                + "\(try vm.repr(Value(borrowing: vm.typeOf(arguments[1]))))")
                    }
                    let times = Int(arguments[1].intBits)
                    guard times > 0 else {
                        throw vm.valueError(
                            "Non-positive multiplication factor \(times) for \(try vm.repr(Value(borrowing: type)))")
                    }
                    let parts = members(vm, arguments[0])
                    guard times <= (1 << 24) / max(1, parts.count) else { throw vm.error(.memoryError, "") }
                    return try make(vm, type, Array(repeatElement(parts, count: times).joined()))
                }
            }
        }
        type.method("append", "self, module") { vm, arguments in
            try add(vm, try instance(vm, arguments[0]), "\(names(vm, arguments[0]).count)", arguments[1])
            return arguments[0]
        }
        type.method("extend", "self, modules") { vm, arguments in
            if type.name == "ModuleList", try vm.attributeIfPresent(arguments[1], "__iter__") == nil {
                throw vm.typeError(
                    "ModuleList.extend should be called with an iterable, but got \(vm.typeName(arguments[1]))")
            }
            for value in try vm.array(from: arguments[1]) {
                try add(vm, try instance(vm, arguments[0]), "\(names(vm, arguments[0]).count)", value)
            }
            return arguments[0]
        }
        type.method("insert", "self, index, module") { vm, arguments in
            var list = members(vm, arguments[0])
            if type.name == "Sequential", !(arguments[2].object is ModuleInstance) {
                throw vm.error(
                    .assertionError, "module should be of type: <class 'torch.nn.modules.module.Module'>")
            }
            let index = try vm.index(arguments[1])
            if type.name == "Sequential", index < -list.count || index > list.count {
                throw vm.indexError("Index out of range: \(index)")
            }
            let place = min(max(index < 0 ? index + list.count : index, 0), list.count)
            list.insert(arguments[2], at: place)
            for (position, value) in list.enumerated() {
                try add(vm, try instance(vm, arguments[0]), "\(position)", value)
            }
            return type.name == "Sequential" ? arguments[0] : .none
        }
    }

    /// Gives a sequence other members, numbered anew.
    private static func replace(_ vm: VM, _ object: ModuleInstance, _ values: [Value]) throws {
        let kept = values.map { Strong($0) }
        for name in names(vm, Value(borrowing: object)) {
            object.module?.removeMember(name)
            try vm.genericDeleteAttribute(Value(borrowing: object), Interned.string(name))
        }
        for (position, value) in kept.enumerated() { try add(vm, object, "\(position)", value.value) }
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
            guard let name = arguments[1].asString, names(vm, arguments[0]).contains(name.text) else {
                throw vm.keyError(arguments[1])
            }
            return vm.module(arguments[0])?.child(named: name.text).map { vm.wrap($0) } ?? .none
        }
        type.special(.setItem, "self, key, module, /") { vm, arguments in
            try add(vm, try instance(vm, arguments[0]), try key(vm, arguments[1]), arguments[2])
            return .none
        }
        type.special(.delItem, "self, key, /") { vm, arguments in
            guard let name = arguments[1].asString, names(vm, arguments[0]).contains(name.text) else {
                throw vm.keyError(arguments[1])
            }
            vm.module(arguments[0])?.removeMember(name.text)
            try vm.genericDeleteAttribute(arguments[0], Interned.string(name))
            return .none
        }
        type.method("pop", "self, key") { vm, arguments in
            let kept = Strong(try vm.getItem(arguments[0], arguments[1]))
            _ = try vm.callMethod(arguments[0], "__delitem__", [arguments[1]])
            return vm.pool.keep(kept.value)
        }
        type.method("clear", "self") { vm, arguments in
            for name in names(vm, arguments[0]) {
                _ = try vm.callMethod(arguments[0], "__delitem__", [vm.string(name)])
            }
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
            for entry in dictionary.entries { try add(vm, object, try key(vm, entry.key), entry.value) }
            return
        }
        if let items = try vm.attributeIfPresent(given, "items") {
            for pair in try vm.array(from: try vm.call(items)) {
                guard let pair = pair.asTuple?.values, pair.count == 2 else { continue }
                try add(vm, object, try key(vm, pair[0]), pair[1])
            }
            return
        }
        if try vm.attributeIfPresent(given, "__iter__") == nil {
            throw vm.typeError(
                "ModuleDict.update should be called with an iterable of key/value pairs, but got \(vm.typeName(given))")
        }
        for (number, pair) in try vm.array(from: given).enumerated() {
            guard try vm.attributeIfPresent(pair, "__iter__") != nil else {
                throw vm.typeError(
                    "ModuleDict update sequence element #\(number) should be Iterable; is\(vm.typeName(pair))")
            }
            let items = try vm.array(from: pair)
            guard items.count == 2 else {
                throw vm.valueError(
                    "ModuleDict update sequence element #\(number) has length \(items.count); 2 is required")
            }
            try add(vm, object, try key(vm, items[0]), items[1])
        }
    }

    private static func key(_ vm: VM, _ value: Value) throws -> String {
        guard let name = value.asString else {
            throw vm.typeError("module name should be a string. Got \(vm.typeName(value))")
        }
        return name.text
    }
}
