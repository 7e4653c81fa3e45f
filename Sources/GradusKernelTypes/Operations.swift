/// Elementwise functions of one operand.
package enum UnaryOp: UInt8, CaseIterable, Sendable {
    case neg, abs, exp, exp2, expm1, log, log1p, log2, log10, sqrt, rsqrt, reciprocal, square, cube
    case sin, cos, tan, asin, acos, atan, sinh, cosh, tanh, asinh, acosh, atanh
    case sigmoid, logSigmoid, relu, relu6, gelu, geluTanh, silu, softplus, softsign, mish
    case hardSigmoid, hardSwish, hardTanh, elu, selu, erf, erfc, erfinv, lgamma
    case floor, ceil, round, trunc, frac, sign
    /// 0, π below 0
    case angle
}

/// Elementwise functions of one operand and one number.
package enum ParameterOp: UInt8, CaseIterable, Sendable {
    /// x > 0 ? x : a·x
    case leakyRelu
    /// x > 0 ? x : a·expm1(x)
    case elu
    /// x > 0 ? x : a·expm1(x / a)
    case celu
    /// log1p(exp(a·x)) / a, linear above a·x > 20
    case softplus
    /// |x| > a ? x : 0
    case hardShrink
    /// x − a, x + a, or 0 inside ±a
    case softShrink
    /// x²/2 inside ±a, a·(|x| − a/2) beyond
    case huber
}

/// Gradients of elementwise functions: dx = dy · f'(saved). `…Output` cases want the function's result,
/// the others its input.
package enum UnaryGradient: UInt8, CaseIterable, Sendable {
    case reluOutput, sigmoidOutput, tanhOutput, expOutput, sqrtOutput, reciprocalOutput, rsqrtOutput
    case gelu, geluTanh, silu, softplus, logSigmoid, mish, hardSwish
    case log, sin, cos, abs, square, erf
}

/// Elementwise functions of two operands.
package enum BinaryOp: UInt8, CaseIterable, Sendable {
    case add, sub, mul, div
    /// NaN if either operand is NaN.
    case max, min
    /// The other operand if one is NaN.
    case fmax, fmin
    case pow, atan2, hypot
    /// C remainder: the sign of the dividend.
    case fmod
    /// Python remainder: the sign of the divisor.
    case remainder
    case floorDivide, truncDivide, copysign
    /// The next number from the first operand towards the second.
    case nextAfter
}

/// Elementwise comparisons; results are bytes 0 and 1.
package enum CompareOp: UInt8, CaseIterable, Sendable {
    case equal, notEqual, less, lessEqual, greater, greaterEqual
}

/// Reductions to one value.
package enum ReduceOp: UInt8, CaseIterable, Sendable {
    /// An empty sum is 0, an empty product 1, an empty mean NaN; an empty max or min is the caller's error.
    case sum, mean, prod
    /// NaN wins.
    case max, min
    case sumSquares, sumAbs
}

/// Reductions to the place of the first largest or smallest value (the first NaN wins over all).
package enum ArgReduceOp: UInt8, CaseIterable, Sendable {
    case max, min
}

/// What a loss does with its rows.
package enum LossReduction: UInt8, CaseIterable, Sendable {
    case none, mean, sum
}
