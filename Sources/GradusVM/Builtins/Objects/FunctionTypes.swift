/// Attributes and methods of functions, bound methods, modules, generators and cells.
enum FunctionTypes {
    static func install() {
        Types.function.setPopulate(populateFunction)
        Types.nativeFunction.setPopulate { populateNative($0) }
        Types.methodDescriptor.setPopulate { populateNative($0) }
        Types.method.setPopulate(populateMethod)
        Types.nativeMethod.setPopulate(populateMethod)
        Types.module.setPopulate(populateModule)
        Types.generator.setPopulate(populateGenerator)
        Types.cell.setPopulate { type in
            type.property(
                "cell_contents",
                get: { vm, value in
                    let content = value.cast(CellObject.self).content
                    if content.isUnbound { throw vm.valueError("Cell is empty") }
                    return vm.pool.keep(content)
                },
                set: { _, value, new in
                    let cell = value.cast(CellObject.self)
                    let old = cell.content
                    cell.content = new.retained()
                    old.release()
                })
        }
    }

    // MARK: Functions of the language

    private static func populateFunction(_ type: TypeObject) {
        func text(_ name: String, _ key: ReferenceWritableKeyPath<FunctionObject, String>) {
            type.property(
                name, get: { vm, value in vm.string(value.cast(FunctionObject.self)[keyPath: key]) },
                set: { vm, value, new in
                    guard let text = new.asString else { throw vm.typeError("\(name) must be set to a string object") }
                    value.cast(FunctionObject.self)[keyPath: key] = text.text
                })
        }
        text("__name__", \.name)
        text("__qualname__", \.qualifiedName)
        type.property(
            "__module__", get: { vm, value in vm.string(value.cast(FunctionObject.self).moduleName) },
            set: { _, value, new in value.cast(FunctionObject.self).moduleName = new.asString?.text ?? "" })
        type.property(
            "__doc__", get: { _, value in value.cast(FunctionObject.self).docstring.value },
            set: { _, value, new in value.cast(FunctionObject.self).docstring = Strong(new) })
        type.property(
            "__defaults__",
            get: { _, value in value.cast(FunctionObject.self).defaults.map { Value(borrowing: $0) } ?? .none },
            set: { vm, value, new in
                if !new.isNone, new.asTuple == nil {
                    throw vm.typeError("__defaults__ must be set to a tuple object")
                }
                value.cast(FunctionObject.self).defaults = new.asTuple
            })
        type.property(
            "__kwdefaults__",
            get: { _, value in value.cast(FunctionObject.self).keywordDefaults.map { Value(borrowing: $0) } ?? .none },
            set: { vm, value, new in
                if !new.isNone, new.asDictionary == nil {
                    throw vm.typeError("__kwdefaults__ must be set to a dict object")
                }
                value.cast(FunctionObject.self).keywordDefaults = new.asDictionary
            })
        type.deletable("__defaults__") { value in value.cast(FunctionObject.self).defaults = nil }
        type.deletable("__kwdefaults__") { value in value.cast(FunctionObject.self).keywordDefaults = nil }
        type.deletable("__doc__") { value in value.cast(FunctionObject.self).docstring = .none }
        type.property(
            "__annotations__",
            get: { vm, value in
                let function = value.cast(FunctionObject.self)
                if let annotations = function.annotations { return Value(borrowing: annotations) }
                let made = DictionaryObject()
                function.annotations = made
                return vm.value(made)
            },
            set: { vm, value, new in
                guard new.isNone || new.asDictionary != nil else {
                    throw vm.typeError("__annotations__ must be set to a dict object")
                }
                value.cast(FunctionObject.self).annotations = new.asDictionary
            })
        type.property(
            "__code__",
            get: { vm, value in
                let function = value.cast(FunctionObject.self)
                return vm.value(CodeInfo(function.code.object, loaded: function.code))
            },
            set: { vm, value, new in
                guard let code = (new.object as? CodeInfo)?.loaded else {
                    throw vm.typeError("__code__ must be set to a code object")
                }
                let function = value.cast(FunctionObject.self)
                let own = function.code.object.freeNames.count
                let free = code.object.freeNames.count
                guard own == free else {
                    throw vm.valueError(
                        "\(function.name)() requires a code object with \(own) free vars, not \(free)")
                }
                function.replaceCode(code)
            })
        type.property("__closure__") { _, value in
            value.cast(FunctionObject.self).closure.map { Value(borrowing: $0) } ?? .none
        }
        type.property("__globals__") { _, value in Value(borrowing: value.cast(FunctionObject.self).globals) }
        type.special(.representation, "self, /") { vm, arguments in
            let function = arguments[0].cast(FunctionObject.self)
            return vm.string("<function \(function.qualifiedName) at \(ObjectTypes.address(arguments[0]))>")
        }
        addCall(type)
    }

    /// `f.__call__` and `f.__get__`.
    private static func addCall(_ type: TypeObject) {
        type.special(.call, "self, /, *args, **kwargs") { vm, arguments in
            try vm.call(
                arguments[0], arguments.star(1),
                keywords: arguments.keywords(2).map { ($0.key.asString?.text ?? "", $0.value) })
        }
        type.special(.get, "self, instance, owner=None, /") { vm, arguments in
            if arguments[1].isNone { return arguments[0] }
            return vm.value(BoundMethodObject(function: arguments[0], receiver: arguments[1]))
        }
    }

    // MARK: Native functions

    private static func populateNative(_ type: TypeObject) {
        type.property("__name__") { vm, value in vm.string(value.cast(NativeFunctionObject.self).name) }
        type.property("__qualname__") { vm, value in vm.string(value.cast(NativeFunctionObject.self).qualifiedName) }
        type.property("__module__") { vm, value in
            let function = value.cast(NativeFunctionObject.self)
            return function.owner == nil ? vm.string(function.moduleName) : .none
        }
        type.property("__doc__") { vm, value in
            let doc = value.cast(NativeFunctionObject.self).docstring
            return doc.isEmpty ? .none : vm.string(doc)
        }
        type.property("__text_signature__") { vm, value in
            vm.string("(" + value.cast(NativeFunctionObject.self).signature.text + ")")
        }
        type.property("__self__") { vm, value in
            let function = value.cast(NativeFunctionObject.self)
            if function.owner != nil { throw vm.attributeError(value, Interned.string("__self__")) }
            return try vm.modules.get(function.moduleName) ?? Value(borrowing: vm.importModule("builtins"))
        }
        type.property("__objclass__") { vm, value in
            guard let owner = value.cast(NativeFunctionObject.self).owner else {
                throw vm.attributeError(value, Interned.string("__objclass__"))
            }
            return Value(borrowing: owner)
        }
        type.special(.representation, "self, /") { vm, arguments in
            let function = arguments[0].cast(NativeFunctionObject.self)
            if let owner = function.owner {
                let kind = function.isSlotWrapper ? "slot wrapper" : "method"
                return vm.string("<\(kind) '\(function.name)' of '\(owner.displayName)' objects>")
            }
            return vm.string("<built-in function \(function.name)>")
        }
        addCall(type)
    }

    // MARK: Bound methods

    private static func populateMethod(_ type: TypeObject) {
        type.constructor("cls, function, instance, /") { vm, arguments in
            guard vm.isCallable(arguments[1]) else { throw vm.typeError("first argument must be callable") }
            if arguments[2].isNone { throw vm.typeError("instance must not be None") }
            return vm.value(BoundMethodObject(function: arguments[1], receiver: arguments[2]))
        }
        type.property("__self__") { _, value in value.cast(BoundMethodObject.self).receiver.value }
        type.property("__func__") { _, value in value.cast(BoundMethodObject.self).function.value }
        type.property("__doc__") { vm, value in
            try vm.attribute(value.cast(BoundMethodObject.self).function.value, "__doc__")
        }
        type.special(.getAttr, "self, name, /") { vm, arguments in
            guard let name = arguments[1].asString else { return .none }
            let function = arguments[0].cast(BoundMethodObject.self).function.value
            if let found = try vm.genericAttribute(function, Interned.string(name), type: vm.typeOf(function)) {
                return found
            }
            throw vm.attributeError(arguments[0], Interned.string(name))
        }
        type.special(.equal, "self, other, /") { _, arguments in
            guard let other = arguments[1].object as? BoundMethodObject else { return .notImplemented }
            let own = arguments[0].cast(BoundMethodObject.self)
            return Value(
                own.function.value.isIdentical(to: other.function.value)
                    && own.receiver.value.isIdentical(to: other.receiver.value))
        }
        type.special(.hash, "self, /") { _, arguments in
            let own = arguments[0].cast(BoundMethodObject.self)
            return Value(Int(truncatingIfNeeded: (own.function.value.bits ^ own.receiver.value.bits &* 31) >> 4))
        }
        type.special(.representation, "self, /") { vm, arguments in
            let own = arguments[0].cast(BoundMethodObject.self)
            let receiver = own.receiver.value
            if own.function.value.tag == .nativeFunction {
                let function = own.function.value.cast(NativeFunctionObject.self)
                // Where the method is written in Python, the value itself is shown.
                let owner = vm.typeOf(receiver).mro.first { $0.own(Interned.string(function.name)) != nil }
                if let owner, owner.isWrittenInPython, !function.isSlotWrapper {
                    return vm.string("<bound method \(owner.name).\(function.name) of \(try vm.repr(receiver))>")
                }
                let place = "object at \(ObjectTypes.address(receiver))"
                let kind =
                    function.isSlotWrapper ? "method-wrapper '\(function.name)'" : "built-in method \(function.name)"
                return vm.string("<\(kind) of \(vm.typeName(receiver)) \(place)>")
            }
            let name = try vm.attributeIfPresent(own.function.value, "__qualname__").map { try vm.str($0) } ?? "?"
            return vm.string("<bound method \(name) of \(try vm.repr(receiver))>")
        }
        addCall(type)
    }

    // MARK: Modules

    private static func populateModule(_ type: TypeObject) {
        type.constructor("cls, name, doc=None") { vm, arguments in
            guard let name = arguments[1].asString else {
                throw vm.typeError("module() argument 'name' must be str, not \(vm.argumentTypeName(arguments[1]))")
            }
            let module = ModuleObject(name: name.text)
            module.namespace.set("__name__", arguments[1])
            module.namespace.set("__doc__", arguments.optional(2) ?? .none)
            for name in ["__package__", "__loader__", "__spec__"] { module.namespace.set(name, .none) }
            return vm.value(module)
        }
        type.property("__dict__") { _, value in value.asModule.map { Value(borrowing: $0.namespace) } ?? .none }
        type.property(
            "__doc__", get: { _, value in value.asModule?.namespace.get("__doc__") ?? .none },
            set: { _, value, new in value.asModule?.namespace.set("__doc__", new) })
        type.special(.representation, "self, /") { vm, arguments in
            guard let module = arguments[0].asModule else { return vm.string("<module>") }
            let name = module.namespace.get("__name__")?.asString?.text ?? module.name
            if let file = module.file ?? module.namespace.get("__file__")?.asString?.text {
                return vm.string("<module '\(name)' from '\(file)'>")
            }
            // One that a script made; those of Gradus have no loader.
            if module.namespace.get("__loader__") != nil { return vm.string("<module '\(name)'>") }
            return vm.string("<module '\(name)' (built-in)>")
        }
    }

    // MARK: Generators

    private static func populateGenerator(_ type: TypeObject) {
        func generator(_ arguments: Arguments) -> GeneratorObject { arguments[0].cast(GeneratorObject.self) }
        /// The result of a step: the value, or StopIteration with what the generator returned.
        func step(_ vm: VM, _ generator: GeneratorObject, _ value: Value?) throws -> Value {
            if let value { return value }
            let result = vm.pool.keep(generator.returnValue.value)
            generator.returnValue = .none
            throw vm.stopIteration(result)
        }
        type.special(.iterate, "self, /") { _, arguments in arguments[0] }
        type.special(.next, "self, /") { vm, arguments in
            try step(vm, generator(arguments), try vm.resume(generator(arguments), sending: .none))
        }
        type.method("send", "self, arg, /", doc: "Resume the generator with a value.") { vm, arguments in
            try step(vm, generator(arguments), try vm.resume(generator(arguments), sending: arguments[1]))
        }
        type.method("throw", "self, type, value=None, traceback=None, /", doc: "Raise an exception in the generator.") {
            vm, arguments in
            var exception = arguments[1]
            if exception.tag == .type {
                let value = arguments.orNone(2)
                if let value, value.asException != nil {
                    exception = value
                } else {
                    exception = try vm.call(exception, value.map { [$0] } ?? [])
                }
            }
            guard let object = exception.asException else {
                throw vm.typeError(
                    "exceptions must be classes or instances deriving from BaseException, not \(vm.typeName(exception))"
                )
            }
            return try step(vm, generator(arguments), try vm.throwInto(generator(arguments), object))
        }
        type.method("close", "self, /", doc: "Raise GeneratorExit inside the generator.") { vm, arguments in
            try close(vm, generator(arguments))
            return .none
        }
        type.property("gi_running") { _, value in Value(value.cast(GeneratorObject.self).state == .running) }
        type.property("gi_suspended") { _, value in
            Value(value.cast(GeneratorObject.self).state == .suspended)
        }
        type.property("gi_code") { vm, value in
            vm.value(CodeInfo(value.cast(GeneratorObject.self).code.object))
        }
        type.property("gi_frame") { vm, value in
            let generator = value.cast(GeneratorObject.self)
            if generator.state == .finished { return .none }
            return vm.value(CodeInfo(generator.code.object))
        }
        type.property("gi_yieldfrom") { _, value in
            let generator = value.cast(GeneratorObject.self)
            guard generator.state == .suspended, generator.pc.pointee.op == .yieldFrom else { return .none }
            return generator.registers[Int(generator.pc.pointee.b)]
        }
        for (name, key) in [("__name__", \GeneratorObject.name), ("__qualname__", \GeneratorObject.qualifiedName)] {
            type.property(
                name, get: { vm, value in vm.string(value.cast(GeneratorObject.self)[keyPath: key]) },
                set: { vm, value, new in
                    guard let text = new.asString else { throw vm.typeError("\(name) must be set to a string object") }
                    value.cast(GeneratorObject.self)[keyPath: key] = text.text
                })
        }
        type.special(.representation, "self, /") { vm, arguments in
            let name = generator(arguments).qualifiedName
            return vm.string("<generator object \(name) at \(ObjectTypes.address(arguments[0]))>")
        }
    }

    static func close(_ vm: VM, _ generator: GeneratorObject) throws {
        if generator.state == .finished { return }
        if generator.state == .running { throw vm.valueError("generator already executing") }
        let exit = vm.error(.generatorExit, arguments: []).exception
        do {
            if try vm.throwInto(generator, exit) != nil {
                throw vm.error(.runtimeError, "generator ignored GeneratorExit")
            }
        } catch let error as Thrown
            where vm.isException(error, .generatorExit) || vm.isException(error, .stopIteration)
        {
            return
        }
    }
}

/// How functions show their parameters.
enum Signature {
    /// `(self, x, *, key=None) -> int` of a function of the language.
    static func text(_ vm: VM, _ function: FunctionObject) -> String {
        let code = function.code.object
        var parts: [String] = []
        let names = code.localNames
        let defaults = function.defaults?.values ?? []
        let firstDefault = code.positionalCount - defaults.count
        func parameter(_ index: Int, _ value: Value?) -> String {
            var text = names[index]
            let annotation = function.annotations?.get(names[index])
            if let annotation { text += ": " + annotationText(vm, annotation) }
            if let value {
                let shown = (try? vm.repr(value)) ?? "..."
                text += annotation == nil ? "=\(shown)" : " = \(shown)"
            }
            return text
        }
        for index in 0..<code.positionalCount {
            parts.append(parameter(index, index >= firstDefault ? defaults[index - firstDefault] : nil))
            if index + 1 == code.positionalOnlyCount { parts.append("/") }
        }
        var next = code.positionalCount + code.keywordOnlyCount
        if code.hasStar {
            parts.append("*" + parameter(next, nil))
            next += 1
        } else if code.keywordOnlyCount > 0 {
            parts.append("*")
        }
        for index in code.positionalCount..<code.positionalCount + code.keywordOnlyCount {
            parts.append(parameter(index, function.keywordDefaults?.get(names[index])))
        }
        if code.hasDoubleStar { parts.append("**" + parameter(next, nil)) }
        let result = function.annotations?.get("return").map { " -> " + annotationText(vm, $0) } ?? ""
        return "(" + parts.joined(separator: ", ") + ")" + result
    }

    private static func annotationText(_ vm: VM, _ value: Value) -> String {
        if let type = value.asType { return type.moduleName == "builtins" ? type.qualifiedName : type.fullName }
        return (try? vm.repr(value)) ?? "..."
    }
}
