import GradusKernels

extension Tensor {
    /// The largest (smallest) element so far along an axis, and its last place; NaN wins.
    public func cumulativeExtreme(_ e: Extreme, _ dim: Int) throws -> (values: Tensor, indices: Tensor) {
        let a = try axis(dim)
        let type = dtype.compute
        let values = try Tensor(empty: shape, type, device)
        let indices = try Tensor(empty: shape, .int64, device)
        if !isMeta, count > 0 {
            let x = try detach().contiguousUnrecorded().castUnrecorded(type)
            let n = rank == 0 ? 1 : shape[a]
            let inner = rank == 0 ? 1 : Dims(shape[(a + 1)...]).product
            let (outer, p) = (count / (n * inner), indices.pointer(Int64.self))
            switch type {
            case .float32:
                Kernels.runningExtremes(
                    e.argReduce, outer: outer, count: n, inner: inner, x: x.f32, values: values.f32, places: p)
            case .float64:
                Kernels.runningExtremes(
                    e.argReduce, outer: outer, count: n, inner: inner, x: x.pointer(Double.self),
                    values: values.pointer(Double.self), places: p)
            default:
                Kernels.runningExtremes(
                    e.argReduce, outer: outer, count: n, inner: inner, x: x.pointer(Int64.self),
                    values: values.pointer(Int64.self), places: p)
            }
        }
        let result = (values: try values.castUnrecorded(dtype), indices: indices)
        result.values.recordPicked(
            e == .max ? "CummaxBackward0" : "CumminBackward0", from: self, a, result.indices)
        return result
    }

    /// log Σ exp(x) so far along an axis.
    public func logcumsumexp(_ dim: Int) throws -> Tensor {
        guard dtype.isFloat else {
            throw TensorError(
                .notImplementedError, "\"logcumsumexp_out_cpu\" not implemented for '\(dtype.scalarTypeName)'")
        }
        let a = try axis(dim)
        let lines = try Lines(detach(), a)
        let wide = try lines.tensor.castUnrecorded(.float64)
        let values = try lines.result(lines.length, .float64)
        if !isMeta {
            let (x, y) = (wide.pointer(Double.self), values.pointer(Double.self))
            for l in 0..<lines.count {
                if l & 0xF == 0xF, Interruption.isWanted { break }
                var sum = -Double.infinity
                for i in l * lines.length..<(l + 1) * lines.length {
                    if i & 0xFFFF == 0xFFFF, Interruption.isWanted { break }
                    let (low, high) =
                        x[i].isNaN || sum.isNaN
                        ? (Double.nan, Double.nan) : (Swift.min(x[i], sum), Swift.max(x[i], sum))
                    sum =
                        low == high && high.isInfinite
                        ? high
                        : low.isInfinite && low < 0 ? high : logarithmPlusOne(exponentialFunction(low - high)) + high
                    y[i] = sum
                }
            }
        }
        let out = try lines.finished(values).castUnrecorded(dtype)
        if isRecorded {
            let (input, result) = (Saved(self), Saved(output: out))
            out.record("LogcumsumexpBackward0", self) { g in
                // Positive and negative gradients go through logarithms apart, which keeps far places exact.
                let (x, y) = (try input.value(), try result.output(of: g))
                func reversed(_ t: Tensor) throws -> Tensor { try t.flip([a]).logcumsumexp(a).flip([a]) }
                // Finite, so that differences of two of them are numbers.
                let least =
                    g.grad.dtype == .float64 ? -Double.greatestFiniteMagnitude : -Double(Float.greatestFiniteMagnitude)
                let low = try Tensor.full([], .double(least), dtype: g.grad.dtype)
                let plus = try Tensor.where(g.grad.gt(0), g.grad.abs().log(), low)
                let minus = try Tensor.where(g.grad.lt(0), g.grad.abs().log(), low)
                let up = try reversed(plus.sub(y)).add(x).exp()
                let down = try reversed(minus.sub(y)).add(x).exp()
                g[0] = try up.sub(down)
            }
        }
        return out
    }

    /// Differences of neighbours along an axis, n times.
    public func diff(_ n: Int = 1, _ dim: Int = -1, prepend: Tensor? = nil, append: Tensor? = nil) throws -> Tensor {
        if rank < 1 { throw TensorError(.runtimeError, "diff expects input to be at least one-dimensional") }
        if n < 0 { throw TensorError(.runtimeError, "order must be non-negative but got \(n)") }
        let a = try axis(dim)
        for extra in [prepend, append].compactMap({ $0 }) where extra.rank != rank {
            throw TensorError(
                .runtimeError, "diff expects prepend or append to be the same dimension as input",
                shapes: [shape, extra.shape])
        }
        if n == 0 { return try clone() }
        return try quietly("diff") {
            var out = self
            if prepend != nil || append != nil {
                out = try Tensor.cat([prepend, self, append].compactMap { $0 }, a)
            }
            for _ in 0..<Swift.min(n, out.shape[a]) {
                let size = out.shape[a] - 1
                if size < 0 { break }
                let (after, before) = (try out.narrow(a, 1, size), try out.narrow(a, 0, size))
                out = try dtype == .bool ? after.logicalXor(before) : after.sub(before)
            }
            return out
        }
    }

    /// The area under a curve by trapezoids.
    /// - Parameters:
    ///   - x: the points, or nil for equal distances `dx`.
    ///   - cumulative: the area so far at each point after the first.
    func trapezoid(_ x: Tensor?, dx: Double, _ dim: Int, cumulative: Bool) throws -> Tensor {
        let a = try axis(dim)
        let name = cumulative ? "cumulative_trapezoid" : "trapezoid"
        if rank == 0 { throw TensorError(.indexError, "Dimension specified as \(dim) but tensor has no dimensions") }
        return try quietly(name) {
            let n = shape[a]
            if n == 0 {
                return try Tensor.zeros(cumulative ? shape : shape.removing(at: a), dtype: dtype)
            }
            guard let x else {
                if !cumulative {
                    if n == 1 { return try sum([a]).mul(0) }
                    let ends = try select(a, 0).add(select(a, n - 1)).mul(.double(0.5))
                    return try sum([a]).sub(ends).mul(.double(dx)).named("MulBackward1")
                }
                let pairs = try narrow(a, 1, n - 1).add(narrow(a, 0, n - 1))
                return try pairs.mul(.double(dx / 2)).cumsum(a)
            }
            var points = x
            if x.rank == 1 {
                if x.shape[0] != n {
                    throw TensorError(
                        .runtimeError, "\(name): There must be one `x` value for each sample point",
                        shapes: [shape, x.shape])
                }
                var sizes = Dims(repeating: 1, count: rank)
                sizes[a] = n
                points = try x.reshape(sizes)
            }
            let b = points.rank - (rank - a)
            let steps = b >= 0 ? try points.diff(1, b) : points
            let areas = try narrow(a, 1, n - 1).add(narrow(a, 0, n - 1)).mul(steps)
            return try (cumulative ? areas.cumsum(a).div(2) : areas.sum([a]).div(2)).named("DivBackward1")
        }
    }

    /// The slope along an axis: differences of both neighbours, of one at the ends.
    func gradient(along a: Int, spacing: Double, coordinates: Tensor?, edgeOrder: Int) throws -> Tensor {
        let n = shape[a]
        if n < edgeOrder + 1 {
            throw TensorError(
                .runtimeError, "torch.gradient expected each dimension size to be at least edge_order+1",
                shapes: [shape])
        }
        func at(_ from: Int, _ length: Int) throws -> Tensor { try narrow(a, from, length) }
        var sizes = Dims(repeating: 1, count: rank)
        guard let coordinates else {
            let middle = n > 2 ? try at(2, n - 2).sub(at(0, n - 2)).div(.double(2 * spacing)) : nil
            var first = try at(1, 1).sub(at(0, 1)).div(.double(spacing))
            var last = try at(n - 1, 1).sub(at(n - 2, 1)).div(.double(spacing))
            if edgeOrder == 2 {
                first = try at(0, 1).mul(.double(-1.5)).add(at(1, 1).mul(2)).sub(at(2, 1).mul(.double(0.5))).div(
                    .double(spacing))
                last = try at(n - 1, 1).mul(.double(1.5)).sub(at(n - 2, 1).mul(2)).add(at(n - 3, 1).mul(.double(0.5)))
                    .div(.double(spacing))
            }
            return try Tensor.cat([first, middle, last].compactMap { $0 }, a)
        }
        if coordinates.rank != 1 || coordinates.shape[0] != n {
            throw TensorError(
                .runtimeError,
                "torch.gradient expected each element of spacing to have one dimension, but got an element with "
                    + "\(coordinates.rank) dimensions!")
        }
        if edgeOrder == 2 {
            throw TensorError(
                .notImplementedError, "torch.gradient: edge_order=2 with coordinates is not available in Gradus")
        }
        let steps = try coordinates.to(dtype.floating).diff()
        sizes[a] = n - 1
        let h = try steps.reshape(sizes)
        func gap(_ i: Int) throws -> Tensor { try h.narrow(a, i, 1) }
        let first = try at(1, 1).sub(at(0, 1)).div(gap(0))
        let last = try at(n - 1, 1).sub(at(n - 2, 1)).div(gap(n - 2))
        guard n > 2 else { return try Tensor.cat([first, last], a) }
        let (l, r) = (try h.narrow(a, 0, n - 2), try h.narrow(a, 1, n - 2))
        let span = try l.add(r)
        let p = try r.neg().div(l.mul(span))
        let q = try r.sub(l).div(l.mul(r))
        let s = try l.div(r.mul(span))
        let middle = try p.mul(at(0, n - 2)).add(q.mul(at(1, n - 2))).add(s.mul(at(2, n - 2)))
        return try Tensor.cat([first, middle, last], a)
    }

    /// Sums and means that leave NaN out.
    func nanSum(_ dims: Dims?, keepdim: Bool, dtype type: DType?) throws -> Tensor {
        if !dtype.isFloat { return try sum(dims, keepdim: keepdim, dtype: type) }
        let axes = try Reduction.axes(dims, self)
        // Along the last axes, outside the graph.
        if isContiguous, !isMeta, !isRecorded, count > 0, type == nil || type == dtype,
            (axes.first ?? rank) + axes.count == rank,
            dtype == .float32 || dtype == .float64
        {
            let out = try Tensor(empty: Reduction.shape(shape, axes, keepdim: keepdim), dtype)
            let (outer, n) = (out.count, count / out.count)
            if dtype == .float32 {
                Kernels.sumsWithoutNaN(outer: outer, count: n, x: f32, y: out.f32)
            } else {
                Kernels.sumsWithoutNaN(outer: outer, count: n, x: pointer(Double.self), y: out.pointer(Double.self))
            }
            ShapeLedger.note("nansum", out, self, why: Why.reduced(shape, axes, keepdim))
            return out
        }
        let mask = isSurelyFinite ? nil : try detach().isNaN()
        return try quietly("nansum") {
            let numbers = try mask.map { try maskedFill($0, 0) } ?? self
            return try numbers.sum(dims, keepdim: keepdim, dtype: type).named("NansumBackward0")
        }
    }

    func nanMean(_ dims: Dims?, keepdim: Bool, dtype type: DType?) throws -> Tensor {
        if !dtype.isFloat {
            throw TensorError(
                .runtimeError,
                "nanmean(): expected input to have floating point or complex dtype but got \(dtype.scalarTypeName)")
        }
        let number = try detach().isNaN().logicalNot().sum(dims, keepdim: keepdim)
        return try nanSum(dims, keepdim: keepdim, dtype: type).div(number)
    }
}

enum CumulativeOps {
    private static func extreme(_ e: Extreme) -> OpRow {
        OpRow(
            "cum\(e.name)", .both, ["cum\(e.name)(Tensor self, int dim)"],
            "The \(e == .max ? "largest" : "smallest") element so far along an axis, and its place.",
            shape: "that of the input"
        ) { OrderingOps.pair("cum\(e.name)", try $0.tensor(0).cumulativeExtreme(e, $0.int(1))) }
    }

    private static func trapezoid(_ name: String, aliases: [String] = [], cumulative: Bool) -> OpRow {
        OpRow(
            name, aliases: aliases, .function,
            [
                "\(name)(Tensor y, Tensor x, *, int dim=-1)", "\(name)(Tensor y, *, Scalar dx=1, int dim=-1)",
            ], "The area under a curve by trapezoids.",
            shape: cumulative ? "one less along the axis" : "without the axis"
        ) { a in
            a.overload == 0
                ? .tensor(try a.tensor(0).trapezoid(a.tensor(1), dx: 1, a.int(2), cumulative: cumulative))
                : .tensor(try a.tensor(0).trapezoid(nil, dx: a.double(1), a.int(2), cumulative: cumulative))
        }
    }

    private static func nanRow(
        _ name: String, _ f: @escaping (Tensor, Dims?, Bool, DType?) throws -> Tensor
    ) -> OpRow {
        OpRow(
            name, .both, ["\(name)(Tensor self, int[1]? dim=None, bool keepdim=False, *, ScalarType? dtype=None)"],
            "\(name.dropFirst(3)) that leaves NaN out.", shape: "without the reduced axes"
        ) { .tensor(try f($0.tensor(0), $0.optionalInts(1), $0.bool(2), $0.dtype(3))) }
    }

    static let rows: [OpRow] = [
        extreme(.max), extreme(.min),
        OpRow(
            "logcumsumexp", .both, ["logcumsumexp(Tensor self, int dim)"], "log Σ exp(x) so far along an axis.",
            shape: "that of the input"
        ) { .tensor(try $0.tensor(0).logcumsumexp($0.int(1))) },
        OpRow(
            "diff", .both, ["diff(Tensor self, int n=1, int dim=-1, Tensor? prepend=None, Tensor? append=None)"],
            "Differences of neighbours along an axis, n times.", shape: "n less along the axis"
        ) {
            .tensor(
                try $0.tensor(0).diff(
                    $0.int(1), $0.int(2), prepend: $0.optionalTensor(3), append: $0.optionalTensor(4)))
        },
        trapezoid("trapezoid", aliases: ["trapz"], cumulative: false),
        trapezoid("cumulative_trapezoid", cumulative: true),
        OpRow(
            "gradient", .function,
            ["gradient(Tensor self, *, any spacing=1, int[1]? dim=None, int edge_order=1)"],
            "The slope along each axis.", shape: "that of the input, for each axis"
        ) { a in
            let t = try a.tensor(0)
            let axes = try Reduction.axes(a.optionalInts(2), t)
            let order = try a.int(3)
            if order != 1 && order != 2 {
                throw TensorError(.runtimeError, "torch.gradient only supports edge_order=1 and edge_order=2.")
            }
            var outs: [Tensor] = []
            for (i, axis) in axes.enumerated() {
                var spacing = 1.0
                var points: Tensor?
                switch a[1] {
                case .scalar(let s): spacing = s.double
                case .tensors(let list) where list.count == axes.count: points = list[i]
                case .scalars(let list) where list.count == axes.count: spacing = list[i].double
                case .ints(let list) where list.count == axes.count: spacing = Double(list[i])
                default:
                    throw TensorError(
                        .runtimeError,
                        "torch.gradient expected spacing to be unspecified, a scalar or a list of length equal to the number "
                            + "of dimensions")
                }
                let source = t.dtype.isFloat ? t : try t.to(DType.defaultFloat)
                outs.append(
                    try source.gradient(along: axis, spacing: spacing, coordinates: points, edgeOrder: order))
            }
            return .tensors(outs)
        },
        nanRow("nansum") { try $0.nanSum($1, keepdim: $2, dtype: $3) },
        nanRow("nanmean") { try $0.nanMean($1, keepdim: $2, dtype: $3) },
    ]
}
