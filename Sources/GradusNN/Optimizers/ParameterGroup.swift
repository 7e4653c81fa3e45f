import GradusTensor

/// Parameters with one set of options (`optimizer.param_groups[0]`). Scripts and schedulers change the options.
public final class ParameterGroup {
    public var parameters: [Tensor]
    /// Of `named_parameters()`.
    public var names: [String]?
    /// In the order of the optimiser's defaults; `lr`, `initial_lr` and so on.
    public private(set) var options: [(name: String, value: OpValue)]
    /// Raised whenever an option changes.
    package private(set) var version = 0
    /// What the optimiser keeps for each parameter, in their order.
    package var states: [ParameterState?]

    /// One opaque object of the bridge.
    package var wrapper: UnsafeMutableRawPointer?

    public init(parameters: [Tensor], options: [(name: String, value: OpValue)]) {
        self.parameters = parameters
        self.options = options
        states = Array(repeating: nil, count: parameters.count)
    }

    public subscript(_ name: String) -> OpValue? {
        get { options.first { $0.name == name }?.value }
        set {
            version += 1
            guard let i = options.firstIndex(where: { $0.name == name }) else {
                if let newValue { options.append((name, newValue)) }
                return
            }
            if let newValue { options[i].value = newValue } else { options.remove(at: i) }
        }
    }

    /// The learning rate.
    public var lr: Double {
        get { number("lr") }
        set { self["lr"] = .scalar(.double(newValue)) }
    }

    /// A numeric option; a tensor of one element counts as its number.
    package func number(_ name: String) -> Double {
        switch self[name] {
        case .scalar(let s): s.double
        case .tensor(let t): (try? t.item().double) ?? 0
        default: 0
        }
    }

    /// An option that counts something; 0 where it is no finite number.
    package func whole(_ name: String) -> Int { Int(exactly: number(name).rounded(.towardZero)) ?? 0 }

    package func flag(_ name: String) -> Bool {
        if case .scalar(let s) = self[name] { return s.bool }
        return false
    }

    /// An option of two numbers, such as `betas`.
    package func pair(_ name: String) -> (Double, Double) {
        switch self[name] {
        case .scalars(let s) where s.count == 2: (s[0].double, s[1].double)
        case .ints(let d) where d.count == 2: (Double(d[0]), Double(d[1]))
        default: (0, 0)
        }
    }
}

/// What an optimiser keeps for one parameter: a step count and tensors, in the order of `Optimizer.stateNames`.
package final class ParameterState {
    package var step = 0.0
    /// A second number, for optimisers that keep one (NAdam's running product).
    package var product = 1.0
    package var first: Tensor?
    package var second: Tensor?
    package var third: Tensor?
    /// Memory for `first` where the first step is told by its absence.
    var room: Tensor?

    package init() {}
}
