import GradusVM

/// What the methods of `nn.Module` and of the containers do, in a sentence each, for `help()`.
enum ModuleSummaries {
    static let base =
        "The base of all layers and networks: parameters, buffers and modules below it are found by their names. A "
        + "class of one's own calls `super().__init__()`, sets its layers as attributes and defines `forward`."

    static let containers = [
        "Sequential": "Modules called one after the other, each with the result of the one before.",
        "ModuleList": "A list of modules, which are registered; it has no forward pass.",
        "ModuleDict": "Modules by name, which are registered; it has no forward pass.",
    ]

    static func add() {
        MethodSummaries.add("Module", module)
        MethodSummaries.add("Sequential", container)
        MethodSummaries.add("ModuleList", container)
        MethodSummaries.add("ModuleDict", dictionary)
    }

    private static let module = [
        "add_module": "Adds a module below this one under a name.",
        "bfloat16": "Converts parameters and buffers of floats to bfloat16.",
        "buffers": "Goes through the buffers of this module and of those below.",
        "children": "Goes through the modules directly below.",
        "compile": "Accepted; there is nothing to compile.",
        "cpu": "Moves parameters and buffers to the CPU, where they are.",
        "cuda": "Refused: there is no such device.",
        "double": "Converts parameters and buffers of floats to float64.",
        "extra_repr": "What the printed form shows between the parentheses; meant to be overridden.",
        "float": "Converts parameters and buffers of floats to float32.",
        "forward": "Computes the result; a class of one's own says how. Call the module itself, so that hooks run.",
        "get_extra_state": "What else belongs in the state; meant to be overridden.",
        "get_submodule": "The module at a path such as `layers.0.fc`.",
        "half": "Converts parameters and buffers of floats to float16.",
        "load_state_dict": "Copies values into parameters and buffers by name; `strict` wants all names to fit.",
        "modules": "Goes through this module and all below.",
        "named_buffers": "Goes through pairs of name and buffer.",
        "named_children": "Goes through pairs of name and module directly below.",
        "named_modules": "Goes through pairs of path and module, this one first.",
        "named_parameters": "Goes through pairs of name and parameter.",
        "register_backward_hook": "The older form of `register_full_backward_hook`.",
        "register_buffer": "Adds a tensor that is part of the state and is not trained.",
        "register_forward_hook":
            "Calls `hook(module, args, output)` after each forward pass; gives a handle with `remove()`.",
        "register_forward_pre_hook":
            "Calls `hook(module, args)` before each forward pass; gives a handle with `remove()`.",
        "register_full_backward_hook": "Calls `hook(module, grad_input, grad_output)` in each backward pass.",
        "register_full_backward_pre_hook": "Calls `hook(module, grad_output)` before each backward pass.",
        "register_module": "Adds a module below this one under a name.",
        "register_parameter": "Adds a parameter under a name.",
        "requires_grad_": "Says for all parameters whether they are trained.",
        "share_memory": "Accepted; there is one process.",
        "state_dict": "A dictionary of all parameters and buffers by name.",
        "to": "Converts parameters and buffers to a dtype or device.",
        "to_empty": "Moves to a device without the values.",
        "zero_grad": "Takes the gradients of all parameters away, or makes them zero.",
    ]

    private static let container = [
        "append": "Adds one at the end.",
        "extend": "Adds several at the end.",
        "insert": "Puts one before that at a place.",
        "pop": "Takes the one at a place out and gives it.",
    ]

    private static let dictionary = [
        "clear": "Takes all out.",
        "items": "Pairs of key and entry.",
        "keys": "The keys.",
        "pop": "Takes the entry of a key out and gives it.",
        "update": "Takes over the entries of a mapping or of pairs.",
        "values": "The entries.",
    ]
}
