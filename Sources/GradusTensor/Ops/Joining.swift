import GradusKernels

extension Tensor {
    /// Tensors one after the other along an axis.
    public static func cat(_ tensors: [Tensor], _ dim: Int = 0) throws -> Tensor {
        guard let first = tensors.first else {
            throw TensorError(.valueError, "torch.cat(): expected a non-empty list of Tensors")
        }
        for (i, t) in tensors.enumerated() where t.rank == 0 {
            throw TensorError(
                .runtimeError, "zero-dimensional tensor (at position \(i)) cannot be concatenated",
                notes: ["torch.stack joins tensors without axes"])
        }
        // Empty vectors are skipped, as they always were.
        let real = tensors.filter { !($0.rank == 1 && $0.shape[0] == 0) }
        let model = real.first ?? first
        let a = try axis(dim, model.rank)
        var type = first.dtype
        for t in tensors.dropFirst() { type = DType.promote(type, t.dtype) }
        var total = 0
        for (i, t) in tensors.enumerated() where !(t.rank == 1 && t.shape[0] == 0) {
            if t.rank != model.rank {
                throw TensorError(
                    .runtimeError,
                    "Tensors must have same number of dimensions: got \(model.rank) and \(t.rank)",
                    shapes: tensors.map(\.shape))
            }
            for d in 0..<t.rank where d != a && t.shape[d] != model.shape[d] {
                throw TensorError(
                    .runtimeError,
                    "Sizes of tensors must match except in dimension \(a). Expected size \(model.shape[d]) but got size "
                        + "\(t.shape[d]) for tensor number \(i) in the list.", shapes: tensors.map(\.shape))
            }
            total += t.shape[a]
        }
        let outShape = real.isEmpty ? first.shape : model.shape.replacing(at: a, with: total)
        let out = try Tensor(empty: outShape, type, model.device)
        if tensors.allSatisfy(\.suggestsChannelsLast) { out.lay(MemoryFormat.channelsLastStrides(outShape)) }
        var at = 0
        var sizes: [Int] = []
        let isJoined = out.joinRows(of: real, a)
        for t in tensors {
            let skipped = t.rank == 1 && t.shape[0] == 0
            let size = skipped ? 0 : t.shape[a]
            sizes.append(size)
            if !skipped && !isJoined && !out.isMeta {
                let place = out.alias(
                    shape: outShape.replacing(at: a, with: size), strides: out.strides,
                    offset: at * out.strides[a])
                StridedCopy.copy(from: t, to: place)
            }
            at += size
        }
        if anyRecorded(tensors) && type.isFloat {
            let forms = tensors.map(\.form)
            out.record("CatBackward0", inputs: tensors) { g in
                var from = 0
                for (i, size) in sizes.enumerated() {
                    if g.needs(i) {
                        let part =
                            size == 0 && forms[i].shape == [0]
                            ? try Tensor.zeros([0], dtype: forms[i].dtype) : g.grad.sliced(a, from, size, 1)
                        g[i] = try part.reduced(to: forms[i])
                    }
                    from += size
                }
            }
        }
        if ShapeLedger.isOn {
            ShapeLedger.send(
                "cat", out, tensors.map(\.shape),
                "axis \(a): " + sizes.map(String.init).joined(separator: " + ") + " = \(total)")
        }
        return out
    }

    /// Fills this tensor with dense ones side by side, a few rows of all at a time: rows are shorter than what a cache holds
    /// at once, and half a line of it is written as slowly as a whole one.
    /// - Returns: false, having done nothing, where they must be copied one after the other.
    private func joinRows(of tensors: [Tensor], _ a: Int) -> Bool {
        let (words, rows) = (dtype.size / 4, shape.prefix(a).reduce(1, *))
        guard a > 0, words > 0, !isMeta, isContiguous, count >= 1 << 10, count >> 14 <= rows,
            tensors.allSatisfy({ $0.dtype == dtype && $0.isContiguous && !$0.isMeta })
        else { return false }
        func plain(_ t: Tensor) -> UnsafeMutablePointer<Float> { t.data.assumingMemoryBound(to: Float.self) }
        let parts = tensors.map { (x: UnsafePointer(plain($0)), width: $0.count / rows * words) }
        Kernels.joinRows(rows, parts, y: plain(self))
        return true
    }

    /// Tensors of one shape along a new axis.
    public static func stack(_ tensors: [Tensor], _ dim: Int = 0) throws -> Tensor {
        guard let first = tensors.first else {
            throw TensorError(.runtimeError, "stack expects a non-empty TensorList")
        }
        let a = try axis(dim, first.rank + 1)
        try first.checkRank(first.rank + 1, "stack")
        for (i, t) in tensors.enumerated() where t.shape != first.shape {
            throw TensorError(
                .runtimeError,
                "stack expects each tensor to be equal size, but got \(first.shape) at entry 0 and \(t.shape) at entry \(i)",
                shapes: tensors.map(\.shape))
        }
        var type = first.dtype
        for t in tensors.dropFirst() { type = DType.promote(type, t.dtype) }
        let out = try Tensor(empty: first.shape.inserting(tensors.count, at: a), type, first.device)
        if !out.isMeta {
            for (i, t) in tensors.enumerated() {
                let place = out.alias(
                    shape: t.shape, strides: out.strides.removing(at: a), offset: i * out.strides[a])
                StridedCopy.copy(from: t, to: place)
            }
        }
        if anyRecorded(tensors) && type.isFloat {
            let forms = tensors.map(\.form)
            out.record("StackBackward0", inputs: tensors) { g in
                for i in forms.indices where g.needs(i) { g[i] = try g.grad.selected(a, i).reduced(to: forms[i]) }
            }
        }
        if ShapeLedger.isOn {
            ShapeLedger.send("stack", out, tensors.map(\.shape), "\(tensors.count) tensors along a new axis \(a)")
        }
        return out
    }

    /// The whole tensor repeated so often along each axis.
    public func `repeat`(_ times: Dims) throws -> Tensor {
        if times.count < rank {
            throw TensorError(
                .runtimeError,
                "Number of dimensions of repeat dims can not be smaller than number of dimensions of tensor",
                shapes: [shape])
        }
        let shift = times.count - rank
        var padded = shape
        for _ in 0..<shift { padded.insert(1, at: 0) }
        var target = Dims()
        for i in 0..<times.count { target.append(padded[i] &* times[i]) }
        if target.contains(where: { $0 < 0 }), times.contains(where: { $0 < 0 }) {
            throw TensorError(
                .runtimeError,
                "Trying to create tensor with negative dimension \(target.first { $0 < 0 } ?? 0): \(target)")
        }
        try Tensor.checkSizes(target)
        let out = try Tensor(empty: target, dtype, device)
        if !isMeta && out.count > 0 {
            // Fill the first block, then double along each axis from the last to the first.
            let source = alias(shape: padded, strides: Elementwise.strides(of: self, under: padded), offset: offset)
            StridedCopy.copy(
                from: source, to: out.alias(shape: padded, strides: out.strides, offset: 0))
            var filled = padded
            for i in (0..<times.count).reversed() {
                for r in 1..<Swift.max(times[i], 1) {
                    let block = out.alias(shape: filled, strides: out.strides, offset: 0)
                    let place = out.alias(
                        shape: filled, strides: out.strides, offset: r * padded[i] * out.strides[i])
                    StridedCopy.copy(from: block, to: place)
                }
                filled[i] = target[i]
            }
        }
        if isRecorded {
            let own = shape
            out.record("RepeatBackward0", self) { g in
                var sum = g.grad
                for i in 0..<shift { _ = i; sum = try sum.sum([0]) }
                for i in 0..<own.count where times[i + shift] != 1 {
                    sum = try sum.unflatten(i, [times[i + shift], own[i]]).sum([i])
                }
                g[0] = try sum.reshape(own)
            }
        }
        ShapeLedger.note("repeat", out, self, why: "\(padded) times \(times)")
        return out
    }
}
