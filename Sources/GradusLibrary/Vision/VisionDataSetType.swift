import GradusVM

/// `VisionDataset`, the base of data sets of pictures.
enum VisionDataSetType {
    static func populate(_ type: TypeObject) {
        type.special(.initialize, "self, root=None, transforms=None, transform=None, target_transform=None") {
            vm, arguments in
            var root = arguments.optional(1) ?? .none
            if root.asString != nil {
                root = try vm.callMethod(Value(borrowing: try vm.importModule("os.path")), "expanduser", [root])
            }
            let (transform, target) = (arguments.optional(3) ?? .none, arguments.optional(4) ?? .none)
            var transforms = arguments.optional(2) ?? .none
            let isSeparate = !transform.isNone || !target.isNone
            if !transforms.isNone, isSeparate {
                throw vm.valueError("Only transforms or transform/target_transform can be passed as argument")
            }
            if isSeparate {
                let home = Value(borrowing: try vm.importModule("torchvision.datasets.folder"))
                transforms = try vm.callMethod(home, "StandardTransform", [transform, target])
            }
            for (name, value) in [
                ("root", root), ("transform", transform), ("target_transform", target), ("transforms", transforms),
            ] {
                try vm.setAttribute(arguments[0], name, value)
            }
            return .none
        }
        type.special(.getItem, "self, index, /") { vm, _ in throw vm.error(.notImplementedError, arguments: []) }
        type.special(.length, "self, /") { vm, _ in throw vm.error(.notImplementedError, arguments: []) }
        type.method("extra_repr", "self") { vm, _ in vm.string("") }
        type.special(.representation, "self, /") { vm, arguments in
            var body = ["Number of datapoints: \(try vm.length(arguments[0]))"]
            if let root = try vm.attributeIfPresent(arguments[0], "root"), !root.isNone {
                body.append("Root location: \(try vm.str(root))")
            }
            let extra = try vm.str(try vm.callMethod(arguments[0], "extra_repr"))
            body += extra.split(separator: "\n", omittingEmptySubsequences: false).map(String.init).filter {
                !extra.isEmpty || !$0.isEmpty
            }
            if let transforms = try vm.attributeIfPresent(arguments[0], "transforms"), !transforms.isNone {
                body.append(try vm.repr(transforms))
            }
            return vm.string(
                (["Dataset \(vm.typeName(arguments[0]))"] + body.map { "    " + $0 }).joined(separator: "\n"))
        }
    }
}
