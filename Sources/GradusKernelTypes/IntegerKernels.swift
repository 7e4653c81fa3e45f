/// The entry points of a variant for int64 and for bytes: loops that the compiler vectorises.
package final class IntegerKernels: Sendable {
    /// y[o, i] = a ∘ b with the steps of the float form; false, having done nothing, where division needs checks.
    package let binary: @Sendable (BinaryOp, Int, Int, In<Int64>, Int, Int, In<Int64>, Int, Int, Out<Int64>) -> Bool
    /// y[o, i] = op over r of x[o, r, i]; sums and products wrap.
    package let reduce: @Sendable (ReduceOp, Int, Int, Int, In<Int64>, Out<Int64>) -> Void
    /// How many bytes are not 0.
    package let countNonZero: @Sendable (Int, In<UInt8>) -> Int
    /// Comparisons as bytes, with the steps of `binary`.
    package let compareFloats:
        @Sendable (CompareOp, Int, Int, In<Float>, Int, Int, In<Float>, Int, Int, Out<UInt8>) -> Void
    package let compare: @Sendable (CompareOp, Int, Int, In<Int64>, Int, Int, In<Int64>, Int, Int, Out<UInt8>) -> Void
    /// y = mask ? a : b for words of four and of eight bytes; a and b have steps of 1 or 0.
    package let selectWords: @Sendable (Int, In<UInt8>, In<UInt32>, Int, In<UInt32>, Int, Out<UInt32>) -> Void
    package let selectLongWords: @Sendable (Int, In<UInt8>, In<UInt64>, Int, In<UInt64>, Int, Out<UInt64>) -> Void

    package init(
        binary:
            @escaping @Sendable (BinaryOp, Int, Int, In<Int64>, Int, Int, In<Int64>, Int, Int, Out<Int64>) -> Bool,
        reduce: @escaping @Sendable (ReduceOp, Int, Int, Int, In<Int64>, Out<Int64>) -> Void,
        countNonZero: @escaping @Sendable (Int, In<UInt8>) -> Int,
        compareFloats:
            @escaping @Sendable (CompareOp, Int, Int, In<Float>, Int, Int, In<Float>, Int, Int, Out<UInt8>) -> Void,
        compare:
            @escaping @Sendable (CompareOp, Int, Int, In<Int64>, Int, Int, In<Int64>, Int, Int, Out<UInt8>) -> Void,
        selectWords: @escaping @Sendable (Int, In<UInt8>, In<UInt32>, Int, In<UInt32>, Int, Out<UInt32>) -> Void,
        selectLongWords: @escaping @Sendable (Int, In<UInt8>, In<UInt64>, Int, In<UInt64>, Int, Out<UInt64>) -> Void
    ) {
        self.binary = binary
        self.reduce = reduce
        self.countNonZero = countNonZero
        self.compareFloats = compareFloats
        self.compare = compare
        self.selectWords = selectWords
        self.selectLongWords = selectLongWords
    }
}
