import GradusKernels

extension Tensor {
    /// How often each whole number from 0 on occurs, or the sum of the weights at it.
    public func bincount(_ weights: Tensor? = nil, minLength: Int = 0) throws -> Tensor {
        if minLength < 0 { throw TensorError(.runtimeError, "minlength should be >= 0") }
        if rank != 1 || dtype.isFloat || dtype == .bool {
            if dtype.isFloat || dtype == .bool {
                throw TensorError(
                    .notImplementedError, "\"bincount_cpu\" not implemented for '\(dtype.scalarTypeName)'")
            }
            throw TensorError(.runtimeError, "bincount only supports 1-d non-negative integral inputs.")
        }
        if let weights, weights.rank != 1 || weights.count != count {
            throw TensorError(
                .runtimeError, "weights should be 1-d and have the same length as input",
                shapes: [shape, weights.shape])
        }
        let numbers = try contiguousUnrecorded().castUnrecorded(.int64)
        let p = numbers.pointer(Int.self)
        var (least, top) = (Int64(0), Int64(-1))
        if count > 0 {
            let x = numbers.pointer(Int64.self)
            Kernels.reduce(.min, outer: 1, count: count, inner: 1, x: x, y: &least)
            Kernels.reduce(.max, outer: 1, count: count, inner: 1, x: x, y: &top)
        }
        // Places are only right when all numbers were seen.
        if Interruption.isWanted { throw TensorError.interrupted }
        if least < 0 {
            throw TensorError(.runtimeError, "bincount only supports 1-d non-negative integral inputs.")
        }
        if top > 1 << 40 { throw TensorError(.runtimeError, "bincount: numbers of \(top) need too much memory") }
        let n = Swift.max(Int(top) + 1, minLength)
        guard let weights else {
            let out = try Tensor.zeros([n], dtype: .int64)
            let y = out.pointer(Int.self)
            let total = count
            var i = 0
            if total >= 4 * n {
                // Two counts by turns: runs of one number do not wait for each other.
                let other = try Tensor.zeros([n], dtype: .int64)
                let z = other.pointer(Int.self)
                KeySelection.inParts(total & ~1) {
                    var k = $0.lowerBound
                    while k < $0.upperBound {
                        y[p[k]] &+= 1
                        z[p[k &+ 1]] &+= 1
                        k &+= 2
                    }
                    i = k
                }
                if Interruption.isWanted { return out }
                for k in 0..<n { y[k] &+= z[k] }
            }
            let start = i
            Threads.inStretches(total - start) { for k in $0 { y[p[start &+ k]] &+= 1 } }
            return out
        }
        let type: DType = weights.dtype == .float32 ? .float32 : .float64
        let w = try weights.contiguousUnrecorded().castUnrecorded(.float64)
        let sums = try Tensor.zeros([n], dtype: .float64)
        let (x, y) = (w.pointer(Double.self), sums.pointer(Double.self))
        Threads.inStretches(count) { for i in $0 { y[p[i]] += x[i] } }
        return try sums.castUnrecorded(type)
    }

    /// The range of the elements, for histograms without one; a range of nothing is widened by 1.
    private func valueRange(_ low: Double, _ high: Double, _ name: String) throws -> (Double, Double) {
        var (low, high) = (low, high)
        if low == high && count > 0 {
            let wide = try contiguousUnrecorded().castUnrecorded(.float64)
            let all = wide.pointer(Double.self)
            (low, high) = (all[0], all[0])
            Threads.inStretches(count) {
                if !low.isFinite { return }
                for i in $0 {
                    if !all[i].isFinite { (low, high) = (all[i], all[i]); break }
                    low = Swift.min(low, all[i])
                    high = Swift.max(high, all[i])
                }
            }
        }
        if !low.isFinite || !high.isFinite {
            throw TensorError(
                .runtimeError,
                name == "histc"
                    ? "torch.histc: range of [\(Tensor.figure(low)), \(Tensor.figure(high))] is not finite"
                    : "torch.\(name)(): dimension 0's range [\(Tensor.figure(low)), \(Tensor.figure(high))] is not finite"
            )
        }
        if low > high {
            throw TensorError(
                .runtimeError,
                name == "histc"
                    ? "torch.histc: max must be larger than min"
                    : "torch.\(name)(): min should not exceed max, but got min \(Tensor.figure(low)) max \(Tensor.figure(high)) for dimension 0"
            )
        }
        let room = name == "histc" ? 1 : 0.5
        return low == high ? (low - room, high + room) : (low, high)
    }

    /// A number as C++ streams print it.
    static func figure(_ x: Double) -> String {
        if x.isNaN { return "nan" }
        if x.isInfinite { return x < 0 ? "-inf" : "inf" }
        if x == x.rounded(), Swift.abs(x) < 1e6 { return String(Int(x)) }
        return "\(Float(x))"
    }

    /// How many elements fall into each of `bins` equal parts of [low, high]; others are not counted.
    public func histc(_ bins: Int = 100, _ low: Double = 0, _ high: Double = 0) throws -> Tensor {
        guard dtype.isFloat else {
            throw TensorError(
                .notImplementedError, "\"histogram_cpu\" not implemented for '\(dtype.scalarTypeName)'")
        }
        if bins <= 0 {
            throw TensorError(.runtimeError, "torch.histogram(): bins must be > 0, but got \(bins) for dimension 0")
        }
        let (from, to) = try valueRange(low, high, "histc")
        _ = try Tensor(empty: [Swift.min(bins, 1 << 42), 2], .float64)
        let out = try Tensor.zeros([bins], dtype: dtype)
        if isMeta { return out }
        // The bin is computed in the tensor's dtype, as PyTorch does.
        var counts: [Int]
        if bins < 1 << 30 {
            counts = [Int](repeating: 0, count: 2 * (bins + 1))
            let dense = try contiguousUnrecorded()
            if dtype == .float64 {
                Kernels.histogram(
                    n: count, x: dense.pointer(Double.self), low: from, high: to, bins: bins, y: &counts)
            } else {
                Kernels.histogram(
                    n: count, x: try dense.castUnrecorded(.float32).f32, low: Float(from), high: Float(to), bins: bins,
                    y: &counts)
            }
            counts = (0..<bins).map { counts[$0] &+ counts[bins + 1 + $0] }
        } else if dtype == .float64 {
            counts = Tensor.binCounts(try contiguousUnrecorded().pointer(Double.self), count, from, to, bins)
        } else {
            let narrow = try contiguousUnrecorded().castUnrecorded(.float32)
            counts = Tensor.binCounts(narrow.f32, count, Float(from), Float(to), bins)
        }
        let wide = try Tensor(counts).castUnrecorded(dtype)
        StridedCopy.copy(from: wide, to: out)
        return out
    }

    /// How many numbers lie in each of `bins` equal parts of low … high; others, and NaN, are left out.
    private static func binCounts<T: BinaryFloatingPoint>(
        _ x: UnsafeMutablePointer<T>, _ n: Int, _ low: T, _ high: T, _ bins: Int
    ) -> [Int] {
        var counts = [Int](repeating: 0, count: bins)
        let (width, parts) = (high - low, T(bins))
        counts.withUnsafeMutableBufferPointer { counts in
            guard let y = counts.baseAddress else { return }
            var start = 0
            while start < n, !Interruption.isWanted {
                let end = Swift.min(start + 1 << 20, n)
                for i in start..<end where x[i] >= low && x[i] <= high {
                    // A range that is nothing in this dtype has one bin.
                    let place = width > 0 ? Int((x[i] - low) / width * parts) : 0
                    y[Swift.min(Swift.max(place, 0), bins &- 1)] &+= 1
                }
                start = end
            }
        }
        return counts
    }

    /// The edges of `bins` equal parts of a range, or of what the elements cover.
    func histogramEdges(_ bins: Int, _ range: [Double]?) throws -> Tensor {
        guard dtype == .float32 || dtype == .float64 else { throw histogramType() }
        if bins <= 0 {
            throw TensorError(.runtimeError, "torch.histogram(): bins must be > 0, but got \(bins) for dimension 0")
        }
        _ = try Tensor(empty: [Swift.min(bins, 1 << 42), 2], .float64)
        if let range, range.count != 2 {
            throw TensorError(
                .runtimeError,
                "torch.histogram: for a 1-dimensional histogram range should have 2 elements, but got \(range.count)")
        }
        // Nothing to count has the range of one.
        let (low, high) =
            try count == 0 && range == nil ? (0, 1) : valueRange(range?[0] ?? 0, range?[1] ?? 0, "histogram")
        return try Tensor.linspace(low, high, bins + 1, dtype: dtype)
    }

    private func histogramType() -> TensorError {
        TensorError(.notImplementedError, "\"histogramdd\" not implemented for '\(dtype.scalarTypeName)'")
    }

    /// How many elements (or how much weight) fall between neighbouring edges; the last part includes its end.
    func histogram(_ edges: Tensor, weight: Tensor? = nil, density: Bool = false) throws -> Tensor {
        guard dtype == .float32 || dtype == .float64 else { throw histogramType() }
        if edges.dtype != dtype {
            throw TensorError(
                .runtimeError,
                "torch.histogram: input tensor and bins tensors should have the same dtype, but got input with dtype "
                    + "\(dtype.cName) and bins with dtype \(edges.dtype.cName)")
        }
        if edges.rank != 1 || edges.count < 1 {
            throw TensorError(
                .runtimeError, "histogram(): bins tensor should have one dimension, but got \(edges.rank) dimensions")
        }
        if let weight, weight.shape != shape {
            throw TensorError(
                .runtimeError,
                "histogram(): if weight tensor is provided it should have the same shape as the input tensor excluding its "
                    + "innermost dimension", shapes: [shape, weight.shape])
        }
        let e = try edges.doubles()
        let bins = e.count - 1
        var sums = [Double](repeating: 0, count: Swift.max(bins, 0))
        let w = try weight?.doubles()
        let wide = try contiguousUnrecorded().castUnrecorded(.float64)
        let x = wide.pointer(Double.self)
        Threads.inStretches(bins > 0 ? count : 0, of: 1 << 18) {
            for i in $0 where x[i] >= e[0] && x[i] <= e[bins] {
                var (low, high) = (0, bins)
                while high - low > 1 {
                    let mid = (low + high) / 2
                    if e[mid] <= x[i] { low = mid } else { high = mid }
                }
                sums[low] += w?[i] ?? 1
            }
        }
        if density {
            let total = sums.reduce(0, +)
            for i in sums.indices { sums[i] /= total * (e[i + 1] - e[i]) }
        }
        return try Tensor.of(sums.map { .double($0) }, shape: [sums.count], dtype: dtype)
    }

    /// The places at which values would go into sorted lines: before equal elements, or behind them.
    static func searchSorted(
        _ sequence: Tensor, _ values: Tensor, right: Bool, side: String?, int32: Bool, sorter: Tensor?
    ) throws -> Tensor {
        if let side, side != "left", side != "right" {
            throw TensorError(
                .runtimeError,
                "torch.searchsorted(): side can only be 'left' or 'right' but got \(side)")
        }
        if right && side == "left" {
            throw TensorError(
                .runtimeError,
                "torch.searchsorted(): side and right can't be set to opposites, got side of left while right was True")
        }
        if sequence.rank == 0 {
            throw TensorError(
                .runtimeError,
                "torch.searchsorted(): boundaries tensor should have positive dimension, but got 0 dimension")
        }
        let alike =
            sequence.rank == 1
            || (sequence.rank == values.rank
                && sequence.shape.dropLast().elementsEqual(values.shape.dropLast()))
        if !alike {
            throw TensorError(
                .runtimeError,
                values.rank == 0
                    ? "torch.searchsorted(): input value can be a scalar only when boundaries tensor dimension is 1, but we got "
                        + "boundaries tensor dim(\(sequence.rank)) and input value's dim(0) numel(1)"
                    : "torch.searchsorted(): boundaries tensor should be 1 dimension or the first N-1 dimensions of boundaries "
                        + "tensor and input value tensor must match, but we got boundaries tensor \(sequence.shape) and input "
                        + "value tensor \(values.shape)", shapes: [sequence.shape, values.shape])
        }
        var ordered = sequence
        if let sorter { ordered = try sequence.gather(-1, sorter) }
        let common = DType.promote(sequence.dtype, values.dtype).compute
        // Numbers of both kinds meet in float64.
        let type = common == .float32 && !(sequence.dtype.isFloat && values.dtype.isFloat) ? .float64 : common
        let s = try ordered.contiguousUnrecorded().castUnrecorded(type)
        let v = try values.contiguousUnrecorded().castUnrecorded(type)
        let out = try Tensor(empty: values.shape, .int64)
        if out.count == 0 { return int32 ? try out.castUnrecorded(.int32) : out }
        let n = sequence.shape[sequence.rank - 1]
        let perLine = sequence.rank == 1 ? out.count : Swift.max(values.shape[values.rank - 1], 1)
        let behind = right || side == "right"
        let y = out.pointer(Int64.self)
        for line in 0..<out.count / perLine where !Interruption.isWanted {
            let (place, base) = (line * perLine, line * n)
            switch type {
            case .float32:
                Kernels.search(
                    behind: behind, n: n, line: s.f32 + base, count: perLine, values: v.f32 + place, y: y + place)
            case .float64:
                Kernels.search(
                    behind: behind, n: n, line: s.pointer(Double.self) + base, count: perLine,
                    values: v.pointer(Double.self) + place, y: y + place)
            default:
                Kernels.search(
                    behind: behind, n: n, line: s.pointer(Int64.self) + base, count: perLine,
                    values: v.pointer(Int64.self) + place, y: y + place)
            }
        }
        return int32 ? try out.castUnrecorded(.int32) : out
    }

    /// True where the element is among the test elements.
    func isIn(_ tests: Tensor, invert: Bool = false) throws -> Tensor {
        let common = DType.promote(dtype, tests.dtype).compute
        let type = common == .float32 && !(dtype.isFloat && tests.dtype.isFloat) ? .float64 : common
        let out = try Tensor(empty: shape, .bool)
        if count == 0 { return out }
        let y = out.pointer(UInt8.self)
        let x = try contiguousUnrecorded().castUnrecorded(type)
        // A few are compared with every element, many are looked up.
        if tests.count <= 128 {
            let t = try tests.contiguousUnrecorded().castUnrecorded(type)
            let (n, m) = (count, t.count)
            switch type {
            case .float32: Kernels.contains(inverted: invert, count: m, tests: t.f32, n: n, x: x.f32, y: y)
            case .float64:
                Kernels.contains(
                    inverted: invert, count: m, tests: t.pointer(Double.self), n: n, x: x.pointer(Double.self), y: y)
            default:
                Kernels.contains(
                    inverted: invert, count: m, tests: t.pointer(Int64.self), n: n, x: x.pointer(Int64.self), y: y)
            }
            return out
        }
        if type == .int64 {
            let (set, p) = (Set(try tests.ints()), x.pointer(Int.self))
            Threads.inStretches(count, of: 1 << 18) { for i in $0 { y[i] = set.contains(p[i]) != invert ? 1 : 0 } }
        } else {
            let (set, p) = (Set(try tests.doubles()), try x.castUnrecorded(.float64))
            let q = p.pointer(Double.self)
            Threads.inStretches(count, of: 1 << 18) { for i in $0 { y[i] = set.contains(q[i]) != invert ? 1 : 0 } }
        }
        return out
    }
}
