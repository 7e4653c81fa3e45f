import GradusKernels

/// The windows of a pooling over the last three axes.
struct VolumeWindows: Sendable {
    let options: PoolingOptions
    let planes: Int
    /// Depth, height and width of the input and of the output.
    let input, output: Dims

    /// - Throws: RuntimeError in PyTorch's words for sizes and settings that do not fit.
    init(_ t: Tensor, _ o: PoolingOptions, _ name: String) throws {
        let (rank, shape) = (t.rank, t.shape)
        if rank != 4 && rank != 5 || (rank > 0 && shape.dropFirst(rank - 4).contains(0)) {
            throw TensorError(
                .runtimeError, "non-empty 4D or 5D (batch mode) tensor expected for input", operation: name,
                shapes: [shape])
        }
        for (what, d) in [("kernel size", o.kernel), ("stride", o.stride), ("dilation", o.dilation)]
        where d.contains(where: { $0 <= 0 || $0 > 1 << 30 }) {
            throw TensorError(
                .runtimeError,
                "\(what) should be greater than zero, but got kT: \(d[0]) kH: \(d[1]) kW: \(d[2])")
        }
        for i in 0..<3 where o.padding[i] < 0 || o.padding[i] > o.kernel[i] / 2 {
            throw TensorError(
                .runtimeError,
                "pad should be at most half of effective kernel size, but got pad=\(o.padding[i]), "
                    + "kernel_size=\(o.kernel[i]) and dilation=\(o.dilation[i])")
        }
        let first = rank - 3
        let sizes = Dims((0..<3).map { o.outputSize(shape[first + $0], $0) })
        if sizes.contains(where: { $0 < 1 }) {
            throw TensorError(
                .runtimeError,
                "Given input size: (\(shape[first - 1])x\(shape[first])x\(shape[first + 1])x\(shape[first + 2])). "
                    + "Calculated output size: (\(shape[first - 1])x\(sizes[0])x\(sizes[1])x\(sizes[2])). Output size is "
                    + "too small", shapes: [shape])
        }
        options = o
        input = Dims(shape.dropFirst(first))
        output = sizes
        planes = Dims(shape.dropLast(3)).product
    }

    /// The window of output `i` along an axis: its start (which may lie in the padding), and the elements inside.
    @inline(__always)
    private func span(_ axis: Int, _ i: Int) -> (start: Int, from: Int, to: Int) {
        let start = i * options.stride[axis] - options.padding[axis]
        let step = options.dilation[axis]
        let end = Swift.min(start + (options.kernel[axis] - 1) * step + 1, input[axis])
        let skipped = start < 0 ? (-start + step - 1) / step : 0
        return (start, start + skipped * step, end)
    }

    /// For a mean: what the sum of a window is divided by, as far as one axis is concerned.
    @inline(__always)
    private func extent(_ axis: Int, _ i: Int, includesPadding: Bool) -> Int {
        let start = i * options.stride[axis] - options.padding[axis]
        let end = Swift.min(start + options.kernel[axis], input[axis] + options.padding[axis])
        return includesPadding ? end - start : Swift.min(end, input[axis]) - Swift.max(start, 0)
    }

    /// Calls the body for each output of a plane with the ranges of its window.
    @inline(__always)
    private func forEachOutput(
        _ body: (_ at: Int, _ place: (Int, Int, Int), (Int, Int), (Int, Int), (Int, Int)) -> Void
    ) {
        var at = 0
        for i in 0..<output[0] {
            let z = span(0, i)
            for j in 0..<output[1] {
                let y = span(1, j)
                for k in 0..<output[2] {
                    let x = span(2, k)
                    body(at, (i, j, k), (z.from, z.to), (y.from, y.to), (x.from, x.to))
                    at &+= 1
                }
            }
        }
    }

    /// The largest element of each window and its place in the volume.
    func largest<T: BinaryFloatingPoint>(
        _ x: UnsafePointer<T>, _ values: UnsafeMutablePointer<T>, _ places: UnsafeMutablePointer<Int>
    ) {
        let (volume, results) = (input.product, output.product)
        let (h, w) = (input[1], input[2])
        let (dz, dy, dx) = (options.dilation[0], options.dilation[1], options.dilation[2])
        nonisolated(unsafe) let (x, values, places) = (x, values, places)
        Threads.parallelFor(planes, grain: 1) { range in
            for plane in range {
                let (source, first) = (x + plane * volume, plane * results)
                forEachOutput { at, _, z, y, c in
                    var best = -T.infinity
                    var place = (z.0 * h + y.0) * w + c.0
                    var a = z.0
                    while a < z.1 {
                        var b = y.0
                        while b < y.1 {
                            let line = (a * h + b) * w
                            var d = c.0
                            while d < c.1 {
                                let v = source[line + d]
                                if v > best || v.isNaN { (best, place) = (v, line + d) }
                                d &+= dx
                            }
                            b &+= dy
                        }
                        a &+= dz
                    }
                    values[first + at] = best
                    places[first + at] = place
                }
            }
        }
    }

    /// Adds gradients at places of the volumes.
    func spread<T: BinaryFloatingPoint>(
        _ dy: UnsafePointer<T>, _ places: UnsafePointer<Int>, _ dx: UnsafeMutablePointer<T>
    ) {
        let (volume, results) = (input.product, output.product)
        nonisolated(unsafe) let (dy, places, dx) = (dy, places, dx)
        Threads.parallelFor(planes, grain: 1) { range in
            for plane in range {
                let target = dx + plane * volume
                for i in (plane * results)..<((plane + 1) * results) { target[places[i]] += dy[i] }
            }
        }
    }

    /// The mean of each window; or, the other way round, the gradients of means spread over their windows.
    /// - Parameters:
    ///   - volumes: the input, or the gradient of the input (which begins with zeros).
    ///   - means: the output, or its gradient.
    func means<T: BinaryFloatingPoint>(
        _ volumes: UnsafeMutablePointer<T>, _ means: UnsafeMutablePointer<T>, backward: Bool, includesPadding: Bool,
        divisor: Int?
    ) {
        let (volume, results) = (input.product, output.product)
        let (h, w) = (input[1], input[2])
        nonisolated(unsafe) let (volumes, means) = (volumes, means)
        Threads.parallelFor(planes, grain: 1) { range in
            for plane in range {
                let (x, y) = (volumes + plane * volume, means + plane * results)
                forEachOutput { at, i, z, r, c in
                    let number =
                        divisor
                        ?? extent(0, i.0, includesPadding: includesPadding)
                        * extent(1, i.1, includesPadding: includesPadding)
                        * extent(2, i.2, includesPadding: includesPadding)
                    let share = T(number)
                    var sum: T = backward ? y[at] / share : 0
                    for a in z.0..<Swift.max(z.1, z.0) {
                        for b in r.0..<Swift.max(r.1, r.0) {
                            let line = (a * h + b) * w
                            for d in c.0..<Swift.max(c.1, c.0) {
                                if backward { x[line + d] += sum } else { sum += x[line + d] }
                            }
                        }
                    }
                    if !backward { y[at] = sum / share }
                }
            }
        }
    }
}

extension Tensor {
    private func pooled(_ s: VolumeWindows) -> Dims { Dims(Array(shape.dropLast(3)) + Array(s.output)) }

    /// The largest element of each window of the last three axes, and its place in the volume.
    func maxPool3d(_ o: PoolingOptions) throws -> (values: Tensor, indices: Tensor) {
        try requireFloat("max_pool3d_with_indices")
        let s = try VolumeWindows(self, o, "max_pool3d")
        let (target, type) = (pooled(s), dtype.compute)
        if isMeta { return (try Tensor(empty: target, dtype, .meta), try Tensor(empty: target, .int64, .meta)) }
        let x = try contiguousUnrecorded().castUnrecorded(type)
        let (y, places) = (try Tensor(empty: target, type), try Tensor(empty: target, .int64))
        if y.count > 0 {
            if type == .float32 {
                s.largest(x.f32, y.f32, places.pointer(Int.self))
            } else {
                s.largest(x.pointer(Double.self), y.pointer(Double.self), places.pointer(Int.self))
            }
        }
        let out = try y.castUnrecorded(dtype)
        if isRecorded {
            let own = form
            out.record("MaxPool3DWithIndicesBackward0", self) { g in
                g[0] = try g.grad.spread(s, places, own.shape, own.dtype, recorded: g.isRecording)
            }
        }
        ShapeLedger.note("max_pool3d", out, self, why: "windows of \(o.kernel.crossed)")
        return (out, places)
    }

    /// This gradient of the largest elements sent to where they stood.
    private func spread(
        _ s: VolumeWindows, _ places: Tensor, _ shape: Dims, _ type: DType, recorded: Bool
    ) throws -> Tensor {
        if recorded {
            let flat: Dims = [s.planes, s.output.product]
            return try Tensor.zeros([s.planes, s.input.product], dtype: type)
                .scatterAdd(1, places.reshape(flat), contiguous().reshape(flat)).reshape(shape)
        }
        let compute = type.compute
        let dy = try contiguousUnrecorded().castUnrecorded(compute)
        let dx = try Tensor.zeros(shape, dtype: compute)
        if dx.count > 0 {
            if compute == .float32 {
                s.spread(dy.f32, places.pointer(Int.self), dx.f32)
            } else {
                s.spread(dy.pointer(Double.self), places.pointer(Int.self), dx.pointer(Double.self))
            }
        }
        return try dx.castUnrecorded(type)
    }

    /// The mean of each window of the last three axes.
    func avgPool3d(_ o: PoolingOptions, countIncludePad: Bool, divisor: Int?) throws -> Tensor {
        if divisor == 0 { throw TensorError(.runtimeError, "divisor must be not zero") }
        try requireFloat("avg_pool3d_out_frame")
        let s = try VolumeWindows(self, o, "avg_pool3d")
        if isMeta { return try Tensor(empty: pooled(s), dtype, .meta) }
        let x = try contiguousUnrecorded().castUnrecorded(dtype.compute)
        let y = try Tensor(empty: pooled(s), dtype.compute)
        s.run(x, y, backward: false, countIncludePad, divisor)
        let out = try y.castUnrecorded(dtype)
        if isRecorded {
            let own = form
            out.record("AvgPool3DBackward0", self) { g in
                g[0] = try g.grad.unpooledMeans(s, own, countIncludePad, divisor)
            }
        }
        ShapeLedger.note("avg_pool3d", out, self, why: "windows of \(o.kernel.crossed)")
        return out
    }

    /// This gradient of means spread over their windows; it is linear, and its own gradient is the means again.
    private func unpooledMeans(
        _ s: VolumeWindows, _ own: (shape: Dims, dtype: DType), _ countIncludePad: Bool, _ divisor: Int?
    ) throws -> Tensor {
        let dy = try contiguousUnrecorded().castUnrecorded(own.dtype.compute)
        let dx = try Tensor.zeros(own.shape, dtype: own.dtype.compute)
        s.run(dx, dy, backward: true, countIncludePad, divisor)
        let out = try dx.castUnrecorded(own.dtype)
        if isRecorded {
            out.record("AvgPool3DBackwardBackward0", self) { g in
                g[0] = try g.grad.avgPool3d(s.options, countIncludePad: countIncludePad, divisor: divisor)
            }
        }
        return out
    }
}

extension VolumeWindows {
    fileprivate func run(_ x: Tensor, _ y: Tensor, backward: Bool, _ includesPadding: Bool, _ divisor: Int?) {
        if x.count == 0 || y.count == 0 { return }
        if x.dtype == .float32 {
            means(x.f32, y.f32, backward: backward, includesPadding: includesPadding, divisor: divisor)
        } else {
            means(
                x.pointer(Double.self), y.pointer(Double.self), backward: backward, includesPadding: includesPadding,
                divisor: divisor)
        }
    }
}
