import GradusNN
import GradusTensor
import GradusVM

/// The modules `torch.nn`, `torch.nn.init`, `torch.nn.utils`.
enum NNModules {
    static let all: [NativeModule] = [nn, modules, parameter, initializers]

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
            let full = "torch.nn." + name
            return vm.canImport(full) ? vm.value(try vm.importModule(full)) : nil
        }
    }

    static let modules = NativeModule("torch.nn.modules") { _, module in
        module.object.resolve = { _, name in ModuleTypes.find(name).map { Value(borrowing: $0) } }
    }

    static let parameter = NativeModule("torch.nn.parameter") { _, module in module.type(TorchTypes.parameter) }

    static let initializers = NativeModule("torch.nn.init") { _, module in
        module.object.resolvedNames = { OpTable.names(in: .initializer) }
        module.object.resolve = { vm, name in
            if let row = OpTable.find(name, in: .initializer) {
                return vm.value(OpFunctions.make(name, row, .function))
            }
            // Names of old releases, without the underscore.
            if let row = OpTable.find(name + "_", in: .initializer) {
                return vm.value(OpFunctions.make(name, row, .function))
            }
            return nil
        }
    }
}
