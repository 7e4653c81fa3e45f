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
            try tensor.setRequiresGrad(try arguments.optional(2).map { try vm.truth($0) } ?? true)
            return vm.wrap(tensor, as: TorchTypes.parameter)
        }
    }
}
