import GradusData
import GradusTensor
import Testing

@Suite struct TransformTests {
    private static func make(_ id: String) throws -> any Transform {
        let size = { PixelSize(height: $0, width: $1) }
        switch id {
        case "to-tensor": return ToTensor()
        case "pil-to-tensor": return PILToTensor()
        case "to-pil": return Compose([ToTensor(), ToPILImage()])
        case "normalize": return Compose([ToTensor(), Normalize(mean: [0.1307], std: [0.3081])])
        case "resize-4": return Resize(.shorter(4))
        case "resize-9-max": return Resize(.shorter(9), longest: 11)
        case "resize-6-4": return Resize(.exact(size(6, 4)))
        case "resize-nearest": return Resize(.exact(size(6, 4)), .nearest)
        case "center-crop": return CenterCrop(size(3, 4))
        case "center-crop-larger": return CenterCrop(size(8, 4))
        case "pad": return Pad(try Border([2]), fill: [7])
        case "pad-edge": return Pad(try Border([1, 2]), mode: .edge, shown: ["padding": "(1, 2)"])
        case "pad-reflect": return Pad(try Border([1, 2, 3, 0]), mode: .reflect, shown: ["padding": "(1, 2, 3, 0)"])
        case "pad-symmetric": return Pad(try Border([2, 1]), mode: .symmetric, shown: ["padding": "(2, 1)"])
        case "random-crop": return RandomCrop(size(3, 4))
        case "random-crop-pad": return RandomCrop(size(5, 5), border: try Border([2]))
        case "random-crop-needed": return RandomCrop(size(9, 9), padIfNeeded: true, fill: [3])
        case "hflip": return RandomHorizontalFlip()
        case "vflip": return RandomVerticalFlip(probability: 0.4)
        case "rotation": return RandomRotation(degrees: (-40, 40))
        case "rotation-bilinear": return RandomRotation(degrees: (5, 80), .bilinear, fill: [9])
        case "rotation-expand": return RandomRotation(degrees: (5, 80), expand: true)
        case "affine":
            return try RandomAffine(degrees: (-30, 30), translate: (0.2, 0.3), scale: (0.7, 1.3), shear: [-10, 10])
        case "affine-4": return try RandomAffine(degrees: (0, 20), shear: [1, 5, 2, 8], .bilinear, fill: [5])
        case "resized-crop": return RandomResizedCrop(size(4, 6))
        case "grayscale": return try Grayscale()
        case "grayscale-3": return try Grayscale(channels: 3)
        case "random-grayscale": return RandomGrayscale(probability: 0.5)
        case "invert": return RandomInvert()
        case "jitter":
            let factor = try ColorJitter.factorRange(0.4, name: "brightness")
            return try ColorJitter(
                brightness: factor, contrast: factor, saturation: factor, hue: ColorJitter.hueRange(0.2))
        case "jitter-brightness": return try ColorJitter(brightness: (0.5, 1.5))
        case "apply":
            return RandomApply([RandomHorizontalFlip(), Pad(try Border([1]))], probability: 0.6)
        case "compose":
            return Compose([
                RandomHorizontalFlip(), RandomCrop(size(4, 4)), ToTensor(), Normalize(mean: [0.5], std: [0.25]),
            ])
        case "erasing": return try RandomErasing(probability: 0.9, value: .constant([0.5]))
        case "erasing-noise": return try RandomErasing(probability: 1, value: .noise)
        case "convert-uint8": return ConvertImageDtype(.uint8)
        case "convert-float64": return ConvertImageDtype(.float64)
        default: throw DataError.badArgument(operation: id, detail: "the test has no such transform")
        }
    }

    /// Values, shape, repr and the number of draws are torchvision's.
    @Test(arguments: Recorded.cases("transforms.json"))
    func transform(_ recorded: Recorded.Case) throws {
        let transform = try Self.make(recorded.string("id") ?? "")
        #expect(transform.description == recorded.string("repr"))
        let input = recorded.string("input") ?? ""
        let picture = try sourcePicture(input.replacing("tensor-", with: ""))
        let sample: Sample =
            input.hasPrefix("tensor") ? .tensor(try ImageFunctions.toTensor(picture)) : .picture(picture)
        let generator = Generator(seed: UInt64(recorded.int("seed")))
        let before = generator.stateBytes
        switch try transform.apply(sample, generator) {
        case .picture(let result):
            #expect(result.mode.rawValue == recorded.string("kind"))
            #expect([result.height, result.width] == recorded.ints("shape"))
            #expect(result.bytes.map { Int($0) } == recorded.ints("data"))
        case .tensor(let result):
            #expect(result.dtype.torchName == recorded.string("kind"))
            #expect(Array(result.shape) == recorded.ints("shape"))
            let values = try result.doubles()
            let expected = recorded.doubles("data")
            #expect(values.count == expected.count)
            let worst = zip(values, expected).map { abs($0 - $1) }.max() ?? 0
            let scale = max(1, expected.map { abs($0) }.max() ?? 1)
            #expect(worst <= (result.dtype.isFloat ? 3e-6 * scale : 0))
        }
        #expect(transform.isRandom || generator.stateBytes == before)
        #expect(Float(generator.nextUInt32() & 0xFF_FFFF) * 0x1p-24 == Float(recorded.double("next")))
    }

    @Test(arguments: Recorded.cases("transforms.json", "texts"))
    func dataSetText(_ recorded: Recorded.Case) {
        let text = DataSetText.description(
            name: "MNIST", count: 60000, root: "./data", extraLines: ["Split: Train"],
            transform: recorded.string("transform"), targetTransform: recorded.string("target"))
        #expect(text == recorded.string("text"))
    }

    @Test func misuseIsAnError() throws {
        let picture = Sample.picture(try sourcePicture("L"))
        let tensor = Sample.tensor(try ImageFunctions.toTensor(sourcePicture("RGB")))
        let generator = Generator(seed: 1)
        for (transform, sample) in [
            (ToTensor() as any Transform, tensor), (Normalize(mean: [0], std: [1]), picture),
            (Normalize(mean: [0], std: [0]), tensor),
            (RandomCrop(PixelSize(height: 50, width: 2)), picture),
            (Resize(.exact(PixelSize(height: 0, width: 3))), picture), (Resize(.shorter(-1)), tensor),
            (Pad(try Border([.max])), picture),
        ] {
            #expect(throws: DataError.self) { try transform.apply(sample, generator) }
        }
        #expect(throws: TensorError.self) { try Normalize(mean: [0, 0], std: [1, 1]).apply(tensor, generator) }
        #expect(throws: TensorError.self) { try ConvertImageDtype(.int64).apply(tensor, generator) }
        #expect(throws: TensorError.self) { try Pad(try Border([9]), mode: .reflect).apply(tensor, generator) }
        #expect(throws: DataError.self) { try Border([1, 2, 3]) }
        #expect(throws: DataError.self) { try ColorJitter(hue: (-0.7, 0.1)) }
    }
}
