import GradusTensor

/// Binds the arguments of a call to a signature as Python binds those of a function, with its error texts.
public final class CallBinder: @unchecked Sendable {
    public let signature: Signature
    /// The function in messages: `Linear.__init__`.
    public let function: String
    /// The name that operations use in messages: `Linear`.
    public let name: String
    /// Whether the messages count a leading `self`.
    private let hasSelf: Bool

    /// Whether a number that is none fails where PyTorch compares it with 0, as in optimisers.
    private let comparesNumbers: Bool

    public init(
        _ schema: String, function: String, name: String, hasSelf: Bool = true, comparesNumbers: Bool = false
    ) {
        self.comparesNumbers = comparesNumbers
        signature = Signature(schema)
        self.function = function
        self.name = name
        self.hasSelf = hasSelf
    }

    /// Puts arguments into the places of their parameters.
    /// - Parameters:
    ///   - slots: at least `OpRow.slotCapacity` initialised values, the first `given` of them positional arguments.
    ///     The caller clears them afterwards.
    ///   - describe: the type's name of argument number i (keywords after the positional ones).
    /// - Throws: TypeError where they do not fit.
    public func bind(
        _ slots: UnsafeMutablePointer<OpValue>, given: Int, keywords: [KeywordValue] = [],
        describe: ((Int) -> String)? = nil
    ) throws -> OpArguments {
        let parameters = signature.parameters
        if keywords.isEmpty && given == parameters.count && given == signature.positionalCount {
            for i in 0..<given { try settle(parameters[i], &slots[i]) { describe?(i) } }
            return OpArguments(slots: slots, count: given, overload: 0, name: name)
        }
        // Python looks at the names first, then at the number of arguments; types come last.
        var filled = Set<Int>()
        for keyword in keywords {
            guard let at = place(of: keyword.name) else {
                throw TensorError(
                    .typeError, "\(function)() got an unexpected keyword argument '\(keyword.name)'",
                    notes: ["it takes " + parameters.map(\.name).joined(separator: ", ")])
            }
            if at < given || !filled.insert(at).inserted {
                throw TensorError(.typeError, "\(function)() got multiple values for argument '\(keyword.name)'")
            }
        }
        if given > signature.positionalCount { throw tooMany(given) }
        let missing = parameters.indices.filter {
            $0 >= given && parameters[$0].defaultValue == nil && !filled.contains($0)
        }
        if !missing.isEmpty { throw self.missing(missing.map { parameters[$0] }) }
        for i in 0..<given { try settle(parameters[i], &slots[i]) { describe?(i) } }
        for i in given..<max(given, parameters.count) { slots[i] = parameters[i].defaultValue ?? .none }
        for (k, keyword) in keywords.enumerated() {
            guard let at = place(of: keyword.name) else { continue }
            slots[at] = keyword.value
            try settle(parameters[at], &slots[at]) { describe?(given + k) }
        }
        return OpArguments(slots: slots, count: parameters.count, overload: 0, name: name)
    }

    /// Checks a value's type. Where a layer is told yes or no, anything that Python takes for true or false will do.
    @inline(__always)
    private func settle(_ p: Signature.Parameter, _ value: inout OpValue, _ describe: () -> String?) throws {
        if OpRow.accepts(p, value) { return }
        switch (p.kind, value) {
        case (.bool, .scalar(let s)): value = .scalar(.bool(s.double != 0))
        case (.bool, .string(let text)): value = .scalar(.bool(!text.isEmpty))
        case (.bool, .none): value = .scalar(.bool(false))
        case (.bool, .ints(let list)): value = .scalar(.bool(!list.isEmpty))
        default:
            let described = describe() ?? "?"
            throw wrongType(p, value, described == "?" ? value.typeName : described)
        }
    }

    private func place(of keyword: String) -> Int? { signature.parameters.firstIndex { $0.name == keyword } }

    private func wrongType(_ p: Signature.Parameter, _ value: OpValue, _ given: String) -> TensorError {
        if function.hasSuffix(".__init__"), !comparesNumbers,
            let error = ConstructorComplaints.error(name, p.name, value, given)
        {
            return error
        }
        if p.kind == .tensor, function.hasSuffix(".forward"),
            let place = signature.parameters.firstIndex(where: { $0 === p })
        {
            return LayerComplaints.notTensor(name, place, p.name, given)
        }
        if comparesNumbers, p.kind == .scalar || p.kind == .float {
            let text =
                name == "SGD"
                ? "'<' not supported between instances of '\(given)' and 'float'"
                : "'<=' not supported between instances of 'float' and '\(given)'"
            return TensorError(.typeError, text, notes: ["\(p.name) must be a number"])
        }
        return TensorError(.typeError, "\(name)(): argument '\(p.name)' must be \(p.typeText), not \(given)")
    }

    private func tooMany(_ given: Int) -> TensorError {
        let own = hasSelf ? 1 : 0
        let most = signature.positionalCount + own
        let least = signature.parameters.filter { !$0.isKeywordOnly && $0.defaultValue == nil }.count + own
        let takes = least == most ? "\(most)" : "from \(least) to \(most)"
        return TensorError(
            .typeError,
            "\(function)() takes \(takes) positional argument\(most == 1 ? "" : "s") but \(given + own) "
                + "\(given + own == 1 ? "was" : "were") given")
    }

    private func missing(_ list: [Signature.Parameter]) -> TensorError {
        let names = list.map { "'\($0.name)'" }
        let kind = list.allSatisfy(\.isKeywordOnly) ? "keyword-only" : "positional"
        let joined: String
        switch names.count {
        case 1: joined = names[0]
        case 2: joined = names.joined(separator: " and ")
        default: joined = names.dropLast().joined(separator: ", ") + ", and " + (names.last ?? "")
        }
        return TensorError(
            .typeError,
            "\(function)() missing \(names.count) required \(kind) argument\(names.count == 1 ? "" : "s"): \(joined)")
    }

    /// Binds whole lists of values and hands the arguments to `body`; not for the hot path.
    public func withArguments<R>(
        _ values: [OpValue], _ keywords: [KeywordValue] = [], _ body: (inout OpArguments) throws -> R
    ) throws -> R {
        guard values.count <= OpRow.slotCapacity else { throw tooMany(values.count) }
        let slots = UnsafeMutablePointer<OpValue>.allocate(capacity: OpRow.slotCapacity)
        slots.initialize(repeating: .none, count: OpRow.slotCapacity)
        defer {
            slots.deinitialize(count: OpRow.slotCapacity)
            slots.deallocate()
        }
        for (i, v) in values.enumerated() { slots[i] = v }
        var arguments = try bind(slots, given: values.count, keywords: keywords)
        return try body(&arguments)
    }
}

/// Calls of modules: the binders of their forward passes, one per class.
public enum ForwardTable {
    private nonisolated(unsafe) static var binders: [String: CallBinder] = [:]

    /// The binder of a module's forward pass.
    public static func binder(of module: Module) -> CallBinder {
        let key = module.typeName
        if let b = binders[key] { return b }
        let b = CallBinder(
            module.forwardSchema, function: "\(LayerOrigins.forward(key)).forward", name: key)
        binders[key] = b
        return b
    }

    /// Calls a module's forward pass with values in slots, as `CallBinder.bind` takes them. The slots are `.none` again
    /// afterwards.
    public static func call(
        _ module: Module, _ slots: UnsafeMutablePointer<OpValue>, given: Int, keywords: [KeywordValue] = [],
        describe: ((Int) -> String)? = nil
    ) throws -> ModuleResult {
        let binder = binder(of: module)
        if Autocast.dtype != nil {
            try Autocast.raise(module.typeName, isLoss: module.typeName.hasSuffix("Loss"), slots, given)
        }
        defer {
            for i in 0..<max(given, binder.signature.parameters.count) { slots[i] = .none }
        }
        var arguments = try binder.bind(slots, given: given, keywords: keywords, describe: describe)
        return try module.observed(arguments.tensors) { try module.forward(&arguments) }
    }

    /// Calls a module's forward pass with whole lists of values.
    public static func call(
        _ module: Module, _ values: [OpValue], _ keywords: [KeywordValue] = []
    ) throws -> ModuleResult {
        try binder(of: module).withArguments(values, keywords) { try module.forward(&$0) }
    }
}
