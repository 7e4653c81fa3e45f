import GradusTensor
import GradusVM

/// One of a loader's workers. Workers take batches in turn, each with a generator of its own, as PyTorch's processes do;
/// here they run one after another on the thread of the program.
final class LoaderWorker {
    let id: Int
    let generator: Generator
    let info: Strong

    /// - Parameter count: how many workers there are.
    init(_ vm: VM, id: Int, of count: Int, seed: UInt64, dataSet: Value) throws {
        self.id = id
        generator = Generator(seed: seed)
        let value = vm.instance(Self.infoType)
        for (name, attribute) in [
            ("id", Value(id)), ("num_workers", Value(count)), ("seed", vm.int(BigIntConversion.unsigned(seed))),
            ("dataset", dataSet),
        ] {
            try vm.setAttribute(value, name, attribute)
        }
        info = Strong(value)
    }

    /// What `get_worker_info` answers.
    nonisolated(unsafe) static var current = Strong.none

    nonisolated(unsafe) private static let infoType = TypeObject(
        name: "WorkerInfo", module: "torch.utils.data._utils.worker", bases: [Types.object], layout: .instance,
        hasAttributes: true
    ) { type in
        type.special(.representation, "self, /") { vm, arguments in
            let parts = try ["id", "num_workers", "seed", "dataset"].map { name in
                "\(name)=\(try vm.repr(try vm.attribute(arguments[0], name)))"
            }
            return vm.string("WorkerInfo(\(parts.joined(separator: ", ")))")
        }
    }

    /// Runs `body` as this worker: its generator is the default one meanwhile, and its errors say whose they are.
    func run<Result>(_ vm: VM, _ body: () throws -> Result) throws -> Result {
        let saved = Generator.default.stateBytes
        let outer = Self.current
        try Generator.default.setState(generator.stateBytes)
        Self.current = info
        defer {
            // States come from generators, so they can be set.
            try? generator.setState(Generator.default.stateBytes)
            try? Generator.default.setState(saved)
            Self.current = outer
        }
        do {
            return try body()
        } catch {
            let exception = vm.thrown(error).exception
            guard exception.type.isSubtype(of: ExceptionKind.exception.type) else { throw error }
            let text = vm.renderTraceback(exception, offersCures: false)
            let utilities = Value(borrowing: try vm.importModule("torch._utils"))
            let made = try vm.callMethod(
                utilities, "_worker_error",
                [
                    Value(borrowing: exception), vm.string(text.hasSuffix("\n") ? String(text.dropLast()) : text),
                    Value(id),
                ])
            guard let wrapped = made.asException else { throw error }
            throw Thrown(wrapped)
        }
    }
}

/// One pass over a loader of an `IterableDataset` with workers: each iterates over a copy of the data set, and they are
/// asked in turn, a few batches ahead, as long as they have something.
final class WorkerStreamIterator: IteratorObject {
    private struct Lane {
        let worker: LoaderWorker
        let stream: StreamIterator
        var isActive = true
    }

    private var lanes: [Lane]
    /// The worker of each batch that was asked for and has not come yet.
    private var asked: [Int] = []
    private var turn = 0

    init(_ lanes: [(LoaderWorker, StreamIterator)], prefetch: Int) {
        self.lanes = lanes.map { Lane(worker: $0.0, stream: $0.1) }
        super.init(type: LoaderIterator.iteratorType)
        for _ in 0..<max(1, prefetch) * lanes.count { ask() }
    }

    private func ask() {
        for _ in lanes.indices {
            let lane = turn
            turn = (turn + 1) % lanes.count
            if lanes[lane].isActive {
                asked.append(lane)
                return
            }
        }
    }

    override func next(_ vm: VM) throws -> Value? {
        while !asked.isEmpty {
            let lane = asked.removeFirst()
            guard lanes[lane].isActive else { continue }
            let batch = try lanes[lane].worker.run(vm) { try lanes[lane].stream.next(vm) }
            if batch == nil { lanes[lane].isActive = false }
            ask()
            if let batch { return batch }
        }
        return nil
    }

    override func visitReferences(_ visit: (Value) -> Void) {
        for lane in lanes { lane.stream.visitReferences(visit) }
    }
}
