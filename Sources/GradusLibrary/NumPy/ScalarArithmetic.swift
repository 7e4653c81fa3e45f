import GradusNumPy
import GradusSyntax
import GradusTensor
import GradusVM

/// Arithmetic and comparison of two numbers, of which at least one is a NumPy scalar.
extension ArrayScalars {
    /// A plain number or a `numpy.float64` as a float; nil for all others.
    @inline(__always)
    private static func float(_ vm: VM, _ value: Value) -> Double? {
        switch value.tag {
        case .float: value.floatBits
        case .int: Double(value.intBits)
        case .object: vm.isExternalNumber(value) ? value.boxedFloat : nil
        default: nil
        }
    }

    /// A comparison of the same.
    static func quickComparison(_ vm: VM, _ op: ComparisonOperator, _ left: Value, _ right: Value) -> Value? {
        guard let p = float(vm, left), let q = float(vm, right) else { return nil }
        let holds: Bool
        switch op {
        case .equal: holds = p == q
        case .notEqual: holds = p != q
        case .less: holds = p < q
        case .lessEqual: holds = p <= q
        case .greater: holds = p > q
        case .greaterEqual: holds = p >= q
        default: return nil
        }
        return vm.numpyScalar(.bool(holds), .bool)
    }

    /// + - * / of two numbers, of which at least one is a `numpy.float64`, without a call; nil where a method must answer.
    static func quickArithmetic(_ vm: VM, _ op: BinaryOperator, _ left: Value, _ right: Value) -> Value? {
        guard let p = float(vm, left), let q = float(vm, right) else { return nil }
        let result: Double
        switch op {
        case .add: result = p + q
        case .subtract: result = p - q
        case .multiply: result = p * q
        case .divide: result = p / q
        default: return nil
        }
        // What NumPy warns of is not done here.
        return result.isFinite ? vm.numpyScalar(.double(result), .float64) : nil
    }

    /// f(a, b) where one operand is a scalar.
    static func binary(_ vm: VM, _ f: BinaryFunction, _ a: Value, _ b: Value) throws -> Value {
        if let (x, dx) = a.asNumPyScalar {
            if let (y, dy) = b.asNumPyScalar { return try pair(vm, f, x, y, Promotion.promote(dx, dy), dx, dy) }
            if let y = vm.scalar(b), b.tag != .object {
                return try pair(vm, f, x, y, Promotion.promote(dx, weak: y), dx, nil)
            }
        } else if let (y, dy) = b.asNumPyScalar, let x = vm.scalar(a), a.tag != .object {
            return try pair(vm, f, x, y, Promotion.promote(dy, weak: x), nil, dy)
        }
        // Python's long ints become floats beside floats.
        if b.tag == .bigInt, let (_, type) = a.asNumPyScalar, type.isFloat {
            return try binary(vm, f, a, Value(try vm.double(b)))
        }
        if a.tag == .bigInt, let (_, type) = b.asNumPyScalar, type.isFloat {
            return try binary(vm, f, Value(try vm.double(a)), b)
        }
        if a.asTensor != nil || b.asTensor != nil { return .notImplemented }
        if f == .multiply {
            // Whole numbers repeat lists, tuples and text, as Python's do.
            let sequence = a.asNumPyScalar == nil ? a : b
            let isText = sequence.asString != nil || sequence.asBytes != nil
            if isText || sequence.asList != nil || sequence.asTuple != nil,
                let (times, type) = (a.asNumPyScalar ?? b.asNumPyScalar)
            {
                guard !type.isFloat, type != .bool else {
                    throw vm.typeError("can't multiply sequence by non-int of type 'numpy.\(type.name)'")
                }
                return try vm.binary(.multiply, sequence, Value(times.int))
            }
        }
        if a.asList != nil || b.asList != nil || a.asTuple != nil || b.asTuple != nil || a.asNDArray != nil
            || b.asNDArray != nil
        {
            return try ArrayOperators.binary(vm, f, a, b)
        }
        return .notImplemented
    }

    /// On two numbers; `common` is the type of the result of arithmetic. A nil dtype is a Python number.
    private static func pair(
        _ vm: VM, _ f: BinaryFunction, _ x: Scalar, _ y: Scalar, _ common: DType, _ dx: DType?, _ dy: DType?
    ) throws -> Value {
        if common == .float64 {
            if let result = try floats(vm, f, x.double, y.double, .float64) { return result }
        } else if common == .float32 {
            if let result = try floats(vm, f, Float(x.double), Float(y.double), .float32) { return result }
        } else if common == .int64 {
            let (p, q) = (x.int, y.int)
            switch f {
            case .add, .subtract, .multiply:
                let (result, overflow) = exact(f, p, q)
                if overflow { try FloatWarnings.report(vm, .overflow, "scalar \(f.rawValue)") }
                return vm.numpyScalar(.int(result), .int64)
            default: if let holds = comparison(f, p, q) { return vm.numpyScalar(.bool(holds), .bool) }
            }
        }
        func operand(_ scalar: Scalar, _ dtype: DType?) throws -> ArrayOperand {
            if let dtype { return .array(try Tensor.full([], scalar, dtype: dtype)) }
            return .number(scalar)
        }
        let (left, right) = (try operand(x, dx), try operand(y, dy))
        let result = try f(left, right)
        try FloatWarnings.check(vm, f, left, right, result, "scalar \(f.rawValue)")
        if !common.isFloat, !x.isFloat, !y.isFloat, f == .add || f == .subtract || f == .multiply, common != .bool,
            result.count == 1
        {
            let (whole, overflow) = exact(f, x.int, y.int)
            if overflow || result.element(at: 0).int != whole {
                try FloatWarnings.report(vm, .overflow, "scalar \(f.rawValue)")
            }
        }
        return vm.arrayOrScalar(result)
    }

    /// + - * / and comparisons of two floats of a width; nil for other functions.
    private static func floats<T: BinaryFloatingPoint>(
        _ vm: VM, _ f: BinaryFunction, _ p: T, _ q: T, _ dtype: DType
    ) throws -> Value? {
        let result: T
        switch f {
        case .add: result = p + q
        case .subtract: result = p - q
        case .multiply: result = p * q
        case .divide: result = p / q
        default: return comparison(f, p, q).map { vm.numpyScalar(.bool($0), .bool) }
        }
        if !result.isFinite { try FloatWarnings.scalar(vm, f, Double(p), Double(q), Double(result)) }
        return vm.numpyScalar(.double(Double(result)), dtype)
    }

    private static func comparison<T: Comparable>(_ f: BinaryFunction, _ p: T, _ q: T) -> Bool? {
        switch f {
        case .less: p < q
        case .lessEqual: p <= q
        case .greater: p > q
        case .greaterEqual: p >= q
        case .equal: p == q
        case .notEqual: p != q
        default: nil
        }
    }

    /// p + q, p - q or p · q in 64 bits, and whether they were too few.
    private static func exact(_ f: BinaryFunction, _ p: Int, _ q: Int) -> (result: Int, overflow: Bool) {
        switch f {
        case .add:
            let (sum, overflow) = p.addingReportingOverflow(q)
            return (sum, overflow)
        case .subtract:
            let (difference, overflow) = p.subtractingReportingOverflow(q)
            return (difference, overflow)
        default:
            let (product, overflow) = p.multipliedReportingOverflow(by: q)
            return (product, overflow)
        }
    }
}
