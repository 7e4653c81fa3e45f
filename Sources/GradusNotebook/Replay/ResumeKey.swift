#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Everything that the state before a cell depends on: where two are equal, a replay would come to the same state.
public enum ResumeKey {
    private static let fileLimit = 5000

    /// - Returns: nil where there are too many files to look at.
    public static func text(before cell: Int, of notebook: Notebook, parameters: [String], version: String) -> String? {
        var lines = [version, surroundings] + parameters
        var paths: [String] = [parent(of: notebook.fileName)]
        for earlier in notebook.codeCells where (earlier.number ?? 0) < cell {
            lines.append("cell \(earlier.number ?? 0) \(earlier.firstLine) \(earlier.tags) \(earlier.title ?? "")")
            lines.append(earlier.source)
            paths += texts(in: earlier.source).filter { $0 != "/" && $0 != ".." && access($0, F_OK) == 0 }
        }
        if let data = getenv("GRADUS_DATA") { paths.append(String(cString: data)) }
        var files: [String] = []
        for path in paths where !path.isEmpty {
            guard list(path, except: folder(at: notebook.fileName) ?? "", into: &files) else { return nil }
        }
        return (lines + Array(Set(files)).sorted()).joined(separator: "\n")
    }

    /// What programs and the libraries take from outside: the folder, seeds, threads, the folder of data.
    public static var surroundings: String {
        let names = ["GRADUS_DATA", "GRADUS_ISA", "GRADUS_SEED", "GRADUS_THREADS", "HOME", "PYTHONHASHSEED", "TZ"]
        let values = names.map { name in "\(name)=\(getenv(name).map { String(cString: $0) } ?? "")" }
        return ([folder(at: ".") ?? ""] + values).joined(separator: "\n")
    }

    private static func folder(at path: String) -> String? {
        guard let real = realpath(path, nil) else { return nil }
        defer { free(real) }
        return String(cString: real)
    }

    private static func parent(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// What stands between quotes on one line and may be a path.
    private static func texts(in source: String) -> [String] {
        var found: [String] = []
        for quote in ["\"", "'"] as [Character] {
            for line in source.split(separator: "\n") where line.utf8.count < 2000 {
                let parts = line.split(separator: quote, omittingEmptySubsequences: false)
                for index in stride(from: 1, to: parts.count, by: 2)
                where !parts[index].isEmpty && parts[index].utf8.count < 500 {
                    found.append(String(parts[index]))
                }
            }
        }
        return found
    }

    /// The files below a path with their sizes and times. Hidden ones and copies of editors do not count.
    private static func list(_ path: String, except own: String, into files: inout [String]) -> Bool {
        var waiting = [path]
        while let path = waiting.popLast() {
            var information = stat()
            guard stat(path, &information) == 0 else { continue }
            if information.st_mode & S_IFMT == S_IFDIR {
                guard let folder = opendir(path) else { continue }
                defer { closedir(folder) }
                while let entry = readdir(folder) {
                    let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
                    }
                    if name.hasPrefix(".") || name.hasSuffix("~") || name == "__pycache__" { continue }
                    var link = stat()
                    let inside = path + "/" + name
                    // Links to folders may go round in circles.
                    if lstat(inside, &link) == 0, link.st_mode & S_IFMT == S_IFLNK, isFolder(inside) { continue }
                    waiting.append(inside)
                }
            } else if folder(at: path) != own {
                #if canImport(Glibc)
                    let time = "\(information.st_mtim.tv_sec).\(information.st_mtim.tv_nsec)"
                #else
                    let time = "\(information.st_mtimespec.tv_sec).\(information.st_mtimespec.tv_nsec)"
                #endif
                files.append("\(path) \(information.st_size) \(time)")
                if files.count > fileLimit { return false }
            }
        }
        return true
    }

    private static func isFolder(_ path: String) -> Bool {
        var information = stat()
        return stat(path, &information) == 0 && information.st_mode & S_IFMT == S_IFDIR
    }
}
