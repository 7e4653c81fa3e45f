import GradusKernels

/// The declaration of one element-wise function of one operand.
struct UnaryFunction {
    enum Integers {
        /// Integer operands become the default float first.
        case toFloat
        /// Integer operands stay integers, by the kernel of int64.
        case keep
    }

    /// The gradient in differentiable operations: (gradient of the result, the saved tensor).
    typealias Gradient = (Tensor, Tensor) throws -> Tensor

    let name: String
    let op: UnaryOp
    let node: String
    let integers: Integers
    /// Whether the result is kept for the gradient instead of the operand.
    let savesOutput: Bool
    /// A kernel for the gradient when it is not recorded itself.
    let fast: UnaryGradient?
    /// nil: the gradient is zero everywhere.
    let gradient: Gradient?

    init(
        _ name: String, _ op: UnaryOp, _ node: String, integers: Integers = .toFloat, output: Bool = false,
        fast: UnaryGradient? = nil, _ gradient: Gradient?
    ) {
        self.name = name
        self.op = op
        self.node = node
        self.integers = integers
        savesOutput = output
        self.fast = fast
        self.gradient = gradient
    }

    /// The function's values, outside the graph.
    @inline(__always)
    func forward(_ x: Tensor) throws -> Tensor {
        // The vectors' minus is 0 − x, which loses the sign of zero.
        if op == .neg && x.dtype.isFloat { return try Arithmetic.binary(.mul, x, -1, x.dtype, "neg") }
        if x.dtype == .float32 && x.device == .cpu {
            if x.isContiguous {
                let out = try Tensor(empty: x.shape, .float32)
                Kernels.unary(op, n: x.count, x: x.f32, y: out.f32)
                return out
            }
        }
        return try general(x)
    }

    @inline(never)
    private func general(_ x: Tensor) throws -> Tensor {
        if case .keep = integers, !x.dtype.isFloat {
            let wide = try x.contiguousUnrecorded().castUnrecorded(.int64)
            let out = try Tensor(empty: x.shape, .int64, x.device)
            if !x.isMeta {
                _ = Kernels.unary(op, n: x.count, x: wide.pointer(Int64.self), y: out.pointer(Int64.self))
            }
            return try out.castUnrecorded(x.dtype)
        }
        let type = x.dtype.floating
        let out = try Tensor(emptyLike: x, type)
        if x.isMeta || x.count == 0 { return out }
        // Dense operands are worked through in memory order, so that the result keeps their strides.
        let source = x.denseStrides != nil ? x : try x.copied()
        let flat: Dims = [x.count]
        let line = source.alias(shape: flat, strides: [1], offset: source.offset)
        let compute = type.compute
        let values = try line.castUnrecorded(compute)
        let result =
            type == compute ? out.alias(shape: flat, strides: [1], offset: 0) : try Tensor(empty: flat, compute)
        if compute == .float64 {
            Kernels.unary(op, n: x.count, x: values.pointer(Double.self), y: result.pointer(Double.self))
        } else {
            Kernels.unary(op, n: x.count, x: values.f32, y: result.f32)
        }
        if type != compute { Convert.run(x.count, result.data, compute, out.data, type) }
        return out
    }

    /// The function as a recorded operation.
    @inline(__always)
    func callAsFunction(_ x: Tensor) throws -> Tensor {
        let out = try forward(x)
        if x.isRecorded && out.dtype.isFloat { recordGradient(x, out) }
        ShapeLedger.note(name, out, x, why: Why.same)
        return out
    }

    /// The function as a recorded operation, its values written over those of an operand that nobody else holds.
    func over(_ x: inout Tensor) throws -> Tensor {
        guard Tensor.isWritableOver(&x), x.dtype == .float32, savesOutput else { return try self(x) }
        let out = x.alias()
        out.isInference = GradMode.isInference
        Kernels.unary(op, n: x.count, x: x.f32, y: out.f32)
        if x.isRecorded { recordGradient(x, out) }
        ShapeLedger.note(name, out, x, why: Why.same)
        return out
    }

    private func recordGradient(_ x: Tensor, _ out: Tensor) {
        guard let gradient else {
            let form = x.form
            out.record(node, x) { g in
                g[0] = try Tensor.zeros(form.shape, dtype: form.dtype, device: g.grad.device)
            }
            return
        }
        let fast = fast
        if savesOutput {
            let saved = Saved(output: out)
            out.record(node, x) { g in
                let y = try saved.output(of: g)
                if let fast, !g.isRecording, let d = try fast.apply(&g.grad, y) {
                    g[0] = d
                } else {
                    g[0] = try gradient(g.grad, y)
                }
            }
        } else {
            let saved = Saved(x)
            out.record(node, x) { g in
                let v = try saved.value()
                if let fast, !g.isRecording, let d = try fast.apply(&g.grad, v) {
                    g[0] = d
                } else {
                    g[0] = try gradient(g.grad, v)
                }
            }
        }
    }
}

extension UnaryGradient {
    /// The gradient through the kernel, or nil where the tensors' layouts or dtypes do not suit it. It is written over `g`
    /// where nobody else holds that: less memory is passed through.
    func apply(_ g: inout Tensor, _ saved: Tensor) throws -> Tensor? {
        guard g.dtype == saved.dtype, g.device == .cpu, saved.isContiguous, g.shape == saved.shape else { return nil }
        if g.dtype == .float32 {
            let out = Tensor.isWritableOver(&g) ? g : try Tensor(empty: g.shape, .float32)
            let dense = try g.contiguousUnrecorded()
            Kernels.unaryBackward(self, n: g.count, dy: dense.f32, saved: saved.f32, dx: out.f32)
            return out
        }
        if g.dtype == .float64 {
            let dense = try g.contiguousUnrecorded()
            let out = try Tensor(empty: g.shape, .float64)
            Kernels.unaryBackward(
                self, n: g.count, dy: dense.pointer(Double.self), saved: saved.pointer(Double.self),
                dx: out.pointer(Double.self))
            return out
        }
        return nil
    }
}

/// Every element-wise function of one operand, with its gradient.
enum Unary {
    // `nonisolated(unsafe)`: the closures capture nothing.
    /// A gradient that passes through slopes which are flat functions of `x`, as a function of both: it goes on in the
    /// graph of `x`, whose own gradient is zero.
    static func throughFlat(
        _ g: Tensor, _ x: Tensor, _ name: String, _ pass: @escaping (Tensor, Tensor) throws -> Tensor
    ) throws -> Tensor {
        let out = try GradMode.without { try pass(g, x) }
        if GradMode.isEnabled && (g.requiresGrad || x.requiresGrad) {
            out.record(name, g, x) { b in
                if b.needs(0) { b[0] = try throughFlat(b.grad, x, name, pass) }
                if b.needs(1) { b[1] = try Tensor.zeros(x.shape, dtype: x.dtype, device: x.device) }
            }
        }
        return out
    }

    nonisolated(unsafe) static let neg = UnaryFunction(
        "neg", .neg, "NegBackward0", integers: .keep
    ) { g, _ in try g.neg() }
    nonisolated(unsafe) static let abs = UnaryFunction(
        "abs", .abs, "AbsBackward0", integers: .keep, fast: .abs
    ) { g, x in try g.mul(x.sign()) }
    nonisolated(unsafe) static let exp = UnaryFunction(
        "exp", .exp, "ExpBackward0", output: true, fast: .expOutput
    ) { g, y in try g.mul(y) }
    nonisolated(unsafe) static let exp2 = UnaryFunction("exp2", .exp2, "Exp2Backward0", output: true) { g, y in
        try g.mul(y).mul(.double(0.6931471805599453))
    }
    nonisolated(unsafe) static let expm1 = UnaryFunction("expm1", .expm1, "Expm1Backward0", output: true) { g, y in
        try g.mul(y.add(1))
    }
    nonisolated(unsafe) static let log = UnaryFunction("log", .log, "LogBackward0", fast: .log) { g, x in try g.div(x) }
    nonisolated(unsafe) static let log1p = UnaryFunction("log1p", .log1p, "Log1PBackward0") { g, x in
        try g.div(x.add(1))
    }
    nonisolated(unsafe) static let log2 = UnaryFunction("log2", .log2, "Log2Backward0") { g, x in
        try g.div(x.mul(.double(0.6931471805599453)))
    }
    nonisolated(unsafe) static let log10 = UnaryFunction("log10", .log10, "Log10Backward0") { g, x in
        try g.div(x.mul(.double(2.302585092994046)))
    }
    nonisolated(unsafe) static let sqrt = UnaryFunction(
        "sqrt", .sqrt, "SqrtBackward0", output: true, fast: .sqrtOutput
    ) { g, y in try g.div(y.mul(2)) }
    nonisolated(unsafe) static let rsqrt = UnaryFunction(
        "rsqrt", .rsqrt, "RsqrtBackward0", output: true, fast: .rsqrtOutput
    ) { g, y in try g.mul(.double(-0.5)).mul(y.mul(y).mul(y)) }
    nonisolated(unsafe) static let reciprocal = UnaryFunction(
        "reciprocal", .reciprocal, "ReciprocalBackward0", output: true, fast: .reciprocalOutput
    ) { g, y in try g.neg().mul(y.mul(y)) }
    nonisolated(unsafe) static let square = UnaryFunction(
        "square", .square, "PowBackward0", integers: .keep, fast: .square
    ) { g, x in try g.mul(x.pow(1).mul(2)) }
    nonisolated(unsafe) static let sin = UnaryFunction("sin", .sin, "SinBackward0", fast: .sin) { g, x in
        try g.mul(x.cos())
    }
    nonisolated(unsafe) static let cos = UnaryFunction("cos", .cos, "CosBackward0", fast: .cos) { g, x in
        try g.mul(x.sin().neg())
    }
    nonisolated(unsafe) static let tan = UnaryFunction("tan", .tan, "TanBackward0", output: true) { g, y in
        try g.mul(y.mul(y).add(1))
    }
    nonisolated(unsafe) static let asin = UnaryFunction("asin", .asin, "AsinBackward0") { g, x in
        try g.mul(x.mul(x).rsub(1).rsqrt())
    }
    nonisolated(unsafe) static let acos = UnaryFunction("acos", .acos, "AcosBackward0") { g, x in
        try g.mul(x.mul(x).rsub(1).rsqrt()).neg()
    }
    nonisolated(unsafe) static let atan = UnaryFunction("atan", .atan, "AtanBackward0") { g, x in
        try g.div(x.mul(x).add(1))
    }
    nonisolated(unsafe) static let sinh = UnaryFunction("sinh", .sinh, "SinhBackward0") { g, x in try g.mul(x.cosh()) }
    nonisolated(unsafe) static let cosh = UnaryFunction("cosh", .cosh, "CoshBackward0") { g, x in try g.mul(x.sinh()) }
    nonisolated(unsafe) static let tanh = UnaryFunction(
        "tanh", .tanh, "TanhBackward0", output: true, fast: .tanhOutput
    ) { g, y in try g.mul(y.mul(y).rsub(1)).named("TanhBackwardBackward0") }
    nonisolated(unsafe) static let asinh = UnaryFunction("asinh", .asinh, "AsinhBackward0") { g, x in
        try g.mul(x.mul(x).add(1).rsqrt())
    }
    nonisolated(unsafe) static let acosh = UnaryFunction("acosh", .acosh, "AcoshBackward0") { g, x in
        try g.mul(x.mul(x).sub(1).rsqrt())
    }
    nonisolated(unsafe) static let atanh = UnaryFunction("atanh", .atanh, "AtanhBackward0") { g, x in
        try g.div(x.mul(x).rsub(1))
    }
    nonisolated(unsafe) static let sigmoid = UnaryFunction(
        "sigmoid", .sigmoid, "SigmoidBackward0", output: true, fast: .sigmoidOutput
    ) { g, y in try g.mul(y.rsub(1).mul(y)).named("SigmoidBackwardBackward0") }
    nonisolated(unsafe) static let relu = UnaryFunction(
        "relu", .relu, "ReluBackward0", integers: .keep, output: true, fast: .reluOutput
    ) { g, y in
        try throughFlat(g, y, "ThresholdBackwardBackward0") { g, y in
            try g.mul(y.le(0).logicalNot().to(g.dtype))
        }
    }
    nonisolated(unsafe) static let erf = UnaryFunction("erf", .erf, "ErfBackward0", fast: .erf) { g, x in
        try g.mul(x.mul(x).neg().exp().mul(.double(1.1283791670955126)))
    }
    nonisolated(unsafe) static let erfc = UnaryFunction("erfc", .erfc, "ErfcBackward0") { g, x in
        try g.mul(x.mul(x).neg().exp().mul(.double(-1.1283791670955126)))
    }
    nonisolated(unsafe) static let floor = UnaryFunction("floor", .floor, "FloorBackward0", integers: .keep, nil)
    nonisolated(unsafe) static let ceil = UnaryFunction("ceil", .ceil, "CeilBackward0", integers: .keep, nil)
    nonisolated(unsafe) static let round = UnaryFunction("round", .round, "RoundBackward0", integers: .keep, nil)
    nonisolated(unsafe) static let trunc = UnaryFunction("trunc", .trunc, "TruncBackward0", integers: .keep, nil)
    nonisolated(unsafe) static let erfinv = UnaryFunction("erfinv", .erfinv, "ErfinvBackward0", output: true) { g, y in
        try g.mul(y.mul(y).exp()).mul(.double(0.886226925452758))
    }
    nonisolated(unsafe) static let frac = UnaryFunction("frac", .frac, "FracBackward0") { g, _ in g }
    nonisolated(unsafe) static let sign = UnaryFunction(
        "sign", .sign, "SignBackward0", integers: .keep, nil)
    nonisolated(unsafe) static let angle = UnaryFunction("angle", .angle, "AngleBackward0", nil)
}

extension Tensor {
    private func notForBool(_ text: String, _ kind: TensorError.Kind = .notImplementedError) throws {
        if dtype == .bool { throw TensorError(kind, text) }
    }

    /// −self
    public func neg() throws -> Tensor {
        try notForBool(
            "Negation, the `-` operator, on a bool tensor is not supported. If you are trying to invert a mask, use the "
                + "`~` or `logical_not()` operator instead.", .runtimeError)
        return try Unary.neg(self)
    }

    public func abs() throws -> Tensor {
        try notForBool("\"abs_cpu\" not implemented for 'Bool'")
        return try Unary.abs(self)
    }

    public func exp() throws -> Tensor { try Unary.exp(self) }
    public func exp2() throws -> Tensor { try Unary.exp2(self) }
    public func expm1() throws -> Tensor { try Unary.expm1(self) }
    public func log() throws -> Tensor { try Unary.log(self) }
    public func log1p() throws -> Tensor { try Unary.log1p(self) }
    public func log2() throws -> Tensor { try Unary.log2(self) }
    public func log10() throws -> Tensor { try Unary.log10(self) }
    public func sqrt() throws -> Tensor { try Unary.sqrt(self) }
    public func rsqrt() throws -> Tensor { try Unary.rsqrt(self) }
    public func reciprocal() throws -> Tensor { try Unary.reciprocal(self) }

    public func square() throws -> Tensor { try dtype == .bool ? to(.int64).square() : Unary.square(self) }

    public func sin() throws -> Tensor { try Unary.sin(self) }
    public func cos() throws -> Tensor { try Unary.cos(self) }
    public func tan() throws -> Tensor { try Unary.tan(self) }
    public func asin() throws -> Tensor { try Unary.asin(self) }
    public func acos() throws -> Tensor { try Unary.acos(self) }
    public func atan() throws -> Tensor { try Unary.atan(self) }
    public func sinh() throws -> Tensor { try Unary.sinh(self) }
    public func cosh() throws -> Tensor { try Unary.cosh(self) }
    public func tanh() throws -> Tensor { try Unary.tanh(self) }
    public func asinh() throws -> Tensor { try Unary.asinh(self) }
    public func acosh() throws -> Tensor { try Unary.acosh(self) }
    public func atanh() throws -> Tensor { try Unary.atanh(self) }
    public func sigmoid() throws -> Tensor { try Unary.sigmoid(self) }

    /// max(self, 0); NaN stays.
    public func relu() throws -> Tensor {
        try notForBool("Boolean inputs not supported for relu", .runtimeError)
        return try Unary.relu(self)
    }

    /// `x.relu()`, written over `x` where nobody else holds its elements.
    package static func relu(over x: inout Tensor) throws -> Tensor {
        x.dtype == .bool ? try x.relu() : try Unary.relu.over(&x)
    }

    public func erf() throws -> Tensor { try Unary.erf(self) }
    public func erfc() throws -> Tensor { try Unary.erfc(self) }
    public func erfinv() throws -> Tensor { try Unary.erfinv(self) }

    public func floor() throws -> Tensor {
        try notForBool("\"floor_vml_cpu\" not implemented for 'Bool'")
        return try Unary.floor(self)
    }

    public func ceil() throws -> Tensor {
        try notForBool("\"ceil_vml_cpu\" not implemented for 'Bool'")
        return try Unary.ceil(self)
    }

    /// Rounds to the nearest whole number, halves to even; or to so many decimals.
    public func round(decimals: Int = 0) throws -> Tensor {
        try notForBool("\"round_vml_cpu\" not implemented for 'Bool'")
        if decimals == 0 || !dtype.isFloat { return try Unary.round(self) }
        let scale = power(10, Double(Swift.abs(decimals)))
        let out = try GradMode.without {
            decimals > 0
                ? try Unary.round(mul(.double(scale))).div(.double(scale))
                : try Unary.round(div(.double(scale))).mul(.double(scale))
        }
        if isRecorded {
            let form = form
            out.record("RoundBackward1", self) { g in g[0] = try Tensor.zeros(form.shape, dtype: form.dtype) }
        }
        return out
    }

    public func trunc() throws -> Tensor {
        try notForBool("\"trunc_vml_cpu\" not implemented for 'Bool'")
        return try Unary.trunc(self)
    }

    public func frac() throws -> Tensor {
        try requireFloat("frac_cpu")
        return try Unary.frac(self)
    }

    public func sign() throws -> Tensor { try Unary.sign(self) }
}

enum UnaryOps {
    private static func row(
        _ name: String, _ documentation: String, aliases: [String] = [], places: OpPlaces = .pointwise,
        _ function: @escaping (Tensor) throws -> Tensor
    ) -> OpRow {
        // torch.sin_ and its like; torch.sign_ does not exist.
        let places = places.contains(.inPlace) && name != "sign" ? places.union(.inPlaceFunction) : places
        return OpRow(
            name, aliases: aliases, places, ["\(name)(Tensor self)"], documentation, shape: "that of the input"
        ) {
            .tensor(try function($0.tensor(0)))
        }
    }

    static let rows: [OpRow] = [
        row("neg", "The input with its sign turned.", aliases: ["negative"]) { try $0.neg() },
        row("abs", "The absolute value.", aliases: ["absolute"]) { try $0.abs() },
        row("positive", "The input itself.", places: .both) {
            if $0.dtype == .bool {
                throw TensorError(.runtimeError, "The `+` operator, on a bool tensor is not supported.")
            }
            return $0
        },
        row("exp", "e to the power of each element.", places: [.pointwise, .special]) { try $0.exp() },
        row("exp2", "2 to the power of each element.", places: [.pointwise, .special]) { try $0.exp2() },
        row("expm1", "exp(x) − 1, exact near 0.", places: [.pointwise, .special]) { try $0.expm1() },
        row("log", "The natural logarithm.") { try $0.log() },
        row("log1p", "log(1 + x), exact near 0.", places: [.pointwise, .special]) { try $0.log1p() },
        row("log2", "The logarithm to base 2.") { try $0.log2() },
        row("log10", "The logarithm to base 10.") { try $0.log10() },
        row("sqrt", "The square root.") { try $0.sqrt() },
        row("rsqrt", "1 / √x.") { try $0.rsqrt() },
        row("reciprocal", "1 / x.") { try $0.reciprocal() },
        row("square", "x².") { try $0.square() },
        row("sin", "The sine, of radians.") { try $0.sin() },
        row("cos", "The cosine, of radians.") { try $0.cos() },
        row("tan", "The tangent, of radians.") { try $0.tan() },
        row("asin", "The arc sine.", aliases: ["arcsin"]) { try $0.asin() },
        row("acos", "The arc cosine.", aliases: ["arccos"]) { try $0.acos() },
        row("atan", "The arc tangent.", aliases: ["arctan"]) { try $0.atan() },
        row("sinh", "The hyperbolic sine.") { try $0.sinh() },
        row("cosh", "The hyperbolic cosine.") { try $0.cosh() },
        row("tanh", "The hyperbolic tangent.", places: [.pointwise, .functional]) { try $0.tanh() },
        row("asinh", "The inverse hyperbolic sine.", aliases: ["arcsinh"]) { try $0.asinh() },
        row("acosh", "The inverse hyperbolic cosine.", aliases: ["arccosh"]) { try $0.acosh() },
        row("atanh", "The inverse hyperbolic tangent.", aliases: ["arctanh"]) { try $0.atanh() },
        row(
            "sigmoid", "1 / (1 + exp(−x)).", aliases: ["expit"], places: [.pointwise, .functional, .special]
        ) { try $0.sigmoid() },
        row("erf", "The error function.", places: [.pointwise, .special]) { try $0.erf() },
        row("erfc", "1 − erf(x).", places: [.pointwise, .special]) { try $0.erfc() },
        row("floor", "The largest whole number not above x.") { try $0.floor() },
        row("ceil", "The smallest whole number not below x.") { try $0.ceil() },
        row("trunc", "x without its fraction.", aliases: ["fix"]) { try $0.trunc() },
        row("frac", "The fraction of x, with its sign.") { try $0.frac() },
        row("sign", "−1, 0 or 1.") { try $0.sign() },
        OpRow(
            "round", .pointwise, ["round(Tensor self, *, int decimals=0)"],
            "Rounds to whole numbers, halves to even, or to a number of decimals.", shape: "that of the input"
        ) { .tensor(try $0.tensor(0).round(decimals: $0.int(1))) },
        OpRow(
            "relu", .pointwise.union(.inPlaceFunction), ["relu(Tensor self)"],
            "max(x, 0): negative elements become 0.", shape: "that of the input", inPlace: reluInPlace
        ) { .tensor(try $0.tensor(0).relu()) },
        OpRow(
            "relu", .functional, ["relu(Tensor self, bool inplace=False)"],
            "max(x, 0): negative elements become 0.", shape: "that of the input"
        ) { try $0.bool(1) ? reluInPlace(&$0) : .tensor($0.tensor(0).relu()) },
    ]

    private static func reluInPlace(_ a: inout OpArguments) throws -> OpResult {
        .tensor(try a.tensor(0).reluInPlace())
    }
}

extension Tensor {
    /// Negative elements become 0, in place.
    @discardableResult
    public func reluInPlace() throws -> Tensor {
        try checkInPlace()
        if dtype == .float32 && isContiguous && !isRecorded && !isMeta {
            Kernels.unary(.relu, n: count, x: f32, y: f32)
            bumpVersion()
            return self
        }
        // The gradient needs the result only.
        return try assignInPlace(relu())
    }
}
