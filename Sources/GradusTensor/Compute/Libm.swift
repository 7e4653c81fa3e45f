#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

// Tensor has methods named as these functions, so they are reached through other names.
@inline(__always) func exponentialFunction(_ x: Double) -> Double { exp(x) }
@inline(__always) func logarithm(_ x: Double) -> Double { log(x) }
@inline(__always) func power(_ x: Double, _ y: Double) -> Double { pow(x, y) }
@inline(__always) func logarithmPlusOne(_ x: Double) -> Double { log1p(x) }
