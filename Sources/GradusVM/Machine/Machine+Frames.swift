import GradusCompiler

/// Entering and leaving frames, unwinding, generators.
extension VM {
    /// Calls what stands at `callee` with the arguments after `window`. True: a frame was pushed for the loop to run; false:
    /// the result stands at `callee`.
    @inline(never)
    func enter(
        _ window: UnsafeMutablePointer<Value>, callee place: UnsafeMutablePointer<Value>, count: Int,
        keywordNames: TupleObject?
    ) throws -> Bool {
        var window = window
        var count = count
        /// Inserts a value (owned) before the arguments.
        func insert(_ receiver: Value) {
            if window > place {
                window[0] = receiver
                window -= 1
            } else {
                var index = count
                while index > 0 {
                    window[index + 1] = window[index]
                    index -= 1
                }
                window[1] = receiver
            }
            count += 1
        }
        var steps = 0
        while true {
            steps += 1
            // An object whose `__call__` is an object whose `__call__` is …
            if steps > recursionLimit { throw recursionError() }
            let callee = place.pointee
            steps += 1
            if steps > recursionLimit { throw recursionError() }
            switch callee.tag {
            case .function:
                let function = callee.cast(FunctionObject.self)
                try bindArguments(function, window + 1, count: count, keywordNames: keywordNames)
                try pushFrame(function, base: window + 1, result: place, kind: .call)
                if Attention.flag.pointee != 0 { try attend() }
                return true
            case .nativeFunction:
                if try redirect(place, window, count: count) { continue }
                let value = try callNative(
                    callee.cast(NativeFunctionObject.self), window + 1, count: count, keywordNames: keywordNames)
                clear(window + 1, count)
                place.pointee = value
                callee.release()
                return false
            case .boundMethod:
                let method = callee.cast(BoundMethodObject.self)
                insert(method.receiver.value.retained())
                place.pointee = method.function.value.retained()
                callee.release()
            case .type:
                let type = callee.cast(TypeObject.self)
                if type === Types.type, count == 1, keywordNames == nil {
                    let kind = Value(borrowing: typeOf(window[1])).retained()
                    clear(window + 1, 1)
                    place.pointee = (kind.cast(TypeObject.self).presentedAs.map { Value(borrowing: $0) } ?? kind)
                    callee.release()
                    return false
                }
                if !type.isScriptClass,
                    let made = try BuiltinOperations.construct(
                        self, type, window + 1, count, keywordNames: keywordNames)
                {
                    clear(window + 1, count)
                    place.pointee = made
                    callee.release()
                    return false
                }
                if window == place, let constructor = type.quickConstructor {
                    // The class in front of the arguments is the first argument of `__new__`.
                    let value = try constructor._withUnsafeGuaranteedRef {
                        try callNative($0, window, count: count + 1, keywordNames: keywordNames)
                    }
                    clear(window + 1, count)
                    place.pointee = value
                    callee.release()
                    return false
                }
                if keywordNames == nil, isPlainException(type) {
                    let items = Recycler.tuple(count: count)
                    move(window + 1, to: items.layout(TupleLayout.self).pointee.items, count: count)
                    place.pointee = Recycler.exception(type, owning: items)
                    callee.release()
                    return false
                }
                if type.isPlainClass(self) {
                    let initializer = type.special(.initialize)
                    if initializer.tag == .function {
                        let instance = Recycler.instance(type)
                        insert(instance.retained())
                        place.pointee = instance
                        callee.release()
                        let function = initializer.cast(FunctionObject.self)
                        try bindArguments(function, window + 1, count: count, keywordNames: keywordNames)
                        try pushFrame(function, base: window + 1, result: place, kind: .initializer)
                        frames[frameCount - 1].ownedFunction = Unmanaged.passRetained(function)
                        return true
                    }
                }
                let value = try instantiate(type, window + 1, count: count, keywordNames: keywordNames)
                clear(window + 1, count)
                place.pointee = value
                callee.release()
                return false
            default:
                let function = typeOf(callee).special(.call)
                if function.isUnbound || function.isNone {
                    throw typeError("'\(typeName(callee))' object is not callable")
                }
                if function.tag == .function || function.tag == .nativeFunction {
                    insert(callee)
                    place.pointee = function.retained()
                } else {
                    let bound = try bind(function, to: callee, owner: typeOf(callee))
                    place.pointee = bound.retained()
                    callee.release()
                }
            }
        }
    }

    /// `R[a](*R[a+1], **R[a+2])`: the arguments are spread above the stack top. Result as for `enter`.
    @inline(never)
    func callUnpacked(_ place: UnsafeMutablePointer<Value>) throws -> Bool {
        let positional = place[1]
        let keywords = place[2]
        if positional.tag == .tuple || positional.tag == .list,
            keywords.tag != .dictionary || keywords.cast(DictionaryObject.self).count == 0
        {
            // A list begins as a tuple does.
            let list = positional.layout(TupleLayout.self)
            return try callSpread(place, list.pointee.items, count: list.pointee.count)
        }
        let mark = pool.count
        let values: [Value] =
            positional.tag == .tuple ? positional.cast(TupleObject.self).values : try array(from: positional)
        let pairs = keywords.tag == .dictionary ? keywords.cast(DictionaryObject.self).entries : []
        let window = stackTop
        let count = values.count + pairs.count
        guard window + count + 16 < stackLimit else { throw recursionError() }
        // As in `call` of the loop: the callee stands below the arguments.
        for (index, value) in values.enumerated() { window[index + 2] = value.retained() }
        var names: TupleObject?
        if !pairs.isEmpty {
            for pair in pairs where pair.key.asString == nil {
                clear(window + 2, values.count)
                throw typeError("keywords must be strings")
            }
            for (index, pair) in pairs.enumerated() { window[values.count + index + 2] = pair.value.retained() }
            names = TupleObject(pairs.map(\.key))
        }
        pool.drain(to: mark)
        clear(place + 1, 2)
        return try enterAbove(place, window, count: count, keywordNames: names)
    }

    /// Calls `place` with the arguments that stand in `window`, above the stack top.
    private func enterAbove(
        _ place: UnsafeMutablePointer<Value>, _ window: UnsafeMutablePointer<Value>, count: Int,
        keywordNames names: TupleObject?
    ) throws -> Bool {
        let oldTop = stackTop
        stackTop = window + count + 3
        window[0] = place.pointee
        place.pointee = .unbound
        do {
            let isPushed = try enter(window + 1, callee: window, count: count, keywordNames: names)
            if isPushed {
                // The frame keeps its function in the window below its registers; the result goes to the caller's register.
                let frame = frames + (frameCount - 1)
                if frame.pointee.kind == .initializer {
                    place.pointee = window[0]
                    window[0] = .unbound
                } else {
                    let function = window[0]
                    window[0] = .unbound
                    frame.pointee.ownedFunction = Unmanaged.passRetained(function.cast(FunctionObject.self))
                    function.release()
                }
                frame.pointee.result = place
                frame.pointee.savedTop = oldTop
                return true
            }
            place.pointee = window[0]
            window[0] = .unbound
            stackTop = oldTop
            return false
        } catch {
            clear(window, count + 3)
            stackTop = oldTop
            throw error
        }
    }

    /// `callUnpacked` with a tuple or list and no keywords.
    private func callSpread(
        _ place: UnsafeMutablePointer<Value>, _ items: UnsafeMutablePointer<Value>, count: Int
    ) throws -> Bool {
        let window = stackTop
        guard window + count + 16 < stackLimit else { throw recursionError() }
        for index in 0..<count { window[index + 2] = items[index].retained() }
        clear(place + 1, 2)
        return try enterAbove(place, window, count: count, keywordNames: nil)
    }

    /// Pops the topmost frame and delivers its result (owned). True: this run of the loop is over.
    /// Its registers hold nothing any more.
    @inline(never)
    func leaveFrame(_ frame: UnsafeMutablePointer<Frame>, returning value: Value) throws -> Bool {
        if handledCount > frame.pointee.handledBase {
            handled.removeLast(handled.count - frame.pointee.handledBase)
        }
        frameCount &-= 1
        stackTop = frame.pointee.savedTop
        if let function = frame.pointee.ownedFunction { function.release() }
        switch frame.pointee.kind {
        case .call:
            let old = frame.pointee.result.pointee
            frame.pointee.result.pointee = value
            old.release()
            return false
        case .initializer:
            if !value.isNone {
                defer { value.release() }
                throw typeError("__init__() should return None, not '\(typeName(value))'")
            }
            return false
        case .entry:
            if let generator = frame.pointee.generator {
                let object = generator.takeUnretainedValue()
                object.state = .finished
                object.returnValue = Strong(value)
                generatorYielded = false
            }
            frame.pointee.result.pointee = value
            return true
        case .generator:
            if let generator = frame.pointee.generator {
                let object = generator.takeUnretainedValue()
                object.state = .finished
                object.returnValue = .none
            }
            value.release()
            // The consumer's `forIterate` jumps behind its loop.
            let consumer = frames + (frameCount - 1)
            let instruction = (consumer.pointee.pc - 1).pointee
            let iterator = consumer.pointee.base + Int(instruction.a)
            let old = iterator.pointee
            iterator.pointee = .unbound
            old.release()
            consumer.pointee.pc +=
                instruction.op == .forIterate ? Int(Int16(bitPattern: instruction.c)) : instruction.wide
            return false
        }
    }

    /// Looks for a handler of the exception from the topmost frame up. That frame is then topmost and its `pc` at the
    /// handler; or this run has none and has failed.
    @inline(never)
    func unwind(_ exception: ExceptionObject, addsEntry: Bool) -> StepOutcome {
        var addsEntry = addsEntry
        if addsEntry, let current = handled.last, current !== exception, exception.context == nil {
            setContext(of: exception, to: current)
        }
        while true {
            let frame = frames + (frameCount - 1)
            let header = frame.pointee.header
            let index = frame.pointee.pc - header.pointee.instructions - 1
            if addsEntry {
                if !exception.hasTraceback, exception.type === ExceptionKind.nameError.type {
                    exception.origin = frame.pointee.globals.takeUnretainedValue()
                }
                let entry = TracebackEntry(code: frame.pointee.code, instruction: index)
                exception.addToTraceback(entry)
                if let describe = frameNotes { exception.addFrameNotes(notes(on: entry, frame, describe)) }
            }
            addsEntry = true
            var next = 0
            while next < header.pointee.handlerCount {
                let handler = header.pointee.handlers[next]
                next += 1
                guard index >= handler.start, index < handler.end else { continue }
                var register = frame.pointee.base + handler.clearFrom
                let end = frame.pointee.base + header.pointee.registerCount
                while register < end {
                    let old = register.pointee
                    if !old.isUnbound {
                        register.pointee = .unbound
                        old.release()
                    }
                    register += 1
                }
                let place = frame.pointee.base + handler.register
                let old = place.pointee
                place.pointee = Value(owning: exception)
                old.release()
                let depth = frame.pointee.handledBase + handler.handlerDepth
                if handled.count > depth { handled.removeLast(handled.count - depth) }
                frame.pointee.pc = header.pointee.instructions + handler.target
                stackTop = frame.pointee.base + header.pointee.registerCount
                // What the failure has set free says its last words before the handler runs.
                settle(attention)
                return .running
            }
            let kind = frame.pointee.kind
            for register in 0..<header.pointee.registerCount {
                let old = frame.pointee.base[register]
                frame.pointee.base[register] = .unbound
                old.release()
            }
            if handledCount > frame.pointee.handledBase {
                handled.removeLast(handled.count - frame.pointee.handledBase)
            }
            stackTop = frame.pointee.savedTop
            if let function = frame.pointee.ownedFunction { function.release() }
            var thrownException = exception
            if let generator = frame.pointee.generator {
                let object = generator.takeUnretainedValue()
                object.state = .finished
                object.returnValue = .none
                if exception.type.isSubtype(of: ExceptionKind.stopIteration.type) {
                    let replacement = error(.runtimeError, "generator raised StopIteration").exception
                    replacement.cause = exception
                    replacement.context = exception
                    replacement.suppressesContext = true
                    thrownException = replacement
                }
            }
            frameCount -= 1
            if kind == .entry {
                pendingError = Thrown(thrownException)
                return .failed
            }
            if thrownException !== exception { return unwind(thrownException, addsEntry: true) }
        }
    }

    /// Sets `__context__`. A chain that leads back to the exception is cut.
    func setContext(of exception: ExceptionObject, to context: ExceptionObject) {
        var current = context
        // Scripts can make rings: a second, slower walker meets the first in one.
        var slow = context
        var isOdd = false
        while let next = current.context {
            if next === exception {
                current.context = nil
                break
            }
            current = next
            if current === slow { break }
            if isOdd, let following = slow.context { slow = following }
            isOdd.toggle()
        }
        exception.context = context
    }

    /// Moves registers, which are few: a loop beats a call of `memmove`. Each is sixteen bytes, all zero when unbound.
    @inline(__always)
    func move(_ source: UnsafeMutablePointer<Value>, to target: UnsafeMutablePointer<Value>, count: Int) {
        let source = UnsafeMutableRawPointer(source).assumingMemoryBound(to: SIMD2<UInt64>.self)
        let target = UnsafeMutableRawPointer(target).assumingMemoryBound(to: SIMD2<UInt64>.self)
        var index = 0
        while index < count {
            target[index] = source[index]
            source[index] = .zero
            index += 1
        }
    }
}
