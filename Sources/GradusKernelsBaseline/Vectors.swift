import CSIMD
import GradusKernelTypes

// `Vec` (SIMD4, 8 or 16 of Float) and the single-instruction functions on it come from CSIMD.

// The standard library's generic ones are sometimes left as calls, which the linker shares between variants.
@inline(__always) func min(_ a: Int, _ b: Int) -> Int { a < b ? a : b }
@inline(__always) func max(_ a: Int, _ b: Int) -> Int { a > b ? a : b }

/// Floats per vector.
@inline(always) var vectorWidth: Int { Vec.scalarCount }

@inline(always)
func load(_ p: In<Float>) -> Vec { v_load(p) }

@inline(always)
func load(_ p: Out<Float>) -> Vec { v_load(p) }

@inline(always)
func store(_ v: Vec, _ p: Out<Float>) { v_store(v, p) }

@inline(always)
func splat(_ x: Float) -> Vec { v_splat(x) }

/// The opposite, also of zero: `-v` is 0 - v for vectors, which has no negative zero.
@inline(always)
func v_neg(_ v: Vec) -> Vec { splat(-0.0) - v }

/// mask ? a : b
@inline(always)
func choose(_ mask: SIMDMask<VecInt>, _ a: Vec, _ b: Vec) -> Vec { b.replacing(with: a, where: mask) }

@inline(always)
func bits(_ v: Vec) -> VecInt { unsafeBitCast(v, to: VecInt.self) }

@inline(always)
func floats(_ v: VecInt) -> Vec { unsafeBitCast(v, to: Vec.self) }

/// Sum of the lanes, by halves.
@inline(always)
func sum(_ v: Vec) -> Float { v_sum(v) }

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
    let v = v_load_first(p, Int64(n))
    if rest == 0 { return v }
    return choose(v_lanes() .< VecInt(repeating: Int32(truncatingIfNeeded: n)), v, splat(rest))
}

@inline(always)
func store(_ v: Vec, _ p: Out<Float>, first n: Int) { v_store_first(v, p, Int64(n)) }

/// A whole vector, or its first n lanes where fewer are left.
@inline(always)
func load(_ p: In<Float>, upTo n: Int, rest: Float = 0) -> Vec {
    n >= vectorWidth ? load(p) : load(p, first: n, rest: rest)
}

@inline(always)
func store(_ v: Vec, _ p: Out<Float>, upTo n: Int) {
    if n >= vectorWidth { store(v, p) } else { store(v, p, first: n) }
}

/// n without what does not fill a vector.
@inline(always)
func wholeVectors(_ n: Int) -> Int { n & ~(vectorWidth - 1) }

/// Applies f to vectors, and to what is left as a partial one.
@inline(always)
func map(_ n: Int, _ x: In<Float>, _ y: Out<Float>, _ f: (Vec) -> Vec) {
    let whole = wholeVectors(n)
    var i = 0
    while i < whole {
        store(f(load(x + i)), y + i)
        i += vectorWidth
    }
    if i < n { store(f(load(x + i, first: n - i)), y + i, first: n - i) }
}

/// The same over two operands.
@inline(always)
func map(_ n: Int, _ a: In<Float>, _ b: In<Float>, _ y: Out<Float>, _ f: (Vec, Vec) -> Vec) {
    let whole = wholeVectors(n)
    var i = 0
    while i < whole {
        store(f(load(a + i), load(b + i)), y + i)
        i += vectorWidth
    }
    if i < n { store(f(load(a + i, first: n - i), load(b + i, first: n - i)), y + i, first: n - i) }
}
