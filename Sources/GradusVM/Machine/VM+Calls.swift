import GradusCompiler

extension VM {
    /// Calls anything callable. The result is kept by the pool.
    public func call(_ callee: Value, _ arguments: [Value] = [], keywords: [(name: String, value: Value)] = []) throws
        -> Value
    {
        let window = stackTop
        guard window + arguments.count + keywords.count + 8 < stackLimit else { throw recursionError() }
        window[0] = callee.retained()
        for (index, value) in arguments.enumerated() { window[1 + index] = value.retained() }
        for (index, keyword) in keywords.enumerated() { window[1 + arguments.count + index] = keyword.value.retained() }
        stackTop = window + 1 + arguments.count + keywords.count
        let names = keywords.isEmpty ? nil : TupleObject(keywords.map { string($0.name) })
        defer { stackTop = window }
        if isStackLow {
            clear(window, 1 + arguments.count + keywords.count)
            throw recursionError()
        }
        return pool.adopt(try invoke(window, argumentCount: arguments.count + keywords.count, keywordNames: names))
    }

    /// `object.name(*arguments)`
    public func callMethod(_ object: Value, _ name: String, _ arguments: [Value] = []) throws -> Value {
        try call(try attribute(object, name), arguments)
    }

    /// Calls a special method found on the type; nil where the type has none (or has None in its place).
    public func callSpecial(_ method: Special, on object: Value, _ arguments: [Value] = []) throws -> Value? {
        let function = typeOf(object).special(method)
        if function.isUnbound || function.isNone { return nil }
        return try callSpecialFunction(function, on: object, arguments)
    }

    /// The same with one or two arguments, without an array for them.
    func callSpecial(_ method: Special, on object: Value, with first: Value, _ second: Value = .unbound) throws
        -> Value?
    {
        let function = typeOf(object).special(method)
        if function.isUnbound || function.isNone { return nil }
        return try callSpecialFunction(function, on: object, with: first, second)
    }

    /// Calls a function that was found on the type of `object` as a method, with up to two arguments.
    func callSpecialFunction(
        _ function: Value, on object: Value, with first: Value = .unbound, _ second: Value = .unbound
    ) throws -> Value {
        guard function.tag == .function || function.tag == .nativeFunction else {
            let arguments = [first, second].filter { !$0.isUnbound }
            return try call(try bind(function, to: object, owner: typeOf(object)), arguments)
        }
        let window = stackTop
        guard window + 16 < stackLimit, !isStackLow else { throw recursionError() }
        window[0] = function.retained()
        window[1] = object.retained()
        window[2] = first.retained()
        window[3] = second.retained()
        let count = first.isUnbound ? 1 : second.isUnbound ? 2 : 3
        stackTop = window + 5
        defer { stackTop = window }
        return pool.adopt(try invoke(window, argumentCount: count, keywordNames: nil))
    }

    /// Calls a function that was found on the type of `object` as a method.
    func callSpecialFunction(_ function: Value, on object: Value, _ arguments: [Value]) throws -> Value {
        switch function.tag {
        case .function, .nativeFunction:
            if arguments.count <= 2 {
                return try callSpecialFunction(
                    function, on: object, with: arguments.count > 0 ? arguments[0] : .unbound,
                    arguments.count > 1 ? arguments[1] : .unbound)
            }
            return try call(function, [object] + arguments)
        default:
            return try call(try bind(function, to: object, owner: typeOf(object)), arguments)
        }
    }

    /// Calls `window[0]` with the arguments after it, keywords last. Everything in the window is consumed; the result is owned.
    func invoke(_ window: UnsafeMutablePointer<Value>, argumentCount: Int, keywordNames: TupleObject?) throws -> Value {
        var count = argumentCount
        var steps = 0
        while true {
            steps += 1
            // An object whose `__call__` is an object whose `__call__` is …
            if steps > recursionLimit {
                clear(window, count + 1)
                throw recursionError()
            }
            let callee = window[0]
            switch callee.tag {
            case .function:
                let header = callee.layout(FunctionLayout.self).pointee.header
                defer { clear(window, 1) }
                if keywordNames != nil || !header.pointee.isSimple || count != header.pointee.positionalCount {
                    try bindArguments(
                        callee.cast(FunctionObject.self), window + 1, count: count, keywordNames: keywordNames)
                }
                return try runFunction(callee, base: window + 1)
            case .nativeFunction:
                if !hasNoRedirect(callee), try redirect(window, window, count: count) { continue }
                defer { clear(window, count + 1) }
                if keywordNames == nil { return try callNative(callee, window + 1, count: count) }
                return try callNative(
                    callee.cast(NativeFunctionObject.self), window + 1, count: count, keywordNames: keywordNames)
            case .boundMethod:
                let method = callee.cast(BoundMethodObject.self)
                insertReceiver(method, window, count: count)
                count += 1
            case .type:
                defer { clear(window, count + 1) }
                return try instantiate(
                    callee.cast(TypeObject.self), window + 1, count: count, keywordNames: keywordNames)
            default:
                let function = typeOf(callee).special(.call)
                if function.isUnbound || function.isNone {
                    let error = typeError("'\(typeName(callee))' object is not callable")
                    clear(window, count + 1)
                    throw error
                }
                let bound = try bind(function, to: callee, owner: typeOf(callee))
                window[0] = bound.retained()
                callee.release()
            }
        }
    }

    /// Replaces a native function that only forwards (`Module.__call__`) by what it forwards to.
    @inline(__always)
    func redirect(_ callee: UnsafeMutablePointer<Value>, _ window: UnsafeMutablePointer<Value>, count: Int) throws
        -> Bool
    {
        guard let redirect = callee.pointee.cast(NativeFunctionObject.self).redirect, count > 0,
            let target = try redirect(self, window[1])
        else { return false }
        let old = callee.pointee
        callee.pointee = target.retained()
        old.release()
        return true
    }

    /// Replaces a bound method in a call window by its function, and inserts its receiver before the arguments.
    func insertReceiver(_ method: BoundMethodObject, _ window: UnsafeMutablePointer<Value>, count: Int) {
        var index = count
        while index > 0 {
            window[index + 1] = window[index]
            index -= 1
        }
        window[1] = method.receiver.value.retained()
        window[0] = method.function.value.retained()
        if stackTop < window + count + 2 { stackTop = window + count + 2 }
        Value(borrowing: method).release()
    }

    /// Runs a function whose arguments are bound to registers at `base`. The result is owned.
    func runFunction(
        _ function: FunctionObject, base: UnsafeMutablePointer<Value>, namespace: DictionaryObject?
    ) throws -> Value {
        var result = Value.unbound
        try withUnsafeMutablePointer(to: &result) { place in
            try pushFrame(function, base: base, result: place, kind: .entry)
            if let namespace { frames[frameCount - 1].namespace = Unmanaged.passUnretained(namespace) }
            try run()
        }
        return result
    }

    /// The same for a function in a value.
    func runFunction(_ function: Value, base: UnsafeMutablePointer<Value>) throws -> Value {
        var result = Value.unbound
        try withUnsafeMutablePointer(to: &result) { place in
            try pushFrame(function, base: base, result: place)
            frames[frameCount &- 1].kind = .entry
            try run()
        }
        return result
    }

    /// Makes a frame for a function whose arguments stand at `base`. On failure the window is cleared.
    @inline(__always)
    func pushFrame(
        _ function: FunctionObject, base: UnsafeMutablePointer<Value>, result: UnsafeMutablePointer<Value>,
        kind: Frame.Kind
    ) throws {
        let header = function.header
        let top = base + header.pointee.registerCount
        if top >= stackLimit || frameCount >= frameLimit {
            clear(base, header.pointee.registerCount)
            throw recursionError()
        }
        let savedTop = stackTop
        if header.pointee.needsCleanRegisters { unbindLocals(base, header) }
        stackTop = top
        if header.pointee.freeCount > 0, let closure = function.closure {
            let cells = base + header.pointee.freeBase
            for index in 0..<header.pointee.freeCount { cells[index] = closure.items[index].retained() }
        }
        frames[frameCount] = Frame(
            header: header, base: base, pc: header.pointee.instructions, result: result,
            globals: Unmanaged.passUnretained(function.globals), namespace: nil, ownedFunction: nil, generator: nil,
            savedTop: savedTop, handledBase: handledCount, kind: kind)
        frameCount += 1
    }

    /// Numbers that other calls worked with may still stand in the registers above a call window: a parameter without an
    /// argument must not find them, nor a local variable of a function that can tell.
    @inline(__always)
    func unbind(_ first: UnsafeMutablePointer<Value>, _ end: UnsafeMutablePointer<Value>) {
        var place = first
        while place < end {
            place.pointee = .unbound
            place += 1
        }
    }

    @inline(__always)
    func unbindLocals(_ base: UnsafeMutablePointer<Value>, _ header: UnsafeMutablePointer<CodeHeader>) {
        unbind(base + header.pointee.parameterCount, base + header.pointee.registerCount)
    }

    /// Releases `count` registers and leaves them unbound.
    @inline(__always)
    func clear(_ window: UnsafeMutablePointer<Value>, _ count: Int) {
        for index in 0..<count {
            let value = window[index]
            window[index] = .unbound
            value.release()
        }
    }

    // MARK: Native functions

    /// Calls a native function with borrowed arguments; the result is owned. The window is left as it is.
    @inline(__always)
    func callNative(
        _ function: NativeFunctionObject, _ arguments: UnsafeMutablePointer<Value>, count: Int,
        keywordNames: TupleObject?
    ) throws -> Value {
        let mark = pool.count
        do {
            if let owner = function.owner {
                guard count > 0, keywordNames == nil || count > keywordNames.unsafelyUnwrapped.count,
                    typeOf(arguments[0]).isSubtype(of: owner)
                else {
                    let errors = NativeCallErrors(vm: self, function: function, first: nil)
                    throw errors.receiver(count > 0 ? arguments[0] : nil)
                }
            }
            if keywordNames == nil, count >= function.requiredCount, count <= function.plainCount {
                let result = try function.body(self, Arguments(base: arguments, count: count))
                try checkAbandoned()
                return pool.take(result, above: mark)
            }
            if let raw = function.rawBody {
                let result = try raw(self, arguments, count, keywordNames)
                try checkAbandoned()
                return pool.take(result, above: mark)
            }
            return try callNativeBinding(function, arguments, count: count, keywordNames: keywordNames, mark: mark)
        } catch {
            pool.drain(to: mark)
            throw error
        }
    }

    @inline(never)
    private func callNativeBinding(
        _ function: NativeFunctionObject, _ arguments: UnsafeMutablePointer<Value>, count: Int,
        keywordNames: TupleObject?, mark: Int
    ) throws -> Value {
        let signature = function.signature
        let room = max(signature.argumentCount, 1)
        return try withUnsafeTemporaryAllocation(of: Value.self, capacity: room) { slots in
            guard let base = slots.baseAddress else { return .none }
            for index in 0..<room { base[index] = .unbound }
            try bindNative(function, arguments, count: count, keywordNames: keywordNames, into: base)
            let result = try function.body(self, Arguments(base: base, count: signature.argumentCount))
            try checkAbandoned()
            return pool.take(result, above: mark)
        }
    }
}
