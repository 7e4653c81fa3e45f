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
    /// The factor of what is above 0, for functions that are a line there.
    static var slopeAboveZero: Double? { get }
}

extension LaneFunction {
    @inline(__always) static var slopeAboveZero: Double? { nil }
}

/// The two precisions: their elements are read as float64 vectors, and rounded where they are written.
protocol LaneScalar: BinaryFloatingPoint {
    static func lanes(_ p: UnsafePointer<Self>) -> VecDouble
    static func put(_ v: VecDouble, _ p: UnsafeMutablePointer<Self>)
    var asDouble: Double { get }
    static func narrow(_ x: Double) -> Self
}

extension Float: LaneScalar {
    @inline(__always) static func lanes(_ p: In<Float>) -> VecDouble { d_load_floats(p) }
    @inline(__always) static func put(_ v: VecDouble, _ p: Out<Float>) { d_store_floats(v, p) }
    @inline(__always) var asDouble: Double { Double(self) }
    @inline(__always) static func narrow(_ x: Double) -> Float { Float(x) }
}

extension Double: LaneScalar {
    @inline(__always) static func lanes(_ p: In<Double>) -> VecDouble { d_load(p) }
    @inline(__always) static func put(_ v: VecDouble, _ p: Out<Double>) { d_store(v, p) }
    @inline(__always) var asDouble: Double { self }
    @inline(__always) static func narrow(_ x: Double) -> Double { x }
}

/// y = F(x).
private func map<F: LaneFunction, T: LaneScalar>(_: F.Type, _ n: Int, _ x: In<T>, _ y: Out<T>) -> Bool {
    guard isFused, n >= doubleWidth else { return false }
    var i = 0
    while i < n {
        if i + doubleWidth <= n {
            let v = T.lanes(x + i)
            if let slope = F.slopeAboveZero, d_all_within(v, 0, .infinity) != 0 {
                T.put(d_splat(slope) * v, y + i)
                i += doubleWidth
                continue
            }
            if d_all_within(v, F.limits.low, F.limits.high) != 0 {
                T.put(F.apply(v), y + i)
                i += doubleWidth
                continue
            }
        }
        let end = min(i + doubleWidth, n)
        while i < end {
            y[i] = T.narrow(F.exact(x[i].asDouble))
            i += 1
        }
    }
    return true
}

/// y = op(x) for the functions that both precisions find here; false, having done nothing, for others, and for few
/// elements, which are left to the system's library.
private func both<T: LaneScalar>(_ op: UnaryOp, _ n: Int, _ x: In<T>, _ y: Out<T>) -> Bool {
    switch op {
    case .exp2: map(Exp2.self, n, x, y)
    case .log10: map(Log10.self, n, x, y)
    case .sinh: map(Sinh.self, n, x, y)
    case .cosh: map(Cosh.self, n, x, y)
    case .asinh: map(Asinh.self, n, x, y)
    case .acosh: map(Acosh.self, n, x, y)
    case .atanh: map(Atanh.self, n, x, y)
    case .asin: map(Asin.self, n, x, y)
    case .acos: map(Acos.self, n, x, y)
    case .erfinv: map(InverseErf.self, n, x, y)
    default: false
    }
}

func laneUnary(_ op: UnaryOp, _ n: Int, _ x: In<Float>, _ y: Out<Float>) -> Bool {
    switch op {
    case .erfc: map(Erfc.self, n, x, y)
    default: both(op, n, x, y)
    }
}

func laneUnary(_ op: UnaryOp, _ n: Int, _ x: In<Double>, _ y: Out<Double>) -> Bool {
    switch op {
    case .log1p: map(Log1p.self, n, x, y)
    case .log2: map(Log2.self, n, x, y)
    case .expm1: map(Expm1.self, n, x, y)
    case .atan: map(Atan.self, n, x, y)
    case .silu: map(Silu.self, n, x, y)
    case .elu: map(Elu.self, n, x, y)
    case .selu: map(Selu.self, n, x, y)
    case .softplus: map(Softplus.self, n, x, y)
    case .logSigmoid: map(LogSigmoid.self, n, x, y)
    case .mish: map(Mish.self, n, x, y)
    case .geluTanh: map(GeluTanh.self, n, x, y)
    default: both(op, n, x, y)
    }
}

// MARK: Two operands

/// A function of two float64 vectors.
protocol LanePairFunction {
    /// Where the larger and the smaller magnitude have to lie.
    static var limits: (low: Double, high: Double) { get }
    static func apply(_ a: VecDouble, _ b: VecDouble) -> VecDouble
    static func exact(_ a: Double, _ b: Double) -> Double
}

/// y = F(a, b) with the steps of `binary`; false, having done nothing, for other steps and for short lines.
func lanePairs<F: LanePairFunction, T: LaneScalar>(
    _: F.Type, _ outer: Int, _ inner: Int, _ a: In<T>, _ aOuter: Int, _ aInner: Int, _ b: In<T>, _ bOuter: Int,
    _ bInner: Int, _ y: Out<T>
) -> Bool {
    guard isFused, inner >= doubleWidth, aInner == 0 || aInner == 1, bInner == 0 || bInner == 1 else { return false }
    for o in 0..<outer {
        let (p, q, out) = (a + o * aOuter, b + o * bOuter, y + o * inner)
        var i = 0
        while i < inner {
            if i + doubleWidth <= inner {
                let u = aInner == 1 ? T.lanes(p + i) : d_splat(p[0].asDouble)
                let v = bInner == 1 ? T.lanes(q + i) : d_splat(q[0].asDouble)
                let (size, other) = (d_abs(u), d_abs(v))
                if d_all_within(d_larger(size, other), F.limits.low, F.limits.high) != 0,
                    d_all_within(d_smaller(size, other), 0, F.limits.high) != 0
                {
                    T.put(F.apply(u, v), out + i)
                    i += doubleWidth
                    continue
                }
            }
            let end = min(i + doubleWidth, inner)
            while i < end {
                out[i] = T.narrow(F.exact(p[i * aInner].asDouble, q[i * bInner].asDouble))
                i += 1
            }
        }
    }
    return true
}
