extension Generator {
    /// Bytes of a state as PyTorch's `get_rng_state` lays it out.
    public static let portableByteCount = 5056

    /// The state in PyTorch's layout: the seed (8 bytes), how many words are left (4) and whether seeded (4), the next
    /// word's number (8), 624 words of 8 bytes, three doubles of which the second is the cached normal, and whether
    /// there is one (4); the rest is zero. Little endian.
    public var portableState: [UInt8] {
        var bytes = [UInt8](repeating: 0, count: Generator.portableByteCount)
        func put(_ value: UInt64, at place: Int, _ count: Int) {
            for i in 0..<count { bytes[place + i] = UInt8(truncatingIfNeeded: value >> (8 * UInt64(i))) }
        }
        let used = UInt64(state[624])
        put(initialSeed, at: 0, 8)
        put(625 - min(used, 624), at: 8, 4)
        put(1, at: 12, 4)
        put(used, at: 16, 8)
        for i in 0..<624 { put(UInt64(state[i]), at: 24 + 8 * i, 8) }
        if let normal = cachedNormal {
            put(normal.bitPattern, at: 5024, 8)
            put(1, at: 5040, 4)
        }
        return bytes
    }

    /// - Throws: RuntimeError for bytes of a wrong length or with an impossible position.
    public func setPortableState(_ bytes: [UInt8]) throws {
        guard bytes.count == Generator.portableByteCount else {
            throw TensorError(
                .runtimeError,
                "Expected either a CPUGeneratorImplStateLegacy of size 5048 or a CPUGeneratorImplState of size 5056 "
                    + "but found the input RNG state size to be \(bytes.count)")
        }
        func take(_ place: Int, _ count: Int) -> UInt64 {
            (0..<count).reduce(0) { $0 | UInt64(bytes[place + $1]) << (8 * UInt64($1)) }
        }
        let (left, next) = (take(8, 4), take(16, 8))
        guard left >= 1, left <= 625, next <= 624 else {
            throw TensorError(.runtimeError, "Invalid mt19937 state")
        }
        for i in 0..<624 { state[i] = UInt32(truncatingIfNeeded: take(24 + 8 * i, 8)) }
        state[624] = left == 1 ? 624 : UInt32(next)
        restore(seed: take(0, 8), normal: take(5040, 4) == 0 ? nil : Double(bitPattern: take(5024, 8)))
    }
}
