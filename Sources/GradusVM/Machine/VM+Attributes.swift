/// Attribute access: descriptors, instance slots, classes, modules; what CPython's `object.__getattribute__` does.
extension VM {
    public func attribute(_ object: Value, _ name: String) throws -> Value {
        try attribute(object, Interned.string(name))
    }

    /// nil where there is no such attribute (an AttributeError was or would have been raised).
    public func attributeIfPresent(_ object: Value, _ name: String) throws -> Value? {
        try attributeIfPresent(object, Interned.string(name))
    }

    func attributeIfPresent(_ object: Value, _ name: StringObject) throws -> Value? {
        do {
            return try attribute(object, name)
        } catch let error where isException(error, .attributeError) {
            return nil
        }
    }

    public func setAttribute(_ object: Value, _ name: String, _ value: Value) throws {
        try setAttribute(object, Interned.string(name), value)
    }

    /// `object.name`; `name` must be interned. Kept by the pool or the object.
    public func attribute(_ object: Value, _ name: StringObject) throws -> Value {
        let type = typeOf(object)
        if type === Types.superType, let parent = object.object as? SuperObject {
            if superLookup(parent, name) == nil, let own = type.lookup(name) {
                return try bind(own, to: object, owner: type)
            }
            return try superAttribute(parent, name)
        }
        let custom = type.special(.getAttribute)
        if custom.tag == .function {
            do {
                return try call(custom, [object, value(name)])
            } catch let error where isException(error, .attributeError) {
                if let result = try callSpecial(.getAttr, on: object, [value(name)]) { return result }
                if let thrown = error as? Thrown { note(name, of: object, in: thrown.exception) }
                throw error
            }
        }
        let fallback = type.special(.getAttr)
        if fallback.isUnbound {
            if let found = try genericAttribute(object, name, type: type) { return found }
            throw attributeError(object, name)
        }
        do {
            if let found = try genericAttribute(object, name, type: type) { return found }
        } catch let error where isException(error, .attributeError) {
            // As in CPython: an AttributeError of a property counts as a missing attribute.
        }
        do {
            return try callSpecialFunction(fallback, on: object, [value(name)])
        } catch let thrown as Thrown where isException(thrown, .attributeError) {
            note(name, of: object, in: thrown.exception)
            throw thrown
        }
    }

    /// `object.__getattribute__`; nil where there is no such attribute.
    public func genericAttribute(_ object: Value, _ name: StringObject, type: TypeObject) throws -> Value? {
        if object.tag == .type { return try typeAttribute(object.cast(TypeObject.self), name) }
        let found = type.lookup(name)
        if let found, isDataDescriptor(found) {
            // Without `__get__` the instance's own attribute counts.
            if found.tag == .object,
                !(found.objectUnchecked is PropertyObject || found.objectUnchecked is NativeProperty),
                found.objectUnchecked.type.special(.get).isUnbound,
                let own = object.isObject ? object.objectUnchecked.slotValue(name) : nil
            {
                return pool.keep(own)
            }
            return try bind(found, to: object, owner: type)
        }
        if object.isObject {
            if let own = object.objectUnchecked.slotValue(name) { return pool.keep(own) }
            if object.tag == .module, let value = try moduleAttribute(object.cast(ModuleObject.self), name) {
                return value
            }
            if object.tag == .object, type.layout == .module, let module = object.asModule,
                let value = try moduleAttribute(module, name)
            {
                return value
            }
        }
        if let found { return try bind(found, to: object, owner: type) }
        return nil
    }

    private func moduleAttribute(_ module: ModuleObject, _ name: StringObject) throws -> Value? {
        if let value = module.namespace.get(name) { return pool.keep(value) }
        if let value = try module.resolve?(self, name.text) {
            module.namespace.set(name, value)
            return value
        }
        if let fallback = module.namespace.get("__getattr__") { return try call(fallback, [self.value(name)]) }
        return nil
    }

    /// An attribute of a class: data descriptors of the metaclass, then the class's linearisation, then the metaclass.
    private func typeAttribute(_ type: TypeObject, _ name: StringObject) throws -> Value? {
        let meta = type.type.lookup(name)
        if let meta, isDataDescriptor(meta) { return try bind(meta, to: Value(borrowing: type), owner: type.type) }
        if let found = type.lookup(name) { return try bind(found, to: nil, owner: type) }
        if let meta { return try bind(meta, to: Value(borrowing: type), owner: type.type) }
        return nil
    }

    /// Has `__set__` or `__delete__`: wins over the instance's own attribute.
    func isDataDescriptor(_ value: Value) -> Bool {
        guard value.isObject else { return false }
        switch value.tag {
        case .function, .nativeFunction, .string, .list, .tuple, .dictionary: return false
        default:
            let object = value.objectUnchecked
            if object is PropertyObject || object is NativeProperty { return true }
            if object is SlotDescriptor { return false }
            let type = object.type
            return !type.special(.set).isUnbound || !type.special(.delete).isUnbound
        }
    }

    /// What an attribute found on a class is for an instance (or, with nil, for the class itself).
    func bind(_ found: Value, to object: Value?, owner: TypeObject) throws -> Value {
        switch found.tag {
        case .function:
            guard let object else { return pool.keep(found) }
            return value(BoundMethodObject(function: found, receiver: object))
        case .nativeFunction:
            guard let object, found.cast(NativeFunctionObject.self).owner != nil else { return pool.keep(found) }
            return value(BoundMethodObject(function: found, receiver: object))
        case .object:
            let descriptor = found.objectUnchecked
            if let property = descriptor as? NativeProperty {
                guard let object else { return pool.keep(found) }
                return try property.get(self, object)
            }
            if let property = descriptor as? PropertyObject, property.isPlain {
                guard let object else { return pool.keep(found) }
                if property.getter.value.isNone {
                    let shown = property.name.map { " '\($0)'" } ?? ""
                    let kind = owner.presentedAs == nil ? owner.qualifiedName : owner.displayName
                    throw error(
                        .attributeError,
                        "property\(shown) of '\(kind)' object has no getter"
                    )
                }
                return try call(property.getter.value, [object])
            }
            if let wrapped = descriptor as? WrappedMethodObject {
                if wrapped.kind == .staticMethod { return pool.keep(wrapped.function.value) }
                let receiver =
                    object.map { $0.tag == .type ? $0 : Value(borrowing: typeOf($0)) } ?? Value(borrowing: owner)
                let function = wrapped.function.value
                if function.tag != .function, function.tag != .nativeFunction, function.tag != .type,
                    !typeOf(function).special(.get).isUnbound
                {
                    // Another descriptor, such as a property, binds itself to the class.
                    return try bind(function, to: object == nil ? Value(borrowing: owner) : receiver, owner: owner)
                }
                return value(
                    BoundMethodObject(
                        function: wrapped.function.value, receiver: object == nil ? Value(borrowing: owner) : receiver))
            }
            if let slot = descriptor as? SlotDescriptor, let object { throw attributeError(object, slot.internedName) }
            let getter = descriptor.type.special(.get)
            if !getter.isUnbound {
                return try callSpecialFunction(getter, on: found, [object ?? .none, Value(borrowing: owner)])
            }
            return pool.keep(found)
        default:
            return pool.keep(found)
        }
    }

    // MARK: Assignment

    public func setAttribute(_ object: Value, _ name: StringObject, _ value: Value) throws {
        let type = typeOf(object)
        let custom = type.special(.setAttr)
        if !custom.isUnbound, custom.tag == .function || custom.cast(NativeFunctionObject.self).owner !== Types.object {
            _ = try callSpecialFunction(custom, on: object, [self.value(name), value])
            return
        }
        try genericSetAttribute(object, name, value)
    }

    /// `object.__setattr__`
    public func genericSetAttribute(_ object: Value, _ name: StringObject, _ value: Value) throws {
        let type = typeOf(object)
        if object.tag == .type {
            try setTypeAttribute(object.cast(TypeObject.self), name, value)
            return
        }
        if let found = type.lookup(name), found.isObject, try setThroughDescriptor(found, object, name, value) {
            return
        }
        if let module = object.asModule {
            module.namespace.set(name, value)
            return
        }
        if let allowed = type.allowedSlots, !allowed.contains(name.text) {
            throw attributeError(object, name, offersNames: false)
        }
        guard object.isObject, object.objectUnchecked.setSlot(name, value) else {
            if let found = type.lookup(name), !found.isUnbound {
                throw error(.attributeError, "'\(type.displayName)' object attribute '\(name.text)' is read-only")
            }
            throw attributeError(object, name, offersNames: false)
        }
    }

    private func setThroughDescriptor(_ found: Value, _ object: Value, _ name: StringObject, _ value: Value) throws
        -> Bool
    {
        switch found.tag {
        case .function, .nativeFunction, .string, .list, .tuple, .dictionary: return false
        default: break
        }
        let descriptor = found.objectUnchecked
        if let property = descriptor as? PropertyObject, property.isPlain {
            if property.setter.value.isNone {
                throw error(
                    .attributeError, "property '\(name.text)' of '\(typeOf(object).qualifiedName)' object has no setter"
                )
            }
            _ = try call(property.setter.value, [object, value])
            return true
        }
        if let property = descriptor as? NativeProperty {
            guard let set = property.set else {
                let owner = typeOf(object).mro.lazy.compactMap(\.attributesOwner).first ?? typeName(object)
                throw error(.attributeError, "attribute '\(name.text)' of '\(owner)' objects is not writable")
            }
            try set(self, object, value)
            return true
        }
        if descriptor is SlotDescriptor { return false }
        let setter = descriptor.type.special(.set)
        if setter.isUnbound {
            if !descriptor.type.special(.delete).isUnbound { throw error(.attributeError, "__set__") }
            return false
        }
        _ = try callSpecialFunction(setter, on: found, [object, value])
        return true
    }

    private func setTypeAttribute(_ type: TypeObject, _ name: StringObject, _ value: Value) throws {
        if let meta = type.type.lookup(name), meta.isObject,
            try setThroughDescriptor(meta, Value(borrowing: type), name, value)
        {
            return
        }
        guard type.isScriptClass || type.takesAttribute(name.text) else {
            throw typeError("cannot set '\(name.text)' attribute of immutable type '\(type.fullName)'")
        }
        type.set(name, value)
        if !type.isScriptClass { nativeTypeChanged?(type, name.text) }
    }

    public func deleteAttribute(_ object: Value, _ name: StringObject) throws {
        let type = typeOf(object)
        let custom = type.special(.delAttr)
        if !custom.isUnbound, custom.tag == .function || custom.cast(NativeFunctionObject.self).owner !== Types.object {
            _ = try callSpecialFunction(custom, on: object, [value(name)])
            return
        }
        try genericDeleteAttribute(object, name)
    }

    /// `object.__delattr__`
    public func genericDeleteAttribute(_ object: Value, _ name: StringObject) throws {
        let type = typeOf(object)
        if let target = object.asType {
            guard target.isScriptClass || target.takesAttribute(name.text) else {
                throw typeError("cannot set '\(name.text)' attribute of immutable type '\(target.fullName)'")
            }
            if target.remove(name) { return }
            throw attributeError(object, name, offersNames: false)
        }
        if let found = type.lookup(name), found.tag == .object, !(found.objectUnchecked is SlotDescriptor) {
            if let property = found.objectUnchecked as? PropertyObject, property.isPlain {
                if property.deleter.value.isNone {
                    throw error(
                        .attributeError, "property '\(name.text)' of '\(type.qualifiedName)' object has no deleter")
                }
                _ = try call(property.deleter.value, [object])
                return
            }
            if let property = found.objectUnchecked as? NativeProperty, property.delete != nil {
                try property.delete?(self, object)
                return
            }
            let deleter = found.objectUnchecked.type.special(.delete)
            if deleter.isUnbound, !found.objectUnchecked.type.special(.set).isUnbound {
                throw error(.attributeError, "__delete__")
            }
            if !deleter.isUnbound {
                _ = try callSpecialFunction(deleter, on: found, [object])
                return
            }
        }
        if let module = object.asModule {
            if module.namespace.remove(name) { return }
        } else if object.isObject, object.objectUnchecked.removeSlot(name) {
            return
        }
        if type.lookup(name)?.object is SlotDescriptor { throw error(.attributeError, name.text) }
        throw attributeError(object, name, offersNames: false)
    }

    /// - Parameter offersNames: whether the error knows its name and object, from which a nearer name is suggested.
    func attributeError(_ object: Value, _ name: StringObject, offersNames: Bool = true) -> Thrown {
        let text: String
        if let type = object.asType {
            text = "type object '\(type.errorName)' has no attribute '\(name.text)'"
        } else if let module = object.asModule {
            text = "module '\(module.name)' has no attribute '\(name.text)'"
        } else {
            text = "'\(typeName(object))' object has no attribute '\(name.text)'"
        }
        let thrown = error(.attributeError, text)
        if offersNames { note(name, of: object, in: thrown.exception) }
        return thrown
    }

    /// Tells an AttributeError that knows no name which attribute of which object was asked for.
    func note(_ name: StringObject, of object: Value, in exception: ExceptionObject) {
        guard exception.attributeName == nil, exception.attributeOwner.value.isNone else { return }
        exception.attributeName = name.text
        exception.attributeOwner = Strong(object)
        exception.ownsNone = object.isNone
    }
}
