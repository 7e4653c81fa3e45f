extension Tensor {
    /// softmax(self · keyᵀ / √d + mask) · value.
    /// - Parameters:
    ///   - mask: added to the scores, or false where a place must not be looked at.
    ///   - isCausal: no place looks at later ones.
    public func scaledDotProductAttention(
        _ key: Tensor, _ value: Tensor, mask: Tensor? = nil, dropout: Double = 0, isCausal: Bool = false,
        scale: Double? = nil
    ) throws -> Tensor {
        try quietly("scaled_dot_product_attention", key) {
            try attention(key, value, mask, dropout, isCausal, scale).output
        }
    }

    /// The same with the weights.
    package func attention(
        _ key: Tensor, _ value: Tensor, _ mask: Tensor?, _ dropout: Double, _ isCausal: Bool, _ scale: Double?
    ) throws -> (output: Tensor, weights: Tensor) {
        if rank < 2 || key.rank < 2 || value.rank < 2 {
            throw TensorError(
                .runtimeError, "scaled_dot_product_attention: query, key and value must have at least 2 axes",
                shapes: [shape, key.shape, value.shape])
        }
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
        let weights = try scores.softmax(-1)
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
                    scale: a.optionalDouble(6)))
        }
    ]
}
