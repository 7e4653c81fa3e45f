import GradusTensor

/// CIFAR-10 and CIFAR-100: the folder that torchvision leaves behind (Python pickles), or the binary layout.
public enum CIFAR {
    /// How the files of one of the two sets are called and published.
    public struct Source: Sendable {
        public let name: String
        package let pickleFolder: String
        package let archive: PublishedFile
        package let trainFiles: [String]
        package let testFiles: [String]
        package let metaFile: String
        let labelKey: String
        package let namesKey: String
        let binaryFolder: String
        let labelBytes: Int
        /// Published MD5 sums of the files in the archive.
        package let sums: [String: String]
    }

    public static let ten = Source(
        name: "CIFAR10", pickleFolder: "cifar-10-batches-py",
        archive: PublishedFile(
            name: "cifar-10-python.tar.gz", mirrors: ["https://www.cs.toronto.edu/~kriz/"],
            checksum: .md5("c58f30108f718f92721af3b95e74349a")),
        trainFiles: (1...5).map { "data_batch_\($0)" }, testFiles: ["test_batch"], metaFile: "batches.meta",
        labelKey: "labels", namesKey: "label_names", binaryFolder: "cifar-10-batches-bin", labelBytes: 1,
        sums: [
            "data_batch_1": "c99cafc152244af753f735de768cd75f", "data_batch_2": "d4bba439e000b95fd0a9bffe97cbabec",
            "data_batch_3": "54ebc095f3ab1f0389bbae665268c751", "data_batch_4": "634d18415352ddfa80567beed471001a",
            "data_batch_5": "482c414d41f54cd18b22e5b47cb7c3cb", "test_batch": "40351d587109b95175f43aff81a1287e",
            "batches.meta": "5ff9c542aee3614f3951f8cda6e48888",
        ])

    public static let hundred = Source(
        name: "CIFAR100", pickleFolder: "cifar-100-python",
        archive: PublishedFile(
            name: "cifar-100-python.tar.gz", mirrors: ["https://www.cs.toronto.edu/~kriz/"],
            checksum: .md5("eb9058c3a382ffc7106e4002c42a8d85")),
        trainFiles: ["train"], testFiles: ["test"], metaFile: "meta", labelKey: "fine_labels",
        namesKey: "fine_label_names", binaryFolder: "cifar-100-binary", labelBytes: 2,
        sums: [
            "train": "16019d7e3df5f24257cddd939b257f8d", "test": "f0ef6b0ae62326f3e7ffdfab6717acfc",
            "meta": "7973b15100ade9c7d40fb424638fde48",
        ])

    /// Opens a part: looked for under the roots, downloaded where `download` is set, else `dataSetNotFound`.
    public static func open(
        _ source: Source, roots: DataRoots, train: Bool = true, download: Bool = false,
        downloader: Downloader = Downloader()
    ) throws -> ImageSet {
        if Preview.isOn {
            let classes = source.labelBytes == 1 ? CIFARBinarySets.tenClasses : (0..<100).map { "class \($0)" }
            return try ImageSet.preview(
                name: source.name, root: roots.root, extraLines: ["Split: \(train ? "Train" : "Test")"],
                classes: classes, mode: .rgb, height: CIFARBinaryFile.side, width: CIFARBinaryFile.side,
                count: train ? 50_000 : 10_000)
        }
        if let set = try find(source, roots, train: train) { return set }
        if download {
            let archive = try downloader.fetch(source.archive, into: roots.expandedRoot)
            var tar = try TarArchive(path: archive)
            _ = try tar.unpack(into: roots.expandedRoot)
            if let set = try find(source, roots, train: train) { return set }
        }
        throw DataError.dataSetNotFound(
            name: source.name, root: roots.root,
            searched: roots.searched.flatMap {
                [joinPath($0, source.pickleFolder), joinPath($0, source.binaryFolder)]
            }, canDownload: true)
    }

    private static func find(_ source: Source, _ roots: DataRoots, train: Bool) throws -> ImageSet? {
        for (place, root) in roots.searched.enumerated() {
            let pickles = joinPath(root, source.pickleFolder)
            let files = (train ? source.trainFiles : source.testFiles).map { joinPath(pickles, $0) }
            if files.allSatisfy({ fileKind($0) == .file }) {
                return try readPickles(source, root: roots.root, folder: pickles, files: files, train: train)
            }
            let folder = joinPath(root, source.binaryFolder)
            // A shared folder may hold a part of the set; a set of one's own has to be whole.
            if let found = try binary(source, root: roots.root, folder: folder, train: train, partial: place > 0) {
                return found
            }
        }
        return nil
    }

    private static func binary(
        _ source: Source, root: String, folder: String, train: Bool, partial: Bool
    ) throws -> ImageSet? {
        if source.labelBytes == 1 {
            guard let files = CIFARBinarySets.tenFiles(in: folder, train: train, partial: partial) else { return nil }
            return try CIFARBinarySets.read(
                name: source.name, root: root, train: train, files: files, classes: CIFARBinarySets.tenClasses,
                labelBytes: 1)
        }
        let path = joinPath(folder, train ? "train.bin" : "test.bin")
        let namesPath = joinPath(folder, "fine_label_names.txt")
        guard fileKind(path) == .file, fileKind(namesPath) == .file else { return nil }
        let text = String(decoding: try FileSource(path: namesPath).readAll(limit: 1 << 16), as: UTF8.self)
        let classes = text.split(whereSeparator: \.isNewline).map { String($0) }
        return try CIFARBinarySets.read(
            name: source.name, root: root, train: train, files: [path], classes: classes,
            labelBytes: source.labelBytes)
    }

    // MARK: Pickles

    private static func readPickles(
        _ source: Source, root: String, folder: String, files: [String], train: Bool
    ) throws -> ImageSet {
        let metaPath = joinPath(folder, source.metaFile)
        let document = try pickle(metaPath)
        defer { withExtendedLifetime(document) {} }
        let meta = try dictionary(document, metaPath)
        guard let classes = meta[source.namesKey]?.items?.compactMap(\.string), !classes.isEmpty else {
            throw DataError.unsupportedFormat(path: metaPath, detail: "no list '\(source.namesKey)'")
        }
        let batches = try files.map { try batch(source, path: $0, classes: classes.count) }
        let total = batches.reduce(0) { $0 + $1.labels.count }
        let store = try PixelStore(count: total, itemBytes: CIFARBinaryFile.pixelBytes, path: folder)
        var start = 0
        for batch in batches {
            batch.pixels.withUnsafeBytes {
                UnsafeMutableRawBufferPointer(rebasing: store.buffer[start..<start + $0.count]).copyMemory(from: $0)
            }
            start += batch.pixels.count
        }
        return try ImageSet(
            name: source.name, root: root, extraLines: ["Split: \(train ? "Train" : "Test")"], classes: classes,
            mode: .rgb, height: CIFARBinaryFile.side, width: CIFARBinaryFile.side, pixels: store,
            labels: batches.flatMap(\.labels))
    }

    private static func pickle(_ path: String) throws -> PickleDocument {
        try Unpickler.load(FileSource(path: path).readAll(limit: 1 << 30), path: path)
    }

    private static func dictionary(_ document: PickleDocument, _ path: String) throws -> PickleContainer {
        guard case .dictionary(let dictionary) = document.root else {
            throw DataError.unsupportedFormat(path: path, detail: "the pickle holds no dictionary")
        }
        return dictionary
    }

    private static func batch(
        _ source: Source, path: String, classes: Int
    ) throws -> (pixels: [UInt8], labels: [Int64]) {
        let document = try pickle(path)
        defer { withExtendedLifetime(document) {} }
        let content = try dictionary(document, path)
        guard let labels = content[source.labelKey]?.items, let data = content["data"] else {
            throw DataError.unsupportedFormat(path: path, detail: "no 'data' and '\(source.labelKey)'")
        }
        let pixels = try byteArray(data, path: path)
        guard pixels.count == labels.count * CIFARBinaryFile.pixelBytes else {
            throw DataError.lyingHeader(
                path: path, detail: "\(pixels.count) bytes of pixels for \(labels.count) labels")
        }
        let numbers = try labels.enumerated().map { index, label in
            guard let number = label.integer, (0..<classes).contains(number) else {
                throw DataError.badRecord(path: path, record: index, detail: "a label outside 0 ..< \(classes)")
            }
            return Int64(number)
        }
        return (pixels, numbers)
    }

    /// The bytes of a pickled NumPy array of uint8 in C order: `_reconstruct(…)` with the state
    /// (version, shape, dtype, is Fortran order, bytes).
    private static func byteArray(_ value: PickleValue, path: String) throws -> [UInt8] {
        guard case .object(let array) = value, array.name.hasSuffix("multiarray._reconstruct"),
            let state = array.state?.items, state.count >= 5, case .object(let dtype) = state[2],
            let code = dtype.arguments.first?.string, code == "u1" || code == "|u1",
            state[3].integer == 0, case .bytes(let bytes) = latin1(state[4])
        else {
            throw DataError.unsupportedFormat(path: path, detail: "'data' is no NumPy array of uint8 in C order")
        }
        let count = (state[1].items ?? []).compactMap(\.integer).reduce(1) {
            $0.multipliedReportingOverflow(by: $1).partialValue
        }
        guard count == bytes.count else {
            throw DataError.lyingHeader(path: path, detail: "an array of \(count) bytes holds \(bytes.count)")
        }
        return bytes
    }

    /// Python 3 may write old strings as text in which every character is one byte, behind `_codecs.encode`.
    private static func latin1(_ value: PickleValue) -> PickleValue {
        guard case .object(let object) = value, object.name == "_codecs.encode",
            let text = object.arguments.first?.string
        else { return value }
        return .bytes(text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) })
    }
}
