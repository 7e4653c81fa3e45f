import Crypto

/// A published checksum of a file.
public struct Checksum: Equatable, Sendable {
    public enum Algorithm: String, Sendable {
        case md5 = "MD5"
        case sha256 = "SHA-256"
    }

    public let algorithm: Algorithm
    /// Lower-case hexadecimal digits.
    public let digits: String

    public static func md5(_ digits: String) -> Checksum { Checksum(algorithm: .md5, digits: digits) }
    public static func sha256(_ digits: String) -> Checksum { Checksum(algorithm: .sha256, digits: digits) }

    /// True where the file at `path` has this sum.
    public func matches(path: String) throws -> Bool { try mismatch(path: path) == nil }

    /// The file's sum where it differs from this one, or nil.
    public func mismatch(path: String) throws -> String? {
        let actual: String
        switch algorithm {
        case .md5: actual = try Checksum.digest(path: path, Insecure.MD5())
        case .sha256: actual = try Checksum.digest(path: path, SHA256())
        }
        return actual == digits ? nil : actual
    }

    private static func digest<Hash: HashFunction>(path: String, _ initial: Hash) throws -> String {
        var hash = initial
        let source = try FileSource(path: path)
        var block = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = try block.withUnsafeMutableBytes { try source.read(into: $0) }
            if count == 0 { break }
            block.withUnsafeBytes { hash.update(bufferPointer: UnsafeRawBufferPointer(rebasing: $0[..<count])) }
        }
        return hash.finalize().map { hexadecimalDigits($0) }.joined()
    }
}
