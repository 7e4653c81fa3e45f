#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Memory straight from `malloc`: Swift's own allocation asks for an alignment, which takes a slower way.
@inline(__always)
func plainMemory(_ byteCount: Int) -> UnsafeMutableRawPointer {
    let memory = malloc(byteCount) ?? UnsafeMutableRawPointer.allocate(byteCount: byteCount, alignment: 16)
    LargePages.advise(memory, byteCount)
    return memory
}

/// A borrowed integer as a sign and limbs of 64 bits, the lowest first; the highest is not 0, zero has none.
struct LimbView {
    let limbs: UnsafePointer<UInt>
    let count: Int
    let isNegative: Bool

    @inline(__always)
    init(_ limbs: UnsafePointer<UInt>, _ count: Int, isNegative: Bool) {
        self.limbs = limbs
        self.count = count
        self.isNegative = isNegative
    }

    /// An int, bool or big int; `small` is the place of the limb of the first two. Nil for anything else.
    @inline(__always)
    init?(_ value: Value, _ small: UnsafeMutablePointer<UInt>) {
        switch value.tag {
        case .bigInt:
            let layout = value.layout(BigIntLayout.self)
            limbs = UnsafePointer(layout.pointee.limbs)
            count = layout.pointee.count
            isNegative = layout.pointee.isNegative
        case .int, .bool:
            small.pointee = value.intBits.magnitude.asLimb
            limbs = UnsafePointer(small)
            count = value.bits == 0 ? 0 : 1
            isNegative = value.intBits < 0
        default: return nil
        }
    }

    var bitWidth: Int { count == 0 ? 0 : count * 64 - limbs[count - 1].leadingZeroBitCount }
}

extension UInt64 {
    @inline(__always) fileprivate var asLimb: UInt { UInt(truncatingIfNeeded: self) }
}

/// Arithmetic on plain limbs: numbers from two limbs to a few hundred, without copies and without generic code.
enum Limbs {
    typealias Source = UnsafePointer<UInt>
    typealias Target = UnsafeMutablePointer<UInt>

    /// Memory from the C library, which is faster than Swift's; `free` takes it.
    @inline(__always)
    static func allocate(_ count: Int) -> Target { plainMemory(max(count, 1) * 8).assumingMemoryBound(to: UInt.self) }

    /// What a number that is not in use points to.
    nonisolated(unsafe) static let none = UnsafeMutablePointer<UInt>.allocate(capacity: 1)

    @inline(__always)
    static func release(_ limbs: Target) { if limbs != none { free(limbs) } }

    @inline(__always)
    static func trimmed(_ limbs: Source, _ count: Int) -> Int {
        var count = count
        while count > 0, limbs[count - 1] == 0 { count &-= 1 }
        return count
    }

    /// -1, 0 or 1.
    @inline(__always)
    static func compare(_ a: Source, _ countA: Int, _ b: Source, _ countB: Int) -> Int {
        if countA != countB { return countA < countB ? -1 : 1 }
        var index = countA
        while index > 0 {
            index &-= 1
            if a[index] != b[index] { return a[index] < b[index] ? -1 : 1 }
        }
        return 0
    }

    /// target = a + b with `countA >= countB`; target has `countA + 1` limbs and may be `a` or `b`.
    @inline(__always)
    static func add(_ a: Source, _ countA: Int, _ b: Source, _ countB: Int, into target: Target) {
        var carry: UInt = 0
        var index = 0
        while index < countB {
            let (sum, first) = a[index].addingReportingOverflow(b[index])
            let (total, second) = sum.addingReportingOverflow(carry)
            target[index] = total
            carry = (first ? 1 : 0) &+ (second ? 1 : 0)
            index &+= 1
        }
        while index < countA {
            let (total, overflow) = a[index].addingReportingOverflow(carry)
            target[index] = total
            carry = overflow ? 1 : 0
            index &+= 1
        }
        target[countA] = carry
    }

    /// target = a - b with `a >= b`; target has `countA` limbs.
    @inline(__always)
    static func subtract(_ a: Source, _ countA: Int, _ b: Source, _ countB: Int, into target: Target) {
        var borrow: UInt = 0
        var index = 0
        while index < countB {
            let (difference, first) = a[index].subtractingReportingOverflow(b[index])
            let (total, second) = difference.subtractingReportingOverflow(borrow)
            target[index] = total
            borrow = (first ? 1 : 0) &+ (second ? 1 : 0)
            index &+= 1
        }
        while index < countA {
            let (total, overflow) = a[index].subtractingReportingOverflow(borrow)
            target[index] = total
            borrow = overflow ? 1 : 0
            index &+= 1
        }
    }

    /// target = a * factor + carry; target has `count + 1` limbs and may be `a`.
    @inline(__always)
    static func multiply(_ a: Source, _ count: Int, by factor: UInt, adding start: UInt = 0, into target: Target) {
        var carry = start
        var index = 0
        while index < count {
            let (high, low) = a[index].multipliedFullWidth(by: factor)
            let (sum, overflow) = low.addingReportingOverflow(carry)
            target[index] = sum
            carry = high &+ (overflow ? 1 : 0)
            index &+= 1
        }
        target[count] = carry
    }

    /// target = a / divisor; returns the remainder. target may be `a`.
    @inline(__always)
    static func divide(_ a: Source, _ count: Int, by divisor: UInt, into target: Target) -> UInt {
        // The estimate by a reciprocal needs a divisor whose highest bit is set.
        let shift = UInt(divisor.leadingZeroBitCount)
        let normal = divisor << shift
        let inverse = reciprocal(normal)
        var remainder: UInt = shift == 0 ? 0 : a[count - 1] >> (64 - shift)
        var index = count
        while index > 0 {
            index &-= 1
            let low = shift == 0 || index == 0 ? 0 : a[index - 1] >> (64 - shift)
            let limb = a[index] << shift | low
            (target[index], remainder) = divide(remainder, limb, by: normal, inverse)
        }
        return remainder >> shift
    }

    /// floor((2**128 - 1) / divisor) - 2**64 for a divisor whose highest bit is set.
    @inline(__always)
    static func reciprocal(_ divisor: UInt) -> UInt { divisor.dividingFullWidth((~divisor, .max)).quotient }

    /// (high, low) / divisor with `high < divisor`, by multiplication with the reciprocal.
    @inline(__always)
    static func divide(_ high: UInt, _ low: UInt, by divisor: UInt, _ inverse: UInt) -> (UInt, UInt) {
        let (estimateHigh, estimateLow) = inverse.multipliedFullWidth(by: high)
        let (lowSum, carry) = estimateLow.addingReportingOverflow(low)
        var quotient = estimateHigh &+ high &+ (carry ? 1 : 0) &+ 1
        var remainder = low &- quotient &* divisor
        if remainder > lowSum {
            quotient &-= 1
            remainder = remainder &+ divisor
        }
        if remainder >= divisor {
            quotient &+= 1
            remainder = remainder &- divisor
        }
        return (quotient, remainder)
    }

    /// target = a << shift within a limb (0 ..< 64); returns the bits that leave at the top.
    @inline(__always)
    static func shiftLeft(_ a: Source, _ count: Int, _ shift: UInt, into target: Target) -> UInt {
        if shift == 0 {
            target.update(from: a, count: count)
            return 0
        }
        var carry: UInt = 0
        for index in 0..<count {
            let limb = a[index]
            target[index] = limb << shift | carry
            carry = limb >> (64 - shift)
        }
        return carry
    }

    /// target = a >> shift within a limb (0 ..< 64). target may be `a`.
    @inline(__always)
    static func shiftRight(_ a: Source, _ count: Int, _ shift: UInt, into target: Target) {
        if shift == 0 {
            target.update(from: a, count: count)
            return
        }
        for index in 0..<count {
            let high = index + 1 < count ? a[index + 1] << (64 - shift) : 0
            target[index] = a[index] >> shift | high
        }
    }

    /// Knuth's algorithm D. `a` (which has room for `countA + 1` limbs) becomes the remainder; `divisor` has at least two
    /// limbs, shifted so that its highest bit is set, as `a` must be. `quotient` gets `countA + 1 - countB` limbs, or is nil.
    static func divide(_ a: Target, _ countA: Int, by divisor: Source, _ countB: Int, quotient: Target?) {
        let top = divisor[countB - 1]
        let second = divisor[countB - 2]
        let inverse = reciprocal(top)
        var place = countA - countB
        while place >= 0 {
            // Long divisions end early when somebody interrupts; callers ask `checkStop` before they use what came out.
            if countB > 256, Attention.isInterrupted { return }
            let part = a + place
            let high = part[countB]
            let middle = part[countB - 1]
            var digit: UInt
            var rest: UInt
            var isExact = true
            if high >= top {
                digit = .max
                let (sum, overflow) = middle.addingReportingOverflow(top)
                rest = sum
                isExact = !overflow
            } else {
                (digit, rest) = divide(high, middle, by: top, inverse)
            }
            while isExact {
                let (productHigh, productLow) = digit.multipliedFullWidth(by: second)
                if productHigh < rest || productHigh == rest && productLow <= part[countB - 2] { break }
                digit &-= 1
                let (sum, overflow) = rest.addingReportingOverflow(top)
                rest = sum
                isExact = !overflow
            }
            if digit != 0 {
                var carry: UInt = 0
                var borrow: UInt = 0
                var index = 0
                while index < countB {
                    let (productHigh, productLow) = divisor[index].multipliedFullWidth(by: digit)
                    let (product, over) = productLow.addingReportingOverflow(carry)
                    carry = productHigh &+ (over ? 1 : 0)
                    let (difference, first) = part[index].subtractingReportingOverflow(product)
                    let (total, next) = difference.subtractingReportingOverflow(borrow)
                    part[index] = total
                    borrow = (first ? 1 : 0) &+ (next ? 1 : 0)
                    index &+= 1
                }
                let (difference, first) = high.subtractingReportingOverflow(carry)
                let (total, next) = difference.subtractingReportingOverflow(borrow)
                part[countB] = total
                if first || next {
                    // The estimate was one too large.
                    digit &-= 1
                    var carry: UInt = 0
                    for index in 0..<countB {
                        let (sum, first) = part[index].addingReportingOverflow(divisor[index])
                        let (total, second) = sum.addingReportingOverflow(carry)
                        part[index] = total
                        carry = (first ? 1 : 0) &+ (second ? 1 : 0)
                    }
                    part[countB] = part[countB] &+ carry
                }
            }
            quotient?[place] = digit
            place -= 1
        }
    }
}
