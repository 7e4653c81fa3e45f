import GradusEngine

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Where a replay failed, kept between two commands, so that `run --resume` can go on there.
public struct ResumePoint: Sendable, Equatable {
    /// The code cell that failed.
    public var cell: Int
    /// Of everything before it: sources, parameters, the version.
    public var digest: String

    public init(cell: Int, digest: String) {
        self.cell = cell
        self.digest = digest
    }

    /// The digest of what happens before a cell.
    public static func digest(before cell: Int, of notebook: Notebook, parameters: [String], version: String) -> String
    {
        var lines = [version] + parameters
        for earlier in notebook.codeCells where (earlier.number ?? 0) < cell {
            lines += ["#"] + SourceDigest.significantLines(earlier.source)
        }
        return SourceDigest.of(lines: lines)
    }

    /// The file that remembers for a notebook, in the user's cache folder; nil without one.
    private static func file(for path: String) -> String? {
        let environment = { (name: String) -> String? in
            getenv(name).map { String(cString: $0) }.flatMap { $0.hasPrefix("/") ? $0 : nil }
        }
        guard let cache = environment("XDG_CACHE_HOME") ?? environment("HOME").map({ $0 + "/.cache" }) else {
            return nil
        }
        var whole = path
        if let real = realpath(path, nil) {
            whole = String(cString: real)
            free(real)
        }
        return "\(cache)/gradus/resume/\(SourceDigest.of(lines: [whole]))"
    }

    /// Where a state of the notebook can be visited; nil without a cache folder.
    public static func statePath(for path: String) -> String? {
        guard let file = file(for: path) else { return nil }
        makeFolder(of: file)
        return file + ".state"
    }

    private static func makeFolder(of file: String) {
        var folder = ""
        for part in file.split(separator: "/").dropLast() {
            folder += "/" + part
            mkdir(folder, 0o700)
        }
    }

    public static func load(for path: String) -> ResumePoint? {
        guard let file = file(for: path), let text = try? TextFile.read(path: file) else { return nil }
        let words = text.split(separator: " ").map { String($0) }
        guard words.count == 2, let cell = Int(words[0]) else { return nil }
        return ResumePoint(cell: cell, digest: words[1])
    }

    /// Remembers the point, or forgets the last one. Where that is not possible, nothing is remembered.
    public static func save(_ point: ResumePoint?, for path: String) {
        guard let file = file(for: path) else { return }
        guard let point else {
            unlink(file)
            return
        }
        makeFolder(of: file)
        _ = AtomicFile.write("\(point.cell) \(point.digest)", to: file)
    }
}

/// Shows nothing of the cells before one.
public final class ResumedReplay: ReplayObserver {
    private let inner: any ReplayObserver
    private let first: Int
    private var isOpen = false

    public init(_ inner: any ReplayObserver, from first: Int) {
        self.inner = inner
        self.first = first
    }

    public func text(_ cell: NotebookCell) { if isOpen { inner.text(cell) } }

    public func begin(_ cell: NotebookCell) {
        isOpen = isOpen || (cell.number ?? 0) >= first
        if isOpen { inner.begin(cell) }
    }

    public func event(_ event: Event, in cell: NotebookCell) {
        if case .error = event { inner.event(event, in: cell) } else if isOpen { inner.event(event, in: cell) }
    }

    public func end(_ cell: NotebookCell, _ ending: CellEnding) { if isOpen { inner.end(cell, ending) } }
    public func finish(_ summary: ReplaySummary) { inner.finish(summary) }
}
