import BigInt

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// `int("…")` and `float("…")`.
enum NumberParsing {
    enum IntegerFailure: Error {
        case malformed
        case tooManyDigits(Int)
        case interrupted
    }

    /// Decimal digits of any script as ASCII digits and white space as blanks; stripped. Other characters become `?`.
    static func simplified(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count)
        var index = 0
        while index < text.count, let base = text.baseAddress {
            if text[index] < 0x80 {
                bytes.append(TextOperations.isASCIISpace(text[index]) ? 0x20 : text[index])
                index += 1
                continue
            }
            let (scalar, length) = StringObject.decode(base + index, limit: text.count - index)
            index += length
            if TextOperations.isSpace(scalar) {
                bytes.append(0x20)
            } else if let digit = TextOperations.decimalValue(scalar) {
                bytes.append(UInt8(ascii: "0") + UInt8(digit))
            } else {
                bytes.append(UInt8(ascii: "?"))
            }
        }
        while bytes.last == 0x20 { bytes.removeLast() }
        let blanks = bytes.prefix { $0 == 0x20 }.count
        if blanks > 0 { bytes.removeFirst(blanks) }
        return bytes
    }

    /// - Parameter base: 0 or 2 ... 36.
    static func integer(_ bytes: [UInt8], base: Int) throws -> BigInt {
        var index = 0
        var isNegative = false
        if index < bytes.count, bytes[index] == UInt8(ascii: "-") || bytes[index] == UInt8(ascii: "+") {
            isNegative = bytes[index] == UInt8(ascii: "-")
            index += 1
        }
        var radix = base
        var mustBeZero = false
        var hasPrefix = false
        if index + 1 < bytes.count, bytes[index] == UInt8(ascii: "0") {
            let letter = bytes[index + 1] | 0x20
            let named =
                letter == UInt8(ascii: "x") ? 16 : letter == UInt8(ascii: "o") ? 8 : letter == UInt8(ascii: "b") ? 2 : 0
            if named != 0, base == 0 || base == named {
                radix = named
                index += 2
                hasPrefix = true
                if index < bytes.count, bytes[index] == UInt8(ascii: "_") { index += 1 }
            } else if base == 0 {
                mustBeZero = true
            }
        }
        if radix == 0 { radix = 10 }
        guard index < bytes.count else { throw IntegerFailure.malformed }
        var digits: [UInt8] = []
        digits.reserveCapacity(bytes.count - index)
        var wasUnderscore = true
        for (place, byte) in bytes[index...].enumerated() {
            if place & 0xFFFFF == 0xFFFFF, Attention.isInterrupted { throw IntegerFailure.interrupted }
            if byte == UInt8(ascii: "_") {
                if wasUnderscore { throw IntegerFailure.malformed }
                wasUnderscore = true
                continue
            }
            guard let digit = value(of: byte), digit < radix else { throw IntegerFailure.malformed }
            wasUnderscore = false
            digits.append(digit)
        }
        _ = hasPrefix
        if wasUnderscore { throw IntegerFailure.malformed }
        if mustBeZero, digits.contains(where: { $0 != 0 }) { throw IntegerFailure.malformed }
        let limit = NumberOperations.maximumDigits
        if limit > 0, digits.count > limit, radix & (radix - 1) != 0 {
            throw IntegerFailure.tooManyDigits(digits.count)
        }
        let magnitude =
            radix & (radix - 1) == 0
            ? packed(digits, bits: radix.trailingZeroBitCount) : try Self.magnitude(digits, radix: radix)
        return BigInt(sign: isNegative && !magnitude.isZero ? .minus : .plus, magnitude: magnitude)
    }

    private static func value(of byte: UInt8) -> UInt8? {
        if Formatting.isDigit(byte) { return byte - UInt8(ascii: "0") }
        let letter = byte | 0x20
        return letter >= UInt8(ascii: "a") && letter <= UInt8(ascii: "z") ? letter - UInt8(ascii: "a") + 10 : nil
    }

    /// Digits of so many bits each.
    private static func packed(_ digits: [UInt8], bits: Int) -> BigUInt {
        var limbs: [UInt] = []
        limbs.reserveCapacity(digits.count * bits / 64 + 1)
        var (limb, used) = (UInt(0), 0)
        for digit in digits.reversed() {
            limb |= UInt(digit) << UInt(used)
            used += bits
            if used >= 64 {
                limbs.append(limb)
                used -= 64
                limb = used == 0 ? 0 : UInt(digit) >> UInt(bits - used)
            }
        }
        limbs.append(limb)
        return BigUInt(words: limbs)
    }

    /// Digits to a number: words at a time, and long texts in halves.
    private static func magnitude(_ digits: [UInt8], radix: Int) throws -> BigUInt {
        var powers: [Int: BigUInt] = [:]
        return try magnitude(digits[...], radix: radix, &powers)
    }

    /// - Parameter powers: those of the radix that are known; halves ask for few different ones.
    private static func magnitude(_ digits: ArraySlice<UInt8>, radix: Int, _ powers: inout [Int: BigUInt]) throws
        -> BigUInt
    {
        if digits.count > 4000 {
            let low = digits.count / 2
            let high = try magnitude(digits.dropLast(low), radix: radix, &powers)
            let scale = try power(radix, low, &powers)
            return try product(high, scale) + magnitude(digits.suffix(low), radix: radix, &powers)
        }
        // A limb holds twelve digits of base 36; for each, at most 5.17 bits.
        let limbs = UnsafeMutablePointer<UInt>.allocate(capacity: digits.count / 12 + 2)
        defer { limbs.deallocate() }
        var count = 0
        var word: UInt = 0
        var scale: UInt = 1
        func shift() {
            Limbs.multiply(limbs, count, by: scale, adding: word, into: limbs)
            count += limbs[count] == 0 ? 0 : 1
        }
        for digit in digits {
            word = word * UInt(radix) + UInt(digit)
            scale *= UInt(radix)
            if scale > UInt.max / 36 {
                shift()
                word = 0
                scale = 1
            }
        }
        if scale != 1 { shift() }
        return BigUInt(words: Array(UnsafeBufferPointer(start: limbs, count: count)))
    }

    private static func product(_ a: BigUInt, _ b: BigUInt) throws -> BigUInt {
        try LimbProduct.multiply(a, b) { if Attention.isInterrupted { throw IntegerFailure.interrupted } }
    }

    private static func power(_ radix: Int, _ exponent: Int, _ powers: inout [Int: BigUInt]) throws -> BigUInt {
        if exponent < 1000 { return BigUInt(radix).power(exponent) }
        if let known = powers[exponent] { return known }
        let half = try power(radix, exponent / 2, &powers)
        var result = try product(half, half)
        if exponent & 1 == 1 { result *= BigUInt(radix) }
        powers[exponent] = result
        return result
    }

    /// A float of plain characters: digits with at most one point and an exponent; nil where a closer look is needed.
    static func plainFloat(_ text: UnsafeBufferPointer<UInt8>) -> Double? {
        guard let source = text.baseAddress, text.count > 0, text.count < 40 else { return nil }
        var points = 0
        for index in 0..<text.count where !Formatting.isDigit(text[index]) {
            // The library would also read names, hexadecimal digits and numbers that stop half-way.
            guard text[index] == UInt8(ascii: "."), points == 0, text.count > 1 else { return nil }
            points += 1
        }
        return withUnsafeTemporaryAllocation(of: CChar.self, capacity: 40) { room in
            guard let base = room.baseAddress else { return nil }
            for index in 0..<text.count { base[index] = CChar(truncatingIfNeeded: source[index]) }
            base[text.count] = 0
            return strtod(base, nil)
        }
    }

    /// A float as `float("…")` accepts it (simplified text), or nil.
    static func float(_ bytes: [UInt8]) -> Double? {
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count + 1)
        var previous: UInt8 = 0
        for (index, byte) in bytes.enumerated() {
            if byte == UInt8(ascii: "_") {
                let next = index + 1 < bytes.count ? bytes[index + 1] : 0
                guard Formatting.isDigit(previous), Formatting.isDigit(next) else { return nil }
            } else {
                text.append(byte)
            }
            previous = byte
        }
        return isDecimalFloat(text) ? parsed(text) : named(text)
    }

    private static func named(_ text: [UInt8]) -> Double? {
        var word = text.map { $0 | 0x20 }
        var isNegative = false
        if let first = text.first, first == UInt8(ascii: "-") || first == UInt8(ascii: "+") {
            isNegative = first == UInt8(ascii: "-")
            word.removeFirst()
        }
        switch String(decoding: word, as: UTF8.self) {
        case "inf", "infinity": return isNegative ? -.infinity : .infinity
        case "nan": return isNegative ? -.nan : .nan
        default: return nil
        }
    }

    private static func isDecimalFloat(_ text: [UInt8]) -> Bool {
        var index = 0
        func digits() -> Int {
            let start = index
            while index < text.count, Formatting.isDigit(text[index]) { index += 1 }
            return index - start
        }
        if index < text.count, text[index] == UInt8(ascii: "-") || text[index] == UInt8(ascii: "+") { index += 1 }
        var count = digits()
        if index < text.count, text[index] == UInt8(ascii: ".") {
            index += 1
            count += digits()
        }
        if count == 0 { return false }
        if index < text.count, text[index] | 0x20 == UInt8(ascii: "e") {
            index += 1
            if index < text.count, text[index] == UInt8(ascii: "-") || text[index] == UInt8(ascii: "+") { index += 1 }
            if digits() == 0 { return false }
        }
        return index == text.count
    }

    /// The C library rounds correctly.
    static func parsed(_ text: [UInt8]) -> Double {
        (text + [0]).withUnsafeBufferPointer { buffer in
            buffer.withMemoryRebound(to: CChar.self) { $0.baseAddress.map { strtod($0, nil) } ?? 0 }
        }
    }
}
