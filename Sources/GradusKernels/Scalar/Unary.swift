import GradusKernelTypes

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension ScalarKernels {
    /// y[i] = op(x[i]); x and y may be the same memory.
    package static func unary<T: KernelScalar>(_ op: UnaryOp, n: Int, x: In<T>, y: Out<T>) {
        @inline(__always) func each(_ f: (T) -> T) { for i in 0..<n { y[i] = f(x[i]) } }
        @inline(__always) func libm(_ f: (Double) -> Double) { for i in 0..<n { y[i] = T.viaDouble(x[i], f) } }
        switch op {
        case .neg: each { -$0 }
        case .abs: each { Swift.abs($0) }
        case .exp: libm(exp)
        case .exp2: libm(exp2)
        case .expm1: libm(expm1)
        case .log: libm(log)
        case .log1p: libm(log1p)
        case .log2: libm(log2)
        case .log10: libm(log10)
        case .sqrt: each { $0.squareRoot() }
        case .rsqrt: libm { 1 / $0.squareRoot() }
        case .reciprocal: each { 1 / $0 }
        case .square: each { $0 * $0 }
        case .cube: each { $0 * $0 * $0 }
        case .sin: libm(sin)
        case .cos: libm(cos)
        case .tan: libm(tan)
        case .asin: libm(asin)
        case .acos: libm(acos)
        case .atan: libm(atan)
        case .sinh: libm(sinh)
        case .cosh: libm(cosh)
        case .tanh: libm(tanh)
        case .asinh: libm(asinh)
        case .acosh: libm(acosh)
        case .atanh: libm(atanh)
        case .sigmoid: libm(sigmoid)
        case .logSigmoid: libm { Swift.min($0, 0) - log1p(exp(-Swift.abs($0))) }
        case .relu: each { $0 < 0 ? 0 : $0 }
        case .relu6: each { $0 < 0 ? 0 : $0 > 6 ? 6 : $0 }
        case .gelu: libm { 0.5 * $0 * erfc(-$0 * 0.5.squareRoot()) }
        case .geluTanh: libm { 0.5 * $0 * (1 + tanh(geluInner($0))) }
        case .silu: libm { $0 * sigmoid($0) }
        case .softplus: libm { $0 > 20 ? $0 : log1p(exp($0)) }
        case .softsign: each { $0 / (1 + Swift.abs($0)) }
        case .mish: libm { $0 * tanh($0 > 20 ? $0 : log1p(exp($0))) }
        case .hardSigmoid: each { $0 < -3 ? 0 : $0 > 3 ? 1 : ($0 + 3) / 6 }
        case .hardSwish: each { $0 != $0 ? $0 : $0 * Swift.min(Swift.max($0 + 3, 0), 6) / 6 }
        case .hardTanh: each { $0 < -1 ? -1 : $0 > 1 ? 1 : $0 }
        case .elu: libm { $0 > 0 ? $0 : expm1($0) }
        case .selu: libm { 1.0507009873554805 * ($0 > 0 ? $0 : 1.6732632423543772 * expm1($0)) }
        case .erf: libm(erf)
        case .erfc: libm(erfc)
        case .erfinv: libm(inverseErf)
        case .lgamma: each(T.logGamma)
        case .floor: each { $0.rounded(.down) }
        case .ceil: each { $0.rounded(.up) }
        case .round: each { $0.rounded(.toNearestOrEven) }
        case .trunc: each { $0.rounded(.towardZero) }
        case .frac: each { $0 - $0.rounded(.towardZero) }
        case .sign: each { $0 > 0 ? 1 : $0 < 0 ? -1 : 0 }
        case .angle: libm { $0.isNaN ? $0 : $0 < 0 ? .pi : 0 }
        }
    }

    package static func parameterUnary<T: KernelScalar>(
        _ op: ParameterOp, _ parameter: Double, n: Int, x: In<T>, y: Out<T>
    ) {
        let a = T(parameter)
        @inline(__always) func each(_ f: (T) -> T) { for i in 0..<n { y[i] = f(x[i]) } }
        @inline(__always) func libm(_ f: (Double) -> Double) { for i in 0..<n { y[i] = T.viaDouble(x[i], f) } }
        switch op {
        case .leakyRelu: each { $0 > 0 ? $0 : a * $0 }
        case .elu: libm { $0 > 0 ? $0 : parameter * expm1($0) }
        case .celu: libm { $0 > 0 ? $0 : parameter * expm1($0 / parameter) }
        case .softplus: libm { $0 * parameter > 20 ? $0 : log1p(exp($0 * parameter)) / parameter }
        case .hardShrink: each { $0 >= -a && $0 <= a ? 0 : $0 }
        // A product, so that zeros keep their sign.
        case .softShrink: each { $0 > a ? $0 - a : $0 < -a ? $0 + a : $0 * 0 }
        case .huber:
            each { x in
                let c = x > a ? a : x < -a ? -a : x
                return c * (x - c / 2)
            }
        }
    }

    /// dx[i] = dy[i] · f'(saved[i]); dx may be dy or saved.
    package static func unaryBackward<T: KernelScalar>(
        _ op: UnaryGradient, n: Int, dy: In<T>, saved: In<T>, dx: Out<T>
    ) {
        @inline(__always) func each(_ f: (T, T) -> T) { for i in 0..<n { dx[i] = f(dy[i], saved[i]) } }
        @inline(__always) func libm(_ f: (Double) -> Double) {
            for i in 0..<n { dx[i] = T(dy[i].double * f(saved[i].double)) }
        }
        switch op {
        case .reluOutput: each { $1 <= 0 ? 0 : $0 }
        case .sigmoidOutput: each { $0 * ((1 - $1) * $1) }
        case .tanhOutput: each { $0 * (1 - $1 * $1) }
        case .expOutput: each { $0 * $1 }
        case .sqrtOutput: each { $0 / (2 * $1) }
        case .reciprocalOutput: each { -$0 * ($1 * $1) }
        case .rsqrtOutput: each { -0.5 * $0 * ($1 * $1 * $1) }
        case .gelu:
            libm { 0.5 * erfc(-$0 * 0.5.squareRoot()) + $0 * exp(-0.5 * $0 * $0) * 0.3989422804014327 }
        case .geluTanh:
            libm { x in
                let t = tanh(geluInner(x))
                let slope = 0.7978845608028654 * (1 + 3 * 0.044715 * x * x)
                return 0.5 * (1 + t) + 0.5 * x * (1 - t * t) * slope
            }
        case .silu:
            libm { x in
                let s = sigmoid(x)
                return s * (1 + x * (1 - s))
            }
        case .softplus: libm { $0 > 20 ? 1 : sigmoid($0) }
        case .logSigmoid: libm { sigmoid(-$0) }
        case .mish:
            libm { x in
                let t = tanh(x > 20 ? x : log1p(exp(x)))
                return t + x * sigmoid(x) * (1 - t * t)
            }
        case .hardSwish: each { $1 <= -3 ? 0 : $1 >= 3 ? $0 : $0 * ($1 / 3 + 0.5) }
        case .log: each { $0 / $1 }
        case .sin: libm(cos)
        case .cos: libm { -sin($0) }
        case .abs: each { $1 > 0 ? $0 : $1 < 0 ? -$0 : $1.isNaN ? $1 : 0 * $0 }
        case .square: each { $0 * (2 * $1) }
        case .erf: libm { 1.1283791670955126 * exp(-$0 * $0) }
        }
    }

    @inline(__always)
    private static func sigmoid(_ x: Double) -> Double { 1 / (1 + exp(-x)) }

    @inline(__always)
    private static func geluInner(_ x: Double) -> Double { 0.7978845608028654 * (x + 0.044715 * x * x * x) }
}
