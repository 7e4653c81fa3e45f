import GradusVM

/// Which transforms and functions of `torchvision.transforms` are written in the language, and where.
enum ScriptTransforms {
    private static let modules: [(module: String, names: Set<String>)] = [
        (
            "torchvision.transforms._more",
            [
                "TenCrop", "GaussianBlur", "RandomPosterize", "RandomSolarize", "RandomAdjustSharpness",
                "RandomAutocontrast", "RandomEqualize", "LinearTransformation", "Transform", "Identity",
                "GaussianNoise", "RandomChannelPermutation", "ToPureTensor", "RGB",
            ]
        ),
        (
            "torchvision.transforms._auto",
            ["AutoAugment", "AutoAugmentPolicy", "RandAugment", "TrivialAugmentWide"]
        ),
        ("torchvision.transforms._augmix", ["AugMix"]),
        ("torchvision.transforms._warps", ["RandomPerspective", "ElasticTransform"]),
    ]
    /// What only version 2 has, or draws otherwise than version 1.
    private static let modules2: [(module: String, names: Set<String>)] = [
        ("torchvision.transforms._auto2", ["AutoAugment", "RandAugment", "TrivialAugmentWide", "AugMix"]),
        (
            "torchvision.transforms._sizes",
            ["RandomResize", "RandomShortestSize", "ScaleJitter", "RandomZoomOut", "RandomPhotometricDistort", "JPEG"]
        ),
        (
            "torchvision.transforms._points2",
            ["RandomPosterize", "RandomSolarize", "RandomAdjustSharpness", "RandomAutocontrast", "RandomEqualize"]
        ),
        ("torchvision.transforms._mix", ["MixUp", "CutMix"]),
        ("torchvision.transforms._containers2", ["RandomChoice", "RandomOrder", "Lambda"]),
        (
            "torchvision.transforms._forms2",
            ["GaussianBlur", "RandomPerspective", "ElasticTransform", "LinearTransformation"]
        ),
    ]
    private static let functions: [String: Set<String>] = [
        "torchvision.transforms._more": [
            "adjust_gamma", "adjust_sharpness", "gaussian_blur", "posterize", "solarize", "autocontrast", "equalize",
            "ten_crop",
        ],
        "torchvision.transforms._warps": ["perspective", "elastic_transform"],
    ]
    /// Known to torchvision, absent here.
    private static let refused: Set = [
        "ClampBoundingBoxes", "ClampKeyPoints", "ConvertBoundingBoxFormat", "RandomIoUCrop", "SanitizeBoundingBoxes",
        "SanitizeKeyPoints", "SetClampingMode", "UniformTemporalSubsample",
    ]
    /// Transforms with a static `get_params`, which is written in the language too.
    static let withParameters: Set = [
        "RandomCrop", "RandomResizedCrop", "RandomRotation", "RandomAffine", "ColorJitter", "RandomErasing",
    ]

    private static func member(_ vm: VM, _ module: String, _ name: String) throws -> Value {
        try vm.attribute(Value(borrowing: try vm.importModule(module)), name)
    }

    /// A class that version 2 has in a form of its own; nil for other names.
    static func version2(_ vm: VM, _ name: String) throws -> Value? {
        try modules2.first { $0.names.contains(name) }.map { try member(vm, $0.module, name) }
    }

    /// A class of `torchvision.transforms`, or of its version 2; nil for other names.
    static func transform(_ vm: VM, _ name: String, version2 isVersion2: Bool) throws -> Value? {
        if isVersion2, let found = try version2(vm, name) { return found }
        if let found = modules.first(where: { $0.names.contains(name) }) {
            return try member(vm, found.module, name)
        }
        if isVersion2, refused.contains(name) {
            throw vm.error(.notImplementedError, "Gradus has no torchvision.transforms.v2.\(name)")
        }
        return nil
    }

    /// A function of `torchvision.transforms.functional`; nil for other names.
    static func function(_ vm: VM, _ name: String) throws -> Value? {
        guard let module = functions.first(where: { $0.value.contains(name) })?.key else { return nil }
        return try member(vm, module, name)
    }

    /// A function of version 2: a name of its own, or one of version 1, which `…_image` means too.
    static func function2(_ vm: VM, _ name: String) throws -> Value? {
        let older = Value(borrowing: try vm.importModule("torchvision.transforms.functional"))
        let newer = Value(borrowing: try vm.importModule("torchvision.transforms._version2"))
        let isPlain = ["to_image", "to_pil_image"].contains(name) || !name.hasSuffix("_image")
        let plain = isPlain ? name : String(name.dropLast(6))
        if let found = try vm.attributeIfPresent(newer, plain) { return found }
        return try vm.attributeIfPresent(older, plain)
    }

    /// `RandomCrop.get_params(…)`
    static func parameters(_ vm: VM, _ name: String, _ arguments: Arguments) throws -> Value {
        let function = try member(vm, "torchvision.transforms._params", name)
        let keywords = arguments[1].asDictionary?.entries.map { (name: $0.key.asString?.text ?? "", value: $0.value) }
        return try vm.call(function, arguments[0].asTuple?.values ?? [], keywords: keywords ?? [])
    }
}
