import GradusKernels

/// What `unique` finds.
struct UniqueResult {
    let values: Tensor
    /// For each element (or slice) the place of its value.
    let inverse: Tensor
    /// How often each value occurs.
    let counts: Tensor

    func result(inverse wantsInverse: Bool, counts wantsCounts: Bool) throws -> OpResult {
        if !wantsInverse && !wantsCounts { return .tensor(values) }
        return .tuple(
            typeName: nil, fields: [],
            [values] + (wantsInverse ? [inverse] : []) + (wantsCounts ? [counts] : []))
    }
}

extension Tensor {
    /// What a preview takes for the different elements, or slices along an axis, of a tensor without elements.
    private func allDifferent(along axis: Int?) throws -> UniqueResult {
        guard Preview.isOn else {
            throw TensorError(.notImplementedError, "Cannot copy out of meta tensor; no data!")
        }
        Preview.isInexact = true
        let found = axis.map { rank == 0 ? 1 : shape[$0] } ?? count
        return UniqueResult(
            values: try Tensor(empty: axis == nil ? [found] : shape, dtype, .meta),
            inverse: try Tensor(empty: axis == nil ? shape : [found], .int64, .meta),
            counts: try Tensor(empty: [found], .int64, .meta))
    }

    /// Runs of equal elements made one.
    func uniqueRuns(inverse wantsInverse: Bool, counts wantsCounts: Bool) throws -> UniqueResult {
        if isMeta { return try allDifferent(along: nil) }
        let n = count
        let dense = try detach().contiguousUnrecorded()
        let x = try dense.castUnrecorded(dtype.compute)
        if !wantsInverse, !wantsCounts {
            let values = try runElements(x).castUnrecorded(dtype)
            noteNoDerivative(values, "UniqueConsecutiveBackward0", "unique_consecutive")
            let none = try Tensor(empty: [0], .int64)
            return UniqueResult(values: values, inverse: none, counts: none)
        }
        let starts = try Tensor(empty: [n + 1], .int64)
        let p = starts.pointer(Int64.self)
        let found: Int
        switch x.dtype {
        case .float32: found = Kernels.runs(n: n, x: x.f32, y: p)
        case .float64: found = Kernels.runs(n: n, x: x.pointer(Double.self), y: p)
        default: found = Kernels.runs(n: n, x: x.pointer(Int64.self), y: p)
        }
        let values = try Tensor(empty: [found], dtype)
        let (from, to, size) = (dense.data, values.data, dtype.size)
        switch size {
        case 8: Kernels.gatherRows(count: found, width: 1, x: from.at(UInt64.self), indices: p, y: to.at(UInt64.self))
        case 4: Kernels.gatherRows(count: found, width: 1, x: from.at(UInt32.self), indices: p, y: to.at(UInt32.self))
        case 2: Kernels.gatherRows(count: found, width: 1, x: from.at(UInt16.self), indices: p, y: to.at(UInt16.self))
        default: Kernels.gatherRows(count: found, width: 1, x: from.at(UInt8.self), indices: p, y: to.at(UInt8.self))
        }
        p[found] = Int64(n)
        let inverse = try Tensor(empty: wantsInverse ? shape : [0], .int64)
        let counts = try Tensor(empty: [wantsCounts ? found : 0], .int64)
        let (q, k) = (inverse.pointer(Int64.self), counts.pointer(Int64.self))
        Threads.inStretches(wantsInverse || wantsCounts ? found : 0, of: 1 << 16) {
            for i in $0 {
                let (start, length) = (Int(p[i]), Int(p[i + 1] - p[i]))
                if wantsInverse { (q + start).update(repeating: Int64(i), count: length) }
                if wantsCounts { k[i] = Int64(length) }
            }
        }
        noteNoDerivative(values, "UniqueConsecutiveBackward0", "unique_consecutive")
        return UniqueResult(values: values, inverse: inverse, counts: counts)
    }

    /// The first elements of runs of equal ones of a dense tensor of float32, float64 or int64.
    private func runElements(_ x: Tensor) throws -> Tensor {
        let n = x.count
        let out = try Tensor(empty: [n + 1], x.dtype)
        let found: Int
        switch x.dtype {
        case .float32: found = Kernels.runElements(n: n, x: x.f32, y: out.f32)
        case .float64: found = Kernels.runElements(n: n, x: x.pointer(Double.self), y: out.pointer(Double.self))
        default: found = Kernels.runElements(n: n, x: x.pointer(Int64.self), y: out.pointer(Int64.self))
        }
        let part = out.alias(shape: [found], strides: [1], offset: 0)
        // Memory that is nearly all used is kept.
        return found > n / 2 ? part : try part.copied()
    }

    private func noteNoDerivative(_ values: Tensor, _ node: String, _ name: String) {
        guard isRecorded else { return }
        values.record(node, self) { _ in
            throw TensorError(.notImplementedError, "the derivative for '\(name)' is not implemented.")
        }
    }

    /// The different elements in order.
    func unique() throws -> UniqueResult {
        if isMeta { return try allDifferent(along: nil) }
        let n = count
        let lines = try Lines(
            detach().contiguousUnrecorded().alias(
                shape: [n], strides: [1], offset: isContiguous ? offset : 0), 0)
        let line = lines.tensor.data
        let inverse = try Tensor(empty: shape, .int64)
        let p = inverse.pointer(Int.self)
        var firsts: [Int] = []
        var counts: [Int] = []
        var previous = -1
        func meet(_ place: Int) {
            if previous >= 0 && lines.equal(line, previous, place) {
                counts[counts.count - 1] += 1
            } else {
                firsts.append(place)
                counts.append(1)
            }
            previous = place
            p[place] = firsts.count - 1
        }
        if n > 0 {
            try LineSorter(dtype, capacity: n).sort(line, n, descending: false) { _, place in meet(place) }
        }
        let values = try Tensor(empty: [firsts.count], dtype)
        for (i, place) in firsts.enumerated() {
            if i & 0xFFFFF == 0xFFFFF, Interruption.isWanted { break }
            (values.data + i * dtype.size).copyMemory(from: line + place * dtype.size, byteCount: dtype.size)
        }
        noteNoDerivative(values, "Unique2Backward0", "_unique2")
        return UniqueResult(values: values, inverse: inverse, counts: try Tensor(counts))
    }

    /// The different slices along an axis in order, or runs of equal slices made one.
    func uniqueSlices(_ dim: Int, consecutive: Bool) throws -> UniqueResult {
        if isMeta { return try allDifferent(along: try axis(dim)) }
        let a = try axis(dim)
        let n = rank == 0 ? 1 : shape[a]
        if count == 0 && n > 0 && rank > 0 {
            throw TensorError(
                .runtimeError, "There are 0 sized dimensions, and they aren't selected, so unique cannot be applied")
        }
        let front = rank < 2 ? detach() : try detach().movedim([a], [0])
        let dense = try front.contiguousUnrecorded()
        let width = n == 0 ? 0 : count / n
        // Compared as numbers: whole ones exactly, floats with NaN equal to nothing.
        let isFloat = dtype.isFloat
        let wide = try dense.castUnrecorded(isFloat ? .float64 : .int64)
        let (f, k) = (wide.pointer(Double.self), wide.pointer(Int.self))
        func order(_ x: Int, _ y: Int) -> Int {
            for i in 0..<width {
                if isFloat {
                    let (u, v) = (f[x * width + i], f[y * width + i])
                    if u != v { return u < v || (v.isNaN && !u.isNaN) ? -1 : 1 }
                } else {
                    let (u, v) = (k[x * width + i], k[y * width + i])
                    if u != v { return u < v ? -1 : 1 }
                }
            }
            return 0
        }
        var asked = 0
        let places =
            consecutive
            ? Array(0..<n)
            : try (0..<n).sorted {
                asked &+= 1
                if asked & 0xFFFF == 0, Interruption.isWanted { throw TensorError.interrupted }
                let o = order($0, $1)
                return o == 0 ? $0 < $1 : o < 0
            }
        let inverse = try Tensor(empty: [n], .int64)
        var firsts: [Int] = []
        var counts: [Int] = []
        var previous = -1
        for (i, place) in places.enumerated() {
            if i & 0xFFFF == 0xFFFF, Interruption.isWanted { break }
            if previous >= 0 && order(previous, place) == 0 {
                counts[counts.count - 1] += 1
            } else {
                firsts.append(place)
                counts.append(1)
            }
            previous = place
            inverse.pointer(Int.self)[place] = firsts.count - 1
        }
        let values = try rank == 0 ? detach().reshape([1]) : detach().indexSelect(a, Tensor(firsts))
        return UniqueResult(values: values, inverse: inverse, counts: try Tensor(counts))
    }
}
