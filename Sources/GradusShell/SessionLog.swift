import GradusEngine
import GradusTerminal

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The file that `%logstart` writes every entry to, as a script: commands become comments.
struct SessionLog {
    let path: String
    let keepsOutput: Bool
    var isOn = true
    private let descriptor: Int32

    /// What happens to a file that is there (IPython's words).
    enum Mode: String, CaseIterable {
        case append, backup, over
    }

    init(path: String, mode: Mode, keepsOutput: Bool) throws(MagicFailure) {
        if mode == .backup, access(path, F_OK) == 0, rename(path, path + "~") != 0 {
            throw MagicFailure("\(path)~: \(String(cString: strerror(errno)))")
        }
        let flags = O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | (mode == .append ? 0 : O_TRUNC)
        descriptor = open(path, flags, 0o600)
        guard descriptor >= 0 else { throw MagicFailure("\(path): \(String(cString: strerror(errno)))") }
        self.path = path
        self.keepsOutput = keepsOutput
    }

    func append(_ entry: SessionEntry) {
        guard isOn else { return }
        let isCode = EntryKind(entry.source) == .code
        let lines = entry.source.split(separator: "\n", omittingEmptySubsequences: false)
        var text = lines.map { isCode ? $0 + "\n" : "# \($0)\n" }.joined()
        if keepsOutput, !entry.output.isEmpty {
            for line in entry.output.trimmingBlankEnds().split(separator: "\n", omittingEmptySubsequences: false) {
                text += "#[Out]# \(line)\n"
            }
        }
        _ = Array(text.utf8).withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    }

    func stop() { close(descriptor) }
}
