import GradusTensor

/// Modules one after the other.
open class Sequential: Module {
    /// The modules in their order, kept beside the table so that a pass needs no look-ups.
    private final var chain: [Module] = []

    public init(_ modules: [Module] = []) {
        super.init()
        for (i, m) in modules.enumerated() { registerModule("\(i)", m) }
    }

    public init(named modules: [(String, Module)]) {
        super.init()
        for (name, m) in modules { registerModule(name, m) }
    }

    open override var typeName: String { "Sequential" }

    public final override func didChangeChildren() { chain = children.compactMap(\.module) }

    /// Adds a module under the next number.
    public final func append(_ module: Module) { registerModule("\(children.count)", module) }

    open override func forward(_ arguments: inout OpArguments) throws -> ModuleResult {
        switch arguments[0] {
        case .tensor(let x): try forwardOne(.op(.tensor(x)))
        case .object(let o): try forwardOne(.object(o))
        case .tensors(let list): try forwardOne(.op(.tensors(list)))
        case .none: try forwardOne(.op(.none))
        default:
            throw TensorError(.typeError, "Sequential(): argument 'input' must be Tensor, not \(arguments[0].typeName)")
        }
    }

    open override var forwardSchema: String { "forward(any input)" }

    public final override func forwardOne(_ input: ModuleResult) throws -> ModuleResult {
        var value = input
        for module in chain {
            do {
                if module.canWriteOver, case .op(.tensor(var x)) = value {
                    value = .op(.none)
                    value = .op(.tensor(try module.forward(over: &x)))
                } else {
                    value = try module.callOne(value)
                }
                if let result = value.tensor { LayerTrail.note(module, result.shape) }
            } catch var error as TensorError {
                if error.layer == nil { error.layer = (ObjectIdentifier(module), value.tensor?.shape) }
                throw error
            }
        }
        return value
    }
}

extension Module {
    /// The first line of the printed form.
    package final var head: String {
        let text = repr
        guard let end = text.firstIndex(of: "\n") else { return text }
        return text[..<end] + "…)"
    }
}

/// A list of modules; it has no forward pass of its own.
open class ModuleList: Module {
    public init(_ modules: [Module] = []) {
        super.init()
        for (i, m) in modules.enumerated() { registerModule("\(i)", m) }
    }

    open override var typeName: String { "ModuleList" }

    /// Adds a module under the next number.
    public final func append(_ module: Module) { registerModule("\(children.count)", module) }

    /// Puts a module before the one at `index`; the later ones get the next numbers.
    public final func insert(_ module: Module, at index: Int) {
        var list = children.compactMap(\.module)
        list.insert(module, at: max(0, min(index, list.count)))
        replaceAll(list)
    }

    /// Replaces all modules.
    public final func replaceAll(_ modules: [Module]) {
        children = modules.enumerated().map { ("\($0)", $1) }
    }

    /// Runs of equal entries are merged: `(0-2): 3 x Linear(…)`.
    open override var repr: String {
        if children.isEmpty { return "\(displayName)()" }
        var runs: [(first: Int, last: Int, text: String)] = []
        for (i, child) in children.enumerated() {
            let text = child.module?.repr ?? "None"
            if let last = runs.last, last.text == text {
                runs[runs.count - 1].last = i
            } else {
                runs.append((i, i, text))
            }
        }
        let lines = runs.map { run in
            let label =
                run.first == run.last
                ? "(\(run.first)): " : "(\(run.first)-\(run.last)): \(run.last - run.first + 1) x "
            return label + Module.indented(run.text)
        }
        return "\(displayName)(\n  " + lines.joined(separator: "\n  ") + "\n)"
    }
}

/// Modules by name; it has no forward pass of its own.
open class ModuleDict: Module {
    public init(_ modules: [(String, Module)] = []) {
        super.init()
        for (name, m) in modules { registerModule(name, m) }
    }

    open override var typeName: String { "ModuleDict" }
}

/// A list of parameters.
open class ParameterList: Module {
    public init(_ tensors: [Tensor] = []) {
        super.init()
        for (i, t) in tensors.enumerated() { registerParameter("\(i)", t) }
    }

    open override var typeName: String { "ParameterList" }

    /// Adds a parameter under the next number.
    public final func append(_ tensor: Tensor) { registerParameter("\(parameters.count)", tensor) }

    open override var repr: String { parameterLines }
}

/// Parameters by name.
open class ParameterDict: Module {
    public init(_ tensors: [(String, Tensor)] = []) {
        super.init()
        for (name, t) in tensors { registerParameter(name, t) }
    }

    open override var typeName: String { "ParameterDict" }
    open override var repr: String { parameterLines }
}

extension Module {
    fileprivate final var parameterLines: String {
        if parameters.isEmpty { return "\(displayName)()" }
        let lines = parameters.compactMap { name, tensor in
            tensor.map {
                let size = $0.rank == 0 ? "" : $0.shape.crossed
                return "    (\(name)): Parameter containing: [\($0.dtype.torchName) of size \(size)]"
            }
        }
        return "\(displayName)(\n" + lines.joined(separator: "\n") + "\n)"
    }
}
