import Crypto

/// Signs messages with the key that kernel and clients share.
struct Signature {
    enum Scheme: String, Sendable {
        case sha256 = "hmac-sha256"
        case sha384 = "hmac-sha384"
        case sha512 = "hmac-sha512"
    }

    private let scheme: Scheme
    /// nil: messages are not signed.
    private let key: SymmetricKey?

    init(scheme: Scheme, key: String) {
        self.scheme = scheme
        self.key = key.isEmpty ? nil : SymmetricKey(data: Array(key.utf8))
    }

    /// The signature as hexadecimal digits.
    func sign(_ parts: some Sequence<[UInt8]>) -> [UInt8] {
        guard let key else { return [] }
        return Self.hexadecimal(code(parts, key))
    }

    /// Whether a signature is right; it takes the same time whatever is wrong with it.
    func accepts(_ signature: [UInt8], of parts: some Sequence<[UInt8]>) -> Bool {
        guard let key else { return true }
        let wanted = Self.hexadecimal(code(parts, key))
        guard wanted.count == signature.count else { return false }
        return zip(wanted, signature).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }

    private func code(_ parts: some Sequence<[UInt8]>, _ key: SymmetricKey) -> [UInt8] {
        switch scheme {
        case .sha256: Self.code(parts, HMAC<SHA256>(key: key))
        case .sha384: Self.code(parts, HMAC<SHA384>(key: key))
        case .sha512: Self.code(parts, HMAC<SHA512>(key: key))
        }
    }

    private static func code<H: HashFunction>(_ parts: some Sequence<[UInt8]>, _ start: HMAC<H>) -> [UInt8] {
        var code = start
        for part in parts { code.update(data: part) }
        return Array(code.finalize())
    }

    private static func hexadecimal(_ bytes: [UInt8]) -> [UInt8] {
        let digits = Array("0123456789abcdef".utf8)
        return bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
    }
}
