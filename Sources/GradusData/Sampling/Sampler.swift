/// Which order the items of a data set are taken in. A value; `makeStream` starts one pass.
public enum Sampler {
    /// 0, 1, 2, …
    case sequential(count: Int)
    /// A shuffle, or draws with replacement; `samples` defaults to `count`. Without a generator, a private one is
    /// seeded from the default one at the start of each pass.
    case random(count: Int, replacement: Bool = false, samples: Int? = nil, generator: (any RandomWords)? = nil)
    /// A shuffle of the given indices, drawn from `generator` or the default one directly.
    case subset([Int], generator: (any RandomWords)? = nil)
    case weighted([Double], samples: Int, replacement: Bool = true, generator: (any RandomWords)? = nil)

    /// Number of indices in one pass.
    public var count: Int {
        switch self {
        case .sequential(let count): count
        case .random(let count, _, let samples, _): samples ?? count
        case .subset(let indices, _): indices.count
        case .weighted(_, let samples, _, _): samples
        }
    }

    /// Checks the arguments as PyTorch's constructors do.
    public func validate() throws {
        switch self {
        case .random(let count, _, let samples, _):
            let wanted = samples ?? count
            guard wanted > 0 else {
                throw DataError.badSampling(
                    detail: "num_samples should be a positive integer value, but got num_samples=\(wanted)")
            }
        case .weighted(_, let samples, _, _):
            guard samples > 0 else {
                throw DataError.badSampling(
                    detail: "num_samples should be a positive integer value, but got num_samples=\(samples)")
            }
        case .sequential, .subset:
            break
        }
    }

    /// One pass over the indices. Nothing is drawn before the first index is asked for.
    public func makeStream(randomness: SamplingRandomness = .standard) -> IndexStream {
        IndexStream(sampler: self, randomness: randomness)
    }
}

/// One pass of a sampler: indices one by one, drawing when PyTorch draws.
public final class IndexStream {
    private let sampler: Sampler
    private let randomness: SamplingRandomness
    private var started = false
    private var finished = false
    private var block: [Int] = []
    private var position = 0
    private var source: any RandomWords
    /// Blocks (whole permutations, or groups of 32 draws) still to come before the last one.
    private var blocksLeft = 0

    init(sampler: Sampler, randomness: SamplingRandomness) {
        self.sampler = sampler
        self.randomness = randomness
        source = randomness.defaultGenerator
    }

    /// The next index, or nil at the end of the pass.
    public func next() throws -> Int? {
        while position == block.count {
            if finished { return nil }
            block = try nextBlock()
            position = 0
        }
        defer { position += 1 }
        return block[position]
    }

    /// Up to `limit` indices at once.
    public func next(upTo limit: Int) throws -> [Int] {
        var indices: [Int] = []
        indices.reserveCapacity(min(limit, sampler.count))
        while indices.count < limit, let index = try next() { indices.append(index) }
        return indices
    }

    private func nextBlock() throws -> [Int] {
        let isFirst = !started
        started = true
        switch sampler {
        case .sequential(let count):
            finished = true
            return Array(0..<max(0, count))
        case .random(let count, let replacement, let samples, let generator):
            return randomBlock(
                count: count, replacement: replacement, samples: samples ?? count, generator: generator,
                isFirst: isFirst)
        case .subset(let indices, let generator):
            finished = true
            return (generator ?? randomness.defaultGenerator).drawPermutation(indices.count).map { indices[$0] }
        case .weighted(let weights, let samples, let replacement, let generator):
            finished = true
            return try (generator ?? randomness.defaultGenerator).drawMultinomial(
                weights, count: samples, replacement: replacement)
        }
    }

    private func randomBlock(
        count: Int, replacement: Bool, samples: Int, generator: (any RandomWords)?, isFirst: Bool
    ) -> [Int] {
        if isFirst {
            source = generator ?? randomness.seeded(randomness.defaultGenerator.drawSeed())
            blocksLeft = replacement ? samples / 32 : (count > 0 ? samples / count : 0)
        }
        if blocksLeft == 0 { finished = true }
        let isRest = blocksLeft == 0
        blocksLeft -= 1
        guard count > 0 else { return [] }
        if replacement {
            return (0..<(isRest ? samples % 32 : 32)).map { _ in source.drawInteger(0, count) }
        }
        // The rest may be empty; its permutation is drawn all the same.
        let order = source.drawPermutation(count)
        return isRest ? Array(order.prefix(samples % count)) : order
    }
}
