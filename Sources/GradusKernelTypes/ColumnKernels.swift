/// The entry points of a variant that work down the columns of [count, inner]: neighbours along `inner` share a vector.
/// `memory` is working memory of `memorySize` floats.
package final class ColumnKernels: Sendable {
    package static let memorySize = 4 * (512 + 64)

    /// Softmax down each column, or its logarithm.
    package let softmax: @Sendable (_ log: Bool, Int, Int, In<Float>, Out<Float>, Out<Float>) -> Void
    package let softmaxBackward: @Sendable (_ log: Bool, Int, Int, In<Float>, In<Float>, Out<Float>, Out<Float>) -> Void
    /// Mean and biased variance of each column.
    package let moments: @Sendable (Int, Int, In<Float>, Out<Float>, Out<Float>, Out<Float>) -> Void
    /// y = (x − center)·scale + shift for a range of rows.
    package let affine: @Sendable (Range<Int>, Int, In<Float>, In<Float>, In<Float>, In<Float>, Out<Float>) -> Void
    /// Σ dy and Σ dy·(x − center) of each column.
    package let gradientSums:
        @Sendable (Int, Int, In<Float>, In<Float>, In<Float>, Out<Float>, Out<Float>, Out<Float>) -> Void
    /// dx = (dy − level − (x − center)·slope)·scale for a range of rows.
    package let normGradient:
        @Sendable (
            Range<Int>, Int, In<Float>, In<Float>, In<Float>, In<Float>, In<Float>, In<Float>, Out<Float>
        ) -> Void
    /// Place and value of the first extreme, the largest or the smallest, of each column of a range.
    package let places: @Sendable (_ largest: Bool, Int, Int, Range<Int>, In<Float>, Out<Int64>, Out<Float>?) -> Void

    package init(
        softmax: @escaping @Sendable (_ log: Bool, Int, Int, In<Float>, Out<Float>, Out<Float>) -> Void,
        softmaxBackward:
            @escaping @Sendable (_ log: Bool, Int, Int, In<Float>, In<Float>, Out<Float>, Out<Float>) -> Void,
        moments: @escaping @Sendable (Int, Int, In<Float>, Out<Float>, Out<Float>, Out<Float>) -> Void,
        affine:
            @escaping @Sendable (Range<Int>, Int, In<Float>, In<Float>, In<Float>, In<Float>, Out<Float>) -> Void,
        gradientSums:
            @escaping @Sendable (Int, Int, In<Float>, In<Float>, In<Float>, Out<Float>, Out<Float>, Out<Float>) -> Void,
        normGradient:
            @escaping @Sendable (
                Range<Int>, Int, In<Float>, In<Float>, In<Float>, In<Float>, In<Float>, In<Float>, Out<Float>
            ) -> Void,
        places:
            @escaping @Sendable (_ largest: Bool, Int, Int, Range<Int>, In<Float>, Out<Int64>, Out<Float>?) -> Void
    ) {
        self.softmax = softmax
        self.softmaxBackward = softmaxBackward
        self.moments = moments
        self.affine = affine
        self.gradientSums = gradientSums
        self.normGradient = normGradient
        self.places = places
    }
}
