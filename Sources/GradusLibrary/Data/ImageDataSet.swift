import GradusData
import GradusTensor
import GradusVM

/// A data set of pictures with labels, and what is done to its items: the payload of `MNIST`, `CIFAR10`, `Digits` …
final class ImageDataSet {
    enum Source {
        case images(ImageSet)
        case fake(FakeData)
    }

    let source: Source
    /// What `train` was; nil for sets without parts.
    let isTrain: Bool?
    /// CIFAR's labels are a list, others' a tensor.
    let hasListOfTargets: Bool
    /// QMNIST's rows of eight numbers, of which the label is the first.
    private let rows: Tensor?
    /// Whether an item's target is its whole row.
    private let givesRows: Bool
    var transform: Strong
    var targetTransform: Strong
    /// What the constructor was given: the `repr` goes on showing it.
    private let shown: (transform: Strong, targetTransform: Strong)
    /// The list that `targets` answered: the user may change it.
    private var targetList: ListObject?
    /// Batches depend on the transform and on the default dtype.
    private var cached: (transform: NativeTransform, dtype: DType, builder: BatchBuilder)?

    init(
        _ source: Source, isTrain: Bool?, hasListOfTargets: Bool = false, rows: Tensor? = nil, givesRows: Bool = false,
        transform: Value = .none, targetTransform: Value = .none
    ) {
        self.source = source
        self.isTrain = isTrain
        self.hasListOfTargets = hasListOfTargets
        self.rows = rows
        self.givesRows = givesRows
        self.transform = Strong(transform)
        self.targetTransform = Strong(targetTransform)
        shown = (self.transform, self.targetTransform)
    }

    var count: Int {
        switch source {
        case .images(let set): set.count
        case .fake(let set): set.count
        }
    }

    // MARK: Items

    /// `dataset[index]`: (picture or what the transform makes of it, label).
    func item(_ vm: VM, _ index: Int) throws -> Value {
        switch source {
        case .images(let set):
            let place = index < 0 ? index + set.count : index
            guard place >= 0, place < set.count else { throw outOfRange(vm, index, set.count) }
            let label = try label(vm, set, place)
            return vm.tuple([try input(vm, set, place), try transformed(vm, label)])
        case .fake(let set):
            if index >= set.count { throw vm.indexError("FakeData index out of range") }
            let (picture, label) = try set.item(at: index)
            let input = try apply(vm, picture)
            return vm.tuple([input, try transformed(vm, LabelType.value(vm, label))])
        }
    }

    private func outOfRange(_ vm: VM, _ index: Int, _ count: Int) -> Thrown {
        vm.indexError(
            "index \(index) is out of bounds for \(hasListOfTargets ? "axis" : "dimension") 0 with size \(count)")
    }

    private func label(_ vm: VM, _ set: ImageSet, _ place: Int) throws -> Value {
        if let targetList {
            guard place < targetList.count else { throw vm.indexError("list index out of range") }
            let value = targetList[place]
            return value.tag == .int ? LabelType.value(vm, Int(value.intBits)) : vm.pool.keep(value)
        }
        if givesRows, let rows, rows.rank == 2, place < rows.shape[0] {
            return vm.wrap(
                rows.alias(shape: [rows.shape[1]], strides: [1], offset: rows.offset + place * rows.strides[0]))
        }
        guard place < set.targets.count else { throw outOfRange(vm, place, set.targets.count) }
        return LabelType.value(vm, try set.label(at: place))
    }

    private func transformed(_ vm: VM, _ label: Value) throws -> Value {
        let function = targetTransform.value
        return function.isNone ? label : try vm.call(function, [label])
    }

    private func input(_ vm: VM, _ set: ImageSet, _ place: Int) throws -> Value {
        if let builder = try builder(vm, set), let tensor = try builder.image(at: place) { return vm.wrap(tensor) }
        return try apply(vm, set.picture(at: place))
    }

    private func apply(_ vm: VM, _ picture: Picture) throws -> Value {
        let function = transform.value
        if function.isNone { return vm.value(PictureObject(picture)) }
        if let native = try TransformTypes.native(vm, function) {
            return vm.value(of: try native.transform.apply(.picture(picture), .default))
        }
        return try vm.call(function, [vm.value(PictureObject(picture))])
    }

    /// The maker of batches for a native transform.
    func builder(_ vm: VM, _ set: ImageSet) throws -> BatchBuilder? {
        guard let native = try TransformTypes.native(vm, transform.value) else { return nil }
        if let cached, cached.transform === native, cached.dtype == DType.defaultFloat { return cached.builder }
        let builder = BatchBuilder(set: set, transform: native.transform)
        cached = (native, DType.defaultFloat, builder)
        return builder
    }

    /// A maker of whole batches, where no code of the language has a say in the items.
    func batchBuilder(_ vm: VM) throws -> BatchBuilder? {
        guard case .images(let set) = source, targetTransform.value.isNone, !givesRows,
            let builder = try builder(vm, set),
            builder.isFast
        else { return nil }
        if let targetList { try set.setTargets(try tensor(vm, targetList)) }
        return builder
    }

    // MARK: Attributes

    func data(_ vm: VM) throws -> Value {
        guard case .images(let set) = source else { return .none }
        set.prepareAll()
        // CIFAR's pictures are a NumPy array, others' a tensor.
        return hasListOfTargets ? vm.array(set.data) : vm.wrap(set.data)
    }

    func setData(_ vm: VM, _ value: Value) throws {
        guard case .images(let set) = source else { return }
        guard let tensor = value.asTensor ?? value.asNDArray?.tensor else {
            throw vm.typeError("data must be a Tensor or an array, not \(vm.typeName(value))")
        }
        try set.setData(tensor)
    }

    func targets(_ vm: VM) throws -> Value {
        guard case .images(let set) = source else { return .none }
        if let rows { return vm.wrap(rows) }
        guard hasListOfTargets else { return vm.wrap(set.targets) }
        if let targetList { return Value(borrowing: targetList) }
        let labels = set.targets.pointer(Int64.self)
        let list = ListObject(capacity: set.targets.count)
        for index in 0..<set.targets.count { list.append(Value(labels[index])) }
        targetList = list
        return vm.value(list)
    }

    func setTargets(_ vm: VM, _ value: Value) throws {
        guard case .images(let set) = source else { return }
        if let list = value.asList, hasListOfTargets {
            try set.setTargets(try tensor(vm, list))
            targetList = list
            return
        }
        if let tensor = value.asTensor {
            try set.setTargets(tensor)
        } else {
            let labels = try vm.array(from: value).map { try vm.index($0) }
            try set.setTargets(try Tensor(labels))
        }
        targetList = nil
    }

    private func tensor(_ vm: VM, _ list: ListObject) throws -> Tensor {
        try Tensor(try list.buffer.map { try vm.index($0) })
    }

    func description(_ vm: VM, className: String, root: String?) throws -> String {
        func text(_ value: Value) throws -> String? { value.isNone ? nil : try vm.repr(value) }
        let lines: [String]
        switch source {
        case .images(let set): lines = set.extraLines
        case .fake: lines = []
        }
        return DataSetText.description(
            name: className, count: count, root: root, extraLines: lines, transform: try text(shown.transform.value),
            targetTransform: try text(shown.targetTransform.value))
    }
}

extension VM {
    /// What a transform made, as a value.
    func value(of sample: Sample) -> Value {
        switch sample {
        case .picture(let picture): value(PictureObject(picture))
        case .tensor(let tensor): wrap(tensor)
        }
    }
}
