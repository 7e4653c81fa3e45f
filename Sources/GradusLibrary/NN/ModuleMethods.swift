import GradusNN
import GradusTensor
import GradusVM

/// The methods of `torch.nn.Module`.
enum ModuleMethods {
    static func populate(_ type: TypeObject) {
        type.docstring = ModuleSummaries.base
        ModuleSummaries.add()
        type.constructor("cls, *args, **kwargs") { vm, arguments in
            guard let cls = arguments[0].asType else { return .none }
            return vm.value(ModuleInstance(type: cls))
        }
        type.special(.initialize, "self, *args, **kwargs") { vm, arguments in
            guard let instance = arguments[0].object as? ModuleInstance else { return .none }
            if let extra = arguments[1].asTuple, extra.count > 0, instance.type.isScriptClass {
                throw vm.typeError(
                    "\(instance.type.name).__init__() takes 1 positional argument but \(extra.count + 1) were given")
            }
            if instance.type.isScriptClass, let first = TensorConstruction.keywords(arguments[2]).first {
                throw vm.typeError(
                    "\(instance.type.name).__init__() got an unexpected keyword argument '\(first.name)'")
            }
            instance.attach(ScriptModule(), vm)
            return .none
        }
        let call = NativeFunctionObject(raw: "__call__", "self, *args, **kwargs", owner: type) {
            vm, arguments, count, names in
            try ModuleHooks.call(vm, arguments, count, names)
        }
        call.redirect = { vm, receiver in
            guard !Preview.isOn, let instance = receiver.object as? ModuleInstance, instance.hooks == nil,
                instance.module != nil, !instance.hasOwnForward,
                let forward = instance.type.lookup(forwardName),
                forward.tag == .function || forward.tag == .nativeFunction
            else { return nil }
            return forward
        }
        type.set(Special.call.interned, object: call)
        type.method("forward", "self, *args, **kwargs") { vm, arguments in
            throw vm.error(
                .notImplementedError,
                "Module [\(vm.typeName(arguments[0]))] is missing the required \"forward\" function")
        }
        addAttributeAccess(type)
        addTraversal(type)
        addState(type)
        addModes(type)
        ModuleHooks.populate(type)
        ModuleExtras.populate(type)
        ModulePickling.populate(type)
        type.special(.representation, "self, /") { vm, arguments in
            let module = try receiver(vm, arguments)
            return vm.string((module as? ScriptModule)?.representation ?? module.repr)
        }
        type.method("extra_repr", "self") { vm, arguments in vm.string(try receiver(vm, arguments).extraRepr) }
    }

    nonisolated(unsafe) private static let forwardName = Interned.string("forward")

    /// The Swift module of `self`.
    static func receiver(_ vm: VM, _ arguments: Arguments) throws -> Module {
        guard let module = vm.module(arguments[0]) else {
            throw vm.error(
                .attributeError, "'\(vm.typeName(arguments[0]))' object has no attribute '_modules'",
                hint: "call super().__init__() first in __init__")
        }
        return module
    }

    // MARK: Attributes

    private static func addAttributeAccess(_ type: TypeObject) {
        type.special(.setAttr, "self, name, value, /") { vm, arguments in
            guard let instance = arguments[0].object as? ModuleInstance, let name = arguments[1].asString else {
                return .none
            }
            try assign(vm, instance, Interned.string(name), arguments[2])
            return .none
        }
        type.special(.delAttr, "self, name, /") { vm, arguments in
            guard let instance = arguments[0].object as? ModuleInstance, let name = arguments[1].asString else {
                return .none
            }
            instance.module?.removeMember(name.text)
            try vm.genericDeleteAttribute(arguments[0], Interned.string(name))
            if name.text == "forward" { instance.noteForward() }
            return .none
        }
        type.property("training") { vm, value in
            Value(vm.module(value)?.training ?? true)
        } set: { vm, value, flag in
            vm.module(value)?.training = try vm.truth(flag)
        }
        type.property("_parameters") { vm, value in
            let dictionary = DictionaryObject()
            let computed = vm.module(value)?.computedNames ?? []
            for (name, tensor) in vm.module(value)?.parameters ?? [] where !computed.contains(name) {
                dictionary.set(name, vm.wrap(tensor))
            }
            return vm.value(dictionary)
        }
        type.property("_buffers") { vm, value in
            let dictionary = DictionaryObject()
            for (name, tensor, _) in vm.module(value)?.buffers ?? [] { dictionary.set(name, vm.wrap(tensor)) }
            return vm.value(dictionary)
        }
        type.property("_modules") { vm, value in
            let dictionary = DictionaryObject()
            for (name, child) in vm.module(value)?.children ?? [] {
                dictionary.set(name, child.map { vm.wrap($0) } ?? .none)
            }
            return vm.value(dictionary)
        }
    }

    /// Registers a sub-module, or the place of one where the value is None.
    static func addChild(_ vm: VM, _ instance: ModuleInstance, _ name: String, _ value: Value) throws {
        if value.isNone { instance.module?.registerModule(name, nil) }
        try assign(vm, instance, Interned.string(name), value)
    }

    /// `module.name = value`, which registers parameters and sub-modules.
    static func assign(_ vm: VM, _ instance: ModuleInstance, _ name: StringObject, _ value: Value) throws {
        let text = name.text
        let isModule = value.object is ModuleInstance
        let isParameter = vm.isParameter(value)
        guard let module = instance.module else {
            if isModule { throw vm.error(.attributeError, "cannot assign module before Module.__init__() call") }
            if isParameter { throw vm.error(.attributeError, "cannot assign parameters before Module.__init__() call") }
            return try vm.genericSetAttribute(Value(borrowing: instance), name, value)
        }
        if isParameter, let tensor = value.asTensor {
            if module.removedNames.contains(text) { module.computedNames.remove(text) }
            guard !module.computedNames.contains(text) else {
                throw vm.error(.keyError, "attribute '\(text)' already exists")
            }
            module.registerParameter(text, tensor)
        } else if vm.typeOf(value).isSubtype(of: TorchTypes.buffer), let tensor = value.asTensor {
            module.registerBuffer(text, tensor)
        } else if let child = vm.module(value) {
            module.registerModule(text, child)
        } else if let tensor = value.asTensor, module.removedNames.contains(text),
            module.computedNames.contains(text) || !module.parameters.contains(where: { $0.name == text })
        {
            module.computedNames.insert(text)
            module.registerParameter(text, tensor)
        } else if module.computedNames.contains(text) {
            // A tensor that other modules compute: they find what it is computed from.
            let parametrize = try vm.importModule("torch.nn.utils.parametrize")
            let assign = try vm.attribute(vm.value(parametrize), "_assign")
            if try vm.truth(vm.call(assign, [Value(borrowing: instance), Value(borrowing: name), value])) { return }
            try vm.genericSetAttribute(Value(borrowing: instance), name, value)
            return
        } else if module.parameters.contains(where: { $0.name == text }) {
            guard value.isNone else {
                throw vm.typeError(
                    "cannot assign '\(typeText(vm, value))' as parameter '\(text)' (torch.nn.Parameter or None expected)"
                )
            }
            module.registerParameter(text, nil)
        } else if module.children.contains(where: { $0.name == text }) {
            guard value.isNone else {
                throw vm.typeError(
                    "cannot assign '\(typeText(vm, value))' as child module '\(text)' (torch.nn.Module or None expected)"
                )
            }
            module.registerModule(text, nil)
        } else if let buffer = module.buffers.first(where: { $0.name == text }) {
            guard value.isNone || value.asTensor != nil else {
                throw vm.typeError(
                    "cannot assign '\(typeText(vm, value))' as buffer '\(text)' (torch.nn.Buffer, torch.Tensor or None expected)"
                )
            }
            module.registerBuffer(text, value.asTensor, persistent: buffer.isPersistent)
        } else if module.attribute(text) != nil {
            _ = module.setAttribute(text, try vm.opValue(value))
        }
        try vm.genericSetAttribute(Value(borrowing: instance), name, value)
        if name === forwardName { instance.noteForward() }
    }

    /// Checks the name of a new sub-module.
    static func checkName(_ vm: VM, _ instance: ModuleInstance, _ name: String) throws {
        let isKnown = instance.module?.children.contains { $0.name == name } ?? false
        try checkMember(vm, Value(borrowing: instance), name, "module", isKnown: isKnown)
    }

    /// Checks the name of a new parameter, buffer or sub-module.
    /// - Throws: KeyError for an empty one, one with a dot, and one that is taken.
    static func checkMember(_ vm: VM, _ module: Value, _ name: String, _ kind: String, isKnown: Bool) throws {
        func refuse(_ text: String) -> Thrown { vm.error(.keyError, arguments: [vm.string(text)]) }
        if name.contains(".") {
            throw refuse("\(kind) name can't contain \".\"" + (kind == "module" ? ", got: \(name)" : ""))
        }
        if name.isEmpty { throw refuse("\(kind) name can't be empty string \"\"") }
        if !isKnown, try vm.attributeIfPresent(module, name) != nil {
            throw refuse("attribute '\(name)' already exists")
        }
    }

    /// A type in the messages about attributes: a tensor's is `torch.FloatTensor`.
    private static func typeText(_ vm: VM, _ value: Value) -> String {
        value.asTensor?.dtype.tensorTypeName ?? vm.typeOf(value).fullName
    }

    // MARK: Walking the tree

    /// An iterator over values that are at hand.
    /// - Parameter owner: what the values are members of; while it lives, so do the script objects of its modules.
    static func iterator(
        _ vm: VM, _ count: Int, of owner: Value = .none, _ value: @escaping (Int) -> Value
    ) -> Value {
        var index = 0
        var kept: Strong? = Strong(owner)
        return vm.value(
            ClosureIterator(type: generatorType) { _ in
                guard index < count, kept != nil else {
                    kept = nil
                    return nil
                }
                index += 1
                return value(index - 1)
            })
    }

    nonisolated(unsafe) private static let generatorType = Types.iterator("generator")

    private static func addTraversal(_ type: TypeObject) {
        func flag(_ vm: VM, _ arguments: Arguments, _ index: Int) throws -> Bool {
            try arguments.optional(index).map { try vm.truth($0) } ?? true
        }
        type.method("parameters", "self, recurse=True", doc: "All parameters, each once.") { vm, arguments in
            let list = try receiver(vm, arguments).namedParameters(recurse: try flag(vm, arguments, 1))
            return iterator(vm, list.count) { vm.wrap(list[$0].tensor) }
        }
        type.method("named_parameters", "self, prefix='', recurse=True, remove_duplicate=True") { vm, arguments in
            let list = try receiver(vm, arguments).namedParameters(
                prefix: arguments.optional(1)?.asString?.text ?? "", recurse: try flag(vm, arguments, 2),
                removeDuplicate: try flag(vm, arguments, 3))
            return iterator(vm, list.count) { vm.tuple([vm.string(list[$0].name), vm.wrap(list[$0].tensor)]) }
        }
        type.method("buffers", "self, recurse=True") { vm, arguments in
            let list = try receiver(vm, arguments).namedBuffers(recurse: try flag(vm, arguments, 1))
            return iterator(vm, list.count) { vm.wrap(list[$0].tensor) }
        }
        type.method("named_buffers", "self, prefix='', recurse=True, remove_duplicate=True") { vm, arguments in
            let list = try receiver(vm, arguments).namedBuffers(
                prefix: arguments.optional(1)?.asString?.text ?? "", recurse: try flag(vm, arguments, 2))
            return iterator(vm, list.count) { vm.tuple([vm.string(list[$0].name), vm.wrap(list[$0].tensor)]) }
        }
        type.method("children", "self") { vm, arguments in
            let list = try receiver(vm, arguments).namedChildren()
            return iterator(vm, list.count, of: arguments[0]) { vm.wrap(list[$0].module) }
        }
        type.method("named_children", "self") { vm, arguments in
            let list = try receiver(vm, arguments).namedChildren()
            return iterator(vm, list.count, of: arguments[0]) {
                vm.tuple([vm.string(list[$0].name), vm.wrap(list[$0].module)])
            }
        }
        type.method("modules", "self") { vm, arguments in
            let list = try receiver(vm, arguments).namedModules()
            return iterator(vm, list.count, of: arguments[0]) { vm.wrap(list[$0].module) }
        }
        type.method("named_modules", "self, memo=None, prefix='', remove_duplicate=True") { vm, arguments in
            let list = try receiver(vm, arguments).namedModules(prefix: arguments.optional(2)?.asString?.text ?? "")
            return iterator(vm, list.count, of: arguments[0]) {
                vm.tuple([vm.string(list[$0].name), vm.wrap(list[$0].module)])
            }
        }
        type.method("get_submodule", "self, target") { vm, arguments in
            let path = arguments[1].asString?.text ?? ""
            let module = try receiver(vm, arguments)
            if let found = module.submodule(path) { return vm.wrap(found) }
            // Say which step is missing, or is no module.
            var current = arguments[0]
            for step in path.split(separator: ".", omittingEmptySubsequences: false) {
                let label = vm.module(current)?.displayName ?? vm.typeName(current)
                guard let next = try vm.attributeIfPresent(current, String(step)) else {
                    throw vm.error(.attributeError, "\(label) has no attribute `\(step)`")
                }
                if vm.module(next) == nil { throw vm.error(.attributeError, "`\(step)` is not an nn.Module") }
                current = next
            }
            return current
        }
        type.method("apply", "self, fn", doc: "Calls fn with every module below this one, then with this one.") {
            vm, arguments in
            try receiver(vm, arguments).apply { module in
                try vm.withPool { _ = try vm.call(arguments[1], [vm.wrap(module)]) }
            }
            return arguments[0]
        }
    }

    // MARK: State

    private static func addState(_ type: TypeObject) {
        type.method("register_buffer", "self, name, tensor, persistent=True") { vm, arguments in
            let module = try receiver(vm, arguments)
            guard let name = arguments[1].asString else {
                throw vm.typeError("buffer name should be a string. Got \(vm.typeName(arguments[1]))")
            }
            let isKnown = module.buffers.contains { $0.name == name.text }
            try checkMember(vm, arguments[0], name.text, "buffer", isKnown: isKnown)
            guard arguments[2].isNone || arguments[2].asTensor != nil else {
                throw vm.typeError(
                    "cannot assign '\(vm.typeOf(arguments[2]).fullName)' object to buffer '\(name.text)' (torch Tensor or None required)"
                )
            }
            module.registerBuffer(
                name.text, arguments[2].asTensor, persistent: try arguments.optional(3).map { try vm.truth($0) } ?? true
            )
            try vm.genericSetAttribute(arguments[0], Interned.string(name), arguments[2])
            return .none
        }
        type.method("register_parameter", "self, name, param") { vm, arguments in
            let module = try receiver(vm, arguments)
            guard let name = arguments[1].asString else {
                throw vm.typeError("parameter name should be a string. Got \(vm.typeName(arguments[1]))")
            }
            let isKnown = module.parameters.contains { $0.name == name.text }
            try checkMember(vm, arguments[0], name.text, "parameter", isKnown: isKnown)
            guard arguments[2].isNone || vm.isParameter(arguments[2]) else {
                throw vm.typeError(
                    "cannot assign '\(typeText(vm, arguments[2]))' object to parameter '\(name.text)' (torch.nn.Parameter or None required)"
                )
            }
            module.registerParameter(name.text, arguments[2].asTensor)
            try vm.genericSetAttribute(arguments[0], Interned.string(name), arguments[2])
            return .none
        }
        for name in ["add_module", "register_module"] {
            type.method(name, "self, name, module") { vm, arguments in
                guard let instance = arguments[0].object as? ModuleInstance, let name = arguments[1].asString else {
                    throw vm.typeError("module name should be a string. Got \(vm.typeName(arguments[1]))")
                }
                guard arguments[2].isNone || arguments[2].object is ModuleInstance else {
                    throw vm.typeError("\(ContainerTypes.shown(vm, arguments[2])) is not a Module subclass")
                }
                try checkName(vm, instance, name.text)
                try addChild(vm, instance, name.text, arguments[2])
                return .none
            }
        }
        type.method("state_dict", "self, *args, destination=None, prefix='', keep_vars=False") { vm, arguments in
            // The old positional form came in the same order as the keywords; `*args` stands last.
            let old = arguments[4].asTuple?.values ?? []
            let destination = arguments.orNone(1) ?? old.first.flatMap { $0.isNone ? nil : $0 }
            let prefix = (old.count > 1 ? old[1] : arguments.optional(2))?.asString?.text ?? ""
            let keeps = try (old.count > 2 ? old[2] : arguments.optional(3)).map { try vm.truth($0) } ?? false
            let state = try receiver(vm, arguments).stateDict(prefix: prefix, keepVariables: keeps)
            let dictionary = try destination ?? vm.orderedDictionary()
            for (name, tensor) in state { try vm.setItem(dictionary, vm.string(name), vm.wrap(tensor)) }
            if destination != nil { return dictionary }
            try vm.setAttribute(dictionary, "_metadata", try metadata(vm, try receiver(vm, arguments)))
            return dictionary
        }
        type.method("load_state_dict", "self, state_dict, strict=True, assign=False") { vm, arguments in
            let module = try receiver(vm, arguments)
            guard let dictionary = arguments[1].asDictionary else {
                throw vm.typeError(
                    "Expected state_dict to be dict-like, got \(try vm.repr(Value(borrowing: vm.typeOf(arguments[1]))))."
                )
            }
            var state: [(name: String, tensor: Tensor)] = []
            var others: [(name: String, type: String)] = []
            for entry in dictionary.entries {
                let name = entry.key.asString?.text ?? ""
                if let tensor = entry.value.asTensor {
                    state.append((name, tensor))
                } else {
                    others.append((name, try vm.repr(Value(borrowing: vm.typeOf(entry.value)))))
                }
            }
            let strict = try arguments.optional(2).map { try vm.truth($0) } ?? true
            let assigns = try arguments.optional(3).map { try vm.truth($0) } ?? false
            let report = try module.loadStateDict(
                state, others: others, strict: strict,
                isVersioned: try vm.attributeIfPresent(arguments[1], "_metadata") != nil,
                assign: assigns ? { try replace(vm, $0, $1, $2) } : nil)
            return vm.value(KeyReportObject(report))
        }
    }

    /// The given tensor itself becomes a parameter or buffer of a module; a parameter asks for a gradient as the one before.
    private static func replace(_ vm: VM, _ owner: Module, _ name: String, _ given: Tensor) throws {
        guard let instance = vm.wrap(owner).object as? ModuleInstance else { return }
        guard let before = owner.parameters.first(where: { $0.name == name })?.tensor else {
            return try assign(vm, instance, Interned.string(name), vm.wrap(given))
        }
        let parameter = given.isParameter ? vm.wrap(given) : vm.wrap(given.detach(), as: TorchTypes.parameter)
        parameter.asTensor?.leafRequiresGrad = before.requiresGrad
        try assign(vm, instance, Interned.string(name), parameter)
    }

    /// The version of each module's state, by its path: files that PyTorch reads carry it.
    private static func metadata(_ vm: VM, _ module: Module) throws -> Value {
        let versions = try vm.orderedDictionary()
        for (name, part) in module.namedModules() {
            let isNormalization = part.typeName.hasPrefix("BatchNorm") || part.typeName.hasPrefix("InstanceNorm")
            try vm.setItem(
                versions, vm.string(name), vm.dictionary([("version", Value(isNormalization ? 2 : 1))]))
        }
        return versions
    }

    // MARK: Modes and conversions

    private static func addModes(_ type: TypeObject) {
        type.method("train", "self, mode=True", doc: "Training mode for this module and all below it.") {
            vm, arguments in
            if let mode = arguments.optional(1), mode.tag != .bool {
                throw vm.valueError("training mode is expected to be boolean")
            }
            try receiver(vm, arguments).train(try arguments.optional(1).map { try vm.truth($0) } ?? true)
            return arguments[0]
        }
        type.method("eval", "self", doc: "Evaluation mode: train(False).") { vm, arguments in
            try receiver(vm, arguments).eval()
            return arguments[0]
        }
        type.method("zero_grad", "self, set_to_none=True") { vm, arguments in
            try receiver(vm, arguments).zeroGrad(setToNone: try arguments.optional(1).map { try vm.truth($0) } ?? true)
            return .none
        }
        type.method("requires_grad_", "self, requires_grad=True") { vm, arguments in
            try receiver(vm, arguments).requiresGrad(try arguments.optional(1).map { try vm.truth($0) } ?? true)
            return arguments[0]
        }
        for (name, dtype) in [
            ("float", DType.float32), ("double", .float64), ("half", .float16), ("bfloat16", .bfloat16),
        ] {
            type.method(name, "self") { vm, arguments in
                try receiver(vm, arguments).to(dtype)
                return arguments[0]
            }
        }
        type.method("cpu", "self") { vm, arguments in
            try receiver(vm, arguments).move(to: .cpu)
            return arguments[0]
        }
        type.method("cuda", "self, device=None") { vm, _ in
            throw vm.error(.assertionError, "Torch not compiled with CUDA enabled")
        }
        type.method("share_memory", "self") { _, arguments in arguments[0] }
        type.method("to", "self, *args, **kwargs") { vm, arguments in
            let module = try receiver(vm, arguments)
            let given = (arguments[1].asTuple?.values ?? []) + (arguments[2].asDictionary?.entries.map(\.value) ?? [])
            for value in given {
                switch try vm.opValue(value) {
                case .dtype(let dtype): try module.to(dtype)
                case .tensor(let tensor): try module.to(tensor.dtype)
                case .string(let text):
                    if let format = MemoryFormat(rawValue: text) {
                        try module.to(format)
                    } else {
                        try module.move(to: try Device(parsing: text))
                    }
                case .device(let device): try module.move(to: device)
                case .none, .scalar(.bool): break
                case .scalar(.int): try TensorMethods.checkDevice(vm, value, "to")
                case .foreign("torch.memory_format"), .foreign("str"): break
                default:
                    var types = (arguments[1].asTuple?.values ?? []).map { OpFunctions.describe(vm, $0) }
                    for (name, value) in TensorConstruction.keywords(arguments[2]) {
                        types.append("\(name)=\(OpFunctions.describe(vm, value))")
                    }
                    if (arguments[1].asTuple?.count ?? 0) == 0, !types.isEmpty { types[types.count - 1] += ", " }
                    throw vm.typeError(
                        "to() received an invalid combination of arguments - got (\(types.joined(separator: ", "))), but "
                            + "expected one of:\n * (torch.device device = None, torch.dtype dtype = None, bool "
                            + "non_blocking = False, bool copy = False, *, torch.memory_format memory_format = None)\n"
                            + " * (torch.dtype dtype, bool non_blocking = False, bool copy = False, *, torch.memory_format "
                            + "memory_format = None)\n * (Tensor tensor, bool non_blocking = False, bool copy = False, *, "
                            + "torch.memory_format memory_format = None)\n")
                }
            }
            return arguments[0]
        }
    }
}

/// `<All keys matched successfully>`
final class KeyReportObject: Object {
    let report: KeyReport
    nonisolated(unsafe) private static let reportType = TypeObject(
        name: "_IncompatibleKeys", module: "torch.nn.modules.module", bases: [Types.object], layout: .other
    ) { type in
        type.special(.representation, "self, /") { vm, arguments in
            vm.string((arguments[0].object as? KeyReportObject)?.report.description ?? "")
        }
        type.property("missing_keys") { vm, value in
            vm.list(((value.object as? KeyReportObject)?.report.missing ?? []).map { vm.string($0) })
        }
        type.property("unexpected_keys") { vm, value in
            vm.list(((value.object as? KeyReportObject)?.report.unexpected ?? []).map { vm.string($0) })
        }
    }

    init(_ report: KeyReport) {
        self.report = report
        super.init(type: Self.reportType)
    }
}

extension VM {
    /// An empty `collections.OrderedDict`, or a plain dictionary where that module is missing.
    func orderedDictionary() throws -> Value {
        guard let module = try? importModule("collections"), let type = module.namespace.get("OrderedDict") else {
            return value(DictionaryObject())
        }
        return try call(type)
    }
}
