import GradusKernels
import GradusTensor

/// NumPy's element-wise functions of two operands.
package enum BinaryFunction: String, CaseIterable, Sendable {
    case add, subtract, multiply, divide
    case floorDivide = "floor_divide"
    case remainder, fmod, power
    case floatPower = "float_power"
    case maximum, minimum, fmax, fmin, arctan2, hypot, copysign, logaddexp, logaddexp2, heaviside, nextafter
    case bitwiseAnd = "bitwise_and"
    case bitwiseOr = "bitwise_or"
    case bitwiseXor = "bitwise_xor"
    case leftShift = "left_shift"
    case rightShift = "right_shift"
    case gcd, lcm
    case equal
    case notEqual = "not_equal"
    case less
    case lessEqual = "less_equal"
    case greater
    case greaterEqual = "greater_equal"
    case logicalAnd = "logical_and"
    case logicalOr = "logical_or"
    case logicalXor = "logical_xor"

    /// The comparison this is, if any.
    var comparison: CompareOp? {
        switch self {
        case .equal: .equal
        case .notEqual: .notEqual
        case .less: .less
        case .lessEqual: .lessEqual
        case .greater: .greater
        case .greaterEqual: .greaterEqual
        default: nil
        }
    }

    /// The kernel for floats, if there is one.
    var kernel: BinaryOp? {
        switch self {
        case .add: .add
        case .subtract: .sub
        case .multiply: .mul
        case .divide: .div
        case .floorDivide: .floorDivide
        case .remainder: .remainder
        case .fmod: .fmod
        case .power, .floatPower: .pow
        case .maximum: .max
        case .minimum: .min
        case .fmax: .fmax
        case .fmin: .fmin
        case .arctan2: .atan2
        case .hypot: .hypot
        case .copysign: .copysign
        default: nil
        }
    }

    /// Whether the result is a bool.
    package var isPredicate: Bool {
        switch self {
        case .logicalAnd, .logicalOr, .logicalXor: true
        default: comparison != nil
        }
    }

    enum Family { case arithmetic, floating, bitwise, integer, predicate }

    var family: Family {
        switch self {
        case .arctan2, .hypot, .copysign, .logaddexp, .logaddexp2, .heaviside, .nextafter: .floating
        case .bitwiseAnd, .bitwiseOr, .bitwiseXor, .leftShift, .rightShift: .bitwise
        case .gcd, .lcm: .integer
        default: isPredicate ? .predicate : .arithmetic
        }
    }
}

/// An operand: elements with a dtype, or a Python number, which takes the other operand's dtype where it can.
package enum ArrayOperand {
    case array(Tensor)
    case number(Scalar)
}

extension ArrayOperand {
    /// Work that takes long enough for somebody to interrupt it.
    fileprivate var isLong: Bool {
        if case .array(let tensor) = self { tensor.count >= 1 << 16 } else { false }
    }
}

extension BinaryFunction {
    /// The same as a call, which Ctrl-C ends where the arrays are long.
    package func interruptibly(_ a: ArrayOperand, _ b: ArrayOperand) throws -> Tensor {
        guard a.isLong || b.isLong else { return try self(a, b) }
        return try Interruption.around { try self(a, b) }
    }

    /// f(a, b), broadcast.
    /// - Throws: ValueError for shapes that do not broadcast and for integers to negative powers; OverflowError for a
    ///   Python integer that the dtype cannot hold; TypeError for dtypes the function does not take.
    package func callAsFunction(_ a: ArrayOperand, _ b: ArrayOperand) throws -> Tensor {
        let result = try computed(a, b)
        if self == .remainder, result.dtype == .float64 || result.dtype == .float32 { try giveZeros(result, signOf: b) }
        return result
    }

    /// No rest has the sign of the divisor, as in Python; `fmod` keeps that of the dividend.
    private func giveZeros(_ rests: Tensor, signOf divisor: ArrayOperand) throws {
        let signs =
            switch divisor {
            case .array(let t): try Layout.dense(Layout.spread(try Layout.cast(t, rests.dtype), rests.shape))
            case .number(let n): try Layout.dense(Layout.spread(try scalar(n, rests.dtype), rests.shape))
            }
        func set<T: BinaryFloatingPoint>(_: T.Type) {
            let (r, s) = (rests.pointer(T.self), signs.pointer(T.self))
            for i in 0..<rests.count where r[i] == 0 { r[i] = T(signOf: s[i], magnitudeOf: 0) }
        }
        if rests.dtype == .float64 { set(Double.self) } else { set(Float.self) }
    }

    private func computed(_ a: ArrayOperand, _ b: ArrayOperand) throws -> Tensor {
        switch (a, b) {
        case (.array(let x), .array(let y)): return try apply(x, y, Promotion.promote(x.dtype, y.dtype), true)
        case (.array(let x), .number(let n)):
            if family == .predicate { return try predicate(x, try wide(n, x.dtype)) }
            let type = Promotion.promote(x.dtype, weak: n)
            if let fast = try withNumber(x, n, type, reversed: false) { return fast }
            return try apply(x, try scalar(n, type), type, true)
        case (.number(let n), .array(let y)):
            if family == .predicate { return try predicate(try wide(n, y.dtype), y) }
            let type = Promotion.promote(y.dtype, weak: n)
            if let fast = try withNumber(y, n, type, reversed: true) { return fast }
            return try apply(try scalar(n, type), y, type, true)
        case (.number(let n), .number(let m)):
            return try computed(.array(try Tensor.full([], n, dtype: Promotion.own(n))), b.hardened(m))
        }
    }

    /// The fast path: dense floats and a number.
    @inline(__always)
    private func withNumber(_ x: Tensor, _ n: Scalar, _ type: DType, reversed: Bool) throws -> Tensor? {
        guard let op = kernel, x.dtype == type, x.isContiguous, type == .float64 || type == .float32 else { return nil }
        if self == .power, !reversed, n.double == -1 { return try UnaryFunction.reciprocal(x) }
        let isRoot = self == .power && !reversed && (n.double == 2 || n.double == 0.5)
        if x.count <= FloatMath.exactCount, FloatMath.doublePairs[self] != nil, !isRoot { return nil }
        let out = try Tensor(empty: x.shape, type)
        if type == .float64 {
            var value = n.double
            if self == .power, !reversed, value == 2 {
                let p = x.pointer(Double.self)
                Kernels.binary(
                    .mul, outer: 1, inner: x.count, a: p, aOuter: 0, aInner: 1, b: p, bOuter: 0, bInner: 1,
                    y: out.pointer(Double.self))
                return out
            }
            if self == .power, !reversed, value == 0.5 { return try UnaryFunction.sqrt(x) }
            if self == .power, !reversed, value == 3, x.count >= 8 {
                Kernels.unary(.cube, n: x.count, x: x.pointer(Double.self), y: out.pointer(Double.self))
                return out
            }
            let p = x.pointer(Double.self)
            if reversed {
                Kernels.binary(
                    op, outer: 1, inner: x.count, a: &value, aOuter: 0, aInner: 0, b: p, bOuter: 0, bInner: 1,
                    y: out.pointer(Double.self))
            } else {
                Kernels.binary(
                    op, outer: 1, inner: x.count, a: p, aOuter: 0, aInner: 1, b: &value, bOuter: 0, bInner: 0,
                    y: out.pointer(Double.self))
            }
            return out
        }
        var value = Float(n.double)
        if self == .power, !reversed, value == 2 {
            Kernels.binary(
                .mul, outer: 1, inner: x.count, a: x.f32, aOuter: 0, aInner: 1, b: x.f32, bOuter: 0, bInner: 1,
                y: out.f32)
        } else if self == .power, !reversed, value == 0.5 {
            return try UnaryFunction.sqrt(x)
        } else if reversed {
            Kernels.binary(
                op, outer: 1, inner: x.count, a: &value, aOuter: 0, aInner: 0, b: x.f32, bOuter: 0, bInner: 1,
                y: out.f32)
        } else {
            Kernels.binary(
                op, outer: 1, inner: x.count, a: x.f32, aOuter: 0, aInner: 1, b: &value, bOuter: 0, bInner: 0,
                y: out.f32)
        }
        return out
    }

    /// A Python number as an operand of a type.
    private func scalar(_ n: Scalar, _ type: DType) throws -> Tensor {
        if !type.isFloat, case .int(let i) = n, !type.integerRange.contains(i) {
            throw NumPyError(.overflow, "Python integer \(i) out of bounds for \(type.name)")
        }
        return try Tensor.full([], n, dtype: type)
    }

    /// A Python number for a comparison, which compares values and not dtypes.
    private func wide(_ n: Scalar, _ other: DType) throws -> Tensor {
        if case .double = n, other.isFloat { return try Tensor.full([], n, dtype: other) }
        return try Tensor.full([], n, dtype: Promotion.own(n))
    }

    private func unsupported(_ a: Tensor, _ b: Tensor) -> NumPyError {
        NumPyError(
            .type,
            "ufunc '\(rawValue)' not supported for the input types, and the inputs could not be safely coerced to any "
                + "supported types according to the casting rule ''safe''")
    }

    /// The function on two arrays whose common type is known.
    func apply(_ a: Tensor, _ b: Tensor, _ common: DType, _ checked: Bool) throws -> Tensor {
        if a.dtype == .float64, b.dtype == .float64, a.shape == b.shape, a.isContiguous, b.isContiguous,
            let op = kernel,
            FloatMath.doublePairs[self] == nil
        {
            let out = try Tensor(empty: a.shape, .float64)
            Kernels.binary(
                op, outer: 1, inner: a.count, a: a.pointer(Double.self), aOuter: 0, aInner: 1,
                b: b.pointer(Double.self),
                bOuter: 0, bInner: 1, y: out.pointer(Double.self))
            return out
        }
        var type = common
        switch family {
        case .predicate: return try predicate(a, b)
        case .floating: type = Promotion.floating(common)
        case .bitwise:
            if type.isFloat { throw unsupported(a, b) }
            if type == .bool, self == .leftShift || self == .rightShift { type = .int8 }
        case .integer:
            if type.isFloat {
                throw NumPyError(
                    .functionType,
                    "ufunc '\(rawValue)' did not contain a loop with signature matching types "
                        + "(<class 'numpy.dtypes.\(dtypeClass(a.dtype))'>, <class 'numpy.dtypes.\(dtypeClass(b.dtype))'>) -> None"
                )
            }
            if type == .bool { type = .int8 }
        case .arithmetic:
            switch self {
            case .divide: type = Promotion.quotient(type)
            case .floatPower: type = .float64
            case .subtract where type == .bool:
                throw NumPyError(
                    .type,
                    "numpy boolean subtract, the `-` operator, is not supported, use the bitwise_xor, the `^` operator, "
                        + "or the logical_xor function instead.")
            case .floorDivide where type == .bool, .remainder where type == .bool, .fmod where type == .bool,
                .power where type == .bool:
                type = .int8
            default: break
            }
        }
        guard let shape = Layout.broadcast(a.shape, b.shape) else { throw NumPyError.broadcast([a.shape, b.shape]) }
        if !type.isFloat { return try integers(a, b, shape, type) }
        let compute: DType = type == .float64 ? .float64 : .float32
        let x = try Layout.cast(a, compute)
        let y = try Layout.cast(b, compute)
        let out = try Tensor(empty: shape, compute)
        if out.count <= FloatMath.exactCount, compute == .float64, let f = FloatMath.doublePairs[self] {
            try pairs(x, y, out, f)
        } else if out.count <= FloatMath.exactCount, compute == .float32, let f = FloatMath.singlePairs[self] {
            try pairs(x, y, out, f)
        } else if let op = kernel {
            try Elementwise.binary(op, x, y, out)
        } else {
            try otherFloats(x, y, out)
        }
        return try Layout.cast(out, type)
    }

    private func dtypeClass(_ type: DType) -> String {
        type == .bool ? "BoolDType" : type.name.prefix(1).uppercased() + type.name.dropFirst() + "DType"
    }

    // MARK: Comparisons

    private func predicate(_ a: Tensor, _ b: Tensor) throws -> Tensor {
        guard let shape = Layout.broadcast(a.shape, b.shape) else { throw NumPyError.broadcast([a.shape, b.shape]) }
        let out = try Tensor(empty: shape, .bool)
        if out.count == 0 { return out }
        if let op = comparison {
            let common = Promotion.promote(a.dtype, b.dtype)
            let compute: DType = common.isFloat ? (common == .float64 ? .float64 : .float32) : .int64
            try Elementwise.compare(op, try Layout.cast(a, compute), try Layout.cast(b, compute), out)
            return out
        }
        let other = try Layout.dense(Layout.spread(try Layout.cast(b, .bool), shape))
        let left = try Layout.dense(Layout.spread(try Layout.cast(a, .bool), shape))
        let (p, q, z) = (left.pointer(UInt8.self), other.pointer(UInt8.self), out.pointer(UInt8.self))
        let n = out.count
        switch self {
        case .logicalAnd: for i in 0..<n { z[i] = p[i] & q[i] }
        case .logicalOr: for i in 0..<n { z[i] = p[i] | q[i] }
        default: for i in 0..<n { z[i] = p[i] ^ q[i] }
        }
        return out
    }

    private func pairs<T>(_ a: Tensor, _ b: Tensor, _ out: Tensor, _ f: (T, T) -> T) throws {
        let (left, right) = (
            try Layout.dense(Layout.spread(a, out.shape)), try Layout.dense(Layout.spread(b, out.shape))
        )
        let (x, y, z) = (left.pointer(T.self), right.pointer(T.self), out.pointer(T.self))
        withExtendedLifetime((left, right)) {
            for i in 0..<out.count { z[i] = f(x[i], y[i]) }
        }
    }

    // MARK: Floats without kernels

    private func otherFloats(_ a: Tensor, _ b: Tensor, _ out: Tensor) throws {
        let x = try Layout.cast(try Layout.dense(Layout.spread(a, out.shape)), .float64)
        let y = try Layout.cast(try Layout.dense(Layout.spread(b, out.shape)), .float64)
        let result = out.dtype == .float64 ? out : try Tensor(empty: out.shape, .float64)
        let (p, q, z) = (x.pointer(Double.self), y.pointer(Double.self), result.pointer(Double.self))
        let n = out.count
        switch self {
        case .logaddexp:
            for i in 0..<n { z[i] = FloatMath.logAddExp(p[i], q[i]) }
        case .logaddexp2:
            for i in 0..<n { z[i] = FloatMath.logAddExp2(p[i], q[i]) }
        case .heaviside:
            for i in 0..<n { z[i] = p[i].isNaN ? .nan : p[i] == 0 ? q[i] : p[i] < 0 ? 0 : 1 }
        case .nextafter where out.dtype == .float32:
            for i in 0..<n { z[i] = Double(FloatMath.nextAfter(Float(p[i]), Float(q[i]))) }
        default:
            for i in 0..<n { z[i] = FloatMath.nextAfter(p[i], q[i]) }
        }
        if result !== out { StridedCopy.copy(from: result, to: out) }
    }
}

extension ArrayOperand {
    fileprivate func hardened(_ n: Scalar) throws -> ArrayOperand {
        .array(try Tensor.full([], n, dtype: Promotion.own(n)))
    }
}
