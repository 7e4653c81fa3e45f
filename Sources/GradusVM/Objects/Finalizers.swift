/// Objects that have last words to say: instances whose class has `__del__`, and generators given up inside a `try` or a
/// `with`. A Swift object that is being freed cannot be kept, so its state moves into a new object that waits here until
/// the machine reaches a safe point (`VM.runFinalizers`).
enum Finalizers {
    nonisolated(unsafe) private static var pending: ContiguousArray<Value> = []
    nonisolated(unsafe) private static var first = 0
    /// False as long as no class with `__del__` and no guarded generator exists: then nothing has to be asked at the end.
    nonisolated(unsafe) static var mayBeNeeded = false

    /// Takes over one reference.
    static func enqueue(owning value: Value) {
        pending.append(value)
        Attention.flag.pointee |= Attention.finalization
    }

    /// The next object in the order of their deaths; its reference goes to the caller.
    static func next() -> Value? {
        guard first < pending.count else {
            pending.removeAll(keepingCapacity: pending.count < 1024)
            first = 0
            return nil
        }
        first += 1
        return pending[first - 1]
    }
}

extension VM {
    /// Calls `__del__` and closes generators that nobody refers to any more. Their exceptions are only reported.
    @inline(never)
    func runFinalizers() {
        Attention.flag.pointee &= ~Attention.finalization
        let hadYielded = generatorYielded
        while let value = Finalizers.next() {
            let mark = pool.count
            do {
                if value.tag == .generator {
                    try FunctionTypes.close(self, value.cast(GeneratorObject.self))
                } else {
                    let function = typeOf(value).special(.delete_)
                    if !function.isUnbound, !function.isNone { _ = try callSpecialFunction(function, on: value, []) }
                }
            } catch {
                let exception = thrown(error).exception
                let source = value.tag == .generator ? value : typeOf(value).special(.delete_)
                writeError("Exception ignored in: \((try? repr(source)) ?? "?")\n\(renderTraceback(exception))")
            }
            pool.drain(to: mark)
            value.release()
        }
        generatorYielded = hadYielded
    }

    /// Collects cycles and lets what they contain say its last words.
    func collectCycles() -> Int {
        while !Attention.isInterrupted, Reclaimer.step() {}
        var count = CycleCollector.collect()
        if Attention.flag.pointee & Attention.finalization != 0 {
            runFinalizers()
            count = max(count, CycleCollector.collect())
        }
        return count
    }

    /// The end of a program: what its variables keep is finalised in the order of their definition, while classes,
    /// functions and modules still stand.
    public func finish() {
        guard Finalizers.mayBeNeeded else { return }
        while !Attention.isInterrupted, Reclaimer.step() {}
        runFinalizers()
        let namespace = mainModule.namespace
        for entry in namespace.entries {
            switch entry.value.tag {
            case .module, .type, .function, .nativeFunction: continue
            default: break
            }
            guard entry.value.isObject, let key = entry.key.asString else { continue }
            namespace.set(key, .none)
            runFinalizers()
        }
        _ = collectCycles()
    }
}
