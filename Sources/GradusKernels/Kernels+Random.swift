import GradusKernelTypes

extension Kernels {
    /// Seeds the 625-word MT19937 state.
    package static func mersenneSeed(_ seed: UInt32, state: Out<UInt32>) {
        ScalarKernels.mersenneSeed(seed, state: state)
    }

    /// The next n tempered words.
    package static func mersenneWords(n: Int, state: Out<UInt32>, y: Out<UInt32>) {
        active.random.words(n, state, y)
    }

    /// from + word mod range, for ranges from 1 to below 2²⁸; one word each. The remainder is that of D. Lemire, O. Kaser
    /// and N. Kurz, "Faster remainder by direct computation" (2019): exact for 32 bits, without a division.
    package static func integers(n: Int, from: Int, range: UInt32, state: Out<UInt32>, y: Out<Int>) {
        let reciprocal = UInt64.max / UInt64(range) &+ 1
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 1024) { words in
            guard let base = words.baseAddress else { return }
            var done = 0
            while done < n, !Threads.isStopping {
                let count = Swift.min(1024, n - done)
                mersenneWords(n: count, state: state, y: base)
                for i in 0..<count {
                    let rest = reciprocal &* UInt64(base[i])
                    y[done + i] = from &+ Int(rest.multipliedFullWidth(by: UInt64(range)).high)
                }
                done += count
            }
        }
    }

    /// Uniform numbers fma(u, to − from, from) with u of 24 bits (one word each) or, for Double, 53 bits (two words).
    package static func uniform(n: Int, from: Float, to: Float, state: Out<UInt32>, y: Out<Float>) {
        guard from == 0, to == 1 else {
            Threads.inStretches(n) {
                ScalarKernels.uniform(n: $0.count, from: from, to: to, state: state, y: y + $0.lowerBound)
            }
            return
        }
        let table = active.random
        Threads.inStretches(n) {
            let part = y + $0.lowerBound
            // The words are written where their floats will be.
            table.words($0.count, state, UnsafeMutableRawPointer(part).assumingMemoryBound(to: UInt32.self))
            table.uniform($0.count, part)
        }
    }

    package static func uniform(n: Int, from: Double, to: Double, state: Out<UInt32>, y: Out<Double>) {
        Threads.inStretches(n) {
            ScalarKernels.uniform(n: $0.count, from: from, to: to, state: state, y: y + $0.lowerBound)
        }
    }

    /// `value` where a 53-bit uniform is below p, else 0; two words each.
    package static func bernoulli(n: Int, p: Double, value: Float = 1, state: Out<UInt32>, y: Out<Float>) {
        let table = active.random
        // u · 2⁻⁵³ < p, in whole numbers.
        let threshold = UInt64(Swift.min(Swift.max(p * 0x1p53, 0), 0x1p53).rounded(.up))
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 2048) { words in
            guard let base = words.baseAddress else { return }
            var done = 0
            while done < n, !Threads.isStopping {
                let count = Swift.min(1024, n - done)
                table.words(2 * count, state, base)
                table.bernoulli(count, threshold, value, UnsafePointer(base), y + done)
                done += count
            }
        }
    }

    package static func bernoulli(n: Int, p: Double, state: Out<UInt32>, y: Out<Double>) {
        Threads.inStretches(n) {
            ScalarKernels.bernoulli(n: $0.count, p: p, state: state, y: y + $0.lowerBound)
        }
    }

    /// n ≥ 16 normal numbers of contiguous memory: fills y with uniforms, turns blocks of 16 into normals, and
    /// draws the last block again if n is no multiple of 16.
    package static func normal(n: Int, mean: Float, std: Float, state: Out<UInt32>, y: Out<Float>) {
        guard n >= 16 else { return }
        uniform(n: n, from: 0, to: 1, state: state, y: y)
        normalBlocks(n / 16, mean: mean, std: std, y: y)
        if n % 16 != 0 {
            uniform(n: 16, from: 0, to: 1, state: state, y: y + (n - 16))
            normalBlocks(1, mean: mean, std: std, y: y + (n - 16))
        }
    }

    package static func normal(n: Int, mean: Double, std: Double, state: Out<UInt32>, y: Out<Double>) {
        guard n >= 16 else { return }
        uniform(n: n, from: 0, to: 1, state: state, y: y)
        normalBlocks(n / 16, mean: mean, std: std, y: y)
        if n % 16 != 0 {
            uniform(n: 16, from: 0, to: 1, state: state, y: y + (n - 16))
            normalBlocks(1, mean: mean, std: std, y: y + (n - 16))
        }
    }

    /// Box–Muller on blocks of 16 uniforms in place.
    package static func normalBlocks(_ blocks: Int, mean: Float, std: Float, y: Out<Float>) {
        Threads.inStretches(blocks, of: 1 << 16) {
            let part = y + 16 * $0.lowerBound
            if !active.normalBlocks($0.count, mean, std, part) {
                ScalarKernels.normalBlocks($0.count, mean: mean, std: std, y: part)
            }
        }
    }

    package static func normalBlocks(_ blocks: Int, mean: Double, std: Double, y: Out<Double>) {
        Threads.inStretches(blocks, of: 1 << 16) {
            ScalarKernels.normalBlocks($0.count, mean: mean, std: std, y: y + 16 * $0.lowerBound)
        }
    }
}
