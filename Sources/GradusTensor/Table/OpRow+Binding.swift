/// A keyword argument.
public typealias KeywordValue = (name: String, value: OpValue)

extension OpRow {
    /// The most parameters an operation may have.
    public static let slotCapacity = 24

    /// How an operation is called, for its messages and its first parameter's name.
    public enum Form: Sendable {
        case function, method, inPlace
    }

    /// Calls the operation with values that were not looked at yet.
    ///
    /// - Parameters:
    ///   - slots: at least `slotCapacity` initialised values; the first `given` are the positional arguments
    ///     (for methods the tensor itself first). All are `.none` again afterwards.
    ///   - keywords: the keyword arguments.
    ///   - describe: the type's name of the argument of a number (keywords after the positional ones), asked for
    ///     only in messages.
    /// - Throws: TypeError in PyTorch's words where no signature fits, and what the operation throws.
    public func call(
        _ slots: UnsafeMutablePointer<OpValue>, given: Int, keywords: [KeywordValue] = [], form: Form = .function,
        describe: ((Int) -> String)? = nil
    ) throws -> OpResult {
        var filled = max(given, 0)
        defer {
            for i in 0..<filled { slots[i] = .none }
        }
        if Autocast.dtype != nil { try Autocast.raise(name, isLoss: false, slots, given) }
        let overloads = signatures
        for (number, signature) in overloads.enumerated() {
            if try bind(signature, slots, given, keywords, form, only: overloads.count == 1, describe) {
                filled = max(filled, signature.parameters.count)
                var arguments = OpArguments(
                    slots: slots, count: signature.parameters.count, overload: number, name: name)
                if Preview.isOn {
                    try Preview.unify(
                        slots, arguments.count,
                        keepsFirst: form == .inPlace || places.contains(.initializer) || name.hasSuffix("_"))
                }
                let result =
                    ShapeLedger.isOn
                    ? try computeNoted(&arguments, form)
                    : try compute(&arguments, form)
                if SavedHooks.isActive { try SavedHooks.rethrow() }
                return result
            }
        }
        // Where the number of arguments leaves one signature, its own complaint says most.
        let skip = form == .function ? 0 : 1
        let number = given - skip + keywords.count
        let plausible = overloads.prefix(currentCount).filter { s in
            let required = s.parameters.filter { $0.defaultValue == nil }.count - skip
            return number >= required && number <= s.parameters.count - skip
        }
        if plausible.count == 1 {
            _ = try bind(plausible[0], slots, given, keywords, form, only: true, describe)
        }
        throw noSignatureFits(slots, given, keywords, form, describe)
    }

    /// Calls the operation from Swift with whole lists of values; not for the hot path.
    public func call(_ values: [OpValue], _ keywords: [KeywordValue] = [], form: Form = .function) throws -> OpResult {
        let slots = UnsafeMutablePointer<OpValue>.allocate(capacity: OpRow.slotCapacity)
        slots.initialize(repeating: .none, count: OpRow.slotCapacity)
        defer {
            slots.deinitialize(count: OpRow.slotCapacity)
            slots.deallocate()
        }
        for (i, v) in values.prefix(OpRow.slotCapacity).enumerated() { slots[i] = v }
        return try call(slots, given: min(values.count, OpRow.slotCapacity), keywords: keywords, form: form)
    }

    @inline(__always)
    private func compute(_ arguments: inout OpArguments, _ form: Form) throws -> OpResult {
        form == .inPlace
            ? overwrites
                ? try Interruption.around { try invokeInPlace(&arguments) } : try invokeInPlace(&arguments)
            : mayEndEarly ? try Interruption.around { try invoke(&arguments) } : try invoke(&arguments)
    }

    /// Computes with an entry in the shape ledger, also for what has none of its own.
    private func computeNoted(_ arguments: inout OpArguments, _ form: Form) throws -> OpResult {
        try ShapeLedger.step(name, { try compute(&arguments, form) }) { result, noted in
            // What changes a tensor, or gives back the one it got, is no step.
            if noted == 0, !isStep || form == .inPlace { return nil }
            let (inputs, outputs) = (arguments.tensors, result.tensors)
            if noted == 0, inputs.isEmpty || inputs.contains(where: { $0 === outputs.first }) { return nil }
            return ShapeLedger.Outcome(inputs: inputs, outputs: outputs)
        }
    }

    /// Puts the arguments into the places of a signature's parameters. Where they do not fit, the slots are as before.
    private func bind(
        _ s: Signature, _ slots: UnsafeMutablePointer<OpValue>, _ given: Int, _ keywords: [KeywordValue], _ form: Form,
        only: Bool, _ describe: ((Int) -> String)?
    ) throws -> Bool {
        var given = given
        let parameters = s.parameters
        // Trailing ints by position stand for one list: zeros(2, 3), x.view(4, -1).
        let listAt = form == .function || !isTensorFirst(s) ? 0 : 1
        if given > listAt, listAt < parameters.count, case .ints(nil) = parameters[listAt].kind,
            parameters[listAt].isKeywordOnly == false, given > s.positionalCount || isInt(slots[listAt])
        {
            guard gatherInts(slots, from: listAt, given) else {
                if only { throw wrongType(s, listAt, slots[listAt], form, describe?(listAt)) }
                return false
            }
            given = listAt + 1
        }
        if given > s.positionalCount {
            if only {
                throw misuse(tooMany(s, given, form))
            }
            return false
        }
        for i in 0..<given where !OpRow.accepts(parameters[i], slots[i]) {
            if only { throw wrongType(s, i, slots[i], form, describe?(i)) }
            return false
        }
        // Check the rest before anything is written.
        for (k, keyword) in keywords.enumerated() {
            guard let at = place(of: keyword.name, s) else {
                if only {
                    throw misuse("\(messageName)() got an unexpected keyword argument '\(keyword.name)'")
                }
                return false
            }
            if at < given {
                if only {
                    throw misuse("\(messageName)() got multiple values for argument '\(keyword.name)'")
                }
                return false
            }
            if !OpRow.accepts(parameters[at], keyword.value) {
                if only { throw wrongType(s, at, keyword.value, form, describe?(given + k), byKeyword: true) }
                return false
            }
        }
        if given < parameters.count {
            for i in given..<parameters.count {
                if parameters[i].defaultValue != nil
                    || !keywords.isEmpty && keywords.contains(where: { place(of: $0.name, s) == i })
                {
                    continue
                }
                if only { throw missing(s, given, keywords) }
                return false
            }
            for i in given..<parameters.count { slots[i] = parameters[i].defaultValue ?? .none }
            for keyword in keywords {
                if let at = place(of: keyword.name, s) { slots[at] = keyword.value }
            }
        }
        return true
    }

    private func isTensorFirst(_ s: Signature) -> Bool { s.parameters.first?.kind == .tensor }

    /// An int, or a tensor that passes for one.
    private func isInt(_ v: OpValue) -> Bool {
        switch v {
        case .scalar(.int): true
        case .tensor(let t): t.shape.isEmpty && !t.dtype.isFloat && t.dtype != .bool && !t.isMeta
        default: false
        }
    }

    private func gatherInts(_ slots: UnsafeMutablePointer<OpValue>, from: Int, _ given: Int) -> Bool {
        var list = Dims()
        for i in from..<given {
            guard list.count < Dims.capacity else { return false }
            switch slots[i] {
            case .scalar(let s) where !s.isFloat: list.append(s.int)
            case .tensor(let t) where isInt(slots[i]):
                guard let size = try? t.item().int else { return false }
                list.append(size)
            default: return false
            }
        }
        slots[from] = .ints(list)
        if from + 1 < given { for i in (from + 1)..<given { slots[i] = .none } }
        return true
    }

    private func place(of keyword: String, _ s: Signature) -> Int? {
        if let i = s.parameters.firstIndex(where: { $0.name == keyword }) { return i }
        // NumPy's names, which PyTorch takes as well.
        switch keyword {
        case "input": return s.parameters.firstIndex { $0.name == "self" }
        case "axis": return s.parameters.firstIndex { $0.name == "dim" }
        case "keepdims": return s.parameters.firstIndex { $0.name == "keepdim" }
        case "x", "a", "x1": return s.parameters.first?.name == "self" ? 0 : nil
        case "logits" where name == "gumbel_softmax": return 0
        case "axis0": return s.parameters.firstIndex { $0.name == "dim0" }
        case "axis1": return s.parameters.firstIndex { $0.name == "dim1" }
        case "x2": return s.parameters.firstIndex { $0.name == "other" }
        default: return nil
        }
    }

    /// Whether a value may stand for a parameter.
    @inline(__always)
    package static func accepts(_ p: Signature.Parameter, _ v: OpValue) -> Bool {
        switch (p.kind, v) {
        case (.tensor, .tensor): true
        case (.scalar, .scalar): true
        case (_, .none): p.isOptional || p.kind == .generator || p.kind == .any
        case (.scalar, .tensor(let t)): t.shape.isEmpty && !t.requiresGrad
        case (.int, .scalar(let s)): !s.isFloat && !s.isBool
        case (.int, .tensor(let t)): t.shape.isEmpty && !t.dtype.isFloat
        case (.float, .scalar): true
        case (.float, .tensor(let t)): t.shape.isEmpty && !t.requiresGrad
        case (.bool, .scalar(let s)): s.isBool
        case (.ints, .ints), (.ints, .longInts): true
        case (.ints, .scalars(let s)): s.isEmpty
        case (.ints(let size), .scalar(let s)): size != nil && !s.isFloat && !s.isBool
        case (.tensors, .tensors), (.tensors, .optionalTensors): true
        case (.tensors, .ints(let d)): d.isEmpty
        case (.tensors, .scalars(let s)): s.isEmpty
        case (.scalars, .scalars), (.scalars, .ints), (.scalars, .longInts): true
        case (.floats, .scalars), (.floats, .ints), (.floats, .longInts): true
        case (.string, .string): true
        case (.dtype, .dtype): true
        case (.device, .device), (.device, .string): true
        case (.device, .scalar(let s)): !s.isFloat && !s.isBool
        case (.generator, .generator): true
        case (.layout, .foreign), (.layout, .string): true
        case (.any, _): true
        default: false
        }
    }

    // MARK: Messages

    private func wrongType(
        _ s: Signature, _ i: Int, _ v: OpValue, _ form: Form, _ described: String?, byKeyword: Bool = false
    ) -> TensorError {
        let p = s.parameters[i]
        let shown = i == 0 && p.name == "self" ? "input" : p.name
        let position = byKeyword ? "" : " (position \(form == .function ? i + 1 : i))"
        return misuse(
            "\(messageName(form))(): argument '\(shown)'\(position) must be \(p.typeText), not \(described ?? v.typeName)"
        )
    }

    private func tooMany(_ s: Signature, _ given: Int, _ form: Form) -> String {
        let skip = form == .function ? 0 : 1
        let taken = s.positionalCount - skip
        let were = given - skip
        if form != .function && s.parameters.count == 1 {
            return "TensorBase.\(messageName(form))() takes no arguments (\(were) given)"
        }
        let least = s.parameters.filter { !$0.isKeywordOnly && $0.defaultValue == nil }.count - skip
        if least != taken {
            return "\(messageName(form))() takes from \(least) to \(taken) positional arguments but \(were) were given"
        }
        return
            "\(messageName(form))() takes \(taken) positional argument\(taken == 1 ? "" : "s") but \(were) "
            + (were == 1 ? "was given" : "were given")
    }

    private func missing(_ s: Signature, _ given: Int, _ keywords: [KeywordValue]) -> TensorError {
        var names: [String] = []
        for i in given..<s.parameters.count
        where s.parameters[i].defaultValue == nil && !keywords.contains(where: { place(of: $0.name, s) == i }) {
            names.append(i == 0 && s.parameters[i].name == "self" ? "input" : s.parameters[i].name)
        }
        let list = names.map { "\"\($0)\"" }.joined(separator: ", ")
        return misuse(
            "\(messageName)() missing \(names.count) required positional argument\(names.count == 1 ? "s" : ""): \(list)"
        )
    }

    private func messageName(_ form: Form) -> String { form == .inPlace ? messageName + "_" : messageName }

    private func noSignatureFits(
        _ slots: UnsafeMutablePointer<OpValue>, _ given: Int, _ keywords: [KeywordValue], _ form: Form,
        _ describe: ((Int) -> String)?
    ) -> TensorError {
        let skip = form == .function ? 0 : 1
        var types: [String] = []
        if skip < given { for i in skip..<given { types.append(describe?(i) ?? slots[i].typeName) } }
        for (k, keyword) in keywords.enumerated().reversed() {
            types.append("\(keyword.name)=\(describe?(given + k) ?? keyword.value.typeName)")
        }
        var text =
            "\(messageName(form))() received an invalid combination of arguments - got (\(types.joined(separator: ", "))), "
            + "but expected "
        let current = signatures.prefix(currentCount)
        if current.count == 1, let s = current.first {
            text += s.candidateText(asMethod: form != .function)
            return misuse(text)
        }
        text += "one of:\n"
        for s in current { text += " * \(s.candidateText(asMethod: form != .function))\n" }
        return misuse(text)
    }

    private func misuse(_ message: String) -> TensorError {
        var error = TensorError(.typeError, message, operation: name)
        error.isMisuse = true
        return error
    }
}
