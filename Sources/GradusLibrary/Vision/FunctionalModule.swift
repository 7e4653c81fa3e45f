import GradusData
import GradusTensor
import GradusVM

/// `torchvision.transforms.functional`: each function is a row of a table.
enum FunctionalModule {
    private struct Function {
        let name: String
        /// Parameters after the picture.
        let signature: String
        let body: (Sample, TransformArguments) throws -> Sample

        init(_ name: String, _ signature: String, _ body: @escaping (Sample, TransformArguments) throws -> Sample) {
            self.name = name
            self.signature = signature
            self.body = body
        }
    }

    static let module = NativeModule("torchvision.transforms.functional") { vm, module in
        module.type(InterpolationType.type)
        for function in conversions + geometry + colors { add(function, to: module) }
        addSizes(module)
        addOthers(module)
        module.object.resolve = { vm, name in
            try ScriptTransforms.function(vm, name)
        }
    }

    private static func add(_ function: Function, to module: ModuleBuilder) {
        let parameters = function.signature.isEmpty ? [] : TransformParameter.list(function.signature)
        let signature = "img" + (function.signature.isEmpty ? "" : ", " + function.signature)
        module.function(function.name, signature) { vm, arguments in
            let given = TransformArguments(vm: vm, arguments: arguments, name: function.name, parameters: parameters)
            if let array = arguments[0].asNDArray, let made = try ArrayInterop.transform(vm, function.name, array) {
                return made
            }
            let sample = try TransformTypes.sample(vm, arguments[0], function.name)
            let isInPlace = function.name == "normalize" || function.name == "erase"
            return vm.value(
                of: isInPlace
                    ? try function.body(sample, given) : try Interruption.around { try function.body(sample, given) })
        }
    }

    nonisolated(unsafe) private static let conversions: [Function] = [
        Function("to_tensor", "") { sample, _ in try ToTensor().apply(sample, .default) },
        Function("pil_to_tensor", "") { sample, _ in try PILToTensor().apply(sample, .default) },
        Function("to_pil_image", "mode=None") { sample, arguments in
            try ToPILImage(mode: try arguments.orNone(0).map { try PictureType.mode(arguments.vm, $0) })
                .apply(sample, .default)
        },
        Function("normalize", "mean, std, inplace=False") { sample, arguments in
            try Normalize(
                mean: try arguments.numbers(0, []), std: try arguments.numbers(1, []),
                inPlace: try arguments.flag(2, false)
            ).apply(sample, .default)
        },
        Function("convert_image_dtype", "dtype=None") { sample, arguments in
            let dtype = try arguments.orNone(0).map { try TensorMethods.dtype(arguments.vm, $0) } ?? .float32
            return try ConvertImageDtype(dtype).apply(sample, .default)
        },
    ]

    nonisolated(unsafe) private static let geometry: [Function] = [
        Function("hflip", "") { sample, _ in try ImageFunctions.flipHorizontally(sample) },
        Function("vflip", "") { sample, _ in try ImageFunctions.flipVertically(sample) },
        Function("resize", "size, interpolation=BILINEAR, max_size=None, antialias=True") { sample, arguments in
            try resize(sample, arguments, 0)
        },
        // What version 2 means by the names.
        Function("_resize2", "size, interpolation=BILINEAR, max_size=None, antialias=True") { sample, arguments in
            try resize(sample, arguments, 0, isVersion2: true)
        },
        Function("_resized_crop2", "top, left, height, width, size, interpolation=BILINEAR, antialias=True") {
            sample, arguments in
            try ImageFunctions.resize(
                try crop(sample, arguments), try arguments.size(4), try arguments.filter(5, .bilinear),
                antialias: try arguments.flag(6, true), inBytes: true)
        },
        Function("pad", "padding, fill=0, padding_mode='constant'") { sample, arguments in
            try ImageFunctions.pad(
                sample, try Border(try arguments.integers(0) ?? []), fill: try arguments.numbers(1, [0]),
                mode: try arguments.padding(2))
        },
        Function("crop", "top, left, height, width") { sample, arguments in try crop(sample, arguments) },
        Function("center_crop", "output_size") { sample, arguments in
            try ImageFunctions.centerCrop(sample, try arguments.size(0))
        },
        Function("resized_crop", "top, left, height, width, size, interpolation=BILINEAR, antialias=True") {
            sample, arguments in
            let size = try arguments.size(4)
            return try ImageFunctions.resize(
                try crop(sample, arguments), size, try arguments.filter(5, .bilinear),
                antialias: try arguments.flag(6, true))
        },
        Function("rotate", "angle, interpolation=NEAREST, expand=False, center=None, fill=None") {
            sample, arguments in
            try ImageFunctions.rotate(
                sample, angle: try arguments.double(0, 0), try arguments.filter(1, .nearest),
                expand: try arguments.flag(2, false), center: try arguments.pair(3), fill: try fill(arguments, 4))
        },
        Function(
            "affine", "angle, translate, scale, shear, interpolation=NEAREST, fill=None, center=None"
        ) { sample, arguments in
            let shear = try arguments.numbers(3, [0])
            return try ImageFunctions.affine(
                sample, angle: try arguments.double(0, 0), translate: try arguments.pair(1, (0, 0)),
                scale: try arguments.double(2, 1), shear: (shear.first ?? 0, shear.count > 1 ? shear[1] : 0),
                try arguments.filter(4, .nearest), fill: try fill(arguments, 5), center: try arguments.pair(6))
        },
    ]

    nonisolated(unsafe) private static let colors: [Function] = [
        Function("adjust_brightness", "brightness_factor") { sample, arguments in
            try ColorFunctions.adjustBrightness(sample, try arguments.double(0, 1))
        },
        Function("adjust_contrast", "contrast_factor") { sample, arguments in
            try ColorFunctions.adjustContrast(sample, try arguments.double(0, 1))
        },
        Function("adjust_saturation", "saturation_factor") { sample, arguments in
            try ColorFunctions.adjustSaturation(sample, try arguments.double(0, 1))
        },
        Function("adjust_hue", "hue_factor") { sample, arguments in
            try ColorFunctions.adjustHue(sample, try arguments.double(0, 0))
        },
        Function("rgb_to_grayscale", "num_output_channels=1") { sample, arguments in try gray(sample, arguments) },
        Function("to_grayscale", "num_output_channels=1") { sample, arguments in try gray(sample, arguments) },
        Function("invert", "") { sample, _ in try ColorFunctions.invert(sample) },
    ]

    // MARK: Parts of the rows

    private static func gray(_ sample: Sample, _ arguments: TransformArguments) throws -> Sample {
        let channels = try arguments.orNone(0).map { try arguments.vm.index($0) } ?? 1
        guard channels == 1 || channels == 3 else {
            throw arguments.vm.valueError("num_output_channels should be either 1 or 3")
        }
        return try ColorFunctions.grayscale(sample, channels: channels)
    }

    private static func fill(_ arguments: TransformArguments, _ index: Int) throws -> [Double]? {
        arguments.orNone(index) == nil ? nil : try arguments.numbers(index, [0])
    }

    private static func crop(_ sample: Sample, _ arguments: TransformArguments) throws -> Sample {
        let edges = try (0..<4).map { try arguments.vm.index(arguments.optional($0) ?? .none) }
        return try ImageFunctions.crop(sample, top: edges[0], left: edges[1], height: edges[2], width: edges[3])
    }

    private static func resize(
        _ sample: Sample, _ arguments: TransformArguments, _ index: Int, isVersion2: Bool = false
    ) throws -> Sample {
        guard let edges = try arguments.integers(index), edges.count == 1 || edges.count == 2 else {
            throw arguments.vm.valueError("Size must be an int or a 1 or 2 element tuple/list")
        }
        return try Resize(
            edges.count == 1 ? .shorter(edges[0]) : .exact(PixelSize(height: edges[0], width: edges[1])),
            try arguments.filter(index + 1, .bilinear),
            longest: try arguments.orNone(index + 2).map { try arguments.vm.index($0) },
            antialias: try arguments.flag(index + 3, true), isVersion2: isVersion2
        ).apply(sample, .default)
    }

    // MARK: Functions with other results

    private static func addSizes(_ module: ModuleBuilder) {
        func sizes(_ name: String, _ result: @escaping (VM, (channels: Int, height: Int, width: Int)) -> Value) {
            module.function(name, "img") { vm, arguments in
                result(vm, try TransformTypes.sample(vm, arguments[0], name).dimensions())
            }
        }
        sizes("get_image_size") { vm, size in vm.list([Value(size.width), Value(size.height)]) }
        sizes("get_dimensions") { vm, size in
            vm.list([Value(size.channels), Value(size.height), Value(size.width)])
        }
        sizes("get_image_num_channels") { _, size in Value(size.channels) }
    }

    private static func addOthers(_ module: ModuleBuilder) {
        module.function("five_crop", "img, size") { vm, arguments in
            let given = TransformArguments(
                vm: vm, arguments: arguments, name: "five_crop",
                parameters: [TransformParameter(name: "size", fallback: nil)])
            let picture = try TransformTypes.sample(vm, arguments[0], "five_crop")
            let size = try given.size(0)
            let (_, height, width) = try picture.dimensions()
            guard size.width <= width, size.height <= height else {
                throw vm.valueError(
                    "Requested crop size (\(size.height), \(size.width)) is bigger than input size (\(height), \(width))"
                )
            }
            var parts = try [
                (0, 0), (0, width - size.width), (height - size.height, 0), (height - size.height, width - size.width),
            ].map { top, left in
                try ImageFunctions.crop(picture, top: top, left: left, height: size.height, width: size.width)
            }
            parts.append(try ImageFunctions.centerCrop(picture, size))
            return vm.tuple(parts.map { vm.value(of: $0) })
        }
        module.function("erase", "img, i, j, h, w, v, inplace=False") { vm, arguments in
            guard let image = arguments[0].asTensor else {
                throw vm.typeError("img should be Tensor Image. Got <class '\(vm.typeOf(arguments[0]).fullName)'>")
            }
            let edges = try (1...4).map { try vm.index(arguments[$0]) }
            let target = try vm.flag(arguments, 6, false) ? image : try image.clone()
            let hole = try target.narrow(-2, edges[0], edges[2]).narrow(-1, edges[1], edges[3])
            let value: Operand =
                try arguments[5].asTensor.map { .tensor($0) } ?? .number(.double(vm.double(arguments[5])))
            try hole.setIndex([.ellipsis], value)
            return vm.wrap(target)
        }
    }
}
