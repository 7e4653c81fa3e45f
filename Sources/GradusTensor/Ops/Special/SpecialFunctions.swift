/// An element-wise function without a kernel of its own, computed in float64.
struct SpecialFunction {
    let name: String
    let node: String
    let f: (Double) -> Double
    /// (gradient of the result, operand, result); without one the result is outside the graph.
    let gradient: ((Tensor, Tensor, Tensor) throws -> Tensor)?

    func callAsFunction(_ x: Tensor) throws -> Tensor {
        let out = try x.mapped(f)
        if x.isRecorded && x.dtype.isFloat, let gradient {
            let (input, result) = (Saved(x), Saved(output: out))
            out.record(node, x) { g in g[0] = try gradient(g.grad, input.value(), result.output(of: g)) }
        }
        ShapeLedger.note(name, out, x, why: Why.same)
        return out
    }
}

extension Tensor {
    /// Every element through a function in float64; integers give the default float. Not recorded.
    func mapped(_ f: (Double) -> Double) throws -> Tensor {
        let type = dtype.floating
        if isMeta { return try Tensor(emptyLike: self, type) }
        let wide = try contiguousUnrecorded().castUnrecorded(.float64)
        let out = try Tensor(empty: shape, .float64)
        let (x, y) = (wide.pointer(Double.self), out.pointer(Double.self))
        for i in 0..<count {
            if i & 0xFFF == 0xFFF, Interruption.isWanted { break }
            y[i] = f(x[i])
        }
        return try out.castUnrecorded(type)
    }

    /// Every pair of elements through a function in float64. Not recorded.
    func mappedPairs(_ other: Tensor, _ name: String, _ f: (Double, Double) -> Double) throws -> Tensor {
        let type = Tensor.resultType(self, other).floating
        let shape = try Elementwise.broadcast(self.shape, other.shape, name)
        if isMeta || other.isMeta { return try Arithmetic.metaResult(self, other, shape, type) }
        let p = try Elementwise.spread(castUnrecorded(.float64), shape)
        let q = try Elementwise.spread(other.castUnrecorded(.float64), shape)
        let out = try Tensor(empty: shape, .float64)
        let (x, y, z) = (p.pointer(Double.self), q.pointer(Double.self), out.pointer(Double.self))
        for i in 0..<out.count {
            if i & 0xFFF == 0xFFF, Interruption.isWanted { break }
            z[i] = f(x[i], y[i])
        }
        return try out.castUnrecorded(type)
    }

    private var gaussian: Tensor {
        get throws { try mul(self).mul(.double(-0.5)).exp().mul(.double(0.3989422804014327)) }
    }

    /// Γ′/Γ and its derivatives.
    public func polygamma(_ n: Int, _ node: String = "PolygammaBackward0") throws -> Tensor {
        if n < 0 { throw TensorError(.runtimeError, "polygamma(n, x) does not support negative n.") }
        if n > 1 << 20 { throw TensorError(.runtimeError, "polygamma: n = \(n) is too large") }
        let out = try mapped { SpecialMath.polygamma(n, $0) }
        if isRecorded && dtype.isFloat {
            let saved = Saved(self)
            out.record(node, self) { g in
                g[0] = try g.grad.mul(saved.value().polygamma(n + 1))
            }
        }
        return out
    }

    /// log Γ(x)
    public func lgamma() throws -> Tensor {
        let out = try mapped(SpecialMath.logGamma)
        if isRecorded && dtype.isFloat {
            let saved = Saved(self)
            out.record("LgammaBackward0", self) { g in g[0] = try g.grad.mul(saved.value().polygamma(0)) }
        }
        return out
    }

    /// The logarithm of the multivariate gamma function.
    public func mvlgamma(_ p: Int) throws -> Tensor {
        if p < 1 { throw TensorError(.runtimeError, "p has to be greater than or equal to 1") }
        if p > 10000 { throw TensorError(.runtimeError, "mvlgamma: p = \(p) is too large") }
        return try quietly("mvlgamma") {
            let steps = try Tensor.arange(0, .int(p), dtype: .float64).mul(.double(-0.5)).to(dtype.floating)
            let constant = 0.25 * logarithm(Double.pi) * Double(p) * Double(p - 1)
            return try unsqueeze(-1).add(steps).lgamma().sum([-1]).add(.double(constant)).named("MvlgammaBackward0")
        }
    }

    /// sin(πx)/(πx), 1 at 0, computed in the tensor's dtype.
    public func sinc() throws -> Tensor {
        let single = dtype.floating != .float64
        let out = try mapped { x in
            if x == 0 { return 1 }
            if single {
                // Float.pi is rounded down; the nearest number is meant.
                let product = Float(Double.pi) * Float(x)
                return Double(Float(SpecialMath.sine(Double(product))) / product)
            }
            let product = Double.pi * x
            return SpecialMath.sine(product) / product
        }
        if isRecorded && dtype.isFloat {
            let saved = Saved(self)
            out.record("SincBackward0", self) { g in
                let x = try saved.value()
                let p = try x.mul(.double(Double.pi))
                let slope = try p.mul(p.cos()).sub(p.sin()).div(p.mul(x))
                g[0] = try g.grad.mul(slope.maskedFill(x.eq(0), 0))
            }
        }
        return out
    }

    /// log(x / (1 − x)), with x limited to [eps, 1 − eps] where given.
    public func logit(_ eps: Double?) throws -> Tensor {
        let x = dtype.isFloat ? self : try to(DType.defaultFloat)
        let out = try GradMode.without {
            let limited = try eps.map { try x.detach().clamp(min: .double($0), max: .double(1 - $0)) } ?? x.detach()
            return try limited.div(limited.rsub(1)).log()
        }
        if x.isRecorded {
            let saved = Saved(x)
            out.record("LogitBackward0", x) { g in
                let x = try saved.value()
                let slope = try g.grad.div(x.mul(x.rsub(1)))
                if let eps {
                    let outside = try x.lt(.double(eps)).logicalOr(x.gt(.double(1 - eps)))
                    g[0] = try slope.maskedFill(outside, 0)
                } else {
                    let outside = try x.lt(0).logicalOr(x.gt(1))
                    g[0] = try slope.maskedFill(outside, .double(.nan))
                }
            }
        }
        return out
    }

    /// x · log(y) (or log1p), 0 where x is 0.
    func timesLog(_ other: Tensor, plusOne: Bool) throws -> Tensor {
        let name = plusOne ? "special_xlog1py" : "xlogy"
        let type = Tensor.resultType(self, other).floating
        let isFast = !plusOne && (type == .float32 || type == .float64) && !isMeta && !other.isMeta
        let out = try quietly(plusOne ? "xlog1py" : "xlogy", other, why: Why.same) {
            if isFast { return try productWithLog(other, type) }
            return try mappedPairs(other, name) { x, y in
                if y.isNaN { return .nan }
                return x == 0 ? 0 : x * (plusOne ? logarithmPlusOne(y) : logarithm(y))
            }
        }
        if GradMode.isEnabled && (requiresGrad || other.requiresGrad) {
            let (a, b) = (form, other.form)
            let (p, q) = (Saved(self), Saved(other))
            out.record(plusOne ? "SpecialXlog1PyBackward0" : "XlogyBackward0", self, other) { g in
                let (x, y) = (try p.value(), try q.value())
                let edge: Scalar = plusOne ? -1 : 0
                if g.needs(0) {
                    let zero = try x.eq(0).logicalAnd(y.le(edge))
                    let slope = try plusOne ? y.log1p() : y.log()
                    g[0] = try g.grad.mul(slope.maskedFill(zero, 0)).reduced(to: a)
                }
                if g.needs(1) { g[1] = try g.grad.mul(x.div(plusOne ? y.add(1) : y)).reduced(to: b) }
            }
        }
        return out
    }

    /// x · log(y), 0 where x is 0 and y a number, by whole operations in float64 outside the graph.
    private func productWithLog(_ other: Tensor, _ type: DType) throws -> Tensor {
        try GradMode.without {
            let (x, y) = (try castUnrecorded(.float64), try other.castUnrecorded(.float64))
            let zero = try x.eq(0).logicalAnd(y.isNaN().logicalNot())
            return try x.mul(y.log()).maskedFill(zero, 0).castUnrecorded(type)
        }
    }

    /// log(exp(x) + exp(y)), to base e or 2, without overflow.
    func logAddExp(_ other: Tensor, base2: Bool) throws -> Tensor {
        let type = Tensor.resultType(self, other)
        if !type.isFloat {
            throw TensorError(
                .notImplementedError,
                "\"logaddexp\(base2 ? "2" : "")_cpu\" not implemented for '\(type.scalarTypeName)'")
        }
        let out = try quietly("logaddexp\(base2 ? "2" : "")", other, why: Why.same) {
            try GradMode.without { try logarithmOfSum(other, type, base2: base2) }
        }
        if GradMode.isEnabled && (requiresGrad || other.requiresGrad) {
            let (a, b) = (form, other.form)
            let (p, q) = (Saved(self), Saved(other))
            out.record(base2 ? "Logaddexp2Backward0" : "LogaddexpBackward0", self, other) { g in
                let (x, y) = (try p.value(), try q.value())
                func share(_ u: Tensor, _ v: Tensor) throws -> Tensor {
                    let d = try v.sub(u)
                    return try g.grad.div((base2 ? d.exp2() : d.exp()).add(1))
                }
                if g.needs(0) { g[0] = try share(x, y).reduced(to: a) }
                if g.needs(1) { g[1] = try share(y, x).reduced(to: b) }
            }
        }
        return out
    }

    private func logarithmOfSum(_ other: Tensor, _ type: DType, base2: Bool) throws -> Tensor {
        let (x, y) = (try castUnrecorded(type.compute), try other.castUnrecorded(type.compute))
        // Equal ones may be infinite.
        let distance = try x.sub(y).abs().neg().maskedFill(x.eq(y), 0)
        let rest = try base2 ? distance.exp2().log1p().div(.double(logarithm(2))) : distance.exp().log1p()
        return try x.maximum(y).add(rest).castUnrecorded(type)
    }

    /// The regularised incomplete gamma functions.
    func incompleteGamma(_ x: Tensor, upper: Bool) throws -> Tensor {
        let type = Tensor.resultType(self, x)
        let name = upper ? "igammac" : "igamma"
        if !type.isFloat {
            throw TensorError(.notImplementedError, "\"\(name)\" not implemented for '\(type.scalarTypeName)'")
        }
        let out = try mappedPairs(x, name) { upper ? SpecialMath.igammac($0, $1) : SpecialMath.igamma($0, $1) }
        if GradMode.isEnabled && (requiresGrad || x.requiresGrad) {
            let b = x.form
            let (p, q) = (Saved(self), Saved(x))
            out.record(upper ? "IgammacBackward0" : "IgammaBackward0", self, x) { g in
                if g.needs(0) {
                    throw TensorError(
                        .notImplementedError, "the derivative for '\(name): input' is not implemented.")
                }
                let (a, x) = (try p.value(), try q.value())
                let density = try x.log().mul(a.sub(1)).sub(x).sub(a.lgamma()).exp()
                g[1] = try (upper ? g.grad.neg() : g.grad).mul(density).reduced(to: b)
            }
        }
        return out
    }

    /// Hurwitz' zeta function.
    func zeta(_ q: Tensor) throws -> Tensor {
        let out = try mappedPairs(q, "zeta", SpecialMath.zeta)
        if GradMode.isEnabled && (requiresGrad || q.requiresGrad) {
            let b = q.form
            let (s, p) = (Saved(self), Saved(q))
            out.record("SpecialZetaBackward0", self, q) { g in
                if g.needs(0) {
                    throw TensorError(.notImplementedError, "the derivative for 'zeta' is not implemented.")
                }
                let (x, q) = (try s.value(), try p.value())
                g[1] = try g.grad.mul(x.neg()).mul(x.add(1).zeta(q)).reduced(to: b)
            }
        }
        return out
    }

    nonisolated(unsafe) static let special: [String: SpecialFunction] = {
        let list = [
            SpecialFunction(name: "i0", node: "I0Backward0", f: { SpecialMath.besselI(0, $0) }) { g, x, _ in
                try g.mul(x.specialFunction("i1"))
            },
            SpecialFunction(name: "i0e", node: "SpecialI0EBackward0", f: { SpecialMath.scaledBesselI(0, $0) }) {
                g, x, y in
                try g.mul(x.specialFunction("i1e").sub(x.sign().mul(y)))
            },
            SpecialFunction(name: "i1", node: "SpecialI1Backward0", f: { SpecialMath.besselI(1, $0) }) { g, x, y in
                let safe = try Tensor.where(
                    x.abs().gt(.double(1e-12)), x, Tensor.full([], .double(1e-12), dtype: x.dtype))
                return try g.mul(
                    Tensor.where(
                        x.abs().gt(.double(1e-12)), safe.specialFunction("i0").sub(y.div(safe)),
                        Tensor.full([], 0.5, dtype: x.dtype)))
            },
            SpecialFunction(name: "i1e", node: "SpecialI1EBackward0", f: { SpecialMath.scaledBesselI(1, $0) }) {
                g, x, y in
                let safe = try Tensor.where(
                    x.abs().gt(.double(1e-12)), x, Tensor.full([], .double(1e-12), dtype: x.dtype))
                return try g.mul(
                    Tensor.where(
                        x.abs().gt(.double(1e-12)),
                        safe.specialFunction("i0e").sub(y.mul(safe.sign().add(safe.reciprocal()))),
                        Tensor.full([], 0.5, dtype: x.dtype)))
            },
            SpecialFunction(name: "entr", node: "SpecialEntrBackward0", f: SpecialMath.entropy) { g, x, _ in
                try g.mul(x.log().neg().sub(1))
            },
            SpecialFunction(name: "ndtr", node: "MulBackward1", f: SpecialMath.normal) { g, x, _ in
                try g.mul(x.gaussian)
            },
            SpecialFunction(name: "ndtri", node: "SpecialNdtriBackward0", f: SpecialMath.ndtri) { g, _, y in
                try g.mul(y.mul(y).mul(.double(0.5)).exp()).mul(.double(2.5066282746310002))
            },
            SpecialFunction(name: "log_ndtr", node: "SpecialLogNdtrBackward0", f: SpecialMath.logNdtr) { g, x, y in
                try g.mul(x.mul(x).mul(.double(-0.5)).sub(y).exp()).mul(.double(0.3989422804014327))
            },
            SpecialFunction(name: "erfcx", node: "SpecialErfcxBackward0", f: SpecialMath.erfcx) { g, x, y in
                try g.mul(x.mul(y).mul(2).sub(.double(1.1283791670955126)))
            },
            SpecialFunction(name: "bessel_j0", node: "NotImplemented", f: { SpecialMath.j(0, $0) }, gradient: nil),
            SpecialFunction(name: "bessel_j1", node: "NotImplemented", f: { SpecialMath.j(1, $0) }, gradient: nil),
            SpecialFunction(name: "bessel_y0", node: "NotImplemented", f: { SpecialMath.y(0, $0) }, gradient: nil),
            SpecialFunction(name: "bessel_y1", node: "NotImplemented", f: { SpecialMath.y(1, $0) }, gradient: nil),
            SpecialFunction(
                name: "spherical_bessel_j0", node: "NotImplemented",
                f: { $0.isInfinite ? 0 : $0 == 0 ? 1 : SpecialMath.sine($0) / $0 }, gradient: nil),
            SpecialFunction(
                name: "modified_bessel_i0", node: "NotImplemented", f: { SpecialMath.besselI(0, $0) }, gradient: nil),
            SpecialFunction(
                name: "modified_bessel_i1", node: "NotImplemented", f: { SpecialMath.besselI(1, $0) }, gradient: nil),
        ]
        return Dictionary(uniqueKeysWithValues: list.map { ($0.name, $0) })
    }()

    func specialFunction(_ name: String) throws -> Tensor {
        guard let f = Tensor.special[name] else {
            throw TensorError(.notImplementedError, "Gradus has no function '\(name)'")
        }
        return try f(self)
    }
}
