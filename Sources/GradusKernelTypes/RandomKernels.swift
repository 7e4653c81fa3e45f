/// The entry points of a variant for random numbers. Words are those of MT19937, in the order they are drawn; the state
/// is that of the scalar twin.
package final class RandomKernels: Sendable {
    /// The next n tempered words.
    package let words: @Sendable (_ n: Int, _ state: Out<UInt32>, _ y: Out<UInt32>) -> Void
    /// y = 24 bits of a word as a number in [0, 1); the words lie where the numbers will be.
    package let uniform: @Sendable (_ n: Int, _ y: Out<Float>) -> Void
    /// y = value where the 53 low bits of two words, the first of them the higher, are below the threshold, else 0.
    package let bernoulli:
        @Sendable (_ n: Int, _ threshold: UInt64, _ value: Float, _ words: In<UInt32>, _ y: Out<Float>) -> Void

    package init(
        words: @escaping @Sendable (Int, Out<UInt32>, Out<UInt32>) -> Void,
        uniform: @escaping @Sendable (Int, Out<Float>) -> Void,
        bernoulli: @escaping @Sendable (Int, UInt64, Float, In<UInt32>, Out<Float>) -> Void
    ) {
        self.words = words
        self.uniform = uniform
        self.bernoulli = bernoulli
    }
}
