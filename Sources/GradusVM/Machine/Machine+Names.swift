import GradusCompiler

/// Slow paths of the loop: names, attributes, cells. They fill the inline caches.
extension VM {
    func unboundLocal(_ frame: UnsafeMutablePointer<Frame>, _ register: Int) -> Thrown {
        let name =
            frame.pointee.code.localNames.indices.contains(register) ? frame.pointee.code.localNames[register] : "?"
        // A comprehension that was compiled into this code is a function in CPython, whose own variables are always bound.
        let place = frame.pointee.pc - frame.pointee.header.pointee.instructions - 1
        if frame.pointee.code.inlined.contains(where: { $0.start <= place && place < $0.end }) {
            return unboundFree(name)
        }
        return error(
            .unboundLocalError, "cannot access local variable '\(name)' where it is not associated with a value")
    }

    func unboundCell(_ frame: UnsafeMutablePointer<Frame>, _ register: Int) -> Thrown {
        let code = frame.pointee.code
        let free = register - code.freeBase
        if code.freeNames.indices.contains(free) {
            return unboundFree(code.freeNames[free])
        }
        return unboundLocal(frame, register)
    }

    private func unboundFree(_ name: String) -> Thrown {
        error(
            .nameError,
            "cannot access free variable '\(name)' where it is not associated with a value in enclosing scope")
    }

    /// The result is owned.
    @inline(never)
    func loadGlobalSlowly(
        _ frame: UnsafeMutablePointer<Frame>, _ name: Unmanaged<StringObject>,
        _ cache: UnsafeMutablePointer<InlineCache>
    ) throws -> Value {
        let name = name.takeUnretainedValue()
        let globals = frame.pointee.globals.takeUnretainedValue()
        let version = UInt64(globals.version) << 32 | UInt64(builtins.version)
        if cache.pointee.key == 1, cache.pointee.version == version {
            return builtins.table.entries[Int(cache.pointee.shadowSlot)].value.retained()
        }
        if let place = globals.table.find(string: name) {
            if globals.table.entries[place].key.isIdentical(to: Value(borrowing: name)) { cache.pointee.slot = place }
            return globals.table.entries[place].value.retained()
        }
        // Built-ins: the cached place holds as long as neither dictionary gets or loses a key.
        if let place = builtins.table.find(string: name) {
            cache.pointee.key = 1
            cache.pointee.version = version
            cache.pointee.shadowSlot = Int32(place)
            return builtins.table.entries[place].value.retained()
        }
        if name.isEqual(to: "__annotations__") {
            // Made when first asked for, as the first annotation would.
            let made = DictionaryObject()
            globals.set(name, object: made)
            return Value(owning: made)
        }
        throw nameError(name.text)
    }

    func nameError(_ name: String) -> Thrown {
        let thrown = error(.nameError, "name '\(name)' is not defined")
        thrown.exception.attributeName = name
        return thrown
    }

    /// Takes over the value's reference.
    @inline(never)
    func storeGlobalSlowly(
        _ frame: UnsafeMutablePointer<Frame>, _ name: Unmanaged<StringObject>, _ value: Value,
        _ cache: UnsafeMutablePointer<InlineCache>
    ) {
        let name = name.takeUnretainedValue()
        let globals = frame.pointee.globals.takeUnretainedValue()
        globals.set(name, value)
        value.release()
        if let place = globals.table.find(string: name),
            globals.table.entries[place].key.isIdentical(to: Value(borrowing: name))
        {
            cache.pointee.slot = place
        }
    }

    func deleteGlobal(_ frame: UnsafeMutablePointer<Frame>, _ i: Instruction) throws {
        let name = frame.pointee.header.pointee.names[i.wide].takeUnretainedValue()
        if !frame.pointee.globals.takeUnretainedValue().remove(name) { throw nameError(name.text) }
    }

    func loadName(_ frame: UnsafeMutablePointer<Frame>, _ i: Instruction) throws -> Value {
        let name = frame.pointee.header.pointee.names[i.wide].takeUnretainedValue()
        if let namespace = frame.pointee.namespace, let value = namespace.takeUnretainedValue().get(name) {
            return value.retained()
        }
        if let value = frame.pointee.globals.takeUnretainedValue().get(name) ?? builtins.get(name) {
            return value.retained()
        }
        throw nameError(name.text)
    }

    func storeName(
        _ frame: UnsafeMutablePointer<Frame>, _ i: Instruction, _ registers: UnsafeMutablePointer<Value>
    ) throws {
        let name = frame.pointee.header.pointee.names[i.wide].takeUnretainedValue()
        let target = (frame.pointee.namespace ?? frame.pointee.globals).takeUnretainedValue()
        if target.type === Types.dictionary {
            target.set(name, registers[Int(i.a)])
        } else {
            // A class body of which `__prepare__` made the namespace.
            try setItem(Value(borrowing: target), Value(borrowing: name), registers[Int(i.a)])
        }
        if i.x & InstructionBit.consumesA != 0 {
            registers[Int(i.a)].release()
            registers[Int(i.a)] = .unbound
        }
    }

    func deleteName(_ frame: UnsafeMutablePointer<Frame>, _ i: Instruction) throws {
        let name = frame.pointee.header.pointee.names[i.wide].takeUnretainedValue()
        let target = (frame.pointee.namespace ?? frame.pointee.globals).takeUnretainedValue()
        if !target.remove(name) { throw nameError(name.text) }
    }

    func loadNameOrCell(
        _ frame: UnsafeMutablePointer<Frame>, _ i: Instruction, _ registers: UnsafeMutablePointer<Value>
    ) throws -> Value {
        let name = frame.pointee.header.pointee.names[Int(i.c)].takeUnretainedValue()
        if let namespace = frame.pointee.namespace, let value = namespace.takeUnretainedValue().get(name) {
            return value.retained()
        }
        let content = registers[Int(i.b)].cast(CellObject.self).content
        if content.isUnbound { throw unboundCell(frame, Int(i.b)) }
        return content.retained()
    }

    // MARK: Attributes

    /// The result is owned.
    @inline(never)
    func loadAttributeSlowly(
        _ object: Value, _ name: Unmanaged<StringObject>, _ cache: UnsafeMutablePointer<InlineCache>
    ) throws -> Value {
        InlineCache.makeRoom(in: cache)
        let name = name.takeUnretainedValue()
        if object.isObject, object.tag != .type, object.tag != .module {
            let target = object.objectUnchecked
            if let shape = target.shape, !shape.isDictionary, let slot = shape.index(of: name),
                let slots = target.slots,
                target.type.special(.getAttribute).tag != .function
            {
                let found = target.type.lookup(name)
                if found == nil || !isDataDescriptor(found ?? .none) {
                    cache.pointee.key = UInt(bitPattern: Unmanaged.passUnretained(shape).toOpaque())
                    cache.pointee.version = shape.type.version
                    cache.pointee.slot = slot
                    return slots[slot].retained()
                }
            }
        }
        learnGetter(object, name, cache)
        learnHeldAttribute(object, name, cache, isCall: false)
        let mark = pool.count
        do {
            return pool.take(try attribute(object, name), above: mark)
        } catch {
            pool.drain(to: mark)
            throw error
        }
    }

    /// Fills a cache for a property whose getter is a plain function of the language.
    private func learnGetter(_ object: Value, _ name: StringObject, _ cache: UnsafeMutablePointer<InlineCache>) {
        guard object.isObject, object.tag != .type, object.tag != .module else { return }
        let type = typeOf(object)
        if type !== Types.superType, type.special(.getAttribute).tag != .function,
            let property = type.lookup(name)?.object as? NativeProperty
        {
            cache.pointee.key = UInt(bitPattern: Unmanaged.passUnretained(type).toOpaque())
            cache.pointee.version = type.version
            cache.pointee.slot = InlineCache.native
            cache.pointee.value = Value(borrowing: property)
            return
        }
        guard object.tag == .object, let shape = object.objectUnchecked.shape, !shape.isDictionary,
            object.objectUnchecked.slots != nil
        else { return }
        guard type.special(.getAttribute).tag != .function,
            let property = type.lookup(name)?.object as? PropertyObject, property.isPlain,
            let getter = property.getter.value.asFunction, getter.header.pointee.isSimple,
            getter.header.pointee.positionalCount == 1
        else { return }
        cache.pointee.key = UInt(bitPattern: Unmanaged.passUnretained(shape).toOpaque())
        cache.pointee.version = type.version
        cache.pointee.slot = InlineCache.getter
        cache.pointee.value = property.getter.value
    }

    /// Fills a cache for an attribute of a module, or for what a class holds and gives out as it is.
    private func learnHeldAttribute(
        _ object: Value, _ name: StringObject, _ cache: UnsafeMutablePointer<InlineCache>, isCall: Bool
    ) {
        guard object.tag == .module || object.tag == .type else { return }
        cache.pointee.shadowSlot = 0
        if object.tag == .module {
            let namespace = object.cast(ModuleObject.self).namespace
            guard typeOf(object) === Types.module, let place = namespace.table.find(string: name) else { return }
            cache.pointee.key = UInt(object.bits)
            cache.pointee.version = UInt64(namespace.table.version)
            cache.pointee.slot = place
        } else if object.tag == .type {
            let type = object.cast(TypeObject.self)
            guard type.type === Types.type, Types.type.lookup(name) == nil, let found = type.lookup(name) else {
                return
            }
            let value: Value
            if let wrapped = found.object as? WrappedMethodObject, wrapped.kind == .staticMethod {
                value = wrapped.function.value
            } else if isCall, let wrapped = found.object as? WrappedMethodObject, wrapped.kind == .classMethod,
                wrapped.function.value.tag == .function
            {
                value = wrapped.function.value
                cache.pointee.shadowSlot = 1
            } else if found.tag == .function {
                value = found
            } else {
                return
            }
            cache.pointee.key = UInt(object.bits)
            cache.pointee.version = type.version
            cache.pointee.slot = InlineCache.held
            cache.pointee.value = value
        }
    }

    @inline(never)
    func storeAttributeSlowly(
        _ object: Value, _ name: Unmanaged<StringObject>, _ value: Value, _ cache: UnsafeMutablePointer<InlineCache>
    ) throws {
        InlineCache.makeRoom(in: cache)
        let name = name.takeUnretainedValue()
        if object.tag == .object {
            let target = object.objectUnchecked
            let type = target.type
            let setter = type.special(.setAttr)
            let isPlain =
                setter.isUnbound
                || (setter.tag == .nativeFunction && setter.cast(NativeFunctionObject.self).owner === Types.object)
            let known = type.lookup(name)
            if isPlain, let shape = target.shape, !shape.isDictionary,
                known == nil ? type.allowedSlots == nil : known?.object is SlotDescriptor
            {
                cache.pointee.key = UInt(bitPattern: Unmanaged.passUnretained(shape).toOpaque())
                cache.pointee.version = type.version
                if let slot = shape.index(of: name) {
                    cache.pointee.slot = slot
                    cache.pointee.nextShape = nil
                } else {
                    cache.pointee.slot = -1
                    cache.pointee.nextShape = Unmanaged.passUnretained(shape.adding(name))
                }
            }
        }
        let mark = pool.count
        defer { pool.drain(to: mark) }
        try setAttribute(object, name, value)
    }

    @inline(never)
    func loadMethodSlowly(
        _ registers: UnsafeMutablePointer<Value>, _ i: Instruction, _ name: Unmanaged<StringObject>,
        _ cache: UnsafeMutablePointer<InlineCache>
    ) throws {
        InlineCache.makeRoom(in: cache)
        let object = registers[Int(i.b)]
        let name = name.takeUnretainedValue()
        let type = typeOf(object)
        if object.tag != .type, object.tag != .module, type !== Types.superType,
            type.special(.getAttribute).tag != .function, let found = type.lookup(name),
            found.tag == .function
                || (found.tag == .nativeFunction && found.cast(NativeFunctionObject.self).owner != nil),
            !object.isObject || object.objectUnchecked.slotValue(name) == nil
        {
            if object.isObject {
                let target = object.objectUnchecked
                if let shape = target.shape {
                    if !shape.isDictionary {
                        cache.pointee.key = UInt(bitPattern: Unmanaged.passUnretained(shape).toOpaque())
                        cache.pointee.version = shape.type.version
                        cache.pointee.value = found
                        cache.pointee.shadowSlot = 0
                    }
                } else {
                    cache.pointee.key = UInt(bitPattern: Unmanaged.passUnretained(type).toOpaque())
                    cache.pointee.version = type.version
                    cache.pointee.value = found
                }
            }
            if i.x & InstructionBit.consumesB != 0 { registers[Int(i.b)] = .unbound } else { object.retain() }
            store(registers, Int(i.a), found.retained())
            store(registers, Int(i.a) + 1, object)
            return
        }
        if object.tag == .object, type !== Types.superType, let target = object.object, let shape = target.shape,
            !shape.isDictionary, let slot = shape.index(of: name), type.special(.getAttribute).tag != .function
        {
            let found = type.lookup(name)
            if found == nil || !isDataDescriptor(found ?? .none) {
                cache.pointee.key = UInt(bitPattern: Unmanaged.passUnretained(shape).toOpaque())
                cache.pointee.version = type.version
                cache.pointee.slot = slot
                cache.pointee.shadowSlot = -1
            }
        }
        learnHeldAttribute(object, name, cache, isCall: true)
        let mark = pool.count
        let value: Value
        do {
            value = pool.take(try attribute(object, name), above: mark)
        } catch {
            pool.drain(to: mark)
            throw error
        }
        if i.x & InstructionBit.consumesB != 0 {
            registers[Int(i.b)] = .unbound
            object.release()
        }
        store(registers, Int(i.a), value)
        store(registers, Int(i.a) + 1, .unbound)
    }

    /// Puts an owned value into a register.
    func store(_ registers: UnsafeMutablePointer<Value>, _ index: Int, _ value: Value) {
        let old = registers[index]
        registers[index] = value
        old.release()
    }

    // MARK: super()

    func loadSuperMethod(
        _ registers: UnsafeMutablePointer<Value>, _ i: Instruction, _ name: Unmanaged<StringObject>,
        _ cache: UnsafeMutablePointer<InlineCache>
    ) throws {
        guard let start = registers[Int(i.b)].asType else {
            throw error(.runtimeError, "super(): empty __class__ cell")
        }
        let receiver = registers[Int(i.b) + 1]
        let name = name.takeUnretainedValue()
        let mark = pool.count
        let object = try makeSuper(start, receiver)
        if let found = superLookup(object, name), found.tag == .function, receiver.tag != .type {
            if receiver.isObject {
                let type = typeOf(receiver)
                cache.pointee.key = UInt(bitPattern: Unmanaged.passUnretained(type).toOpaque())
                cache.pointee.version = type.version
                cache.pointee.slot = Int(bitPattern: UInt(Value(borrowing: start).bits))
                cache.pointee.value = found
            }
            registers[Int(i.b) + 1] = .unbound
            store(registers, Int(i.b), .unbound)
            store(registers, Int(i.a), found.retained())
            store(registers, Int(i.a) + 1, receiver)
            pool.drain(to: mark)
            return
        }
        let value = pool.take(try superAttribute(object, name), above: mark)
        store(registers, Int(i.b), .unbound)
        store(registers, Int(i.b) + 1, .unbound)
        store(registers, Int(i.a), value)
        store(registers, Int(i.a) + 1, .unbound)
    }

    /// `super(start, receiver)`, checked.
    public func makeSuper(_ start: TypeObject, _ receiver: Value) throws -> SuperObject {
        if let type = receiver.asType, type.isSubtype(of: start) {
            return SuperObject(start: start, receiver: receiver, receiverType: type)
        }
        guard isInstance(receiver, start) else {
            throw typeError("super(type, obj): obj must be an instance or subtype of type")
        }
        return SuperObject(start: start, receiver: receiver, receiverType: typeOf(receiver))
    }

    func superLookup(_ object: SuperObject, _ name: StringObject) -> Value? {
        let mro = object.receiverType.mro
        guard let place = mro.firstIndex(where: { $0 === object.start }) else { return nil }
        for type in mro[(place + 1)...] {
            if let value = type.own(name) { return value }
        }
        return nil
    }

    /// An attribute of a `super` object.
    public func superAttribute(_ object: SuperObject, _ name: StringObject) throws -> Value {
        if name.isEqual(to: "__class__") { return Value(borrowing: Types.superType) }
        if let found = superLookup(object, name) {
            if object.receiver.value.tag == .type, let type = object.receiver.value.asType {
                // Class methods of a base, called through the derived class.
                if found.isObject, let wrapped = found.objectUnchecked as? WrappedMethodObject,
                    wrapped.kind == .classMethod
                {
                    return value(BoundMethodObject(function: wrapped.function.value, receiver: Value(borrowing: type)))
                }
                return try bind(found, to: nil, owner: type)
            }
            return try bind(found, to: object.receiver.value, owner: object.receiverType)
        }
        throw error(.attributeError, "'super' object has no attribute '\(name.text)'")
    }

    /// What `super()` without arguments means in the running function.
    public func currentSuperContext() throws -> (type: TypeObject, receiver: Value) {
        guard frameCount > 0 else { throw error(.runtimeError, "super(): no current frame") }
        let frame = frames + (frameCount - 1)
        let code = frame.pointee.code
        guard code.positionalCount > 0 || code.hasStar else { throw error(.runtimeError, "super(): no arguments") }
        guard let place = code.freeNames.firstIndex(of: "__class__") else {
            throw error(.runtimeError, "super(): __class__ cell not found")
        }
        let cell = frame.pointee.base[code.freeBase + place]
        guard cell.tag == .cell, let type = cell.cast(CellObject.self).content.asType else {
            throw error(.runtimeError, "super(): empty __class__ cell")
        }
        var receiver = frame.pointee.base[0]
        if receiver.tag == .cell { receiver = receiver.cast(CellObject.self).content }
        if receiver.isUnbound { throw error(.runtimeError, "super(): arg[0] deleted") }
        return (type, receiver)
    }

    // MARK: Namespaces of the running frame

    /// The namespace that functions of the running code share; the main module's where nothing runs.
    public var currentGlobals: DictionaryObject {
        frameCount > 0 ? frames[frameCount - 1].globals.takeUnretainedValue() : mainModule.namespace
    }

    /// `locals()`: the namespace itself in a module or class body, else a new dictionary.
    public func currentLocals() -> DictionaryObject {
        frameCount > 0 ? locals(of: frameCount - 1) : mainModule.namespace
    }

    /// `locals()` of one of the running frames.
    func locals(of place: Int) -> DictionaryObject {
        let frame = frames + place
        if let namespace = frame.pointee.namespace { return namespace.takeUnretainedValue() }
        let code = frame.pointee.code
        if code.kind == .module { return frame.pointee.globals.takeUnretainedValue() }
        let result = DictionaryObject()
        func add(_ name: String, _ value: Value) {
            var value = value
            if value.tag == .cell { value = value.cast(CellObject.self).content }
            if !value.isUnbound, !name.hasPrefix(".") { result.set(name, value) }
        }
        for (index, name) in code.localNames.enumerated() { add(name, frame.pointee.base[index]) }
        for (index, name) in code.freeNames.enumerated() where name != "__class__" {
            add(name, frame.pointee.base[code.freeBase + index])
        }
        return result
    }
}
