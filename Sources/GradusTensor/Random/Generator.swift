import GradusKernels

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// PyTorch's CPU random number generator: MT19937 and one cached normal.
///
/// Source of every rule here: the generator's documented algorithms, checked bit by bit against recorded draws.
public final class Generator: @unchecked Sendable {
    /// The generator that functions take when none is given.
    public static let `default`: Generator = {
        var seed: UInt64 = 0
        if getentropy(&seed, 8) != 0 { seed = UInt64(truncatingIfNeeded: time(nil)) }
        return Generator(seed: seed & 0x1F_FFFF_FFFF_FFFF)
    }()

    /// Words of `state`: 624 of the engine and how many of them are used.
    static let stateWords = 625

    let state: UnsafeMutablePointer<UInt32>
    /// A standard normal left over from the last pair.
    private(set) var cachedNormal: Double?
    /// All 64 bits of the seed, though only the lower 32 count.
    public private(set) var initialSeed: UInt64

    /// A fresh `torch.Generator()` has the seed 67280421310721.
    public init(seed: UInt64 = 67_280_421_310_721) {
        state = .allocate(capacity: Generator.stateWords)
        state.initialize(repeating: 0, count: Generator.stateWords)
        initialSeed = seed
        self.seed(seed)
    }

    deinit { state.deallocate() }

    /// Starts again from a seed; forgets the cached normal.
    public func seed(_ seed: UInt64) {
        initialSeed = seed
        cachedNormal = nil
        Kernels.mersenneSeed(UInt32(truncatingIfNeeded: seed), state: state)
    }

    /// Seeds from the operating system and returns the seed.
    public func seedFromSystem() -> UInt64 {
        var value: UInt64 = 0
        if getentropy(&value, 8) != 0 { value = UInt64(truncatingIfNeeded: time(nil)) }
        value &= 0x1F_FFFF_FFFF_FFFF
        seed(value)
        return value
    }

    // MARK: State

    func restore(seed: UInt64, normal: Double?) {
        initialSeed = seed
        cachedNormal = normal
    }

    /// Bytes of a saved state: the words, the seed, whether a normal is cached, and that normal.
    public static let stateByteCount = stateWords * 4 + 8 + 8 + 8

    /// The whole state, the cached normal included.
    public var stateBytes: [UInt8] {
        get {
            var bytes: [UInt8] = []
            bytes.reserveCapacity(Generator.stateByteCount)
            func put(_ value: UInt64, _ count: Int) {
                for i in 0..<count { bytes.append(UInt8(truncatingIfNeeded: value >> (8 * UInt64(i)))) }
            }
            for i in 0..<Generator.stateWords { put(UInt64(state[i]), 4) }
            put(initialSeed, 8)
            put(cachedNormal == nil ? 0 : 1, 8)
            put((cachedNormal ?? 0).bitPattern, 8)
            return bytes
        }
    }

    /// - Throws: RuntimeError for bytes of a wrong length or with an impossible position.
    public func setState(_ bytes: [UInt8]) throws {
        guard bytes.count == Generator.stateByteCount else {
            throw TensorError(.runtimeError, "RNG state is wrong size")
        }
        func take(_ at: Int, _ count: Int) -> UInt64 {
            (0..<count).reduce(0) { $0 | UInt64(bytes[at + $1]) << (8 * UInt64($1)) }
        }
        guard take((Generator.stateWords - 1) * 4, 4) <= 624 else {
            throw TensorError(.runtimeError, "Invalid mt19937 state")
        }
        for i in 0..<Generator.stateWords { state[i] = UInt32(truncatingIfNeeded: take(i * 4, 4)) }
        let rest = Generator.stateWords * 4
        initialSeed = take(rest, 8)
        cachedNormal = take(rest + 8, 8) == 0 ? nil : Double(bitPattern: take(rest + 16, 8))
    }

    // MARK: Numbers

    /// The next tempered word.
    @inline(__always)
    public func nextUInt32() -> UInt32 {
        var word: UInt32 = 0
        Kernels.mersenneWords(n: 1, state: state, y: &word)
        return word
    }

    /// Two words, the first one the high half.
    @inline(__always)
    public func nextUInt64() -> UInt64 {
        let high = UInt64(nextUInt32())
        return high << 32 | UInt64(nextUInt32())
    }

    /// A multiple of 2⁻²⁴ in [0, 1) from one word.
    public func u24() -> Float { Float(nextUInt32() & 0xFF_FFFF) * 0x1p-24 }

    /// A multiple of 2⁻⁵³ in [0, 1) from two words.
    public func u53() -> Double { Double(nextUInt64() & 0x1F_FFFF_FFFF_FFFF) * 0x1p-53 }

    /// One normal number by the rule for small tensors: from the cache, or one of a fresh pair.
    public func normal(mean: Double = 0, std: Double = 1) -> Double {
        if let z = cachedNormal {
            cachedNormal = nil
            return mean.addingProduct(z, std)
        }
        let u1 = u53()
        let u2 = u53()
        let r = (-2 * log1p(-u2)).squareRoot()
        let t = 2 * Double.pi * u1
        cachedNormal = r * sin(t)
        return mean.addingProduct(r * cos(t), std)
    }

    /// An integer in [low, high): 32 bits are drawn for ranges below 2²⁸, else 64.
    public func integer(_ low: Int, _ high: Int) -> Int {
        let range = UInt64(bitPattern: Int64(high &- low))
        if range < 1 << 28 {
            return low &+ Int(UInt64(nextUInt32()) % max(range, 1))
        }
        return low &+ Int(truncatingIfNeeded: nextUInt64() % range)
    }

    /// The numbers 0 ..< n in random order, drawn as `randperm` draws them.
    public func randomPermutation(_ n: Int) -> [Int] {
        var a = [Int](repeating: 0, count: max(n, 0))
        a.withUnsafeMutableBufferPointer { p in
            if let base = p.baseAddress { fillPermutation(base, n) }
        }
        return a
    }

    /// A random order of 0 ..< n.
    func fillPermutation(_ p: UnsafeMutablePointer<Int>, _ n: Int) {
        if n >= 214_748_364 {
            for i in 0..<n {
                if i & 0xF_FFFF == 0, Interruption.isWanted { return }
                let z = Int(nextUInt64() % UInt64(i + 1))
                p[i] = p[z]
                p[z] = i
            }
            return
        }
        for i in 0..<max(n, 0) {
            if i & 0xF_FFFF == 0, Interruption.isWanted { return }
            p[i] = i
        }
        // Words come in blocks; dividing 32 bits is quicker than 64.
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 256) { block in
            guard let words = block.baseAddress else { return }
            var i = 0
            while i < n - 1, !Interruption.isWanted {
                let count = min(256, n - 1 - i)
                Kernels.mersenneWords(n: count, state: state, y: words)
                for k in 0..<count {
                    let z = i &+ Int(words[k] % UInt32(truncatingIfNeeded: n &- i))
                    let other = p[z]
                    p[z] = p[i]
                    p[i] = other
                    i &+= 1
                }
            }
        }
    }

    func exponential(_ rate: Double) -> Double { -1 / rate * log1p(-u53()) }

    func geometric(_ p: Double) -> Double { (log(u53()) / log1p(-p)).rounded(.up) }

    func cauchy(_ median: Double, _ sigma: Double) -> Double { median + sigma * tan(Double.pi * (u53() - 0.5)) }

    func poisson(_ rate: Double) -> Double {
        if rate <= 0 { return 0 }
        if rate >= 10 { return poissonByRejection(rate) }
        let limit = exp(-rate)
        var product = 1.0
        var count = -1.0
        repeat {
            product *= u53()
            count += 1
        } while product > limit
        return count
    }

    /// The transformed rejection method for large rates (Hörmann, 1993).
    private func poissonByRejection(_ rate: Double) -> Double {
        let slam = rate.squareRoot()
        let logRate = log(rate)
        let b = 0.931 + 2.53 * slam
        let a = -0.059 + 0.02483 * b
        let invAlpha = 1.1239 + 1.1328 / (b - 3.4)
        let vr = 0.9277 - 3.6224 / (b - 2)
        while true {
            let u = u53() - 0.5
            let v = u53()
            let us = 0.5 - abs(u)
            let k = ((2 * a / us + b) * u + rate + 0.43).rounded(.down)
            if us >= 0.07 && v <= vr { return k }
            if k < 0 || (us < 0.013 && v > us) { continue }
            if log(v) + log(invAlpha) - log(a / (us * us) + b) <= -rate + k * logRate - lgamma(k + 1) { return k }
        }
    }
}
