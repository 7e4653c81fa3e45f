/// CIFAR-10 and CIFAR-100 in their binary layout.
public enum CIFARBinarySets {
    static let tenClasses = [
        "airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck",
    ]

    /// The files of a part of CIFAR-10 in `folder`: all five training batches, or (where `partial`) those that are there.
    static func tenFiles(in folder: String, train: Bool, partial: Bool) -> [String]? {
        let names = train ? (1...5).map { "data_batch_\($0).bin" } : ["test_batch.bin"]
        let paths = names.map { joinPath(folder, $0) }
        let present = paths.filter { fileKind($0) == .file }
        if present.count == paths.count || (partial && !present.isEmpty) { return present }
        return nil
    }

    /// Reads files one after another into one set.
    static func read(
        name: String, root: String, train: Bool, files: [String], classes: [String], labelBytes: Int
    ) throws -> ImageSet {
        let counts = try files.map { try CIFARBinaryFile.recordCount(path: $0, labelBytes: labelBytes) }
        let total = counts.reduce(0, +)
        let store = try PixelStore(count: total, itemBytes: CIFARBinaryFile.pixelBytes, path: files[0])
        var labels = [Int64](repeating: 0, count: total)
        var start = 0
        for (path, count) in zip(files, counts) {
            try labels.withUnsafeMutableBufferPointer { labels in
                try CIFARBinaryFile.read(
                    path: path, count: count, classCount: classes.count, labelBytes: labelBytes,
                    pixels: UnsafeMutableBufferPointer(
                        start: store.base + start * store.itemBytes, count: count * store.itemBytes),
                    labels: UnsafeMutableBufferPointer(rebasing: labels[start..<start + count]))
            }
            start += count
        }
        return try ImageSet(
            name: name, root: root, extraLines: ["Split: \(train ? "Train" : "Test")"], classes: classes, mode: .rgb,
            height: CIFARBinaryFile.side, width: CIFARBinaryFile.side, pixels: store, labels: labels)
    }
}
