import GradusKernels

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
