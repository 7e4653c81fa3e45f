import GradusKernels
import GradusTensor

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What `torchvision.transforms.functional` does, on pictures (with PIL's arithmetic) and on tensors (with torch's).
public enum ImageFunctions {
    /// [C, H, W] of the default float dtype, bytes divided by 255.
    public static func toTensor(_ picture: Picture) throws -> Tensor {
        let bytes = try picturePlanes(picture)
        if picture.mode.isWide { return bytes }
        guard DType.defaultFloat == .float32 else { return try exactQuotients(bytes) }
        let out = try Tensor(empty: bytes.shape, .float32)
        Threads.inStretches(bytes.count) {
            Kernels.gatherImages(
                count: 1, channels: 1, plane: $0.count, images: bytes.pointer(UInt8.self) + $0.lowerBound, indices: nil,
                mean: nil, std: nil, y: out.f32 + $0.lowerBound)
        }
        return out
    }

    /// Other default dtypes divide in that dtype.
    private static func exactQuotients(_ bytes: Tensor) throws -> Tensor {
        let out = try Tensor(empty: bytes.shape, .float64)
        let from = bytes.pointer(UInt8.self)
        let to = out.pointer(Double.self)
        Threads.inStretches(bytes.count) { for index in $0 { to[index] = Double(from[index]) / 255 } }
        return try out.castUnrecorded(DType.defaultFloat)
    }

    /// [C, H, W] of uint8, not scaled (a bilevel picture has 0 and 1).
    public static func picturePlanes(_ picture: Picture, bilevelAsOne: Bool = false) throws -> Tensor {
        if picture.mode.isWide { return try widePlane(picture) }
        let channels = picture.channels
        let plane = picture.width * picture.height
        let out = try Tensor(empty: [channels, picture.height, picture.width], .uint8)
        let to = out.pointer(UInt8.self)
        picture.bytes.withUnsafeBufferPointer { from in
            if channels == 1 {
                let divide = bilevelAsOne && picture.mode == .bilevel
                Threads.inStretches(plane) { for index in $0 { to[index] = divide ? from[index] / 255 : from[index] } }
            } else {
                Threads.inStretches(plane) {
                    for index in $0 {
                        for channel in 0..<channels { to[channel * plane + index] = from[index * channels + channel] }
                    }
                }
            }
        }
        return out
    }

    /// [1, H, W] of int16, int32 or float32.
    private static func widePlane(_ picture: Picture) throws -> Tensor {
        let dtypes: [PictureMode: DType] = [.wide16: .int16, .wideInteger: .int32]
        let out = try Tensor(empty: [1, picture.height, picture.width], dtypes[picture.mode] ?? .float32)
        picture.bytes.withUnsafeBytes { from in
            UnsafeMutableRawBufferPointer(start: out.pointer(UInt8.self), count: from.count).copyMemory(from: from)
        }
        return out
    }

    /// A picture from [C, H, W] or [H, W]: float tensors times 255 with the fraction cut off, uint8 as they are.
    public static func toPicture(_ tensor: Tensor, mode: PictureMode? = nil) throws -> Picture {
        guard tensor.rank == 2 || tensor.rank == 3 else {
            throw DataError.badArgument(
                operation: "to_pil_image", detail: "pic should be 2/3 dimensional. Got \(tensor.rank) dimensions.")
        }
        let (channels, height, width) = try Sample.tensor(tensor).dimensions()
        guard channels <= 4 else {
            throw DataError.badArgument(
                operation: "to_pil_image", detail: "pic should not have > 4 channels. Got \(channels) channels.")
        }
        let permitted: [Int: [PictureMode]] = [
            1: [.gray], 2: [.grayAlpha], 3: [.rgb, .ycbcr, .hsv], 4: [.rgba, .cmyk],
        ]
        guard let modes = permitted[channels], let usual = modes.first else {
            throw DataError.badArgument(
                operation: "to_pil_image", detail: "pictures of \(channels) channels are not supported")
        }
        let expected = mode.flatMap { modes.contains($0) ? $0 : nil } ?? usual
        if let mode, mode != expected {
            throw DataError.badArgument(
                operation: "to_pil_image",
                detail:
                    "Incorrect mode (\(mode.rawValue)) supplied for \(channels) channels. Should be \(expected.rawValue)"
            )
        }
        guard tensor.dtype.isFloat || tensor.dtype == .uint8 else {
            throw DataError.wrongKind(
                operation: "to_pil_image", expected: "a float or uint8 tensor", actual: tensor.dtype.torchName)
        }
        let dense = tensor.isContiguous ? tensor : try tensor.contiguousUnrecorded()
        let plane = height * width
        var bytes = [UInt8](repeating: 0, count: plane * channels)
        if tensor.dtype == .uint8 {
            let from = dense.pointer(UInt8.self)
            for channel in 0..<channels {
                for index in 0..<plane { bytes[index * channels + channel] = from[channel * plane + index] }
            }
        } else {
            let floats = tensor.dtype == .float32 ? dense : try dense.castUnrecorded(.float32)
            for channel in 0..<channels {
                for index in 0..<plane {
                    bytes[index * channels + channel] = wrapped(floats.f32[channel * plane + index] * 255)
                }
            }
        }
        return try Picture(mode: expected, width: width, height: height, bytes: bytes)
    }

    /// Cut off and wrapped modulo 256, as NumPy's cast on x86 does.
    private static func wrapped(_ value: Float) -> UInt8 {
        guard value.isFinite, abs(value) < 1e18 else { return 0 }
        return UInt8(truncatingIfNeeded: Int(value))
    }

    public static func crop(_ sample: Sample, top: Int, left: Int, height: Int, width: Int) throws -> Sample {
        switch sample {
        case .picture(let picture):
            let (right, wideOverflow) = left.addingReportingOverflow(width)
            let (bottom, highOverflow) = top.addingReportingOverflow(height)
            guard !wideOverflow, !highOverflow else {
                throw DataError.badArgument(operation: "crop", detail: "the box is too large")
            }
            return .picture(try picture.cropped(left: left, top: top, right: right, bottom: bottom))
        case .tensor(let tensor):
            return .tensor(
                try TensorImage(tensor, operation: "crop").cropped(top: top, left: left, height: height, width: width))
        }
    }

    public static func centerCrop(_ sample: Sample, _ size: PixelSize) throws -> Sample {
        var sample = sample
        var (_, height, width) = try sample.dimensions()
        if size.width > width || size.height > height {
            let wide = max(0, size.width - width)
            let high = max(0, size.height - height)
            sample = try pad(
                sample, Border(left: wide / 2, top: high / 2, right: (wide + 1) / 2, bottom: (high + 1) / 2))
            (_, height, width) = try sample.dimensions()
            if size.width == width && size.height == height { return sample }
        }
        func start(_ room: Int) -> Int { Int((Double(room) / 2).rounded(.toNearestOrEven)) }
        return try crop(
            sample, top: start(height - size.height), left: start(width - size.width), height: size.height,
            width: size.width)
    }

    public static func pad(
        _ sample: Sample, _ border: Border, fill: [Double] = [0], mode: PaddingMode = .constant
    ) throws -> Sample {
        for side in [border.left, border.top, border.right, border.bottom] where abs(side) > 1 << 24 {
            throw DataError.badArgument(operation: "pad", detail: "the padding \(side) is too large")
        }
        switch sample {
        case .picture(let picture):
            return .picture(
                try picture.padded(
                    left: border.left, top: border.top, right: border.right, bottom: border.bottom, mode: mode,
                    fill: try pictureFill(fill, picture)))
        case .tensor(let tensor):
            let image = try TensorImage(tensor, operation: "pad")
            if mode == .reflect {
                let shown = tensor.rank < 4 ? [1] + Array(tensor.shape) : Array(tensor.shape)
                for (place, before, after, size) in [
                    (1, border.left, border.right, image.width), (2, border.top, border.bottom, image.height),
                ] where max(before, after) >= size {
                    throw TensorError(
                        .runtimeError,
                        "Argument #\(2 + 2 * place): Padding size should be less than the corresponding input dimension, "
                            + "but got: padding (\(before), \(after)) at dimension \(shown.count - place) of input "
                            + "\(Dims(shown))")
                }
            }
            return .tensor(
                try image.padded(
                    left: border.left, top: border.top, right: border.right, bottom: border.bottom, mode: mode,
                    fill: fill.first ?? 0))
        }
    }

    /// One byte per channel from one or several numbers.
    static func pictureFill(_ fill: [Double], _ picture: Picture) throws -> [UInt8] {
        guard fill.count == 1 || fill.count == picture.channels else {
            throw DataError.badArgument(
                operation: "fill",
                detail: "The number of elements in 'fill' does not match the number of channels of the image "
                    + "(\(fill.count) != \(picture.channels))")
        }
        return (0..<picture.channels).map { channel in
            let value = fill[fill.count == 1 ? 0 : channel]
            return value.isFinite ? UInt8(min(255, max(0, value))) : 0
        }
    }

    /// Height and width for a requested shorter edge.
    public static func resizedSize(height: Int, width: Int, shorter: Int, longest: Int? = nil) throws -> PixelSize {
        guard height > 0, width > 0, shorter > 0, shorter < 1 << 24 else {
            throw DataError.badPictureSize(width: width, height: height, detail: "cannot be resized to \(shorter)")
        }
        let short = min(height, width)
        let long = max(height, width)
        var newShort = shorter
        var newLong = Int(Double(shorter * long) / Double(short))
        if let longest {
            guard longest > shorter else {
                throw DataError.badArgument(
                    operation: "resize",
                    detail: "max_size = \(longest) must be strictly greater than the requested size for the smaller "
                        + "edge size = \(shorter)")
            }
            if newLong > longest {
                newShort = Int(Double(longest * newShort) / Double(newLong))
                newLong = longest
            }
        }
        return width <= height
            ? PixelSize(height: newLong, width: newShort) : PixelSize(height: newShort, width: newLong)
    }

    /// - Parameter inBytes: whether tensors of uint8 are resampled in integers, as version 2 does it.
    public static func resize(
        _ sample: Sample, _ size: PixelSize, _ filter: Interpolation = .bilinear, antialias: Bool = true,
        inBytes: Bool = false
    ) throws -> Sample {
        let (_, height, width) = try sample.dimensions()
        if height == size.height && width == size.width { return sample }
        switch sample {
        case .picture(let picture):
            return .picture(try picture.resized(width: size.width, height: size.height, filter))
        case .tensor(let tensor) where inBytes && tensor.dtype == .uint8 && (filter == .bilinear || filter == .bicubic):
            return .tensor(
                try TensorImage(tensor, operation: "resize").resizedInBytes(
                    height: size.height, width: size.width, filter, antialias: antialias))
        case .tensor(let tensor):
            return .tensor(
                try TensorImage(tensor, operation: "resize").resized(
                    height: size.height, width: size.width, filter, antialias: antialias))
        }
    }

    public static func flipHorizontally(_ sample: Sample) throws -> Sample {
        switch sample {
        case .picture(let picture): .picture(picture.transposed(.flipLeftRight))
        case .tensor(let tensor): .tensor(try TensorImage(tensor, operation: "hflip").flippedHorizontally())
        }
    }

    public static func flipVertically(_ sample: Sample) throws -> Sample {
        switch sample {
        case .picture(let picture): .picture(picture.transposed(.flipTopBottom))
        case .tensor(let tensor): .tensor(try TensorImage(tensor, operation: "vflip").flippedVertically())
        }
    }

    /// Turned counter-clockwise by `angle` degrees.
    public static func rotate(
        _ sample: Sample, angle: Double, _ filter: Interpolation = .nearest, expand: Bool = false,
        center: (Double, Double)? = nil, fill: [Double]? = nil
    ) throws -> Sample {
        switch sample {
        case .picture(let picture):
            return .picture(
                try picture.rotated(
                    by: angle, filter, expand: expand, center: center, fill: pictureFill(fill ?? [0], picture)))
        case .tensor(let tensor):
            let image = try TensorImage(tensor, operation: "rotate")
            let middle = center.map { ($0.0 - Double(image.width) * 0.5, $0.1 - Double(image.height) * 0.5) } ?? (0, 0)
            let map = AffineMap.inverse(center: middle, angle: -angle, translate: (0, 0), scale: 1, shear: (0, 0))
            var size = PixelSize(height: image.height, width: image.width)
            if expand { size = expandedSize(map, image) }
            return .tensor(
                try image.transformed(height: size.height, width: size.width, map, filter, fill: fill))
        }
    }

    private static func expandedSize(_ map: AffineMap, _ image: TensorImage) -> PixelSize {
        let w = Double(image.width)
        let h = Double(image.height)
        let corners = [(-0.5 * w, -0.5 * h), (-0.5 * w, 0.5 * h), (0.5 * w, 0.5 * h), (0.5 * w, -0.5 * h)]
        let points = corners.map { map.apply($0.0, $0.1) }
        func extent(_ values: [Double], _ half: Double) -> Int {
            // Cleared of rounding noise so that a quarter turn does not grow the picture.
            func clean(_ value: Double) -> Double { (value / 1e-4).rounded(.towardZero) * 1e-4 }
            let low = (values.min() ?? 0) + half
            let high = (values.max() ?? 0) + half
            return Int(clean(high).rounded(.up) - clean(low).rounded(.down))
        }
        return PixelSize(height: extent(points.map(\.1), 0.5 * h), width: extent(points.map(\.0), 0.5 * w))
    }

    /// Rotation (clockwise degrees), translation, scale and shear about the centre.
    public static func affine(
        _ sample: Sample, angle: Double, translate: (Double, Double), scale: Double, shear: (Double, Double),
        _ filter: Interpolation = .nearest, fill: [Double]? = nil, center: (Double, Double)? = nil
    ) throws -> Sample {
        guard scale > 0 else {
            throw DataError.badArgument(operation: "affine", detail: "Argument scale should be positive")
        }
        switch sample {
        case .picture(let picture):
            let middle = center ?? (Double(picture.width) * 0.5, Double(picture.height) * 0.5)
            let map = AffineMap.inverse(center: middle, angle: angle, translate: translate, scale: scale, shear: shear)
            return .picture(
                try picture.transformed(
                    width: picture.width, height: picture.height, map, filter, fill: pictureFill(fill ?? [0], picture)))
        case .tensor(let tensor):
            let image = try TensorImage(tensor, operation: "affine")
            let middle = center.map { ($0.0 - Double(image.width) * 0.5, $0.1 - Double(image.height) * 0.5) } ?? (0, 0)
            let map = AffineMap.inverse(center: middle, angle: angle, translate: translate, scale: scale, shear: shear)
            return .tensor(
                try image.transformed(height: image.height, width: image.width, map, filter, fill: fill))
        }
    }
}

/// Widths of a border.
public struct Border: Equatable, Sendable {
    public var left, top, right, bottom: Int

    public init(left: Int, top: Int, right: Int, bottom: Int) {
        (self.left, self.top, self.right, self.bottom) = (left, top, right, bottom)
    }

    /// torchvision's forms: one number for all sides, two for left/right and top/bottom, four for left, top, right,
    /// bottom.
    public init(_ values: [Int]) throws {
        switch values.count {
        case 1: self.init(left: values[0], top: values[0], right: values[0], bottom: values[0])
        case 2: self.init(left: values[0], top: values[1], right: values[0], bottom: values[1])
        case 4: self.init(left: values[0], top: values[1], right: values[2], bottom: values[3])
        default:
            throw DataError.badArgument(
                operation: "pad",
                detail: "Padding must be an int or a 1, 2, or 4 element tuple, not a \(values.count) element tuple")
        }
    }
}
