import GradusKernels
import GradusTensor

/// Tensors that are taken apart along their first axis together: `TensorDataset`.
public struct TensorRows {
    public let tensors: [Tensor]

    /// Throws `badArgument` where the first axes differ in length or there is none.
    public init(_ tensors: [Tensor]) throws {
        for tensor in tensors where tensor.rank == 0 || tensor.shape[0] != tensors[0].shape[0] {
            throw DataError.badArgument(operation: "TensorDataset", detail: "Size mismatch between tensors")
        }
        self.tensors = tensors
    }

    public var count: Int { tensors.first?.shape[0] ?? 0 }

    /// The rows `indices` of every tensor, stacked: what collating the items one by one gives. Outside the graph.
    public func batch(_ indices: [Int]) throws -> [Tensor] {
        let places = try indices.map { Int64(try wrappedIndex($0, count: count)) }
        return try tensors.map { try TensorRows.gather($0, places) }
    }

    /// Rows of one tensor; `places` lie within its first axis.
    private static func gather(_ tensor: Tensor, _ places: [Int64]) throws -> Tensor {
        let dense = tensor.isContiguous ? tensor : try tensor.contiguousUnrecorded()
        let out = try Tensor(empty: tensor.shape.replacing(at: 0, with: places.count), tensor.dtype)
        guard out.count > 0 else { return out }
        let width = out.count / places.count
        places.withUnsafeBufferPointer { places in
            guard let rows = places.baseAddress else { return }
            let count = places.count
            switch tensor.dtype.size {
            case 1:
                Kernels.gatherRows(
                    count: count, width: width, x: dense.pointer(UInt8.self), indices: rows, y: out.pointer(UInt8.self))
            case 2:
                Kernels.gatherRows(
                    count: count, width: width, x: dense.pointer(UInt16.self), indices: rows,
                    y: out.pointer(UInt16.self))
            case 4:
                Kernels.gatherRows(
                    count: count, width: width, x: dense.pointer(UInt32.self), indices: rows,
                    y: out.pointer(UInt32.self))
            default:
                Kernels.gatherRows(
                    count: count, width: width, x: dense.pointer(UInt64.self), indices: rows,
                    y: out.pointer(UInt64.self))
            }
        }
        return out
    }
}
