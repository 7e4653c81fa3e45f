import GradusTensor

/// How a loader groups the indices of a sampler. One value per DataLoader; `makePass` per `iter()`.
public struct BatchPlan {
    public let sampler: Sampler
    /// Nil: items one by one, not collated.
    public let batchSize: Int?
    public let dropLast: Bool
    /// The loader's own generator: it also gives the base seed.
    public let generator: (any RandomWords)?

    /// `DataLoader(shuffle=, batch_size=, drop_last=, generator=)` over `count` items.
    public init(
        count: Int, batchSize: Int? = 1, shuffle: Bool = false, dropLast: Bool = false,
        generator: (any RandomWords)? = nil
    ) throws {
        let sampler: Sampler =
            shuffle ? .random(count: count, generator: generator) : .sequential(count: count)
        try self.init(sampler: sampler, batchSize: batchSize, dropLast: dropLast, generator: generator)
    }

    public init(
        sampler: Sampler, batchSize: Int? = 1, dropLast: Bool = false, generator: (any RandomWords)? = nil
    ) throws {
        try sampler.validate()
        if let batchSize, batchSize <= 0 {
            throw DataError.badSampling(
                detail: "batch_size should be a positive integer value, but got batch_size=\(batchSize)")
        }
        if batchSize == nil && dropLast {
            throw DataError.badSampling(
                detail: "batch_size=None option disables auto-batching and is mutually exclusive with drop_last")
        }
        self.sampler = sampler
        self.batchSize = batchSize
        self.dropLast = dropLast
        self.generator = generator
    }

    /// `len(loader)`: batches, or items where there are no batches.
    public var count: Int {
        guard let batchSize else { return sampler.count }
        return dropLast ? sampler.count / batchSize : (sampler.count + batchSize - 1) / batchSize
    }

    /// Starts one pass: draws the base seed, as `iter(loader)` does (later passes of persistent workers do not).
    public func makePass(randomness: SamplingRandomness = .standard, drawsSeed: Bool = true) -> BatchPass {
        let seed = drawsSeed ? (generator ?? randomness.defaultGenerator).drawSeed() : 0
        return BatchPass(
            baseSeed: seed, stream: sampler.makeStream(randomness: randomness), batchSize: batchSize,
            dropLast: dropLast)
    }
}

/// One pass over a loader's batches of indices.
public final class BatchPass {
    /// What workers are seeded from (worker k has `baseSeed + k`).
    public let baseSeed: UInt64
    private let stream: IndexStream
    private let batchSize: Int?
    private let dropLast: Bool

    init(baseSeed: UInt64, stream: IndexStream, batchSize: Int?, dropLast: Bool) {
        self.baseSeed = baseSeed
        self.stream = stream
        self.batchSize = batchSize
        self.dropLast = dropLast
    }

    /// The next batch of indices (a single one where batching is off), or nil at the end.
    public func next() throws -> [Int]? {
        guard let batchSize else { return try stream.next().map { [$0] } }
        let indices = try stream.next(upTo: batchSize)
        if indices.isEmpty || (dropLast && indices.count < batchSize) { return nil }
        return indices
    }
}

/// Splits of `count` shuffled indices, as `random_split` makes them.
public enum RandomSplit {
    /// Pieces of the given lengths, which must add up to `count`.
    public static func pieces(
        count: Int, lengths: [Int], generator: any RandomWords = Generator.default
    ) throws -> [[Int]] {
        guard lengths.allSatisfy({ $0 >= 0 }), lengths.reduce(0, { $0 &+ $1 }) == count else {
            throw DataError.badSampling(detail: "Sum of input lengths does not equal the length of the input dataset!")
        }
        let order = generator.drawPermutation(count)
        var start = 0
        return lengths.map { length in
            defer { start += length }
            return Array(order[start..<start + length])
        }
    }

    /// Lengths for fractions that add up to 1: the floor of each, and the remainder handed out one by one from the first.
    public static func lengths(count: Int, fractions: [Double]) throws -> [Int] {
        for (index, fraction) in fractions.enumerated() where !(fraction >= 0 && fraction <= 1) {
            throw DataError.badSampling(detail: "Fraction at index \(index) is not between 0 and 1")
        }
        let sum = fractions.reduce(0, +)
        guard !fractions.isEmpty, abs(sum - 1) <= 1e-9 * max(abs(sum), 1) else {
            throw DataError.badSampling(detail: "Sum of input lengths does not equal the length of the input dataset!")
        }
        var lengths = fractions.map { Int((Double(count) * $0).rounded(.down)) }
        let remainder = count - lengths.reduce(0, +)
        for index in 0..<max(0, remainder) { lengths[index % lengths.count] += 1 }
        return lengths
    }
}
