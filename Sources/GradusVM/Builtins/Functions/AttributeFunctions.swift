/// Built-in functions on attributes and namespaces.
nonisolated(unsafe) let attributeFunctions: [BuiltinFunction] = [
    BuiltinFunction("getattr", "object, name, default=None, /", "Get a named attribute from an object.") {
        vm, arguments in
        let name = try attributeName(vm, arguments[1])
        guard let missing = arguments.optional(2) else { return try vm.attribute(arguments[0], name) }
        return try vm.attributeIfPresent(arguments[0], name) ?? missing
    },
    BuiltinFunction("hasattr", "obj, name, /", "Return whether the object has an attribute with the given name.") {
        vm, arguments in
        Value(try vm.attributeIfPresent(arguments[0], try attributeName(vm, arguments[1])) != nil)
    },
    BuiltinFunction("setattr", "obj, name, value, /", "Set the named attribute on the given object.") { vm, arguments in
        try vm.setAttribute(arguments[0], try attributeName(vm, arguments[1]), arguments[2])
        return .none
    },
    BuiltinFunction("delattr", "obj, name, /", "Delete the named attribute from the given object.") { vm, arguments in
        try vm.deleteAttribute(arguments[0], Interned.string(try attributeName(vm, arguments[1])))
        return .none
    },
    BuiltinFunction("vars", "object=None, /", "Return the __dict__ of an object, or the local variables.") {
        vm, arguments in
        guard let object = arguments.optional(0) else { return vm.value(vm.currentLocals()) }
        guard let dictionary = try vm.attributeIfPresent(object, "__dict__") else {
            throw vm.typeError("vars() argument must have __dict__ attribute")
        }
        return dictionary
    },
    BuiltinFunction("dir", "object=None, /", "A sorted list of the names of an object's attributes.") { vm, arguments in
        guard let object = arguments.optional(0) else {
            return vm.list(try vm.sorted(try vm.array(from: vm.value(vm.currentLocals())), key: nil, reverse: false))
        }
        if let names = try vm.callSpecial(.dir, on: object, []) {
            return vm.list(try vm.sorted(try vm.array(from: names), key: nil, reverse: false))
        }
        return vm.list(vm.attributeNames(object))
    },
    BuiltinFunction("globals", "", "Return the dictionary of the current module's variables.") { vm, _ in
        Value(borrowing: vm.currentGlobals)
    },
    BuiltinFunction("locals", "", "Return a dictionary of the current scope's local variables.") { vm, _ in
        vm.value(vm.currentLocals())
    },
]

private func attributeName(_ vm: VM, _ value: Value) throws -> String {
    guard let name = value.asString else {
        throw vm.typeError("attribute name must be string, not '\(vm.typeName(value))'")
    }
    return name.text
}

extension VM {
    /// The names `dir(object)` lists, sorted.
    func attributeNames(_ object: Value) -> [Value] {
        var names: Set<String> = []
        func add(_ type: TypeObject) {
            for ancestor in type.mro {
                for name in ancestor.ownNames where !name.text.hasPrefix("__gradus") { names.insert(name.text) }
            }
        }
        if let module = object.asModule {
            for entry in module.namespace.entries { if let name = entry.key.asString { names.insert(name.text) } }
        } else if let type = object.asType {
            add(type)
        } else {
            add(typeOf(object))
            for name in ["__class__", "__doc__"] { names.insert(name) }
            if let own = object.object?.ownAttributes { for entry in own { names.insert(entry.name.text) } }
        }
        return names.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }.map { string($0) }
    }
}
