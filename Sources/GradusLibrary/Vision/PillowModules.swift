import GradusData
import GradusTensor
import GradusVM

/// `PIL` and `PIL.Image`: pictures under the names of Pillow.
enum PillowModules {
    static let all = [
        pillow, image, classes("PIL.ImageFile"), classes("PIL.PngImagePlugin"), classes("PIL.JpegImagePlugin"),
        classes("PIL.BmpImagePlugin"), classes("PIL.PpmImagePlugin"),
    ]

    /// The modules in which Pillow keeps the classes of opened pictures.
    private static func classes(_ name: String) -> NativeModule {
        NativeModule(name) { _, module in
            let all = [
                PictureFiles.imageFile, PictureFiles.png, PictureFiles.jpeg, PictureFiles.bmp, PictureFiles.ppm,
            ]
            for type in all where type.moduleName == name {
                module.type(type)
            }
            if name == "PIL.ImageFile" { module.value("LOAD_TRUNCATED_IMAGES", .false) }
        }
    }

    static let pillow = NativeModule("PIL") { vm, module in
        module.value("__version__", vm.string("13.0.0"))
        module.type(PictureFiles.unidentified)
        module.object.resolve = { vm, name in
            let full = "PIL." + name
            return vm.canImport(full) ? vm.value(try vm.importModule(full)) : nil
        }
    }

    static let image = NativeModule("PIL.Image") { vm, module in
        module.type(PictureType.type)
        for (name, filter) in [
            ("NEAREST", 0), ("LANCZOS", 1), ("BILINEAR", 2), ("BICUBIC", 3), ("BOX", 4), ("HAMMING", 5),
            ("ANTIALIAS", 1), ("FLIP_LEFT_RIGHT", 0), ("FLIP_TOP_BOTTOM", 1), ("ROTATE_90", 2), ("ROTATE_180", 3),
            ("ROTATE_270", 4), ("TRANSPOSE", 5), ("TRANSVERSE", 6), ("AFFINE", 0), ("EXTENT", 1), ("PERSPECTIVE", 2),
            ("QUAD", 3), ("MESH", 4),
            ("NONE", 0), ("FLOYDSTEINBERG", 3), ("WEB", 0), ("ADAPTIVE", 1),
        ] {
            module.value(name, Value(filter))
        }
        // Enumerations, and functions of modes and gradients.
        module.object.resolve = { vm, name in try EmbeddedNames.find(vm, name, in: "PIL._functions") }
        module.type(PictureFiles.unidentified)
        module.type(PictureFiles.bomb)
        module.type(PictureFiles.bombWarning)
        module.value("MAX_IMAGE_PIXELS", Value(PictureFile.pixelLimit))
        module.function("open", "fp, mode='r', formats=None", doc: "The picture in a PNG or JPEG file.") {
            vm, arguments in
            if let mode = arguments.orNone(1), mode.asString?.text != "r" {
                throw vm.valueError("bad mode \(try vm.repr(mode))")
            }
            return try PictureFiles.open(vm, arguments[0])
        }
        module.function("frombytes", "mode, size, data, decoder_name='raw', *args") { vm, arguments in
            let mode = try PictureType.mode(vm, arguments[0])
            let size = try PictureType.integers(vm, arguments[1], 2, "size")
            guard let bytes = arguments[2].bytesLike else {
                throw vm.typeError("a bytes-like object is required, not '\(vm.typeName(arguments[2]))'")
            }
            if mode == .bilevel {
                return vm.value(PictureObject(try Picture(packedBits: bytes, width: size[0], height: size[1])))
            }
            let area = try Picture(mode: mode, width: size[0], height: size[1]).bytes.count
            guard bytes.count >= area else { throw vm.valueError("not enough image data") }
            guard bytes.count == area else { throw vm.valueError("cannot decode image data") }
            return vm.value(PictureObject(try Picture(mode: mode, width: size[0], height: size[1], bytes: bytes)))
        }
        module.function("merge", "mode, bands") { vm, arguments in
            let mode = try PictureType.mode(vm, arguments[0])
            let bands = try vm.array(from: arguments[1]).map { try PictureType.loaded(vm, $0) }
            guard bands.count == mode.channels else { throw vm.valueError("wrong number of bands") }
            return vm.value(PictureObject(try Picture.merged(mode, bands)))
        }
        module.function("blend", "im1, im2, alpha") { vm, arguments in
            let (a, b) = (try PictureType.loaded(vm, arguments[0]), try PictureType.loaded(vm, arguments[1]))
            return vm.value(PictureObject(try a.blended(with: b, Float(try vm.double(arguments[2])))))
        }
        module.function("alpha_composite", "im1, im2", doc: "im2 over im1, both of mode RGBA.") { vm, arguments in
            let (a, b) = (try PictureType.loaded(vm, arguments[0]), try PictureType.loaded(vm, arguments[1]))
            return vm.value(PictureObject(try a.composited(under: b)))
        }
        module.function("composite", "image1, image2, mask") { vm, arguments in
            let (a, b) = (try PictureType.loaded(vm, arguments[0]), try PictureType.loaded(vm, arguments[1]))
            let mask = try PictureType.loaded(vm, arguments[2])
            return vm.value(PictureObject(try b.pasted(a, left: 0, top: 0, mask: mask)))
        }
        module.function("new", "mode, size, color=0", doc: "A picture of one colour.") { vm, arguments in
            let mode = try PictureType.mode(vm, arguments[0])
            let size = try PictureType.integers(vm, arguments[1], 2, "size")
            let color = try arguments.orNone(2).map { try PictureType.color(vm, $0, mode) }
            return vm.value(
                PictureObject(try Picture(mode: mode, width: size[0], height: size[1], color: color)))
        }
        module.function(
            "fromarray", "obj, mode=None", doc: "A picture of a uint8 tensor [H, W] or [H, W, C]."
        ) { vm, arguments in
            let picture: Picture
            if let array = arguments[0].asNDArray {
                picture = try ArrayPictures.picture(vm, array)
            } else if let tensor = arguments[0].asTensor {
                picture = try ArrayPictures.picture(vm, tensor, typeName: tensor.dtype.torchName)
            } else {
                throw vm.error(
                    .attributeError, "'\(vm.typeName(arguments[0]))' object has no attribute '__array_interface__'")
            }
            guard let mode = arguments.orNone(1) else { return vm.value(PictureObject(picture)) }
            return vm.value(
                PictureObject(
                    try Picture(
                        mode: try PictureType.mode(vm, mode), width: picture.width, height: picture.height,
                        bytes: picture.bytes)))
        }
    }
}
