extension Tensor {
    /// Parts of an axis, as views. The last part may be smaller.
    public func split(_ size: Int, _ dim: Int = 0) throws -> [Tensor] {
        if rank == 0 { throw TensorError(.runtimeError, "split expects at least a 1-dimensional tensor") }
        let a = try axis(dim)
        if size < 0 {
            throw TensorError(.runtimeError, "split expects split_size be non-negative, but got split_size=\(size)")
        }
        let n = shape[a]
        if size == 0 {
            if n != 0 {
                throw TensorError(
                    .runtimeError,
                    "split_size can only be 0 if dimension size is 0, but got dimension size of \(n)")
            }
            return [sliced(a, 0, 0, 1)]
        }
        var sizes: [Int] = []
        var at = 0
        repeat {
            sizes.append(Swift.min(size, n - at))
            at += size
        } while at < n
        return parts(a, sizes, "SplitBackward0")
    }

    public func split(_ sizes: [Int], _ dim: Int = 0) throws -> [Tensor] {
        if rank == 0 { throw TensorError(.runtimeError, "split expects at least a 1-dimensional tensor") }
        let a = try axis(dim)
        if sizes.contains(where: { $0 < 0 }) {
            throw TensorError(
                .runtimeError,
                "split_with_sizes expects split_sizes have only non-negative entries, but got split_sizes=\(sizes)")
        }
        if sizes.reduce(0, &+) != shape[a] || sizes.contains(where: { $0 > shape[a] }) {
            throw TensorError(
                .runtimeError,
                "split_with_sizes expects split_sizes to sum exactly to \(shape[a]) (input tensor's size at dimension \(a)), "
                    + "but got split_sizes=\(sizes)")
        }
        return parts(a, sizes, "SplitWithSizesBackward0")
    }

    private func parts(_ a: Int, _ sizes: [Int], _ node: String) -> [Tensor] {
        var outs: [Tensor] = []
        var at = 0
        for s in sizes {
            let out = alias(
                shape: shape.replacing(at: a, with: s), strides: strides, offset: offset + at * strides[a])
            linkView(out, multiple: true)
            outs.append(out)
            at += s
        }
        if isRecorded {
            let n = outs.count
            Tensor.record(node, outputs: outs, inputs: [self]) { g in
                g[0] = try Tensor.cat((0..<n).map { try g.gradient($0) }, a)
            }
        }
        for out in outs { ShapeLedger.note("split", out, self, why: "\(sizes) along axis \(a)") }
        return outs
    }

    /// About `n` parts of equal size.
    public func chunk(_ n: Int, _ dim: Int = 0) throws -> [Tensor] {
        if rank == 0 { throw TensorError(.runtimeError, "chunk expects at least a 1-dimensional tensor") }
        if n <= 0 { throw TensorError(.runtimeError, "chunk expects `chunks` to be greater than 0, got: \(n)") }
        let size = shape[try axis(dim)]
        let each = size == 0 ? 0 : (size - 1) / n + 1
        if each == 0 {
            if n > 1 << 18 { throw TensorError(.runtimeError, "chunk: \(n) chunks are too many") }
            return try split([Int](repeating: 0, count: n), dim)
        }
        return try split(each, dim)
    }

    /// Every position of an axis, as views without that axis.
    public func unbind(_ dim: Int = 0) throws -> [Tensor] {
        if rank == 0 {
            throw TensorError(.indexError, "Dimension specified as \(dim) but tensor has no dimensions")
        }
        let a = try axis(dim)
        var outs: [Tensor] = []
        for i in 0..<shape[a] {
            let out = alias(
                shape: shape.removing(at: a), strides: strides.removing(at: a), offset: offset + i * strides[a])
            linkView(out, multiple: true)
            outs.append(out)
        }
        if isRecorded && !outs.isEmpty {
            let n = outs.count
            Tensor.record("UnbindBackward0", outputs: outs, inputs: [self]) { g in
                g[0] = try Tensor.stack((0..<n).map { try g.gradient($0) }, a)
            }
        }
        return outs
    }
}
