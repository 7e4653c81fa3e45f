import GradusData
import GradusTensor
import GradusVM

/// The payload of a `DataLoader`: what cannot be changed after it was made.
final class LoaderState {
    let fixed: [String: Strong]
    /// Workers that live on between passes.
    var persistentWorkers: [LoaderWorker] = []

    init(_ fixed: [String: Strong]) { self.fixed = fixed }

    subscript(name: String) -> Value { fixed[name]?.value ?? .none }
}

/// `torch.utils.data.DataLoader`
enum LoaderType {
    nonisolated(unsafe) static let type = TypeObject(
        name: "DataLoader", module: "torch.utils.data.dataloader", bases: [Types.object], layout: .instance,
        hasAttributes: true, populate: populate)

    private static let parameters = [
        "dataset", "batch_size", "shuffle", "sampler", "batch_sampler", "num_workers", "collate_fn", "pin_memory",
        "drop_last", "timeout", "worker_init_fn", "multiprocessing_context", "generator", "prefetch_factor",
        "persistent_workers", "pin_memory_device", "in_order",
    ]
    private static let signature =
        "self, dataset, batch_size=1, shuffle=None, sampler=None, batch_sampler=None, num_workers=0, collate_fn=None, "
        + "pin_memory=False, drop_last=False, timeout=0, worker_init_fn=None, multiprocessing_context=None, "
        + "generator=None, *, prefetch_factor=None, persistent_workers=False, pin_memory_device='', in_order=True"
    /// Attributes that stay as they are.
    private static let fixed = ["dataset", "batch_size", "sampler", "batch_sampler", "drop_last", "persistent_workers"]

    private static func populate(_ type: TypeObject) {
        type.special(.initialize, signature) { vm, arguments in
            try initialize(vm, arguments)
            return .none
        }
        type.classMethod("__class_getitem__", "cls, item, /") { _, arguments in arguments[0] }
        for name in fixed {
            type.property(
                name, get: { vm, value in try vm.payload(value, LoaderState.self)[name] },
                set: { vm, value, _ in
                    throw vm.valueError(
                        "\(name) attribute should not be set after \(vm.typeName(value)) is initialized")
                })
        }
        type.special(.length, "self, /") { vm, arguments in Value(try length(vm, arguments[0])) }
        type.special(.iterate, "self, /") { vm, arguments in try iterator(vm, arguments[0]) }
    }

    // MARK: Construction

    private static func initialize(_ vm: VM, _ arguments: Arguments) throws {
        var given: [String: Value] = [:]
        for (index, name) in parameters.enumerated() {
            if let value = arguments.optional(index + 1) { given[name] = value }
        }
        func value(_ name: String) -> Value { given[name] ?? .none }
        let dataSet = arguments[1]
        let generator = try vm.generator(value("generator"))
        try checkWorkers(vm, given)
        let shuffle = try value("shuffle").isNone ? false : vm.truth(value("shuffle"))
        let dropLast = try given["drop_last"].map { try vm.truth($0) } ?? false
        let isIterable = vm.isInstance(dataSet, DataTypes.iterable)
        if isIterable {
            for name in ["sampler", "batch_sampler"] where !value(name).isNone {
                throw vm.valueError(
                    "DataLoader with IterableDataset: expected unspecified \(name) option, but got "
                        + "\(name)=\(try vm.repr(value(name)))")
            }
            if shuffle {
                throw vm.valueError(
                    "DataLoader with IterableDataset: expected unspecified shuffle option, but got shuffle=True")
            }
        }
        if !value("sampler").isNone, shuffle {
            throw vm.valueError("sampler option is mutually exclusive with shuffle")
        }
        var size = given["batch_size"] ?? Value(1)
        var batchSampler = value("batch_sampler")
        if !batchSampler.isNone {
            guard size.tag == .int, size.intBits == 1, !shuffle, value("sampler").isNone, !dropLast else {
                throw vm.valueError(
                    "batch_sampler option is mutually exclusive with batch_size, shuffle, sampler, and drop_last")
            }
            size = .none
        } else if size.isNone, dropLast {
            throw vm.valueError(
                "batch_size=None option disables auto-batching and is mutually exclusive with drop_last")
        }
        var sampler = value("sampler")
        if sampler.isNone, !isIterable {
            sampler =
                shuffle
                ? try SamplerTypes.value(vm, shuffling: dataSet, value("generator"))
                : try SamplerTypes.value(vm, sequential: dataSet)
        }
        if !size.isNone, batchSampler.isNone {
            batchSampler = try vm.call(
                Value(borrowing: SamplerTypes.batch), [sampler, size, Value(dropLast)])
        }
        arguments[0].asInstance?.payload = LoaderState([
            "dataset": Strong(dataSet), "batch_size": Strong(size), "sampler": Strong(sampler),
            "batch_sampler": Strong(batchSampler), "drop_last": Strong(Value(dropLast)),
            "persistent_workers": Strong(given["persistent_workers"] ?? .false),
        ])
        let workerCount = try given["num_workers"].map { try vm.index($0) } ?? 0
        let defaults: [String: Value] = [
            "num_workers": Value(0), "pin_memory": .false, "timeout": Value(0), "in_order": .true,
            "pin_memory_device": vm.string(""), "prefetch_factor": workerCount > 0 ? Value(2) : .none,
        ]
        for name in parameters where !fixed.contains(name) && name != "shuffle" && name != "collate_fn" {
            try vm.setAttribute(arguments[0], name, given[name] ?? defaults[name] ?? .none)
        }
        _ = generator
        var collate = value("collate_fn")
        if collate.isNone {
            let module = Value(borrowing: try vm.importModule("torch.utils.data"))
            collate = try vm.attribute(
                module, size.isNone && batchSampler.isNone ? "default_convert" : "default_collate")
        }
        try vm.setAttribute(arguments[0], "collate_fn", collate)
    }

    private static func checkWorkers(_ vm: VM, _ given: [String: Value]) throws {
        let workers = try given["num_workers"].map { try vm.index($0) } ?? 0
        if workers < 0 {
            throw vm.valueError(
                "num_workers option should be non-negative; use num_workers=0 to disable multiprocessing.")
        }
        if let timeout = given["timeout"], try vm.double(timeout) < 0 {
            throw vm.valueError("timeout option should be non-negative")
        }
        if workers == 0, let factor = given["prefetch_factor"], !factor.isNone {
            throw vm.valueError(
                "prefetch_factor option could only be specified in multiprocessing."
                    + "let num_workers > 0 to enable multiprocessing, otherwise set prefetch_factor to None.")
        }
        if let factor = given["prefetch_factor"], !factor.isNone, try vm.index(factor) < 0 {
            throw vm.valueError("prefetch_factor option should be non-negative")
        }
        if workers == 0, let persistent = given["persistent_workers"], try vm.truth(persistent) {
            throw vm.valueError("persistent_workers option needs num_workers > 0")
        }
    }

    // MARK: Passes

    private static func length(_ vm: VM, _ loader: Value) throws -> Int {
        let state = try vm.payload(loader, LoaderState.self)
        if vm.isInstance(state["dataset"], DataTypes.iterable) {
            let count = try vm.length(state["dataset"])
            guard !state["batch_size"].isNone else { return count }
            let size = try vm.index(state["batch_size"])
            return try vm.truth(state["drop_last"]) ? count / size : (count + size - 1) / size
        }
        return try vm.length(state["batch_sampler"].isNone ? state["sampler"] : state["batch_sampler"])
    }

    /// The size of the last batch where it is smaller than the others; nil where it is not, or is not known.
    private static func lastSize(_ vm: VM, _ state: LoaderState) throws -> Int? {
        guard !state["batch_size"].isNone, try !vm.truth(state["drop_last"]) else { return nil }
        let (count, size) = (try vm.length(state["sampler"]), try vm.index(state["batch_size"]))
        return size > 0 && count > size && count % size != 0 ? count % size : nil
    }

    /// `iter(loader)`: draws the base seed, as every pass does.
    private static func iterator(_ vm: VM, _ loader: Value) throws -> Value {
        let state = try vm.payload(loader, LoaderState.self)
        let dataSet = state["dataset"]
        let chosen = try vm.attribute(loader, "collate_fn")
        let module = Value(borrowing: try vm.importModule("torch.utils.data"))
        let isDefault = try ["default_collate", "default_convert"].contains {
            chosen.isIdentical(to: try vm.attribute(module, $0))
        }
        let collate: Value? = isDefault ? nil : chosen
        let generator = try vm.generator(try vm.attribute(loader, "generator"))?.generator
        let workerCount = try vm.index(try vm.attribute(loader, "num_workers"))
        if vm.isInstance(dataSet, DataTypes.iterable) {
            let baseSeed = (generator ?? .default).nextUInt64() & (UInt64.max >> 1)
            let size = state["batch_size"].isNone ? nil : try vm.index(state["batch_size"])
            let dropLast = try vm.truth(state["drop_last"])
            guard workerCount > 0 else {
                return vm.value(
                    StreamIterator(try vm.iterator(of: dataSet), batchSize: size, dropLast: dropLast, collate: collate))
            }
            // Processes have copies of the data set; a worker may set up its own.
            let copying = Value(borrowing: try vm.importModule("copy"))
            let lanes = try (0..<workerCount).map { id in
                let own = try vm.callMethod(copying, "copy", [dataSet])
                let worker = try LoaderWorker(
                    vm, id: id, of: workerCount, seed: baseSeed &+ UInt64(id), dataSet: own)
                try prepare(vm, loader, [worker])
                let iterator = try worker.run(vm) { Strong(try vm.iterator(of: own)) }
                return (
                    worker,
                    StreamIterator(iterator.value, batchSize: size, dropLast: dropLast, collate: collate)
                )
            }
            let factor = try vm.attribute(loader, "prefetch_factor")
            return vm.value(WorkerStreamIterator(lanes, prefetch: factor.isNone ? 2 : try vm.index(factor)))
        }
        let batchSampler = state["batch_sampler"]
        let known = state.persistentWorkers
        let (indices, baseSeed) = try indices(
            vm, state["sampler"], batchSampler, generator, drawsSeed: known.isEmpty)
        let workers =
            try known.isEmpty
            ? (0..<workerCount).map { id in
                try LoaderWorker(vm, id: id, of: workerCount, seed: baseSeed &+ UInt64(id), dataSet: dataSet)
            } : known
        if try vm.truth(state["persistent_workers"]) { state.persistentWorkers = workers }
        let iterator = LoaderIterator(
            source: try ItemSource(vm, dataSet), indices: indices, isBatched: !batchSampler.isNone, collate: collate,
            workers: workers, count: (try? length(vm, loader)) ?? 0)
        if Preview.isOn { iterator.lastSize = try? lastSize(vm, state) }
        let result = vm.value(iterator)
        if workerCount > 0 {
            if known.isEmpty { try prepare(vm, loader, workers) }
            try iterator.prefetch(vm)
        }
        return result
    }

    /// Calls `worker_init_fn` in each worker.
    private static func prepare(_ vm: VM, _ loader: Value, _ workers: [LoaderWorker]) throws {
        let function = try vm.attribute(loader, "worker_init_fn")
        guard !function.isNone else { return }
        for worker in workers { try worker.run(vm) { _ = try vm.call(function, [Value(worker.id)]) } }
    }

    private static func indices(
        _ vm: VM, _ sampler: Value, _ batchSampler: Value, _ generator: Generator?, drawsSeed: Bool
    ) throws -> (LoaderIterator.Indices, UInt64) {
        func drawSeed() -> UInt64 { !drawsSeed ? 0 : (generator ?? .default).nextUInt64() & (UInt64.max >> 1) }
        if batchSampler.isNone {
            if let native = SamplerTypes.state(vm, sampler) {
                let pass = try BatchPlan(sampler: try native.sampler(vm), batchSize: nil, generator: generator)
                    .makePass(drawsSeed: drawsSeed)
                return (.pass(pass), pass.baseSeed)
            }
            let iterator = try vm.iterator(of: sampler)
            return (.single(Strong(iterator)), drawSeed())
        }
        guard vm.typeOf(batchSampler) === SamplerTypes.batch else {
            let iterator = try vm.iterator(of: batchSampler)
            return (.lists(Strong(iterator)), drawSeed())
        }
        let batches = try vm.payload(batchSampler, BatchSamplerState.self)
        if let native = SamplerTypes.state(vm, batches.sampler.value) {
            let pass = try BatchPlan(
                sampler: try native.sampler(vm), batchSize: batches.batchSize, dropLast: batches.dropLast,
                generator: generator
            ).makePass(drawsSeed: drawsSeed)
            return (.pass(pass), pass.baseSeed)
        }
        return (
            .groups(IndexGroups(batches.sampler.value, batchSize: batches.batchSize, dropLast: batches.dropLast)),
            drawSeed()
        )
    }
}
