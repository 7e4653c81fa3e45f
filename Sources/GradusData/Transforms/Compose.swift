import GradusTensor

/// Transforms one after another.
public struct Compose: Transform {
    public let transforms: [any Transform]

    public init(_ transforms: [any Transform]) { self.transforms = transforms }

    public func apply(_ sample: Sample, _ random: Generator) throws -> Sample {
        try transforms.reduce(sample) { try $1.apply($0, random) }
    }

    public var isRandom: Bool { transforms.contains { $0.isRandom } }

    public var description: String {
        "Compose(" + transforms.map { "\n    \($0.description)" }.joined() + "\n)"
    }
}

/// All of the transforms with probability p, else none.
public struct RandomApply: Transform {
    public let transforms: [any Transform]
    public let probability: Double

    public init(_ transforms: [any Transform], probability: Double = 0.5) {
        self.transforms = transforms
        self.probability = probability
    }

    public func apply(_ sample: Sample, _ random: Generator) throws -> Sample {
        // A float32 draw against p, in the order that torchvision compares them.
        if Float(probability) < random.drawUnit() { return sample }
        return try transforms.reduce(sample) { try $1.apply($0, random) }
    }

    public var isRandom: Bool { true }

    public var description: String {
        "RandomApply(\n    p=\(ReprText.real(probability))"
            + transforms.map { "\n    \($0.description)" }.joined() + "\n)"
    }
}
