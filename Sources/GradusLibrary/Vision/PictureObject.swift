import GradusData
import GradusTensor
import GradusVM

/// `PIL.Image.Image`: a picture that can be changed in place.
final class PictureObject: Object {
    var picture: Picture

    init(_ picture: Picture) {
        self.picture = picture
        super.init(type: PictureType.type)
    }
}

extension Value {
    var asPicture: PictureObject? { tag == .object ? objectUnchecked as? PictureObject : nil }
}

/// The class `Image` and its methods.
enum PictureType {
    nonisolated(unsafe) static let type = TypeObject(
        name: "Image", module: "PIL.Image", bases: [Types.object], layout: .other, populate: populate)

    private static func method(
        _ type: TypeObject, _ name: String, _ signature: String, doc: String = "",
        _ body: @escaping (VM, PictureObject, Arguments) throws -> Value
    ) {
        type.method(name, signature, doc: doc) { vm, arguments in
            guard let object = arguments[0].asPicture else { throw vm.typeError("expected an Image") }
            return try body(vm, object, arguments)
        }
    }

    private static func populate(_ type: TypeObject) {
        func property(_ name: String, _ get: @escaping (VM, Picture) throws -> Value) {
            type.property(name) { vm, value in try value.asPicture.map { try get(vm, $0.picture) } ?? .none }
        }
        property("size") { vm, picture in vm.tuple([Value(picture.width), Value(picture.height)]) }
        property("width") { _, picture in Value(picture.width) }
        property("height") { _, picture in Value(picture.height) }
        property("mode") { vm, picture in vm.string(picture.mode.rawValue) }
        property("format") { _, _ in .none }
        property("info") { vm, _ in vm.dictionary([]) }
        type.special(.representation, "self, /") { vm, arguments in
            guard let object = arguments[0].asPicture else { return vm.string("<PIL.Image.Image>") }
            let picture = object.picture
            let address = UInt(bitPattern: Unmanaged.passUnretained(object).toOpaque())
            return vm.string(
                "<PIL.Image.Image image mode=\(picture.mode.rawValue) size=\(picture.width)x\(picture.height) "
                    + "at 0x\(String(address, radix: 16, uppercase: true))>")
        }
        type.special(.equal, "self, other, /") { _, arguments in
            guard let a = arguments[0].asPicture, let b = arguments[1].asPicture else { return .notImplemented }
            return Value(a === b || a.picture == b.picture)
        }
        type.set(Special.hash.name, .none)
        addConversions(type)
        addGeometry(type)
        addPixels(type)
    }

    private static func addConversions(_ type: TypeObject) {
        method(type, "show", "self, title=None", doc: "Shows the picture in the face that runs the cell.") {
            vm, object, arguments in
            try show(vm, object, arguments[0])
            return .none
        }
        method(type, "save", "self, fp, format=None, **params", doc: "Writes a PNG file.") { vm, object, arguments in
            let path = try vm.path(arguments[1])
            guard (arguments.orNone(2)?.asString?.text ?? path).lowercased().hasSuffix("png") else {
                throw vm.valueError("unknown file extension: only PNG files can be written")
            }
            try VisionUtilities.write(vm, object.picture, path)
            return .none
        }
        method(type, "copy", "self") { vm, object, _ in vm.value(PictureObject(object.picture)) }
        method(type, "load", "self") { _, _, _ in .none }
        method(type, "convert", "self, mode=None, matrix=None, dither=None, palette=0, colors=256") {
            vm, object, arguments in
            let wanted = try arguments.orNone(1).map { try mode(vm, $0) } ?? object.picture.mode
            return vm.value(PictureObject(object.picture.converted(to: wanted)))
        }
        method(type, "split", "self") { vm, object, _ in
            vm.tuple(object.picture.split().map { vm.value(PictureObject($0)) })
        }
        method(type, "getbands", "self") { vm, object, _ in
            let mode = object.picture.mode.rawValue
            return vm.tuple((mode.count > 1 ? mode.map { String($0) } : [mode]).map { vm.string($0) })
        }
        method(type, "point", "self, lut, mode=None") { vm, object, arguments in
            let table: [Value]
            if vm.canCall(arguments[1]) {
                let once = try (0..<256).map { try vm.call(arguments[1], [Value($0)]) }
                table = (0..<object.picture.channels).flatMap { _ in once }
            } else {
                table = try vm.array(from: arguments[1])
            }
            let bytes = try table.map { UInt8(clamping: Int(max(-1, min(256, try vm.double($0))))) }
            return vm.value(PictureObject(try object.picture.mapped(bytes)))
        }
        method(type, "tobytes", "self") { vm, object, _ in vm.value(BytesObject(object.picture.bytes)) }
    }

    private static func addGeometry(_ type: TypeObject) {
        method(type, "crop", "self, box=None") { vm, object, arguments in
            guard let box = arguments.orNone(1) else { return vm.value(PictureObject(object.picture)) }
            let edges = try integers(vm, box, 4, "crop box")
            return vm.value(
                PictureObject(
                    try object.picture.cropped(left: edges[0], top: edges[1], right: edges[2], bottom: edges[3])))
        }
        method(type, "resize", "self, size, resample=None, box=None, reducing_gap=None") { vm, object, arguments in
            let size = try integers(vm, arguments[1], 2, "size")
            let filter = try arguments.orNone(2).map { try InterpolationType.parse(vm, $0) } ?? .bicubic
            return vm.value(PictureObject(try object.picture.resized(width: size[0], height: size[1], filter)))
        }
        method(type, "thumbnail", "self, size, resample=3, reducing_gap=2.0") { vm, object, arguments in
            let limit = try integers(vm, arguments[1], 2, "size")
            let filter = try arguments.orNone(2).map { try InterpolationType.parse(vm, $0) } ?? .bicubic
            let (width, height) = (Double(object.picture.width), Double(object.picture.height))
            let scale = min(Double(limit[0]) / max(1, width), Double(limit[1]) / max(1, height))
            guard scale < 1 else { return .none }
            object.picture = try object.picture.resized(
                width: max(1, Int((width * scale).rounded())), height: max(1, Int((height * scale).rounded())), filter)
            return .none
        }
        method(
            type, "rotate",
            "self, angle, resample=0, expand=0, center=None, translate=None, fillcolor=None",
            doc: "Turned counter-clockwise by degrees."
        ) { vm, object, arguments in
            let filter = try arguments.orNone(2).map { try InterpolationType.parse(vm, $0) } ?? .nearest
            let center = try arguments.orNone(4).flatMap { try vm.numbers($0) }
            let fill = try arguments.orNone(6).map { try color(vm, $0, object.picture.mode) }
            return vm.value(
                PictureObject(
                    try object.picture.rotated(
                        by: try vm.double(arguments[1]), filter, expand: try vm.flag(arguments, 3, false),
                        center: center.flatMap { $0.count == 2 ? ($0[0], $0[1]) : nil },
                        fill: fill ?? [UInt8](repeating: 0, count: object.picture.channels))))
        }
        method(type, "transpose", "self, method") { vm, object, arguments in
            guard let kind = PictureTransposition(rawValue: try vm.index(arguments[1])) else {
                throw vm.valueError("unknown transposition \(try vm.repr(arguments[1]))")
            }
            return vm.value(PictureObject(object.picture.transposed(kind)))
        }
        method(type, "paste", "self, im, box=None, mask=None") { vm, object, arguments in
            let place = try arguments.orNone(2).map { try vm.array(from: $0).map { try vm.index($0) } } ?? [0, 0]
            guard place.count == 2 || place.count == 4 else { throw vm.valueError("cannot determine region size") }
            let source: Picture
            if let picture = arguments[1].asPicture {
                source = picture.picture
            } else {
                let size =
                    place.count == 4
                    ? (place[2] - place[0], place[3] - place[1]) : (object.picture.width, object.picture.height)
                source = try Picture(
                    mode: object.picture.mode, width: size.0, height: size.1,
                    color: try color(vm, arguments[1], object.picture.mode))
            }
            object.picture = object.picture.pasted(source, left: place[0], top: place[1])
            return .none
        }
    }

    private static func addPixels(_ type: TypeObject) {
        method(type, "getpixel", "self, xy") { vm, object, arguments in
            let place = try integers(vm, arguments[1], 2, "xy")
            return pixel(vm, try object.picture.pixel(x: place[0], y: place[1]))
        }
        method(type, "putpixel", "self, xy, value") { vm, object, arguments in
            let place = try integers(vm, arguments[1], 2, "xy")
            try object.picture.setPixel(
                x: place[0], y: place[1], to: try color(vm, arguments[2], object.picture.mode))
            return .none
        }
        method(type, "getdata", "self, band=None") { vm, object, arguments in
            let picture = object.picture
            let band = try arguments.orNone(1).map { try vm.index($0) }
            if let band, !(0..<picture.channels).contains(band) { throw vm.valueError("band index out of range") }
            return vm.list(
                stride(from: 0, to: picture.bytes.count, by: picture.channels).map { start in
                    if let band { return Value(Int(picture.bytes[start + band])) }
                    return pixel(vm, Array(picture.bytes[start..<start + picture.channels]))
                })
        }
        method(type, "getextrema", "self") { vm, object, _ in
            let ranges = object.picture.split().map { plane in
                vm.tuple([Value(Int(plane.bytes.min() ?? 0)), Value(Int(plane.bytes.max() ?? 0))])
            }
            return ranges.count == 1 ? ranges[0] : vm.tuple(ranges)
        }
        method(type, "histogram", "self, mask=None, extrema=None") { vm, object, _ in
            let channels = object.picture.channels
            var counts = [Int](repeating: 0, count: 256 * channels)
            for (index, byte) in object.picture.bytes.enumerated() { counts[256 * (index % channels) + Int(byte)] += 1 }
            return vm.list(counts.map { Value($0) })
        }
    }

    // MARK: Arguments

    private static func pixel(_ vm: VM, _ values: [UInt8]) -> Value {
        values.count == 1 ? Value(Int(values[0])) : vm.tuple(values.map { Value(Int($0)) })
    }

    static func integers(_ vm: VM, _ value: Value, _ count: Int, _ name: String) throws -> [Int] {
        let numbers = try vm.array(from: value).map { Int(max(-1e15, min(1e15, try vm.double($0)))) }
        guard numbers.count == count else {
            throw vm.valueError("\(name) must have \(count) numbers, not \(numbers.count)")
        }
        return numbers
    }

    static func mode(_ vm: VM, _ value: Value) throws -> PictureMode {
        guard let text = value.asString?.text else {
            throw vm.typeError("mode must be str, not \(vm.typeName(value))")
        }
        guard let mode = PictureMode(rawValue: text) else { throw DataError.badMode(text) }
        return mode
    }

    /// A colour as bytes of a mode: a number, a tuple, or one of a few names.
    static func color(_ vm: VM, _ value: Value, _ mode: PictureMode) throws -> [UInt8] {
        if let name = value.asString?.text {
            let named: [String: [UInt8]] = [
                "black": [0, 0, 0], "white": [255, 255, 255], "red": [255, 0, 0], "green": [0, 128, 0],
                "lime": [0, 255, 0], "blue": [0, 0, 255], "yellow": [255, 255, 0], "cyan": [0, 255, 255],
                "magenta": [255, 0, 255], "gray": [128, 128, 128], "grey": [128, 128, 128], "orange": [255, 165, 0],
                "purple": [128, 0, 128],
            ]
            guard let rgb = named[name] else { throw vm.valueError("unknown color specifier: \(try vm.repr(value))") }
            return try Picture(mode: .rgb, width: 1, height: 1, bytes: rgb).converted(to: mode).bytes
        }
        func byte(_ value: Value) throws -> UInt8 { UInt8(clamping: try vm.index(value)) }
        if value.asTuple != nil || value.asList != nil { return try vm.array(from: value).map(byte) }
        let number = try vm.index(value)
        if mode.channels == 1 { return [UInt8(clamping: number)] }
        // A number is the bytes of a pixel, the red one lowest.
        return (0..<mode.channels).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
    }

    // MARK: Showing

    /// Hands a picture to the face.
    static func show(_ vm: VM, _ object: PictureObject, _ value: Value) throws {
        Library.output(.display(text: try vm.repr(value), alternatives: alternatives(object.picture)))
    }

    static func alternatives(_ picture: Picture) -> [String: String] {
        guard picture.width > 0, picture.height > 0 else { return [:] }
        return [
            "text/x-gradus-terminal": pictureText(picture, style: .halfBlocks),
            "image/png": PNGWriter.base64(PNGWriter.encode(picture)),
        ]
    }
}
