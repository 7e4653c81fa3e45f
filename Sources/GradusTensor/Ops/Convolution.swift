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
            try Interruption.around {
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
            try Interruption.around {
                if type == .float32 {
                    Kernels.convInputGradient(s, dy: p.f32, w: q.f32, dx: out.f32)
                } else {
                    Kernels.convInputGradient(
                        s, dy: p.pointer(Double.self), w: q.pointer(Double.self), dx: out.pointer(Double.self))
                }
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
            try Interruption.around { Kernels.convWeightGradient(s, x: p.f32, dy: q.f32, dw: dw.f32, db: db?.f32) }
        } else {
            try Interruption.around {
                Kernels.convWeightGradient(
                    s, x: p.pointer(Double.self), dy: q.pointer(Double.self), dw: dw.pointer(Double.self),
                    db: db?.pointer(Double.self))
            }
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
        if let low = Autocast.dtype, dtype == .float32 || weight.dtype == .float32 {
            return try Autocast.lower(self, low).conv2d(
                Autocast.lower(weight, low), bias.map { try Autocast.lower($0, low) }, options)
        }
        let checks = ConvolutionChecks(name: "conv2d", axes: 2, input: self, weight: weight, bias: bias)
        try checks.checkInput()
        let (options, _) = try checks.check(
            stride: options.stride, padding: options.padding, dilation: options.dilation, groups: options.groups)
        let quiet = ShapeLedger.pause()
        let out: Tensor
        do {
            defer { ShapeLedger.resume(quiet) }
            let x = rank == 3 ? try unsqueeze(0) : self
            let y = try x.convolution(weight, bias, options).laid(outLike: x, weight)
            out = rank == 3 ? try y.squeeze([0]) : y
        }
        ShapeLedger.note(
            "conv2d", out, self, weight, bias, why: Why.convolution(shape, weight.shape, options, out.shape))
        return out
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
            try ConvolutionAxesOps.convolve(&a, axes: 2)
        }
    ]
}
