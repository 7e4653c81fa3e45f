import GradusTerminal

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// "Did you mean" for a file that is not there.
enum Suggestion {
    /// What to add to the message: `; did you mean 'gradus run'?`, or nothing.
    static func forMissing(_ path: String) -> String {
        let slash = path.lastIndex(of: "/")
        let folder = slash.map { String(path[...$0]) } ?? ""
        let name = slash.map { String(path[path.index(after: $0)...]) } ?? path
        if folder.isEmpty, let command = Spelling.nearest(to: name, in: RootCommand.names.sorted()) {
            return "; did you mean 'gradus \(command)'?"
        }
        guard let file = Spelling.nearest(to: name, in: entries(of: folder)) else { return "" }
        return "; did you mean '\(folder)\(file)'?"
    }

    /// `; did you mean 'nb.py'?` for a notebook that is not there.
    static func forMissingNotebook(_ path: String) -> String {
        let slash = path.lastIndex(of: "/")
        let folder = slash.map { String(path[...$0]) } ?? ""
        let name = slash.map { String(path[path.index(after: $0)...]) } ?? path
        guard let file = Spelling.nearest(to: name, in: entries(of: folder)) else { return "" }
        return "; did you mean '\(folder)\(file)'?"
    }

    private static func entries(of folder: String) -> [String] {
        guard let directory = opendir(folder.isEmpty ? "." : folder) else { return [] }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: pointer.pointee)) {
                    String(cString: $0)
                }
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names.sorted()
    }
}
