import GradusTensor

/// The base class of all layers and networks (`torch.nn.Module`).
///
/// Parameters, buffers and sub-modules are kept in ordered tables by name; layers read theirs by place, so that a
/// parameter replaced by name takes effect. Usable from Swift alone; the bridge derives its script classes from it.
open class Module {
    /// Own parameters in the order of registration; nil for a parameter set to None (`bias=False`).
    public package(set) final var parameters: [(name: String, tensor: Tensor?)] = []
    /// Own buffers; those that are not persistent stay out of the state dictionary.
    public package(set) final var buffers: [(name: String, tensor: Tensor?, isPersistent: Bool)] = []
    /// Sub-modules; nil for one set to None.
    public package(set) final var children: [(name: String, module: Module?)] = []
    /// False after `eval()`.
    public final var training = true
    /// The layer's settings as attributes: `in_features`, `kernel_size` as the user wrote it.
    public package(set) final var settings: [(name: String, value: OpValue)] = []

    /// One opaque object of the bridge, so that one module has one script object. The bridge owns its meaning.
    package final var wrapper: UnsafeMutableRawPointer?

    /// Runs hooks around a forward pass: (module, input, the pass itself).
    package typealias AroundForward = (Module, ModuleResult, (ModuleResult) throws -> ModuleResult) throws ->
        ModuleResult

    /// Parameters that are computed from others before each call: no parameters to those who ask.
    package final var computedNames: Set<String> = []

    /// Parameters that a script deleted: a plain tensor that it puts in such a place is what the layer computes with.
    package final var removedNames: Set<String> = []

    /// Names of the parameters by their places in the layer's formulas, once one was removed: a new one comes last.
    private final var namesByPlace: [String]?

    /// Where this module was registered; kept only for a lazy one, which another object will replace.
    package final var lazyPlaces: [(parent: WeakModule, name: String)]?

    /// Set while hooks are registered on this module.
    package final var aroundForward: AroundForward?

    public init() {}

    // MARK: What subclasses say

    /// The class's name in PyTorch: `Conv2d`.
    open var typeName: String { "Module" }

    /// The name at the head of the printed form; script classes give theirs.
    open var displayName: String { nameInScript ?? typeName }

    /// The name of the script class that derives from this layer.
    package final var nameInScript: String?

    /// Set where a class of the language that derives from this layer has a forward pass of its own, which
    /// `scriptForward` runs.
    package final var hasScriptForward = false
    /// Set when a script changed the forward pass of a class of layers.
    package nonisolated(unsafe) static var isClassChanged = false
    package nonisolated(unsafe) static var scriptForward: ((Module, ModuleResult) throws -> ModuleResult)?

    /// The text between the parentheses of the printed form.
    open var extraRepr: String { "" }

    /// The whole printed form; containers and script classes with a `__repr__` of their own override it.
    open var repr: String { representation() }

    /// The parameters of the forward pass in PyTorch's schema notation.
    open var forwardSchema: String { "forward(Tensor input)" }

    /// Computes the layer.
    open func forward(_ arguments: inout OpArguments) throws -> ModuleResult {
        throw TensorError(
            .notImplementedError, "Module [\(displayName)] is missing the required \"forward\" function")
    }

    /// Whether `forward(over:)` exists.
    var writesOver: Bool { false }

    /// The forward pass with a tensor that nobody needs afterwards: the result may take its memory.
    func forward(over x: inout Tensor) throws -> Tensor { try callAsFunction(x) }

    /// Whether a call is nothing but the layer's forward pass, which may write over its input.
    final var canWriteOver: Bool {
        writesOver && !hasScriptForward && !Self.isClassChanged && aroundForward == nil && !OpProfile.isOn
            && !Preview.isOn
    }

    /// Calls the module with one value, as `Sequential` does: hooks, then the forward pass.
    open func callOne(_ input: ModuleResult) throws -> ModuleResult {
        if hasScriptForward || Self.isClassChanged || input.isObject, let call = Self.scriptForward {
            return try call(self, input)
        }
        return try LayerTrace.around(
            self, isPlain: true,
            {
                if let aroundForward { return try aroundForward(self, input) { try self.forwardObserved($0) } }
                return try forwardObserved(input)
            }, shape: { $0.firstTensor?.shape })
    }

    @inline(__always)
    private func forwardObserved(_ input: ModuleResult) throws -> ModuleResult {
        try observed([input.tensor]) { try forwardOne(input) }
    }

    /// The forward pass with one value.
    open func forwardOne(_ input: ModuleResult) throws -> ModuleResult {
        try ForwardTable.call(self, [try OpValue(input, for: self)])
    }

    /// The module called with one tensor.
    /// - Throws: TypeError where the module does not give one tensor.
    public final func callAsFunction(_ x: Tensor) throws -> Tensor {
        try callOne(.op(.tensor(x))).requireTensor("the result of \(displayName)")
    }

    /// A setting by name.
    open func attribute(_ name: String) -> OpValue? {
        for s in settings where s.name == name { return s.value }
        return nil
    }

    /// The names of the settings, in the order of the constructor.
    open var attributeNames: [String] { settings.map(\.name) }

    /// Changes a setting.
    /// - Returns: false where there is no such setting, or it cannot be changed once the layer is built.
    open func setAttribute(_ name: String, _ value: OpValue) -> Bool {
        guard let i = settings.firstIndex(where: { $0.name == name }), adopt(name, value) else { return false }
        settings[i].value = value
        return true
    }

    /// Takes over a changed setting; layers whose forward pass reads stored values override this.
    /// - Returns: false where the value does not fit or the setting is fixed.
    open func adopt(_ name: String, _ value: OpValue) -> Bool { false }

    /// Called when the dtype of the module's tensors was changed.
    open func didChangeTensors() {}

    /// Called before values are loaded, with everything that was given; lazy layers take their sizes from it.
    open func willLoad(_ state: [String: Tensor], prefix: String) {}

    // MARK: Registration

    /// Adds a parameter, or replaces the one of this name in its place.
    public final func registerParameter(_ name: String, _ tensor: Tensor?) {
        if let i = parameters.firstIndex(where: { $0.name == name }) {
            parameters[i].tensor = tensor
        } else {
            buffers.removeAll { $0.name == name }
            children.removeAll { $0.name == name }
            parameters.append((name, tensor))
        }
    }

    /// Adds a buffer, or replaces the one of this name in its place.
    public final func registerBuffer(_ name: String, _ tensor: Tensor?, persistent: Bool = true) {
        if let i = buffers.firstIndex(where: { $0.name == name }) {
            buffers[i].tensor = tensor
            buffers[i].isPersistent = persistent
        } else {
            parameters.removeAll { $0.name == name }
            children.removeAll { $0.name == name }
            buffers.append((name, tensor, persistent))
        }
    }

    /// Adds a sub-module, or replaces the one of this name in its place.
    public final func registerModule(_ name: String, _ module: Module?) {
        module?.lazyPlaces?.append((WeakModule(module: self), name))
        if let i = children.firstIndex(where: { $0.name == name }) {
            children[i].module = module
        } else {
            parameters.removeAll { $0.name == name }
            buffers.removeAll { $0.name == name }
            children.append((name, module))
        }
        didChangeChildren()
    }

    /// Removes a parameter, buffer or sub-module.
    /// - Returns: false where there is none of this name.
    @discardableResult
    public final func removeMember(_ name: String) -> Bool {
        let before = parameters.count + buffers.count + children.count
        if parameters.contains(where: { $0.name == name }) {
            if removedNames.contains(name) { computedNames.remove(name) }
            removedNames.insert(name)
            if namesByPlace == nil { namesByPlace = parameters.map(\.name) }
        }
        parameters.removeAll { $0.name == name }
        buffers.removeAll { $0.name == name }
        children.removeAll { $0.name == name }
        didChangeChildren()
        return parameters.count + buffers.count + children.count < before
    }

    /// Puts the parameters into the order of another module's, which may have been deleted and set anew there.
    package final func arrangeParameters(_ names: [String]) {
        var rank: [String: Int] = [:]
        for (i, name) in names.enumerated() { rank[name] = i }
        let ranks = parameters.map { rank[$0.name] ?? -1 }
        if zip(ranks, ranks.dropFirst()).allSatisfy({ $0 <= $1 }) { return }
        if namesByPlace == nil { namesByPlace = parameters.map(\.name) }
        parameters = parameters.indices.sorted { (ranks[$0], $0) < (ranks[$1], $1) }.map { parameters[$0] }
    }

    /// Called when a sub-module was added, replaced or removed.
    open func didChangeChildren() {}

    /// The parameter of this name; nil where there is none or it is None.
    public final func parameter(named name: String) -> Tensor? {
        for p in parameters where p.name == name { return p.tensor }
        return nil
    }

    public final func buffer(named name: String) -> Tensor? {
        for b in buffers where b.name == name { return b.tensor }
        return nil
    }

    public final func child(named name: String) -> Module? {
        for c in children where c.name == name { return c.module }
        return nil
    }

    /// A parameter that the layer cannot do without.
    /// - Throws: AttributeError where it was removed or set to None.
    @inline(__always)
    package final func required(_ place: Int, _ name: StaticString) throws -> Tensor {
        if let t = optional(place) { return t }
        throw TensorError(.attributeError, "'\(displayName)' object has no attribute '\(name)'")
    }

    /// A parameter that may be None.
    @inline(__always)
    package final func optional(_ place: Int) -> Tensor? {
        if namesByPlace != nil { return optionalByName(place) }
        return place < parameters.count ? parameters[place].tensor : nil
    }

    @inline(never)
    private func optionalByName(_ place: Int) -> Tensor? {
        guard let names = namesByPlace, place < names.count else { return nil }
        return parameter(named: names[place])
    }
}

/// A module that somebody else owns.
package struct WeakModule {
    package weak var module: Module?
}

/// A layer from one tensor to one tensor.
open class UnaryLayer: Module {
    /// Computes the layer.
    open func forward(_ x: Tensor) throws -> Tensor {
        throw TensorError(
            .notImplementedError, "Module [\(displayName)] is missing the required \"forward\" function")
    }

    open override func forward(_ arguments: inout OpArguments) throws -> ModuleResult {
        .op(.tensor(try forward(arguments.tensor(0))))
    }

    public final override func forwardOne(_ input: ModuleResult) throws -> ModuleResult {
        if let x = input.tensor { return .op(.tensor(try forward(x))) }
        throw TensorError(
            .typeError, "\(typeName)(): argument 'input' (position 1) must be Tensor, not \(input.typeName)")
    }
}
