import CSIMD
import GradusKernelTypes

// The 2×2 window with stride 2, four or eight windows at a time. Ties go to the first place in row-major order, NaN
// wins over everything.

private typealias Four = SIMD4<Float>
private typealias Eight = SIMD8<Float>

@inline(always)
private func four(_ p: In<Float>) -> (Four, Four) {
    let a = UnsafeRawPointer(p).loadUnaligned(as: Four.self)
    let b = UnsafeRawPointer(p + 4).loadUnaligned(as: Four.self)
    return (Four(lowHalf: a.evenHalf, highHalf: b.evenHalf), Four(lowHalf: a.oddHalf, highHalf: b.oddHalf))
}

@inline(always)
private func eight(_ p: In<Float>) -> (Eight, Eight) {
    let a = UnsafeRawPointer(p).loadUnaligned(as: Eight.self)
    let b = UnsafeRawPointer(p + 8).loadUnaligned(as: Eight.self)
    return (Eight(lowHalf: a.evenHalf, highHalf: b.evenHalf), Eight(lowHalf: a.oddHalf, highHalf: b.oddHalf))
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
    for plane in planes {
        for row in 0..<s.outHeight {
            let top = x + plane * s.inArea + 2 * row * s.width
            let bottom = top + s.width
            let out = y + plane * s.outArea + row * width
            var i = 0
            while i + 8 <= width {
                let (a, b) = eight(top + 2 * i)
                let (c, d) = eight(bottom + 2 * i)
                var best = a
                best.replace(with: b, where: wins(b, best))
                best.replace(with: c, where: wins(c, best))
                best.replace(with: d, where: wins(d, best))
                UnsafeMutableRawPointer(out + i).storeBytes(of: best, as: Eight.self)
                i += 8
            }
            while i + 4 <= width {
                let (a, b) = four(top + 2 * i)
                let (c, d) = four(bottom + 2 * i)
                var best = a
                best.replace(with: b, where: wins(b, best))
                best.replace(with: c, where: wins(c, best))
                best.replace(with: d, where: wins(d, best))
                UnsafeMutableRawPointer(out + i).storeBytes(of: best, as: Four.self)
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
    for plane in planes {
        for row in 0..<s.outHeight {
            let at = plane * s.inArea + 2 * row * s.width
            let top = x + at
            let bottom = top + s.width
            let topOut = dx + at
            let bottomOut = topOut + s.width
            let g = dy + plane * s.outArea + row * width
            var i = 0
            while i + 8 <= width {
                let (a, b) = eight(top + 2 * i)
                let (c, d) = eight(bottom + 2 * i)
                let v = UnsafeRawPointer(g + i).loadUnaligned(as: Eight.self)
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
                let v = UnsafeRawPointer(g + i).loadUnaligned(as: Four.self)
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
        clear(s.inArea - covered, dx + plane * s.inArea + covered)
    }
}

/// Stores two vectors lane by lane in turn.
@inline(always)
private func put(_ even: Four, _ odd: Four, _ p: Out<Float>) {
    let a = Four(even[0], odd[0], even[1], odd[1])
    let b = Four(even[2], odd[2], even[3], odd[3])
    UnsafeMutableRawPointer(p).storeBytes(of: a, as: Four.self)
    UnsafeMutableRawPointer(p + 4).storeBytes(of: b, as: Four.self)
}

@inline(always)
private func put(_ even: Eight, _ odd: Eight, _ p: Out<Float>) {
    let a = Eight(even[0], odd[0], even[1], odd[1], even[2], odd[2], even[3], odd[3])
    let b = Eight(even[4], odd[4], even[5], odd[5], even[6], odd[6], even[7], odd[7])
    UnsafeMutableRawPointer(p).storeBytes(of: a, as: Eight.self)
    UnsafeMutableRawPointer(p + 8).storeBytes(of: b, as: Eight.self)
}
