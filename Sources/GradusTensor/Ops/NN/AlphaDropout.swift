extension Tensor {
    /// Zeroes whole channels: the second axis, or the first of a single sample.
    public func channelDropout(_ p: Double, training: Bool, _ name: String) throws -> Tensor {
        // Dropout1d of [C, L], Dropout2d of [C, H, W], Dropout3d of [C, D, H, W] take a single sample.
        let sample = ["Dropout1d": 2, "dropout1d": 2, "Dropout3d": 4, "dropout3d": 4][name]
        if let sample, rank == sample {
            return try unsqueeze(0).featureDropout(p, training: training, name).squeeze([0])
        }
        return try featureDropout(p, training: training, name)
    }

    /// x·(m·a) + ((m − 1)·(α·a) + α·a·p) with a keep-mask m: mean and variance stay as they are.
    public func alphaDropout(_ p: Double, training: Bool, channels: Bool = false) throws -> Tensor {
        if !(p >= 0 && p <= 1) {
            throw TensorError(
                .valueError, "dropout probability has to be between 0 and 1, but got \(Scalar.double(p).text)")
        }
        if p == 0 || !training || count == 0 { return self }
        if p == 1 { return try mul(Tensor.zeros([], dtype: dtype, device: device)) }
        var sizes = shape
        if channels {
            if rank < 2 {
                throw TensorError(.runtimeError, "Feature dropout requires at least 2 dimensions in the input")
            }
            sizes = Dims(repeating: 1, count: rank)
            (sizes[0], sizes[1]) = (shape[0], shape[1])
        }
        let alpha = 1.7580993408473766
        let a = 1 / squareRoot((alpha * alpha * p + 1) * (1 - p))
        let (scale, shift) = try GradMode.without {
            let mask = try Tensor(empty: sizes, dtype, device).bernoulliInPlace(1 - p)
            let shift = try mask.sub(1).mul(.double(alpha * a)).add(.double(alpha * a * p))
            return (try mask.mul(.double(a)), shift)
        }
        return try mul(scale).add(shift)
    }

    /// Remarks on inputs whose axes a channel dropout may not take as meant.
    func warnOfChannels(_ name: String) throws {
        guard name == "dropout2d" || name == "dropout3d" else { return }
        let axes = name == "dropout2d" ? 2 : 3
        if rank < axes + 1 || rank > axes + 2, rank != 3 || axes == 3 {
            try TensorWarning.warn(
                "\(name): Received a \(rank)-D input to \(name), which is deprecated and will result in an error in a "
                    + "future release. To retain the behavior and silence this warning, please use dropout instead. Note "
                    + "that \(name) exists to provide channel-wise dropout on inputs with \(axes) spatial dimensions, a "
                    + "channel dimension, and an optional batch dimension (i.e. \(axes + 1)D or \(axes + 2)D inputs).")
        } else if rank == 3, axes == 2 {
            try TensorWarning.warn(
                "dropout2d: Received a 3D input to dropout2d and assuming that channel-wise 1D dropout behavior is "
                    + "desired - input is interpreted as shape (N, C, L), where C is the channel dim. This behavior will "
                    + "change in a future release to interpret the input as one without a batch dimension, i.e. shape "
                    + "(C, H, W). To maintain the 1D channel-wise dropout behavior, please switch to using dropout1d "
                    + "instead.")
        }
    }

    private func squareRoot(_ x: Double) -> Double { x.squareRoot() }
}

enum FeatureDropoutOps {
    static let rows: [OpRow] =
        ["dropout1d", "dropout2d", "dropout3d"].map { name in
            OpRow(
                name, .functional, ["\(name)(Tensor input, float p=0.5, bool training=True, bool inplace=False)"],
                "Zeroes whole channels with probability p while training.", shape: "that of the input"
            ) { a in
                let t = try a.tensor(0)
                try t.warnOfChannels(name)
                let out = try t.channelDropout(a.double(1), training: a.bool(2), name)
                return .tensor(try a.bool(3) && out !== t ? t.assignInPlace(out) : out)
            }
        }
        + [("alpha_dropout", false), ("feature_alpha_dropout", true)].map { name, channels in
            OpRow(
                name, .functional, ["\(name)(Tensor input, float p=0.5, bool training=False, bool inplace=False)"],
                "Dropout that keeps mean and variance.", shape: "that of the input"
            ) { a in
                let t = try a.tensor(0)
                let out = try t.alphaDropout(a.double(1), training: a.bool(2), channels: channels)
                return .tensor(try a.bool(3) && out !== t ? t.assignInPlace(out) : out)
            }
        }
}
