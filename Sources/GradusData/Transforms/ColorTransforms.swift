import GradusTensor

/// Gray with one or three channels.
public struct Grayscale: Transform {
    public let channels: Int

    public init(channels: Int = 1) throws {
        guard channels == 1 || channels == 3 else {
            throw DataError.badArgument(operation: "Grayscale", detail: "num_output_channels should be either 1 or 3")
        }
        self.channels = channels
    }

    public func apply(_ sample: Sample, _ random: Generator) throws -> Sample {
        try ColorFunctions.grayscale(sample, channels: channels)
    }

    public var description: String { "Grayscale(num_output_channels=\(channels))" }
}

/// Gray, in as many channels as before, with probability p.
public struct RandomGrayscale: Transform {
    public let probability: Double

    public init(probability: Double = 0.1) { self.probability = probability }

    public func apply(_ sample: Sample, _ random: Generator) throws -> Sample {
        let channels = try sample.dimensions().channels
        guard random.drawUnit() < Float(probability) else { return sample }
        return try ColorFunctions.grayscale(sample, channels: channels)
    }

    public var isRandom: Bool { true }
    public var description: String { "RandomGrayscale(p=\(ReprText.real(probability)))" }
}

public struct RandomInvert: Transform {
    public let probability: Double

    public init(probability: Double = 0.5) { self.probability = probability }

    public func apply(_ sample: Sample, _ random: Generator) throws -> Sample {
        guard Double(random.drawUnit()) < probability else { return sample }
        try sample.refuseWide("RandomInvert")
        return try ColorFunctions.invert(sample)
    }

    public var isRandom: Bool { true }
    public var description: String { "RandomInvert(p=\(ReprText.real(probability)))" }
}

/// Brightness, contrast, saturation and hue changed by random factors, in random order.
public struct ColorJitter: Transform {
    public typealias Range = (Double, Double)

    public let brightness: Range?
    public let contrast: Range?
    public let saturation: Range?
    public let hue: Range?

    /// Ranges of the factors; a nil range leaves that property alone.
    public init(brightness: Range? = nil, contrast: Range? = nil, saturation: Range? = nil, hue: Range? = nil) throws {
        self.brightness = try ColorJitter.checked(brightness, "brightness", center: 1, 0, .infinity)
        self.contrast = try ColorJitter.checked(contrast, "contrast", center: 1, 0, .infinity)
        self.saturation = try ColorJitter.checked(saturation, "saturation", center: 1, 0, .infinity)
        self.hue = try ColorJitter.checked(hue, "hue", center: 0, -0.5, 0.5)
    }

    /// The range that a single number means: 1 ± value, not below 0.
    public static func factorRange(_ value: Double, name: String) throws -> Range {
        guard value >= 0 else { throw negative(name) }
        return (max(1 - value, 0), 1 + value)
    }

    /// The range that a single number means for the hue: ± value.
    public static func hueRange(_ value: Double) throws -> Range {
        guard value >= 0 else { throw negative("hue") }
        return (-value, value)
    }

    private static func negative(_ name: String) -> DataError {
        .badArgument(operation: "ColorJitter", detail: "If \(name) is a single number, it must be non negative.")
    }

    private static func checked(
        _ range: Range?, _ name: String, center: Double, _ low: Double, _ high: Double
    ) throws -> Range? {
        guard let range else { return nil }
        guard low <= range.0, range.0 <= range.1, range.1 <= high else {
            let bounds = low == 0 ? "(0, inf)" : "(-0.5, 0.5)"
            throw DataError.badArgument(
                operation: "ColorJitter",
                detail: "\(name) values should be between \(bounds), but got \(ReprText.list([range.0, range.1])).")
        }
        return range.0 == center && range.1 == center ? nil : range
    }

    public func apply(_ sample: Sample, _ random: Generator) throws -> Sample {
        try sample.refuseWide("ColorJitter")
        let order = random.randomPermutation(4)
        func draw(_ range: Range?) -> Double? { range.map { random.drawUniform($0.0, $0.1) } }
        let factors = [draw(brightness), draw(contrast), draw(saturation), draw(hue)]
        var result = sample
        for step in order {
            guard let factor = factors[step] else { continue }
            if Interruption.isWanted { throw TensorError.interrupted }
            switch step {
            case 0: result = try ColorFunctions.adjustBrightness(result, factor)
            case 1: result = try ColorFunctions.adjustContrast(result, factor)
            case 2: result = try ColorFunctions.adjustSaturation(result, factor)
            default: result = try ColorFunctions.adjustHue(result, factor)
            }
        }
        return result
    }

    public var isRandom: Bool { true }

    public var description: String {
        func text(_ range: Range?) -> String { range.map { ReprText.reals([$0.0, $0.1]) } ?? "None" }
        return "ColorJitter(brightness=\(text(brightness)), contrast=\(text(contrast)), "
            + "saturation=\(text(saturation)), hue=\(text(hue)))"
    }
}
