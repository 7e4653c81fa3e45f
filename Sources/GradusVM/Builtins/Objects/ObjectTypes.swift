/// `object`, `type` and the small built-in types.
enum ObjectTypes {
    static func install() {
        Types.object.setPopulate(populateObject)
        Types.type.setPopulate(populateType)
        Types.none.setPopulate { type in
            type.special(.representation, "self, /") { vm, _ in vm.string("None") }
            type.special(.bool, "self, /") { _, _ in .false }
            type.special(.hash, "self, /") { _, _ in Value(0xFCA8_6420) }
            type.constructor("cls, /") { _, _ in .none }
        }
        Types.ellipsis.setPopulate { type in
            type.special(.representation, "self, /") { vm, _ in vm.string("Ellipsis") }
            type.special(.hash, "self, /") { _, _ in Value(0x0E11_1051) }
        }
        Types.notImplemented.setPopulate { type in
            type.special(.representation, "self, /") { vm, _ in vm.string("NotImplemented") }
            type.special(.hash, "self, /") { _, _ in Value(0x0707_1413) }
        }
        FunctionTypes.install()
        DescriptorTypes.install()
        IteratorTypes.addConstructors()
    }

    // MARK: object

    private static func populateObject(_ type: TypeObject) {
        type.docstring = "The base class of the class hierarchy."
        type.constructor("cls, /, *args, **kwargs") { vm, arguments in try newObject(vm, arguments) }
        type.special(.initialize, "self, /, *args, **kwargs") { vm, arguments in
            let given = (arguments[1].asTuple?.count ?? 0) + (arguments[2].asDictionary?.count ?? 0)
            guard given > 0 else { return .none }
            let type = vm.typeOf(arguments[0])
            let own = Types.object.special(.initialize)
            if !type.special(.initialize).isIdentical(to: own) {
                throw vm.typeError(
                    "object.__init__() takes exactly one argument (the instance to initialize)")
            }
            if vm.isDefaultNew(type) {
                throw vm.typeError(
                    "\(type.displayName).__init__() takes exactly one argument (the instance to initialize)")
            }
            return .none
        }
        type.special(.representation, "self, /") { vm, arguments in
            vm.string("<\(vm.typeOf(arguments[0]).fullOrMain) object at \(address(arguments[0]))>")
        }
        type.special(.string, "self, /") { vm, arguments in vm.value(try vm.reprObject(arguments[0])) }
        type.special(.format, "self, format_spec, /") { vm, arguments in
            if let spec = arguments[1].asString, spec.byteCount > 0 {
                throw vm.typeError(
                    "unsupported format string passed to \(vm.typeName(arguments[0])).__format__")
            }
            return vm.value(try vm.strObject(arguments[0]))
        }
        type.special(.equal, "self, value, /") { _, arguments in
            arguments[0].isIdentical(to: arguments[1]) ? .true : .notImplemented
        }
        type.special(.notEqual, "self, value, /") { vm, arguments in
            guard let result = try vm.callSpecial(.equal, on: arguments[0], [arguments[1]]),
                result.tag != .notImplemented
            else { return .notImplemented }
            return Value(try !vm.truth(result))
        }
        for method in [Special.lessThan, .lessEqual, .greaterThan, .greaterEqual] {
            type.special(method, "self, value, /") { _, _ in .notImplemented }
        }
        type.special(.hash, "self, /") { _, arguments in
            let bits = arguments[0].bits
            return Value(Int(truncatingIfNeeded: Int64(bitPattern: (bits >> 4) | (bits << 60))))
        }
        addAttributeAccess(type)
        type.classMethod("__init_subclass__", "cls, /, **kwargs") { vm, arguments in
            if arguments[1].asDictionary?.count ?? 0 > 0 {
                throw vm.typeError(
                    "\(arguments[0].asType?.name ?? "object").__init_subclass__() takes no keyword arguments")
            }
            return .none
        }
        type.special(.dir, "self, /") { vm, arguments in vm.list(vm.attributeNames(arguments[0])) }
        ReductionMethods.add(to: type)
        type.classMethod("__subclasshook__", "cls, subclass, /") { _, _ in .notImplemented }
        type.method("__sizeof__", "self, /") { vm, arguments in Value(SystemModule.size(vm, arguments[0])) }
    }

    private static func newObject(_ vm: VM, _ arguments: Arguments) throws -> Value {
        guard let type = arguments[0].asType else {
            throw vm.typeError("object.__new__(X): X is not a type object (\(vm.typeName(arguments[0])))")
        }
        guard type.layout == .instance else {
            throw vm.typeError(
                "object.__new__(\(type.displayName)) is not safe, use \(type.displayName).__new__()")
        }
        if (arguments[1].asTuple?.count ?? 0) + (arguments[2].asDictionary?.count ?? 0) > 0 {
            if !vm.isDefaultNew(type) {
                throw vm.typeError("object.__new__() takes exactly one argument (the type to instantiate)")
            }
            if type.special(.initialize).isIdentical(to: Types.object.special(.initialize)) {
                throw vm.typeError("\(type.displayName)() takes no arguments")
            }
        }
        if !type.abstractMethods.isEmpty { throw vm.abstractError(type) }
        return vm.value(InstanceObject(type: type))
    }

    private static func addAttributeAccess(_ type: TypeObject) {
        func name(_ vm: VM, _ value: Value) throws -> StringObject {
            guard let name = value.asString else {
                throw vm.typeError("attribute name must be string, not '\(vm.typeName(value))'")
            }
            return Interned.string(name)
        }
        type.special(.getAttribute, "self, name, /") { vm, arguments in
            let name = try name(vm, arguments[1])
            let object = arguments[0]
            if let value = try vm.genericAttribute(object, name, type: vm.typeOf(object)) { return value }
            throw vm.attributeError(object, name)
        }
        type.special(.setAttr, "self, name, value, /") { vm, arguments in
            try vm.genericSetAttribute(arguments[0], try name(vm, arguments[1]), arguments[2])
            return .none
        }
        type.special(.delAttr, "self, name, /") { vm, arguments in
            try vm.genericDeleteAttribute(arguments[0], try name(vm, arguments[1]))
            return .none
        }
        type.property(
            "__class__",
            get: { vm, value in
                let type = vm.typeOf(value)
                return Value(borrowing: type.presentedAs ?? type)
            },
            set: { vm, value, new in
                guard let target = new.asType else {
                    throw vm.typeError("__class__ must be set to a class, not '\(vm.typeName(new))' object")
                }
                let own = vm.typeOf(value)
                guard own.isScriptClass, target.isScriptClass, let object = value.object else {
                    throw vm.typeError(
                        "__class__ assignment only supported for mutable types or ModuleType subclasses")
                }
                guard own.layout == target.layout, (own.allowedSlots == nil) == (target.allowedSlots == nil) else {
                    throw vm.typeError(
                        "__class__ assignment: '\(target.name)' object layout differs from '\(own.name)'")
                }
                object.becomeInstance(of: target)
            })
        type.property(
            "__dict__",
            get: { vm, value in
                guard vm.typeOf(value).allowedSlots == nil, let dictionary = value.object?.attributeDictionary() else {
                    throw vm.attributeError(value, Names.dictionary)
                }
                return Value(borrowing: dictionary)
            },
            set: { vm, value, new in
                guard let dictionary = new.asDictionary, let own = value.object?.attributeDictionary() else {
                    throw vm.typeError("__dict__ must be set to a dictionary, not a '\(vm.typeName(new))'")
                }
                let copy = vm.value(try DictionaryType.copy(vm, dictionary)).cast(DictionaryObject.self)
                own.removeAll()
                for entry in copy.entries { try own.set(vm, entry.key, entry.value) }
            })
        type.property(
            "__doc__",
            get: { vm, value in
                if let own = value.object?.slotValue(Interned.string("__doc__")) { return own }
                return vm.typeOf(value).docstring.map { vm.string($0) } ?? .none
            },
            set: { vm, value, new in
                guard let object = value.object, object.setSlot(Interned.string("__doc__"), new) else {
                    throw vm.error(
                        .attributeError, "attribute '__doc__' of '\(vm.typeName(value))' objects is not writable")
                }
            })
    }

    /// `0x7f…`, as reprs show it.
    static func address(_ value: Value) -> String { "0x" + String(value.bits, radix: 16) }

    // MARK: type

    private static func populateType(_ type: TypeObject) {
        type.constructor("cls, /, *args, **kwargs") { vm, arguments in
            let given = arguments.star(1)
            switch given.count {
            case 1 where arguments[2].asDictionary?.count ?? 0 == 0:
                let type = vm.typeOf(given[0])
                return Value(borrowing: type.presentedAs ?? type)
            case 3:
                guard let name = given[0].asString else {
                    throw vm.typeError("type.__new__() argument 1 must be str, not \(vm.argumentTypeName(given[0]))")
                }
                guard let bases = given[1].asTuple else {
                    throw vm.typeError("type.__new__() argument 2 must be tuple, not \(vm.argumentTypeName(given[1]))")
                }
                guard let namespace = given[2].asDictionary else {
                    throw vm.typeError("type.__new__() argument 3 must be dict, not \(vm.argumentTypeName(given[2]))")
                }
                let types = try bases.values.map { base -> TypeObject in
                    guard let type = base.asType else { throw vm.typeError("bases must be types") }
                    return type
                }
                let copy = vm.value(try DictionaryType.copy(vm, namespace)).cast(DictionaryObject.self)
                if copy.get("__module__") == nil {
                    copy.set("__module__", vm.currentGlobals.get("__name__") ?? vm.string("__main__"))
                }
                return try vm.makeClass(
                    name: name.text, bases: types.isEmpty ? [Types.object] : types, namespace: copy,
                    metatype: try vm.derivedMetatype(types),
                    keywords: arguments[2].asDictionary)
            default: throw vm.typeError("type() takes 1 or 3 arguments")
            }
        }
        type.special(.representation, "self, /") { vm, arguments in
            vm.string("<class '\(arguments[0].asType?.fullOrMain ?? "")'>")
        }
        type.special(.hash, "self, /") { _, arguments in Value(Int(truncatingIfNeeded: arguments[0].bits >> 4)) }
        UnionType.addOperators(to: type)
        addTypeAttributes(type)
        type.method("mro", "self, /", doc: "Return a type's method resolution order.") { vm, arguments in
            vm.list(arguments[0].asType?.mro.map { Value(borrowing: $0) } ?? [])
        }
        type.method("__subclasses__", "self, /", doc: "Return a list of immediate subclasses.") { vm, arguments in
            vm.list(arguments[0].asType?.subclasses.map { Value(borrowing: $0) } ?? [])
        }
        type.special(.instanceCheck, "self, instance, /") { vm, arguments in
            Value(try vm.isInstance(arguments[1], of: arguments[0]))
        }
        type.special(.subclassCheck, "self, subclass, /") { vm, arguments in
            guard let type = arguments[1].asType else { throw vm.typeError("issubclass() arg 1 must be a class") }
            return Value(try vm.isSubclass(type, of: arguments[0], caller: "issubclass"))
        }
        type.special(.dir, "self, /") { vm, arguments in vm.list(vm.attributeNames(arguments[0])) }
    }

    private static func addTypeAttributes(_ type: TypeObject) {
        func named(_ name: String, _ key: ReferenceWritableKeyPath<TypeObject, String>) {
            type.property(
                name, get: { vm, value in vm.string(value.cast(TypeObject.self)[keyPath: key]) },
                set: { vm, value, new in
                    let target = value.cast(TypeObject.self)
                    guard target.isScriptClass else {
                        throw vm.typeError("cannot set '\(name)' attribute of immutable type '\(target.fullName)'")
                    }
                    guard let text = new.asString else {
                        throw vm.typeError(
                            "can only assign string to \(target.name).\(name), not '\(vm.typeName(new))'")
                    }
                    target[keyPath: key] = text.text
                })
        }
        named("__name__", \.name)
        named("__qualname__", \.qualifiedName)
        named("__module__", \.moduleName)
        type.property(
            "__doc__",
            get: { vm, value in
                let type = value.cast(TypeObject.self)
                if let own = type.own(Interned.string("__doc__")), type.isScriptClass {
                    return try vm.bind(own, to: nil, owner: type)
                }
                _ = type.ownNames
                return type.docstring.map { vm.string($0) } ?? .none
            },
            set: { _, value, new in
                let type = value.cast(TypeObject.self)
                type.docstring = new.asString?.text
                type.set("__doc__", new)
            })
        type.property("__mro__") { vm, value in
            vm.tuple(value.cast(TypeObject.self).mro.map { Value(borrowing: $0) })
        }
        type.property("__bases__") { vm, value in
            vm.tuple(value.cast(TypeObject.self).bases.map { Value(borrowing: $0) })
        }
        type.property("__base__") { _, value in
            value.cast(TypeObject.self).bases.first.map { Value(borrowing: $0) } ?? .none
        }
        type.property("__dict__") { vm, value in
            let type = value.cast(TypeObject.self)
            if let known = type.namespaceView { return vm.pool.keep(known.value) }
            let entries = DictionaryObject()
            for name in type.ownNames where type !== Types.object || name !== Names.dictionary {
                if let own = type.own(name) { entries.set(name, own) }
            }
            if type.isScriptClass { entries.set("__module__", vm.string(type.moduleName)) }
            let view = vm.value(MappingProxy(entries))
            type.namespaceView = Strong(view)
            return view
        }
        type.property(
            "__annotations__",
            get: { vm, value in
                let type = value.cast(TypeObject.self)
                let name = Interned.string("__annotations__")
                if let own = type.own(name) { return own }
                guard type.isScriptClass else { throw vm.attributeError(value, name) }
                let made = vm.value(DictionaryObject())
                type.set(name, made)
                return made
            },
            set: { _, value, new in value.cast(TypeObject.self).set("__annotations__", new) })
        type.property("__abstractmethods__") { vm, value in
            let type = value.cast(TypeObject.self)
            guard type.type !== Types.type else {
                throw vm.attributeError(value, Interned.string("__abstractmethods__"))
            }
            return vm.value(
                try SetType.make(
                    vm, vm.list(type.abstractMethods.sorted().map { vm.string($0) }), type: Types.frozenSet))
        }
        type.property("__flags__") { _, _ in Value(0) }
    }
}

extension TypeObject {
    /// `__main__.Net`: the name as reprs show it.
    var fullOrMain: String { fullName }
}

extension VM {
    func abstractError(_ type: TypeObject) -> Thrown {
        let names = type.abstractMethods.sorted()
        return typeError(
            "Can't instantiate abstract class \(type.name) with abstract method\(names.count == 1 ? "" : "s") "
                + names.joined(separator: ", "))
    }
}

/// A read-only view of a dictionary: `vars(cls)`.
final class MappingProxy: ContainerObject {
    let dictionary: DictionaryObject

    init(_ dictionary: DictionaryObject) {
        self.dictionary = dictionary
        super.init(type: MappingProxy.type)
    }

    override func visitReferences(_ visit: (Value) -> Void) {
        super.visitReferences(visit)
        visit(Value(borrowing: dictionary))
    }

    private static func inner(_ arguments: Arguments) -> Value {
        Value(borrowing: arguments[0].cast(MappingProxy.self).dictionary)
    }

    nonisolated(unsafe) static let type: TypeObject = {
        let type = TypeObject(name: "mappingproxy", bases: [Types.object], layout: .other) { type in
            type.constructor("cls, mapping, /") { vm, arguments in
                guard let dictionary = arguments[1].asDictionary else {
                    throw vm.typeError(
                        "mappingproxy() argument must be a mapping, not \(vm.argumentTypeName(arguments[1]))")
                }
                return vm.value(MappingProxy(dictionary))
            }
            type.special(.getItem, "self, key, /") { vm, arguments in try vm.getItem(inner(arguments), arguments[1]) }
            type.special(.contains, "self, key, /") { vm, arguments in
                Value(try vm.contains(inner(arguments), arguments[1]))
            }
            type.special(.length, "self, /") { vm, arguments in Value(try vm.length(inner(arguments))) }
            type.special(.iterate, "self, /") { vm, arguments in try vm.iterator(of: inner(arguments)) }
            type.special(.representation, "self, /") { vm, arguments in
                vm.string("mappingproxy(\(try vm.repr(inner(arguments))))")
            }
            type.special(.string, "self, /") { vm, arguments in vm.string(try vm.str(inner(arguments))) }
            type.special(.reversed, "self, /") { vm, arguments in
                try vm.callMethod(inner(arguments), "__reversed__", [])
            }
            for (method, isReflected) in [(Special.or, false), (.reflectedOr, true)] {
                type.special(method, "self, other, /") { vm, arguments in
                    let other =
                        (arguments[1].object as? MappingProxy).map { Value(borrowing: $0.dictionary) } ?? arguments[1]
                    return isReflected
                        ? try vm.binary(.or, other, inner(arguments)) : try vm.binary(.or, inner(arguments), other)
                }
            }
            type.special(.equal, "self, other, /") { vm, arguments in
                let other =
                    (arguments[1].object as? MappingProxy).map { Value(borrowing: $0.dictionary) } ?? arguments[1]
                return Value(try vm.isEqual(inner(arguments), other))
            }
            for name in ["keys", "values", "items", "copy"] {
                type.method(name, "self, /") { vm, arguments in try vm.callMethod(inner(arguments), name, []) }
            }
            type.method("get", "self, key, default=None, /") { vm, arguments in
                try vm.callMethod(inner(arguments), "get", [arguments[1], arguments.optional(2) ?? .none])
            }
        }
        type.isFinal = true
        return type
    }()
}
