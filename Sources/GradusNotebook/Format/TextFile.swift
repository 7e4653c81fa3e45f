#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Reading files that must be text.
public enum TextFile {
    /// Why a file could not be read.
    public enum Failure: Error, Sendable, Equatable {
        case unreadable(reason: String)
        /// The byte at this position is not UTF-8, or is zero.
        case notText(byte: Int)
    }

    /// The text of the file at `path`.
    public static func read(path: String) throws(Failure) -> String {
        guard let file = fopen(path, "rb") else { throw .unreadable(reason: String(cString: strerror(errno))) }
        defer { fclose(file) }
        return try text(of: try bytes(of: file))
    }

    /// Everything up to the end of standard input.
    public static func readStandardInput() throws(Failure) -> String {
        guard let file = fdopen(dup(0), "rb") else { throw .unreadable(reason: String(cString: strerror(errno))) }
        defer { fclose(file) }
        return try text(of: try bytes(of: file))
    }

    /// Bytes as text, refused when they are not UTF-8.
    public static func text(of bytes: [UInt8]) throws(Failure) -> String {
        guard !bytes.contains(0), let text = String(validating: bytes, as: UTF8.self) else {
            throw .notText(byte: firstBadByte(bytes))
        }
        return text
    }

    private static func bytes(of file: UnsafeMutablePointer<FILE>) throws(Failure) -> [UInt8] {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = fread(&buffer, 1, buffer.count, file)
            if count > 0 { bytes += buffer[..<count] }
            if count < buffer.count { break }
        }
        if ferror(file) != 0 { throw .unreadable(reason: String(cString: strerror(errno))) }
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
