import GradusData
import GradusTensor
import GradusVM

/// One pass over a `DataLoader`.
final class LoaderIterator: IteratorObject {
    /// Where the indices come from.
    enum Indices {
        case pass(BatchPass)
        case groups(IndexGroups)
        /// A batch sampler of the user: lists of indices.
        case lists(Strong)
        /// A sampler of the user without batches.
        case single(Strong)
    }

    private let source: ItemSource
    private let indices: Indices
    private let isBatched: Bool
    /// nil: the default.
    private let collate: Strong?
    /// The workers, which take batches in turn; none where the loader works alone.
    private let workers: [LoaderWorker]
    private var position = 0
    private var prefetched: [Value]??
    private let count: Int
    private let meter: LoaderMeter?
    /// Items of a batch that a preview asks for.
    private static let previewed = 3
    /// For a preview: the size of a smaller last batch.
    var lastSize: Int?
    nonisolated(unsafe) static let iteratorType = Types.iterator("_SingleProcessDataLoaderIter") { type in
        type.special(.length, "self, /") { _, arguments in
            Value((arguments[0].object as? LoaderIterator)?.count ?? 0)
        }
    }

    init(
        source: ItemSource, indices: Indices, isBatched: Bool, collate: Value?, workers: [LoaderWorker], count: Int
    ) {
        self.source = source
        self.indices = indices
        self.isBatched = isBatched
        self.collate = collate.map { Strong($0) }
        self.workers = workers
        self.count = count
        meter = LoaderMeter(total: count)
        super.init(type: Self.iteratorType)
    }

    /// Loaders with workers ask for the first indices when a pass begins.
    func prefetch(_ vm: VM) throws { prefetched = .some(try nextIndices(vm)) }

    override func next(_ vm: VM) throws -> Value? {
        if Preview.isOn {
            guard position == 0 else {
                Preview.isInexact = true
                if let length = try? vm.length(source.dataSet.value) { Preview.cutCounts.insert(length) }
                return nil
            }
            Preview.steps += 1
        }
        var indices: [Value]?
        if let early = prefetched {
            prefetched = nil
            indices = early
        } else {
            indices = try nextIndices(vm)
        }
        if Preview.isOn, isBatched { indices = indices.map(preview) }
        guard let indices else {
            meter?.finish()
            return nil
        }
        meter?.count()
        defer { position += 1 }
        guard !workers.isEmpty else { return try fetch(vm, indices) }
        return try workers[position % workers.count].run(vm) { try fetch(vm, indices) }
    }

    /// Notes the size of a batch, and changes it where the other size is wanted.
    private func preview(_ indices: [Value]) -> [Value] {
        let size = indices.count
        guard size > 1 else { return indices }
        let batch = Preview.Batch(size: size, other: lastSize ?? size + 1, isLast: lastSize != nil)
        if !Preview.batches.contains(batch) { Preview.batches.append(batch) }
        return (0..<batch.size(inRun: Preview.run)).map { indices[$0 % size] }
    }

    private func nextIndices(_ vm: VM) throws -> [Value]? {
        switch indices {
        case .pass(let pass): return try pass.next()?.map { Value($0) }
        case .groups(let groups): return try groups.next(vm)
        case .lists(let iterator):
            guard let list = try vm.next(iterator.value) else { return nil }
            return try vm.array(from: list)
        case .single(let iterator): return try vm.next(iterator.value).map { [vm.pool.keep($0)] }
        }
    }

    private func fetch(_ vm: VM, _ indices: [Value]) throws -> Value {
        guard isBatched else {
            let item = try source.items(vm, indices).first ?? .none
            if let collate { return try vm.call(collate.value, [item]) }
            return try Collation.convert(vm, item)
        }
        if collate == nil, let batch = try source.batch(vm, indices) { return batch }
        // A few items show the shapes of all.
        let wanted = Preview.isOn ? Array(indices.prefix(Self.previewed)) : indices
        var items = try source.items(vm, wanted)
        if items.count < indices.count, !items.isEmpty { items = indices.indices.map { items[$0 % items.count] } }
        if let collate { return try vm.call(collate.value, [vm.list(items)]) }
        return try Collation.collate(vm, items, whole: vm.list(items))
    }

    override func visitReferences(_ visit: (Value) -> Void) { visit(source.dataSet.value) }
}

/// One pass over a loader of an `IterableDataset`.
final class StreamIterator: IteratorObject {
    private let iterator: Strong
    private let batchSize: Int?
    private let dropLast: Bool
    private let collate: Strong?
    private let meter = LoaderMeter(total: nil)
    private var isDone = false

    init(_ iterator: Value, batchSize: Int?, dropLast: Bool, collate: Value?) {
        self.iterator = Strong(iterator)
        self.batchSize = batchSize
        self.dropLast = dropLast
        self.collate = collate.map { Strong($0) }
        super.init(type: LoaderIterator.iteratorType)
    }

    override func next(_ vm: VM) throws -> Value? {
        if isDone {
            meter?.finish()
            return nil
        }
        meter?.count()
        guard let batchSize else {
            guard let item = try vm.next(iterator.value) else {
                meter?.finish()
                return nil
            }
            if let collate { return try vm.call(collate.value, [item]) }
            return try Collation.convert(vm, item)
        }
        var items: [Value] = []
        while items.count < batchSize {
            guard let item = try vm.next(iterator.value) else {
                isDone = true
                break
            }
            items.append(vm.pool.keep(item))
            try vm.checkInterrupt()
        }
        if items.isEmpty || (dropLast && items.count < batchSize) { return nil }
        if let collate { return try vm.call(collate.value, [vm.list(items)]) }
        return try Collation.collate(vm, items, whole: vm.list(items))
    }

    override func visitReferences(_ visit: (Value) -> Void) { visit(iterator.value) }
}
