import GradusData
import GradusTensor
import GradusVM

/// `Image.open` and `Image.save`.
enum PictureFiles {
    // MARK: Classes

    nonisolated(unsafe) static let imageFile = TypeObject(
        name: "ImageFile", module: "PIL.ImageFile", bases: [PictureType.type], layout: .other, populate: { _ in })
    nonisolated(unsafe) static let png = TypeObject(
        name: "PngImageFile", module: "PIL.PngImagePlugin", bases: [imageFile], layout: .other, populate: { _ in })
    nonisolated(unsafe) static let jpeg = TypeObject(
        name: "JpegImageFile", module: "PIL.JpegImagePlugin", bases: [imageFile], layout: .other, populate: { _ in })
    nonisolated(unsafe) static let bmp = TypeObject(
        name: "BmpImageFile", module: "PIL.BmpImagePlugin", bases: [imageFile], layout: .other, populate: { _ in })
    nonisolated(unsafe) static let ppm = TypeObject(
        name: "PpmImageFile", module: "PIL.PpmImagePlugin", bases: [imageFile], layout: .other, populate: { _ in })

    private static func type(_ format: PictureFormat) -> TypeObject {
        switch format {
        case .png: png
        case .jpeg: jpeg
        case .bmp: bmp
        case .ppm: ppm
        }
    }

    nonisolated(unsafe) static let unidentified = TypeObject(
        name: "UnidentifiedImageError", module: "PIL", bases: [ExceptionKind.osError.type], layout: .exception,
        hasAttributes: true)
    nonisolated(unsafe) static let bomb = TypeObject(
        name: "DecompressionBombError", module: "PIL.Image", bases: [ExceptionKind.exception.type], layout: .exception,
        hasAttributes: true)
    nonisolated(unsafe) static let bombWarning = TypeObject(
        name: "DecompressionBombWarning", module: "PIL.Image", bases: [ExceptionKind.runtimeWarning.type],
        layout: .exception, hasAttributes: true)

    private static func error(_ vm: VM, _ type: TypeObject, _ message: String) -> Thrown {
        Thrown(ExceptionObject(type: type, arguments: TupleObject([vm.string(message)])))
    }

    // MARK: Reading

    /// `Image.open(fp)`: a path, or something to read from.
    static func open(_ vm: VM, _ source: Value) throws -> Value {
        let path = try isPath(vm, source) ? vm.path(source) : nil
        let bytes: [UInt8]
        if let path {
            do {
                let file = try FileBytes(path: path)
                bytes = try file.bytes(at: 0, count: file.size)
            } catch DataError.unreadable {
                // The language's own `open` has the words for folders and locked files.
                _ = try vm.call(try vm.attribute(try builtins(vm), "open"), [source, vm.string("rb")])
                throw vm.error(.osError, "cannot read '\(path)'")
            }
        } else {
            // From the beginning, wherever the file stands; what cannot be turned back is read from there.
            if let seek = try vm.attributeIfPresent(source, "seek") {
                do {
                    _ = try vm.call(seek, [Value(0)])
                } catch let error as Thrown where vm.isException(error, .osError) || vm.isException(error, .valueError)
                {
                }
            }
            guard let read = try vm.attributeIfPresent(source, "read"), let data = try vm.call(read).bytesLike else {
                throw vm.error(.attributeError, "'\(vm.typeName(source))' object has no attribute 'read'")
            }
            bytes = data
        }
        guard let header = try PictureFile.header(bytes, path: path ?? "<file>") else {
            throw error(vm, unidentified, "cannot identify image file \(try vm.repr(source))")
        }
        try checkSize(vm, header.width, header.height)
        let object = PictureObject(
            try Picture(mode: header.mode, width: 0, height: 0), type: type(header.format))
        object.file = FileFacts(format: header.format, path: path, density: header.density)
        do {
            object.picture = try PictureFile.pixels(bytes, header, path: path ?? "<file>")
        } catch let error as DataError {
            object.picture = try Picture(mode: header.mode, width: header.width, height: header.height)
            if case .truncated = error {
                object.failure = "image file is truncated (0 bytes not processed)"
            } else if header.format == .png {
                object.failure = "broken PNG file"
            } else {
                object.failure = "broken data stream when reading image file"
            }
        }
        return vm.value(object)
    }

    private static func builtins(_ vm: VM) throws -> Value { Value(borrowing: try vm.importModule("builtins")) }

    private static func isPath(_ vm: VM, _ value: Value) throws -> Bool {
        try value.asString != nil || vm.attributeIfPresent(value, "__fspath__") != nil
    }

    private static func checkSize(_ vm: VM, _ width: Int, _ height: Int) throws {
        let limit = Value(borrowing: try vm.importModule("PIL.Image"))
        guard let most = try vm.attributeIfPresent(limit, "MAX_IMAGE_PIXELS"), !most.isNone else { return }
        let (pixels, bound) = (width * height, try vm.index(most))
        if pixels / 2 > bound || pixels > 2 * min(bound, 1 << 60) {
            throw error(
                vm, bomb,
                "Image size (\(pixels) pixels) exceeds limit of \(2 * min(bound, 1 << 60)) pixels, could be decompression "
                    + "bomb DOS attack.")
        }
        if pixels > bound {
            _ = try vm.callMethod(
                Value(borrowing: try vm.importModule("warnings")), "warn",
                [
                    vm.string(
                        "Image size (\(pixels) pixels) exceeds limit of \(bound) pixels, could be decompression bomb DOS "
                            + "attack."), Value(borrowing: bombWarning),
                ])
        }
    }

    // MARK: Writing

    private static let extensions: [String: PictureFormat] = [
        "png": .png, "apng": .png, "jpg": .jpeg, "jpeg": .jpeg, "jpe": .jpeg, "jfif": .jpeg,
        "bmp": .bmp, "dib": .bmp, "ppm": .ppm, "pgm": .ppm, "pbm": .ppm, "pnm": .ppm,
    ]

    /// What Pillow writes and Gradus does not.
    private static let absent: Set = [
        "GIF", "TIFF", "WEBP", "ICO", "PDF", "EPS", "TGA", "PCX", "JPEG2000", "AVIF", "ICNS", "DDS", "SGI", "IM", "MPO",
        "SPIDER", "XBM", "MSP", "PALM", "QOI",
    ]
    private static let absentExtensions: Set = [
        "gif", "tif", "tiff", "webp", "ico", "pdf", "eps", "ps", "tga", "pcx", "jp2", "j2k", "avif", "icns", "dds",
    ]

    private static func cannotWrite(_ vm: VM, _ name: String) -> Thrown {
        vm.error(
            .notImplementedError, "Gradus writes no pictures of the format \(name)",
            hint: "PNG, JPEG, BMP and PPM can be written")
    }

    /// `image.save(fp, format=None, **params)`
    static func save(
        _ vm: VM, _ picture: Picture, _ target: Value, format: Value?, options: DictionaryObject?
    ) throws {
        let path = try isPath(vm, target) ? vm.path(target) : nil
        let chosen = try self.format(vm, format, path)
        let bytes = try encode(vm, picture, chosen, options)
        if let path {
            do {
                let file = try AtomicFile(path: path)
                try bytes.withUnsafeBytes { try file.write($0) }
                try file.commit()
            } catch is DataError {
                let opened = try vm.call(try vm.attribute(try builtins(vm), "open"), [target, vm.string("wb")])
                _ = try vm.callMethod(opened, "write", [vm.value(BytesObject(bytes))])
                _ = try vm.callMethod(opened, "close")
            }
        } else {
            _ = try vm.callMethod(target, "write", [vm.value(BytesObject(bytes))])
        }
    }

    private static func format(_ vm: VM, _ given: Value?, _ path: String?) throws -> PictureFormat {
        if let name = given?.asString?.text {
            let wanted = name.uppercased() == "JPG" ? "JPEG" : name.uppercased()
            if absent.contains(wanted) { throw cannotWrite(vm, wanted) }
            guard let format = PictureFormat(rawValue: wanted), name.uppercased() != "JPG" else {
                throw vm.keyError(vm.string(name.uppercased()))
            }
            return format
        }
        let name = path.map { fileName(of: $0) } ?? ""
        let dot = name.lastIndex(of: ".")
        let suffix = dot.map { name[name.index(after: $0)...].lowercased() } ?? ""
        if absentExtensions.contains(suffix) { throw cannotWrite(vm, suffix.uppercased()) }
        guard let format = extensions[suffix] else {
            throw vm.valueError(
                "unknown file extension: \(dot.map { String(name[$0...]).lowercased() } ?? "")",
                hint: "give a name that ends with .png, .jpg, .bmp or .ppm, or format='PNG'")
        }
        return format
    }

    static func encode(
        _ vm: VM, _ picture: Picture, _ format: PictureFormat, _ options: DictionaryObject?
    ) throws -> [UInt8] {
        func number(_ name: String) throws -> Int? {
            guard let value = options?.get(name), !value.isNone else { return nil }
            return value.asString == nil ? try vm.index(value) : nil
        }
        func flag(_ name: String) throws -> Bool { try options?.get(name).map { try vm.truth($0) } ?? false }
        guard picture.width > 0, picture.height > 0 else {
            throw vm.valueError("cannot write empty image")
        }
        guard PictureFile.canWrite(picture.mode, as: format) else {
            throw vm.error(.osError, "cannot write mode \(picture.mode.rawValue) as \(format.rawValue)")
        }
        switch format {
        case .bmp, .ppm: return PictureFile.plain(picture, as: format)
        case .png: return try PictureFile.png(picture, level: try number("compress_level").map { max(0, min(9, $0)) })
        case .jpeg:
            var shown = picture
            if picture.mode == .bilevel { shown = picture.converted(to: .gray) }
            if picture.mode == .ycbcr { shown = picture.converted(to: .rgb) }
            guard shown.width <= 65500, shown.height <= 65500 else {
                throw vm.error(.osError, "encoder error -2 when writing image file")
            }
            let presets = ["4:4:4": 0, "4:2:2": 1, "4:2:0": 2]
            let named = options?.get("subsampling")?.asString?.text
            return try PictureFile.jpeg(
                shown, quality: max(1, min(100, try number("quality") ?? 75)),
                subsampling: try named.map { presets[$0] ?? -1 } ?? max(-1, min(2, try number("subsampling") ?? -1)),
                progressive: try flag("progressive"), optimize: try flag("optimize"))
        }
    }
}

/// Where a picture came from.
struct FileFacts {
    let format: PictureFormat
    let path: String?
    let density: (x: Double, y: Double)?
}
