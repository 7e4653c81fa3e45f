import GradusData
import GradusTensor
import Testing

/// Orders and draws against the recorded loader cases; each test runs the code of its case in Swift.
@Suite struct SamplingTests {
    private static let recorded: [String: Recorded.Case] = Dictionary(
        Recorded.cases("loader.json").map { ($0.string("id") ?? "", $0.nested("out")) }, uniquingKeysWith: { $1 })

    private let generator = Generator(seed: 0)

    private var randomness: SamplingRandomness {
        SamplingRandomness(defaultGenerator: generator) { Generator(seed: $0) }
    }

    private func rand(_ generator: Generator) -> Float { Float(generator.nextUInt32() & 0xFF_FFFF) * 0x1p-24 }

    private func out(_ id: String) throws -> Recorded.Case { try #require(Self.recorded[id]) }

    private func batches(_ plan: BatchPlan) throws -> [[Int]] {
        let pass = plan.makePass(randomness: randomness)
        var all: [[Int]] = []
        while let batch = try pass.next() { all.append(batch) }
        return all
    }

    private func nested(_ recorded: Recorded.Case, _ key: String) -> [[Int]] {
        recorded.fields[key] as? [[Int]] ?? []
    }

    private func indices(_ sampler: Sampler) throws -> [Int] {
        try sampler.makeStream(randomness: randomness).next(upTo: .max)
    }

    @Test(arguments: [
        ("shuffle-10-3", 0, 10, 3, false, 2), ("shuffle-10-5", 1, 10, 5, false, 1),
        ("shuffle-droplast", 0, 11, 4, true, 1),
        ("batch-default", 0, 5, 1, false, 1),
    ])
    func shuffled(_ id: String, seed: UInt64, count: Int, size: Int, dropLast: Bool, passes: Int) throws {
        guard let recorded = Self.recorded[id] else { return }
        generator.seed(seed)
        let plan = try BatchPlan(count: count, batchSize: size, shuffle: true, dropLast: dropLast)
        #expect(try batches(plan) == nested(recorded, "a"))
        if passes == 2 { #expect(try batches(plan) == nested(recorded, "b")) }
        #expect(plan.count == nested(recorded, "a").count)
        if recorded.fields["c"] != nil { #expect([rand(generator)] == recorded.nested("c").floats("data")) }
    }

    @Test func drawsHappenWhenPyTorchDraws() throws {
        let recorded = try out("iter-draws")
        let pass = try BatchPlan(count: 6, batchSize: 2, shuffle: true).makePass(randomness: randomness)
        #expect([rand(generator)] == recorded.nested("r1").floats("data"))
        #expect(try pass.next() == recorded.nested("b1").ints("data"))
        #expect([rand(generator)] == recorded.nested("r2").floats("data"))
        #expect(try pass.next() == recorded.nested("b2").ints("data"))
        #expect([rand(generator)] == recorded.nested("r3").floats("data"))
    }

    @Test func plainPassMovesTheDefaultGenerator() throws {
        let recorded = try out("noshuffle-draws")
        #expect(try batches(BatchPlan(count: 6, batchSize: 4)) == nested(recorded, "a"))
        #expect([rand(generator), rand(generator)] == recorded.nested("c").floats("data"))
    }

    @Test func newPassesStartAgain() throws {
        let recorded = try out("next-iter-twice")
        let plan = try BatchPlan(count: 6, batchSize: 2, shuffle: true)
        #expect(try plan.makePass(randomness: randomness).next() == recorded.nested("a").ints("data"))
        #expect(try plan.makePass(randomness: randomness).next() == recorded.nested("b").ints("data"))
        #expect([rand(generator)] == recorded.nested("c").floats("data"))
    }

    @Test func ownGenerator() throws {
        let recorded = try out("generator")
        let own = Generator(seed: 5)
        let plan = try BatchPlan(count: 10, batchSize: 4, shuffle: true, generator: own)
        #expect(try batches(plan) == nested(recorded, "a"))
        #expect(try batches(plan) == nested(recorded, "b"))
        #expect([rand(own)] == recorded.nested("c").floats("data"))
        #expect([rand(generator)] == recorded.nested("d").floats("data"))
        let exact = try out("generator-exact")
        let fresh = Generator(seed: 5)
        #expect(try batches(BatchPlan(count: 8, batchSize: 4, shuffle: true, generator: fresh)) == nested(exact, "a"))
        #expect([rand(fresh)] == exact.nested("c").floats("data"))
    }

    @Test func withoutBatches() throws {
        let recorded = try out("batch-none")
        #expect(try batches(BatchPlan(count: 7, batchSize: nil, shuffle: true)).map { $0[0] } == recorded.ints("a"))
        #expect([rand(generator)] == recorded.nested("c").floats("data"))
    }

    @Test func samplers() throws {
        #expect(try indices(.random(count: 10)) == out("sampler-random").ints("a"))
        #expect([rand(generator)] == (try out("sampler-random")).nested("c").floats("data"))
        generator.seed(0)
        #expect(
            try indices(.random(count: 10, replacement: true, samples: 40)) == out("sampler-replacement").ints("a"))
        generator.seed(0)
        #expect(try indices(.random(count: 5, samples: 12)) == out("sampler-num").ints("a"))
        generator.seed(0)
        #expect(try indices(.subset([10, 20, 30, 40, 50])) == out("sampler-subset").ints("a"))
        generator.seed(0)
        let weights = [0.1, 0.9, 0.4, 0.7]
        #expect(try indices(.weighted(weights, samples: 10)) == out("sampler-weighted").ints("a"))
        #expect(try indices(.weighted(weights, samples: 3, replacement: false)) == out("sampler-weighted").ints("b"))
    }

    @Test func splits() throws {
        let plain = try out("random-split")
        #expect(
            try RandomSplit.pieces(count: 10, lengths: [7, 3], generator: generator) == [
                plain.ints("a"), plain.ints("b"),
            ])
        #expect([rand(generator)] == plain.nested("c").floats("data"))
        generator.seed(0)
        let fractions = try out("random-split-fractions")
        let lengths = try RandomSplit.lengths(count: 11, fractions: [0.5, 0.3, 0.2])
        #expect(
            try RandomSplit.pieces(count: 11, lengths: lengths, generator: generator)
                == ["a", "b", "c"].map { fractions.ints($0) })
        let own = try out("random-split-generator")
        #expect(
            try RandomSplit.pieces(
                count: 10, lengths: RandomSplit.lengths(count: 10, fractions: [0.8, 0.2]),
                generator: Generator(seed: 42)) == [own.ints("a"), own.ints("b")])
    }

    @Test func splitThenLoader() throws {
        let recorded = try out("split-then-loader")
        let pieces = try RandomSplit.pieces(count: 12, lengths: [8, 4], generator: generator)
        let train = SubsetIndex(pieces[0])
        let shuffled = try batches(BatchPlan(count: 8, batchSize: 4, shuffle: true)).map { try $0.map(train.base) }
        #expect(shuffled == nested(recorded, "a"))
        let validation = SubsetIndex(pieces[1])
        let plain = try batches(BatchPlan(count: 4, batchSize: 4)).map { try $0.map(validation.base) }
        #expect(plain == nested(recorded, "v"))
        #expect([rand(generator)] == recorded.nested("c").floats("data"))
    }

    @Test func sixtyThousand() throws {
        let recorded = try out("mnist-60000")
        let pass = try BatchPlan(count: 60000, batchSize: 50, shuffle: true).makePass(randomness: randomness)
        #expect(try pass.next() == recorded.nested("a").ints("data"))
        #expect(try pass.next() == recorded.nested("b").ints("data"))
    }

    @Test func badArguments() {
        #expect(throws: DataError.self) { try BatchPlan(count: 3, batchSize: 0) }
        #expect(throws: DataError.self) { try BatchPlan(count: 0, shuffle: true) }
        #expect(throws: DataError.self) { try BatchPlan(count: 3, batchSize: nil, dropLast: true) }
        #expect(throws: DataError.self) { try RandomSplit.pieces(count: 3, lengths: [1, 1], generator: generator) }
        #expect(throws: DataError.self) { try RandomSplit.lengths(count: 3, fractions: [0.5, 0.6]) }
        #expect(throws: TensorError.self) { try indices(.weighted([-1, 2], samples: 1)) }
        #expect(throws: TensorError.self) { try indices(.weighted([0, 0], samples: 1)) }
        #expect(throws: TensorError.self) { try indices(.weighted([1, 2], samples: 3, replacement: false)) }
    }

    @Test func concatenation() throws {
        let concat = try ConcatIndex(counts: [3, 0, 2])
        #expect(concat.count == 5)
        #expect(
            try (0..<5).map { [try concat.locate($0).set, try concat.locate($0).item] } == [
                [0, 0], [0, 1], [0, 2], [2, 0], [2, 1],
            ])
        #expect(try concat.locate(-1) == (2, 1))
        #expect(throws: DataError.self) { try concat.locate(5) }
        #expect(throws: DataError.self) { try concat.locate(-6) }
        #expect(throws: DataError.self) { try SubsetIndex([4, 5]).base(2) }
    }
}
