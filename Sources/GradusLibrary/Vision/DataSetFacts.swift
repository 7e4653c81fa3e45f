import GradusData
import GradusVM

/// What torchvision's classes of data sets tell of themselves: class attributes, and the members that only name files.
enum DataSetFacts {
    static func publish(_ vm: VM) {
        for (type, source) in [
            ("MNIST", IDXSetSource.mnist), ("FashionMNIST", .fashionMNIST), ("KMNIST", .kmnist),
        ] {
            guard let type = find(type) else { continue }
            type.set("mirrors", vm.strings(source.mirrors))
            type.set(
                "resources",
                vm.list(
                    [source.train, source.test].flatMap { part in
                        [
                            vm.tuple([vm.string(part.images + ".gz"), vm.string(part.imagesMD5)]),
                            vm.tuple([vm.string(part.labels + ".gz"), vm.string(part.labelsMD5)]),
                        ]
                    }))
            type.set("classes", vm.strings(source.classes))
        }
        for name in ["MNIST", "FashionMNIST", "KMNIST", "EMNIST", "QMNIST"] {
            guard let type = find(name) else { continue }
            type.set("training_file", vm.string("training.pt"))
            type.set("test_file", vm.string("test.pt"))
            addFolders(type)
        }
        if let type = find("EMNIST") {
            type.set("splits", vm.tuple(EMNIST.splits.map { vm.string($0) }))
            type.set("url", vm.string((EMNIST.archive.mirrors.first ?? "") + EMNIST.archive.name))
            type.set("md5", vm.string(sum(EMNIST.archive)))
        }
        for (name, source) in [("CIFAR10", CIFAR.ten), ("CIFAR100", CIFAR.hundred)] {
            guard let type = find(name) else { continue }
            let archive = source.archive
            type.set("base_folder", vm.string(source.pickleFolder))
            type.set("filename", vm.string(archive.name))
            type.set("url", vm.string((archive.mirrors.first ?? "") + archive.name))
            type.set("tgz_md5", vm.string(sum(archive)))
            func files(_ names: [String]) -> Value {
                vm.list(names.map { vm.list([vm.string($0), vm.string(source.sums[$0] ?? "")]) })
            }
            type.set("train_list", files(source.trainFiles))
            type.set("test_list", files(source.testFiles))
            type.set(
                "meta",
                vm.dictionary([
                    ("filename", vm.string(source.metaFile)), ("key", vm.string(source.namesKey)),
                    ("md5", vm.string(source.sums[source.metaFile] ?? "")),
                ]))
            type.method("_check_integrity", "self") { _, _ in .true }
            addExtra(type)
        }
    }

    private static func find(_ name: String) -> TypeObject? { DataSetTypes.all.first { $0.name == name } }

    private static func sum(_ file: PublishedFile) -> String { file.checksum?.digits ?? "" }

    /// `raw_folder` and its kin.
    private static func addFolders(_ type: TypeObject) {
        for (name, folder) in [("raw_folder", "raw"), ("processed_folder", "processed")] {
            type.property(name) { vm, value in
                let root = try vm.str(try vm.attribute(value, "root"))
                return vm.string(joinPath(root, vm.typeName(value), folder))
            }
        }
        type.method("_check_exists", "self") { _, _ in .true }
        addExtra(type)
    }

    private static func addExtra(_ type: TypeObject) {
        type.method("extra_repr", "self") { vm, arguments in
            if let what = try vm.attributeIfPresent(arguments[0], "what") {
                return vm.string("Split: \(try vm.str(what))")
            }
            let isTrain = try vm.attributeIfPresent(arguments[0], "train").map { try vm.truth($0) } ?? true
            return vm.string("Split: \(isTrain ? "Train" : "Test")")
        }
        // Opening a set has seen to its files.
        type.method("download", "self") { _, _ in .none }
    }
}
