/// Everything that can go wrong between a file, a server or a picture and a batch, as data.
///
/// Cases carry the file (or address) and the figures; the sentence is written in `DataError+Description.swift` only.
public enum DataError: Error, Equatable, Sendable {
    // Files.
    case missingFile(path: String)
    case unreadable(path: String, reason: String)
    case unwritable(path: String, reason: String)
    /// `expected` and `actual` are byte counts of the (uncompressed) contents.
    case truncated(path: String, expected: Int, actual: Int)
    case trailingBytes(path: String, expected: Int, actual: Int)
    case wrongMagic(path: String, expected: String, actual: String)
    /// A header that cannot be true, such as more pixels than the file has bytes.
    case lyingHeader(path: String, detail: String)
    case corruptCompression(path: String, detail: String)
    case tooLarge(path: String, bytes: Int, limit: Int)
    case badRecord(path: String, record: Int, detail: String)
    case unsupportedFormat(path: String, detail: String)
    case countMismatch(images: String, imageCount: Int, labels: String, labelCount: Int)

    // Archives.
    case unsafeArchiveEntry(archive: String, entry: String, detail: String)
    case corruptArchive(archive: String, detail: String)

    // Data sets.
    case dataSetNotFound(name: String, root: String, searched: [String], canDownload: Bool)
    case noSuchSplit(name: String, value: String, allowed: [String])

    // Network.
    case checksumMismatch(path: String, algorithm: String, expected: String, actual: String)
    case offline(url: String, reason: String)
    case httpStatus(url: String, status: Int)
    case transfer(url: String, reason: String)
    case everyMirrorFailed(file: String, failures: [MirrorFailure])
    case noDownloadLibrary(tried: [String])
    case cancelled(what: String)
    case locked(path: String)

    // Pictures and transforms.
    case badPictureSize(width: Int, height: Int, detail: String)
    case badMode(String)
    case badArgument(operation: String, detail: String)
    case wrongKind(operation: String, expected: String, actual: String)
    case pixelOutOfRange(x: Int, y: Int, width: Int, height: Int)

    // Indexing, sampling, collating.
    case indexOutOfRange(index: Int, count: Int)
    case badSampling(detail: String)
    case unequalShapes(first: [Int], other: [Int])
}

/// One mirror that was tried and what it answered.
public struct MirrorFailure: Equatable, Sendable {
    public let url: String
    public let reason: String

    public init(url: String, reason: String) {
        self.url = url
        self.reason = reason
    }
}

extension DataError {
    /// The family of a failure, for callers that turn errors into exceptions of their own.
    public enum Category: Sendable {
        case missingFile, inputOutput, corruptData, network, interrupted, value, type, index, notFound
    }

    public var category: Category {
        switch self {
        case .missingFile: .missingFile
        case .unreadable, .unwritable, .locked: .inputOutput
        case .truncated, .trailingBytes, .wrongMagic, .lyingHeader, .corruptCompression, .tooLarge, .badRecord,
            .unsupportedFormat, .countMismatch, .unsafeArchiveEntry, .corruptArchive, .checksumMismatch:
            .corruptData
        case .dataSetNotFound: .notFound
        case .offline, .httpStatus, .transfer, .everyMirrorFailed, .noDownloadLibrary: .network
        case .cancelled: .interrupted
        case .noSuchSplit, .badPictureSize, .badMode, .badArgument, .badSampling, .unequalShapes: .value
        case .wrongKind: .type
        case .indexOutOfRange, .pixelOutOfRange: .index
        }
    }
}
