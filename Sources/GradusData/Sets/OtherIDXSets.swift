/// EMNIST: letters and digits, in six ways of dividing them.
public enum EMNIST {
    public static let splits = ["byclass", "bymerge", "balanced", "letters", "digits", "mnist"]

    /// Opens `root/EMNIST/raw/emnist-<split>-<train|test>-…`. The archive is a zip of 536 MB that has to be unpacked by
    /// hand, so there is no download.
    public static func open(roots: DataRoots, split: String, train: Bool = true) throws -> ImageSet {
        guard splits.contains(split) else {
            throw DataError.noSuchSplit(name: "split", value: split, allowed: splits)
        }
        let prefix = "emnist-\(split)-\(train ? "train" : "test")"
        guard
            let found = IDXSets.locate("\(prefix)-images-idx3-ubyte", "\(prefix)-labels-idx1-ubyte", "EMNIST", roots)
        else {
            throw DataError.dataSetNotFound(
                name: "EMNIST", root: roots.root, searched: roots.searched.map { joinPath($0, "EMNIST", "raw") },
                canDownload: false)
        }
        return try IDXSets.read(
            name: "EMNIST", root: roots.root, extraLines: ["Split: \(train ? "Train" : "Test")"],
            classes: classes(split), images: found.images, labels: found.labels)
    }

    /// Class names in the order of the labels.
    public static func classes(_ split: String) -> [String] {
        let digits = (0...9).map { String($0) }
        let capitals = (65...90).map { String(Character(Unicode.Scalar(UInt8($0)))) }
        let smalls = capitals.map { $0.lowercased() }
        // Small letters that look like their capitals are merged with them in some splits.
        let merged = Set("cijklmopsuvwxyz".map { String($0) })
        switch split {
        case "byclass": return digits + capitals + smalls
        case "bymerge", "balanced": return digits + capitals + smalls.filter { !merged.contains($0) }
        case "letters": return ["N/A"] + smalls
        default: return digits
        }
    }
}

/// QMNIST: MNIST rebuilt from its sources, with 60,000 test pictures.
public enum QMNIST {
    public static let subsets = ["train", "test", "test10k", "test50k"]

    /// Opens `root/QMNIST/raw/qmnist-<train|test>-…`. The label is the first of the eight numbers of a row.
    public static func open(
        roots: DataRoots, what: String, download: Bool = false, downloader: Downloader = Downloader()
    ) throws -> ImageSet {
        guard subsets.contains(what) else {
            throw DataError.noSuchSplit(name: "what", value: what, allowed: subsets)
        }
        let isTrain = what == "train"
        let prefix = "qmnist-\(isTrain ? "train" : "test")"
        let (images, labels) = ("\(prefix)-images-idx3-ubyte", "\(prefix)-labels-idx2-int")
        var found = IDXSets.locate(images, labels, "QMNIST", roots)
        if found == nil && download {
            let folder = joinPath(roots.expandedRoot, "QMNIST", "raw")
            let mirror = "https://raw.githubusercontent.com/facebookresearch/qmnist/master/"
            let sums =
                isTrain
                ? ("ed72d4157d28c017586c42bc6afe6370", "0058f8dd561b90ffdd0f734c6a30e5e4")
                : ("1394631089c404de565df7b7aeaf9412", "5b5b05890a5e13444e108efe57b788aa")
            for (name, md5) in [(images, sums.0), (labels, sums.1)] {
                _ = try downloader.fetch(
                    PublishedFile(name: name + ".gz", mirrors: [mirror], checksum: .md5(md5)), into: folder)
            }
            found = IDXSets.locate(images, labels, "QMNIST", roots)
        }
        guard let found else {
            throw DataError.dataSetNotFound(
                name: "QMNIST", root: roots.root, searched: roots.searched.map { joinPath($0, "QMNIST", "raw") },
                canDownload: true)
        }
        return try read(roots: roots, what: what, images: found.images, labels: found.labels)
    }

    private static func read(roots: DataRoots, what: String, images: String, labels: String) throws -> ImageSet {
        let (labelHeader, labelBytes) = try IDXFile.readBytes(path: labels)
        guard labelHeader.element == .int32, labelHeader.shape.count == 2, labelHeader.shape[1] >= 1 else {
            throw DataError.wrongMagic(path: labels, expected: "0x00000c02", actual: IDXSets.magic(labelHeader))
        }
        let columns = labelHeader.shape[1]
        let source = try openSource(path: images)
        let header = try IDXFile.readHeader(source)
        guard header.element == .uint8, header.shape.count == 3 else {
            throw DataError.wrongMagic(path: images, expected: "0x00000803", actual: IDXSets.magic(header))
        }
        guard header.shape[0] == labelHeader.shape[0] else {
            throw DataError.countMismatch(
                images: images, imageCount: header.shape[0], labels: labels, labelCount: labelHeader.shape[0])
        }
        let all = try PixelStore(count: header.shape[0], itemBytes: header.shape[1] * header.shape[2], path: images)
        try IDXFile.readData(source, header: header, into: all.buffer)
        let range: Range<Int> =
            switch what {
            case "test10k": 0..<min(10_000, all.count)
            case "test50k": min(10_000, all.count)..<min(60_000, all.count)
            default: 0..<all.count
            }
        let part = try PixelStore(count: range.count, itemBytes: all.itemBytes, path: images)
        part.buffer.copyMemory(
            from: UnsafeRawBufferPointer(
                start: all.base + range.lowerBound * all.itemBytes, count: range.count * all.itemBytes))
        let values: [Int64] = try labelBytes.withUnsafeBytes { bytes in
            try range.map { row in
                let value = bytes.loadUnaligned(fromByteOffset: 4 * row * columns, as: Int32.self)
                guard (0..<10).contains(value) else {
                    throw DataError.badRecord(
                        path: labels, record: row, detail: "label \(value) where there are 10 classes")
                }
                return Int64(value)
            }
        }
        return try ImageSet(
            name: "QMNIST", root: roots.root, extraLines: ["Split: \(what)"], classes: IDXSetSource.digitClasses,
            mode: .gray, height: header.shape[1], width: header.shape[2], pixels: part, labels: values)
    }
}
