import GradusShell

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What a session has done, on disk before its next prompt, so that it can be done again after a crash.
///
/// One file for each session in `$XDG_STATE_HOME/gradus/journals`, which the session locks and removes at its proper end.
/// A file that nobody locks belongs to a session that was killed.
struct Journal {
    private var descriptor: Int32 = -1
    private var path = ""

    /// Starts the journal of this session; without a folder to write to there is none.
    mutating func start(in folder: String?) {
        guard descriptor < 0, let folder else { return }
        let journals = folder + "/journals"
        _ = mkdir(journals, 0o700)
        path = "\(journals)/\(time(nil))-\(getpid())"
        descriptor = open(path, O_WRONLY | O_APPEND | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        if descriptor >= 0 { _ = flock(descriptor, LOCK_EX | LOCK_NB) }
    }

    /// Adds a finished entry.
    func append(_ entry: SessionEntry) {
        guard descriptor >= 0 else { return }
        let text = "#\(entry.number) \(entry.failed ? "failed" : "ok") \(entry.source.utf8.count)\n\(entry.source)\n"
        _ = Array(text.utf8).withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
        #if canImport(Glibc)
            fdatasync(descriptor)
        #else
            fsync(descriptor)
        #endif
    }

    /// How long it is.
    var length: off_t {
        var information = stat()
        return descriptor >= 0 && fstat(descriptor, &information) == 0 ? information.st_size : 0
    }

    /// Forgets the entries after a length.
    func cut(to length: off_t) { if descriptor >= 0 { _ = ftruncate(descriptor, length) } }

    /// The proper end: nothing is left to resume.
    func finish() {
        guard descriptor >= 0 else { return }
        unlink(path)
        close(descriptor)
    }

    /// A session that did not end properly.
    struct Found {
        let path: String
        let entries: [SessionEntry]

        func remove() { unlink(path) }
    }

    /// The newest journal that no running session holds. Empty ones are removed.
    static func abandoned(in folder: String?) -> Found? {
        guard let folder, let directory = opendir(folder + "/journals") else { return nil }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        closedir(directory)
        for name in names.sorted().reversed() {
            let path = "\(folder)/journals/\(name)"
            let file = open(path, O_RDONLY | O_CLOEXEC)
            guard file >= 0 else { continue }
            defer { close(file) }
            guard flock(file, LOCK_EX | LOCK_NB) == 0 else { continue }
            let entries = FileText.read(path).map(Self.entries) ?? []
            if entries.isEmpty {
                unlink(path)
                continue
            }
            return Found(path: path, entries: entries)
        }
        return nil
    }

    /// The whole entries of a journal; what was cut off or damaged is left out.
    static func entries(in text: String) -> [SessionEntry] {
        var entries: [SessionEntry] = []
        var bytes = Array(text.utf8)[...]
        while let end = bytes.firstIndex(of: 0x0A) {
            let head = String(decoding: bytes[..<end], as: UTF8.self).split(separator: " ")
            guard head.count == 3, head[0].hasPrefix("#"), let number = Int(head[0].dropFirst()),
                let count = Int(head[2]),
                count >= 0, count < bytes.endIndex - end - 1
            else { break }
            let source = bytes[(end + 1)..<(end + 1 + count)]
            var entry = SessionEntry(number: number, source: String(decoding: source, as: UTF8.self))
            entry.failed = head[1] != "ok"
            entries.append(entry)
            bytes = bytes[(end + 2 + count)...]
        }
        return entries
    }
}
