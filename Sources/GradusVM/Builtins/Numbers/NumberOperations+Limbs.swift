import GradusSyntax

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Operators on big integers, limb by limb.
extension NumberOperations {
    /// `a op b` for integers of which at least one is big (or the result is); nil where another way is taken.
    static func limbs(_ vm: VM, _ op: BinaryOperator, _ a: Value, _ b: Value) throws -> Value? {
        try withUnsafeTemporaryAllocation(of: UInt.self, capacity: 2) { small in
            guard let place = small.baseAddress, let x = LimbView(a, place), let y = LimbView(b, place + 1) else {
                return nil
            }
            return try limbs(vm, op, x, y)
        }
    }

    @inline(__always)
    private static func limbs(_ vm: VM, _ op: BinaryOperator, _ x: LimbView, _ y: LimbView) throws -> Value? {
        switch op {
        case .add: return sum(vm, x, y, negatingSecond: false)
        case .subtract: return sum(vm, x, y, negatingSecond: true)
        case .multiply: return try product(vm, x, y)
        case .floorDivide:
            if y.count == 0 { throw vm.error(.zeroDivisionError, "integer division or modulo by zero") }
            return try divide(vm, x, y, wantsQuotient: true, wantsRemainder: false).quotient
        case .modulo:
            if y.count == 0 { throw vm.error(.zeroDivisionError, "integer modulo by zero") }
            return try divide(vm, x, y, wantsQuotient: false, wantsRemainder: true).remainder
        case .shiftLeft:
            if y.isNegative { throw vm.valueError("negative shift count") }
            if x.count == 0 { return Value(0) }
            guard y.count <= 1, y.count == 0 || y.limbs[0] < UInt(maximumBits) else { return nil }
            return shiftLeft(vm, x, y.count == 0 ? 0 : Int(y.limbs[0]))
        case .shiftRight:
            if y.isNegative { throw vm.valueError("negative shift count") }
            if x.isNegative || y.count > 1 { return nil }
            return shiftRight(vm, x, y.count == 0 ? 0 : Int(clamping: y.limbs[0]))
        case .and, .or, .xor: return x.isNegative || y.isNegative ? signedBitwise(vm, op, x, y) : bitwise(vm, op, x, y)
        case .power:
            // Of 0, 1 and -1 and of huge powers `big` takes care.
            guard !y.isNegative, y.count == 1, y.limbs[0] <= UInt(maximumBits), x.bitWidth > 1,
                (x.bitWidth - 1) * Int(y.limbs[0]) <= maximumBits
            else { return nil }
            return try power(vm, x, Int(y.limbs[0]))
        case .divide, .matrixMultiply: return nil
        }
    }

    /// Takes over limbs, which may have zeros at the top.
    @inline(__always)
    static func integer(_ vm: VM, adopting limbs: UnsafeMutablePointer<UInt>, _ count: Int, isNegative: Bool) -> Value {
        let count = Limbs.trimmed(limbs, count)
        if count <= 1 {
            let limb = count == 0 ? 0 : limbs[0]
            if limb <= UInt(Int.max) {
                free(limbs)
                return Value(isNegative ? -Int(limb) : Int(limb))
            }
            if isNegative, limb == UInt(Int.max) + 1 {
                free(limbs)
                return Value(Int.min)
            }
        }
        return vm.pool.adopt(BigIntObject.make(adopting: limbs, count: count, isNegative: isNegative))
    }

    private static func sum(_ vm: VM, _ a: LimbView, _ b: LimbView, negatingSecond: Bool) -> Value {
        let isSecondNegative = b.isNegative != negatingSecond
        let room = Limbs.allocate(max(a.count, b.count) + 1)
        if a.isNegative == isSecondNegative {
            if a.count >= b.count {
                Limbs.add(a.limbs, a.count, b.limbs, b.count, into: room)
            } else {
                Limbs.add(b.limbs, b.count, a.limbs, a.count, into: room)
            }
            return integer(vm, adopting: room, max(a.count, b.count) + 1, isNegative: a.isNegative)
        }
        if Limbs.compare(a.limbs, a.count, b.limbs, b.count) >= 0 {
            Limbs.subtract(a.limbs, a.count, b.limbs, b.count, into: room)
            return integer(vm, adopting: room, a.count, isNegative: a.isNegative)
        }
        Limbs.subtract(b.limbs, b.count, a.limbs, a.count, into: room)
        return integer(vm, adopting: room, b.count, isNegative: isSecondNegative)
    }

    private static func product(_ vm: VM, _ a: LimbView, _ b: LimbView) throws -> Value {
        if a.count == 0 || b.count == 0 { return Value(0) }
        let total = a.count + b.count
        if total * 64 > maximumBits + 256 { throw vm.error(.memoryError, arguments: []) }
        let room = Limbs.allocate(total)
        let isNegative = a.isNegative != b.isNegative
        if b.count == 1 {
            Limbs.multiply(a.limbs, a.count, by: b.limbs[0], into: room)
        } else if a.count == 1 {
            Limbs.multiply(b.limbs, b.count, by: a.limbs[0], into: room)
        } else {
            room.update(repeating: 0, count: total)
            do {
                if a.count <= b.count {
                    try LimbProduct.multiply(a.limbs, a.count, b.limbs, b.count, into: room) { try vm.checkInterrupt() }
                } else {
                    try LimbProduct.multiply(b.limbs, b.count, a.limbs, a.count, into: room) { try vm.checkInterrupt() }
                }
            } catch {
                free(room)
                throw error
            }
        }
        return integer(vm, adopting: room, total, isNegative: isNegative)
    }

    /// Floor division by a number that is not 0.
    static func divide(_ vm: VM, _ a: LimbView, _ b: LimbView, wantsQuotient: Bool, wantsRemainder: Bool) throws -> (
        quotient: Value, remainder: Value
    ) {
        let isNegative = a.isNegative != b.isNegative
        // Room for the carry of a quotient that is rounded down, and for b - remainder.
        let quotientCount = max(a.count - b.count + 1, 0)
        let quotient = Limbs.allocate(quotientCount + 1)
        let remainder = Limbs.allocate(max(a.count, b.count) + 1)
        if Limbs.compare(a.limbs, a.count, b.limbs, b.count) < 0 {
            quotient.update(repeating: 0, count: quotientCount)
            remainder.update(from: a.limbs, count: a.count)
            (remainder + a.count).update(repeating: 0, count: b.count - a.count)
        } else if b.count == 1 {
            remainder[0] = Limbs.divide(a.limbs, a.count, by: b.limbs[0], into: quotient)
        } else {
            let shift = UInt(b.limbs[b.count - 1].leadingZeroBitCount)
            remainder[a.count] = Limbs.shiftLeft(a.limbs, a.count, shift, into: remainder)
            if shift == 0 {
                Limbs.divide(remainder, a.count, by: b.limbs, b.count, quotient: quotient)
            } else {
                let divisor = Limbs.allocate(b.count)
                _ = Limbs.shiftLeft(b.limbs, b.count, shift, into: divisor)
                Limbs.divide(remainder, a.count, by: divisor, b.count, quotient: quotient)
                free(divisor)
                Limbs.shiftRight(remainder, b.count, shift, into: remainder)
            }
        }
        if Attention.isInterrupted {
            free(quotient)
            free(remainder)
            try vm.attend()
            throw vm.error(.keyboardInterrupt, arguments: [])
        }
        let restCount = Limbs.trimmed(remainder, b.count)
        let roundsDown = isNegative && restCount > 0
        var result = (quotient: Value.none, remainder: Value.none)
        if wantsQuotient {
            quotient[quotientCount] = 0
            if roundsDown {
                var place = 0
                while place <= quotientCount {
                    quotient[place] = quotient[place] &+ 1
                    if quotient[place] != 0 { break }
                    place += 1
                }
            }
            result.quotient = integer(vm, adopting: quotient, quotientCount + 1, isNegative: isNegative)
        } else {
            free(quotient)
        }
        if wantsRemainder {
            if roundsDown { Limbs.subtract(b.limbs, b.count, remainder, restCount, into: remainder) }
            result.remainder = integer(
                vm, adopting: remainder, roundsDown ? b.count : restCount, isNegative: b.isNegative)
        } else {
            free(remainder)
        }
        return result
    }

    /// `divmod` of integers of which at least one is big; the divisor is not 0.
    static func divideBig(_ vm: VM, _ a: Value, _ b: Value) throws -> (quotient: Value, remainder: Value)? {
        try withUnsafeTemporaryAllocation(of: UInt.self, capacity: 2) { small in
            guard let place = small.baseAddress, let x = LimbView(a, place), let y = LimbView(b, place + 1),
                y.count > 0
            else { return nil }
            return try divide(vm, x, y, wantsQuotient: true, wantsRemainder: true)
        }
    }

    /// `-a` (or `abs(a)`) of a big integer.
    static func negated(_ vm: VM, _ a: Value, isNegative: Bool) -> Value {
        let layout = a.layout(BigIntLayout.self)
        let room = Limbs.allocate(layout.pointee.count)
        room.update(from: layout.pointee.limbs, count: layout.pointee.count)
        return integer(vm, adopting: room, layout.pointee.count, isNegative: isNegative)
    }

    static func shiftLeft(_ vm: VM, _ a: LimbView, _ count: Int) -> Value {
        let whole = count / 64
        let room = Limbs.allocate(a.count + whole + 1)
        room.update(repeating: 0, count: whole)
        room[a.count + whole] = Limbs.shiftLeft(a.limbs, a.count, UInt(count % 64), into: room + whole)
        return integer(vm, adopting: room, a.count + whole + 1, isNegative: a.isNegative)
    }

    private static func shiftRight(_ vm: VM, _ a: LimbView, _ count: Int) -> Value {
        let whole = count / 64
        if whole >= a.count { return Value(0) }
        let room = Limbs.allocate(a.count - whole)
        Limbs.shiftRight(a.limbs + whole, a.count - whole, UInt(count % 64), into: room)
        return integer(vm, adopting: room, a.count - whole, isNegative: false)
    }

    /// Of numbers that are not negative.
    private static func bitwise(_ vm: VM, _ op: BinaryOperator, _ a: LimbView, _ b: LimbView) -> Value {
        let (short, long) = a.count <= b.count ? (a, b) : (b, a)
        let room = Limbs.allocate(max(long.count, 1))
        switch op {
        case .and:
            for index in 0..<short.count { room[index] = short.limbs[index] & long.limbs[index] }
            return integer(vm, adopting: room, short.count, isNegative: false)
        case .or: for index in 0..<short.count { room[index] = short.limbs[index] | long.limbs[index] }
        default: for index in 0..<short.count { room[index] = short.limbs[index] ^ long.limbs[index] }
        }
        (room + short.count).update(from: long.limbs + short.count, count: long.count - short.count)
        return integer(vm, adopting: room, long.count, isNegative: false)
    }

    /// By two's complement, whose limbs are made one by one.
    private static func signedBitwise(_ vm: VM, _ op: BinaryOperator, _ a: LimbView, _ b: LimbView) -> Value {
        let count = max(a.count, b.count) + 1
        let room = Limbs.allocate(count)
        var (carryA, carryB): (UInt, UInt) = (1, 1)
        func limb(_ view: LimbView, _ index: Int, _ carry: inout UInt) -> UInt {
            let magnitude = index < view.count ? view.limbs[index] : 0
            if !view.isNegative { return magnitude }
            let (sum, overflow) = (~magnitude).addingReportingOverflow(carry)
            carry = overflow ? 1 : 0
            return sum
        }
        for index in 0..<count {
            let (x, y) = (limb(a, index, &carryA), limb(b, index, &carryB))
            room[index] = op == .and ? x & y : op == .or ? x | y : x ^ y
        }
        let isNegative = room[count - 1] >> 63 == 1
        if isNegative {
            var carry: UInt = 1
            for index in 0..<count {
                let (sum, overflow) = (~room[index]).addingReportingOverflow(carry)
                room[index] = sum
                carry = overflow ? 1 : 0
            }
        }
        return integer(vm, adopting: room, count, isNegative: isNegative)
    }

    /// The result of an operator on small integers that does not fit 64 bits.
    static func widened(_ vm: VM, _ op: BinaryOperator, _ a: Int64, _ b: Int64) -> Value? {
        switch op {
        case .add, .subtract:
            // The sum of 64 bits has 65: its low word is exact modulo 2**64, and the sign is that of the operands.
            let low = UInt64(bitPattern: op == .add ? a &+ b : a &- b)
            let room = Limbs.allocate(2)
            if a < 0 {
                room[0] = UInt(truncatingIfNeeded: 0 &- low)
                room[1] = low == 0 ? 1 : 0
            } else {
                room[0] = UInt(truncatingIfNeeded: low)
                room[1] = 0
            }
            return integer(vm, adopting: room, 2, isNegative: a < 0)
        case .multiply:
            let (high, low) = a.magnitude.multipliedFullWidth(by: b.magnitude)
            let room = Limbs.allocate(2)
            room[0] = UInt(truncatingIfNeeded: low)
            room[1] = UInt(truncatingIfNeeded: high)
            return integer(vm, adopting: room, 2, isNegative: (a < 0) != (b < 0))
        case .shiftLeft:
            guard b < maximumBits else { return nil }
            let limb = UInt(truncatingIfNeeded: a.magnitude)
            return withUnsafePointer(to: limb) { shiftLeft(vm, LimbView($0, 1, isNegative: a < 0), Int(b)) }
        default: return nil
        }
    }

    // MARK: Powers

    /// `a ** exponent` for an exponent from 1 on; the caller has checked the size.
    static func power(_ vm: VM, _ a: LimbView, _ exponent: Int) throws -> Value {
        let capacity = (a.bitWidth * exponent) / 64 + 3
        var result = Limbs.allocate(capacity)
        var other = Limbs.allocate(capacity)
        defer { free(other) }
        result.update(from: a.limbs, count: a.count)
        var count = a.count
        var bit = Int.bitWidth - exponent.leadingZeroBitCount - 2
        do {
            while bit >= 0 {
                other.update(repeating: 0, count: min(count * 2, capacity))
                try LimbProduct.multiply(result, count, result, count, into: other) { try vm.checkInterrupt() }
                count = Limbs.trimmed(other, min(count * 2, capacity))
                swap(&result, &other)
                if exponent >> bit & 1 == 1 {
                    if a.count == 1 {
                        Limbs.multiply(result, count, by: a.limbs[0], into: result)
                        count = Limbs.trimmed(result, count + 1)
                    } else {
                        other.update(repeating: 0, count: min(count + a.count, capacity))
                        try LimbProduct.multiply(a.limbs, a.count, result, count, into: other) {
                            try vm.checkInterrupt()
                        }
                        count = Limbs.trimmed(other, min(count + a.count, capacity))
                        swap(&result, &other)
                    }
                }
                bit -= 1
            }
        } catch {
            free(result)
            throw error
        }
        return integer(vm, adopting: result, count, isNegative: a.isNegative && exponent & 1 == 1)
    }

    /// `base ** exponent % modulus` with a modulus of one limb.
    static func power(_ base: UInt, _ exponent: LimbView, modulus: UInt) -> UInt {
        if modulus == 1 { return 0 }
        let base = base % modulus
        var result: UInt = 1
        var bit = exponent.bitWidth - 1
        if modulus >> 32 == 0 {
            while bit >= 0 {
                result = result &* result % modulus
                if exponent.limbs[bit >> 6] >> UInt(bit & 63) & 1 == 1 { result = result &* base % modulus }
                bit -= 1
            }
            return result
        }
        func product(_ a: UInt, _ b: UInt) -> UInt {
            modulus.dividingFullWidth(a.multipliedFullWidth(by: b)).remainder
        }
        while bit >= 0 {
            result = product(result, result)
            if exponent.limbs[bit >> 6] >> UInt(bit & 63) & 1 == 1 { result = product(result, base) }
            bit -= 1
        }
        return result
    }

    /// `base ** exponent % modulus` with a modulus of two limbs or more; `base` is not negative and less than it.
    static func power(_ vm: VM, _ base: LimbView, _ exponent: LimbView, modulus: LimbView) throws -> Value {
        let size = modulus.count
        let shift = UInt(modulus.limbs[size - 1].leadingZeroBitCount)
        // One block: divisor, result, base, product.
        let block = Limbs.allocate(size * 5 + 2)
        defer { free(block) }
        let (divisor, result, factor, product) = (block, block + size, block + 2 * size, block + 3 * size)
        _ = Limbs.shiftLeft(modulus.limbs, size, shift, into: divisor)
        factor.update(repeating: 0, count: size)
        factor.update(from: base.limbs, count: base.count)
        result.update(repeating: 0, count: size)
        result[0] = 1
        func multiply(by other: UnsafeMutablePointer<UInt>) throws {
            product.update(repeating: 0, count: 2 * size + 1)
            try LimbProduct.multiply(result, size, other, size, into: product) { try vm.checkInterrupt() }
            // Shifted like the divisor, so that the quotient is that of the plain numbers.
            product[2 * size] = Limbs.shiftLeft(product, 2 * size, shift, into: product)
            Limbs.divide(product, 2 * size, by: divisor, size, quotient: nil)
            Limbs.shiftRight(product, size, shift, into: result)
        }
        var bit = exponent.bitWidth - 1
        while bit >= 0 {
            try vm.checkInterrupt()
            try multiply(by: result)
            if exponent.limbs[bit >> 6] >> UInt(bit & 63) & 1 == 1 { try multiply(by: factor) }
            bit -= 1
        }
        try vm.checkStop()
        let copy = Limbs.allocate(size)
        copy.update(from: result, count: size)
        return integer(vm, adopting: copy, size, isNegative: false)
    }

    /// `pow(a, b, m)` of integers where no inverse is needed and the modulus is positive; nil otherwise.
    static func limbPower(_ vm: VM, _ a: Value, _ b: Value, modulus m: Value) throws -> Value? {
        try withUnsafeTemporaryAllocation(of: UInt.self, capacity: 4) { small in
            guard let place = small.baseAddress, let exponent = LimbView(b, place),
                let modulus = LimbView(m, place + 1), var base = LimbView(a, place + 2),
                modulus.count > 0, !modulus.isNegative, !exponent.isNegative
            else { return nil }
            if base.isNegative || Limbs.compare(base.limbs, base.count, modulus.limbs, modulus.count) >= 0 {
                let rest = try divide(vm, base, modulus, wantsQuotient: false, wantsRemainder: true).remainder
                guard let view = LimbView(rest, place + 3) else { return nil }
                base = view
            }
            if modulus.count > 1 { return try power(vm, base, exponent, modulus: modulus) }
            return integer(vm, power(base.count == 0 ? 0 : base.limbs[0], exponent, modulus: modulus.limbs[0]))
        }
    }

    private static func integer(_ vm: VM, _ limb: UInt) -> Value {
        if limb <= UInt(Int.max) { return Value(Int(limb)) }
        let limbs = Limbs.allocate(1)
        limbs[0] = limb
        return integer(vm, adopting: limbs, 1, isNegative: false)
    }

    // MARK: Order and hash

    /// -1, 0 or 1 of two big integers.
    static func order(_ a: Value, _ b: Value) -> Int {
        let (x, y) = (a.layout(BigIntLayout.self), b.layout(BigIntLayout.self))
        if x.pointee.isNegative != y.pointee.isNegative { return x.pointee.isNegative ? -1 : 1 }
        let order = Limbs.compare(x.pointee.limbs, x.pointee.count, y.pointee.limbs, y.pointee.count)
        return x.pointee.isNegative ? -order : order
    }

    /// The residue of the magnitude of a big integer modulo 2**61 - 1.
    static func residue(_ value: Value) -> UInt64 {
        let layout = value.layout(BigIntLayout.self)
        let modulus: UInt = (1 << 61) - 1
        var residue: UInt = 0
        var index = layout.pointee.count
        while index > 0 {
            index &-= 1
            // 2**64 = 8 modulo the prime.
            let limb = layout.pointee.limbs[index]
            residue = (residue << 3 & modulus) &+ (residue >> 58) &+ (limb & modulus) &+ (limb >> 61)
            residue = (residue & modulus) &+ (residue >> 61)
            if residue >= modulus { residue &-= modulus }
        }
        return UInt64(residue)
    }
}
