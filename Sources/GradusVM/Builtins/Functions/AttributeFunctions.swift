/// Built-in functions on attributes and namespaces.
nonisolated(unsafe) let attributeFunctions: [BuiltinFunction] = [
    BuiltinFunction(
        "__import__", "name, globals=None, locals=None, fromlist=(), level=0", "Import a module."
    ) { vm, arguments in
        guard let name = arguments[0].asString else {
            throw vm.typeError("__import__() argument 1 must be str, not \(vm.typeName(arguments[0]))")
        }
        return try vm.importByCall(
            name.text, globals: arguments.orNone(1)?.asDictionary,
            names: try arguments.orNone(3).map { try vm.array(from: $0) } ?? [],
            level: try arguments.optional(4).map { try vm.index($0) } ?? 0)
    },
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
        try vm.deleteAttribute(arguments[0], try attributeName(vm, arguments[1]))
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
            return vm.list(try vm.sorted(try vm.array(from: vm.value(vm.currentLocals()))))
        }
        return vm.list(try vm.attributeList(of: object))
    },
    BuiltinFunction("globals", "", "Return the dictionary of the current module's variables.") { vm, _ in
        Value(borrowing: vm.currentGlobals)
    },
    BuiltinFunction("locals", "", "Return a dictionary of the current scope's local variables.") { vm, _ in
        vm.value(vm.currentLocals())
    },
]

private func attributeName(_ vm: VM, _ value: Value) throws -> StringObject {
    guard let name = value.asString else {
        throw vm.typeError("attribute name must be string, not '\(vm.typeName(value))'")
    }
    return Interned.string(name)
}

extension VM {
    /// What `dir(object)` lists.
    func attributeList(of object: Value) throws -> [Value] {
        if let names = try callSpecial(.dir, on: object, []) {
            return try sorted(try array(from: names))
        }
        return attributeNames(object)
    }

    /// The names `dir(object)` lists where the class has no `__dir__`, sorted.
    func attributeNames(_ object: Value) -> [Value] {
        var names: Set<String> = []
        func add(_ type: TypeObject) {
            for ancestor in type.mro {
                for name in ancestor.ownNames where !name.text.hasPrefix("__gradus") {
                    // Not every object has one; classes of the language that do list it themselves.
                    if ancestor === Types.object, name === Names.dictionary { continue }
                    names.insert(name.text)
                }
                if ancestor === Types.function || ancestor === Types.baseException { names.insert("__dict__") }
            }
        }
        if let module = object.asModule {
            for entry in module.namespace.entries { if let name = entry.key.asString { names.insert(name.text) } }
            // Those that are made when they are first asked for.
            names.formUnion(module.resolvedNames?() ?? [])
        } else if let type = object.asType {
            add(type)
        } else {
            add(typeOf(object))
            for name in ["__class__", "__doc__"] { names.insert(name) }
            if let own = object.object?.ownAttributes { for entry in own { names.insert(entry.name.text) } }
        }
        if object.asModule == nil { addInherited(to: &names, of: object.asType ?? typeOf(object)) }
        return names.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }.map { string($0) }
    }

    /// Names that every object has, and those that depend on how instances of the class are kept.
    private func addInherited(to names: inout Set<String>, of type: TypeObject) {
        names.formUnion(["__getstate__", "__reduce__", "__reduce_ex__", "__subclasshook__"])
        let plain = [Types.int, Types.float, Types.string, Types.bytes, Types.tuple]
        if plain.contains(where: { type.isSubtype(of: $0) }) { names.insert("__getnewargs__") }
        if type.rootShape == nil || type.allowedSlots != nil {
            if !type.isSubtype(of: Types.type) { names.remove("__dict__") }
        } else if type.mro.contains(where: { $0.isScriptClass && $0.allowedSlots == nil }) {
            names.insert("__weakref__")
        }
    }
}
