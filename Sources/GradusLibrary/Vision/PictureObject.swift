import GradusData
import GradusTensor
import GradusVM

/// `PIL.Image.Image`: a picture that can be changed in place.
final class PictureObject: Object {
    var picture: Picture
    /// Set for a picture that was opened.
    var file: FileFacts?
    /// Why the file's pixels could not be read; whoever asks for them is told.
    var failure: String?

    init(_ picture: Picture, type: TypeObject = PictureType.type) {
        self.picture = picture
        super.init(type: type)
    }

    func load(_ vm: VM) throws {
        if let failure { throw vm.error(.osError, failure) }
    }
}

extension Value {
    var asPicture: PictureObject? { tag == .object ? objectUnchecked as? PictureObject : nil }
}

/// The class `Image` and its methods.
enum PictureType {
    nonisolated(unsafe) static let type = TypeObject(
        name: "Image", module: "PIL.Image", bases: [Types.object], layout: .other, hasAttributes: true,
        populate: populate)

    private static func method(
        _ type: TypeObject, _ name: String, _ signature: String, doc: String = "",
        _ body: @escaping (VM, PictureObject, Arguments) throws -> Value
    ) {
        type.method(name, signature, doc: doc) { vm, arguments in
            guard let object = arguments[0].asPicture else { throw vm.typeError("expected an Image") }
            if name != "close", name != "verify" { try object.load(vm) }
            if object.picture.mode.isWide, !wideMethods.contains(name) {
                throw vm.error(
                    .notImplementedError,
                    "Gradus has no Image.\(name) for pictures of mode \(object.picture.mode.rawValue)")
            }
            return try body(vm, object, arguments)
        }
    }

    /// What pictures of one wide number a pixel can do.
    private static let wideMethods: Set = [
        "show", "save", "close", "verify", "copy", "load", "convert", "split", "getbands", "tobytes", "crop", "resize",
        "thumbnail", "rotate", "transpose", "transform", "paste", "getpixel", "putpixel", "getdata", "putdata",
        "getextrema", "getbbox", "getpalette", "point", "histogram",
    ]

    private static func populate(_ type: TypeObject) {
        func property(_ name: String, _ get: @escaping (VM, Picture) throws -> Value) {
            type.property(name) { vm, value in try value.asPicture.map { try get(vm, $0.picture) } ?? .none }
        }
        property("size") { vm, picture in vm.tuple([Value(picture.width), Value(picture.height)]) }
        property("width") { _, picture in Value(picture.width) }
        property("height") { _, picture in Value(picture.height) }
        property("mode") { vm, picture in vm.string(picture.mode.rawValue) }
        type.property("format") { vm, value in
            value.asPicture?.file.map { vm.string($0.format.rawValue) } ?? .none
        }
        type.property("filename") { vm, value in value.asPicture?.file?.path.map { vm.string($0) } ?? vm.string("") }
        type.property("info") { vm, value in
            guard let density = value.asPicture?.file?.density else { return vm.dictionary([]) }
            return vm.dictionary([("dpi", vm.tuple([Value(density.x), Value(density.y)]))])
        }
        type.property("__array_interface__") { vm, value in
            guard let object = value.asPicture else { return .none }
            try object.load(vm)
            let picture = object.picture
            var shape = [Value(picture.height), Value(picture.width)]
            if picture.channels > 1, !picture.mode.isWide { shape.append(Value(picture.channels)) }
            let isBilevel = picture.mode == .bilevel
            let bytes = isBilevel ? picture.bytes.map { $0 == 0 ? 0 : 1 } : picture.bytes
            return vm.dictionary([
                ("version", Value(3)), ("shape", vm.tuple(shape)), ("typestr", vm.string(elementCode(picture.mode))),
                ("data", vm.value(BytesObject(bytes))),
            ])
        }
        type.special(.enter, "self, /") { _, arguments in arguments[0] }
        type.special(.exit, "self, *details") { _, _ in .none }
        type.special(.representation, "self, /") { vm, arguments in
            guard let object = arguments[0].asPicture else { return vm.string("<PIL.Image.Image>") }
            let picture = object.picture
            let address = UInt(bitPattern: Unmanaged.passUnretained(object).toOpaque())
            let name = "\(vm.typeOf(arguments[0]).moduleName).\(vm.typeName(arguments[0]))"
            return vm.string(
                "<\(name) image mode=\(picture.mode.rawValue) size=\(picture.width)x\(picture.height) "
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
        for name in scriptMethods {
            type.method(name, "self, *arguments, **keywords") { vm, arguments in
                guard arguments[0].asPicture != nil else { throw vm.typeError("expected an Image") }
                let keywords = arguments[2].asDictionary?.entries.map {
                    (name: $0.key.asString?.text ?? "", value: $0.value)
                }
                return try script(
                    vm, name, [arguments[0]] + (arguments[1].asTuple?.values ?? []), keywords: keywords ?? [])
            }
        }
        property("has_transparency_data") { _, picture in Value(picture.mode == .rgba || picture.mode == .grayAlpha) }
    }

    /// Methods that `PIL._methods` has.
    private static let scriptMethods = [
        "alpha_composite", "draft", "entropy", "frombytes", "get_flattened_data", "getexif", "getprojection", "getxmp",
        "quantize", "seek", "tell",
    ]

    private static func script(
        _ vm: VM, _ name: String, _ arguments: [Value], keywords: [(name: String, value: Value)] = []
    ) throws -> Value {
        let function = try vm.attribute(Value(borrowing: try vm.importModule("PIL._methods")), name)
        return try vm.call(function, arguments, keywords: keywords)
    }

    private static func addConversions(_ type: TypeObject) {
        method(type, "show", "self, title=None", doc: "Shows the picture in the face that runs the cell.") {
            vm, object, arguments in
            try show(vm, object, arguments[0])
            return .none
        }
        method(type, "save", "self, fp, format=None, **params", doc: "Writes a PNG or JPEG file.") {
            vm, object, arguments in
            try PictureFiles.save(
                vm, object.picture, arguments[1], format: arguments.orNone(2), options: arguments[3].asDictionary)
            return .none
        }
        method(type, "close", "self") { _, _, _ in .none }
        method(type, "verify", "self") { vm, object, _ in
            if let failure = object.failure { throw vm.error(.osError, failure) }
            return .none
        }
        method(type, "copy", "self") { vm, object, _ in vm.value(PictureObject(object.picture)) }
        type.method("load", "self", doc: "Access to single pixels: `im.load()[x, y]`.") { vm, arguments in
            guard let access = try EmbeddedNames.find(vm, "PixelAccess", in: "PIL._access") else { return .none }
            return try vm.call(access, [arguments[0]])
        }
        method(type, "convert", "self, mode=None, matrix=None, dither=None, palette=0, colors=256") {
            vm, object, arguments in
            let name = arguments.orNone(1)?.asString?.text
            if let name, PictureMode(rawValue: name) == nil { throw vm.valueError("image has wrong mode") }
            if name == "P", object.picture.mode != .palette, object.picture.channels > 1 {
                throw vm.error(.notImplementedError, "Gradus finds no palette for the colours of a picture")
            }
            let wanted = try arguments.orNone(1).map { try mode(vm, $0) } ?? object.picture.mode
            if wanted == .bilevel, object.picture.mode != .bilevel, let dither = arguments.orNone(3),
                try vm.index(dither) == 0
            {
                // Cut in the middle, without spreading what is left over.
                let table = (0..<256).map { UInt8($0 >= 128 ? 255 : 0) }
                let cut = try object.picture.converted(to: .gray).mapped(table)
                return vm.value(PictureObject(cut.converted(to: .bilevel)))
            }
            return vm.value(PictureObject(object.picture.converted(to: wanted)))
        }
        method(type, "split", "self") { vm, object, _ in
            vm.tuple(object.picture.split().map { vm.value(PictureObject($0)) })
        }
        method(type, "getbands", "self") { vm, object, _ in
            vm.tuple(object.picture.mode.bands.map { vm.string($0) })
        }
        method(type, "point", "self, lut, mode=None") { vm, object, arguments in
            if object.picture.mode.isWide || arguments.orNone(2)?.asString?.text == "F" {
                return try script(vm, "point", [arguments[0], arguments[1], arguments.orNone(2) ?? .none])
            }
            let table: [Value]
            if vm.canCall(arguments[1]) {
                let once = try (0..<256).map { try vm.call(arguments[1], [Value($0)]) }
                table = (0..<object.picture.channels).flatMap { _ in once }
            } else {
                table = try vm.array(from: arguments[1])
            }
            let bytes = try table.map {
                UInt8(clamping: Int(max(-1, min(256, try vm.double($0).rounded(.toNearestOrEven)))))
            }
            guard bytes.count == 256 * object.picture.channels else {
                throw vm.valueError("wrong number of lut entries")
            }
            let mapped = try Interruption.around { try object.picture.mapped(bytes) }
            guard let given = arguments.orNone(2), let wanted = given.asString?.text,
                wanted != object.picture.mode.rawValue
            else { return vm.value(PictureObject(mapped)) }
            guard wanted == "1", object.picture.channels == 1 else {
                throw vm.valueError("point operation not supported for this mode")
            }
            let isSet = (0..<256).map { UInt8($0 == 0 ? 0 : 255) }
            return vm.value(PictureObject(try mapped.mapped(isSet).converted(to: .bilevel)))
        }
        method(type, "tobytes", "self") { vm, object, _ in vm.value(BytesObject(object.picture.packedBytes)) }
    }

    private static func addGeometry(_ type: TypeObject) {
        method(type, "crop", "self, box=None") { vm, object, arguments in
            guard let box = arguments.orNone(1) else { return vm.value(PictureObject(object.picture)) }
            // Between pixels, the nearest edge counts.
            let edges = try vm.array(from: box).map {
                Int(max(-1e15, min(1e15, try vm.double($0).rounded(.toNearestOrEven))))
            }
            guard edges.count == 4 else { throw vm.valueError("crop box must have 4 numbers, not \(edges.count)") }
            return vm.value(
                PictureObject(
                    try object.picture.cropped(left: edges[0], top: edges[1], right: edges[2], bottom: edges[3])))
        }
        method(type, "resize", "self, size, resample=None, box=None, reducing_gap=None") { vm, object, arguments in
            let size = try integers(vm, arguments[1], 2, "size")
            let filter = try arguments.orNone(2).map { try resampling(vm, $0) } ?? .bicubic
            var box: [Double]?
            if let given = arguments.orNone(3) {
                let edges = try vm.array(from: given).map { try vm.double($0) }
                guard edges.count == 4 else {
                    throw vm.typeError("argument 3 must be sequence of length 4, not \(edges.count)")
                }
                box = edges
            }
            return vm.value(
                PictureObject(try object.picture.resized(width: size[0], height: size[1], filter, box: box)))
        }
        method(type, "thumbnail", "self, size, resample=3, reducing_gap=2.0") { vm, object, arguments in
            let limit = try integers(vm, arguments[1], 2, "size")
            let filter = try arguments.orNone(2).map { try InterpolationType.parse(vm, $0) } ?? .bicubic
            let gap = arguments.optional(3).map { $0.isNone ? nil : try? vm.double($0) } ?? 2
            if let gap, !(gap >= 1) { throw vm.valueError("reducing_gap must be 1.0 or greater") }
            object.picture = try object.picture.thumbnail(width: limit[0], height: limit[1], filter, gap: gap)
            return .none
        }
        method(type, "reduce", "self, factor, box=None") { vm, object, arguments in
            let factors =
                arguments[1].tag == .int
                ? [Int(arguments[1].intBits), Int(arguments[1].intBits)] : try integers(vm, arguments[1], 2, "factor")
            guard arguments.orNone(2) == nil, object.picture.mode == .gray || object.picture.mode == .rgb else {
                throw vm.error(.notImplementedError, "Gradus reduces whole pictures of the modes L and RGB")
            }
            return vm.value(PictureObject(try object.picture.reduced(factors[0], factors[1])))
        }
        method(
            type, "rotate",
            "self, angle, resample=0, expand=0, center=None, translate=None, fillcolor=None",
            doc: "Turned counter-clockwise by degrees."
        ) { vm, object, arguments in
            let filter = try arguments.orNone(2).map { try InterpolationType.parse(vm, $0) } ?? .nearest
            let center = try arguments.orNone(4).flatMap { try vm.numbers($0) }
            let shift = try arguments.orNone(5).flatMap { try vm.numbers($0) }
            let fill = try arguments.orNone(6).map { try color(vm, $0, object.picture.mode) }
            let (angle, expands) = (try vm.double(arguments[1]), try vm.flag(arguments, 3, false))
            let turned = try Interruption.around {
                try object.picture.rotated(
                    by: angle, filter, expand: expands,
                    center: center.flatMap { $0.count == 2 ? ($0[0], $0[1]) : nil },
                    translate: shift.flatMap { $0.count == 2 ? ($0[0], $0[1]) : nil },
                    fill: fill ?? [UInt8](repeating: 0, count: object.picture.channels))
            }
            return vm.value(PictureObject(turned))
        }
        method(type, "transpose", "self, method") { vm, object, arguments in
            guard let kind = PictureTransposition(rawValue: try vm.index(arguments[1])) else {
                throw vm.valueError("No such transpose operation")
            }
            return vm.value(PictureObject(try Interruption.around { object.picture.transposed(kind) }))
        }
        method(
            type, "transform", "self, size, method, data=None, resample=0, fill=1, fillcolor=None",
            doc: "The picture mapped by AFFINE, PERSPECTIVE or EXTENT; `data` maps target points to source points."
        ) { vm, object, arguments in
            let size = try integers(vm, arguments[1], 2, "size")
            let numbers = try vm.array(from: arguments[3]).map { try vm.double($0) }
            let filter = try arguments.orNone(4).map { try resampling(vm, $0) } ?? .nearest
            let fill = try arguments.orNone(6).map { try color(vm, $0, object.picture.mode) }
            guard let map = try coordinateMap(vm, try vm.index(arguments[2]), numbers, size) else {
                throw vm.error(.notImplementedError, "Gradus maps pictures by AFFINE, PERSPECTIVE and EXTENT only")
            }
            return vm.value(
                PictureObject(
                    try object.picture.transformed(width: size[0], height: size[1], map, filter, fill: fill)))
        }
        method(type, "getpalette", "self, rawmode='RGB'") { vm, object, _ in
            guard object.picture.mode == .palette else { return .none }
            return vm.list(
                object.picture.palette.enumerated().filter { $0.offset % 4 != 3 }.map { Value(Int($0.element)) })
        }
        method(type, "putpalette", "self, data, rawmode='RGB'") { vm, object, arguments in
            guard object.picture.mode == .palette || object.picture.mode == .gray else {
                throw vm.valueError("illegal image mode")
            }
            let bytes: [UInt8]
            if let given = arguments[1].bytesLike {
                bytes = given
            } else {
                bytes = try vm.array(from: arguments[1]).map { UInt8(clamping: try vm.index($0)) }
            }
            var picture = object.picture.converted(to: .palette)
            picture.palette = []
            for start in stride(from: 0, to: min(bytes.count / 3, 256) * 3, by: 3) {
                picture.palette += bytes[start..<start + 3]
                picture.palette.append(255)
            }
            object.picture = picture
            return .none
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
            if object.picture.mode == .palette, source.mode != .palette {
                throw vm.error(.notImplementedError, "Gradus finds no palette for the colours of a picture")
            }
            guard let mask = arguments.orNone(3) else {
                object.picture = object.picture.pasted(source, left: place[0], top: place[1])
                return .none
            }
            object.picture = try object.picture.pasted(
                source, left: place[0], top: place[1], mask: try loaded(vm, mask),
                isColor: arguments[1].asPicture == nil)
            return .none
        }
    }

    /// The map of `Image.transform`; nil for methods that are not known.
    private static func coordinateMap(_ vm: VM, _ method: Int, _ numbers: [Double], _ size: [Int]) throws -> AffineMap?
    {
        let counts = [0: 6, 1: 4, 2: 8]
        guard let count = counts[method] else { return nil }
        guard numbers.count >= count else { throw vm.valueError("wrong number of matrix entries") }
        if method == 1 {
            let (width, height) = (Double(max(1, size[0])), Double(max(1, size[1])))
            return AffineMap(
                (numbers[2] - numbers[0]) / width, 0, numbers[0], 0, (numbers[3] - numbers[1]) / height, numbers[1])
        }
        var map = AffineMap(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5])
        if method == 2 { (map.g, map.h) = (numbers[6], numbers[7]) }
        return map
    }

    private static func addPixels(_ type: TypeObject) {
        method(type, "getpixel", "self, xy") { vm, object, arguments in
            let place = try integers(vm, arguments[1], 2, "xy")
            let bytes = try object.picture.pixel(x: place[0], y: place[1])
            guard object.picture.mode.isWide else { return pixel(vm, bytes) }
            return number(try Picture(mode: object.picture.mode, width: 1, height: 1, bytes: bytes), 0)
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
            if picture.mode.isWide { return vm.list((0..<picture.width * picture.height).map { number(picture, $0) }) }
            if let band, !(0..<picture.channels).contains(band) { throw vm.valueError("band index out of range") }
            return vm.list(
                stride(from: 0, to: picture.bytes.count, by: picture.channels).map { start in
                    if let band { return Value(Int(picture.bytes[start + band])) }
                    return pixel(vm, Array(picture.bytes[start..<start + picture.channels]))
                })
        }
        method(type, "getbbox", "self, *, alpha_only=True") { vm, object, _ in
            object.picture.boundingBox().map { vm.tuple([Value($0.0), Value($0.1), Value($0.2), Value($0.3)]) } ?? .none
        }
        method(type, "putalpha", "self, alpha") { vm, object, arguments in
            let isGray = [.gray, .grayAlpha, .bilevel].contains(object.picture.mode)
            var picture = object.picture.converted(to: isGray ? .grayAlpha : .rgba)
            let plane: Picture
            if arguments[1].asPicture != nil {
                plane = try loaded(vm, arguments[1]).converted(to: .gray)
            } else {
                plane = try Picture(
                    mode: .gray, width: picture.width, height: picture.height, color: try color(vm, arguments[1], .gray)
                )
            }
            picture = try Picture.merged(picture.mode, Array(picture.split().dropLast()) + [plane])
            object.picture = picture
            return .none
        }
        method(type, "getchannel", "self, channel") { vm, object, arguments in
            let names = object.picture.mode.bands
            let bands = object.picture.split()
            let place: Int
            if let name = arguments[1].asString?.text {
                guard let found = names.firstIndex(of: name) else {
                    throw vm.valueError("The image has no channel \"\(name)\"")
                }
                place = found
            } else {
                place = try vm.index(arguments[1])
            }
            guard bands.indices.contains(place) else { throw vm.valueError("band index out of range") }
            return vm.value(PictureObject(bands[place]))
        }
        method(type, "putdata", "self, data, scale=1.0, offset=0.0") { vm, object, arguments in
            let (scale, offset) = (try vm.number(arguments, 2, 1), try vm.number(arguments, 3, 0))
            let items = try vm.array(from: arguments[1])
            let channels = object.picture.channels
            guard items.count <= object.picture.width * object.picture.height else {
                throw vm.typeError("too many data entries")
            }
            var bytes = object.picture.bytes
            for (index, item) in items.enumerated() {
                let values =
                    object.picture.mode.isWide
                    ? Picture.wideBytes(try vm.double(item) * scale + offset, object.picture.mode)
                    : channels == 1
                        ? [UInt8(clamping: Int(max(-1, min(256, try vm.double(item) * scale + offset))))]
                        : try color(vm, item, object.picture.mode)
                guard values.count == channels else { throw vm.typeError("color must be int or tuple") }
                for channel in 0..<channels { bytes[index * channels + channel] = values[channel] }
            }
            object.picture = try Picture(
                mode: object.picture.mode, width: object.picture.width, height: object.picture.height, bytes: bytes)
            return .none
        }
        method(type, "_convolve", "self, kernel, offset=0.0") { vm, object, arguments in
            let weights = try vm.array(from: arguments[1]).map { Float(try vm.double($0)) }
            return vm.value(
                PictureObject(try object.picture.convolved(weights, offset: Float(try vm.number(arguments, 2, 0)))))
        }
        method(type, "filter", "self, filter") { vm, object, arguments in
            var filter = arguments[1]
            if filter.asType != nil { filter = try vm.call(filter) }
            guard let apply = try vm.attributeIfPresent(filter, "filter") else {
                throw vm.typeError("filter argument should be ImageFilter.Filter instance or class")
            }
            return try vm.call(apply, [arguments[0]])
        }
        method(type, "getcolors", "self, maxcolors=256") { vm, object, arguments in
            let most = try arguments.optional(1).map { try vm.index($0) } ?? 256
            let picture = object.picture
            var counts: [UInt32: Int] = [:]
            var seen: [UInt32] = []
            for start in stride(from: 0, to: picture.bytes.count, by: picture.channels) {
                var key: UInt32 = 0
                for channel in 0..<picture.channels {
                    key |= UInt32(picture.bytes[start + channel]) << UInt32(8 * channel)
                }
                if counts.updateValue((counts[key] ?? 0) + 1, forKey: key) == nil { seen.append(key) }
                if counts.count > most { return .none }
            }
            let order = picture.channels == 1 ? seen.sorted() : tableOrder(seen, most, isGray: picture.channels == 2)
            return vm.list(
                order.map { key in
                    let bytes = (0..<picture.channels).map { UInt8(truncatingIfNeeded: key >> UInt32(8 * $0)) }
                    return vm.tuple([Value(counts[key] ?? 0), pixel(vm, bytes)])
                })
        }
        method(type, "getextrema", "self") { vm, object, _ in
            if object.picture.mode.isWide {
                let numbers = object.picture.wideNumbers
                let places = [numbers.min(), numbers.max()].map { number in numbers.firstIndex { $0 == number } ?? 0 }
                return vm.tuple(places.map { numbers.isEmpty ? Value(0) : self.number(object.picture, $0) })
            }
            let ranges = object.picture.split().map { plane in
                vm.tuple([Value(Int(plane.bytes.min() ?? 0)), Value(Int(plane.bytes.max() ?? 0))])
            }
            return ranges.count == 1 ? ranges[0] : vm.tuple(ranges)
        }
        method(type, "histogram", "self, mask=None, extrema=None") { vm, object, arguments in
            if arguments.orNone(1) != nil { return try script(vm, "histogram", [arguments[0], arguments[1]]) }
            if object.picture.mode.isWide {
                throw vm.error(
                    .notImplementedError,
                    "Gradus has no Image.histogram for pictures of mode \(object.picture.mode.rawValue)")
            }
            let channels = object.picture.channels
            var counts = [Int](repeating: 0, count: 256 * channels)
            for (index, byte) in object.picture.bytes.enumerated() { counts[256 * (index % channels) + Int(byte)] += 1 }
            return vm.list(counts.map { Value($0) })
        }
    }

    /// Colours in the order of Pillow's hash table, which has room for more than `most` of them.
    /// - Parameter isGray: pixels are gray and alpha, which Pillow keeps as three equal bytes and alpha.
    private static func tableOrder(_ colors: [UInt32], _ most: Int, isGray: Bool) -> [UInt32] {
        let polynomials: [UInt32] = [
            3, 3, 3, 5, 3, 3, 29, 17, 9, 5, 83, 27, 43, 3, 45, 9, 39, 39, 9, 5, 3, 33, 27, 9, 71, 39, 9, 5, 83,
        ]
        var row = 0
        while 4 << row <= most, row + 1 < polynomials.count { row += 1 }
        let mask = UInt32(4 << row) - 1
        var table: [UInt32: UInt32] = [:]
        for color in colors {
            let pixel = isGray ? (color & 255) * 0x10101 | (color & 0xFF00) << 16 : color
            var place = ~pixel & mask
            var step = (pixel ^ (pixel >> 3)) & mask
            if step == 0 { step = mask }
            var tries = 0
            while table[place] != nil {
                place = (place &+ step) & mask
                step = tries > 4 << row ? 1 : step &<< 1
                if step > mask { step ^= polynomials[row] }
                tries += 1
            }
            table[place] = color
        }
        return table.sorted { $0.key < $1.key }.map(\.value)
    }

    // MARK: Arguments

    /// The picture of a value whose pixels could be read.
    static func loaded(_ vm: VM, _ value: Value) throws -> Picture {
        guard let object = value.asPicture else {
            throw vm.error(.attributeError, "'\(vm.typeName(value))' object has no attribute 'load'")
        }
        try object.load(vm)
        return object.picture
    }

    /// The number of a pixel of a wide mode.
    private static func number(_ picture: Picture, _ index: Int) -> Value {
        let number = picture.wideNumber(at: index)
        return picture.mode == .wideFloat ? Value(number) : Value(Int(number))
    }

    /// Elements of an array of a mode's pixels, as NumPy writes their type.
    private static func elementCode(_ mode: PictureMode) -> String {
        switch mode {
        case .bilevel: "|b1"
        case .wide16: "<u2"
        case .wideInteger: "<i4"
        case .wideFloat: "<f4"
        default: "|u1"
        }
    }

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
        if value.asString != nil {
            let getcolor = try vm.attribute(Value(borrowing: try vm.importModule("PIL.ImageColor")), "getcolor")
            let isPalette = mode == .palette
            let named = try vm.call(getcolor, [value, vm.string(isPalette ? "RGB" : mode.rawValue)])
            guard isPalette else { return try color(vm, named, mode) }
            return try Picture(mode: .rgb, width: 1, height: 1, bytes: try color(vm, named, .rgb))
                .converted(to: mode).bytes
        }
        if mode.isWide {
            let single = value.asTuple.map { $0.count == 1 ? $0.values[0] : Value.none } ?? value
            return Picture.wideBytes(try vm.double(single), mode)
        }
        func byte(_ value: Value) throws -> UInt8 { UInt8(clamping: try vm.index(value)) }
        if value.asTuple != nil || value.asList != nil {
            let parts = try vm.array(from: value)
            if parts.count == 1, mode.channels > 1 { return try color(vm, parts[0], mode) }
            var bytes = try parts.map(byte)
            if mode == .rgba || mode == .cmyk, bytes.count == 3 { bytes.append(255) }
            if mode == .rgb, bytes.count == 4 { bytes.removeLast() }
            guard bytes.count == mode.channels else {
                throw vm.typeError(
                    mode.channels == 1
                        ? "color must be int or single-element tuple"
                        : mode == .grayAlpha
                            ? "color must be int, or tuple of one or two elements"
                            : "color must be int, or tuple of one, three or four elements")
            }
            return bytes
        }
        let number = try vm.index(value)
        if mode == .bilevel { return [number == 0 ? 0 : 255] }
        if mode.channels == 1 { return [UInt8(clamping: number)] }
        if mode == .grayAlpha { return [UInt8(truncatingIfNeeded: number), UInt8(truncatingIfNeeded: number >> 24)] }
        // A number is the bytes of a pixel, the red one lowest.
        return (0..<mode.channels).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
    }

    /// A filter of `resize`.
    private static func resampling(_ vm: VM, _ value: Value) throws -> Interpolation {
        let number = vm.unboxed(value)
        if number.tag == .int, !(0...5).contains(number.intBits) {
            throw vm.valueError(
                "Unknown resampling filter (\(number.intBits)). Use Image.Resampling.NEAREST (0), "
                    + "Image.Resampling.LANCZOS (1), Image.Resampling.BILINEAR (2), Image.Resampling.BICUBIC (3), "
                    + "Image.Resampling.BOX (4) or Image.Resampling.HAMMING (5)")
        }
        return try InterpolationType.parse(vm, value)
    }

    // MARK: Showing

    /// Hands a picture to the face.
    static func show(_ vm: VM, _ object: PictureObject, _ value: Value) throws {
        Library.output(.display(text: try vm.repr(value), alternatives: alternatives(object.picture)))
    }

    static func alternatives(_ picture: Picture) -> [String: String] {
        guard picture.width > 0, picture.height > 0 else { return [:] }
        return [
            "text/x-gradus-terminal": pictureText(picture, style: .halfBlocks, maxWidth: min(80, Library.columns())),
            "image/png": PNGWriter.base64((try? PictureFile.png(picture)) ?? []),
        ]
    }
}
