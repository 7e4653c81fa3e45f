/// Looking at a program for its shapes only.
///
/// Data sets are read no further than their headers, a pass over data ends after one item, and so does a loop that trains.
/// Tensors of more than `valueLimit` elements are on the meta device, so that the cost does not depend on sizes; smaller
/// ones keep their elements, since programs use such numbers as sizes, indices and conditions.
public enum Preview {
    public private(set) nonisolated(unsafe) static var isOn = false
    /// Tensors of more elements than this have none in memory.
    package private(set) nonisolated(unsafe) static var valueLimit = Int.max
    private static let usualLimit = 4096

    /// Batches taken and gradients computed: a loop in which this grows trains, and one turn of it shows all its shapes.
    public nonisolated(unsafe) static var steps = 0
    /// A loop or a pass over data ended early, or an element was asked for that is not there: results are not what they
    /// should be from here on.
    public nonisolated(unsafe) static var isInexact = false
    /// Lengths of sets of which only a part was seen.
    public nonisolated(unsafe) static var cutCounts: Set<Int> = []

    /// The sizes of the batches that were asked for, each with another one: that of the loader's last batch where it is
    /// smaller (`isLast`), else one more.
    public struct Batch: Sendable, Equatable {
        public var size: Int
        public var other: Int
        public var isLast: Bool

        public init(size: Int, other: Int, isLast: Bool) {
            self.size = size
            self.other = other
            self.isLast = isLast
        }

        /// The size in a run: 0 for the program's own, 1 for the other, further ones to check with.
        public func size(inRun run: Int) -> Int {
            switch run {
            case 0: size
            case 1: other
            default: size + run
            }
        }
    }
    public nonisolated(unsafe) static var batches: [Batch] = []
    /// What differs between runs with batches of different sizes depends on the size of the batch.
    public nonisolated(unsafe) static var run = 0

    /// Begins a look at a program.
    public static func start(run: Int) {
        isOn = true
        valueLimit = EmptyMemory.isThere ? usualLimit : Int.max
        (steps, isInexact, cutCounts, batches, self.run) = (0, false, [], [], run)
        LayerTrace.start()
    }

    /// What is read in place of an element that is not there: no zero among the fractions, which programs divide by and
    /// take logarithms of; no positive integer, since they count and choose.
    package static func standIn(_ dtype: DType) -> Scalar {
        isInexact = true
        if dtype == .bool { return .bool(false) }
        return dtype.isFloat ? .double(0.5) : .int(0)
    }

    /// A tensor without elements for code that needs some: zeros.
    package static func zeros(like t: Tensor) -> Tensor {
        isInexact = true
        // Without the stretch of zero pages its elements cannot be looked at.
        if !EmptyMemory.isThere { return (try? Tensor.zeros(t.shape, dtype: t.dtype)) ?? t }
        return Tensor(
            storage: t.storage, offset: t.offset, shape: t.shape, strides: t.strides, dtype: t.dtype, device: .cpu,
            contiguous: t.isContiguous)
    }

    /// How an operation sees its operands: where one has no elements, none has.
    static func unify(_ slots: UnsafeMutablePointer<OpValue>, _ count: Int, keepsFirst: Bool) throws {
        var (some, all) = (false, true)
        func look(_ t: Tensor) {
            if t.isMeta { some = true } else { all = false }
        }
        for i in 0..<count {
            switch slots[i] {
            case .tensor(let t): look(t)
            case .tensors(let list): list.forEach(look)
            case .optionalTensors(let list): list.forEach { if let t = $0 { look(t) } }
            default: break
            }
        }
        guard some, !all else { return }
        for i in (keepsFirst ? 1 : 0)..<max(count, 1) {
            switch slots[i] {
            case .tensor(let t): slots[i] = .tensor(try t.withoutElements())
            case .tensors(let list): slots[i] = .tensors(try list.map { try $0.withoutElements() })
            case .optionalTensors(let list): slots[i] = .optionalTensors(try list.map { try $0?.withoutElements() })
            default: break
            }
        }
    }
}

extension Tensor {
    /// The same place in the graph on the meta device.
    package func withoutElements() throws -> Tensor {
        if isMeta { return self }
        let twin = Tensor(
            storage: storage, offset: offset, shape: shape, strides: strides, dtype: dtype, device: .meta,
            contiguous: isContiguous)
        let edge = gradientEdge
        if let leaf = edge.leaf {
            if leaf.requiresGrad { twin.record("ToCopyBackward0", leaf) { g in g[0] = g.grad } }
        } else {
            twin.node = edge.node
            twin.outputIndex = edge.index
        }
        return twin
    }

    /// A tensor that came from elsewhere, for a preview: without its elements where there are many.
    package func previewed() -> Tensor {
        guard count > Preview.valueLimit, !isMeta else { return self }
        return Tensor(
            storage: storage, offset: offset, shape: shape, strides: strides, dtype: dtype, device: .meta,
            contiguous: isContiguous)
    }
}
