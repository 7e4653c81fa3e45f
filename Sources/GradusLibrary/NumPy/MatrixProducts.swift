import GradusNumPy
import GradusTensor

/// `matmul` and `dot` with NumPy's rules.
enum MatrixProducts {
    /// The type that a product of two element types is made in.
    private static func prepared(_ a: Tensor, _ b: Tensor) throws -> (Tensor, Tensor, DType) {
        let type = Promotion.promote(a.dtype, b.dtype)
        let compute: DType = type == .float16 ? .float32 : type == .bool ? .int64 : type
        return (try positive(try Layout.cast(a, compute)), try positive(try Layout.cast(b, compute)), type)
    }

    /// Products read strides that are not negative.
    private static func positive(_ t: Tensor) throws -> Tensor {
        t.strides.contains { $0 < 0 } ? try t.copied() : t
    }

    private static let signature = "(n?,k),(k,m?)->(n?,m?)"

    static func matmul(_ a: Tensor, _ b: Tensor) throws -> Tensor {
        for (i, t) in [a, b].enumerated() where t.rank == 0 {
            throw NumPyError(
                .value,
                "matmul: Input operand \(i) does not have enough dimensions (has 0, gufunc core with signature \(signature) requires 1)"
            )
        }
        let k = a.shape[a.rank - 1]
        let other = b.shape[b.rank == 1 ? 0 : b.rank - 2]
        if k != other {
            throw NumPyError(
                .value,
                "matmul: Input operand 1 has a mismatch in its core dimension 0, with gufunc signature \(signature) (size \(other) is different from \(k))"
            )
        }
        if a.rank > 2 || b.rank > 2 {
            let (x, y) = (Dims(a.shape.dropLast(2)), Dims(b.shape.dropLast(2)))
            if Layout.broadcast(x, y) == nil { throw NumPyError.broadcast([x, y]) }
        }
        return try product(a, b)
    }

    /// `np.dot` of vectors and matrices.
    static func dot(_ a: Tensor, _ b: Tensor) throws -> Tensor {
        if a.rank == 0 || b.rank == 0 { return try BinaryFunction.multiply(.array(a), .array(b)) }
        let axis = b.rank == 1 ? 0 : b.rank - 2
        if a.shape[a.rank - 1] != b.shape[axis] {
            throw NumPyError(
                .value,
                "shapes \(NumPyError.tuple(a.shape)) and \(NumPyError.tuple(b.shape)) not aligned: \(a.shape[a.rank - 1]) (dim \(a.rank - 1)) != \(b.shape[axis]) (dim \(axis))"
            )
        }
        return try product(a, b)
    }

    private static func product(_ a: Tensor, _ b: Tensor) throws -> Tensor {
        if let small = try SmallProducts.product(a, b) { return small }
        let (x, y, type) = try prepared(a, b)
        let result = try GradMode.without { try x.matmul(y) }
        return try Layout.cast(result, type)
    }
}
