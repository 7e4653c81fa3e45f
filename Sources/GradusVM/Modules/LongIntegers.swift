import BigInt

/// Functions of long integers that the library computes by slower ways. Ctrl-C is heard between their steps.
enum LongIntegers {
    /// Lehmer's algorithm (Knuth, The Art of Computer Programming 2, 4.5.2): many of Euclid's steps are made with the leading
    /// 60 bits.
    static func commonDivisor(_ vm: VM, _ first: BigUInt, _ second: BigUInt) throws -> BigUInt {
        var (a, b) = first < second ? (second, first) : (first, second)
        while b.bitWidth > 64 {
            try vm.checkInterrupt()
            let shift = a.bitWidth - 60
            var (x, y) = (Int64(a >> shift), Int64(b >> shift))
            // a and b after these steps are combinations of them: p·a - q·b and s·b - r·a, or the other way round.
            var (p, q, r, s): (Int64, Int64, Int64, Int64) = (1, 0, 0, 1)
            var steps = 0
            while y != r {
                let quotient = (x + (p - 1)) / (y - r)
                let next = q + quotient * s
                let rest = x - quotient * y
                if next > rest { break }
                (x, y) = (y, rest)
                (p, q, r, s) = (s, r, next, p + quotient * r)
                steps += 1
            }
            func times(_ n: BigUInt, _ factor: Int64) -> BigUInt { n.multiplied(byWord: UInt(factor)) }
            if steps == 0 {
                (a, b) = (b, a % b)
            } else if steps & 1 == 1 {
                (a, b) = (times(b, p) - times(a, q), times(a, s) - times(b, r))
            } else {
                (a, b) = (times(a, p) - times(b, q), times(b, s) - times(a, r))
            }
        }
        return b.isZero ? a : a.greatestCommonDivisor(with: b)
    }

    /// ⌊√n⌋ by approximations with twice as many bits each time (Zimmermann, Karatsuba Square Root, 1999, in the form that
    /// CPython uses).
    static func squareRoot(_ vm: VM, _ n: BigUInt) throws -> BigUInt {
        if n.isZero { return n }
        let half = (n.bitWidth - 1) / 2
        var root = BigUInt(1)
        var known = 0
        for step in (0..<(Int.bitWidth - half.leadingZeroBitCount)).reversed() {
            try vm.checkInterrupt()
            let before = known
            known = half >> step
            root = (root << (known - before - 1)) + (n >> (2 * half - before - known + 1)) / root
        }
        return root * root > n ? root - 1 : root
    }
}
