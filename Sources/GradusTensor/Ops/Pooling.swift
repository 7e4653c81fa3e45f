import GradusKernels

/// The numbers of a pooling over two axes.
public struct PoolingOptions: Sendable {
    public var kernel: Dims
    public var stride: Dims
    public var padding: Dims
    public var dilation: Dims
    public var ceilMode: Bool

    /// - Parameter stride: empty for that of the kernel.
    public init(
        kernel: Dims, stride: Dims = [], padding: Dims = [0, 0], dilation: Dims = [1, 1], ceilMode: Bool = false
    ) {
        self.kernel = kernel
        self.stride = stride.isEmpty ? kernel : stride
        self.padding = padding
        self.dilation = dilation
        self.ceilMode = ceilMode
    }

    /// The output size along one axis; with ceil_mode a last window that would start in the padding is left out.
    func outputSize(_ n: Int, _ i: Int) -> Int {
        let span = n + 2 * padding[i] - dilation[i] * (kernel[i] - 1) - 1
        var size = floorDivision(span + (ceilMode ? stride[i] - 1 : 0), stride[i]) + 1
        if ceilMode && (size - 1) * stride[i] >= n + padding[i] { size -= 1 }
        return size
    }

    private func floorDivision(_ a: Int, _ b: Int) -> Int { a >= 0 ? a / b : -((-a + b - 1) / b) }
}

extension Tensor {
    /// Checks the sizes of a pooling and gives its kernel's numbers.
    fileprivate func poolShape(_ o: PoolingOptions, _ name: String) throws -> PoolShape {
        if rank != 3 && rank != 4 {
            if name == "avg_pool2d", rank < 3 {
                let text =
                    rank == 0
                    ? "Dimension specified as -3 but tensor has no dimensions"
                    : "Dimension out of range (expected to be in range of [\(-rank), \(rank - 1)], but got -3)"
                throw TensorError(.indexError, text, operation: name, shapes: [shape])
            }
            throw TensorError(
                .runtimeError, "non-empty 3D or 4D (batch mode) tensor expected for input", operation: name,
                shapes: [shape])
        }
        for i in 0..<2 {
            if o.kernel[i] > 1 << 30 || o.dilation[i] > 1 << 30 || o.stride[i] > 1 << 40 || o.kernel[i] < -1 << 30
                || o.dilation[i] < -1 << 30
            {
                throw TensorError(.runtimeError, "\(name): parameters out of range")
            }
            if o.stride[i] == 0 { throw TensorError(.runtimeError, "stride should not be zero") }
            if o.padding[i] < 0 {
                throw TensorError(.runtimeError, "pad must be non-negative, but got pad: \(o.padding[i])")
            }
            if o.padding[i] > ((o.kernel[i] - 1) * o.dilation[i] + 1) / 2 {
                throw TensorError(
                    .runtimeError,
                    "pad should be at most half of effective kernel size, but got pad=\(o.padding[i]), kernel_size="
                        + "\(o.kernel[i]) and dilation=\(o.dilation[i])")
            }
        }
        if o.kernel.contains(where: { $0 <= 0 }) {
            throw TensorError(
                .runtimeError, "kernel size should be greater than zero, but got kH: \(o.kernel[0]) kW: \(o.kernel[1])")
        }
        if o.stride.contains(where: { $0 <= 0 }) {
            throw TensorError(
                .runtimeError, "stride should be greater than zero, but got dH: \(o.stride[0]) dW: \(o.stride[1])")
        }
        if o.dilation.contains(where: { $0 <= 0 }) {
            throw TensorError(
                .runtimeError,
                "dilation should be greater than zero, but got dilationH: \(o.dilation[0]) dilationW: \(o.dilation[1])")
        }
        for axis in (rank == 4 ? 1 : 0)..<rank where shape[axis] == 0 {
            throw TensorError(
                .runtimeError,
                "Expected 3D or 4D (batch mode) tensor with optional 0 dim batch size for input, but got:\(shape)",
                operation: name, shapes: [shape])
        }
        for i in 0..<2 where o.padding[i] > o.kernel[i] / 2 {
            throw TensorError(
                .runtimeError,
                "pad should be smaller than or equal to half of kernel size, but got padW = \(o.padding[1]), padH = "
                    + "\(o.padding[0]), kW = \(o.kernel[1]), kH = \(o.kernel[0])")
        }
        let (c, h, w) = (shape[rank - 3], shape[rank - 2], shape[rank - 1])
        let (oh, ow) = (o.outputSize(h, 0), o.outputSize(w, 1))
        if oh < 1 || ow < 1 {
            throw TensorError(
                .runtimeError,
                "Given input size: (\(c)x\(h)x\(w)). Calculated output size: (\(c)x\(oh)x\(ow)). Output size is too small",
                operation: name, shapes: [shape],
                notes: ["a window of \(o.kernel[0])×\(o.kernel[1]) does not fit into \(h)×\(w)"])
        }
        return PoolShape(
            planes: (rank == 4 ? shape[0] : 1) * c, height: h, width: w, kernelH: o.kernel[0], kernelW: o.kernel[1],
            strideH: o.stride[0], strideW: o.stride[1], padH: o.padding[0], padW: o.padding[1],
            dilationH: o.dilation[0], dilationW: o.dilation[1], outHeight: oh, outWidth: ow)
    }

    fileprivate func pooledShape(_ s: PoolShape) -> Dims {
        shape.replacing(at: rank - 2, with: s.outHeight).replacing(at: rank - 1, with: s.outWidth)
    }

    /// The largest element of each window.
    public func maxPool2d(_ o: PoolingOptions) throws -> Tensor {
        try maxPool(o, indices: false).values
    }

    /// The largest element of each window and its place in the input plane.
    public func maxPool2dWithIndices(_ o: PoolingOptions) throws -> (values: Tensor, indices: Tensor) {
        let (values, indices) = try maxPool(o, indices: true)
        guard let indices else { return (values, values) }
        return (values, indices)
    }

    private func maxPool(_ o: PoolingOptions, indices wanted: Bool) throws -> (values: Tensor, indices: Tensor?) {
        let s = try poolShape(o, "max_pool2d")
        try requireFloat("max_pool2d")
        let type = dtype.compute
        let target = pooledShape(s)
        let out: Tensor
        var indices: Tensor?
        let x = try contiguousUnrecorded().castUnrecorded(type)
        if isMeta {
            out = try Tensor(empty: target, dtype, .meta)
            if wanted { indices = try Tensor(empty: target, .int64, .meta) }
        } else {
            let y = try Tensor(empty: target, type)
            let places = wanted ? try Tensor(empty: target, .int32) : nil
            if y.count > 0 {
                if type == .float32 {
                    Kernels.maxPool(s, x: x.f32, y: y.f32, indices: places?.pointer(Int32.self))
                } else {
                    Kernels.maxPool(
                        s, x: x.pointer(Double.self), y: y.pointer(Double.self), indices: places?.pointer(Int32.self))
                }
            }
            out = try y.castUnrecorded(dtype)
            indices = try places?.castUnrecorded(.int64)
        }
        if isRecorded {
            let saved = Saved(self)
            out.record("MaxPool2DWithIndicesBackward0", self) { g in
                g[0] = try g.grad.maxPoolBackward(saved.value(), s, o)
            }
        }
        ShapeLedger.note("max_pool2d", out, self, why: Why.pooling(shape, o, out.shape))
        return (try out.laid(outLike: self), try indices?.laid(outLike: self))
    }

    /// Sends a gradient to the first maximum of each window of `input`.
    private func maxPoolBackward(_ input: Tensor, _ s: PoolShape, _ o: PoolingOptions) throws -> Tensor {
        if GradMode.isEnabled && requiresGrad { return try recordedMaxPoolBackward(input, o) }
        if isMeta { return try Tensor(empty: input.shape, input.dtype, .meta) }
        let type = input.dtype.compute
        let x = try input.contiguousUnrecorded().castUnrecorded(type)
        let dy = try contiguousUnrecorded().castUnrecorded(type)
        let dx = try Tensor(empty: input.shape, type)
        if type == .float32 {
            Kernels.maxPoolBackward(s, x: x.f32, dy: dy.f32, dx: dx.f32)
        } else {
            Kernels.maxPoolBackward(
                s, x: x.pointer(Double.self), dy: dy.pointer(Double.self), dx: dx.pointer(Double.self))
        }
        return try dx.castUnrecorded(input.dtype)
    }

    /// The same through a scatter by places, which is differentiable in the gradient.
    private func recordedMaxPoolBackward(_ input: Tensor, _ o: PoolingOptions) throws -> Tensor {
        let places = try GradMode.without { try input.detach().maxPool2dWithIndices(o).indices }
        let planes = Dims(input.shape.dropLast(2)).product
        let area = input.shape[input.rank - 2] * input.shape[input.rank - 1]
        return try Tensor.zeros([planes, area], dtype: dtype)
            .scatterAdd(1, places.reshape([planes, -1]), reshape([planes, -1])).reshape(input.shape)
    }

    /// The mean of each window.
    /// - Parameters:
    ///   - countIncludePad: whether padding counts in the divisor.
    ///   - divisor: replaces the count.
    public func avgPool2d(_ o: PoolingOptions, countIncludePad: Bool = true, divisor: Int? = nil) throws -> Tensor {
        if divisor == 0 { throw TensorError(.runtimeError, "divisor must be not zero") }
        let s = try poolShape(o, "avg_pool2d")
        try requireFloat("avg_pool2d")
        let type = dtype.compute
        let target = pooledShape(s)
        let y = try Tensor(empty: target, type, device)
        if !isMeta && y.count > 0 {
            let x = try contiguousUnrecorded().castUnrecorded(type)
            if type == .float32 {
                Kernels.avgPool(s, countIncludePad: countIncludePad, divisor: divisor, x: x.f32, y: y.f32)
            } else {
                Kernels.avgPool(
                    s, countIncludePad: countIncludePad, divisor: divisor, x: x.pointer(Double.self),
                    y: y.pointer(Double.self))
            }
        }
        let out = try y.castUnrecorded(dtype)
        if isRecorded {
            let own = form
            out.record("AvgPool2DBackward0", self) { g in
                g[0] = try g.grad.avgPoolBackward(own, s, o, countIncludePad, divisor)
            }
        }
        ShapeLedger.note("avg_pool2d", out, self, why: Why.pooling(shape, o, out.shape))
        return try out.laid(outLike: self)
    }

    private func avgPoolBackward(
        _ own: (shape: Dims, dtype: DType), _ s: PoolShape, _ o: PoolingOptions, _ countIncludePad: Bool,
        _ divisor: Int?
    ) throws -> Tensor {
        let type = own.dtype.compute
        let dx = try Tensor(empty: own.shape, type, device)
        if !isMeta {
            let dy = try contiguousUnrecorded().castUnrecorded(type)
            if type == .float32 {
                Kernels.avgPoolBackward(s, countIncludePad: countIncludePad, divisor: divisor, dy: dy.f32, dx: dx.f32)
            } else {
                Kernels.avgPoolBackward(
                    s, countIncludePad: countIncludePad, divisor: divisor, dy: dy.pointer(Double.self),
                    dx: dx.pointer(Double.self))
            }
        }
        let out = try dx.castUnrecorded(own.dtype)
        if isRecorded {
            out.record("AvgPool2DBackwardBackward0", self) { g in
                g[0] = try g.grad.avgPool2d(o, countIncludePad: countIncludePad, divisor: divisor)
            }
        }
        return out
    }
}

extension Why {
    static func pooling(_ x: Dims, _ o: PoolingOptions, _ out: Dims) -> String {
        guard x.count >= 2, out.count >= 2 else { return "" }
        func side(_ i: Int) -> String {
            let (n, m) = (x[x.count - 2 + i], out[out.count - 2 + i])
            if o.padding[i] == 0, o.dilation[i] == 1, o.kernel[i] == o.stride[i], !o.ceilMode {
                return n % o.kernel[i] == 0 ? "\(n) / \(o.kernel[i]) = \(m)" : "⌊\(n) / \(o.kernel[i])⌋ = \(m)"
            }
            return window(n, o.kernel[i], o.stride[i], o.padding[i], o.dilation[i], m)
        }
        let (rows, columns) = (side(0), side(1))
        return rows == columns ? rows : rows + "; " + columns
    }
}

enum PoolingOps {
    static let rows: [OpRow] = [
        OpRow(
            "max_pool2d", [.function, .functional],
            [
                "max_pool2d(Tensor input, int[2] kernel_size, int[2]? stride=None, int[2] padding=0, int[2] dilation=1, "
                    + "bool ceil_mode=False, bool return_indices=False)"
            ], "The largest element of each window.",
            shape: "⌊(n + 2·padding − dilation·(kernel − 1) − 1) / stride⌋ + 1 along both axes"
        ) { a in
            let name = "max_pool2d"
            let options = PoolingOptions(
                kernel: try pair(a, 1, name, "kernel_size must either be"),
                stride: a.isNone(2) ? [] : try pair(a, 2, name, "stride must either be omitted,"),
                padding: try pair(a, 3, name, "padding must either be"),
                dilation: try pair(a, 4, name, "dilation must be either"), ceilMode: try a.bool(5))
            let t = try a.tensor(0)
            guard try a.bool(6) else { return .tensor(try t.maxPool2d(options)) }
            let (values, indices) = try t.maxPool2dWithIndices(options)
            return .tuple(typeName: nil, fields: [], [values, indices])
        },
        OpRow(
            "avg_pool2d", .functional,
            [
                "avg_pool2d(Tensor input, int[2] kernel_size, int[2]? stride=None, int[2] padding=0, bool ceil_mode=False, "
                    + "bool count_include_pad=True, int? divisor_override=None)"
            ], "The mean of each window.", shape: "⌊(n + 2·padding − kernel) / stride⌋ + 1 along both axes"
        ) { a in
            let name = "avg_pool2d"
            let options = PoolingOptions(
                kernel: try pair(a, 1, name, "kernel_size must either be"),
                stride: a.isNone(2) ? [] : try pair(a, 2, name, "stride must either be omitted,"),
                padding: try pair(a, 3, name, "padding must either be"), ceilMode: try a.bool(4))
            return .tensor(
                try a.tensor(0).avgPool2d(options, countIncludePad: a.bool(5), divisor: a.optionalInt(6)))
        },
    ]

    /// Two numbers of one or two; an empty stride stays empty and means that of the kernel.
    private static func pair(_ a: borrowing OpArguments, _ i: Int, _ name: String, _ rule: String) throws -> Dims {
        let given = try a.ints(i)
        switch given.count {
        case 1: return [given[0], given[0]]
        case 2: return given
        case 0 where rule.contains("omitted"): return []
        default: throw TensorError(.runtimeError, "\(name): \(rule) a single int, or a tuple of two ints")
        }
    }
}
