/// `repr` of floats, written to memory.
enum FloatWriter {
    /// Writes at most 32 bytes; returns how many.
    static func write(_ value: Double, to target: UnsafeMutablePointer<UInt8>) -> Int {
        if let whole = Int64(exactly: value), whole.magnitude < 10_000_000_000_000_000,
            whole != 0 || value.sign == .plus
        {
            var place = 0
            if whole < 0 {
                target[0] = UInt8(ascii: "-")
                place = 1
            }
            let length = DecimalText.digitCount(whole.magnitude)
            _ = DecimalText.write(whole.magnitude, before: target + place + length)
            target[place + length] = UInt8(ascii: ".")
            target[place + length + 1] = UInt8(ascii: "0")
            return place + length + 2
        }
        // Swift writes the shortest digits too, and differs only in where it turns to exponents.
        if value.magnitude >= 1e16 || !value.isFinite { return copy(Formatting.reprBytes(value), to: target) }
        var text = value.description
        return text.withUTF8 { bytes in
            for index in 0..<bytes.count { target[index] = bytes[index] }
            return bytes.count
        }
    }

    private static func copy(_ bytes: [UInt8], to target: UnsafeMutablePointer<UInt8>) -> Int {
        for index in 0..<bytes.count { target[index] = bytes[index] }
        return bytes.count
    }

    /// `repr` as an owned string.
    static func owned(_ value: Double) -> Value {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 32) { room in
            guard let base = room.baseAddress else { return TextOperations.emptyValue.retained() }
            return TextOperations.ownedASCII(base, write(value, to: base))
        }
    }

    static func object(_ value: Double) -> StringObject { DecimalText.released(owned(value)) }
}
