import CPictures
import GradusTensor

/// Pictures in files: PNG (ISO/IEC 15948) by libpng, JPEG (ISO/IEC 10918) by libjpeg, and the formats of `PlainPictures`.
public enum PictureFormat: String, CaseIterable, Sendable {
    case png = "PNG"
    case jpeg = "JPEG"
    case bmp = "BMP"
    case ppm = "PPM"
}

/// What the header of a picture file says.
public struct PictureHeader: Sendable {
    public let format: PictureFormat
    public let mode: PictureMode
    public let width: Int
    public let height: Int
    /// Dots per inch, where the file says so.
    public let density: (x: Double, y: Double)?
}

public enum PictureFile {
    /// Long work ends early where the lowest bit of this word is set.
    package static func watch(_ word: UnsafePointer<UInt32>) { picture_watch(word) }

    /// Pillow refuses twice as many pixels, and warns above.
    public static let pixelLimit = 89_478_485

    private static let modes: [Int32: PictureMode] = [
        1: .bilevel, 7: .palette, 8: .gray, 9: .grayAlpha, 16: .wide16, 24: .rgb, 32: .rgba, 33: .cmyk,
    ]

    private static func kind(_ mode: PictureMode) -> Int32? { modes.first { $0.value == mode }?.key }

    /// Whether files of a format can hold pictures of a mode.
    public static func canWrite(_ mode: PictureMode, as format: PictureFormat) -> Bool {
        switch format {
        case .png: [.bilevel, .palette, .gray, .grayAlpha, .wide16, .wideInteger, .rgb, .rgba].contains(mode)
        case .jpeg: [.bilevel, .gray, .rgb, .cmyk, .ycbcr].contains(mode)
        case .bmp: [.bilevel, .gray, .palette, .rgb, .rgba].contains(mode)
        case .ppm: [.bilevel, .gray, .rgb, .rgba].contains(mode)
        }
    }

    /// The header; nil where the bytes are no picture that we can read.
    /// - Throws: `unsupportedFormat` for kinds of pixels that there are no modes for.
    public static func header(_ bytes: [UInt8], path: String) throws -> PictureHeader? {
        var info = picture_info()
        let format: PictureFormat
        if picture_png_info(bytes, bytes.count, &info) != 0 {
            format = .png
        } else if picture_jpeg_info(bytes, bytes.count, &info) != 0 {
            format = .jpeg
        } else if let plain = try PlainPictures.header(bytes, path: path) {
            return PictureHeader(
                format: plain.format, mode: plain.mode, width: plain.width, height: plain.height, density: nil)
        } else {
            return nil
        }
        guard let mode = modes[info.kind] else {
            throw DataError.unsupportedFormat(path: path, detail: "an unknown kind of pixels")
        }
        let scale = format == .png ? 0.0254 : 1
        let density =
            info.density_x > 0 && info.density_y > 0
            ? (x: Double(info.density_x) * scale, y: Double(info.density_y) * scale) : nil
        return PictureHeader(
            format: format, mode: mode, width: Int(info.width), height: Int(info.height), density: density)
    }

    /// The pixels of a file whose header was read.
    /// - Throws: `truncated`, or `corruptCompression` with the library's words.
    public static func pixels(_ bytes: [UInt8], _ header: PictureHeader, path: String) throws -> Picture {
        if header.format == .bmp || header.format == .ppm {
            guard let plain = try PlainPictures.header(bytes, path: path) else {
                throw DataError.truncated(path: path, expected: bytes.count + 1, actual: bytes.count)
            }
            return try PlainPictures.pixels(bytes, plain, path: path)
        }
        let count = header.width * header.height * header.mode.channels
        // Deflate packs 1 : 1032 at most; a picture that claims more is cut off.
        if header.format == .png, count / 8 / 1040 > bytes.count {
            throw DataError.truncated(path: path, expected: count, actual: bytes.count)
        }
        var info = picture_info()
        var pixels = [UInt8](repeating: 0, count: count)
        let done = try Interruption.around {
            defer { _ = Interruption.isWanted }
            return pixels.withUnsafeMutableBufferPointer { out in
                header.format == .png
                    ? picture_png_read(bytes, bytes.count, &info, out.baseAddress, count)
                    : picture_jpeg_read(bytes, bytes.count, &info, out.baseAddress, count)
            }
        }
        guard done != 0 else {
            if info.truncated != 0 {
                throw DataError.truncated(path: path, expected: bytes.count + 1, actual: bytes.count)
            }
            throw DataError.corruptCompression(path: path, detail: text(&info.message))
        }
        var picture = Picture(unchecked: header.mode, width: header.width, height: header.height, bytes: pixels)
        if header.mode == .palette {
            picture.palette = withUnsafeBytes(of: &info.palette) { Array($0.prefix(4 * Int(info.color_count))) }
        }
        return picture
    }

    /// A picture of a mode that `canWrite` allows, without compression.
    public static func plain(_ picture: Picture, as format: PictureFormat) -> [UInt8] {
        format == .bmp ? PlainPictures.bmp(picture) : PlainPictures.ppm(picture)
    }

    /// A picture as a PNG file.
    /// - Parameter level: zlib's effort, 0 to 9.
    public static func png(_ picture: Picture, level: Int? = nil) throws -> [UInt8] {
        guard canWrite(picture.mode, as: .png) else {
            throw DataError.badArgument(operation: "save", detail: "cannot write mode \(picture.mode.rawValue) as PNG")
        }
        // Integers of 32 bits are cut to 16.
        let picture = picture.mode == .wideInteger ? picture.converted(to: .wide16) : picture
        let code = kind(picture.mode) ?? 8
        var message = picture_info()
        return try taking(&message) { out, words in
            picture_png_write(
                picture.bytes, Int32(picture.width), Int32(picture.height), code, picture.palette,
                Int32(picture.palette.count / 4), Int32(level ?? -1), out, words)
        }
    }

    /// A picture of mode L, RGB or CMYK as a JPEG file.
    public static func jpeg(
        _ picture: Picture, quality: Int = 75, subsampling: Int = -1, progressive: Bool = false, optimize: Bool = false
    ) throws -> [UInt8] {
        var message = picture_info()
        var bytes = picture.bytes
        if picture.mode == .cmyk { for index in bytes.indices { bytes[index] = 255 - bytes[index] } }
        return try taking(&message) { out, words in
            picture_jpeg_write(
                bytes, Int32(picture.width), Int32(picture.height), kind(picture.mode) ?? 8,
                Int32(quality), Int32(subsampling), progressive ? 1 : 0, optimize ? 1 : 0, out, words)
        }
    }

    private static func taking(
        _ info: inout picture_info,
        _ write: (UnsafeMutablePointer<picture_bytes>, UnsafeMutablePointer<CChar>?) -> Int32
    ) throws -> [UInt8] {
        var out = picture_bytes()
        defer { picture_free(&out) }
        let done = try Interruption.around {
            defer { _ = Interruption.isWanted }
            return withUnsafeMutableBytes(of: &info.message) {
                write(&out, $0.baseAddress?.assumingMemoryBound(to: CChar.self))
            }
        }
        guard done != 0 else { throw DataError.badArgument(operation: "save", detail: text(&info.message)) }
        return Array(UnsafeBufferPointer(start: out.bytes, count: out.count))
    }

    private static func text<Characters>(_ characters: inout Characters) -> String {
        withUnsafeBytes(of: &characters) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    }
}
