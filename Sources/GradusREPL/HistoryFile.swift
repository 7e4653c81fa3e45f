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
    /// How many bytes of the file are usually loaded: thousands of entries.
    private static let usualPart: off_t = 1 << 18

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
    /// - Parameter all: read the whole file; otherwise its last part, so that a long history delays no start.
    func load(all: Bool = false) -> (entries: [String], warning: String?) {
        guard let folder, let path else { return ([], nil) }
        Self.makeFolder(folder)
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            let reason = String(cString: strerror(errno))
            return ([], "history is not kept: \(path): \(reason)")
        }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        let size = lseek(descriptor, 0, SEEK_END)
        let start = all ? 0 : max(0, size - Self.usualPart)
        lseek(descriptor, start, SEEK_SET)
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            if count <= 0 { break }
            bytes += buffer[..<count]
        }
        // What was cut off at the front is no entry.
        return (Self.entries(in: bytes, isWhole: start == 0), nil)
    }

    /// Adds one entry. Failing to is no reason to disturb the person who types.
    func append(_ entry: String) {
        guard let path else { return }
        let descriptor = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        _ = flock(descriptor, LOCK_EX)
        // A line of the entry must not be taken for the beginning of another.
        let lines = entry.split(separator: "\n", omittingEmptySubsequences: false)
            .map { Self.isTimestamp(Array($0.utf8)[...]) ? $0 + " " : String($0) }
        let text = "#\(time(nil))\n\(lines.joined(separator: "\n"))\n"
        _ = Array(text.utf8).withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    }

    /// Splits the file. Damaged parts become entries of their own or are left out.
    static func entries(in bytes: [UInt8], isWhole: Bool = true) -> [String] {
        var entries: [String] = []
        /// Where the lines of the current entry start; nil before the first timestamp of a part.
        var entryStart: Int? = isWhole ? 0 : nil
        var lineStart = 0
        func finish(at end: Int) {
            guard let start = entryStart, end > start else { return }
            // Without the line break before the next timestamp.
            let entry = bytes[start..<end - (bytes[end - 1] == 0x0A ? 1 : 0)]
            if !entry.isEmpty, !entry.contains(0) { entries.append(String(decoding: entry, as: UTF8.self)) }
        }
        while lineStart < bytes.count {
            var end = lineStart
            while end < bytes.count, bytes[end] != 0x0A { end += 1 }
            if isTimestamp(bytes[lineStart..<end]) {
                finish(at: lineStart)
                entryStart = min(end + 1, bytes.count)
            }
            lineStart = end + 1
        }
        finish(at: bytes.count)
        return entries
    }

    private static func isTimestamp(_ line: ArraySlice<UInt8>) -> Bool {
        line.count >= 10 && line.first == UInt8(ascii: "#") && line.dropFirst().allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
    }

    private static func makeFolder(_ folder: String) {
        var path = ""
        for part in folder.split(separator: "/", omittingEmptySubsequences: false) {
            path += part + "/"
            _ = mkdir(path, 0o700)
        }
    }
}
