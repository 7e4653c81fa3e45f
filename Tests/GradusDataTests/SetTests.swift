import Foundation
import GradusData
import GradusTensor
import Testing

@Suite struct SetTests {
    /// The first bytes of the drawing, so that a change of the pictures is noticed: FNV-1a over some items.
    private func hash(_ set: ImageSet, _ indices: [Int]) throws -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for index in indices {
            for byte in try set.picture(at: index).bytes + [UInt8(try set.label(at: index))] {
                hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
            }
        }
        return hash
    }

    @Test func digitsAreDeterministic() throws {
        let items = [0, 1, 499, 500, 9_999]
        let train = try Digits.open(train: true)
        #expect(train.count == 60_000)
        #expect(try hash(train, items) == hash(Digits.open(train: true), items))
        #expect(try hash(train, items) != hash(Digits.open(train: true, seed: 1), items))
        let test = try Digits.open(train: false)
        #expect(test.count == 10_000)
        #expect(try hash(train, items) != hash(test, items))
        let counts = try test.targets.ints().reduce(into: [Int](repeating: 0, count: 10)) { $0[$1] += 1 }
        #expect(counts.allSatisfy { (900...1100).contains($0) })
        #expect(
            test.description()
                == "Dataset Digits\n    Number of datapoints: 10000\n    Split: Test\n    Seed: 0")
    }

    @Test func digitsLookLikeDigits() throws {
        let set = try Digits.open(train: false)
        for index in 0..<200 {
            let picture = try set.picture(at: index)
            let ink = picture.bytes.reduce(0) { $0 + Int($1) }
            #expect((2_000...90_000).contains(ink), "item \(index)")
        }
    }

    @Test(arguments: Recorded.cases("transforms.json", "fake")) func fakeData(_ recorded: Recorded.Case) throws {
        let data = try FakeData(count: 5, shape: [3, 4, 5], classes: 7, offset: 2)
        let (picture, label) = try data.item(at: recorded.int("index"))
        #expect(label == recorded.int("label"))
        #expect(picture.bytes.map { Int($0) } == recorded.ints("bytes"))
        #expect(throws: DataError.self) { try data.item(at: 5) }
    }

    // MARK: Batches

    private func set(channels: Int) throws -> ImageSet {
        let folder = try ScratchFolder()
        let pixels: [UInt8] = (0..<18_432).map { (k: Int) -> UInt8 in UInt8(truncatingIfNeeded: k * 7 + k / 97) }
        if channels == 1 {
            try folder.write("MNIST/raw/train-images-idx3-ubyte", Bytes.idx([6, 4, 5], Array(pixels.prefix(120))))
            try folder.write("MNIST/raw/train-labels-idx1-ubyte", Bytes.idx([6], [0, 1, 2, 3, 4, 5]))
            return try IDXSets.open(.mnist, roots: DataRoots(root: folder.path, shared: nil))
        }
        var records: [UInt8] = []
        for index in 0..<6 {
            records.append(UInt8(index))
            records += pixels[index * 3072..<(index + 1) * 3072]
        }
        try folder.write("cifar-10-batches-bin/test_batch.bin", records)
        return try CIFAR.open(CIFAR.ten, roots: DataRoots(root: folder.path, shared: nil), train: false)
    }

    /// The fast way gives the same bits as item by item.
    @Test(arguments: [1, 3], [false, true]) func fastBatches(channels: Int, normalized: Bool) throws {
        let set = try set(channels: channels)
        let normalize = Normalize(
            mean: channels == 1 ? [0.1307] : [0.4, 0.5, 0.6], std: channels == 1 ? [0.3081] : [0.2, 0.3, 0.4])
        let transform: any Transform = normalized ? Compose([ToTensor(), normalize]) : ToTensor()
        let builder = BatchBuilder(set: set, transform: transform)
        #expect(builder.isFast)
        let indices = [5, 0, 3, 3, -1]
        let (images, targets) = try builder.batch(indices)
        #expect(try targets.ints() == [5, 0, 3, 3, 5])
        // The identity in front forces the slow way.
        let slow = BatchBuilder(
            set: set, transform: Compose([CenterCrop(PixelSize(height: set.height, width: set.width)), transform]))
        #expect(!slow.isFast)
        let reference = try slow.batch(indices).images
        #expect(images.shape == reference.shape)
        #expect(try images.floats() == reference.floats())
        #expect(throws: DataError.self) { try builder.batch([6]) }
    }

    @Test func otherData() throws {
        let set = try set(channels: 1)
        let three = try Tensor(empty: [3, 2, 2], .uint8)
        for index in 0..<12 { three.pointer(UInt8.self)[index] = UInt8(index) }
        try set.setData(three)
        #expect(set.count == 3)
        #expect(try set.picture(at: 1).bytes == [4, 5, 6, 7])
        #expect(
            try BatchBuilder(set: set, transform: ToTensor()).batch([2]).images.floats()
                == [8, 9, 10, 11].map { Float($0) / 255 })
        #expect(throws: DataError.self) { try set.setData(Tensor(empty: [3, 2, 2], .float32)) }
        #expect(throws: DataError.self) { try set.setData(Tensor(empty: [3, 2], .uint8)) }
    }

    /// The recorded case: `TensorDataset` of a [6, 2] and a [6] tensor, shuffled in batches of four.
    @Test func tensorRows() throws {
        let out = try #require(Recorded.cases("loader.json").first { $0.string("id") == "tensordataset" }).nested("out")
        let rows = try TensorRows([
            Tensor.of((0..<12).map { .double(Double($0)) }, shape: [6, 2], dtype: .float32),
            Tensor.of((0..<6).map { .int($0) }, shape: [6], dtype: .int64),
        ])
        let generator = Generator(seed: 0)
        let randomness = SamplingRandomness(defaultGenerator: generator) { Generator(seed: $0) }
        let plan = try BatchPlan(count: rows.count, batchSize: 4, shuffle: true)
        // The recording took the two columns from two passes.
        for (column, key) in ["xs", "ys"].enumerated() {
            let pass = plan.makePass(randomness: randomness)
            for expected in out.list(key) {
                let indices = try #require(try pass.next())
                let rows = try rows.batch(indices)[column]
                #expect(Array(rows.shape) == expected.ints("shape"))
                #expect(try rows.doubles() == expected.doubles("data"))
            }
            #expect(try pass.next() == nil)
        }
        #expect(throws: DataError.self) { try rows.batch([6]) }
        #expect(throws: DataError.self) {
            try TensorRows([Tensor(empty: [2], .int64), Tensor(empty: [3], .int64)])
        }
    }

    @Test func unequalItems() throws {
        let tensors = [try Tensor(empty: [2], .float32), try Tensor(empty: [3], .float32)]
        #expect(throws: DataError.unequalShapes(first: [2], other: [3])) { try Collate.stack(tensors) }
        let pictures = BatchBuilder(set: try set(channels: 1), transform: RandomHorizontalFlip())
        #expect(throws: DataError.self) { try pictures.batch([0]) }
    }

    // MARK: Real data, where they are

    private static let shared: String? = {
        if let named = environment("GRADUS_DATA") { return named }
        let beside = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("shared/data").path
        return FileManager.default.fileExists(atPath: beside) ? beside : nil
    }()

    @Test(.enabled(if: shared != nil, "no MNIST in GRADUS_DATA")) func realMNIST() throws {
        let roots = DataRoots(root: try #require(Self.shared), shared: nil)
        let test = try IDXSets.open(.mnist, roots: roots, train: false)
        #expect(test.count == 10_000)
        #expect(try (0..<10).map { try test.label(at: $0) } == [7, 2, 1, 0, 4, 1, 4, 9, 5, 9])
        let train = try IDXSets.open(.mnist, roots: roots, train: true)
        #expect(train.count == 60_000)
        #expect(try (0..<10).map { try train.label(at: $0) } == [5, 0, 4, 1, 9, 2, 1, 3, 1, 4])
        #expect(try train.picture(at: 0).width == 28)
    }

    @Test(.enabled(if: shared != nil, "no CIFAR-10 in GRADUS_DATA")) func realCIFAR() throws {
        let roots = DataRoots(root: "/nowhere", shared: Self.shared)
        let test = try CIFAR.open(CIFAR.ten, roots: roots, train: false)
        #expect(test.count == 1_000)
        #expect(
            try (0..<5).map { test.classes[try test.label(at: $0)] } == ["cat", "ship", "ship", "airplane", "frog"])
    }
}
