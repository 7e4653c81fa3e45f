import CSIMD
import GradusKernelTypes

#if ISA_V3 || ISA_V4
    /// Turns blocks of 16 uniforms into normals, with the polynomials and roundings of the scalar twin
    /// `normalBlocksPolynomial`. False where the instruction set has no fused multiply-add: libm is used there.
    func normalBlocks(_ blocks: Int, mean: Float, std: Float, y: Out<Float>) -> Bool {
        var block = 0
        while block < blocks {
            let low = y + block * 16
            #if ISA_V4
                // Two blocks side by side; a single last one twice.
                let high = block + 1 < blocks ? low + 16 : low
            #else
                let high = low
            #endif
            let u = splat(1) - loadChunks(low, high)
            let angle = splat(6.2831853) * loadChunks(low + 8, high + 8)
            let radius = v_sqrt(splat(-2) * cephesLog(u))
            let (sine, cosine) = cephesSinCos(angle)
            storeChunks(v_fma_exact(radius * cosine, splat(std), splat(mean)), low, high)
            storeChunks(v_fma_exact(radius * sine, splat(std), splat(mean)), low + 8, high + 8)
            block += vectorWidth / 8
        }
        return true
    }

    @inline(always)
    private func storeChunks(_ v: Vec, _ low: Out<Float>, _ high: Out<Float>) {
        if chunksPerVector == 2 { v_store_chunk(v_high(v), high) }
        v_store_chunk(v_low(v), low)
    }

    @inline(always)
    private func cephesLog(_ v: Vec) -> Vec {
        let raw = bits(v)
        var e = v_from_int((raw &>> VecInt(repeating: 23)) &- VecInt(repeating: 126))
        let m = floats((raw & VecInt(repeating: 0x7f_ffff)) | VecInt(repeating: 0x3f00_0000))
        let low = m .< splat(0.70710678)
        e = choose(low, e - splat(1), e)
        var x = m - splat(1)
        x = choose(low, x + m, x)
        let z = x * x
        var y = splat(7.0376836292e-2)
        y = v_fma_exact(y, x, splat(-1.1514610310e-1))
        y = v_fma_exact(y, x, splat(1.1676998740e-1))
        y = v_fma_exact(y, x, splat(-1.2420140846e-1))
        y = v_fma_exact(y, x, splat(1.4249322787e-1))
        y = v_fma_exact(y, x, splat(-1.6668057665e-1))
        y = v_fma_exact(y, x, splat(2.0000714765e-1))
        y = v_fma_exact(y, x, splat(-2.4999993993e-1))
        y = v_fma_exact(y, x, splat(3.3333331174e-1))
        y = y * x
        y = v_fma_exact(y, z, e * splat(-2.12194440e-4))
        y = v_fma_exact(-z, splat(0.5), y)
        return v_fma_exact(e, splat(0.693359375), x + y)
    }

    @inline(always)
    private func cephesSinCos(_ t: Vec) -> (Vec, Vec) {
        let j = (v_to_int(t * splat(1.27323954473516)) &+ VecInt(repeating: 1)) & VecInt(repeating: ~1)
        let q = v_from_int(j)
        var x = v_fma_exact(q, splat(-0.78515625), t)
        x = v_fma_exact(q, splat(-2.4187564849853515625e-4), x)
        x = v_fma_exact(q, splat(-3.77489497744594108e-8), x)
        let z = x * x
        var c = splat(2.443315711809948e-5)
        c = v_fma_exact(c, z, splat(-1.388731625493765e-3))
        c = v_fma_exact(c, z, splat(4.166664568298827e-2))
        c = c * z
        c = v_fma_exact(c, z, -(splat(0.5) * z)) + splat(1)
        var s = splat(-1.9515295891e-4)
        s = v_fma_exact(s, z, splat(8.3321608736e-3))
        s = v_fma_exact(s, z, splat(-1.6666654611e-1))
        s = s * z
        s = v_fma_exact(s, x, x)
        let zero = VecInt(repeating: 0)
        let swapped = (j & VecInt(repeating: 2)) .!= zero
        let sine = choose(swapped, c, s)
        let cosine = choose(swapped, s, c)
        return (
            choose((j & VecInt(repeating: 4)) .!= zero, -sine, sine),
            choose(((j &- VecInt(repeating: 2)) & VecInt(repeating: 4)) .== zero, -cosine, cosine)
        )
    }
#else
    func normalBlocks(_ blocks: Int, mean: Float, std: Float, y: Out<Float>) -> Bool { false }
#endif
