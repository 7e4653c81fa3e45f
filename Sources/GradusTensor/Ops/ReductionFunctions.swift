import GradusKernels

/// Largest or smallest.
public enum Extreme: Sendable {
    case max, min

    var reduce: ReduceOp { self == .max ? .max : .min }
    var argReduce: ArgReduceOp { self == .max ? .max : .min }
    var name: String { self == .max ? "max" : "min" }
}

extension Tensor {
    private func notEmpty(_ name: String) throws {
        if count == 0 {
            throw TensorError(
                .runtimeError,
                "\(name)(): Expected reduction dim to be specified for input.numel() == 0. Specify the reduction dim with the "
                    + "'dim' argument.", operation: name, shapes: [shape])
        }
    }

    private func axisNotEmpty(_ a: Int, _ name: String) throws {
        if rank > 0 && shape[a] == 0 {
            throw TensorError(
                .indexError, "\(name)(): Expected reduction dim \(a) to have non-zero size.", operation: name,
                shapes: [shape])
        }
    }

    /// The largest or smallest element; equal ones share the gradient.
    public func extreme(_ e: Extreme) throws -> Tensor {
        try notEmpty(e.name)
        let out = try Reduction.run(e.reduce, self, Dims(0..<rank), keepdim: false, dtype)
        if isRecorded {
            let own = Dims(0..<rank)
            let (x, y) = (Saved(self), Saved(output: out))
            out.record(e == .max ? "MaxBackward1" : "MinBackward1", self) { g in
                let (input, result) = (try x.value(), try y.output(of: g))
                g[0] = try Tensor.shared(g.grad, input, result, own, keepdim: false)
            }
        }
        ShapeLedger.note(e.name, out, self, why: Why.reduced(shape, Dims(0..<rank), false))
        return out
    }

    /// The gradient of extremes, spread equally over all places that reach them.
    static func shared(_ g: Tensor, _ input: Tensor, _ result: Tensor, _ axes: Dims, keepdim: Bool) throws
        -> Tensor
    {
        let spread = try GradMode.without { try result.detach().spread(over: input.shape, axes, keepdim: keepdim) }
        var mask = try input.detach().eq(spread)
        if input.dtype.isFloat {
            mask = try mask.logicalOr(input.detach().isNaN().logicalAnd(spread.isNaN()))
        }
        let hits = try mask.to(g.dtype)
        let number = try hits.sum(axes, keepdim: true)
        return try g.spread(over: input.shape, axes, keepdim: keepdim).mul(hits.div(number))
    }

    /// The largest or smallest element along an axis, and its first place.
    public func extreme(_ e: Extreme, _ dim: Int, keepdim: Bool = false) throws -> (values: Tensor, indices: Tensor) {
        let a = try axis(dim)
        try axisNotEmpty(a, e.name)
        let (values, indices) = try arg(e, a, keepdim: keepdim)
        if isRecorded {
            let own = shape
            let places = keepdim || rank == 0 ? indices : try indices.unsqueeze(a)
            values.record(e == .max ? "MaxBackward0" : "MinBackward0", self) { g in
                let rows = keepdim || own.isEmpty ? g.grad : try g.grad.unsqueeze(a)
                g[0] = try Tensor.zeros(own, dtype: rows.dtype).scatter(a, places, .tensor(rows))
            }
        }
        ShapeLedger.note(e.name, values, self, why: Why.reduced(shape, [a], keepdim))
        return (values, indices)
    }

    /// Values and first places along an axis, outside the graph.
    private func arg(_ e: Extreme, _ a: Int, keepdim: Bool) throws -> (Tensor, Tensor) {
        let axes: Dims = rank == 0 ? [] : [a]
        let target = Reduction.shape(shape, axes, keepdim: keepdim)
        let type = dtype.compute
        let indices = try Tensor(empty: target, .int64, device)
        let values = try Tensor(empty: target, type, device)
        if isMeta || target.product == 0 { return (try values.castUnrecorded(dtype), indices) }
        let (dense, outer, n, inner) = try Reduction.arranged(self, axes)
        let x = try dense.castUnrecorded(type)
        let places = indices.pointer(Int64.self)
        switch type {
        case .float32:
            Kernels.argReduce(
                e.argReduce, outer: outer, count: n, inner: inner, x: x.f32, indices: places, values: values.f32)
        case .float64:
            Kernels.argReduce(
                e.argReduce, outer: outer, count: n, inner: inner, x: x.pointer(Double.self), indices: places,
                values: values.pointer(Double.self))
        default:
            Kernels.extremePlaces(
                e.argReduce, outer: outer, count: n, inner: inner, x: x.pointer(Int64.self),
                values: values.pointer(Int64.self), places: places)
        }
        return (try values.castUnrecorded(dtype), indices)
    }

    /// The first place of the largest or smallest element: along an axis, or in row-major order.
    public func argExtreme(_ e: Extreme, _ dim: Int? = nil, keepdim: Bool = false) throws -> Tensor {
        let name = "arg\(e.name)"
        if dtype == .bool { throw TensorError(.runtimeError, "\(name)(): does not support bool input") }
        let out: Tensor
        if let dim {
            let a = try axis(dim)
            try axisNotEmpty(a, name)
            out = try arg(e, a, keepdim: keepdim).1
        } else {
            if count == 0 {
                throw TensorError(
                    .indexError, "\(name)(): Expected reduction dim to be specified for input.numel() == 0.",
                    operation: name, shapes: [shape])
            }
            let line = try contiguousUnrecorded().alias(shape: [count], strides: [1], offset: isContiguous ? offset : 0)
            let place = try line.arg(e, 0, keepdim: false).1
            out =
                keepdim
                ? place.alias(
                    shape: Dims(repeating: 1, count: rank), strides: Dims(repeating: 1, count: rank), offset: 0)
                : place
        }
        ShapeLedger.note(name, out, self, why: dim == nil ? "one place" : "the axis reduced")
        return out
    }

    /// The largest or smallest element along axes; equal ones share the gradient.
    public func aextreme(_ e: Extreme, _ dims: Dims? = nil, keepdim: Bool = false) throws -> Tensor {
        let axes = try Reduction.axes(dims, self)
        let name = "a\(e.name)"
        if dims == nil || dims?.isEmpty == true { try notEmpty(name) }
        for a in axes { try axisNotEmpty(a, name) }
        let out = try Reduction.run(e.reduce, self, axes, keepdim: keepdim, dtype)
        if isRecorded {
            let (x, y) = (Saved(self), Saved(output: out))
            out.record(e == .max ? "AmaxBackward0" : "AminBackward0", self) { g in
                g[0] = try Tensor.shared(g.grad, x.value(), y.output(of: g), axes, keepdim: keepdim)
            }
        }
        ShapeLedger.note(name, out, self, why: Why.reduced(shape, axes, keepdim))
        return out
    }

    /// The product of all elements, or along an axis.
    public func prod(_ dim: Int? = nil, keepdim: Bool = false, dtype type: DType? = nil) throws -> Tensor {
        let target = type ?? dtype.summed
        let axes = try Reduction.axes(dim.map { [$0] }, self)
        // The product of truths is whether all are.
        let operand = type == .bool && dtype != .bool ? try to(.bool) : self
        let out = try Reduction.run(.prod, operand, axes, keepdim: keepdim, target)
        if isRecorded && out.dtype.isFloat {
            let (x, y) = (Saved(self), Saved(output: out))
            let ownType = dtype
            out.record(dim == nil ? "ProdBackward0" : "ProdBackward1", self) { g in
                let input = try x.value().to(target)
                let spreadGrad = try g.grad.spread(over: input.shape, axes, keepdim: keepdim)
                let zeros = try input.eq(0)
                let slope: Tensor
                if try zeros.hasTrue() {
                    // The product of the others, from both sides, so that zeros do not matter.
                    slope = try input.productOfOthers(axes)
                } else {
                    slope = try y.output(of: g).spread(over: input.shape, axes, keepdim: keepdim).div(input)
                }
                g[0] = try spreadGrad.mul(slope).to(ownType)
            }
        }
        ShapeLedger.note("prod", out, self, why: Why.reduced(shape, axes, keepdim))
        return out
    }

    private func hasTrue() throws -> Bool {
        let dense = try contiguousUnrecorded()
        let p = dense.pointer(UInt8.self)
        for i in 0..<count where p[i] != 0 { return true }
        return false
    }

    /// For each element the product of the other elements along the axes (one axis, or all).
    private func productOfOthers(_ axes: Dims) throws -> Tensor {
        let all = axes.count == rank
        let line = all ? try reshape([-1]) : self
        let a = all ? 0 : (axes.first ?? 0)
        let n = line.shape[a]
        let one = try Tensor.ones(line.shape.replacing(at: a, with: 1), dtype: dtype)
        var before = [one]
        var after = [one]
        for i in 0..<Swift.max(n - 1, 0) {
            before.append(try (before.last ?? one).mul(line.narrow(a, i, 1)))
            after.append(try (after.last ?? one).mul(line.narrow(a, n - 1 - i, 1)))
        }
        return try Tensor.cat(before, a).mul(Tensor.cat(after.reversed(), a)).reshape(shape)
    }

    /// Σ (x − mean)² / (n − correction), or its root.
    public func variance(
        _ dims: Dims? = nil, correction: Double = 1, keepdim: Bool = false, root: Bool = false
    ) throws -> Tensor {
        guard dtype.isFloat else {
            throw TensorError(
                .runtimeError, "std and var only support floating point and complex dtypes",
                notes: ["convert it first: x.float()"])
        }
        let axes = try Reduction.axes(dims, self)
        let target = Reduction.shape(shape, axes, keepdim: keepdim)
        let type = dtype.compute
        var out = try Tensor(empty: target, type, device)
        let n = axes.reduce(1) { $0 * shape[$1] }
        if Double(n) - correction <= 0, out.count > 0 {
            try TensorWarning.warn(
                "\(root ? "std" : "var")(): degrees of freedom is <= 0. Correction should be strictly less than the "
                    + "reduction factor (input numel divided by output numel).")
        }
        if !isMeta && out.count > 0 {
            let (dense, outer, count, inner) = try Reduction.arranged(self, axes)
            let x = try dense.castUnrecorded(type)
            if type == .float32 {
                Kernels.variance(
                    outer: outer, count: count, inner: inner, correction: correction, x: x.f32, mean: nil,
                    variance: out.f32)
            } else {
                Kernels.variance(
                    outer: outer, count: count, inner: inner, correction: correction, x: x.pointer(Double.self),
                    mean: nil, variance: out.pointer(Double.self))
            }
            if root { out = try Unary.sqrt.forward(out) }
        }
        out = try out.castUnrecorded(dtype)
        if isRecorded {
            let (x, y) = (Saved(self), Saved(output: out))
            let own = shape
            out.record(root ? "StdBackward0" : "VarBackward0", self) { g in
                let input = try x.value()
                let centred = try input.sub(input.mean(axes, keepdim: true))
                let divisor = Swift.max(Double(n) - correction, 0)
                if root {
                    let result = try y.output(of: g)
                    let scaled = try g.grad.div(result).maskedFill(result.eq(0), 0)
                    g[0] = try scaled.spread(over: own, axes, keepdim: keepdim).mul(centred).div(.double(divisor))
                } else {
                    g[0] = try g.grad.spread(over: own, axes, keepdim: keepdim).mul(centred).mul(.double(2 / divisor))
                }
            }
        }
        ShapeLedger.note(root ? "std" : "var", out, self, why: Why.reduced(shape, axes, keepdim))
        return out
    }

    /// Whether any element (all elements) along axes is not zero.
    public func truth(any: Bool, _ dims: Dims? = nil, keepdim: Bool = false) throws -> Tensor {
        let axes = try Reduction.axes(dims, self)
        // Empty: `any` is False, `all` True.
        let n = axes.reduce(1) { $0 * shape[$1] }
        let type: DType = dtype == .uint8 ? .uint8 : .bool
        if n == 0 || isMeta {
            return try Tensor.full(
                Reduction.shape(shape, axes, keepdim: keepdim), .bool(!any), dtype: type, device: device)
        }
        let bools = try contiguousUnrecorded().castUnrecorded(.bool)
        if axes.count == rank {
            let hits = Kernels.countNonZero(n: count, x: bools.pointer(UInt8.self))
            return try Tensor.full(
                Reduction.shape(shape, axes, keepdim: keepdim), .bool(any ? hits > 0 : hits == n), dtype: type)
        }
        let numbers = try bools.castUnrecorded(.int64)
        return try Reduction.run(any ? .max : .min, numbers, axes, keepdim: keepdim, .int64).castUnrecorded(type)
    }

    /// Running sums along an axis.
    public func cumsum(_ dim: Int, dtype type: DType? = nil) throws -> Tensor {
        let a = try axis(dim)
        let target = type ?? dtype.summed
        let out = try running(a, target, multiplies: false)
        if isRecorded && out.dtype.isFloat {
            let ownType = dtype
            out.record("CumsumBackward0", self) { g in
                g[0] = try g.grad.flip([a]).cumsum(a).flip([a]).to(ownType)
            }
        }
        ShapeLedger.note("cumsum", out, self, why: Why.same)
        return out
    }

    /// Running products along an axis.
    public func cumprod(_ dim: Int, dtype type: DType? = nil) throws -> Tensor {
        let a = try axis(dim)
        let target = type ?? dtype.summed
        let out = try running(a, target, multiplies: true)
        if isRecorded && out.dtype.isFloat {
            let (x, y) = (Saved(self), Saved(output: out))
            let ownType = dtype
            out.record("CumprodBackward0", self) { g in
                let input = try x.value().to(target)
                if try input.eq(0).hasTrue() {
                    g[0] = try input.cumprodGradient(g.grad, a).to(ownType)
                } else {
                    let weighted = try g.grad.mul(y.output(of: g))
                    g[0] = try weighted.flip([a]).cumsum(a).flip([a]).div(input).to(ownType)
                }
            }
        }
        return out
    }

    /// Σ over k ≥ i of grad[k] times the product of the others up to k: right where elements are zero too.
    private func cumprodGradient(_ g: Tensor, _ a: Int) throws -> Tensor {
        if rank == 0 { return g }
        let n = shape[a]
        var parts: [Tensor] = []
        for i in 0..<n {
            let before = i == 0 ? nil : try narrow(a, 0, i).prod(a, keepdim: true)
            var tail = try Tensor.ones(shape.replacing(at: a, with: 1), dtype: dtype)
            if i + 1 < n { tail = try Tensor.cat([tail, narrow(a, i + 1, n - i - 1).cumprod(a)], a) }
            let sum = try g.narrow(a, i, n - i).mul(tail).sum([a], keepdim: true)
            parts.append(try before.map { try sum.mul($0) } ?? sum)
        }
        return try Tensor.cat(parts, a)
    }

    private func running(_ a: Int, _ type: DType, multiplies: Bool) throws -> Tensor {
        let compute = type.compute
        let x = try contiguousUnrecorded().castUnrecorded(compute)
        let out = try Tensor(empty: shape, compute, device)
        if isMeta || count == 0 { return try out.castUnrecorded(type) }
        var (outer, inner) = (1, 1)
        for i in 0..<a { outer *= shape[i] }
        if a + 1 < rank { for i in (a + 1)..<rank { inner *= shape[i] } }
        let n = rank == 0 ? 1 : shape[a]
        switch compute {
        // Sums of floats are added up in float64.
        case .float32 where !multiplies:
            Kernels.cumulativeSum(outer: outer, count: n, inner: inner, x: x.f32, y: out.f32)
        case .float64 where !multiplies:
            Kernels.cumulativeSum(
                outer: outer, count: n, inner: inner, x: x.pointer(Double.self), y: out.pointer(Double.self))
        case .float32:
            Kernels.runningTotals(multiplies: true, outer: outer, count: n, inner: inner, x: x.f32, y: out.f32)
        case .float64:
            Kernels.runningTotals(
                multiplies: true, outer: outer, count: n, inner: inner, x: x.pointer(Double.self),
                y: out.pointer(Double.self))
        default:
            Kernels.runningTotals(
                multiplies: multiplies, outer: outer, count: n, inner: inner, x: x.pointer(Int64.self),
                y: out.pointer(Int64.self))
        }
        return try out.castUnrecorded(type)
    }

    /// log Σ exp(x) along axes, without overflow.
    public func logsumexp(_ dims: Dims, keepdim: Bool = false) throws -> Tensor {
        let x = dtype.isFloat ? self : try to(DType.defaultFloat)
        let axes = try Reduction.axes(dims, x)
        let out = try GradMode.without { () throws -> Tensor in
            if x.count == 0 { return try x.exp().sum(axes, keepdim: keepdim).log() }
            let top = try x.aextreme(.max, axes, keepdim: true)
            let finite = try Tensor.where(
                top.abs().eq(.number(.double(.infinity))), top.mul(0).maskedFill(top.eq(top), 0), top)
            let sum = try x.sub(finite).exp().sum(axes, keepdim: true).log().add(finite)
            return keepdim || axes.isEmpty ? sum : try sum.reshape(Reduction.shape(x.shape, axes, keepdim: false))
        }
        if x.isRecorded {
            let (input, result) = (Saved(x), Saved(output: out))
            let own = x.shape
            out.record("LogsumexpBackward0", x) { g in
                let spread = try result.output(of: g).spread(over: own, axes, keepdim: keepdim)
                g[0] = try g.grad.spread(over: own, axes, keepdim: keepdim).mul(input.value().sub(spread).exp())
            }
        }
        return out
    }

    /// The elements in reverse order along axes.
    public func flip(_ dims: Dims) throws -> Tensor {
        var axes = Dims()
        for d in dims {
            let a = try axis(d)
            if axes.contains(a) {
                throw TensorError(.runtimeError, "dim \(a) appears multiple times in the list of dims")
            }
            axes.append(a)
        }
        let out = try Tensor(empty: shape, dtype, device)
        if !isMeta && count > 0 && rank > 0 {
            // Read forwards, written from the end with negative steps.
            var (steps, start) = (out.strides, 0)
            for a in axes {
                start += (shape[a] - 1) * steps[a]
                steps[a] = -steps[a]
            }
            StridedCopy.strided(shape, strides, steps, data, out.data + start * dtype.size, size: dtype.size)
        } else if rank == 0 {
            StridedCopy.copy(from: self, to: out)
        }
        if isRecorded { out.record("FlipBackward0", self) { g in g[0] = try g.grad.flip(axes) } }
        ShapeLedger.note("flip", out, self, why: "axes \(axes) reversed")
        return out
    }
}
