import GradusData
import GradusTensor
import GradusVM

/// The classes of `torchvision.datasets` and `gradus.datasets`.
enum DataSetTypes {
    /// The base of all, also of sets that are written in the language.
    nonisolated(unsafe) static let vision = TypeObject(
        name: "VisionDataset", module: "torchvision.datasets.vision", bases: [DataTypes.dataSet], layout: .instance,
        hasAttributes: true, populate: VisionDataSetType.populate)

    /// What the sets in Swift have in common.
    nonisolated(unsafe) static let images = TypeObject(
        name: "VisionDataset", module: "torchvision.datasets.vision", bases: [vision], layout: .instance,
        hasAttributes: true, populate: populate)

    /// What opens a set, from the arguments of its constructor after self.
    typealias Opener = (VM, Arguments) throws -> (root: Value, set: ImageDataSet)

    nonisolated(unsafe) static let all: [TypeObject] = [
        idx("MNIST", .mnist), idx("FashionMNIST", .fashionMNIST), idx("KMNIST", .kmnist), emnist, qmnist,
        cifar("CIFAR10", CIFAR.ten), cifar("CIFAR100", CIFAR.hundred), fakeData,
    ]

    private static let common = "self, root, train=True, transform=None, target_transform=None, download=False"

    private static func make(
        _ name: String, module: String, _ signature: String, doc: String, _ open: @escaping Opener
    ) -> TypeObject {
        let type = TypeObject(
            name: name, module: module, bases: [images], layout: .instance, hasAttributes: true
        ) { type in
            type.special(.initialize, signature) { vm, arguments in
                let (root, set) = try open(vm, arguments)
                arguments[0].asInstance?.payload = set
                try vm.setAttribute(arguments[0], "root", root)
                if let isTrain = set.isTrain { try vm.setAttribute(arguments[0], "train", Value(isTrain)) }
                return .none
            }
        }
        type.docstring = doc
        return type
    }

    private static func idx(_ name: String, _ source: IDXSetSource) -> TypeObject {
        make(
            name, module: "torchvision.datasets.mnist", common,
            doc: "The data set \(name): gray pictures of 28 by 28 pixels in ten classes."
        ) { vm, arguments in
            let roots = DataRoots(root: try vm.path(arguments[1]))
            let train = try vm.flag(arguments, 2, true)
            let set = try downloading(vm, name) { downloader in
                try IDXSets.open(
                    source, roots: roots, train: train, download: try vm.flag(arguments, 5, false),
                    downloader: downloader)
            }
            return (
                arguments[1],
                ImageDataSet(
                    .images(set), isTrain: train, transform: arguments.optional(3) ?? .none,
                    targetTransform: arguments.optional(4) ?? .none)
            )
        }
    }

    private static func cifar(_ name: String, _ source: CIFAR.Source) -> TypeObject {
        make(
            name, module: "torchvision.datasets.cifar", common,
            doc: "The data set \(name): colour pictures of 32 by 32 pixels."
        ) { vm, arguments in
            let roots = DataRoots(root: try vm.path(arguments[1]))
            let train = try vm.flag(arguments, 2, true)
            let set = try downloading(vm, name) { downloader in
                try CIFAR.open(
                    source, roots: roots, train: train, download: try vm.flag(arguments, 5, false),
                    downloader: downloader)
            }
            return (
                arguments[1],
                ImageDataSet(
                    .images(set), isTrain: train, hasListOfTargets: true, transform: arguments.optional(3) ?? .none,
                    targetTransform: arguments.optional(4) ?? .none)
            )
        }
    }

    nonisolated(unsafe) private static let emnist: TypeObject = make(
        "EMNIST", module: "torchvision.datasets.mnist",
        "self, root, split, train=True, transform=None, target_transform=None, download=False",
        doc: "Handwritten letters and digits."
    ) { vm, arguments in
        guard let split = arguments[2].asString?.text else {
            throw vm.typeError("split must be str, not \(vm.typeName(arguments[2]))")
        }
        let train = try vm.flag(arguments, 3, true)
        let roots = DataRoots(root: try vm.path(arguments[1]))
        let set = try downloading(vm, "EMNIST") { downloader in
            try EMNIST.open(
                roots: roots, split: split, train: train, download: try vm.flag(arguments, 6, false),
                downloader: downloader)
        }
        try vm.setAttribute(arguments[0], "split", arguments[2])
        return (
            arguments[1],
            ImageDataSet(
                .images(set), isTrain: train, transform: arguments.optional(4) ?? .none,
                targetTransform: arguments.optional(5) ?? .none)
        )
    }

    nonisolated(unsafe) private static let qmnist: TypeObject = make(
        "QMNIST", module: "torchvision.datasets.mnist",
        "self, root, what=None, compat=True, train=True, transform=None, target_transform=None, download=False",
        doc: "MNIST rebuilt from its sources, with 60,000 test pictures."
    ) { vm, arguments in
        let train = try vm.flag(arguments, 4, true)
        let what = arguments.orNone(2)?.asString?.text ?? (train ? "train" : "test")
        let roots = DataRoots(root: try vm.path(arguments[1]))
        let (set, rows) = try downloading(vm, "QMNIST") { downloader in
            try QMNIST.open(
                roots: roots, what: what, download: try vm.flag(arguments, 7, false), downloader: downloader)
        }
        let compat = try vm.flag(arguments, 3, true)
        try vm.setAttribute(arguments[0], "what", vm.string(what))
        try vm.setAttribute(arguments[0], "compat", Value(compat))
        return (
            arguments[1],
            ImageDataSet(
                .images(set), isTrain: what == "train", rows: rows, givesRows: !compat,
                transform: arguments.optional(5) ?? .none, targetTransform: arguments.optional(6) ?? .none)
        )
    }

    nonisolated(unsafe) private static let fakeData: TypeObject = make(
        "FakeData", module: "torchvision.datasets.fakedata",
        "self, size=1000, image_size=(3, 224, 224), num_classes=10, transform=None, target_transform=None, "
            + "random_offset=0",
        doc: "Pictures of noise with random labels."
    ) { vm, arguments in
        func int(_ index: Int, _ fallback: Int) throws -> Int {
            try arguments.optional(index).map { try vm.index($0) } ?? fallback
        }
        let shape = try arguments.optional(2).map { try vm.array(from: $0).map { try vm.index($0) } }
        let set = try FakeData(
            count: try int(1, 1000), shape: shape ?? [3, 224, 224], classes: try int(3, 10), offset: try int(6, 0))
        return (
            .none,
            ImageDataSet(
                .fake(set), isTrain: nil, transform: arguments.optional(4) ?? .none,
                targetTransform: arguments.optional(5) ?? .none)
        )
    }

    /// `gradus.datasets.Digits`
    nonisolated(unsafe) static let digits: TypeObject = make(
        "Digits", module: "gradus.datasets", "self, train=True, transform=None, target_transform=None, seed=0",
        doc: "60,000 + 10,000 handwritten-like digits that Gradus draws itself: no files, no download."
    ) { vm, arguments in
        let train = try vm.flag(arguments, 1, true)
        let seed = try arguments.optional(4).map { try GeneratorType.seed(vm, $0) } ?? 0
        return (
            .none,
            ImageDataSet(
                .images(try Digits.open(train: train, seed: seed)), isTrain: train,
                transform: arguments.optional(2) ?? .none, targetTransform: arguments.optional(3) ?? .none)
        )
    }

    /// Runs `body` with a downloader that reports to the face and stops when the user interrupts.
    static func downloading<Result>(
        _ vm: VM, _ name: String, _ body: (Downloader) throws -> Result
    ) throws -> Result {
        var last = (done: 0, total: Int?.none)
        var hasReported = false
        let downloader = Downloader { done, total in
            if Attention.isInterrupted {
                Attention.clearInterrupt()
                return false
            }
            if done > 0 {
                last = (done, total)
                hasReported = true
                Library.output(
                    .progress(label: "Downloading \(name)", done: done, total: total, unit: "B", isFinished: false))
            }
            return true
        }
        defer {
            if hasReported {
                Library.output(
                    .progress(
                        label: "Downloading \(name)", done: last.done, total: last.total, unit: "B", isFinished: true))
            }
        }
        return try body(downloader)
    }

    // MARK: What all of them have

    private static func state(_ vm: VM, _ value: Value) throws -> ImageDataSet {
        try vm.payload(value, ImageDataSet.self)
    }

    private static func populate(_ type: TypeObject) {
        type.special(.length, "self, /") { vm, arguments in Value(try state(vm, arguments[0]).count) }
        type.special(.getItem, "self, index, /") { vm, arguments in
            let set = try state(vm, arguments[0])
            return try set.item(vm, try index(vm, arguments[1], of: set))
        }
        type.special(.iterate, "self, /") { vm, arguments in
            // A derived class may change what an item is.
            if vm.isNative(arguments[0], type, keeping: .getItem) {
                return vm.value(DataSetIterator(arguments[0], try state(vm, arguments[0])))
            }
            return vm.value(ItemIterator(arguments[0]))
        }
        type.special(.representation, "self, /") { vm, arguments in
            let root = try vm.attributeIfPresent(arguments[0], "root")
            return vm.string(
                try state(vm, arguments[0]).description(
                    vm, className: vm.typeName(arguments[0]),
                    root: try root.flatMap { $0.isNone ? nil : try vm.str($0) }))
        }
        addAttributes(type)
    }

    /// The place that a subscript names; what is no whole number fails as it does for the tensor or array of pictures.
    private static func index(_ vm: VM, _ value: Value, of set: ImageDataSet) throws -> Int {
        if value.tag == .int { return Int(value.intBits) }
        let isSequence = value.asList != nil || value.asTuple != nil || value.tag == .slice || value.isNone
        let isText = value.asString != nil
        switch set.source {
        case .images where set.hasListOfTargets && (value.tag == .float || isText):
            throw vm.indexError(
                "only integers, slices (`:`), ellipsis (`...`), numpy.newaxis (`None`) and integer or boolean arrays "
                    + "are valid indices")
        case .images where set.hasListOfTargets && isSequence && value.tag != .slice:
            throw vm.typeError("list indices must be integers or slices, not \(vm.typeName(value))")
        case .images where isText: throw vm.typeError("new(): invalid data type 'str'")
        case .images where value.tag == .float:
            throw vm.indexError(
                "only integers, slices (`:`), ellipsis (`...`), None and long or byte Variables are valid indices "
                    + "(got float)")
        case .images where isSequence || (value.asTensor?.count ?? 1) != 1:
            throw vm.valueError("only one element tensors can be converted to Python scalars")
        default: return try vm.index(value)
        }
    }

    private static func warnRenamed(_ vm: VM, _ old: String, _ new: String) throws {
        let warnings = Value(borrowing: try vm.importModule("warnings"))
        _ = try vm.callMethod(warnings, "warn", [vm.string("\(old) has been renamed \(new)")])
    }

    private static func addAttributes(_ type: TypeObject) {
        for name in ["data", "train_data", "test_data"] {
            type.property(
                name,
                get: { vm, value in
                    if name != "data" { try warnRenamed(vm, name, "data") }
                    return try state(vm, value).data(vm)
                },
                set: { vm, value, new in try state(vm, value).setData(vm, new) })
        }
        for name in ["targets", "train_labels", "test_labels"] {
            type.property(
                name,
                get: { vm, value in
                    if name != "targets" { try warnRenamed(vm, name, "targets") }
                    return try state(vm, value).targets(vm)
                },
                set: { vm, value, new in try state(vm, value).setTargets(vm, new) })
        }
        type.property("classes") { vm, value in
            guard case .images(let set) = try state(vm, value).source else { return .none }
            return vm.strings(set.classes)
        }
        type.property("class_to_idx") { vm, value in
            guard case .images(let set) = try state(vm, value).source else { return .none }
            return vm.dictionary(set.classToIndex.map { ($0.name, Value($0.index)) })
        }
        transformProperty(type, "transform", \.transform)
        transformProperty(type, "target_transform", \.targetTransform)
    }

    private static func transformProperty(
        _ type: TypeObject, _ name: String, _ path: ReferenceWritableKeyPath<ImageDataSet, Strong>
    ) {
        type.property(
            name, get: { vm, value in try state(vm, value)[keyPath: path].value },
            set: { vm, value, new in try state(vm, value)[keyPath: path] = Strong(new) })
    }
}

/// `for x, y in dataset`
final class DataSetIterator: IteratorObject {
    private let owner: Strong
    private let set: ImageDataSet
    private var position = 0
    nonisolated(unsafe) private static let iteratorType = Types.iterator("iterator")

    init(_ owner: Value, _ set: ImageDataSet) {
        self.owner = Strong(owner)
        self.set = set
        super.init(type: Self.iteratorType)
    }

    override func next(_ vm: VM) throws -> Value? {
        guard position < set.count else { return nil }
        if Preview.isOn {
            guard position == 0 else {
                Preview.isInexact = true
                Preview.cutCounts.insert(set.count)
                return nil
            }
            Preview.steps += 1
        }
        position += 1
        return try set.item(vm, position - 1)
    }

    override func visitReferences(_ visit: (Value) -> Void) { visit(owner.value) }
}

/// Iteration by `__getitem__` until IndexError.
final class ItemIterator: IteratorObject {
    private let owner: Strong
    private var position = 0
    nonisolated(unsafe) private static let iteratorType = Types.iterator("iterator")

    init(_ owner: Value) {
        self.owner = Strong(owner)
        super.init(type: Self.iteratorType)
    }

    override func next(_ vm: VM) throws -> Value? {
        if Preview.isOn {
            guard position == 0 else {
                Preview.isInexact = true
                if let length = try? vm.length(owner.value) { Preview.cutCounts.insert(length) }
                return nil
            }
            Preview.steps += 1
        }
        do {
            let item = try vm.getItem(owner.value, Value(position))
            position += 1
            return item
        } catch let error where vm.isException(error, .indexError) || vm.isException(error, .stopIteration) {
            return nil
        }
    }

    override func visitReferences(_ visit: (Value) -> Void) { visit(owner.value) }
}
