import GradusData
import GradusTensor
import GradusVM

/// `torchvision` and `gradus`.
enum VisionModules {
    static let all = [
        torchvision, datasets, transforms("torchvision.transforms"), transforms("torchvision.transforms.v2"),
        transformsModule, FunctionalModule.module, functionalAlias, VisionUtilities.module, gradus, gradusDatasets,
        DownloadModule.module,
    ]

    private static func submodules(_ prefix: String) -> (VM, String) throws -> Value? {
        { vm, name in
            let full = prefix + "." + name
            return vm.canImport(full) ? vm.value(try vm.importModule(full)) : nil
        }
    }

    static let torchvision = NativeModule("torchvision") { vm, module in
        module.value("__version__", vm.string("0.29.2+cpu"))
        module.object.resolve = submodules("torchvision")
    }

    static let datasets = NativeModule("torchvision.datasets") { _, module in
        module.type(DataSetTypes.vision)
        for type in DataSetTypes.all { module.type(type) }
        module.object.resolve = { vm, name in
            // Written in the language.
            if ["ImageFolder", "DatasetFolder"].contains(name) {
                let home = Value(borrowing: try vm.importModule("torchvision.datasets.folder"))
                return try vm.attribute(home, name)
            }
            return try submodules("torchvision.datasets")(vm, name)
        }
    }

    /// Classes that mean the same in both versions.
    private static func transforms(_ name: String) -> NativeModule {
        NativeModule(name) { _, module in
            module.type(InterpolationType.type)
            module.object.resolvedNames = { TransformRow.all.map(\.name) + ["functional"] }
            module.object.resolve = { vm, member in
                let isOther = !name.hasSuffix("v2") && TransformRow.version2.contains { $0.name == member }
                if !isOther, let type = TransformTypes.find(member) { return Value(borrowing: type) }
                if let found = try moreTransforms(vm, member) { return found }
                return try submodules(name)(vm, member)
            }
        }
    }

    /// Transforms that are written in the language.
    private static func moreTransforms(_ vm: VM, _ name: String) throws -> Value? {
        let known: Set = [
            "TenCrop", "GaussianBlur", "RandomPosterize", "RandomSolarize", "RandomAdjustSharpness",
            "RandomAutocontrast", "RandomEqualize", "LinearTransformation", "RandomPerspective", "Transform",
            "Identity",
            "GaussianNoise", "RandomChannelPermutation", "ToPureTensor", "RGB",
        ]
        guard known.contains(name) else { return nil }
        return try vm.attribute(Value(borrowing: try vm.importModule("torchvision.transforms._more")), name)
    }

    /// `torchvision.transforms.v2.functional`
    private static let functionalAlias = NativeModule("torchvision.transforms.v2.functional") { _, module in
        module.object.resolve = { vm, name in
            try vm.attributeIfPresent(Value(borrowing: try vm.importModule("torchvision.transforms.functional")), name)
        }
    }

    /// `from torchvision.transforms.transforms import …`
    static let transformsModule = NativeModule("torchvision.transforms.transforms") { _, module in
        module.object.resolve = { vm, name in
            if let type = TransformTypes.find(name) { return Value(borrowing: type) }
            return try moreTransforms(vm, name)
        }
    }

    static let gradus = NativeModule("gradus") { vm, module in
        module.value("__version__", vm.string(Library.version))
        module.object.resolve = submodules("gradus")
        module.function(
            "show", "x, labels=None, predictions=None",
            doc:
                "Shows a picture, a tensor [C, H, W] or [H, W] as one, or a batch [N, C, H, W] with labels; wrong predictions are marked."
        ) { vm, arguments in
            let (pictures, isBatch) = try PictureGrid.pictures(vm, arguments[0])
            if !isBatch, arguments.orNone(1) == nil, let picture = pictures.first {
                let object = PictureObject(picture)
                try PictureType.show(vm, object, vm.value(object))
                return .none
            }
            let captions = try PictureGrid.captions(vm, arguments.orNone(1), arguments.orNone(2), count: pictures.count)
            let grid = try PictureGrid.make(pictures, captions: captions)
            Library.output(.display(text: grid.text, alternatives: grid.alternatives))
            return .none
        }
    }

    static let gradusDatasets = NativeModule("gradus.datasets") { _, module in module.type(DataSetTypes.digits) }
}
