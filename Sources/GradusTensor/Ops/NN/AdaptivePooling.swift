import GradusKernels

extension Tensor {
    /// Window i of an axis of n elements pooled to m: ⌊i·n/m⌋ up to ⌈(i + 1)·n/m⌉.
    private static func window(_ i: Int, _ n: Int, _ m: Int) -> (start: Int, end: Int) {
        (i * n / m, ((i + 1) * n + m - 1) / m)
    }

    private func checkedTarget(_ sizes: [Int?], _ name: String) throws -> Dims {
        let axes = sizes.count
        if rank != axes + 1 && rank != axes + 2 {
            let text =
                axes == 1
                ? "Expected 2 to 3 dimensions, but got \(rank)-dimensional tensor for argument #1 'self' (while checking "
                    + "arguments for \(name))"
                : "\(name)(): Expected \(axes + 1)D or \(axes + 2)D tensor, but got\(name.contains("max") ? ":" : "") "
                    + "\(shape)"
            throw TensorError(.runtimeError, text, operation: name, shapes: [shape])
        }
        if !name.contains("max"), axes == 2, sizes.contains(where: { $0 ?? 0 < 0 }) {
            let list = sizes.enumerated().map { String($1 ?? shape[rank - axes + $0]) }.joined(separator: ", ")
            throw TensorError(
                .runtimeError,
                "\(name): elements of output_size must be greater than or equal to 0 but received {\(list)}")
        }
        var target = Dims()
        for (i, size) in sizes.enumerated() {
            let own = shape[rank - axes + i]
            if own == 0 {
                throw TensorError(
                    .runtimeError,
                    "\(name)(): Expected input to have non-zero size for non-batch dimensions, but input has sizes \(shape) "
                        + "with dimension \(rank - axes + i) being empty", operation: name, shapes: [shape])
            }
            let n = size ?? own
            if n < 0 {
                let kept = shape.dropLast(axes).map(String.init)
                let made = (axes == 1 ? [1] : []) + sizes.enumerated().map { $1 ?? shape[rank - axes + $0] }
                throw TensorError(
                    .runtimeError,
                    "Trying to create tensor with negative dimension \(n): "
                        + "[\((kept + made.map(String.init)).joined(separator: ", "))]")
            }
            if n > 1 << 40 { throw TensorError(.runtimeError, "\(name): output_size is too large") }
            target.append(n)
        }
        try requireFloat(name)
        return target
    }

    /// The mean of windows chosen so that the result has the given sizes; nil keeps a size.
    public func adaptiveAvgPool(_ sizes: [Int?]) throws -> Tensor {
        let axes = sizes.count
        let name = "adaptive_avg_pool\(axes)d"
        let target = try checkedTarget(sizes, name)
        return try quietly(name, why: "to \(target.crossed)") {
            let last = Dims((rank - axes)..<rank)
            if axes == 2 && target.allSatisfy({ $0 == 1 }) {
                return try mean(last, keepdim: true).laid(outLike: self)
            }
            if dtype == .float64, axes == 2, !isMeta, count > 0 {
                return try adaptiveMeans(target).laid(outLike: self)
            }
            // One axis after the other: windows of one axis do not depend on the others.
            var out = self
            for (i, m) in target.enumerated() {
                let a = rank - axes + i
                if out.shape[a] == m { continue }
                let weights = try out.windowWeights(a, m)
                out = try out.movedim([a], [rank - 1]).matmul(weights).movedim([rank - 1], [a])
            }
            return try out.contiguous().named(axes == 1 ? "SqueezeBackward1" : "AdaptiveAvgPool\(axes)DBackward0")
                .laid(outLike: self)
        }
    }

    /// [n, m]: how much of each element of an axis goes into each mean.
    private func windowWeights(_ a: Int, _ m: Int) throws -> Tensor {
        let n = shape[a]
        let weights = try Tensor.zeros([n, m], dtype: dtype, device: device)
        if weights.isMeta { return weights }
        for j in 0..<m {
            let w = Tensor.window(j, n, m)
            for k in w.start..<w.end { try weights.store(.double(1 / Double(w.end - w.start)), at: k * m + j) }
        }
        return weights
    }

    /// The means of windows of float64 planes by the kernel.
    private func adaptiveMeans(_ target: Dims) throws -> Tensor {
        let (h, w, m, n) = (shape[rank - 2], shape[rank - 1], target[0], target[1])
        let planes = count / (h * w)
        let x = try contiguousUnrecorded()
        let out = try Tensor(empty: shape.replacing(at: rank - 2, with: m).replacing(at: rank - 1, with: n), dtype)
        if out.count > 0 {
            Kernels.adaptiveAvgPool(
                planes: planes, height: h, width: w, outHeight: m, outWidth: n, x: x.pointer(Double.self),
                y: out.pointer(Double.self))
        }
        if isRecorded {
            let own = shape
            let (rows, columns) = (try windowWeights(rank - 2, m), try windowWeights(rank - 1, n))
            out.record("AdaptiveAvgPool2DBackward0", self) { g in
                if g.isRecording {
                    g[0] = try rows.matmul(g.grad).matmul(columns.transpose(0, 1))
                    return
                }
                let dx = try Tensor(empty: own, .float64)
                let dy = try g.grad.contiguousUnrecorded()
                Kernels.adaptiveAvgPoolBackward(
                    planes: planes, height: h, width: w, outHeight: m, outWidth: n, dy: dy.pointer(Double.self),
                    dx: dx.pointer(Double.self))
                g[0] = dx
            }
        }
        return out
    }

    /// The largest element of windows chosen so that the result has the given sizes, and its place in the plane.
    public func adaptiveMaxPool(_ sizes: [Int?]) throws -> (values: Tensor, indices: Tensor) {
        let axes = sizes.count
        let name = "adaptive_max_pool\(axes)d"
        let target = try checkedTarget(sizes, name)
        var outShape = shape
        for (i, m) in target.enumerated() { outShape[rank - axes + i] = m }
        let indices = try Tensor(empty: outShape, .int64, device)
        if isMeta { return (try Tensor.unknown(outShape, dtype, "AdaptiveMaxPool2DBackward0", [self]), indices) }
        let (h, w) = (axes == 2 ? shape[rank - 2] : 1, shape[rank - 1])
        let (oh, ow) = (axes == 2 ? target[0] : 1, target[axes - 1])
        let planes = count / Swift.max(h * w, 1)
        let values = try contiguousUnrecorded().doubles()
        let p = indices.pointer(Int.self)
        for plane in 0..<planes {
            for i in 0..<oh {
                let rows = Tensor.window(i, h, oh)
                for j in 0..<ow {
                    let columns = Tensor.window(j, w, ow)
                    var best = rows.start * w + columns.start
                    for r in rows.start..<rows.end {
                        for c in columns.start..<columns.end {
                            let v = values[plane * h * w + r * w + c]
                            if v > values[plane * h * w + best] || v.isNaN { best = r * w + c }
                        }
                    }
                    p[(plane * oh + i) * ow + j] = best
                }
            }
        }
        let out = try quietly(name, why: "to \(target.crossed)") {
            try reshape([planes, h * w]).gather(1, indices.reshape([planes, oh * ow])).reshape(outShape)
                .named("AdaptiveMaxPool2DBackward0")
        }
        return (try out.laid(outLike: self), try indices.laid(outLike: self))
    }
}

package enum AdaptivePoolingOps {
    /// The sizes from an argument: an int for all axes, or a tuple that may hold None. PyTorch's functions in Python
    /// (over more than one axis) look at the length first.
    package static func sizes(
        _ value: OpValue, _ axes: Int, rank: Int? = nil, name given: String? = nil
    ) throws -> [Int?] {
        let name = given ?? "adaptive_avg_pool\(axes)d"
        func checkRank(_ count: Int) throws {
            if let rank, axes > 1, rank <= count {
                throw TensorError(.valueError, "Input dimension should be at least \(count + 1)")
            }
        }
        switch value {
        case .scalar(let s) where !s.isFloat: return Array(repeating: s.int, count: axes)
        case .optionalInts(let list) where list.count == axes: return list
        case .optionalTensors(let list) where list.count == axes: return Array(repeating: nil, count: axes)
        case .ints(let d):
            try checkRank(d.count)
            if d.count == axes { return d.map { $0 } }
            throw TensorError(
                .runtimeError,
                axes == 1
                    ? "\(name)() argument 'output_size' should contain one int (got \(d.count))"
                    : name.contains("max")
                        ? "\(name)(): internal error: output_size.size() must be \(axes)"
                        : "\(name): output_size must be \(axes)")
        case .none where rank == nil: return Array(repeating: nil, count: axes)
        case .string(let text) where axes > 1: try checkRank(text.count)
        default: break
        }
        if axes == 1 {
            throw TensorError(
                .typeError,
                "\(name)(): argument 'output_size' (position 2) must be tuple of ints, not \(value.typeName)")
        }
        throw TensorError(.typeError, "object of type '\(value.typeName)' has no len()")
    }

    static let rows: [OpRow] =
        [
            OpRow(
                "adaptive_avg_pool3d", .functional, ["adaptive_avg_pool3d(Tensor input, any output_size)"],
                "The mean of windows chosen so that the result has the given size.",
                shape: "output_size along the last axes"
            ) { .tensor(try $0.tensor(0).adaptiveAvgPool(sizes($0[1], 3))) }
        ] + planar

    private static let planar: [OpRow] = [1, 2].flatMap { axes in
        [
            OpRow(
                "adaptive_avg_pool\(axes)d", axes == 1 ? [.function, .functional] : .functional,
                ["adaptive_avg_pool\(axes)d(Tensor input, any output_size)"],
                "The mean of windows chosen so that the result has the given size.",
                shape: "output_size along the last axes"
            ) { a in
                let t = try a.tensor(0)
                return .tensor(
                    try t.adaptiveAvgPool(
                        sizes(a[1], axes, rank: t.rank, name: "adaptive_avg_pool\(axes)d")))
            },
            OpRow(
                "adaptive_max_pool\(axes)d", .functional,
                ["adaptive_max_pool\(axes)d(Tensor input, any output_size, bool return_indices=False)"],
                "The largest element of windows chosen so that the result has the given size.",
                shape: "output_size along the last axes"
            ) { a in
                let t = try a.tensor(0)
                let (values, indices) = try t.adaptiveMaxPool(
                    sizes(a[1], axes, rank: t.rank, name: "adaptive_max_pool\(axes)d"))
                return try a.bool(2)
                    ? .tuple(typeName: nil, fields: [], [values, indices]) : .tensor(values)
            },
        ]
    }
}
