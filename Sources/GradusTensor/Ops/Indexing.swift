import GradusKernels

/// One item of a subscript.
public enum IndexItem {
    case int(Int)
    /// start:stop:step, each of which may be missing.
    case slice(Int?, Int?, Int?)
    /// `None`: a new axis.
    case newAxis
    case ellipsis
    /// Integers or a mask; lists arrive as tensors.
    case tensor(Tensor)
    case bool(Bool)
}

extension Tensor {
    /// `self[items]`
    public func index(_ items: [IndexItem]) throws -> Tensor {
        let quiet = ShapeLedger.pause()
        defer { ShapeLedger.resume(quiet) }
        let (view, indices) = try basicIndex(items)
        let out: Tensor
        if indices.isEmpty {
            out = view === self ? try aliasView() : view
        } else {
            out = try view.index(indices)
        }
        ShapeLedger.resume(quiet)
        ShapeLedger.note("getitem", out, self, why: Why.arrow(shape, out.shape))
        return out
    }

    /// `self[i]`
    public func index(_ i: Int) throws -> Tensor {
        guard rank > 0 else { throw Tensor.indexOfScalar }
        let size = shape[0]
        guard i < size && i >= -size else { throw outOfBounds(i, 0, size) }
        return selected(0, i < 0 ? i + size : i)
    }

    private func outOfBounds(_ i: Int, _ axis: Int, _ size: Int) -> TensorError {
        TensorError(
            .indexError, "index \(i) is out of bounds for dimension \(axis) with size \(size)", operation: "getitem",
            shapes: [shape])
    }

    private static var indexOfScalar: TensorError {
        TensorError(
            .indexError,
            "invalid index of a 0-dim tensor. Use `tensor.item()` in Python or `tensor.item<T>()` in C++ to convert a 0-dim "
                + "tensor to a number")
    }

    private func aliasView() throws -> Tensor {
        let out = alias()
        recordView(out, "AliasBackward0") { $0 }
        return out
    }

    /// Applies the items that give views, and collects the tensors for the axes of that view.
    private func basicIndex(_ items: [IndexItem]) throws -> (Tensor, [Tensor?]) {
        var consumed = 0
        var ellipses = 0
        for item in items {
            switch item {
            case .int, .slice: consumed += 1
            case .tensor(let t): consumed += t.dtype == .bool || t.dtype == .uint8 ? t.rank : 1
            case .newAxis, .bool: break
            case .ellipsis: ellipses += 1
            }
        }
        if ellipses > 1 {
            throw TensorError(.indexError, "an index can only have a single ellipsis ('...')")
        }
        if consumed > rank {
            if rank == 0, items.count == 1 {
                if case .int = items[0] { throw Tensor.indexOfScalar }
                if case .slice = items[0] {
                    throw TensorError(.indexError, "slice() cannot be applied to a 0-dim tensor.")
                }
            }
            throw TensorError(
                .indexError, "too many indices for tensor of dimension \(rank)", operation: "getitem", shapes: [shape])
        }
        var view = self
        var axis = 0
        var indices: [Tensor?] = []
        func put(_ t: Tensor, at a: Int) {
            while indices.count <= a { indices.append(nil) }
            indices[a] = t
        }
        // Messages count the items, not the axes.
        for (number, item) in items.enumerated() {
            switch item {
            case .int(let i):
                let size = view.shape[axis]
                guard i < size && i >= -size else { throw outOfBounds(i, number, size) }
                view = view.selected(axis, i < 0 ? i + size : i)
            case .slice(let start, let stop, let step):
                if start != nil || stop != nil || (step ?? 1) != 1 || items.count == 1 {
                    view = try view.slice(axis, start, stop, step ?? 1)
                }
                axis += 1
            case .newAxis:
                view = try view.unsqueeze(axis)
                axis += 1
            case .ellipsis:
                axis += rank - consumed
            case .bool(let b):
                view = try view.unsqueeze(axis)
                put(try Tensor([Int](repeating: 0, count: b ? 1 : 0)), at: axis)
                axis += 1
            case .tensor(let t):
                switch t.dtype {
                case .bool, .uint8:
                    for d in 0..<t.rank where t.shape[d] != view.shape[axis + d] {
                        throw TensorError(
                            .indexError,
                            "The shape of the mask \(t.shape) at index \(d) does not match the shape of the indexed tensor "
                                + "\(view.shape) at index \(axis + d)", operation: "getitem",
                            shapes: [view.shape, t.shape])
                    }
                    if t.rank == 0 {
                        view = try view.unsqueeze(axis)
                        put(try Tensor([Int](repeating: 0, count: t.item().bool ? 1 : 0)), at: axis)
                        axis += 1
                    } else {
                        let found = try Interruption.around { try t.nonzeroTuple() }
                        for (d, positions) in found.enumerated() { put(positions, at: axis + d) }
                        axis += t.rank
                    }
                case .int8, .int16, .int32, .int64:
                    if t.rank == 0 && !t.isMeta {
                        let i = try t.item().int
                        let size = view.shape[axis]
                        guard i < size && i >= -size else { throw outOfBounds(i, number, size) }
                        view = view.selected(axis, i < 0 ? i + size : i)
                    } else {
                        put(t, at: axis)
                        axis += 1
                    }
                default:
                    throw TensorError(
                        .indexError, "tensors used as indices must be long, int, byte or bool tensors")
                }
            }
        }
        return (view, indices)
    }

    /// Picks by integer tensors, one per axis from the first on (nil keeps an axis).
    func index(_ indices: [Tensor?]) throws -> Tensor {
        let isLong = indices.contains { ($0?.count ?? 0) > IndexPlan.stretch }
        if isLong { return try Interruption.around { try picked(IndexPlan(self, indices), "IndexBackward0") } }
        return try picked(IndexPlan(self, indices), "IndexBackward0")
    }

    // MARK: Assignment

    /// `self[items] = value`
    public func setIndex(_ items: [IndexItem], _ value: Operand) throws {
        let quiet = ShapeLedger.pause()
        defer { ShapeLedger.resume(quiet) }
        // A whole mask and a number: no positions are needed.
        if items.count == 1, case .tensor(let mask) = items[0], mask.dtype == .bool, mask.shape == shape, rank > 0,
            case .number(let n) = value
        {
            try checkInPlace()
            let source = try isRecorded ? copiedInGraph() : self
            try assignInPlace(Interruption.around { try source.maskedFill(mask, n) })
            return
        }
        let (view, indices) = try basicIndex(items)
        let source: Tensor
        switch value {
        case .tensor(let t):
            let places = items.compactMap { item -> Tensor? in
                if case .tensor(let place) = item { return place }
                return nil
            }
            source = t.dtype != dtype && t.isFilled(into: places) ? try t.to(dtype) : t
        case .number(let n):
            if !dtype.isFloat { try Tensor.requireFits(n, dtype) }
            if indices.isEmpty {
                try view.fillInPlace(n, isChecked: dtype.size > 2 || !dtype.isFloat)
                return
            }
            source = try Tensor.full([], n, dtype: dtype)
        }
        if indices.isEmpty {
            // Leading axes of size 1 of the value may be dropped.
            var s = source
            while s.rank > view.rank && s.shape[0] == 1 { s = try s.squeeze([0]) }
            if s.rank > 0, s.shape[0] == 1, (try? s.expandUnrecorded(view.shape)) == nil {
                while s.rank > 0 && s.shape[0] == 1 { s = try s.squeeze([0]) }
            }
            if s.rank > view.rank {
                _ = try s.expandUnrecorded(view.shape)
            }
            try view.copyInPlace(s)
            return
        }
        _ = try Interruption.around { try view.indexPut(indices, source, accumulate: false) }
    }

    /// `index_put_`: writes (or adds) values at the places that integer tensors name.
    @discardableResult
    func indexPut(_ indices: [Tensor?], _ values: Tensor, accumulate: Bool) throws -> Tensor {
        try checkInPlace()
        let places = indices.compactMap { $0 }
        if values.dtype != dtype, !values.isFilled(into: places) {
            throw TensorError(
                .runtimeError,
                "Index put requires the source and destination dtypes match, got \(dtype.scalarTypeName) for the destination "
                    + "and \(values.dtype.scalarTypeName) for the source.", shapes: [shape, values.shape],
                notes: ["convert the value first: value.to(\(dtype.torchName))"])
        }
        var source = values
        // Leading axes of size 1 are dropped, as PyTorch does it: all of them, or down to a number.
        while source.rank > 0 && source.shape[0] == 1 { source = try source.squeeze([0]) }
        let plan: IndexPlan
        do {
            plan = try IndexPlan(self, indices)
        } catch let error as TensorError {
            // Shapes are compared before the positions are looked at.
            if let shape = IndexPlan.resultShape(self, indices),
                (try? source.expandUnrecorded(shape)) == nil
            {
                throw TensorError(
                    .runtimeError,
                    "shape mismatch: value tensor of shape \(source.shape) cannot be broadcast to indexing result of "
                        + "shape \(shape)", shapes: [source.shape, shape])
            }
            throw error
        }
        let spread: Tensor
        do {
            spread = try source.expand(plan.resultShape)
        } catch {
            throw TensorError(
                .runtimeError,
                "shape mismatch: value tensor of shape \(source.shape) cannot be broadcast to indexing result of shape "
                    + "\(plan.resultShape)", shapes: [source.shape, plan.resultShape])
        }
        if GradMode.isEnabled && (requiresGrad || values.requiresGrad) {
            let result = try copied()
            if accumulate { try plan.add(spread, into: result) } else { try plan.write(spread, into: result) }
            let form = values.form
            result.record("IndexPutBackward0", self, spread) { g in
                if g.needs(0) { g[0] = accumulate ? g.grad : try g.grad.cleared(plan) }
                if g.needs(1) {
                    g[1] = try g.grad.picked(plan, "IndexBackward0").reduced(to: (plan.resultShape, form.dtype))
                }
            }
            return try assignInPlace(result)
        }
        if accumulate { try plan.add(spread, into: self) } else { try plan.write(spread, into: self) }
        bumpVersion()
        return self
    }

    /// This gradient with zeros at the plan's places.
    private func cleared(_ plan: IndexPlan) throws -> Tensor {
        let out = try copied()
        try plan.write(Tensor.zeros([], dtype: dtype).expandUnrecorded(plan.resultShape), into: out)
        if isRecorded { out.record("IndexPutBackward0", self) { g in g[0] = try g.grad.cleared(plan) } }
        return out
    }

    /// One element for the places of one mask is a masked fill, which converts.
    private func isFilled(into places: [Tensor]) -> Bool {
        count == 1 && places.count == 1 && places[0].dtype == .bool
    }

    // MARK: Positions

    /// The positions of elements that are not zero, one int64 vector per axis.
    public func nonzeroTuple() throws -> [Tensor] {
        let positions = try nonzero()
        if rank == 0 { return try reshape([1]).nonzeroTuple() }
        return try (0..<rank).map { try positions.selected(1, $0).contiguous() }
    }

    /// The positions of elements that are not zero, int64 [n, axes].
    public func nonzero() throws -> Tensor {
        if isMeta {
            guard Preview.isOn else {
                throw TensorError(.notImplementedError, "Cannot copy out of meta tensor; no data!")
            }
            // Nobody knows which ones are not zero: all.
            Preview.isInexact = true
            return try Tensor(empty: [count, rank], .int64, .meta)
        }
        let maskTensor = try contiguousUnrecorded().castUnrecorded(.bool)
        let mask = maskTensor.pointer(UInt8.self)
        let found = Kernels.countNonZero(n: count, x: mask)
        if Interruption.isWanted { throw TensorError.interrupted }
        let out = try Tensor(empty: [found, rank], .int64)
        if found == 0 || rank == 0 { return out }
        var p = out.pointer(Int.self)
        let width = shape[rank - 1]
        var at = Dims(repeating: 0, count: rank)
        // Line by line along the last axis; the other positions stay.
        for line in 0..<count / width {
            let row = mask + line * width
            if line & 0xFFF == 0xFFF, Interruption.isWanted { break }
            Threads.inStretches(width) {
                for i in $0 where row[i] != 0 {
                    for axis in 0..<(rank - 1) { p[axis] = at[axis] }
                    p[rank - 1] = i
                    p += rank
                }
            }
            var axis = rank - 2
            while axis >= 0 {
                at[axis] += 1
                if at[axis] < shape[axis] { break }
                at[axis] = 0
                axis -= 1
            }
        }
        return out
    }
}
