// Written by scripts/generate-tiles.py. Do not edit.

import CSIMD
import GradusKernelTypes

/// One broadcast value times 8 vectors per step; `a` advances by `aStep` floats.
@inline(always)
func tile1x8(
    _ count: Int, _ a: In<Float>, _ aStep: Int, _ b: In<Float>, _ bStep: Int, _ store: (Int, Vec) -> Void
) {
    var c0 = Vec.zero
    var c1 = Vec.zero
    var c2 = Vec.zero
    var c3 = Vec.zero
    var c4 = Vec.zero
    var c5 = Vec.zero
    var c6 = Vec.zero
    var c7 = Vec.zero
    var p = a
    var q = b
    for _ in 0..<count {
        let s = Vec(repeating: p[0])
        c0 = v_fma(s, load(q + 0 * vectorWidth), c0)
        c1 = v_fma(s, load(q + 1 * vectorWidth), c1)
        c2 = v_fma(s, load(q + 2 * vectorWidth), c2)
        c3 = v_fma(s, load(q + 3 * vectorWidth), c3)
        c4 = v_fma(s, load(q + 4 * vectorWidth), c4)
        c5 = v_fma(s, load(q + 5 * vectorWidth), c5)
        c6 = v_fma(s, load(q + 6 * vectorWidth), c6)
        c7 = v_fma(s, load(q + 7 * vectorWidth), c7)
        p += aStep
        q += bStep
    }
    store(0, c0)
    store(1, c1)
    store(2, c2)
    store(3, c3)
    store(4, c4)
    store(5, c5)
    store(6, c6)
    store(7, c7)
}

#if ISA_V4

    /// 12 broadcast values times 2 vectors per step; `a` advances by 12 elements.
    @inline(always)
    func tile12x2(
        _ count: Int, _ a: In<Float>, _ load: (Int) -> (Vec, Vec), _ store: (Int, Int, Vec) -> Void
    ) {
        var c0n0 = Vec.zero
        var c0n1 = Vec.zero
        var c1n0 = Vec.zero
        var c1n1 = Vec.zero
        var c2n0 = Vec.zero
        var c2n1 = Vec.zero
        var c3n0 = Vec.zero
        var c3n1 = Vec.zero
        var c4n0 = Vec.zero
        var c4n1 = Vec.zero
        var c5n0 = Vec.zero
        var c5n1 = Vec.zero
        var c6n0 = Vec.zero
        var c6n1 = Vec.zero
        var c7n0 = Vec.zero
        var c7n1 = Vec.zero
        var c8n0 = Vec.zero
        var c8n1 = Vec.zero
        var c9n0 = Vec.zero
        var c9n1 = Vec.zero
        var c10n0 = Vec.zero
        var c10n1 = Vec.zero
        var c11n0 = Vec.zero
        var c11n1 = Vec.zero
        var p = a
        for k in 0..<count {
            let (b0, b1) = load(k)
            let a0 = Vec(repeating: p[0])
            c0n0 = v_fma(a0, b0, c0n0)
            c0n1 = v_fma(a0, b1, c0n1)
            let a1 = Vec(repeating: p[1])
            c1n0 = v_fma(a1, b0, c1n0)
            c1n1 = v_fma(a1, b1, c1n1)
            let a2 = Vec(repeating: p[2])
            c2n0 = v_fma(a2, b0, c2n0)
            c2n1 = v_fma(a2, b1, c2n1)
            let a3 = Vec(repeating: p[3])
            c3n0 = v_fma(a3, b0, c3n0)
            c3n1 = v_fma(a3, b1, c3n1)
            let a4 = Vec(repeating: p[4])
            c4n0 = v_fma(a4, b0, c4n0)
            c4n1 = v_fma(a4, b1, c4n1)
            let a5 = Vec(repeating: p[5])
            c5n0 = v_fma(a5, b0, c5n0)
            c5n1 = v_fma(a5, b1, c5n1)
            let a6 = Vec(repeating: p[6])
            c6n0 = v_fma(a6, b0, c6n0)
            c6n1 = v_fma(a6, b1, c6n1)
            let a7 = Vec(repeating: p[7])
            c7n0 = v_fma(a7, b0, c7n0)
            c7n1 = v_fma(a7, b1, c7n1)
            let a8 = Vec(repeating: p[8])
            c8n0 = v_fma(a8, b0, c8n0)
            c8n1 = v_fma(a8, b1, c8n1)
            let a9 = Vec(repeating: p[9])
            c9n0 = v_fma(a9, b0, c9n0)
            c9n1 = v_fma(a9, b1, c9n1)
            let a10 = Vec(repeating: p[10])
            c10n0 = v_fma(a10, b0, c10n0)
            c10n1 = v_fma(a10, b1, c10n1)
            let a11 = Vec(repeating: p[11])
            c11n0 = v_fma(a11, b0, c11n0)
            c11n1 = v_fma(a11, b1, c11n1)
            p += 12
        }
        store(0, 0, c0n0)
        store(0, 1, c0n1)
        store(1, 0, c1n0)
        store(1, 1, c1n1)
        store(2, 0, c2n0)
        store(2, 1, c2n1)
        store(3, 0, c3n0)
        store(3, 1, c3n1)
        store(4, 0, c4n0)
        store(4, 1, c4n1)
        store(5, 0, c5n0)
        store(5, 1, c5n1)
        store(6, 0, c6n0)
        store(6, 1, c6n1)
        store(7, 0, c7n0)
        store(7, 1, c7n1)
        store(8, 0, c8n0)
        store(8, 1, c8n1)
        store(9, 0, c9n0)
        store(9, 1, c9n1)
        store(10, 0, c10n0)
        store(10, 1, c10n1)
        store(11, 0, c11n0)
        store(11, 1, c11n1)
    }

    /// 12 broadcast values times 1 vectors per step; `a` advances by 12 elements.
    @inline(always)
    func tile12x1(
        _ count: Int, _ a: In<Float>, _ load: (Int) -> Vec, _ store: (Int, Int, Vec) -> Void
    ) {
        var c0n0 = Vec.zero
        var c1n0 = Vec.zero
        var c2n0 = Vec.zero
        var c3n0 = Vec.zero
        var c4n0 = Vec.zero
        var c5n0 = Vec.zero
        var c6n0 = Vec.zero
        var c7n0 = Vec.zero
        var c8n0 = Vec.zero
        var c9n0 = Vec.zero
        var c10n0 = Vec.zero
        var c11n0 = Vec.zero
        var p = a
        for k in 0..<count {
            let b0 = load(k)
            let a0 = Vec(repeating: p[0])
            c0n0 = v_fma(a0, b0, c0n0)
            let a1 = Vec(repeating: p[1])
            c1n0 = v_fma(a1, b0, c1n0)
            let a2 = Vec(repeating: p[2])
            c2n0 = v_fma(a2, b0, c2n0)
            let a3 = Vec(repeating: p[3])
            c3n0 = v_fma(a3, b0, c3n0)
            let a4 = Vec(repeating: p[4])
            c4n0 = v_fma(a4, b0, c4n0)
            let a5 = Vec(repeating: p[5])
            c5n0 = v_fma(a5, b0, c5n0)
            let a6 = Vec(repeating: p[6])
            c6n0 = v_fma(a6, b0, c6n0)
            let a7 = Vec(repeating: p[7])
            c7n0 = v_fma(a7, b0, c7n0)
            let a8 = Vec(repeating: p[8])
            c8n0 = v_fma(a8, b0, c8n0)
            let a9 = Vec(repeating: p[9])
            c9n0 = v_fma(a9, b0, c9n0)
            let a10 = Vec(repeating: p[10])
            c10n0 = v_fma(a10, b0, c10n0)
            let a11 = Vec(repeating: p[11])
            c11n0 = v_fma(a11, b0, c11n0)
            p += 12
        }
        store(0, 0, c0n0)
        store(1, 0, c1n0)
        store(2, 0, c2n0)
        store(3, 0, c3n0)
        store(4, 0, c4n0)
        store(5, 0, c5n0)
        store(6, 0, c6n0)
        store(7, 0, c7n0)
        store(8, 0, c8n0)
        store(9, 0, c9n0)
        store(10, 0, c10n0)
        store(11, 0, c11n0)
    }

    /// 8 broadcast values times 3 vectors per step; `a` advances by 8 elements.
    @inline(always)
    func tile8x3(
        _ count: Int, _ a: In<Float>, _ load: (Int) -> (Vec, Vec, Vec), _ store: (Int, Int, Vec) -> Void
    ) {
        var c0n0 = Vec.zero
        var c0n1 = Vec.zero
        var c0n2 = Vec.zero
        var c1n0 = Vec.zero
        var c1n1 = Vec.zero
        var c1n2 = Vec.zero
        var c2n0 = Vec.zero
        var c2n1 = Vec.zero
        var c2n2 = Vec.zero
        var c3n0 = Vec.zero
        var c3n1 = Vec.zero
        var c3n2 = Vec.zero
        var c4n0 = Vec.zero
        var c4n1 = Vec.zero
        var c4n2 = Vec.zero
        var c5n0 = Vec.zero
        var c5n1 = Vec.zero
        var c5n2 = Vec.zero
        var c6n0 = Vec.zero
        var c6n1 = Vec.zero
        var c6n2 = Vec.zero
        var c7n0 = Vec.zero
        var c7n1 = Vec.zero
        var c7n2 = Vec.zero
        var p = a
        for k in 0..<count {
            let (b0, b1, b2) = load(k)
            let a0 = Vec(repeating: p[0])
            c0n0 = v_fma(a0, b0, c0n0)
            c0n1 = v_fma(a0, b1, c0n1)
            c0n2 = v_fma(a0, b2, c0n2)
            let a1 = Vec(repeating: p[1])
            c1n0 = v_fma(a1, b0, c1n0)
            c1n1 = v_fma(a1, b1, c1n1)
            c1n2 = v_fma(a1, b2, c1n2)
            let a2 = Vec(repeating: p[2])
            c2n0 = v_fma(a2, b0, c2n0)
            c2n1 = v_fma(a2, b1, c2n1)
            c2n2 = v_fma(a2, b2, c2n2)
            let a3 = Vec(repeating: p[3])
            c3n0 = v_fma(a3, b0, c3n0)
            c3n1 = v_fma(a3, b1, c3n1)
            c3n2 = v_fma(a3, b2, c3n2)
            let a4 = Vec(repeating: p[4])
            c4n0 = v_fma(a4, b0, c4n0)
            c4n1 = v_fma(a4, b1, c4n1)
            c4n2 = v_fma(a4, b2, c4n2)
            let a5 = Vec(repeating: p[5])
            c5n0 = v_fma(a5, b0, c5n0)
            c5n1 = v_fma(a5, b1, c5n1)
            c5n2 = v_fma(a5, b2, c5n2)
            let a6 = Vec(repeating: p[6])
            c6n0 = v_fma(a6, b0, c6n0)
            c6n1 = v_fma(a6, b1, c6n1)
            c6n2 = v_fma(a6, b2, c6n2)
            let a7 = Vec(repeating: p[7])
            c7n0 = v_fma(a7, b0, c7n0)
            c7n1 = v_fma(a7, b1, c7n1)
            c7n2 = v_fma(a7, b2, c7n2)
            p += 8
        }
        store(0, 0, c0n0)
        store(0, 1, c0n1)
        store(0, 2, c0n2)
        store(1, 0, c1n0)
        store(1, 1, c1n1)
        store(1, 2, c1n2)
        store(2, 0, c2n0)
        store(2, 1, c2n1)
        store(2, 2, c2n2)
        store(3, 0, c3n0)
        store(3, 1, c3n1)
        store(3, 2, c3n2)
        store(4, 0, c4n0)
        store(4, 1, c4n1)
        store(4, 2, c4n2)
        store(5, 0, c5n0)
        store(5, 1, c5n1)
        store(5, 2, c5n2)
        store(6, 0, c6n0)
        store(6, 1, c6n1)
        store(6, 2, c6n2)
        store(7, 0, c7n0)
        store(7, 1, c7n1)
        store(7, 2, c7n2)
    }

    /// 8 broadcast values times 2 vectors per step; `a` advances by 8 elements.
    @inline(always)
    func tile8x2(
        _ count: Int, _ a: In<Float>, _ load: (Int) -> (Vec, Vec), _ store: (Int, Int, Vec) -> Void
    ) {
        var c0n0 = Vec.zero
        var c0n1 = Vec.zero
        var c1n0 = Vec.zero
        var c1n1 = Vec.zero
        var c2n0 = Vec.zero
        var c2n1 = Vec.zero
        var c3n0 = Vec.zero
        var c3n1 = Vec.zero
        var c4n0 = Vec.zero
        var c4n1 = Vec.zero
        var c5n0 = Vec.zero
        var c5n1 = Vec.zero
        var c6n0 = Vec.zero
        var c6n1 = Vec.zero
        var c7n0 = Vec.zero
        var c7n1 = Vec.zero
        var p = a
        for k in 0..<count {
            let (b0, b1) = load(k)
            let a0 = Vec(repeating: p[0])
            c0n0 = v_fma(a0, b0, c0n0)
            c0n1 = v_fma(a0, b1, c0n1)
            let a1 = Vec(repeating: p[1])
            c1n0 = v_fma(a1, b0, c1n0)
            c1n1 = v_fma(a1, b1, c1n1)
            let a2 = Vec(repeating: p[2])
            c2n0 = v_fma(a2, b0, c2n0)
            c2n1 = v_fma(a2, b1, c2n1)
            let a3 = Vec(repeating: p[3])
            c3n0 = v_fma(a3, b0, c3n0)
            c3n1 = v_fma(a3, b1, c3n1)
            let a4 = Vec(repeating: p[4])
            c4n0 = v_fma(a4, b0, c4n0)
            c4n1 = v_fma(a4, b1, c4n1)
            let a5 = Vec(repeating: p[5])
            c5n0 = v_fma(a5, b0, c5n0)
            c5n1 = v_fma(a5, b1, c5n1)
            let a6 = Vec(repeating: p[6])
            c6n0 = v_fma(a6, b0, c6n0)
            c6n1 = v_fma(a6, b1, c6n1)
            let a7 = Vec(repeating: p[7])
            c7n0 = v_fma(a7, b0, c7n0)
            c7n1 = v_fma(a7, b1, c7n1)
            p += 8
        }
        store(0, 0, c0n0)
        store(0, 1, c0n1)
        store(1, 0, c1n0)
        store(1, 1, c1n1)
        store(2, 0, c2n0)
        store(2, 1, c2n1)
        store(3, 0, c3n0)
        store(3, 1, c3n1)
        store(4, 0, c4n0)
        store(4, 1, c4n1)
        store(5, 0, c5n0)
        store(5, 1, c5n1)
        store(6, 0, c6n0)
        store(6, 1, c6n1)
        store(7, 0, c7n0)
        store(7, 1, c7n1)
    }

    /// 8 broadcast values times 1 vectors per step; `a` advances by 8 elements.
    @inline(always)
    func tile8x1(
        _ count: Int, _ a: In<Float>, _ load: (Int) -> Vec, _ store: (Int, Int, Vec) -> Void
    ) {
        var c0n0 = Vec.zero
        var c1n0 = Vec.zero
        var c2n0 = Vec.zero
        var c3n0 = Vec.zero
        var c4n0 = Vec.zero
        var c5n0 = Vec.zero
        var c6n0 = Vec.zero
        var c7n0 = Vec.zero
        var p = a
        for k in 0..<count {
            let b0 = load(k)
            let a0 = Vec(repeating: p[0])
            c0n0 = v_fma(a0, b0, c0n0)
            let a1 = Vec(repeating: p[1])
            c1n0 = v_fma(a1, b0, c1n0)
            let a2 = Vec(repeating: p[2])
            c2n0 = v_fma(a2, b0, c2n0)
            let a3 = Vec(repeating: p[3])
            c3n0 = v_fma(a3, b0, c3n0)
            let a4 = Vec(repeating: p[4])
            c4n0 = v_fma(a4, b0, c4n0)
            let a5 = Vec(repeating: p[5])
            c5n0 = v_fma(a5, b0, c5n0)
            let a6 = Vec(repeating: p[6])
            c6n0 = v_fma(a6, b0, c6n0)
            let a7 = Vec(repeating: p[7])
            c7n0 = v_fma(a7, b0, c7n0)
            p += 8
        }
        store(0, 0, c0n0)
        store(1, 0, c1n0)
        store(2, 0, c2n0)
        store(3, 0, c3n0)
        store(4, 0, c4n0)
        store(5, 0, c5n0)
        store(6, 0, c6n0)
        store(7, 0, c7n0)
    }

    /// 6 broadcast values times 4 vectors per step; `a` advances by 6 elements.
    @inline(always)
    func tile6x4(
        _ count: Int, _ a: In<Float>, _ load: (Int) -> (Vec, Vec, Vec, Vec), _ store: (Int, Int, Vec) -> Void
    ) {
        var c0n0 = Vec.zero
        var c0n1 = Vec.zero
        var c0n2 = Vec.zero
        var c0n3 = Vec.zero
        var c1n0 = Vec.zero
        var c1n1 = Vec.zero
        var c1n2 = Vec.zero
        var c1n3 = Vec.zero
        var c2n0 = Vec.zero
        var c2n1 = Vec.zero
        var c2n2 = Vec.zero
        var c2n3 = Vec.zero
        var c3n0 = Vec.zero
        var c3n1 = Vec.zero
        var c3n2 = Vec.zero
        var c3n3 = Vec.zero
        var c4n0 = Vec.zero
        var c4n1 = Vec.zero
        var c4n2 = Vec.zero
        var c4n3 = Vec.zero
        var c5n0 = Vec.zero
        var c5n1 = Vec.zero
        var c5n2 = Vec.zero
        var c5n3 = Vec.zero
        var p = a
        for k in 0..<count {
            let (b0, b1, b2, b3) = load(k)
            let a0 = Vec(repeating: p[0])
            c0n0 = v_fma(a0, b0, c0n0)
            c0n1 = v_fma(a0, b1, c0n1)
            c0n2 = v_fma(a0, b2, c0n2)
            c0n3 = v_fma(a0, b3, c0n3)
            let a1 = Vec(repeating: p[1])
            c1n0 = v_fma(a1, b0, c1n0)
            c1n1 = v_fma(a1, b1, c1n1)
            c1n2 = v_fma(a1, b2, c1n2)
            c1n3 = v_fma(a1, b3, c1n3)
            let a2 = Vec(repeating: p[2])
            c2n0 = v_fma(a2, b0, c2n0)
            c2n1 = v_fma(a2, b1, c2n1)
            c2n2 = v_fma(a2, b2, c2n2)
            c2n3 = v_fma(a2, b3, c2n3)
            let a3 = Vec(repeating: p[3])
            c3n0 = v_fma(a3, b0, c3n0)
            c3n1 = v_fma(a3, b1, c3n1)
            c3n2 = v_fma(a3, b2, c3n2)
            c3n3 = v_fma(a3, b3, c3n3)
            let a4 = Vec(repeating: p[4])
            c4n0 = v_fma(a4, b0, c4n0)
            c4n1 = v_fma(a4, b1, c4n1)
            c4n2 = v_fma(a4, b2, c4n2)
            c4n3 = v_fma(a4, b3, c4n3)
            let a5 = Vec(repeating: p[5])
            c5n0 = v_fma(a5, b0, c5n0)
            c5n1 = v_fma(a5, b1, c5n1)
            c5n2 = v_fma(a5, b2, c5n2)
            c5n3 = v_fma(a5, b3, c5n3)
            p += 6
        }
        store(0, 0, c0n0)
        store(0, 1, c0n1)
        store(0, 2, c0n2)
        store(0, 3, c0n3)
        store(1, 0, c1n0)
        store(1, 1, c1n1)
        store(1, 2, c1n2)
        store(1, 3, c1n3)
        store(2, 0, c2n0)
        store(2, 1, c2n1)
        store(2, 2, c2n2)
        store(2, 3, c2n3)
        store(3, 0, c3n0)
        store(3, 1, c3n1)
        store(3, 2, c3n2)
        store(3, 3, c3n3)
        store(4, 0, c4n0)
        store(4, 1, c4n1)
        store(4, 2, c4n2)
        store(4, 3, c4n3)
        store(5, 0, c5n0)
        store(5, 1, c5n1)
        store(5, 2, c5n2)
        store(5, 3, c5n3)
    }

    /// 4 broadcast values times 4 vectors per step; `a` advances by 4 elements.
    @inline(always)
    func tile4x4(
        _ count: Int, _ a: In<Float>, _ load: (Int) -> (Vec, Vec, Vec, Vec), _ store: (Int, Int, Vec) -> Void
    ) {
        var c0n0 = Vec.zero
        var c0n1 = Vec.zero
        var c0n2 = Vec.zero
        var c0n3 = Vec.zero
        var c1n0 = Vec.zero
        var c1n1 = Vec.zero
        var c1n2 = Vec.zero
        var c1n3 = Vec.zero
        var c2n0 = Vec.zero
        var c2n1 = Vec.zero
        var c2n2 = Vec.zero
        var c2n3 = Vec.zero
        var c3n0 = Vec.zero
        var c3n1 = Vec.zero
        var c3n2 = Vec.zero
        var c3n3 = Vec.zero
        var p = a
        for k in 0..<count {
            let (b0, b1, b2, b3) = load(k)
            let a0 = Vec(repeating: p[0])
            c0n0 = v_fma(a0, b0, c0n0)
            c0n1 = v_fma(a0, b1, c0n1)
            c0n2 = v_fma(a0, b2, c0n2)
            c0n3 = v_fma(a0, b3, c0n3)
            let a1 = Vec(repeating: p[1])
            c1n0 = v_fma(a1, b0, c1n0)
            c1n1 = v_fma(a1, b1, c1n1)
            c1n2 = v_fma(a1, b2, c1n2)
            c1n3 = v_fma(a1, b3, c1n3)
            let a2 = Vec(repeating: p[2])
            c2n0 = v_fma(a2, b0, c2n0)
            c2n1 = v_fma(a2, b1, c2n1)
            c2n2 = v_fma(a2, b2, c2n2)
            c2n3 = v_fma(a2, b3, c2n3)
            let a3 = Vec(repeating: p[3])
            c3n0 = v_fma(a3, b0, c3n0)
            c3n1 = v_fma(a3, b1, c3n1)
            c3n2 = v_fma(a3, b2, c3n2)
            c3n3 = v_fma(a3, b3, c3n3)
            p += 4
        }
        store(0, 0, c0n0)
        store(0, 1, c0n1)
        store(0, 2, c0n2)
        store(0, 3, c0n3)
        store(1, 0, c1n0)
        store(1, 1, c1n1)
        store(1, 2, c1n2)
        store(1, 3, c1n3)
        store(2, 0, c2n0)
        store(2, 1, c2n1)
        store(2, 2, c2n2)
        store(2, 3, c2n3)
        store(3, 0, c3n0)
        store(3, 1, c3n1)
        store(3, 2, c3n2)
        store(3, 3, c3n3)
    }

    /// 4 broadcast values times 2 vectors per step; `a` advances by 4 elements.
    @inline(always)
    func tile4x2(
        _ count: Int, _ a: In<Float>, _ load: (Int) -> (Vec, Vec), _ store: (Int, Int, Vec) -> Void
    ) {
        var c0n0 = Vec.zero
        var c0n1 = Vec.zero
        var c1n0 = Vec.zero
        var c1n1 = Vec.zero
        var c2n0 = Vec.zero
        var c2n1 = Vec.zero
        var c3n0 = Vec.zero
        var c3n1 = Vec.zero
        var p = a
        for k in 0..<count {
            let (b0, b1) = load(k)
            let a0 = Vec(repeating: p[0])
            c0n0 = v_fma(a0, b0, c0n0)
            c0n1 = v_fma(a0, b1, c0n1)
            let a1 = Vec(repeating: p[1])
            c1n0 = v_fma(a1, b0, c1n0)
            c1n1 = v_fma(a1, b1, c1n1)
            let a2 = Vec(repeating: p[2])
            c2n0 = v_fma(a2, b0, c2n0)
            c2n1 = v_fma(a2, b1, c2n1)
            let a3 = Vec(repeating: p[3])
            c3n0 = v_fma(a3, b0, c3n0)
            c3n1 = v_fma(a3, b1, c3n1)
            p += 4
        }
        store(0, 0, c0n0)
        store(0, 1, c0n1)
        store(1, 0, c1n0)
        store(1, 1, c1n1)
        store(2, 0, c2n0)
        store(2, 1, c2n1)
        store(3, 0, c3n0)
        store(3, 1, c3n1)
    }

    /// 4 broadcast values times 1 vectors per step; `a` advances by 4 elements.
    @inline(always)
    func tile4x1(
        _ count: Int, _ a: In<Float>, _ load: (Int) -> Vec, _ store: (Int, Int, Vec) -> Void
    ) {
        var c0n0 = Vec.zero
        var c1n0 = Vec.zero
        var c2n0 = Vec.zero
        var c3n0 = Vec.zero
        var p = a
        for k in 0..<count {
            let b0 = load(k)
            let a0 = Vec(repeating: p[0])
            c0n0 = v_fma(a0, b0, c0n0)
            let a1 = Vec(repeating: p[1])
            c1n0 = v_fma(a1, b0, c1n0)
            let a2 = Vec(repeating: p[2])
            c2n0 = v_fma(a2, b0, c2n0)
            let a3 = Vec(repeating: p[3])
            c3n0 = v_fma(a3, b0, c3n0)
            p += 4
        }
        store(0, 0, c0n0)
        store(1, 0, c1n0)
        store(2, 0, c2n0)
        store(3, 0, c3n0)
    }

    /// 2 broadcast values times 2 vectors per step; `a` advances by 2 elements.
    @inline(always)
    func tile2x2(
        _ count: Int, _ a: In<Float>, _ load: (Int) -> (Vec, Vec), _ store: (Int, Int, Vec) -> Void
    ) {
        var c0n0 = Vec.zero
        var c0n1 = Vec.zero
        var c1n0 = Vec.zero
        var c1n1 = Vec.zero
        var p = a
        for k in 0..<count {
            let (b0, b1) = load(k)
            let a0 = Vec(repeating: p[0])
            c0n0 = v_fma(a0, b0, c0n0)
            c0n1 = v_fma(a0, b1, c0n1)
            let a1 = Vec(repeating: p[1])
            c1n0 = v_fma(a1, b0, c1n0)
            c1n1 = v_fma(a1, b1, c1n1)
            p += 2
        }
        store(0, 0, c0n0)
        store(0, 1, c0n1)
        store(1, 0, c1n0)
        store(1, 1, c1n1)
    }

    /// 2 broadcast values times 1 vectors per step; `a` advances by 2 elements.
    @inline(always)
    func tile2x1(
        _ count: Int, _ a: In<Float>, _ load: (Int) -> Vec, _ store: (Int, Int, Vec) -> Void
    ) {
        var c0n0 = Vec.zero
        var c1n0 = Vec.zero
        var p = a
        for k in 0..<count {
            let b0 = load(k)
            let a0 = Vec(repeating: p[0])
            c0n0 = v_fma(a0, b0, c0n0)
            let a1 = Vec(repeating: p[1])
            c1n0 = v_fma(a1, b0, c1n0)
            p += 2
        }
        store(0, 0, c0n0)
        store(1, 0, c1n0)
    }

    /// 12 broadcast values, `aRow` apart, times 2 vectors per step; `a` advances by one element.
    @inline(always)
    func lines12x2(
        _ count: Int, _ a: In<Float>, _ aRow: Int, _ load: (Int) -> (Vec, Vec), _ store: (Int, Int, Vec) -> Void
    ) {
        var c0n0 = Vec.zero
        var c0n1 = Vec.zero
        var c1n0 = Vec.zero
        var c1n1 = Vec.zero
        var c2n0 = Vec.zero
        var c2n1 = Vec.zero
        var c3n0 = Vec.zero
        var c3n1 = Vec.zero
        var c4n0 = Vec.zero
        var c4n1 = Vec.zero
        var c5n0 = Vec.zero
        var c5n1 = Vec.zero
        var c6n0 = Vec.zero
        var c6n1 = Vec.zero
        var c7n0 = Vec.zero
        var c7n1 = Vec.zero
        var c8n0 = Vec.zero
        var c8n1 = Vec.zero
        var c9n0 = Vec.zero
        var c9n1 = Vec.zero
        var c10n0 = Vec.zero
        var c10n1 = Vec.zero
        var c11n0 = Vec.zero
        var c11n1 = Vec.zero
        var p0 = a + 0 * aRow
        var p3 = a + 3 * aRow
        var p6 = a + 6 * aRow
        var p9 = a + 9 * aRow
        for k in 0..<count {
            let (b0, b1) = load(k)
            let a0 = Vec(repeating: p0[0])
            c0n0 = v_fma(a0, b0, c0n0)
            c0n1 = v_fma(a0, b1, c0n1)
            let a1 = Vec(repeating: p0[aRow])
            c1n0 = v_fma(a1, b0, c1n0)
            c1n1 = v_fma(a1, b1, c1n1)
            let a2 = Vec(repeating: p0[2 * aRow])
            c2n0 = v_fma(a2, b0, c2n0)
            c2n1 = v_fma(a2, b1, c2n1)
            let a3 = Vec(repeating: p3[0])
            c3n0 = v_fma(a3, b0, c3n0)
            c3n1 = v_fma(a3, b1, c3n1)
            let a4 = Vec(repeating: p3[aRow])
            c4n0 = v_fma(a4, b0, c4n0)
            c4n1 = v_fma(a4, b1, c4n1)
            let a5 = Vec(repeating: p3[2 * aRow])
            c5n0 = v_fma(a5, b0, c5n0)
            c5n1 = v_fma(a5, b1, c5n1)
            let a6 = Vec(repeating: p6[0])
            c6n0 = v_fma(a6, b0, c6n0)
            c6n1 = v_fma(a6, b1, c6n1)
            let a7 = Vec(repeating: p6[aRow])
            c7n0 = v_fma(a7, b0, c7n0)
            c7n1 = v_fma(a7, b1, c7n1)
            let a8 = Vec(repeating: p6[2 * aRow])
            c8n0 = v_fma(a8, b0, c8n0)
            c8n1 = v_fma(a8, b1, c8n1)
            let a9 = Vec(repeating: p9[0])
            c9n0 = v_fma(a9, b0, c9n0)
            c9n1 = v_fma(a9, b1, c9n1)
            let a10 = Vec(repeating: p9[aRow])
            c10n0 = v_fma(a10, b0, c10n0)
            c10n1 = v_fma(a10, b1, c10n1)
            let a11 = Vec(repeating: p9[2 * aRow])
            c11n0 = v_fma(a11, b0, c11n0)
            c11n1 = v_fma(a11, b1, c11n1)
            p0 += 1
            p3 += 1
            p6 += 1
            p9 += 1
        }
        store(0, 0, c0n0)
        store(0, 1, c0n1)
        store(1, 0, c1n0)
        store(1, 1, c1n1)
        store(2, 0, c2n0)
        store(2, 1, c2n1)
        store(3, 0, c3n0)
        store(3, 1, c3n1)
        store(4, 0, c4n0)
        store(4, 1, c4n1)
        store(5, 0, c5n0)
        store(5, 1, c5n1)
        store(6, 0, c6n0)
        store(6, 1, c6n1)
        store(7, 0, c7n0)
        store(7, 1, c7n1)
        store(8, 0, c8n0)
        store(8, 1, c8n1)
        store(9, 0, c9n0)
        store(9, 1, c9n1)
        store(10, 0, c10n0)
        store(10, 1, c10n1)
        store(11, 0, c11n0)
        store(11, 1, c11n1)
    }

    /// 12 broadcast values, `aRow` apart, times 1 vectors per step; `a` advances by one element.
    @inline(always)
    func lines12x1(
        _ count: Int, _ a: In<Float>, _ aRow: Int, _ load: (Int) -> Vec, _ store: (Int, Int, Vec) -> Void
    ) {
        var c0n0 = Vec.zero
        var c1n0 = Vec.zero
        var c2n0 = Vec.zero
        var c3n0 = Vec.zero
        var c4n0 = Vec.zero
        var c5n0 = Vec.zero
        var c6n0 = Vec.zero
        var c7n0 = Vec.zero
        var c8n0 = Vec.zero
        var c9n0 = Vec.zero
        var c10n0 = Vec.zero
        var c11n0 = Vec.zero
        var p0 = a + 0 * aRow
        var p3 = a + 3 * aRow
        var p6 = a + 6 * aRow
        var p9 = a + 9 * aRow
        for k in 0..<count {
            let b0 = load(k)
            let a0 = Vec(repeating: p0[0])
            c0n0 = v_fma(a0, b0, c0n0)
            let a1 = Vec(repeating: p0[aRow])
            c1n0 = v_fma(a1, b0, c1n0)
            let a2 = Vec(repeating: p0[2 * aRow])
            c2n0 = v_fma(a2, b0, c2n0)
            let a3 = Vec(repeating: p3[0])
            c3n0 = v_fma(a3, b0, c3n0)
            let a4 = Vec(repeating: p3[aRow])
            c4n0 = v_fma(a4, b0, c4n0)
            let a5 = Vec(repeating: p3[2 * aRow])
            c5n0 = v_fma(a5, b0, c5n0)
            let a6 = Vec(repeating: p6[0])
            c6n0 = v_fma(a6, b0, c6n0)
            let a7 = Vec(repeating: p6[aRow])
            c7n0 = v_fma(a7, b0, c7n0)
            let a8 = Vec(repeating: p6[2 * aRow])
            c8n0 = v_fma(a8, b0, c8n0)
            let a9 = Vec(repeating: p9[0])
            c9n0 = v_fma(a9, b0, c9n0)
            let a10 = Vec(repeating: p9[aRow])
            c10n0 = v_fma(a10, b0, c10n0)
            let a11 = Vec(repeating: p9[2 * aRow])
            c11n0 = v_fma(a11, b0, c11n0)
            p0 += 1
            p3 += 1
            p6 += 1
            p9 += 1
        }
        store(0, 0, c0n0)
        store(1, 0, c1n0)
        store(2, 0, c2n0)
        store(3, 0, c3n0)
        store(4, 0, c4n0)
        store(5, 0, c5n0)
        store(6, 0, c6n0)
        store(7, 0, c7n0)
        store(8, 0, c8n0)
        store(9, 0, c9n0)
        store(10, 0, c10n0)
        store(11, 0, c11n0)
    }

    /// 8 broadcast values, `aRow` apart, times 2 vectors per step; `a` advances by one element.
    @inline(always)
    func lines8x2(
        _ count: Int, _ a: In<Float>, _ aRow: Int, _ load: (Int) -> (Vec, Vec), _ store: (Int, Int, Vec) -> Void
    ) {
        var c0n0 = Vec.zero
        var c0n1 = Vec.zero
        var c1n0 = Vec.zero
        var c1n1 = Vec.zero
        var c2n0 = Vec.zero
        var c2n1 = Vec.zero
        var c3n0 = Vec.zero
        var c3n1 = Vec.zero
        var c4n0 = Vec.zero
        var c4n1 = Vec.zero
        var c5n0 = Vec.zero
        var c5n1 = Vec.zero
        var c6n0 = Vec.zero
        var c6n1 = Vec.zero
        var c7n0 = Vec.zero
        var c7n1 = Vec.zero
        var p0 = a + 0 * aRow
        var p3 = a + 3 * aRow
        var p6 = a + 6 * aRow
        for k in 0..<count {
            let (b0, b1) = load(k)
            let a0 = Vec(repeating: p0[0])
            c0n0 = v_fma(a0, b0, c0n0)
            c0n1 = v_fma(a0, b1, c0n1)
            let a1 = Vec(repeating: p0[aRow])
            c1n0 = v_fma(a1, b0, c1n0)
            c1n1 = v_fma(a1, b1, c1n1)
            let a2 = Vec(repeating: p0[2 * aRow])
            c2n0 = v_fma(a2, b0, c2n0)
            c2n1 = v_fma(a2, b1, c2n1)
            let a3 = Vec(repeating: p3[0])
            c3n0 = v_fma(a3, b0, c3n0)
            c3n1 = v_fma(a3, b1, c3n1)
            let a4 = Vec(repeating: p3[aRow])
            c4n0 = v_fma(a4, b0, c4n0)
            c4n1 = v_fma(a4, b1, c4n1)
            let a5 = Vec(repeating: p3[2 * aRow])
            c5n0 = v_fma(a5, b0, c5n0)
            c5n1 = v_fma(a5, b1, c5n1)
            let a6 = Vec(repeating: p6[0])
            c6n0 = v_fma(a6, b0, c6n0)
            c6n1 = v_fma(a6, b1, c6n1)
            let a7 = Vec(repeating: p6[aRow])
            c7n0 = v_fma(a7, b0, c7n0)
            c7n1 = v_fma(a7, b1, c7n1)
            p0 += 1
            p3 += 1
            p6 += 1
        }
        store(0, 0, c0n0)
        store(0, 1, c0n1)
        store(1, 0, c1n0)
        store(1, 1, c1n1)
        store(2, 0, c2n0)
        store(2, 1, c2n1)
        store(3, 0, c3n0)
        store(3, 1, c3n1)
        store(4, 0, c4n0)
        store(4, 1, c4n1)
        store(5, 0, c5n0)
        store(5, 1, c5n1)
        store(6, 0, c6n0)
        store(6, 1, c6n1)
        store(7, 0, c7n0)
        store(7, 1, c7n1)
    }

    /// 8 broadcast values, `aRow` apart, times 1 vectors per step; `a` advances by one element.
    @inline(always)
    func lines8x1(
        _ count: Int, _ a: In<Float>, _ aRow: Int, _ load: (Int) -> Vec, _ store: (Int, Int, Vec) -> Void
    ) {
        var c0n0 = Vec.zero
        var c1n0 = Vec.zero
        var c2n0 = Vec.zero
        var c3n0 = Vec.zero
        var c4n0 = Vec.zero
        var c5n0 = Vec.zero
        var c6n0 = Vec.zero
        var c7n0 = Vec.zero
        var p0 = a + 0 * aRow
        var p3 = a + 3 * aRow
        var p6 = a + 6 * aRow
        for k in 0..<count {
            let b0 = load(k)
            let a0 = Vec(repeating: p0[0])
            c0n0 = v_fma(a0, b0, c0n0)
            let a1 = Vec(repeating: p0[aRow])
            c1n0 = v_fma(a1, b0, c1n0)
            let a2 = Vec(repeating: p0[2 * aRow])
            c2n0 = v_fma(a2, b0, c2n0)
            let a3 = Vec(repeating: p3[0])
            c3n0 = v_fma(a3, b0, c3n0)
            let a4 = Vec(repeating: p3[aRow])
            c4n0 = v_fma(a4, b0, c4n0)
            let a5 = Vec(repeating: p3[2 * aRow])
            c5n0 = v_fma(a5, b0, c5n0)
            let a6 = Vec(repeating: p6[0])
            c6n0 = v_fma(a6, b0, c6n0)
            let a7 = Vec(repeating: p6[aRow])
            c7n0 = v_fma(a7, b0, c7n0)
            p0 += 1
            p3 += 1
            p6 += 1
        }
        store(0, 0, c0n0)
        store(1, 0, c1n0)
        store(2, 0, c2n0)
        store(3, 0, c3n0)
        store(4, 0, c4n0)
        store(5, 0, c5n0)
        store(6, 0, c6n0)
        store(7, 0, c7n0)
    }

    /// 4 broadcast values, `aRow` apart, times 2 vectors per step; `a` advances by one element.
    @inline(always)
    func lines4x2(
        _ count: Int, _ a: In<Float>, _ aRow: Int, _ load: (Int) -> (Vec, Vec), _ store: (Int, Int, Vec) -> Void
    ) {
        var c0n0 = Vec.zero
        var c0n1 = Vec.zero
        var c1n0 = Vec.zero
        var c1n1 = Vec.zero
        var c2n0 = Vec.zero
        var c2n1 = Vec.zero
        var c3n0 = Vec.zero
        var c3n1 = Vec.zero
        var p0 = a + 0 * aRow
        var p3 = a + 3 * aRow
        for k in 0..<count {
            let (b0, b1) = load(k)
            let a0 = Vec(repeating: p0[0])
            c0n0 = v_fma(a0, b0, c0n0)
            c0n1 = v_fma(a0, b1, c0n1)
            let a1 = Vec(repeating: p0[aRow])
            c1n0 = v_fma(a1, b0, c1n0)
            c1n1 = v_fma(a1, b1, c1n1)
            let a2 = Vec(repeating: p0[2 * aRow])
            c2n0 = v_fma(a2, b0, c2n0)
            c2n1 = v_fma(a2, b1, c2n1)
            let a3 = Vec(repeating: p3[0])
            c3n0 = v_fma(a3, b0, c3n0)
            c3n1 = v_fma(a3, b1, c3n1)
            p0 += 1
            p3 += 1
        }
        store(0, 0, c0n0)
        store(0, 1, c0n1)
        store(1, 0, c1n0)
        store(1, 1, c1n1)
        store(2, 0, c2n0)
        store(2, 1, c2n1)
        store(3, 0, c3n0)
        store(3, 1, c3n1)
    }

    /// 4 broadcast values, `aRow` apart, times 1 vectors per step; `a` advances by one element.
    @inline(always)
    func lines4x1(
        _ count: Int, _ a: In<Float>, _ aRow: Int, _ load: (Int) -> Vec, _ store: (Int, Int, Vec) -> Void
    ) {
        var c0n0 = Vec.zero
        var c1n0 = Vec.zero
        var c2n0 = Vec.zero
        var c3n0 = Vec.zero
        var p0 = a + 0 * aRow
        var p3 = a + 3 * aRow
        for k in 0..<count {
            let b0 = load(k)
            let a0 = Vec(repeating: p0[0])
            c0n0 = v_fma(a0, b0, c0n0)
            let a1 = Vec(repeating: p0[aRow])
            c1n0 = v_fma(a1, b0, c1n0)
            let a2 = Vec(repeating: p0[2 * aRow])
            c2n0 = v_fma(a2, b0, c2n0)
            let a3 = Vec(repeating: p3[0])
            c3n0 = v_fma(a3, b0, c3n0)
            p0 += 1
            p3 += 1
        }
        store(0, 0, c0n0)
        store(1, 0, c1n0)
        store(2, 0, c2n0)
        store(3, 0, c3n0)
    }

    /// 2 broadcast values, `aRow` apart, times 2 vectors per step; `a` advances by one element.
    @inline(always)
    func lines2x2(
        _ count: Int, _ a: In<Float>, _ aRow: Int, _ load: (Int) -> (Vec, Vec), _ store: (Int, Int, Vec) -> Void
    ) {
        var c0n0 = Vec.zero
        var c0n1 = Vec.zero
        var c1n0 = Vec.zero
        var c1n1 = Vec.zero
        var p0 = a + 0 * aRow
        for k in 0..<count {
            let (b0, b1) = load(k)
            let a0 = Vec(repeating: p0[0])
            c0n0 = v_fma(a0, b0, c0n0)
            c0n1 = v_fma(a0, b1, c0n1)
            let a1 = Vec(repeating: p0[aRow])
            c1n0 = v_fma(a1, b0, c1n0)
            c1n1 = v_fma(a1, b1, c1n1)
            p0 += 1
        }
        store(0, 0, c0n0)
        store(0, 1, c0n1)
        store(1, 0, c1n0)
        store(1, 1, c1n1)
    }

    /// 2 broadcast values, `aRow` apart, times 1 vectors per step; `a` advances by one element.
    @inline(always)
    func lines2x1(
        _ count: Int, _ a: In<Float>, _ aRow: Int, _ load: (Int) -> Vec, _ store: (Int, Int, Vec) -> Void
    ) {
        var c0n0 = Vec.zero
        var c1n0 = Vec.zero
        var p0 = a + 0 * aRow
        for k in 0..<count {
            let b0 = load(k)
            let a0 = Vec(repeating: p0[0])
            c0n0 = v_fma(a0, b0, c0n0)
            let a1 = Vec(repeating: p0[aRow])
            c1n0 = v_fma(a1, b0, c1n0)
            p0 += 1
        }
        store(0, 0, c0n0)
        store(1, 0, c1n0)
    }

    /// 12 broadcast values times 2 vectors per step; `a` advances by 12 elements.
    @inline(always)
    func doubleTile12x2(
        _ count: Int, _ a: In<Double>, _ load: (Int) -> (VecDouble, VecDouble), _ store: (Int, Int, VecDouble) -> Void
    ) {
        var c0n0 = VecDouble.zero
        var c0n1 = VecDouble.zero
        var c1n0 = VecDouble.zero
        var c1n1 = VecDouble.zero
        var c2n0 = VecDouble.zero
        var c2n1 = VecDouble.zero
        var c3n0 = VecDouble.zero
        var c3n1 = VecDouble.zero
        var c4n0 = VecDouble.zero
        var c4n1 = VecDouble.zero
        var c5n0 = VecDouble.zero
        var c5n1 = VecDouble.zero
        var c6n0 = VecDouble.zero
        var c6n1 = VecDouble.zero
        var c7n0 = VecDouble.zero
        var c7n1 = VecDouble.zero
        var c8n0 = VecDouble.zero
        var c8n1 = VecDouble.zero
        var c9n0 = VecDouble.zero
        var c9n1 = VecDouble.zero
        var c10n0 = VecDouble.zero
        var c10n1 = VecDouble.zero
        var c11n0 = VecDouble.zero
        var c11n1 = VecDouble.zero
        var p = a
        for k in 0..<count {
            let (b0, b1) = load(k)
            let a0 = VecDouble(repeating: p[0])
            c0n0 = d_fma(a0, b0, c0n0)
            c0n1 = d_fma(a0, b1, c0n1)
            let a1 = VecDouble(repeating: p[1])
            c1n0 = d_fma(a1, b0, c1n0)
            c1n1 = d_fma(a1, b1, c1n1)
            let a2 = VecDouble(repeating: p[2])
            c2n0 = d_fma(a2, b0, c2n0)
            c2n1 = d_fma(a2, b1, c2n1)
            let a3 = VecDouble(repeating: p[3])
            c3n0 = d_fma(a3, b0, c3n0)
            c3n1 = d_fma(a3, b1, c3n1)
            let a4 = VecDouble(repeating: p[4])
            c4n0 = d_fma(a4, b0, c4n0)
            c4n1 = d_fma(a4, b1, c4n1)
            let a5 = VecDouble(repeating: p[5])
            c5n0 = d_fma(a5, b0, c5n0)
            c5n1 = d_fma(a5, b1, c5n1)
            let a6 = VecDouble(repeating: p[6])
            c6n0 = d_fma(a6, b0, c6n0)
            c6n1 = d_fma(a6, b1, c6n1)
            let a7 = VecDouble(repeating: p[7])
            c7n0 = d_fma(a7, b0, c7n0)
            c7n1 = d_fma(a7, b1, c7n1)
            let a8 = VecDouble(repeating: p[8])
            c8n0 = d_fma(a8, b0, c8n0)
            c8n1 = d_fma(a8, b1, c8n1)
            let a9 = VecDouble(repeating: p[9])
            c9n0 = d_fma(a9, b0, c9n0)
            c9n1 = d_fma(a9, b1, c9n1)
            let a10 = VecDouble(repeating: p[10])
            c10n0 = d_fma(a10, b0, c10n0)
            c10n1 = d_fma(a10, b1, c10n1)
            let a11 = VecDouble(repeating: p[11])
            c11n0 = d_fma(a11, b0, c11n0)
            c11n1 = d_fma(a11, b1, c11n1)
            p += 12
        }
        store(0, 0, c0n0)
        store(0, 1, c0n1)
        store(1, 0, c1n0)
        store(1, 1, c1n1)
        store(2, 0, c2n0)
        store(2, 1, c2n1)
        store(3, 0, c3n0)
        store(3, 1, c3n1)
        store(4, 0, c4n0)
        store(4, 1, c4n1)
        store(5, 0, c5n0)
        store(5, 1, c5n1)
        store(6, 0, c6n0)
        store(6, 1, c6n1)
        store(7, 0, c7n0)
        store(7, 1, c7n1)
        store(8, 0, c8n0)
        store(8, 1, c8n1)
        store(9, 0, c9n0)
        store(9, 1, c9n1)
        store(10, 0, c10n0)
        store(10, 1, c10n1)
        store(11, 0, c11n0)
        store(11, 1, c11n1)
    }

    /// 3 vectors times 5 vectors, lane by lane, per step.
    @inline(always)
    func pairs3x5(
        _ count: Int, _ first: (Int, Int) -> Vec, _ second: (Int, Int) -> Vec,
        _ store: (Int, Int, Vec) -> Void
    ) {
        var c0n0 = Vec.zero
        var c0n1 = Vec.zero
        var c0n2 = Vec.zero
        var c0n3 = Vec.zero
        var c0n4 = Vec.zero
        var c1n0 = Vec.zero
        var c1n1 = Vec.zero
        var c1n2 = Vec.zero
        var c1n3 = Vec.zero
        var c1n4 = Vec.zero
        var c2n0 = Vec.zero
        var c2n1 = Vec.zero
        var c2n2 = Vec.zero
        var c2n3 = Vec.zero
        var c2n4 = Vec.zero
        for k in 0..<count {
            let b0 = second(k, 0)
            let b1 = second(k, 1)
            let b2 = second(k, 2)
            let b3 = second(k, 3)
            let b4 = second(k, 4)
            let a0 = first(k, 0)
            c0n0 = v_fma(a0, b0, c0n0)
            c0n1 = v_fma(a0, b1, c0n1)
            c0n2 = v_fma(a0, b2, c0n2)
            c0n3 = v_fma(a0, b3, c0n3)
            c0n4 = v_fma(a0, b4, c0n4)
            let a1 = first(k, 1)
            c1n0 = v_fma(a1, b0, c1n0)
            c1n1 = v_fma(a1, b1, c1n1)
            c1n2 = v_fma(a1, b2, c1n2)
            c1n3 = v_fma(a1, b3, c1n3)
            c1n4 = v_fma(a1, b4, c1n4)
            let a2 = first(k, 2)
            c2n0 = v_fma(a2, b0, c2n0)
            c2n1 = v_fma(a2, b1, c2n1)
            c2n2 = v_fma(a2, b2, c2n2)
            c2n3 = v_fma(a2, b3, c2n3)
            c2n4 = v_fma(a2, b4, c2n4)
        }
        store(0, 0, c0n0)
        store(0, 1, c0n1)
        store(0, 2, c0n2)
        store(0, 3, c0n3)
        store(0, 4, c0n4)
        store(1, 0, c1n0)
        store(1, 1, c1n1)
        store(1, 2, c1n2)
        store(1, 3, c1n3)
        store(1, 4, c1n4)
        store(2, 0, c2n0)
        store(2, 1, c2n1)
        store(2, 2, c2n2)
        store(2, 3, c2n3)
        store(2, 4, c2n4)
    }

    /// 4 rows of 7 neighbouring broadcast values times 1 vectors, over an area of positions.
    ///
    /// `d` holds the vectors of all positions in order, `x0`… are the rows' first values; the next position adds `xStep`, the
    /// next line `pitch`.
    @inline(always)
    func window4x7x1(
        height: Int, width: Int, xStep: Int, pitch: Int, d: In<Float>, dStep: Int, _ x0: In<Float>, _ x1: In<Float>,
        _ x2: In<Float>, _ x3: In<Float>,
        _ store: (Int, Int, Int, Vec) -> Void
    ) {
        var c0t0n0 = Vec.zero
        var c0t1n0 = Vec.zero
        var c0t2n0 = Vec.zero
        var c0t3n0 = Vec.zero
        var c0t4n0 = Vec.zero
        var c0t5n0 = Vec.zero
        var c0t6n0 = Vec.zero
        var c1t0n0 = Vec.zero
        var c1t1n0 = Vec.zero
        var c1t2n0 = Vec.zero
        var c1t3n0 = Vec.zero
        var c1t4n0 = Vec.zero
        var c1t5n0 = Vec.zero
        var c1t6n0 = Vec.zero
        var c2t0n0 = Vec.zero
        var c2t1n0 = Vec.zero
        var c2t2n0 = Vec.zero
        var c2t3n0 = Vec.zero
        var c2t4n0 = Vec.zero
        var c2t5n0 = Vec.zero
        var c2t6n0 = Vec.zero
        var c3t0n0 = Vec.zero
        var c3t1n0 = Vec.zero
        var c3t2n0 = Vec.zero
        var c3t3n0 = Vec.zero
        var c3t4n0 = Vec.zero
        var c3t5n0 = Vec.zero
        var c3t6n0 = Vec.zero
        var g = d
        var p0 = x0
        var p1 = x1
        var p2 = x2
        var p3 = x3
        let skip = pitch - width * xStep
        var left = width
        for _ in 0..<height * width {
            let g0 = load(g + 0 * vectorWidth)
            let a0t0 = Vec(repeating: p0[0])
            c0t0n0 = v_fma(a0t0, g0, c0t0n0)
            let a0t1 = Vec(repeating: p0[1])
            c0t1n0 = v_fma(a0t1, g0, c0t1n0)
            let a0t2 = Vec(repeating: p0[2])
            c0t2n0 = v_fma(a0t2, g0, c0t2n0)
            let a0t3 = Vec(repeating: p0[3])
            c0t3n0 = v_fma(a0t3, g0, c0t3n0)
            let a0t4 = Vec(repeating: p0[4])
            c0t4n0 = v_fma(a0t4, g0, c0t4n0)
            let a0t5 = Vec(repeating: p0[5])
            c0t5n0 = v_fma(a0t5, g0, c0t5n0)
            let a0t6 = Vec(repeating: p0[6])
            c0t6n0 = v_fma(a0t6, g0, c0t6n0)
            let a1t0 = Vec(repeating: p1[0])
            c1t0n0 = v_fma(a1t0, g0, c1t0n0)
            let a1t1 = Vec(repeating: p1[1])
            c1t1n0 = v_fma(a1t1, g0, c1t1n0)
            let a1t2 = Vec(repeating: p1[2])
            c1t2n0 = v_fma(a1t2, g0, c1t2n0)
            let a1t3 = Vec(repeating: p1[3])
            c1t3n0 = v_fma(a1t3, g0, c1t3n0)
            let a1t4 = Vec(repeating: p1[4])
            c1t4n0 = v_fma(a1t4, g0, c1t4n0)
            let a1t5 = Vec(repeating: p1[5])
            c1t5n0 = v_fma(a1t5, g0, c1t5n0)
            let a1t6 = Vec(repeating: p1[6])
            c1t6n0 = v_fma(a1t6, g0, c1t6n0)
            let a2t0 = Vec(repeating: p2[0])
            c2t0n0 = v_fma(a2t0, g0, c2t0n0)
            let a2t1 = Vec(repeating: p2[1])
            c2t1n0 = v_fma(a2t1, g0, c2t1n0)
            let a2t2 = Vec(repeating: p2[2])
            c2t2n0 = v_fma(a2t2, g0, c2t2n0)
            let a2t3 = Vec(repeating: p2[3])
            c2t3n0 = v_fma(a2t3, g0, c2t3n0)
            let a2t4 = Vec(repeating: p2[4])
            c2t4n0 = v_fma(a2t4, g0, c2t4n0)
            let a2t5 = Vec(repeating: p2[5])
            c2t5n0 = v_fma(a2t5, g0, c2t5n0)
            let a2t6 = Vec(repeating: p2[6])
            c2t6n0 = v_fma(a2t6, g0, c2t6n0)
            let a3t0 = Vec(repeating: p3[0])
            c3t0n0 = v_fma(a3t0, g0, c3t0n0)
            let a3t1 = Vec(repeating: p3[1])
            c3t1n0 = v_fma(a3t1, g0, c3t1n0)
            let a3t2 = Vec(repeating: p3[2])
            c3t2n0 = v_fma(a3t2, g0, c3t2n0)
            let a3t3 = Vec(repeating: p3[3])
            c3t3n0 = v_fma(a3t3, g0, c3t3n0)
            let a3t4 = Vec(repeating: p3[4])
            c3t4n0 = v_fma(a3t4, g0, c3t4n0)
            let a3t5 = Vec(repeating: p3[5])
            c3t5n0 = v_fma(a3t5, g0, c3t5n0)
            let a3t6 = Vec(repeating: p3[6])
            c3t6n0 = v_fma(a3t6, g0, c3t6n0)
            p0 += xStep
            p1 += xStep
            p2 += xStep
            p3 += xStep
            g += dStep
            left -= 1
            if left == 0 {
                left = width
                p0 += skip
                p1 += skip
                p2 += skip
                p3 += skip
            }
        }
        store(0, 0, 0, c0t0n0)
        store(0, 1, 0, c0t1n0)
        store(0, 2, 0, c0t2n0)
        store(0, 3, 0, c0t3n0)
        store(0, 4, 0, c0t4n0)
        store(0, 5, 0, c0t5n0)
        store(0, 6, 0, c0t6n0)
        store(1, 0, 0, c1t0n0)
        store(1, 1, 0, c1t1n0)
        store(1, 2, 0, c1t2n0)
        store(1, 3, 0, c1t3n0)
        store(1, 4, 0, c1t4n0)
        store(1, 5, 0, c1t5n0)
        store(1, 6, 0, c1t6n0)
        store(2, 0, 0, c2t0n0)
        store(2, 1, 0, c2t1n0)
        store(2, 2, 0, c2t2n0)
        store(2, 3, 0, c2t3n0)
        store(2, 4, 0, c2t4n0)
        store(2, 5, 0, c2t5n0)
        store(2, 6, 0, c2t6n0)
        store(3, 0, 0, c3t0n0)
        store(3, 1, 0, c3t1n0)
        store(3, 2, 0, c3t2n0)
        store(3, 3, 0, c3t3n0)
        store(3, 4, 0, c3t4n0)
        store(3, 5, 0, c3t5n0)
        store(3, 6, 0, c3t6n0)
    }

    /// 5 rows of 5 neighbouring broadcast values times 1 vectors, over an area of positions.
    ///
    /// `d` holds the vectors of all positions in order, `x0`… are the rows' first values; the next position adds `xStep`, the
    /// next line `pitch`.
    @inline(always)
    func window5x5x1(
        height: Int, width: Int, xStep: Int, pitch: Int, d: In<Float>, dStep: Int, _ x0: In<Float>, _ x1: In<Float>,
        _ x2: In<Float>, _ x3: In<Float>, _ x4: In<Float>,
        _ store: (Int, Int, Int, Vec) -> Void
    ) {
        var c0t0n0 = Vec.zero
        var c0t1n0 = Vec.zero
        var c0t2n0 = Vec.zero
        var c0t3n0 = Vec.zero
        var c0t4n0 = Vec.zero
        var c1t0n0 = Vec.zero
        var c1t1n0 = Vec.zero
        var c1t2n0 = Vec.zero
        var c1t3n0 = Vec.zero
        var c1t4n0 = Vec.zero
        var c2t0n0 = Vec.zero
        var c2t1n0 = Vec.zero
        var c2t2n0 = Vec.zero
        var c2t3n0 = Vec.zero
        var c2t4n0 = Vec.zero
        var c3t0n0 = Vec.zero
        var c3t1n0 = Vec.zero
        var c3t2n0 = Vec.zero
        var c3t3n0 = Vec.zero
        var c3t4n0 = Vec.zero
        var c4t0n0 = Vec.zero
        var c4t1n0 = Vec.zero
        var c4t2n0 = Vec.zero
        var c4t3n0 = Vec.zero
        var c4t4n0 = Vec.zero
        var g = d
        var p0 = x0
        var p1 = x1
        var p2 = x2
        var p3 = x3
        var p4 = x4
        let skip = pitch - width * xStep
        var left = width
        for _ in 0..<height * width {
            let g0 = load(g + 0 * vectorWidth)
            let a0t0 = Vec(repeating: p0[0])
            c0t0n0 = v_fma(a0t0, g0, c0t0n0)
            let a0t1 = Vec(repeating: p0[1])
            c0t1n0 = v_fma(a0t1, g0, c0t1n0)
            let a0t2 = Vec(repeating: p0[2])
            c0t2n0 = v_fma(a0t2, g0, c0t2n0)
            let a0t3 = Vec(repeating: p0[3])
            c0t3n0 = v_fma(a0t3, g0, c0t3n0)
            let a0t4 = Vec(repeating: p0[4])
            c0t4n0 = v_fma(a0t4, g0, c0t4n0)
            let a1t0 = Vec(repeating: p1[0])
            c1t0n0 = v_fma(a1t0, g0, c1t0n0)
            let a1t1 = Vec(repeating: p1[1])
            c1t1n0 = v_fma(a1t1, g0, c1t1n0)
            let a1t2 = Vec(repeating: p1[2])
            c1t2n0 = v_fma(a1t2, g0, c1t2n0)
            let a1t3 = Vec(repeating: p1[3])
            c1t3n0 = v_fma(a1t3, g0, c1t3n0)
            let a1t4 = Vec(repeating: p1[4])
            c1t4n0 = v_fma(a1t4, g0, c1t4n0)
            let a2t0 = Vec(repeating: p2[0])
            c2t0n0 = v_fma(a2t0, g0, c2t0n0)
            let a2t1 = Vec(repeating: p2[1])
            c2t1n0 = v_fma(a2t1, g0, c2t1n0)
            let a2t2 = Vec(repeating: p2[2])
            c2t2n0 = v_fma(a2t2, g0, c2t2n0)
            let a2t3 = Vec(repeating: p2[3])
            c2t3n0 = v_fma(a2t3, g0, c2t3n0)
            let a2t4 = Vec(repeating: p2[4])
            c2t4n0 = v_fma(a2t4, g0, c2t4n0)
            let a3t0 = Vec(repeating: p3[0])
            c3t0n0 = v_fma(a3t0, g0, c3t0n0)
            let a3t1 = Vec(repeating: p3[1])
            c3t1n0 = v_fma(a3t1, g0, c3t1n0)
            let a3t2 = Vec(repeating: p3[2])
            c3t2n0 = v_fma(a3t2, g0, c3t2n0)
            let a3t3 = Vec(repeating: p3[3])
            c3t3n0 = v_fma(a3t3, g0, c3t3n0)
            let a3t4 = Vec(repeating: p3[4])
            c3t4n0 = v_fma(a3t4, g0, c3t4n0)
            let a4t0 = Vec(repeating: p4[0])
            c4t0n0 = v_fma(a4t0, g0, c4t0n0)
            let a4t1 = Vec(repeating: p4[1])
            c4t1n0 = v_fma(a4t1, g0, c4t1n0)
            let a4t2 = Vec(repeating: p4[2])
            c4t2n0 = v_fma(a4t2, g0, c4t2n0)
            let a4t3 = Vec(repeating: p4[3])
            c4t3n0 = v_fma(a4t3, g0, c4t3n0)
            let a4t4 = Vec(repeating: p4[4])
            c4t4n0 = v_fma(a4t4, g0, c4t4n0)
            p0 += xStep
            p1 += xStep
            p2 += xStep
            p3 += xStep
            p4 += xStep
            g += dStep
            left -= 1
            if left == 0 {
                left = width
                p0 += skip
                p1 += skip
                p2 += skip
                p3 += skip
                p4 += skip
            }
        }
        store(0, 0, 0, c0t0n0)
        store(0, 1, 0, c0t1n0)
        store(0, 2, 0, c0t2n0)
        store(0, 3, 0, c0t3n0)
        store(0, 4, 0, c0t4n0)
        store(1, 0, 0, c1t0n0)
        store(1, 1, 0, c1t1n0)
        store(1, 2, 0, c1t2n0)
        store(1, 3, 0, c1t3n0)
        store(1, 4, 0, c1t4n0)
        store(2, 0, 0, c2t0n0)
        store(2, 1, 0, c2t1n0)
        store(2, 2, 0, c2t2n0)
        store(2, 3, 0, c2t3n0)
        store(2, 4, 0, c2t4n0)
        store(3, 0, 0, c3t0n0)
        store(3, 1, 0, c3t1n0)
        store(3, 2, 0, c3t2n0)
        store(3, 3, 0, c3t3n0)
        store(3, 4, 0, c3t4n0)
        store(4, 0, 0, c4t0n0)
        store(4, 1, 0, c4t1n0)
        store(4, 2, 0, c4t2n0)
        store(4, 3, 0, c4t3n0)
        store(4, 4, 0, c4t4n0)
    }

    /// 8 rows of 3 neighbouring broadcast values times 1 vectors, over an area of positions.
    ///
    /// `d` holds the vectors of all positions in order, `x0`… are the rows' first values; the next position adds `xStep`, the
    /// next line `pitch`.
    @inline(always)
    func window8x3x1(
        height: Int, width: Int, xStep: Int, pitch: Int, d: In<Float>, dStep: Int, _ x0: In<Float>, _ x1: In<Float>,
        _ x2: In<Float>, _ x3: In<Float>, _ x4: In<Float>, _ x5: In<Float>, _ x6: In<Float>, _ x7: In<Float>,
        _ store: (Int, Int, Int, Vec) -> Void
    ) {
        var c0t0n0 = Vec.zero
        var c0t1n0 = Vec.zero
        var c0t2n0 = Vec.zero
        var c1t0n0 = Vec.zero
        var c1t1n0 = Vec.zero
        var c1t2n0 = Vec.zero
        var c2t0n0 = Vec.zero
        var c2t1n0 = Vec.zero
        var c2t2n0 = Vec.zero
        var c3t0n0 = Vec.zero
        var c3t1n0 = Vec.zero
        var c3t2n0 = Vec.zero
        var c4t0n0 = Vec.zero
        var c4t1n0 = Vec.zero
        var c4t2n0 = Vec.zero
        var c5t0n0 = Vec.zero
        var c5t1n0 = Vec.zero
        var c5t2n0 = Vec.zero
        var c6t0n0 = Vec.zero
        var c6t1n0 = Vec.zero
        var c6t2n0 = Vec.zero
        var c7t0n0 = Vec.zero
        var c7t1n0 = Vec.zero
        var c7t2n0 = Vec.zero
        var g = d
        var p0 = x0
        var p1 = x1
        var p2 = x2
        var p3 = x3
        var p4 = x4
        var p5 = x5
        var p6 = x6
        var p7 = x7
        let skip = pitch - width * xStep
        var left = width
        for _ in 0..<height * width {
            let g0 = load(g + 0 * vectorWidth)
            let a0t0 = Vec(repeating: p0[0])
            c0t0n0 = v_fma(a0t0, g0, c0t0n0)
            let a0t1 = Vec(repeating: p0[1])
            c0t1n0 = v_fma(a0t1, g0, c0t1n0)
            let a0t2 = Vec(repeating: p0[2])
            c0t2n0 = v_fma(a0t2, g0, c0t2n0)
            let a1t0 = Vec(repeating: p1[0])
            c1t0n0 = v_fma(a1t0, g0, c1t0n0)
            let a1t1 = Vec(repeating: p1[1])
            c1t1n0 = v_fma(a1t1, g0, c1t1n0)
            let a1t2 = Vec(repeating: p1[2])
            c1t2n0 = v_fma(a1t2, g0, c1t2n0)
            let a2t0 = Vec(repeating: p2[0])
            c2t0n0 = v_fma(a2t0, g0, c2t0n0)
            let a2t1 = Vec(repeating: p2[1])
            c2t1n0 = v_fma(a2t1, g0, c2t1n0)
            let a2t2 = Vec(repeating: p2[2])
            c2t2n0 = v_fma(a2t2, g0, c2t2n0)
            let a3t0 = Vec(repeating: p3[0])
            c3t0n0 = v_fma(a3t0, g0, c3t0n0)
            let a3t1 = Vec(repeating: p3[1])
            c3t1n0 = v_fma(a3t1, g0, c3t1n0)
            let a3t2 = Vec(repeating: p3[2])
            c3t2n0 = v_fma(a3t2, g0, c3t2n0)
            let a4t0 = Vec(repeating: p4[0])
            c4t0n0 = v_fma(a4t0, g0, c4t0n0)
            let a4t1 = Vec(repeating: p4[1])
            c4t1n0 = v_fma(a4t1, g0, c4t1n0)
            let a4t2 = Vec(repeating: p4[2])
            c4t2n0 = v_fma(a4t2, g0, c4t2n0)
            let a5t0 = Vec(repeating: p5[0])
            c5t0n0 = v_fma(a5t0, g0, c5t0n0)
            let a5t1 = Vec(repeating: p5[1])
            c5t1n0 = v_fma(a5t1, g0, c5t1n0)
            let a5t2 = Vec(repeating: p5[2])
            c5t2n0 = v_fma(a5t2, g0, c5t2n0)
            let a6t0 = Vec(repeating: p6[0])
            c6t0n0 = v_fma(a6t0, g0, c6t0n0)
            let a6t1 = Vec(repeating: p6[1])
            c6t1n0 = v_fma(a6t1, g0, c6t1n0)
            let a6t2 = Vec(repeating: p6[2])
            c6t2n0 = v_fma(a6t2, g0, c6t2n0)
            let a7t0 = Vec(repeating: p7[0])
            c7t0n0 = v_fma(a7t0, g0, c7t0n0)
            let a7t1 = Vec(repeating: p7[1])
            c7t1n0 = v_fma(a7t1, g0, c7t1n0)
            let a7t2 = Vec(repeating: p7[2])
            c7t2n0 = v_fma(a7t2, g0, c7t2n0)
            p0 += xStep
            p1 += xStep
            p2 += xStep
            p3 += xStep
            p4 += xStep
            p5 += xStep
            p6 += xStep
            p7 += xStep
            g += dStep
            left -= 1
            if left == 0 {
                left = width
                p0 += skip
                p1 += skip
                p2 += skip
                p3 += skip
                p4 += skip
                p5 += skip
                p6 += skip
                p7 += skip
            }
        }
        store(0, 0, 0, c0t0n0)
        store(0, 1, 0, c0t1n0)
        store(0, 2, 0, c0t2n0)
        store(1, 0, 0, c1t0n0)
        store(1, 1, 0, c1t1n0)
        store(1, 2, 0, c1t2n0)
        store(2, 0, 0, c2t0n0)
        store(2, 1, 0, c2t1n0)
        store(2, 2, 0, c2t2n0)
        store(3, 0, 0, c3t0n0)
        store(3, 1, 0, c3t1n0)
        store(3, 2, 0, c3t2n0)
        store(4, 0, 0, c4t0n0)
        store(4, 1, 0, c4t1n0)
        store(4, 2, 0, c4t2n0)
        store(5, 0, 0, c5t0n0)
        store(5, 1, 0, c5t1n0)
        store(5, 2, 0, c5t2n0)
        store(6, 0, 0, c6t0n0)
        store(6, 1, 0, c6t1n0)
        store(6, 2, 0, c6t2n0)
        store(7, 0, 0, c7t0n0)
        store(7, 1, 0, c7t1n0)
        store(7, 2, 0, c7t2n0)
    }

    /// 4 rows of 3 neighbouring broadcast values times 2 vectors, over an area of positions.
    ///
    /// `d` holds the vectors of all positions in order, `x0`… are the rows' first values; the next position adds `xStep`, the
    /// next line `pitch`.
    @inline(always)
    func window4x3x2(
        height: Int, width: Int, xStep: Int, pitch: Int, d: In<Float>, dStep: Int, _ x0: In<Float>, _ x1: In<Float>,
        _ x2: In<Float>, _ x3: In<Float>,
        _ store: (Int, Int, Int, Vec) -> Void
    ) {
        var c0t0n0 = Vec.zero
        var c0t0n1 = Vec.zero
        var c0t1n0 = Vec.zero
        var c0t1n1 = Vec.zero
        var c0t2n0 = Vec.zero
        var c0t2n1 = Vec.zero
        var c1t0n0 = Vec.zero
        var c1t0n1 = Vec.zero
        var c1t1n0 = Vec.zero
        var c1t1n1 = Vec.zero
        var c1t2n0 = Vec.zero
        var c1t2n1 = Vec.zero
        var c2t0n0 = Vec.zero
        var c2t0n1 = Vec.zero
        var c2t1n0 = Vec.zero
        var c2t1n1 = Vec.zero
        var c2t2n0 = Vec.zero
        var c2t2n1 = Vec.zero
        var c3t0n0 = Vec.zero
        var c3t0n1 = Vec.zero
        var c3t1n0 = Vec.zero
        var c3t1n1 = Vec.zero
        var c3t2n0 = Vec.zero
        var c3t2n1 = Vec.zero
        var g = d
        var p0 = x0
        var p1 = x1
        var p2 = x2
        var p3 = x3
        let skip = pitch - width * xStep
        var left = width
        for _ in 0..<height * width {
            let g0 = load(g + 0 * vectorWidth)
            let g1 = load(g + 1 * vectorWidth)
            let a0t0 = Vec(repeating: p0[0])
            c0t0n0 = v_fma(a0t0, g0, c0t0n0)
            c0t0n1 = v_fma(a0t0, g1, c0t0n1)
            let a0t1 = Vec(repeating: p0[1])
            c0t1n0 = v_fma(a0t1, g0, c0t1n0)
            c0t1n1 = v_fma(a0t1, g1, c0t1n1)
            let a0t2 = Vec(repeating: p0[2])
            c0t2n0 = v_fma(a0t2, g0, c0t2n0)
            c0t2n1 = v_fma(a0t2, g1, c0t2n1)
            let a1t0 = Vec(repeating: p1[0])
            c1t0n0 = v_fma(a1t0, g0, c1t0n0)
            c1t0n1 = v_fma(a1t0, g1, c1t0n1)
            let a1t1 = Vec(repeating: p1[1])
            c1t1n0 = v_fma(a1t1, g0, c1t1n0)
            c1t1n1 = v_fma(a1t1, g1, c1t1n1)
            let a1t2 = Vec(repeating: p1[2])
            c1t2n0 = v_fma(a1t2, g0, c1t2n0)
            c1t2n1 = v_fma(a1t2, g1, c1t2n1)
            let a2t0 = Vec(repeating: p2[0])
            c2t0n0 = v_fma(a2t0, g0, c2t0n0)
            c2t0n1 = v_fma(a2t0, g1, c2t0n1)
            let a2t1 = Vec(repeating: p2[1])
            c2t1n0 = v_fma(a2t1, g0, c2t1n0)
            c2t1n1 = v_fma(a2t1, g1, c2t1n1)
            let a2t2 = Vec(repeating: p2[2])
            c2t2n0 = v_fma(a2t2, g0, c2t2n0)
            c2t2n1 = v_fma(a2t2, g1, c2t2n1)
            let a3t0 = Vec(repeating: p3[0])
            c3t0n0 = v_fma(a3t0, g0, c3t0n0)
            c3t0n1 = v_fma(a3t0, g1, c3t0n1)
            let a3t1 = Vec(repeating: p3[1])
            c3t1n0 = v_fma(a3t1, g0, c3t1n0)
            c3t1n1 = v_fma(a3t1, g1, c3t1n1)
            let a3t2 = Vec(repeating: p3[2])
            c3t2n0 = v_fma(a3t2, g0, c3t2n0)
            c3t2n1 = v_fma(a3t2, g1, c3t2n1)
            p0 += xStep
            p1 += xStep
            p2 += xStep
            p3 += xStep
            g += dStep
            left -= 1
            if left == 0 {
                left = width
                p0 += skip
                p1 += skip
                p2 += skip
                p3 += skip
            }
        }
        store(0, 0, 0, c0t0n0)
        store(0, 0, 1, c0t0n1)
        store(0, 1, 0, c0t1n0)
        store(0, 1, 1, c0t1n1)
        store(0, 2, 0, c0t2n0)
        store(0, 2, 1, c0t2n1)
        store(1, 0, 0, c1t0n0)
        store(1, 0, 1, c1t0n1)
        store(1, 1, 0, c1t1n0)
        store(1, 1, 1, c1t1n1)
        store(1, 2, 0, c1t2n0)
        store(1, 2, 1, c1t2n1)
        store(2, 0, 0, c2t0n0)
        store(2, 0, 1, c2t0n1)
        store(2, 1, 0, c2t1n0)
        store(2, 1, 1, c2t1n1)
        store(2, 2, 0, c2t2n0)
        store(2, 2, 1, c2t2n1)
        store(3, 0, 0, c3t0n0)
        store(3, 0, 1, c3t0n1)
        store(3, 1, 0, c3t1n0)
        store(3, 1, 1, c3t1n1)
        store(3, 2, 0, c3t2n0)
        store(3, 2, 1, c3t2n1)
    }

    /// 14 neighbouring broadcast values times 2 vectors per tap, over the taps of all channels.
    ///
    /// `x` is the first value, to which each tap of a channel adds its offset and each channel `xStep`; `w` holds the
    /// vectors of all taps in order, of which `skipped` floats lie between two channels.
    @inline(always)
    func lanes14x2(
        channels: Int, taps: Int, x: In<Float>, xStep: Int, offsets: In<Int>, w: In<Float>, skipped: Int,
        _ store: (Int, Int, Vec) -> Void
    ) {
        var c0n0 = Vec.zero
        var c0n1 = Vec.zero
        var c1n0 = Vec.zero
        var c1n1 = Vec.zero
        var c2n0 = Vec.zero
        var c2n1 = Vec.zero
        var c3n0 = Vec.zero
        var c3n1 = Vec.zero
        var c4n0 = Vec.zero
        var c4n1 = Vec.zero
        var c5n0 = Vec.zero
        var c5n1 = Vec.zero
        var c6n0 = Vec.zero
        var c6n1 = Vec.zero
        var c7n0 = Vec.zero
        var c7n1 = Vec.zero
        var c8n0 = Vec.zero
        var c8n1 = Vec.zero
        var c9n0 = Vec.zero
        var c9n1 = Vec.zero
        var c10n0 = Vec.zero
        var c10n1 = Vec.zero
        var c11n0 = Vec.zero
        var c11n1 = Vec.zero
        var c12n0 = Vec.zero
        var c12n1 = Vec.zero
        var c13n0 = Vec.zero
        var c13n1 = Vec.zero
        var q = w
        var channel = x
        for _ in 0..<channels {
            for k in 0..<taps {
                let p = channel + offsets[k]
                let b0 = load(q + 0 * vectorWidth)
                let b1 = load(q + 1 * vectorWidth)
                let a0 = Vec(repeating: p[0])
                c0n0 = v_fma(a0, b0, c0n0)
                c0n1 = v_fma(a0, b1, c0n1)
                let a1 = Vec(repeating: p[1])
                c1n0 = v_fma(a1, b0, c1n0)
                c1n1 = v_fma(a1, b1, c1n1)
                let a2 = Vec(repeating: p[2])
                c2n0 = v_fma(a2, b0, c2n0)
                c2n1 = v_fma(a2, b1, c2n1)
                let a3 = Vec(repeating: p[3])
                c3n0 = v_fma(a3, b0, c3n0)
                c3n1 = v_fma(a3, b1, c3n1)
                let a4 = Vec(repeating: p[4])
                c4n0 = v_fma(a4, b0, c4n0)
                c4n1 = v_fma(a4, b1, c4n1)
                let a5 = Vec(repeating: p[5])
                c5n0 = v_fma(a5, b0, c5n0)
                c5n1 = v_fma(a5, b1, c5n1)
                let a6 = Vec(repeating: p[6])
                c6n0 = v_fma(a6, b0, c6n0)
                c6n1 = v_fma(a6, b1, c6n1)
                let a7 = Vec(repeating: p[7])
                c7n0 = v_fma(a7, b0, c7n0)
                c7n1 = v_fma(a7, b1, c7n1)
                let a8 = Vec(repeating: p[8])
                c8n0 = v_fma(a8, b0, c8n0)
                c8n1 = v_fma(a8, b1, c8n1)
                let a9 = Vec(repeating: p[9])
                c9n0 = v_fma(a9, b0, c9n0)
                c9n1 = v_fma(a9, b1, c9n1)
                let a10 = Vec(repeating: p[10])
                c10n0 = v_fma(a10, b0, c10n0)
                c10n1 = v_fma(a10, b1, c10n1)
                let a11 = Vec(repeating: p[11])
                c11n0 = v_fma(a11, b0, c11n0)
                c11n1 = v_fma(a11, b1, c11n1)
                let a12 = Vec(repeating: p[12])
                c12n0 = v_fma(a12, b0, c12n0)
                c12n1 = v_fma(a12, b1, c12n1)
                let a13 = Vec(repeating: p[13])
                c13n0 = v_fma(a13, b0, c13n0)
                c13n1 = v_fma(a13, b1, c13n1)
                q += 2 * vectorWidth
            }
            q += skipped
            channel += xStep
        }
        store(0, 0, c0n0)
        store(0, 1, c0n1)
        store(1, 0, c1n0)
        store(1, 1, c1n1)
        store(2, 0, c2n0)
        store(2, 1, c2n1)
        store(3, 0, c3n0)
        store(3, 1, c3n1)
        store(4, 0, c4n0)
        store(4, 1, c4n1)
        store(5, 0, c5n0)
        store(5, 1, c5n1)
        store(6, 0, c6n0)
        store(6, 1, c6n1)
        store(7, 0, c7n0)
        store(7, 1, c7n1)
        store(8, 0, c8n0)
        store(8, 1, c8n1)
        store(9, 0, c9n0)
        store(9, 1, c9n1)
        store(10, 0, c10n0)
        store(10, 1, c10n1)
        store(11, 0, c11n0)
        store(11, 1, c11n1)
        store(12, 0, c12n0)
        store(12, 1, c12n1)
        store(13, 0, c13n0)
        store(13, 1, c13n1)
    }

    /// 12 neighbouring broadcast values times 2 vectors per tap, over the taps of all channels.
    ///
    /// `x` is the first value, to which each tap of a channel adds its offset and each channel `xStep`; `w` holds the
    /// vectors of all taps in order, of which `skipped` floats lie between two channels.
    @inline(always)
    func lanes12x2(
        channels: Int, taps: Int, x: In<Float>, xStep: Int, offsets: In<Int>, w: In<Float>, skipped: Int,
        _ store: (Int, Int, Vec) -> Void
    ) {
        var c0n0 = Vec.zero
        var c0n1 = Vec.zero
        var c1n0 = Vec.zero
        var c1n1 = Vec.zero
        var c2n0 = Vec.zero
        var c2n1 = Vec.zero
        var c3n0 = Vec.zero
        var c3n1 = Vec.zero
        var c4n0 = Vec.zero
        var c4n1 = Vec.zero
        var c5n0 = Vec.zero
        var c5n1 = Vec.zero
        var c6n0 = Vec.zero
        var c6n1 = Vec.zero
        var c7n0 = Vec.zero
        var c7n1 = Vec.zero
        var c8n0 = Vec.zero
        var c8n1 = Vec.zero
        var c9n0 = Vec.zero
        var c9n1 = Vec.zero
        var c10n0 = Vec.zero
        var c10n1 = Vec.zero
        var c11n0 = Vec.zero
        var c11n1 = Vec.zero
        var q = w
        var channel = x
        for _ in 0..<channels {
            for k in 0..<taps {
                let p = channel + offsets[k]
                let b0 = load(q + 0 * vectorWidth)
                let b1 = load(q + 1 * vectorWidth)
                let a0 = Vec(repeating: p[0])
                c0n0 = v_fma(a0, b0, c0n0)
                c0n1 = v_fma(a0, b1, c0n1)
                let a1 = Vec(repeating: p[1])
                c1n0 = v_fma(a1, b0, c1n0)
                c1n1 = v_fma(a1, b1, c1n1)
                let a2 = Vec(repeating: p[2])
                c2n0 = v_fma(a2, b0, c2n0)
                c2n1 = v_fma(a2, b1, c2n1)
                let a3 = Vec(repeating: p[3])
                c3n0 = v_fma(a3, b0, c3n0)
                c3n1 = v_fma(a3, b1, c3n1)
                let a4 = Vec(repeating: p[4])
                c4n0 = v_fma(a4, b0, c4n0)
                c4n1 = v_fma(a4, b1, c4n1)
                let a5 = Vec(repeating: p[5])
                c5n0 = v_fma(a5, b0, c5n0)
                c5n1 = v_fma(a5, b1, c5n1)
                let a6 = Vec(repeating: p[6])
                c6n0 = v_fma(a6, b0, c6n0)
                c6n1 = v_fma(a6, b1, c6n1)
                let a7 = Vec(repeating: p[7])
                c7n0 = v_fma(a7, b0, c7n0)
                c7n1 = v_fma(a7, b1, c7n1)
                let a8 = Vec(repeating: p[8])
                c8n0 = v_fma(a8, b0, c8n0)
                c8n1 = v_fma(a8, b1, c8n1)
                let a9 = Vec(repeating: p[9])
                c9n0 = v_fma(a9, b0, c9n0)
                c9n1 = v_fma(a9, b1, c9n1)
                let a10 = Vec(repeating: p[10])
                c10n0 = v_fma(a10, b0, c10n0)
                c10n1 = v_fma(a10, b1, c10n1)
                let a11 = Vec(repeating: p[11])
                c11n0 = v_fma(a11, b0, c11n0)
                c11n1 = v_fma(a11, b1, c11n1)
                q += 2 * vectorWidth
            }
            q += skipped
            channel += xStep
        }
        store(0, 0, c0n0)
        store(0, 1, c0n1)
        store(1, 0, c1n0)
        store(1, 1, c1n1)
        store(2, 0, c2n0)
        store(2, 1, c2n1)
        store(3, 0, c3n0)
        store(3, 1, c3n1)
        store(4, 0, c4n0)
        store(4, 1, c4n1)
        store(5, 0, c5n0)
        store(5, 1, c5n1)
        store(6, 0, c6n0)
        store(6, 1, c6n1)
        store(7, 0, c7n0)
        store(7, 1, c7n1)
        store(8, 0, c8n0)
        store(8, 1, c8n1)
        store(9, 0, c9n0)
        store(9, 1, c9n1)
        store(10, 0, c10n0)
        store(10, 1, c10n1)
        store(11, 0, c11n0)
        store(11, 1, c11n1)
    }

    /// 10 neighbouring broadcast values times 2 vectors per tap, over the taps of all channels.
    ///
    /// `x` is the first value, to which each tap of a channel adds its offset and each channel `xStep`; `w` holds the
    /// vectors of all taps in order, of which `skipped` floats lie between two channels.
    @inline(always)
    func lanes10x2(
        channels: Int, taps: Int, x: In<Float>, xStep: Int, offsets: In<Int>, w: In<Float>, skipped: Int,
        _ store: (Int, Int, Vec) -> Void
    ) {
        var c0n0 = Vec.zero
        var c0n1 = Vec.zero
        var c1n0 = Vec.zero
        var c1n1 = Vec.zero
        var c2n0 = Vec.zero
        var c2n1 = Vec.zero
        var c3n0 = Vec.zero
        var c3n1 = Vec.zero
        var c4n0 = Vec.zero
        var c4n1 = Vec.zero
        var c5n0 = Vec.zero
        var c5n1 = Vec.zero
        var c6n0 = Vec.zero
        var c6n1 = Vec.zero
        var c7n0 = Vec.zero
        var c7n1 = Vec.zero
        var c8n0 = Vec.zero
        var c8n1 = Vec.zero
        var c9n0 = Vec.zero
        var c9n1 = Vec.zero
        var q = w
        var channel = x
        for _ in 0..<channels {
            for k in 0..<taps {
                let p = channel + offsets[k]
                let b0 = load(q + 0 * vectorWidth)
                let b1 = load(q + 1 * vectorWidth)
                let a0 = Vec(repeating: p[0])
                c0n0 = v_fma(a0, b0, c0n0)
                c0n1 = v_fma(a0, b1, c0n1)
                let a1 = Vec(repeating: p[1])
                c1n0 = v_fma(a1, b0, c1n0)
                c1n1 = v_fma(a1, b1, c1n1)
                let a2 = Vec(repeating: p[2])
                c2n0 = v_fma(a2, b0, c2n0)
                c2n1 = v_fma(a2, b1, c2n1)
                let a3 = Vec(repeating: p[3])
                c3n0 = v_fma(a3, b0, c3n0)
                c3n1 = v_fma(a3, b1, c3n1)
                let a4 = Vec(repeating: p[4])
                c4n0 = v_fma(a4, b0, c4n0)
                c4n1 = v_fma(a4, b1, c4n1)
                let a5 = Vec(repeating: p[5])
                c5n0 = v_fma(a5, b0, c5n0)
                c5n1 = v_fma(a5, b1, c5n1)
                let a6 = Vec(repeating: p[6])
                c6n0 = v_fma(a6, b0, c6n0)
                c6n1 = v_fma(a6, b1, c6n1)
                let a7 = Vec(repeating: p[7])
                c7n0 = v_fma(a7, b0, c7n0)
                c7n1 = v_fma(a7, b1, c7n1)
                let a8 = Vec(repeating: p[8])
                c8n0 = v_fma(a8, b0, c8n0)
                c8n1 = v_fma(a8, b1, c8n1)
                let a9 = Vec(repeating: p[9])
                c9n0 = v_fma(a9, b0, c9n0)
                c9n1 = v_fma(a9, b1, c9n1)
                q += 2 * vectorWidth
            }
            q += skipped
            channel += xStep
        }
        store(0, 0, c0n0)
        store(0, 1, c0n1)
        store(1, 0, c1n0)
        store(1, 1, c1n1)
        store(2, 0, c2n0)
        store(2, 1, c2n1)
        store(3, 0, c3n0)
        store(3, 1, c3n1)
        store(4, 0, c4n0)
        store(4, 1, c4n1)
        store(5, 0, c5n0)
        store(5, 1, c5n1)
        store(6, 0, c6n0)
        store(6, 1, c6n1)
        store(7, 0, c7n0)
        store(7, 1, c7n1)
        store(8, 0, c8n0)
        store(8, 1, c8n1)
        store(9, 0, c9n0)
        store(9, 1, c9n1)
    }

    /// 8 neighbouring broadcast values times 2 vectors per tap, over the taps of all channels.
    ///
    /// `x` is the first value, to which each tap of a channel adds its offset and each channel `xStep`; `w` holds the
    /// vectors of all taps in order, of which `skipped` floats lie between two channels.
    @inline(always)
    func lanes8x2(
        channels: Int, taps: Int, x: In<Float>, xStep: Int, offsets: In<Int>, w: In<Float>, skipped: Int,
        _ store: (Int, Int, Vec) -> Void
    ) {
        var c0n0 = Vec.zero
        var c0n1 = Vec.zero
        var c1n0 = Vec.zero
        var c1n1 = Vec.zero
        var c2n0 = Vec.zero
        var c2n1 = Vec.zero
        var c3n0 = Vec.zero
        var c3n1 = Vec.zero
        var c4n0 = Vec.zero
        var c4n1 = Vec.zero
        var c5n0 = Vec.zero
        var c5n1 = Vec.zero
        var c6n0 = Vec.zero
        var c6n1 = Vec.zero
        var c7n0 = Vec.zero
        var c7n1 = Vec.zero
        var q = w
        var channel = x
        for _ in 0..<channels {
            for k in 0..<taps {
                let p = channel + offsets[k]
                let b0 = load(q + 0 * vectorWidth)
                let b1 = load(q + 1 * vectorWidth)
                let a0 = Vec(repeating: p[0])
                c0n0 = v_fma(a0, b0, c0n0)
                c0n1 = v_fma(a0, b1, c0n1)
                let a1 = Vec(repeating: p[1])
                c1n0 = v_fma(a1, b0, c1n0)
                c1n1 = v_fma(a1, b1, c1n1)
                let a2 = Vec(repeating: p[2])
                c2n0 = v_fma(a2, b0, c2n0)
                c2n1 = v_fma(a2, b1, c2n1)
                let a3 = Vec(repeating: p[3])
                c3n0 = v_fma(a3, b0, c3n0)
                c3n1 = v_fma(a3, b1, c3n1)
                let a4 = Vec(repeating: p[4])
                c4n0 = v_fma(a4, b0, c4n0)
                c4n1 = v_fma(a4, b1, c4n1)
                let a5 = Vec(repeating: p[5])
                c5n0 = v_fma(a5, b0, c5n0)
                c5n1 = v_fma(a5, b1, c5n1)
                let a6 = Vec(repeating: p[6])
                c6n0 = v_fma(a6, b0, c6n0)
                c6n1 = v_fma(a6, b1, c6n1)
                let a7 = Vec(repeating: p[7])
                c7n0 = v_fma(a7, b0, c7n0)
                c7n1 = v_fma(a7, b1, c7n1)
                q += 2 * vectorWidth
            }
            q += skipped
            channel += xStep
        }
        store(0, 0, c0n0)
        store(0, 1, c0n1)
        store(1, 0, c1n0)
        store(1, 1, c1n1)
        store(2, 0, c2n0)
        store(2, 1, c2n1)
        store(3, 0, c3n0)
        store(3, 1, c3n1)
        store(4, 0, c4n0)
        store(4, 1, c4n1)
        store(5, 0, c5n0)
        store(5, 1, c5n1)
        store(6, 0, c6n0)
        store(6, 1, c6n1)
        store(7, 0, c7n0)
        store(7, 1, c7n1)
    }

    /// 7 neighbouring broadcast values times 2 vectors per tap, over the taps of all channels.
    ///
    /// `x` is the first value, to which each tap of a channel adds its offset and each channel `xStep`; `w` holds the
    /// vectors of all taps in order, of which `skipped` floats lie between two channels.
    @inline(always)
    func lanes7x2(
        channels: Int, taps: Int, x: In<Float>, xStep: Int, offsets: In<Int>, w: In<Float>, skipped: Int,
        _ store: (Int, Int, Vec) -> Void
    ) {
        var c0n0 = Vec.zero
        var c0n1 = Vec.zero
        var c1n0 = Vec.zero
        var c1n1 = Vec.zero
        var c2n0 = Vec.zero
        var c2n1 = Vec.zero
        var c3n0 = Vec.zero
        var c3n1 = Vec.zero
        var c4n0 = Vec.zero
        var c4n1 = Vec.zero
        var c5n0 = Vec.zero
        var c5n1 = Vec.zero
        var c6n0 = Vec.zero
        var c6n1 = Vec.zero
        var q = w
        var channel = x
        for _ in 0..<channels {
            for k in 0..<taps {
                let p = channel + offsets[k]
                let b0 = load(q + 0 * vectorWidth)
                let b1 = load(q + 1 * vectorWidth)
                let a0 = Vec(repeating: p[0])
                c0n0 = v_fma(a0, b0, c0n0)
                c0n1 = v_fma(a0, b1, c0n1)
                let a1 = Vec(repeating: p[1])
                c1n0 = v_fma(a1, b0, c1n0)
                c1n1 = v_fma(a1, b1, c1n1)
                let a2 = Vec(repeating: p[2])
                c2n0 = v_fma(a2, b0, c2n0)
                c2n1 = v_fma(a2, b1, c2n1)
                let a3 = Vec(repeating: p[3])
                c3n0 = v_fma(a3, b0, c3n0)
                c3n1 = v_fma(a3, b1, c3n1)
                let a4 = Vec(repeating: p[4])
                c4n0 = v_fma(a4, b0, c4n0)
                c4n1 = v_fma(a4, b1, c4n1)
                let a5 = Vec(repeating: p[5])
                c5n0 = v_fma(a5, b0, c5n0)
                c5n1 = v_fma(a5, b1, c5n1)
                let a6 = Vec(repeating: p[6])
                c6n0 = v_fma(a6, b0, c6n0)
                c6n1 = v_fma(a6, b1, c6n1)
                q += 2 * vectorWidth
            }
            q += skipped
            channel += xStep
        }
        store(0, 0, c0n0)
        store(0, 1, c0n1)
        store(1, 0, c1n0)
        store(1, 1, c1n1)
        store(2, 0, c2n0)
        store(2, 1, c2n1)
        store(3, 0, c3n0)
        store(3, 1, c3n1)
        store(4, 0, c4n0)
        store(4, 1, c4n1)
        store(5, 0, c5n0)
        store(5, 1, c5n1)
        store(6, 0, c6n0)
        store(6, 1, c6n1)
    }

    /// 4 neighbouring broadcast values times 2 vectors per tap, over the taps of all channels.
    ///
    /// `x` is the first value, to which each tap of a channel adds its offset and each channel `xStep`; `w` holds the
    /// vectors of all taps in order, of which `skipped` floats lie between two channels.
    @inline(always)
    func lanes4x2(
        channels: Int, taps: Int, x: In<Float>, xStep: Int, offsets: In<Int>, w: In<Float>, skipped: Int,
        _ store: (Int, Int, Vec) -> Void
    ) {
        var c0n0 = Vec.zero
        var c0n1 = Vec.zero
        var c1n0 = Vec.zero
        var c1n1 = Vec.zero
        var c2n0 = Vec.zero
        var c2n1 = Vec.zero
        var c3n0 = Vec.zero
        var c3n1 = Vec.zero
        var q = w
        var channel = x
        for _ in 0..<channels {
            for k in 0..<taps {
                let p = channel + offsets[k]
                let b0 = load(q + 0 * vectorWidth)
                let b1 = load(q + 1 * vectorWidth)
                let a0 = Vec(repeating: p[0])
                c0n0 = v_fma(a0, b0, c0n0)
                c0n1 = v_fma(a0, b1, c0n1)
                let a1 = Vec(repeating: p[1])
                c1n0 = v_fma(a1, b0, c1n0)
                c1n1 = v_fma(a1, b1, c1n1)
                let a2 = Vec(repeating: p[2])
                c2n0 = v_fma(a2, b0, c2n0)
                c2n1 = v_fma(a2, b1, c2n1)
                let a3 = Vec(repeating: p[3])
                c3n0 = v_fma(a3, b0, c3n0)
                c3n1 = v_fma(a3, b1, c3n1)
                q += 2 * vectorWidth
            }
            q += skipped
            channel += xStep
        }
        store(0, 0, c0n0)
        store(0, 1, c0n1)
        store(1, 0, c1n0)
        store(1, 1, c1n1)
        store(2, 0, c2n0)
        store(2, 1, c2n1)
        store(3, 0, c3n0)
        store(3, 1, c3n1)
    }

#else

    /// 6 broadcast values times 2 vectors per step; `a` advances by 6 elements.
    @inline(always)
    func tile6x2(
        _ count: Int, _ a: In<Float>, _ load: (Int) -> (Vec, Vec), _ store: (Int, Int, Vec) -> Void
    ) {
        var c0n0 = Vec.zero
        var c0n1 = Vec.zero
        var c1n0 = Vec.zero
        var c1n1 = Vec.zero
        var c2n0 = Vec.zero
        var c2n1 = Vec.zero
        var c3n0 = Vec.zero
        var c3n1 = Vec.zero
        var c4n0 = Vec.zero
        var c4n1 = Vec.zero
        var c5n0 = Vec.zero
        var c5n1 = Vec.zero
        var p = a
        for k in 0..<count {
            let (b0, b1) = load(k)
            let a0 = Vec(repeating: p[0])
            c0n0 = v_fma(a0, b0, c0n0)
            c0n1 = v_fma(a0, b1, c0n1)
            let a1 = Vec(repeating: p[1])
            c1n0 = v_fma(a1, b0, c1n0)
            c1n1 = v_fma(a1, b1, c1n1)
            let a2 = Vec(repeating: p[2])
            c2n0 = v_fma(a2, b0, c2n0)
            c2n1 = v_fma(a2, b1, c2n1)
            let a3 = Vec(repeating: p[3])
            c3n0 = v_fma(a3, b0, c3n0)
            c3n1 = v_fma(a3, b1, c3n1)
            let a4 = Vec(repeating: p[4])
            c4n0 = v_fma(a4, b0, c4n0)
            c4n1 = v_fma(a4, b1, c4n1)
            let a5 = Vec(repeating: p[5])
            c5n0 = v_fma(a5, b0, c5n0)
            c5n1 = v_fma(a5, b1, c5n1)
            p += 6
        }
        store(0, 0, c0n0)
        store(0, 1, c0n1)
        store(1, 0, c1n0)
        store(1, 1, c1n1)
        store(2, 0, c2n0)
        store(2, 1, c2n1)
        store(3, 0, c3n0)
        store(3, 1, c3n1)
        store(4, 0, c4n0)
        store(4, 1, c4n1)
        store(5, 0, c5n0)
        store(5, 1, c5n1)
    }

    /// 6 broadcast values times 1 vectors per step; `a` advances by 6 elements.
    @inline(always)
    func tile6x1(
        _ count: Int, _ a: In<Float>, _ load: (Int) -> Vec, _ store: (Int, Int, Vec) -> Void
    ) {
        var c0n0 = Vec.zero
        var c1n0 = Vec.zero
        var c2n0 = Vec.zero
        var c3n0 = Vec.zero
        var c4n0 = Vec.zero
        var c5n0 = Vec.zero
        var p = a
        for k in 0..<count {
            let b0 = load(k)
            let a0 = Vec(repeating: p[0])
            c0n0 = v_fma(a0, b0, c0n0)
            let a1 = Vec(repeating: p[1])
            c1n0 = v_fma(a1, b0, c1n0)
            let a2 = Vec(repeating: p[2])
            c2n0 = v_fma(a2, b0, c2n0)
            let a3 = Vec(repeating: p[3])
            c3n0 = v_fma(a3, b0, c3n0)
            let a4 = Vec(repeating: p[4])
            c4n0 = v_fma(a4, b0, c4n0)
            let a5 = Vec(repeating: p[5])
            c5n0 = v_fma(a5, b0, c5n0)
            p += 6
        }
        store(0, 0, c0n0)
        store(1, 0, c1n0)
        store(2, 0, c2n0)
        store(3, 0, c3n0)
        store(4, 0, c4n0)
        store(5, 0, c5n0)
    }

    /// 4 broadcast values times 3 vectors per step; `a` advances by 4 elements.
    @inline(always)
    func tile4x3(
        _ count: Int, _ a: In<Float>, _ load: (Int) -> (Vec, Vec, Vec), _ store: (Int, Int, Vec) -> Void
    ) {
        var c0n0 = Vec.zero
        var c0n1 = Vec.zero
        var c0n2 = Vec.zero
        var c1n0 = Vec.zero
        var c1n1 = Vec.zero
        var c1n2 = Vec.zero
        var c2n0 = Vec.zero
        var c2n1 = Vec.zero
        var c2n2 = Vec.zero
        var c3n0 = Vec.zero
        var c3n1 = Vec.zero
        var c3n2 = Vec.zero
        var p = a
        for k in 0..<count {
            let (b0, b1, b2) = load(k)
            let a0 = Vec(repeating: p[0])
            c0n0 = v_fma(a0, b0, c0n0)
            c0n1 = v_fma(a0, b1, c0n1)
            c0n2 = v_fma(a0, b2, c0n2)
            let a1 = Vec(repeating: p[1])
            c1n0 = v_fma(a1, b0, c1n0)
            c1n1 = v_fma(a1, b1, c1n1)
            c1n2 = v_fma(a1, b2, c1n2)
            let a2 = Vec(repeating: p[2])
            c2n0 = v_fma(a2, b0, c2n0)
            c2n1 = v_fma(a2, b1, c2n1)
            c2n2 = v_fma(a2, b2, c2n2)
            let a3 = Vec(repeating: p[3])
            c3n0 = v_fma(a3, b0, c3n0)
            c3n1 = v_fma(a3, b1, c3n1)
            c3n2 = v_fma(a3, b2, c3n2)
            p += 4
        }
        store(0, 0, c0n0)
        store(0, 1, c0n1)
        store(0, 2, c0n2)
        store(1, 0, c1n0)
        store(1, 1, c1n1)
        store(1, 2, c1n2)
        store(2, 0, c2n0)
        store(2, 1, c2n1)
        store(2, 2, c2n2)
        store(3, 0, c3n0)
        store(3, 1, c3n1)
        store(3, 2, c3n2)
    }

    /// 4 broadcast values times 2 vectors per step; `a` advances by 4 elements.
    @inline(always)
    func tile4x2(
        _ count: Int, _ a: In<Float>, _ load: (Int) -> (Vec, Vec), _ store: (Int, Int, Vec) -> Void
    ) {
        var c0n0 = Vec.zero
        var c0n1 = Vec.zero
        var c1n0 = Vec.zero
        var c1n1 = Vec.zero
        var c2n0 = Vec.zero
        var c2n1 = Vec.zero
        var c3n0 = Vec.zero
        var c3n1 = Vec.zero
        var p = a
        for k in 0..<count {
            let (b0, b1) = load(k)
            let a0 = Vec(repeating: p[0])
            c0n0 = v_fma(a0, b0, c0n0)
            c0n1 = v_fma(a0, b1, c0n1)
            let a1 = Vec(repeating: p[1])
            c1n0 = v_fma(a1, b0, c1n0)
            c1n1 = v_fma(a1, b1, c1n1)
            let a2 = Vec(repeating: p[2])
            c2n0 = v_fma(a2, b0, c2n0)
            c2n1 = v_fma(a2, b1, c2n1)
            let a3 = Vec(repeating: p[3])
            c3n0 = v_fma(a3, b0, c3n0)
            c3n1 = v_fma(a3, b1, c3n1)
            p += 4
        }
        store(0, 0, c0n0)
        store(0, 1, c0n1)
        store(1, 0, c1n0)
        store(1, 1, c1n1)
        store(2, 0, c2n0)
        store(2, 1, c2n1)
        store(3, 0, c3n0)
        store(3, 1, c3n1)
    }

    /// 4 broadcast values times 1 vectors per step; `a` advances by 4 elements.
    @inline(always)
    func tile4x1(
        _ count: Int, _ a: In<Float>, _ load: (Int) -> Vec, _ store: (Int, Int, Vec) -> Void
    ) {
        var c0n0 = Vec.zero
        var c1n0 = Vec.zero
        var c2n0 = Vec.zero
        var c3n0 = Vec.zero
        var p = a
        for k in 0..<count {
            let b0 = load(k)
            let a0 = Vec(repeating: p[0])
            c0n0 = v_fma(a0, b0, c0n0)
            let a1 = Vec(repeating: p[1])
            c1n0 = v_fma(a1, b0, c1n0)
            let a2 = Vec(repeating: p[2])
            c2n0 = v_fma(a2, b0, c2n0)
            let a3 = Vec(repeating: p[3])
            c3n0 = v_fma(a3, b0, c3n0)
            p += 4
        }
        store(0, 0, c0n0)
        store(1, 0, c1n0)
        store(2, 0, c2n0)
        store(3, 0, c3n0)
    }

    /// 2 broadcast values times 2 vectors per step; `a` advances by 2 elements.
    @inline(always)
    func tile2x2(
        _ count: Int, _ a: In<Float>, _ load: (Int) -> (Vec, Vec), _ store: (Int, Int, Vec) -> Void
    ) {
        var c0n0 = Vec.zero
        var c0n1 = Vec.zero
        var c1n0 = Vec.zero
        var c1n1 = Vec.zero
        var p = a
        for k in 0..<count {
            let (b0, b1) = load(k)
            let a0 = Vec(repeating: p[0])
            c0n0 = v_fma(a0, b0, c0n0)
            c0n1 = v_fma(a0, b1, c0n1)
            let a1 = Vec(repeating: p[1])
            c1n0 = v_fma(a1, b0, c1n0)
            c1n1 = v_fma(a1, b1, c1n1)
            p += 2
        }
        store(0, 0, c0n0)
        store(0, 1, c0n1)
        store(1, 0, c1n0)
        store(1, 1, c1n1)
    }

    /// 2 broadcast values times 1 vectors per step; `a` advances by 2 elements.
    @inline(always)
    func tile2x1(
        _ count: Int, _ a: In<Float>, _ load: (Int) -> Vec, _ store: (Int, Int, Vec) -> Void
    ) {
        var c0n0 = Vec.zero
        var c1n0 = Vec.zero
        var p = a
        for k in 0..<count {
            let b0 = load(k)
            let a0 = Vec(repeating: p[0])
            c0n0 = v_fma(a0, b0, c0n0)
            let a1 = Vec(repeating: p[1])
            c1n0 = v_fma(a1, b0, c1n0)
            p += 2
        }
        store(0, 0, c0n0)
        store(1, 0, c1n0)
    }

    /// 6 broadcast values, `aRow` apart, times 2 vectors per step; `a` advances by one element.
    @inline(always)
    func lines6x2(
        _ count: Int, _ a: In<Float>, _ aRow: Int, _ load: (Int) -> (Vec, Vec), _ store: (Int, Int, Vec) -> Void
    ) {
        var c0n0 = Vec.zero
        var c0n1 = Vec.zero
        var c1n0 = Vec.zero
        var c1n1 = Vec.zero
        var c2n0 = Vec.zero
        var c2n1 = Vec.zero
        var c3n0 = Vec.zero
        var c3n1 = Vec.zero
        var c4n0 = Vec.zero
        var c4n1 = Vec.zero
        var c5n0 = Vec.zero
        var c5n1 = Vec.zero
        var p0 = a + 0 * aRow
        var p3 = a + 3 * aRow
        for k in 0..<count {
            let (b0, b1) = load(k)
            let a0 = Vec(repeating: p0[0])
            c0n0 = v_fma(a0, b0, c0n0)
            c0n1 = v_fma(a0, b1, c0n1)
            let a1 = Vec(repeating: p0[aRow])
            c1n0 = v_fma(a1, b0, c1n0)
            c1n1 = v_fma(a1, b1, c1n1)
            let a2 = Vec(repeating: p0[2 * aRow])
            c2n0 = v_fma(a2, b0, c2n0)
            c2n1 = v_fma(a2, b1, c2n1)
            let a3 = Vec(repeating: p3[0])
            c3n0 = v_fma(a3, b0, c3n0)
            c3n1 = v_fma(a3, b1, c3n1)
            let a4 = Vec(repeating: p3[aRow])
            c4n0 = v_fma(a4, b0, c4n0)
            c4n1 = v_fma(a4, b1, c4n1)
            let a5 = Vec(repeating: p3[2 * aRow])
            c5n0 = v_fma(a5, b0, c5n0)
            c5n1 = v_fma(a5, b1, c5n1)
            p0 += 1
            p3 += 1
        }
        store(0, 0, c0n0)
        store(0, 1, c0n1)
        store(1, 0, c1n0)
        store(1, 1, c1n1)
        store(2, 0, c2n0)
        store(2, 1, c2n1)
        store(3, 0, c3n0)
        store(3, 1, c3n1)
        store(4, 0, c4n0)
        store(4, 1, c4n1)
        store(5, 0, c5n0)
        store(5, 1, c5n1)
    }

    /// 6 broadcast values, `aRow` apart, times 1 vectors per step; `a` advances by one element.
    @inline(always)
    func lines6x1(
        _ count: Int, _ a: In<Float>, _ aRow: Int, _ load: (Int) -> Vec, _ store: (Int, Int, Vec) -> Void
    ) {
        var c0n0 = Vec.zero
        var c1n0 = Vec.zero
        var c2n0 = Vec.zero
        var c3n0 = Vec.zero
        var c4n0 = Vec.zero
        var c5n0 = Vec.zero
        var p0 = a + 0 * aRow
        var p3 = a + 3 * aRow
        for k in 0..<count {
            let b0 = load(k)
            let a0 = Vec(repeating: p0[0])
            c0n0 = v_fma(a0, b0, c0n0)
            let a1 = Vec(repeating: p0[aRow])
            c1n0 = v_fma(a1, b0, c1n0)
            let a2 = Vec(repeating: p0[2 * aRow])
            c2n0 = v_fma(a2, b0, c2n0)
            let a3 = Vec(repeating: p3[0])
            c3n0 = v_fma(a3, b0, c3n0)
            let a4 = Vec(repeating: p3[aRow])
            c4n0 = v_fma(a4, b0, c4n0)
            let a5 = Vec(repeating: p3[2 * aRow])
            c5n0 = v_fma(a5, b0, c5n0)
            p0 += 1
            p3 += 1
        }
        store(0, 0, c0n0)
        store(1, 0, c1n0)
        store(2, 0, c2n0)
        store(3, 0, c3n0)
        store(4, 0, c4n0)
        store(5, 0, c5n0)
    }

    /// 4 broadcast values, `aRow` apart, times 2 vectors per step; `a` advances by one element.
    @inline(always)
    func lines4x2(
        _ count: Int, _ a: In<Float>, _ aRow: Int, _ load: (Int) -> (Vec, Vec), _ store: (Int, Int, Vec) -> Void
    ) {
        var c0n0 = Vec.zero
        var c0n1 = Vec.zero
        var c1n0 = Vec.zero
        var c1n1 = Vec.zero
        var c2n0 = Vec.zero
        var c2n1 = Vec.zero
        var c3n0 = Vec.zero
        var c3n1 = Vec.zero
        var p0 = a + 0 * aRow
        var p3 = a + 3 * aRow
        for k in 0..<count {
            let (b0, b1) = load(k)
            let a0 = Vec(repeating: p0[0])
            c0n0 = v_fma(a0, b0, c0n0)
            c0n1 = v_fma(a0, b1, c0n1)
            let a1 = Vec(repeating: p0[aRow])
            c1n0 = v_fma(a1, b0, c1n0)
            c1n1 = v_fma(a1, b1, c1n1)
            let a2 = Vec(repeating: p0[2 * aRow])
            c2n0 = v_fma(a2, b0, c2n0)
            c2n1 = v_fma(a2, b1, c2n1)
            let a3 = Vec(repeating: p3[0])
            c3n0 = v_fma(a3, b0, c3n0)
            c3n1 = v_fma(a3, b1, c3n1)
            p0 += 1
            p3 += 1
        }
        store(0, 0, c0n0)
        store(0, 1, c0n1)
        store(1, 0, c1n0)
        store(1, 1, c1n1)
        store(2, 0, c2n0)
        store(2, 1, c2n1)
        store(3, 0, c3n0)
        store(3, 1, c3n1)
    }

    /// 4 broadcast values, `aRow` apart, times 1 vectors per step; `a` advances by one element.
    @inline(always)
    func lines4x1(
        _ count: Int, _ a: In<Float>, _ aRow: Int, _ load: (Int) -> Vec, _ store: (Int, Int, Vec) -> Void
    ) {
        var c0n0 = Vec.zero
        var c1n0 = Vec.zero
        var c2n0 = Vec.zero
        var c3n0 = Vec.zero
        var p0 = a + 0 * aRow
        var p3 = a + 3 * aRow
        for k in 0..<count {
            let b0 = load(k)
            let a0 = Vec(repeating: p0[0])
            c0n0 = v_fma(a0, b0, c0n0)
            let a1 = Vec(repeating: p0[aRow])
            c1n0 = v_fma(a1, b0, c1n0)
            let a2 = Vec(repeating: p0[2 * aRow])
            c2n0 = v_fma(a2, b0, c2n0)
            let a3 = Vec(repeating: p3[0])
            c3n0 = v_fma(a3, b0, c3n0)
            p0 += 1
            p3 += 1
        }
        store(0, 0, c0n0)
        store(1, 0, c1n0)
        store(2, 0, c2n0)
        store(3, 0, c3n0)
    }

    /// 2 broadcast values, `aRow` apart, times 2 vectors per step; `a` advances by one element.
    @inline(always)
    func lines2x2(
        _ count: Int, _ a: In<Float>, _ aRow: Int, _ load: (Int) -> (Vec, Vec), _ store: (Int, Int, Vec) -> Void
    ) {
        var c0n0 = Vec.zero
        var c0n1 = Vec.zero
        var c1n0 = Vec.zero
        var c1n1 = Vec.zero
        var p0 = a + 0 * aRow
        for k in 0..<count {
            let (b0, b1) = load(k)
            let a0 = Vec(repeating: p0[0])
            c0n0 = v_fma(a0, b0, c0n0)
            c0n1 = v_fma(a0, b1, c0n1)
            let a1 = Vec(repeating: p0[aRow])
            c1n0 = v_fma(a1, b0, c1n0)
            c1n1 = v_fma(a1, b1, c1n1)
            p0 += 1
        }
        store(0, 0, c0n0)
        store(0, 1, c0n1)
        store(1, 0, c1n0)
        store(1, 1, c1n1)
    }

    /// 2 broadcast values, `aRow` apart, times 1 vectors per step; `a` advances by one element.
    @inline(always)
    func lines2x1(
        _ count: Int, _ a: In<Float>, _ aRow: Int, _ load: (Int) -> Vec, _ store: (Int, Int, Vec) -> Void
    ) {
        var c0n0 = Vec.zero
        var c1n0 = Vec.zero
        var p0 = a + 0 * aRow
        for k in 0..<count {
            let b0 = load(k)
            let a0 = Vec(repeating: p0[0])
            c0n0 = v_fma(a0, b0, c0n0)
            let a1 = Vec(repeating: p0[aRow])
            c1n0 = v_fma(a1, b0, c1n0)
            p0 += 1
        }
        store(0, 0, c0n0)
        store(1, 0, c1n0)
    }

    /// 6 broadcast values times 2 vectors per step; `a` advances by 6 elements.
    @inline(always)
    func doubleTile6x2(
        _ count: Int, _ a: In<Double>, _ load: (Int) -> (VecDouble, VecDouble), _ store: (Int, Int, VecDouble) -> Void
    ) {
        var c0n0 = VecDouble.zero
        var c0n1 = VecDouble.zero
        var c1n0 = VecDouble.zero
        var c1n1 = VecDouble.zero
        var c2n0 = VecDouble.zero
        var c2n1 = VecDouble.zero
        var c3n0 = VecDouble.zero
        var c3n1 = VecDouble.zero
        var c4n0 = VecDouble.zero
        var c4n1 = VecDouble.zero
        var c5n0 = VecDouble.zero
        var c5n1 = VecDouble.zero
        var p = a
        for k in 0..<count {
            let (b0, b1) = load(k)
            let a0 = VecDouble(repeating: p[0])
            c0n0 = d_fma(a0, b0, c0n0)
            c0n1 = d_fma(a0, b1, c0n1)
            let a1 = VecDouble(repeating: p[1])
            c1n0 = d_fma(a1, b0, c1n0)
            c1n1 = d_fma(a1, b1, c1n1)
            let a2 = VecDouble(repeating: p[2])
            c2n0 = d_fma(a2, b0, c2n0)
            c2n1 = d_fma(a2, b1, c2n1)
            let a3 = VecDouble(repeating: p[3])
            c3n0 = d_fma(a3, b0, c3n0)
            c3n1 = d_fma(a3, b1, c3n1)
            let a4 = VecDouble(repeating: p[4])
            c4n0 = d_fma(a4, b0, c4n0)
            c4n1 = d_fma(a4, b1, c4n1)
            let a5 = VecDouble(repeating: p[5])
            c5n0 = d_fma(a5, b0, c5n0)
            c5n1 = d_fma(a5, b1, c5n1)
            p += 6
        }
        store(0, 0, c0n0)
        store(0, 1, c0n1)
        store(1, 0, c1n0)
        store(1, 1, c1n1)
        store(2, 0, c2n0)
        store(2, 1, c2n1)
        store(3, 0, c3n0)
        store(3, 1, c3n1)
        store(4, 0, c4n0)
        store(4, 1, c4n1)
        store(5, 0, c5n0)
        store(5, 1, c5n1)
    }

    /// 3 vectors times 3 vectors, lane by lane, per step.
    @inline(always)
    func pairs3x3(
        _ count: Int, _ first: (Int, Int) -> Vec, _ second: (Int, Int) -> Vec,
        _ store: (Int, Int, Vec) -> Void
    ) {
        var c0n0 = Vec.zero
        var c0n1 = Vec.zero
        var c0n2 = Vec.zero
        var c1n0 = Vec.zero
        var c1n1 = Vec.zero
        var c1n2 = Vec.zero
        var c2n0 = Vec.zero
        var c2n1 = Vec.zero
        var c2n2 = Vec.zero
        for k in 0..<count {
            let b0 = second(k, 0)
            let b1 = second(k, 1)
            let b2 = second(k, 2)
            let a0 = first(k, 0)
            c0n0 = v_fma(a0, b0, c0n0)
            c0n1 = v_fma(a0, b1, c0n1)
            c0n2 = v_fma(a0, b2, c0n2)
            let a1 = first(k, 1)
            c1n0 = v_fma(a1, b0, c1n0)
            c1n1 = v_fma(a1, b1, c1n1)
            c1n2 = v_fma(a1, b2, c1n2)
            let a2 = first(k, 2)
            c2n0 = v_fma(a2, b0, c2n0)
            c2n1 = v_fma(a2, b1, c2n1)
            c2n2 = v_fma(a2, b2, c2n2)
        }
        store(0, 0, c0n0)
        store(0, 1, c0n1)
        store(0, 2, c0n2)
        store(1, 0, c1n0)
        store(1, 1, c1n1)
        store(1, 2, c1n2)
        store(2, 0, c2n0)
        store(2, 1, c2n1)
        store(2, 2, c2n2)
    }

    /// 2 rows of 7 neighbouring broadcast values times 1 vectors, over an area of positions.
    ///
    /// `d` holds the vectors of all positions in order, `x0`… are the rows' first values; the next position adds `xStep`, the
    /// next line `pitch`.
    @inline(always)
    func window2x7x1(
        height: Int, width: Int, xStep: Int, pitch: Int, d: In<Float>, dStep: Int, _ x0: In<Float>, _ x1: In<Float>,
        _ store: (Int, Int, Int, Vec) -> Void
    ) {
        var c0t0n0 = Vec.zero
        var c0t1n0 = Vec.zero
        var c0t2n0 = Vec.zero
        var c0t3n0 = Vec.zero
        var c0t4n0 = Vec.zero
        var c0t5n0 = Vec.zero
        var c0t6n0 = Vec.zero
        var c1t0n0 = Vec.zero
        var c1t1n0 = Vec.zero
        var c1t2n0 = Vec.zero
        var c1t3n0 = Vec.zero
        var c1t4n0 = Vec.zero
        var c1t5n0 = Vec.zero
        var c1t6n0 = Vec.zero
        var g = d
        var p0 = x0
        var p1 = x1
        let skip = pitch - width * xStep
        var left = width
        for _ in 0..<height * width {
            let g0 = load(g + 0 * vectorWidth)
            let a0t0 = Vec(repeating: p0[0])
            c0t0n0 = v_fma(a0t0, g0, c0t0n0)
            let a0t1 = Vec(repeating: p0[1])
            c0t1n0 = v_fma(a0t1, g0, c0t1n0)
            let a0t2 = Vec(repeating: p0[2])
            c0t2n0 = v_fma(a0t2, g0, c0t2n0)
            let a0t3 = Vec(repeating: p0[3])
            c0t3n0 = v_fma(a0t3, g0, c0t3n0)
            let a0t4 = Vec(repeating: p0[4])
            c0t4n0 = v_fma(a0t4, g0, c0t4n0)
            let a0t5 = Vec(repeating: p0[5])
            c0t5n0 = v_fma(a0t5, g0, c0t5n0)
            let a0t6 = Vec(repeating: p0[6])
            c0t6n0 = v_fma(a0t6, g0, c0t6n0)
            let a1t0 = Vec(repeating: p1[0])
            c1t0n0 = v_fma(a1t0, g0, c1t0n0)
            let a1t1 = Vec(repeating: p1[1])
            c1t1n0 = v_fma(a1t1, g0, c1t1n0)
            let a1t2 = Vec(repeating: p1[2])
            c1t2n0 = v_fma(a1t2, g0, c1t2n0)
            let a1t3 = Vec(repeating: p1[3])
            c1t3n0 = v_fma(a1t3, g0, c1t3n0)
            let a1t4 = Vec(repeating: p1[4])
            c1t4n0 = v_fma(a1t4, g0, c1t4n0)
            let a1t5 = Vec(repeating: p1[5])
            c1t5n0 = v_fma(a1t5, g0, c1t5n0)
            let a1t6 = Vec(repeating: p1[6])
            c1t6n0 = v_fma(a1t6, g0, c1t6n0)
            p0 += xStep
            p1 += xStep
            g += dStep
            left -= 1
            if left == 0 {
                left = width
                p0 += skip
                p1 += skip
            }
        }
        store(0, 0, 0, c0t0n0)
        store(0, 1, 0, c0t1n0)
        store(0, 2, 0, c0t2n0)
        store(0, 3, 0, c0t3n0)
        store(0, 4, 0, c0t4n0)
        store(0, 5, 0, c0t5n0)
        store(0, 6, 0, c0t6n0)
        store(1, 0, 0, c1t0n0)
        store(1, 1, 0, c1t1n0)
        store(1, 2, 0, c1t2n0)
        store(1, 3, 0, c1t3n0)
        store(1, 4, 0, c1t4n0)
        store(1, 5, 0, c1t5n0)
        store(1, 6, 0, c1t6n0)
    }

    /// 2 rows of 5 neighbouring broadcast values times 1 vectors, over an area of positions.
    ///
    /// `d` holds the vectors of all positions in order, `x0`… are the rows' first values; the next position adds `xStep`, the
    /// next line `pitch`.
    @inline(always)
    func window2x5x1(
        height: Int, width: Int, xStep: Int, pitch: Int, d: In<Float>, dStep: Int, _ x0: In<Float>, _ x1: In<Float>,
        _ store: (Int, Int, Int, Vec) -> Void
    ) {
        var c0t0n0 = Vec.zero
        var c0t1n0 = Vec.zero
        var c0t2n0 = Vec.zero
        var c0t3n0 = Vec.zero
        var c0t4n0 = Vec.zero
        var c1t0n0 = Vec.zero
        var c1t1n0 = Vec.zero
        var c1t2n0 = Vec.zero
        var c1t3n0 = Vec.zero
        var c1t4n0 = Vec.zero
        var g = d
        var p0 = x0
        var p1 = x1
        let skip = pitch - width * xStep
        var left = width
        for _ in 0..<height * width {
            let g0 = load(g + 0 * vectorWidth)
            let a0t0 = Vec(repeating: p0[0])
            c0t0n0 = v_fma(a0t0, g0, c0t0n0)
            let a0t1 = Vec(repeating: p0[1])
            c0t1n0 = v_fma(a0t1, g0, c0t1n0)
            let a0t2 = Vec(repeating: p0[2])
            c0t2n0 = v_fma(a0t2, g0, c0t2n0)
            let a0t3 = Vec(repeating: p0[3])
            c0t3n0 = v_fma(a0t3, g0, c0t3n0)
            let a0t4 = Vec(repeating: p0[4])
            c0t4n0 = v_fma(a0t4, g0, c0t4n0)
            let a1t0 = Vec(repeating: p1[0])
            c1t0n0 = v_fma(a1t0, g0, c1t0n0)
            let a1t1 = Vec(repeating: p1[1])
            c1t1n0 = v_fma(a1t1, g0, c1t1n0)
            let a1t2 = Vec(repeating: p1[2])
            c1t2n0 = v_fma(a1t2, g0, c1t2n0)
            let a1t3 = Vec(repeating: p1[3])
            c1t3n0 = v_fma(a1t3, g0, c1t3n0)
            let a1t4 = Vec(repeating: p1[4])
            c1t4n0 = v_fma(a1t4, g0, c1t4n0)
            p0 += xStep
            p1 += xStep
            g += dStep
            left -= 1
            if left == 0 {
                left = width
                p0 += skip
                p1 += skip
            }
        }
        store(0, 0, 0, c0t0n0)
        store(0, 1, 0, c0t1n0)
        store(0, 2, 0, c0t2n0)
        store(0, 3, 0, c0t3n0)
        store(0, 4, 0, c0t4n0)
        store(1, 0, 0, c1t0n0)
        store(1, 1, 0, c1t1n0)
        store(1, 2, 0, c1t2n0)
        store(1, 3, 0, c1t3n0)
        store(1, 4, 0, c1t4n0)
    }

    /// 1 rows of 5 neighbouring broadcast values times 2 vectors, over an area of positions.
    ///
    /// `d` holds the vectors of all positions in order, `x0`… are the rows' first values; the next position adds `xStep`, the
    /// next line `pitch`.
    @inline(always)
    func window1x5x2(
        height: Int, width: Int, xStep: Int, pitch: Int, d: In<Float>, dStep: Int, _ x0: In<Float>,
        _ store: (Int, Int, Int, Vec) -> Void
    ) {
        var c0t0n0 = Vec.zero
        var c0t0n1 = Vec.zero
        var c0t1n0 = Vec.zero
        var c0t1n1 = Vec.zero
        var c0t2n0 = Vec.zero
        var c0t2n1 = Vec.zero
        var c0t3n0 = Vec.zero
        var c0t3n1 = Vec.zero
        var c0t4n0 = Vec.zero
        var c0t4n1 = Vec.zero
        var g = d
        var p0 = x0
        let skip = pitch - width * xStep
        var left = width
        for _ in 0..<height * width {
            let g0 = load(g + 0 * vectorWidth)
            let g1 = load(g + 1 * vectorWidth)
            let a0t0 = Vec(repeating: p0[0])
            c0t0n0 = v_fma(a0t0, g0, c0t0n0)
            c0t0n1 = v_fma(a0t0, g1, c0t0n1)
            let a0t1 = Vec(repeating: p0[1])
            c0t1n0 = v_fma(a0t1, g0, c0t1n0)
            c0t1n1 = v_fma(a0t1, g1, c0t1n1)
            let a0t2 = Vec(repeating: p0[2])
            c0t2n0 = v_fma(a0t2, g0, c0t2n0)
            c0t2n1 = v_fma(a0t2, g1, c0t2n1)
            let a0t3 = Vec(repeating: p0[3])
            c0t3n0 = v_fma(a0t3, g0, c0t3n0)
            c0t3n1 = v_fma(a0t3, g1, c0t3n1)
            let a0t4 = Vec(repeating: p0[4])
            c0t4n0 = v_fma(a0t4, g0, c0t4n0)
            c0t4n1 = v_fma(a0t4, g1, c0t4n1)
            p0 += xStep
            g += dStep
            left -= 1
            if left == 0 {
                left = width
                p0 += skip
            }
        }
        store(0, 0, 0, c0t0n0)
        store(0, 0, 1, c0t0n1)
        store(0, 1, 0, c0t1n0)
        store(0, 1, 1, c0t1n1)
        store(0, 2, 0, c0t2n0)
        store(0, 2, 1, c0t2n1)
        store(0, 3, 0, c0t3n0)
        store(0, 3, 1, c0t3n1)
        store(0, 4, 0, c0t4n0)
        store(0, 4, 1, c0t4n1)
    }

    /// 4 rows of 3 neighbouring broadcast values times 1 vectors, over an area of positions.
    ///
    /// `d` holds the vectors of all positions in order, `x0`… are the rows' first values; the next position adds `xStep`, the
    /// next line `pitch`.
    @inline(always)
    func window4x3x1(
        height: Int, width: Int, xStep: Int, pitch: Int, d: In<Float>, dStep: Int, _ x0: In<Float>, _ x1: In<Float>,
        _ x2: In<Float>, _ x3: In<Float>,
        _ store: (Int, Int, Int, Vec) -> Void
    ) {
        var c0t0n0 = Vec.zero
        var c0t1n0 = Vec.zero
        var c0t2n0 = Vec.zero
        var c1t0n0 = Vec.zero
        var c1t1n0 = Vec.zero
        var c1t2n0 = Vec.zero
        var c2t0n0 = Vec.zero
        var c2t1n0 = Vec.zero
        var c2t2n0 = Vec.zero
        var c3t0n0 = Vec.zero
        var c3t1n0 = Vec.zero
        var c3t2n0 = Vec.zero
        var g = d
        var p0 = x0
        var p1 = x1
        var p2 = x2
        var p3 = x3
        let skip = pitch - width * xStep
        var left = width
        for _ in 0..<height * width {
            let g0 = load(g + 0 * vectorWidth)
            let a0t0 = Vec(repeating: p0[0])
            c0t0n0 = v_fma(a0t0, g0, c0t0n0)
            let a0t1 = Vec(repeating: p0[1])
            c0t1n0 = v_fma(a0t1, g0, c0t1n0)
            let a0t2 = Vec(repeating: p0[2])
            c0t2n0 = v_fma(a0t2, g0, c0t2n0)
            let a1t0 = Vec(repeating: p1[0])
            c1t0n0 = v_fma(a1t0, g0, c1t0n0)
            let a1t1 = Vec(repeating: p1[1])
            c1t1n0 = v_fma(a1t1, g0, c1t1n0)
            let a1t2 = Vec(repeating: p1[2])
            c1t2n0 = v_fma(a1t2, g0, c1t2n0)
            let a2t0 = Vec(repeating: p2[0])
            c2t0n0 = v_fma(a2t0, g0, c2t0n0)
            let a2t1 = Vec(repeating: p2[1])
            c2t1n0 = v_fma(a2t1, g0, c2t1n0)
            let a2t2 = Vec(repeating: p2[2])
            c2t2n0 = v_fma(a2t2, g0, c2t2n0)
            let a3t0 = Vec(repeating: p3[0])
            c3t0n0 = v_fma(a3t0, g0, c3t0n0)
            let a3t1 = Vec(repeating: p3[1])
            c3t1n0 = v_fma(a3t1, g0, c3t1n0)
            let a3t2 = Vec(repeating: p3[2])
            c3t2n0 = v_fma(a3t2, g0, c3t2n0)
            p0 += xStep
            p1 += xStep
            p2 += xStep
            p3 += xStep
            g += dStep
            left -= 1
            if left == 0 {
                left = width
                p0 += skip
                p1 += skip
                p2 += skip
                p3 += skip
            }
        }
        store(0, 0, 0, c0t0n0)
        store(0, 1, 0, c0t1n0)
        store(0, 2, 0, c0t2n0)
        store(1, 0, 0, c1t0n0)
        store(1, 1, 0, c1t1n0)
        store(1, 2, 0, c1t2n0)
        store(2, 0, 0, c2t0n0)
        store(2, 1, 0, c2t1n0)
        store(2, 2, 0, c2t2n0)
        store(3, 0, 0, c3t0n0)
        store(3, 1, 0, c3t1n0)
        store(3, 2, 0, c3t2n0)
    }

    /// 2 rows of 3 neighbouring broadcast values times 2 vectors, over an area of positions.
    ///
    /// `d` holds the vectors of all positions in order, `x0`… are the rows' first values; the next position adds `xStep`, the
    /// next line `pitch`.
    @inline(always)
    func window2x3x2(
        height: Int, width: Int, xStep: Int, pitch: Int, d: In<Float>, dStep: Int, _ x0: In<Float>, _ x1: In<Float>,
        _ store: (Int, Int, Int, Vec) -> Void
    ) {
        var c0t0n0 = Vec.zero
        var c0t0n1 = Vec.zero
        var c0t1n0 = Vec.zero
        var c0t1n1 = Vec.zero
        var c0t2n0 = Vec.zero
        var c0t2n1 = Vec.zero
        var c1t0n0 = Vec.zero
        var c1t0n1 = Vec.zero
        var c1t1n0 = Vec.zero
        var c1t1n1 = Vec.zero
        var c1t2n0 = Vec.zero
        var c1t2n1 = Vec.zero
        var g = d
        var p0 = x0
        var p1 = x1
        let skip = pitch - width * xStep
        var left = width
        for _ in 0..<height * width {
            let g0 = load(g + 0 * vectorWidth)
            let g1 = load(g + 1 * vectorWidth)
            let a0t0 = Vec(repeating: p0[0])
            c0t0n0 = v_fma(a0t0, g0, c0t0n0)
            c0t0n1 = v_fma(a0t0, g1, c0t0n1)
            let a0t1 = Vec(repeating: p0[1])
            c0t1n0 = v_fma(a0t1, g0, c0t1n0)
            c0t1n1 = v_fma(a0t1, g1, c0t1n1)
            let a0t2 = Vec(repeating: p0[2])
            c0t2n0 = v_fma(a0t2, g0, c0t2n0)
            c0t2n1 = v_fma(a0t2, g1, c0t2n1)
            let a1t0 = Vec(repeating: p1[0])
            c1t0n0 = v_fma(a1t0, g0, c1t0n0)
            c1t0n1 = v_fma(a1t0, g1, c1t0n1)
            let a1t1 = Vec(repeating: p1[1])
            c1t1n0 = v_fma(a1t1, g0, c1t1n0)
            c1t1n1 = v_fma(a1t1, g1, c1t1n1)
            let a1t2 = Vec(repeating: p1[2])
            c1t2n0 = v_fma(a1t2, g0, c1t2n0)
            c1t2n1 = v_fma(a1t2, g1, c1t2n1)
            p0 += xStep
            p1 += xStep
            g += dStep
            left -= 1
            if left == 0 {
                left = width
                p0 += skip
                p1 += skip
            }
        }
        store(0, 0, 0, c0t0n0)
        store(0, 0, 1, c0t0n1)
        store(0, 1, 0, c0t1n0)
        store(0, 1, 1, c0t1n1)
        store(0, 2, 0, c0t2n0)
        store(0, 2, 1, c0t2n1)
        store(1, 0, 0, c1t0n0)
        store(1, 0, 1, c1t0n1)
        store(1, 1, 0, c1t1n0)
        store(1, 1, 1, c1t1n1)
        store(1, 2, 0, c1t2n0)
        store(1, 2, 1, c1t2n1)
    }

#endif
