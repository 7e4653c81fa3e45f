import CSIMD
import GradusKernelTypes

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// y = op(x) for the functions that have a vector form; false, having done nothing, for the others.
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
    case .cube: return doubleElementary(op, n, x, y) { pow($0, 3) }
    case .relu: for i in 0..<n { y[i] = x[i] < 0 ? 0 : x[i] }
    default: return false
    }
    return true
}
