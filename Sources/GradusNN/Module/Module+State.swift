import GradusTensor

/// The keys that did not fit, where `loadStateDict` was not strict.
public struct KeyReport: CustomStringConvertible {
    public var missing: [String] = []
    public var unexpected: [String] = []

    /// As PyTorch prints it.
    public var description: String {
        if missing.isEmpty && unexpected.isEmpty { return "<All keys matched successfully>" }
        func list(_ names: [String]) -> String { "[" + names.map { "'\($0)'" }.joined(separator: ", ") + "]" }
        return "_IncompatibleKeys(missing_keys=\(list(missing)), unexpected_keys=\(list(unexpected)))"
    }
}

extension Module {
    /// Parameters and persistent buffers with their paths, detached but sharing memory.
    /// Within each module parameters come first, then buffers, then the sub-modules.
    public final func stateDict(prefix: String = "", keepVariables: Bool = false) -> [(name: String, tensor: Tensor)] {
        var list: [(name: String, tensor: Tensor)] = []
        for (name, tensor) in stateTensors(prefix) {
            list.append((name, keepVariables ? tensor : tensor.detach()))
        }
        return list
    }

    private func stateTensors(_ prefix: String) -> [(name: String, tensor: Tensor)] {
        var list: [(name: String, tensor: Tensor)] = []
        for p in parameters where !computedNames.contains(p.name) {
            if let t = p.tensor { list.append((prefix + p.name, t)) }
        }
        for b in buffers where b.isPersistent { if let t = b.tensor { list.append((prefix + b.name, t)) } }
        for c in children { if let m = c.module { list += m.stateTensors(prefix + c.name + ".") } }
        return list
    }

    /// Copies values into the parameters and buffers by name.
    /// - Parameters:
    ///   - others: entries that are no tensors, with their types, as in a file with more than a state.
    ///   - isVersioned: whether the state says of which version each module's part is.
    ///   - assign: what to do with a tensor instead of copying its values.
    /// - Throws: RuntimeError that lists every name and size that does not fit (sizes always, names where `strict`).
    @discardableResult
    public final func loadStateDict(
        _ state: [(name: String, tensor: Tensor)], others: [(name: String, type: String)] = [], strict: Bool = true,
        isVersioned: Bool = true,
        assign: ((_ owner: Module, _ name: String, _ given: Tensor) throws -> Void)? = nil
    ) throws -> KeyReport {
        var given: [String: Tensor] = [:]
        for (name, tensor) in state { given[name] = tensor }
        prepareToLoad(given, prefix: "")
        let own = stateTensors("")
        let names = Set(own.map(\.name))
        var report = KeyReport()
        report.unexpected = (state.map(\.name) + others.map(\.name)).filter { !names.contains($0) }
        var problems: [String] = []
        for (name, tensor) in own {
            if let other = others.first(where: { $0.name == name }) {
                problems.append(
                    "While copying the parameter named \"\(name)\", expected torch.Tensor or Tensor-like object from "
                        + "checkpoint but received \(other.type)")
                continue
            }
            guard let source = given[name] else {
                // States without versions may come from before there was this count.
                if isVersioned || !name.hasSuffix("num_batches_tracked") { report.missing.append(name) }
                continue
            }
            // A number saved without axes may stand for a vector of one.
            if source.shape != tensor.shape && !(source.count == 1 && tensor.count == 1 && source.rank <= 1) {
                problems.append(
                    "size mismatch for \(name): copying a param with shape \(Module.sizeText(source.shape)) from "
                        + "checkpoint, the shape in current model is \(Module.sizeText(tensor.shape)).")
                continue
            }
            if let assign {
                let path = name.split(separator: ".").map(String.init)
                var owner = self
                for step in path.dropLast() { owner = owner.child(named: step) ?? owner }
                try assign(owner, path.last ?? name, source)
                continue
            }
            try GradMode.without { _ = try tensor.copyInPlace(source.reshape(tensor.shape)) }
        }
        if strict {
            func list(_ names: [String]) -> String { names.map { "\"\($0)\"" }.joined(separator: ", ") }
            if !report.unexpected.isEmpty {
                problems.insert("Unexpected key(s) in state_dict: \(list(report.unexpected)). ", at: 0)
            }
            if !report.missing.isEmpty {
                problems.insert("Missing key(s) in state_dict: \(list(report.missing)). ", at: 0)
            }
        }
        if !problems.isEmpty {
            throw TensorError(
                .runtimeError,
                "Error(s) in loading state_dict for \(displayName):\n\t" + problems.joined(separator: "\n\t"))
        }
        return report
    }

    private static func sizeText(_ shape: Dims) -> String { "torch.Size(\(shape))" }

    private func prepareToLoad(_ state: [String: Tensor], prefix: String) {
        willLoad(state, prefix: prefix)
        for c in children { c.module?.prepareToLoad(state, prefix: prefix + c.name + ".") }
    }
}
