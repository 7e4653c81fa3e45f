import GradusKernels

/// The numbers of a convolution over one or two axes.
public struct ConvolutionOptions: Sendable {
    public var stride: Dims
    public var padding: Dims
    public var dilation: Dims
    public var groups: Int

    public init(stride: Dims = [1, 1], padding: Dims = [0, 0], dilation: Dims = [1, 1], groups: Int = 1) {
        self.stride = stride
        self.padding = padding
        self.dilation = dilation
        self.groups = groups
    }
}

/// Convolution outside the graph: NCHW operands of one dtype, sizes already checked.
enum ConvolutionKernel {
    static func shape(_ x: Dims, _ w: Dims, _ o: ConvolutionOptions) -> ConvShape {
        ConvShape(
            batch: x[0], inChannels: x[1], height: x[2], width: x[3], outChannels: w[0], kernelH: w[2], kernelW: w[3],
            strideH: o.stride[0], strideW: o.stride[1], padH: o.padding[0], padW: o.padding[1],
            dilationH: o.dilation[0], dilationW: o.dilation[1], groups: o.groups)
    }

    static func forward(_ x: Tensor, _ w: Tensor, _ bias: Tensor?, _ o: ConvolutionOptions) throws -> Tensor {
        let s = shape(x.shape, w.shape, o)
        let outShape: Dims = [s.batch, s.outChannels, s.outHeight, s.outWidth]
        if x.isMeta || w.isMeta { return try Tensor(empty: outShape, x.dtype, .meta) }
        let type = x.dtype.compute
        let (p, q) = (
            try x.contiguousUnrecorded().castUnrecorded(type), try w.contiguousUnrecorded().castUnrecorded(type)
        )
        let b = try bias?.contiguousUnrecorded().castUnrecorded(type)
        let out = try Tensor(empty: outShape, type)
        if out.count > 0 {
            try Threads.stoppable {
                if type == .float32 {
                    Kernels.convForward(s, x: p.f32, w: q.f32, bias: b.map { UnsafePointer($0.f32) }, y: out.f32)
                } else {
                    Kernels.convForward(
                        s, x: p.pointer(Double.self), w: q.pointer(Double.self),
                        bias: b.map { UnsafePointer($0.pointer(Double.self)) }, y: out.pointer(Double.self))
                }
            }
        }
        return try out.castUnrecorded(x.dtype)
    }

    /// dL/dx from dL/dy; also the forward pass of a transposed convolution.
    static func inputGradient(_ dy: Tensor, _ w: Tensor, _ xShape: Dims, _ o: ConvolutionOptions) throws -> Tensor {
        if dy.isMeta || w.isMeta { return try Tensor(empty: xShape, dy.dtype, .meta) }
        let type = dy.dtype.compute
        var s = shape(xShape, w.shape, o)
        s.outHeight = dy.shape[2]
        s.outWidth = dy.shape[3]
        let (p, q) = (
            try dy.contiguousUnrecorded().castUnrecorded(type), try w.contiguousUnrecorded().castUnrecorded(type)
        )
        let out = try Tensor(empty: xShape, type)
        if dy.count == 0 || w.count == 0 {
            out.fillUnrecorded(0)
        } else if out.count > 0 {
            if type == .float32 {
                Kernels.convInputGradient(s, dy: p.f32, w: q.f32, dx: out.f32)
            } else {
                Kernels.convInputGradient(
                    s, dy: p.pointer(Double.self), w: q.pointer(Double.self), dx: out.pointer(Double.self))
            }
        }
        return try out.castUnrecorded(dy.dtype)
    }

    /// dL/dw and, if asked for, dL/dbias.
    static func weightGradient(
        _ x: Tensor, _ dy: Tensor, _ wShape: Dims, _ o: ConvolutionOptions, bias: Bool
    ) throws -> (Tensor, Tensor?) {
        let type = x.dtype.compute
        if x.isMeta || dy.isMeta {
            return (
                try Tensor(empty: wShape, x.dtype, .meta),
                bias ? try Tensor(empty: [wShape[0]], x.dtype, .meta) : nil
            )
        }
        var s = shape(x.shape, wShape, o)
        s.outHeight = dy.shape[2]
        s.outWidth = dy.shape[3]
        let (p, q) = (
            try x.contiguousUnrecorded().castUnrecorded(type), try dy.contiguousUnrecorded().castUnrecorded(type)
        )
        let dw = try Tensor(empty: wShape, type)
        let db = bias ? try Tensor(empty: [wShape[0]], type) : nil
        if dy.count == 0 || x.count == 0 {
            dw.fillUnrecorded(0)
            db?.fillUnrecorded(0)
        } else if type == .float32 {
            Kernels.convWeightGradient(s, x: p.f32, dy: q.f32, dw: dw.f32, db: db?.f32)
        } else {
            Kernels.convWeightGradient(
                s, x: p.pointer(Double.self), dy: q.pointer(Double.self), dw: dw.pointer(Double.self),
                db: db?.pointer(Double.self))
        }
        return (try dw.castUnrecorded(x.dtype), try db?.castUnrecorded(x.dtype))
    }
}

extension Tensor {
    /// The three linear maps of a convolution are each other's gradients; these two are recorded like it.

    /// dL/dx as a differentiable function of dL/dy and the weight.
    package func convolutionInputGradient(_ w: Tensor, _ xShape: Dims, _ o: ConvolutionOptions) throws -> Tensor {
        let out = try ConvolutionKernel.inputGradient(self, w, xShape, o)
        if GradMode.isEnabled && (requiresGrad || w.requiresGrad) {
            let (dy, weight) = (Saved(self), Saved(w))
            let wShape = w.shape
            out.record("ConvolutionBackward0", self, w) { g in
                if g.needs(0) { g[0] = try g.grad.convolution(weight.value(), nil, o) }
                if g.needs(1) { g[1] = try g.grad.convolutionWeightGradient(dy.value(), wShape, o) }
            }
        }
        return out
    }

    /// dL/dw as a differentiable function of the input and dL/dy.
    package func convolutionWeightGradient(_ dy: Tensor, _ wShape: Dims, _ o: ConvolutionOptions) throws -> Tensor {
        let out = try ConvolutionKernel.weightGradient(self, dy, wShape, o, bias: false).0
        if GradMode.isEnabled && (requiresGrad || dy.requiresGrad) {
            let (x, d) = (Saved(self), Saved(dy))
            let xShape = shape
            out.record("ConvolutionBackward0", self, dy) { g in
                if g.needs(0) { g[0] = try d.value().convolutionInputGradient(g.grad, xShape, o) }
                if g.needs(1) { g[1] = try x.value().convolution(g.grad, nil, o) }
            }
        }
        return out
    }

    /// The convolution of checked NCHW operands.
    package func convolution(_ w: Tensor, _ bias: Tensor?, _ o: ConvolutionOptions) throws -> Tensor {
        let out = try ConvolutionKernel.forward(self, w, bias, o)
        guard GradMode.isEnabled, requiresGrad || w.requiresGrad || bias?.requiresGrad == true else { return out }
        let (x, weight) = (Saved(self), Saved(w))
        let (xShape, wShape) = (shape, w.shape)
        out.record("ConvolutionBackward0", self, w, bias) { g in
            if g.isRecording {
                if g.needs(0) { g[0] = try g.grad.convolutionInputGradient(weight.value(), xShape, o) }
                if g.needs(1) { g[1] = try x.value().convolutionWeightGradient(g.grad, wShape, o) }
                if g.needs(2) { g[2] = try g.grad.sum([0, 2, 3]) }
                return
            }
            if g.needs(0) { g[0] = try ConvolutionKernel.inputGradient(g.grad, weight.value(), xShape, o) }
            if g.needs(1) {
                let (dw, db) = try ConvolutionKernel.weightGradient(
                    x.value(), g.grad, wShape, o, bias: g.needs(2))
                g[1] = dw
                g[2] = db
            } else if g.needs(2) {
                g[2] = try g.grad.sum([0, 2, 3])
            }
        }
        return out
    }

    /// The cross-correlation of pictures [N, C, H, W] (or one, [C, H, W]) with weights [out, C / groups, kH, kW].
    public func conv2d(_ weight: Tensor, _ bias: Tensor? = nil, _ options: ConvolutionOptions = .init()) throws
        -> Tensor
    {
        if rank != 3 && rank != 4 {
            throw TensorError(
                .runtimeError,
                "Expected 3D (unbatched) or 4D (batched) input to conv2d, but got input of size: \(shape)",
                operation: "conv2d", shapes: [shape, weight.shape],
                notes: rank == 2 ? ["x[None, None] adds the batch and the channel axis"] : [])
        }
        let quiet = ShapeLedger.pause()
        let out: Tensor
        do {
            defer { ShapeLedger.resume(quiet) }
            let x = rank == 3 ? try unsqueeze(0) : self
            try x.checkConvolution(weight, bias, options)
            let y = try x.convolution(weight, bias, options)
            out = rank == 3 ? try y.squeeze([0]) : y
        }
        ShapeLedger.note(
            "conv2d", out, self, weight, bias, why: Why.convolution(shape, weight.shape, options, out.shape))
        return out
    }

    /// conv2d with padding 'same' or 'valid'.
    public func conv2d(
        _ weight: Tensor, _ bias: Tensor?, stride: Dims, padding: String, dilation: Dims, groups: Int
    ) throws -> Tensor {
        switch padding {
        case "valid":
            return try conv2d(
                weight, bias, .init(stride: stride, padding: [0, 0], dilation: dilation, groups: groups))
        case "same":
            if stride.contains(where: { $0 != 1 }) {
                throw TensorError(.runtimeError, "padding='same' is not supported for strided convolutions")
            }
            guard weight.rank == 4 else {
                throw TensorError(.runtimeError, "weight should have at least three dimensions", shapes: [weight.shape])
            }
            let total = (0..<2).map { dilation[$0] * (weight.shape[$0 + 2] - 1) }
            let left: Dims = [total[0] / 2, total[1] / 2]
            let extra: Dims = [total[0] % 2, total[1] % 2]
            let padded = extra == [0, 0] ? self : try padEnd(extra)
            return try padded.conv2d(
                weight, bias, .init(stride: stride, padding: left, dilation: dilation, groups: groups))
        default:
            throw TensorError(
                .valueError, "Invalid padding string '\(padding)', should be one of {'valid', 'same'}")
        }
    }

    /// Zeros after the last two axes.
    private func padEnd(_ extra: Dims) throws -> Tensor {
        var x = self
        for (i, n) in extra.enumerated() where n > 0 {
            let axis = rank - 2 + i
            x = try Tensor.cat(
                [x, Tensor.zeros(x.shape.replacing(at: axis, with: n), dtype: dtype, device: device)], axis)
        }
        return x
    }

    /// Checks sizes and dtypes of a 4-D convolution.
    package func checkConvolution(_ w: Tensor, _ bias: Tensor?, _ o: ConvolutionOptions) throws {
        if w.rank != 4 {
            throw TensorError(
                .runtimeError,
                "Expected 4-dimensional input for 4-dimensional weight \(w.shape), but got \(rank)-dimensional input of size "
                    + "\(shape) instead", shapes: [shape, w.shape])
        }
        if o.groups <= 0 { throw TensorError(.runtimeError, "non-positive groups is not supported") }
        if o.stride.contains(where: { $0 <= 0 }) {
            throw TensorError(.runtimeError, "non-positive stride is not supported")
        }
        if o.padding.contains(where: { $0 < 0 }) {
            throw TensorError(.runtimeError, "negative padding is not supported")
        }
        if o.dilation.contains(where: { $0 <= 0 }) {
            throw TensorError(.runtimeError, "dilation should be greater than zero")
        }
        if o.padding.contains(where: { $0 > 1 << 30 }) || o.dilation.contains(where: { $0 > 1 << 30 })
            || o.stride.contains(where: { $0 > 1 << 40 })
        {
            throw TensorError(.runtimeError, "conv2d: parameters out of range")
        }
        if dtype != w.dtype || (bias.map { $0.dtype != dtype } ?? false) {
            let other = bias ?? w
            if let bias, w.dtype == dtype {
                throw TensorError(
                    .runtimeError,
                    "Input type (\(dtype.cName)) and bias type (\(bias.dtype.cName)) should be the same")
            }
            if bias == nil {
                throw TensorError(
                    .runtimeError,
                    "expected scalar type \(dtype.scalarTypeName) but found \(w.dtype.scalarTypeName)",
                    notes: ["convert the input, for example with .float()"])
            }
            throw TensorError(
                .runtimeError,
                "Input type (\(dtype.cName)) and \(bias == nil ? "weight" : "bias") type (\(other.dtype.cName)) should be the same",
                notes: ["convert the input, for example with .float()"])
        }
        if !dtype.isFloat {
            throw TensorError(
                .notImplementedError, "\"slow_conv2d_cpu\" not implemented for '\(dtype.scalarTypeName)'")
        }
        if w.shape[0] % o.groups != 0 {
            throw TensorError(
                .runtimeError,
                "Given groups=\(o.groups), expected weight to be divisible by \(o.groups) at dimension 0, but got weight of "
                    + "size \(w.shape) instead", shapes: [shape, w.shape])
        }
        if shape[1] != w.shape[1] * o.groups {
            throw TensorError(
                .runtimeError,
                "Given groups=\(o.groups), weight of size \(w.shape), expected input\(shape) to have "
                    + "\(w.shape[1] * o.groups) channels, but got \(shape[1]) channels instead", operation: "conv2d",
                shapes: [shape, w.shape])
        }
        if let bias, bias.rank != 1 || bias.shape[0] != w.shape[0] {
            throw TensorError(
                .runtimeError,
                "Given weight of size \(w.shape), expected bias to be 1-dimensional with \(w.shape[0]) elements, but got bias "
                    + "of size \(bias.shape) instead", shapes: [w.shape, bias.shape])
        }
        for i in 0..<2 {
            let padded = shape[2 + i] + 2 * o.padding[i]
            let kernel = o.dilation[i] * (w.shape[2 + i] - 1) + 1
            if w.shape[2 + i] <= 0 || kernel > padded {
                func pair(_ f: (Int) -> Int) -> String { "(\(f(0)) x \(f(1)))" }
                throw TensorError(
                    .runtimeError,
                    "Calculated padded input size per channel: \(pair { shape[2 + $0] + 2 * o.padding[$0] }). Kernel size: "
                        + "\(pair { o.dilation[$0] * (w.shape[2 + $0] - 1) + 1 }). Kernel size can't be greater than actual input size",
                    operation: "conv2d", shapes: [shape, w.shape])
            }
        }
    }
}

extension Why {
    static func window(_ n: Int, _ k: Int, _ stride: Int, _ padding: Int, _ dilation: Int, _ out: Int) -> String {
        let reach = dilation == 1 ? "\(k)" : "\(dilation)·(\(k) − 1) − 1"
        let padded = padding == 0 ? "\(n)" : "\(n) + 2·\(padding)"
        if stride == 1 { return "\(padded) − \(reach) + 1 = \(out)" }
        return "⌊(\(padded) − \(reach)) / \(stride)⌋ + 1 = \(out)"
    }

    static func convolution(_ x: Dims, _ w: Dims, _ o: ConvolutionOptions, _ out: Dims) -> String {
        guard x.count >= 3, w.count == 4, out.count >= 3 else { return "" }
        let (h, v) = (x.count - 2, x.count - 1)
        let rows = window(x[h], w[2], o.stride[0], o.padding[0], o.dilation[0], out[out.count - 2])
        let columns = window(x[v], w[3], o.stride[1], o.padding[1], o.dilation[1], out[out.count - 1])
        return "channels \(x[x.count - 3]) → \(w[0]); " + (rows == columns ? rows : rows + "; " + columns)
    }
}

enum ConvolutionOps {
    static let rows: [OpRow] = [
        OpRow(
            "conv2d", [.function, .functional],
            [
                "conv2d(Tensor input, Tensor weight, Tensor? bias=None, int[2] stride=1, int[2] padding=0, int[2] dilation=1, "
                    + "int groups=1)",
                "conv2d(Tensor input, Tensor weight, Tensor? bias=None, int[2] stride=1, str padding='valid', "
                    + "int[2] dilation=1, int groups=1)",
            ], "The cross-correlation of pictures with a weight per output channel.",
            shape: "⌊(n + 2·padding − dilation·(kernel − 1) − 1) / stride⌋ + 1 along both axes"
        ) { a in
            let (x, w, b) = (try a.tensor(0), try a.tensor(1), try a.optionalTensor(2))
            let (stride, dilation) = (try a.ints(3, size: 2), try a.ints(5, size: 2))
            if a.overload == 1 {
                return .tensor(
                    try x.conv2d(
                        w, b, stride: stride, padding: a.string(4), dilation: dilation, groups: a.int(6)))
            }
            return .tensor(
                try x.conv2d(
                    w, b,
                    .init(stride: stride, padding: a.ints(4, size: 2), dilation: dilation, groups: a.int(6))))
        }
    ]
}
