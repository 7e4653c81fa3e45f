import CSIMD
import GradusKernelTypes

// The 2×2 window with stride 2, four or eight windows at a time. Ties go to the first place in row-major order, NaN
// wins over everything.

private typealias Four = Vec4
private typealias Eight = Vec8

@inline(always)
private func four(_ p: In<Float>) -> (Four, Four) {
    let a = v4_load(p)
    let b = v4_load(p + 4)
    return (v4_evens(a, b), v4_odds(a, b))
}

@inline(always)
private func eight(_ p: In<Float>) -> (Eight, Eight) {
    let a = v8_load(p)
    let b = v8_load(p + 8)
    return (v8_evens(a, b), v8_odds(a, b))
}

/// True where `next` replaces `best`: it is larger, or the first NaN.
@inline(always)
private func wins(_ next: Four, _ best: Four) -> SIMDMask<SIMD4<Int32>> {
    (next .> best) .| ((next .!= next) .& (best .== best))
}

@inline(always)
private func wins(_ next: Eight, _ best: Eight) -> SIMDMask<SIMD8<Int32>> {
    (next .> best) .| ((next .!= next) .& (best .== best))
}

/// The largest of four and its place 0…3.
@inline(always)
private func best(_ a: Float, _ b: Float, _ c: Float, _ d: Float) -> (Float, Int) {
    var value = a
    var place = 0
    if b > value || (b.isNaN && !value.isNaN) { (value, place) = (b, 1) }
    if c > value || (c.isNaN && !value.isNaN) { (value, place) = (c, 2) }
    if d > value || (d.isNaN && !value.isNaN) { (value, place) = (d, 3) }
    return (value, place)
}

func maxPoolTwo(_ s: PoolShape, planes: Range<Int>, x: In<Float>, y: Out<Float>) {
    let width = s.outWidth
    let inArea = s.inArea
    let outArea = s.outArea
    for plane in planes {
        for row in 0..<s.outHeight {
            let top = x + plane * inArea + 2 * row * s.width
            let bottom = top + s.width
            let out = y + plane * outArea + row * width
            var i = 0
            while i + 8 <= width {
                let (a, b) = eight(top + 2 * i)
                let (c, d) = eight(bottom + 2 * i)
                var best = a
                best.replace(with: b, where: wins(b, best))
                best.replace(with: c, where: wins(c, best))
                best.replace(with: d, where: wins(d, best))
                v8_store(best, out + i)
                i += 8
            }
            while i + 4 <= width {
                let (a, b) = four(top + 2 * i)
                let (c, d) = four(bottom + 2 * i)
                var best = a
                best.replace(with: b, where: wins(b, best))
                best.replace(with: c, where: wins(c, best))
                best.replace(with: d, where: wins(d, best))
                v4_store(best, out + i)
                i += 4
            }
            while i < width {
                (out[i], _) = best(top[2 * i], top[2 * i + 1], bottom[2 * i], bottom[2 * i + 1])
                i += 1
            }
        }
    }
}

/// Overwrites dx.
func maxPoolTwoBackward(_ s: PoolShape, planes: Range<Int>, x: In<Float>, dy: In<Float>, dx: Out<Float>) {
    let width = s.outWidth
    let inArea = s.inArea
    let outArea = s.outArea
    for plane in planes {
        for row in 0..<s.outHeight {
            let at = plane * inArea + 2 * row * s.width
            let top = x + at
            let bottom = top + s.width
            let topOut = dx + at
            let bottomOut = topOut + s.width
            let g = dy + plane * outArea + row * width
            var i = 0
            while i + 8 <= width {
                let (a, b) = eight(top + 2 * i)
                let (c, d) = eight(bottom + 2 * i)
                let v = v8_load(g + i)
                var best = a
                let second = wins(b, best)
                best.replace(with: b, where: second)
                let third = wins(c, best)
                best.replace(with: c, where: third)
                let fourth = wins(d, best)
                let zero = Eight.zero
                let low = third .| fourth
                put(
                    v.replacing(with: zero, where: low .| second), zero.replacing(with: v, where: second .& .!low),
                    topOut + 2 * i)
                put(
                    zero.replacing(with: v, where: third .& .!fourth), zero.replacing(with: v, where: fourth),
                    bottomOut + 2 * i)
                i += 8
            }
            while i + 4 <= width {
                let (a, b) = four(top + 2 * i)
                let (c, d) = four(bottom + 2 * i)
                let v = v4_load(g + i)
                var best = a
                let second = wins(b, best)
                best.replace(with: b, where: second)
                let third = wins(c, best)
                best.replace(with: c, where: third)
                let fourth = wins(d, best)
                let zero = Four.zero
                let low = third .| fourth
                put(
                    v.replacing(with: zero, where: low .| second), zero.replacing(with: v, where: second .& .!low),
                    topOut + 2 * i)
                put(
                    zero.replacing(with: v, where: third .& .!fourth), zero.replacing(with: v, where: fourth),
                    bottomOut + 2 * i)
                i += 4
            }
            while i < width {
                let (_, place) = best(top[2 * i], top[2 * i + 1], bottom[2 * i], bottom[2 * i + 1])
                topOut[2 * i] = place == 0 ? g[i] : 0
                topOut[2 * i + 1] = place == 1 ? g[i] : 0
                bottomOut[2 * i] = place == 2 ? g[i] : 0
                bottomOut[2 * i + 1] = place == 3 ? g[i] : 0
                i += 1
            }
            for column in 2 * width..<s.width {
                topOut[column] = 0
                bottomOut[column] = 0
            }
        }
        let covered = 2 * s.outHeight * s.width
        clear(inArea - covered, dx + plane * inArea + covered)
    }
}

/// Stores two vectors lane by lane in turn.
@inline(always)
private func put(_ even: Four, _ odd: Four, _ p: Out<Float>) {
    v4_store(v4_zip_low(even, odd), p)
    v4_store(v4_zip_high(even, odd), p + 4)
}

@inline(always)
private func put(_ even: Eight, _ odd: Eight, _ p: Out<Float>) {
    v8_store(v8_zip_low(even, odd), p)
    v8_store(v8_zip_high(even, odd), p + 8)
}
