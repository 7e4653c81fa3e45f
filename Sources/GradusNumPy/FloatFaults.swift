import GradusKernels
import GradusTensor

/// What a floating-point unit would have signalled while results were computed. Found by looking at the results, so that
/// it depends neither on the number of threads nor on the instructions of a kernel.
package struct FloatFaults: OptionSet, Sendable {
    package let rawValue: Int

    package init(rawValue: Int) { self.rawValue = rawValue }

    /// A finite number divided by zero, or a function at a pole.
    package static let divide = FloatFaults(rawValue: 1)
    package static let overflow = FloatFaults(rawValue: 2)
    /// A NaN of no NaN.
    package static let invalid = FloatFaults(rawValue: 4)

    // MARK: Scans

    /// Whether dense floats may hold an infinity or a NaN: then their sum is none. (That of numbers near the greatest may be
    /// none, too; they are looked at one by one afterwards.)
    static func mayBeNonFinite(_ t: Tensor) throws -> Bool {
        guard t.device != .meta, t.count > 0 else { return false }
        switch t.dtype {
        case .float64: return !t.isSurelyFinite
        case .float32, .float16, .bfloat16: return try !Layout.cast(t, .float32).isSurelyFinite
        default: return false
        }
    }

    /// Whether whole numbers hold a zero.
    private static func hasZero(_ t: Tensor) throws -> Bool {
        func any<T: FixedWidthInteger>(_ type: T.Type) throws -> Bool {
            let dense = try Layout.dense(t)
            let p = dense.pointer(T.self)
            var found = 0
            for i in 0..<dense.count { found |= p[i] == 0 ? 1 : 0 }
            return found != 0
        }
        switch t.dtype {
        case .int64: return try any(Int64.self)
        case .int32: return try any(Int32.self)
        case .int16: return try any(Int16.self)
        case .int8: return try any(Int8.self)
        case .uint8, .bool: return try any(UInt8.self)
        default: return false
        }
    }

    // MARK: What happened

    /// Of f over `x`, whose results are `result`.
    package static func of(_ f: UnaryFunction, _ x: Tensor, _ result: Tensor) throws -> FloatFaults {
        guard result.dtype.isFloat, f.canFail, try mayBeNonFinite(result) else { return [] }
        let x = try Layout.cast(try Layout.dense(x), .float64)
        let y = try Layout.cast(try Layout.dense(result), .float64)
        let (p, q) = (x.pointer(Double.self), y.pointer(Double.self))
        var faults: FloatFaults = []
        for i in 0..<min(x.count, y.count) where !q[i].isFinite {
            if q[i].isNaN {
                if !p[i].isNaN { faults.insert(.invalid) }
            } else if p[i].isFinite {
                faults.insert(f.hasPole(at: p[i]) ? .divide : .overflow)
            }
        }
        return faults
    }

    /// Of f over `a` and `b`, whose results are `result`.
    package static func of(_ f: BinaryFunction, _ a: ArrayOperand, _ b: ArrayOperand, _ result: Tensor) throws
        -> FloatFaults
    {
        guard result.dtype.isFloat else {
            guard f == .floorDivide || f == .remainder || f == .fmod, result.count > 0, result.device != .meta else {
                return []
            }
            switch b {
            case .number(let n): return n.double == 0 ? .divide : []
            case .array(let t): return try hasZero(t) ? .divide : []
            }
        }
        guard f.canFail, try mayBeNonFinite(result) else { return [] }
        func values(_ operand: ArrayOperand) throws -> Tensor {
            switch operand {
            case .number(let n): return try Tensor.full(result.shape, .double(n.double), dtype: .float64)
            case .array(let t): return try Layout.cast(try Layout.dense(Layout.spread(t, result.shape)), .float64)
            }
        }
        let (x, y) = (try values(a), try values(b))
        let z = try Layout.cast(try Layout.dense(result), .float64)
        let (p, q, r) = (x.pointer(Double.self), y.pointer(Double.self), z.pointer(Double.self))
        var faults: FloatFaults = []
        for i in 0..<z.count where !r[i].isFinite {
            if r[i].isNaN {
                if !p[i].isNaN, !q[i].isNaN { faults.insert(.invalid) }
            } else if p[i].isFinite, q[i].isFinite {
                let isPole = f == .power || f == .floatPower ? p[i] == 0 && q[i] < 0 : f.divides && q[i] == 0
                faults.insert(isPole ? .divide : .overflow)
            }
        }
        return faults
    }

    /// Of floats made whole numbers: `invalid` for what has no place among them.
    package static func ofCast(_ x: Tensor, to type: DType) throws -> FloatFaults {
        guard x.dtype.isFloat, !type.isFloat, type != .bool, x.device != .meta else { return [] }
        let x = try Layout.cast(try Layout.dense(x), .float64)
        let p = x.pointer(Double.self)
        // Narrow types are converted by way of 32 bits, and lose their upper bits silently.
        let limit = type == .int64 ? 0x1p63 : 0x1p31
        // Without branches, so that many are looked at together.
        var bad = 0
        Threads.inStretches(x.count) {
            for i in $0 { bad |= (p[i] < limit ? 0 : 1) | (p[i] >= -limit ? 0 : 1) }
        }
        return bad == 0 ? [] : .invalid
    }
}

extension UnaryFunction {
    /// Whether finite numbers may have a result that is not finite.
    fileprivate var canFail: Bool {
        switch self {
        case .isnan, .isinf, .isfinite, .signbit, .isposinf, .isneginf, .logicalNot, .positive, .conjugate, .negative,
            .absolute, .sign, .invert, .floor, .ceil, .trunc, .rint:
            false
        default: true
        }
    }

    fileprivate func hasPole(at x: Double) -> Bool {
        switch rawValue {
        case "log", "log2", "log10", "reciprocal": x == 0
        case "log1p": x == -1
        case "arctanh": abs(x) == 1
        default: false
        }
    }
}

extension BinaryFunction {
    fileprivate var canFail: Bool {
        switch self {
        case .maximum, .minimum, .fmax, .fmin, .arctan2, .copysign, .heaviside: false
        default: true
        }
    }

    fileprivate var divides: Bool { self == .divide || self == .floorDivide }
}
