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
            return order.restored(try general(op, order.arranged(a), order.arranged(b), type, name))
        }
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

extension Tensor {
    /// The elements as another dtype under the same dense strides.
    func castKeepingStrides(_ to: DType) throws -> Tensor {
        if dtype == to { return self }
        if isContiguous { return try castUnrecorded(to) }
        let out = try Tensor(emptyLike: self, to)
        StridedCopy.copy(from: self, to: out)
        return out
    }

    /// self += g where shapes, dtypes are equal and this tensor is dense; else in general form. Not recorded.
    package func addInPlaceUnrecorded(_ g: Tensor) throws {
        if isMeta { return }
        if dtype == .float32, g.dtype == .float32, isContiguous, g.isContiguous, shape == g.shape {
            Kernels.binary(
                .add, outer: 1, inner: count, a: f32, aOuter: 0, aInner: 1, b: g.f32, bOuter: 0, bInner: 1, y: f32)
        } else {
            let sum = try Arithmetic.general(.add, self, g, Tensor.resultType(self, g), "add")
            StridedCopy.copy(from: sum, to: self)
        }
        bumpVersion()
    }

    /// Brings a gradient to the shape and dtype of the operand it belongs to.
    @inline(__always)
    package func reduced(to t: (shape: Dims, dtype: DType)) throws -> Tensor {
        if shape == t.shape && dtype == t.dtype { return self }
        let summed = shape == t.shape ? self : try sumToSize(t.shape)
        return summed.dtype == t.dtype ? summed : try summed.to(t.dtype)
    }

    @inline(__always) package var form: (shape: Dims, dtype: DType) { (shape, dtype) }

    // MARK: add, sub

    /// self + alpha · other
    public func add(_ other: Tensor, alpha: Scalar = 1) throws -> Tensor {
        if !alpha.isOne { return try addScaled(other, alpha) }
        let out = try Arithmetic.binary(.add, self, other, Tensor.resultType(self, other), "add")
        if GradMode.isEnabled && (requiresGrad || other.requiresGrad) {
            if form == other.form {
                // Nothing to keep: a closure without a context costs no allocation.
                out.record("AddBackward0", self, other) { g in
                    if g.needs(0) { g[0] = g.grad }
                    if g.needs(1) { g[1] = g.grad }
                }
                ShapeLedger.note("add", out, self, other, why: Why.broadcast(shape, other.shape, out.shape))
                return out
            }
            let (a, b) = (form, other.form)
            out.record("AddBackward0", self, other) { g in
                if g.needs(0) { g[0] = try g.grad.reduced(to: a) }
                if g.needs(1) { g[1] = try g.grad.reduced(to: b) }
            }
        }
        ShapeLedger.note("add", out, self, other, why: Why.broadcast(shape, other.shape, out.shape))
        return out
    }

    /// self + alpha · number
    public func add(_ number: Scalar, alpha: Scalar = 1) throws -> Tensor {
        let type = Tensor.resultType(self, number)
        if alpha.isFloat, !type.isFloat { throw Tensor.fractionalAlpha }
        let value = alpha.isOne ? number : try alpha.times(number)
        let out = try Arithmetic.binary(.add, self, value, type, "add")
        if isRecorded {
            if dtype == out.dtype {
                out.record("AddBackward0", self) { g in g[0] = g.grad }
            } else {
                let a = form
                out.record("AddBackward0", self) { g in g[0] = try g.grad.reduced(to: a) }
            }
        }
        ShapeLedger.note("add", out, self, why: Why.same)
        return out
    }

    private func addScaled(_ other: Tensor, _ alpha: Scalar) throws -> Tensor {
        let type = Tensor.resultType(self, other)
        if alpha.isFloat && !type.isFloat { throw Tensor.fractionalAlpha }
        let out: Tensor
        if type == .float32, dtype == .float32, other.dtype == .float32, isContiguous, other.isContiguous,
            shape == other.shape, !isMeta
        {
            out = try Tensor(empty: shape, .float32)
            Kernels.addScaled(n: count, a: f32, b: other.f32, alpha: Float(alpha.double), y: out.f32)
        } else {
            let scaled = try Arithmetic.binary(.mul, other, alpha, type, "add")
            out = try Arithmetic.binary(.add, self, scaled, type, "add")
        }
        if GradMode.isEnabled && (requiresGrad || other.requiresGrad) {
            let (a, b) = (form, other.form)
            out.record("AddBackward0", self, other) { g in
                if g.needs(0) { g[0] = try g.grad.reduced(to: a) }
                if g.needs(1) { g[1] = try g.grad.mul(alpha).reduced(to: b) }
            }
        }
        ShapeLedger.note("add", out, self, other, why: Why.broadcast(shape, other.shape, out.shape))
        return out
    }

    /// self − alpha · other
    public func sub(_ other: Tensor, alpha: Scalar = 1) throws -> Tensor {
        if dtype == .bool && other.dtype == .bool { throw Tensor.boolSubtraction }
        if dtype == .bool || other.dtype == .bool { throw Tensor.boolSubtractionByNumber }
        let scaled = alpha.isOne ? other : try Arithmetic.binary(.mul, other, alpha, other.dtype, "sub")
        let out = try Arithmetic.binary(.sub, self, scaled, Tensor.resultType(self, other), "sub")
        if GradMode.isEnabled && (requiresGrad || other.requiresGrad) {
            let (a, b) = (form, other.form)
            out.record("SubBackward0", self, other) { g in
                if g.needs(0) { g[0] = try g.grad.reduced(to: a) }
                if g.needs(1) { g[1] = try (alpha.isOne ? g.grad.neg() : g.grad.mul(alpha).neg()).reduced(to: b) }
            }
        }
        ShapeLedger.note("sub", out, self, other, why: Why.broadcast(shape, other.shape, out.shape))
        return out
    }

    /// self − alpha · number
    public func sub(_ number: Scalar, alpha: Scalar = 1) throws -> Tensor {
        if dtype == .bool || number.isBool { throw Tensor.boolSubtractionByNumber }
        let value = alpha.isOne ? number : try alpha.times(number)
        let out = try Arithmetic.binary(.sub, self, value, Tensor.resultType(self, number), "sub")
        if isRecorded {
            let a = form
            out.record("SubBackward0", self) { g in g[0] = try g.grad.reduced(to: a) }
        }
        ShapeLedger.note("sub", out, self, why: Why.same)
        return out
    }

    /// number − self
    public func rsub(_ number: Scalar) throws -> Tensor {
        if dtype == .bool { throw Tensor.boolSubtractionByNumber }
        let out = try Arithmetic.binary(.sub, self, number, Tensor.resultType(self, number), "rsub", reversed: true)
        if isRecorded {
            let a = form
            out.record("RsubBackward1", self) { g in g[0] = try g.grad.neg().reduced(to: a) }
        }
        ShapeLedger.note("rsub", out, self, why: Why.same)
        return out
    }

    private static var fractionalAlpha: TensorError {
        TensorError(.runtimeError, "For integral input tensors, argument alpha must not be a floating point number.")
    }

    static var boolSubtraction: TensorError {
        TensorError(
            .runtimeError,
            "Subtraction, the `-` operator, with two bool tensors is not supported. Use the `^` or `logical_xor()` "
                + "operator instead.")
    }

    private static var boolSubtractionByNumber: TensorError {
        TensorError(
            .runtimeError,
            "Subtraction, the `-` operator, with a bool tensor is not supported. If you are trying to invert a mask, use "
                + "the `~` or `logical_not()` operator instead.")
    }

    // MARK: mul, div

    /// self · other
    public func mul(_ other: Tensor) throws -> Tensor {
        let out = try Arithmetic.binary(.mul, self, other, Tensor.resultType(self, other), "mul")
        if GradMode.isEnabled {
            let (needA, needB) = (requiresGrad, other.requiresGrad)
            if needA || needB {
                let (a, b) = (form, other.form)
                // Each operand is only kept where the other one's gradient is wanted.
                let savedB = needA ? Saved(other) : nil
                let savedA = needB ? Saved(self) : nil
                out.record("MulBackward0", self, other) { g in
                    if let savedB, g.needs(0) { g[0] = try g.grad.mul(savedB.value()).reduced(to: a) }
                    if let savedA, g.needs(1) { g[1] = try g.grad.mul(savedA.value()).reduced(to: b) }
                }
            }
        }
        ShapeLedger.note("mul", out, self, other, why: Why.broadcast(shape, other.shape, out.shape))
        return out
    }

    /// self · number
    public func mul(_ number: Scalar) throws -> Tensor {
        let out = try Arithmetic.binary(.mul, self, number, Tensor.resultType(self, number), "mul")
        if isRecorded {
            let a = form
            out.record("MulBackward0", self) { g in g[0] = try g.grad.mul(number).reduced(to: a) }
        }
        ShapeLedger.note("mul", out, self, why: Why.same)
        return out
    }

    /// self / other, always a float.
    public func div(_ other: Tensor) throws -> Tensor {
        let type = Tensor.resultType(self, other).floating
        let out = try Arithmetic.binary(.div, self, other, type, "div")
        if GradMode.isEnabled {
            let (needA, needB) = (requiresGrad, other.requiresGrad)
            if needA || needB {
                let (a, b) = (form, other.form)
                let savedA = needB ? Saved(self) : nil
                let savedB = Saved(other)
                out.record("DivBackward0", self, other) { g in
                    let divisor = try savedB.value()
                    if g.needs(0) { g[0] = try g.grad.div(divisor).reduced(to: a) }
                    if let savedA, g.needs(1) {
                        g[1] = try g.grad.neg().mul(savedA.value().div(divisor).div(divisor)).reduced(to: b)
                    }
                }
            }
        }
        ShapeLedger.note("div", out, self, other, why: Why.broadcast(shape, other.shape, out.shape))
        return out
    }

    /// self / number, always a float.
    public func div(_ number: Scalar) throws -> Tensor {
        let out = try Arithmetic.binary(.div, self, number, Tensor.resultType(self, number).floating, "div")
        if isRecorded {
            let a = form
            out.record("DivBackward0", self) { g in g[0] = try g.grad.div(number).reduced(to: a) }
        }
        ShapeLedger.note("div", out, self, why: Why.same)
        return out
    }

    /// number / self
    public func rdiv(_ number: Scalar) throws -> Tensor {
        try reciprocal().mul(number)
    }
}

extension Scalar {
    /// The product of two numbers, with Python's types.
    package func times(_ other: Scalar) throws -> Scalar {
        if isFloat || other.isFloat { return .double(double * other.double) }
        return .int(int &* other.int)
    }
}

/// Sentences of the shape ledger.
package enum Why {
    package static let same = "element by element"

    package static func broadcast(_ a: Dims, _ b: Dims, _ out: Dims) -> String {
        a == b ? same : "\(a) with \(b) broadcast to \(out)"
    }

    package static func arrow(_ a: Dims, _ b: Dims) -> String { "\(a) → \(b)" }
}

enum ArithmeticOps {
    static let rows: [OpRow] = [
        OpRow(
            "add", .pointwise,
            ["add(Tensor self, Tensor other, *, Scalar alpha=1)", "add(Tensor self, Scalar other, *, Scalar alpha=1)"],
            old: [
                "add(Scalar self, Tensor other, *, Scalar alpha=1)", "add(Tensor self, Scalar alpha, Tensor other)",
            ],
            "Adds other, multiplied by alpha, to the input, element by element.", shape: "broadcast of both operands",
            inPlaceKernel: .add, inPlace: { a in try ArithmeticOps.addInPlace(&a) }
        ) { a in
            switch a.overload {
            case 0: .tensor(try a.tensor(0).add(a.tensor(1), alpha: a.scalar(2)))
            case 1: .tensor(try a.tensor(0).add(a.scalar(1), alpha: a.scalar(2)))
            case 2: .tensor(try a.tensor(1).wrapped(a.scalar(0)).add(a.tensor(1), alpha: a.scalar(2)))
            default: .tensor(try a.tensor(0).add(a.tensor(2), alpha: a.scalar(1)))
            }
        },
        OpRow(
            "sub", aliases: ["subtract"], .pointwise,
            ["sub(Tensor self, Tensor other, *, Scalar alpha=1)", "sub(Tensor self, Scalar other, *, Scalar alpha=1)"],
            old: [
                "sub(Scalar self, Tensor other, *, Scalar alpha=1)", "sub(Tensor self, Scalar alpha, Tensor other)",
            ],
            "Subtracts other, multiplied by alpha, from the input.", shape: "broadcast of both operands",
            inPlaceKernel: .sub
        ) { a in
            switch a.overload {
            case 0: .tensor(try a.tensor(0).sub(a.tensor(1), alpha: a.scalar(2)))
            case 1: .tensor(try a.tensor(0).sub(a.scalar(1), alpha: a.scalar(2)))
            case 2: .tensor(try a.tensor(1).wrapped(a.scalar(0)).sub(a.tensor(1), alpha: a.scalar(2)))
            default: .tensor(try a.tensor(0).sub(a.tensor(2), alpha: a.scalar(1)))
            }
        },
        OpRow(
            "rsub", .both, ["rsub(Tensor self, Tensor other)", "rsub(Tensor self, Scalar other)"],
            "other − input.", shape: "broadcast of both operands"
        ) { a in
            a.overload == 0
                ? .tensor(try a.tensor(1).sub(a.tensor(0))) : .tensor(try a.tensor(0).rsub(a.scalar(1)))
        },
        OpRow(
            "mul", aliases: ["multiply"], .pointwise,
            ["mul(Tensor self, Tensor other)", "mul(Tensor self, Scalar other)"],
            "Multiplies the input by other, element by element.", shape: "broadcast of both operands",
            inPlaceKernel: .mul
        ) { a in
            a.overload == 0
                ? .tensor(try a.tensor(0).mul(a.tensor(1))) : .tensor(try a.tensor(0).mul(a.scalar(1)))
        },
        OpRow(
            "div", aliases: ["divide"], .pointwise,
            [
                "div(Tensor self, Tensor other, *, str? rounding_mode=None)",
                "div(Tensor self, Scalar other, *, str? rounding_mode=None)",
            ], old: ["div(Scalar self, Tensor other, *, str? rounding_mode=None)"],
            "Divides the input by other. Without rounding_mode the result is a float; 'floor' and 'trunc' round it.",
            shape: "broadcast of both operands", inPlaceKernel: .div
        ) { a in
            let mode = try a.optionalString(2)
            if a.overload == 2 {
                return .tensor(try a.tensor(1).wrapped(a.scalar(0)).div(.tensor(a.tensor(1)), rounding: mode))
            }
            if mode == nil {
                return a.overload == 0
                    ? .tensor(try a.tensor(0).div(a.tensor(1))) : .tensor(try a.tensor(0).div(a.scalar(1)))
            }
            return .tensor(try a.tensor(0).div(a.operand(1), rounding: mode))
        },
        OpRow(
            "true_divide", .pointwise,
            ["true_divide(Tensor self, Tensor other)", "true_divide(Tensor self, Scalar other)"],
            old: ["true_divide(Scalar self, Tensor other)"],
            "Divides the input by other; the result is a float.", shape: "broadcast of both operands"
        ) { a in
            switch a.overload {
            case 0: .tensor(try a.tensor(0).div(a.tensor(1)))
            case 1: .tensor(try a.tensor(0).div(a.scalar(1)))
            default: .tensor(try a.tensor(1).wrapped(a.scalar(0)).div(a.tensor(1)))
            }
        },
    ]

    /// x.add_(y) without a detour where nothing is recorded.
    private static func addInPlace(_ a: inout OpArguments) throws -> OpResult {
        let target = try a.tensor(0)
        if a.overload == 3 { return .tensor(try target.addInPlace(a.tensor(2), alpha: a.scalar(1))) }
        let alpha = try a.scalar(2)
        if a.overload == 0 { return .tensor(try target.addInPlace(a.tensor(1), alpha: alpha)) }
        return .tensor(try target.addInPlace(a.scalar(1), alpha: alpha))
    }
}

extension Tensor {
    /// A number as a 0-d tensor that promotes with this tensor as the number itself would.
    func wrapped(_ number: Scalar) throws -> Tensor {
        try Tensor.full([], number, dtype: Tensor.resultType(self, number), device: device)
    }
}

extension OpArguments {
    /// A tensor, or a number as a tensor without axes that counts as a number in promotion.
    package func operand(_ i: Int) throws -> Operand {
        if case .tensor(let t) = self[i] { return .tensor(t) }
        return .number(try scalar(i))
    }
}

/// A tensor or a number.
public enum Operand {
    case tensor(Tensor)
    case number(Scalar)
}

extension Tensor {
    /// self += alpha · other
    @discardableResult
    public func addInPlace(_ other: Tensor, alpha: Scalar = 1) throws -> Tensor {
        try checkInPlace()
        if GradMode.isEnabled && (requiresGrad || other.requiresGrad) {
            return try assignInPlace(copiedInGraph().add(other, alpha: alpha))
        }
        if dtype == .float32, other.dtype == .float32, isContiguous, other.isContiguous, shape == other.shape,
            !isMeta, !other.isMeta
        {
            Kernels.addScaled(n: count, a: f32, b: other.f32, alpha: Float(alpha.double), y: f32)
            bumpVersion()
            return self
        }
        return try assignInPlace(add(other, alpha: alpha))
    }

    /// self += alpha · number
    @discardableResult
    public func addInPlace(_ number: Scalar, alpha: Scalar = 1) throws -> Tensor {
        try checkInPlace()
        if dtype == .float32, isContiguous, !isMeta, !isRecorded {
            var value = Float(number.double * alpha.double)
            Kernels.binary(
                .add, outer: 1, inner: count, a: f32, aOuter: 0, aInner: 1, b: &value, bOuter: 0, bInner: 0, y: f32)
            bumpVersion()
            return self
        }
        if !alpha.isFloat || dtype.isFloat, adjusted(multiplies: false, number, alpha) { return self }
        return try assignInPlace((isRecorded ? copiedInGraph() : self).add(number, alpha: alpha))
    }

    /// self ·= number
    @discardableResult
    public func mulInPlace(_ number: Scalar) throws -> Tensor {
        try checkInPlace()
        if dtype == .float32, isContiguous, !isMeta, !isRecorded {
            var value = Float(number.double)
            Kernels.binary(
                .mul, outer: 1, inner: count, a: f32, aOuter: 0, aInner: 1, b: &value, bOuter: 0, bInner: 0, y: f32)
            bumpVersion()
            return self
        }
        if adjusted(multiplies: true, number, 1) { return self }
        return try assignInPlace((isRecorded ? copiedInGraph() : self).mul(number))
    }

    /// self += alpha · number or self ·= number for dense float64 and int64 outside the graph; false, having done
    /// nothing, for others.
    func adjusted(multiplies: Bool, _ number: Scalar, _ alpha: Scalar) -> Bool {
        guard isContiguous, !isMeta, !isRecorded else { return false }
        if dtype == .float64 {
            Kernels.adjust(
                multiplies: multiplies, n: count, number: number.double * alpha.double, y: pointer(Double.self))
        } else if dtype == .int64, !number.isFloat {
            Kernels.adjust(
                multiplies: multiplies, n: count, number: Int64(number.int &* alpha.int), y: pointer(Int64.self))
        } else {
            return false
        }
        bumpVersion()
        return true
    }
}
