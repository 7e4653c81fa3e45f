import GradusTensor

/// A labelled set of equally large 8-bit pictures in memory: what `MNIST`, `CIFAR10`, `Digits` … are.
///
/// Pictures are kept plane by plane, so batches are gathered without reordering. Used from one thread.
public final class ImageSet {
    /// The class name shown in the `repr`.
    public let name: String
    /// The root folder as the user gave it; nil for sets without files.
    public let root: String?
    /// Lines of the `repr` after the root, such as `Split: Train`.
    public let extraLines: [String]
    public let classes: [String]
    public let mode: PictureMode
    /// [N, H, W], or [N, H, W, C] seen through strides: uint8.
    public private(set) var data: Tensor
    /// [N] of int64.
    public private(set) var targets: Tensor

    /// Where the pictures come from while `data` is the one the set was made with.
    private var store: PixelStore?

    /// - Parameter pixels: N pictures of `mode.channels` planes of height × width.
    package init(
        name: String, root: String?, extraLines: [String], classes: [String], mode: PictureMode, height: Int,
        width: Int, pixels: PixelStore, labels: [Int64]
    ) throws {
        self.name = name
        self.root = root
        self.extraLines = extraLines
        self.classes = classes
        self.mode = mode
        let storage = Storage(foreign: pixels.base, byteCount: pixels.byteCount, owner: pixels)
        let channels = mode.channels
        let plane = height * width
        let device: Device = Preview.isOn ? .meta : .cpu
        if channels == 1 {
            data = Tensor(
                storage: storage, offset: 0, shape: [pixels.count, height, width], strides: [plane, width, 1],
                dtype: .uint8, device: device, contiguous: true)
        } else {
            data = Tensor(
                storage: storage, offset: 0, shape: [pixels.count, height, width, channels],
                strides: [channels * plane, width, 1, plane], dtype: .uint8, device: device, contiguous: false)
        }
        targets = try Tensor(empty: [labels.count], .int64)
        let out = targets.pointer(Int64.self)
        for (index, label) in labels.enumerated() { out[index] = label }
        store = pixels
    }

    /// A set of which only the shapes are known: pictures of nothing, labels in turn.
    static func preview(
        name: String, root: String?, extraLines: [String], classes: [String], mode: PictureMode, height: Int,
        width: Int,
        count: Int
    ) throws -> ImageSet {
        let itemBytes = height * width * mode.channels
        // What they show does not matter: memory that nobody writes to costs nothing.
        let store = try PixelStore(count: count, itemBytes: itemBytes) { _, _ in }
        let classCount = max(1, classes.count)
        return try ImageSet(
            name: name, root: root, extraLines: extraLines, classes: classes, mode: mode, height: height, width: width,
            pixels: store, labels: (0..<count).map { Int64($0 % classCount) })
    }

    public var count: Int { data.shape[0] }
    public var height: Int { data.shape[1] }
    public var width: Int { data.shape[2] }
    public var channels: Int { mode.channels }

    /// Makes sure that everything in `data` is drawn: call before handing `data` out.
    public func prepareAll() { store?.prepareAll() }

    /// Replaces the pictures (`set.data = set.data[:1000]`): uint8 of the same rank and channels.
    public func setData(_ tensor: Tensor) throws {
        guard tensor.dtype == .uint8 else {
            throw DataError.wrongKind(operation: "data", expected: "a uint8 tensor", actual: tensor.dtype.torchName)
        }
        guard tensor.rank == data.rank, tensor.rank == 3 || tensor.shape[3] == channels else {
            throw DataError.badArgument(
                operation: "data", detail: "expected a tensor like \(data.shape), got \(tensor.shape)")
        }
        prepareAll()
        data = tensor
        store = nil
    }

    /// Replaces the labels: a one-dimensional whole-number tensor.
    public func setTargets(_ tensor: Tensor) throws {
        guard tensor.rank == 1, tensor.dtype.isInteger else {
            throw DataError.wrongKind(
                operation: "targets", expected: "a one-dimensional integer tensor",
                actual: "\(tensor.dtype.torchName) of shape \(tensor.shape)")
        }
        let whole = tensor.dtype == .int64 ? tensor : try tensor.castUnrecorded(.int64)
        targets = whole.isContiguous ? whole : try whole.contiguousUnrecorded()
    }

    /// Item `index` (negative ones count from the end) as a picture.
    public func picture(at index: Int) throws -> Picture {
        let place = try wrappedIndex(index, count: count)
        store?.prepare(place..<place + 1)
        let from = data.pointer(UInt8.self) + place * data.strides[0]
        let (height, width, channels) = (height, width, channels)
        let (rows, columns) = (data.strides[1], data.strides[2])
        let depth = data.rank == 4 ? data.strides[3] : 0
        let total = height * width * channels
        let bytes = [UInt8](unsafeUninitializedCapacity: total) { bytes, count in
            count = total
            guard let start = bytes.baseAddress else { return }
            if channels == 1 && columns == 1 && rows == width {
                start.update(from: from, count: total)
                return
            }
            var position = start
            for y in 0..<height {
                for x in 0..<width {
                    let pixel = from + (y * rows + x * columns)
                    for channel in 0..<channels { position[channel] = pixel[channel * depth] }
                    position += channels
                }
            }
        }
        return try Picture(mode: mode, width: width, height: height, bytes: bytes)
    }

    public func label(at index: Int) throws -> Int {
        let place = try wrappedIndex(index, count: min(count, targets.count))
        return Int(targets.pointer(Int64.self)[place])
    }

    /// Class names with their numbers, in order.
    public var classToIndex: [(name: String, index: Int)] {
        classes.enumerated().map { ($0.element, $0.offset) }
    }

    /// Pictures in planes, one after another, with items `indices` drawn; nil where `data` is laid out otherwise.
    func planes(for indices: [Int]) -> UnsafePointer<UInt8>? {
        guard hasPlanes else { return nil }
        if let store { for index in indices { store.prepare(index..<index + 1) } }
        return UnsafePointer(data.pointer(UInt8.self))
    }

    /// The planes of item `index` (in range), drawn; nil where `data` is laid out otherwise.
    func planes(at index: Int) -> UnsafePointer<UInt8>? {
        guard hasPlanes else { return nil }
        store?.prepare(index..<index + 1)
        return UnsafePointer(data.pointer(UInt8.self) + index * channels * height * width)
    }

    /// Whether `data` is one picture's planes after another's.
    private var hasPlanes: Bool {
        let plane = height * width
        let expected: Dims = data.rank == 3 ? [plane, width, 1] : [channels * plane, width, 1, plane]
        return data.strides == expected || data.count == 0
    }

    /// torchvision's `repr`; `transform` and `targetTransform` are the `repr` of what the user passed.
    public func description(transform: String? = nil, targetTransform: String? = nil) -> String {
        DataSetText.description(
            name: name, count: count, root: root, extraLines: extraLines, transform: transform,
            targetTransform: targetTransform)
    }
}

/// The `repr` of data sets, as torchvision lays it out.
public enum DataSetText {
    public static func description(
        name: String, count: Int, root: String?, extraLines: [String] = [], transform: String? = nil,
        targetTransform: String? = nil
    ) -> String {
        var body = ["Number of datapoints: \(count)"]
        if let root { body.append("Root location: \(root)") }
        body += extraLines
        // Only the first line of the block of transforms is indented, as torchvision has it.
        let head = ["Dataset \(name)"] + body.map { "    " + $0 }
        guard transform != nil || targetTransform != nil else { return head.joined(separator: "\n") }
        let block = lines(transform, head: "Transform: ") + lines(targetTransform, head: "Target transform: ")
        return (head + ["    StandardTransform"] + block).joined(separator: "\n")
    }

    private static func lines(_ text: String?, head: String) -> [String] {
        guard let text else { return [] }
        let parts = text.split(separator: "\n", omittingEmptySubsequences: false)
        let margin = String(repeating: " ", count: head.count)
        return parts.enumerated().map { ($0.offset == 0 ? head : margin) + $0.element }
    }
}
