#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The words the operating system has for the last failed call.
func lastSystemError() -> String { systemError(errno) }

func systemError(_ code: Int32) -> String {
    guard let text = strerror(code) else { return "error \(code)" }
    return String(cString: text)
}

/// Value of an environment variable; an empty one counts as unset.
public func environment(_ name: String) -> String? {
    guard let value = getenv(name) else { return nil }
    let text = String(cString: value)
    return text.isEmpty ? nil : text
}

/// Joins two parts of a path with exactly one slash between them.
package func joinPath(_ first: String, _ rest: String...) -> String {
    var path = first
    for part in rest {
        if path.isEmpty {
            path = part
        } else {
            path += path.hasSuffix("/") ? part : "/" + part
        }
    }
    return path
}

/// Last component of a path.
package func fileName(of path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
}

/// The path without its last component; "." where it has only one.
package func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
}

/// A leading `~` replaced by the home folder, as shells do.
package func expandHome(_ path: String) -> String {
    guard path == "~" || path.hasPrefix("~/"), let home = environment("HOME") else { return path }
    return home + path.dropFirst()
}

package enum FileKind: Sendable { case file, folder, other }

/// What is at `path` (links are followed), or nil.
package func fileKind(_ path: String) -> FileKind? {
    var info = stat()
    guard stat(path, &info) == 0 else { return nil }
    switch info.st_mode & S_IFMT {
    case S_IFREG: return .file
    case S_IFDIR: return .folder
    default: return .other
    }
}

/// Size in bytes of the file at `path`, or nil where there is no plain file.
package func fileSize(_ path: String) -> Int? {
    var info = stat()
    guard stat(path, &info) == 0, info.st_mode & S_IFMT == S_IFREG else { return nil }
    return Int(info.st_size)
}

/// Makes a folder and those above it; no error where it exists.
package func makeFolders(_ path: String) throws {
    if path.isEmpty || fileKind(path) == .folder { return }
    let parent = folder(of: path)
    if parent != path && parent != "." { try makeFolders(parent) }
    guard mkdir(path, 0o777) == 0 || errno == EEXIST else {
        throw DataError.unwritable(path: path, reason: lastSystemError())
    }
}

/// Names in a folder in code point order, without "." and "..".
package func folderNames(_ path: String) throws -> [String] {
    guard let handle = opendir(path) else {
        if errno == ENOENT { throw DataError.missingFile(path: path) }
        throw DataError.unreadable(path: path, reason: lastSystemError())
    }
    defer { closedir(handle) }
    var names: [String] = []
    while let entry = readdir(handle) {
        let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
            String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
        if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
}

/// Removes a file; a missing one is no error.
func removeFile(_ path: String) {
    _ = unlink(path)
}
