import GradusKernels

extension Tensor {
    /// Parameters share the input's dtype; halves may have parameters of float32.
    func checkMixed(_ others: [Tensor?]) throws {
        if dtype == .float16 || dtype == .bfloat16 { return }
        for case let other? in others where other.dtype != dtype {
            throw TensorError(
                .runtimeError, "mixed dtype (CPU): all inputs must share same datatype.", shapes: [shape],
                notes: ["convert the input, for example with .to(\(other.dtype.torchName))"])
        }
    }

    /// The form that the kernels take: dense, in the computing type.
    fileprivate func computeForm() throws -> Tensor { try contiguousUnrecorded().castUnrecorded(dtype.compute) }

    /// Batch normalisation over all axes but axis 1.
    /// - Parameters:
    ///   - mean: running mean [C]; updated while `training`, used otherwise.
    ///   - variance: running variance [C], unbiased.
    ///   - momentum: the share of the new value.
    public func batchNorm(
        _ mean: Tensor?, _ variance: Tensor?, weight: Tensor?, bias: Tensor?, training: Bool, momentum: Double = 0.1,
        eps: Double = 1e-5
    ) throws -> Tensor {
        if rank < 2 {
            throw TensorError(.valueError, "expected 2D or more input (got \(rank)D input)", shapes: [shape])
        }
        let channels = shape[1]
        let inner = shape.dropFirst(2).reduce(1, *)
        let rows = shape[0] * inner
        if training && rows == 1 {
            throw TensorError(
                .valueError,
                "Expected more than 1 value per channel when training, got input size torch.Size(\(shape))",
                shapes: [shape], notes: ["one value has no variance: use a larger batch, or eval()"])
        }
        for (name, t) in [("running_mean", mean), ("running_var", variance), ("weight", weight), ("bias", bias)] {
            if let t, t.count != channels {
                throw TensorError(
                    .runtimeError, "\(name) should contain \(channels) elements not \(t.count)",
                    operation: "batch_norm",
                    shapes: [shape, t.shape], notes: ["the input has \(channels) channels (axis 1 of \(shape))"])
            }
        }
        if !training && (mean == nil || variance == nil) {
            throw TensorError(
                .runtimeError, "Expected running_mean and running_var to be defined when training=False")
        }
        try checkMixed([weight, bias, mean, variance])
        try requireFloat("batch_norm")
        if isMeta { return try Tensor.unknown(shape, dtype, "NativeBatchNormBackward0", [self, weight, bias]) }
        let type = dtype.compute
        let x = try computeForm()
        let gamma = try weight?.detach().contiguousUnrecorded().castUnrecorded(type)
        let beta = try bias?.detach().contiguousUnrecorded().castUnrecorded(type)
        // Ctrl-C is heard until the running statistics move.
        let (m, v, out) = try Interruption.around { () throws -> (Tensor, Tensor, Tensor) in
            let (m, v): (Tensor, Tensor)
            if training {
                (m, v) = (try Tensor(empty: [channels], type), try Tensor(empty: [channels], type))
                if type == .float32 {
                    Kernels.batchNormStatistics(
                        batch: shape[0], channels: channels, inner: inner, x: x.f32, mean: m.f32, variance: v.f32)
                } else {
                    Kernels.batchNormStatistics(
                        batch: shape[0], channels: channels, inner: inner, x: x.pointer(Double.self),
                        mean: m.pointer(Double.self), variance: v.pointer(Double.self))
                }
            } else if let mean, let variance {
                m = try mean.detach().contiguousUnrecorded().castUnrecorded(type).copied()
                v = try variance.detach().contiguousUnrecorded().castUnrecorded(type).copied()
            } else {
                return (self, self, self)
            }
            let y = try Tensor(empty: shape, type)
            if type == .float32 {
                Kernels.batchNorm(
                    batch: shape[0], channels: channels, inner: inner, x: x.f32, mean: m.f32, variance: v.f32, eps: eps,
                    gamma: gamma?.f32, beta: beta?.f32, y: y.f32)
            } else {
                Kernels.batchNorm(
                    batch: shape[0], channels: channels, inner: inner, x: x.pointer(Double.self),
                    mean: m.pointer(Double.self), variance: v.pointer(Double.self), eps: eps,
                    gamma: gamma?.pointer(Double.self), beta: beta?.pointer(Double.self), y: y.pointer(Double.self))
            }
            return (m, v, try y.castUnrecorded(dtype))
        }
        if Interruption.isWanted { throw TensorError.interrupted }
        if training {
            try ShapeLedger.quietly {
                try GradMode.without {
                    try mean?.moveTowards(m, momentum)
                    try variance?.moveTowards(v.mul(.double(Double(rows) / Double(rows - 1))), momentum)
                }
            }
        }
        if GradMode.isEnabled && (requiresGrad || weight?.requiresGrad == true || bias?.requiresGrad == true) {
            let b = BatchNormGradient(
                x: Saved(self), weight: weight.map { Saved($0) }, mean: m, variance: v, training: training, eps: eps)
            let n = Node("NativeBatchNormBackward0") { g in try b.run(&g) }
            n.connect(gradientEdge)
            n.connect(weight?.gradientEdge ?? Edge())
            n.connect(bias?.gradientEdge ?? Edge())
            out.adoptNode(n)
        }
        ShapeLedger.note("batch_norm", out, self, weight, why: "\(channels) channels, each over \(rows) values")
        return try out.laid(outLike: self)
    }

    /// self = (1 − share)·self + share·new, as running statistics move.
    private func moveTowards(_ new: Tensor, _ share: Double) throws {
        _ = try copyInPlace(new.mul(.double(share)).add(detach().mul(.double(1 - share))))
    }

    /// Normalises over the last axes.
    /// - Parameter axes: their sizes.
    public func layerNorm(_ axes: Dims, weight: Tensor? = nil, bias: Tensor? = nil, eps: Double = 1e-5) throws -> Tensor
    {
        if axes.isEmpty {
            throw TensorError(
                .runtimeError,
                "Expected normalized_shape to be at least 1-dimensional, i.e., containing at least one element, but got "
                    + "normalized_shape = []")
        }
        try checkMixed([weight, bias])
        if rank < axes.count || Dims(shape.suffix(axes.count)) != axes {
            let tail = axes.map { ", \($0)" }.joined()
            throw TensorError(
                .runtimeError,
                "Given normalized_shape=\(axes), expected input with shape [*\(tail)], but got input of size\(shape)",
                operation: "layer_norm", shapes: [shape, axes])
        }
        for (name, t) in [("weight", weight), ("bias", bias)] {
            if let t, t.shape != axes {
                throw TensorError(
                    .runtimeError,
                    "Expected \(name) to be of same shape as normalized_shape, but got \(name) of shape \(t.shape) and "
                        + "normalized_shape = \(axes)", operation: "layer_norm", shapes: [t.shape, axes])
            }
        }
        try requireFloat("LayerNormKernelImpl")
        if isMeta { return try Tensor.unknown(shape, dtype, "NativeLayerNormBackward0", [self, weight, bias]) }
        let inner = axes.product
        let rows = inner == 0 ? 0 : count / inner
        let type = dtype.compute
        let x = try computeForm()
        let gamma = try weight?.detach().contiguousUnrecorded().castUnrecorded(type)
        let beta = try bias?.detach().contiguousUnrecorded().castUnrecorded(type)
        let y = try Tensor(empty: shape, type)
        let (m, r) = (try Tensor(empty: [rows], type), try Tensor(empty: [rows], type))
        if count > 0 {
            if type == .float32 {
                Kernels.layerNorm(
                    rows: rows, inner: inner, x: x.f32, gamma: gamma?.f32, beta: beta?.f32, eps: eps, y: y.f32,
                    mean: m.f32, rstd: r.f32)
            } else {
                Kernels.layerNorm(
                    rows: rows, inner: inner, x: x.pointer(Double.self), gamma: gamma?.pointer(Double.self),
                    beta: beta?.pointer(Double.self), eps: eps, y: y.pointer(Double.self),
                    mean: m.pointer(Double.self), rstd: r.pointer(Double.self))
            }
        }
        let out = try y.castUnrecorded(dtype)
        if GradMode.isEnabled && (requiresGrad || weight?.requiresGrad == true || bias?.requiresGrad == true) {
            let b = LayerNormGradient(
                x: Saved(self), weight: weight.map { Saved($0) }, mean: m, rstd: r, axes: axes, eps: eps)
            let n = Node("NativeLayerNormBackward0") { g in try b.run(&g) }
            n.connect(gradientEdge)
            n.connect(weight?.gradientEdge ?? Edge())
            n.connect(bias?.gradientEdge ?? Edge())
            out.adoptNode(n)
        }
        ShapeLedger.note("layer_norm", out, self, weight, why: "\(rows) rows of \(inner)")
        return out
    }

    /// Scale and shift per channel (axis 1).
    private func scaledPerChannel(_ weight: Tensor?, _ bias: Tensor?) throws -> Tensor {
        var sizes = Dims(repeating: 1, count: rank)
        sizes[1] = shape[1]
        var y = self
        if let weight { y = try y.mul(weight.reshape(sizes)) }
        if let bias { y = try y.add(bias.reshape(sizes)) }
        return y
    }

    /// Normalises each group of channels of each sample.
    public func groupNorm(_ groups: Int, weight: Tensor? = nil, bias: Tensor? = nil, eps: Double = 1e-5) throws
        -> Tensor
    {
        if rank < 2 {
            throw TensorError(
                .runtimeError, "Expected at least 2 dimensions for input tensor but received \(rank)", shapes: [shape])
        }
        if groups <= 0 || shape[1] % groups != 0 {
            throw TensorError(
                .runtimeError,
                "Expected number of channels in input to be divisible by num_groups, but got input of shape \(shape) and "
                    + "num_groups=\(groups)", operation: "group_norm", shapes: [shape])
        }
        for (name, t) in [("weight", weight), ("bias", bias)] {
            if let t, t.rank != 1 || t.count != shape[1] {
                throw TensorError(
                    .runtimeError,
                    "Expected \(name) to be a vector of size equal to the number of channels in input, but got \(name) of "
                        + "shape \(t.shape) and input of shape \(shape)", operation: "group_norm",
                    shapes: [shape, t.shape])
            }
        }
        try checkMixed([weight, bias])
        return try quietly("group_norm", weight) {
            let rows = shape[0] * groups
            let inner = rows == 0 ? 0 : count / rows
            if inner == 0 { return self }
            return try reshape([rows, inner]).layerNorm([inner], eps: eps).reshape(shape).scaledPerChannel(weight, bias)
                .named("NativeGroupNormBackward0").laid(outLike: self)
        }
    }

    /// Normalises each channel of each sample, or with running statistics.
    public func instanceNorm(
        _ mean: Tensor?, _ variance: Tensor?, weight: Tensor?, bias: Tensor?, useInput: Bool, momentum: Double = 0.1,
        eps: Double = 1e-5
    ) throws -> Tensor {
        if rank < 2 {
            throw TensorError(.valueError, "expected 2D or more input (got \(rank)D input)", shapes: [shape])
        }
        if !useInput {
            return try batchNorm(
                mean, variance, weight: weight, bias: bias, training: false, momentum: momentum, eps: eps)
        }
        let inner = shape.dropFirst(2).reduce(1, *)
        if inner == 1 {
            throw TensorError(
                .valueError, "Expected more than 1 spatial element when training, got input size torch.Size(\(shape))",
                shapes: [shape])
        }
        if inner == 0 || count == 0 { return self }
        return try quietly("instance_norm", weight) {
            let rows = try reshape([shape[0] * shape[1], inner])
            if mean != nil || variance != nil {
                try GradMode.without {
                    let x = rows.detach()
                    let center = try x.mean([1], keepdim: true)
                    let d = try x.sub(center)
                    let spread = try d.mul(d).sum([1]).div(.int(inner - 1)).reshape([shape[0], shape[1]]).mean([0])
                    try mean?.moveTowards(center.reshape([shape[0], shape[1]]).mean([0]), momentum)
                    try variance?.moveTowards(spread, momentum)
                }
            }
            return try rows.layerNorm([inner], eps: eps).reshape(shape).scaledPerChannel(weight, bias)
        }
    }

    /// x / √(mean(x²) + ε) over the last axes.
    public func rmsNorm(_ axes: Dims, weight: Tensor? = nil, eps: Double? = nil) throws -> Tensor {
        if rank < axes.count {
            throw TensorError(
                .valueError, "Input tensor must have at least \(axes.count) dimensions, but got \(rank)",
                operation: "rms_norm", shapes: [shape, axes])
        }
        if axes.isEmpty || Dims(shape.suffix(axes.count)) != axes {
            let tail = axes.map(String.init).joined(separator: ", ")
            throw TensorError(
                .runtimeError,
                "Given normalized_shape=\(axes), expected input with shape [*\(tail)], but got input of size\(shape)",
                operation: "rms_norm", shapes: [shape, axes])
        }
        if let weight, weight.shape != axes {
            throw TensorError(
                .runtimeError,
                "Expected weight to be of same shape as normalized_shape, but got weight of shape \(weight.shape) and "
                    + "normalized_shape = \(axes)", operation: "rms_norm", shapes: [shape, weight.shape])
        }
        return try quietly("rms_norm", weight) {
            let tiny = eps ?? (dtype == .float64 ? Double.ulpOfOne : Double(Float.ulpOfOne))
            let last = Dims((rank - axes.count)..<rank)
            let y = try mul(mul(self).mean(last, keepdim: true).add(.double(tiny)).rsqrt())
            return try weight.map { try y.mul($0) } ?? y
        }
    }

    /// x / (k + α·mean of x² over neighbouring channels)^β
    public func localResponseNorm(_ size: Int, alpha: Double = 1e-4, beta: Double = 0.75, k: Double = 1) throws
        -> Tensor
    {
        if rank < 3 {
            throw TensorError(
                .valueError,
                "Expected 3D or higher dimensionality \(String(repeating: " ", count: 25))input (got \(rank) dimensions)",
                shapes: [shape])
        }
        if size <= 0 { throw TensorError(.runtimeError, "size must be positive, got \(size)") }
        return try quietly("local_response_norm") {
            var pads = [Int](repeating: 0, count: 2 * (rank - 2))
            pads += [size / 2, (size - 1) / 2]
            let squares = try mul(self).pad(pads)
            var total = try squares.narrow(1, 0, shape[1])
            for i in 1..<Swift.max(size, 1) { total = try total.add(squares.narrow(1, i, shape[1])) }
            return try div(total.div(.int(size)).mul(.double(alpha)).add(.double(k)).pow(.double(beta)))
        }
    }

    /// Makes this fresh result the output of a node that is already connected.
    func adoptNode(_ n: Node) {
        n.outputShape = shape
        n.outputDType = dtype
        n.outputDevice = device
        node = n
        outputIndex = 0
    }
}

/// The gradients of batch normalisation.
private struct BatchNormGradient {
    let x: Saved
    let weight: Saved?
    /// As the forward pass used them, in the computing type.
    let mean, variance: Tensor
    let training: Bool
    let eps: Double

    func run(_ g: inout Backward) throws {
        let input = try x.value()
        let gamma = try weight?.value()
        if g.isRecording { return try composed(&g, input, gamma) }
        let type = input.dtype.compute
        let (channels, batch) = (input.shape[1], input.shape[0])
        let inner = input.shape.dropFirst(2).reduce(1, *)
        let xs = try input.computeForm()
        let dy = try g.grad.contiguousUnrecorded().castUnrecorded(type)
        let scale = try gamma?.contiguousUnrecorded().castUnrecorded(type)
        let dx = g.needs(0) ? try Tensor(empty: input.shape, type) : nil
        let dgamma = g.needs(1) ? try Tensor(empty: [channels], type) : nil
        let dbeta = g.needs(2) ? try Tensor(empty: [channels], type) : nil
        if type == .float32 {
            Kernels.batchNormBackward(
                batch: batch, channels: channels, inner: inner, training: training, x: xs.f32, dy: dy.f32,
                mean: mean.f32, variance: variance.f32, eps: eps, gamma: scale?.f32, dx: dx?.f32, dgamma: dgamma?.f32,
                dbeta: dbeta?.f32)
        } else {
            Kernels.batchNormBackward(
                batch: batch, channels: channels, inner: inner, training: training, x: xs.pointer(Double.self),
                dy: dy.pointer(Double.self), mean: mean.pointer(Double.self), variance: variance.pointer(Double.self),
                eps: eps, gamma: scale?.pointer(Double.self), dx: dx?.pointer(Double.self),
                dgamma: dgamma?.pointer(Double.self), dbeta: dbeta?.pointer(Double.self))
        }
        g[0] = try dx?.castUnrecorded(input.dtype)
        g[1] = try dgamma?.castUnrecorded(gamma?.dtype ?? input.dtype)
        g[2] = try dbeta?.castUnrecorded(gamma?.dtype ?? input.dtype)
    }

    /// In differentiable operations, for higher derivatives.
    private func composed(_ g: inout Backward, _ input: Tensor, _ gamma: Tensor?) throws {
        var axes: Dims = [0]
        for i in 2..<Swift.max(input.rank, 2) { axes.append(i) }
        var sizes = Dims(repeating: 1, count: input.rank)
        sizes[1] = input.shape[1]
        let n = Scalar.int(input.count / Swift.max(input.shape[1], 1))
        var center = try mean.castUnrecorded(input.dtype).reshape(sizes)
        var spread = try variance.castUnrecorded(input.dtype).reshape(sizes)
        if training {
            center = try input.mean(axes, keepdim: true)
            let d = try input.sub(center)
            spread = try d.mul(d).mean(axes, keepdim: true)
        }
        let rstd = try spread.add(.double(eps)).rsqrt()
        let unit = try input.sub(center).mul(rstd)
        let dy = g.grad
        if g.needs(0) {
            let scaled = try gamma.map { try dy.mul($0.reshape(sizes)) } ?? dy
            if training {
                let first = try scaled.sum(axes, keepdim: true).div(n)
                let second = try scaled.mul(unit).sum(axes, keepdim: true).div(n)
                g[0] = try scaled.sub(first).sub(unit.mul(second)).mul(rstd)
            } else {
                g[0] = try scaled.mul(rstd)
            }
        }
        if g.needs(1) { g[1] = try dy.mul(unit).sum(axes) }
        if g.needs(2) { g[2] = try dy.sum(axes) }
    }
}

/// The gradients of layer normalisation.
private struct LayerNormGradient {
    let x: Saved
    let weight: Saved?
    let mean, rstd: Tensor
    let axes: Dims
    let eps: Double

    func run(_ g: inout Backward) throws {
        let input = try x.value()
        let gamma = try weight?.value()
        let inner = axes.product
        let rows = inner == 0 ? 0 : input.count / inner
        if g.isRecording { return try composed(&g, input, gamma, rows, inner) }
        let type = input.dtype.compute
        let xs = try input.computeForm()
        let dy = try g.grad.contiguousUnrecorded().castUnrecorded(type)
        let scale = try gamma?.contiguousUnrecorded().castUnrecorded(type)
        let dx = g.needs(0) ? try Tensor(empty: input.shape, type) : nil
        let dgamma = g.needs(1) ? try Tensor.zeros(axes, dtype: type) : nil
        let dbeta = g.needs(2) ? try Tensor.zeros(axes, dtype: type) : nil
        if input.count > 0 {
            if type == .float32 {
                Kernels.layerNormBackward(
                    rows: rows, inner: inner, x: xs.f32, dy: dy.f32, gamma: scale?.f32, mean: mean.f32, rstd: rstd.f32,
                    dx: dx?.f32, dgamma: dgamma?.f32, dbeta: dbeta?.f32)
            } else {
                Kernels.layerNormBackward(
                    rows: rows, inner: inner, x: xs.pointer(Double.self), dy: dy.pointer(Double.self),
                    gamma: scale?.pointer(Double.self), mean: mean.pointer(Double.self),
                    rstd: rstd.pointer(Double.self), dx: dx?.pointer(Double.self),
                    dgamma: dgamma?.pointer(Double.self), dbeta: dbeta?.pointer(Double.self))
            }
        }
        g[0] = try dx?.castUnrecorded(input.dtype)
        g[1] = try dgamma?.castUnrecorded(gamma?.dtype ?? input.dtype)
        g[2] = try dbeta?.castUnrecorded(gamma?.dtype ?? input.dtype)
    }

    private func composed(_ g: inout Backward, _ input: Tensor, _ gamma: Tensor?, _ rows: Int, _ inner: Int) throws {
        let flat = try input.reshape([rows, inner])
        let d = try flat.sub(flat.mean([1], keepdim: true))
        let r = try d.mul(d).mean([1], keepdim: true).add(.double(eps)).rsqrt()
        let unit = try d.mul(r)
        let dy = try g.grad.reshape([rows, inner])
        if g.needs(0) {
            let scaled = try gamma.map { try dy.mul($0.reshape([inner])) } ?? dy
            let first = try scaled.mean([1], keepdim: true)
            let second = try scaled.mul(unit).mean([1], keepdim: true)
            g[0] = try scaled.sub(first).sub(unit.mul(second)).mul(r).reshape(input.shape)
        }
        if g.needs(1) { g[1] = try dy.mul(unit).sum([0]).reshape(axes) }
        if g.needs(2) { g[2] = try dy.sum([0]).reshape(axes) }
    }
}
