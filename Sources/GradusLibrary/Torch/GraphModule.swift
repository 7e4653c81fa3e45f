import GradusTensor
import GradusVM

/// `_graph`: what compositions in the language need of the graph.
enum GraphModule {
    static let module = NativeModule("_graph") { _, module in
        // Gives the node of a fresh result the name PyTorch shows for the whole operation.
        module.function("named", "tensor, name, /") { vm, arguments in
            guard let tensor = arguments[0].asTensor else { throw vm.typeError("named() needs a tensor") }
            tensor.named(try vm.str(arguments[1]))
            return arguments[0]
        }
    }
}
