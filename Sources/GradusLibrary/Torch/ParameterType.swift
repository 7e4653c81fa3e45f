import GradusTensor
import GradusVM

/// `torch.nn.Parameter`: a tensor that modules find.
enum ParameterType {
    static func populate(_ type: TypeObject) {
        type.constructor("cls, data=None, requires_grad=True") { vm, arguments in
            let tensor: Tensor
            if let data = arguments.orNone(1) {
                tensor = try vm.tensor(data, "Parameter", 1, "data").detach()
            } else {
                tensor = try Tensor.empty([0])
            }
            let wants = try arguments.optional(2).map { try vm.truth($0) } ?? true
            if wants, !tensor.dtype.isFloat {
                throw vm.error(
                    .runtimeError, "Only Tensors of floating point and complex dtype can require gradients")
            }
            try tensor.setRequiresGrad(try arguments.optional(2).map { try vm.truth($0) } ?? true)
            return vm.wrap(tensor, as: TorchTypes.parameter)
        }
    }

    /// `torch.nn.Buffer`: a tensor that a module registers as a buffer when it is assigned.
    static func populateBuffer(_ type: TypeObject) {
        type.constructor("cls, data=None, *, persistent=True") { vm, arguments in
            let tensor = try arguments.orNone(1).map { try vm.tensor($0, "Buffer", 1, "data").detach() }
            return vm.wrap(try tensor ?? Tensor.empty([0]), as: TorchTypes.buffer)
        }
    }
}
