import GradusKernels

/// Activations without parameters, as element-wise functions.
enum Activation {
    // `nonisolated(unsafe)`: the closures capture nothing.
    nonisolated(unsafe) static let gelu = UnaryFunction("gelu", .gelu, "GeluBackward0", fast: .gelu) { g, x in
        // Φ(x) + x·φ(x)
        let cdf = try x.mul(.double(0.7071067811865476)).erf().add(1).mul(.double(0.5))
        let pdf = try x.mul(x).mul(.double(-0.5)).exp().mul(.double(0.3989422804014327))
        return try g.mul(cdf.add(x.mul(pdf))).named("GeluBackwardBackward0")
    }
    nonisolated(unsafe) static let geluTanh = UnaryFunction(
        "gelu", .geluTanh, "GeluBackward0", fast: .geluTanh
    ) { g, x in
        let (b, k) = (Scalar.double(0.7978845608028654), Scalar.double(0.044715))
        let square = try x.mul(x)
        let t = try x.mul(square.mul(k).add(1)).mul(b).tanh()
        let slope = try square.mul(.double(3 * 0.044715)).add(1).mul(b)
        let left = try t.add(1).mul(.double(0.5))
        return try g.mul(left.add(x.mul(.double(0.5)).mul(t.mul(t).rsub(1)).mul(slope))).named(
            "GeluBackwardBackward0")
    }
    nonisolated(unsafe) static let silu = UnaryFunction("silu", .silu, "SiluBackward0", fast: .silu) { g, x in
        let s = try x.sigmoid()
        return try g.mul(s.mul(x.mul(s.rsub(1)).add(1)))
    }
    nonisolated(unsafe) static let mish = UnaryFunction("mish", .mish, "MishBackward0", fast: .mish) { g, x in
        let t = try Activation.softplus(x).tanh()
        return try g.mul(t.add(x.mul(x.sigmoid()).mul(t.mul(t).rsub(1))))
    }
    nonisolated(unsafe) static let softplus = UnaryFunction(
        "softplus", .softplus, "SoftplusBackward0", fast: .softplus
    ) { g, x in try g.mul(x.sigmoid()) }
    nonisolated(unsafe) static let logSigmoid = UnaryFunction(
        "logsigmoid", .logSigmoid, "LogSigmoidBackward0", fast: .logSigmoid
    ) { g, x in try g.mul(x.neg().sigmoid()) }
    nonisolated(unsafe) static let hardSigmoid = UnaryFunction(
        "hardsigmoid", .hardSigmoid, "HardsigmoidBackward0"
    ) { g, x in
        // PyTorch's sixth has float32's digits in every precision.
        try g.kept(where: x.inside(-3, 3)).mul(.double(Double(Float(1) / 6)))
    }
    nonisolated(unsafe) static let hardSwish = UnaryFunction(
        "hardswish", .hardSwish, "HardswishBackward0", fast: .hardSwish
    ) { g, x in
        let middle = try g.mul(x.div(3).add(.double(0.5)))
        let low = try Tensor.where(x.le(-3), Tensor.zeros([], dtype: g.dtype, device: g.device), middle)
        return try Tensor.where(x.ge(3), g, low)
    }
}

extension Tensor {
    /// True strictly between two numbers.
    func inside(_ low: Scalar, _ high: Scalar) throws -> Tensor { try gt(low).logicalAnd(lt(high)) }

    /// This where the mask is true, 0 elsewhere.
    func kept(where mask: Tensor) throws -> Tensor {
        try Tensor.where(mask, self, Tensor.zeros([], dtype: dtype, device: device))
    }

    /// An element-wise function with one number, through the kernels.
    private func parameterized(
        _ name: String, _ node: String, _ op: ParameterOp, _ parameter: Double,
        _ gradient: @escaping (Tensor, Tensor) throws -> Tensor
    ) throws -> Tensor {
        try requireFloat("\(name)_cpu")
        let out = try kernelResult(op, parameter)
        finish(out, name, node, gradient)
        return out
    }

    /// An element-wise function of floating-point numbers with one number, outside the graph.
    func kernelResult(_ op: ParameterOp, _ parameter: Double) throws -> Tensor {
        try throughKernels {
            Kernels.parameterUnary(op, parameter, n: count, x: $0, y: $1)
        } _: {
            Kernels.parameterUnary(op, parameter, n: count, x: $0, y: $1)
        }
    }

    private func throughKernels(
        _ single: (UnsafePointer<Float>, UnsafeMutablePointer<Float>) -> Void,
        _ double: (UnsafePointer<Double>, UnsafeMutablePointer<Double>) -> Void
    ) throws -> Tensor {
        let out = try Tensor(empty: shape, dtype, device)
        if isMeta || count == 0 { return out }
        let type = dtype.compute
        // Dense elements are worked through in memory order, so that the result keeps their strides.
        let dense = isContiguous ? nil : denseStrides
        let line = dense == nil ? self : alias(shape: [count], strides: [1], offset: offset)
        let x = try line.contiguousUnrecorded().castUnrecorded(type)
        let y = type == dtype ? out : try Tensor(empty: shape, type)
        if type == .float32 {
            single(x.f32, y.f32)
        } else {
            double(x.pointer(Double.self), y.pointer(Double.self))
        }
        if y !== out { StridedCopy.copy(from: try y.castUnrecorded(dtype), to: out) }
        if let dense { out.lay(dense) }
        return out
    }

    /// Other operations as a part of this one: nothing is recorded, nobody is told.
    private func apart(_ body: () throws -> Tensor) rethrows -> Tensor {
        try ShapeLedger.quietly { try GradMode.without(body) }
    }

    /// Records an element-wise result computed outside the graph, and notes it in the ledger.
    private func finish(
        _ out: Tensor, _ name: String, _ node: String, _ gradient: @escaping (Tensor, Tensor) throws -> Tensor
    ) {
        if isRecorded {
            let saved = Saved(self)
            out.record(node, self) { g in
                g[0] = try gradient(g.grad, saved.value())
                // These gradients are single operations of PyTorch's, with nodes of their own.
                if g.isRecording, let d = g[0], d !== g.grad {
                    g[0] = d.named(
                        node == "CeluBackward0" ? "EluBackwardBackward0" : "\(node.dropLast())Backward0")
                }
            }
        }
        ShapeLedger.note(name, out, self, why: Why.same)
    }

    /// x > 0 ? x : slope·x
    public func leakyRelu(_ slope: Double = 0.01) throws -> Tensor {
        try parameterized("leaky_relu", "LeakyReluBackward0", .leakyRelu, slope) { g, x in
            try Unary.throughFlat(g, x, "LeakyReluBackwardBackward0") { g, x in
                try Tensor.where(x.gt(0), g, g.mul(.double(slope)))
            }
        }
    }

    /// x > 0 ? x : α·(eˣ − 1)
    public func elu(_ alpha: Double = 1) throws -> Tensor {
        try parameterized("elu", "EluBackward0", .elu, alpha) { g, x in
            try Tensor.where(x.gt(0), g, g.mul(x.clamp(max: 0).exp().mul(.double(alpha))))
        }
    }

    /// x > 0 ? x : α·(e^(x/α) − 1)
    public func celu(_ alpha: Double = 1) throws -> Tensor {
        if alpha == 0 { throw TensorError(.zeroDivisionError, "alpha cannot be 0 for CELU") }
        return try parameterized("elu", "CeluBackward0", .celu, alpha) { g, x in
            try Tensor.where(x.gt(0), g, g.mul(x.clamp(max: 0).div(.double(alpha)).exp()))
        }
    }

    /// scale·(x > 0 ? x : α·(eˣ − 1)) with the constants of self-normalising networks.
    public func selu() throws -> Tensor {
        let (alpha, scale) = (1.6732632423543772, 1.0507009873554805)
        try requireFloat("elu_cpu")
        let out = try throughKernels {
            Kernels.unary(.selu, n: count, x: $0, y: $1)
        } _: {
            Kernels.unary(.selu, n: count, x: $0, y: $1)
        }
        finish(out, "selu", "EluBackward0") { g, x in
            try Tensor.where(x.gt(0), g.mul(.double(scale)), g.mul(x.clamp(max: 0).exp().mul(.double(alpha * scale))))
        }
        return out
    }

    /// log(1 + e^(βx)) / β, linear above βx > threshold.
    public func softplus(beta: Double = 1, threshold: Double = 20) throws -> Tensor {
        if threshold == 20 {
            return try parameterized("softplus", "SoftplusBackward0", .softplus, beta) { g, x in
                let z = try x.mul(.double(beta))
                return try Tensor.where(z.gt(20), g, g.mul(z.sigmoid()))
            }
        }
        try requireFloat("softplus_cpu")
        let out = try apart {
            let z = try detach().mul(.double(beta))
            let soft = try z.clamp(max: .double(threshold)).exp().log1p().div(.double(beta))
            return try Tensor.where(z.gt(.double(threshold)), detach(), soft)
        }
        finish(out, "softplus", "SoftplusBackward0") { g, x in
            let z = try x.mul(.double(beta))
            return try Tensor.where(z.gt(.double(threshold)), g, g.mul(z.sigmoid()))
        }
        return out
    }

    /// |x| > λ ? x : 0
    public func hardshrink(_ lambda: Double = 0.5) throws -> Tensor {
        try parameterized("hardshrink", "HardshrinkBackward0", .hardShrink, lambda) { g, x in
            try g.kept(where: x.abs().gt(.double(lambda)))
        }
    }

    /// x − λ, x + λ, or 0 inside ±λ.
    public func softshrink(_ lambda: Double = 0.5) throws -> Tensor {
        if lambda < 0 {
            throw TensorError(
                .runtimeError, "lambda must be greater or equal to 0, but found to be \(Scalar.double(lambda).text).")
        }
        return try parameterized("softshrink", "SoftshrinkBackward0", .softShrink, lambda) { g, x in
            try g.kept(where: x.abs().gt(.double(lambda)))
        }
    }

    /// x limited to [low, high]; no gradient at the edges and beyond.
    public func hardtanh(_ low: Scalar = -1, _ high: Scalar = 1, name: String = "hardtanh") throws -> Tensor {
        if dtype == .bool {
            throw TensorError(.runtimeError, "Bool inputs not supported for hardtanh")
        }
        if low.double > high.double {
            throw TensorError(.valueError, "min_val cannot be greater than max_val")
        }
        if dtype == .uint8, low.double < 0 {
            throw TensorError(.runtimeError, "cannot do hardtanh on an unsigned type with negative limits")
        }
        let out = try apart {
            let bounded = try detach().clamp(min: low, max: high)
            return dtype.isFloat ? bounded : try bounded.to(dtype)
        }
        finish(out, name, "HardtanhBackward0") { g, x in try g.kept(where: x.inside(low, high)) }
        return out
    }

    /// x > threshold ? x : value
    public func threshold(_ threshold: Scalar, _ value: Scalar) throws -> Tensor {
        let out = try apart {
            try Tensor.where(detach().le(threshold), Tensor.full([], value, dtype: dtype, device: device), detach())
        }
        finish(out, "threshold", "ThresholdBackward0") { g, x in try g.kept(where: x.gt(threshold)) }
        return out
    }

    /// x > 0 ? x : w·x with one weight, or one per channel (axis 1).
    public func prelu(_ weight: Tensor) throws -> Tensor {
        if dtype != weight.dtype {
            throw TensorError(
                .runtimeError,
                "prelu: Type promoting not supported. Got \(dtype.scalarTypeName) and \(weight.dtype.scalarTypeName)")
        }
        try requireFloat("prelu_cpu")
        let channels = rank > 1 ? shape[1] : rank == 1 ? 1 : 1
        if weight.count != 1 && weight.count != channels {
            throw TensorError(
                .runtimeError,
                "Mismatch of parameter numbers and input channel size. Found parameter numbers = \(weight.count) and "
                    + "channel size = \(channels).", shapes: [shape, weight.shape])
        }
        if weight.dtype != dtype {
            throw TensorError(
                .runtimeError, "prelu: Type promoting not supported. Got \(dtype.name) and \(weight.dtype.name)")
        }
        var sizes = Dims(repeating: 1, count: rank)
        if weight.count > 1 { sizes[1] = weight.count }
        let w = try weight.reshape(sizes)
        let out = try apart { try Tensor.where(detach().gt(0), detach(), detach().mul(w.detach())) }
        if GradMode.isEnabled && (requiresGrad || weight.requiresGrad) {
            let (x, v, form) = (Saved(self), Saved(w), w.form)
            out.record("PreluKernelBackward0", self, w) { g in
                let input = try x.value()
                if g.needs(0) { g[0] = try Tensor.where(input.gt(0), g.grad, g.grad.mul(v.value())) }
                if g.needs(1) {
                    g[1] = try g.grad.mul(input).kept(where: input.gt(0).logicalNot()).reduced(to: form)
                }
            }
        }
        ShapeLedger.note("prelu", out, self, weight, why: Why.same)
        return out
    }

    /// a · σ(b) of the two halves of an axis.
    public func glu(_ dim: Int = -1) throws -> Tensor {
        if rank == 0 { throw TensorError(.runtimeError, "glu does not support 0-dimensional tensors") }
        let a = try axis(dim)
        if shape[a] % 2 != 0 {
            throw TensorError(
                .runtimeError, "Halving dimension must be even, but dimension \(a) is size \(shape[a])", shapes: [shape]
            )
        }
        try requireFloat("glu_cpu")
        let half = shape[a] / 2
        return try quietly("glu") { try narrow(a, 0, half).mul(narrow(a, half, half).sigmoid()).named("GluBackward0") }
    }

    /// Leaky ReLU with a slope drawn from U(lower, upper) for each element ≤ 0 while training, else with the mean slope.
    public func rrelu(_ lower: Double, _ upper: Double, training: Bool, _ generator: Generator = .default) throws
        -> Tensor
    {
        if lower > upper {
            throw TensorError(.runtimeError, "Lower bound should be less than or equal to the upper bound")
        }
        if !training { return try leakyRelu((lower + upper) / 2).named("RreluWithNoiseBackward0") }
        try requireFloat("rrelu_with_noise_out_cpu")
        let (low, high) = (Double(Float(lower)), Double(Float(upper)))
        let slopes = try Tensor.ones(shape, dtype: dtype, device: device)
        if !isMeta {
            let values = try doubles()
            for (i, x) in values.enumerated() where x <= 0 {
                let r = Float(generator.u53() * (high - low) + low)
                try slopes.store(.double(Double(r)), at: i)
            }
        }
        return try quietly("rrelu") { try mul(slopes).named("RreluWithNoiseBackward0") }
    }
}

extension Tensor {
    /// x·Φ(x); `approximate` is `none` or `tanh`.
    public func gelu(approximate: String = "none") throws -> Tensor {
        switch approximate {
        case "none": return try Activation.gelu(floatOnly("GeluKernelImpl"))
        case "tanh": return try Activation.geluTanh(floatOnly("GeluKernelImpl"))
        default: throw TensorError(.runtimeError, "approximate argument must be either none or tanh.")
        }
    }

    /// x·σ(x)
    public func silu() throws -> Tensor { try Activation.silu(floatOnly("silu_cpu")) }
    /// x·tanh(softplus(x))
    public func mish() throws -> Tensor { try Activation.mish(floatOnly("mish_cpu")) }
    /// log σ(x)
    public func logSigmoid() throws -> Tensor { try Activation.logSigmoid(floatOnly("log_sigmoid_cpu")) }
    /// (x + 3) / 6, limited to [0, 1]
    public func hardsigmoid() throws -> Tensor { try Activation.hardSigmoid(floatOnly("hardsigmoid_cpu")) }
    /// x·hardsigmoid(x)
    public func hardswish() throws -> Tensor { try Activation.hardSwish(floatOnly("hardswish_cpu")) }
}
