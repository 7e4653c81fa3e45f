import GradusData
import GradusTensor
import GradusVM

/// `torchvision` and `gradus`.
enum VisionModules {
    static let all = [
        torchvision, datasets, transforms("torchvision.transforms"), transforms("torchvision.transforms.v2"),
        transformsModule, FunctionalModule.module, functionalAlias, VisionUtilities.module, gradus, gradusDatasets,
    ]

    private static func submodules(_ prefix: String) -> (VM, String) throws -> Value? {
        { vm, name in
            let full = prefix + "." + name
            return vm.canImport(full) ? vm.value(try vm.importModule(full)) : nil
        }
    }

    static let torchvision = NativeModule("torchvision") { vm, module in
        module.value("__version__", vm.string("0.28.0+cpu"))
        module.object.resolve = submodules("torchvision")
    }

    static let datasets = NativeModule("torchvision.datasets") { _, module in
        module.type(DataSetTypes.vision)
        for type in DataSetTypes.all { module.type(type) }
    }

    /// Classes that mean the same in both versions.
    private static func transforms(_ name: String) -> NativeModule {
        NativeModule(name) { _, module in
            module.type(InterpolationType.type)
            module.object.resolvedNames = { TransformRow.all.map(\.name) + ["functional"] }
            module.object.resolve = { vm, member in
                let isOther = !name.hasSuffix("v2") && TransformRow.version2.contains { $0.name == member }
                if !isOther, let type = TransformTypes.find(member) { return Value(borrowing: type) }
                return try submodules(name)(vm, member)
            }
        }
    }

    /// `torchvision.transforms.v2.functional`
    private static let functionalAlias = NativeModule("torchvision.transforms.v2.functional") { _, module in
        module.object.resolve = { vm, name in
            try vm.attributeIfPresent(Value(borrowing: try vm.importModule("torchvision.transforms.functional")), name)
        }
    }

    /// `from torchvision.transforms.transforms import …`
    static let transformsModule = NativeModule("torchvision.transforms.transforms") { _, module in
        module.object.resolve = { _, name in TransformTypes.find(name).map { Value(borrowing: $0) } }
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
