import GradusTensor

/// Pixel formats, named as PIL names them.
public enum PictureMode: String, CaseIterable, Sendable {
    /// Black and white; one byte per pixel, 0 or 255.
    case bilevel = "1"
    case gray = "L"
    case rgb = "RGB"
    case rgba = "RGBA"
    /// Gray with alpha.
    case grayAlpha = "LA"
    case cmyk = "CMYK"
    case ycbcr = "YCbCr"
    case hsv = "HSV"
    /// Numbers of colours in a table.
    case palette = "P"
    /// One unsigned integer of 16 bits, lowest byte first.
    case wide16 = "I;16"
    /// One signed integer of 32 bits.
    case wideInteger = "I"
    /// One float of 32 bits.
    case wideFloat = "F"

    /// Bytes of a pixel: one for each channel, or those of one wide number.
    public var channels: Int {
        switch self {
        case .bilevel, .gray, .palette: 1
        case .grayAlpha, .wide16: 2
        case .rgb, .ycbcr, .hsv: 3
        case .rgba, .cmyk, .wideInteger, .wideFloat: 4
        }
    }

    /// Whether a pixel is one number of more than a byte.
    public var isWide: Bool { self == .wide16 || self == .wideInteger || self == .wideFloat }

    /// Whether pixels are taken as they are where others are interpolated.
    var isDiscrete: Bool { self == .bilevel || self == .palette }

    /// Names of the channels.
    public var bands: [String] {
        switch self {
        case .ycbcr: ["Y", "Cb", "Cr"]
        case .bilevel, .gray, .palette, .wide16, .wideInteger, .wideFloat: [rawValue]
        default: rawValue.map { String($0) }
        }
    }
}

/// A raster picture of bytes (or of wide numbers, see `PictureMode.isWide`): rows from top to bottom, channels interleaved. A value; copies share until changed.
public struct Picture: Equatable, Sendable {
    public let mode: PictureMode
    public let width: Int
    public let height: Int
    /// `height * width * mode.channels` bytes.
    public internal(set) var bytes: [UInt8]
    /// Of mode P: red, green, blue and alpha of each colour.
    public var palette: [UInt8] = []

    /// Largest number of bytes a picture may have.
    public static let byteLimit = 1 << 30

    /// A picture over the given bytes. Throws `badPictureSize` where their number does not fit.
    public init(mode: PictureMode, width: Int, height: Int, bytes: [UInt8]) throws {
        let expected = try Picture.byteCount(mode: mode, width: width, height: height)
        guard bytes.count == expected else {
            throw DataError.badPictureSize(
                width: width, height: height,
                detail: "mode \(mode.rawValue) needs \(expected) bytes, got \(bytes.count)")
        }
        self.init(unchecked: mode, width: width, height: height, bytes: bytes)
    }

    /// A picture of one colour (black where none is given).
    public init(mode: PictureMode, width: Int, height: Int, color: [UInt8]? = nil) throws {
        let count = try Picture.byteCount(mode: mode, width: width, height: height)
        let color = color ?? [UInt8](repeating: 0, count: mode.channels)
        guard color.count == mode.channels else {
            throw DataError.badArgument(
                operation: "new", detail: "color must have \(mode.channels) values for mode \(mode.rawValue)")
        }
        let isPlain = color.allSatisfy { $0 == color[0] }
        let bytes = Picture.bytes(count) { out, part in
            if isPlain {
                out[part].update(repeating: color[0])
            } else {
                var channel = part.lowerBound % color.count
                for index in part {
                    out[index] = color[channel]
                    channel = channel + 1 == color.count ? 0 : channel + 1
                }
            }
        }
        self.init(unchecked: mode, width: width, height: height, bytes: bytes)
    }

    /// Bytes that `fill` writes in stretches; on Ctrl-C the rest stays unwritten.
    static func bytes(_ count: Int, _ fill: (UnsafeMutableBufferPointer<UInt8>, Range<Int>) -> Void) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: count) { out, made in
            if let base = out.baseAddress { BufferCache.adviseLargePages(base, count) }
            Interruption.inStretches(count) { fill(out, $0) }
            made = count
        }
    }

    /// A copy of bytes; a long one is abandoned on Ctrl-C.
    package static func bytes(copying source: UnsafeRawBufferPointer) -> [UInt8] {
        bytes(source.count) { out, part in
            UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(out)[part])
                .copyMemory(from: UnsafeRawBufferPointer(rebasing: source[part]))
        }
    }

    /// For callers in this module that computed `bytes` to fit.
    init(unchecked mode: PictureMode, width: Int, height: Int, bytes: [UInt8]) {
        self.mode = mode
        self.width = width
        self.height = height
        self.bytes = bytes
    }

    private static func byteCount(mode: PictureMode, width: Int, height: Int) throws -> Int {
        guard width >= 0, height >= 0 else {
            throw DataError.badPictureSize(width: width, height: height, detail: "Width and height must be >= 0")
        }
        let (area, overflow) = width.multipliedReportingOverflow(by: height)
        guard !overflow, area <= byteLimit / mode.channels else {
            throw DataError.badPictureSize(
                width: width, height: height, detail: "more than \(byteLimit) bytes in one picture")
        }
        return area * mode.channels
    }

    public var channels: Int { mode.channels }

    /// Values of one pixel, one per channel.
    public func pixel(x: Int, y: Int) throws -> [UInt8] {
        let start = try offset(x: x, y: y)
        return Array(bytes[start..<start + channels])
    }

    /// Replaces one pixel. `values` has one value per channel; a missing alpha means opaque.
    public mutating func setPixel(x: Int, y: Int, to values: [UInt8]) throws {
        let start = try offset(x: x, y: y)
        var values = values
        if mode == .rgba && values.count == 3 { values.append(255) }
        guard values.count == channels else {
            throw DataError.badArgument(
                operation: "putpixel", detail: "color must have \(channels) values for mode \(mode.rawValue)")
        }
        if mode == .bilevel { values[0] = values[0] == 0 ? 0 : 255 }
        for channel in 0..<channels { bytes[start + channel] = values[channel] }
    }

    /// Negative coordinates count from the right and from the bottom.
    private func offset(x: Int, y: Int) throws -> Int {
        let column = x < 0 ? x + width : x
        let row = y < 0 ? y + height : y
        guard (0..<width).contains(column), (0..<height).contains(row) else {
            throw DataError.pixelOutOfRange(x: x, y: y, width: width, height: height)
        }
        return (row * width + column) * channels
    }

    /// One plane per channel, as pictures of mode L.
    public func split() -> [Picture] {
        if channels == 1 || mode.isWide { return [self] }
        return (0..<channels).map { channel in
            let plane = stride(from: channel, to: bytes.count, by: channels).map { bytes[$0] }
            return Picture(unchecked: .gray, width: width, height: height, bytes: plane)
        }
    }

    /// Every channel value passed through a table of 256 (or 256 per channel) entries.
    public func mapped(_ table: [UInt8]) throws -> Picture {
        guard table.count == 256 || table.count == 256 * channels else {
            throw DataError.badArgument(
                operation: "point", detail: "wrong number of lut entries: \(table.count)")
        }
        var result = self
        let perChannel = table.count != 256
        result.bytes = bytes.withUnsafeBufferPointer { bytes in
            Picture.bytes(bytes.count) { out, part in
                for index in part {
                    let row = perChannel ? 256 * (index % channels) : 0
                    out[index] = table[row + Int(bytes[index])]
                }
            }
        }
        return result
    }
}

extension Picture: CustomStringConvertible {
    public var description: String { "<PIL.Image.Image image mode=\(mode.rawValue) size=\(width)x\(height)>" }
}
