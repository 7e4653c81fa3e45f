/// The entry points of a variant for float64.
package final class DoubleKernels: Sendable {
    package let gemmScratch: @Sendable (_ m: Int, _ n: Int, _ k: Int) -> Int
    package let gemm:
        @Sendable (
            Int, Int, Int, Double, In<Double>, Int, Int, In<Double>, Int, Int, Double, Out<Double>, Int, Out<Double>
        ) -> Void
    /// y[o, i] = a ∘ b with the steps of the float form; false for operations without a vector form.
    package let binary: @Sendable (BinaryOp, Int, Int, In<Double>, Int, Int, In<Double>, Int, Int, Out<Double>) -> Bool
    /// y = op(x); false for functions that go through the system's library.
    package let unary: @Sendable (UnaryOp, Int, In<Double>, Out<Double>) -> Bool
    /// y = op(x; a) and dx = dy · f'(saved); false for functions without a vector form.
    package let parameterUnary: @Sendable (ParameterOp, Double, Int, In<Double>, Out<Double>) -> Bool
    package let unaryBackward: @Sendable (UnaryGradient, Int, In<Double>, In<Double>, Out<Double>) -> Bool
    /// y = a + alpha·b, x + value·a·b, x + value·a/b and x + weight·(end − x).
    package let lines: DoubleLines
    /// The sum of a line, of its squares or of its magnitudes.
    package let lineTotal: @Sendable (ReduceOp, Int, In<Double>) -> Double
    /// y[o, i] = op over r of x[o, r, i]; false for sums along lines and for operations without a vector form.
    package let reduce: @Sendable (ReduceOp, Int, Int, Int, In<Double>, Out<Double>) -> Bool
    /// y = op(a, b) as bytes 0 and 1, with the steps of `binary`.
    package let compare: @Sendable (CompareOp, Int, Int, In<Double>, Int, Int, In<Double>, Int, Int, Out<UInt8>) -> Void

    package init(
        gemmScratch: @escaping @Sendable (_ m: Int, _ n: Int, _ k: Int) -> Int,
        gemm:
            @escaping @Sendable (
                Int, Int, Int, Double, In<Double>, Int, Int, In<Double>, Int, Int, Double, Out<Double>, Int,
                Out<Double>
            ) -> Void,
        binary:
            @escaping @Sendable (BinaryOp, Int, Int, In<Double>, Int, Int, In<Double>, Int, Int, Out<Double>) -> Bool,
        unary: @escaping @Sendable (UnaryOp, Int, In<Double>, Out<Double>) -> Bool,
        parameterUnary: @escaping @Sendable (ParameterOp, Double, Int, In<Double>, Out<Double>) -> Bool,
        unaryBackward: @escaping @Sendable (UnaryGradient, Int, In<Double>, In<Double>, Out<Double>) -> Bool,
        lines: DoubleLines,
        lineTotal: @escaping @Sendable (ReduceOp, Int, In<Double>) -> Double,
        reduce: @escaping @Sendable (ReduceOp, Int, Int, Int, In<Double>, Out<Double>) -> Bool,
        compare:
            @escaping @Sendable (CompareOp, Int, Int, In<Double>, Int, Int, In<Double>, Int, Int, Out<UInt8>) -> Void
    ) {
        self.gemmScratch = gemmScratch
        self.gemm = gemm
        self.binary = binary
        self.unary = unary
        self.parameterUnary = parameterUnary
        self.unaryBackward = unaryBackward
        self.lines = lines
        self.lineTotal = lineTotal
        self.reduce = reduce
        self.compare = compare
    }
}

/// Elementwise work on lines of float64 with a number; false where the variant has no fused multiply-add.
package struct DoubleLines: Sendable {
    package let addScaled: @Sendable (Int, In<Double>, In<Double>, Double, Out<Double>) -> Bool
    package let addcmul: @Sendable (Int, In<Double>, In<Double>, In<Double>, Double, Out<Double>) -> Bool
    package let addcdiv: @Sendable (Int, In<Double>, In<Double>, In<Double>, Double, Out<Double>) -> Bool
    package let lerp: @Sendable (Int, In<Double>, In<Double>, Double, Out<Double>) -> Bool

    package init(
        addScaled: @escaping @Sendable (Int, In<Double>, In<Double>, Double, Out<Double>) -> Bool,
        addcmul: @escaping @Sendable (Int, In<Double>, In<Double>, In<Double>, Double, Out<Double>) -> Bool,
        addcdiv: @escaping @Sendable (Int, In<Double>, In<Double>, In<Double>, Double, Out<Double>) -> Bool,
        lerp: @escaping @Sendable (Int, In<Double>, In<Double>, Double, Out<Double>) -> Bool
    ) {
        self.addScaled = addScaled
        self.addcmul = addcmul
        self.addcdiv = addcdiv
        self.lerp = lerp
    }
}
