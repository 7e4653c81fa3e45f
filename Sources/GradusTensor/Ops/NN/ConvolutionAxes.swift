extension Tensor {
    /// The cross-correlation over one or two axes.
    package func convolve(_ weight: Tensor, _ bias: Tensor?, axes: Int, _ o: ConvolutionOptions) throws -> Tensor {
        switch axes {
        case 1: return try conv1d(weight, bias, o)
        case 2: return try conv2d(weight, bias, o)
        default: return try conv3d(weight, bias, o)
        }
    }

    /// The same with padding 'same' or 'valid'.
    package func convolve(
        _ weight: Tensor, _ bias: Tensor?, axes: Int, stride: Dims, padding: String, dilation: Dims, groups: Int
    ) throws -> Tensor {
        var checks = ConvolutionChecks(name: "conv\(axes)d", axes: axes, input: self, weight: weight, bias: bias)
        checks.padsByName = true
        try checks.checkInput()
        var pads = Dims(repeating: 0, count: axes)
        var x = self
        try Tensor.checkRange("conv\(axes)d", stride, dilation, [groups])
        switch padding {
        case "valid": break
        case "same":
            try checks.checkSame(stride: stride, dilation: dilation)
            var extra: [Int] = []
            for i in (0..<axes).reversed() {
                let total = dilation[dilation.count == 1 ? 0 : i] * (weight.shape[i + 2] - 1)
                pads[i] = total / 2
                extra += [0, total % 2]
            }
            if extra.contains(where: { $0 > 0 }) { x = try x.pad(extra) }
            if pads.contains(where: { $0 < 0 }) { pads = Dims(repeating: 0, count: axes) }
        default: throw TensorError(.runtimeError, "Invalid padding string: '\(padding)'")
        }
        if dtype != weight.dtype {
            // Before the bias is compared with the input.
            _ = try checks.check(stride: stride, padding: pads, dilation: dilation, groups: groups)
        }
        return try x.convolve(
            weight, bias, axes: axes, .init(stride: stride, padding: pads, dilation: dilation, groups: groups))
    }

    /// The cross-correlation of signals [N, C, L] (or one, [C, L]) with weights [out, C / groups, k].
    public func conv1d(_ weight: Tensor, _ bias: Tensor? = nil, _ o: ConvolutionOptions) throws -> Tensor {
        if let low = Autocast.dtype, dtype == .float32 || weight.dtype == .float32 {
            return try Autocast.lower(self, low).conv1d(
                Autocast.lower(weight, low), bias.map { try Autocast.lower($0, low) }, o)
        }
        let checks = ConvolutionChecks(name: "conv1d", axes: 1, input: self, weight: weight, bias: bias)
        try checks.checkInput()
        let (o, _) = try checks.check(stride: o.stride, padding: o.padding, dilation: o.dilation, groups: o.groups)
        return try quietly("conv1d", weight) {
            let flat = ConvolutionOptions(
                stride: [1, o.stride[0]], padding: [0, o.padding[0]], dilation: [1, o.dilation[0]], groups: o.groups)
            let x = try rank == 2 ? unsqueeze(0).unsqueeze(2) : unsqueeze(2)
            let y = try x.conv2d(weight.unsqueeze(2), bias, flat).squeeze([2])
            return rank == 2 ? try y.squeeze([0]) : y.named("ConvolutionBackward0")
        }
    }

    /// The cross-correlation of volumes [N, C, D, H, W] as a sum of two-axis ones, one per plane of the kernel.
    public func conv3d(_ weight: Tensor, _ bias: Tensor? = nil, _ o: ConvolutionOptions) throws -> Tensor {
        if let low = Autocast.dtype, dtype == .float32 || weight.dtype == .float32 {
            return try Autocast.lower(self, low).conv3d(
                Autocast.lower(weight, low), bias.map { try Autocast.lower($0, low) }, o)
        }
        let checks = ConvolutionChecks(name: "conv3d", axes: 3, input: self, weight: weight, bias: bias)
        try checks.checkInput()
        let (o, _) = try checks.check(stride: o.stride, padding: o.padding, dilation: o.dilation, groups: o.groups)
        return try quietly("conv3d", weight) {
            var x = rank == 4 ? try unsqueeze(0) : self
            if o.padding[0] > 0 { x = try x.pad([0, 0, 0, 0, o.padding[0], o.padding[0]]) }
            let span = x.shape[2] - o.dilation[0] * (weight.shape[2] - 1) - 1
            if span < 0 {
                throw TensorError(
                    .runtimeError, "Kernel size can't be greater than actual input size", operation: "conv3d",
                    shapes: [shape, weight.shape])
            }
            let depth = span / o.stride[0] + 1
            let (batch, channels) = (x.shape[0], x.shape[1])
            let plane = ConvolutionOptions(
                stride: Dims(o.stride.dropFirst()), padding: Dims(o.padding.dropFirst()),
                dilation: Dims(o.dilation.dropFirst()), groups: o.groups)
            var total: Tensor?
            for k in 0..<weight.shape[2] {
                let start = k * o.dilation[0]
                let slab = try x.slice(2, start, start + (depth - 1) * o.stride[0] + 1, o.stride[0])
                let flat = try slab.transpose(1, 2).reshape([batch * depth, channels, x.shape[3], x.shape[4]])
                let y = try flat.conv2d(weight.select(2, k), nil, plane)
                total = try total.map { try $0.add(y) } ?? y
            }
            guard let sum = total else {
                throw TensorError(.runtimeError, "weight should have at least three dimensions", shapes: [weight.shape])
            }
            var y = try sum.reshape([batch, depth, sum.shape[1], sum.shape[2], sum.shape[3]]).transpose(1, 2)
            if let bias { y = try y.add(bias.reshape([1, -1, 1, 1, 1])) }
            return rank == 4 ? try y.squeeze([0]) : try y.named("ConvolutionBackward0").laid(outLike: self, weight)
        }
    }

    /// The transposed convolution over one to three axes: the gradient of a convolution with respect to its input.
    /// weight [in, out / groups, k…].
    package func convTranspose(
        _ weight: Tensor, _ bias: Tensor?, axes: Int, stride: Dims, padding: Dims, outputPadding: Dims, groups: Int,
        dilation: Dims
    ) throws -> Tensor {
        let name = "conv_transpose\(axes)d"
        var checks = ConvolutionChecks(name: name, axes: axes, input: self, weight: weight, bias: bias)
        checks.transposed = true
        try checks.checkInput()
        let (o, outputPadding) = try checks.check(
            stride: stride, padding: padding, dilation: dilation, groups: groups, outputPadding: outputPadding)
        if axes == 3 { return try quietly(name, weight) { try convTransposeVolumes(weight, bias, o, outputPadding) } }
        let (stride, padding, dilation) = (o.stride, o.padding, o.dilation)
        return try quietly(name, weight) {
            var x = rank == axes + 1 ? try unsqueeze(0) : self
            var w = weight
            func two(_ d: Dims, _ fill: Int) -> Dims { axes == 1 ? [fill, d[0]] : d }
            if axes == 1 {
                x = try x.unsqueeze(2)
                w = try w.unsqueeze(2)
            }
            let o = ConvolutionOptions(
                stride: two(stride, 1), padding: two(padding, 0), dilation: two(dilation, 1), groups: groups)
            let more = two(outputPadding, 0)
            var sizes: Dims = [x.shape[0], w.shape[1] * groups]
            for i in 0..<2 {
                let n = (x.shape[i + 2] - 1) * o.stride[i] - 2 * o.padding[i] + o.dilation[i] * (w.shape[i + 2] - 1)
                sizes.append(n + more[i] + 1)
            }
            if sizes[2] <= 0 || sizes[3] <= 0 {
                throw TensorError(
                    .runtimeError,
                    "Given input size per channel: (\(x.shape[2]) x \(x.shape[3])). Calculated output size per channel: "
                        + "(\(sizes[2]) x \(sizes[3])). Output size is too small", operation: name,
                    shapes: [shape, weight.shape])
            }
            var y =
                try (0..<2).contains { more[$0] >= o.stride[$0] }
                ? x.spreadWhole(w, sizes, o) : x.convolutionInputGradient(w, sizes, o)
            if let bias { y = try y.add((bias.dtype == y.dtype ? bias : bias.to(y.dtype)).reshape([1, -1, 1, 1])) }
            if axes == 1 { y = try y.squeeze([2]) }
            if rank == axes + 1 { return try y.squeeze([0]) }
            let out = y.named("ConvolutionBackward0")
            return axes == 2 ? try out.laid(outLike: self, weight) : out
        }
    }

    /// The same where so much is added to the end that no convolution of the result's size gives back this input: made
    /// whole, then cut, and followed by zeros.
    private func spreadWhole(_ weight: Tensor, _ sizes: Dims, _ o: ConvolutionOptions) throws -> Tensor {
        let plain = ConvolutionOptions(stride: o.stride, padding: [0, 0], dilation: o.dilation, groups: o.groups)
        var whole = sizes
        for i in 0..<2 {
            whole[i + 2] = (shape[i + 2] - 1) * o.stride[i] + o.dilation[i] * (weight.shape[i + 2] - 1) + 1
        }
        let y = try convolutionInputGradient(weight, whole, plain)
        var pads: [Int] = []
        for i in [1, 0] { pads += [-o.padding[i], sizes[i + 2] + o.padding[i] - whole[i + 2]] }
        return try y.pad(pads)
    }

    /// The transposed convolution of volumes as a sum of two-axis ones, one per plane of the kernel.
    private func convTransposeVolumes(
        _ weight: Tensor, _ bias: Tensor?, _ o: ConvolutionOptions, _ more: Dims
    ) throws -> Tensor {
        let x = rank == 4 ? try unsqueeze(0) : self
        let (batch, depth, stride, dilation) = (x.shape[0], x.shape[2], o.stride[0], o.dilation[0])
        let planes = weight.shape[2]
        let length = (depth - 1) * stride + dilation * (planes - 1) + more[0] + 1
        if length - 2 * o.padding[0] < 1 || depth < 1 || planes < 1 {
            throw TensorError(
                .runtimeError,
                "Given input size per channel: \(Dims(x.shape.dropFirst(2))). Calculated output size is too small",
                operation: "conv_transpose3d", shapes: [shape, weight.shape])
        }
        let flat = try x.transpose(1, 2).reshape([batch * depth, x.shape[1], x.shape[3], x.shape[4]])
        func rest(_ d: Dims) -> Dims { Dims(d.dropFirst()) }
        var total: Tensor?
        for k in 0..<planes {
            let y = try flat.convTranspose(
                weight.select(2, k), nil, axes: 2, stride: rest(o.stride), padding: rest(o.padding),
                outputPadding: rest(more), groups: o.groups, dilation: rest(o.dilation))
            let (channels, h, w) = (y.shape[1], y.shape[2], y.shape[3])
            // The planes move apart by the stride, and behind those of the kernel's earlier planes.
            var spread = try y.reshape([batch, depth, 1, channels, h, w])
            if stride > 1 { spread = try spread.pad([0, 0, 0, 0, 0, 0, 0, stride - 1]) }
            spread = try spread.reshape([batch, depth * stride, channels, h, w])
            let before = k * dilation
            spread = try spread.pad([0, 0, 0, 0, 0, 0, before, length - before - depth * stride])
            total = try total.map { try $0.add(spread) } ?? spread
        }
        guard var y = total else { return x }
        let (from, to) = (o.padding[0], length - o.padding[0])
        y = try y.slice(1, from, to).transpose(1, 2)
        if let bias { y = try y.add(bias.reshape([1, -1, 1, 1, 1])) }
        y = try y.contiguous()
        return rank == 4 ? try y.squeeze([0]) : y.named("ConvolutionBackward0")
    }

    /// Numbers beyond which the arithmetic of sizes could overflow are refused.
    private static func checkRange(_ name: String, _ lists: Dims...) throws {
        for list in lists where list.contains(where: { $0 > 1 << 30 || $0 < -1 << 30 }) {
            throw TensorError(.runtimeError, "\(name): parameters out of range")
        }
    }

    /// Runs a composite operation with one line in the ledger.
    func quietly(_ name: String, _ second: Tensor? = nil, why: String = "", _ body: () throws -> Tensor) rethrows
        -> Tensor
    {
        let out = try ShapeLedger.quietly(body)
        ShapeLedger.note(name, out, self, second, why: why)
        return out
    }
}

enum ConvolutionAxesOps {
    static let rows: [OpRow] = [1, 3].map(plain) + [1, 2, 3].map(transposed)

    private static func plain(_ axes: Int) -> OpRow {
        let (name, size) = ("conv\(axes)d", "int[\(axes)]")
        return OpRow(
            name, [.function, .functional],
            [
                "\(name)(Tensor input, Tensor weight, Tensor? bias=None, \(size) stride=1, \(size) padding=0, "
                    + "\(size) dilation=1, int groups=1)",
                "\(name)(Tensor input, Tensor weight, Tensor? bias=None, \(size) stride=1, str padding='valid', "
                    + "\(size) dilation=1, int groups=1)",
            ], "The cross-correlation of a signal with a weight per output channel.",
            shape: "⌊(n + 2·padding − dilation·(kernel − 1) − 1) / stride⌋ + 1 along each axis"
        ) { a in
            try convolve(&a, axes: axes)
        }
    }

    /// A call of `conv1d` … `conv3d`. A single number stands for one per axis; lists are judged by the weight's rank.
    static func convolve(_ a: inout OpArguments, axes: Int) throws -> OpResult {
        let (x, w, b) = (try a.tensor(0), try a.tensor(1), try a.optionalTensor(2))
        let (stride, dilation, groups) = (try numbers(a, 3, axes), try numbers(a, 5, axes), try a.int(6))
        if a.overload == 1 {
            return .tensor(
                try x.convolve(
                    w, b, axes: axes, stride: stride, padding: a.string(4), dilation: dilation, groups: groups))
        }
        return .tensor(
            try x.convolve(
                w, b, axes: axes,
                .init(stride: stride, padding: try numbers(a, 4, axes), dilation: dilation, groups: groups)))
    }

    private static func numbers(_ a: OpArguments, _ place: Int, _ axes: Int) throws -> Dims {
        if case .scalar(let number) = a[place], !number.isFloat { return Dims(repeating: number.int, count: axes) }
        return try a.ints(place)
    }

    private static func transposed(_ axes: Int) -> OpRow {
        let (name, size) = ("conv_transpose\(axes)d", "int[\(axes)]")
        return OpRow(
            name, [.function, .functional],
            [
                "\(name)(Tensor input, Tensor weight, Tensor? bias=None, \(size) stride=1, \(size) padding=0, "
                    + "\(size) output_padding=0, int groups=1, \(size) dilation=1)"
            ], "The transposed convolution.",
            shape: "(n − 1)·stride − 2·padding + dilation·(kernel − 1) + output_padding + 1 along each axis"
        ) { a in
            .tensor(
                try a.tensor(0).convTranspose(
                    a.tensor(1), a.optionalTensor(2), axes: axes, stride: numbers(a, 3, axes),
                    padding: numbers(a, 4, axes), outputPadding: numbers(a, 5, axes), groups: a.int(6),
                    dilation: numbers(a, 7, axes)))
        }
    }
}
