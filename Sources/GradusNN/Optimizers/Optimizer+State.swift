import GradusTensor

/// What an optimiser saves: per parameter number the state, and the groups with the numbers of their parameters.
public struct OptimizerState {
    public var state: [(parameter: Int, entries: [(name: String, value: OpValue)])]
    public var groups: [(options: [(name: String, value: OpValue)], parameters: [Int])]

    public init(
        state: [(parameter: Int, entries: [(name: String, value: OpValue)])],
        groups: [(options: [(name: String, value: OpValue)], parameters: [Int])]
    ) {
        self.state = state
        self.groups = groups
    }
}

extension Optimizer {
    /// The state of one parameter by name, in PyTorch's order; empty before the first step.
    public final func entries(_ group: ParameterGroup, _ i: Int) throws -> [(name: String, value: OpValue)] {
        if i == 0, group === groups.first, let common = try commonEntries() { return common }
        guard i < group.states.count, let s = group.states[i] else { return [] }
        var list: [(name: String, value: OpValue)] = []
        func tensor(_ name: String, _ t: Tensor?) { if let t { list.append((name, .tensor(t))) } }
        for name in stateNames {
            switch name {
            case .step: list.append(("step", .tensor(try Tensor.scalar(.double(s.step), dtype: .float32))))
            case .product(let name):
                list.append((name, .tensor(try Tensor.scalar(.double(s.product), dtype: .float32))))
            case .first(let name): tensor(name, s.first)
            case .second(let name): tensor(name, s.second)
            case .third(let name): tensor(name, s.third)
            }
        }
        return list
    }

    public final func stateDict() throws -> OptimizerState {
        var result = OptimizerState(state: [], groups: [])
        var next = 0
        for g in groups {
            for i in g.parameters.indices {
                let list = try entries(g, i)
                if !list.isEmpty { result.state.append((next + i, list)) }
            }
            result.groups.append((g.options, Array(next..<(next + g.parameters.count))))
            next += g.parameters.count
        }
        return result
    }

    /// - Throws: ValueError where the groups differ in number or size.
    public final func loadStateDict(_ saved: OptimizerState) throws {
        if saved.groups.count != groups.count {
            throw TensorError(.valueError, "loaded state dict has a different number of parameter groups")
        }
        for (own, other) in zip(groups, saved.groups) where own.parameters.count != other.parameters.count {
            throw TensorError(
                .valueError,
                "loaded state dict contains a parameter group that doesn't match the size of optimizer's group")
        }
        let byNumber = Dictionary(saved.state.map { ($0.parameter, $0.entries) }, uniquingKeysWith: { a, _ in a })
        if let number = saved.groups.first?.parameters.first, let entries = byNumber[number] {
            try restoreCommon(entries)
        }
        for (own, other) in zip(groups, saved.groups) {
            for o in other.options { own[o.name] = o.value }
            for (i, number) in other.parameters.enumerated() {
                own.states[i] = try byNumber[number].map { try restored($0, own.parameters[i]) }
            }
        }
    }

    private func restored(_ list: [(name: String, value: OpValue)], _ p: Tensor) throws -> ParameterState {
        let s = ParameterState()
        func find(_ name: String) -> OpValue? { list.first { $0.name == name }?.value }
        func number(_ name: String) throws -> Double? {
            switch find(name) {
            case .scalar(let v): v.double
            case .tensor(let t): try t.item().double
            default: nil
            }
        }
        func tensor(_ name: String) throws -> Tensor? {
            guard case .tensor(let t) = find(name) else { return nil }
            if t.shape != p.shape {
                throw TensorError(
                    .valueError, "the saved \(name) has shape \(t.shape), the parameter \(p.shape)",
                    shapes: [t.shape, p.shape])
            }
            return try t.castUnrecorded(p.dtype.isFloat ? p.dtype : t.dtype).copied()
        }
        for name in stateNames {
            switch name {
            case .step: s.step = try number("step") ?? 0
            case .product(let name): s.product = try number(name) ?? 1
            case .first(let name): s.first = try tensor(name)
            case .second(let name): s.second = try tensor(name)
            case .third(let name): s.third = try tensor(name)
            }
        }
        return s
    }
}
