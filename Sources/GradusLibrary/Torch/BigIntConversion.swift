import BigInt

/// Integers beyond 64 signed bits on their way between the two worlds.
enum BigIntConversion {
    static func unsigned(_ value: UInt64) -> BigInt { BigInt(value) }

    /// −2⁶³ … 2⁶⁴ − 1 as the 64 bits of a seed; nil outside.
    static func seed(_ value: BigInt) -> UInt64? {
        if let signed = Int64(exactly: value) { return UInt64(bitPattern: signed) }
        return UInt64(exactly: value)
    }
}
