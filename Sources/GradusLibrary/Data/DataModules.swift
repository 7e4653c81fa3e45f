import GradusData
import GradusTensor
import GradusVM

/// `torch.utils` and `torch.utils.data`.
enum DataModules {
    static let all = [
        utilities, data, alias("torch.utils.data.dataset"), alias("torch.utils.data.dataloader"),
        alias("torch.utils.data.sampler"), alias("torch.utils.data.distributed"), alias("torch.utils.data._utils"),
        alias("torch.utils.data._utils.collate"), alias("torch.utils.data._utils.worker"),
    ]

    private static let utilities = NativeModule("torch.utils") { _, module in
        module.object.resolve = { vm, name in
            let full = "torch.utils." + name
            return vm.canImport(full)
                ? vm.value(try vm.importModule(full)) : try EmbeddedNames.find(vm, name, in: "torch.utils._names")
        }
    }

    /// Older names of the parts of `torch.utils.data`.
    private static func alias(_ name: String) -> NativeModule {
        NativeModule(name) { _, module in
            let full = name
            module.object.resolve = { vm, name in
                if vm.canImport(full + "." + name) { return vm.value(try vm.importModule(full + "." + name)) }
                return try vm.attributeIfPresent(Value(borrowing: try vm.importModule("torch.utils.data")), name)
            }
        }
    }

    /// What `from torch.utils.data import *` gives.
    private static let names = [
        "BatchSampler", "ChainDataset", "ConcatDataset", "DataLoader", "Dataset", "DistributedSampler",
        "IterableDataset", "RandomSampler", "Sampler", "SequentialSampler", "StackDataset", "Subset",
        "SubsetRandomSampler", "TensorDataset", "WeightedRandomSampler", "default_collate", "default_convert",
        "get_worker_info", "random_split",
    ]

    private static let data = NativeModule("torch.utils.data") { vm, module in
        for type in [
            DataTypes.dataSet, DataTypes.iterable, DataTypes.chain, DataTypes.tensors, DataTypes.subset,
            DataTypes.concat, LoaderType.type, SamplerTypes.sampler, SamplerTypes.sequential, SamplerTypes.random,
            SamplerTypes.subset, SamplerTypes.weighted, SamplerTypes.batch,
        ] {
            module.type(type)
        }
        module.value("__all__", vm.strings(names))
        module.object.resolve = { vm, name in
            // Written in the language.
            if name == "StackDataset" || name == "DistributedSampler" {
                let home = Value(borrowing: try vm.importModule("torch.utils.data._composed"))
                return try vm.attribute(home, name)
            }
            let full = "torch.utils.data." + name
            return vm.canImport(full) ? vm.value(try vm.importModule(full)) : nil
        }
        module.function("default_collate", "batch", doc: "One item of the same form as each of the batch.") {
            vm, arguments in
            try Collation.collate(vm, try vm.array(from: arguments[0]), whole: arguments[0])
        }
        module.function("default_convert", "data") { vm, arguments in try Collation.convert(vm, arguments[0]) }
        module.function("get_worker_info", "") { vm, _ in vm.pool.keep(LoaderWorker.current.value) }
        module.function(
            "random_split", "dataset, lengths, generator=None",
            doc: "Subsets of the given lengths (or fractions) of a data set, chosen at random."
        ) { vm, arguments in
            try split(vm, arguments)
        }
    }

    private static func split(_ vm: VM, _ arguments: Arguments) throws -> Value {
        let count = try vm.length(arguments[0])
        let given = try vm.array(from: arguments[1])
        let numbers = try given.map { try vm.double($0) }
        let sum = numbers.reduce(0, +)
        var lengths: [Int]
        if abs(sum - 1) <= 1e-9 * max(abs(sum), 1), sum <= 1 {
            lengths = try RandomSplit.lengths(count: count, fractions: numbers)
            for (index, length) in lengths.enumerated() where length == 0 {
                let warnings = Value(borrowing: try vm.importModule("warnings"))
                _ = try vm.callMethod(
                    warnings, "warn",
                    [vm.string("Length of split at index \(index) is 0. This might result in an empty dataset.")])
            }
        } else {
            lengths = try numbers.enumerated().map { index, number in
                if number == number.rounded(), abs(number) < 1e15 { return Int(number) }
                _ = index
                throw vm.valueError("Sum of input lengths does not equal the length of the input dataset!")
            }
        }
        let generator = try vm.generator(arguments.optional(2))?.generator ?? .default
        let pieces = try Interruption.around {
            try RandomSplit.pieces(count: count, lengths: lengths, generator: generator)
        }
        return vm.list(
            try pieces.map { piece in
                try vm.call(
                    Value(borrowing: DataTypes.subset), [arguments[0], vm.list(piece.map { Value($0) })])
            })
    }
}
