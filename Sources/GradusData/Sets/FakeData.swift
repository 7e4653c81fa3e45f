import GradusTensor

/// Pictures of noise with random labels, as torchvision's `FakeData` makes them: item `index` depends on its index only.
public struct FakeData: Sendable {
    public let count: Int
    /// Channels, height and width.
    public let shape: [Int]
    public let classes: Int
    public let offset: Int

    public init(count: Int = 1000, shape: [Int] = [3, 224, 224], classes: Int = 10, offset: Int = 0) throws {
        guard shape.count == 3, shape.allSatisfy({ $0 > 0 && $0 < 1 << 16 }), classes > 0, count >= 0 else {
            throw DataError.badArgument(
                operation: "FakeData", detail: "image_size must be (channels, height, width), num_classes positive")
        }
        self.count = count
        self.shape = shape
        self.classes = classes
        self.offset = offset
    }

    /// The picture and label of an item. Moves no generator but its own.
    public func item(at index: Int) throws -> (picture: Picture, label: Int) {
        guard index < count else {
            throw DataError.badArgument(operation: "FakeData", detail: "FakeData index out of range")
        }
        let generator = Generator(seed: UInt64(bitPattern: Int64(index &+ offset)))
        let noise = try Tensor(empty: Dims(shape), .float32)
        _ = try noise.normalInPlace(0, 1, generator)
        let label = generator.integer(0, classes)
        return (try ImageFunctions.toPicture(noise), label)
    }

    public var description: String { DataSetText.description(name: "FakeData", count: count, root: nil) }
}
