import CSIMD
import GradusKernelTypes

// The 2×2 window with stride 2. Ties go to the first place in row-major order, NaN wins over everything: planes that hold
// one are done value by value, so that the vectors need not look for it.

/// Vectors of neighbours in pairs: a row of windows is two rows of pairs. Every step is a function of a concrete type,
/// since the standard library's generic ones are loops.
private protocol Pairs {
    associatedtype Lanes
    associatedtype Mask
    /// Pairs per vector.
    static var count: Int { get }
    static func load(_ p: In<Float>) -> Lanes
    static func store(_ v: Lanes, _ p: Out<Float>)
    /// The lanes of each pair exchanged.
    static func swapped(_ v: Lanes) -> Lanes
    /// Half as many floats, each in both lanes of a pair.
    static func doubled(_ p: In<Float>) -> Lanes
    /// The first lane of each pair, as half a vector.
    static func storeFirsts(_ v: Lanes, _ p: Out<Float>)
    /// a > b ? a : b
    static func larger(_ a: Lanes, _ b: Lanes) -> Lanes
    static func exceeds(_ a: Lanes, _ b: Lanes) -> Mask
    /// Lanes larger than their partner, or as large and the first of the pair.
    static func wins(_ a: Lanes, _ swapped: Lanes) -> Mask
    /// v where both masks hold, 0 elsewhere; and where the second does not.
    static func keep(_ v: Lanes, _ m: Mask, _ n: Mask) -> Lanes
    static func keep(_ v: Lanes, _ m: Mask, not n: Mask) -> Lanes
}

private enum FourLanes: Pairs {
    @inline(__always) static var count: Int { 2 }
    @inline(__always) static func load(_ p: In<Float>) -> Vec4 { v4_load(p) }
    @inline(__always) static func store(_ v: Vec4, _ p: Out<Float>) { v4_store(v, p) }
    @inline(__always) static func swapped(_ v: Vec4) -> Vec4 { v4_swap_pairs(v) }
    @inline(__always) static func doubled(_ p: In<Float>) -> Vec4 { v4_load_doubled(p) }
    @inline(__always) static func storeFirsts(_ v: Vec4, _ p: Out<Float>) { v4_store_firsts(v, p) }
    @inline(__always) static func larger(_ a: Vec4, _ b: Vec4) -> Vec4 { v4_larger(a, b) }
    @inline(__always) static func exceeds(_ a: Vec4, _ b: Vec4) -> Int4 { v4_exceeds(a, b) }
    @inline(__always) static func wins(_ a: Vec4, _ swapped: Vec4) -> Int4 { v4_wins(a, swapped) }
    @inline(__always) static func keep(_ v: Vec4, _ m: Int4, _ n: Int4) -> Vec4 { v4_where(m, n, v) }
    @inline(__always) static func keep(_ v: Vec4, _ m: Int4, not n: Int4) -> Vec4 { v4_where_not(m, n, v) }
}

private enum EightLanes: Pairs {
    @inline(__always) static var count: Int { 4 }
    @inline(__always) static func load(_ p: In<Float>) -> Vec8 { v8_load(p) }
    @inline(__always) static func store(_ v: Vec8, _ p: Out<Float>) { v8_store(v, p) }
    @inline(__always) static func swapped(_ v: Vec8) -> Vec8 { v8_swap_pairs(v) }
    @inline(__always) static func doubled(_ p: In<Float>) -> Vec8 { v8_load_doubled(p) }
    @inline(__always) static func storeFirsts(_ v: Vec8, _ p: Out<Float>) { v8_store_firsts(v, p) }
    @inline(__always) static func larger(_ a: Vec8, _ b: Vec8) -> Vec8 { v8_larger(a, b) }
    @inline(__always) static func exceeds(_ a: Vec8, _ b: Vec8) -> Int8 { v8_exceeds(a, b) }
    @inline(__always) static func wins(_ a: Vec8, _ swapped: Vec8) -> Int8 { v8_wins(a, swapped) }
    @inline(__always) static func keep(_ v: Vec8, _ m: Int8, _ n: Int8) -> Vec8 { v8_where(m, n, v) }
    @inline(__always) static func keep(_ v: Vec8, _ m: Int8, not n: Int8) -> Vec8 { v8_where_not(m, n, v) }
}

#if ISA_V4
    private enum SixteenLanes: Pairs {
        @inline(__always) static var count: Int { 8 }
        @inline(__always) static func load(_ p: In<Float>) -> Vec { v_load(p) }
        @inline(__always) static func store(_ v: Vec, _ p: Out<Float>) { v_store(v, p) }
        @inline(__always) static func swapped(_ v: Vec) -> Vec { v_swap_pairs(v) }
        @inline(__always) static func doubled(_ p: In<Float>) -> Vec { v_load_doubled(p) }
        @inline(__always) static func storeFirsts(_ v: Vec, _ p: Out<Float>) { v_store_firsts(v, p) }
        @inline(__always) static func larger(_ a: Vec, _ b: Vec) -> Vec { v_larger(a, b) }
        @inline(__always) static func exceeds(_ a: Vec, _ b: Vec) -> VecInt { v_exceeds(a, b) }
        @inline(__always) static func wins(_ a: Vec, _ swapped: Vec) -> VecInt { v_wins(a, swapped) }
        @inline(__always) static func keep(_ v: Vec, _ m: VecInt, _ n: VecInt) -> Vec { v_where(m, n, v) }
        @inline(__always) static func keep(_ v: Vec, _ m: VecInt, not n: VecInt) -> Vec { v_where_not(m, n, v) }
    }
#endif

/// Whether one of n values is NaN.
@inline(always)
private func holdsNaN(_ n: Int, _ x: In<Float>) -> Bool {
    var bad = VecInt.zero
    var i = 0
    while i + 2 * vectorWidth <= n {
        bad = bad | v_unordered(load(x + i), load(x + i + vectorWidth))
        i += 2 * vectorWidth
    }
    while i < n {
        let v = load(x + i, upTo: n - i)
        bad = bad | v_unordered(v, v)
        i += vectorWidth
    }
    return v_any(bad) != 0
}

/// The largest of a window and its place 0…3.
@inline(always)
private func largest(_ top: In<Float>, _ bottom: In<Float>) -> (Float, Int) {
    var value = top[0]
    var place = 0
    @inline(always) func see(_ next: Float, _ at: Int) {
        if next > value || (next.isNaN && !value.isNaN) { (value, place) = (next, at) }
    }
    see(top[1], 1)
    see(bottom[0], 2)
    see(bottom[1], 3)
    return (value, place)
}

func maxPoolTwo(_ s: PoolShape, planes: Range<Int>, x: In<Float>, y: Out<Float>) {
    let (width, step, inArea, outArea) = (s.outWidth, s.width, s.inArea, s.outArea)
    for plane in planes {
        let inVectors = !holdsNaN(inArea, x + plane * inArea)
        for row in 0..<s.outHeight {
            let top = x + plane * inArea + 2 * row * step
            let bottom = top + step
            let out = y + plane * outArea + row * width
            var i = 0
            if inVectors {
                #if ISA_V4
                    i = maxima(SixteenLanes.self, from: i, to: width, top, bottom, out)
                #endif
                i = maxima(EightLanes.self, from: i, to: width, top, bottom, out)
                i = maxima(FourLanes.self, from: i, to: width, top, bottom, out)
            }
            while i < width {
                (out[i], _) = largest(top + 2 * i, bottom + 2 * i)
                i += 1
            }
        }
    }
}

/// The maxima of windows from `start`, as far as whole vectors go.
/// - Returns: the first window left.
@inline(always)
private func maxima<P: Pairs>(
    _: P.Type, from start: Int, to width: Int, _ top: In<Float>, _ bottom: In<Float>, _ y: Out<Float>
) -> Int {
    var i = start
    while i + P.count <= width {
        let v = P.larger(P.load(bottom + 2 * i), P.load(top + 2 * i))
        P.storeFirsts(P.larger(P.swapped(v), v), y + i)
        i += P.count
    }
    return i
}

/// Overwrites dx.
func maxPoolTwoBackward(_ s: PoolShape, planes: Range<Int>, x: In<Float>, dy: In<Float>, dx: Out<Float>) {
    let (width, step, inArea, outArea) = (s.outWidth, s.width, s.inArea, s.outArea)
    for plane in planes {
        let inVectors = !holdsNaN(inArea, x + plane * inArea)
        for row in 0..<s.outHeight {
            let at = plane * inArea + 2 * row * step
            let g = dy + plane * outArea + row * width
            var i = 0
            if inVectors {
                #if ISA_V4
                    i = spread(SixteenLanes.self, from: i, to: width, x + at, step, g, dx + at)
                #endif
                i = spread(EightLanes.self, from: i, to: width, x + at, step, g, dx + at)
                i = spread(FourLanes.self, from: i, to: width, x + at, step, g, dx + at)
            }
            let top = dx + at
            let bottom = top + step
            while i < width {
                let (_, place) = largest(x + at + 2 * i, x + at + step + 2 * i)
                top[2 * i] = place == 0 ? g[i] : 0
                top[2 * i + 1] = place == 1 ? g[i] : 0
                bottom[2 * i] = place == 2 ? g[i] : 0
                bottom[2 * i + 1] = place == 3 ? g[i] : 0
                i += 1
            }
            for column in 2 * width..<step {
                top[column] = 0
                bottom[column] = 0
            }
        }
        let covered = 2 * s.outHeight * step
        clear(inArea - covered, dx + plane * inArea + covered)
    }
}

/// The gradients of windows from `start` to the places of their maxima, as far as whole vectors go.
/// - Returns: the first window left.
@inline(always)
private func spread<P: Pairs>(
    _: P.Type, from start: Int, to width: Int, _ x: In<Float>, _ row: Int, _ g: In<Float>, _ dx: Out<Float>
) -> Int {
    var i = start
    while i + P.count <= width {
        let top = P.load(x + 2 * i)
        let bottom = P.load(x + row + 2 * i)
        let (topSwapped, bottomSwapped) = (P.swapped(top), P.swapped(bottom))
        // The first of a pair wins a tie within its row, the upper row one between the two.
        let isBelow = P.exceeds(P.larger(bottom, bottomSwapped), P.larger(top, topSwapped))
        let v = P.doubled(g + i)
        P.store(P.keep(v, P.wins(top, topSwapped), not: isBelow), dx + 2 * i)
        P.store(P.keep(v, P.wins(bottom, bottomSwapped), isBelow), dx + row + 2 * i)
        i += P.count
    }
    return i
}
