/// Functions that decide how tensors are kept for the backward pass (`torch.autograd.graph.saved_tensors_hooks`).
package enum SavedHooks {
    package struct Pair {
        /// Makes something of a tensor that is about to be kept.
        package var pack: (Tensor) throws -> AnyObject
        /// Makes the tensor of it again.
        package var unpack: (AnyObject) throws -> Tensor

        package init(pack: @escaping (Tensor) throws -> AnyObject, unpack: @escaping (AnyObject) throws -> Tensor) {
            (self.pack, self.unpack) = (pack, unpack)
        }
    }

    nonisolated(unsafe) private static var pairs: [Pair] = []
    /// Whether hooks are installed; asked for whenever a tensor is kept.
    nonisolated(unsafe) package private(set) static var isActive = false
    /// Outputs are packed when their operation is recorded, so that hooks see them with their node.
    nonisolated(unsafe) private static var waiting: [PackedTensor] = []
    /// What a hook threw while nothing could be thrown.
    nonisolated(unsafe) private static var failure: (any Error)?

    /// Stands for a packed tensor, which must not be kept alive.
    static let placeholder = Tensor(
        storage: Storage(metaByteCount: 0), offset: 0, shape: [0], strides: [1], dtype: .float32, device: .meta,
        contiguous: true)

    package static func install(_ pair: Pair) {
        pairs.append(pair)
        isActive = true
    }

    /// Takes the innermost hooks away.
    /// - Throws: what a hook threw since.
    package static func remove() throws {
        packWaiting()
        _ = pairs.popLast()
        isActive = !pairs.isEmpty
        try rethrow()
    }

    package static func rethrow() throws {
        packWaiting()
        if let error = failure.take() { throw error }
    }

    static func pack(_ tensor: Tensor) -> PackedTensor? {
        packWaiting()
        guard let pair = pairs.last else { return nil }
        let packed = PackedTensor(tensor, pair)
        run(packed)
        return packed
    }

    static func packLater(_ tensor: Tensor) -> PackedTensor? {
        packWaiting()
        guard let pair = pairs.last else { return nil }
        let packed = PackedTensor(tensor, pair)
        waiting.append(packed)
        return packed
    }

    private static func packWaiting() {
        while !waiting.isEmpty { run(waiting.removeFirst()) }
    }

    /// Calls the hook; hooks do not apply to what it computes itself.
    private static func run(_ packed: PackedTensor) {
        let installed = pairs
        pairs = []
        isActive = false
        defer {
            pairs = installed
            isActive = !pairs.isEmpty
        }
        do { try GradMode.without { try packed.pack() } } catch { failure = failure ?? error }
    }
}

/// A tensor as hooks keep it.
package final class PackedTensor {
    private let pair: SavedHooks.Pair
    /// Before the hook ran, or where it failed.
    private var tensor: Tensor?
    private var content: AnyObject?

    init(_ tensor: Tensor, _ pair: SavedHooks.Pair) {
        self.tensor = tensor
        self.pair = pair
    }

    func pack() throws {
        guard let tensor else { return }
        content = try pair.pack(tensor)
        self.tensor = nil
    }

    func unpacked() throws -> Tensor {
        if let content { return try GradMode.without { try pair.unpack(content) } }
        if let tensor { return tensor }
        throw TensorError(.runtimeError, "a saved tensor is gone")
    }
}
