import GradusData
import GradusTensor

/// Picture to a uint8 tensor [C, H, W]; tensors stay as they are.
struct ToImage: Transform {
    func apply(_ sample: Sample, _ random: Generator) throws -> Sample {
        guard case .picture = sample else { return sample }
        return try PILToTensor().apply(sample, random)
    }

    var description: String { "ToImage()" }
}

/// Another dtype, with the range of values rescaled to it or not; pictures stay as they are.
struct ToDtype: Transform {
    let dtype: DType
    let scale: Bool

    init(_ dtype: DType, scale: Bool) {
        self.dtype = dtype
        self.scale = scale
    }

    func apply(_ sample: Sample, _ random: Generator) throws -> Sample {
        guard case .tensor(let tensor) = sample else { return sample }
        return .tensor(
            scale ? try ConvertImageDtype.convert(tensor, to: dtype, byReciprocal: true) : try tensor.to(dtype))
    }

    var description: String { "ToDtype(scale=\(scale ? "True" : "False"))" }
}
