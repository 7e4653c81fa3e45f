import CSIMD
import GradusKernelTypes

#if ISA_V4
    private let variantName = "v4"
#elseif ISA_V3
    private let variantName = "v3"
#else
    private let variantName = "baseline"
#endif

/// This variant's functions.
package func kernelTable() -> KernelTable {
    KernelTable(
        name: variantName, width: vectorWidth,
        gemmScratch: { gemmScratch(m: $0, n: $1, k: $2) },
        gemm: gemm,
        convForwardMemory: convForwardMemory,
        convForwardPrepare: convForwardPrepare,
        convForward: convForward,
        convInputGradientMemory: convInputGradientMemory,
        convInputGradientPrepare: convInputGradientPrepare,
        convInputGradient: convInputGradient,
        convWeightGradientMemory: convWeightGradientMemory,
        convWeightGradient: convWeightGradient,
        maxPoolTwo: maxPoolTwo,
        maxPoolTwoBackward: maxPoolTwoBackward,
        windowPooling: WindowPoolingKernels(
            memory: windowPoolMemory, maximum: windowMaximum, maximumBackward: windowMaximumBackward, mean: windowMean,
            meanBackward: windowMeanBackward),
        unary: unary,
        unaryBackward: unaryBackward,
        parameterUnary: parameterUnary,
        binary: binary,
        addScaled: addScaled,
        addcmul: addcmul,
        addcdiv: addcdiv,
        clamp: clampLine,
        lerp: lerp,
        lineTotal: lineTotal,
        reduce: reduce,
        softmaxRows: softmaxRows,
        softmaxRowsBackward: softmaxRowsBackward,
        crossEntropyRows: crossEntropyRows,
        crossEntropyBackwardRows: crossEntropyBackwardRows,
        layerNorm: layerNorm,
        layerNormBackward: layerNormBackward,
        batchNormStatistics: batchNormStatistics,
        batchNorm: batchNorm,
        batchNormBackward: batchNormBackward,
        sgd: sgd,
        adam: adam,
        rmsprop: rmsprop,
        adagrad: adagrad,
        adadelta: adadelta,
        gatherImages: gatherImages,
        transposeFloats: transposeFloats,
        copyRows: copyRows,
        gatherRows: gatherFloatRows,
        normalBlocks: normalBlocks,
        lineProduct: lineProduct,
        lineSquares: lineSquares,
        columns: ColumnKernels(
            softmax: softmaxColumns, softmaxBackward: softmaxColumnsBackward, moments: columnMoments,
            affine: columnAffine, gradientSums: columnGradientSums, normGradient: columnNormGradient,
            places: columnPlaces),
        integers: IntegerKernels(
            binary: integerBinary, reduce: integerReduce, countNonZero: countNonZero, compareFloats: compareFloats,
            compare: compareIntegers, selectWords: selectWords, selectLongWords: selectLongWords),
        doubles: DoubleKernels(
            gemmScratch: { doubleGemmScratch(m: $0, n: $1, k: $2) }, gemm: doubleGemm, binary: doubleBinary,
            unary: doubleUnary, parameterUnary: doubleParameterUnary, unaryBackward: doubleUnaryBackward,
            lines: DoubleLines(
                addScaled: doubleAddScaled, addcmul: doubleAddcmul, addcdiv: doubleAddcdiv, lerp: doubleLerp),
            lineTotal: doubleLineTotal, reduce: doubleReduce, compare: compareDoubles),
        recurrent: RecurrentKernels(
            lstm: lstmStep, lstmBackward: lstmStepBackward, gru: gruStep, gruBackward: gruStepBackward),
        packed: PackedKernels(
            size: { gemmPackedSize(n: $0, k: $1) }, pack: { gemmPack(n: $0, k: $1, b: $2, bRow: $3, bCol: $4, to: $5) },
            scratch: { gemmRowScratch(m: $0, n: $1, k: $2) }, multiply: gemmPacked),
        random: RandomKernels(words: randomWords, uniform: uniformLine, bernoulli: bernoulliLine),
        loops: loopKernels())
}
