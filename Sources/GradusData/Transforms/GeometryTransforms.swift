import GradusTensor

/// The requested size of a `Resize`: both edges, or the shorter one.
public enum ResizeTarget: Equatable, Sendable {
    case exact(PixelSize)
    case shorter(Int)
}

public struct Resize: Transform {
    public let target: ResizeTarget
    public let filter: Interpolation
    public let longest: Int?
    public let antialias: Bool
    /// Version 2 resamples bytes in integers and shows itself otherwise.
    public let isVersion2: Bool
    public var shown: ShownArguments

    public init(
        _ target: ResizeTarget, _ filter: Interpolation = .bilinear, longest: Int? = nil, antialias: Bool = true,
        isVersion2: Bool = false, shown: ShownArguments = [:]
    ) {
        self.isVersion2 = isVersion2
        self.target = target
        self.filter = filter
        self.longest = longest
        self.antialias = antialias
        self.shown = shown
    }

    public func apply(_ sample: Sample, _ random: Generator) throws -> Sample {
        switch target {
        case .exact(let size):
            return try ImageFunctions.resize(sample, size, filter, antialias: antialias, inBytes: isVersion2)
        case .shorter(let edge):
            let (_, height, width) = try sample.dimensions()
            let size = try ImageFunctions.resizedSize(height: height, width: width, shorter: edge, longest: longest)
            return try ImageFunctions.resize(sample, size, filter, antialias: antialias, inBytes: isVersion2)
        }
    }

    public var description: String {
        let size =
            switch target {
            case .exact(let size): ReprText.size(size)
            case .shorter(let edge): String(edge)
            }
        if isVersion2 {
            let edges: [Int] =
                switch target {
                case .exact(let size): [size.height, size.width]
                case .shorter(let edge): [edge]
                }
            return "Resize(size=\(edges), interpolation=\(filter.rawValue), "
                + (longest.map { "max_size=\($0), " } ?? "") + "antialias=\(antialias ? "True" : "False"))"
        }
        return "Resize(size=\(shown["size"] ?? size), interpolation=\(filter.rawValue), "
            + "max_size=\(ReprText.optional(longest)), antialias=\(shown["antialias"] ?? (antialias ? "True" : "False")))"
    }
}

public struct CenterCrop: Transform {
    public let size: PixelSize
    public var shown: ShownArguments

    public init(_ size: PixelSize, shown: ShownArguments = [:]) {
        self.size = size
        self.shown = shown
    }

    public func apply(_ sample: Sample, _ random: Generator) throws -> Sample {
        try ImageFunctions.centerCrop(sample, size)
    }

    public var description: String { "CenterCrop(size=\(shown["size"] ?? ReprText.size(size)))" }
}

public struct Pad: Transform {
    public let border: Border
    public let fill: [Double]
    public let mode: PaddingMode
    public var shown: ShownArguments

    public init(_ border: Border, fill: [Double] = [0], mode: PaddingMode = .constant, shown: ShownArguments = [:]) {
        self.border = border
        self.fill = fill
        self.mode = mode
        self.shown = shown
    }

    public func apply(_ sample: Sample, _ random: Generator) throws -> Sample {
        try ImageFunctions.pad(sample, border, fill: fill, mode: mode)
    }

    public var description: String {
        let all = "\(border.left)"
        return "Pad(padding=\(shown["padding"] ?? all), fill=\(shown["fill"] ?? ReprText.fill(fill)), "
            + "padding_mode=\(mode.rawValue))"
    }
}

/// A random place for a window of the given size, the top drawn before the left edge.
public struct RandomCrop: Transform {
    public let size: PixelSize
    public let border: Border?
    public let padIfNeeded: Bool
    public let fill: [Double]
    public let mode: PaddingMode
    public var shown: ShownArguments

    public init(
        _ size: PixelSize, border: Border? = nil, padIfNeeded: Bool = false, fill: [Double] = [0],
        mode: PaddingMode = .constant, shown: ShownArguments = [:]
    ) {
        self.size = size
        self.border = border
        self.padIfNeeded = padIfNeeded
        self.fill = fill
        self.mode = mode
        self.shown = shown
    }

    public func apply(_ sample: Sample, _ random: Generator) throws -> Sample {
        var sample = sample
        if let border { sample = try ImageFunctions.pad(sample, border, fill: fill, mode: mode) }
        var (_, height, width) = try sample.dimensions()
        if padIfNeeded && width < size.width {
            let missing = size.width - width
            sample = try ImageFunctions.pad(
                sample, Border(left: missing, top: 0, right: missing, bottom: 0), fill: fill, mode: mode)
        }
        if padIfNeeded && height < size.height {
            let missing = size.height - height
            sample = try ImageFunctions.pad(
                sample, Border(left: 0, top: missing, right: 0, bottom: missing), fill: fill, mode: mode)
        }
        (_, height, width) = try sample.dimensions()
        guard height >= size.height, width >= size.width else {
            throw DataError.badArgument(
                operation: "RandomCrop",
                detail:
                    "Required crop size \(ReprText.size(size)) is larger than input image size (\(height), \(width))")
        }
        if height == size.height && width == size.width { return sample }
        let top = random.drawInteger(0, height - size.height + 1)
        let left = random.drawInteger(0, width - size.width + 1)
        return try ImageFunctions.crop(sample, top: top, left: left, height: size.height, width: size.width)
    }

    public var isRandom: Bool { true }

    public var description: String {
        "RandomCrop(size=\(ReprText.size(size)), "
            + "padding=\(shown["padding"] ?? ReprText.optional(border.map { $0.left })))"
    }
}

public struct RandomHorizontalFlip: Transform {
    public let probability: Double

    public init(probability: Double = 0.5) { self.probability = probability }

    public func apply(_ sample: Sample, _ random: Generator) throws -> Sample {
        random.drawUnit() < Float(probability) ? try ImageFunctions.flipHorizontally(sample) : sample
    }

    public var isRandom: Bool { true }
    public var description: String { "RandomHorizontalFlip(p=\(ReprText.real(probability)))" }
}

public struct RandomVerticalFlip: Transform {
    public let probability: Double

    public init(probability: Double = 0.5) { self.probability = probability }

    public func apply(_ sample: Sample, _ random: Generator) throws -> Sample {
        random.drawUnit() < Float(probability) ? try ImageFunctions.flipVertically(sample) : sample
    }

    public var isRandom: Bool { true }
    public var description: String { "RandomVerticalFlip(p=\(ReprText.real(probability)))" }
}

/// A turn by an angle drawn from a range of degrees.
public struct RandomRotation: Transform {
    public let degrees: (Double, Double)
    public let filter: Interpolation
    public let expand: Bool
    public let center: (Double, Double)?
    public let fill: [Double]
    public var shown: ShownArguments

    public init(
        degrees: (Double, Double), _ filter: Interpolation = .nearest, expand: Bool = false,
        center: (Double, Double)? = nil, fill: [Double] = [0], shown: ShownArguments = [:]
    ) {
        self.degrees = degrees
        self.filter = filter
        self.expand = expand
        self.center = center
        self.fill = fill
        self.shown = shown
    }

    public func apply(_ sample: Sample, _ random: Generator) throws -> Sample {
        let angle = random.drawUniform(degrees.0, degrees.1)
        return try ImageFunctions.rotate(sample, angle: angle, filter, expand: expand, center: center, fill: fill)
    }

    public var isRandom: Bool { true }

    public var description: String {
        var text = "RandomRotation(degrees=\(ReprText.list([degrees.0, degrees.1])), interpolation=\(filter.rawValue), "
        text += "expand=\(expand ? "True" : "False")"
        if let center {
            text += ", center=\(shown["center"] ?? ReprText.tuple([center.0, center.1].map(ReprText.number)))"
        }
        return text + ", fill=\(shown["fill"] ?? ReprText.fill(fill)))"
    }
}

/// A random rotation, translation, scale and shear about the centre.
public struct RandomAffine: Transform {
    public let degrees: (Double, Double)
    /// Largest shifts as fractions of width and height.
    public let translate: (Double, Double)?
    public let scale: (Double, Double)?
    /// Two numbers (x range) or four (x and y ranges).
    public let shear: [Double]?
    public let filter: Interpolation
    public let fill: [Double]
    public let center: (Double, Double)?
    public var shown: ShownArguments

    public init(
        degrees: (Double, Double), translate: (Double, Double)? = nil, scale: (Double, Double)? = nil,
        shear: [Double]? = nil, _ filter: Interpolation = .nearest, fill: [Double] = [0],
        center: (Double, Double)? = nil, shown: ShownArguments = [:]
    ) throws {
        if let shear, shear.count != 2 && shear.count != 4 {
            throw DataError.badArgument(
                operation: "RandomAffine", detail: "shear should be a sequence of length 2 or 4.")
        }
        if let translate, !(0...1).contains(translate.0) || !(0...1).contains(translate.1) {
            throw DataError.badArgument(
                operation: "RandomAffine", detail: "translation values should be between 0 and 1")
        }
        if let scale, scale.0 <= 0 || scale.1 <= 0 {
            throw DataError.badArgument(operation: "RandomAffine", detail: "scale values should be positive")
        }
        self.degrees = degrees
        self.translate = translate
        self.scale = scale
        self.shear = shear
        self.filter = filter
        self.fill = fill
        self.center = center
        self.shown = shown
    }

    public func apply(_ sample: Sample, _ random: Generator) throws -> Sample {
        let (_, height, width) = try sample.dimensions()
        let angle = random.drawUniform(degrees.0, degrees.1)
        var shift = (0.0, 0.0)
        if let translate {
            let limit = (translate.0 * Double(width), translate.1 * Double(height))
            shift.0 = random.drawUniform(-limit.0, limit.0).rounded(.toNearestOrEven)
            shift.1 = random.drawUniform(-limit.1, limit.1).rounded(.toNearestOrEven)
        }
        let factor = scale.map { random.drawUniform($0.0, $0.1) } ?? 1
        var lean = (0.0, 0.0)
        if let shear {
            lean.0 = random.drawUniform(shear[0], shear[1])
            if shear.count == 4 { lean.1 = random.drawUniform(shear[2], shear[3]) }
        }
        return try ImageFunctions.affine(
            sample, angle: angle, translate: shift, scale: factor, shear: lean, filter, fill: fill, center: center)
    }

    public var isRandom: Bool { true }

    public var description: String {
        func pair(_ name: String, _ value: (Double, Double)?) -> String {
            value.map { ", \(name)=\(shown[name] ?? ReprText.reals([$0.0, $0.1]))" } ?? ""
        }
        var text = "RandomAffine(degrees=\(ReprText.list([degrees.0, degrees.1]))"
        text += pair("translate", translate) + pair("scale", scale)
        if let shear { text += ", shear=\(ReprText.list(shear))" }
        if filter != .nearest { text += ", interpolation=\(filter.rawValue)" }
        if fill != [0] { text += ", fill=\(shown["fill"] ?? ReprText.fill(fill))" }
        if let center {
            text += ", center=\(shown["center"] ?? ReprText.tuple([center.0, center.1].map(ReprText.number)))"
        }
        return text + ")"
    }
}
