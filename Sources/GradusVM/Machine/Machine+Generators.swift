import GradusCompiler

/// Generators: their frames come from them and go back to them.
extension VM {
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
        frame.pointee.handledBase = handledCount
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

    /// Puts a suspended generator's frame on the stack. False when it is finished.
    func pushGenerator(_ generator: GeneratorObject, result: UnsafeMutablePointer<Value>, kind: Frame.Kind) throws
        -> Bool
    {
        let object = generator
        let generator = Value(borrowing: object).layout(GeneratorLayout.self)
        switch generator.pointee.state {
        case .finished: return false
        case .running: throw valueError("generator already executing")
        case .fresh, .suspended: break
        }
        let header = generator.pointee.header
        let count = header.pointee.registerCount
        let base = stackTop
        guard base + count < stackLimit, frameCount < frameLimit else { throw recursionError() }
        let handledBase = handled.count
        if generator.pointee.hasHandled {
            handled.append(contentsOf: object.handled)
            object.handled = []
            object.hasHandled = false
        }
        // The references move: a generator that ends on the stack owns nothing any more.
        base.update(from: generator.pointee.registers, count: generator.pointee.heldCount)
        generator.pointee.heldCount = 0
        frames[frameCount] = Frame(
            header: header, base: base, pc: generator.pointee.pc, result: result,
            globals: Unmanaged.fromOpaque(generator.pointee.globals), namespace: nil, ownedFunction: nil,
            generator: Unmanaged.passUnretained(object), savedTop: base, handledBase: handledBase, kind: kind)
        frameCount += 1
        stackTop = base + count
        generator.pointee.state = .running
        return true
    }

    /// Takes the running generator's frame off the stack; `value` (owned) goes to its consumer. True: this run is over.
    @inline(__always)
    func suspendGenerator(_ frame: UnsafeMutablePointer<Frame>, yielding value: Value, count: Int) -> Bool {
        assert(holdsNoObjects(from: count))
        guard let reference = frame.pointee.generator else { return false }
        let generator = reference.toOpaque().assumingMemoryBound(to: GeneratorLayout.self)
        move(frame.pointee.base, to: generator.pointee.registers, count: count)
        generator.pointee.heldCount = count
        generator.pointee.pc = frame.pointee.pc
        generator.pointee.state = .suspended
        if handledCount > frame.pointee.handledBase { keepHandled(reference, from: frame.pointee.handledBase) }
        frameCount &-= 1
        stackTop = frame.pointee.savedTop
        let old = frame.pointee.result.pointee
        frame.pointee.result.pointee = value
        old.release()
        generatorYielded = true
        return frame.pointee.kind == .entry
    }

    @inline(never)
    private func keepHandled(_ reference: Unmanaged<GeneratorObject>, from base: Int) {
        let object = reference.takeUnretainedValue()
        object.handled = Array(handled[base...])
        object.hasHandled = true
        handled.removeLast(handled.count - base)
    }

    /// Runs a generator to its next `yield`: the yielded value (kept by the pool), or nil when it returned
    /// (`returnValue` then holds the result) or was finished before.
    public func resume(_ generator: GeneratorObject, sending value: Value) throws -> Value? {
        var result = Value.unbound
        if generator.state == .suspended {
            // None stands there already, or nothing, which `yield from` takes for it.
            if !value.isNone { deliver(value, to: generator) }
        } else if generator.state == .fresh, !value.isNone {
            throw typeError("can't send non-None value to a just-started generator")
        }
        let isYielded: Bool = try withUnsafeMutablePointer(to: &result) { place in
            guard try pushGenerator(generator, result: place, kind: .entry) else { return false }
            try run()
            return generatorYielded
        }
        let kept = pool.adopt(result)
        return isYielded ? kept : nil
    }

    /// Puts a sent value where the generator waits for it.
    private func deliver(_ value: Value, to generator: GeneratorObject) {
        let next = generator.pc.pointee
        let instruction = next.op == .yieldFrom ? next : (generator.pc - 1).pointee
        let register = generator.registers + Int(instruction.a)
        let old = register.pointee
        register.pointee = value.retained()
        old.release()
    }

    /// Raises an exception inside a generator at its `yield`. Result as for `resume`.
    public func throwInto(_ generator: GeneratorObject, _ exception: ExceptionObject) throws -> Value? {
        if generator.state == .fresh {
            generator.dropReferences()
            throw Thrown(exception)
        }
        if generator.state == .finished { throw Thrown(exception) }
        if generator.state == .suspended, generator.pc.pointee.op == .yieldFrom {
            // The sub-iterator gets it first.
            let inner = generator.registers[Int(generator.pc.pointee.b)]
            do {
                generator.state = .running
                defer { if generator.state == .running { generator.state = .suspended } }
                if exception.type.isSubtype(of: ExceptionKind.generatorExit.type) {
                    try closeIterator(inner)
                } else if inner.tag == .generator {
                    let part = inner.cast(GeneratorObject.self)
                    if let value = try throwInto(part, exception) { return value }
                    // Its result is the value of `yield from`: the next step finds it there.
                    generator.state = .suspended
                    return try resume(generator, sending: .none)
                } else if let method = try attributeIfPresent(inner, "throw") {
                    do {
                        return try call(method, [Value(borrowing: exception)])
                    } catch let thrown as Thrown where isException(thrown, .stopIteration) {
                        let values = thrown.exception.arguments
                        return try finishDelegation(generator, with: values.count > 0 ? values[0] : .none)
                    }
                }
            } catch let error as Thrown {
                generator.state = .suspended
                return try raise(error.exception, in: generator)
            }
            generator.state = .suspended
        }
        return try raise(exception, in: generator)
    }

    private func closeIterator(_ iterator: Value) throws {
        if iterator.tag == .generator {
            try FunctionTypes.close(self, iterator.cast(GeneratorObject.self))
        } else if let method = try attributeIfPresent(iterator, "close") {
            _ = try call(method, [])
        }
    }

    /// The iterator of a `yield from` ended while an exception was thrown into it: goes on behind that expression.
    private func finishDelegation(_ generator: GeneratorObject, with result: Value) throws -> Value? {
        let instruction = generator.pc.pointee
        for (register, value) in [(instruction.b, Value.unbound), (instruction.a, result.retained())] {
            let place = generator.registers + Int(register)
            let old = place.pointee
            place.pointee = value
            old.release()
        }
        generator.pc += 1
        generator.state = .suspended
        var result = Value.unbound
        let isYielded: Bool = try withUnsafeMutablePointer(to: &result) { place in
            guard try pushGenerator(generator, result: place, kind: .entry) else { return false }
            try run()
            return generatorYielded
        }
        let kept = pool.adopt(result)
        return isYielded ? kept : nil
    }

    private func raise(_ exception: ExceptionObject, in generator: GeneratorObject) throws -> Value? {
        var result = Value.unbound
        if generator.pc.pointee.op == .yieldFrom { generator.pc += 1 }
        let isYielded: Bool = try withUnsafeMutablePointer(to: &result) { place in
            guard try pushGenerator(generator, result: place, kind: .entry) else { return false }
            try run(raising: exception)
            return generatorYielded
        }
        let kept = pool.adopt(result)
        return isYielded ? kept : nil
    }

    /// One step of `yield from`: a value to yield on (owned), or nil when the sub-iterator ended and R[a] holds its result.
    func delegate(_ registers: UnsafeMutablePointer<Value>, _ i: Instruction) throws -> Value? {
        let iterator = registers[Int(i.b)]
        let sent = registers[Int(i.a)]
        registers[Int(i.a)] = .unbound
        defer { sent.release() }
        let mark = pool.count
        var result = Value.none
        if iterator.tag == .generator {
            let generator = iterator.cast(GeneratorObject.self)
            if let value = try resume(generator, sending: sent.isUnbound ? .none : sent) {
                return pool.take(value, above: mark)
            }
            result = generator.returnValue.value.retained()
        } else if sent.isUnbound || sent.isNone {
            do {
                if iterator.tag == .object {
                    guard let value = try callSpecial(.next, on: iterator) else {
                        throw typeError("'\(typeName(iterator))' object is not an iterator")
                    }
                    return pool.take(value, above: mark)
                }
                if let value = try next(iterator) { return pool.take(value, above: mark) }
            } catch let thrown as Thrown where isException(thrown, .stopIteration) {
                result = thrown.exception.arguments.count > 0 ? thrown.exception.arguments[0].retained() : .none
            }
        } else {
            do {
                return pool.take(try callMethod(iterator, "send", [sent]), above: mark)
            } catch let thrown as Thrown where isException(thrown, .stopIteration) {
                result = thrown.exception.arguments.count > 0 ? thrown.exception.arguments[0].retained() : .none
            }
        }
        pool.drain(to: mark)
        registers[Int(i.a)] = result
        registers[Int(i.b)] = .unbound
        iterator.release()
        return nil
    }
}
