/// Checks on matrix operands, and loops over batches of matrices.
enum Matrices {
    /// - Throws: RuntimeError for fewer than two axes.
    static func atLeastMatrix(_ t: Tensor, _ name: String, _ argument: String = "A") throws {
        if t.rank < 2 {
            throw TensorError(
                .runtimeError, "\(name): The input tensor \(argument) must have at least 2 dimensions.",
                shapes: [t.shape])
        }
    }

    /// - Throws: RuntimeError for matrices that are not square.
    static func square(_ t: Tensor, _ name: String) throws {
        try atLeastMatrix(t, name)
        let (m, n) = (t.shape[t.rank - 2], t.shape[t.rank - 1])
        if m != n {
            throw TensorError(
                .runtimeError, "\(name): A must be batches of square matrices, but they are \(m) by \(n) matrices",
                shapes: [t.shape])
        }
    }

    /// - Throws: RuntimeError for dtypes other than floats; for half types the given error.
    static func float(_ t: Tensor, _ name: String, low: TensorError? = nil) throws {
        if !t.dtype.isFloat {
            throw TensorError(
                .runtimeError,
                "\(name): Expected a floating point or complex tensor as input. Got \(t.dtype.scalarTypeName)",
                notes: ["convert it first, for example with .float()"])
        }
        if t.dtype == .float16 || t.dtype == .bfloat16 {
            throw low
                ?? TensorError(
                    .runtimeError, "\(name): Low precision dtypes not supported. Got \(t.dtype.scalarTypeName)")
        }
    }

    /// The error of a routine that exists for float32 and float64 only.
    static func noKernel(_ kernel: String, _ t: Tensor) -> TensorError {
        TensorError(.notImplementedError, "\"\(kernel)\" not implemented for '\(t.dtype.scalarTypeName)'")
    }

    static func onlyDouble(_ t: Tensor, _ kernel: String) throws {
        if t.dtype != .float32 && t.dtype != .float64 { throw noKernel(kernel, t) }
    }

    /// The axes before the last two.
    static func batch(_ t: Tensor) -> Dims { Dims(t.shape.dropLast(2)) }

    /// `Batch element 3: ` where there are several.
    static func prefix(_ t: Tensor, _ i: Int) -> String { t.rank > 2 ? "(Batch element \(i)): " : "" }

    /// The offsets of each matrix of a batch under any strides.
    static func offsets(_ t: Tensor) -> [Int] {
        let shape = batch(t)
        let n = shape.product
        var out: [Int] = []
        out.reserveCapacity(n)
        var index = Dims(repeating: 0, count: shape.count)
        var at = 0
        for _ in 0..<n {
            out.append(at)
            var axis = shape.count - 1
            while axis >= 0 {
                index[axis] += 1
                at += t.strides[axis]
                if index[axis] < shape[axis] { break }
                at -= t.strides[axis] * shape[axis]
                index[axis] = 0
                axis -= 1
            }
        }
        return out
    }

    static func shape(_ batch: Dims, _ sizes: Int...) throws -> Dims {
        var out = batch
        for s in sizes { out.append(s) }
        return out
    }

    static func linAlg(_ message: String) -> TensorError { TensorError(.linAlgError, message) }
}

extension Tensor {
    /// The last two axes exchanged.
    var adjointMatrix: Tensor { get throws { try transpose(-2, -1) } }

    /// A vector along the last axis as a diagonal matrix times this, from the left: rows are scaled.
    func scaledRows(_ s: Tensor) throws -> Tensor { try mul(s.unsqueeze(-1)) }

    /// Columns are scaled.
    func scaledColumns(_ s: Tensor) throws -> Tensor { try mul(s.unsqueeze(-2)) }
}
