extension Tensor {
    /// softmax(self · keyᵀ / √d + mask) · value.
    /// - Parameters:
    ///   - mask: added to the scores, or false where a place must not be looked at.
    ///   - isCausal: no place looks at later ones.
    ///   - groups: several heads of the query may share one of the keys (grouped queries).
    public func scaledDotProductAttention(
        _ key: Tensor, _ value: Tensor, mask: Tensor? = nil, dropout: Double = 0, isCausal: Bool = false,
        scale: Double? = nil, groups: Bool = false
    ) throws -> Tensor {
        try checkAttention(key, value, mask)
        return try quietly("scaled_dot_product_attention", key) {
            let (k, v) = groups ? try grouped(key, value) : (key, value)
            let out = try attention(k, v, mask, dropout, isCausal, scale).output
            // PyTorch computes these in one node.
            let isFused =
                rank == 4 && key.rank == 4 && value.rank == 4 && dropout == 0 && shape[3] == value.shape[3]
                && !(mask?.requiresGrad ?? false) && count > 0
            if !isFused { return out }
            // Laid out as the query is: heads that were split by a view can be joined by one.
            var strides = out.shape
            var step = 1
            for axis in (0..<4).sorted(by: { (self.strides[$0], $1) < (self.strides[$1], $0) }) {
                strides[axis] = step
                step *= out.shape[axis]
            }
            return try out.named("ScaledDotProductFlashAttentionForCpuBackward0").relaid(strides)
        }
    }

    private func checkAttention(_ key: Tensor, _ value: Tensor, _ mask: Tensor?) throws {
        if dtype != key.dtype || dtype != value.dtype {
            throw TensorError(
                .runtimeError,
                "Expected query, key, and value to have the same dtype, but got query.dtype: \(dtype.cName) key.dtype: "
                    + "\(key.dtype.cName) and value.dtype: \(value.dtype.cName) instead.",
                shapes: [shape, key.shape, value.shape])
        }
        if rank < 2 || key.rank < 2 || value.rank < 2 {
            throw TensorError(
                .runtimeError,
                "Expected query, key, and value to all be  at least 2 dimensional, but got query.dim: \(rank) key.dim: "
                    + "\(key.rank) and value.dim: \(value.rank) instead.",
                shapes: [shape, key.shape, value.shape])
        }
        if let mask, mask.dtype != .bool, mask.dtype != dtype, mask.dtype != .float32 {
            throw TensorError(
                .runtimeError,
                "Expected attn_mask dtype to be bool or float or to match query dtype, but got attn_mask.dtype: "
                    + "\(mask.dtype.cName) and  query.dtype: \(dtype.cName) instead.", shapes: [shape, mask.shape])
        }
    }

    /// Keys and values repeated so that each head of this query has its own.
    private func grouped(_ key: Tensor, _ value: Tensor) throws -> (Tensor, Tensor) {
        guard rank > 2, key.rank > 2, value.rank > 2 else { return (key, value) }
        let heads = shape[rank - 3]
        func repeated(_ t: Tensor) throws -> Tensor {
            let own = t.shape[t.rank - 3]
            if own == heads { return t }
            if own == 0 || heads % own != 0 {
                throw TensorError(
                    .runtimeError,
                    "Number of heads in key and value must divide the number of heads in query to support GQA",
                    shapes: [shape, key.shape, value.shape])
            }
            return try t.repeatInterleave(.number(.int(heads / own)), t.rank - 3)
        }
        return (try repeated(key), try repeated(value))
    }

    /// The same with the weights.
    /// - Parameter isSafe: a place that may look nowhere gets 0 instead of nan.
    package func attention(
        _ key: Tensor, _ value: Tensor, _ mask: Tensor?, _ dropout: Double, _ isCausal: Bool, _ scale: Double?,
        isSafe: Bool = true
    ) throws -> (output: Tensor, weights: Tensor) {
        let factor = scale ?? 1 / Double(Swift.max(shape[rank - 1], 1)).squareRoot()
        var scores = try matmul(key.transpose(-2, -1)).mul(.double(factor))
        if isCausal {
            let (n, m) = (scores.shape[scores.rank - 2], scores.shape[scores.rank - 1])
            let row = try Tensor.arange(0, .int(n)).unsqueeze(1)
            scores = try scores.maskedFill(Tensor.arange(0, .int(m)).unsqueeze(0).gt(row), .double(-.infinity))
        }
        if let mask {
            scores =
                mask.dtype == .bool
                ? try scores.maskedFill(mask.logicalNot(), .double(-.infinity)) : try scores.add(mask)
        }
        var weights = try scores.softmax(-1)
        if isSafe, let mask, mask.rank > 0, !mask.isMeta {
            let closed = try GradMode.without {
                let open = mask.dtype == .bool ? mask : try mask.ne(.double(-.infinity))
                return try open.truth(any: true, [mask.rank - 1], keepdim: true).logicalNot()
            }
            if try closed.truth(any: true).item().bool { weights = try weights.maskedFill(closed, .double(0)) }
        }
        let used = dropout > 0 ? try weights.dropout(dropout) : weights
        return (try used.matmul(value), weights)
    }
}

enum AttentionOps {
    static let rows: [OpRow] = [
        OpRow(
            "scaled_dot_product_attention", .functional,
            [
                "scaled_dot_product_attention(Tensor query, Tensor key, Tensor value, Tensor? attn_mask=None, "
                    + "float dropout_p=0.0, bool is_causal=False, float? scale=None, bool enable_gqa=False)"
            ], "softmax(q·kᵀ / √d)·v.", shape: "[…, L, d], […, S, d], […, S, e] → […, L, e]"
        ) { a in
            .tensor(
                try a.tensor(0).scaledDotProductAttention(
                    a.tensor(1), a.tensor(2), mask: a.optionalTensor(3), dropout: a.double(4), isCausal: a.bool(5),
                    scale: a.optionalDouble(6), groups: a.bool(7)))
        }
    ]
}
