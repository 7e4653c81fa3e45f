#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Names of files that continue a path inside a string.
public enum FileCompletion {
    /// - Parameter end: where the path ends in the text.
    public static func candidates(_ path: String, end: Int) -> (range: Range<Int>, candidates: [String]) {
        let slash = path.lastIndex(of: "/")
        let folder = slash.map { String(path[...$0]) } ?? ""
        let typed = slash.map { String(path[path.index(after: $0)...]) } ?? path
        let range = (end - typed.utf8.count)..<end
        var place = folder.isEmpty ? "." : folder
        if place.hasPrefix("~/"), let home = getenv("HOME") { place = String(cString: home) + place.dropFirst() }
        guard let directory = opendir(place) else { return (range, []) }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            guard name != ".", name != "..", name.hasPrefix(typed), typed.hasPrefix(".") || !name.hasPrefix(".") else {
                continue
            }
            var information = stat()
            let isFolder =
                stat(place.hasSuffix("/") ? place + name : place + "/" + name, &information) == 0
                && information.st_mode & S_IFMT == S_IFDIR
            names.append(isFolder ? name + "/" : name)
        }
        return (range, names.sorted())
    }
}
