extension DataError: CustomStringConvertible {
    /// The sentence shown to the user: what is wrong, with which file, and where we know it, the way out.
    public var description: String {
        switch self {
        case .missingFile(let path):
            "no such file: '\(path)'"
        case .unreadable(let path, let reason):
            "cannot read '\(path)': \(reason)"
        case .unwritable(let path, let reason):
            "cannot write '\(path)': \(reason)"
        case .truncated(let path, let expected, let actual):
            "'\(path)' is truncated: expected \(expected) bytes, found \(actual)"
        case .trailingBytes(let path, let expected, let actual):
            "'\(path)' is longer than its header says: expected \(expected) bytes, found \(actual)"
        case .wrongMagic(let path, let expected, let actual):
            "'\(path)' has the wrong magic number: expected \(expected), found \(actual)"
        case .lyingHeader(let path, let detail):
            "'\(path)' has a header that cannot be true: \(detail)"
        case .corruptCompression(let path, let detail):
            "'\(path)' is damaged: \(detail)"
        case .tooLarge(let path, let bytes, let limit):
            "'\(path)' is too large: \(bytes) bytes, the limit is \(limit)"
        case .badRecord(let path, let record, let detail):
            "'\(path)', record \(record): \(detail)"
        case .unsupportedFormat(let path, let detail):
            "'\(path)' has a format that is not supported: \(detail)"
        case .countMismatch(let images, let imageCount, let labels, let labelCount):
            "'\(images)' holds \(imageCount) images but '\(labels)' holds \(labelCount) labels"
        case .unsafeArchiveEntry(let archive, let entry, let detail):
            "'\(archive)' was refused: entry '\(entry)' \(detail)"
        case .corruptArchive(let archive, let detail):
            "archive '\(archive)' is damaged: \(detail)"
        case .dataSetNotFound(let name, let root, let searched, let canDownload):
            Self.notFound(name: name, root: root, searched: searched, canDownload: canDownload)
        case .noSuchSplit(let name, let value, let allowed):
            "Unknown value '\(value)' for argument \(name). Valid values are {\(Self.list(allowed))}."
        case .checksumMismatch(let path, let algorithm, let expected, let actual):
            "'\(path)' is damaged: its \(algorithm) sum is \(actual), published is \(expected)"
        case .offline(let url, let reason):
            "cannot reach \(url): \(reason). \(Self.waysOut)"
        case .httpStatus(let url, let status):
            "\(url) answered with HTTP status \(status)"
        case .transfer(let url, let reason):
            "downloading \(url) failed: \(reason)"
        case .everyMirrorFailed(let file, let failures):
            "Error downloading \(file):\n"
                + failures.map { "Tried \($0.url), got:\n\($0.reason)\n" }.joined() + Self.waysOut
        case .noDownloadLibrary(let tried):
            "downloading needs libcurl, which was not found (tried \(tried.joined(separator: ", "))). "
                + "Install it (Debian, Ubuntu: libcurl4; macOS has it), or: \(Self.waysOut)"
        case .cancelled(let what):
            "\(what) was cancelled"
        case .locked(let path):
            "'\(path)' is locked by another process that is downloading the same data"
        case .badPictureSize(let width, let height, let detail):
            "bad picture size \(width) x \(height): \(detail)"
        case .badMode(let mode):
            "unrecognized image mode '\(mode)'; there are \(Self.list(PictureMode.allCases.map(\.rawValue)))"
        case .badArgument(let operation, let detail):
            "\(operation): \(detail)"
        case .wrongKind(let operation, let expected, let actual):
            "\(operation) should be \(expected). Got \(actual)"
        case .pixelOutOfRange(let x, let y, let width, let height):
            "image index out of range: (\(x), \(y)) in a picture of \(width) x \(height)"
        case .indexOutOfRange(let index, let count):
            "index \(index) is out of range for a data set of \(count) items"
        case .badSampling(let detail):
            detail
        case .unequalShapes(let first, let other):
            "stack expects each tensor to be equal size, but got \(first) at entry 0 and \(other) later"
        }
    }

    /// What to do on a machine without a way to the internet.
    static let waysOut =
        "Without internet access: copy the files into the root folder, or name a folder that has them in the "
        + "environment variable GRADUS_DATA, or use gradus.datasets.Digits, which needs no files."

    private static func notFound(name: String, root: String, searched: [String], canDownload: Bool) -> String {
        let head =
            canDownload
            ? "Dataset not found. You can use download=True to download it." : "Dataset not found."
        let places = searched.isEmpty ? "" : " Looked for \(name) in \(list(searched))."
        return "\(head)\(places) \(waysOut)"
    }

    private static func list(_ items: [String]) -> String {
        items.map { "'\($0)'" }.joined(separator: ", ")
    }
}
