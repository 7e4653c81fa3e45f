import GradusKernels

extension Tensor {
    /// self to the power of a number.
    public func pow(_ exponent: Scalar) throws -> Tensor {
        let type = Tensor.resultType(self, exponent)
        if !type.isFloat && exponent.double < 0 {
            throw TensorError(
                .runtimeError, "Integers to negative integer powers are not allowed.",
                notes: ["make the tensor a float first: x.float() ** \(exponent.text)"])
        }
        let out = try powUnrecorded(exponent, type)
        if isRecorded {
            let own = form
            let saved = Saved(self)
            out.record("PowBackward0", self) { g in
                let e = exponent.double
                if e == 0 {
                    g[0] = try Tensor.zeros(own.shape, dtype: own.dtype, device: g.grad.device)
                } else if e == 2 && !g.isRecording {
                    g[0] = try g.grad.mul(saved.value().mul(2)).reduced(to: own)
                } else {
                    let less: Scalar = exponent.isFloat ? .double(e - 1) : .int(exponent.int - 1)
                    g[0] = try g.grad.mul(saved.value().pow(less).mul(exponent)).reduced(to: own)
                }
            }
        }
        ShapeLedger.note("pow", out, self, why: Why.same)
        return out
    }

    /// Exponents with an exact short cut take it.
    private func powUnrecorded(_ exponent: Scalar, _ type: DType) throws -> Tensor {
        guard type == dtype, type.isFloat else { return try Arithmetic.binary(.pow, self, exponent, type, "pow") }
        switch exponent.double {
        case 2: return try Unary.square.forward(self)
        case 0.5: return try Unary.sqrt.forward(self)
        case -0.5: return try Unary.rsqrt.forward(self)
        case -1: return try Unary.reciprocal.forward(self)
        case 1: return try copiedPreservingStrides()
        case 3:
            if type == .float32, isContiguous, !isMeta {
                let out = try Tensor(empty: shape, .float32)
                Kernels.unary(.cube, n: count, x: f32, y: out.f32)
                return out
            }
            return try Arithmetic.binary(.mul, Unary.square.forward(self), self, type, "pow")
        case -2: return try Unary.reciprocal.forward(Unary.square.forward(self))
        default: return try Arithmetic.binary(.pow, self, exponent, type, "pow")
        }
    }

    /// self to the power of other.
    public func pow(_ exponent: Tensor) throws -> Tensor {
        let type = Tensor.resultType(self, exponent)
        if !type.isFloat, !isMeta, !exponent.isMeta {
            let wide = try exponent.contiguousUnrecorded().castUnrecorded(.int64)
            let p = wide.pointer(Int.self)
            for i in 0..<wide.count where p[i] < 0 {
                throw TensorError(.runtimeError, "Integers to negative integer powers are not allowed.")
            }
        }
        let out = try Arithmetic.binary(.pow, self, exponent, type, "pow")
        if GradMode.isEnabled && (requiresGrad || exponent.requiresGrad) {
            let (a, b) = (form, exponent.form)
            let (base, power, result) = (Saved(self), Saved(exponent), Saved(output: out))
            out.record("PowBackward1", self, exponent) { g in
                let x = try base.value()
                let e = try power.value()
                if g.needs(0) {
                    let slope = try e.mul(x.pow(e.sub(1)))
                    g[0] = try g.grad.mul(slope.maskedFill(e.eq(0), 0)).reduced(to: a)
                }
                if g.needs(1) {
                    let slope = try result.output(of: g).mul(x.log())
                    let zero = try x.eq(0).logicalAnd(e.ge(0))
                    g[1] = try g.grad.mul(slope.maskedFill(zero, 0)).reduced(to: b)
                }
            }
        }
        ShapeLedger.note("pow", out, self, exponent, why: Why.broadcast(shape, exponent.shape, out.shape))
        return out
    }

    /// A number to the power of self.
    public func rpow(_ base: Scalar) throws -> Tensor {
        let type = Tensor.resultType(self, base)
        let out = try Arithmetic.binary(.pow, self, base, type, "pow", reversed: true)
        if isRecorded {
            let own = form
            let (power, result) = (Saved(self), Saved(output: out))
            out.record("PowBackward2", self) { g in
                if base.double == 0 {
                    let slope = try result.output(of: g).mul(.double(-Double.infinity))
                    g[0] = try g.grad.mul(slope.maskedFill(power.value().ge(0), 0)).reduced(to: own)
                } else {
                    g[0] = try g.grad.mul(result.output(of: g).mul(.double(logarithm(base.double)))).reduced(to: own)
                }
            }
        }
        ShapeLedger.note("pow", out, self, why: Why.same)
        return out
    }
}

enum PowerOps {
    static let rows: [OpRow] = [
        OpRow(
            "pow", .pointwise,
            [
                "pow(Tensor self, Tensor exponent)", "pow(Tensor self, Scalar exponent)",
                "pow(Scalar self, Tensor exponent)",
            ],
            "The input to the power of exponent.", shape: "broadcast of both operands"
        ) { a in
            switch a.overload {
            case 0: .tensor(try a.tensor(0).pow(a.tensor(1)))
            case 1: .tensor(try a.tensor(0).pow(a.scalar(1)))
            default: .tensor(try a.tensor(1).rpow(a.scalar(0)))
            }
        },
        OpRow(
            "float_power", .both.union(.inPlace),
            [
                "float_power(Tensor self, Tensor exponent)", "float_power(Tensor self, Scalar exponent)",
                "float_power(Scalar self, Tensor exponent)",
            ],
            "The power in float64.", shape: "broadcast of both operands"
        ) { a in
            if a.overload == 2 { return .tensor(try a.tensor(1).to(.float64).rpow(.double(a.double(0)))) }
            let base = try a.tensor(0).to(.float64)
            return a.overload == 0
                ? .tensor(try base.pow(a.tensor(1).to(.float64))) : .tensor(try base.pow(.double(a.double(1))))
        },
    ]
}
