import GradusKernels
import GradusTensor

/// NumPy's element-wise functions of one operand.
package enum UnaryFunction: String, CaseIterable, Sendable {
    case negative, positive, absolute, fabs, sign, square, conjugate, invert
    case exp, exp2, expm1, log, log2, log10, log1p, sqrt, cbrt, reciprocal
    case sin, cos, tan, arcsin, arccos, arctan, sinh, cosh, tanh, arcsinh, arccosh, arctanh
    case rint, floor, ceil, trunc
    case radians, degrees, i0
    case isnan, isinf, isfinite, signbit, isposinf, isneginf
    case logicalNot = "logical_not"

    private var kernel: UnaryOp? {
        switch self {
        case .negative: .neg
        case .absolute, .fabs: .abs
        case .square: .square
        case .exp: .exp
        case .exp2: .exp2
        case .expm1: .expm1
        case .log: .log
        case .log2: .log2
        case .log10: .log10
        case .log1p: .log1p
        case .sqrt: .sqrt
        case .reciprocal: .reciprocal
        case .sin: .sin
        case .cos: .cos
        case .tan: .tan
        case .arcsin: .asin
        case .arccos: .acos
        case .arctan: .atan
        case .sinh: .sinh
        case .cosh: .cosh
        case .tanh: .tanh
        case .arcsinh: .asinh
        case .arccosh: .acosh
        case .arctanh: .atanh
        case .rint: .round
        case .floor: .floor
        case .ceil: .ceil
        case .trunc: .trunc
        default: nil
        }
    }

    package func callAsFunction(_ t: Tensor) throws -> Tensor {
        switch self {
        case .isnan, .isinf, .isfinite, .signbit, .isposinf, .isneginf, .logicalNot: return try predicate(t)
        case .positive where t.dtype == .bool: throw noLoopForBools
        case .positive, .conjugate: return try t.copied()
        case .negative, .absolute, .sign, .square, .invert, .floor, .ceil, .trunc:
            if !t.dtype.isFloat { return try integers(t) }
        case .reciprocal where !t.dtype.isFloat: return try integers(t)
        default: break
        }
        if self == .invert {
            throw NumPyError(
                .type,
                "ufunc 'invert' not supported for the input types, and the inputs could not be safely coerced to any "
                    + "supported types according to the casting rule ''safe''")
        }
        let type = Promotion.floating(t.dtype)
        let compute: DType = type == .float64 ? .float64 : .float32
        let x = try Layout.cast(try Layout.dense(t), compute)
        let out = try Tensor(empty: t.shape, compute)
        let n = t.count
        if n <= FloatMath.exactCount, compute == .float64, let f = FloatMath.doubles[self] {
            let (p, q) = (x.pointer(Double.self), out.pointer(Double.self))
            for i in 0..<n { q[i] = f(p[i]) }
        } else if n <= FloatMath.exactSingleCount, compute == .float32, let f = FloatMath.singles[self] {
            let (p, q) = (x.f32, out.f32)
            for i in 0..<n { q[i] = f(p[i]) }
        } else if let kernel, compute == .float64 {
            Kernels.unary(kernel, n: n, x: x.pointer(Double.self), y: out.pointer(Double.self))
        } else if let kernel {
            Kernels.unary(kernel, n: n, x: x.f32, y: out.f32)
        } else if compute == .float64 {
            other(n, x.pointer(Double.self), out.pointer(Double.self)) {
                $0
            } _: {
                $0
            }
        } else {
            other(n, x.f32, out.f32) {
                Double($0)
            } _: {
                Float($0)
            }
        }
        return try Layout.cast(out, type)
    }

    @inline(__always)
    private func other<T: BinaryFloatingPoint>(
        _ n: Int, _ x: UnsafeMutablePointer<T>, _ y: UnsafeMutablePointer<T>, _ wide: (T) -> Double,
        _ narrow: (Double) -> T
    ) {
        switch self {
        case .sign: for i in 0..<n { y[i] = x[i].isNaN ? x[i] : x[i] > 0 ? 1 : x[i] < 0 ? -1 : 0 }
        case .cbrt: for i in 0..<n { y[i] = narrow(FloatMath.cubeRoot(wide(x[i]))) }
        case .radians: for i in 0..<n { y[i] = x[i] * (narrow(Double.pi) / 180) }
        case .degrees: for i in 0..<n { y[i] = x[i] * (180 / narrow(Double.pi)) }
        case .i0: for i in 0..<n { y[i] = narrow(FloatMath.bessel0(wide(x[i]))) }
        default: for i in 0..<n { y[i] = x[i] }
        }
    }

    private var noLoopForBools: NumPyError {
        NumPyError(
            .functionType,
            "ufunc '\(rawValue)' did not contain a loop with signature matching types <class 'numpy.dtypes.BoolDType'> -> None"
        )
    }

    private func integers(_ t: Tensor) throws -> Tensor {
        if t.dtype == .bool {
            switch self {
            case .negative:
                throw NumPyError(
                    .type,
                    "The numpy boolean negative, the `-` operator, is not supported, use the `~` operator or the "
                        + "logical_not function instead.")
            case .invert: return try UnaryFunction.logicalNot(t)
            case .sign: throw noLoopForBools
            case .square, .reciprocal: return try integers(try Layout.cast(t, .int8))
            default: return try t.copied()
            }
        }
        let x = try Layout.dense(t)
        let out = try Tensor(empty: t.shape, t.dtype)
        switch t.dtype {
        case .uint8: run(UInt8.self, x, out)
        case .int8: run(Int8.self, x, out)
        case .int16: run(Int16.self, x, out)
        case .int32: run(Int32.self, x, out)
        default: run(Int64.self, x, out)
        }
        return out
    }

    private func run<T: FixedWidthInteger>(_: T.Type, _ t: Tensor, _ out: Tensor) {
        let (x, y, n) = (t.pointer(T.self), out.pointer(T.self), t.count)
        switch self {
        case .negative: for i in 0..<n { y[i] = 0 &- x[i] }
        case .absolute: for i in 0..<n { y[i] = x[i] < 0 ? 0 &- x[i] : x[i] }
        case .square: for i in 0..<n { y[i] = x[i] &* x[i] }
        case .sign: for i in 0..<n { y[i] = x[i].signum() }
        case .invert: for i in 0..<n { y[i] = ~x[i] }
        case .reciprocal:
            for i in 0..<n {
                y[i] = x[i] == 1 ? 1 : T.isSigned && x[i] == 0 &- 1 ? x[i] : x[i] == 0 ? T.bitWidth < 32 ? 0 : T.min : 0
            }
        default: for i in 0..<n { y[i] = x[i] }
        }
    }

    private func predicate(_ t: Tensor) throws -> Tensor {
        let out = try Tensor(empty: t.shape, .bool)
        let (y, n) = (out.pointer(UInt8.self), t.count)
        if self == .logicalNot {
            let x = try Layout.cast(try Layout.dense(t), .bool)
            let p = x.pointer(UInt8.self)
            for i in 0..<n { y[i] = p[i] ^ 1 }
            return out
        }
        if !t.dtype.isFloat, self != .signbit {
            out.fillUnrecorded(.bool(self == .isfinite))
            return out
        }
        let x = try Layout.cast(try Layout.dense(t), t.dtype == .float32 ? .float32 : .float64)
        if x.dtype == .float32 { test(n, x.f32, y) } else { test(n, x.pointer(Double.self), y) }
        return out
    }

    @inline(__always)
    private func test<T: BinaryFloatingPoint>(_ n: Int, _ x: UnsafeMutablePointer<T>, _ y: UnsafeMutablePointer<UInt8>)
    {
        switch self {
        case .isnan: for i in 0..<n { y[i] = x[i].isNaN ? 1 : 0 }
        case .isinf: for i in 0..<n { y[i] = x[i].isInfinite ? 1 : 0 }
        case .isfinite: for i in 0..<n { y[i] = x[i].isFinite ? 1 : 0 }
        case .isposinf: for i in 0..<n { y[i] = x[i] == .infinity ? 1 : 0 }
        case .isneginf: for i in 0..<n { y[i] = x[i] == -.infinity ? 1 : 0 }
        default: for i in 0..<n { y[i] = x[i].sign == .minus ? 1 : 0 }
        }
    }
}
