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
        if arguments[1].tag == .tuple {
            let own = UInt64(UInt(bitPattern: Unmanaged.passUnretained(vm.typeOf(arguments[0])).toOpaque()))
            for item in arguments[1].layout(TupleLayout.self).buffer {
                // A class before it in the tuple may answer by code of the language.
                if item.tag != .type || item.cast(TypeObject.self).isScriptClass { break }
                if item.bits == own { return .true }
            }
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
            if type.type !== Types.type, case let check = type.type.special(.instanceCheck),
                !check.isIdentical(to: Types.type.special(.instanceCheck))
            {
                return try truth(call(check, [classes, value]))
            }
            if try isVirtualSubclass(own, of: type) { return true }
            // A class may present its instances as another's (`__class__` as a property).
            guard own.isScriptClass, let shown = own.lookup(Interned.string("__class__")),
                !shown.isIdentical(to: Types.object.own(Interned.string("__class__")) ?? .none)
                    || own.special(.getAttribute).tag == .function,
                let claimed = try attributeIfPresent(value, "__class__")?.asType, claimed !== own
            else { return false }
            return claimed.isSubtype(of: type)
        }
        if let answer = try ask(classes, .instanceCheck, value) { return answer }
        return try matchesAny(
            classes, caller: "isinstance", unions: "isinstance() arg 2 must be a type, a tuple of types, or a union"
        ) {
            try isInstance(value, of: $0)
        }
    }

    func isSubclass(_ type: TypeObject, of classes: Value, caller: String) throws -> Bool {
        if classes.tag == .type {
            let other = classes.cast(TypeObject.self)
            if other.type !== Types.type, case let check = other.type.special(.subclassCheck), check.tag == .function {
                return try truth(call(check, [classes, Value(borrowing: type)]))
            }
            return try type.isSubtype(of: other) || isVirtualSubclass(type, of: other)
        }
        if let answer = try ask(classes, .subclassCheck, Value(borrowing: type)) { return answer }
        return try matchesAny(
            classes, caller: caller, unions: "issubclass() arg 2 must be a class, a tuple of classes, or a union"
        ) {
            try isSubclass(type, of: $0, caller: caller)
        }
    }

    /// What an object that stands for classes, such as a construct of `typing`, answers itself.
    private func ask(_ classes: Value, _ question: Special, _ subject: Value) throws -> Bool? {
        guard classes.isObject, classes.tag != .tuple else { return nil }
        let check = typeOf(classes).special(question)
        guard check.tag == .function else { return nil }
        return try truth(call(check, [classes, subject]))
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
        throw typeError(unions)
    }

    /// Abstract base classes: by `__subclasshook__`, then by what was registered. Answers are kept until something is
    /// registered or the class changes.
    private func isVirtualSubclass(_ type: TypeObject, of other: TypeObject) throws -> Bool {
        guard other.type.isSubtype(of: AbstractModule.meta) else { return false }
        let key = AbstractModule.Pair(type: ObjectIdentifier(type), other: ObjectIdentifier(other))
        if let known = AbstractModule.answers[key], known.version == type.version,
            known.registrations == AbstractModule.registrations
        {
            return known.answer
        }
        let answer = try findVirtualSubclass(type, of: other)
        AbstractModule.answers[key] = AbstractModule.Answer(
            version: type.version, registrations: AbstractModule.registrations, answer: answer)
        return answer
    }

    private func findVirtualSubclass(_ type: TypeObject, of other: TypeObject) throws -> Bool {
        if let hook = other.lookup(Names.subclassHook), !hook.isNone {
            let method = try attribute(Value(borrowing: other), "__subclasshook__")
            let result = try call(method, [Value(borrowing: type)])
            if result.tag != .notImplemented { return try truth(result) }
        }
        if let registry = other.own(Names.registry)?.asList {
            for entry in registry.values {
                guard let registered = entry.asType else { continue }
                if try type.isSubtype(of: registered) || isVirtualSubclass(type, of: registered) { return true }
            }
        }
        for derived in other.subclasses {
            if try type.isSubtype(of: derived) || isVirtualSubclass(type, of: derived) { return true }
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

extension VM {
    /// What a prompt shows for an example of a built-in function or type; nil for everything else.
    public func builtinExample(of value: Value) -> String? {
        let name =
            value.asType?.name
            ?? (value.tag == .nativeFunction ? value.cast(NativeFunctionObject.self).name : "")
        guard let example = BuiltinExamples.examples[name], let own = builtins.get(name), own.isIdentical(to: value)
        else { return nil }
        return ">>> \(example.code)\n\(example.answer)"
    }
}

/// `help(object)`: the name with its signature, then the documentation.
private func showHelp(_ vm: VM, _ request: Value?) throws {
    guard let request else {
        vm.writeOutput("Type help(object) for help about object.\n")
        return
    }
    let method = (request.object as? BoundMethodObject)?.function.value ?? request
    if method.asFunction != nil || (request.asType ?? vm.typeOf(request)).isScriptClass,
        let pages = try? vm.importModule("pydoc")
    {
        _ = try vm.callMethod(Value(borrowing: pages), "help", [request])
        return
    }
    let title: String
    if let function = request.asFunction {
        title = function.name + Signature.text(vm, function)
    } else if request.tag == .nativeFunction {
        let function = request.cast(NativeFunctionObject.self)
        // One that binds its own arguments says them in its documentation.
        title = function.rawBody == nil ? "\(function.name)(\(function.signature.text))" : function.name
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
    if let example = vm.builtinExample(of: request) {
        text += "\nExample:\n\n    " + example.replacing("\n", with: "\n    ") + "\n"
    }
    if let type = request.asType {
        let names = type.ownNames.map(\.text).filter { !$0.hasPrefix("_") }
        if !names.isEmpty { text += "\nMethods and attributes: " + names.joined(separator: ", ") + "\n" }
    }
    vm.writeOutput(text)
}
