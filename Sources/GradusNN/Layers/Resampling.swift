import GradusTensor

/// A function of two tensors as a layer.
public final class PairLayer: Module {
    private let name: String
    private let function: (Tensor, Tensor) throws -> Tensor

    init(
        _ name: String, _ settings: [(name: String, value: OpValue)],
        _ function: @escaping (Tensor, Tensor) throws -> Tensor
    ) {
        self.name = name
        self.function = function
        super.init()
        self.settings = settings
    }

    public override var typeName: String { name }
    public override var forwardSchema: String { "forward(Tensor x1, Tensor x2)" }

    public override func forward(_ a: inout OpArguments) throws -> ModuleResult {
        .op(.tensor(try function(a.tensor(0), a.tensor(1))))
    }
}

enum ResamplingLayers {
    static let rows: [LayerRow] =
        [upsample] + shuffles + pairs + [1, 2].flatMap(adaptive) + (1...3).flatMap(pads)

    private static let upsample = LayerRow(
        "Upsample", family: "upsampling",
        "(any size=None, any scale_factor=None, str mode='nearest', bool? align_corners=None, "
            + "bool? recompute_scale_factor=None)", "Enlarges signals, pictures or volumes.",
        shape: "size, or ⌊n · scale_factor⌋, along the last axes"
    ) { a in
        let (mode, align) = (try a.string(2), a.isNone(3) ? nil : try a.bool(3))
        let recomputes = a.isNone(4) ? false : try a.bool(4)
        let sizes: [Int]? = a.isNone(0) ? nil : try a.intArray(0)
        var scales: [Double]?
        var scaleText = OpValue.none
        if case .scalar(let s) = a[1] {
            scales = [s.double]
            scaleText = .float(s.double)
        } else if !a.isNone(1) {
            scales = try a.doubles(1)
            scaleText = .scalars((scales ?? []).map { .double($0) })
        }
        let first = scales == nil ? "size=\(a[0].text)" : "scale_factor=\(scaleText.text)"
        let settings: [(name: String, value: OpValue)] = [
            ("size", a[0]), ("scale_factor", scaleText), ("mode", a[2]), ("align_corners", a[3]),
            ("recompute_scale_factor", a[4]),
        ]
        return FunctionLayer("Upsample", settings, style: .text("\(first), mode='\(mode)'")) { x, _ in
            try x.interpolate(
                sizes: sizes, scales: scales, mode: mode, alignCorners: align, recomputes: recomputes)
        }
    }

    private static let shuffles: [LayerRow] = [
        .function(
            "PixelShuffle", family: "pixelshuffle", "(int upscale_factor)", "Turns channels into pixels.",
            shape: "[N, C·r², H, W] → [N, C, H·r, W·r]", printed: ["upscale_factor"]
        ) { x, l in try x.pixelShuffle(l.int("upscale_factor")) },
        .function(
            "PixelUnshuffle", family: "pixelshuffle", "(int downscale_factor)", "Turns pixels into channels.",
            shape: "[N, C, H·r, W·r] → [N, C·r², H, W]", printed: ["downscale_factor"]
        ) { x, l in try x.pixelUnshuffle(l.int("downscale_factor")) },
    ]

    private static let pairs: [LayerRow] = [
        LayerRow(
            "CosineSimilarity", family: "distance", "(int dim=1, float eps=1e-8)",
            "The cosine of the angle along an axis.", shape: "without the axis"
        ) { a in
            let (dim, eps) = (try a.int(0), try a.double(1))
            return PairLayer("CosineSimilarity", [("dim", a[0]), ("eps", a[1])]) {
                try $0.cosineSimilarity($1, dim, eps: eps)
            }
        },
        LayerRow(
            "PairwiseDistance", family: "distance", "(float p=2.0, float eps=1e-6, bool keepdim=False)",
            "The p-norm of the difference over the last axis.", shape: "without the last axis"
        ) { a in
            let (p, eps, keep) = (try a.double(0), try a.double(1), try a.bool(2))
            return PairLayer("PairwiseDistance", [("norm", a[0]), ("eps", a[1]), ("keepdim", a[2])]) {
                try $0.pairwiseDistance($1, p: p, eps: eps, keepdim: keep)
            }
        },
    ]

    private static func adaptive(_ axes: Int) -> [LayerRow] {
        let shape = "output_size along the last axes"
        return [
            LayerRow(
                "AdaptiveAvgPool\(axes)d", family: "pooling", "(any output_size)",
                "The mean of windows chosen so that the result has the given size.", shape: shape
            ) { a in
                let sizes = try AdaptivePoolingOps.sizes(a[0], axes)
                return FunctionLayer(
                    "AdaptiveAvgPool\(axes)d", [("output_size", a[0])], style: .named(["output_size"])
                ) { x, _ in try x.adaptiveAvgPool(sizes) }
            },
            LayerRow(
                "AdaptiveMaxPool\(axes)d", family: "pooling", "(any output_size, bool return_indices=False)",
                "The largest element of windows chosen so that the result has the given size.", shape: shape
            ) { a in
                let sizes = try AdaptivePoolingOps.sizes(a[0], axes)
                return AdaptiveMaxPool(sizes, returnsIndices: try a.bool(1), size: a[0])
            },
        ]
    }

    private static func pads(_ axes: Int) -> [LayerRow] {
        let shape = "n + before + after along each axis"
        func sizes(_ v: OpValue) throws -> [Int] {
            switch v {
            case .scalar(let s) where !s.isFloat: return Array(repeating: s.int, count: 2 * axes)
            case .ints(let d) where d.count == 2 * axes: return Array(d)
            default:
                throw TensorError(.typeError, "padding must be an int or a tuple of \(2 * axes) ints, not \(v.repr)")
            }
        }
        func row(_ kind: String, _ mode: String) -> LayerRow {
            let name = "\(kind)Pad\(axes)d"
            return LayerRow(name, family: "padding", "(any padding)", "Enlarges the last axes (\(mode)).", shape: shape)
            { a in
                let p = try sizes(a[0])
                let kept = OpValue.ints(Dims(p))
                return FunctionLayer(name, [("padding", kept)], style: .text(kept.text)) { x, _ in
                    try x.pad(p, mode: mode)
                }
            }
        }
        let constant = LayerRow(
            "ConstantPad\(axes)d", family: "padding", "(any padding, Scalar value)",
            "Enlarges the last axes by one value.",
            shape: shape
        ) { a in
            let p = try sizes(a[0])
            let value = try a.scalar(1)
            return FunctionLayer(
                "ConstantPad\(axes)d", [("padding", .ints(Dims(p))), ("value", a[1])],
                style: .named(["padding", "value"])
            ) { x, _ in try x.pad(p, value: value) }
        }
        return [
            row("Zero", "constant"), row("Reflection", "reflect"), row("Replication", "replicate"),
            row("Circular", "circular"), constant,
        ]
    }
}
