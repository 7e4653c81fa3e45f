extension Tensor {
    /// The elements moved along axes, those that fall off at the end put in front.
    public func roll(_ shifts: Dims, _ dims: Dims) throws -> Tensor {
        if dims.count != 1 || shifts.count != 1 {
            if shifts.isEmpty { throw TensorError(.runtimeError, "`shifts` required") }
            if dims.isEmpty && shifts.count == 1 {
                return try quietly("roll") {
                    try contiguous().reshape([-1]).roll(shifts, [0]).reshape(shape).named("RollBackward0")
                }
            }
            if shifts.count != dims.count {
                throw TensorError(
                    .runtimeError, "shifts and dimensions must align. shifts: \(shifts.count), dims:\(dims.count)")
            }
        }
        if rank == 0, let first = dims.first {
            throw TensorError(.indexError, "Dimension specified as \(first) but tensor has no dimensions")
        }
        if count == 0 { return try clone() }
        var axes = Dims()
        for d in dims { axes.append(try axis(d)) }
        if rank == 0 { return try clone() }
        let out = try GradMode.without { () throws -> Tensor in
            var t = detach()
            for (s, a) in zip(shifts, axes) {
                let n = shape[a]
                if n == 0 { continue }
                let k = ((s % n) + n) % n
                t = k == 0 ? t : try Tensor.cat([t.narrow(a, n - k, k), t.narrow(a, 0, n - k)], a)
            }
            return t.storage === storage ? try copied() : t
        }
        if isRecorded {
            let back = Dims(shifts.map { 0 &- $0 })
            out.record("RollBackward0", self) { g in g[0] = try g.grad.roll(back, axes) }
        }
        ShapeLedger.note("roll", out, self, why: "moved along axes \(axes)")
        return out
    }

    /// The matrices of two axes turned k times by 90°, from the first axis towards the second.
    public func rot90(_ k: Int = 1, _ dims: Dims = [0, 1]) throws -> Tensor {
        if dims.count != 2 {
            throw TensorError(.runtimeError, "expected total rotation dims == 2, but got dims = \(dims.count)")
        }
        if rank < 2 {
            throw TensorError(.runtimeError, "expected total dims >= 2, but got total dims = \(rank)")
        }
        if dims[0] == dims[1] || (dims[0] &- dims[1]).magnitude == UInt(rank) {
            throw TensorError(
                .runtimeError,
                "expected rotation dims to be different, but got dim0 = \(dims[0]) and dim1 = \(dims[1])")
        }
        let (a, b) = (try axis(dims[0]), try axis(dims[1]))
        let out = try GradMode.without { () throws -> Tensor in
            let t = detach()
            switch ((k % 4) + 4) % 4 {
            case 1: return try t.turned(a, b, flipping: b)
            case 2: return try t.flip([a, b])
            case 3: return try t.turned(a, b, flipping: a)
            default: return try t.copied()
            }
        }
        if isRecorded { out.record("Rot90Backward0", self) { g in g[0] = try g.grad.rot90(0 &- k, [a, b]) } }
        ShapeLedger.note("rot90", out, self, why: Why.arrow(shape, out.shape))
        return out
    }

    /// Two axes exchanged, one of them turned round, dense.
    private func turned(_ a: Int, _ b: Int, flipping flipped: Int) throws -> Tensor {
        var (sizes, from) = (shape, strides)
        sizes[a] = shape[b]
        sizes[b] = shape[a]
        from[a] = strides[b]
        from[b] = strides[a]
        let out = try Tensor(empty: sizes, dtype, device)
        if isMeta || count == 0 { return out }
        // Where the flipped axis goes, the result is written from its end.
        let place = flipped == a ? b : a
        var to = out.strides
        let last = (sizes[place] - 1) * to[place]
        to[place] = 0 - to[place]
        StridedCopy.strided(sizes, from, to, data, out.data + last * dtype.size, size: dtype.size)
        return out
    }

    /// Each element (or slice along an axis) repeated.
    public func repeatInterleave(_ repeats: Operand, _ dim: Int?) throws -> Tensor {
        var source = self
        var a = 0
        if let dim {
            a = try axis(dim)
            if rank == 0 { source = try reshape([1]) }
        } else {
            source = try contiguous().reshape([-1])
        }
        let n = source.shape[a]
        if case .number(let r) = repeats, r.int >= 0, n > 0 {
            let (total, overflow) = n.multipliedReportingOverflow(by: r.int)
            let target = source.shape.replacing(at: a, with: overflow ? Int.max : total)
            try Tensor.checkSizes(target)
            if source.rank < Dims.capacity {
                return try quietly("repeat_interleave") {
                    // A copy in any case: the result may be written over.
                    let column = try source.unsqueeze(a + 1).expand(source.shape.inserting(r.int, at: a + 1))
                    return try column.clone().reshape(target).named("ViewBackward0")
                }
            }
        }
        var times: [Int]
        switch repeats {
        case .number(let r):
            if r.int < 0 { throw TensorError(.runtimeError, "Repeats must be non-negative") }
            times = Array(repeating: r.int, count: n)
        case .tensor(let t):
            if t.rank > 1 {
                throw TensorError(.runtimeError, "repeat_interleave only accept 1D vector as repeat")
            }
            times = try t.repeatCounts()
            if times.count == 1 && n != 1 { times = Array(repeating: times[0], count: n) }
            if times.count != n {
                throw TensorError(
                    .runtimeError,
                    "repeats must have the same size as input along dim, but got repeats.size(0) = \(times.count) and "
                        + "input.size(\(a)) = \(n)", shapes: [t.shape, shape])
            }
        }
        let uniform = times.allSatisfy { $0 == times.first }
        return try quietly("repeat_interleave") {
            let total = times.reduce((0, false)) {
                let (s, o) = $0.0.addingReportingOverflow($1)
                return (s, $0.1 || o)
            }
            try Tensor.checkSizes(source.shape.replacing(at: a, with: total.1 ? Int.max : total.0))
            let out = try source.indexSelect(a, Tensor.places(times, total.0))
            if case .number = repeats, uniform { return out.named("ViewBackward0") }
            return out
        }
    }

    /// Whole numbers that say how often.
    private func repeatCounts() throws -> [Int] {
        if dtype != .int64 && dtype != .int32 {
            throw TensorError(
                .notImplementedError, "\"repeat_interleave_cpu\" not implemented for '\(dtype.scalarTypeName)'")
        }
        let counts = try ints()
        if counts.contains(where: { $0 < 0 }) { throw TensorError(.runtimeError, "repeats can not be negative") }
        return counts
    }

    /// The numbers 0, 1, …, each as often as this tensor says.
    func repeatedPlaces() throws -> Tensor {
        if rank != 1 { throw TensorError(.runtimeError, "repeat_interleave only accept 1D vector as repeat") }
        let times = try repeatCounts()
        var total = 0
        for r in times { total = total.addingReportingOverflow(r).overflow ? Int.max : total &+ r }
        try Tensor.checkSizes([total])
        return try Tensor.places(times, total).castUnrecorded(dtype)
    }

    /// The numbers 0, 1, …, each so many times.
    private static func places(_ times: [Int], _ total: Int) throws -> Tensor {
        let out = try Tensor(empty: [total], .int64)
        var p = out.pointer(Int.self)
        for (i, r) in times.enumerated() {
            p.update(repeating: i, count: r)
            p += r
        }
        return out
    }

    /// Grids of coordinates from vectors.
    static func meshgrid(_ tensors: [Tensor], _ indexing: String) throws -> [Tensor] {
        if tensors.isEmpty { throw TensorError(.runtimeError, "meshgrid expects a non-empty TensorList") }
        for t in tensors {
            if t.rank > 1 {
                throw TensorError(
                    .runtimeError,
                    "torch.meshgrid: Expected 0D or 1D tensor in the tensor list but got: tensor of shape \(t.shape)",
                    shapes: [t.shape])
            }
            if t.dtype != tensors[0].dtype {
                throw TensorError(.runtimeError, "meshgrid expects all tensors to have the same dtype")
            }
        }
        guard indexing == "ij" || indexing == "xy" else {
            throw TensorError(
                .runtimeError,
                "torch.meshgrid: indexing must be one of \"xy\" or \"ij\", but received: \(indexing)")
        }
        try tensors[0].checkRank(tensors.count, "meshgrid")
        let swapped = indexing == "xy" && tensors.count >= 2
        var list = tensors
        if swapped { list.swapAt(0, 1) }
        let shape = Dims(list.map(\.count))
        var grids: [Tensor] = []
        for (i, t) in list.enumerated() {
            var sizes = Dims(repeating: 1, count: list.count)
            sizes[i] = t.count
            grids.append(try t.reshape(sizes).expand(shape))
        }
        if swapped { grids.swapAt(0, 1) }
        return grids
    }

    /// Matrices (and vectors as rows) along a diagonal, zeros elsewhere.
    static func blockDiagonal(_ tensors: [Tensor]) throws -> Tensor {
        var type = tensors.first?.dtype ?? DType.defaultFloat
        for (i, t) in tensors.enumerated() {
            if t.rank > 2 {
                throw TensorError(
                    .runtimeError,
                    "torch.block_diag: Input tensors must have 2 or fewer dimensions. Input \(i) has \(t.rank) dimensions",
                    shapes: [t.shape])
            }
            type = DType.promote(type, t.dtype)
        }
        let blocks = try tensors.map { $0.rank == 2 ? $0 : try $0.reshape([1, $0.count]) }
        let (m, n) = (blocks.reduce(0) { $0 + $1.shape[0] }, blocks.reduce(0) { $0 + $1.shape[1] })
        let out = try Tensor.zeros(tensors.isEmpty ? [1, 0] : [m, n], dtype: type)
        var places: [(Int, Int)] = []
        var at = (0, 0)
        for b in blocks {
            places.append(at)
            let place = out.alias(shape: b.shape, strides: [n, 1], offset: at.0 * n + at.1)
            StridedCopy.copy(from: try b.detach().castUnrecorded(type), to: place)
            at = (at.0 + b.shape[0], at.1 + b.shape[1])
        }
        if Tensor.anyRecorded(blocks) {
            let sizes = blocks.map(\.form)
            let corners = places
            out.record("BlockDiagBackward0", inputs: blocks) { g in
                for (i, size) in sizes.enumerated() where g.needs(i) {
                    g[i] = try g.grad.narrow(0, corners[i].0, size.shape[0]).narrow(1, corners[i].1, size.shape[1]).to(
                        size.dtype)
                }
            }
        }
        return out
    }

    /// Every way to pick `r` elements of a vector, in order.
    func combinations(_ r: Int, withReplacement: Bool) throws -> Tensor {
        if rank != 1 {
            throw TensorError(.runtimeError, "Expect a 1D vector, but got shape \(shape)", shapes: [shape])
        }
        if r < 0 { throw TensorError(.runtimeError, "Expect a non-negative number, but got \(r)") }
        if r == 0 { return try Tensor.empty([0], dtype: dtype) }
        let n = shape[0]
        if r > 1 << 16 || (!withReplacement && r > n) { return try Tensor.empty([0, r], dtype: dtype) }
        // C(m, r) by factors, each step a whole number.
        let m = withReplacement ? n + r - 1 : n
        var number = n > 0 ? 1 : 0
        for i in 0..<(n > 0 ? Swift.min(r, m - r) : 0) {
            let (product, overflow) = number.multipliedReportingOverflow(by: m - i)
            if overflow { throw TensorError(.runtimeError, "combinations: too many combinations") }
            number = product / (i + 1)
        }
        if number > (1 << 26) / r { throw TensorError(.runtimeError, "combinations: too many combinations") }
        let places = try Tensor(empty: [number * r], .int64)
        let p = places.pointer(Int.self)
        let pick = UnsafeMutablePointer<Int>.allocate(capacity: r)
        defer { pick.deallocate() }
        for i in 0..<r { pick[i] = withReplacement ? 0 : i }
        for row in 0..<number {
            (p + row * r).update(from: pick, count: r)
            var i = r - 1
            while i > 0 && pick[i] == (withReplacement ? n - 1 : n - r + i) { i -= 1 }
            pick[i] += 1
            for j in i + 1..<Swift.max(r, i + 1) { pick[j] = withReplacement ? pick[i] : pick[j - 1] + 1 }
        }
        return try quietly("combinations") { try indexSelect(0, places).reshape([number, r]).named("StackBackward0") }
    }

    /// Every way to pick one element of each vector, as rows.
    static func cartesianProduct(_ tensors: [Tensor]) throws -> Tensor {
        for t in tensors where t.rank != 1 {
            throw TensorError(.runtimeError, "Expect a 1D vector, but got shape \(t.shape)", shapes: [t.shape])
        }
        if tensors.count == 1 { return tensors[0] }
        return try Tensor.stack(meshgrid(tensors, "ij").map { try $0.reshape([-1]) }, 1)
    }

    /// Parts of an axis: so many of about one size, or cut at places.
    func tensorSplit(_ sections: Int, _ dim: Int) throws -> [Tensor] {
        if rank == 0 {
            throw TensorError(
                .runtimeError, "tensor_split expected at least a 1-dimensional tensor, but got a tensor with 0 dims")
        }
        let a = try axis(dim)
        if sections <= 0 {
            throw TensorError(.runtimeError, "number of sections must be larger than 0, got \(sections)")
        }
        if sections > 1 << 18 { throw TensorError(.runtimeError, "tensor_split: \(sections) sections are too many") }
        let n = shape[a]
        var (outs, at): ([Tensor], Int) = ([], 0)
        for i in 0..<sections {
            let size = n / sections + (i < n % sections ? 1 : 0)
            outs.append(sliced(a, at, size, 1))
            at += size
        }
        return outs
    }

    func tensorSplit(at places: [Int], _ dim: Int) throws -> [Tensor] {
        if rank == 0 {
            throw TensorError(
                .runtimeError, "tensor_split expected at least a 1-dimensional tensor, but got a tensor with 0 dims")
        }
        let a = try axis(dim)
        var (outs, start): ([Tensor], Int) = ([], 0)
        for end in places {
            outs.append(try slice(a, start, end))
            start = end
        }
        outs.append(try slice(a, start, nil))
        return outs
    }
}
