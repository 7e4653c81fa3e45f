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
        frame.pointee.handledBase = handledCount
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

    /// Whether the registers of the topmost frame from a place on hold no objects, as its code promised.
    func holdsNoObjects(from count: Int) -> Bool {
        let frame = frames[frameCount - 1]
        return !(count..<max(frame.header.pointee.registerCount, count)).contains { frame.base[$0].isObject }
    }

    /// Releases what a returning frame holds. Numbers stay: nothing looks at them.
    @inline(__always)
    func releaseObjects(_ registers: UnsafeMutablePointer<Value>, count: Int) {
        assert(holdsNoObjects(from: count))
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
        frame.pointee.handledBase = handledCount
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
        case .listIterator:
            let state = iterator.layout(ListIteratorLayout.self)
            if let list = state.pointee.list, state.pointee.position < list.pointee.count {
                let item = list.pointee.items[state.pointee.position].retained()
                state.pointee.position &+= 1
                return item
            }
            iterator.cast(ListIterator.self).list = nil
            return .unbound
        case .iterator:
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
                try checkAbandoned()
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
