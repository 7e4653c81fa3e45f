import GradusKernels

/// Weighted sums of few elements along an axis, as resampling makes them: a linear map, with its transpose as gradient.
struct AxisSums {
    let axis: Int
    /// Elements of the axis before and after.
    let from: Int, to: Int
    /// Terms of each sum.
    let width: Int
    /// [to · width]: which elements, and how much of each.
    var places: [Int] = []
    var weights: [Double] = []

    init(axis: Int, from: Int, to: Int, width: Int) {
        self.axis = axis
        self.from = from
        self.to = to
        self.width = width
        places.reserveCapacity(to * width)
        weights.reserveCapacity(to * width)
    }

    mutating func add(_ place: Int, _ weight: Double) {
        places.append(Swift.min(Swift.max(place, 0), from - 1))
        weights.append(weight)
    }
}

extension Tensor {
    /// [.., from, ..] → [.., to, ..]
    func summed(_ sums: AxisSums) throws -> Tensor {
        let out = try mapped(sums, transposed: false)
        if isRecorded { out.record("AxisSumsBackward0", self) { g in g[0] = try g.grad.spread(sums) } }
        return out
    }

    /// The transpose: [.., to, ..] → [.., from, ..]
    private func spread(_ sums: AxisSums) throws -> Tensor {
        let out = try mapped(sums, transposed: true)
        if isRecorded { out.record("AxisSumsBackward0", self) { g in g[0] = try g.grad.summed(sums) } }
        return out
    }

    private func mapped(_ sums: AxisSums, transposed: Bool) throws -> Tensor {
        let target = shape.replacing(at: sums.axis, with: transposed ? sums.from : sums.to)
        if isMeta { return try Tensor(empty: target, dtype, .meta) }
        let compute: DType = dtype == .float64 ? .float64 : .float32
        let x = try contiguousUnrecorded().castUnrecorded(compute)
        let out = try Tensor(empty: target, compute)
        let outer = shape.prefix(sums.axis).reduce(1, *)
        let inner = shape.dropFirst(sums.axis + 1).reduce(1, *)
        if out.count > 0 {
            sums.places.withUnsafeBufferPointer { places in
                guard let places = places.baseAddress else { return }
                if compute == .float64 {
                    sums.weights.withUnsafeBufferPointer { weights in
                        guard let weights = weights.baseAddress else { return }
                        let taps = AxisTaps(
                            from: sums.from, to: sums.to, width: sums.width, places: places, weights: weights)
                        let (p, q) = (x.pointer(Double.self), out.pointer(Double.self))
                        if transposed {
                            Kernels.scatterTaps(outer: outer, inner: inner, taps, x: p, y: q)
                        } else {
                            Kernels.gatherTaps(outer: outer, inner: inner, taps, x: p, y: q)
                        }
                    }
                } else {
                    sums.weights.map { Float($0) }.withUnsafeBufferPointer { weights in
                        guard let weights = weights.baseAddress else { return }
                        let taps = AxisTaps(
                            from: sums.from, to: sums.to, width: sums.width, places: places, weights: weights)
                        if transposed {
                            Kernels.scatterTaps(outer: outer, inner: inner, taps, x: x.f32, y: out.f32)
                        } else {
                            Kernels.gatherTaps(outer: outer, inner: inner, taps, x: x.f32, y: out.f32)
                        }
                    }
                }
            }
        }
        return try out.castUnrecorded(dtype)
    }
}
