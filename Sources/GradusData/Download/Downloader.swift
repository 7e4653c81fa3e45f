#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// How patient a download is.
public struct DownloadPolicy: Sendable {
    /// Attempts per mirror; each goes on where the one before broke off.
    public var attempts = 3
    /// Pause before the second attempt; doubled before each further one.
    public var firstPause = 0.5
    public var connectSeconds = 15
    /// A transfer that brings less than a byte a second for so long has stalled.
    public var stallSeconds = 20
    /// Seconds to wait for another process that is downloading the same file.
    public var lockSeconds = 600.0
    /// Most bytes of one file.
    public var byteLimit = 8 << 30

    public init() {}
}

/// A published file: its name, the folders it can be fetched from, and its published checksum.
public struct PublishedFile: Equatable, Sendable {
    public let name: String
    /// Addresses to which `name` is appended.
    public let mirrors: [String]
    public let checksum: Checksum?

    public init(name: String, mirrors: [String], checksum: Checksum?) {
        self.name = name
        self.mirrors = mirrors
        self.checksum = checksum
    }
}

/// Fetches published files: from mirrors in turn, going on with broken transfers, checked, under a lock, and put in
/// place by one rename. Whatever happens, a file of the final name is complete.
public struct Downloader {
    public var policy: DownloadPolicy
    public var report: ProgressReport?

    public init(policy: DownloadPolicy = DownloadPolicy(), report: ProgressReport? = nil) {
        self.policy = policy
        self.report = report
    }

    /// Makes sure that `file` is in `folder`; returns its path. A file that is there and has the right checksum is kept.
    public func fetch(_ file: PublishedFile, into folder: String) throws -> String {
        let target = joinPath(folder, file.name)
        if try isComplete(target, file) { return target }
        guard let library = CurlLibrary.shared else { throw DataError.noDownloadLibrary(tried: CurlLibrary.names) }
        try makeFolders(folder)
        let lock = try FileLock(path: target + ".lock", seconds: policy.lockSeconds) { report?(0, nil) ?? true }
        defer { lock.release() }
        // Another process may have brought it while we waited.
        if try isComplete(target, file) { return target }
        var failures: [MirrorFailure] = []
        for mirror in file.mirrors {
            do {
                try fetch(file, from: mirror + file.name, to: target, library)
                return target
            } catch let error as DataError {
                switch error.category {
                case .interrupted, .inputOutput: throw error
                default: failures.append(MirrorFailure(url: mirror, reason: reason(of: error)))
                }
            }
        }
        throw DataError.everyMirrorFailed(file: file.name, failures: failures)
    }

    private func isComplete(_ target: String, _ file: PublishedFile) throws -> Bool {
        guard fileKind(target) == .file else { return false }
        guard let checksum = file.checksum else { return true }
        return try checksum.matches(path: target)
    }

    private func reason(of error: DataError) -> String {
        // The ways out are said once, at the end of the summary.
        if case .offline(_, let reason) = error { return reason }
        return error.description
    }

    /// One mirror: attempts with pauses, then the check, then the rename.
    private func fetch(_ file: PublishedFile, from url: String, to target: String, _ library: CurlLibrary) throws {
        let part = target + ".part"
        var pause = policy.firstPause
        var restarts = 0
        var lastFailure: DataError?
        var attempt = 1
        while true {
            let offset = fileSize(part) ?? 0
            switch try transfer(url, to: part, offset: offset, library) {
            case .complete:
                if let checksum = file.checksum, let actual = try checksum.mismatch(path: part) {
                    removeFile(part)
                    // What was there before the resumed part may have been the damaged piece: once more from nothing.
                    if offset > 0 && restarts == 0 {
                        restarts += 1
                        continue
                    }
                    throw DataError.checksumMismatch(
                        path: url, algorithm: checksum.algorithm.rawValue, expected: checksum.digits, actual: actual)
                }
                guard rename(part, target) == 0 else {
                    throw DataError.unwritable(path: target, reason: lastSystemError())
                }
                return
            case .cannotResume:
                // Perhaps the part is the whole file already.
                if let checksum = file.checksum, fileKind(part) == .file, try checksum.matches(path: part) {
                    guard rename(part, target) == 0 else {
                        throw DataError.unwritable(path: target, reason: lastSystemError())
                    }
                    return
                }
                removeFile(part)
                guard restarts < policy.attempts else {
                    throw lastFailure
                        ?? .transfer(url: url, reason: "the server refuses to send the file from its start")
                }
                restarts += 1
            case .failed(let error, let mayRetry):
                guard mayRetry, attempt < policy.attempts else { throw error }
                attempt += 1
                lastFailure = error
                try wait(pause)
                pause *= 2
            }
        }
    }

    private func transfer(_ url: String, to part: String, offset: Int, _ library: CurlLibrary) throws
        -> HTTPTransfer.Outcome
    {
        let descriptor = open(part, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw DataError.unwritable(path: part, reason: lastSystemError()) }
        defer { close(descriptor) }
        return HTTPTransfer(url: url, descriptor: descriptor, offset: offset, limit: policy.byteLimit, report: report)
            .run(library, policy: policy)
    }

    private func wait(_ seconds: Double) throws {
        try pauseInSlices(seconds) { report?(0, nil) ?? true }
    }
}

/// Sleeps in slices of 50 ms so that a cancelled job ends soon.
func pauseInSlices(_ seconds: Double, goOn: () -> Bool) throws {
    var left = seconds
    while left > 0 {
        guard goOn() else { throw DataError.cancelled(what: "the download") }
        let slice = min(left, 0.05)
        usleep(UInt32(slice * 1e6))
        left -= slice
    }
}
