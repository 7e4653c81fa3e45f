import GradusNN
import GradusTensor
import GradusVM

/// The modules `torch.nn`, `torch.nn.init`, `torch.nn.utils`.
enum NNModules {
    static let all: [NativeModule] = [nn, modules, parameter, initializers] + families

    /// `torch.nn.modules.linear` …: where PyTorch keeps the classes, and its files name them.
    private static let families: [NativeModule] = {
        let names = Set(LayerTable.rows.map(\.family) + ["container", "module"])
        return names.sorted().map { family in
            NativeModule("torch.nn.modules." + family) { _, module in
                module.object.resolve = { vm, name in
                    try ModuleTypes.find(name).map { Value(borrowing: $0) } ?? EmbeddedNames.layer(vm, name)
                }
            }
        }
    }()

    static let nn = NativeModule("torch.nn") { vm, module in
        module.type(ModuleTypes.module)
        module.type(TorchTypes.parameter)
        module.object.resolvedNames = {
            LayerTable.rows.map(\.name) + [
                "Module", "Sequential", "ModuleList", "ModuleDict", "functional", "init", "utils",
            ]
        }
        module.object.resolve = { vm, name in
            if let type = ModuleTypes.find(name) { return Value(borrowing: type) }
            if name == "Buffer" { return Value(borrowing: TorchTypes.buffer) }
            if let layer = try EmbeddedNames.layer(vm, name) { return layer }
            let full = "torch.nn." + name
            return vm.canImport(full) ? vm.value(try vm.importModule(full)) : nil
        }
    }

    static let modules = NativeModule("torch.nn.modules") { _, module in
        module.object.resolve = { vm, name in
            if let type = ModuleTypes.find(name) { return Value(borrowing: type) }
            if let layer = try EmbeddedNames.layer(vm, name) { return layer }
            let full = "torch.nn.modules." + name
            return vm.canImport(full) ? vm.value(try vm.importModule(full)) : nil
        }
    }

    static let parameter = NativeModule("torch.nn.parameter") { vm, module in
        module.type(TorchTypes.parameter)
        module.type(TorchTypes.buffer)
        module.object.resolve = { vm, name in try EmbeddedNames.find(vm, name, in: "torch.nn._parameter") }
    }

    static let initializers = NativeModule("torch.nn.init") { _, module in
        module.object.resolvedNames = { OpTable.names(in: .initializer) }
        module.object.resolve = { vm, name in
            let isOld = !name.hasSuffix("_") && OpTable.find(name + "_", in: .initializer) != nil
            if !isOld, let row = OpTable.find(name, in: .initializer) {
                return vm.value(OpFunctions.make(name, row, .function, place: "init."))
            }
            // Names of old releases, without the underscore.
            if let row = OpTable.find(name + "_", in: .initializer) {
                return vm.value(
                    NativeFunctionObject(raw: name, "*args, **kwargs", owner: nil, doc: row.documentation) {
                        vm, arguments, count, keywords in
                        try TensorWarning.warn(
                            "`nn.init.\(name)` is now deprecated in favor of `nn.init.\(name)_`.", .future)
                        return try OpFunctions.call(
                            vm, row, .function, arguments, count, keywords, name: name, place: "init.")
                    })
            }
            return try EmbeddedNames.find(vm, name, in: "torch.nn._fans")
        }
    }
}
