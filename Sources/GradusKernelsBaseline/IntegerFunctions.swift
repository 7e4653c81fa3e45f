import GradusKernelTypes

// Functions of int64 beyond arithmetic.

func integerUnary(_ op: UnaryOp, n: Int, x: In<Int64>, y: Out<Int64>) -> Bool {
    switch op {
    case .neg: for i in 0..<n { y[i] = 0 &- x[i] }
    case .abs: for i in 0..<n { y[i] = x[i] < 0 ? 0 &- x[i] : x[i] }
    case .square: for i in 0..<n { y[i] = x[i] &* x[i] }
    case .relu: for i in 0..<n { y[i] = x[i] > 0 ? x[i] : 0 }
    case .sign: for i in 0..<n { y[i] = (x[i] > 0 ? 1 : 0) &- (x[i] < 0 ? 1 : 0) }
    case .floor, .ceil, .round, .trunc: for i in 0..<n { y[i] = x[i] }
    default: return false
    }
    return true
}

private enum And: IntegerOperation {
    @inline(__always) static func apply(_ a: Int64, _ b: Int64) -> Int64 { a & b }
}

private enum Or: IntegerOperation {
    @inline(__always) static func apply(_ a: Int64, _ b: Int64) -> Int64 { a | b }
}

private enum Xor: IntegerOperation {
    @inline(__always) static func apply(_ a: Int64, _ b: Int64) -> Int64 { a ^ b }
}

private enum ShiftRight: IntegerOperation {
    @inline(__always) static func apply(_ a: Int64, _ b: Int64) -> Int64 {
        a &>> (UInt64(bitPattern: b) < 64 ? b : 63)
    }
}

private protocol Width {
    static var bits: UInt64 { get }
}

private enum W8: Width { @inline(__always) static var bits: UInt64 { 8 } }
private enum W16: Width { @inline(__always) static var bits: UInt64 { 16 } }
private enum W32: Width { @inline(__always) static var bits: UInt64 { 32 } }
private enum W64: Width { @inline(__always) static var bits: UInt64 { 64 } }

private enum ShiftLeft<W: Width>: IntegerOperation {
    @inline(__always) static func apply(_ a: Int64, _ b: Int64) -> Int64 {
        let moved = a &<< b
        return UInt64(bitPattern: b) < W.bits ? moved : 0
    }
}

func integerBits(
    _ op: BitOp, width: Int, outer: Int, inner: Int, a: In<Int64>, aOuter: Int, aInner: Int, b: In<Int64>, bOuter: Int,
    bInner: Int, y: Out<Int64>
) {
    func each<Operation: IntegerOperation>(_: Operation.Type) {
        applyIntegers(Operation.self, outer, inner, a, aOuter, aInner, b, bOuter, bInner, y)
    }
    switch op {
    case .and: each(And.self)
    case .or: each(Or.self)
    case .xor: each(Xor.self)
    case .shiftRight: each(ShiftRight.self)
    case .shiftLeft:
        switch width {
        case 64: each(ShiftLeft<W64>.self)
        case 32: each(ShiftLeft<W32>.self)
        case 16: each(ShiftLeft<W16>.self)
        default: each(ShiftLeft<W8>.self)
        }
    }
}

// MARK: Division

/// A quotient and a remainder: numbers below 2⁵⁰ are divided in float64, which is exact after a correction.
private protocol Division {
    /// The quotient q, rounded somehow, and r = x − q·y made right.
    static func correct(_ q: Double, _ r: Double, _ x: Double, _ y: Double) -> Double
    static func exact(_ a: Int64, _ b: Int64) -> Int64
}

/// a / b and what is left, without a trap.
@inline(__always)
private func divided(_ a: Int64, _ b: Int64) -> (Int64, Int64) { b == -1 ? (0 &- a, 0) : (a / b, a % b) }

private enum Floor: Division {
    @inline(__always) static func correct(_ q: Double, _ r: Double, _ x: Double, _ y: Double) -> Double {
        r != 0 && (r < 0) != (y < 0) ? q - 1 : q
    }
    @inline(__always) static func exact(_ a: Int64, _ b: Int64) -> Int64 {
        let (q, r) = divided(a, b)
        return r != 0 && (r < 0) != (b < 0) ? q &- 1 : q
    }
}

private enum Trunc: Division {
    @inline(__always) static func correct(_ q: Double, _ r: Double, _ x: Double, _ y: Double) -> Double {
        r != 0 && (r < 0) != (x < 0) ? q + ((x < 0) == (y < 0) ? -1 : 1) : q
    }
    @inline(__always) static func exact(_ a: Int64, _ b: Int64) -> Int64 { divided(a, b).0 }
}

private enum Remainder: Division {
    @inline(__always) static func correct(_ q: Double, _ r: Double, _ x: Double, _ y: Double) -> Double {
        r != 0 && (r < 0) != (y < 0) ? r + y : r
    }
    @inline(__always) static func exact(_ a: Int64, _ b: Int64) -> Int64 {
        let r = divided(a, b).1
        return r != 0 && (r < 0) != (b < 0) ? r &+ b : r
    }
}

private enum Modulus: Division {
    @inline(__always) static func correct(_ q: Double, _ r: Double, _ x: Double, _ y: Double) -> Double {
        r != 0 && (r < 0) != (x < 0) ? r + ((x < 0) == (y < 0) ? y : -y) : r
    }
    @inline(__always) static func exact(_ a: Int64, _ b: Int64) -> Int64 { divided(a, b).1 }
}

/// Added to a whole number below 2⁵¹, this leaves it in the last bits.
private let shift = 0x1.8p52

@inline(__always)
private func small(_ x: Int64) -> Double { Double(bitPattern: UInt64(bitPattern: x) &+ shift.bitPattern) - shift }

@inline(__always)
private func whole(_ x: Double) -> Int64 { Int64(bitPattern: (x + shift).bitPattern &- shift.bitPattern) }

private func divide<D: Division>(
    _: D.Type, _ n: Int, _ a: In<Int64>, _ b: In<Int64>, _ bStep: Int, _ y: Out<Int64>
) -> Bool {
    var start = 0
    while start < n {
        let count = n - start < 512 ? n - start : 512
        let (p, q, out) = (a + start, b + start * bStep, y + start)
        var (used, zeros): (Int64, Int64) = (0, 0)
        for i in 0..<count {
            let divisor = q[i * bStep]
            used |= (p[i] ^ (p[i] &>> 63)) | (divisor ^ (divisor &>> 63))
            zeros |= divisor == 0 ? 1 : 0
        }
        if zeros != 0 { return false }
        if used &>> 50 == 0 {
            for i in 0..<count {
                let (x, divisor) = (small(p[i]), small(q[i * bStep]))
                let quotient = (x / divisor + shift) - shift
                out[i] = whole(D.correct(quotient, x - quotient * divisor, x, divisor))
            }
        } else {
            for i in 0..<count { out[i] = D.exact(p[i], q[i * bStep]) }
        }
        start += count
    }
    return true
}

private func divideRows<D: Division>(
    _: D.Type, _ outer: Int, _ inner: Int, _ a: In<Int64>, _ aOuter: Int, _ aInner: Int, _ b: In<Int64>, _ bOuter: Int,
    _ bInner: Int, _ y: Out<Int64>
) -> Bool {
    for o in 0..<outer {
        let (p, q, out) = (a + o * aOuter, b + o * bOuter, y + o * inner)
        if aInner == 1 && bInner == 1 {
            if !divide(D.self, inner, p, q, 1, out) { return false }
        } else if aInner == 1 {
            if !divide(D.self, inner, p, q, 0, out) { return false }
        } else {
            for i in 0..<inner {
                if q[i * bInner] == 0 { return false }
                out[i] = D.exact(p[i * aInner], q[i * bInner])
            }
        }
    }
    return true
}

func integerDivide(
    _ op: BinaryOp, outer: Int, inner: Int, a: In<Int64>, aOuter: Int, aInner: Int, b: In<Int64>, bOuter: Int,
    bInner: Int, y: Out<Int64>
) -> Bool {
    switch op {
    case .floorDivide: divideRows(Floor.self, outer, inner, a, aOuter, aInner, b, bOuter, bInner, y)
    case .remainder: divideRows(Remainder.self, outer, inner, a, aOuter, aInner, b, bOuter, bInner, y)
    case .fmod: divideRows(Modulus.self, outer, inner, a, aOuter, aInner, b, bOuter, bInner, y)
    default: divideRows(Trunc.self, outer, inner, a, aOuter, aInner, b, bOuter, bInner, y)
    }
}

// MARK: In place, truth values

func adjustIntegers(multiplies: Bool, n: Int, number: Int64, y: Out<Int64>) {
    if multiplies {
        for i in 0..<n { y[i] = y[i] &* number }
    } else {
        for i in 0..<n { y[i] = y[i] &+ number }
    }
}

func adjustDoubles(multiplies: Bool, n: Int, number: Double, y: Out<Double>) {
    if multiplies {
        for i in 0..<n { y[i] *= number }
    } else {
        for i in 0..<n { y[i] += number }
    }
}

func truthValues(_ op: TruthOp, n: Int, a: In<UInt8>, b: In<UInt8>, y: Out<UInt8>) {
    @inline(__always) func bit(_ x: UInt8) -> UInt8 { x != 0 ? 1 : 0 }
    switch op {
    case .and: for i in 0..<n { y[i] = bit(a[i]) & bit(b[i]) }
    case .or: for i in 0..<n { y[i] = bit(a[i] | b[i]) }
    case .xor: for i in 0..<n { y[i] = bit(a[i]) ^ bit(b[i]) }
    case .not: for i in 0..<n { y[i] = a[i] == 0 ? 1 : 0 }
    }
}

// MARK: Products

func integerDot(n: Int, a: In<Int64>, b: In<Int64>) -> Int64 {
    var sum: Int64 = 0
    for i in 0..<n { sum &+= a[i] &* b[i] }
    return sum
}

/// c += a · b, in tiles of b that stay in the cache: two rows of c and four of b at a time.
func integerProduct(m: Int, n: Int, k: Int, a: In<Int64>, aRow: Int, b: In<Int64>, c: Out<Int64>) {
    var left = 0
    while left < n {
        let width = n - left < 128 ? n - left : 128
        var top = 0
        while top < k {
            if KernelStop.isWanted { return }
            let end = k - top < 32 ? k : top + 32
            var i = 0
            while i < m {
                let hasTwo = i + 1 < m
                let (first, second) = (a + i * aRow, a + (hasTwo ? i + 1 : i) * aRow)
                let (y, z) = (c + i * n + left, c + (i + 1) * n + left)
                var l = top
                while l < end {
                    let q = b + l * n + left
                    if l + 4 <= end && hasTwo {
                        let (q1, q2, q3) = (q + n, q + 2 * n, q + 3 * n)
                        let (u0, u1, u2, u3) = (first[l], first[l + 1], first[l + 2], first[l + 3])
                        let (v0, v1, v2, v3) = (second[l], second[l + 1], second[l + 2], second[l + 3])
                        for j in 0..<width {
                            let (b0, b1, b2, b3) = (q[j], q1[j], q2[j], q3[j])
                            y[j] &+= (u0 &* b0 &+ u1 &* b1) &+ (u2 &* b2 &+ u3 &* b3)
                            z[j] &+= (v0 &* b0 &+ v1 &* b1) &+ (v2 &* b2 &+ v3 &* b3)
                        }
                        l += 4
                    } else {
                        let u = first[l]
                        for j in 0..<width { y[j] &+= u &* q[j] }
                        if hasTwo {
                            let v = second[l]
                            for j in 0..<width { z[j] &+= v &* q[j] }
                        }
                        l += 1
                    }
                }
                i += 2
            }
            top = end
        }
        left += width
    }
}
