import GradusNN
import GradusTensor
import GradusVM

/// The Swift side of a module whose class is written in the language: its forward pass and its texts are methods there.
final class ScriptModule: Module {
    /// Of the machine that runs the methods.
    nonisolated(unsafe) static weak var lifetime: VMLifetime?
    fileprivate static var machine: VM? { lifetime?.machine }

    private var instance: Value? { Self.instance(of: self) }

    fileprivate static func instance(of module: Module) -> Value? {
        module.wrapper.map { Value(borrowing: Unmanaged<Object>.fromOpaque($0).takeUnretainedValue()) }
    }

    /// Calls the script object of a layer whose class overrides the forward pass.
    fileprivate static func callScript(_ module: Module, _ input: ModuleResult) throws -> ModuleResult {
        // A layer without a script object has no method in the language, whatever was done to its class.
        guard let instance = instance(of: module), let vm = machine else { return try module.forwardOne(input) }
        return vm.moduleResult(try vm.call(instance, [vm.scriptValue(input)]))
    }

    /// After a script set an attribute of a layer's class: chains of layers must look their forward passes up.
    static func classChanged(_ type: TypeObject, _ name: String) {
        guard name == "forward" || name == "__call__", type.isSubtype(of: ModuleTypes.module) else { return }
        Module.isClassChanged = true
        Module.scriptForward = callScript
    }

    override var typeName: String { "Module" }

    override var displayName: String { instance?.object?.type.name ?? "Module" }

    override var extraRepr: String {
        guard let vm = Self.machine, let instance,
            let method = instance.object?.type.lookup(Interned.string("extra_repr")),
            method.tag == .function
        else { return "" }
        return vm.withPool { (try? vm.call(method, [instance]))?.asString?.text ?? "" }
    }

    override var repr: String {
        guard let vm = Self.machine, let instance, let type = instance.object?.type,
            type.special(.representation).tag == .function
        else { return representation }
        return vm.withPool { (try? vm.repr(instance)) ?? displayName + "()" }
    }

    /// The printed form made of sub-modules, whatever `__repr__` the class has.
    var representation: String { super.repr }

    override func callOne(_ input: ModuleResult) throws -> ModuleResult {
        guard let vm = Self.machine, let instance else { return try super.callOne(input) }
        return vm.moduleResult(try vm.call(instance, [vm.scriptValue(input)]))
    }
}

/// A function of the language as a layer's activation.
final class ScriptFunction: TensorFunction {
    private let value: Strong
    init(_ value: Value) { self.value = Strong(value) }

    func applied(to x: Tensor) throws -> Tensor {
        guard let vm = ScriptModule.machine else {
            throw TensorError(.runtimeError, "the function's machine is gone")
        }
        let result = try vm.call(value.value, [vm.wrap(x)])
        guard let tensor = result.asTensor else {
            throw vm.typeError("the activation gave \(vm.typeName(result)), not a Tensor")
        }
        return tensor
    }
}

/// A value of the language inside a `ModuleResult`.
final class ScriptBox {
    let value: Strong
    init(_ value: Value) { self.value = Strong(value) }
}

extension VM {
    /// What a module hands to the next one in a `Sequential`.
    func moduleResult(_ value: Value) -> ModuleResult {
        if let tensor = value.asTensor { return .op(.tensor(tensor)) }
        return .object(ScriptBox(value))
    }

    func scriptValue(_ result: ModuleResult) -> Value {
        switch result {
        case .op(let result): return scriptValue(result)
        case .tuple(let items): return tuple(items.map { scriptValue($0) })
        case .object(let object): return (object as? ScriptBox)?.value.value ?? .none
        }
    }

    /// The script object of a module (kept by the pool).
    func wrap(_ module: Module) -> Value {
        if let known = module.wrapper {
            return pool.keep(Value(borrowing: Unmanaged<Object>.fromOpaque(known).takeUnretainedValue()))
        }
        let instance = ModuleInstance(type: ModuleTypes.type(named: module.typeName))
        let made = value(instance)
        instance.attach(module, self)
        return made
    }

    /// The module of a script object; nil for other values and before `Module.__init__` ran.
    func module(_ value: Value) -> Module? { (value.object as? ModuleInstance)?.module }
}

/// A script object of a module class. Parameters, buffers and sub-modules stand twice: in the tables of the Swift module,
/// which own the order and feed optimisers, and among the object's attributes, where the language finds them fast.
final class ModuleInstance: InstanceObject {
    private(set) var module: Module?
    /// Hooks around the forward and backward pass; nil where none was ever registered.
    var hooks: ModuleHookTable?

    /// Whether the object, not its class, has a forward pass: `module.forward = function`.
    private(set) var hasOwnForward = false
    nonisolated(unsafe) private static let forwardName = Interned.string("forward")

    init(type: TypeObject) { super.init(type: type) }

    /// Notes whether the forward pass is the script's, for calls and for chains of layers.
    func noteForward() {
        hasOwnForward = instanceAttribute(Self.forwardName) != nil
        guard let module, !(module is ScriptModule) else { return }
        let isOfClass =
            type.isScriptClass
            && ["forward", "__call__"].contains { type.lookup(Interned.string($0))?.tag == .function }
        module.hasScriptForward = hasOwnForward || isOfClass
        Module.scriptForward = ScriptModule.callScript
    }

    deinit { module?.wrapper = nil }

    /// Makes this the script object of a module.
    func attach(_ module: Module, _ vm: VM) {
        self.module?.wrapper = nil
        self.module = module
        payload = module
        module.wrapper = Unmanaged.passUnretained(self).toOpaque()
        if type.isScriptClass || type.name == ModuleTypes.projection { module.nameInScript = type.name }
        noteForward()
        if let lazy = module as? LazyLinear {
            lazy.didBecomePlain = { [unowned self, unowned vm] in
                if !type.isScriptClass { becomeInstance(of: ModuleTypes.type(named: "Linear")) }
                mirror(vm)
            }
        }
        mirror(vm)
    }

    /// Copies the tables of the module into the attributes.
    func mirror(_ vm: VM) {
        guard let module else { return }
        for (name, value) in module.settings { set(name, vm.settingValue(value)) }
        for (name, tensor) in module.parameters {
            set(name, tensor.map { $0.wrapper == nil ? vm.wrap($0, as: TorchTypes.parameter) : vm.wrap($0) } ?? .none)
        }
        for (name, tensor, _) in module.buffers { set(name, vm.wrap(tensor)) }
        for (name, child) in module.children { set(name, child.map { vm.wrap($0) } ?? .none) }
    }

    private func set(_ name: String, _ value: Value) { _ = setInstanceAttribute(Interned.string(name), value) }
}

extension VM {
    /// A layer's setting as an attribute.
    func settingValue(_ value: OpValue) -> Value {
        switch value {
        case .none: return .none
        case .scalar(let scalar): return scalarValue(scalar)
        case .ints(let dims): return tuple(dims.map { Value($0) })
        case .longInts(let list): return tuple(list.map { Value($0) })
        case .optionalInts(let list): return tuple(list.map { $0.map { Value($0) } ?? .none })
        case .scalars(let list): return tuple(list.map { scalarValue($0) })
        case .string(let text): return string(text)
        case .dtype(let dtype): return DTypeObject.value(dtype)
        case .device(let device): return self.value(DeviceObject(device))
        case .tensor(let tensor): return wrap(tensor)
        case .tensors(let tensors): return tuple(tensors.map { wrap($0) })
        default: return .none
        }
    }
}
