import GradusKernels

extension Tensor {
    /// How `scatter_reduce` and `index_reduce` join a value with what is there.
    enum JoinReduction: String {
        case sum, prod, mean, amax, amin
    }

    /// self with src[i][j] joined to self[index[i][j]][j] along an axis.
    /// - Parameter includeSelf: whether what is there counts.
    func scatterReduce(
        _ dim: Int, _ index: Tensor, _ source: Tensor, _ reduce: String, includeSelf: Bool
    ) throws -> Tensor {
        guard let mode = JoinReduction(rawValue: reduce) else {
            throw TensorError(
                .runtimeError, "reduce argument must be either sum, prod, mean, amax or amin, got \(reduce)")
        }
        let a = try axis(dim)
        if index.dtype != .int64 && index.dtype != .int32 {
            throw TensorError(.runtimeError, "scatter(): Expected dtype int32/int64 for index")
        }
        if dtype != source.dtype {
            throw TensorError(.runtimeError, "scatter(): Expected self.dtype to be equal to src.dtype")
        }
        if Swift.max(rank, 1) != Swift.max(index.rank, 1) {
            throw TensorError(
                .runtimeError, "Index tensor must have the same number of dimensions as self tensor",
                shapes: [shape, index.shape])
        }
        if Swift.max(source.rank, 1) != Swift.max(index.rank, 1) {
            throw TensorError(
                .runtimeError, "Index tensor must have the same number of dimensions as src tensor",
                shapes: [source.shape, index.shape])
        }
        for d in 0..<index.rank where index.shape[d] > source.shape[d] || (d != a && index.shape[d] > shape[d]) {
            throw TensorError(
                .runtimeError,
                "Expected index \(index.shape) to be no larger than self \(shape) apart from dimension \(a) and to be no larger "
                    + "size than src \(source.shape)", shapes: [shape, index.shape, source.shape])
        }
        // The part of the source that the index covers.
        let part = try source.shape == index.shape ? source : source.cut(to: index.shape)
        if mode == .sum {
            let base = includeSelf ? self : try scatter(a, index, .number(0))
            return try base.scatterAdd(a, index, part).named("ScatterReduceBackward0")
        }
        let hits = try GradMode.without {
            try Tensor.zeros(shape, dtype: dtype).scatterAdd(a, index, Tensor.ones(index.shape, dtype: dtype))
        }
        if mode == .mean {
            let base = includeSelf ? self : try scatter(a, index, .number(0))
            let sum = try base.scatterAdd(a, index, part)
            let number = includeSelf ? try hits.add(1) : try hits.clamp(min: 1)
            return try (dtype.isFloat ? sum.div(number) : sum.div(.tensor(number), rounding: "floor")).named(
                "ScatterReduceBackward0")
        }
        return try joined(a, index, part, mode, includeSelf, hits, "ScatterReduceBackward0")
    }

    /// The first elements along every axis.
    private func cut(to sizes: Dims) throws -> Tensor {
        var t = self
        for (d, n) in sizes.enumerated() where t.shape[d] != n { t = try t.narrow(d, 0, n) }
        return t
    }

    /// Products and extremes, value by value.
    private func joined(
        _ a: Int, _ index: Tensor, _ source: Tensor, _ mode: JoinReduction, _ includeSelf: Bool, _ hits: Tensor,
        _ node: String
    ) throws -> Tensor {
        let out = try copied()
        let isFloat = dtype.isFloat
        if !isMeta && index.count > 0 {
            let places = try index.flatPlaces(in: shape, a)
            let values = try source.contiguousUnrecorded()
            var touched = [Bool](repeating: includeSelf, count: count)
            for (k, p) in places.enumerated() {
                let v = values.element(at: k)
                let x = out.element(at: p)
                var result = v
                if touched[p] {
                    if isFloat {
                        let (u, w) = (x.double, v.double)
                        switch mode {
                        case .prod: result = .double(u * w)
                        case .amax: result = .double(u.isNaN || w.isNaN ? .nan : Swift.max(u, w))
                        default: result = .double(u.isNaN || w.isNaN ? .nan : Swift.min(u, w))
                        }
                    } else {
                        switch mode {
                        case .prod: result = .int(x.int &* v.int)
                        case .amax: result = .int(Swift.max(x.int, v.int))
                        default: result = .int(Swift.min(x.int, v.int))
                        }
                    }
                }
                touched[p] = true
                Tensor.write(result, dtype, out.data + p * dtype.size)
            }
        }
        guard GradMode.isEnabled, requiresGrad || source.requiresGrad, isFloat else { return out }
        let (x, s, r) = (Saved(self), Saved(source), Saved(output: out))
        out.record(node, self, source) { g in
            let (own, src, result) = (try x.value(), try s.value(), try r.output(of: g))
            if mode == .prod {
                let touchedPlaces = try hits.gt(0)
                let quotient = try result.div(own)
                if g.needs(0) {
                    let d = try g.grad.mul(quotient)
                    g[0] = includeSelf ? d : try Tensor.where(touchedPlaces, Tensor.zeros([], dtype: d.dtype), g.grad)
                }
                if g.needs(1) { g[1] = try g.grad.mul(result).gather(a, index).div(src) }
                return
            }
            let picked = try result.gather(a, index)
            let equalSource = try src.detach().eq(picked.detach()).to(src.dtype)
            var shares = try Tensor.zeros(own.shape, dtype: own.dtype).scatterAdd(a, index, equalSource)
            let equalSelf = try own.detach().eq(result.detach()).to(own.dtype)
            if includeSelf { shares = try shares.add(equalSelf) }
            let share = try g.grad.div(shares.clamp(min: 1))
            if g.needs(0) {
                if includeSelf {
                    g[0] = try share.mul(equalSelf)
                } else {
                    g[0] = try g.grad.maskedFill(hits.gt(0), 0)
                }
            }
            if g.needs(1) { g[1] = try share.gather(a, index).mul(equalSource) }
        }
        return out
    }

    /// Row-major places in a tensor of `shape` that this index names along an axis, in the index's order.
    private func flatPlaces(in shape: Dims, _ a: Int) throws -> [Int] {
        let index = try ints()
        let strides = shape.contiguousStrides
        let size = shape.isEmpty ? 1 : shape[a]
        var places: [Int] = []
        places.reserveCapacity(index.count)
        var at = Dims(repeating: 0, count: rank)
        for i in index {
            if i < 0 || i >= size {
                throw TensorError(.runtimeError, "index \(i) is out of bounds for dimension \(a) with size \(size)")
            }
            var p = 0
            for d in 0..<rank { p += (d == a ? i : at[d]) * strides[d] }
            places.append(p)
            var d = rank - 1
            while d >= 0 {
                at[d] += 1
                if at[d] < self.shape[d] { break }
                at[d] = 0
                d -= 1
            }
        }
        return places
    }

    /// self with the source's slices joined to positions of an axis.
    func indexReduce(_ dim: Int, _ index: Tensor, _ source: Tensor, _ reduce: String, includeSelf: Bool) throws
        -> Tensor
    {
        guard ["prod", "mean", "amax", "amin"].contains(reduce) else {
            throw TensorError(
                .runtimeError,
                "index_reduce(): Expected reduce to be one of prod, mean, amax or amin but got \(reduce).")
        }
        let a = try axis(dim)
        if index.rank > 1 {
            throw TensorError(
                .indexError,
                "index_reduce_(): Index is supposed to be a vector, but got dim: \(index.rank) with type: \(index.dtype.scalarTypeName) and size: \(index.shape)"
            )
        }
        var sizes = Dims(repeating: 1, count: Swift.max(rank, 1))
        sizes[a] = index.count
        if rank == 0 || source.rank != rank || source.shape[a] != index.count {
            throw TensorError(
                .runtimeError,
                "index_reduce_(): Number of indices (\(index.count)) should be equal to source.size(dim): (\(source.rank == 0 ? 1 : source.shape[a])), for dim: \(dim)",
                shapes: [shape, source.shape])
        }
        let full = try index.reshape(sizes).expandUnrecorded(source.shape)
        return try scatterReduce(a, full, source, reduce, includeSelf: includeSelf).named("IndexReduceBackward0")
    }

    /// self with elements of the source, in order, where the mask is True.
    func maskedScatter(_ mask: Tensor, _ source: Tensor) throws -> Tensor {
        if mask.dtype != .bool {
            throw TensorError(
                .runtimeError,
                "masked_scatter_ only supports boolean masks, but got mask with dtype \(mask.dtype.scalarTypeName)")
        }
        if dtype != source.dtype {
            throw TensorError(
                .runtimeError,
                "masked_scatter: expected self and source to have same dtypes but got\(dtype.scalarTypeName) and "
                    + source.dtype.scalarTypeName)
        }
        let shape = try Elementwise.broadcast(self.shape, mask.shape, "masked_scatter")
        let spread = try mask.expandUnrecorded(shape).contiguousUnrecorded()
        let p = spread.pointer(UInt8.self)
        var places: [Int] = []
        for i in 0..<spread.count where p[i] != 0 { places.append(i) }
        if places.count > source.count {
            throw TensorError(.runtimeError, "Number of elements of source < number of ones in mask")
        }
        return try quietly("masked_scatter", source) {
            let values = try source.contiguous().reshape([-1]).narrow(0, 0, places.count)
            let line = try expand(shape).contiguous().reshape([-1])
            let out = try line.scatter(0, Tensor(places), .tensor(values)).reshape(shape)
            return out.named("MaskedScatterBackward0")
        }
    }

    /// self with values at row-major places.
    func put(_ index: Tensor, _ source: Tensor, accumulate: Bool) throws -> Tensor {
        if index.dtype != .int64 {
            throw TensorError(
                .runtimeError, "put_(): Expected a long tensor for index, but got \(index.dtype.scalarTypeName)")
        }
        if dtype != source.dtype {
            throw TensorError(
                .runtimeError,
                "put_(): self and source expected to have the same dtype, but got self.dtype = \(dtype.scalarTypeName) and "
                    + "source.dtype = \(source.dtype.scalarTypeName)")
        }
        if index.count != source.count {
            throw TensorError(
                .indexError,
                "put_(): Expected source and index to have the same number of elements, but got source.numel() = \(source.count), "
                    + "index.numel() = \(index.count)")
        }
        let n = count
        let places = try index.ints().map { i -> Int in
            guard i >= -n && i < n else {
                throw TensorError(
                    .indexError, "out of range: tried to access index \(i) on a tensor of \(n) elements.")
            }
            return i < 0 ? i + n : i
        }
        return try quietly("put", source) {
            let line = try contiguous().reshape([-1])
            let values = try source.contiguous().reshape([-1])
            let at = try Tensor(places)
            let out = try line.scatter(0, at, .tensor(values), reduce: accumulate ? .add : .replace)
            return try out.reshape(shape).named("PutBackward0")
        }
    }

    /// self with a part replaced, the part being a view made by `view`.
    func embedding(_ source: Tensor, _ node: String, _ view: @escaping (Tensor) throws -> Tensor) throws -> Tensor {
        let out = try copied()
        let place = try GradMode.without { try view(out) }
        if place.shape != source.shape {
            throw TensorError(
                .runtimeError,
                "expected src to have a size equal to the slice of self. src size = \(source.shape), slice size = \(place.shape)",
                shapes: [source.shape, place.shape])
        }
        StridedCopy.copy(from: try source.detach().castUnrecorded(dtype), to: place)
        if GradMode.isEnabled && (requiresGrad || source.requiresGrad) {
            let from = source.form
            out.record(node, self, source) { g in
                if g.needs(0) {
                    let zero = try Tensor.zeros(from.shape, dtype: g.grad.dtype)
                    g[0] = try g.grad.embedding(zero, node, view)
                }
                if g.needs(1) { g[1] = try view(g.grad).reduced(to: from) }
            }
        }
        return out
    }

    /// Whole numbers as vectors with a 1 at their place.
    public func oneHot(_ classes: Int) throws -> Tensor {
        if dtype != .int64 {
            throw TensorError(.runtimeError, "one_hot is only applicable to index tensor of type LongTensor.")
        }
        try checkRank(rank + 1, "one_hot")
        if isMeta {
            // A preview does not see how many classes there are.
            if Preview.isOn {
                var sizes = shape
                sizes.append(classes > 0 ? classes : 10)
                return try Tensor(empty: sizes, .int64, .meta)
            }
            throw TensorError(.notImplementedError, "one_hot needs the elements, which meta tensors do not have")
        }
        let numbers = try contiguousUnrecorded()
        let p = numbers.pointer(Int.self)
        if count == 0 && classes <= 0 {
            throw TensorError(.runtimeError, "Can not infer total number of classes from empty tensor.")
        }
        var (least, top) = (0, -1)
        Threads.inStretches(count) { for i in $0 { (least, top) = (Swift.min(least, p[i]), Swift.max(top, p[i])) } }
        if Interruption.isWanted { throw TensorError.interrupted }
        if least < 0 { throw TensorError(.runtimeError, "Class values must be non-negative.") }
        if classes != -1 && top >= classes {
            throw TensorError(
                .runtimeError, "Class values must be smaller than num_classes.",
                notes: ["the largest class is \(top), num_classes is \(classes)"])
        }
        let n = classes == -1 ? top + 1 : classes
        var sizes = shape
        sizes.append(n)
        try Tensor.checkSizes(sizes)
        let out = try Tensor.zeros(sizes, dtype: .int64)
        let y = out.pointer(Int.self)
        if Interruption.isWanted { return out }
        Threads.inStretches(count, of: 1 << 16) { for i in $0 { y[i * n + p[i]] = 1 } }
        ShapeLedger.note("one_hot", out, self, why: "\(n) classes along a new last axis")
        return out
    }
}

enum ScatteringOps {
    static let rows: [OpRow] = [
        OpRow(
            "scatter_reduce", .pointwise,
            [
                "scatter_reduce(Tensor self, int dim, Tensor index, Tensor src, str reduce, *, bool include_self=True)"
            ], "Values joined along an axis at the places an index tensor names.", shape: "that of the input"
        ) {
            .tensor(
                try $0.tensor(0).scatterReduce(
                    $0.int(1), $0.tensor(2), $0.tensor(3), $0.string(4), includeSelf: $0.bool(5)))
        },
        OpRow(
            "index_reduce", .pointwise,
            [
                "index_reduce(Tensor self, int dim, Tensor index, Tensor source, str reduce, *, bool include_self=True)"
            ], "Slices joined to positions of an axis.", shape: "that of the input"
        ) {
            .tensor(
                try $0.tensor(0).indexReduce(
                    $0.int(1), $0.tensor(2), $0.tensor(3), $0.string(4), includeSelf: $0.bool(5)))
        },
        OpRow(
            "masked_scatter", .pointwise, ["masked_scatter(Tensor self, Tensor mask, Tensor source)"],
            "Elements of the source, in order, where the mask is True.", shape: "broadcast of input and mask"
        ) { .tensor(try $0.tensor(0).maskedScatter($0.tensor(1), $0.tensor(2))) },
        OpRow(
            "put", .pointwise, ["put(Tensor self, Tensor index, Tensor source, bool accumulate=False)"],
            "Values written at row-major places.", shape: "that of the input"
        ) { .tensor(try $0.tensor(0).put($0.tensor(1), $0.tensor(2), accumulate: $0.bool(3))) },
        OpRow(
            "select_scatter", .both, ["select_scatter(Tensor self, Tensor src, int dim, int index)"],
            "The input with one position of an axis replaced.", shape: "that of the input"
        ) { a in
            let (dim, index) = (try a.int(2), try a.int(3))
            return .tensor(
                try a.tensor(0).embedding(a.tensor(1), "SelectScatterBackward0") { try $0.select(dim, index) })
        },
        OpRow(
            "slice_scatter", .both,
            [
                "slice_scatter(Tensor self, Tensor src, int dim=0, int? start=None, int? end=None, int step=1)"
            ], "The input with a slice replaced.", shape: "that of the input"
        ) { a in
            let (dim, start, end, step) = (try a.int(2), try a.optionalInt(3), try a.optionalInt(4), try a.int(5))
            return .tensor(
                try a.tensor(0).embedding(a.tensor(1), "SliceScatterBackward0") { try $0.slice(dim, start, end, step) })
        },
        OpRow(
            "diagonal_scatter", .both,
            ["diagonal_scatter(Tensor self, Tensor src, int offset=0, int dim1=0, int dim2=1)"],
            "The input with a diagonal replaced.", shape: "that of the input"
        ) { a in
            let (offset, p, q) = (try a.int(2), try a.int(3), try a.int(4))
            return .tensor(
                try a.tensor(0).embedding(a.tensor(1), "DiagonalScatterBackward0") {
                    try $0.diagonal(offset: offset, p, q)
                })
        },
        OpRow(
            "one_hot", .functional, ["one_hot(Tensor input, int num_classes=-1)"],
            "Whole numbers as vectors with a 1 at their place.", shape: "with the classes as a new last axis"
        ) { .tensor(try $0.tensor(0).oneHot($0.int(1))) },
    ]
}
