import GradusNN
import GradusTensor
import GradusVM

/// Methods of `torch.nn.Module` that are asked for by path, and small ones that few programs call.
enum ModuleExtras {
    static func populate(_ type: TypeObject) {
        addPaths(type)
        addSmall(type)
    }

    /// The module of a path's owner and the last name: `("encoder.0", "weight")` for `encoder.0.weight`.
    private static func owner(_ vm: VM, _ value: Value, _ path: String) throws -> (module: Value, name: String) {
        guard let dot = path.lastIndex(of: ".") else { return (value, path) }
        let found = try vm.callMethod(value, "get_submodule", [vm.string(String(path[..<dot]))])
        return (found, String(path[path.index(after: dot)...]))
    }

    private static func addPaths(_ type: TypeObject) {
        for (method, kind, article) in [("get_parameter", "nn.Parameter", "an"), ("get_buffer", "buffer", "a")] {
            type.method(method, "self, target", doc: "The \(kind) of a path.") { vm, arguments in
                let (module, name) = try owner(vm, arguments[0], arguments[1].asString?.text ?? "")
                let label = vm.module(module)?.displayName ?? vm.typeName(module)
                guard let value = try vm.attributeIfPresent(module, name) else {
                    throw vm.error(.attributeError, "\(label) has no attribute `\(name)`")
                }
                let tables = vm.module(module)
                let fits = method == "get_buffer" ? tables?.buffer(named: name) != nil : vm.isParameter(value)
                guard fits else {
                    throw vm.error(.attributeError, "`\(name)` is not \(article) \(kind)")
                }
                return value
            }
        }
        type.method("set_submodule", "self, target, module, strict=False", doc: "Replaces the module of a path.") {
            vm, arguments in
            let path = arguments[1].asString?.text ?? ""
            if path.isEmpty { throw vm.valueError("Cannot set the submodule without a target name!") }
            let (module, name) = try owner(vm, arguments[0], path)
            guard let instance = module.object as? ModuleInstance, arguments[2].object is ModuleInstance else {
                throw vm.valueError(
                    "`module` is not an nn.Module, found \(try vm.repr(Value(borrowing: vm.typeOf(arguments[2]))))")
            }
            try ModuleMethods.assign(vm, instance, Interned.string(name), arguments[2])
            return .none
        }
    }

    /// What recurrent layers say about their weights, and what orders them in a GPU's memory.
    static func addRecurrent(_ type: TypeObject) {
        type.method("flatten_parameters", "self", doc: "Does nothing: the weights lie in memory as they are used.") {
            _, _ in .none
        }
        type.property("_flat_weights_names") { vm, value in
            vm.list((vm.module(value)?.parameters ?? []).map { vm.string($0.name) })
        }
        type.property("_flat_weights") { vm, value in
            vm.list((vm.module(value)?.parameters ?? []).map { vm.wrap($0.tensor) })
        }
        type.property("all_weights") { vm, value in
            let list = vm.module(value)?.parameters ?? []
            // A direction of a layer begins with the weights of its input.
            let starts = list.indices.filter { list[$0].name.hasPrefix("weight_ih") } + [list.count]
            return vm.list(
                zip(starts, starts.dropFirst()).map { first, end in
                    vm.list(list[first..<end].map { vm.wrap($0.tensor) })
                })
        }
    }

    /// `reset_parameters` and `reset_running_stats` of layers in Swift.
    static func addReset(_ type: TypeObject, hasStatistics: Bool) {
        type.method("reset_parameters", "self", doc: "Draws the parameters anew.") { vm, arguments in
            let module = try ModuleMethods.receiver(vm, arguments)
            let fresh = try ModulePickling.fresh(vm, arguments[0], module)
            try GradMode.without {
                for (name, tensor) in module.parameters {
                    if let tensor, let new = fresh.parameter(named: name) { _ = try tensor.copyInPlace(new) }
                }
                for (name, tensor, _) in module.buffers {
                    if let tensor, let new = fresh.buffer(named: name) { _ = try tensor.copyInPlace(new) }
                }
            }
            return .none
        }
        guard hasStatistics else { return }
        type.method("reset_running_stats", "self", doc: "Sets the running statistics back.") { vm, arguments in
            let module = try ModuleMethods.receiver(vm, arguments)
            try GradMode.without {
                for (name, tensor, _) in module.buffers {
                    _ = try tensor?.fillInPlace(name == "running_var" ? 1 : 0)
                }
            }
            return .none
        }
    }

    private static func addSmall(_ type: TypeObject) {
        type.method("compile", "self, *args, **kwargs") { _, _ in .none }
        type.method("_get_name", "self") { vm, arguments in vm.string(vm.typeName(arguments[0])) }
        type.method("get_extra_state", "self") { vm, _ in
            throw vm.error(
                .runtimeError,
                "Reached a code path in Module.get_extra_state() that should never be called. Please file an issue at "
                    + "https://github.com/pytorch/pytorch/issues/new?template=bug-report.yml to report this bug.")
        }
        type.method("type", "self, dst_type", doc: "Converts parameters and buffers to a dtype.") { vm, arguments in
            try ModuleMethods.receiver(vm, arguments).to(try TensorMethods.dtype(vm, arguments[1]))
            return arguments[0]
        }
        type.method("to_empty", "self, *, device, recurse=True") { vm, arguments in
            let module = try ModuleMethods.receiver(vm, arguments)
            switch try vm.opValue(arguments[1]) {
            case .device(let device): try module.emptied(on: device)
            case .string(let text): try module.emptied(on: try Device(parsing: text))
            default: break
            }
            return arguments[0]
        }
        for name in ["xpu", "ipu", "mtia"] {
            type.method(name, "self, device=None") { vm, _ in
                throw vm.error(.assertionError, "Torch not compiled with \(name.uppercased()) enabled")
            }
        }
        type.method("_apply", "self, fn, recurse=True", doc: "Gives every parameter and buffer what fn makes of it.") {
            vm, arguments in
            let module = try ModuleMethods.receiver(vm, arguments)
            let tensors = module.namedParameters().map(\.tensor) + module.namedBuffers().map(\.tensor)
            for tensor in tensors {
                let made = try GradMode.without { try vm.call(arguments[1], [vm.wrap(tensor)]) }
                guard let new = made.asTensor else { continue }
                if new !== tensor { tensor.replaceData(with: new) }
            }
            return arguments[0]
        }
        // Another tensor in the place of a parameter or buffer, of whatever kind; gives the one before.
        type.method("_exchange", "self, name, tensor") { vm, arguments in
            let module = try ModuleMethods.receiver(vm, arguments)
            guard let name = arguments[1].asString, let tensor = arguments[2].asTensor else { return .none }
            let before = Strong(try vm.attribute(arguments[0], Interned.string(name)))
            if module.parameters.contains(where: { $0.name == name.text }) {
                module.registerParameter(name.text, tensor)
            } else if let buffer = module.buffers.first(where: { $0.name == name.text }) {
                module.registerBuffer(name.text, tensor, persistent: buffer.isPersistent)
            }
            try vm.genericSetAttribute(arguments[0], Interned.string(name), arguments[2])
            return vm.pool.keep(before.value)
        }
        // The same for a tensor that the class computes where it is asked for: only the layer itself finds it here.
        type.method("_put_computed", "self, name, tensor") { vm, arguments in
            guard let name = arguments[1].asString, let tensor = arguments[2].asTensor else { return .none }
            let module = try ModuleMethods.receiver(vm, arguments)
            if let buffer = module.buffers.first(where: { $0.name == name.text }) {
                module.registerBuffer(name.text, tensor, persistent: buffer.isPersistent)
            } else {
                module.registerParameter(name.text, tensor)
            }
            return .none
        }
        type.method("_set_class", "self, cls", doc: "Makes the module an instance of a class derived from its own.") {
            vm, arguments in
            guard let object = arguments[0].object, let target = arguments[1].asType,
                target.layout == vm.typeOf(arguments[0]).layout
            else { throw vm.typeError("object layout differs") }
            object.becomeInstance(of: target)
            try ModuleMethods.receiver(vm, arguments).nameInScript = target.isScriptClass ? target.name : nil
            return .none
        }
        type.method("_hide_parameter", "self, name") { vm, arguments in
            try ModuleMethods.receiver(vm, arguments).computedNames.insert(arguments[1].asString?.text ?? "")
            return .none
        }
        type.method("_show_parameter", "self, name, param") { vm, arguments in
            let module = try ModuleMethods.receiver(vm, arguments)
            guard let name = arguments[1].asString, let tensor = arguments[2].asTensor else { return .none }
            module.computedNames.remove(name.text)
            module.registerParameter(name.text, tensor)
            try vm.genericSetAttribute(arguments[0], Interned.string(name), arguments[2])
            return .none
        }
        // A lazy layer's change into the plain one: class, settings and sizes; the parameters stay the same objects.
        type.method("_become", "self, layer") { vm, arguments in
            guard let instance = arguments[0].object as? ModuleInstance, let before = instance.module,
                let other = arguments[1].object as? ModuleInstance, let made = other.module
            else { return .none }
            for (name, tensor) in before.parameters {
                guard let tensor, let new = made.parameter(named: name) else { continue }
                tensor.replaceData(with: new)
                made.registerParameter(name, tensor)
            }
            made.training = before.training
            for (name, _) in before.settings {
                try vm.genericDeleteAttribute(arguments[0], Interned.string(name))
            }
            instance.becomeInstance(of: other.type)
            instance.attach(made, vm)
            for (parent, name) in before.lazyPlaces ?? [] where parent.module?.child(named: name) === before {
                parent.module?.registerModule(name, made)
            }
            return .none
        }
        type.method("_wait", "self", doc: "Remembers where the module is registered, until it becomes another.") {
            vm, arguments in
            try ModuleMethods.receiver(vm, arguments).lazyPlaces = []
            return .none
        }
        type.set(Interned.string("call_super_init"), .false)
        type.set(Interned.string("dump_patches"), .false)
        type.set(Interned.string("_version"), Value(1))
    }
}
