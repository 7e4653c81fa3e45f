import GradusTensor

/// MNIST and the sets in its layout.
public enum IDXSets {
    /// Opens a part of `source`: looked for under the roots, downloaded where `download` is set, else
    /// `dataSetNotFound`.
    public static func open(
        _ source: IDXSetSource, roots: DataRoots, train: Bool = true, download: Bool = false,
        downloader: Downloader = Downloader()
    ) throws -> ImageSet {
        let part = source.part(train: train)
        var found = locate(part.images, part.labels, source.name, roots)
        if Preview.isOn { return try preview(source, roots: roots, train: train, images: found?.images) }
        if found == nil && download {
            try fetch(source, into: joinPath(roots.expandedRoot, source.name, "raw"), downloader)
            found = locate(part.images, part.labels, source.name, roots)
        }
        guard let found else {
            throw DataError.dataSetNotFound(
                name: source.name, root: roots.root,
                searched: roots.searched.map { joinPath($0, source.name, "raw") }, canDownload: true)
        }
        return try read(
            name: source.name, root: roots.root, extraLines: ["Split: \(train ? "Train" : "Test")"],
            classes: source.classes, images: found.images, labels: found.labels)
    }

    /// The shapes of the header, or the published ones where the file is not there.
    private static func preview(
        _ source: IDXSetSource, roots: DataRoots, train: Bool, images: String?
    ) throws -> ImageSet {
        var shape = [train ? 60_000 : 10_000, 28, 28]
        if let images {
            let header = try IDXFile.readHeader(try openSource(path: images))
            if header.shape.count == 3 { shape = header.shape.map { Int($0) } }
        }
        return try ImageSet.preview(
            name: source.name, root: roots.root, extraLines: ["Split: \(train ? "Train" : "Test")"],
            classes: source.classes, mode: .gray, height: shape[1], width: shape[2], count: shape[0])
    }

    /// Both files in one folder, raw or compressed; raw ones first, because they open faster.
    static func locate(
        _ images: String, _ labels: String, _ folderName: String, _ roots: DataRoots
    ) -> (images: String, labels: String)? {
        for root in roots.searched {
            let folder = joinPath(root, folderName, "raw")
            if let imagePath = DataRoots.firstFile([images, images + ".gz"], in: folder),
                let labelPath = DataRoots.firstFile([labels, labels + ".gz"], in: folder)
            {
                return (imagePath, labelPath)
            }
        }
        return nil
    }

    /// Downloads the four files and unpacks them beside themselves, as torchvision leaves them.
    private static func fetch(_ source: IDXSetSource, into folder: String, _ downloader: Downloader) throws {
        for (name, md5) in [
            (source.train.images, source.train.imagesMD5), (source.train.labels, source.train.labelsMD5),
            (source.test.images, source.test.imagesMD5), (source.test.labels, source.test.labelsMD5),
        ] {
            let target = joinPath(folder, name)
            if fileKind(target) == .file { continue }
            let file = PublishedFile(name: name + ".gz", mirrors: source.mirrors, checksum: .md5(md5))
            try gunzip(try downloader.fetch(file, into: folder), to: target)
        }
    }

    /// Reads a pair of IDX files. Labels are checked against the number of classes.
    package static func read(
        name: String, root: String?, extraLines: [String], classes: [String], images: String, labels: String
    ) throws -> ImageSet {
        let (labelHeader, labelBytes) = try IDXFile.readBytes(path: labels)
        guard labelHeader.element == .uint8, labelHeader.shape.count == 1 else {
            throw DataError.wrongMagic(path: labels, expected: "0x00000801", actual: magic(labelHeader))
        }
        let source = try openSource(path: images)
        let header = try IDXFile.readHeader(source)
        guard header.element == .uint8, header.shape.count == 3 else {
            throw DataError.wrongMagic(path: images, expected: "0x00000803", actual: magic(header))
        }
        guard header.shape[0] == labelHeader.shape[0] else {
            throw DataError.countMismatch(
                images: images, imageCount: header.shape[0], labels: labels, labelCount: labelHeader.shape[0])
        }
        let (height, width) = (header.shape[1], header.shape[2])
        let store = try PixelStore(count: header.shape[0], itemBytes: height * width, path: images)
        try IDXFile.readData(source, header: header, into: store.buffer)
        return try ImageSet(
            name: name, root: root, extraLines: extraLines, classes: classes, mode: .gray, height: height,
            width: width, pixels: store, labels: checkedLabels(labelBytes, classes: classes.count, path: labels))
    }

    private static func checkedLabels(_ bytes: [UInt8], classes: Int, path: String) throws -> [Int64] {
        if let wrong = bytes.firstIndex(where: { Int($0) >= classes }) {
            throw DataError.badRecord(
                path: path, record: wrong, detail: "label \(bytes[wrong]) where there are \(classes) classes")
        }
        return bytes.map { Int64($0) }
    }

    static func magic(_ header: IDXHeader) -> String {
        IDXFile.hexadecimal([0, 0, header.element.rawValue, UInt8(header.shape.count)])
    }
}
