import GradusTensor

/// Transforms of tensors that want gradients, composed of operations that are recorded.
///
/// The quick paths write into memory; a network that resizes, crops or normalises inside needs the gradient through it.
enum RecordedImage {
    static func isWanted(_ tensor: Tensor) -> Bool { GradMode.isEnabled && tensor.requiresGrad }

    /// Each target element is the element at (row map, column map), or zero where a map gives nil.
    static func remapped(_ tensor: Tensor, rows: [Int?], columns: [Int?]) throws -> Tensor {
        let picked =
            try tensor
            .indexSelect(-2, Tensor(rows.map { $0 ?? 0 }))
            .indexSelect(-1, Tensor(columns.map { $0 ?? 0 }))
        guard rows.contains(nil) || columns.contains(nil) else { return picked }
        let outside = rows.flatMap { row in columns.map { row == nil || $0 == nil } }
        return try picked.maskedFill(Tensor(outside, shape: [rows.count, columns.count]), 0)
    }

    /// [..., H, W] as [1, planes, H, W] through `interpolate`.
    static func resized(
        _ tensor: Tensor, planes: Int, height: Int, width: Int, _ filter: Interpolation, antialias: Bool
    ) throws -> Tensor {
        var shape = tensor.shape
        let flat = try tensor.reshape([1, planes, shape[tensor.rank - 2], shape[tensor.rank - 1]])
        shape[tensor.rank - 2] = height
        shape[tensor.rank - 1] = width
        return try flat.interpolate(
            sizes: [height, width], scales: nil, mode: filter.rawValue, alignCorners: false, antialias: antialias
        ).reshape(shape)
    }

    /// Each target element is the element of its plane at a place, or the filling where the place is negative.
    static func gathered(_ tensor: Tensor, places: [Int], height: Int, width: Int, fill: [Double]) throws -> Tensor {
        let leading = Array(tensor.shape.dropLast(2))
        let area = tensor.shape[tensor.rank - 2] * tensor.shape[tensor.rank - 1]
        let picked = try tensor.reshape(Dims(leading + [area])).indexSelect(-1, Tensor(places.map { max($0, 0) }))
        let outside = try Tensor(places.map { $0 < 0 })
        let filled =
            fill.count > 1
            ? try Tensor.where(outside, Tensor(fill, shape: [fill.count, 1]).to(tensor.dtype), picked)
            : try picked.maskedFill(outside, .double(fill.first ?? 0))
        return try oneOfBatch(filled, Dims(leading + [height, width]))
    }

    /// A single picture came out of a batch of one, as its node of the graph says.
    private static func oneOfBatch(_ tensor: Tensor, _ shape: Dims) throws -> Tensor {
        guard shape.count == 3 else { return try tensor.reshape(shape) }
        return try tensor.reshape([1, shape[0], shape[1], shape[2]]).squeeze([0])
    }

    /// Sampled between the elements at places in [−1, 1]², x and y of each target; what lies outside is `fill`'s.
    static func sampled(
        _ tensor: Tensor, planes: Int, places: [Float], height: Int, width: Int, fill: [Double]?
    ) throws -> Tensor {
        var shape = tensor.shape
        let area = [shape[tensor.rank - 2], shape[tensor.rank - 1]]
        shape[tensor.rank - 2] = height
        shape[tensor.rank - 1] = width
        var flat = try tensor.reshape([1, planes, area[0], area[1]])
        // How much of each target lies inside is sampled along with the planes.
        if fill != nil {
            flat = try Tensor.cat([flat, Tensor.ones([1, 1, area[0], area[1]], dtype: tensor.dtype)], 1)
        }
        let grid = try Tensor(places, shape: [1, height, width, 2]).to(tensor.dtype)
        var result = try flat.gridSample(grid, mode: "bilinear", padding: "zeros", alignCorners: false)
        if let fill {
            let inside = try result.narrow(1, planes, 1)
            let colors = (0..<planes).map { fill.isEmpty ? 0 : fill[$0 % fill.count] }
            let border = try Tensor(colors, shape: [1, planes, 1, 1]).to(tensor.dtype)
            result = try result.narrow(1, 0, planes).mul(inside).add(inside.rsub(.double(1)).mul(border))
        }
        return try oneOfBatch(result, shape)
    }

    /// (x − mean) / std, channel by channel.
    static func normalized(_ tensor: Tensor, mean: [Double], std: [Double]) throws -> Tensor {
        func column(_ values: [Double]) throws -> Tensor {
            try Tensor(values, shape: [values.count, 1, 1]).to(tensor.dtype)
        }
        return try tensor.sub(column(mean)).div(column(std))
    }

    /// The brightness of [..., 3, H, W], with one channel.
    static func luma(_ tensor: Tensor) throws -> Tensor {
        guard tensor.shape[tensor.rank - 3] == 3 else { return tensor }
        let parts = try [0.2989, 0.587, 0.114].enumerated().map {
            try tensor.narrow(-3, $0.offset, 1).mul(.double($0.element))
        }
        return try parts[0].add(parts[1]).add(parts[2])
    }

    /// [3, H, W] through hue, saturation and value with the hue moved round.
    static func turned(_ tensor: Tensor, by factor: Double) throws -> Tensor {
        let (red, green, blue) = try (tensor.select(-3, 0), tensor.select(-3, 1), tensor.select(-3, 2))
        let (most, least) = try (tensor.extreme(.max, -3).values, tensor.extreme(.min, -3).values)
        let range = try most.sub(least)
        let isGray = try most.eq(least)
        let ones = try Tensor.ones(most.shape, dtype: tensor.dtype)
        let saturation = try range.div(Tensor.where(isGray, ones, most))
        let divisor = try Tensor.where(isGray, ones, range)
        let (cyan, magenta, yellow) = try (
            most.sub(red).div(divisor), most.sub(green).div(divisor), most.sub(blue).div(divisor)
        )
        // Which colour is the strongest: the first of equal ones.
        let isRed = try most.eq(red).to(tensor.dtype)
        let isGreen = try most.eq(green).to(tensor.dtype).mul(isRed.rsub(.double(1)))
        let isBlue = try isRed.add(isGreen).rsub(.double(1))
        let hue = try yellow.sub(magenta).mul(isRed)
            .add(cyan.add(.double(2)).sub(yellow).mul(isGreen))
            .add(magenta.add(.double(4)).sub(cyan).mul(isBlue))
            .div(.double(6)).add(.double(1)).fmod(.number(.double(1)))
            .add(.double(factor)).remainder(.number(.double(1)))
        let sixths = try hue.mul(.double(6))
        let sector = try sixths.detach().floor()
        let fraction = try sixths.sub(sector)
        func shade(_ part: Tensor) throws -> Tensor {
            try most.mul(saturation.mul(part).rsub(.double(1))).clamp(min: .double(0), max: .double(1))
        }
        let (p, q, t) = try (shade(ones), shade(fraction), shade(fraction.rsub(.double(1))))
        let whole = try sector.remainder(.number(.double(6)))
        let masks = try (0..<6).map { try whole.eq(.double(Double($0))).to(tensor.dtype) }
        let colors = try [[most, q, p, p, t, most], [t, most, most, q, p, p], [p, p, t, most, most, q]].map { shades in
            let parts = try zip(shades, masks).map { try $0.mul($1) }
            return try parts.dropFirst().reduce(parts[0]) { try $0.add($1) }
        }
        return try Tensor.stack(colors, -3).named("ViewBackward0")
    }

    /// factor · x + (1 − factor) · other, within 0 ... 1.
    static func blended(_ tensor: Tensor, _ other: Tensor?, _ factor: Double) throws -> Tensor {
        let own = try tensor.mul(.double(factor))
        let mixed = try other.map { try own.add($0.mul(.double(1 - factor))) } ?? own
        return try mixed.clamp(min: .double(0), max: .double(1))
    }
}
