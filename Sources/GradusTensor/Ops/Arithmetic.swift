import GradusKernels

/// Element-wise arithmetic outside the graph: broadcasting, promotion, every dtype and layout.
enum Arithmetic {
    /// op(a, b) as `type`.
    @inline(__always)
    static func binary(_ op: BinaryOp, _ a: Tensor, _ b: Tensor, _ type: DType, _ name: String) throws -> Tensor {
        if a.dtype == .float32, b.dtype == .float32, a.isContiguous, b.isContiguous, a.shape == b.shape,
            type == .float32
        {
            let out = try Tensor(empty: a.shape, .float32, a.device)
            if a.isMeta || b.isMeta { return try metaResult(a, b, a.shape, .float32) }
            Kernels.binary(
                op, outer: 1, inner: a.count, a: a.f32, aOuter: 0, aInner: 1, b: b.f32, bOuter: 0, bInner: 1, y: out.f32
            )
            return out
        }
        return try general(op, a, b, type, name)
    }

    static func metaResult(_ a: Tensor, _ b: Tensor, _ shape: Dims, _ type: DType) throws -> Tensor {
        if a.device != b.device, !Preview.isOn {
            let cpu = a.isMeta ? b : a
            if cpu.rank != 0 {
                throw TensorError(
                    .runtimeError,
                    "Expected all tensors to be on the same device, but found at least two devices, \(a.device.name) and "
                        + "\(b.device.name)!")
            }
        }
        return try Tensor(empty: shape, type, .meta)
    }

    @inline(never)
    static func general(_ op: BinaryOp, _ a: Tensor, _ b: Tensor, _ type: DType, _ name: String) throws -> Tensor {
        let shape = try Elementwise.broadcast(a.shape, b.shape, name)
        if a.isMeta || b.isMeta { return try metaResult(a, b, shape, type) }
        if let order = MemoryOrder(shape, a, b) {
            let (a, b) = (order.arranged(a), order.arranged(b))
            return order.restored(
                try rowMajor(op, a, b, Elementwise.broadcast(a.shape, b.shape, name), type))
        }
        return try rowMajor(op, a, b, shape, type)
    }

    /// The same with the axes as they are.
    private static func rowMajor(
        _ op: BinaryOp, _ a: Tensor, _ b: Tensor, _ shape: Dims, _ type: DType
    ) throws -> Tensor {
        let compute = type.compute
        let x = try a.castUnrecorded(compute)
        let y = try b.castUnrecorded(compute)
        let out = try Tensor(empty: shape, compute)
        if compute == .int64 {
            if op == .pow, smallPower(x, y, out) { return try out.castUnrecorded(type) }
            if try !Elementwise.binaryIntegers(op, x, y, out) {
                try Elementwise.integers(x, y, out, integerFunction(op))
            }
        } else {
            try Elementwise.binary(op, x, y, out)
        }
        return try out.castUnrecorded(type)
    }

    /// op(a, number) or op(number, a) as `type`.
    @inline(__always)
    static func binary(
        _ op: BinaryOp, _ a: Tensor, _ number: Scalar, _ type: DType, _ name: String, reversed: Bool = false
    ) throws -> Tensor {
        if type == .float32, a.dtype == .float32, a.device == .cpu, a.isContiguous {
            let out = try Tensor(empty: a.shape, .float32)
            var value = Float(number.double)
            if reversed {
                Kernels.binary(
                    op, outer: 1, inner: a.count, a: &value, aOuter: 0, aInner: 0, b: a.f32, bOuter: 0, bInner: 1,
                    y: out.f32)
            } else {
                Kernels.binary(
                    op, outer: 1, inner: a.count, a: a.f32, aOuter: 0, aInner: 1, b: &value, bOuter: 0, bInner: 0,
                    y: out.f32)
            }
            return out
        }
        // Numbers wrap to an integer dtype first, as in PyTorch.
        let other = try Tensor.full([], number, dtype: type.isInteger ? type : type.compute, device: a.device)
        return reversed ? try general(op, other, a, type, name) : try general(op, a, other, type, name)
    }

    /// The function on int64 that stands for an operation without a kernel on every integer dtype (bool included).
    private static func integerFunction(_ op: BinaryOp) -> (Int, Int) -> Int {
        switch op {
        case .pow: { integerPower($0, $1) }
        case .copysign: { $1 < 0 ? 0 &- abs($0) : abs($0) }
        default: { a, _ in a }
        }
    }

    /// Squares and cubes, which are products; false, having done nothing, for other powers.
    private static func smallPower(_ x: Tensor, _ exponent: Tensor, _ out: Tensor) -> Bool {
        guard exponent.count == 1, x.isContiguous, x.shape == out.shape else { return false }
        let e = exponent.pointer(Int.self)[0]
        guard e == 2 || e == 3 else { return false }
        let (n, p, q) = (x.count, x.pointer(Int64.self), out.pointer(Int64.self))
        _ = Kernels.unary(.square, n: n, x: p, y: q)
        if e == 3 {
            _ = Kernels.binary(
                .mul, outer: 1, inner: n, a: q, aOuter: 0, aInner: 1, b: p, bOuter: 0, bInner: 1, y: q)
        }
        return true
    }

    static func integerPower(_ base: Int, _ exponent: Int) -> Int {
        if exponent < 0 { return base == 1 ? 1 : base == -1 ? (exponent % 2 == 0 ? 1 : -1) : 0 }
        var result = 1
        var b = base
        var e = exponent
        while e > 0 {
            if e & 1 == 1 { result = result &* b }
            b = b &* b
            e >>= 1
        }
        return result
    }
}
