import CSIMD
import GradusKernelTypes

// `Vec` (SIMD4, 8 or 16 of Float) and the single-instruction functions on it come from CSIMD.

/// Floats per vector.
@inline(always) var vectorWidth: Int { Vec.scalarCount }

@inline(always)
func load(_ p: In<Float>) -> Vec { UnsafeRawPointer(p).loadUnaligned(as: Vec.self) }

@inline(always)
func load(_ p: Out<Float>) -> Vec { UnsafeRawPointer(p).loadUnaligned(as: Vec.self) }

@inline(always)
func store(_ v: Vec, _ p: Out<Float>) { UnsafeMutableRawPointer(p).storeBytes(of: v, as: Vec.self) }

@inline(always)
func splat(_ x: Float) -> Vec { Vec(repeating: x) }

/// mask ? a : b
@inline(always)
func choose(_ mask: SIMDMask<VecInt>, _ a: Vec, _ b: Vec) -> Vec { b.replacing(with: a, where: mask) }

@inline(always)
func bits(_ v: Vec) -> VecInt { unsafeBitCast(v, to: VecInt.self) }

@inline(always)
func floats(_ v: VecInt) -> Vec { unsafeBitCast(v, to: Vec.self) }

/// Sum of the lanes, by halves.
@inline(always)
func sum(_ v: Vec) -> Float {
    #if ISA_V4
        let eight = v.lowHalf + v.highHalf
        let four = eight.lowHalf + eight.highHalf
    #elseif ISA_V3
        let four = v.lowHalf + v.highHalf
    #else
        let four = v
    #endif
    let two = four.lowHalf + four.highHalf
    return two[0] + two[1]
}

@inline(always)
func sum(_ v: VecWide) -> Double {
    #if ISA_V4
        let eight = v.lowHalf + v.highHalf
        let four = eight.lowHalf + eight.highHalf
    #elseif ISA_V3
        let four = v.lowHalf + v.highHalf
    #else
        let four = v
    #endif
    let two = four.lowHalf + four.highHalf
    return two[0] + two[1]
}

/// The lanes folded with `f`.
@inline(always)
func fold(_ v: Vec, _ f: (Float, Float) -> Float) -> Float {
    var result = v[0]
    for i in 1..<vectorWidth { result = f(result, v[i]) }
    return result
}

/// The first n < vectorWidth floats at p, the other lanes `rest`.
@inline(always)
func load(_ p: In<Float>, first n: Int, rest: Float = 0) -> Vec {
    var v = splat(rest)
    for i in 0..<n { v[i] = p[i] }
    return v
}

@inline(always)
func store(_ v: Vec, _ p: Out<Float>, first n: Int) {
    for i in 0..<n { p[i] = v[i] }
}

/// Applies f to whole vectors and to one partial vector at the end.
@inline(always)
func map(_ n: Int, _ x: In<Float>, _ y: Out<Float>, _ f: (Vec) -> Vec) {
    var i = 0
    while i + vectorWidth <= n {
        store(f(load(x + i)), y + i)
        i += vectorWidth
    }
    if i < n { store(f(load(x + i, first: n - i)), y + i, first: n - i) }
}

/// The same over two operands.
@inline(always)
func map(_ n: Int, _ a: In<Float>, _ b: In<Float>, _ y: Out<Float>, _ f: (Vec, Vec) -> Vec) {
    var i = 0
    while i + vectorWidth <= n {
        store(f(load(a + i), load(b + i)), y + i)
        i += vectorWidth
    }
    if i < n { store(f(load(a + i, first: n - i), load(b + i, first: n - i)), y + i, first: n - i) }
}
