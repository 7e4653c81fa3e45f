import CSIMD
import GradusKernelTypes

// Elementary functions that are computed in float64 for both precisions: float32 results are then rounded correctly nearly
// always, float64 ones are right to 2 units in the last place (asin, acos and their kin to 4).

/// A function of float64 vectors.
protocol LaneFunction {
    /// Where `apply` is right; elsewhere, and for NaN, `exact` is called.
    static var limits: (low: Double, high: Double) { get }
    static func apply(_ v: VecDouble) -> VecDouble
    static func exact(_ x: Double) -> Double
}

/// y = op(x); false, having done nothing, for functions that are not here, and for few elements, which are left to the
/// system's library.
func laneUnary(_ op: UnaryOp, _ n: Int, _ x: In<Double>, _ y: Out<Double>) -> Bool {
    guard isFused, n >= doubleWidth else { return false }
    @inline(always) func map<F: LaneFunction>(_: F.Type) {
        var i = 0
        while i < n {
            if i + doubleWidth <= n {
                let v = d_load(x + i)
                if d_all_within(v, F.limits.low, F.limits.high) != 0 {
                    d_store(F.apply(v), y + i)
                    i += doubleWidth
                    continue
                }
            }
            let end = min(i + doubleWidth, n)
            while i < end {
                y[i] = F.exact(x[i])
                i += 1
            }
        }
    }
    switch op {
    case .log1p: map(Log1p.self)
    case .log2: map(Log2.self)
    case .expm1: map(Expm1.self)
    case .atan: map(Atan.self)
    case .silu: map(Silu.self)
    case .elu: map(Elu.self)
    case .selu: map(Selu.self)
    case .softplus: map(Softplus.self)
    case .logSigmoid: map(LogSigmoid.self)
    case .mish: map(Mish.self)
    case .geluTanh: map(GeluTanh.self)
    case .exp2: map(Exp2.self)
    case .log10: map(Log10.self)
    case .sinh: map(Sinh.self)
    case .cosh: map(Cosh.self)
    case .asinh: map(Asinh.self)
    case .acosh: map(Acosh.self)
    case .atanh: map(Atanh.self)
    case .asin: map(Asin.self)
    case .acos: map(Acos.self)
    default: return false
    }
    return true
}

/// The same on float32.
func laneUnary(_ op: UnaryOp, _ n: Int, _ x: In<Float>, _ y: Out<Float>) -> Bool {
    guard isFused, n >= doubleWidth else { return false }
    @inline(always) func map<F: LaneFunction>(_: F.Type) {
        var i = 0
        while i < n {
            if i + doubleWidth <= n {
                let v = d_load_floats(x + i)
                if d_all_within(v, F.limits.low, F.limits.high) != 0 {
                    d_store_floats(F.apply(v), y + i)
                    i += doubleWidth
                    continue
                }
            }
            let end = min(i + doubleWidth, n)
            while i < end {
                y[i] = Float(F.exact(Double(x[i])))
                i += 1
            }
        }
    }
    switch op {
    case .exp2: map(Exp2.self)
    case .log10: map(Log10.self)
    case .sinh: map(Sinh.self)
    case .cosh: map(Cosh.self)
    case .asinh: map(Asinh.self)
    case .acosh: map(Acosh.self)
    case .atanh: map(Atanh.self)
    case .asin: map(Asin.self)
    case .acos: map(Acos.self)
    case .erfc: map(Erfc.self)
    default: return false
    }
    return true
}

// MARK: Two operands

/// A function of two float64 vectors.
protocol LanePairFunction {
    /// Where the larger and the smaller magnitude have to lie.
    static var limits: (low: Double, high: Double) { get }
    static func apply(_ a: VecDouble, _ b: VecDouble) -> VecDouble
    static func exact(_ a: Double, _ b: Double) -> Double
}

/// out = f(p, q) on a line, with steps of 0 or 1; elements are read by `load` and `one`, written by `store`.
@inline(always)
func mapPairs<F: LanePairFunction>(
    _: F.Type, _ n: Int, _ load: (Int) -> (VecDouble, VecDouble), _ one: (Int) -> (Double, Double),
    _ store: (VecDouble, Int) -> Void, _ put: (Double, Int) -> Void
) {
    var i = 0
    while i < n {
        if i + doubleWidth <= n {
            let (a, b) = load(i)
            let (p, q) = (d_abs(a), d_abs(b))
            if d_all_within(d_larger(p, q), F.limits.low, F.limits.high) != 0,
                d_all_within(d_smaller(p, q), 0, F.limits.high) != 0
            {
                store(F.apply(a, b), i)
                i += doubleWidth
                continue
            }
        }
        let end = min(i + doubleWidth, n)
        while i < end {
            let (a, b) = one(i)
            put(F.exact(a, b), i)
            i += 1
        }
    }
}
