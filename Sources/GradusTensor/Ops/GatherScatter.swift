extension Tensor {
    private func checkIndex(_ index: Tensor, _ name: String) throws {
        if index.dtype != .int64 && index.dtype != .int32 {
            throw TensorError(.runtimeError, "\(name)(): Expected dtype int32/int64 for index")
        }
        if Swift.max(index.rank, 1) != Swift.max(rank, 1) {
            throw TensorError(
                .runtimeError,
                "Index tensor must have the same number of dimensions as \(name == "gather" ? "input" : "self") tensor",
                shapes: [shape, index.shape])
        }
    }

    /// out[i][j] = self[index[i][j]][j] along an axis.
    public func gather(_ dim: Int, _ index: Tensor) throws -> Tensor {
        let a = try axis(dim)
        try checkIndex(index, "gather")
        for d in 0..<Swift.min(rank, index.rank) where d != a && index.shape[d] > shape[d] {
            throw TensorError(
                .runtimeError,
                "Size does not match at dimension \(d) expected index \(index.shape) to be no larger than self \(shape) apart "
                    + "from dimension \(a)", shapes: [shape, index.shape])
        }
        let out = try Tensor(empty: index.shape, dtype, device)
        if !isMeta {
            let x = try contiguousUnrecorded()
            switch dtype.size {
            case 8: try AlongAxis.gather(UInt64.self, x, index, a, out)
            case 4: try AlongAxis.gather(UInt32.self, x, index, a, out)
            case 2: try AlongAxis.gather(UInt16.self, x, index, a, out)
            default: try AlongAxis.gather(UInt8.self, x, index, a, out)
            }
        }
        if isRecorded {
            let own = form
            out.record("GatherBackward0", self) { g in
                g[0] = try Tensor.zeros(own.shape, dtype: own.dtype).scatterAdd(a, index, g.grad)
            }
        }
        ShapeLedger.note("gather", out, self, index, why: "the index's shape")
        return out
    }

    /// How `scatter` joins a value with what is there.
    public enum ScatterReduction: String, Sendable {
        case replace, add, multiply
    }

    /// self with self[index[i][j]][j] = source[i][j] along an axis.
    public func scatter(
        _ dim: Int, _ index: Tensor, _ source: Operand, reduce: ScatterReduction = .replace
    ) throws -> Tensor {
        try scatter(dim, index, source, reduce, into: nil)
    }

    /// The same over this tensor itself, which must be dense and outside the graph.
    /// - Returns: false, having done nothing, where an operand shares its memory.
    func scatterOver(
        _ dim: Int, _ index: Tensor, _ source: Operand, _ reduce: ScatterReduction
    ) throws -> Bool {
        if index.storage === storage || index.isMeta { return false }
        if case .tensor(let t) = source, t.storage === storage || t.isMeta { return false }
        _ = try scatter(dim, index, source, reduce, into: self)
        return true
    }

    private func scatter(
        _ dim: Int, _ index: Tensor, _ source: Operand, _ reduce: ScatterReduction, into target: Tensor?
    ) throws -> Tensor {
        let a = try axis(dim)
        try checkIndex(index, "scatter")
        let values: Tensor
        switch source {
        case .tensor(let t):
            values = t
            if t.dtype != dtype {
                throw TensorError(.runtimeError, "scatter(): Expected self.dtype to be equal to src.dtype")
            }
            if Swift.max(t.rank, 1) != Swift.max(index.rank, 1) {
                throw TensorError(
                    .runtimeError, "Index tensor must have the same number of dimensions as src tensor",
                    shapes: [t.shape, index.shape])
            }
            for d in 0..<Swift.min(t.rank, index.rank) where index.shape[d] > t.shape[d] {
                throw TensorError(
                    .runtimeError,
                    "Expected index \(index.shape) to be no larger than src \(t.shape) in all dimensions",
                    shapes: [index.shape, t.shape])
            }
        case .number(let n):
            try Tensor.requireFits(n, dtype)
            values = try Tensor.full(index.shape, n, dtype: dtype, device: device)
        }
        for d in 0..<Swift.min(rank, index.rank) where d != a && index.shape[d] > shape[d] {
            throw TensorError(
                .runtimeError,
                "Expected index \(index.shape) to be no larger than self \(shape) apart from dimension \(a)",
                shapes: [shape, index.shape])
        }
        let out = try target ?? copied()
        if !isMeta {
            // The part of the source that the index covers.
            let part = try values.alias(shape: index.shape, strides: values.strides, offset: values.offset)
                .contiguousUnrecorded()
            let size = dtype.size
            if reduce == .replace {
                switch size {
                case 8: try AlongAxis.scatter(UInt64.self, part, index, a, out)
                case 4: try AlongAxis.scatter(UInt32.self, part, index, a, out)
                case 2: try AlongAxis.scatter(UInt16.self, part, index, a, out)
                default: try AlongAxis.scatter(UInt8.self, part, index, a, out)
                }
            } else if reduce == .add, dtype == .float32 {
                try AlongAxis.add(Float.self, part, index, a, out)
            } else if reduce == .add, dtype == .float64 {
                try AlongAxis.add(Double.self, part, index, a, out)
            } else if reduce == .add, dtype == .int64 {
                try AlongAxis.addIntegers(part, index, a, out)
            } else {
                try AlongAxis.forEach(index, shape, a) { k, p in
                    let (x, y) = (out.element(at: p), part.element(at: k))
                    let joined: Scalar
                    if dtype.isFloat {
                        joined = .double(reduce == .add ? x.double + y.double : x.double * y.double)
                    } else {
                        joined = .int(reduce == .add ? x.int &+ y.int : x.int &* y.int)
                    }
                    Tensor.write(joined, dtype, out.data + p * size)
                }
            }
        }
        if target == nil { try recordScatter(out, a, index, source, reduce) }
        return out
    }

    private func recordScatter(
        _ out: Tensor, _ a: Int, _ index: Tensor, _ source: Operand, _ reduce: ScatterReduction
    ) throws {
        var from: Tensor?
        if case .tensor(let t) = source { from = t }
        guard GradMode.isEnabled, requiresGrad || from?.requiresGrad == true else { return }
        if reduce == .multiply {
            throw TensorError(
                .notImplementedError, "the derivative for 'scatter with reduce=multiply' is not implemented")
        }
        let node = from == nil ? "ScatterBackward1" : reduce == .add ? "ScatterAddBackward0" : "ScatterBackward0"
        let sourceForm = from?.form
        out.record(node, inputs: from.map { [self, $0] } ?? [self]) { g in
            if g.needs(0) {
                g[0] = reduce == .add ? g.grad : try g.grad.scatter(a, index, .number(0))
            }
            if let sourceForm, g.needs(1) {
                let picked = try g.grad.gather(a, index)
                if sourceForm.shape == index.shape {
                    g[1] = picked
                } else {
                    let whole = try Tensor.zeros(sourceForm.shape, dtype: sourceForm.dtype)
                    let place = whole.alias(shape: index.shape, strides: whole.strides, offset: 0)
                    StridedCopy.copy(from: picked, to: place)
                    g[1] = whole
                }
            }
        }
    }

    /// self with source[i][j] added to self[index[i][j]][j] along an axis.
    public func scatterAdd(_ dim: Int, _ index: Tensor, _ source: Tensor) throws -> Tensor {
        try scatter(dim, index, .tensor(source), reduce: .add)
    }

    /// Positions of an axis, in the index's order.
    public func indexSelect(_ dim: Int, _ index: Tensor) throws -> Tensor {
        let a = try axis(dim)
        if index.rank > 1 {
            throw TensorError(.indexError, "index_select(): Index is supposed to be a vector")
        }
        if index.dtype != .int64 && index.dtype != .int32 {
            throw TensorError(.runtimeError, "index_select(): Expected dtype int32 or int64 for index")
        }
        if isMeta {
            let sizes = rank == 0 ? [] : shape.replacing(at: a, with: index.count)
            let out = try Tensor.unknown(sizes, dtype, "IndexSelectBackward0", [self])
            ShapeLedger.note(
                "index_select", out, self, index, why: "\(index.count) of \(rank == 0 ? 1 : shape[a]) along axis \(a)")
            return out
        }
        if rank == 0 { return try reshape([1]).indexSelect(0, index).reshape([]) }
        let vector = index.rank == 0 ? try index.reshape([1]) : index
        let pTensor = try vector.contiguousUnrecorded().castUnrecorded(.int64)
        let p = pTensor.pointer(Int.self)
        for i in 0..<vector.count where p[i] < 0 || p[i] >= shape[a] {
            if rank > 1, a == 1 {
                throw TensorError(
                    .runtimeError, "INDICES element is out of DATA bounds, id=\(p[i]) axis_dim=\(shape[a])")
            }
            throw TensorError(.indexError, "index out of range in self")
        }
        let indices: [Tensor?] = (0...a).map { $0 == a ? vector : nil }
        let out = try picked(IndexPlan(self, indices), "IndexSelectBackward0").contiguousResult()
        ShapeLedger.note("index_select", out, self, index, why: "\(index.count) of \(shape[a]) along axis \(a)")
        return out
    }

    /// The tensor dense, keeping its place in the graph.
    private func contiguousResult() throws -> Tensor {
        if isContiguous { return self }
        let out = try copied()
        out.node = node
        out.outputIndex = outputIndex
        return out
    }

    /// The elements where the mask is True, as a vector.
    public func maskedSelect(_ mask: Tensor) throws -> Tensor {
        if mask.dtype != .bool {
            throw TensorError(.runtimeError, "masked_select: expected BoolTensor for mask")
        }
        let shape = try Elementwise.broadcast(shape, mask.shape, "masked_select")
        return try expand(shape).index([.tensor(mask.expandUnrecorded(shape).contiguousUnrecorded())])
            .named("MaskedSelectBackward0")
    }

    /// Elements by their row-major number.
    public func take(_ index: Tensor) throws -> Tensor {
        if index.dtype != .int64 {
            throw TensorError(
                .runtimeError, "take(): Expected a long tensor for index, but got \(index.dtype.scalarTypeName)")
        }
        return try reshape([-1]).index([index]).named("TakeBackward0")
    }
}
