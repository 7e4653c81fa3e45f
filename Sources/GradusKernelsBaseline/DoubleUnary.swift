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
    case .cube: return doubleElementary(op, n, x, y) { pow($0, 3) }
    default: return laneUnary(op, n, x, y) || plainUnary(op, n, x, y)
    }
}

/// y = op(x; a); false, having done nothing, for functions without a vector form.
func doubleParameterUnary(_ op: ParameterOp, _ a: Double, n: Int, x: In<Double>, y: Out<Double>) -> Bool {
    switch op {
    case .celu where a == 1: return laneUnary(.elu, n, x, y)
    case .elu:
        guard laneUnary(.elu, n, x, y) else { return false }
        if a != 1 { for i in 0..<n { y[i] = y[i] > 0 ? y[i] : a * y[i] } }
        return true
    case .softplus where a == 1: return laneUnary(.softplus, n, x, y)
    default: return plainParameter(op, a, n, x, y)
    }
}

/// dx = dy · f'(saved), as far as there is a vector form.
func doubleUnaryBackward(_ op: UnaryGradient, n: Int, dy: In<Double>, saved: In<Double>, dx: Out<Double>) -> Bool {
    /// f of the gradient, the saved element, and another function of that.
    @inline(always) func with(_ other: UnaryOp, _ f: (Double, Double, Double) -> Double) -> Bool {
        withUnsafeTemporaryAllocation(of: Double.self, capacity: 256) { memory in
            guard let values = memory.baseAddress else { return false }
            var start = 0
            while start < n {
                let count = min(256, n - start)
                if !doubleUnary(other, n: count, x: saved + start, y: values) { return false }
                for i in 0..<count { dx[start + i] = f(dy[start + i], saved[start + i], values[i]) }
                start += count
            }
            return true
        }
    }
    // Few elements go through the system's library, which the callers call.
    if n < 2 * doubleWidth || !isFused { return plainBackward(op, n, dy, saved, dx) }
    switch op {
    case .sin: return with(.cos) { g, _, c in g * c }
    case .cos: return with(.sin) { g, _, s in g * -s }
    case .silu: return with(.sigmoid) { g, x, s in g * (s * (1 + x * (1 - s))) }
    case .softplus: return with(.sigmoid) { g, x, s in g * (x > 20 ? 1 : s) }
    case .mish:
        return with(.exp) { g, x, e in
            // t / (t + 2) is the hyperbolic tangent, 1 − its square is 4·(t + 1) / (t + 2)².
            let t = e * (e + 2)
            let u = 1 / (t + 2)
            // Infinity times nothing is NaN, as in the formula.
            return g * (x > 20 ? 1 + x * 0 : t * u + x * (e / (1 + e)) * (4 * (t + 1) * u * u))
        }
    // σ(−x), which 1 − σ(x) would lose where it is small.
    case .logSigmoid: return with(.exp) { g, _, e in g * (1 / (1 + e)) }
    default: return plainBackward(op, n, dy, saved, dx)
    }
}
