import GradusKernels

/// Reductions along axes, outside the graph.
enum Reduction {
    /// The axes to reduce, sorted and checked; none given means all.
    static func axes(_ dims: Dims?, _ t: Tensor) throws -> Dims {
        guard let dims, !dims.isEmpty else { return Dims(0..<t.rank) }
        var seen = Dims()
        for d in dims {
            let a = try t.axis(d)
            if seen.contains(a) {
                throw TensorError(.runtimeError, "dim \(a) appears multiple times in the list of dims")
            }
            seen.append(a)
        }
        return t.rank == 0 ? [] : Dims(seen.sorted())
    }

    /// The result's shape.
    static func shape(_ shape: Dims, _ axes: Dims, keepdim: Bool) -> Dims {
        var out = Dims()
        for i in 0..<shape.count {
            if axes.contains(i) {
                if keepdim { out.append(1) }
            } else {
                out.append(shape[i])
            }
        }
        return out
    }

    /// The operand dense, with the reduced axes side by side: [outer, count, inner] in memory.
    static func arranged(_ t: Tensor, _ axes: Dims) throws -> (tensor: Tensor, outer: Int, count: Int, inner: Int) {
        var n = 1
        for a in axes { n *= t.shape[a] }
        if axes.isEmpty { return (try t.contiguousUnrecorded(), t.count, 1, 1) }
        let first = axes[0]
        let last = axes[axes.count - 1]
        if last - first + 1 == axes.count {
            var outer = 1
            for i in 0..<first { outer *= t.shape[i] }
            var inner = 1
            if last + 1 < t.rank { for i in (last + 1)..<t.rank { inner *= t.shape[i] } }
            return (try t.contiguousUnrecorded(), outer, n, inner)
        }
        // Reduced axes move to the end.
        var order = Dims()
        for i in 0..<t.rank where !axes.contains(i) { order.append(i) }
        let outer = order.reduce(1) { $0 * t.shape[$1] }
        for a in axes { order.append(a) }
        let moved = t.alias(
            shape: Dims(order.map { t.shape[$0] }), strides: Dims(order.map { t.strides[$0] }), offset: t.offset)
        return (try moved.contiguousUnrecorded(), outer, n, 1)
    }

    /// op over the axes; the result has dtype `type`, which the operand is converted to first.
    static func run(_ op: ReduceOp, _ t: Tensor, _ axes: Dims, keepdim: Bool, _ type: DType) throws -> Tensor {
        let shape = shape(t.shape, axes, keepdim: keepdim)
        if t.isMeta { return try Tensor(empty: shape, type, .meta) }
        let compute = type.compute
        if op == .sum, t.dtype == .bool, axes.count == t.rank, t.isContiguous {
            return try Tensor.full(shape, .int(Kernels.countNonZero(n: t.count, x: t.pointer(UInt8.self))), dtype: type)
        }
        let (dense, outer, n, inner) = try arranged(t, axes)
        let x = try dense.castUnrecorded(compute)
        let out = try Tensor(empty: shape, compute)
        switch compute {
        case .float32: Kernels.reduce(op, outer: outer, count: n, inner: inner, x: x.f32, y: out.f32)
        case .float64:
            Kernels.reduce(
                op, outer: outer, count: n, inner: inner, x: x.pointer(Double.self), y: out.pointer(Double.self))
        default:
            Kernels.reduce(
                op, outer: outer, count: n, inner: inner, x: x.pointer(Int64.self), y: out.pointer(Int64.self))
        }
        return try out.castUnrecorded(type)
    }
}

extension Tensor {
    /// Puts the reduced axes back as axes of size 1 and repeats the values along them.
    package func spread(over shape: Dims, _ axes: Dims, keepdim: Bool) throws -> Tensor {
        if keepdim || axes.count == 0 { return try expand(shape) }
        var kept = shape
        for a in axes { kept[a] = 1 }
        return try reshape(kept).expand(shape)
    }

    /// The sum of all elements, or along axes.
    public func sum(_ dims: Dims? = nil, keepdim: Bool = false, dtype type: DType? = nil) throws -> Tensor {
        let axes = try Reduction.axes(dims, self)
        // The sum of truths is whether there is one.
        let operand = type == .bool && dtype != .bool ? try to(.bool) : self
        let out = try Reduction.run(.sum, operand, axes, keepdim: keepdim, type ?? dtype.summed)
        if isRecorded && out.dtype.isFloat {
            let (own, ownType) = (shape, dtype)
            let all = dims == nil
            out.record(all ? "SumBackward0" : "SumBackward1", self) { g in
                let spread = try g.grad.spread(over: own, axes, keepdim: keepdim)
                g[0] = ownType == spread.dtype ? spread : try spread.to(ownType)
            }
        }
        ShapeLedger.note("sum", out, self, why: Why.reduced(shape, axes, keepdim))
        return out
    }

    /// The mean of all elements, or along axes.
    public func mean(_ dims: Dims? = nil, keepdim: Bool = false, dtype type: DType? = nil) throws -> Tensor {
        let target = type ?? dtype
        guard target.isFloat else {
            throw TensorError(
                .runtimeError,
                "mean(): could not infer output dtype. \(type == nil ? "Input" : "Optional") dtype must be either a floating point or complex dtype. "
                    + "Got: \(target.scalarTypeName)", operation: "mean", shapes: [shape],
                notes: ["convert it first: x.float().mean()"])
        }
        let axes = try Reduction.axes(dims, self)
        let out = try Reduction.run(.mean, self, axes, keepdim: keepdim, target)
        if isRecorded {
            let (own, ownType) = (shape, dtype)
            let n = axes.reduce(1) { $0 * shape[$1] }
            let all = dims == nil
            out.record(all ? "MeanBackward0" : "MeanBackward1", self) { g in
                let spread = try g.grad.div(.int(n)).spread(over: own, axes, keepdim: keepdim)
                g[0] = ownType == spread.dtype ? spread : try spread.to(ownType)
            }
        }
        ShapeLedger.note("mean", out, self, why: Why.reduced(shape, axes, keepdim))
        return out
    }
}

extension Why {
    static func reduced(_ shape: Dims, _ axes: Dims, _ keepdim: Bool) -> String {
        if axes.count == shape.count && !keepdim { return "all \(shape.product) elements become one" }
        let list = axes.map { "\($0) (\(shape[$0]))" }.joined(separator: ", ")
        return "\(axes.count == 1 ? "axis" : "axes") \(list) reduced" + (keepdim ? ", kept as 1" : "")
    }
}

enum SumOps {
    static let rows: [OpRow] = [
        OpRow(
            "sum", .both,
            [
                "sum(Tensor self, *, ScalarType? dtype=None)",
                "sum(Tensor self, int[1]? dim, bool keepdim=False, *, ScalarType? dtype=None)",
            ],
            "Adds up all elements, or those along the given axes. bool and ints give int64.",
            shape: "without the reduced axes, or with 1 there if keepdim"
        ) { a in
            a.overload == 0
                ? .tensor(try a.tensor(0).sum(dtype: a.dtype(1)))
                : .tensor(try a.tensor(0).sum(a.optionalInts(1), keepdim: a.bool(2), dtype: a.dtype(3)))
        },
        OpRow(
            "mean", .both,
            [
                "mean(Tensor self, *, ScalarType? dtype=None)",
                "mean(Tensor self, int[1]? dim, bool keepdim=False, *, ScalarType? dtype=None)",
            ],
            "The mean of all elements, or of those along the given axes. Wants a float dtype.",
            shape: "without the reduced axes, or with 1 there if keepdim"
        ) { a in
            a.overload == 0
                ? .tensor(try a.tensor(0).mean(dtype: a.dtype(1)))
                : .tensor(try a.tensor(0).mean(a.optionalInts(1), keepdim: a.bool(2), dtype: a.dtype(3)))
        },
    ]
}
