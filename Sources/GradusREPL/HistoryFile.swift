#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The entries of earlier sessions, in a text file that is only ever appended to.
///
/// Each entry is a line `#` + seconds since 1970, then its own lines. An entry is one locked write, so several
/// sessions can share the file.
struct HistoryFile {
    let folder: String?
    private let path: String?
    /// Older entries stay in the file and are not loaded.
    private let loadLimit = 10_000

    /// In `$XDG_STATE_HOME/gradus`, which is `~/.local/state/gradus` by default.
    init() {
        let environment = { (name: String) -> String? in
            getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
        }
        let state = environment("XDG_STATE_HOME") ?? environment("HOME").map { $0 + "/.local/state" }
        self.init(folder: state.map { $0 + "/gradus" })
    }

    init(folder: String?) {
        self.folder = folder
        path = folder.map { $0 + "/history" }
    }

    /// The entries, oldest first, and a warning when nothing can be kept.
    func load() -> (entries: [String], warning: String?) {
        guard let folder, let path else { return ([], nil) }
        Self.makeFolder(folder)
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            let reason = String(cString: strerror(errno))
            return ([], "history is not kept: \(path): \(reason)")
        }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            if count <= 0 { break }
            bytes += buffer[..<count]
        }
        return (Array(Self.entries(in: String(decoding: bytes, as: UTF8.self)).suffix(loadLimit)), nil)
    }

    /// Adds one entry. Failing to is no reason to disturb the person who types.
    func append(_ entry: String) {
        guard let path else { return }
        let descriptor = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        _ = flock(descriptor, LOCK_EX)
        let text = "#\(time(nil))\n\(entry)\n"
        _ = Array(text.utf8).withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    }

    /// Splits the text of the file. Damaged parts become entries of their own or are left out.
    static func entries(in text: String) -> [String] {
        var entries: [String] = []
        var current: [Substring] = []
        let finish = {
            if !current.isEmpty { entries.append(current.joined(separator: "\n")) }
            current = []
        }
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if isTimestamp(line) { finish() } else { current.append(line) }
        }
        if current.last?.isEmpty ?? false { current.removeLast() }
        finish()
        return entries.filter { !$0.unicodeScalars.contains("\0") && !$0.isEmpty }
    }

    private static func isTimestamp(_ line: Substring) -> Bool {
        line.utf8.count >= 10 && line.first == "#" && line.dropFirst().allSatisfy { $0.isASCII && $0.isNumber }
    }

    private static func makeFolder(_ folder: String) {
        var path = ""
        for part in folder.split(separator: "/", omittingEmptySubsequences: false) {
            path += part + "/"
            _ = mkdir(path, 0o700)
        }
    }
}
