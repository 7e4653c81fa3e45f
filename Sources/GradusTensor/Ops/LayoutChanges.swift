extension Tensor {
    /// Gives this tensor other sizes over its memory, which grows where they need more.
    /// - Throws: RuntimeError for tensors in the graph and for sizes that are negative or too large.
    package func resizeInPlace(_ sizes: [Int]) throws {
        if requiresGrad { throw TensorError(.runtimeError, "cannot resize variables that require grad") }
        guard sizes.count <= Dims.capacity else {
            throw TensorError(.runtimeError, "tensors have at most \(Dims.capacity) axes, not \(sizes.count)")
        }
        let target = Dims(sizes)
        guard !sizes.contains(where: { $0 < 0 }), let n = target.checkedProduct, n < 1 << 44 else {
            throw TensorError(.runtimeError, "numel: integer multiplication overflow")
        }
        if (offset + n) * dtype.size > storage.byteCount {
            let grown = try Tensor(empty: [offset + n], dtype, device)
            if !isMeta {
                grown.data.copyMemory(
                    from: storage.base, byteCount: Swift.min(storage.byteCount, grown.count * dtype.size))
            }
            storage = grown.storage
        }
        shape = target
        strides = target.contiguousStrides
        isContiguous = true
    }

    /// All of the storage as a dense vector over the same memory: as this dtype, or as bytes.
    package func storageElements(asBytes: Bool) -> Tensor {
        let type = asBytes ? DType.uint8 : dtype
        let n = storage.byteCount / type.size
        return Tensor(
            storage: storage, offset: 0, shape: [n], strides: [1], dtype: type, device: device, contiguous: true)
    }

    /// Writes numbers over the elements in row-major order.
    package func replaceElements(_ values: [Scalar]) throws {
        try checkInPlace()
        let dense = try Tensor(empty: shape, dtype, device)
        guard values.count == dense.count, !isMeta else { return }
        for (i, v) in values.enumerated() { Tensor.write(v, dtype, dense.data + i * dtype.size) }
        StridedCopy.copy(from: dense, to: self)
        bumpVersion()
    }

    /// Memory for any strides.
    package static func emptyStrided(_ sizes: Dims, _ strides: Dims, _ dtype: DType) throws -> Tensor {
        if sizes.count != strides.count {
            throw TensorError(
                .runtimeError,
                "dimensionality of sizes (\(sizes.count)) must match dimensionality of strides (\(strides.count))")
        }
        try checkSizes(sizes)
        var last = 0
        for (n, s) in zip(sizes, strides) {
            if s < 0 { throw TensorError(.runtimeError, "strides should be positive, got \(strides)") }
            let (step, overflow) = Swift.max(n - 1, 0).multipliedReportingOverflow(by: s)
            if overflow || step > 1 << 44 {
                throw TensorError(
                    .runtimeError, "Storage size calculation overflowed with sizes=\(sizes) and strides=\(strides)")
            }
            last += step
        }
        let memory = try Tensor(empty: [sizes.product == 0 ? 0 : last + 1], dtype)
        return memory.alias(shape: sizes, strides: strides, offset: 0)
    }
}
