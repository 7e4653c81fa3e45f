extension Tensor {
    /// The elements of each line in order, and the places they came from.
    public func sort(_ dim: Int = -1, descending: Bool = false, _ node: String = "SortBackward0") throws -> (
        values: Tensor, indices: Tensor
    ) {
        let a = try axis(dim)
        let result = try ordered(a, rank == 0 ? 1 : shape[a], descending: descending)
        result.values.recordPicked(node, from: self, a, result.indices)
        ShapeLedger.note("sort", result.values, self, why: Why.same)
        return result
    }

    /// The `k` largest (or smallest) elements of each line, in order, and their places.
    public func topk(_ k: Int, _ dim: Int = -1, largest: Bool = true) throws -> (values: Tensor, indices: Tensor) {
        let a = try axis(dim)
        let n = rank == 0 ? 1 : shape[a]
        if k < 0 || k > n {
            throw TensorError(
                .runtimeError, "selected index k out of range", operation: "topk", shapes: [shape],
                notes: ["axis \(a) has \(n) elements, k = \(k)"])
        }
        if dtype == .bool { throw TensorError(.runtimeError, "topk does not support bool dtypes on CPU") }
        // A number has one element, whatever k says.
        let result = try ordered(a, rank == 0 ? 1 : k, descending: largest)
        result.values.recordPicked("TopkBackward0", from: self, a, result.indices)
        ShapeLedger.note("topk", result.values, self, why: "\(k) of \(n) along axis \(a)")
        return result
    }

    /// The first `k` of each line's order, outside the graph.
    private func ordered(_ a: Int, _ k: Int, descending: Bool) throws -> (values: Tensor, indices: Tensor) {
        let lines = try Lines(detach(), a)
        let values = try lines.result(k, dtype)
        let indices = try lines.result(k, .int64)
        if !isMeta {
            let sorter = try LineSorter(dtype, capacity: lines.length)
            let size = dtype.size
            for i in 0..<lines.count where !Interruption.isWanted {
                let line = lines.line(i)
                let (v, p) = (values.data + i * k * size, indices.pointer(Int.self) + i * k)
                @inline(__always) func put(_ rank: Int, _ place: Int) {
                    p[rank] = place
                    if size == 4 {
                        v.at(UInt32.self)[rank] = line.at(UInt32.self)[place]
                    } else {
                        (v + rank * size).copyMemory(from: line + place * size, byteCount: size)
                    }
                }
                if k == lines.length {
                    sorter.sort(line, k, descending: descending) { put($0, $1) }
                } else {
                    sorter.first(k, of: line, lines.length, descending: descending) { put($0, $1) }
                }
            }
        }
        return (try lines.finished(values), try lines.finished(indices))
    }

    /// The places that would sort each line.
    public func argsort(_ dim: Int = -1, descending: Bool = false) throws -> Tensor {
        try GradMode.without { try sort(dim, descending: descending).indices }
    }

    /// The k-th smallest element of each line (from 1), and its place.
    public func kthvalue(_ k: Int, _ dim: Int = -1, keepdim: Bool = false) throws -> (values: Tensor, indices: Tensor) {
        let a = try axis(dim)
        if rank > 0 && shape[a] == 0 {
            throw TensorError(
                .indexError, "kthvalue(): Expected reduction dim \(a) to have non-zero size.", shapes: [shape])
        }
        if k < 1 || k > (rank == 0 ? 1 : shape[a]) {
            throw TensorError(
                .runtimeError, "kthvalue(): selected number k out of range for dimension \(a)", shapes: [shape])
        }
        try requireNotBool("kthvalue_cpu")
        return try selected(a, keepdim, "kthvalue", "KthvalueBackward0") { _, _ in k - 1 }
    }

    /// The element of each line at the rank `at(elements, NaNs)` of its order.
    private func selected(
        _ a: Int, _ keepdim: Bool, _ name: String, _ node: String, _ at: (Int, Int) -> Int
    ) throws -> (values: Tensor, indices: Tensor) {
        let lines = try Lines(detach(), a)
        let values = try lines.result(1, dtype)
        let indices = try lines.result(1, .int64)
        if !isMeta {
            let sorter = try LineSorter(dtype, capacity: lines.length)
            let size = dtype.size
            for i in 0..<lines.count where !Interruption.isWanted {
                let line = lines.line(i)
                let place = sorter.place(line, lines.length) { at(lines.length, $0) }
                indices.pointer(Int.self)[i] = place
                (values.data + i * size).copyMemory(from: line + place * size, byteCount: size)
            }
        }
        let result = (
            values: try lines.finished(values, keepdim: keepdim), indices: try lines.finished(indices, keepdim: keepdim)
        )
        result.values.recordPicked(node, from: self, a, result.indices, dropped: !keepdim && rank > 0)
        ShapeLedger.note(name, result.values, self, why: Why.reduced(shape, rank == 0 ? [] : [a], keepdim))
        return result
    }

    /// The lower median of each line and its place.
    /// - Parameter ignoreNaN: `nanmedian`; otherwise a NaN in the line is its median.
    public func median(_ dim: Int, keepdim: Bool = false, ignoreNaN: Bool = false) throws -> (
        values: Tensor, indices: Tensor
    ) {
        let a = try axis(dim)
        let name = ignoreNaN ? "nanmedian" : "median"
        if rank > 0 && shape[a] == 0 {
            throw TensorError(
                .indexError, "\(name)(): Expected reduction dim \(a) to have non-zero size.", shapes: [shape])
        }
        try requireNotBool("median_out")
        return try selected(a, keepdim, name, ignoreNaN ? "NanmedianBackward1" : "MedianBackward1") { n, nans in
            if ignoreNaN { return n == nans ? 0 : (n - nans - 1) / 2 }
            // The first NaN stands behind all numbers.
            return nans > 0 ? n - nans : (n - 1) / 2
        }
    }

    /// The lower median of all elements; equal ones share the gradient.
    public func median(ignoreNaN: Bool = false) throws -> Tensor {
        let name = ignoreNaN ? "NanmedianBackward0" : "MedianBackward0"
        if count == 0 {
            return try Tensor.full([], dtype.isFloat ? .double(.nan) : .int(Int.min), dtype: dtype, device: device)
        }
        try requireNotBool("median_cpu")
        let line = try detach().reshape([-1])
        let value = try GradMode.without { try line.median(0, ignoreNaN: ignoreNaN).values }
        let out = value.alias()
        if isRecorded {
            let (x, y) = (Saved(self), Saved(output: out))
            let own = Dims(0..<rank)
            out.record(name, self) { g in
                g[0] = try Tensor.shared(g.grad, x.value(), y.output(of: g), own, keepdim: false)
            }
        }
        ShapeLedger.note("median", out, self, why: Why.reduced(shape, Dims(0..<rank), false))
        return out
    }

    private func requireNotBool(_ kernel: String) throws {
        if dtype == .bool { throw TensorError(.notImplementedError, "\"\(kernel)\" not implemented for 'Bool'") }
    }

    /// The most frequent element of each line, the smallest of equally frequent ones, and its last place.
    public func mode(_ dim: Int = -1, keepdim: Bool = false) throws -> (values: Tensor, indices: Tensor) {
        let a = try axis(dim)
        if rank > 0 && shape[a] == 0 {
            throw TensorError(
                .indexError, "mode(): Expected reduction dim \(a) to have non-zero size.", shapes: [shape])
        }
        let lines = try Lines(detach(), a)
        let values = try lines.result(1, dtype)
        let indices = try lines.result(1, .int64)
        if !isMeta {
            let sorter = try LineSorter(dtype, capacity: lines.length)
            let size = dtype.size
            for i in 0..<lines.count where !Interruption.isWanted {
                let line = lines.line(i)
                var (best, bestRun, run, previous) = (0, 0, 0, -1)
                sorter.sort(line, lines.length, descending: false) { _, place in
                    let same = previous >= 0 && lines.equal(line, previous, place)
                    run = same ? run + 1 : 1
                    previous = place
                    if run > bestRun {
                        bestRun = run
                        best = place
                    }
                }
                indices.pointer(Int.self)[i] = best
                (values.data + i * size).copyMemory(from: line + best * size, byteCount: size)
            }
        }
        let result = (
            values: try lines.finished(values, keepdim: keepdim), indices: try lines.finished(indices, keepdim: keepdim)
        )
        result.values.recordPicked("ModeBackward0", from: self, a, result.indices, dropped: !keepdim && rank > 0)
        ShapeLedger.note("mode", result.values, self, why: Why.reduced(shape, rank == 0 ? [] : [a], keepdim))
        return result
    }
}
