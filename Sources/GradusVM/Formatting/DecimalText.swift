/// Digits of integers and of floats in fixed notation, without the C library.
enum DecimalText {
    /// Writes the decimal digits of a number before `end`; returns where they begin.
    @inline(__always)
    static func write(_ magnitude: UInt64, before end: UnsafeMutablePointer<UInt8>) -> UnsafeMutablePointer<UInt8> {
        var rest = magnitude
        var place = end
        repeat {
            let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
            place -= 1
            place.pointee = UInt8(truncatingIfNeeded: digit) &+ UInt8(ascii: "0")
            rest = quotient
        } while rest != 0
        return place
    }

    /// The text of an integer.
    static func bytes(_ value: Int64) -> [UInt8] {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { room in
            guard let base = room.baseAddress else { return [] }
            let end = base + 20
            var start = write(value.magnitude, before: end)
            if value < 0 {
                start -= 1
                start.pointee = UInt8(ascii: "-")
            }
            return Array(UnsafeBufferPointer(start: start, count: end - start))
        }
    }

    /// The text of an integer as an object.
    static func object(_ value: Int64) -> StringObject {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { room in
            guard let base = room.baseAddress else { return TextOperations.empty }
            let end = base + 20
            var start = write(value.magnitude, before: end)
            if value < 0 {
                start -= 1
                start.pointee = UInt8(ascii: "-")
            }
            let count = end - start
            let bytes = StringObject.allocate(count)
            bytes.update(from: start, count: count)
            return StringObject(adopting: bytes, byteCount: count, count: count)
        }
    }

    /// `%.*f` of a finite number by exact integer arithmetic, rounded half to even; nil where 128 bits do not suffice.
    static func fixed(_ value: Double, precision: Int) -> [UInt8]? {
        guard precision <= 17, value.magnitude < 0x1p62 else { return nil }
        // magnitude = significand * 2**exponent; scaled = magnitude * 10**precision.
        let isNormal = value.isNormal
        let significand = UInt128(value.significandBitPattern | (isNormal ? 1 << 52 : 0))
        let exponent = (isNormal ? Int(value.exponentBitPattern) : 1) - 1075
        let product = significand * UInt128(powersOfTen[precision])
        var scaled: UInt128
        if exponent >= 0 {
            // Below 2**62, so the significand moves by at most 9 bits.
            scaled = product << UInt128(exponent)
        } else if exponent <= -128 {
            // The product has at most 53 + 57 bits: far less than a half remains.
            scaled = 0
        } else {
            let shift = UInt128(-exponent)
            scaled = product >> shift
            let rest = product & ((1 << shift) - 1)
            let half: UInt128 = 1 << (shift - 1)
            if rest > half || rest == half && scaled & 1 == 1 { scaled += 1 }
        }
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 64) { room in
            guard let base = room.baseAddress else { return nil }
            let end = base + 64
            var start = end
            let (whole, fraction) = scaled.quotientAndRemainder(dividingBy: UInt128(powersOfTen[precision]))
            if precision > 0 {
                start = write(UInt64(truncatingIfNeeded: fraction), before: end)
                while end - start < precision {
                    start -= 1
                    start.pointee = UInt8(ascii: "0")
                }
                start -= 1
                start.pointee = UInt8(ascii: ".")
            }
            start = write(UInt64(truncatingIfNeeded: whole), before: start)
            if value.sign == .minus {
                start -= 1
                start.pointee = UInt8(ascii: "-")
            }
            return Array(UnsafeBufferPointer(start: start, count: end - start))
        }
    }

    private static let powersOfTen: [UInt64] = (0...17).map { count in (0..<count).reduce(1) { power, _ in power * 10 }
    }
}
