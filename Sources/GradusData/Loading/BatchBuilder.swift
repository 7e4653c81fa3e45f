import GradusKernels
import GradusTensor

/// Makes batches of a set's items, transformed by native transforms.
///
/// `ToTensor`, alone or followed by `Normalize`, is done straight from the set's bytes into the batch, with the same
/// numbers as item by item. Everything else goes item by item, drawing in the order of the items.
public struct BatchBuilder {
    /// The way a batch is made.
    enum Route {
        case scaled(mean: [Float], std: [Float])
        case itemwise
    }

    public let set: ImageSet
    public let transform: any Transform
    let route: Route

    public init(set: ImageSet, transform: any Transform) {
        self.set = set
        self.transform = transform
        route = BatchBuilder.route(for: transform, channels: set.channels)
    }

    /// True where batches are made without single items.
    public var isFast: Bool {
        if case .scaled = route { true } else { false }
    }

    static func route(for transform: any Transform, channels: Int) -> Route {
        let steps = flattened(transform)
        guard !steps.isEmpty, steps[0] is ToTensor, DType.defaultFloat == .float32 else { return .itemwise }
        if steps.count == 1 { return .scaled(mean: [], std: []) }
        guard steps.count == 2, let normalize = steps[1] as? Normalize,
            normalize.fits(channels)
        else { return .itemwise }
        let std = normalize.std.map { Float($0) }
        guard !std.contains(0) else { return .itemwise }
        func spread(_ values: [Float]) -> [Float] {
            values.count == channels ? values : [Float](repeating: values[0], count: channels)
        }
        return .scaled(mean: spread(normalize.mean.map { Float($0) }), std: spread(std))
    }

    private static func flattened(_ transform: any Transform) -> [any Transform] {
        guard let compose = transform as? Compose else { return [transform] }
        return compose.transforms.flatMap { flattened($0) }
    }

    /// Images [B, C, H, W] (or whatever the transform makes, stacked) and labels [B] of int64.
    /// `indices` may be negative; they are checked.
    public func batch(_ indices: [Int], _ random: Generator = .default) throws -> (images: Tensor, targets: Tensor) {
        let places = try checked(indices)
        return (try images(places, random), try labels(places))
    }

    private func checked(_ indices: [Int]) throws -> [Int] {
        let count = min(set.count, set.targets.count)
        return try indices.map { try wrappedIndex($0, count: count) }
    }

    private func labels(_ places: [Int]) throws -> Tensor {
        let out = try Tensor(empty: [places.count], .int64)
        let to = out.pointer(Int64.self)
        let from = set.targets.pointer(Int64.self)
        for (row, place) in places.enumerated() { to[row] = from[place] }
        return out
    }

    private func images(_ places: [Int], _ random: Generator) throws -> Tensor {
        if case .scaled(let mean, let std) = route, let bytes = set.planes(for: places) {
            return try gathered(places, bytes, mean: mean, std: std)
        }
        return try stacked(places, random)
    }

    private func gathered(
        _ places: [Int], _ bytes: UnsafePointer<UInt8>, mean: [Float], std: [Float]
    ) throws -> Tensor {
        let plane = set.height * set.width
        let out = try Tensor(empty: [places.count, set.channels, set.height, set.width], .float32)
        let indices = places.map { Int64($0) }
        indices.withUnsafeBufferPointer { indices in
            mean.withUnsafeBufferPointer { mean in
                std.withUnsafeBufferPointer { std in
                    Kernels.gatherImages(
                        count: places.count, channels: set.channels, plane: plane, images: bytes,
                        indices: indices.baseAddress, mean: mean.isEmpty ? nil : mean.baseAddress,
                        std: std.isEmpty ? nil : std.baseAddress, y: out.f32)
                }
            }
        }
        return out
    }

    /// One picture [C, H, W] as it stands in a batch; nil where pictures are transformed one by one. The index is
    /// checked.
    package func image(at index: Int) throws -> Tensor? {
        guard case .scaled(let mean, let std) = route,
            let bytes = set.planes(at: try wrappedIndex(index, count: set.count))
        else { return nil }
        let out = try Tensor(empty: [set.channels, set.height, set.width], .float32)
        mean.withUnsafeBufferPointer { mean in
            std.withUnsafeBufferPointer { std in
                Kernels.gatherImages(
                    count: 1, channels: set.channels, plane: set.height * set.width, images: bytes, indices: nil,
                    mean: mean.isEmpty ? nil : mean.baseAddress, std: std.isEmpty ? nil : std.baseAddress, y: out.f32)
            }
        }
        return out
    }

    private func stacked(_ places: [Int], _ random: Generator) throws -> Tensor {
        let tensors = try places.map { place -> Tensor in
            let sample = try transform.apply(.picture(set.picture(at: place)), random)
            guard case .tensor(let tensor) = sample else {
                throw DataError.wrongKind(
                    operation: "default_collate: batch must contain tensors, numpy arrays, numbers, dicts or lists; it",
                    expected: "tensors", actual: sample.kind)
            }
            return tensor
        }
        return try Collate.stack(tensors)
    }
}

/// Stacks equal items along a new first axis.
public enum Collate {
    /// [B] + shape. Throws `unequalShapes`, and `badArgument` for no tensors at all.
    public static func stack(_ tensors: [Tensor]) throws -> Tensor {
        guard let first = tensors.first else {
            throw DataError.badArgument(operation: "stack", detail: "stack expects a non-empty TensorList")
        }
        for tensor in tensors where tensor.shape != first.shape || tensor.dtype != first.dtype {
            throw DataError.unequalShapes(first: Array(first.shape), other: Array(tensor.shape))
        }
        let out = try Tensor(empty: first.shape.inserting(tensors.count, at: 0), first.dtype)
        let strides = first.shape.contiguousStrides
        for (row, tensor) in tensors.enumerated() {
            let slot = out.alias(shape: first.shape, strides: strides, offset: out.offset + row * first.count)
            StridedCopy.copy(from: tensor, to: slot)
        }
        return out
    }
}
