import GradusKernelTypes

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The two element types of the arithmetic kernels, with the elementary functions they need. Float goes through
/// the float64 functions: the reference is then correctly rounded nearly always.
package protocol KernelScalar: BinaryFloatingPoint, Sendable {
    static func viaDouble(_ x: Self, _ f: (Double) -> Double) -> Self
    init(_ value: Double)
    var double: Double { get }
    /// log |Γ(x)|
    static func logGamma(_ x: Self) -> Self
    /// c = a · b + beta · c, see `Kernels.gemm`.
    static func gemm(
        m: Int, n: Int, k: Int, a: In<Self>, aRow: Int, aCol: Int, b: In<Self>, bRow: Int, bCol: Int, beta: Self,
        c: Out<Self>, cRow: Int)
}

extension Float: KernelScalar {
    @inline(__always)
    package static func viaDouble(_ x: Float, _ f: (Double) -> Double) -> Float { Float(f(Double(x))) }
    package var double: Double { @inline(__always) get { Double(self) } }
    /// The function of the system for float32 is the faster one.
    package static func logGamma(_ x: Float) -> Float { lgammaf(x) }

    package static func gemm(
        m: Int, n: Int, k: Int, a: In<Float>, aRow: Int, aCol: Int, b: In<Float>, bRow: Int, bCol: Int, beta: Float,
        c: Out<Float>, cRow: Int
    ) {
        Kernels.gemm(
            m: m, n: n, k: k, alpha: 1, a: a, aRow: aRow, aCol: aCol, b: b, bRow: bRow, bCol: bCol, beta: beta, c: c,
            cRow: cRow)
    }
}

extension Double: KernelScalar {
    @inline(__always)
    package static func viaDouble(_ x: Double, _ f: (Double) -> Double) -> Double { f(x) }
    package var double: Double { @inline(__always) get { self } }
    package static func logGamma(_ x: Double) -> Double { lgamma(x) }

    package static func gemm(
        m: Int, n: Int, k: Int, a: In<Double>, aRow: Int, aCol: Int, b: In<Double>, bRow: Int, bCol: Int, beta: Double,
        c: Out<Double>, cRow: Int
    ) {
        Kernels.gemm(
            m: m, n: n, k: k, alpha: 1, a: a, aRow: aRow, aCol: aCol, b: b, bRow: bRow, bCol: bCol, beta: beta, c: c,
            cRow: cRow)
    }
}

/// Scalar twins of every kernel: the reference the vector kernels are tested against, and the implementation of
/// whatever is too rare to deserve vectors.
package enum ScalarKernels {}
