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
    static func gathered(_ tensor: Tensor, places: [Int], height: Int, width: Int, fill: Double) throws -> Tensor {
        let leading = Array(tensor.shape.dropLast(2))
        let area = tensor.shape[tensor.rank - 2] * tensor.shape[tensor.rank - 1]
        let picked = try tensor.reshape(Dims(leading + [area])).indexSelect(-1, Tensor(places.map { max($0, 0) }))
        return try picked.maskedFill(Tensor(places.map { $0 < 0 }), .double(fill))
            .reshape(Dims(leading + [height, width]))
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

    /// factor · x + (1 − factor) · other, within 0 ... 1.
    static func blended(_ tensor: Tensor, _ other: Tensor?, _ factor: Double) throws -> Tensor {
        let own = try tensor.mul(.double(factor))
        let mixed = try other.map { try own.add($0.mul(.double(1 - factor))) } ?? own
        return try mixed.clamp(min: .double(0), max: .double(1))
    }
}
