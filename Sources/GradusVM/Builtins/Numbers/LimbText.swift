/// Decimal digits of long integers.
enum LimbText {
    /// The largest power of ten in a limb.
    private static let chunk: UInt = 10_000_000_000_000_000_000
    private static let chunkDigits = 19
    /// From here on halves are converted on their own.
    private static let threshold = 24

    /// Writes the decimal digits (no sign, no leading zeros) of a number that is not 0 into memory from `allocate`, after
    /// `room` bytes; returns it with the place after the last digit and the first digit.
    static func decimal(_ limbs: UnsafePointer<UInt>, _ count: Int, room: Int) -> (UnsafeMutablePointer<UInt8>, Int) {
        // A limb has less than 19.27 digits.
        let capacity = count * 20 + 20
        let digits = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
        defer { digits.deallocate() }
        let work = UnsafeMutablePointer<UInt>.allocate(capacity: count + 1)
        defer { work.deallocate() }
        work.update(from: limbs, count: count)
        var powers: [Power] = []
        defer { for power in powers { power.limbs.deallocate() } }
        if count > threshold {
            powers.append(Power(chunk))
            while let last = powers.last, last.count * 2 <= count + 1 { powers.append(last.squared()) }
        }
        let end = digits + capacity
        var start = write(work, count, before: end, minimum: 0, powers: powers, level: powers.count - 1)
        while start < end - 1, start.pointee == UInt8(ascii: "0") { start += 1 }
        let length = end - start
        let text = StringObject.allocate(room + length)
        (text + room).update(from: start, count: length)
        return (text, room + length)
    }

    /// 10 ** (19 * 2 ** level), shifted for division.
    private struct Power {
        let limbs: UnsafeMutablePointer<UInt>
        let count: Int
        let shift: UInt
        let digits: Int

        init(_ value: UInt) {
            limbs = UnsafeMutablePointer<UInt>.allocate(capacity: 1)
            limbs[0] = value
            count = 1
            shift = 0
            digits = chunkDigits
        }

        private init(_ limbs: UnsafeMutablePointer<UInt>, _ count: Int, shift: UInt, digits: Int) {
            (self.limbs, self.count, self.shift, self.digits) = (limbs, count, shift, digits)
        }

        func squared() -> Power {
            let plain = UnsafeMutablePointer<UInt>.allocate(capacity: count)
            defer { plain.deallocate() }
            Limbs.shiftRight(limbs, count, shift, into: plain)
            let size = Limbs.trimmed(plain, count)
            let product = UnsafeMutablePointer<UInt>.allocate(capacity: size * 2)
            product.update(repeating: 0, count: size * 2)
            LimbProduct.multiply(plain, size, plain, size, into: product, check: {})
            let total = Limbs.trimmed(product, size * 2)
            let shift = UInt(product[total - 1].leadingZeroBitCount)
            _ = Limbs.shiftLeft(product, total, shift, into: product)
            return Power(product, total, shift: shift, digits: digits * 2)
        }
    }

    /// Writes at least `minimum` digits before `end`; `work` (with room for one more limb) is used up.
    private static func write(
        _ work: UnsafeMutablePointer<UInt>, _ count: Int, before end: UnsafeMutablePointer<UInt8>, minimum: Int,
        powers: [Power], level: Int
    ) -> UnsafeMutablePointer<UInt8> {
        var level = level
        // A power of one limb is what the loop below divides by.
        while level > 0, powers[level].count > count { level -= 1 }
        if count > threshold, level > 0 {
            let power = powers[level]
            let numerator = UnsafeMutablePointer<UInt>.allocate(capacity: count + 2)
            let quotient = UnsafeMutablePointer<UInt>.allocate(capacity: count - power.count + 3)
            defer {
                numerator.deallocate()
                quotient.deallocate()
            }
            numerator[count] = Limbs.shiftLeft(work, count, power.shift, into: numerator)
            Limbs.divide(numerator, count, by: power.limbs, power.count, quotient: quotient)
            // Nobody will read the text.
            if Attention.isInterrupted { return end }
            Limbs.shiftRight(numerator, power.count, power.shift, into: numerator)
            let restCount = Limbs.trimmed(numerator, power.count)
            let place = write(
                numerator, restCount, before: end, minimum: power.digits, powers: powers, level: level - 1)
            let quotientCount = Limbs.trimmed(quotient, count - power.count + 1)
            return write(
                quotient, quotientCount, before: place, minimum: minimum - power.digits, powers: powers,
                level: quotientCount > power.count ? level : level - 1)
        }
        var place = end
        var count = count
        let inverse = Limbs.reciprocal(chunk)
        while count > 0 {
            var remainder: UInt = 0
            var index = count
            while index > 0 {
                index &-= 1
                (work[index], remainder) = Limbs.divide(remainder, work[index], by: chunk, inverse)
            }
            if work[count - 1] == 0 { count -= 1 }
            let start = DecimalText.write(UInt64(remainder), before: place)
            let next = place - chunkDigits
            if count > 0 {
                var zero = start
                while zero > next {
                    zero -= 1
                    zero.pointee = UInt8(ascii: "0")
                }
                place = next
            } else {
                place = start
            }
        }
        while end - place < minimum {
            place -= 1
            place.pointee = UInt8(ascii: "0")
        }
        return place
    }
}
