extension Tensor {
    /// Resizes the last axes.
    /// - Parameters:
    ///   - sizes: the new sizes, or nil where `scales` are given.
    ///   - mode: `nearest`, `nearest-exact`, `area`, `linear`, `bilinear`, `trilinear`, `bicubic`.
    ///   - recomputes: the sizes decide between which elements is interpolated, not the scales they came from.
    ///   - antialias: smaller pictures are means over what they leave out.
    public func interpolate(
        sizes: [Int]?, scales: [Double]?, mode: String = "nearest", alignCorners: Bool? = nil, recomputes: Bool = false,
        antialias: Bool = false
    ) throws -> Tensor {
        let axes = rank - 2
        let isNearest = mode == "nearest" || mode == "nearest-exact"
        if isNearest || mode == "area", alignCorners != nil {
            throw TensorError(
                .valueError,
                "align_corners option can only be set with the interpolating modes: linear | bilinear | bicubic | trilinear"
            )
        }
        if sizes != nil && scales != nil {
            throw TensorError(.valueError, "only one of size or scale_factor should be defined")
        }
        if recomputes && sizes != nil {
            throw TensorError(.valueError, "recompute_scale_factor is not meaningful with an explicit size.")
        }
        let own = Array(shape.dropFirst(2))
        if let sizes, sizes.count != 1, sizes.count != axes {
            throw TensorError(
                .valueError,
                "Input and output must have the same number of spatial dimensions, but got input with spatial dimensions "
                    + "of \(own) and output size of (\(sizes.map(String.init).joined(separator: ", "))). Please provide "
                    + "input tensor in (N, C, d1, d2, ...,dK) format and output size in (o1, o2, ...,oK) format.")
        }
        if let scales, scales.count != 1, scales.count != axes {
            let list = scales.map { $0 == $0.rounded() && Swift.abs($0) < 1e15 ? String(Int($0)) : "\($0)" }
            throw TensorError(
                .valueError,
                "Input and scale_factor must have the same number of spatial dimensions, but got input with spatial "
                    + "dimensions of \(own) and scale_factor of shape (\(list.joined(separator: ", "))). Please provide "
                    + "input tensor in (N, C, d1, d2, ...,dK) format and scale_factor in (s1, s2, ...,sK) format.")
        }
        if sizes == nil && scales == nil {
            throw TensorError(.valueError, "either size or scale_factor should be defined")
        }
        let linear = ["linear": 1, "bilinear": 2, "trilinear": 3][mode]
        if 1...3 ~= axes, let linear, linear != axes {
            throw TensorError(.notImplementedError, "Got \(rank)D input, but \(mode) mode needs \(linear + 2)D input")
        }
        if axes < 1 || axes > 3 || !isNearest && linear == nil && mode != "bicubic" && mode != "area" {
            throw TensorError(.notImplementedError, wrongMode(mode), shapes: [shape])
        }
        if antialias && !((mode == "bilinear" || mode == "bicubic") && rank == 4) {
            throw TensorError(
                .valueError,
                "Anti-alias option is restricted to bilinear, bicubic, and lanczos modes and requires a 4-D tensor as input",
                shapes: [shape])
        }
        if mode == "bicubic" && axes != 2 {
            throw TensorError(.notImplementedError, wrongMode(mode), shapes: [shape])
        }
        var target: [Int] = []
        for i in 0..<axes {
            let n = shape[2 + i]
            if let sizes {
                target.append(sizes.count == 1 ? sizes[0] : sizes[i])
            } else if let scales {
                let m = Double(n) * (scales.count == 1 ? scales[0] : scales[i])
                target.append(m.isFinite && Swift.abs(m) < 1e12 ? Int(m.rounded(.down)) : -1)
            }
            if n <= 0 || target[i] <= 0 || target[i] > 1 << 40 {
                throw TensorError(
                    .runtimeError,
                    "Input and output sizes should be greater than 0, but got input (\(shape.dropFirst(2).map { $0 })) "
                        + "output (\(target))", shapes: [shape])
            }
        }
        if mode == "area" { return try adaptiveAvgPool(target) }
        let scales = recomputes ? nil : scales
        let align = alignCorners ?? false
        let kind = mode == "bicubic" ? "Bicubic" : ["Linear", "Bilinear", "Trilinear"][axes - 1]
        let name =
            isNearest ? "UpsampleNearest\(axes)DBackward0" : "Upsample\(kind)\(axes)D\(antialias ? "Aa" : "")Backward0"
        return try quietly(
            "interpolate",
            why:
                "\(shape.dropFirst(2).map(String.init).joined(separator: "x")) → \(target.map(String.init).joined(separator: "x"))"
        ) {
            var out = self
            for i in 0..<axes {
                let scale = scales.map { $0.count == 1 ? $0[0] : $0[i] }
                if isNearest {
                    out = try out.resampledNearest(2 + i, target[i], scale, exact: mode == "nearest-exact")
                } else if antialias {
                    out = try out.resampledSmoothly(2 + i, target[i], scale, align, isCubic: mode == "bicubic")
                } else if mode == "bicubic" {
                    out = try out.resampledCubic(2 + i, target[i], scale, align)
                } else {
                    out = try out.resampledLinear(2 + i, target[i], scale, align)
                }
            }
            return try out.contiguous().named(name).laid(outLike: self)
        }
    }

    private func wrongMode(_ mode: String) -> String {
        "Input Error: Only 3D, 4D and 5D input Tensors supported (got \(rank)D) for the modes: nearest | linear | "
            + "bilinear | bicubic | trilinear | lanczos | area | nearest-exact (got \(mode))"
    }

    private func resampledNearest(_ a: Int, _ m: Int, _ scale: Double?, exact: Bool) throws -> Tensor {
        let n = shape[a]
        let step = Float(scale.map { 1 / $0 } ?? Double(n) / Double(m))
        let index = try Tensor(empty: [m], .int64)
        let p = index.pointer(Int.self)
        for j in 0..<m {
            let place = exact ? (Float(j) + 0.5) * step : Float(j) * step
            p[j] = Swift.min(Int(place.rounded(.down)), n - 1)
        }
        guard m % n == 0, !isMeta, rank < Dims.capacity, (0..<m).allSatisfy({ p[$0] == $0 / (m / n) }) else {
            return try indexSelect(a, index)
        }
        // Each element so many times.
        let wide = shape.inserting(m / n, at: a + 1)
        let source = detach()
        let out = try source.unsqueeze(a + 1).expand(wide).reshape(shape.replacing(at: a, with: m))
        if isRecorded {
            let (own, type) = (shape, dtype)
            out.record("IndexSelectBackward0", self) { g in
                g[0] = try Tensor.zeros(own, dtype: type, device: g.grad.device).indexAdd(a, index, g.grad)
            }
        }
        return out
    }

    private func resampledLinear(_ a: Int, _ m: Int, _ scale: Double?, _ align: Bool) throws -> Tensor {
        let n = shape[a]
        let step = Tensor.step(n, m, scale, align)
        var sums = AxisSums(axis: a, from: n, to: m, width: 2)
        for j in 0..<m {
            let place = align ? Double(j) * step : Swift.max((Double(j) + 0.5) * step - 0.5, 0)
            let low = Swift.min(Int(place), n - 1)
            let share = place - Double(low)
            sums.add(low, 1 - share)
            sums.add(low + 1, share)
        }
        return try summed(sums)
    }

    /// How far places in the input lie apart for neighbouring places of an output of size m.
    private static func step(_ n: Int, _ m: Int, _ scale: Double?, _ align: Bool) -> Double {
        align ? (m > 1 ? Double(n - 1) / Double(m - 1) : 0) : scale.map { 1 / $0 } ?? Double(n) / Double(m)
    }

    /// The weight of an element at a distance of less than 2 (Keys 1981).
    private static func cubic(_ distance: Double, _ a: Double) -> Double {
        let x = Swift.abs(distance)
        if x < 1 { return ((a + 2) * x - (a + 3)) * x * x + 1 }
        return x < 2 ? ((x - 5) * x + 8) * x * a - 4 * a : 0
    }

    /// Between four elements of an axis.
    private func resampledCubic(_ a: Int, _ m: Int, _ scale: Double?, _ align: Bool) throws -> Tensor {
        let n = shape[a]
        let step = Tensor.step(n, m, scale, align)
        var sums = AxisSums(axis: a, from: n, to: m, width: 4)
        for j in 0..<m {
            let place = align ? Double(j) * step : (Double(j) + 0.5) * step - 0.5
            let low = place.rounded(.down)
            for k in -1...2 { sums.add(Int(low) + k, Tensor.cubic(place - low - Double(k), -0.75)) }
        }
        return try summed(sums)
    }

    /// Means whose weights fall off over as many elements as the output leaves out.
    private func resampledSmoothly(
        _ a: Int, _ m: Int, _ scale: Double?, _ align: Bool, isCubic: Bool
    ) throws -> Tensor {
        let n = shape[a]
        let step = Tensor.step(n, m, scale, align)
        let width = Swift.max(step, 1)
        let reach = (isCubic ? 2 : 1) * width
        let weights = try Tensor.zeros([n, m], dtype: dtype)
        for j in 0..<m {
            let centre = step * (Double(j) + 0.5)
            let from = Swift.max(Int(centre - reach + 0.5), 0)
            let to = Swift.min(Int(centre + reach + 0.5), n)
            var shares = (from..<Swift.max(to, from)).map { k -> Double in
                let distance = (Double(k) - centre + 0.5) / width
                return isCubic ? Tensor.cubic(distance, -0.5) : Swift.max(1 - Swift.abs(distance), 0)
            }
            let sum = shares.reduce(0, +)
            if sum != 0 { shares = shares.map { $0 / sum } }
            for (i, share) in shares.enumerated() { try weights.store(.double(share), at: (from + i) * m + j) }
        }
        return try movedim([a], [rank - 1]).matmul(weights).movedim([rank - 1], [a])
    }

    /// [N, C·r², H, W] → [N, C, H·r, W·r]
    public func pixelShuffle(_ r: Int) throws -> Tensor {
        if rank < 3 {
            throw TensorError(
                .runtimeError,
                "pixel_shuffle expects input to have at least 3 dimensions, but got input with \(rank) "
                    + "dimension(s)")
        }
        let (c, h, w) = (shape[rank - 3], shape[rank - 2], shape[rank - 1])
        if r <= 0 || r > 1 << 20 {
            throw TensorError(.runtimeError, "pixel_shuffle expects a positive upscale_factor, but got \(r)")
        }
        if c % (r * r) != 0 {
            throw TensorError(
                .runtimeError,
                "pixel_shuffle expects its input's 'channel' dimension to be divisible by the square of upscale_factor, but "
                    + "input.size(-3)=\(c) is not divisible by \(r * r)", shapes: [shape])
        }
        return try quietly("pixel_shuffle") {
            let n = shape.dropLast(3).reduce(1, *)
            let out = try reshape([n, c / (r * r), r, r, h, w]).permute([0, 1, 4, 2, 5, 3])
            return try out.reshape(Dims(shape.dropLast(3) + [c / (r * r), h * r, w * r])).named("PixelShuffleBackward0")
                .laid(outLike: self)
        }
    }

    /// [N, C, H·r, W·r] → [N, C·r², H, W]
    public func pixelUnshuffle(_ r: Int) throws -> Tensor {
        if rank < 3 {
            throw TensorError(
                .runtimeError,
                "pixel_unshuffle expects input to have at least 3 dimensions, but got input with \(rank) dimension(s)",
                shapes: [shape])
        }
        if r <= 0 || r > 1 << 20 {
            throw TensorError(.runtimeError, "pixel_unshuffle expects a positive downscale_factor, but got \(r)")
        }
        for (axis, side) in [(-2, "height"), (-1, "width")] where shape[rank + axis] % r != 0 {
            throw TensorError(
                .runtimeError,
                "pixel_unshuffle expects \(side) to be divisible by downscale_factor, but input.size(\(axis))="
                    + "\(shape[rank + axis]) is not divisible by \(r)", shapes: [shape])
        }
        let (c, h, w) = (shape[rank - 3], shape[rank - 2] / r, shape[rank - 1] / r)
        return try quietly("pixel_unshuffle") {
            let n = shape.dropLast(3).reduce(1, *)
            let out = try reshape([n, c, h, r, w, r]).permute([0, 1, 3, 5, 2, 4])
            return try out.reshape(Dims(shape.dropLast(3) + [c * r * r, h, w])).named("PixelUnshuffleBackward0")
        }
    }
}

enum ResamplingOps {
    /// `size` and `scale_factor` as lists.
    static func ints(_ v: OpValue) throws -> [Int]? {
        switch v {
        case .none: return nil
        case .scalar(let s): return [s.int]
        case .ints(let d): return Array(d)
        default: throw TensorError(.typeError, "size must be an int or a tuple of ints, not \(v.typeName)")
        }
    }

    static func doubles(_ v: OpValue) throws -> [Double]? {
        switch v {
        case .none: return nil
        case .scalar(let s): return [s.double]
        case .ints(let d): return d.map(Double.init)
        case .scalars(let s): return s.map(\.double)
        default: throw TensorError(.typeError, "scale_factor must be a float or a tuple of floats, not \(v.typeName)")
        }
    }

    static let rows: [OpRow] = [
        OpRow(
            "interpolate", aliases: ["upsample"], .functional,
            [
                "interpolate(Tensor input, any size=None, any scale_factor=None, str mode='nearest', "
                    + "bool? align_corners=None, bool? recompute_scale_factor=None, bool antialias=False)"
            ], "Resizes the last axes.", shape: "size, or ⌊n · scale_factor⌋, along the last axes"
        ) { a in
            .tensor(
                try a.tensor(0).interpolate(
                    sizes: ints(a[1]), scales: doubles(a[2]), mode: a.string(3),
                    alignCorners: a.isNone(4) ? nil : a.bool(4), recomputes: a.isNone(5) ? false : a.bool(5),
                    antialias: a.bool(6)))
        },
        OpRow(
            "pixel_shuffle", [.function, .functional], ["pixel_shuffle(Tensor input, int upscale_factor)"],
            "Turns channels into pixels.", shape: "[N, C·r², H, W] → [N, C, H·r, W·r]"
        ) { .tensor(try $0.tensor(0).pixelShuffle($0.int(1))) },
        OpRow(
            "pixel_unshuffle", [.function, .functional], ["pixel_unshuffle(Tensor input, int downscale_factor)"],
            "Turns pixels into channels.", shape: "[N, C, H·r, W·r] → [N, C·r², H, W]"
        ) { .tensor(try $0.tensor(0).pixelUnshuffle($0.int(1))) },
    ]
}
