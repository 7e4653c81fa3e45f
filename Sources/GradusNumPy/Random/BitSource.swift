import GradusTensor

/// A stream of random bits with NumPy's ways of making doubles and bounded integers of it.
package class BitSource {
    /// A half of the last 64 bits (PCG64) that was not given out yet.
    final var spare: UInt32?
    /// A standard normal left over from the last pair (legacy).
    package final var cachedNormal: Double?

    package init() {}

    func next32() -> UInt32 { 0 }
    func next64() -> UInt64 { 0 }

    /// A multiple of 2⁻⁵³ in [0, 1).
    package func double() -> Double { Double(next64() >> 11) * 0x1p-53 }

    // MARK: Bounded integers

    /// A number up to `limit` by masks and rejection.
    final func masked(_ limit: UInt64) -> UInt64 {
        if limit == 0 { return 0 }
        let mask = UInt64.max >> UInt64(limit.leadingZeroBitCount)
        if limit <= 0xFFFF_FFFF {
            while true {
                let value = UInt64(next32()) & mask
                if value <= limit { return value }
            }
        }
        while true {
            let value = next64() & mask
            if value <= limit { return value }
        }
    }

    /// A number up to `limit` by a product and rare rejection (Lemire).
    final func scaled(_ limit: UInt64) -> UInt64 {
        if limit == 0 { return 0 }
        if limit <= 0xFFFF_FFFF {
            if limit == 0xFFFF_FFFF { return UInt64(next32()) }
            let count = limit + 1
            var product = UInt64(next32()) &* count
            if product & 0xFFFF_FFFF < count {
                let threshold = (0xFFFF_FFFF - limit) % count
                while product & 0xFFFF_FFFF < threshold { product = UInt64(next32()) &* count }
            }
            return product >> 32
        }
        if limit == .max { return next64() }
        let count = limit + 1
        var product = next64().multipliedFullWidth(by: count)
        if product.low < count {
            let threshold = (UInt64.max - limit) % count
            while product.low < threshold { product = next64().multipliedFullWidth(by: count) }
        }
        return product.high
    }

    /// Small integers, several from one word.
    package final func smallIntegers(_ count: Int, limit: UInt32, bits: UInt32, masked isMasked: Bool) -> [UInt32] {
        if limit == 0 { return [UInt32](repeating: 0, count: count) }
        var buffer: UInt32 = 0
        var left: UInt32 = 0
        let all: UInt32 = bits == 1 ? 1 : (1 << bits) - 1
        func next() -> UInt32 {
            if left == 0 {
                buffer = next32()
                left = 32 / bits - 1
            } else {
                buffer >>= bits
                left -= 1
            }
            return buffer & all
        }
        let mask = UInt32.max >> UInt32(limit.leadingZeroBitCount)
        return (0..<count).map { i in
            if i & 0xFFFF == 0xFFFF, Interruption.isWanted { return 0 }
            if limit == all { return next() }
            if isMasked {
                while true {
                    let value = next() & mask
                    if value <= limit { return value }
                }
            }
            let size = limit + 1
            var product = next() &* size
            if product & all < size {
                let threshold = (all - limit) % size
                while product & all < threshold { product = next() &* size }
            }
            return product >> bits
        }
    }

    /// The numbers of an integer draw from low on.
    package final func integers(
        _ count: Int, low: Int, limit: UInt64, masked isMasked: Bool, into p: UnsafeMutablePointer<Int>
    ) {
        for i in 0..<count {
            if i & 0xFFFF == 0xFFFF, Interruption.isWanted { break }
            p[i] = low &+ Int(truncatingIfNeeded: isMasked ? masked(limit) : scaled(limit))
        }
    }

    /// Fisher–Yates from the end down to `first`.
    package final func shuffle(
        _ n: Int, first: Int = 1, masked isMasked: Bool, check: () throws -> Void = {}, _ swap: (Int, Int) -> Void
    ) rethrows {
        var i = n - 1
        while i >= first {
            let limit = UInt64(i)
            if i & 0xFFFF == 0xFFFF { try check() }
            swap(i, Int(isMasked ? masked(limit) : scaled(limit)))
            i -= 1
        }
    }

    // MARK: State

    /// The words of the state, for `get_state`.
    package func state() -> [UInt64] { [] }
    package func restore(_ words: [UInt64]) {}
}

/// MT19937 as `numpy.random.seed` starts it.
package final class MersenneTwister: BitSource {
    private var key = [UInt32](repeating: 0, count: 624)
    private var position = 624

    package init(seed: UInt32) {
        super.init()
        start(seed)
    }

    package init(key words: [UInt32]) {
        super.init()
        start(words)
    }

    package func start(_ seed: UInt32) {
        cachedNormal = nil
        var word = seed
        for i in 0..<624 {
            key[i] = word
            word = 1_812_433_253 &* (word ^ (word >> 30)) &+ UInt32(i) &+ 1
        }
        position = 624
    }

    /// From several words.
    package func start(_ words: [UInt32]) {
        start(19_650_218)
        let words = words.isEmpty ? [0] : words
        var (i, j) = (1, 0)
        for _ in 0..<max(624, words.count) {
            key[i] = (key[i] ^ ((key[i - 1] ^ (key[i - 1] >> 30)) &* 1_664_525)) &+ words[j] &+ UInt32(j)
            i += 1
            j += 1
            if i >= 624 {
                key[0] = key[623]
                i = 1
            }
            if j >= words.count { j = 0 }
        }
        for _ in 0..<623 {
            key[i] = (key[i] ^ ((key[i - 1] ^ (key[i - 1] >> 30)) &* 1_566_083_941)) &- UInt32(i)
            i += 1
            if i >= 624 {
                key[0] = key[623]
                i = 1
            }
        }
        key[0] = 0x8000_0000
    }

    private func refill() {
        key.withUnsafeMutableBufferPointer { k in
            for i in 0..<624 {
                let y = (k[i] & 0x8000_0000) | (k[(i + 1) % 624] & 0x7FFF_FFFF)
                k[i] = k[(i + 397) % 624] ^ (y >> 1) ^ (y & 1 == 1 ? 0x9908_B0DF : 0)
            }
        }
        position = 0
    }

    override func next32() -> UInt32 {
        if position >= 624 { refill() }
        var y = key[position]
        position += 1
        y ^= y >> 11
        y ^= (y << 7) & 0x9D2C_5680
        y ^= (y << 15) & 0xEFC6_0000
        return y ^ (y >> 18)
    }

    override func next64() -> UInt64 {
        let high = UInt64(next32())
        return high << 32 | UInt64(next32())
    }

    package override func double() -> Double {
        let a = Double(next32() >> 5)
        let b = Double(next32() >> 6)
        return (a * 67_108_864 + b) / 9_007_199_254_740_992
    }

    package override func state() -> [UInt64] { key.map { UInt64($0) } + [UInt64(position)] }

    package override func restore(_ words: [UInt64]) {
        guard words.count == 625, words[624] <= 624 else { return }
        for i in 0..<624 { key[i] = UInt32(truncatingIfNeeded: words[i]) }
        position = Int(words[624])
    }
}

/// PCG64 (XSL-RR 128/64), started by a seed sequence: what `default_rng` gives.
package final class PermutedCongruential: BitSource {
    private var current: UInt128 = 0
    private var increment: UInt128 = 0
    private static let multiplier = UInt128(0x2360_ED05_1FC6_5DA4) << 64 | UInt128(0x4385_DF64_9FCC_F645)

    package init(entropy: [UInt32], spawnKey: [UInt32] = []) {
        super.init()
        let words = SeedSequence(entropy, spawnKey: spawnKey).words(8)
        func wide(_ i: Int) -> UInt128 { UInt128(UInt64(words[i + 1]) << 32 | UInt64(words[i])) }
        increment = ((wide(4) << 64 | wide(6)) << 1) | 1
        step()
        current &+= wide(0) << 64 | wide(2)
        step()
    }

    @inline(__always)
    private func step() { current = current &* Self.multiplier &+ increment }

    override func next64() -> UInt64 {
        step()
        let value = UInt64(truncatingIfNeeded: current >> 64) ^ UInt64(truncatingIfNeeded: current)
        let turn = UInt64(truncatingIfNeeded: current >> 122)
        return value >> turn | value << ((64 - turn) & 63)
    }

    override func next32() -> UInt32 {
        if let word = spare {
            spare = nil
            return word
        }
        let value = next64()
        spare = UInt32(truncatingIfNeeded: value >> 32)
        return UInt32(truncatingIfNeeded: value)
    }

    package override func state() -> [UInt64] {
        [
            UInt64(truncatingIfNeeded: current >> 64), UInt64(truncatingIfNeeded: current),
            UInt64(truncatingIfNeeded: increment >> 64), UInt64(truncatingIfNeeded: increment),
        ]
    }

    package override func restore(_ words: [UInt64]) {
        guard words.count == 4 else { return }
        current = UInt128(words[0]) << 64 | UInt128(words[1])
        increment = UInt128(words[2]) << 64 | UInt128(words[3])
        spare = nil
    }
}

/// `numpy.random.SeedSequence`: entropy mixed into a pool of four words.
struct SeedSequence {
    private var pool = [UInt32](repeating: 0, count: 4)

    init(_ entropy: [UInt32], spawnKey: [UInt32]) {
        var entropy = entropy
        if !spawnKey.isEmpty {
            while entropy.count < 4 { entropy.append(0) }
            entropy += spawnKey
        }
        var constant: UInt32 = 0x43B0_D7E5
        func hash(_ value: UInt32) -> UInt32 {
            var v = value ^ constant
            constant = constant &* 0x931E_8875
            v = v &* constant
            return v ^ (v >> 16)
        }
        func mix(_ x: UInt32, _ y: UInt32) -> UInt32 {
            let v = x &* 0xCA01_F9DD &- y &* 0x4973_F715
            return v ^ (v >> 16)
        }
        for i in 0..<4 { pool[i] = hash(i < entropy.count ? entropy[i] : 0) }
        for from in 0..<4 {
            for to in 0..<4 where from != to { pool[to] = mix(pool[to], hash(pool[from])) }
        }
        for word in entropy.dropFirst(4) {
            for to in 0..<4 { pool[to] = mix(pool[to], hash(word)) }
        }
    }

    func words(_ count: Int) -> [UInt32] {
        var constant: UInt32 = 0x8B51_F9DD
        return (0..<count).map { i in
            var v = pool[i % 4] ^ constant
            constant = constant &* 0x58F3_8DED
            v = v &* constant
            return v ^ (v >> 16)
        }
    }
}
