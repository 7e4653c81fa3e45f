import GradusKernels

extension Tensor {
    /// The bool function of each pair of truth values.
    private func logical(_ other: Tensor, _ op: TruthOp) throws -> Tensor {
        let shape = try Elementwise.broadcast(shape, other.shape, "logical")
        if isMeta || other.isMeta { return try Arithmetic.metaResult(self, other, shape, .bool) }
        let xTensor = try Elementwise.spread(castUnrecorded(.bool), shape)
        let x = xTensor.pointer(UInt8.self)
        let yTensor = try Elementwise.spread(other.castUnrecorded(.bool), shape)
        let y = yTensor.pointer(UInt8.self)
        let out = try Tensor(empty: shape, .bool)
        let z = out.pointer(UInt8.self)
        Kernels.truth(op, n: out.count, a: x, b: y, y: z)
        return out
    }

    public func logicalAnd(_ other: Tensor) throws -> Tensor { try logical(other, .and) }
    public func logicalOr(_ other: Tensor) throws -> Tensor { try logical(other, .or) }
    public func logicalXor(_ other: Tensor) throws -> Tensor { try logical(other, .xor) }

    /// A function on the bits of integers; of bools, their truth values.
    private func bitwise(_ other: Operand, _ kernel: String, _ op: BitOp, width: Int = 64) throws -> Tensor {
        let type: DType
        let right: Tensor
        switch other {
        case .tensor(let t):
            type = Tensor.resultType(self, t)
            right = t
        case .number(let n):
            type = Tensor.resultType(self, n)
            right = try Tensor.full([], n, dtype: type.isFloat ? nil : .int64, device: device)
        }
        if type.isFloat {
            throw TensorError(.notImplementedError, "\"\(kernel)\" not implemented for '\(type.scalarTypeName)'")
        }
        let shape = try Elementwise.broadcast(shape, right.shape, kernel)
        if isMeta || right.isMeta { return try Arithmetic.metaResult(self, right, shape, type) }
        let out = try Tensor(empty: shape, .int64)
        try Elementwise.bits(op, width: width, castUnrecorded(.int64), right.castUnrecorded(.int64), out)
        return try out.castUnrecorded(type)
    }

    public func bitwiseAnd(_ other: Operand) throws -> Tensor { try bitwise(other, "bitwise_and_cpu", .and) }
    public func bitwiseOr(_ other: Operand) throws -> Tensor { try bitwise(other, "bitwise_or_cpu", .or) }
    public func bitwiseXor(_ other: Operand) throws -> Tensor { try bitwise(other, "bitwise_xor_cpu", .xor) }

    public func leftShift(_ other: Operand) throws -> Tensor {
        try bitwise(other, "lshift_cpu", .shiftLeft, width: dtype.size * 8)
    }

    public func rightShift(_ other: Operand) throws -> Tensor {
        try bitwise(other, "rshift_cpu", .shiftRight)
    }

    /// Every bit turned; of bools, the opposite.
    public func bitwiseNot() throws -> Tensor {
        if dtype == .bool { return try logicalNot() }
        if dtype.isFloat {
            throw TensorError(
                .notImplementedError, "\"bitwise_not_cpu\" not implemented for '\(dtype.scalarTypeName)'")
        }
        return try bitwise(.number(-1), "bitwise_not_cpu", .xor)
    }

    /// A test on each element's value.
    private func tested(_ test: ValueTest) throws -> Tensor {
        if !dtype.isFloat, test != .hasSign {
            return try Tensor.full(shape, .bool(test == .isFinite), dtype: .bool, device: device)
        }
        let out = try Tensor(empty: shape, .bool, device)
        if isMeta || count == 0 { return out }
        let x = try contiguousUnrecorded().castUnrecorded(dtype.compute)
        let y = out.pointer(UInt8.self)
        switch x.dtype {
        case .float32: Kernels.test(test, n: count, x: x.f32, y: y)
        case .float64: Kernels.test(test, n: count, x: x.pointer(Double.self), y: y)
        default: Kernels.test(test, n: count, x: x.pointer(Int64.self), y: y)
        }
        return out
    }

    public func isNaN() throws -> Tensor {
        if !dtype.isFloat { return try Tensor.full(shape, false, dtype: .bool, device: device) }
        let quiet = ShapeLedger.pause()
        defer { ShapeLedger.resume(quiet) }
        // The one thing that differs from itself.
        return try compared(.notEqual, "isnan", .tensor(self))
    }

    public func isInf() throws -> Tensor { try tested(.isInfinite) }
    public func isFinite() throws -> Tensor { try tested(.isFinite) }
    public func isPosInf() throws -> Tensor { try tested(.isPositiveInfinity) }
    public func isNegInf() throws -> Tensor { try tested(.isNegativeInfinity) }
    public func signBit() throws -> Tensor { try tested(.hasSign) }

    /// |self − other| ≤ atol + rtol · |other|
    public func isClose(_ other: Tensor, rtol: Double = 1e-5, atol: Double = 1e-8, equalNaN: Bool = false) throws
        -> Tensor
    {
        if dtype != other.dtype {
            throw TensorError(
                .runtimeError, "\(dtype.scalarTypeName) did not match \(other.dtype.scalarTypeName)",
                shapes: [shape, other.shape])
        }
        for (name, limit) in [("rtol", rtol), ("atol", atol)] where limit < 0 {
            throw TensorError(
                .runtimeError, "\(name) must be greater than or equal to zero, but got \(Tensor.figure(limit))")
        }
        let shape = try Elementwise.broadcast(shape, other.shape, "isclose")
        let xTensor = try Elementwise.spread(castUnrecorded(.float64), shape)
        let x = xTensor.pointer(Double.self)
        let yTensor = try Elementwise.spread(other.castUnrecorded(.float64), shape)
        let y = yTensor.pointer(Double.self)
        let out = try Tensor(empty: shape, .bool)
        let z = out.pointer(UInt8.self)
        for i in 0..<out.count {
            if i & 0xFFFFF == 0xFFFFF, Interruption.isWanted { break }
            let (a, b) = (x[i], y[i])
            let near = a == b || (b.isFinite && Swift.abs(a - b) <= atol + rtol * Swift.abs(b))
            z[i] = near || (equalNaN && a.isNaN && b.isNaN) ? 1 : 0
        }
        return out
    }

    public func allClose(_ other: Tensor, rtol: Double = 1e-5, atol: Double = 1e-8, equalNaN: Bool = false) throws
        -> Bool
    {
        let close = try isClose(other, rtol: rtol, atol: atol, equalNaN: equalNaN)
        let p = close.pointer(UInt8.self)
        for i in 0..<close.count where p[i] == 0 { return false }
        return true
    }

    /// Whether both have one shape and equal elements.
    public func equal(_ other: Tensor) throws -> Bool {
        if shape != other.shape { return false }
        if dtype == other.dtype, isContiguous, other.isContiguous, count > 0 {
            let n = count
            switch dtype {
            case .float32: return Kernels.equal(n: n, x: f32, y: other.f32)
            case .float64: return Kernels.equal(n: n, x: pointer(Double.self), y: other.pointer(Double.self))
            case .float16, .bfloat16: break
            default: return data == other.data || Kernels.equalBytes(n * dtype.size, data, other.data)
            }
        }
        let same = try eq(other)
        let p = same.pointer(UInt8.self)
        for i in 0..<same.count where p[i] == 0 { return false }
        return true
    }
}

enum LogicOps {
    private static func comparison(
        _ name: String, _ sign: String, aliases: [String] = [], _ f: @escaping (Tensor, Operand) throws -> Tensor
    ) -> OpRow {
        OpRow(
            name, aliases: aliases, .pointwise,
            ["\(name)(Tensor self, Tensor other)", "\(name)(Tensor self, Scalar other)"],
            "input \(sign) other, element by element, as bools.", shape: "broadcast of both operands"
        ) { .tensor(try f($0.tensor(0), $0.operand(1))) }
    }

    private static func bits(
        _ name: String, _ documentation: String, _ f: @escaping (Tensor, Operand) throws -> Tensor
    ) -> OpRow {
        OpRow(
            name, .pointwise,
            [
                "\(name)(Tensor self, Tensor other)", "\(name)(Tensor self, Scalar other)",
                "\(name)(Scalar self, Tensor other)",
            ], documentation, shape: "broadcast of both operands"
        ) { a in
            if a.overload == 2 {
                let t = try a.tensor(1)
                let n = try a.scalar(0)
                return .tensor(try f(Tensor.full([], n, dtype: Tensor.resultType(t, n)), .tensor(t)))
            }
            return .tensor(try f(a.tensor(0), a.operand(1)))
        }
    }

    private static func truth(
        _ name: String, _ documentation: String, _ f: @escaping (Tensor, Tensor) throws -> Tensor
    ) -> OpRow {
        OpRow(
            name, .pointwise, ["\(name)(Tensor self, Tensor other)"], documentation, shape: "broadcast of both operands"
        ) { .tensor(try f($0.tensor(0), $0.tensor(1))) }
    }

    private static func test(
        _ name: String, _ documentation: String, places: OpPlaces = .both, _ f: @escaping (Tensor) throws -> Tensor
    ) -> OpRow {
        OpRow(name, places, ["\(name)(Tensor self)"], documentation, shape: "that of the input") {
            .tensor(try f($0.tensor(0)))
        }
    }

    static let rows: [OpRow] = [
        comparison("eq", "==") { try $0.eq($1) },
        comparison("ne", "!=", aliases: ["not_equal"]) { try $0.ne($1) },
        comparison("lt", "<", aliases: ["less"]) { try $0.lt($1) },
        comparison("le", "<=", aliases: ["less_equal"]) { try $0.le($1) },
        comparison("gt", ">", aliases: ["greater"]) { try $0.gt($1) },
        comparison("ge", ">=", aliases: ["greater_equal"]) { try $0.ge($1) },
        truth("logical_and", "True where both are not zero.") { try $0.logicalAnd($1) },
        truth("logical_or", "True where one is not zero.") { try $0.logicalOr($1) },
        truth("logical_xor", "True where just one is not zero.") { try $0.logicalXor($1) },
        test("logical_not", "True where the element is zero.", places: .pointwise) { try $0.logicalNot() },
        bits("bitwise_and", "The bits both have.") { try $0.bitwiseAnd($1) },
        bits("bitwise_or", "The bits one has.") { try $0.bitwiseOr($1) },
        bits("bitwise_xor", "The bits just one has.") { try $0.bitwiseXor($1) },
        bits("bitwise_left_shift", "The bits moved up.") { try $0.leftShift($1) },
        bits("bitwise_right_shift", "The bits moved down, the sign kept.") { try $0.rightShift($1) },
        test("bitwise_not", "Every bit turned; of bools, the opposite.", places: .pointwise) { try $0.bitwiseNot() },
        test("isnan", "True where the element is NaN.") { try $0.isNaN() },
        test("isinf", "True where the element is infinite.") { try $0.isInf() },
        test("isfinite", "True where the element is finite.") { try $0.isFinite() },
        test("isposinf", "True where the element is +∞.") { try $0.isPosInf() },
        test("isneginf", "True where the element is −∞.") { try $0.isNegInf() },
        test("signbit", "True where the sign bit is set.") { try $0.signBit() },
        OpRow(
            "isclose", .both,
            ["isclose(Tensor self, Tensor other, float rtol=1e-05, float atol=1e-08, bool equal_nan=False)"],
            "True where |input − other| ≤ atol + rtol · |other|.", shape: "broadcast of both operands"
        ) {
            .tensor(
                try $0.tensor(0).isClose($0.tensor(1), rtol: $0.double(2), atol: $0.double(3), equalNaN: $0.bool(4)))
        },
        OpRow(
            "allclose", .both,
            ["allclose(Tensor self, Tensor other, float rtol=1e-05, float atol=1e-08, bool equal_nan=False)"],
            "Whether all elements are close.", shape: "a Python bool"
        ) {
            if try $0.tensor(0).isMeta || $0.tensor(1).isMeta {
                if Preview.isOn { return .scalar(Preview.standIn(.bool)) }
                throw TensorError(.runtimeError, "Tensor.item() cannot be called on meta tensors")
            }
            return .scalar(
                .bool(
                    try $0.tensor(0).allClose(
                        $0.tensor(1), rtol: $0.double(2), atol: $0.double(3), equalNaN: $0.bool(4))))
        },
        OpRow(
            "equal", .both, ["equal(Tensor self, Tensor other)"], "Whether shape and all elements are equal.",
            shape: "a Python bool"
        ) {
            if try $0.tensor(0).isMeta || $0.tensor(1).isMeta {
                if Preview.isOn { return .scalar(Preview.standIn(.bool)) }
                throw TensorError(
                    .notImplementedError,
                    "aten::equal: attempted to run this operator with Meta tensors, but there was no fake impl or Meta "
                        + "kernel registered.")
            }
            return .scalar(.bool(try $0.tensor(0).equal($0.tensor(1))))
        },
    ]
}
