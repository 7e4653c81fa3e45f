extension OpTable {
    /// The rows of this library, family by family.
    static var builtIn: [OpRow] {
        CreationOps.rows + ArithmeticOps.rows + UnaryOps.rows + PowerOps.rows + BinaryFunctionOps.rows + LogicOps.rows
            + SelectionOps.rows + SumOps.rows + ReductionOps.rows + ShapeOps.rows + IndexOps.rows + MatrixOps.rows
            + SoftmaxOps.rows + ConvolutionOps.rows + PoolingOps.rows + DropoutOps.rows + CrossEntropyOps.rows
            + FunctionalOps.rows + OrderingOps.rows + LinearOps.rows + TriangleOps.rows + CumulativeOps.rows
            + SpecialOps.rows + RearrangingOps.rows + ScatteringOps.rows + DistanceOps.rows
    }
}
