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
}

extension Float: KernelScalar {
    @inline(__always)
    package static func viaDouble(_ x: Float, _ f: (Double) -> Double) -> Float { Float(f(Double(x))) }
    package var double: Double { @inline(__always) get { Double(self) } }
}

extension Double: KernelScalar {
    @inline(__always)
    package static func viaDouble(_ x: Double, _ f: (Double) -> Double) -> Double { f(x) }
    package var double: Double { @inline(__always) get { self } }
}

/// Scalar twins of every kernel: the reference the vector kernels are tested against, and the implementation of
/// whatever is too rare to deserve vectors.
package enum ScalarKernels {}
