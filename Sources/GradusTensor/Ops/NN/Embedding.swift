extension Tensor {
    /// Rows of this table by number: [n, d] and any shape of indices → […, d].
    /// - Parameters:
    ///   - paddingIndex: a row that gets no gradient.
    ///   - scaleByFrequency: divides gradients by how often the row is asked for.
    public func embedding(_ index: Tensor, paddingIndex: Int? = nil, scaleByFrequency: Bool = false) throws -> Tensor {
        if rank != 2 { throw TensorError(.runtimeError, "'weight' must be 2-D", shapes: [shape]) }
        if index.dtype != .int64 && index.dtype != .int32 {
            throw TensorError(
                .runtimeError,
                "Expected tensor for argument #1 'indices' to have one of the following scalar types: Long, Int; but got "
                    + "\(index.dtype.tensorTypeName) instead (while checking arguments for embedding)",
                notes: ["convert the indices: x.long()"])
        }
        let (rows, width) = (shape[0], shape[1])
        var sizes = index.shape
        if sizes.count >= Dims.capacity { throw TensorError(.runtimeError, "too many axes for embedding()") }
        sizes.append(width)
        if isMeta || index.isMeta { return try Tensor.unknown(sizes, dtype, "EmbeddingBackward0", [self]) }
        let places = try index.contiguousUnrecorded().castUnrecorded(.int64).reshape([index.count])
        let p = places.pointer(Int.self)
        for i in 0..<places.count where p[i] < 0 || p[i] >= rows {
            throw TensorError(
                .indexError, "index out of range in self", operation: "embedding", shapes: [shape, index.shape],
                notes: ["index \(p[i]); the table has \(rows) rows: 0 … \(rows - 1)"])
        }
        let out = try GradMode.without { try detach().indexSelect(0, places).reshape(sizes) }
        if isRecorded {
            let own = form
            out.record("EmbeddingBackward0", self) { g in
                var rowsOfGradient = try g.grad.reshape([places.count, width])
                if paddingIndex != nil || scaleByFrequency {
                    let scale = try Tensor.ones([places.count, 1], dtype: own.dtype)
                    let q = places.pointer(Int.self)
                    var counts: [Int: Int] = [:]
                    if scaleByFrequency { for i in 0..<places.count { counts[q[i], default: 0] += 1 } }
                    for i in 0..<places.count {
                        var s = 1 / Double(counts[q[i]] ?? 1)
                        if q[i] == paddingIndex { s = 0 }
                        try scale.store(.double(s), at: i)
                    }
                    rowsOfGradient = try rowsOfGradient.mul(scale)
                }
                g[0] = try Tensor.zeros(own.shape, dtype: own.dtype).indexAdd(0, places, rowsOfGradient)
            }
        }
        ShapeLedger.note("embedding", out, index, self, why: "\(index.shape) indices, \(width) numbers each")
        return out
    }
}

enum EmbeddingOps {
    static let rows: [OpRow] = [
        OpRow(
            "embedding", .functional,
            [
                "embedding(Tensor input, Tensor weight, int? padding_idx=None, float? max_norm=None, float norm_type=2.0, "
                    + "bool scale_grad_by_freq=False, bool sparse=False)"
            ], "Rows of a table by number.", shape: "[…] → […, width of the table]"
        ) { a in
            let weight = try a.tensor(1)
            var padding = try a.optionalInt(2)
            if let p = padding {
                let n = weight.rank > 0 ? weight.shape[0] : 0
                if p >= n || p < -n {
                    throw TensorError(.assertionError, "Padding_idx must be within num_embeddings")
                }
                padding = p < 0 ? p + n : p
            }
            return .tensor(
                try weight.embedding(a.tensor(0), paddingIndex: padding, scaleByFrequency: a.bool(5)))
        }
    ]
}
