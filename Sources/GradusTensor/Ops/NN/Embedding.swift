extension Tensor {
    /// Rows of this table by number: [n, d] and any shape of indices → […, d].
    /// - Parameters:
    ///   - paddingIndex: a row that gets no gradient.
    ///   - scaleByFrequency: divides gradients by how often the row is asked for.
    public func embedding(_ index: Tensor, paddingIndex: Int? = nil, scaleByFrequency: Bool = false) throws -> Tensor {
        if rank != 2 { throw TensorError(.runtimeError, "'weight' must be 2-D", shapes: [shape]) }
        try Tensor.checkIndices(index, for: "embedding")
        let width = shape[1]
        var sizes = index.shape
        if sizes.count >= Dims.capacity { throw TensorError(.runtimeError, "too many axes for embedding()") }
        sizes.append(width)
        if isMeta || index.isMeta { return try Tensor.unknown(sizes, dtype, "EmbeddingBackward0", [self]) }
        let places = try rowNumbers(index)
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

    /// Indices of a table's rows are ints.
    static func checkIndices(_ index: Tensor, for name: String) throws {
        if index.dtype == .int64 || index.dtype == .int32 { return }
        throw TensorError(
            .runtimeError,
            "Expected tensor for argument #1 'indices' to have one of the following scalar types: Long, Int; but got "
                + "\(index.dtype.tensorTypeName) instead (while checking arguments for \(name))",
            notes: ["convert the indices: x.long()"])
    }

    /// Indices in a row of int64, each of them a row of this table.
    private func rowNumbers(_ index: Tensor) throws -> Tensor {
        let places = try index.contiguousUnrecorded().castUnrecorded(.int64).reshape([index.count])
        let (p, rows) = (places.pointer(Int.self), shape[0])
        for i in 0..<places.count where p[i] < 0 || p[i] >= rows {
            throw TensorError(
                .indexError, "index out of range in self", operation: "embedding", shapes: [shape, index.shape],
                notes: ["index \(p[i]); the table has \(rows) rows: 0 … \(rows - 1)"])
        }
        return places
    }

    /// Scales, in place and outside the graph, those of the table's rows that are asked for and longer than a limit.
    /// - Parameter ord: of the norm.
    public func renormRows(_ index: Tensor, limit: Double, ord: Double) throws {
        if rank != 2 { throw TensorError(.runtimeError, "'weight' must be 2-D", shapes: [shape]) }
        try Tensor.checkIndices(index, for: "embedding_renorm_")
        if isMeta || index.isMeta { return }
        let places = try rowNumbers(index)
        let p = places.pointer(Int.self)
        let wanted = try Tensor(Array(Set((0..<places.count).map { p[$0] })).sorted())
        try GradMode.without {
            let table = detach()
            let picked = try table.indexSelect(0, wanted)
            let norms = try picked.vectorNorm(ord: ord, [1], keepdim: true)
            let scaled = try picked.mul(norms.add(.double(1e-7)).reciprocal().mul(.double(limit)))
            let (rows, lengths) = (wanted.pointer(Int.self), try norms.doubles())
            for i in 0..<wanted.count where lengths[i] > limit {
                StridedCopy.copy(from: try scaled.select(0, i), to: try table.select(0, rows[i]))
            }
            table.bumpVersion()
        }
    }
}

enum EmbeddingOps {
    static let rows: [OpRow] =
        [
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
                if let limit = try a.optionalDouble(3) {
                    try weight.renormRows(a.tensor(0), limit: limit, ord: a.double(4))
                }
                return .tensor(
                    try weight.embedding(a.tensor(0), paddingIndex: padding, scaleByFrequency: a.bool(5)))
            },
            OpRow(
                "embedding_renorm_", .function,
                ["embedding_renorm_(Tensor input, Tensor indices, float max_norm, float norm_type)"],
                "Scales the rows asked for so that no norm exceeds a limit.", shape: "that of the table",
                changesOperands: true
            ) { a in
                try a.tensor(0).renormRows(a.tensor(1), limit: a.double(2), ord: a.double(3))
                return .tensor(try a.tensor(0))
            },
        ] + EmbeddingBags.rows
}
