import GradusKernels

extension Tensor {
    private func operandTensor(_ n: Scalar) throws -> Tensor {
        // A number meets the tensor as a 0-d tensor of the result's dtype, which promotes to just that.
        try Tensor.full([], n, dtype: Tensor.resultType(self, n), device: device)
    }

    /// The remainder with the sign of the divisor.
    public func remainder(_ other: Operand) throws -> Tensor {
        let out = try applying(.remainder, "remainder", other, "remainder_cpu")
        try recordRemainder("RemainderBackward0", other, out) { try $0.div(.tensor($1), rounding: "floor") }
        return out
    }

    /// The remainder with the sign of the dividend.
    public func fmod(_ other: Operand) throws -> Tensor {
        let out = try applying(.fmod, "fmod", other, "fmod_cpu")
        try recordRemainder("FmodBackward0", other, out) { try $0.div(.tensor($1), rounding: "trunc") }
        return out
    }

    private func recordRemainder(
        _ name: String, _ other: Operand, _ out: Tensor, _ quotient: @escaping (Tensor, Tensor) throws -> Tensor
    ) throws {
        guard GradMode.isEnabled else { return }
        let a = form
        switch other {
        case .number:
            if requiresGrad { out.record(name, self) { g in g[0] = try g.grad.reduced(to: a) } }
        case .tensor(let t):
            guard requiresGrad || t.requiresGrad else { return }
            let b = t.form
            let (x, y) = (Saved(self), Saved(t))
            out.record(String(name.dropLast()) + "1", self, t) { g in
                if g.needs(0) { g[0] = try g.grad.reduced(to: a) }
                if g.needs(1) { g[1] = try g.grad.neg().mul(quotient(x.value(), y.value())).reduced(to: b) }
            }
        }
    }

    /// other % self and friends, where the tensor stands on the right.
    public func reversed(_ op: ReversedOp, _ number: Scalar) throws -> Tensor {
        let left = try operandTensor(number)
        switch op {
        case .remainder: return try left.remainder(.tensor(self))
        case .floorDivide: return try left.floorDivide(.tensor(self))
        }
    }

    public enum ReversedOp: Sendable {
        case remainder, floorDivide
    }

    /// The larger of each pair; NaN wins; equal elements share the gradient.
    public func maximum(_ other: Tensor) throws -> Tensor { try extreme(.max, "maximum", "MaximumBackward0", other) }

    /// The smaller of each pair; NaN wins; equal elements share the gradient.
    public func minimum(_ other: Tensor) throws -> Tensor { try extreme(.min, "minimum", "MinimumBackward0", other) }

    public func fmax(_ other: Tensor) throws -> Tensor { try extreme(.fmax, "fmax", "FmaxBackward0", other) }
    public func fmin(_ other: Tensor) throws -> Tensor { try extreme(.fmin, "fmin", "FminBackward0", other) }

    private func extreme(_ op: BinaryOp, _ name: String, _ node: String, _ other: Tensor) throws -> Tensor {
        let out = try Arithmetic.binary(op, self, other, Tensor.resultType(self, other), name)
        if GradMode.isEnabled && (requiresGrad || other.requiresGrad) {
            let (a, b) = (form, other.form)
            let (x, y) = (Saved(self), Saved(other))
            let larger = op == .max || op == .fmax
            out.record(node, self, other) { g in
                let (p, q) = (try x.value(), try y.value())
                if op == .fmax || op == .fmin {
                    // Here the first of two equal elements has won.
                    let first = try (larger ? p.ge(q) : p.le(q)).logicalOr(q.isNaN())
                    if g.needs(0) { g[0] = try g.grad.kept(where: first).reduced(to: a) }
                    if g.needs(1) { g[1] = try g.grad.maskedFill(first, 0).reduced(to: b) }
                    return
                }
                let shared = try Tensor.where(p.eq(q), g.grad.div(2), g.grad)
                if g.needs(0) { g[0] = try shared.maskedFill(larger ? p.lt(q) : p.gt(q), 0).reduced(to: a) }
                if g.needs(1) { g[1] = try shared.maskedFill(larger ? q.lt(p) : q.gt(p), 0).reduced(to: b) }
            }
        }
        ShapeLedger.note(name, out, self, other, why: Why.broadcast(shape, other.shape, out.shape))
        return out
    }

    /// The angle of the point (other, self).
    public func atan2(_ other: Tensor) throws -> Tensor {
        let out = try Arithmetic.binary(.atan2, self, other, Tensor.resultType(self, other).floating, "atan2")
        if GradMode.isEnabled && (requiresGrad || other.requiresGrad) {
            let (a, b) = (form, other.form)
            let (x, y) = (Saved(self), Saved(other))
            out.record("Atan2Backward0", self, other) { g in
                let (p, q) = (try x.value(), try y.value())
                let square = try p.mul(p).add(q.mul(q))
                // No direction at the origin: PyTorch gives 0.
                let scale = try g.grad.div(square).maskedFill(square.eq(0), 0)
                if g.needs(0) { g[0] = try scale.mul(q).reduced(to: a) }
                if g.needs(1) { g[1] = try scale.mul(p.neg()).reduced(to: b) }
            }
        }
        return out
    }

    /// √(self² + other²)
    public func hypot(_ other: Tensor) throws -> Tensor {
        let type = Tensor.resultType(self, other)
        if !type.isFloat {
            throw TensorError(.notImplementedError, "\"hypot_cpu\" not implemented for '\(type.scalarTypeName)'")
        }
        let out = try Arithmetic.binary(.hypot, self, other, type, "hypot")
        if GradMode.isEnabled && (requiresGrad || other.requiresGrad) {
            let (a, b) = (form, other.form)
            let (x, y, r) = (Saved(self), Saved(other), Saved(output: out))
            out.record("HypotBackward0", self, other) { g in
                let scale = try g.grad.div(r.output(of: g))
                if g.needs(0) { g[0] = try scale.mul(x.value()).reduced(to: a) }
                if g.needs(1) { g[1] = try scale.mul(y.value()).reduced(to: b) }
            }
        }
        return out
    }

    /// The magnitude of self with the sign of other.
    public func copysign(_ other: Operand) throws -> Tensor {
        let sign: Tensor
        switch other {
        case .tensor(let t): sign = t
        case .number(let n): sign = try Tensor.full([], .double(n.double), dtype: dtype.floating, device: device)
        }
        let out = try Arithmetic.binary(.copysign, self, sign, Tensor.resultType(self, sign).floating, "copysign")
        if GradMode.isEnabled && (requiresGrad || sign.requiresGrad) {
            let (own, other) = (form, sign.form)
            let (x, y) = (Saved(self), Saved(output: out))
            out.record("CopysignBackward0", self, sign) { g in
                if g.needs(0) { g[0] = try g.grad.mul(y.output(of: g).sign().mul(x.value().sign())).reduced(to: own) }
                if g.needs(1) { g[1] = try Tensor.zeros(other.shape, dtype: other.dtype) }
            }
        }
        return out
    }

    /// Limits the elements to [min, max]; either may be missing.
    public func clamp(min low: Scalar? = nil, max high: Scalar? = nil) throws -> Tensor {
        if low == nil && high == nil {
            throw TensorError(.runtimeError, "torch.clamp: At least one of 'min' or 'max' must not be None")
        }
        var type = dtype
        if let low { type = DType.promote(type, weak: low.dtype) }
        if let high { type = DType.promote(type, weak: high.dtype) }
        if !type.isFloat { for bound in [low, high] { if let bound { try Tensor.requireFits(bound, type) } } }
        var out = self
        if let low, let high, type == dtype, isContiguous, !isMeta, !low.double.isNaN, !high.double.isNaN,
            type == .float32 || type == .float64
        {
            out = try Tensor(empty: shape, type)
            if type == .float32 {
                Kernels.clamp(n: count, x: f32, low: Float(low.double), high: Float(high.double), y: out.f32)
            } else {
                Kernels.clamp(
                    n: count, pointer(Double.self), low: low.double, high: high.double, out.pointer(Double.self))
            }
        } else if let low, let high, type == .int64, dtype == .int64, isContiguous, !isMeta {
            out = try Tensor(empty: shape, .int64)
            Kernels.clamp(
                n: count, pointer(Int64.self), low: Int64(low.int), high: Int64(high.int), out.pointer(Int64.self))
        } else {
            if let low { out = try Arithmetic.binary(.max, out, low, type, "clamp") }
            if let high { out = try Arithmetic.binary(.min, out, high, type, "clamp") }
        }
        if isRecorded {
            let own = form
            let saved = Saved(self)
            out.record("ClampBackward1", self) { g in
                let x = try saved.value()
                var outside = low == nil ? nil : try x.lt(low ?? 0)
                if let high { outside = try outside?.logicalOr(x.gt(high)) ?? x.gt(high) }
                guard let outside else { return }
                g[0] = try g.grad.maskedFill(outside, 0).reduced(to: own)
            }
        }
        ShapeLedger.note("clamp", out, self, why: Why.same)
        return out
    }

    /// Limits the elements to [min, max], element by element.
    public func clamp(min low: Tensor?, max high: Tensor?) throws -> Tensor {
        if low == nil && high == nil {
            throw TensorError(.runtimeError, "torch.clamp: At least one of 'min' or 'max' must not be None")
        }
        let bounds = [low, high].compactMap { $0 }
        return try quietly("clamp", bounds.first, why: Why.same) {
            let out = try GradMode.without {
                var out = detach()
                if let low { out = try out.maximum(low.detach()) }
                if let high { out = try out.minimum(high.detach()) }
                return out
            }
            guard GradMode.isEnabled, requiresGrad || bounds.contains(where: \.requiresGrad) else { return out }
            let (saved, savedLow, savedHigh) = (Saved(self), low.map { Saved($0) }, high.map { Saved($0) })
            let forms = ([self] + bounds).map(\.form)
            out.record("ClampBackward0", inputs: [self] + bounds) { g in
                let (x, low, high) = (try saved.value(), try savedLow?.value(), try savedHigh?.value())
                // A bound that an element is equal to has changed nothing; of two that are crossed the upper one holds.
                var tooLow = try low.map { try x.lt($0) }
                var tooHigh = try high.map { try x.gt($0) }
                let outside = try tooLow.map { try tooHigh?.logicalOr($0) ?? $0 } ?? tooHigh
                if let low, let high {
                    tooLow = try tooLow?.logicalAnd(low.lt(high))
                    tooHigh = try tooHigh?.logicalOr(high.lt(low))
                }
                if g.needs(0), let outside { g[0] = try g.grad.maskedFill(outside, 0).reduced(to: forms[0]) }
                for (place, mask) in [tooLow, tooHigh].compactMap({ $0 }).enumerated() where g.needs(place + 1) {
                    g[place + 1] = try g.grad.kept(where: mask).reduced(to: forms[place + 1])
                }
            }
            return out
        }
    }

    /// self + weight · (end − self), in the form that is exact at both ends.
    public func lerp(_ end: Tensor, _ weight: Operand) throws -> Tensor {
        if dtype != end.dtype {
            throw TensorError(
                .runtimeError,
                "expected dtype \(dtype.cName) for `end` but got dtype \(end.dtype.cName)", shapes: [shape, end.shape])
        }
        if case .number = weight, !dtype.isFloat {
            throw TensorError(
                .notImplementedError, "\"lerp_kernel_scalar\" not implemented for '\(dtype.scalarTypeName)'")
        }
        switch weight {
        case .number(let w):
            let out: Tensor
            if isContiguous, end.isContiguous, shape == end.shape, !isMeta, dtype == .float32 || dtype == .float64 {
                out = try Tensor(empty: shape, dtype)
                if dtype == .float32 {
                    Kernels.lerp(n: count, x: f32, end: end.f32, weight: Float(w.double), y: out.f32)
                } else {
                    Kernels.lerp(
                        n: count, x: pointer(Double.self), end: end.pointer(Double.self), weight: w.double,
                        y: out.pointer(Double.self))
                }
            } else {
                out = try GradMode.without {
                    Swift.abs(w.double) < 0.5
                        ? try add(end.sub(self).mul(w)) : try end.sub(end.sub(self).mul(.double(1 - w.double)))
                }
            }
            if GradMode.isEnabled && (requiresGrad || end.requiresGrad) {
                let (a, b) = (form, end.form)
                out.record("LerpBackward0", self, end) { g in
                    if g.needs(0) { g[0] = try g.grad.mul(.double(1 - w.double)).reduced(to: a) }
                    if g.needs(1) { g[1] = try g.grad.mul(w).reduced(to: b) }
                }
            }
            return out
        case .tensor(let w):
            let out = try GradMode.without {
                let distance = try end.sub(self)
                return try Tensor.where(
                    w.abs().lt(0.5), add(distance.mul(w)), end.sub(distance.mul(w.rsub(1))))
            }
            if GradMode.isEnabled && (requiresGrad || end.requiresGrad || w.requiresGrad) {
                let (a, b, c) = (form, end.form, w.form)
                let (x, y, z) = (Saved(self), Saved(end), Saved(w))
                out.record("LerpBackward1", self, end, w) { g in
                    if g.needs(0) { g[0] = try g.grad.mul(z.value().rsub(1)).reduced(to: a) }
                    if g.needs(1) { g[1] = try g.grad.mul(z.value()).reduced(to: b) }
                    if g.needs(2) { g[2] = try g.grad.mul(y.value().sub(x.value())).reduced(to: c) }
                }
            }
            return out
        }
    }

    /// A result of three dense tensors of float32 and one shape; nil for others.
    private func joined(_ a: Tensor, _ b: Tensor, _ kernel: (Tensor) -> Void) throws -> Tensor? {
        guard dtype == .float32, a.dtype == .float32, b.dtype == .float32, shape == a.shape, shape == b.shape,
            isContiguous, a.isContiguous, b.isContiguous, !isMeta, !a.isMeta, !b.isMeta
        else { return nil }
        let out = try Tensor(empty: shape, .float32)
        kernel(out)
        return out
    }

    /// self + value · a · b
    public func addcmul(_ a: Tensor, _ b: Tensor, value: Scalar = 1) throws -> Tensor {
        if dtype == .bool, a.dtype == .bool, b.dtype == .bool {
            throw TensorError(.notImplementedError, "\"addcmul_cpu_out\" not implemented for 'Bool'")
        }
        let out =
            try joined(a, b) {
                Kernels.addcmul(n: count, x: f32, a: a.f32, b: b.f32, value: Float(value.double), y: $0.f32)
            }
            ?? GradMode.without {
                let type = Tensor.resultType(among: [self, a, b])
                let first = try a.to(type)
                return try to(type).add((value.isOne ? first : first.mul(value)).mul(b.to(type)))
            }
        if GradMode.isEnabled && (requiresGrad || a.requiresGrad || b.requiresGrad) {
            let (s, p, q) = (form, a.form, b.form)
            let (x, y) = (Saved(a), Saved(b))
            out.record("AddcmulBackward0", self, a, b) { g in
                if g.needs(0) { g[0] = try g.grad.reduced(to: s) }
                if g.needs(1) { g[1] = try g.grad.mul(y.value().mul(value)).reduced(to: p) }
                if g.needs(2) { g[2] = try g.grad.mul(x.value().mul(value)).reduced(to: q) }
            }
        }
        return out
    }

    /// self + value · a / b
    public func addcdiv(_ a: Tensor, _ b: Tensor, value: Scalar = 1) throws -> Tensor {
        if !a.dtype.isFloat && !b.dtype.isFloat {
            throw TensorError(
                .runtimeError,
                "Integer division with addcdiv is no longer supported, and in a future  release addcdiv will perform a "
                    + "true division of tensor1 and tensor2. The historic addcdiv behavior can be implemented as (input + "
                    + "value * torch.trunc(tensor1 / tensor2)).to(input.dtype) for integer inputs and as (input + value * "
                    + "tensor1 / tensor2) for float inputs. The future addcdiv behavior is just the latter implementation: "
                    + "(input + value * tensor1 / tensor2), for all dtypes.")
        }
        let out = try GradMode.without {
            let type = Tensor.resultType(among: [self, a, b])
            return try to(type).add(a.to(type).mul(value).div(b.to(type)))
        }
        if GradMode.isEnabled && (requiresGrad || a.requiresGrad || b.requiresGrad) {
            let (s, p, q) = (form, a.form, b.form)
            let (x, y) = (Saved(a), Saved(b))
            out.record("AddcdivBackward0", self, a, b) { g in
                let divisor = try y.value()
                if g.needs(0) { g[0] = try g.grad.reduced(to: s) }
                if g.needs(1) { g[1] = try g.grad.mul(value).div(divisor).reduced(to: p) }
                if g.needs(2) {
                    g[2] = try g.grad.neg().mul(x.value().mul(value)).div(divisor.mul(divisor)).reduced(to: q)
                }
            }
        }
        return out
    }
}

enum BinaryFunctionOps {
    private static func pair(
        _ name: String, _ documentation: String, aliases: [String] = [], places: OpPlaces = .both,
        _ function: @escaping (Tensor, Tensor) throws -> Tensor
    ) -> OpRow {
        OpRow(
            name, aliases: aliases, places, ["\(name)(Tensor self, Tensor other)"], documentation,
            shape: "broadcast of both operands"
        ) { .tensor(try function($0.tensor(0), $0.tensor(1))) }
    }

    private static func withNumber(
        _ name: String, _ documentation: String, aliases: [String] = [],
        _ function: @escaping (Tensor, Operand) throws -> Tensor
    ) -> OpRow {
        OpRow(
            name, aliases: aliases, .pointwise,
            ["\(name)(Tensor self, Tensor other)", "\(name)(Tensor self, Scalar other)"], documentation,
            shape: "broadcast of both operands"
        ) { .tensor(try function($0.tensor(0), $0.operand(1))) }
    }

    static let rows: [OpRow] = [
        OpRow(
            "floor_divide", .pointwise,
            ["floor_divide(Tensor self, Tensor other)", "floor_divide(Tensor self, Scalar other)"],
            old: ["floor_divide(Scalar self, Tensor other)"], "The quotient rounded down.",
            shape: "broadcast of both operands"
        ) { a in
            a.overload == 2
                ? .tensor(try a.tensor(1).reversed(.floorDivide, a.scalar(0)))
                : .tensor(try a.tensor(0).floorDivide(a.operand(1)))
        },
        OpRow(
            "remainder", .pointwise,
            [
                "remainder(Tensor self, Tensor other)", "remainder(Tensor self, Scalar other)",
                "remainder(Scalar self, Tensor other)",
            ], "The remainder of the division, with the sign of the divisor.", shape: "broadcast of both operands"
        ) { a in
            a.overload == 2
                ? .tensor(try a.tensor(1).reversed(.remainder, a.scalar(0)))
                : .tensor(try a.tensor(0).remainder(a.operand(1)))
        },
        withNumber("fmod", "The remainder of the division, with the sign of the dividend.") { try $0.fmod($1) },
        withNumber("copysign", "The magnitude of the input with the sign of other.") { try $0.copysign($1) },
        pair("maximum", "The larger of each pair of elements; NaN wins.") { try $0.maximum($1) },
        pair("minimum", "The smaller of each pair of elements; NaN wins.") { try $0.minimum($1) },
        pair("fmax", "The larger of each pair of elements; a number wins over NaN.") { try $0.fmax($1) },
        pair("fmin", "The smaller of each pair of elements; a number wins over NaN.") { try $0.fmin($1) },
        pair("atan2", "The angle of the point (other, input).", aliases: ["arctan2"], places: .pointwise) {
            try $0.atan2($1)
        },
        pair("hypot", "√(input² + other²).", places: .pointwise) { try $0.hypot($1) },
        OpRow(
            "clamp", aliases: ["clip"], .pointwise,
            [
                "clamp(Tensor self, Tensor? min=None, Tensor? max=None)",
                "clamp(Tensor self, Scalar? min=None, Scalar? max=None)",
            ], "Limits the elements to [min, max]; one of the two may be missing.", shape: "that of the input"
        ) { a in
            a.overload == 0
                ? .tensor(try a.tensor(0).clamp(min: a.optionalTensor(1), max: a.optionalTensor(2)))
                : .tensor(try a.tensor(0).clamp(min: a.optionalScalar(1), max: a.optionalScalar(2)))
        },
        OpRow(
            "clamp_min", .pointwise, ["clamp_min(Tensor self, Tensor min)", "clamp_min(Tensor self, Scalar min)"],
            "Raises smaller elements to min.", shape: "that of the input"
        ) { a in
            a.overload == 0
                ? .tensor(try a.tensor(0).clamp(min: a.tensor(1), max: nil).named("ClampMinBackward1"))
                : .tensor(try a.tensor(0).clamp(min: a.scalar(1)).named("ClampMinBackward0"))
        },
        OpRow(
            "clamp_max", .pointwise, ["clamp_max(Tensor self, Tensor max)", "clamp_max(Tensor self, Scalar max)"],
            "Lowers larger elements to max.", shape: "that of the input"
        ) { a in
            a.overload == 0
                ? .tensor(try a.tensor(0).clamp(min: nil, max: a.tensor(1)).named("ClampMaxBackward1"))
                : .tensor(try a.tensor(0).clamp(max: a.scalar(1)).named("ClampMaxBackward0"))
        },
        OpRow(
            "lerp", .pointwise,
            ["lerp(Tensor self, Tensor end, Scalar weight)", "lerp(Tensor self, Tensor end, Tensor weight)"],
            "Goes from the input towards end by weight.", shape: "broadcast of the operands"
        ) { .tensor(try $0.tensor(0).lerp($0.tensor(1), $0.operand(2))) },
        OpRow(
            "addcmul", .pointwise, ["addcmul(Tensor self, Tensor tensor1, Tensor tensor2, *, Scalar value=1)"],
            old: ["addcmul(Tensor self, Scalar value, Tensor tensor1, Tensor tensor2)"],
            "input + value · tensor1 · tensor2.", shape: "broadcast of the operands"
        ) {
            $0.overload == 0
                ? .tensor(try $0.tensor(0).addcmul($0.tensor(1), $0.tensor(2), value: $0.scalar(3)))
                : .tensor(try $0.tensor(0).addcmul($0.tensor(2), $0.tensor(3), value: $0.scalar(1)))
        },
        OpRow(
            "addcdiv", .pointwise, ["addcdiv(Tensor self, Tensor tensor1, Tensor tensor2, *, Scalar value=1)"],
            old: ["addcdiv(Tensor self, Scalar value, Tensor tensor1, Tensor tensor2)"],
            "input + value · tensor1 / tensor2.", shape: "broadcast of the operands"
        ) {
            $0.overload == 0
                ? .tensor(try $0.tensor(0).addcdiv($0.tensor(1), $0.tensor(2), value: $0.scalar(3)))
                : .tensor(try $0.tensor(0).addcdiv($0.tensor(2), $0.tensor(3), value: $0.scalar(1)))
        },
    ]
}
