import GradusKernels

/// How integer index tensors pick rows out of a tensor: the indexed axes are brought to the front, so that the operand
/// is a matrix of rows [positions, width], and every index names a row.
struct IndexPlan {
    /// Positions that are looked at without a stop for interrupts.
    static let stretch = 1 << 20

    /// The operand's shape.
    let shape: Dims
    /// Its axes, the indexed ones first.
    let order: Dims
    /// Elements of one row.
    let width: Int
    let rowCount: Int
    /// int64, dense: the rows that are picked.
    let rows: Tensor
    /// The shape of the picked rows before the index axes go back to their place: index shape, then the other axes.
    let pickedShape: Dims
    /// The order of `pickedShape`'s axes in the result.
    let resultOrder: Dims
    let resultShape: Dims

    /// - Parameters:
    ///   - indices: one entry per axis of `t`, from the first on; nil keeps the axis. Integers only.
    /// - Throws: IndexError for positions out of range and index shapes that do not broadcast.
    init(_ t: Tensor, _ indices: [Tensor?]) throws {
        shape = t.shape
        var axes = Dims()
        var indexShape = Dims()
        for (i, index) in indices.enumerated() {
            guard let index else { continue }
            axes.append(i)
            do {
                indexShape = try Elementwise.broadcast(indexShape, index.shape, "index")
            } catch {
                let list = indices.compactMap { $0?.shape.description }.joined(separator: ", ")
                throw TensorError(
                    .indexError,
                    "shape mismatch: indexing tensors could not be broadcast together with shapes \(list)")
            }
        }
        var order = axes
        var rest = Dims()
        for i in 0..<t.rank where !axes.contains(i) {
            order.append(i)
            rest.append(t.shape[i])
        }
        self.order = order
        width = rest.product
        rowCount = axes.reduce(1) { $0 * t.shape[$1] }
        if indexShape.count + rest.count > Dims.capacity { try t.checkRank(indexShape.count + rest.count, "index") }
        var picked = indexShape
        for r in rest { picked.append(r) }
        pickedShape = picked

        // Adjacent index axes stay where they are, others go to the front.
        let adjacent = axes.isEmpty || axes[axes.count - 1] - axes[0] + 1 == axes.count
        let before = adjacent ? (axes.first ?? 0) : 0
        var back = Dims()
        let k = indexShape.count
        for i in 0..<before { back.append(k + i) }
        for i in 0..<k { back.append(i) }
        if before < rest.count { for i in before..<rest.count { back.append(k + i) } }
        resultOrder = back
        resultShape = Dims(back.map { picked[$0] })

        let n = indexShape.product
        // Positions that nobody knows.
        if indices.contains(where: { $0?.isMeta == true }) {
            rows = try Tensor(empty: [n], .int64, .meta)
            return
        }
        let rows = try Tensor(empty: [n], .int64)
        let r = rows.pointer(Int.self)
        Threads.inStretches(n) { for i in $0 { r[i] = 0 } }
        for (number, axis) in axes.enumerated() {
            guard let index = indices[axis] else { continue }
            let size = t.shape[axis]
            let denseTensor = try Elementwise.spread(index.castUnrecorded(.int64), indexShape)
            let dense = denseTensor.pointer(Int.self)
            for i in 0..<n {
                if i & (IndexPlan.stretch - 1) == 0, Interruption.isWanted { break }
                var p = dense[i]
                if p < -size || p >= size {
                    // PyTorch counts the index tensors here.
                    let text =
                        size == 0
                        ? "index is out of bounds for dimension with size 0"
                        : "index \(p) is out of bounds for dimension \(number) with size \(size)"
                    throw TensorError(.indexError, text, shapes: [t.shape])
                }
                if p < 0 { p += size }
                r[i] = r[i] * size + p
            }
        }
        // Nobody may go by places that were not all computed.
        if Interruption.isWanted { throw TensorError.interrupted }
        self.rows = rows
    }

    /// The shape of what the indices pick, without looking at the positions; nil where their shapes do not fit.
    static func resultShape(_ t: Tensor, _ indices: [Tensor?]) -> Dims? {
        let empty = indices.map { index -> Tensor? in
            guard let index else { return nil }
            return try? Tensor.zeros(index.shape, dtype: .int64)
        }
        guard t.shape.allSatisfy({ $0 > 0 }) else { return nil }
        return (try? IndexPlan(t, empty))?.resultShape
    }

    /// The operand as a dense matrix of rows.
    private func matrix(_ t: Tensor) throws -> Tensor {
        let moved = t.alias(
            shape: Dims(order.map { t.shape[$0] }), strides: Dims(order.map { t.strides[$0] }), offset: t.offset)
        return try moved.contiguousUnrecorded()
    }

    /// Rows picked from `t`, in the result's layout. Not recorded.
    func gather(_ t: Tensor) throws -> Tensor {
        let out = try Tensor(empty: pickedShape, t.dtype, rows.isMeta ? .meta : t.device)
        if !t.isMeta && !out.isMeta && out.count > 0 {
            let x = try matrix(t)
            let whole = UnsafePointer(rows.pointer(Int64.self))
            // In stretches, between which it may be interrupted.
            let stretch = Swift.max(1, (1 << 22) / Swift.max(width, 1))
            var start = 0
            while start < rows.count {
                let n = Swift.min(stretch, rows.count - start)
                let (index, place) = (whole + start, start * width)
                switch t.dtype.size {
                case 8:
                    Kernels.gatherRows(
                        count: n, width: width, x: x.pointer(UInt64.self), indices: index,
                        y: out.pointer(UInt64.self) + place)
                case 4:
                    Kernels.gatherRows(
                        count: n, width: width, x: x.pointer(UInt32.self), indices: index,
                        y: out.pointer(UInt32.self) + place)
                case 2:
                    Kernels.gatherRows(
                        count: n, width: width, x: x.pointer(UInt16.self), indices: index,
                        y: out.pointer(UInt16.self) + place)
                default:
                    Kernels.gatherRows(
                        count: n, width: width, x: x.pointer(UInt8.self), indices: index,
                        y: out.pointer(UInt8.self) + place)
                }
                start += n
                if start < rows.count, Interruption.isWanted { break }
            }
        }
        return out.alias(
            shape: resultShape, strides: Dims(resultOrder.map { out.strides[$0] }), offset: 0)
    }

    /// A result-shaped tensor as dense rows.
    private func picked(_ g: Tensor) throws -> Tensor {
        var inverse = Dims(repeating: 0, count: resultOrder.count)
        for (i, o) in resultOrder.enumerated() { inverse[o] = i }
        let moved = g.alias(
            shape: pickedShape, strides: Dims(inverse.map { g.strides[$0] }), offset: g.offset)
        return try moved.contiguousUnrecorded()
    }

    /// Writes the rows of `matrix` back into the operand's layout.
    private func restore(_ matrix: Tensor, into t: Tensor) {
        let place = t.alias(
            shape: Dims(order.map { t.shape[$0] }), strides: Dims(order.map { t.strides[$0] }), offset: t.offset)
        StridedCopy.copy(
            from: matrix.alias(shape: place.shape, strides: place.shape.contiguousStrides, offset: 0), to: place)
    }

    /// Zeros of the operand's shape with the gradient's rows added at their places. Not recorded.
    func scatterAdd(_ g: Tensor) throws -> Tensor {
        let out = try Tensor.zeros(shape, dtype: g.dtype, device: g.device)
        try add(g, into: out)
        return out
    }

    /// out[rows] += g
    func add(_ g: Tensor, into out: Tensor) throws {
        if out.isMeta || rows.isMeta || g.isMeta || g.count == 0 { return }
        let type = out.dtype.compute
        let source = try picked(g).castUnrecorded(type)
        let sum = try matrix(out).castUnrecorded(type)
        let target = sum.storage === out.storage && !sum.isContiguous ? try sum.copied() : sum
        let (n, index) = (rows.count, UnsafePointer(rows.pointer(Int64.self)))
        switch type {
        case .float32:
            Kernels.scatterAddRows(count: n, width: width, x: source.f32, indices: index, y: target.f32)
        case .float64:
            Kernels.scatterAddRows(
                count: n, width: width, x: source.pointer(Double.self), indices: index, y: target.pointer(Double.self))
        default:
            let (x, y) = (source.pointer(Int.self), target.pointer(Int.self))
            for r in 0..<n {
                if r & 0xFFF == 0xFFF, Interruption.isWanted { break }
                for i in 0..<width { y[Int(index[r]) * width + i] &+= x[r * width + i] }
            }
        }
        if target.storage !== out.storage { restore(try target.castUnrecorded(out.dtype), into: out) }
    }

    /// out[rows] = values, later rows winning.
    func write(_ values: Tensor, into out: Tensor) throws {
        if out.isMeta || rows.isMeta || values.isMeta || values.count == 0 { return }
        let source = try picked(values.castUnrecorded(out.dtype))
        let target = try matrix(out)
        let bytes = width * out.dtype.size
        let index = rows.pointer(Int.self)
        for r in 0..<rows.count {
            if r & 0xFFF == 0xFFF, Interruption.isWanted { break }
            (target.data + index[r] * bytes).copyMemory(from: source.data + r * bytes, byteCount: bytes)
        }
        if target.storage !== out.storage { restore(target, into: out) }
    }
}

extension Tensor {
    /// Rows picked by integer tensors, as a recorded operation.
    func picked(_ plan: IndexPlan, _ node: String) throws -> Tensor {
        let out = try plan.gather(self)
        if isRecorded { out.record(node, self) { g in g[0] = try g.grad.placed(plan, node) } }
        return out
    }

    /// The gradient's rows added up at the places they were picked from, as a recorded operation.
    func placed(_ plan: IndexPlan, _ node: String) throws -> Tensor {
        let out = try plan.scatterAdd(self)
        if isRecorded { out.record("IndexPutBackward0", self) { g in g[0] = try g.grad.picked(plan, node) } }
        return out
    }
}
