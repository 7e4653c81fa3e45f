import GradusNN
import GradusTensor
import GradusVM

/// What a layer says of an argument that is no tensor: the words of the function it calls, as in PyTorch.
enum LayerMessages {
    static func notTensor(_ vm: VM, _ module: Module, _ given: Value) -> Thrown {
        let name = functionName(module.typeName)
        let type = OpFunctions.describe(vm, given)
        let hint =
            type == "Image"
            ? "turn the picture into a tensor: transforms.ToTensor() or functional.to_tensor(picture)" : nil
        if name.hasPrefix("conv") { return convolution(vm, name, module, type, hint) }
        return vm.typeError("\(name)(): argument 'input' (position 1) must be Tensor, not \(type)", hint: hint)
    }

    /// `max_pool2d` for `MaxPool2d`.
    private static func functionName(_ type: String) -> String {
        if type == type.uppercased() || type == "ReLU" || type.hasSuffix("LU") { return type.lowercased() }
        var name = ""
        for character in type {
            if character.isUppercase, !name.isEmpty { name += "_" }
            name += character.lowercased()
        }
        return name
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
