import GradusNN
import GradusTensor
import GradusVM

/// What a layer says of an argument that is no tensor: the words of the function it calls, as in PyTorch.
enum LayerMessages {
    static func notTensor(_ vm: VM, _ module: Module, _ given: Value) -> Thrown {
        let type = OpFunctions.describe(vm, given)
        let hint =
            type == "Image"
            ? "turn the picture into a tensor: transforms.ToTensor() or functional.to_tensor(picture)" : nil
        let layer = module.typeName
        if layer.hasPrefix("Conv"), !layer.hasPrefix("ConvT") {
            return convolution(vm, layer.lowercased(), module, type, hint)
        }
        let error = LayerComplaints.notTensor(layer, 0, "input", type)
        return vm.error(error.kind == .attributeError ? .attributeError : .typeError, error.message, hint: hint)
    }

    private static func convolution(_ vm: VM, _ name: String, _ module: Module, _ type: String, _ hint: String?)
        -> Thrown
    {
        let axes =
            module.attribute("kernel_size").map { value -> Int in
                if case .ints(let sizes) = value { return sizes.count }
                return 1
            } ?? 2
        let sizes =
            "tuple of (" + [String](repeating: "int", count: axes).joined(separator: ", ") + (axes == 1 ? ",)" : ")")
        let bias = module.parameter(named: "bias") == nil ? "NoneType" : "Parameter"
        let marked = ([type, "Parameter", bias] + [String](repeating: sizes, count: 3) + ["int"]).map { "!\($0)!" }
        let mismatch =
            "      didn't match because some of the arguments have invalid types: (\(marked.joined(separator: ", ")))\n"
        let common = "Tensor input, Tensor weight, Tensor bias = None, tuple of ints stride = 1"
        let tail = "tuple of ints dilation = 1, int groups = 1"
        return vm.typeError(
            "\(name)() received an invalid combination of arguments - got (\(type), Parameter, \(bias), tuple, tuple, tuple, int), but expected one of:\n"
                + " * (\(common), tuple of ints padding = 0, \(tail))\n" + mismatch
                + " * (\(common), str padding = \"valid\", \(tail))\n" + mismatch, hint: hint)
    }
}
