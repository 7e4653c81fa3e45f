extension Tensor {
    /// A view with `shape`, broadcasting axes of size 1; outside the graph.
    package func expandUnrecorded(_ target: Dims) throws -> Tensor {
        if target == shape { return self }
        let full = try expandedSizes(target)
        return alias(shape: full, strides: Elementwise.strides(of: self, under: full), offset: offset)
    }

    /// The sizes `expand` gives, with −1 resolved.
    func expandedSizes(_ target: Dims) throws -> Dims {
        if target.count < rank {
            throw TensorError(
                .runtimeError,
                "expand(torch.\(dtype.scalarTypeName)Tensor{\(shape)}, size=\(target)): the number of sizes provided "
                    + "(\(target.count)) must be greater or equal to the number of dimensions in the tensor (\(rank))",
                operation: "expand", shapes: [shape])
        }
        var full = target
        let shift = target.count - rank
        // From the last axis on, as messages name the first that does not fit.
        for i in (0..<target.count).reversed() {
            let own = i >= shift ? shape[i - shift] : 1
            if target[i] == -1 && i >= shift {
                full[i] = own
            } else if target[i] < 0, i < shift {
                throw TensorError(
                    .runtimeError,
                    "The expanded size of the tensor (\(target[i])) isn't allowed in a leading, non-existing dimension \(i)",
                    operation: "expand", shapes: [shape])
            } else if own != 1 && own != target[i] {
                throw TensorError(
                    .runtimeError,
                    "The expanded size of the tensor (\(target[i])) must match the existing size (\(own)) at "
                        + "non-singleton dimension \(i).  Target sizes: \(target).  Tensor sizes: \(shape)",
                    operation: "expand", shapes: [shape, target])
            }
        }
        if full.contains(where: { $0 > 1 << 31 }) { try Tensor.checkSizes(full) }
        return full
    }

    /// Repeats axes of size 1 without copying; −1 keeps a size.
    public func expand(_ sizes: Dims) throws -> Tensor {
        let full = try expandedSizes(sizes)
        let out = alias(shape: full, strides: Elementwise.strides(of: self, under: full), offset: offset)
        let own = shape
        recordView(out, "ExpandBackward0") { try $0.sumToSize(own) }
        ShapeLedger.note("expand", out, self, why: Why.arrow(shape, full))
        return out
    }

    /// Sums a gradient over the axes along which its operand was broadcast.
    public func sumToSize(_ target: Dims) throws -> Tensor {
        if target == shape { return self }
        let shift = rank - target.count
        guard shift >= 0 else {
            throw TensorError(
                .runtimeError, "size {\(target)} is not expandable to size {\(shape)}.", shapes: [shape, target])
        }
        var axes = Dims()
        for i in 0..<rank {
            if i < shift {
                axes.append(i)
            } else if target[i - shift] == 1 && shape[i] != 1 {
                axes.append(i)
            } else if target[i - shift] != shape[i] {
                throw TensorError(
                    .runtimeError, "size {\(target)} is not expandable to size {\(shape)}.", shapes: [shape, target])
            }
        }
        let summed = try sum(axes, keepdim: true)
        return shift == 0 ? summed : try summed.reshape(target)
    }

    /// An axis number, counted from the end where negative.
    /// - Throws: IndexError with the allowed range.
    @inline(__always)
    package func axis(_ d: Int) throws -> Int { try Tensor.axis(d, rank) }

    @inline(__always)
    package static func axis(_ d: Int, _ rank: Int) throws -> Int {
        let n = Swift.max(rank, 1)
        if d >= 0 && d < n { return d }
        if d < 0 && d >= -n { return d + n }
        throw TensorError(
            .indexError, "Dimension out of range (expected to be in range of [\(-n), \(n - 1)], but got \(d))",
            notes: ["the tensor has \(rank) \(rank == 1 ? "axis" : "axes")"])
    }
}
