/// Digits of integers and of floats in fixed notation, without the C library.
enum DecimalText {
    /// "00" … "99"
    nonisolated(unsafe) private static let pairs: UnsafeMutablePointer<UInt8> = {
        let table = UnsafeMutablePointer<UInt8>.allocate(capacity: 200)
        for number in 0..<100 {
            table[2 * number] = UInt8(number / 10) + UInt8(ascii: "0")
            table[2 * number + 1] = UInt8(number % 10) + UInt8(ascii: "0")
        }
        return table
    }()

    /// Writes the decimal digits of a number before `end`; returns where they begin.
    @inline(__always)
    static func write(_ magnitude: UInt64, before end: UnsafeMutablePointer<UInt8>) -> UnsafeMutablePointer<UInt8> {
        var rest = magnitude
        var place = end
        if rest >= 100 {
            let pairs = pairs
            repeat {
                let quotient = rest / 100
                let pair = Int(truncatingIfNeeded: rest &- quotient &* 100)
                place -= 2
                place[0] = pairs[2 &* pair]
                place[1] = pairs[2 &* pair &+ 1]
                rest = quotient
            } while rest >= 100
        }
        if rest >= 10 {
            place -= 1
            place.pointee = UInt8(truncatingIfNeeded: rest % 10) &+ UInt8(ascii: "0")
            rest /= 10
        }
        place -= 1
        place.pointee = UInt8(truncatingIfNeeded: rest) &+ UInt8(ascii: "0")
        return place
    }

    /// How many decimal digits a number has.
    @inline(__always)
    static func digitCount(_ magnitude: UInt64) -> Int {
        var count = 1
        var rest = magnitude
        while rest >= 10_000 {
            rest /= 10_000
            count &+= 4
        }
        return count &+ (rest >= 1000 ? 3 : rest >= 100 ? 2 : rest >= 10 ? 1 : 0)
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

    /// The text of an integer as an owned string.
    @inline(__always)
    static func owned(_ value: Int64) -> Value {
        let magnitude = value.magnitude
        if magnitude < 10, value >= 0 {
            return TextOperations.characters[Int(truncatingIfNeeded: magnitude) + 0x30].retained()
        }
        let count = digitCount(magnitude) + (value < 0 ? 1 : 0)
        let (text, bytes) = StringObject.make(count, count: count)
        _ = write(magnitude, before: bytes + count)
        if value < 0 { bytes[0] = UInt8(ascii: "-") }
        return text
    }

    /// The object of an owned value, whose reference Swift takes over.
    static func released(_ value: Value) -> StringObject {
        let object = value.cast(StringObject.self)
        // Swift holds the object now: the value's own reference can go.
        value.release()
        return object
    }

    /// The text of an integer as an object.
    static func object(_ value: Int64) -> StringObject { released(owned(value)) }

    /// `%.*f` of a finite number by exact integer arithmetic, rounded half to even; nil where 128 bits do not suffice.
    static func fixed(_ value: Double, precision: Int) -> [UInt8]? {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 64) { room in
            guard let base = room.baseAddress, let start = fixed(value, precision: precision, before: base + 64) else {
                return nil
            }
            return Array(UnsafeBufferPointer(start: start, count: base + 64 - start))
        }
    }

    /// `value * 10**precision` rounded to an integer, half to even; nil where 128 bits do not suffice. The sign is lost.
    @inline(__always)
    static func scaled(_ value: Double, precision: Int) -> UInt128? {
        guard precision >= 0, precision <= 17, value.magnitude < 0x1p62 else { return nil }
        // magnitude = significand * 2**exponent; scaled = magnitude * 10**precision.
        let isNormal = value.isNormal
        let significand = value.significandBitPattern | (isNormal ? 1 << 52 : 0)
        let exponent = (isNormal ? Int(value.exponentBitPattern) : 1) - 1075
        let (high, low) = significand.multipliedFullWidth(by: powerOfTen(precision))
        let product = UInt128(high) << 64 | UInt128(low)
        // Below 2**62, so the significand moves by at most 9 bits.
        if exponent >= 0 { return product << UInt128(exponent) }
        // The product has at most 53 + 57 bits: far less than a half remains.
        if exponent <= -128 { return 0 }
        let shift = UInt128(-exponent)
        let whole = product >> shift
        let rest = product & ((1 << shift) - 1)
        let half: UInt128 = 1 << (shift - 1)
        return rest > half || rest == half && whole & 1 == 1 ? whole + 1 : whole
    }

    /// The same written before `end`, where there is room for 64 bytes; returns where the text begins.
    static func fixed(_ value: Double, precision: Int, before end: UnsafeMutablePointer<UInt8>) -> UnsafeMutablePointer<
        UInt8
    >? {
        guard let scaled = scaled(value, precision: precision) else { return nil }
        let power = powerOfTen(precision)
        let whole: UInt64
        let fraction: UInt64
        if scaled <= UInt128(UInt64.max) {
            (whole, fraction) = UInt64(truncatingIfNeeded: scaled).quotientAndRemainder(dividingBy: power)
        } else {
            let parts = scaled.quotientAndRemainder(dividingBy: UInt128(power))
            (whole, fraction) = (
                UInt64(truncatingIfNeeded: parts.quotient), UInt64(truncatingIfNeeded: parts.remainder)
            )
        }
        var start = end
        if precision > 0 {
            start = write(fraction, before: end)
            while end - start < precision {
                start -= 1
                start.pointee = UInt8(ascii: "0")
            }
            start -= 1
            start.pointee = UInt8(ascii: ".")
        }
        start = write(whole, before: start)
        if value.sign == .minus {
            start -= 1
            start.pointee = UInt8(ascii: "-")
        }
        return start
    }

    nonisolated(unsafe) private static let powersOfTen: UnsafeMutablePointer<UInt64> = {
        let table = UnsafeMutablePointer<UInt64>.allocate(capacity: 20)
        var power: UInt64 = 1
        for exponent in 0..<20 {
            table[exponent] = power
            power = power &* 10
        }
        return table
    }()

    /// `10**exponent` for 0 ... 19.
    @inline(__always)
    static func powerOfTen(_ exponent: Int) -> UInt64 { powersOfTen[exponent] }
}
