/// The entry points of one instruction-set variant. Every variant fills one table with its own functions; `Kernels` calls
/// through the table chosen at start. Functions work on one thread and on the given range; argument order is that
/// of the functions of the same name in the variants. A class, so that a reference to it costs nothing to pass on.
package final class KernelTable: Sendable {
    package let name: String
    /// Floats per vector.
    package let width: Int

    package let gemmScratch: @Sendable (_ m: Int, _ n: Int, _ k: Int) -> Int
    package let gemm:
        @Sendable (Int, Int, Int, Float, In<Float>, Int, Int, In<Float>, Int, Int, Float, Out<Float>, Int, Out<Float>)
            -> Void
    package let convForwardMemory: @Sendable (ConvShape) -> ConvMemory
    package let convForwardPrepare: @Sendable (ConvShape, ConvPart, In<Float>, In<Float>?, Out<Float>) -> Void
    package let convForward:
        @Sendable (
            ConvShape, ConvPart, Range<Int>, In<Float>, In<Float>, In<Float>?, Out<Float>, Out<Float>, Out<Float>
        ) -> Void
    package let convInputGradientMemory: @Sendable (ConvShape) -> ConvMemory
    package let convInputGradientPrepare: @Sendable (ConvShape, ConvPart, In<Float>, Out<Float>) -> Void
    package let convInputGradient:
        @Sendable (ConvShape, ConvPart, Range<Int>, In<Float>, In<Float>, Out<Float>, Out<Float>, Out<Float>) -> Void
    package let convWeightGradientMemory: @Sendable (ConvShape) -> Int
    package let convWeightGradient:
        @Sendable (ConvShape, Range<Int>, In<Float>, In<Float>, Out<Float>, Out<Float>?, Out<Float>) -> Void
    package let maxPoolTwo: @Sendable (PoolShape, Range<Int>, In<Float>, Out<Float>) -> Void
    package let maxPoolTwoBackward: @Sendable (PoolShape, Range<Int>, In<Float>, In<Float>, Out<Float>) -> Void
    package let windowPooling: WindowPoolingKernels
    package let unary: @Sendable (UnaryOp, Int, In<Float>, Out<Float>) -> Bool
    package let unaryBackward: @Sendable (UnaryGradient, Int, In<Float>, In<Float>, Out<Float>) -> Bool
    package let parameterUnary: @Sendable (ParameterOp, Float, Int, In<Float>, Out<Float>) -> Bool
    package let binary: @Sendable (BinaryOp, Int, Int, In<Float>, Int, Int, In<Float>, Int, Int, Out<Float>) -> Bool
    package let addScaled: @Sendable (Int, In<Float>, In<Float>, Float, Out<Float>) -> Void
    package let addcmul: @Sendable (Int, In<Float>, In<Float>, In<Float>, Float, Out<Float>) -> Void
    package let addcdiv: @Sendable (Int, In<Float>, In<Float>, In<Float>, Float, Out<Float>) -> Void
    /// y = x limited to low … high; NaN stays.
    package let clamp: @Sendable (Int, In<Float>, Float, Float, Out<Float>) -> Void
    package let lerp: @Sendable (Int, In<Float>, In<Float>, Float, Out<Float>) -> Void
    package let lineTotal: @Sendable (ReduceOp, Int, In<Float>) -> Double
    package let reduce: @Sendable (ReduceOp, Int, Int, Int, In<Float>, Out<Float>) -> Bool
    package let softmaxRows: @Sendable (Bool, Int, Int, In<Float>, Out<Float>) -> Void
    package let softmaxRowsBackward: @Sendable (Bool, Int, Int, In<Float>, In<Float>, Out<Float>) -> Void
    package let crossEntropyRows: @Sendable (Range<Int>, Int, In<Float>, In<Int64>, Int, Out<Float>, Out<Float>) -> Void
    package let crossEntropyBackwardRows:
        @Sendable (Range<Int>, Int, In<Float>, In<Int64>, Int, Float, In<Float>?, Out<Float>) -> Void
    package let layerNorm:
        @Sendable (Range<Int>, Int, In<Float>, In<Float>?, In<Float>?, Double, Out<Float>, Out<Float>, Out<Float>) ->
            Void
    package let layerNormBackward:
        @Sendable (
            Range<Int>, Int, In<Float>, In<Float>, In<Float>?, In<Float>, In<Float>, Out<Float>?, Out<Float>?,
            Out<Float>?
        ) -> Void
    package let batchNormStatistics: @Sendable (Range<Int>, Int, Int, Int, In<Float>, Out<Float>, Out<Float>) -> Void
    package let batchNorm:
        @Sendable (Range<Int>, Int, Int, In<Float>, In<Float>, In<Float>, Double, In<Float>?, In<Float>?, Out<Float>) ->
            Void
    package let batchNormBackward:
        @Sendable (
            Range<Int>, Int, Int, Int, Bool, In<Float>, In<Float>, In<Float>, In<Float>, Double, In<Float>?,
            Out<Float>?, Out<Float>?, Out<Float>?
        ) -> Void
    package let sgd: @Sendable (SGDStep, Int, Out<Float>, In<Float>, Out<Float>?) -> Void
    package let adam: @Sendable (AdamStep, Int, Out<Float>, In<Float>, Out<Float>, Out<Float>, Out<Float>?) -> Void
    package let rmsprop:
        @Sendable (RMSpropStep, Int, Out<Float>, In<Float>, Out<Float>, Out<Float>?, Out<Float>?) -> Void
    package let adagrad: @Sendable (AdagradStep, Int, Out<Float>, In<Float>, Out<Float>) -> Void
    package let adadelta: @Sendable (AdadeltaStep, Int, Out<Float>, In<Float>, Out<Float>, Out<Float>) -> Void
    package let gatherImages:
        @Sendable (Range<Int>, Int, Int, In<UInt8>, In<Int64>?, In<Float>?, In<Float>?, Out<Float>) -> Void
    package let transposeFloats: @Sendable (Int, Int, In<Float>, Int, Out<Float>, Int) -> Void
    /// Rows of so many floats with steps between them, and rows chosen by indices.
    package let copyRows: @Sendable (Int, Int, In<Float>, Int, Out<Float>, Int) -> Void
    package let gatherRows: @Sendable (Int, Int, In<Float>, In<Int64>, Out<Float>) -> Void
    package let normalBlocks: @Sendable (Int, Float, Float, Out<Float>) -> Bool
    /// Σ a·b of two lines.
    package let lineProduct: @Sendable (Int, In<Float>, In<Float>) -> Double
    /// Σ (x − center)² of a line.
    package let lineSquares: @Sendable (Int, In<Float>, Float) -> Double
    package let columns: ColumnKernels
    package let integers: IntegerKernels
    package let doubles: DoubleKernels
    package let recurrent: RecurrentKernels
    package let packed: PackedKernels
    package let random: RandomKernels
    package let loops: LoopKernels

    package init(
        name: String, width: Int,
        gemmScratch: @escaping @Sendable (_ m: Int, _ n: Int, _ k: Int) -> Int,
        gemm:
            @escaping @Sendable (
                Int, Int, Int, Float, In<Float>, Int, Int, In<Float>, Int, Int, Float, Out<Float>, Int, Out<Float>
            ) -> Void,
        convForwardMemory: @escaping @Sendable (ConvShape) -> ConvMemory,
        convForwardPrepare: @escaping @Sendable (ConvShape, ConvPart, In<Float>, In<Float>?, Out<Float>) -> Void,
        convForward:
            @escaping @Sendable (
                ConvShape, ConvPart, Range<Int>, In<Float>, In<Float>, In<Float>?, Out<Float>, Out<Float>, Out<Float>
            ) -> Void,
        convInputGradientMemory: @escaping @Sendable (ConvShape) -> ConvMemory,
        convInputGradientPrepare: @escaping @Sendable (ConvShape, ConvPart, In<Float>, Out<Float>) -> Void,
        convInputGradient:
            @escaping @Sendable (
                ConvShape, ConvPart, Range<Int>, In<Float>, In<Float>, Out<Float>, Out<Float>, Out<Float>
            ) -> Void,
        convWeightGradientMemory: @escaping @Sendable (ConvShape) -> Int,
        convWeightGradient:
            @escaping @Sendable (ConvShape, Range<Int>, In<Float>, In<Float>, Out<Float>, Out<Float>?, Out<Float>) ->
            Void,
        maxPoolTwo: @escaping @Sendable (PoolShape, Range<Int>, In<Float>, Out<Float>) -> Void,
        maxPoolTwoBackward: @escaping @Sendable (PoolShape, Range<Int>, In<Float>, In<Float>, Out<Float>) -> Void,
        windowPooling: WindowPoolingKernels,
        unary: @escaping @Sendable (UnaryOp, Int, In<Float>, Out<Float>) -> Bool,
        unaryBackward: @escaping @Sendable (UnaryGradient, Int, In<Float>, In<Float>, Out<Float>) -> Bool,
        parameterUnary: @escaping @Sendable (ParameterOp, Float, Int, In<Float>, Out<Float>) -> Bool,
        binary: @escaping @Sendable (BinaryOp, Int, Int, In<Float>, Int, Int, In<Float>, Int, Int, Out<Float>) -> Bool,
        addScaled: @escaping @Sendable (Int, In<Float>, In<Float>, Float, Out<Float>) -> Void,
        addcmul: @escaping @Sendable (Int, In<Float>, In<Float>, In<Float>, Float, Out<Float>) -> Void,
        addcdiv: @escaping @Sendable (Int, In<Float>, In<Float>, In<Float>, Float, Out<Float>) -> Void,
        clamp: @escaping @Sendable (Int, In<Float>, Float, Float, Out<Float>) -> Void,
        lerp: @escaping @Sendable (Int, In<Float>, In<Float>, Float, Out<Float>) -> Void,
        lineTotal: @escaping @Sendable (ReduceOp, Int, In<Float>) -> Double,
        reduce: @escaping @Sendable (ReduceOp, Int, Int, Int, In<Float>, Out<Float>) -> Bool,
        softmaxRows: @escaping @Sendable (Bool, Int, Int, In<Float>, Out<Float>) -> Void,
        softmaxRowsBackward: @escaping @Sendable (Bool, Int, Int, In<Float>, In<Float>, Out<Float>) -> Void,
        crossEntropyRows:
            @escaping @Sendable (Range<Int>, Int, In<Float>, In<Int64>, Int, Out<Float>, Out<Float>) -> Void,
        crossEntropyBackwardRows:
            @escaping @Sendable (Range<Int>, Int, In<Float>, In<Int64>, Int, Float, In<Float>?, Out<Float>) -> Void,
        layerNorm:
            @escaping @Sendable (
                Range<Int>, Int, In<Float>, In<Float>?, In<Float>?, Double, Out<Float>, Out<Float>, Out<Float>
            ) -> Void,
        layerNormBackward:
            @escaping @Sendable (
                Range<Int>, Int, In<Float>, In<Float>, In<Float>?, In<Float>, In<Float>, Out<Float>?, Out<Float>?,
                Out<Float>?
            ) -> Void,
        batchNormStatistics: @escaping @Sendable (Range<Int>, Int, Int, Int, In<Float>, Out<Float>, Out<Float>) -> Void,
        batchNorm:
            @escaping @Sendable (
                Range<Int>, Int, Int, In<Float>, In<Float>, In<Float>, Double, In<Float>?, In<Float>?, Out<Float>
            ) -> Void,
        batchNormBackward:
            @escaping @Sendable (
                Range<Int>, Int, Int, Int, Bool, In<Float>, In<Float>, In<Float>, In<Float>, Double, In<Float>?,
                Out<Float>?, Out<Float>?, Out<Float>?
            ) -> Void,
        sgd: @escaping @Sendable (SGDStep, Int, Out<Float>, In<Float>, Out<Float>?) -> Void,
        adam: @escaping @Sendable (AdamStep, Int, Out<Float>, In<Float>, Out<Float>, Out<Float>, Out<Float>?) -> Void,
        rmsprop:
            @escaping @Sendable (RMSpropStep, Int, Out<Float>, In<Float>, Out<Float>, Out<Float>?, Out<Float>?) -> Void,
        adagrad: @escaping @Sendable (AdagradStep, Int, Out<Float>, In<Float>, Out<Float>) -> Void,
        adadelta: @escaping @Sendable (AdadeltaStep, Int, Out<Float>, In<Float>, Out<Float>, Out<Float>) -> Void,
        gatherImages:
            @escaping @Sendable (Range<Int>, Int, Int, In<UInt8>, In<Int64>?, In<Float>?, In<Float>?, Out<Float>) ->
            Void,
        transposeFloats: @escaping @Sendable (Int, Int, In<Float>, Int, Out<Float>, Int) -> Void,
        copyRows: @escaping @Sendable (Int, Int, In<Float>, Int, Out<Float>, Int) -> Void,
        gatherRows: @escaping @Sendable (Int, Int, In<Float>, In<Int64>, Out<Float>) -> Void,
        normalBlocks: @escaping @Sendable (Int, Float, Float, Out<Float>) -> Bool,
        lineProduct: @escaping @Sendable (Int, In<Float>, In<Float>) -> Double,
        lineSquares: @escaping @Sendable (Int, In<Float>, Float) -> Double,
        columns: ColumnKernels, integers: IntegerKernels, doubles: DoubleKernels,
        recurrent: RecurrentKernels, packed: PackedKernels, random: RandomKernels, loops: LoopKernels
    ) {
        self.name = name
        self.width = width
        self.gemmScratch = gemmScratch
        self.gemm = gemm
        self.convForwardMemory = convForwardMemory
        self.convForwardPrepare = convForwardPrepare
        self.convForward = convForward
        self.convInputGradientMemory = convInputGradientMemory
        self.convInputGradientPrepare = convInputGradientPrepare
        self.convInputGradient = convInputGradient
        self.convWeightGradientMemory = convWeightGradientMemory
        self.convWeightGradient = convWeightGradient
        self.maxPoolTwo = maxPoolTwo
        self.maxPoolTwoBackward = maxPoolTwoBackward
        self.windowPooling = windowPooling
        self.unary = unary
        self.unaryBackward = unaryBackward
        self.parameterUnary = parameterUnary
        self.binary = binary
        self.addScaled = addScaled
        self.addcmul = addcmul
        self.addcdiv = addcdiv
        self.lerp = lerp
        self.clamp = clamp
        self.lineTotal = lineTotal
        self.reduce = reduce
        self.softmaxRows = softmaxRows
        self.softmaxRowsBackward = softmaxRowsBackward
        self.crossEntropyRows = crossEntropyRows
        self.crossEntropyBackwardRows = crossEntropyBackwardRows
        self.layerNorm = layerNorm
        self.layerNormBackward = layerNormBackward
        self.batchNormStatistics = batchNormStatistics
        self.batchNorm = batchNorm
        self.batchNormBackward = batchNormBackward
        self.sgd = sgd
        self.adam = adam
        self.rmsprop = rmsprop
        self.adagrad = adagrad
        self.adadelta = adadelta
        self.gatherImages = gatherImages
        self.transposeFloats = transposeFloats
        self.copyRows = copyRows
        self.gatherRows = gatherRows
        self.normalBlocks = normalBlocks
        self.lineProduct = lineProduct
        self.lineSquares = lineSquares
        self.columns = columns
        self.integers = integers
        self.doubles = doubles
        self.recurrent = recurrent
        self.packed = packed
        self.random = random
        self.loops = loops
    }
}
