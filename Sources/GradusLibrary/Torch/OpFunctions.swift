import GradusTensor
import GradusVM

/// Native functions over rows of the op table.
enum OpFunctions {
    /// Memory for the arguments of calls: one window per nested call, always left as `.none`.
    nonisolated(unsafe) private static let arena: UnsafeMutablePointer<OpValue> = {
        let memory = UnsafeMutablePointer<OpValue>.allocate(capacity: depthLimit * OpRow.slotCapacity)
        memory.initialize(repeating: .none, count: depthLimit * OpRow.slotCapacity)
        return memory
    }()
    nonisolated(unsafe) private static var depth = 0
    private static let depthLimit = 256

    /// A function (or method, with an owner) that calls a row.
    static func make(_ name: String, _ row: OpRow, _ form: OpRow.Form, owner: TypeObject? = nil) -> NativeFunctionObject
    {
        NativeFunctionObject(
            raw: name, "*args, **kwargs", owner: owner, doc: row.reference(as: name, asMethod: owner != nil)
        ) {
            vm, arguments, count, keywordNames in
            try call(vm, row, form, arguments, count, keywordNames)
        }
    }

    static func call(
        _ vm: VM, _ row: OpRow, _ form: OpRow.Form, _ arguments: UnsafeMutablePointer<Value>, _ count: Int,
        _ keywordNames: TupleObject?
    ) throws -> Value {
        let keywordCount = keywordNames?.count ?? 0
        let given = count - keywordCount
        guard depth < depthLimit else { throw vm.error(.recursionError, "maximum recursion depth exceeded") }
        guard given <= OpRow.slotCapacity else {
            // A long run of ints by position: zeros(1, 1, …).
            throw vm.typeError(
                "\(row.name)() takes at most \(OpRow.slotCapacity) positional arguments (\(given) given)")
        }
        let slots = arena + depth * OpRow.slotCapacity
        for index in 0..<given { slots[index] = try vm.opValue(arguments[index]) }
        var keywords: [KeywordValue] = []
        var out: Value?
        if let keywordNames {
            keywords.reserveCapacity(keywordCount)
            for index in 0..<keywordCount {
                let name = keywordNames[index].asString?.text ?? ""
                if name == "out" {
                    out = arguments[given + index]
                    continue
                }
                keywords.append((name, try vm.opValue(arguments[given + index])))
            }
        }
        depth += 1
        defer { depth -= 1 }
        let result = try row.call(slots, given: given, keywords: keywords, form: form) { place in
            place < count ? describe(vm, arguments[place]) : "?"
        }
        if let out, let target = out.asTensor, case .tensor(let made) = result {
            _ = try GradMode.without { try target.assignInPlace(made) }
            return out
        }
        if form == .inPlace, count > 0 { return arguments[0] }
        return vm.scriptValue(result)
    }

    /// A type's name in PyTorch's messages.
    static func describe(_ vm: VM, _ value: Value) -> String {
        vm.isParameter(value) ? "Parameter" : vm.typeName(value)
    }
}
