import GradusEngine

extension Cure {
    /// Mistakes with tensors, layers and what trains them.
    nonisolated(unsafe) static let tensors = [
        Cure(
            nil, "Torch not compiled with CUDA enabled",
            "Gradus computes on the CPU: device = 'cuda' if torch.cuda.is_available() else 'cpu'"),
        Cure("RuntimeError", "device type at start of device string", "the device is 'cpu'"),
        Cure("RuntimeError", "Sizes of tensors must match except in dimension") { given in
            guard let dim = given.part(after: "except in dimension ", before: ".") else { return nil }
            return "cat joins along dim=\(dim): all other sizes must agree; dim=... chooses another"
        },
        Cure(
            "RuntimeError", "stack expects each tensor to be equal size",
            "torch.cat joins different sizes along one dimension; nn.utils.rnn.pad_sequence fills up"),
        Cure("IndexError", "is out of bounds for") { given in
            guard let text = given.part(after: "with size ", before: ""), let size = Int(text.prefix { $0.isNumber })
            else { return nil }
            return size == 0
                ? "there is nothing in it" : "0 to \(size - 1) count from the start, -1 to -\(size) from the end"
        },
        Cure("IndexError", "only integers, slices (`:`)", "int(i) makes a whole number; a // b divides to one"),
        Cure("TypeError", "new(): invalid data type 'str'", "tensors hold numbers: give every text a number first"),
        Cure("TypeError", "must be Tensor, not ") { given in
            switch given.part(after: "must be Tensor, not ", before: "") {
            case "list", "tuple", "int", "float": "torch.tensor(x) makes a tensor of it"
            case "ndarray", "numpy.ndarray": "torch.from_numpy(x) makes a tensor of it"
            case "Image": "transforms.ToTensor()(picture) makes a tensor of it"
            case "NoneType": "the value is None: does forward() return something?"
            default: nil
            }
        },
        Cure(
            "RuntimeError", "does not require grad and does not have a grad_fn",
            "nothing in it is to be learnt: requires_grad=True on the weights; no_grad() and detach() cut it off"),
        Cure(
            "RuntimeError", "Trying to backward through the graph a second time",
            "compute the loss anew before each backward()"),
        Cure("RuntimeError", "expected input[") { given in
            guard let text = given.part(after: "expected input[", before: "]"),
                let wanted = given.part(after: "to have ", before: " channels"),
                let got = given.part(after: "but got ", before: " channels")
            else { return nil }
            let sizes = text.split(separator: ",").map { $0.drop { $0 == " " } }
            if sizes.count == 4, sizes[3] == wanted[...] {
                return sizes[0] == "1"
                    ? "channels stand before height and width: x.permute(2, 0, 1)"
                    : "channels stand before height and width: x.permute(0, 3, 1, 2)"
            }
            return "a layer with in_channels=\(got) takes what is given"
        },
        Cure("RuntimeError", "input.size(-1) must be equal to input_size") { given in
            given.part(after: "got ", before: "").map { "a layer with input_size=\($0) takes what is given" }
        },
        Cure(
            "RuntimeError", "Boolean value of Tensor with more than one value is ambiguous",
            "(...).all() and (...).any() ask about all elements; & | ~ combine them one by one"),
        Cure(
            "RuntimeError", "cannot be converted to Scalar",
            ".tolist() gives all elements, x[i].item() one, x.mean().item() their mean"),
        Cure(
            "ValueError", "optimizer got an empty parameter list",
            "give it model.parameters(); layers in a list are found in nn.ModuleList only"),
        Cure(
            "TypeError", "Expected state_dict to be dict-like",
            "torch.load reads the file: model.load_state_dict(torch.load(path))"),
        Cure(
            "RuntimeError", "in loading state_dict for",
            "the weights are those of another network; strict=False takes the names that agree"),
        Cure(
            "ValueError", "expected sequence of length",
            "all rows must be of one length; nn.utils.rnn.pad_sequence fills up"),
        Cure("UnpicklingError", "", "torch.load reads what torch.save wrote; open(path) reads text"),
        Cure("RuntimeError", "Parent directory ") { given in
            given.part(after: "directory ", before: " does not exist").map { "os.makedirs('\($0)') makes it" }
        },
        Cure(
            "ValueError", "Expected input batch_size",
            "the first size of both is the number of samples"),
        Cure(
            "ValueError", "truth value of an array with more than one element is ambiguous",
            "(...).all() and (...).any() ask about all elements; & | ~ combine them one by one"),
    ]
}
