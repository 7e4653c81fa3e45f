import GradusData
import GradusTensor
import GradusVM

/// One class of `torchvision.transforms` that Swift code carries out.
struct TransformRow {
    let name: String
    /// Parameters without self.
    let signature: String
    let make: (TransformArguments) throws -> any Transform

    init(_ name: String, _ signature: String, _ make: @escaping (TransformArguments) throws -> any Transform) {
        self.name = name
        self.signature = signature
        self.make = make
    }

    nonisolated(unsafe) static let all: [TransformRow] = conversions + geometry + colors

    /// Classes that version 2 has in a form of its own.
    nonisolated(unsafe) static let version2Forms: [TransformRow] = [
        resize(true), randomResizedCrop(true), convertImageDtype(true),
    ]

    /// Classes that only `torchvision.transforms.v2` has.
    nonisolated(unsafe) static let version2: [TransformRow] = [
        TransformRow("ToImage", "") { _ in ToImage() },
        TransformRow("ToDtype", "dtype, scale=False") { arguments in
            ToDtype(
                try TensorMethods.dtype(arguments.vm, arguments.optional(0) ?? .none),
                scale: try arguments.flag(1, false))
        },
    ]

    nonisolated(unsafe) private static let conversions: [TransformRow] = [
        TransformRow("ToTensor", "") { _ in ToTensor() },
        TransformRow("PILToTensor", "") { _ in PILToTensor() },
        TransformRow("ToPILImage", "mode=None") { arguments in
            ToPILImage(mode: try arguments.orNone(0).map { try PictureType.mode(arguments.vm, $0) })
        },
        TransformRow("Normalize", "mean, std, inplace=False") { arguments in
            Normalize(
                mean: try arguments.numbers(0, []), std: try arguments.numbers(1, []),
                inPlace: try arguments.flag(2, false), shown: try arguments.shown)
        },
        convertImageDtype(false),
        TransformRow("RandomErasing", "p=0.5, scale=(0.02, 0.33), ratio=(0.3, 3.3), value=0, inplace=False") {
            arguments in
            let value: RandomErasing.Value
            if let text = arguments.optional(3)?.asString?.text {
                guard text == "random" else {
                    throw arguments.vm.valueError("If value is str, it should be 'random'")
                }
                value = .noise
            } else {
                value = .constant(try arguments.numbers(3, [0]))
            }
            var shown = try arguments.shown
            if value == .noise { shown["value"] = "random" }
            return try RandomErasing(
                probability: try arguments.double(0, 0.5), scale: try arguments.pair(1, (0.02, 0.33)),
                ratio: try arguments.pair(2, (0.3, 3.3)), value: value, inPlace: try arguments.flag(4, false),
                shown: shown)
        },
    ]

    nonisolated(unsafe) private static let geometry: [TransformRow] = [
        resize(false),
        TransformRow("CenterCrop", "size") { arguments in
            CenterCrop(try arguments.size(0), shown: try arguments.sequenceShown("size"))
        },
        TransformRow("Pad", "padding, fill=0, padding_mode='constant'") { arguments in
            Pad(
                try Border(try arguments.integers(0) ?? []), fill: try arguments.numbers(1, [0]),
                mode: try arguments.padding(2), shown: try arguments.shown)
        },
        TransformRow("RandomCrop", "size, padding=None, pad_if_needed=False, fill=0, padding_mode='constant'") {
            arguments in
            RandomCrop(
                try arguments.size(0), border: try arguments.integers(1).map { try Border($0) },
                padIfNeeded: try arguments.flag(2, false), fill: try arguments.numbers(3, [0]),
                mode: try arguments.padding(4), shown: try arguments.shown)
        },
        TransformRow("RandomHorizontalFlip", "p=0.5") { RandomHorizontalFlip(probability: try $0.double(0, 0.5)) },
        TransformRow("RandomVerticalFlip", "p=0.5") { RandomVerticalFlip(probability: try $0.double(0, 0.5)) },
        TransformRow("RandomRotation", "degrees, interpolation=NEAREST, expand=False, center=None, fill=0") {
            arguments in
            RandomRotation(
                degrees: try arguments.angles(0, "degrees"), try arguments.filter(1, .nearest),
                expand: try arguments.flag(2, false), center: try arguments.pair(3),
                fill: try arguments.numbers(4, [0]), shown: try arguments.shown)
        },
        TransformRow(
            "RandomAffine",
            "degrees, translate=None, scale=None, shear=None, interpolation=NEAREST, fill=0, center=None"
        ) { arguments in
            var shear: [Double]?
            if let value = arguments.orNone(3) {
                if let numbers = try arguments.vm.numbers(value) {
                    shear = numbers
                } else {
                    let angles = try arguments.angles(3, "shear")
                    shear = [angles.0, angles.1]
                }
            }
            return try RandomAffine(
                degrees: try arguments.angles(0, "degrees"), translate: try arguments.pair(1),
                scale: try arguments.pair(2), shear: shear, try arguments.filter(4, .nearest),
                fill: try arguments.numbers(5, [0]), center: try arguments.pair(6), shown: try arguments.shown)
        },
        randomResizedCrop(false),
    ]

    private static func convertImageDtype(_ isVersion2: Bool) -> TransformRow {
        TransformRow("ConvertImageDtype", isVersion2 ? "dtype=None" : "dtype") { arguments in
            let given = arguments.optional(0) ?? .none
            let dtype = isVersion2 && given.isNone ? .float32 : try TensorMethods.dtype(arguments.vm, given)
            return ConvertImageDtype(dtype, isVersion2: isVersion2)
        }
    }

    private static func resize(_ isVersion2: Bool) -> TransformRow {
        TransformRow("Resize", "size, interpolation=BILINEAR, max_size=None, antialias=True") { arguments in
            guard let edges = try arguments.integers(0), edges.count == 1 || edges.count == 2 else {
                throw arguments.vm.valueError("If size is a sequence, it should have 1 or 2 values")
            }
            let target: ResizeTarget =
                edges.count == 1 ? .shorter(edges[0]) : .exact(PixelSize(height: edges[0], width: edges[1]))
            return Resize(
                target, try arguments.filter(1, .bilinear),
                longest: try arguments.orNone(2).map { try arguments.vm.index($0) },
                antialias: try arguments.flag(3, true), isVersion2: isVersion2, shown: try arguments.shown)
        }
    }

    private static func randomResizedCrop(_ isVersion2: Bool) -> TransformRow {
        TransformRow(
            "RandomResizedCrop",
            "size, scale=(0.08, 1.0), ratio=(0.75, 1.3333333333333333), interpolation=BILINEAR, antialias=True"
        ) { arguments in
            RandomResizedCrop(
                try arguments.size(0), scale: try arguments.pair(1, (0.08, 1)),
                ratio: try arguments.pair(2, (3.0 / 4, 4.0 / 3)), try arguments.filter(3, .bilinear),
                antialias: try arguments.flag(4, true), isVersion2: isVersion2)
        }
    }

    nonisolated(unsafe) private static let colors: [TransformRow] = [
        TransformRow("Grayscale", "num_output_channels=1") { arguments in
            try Grayscale(channels: try arguments.orNone(0).map { try arguments.vm.index($0) } ?? 1)
        },
        TransformRow("RandomGrayscale", "p=0.1") { RandomGrayscale(probability: try $0.double(0, 0.1)) },
        TransformRow("RandomInvert", "p=0.5") { RandomInvert(probability: try $0.double(0, 0.5)) },
        TransformRow("ColorJitter", "brightness=0, contrast=0, saturation=0, hue=0") { arguments in
            func range(_ index: Int, _ name: String) throws -> ColorJitter.Range? {
                guard let value = arguments.orNone(index) else { return nil }
                if try arguments.vm.numbers(value) != nil { return try arguments.pair(index) }
                let number = try arguments.vm.double(value)
                return name == "hue"
                    ? try ColorJitter.hueRange(number) : try ColorJitter.factorRange(number, name: name)
            }
            return try ColorJitter(
                brightness: try range(0, "brightness"), contrast: try range(1, "contrast"),
                saturation: try range(2, "saturation"), hue: try range(3, "hue"))
        },
    ]
}

extension TransformArguments {
    /// The argument as it was written where it is a sequence; numbers are shown as torchvision extends them.
    func sequenceShown(_ name: String) throws -> ShownArguments {
        guard let index = parameters.firstIndex(where: { $0.name == name }), let value = optional(index),
            try vm.numbers(value)?.count == 2
        else { return [:] }
        return [name: try vm.repr(value)]
    }
}
