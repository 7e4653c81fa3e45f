#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension Notebook {
    /// Reads a notebook from disk.
    public init(path: String) throws(NotebookError) {
        if path.hasSuffix(".ipynb") { throw .unsupportedFormat(file: path, format: "Jupyter (.ipynb)") }
        try self.init(bytes: try Self.bytes(path: path), fileName: path)
    }

    /// Reads a notebook from bytes, which must be UTF-8.
    public init(bytes: [UInt8], fileName: String) throws(NotebookError) {
        guard let text = String(validating: bytes, as: UTF8.self), !bytes.contains(0) else {
            throw .notText(file: fileName, byte: Self.firstBadByte(bytes))
        }
        try self.init(text: text, fileName: fileName)
    }

    private static func bytes(path: String) throws(NotebookError) -> [UInt8] {
        guard let file = fopen(path, "rb") else {
            throw .unreadable(file: path, reason: String(cString: strerror(errno)))
        }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = fread(&buffer, 1, buffer.count, file)
            if count > 0 { bytes += buffer[..<count] }
            if count < buffer.count { break }
        }
        if ferror(file) != 0 { throw .unreadable(file: path, reason: String(cString: strerror(errno))) }
        return bytes
    }

    private static func firstBadByte(_ bytes: [UInt8]) -> Int {
        var decoder = UTF8()
        var iterator = bytes.makeIterator()
        var position = 0
        while true {
            switch decoder.decode(&iterator) {
            case .scalarValue(let scalar):
                if scalar == "\0" { return position }
                position += UTF8.width(scalar)
            case .emptyInput, .error: return position
            }
        }
    }
}
