import GradusCompiler

extension TypeObject {
    /// A class of the language whose instances are plain objects made by `object.__new__`, and whose metaclass does not
    /// say what a call means (as that of enumerations does).
    @inline(__always)
    func isPlainClass(_ vm: VM) -> Bool {
        if callVersion != version { learnCall(vm) }
        return isPlainWhenCalled
    }

    /// The native `__new__` of a native type without an `__init__` of its own.
    var quickConstructor: Unmanaged<NativeFunctionObject>? { callVersion == version ? knownConstructor : nil }

    @inline(never)
    private func learnCall(_ vm: VM) {
        let isPlain = isPlainNow(vm)
        isPlainWhenCalled = isPlain
        knownConstructor = nil
        let new = special(.new)
        if !isScriptClass, type === Types.type, abstractMethods.isEmpty, layout != .type, layout != .instance,
            vm.isDefaultInitializer(self), !vm.isDefaultNew(self),
            let wrapped = new.object as? WrappedMethodObject, wrapped.kind == .staticMethod,
            wrapped.function.value.tag == .nativeFunction
        {
            knownConstructor = Unmanaged.passUnretained(wrapped.function.value.cast(NativeFunctionObject.self))
        }
        callVersion = version
    }

    private func isPlainNow(_ vm: VM) -> Bool {
        isScriptClass && layout == .instance && abstractMethods.isEmpty && vm.isDefaultNew(self)
            && (type === Types.type || type.special(.call).isUnbound)
    }
}

/// Making classes and instances.
extension VM {
    /// Whether a class is instantiated by `object.__new__`.
    func isDefaultNew(_ type: TypeObject) -> Bool {
        let new = type.special(.new)
        return new.isUnbound || new.isIdentical(to: Types.object.own(Special.new.interned) ?? .unbound)
    }

    /// An exception class whose instances are made of their arguments and nothing else.
    func isPlainException(_ type: TypeObject) -> Bool {
        guard type.layout == .exception else { return false }
        if type.exceptionVersion != type.version {
            let base = Types.baseException
            type.isPlainException =
                type.type === Types.type && type.abstractMethods.isEmpty
                && type.special(.new).isIdentical(to: base.special(.new))
                && type.special(.initialize).isIdentical(to: base.special(.initialize))
            type.exceptionVersion = type.version
        }
        return type.isPlainException
    }

    func isDefaultInitializer(_ type: TypeObject) -> Bool {
        let initializer = type.special(.initialize)
        return initializer.isUnbound
            || initializer.isIdentical(to: Types.object.own(Special.initialize.interned) ?? .unbound)
    }

    /// `type(*arguments)`: the result is owned; the arguments stay where they are.
    func instantiate(
        _ type: TypeObject, _ arguments: UnsafeMutablePointer<Value>, count: Int, keywordNames: TupleObject?
    ) throws -> Value {
        if !type.isScriptClass,
            let made = try BuiltinOperations.construct(self, type, arguments, count, keywordNames: keywordNames)
        {
            return made
        }
        let metaCall = type.type.special(.call)
        if type.type !== Types.type, metaCall.tag == .function || metaCall.tag == .nativeFunction {
            return try callOwned(
                metaCall, first: Value(borrowing: type), arguments, count: count, keywordNames: keywordNames)
        }
        return try makeInstance(type, arguments, count: count, keywordNames: keywordNames)
    }

    /// `type.__call__`: `__new__`, then `__init__`.
    func makeInstance(
        _ type: TypeObject, _ arguments: UnsafeMutablePointer<Value>, count: Int, keywordNames: TupleObject?
    ) throws -> Value {
        if !type.abstractMethods.isEmpty {
            let names = type.abstractMethods.sorted().joined(separator: ", ")
            throw typeError(
                "Can't instantiate abstract class \(type.name) with abstract method\(type.abstractMethods.count == 1 ? "" : "s") \(names)"
            )
        }
        let hasInitializer = !isDefaultInitializer(type)
        let instance: Value
        if isDefaultNew(type) {
            guard type.layout == .instance else {
                throw typeError("cannot create '\(type.fullName)' instances")
            }
            if !hasInitializer, count > 0 { throw typeError("\(type.name)() takes no arguments") }
            instance = Recycler.instance(type)
        } else {
            let mark = pool.count
            let new = try bind(type.special(.new), to: nil, owner: type)
            // A class of the language with its own `__init__` may take keywords that its native base does not know.
            let isForInitializer =
                type.isScriptClass && new.tag == .nativeFunction && type.special(.initialize).tag == .function
                && (type.layout == .tuple || type.layout == .set)
            instance = try callOwned(
                new, first: Value(borrowing: type), arguments,
                count: isForInitializer ? count - (keywordNames?.count ?? 0) : count,
                keywordNames: isForInitializer ? nil : keywordNames)
            pool.drain(to: mark)
            if !isInstance(instance, type) { return instance }
        }
        // A subclass's `__new__` may return an instance of yet another class: its own `__init__` runs.
        if hasInitializer || typeOf(instance) !== type, !isDefaultInitializer(typeOf(instance)) {
            do {
                let initializer = typeOf(instance).special(.initialize)
                // … and one with its own `__new__` keywords that the base's `__init__` does not know.
                let isForConstructor =
                    type.isScriptClass && initializer.tag == .nativeFunction
                    && (type.layout == .list || type.layout == .set)
                    && type.special(.new).object is WrappedMethodObject && type.lookupOwnerIsScript(.new)
                let result = try callOwned(
                    initializer, first: instance, arguments,
                    count: isForConstructor ? count - (keywordNames?.count ?? 0) : count,
                    keywordNames: isForConstructor ? nil : keywordNames)
                if !result.isNone {
                    defer { result.release() }
                    throw typeError("__init__() should return None, not '\(typeName(result))'")
                }
            } catch {
                instance.release()
                throw error
            }
        }
        return instance
    }

    /// Calls with one more argument in front; the given ones stay where they are. The result is owned.
    func callOwned(
        _ callee: Value, first: Value, _ arguments: UnsafeMutablePointer<Value>, count: Int, keywordNames: TupleObject?
    ) throws -> Value {
        let window = stackTop
        guard window + count + 16 < stackLimit, !isStackLow else { throw recursionError() }
        window[0] = callee.retained()
        window[1] = first.retained()
        for index in 0..<count { window[index + 2] = arguments[index].retained() }
        stackTop = window + count + 3
        defer {
            stackTop = window
        }
        return try invoke(window, argumentCount: count + 1, keywordNames: keywordNames)
    }

    // MARK: class statements

    /// `__build_class__(body, name, *bases, **keywords)`
    func makeBuildClassFunction() -> NativeFunctionObject {
        NativeFunctionObject("__build_class__", "func, name, /, *bases, **kwds") { vm, arguments in
            guard let body = arguments[0].asFunction, let name = arguments[1].asString,
                let bases = arguments[2].asTuple, let keywords = arguments[3].asDictionary
            else { throw vm.typeError("__build_class__: func must be a function") }
            return try vm.buildClass(body, name: name, bases: bases.values, keywords: keywords)
        }
    }

    private func buildClass(
        _ body: FunctionObject, name: StringObject, bases originalBases: [Value], keywords: DictionaryObject
    ) throws -> Value {
        var bases: [TypeObject] = []
        let areReplaced = originalBases.contains { $0.asType == nil }
        for base in originalBases {
            if let type = base.asType {
                bases.append(type)
            } else if let entries = try attributeIfPresent(base, "__mro_entries__") {
                for entry in try array(from: try call(entries, [tuple(originalBases)])) {
                    guard let type = entry.asType else {
                        throw typeError("__mro_entries__ must return a tuple of types")
                    }
                    bases.append(type)
                }
            } else {
                // As in CPython, the class of the first base is asked to make the class.
                guard originalBases.first?.asType == nil, let first = originalBases.first else {
                    throw typeError(
                        "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of "
                            + "the metaclasses of all its bases")
                }
                let maker = Value(borrowing: typeOf(first))
                return try call(maker, [value(name), tuple(originalBases), value(DictionaryObject())])
            }
        }
        var metatype = try derivedMetatype(bases)
        if let explicit = keywords.get("metaclass") {
            guard let type = explicit.asType, type.isSubtype(of: Types.type), !type.isScriptClass else {
                throw error(
                    .notImplementedError, "Gradus does not have metaclasses (metaclass=\(try repr(explicit)))")
            }
            if type.isSubtype(of: metatype) { metatype = type }
            keywords.remove(Interned.string("metaclass"))
        }
        let namespace: DictionaryObject
        if let prepare = metatype.lookup(Interned.string("__prepare__")) {
            let made = try call(try bind(prepare, to: nil, owner: metatype), [value(name), tuple(originalBases)])
            guard let dictionary = made.asDictionary else {
                throw typeError("\(metatype.name).__prepare__() must return a mapping, not \(typeName(made))")
            }
            namespace = dictionary
        } else {
            namespace = DictionaryObject()
        }
        _ = value(namespace)
        if areReplaced { namespace.set("__orig_bases__", tuple(originalBases)) }
        let cell = pool.adopt(try runFunction(body, base: stackTop, namespace: namespace))
        if originalBases.contains(where: { $0.asType == nil }) {
            namespace.set("__orig_bases__", tuple(originalBases))
        }
        return try makeClass(
            name: name.text, bases: bases.isEmpty ? [Types.object] : bases, namespace: namespace, metatype: metatype,
            keywords: keywords, cell: cell)
    }

    /// The class of a class: the most derived of those of its bases.
    func derivedMetatype(_ bases: [TypeObject]) throws -> TypeObject {
        var chosen = Types.type
        for base in bases where !chosen.isSubtype(of: base.type) {
            guard base.type.isSubtype(of: chosen) else {
                throw typeError(
                    "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases"
                )
            }
            chosen = base.type
        }
        return chosen
    }

    /// Makes a class of the language from its namespace: what `type(name, bases, dict)` does. The result is borrowed.
    public func makeClass(
        name: String, bases: [TypeObject], namespace: DictionaryObject, metatype: TypeObject = Types.type,
        keywords: DictionaryObject? = nil, cell: Value = .none
    ) throws -> Value {
        for base in bases where base.isFinal {
            throw typeError("type '\(base.fullName)' is not an acceptable base type")
        }
        for (index, base) in bases.enumerated() where bases[..<index].contains(where: { $0 === base }) {
            throw typeError("duplicate base class \(base.name)")
        }
        let mro = try linearise(bases)
        let native = bases.map(\.layout).filter { $0 != .instance }
        if Set(native).count > 1 { throw typeError("multiple bases have instance lay-out conflict") }
        let layout = native.first ?? .instance
        let type = TypeObject(
            name: name, module: namespace.get("__module__")?.asString?.text ?? "__main__", bases: bases, mro: mro,
            layout: layout, hasAttributes: true, isScriptClass: true, metatype: metatype)
        // The class is immortal: its own reference is never given back.
        _ = Unmanaged.passRetained(type)
        if cell.tag == .cell {
            let object = cell.cast(CellObject.self)
            let old = object.content
            object.content = Value(owning: type)
            old.release()
        }
        try fill(type, from: namespace)
        let result = Value(borrowing: type)
        for entry in namespace.entries where entry.value.isObject {
            if let property = entry.value.object as? PropertyObject { property.name = entry.key.asString?.text }
            let setName = typeOf(entry.value).special(.setName)
            if !setName.isUnbound { try callSetName(setName, entry.value, result, entry.key) }
        }
        var arguments = (keywords?.entries ?? []).map { (name: $0.key.asString?.text ?? "", value: $0.value) }
        if metatype !== Types.type, let hook = metatype.lookup(Interned.string("__gradus_class_made__")) {
            let wanted = metatype.lookup(Interned.string("__gradus_keywords__"))?.asTuple?.values ?? []
            let names = wanted.compactMap { $0.asString?.text }
            let taken = arguments.filter { names.contains($0.name) }
            arguments.removeAll { names.contains($0.name) }
            let made = try call(hook, [result], keywords: taken)
            // The statement may bind another class, as that of a named tuple does.
            if !made.isIdentical(to: result) { return made }
        }
        let parent = SuperObject(start: type, receiver: result, receiverType: type)
        _ = value(parent)
        if superLookup(parent, Special.initSubclass.interned) != nil {
            let hook = try superAttribute(parent, Special.initSubclass.interned)
            _ = try call(hook, [], keywords: arguments)
        } else if !arguments.isEmpty {
            throw typeError("\(name).__init_subclass__() takes no keyword arguments")
        }
        return result
    }

    private func callSetName(_ function: Value, _ descriptor: Value, _ owner: Value, _ name: Value) throws {
        do {
            _ = try callSpecialFunction(function, on: descriptor, [owner, name])
        } catch {
            let cause = thrown(error).exception
            let failure = self.error(
                .runtimeError,
                "Error calling __set_name__ on '\(typeName(descriptor))' instance \(try repr(name)) "
                    + "in '\(owner.asType?.name ?? "")'")
            failure.exception.cause = cause
            failure.exception.context = cause
            failure.exception.suppressesContext = true
            throw failure
        }
    }

    private func fill(_ type: TypeObject, from namespace: DictionaryObject) throws {
        var definesEquality = false
        var definesHash = false
        for entry in namespace.entries {
            guard let key = entry.key.asString else { continue }
            let name = Interned.string(key)
            var value = entry.value
            switch name.text {
            case "__qualname__":
                if let text = value.asString { type.qualifiedName = text.text }
                continue
            case "__module__": break
            case "__doc__": type.docstring = value.asString?.text
            case "__eq__": definesEquality = true
            case "__hash__": definesHash = true
            case "__new__" where value.tag == .function:
                value = self.value(WrappedMethodObject(.staticMethod, function: value))
            case "__init_subclass__" where value.tag == .function, "__class_getitem__" where value.tag == .function:
                value = self.value(WrappedMethodObject(.classMethod, function: value))
            default: break
            }
            type.set(name, value)
        }
        if let slots = namespace.get("__slots__") {
            var allowed: Set<String> = []
            if let single = slots.asString {
                allowed = [single.text]
            } else {
                for name in try array(from: slots) {
                    guard let text = name.asString else {
                        throw typeError("__slots__ items must be strings, not '\(typeName(name))'")
                    }
                    allowed.insert(text.text)
                }
            }
            try addSlots(allowed, to: type, namespace)
            allowed = Set(allowed.map { Self.mangled($0, in: type.name) })
            let restrictive = type.bases.allSatisfy {
                $0 === Types.object || $0.allowedSlots != nil || !$0.isScriptClass && $0.rootShape == nil
            }
            if restrictive, !allowed.contains("__dict__") {
                for base in type.bases { allowed.formUnion(base.allowedSlots ?? []) }
                type.allowedSlots = allowed
            }
        } else {
            addInstanceAttributes(to: type)
        }
        if type.own(Interned.string("__doc__")) == nil { type.set("__doc__", .none) }
        if definesEquality, !definesHash { type.set(Special.hash.interned, .none) }
    }

    /// `__dict__` and `__weakref__`, which a class lists where its bases' instances have none.
    private func addInstanceAttributes(to type: TypeObject) {
        let bases = type.mro.dropFirst()
        let hasOpenBase = bases.contains { $0.isScriptClass && $0.allowedSlots == nil }
        if hasOpenBase { return }
        if !bases.contains(where: { $0 === Types.baseException }),
            let dictionary = Types.object.own(Interned.string("__dict__"))
        {
            type.set(Interned.string("__dict__"), dictionary)
        }
        type.set(Interned.string("__weakref__"), Value(borrowing: WeakReferences.attribute))
    }

    /// `_Class__name` for a private name.
    private static func mangled(_ name: String, in className: String) -> String {
        guard name.hasPrefix("__"), !name.hasSuffix("__") else { return name }
        let stripped = className.drop { $0 == "_" }
        return stripped.isEmpty ? name : "_\(stripped)\(name)"
    }

    private func addSlots(_ names: Set<String>, to type: TypeObject, _ namespace: DictionaryObject) throws {
        for name in names where name != "__dict__" && name != "__weakref__" {
            guard TextPredicates.isIdentifier(StringObject(name)) else {
                throw typeError("__slots__ must be identifiers")
            }
            let interned = Interned.string(Self.mangled(name, in: type.name))
            if namespace.get(interned) != nil {
                throw valueError("'\(name)' in __slots__ conflicts with class variable")
            }
            type.set(interned, object: SlotDescriptor(interned, owner: type))
        }
    }

    /// C3 linearisation of the bases.
    private func linearise(_ bases: [TypeObject]) throws -> [TypeObject] {
        var sequences = bases.map(\.mro) + [bases]
        var result: [TypeObject] = []
        while true {
            sequences.removeAll { $0.isEmpty }
            if sequences.isEmpty { return result }
            var chosen: TypeObject?
            for sequence in sequences {
                let candidate = sequence[0]
                if !sequences.contains(where: { $0.dropFirst().contains { $0 === candidate } }) {
                    chosen = candidate
                    break
                }
            }
            guard let chosen else {
                var heads: [TypeObject] = []
                for sequence in sequences where !heads.contains(where: { $0 === sequence[0] }) {
                    heads.append(sequence[0])
                }
                let names = heads.map(\.name).joined(separator: ", ")
                throw typeError("Cannot create a consistent method resolution\norder (MRO) for bases \(names)")
            }
            result.append(chosen)
            for index in sequences.indices where sequences[index].first === chosen { sequences[index].removeFirst() }
        }
    }

    // MARK: Functions

    func makeFunction(_ frame: UnsafeMutablePointer<Frame>, _ registers: UnsafeMutablePointer<Value>, _ i: Instruction)
    {
        let header = frame.pointee.header
        let holder = header.pointee.constants[Int(i.b)].cast(CodeHolder.self)
        var next = Int(i.c)
        func take(_ bit: UInt8) -> Value? {
            guard i.x & bit != 0 else { return nil }
            let value = registers[next]
            registers[next] = .unbound
            next += 1
            return value
        }
        let defaults = take(1)
        let keywordDefaults = take(2)
        let annotations = take(4)
        let closure = take(8)
        let globals = frame.pointee.globals.takeUnretainedValue()
        let function = FunctionObject(
            code: holder.code, globals: globals, closure: closure?.cast(TupleObject.self),
            moduleName: globals.get("__name__")?.asString?.text ?? "__main__")
        function.defaults = defaults?.cast(TupleObject.self)
        function.keywordDefaults = keywordDefaults?.cast(DictionaryObject.self)
        function.annotations = annotations?.cast(DictionaryObject.self)
        for value in [defaults, keywordDefaults, annotations, closure] { value?.release() }
        store(registers, Int(i.a), Value(owning: function))
    }

    /// A function with a shape contract among its annotations is replaced by one that checks it.
    func applyContract(_ registers: UnsafeMutablePointer<Value>, _ i: Instruction) throws {
        let function = registers[Int(i.a)]
        guard let annotations = function.asFunction?.annotations else { return }
        for (_, annotation) in annotations.entries where annotation.isObject {
            guard typeOf(annotation).lookup(Interned.string("__gradus_contract__")) != nil else { continue }
            let checked = try callMethod(annotation, "__gradus_contract__", [function])
            store(registers, Int(i.a), checked.retained())
            return
        }
    }

    func storeAnnotation(
        _ frame: UnsafeMutablePointer<Frame>, _ registers: UnsafeMutablePointer<Value>, _ i: Instruction
    ) throws {
        let namespace = (frame.pointee.namespace ?? frame.pointee.globals).takeUnretainedValue()
        let name = frame.pointee.header.pointee.names[Int(i.c)].takeUnretainedValue()
        let annotations: DictionaryObject
        if let known = namespace.get("__annotations__")?.asDictionary {
            annotations = known
        } else {
            annotations = DictionaryObject()
            namespace.set(Interned.string("__annotations__"), object: annotations)
        }
        annotations.set(name, registers[Int(i.a)])
        store(registers, Int(i.a), .unbound)
    }
}

/// A code object among the constants of the code that makes functions of it.
final class CodeHolder: Object {
    let code: Code
    nonisolated(unsafe) private static let codeType = TypeObject(name: "code", bases: [Types.object], layout: .other)

    init(_ code: Code) {
        self.code = code
        super.init(type: Self.codeType)
    }
}
