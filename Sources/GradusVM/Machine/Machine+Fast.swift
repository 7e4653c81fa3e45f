import GradusCompiler
import GradusSyntax

/// What the loop does often, in small functions: the compiler inlines into them what it would not inline into the loop.
extension VM {
    /// The attribute of a module or class that a cache of `loadAttribute` or `loadMethod` holds; borrowed, unbound where
    /// the cache does not apply. Such a cache has the object's address as its key and the place in its namespace, or the
    /// value found on the class.
    @inline(__always)
    func heldAttribute(_ object: Value, _ cache: UnsafeMutablePointer<InlineCache>) -> Value {
        guard cache.pointee.key == UInt(object.bits) else { return .unbound }
        switch object.tag {
        case .type:
            // The address of a class is also the key of what its instances have.
            guard cache.pointee.slot == InlineCache.held else { return .unbound }
            let type = object.layout(TypeLayout.self)
            return cache.pointee.version == type.pointee.versionPlace.pointee ? cache.pointee.value : .unbound
        case .module:
            let namespace = object.layout(ModuleLayout.self).pointee.namespace
            guard cache.pointee.version == UInt64(namespace.pointee.table.version) else { return .unbound }
            return namespace.pointee.table.entries[cache.pointee.slot].value
        default: return .unbound
        }
    }

    /// The attribute that a native property computes, owned.
    @inline(never)
    func nativeAttribute(_ object: Value, _ cache: UnsafeMutablePointer<InlineCache>) throws -> Value {
        let mark = pool.count
        do {
            let value = try cache.pointee.value.unmanaged._withUnsafeGuaranteedRef {
                try unsafeDowncast($0, to: NativeProperty.self).get(self, object)
            }
            return pool.take(value, above: mark)
        } catch {
            pool.drain(to: mark)
            throw error
        }
    }

    @inline(__always)
    func isTypeItself(_ value: Value) -> Bool { value.bits == UInt64(typeAddress) }

    /// What `type(value)` answers, owned.
    @inline(never)
    func classValue(of value: Value) -> Value {
        let type = typeOf(value)
        return Value(borrowing: type.presentedAs ?? type).retained()
    }

    /// Pushes a frame for a property's getter. False where the cache does not know one.
    @inline(__always)
    func pushCachedGetter(
        _ object: Value, _ cache: UnsafeMutablePointer<InlineCache>, result: UnsafeMutablePointer<Value>
    ) throws -> Bool {
        guard cache.pointee.slot == InlineCache.getter else { return false }
        let base = stackTop
        base[0] = object.retained()
        try pushFrame(cache.pointee.value, base: base, result: result)
        frames[frameCount &- 1].ownedFunction = Unmanaged.passRetained(
            cache.pointee.value.cast(FunctionObject.self))
        return true
    }

    /// `storeAttribute` of a name that the cache knows to be new. False where it does not.
    @inline(never)
    func addCachedSlot(_ object: Value, _ value: Value, _ cache: UnsafeMutablePointer<InlineCache>) -> Bool {
        guard let next = cache.pointee.nextShape else { return false }
        next._withUnsafeGuaranteedRef { object.objectUnchecked.addSlot($0, value.retained()) }
        return true
    }

    /// `dictionary[key]` for the usual keys, owned; unbound where the key is not there or must be compared by code.
    @inline(never)
    func knownItem(_ dictionary: Value, _ key: Value) -> Value {
        let table = dictionary.layout(DictionaryLayout.self).pointee.table
        if key.tag == .string {
            guard let place = table.find(string: key.cast(StringObject.self)) else { return .unbound }
            return table.entries[place].value.retained()
        }
        if key.tag == .int {
            let place = table.find(int: key)
            if place >= 0 { return table.entries[place].value.retained() }
        }
        return .unbound
    }

    /// 1 or 0 for what needs no code to tell, else −1.
    @inline(never)
    func knownTruth(_ value: Value) -> Int {
        switch value.tag {
        case .int: return value.bits != 0 ? 1 : 0
        case .none: return 0
        case .float: return value.floatBits != 0 ? 1 : 0
        case .string: return value.layout(StringLayout.self).pointee.byteCount > 0 ? 1 : 0
        // A list begins as a tuple does.
        case .list, .tuple: return value.layout(TupleLayout.self).pointee.count > 0 ? 1 : 0
        case .function, .nativeFunction, .type, .module: return 1
        default: return -1
        }
    }

    /// Takes over the value's reference.
    @inline(__always)
    func appendOwned(_ value: Value, to list: Value) {
        let layout = list.layout(ListLayout.self)
        if layout.pointee.count == layout.pointee.capacity { grow(list) }
        layout.pointee.items[layout.pointee.count] = value
        layout.pointee.count &+= 1
    }

    @inline(never)
    private func grow(_ list: Value) {
        list.unmanaged._withUnsafeGuaranteedRef {
            let list = unsafeDowncast($0, to: ListObject.self)
            list.reserve(list.count + list.count / 2 + 4)
        }
    }

    @inline(never)
    func bindSlowly(_ function: Value, _ base: UnsafeMutablePointer<Value>, count: Int) throws {
        try bindArguments(function.cast(FunctionObject.self), base, count: count, keywordNames: nil)
    }

    /// Whether a function can be called with arguments as they stand.
    @inline(__always)
    func canPush(_ function: Value, _ base: UnsafeMutablePointer<Value>, count: Int) -> Bool {
        let header = function.layout(FunctionLayout.self).pointee.header
        return count == header.pointee.quickCount && base + header.pointee.registerCount < stackLimit
            && frameCount < frameLimit
    }

    /// Makes the frame of such a call above `frame`.
    @inline(__always)
    func pushQuickly(
        _ function: Value, base: UnsafeMutablePointer<Value>, result: UnsafeMutablePointer<Value>,
        above frame: UnsafeMutablePointer<Frame>
    ) -> UnsafeMutablePointer<Frame> {
        let layout = function.layout(FunctionLayout.self)
        let header = layout.pointee.header
        if header.pointee.needsCleanRegisters { unbindLocals(base, header) }
        let frame = frame + 1
        frame.pointee.header = header
        frame.pointee.base = base
        frame.pointee.pc = header.pointee.instructions
        frame.pointee.result = result
        frame.pointee.globals = Unmanaged.fromOpaque(layout.pointee.globals)
        frame.pointee.namespace = nil
        frame.pointee.ownedFunction = nil
        frame.pointee.generator = nil
        frame.pointee.savedTop = stackTop
        frame.pointee.handledBase = handled.count
        frame.pointee.kind = .call
        stackTop = base + header.pointee.registerCount
        frameCount &+= 1
        return frame
    }

    /// The other calls with positional arguments. True: a frame was pushed; false: the result stands at `result`.
    @inline(never)
    func enterSlowly(
        _ window: UnsafeMutablePointer<Value>, callee result: UnsafeMutablePointer<Value>, count: Int
    ) throws -> Bool {
        let callee = result.pointee
        if callee.tag == .nativeFunction, hasNoRedirect(callee) {
            let value = try callNative(callee, window + 1, count: count)
            clear(window + 1, count)
            result.pointee = value
            callee.release()
            return false
        }
        if callee.tag == .function {
            let header = callee.layout(FunctionLayout.self).pointee.header
            if !header.pointee.isSimple || count != header.pointee.positionalCount {
                try bindSlowly(callee, window + 1, count: count)
            }
            try pushFrame(callee, base: window + 1, result: result)
            return true
        }
        if callee.tag == .type, count == 1, window == result, isTypeItself(callee) {
            // `type(x)`
            let value = classValue(of: window[1])
            clear(window, 2)
            window.pointee = value
            return false
        }
        return try enter(window, callee: result, count: count, keywordNames: nil)
    }

    /// Releases what a returning frame holds. Numbers stay: nothing looks at them.
    @inline(__always)
    func releaseObjects(_ registers: UnsafeMutablePointer<Value>, count: Int) {
        var register = registers
        let end = registers + count
        while register < end {
            let old = register.pointee
            if old.isObject {
                register.pointee = .unbound
                old.release()
            }
            register += 1
        }
    }

    /// Whether a generator can go on without a look at its state.
    @inline(__always)
    func canResume(_ generator: UnsafeMutablePointer<GeneratorLayout>) -> Bool {
        (generator.pointee.state == .suspended || generator.pointee.state == .fresh) && !generator.pointee.hasHandled
            && stackTop + generator.pointee.header.pointee.registerCount < stackLimit && frameCount < frameLimit
    }

    /// Puts such a generator's frame above `frame`.
    @inline(__always)
    func resumeQuickly(
        _ generator: UnsafeMutablePointer<GeneratorLayout>, result: UnsafeMutablePointer<Value>,
        above frame: UnsafeMutablePointer<Frame>
    ) -> UnsafeMutablePointer<Frame> {
        let header = generator.pointee.header
        let base = stackTop
        let source = UnsafeMutableRawPointer(generator.pointee.registers).assumingMemoryBound(to: SIMD2<UInt64>.self)
        let target = UnsafeMutableRawPointer(base).assumingMemoryBound(to: SIMD2<UInt64>.self)
        var index = generator.pointee.heldCount
        while index > 0 {
            index &-= 1
            target[index] = source[index]
        }
        let frame = frame + 1
        frame.pointee.header = header
        frame.pointee.base = base
        frame.pointee.pc = generator.pointee.pc
        frame.pointee.result = result
        frame.pointee.globals = Unmanaged.fromOpaque(generator.pointee.globals)
        frame.pointee.namespace = nil
        frame.pointee.ownedFunction = nil
        frame.pointee.generator = Unmanaged.fromOpaque(generator)
        frame.pointee.savedTop = base
        frame.pointee.handledBase = handled.count
        frame.pointee.kind = .generator
        generator.pointee.heldCount = 0
        generator.pointee.state = .running
        stackTop = base + header.pointee.registerCount
        frameCount &+= 1
        return frame
    }

    /// Runs a generator, which native code iterates over, to its next `yield`: the value, owned, or unbound at its end.
    func advance(_ generator: UnsafeMutablePointer<GeneratorLayout>) throws -> Value {
        var result = Value.unbound
        let isYielded: Bool = try withUnsafeMutablePointer(to: &result) { place in
            if canResume(generator) {
                let frame = resumeQuickly(generator, result: place, above: frames + (frameCount - 1))
                frame.pointee.kind = .entry
            } else {
                let object = Unmanaged<GeneratorObject>.fromOpaque(generator)
                guard try object._withUnsafeGuaranteedRef({ try pushGenerator($0, result: place, kind: .entry) })
                else { return false }
            }
            try run()
            return generatorYielded
        }
        if isYielded { return result }
        result.release()
        return .unbound
    }

    /// Makes a frame for a call in the loop. On failure the window is cleared.
    @inline(__always)
    func pushFrame(_ function: Value, base: UnsafeMutablePointer<Value>, result: UnsafeMutablePointer<Value>) throws {
        let layout = function.layout(FunctionLayout.self)
        let header = layout.pointee.header
        let top = base + header.pointee.registerCount
        if top >= stackLimit || frameCount >= frameLimit || header.pointee.freeCount > 0 {
            return try function.unmanaged._withUnsafeGuaranteedRef {
                try pushFrame(unsafeDowncast($0, to: FunctionObject.self), base: base, result: result, kind: .call)
            }
        }
        if header.pointee.needsCleanRegisters { unbindLocals(base, header) }
        let frame = frames + frameCount
        frame.pointee.header = header
        frame.pointee.base = base
        frame.pointee.pc = header.pointee.instructions
        frame.pointee.result = result
        frame.pointee.globals = Unmanaged.fromOpaque(layout.pointee.globals)
        frame.pointee.namespace = nil
        frame.pointee.ownedFunction = nil
        frame.pointee.generator = nil
        frame.pointee.savedTop = stackTop
        frame.pointee.handledBase = handled.count
        frame.pointee.kind = .call
        stackTop = top
        frameCount &+= 1
    }

    /// The next item of an iterator, owned, or unbound at its end.
    func nextOwned(_ iterator: Value) throws -> Value {
        switch iterator.tag {
        case .rangeIterator:
            let range = iterator.layout(RangeIteratorLayout.self)
            guard range.pointee.remaining > 0 else { return .unbound }
            defer {
                range.pointee.current &+= range.pointee.step
                range.pointee.remaining &-= 1
            }
            return Value(range.pointee.current)
        case .listIterator, .iterator:
            return try iterator.unmanaged._withUnsafeGuaranteedRef {
                try unsafeDowncast($0, to: IteratorObject.self).nextOwned(self)
            }
        case .generator: return try advance(iterator.layout(GeneratorLayout.self))
        default:
            let mark = pool.count
            guard let item = try next(iterator) else {
                pool.drain(to: mark)
                return .unbound
            }
            return pool.take(item, above: mark)
        }
    }

    /// `item in container` where that needs no code of the language: 1 or 0; else −1.
    @inline(never)
    func knownContains(_ container: Value, _ item: Value) -> Int {
        guard container.tag == .dictionary else { return -1 }
        let table = container.layout(DictionaryLayout.self).pointee.table
        if item.tag == .string {
            if table.find(string: item.cast(StringObject.self)) != nil { return 1 }
            return table.hasObjectKeys ? -1 : 0
        }
        if item.tag == .int {
            let place = table.find(int: item)
            return place >= 0 ? 1 : place == HashTable.absent ? 0 : -1
        }
        return -1
    }

    /// `dictionary[key] = value` for the usual keys. False where keys must be compared by code.
    @inline(never)
    func storeKnownItem(_ dictionary: Value, _ key: Value, _ value: Value) -> Bool {
        let layout = dictionary.layout(DictionaryLayout.self)
        if key.tag == .string, !layout.pointee.table.hasObjectKeys {
            let name = key.cast(StringObject.self)
            value.retain()
            if let place = layout.pointee.table.find(string: name) {
                layout.pointee.table.exchange(place, value: value).release()
            } else {
                _ = layout.pointee.table.insertNew(key.retained(), hash: name.hashValue64, value: value)
            }
            return true
        }
        guard key.tag == .int else { return false }
        let place = layout.pointee.table.find(int: key)
        if place >= 0 {
            layout.pointee.table.exchange(place, value: value.retained()).release()
            return true
        }
        if place != HashTable.absent { return false }
        let hash = key.intBits == -1 ? -2 : Int(key.intBits)
        _ = layout.pointee.table.insertNew(key, hash: hash, value: value.retained())
        return true
    }

    @inline(__always)
    func hasNoRedirect(_ function: Value) -> Bool {
        function.layout(NativeLayout.self).pointee.isDirect
    }

    /// Calls a native function with positional arguments, which stay in the window; the result is owned.
    @inline(never)
    func callNative(_ function: Value, _ arguments: UnsafeMutablePointer<Value>, count: Int) throws -> Value {
        let layout = function.layout(NativeLayout.self)
        if count >= layout.pointee.requiredCount, count <= layout.pointee.plainCount,
            layout.pointee.ownerAddress == 0
                || count > 0 && arguments[0].isObject
                    && UInt(bitPattern: arguments[0].layout.pointee.type) == layout.pointee.ownerAddress
        {
            let mark = pool.count
            do {
                let result = try function.unmanaged._withUnsafeGuaranteedRef {
                    try unsafeDowncast($0, to: NativeFunctionObject.self).body(
                        self, Arguments(base: arguments, count: count))
                }
                return pool.take(result, above: mark)
            } catch {
                pool.drain(to: mark)
                throw error
            }
        }
        return try function.unmanaged._withUnsafeGuaranteedRef {
            try callNative(
                unsafeDowncast($0, to: NativeFunctionObject.self), arguments, count: count, keywordNames: nil)
        }
    }
}

extension Unmanaged<DictionaryObject> {
    @inline(__always)
    var layout: UnsafeMutablePointer<DictionaryLayout> {
        toOpaque().assumingMemoryBound(to: DictionaryLayout.self)
    }
}

extension Opcode {
    /// Whether the instruction remembers what it last looked up (`InlineCache`).
    var hasCache: Bool {
        switch self {
        case .loadGlobal, .storeGlobal, .loadAttribute, .storeAttribute, .loadMethod, .loadSuperMethod: true
        default: false
        }
    }

    /// The comparison that an instruction makes.
    @inline(__always)
    var comparison: ComparisonOperator {
        switch self {
        case .equal, .jumpEqual, .jumpEqualInt: return .equal
        case .notEqual, .jumpNotEqual, .jumpNotEqualInt: return .notEqual
        case .less, .jumpLess, .jumpLessInt: return .less
        case .lessEqual, .jumpLessEqual, .jumpLessEqualInt: return .lessEqual
        case .greater, .jumpGreater, .jumpGreaterInt: return .greater
        default: return .greaterEqual
        }
    }
}
