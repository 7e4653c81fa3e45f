/// Built-in functions on objects and classes.
nonisolated(unsafe) let objectFunctions: [BuiltinFunction] = [
    BuiltinFunction("id", "obj, /", "Return the identity of an object.") { _, arguments in
        let value = arguments[0]
        if value.isObject { return Value(Int(truncatingIfNeeded: Int64(bitPattern: value.bits))) }
        // Unboxed values have no address: a number that differs for different values.
        let mixed = (value.bits ^ UInt64(value.tag.rawValue) << 56) &* 0x9E37_79B9_7F4A_7C15
        return Value(Int(truncatingIfNeeded: mixed >> 17) &* 16)
    },
    BuiltinFunction("hash", "obj, /", "Return the hash value for the given object.") { vm, arguments in
        Value(try vm.hash(arguments[0]))
    },
    BuiltinFunction(
        "isinstance", "obj, class_or_tuple, /",
        "Return whether an object is an instance of a class or of a subclass thereof."
    ) { vm, arguments in
        // The type itself, before anything is retained.
        if arguments[1].tag == .type,
            UInt64(UInt(bitPattern: Unmanaged.passUnretained(vm.typeOf(arguments[0])).toOpaque())) == arguments[1].bits
        {
            return .true
        }
        return Value(try vm.isInstance(arguments[0], of: arguments[1]))
    },
    BuiltinFunction(
        "issubclass", "cls, class_or_tuple, /",
        "Return whether 'cls' is derived from another class or is the same class."
    ) { vm, arguments in
        guard let type = arguments[0].asType else { throw vm.typeError("issubclass() arg 1 must be a class") }
        return Value(try vm.isSubclass(type, of: arguments[1], caller: "issubclass"))
    },
    BuiltinFunction("callable", "obj, /", "Return whether the object is callable.") { vm, arguments in
        Value(vm.isCallable(arguments[0]))
    },
    BuiltinFunction("exit", "code=None", "Leave the program.") { vm, arguments in
        throw vm.error(.systemExit, arguments: arguments.optional(0).map { [$0] } ?? [])
    },
    BuiltinFunction("quit", "code=None", "Leave the program.") { vm, arguments in
        throw vm.error(.systemExit, arguments: arguments.optional(0).map { [$0] } ?? [])
    },
    BuiltinFunction("help", "request=None, /", "Show the signature and the documentation of an object.") {
        vm, arguments in
        try showHelp(vm, arguments.optional(0))
        return .none
    },
]

extension VM {
    /// `isinstance(value, classes)`: a class, a union, or a tuple of these.
    func isInstance(_ value: Value, of classes: Value) throws -> Bool {
        if classes.tag == .type {
            let type = classes.cast(TypeObject.self)
            let own = typeOf(value)
            if own.isSubtype(of: type) { return true }
            if let shown = own.presentedAs, shown.isSubtype(of: type) { return true }
            return try isVirtualSubclass(own, of: type)
        }
        return try matchesAny(
            classes, caller: "isinstance", unions: "isinstance() arg 2 must be a type, a tuple of types, or a union"
        ) {
            try isInstance(value, of: $0)
        }
    }

    func isSubclass(_ type: TypeObject, of classes: Value, caller: String) throws -> Bool {
        if classes.tag == .type {
            let other = classes.cast(TypeObject.self)
            return try type.isSubtype(of: other) || isVirtualSubclass(type, of: other)
        }
        return try matchesAny(
            classes, caller: caller, unions: "issubclass() arg 2 must be a class, a tuple of classes, or a union"
        ) {
            try isSubclass(type, of: $0, caller: caller)
        }
    }

    private func matchesAny(_ classes: Value, caller: String, unions: String, _ test: (Value) throws -> Bool) throws
        -> Bool
    {
        if let tuple = classes.asTuple {
            for item in tuple.buffer where try test(item) { return true }
            return false
        }
        if let union = classes.object as? UnionType {
            for item in union.members.buffer where try test(item) { return true }
            return false
        }
        if classes.object is GenericAlias {
            throw typeError("\(caller)() argument 2 cannot be a parameterized generic")
        }
        // Constructs of `typing` name the class they stand for.
        if classes.isObject, let origin = try attributeIfPresent(classes, "__origin__"), origin.isObject {
            if let members = try attributeIfPresent(classes, "__args__"), origin.tag != .type {
                return try test(members)
            }
            return try test(origin)
        }
        throw typeError(unions)
    }

    /// Abstract base classes: by `__subclasshook__`, then by what was registered.
    private func isVirtualSubclass(_ type: TypeObject, of other: TypeObject) throws -> Bool {
        guard other.isScriptClass || other.moduleName == "abc" else { return false }
        if let hook = other.lookup(Names.subclassHook), !hook.isNone {
            let method = try attribute(Value(borrowing: other), "__subclasshook__")
            let result = try call(method, [Value(borrowing: type)])
            if result.tag != .notImplemented { return try truth(result) }
        }
        if let registry = other.own(Names.registry)?.asList {
            for entry in registry.values {
                if let registered = entry.asType, type.isSubtype(of: registered) { return true }
            }
        }
        for derived in other.subclasses where derived.own(Names.registry) != nil {
            if try isVirtualSubclass(type, of: derived) { return true }
        }
        return false
    }
}

/// Names that native code looks up.
enum Names {
    nonisolated(unsafe) static let subclassHook = Interned.string("__subclasshook__")
    nonisolated(unsafe) static let registry = Interned.string("_abc_registry")
    nonisolated(unsafe) static let dictionary = Interned.string("__dict__")
}

/// `help(object)`: the name with its signature, then the documentation.
private func showHelp(_ vm: VM, _ request: Value?) throws {
    guard let request else {
        vm.writeOutput("Type help(object) for help about object.\n")
        return
    }
    let title: String
    if let function = request.asFunction {
        title = function.name + Signature.text(vm, function)
    } else if request.tag == .nativeFunction {
        let function = request.cast(NativeFunctionObject.self)
        title = "\(function.name)(\(function.signature.text))"
    } else if let method = request.object as? BoundMethodObject {
        try showHelp(vm, method.function.value)
        return
    } else if let type = request.asType {
        title = "class \(type.displayName)"
    } else if let module = request.asModule {
        title = "module \(module.name)"
    } else {
        title = "\(vm.typeName(request)) object"
    }
    var text = "Help on \(title):\n"
    if let doc = try vm.attributeIfPresent(request, "__doc__"), let lines = doc.asString?.text {
        text += "\n" + lines + "\n"
    }
    if let type = request.asType {
        let names = type.ownNames.map(\.text).filter { !$0.hasPrefix("_") }
        if !names.isEmpty { text += "\nMethods and attributes: " + names.joined(separator: ", ") + "\n" }
    }
    vm.writeOutput(text)
}
