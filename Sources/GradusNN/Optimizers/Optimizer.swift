import GradusTensor

/// The base class of all optimisers (`torch.optim.Optimizer`).
open class Optimizer {
    public final var groups: [ParameterGroup] = []
    /// The options that a group has where it does not say otherwise.
    public final let defaults: [(name: String, value: OpValue)]

    /// One opaque object of the bridge.
    package final var wrapper: UnsafeMutableRawPointer?
    /// How often `step` was called (schedulers warn when it was never).
    public final var stepCount = 0
    /// Copies of the process that the tensors have been made ready after.
    private var knownForks = 0

    /// - Throws: ValueError for no parameters, a tensor that is no leaf, or one that is in two groups.
    public init(_ groups: [GroupSpecification], defaults: [(name: String, value: OpValue)]) throws {
        self.defaults = defaults
        if groups.isEmpty || (groups.count == 1 && groups[0].parameters.isEmpty && groups[0].isWholeList) {
            throw TensorError(.valueError, "optimizer got an empty parameter list")
        }
        for g in groups { try addGroup(g) }
    }

    open var typeName: String { "Optimizer" }

    /// The entries of a parameter's state, in PyTorch's order.
    open var stateNames: [StateName] { [] }

    /// What an optimiser keeps for all parameters together, which PyTorch shows as the state of the first one; nil where
    /// there is no such state.
    func commonEntries() throws -> [(name: String, value: OpValue)]? { nil }

    /// Takes over what `commonEntries` gave.
    func restoreCommon(_ entries: [(name: String, value: OpValue)]) throws {}

    /// Adds a group of parameters; missing options take the defaults.
    public final func addGroup(_ spec: GroupSpecification) throws {
        // What the group says comes first, as in PyTorch's dictionaries.
        var options = spec.options
        for d in defaults where !options.contains(where: { $0.name == d.name }) { options.append(d) }
        if let first = groups.first, (first.names == nil) != (spec.names == nil) {
            throw TensorError(
                .valueError,
                "all optimizer param groups should be with/without names. cannot add param group "
                    + "\(spec.names == nil ? "without" : "with") names to the optimizer")
        }
        for p in spec.parameters where !p.isLeaf && !p.retainsGrad {
            throw TensorError(.valueError, "can't optimize a non-leaf Tensor")
        }
        let known = Set(groups.flatMap { $0.parameters.map(ObjectIdentifier.init) })
        var own = Set<ObjectIdentifier>()
        var hasDuplicates = false
        for p in spec.parameters {
            if known.contains(ObjectIdentifier(p)) {
                throw TensorError(.valueError, "some parameters appear in more than one parameter group")
            }
            if !own.insert(ObjectIdentifier(p)).inserted { hasDuplicates = true }
        }
        if hasDuplicates {
            try TensorWarning.warn(
                "optimizer contains a parameter group with duplicate parameters; in future, this will cause an error; see "
                    + "github.com/pytorch/pytorch/issues/40967 for more information")
        }
        let group = ParameterGroup(parameters: spec.parameters, options: options)
        group.names = spec.names
        groups.append(group)
    }

    /// Changes the parameters by one step.
    /// - Parameter closure: computes the loss and its gradients again; called first (by LBFGS several times).
    /// - Returns: the closure's loss.
    @discardableResult
    public final func step(closure: (() throws -> Tensor?)? = nil) throws -> Tensor? {
        stepCount += 1
        let quiet = ShapeLedger.pause()
        defer { ShapeLedger.resume(quiet) }
        return try performStep(closure)
    }

    /// One step; the closure runs with recording on.
    open func performStep(_ closure: (() throws -> Tensor?)?) throws -> Tensor? {
        let loss = try closure.map { c in try GradMode.with(true) { try c() } } ?? nil
        try GradMode.without {
            try makeStates()
            for (number, group) in groups.enumerated() { try update(group, number) }
        }
        return loss
    }

    /// Makes large parameters ready for a step, which is finished once it has begun: Ctrl-C is heard while the memory of
    /// their state is filled, or parted from the copy of the process that `%rewind` keeps. The step itself only computes.
    private func makeStates() throws {
        if knownForks != Forks.count {
            for group in groups {
                for (i, p) in group.parameters.enumerated() where p.count >= 1 << 22 && p.grad != nil {
                    let own = i < group.states.count ? group.states[i] : nil
                    for tensor in [p, own?.first, own?.second, own?.third] {
                        if let tensor { try Forks.ownPages(of: tensor) }
                    }
                }
            }
            knownForks = Forks.count
        }
        var made: [(group: ParameterGroup, place: Int, state: ParameterState)] = []
        for group in groups where wantsStates(group) {
            for (i, p) in group.parameters.enumerated() where p.count >= 1 << 22 && p.suitsKernels && p.grad != nil {
                if i < group.states.count, group.states[i]?.first != nil || group.states[i]?.room != nil { continue }
                made.append((group, i, try Interruption.around { try newState(group, p) }))
            }
        }
        if made.isEmpty { return }
        try Interruption.check()
        for (group, place, new) in made {
            let own = state(group, place)
            (own.first, own.second, own.third, own.room) = (new.first, new.second, new.third, new.room)
        }
    }

    /// Whether `newState` makes anything.
    func wantsStates(_ group: ParameterGroup) -> Bool { false }

    /// The tensors of a parameter's state before its first step.
    func newState(_ group: ParameterGroup, _ parameter: Tensor) throws -> ParameterState { ParameterState() }

    /// Changes the parameters of one group that have gradients.
    open func update(_ group: ParameterGroup, _ number: Int) throws {}

    /// Clears the gradients.
    public final func zeroGrad(setToNone: Bool = true) throws {
        for g in groups { for p in g.parameters { try p.clearGradient(setToNone: setToNone) } }
    }

    /// As PyTorch prints it: the groups with their options in alphabetical order.
    public final var repr: String { described(as: nil) }

    /// The printed form under the name of a derived class.
    public final func described(as name: String?) -> String {
        var text = "\(name ?? typeName) ("
        for (i, g) in groups.enumerated() {
            text += "\nParameter Group \(i)\n"
            var lines = g.options.map { ($0.name, $0.value.text) }
            if let names = g.names {
                lines.append(("param_names", "[" + names.map { "'\($0)'" }.joined(separator: ", ") + "]"))
            }
            for line in lines.sorted(by: { $0.0 < $1.0 }) { text += "    \(line.0): \(line.1)\n" }
        }
        return text + ")"
    }

    /// The state of a parameter, made when it is first asked for.
    package final func state(_ group: ParameterGroup, _ i: Int) -> ParameterState {
        while group.states.count < group.parameters.count { group.states.append(nil) }
        if let s = group.states[i] { return s }
        let s = ParameterState()
        group.states[i] = s
        return s
    }
}

/// Parameters for a new group and the options that differ from the defaults.
public struct GroupSpecification {
    public var parameters: [Tensor]
    public var options: [(name: String, value: OpValue)]
    /// The optimiser was given these parameters as one list, not as a list of groups.
    public var isWholeList: Bool
    /// The parameters' names where they were given with them.
    public var names: [String]?

    public init(_ parameters: [Tensor], options: [(name: String, value: OpValue)] = [], isWholeList: Bool = true) {
        self.parameters = parameters
        self.options = options
        self.isWholeList = isWholeList
    }
}

/// One entry of a parameter's state and where it is kept.
public enum StateName: Sendable {
    /// The step count, a float32 tensor without axes.
    case step
    case product(String)
    case first(String)
    case second(String)
    case third(String)
}

extension Tensor {
    /// The gradient for an optimiser: dense and of the parameter's dtype.
    /// - Throws: RuntimeError for a gradient of another shape.
    @inline(__always)
    func usableGradient() throws -> Tensor? {
        guard let g = grad else { return nil }
        if g.shape != shape {
            throw TensorError(
                .runtimeError, "the gradient has shape \(g.shape), the parameter \(shape)", shapes: [g.shape, shape])
        }
        if g.isContiguous && g.dtype == dtype { return g }
        return try g.castUnrecorded(dtype).contiguousUnrecorded()
    }

    /// Whether the fused kernels can work on this parameter in its place.
    @inline(__always)
    var suitsKernels: Bool { isContiguous && (dtype == .float32 || dtype == .float64) && !isMeta }
}
