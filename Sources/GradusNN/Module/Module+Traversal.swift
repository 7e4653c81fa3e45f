import GradusTensor

extension Module {
    private static func join(_ prefix: String, _ name: String) -> String { prefix.isEmpty ? name : prefix + "." + name }

    /// This module and everything below it, each once, with their paths ("" for this one).
    public final func namedModules(prefix: String = "", removeDuplicate: Bool = true) -> [(
        name: String, module: Module
    )] {
        var seen: Set<ObjectIdentifier> = []
        var list: [(name: String, module: Module)] = []
        func visit(_ m: Module, _ path: String) {
            if removeDuplicate && !seen.insert(ObjectIdentifier(m)).inserted { return }
            list.append((path, m))
            for child in m.children {
                if let c = child.module { visit(c, Module.join(path, child.name)) }
            }
        }
        visit(self, prefix)
        return list
    }

    /// The sub-modules that are set, each once.
    public final func namedChildren() -> [(name: String, module: Module)] {
        var seen: Set<ObjectIdentifier> = []
        return children.compactMap { name, module in
            guard let module, seen.insert(ObjectIdentifier(module)).inserted else { return nil }
            return (name, module)
        }
    }

    /// All parameters with their paths; one that is shared comes once, under its first path.
    public final func namedParameters(
        prefix: String = "", recurse: Bool = true, removeDuplicate: Bool = true
    ) -> [(name: String, tensor: Tensor)] {
        members(prefix, recurse, removeDuplicate) { m in m.parameters.map { ($0.name, $0.tensor) } }
    }

    /// All parameters, each once.
    public final func allParameters() -> [Tensor] { namedParameters().map(\.tensor) }

    /// All buffers with their paths.
    public final func namedBuffers(
        prefix: String = "", recurse: Bool = true, removeDuplicate: Bool = true
    ) -> [(name: String, tensor: Tensor)] {
        members(prefix, recurse, removeDuplicate) { m in m.buffers.map { ($0.name, $0.tensor) } }
    }

    private func members(
        _ prefix: String, _ recurse: Bool, _ removeDuplicate: Bool, _ own: (Module) -> [(String, Tensor?)]
    ) -> [(name: String, tensor: Tensor)] {
        var seen: Set<ObjectIdentifier> = []
        var list: [(name: String, tensor: Tensor)] = []
        let modules =
            recurse ? namedModules(prefix: prefix, removeDuplicate: removeDuplicate) : [(name: prefix, module: self)]
        for (path, m) in modules {
            for (name, tensor) in own(m) {
                guard let tensor, m.computedNames.isEmpty || !m.computedNames.contains(name) else { continue }
                if removeDuplicate && !seen.insert(ObjectIdentifier(tensor)).inserted { continue }
                list.append((Module.join(path, name), tensor))
            }
        }
        return list
    }

    /// A module by its path; nil where a step is missing.
    public final func submodule(_ path: String) -> Module? {
        var m: Module? = self
        for step in path.split(separator: ".") { m = m?.child(named: String(step)) }
        return m
    }

    /// Calls `body` with every module below this one, then with this one.
    public final func apply(_ body: (Module) throws -> Void) rethrows {
        for child in namedChildren() { try child.module.apply(body) }
        try body(self)
    }

    /// Sets the mode of this module and all below it.
    public final func train(_ mode: Bool = true) {
        training = mode
        for child in namedChildren() { child.module.train(mode) }
    }

    /// `train(false)`
    public final func eval() { train(false) }

    /// Clears the gradients of all parameters.
    public final func zeroGrad(setToNone: Bool = true) throws {
        for p in allParameters() { try p.clearGradient(setToNone: setToNone) }
    }

    /// Sets whether the parameters ask for gradients.
    public final func requiresGrad(_ flag: Bool = true) throws {
        for p in allParameters() { try p.setRequiresGrad(flag) }
    }

    /// Parameters and buffers on another device.
    /// - Throws: NotImplementedError where they have no elements that could be copied.
    public final func move(to device: Device) throws {
        for tensor in allParameters() + namedBuffers().map(\.tensor) where tensor.device != device {
            if Preview.isOn, device == .cpu { continue }
            guard device == .meta else {
                throw TensorError(
                    .notImplementedError,
                    "Cannot copy out of meta tensor; no data! Please use torch.nn.Module.to_empty() instead of "
                        + "torch.nn.Module.to() when moving module from meta to a different device.")
            }
            tensor.replaceData(with: try Tensor.empty(tensor.shape, dtype: tensor.dtype, device: device))
        }
        for (_, m) in namedModules() { m.didChangeTensors() }
    }

    /// Parameters and buffers of the same sizes on a device, without their elements.
    public final func emptied(on device: Device) throws {
        for tensor in allParameters() + namedBuffers().map(\.tensor) {
            tensor.replaceData(with: try Tensor.empty(tensor.shape, dtype: tensor.dtype, device: device))
        }
        for (_, m) in namedModules() { m.didChangeTensors() }
    }

    /// Lays out parameters and buffers of four and five axes in a memory format.
    public final func to(_ format: MemoryFormat) throws {
        for (_, m) in namedModules() {
            for t in m.parameters.compactMap(\.tensor) + m.buffers.compactMap(\.tensor) {
                guard t.rank == 4 || t.rank == 5, !t.isContiguous(in: format) else { continue }
                t.replaceData(with: try t.copied(in: format))
            }
            m.didChangeTensors()
        }
    }

    /// Converts parameters and buffers of floating dtypes; the tensor objects stay the same.
    public final func to(_ type: DType) throws {
        if !type.isFloat {
            throw TensorError(
                .typeError,
                "nn.Module.to only accepts floating point or complex dtypes, but got desired dtype=\(type.torchName)")
        }
        for (_, m) in namedModules() {
            for t in m.parameters.compactMap(\.tensor) + m.buffers.compactMap(\.tensor) where t.dtype.isFloat {
                try t.convertInPlace(type)
            }
            m.didChangeTensors()
        }
    }
}

extension Tensor {
    /// Drops the gradient, or fills it with zeros.
    package func clearGradient(setToNone: Bool) throws {
        guard let g = grad else { return }
        if setToNone {
            grad = nil
        } else if g.node != nil {
            grad = try Tensor.zeros(g.shape, dtype: g.dtype, device: g.device)
        } else {
            try GradMode.without { _ = try g.fillInPlace(0) }
        }
    }

    /// Gives this tensor (and its gradient) another dtype without changing its identity.
    func convertInPlace(_ type: DType) throws {
        if dtype == type { return }
        replaceData(with: try castUnrecorded(type))
        if let g = grad { g.replaceData(with: try g.castUnrecorded(type)) }
    }
}
