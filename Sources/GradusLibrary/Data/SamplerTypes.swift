import GradusData
import GradusTensor
import GradusVM

/// The payload of a sampler written in Swift.
final class SamplerState {
    enum Kind {
        case sequential
        case random(replacement: Bool, samples: Int?)
        case subset
        case weighted([Double], samples: Int, replacement: Bool)
    }

    let kind: Kind
    /// What is sampled: a data set or a sequence of indices.
    let source: Strong
    let generator: Generator?

    init(_ kind: Kind, source: Value, generator: Generator?) {
        self.kind = kind
        self.source = Strong(source)
        self.generator = generator
    }

    /// The sampler for the source as it is now.
    func sampler(_ vm: VM) throws -> Sampler {
        switch kind {
        case .sequential: return .sequential(count: try vm.length(source.value))
        case .random(let replacement, let samples):
            return .random(
                count: try vm.length(source.value), replacement: replacement, samples: samples, generator: generator)
        case .subset:
            return .subset(try vm.array(from: source.value).map { try vm.index($0) }, generator: generator)
        case .weighted(let weights, let samples, let replacement):
            return .weighted(weights, samples: samples, replacement: replacement, generator: generator)
        }
    }
}

/// The payload of `BatchSampler`.
final class BatchSamplerState {
    let sampler: Strong
    let batchSize: Int
    let dropLast: Bool

    init(_ sampler: Value, batchSize: Int, dropLast: Bool) {
        self.sampler = Strong(sampler)
        self.batchSize = batchSize
        self.dropLast = dropLast
    }
}

/// The classes of `torch.utils.data.sampler`.
enum SamplerTypes {
    private static func make(_ name: String, base: TypeObject? = nil, _ populate: @escaping (TypeObject) -> Void)
        -> TypeObject
    {
        TypeObject(
            name: name, module: "torch.utils.data.sampler", bases: [base ?? sampler], layout: .instance,
            hasAttributes: true, populate: populate)
    }

    nonisolated(unsafe) static let sampler: TypeObject = make("Sampler", base: Types.object) { type in
        type.special(.initialize, "self, data_source=None") { _, _ in .none }
        type.classMethod("__class_getitem__", "cls, item, /") { _, arguments in arguments[0] }
    }

    /// Whether iterating over a sampler is what Swift code does.
    static func state(_ vm: VM, _ value: Value) -> SamplerState? {
        guard let state = value.asInstance?.payload as? SamplerState, !vm.typeOf(value).isScriptClass else {
            return nil
        }
        return state
    }

    static func value(_ vm: VM, sequential source: Value) throws -> Value {
        try vm.call(Value(borrowing: sequential), [source])
    }

    static func value(_ vm: VM, shuffling source: Value, _ generator: Value) throws -> Value {
        try vm.call(Value(borrowing: random), [source], keywords: [(name: "generator", value: generator)])
    }

    private static func addProtocols(_ type: TypeObject) {
        type.special(.length, "self, /") { vm, arguments in
            Value(try vm.payload(arguments[0], SamplerState.self).sampler(vm).count)
        }
        type.special(.iterate, "self, /") { vm, arguments in
            let stream = try vm.payload(arguments[0], SamplerState.self).sampler(vm).makeStream()
            return vm.value(ClosureIterator(type: iteratorType) { _ in try stream.next().map { Value($0) } })
        }
    }

    nonisolated(unsafe) private static let iteratorType = Types.iterator("generator")

    nonisolated(unsafe) static let sequential: TypeObject = make("SequentialSampler") { type in
        type.special(.initialize, "self, data_source") { vm, arguments in
            arguments[0].asInstance?.payload = SamplerState(.sequential, source: arguments[1], generator: nil)
            try vm.setAttribute(arguments[0], "data_source", arguments[1])
            return .none
        }
        addProtocols(type)
    }

    nonisolated(unsafe) static let random: TypeObject = make("RandomSampler") { type in
        type.special(.initialize, "self, data_source, replacement=False, num_samples=None, generator=None") {
            vm, arguments in
            let replacement = arguments.optional(2) ?? .false
            guard replacement.tag == .bool else {
                throw vm.typeError(
                    "replacement should be a boolean value, but got replacement=\(try vm.str(replacement))")
            }
            let state = SamplerState(
                .random(
                    replacement: try vm.truth(replacement),
                    samples: try arguments.orNone(3).map { try samples(vm, $0) }),
                source: arguments[1], generator: try vm.generator(arguments.optional(4))?.generator)
            try state.sampler(vm).validate()
            arguments[0].asInstance?.payload = state
            try vm.setAttribute(arguments[0], "data_source", arguments[1])
            try vm.setAttribute(arguments[0], "replacement", replacement)
            try vm.setAttribute(arguments[0], "generator", arguments.optional(4) ?? .none)
            return .none
        }
        type.property("num_samples") { vm, value in
            Value(try vm.payload(value, SamplerState.self).sampler(vm).count)
        }
        addProtocols(type)
    }

    private static func samples(_ vm: VM, _ value: Value) throws -> Int {
        let plain = vm.unboxed(value)
        guard plain.tag == .int, plain.intBits > 0 else {
            throw vm.valueError(
                "num_samples should be a positive integer value, but got num_samples=\(try vm.str(value))")
        }
        return Int(plain.intBits)
    }

    nonisolated(unsafe) static let subset: TypeObject = make("SubsetRandomSampler") { type in
        type.special(.initialize, "self, indices, generator=None") { vm, arguments in
            arguments[0].asInstance?.payload = SamplerState(
                .subset, source: arguments[1], generator: try vm.generator(arguments.optional(2))?.generator)
            try vm.setAttribute(arguments[0], "indices", arguments[1])
            try vm.setAttribute(arguments[0], "generator", arguments.optional(2) ?? .none)
            return .none
        }
        addProtocols(type)
    }

    nonisolated(unsafe) static let weighted: TypeObject = make("WeightedRandomSampler") { type in
        type.special(.initialize, "self, weights, num_samples, replacement=True, generator=None") { vm, arguments in
            let number = vm.unboxed(arguments[2])
            guard number.tag == .int, number.intBits > 0 else {
                throw vm.valueError(
                    "num_samples should be a positive integer value, but got num_samples=\(try vm.str(arguments[2]))")
            }
            let replacement = arguments.optional(3) ?? .true
            guard replacement.tag == .bool else {
                throw vm.valueError(
                    "replacement should be a boolean value, but got replacement=\(try vm.str(replacement))")
            }
            let given = try vm.wrap(TensorConstruction.tensor(vm, arguments[1], dtype: .float64))
            guard let table = given.asTensor, table.rank == 1 else {
                let shape = try vm.repr(vm.tuple((given.asTensor?.shape ?? []).map { Value($0) }))
                throw vm.valueError("weights should be a 1d sequence but given weights have shape \(shape)")
            }
            let dense = try table.contiguous()
            let weights = (0..<dense.count).map { dense.pointer(Double.self)[$0] }
            arguments[0].asInstance?.payload = SamplerState(
                .weighted(weights, samples: Int(number.intBits), replacement: try vm.truth(replacement)),
                source: .none, generator: try vm.generator(arguments.optional(4))?.generator)
            try vm.setAttribute(arguments[0], "weights", given)
            try vm.setAttribute(arguments[0], "num_samples", arguments[2])
            try vm.setAttribute(arguments[0], "replacement", replacement)
            try vm.setAttribute(arguments[0], "generator", arguments.optional(4) ?? .none)
            return .none
        }
        addProtocols(type)
    }

    nonisolated(unsafe) static let batch: TypeObject = make("BatchSampler") { type in
        type.special(.initialize, "self, sampler, batch_size, drop_last") { vm, arguments in
            let size = vm.unboxed(arguments[2])
            guard size.tag == .int, size.intBits > 0 else {
                throw vm.valueError(
                    "batch_size should be a positive integer value, but got batch_size=\(try vm.str(arguments[2]))")
            }
            guard arguments[3].tag == .bool else {
                throw vm.valueError(
                    "drop_last should be a boolean value, but got drop_last=\(try vm.str(arguments[3]))")
            }
            arguments[0].asInstance?.payload = BatchSamplerState(
                arguments[1], batchSize: Int(size.intBits), dropLast: try vm.truth(arguments[3]))
            try vm.setAttribute(arguments[0], "sampler", arguments[1])
            try vm.setAttribute(arguments[0], "batch_size", arguments[2])
            try vm.setAttribute(arguments[0], "drop_last", arguments[3])
            return .none
        }
        type.special(.length, "self, /") { vm, arguments in
            let state = try vm.payload(arguments[0], BatchSamplerState.self)
            let count = try vm.length(state.sampler.value)
            return Value(
                state.dropLast ? count / state.batchSize : (count + state.batchSize - 1) / state.batchSize)
        }
        type.special(.iterate, "self, /") { vm, arguments in
            let state = try vm.payload(arguments[0], BatchSamplerState.self)
            let groups = IndexGroups(state.sampler.value, batchSize: state.batchSize, dropLast: state.dropLast)
            return vm.value(
                ClosureIterator(type: iteratorType) { vm in try groups.next(vm).map { vm.list($0) } })
        }
    }
}

/// What a sampler of any kind gives, in groups. Iteration starts when the first group is asked for.
final class IndexGroups {
    private let sampler: Strong
    private let batchSize: Int
    private let dropLast: Bool
    private var iterator: Strong?
    private var isDone = false

    init(_ sampler: Value, batchSize: Int, dropLast: Bool) {
        self.sampler = Strong(sampler)
        self.batchSize = batchSize
        self.dropLast = dropLast
    }

    func next(_ vm: VM) throws -> [Value]? {
        if isDone { return nil }
        let iterator: Value
        if let known = self.iterator {
            iterator = known.value
        } else {
            iterator = try vm.iterator(of: sampler.value)
            self.iterator = Strong(iterator)
        }
        var group: [Value] = []
        while group.count < batchSize {
            guard let index = try vm.next(iterator) else {
                isDone = true
                return group.isEmpty || dropLast ? nil : group
            }
            group.append(vm.pool.keep(index))
        }
        return group
    }
}
