import GradusTensor

/// Picture to [C, H, W] of the default float dtype in 0 ... 1.
public struct ToTensor: Transform {
    public init() {}

    public func apply(_ sample: Sample, _ random: Generator) throws -> Sample {
        guard case .picture(let picture) = sample else {
            throw DataError.wrongKind(operation: "pic", expected: "PIL Image or ndarray", actual: sample.kind)
        }
        return .tensor(try ImageFunctions.toTensor(picture))
    }

    public var description: String { "ToTensor()" }
}

/// Picture to [C, H, W] of uint8, not scaled.
public struct PILToTensor: Transform {
    public init() {}

    public func apply(_ sample: Sample, _ random: Generator) throws -> Sample {
        guard case .picture(let picture) = sample else {
            throw DataError.wrongKind(operation: "pic", expected: "PIL Image", actual: sample.kind)
        }
        return .tensor(try ImageFunctions.picturePlanes(picture, bilevelAsOne: true))
    }

    public var description: String { "PILToTensor()" }
}

/// [C, H, W] or [H, W] to a picture.
public struct ToPILImage: Transform {
    public let mode: PictureMode?

    public init(mode: PictureMode? = nil) { self.mode = mode }

    public func apply(_ sample: Sample, _ random: Generator) throws -> Sample {
        guard case .tensor(let tensor) = sample else {
            throw TensorError(.typeError, "pic should be Tensor or ndarray. Got \(sample.kind).")
        }
        return .picture(try ImageFunctions.toPicture(tensor, mode: mode))
    }

    public var description: String { "ToPILImage(\(mode.map { "mode=\($0.rawValue)" } ?? ""))" }
}

/// (x − mean) / std per channel, in the tensor's dtype.
public struct Normalize: Transform {
    public let mean: [Double]
    public let std: [Double]
    public let inPlace: Bool
    public var shown: ShownArguments

    public init(mean: [Double], std: [Double], inPlace: Bool = false, shown: ShownArguments = [:]) {
        self.mean = mean
        self.std = std
        self.inPlace = inPlace
        self.shown = shown
    }

    public func apply(_ sample: Sample, _ random: Generator) throws -> Sample {
        guard case .tensor(let tensor) = sample else {
            throw DataError.wrongKind(operation: "img", expected: "Tensor Image", actual: sample.kind)
        }
        return .tensor(try normalized(tensor))
    }

    private func normalized(_ tensor: Tensor) throws -> Tensor {
        guard tensor.dtype.isFloat else {
            throw DataError.wrongKind(
                operation: "Input tensor", expected: "a float tensor", actual: "\(tensor.dtype.torchName).")
        }
        guard tensor.rank >= 3 else {
            throw DataError.badArgument(
                operation: "Normalize",
                detail: "Expected tensor to be a tensor image of size (..., C, H, W). Got tensor.size() = "
                    + "torch.Size(\(tensor.shape))")
        }
        let channels = tensor.shape[tensor.rank - 3]
        try checkChannels(of: tensor)
        guard !std.contains(where: { Float($0) == 0 }) else {
            throw DataError.badArgument(
                operation: "Normalize",
                detail:
                    "std evaluated to zero after conversion to \(tensor.dtype.torchName), leading to division by zero.")
        }
        if RecordedImage.isWanted(tensor) {
            if inPlace { try tensor.checkInPlace() }
            let result = try RecordedImage.normalized(tensor, mean: mean, std: std)
            return inPlace ? try tensor.assignInPlace(result) : result
        }
        let isFloat = tensor.dtype == .float32
        let dense = tensor.isContiguous ? tensor : try tensor.contiguousUnrecorded()
        let source = isFloat || tensor.dtype == .float64 ? dense : try dense.castUnrecorded(.float32)
        let out = try Tensor(empty: source.shape, source.dtype)
        let plane = tensor.shape[tensor.rank - 2] * tensor.shape[tensor.rank - 1]
        let planes = plane == 0 ? 0 : tensor.count / plane
        for index in 0..<planes {
            let m = mean[mean.count == 1 ? 0 : index % channels]
            let s = std[std.count == 1 ? 0 : index % channels]
            if source.dtype == .float64 {
                let from = source.pointer(Double.self) + index * plane
                let to = out.pointer(Double.self) + index * plane
                for k in 0..<plane { to[k] = (from[k] - m) / s }
            } else {
                let from = source.f32 + index * plane
                let to = out.f32 + index * plane
                let (m, s) = (Float(m), Float(s))
                for k in 0..<plane { to[k] = (from[k] - m) / s }
            }
        }
        let result = out.dtype == tensor.dtype ? out : try out.castUnrecorded(tensor.dtype)
        guard inPlace else { return result }
        StridedCopy.copy(from: result, to: tensor)
        return tensor
    }

    /// Means and deviations must be one, or one per channel.
    func fits(_ channels: Int) -> Bool {
        [mean, std].allSatisfy { $0.count == 1 || $0.count == channels }
    }

    /// What PyTorch says when it subtracts the means, and divides by the deviations, in place.
    private func checkChannels(of tensor: Tensor) throws {
        let channels = tensor.shape[tensor.rank - 3]
        for (name, values) in [("mean", mean), ("std", std)] where values.count != 1 && values.count != channels {
            let axis = tensor.rank - 3
            var wide = tensor.shape
            wide[axis] = values.count
            throw TensorError(
                .runtimeError,
                channels == 1
                    ? "output with shape \(tensor.shape) doesn't match the broadcast shape \(wide)"
                    : "The size of tensor a (\(channels)) must match the size of tensor b (\(values.count)) at "
                        + "non-singleton dimension \(axis)",
                shapes: [tensor.shape],
                notes: [
                    "\(name) has \(values.count) values, the picture has \(channels) "
                        + "channel\(channels == 1 ? "" : "s"): Normalize takes one value for each, or one for all"
                ])
        }
    }

    public var description: String {
        "Normalize(mean=\(shown["mean"] ?? ReprText.reals(mean)), std=\(shown["std"] ?? ReprText.reals(std)))"
    }
}

/// Another dtype with the range of values rescaled to it.
public struct ConvertImageDtype: Transform {
    public let dtype: DType
    private let isVersion2: Bool

    public init(_ dtype: DType, isVersion2: Bool = false) {
        self.dtype = dtype
        self.isVersion2 = isVersion2
    }

    public func apply(_ sample: Sample, _ random: Generator) throws -> Sample {
        guard case .tensor(let tensor) = sample else {
            throw TensorError(.typeError, "Input img should be Tensor Image")
        }
        return .tensor(try ConvertImageDtype.convert(tensor, to: dtype, byReciprocal: isVersion2))
    }

    /// - Parameter byReciprocal: bytes become fractions by a product, as in version 2, whose last digit may be another
    ///   than the quotient's.
    public static func convert(_ tensor: Tensor, to dtype: DType, byReciprocal: Bool = false) throws -> Tensor {
        if tensor.dtype == dtype { return tensor }
        if RecordedImage.isWanted(tensor) && dtype.isFloat { return try tensor.to(dtype) }
        let dense = tensor.isContiguous ? tensor : try tensor.contiguousUnrecorded()
        if tensor.dtype.isFloat {
            if dtype.isFloat { return try dense.castUnrecorded(dtype) }
            let unsafe =
                (tensor.dtype == .float32 && (dtype == .int32 || dtype == .int64))
                || (tensor.dtype == .float64 && dtype == .int64)
            guard !unsafe else {
                throw TensorError(
                    .runtimeError,
                    "The cast from \(tensor.dtype.torchName) to \(dtype.torchName) cannot be performed safely.")
            }
            let factor = greatest(dtype) + 1 - 1e-3
            let wide = try (tensor.dtype == .float64 ? dense.alias() : dense.castUnrecorded(.float32))
            let scaled = try Tensor(empty: wide.shape, wide.dtype)
            if wide.dtype == .float64 {
                for k in 0..<wide.count { scaled.pointer(Double.self)[k] = wide.pointer(Double.self)[k] * factor }
            } else {
                for k in 0..<wide.count { scaled.f32[k] = wide.f32[k] * Float(factor) }
            }
            return try scaled.castUnrecorded(dtype)
        }
        let from = greatest(tensor.dtype)
        if dtype.isFloat {
            let wide = try dense.castUnrecorded(dtype == .float64 ? .float64 : .float32)
            for k in 0..<wide.count {
                switch (wide.dtype == .float64, byReciprocal) {
                case (true, false): wide.pointer(Double.self)[k] /= from
                case (true, true): wide.pointer(Double.self)[k] *= 1 / from
                case (false, false): wide.f32[k] /= Float(from)
                case (false, true): wide.f32[k] *= Float(1 / from)
                }
            }
            return wide.dtype == dtype ? wide : try wide.castUnrecorded(dtype)
        }
        let to = greatest(dtype)
        let whole = try dense.castUnrecorded(.int64)
        let values = whole.pointer(Int64.self)
        if from > to {
            let divisor = Int64((from + 1) / (to + 1))
            for k in 0..<whole.count {
                let (quotient, remainder) = values[k].quotientAndRemainder(dividingBy: max(1, divisor))
                values[k] = remainder < 0 ? quotient - 1 : quotient
            }
        } else {
            let factor = Int64((to + 1) / (from + 1))
            for k in 0..<whole.count { values[k] = values[k] &* factor }
        }
        return try whole.castUnrecorded(dtype)
    }

    /// Largest value of a whole-number dtype; 1 for bool.
    private static func greatest(_ dtype: DType) -> Double {
        switch dtype {
        case .bool: 1
        case .uint8: 255
        case .int8: 127
        case .int16: 32767
        case .int32: 2_147_483_647
        default: 0x1p63 - 1024
        }
    }

    public var description: String { "ConvertImageDtype()" }
}
