import CSIMD
import GradusKernelTypes

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

// float64 in vectors.

/// Doubles per vector.
@inline(always) var doubleWidth: Int { VecDouble.scalarCount }

private protocol DoubleOperation {
    static func apply(_ a: Double, _ b: Double) -> Double
}

private enum Add: DoubleOperation {
    @inline(__always) static func apply(_ a: Double, _ b: Double) -> Double { a + b }
}

private enum Subtract: DoubleOperation {
    @inline(__always) static func apply(_ a: Double, _ b: Double) -> Double { a - b }
}

private enum Multiply: DoubleOperation {
    @inline(__always) static func apply(_ a: Double, _ b: Double) -> Double { a * b }
}

private enum Divide: DoubleOperation {
    @inline(__always) static func apply(_ a: Double, _ b: Double) -> Double { a / b }
}

/// NaN wins.
private enum Larger: DoubleOperation {
    @inline(__always) static func apply(_ a: Double, _ b: Double) -> Double { a != a ? a : a > b ? a : b }
}

private enum Smaller: DoubleOperation {
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
    default: return false
    }
    return true
}

func doubleUnary(_ op: UnaryOp, n: Int, x: In<Double>, y: Out<Double>) -> Bool {
    switch op {
    case .exp: return doubleElementary(op, n, x, y, exp)
    case .log: return doubleElementary(op, n, x, y, log)
    case .tanh: return doubleElementary(op, n, x, y, tanh)
    case .sin: return doubleElementary(op, n, x, y, sin)
    case .cos: return doubleElementary(op, n, x, y, cos)
    case .sigmoid: return doubleElementary(op, n, x, y) { 1 / (1 + exp(-$0)) }
    case .neg: for i in 0..<n { y[i] = -x[i] }
    case .abs: for i in 0..<n { y[i] = Double(bitPattern: x[i].bitPattern & 0x7fff_ffff_ffff_ffff) }
    case .sqrt: for i in 0..<n { y[i] = x[i].squareRoot() }
    case .reciprocal: for i in 0..<n { y[i] = 1 / x[i] }
    case .square: for i in 0..<n { y[i] = x[i] * x[i] }
    case .relu: for i in 0..<n { y[i] = x[i] < 0 ? 0 : x[i] }
    default: return false
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
    let whole = n / doubleWidth * doubleWidth
    var i = 0
    while i < whole {
        // The sums take turns, so that f has one call site and additions do not wait for each other.
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
