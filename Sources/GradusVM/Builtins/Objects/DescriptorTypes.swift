/// `property`, `classmethod`, `staticmethod` and `super`.
enum DescriptorTypes {
    static func install() {
        Types.property.setPopulate(populateProperty)
        Types.classMethod.setPopulate { populateWrapped($0, .classMethod) }
        Types.staticMethod.setPopulate { populateWrapped($0, .staticMethod) }
        Types.superType.setPopulate(populateSuper)
        Types.getSetDescriptor.setPopulate { type in
            type.property("__name__") { vm, value in vm.string(value.cast(NativeProperty.self).name) }
            type.property("__doc__") { vm, value in
                let doc = value.cast(NativeProperty.self).docstring
                return doc.isEmpty ? .none : vm.string(doc)
            }
            type.special(.representation, "self, /") { vm, arguments in
                vm.string("<attribute '\(arguments[0].cast(NativeProperty.self).name)'>")
            }
        }
    }

    // MARK: property

    private static func populateProperty(_ type: TypeObject) {
        func property(_ arguments: Arguments) -> PropertyObject { arguments[0].cast(PropertyObject.self) }
        type.docstring = "Property attribute."
        // `__init__` fills it, so that one of a subclass can take other arguments.
        type.constructor("cls, /, *args, **kwargs") { vm, arguments in
            vm.value(PropertyObject(getter: .none, type: arguments[0].asType ?? Types.property))
        }
        type.special(.initialize, "self, fget=None, fset=None, fdel=None, doc=None") { vm, arguments in
            let own = property(arguments)
            own.getter = Strong(arguments.optional(1) ?? .none)
            own.setter = Strong(arguments.optional(2) ?? .none)
            own.deleter = Strong(arguments.optional(3) ?? .none)
            own.docstring = Strong(arguments.optional(4) ?? .none)
            // The docstring of a subclass would hide that of the getter.
            if !own.isPlain, own.docstring.value.isNone, !own.getter.value.isNone,
                let doc = try vm.attributeIfPresent(own.getter.value, "__doc__"), !doc.isNone
            {
                try vm.setAttribute(arguments[0], "__doc__", doc)
            }
            return .none
        }
        let parts: [(String, String, ReferenceWritableKeyPath<PropertyObject, Strong>)] = [
            ("getter", "fget", \.getter), ("setter", "fset", \.setter), ("deleter", "fdel", \.deleter),
        ]
        for (decorator, name, key) in parts {
            type.method(decorator, "self, function, /") { vm, arguments in
                let own = property(arguments)
                let copy = PropertyObject(
                    getter: own.getter.value, setter: own.setter.value, deleter: own.deleter.value,
                    docstring: own.docstring.value)
                copy[keyPath: key] = Strong(arguments[1])
                if own.isPlain { return vm.value(copy) }
                return try vm.call(
                    Value(borrowing: own.type),
                    [copy.getter.value, copy.setter.value, copy.deleter.value, copy.docstring.value])
            }
            type.property(name) { _, value in value.cast(PropertyObject.self)[keyPath: key].value }
        }
        type.property(
            "__doc__",
            get: { vm, value in
                let own = value.cast(PropertyObject.self)
                if !own.docstring.value.isNone { return own.docstring.value }
                if own.getter.value.isNone { return .none }
                return try vm.attributeIfPresent(own.getter.value, "__doc__") ?? .none
            }, set: { _, value, new in value.cast(PropertyObject.self).docstring = Strong(new) })
        type.property("__isabstractmethod__") { vm, value in
            let own = value.cast(PropertyObject.self)
            for part in [own.getter.value, own.setter.value, own.deleter.value] where !part.isNone {
                if let flag = try vm.attributeIfPresent(part, "__isabstractmethod__"), try vm.truth(flag) {
                    return .true
                }
            }
            return .false
        }
        type.special(.get, "self, instance, owner=None, /") { vm, arguments in
            if arguments[1].isNone { return arguments[0] }
            let getter = property(arguments).getter.value
            if getter.isNone { throw vm.error(.attributeError, "property has no getter") }
            return try vm.call(getter, [arguments[1]])
        }
        type.special(.set, "self, instance, value, /") { vm, arguments in
            let setter = property(arguments).setter.value
            if setter.isNone { throw vm.error(.attributeError, "property has no setter") }
            return try vm.call(setter, [arguments[1], arguments[2]])
        }
        type.special(.delete, "self, instance, /") { vm, arguments in
            let deleter = property(arguments).deleter.value
            if deleter.isNone { throw vm.error(.attributeError, "property has no deleter") }
            return try vm.call(deleter, [arguments[1]])
        }
    }

    // MARK: classmethod, staticmethod

    private static func populateWrapped(_ type: TypeObject, _ kind: WrappedMethodObject.Kind) {
        type.constructor("cls, /, *args, **kwargs") { vm, arguments in
            vm.value(WrappedMethodObject(kind, function: .none, type: arguments[0].asType))
        }
        type.special(.initialize, "self, function, /") { _, arguments in
            arguments[0].cast(WrappedMethodObject.self).function = Strong(arguments[1])
            return .none
        }
        for name in ["__func__", "__wrapped__"] {
            type.property(name) { _, value in value.cast(WrappedMethodObject.self).function.value }
        }
        for name in ["__name__", "__qualname__", "__doc__", "__module__", "__annotations__", "__isabstractmethod__"] {
            type.property(name) { vm, value in
                let function = value.cast(WrappedMethodObject.self).function.value
                if name == "__isabstractmethod__" { return try vm.attributeIfPresent(function, name) ?? .false }
                return try vm.attribute(function, name)
            }
        }
        type.special(.get, "self, instance, owner=None, /") { vm, arguments in
            let function = arguments[0].cast(WrappedMethodObject.self).function.value
            if kind == .staticMethod { return function }
            let receiver = arguments.orNone(2) ?? Value(borrowing: vm.typeOf(arguments[1]))
            return vm.value(BoundMethodObject(function: function, receiver: receiver))
        }
        if kind == .staticMethod {
            type.special(.call, "self, /, *args, **kwargs") { vm, arguments in
                try vm.call(
                    arguments[0].cast(WrappedMethodObject.self).function.value, arguments.star(1),
                    keywords: arguments.keywords(2).map { ($0.key.asString?.text ?? "", $0.value) })
            }
        }
        type.special(.representation, "self, /") { vm, arguments in
            let function = arguments[0].cast(WrappedMethodObject.self).function.value
            return vm.string("<\(type.name)(\(try vm.repr(function)))>")
        }
    }

    // MARK: super

    private static func populateSuper(_ type: TypeObject) {
        type.constructor("cls, /, *args") { vm, arguments in
            let given = arguments.star(1)
            if given.isEmpty {
                let context = try vm.currentSuperContext()
                return vm.value(try vm.makeSuper(context.type, context.receiver))
            }
            if given.count > 2 { throw vm.typeError("super() expected at most 2 arguments, got \(given.count)") }
            guard let start = given[0].asType else {
                throw vm.typeError("super() argument 1 must be a type, not \(vm.argumentTypeName(given[0]))")
            }
            if given.count == 1 { throw vm.error(.notImplementedError, "unbound super objects are not supported") }
            return vm.value(try vm.makeSuper(start, given[1]))
        }
        type.property("__thisclass__") { _, value in Value(borrowing: value.cast(SuperObject.self).start) }
        type.property("__self__") { _, value in value.cast(SuperObject.self).receiver.value }
        type.property("__self_class__") { _, value in Value(borrowing: value.cast(SuperObject.self).receiverType) }
        type.special(.getAttribute, "self, name, /") { vm, arguments in
            guard let name = arguments[1].asString else { return .none }
            return try vm.superAttribute(arguments[0].cast(SuperObject.self), Interned.string(name))
        }
        type.special(.getAttr, "self, name, /") { vm, arguments in
            guard let name = arguments[1].asString else { return .none }
            return try vm.superAttribute(arguments[0].cast(SuperObject.self), Interned.string(name))
        }
        type.special(.representation, "self, /") { vm, arguments in
            let own = arguments[0].cast(SuperObject.self)
            return vm.string("<super: <class '\(own.start.name)'>, <\(own.receiverType.name) object>>")
        }
    }
}
