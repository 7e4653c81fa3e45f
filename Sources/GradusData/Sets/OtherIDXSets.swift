import GradusTensor

/// EMNIST: letters and digits, in six ways of dividing them.
public enum EMNIST {
    public static let splits = ["byclass", "bymerge", "balanced", "letters", "digits", "mnist"]

    /// All splits in one zip of 536 MB.
    package static let archive = PublishedFile(
        name: "gzip.zip", mirrors: ["https://biometrics.nist.gov/cs_links/EMNIST/"],
        checksum: .md5("58c8d27c78d21e728a6bc7b3cc06412e"))

    /// Opens `root/EMNIST/raw/emnist-<split>-<train|test>-…`.
    public static func open(
        roots: DataRoots, split: String, train: Bool = true, download: Bool = false,
        downloader: Downloader = Downloader()
    ) throws -> ImageSet {
        guard splits.contains(split) else {
            throw DataError.noSuchSplit(name: "split", value: split, allowed: splits)
        }
        let prefix = "emnist-\(split)-\(train ? "train" : "test")"
        func locate() -> (images: String, labels: String)? {
            IDXSets.locate("\(prefix)-images-idx3-ubyte", "\(prefix)-labels-idx1-ubyte", "EMNIST", roots)
        }
        var found = locate()
        if found == nil && download {
            try fetch(into: joinPath(roots.expandedRoot, "EMNIST", "raw"), downloader)
            found = locate()
        }
        guard let found else {
            throw DataError.dataSetNotFound(
                name: "EMNIST", root: roots.root, searched: roots.searched.map { joinPath($0, "EMNIST", "raw") },
                canDownload: true)
        }
        return try IDXSets.read(
            name: "EMNIST", root: roots.root, extraLines: ["Split: \(train ? "Train" : "Test")"],
            classes: classes(split), images: found.images, labels: found.labels)
    }

    /// Downloads the archive and unpacks the sets' files, which stay compressed.
    private static func fetch(into folder: String, _ downloader: Downloader) throws {
        let zip = try ZipArchive(FileBytes(path: try downloader.fetch(archive, into: folder)))
        for entry in zip.entries {
            // `gzip/emnist-letters-train-images-idx3-ubyte.gz`
            let name = String(entry.name.split(separator: "/").last ?? "")
            guard name.hasPrefix("emnist-"), name.hasSuffix(".gz"), fileKind(joinPath(folder, name)) != .file else {
                continue
            }
            let file = try AtomicFile(path: joinPath(folder, name))
            try zip.contents(of: entry).withUnsafeBytes { try file.write($0) }
            try file.commit()
        }
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
    public static let subsets = ["train", "test", "test10k", "test50k", "nist"]

    /// Opens `root/QMNIST/raw/qmnist-<train|test>-…`. The label is the first of the eight numbers of a row.
    /// - Returns: the set, and the rows of all numbers [N, 8].
    public static func open(
        roots: DataRoots, what: String, download: Bool = false, downloader: Downloader = Downloader()
    ) throws -> (set: ImageSet, rows: Tensor) {
        guard subsets.contains(what) else {
            throw DataError.noSuchSplit(name: "what", value: what, allowed: subsets)
        }
        guard what != "nist" else {
            throw DataError.unsupportedFormat(path: "xnist-images-idx3-ubyte.xz", detail: "files of xz are not read")
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

    private static func read(
        roots: DataRoots, what: String, images: String, labels: String
    ) throws -> (set: ImageSet, rows: Tensor) {
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
        let rows = try Tensor(empty: [range.count, columns], .int64)
        let numbers = rows.pointer(Int64.self)
        labelBytes.withUnsafeBytes { bytes in
            for place in 0..<range.count * columns {
                numbers[place] = Int64(
                    bytes.loadUnaligned(fromByteOffset: 4 * (range.lowerBound * columns + place), as: Int32.self))
            }
        }
        let set = try ImageSet(
            name: "QMNIST", root: roots.root, extraLines: ["Split: \(what)"], classes: IDXSetSource.digitClasses,
            mode: .gray, height: header.shape[1], width: header.shape[2], pixels: part, labels: values)
        return (set, rows)
    }
}
