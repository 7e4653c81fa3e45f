import GradusKernels

extension Tensor {
    /// Zeroes elements with probability p and scales the others by 1 / (1 − p).
    public func dropout(_ p: Double, training: Bool = true) throws -> Tensor {
        if !(p >= 0 && p <= 1) {
            throw TensorError(
                .valueError, "dropout probability has to be between 0 and 1, but got \(Scalar.double(p).text)")
        }
        if p == 0 || !training || count == 0 { return self }
        if !dtype.isFloat {
            throw TensorError(
                .runtimeError, "result type Float can't be cast to the desired output type \(dtype.scalarTypeName)")
        }
        if p == 1 {
            return try mul(Tensor.zeros([], dtype: dtype, device: device))
        }
        let quiet = ShapeLedger.pause()
        let out: Tensor
        do {
            defer { ShapeLedger.resume(quiet) }
            let mask = try GradMode.without {
                let mask = try Tensor(emptyLike: self)
                if dtype == .float32, !isMeta, mask.denseStrides != nil {
                    Kernels.bernoulli(
                        n: count, p: 1 - p, value: 1 / Float(1 - p), state: Generator.default.state, y: mask.f32)
                    return mask
                }
                return try mask.bernoulliInPlace(1 - p).divideByNumber(1 - p)
            }
            out = try mul(mask)
        }
        ShapeLedger.note("dropout", out, self, why: Why.same)
        return out
    }

    /// self /= number, of a fresh tensor.
    private func divideByNumber(_ n: Double) throws -> Tensor { try div(.double(n)) }

    /// Zeroes whole channels: one draw per sample and channel.
    public func featureDropout(_ p: Double, training: Bool, _ name: String) throws -> Tensor {
        if !(p >= 0 && p <= 1) {
            throw TensorError(
                .valueError, "dropout probability has to be between 0 and 1, but got \(Scalar.double(p).text)")
        }
        if p == 0 || !training || count == 0 { return self }
        if p == 1 { return try mul(Tensor.zeros([], dtype: dtype, device: device)) }
        if rank < 2 {
            throw TensorError(.runtimeError, "Feature dropout requires at least 2 dimensions in the input")
        }
        var sizes = Dims(repeating: 1, count: rank)
        sizes[0] = shape[0]
        sizes[1] = shape[1]
        let mask = try GradMode.without {
            try Tensor(empty: sizes, dtype, device).bernoulliInPlace(1 - p).div(.double(1 - p))
        }
        return try mul(mask)
    }
}

enum DropoutOps {
    static let rows: [OpRow] = [
        OpRow(
            "dropout", .functional, ["dropout(Tensor input, float p=0.5, bool training=True, bool inplace=False)"],
            "Zeroes elements with probability p while training, and scales the others by 1 / (1 − p).",
            shape: "that of the input"
        ) { a in
            let t = try a.tensor(0)
            let out = try t.dropout(a.double(1), training: a.bool(2))
            return .tensor(try a.bool(3) && out !== t ? t.assignInPlace(out) : out)
        },
        OpRow(
            "dropout", .function, ["dropout(Tensor input, float p, bool train)"], "Dropout.", shape: "that of the input"
        ) {
            .tensor(try $0.tensor(0).dropout($0.double(1), training: $0.bool(2)))
        },
    ]
}
