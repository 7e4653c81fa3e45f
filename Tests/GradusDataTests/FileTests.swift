import Foundation
import GradusData
import GradusTensor
import Testing

@Suite struct FileTests {
    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    private var roots: DataRoots { DataRoots(root: folder.path, shared: nil) }

    private func layout(images: [UInt8], labels: [UInt8], compressed: Bool = false) throws {
        let ending = compressed ? ".gz" : ""
        try folder.write("MNIST/raw/train-images-idx3-ubyte\(ending)", images)
        try folder.write("MNIST/raw/train-labels-idx1-ubyte\(ending)", labels)
    }

    private static let pixels: [UInt8] = (0..<24).map { UInt8($0 * 10) }
    private static let images = Bytes.idx([4, 2, 3], pixels)
    private static let labels = Bytes.idx([4], [3, 0, 9, 1])

    @Test(arguments: [false, true]) func idxPair(compressed: Bool) throws {
        try layout(
            images: compressed ? Bytes.gzip(Self.images) : Self.images,
            labels: compressed ? Bytes.gzip(Self.labels) : Self.labels, compressed: compressed)
        let set = try IDXSets.open(.mnist, roots: roots)
        #expect(set.count == 4)
        #expect(Array(set.data.shape) == [4, 2, 3])
        #expect(try set.data.ints() == Self.pixels.map { Int($0) })
        #expect(try set.targets.ints() == [3, 0, 9, 1])
        #expect(try set.picture(at: -1).bytes == Array(Self.pixels.suffix(6)))
        #expect(try set.label(at: 2) == 9)
        #expect(throws: DataError.indexOutOfRange(index: 4, count: 4)) { try set.picture(at: 4) }
        #expect(
            set.description()
                == "Dataset MNIST\n    Number of datapoints: 4\n    Root location: \(folder.path)\n    Split: Train")
    }

    struct Damage: CustomTestStringConvertible, Sendable {
        let testDescription: String
        var images: [UInt8] = FileTests.images
        var labels: [UInt8] = FileTests.labels
        var compressed = false
        /// Words that the message must contain.
        let words: [String]

        init(
            _ name: String, images: [UInt8]? = nil, labels: [UInt8]? = nil, compressed: Bool = false, _ words: String...
        ) {
            testDescription = name
            if let images { self.images = images }
            if let labels { self.labels = labels }
            self.compressed = compressed
            self.words = words
        }
    }

    private static let damages: [Damage] = {
        let gzImages = Bytes.gzip(images)
        let gzLabels = Bytes.gzip(labels)
        var flipped = gzImages
        flipped[30] ^= 1
        return [
            Damage("truncated", images: Array(images.dropLast(3)), "images", "truncated", "40 bytes", "37"),
            Damage("only a header", images: Array(images.prefix(16)), "truncated", "40"),
            Damage("half a header", images: Array(images.prefix(7)), "truncated"),
            Damage("empty", images: [], "truncated"),
            Damage("trailing", images: images + [0, 0], "longer than its header says", "40"),
            Damage("magic", images: [1, 2, 3, 4] + images.dropFirst(4), "wrong magic number", "0x01020304"),
            Damage("text", images: Array("<html>moved</html>".utf8), "wrong magic number"),
            Damage("lying count", images: Bytes.idx([1 << 30, 28, 28], pixels), "truncated"),
            Damage(
                "overflowing", images: Bytes.idx([0xFFFF_FFFF, 0xFFFF_FFFF, 0xFFFF_FFFF], pixels), "cannot be true"),
            Damage("labels as images", images: labels, "wrong magic number", "0x00000801"),
            Damage("images as labels", labels: images, "wrong magic number", "0x00000803"),
            Damage("fewer labels", labels: Bytes.idx([3], [1, 2, 3]), "4 images", "3 labels"),
            Damage("label 10", labels: Bytes.idx([4], [1, 2, 10, 3]), "record 2", "label 10", "10 classes"),
            Damage("wrong type", images: Bytes.idx([4, 2, 3], pixels + pixels, code: 11), "wrong magic number"),
            Damage(
                "gzip truncated", images: Array(gzImages.prefix(40)), labels: gzLabels, compressed: true, "damaged",
                "too early"),
            Damage("gzip flipped bit", images: flipped, labels: gzLabels, compressed: true, "damaged", "corrupt"),
            Damage("no gzip", images: images, labels: gzLabels, compressed: true, "damaged"),
            Damage(
                "gzip lying", images: Bytes.gzip(Bytes.idx([1 << 30, 1 << 10, 1], pixels)), labels: gzLabels,
                compressed: true, "cannot be true"),
            Damage(
                "gzip shorter than its header", images: Bytes.gzip(Bytes.idx([8, 2, 3], pixels)),
                labels: Bytes.gzip(Bytes.idx([8], [UInt8](repeating: 1, count: 8))),
                compressed: true, "truncated", "64 bytes", "40"),
        ]
    }()

    @Test(arguments: damages) func damagedFile(_ damage: Damage) throws {
        try layout(images: damage.images, labels: damage.labels, compressed: damage.compressed)
        let error = #expect(throws: DataError.self) { try IDXSets.open(.mnist, roots: roots) }
        let text = error?.description ?? ""
        #expect(damage.words.allSatisfy { text.contains($0) } && text.contains(folder.path), "\(text)")
    }

    @Test func missing() throws {
        let error = #expect(throws: DataError.self) { try IDXSets.open(.mnist, roots: roots) }
        let text = error?.description ?? ""
        #expect(text.hasPrefix("Dataset not found. You can use download=True to download it"))
        #expect(text.contains("GRADUS_DATA") && text.contains("Digits"))
    }

    @Test func sharedFolderIsSecond() throws {
        try layout(images: Self.images, labels: Self.labels)
        let empty = try ScratchFolder()
        let set = try IDXSets.open(.mnist, roots: DataRoots(root: empty.path, shared: folder.path))
        #expect(set.count == 4)
        #expect(set.root == empty.path)
    }

    @Test func membersAndPadding() throws {
        let path = try folder.write("a.gz", Bytes.gzip([1, 2]) + Bytes.gzip([3]) + [0, 0, 0])
        #expect(try GzipSource(FileSource(path: path)).readAll(limit: 10) == [1, 2, 3])
        #expect(throws: DataError.self) { try GzipSource(FileSource(path: path)).readAll(limit: 2) }
    }

    // MARK: CIFAR

    @Test func cifarBinary() throws {
        let record: (UInt8) -> [UInt8] = { label in
            [label] + (0..<3072).map { UInt8(truncatingIfNeeded: $0 / 12 + Int(label)) }
        }
        for batch in 1...5 {
            try folder.write("cifar-10-batches-bin/data_batch_\(batch).bin", record(UInt8(batch)) + record(0))
        }
        let set = try CIFAR.open(CIFAR.ten, roots: roots)
        #expect(Array(set.data.shape) == [10, 32, 32, 3])
        #expect(try set.targets.ints() == [1, 0, 2, 0, 3, 0, 4, 0, 5, 0])
        #expect(try set.picture(at: 1).pixel(x: 12, y: 0) == [1, 86, 171])
        #expect(set.classes[1] == "automobile")
        try folder.write("cifar-10-batches-bin/data_batch_2.bin", record(10))
        #expect(throws: DataError.self) { try CIFAR.open(CIFAR.ten, roots: roots) }
        try folder.write("cifar-10-batches-bin/data_batch_2.bin", Array(record(1).dropLast()))
        #expect(throws: DataError.self) { try CIFAR.open(CIFAR.ten, roots: roots) }
        try FileManager.default.removeItem(atPath: folder.path + "/cifar-10-batches-bin/data_batch_2.bin")
        #expect(throws: DataError.self) { try CIFAR.open(CIFAR.ten, roots: roots) }
        #expect(try CIFAR.open(CIFAR.ten, roots: DataRoots(root: "/nowhere", shared: folder.path)).count == 8)
    }

    /// A batch as Python 2 pickled it: the pixels are the bytes of a NumPy array.
    private func cifarPickle(labels: [UInt8], pixels: [UInt8], type: String = "u1") -> [UInt8] {
        func text(_ value: String) -> [UInt8] { [0x55, UInt8(value.utf8.count)] + Array(value.utf8) }
        func name(_ module: String, _ value: String) -> [UInt8] { [0x63] + Array("\(module)\n\(value)\n".utf8) }
        let rows = Bytes.littleEndian(UInt32(labels.count))
        var out: [UInt8] = [0x80, 2, 0x7D, 0x28] + text("labels") + [0x5D, 0x28]
        for label in labels { out += [0x4B, label] }
        out += [0x65] + text("data")
        out += name("numpy.core.multiarray", "_reconstruct") + name("numpy", "ndarray")
        out += [0x4B, 0, 0x85] + text("b") + [0x87, 0x52]
        out += [0x28, 0x4B, 1, 0x4A] + rows + [0x4D, 0, 12, 0x86]
        out += name("numpy", "dtype") + text(type) + [0x4B, 0, 0x4B, 1, 0x87, 0x52]
        out += [0x89, 0x54] + Bytes.littleEndian(UInt32(pixels.count)) + pixels
        return out + [0x74, 0x62, 0x75, 0x2E]
    }

    @Test func cifarPickles() throws {
        let names: [UInt8] =
            [0x80, 2, 0x7D, 0x55, 11] + Array("label_names".utf8) + [
                0x5D, 0x28, 0x55, 1, 97, 0x55, 1, 98, 0x65, 0x73, 0x2E,
            ]
        try folder.write("cifar-10-batches-py/batches.meta", names)
        let pixels = (0..<6144).map { UInt8(truncatingIfNeeded: $0 / 24) }
        let path = "cifar-10-batches-py/test_batch"
        try folder.write(path, cifarPickle(labels: [1, 0], pixels: pixels))
        let set = try CIFAR.open(CIFAR.ten, roots: roots, train: false)
        #expect(set.classes == ["a", "b"])
        #expect(try set.targets.ints() == [1, 0])
        #expect(try set.picture(at: 1).pixel(x: 31, y: 31) == [170, 213, 255])
        for damaged in [
            cifarPickle(labels: [1, 2], pixels: pixels), cifarPickle(labels: [1], pixels: pixels),
            cifarPickle(labels: [1, 0], pixels: pixels, type: "f4"),
            Array(cifarPickle(labels: [1, 0], pixels: pixels).dropLast(9)), [0x80, 2, 0x5D, 0x2E], [],
        ] {
            try folder.write(path, damaged)
            #expect(throws: DataError.self) { try CIFAR.open(CIFAR.ten, roots: roots, train: false) }
        }
    }

    // MARK: Archives

    @Test func tar() throws {
        let archive = Bytes.tar([
            ("set/", "5", []), ("set/a.bin", "0", [1, 2, 3]), ("set/b/c", "0", Array(repeating: 9, count: 600)),
        ])
        let path = try folder.write("x.tar.gz", Bytes.gzip(archive))
        var tar = try TarArchive(path: path)
        #expect(try tar.unpack(into: folder.path + "/out") == ["set/a.bin", "set/b/c"])
        #expect(folder.names("out/set") == ["a.bin", "b"])
        #expect(folder.names("out/set/b") == ["c"])
    }

    @Test(
        arguments: [
            ("../evil", "0"), ("/tmp/evil", "0"), ("a/../../evil", "0"), ("link", "2"), ("hard", "1"), ("device", "3"),
        ] as [(String, Character)])
    func hostileArchive(_ name: String, kind: Character) throws {
        let path = try folder.write("x.tar", Bytes.tar([("ok", "0", [1]), (name, kind, [])]))
        var tar = try TarArchive(path: path)
        let error = #expect(throws: DataError.self) { try tar.unpack(into: folder.path + "/out") }
        #expect(error?.category == .corruptData)
        #expect(folder.names() == ["out", "x.tar"])
        #expect(folder.names("out") == ["ok"])
    }

    @Test func linkInTheWay() throws {
        let outside = try ScratchFolder()
        try folder.write("out/keep", [])
        try FileManager.default.createSymbolicLink(atPath: folder.path + "/out/a", withDestinationPath: outside.path)
        let path = try folder.write("x.tar", Bytes.tar([("a/b", "0", [1])]))
        var tar = try TarArchive(path: path)
        #expect(throws: DataError.self) { try tar.unpack(into: folder.path + "/out") }
        #expect(outside.names().isEmpty)
    }

    @Test func damagedArchive() throws {
        let whole = Bytes.tar([("a", "0", Array(repeating: 7, count: 5000))])
        for count in [100, 512, 700, 3000] {
            var tar = TarArchive(MemorySource(Array(whole.prefix(count)), path: "x.tar"))
            #expect(throws: DataError.self) { try tar.unpack(into: folder.path + "/out") }
            #expect(folder.names("out").isEmpty)
        }
        var limits = TarArchive.Limits()
        limits.totalBytes = 1000
        var tar = TarArchive(MemorySource(whole, path: "x.tar"), limits: limits)
        #expect(throws: DataError.self) { try tar.unpack(into: folder.path + "/out") }
    }
}
