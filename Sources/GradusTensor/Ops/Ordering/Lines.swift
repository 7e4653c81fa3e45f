import GradusKernels

/// A tensor as dense lines along one axis.
struct Lines {
    /// The operand with the axis last, dense.
    let tensor: Tensor
    /// How many lines.
    let count: Int
    /// Elements of one line.
    let length: Int
    private let axis: Int
    private let rank: Int

    init(_ t: Tensor, _ axis: Int) throws {
        self.axis = axis
        rank = t.rank
        length = t.rank == 0 ? 1 : t.shape[axis]
        let moved =
            t.rank < 2 || axis == t.rank - 1
            ? t
            : t.alias(shape: Lines.toEnd(t.shape, axis), strides: Lines.toEnd(t.strides, axis), offset: t.offset)
        tensor = try moved.contiguousUnrecorded()
        count = length == 0 ? 0 : tensor.count / length
    }

    /// The address of line `i`.
    @inline(__always)
    func line(_ i: Int) -> UnsafeMutableRawPointer { tensor.data + i * length * tensor.dtype.size }

    /// A result with `n` elements per line, the axis last, to be filled densely.
    func result(_ n: Int, _ dtype: DType) throws -> Tensor {
        var shape = tensor.shape
        if rank > 0 { shape[rank - 1] = n }
        return try Tensor(empty: shape, dtype, tensor.device)
    }

    /// A filled result with its axis back in its place, dense; without the axis where it has one element and is not kept.
    func finished(_ t: Tensor, keepdim: Bool = true) throws -> Tensor {
        if rank == 0 { return t }
        if !keepdim {
            let shape = t.shape.removing(at: rank - 1)
            return t.alias(shape: shape, strides: shape.contiguousStrides, offset: 0)
        }
        if axis == rank - 1 { return t }
        return try t.alias(shape: fromEnd(t.shape), strides: fromEnd(t.strides), offset: 0).contiguousUnrecorded()
    }

    private static func toEnd(_ d: Dims, _ axis: Int) -> Dims {
        var out = d.removing(at: axis)
        out.append(d[axis])
        return out
    }

    private func fromEnd(_ d: Dims) -> Dims { d.removing(at: rank - 1).inserting(d[rank - 1], at: axis) }
}

extension Tensor {
    /// Notes that values were picked along an axis: their gradient goes to the places they came from.
    func recordPicked(_ name: String, from source: Tensor, _ a: Int, _ indices: Tensor, dropped: Bool = false) {
        guard source.isRecorded, source.dtype.isFloat else { return }
        let own = source.shape
        record(name, source) { g in
            if own.isEmpty {
                g[0] = try g.grad.reshape([])
                return
            }
            let (rows, places) = dropped ? (try g.grad.unsqueeze(a), try indices.unsqueeze(a)) : (g.grad, indices)
            g[0] = try Tensor.zeros(own, dtype: rows.dtype, device: rows.device).scatterAdd(a, places, rows)
        }
    }
}

extension Lines {
    /// Whether two elements of a line are equal; NaN equals nothing.
    @inline(__always)
    func equal(_ line: UnsafeMutableRawPointer, _ a: Int, _ b: Int) -> Bool {
        switch tensor.dtype {
        case .float32: return line.at(Float.self)[a] == line.at(Float.self)[b]
        case .float64: return line.at(Double.self)[a] == line.at(Double.self)[b]
        case .int64: return line.at(Int.self)[a] == line.at(Int.self)[b]
        case .int32: return line.at(Int32.self)[a] == line.at(Int32.self)[b]
        case .bool, .uint8, .int8: return line.at(UInt8.self)[a] == line.at(UInt8.self)[b]
        case .int16: return line.at(Int16.self)[a] == line.at(Int16.self)[b]
        case .float16: return line.at(Half.self)[a].float == line.at(Half.self)[b].float
        case .bfloat16: return line.at(BFloat16.self)[a].float == line.at(BFloat16.self)[b].float
        }
    }
}
