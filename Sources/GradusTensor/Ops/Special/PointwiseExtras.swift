#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension Tensor {
    /// NaN and infinities replaced by numbers: 0 and the dtype's extremes unless given.
    public func nanToNum(_ nan: Double?, _ positive: Double?, _ negative: Double?) throws -> Tensor {
        guard dtype.isFloat else { return try clone() }
        let top: Double =
            switch dtype {
            case .float64: Double.greatestFiniteMagnitude
            case .float32: Double(Float.greatestFiniteMagnitude)
            case .float16: 65504
            default: 3.3895313892515355e38
            }
        let out = try quietly("nan_to_num", why: Why.same) {
            try GradMode.without { () throws -> Tensor in
                var x = detach()
                if x.isSurelyFinite { return try x.copiedPreservingStrides() }
                x = try x.maskedFill(x.isNaN(), .double(nan ?? 0))
                x = try x.maskedFill(x.eq(.number(.double(.infinity))), .double(positive ?? top))
                return try x.maskedFill(x.eq(.number(.double(-.infinity))), .double(negative ?? -top))
            }
        }
        if isRecorded {
            let saved = Saved(self)
            out.record("NanToNumBackward0", self) { g in
                g[0] = try g.grad.maskedFill(saved.value().detach().isFinite().logicalNot(), 0)
            }
        }
        return out
    }

    /// 0 below 0, 1 above, `values` at 0.
    public func heaviside(_ values: Tensor) throws -> Tensor {
        if dtype != values.dtype {
            throw TensorError(
                .runtimeError, "heaviside is not yet implemented for tensors with different dtypes.")
        }
        let shape = try Elementwise.broadcast(self.shape, values.shape, "heaviside")
        let x = try detach().expandUnrecorded(shape)
        let step = try x.gt(0).to(dtype)
        let out = try Tensor.where(x.eq(0), values.detach(), step)
        if GradMode.isEnabled && (requiresGrad || values.requiresGrad) {
            out.record("NotImplemented", self, values) { _ in
                throw TensorError(.runtimeError, "derivative for aten::heaviside is not implemented")
            }
        }
        return out
    }

    /// A function of pairs of whole numbers.
    func wholePairs(_ other: Tensor, _ kernel: String, _ f: (Int, Int) -> Int) throws -> Tensor {
        let type = Tensor.resultType(self, other)
        if type.isFloat || type == .bool {
            throw TensorError(.notImplementedError, "\"\(kernel)\" not implemented for '\(type.scalarTypeName)'")
        }
        let shape = try Elementwise.broadcast(self.shape, other.shape, kernel)
        if isMeta || other.isMeta { return try Arithmetic.metaResult(self, other, shape, type) }
        let out = try Tensor(empty: shape, .int64)
        try Elementwise.integers(castUnrecorded(.int64), other.castUnrecorded(.int64), out, f)
        return try out.castUnrecorded(type)
    }

    private static func greatestDivisor(_ a: Int, _ b: Int) -> Int {
        var (x, y) = (a.magnitude, b.magnitude)
        while y != 0 { (x, y) = (y, x % y) }
        return Int(truncatingIfNeeded: x)
    }

    public func gcd(_ other: Tensor) throws -> Tensor { try wholePairs(other, "gcd_cpu", Tensor.greatestDivisor) }

    public func lcm(_ other: Tensor) throws -> Tensor {
        try wholePairs(other, "lcm_cpu") { a, b in
            let g = Tensor.greatestDivisor(a, b)
            return g == 0 ? 0 : Int(truncatingIfNeeded: (a / g &* b).magnitude)
        }
    }

    /// The next number towards other.
    public func nextAfter(_ other: Tensor) throws -> Tensor {
        let type = Tensor.resultType(self, other)
        if type != .float32 && type != .float64 && type != .bfloat16 {
            throw TensorError(.notImplementedError, "\"nextafter_cpu\" not implemented for '\(type.scalarTypeName)'")
        }
        let out = try nextAfter(other, type)
        if GradMode.isEnabled && (requiresGrad || other.requiresGrad) {
            let (x, y, a, b) = (Saved(self), Saved(other), form, other.form)
            out.record("NextafterBackward0", self, other) { g in
                if g.needs(0) { g[0] = try g.grad.kept(where: x.value().ne(y.value())).reduced(to: a) }
                if g.needs(1) { g[1] = try Tensor.zeros(b.shape, dtype: b.dtype) }
            }
        }
        return out
    }

    private func nextAfter(_ other: Tensor, _ type: DType) throws -> Tensor {
        try quietly("nextafter", other, why: Why.same) {
            if type != .bfloat16 { return try Arithmetic.binary(.nextAfter, self, other, type, "nextafter") }
            func wide(_ bits: UInt16) -> Double { Double(Float(bitPattern: UInt32(bits) << 16)) }
            return try mappedPairs(other, "nextafter") { x, y in
                if x.isNaN || y.isNaN { return .nan }
                if x == y { return y }
                let bits = BFloat16(Float(x)).bits
                if x == 0 { return wide(y > 0 ? 1 : 0x8001) }
                let away = (y > x) == (x > 0)
                return wide(away ? bits &+ 1 : bits &- 1)
            }
        }
    }

    /// The mantissa in [½, 1) and the exponent of 2.
    public func frexp() throws -> (mantissa: Tensor, exponent: Tensor) {
        if !dtype.isFloat {
            throw TensorError(.runtimeError, "torch.frexp() only supports floating-point dtypes")
        }
        let wide = try contiguousUnrecorded().castUnrecorded(.float64)
        let mantissa = try Tensor(empty: shape, .float64, device)
        let exponent = try Tensor(empty: shape, .int32, device)
        if !isMeta {
            let (x, m, e) = (wide.pointer(Double.self), mantissa.pointer(Double.self), exponent.pointer(Int32.self))
            for i in 0..<count {
                if !x[i].isFinite || x[i] == 0 {
                    (m[i], e[i]) = (x[i], 0)
                } else {
                    let k = x[i].exponent + 1
                    m[i] = x[i].significand / 2 * (x[i] < 0 ? -1 : 1)
                    e[i] = Int32(k)
                }
            }
        }
        let out = try mantissa.castUnrecorded(dtype)
        if isRecorded {
            let saved = exponent
            out.record("FrexpBackward0", self) { g in g[0] = try g.grad.div(saved.to(g.grad.dtype).exp2()) }
        }
        return (out, exponent)
    }

    /// self · 2^other
    public func ldexp(_ other: Tensor) throws -> Tensor {
        let out = try GradMode.without {
            try detach().mul(other.detach().exp2().to(Tensor.resultType(self, other).floating))
        }
        if GradMode.isEnabled && (requiresGrad || other.requiresGrad) {
            let (a, b) = (form, other.form)
            let (p, q) = (Saved(self), Saved(other))
            out.record("LdexpBackward0", self, other) { g in
                let scale = try q.value().exp2()
                if g.needs(0) { g[0] = try g.grad.mul(scale).reduced(to: a) }
                if g.needs(1) {
                    g[1] = try g.grad.mul(p.value()).mul(scale).mul(.double(0.6931471805599453)).reduced(to: b)
                }
            }
        }
        return out
    }

    /// 0 or π: the angle of a real number.
    public func angle() throws -> Tensor {
        try Unary.angle(self)
    }

    /// self · a constant, under another name.
    func scaledBy(_ factor: Double, _ node: String) throws -> Tensor {
        let x = dtype.isFloat ? self : try to(DType.defaultFloat)
        return try x.mul(.double(factor)).named(node)
    }
}
