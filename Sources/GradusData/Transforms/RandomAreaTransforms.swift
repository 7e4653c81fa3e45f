import GradusTensor

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Draws an area as a fraction of a picture and an aspect ratio on a logarithmic scale.
struct AreaDraw {
    let scale: (Double, Double)
    let ratio: (Double, Double)

    /// Area in pixels and width / height (or height / width).
    func callAsFunction(_ random: Generator, area: Int) -> (area: Double, aspect: Double) {
        let pixels = Double(area) * random.drawUniform(scale.0, scale.1)
        // The logarithms are float32, as torch computes them.
        let low = Double(logf(Float(ratio.0)))
        let high = Double(logf(Float(ratio.1)))
        return (pixels, Double(expf(Float(random.drawUniform(low, high)))))
    }

    static func edge(_ value: Double) -> Int {
        let root = value.squareRoot().rounded(.toNearestOrEven)
        return root.isFinite && root < 1e9 ? Int(root) : Int(1e9)
    }
}

/// A window of random area and aspect, resized to one size.
public struct RandomResizedCrop: Transform {
    public let size: PixelSize
    public let scale: (Double, Double)
    public let ratio: (Double, Double)
    public let filter: Interpolation
    public let antialias: Bool
    /// Version 2 resamples bytes in integers and shows itself otherwise.
    public let isVersion2: Bool

    public init(
        _ size: PixelSize, scale: (Double, Double) = (0.08, 1), ratio: (Double, Double) = (3.0 / 4, 4.0 / 3),
        _ filter: Interpolation = .bilinear, antialias: Bool = true, isVersion2: Bool = false
    ) {
        self.isVersion2 = isVersion2
        self.size = size
        self.scale = scale
        self.ratio = ratio
        self.filter = filter
        self.antialias = antialias
    }

    public func apply(_ sample: Sample, _ random: Generator) throws -> Sample {
        let (_, height, width) = try sample.dimensions()
        let box = window(height: height, width: width, random)
        let cropped = try ImageFunctions.crop(
            sample, top: box.top, left: box.left, height: box.height, width: box.width)
        return try ImageFunctions.resize(cropped, size, filter, antialias: antialias, inBytes: isVersion2)
    }

    private func window(height: Int, width: Int, _ random: Generator) -> (top: Int, left: Int, height: Int, width: Int)
    {
        let draw = AreaDraw(scale: scale, ratio: ratio)
        for _ in 0..<10 {
            let (area, aspect) = draw(random, area: height * width)
            let w = AreaDraw.edge(area * aspect)
            let h = AreaDraw.edge(area / aspect)
            if w > 0 && w <= width && h > 0 && h <= height {
                let top = random.drawInteger(0, height - h + 1)
                let left = random.drawInteger(0, width - w + 1)
                return (top, left, h, w)
            }
        }
        // The largest window in the middle whose aspect is allowed.
        var w = width
        var h = height
        let aspect = Double(width) / Double(max(1, height))
        let least = min(ratio.0, ratio.1)
        let most = max(ratio.0, ratio.1)
        if aspect < least {
            h = Int((Double(w) / least).rounded(.toNearestOrEven))
        } else if aspect > most {
            w = Int((Double(h) * most).rounded(.toNearestOrEven))
        }
        return ((height - h) / 2, (width - w) / 2, h, w)
    }

    public var isRandom: Bool { true }

    public var description: String {
        func fourDigits(_ value: Double) -> String { ReprText.real((value * 10000).rounded(.toNearestOrEven) / 10000) }
        func pair(_ value: (Double, Double)) -> String { ReprText.tuple([value.0, value.1].map(fourDigits)) }
        if isVersion2 {
            func whole(_ value: (Double, Double)) -> String { ReprText.tuple([value.0, value.1].map(ReprText.real)) }
            return "RandomResizedCrop(size=\(ReprText.size(size)), scale=\(whole(scale)), ratio=\(whole(ratio)), "
                + "interpolation=\(filter.rawValue), antialias=\(antialias ? "True" : "False"))"
        }
        return "RandomResizedCrop(size=\(ReprText.size(size)), scale=\(pair(scale)), ratio=\(pair(ratio)), "
            + "interpolation=\(filter.rawValue), antialias=\(antialias ? "True" : "False"))"
    }
}

/// A random rectangle of a tensor picture overwritten with a value or with noise.
public struct RandomErasing: Transform {
    public enum Value: Equatable, Sendable {
        /// One number, or one per channel.
        case constant([Double])
        /// A standard normal per element.
        case noise
    }

    public let probability: Double
    public let scale: (Double, Double)
    public let ratio: (Double, Double)
    public let value: Value
    public let inPlace: Bool
    public var shown: ShownArguments

    public init(
        probability: Double = 0.5, scale: (Double, Double) = (0.02, 0.33), ratio: (Double, Double) = (0.3, 3.3),
        value: Value = .constant([0]), inPlace: Bool = false, shown: ShownArguments = [:]
    ) throws {
        guard scale.0 >= 0, scale.1 <= 1 else {
            throw DataError.badArgument(operation: "RandomErasing", detail: "Scale should be between 0 and 1")
        }
        guard (0...1).contains(probability) else {
            throw DataError.badArgument(
                operation: "RandomErasing", detail: "Random erasing probability should be between 0 and 1")
        }
        self.probability = probability
        self.scale = scale
        self.ratio = ratio
        self.value = value
        self.inPlace = inPlace
        self.shown = shown
    }

    public func apply(_ sample: Sample, _ random: Generator) throws -> Sample {
        guard random.drawUnit() < Float(probability) else { return sample }
        guard case .tensor(let tensor) = sample else {
            throw DataError.wrongKind(operation: "img", expected: "Tensor Image", actual: sample.kind)
        }
        let (channels, height, width) = try sample.dimensions()
        if case .constant(let values) = value, values.count != 1 && values.count != channels {
            throw DataError.badArgument(
                operation: "RandomErasing",
                detail: "If value is a sequence, it should have either a single value or \(channels) "
                    + "(number of input channels)")
        }
        let draw = AreaDraw(scale: scale, ratio: ratio)
        for _ in 0..<10 {
            let (area, aspect) = draw(random, area: height * width)
            let h = AreaDraw.edge(area * aspect)
            let w = AreaDraw.edge(area / aspect)
            guard h < height, w < width else { continue }
            let patch = try makePatch(channels: channels, height: h, width: w, random)
            let top = random.drawInteger(0, height - h + 1)
            let left = random.drawInteger(0, width - w + 1)
            return .tensor(try erase(tensor, patch, top: top, left: left))
        }
        return sample
    }

    /// [C, h, w] of float32.
    private func makePatch(channels: Int, height: Int, width: Int, _ random: Generator) throws -> Tensor {
        let patch = try Tensor(empty: [channels, height, width], .float32)
        switch value {
        case .noise:
            _ = try patch.normalInPlace(0, 1, random)
        case .constant(let values):
            let plane = height * width
            for index in 0..<patch.count {
                patch.f32[index] = Float(values[values.count == 1 ? 0 : index / max(1, plane)])
            }
        }
        return patch
    }

    private func erase(_ tensor: Tensor, _ patch: Tensor, top: Int, left: Int) throws -> Tensor {
        if RecordedImage.isWanted(tensor) {
            let target = inPlace ? tensor : try tensor.clone()
            let hole = try target.narrow(-2, top, patch.shape[1]).narrow(-1, left, patch.shape[2])
            try hole.copyInPlace(tensor.rank < 3 ? patch.select(0, 0) : patch)
            return target
        }
        let target = inPlace ? tensor : try copy(tensor)
        let rank = tensor.rank
        var shape = tensor.shape
        shape[rank - 2] = patch.shape[1]
        shape[rank - 1] = patch.shape[2]
        let offset = target.offset + top * target.strides[rank - 2] + left * target.strides[rank - 1]
        let hole = target.alias(shape: shape, strides: target.strides, offset: offset)
        // The patch repeats over leading axes.
        var strides = Dims(repeating: 0, count: rank)
        for axis in 0..<min(3, rank) { strides[rank - 1 - axis] = patch.strides[2 - axis] }
        let spread = patch.alias(shape: shape, strides: strides, offset: patch.offset)
        StridedCopy.copy(from: spread, to: hole)
        return target
    }

    private func copy(_ tensor: Tensor) throws -> Tensor {
        let result = try Tensor(empty: tensor.shape, tensor.dtype)
        StridedCopy.copy(from: tensor, to: result)
        return result
    }

    public var isRandom: Bool { true }

    public var description: String {
        let shownValue =
            switch value {
            case .noise: "random"
            case .constant(let values): ReprText.fill(values)
            }
        return "RandomErasing(p=\(ReprText.real(probability)), "
            + "scale=\(shown["scale"] ?? ReprText.reals([scale.0, scale.1])), "
            + "ratio=\(shown["ratio"] ?? ReprText.reals([ratio.0, ratio.1])), value=\(shown["value"] ?? shownValue), "
            + "inplace=\(inPlace ? "True" : "False"))"
    }
}
