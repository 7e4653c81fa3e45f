extension Tensor {
    /// Sizes with one −1 resolved to fit the number of elements.
    func resolvedSizes(_ sizes: Dims) throws -> Dims {
        let n = count
        var unknown = -1
        var product = 1
        for (i, s) in sizes.enumerated() {
            if s == -1 {
                if unknown >= 0 { throw TensorError(.runtimeError, "only one dimension can be inferred") }
                unknown = i
            } else if s < 0 {
                throw TensorError(
                    .runtimeError, "invalid shape dimension \(s) at index \(i) of shape \(sizes)", shapes: [shape])
            } else {
                product = product.multipliedReportingOverflow(by: s).partialValue
            }
        }
        func invalid() -> TensorError {
            var notes = ["\(shape.map(String.init).joined(separator: "·")) = \(n) elements"]
            let factors = sizes.filter { $0 >= 0 }
            let known =
                (factors.count > 1 ? factors.map(String.init).joined(separator: "·") + " = " : "") + "\(product)"
            notes.append(unknown >= 0 ? "\(n) is no multiple of \(known)" : "\(known) elements asked for")
            return TensorError(
                .runtimeError, "shape '\(sizes)' is invalid for input of size \(n)", operation: "view",
                shapes: [shape, sizes], notes: notes)
        }
        if sizes.contains(where: { $0 > 1 << 31 }) { try Tensor.checkSizes(Dims(sizes.map { Swift.max($0, 0) })) }
        guard unknown >= 0 else {
            if product != n { throw invalid() }
            return sizes
        }
        if product == 0 {
            if n == 0 {
                throw TensorError(
                    .runtimeError,
                    "cannot reshape tensor of 0 elements into shape \(sizes) because the unspecified dimension size -1 can "
                        + "be any value and is ambiguous")
            }
            throw invalid()
        }
        if n % product != 0 { throw invalid() }
        return sizes.replacing(at: unknown, with: n / product)
    }

    /// Strides under which the same memory has another shape, or nil where a copy is needed.
    func stridesForView(_ sizes: Dims) -> Dims? {
        if isContiguous { return sizes.contiguousStrides }
        if count == 0 { return sizes.contiguousStrides }
        var out = Dims(repeating: 0, count: sizes.count)
        var view = sizes.count - 1
        var chunkBase = strides[rank - 1]
        var tensorSize = 1
        var viewSize = 1
        var d = rank - 1
        while d >= 0 {
            tensorSize *= shape[d]
            let ends = d == 0 || (shape[d - 1] != 1 && strides[d - 1] != tensorSize * chunkBase)
            if ends {
                while view >= 0 && (viewSize < tensorSize || sizes[view] == 1) {
                    out[view] = viewSize * chunkBase
                    viewSize *= sizes[view]
                    view -= 1
                }
                if viewSize != tensorSize { return nil }
                if d > 0 {
                    chunkBase = strides[d - 1]
                    tensorSize = 1
                    viewSize = 1
                }
            }
            d -= 1
        }
        return view == -1 ? out : nil
    }

    /// The same memory under another shape.
    /// - Throws: RuntimeError where the sizes do not fit, or the memory would have to be copied.
    public func view(_ sizes: Dims) throws -> Tensor {
        let target = try resolvedSizes(sizes)
        guard let newStrides = rank == 0 ? target.contiguousStrides : stridesForView(target) else {
            throw TensorError(
                .runtimeError,
                "view size is not compatible with input tensor's size and stride (at least one dimension spans across two "
                    + "contiguous subspaces). Use .reshape(...) instead.", operation: "view", shapes: [shape, target])
        }
        return viewed(target, newStrides)
    }

    @inline(__always)
    private func viewed(_ target: Dims, _ newStrides: Dims) -> Tensor {
        let out = alias(shape: target, strides: newStrides, offset: offset)
        let own = shape
        recordView(out, "ViewBackward0") { try $0.reshape(own) }
        ShapeLedger.note("view", out, self, why: Why.arrow(shape, target))
        return out
    }

    /// The same elements under another shape: a view where possible, else a copy.
    public func reshape(_ sizes: Dims) throws -> Tensor {
        let target = try resolvedSizes(sizes)
        if let newStrides = rank == 0 ? target.contiguousStrides : stridesForView(target) {
            return viewed(target, newStrides)
        }
        let dense = try copied()
        let out = dense.alias(shape: target, strides: target.contiguousStrides, offset: 0)
        if isRecorded {
            let own = shape
            out.record("UnsafeViewBackward0", self) { g in g[0] = try g.grad.reshape(own) }
        }
        ShapeLedger.note("reshape", out, self, why: Why.arrow(shape, target))
        return out
    }
}
