#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Reads tar archives (ustar, with GNU and pax long names), plain or gzip, and unpacks plain files and folders only.
package struct TarArchive {
    /// Bounds that keep a hostile archive from filling memory or the disk.
    package struct Limits: Sendable {
        package var totalBytes = 2 << 30
        package var entries = 100_000
        package var nameBytes = 4096

        package init() {}
    }

    private let source: any ByteSource
    private let limits: Limits
    private var longName: String?
    private var entryCount = 0
    private var totalBytes = 0

    package init(path: String, limits: Limits = Limits()) throws {
        source = try openSource(path: path)
        self.limits = limits
    }

    package init(_ source: any ByteSource, limits: Limits = Limits()) {
        self.source = source
        self.limits = limits
    }

    /// Unpacks everything under `root`. Entries that would land outside, links and devices are refused before a byte of
    /// them is written. Returns the relative paths of the files.
    package mutating func unpack(into root: String) throws -> [String] {
        var files: [String] = []
        while let header = try nextHeader() {
            entryCount += 1
            guard entryCount <= limits.entries else { throw damaged("more than \(limits.entries) entries") }
            switch header.kind {
            case "L":
                longName = try name(size: header.size)
            case "x", "g":
                let records = try text(size: header.size)
                if header.kind == "x", let path = TarArchive.paxPath(records) { longName = path }
            case "0", "\0", "7":
                let relative = try safePath(takeName(header))
                try unpackFile(relative, size: header.size, root: root)
                files.append(relative)
            case "5":
                let relative = try safePath(takeName(header))
                try skip(header.size)
                if !relative.isEmpty { try makeInside(root, relative) }
            default:
                throw DataError.unsafeArchiveEntry(
                    archive: source.path, entry: takeName(header), detail: "is neither a plain file nor a folder")
            }
        }
        return files
    }

    private struct Header {
        let name: String
        let size: Int
        let kind: Character
    }

    private func damaged(_ detail: String) -> DataError { .corruptArchive(archive: source.path, detail: detail) }

    private mutating func takeName(_ header: Header) -> String {
        defer { longName = nil }
        return longName ?? header.name
    }

    /// The next header, or nil at the end mark (or at the end of the file).
    private func nextHeader() throws -> Header? {
        var block = [UInt8](repeating: 0, count: 512)
        let first = try block.withUnsafeMutableBytes { try source.read(into: $0) }
        if first == 0 { return nil }
        if first < 512 {
            try block.withUnsafeMutableBytes {
                try source.readExactly(into: UnsafeMutableRawBufferPointer(rebasing: $0[first...]), already: first)
            }
        }
        if block.allSatisfy({ $0 == 0 }) { return nil }
        guard let wanted = TarArchive.octal(block[148..<156]) else { throw damaged("a header without checksum") }
        let sum = block.indices.reduce(0) { $0 + ((148..<156).contains($1) ? 32 : Int(block[$1])) }
        guard sum == wanted else { throw damaged("a header with a wrong checksum") }
        guard let size = TarArchive.octal(block[124..<136]), size <= limits.totalBytes else {
            throw damaged("an entry with an impossible size")
        }
        var name = TarArchive.string(block[0..<100])
        let prefix = TarArchive.string(block[345..<500])
        if TarArchive.string(block[257..<262]) == "ustar", block[262] == 0, !prefix.isEmpty {
            name = prefix + "/" + name
        }
        return Header(name: name, size: size, kind: Character(Unicode.Scalar(block[156])))
    }

    private func text(size: Int) throws -> String {
        guard size <= 1 << 16 else { throw damaged("a name of \(size) bytes") }
        let bytes = try source.readBytes(size)
        try skip((512 - size % 512) % 512, padded: false)
        return String(decoding: bytes, as: UTF8.self)
    }

    private func name(size: Int) throws -> String {
        guard size <= limits.nameBytes else { throw damaged("a name of \(size) bytes") }
        return String(try text(size: size).prefix { $0 != "\0" })
    }

    /// Refuses absolute paths and every way upwards; drops "." parts.
    private func safePath(_ name: String) throws -> String {
        func refuse(_ detail: String) -> DataError {
            .unsafeArchiveEntry(archive: source.path, entry: name, detail: detail)
        }
        guard !name.isEmpty, name.utf8.count <= limits.nameBytes else { throw refuse("has no usable name") }
        guard !name.hasPrefix("/"), !name.contains("\\"), !name.contains("\0") else {
            throw refuse("has an absolute path")
        }
        let parts = name.split(separator: "/").filter { $0 != "." }
        guard !parts.contains("..") else { throw refuse("would be written outside the folder") }
        return parts.joined(separator: "/")
    }

    /// Makes `root/relative`, refusing to pass through a link that was there before.
    private func makeInside(_ root: String, _ relative: String) throws {
        try makeFolders(root)
        var path = root
        for part in relative.split(separator: "/") {
            path = joinPath(path, String(part))
            var info = stat()
            if lstat(path, &info) == 0 {
                guard info.st_mode & S_IFMT == S_IFDIR else {
                    throw DataError.unsafeArchiveEntry(
                        archive: source.path, entry: relative,
                        detail: "would pass through '\(path)', which is no folder")
                }
            } else if mkdir(path, 0o777) != 0 && errno != EEXIST {
                throw DataError.unwritable(path: path, reason: lastSystemError())
            }
        }
    }

    private mutating func unpackFile(_ relative: String, size: Int, root: String) throws {
        totalBytes += size
        guard totalBytes <= limits.totalBytes else {
            throw DataError.tooLarge(path: source.path, bytes: totalBytes, limit: limits.totalBytes)
        }
        guard !relative.isEmpty else { throw damaged("a file without name") }
        let parent = relative.split(separator: "/").dropLast().joined(separator: "/")
        try makeInside(root, parent)
        let file = try AtomicFile(path: joinPath(root, relative))
        var left = size
        var block = [UInt8](repeating: 0, count: 1 << 16)
        while left > 0 {
            let count = try block.withUnsafeMutableBytes {
                try source.read(into: UnsafeMutableRawBufferPointer(rebasing: $0[..<min(left, 1 << 16)]))
            }
            guard count > 0 else { throw damaged("it ends inside '\(relative)'") }
            try block.withUnsafeBytes { try file.write(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
            left -= count
        }
        try skip((512 - size % 512) % 512, padded: false)
        try file.commit()
    }

    private func skip(_ size: Int, padded: Bool = true) throws {
        var left = padded ? (size + 511) / 512 * 512 : size
        var block = [UInt8](repeating: 0, count: 1 << 14)
        while left > 0 {
            let count = try block.withUnsafeMutableBytes {
                try source.read(into: UnsafeMutableRawBufferPointer(rebasing: $0[..<min(left, 1 << 14)]))
            }
            guard count > 0 else { throw damaged("it ends too early") }
            left -= count
        }
    }

    private static func string(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }

    /// Octal digits, padded with spaces or zeros; nil where there is anything else. Sizes in base 256 are refused: no
    /// data set has entries of 8 GB.
    private static func octal(_ bytes: ArraySlice<UInt8>) -> Int? {
        let digits = bytes.drop { $0 == 32 }.prefix { $0 != 0 && $0 != 32 }
        guard !digits.isEmpty, digits.allSatisfy({ (48...55).contains($0) }) else { return nil }
        return digits.reduce(0) { $0 << 3 | Int($1 - 48) }
    }

    /// The `path` record of a pax header ("length key=value" lines).
    private static func paxPath(_ records: String) -> String? {
        for line in records.split(separator: "\n") {
            guard let space = line.firstIndex(of: " ") else { continue }
            let record = line[line.index(after: space)...]
            if record.hasPrefix("path=") { return String(record.dropFirst(5)) }
        }
        return nil
    }
}
