/// The sizes of `unfold` and `fold`: windows of the last two axes.
struct PatchShape {
    let kernel: Dims
    let dilation: Dims
    let padding: Dims
    let stride: Dims
    let height: Int
    let width: Int

    private func count(_ n: Int, _ i: Int) -> Int {
        let span = n &+ 2 &* padding[i] &- dilation[i] &* (kernel[i] &- 1) &- 1
        return span < 0 ? 0 : span / stride[i] + 1
    }

    var rows: Int { count(height, 0) }
    var columns: Int { count(width, 1) }

    /// - Throws: RuntimeError for settings that are not positive (the padding: negative) or out of range.
    func check() throws {
        func pair(_ name: String, _ d: Dims) -> String { "\(name)_height: \(d[0]) \(name)_width: \(d[1])" }
        for (name, d) in [("kernel", kernel), ("stride", stride), ("dilation", dilation)]
        where d.contains(where: { $0 <= 0 }) {
            throw TensorError(
                .runtimeError,
                "\(name == "kernel" ? "kernel size" : name) should be greater than zero, but got \(pair(name, d))")
        }
        if padding.contains(where: { $0 < 0 }) {
            throw TensorError(
                .runtimeError, "padding should be non-negative, but got \(pair("pad", padding))")
        }
        for d in [kernel, stride, dilation, padding, [height, width]] where d.contains(where: { $0 > 1 << 30 }) {
            throw TensorError(.runtimeError, "unfold: sizes out of range")
        }
    }

    static func text(_ d: Dims) -> String { "(\(d[0]), \(d[1]))" }
}

extension Tensor {
    /// Windows of the last two axes as columns: [N, C, H, W] → [N, C·kh·kw, windows].
    func patches(_ kernel: Dims, dilation: Dims, padding: Dims, stride: Dims) throws -> Tensor {
        if rank != 3 && rank != 4 {
            throw TensorError(
                .runtimeError,
                "Expected 3D or 4D (batch mode) tensor with possibly 0 batch size and other non-zero dimensions for input, but "
                    + "got: \(shape)", shapes: [shape])
        }
        let s = PatchShape(
            kernel: kernel, dilation: dilation, padding: padding, stride: stride, height: shape[rank - 2],
            width: shape[rank - 1])
        try s.check()
        if s.rows < 1 || s.columns < 1 {
            throw TensorError(
                .runtimeError,
                "Given input with spatial size \(PatchShape.text([s.height, s.width])), kernel_size=\(PatchShape.text(kernel)), "
                    + "dilation=\(PatchShape.text(dilation)), padding=\(PatchShape.text(padding)), calculated shape of the array of "
                    + "sliding blocks as \(PatchShape.text([s.rows, s.columns])), but its components must be at least one.",
                shapes: [shape])
        }
        let out = try GradMode.without { try unfolded(s) }
        if isRecorded {
            out.record("Im2ColBackward0", self) { g in
                g[0] = try g.grad.folded(
                    [s.height, s.width], kernel, dilation: dilation, padding: padding, stride: stride)
            }
        }
        ShapeLedger.note("unfold", out, self, why: "\(s.rows)·\(s.columns) windows")
        return out
    }

    private func unfolded(_ s: PatchShape) throws -> Tensor {
        let batched = rank == 4
        let x = try (batched ? detach() : detach().unsqueeze(0)).pad([
            s.padding[1], s.padding[1], s.padding[0], s.padding[0],
        ])
        let (n, c) = (x.shape[0], x.shape[1])
        let (kh, kw) = (s.kernel[0], s.kernel[1])
        let steps = x.strides
        // Every window is a view of the padded operand under other strides.
        let view = x.alias(
            shape: [n, c, kh, kw, s.rows, s.columns],
            strides: [
                steps[0], steps[1], steps[2] * s.dilation[0], steps[3] * s.dilation[1], steps[2] * s.stride[0],
                steps[3] * s.stride[1],
            ], offset: x.offset)
        let dense = try view.copied()
        let shape: Dims = batched ? [n, c * kh * kw, s.rows * s.columns] : [c * kh * kw, s.rows * s.columns]
        return dense.alias(shape: shape, strides: shape.contiguousStrides, offset: 0)
    }

    /// The sum of overlapping windows: [N, C·kh·kw, windows] → [N, C, H, W].
    func folded(_ size: Dims, _ kernel: Dims, dilation: Dims, padding: Dims, stride: Dims) throws -> Tensor {
        if rank != 2 && rank != 3 {
            throw TensorError(
                .runtimeError,
                "Expected 2D or 3D (batch mode) tensor for input with possibly 0 batch size and non-zero dimensions for input, "
                    + "but got: \(shape)", shapes: [shape])
        }
        let s = PatchShape(
            kernel: kernel, dilation: dilation, padding: padding, stride: stride, height: size[0], width: size[1])
        try s.check()
        if size.contains(where: { $0 <= 0 }) {
            throw TensorError(
                .runtimeError,
                "output size should be greater than zero, but got output_height: \(size[0]) output_width: \(size[1])")
        }
        let window = kernel[0] * kernel[1]
        let (rows, length) = (shape[rank - 2], shape[rank - 1])
        if rows % window != 0 {
            throw TensorError(
                .runtimeError,
                "Expected size of input's dimension 1 to be divisible by the product of kernel_size, but got input.size(1)=\(rows) "
                    + "and kernel_size=\(PatchShape.text(kernel)).", shapes: [shape])
        }
        if s.rows * s.columns != length {
            throw TensorError(
                .runtimeError,
                "Given output_size=\(PatchShape.text(size)), kernel_size=\(PatchShape.text(kernel)), "
                    + "dilation=\(PatchShape.text(dilation)), padding=\(PatchShape.text(padding)), "
                    + "stride=\(PatchShape.text(stride)), expected size of input's dimension 2 to match the calculated number of "
                    + "sliding blocks \(s.rows) * \(s.columns) = \(s.rows * s.columns), but got input.size(2)=\(length).",
                shapes: [shape])
        }
        let out = try GradMode.without { () throws -> Tensor in
            let x = rank == 3 ? detach() : try detach().unsqueeze(0)
            let (n, c) = (x.shape[0], rows / window)
            let (h, w) = (size[0] + 2 * padding[0], size[1] + 2 * padding[1])
            try Tensor.checkSizes([n, c, h, w])
            let whole = try Tensor.zeros([n, c, h, w], dtype: dtype, device: device)
            let parts = try x.reshape([n, c, kernel[0], kernel[1], s.rows, s.columns])
            for i in 0..<kernel[0] {
                for j in 0..<kernel[1] {
                    let place = whole.alias(
                        shape: [n, c, s.rows, s.columns],
                        strides: [c * h * w, h * w, w * stride[0], stride[1]],
                        offset: i * dilation[0] * w + j * dilation[1])
                    try place.addInPlaceUnrecorded(parts.select(2, i).select(2, j))
                }
            }
            let inner = try whole.narrow(2, padding[0], size[0]).narrow(3, padding[1], size[1]).contiguous()
            return rank == 3 ? inner : try inner.squeeze([0])
        }
        if isRecorded {
            out.record("Col2ImBackward0", self) { g in
                g[0] = try g.grad.patches(kernel, dilation: dilation, padding: padding, stride: stride)
            }
        }
        ShapeLedger.note("fold", out, self, why: "\(s.rows)·\(s.columns) windows joined")
        return out
    }
}

enum PatchOps {
    static let rows: [OpRow] = [
        OpRow(
            "unfold", .functional,
            [
                "unfold(Tensor input, int[2] kernel_size, int[2] dilation=1, int[2] padding=0, int[2] stride=1)"
            ], "Windows of the last two axes as columns.", shape: "[N, C·kernel, windows]"
        ) {
            .tensor(
                try $0.tensor(0).patches(
                    $0.ints(1, size: 2), dilation: $0.ints(2, size: 2), padding: $0.ints(3, size: 2),
                    stride: $0.ints(4, size: 2)))
        },
        OpRow(
            "fold", .functional,
            [
                "fold(Tensor input, int[2] output_size, int[2] kernel_size, int[2] dilation=1, int[2] padding=0, "
                    + "int[2] stride=1)"
            ], "The sum of overlapping windows.", shape: "[N, C, H, W]"
        ) {
            .tensor(
                try $0.tensor(0).folded(
                    $0.ints(1, size: 2), $0.ints(2, size: 2), dilation: $0.ints(3, size: 2),
                    padding: $0.ints(4, size: 2), stride: $0.ints(5, size: 2)))
        },
        OpRow(
            "channel_shuffle", [.function, .functional], ["channel_shuffle(Tensor input, int groups)"],
            "Channels dealt out among groups.", shape: "that of the input"
        ) { a in
            let t = try a.tensor(0)
            let groups = try a.int(1)
            if t.rank <= 2 {
                throw TensorError(
                    .runtimeError, "channel_shuffle expects input with > 2 dims, but got input with sizes \(t.shape)",
                    shapes: [t.shape])
            }
            if groups <= 0 {
                throw TensorError(
                    .runtimeError, "Number of groups to divide channels in must be positive. Value of groups:\(groups)")
            }
            let c = t.shape[1]
            if c % groups != 0 {
                throw TensorError(
                    .runtimeError,
                    "Number of channels must be divisible by groups. Got \(c) channels and \(groups) groups.",
                    shapes: [t.shape])
            }
            return .tensor(
                try t.quietly("channel_shuffle") {
                    try t.reshape([t.shape[0], groups, c / groups, -1]).transpose(1, 2).contiguous().reshape(t.shape)
                        .named(
                            "ChannelShuffleBackward0")
                })
        },
    ]
}
