import GradusKernelTypes

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

// MT19937 (Matsumoto and Nishimura, 1998). The state is 625 words: 624 of the generator and the number of them
// already used.
extension ScalarKernels {
    package static let mersenneStateWords = 625

    package static func mersenneSeed(_ seed: UInt32, state: Out<UInt32>) {
        state[0] = seed
        for j in 1..<624 {
            state[j] = 1_812_433_253 &* (state[j - 1] ^ (state[j - 1] >> 30)) &+ UInt32(truncatingIfNeeded: j)
        }
        state[624] = 624
    }

    package static func mersenneTwist(_ s: Out<UInt32>) {
        @inline(__always) func mix(_ a: UInt32, _ b: UInt32, _ c: UInt32) -> UInt32 {
            let y = (a & 0x8000_0000) | (b & 0x7fff_ffff)
            return c ^ (y >> 1) ^ ((0 &- (b & 1)) & 0x9908_b0df)
        }
        for i in 0..<227 { s[i] = mix(s[i], s[i + 1], s[i + 397]) }
        for i in 227..<623 { s[i] = mix(s[i], s[i + 1], s[i - 227]) }
        s[623] = mix(s[623], s[0], s[396])
        s[624] = 0
    }

    @inline(__always)
    static func temper(_ word: UInt32) -> UInt32 {
        var y = word
        y ^= y >> 11
        y ^= (y << 7) & 0x9d2c_5680
        y ^= (y << 15) & 0xefc6_0000
        y ^= y >> 18
        return y
    }

    package static func mersenneWords(n: Int, state: Out<UInt32>, y: Out<UInt32>) {
        var done = 0
        while done < n {
            if state[624] >= 624 { mersenneTwist(state) }
            let used = Int(state[624])
            let take = Swift.min(624 - used, n - done)
            let words = state + used
            let out = y + done
            for i in 0..<take { out[i] = temper(words[i]) }
            state[624] = UInt32(truncatingIfNeeded: used + take)
            done += take
        }
    }

    /// y = fma(u24, to − from, from), and `from` where that rounds up to `to`. One word each.
    package static func uniform(n: Int, from: Float, to: Float, state: Out<UInt32>, y: Out<Float>) {
        // The words are written where their floats will be.
        let words = UnsafeMutableRawPointer(y).assumingMemoryBound(to: UInt32.self)
        mersenneWords(n: n, state: state, y: words)
        if from == 0 && to == 1 {
            for i in 0..<n { y[i] = Float(Int32(truncatingIfNeeded: words[i] & 0xff_ffff)) * 0x1p-24 }
            return
        }
        let width = to - from
        for i in 0..<n {
            let u = Float(Int32(truncatingIfNeeded: words[i] & 0xff_ffff)) * 0x1p-24
            let v = from.addingProduct(u, width)
            y[i] = v == to ? from : v
        }
    }

    /// The same with u53: two words each, the first one the high half.
    package static func uniform(n: Int, from: Double, to: Double, state: Out<UInt32>, y: Out<Double>) {
        let width = to - from
        forEachU53(n, state: state) { at, u in
            let v = from.addingProduct(u, width)
            y[at] = v == to ? from : v
        }
    }

    @inline(__always)
    private static func forEachU53(_ n: Int, state: Out<UInt32>, _ body: (Int, Double) -> Void) {
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 1024) { buffer in
            guard let words = buffer.baseAddress else { return }
            var done = 0
            while done < n {
                let take = Swift.min(512, n - done)
                mersenneWords(n: 2 * take, state: state, y: words)
                for i in 0..<take {
                    let bits = (UInt64(words[2 * i]) << 32 | UInt64(words[2 * i + 1])) & 0x1f_ffff_ffff_ffff
                    body(done + i, Double(Int64(bitPattern: bits)) * 0x1p-53)
                }
                done += take
            }
        }
    }

    /// y = 1 where u53 < p, else 0.
    package static func bernoulli<T: KernelScalar>(n: Int, p: Double, state: Out<UInt32>, y: Out<T>) {
        forEachU53(n, state: state) { y[$0] = $1 < p ? 1 : 0 }
    }

    /// Turns blocks of 16 uniforms into normals (Box–Muller on elements j and j + 8), through float32 libm with
    /// the angle rounded from float64.
    package static func normalBlocks(_ blocks: Int, mean: Float, std: Float, y: Out<Float>) {
        for block in 0..<blocks {
            let d = y + block * 16
            for j in 0..<8 {
                let r = (-2 * logf(1 - d[j])).squareRoot()
                let t = Float(2 * Double.pi * Double(d[j + 8]))
                d[j] = mean.addingProduct(r * cosf(t), std)
                d[j + 8] = mean.addingProduct(r * sinf(t), std)
            }
        }
    }

    package static func normalBlocks(_ blocks: Int, mean: Double, std: Double, y: Out<Double>) {
        for block in 0..<blocks {
            let d = y + block * 16
            for j in 0..<8 {
                let r = (-2 * log(1 - d[j])).squareRoot()
                let t = 2 * Double.pi * d[j + 8]
                d[j] = mean.addingProduct(r * cos(t), std)
                d[j + 8] = mean.addingProduct(r * sin(t), std)
            }
        }
    }

    /// The float32 block with the single-precision polynomials of the public-domain Cephes library, every step
    /// rounded as on a machine with AVX2.
    package static func normalBlocksPolynomial(_ blocks: Int, mean: Float, std: Float, y: Out<Float>) {
        for block in 0..<blocks {
            let d = y + block * 16
            for j in 0..<8 {
                let r = (-2 * cephesLog(1 - d[j])).squareRoot()
                let (sine, cosine) = cephesSinCos(6.2831853 * d[j + 8])
                d[j] = mean.addingProduct(r * cosine, std)
                d[j + 8] = mean.addingProduct(r * sine, std)
            }
        }
    }

    private static func cephesLog(_ v: Float) -> Float {
        var e = Float(Int32(v.bitPattern >> 23) - 126)
        let m = Float(bitPattern: (v.bitPattern & 0x7f_ffff) | 0x3f00_0000)
        var x = m - 1
        if m < 0.70710678 {
            e -= 1
            x += m
        }
        let z = x * x
        var y: Float = 7.0376836292e-2
        for p: Float in [
            -1.1514610310e-1, 1.1676998740e-1, -1.2420140846e-1, 1.4249322787e-1, -1.6668057665e-1,
            2.0000714765e-1, -2.4999993993e-1, 3.3333331174e-1,
        ] {
            y = p.addingProduct(y, x)
        }
        y = y * x
        y = (e * -2.12194440e-4).addingProduct(y, z)
        y = y.addingProduct(-z, 0.5)
        return (x + y).addingProduct(e, 0.693359375)
    }

    private static func cephesSinCos(_ t: Float) -> (Float, Float) {
        let j = (Int32(t * 1.27323954473516) + 1) & ~1
        let q = Float(j)
        var x = t.addingProduct(q, -0.78515625)
        x = x.addingProduct(q, -2.4187564849853515625e-4)
        x = x.addingProduct(q, -3.77489497744594108e-8)
        let z = x * x
        var c: Float = 2.443315711809948e-5
        c = Float(-1.388731625493765e-3).addingProduct(c, z)
        c = Float(4.166664568298827e-2).addingProduct(c, z)
        c = c * z
        c = (-(0.5 * z)).addingProduct(c, z) + 1
        var s: Float = -1.9515295891e-4
        s = Float(8.3321608736e-3).addingProduct(s, z)
        s = Float(-1.6666654611e-1).addingProduct(s, z)
        s = x.addingProduct(s * z, x)
        if j & 2 != 0 { swap(&s, &c) }
        return (j & 4 != 0 ? -s : s, (j - 2) & 4 == 0 ? -c : c)
    }
}
