import GradusData
import GradusTensor
import GradusVM

/// `torchvision` and `gradus`.
enum VisionModules {
    static let all = [
        torchvision, datasets, transforms("torchvision.transforms"), transforms("torchvision.transforms.v2"),
        transformsModule, autoAugment, FunctionalModule.module, functionalAlias, VisionUtilities.module, gradus,
        gradusDatasets,
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

    static let datasets = NativeModule("torchvision.datasets") { vm, module in
        module.type(DataSetTypes.vision)
        for type in DataSetTypes.all { module.type(type) }
        DataSetFacts.publish(vm)
        module.object.resolve = { vm, name in
            // Written in the language.
            let homes = ["ImageFolder": "folder", "DatasetFolder": "folder", "USPS": "usps", "SVHN": "svhn"]
            if let home = homes[name] {
                let module = Value(borrowing: try vm.importModule("torchvision.datasets." + home))
                return try vm.attribute(module, name)
            }
            if let found = try submodules("torchvision.datasets")(vm, name) { return found }
            guard absentSets.contains(name) else { return nil }
            throw vm.error(
                .notImplementedError, "Gradus has no torchvision.datasets.\(name)",
                hint: "where its pictures lie in one folder for each class, ImageFolder reads them")
        }
    }

    /// Data sets of torchvision whose formats are not read.
    private static let absentSets: Set = Set(
        """
        CLEVRClassification CREStereo Caltech101 Caltech256 CarlaStereo CelebA Cityscapes CocoCaptions CocoDetection
        Country211 DTD ETH3DStereo EuroSAT FER2013 FGVCAircraft FallingThingsStereo Flickr30k Flickr8k Flowers102
        FlyingChairs FlyingThings3D Food101 GTSRB HD1K HMDB51 INaturalist ImageNet Imagenette InStereo2k Kinetics Kitti
        Kitti2012Stereo Kitti2015Stereo KittiFlow LFWPairs LFWPeople LSUN LSUNClass Middlebury2014Stereo MovingMNIST
        Omniglot OxfordIIITPet PCAM PhotoTour Places365 RenderedSST2 SBDataset SBU SEMEION STL10 SUN397
        SceneFlowStereo Sintel SintelStereo StanfordCars UCF101 VOCDetection VOCSegmentation WIDERFace
        """.split { $0 == " " || $0 == "\n" }.map(String.init))

    /// Classes that mean the same in both versions.
    private static func transforms(_ name: String) -> NativeModule {
        NativeModule(name) { _, module in
            module.type(InterpolationType.type)
            module.object.resolvedNames = { TransformRow.all.map(\.name) + ["functional"] }
            module.object.resolve = { vm, member in
                let isOther = !name.hasSuffix("v2") && TransformRow.version2.contains { $0.name == member }
                if name.hasSuffix("v2") {
                    if let found = try ScriptTransforms.version2(vm, member) { return found }
                    if let type = TransformTypes.version2(member) { return Value(borrowing: type) }
                }
                if !isOther, let type = TransformTypes.find(member) { return Value(borrowing: type) }
                if let found = try ScriptTransforms.transform(vm, member, version2: name.hasSuffix("v2")) {
                    return found
                }
                return try submodules(name)(vm, member)
            }
        }
    }

    /// `torchvision.transforms.v2.functional`
    private static let functionalAlias = NativeModule("torchvision.transforms.v2.functional") { _, module in
        module.object.resolve = ScriptTransforms.function2
    }

    /// `from torchvision.transforms.autoaugment import …`
    static let autoAugment = NativeModule("torchvision.transforms.autoaugment") { _, module in
        module.object.resolve = { vm, name in try ScriptTransforms.transform(vm, name, version2: false) }
    }

    /// `from torchvision.transforms.transforms import …`
    static let transformsModule = NativeModule("torchvision.transforms.transforms") { _, module in
        module.object.resolve = { vm, name in
            if let type = TransformTypes.find(name) { return Value(borrowing: type) }
            return try ScriptTransforms.transform(vm, name, version2: false)
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
