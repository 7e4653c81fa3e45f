extension Tensor {
    /// Exchanges two axes.
    public func transpose(_ a: Int, _ b: Int) throws -> Tensor {
        let (i, j) = (try axis(a), try axis(b))
        return transposed(i, j, "TransposeBackward0")
    }

    private func transposed(_ i: Int, _ j: Int, _ node: String) -> Tensor {
        var (s, t) = (shape, strides)
        if rank > 0 {
            s.swapAt(i, j)
            t.swapAt(i, j)
        }
        let out = alias(shape: s, strides: t, offset: offset)
        recordView(out, node) { try $0.transpose(i, j) }
        ShapeLedger.note("transpose", out, self, why: "axes \(i) and \(j) change places")
        return out
    }

    /// A matrix transposed; a vector as it is.
    public func t() throws -> Tensor {
        if rank > 2 {
            throw TensorError(
                .runtimeError, "t() expects a tensor with <= 2 dimensions, but self is \(rank)D", shapes: [shape],
                notes: ["x.mT or x.transpose(-2, -1) exchanges the last two axes"])
        }
        return rank == 2 ? transposed(0, 1, "TBackward0") : transposed(0, 0, "TBackward0")
    }

    /// The axes in another order.
    public func permute(_ dims: Dims) throws -> Tensor {
        if dims.count != rank {
            throw TensorError(
                .runtimeError,
                "permute(sparse_coo): number of dimensions in the tensor input does not match the length of the desired "
                    + "ordering of dimensions i.e. input.dim() = \(rank) is not equal to len(dims) = \(dims.count)",
                shapes: [shape])
        }
        var order = Dims()
        for d in dims {
            let a = try axis(d)
            if order.contains(a) { throw TensorError(.runtimeError, "permute(): duplicate dims are not allowed.") }
            order.append(a)
        }
        var (s, t) = (Dims(), Dims())
        var inverse = Dims(repeating: 0, count: rank)
        for (i, a) in order.enumerated() {
            s.append(shape[a])
            t.append(strides[a])
            inverse[a] = i
        }
        let out = alias(shape: s, strides: t, offset: offset)
        let back = inverse
        recordView(out, "PermuteBackward0") { try $0.permute(back) }
        ShapeLedger.note("permute", out, self, why: "axes in the order \(order)")
        return out
    }

    /// All axes in reverse order (`x.T`).
    public func reversedAxes() throws -> Tensor { try permute(Dims((0..<rank).reversed())) }

    /// The last two axes exchanged (`x.mT`).
    public func matrixTransposed() throws -> Tensor {
        if rank < 2 {
            throw TensorError(
                .runtimeError,
                "tensor.mT is only supported on matrices or batches of matrices. Got \(rank)-D tensor.")
        }
        return try transpose(-2, -1)
    }

    /// Moves axes to other places; the others keep their order.
    public func movedim(_ source: Dims, _ destination: Dims) throws -> Tensor {
        if source.count != destination.count {
            throw TensorError(
                .runtimeError,
                "movedim: Invalid source or destination dims: source (\(source) dims) should contain the same number of "
                    + "dims as destination (\(destination) dims)")
        }
        var order = [Int](repeating: -1, count: rank)
        var used = Set<Int>()
        for (s, d) in zip(source, destination) {
            let (from, to) = (try axis(s), try axis(d))
            // Without axes 0 and -1 name one all the same.
            if rank == 0 { continue }
            if order[to] >= 0 || !used.insert(from).inserted {
                throw TensorError(.runtimeError, "movedim: repeated dim in `source` or `destination`")
            }
            order[to] = from
        }
        var rest = (0..<rank).filter { !used.contains($0) }.makeIterator()
        for i in 0..<rank where order[i] < 0 { order[i] = rest.next() ?? 0 }
        return try permute(Dims(order))
    }

    /// Adds an axis of size 1.
    public func unsqueeze(_ dim: Int) throws -> Tensor {
        let at = try Tensor.axis(dim, rank + 1)
        try checkRank(rank + 1, "unsqueeze")
        let step = at < rank ? shape[at] * strides[at] : 1
        let out = alias(shape: shape.inserting(1, at: at), strides: strides.inserting(step, at: at), offset: offset)
        recordView(out, "UnsqueezeBackward0") { try $0.squeeze([at]) }
        ShapeLedger.note("unsqueeze", out, self, why: "a new axis \(at) of size 1")
        return out
    }

    /// - Throws: RuntimeError for more axes than a tensor can have here.
    package func checkRank(_ n: Int, _ operation: String) throws {
        if n > Dims.capacity {
            throw TensorError(
                .runtimeError, "\(operation): tensors of more than \(Dims.capacity) axes are not supported",
                operation: operation, shapes: [shape])
        }
    }

    /// Removes all axes of size 1.
    public func squeeze() throws -> Tensor {
        squeezed((0..<rank).filter { shape[$0] == 1 }, "SqueezeBackward0")
    }

    /// Removes the given axes where their size is 1.
    public func squeeze(_ dims: Dims, several: Bool = false) throws -> Tensor {
        var axes: [Int] = []
        var seen: UInt64 = 0
        for d in dims {
            let a = try axis(d)
            let bit: UInt64 = 1 << UInt64(a & 63)
            if seen & bit != 0 {
                throw TensorError(.runtimeError, "dim \(a) appears multiple times in the list of dims")
            }
            seen |= bit
            if rank > 0 && shape[a] == 1 { axes.append(a) }
        }
        return squeezed(axes, several ? "SqueezeBackward2" : "SqueezeBackward1")
    }

    private func squeezed(_ axes: [Int], _ node: String) -> Tensor {
        var (s, t) = (Dims(), Dims())
        for i in 0..<rank where !axes.contains(i) {
            s.append(shape[i])
            t.append(strides[i])
        }
        let out = alias(shape: s, strides: t, offset: offset)
        let own = shape
        recordView(out, node) { try $0.reshape(own) }
        ShapeLedger.note("squeeze", out, self, why: Why.arrow(shape, s))
        return out
    }

    /// Joins the axes start … end into one.
    public func flatten(_ start: Int = 0, _ end: Int = -1) throws -> Tensor {
        let (a, b) = (try axis(start), try axis(end))
        if a > b {
            throw TensorError(.runtimeError, "flatten() has invalid args: start_dim cannot come after end_dim")
        }
        if rank == 0 { return try reshape([1]) }
        if a == b { return self }
        let quiet = ShapeLedger.pause()
        defer { ShapeLedger.resume(quiet) }
        var sizes = Dims()
        var joined = 1
        for i in 0..<rank {
            if i < a || i > b {
                sizes.append(shape[i])
            } else {
                joined *= shape[i]
                if i == b { sizes.append(joined) }
            }
        }
        let out = try reshape(sizes)
        ShapeLedger.resume(quiet)
        ShapeLedger.note(
            "flatten", out, self, why: (a...b).map { String(shape[$0]) }.joined(separator: " · ") + " = \(joined)")
        return out
    }

    /// Splits one axis into several.
    public func unflatten(_ dim: Int, _ sizes: Dims) throws -> Tensor {
        let a = try axis(dim)
        try checkRank(rank - 1 + sizes.count, "unflatten")
        var product = 1
        var unknown = -1
        for (i, s) in sizes.enumerated() { if s == -1 { unknown = i } else { product = product &* s } }
        var resolved = sizes
        if unknown >= 0 && product != 0 && shape[a] % product == 0 { resolved[unknown] = shape[a] / product }
        if resolved.product != shape[a] || resolved.contains(where: { $0 < 0 }) {
            throw TensorError(
                .runtimeError,
                "unflatten: Provided sizes \(sizes) don't multiply up to the size of dim \(a) (\(shape[a])) in the input tensor"
            )
        }
        var target = Dims()
        for i in 0..<rank {
            if i == a { for s in resolved { target.append(s) } } else { target.append(shape[i]) }
        }
        return try view(target)
    }

    /// One position of an axis, which goes away.
    public func select(_ dim: Int, _ index: Int) throws -> Tensor {
        if rank == 0 {
            throw TensorError(.indexError, "select() cannot be applied to a 0-dim tensor.")
        }
        let a = try axis(dim)
        let size = shape[a]
        if index >= size || index < -size {
            throw TensorError(
                .indexError, "select(): index \(index) out of range for tensor of size \(shape) at dimension \(a)",
                shapes: [shape])
        }
        return selected(a, index < 0 ? index + size : index)
    }

    /// The same for a checked axis and position.
    func selected(_ a: Int, _ at: Int) -> Tensor {
        let out = alias(
            shape: shape.removing(at: a), strides: strides.removing(at: a), offset: offset + at * strides[a])
        let own = shape
        recordView(out, "SelectBackward0") { g in
            try g.embedded(own, Dims(repeating: 0, count: own.count).replacing(at: a, with: at), own.removing(at: a), a)
        }
        ShapeLedger.note("select", out, self, why: "position \(at) of axis \(a)")
        return out
    }

    /// Positions start, start + step, … below end of an axis.
    public func slice(_ dim: Int, _ start: Int?, _ end: Int?, _ step: Int = 1) throws -> Tensor {
        if rank == 0 {
            throw TensorError(.indexError, "slice() cannot be applied to a 0-dim tensor.")
        }
        let a = try axis(dim)
        if step <= 0 { throw TensorError(.valueError, "step must be greater than zero") }
        let size = shape[a]
        func bound(_ v: Int) -> Int { v < 0 ? Swift.max(v + size, 0) : Swift.min(v, size) }
        let from = bound(start ?? 0)
        let to = Swift.max(bound(end ?? size), from)
        return sliced(a, from, to == from ? 0 : (to - from - 1) / step + 1, step)
    }

    func sliced(_ a: Int, _ from: Int, _ length: Int, _ step: Int) -> Tensor {
        let out = alias(
            shape: shape.replacing(at: a, with: length), strides: strides.replacing(at: a, with: strides[a] &* step),
            offset: offset + from * strides[a])
        let own = shape
        recordView(out, "SliceBackward0") { g in
            try g.embeddedSlice(own, a, from, step)
        }
        ShapeLedger.note("slice", out, self, why: "\(length) of \(shape[a]) along axis \(a)")
        return out
    }

    /// `length` positions of an axis from `start` on.
    public func narrow(_ dim: Int, _ start: Int, _ length: Int) throws -> Tensor {
        let a = try axis(dim)
        if length < 0 { throw TensorError(.runtimeError, "narrow(): length must be non-negative.") }
        let size = rank == 0 ? 0 : shape[a]
        if start < -size || start > size {
            throw TensorError(
                .indexError,
                "start out of range (expected to be in range of [\(-size), \(size)], but got \(start))")
        }
        let from = start < 0 ? start + size : start
        if length > size - from {
            throw TensorError(
                .runtimeError, "start (\(from)) + length (\(length)) exceeds dimension size (\(size)).")
        }
        return sliced(a, from, length, 1)
    }

    /// A zero tensor of `shape` with this gradient at one position of an axis.
    private func embedded(_ shape: Dims, _ at: Dims, _ sliceShape: Dims, _ axis: Int) throws -> Tensor {
        let out = try Tensor.zeros(shape, dtype: dtype, device: device)
        let place = out.alias(
            shape: sliceShape, strides: out.strides.removing(at: axis), offset: at[axis] * out.strides[axis])
        StridedCopy.copy(from: self, to: place)
        if isRecorded {
            let position = at[axis]
            out.record("SelectBackward0", self) { g in g[0] = try g.grad.select(axis, position) }
        }
        return out
    }

    private func embeddedSlice(_ shape: Dims, _ axis: Int, _ from: Int, _ step: Int) throws -> Tensor {
        let out = try Tensor.zeros(shape, dtype: dtype, device: device)
        let length = self.shape[axis]
        let place = out.alias(
            shape: self.shape, strides: out.strides.replacing(at: axis, with: out.strides[axis] &* step),
            offset: from * out.strides[axis])
        StridedCopy.copy(from: self, to: place)
        if isRecorded {
            out.record("SliceBackward0", self) { g in g[0] = g.grad.sliced(axis, from, length, step) }
        }
        return out
    }

    /// The diagonal of two axes, as a new last axis.
    public func diagonal(offset shift: Int = 0, _ dim1: Int = 0, _ dim2: Int = 1) throws -> Tensor {
        let (a, b) = (try axis(dim1), try axis(dim2))
        if a == b {
            throw TensorError(.runtimeError, "diagonal dimensions cannot be identical \(dim1), \(dim2)")
        }
        let length = Swift.max(
            shift >= 0 ? Swift.min(shape[a], shape[b] - shift) : Swift.min(shape[a] + shift, shape[b]), 0)
        var at = offset
        if length > 0 { at += shift >= 0 ? shift * strides[b] : -shift * strides[a] }
        var (s, t) = (Dims(), Dims())
        for i in 0..<rank where i != a && i != b {
            s.append(shape[i])
            t.append(strides[i])
        }
        s.append(length)
        t.append(strides[a] + strides[b])
        let out = alias(shape: s, strides: t, offset: at)
        let own = shape
        recordView(out, "DiagonalBackward0") { g in
            let whole = try Tensor.zeros(own, dtype: g.dtype, device: g.device)
            let place = try GradMode.without { try whole.diagonal(offset: shift, a, b) }
            if !g.isRecorded {
                StridedCopy.copy(from: g, to: place)
                return whole
            }
            return try whole.diagonalScatter(g, shift, a, b)
        }
        return out
    }

    private func diagonalScatter(_ g: Tensor, _ shift: Int, _ a: Int, _ b: Int) throws -> Tensor {
        let out = try copied()
        StridedCopy.copy(from: g, to: try GradMode.without { try out.diagonal(offset: shift, a, b) })
        out.record("DiagonalScatterBackward0", g) { gg in gg[0] = try gg.grad.diagonal(offset: shift, a, b) }
        return out
    }

    /// Windows of an axis as a new last axis.
    public func unfold(_ dim: Int, _ size: Int, _ step: Int) throws -> Tensor {
        let a = try axis(dim)
        try checkRank(rank + 1, "unfold")
        let own = rank == 0 ? 1 : shape[a]
        if size < 0 || size > own {
            throw TensorError(
                .runtimeError, "maximum size for tensor at dimension \(a) is \(own) but size is \(size)")
        }
        if step <= 0 { throw TensorError(.runtimeError, "step is \(step) but must be > 0") }
        var (s, t) = (shape, strides)
        if rank > 0 {
            s[a] = (own - size) / step + 1
            t[a] = strides[a] &* step
        }
        s.append(size)
        t.append(rank == 0 ? 1 : strides[a])
        let out = alias(shape: s, strides: t, offset: offset)
        let baseShape = shape
        let layout = t
        recordView(out, "UnfoldBackward0") { g in
            // Under row-major strides of the operand the windows lie as they do here.
            var windows = Dims()
            let base = baseShape.contiguousStrides
            for i in 0..<baseShape.count { windows.append(i == a ? base[i] &* step : base[i]) }
            windows.append(baseShape.isEmpty ? 1 : base[a])
            _ = layout
            return try g.embedded(in: baseShape, base, 0, at: windows, 0)
        }
        return out
    }

    /// A view with any strides.
    public func asStrided(_ sizes: Dims, _ steps: Dims, _ start: Int? = nil) throws -> Tensor {
        guard sizes.count == steps.count else {
            throw TensorError(.runtimeError, "mismatch in length of strides and shape")
        }
        let first = start ?? offset
        var last = first
        for (s, t) in zip(sizes, steps) {
            if s < 0 || t < 0 {
                throw TensorError(.runtimeError, "as_strided: Negative strides are not supported at the moment")
            }
            let (reach, overflow) = Swift.max(s - 1, 0).multipliedReportingOverflow(by: t)
            let (sum, beyond) = last.addingReportingOverflow(reach)
            last = overflow || beyond ? 1 << 50 : Swift.min(sum, 1 << 50)
        }
        try Tensor.checkSizes(sizes)
        if sizes.product > 0 && (first < 0 || (last + 1) * dtype.size > storage.byteCount) {
            throw TensorError(
                .runtimeError,
                "setStorage: sizes \(sizes), strides \(steps), storage offset \(first), and itemsize \(dtype.size) requiring "
                    + "a storage size of \((last + 1) * dtype.size) are out of bounds for storage of size \(storage.byteCount)"
            )
        }
        let out = alias(shape: sizes, strides: steps, offset: first)
        let own = (shape: shape, strides: strides, offset: offset)
        recordView(out, "AsStridedBackward0") { g in
            try g.embedded(in: own.shape, own.strides, own.offset, at: steps, first)
        }
        return out
    }
}
