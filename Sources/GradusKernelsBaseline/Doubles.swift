import CSIMD
import GradusKernelTypes

// float64 in vectors.

/// Doubles per vector.
@inline(always) var doubleWidth: Int { VecDouble.scalarCount }

private protocol DoubleOperation {
    static func apply(_ a: Double, _ b: Double) -> Double
}

/// An operation that a reduction may do in any order.
private protocol DoubleFold: DoubleOperation {
    static func apply(_ a: VecDouble, _ b: VecDouble) -> VecDouble
}

private enum Add: DoubleFold {
    @inline(__always) static func apply(_ a: Double, _ b: Double) -> Double { a + b }
    @inline(__always) static func apply(_ a: VecDouble, _ b: VecDouble) -> VecDouble { a + b }
}

private enum Subtract: DoubleOperation {
    @inline(__always) static func apply(_ a: Double, _ b: Double) -> Double { a - b }
}

private enum Multiply: DoubleFold {
    @inline(__always) static func apply(_ a: Double, _ b: Double) -> Double { a * b }
    @inline(__always) static func apply(_ a: VecDouble, _ b: VecDouble) -> VecDouble { a * b }
}

private enum Divide: DoubleOperation {
    @inline(__always) static func apply(_ a: Double, _ b: Double) -> Double { a / b }
}

/// NaN wins.
private enum Larger: DoubleFold {
    @inline(__always) static func apply(_ a: VecDouble, _ b: VecDouble) -> VecDouble { d_larger(a, b) }
    @inline(__always) static func apply(_ a: Double, _ b: Double) -> Double { a != a ? a : a > b ? a : b }
}

private enum Smaller: DoubleFold {
    @inline(__always) static func apply(_ a: VecDouble, _ b: VecDouble) -> VecDouble { d_smaller(a, b) }
    @inline(__always) static func apply(_ a: Double, _ b: Double) -> Double { a != a ? a : a < b ? a : b }
}

private func apply<Operation: DoubleOperation>(
    _: Operation.Type, _ outer: Int, _ inner: Int, _ a: In<Double>, _ aOuter: Int, _ aInner: Int, _ b: In<Double>,
    _ bOuter: Int, _ bInner: Int, _ y: Out<Double>
) {
    for o in 0..<outer {
        let (p, q, out) = (a + o * aOuter, b + o * bOuter, y + o * inner)
        if aInner == 1 && bInner == 1 {
            for i in 0..<inner { out[i] = Operation.apply(p[i], q[i]) }
        } else if aInner == 1 && bInner == 0 {
            let second = q[0]
            for i in 0..<inner { out[i] = Operation.apply(p[i], second) }
        } else if aInner == 0 && bInner == 1 {
            let first = p[0]
            for i in 0..<inner { out[i] = Operation.apply(first, q[i]) }
        } else {
            for i in 0..<inner { out[i] = Operation.apply(p[i * aInner], q[i * bInner]) }
        }
    }
}

func doubleBinary(
    _ op: BinaryOp, outer: Int, inner: Int, a: In<Double>, aOuter: Int, aInner: Int, b: In<Double>, bOuter: Int,
    bInner: Int, y: Out<Double>
) -> Bool {
    if outer == 0 || inner == 0 { return true }
    switch op {
    case .add: apply(Add.self, outer, inner, a, aOuter, aInner, b, bOuter, bInner, y)
    case .sub: apply(Subtract.self, outer, inner, a, aOuter, aInner, b, bOuter, bInner, y)
    case .mul: apply(Multiply.self, outer, inner, a, aOuter, aInner, b, bOuter, bInner, y)
    case .div: apply(Divide.self, outer, inner, a, aOuter, aInner, b, bOuter, bInner, y)
    case .max: apply(Larger.self, outer, inner, a, aOuter, aInner, b, bOuter, bInner, y)
    case .min: apply(Smaller.self, outer, inner, a, aOuter, aInner, b, bOuter, bInner, y)
    case .hypot: return lanePairs(Hypotenuse.self, outer, inner, a, aOuter, aInner, b, bOuter, bInner, y)
    case .atan2: return lanePairs(PointAngle.self, outer, inner, a, aOuter, aInner, b, bOuter, bInner, y)
    default: return plainBinary(op, outer, inner, a, aOuter, aInner, b, bOuter, bInner, y)
    }
    return true
}

/// Sum of f over a line in four vectors.
@inline(always)
private func total(_ n: Int, _ x: In<Double>, _ f: (VecDouble) -> VecDouble, _ g: (Double) -> Double) -> Double {
    var s0 = VecDouble.zero
    var s1 = VecDouble.zero
    var s2 = VecDouble.zero
    var s3 = VecDouble.zero
    var i = 0
    while i + 4 * doubleWidth <= n {
        s0 += f(d_load(x + i))
        s1 += f(d_load(x + i + doubleWidth))
        s2 += f(d_load(x + i + 2 * doubleWidth))
        s3 += f(d_load(x + i + 3 * doubleWidth))
        i += 4 * doubleWidth
    }
    // The sums take turns with what is left, too.
    while i + doubleWidth <= n {
        let next = s1
        s1 = s2
        s2 = s3
        s3 = s0 + f(d_load(x + i))
        s0 = next
        i += doubleWidth
    }
    var result = d_sum((s0 + s1) + (s2 + s3))
    while i < n {
        result += g(x[i])
        i += 1
    }
    return result
}

func doubleLineTotal(_ op: ReduceOp, n: Int, x: In<Double>) -> Double {
    switch op {
    case .sumSquares: total(n, x, { $0 * $0 }, { $0 * $0 })
    case .sumAbs: total(n, x, { d_abs($0) }, { $0 < 0 ? -$0 : $0 })
    default: total(n, x, { $0 }, { $0 })
    }
}

/// y[o, i] = op over r of x[o, r, i]; false, having done nothing, for sums along lines (`doubleLineTotal`) and for the
/// operations that have no vector form.
func doubleReduce(_ op: ReduceOp, outer: Int, count: Int, inner: Int, x: In<Double>, y: Out<Double>) -> Bool {
    if count == 0 || inner == 0 { return false }
    switch op {
    case .max: fold(Larger.self, outer, count, inner, x, y)
    case .min: fold(Smaller.self, outer, count, inner, x, y)
    case .prod: fold(Multiply.self, outer, count, inner, x, y)
    case .sum, .mean:
        if inner == 1 { return false }
        fold(Add.self, outer, count, inner, x, y)
        if case .mean = op { for i in 0..<outer * inner { y[i] /= Double(count) } }
    default: return false
    }
    return true
}

private func fold<Fold: DoubleFold>(
    _: Fold.Type, _ outer: Int, _ count: Int, _ inner: Int, _ x: In<Double>, _ y: Out<Double>
) {
    for o in 0..<outer {
        let block = x + o * count * inner
        if inner == 1 {
            y[o] = foldLine(Fold.self, count, block)
            continue
        }
        let out = y + o * inner
        out.update(from: block, count: inner)
        for r in 1..<max(count, 1) {
            let row = block + r * inner
            var i = 0
            while i + doubleWidth <= inner {
                d_store(Fold.apply(d_load(out + i), d_load(row + i)), out + i)
                i += doubleWidth
            }
            while i < inner {
                out[i] = Fold.apply(out[i], row[i])
                i += 1
            }
        }
    }
}

private func foldLine<Fold: DoubleFold>(_: Fold.Type, _ n: Int, _ x: In<Double>) -> Double {
    let w = doubleWidth
    var result = x[0]
    var i = 1
    if n >= 4 * w {
        var (a, b, c, d) = (d_load(x), d_load(x + w), d_load(x + 2 * w), d_load(x + 3 * w))
        i = 4 * w
        while i + 4 * w <= n {
            a = Fold.apply(a, d_load(x + i))
            b = Fold.apply(b, d_load(x + i + w))
            c = Fold.apply(c, d_load(x + i + 2 * w))
            d = Fold.apply(d, d_load(x + i + 3 * w))
            i += 4 * w
        }
        let all = Fold.apply(Fold.apply(a, b), Fold.apply(c, d))
        result = all[0]
        for lane in 1..<w { result = Fold.apply(result, all[lane]) }
    }
    while i < n {
        result = Fold.apply(result, x[i])
        i += 1
    }
    return result
}
