/// The element types that conversions know, as they lie in memory.
package enum ElementKind: UInt8, CaseIterable, Sendable {
    /// Bytes, written as 0 and 1.
    case bool
    case uint8, int8, int16, int32, int64, float16, bfloat16, float32, float64
}

/// Functions on the bits of int64.
package enum BitOp: UInt8, CaseIterable, Sendable {
    case and, or, xor
    /// By at least as many bits as the dtype has, or by a negative number: nothing is left.
    case shiftLeft
    /// The same; the sign is left.
    case shiftRight
}

/// Functions of two truth values.
package enum TruthOp: UInt8, CaseIterable, Sendable {
    case and, or, xor
    /// The opposite of the first one.
    case not
}

/// Questions about one number.
package enum ValueTest: UInt8, CaseIterable, Sendable {
    case isFinite, isInfinite, isPositiveInfinity, isNegativeInfinity, hasSign
}

/// Kernels that are the same for several element types.
package final class ElementKernels<T: Sendable>: Sendable {
    /// Values and last places of the extremes so far along the middle axis; NaN wins.
    package let runningExtremes: @Sendable (Bool, Int, Int, Int, In<T>, Out<T>, Out<Int64>) -> Void
    /// Sums (false) or products (true) so far along the middle axis: in float64 for floats; integers wrap.
    package let runningTotals: @Sendable (Bool, Int, Int, Int, In<T>, Out<T>) -> Void
    /// The first extremes and their places along the middle axis for a range of columns; the first NaN wins.
    package let places: @Sendable (Bool, Int, Int, Range<Int>, In<T>, Out<T>, Out<Int64>) -> Void
    /// Where values would go into a sorted line: before equal elements, or (true) behind them.
    package let search: @Sendable (Bool, Int, In<T>, Int, In<T>, Out<Int64>) -> Void
    /// Bytes: whether each element is among a few others; turned round where asked.
    package let contains: @Sendable (Bool, Int, In<T>, Int, In<T>, Out<UInt8>) -> Void
    package let equal: @Sendable (Int, In<T>, In<T>) -> Bool
    /// y = x limited to low … high; NaN stays.
    package let clamp: @Sendable (Int, In<T>, T, T, Out<T>) -> Void
    package let test: @Sendable (ValueTest, Int, In<T>, Out<UInt8>) -> Void
    /// y = x, with 0 for NaN.
    package let withoutNaN: @Sendable (Int, In<T>, Out<T>) -> Void
    /// The first elements of runs of equal ones: their places, and how many there are.
    package let runs: @Sendable (Int, In<T>, Out<Int64>) -> Int
    /// The same with the elements themselves.
    package let runElements: @Sendable (Int, In<T>, Out<T>) -> Int

    package init(
        runningExtremes: @escaping @Sendable (Bool, Int, Int, Int, In<T>, Out<T>, Out<Int64>) -> Void,
        runningTotals: @escaping @Sendable (Bool, Int, Int, Int, In<T>, Out<T>) -> Void,
        places: @escaping @Sendable (Bool, Int, Int, Range<Int>, In<T>, Out<T>, Out<Int64>) -> Void,
        search: @escaping @Sendable (Bool, Int, In<T>, Int, In<T>, Out<Int64>) -> Void,
        contains: @escaping @Sendable (Bool, Int, In<T>, Int, In<T>, Out<UInt8>) -> Void,
        equal: @escaping @Sendable (Int, In<T>, In<T>) -> Bool,
        clamp: @escaping @Sendable (Int, In<T>, T, T, Out<T>) -> Void,
        test: @escaping @Sendable (ValueTest, Int, In<T>, Out<UInt8>) -> Void,
        withoutNaN: @escaping @Sendable (Int, In<T>, Out<T>) -> Void,
        runs: @escaping @Sendable (Int, In<T>, Out<Int64>) -> Int,
        runElements: @escaping @Sendable (Int, In<T>, Out<T>) -> Int
    ) {
        self.runningExtremes = runningExtremes
        self.runningTotals = runningTotals
        self.places = places
        self.search = search
        self.contains = contains
        self.equal = equal
        self.clamp = clamp
        self.test = test
        self.withoutNaN = withoutNaN
        self.runs = runs
        self.runElements = runElements
    }
}

/// Plain loops that the compiler vectorises for each instruction set.
package final class LoopKernels: Sendable {
    package let floats: ElementKernels<Float>
    package let doubles: ElementKernels<Double>
    package let integers: ElementKernels<Int64>
    /// y = x in another type: floats are cut towards zero, integers wrap, bool is "not zero".
    package let convert: @Sendable (ElementKind, UnsafeRawPointer, ElementKind, UnsafeMutableRawPointer, Int) -> Void
    /// y = the lowest bytes of a word, for elements of 1, 2, 4 or 8 bytes.
    package let fill: @Sendable (Int, UInt64, Int, UnsafeMutableRawPointer) -> Void
    /// start + i · step with one rounding; whole groups of 16 (8) elements from a rounded base for each half.
    package let rampFloats: @Sendable (Range<Int>, Int, Bool, Double, Double, Out<Float>) -> Void
    package let rampDoubles: @Sendable (Range<Int>, Int, Double, Double, Out<Double>) -> Void
    /// start + i · step in the first half, end − (n − 1 − i) · step in the second.
    package let spacedFloats: @Sendable (Range<Int>, Int, Float, Float, Float, Out<Float>) -> Void
    package let spacedDoubles: @Sendable (Range<Int>, Int, Double, Double, Double, Out<Double>) -> Void
    /// How many numbers lie in each of so many equal parts of low … high.
    package let countFloats: @Sendable (Int, In<Float>, Float, Float, Int, Out<Int>) -> Void
    package let countDoubles: @Sendable (Int, In<Double>, Double, Double, Int, Out<Int>) -> Void
    /// Σ (x − center)² of a line.
    package let squares: @Sendable (Int, In<Double>, Double) -> Double
    /// Functions of one int64; false, having done nothing, for functions that are none of integers.
    package let unary: @Sendable (UnaryOp, Int, In<Int64>, Out<Int64>) -> Bool
    /// Bits with the steps of the arithmetic kernels and the width of the dtype.
    package let bits: @Sendable (BitOp, Int, Int, Int, In<Int64>, Int, Int, In<Int64>, Int, Int, Out<Int64>) -> Void
    /// Quotients and remainders with the same steps; false where a divisor is 0.
    package let divide: @Sendable (BinaryOp, Int, Int, In<Int64>, Int, Int, In<Int64>, Int, Int, Out<Int64>) -> Bool
    /// y ∘= number: sums (false) or products (true).
    package let adjustIntegers: @Sendable (Bool, Int, Int64, Out<Int64>) -> Void
    package let adjustDoubles: @Sendable (Bool, Int, Double, Out<Double>) -> Void
    package let truth: @Sendable (TruthOp, Int, In<UInt8>, In<UInt8>, Out<UInt8>) -> Void
    /// c += a · b for rows of int64 [rows, k] · [k, n], b and c row-major, with steps of a.
    package let product: @Sendable (Int, Int, Int, In<Int64>, Int, In<Int64>, Out<Int64>) -> Void
    /// Σ a·b of two lines of int64.
    package let dot: @Sendable (Int, In<Int64>, In<Int64>) -> Int64

    package init(
        floats: ElementKernels<Float>, doubles: ElementKernels<Double>, integers: ElementKernels<Int64>,
        convert: @escaping @Sendable (ElementKind, UnsafeRawPointer, ElementKind, UnsafeMutableRawPointer, Int) -> Void,
        fill: @escaping @Sendable (Int, UInt64, Int, UnsafeMutableRawPointer) -> Void,
        rampFloats: @escaping @Sendable (Range<Int>, Int, Bool, Double, Double, Out<Float>) -> Void,
        rampDoubles: @escaping @Sendable (Range<Int>, Int, Double, Double, Out<Double>) -> Void,
        spacedFloats: @escaping @Sendable (Range<Int>, Int, Float, Float, Float, Out<Float>) -> Void,
        spacedDoubles: @escaping @Sendable (Range<Int>, Int, Double, Double, Double, Out<Double>) -> Void,
        countFloats: @escaping @Sendable (Int, In<Float>, Float, Float, Int, Out<Int>) -> Void,
        countDoubles: @escaping @Sendable (Int, In<Double>, Double, Double, Int, Out<Int>) -> Void,
        squares: @escaping @Sendable (Int, In<Double>, Double) -> Double,
        unary: @escaping @Sendable (UnaryOp, Int, In<Int64>, Out<Int64>) -> Bool,
        bits:
            @escaping @Sendable (BitOp, Int, Int, Int, In<Int64>, Int, Int, In<Int64>, Int, Int, Out<Int64>) -> Void,
        divide:
            @escaping @Sendable (BinaryOp, Int, Int, In<Int64>, Int, Int, In<Int64>, Int, Int, Out<Int64>) -> Bool,
        adjustIntegers: @escaping @Sendable (Bool, Int, Int64, Out<Int64>) -> Void,
        adjustDoubles: @escaping @Sendable (Bool, Int, Double, Out<Double>) -> Void,
        truth: @escaping @Sendable (TruthOp, Int, In<UInt8>, In<UInt8>, Out<UInt8>) -> Void,
        product: @escaping @Sendable (Int, Int, Int, In<Int64>, Int, In<Int64>, Out<Int64>) -> Void,
        dot: @escaping @Sendable (Int, In<Int64>, In<Int64>) -> Int64
    ) {
        self.floats = floats
        self.doubles = doubles
        self.integers = integers
        self.convert = convert
        self.fill = fill
        self.rampFloats = rampFloats
        self.rampDoubles = rampDoubles
        self.spacedFloats = spacedFloats
        self.spacedDoubles = spacedDoubles
        self.countFloats = countFloats
        self.countDoubles = countDoubles
        self.squares = squares
        self.unary = unary
        self.bits = bits
        self.divide = divide
        self.adjustIntegers = adjustIntegers
        self.adjustDoubles = adjustDoubles
        self.truth = truth
        self.product = product
        self.dot = dot
    }
}
