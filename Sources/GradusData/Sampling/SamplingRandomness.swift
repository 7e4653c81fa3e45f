import GradusTensor

/// Where samplers draw from when they have no generator of their own.
public struct SamplingRandomness {
    public let defaultGenerator: any RandomWords
    /// A fresh generator with the given seed.
    public let seeded: (UInt64) -> any RandomWords

    public init(defaultGenerator: any RandomWords, seeded: @escaping (UInt64) -> any RandomWords) {
        self.defaultGenerator = defaultGenerator
        self.seeded = seeded
    }

    /// The process's default generator, and PyTorch's engine for private ones.
    public static var standard: SamplingRandomness {
        SamplingRandomness(defaultGenerator: Generator.default) { Generator(seed: $0) }
    }
}

extension Generator: RandomWords {}
