import GradusKernels

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
        try Tensor.checkAlpha(alpha, type)
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
        try Tensor.checkAlpha(alpha, type)
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
        let type = Tensor.resultType(self, other)
        try Tensor.checkAlpha(alpha, type)
        let scaled = alpha.isOne ? other : try Arithmetic.binary(.mul, other, alpha, type, "sub")
        let out = try Arithmetic.binary(.sub, self, scaled, type, "sub")
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
        let type = Tensor.resultType(self, number)
        try Tensor.checkAlpha(alpha, type)
        let value = alpha.isOne ? number : try alpha.times(number)
        let out = try Arithmetic.binary(.sub, self, value, type, "sub")
        if isRecorded {
            let a = form
            out.record("SubBackward0", self) { g in g[0] = try g.grad.reduced(to: a) }
        }
        ShapeLedger.note("sub", out, self, why: Why.same)
        return out
    }

    /// number − self
    public func rsub(_ number: Scalar) throws -> Tensor {
        if dtype == .bool || number.isBool { throw Tensor.boolSubtractionByNumber }
        let out = try Arithmetic.binary(.sub, self, number, Tensor.resultType(self, number), "rsub", reversed: true)
        if isRecorded {
            let a = form
            out.record("RsubBackward1", self) { g in g[0] = try g.grad.neg().reduced(to: a) }
        }
        ShapeLedger.note("rsub", out, self, why: Why.same)
        return out
    }

    private static func checkAlpha(_ alpha: Scalar, _ type: DType) throws {
        if alpha.isFloat, !type.isFloat {
            throw TensorError(
                .runtimeError, "For integral input tensors, argument alpha must not be a floating point number.")
        }
        if alpha.isBool, type != .bool {
            throw TensorError(.runtimeError, "Boolean alpha only supported for Boolean results.")
        }
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

extension Tensor {
    /// A number as a 0-d tensor that promotes with this tensor as the number itself would.
    func wrapped(_ number: Scalar) throws -> Tensor {
        try Tensor.full([], number, dtype: Tensor.resultType(self, number), device: device)
    }
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
