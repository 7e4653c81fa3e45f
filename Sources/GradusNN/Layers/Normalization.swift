import GradusTensor

/// Batch and instance normalisation, with running statistics.
public final class ChannelNorm: UnaryLayer {
    public enum Kind: Sendable { case batch, instance }

    private let name: String
    private let kind: Kind
    private let features: Int
    private let eps: Double
    private var momentum: Double?
    private let tracks: Bool
    /// How many axes the input may have.
    private let ranks: [Int]

    public init(
        _ name: String, _ kind: Kind, ranks: [Int], _ features: Int, eps: OpValue = .scalar(1e-5),
        momentum: OpValue = .scalar(0.1), affine: Bool = true, tracks: Bool = true, bias: Bool = true,
        type: DType? = nil
    ) throws {
        self.name = name
        self.kind = kind
        self.ranks = ranks
        self.features = features
        self.eps = eps.scalar?.double ?? 1e-5
        self.momentum = momentum.scalar?.double
        self.tracks = tracks
        super.init()
        let type = type ?? DType.defaultFloat
        registerParameter("weight", affine ? try InitialValues.constant([features], 1, type) : nil)
        registerParameter("bias", affine && bias ? try InitialValues.constant([features], 0, type) : nil)
        if tracks {
            let device = try Device.standard()
            registerBuffer("running_mean", try Tensor.zeros([features], dtype: type, device: device))
            registerBuffer("running_var", try Tensor.ones([features], dtype: type, device: device))
            registerBuffer("num_batches_tracked", try Tensor.zeros([], dtype: .int64, device: device))
        } else {
            for name in ["running_mean", "running_var", "num_batches_tracked"] { registerBuffer(name, nil) }
        }
        settings = [
            ("num_features", .int(features)), ("eps", eps), ("momentum", momentum), ("affine", .bool(affine)),
            ("track_running_stats", .bool(tracks)),
        ]
    }

    /// `nn.BatchNorm2d(features)`
    public static func batch2d(_ features: Int) throws -> ChannelNorm {
        try ChannelNorm("BatchNorm2d", .batch, ranks: [4], features)
    }

    public override var typeName: String { name }

    public override var extraRepr: String {
        func text(_ name: String) -> String { attribute(name)?.text ?? "" }
        return "\(features), eps=\(text("eps")), momentum=\(text("momentum")), affine=\(text("affine")), "
            + "bias=\(optional(1) == nil ? "False" : "True"), track_running_stats=\(text("track_running_stats"))"
    }

    public override func adopt(_ name: String, _ value: OpValue) -> Bool {
        guard name == "momentum" else { return false }
        momentum = value.scalar?.double
        return true
    }

    private func checkRank(_ x: Tensor) throws {
        if ranks.contains(x.rank) { return }
        let wanted = ranks.map { "\($0)D" }.joined(separator: " or ")
        throw TensorError(
            .valueError, "expected \(wanted) input (got \(x.rank)D input)", shapes: [x.shape])
    }

    public override func forward(_ x: Tensor) throws -> Tensor {
        try checkRank(x)
        let (mean, variance) = (buffer(named: "running_mean"), buffer(named: "running_var"))
        if kind == .instance {
            let single = ranks.first.map { x.rank < $0 + (ranks.count > 1 ? 1 : 0) } ?? false
            let input = single ? try x.unsqueeze(0) : x
            if input.shape[1] != features {
                if optional(0) != nil {
                    throw TensorError(
                        .valueError,
                        "expected input's size at dim=\(single ? 0 : 1) to match num_features (\(features)), but got: "
                            + "\(input.shape[1]).", shapes: [x.shape])
                }
            }
            let out = try input.instanceNorm(
                mean, variance, weight: optional(0), bias: optional(1), useInput: training || !tracks,
                momentum: momentum ?? 0, eps: eps)
            return single ? try out.squeeze([0]) : out
        }
        var share = momentum ?? 0
        if training && tracks, let count = buffer(named: "num_batches_tracked") {
            let quiet = ShapeLedger.pause()
            defer { ShapeLedger.resume(quiet) }
            try GradMode.without { _ = try count.addInPlace(1) }
            // Without a momentum the statistics are plain means over all batches.
            if momentum == nil { share = 1 / (try count.item().double) }
        }
        let useInput = training || (mean == nil && variance == nil)
        return try x.batchNorm(
            !training || tracks ? mean : nil, !training || tracks ? variance : nil, weight: optional(0),
            bias: optional(1), training: useInput, momentum: share, eps: eps)
    }
}

/// Layer, group and RMS normalisation.
public final class SampleNorm: UnaryLayer {
    public enum Kind: Sendable { case layer(Dims), group(Int), rms(Dims) }

    private let kind: Kind
    private let eps: Double?

    public init(
        _ kind: Kind, channels: Int = 0, eps: OpValue = .scalar(1e-5), affine: Bool = true, bias: Bool = true,
        type: DType? = nil
    )
        throws
    {
        self.kind = kind
        self.eps = eps.scalar?.double
        super.init()
        let type = type ?? DType.defaultFloat
        let shape: Dims
        switch kind {
        case .layer(let axes), .rms(let axes):
            shape = axes
            settings = [("normalized_shape", .ints(axes)), ("eps", eps), ("elementwise_affine", .bool(affine))]
        case .group(let groups):
            shape = [channels]
            if groups <= 0 || channels % groups != 0 {
                throw TensorError(.valueError, "num_channels (\(channels)) must be divisible by num_groups (\(groups))")
            }
            settings = [
                ("num_groups", .int(groups)), ("num_channels", .int(channels)), ("eps", eps), ("affine", .bool(affine)),
            ]
        }
        registerParameter("weight", affine ? try InitialValues.constant(shape, 1, type) : nil)
        if case .rms = kind { return }
        registerParameter("bias", affine && bias ? try InitialValues.constant(shape, 0, type) : nil)
    }

    public override var typeName: String {
        switch kind {
        case .layer: "LayerNorm"
        case .group: "GroupNorm"
        case .rms: "RMSNorm"
        }
    }

    public override var extraRepr: String {
        func text(_ name: String) -> String { attribute(name)?.text ?? "" }
        let bias = optional(1) == nil ? "False" : "True"
        switch kind {
        case .layer(let axes):
            return
                "\(OpValue.ints(axes).text), eps=\(text("eps")), elementwise_affine=\(text("elementwise_affine")), bias=\(bias)"
        case .group(let groups):
            return "\(groups), \(text("num_channels")), eps=\(text("eps")), affine=\(text("affine")), bias=\(bias)"
        case .rms(let axes):
            return "\(OpValue.ints(axes).text), eps=\(text("eps")), elementwise_affine=\(text("elementwise_affine"))"
        }
    }

    public override func forward(_ x: Tensor) throws -> Tensor {
        switch kind {
        case .layer(let axes): try x.layerNorm(axes, weight: optional(0), bias: optional(1), eps: eps ?? 1e-5)
        case .group(let groups): try x.groupNorm(groups, weight: optional(0), bias: optional(1), eps: eps ?? 1e-5)
        case .rms(let axes): try x.rmsNorm(axes, weight: optional(0), eps: eps)
        }
    }
}

enum NormalizationLayers {
    private static let same = "that of the input"

    static let rows: [LayerRow] =
        (1...3).flatMap { [batch($0), instance($0)] } + [
            LayerRow(
                "LayerNorm", family: "normalization",
                "(any normalized_shape, float eps=1e-5, bool elementwise_affine=True, bool bias=True, "
                    + "Device? device=None, ScalarType? dtype=None)", "Normalises over the last axes of each sample.",
                shape: same
            ) { a in
                try SampleNorm(.layer(a.ints(0)), eps: a[1], affine: a.bool(2), bias: a.bool(3), type: a.dtype(5))
            },
            LayerRow(
                "GroupNorm", family: "normalization",
                "(int num_groups, int num_channels, float eps=1e-5, bool affine=True, Device? device=None, "
                    + "ScalarType? dtype=None, *, bool bias=True)", "Normalises groups of channels of each sample.",
                shape: same
            ) { a in
                try SampleNorm(
                    .group(a.int(0)), channels: a.size(1), eps: a[2], affine: a.bool(3), bias: a.bool(6),
                    type: a.dtype(5)
                )
            },
            LayerRow(
                "RMSNorm", family: "normalization",
                "(any normalized_shape, float? eps=None, bool elementwise_affine=True, Device? device=None, "
                    + "ScalarType? dtype=None)", "Divides by the root of the mean square over the last axes.",
                shape: same
            ) { a in try SampleNorm(.rms(a.ints(0)), eps: a[1], affine: a.bool(2), type: a.dtype(4)) },
            LayerRow(
                "LocalResponseNorm", family: "normalization",
                "(int size, float alpha=1e-4, float beta=0.75, float k=1.0)",
                "Divides by a power of the squares of neighbouring channels.", shape: same
            ) { a in
                let text = "\(a[0].text), alpha=\(a[1].text), beta=\(a[2].text), k=\(a[3].text)"
                let (n, alpha, beta, k) = (try a.int(0), try a.double(1), try a.double(2), try a.double(3))
                return FunctionLayer("LocalResponseNorm", [("size", a[0])], style: .text(text)) { x, _ in
                    try x.localResponseNorm(n, alpha: alpha, beta: beta, k: k)
                }
            },
        ]

    private static func batch(_ axes: Int) -> LayerRow {
        let name = "BatchNorm\(axes)d"
        return LayerRow(
            name, family: "batchnorm",
            "(int num_features, float eps=1e-5, float? momentum=0.1, bool affine=True, bool track_running_stats=True, "
                + "Device? device=None, ScalarType? dtype=None, *, bool bias=True)",
            "Normalises each channel over the batch; in eval mode with running statistics.", shape: same
        ) { a in
            try ChannelNorm(
                name, .batch, ranks: axes == 1 ? [2, 3] : [axes + 2], a.size(0), eps: a[1], momentum: a[2],
                affine: a.bool(3), tracks: a.bool(4), bias: a.bool(7), type: a.dtype(6))
        }
    }

    private static func instance(_ axes: Int) -> LayerRow {
        let name = "InstanceNorm\(axes)d"
        return LayerRow(
            name, family: "instancenorm",
            "(int num_features, float eps=1e-5, float? momentum=0.1, bool affine=False, "
                + "bool track_running_stats=False, Device? device=None, ScalarType? dtype=None, *, bool bias=True)",
            "Normalises each channel of each sample.", shape: same
        ) { a in
            try ChannelNorm(
                name, .instance, ranks: [axes + 1, axes + 2], a.size(0), eps: a[1], momentum: a[2], affine: a.bool(3),
                tracks: a.bool(4), bias: a.bool(7), type: a.dtype(6))
        }
    }
}
