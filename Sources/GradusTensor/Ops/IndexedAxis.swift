/// Writing at positions of one axis.
extension Tensor {
    /// self with alpha · source added at positions of an axis.
    public func indexAdd(_ dim: Int, _ index: Tensor, _ source: Tensor, alpha: Scalar = 1) throws -> Tensor {
        let a = try axis(dim)
        try checkIndexAdd(a, index, source)
        if rank == 0 {
            return try reshape([1]).indexAdd(0, index, source.reshape([1]), alpha: alpha).reshape([])
                .named("IndexAddBackward0")
        }
        let scaled = alpha.isOne ? source : try source.mul(alpha)
        return try copiedInGraph().written(a, index, scaled, accumulate: true).named("IndexAddBackward0")
    }

    /// The same over this tensor itself, which must be dense and outside the graph.
    /// - Returns: false, having done nothing, where an operand shares its memory.
    func indexAddOver(_ dim: Int, _ index: Tensor, _ source: Tensor, alpha: Scalar) throws -> Bool {
        if index.storage === storage || source.storage === storage || index.isMeta || source.isMeta { return false }
        if rank == 0 { return false }
        let a = try axis(dim)
        try checkIndexAdd(a, index, source)
        _ = try written(a, index, alpha.isOne ? source : source.mul(alpha), accumulate: true)
        return true
    }

    /// self with the source's positions written at positions of an axis.
    public func indexCopy(_ dim: Int, _ index: Tensor, _ source: Tensor) throws -> Tensor {
        let a = try axis(dim)
        try checkIndexCopy(a, index, source)
        if rank == 0 {
            return try reshape([1]).indexCopy(0, index, source.reshape([1])).reshape([]).named("IndexCopyBackward0")
        }
        return try copiedInGraph().written(a, index, source).named("IndexCopyBackward0")
    }

    /// self with a number at positions of an axis.
    public func indexFill(_ dim: Int, _ index: Tensor, _ value: Scalar) throws -> Tensor {
        try Tensor.requireFits(value, dtype)
        return try filled(dim, index, Tensor.full([], value, dtype: dtype), "IndexFillBackward0")
    }

    /// self with the element of a tensor without axes at positions of an axis.
    public func indexFill(_ dim: Int, _ index: Tensor, _ value: Tensor) throws -> Tensor {
        if value.rank > 0 {
            throw TensorError(
                .runtimeError,
                "index_fill_ only supports a 0-dimensional value tensor, but got tensor with \(value.rank) dimension(s).",
                shapes: [shape, value.shape])
        }
        return try filled(dim, index, value.to(dtype), "IndexFillBackward1")
    }

    private func filled(_ dim: Int, _ index: Tensor, _ value: Tensor, _ node: String) throws -> Tensor {
        let a = try axis(dim)
        if index.dtype != .int64 {
            throw TensorError(.indexError, "index_fill_(): Expected dtype int64 for index.")
        }
        if index.rank > 1 { throw TensorError(.runtimeError, "Index has to be a vector/scalar", shapes: [index.shape]) }
        if rank == 0 { return try reshape([1]).filled(0, index, value, node).reshape([]).named(node) }
        return try copiedInGraph().written(a, index, value).named(node)
    }

    private func written(_ a: Int, _ index: Tensor, _ values: Tensor, accumulate: Bool = false) throws -> Tensor {
        let vector = index.rank == 0 ? try index.reshape([1]) : index
        return try indexPut((0...a).map { $0 == a ? vector : nil }, values, accumulate: accumulate)
    }

    // MARK: What the operands must be, in PyTorch's words

    private func checkIndexAdd(_ a: Int, _ index: Tensor, _ source: Tensor) throws {
        let name = "index_add_()"
        if index.rank > 1 {
            throw TensorError(
                .indexError,
                "\(name): Index is supposed to be a vector, but got dim: \(index.rank) with type: "
                    + "\(index.dtype.scalarTypeName) and size: \(index.shape)", shapes: [index.shape])
        }
        if index.dtype != .int64 && index.dtype != .int32 {
            throw TensorError(
                .runtimeError, "\(name): Expected dtype int32/int64 for index but got: \(index.dtype.scalarTypeName)")
        }
        if dtype != source.dtype {
            throw TensorError(
                .runtimeError,
                "\(name): self (\(dtype.scalarTypeName)) and source (\(source.dtype.scalarTypeName)) must have the same "
                    + "scalar type", notes: ["convert the source first: source.to(\(dtype.torchName))"])
        }
        if a > 0, a >= source.rank {
            throw TensorError(
                .runtimeError,
                "\(name): Indexing dim \(a) is out of bounds of the source tensor with dim \(source.rank)",
                shapes: [shape, source.shape])
        }
        let length = source.rank == 0 ? 1 : source.shape[a]
        if index.count != length {
            if source.rank == 0 {
                throw TensorError(.indexError, "Dimension specified as \(a) but tensor has no dimensions")
            }
            throw TensorError(
                .runtimeError,
                "\(name): Number of indices (\(index.count)) should be equal to source.size(dim): (\(length)), for dim: "
                    + "\(a)", shapes: [source.shape, index.shape])
        }
        if slice(a) != source.slice(a) || rank == 0 && source.rank > 0 {
            throw TensorError(
                .runtimeError,
                "source tensor shape must match self tensor shape, excluding the specified dimension. Got self.shape = "
                    + "\(shape) source.shape = \(source.shape)", shapes: [shape, source.shape])
        }
        try index.checkPositions(in: self, a) { position, size in
            rank == 1
                ? TensorError(.indexError, "index out of range in self")
                : TensorError(
                    .runtimeError, "index \(position) is out of bounds for dimension \(a) with size \(size)")
        }
    }

    private func checkIndexCopy(_ a: Int, _ index: Tensor, _ source: Tensor) throws {
        let name = "index_copy_()"
        func wrong(_ kind: TensorError.Kind, _ message: String) -> TensorError {
            TensorError(kind, "\(name): \(message)", shapes: [shape, index.shape, source.shape])
        }
        if index.rank > 1 {
            throw wrong(.indexError, "Index should have dimension 1 or 0 (got \(index.rank))")
        }
        if source.rank == 0 && index.count != 1 {
            throw wrong(.indexError, "When source is scalar, index should have one element (got \(index.count))")
        }
        if source.rank != rank && source.rank != 0 && rank != 0 {
            throw wrong(
                .indexError,
                "When source and destination are not scalars, their dimensionality must match. Source dimensionality "
                    + "(\(source.rank)), destination dimensionality (\(rank))")
        }
        if index.dtype != .int64 {
            throw wrong(.runtimeError, "Expected a long tensor for index, but got \(index.dtype.scalarTypeName)")
        }
        if dtype != source.dtype {
            throw wrong(
                .runtimeError,
                "self and source expected to have the same dtype, but got (self) \(dtype.scalarTypeName) and (source) "
                    + source.dtype.scalarTypeName)
        }
        let (own, other) = (slice(a), source.slice(a))
        if own != other {
            func text(_ sizes: Dims) -> String { sizes.map(String.init).joined(separator: " ") }
            throw wrong(
                .runtimeError,
                "Source/destination tensor must have same slice shapes. Destination slice shape: \(text(own)) at "
                    + "dimension \(a) and source slice shape: \(text(other)) at dimension 0.")
        }
        if source.rank > 0, index.count != source.shape[a] {
            throw wrong(
                .indexError,
                "Number of indices (\(index.count)) should be equal to source.size(dim) (\(source.shape[a]))")
        }
        try index.checkPositions(in: self, a) { position, size in
            wrong(.indexError, "index \(position) is out of bounds for dimension \(a) with size \(size)")
        }
    }

    /// The sizes without those of an axis.
    private func slice(_ a: Int) -> Dims { rank == 0 ? [] : shape.removing(at: a) }

    private func checkPositions(
        in target: Tensor, _ a: Int, _ complaint: (_ position: Int, _ size: Int) -> TensorError
    ) throws {
        if isMeta { return }
        let size = target.rank == 0 ? 1 : target.shape[a]
        let list = try contiguousUnrecorded().castUnrecorded(.int64)
        let p = list.pointer(Int.self)
        for i in 0..<list.count where p[i] < 0 || p[i] >= size { throw complaint(p[i], size) }
    }
}
