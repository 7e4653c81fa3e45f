import GradusTensor

/// The colour part of `torchvision.transforms.functional`, on pictures and on float32 or uint8 tensors.
public enum ColorFunctions {
    public static func grayscale(_ sample: Sample, channels: Int) throws -> Sample {
        if let batch = try eachPicture(sample, { try grayscale($0, channels: channels) }) { return batch }
        switch sample {
        case .picture(let picture):
            let gray = picture.converted(to: .gray)
            return .picture(channels == 3 ? gray.converted(to: .rgb) : gray)
        case .tensor(let tensor):
            if RecordedImage.isWanted(tensor) {
                let gray = try RecordedImage.luma(tensor)
                return .tensor(channels == 3 ? try Tensor.cat([gray, gray, gray], -3) : gray)
            }
            let image = try FloatPlanes(tensor, operation: "rgb_to_grayscale")
            let gray = image.channels == 3 ? image.luma() : Array(image.values.prefix(image.plane))
            let planes = Array([[Float]](repeating: gray, count: channels).joined())
            return .tensor(try image.with(planes, channels: channels).tensor())
        }
    }

    public static func invert(_ sample: Sample) throws -> Sample {
        if let batch = try eachPicture(sample, { try invert($0) }) { return batch }
        switch sample {
        case .picture(let picture):
            return .picture(picture.inverted())
        case .tensor(let tensor):
            if RecordedImage.isWanted(tensor) { return .tensor(try tensor.rsub(.double(1))) }
            let image = try FloatPlanes(tensor, operation: "invert")
            return .tensor(try image.with(image.values.map { image.bound - $0 }).tensor())
        }
    }

    public static func adjustBrightness(_ sample: Sample, _ factor: Double) throws -> Sample {
        if let batch = try eachPicture(sample, { try adjustBrightness($0, factor) }) { return batch }
        try checkFactor(factor, "brightness")
        switch sample {
        case .picture(let picture):
            return .picture(picture.brightness(factor))
        case .tensor(let tensor):
            if RecordedImage.isWanted(tensor) { return .tensor(try RecordedImage.blended(tensor, nil, factor)) }
            let image = try FloatPlanes(tensor, operation: "adjust_brightness")
            return .tensor(try image.blended(with: [Float](repeating: 0, count: image.values.count), factor).tensor())
        }
    }

    public static func adjustContrast(_ sample: Sample, _ factor: Double) throws -> Sample {
        if let batch = try eachPicture(sample, { try adjustContrast($0, factor) }) { return batch }
        try checkFactor(factor, "contrast")
        switch sample {
        case .picture(let picture):
            return .picture(picture.contrast(factor))
        case .tensor(let tensor):
            if RecordedImage.isWanted(tensor) {
                let mean = try RecordedImage.luma(tensor).mean()
                return .tensor(try RecordedImage.blended(tensor, mean, factor))
            }
            let image = try FloatPlanes(tensor, operation: "adjust_contrast")
            let gray = image.channels == 3 ? image.luma() : image.values
            let mean = Float(gray.reduce(0.0) { $0 + Double($1) } / Double(max(1, gray.count)))
            return .tensor(
                try image.blended(with: [Float](repeating: mean, count: image.values.count), factor).tensor())
        }
    }

    public static func adjustSaturation(_ sample: Sample, _ factor: Double) throws -> Sample {
        if let batch = try eachPicture(sample, { try adjustSaturation($0, factor) }) { return batch }
        try checkFactor(factor, "saturation")
        switch sample {
        case .picture(let picture):
            return .picture(picture.saturation(factor))
        case .tensor(let tensor):
            if RecordedImage.isWanted(tensor) && tensor.shape[tensor.rank - 3] == 3 {
                return .tensor(try RecordedImage.blended(tensor, RecordedImage.luma(tensor), factor))
            }
            let image = try FloatPlanes(tensor, operation: "adjust_saturation")
            if image.channels == 1 { return sample }
            let gray = image.luma()
            return .tensor(try image.blended(with: gray + gray + gray, factor).tensor())
        }
    }

    public static func adjustHue(_ sample: Sample, _ factor: Double) throws -> Sample {
        if let batch = try eachPicture(sample, { try adjustHue($0, factor) }) { return batch }
        switch sample {
        case .picture(let picture):
            return .picture(try picture.hue(factor))
        case .tensor(let tensor):
            guard (-0.5...0.5).contains(factor) else {
                throw DataError.badArgument(
                    operation: "adjust_hue", detail: "hue_factor (\(factor)) is not in [-0.5, 0.5].")
            }
            if RecordedImage.isWanted(tensor), tensor.rank == 3, tensor.shape[0] == 3 {
                return .tensor(try RecordedImage.turned(tensor, by: factor))
            }
            let image = try FloatPlanes(tensor, operation: "adjust_hue")
            return image.channels == 1 ? sample : .tensor(try image.turned(by: Float(factor)).tensor())
        }
    }

    /// A tensor [..., C, H, W] picture by picture; nil for a single picture.
    private static func eachPicture(_ sample: Sample, _ body: (Sample) throws -> Sample) throws -> Sample? {
        guard case .tensor(let tensor) = sample, tensor.rank > 3, tensor.count > 0 else { return nil }
        let leading = Array(tensor.shape.prefix(tensor.rank - 3))
        let pictures = try tensor.reshape(Dims([leading.reduce(1, *)] + tensor.shape.suffix(3)))
        let results = try (0..<pictures.shape[0]).map { index -> Tensor in
            if Interruption.isWanted { throw TensorError.interrupted }
            guard case .tensor(let result) = try body(.tensor(try pictures.select(0, index))) else { return pictures }
            return result
        }
        let all = try Tensor.stack(results)
        return .tensor(try all.reshape(Dims(leading + Array(all.shape.dropFirst()))))
    }

    private static func checkFactor(_ factor: Double, _ name: String) throws {
        guard factor >= 0 else {
            throw DataError.badArgument(
                operation: "adjust_\(name)", detail: "\(name)_factor (\(ReprText.real(factor))) is not non-negative.")
        }
    }
}

/// A tensor picture [C, H, W] with 1 or 3 channels as floats; uint8 stays in 0 ... 255 and is cut off on the way back.
struct FloatPlanes {
    let channels: Int
    let height: Int
    let width: Int
    let dtype: DType
    var values: [Float]

    var plane: Int { height * width }
    /// White.
    var bound: Float { dtype == .uint8 ? 255 : 1 }

    init(_ tensor: Tensor, operation: String) throws {
        let (channels, height, width) = try Sample.tensor(tensor).dimensions()
        guard tensor.rank <= 3, channels == 1 || channels == 3 else {
            throw DataError.badArgument(
                operation: operation,
                detail: "Input image tensor permitted channel values are 1 or 3, but found \(channels)")
        }
        guard tensor.dtype.isFloat || tensor.dtype == .uint8 else {
            throw DataError.wrongKind(
                operation: operation, expected: "a float or uint8 tensor", actual: tensor.dtype.torchName)
        }
        let dense = tensor.isContiguous ? tensor : try tensor.contiguousUnrecorded()
        let floats = tensor.dtype == .float32 ? dense : try dense.castUnrecorded(.float32)
        self.channels = channels
        self.height = height
        self.width = width
        dtype = tensor.dtype
        values = Array(UnsafeBufferPointer(start: floats.f32, count: floats.count))
    }

    private init(channels: Int, height: Int, width: Int, dtype: DType, values: [Float]) {
        self.channels = channels
        self.height = height
        self.width = width
        self.dtype = dtype
        self.values = values
    }

    func with(_ values: [Float], channels: Int? = nil) -> FloatPlanes {
        FloatPlanes(channels: channels ?? self.channels, height: height, width: width, dtype: dtype, values: values)
    }

    func tensor() throws -> Tensor {
        let out = try Tensor(empty: [channels, height, width], .float32)
        for index in values.indices { out.f32[index] = values[index] }
        return dtype == .float32 ? out : try out.castUnrecorded(dtype)
    }

    /// 0.2989 R + 0.587 G + 0.114 B, cut off for uint8.
    func luma() -> [Float] {
        (0..<plane).map { index in
            let gray = 0.2989 * values[index] + 0.587 * values[plane + index] + 0.114 * values[2 * plane + index]
            return dtype == .uint8 ? gray.rounded(.towardZero) : gray
        }
    }

    /// factor · this + (1 − factor) · other, within 0 ... white.
    func blended(with other: [Float], _ factor: Double) -> FloatPlanes {
        let own = Float(factor)
        let rest = Float(1 - factor)
        return with(values.indices.map { min(bound, max(0, own * values[$0] + rest * other[$0])) })
    }

    /// Through hue, saturation and value with the hue moved round.
    func turned(by factor: Float) -> FloatPlanes {
        var result = self
        let scale = bound
        for index in 0..<plane {
            if index & 0xFFFF == 0xFFFF, Interruption.isWanted { break }
            let r = values[index] / scale
            let g = values[plane + index] / scale
            let b = values[2 * plane + index] / scale
            let most = max(r, g, b)
            let least = min(r, g, b)
            let range = most - least
            var hue: Float = 0
            if range > 0 {
                let red = (most - r) / range
                let green = (most - g) / range
                let blue = (most - b) / range
                if most == r {
                    hue = blue - green
                } else if most == g {
                    hue = 2 + red - blue
                } else {
                    hue = 4 + green - red
                }
                hue = (hue / 6 + 1).truncatingRemainder(dividingBy: 1)
            }
            hue += factor
            hue -= hue.rounded(.down)
            let saturation = most > 0 ? range / most : 0
            let sector = (hue * 6).rounded(.down)
            let fraction = hue * 6 - sector
            func unit(_ value: Float) -> Float { min(1, max(0, value)) }
            let p = unit(most * (1 - saturation))
            let q = unit(most * (1 - saturation * fraction))
            let t = unit(most * (1 - saturation * (1 - fraction)))
            let colours: (Float, Float, Float) =
                switch Int(sector) % 6 {
                case 0: (most, t, p)
                case 1: (q, most, p)
                case 2: (p, most, t)
                case 3: (p, q, most)
                case 4: (t, p, most)
                default: (most, p, q)
                }
            // torchvision scales back to bytes with max + 1 - 0.001.
            let back: Float = dtype == .uint8 ? 255.999 : 1
            result.values[index] = colours.0 * back
            result.values[plane + index] = colours.1 * back
            result.values[2 * plane + index] = colours.2 * back
        }
        return result
    }
}
