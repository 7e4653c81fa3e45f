/// The entry points of a variant for pooling with windows of any size, over a range of planes.
package struct WindowPoolingKernels: Sendable {
    /// Floats of memory per task; nil where only the scalar twin applies.
    package let memory: @Sendable (PoolShape) -> Int?
    package let maximum: @Sendable (PoolShape, Range<Int>, In<Float>, Out<Float>, Out<Int32>?, Out<Float>) -> Void
    package let maximumBackward: @Sendable (PoolShape, Range<Int>, In<Float>, In<Float>, Out<Float>, Out<Float>) -> Void
    /// The flag and the number are `count_include_pad` and `divisor_override`.
    package let mean: @Sendable (PoolShape, Bool, Int?, Range<Int>, In<Float>, Out<Float>, Out<Float>) -> Void
    package let meanBackward: @Sendable (PoolShape, Bool, Int?, Range<Int>, In<Float>, Out<Float>, Out<Float>) -> Void

    package init(
        memory: @escaping @Sendable (PoolShape) -> Int?,
        maximum: @escaping @Sendable (PoolShape, Range<Int>, In<Float>, Out<Float>, Out<Int32>?, Out<Float>) -> Void,
        maximumBackward:
            @escaping @Sendable (PoolShape, Range<Int>, In<Float>, In<Float>, Out<Float>, Out<Float>) -> Void,
        mean: @escaping @Sendable (PoolShape, Bool, Int?, Range<Int>, In<Float>, Out<Float>, Out<Float>) -> Void,
        meanBackward: @escaping @Sendable (PoolShape, Bool, Int?, Range<Int>, In<Float>, Out<Float>, Out<Float>) -> Void
    ) {
        self.memory = memory
        self.maximum = maximum
        self.maximumBackward = maximumBackward
        self.mean = mean
        self.meanBackward = meanBackward
    }
}
