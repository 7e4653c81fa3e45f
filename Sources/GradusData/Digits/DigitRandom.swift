/// The integer generator behind the drawn digits (SplitMix64, Steele, Lea and Flood 2014).
///
/// Only integer steps and correctly rounded float operations follow from it, so a seed gives the same pictures on every
/// machine. It is independent of the tensor generators: drawing digits moves no other random numbers.
struct DigitRandom {
    private var state: UInt64

    /// The stream of one item; streams of different items, splits and seeds do not overlap in practice.
    init(seed: UInt64, split: UInt64, index: Int) {
        state = seed &* 0x9E37_79B9_7F4A_7C15
        state = DigitRandom.mix(state ^ (split &* 0xD1B5_4A32_D192_ED03))
        state = DigitRandom.mix(state ^ (UInt64(truncatingIfNeeded: index) &* 0x8CB9_2BA7_2F3D_8DD7))
    }

    @inline(__always)
    private static func mix(_ value: UInt64) -> UInt64 {
        var z = value
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    @inline(__always)
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        return DigitRandom.mix(state)
    }

    /// 0 ..< bound.
    @inline(__always)
    mutating func below(_ bound: Int) -> Int {
        Int(truncatingIfNeeded: ((next() >> 32) &* UInt64(truncatingIfNeeded: bound)) >> 32)
    }

    /// Uniform in -1 ..< 1.
    @inline(__always)
    mutating func signed() -> Float {
        Float(Int32(truncatingIfNeeded: next() >> 40) - (1 << 23)) * (1 / Float(1 << 23))
    }

    /// Uniform in low ..< high.
    @inline(__always)
    mutating func between(_ low: Float, _ high: Float) -> Float {
        low + (high - low) * (signed() + 1) * 0.5
    }

    /// Bell-shaped in -1 ... 1 with standard deviation 1/3: the mean of three uniforms.
    @inline(__always)
    mutating func bell() -> Float { (signed() + signed() + signed()) * (1 / Float(3)) }
}
