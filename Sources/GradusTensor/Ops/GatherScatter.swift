import GradusKernels

/// Walks an index tensor along one axis.
private enum AlongAxis {
    /// Calls `body` with (position in the index, position in the other tensor) for each index; both dense.
    @inline(__always)
    static func forEach(
        _ index: Tensor, _ shape: Dims, _ axis: Int, _ body: (Int, Int) -> Void
    ) throws {
        let n = index.count
        if n == 0 { return }
        let pTensor = try index.contiguousUnrecorded().castUnrecorded(.int64)
        let p = pTensor.pointer(Int.self)
        let strides = shape.contiguousStrides
        let size = shape.isEmpty ? 1 : shape[axis]
        let step = shape.isEmpty ? 1 : strides[axis]
        // Line by line along the last axis.
        let last = index.rank - 1
        let width = index.rank == 0 ? 1 : index.shape[last]
        func outside(_ i: Int) -> TensorError {
            TensorError(.runtimeError, "index \(i) is out of bounds for dimension \(axis) with size \(size)")
        }
        // The plain cases: along the last axis of as many lines as the other tensor has, or down a matrix.
        let isAlongLines = last == axis && last > 0 && (0..<last).allSatisfy { index.shape[$0] == shape[$0] }
        if isAlongLines || (index.rank == 2 && axis == 0) {
            var k = 0
            var line = 0
            while k < n {
                let base = isAlongLines ? line &* size : 0
                if width > 4096 || line & 0xFFF == 0, Interruption.isWanted { return }
                // An index that is negative, or above size − 1, leaves a sign.
                var signs = 0
                for j in 0..<width { signs |= p[k &+ j] | (size &- 1 &- p[k &+ j]) }
                if signs < 0 {
                    for j in 0..<width where p[k &+ j] < 0 || p[k &+ j] >= size { throw outside(p[k &+ j]) }
                }
                if isAlongLines {
                    for j in 0..<width { body(k &+ j, base &+ p[k &+ j]) }
                } else {
                    for j in 0..<width { body(k &+ j, p[k &+ j] &* step &+ j) }
                }
                k &+= width
                line &+= 1
            }
            return
        }
        let pitch = last == axis || index.rank == 0 ? 0 : strides[last]
        var at = Dims(repeating: 0, count: index.rank)
        var k = 0
        var next = 0
        while k < n {
            var base = 0
            if last > 0 { for d in 0..<last where d != axis { base &+= at[d] &* strides[d] } }
            // A long line is walked in stretches, between which it may be interrupted.
            var start = 0
            while start < width {
                let end = Swift.min(width, start + 1 << 20)
                if k + start >= next {
                    if Interruption.isWanted { return }
                    next = k + start + 1 << 16
                }
                for j in start..<end {
                    let i = p[k &+ j]
                    if i < 0 || i >= size { throw outside(i) }
                    body(k &+ j, base &+ i &* step &+ j &* pitch)
                }
                start = end
            }
            k += width
            var d = last - 1
            while d >= 0 {
                at[d] += 1
                if at[d] < index.shape[d] { break }
                at[d] = 0
                d -= 1
            }
        }
    }

    /// y[k] = x[position] for elements of one width.
    static func gather<Element: BitwiseCopyable>(
        _: Element.Type, _ x: Tensor, _ index: Tensor, _ axis: Int, _ out: Tensor
    ) throws {
        let (from, to) = (x.pointer(Element.self), out.pointer(Element.self))
        try forEach(index, x.shape, axis) { k, position in to[k] = from[position] }
    }

    /// y[position] = x[k] for elements of one width.
    static func scatter<Element: BitwiseCopyable>(
        _: Element.Type, _ x: Tensor, _ index: Tensor, _ axis: Int, _ out: Tensor
    ) throws {
        let (from, to) = (x.pointer(Element.self), out.pointer(Element.self))
        try forEach(index, out.shape, axis) { k, position in to[position] = from[k] }
    }

    /// y[position] += x[k]; sums wrap.
    static func addIntegers(_ x: Tensor, _ index: Tensor, _ axis: Int, _ out: Tensor) throws {
        let (from, to) = (x.pointer(Int.self), out.pointer(Int.self))
        try forEach(index, out.shape, axis) { k, position in to[position] &+= from[k] }
    }

    /// y[position] += x[k].
    static func add<Element: AdditiveArithmetic & BitwiseCopyable>(
        _: Element.Type, _ x: Tensor, _ index: Tensor, _ axis: Int, _ out: Tensor
    ) throws {
        let (from, to) = (x.pointer(Element.self), out.pointer(Element.self))
        try forEach(index, out.shape, axis) { k, position in to[position] += from[k] }
    }
}

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
    fileprivate func scatterOver(
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

    /// self with alpha · source added at positions of an axis.
    public func indexAdd(_ dim: Int, _ index: Tensor, _ source: Tensor, alpha: Scalar = 1) throws -> Tensor {
        let a = try axis(dim)
        let scaled = alpha.isOne ? source : try source.mul(alpha)
        let out = try copiedInGraph()
        return try out.indexPut((0...a).map { $0 == a ? index : nil }, scaled, accumulate: true).named(
            "IndexAddBackward0")
    }

    /// The same over this tensor itself, which must be dense and outside the graph.
    /// - Returns: false, having done nothing, where an operand shares its memory.
    fileprivate func indexAddOver(_ dim: Int, _ index: Tensor, _ source: Tensor, alpha: Scalar) throws -> Bool {
        if index.storage === storage || source.storage === storage || index.isMeta || source.isMeta { return false }
        if dtype != source.dtype || rank == 0 { return false }
        let a = try axis(dim)
        let scaled = alpha.isOne ? source : try source.mul(alpha)
        try indexPut((0...a).map { $0 == a ? index : nil }, scaled, accumulate: true)
        return true
    }

    /// self with the source's positions written at positions of an axis.
    public func indexCopy(_ dim: Int, _ index: Tensor, _ source: Tensor) throws -> Tensor {
        let a = try axis(dim)
        return try copiedInGraph().indexPut(
            (0...a).map { $0 == a ? index : nil }, source, accumulate: false
        ).named("IndexCopyBackward0")
    }

    /// self with a number at positions of an axis.
    public func indexFill(_ dim: Int, _ index: Tensor, _ value: Scalar) throws -> Tensor {
        let a = try axis(dim)
        try Tensor.requireFits(value, dtype)
        return try copiedInGraph().indexPut(
            (0...a).map { $0 == a ? index : nil }, Tensor.full([], value, dtype: dtype), accumulate: false
        ).named("IndexFillBackward0")
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

enum IndexOps {
    private static func reduction(_ a: borrowing OpArguments) throws -> Tensor.ScatterReduction {
        switch a.overload == 2 ? nil : try a.optionalString(4) {
        case nil: return .replace
        case "add": return .add
        case "multiply": return .multiply
        default: throw TensorError(.runtimeError, "reduce argument must be either add or multiply.")
        }
    }

    static let rows: [OpRow] = [
        OpRow(
            "gather", .both, ["gather(Tensor self, int dim, Tensor index, *, bool sparse_grad=False)"],
            "Elements picked along an axis by an index tensor.", shape: "that of the index"
        ) { .tensor(try $0.tensor(0).gather($0.int(1), $0.tensor(2))) },
        OpRow(
            "scatter", .both.union(.inPlace),
            [
                "scatter(Tensor self, int dim, Tensor index, Tensor src, *, str? reduce=None)",
                "scatter(Tensor self, int dim, Tensor index, Scalar value, *, str? reduce=None)",
                "scatter(Tensor self, int dim, Tensor index, *, Scalar value)",
            ], "Values written along an axis at the places an index tensor names.", shape: "that of the input",
            inPlaceShortcut: { try $0.scatterOver($1.int(1), $1.tensor(2), $1.operand(3), reduction($1)) }
        ) { .tensor(try $0.tensor(0).scatter($0.int(1), $0.tensor(2), $0.operand(3), reduce: reduction($0))) },
        OpRow(
            "scatter_add", .both.union(.inPlace), ["scatter_add(Tensor self, int dim, Tensor index, Tensor src)"],
            "Values added along an axis at the places an index tensor names.", shape: "that of the input",
            inPlaceShortcut: { try $0.scatterOver($1.int(1), $1.tensor(2), .tensor($1.tensor(3)), .add) }
        ) { .tensor(try $0.tensor(0).scatterAdd($0.int(1), $0.tensor(2), $0.tensor(3))) },
        OpRow(
            "index_select", .both, ["index_select(Tensor self, int dim, Tensor index)"],
            "Positions of an axis, in the index's order.", shape: "the index's length at the axis"
        ) { .tensor(try $0.tensor(0).indexSelect($0.int(1), $0.tensor(2))) },
        OpRow(
            "index_add", .both.union(.inPlace),
            ["index_add(Tensor self, int dim, Tensor index, Tensor source, *, Scalar alpha=1)"],
            "Adds the source at positions of an axis.", shape: "that of the input",
            inPlaceShortcut: {
                try $0.indexAddOver($1.int(1), $1.tensor(2), $1.tensor(3), alpha: $1.scalar(4))
            }
        ) {
            .tensor(try $0.tensor(0).indexAdd($0.int(1), $0.tensor(2), $0.tensor(3), alpha: $0.scalar(4)))
        },
        OpRow(
            "index_copy", .both.union(.inPlace), ["index_copy(Tensor self, int dim, Tensor index, Tensor source)"],
            "Writes the source at positions of an axis.", shape: "that of the input"
        ) { .tensor(try $0.tensor(0).indexCopy($0.int(1), $0.tensor(2), $0.tensor(3))) },
        OpRow(
            "index_fill", .both.union(.inPlace), ["index_fill(Tensor self, int dim, Tensor index, Scalar value)"],
            "Writes a number at positions of an axis.", shape: "that of the input"
        ) { .tensor(try $0.tensor(0).indexFill($0.int(1), $0.tensor(2), $0.scalar(3))) },
        OpRow(
            "masked_select", .both, ["masked_select(Tensor self, Tensor mask)"],
            "The elements where the mask is True.", shape: "one axis of as many as are True"
        ) { .tensor(try $0.tensor(0).maskedSelect($0.tensor(1))) },
        OpRow(
            "take", .both, ["take(Tensor self, Tensor index)"], "Elements by their row-major number.",
            shape: "that of the index"
        ) { .tensor(try $0.tensor(0).take($0.tensor(1))) },
        OpRow(
            "nonzero", .both, ["nonzero(Tensor self, *, bool as_tuple=False)"],
            "The positions of elements that are not zero.", shape: "[n, axes], or one vector per axis"
        ) { a in
            try a.bool(1)
                ? .tuple(typeName: nil, fields: [], a.tensor(0).nonzeroTuple()) : .tensor(a.tensor(0).nonzero())
        },
        OpRow("argwhere", .both, ["argwhere(Tensor self)"], "The positions of elements that are not zero.") {
            .tensor(try $0.tensor(0).nonzero())
        },
        OpRow(
            "index_put", .both.union(.inPlace),
            ["index_put(Tensor self, Tensor[] indices, Tensor values, bool accumulate=False)"],
            "Writes values at the places that index tensors name.", shape: "that of the input"
        ) { a in
            let t = try a.tensor(0).copiedInGraph()
            return .tensor(try t.indexPut(a.tensors(1), a.tensor(2), accumulate: a.bool(3)))
        },
    ]
}
