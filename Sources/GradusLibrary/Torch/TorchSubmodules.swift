import GradusTensor
import GradusVM

/// The parts of `torch` that are small modules of their own.
enum TorchSubmodules {
    static let all: [NativeModule] = [
        autograd, function, hooks, functional, linalg, special, backends, version, random,
    ]

    static let functional = NativeModule("torch.nn.functional") { _, module in
        module.object.resolvedNames = { OpTable.names(in: .functional) }
        module.object.resolve = { vm, name in
            try TorchModule.resolve(vm, name, places: [.functional, .function], prefix: "torch.nn.functional")
                ?? EmbeddedNames.find(vm, name, in: "torch.nn._functions")
        }
    }

    static let linalg = NativeModule("torch.linalg") { _, module in
        module.value("LinAlgError", Value(borrowing: ErrorTranslation.linAlgError))
        module.object.resolvedNames = { OpTable.names(in: .linalg) }
        module.object.resolve = { vm, name in
            try TorchModule.resolve(vm, name, places: [.linalg], prefix: "torch.linalg")
        }
    }

    static let special = NativeModule("torch.special") { _, module in
        module.object.resolvedNames = { OpTable.names(in: .special) }
        module.object.resolve = { vm, name in
            try TorchModule.resolve(vm, name, places: [.special], prefix: "torch.special")
        }
    }

    static let autograd = NativeModule("torch.autograd") { vm, module in
        module.function(
            "Variable", "data, requires_grad=False, volatile=False",
            doc: "The tensor itself: Variables are Tensors now."
        ) {
            vm, arguments in
            let tensor = try vm.tensor(arguments[0], "Variable", 1, "data")
            if try arguments.optional(1).map({ try vm.truth($0) }) ?? false {
                let leaf = tensor.requiresGrad ? tensor : tensor.detach()
                try leaf.setRequiresGrad(true)
                return vm.wrap(leaf)
            }
            return arguments[0]
        }
        module.function(
            "grad",
            "outputs, inputs, grad_outputs=None, retain_graph=None, create_graph=False, only_inputs=True, allow_unused=None, is_grads_batched=False, materialize_grads=False",
            doc: "The gradients of the sum of the outputs with respect to the inputs."
        ) { vm, arguments in
            func flag(_ index: Int) throws -> Bool? { try arguments.orNone(index).map { try vm.truth($0) } }
            let gradients = try Tensor.grad(
                try vm.tensors(arguments[0], "grad", "outputs"), try vm.tensors(arguments[1], "grad", "inputs"),
                gradOutputs: try arguments.orNone(2).map { try vm.tensors($0, "grad", "grad_outputs") },
                retainGraph: try flag(3), createGraph: try flag(4) ?? false, allowUnused: try flag(6) ?? false,
                materializeGrads: try flag(8) ?? false)
            return vm.tuple(gradients.map { vm.wrap($0) })
        }
        module.function("backward", "tensors, grad_tensors=None, retain_graph=None, create_graph=False, inputs=None") {
            vm, arguments in
            let gradients = try arguments.orNone(1).map { try vm.tensors($0, "backward", "grad_tensors") }
            try Tensor.backward(
                try vm.tensors(arguments[0], "backward", "tensors"), gradients,
                retainGraph: try arguments.orNone(2).map { try vm.truth($0) },
                createGraph: try arguments.orNone(3).map { try vm.truth($0) } ?? false,
                inputs: try arguments.orNone(4).map { try vm.tensors($0, "backward", "inputs") })
            return .none
        }
        module.type(AutogradFunction.type)
        for (_, type) in GradModes.types { module.type(type) }
        module.function("_install_saved_hooks", "pack, unpack, /", doc: "Hooks for tensors kept for backward.") {
            vm, arguments in
            let (pack, unpack) = (Strong(arguments[0]), Strong(arguments[1]))
            SavedHooks.install(
                .init { [unowned vm] tensor in
                    try vm.withPool { KeptValue(try vm.call(pack.value, [vm.wrap(tensor)])) }
                } unpack: { [unowned vm] content in
                    try vm.withPool {
                        let made = try vm.call(unpack.value, [(content as? KeptValue)?.value.value ?? .none])
                        guard let tensor = made.asTensor else {
                            throw vm.typeError(
                                "Output of saved tensor unpack_hook expected to be a Tensor but got result of type "
                                    + vm.typeName(made))
                        }
                        return tensor
                    }
                })
            return .none
        }
        module.function("_remove_saved_hooks", "") { _, _ in
            try SavedHooks.remove()
            return .none
        }
        module.function("_set_anomaly", "mode") { vm, arguments in
            let before = Value(GradMode.detectsAnomaly)
            GradMode.detectsAnomaly = try vm.truth(arguments[0])
            return before
        }
        module.object.resolve = { vm, name in
            let full = "torch.autograd." + name
            if vm.canImport(full), name != "gradcheck" { return vm.value(try vm.importModule(full)) }
            return try EmbeddedNames.find(vm, name, in: "torch.autograd._names")
        }
    }

    /// The classes that custom functions are made of, where older programs look for them.
    static let function = NativeModule("torch.autograd.function") { _, module in
        module.type(AutogradFunction.type)
        module.type(AutogradFunction.contextBase)
        module.object.resolve = { vm, name in try EmbeddedNames.find(vm, name, in: "torch.autograd._names") }
    }

    static let hooks = NativeModule("torch.utils.hooks") { _, module in module.type(HookHandle.type) }

    static let backends = NativeModule("torch.backends") { _, module in
        module.object.resolve = { vm, name in
            try TorchModule.resolve(vm, name, places: [], prefix: "torch.backends")
        }
    }

    static let version = NativeModule("torch.version") { vm, module in
        module.value("__version__", vm.string(TorchModule.version))
        module.value("cuda", .none)
    }

    static let random = NativeModule("torch.random") { vm, module in
        let torch = Value(borrowing: try vm.importModule("torch"))
        for name in ["manual_seed", "initial_seed", "seed", "default_generator"] {
            module.value(name, try vm.attribute(torch, name))
        }
        module.object.resolve = { vm, name in try EmbeddedNames.find(vm, name, in: "torch._names") }
    }
}

/// A value of the language that the graph keeps.
private final class KeptValue {
    let value: Strong

    init(_ value: Value) { self.value = Strong(value) }
}
