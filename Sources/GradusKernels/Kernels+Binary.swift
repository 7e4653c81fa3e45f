import GradusKernelTypes

extension Kernels {
    /// y[o, i] = a[o·aOuter + i·aInner] ∘ b[o·bOuter + i·bInner], y contiguous [outer, inner]. Steps of 0 and 1 express
    /// every broadcast over two axes; vector ∘ vector is outer = 1 with inner steps 1. y may be a or b where that
    /// operand is not broadcast.
    package static func binary(
        _ op: BinaryOp, outer: Int, inner: Int, a: In<Float>, aOuter: Int, aInner: Int, b: In<Float>, bOuter: Int,
        bInner: Int, y: Out<Float>
    ) {
        ScalarKernels.binary(
            op, outer: outer, inner: inner, a: a, aOuter: aOuter, aInner: aInner, b: b, bOuter: bOuter, bInner: bInner,
            y: y)
    }

    package static func binary(
        _ op: BinaryOp, outer: Int, inner: Int, a: In<Double>, aOuter: Int, aInner: Int, b: In<Double>, bOuter: Int,
        bInner: Int, y: Out<Double>
    ) {
        ScalarKernels.binary(
            op, outer: outer, inner: inner, a: a, aOuter: aOuter, aInner: aInner, b: b, bOuter: bOuter, bInner: bInner,
            y: y)
    }

    /// Comparison as bytes 0 and 1, with the steps of `binary`.
    package static func compare(
        _ op: CompareOp, outer: Int, inner: Int, a: In<Float>, aOuter: Int, aInner: Int, b: In<Float>, bOuter: Int,
        bInner: Int, y: Out<UInt8>
    ) {
        ScalarKernels.compare(
            op, outer: outer, inner: inner, a: a, aOuter: aOuter, aInner: aInner, b: b, bOuter: bOuter, bInner: bInner,
            y: y)
    }

    package static func compare(
        _ op: CompareOp, outer: Int, inner: Int, a: In<Double>, aOuter: Int, aInner: Int, b: In<Double>, bOuter: Int,
        bInner: Int, y: Out<UInt8>
    ) {
        ScalarKernels.compare(
            op, outer: outer, inner: inner, a: a, aOuter: aOuter, aInner: aInner, b: b, bOuter: bOuter, bInner: bInner,
            y: y)
    }

    package static func compare(
        _ op: CompareOp, outer: Int, inner: Int, a: In<Int64>, aOuter: Int, aInner: Int, b: In<Int64>, bOuter: Int,
        bInner: Int, y: Out<UInt8>
    ) {
        ScalarKernels.compare(
            op, outer: outer, inner: inner, a: a, aOuter: aOuter, aInner: aInner, b: b, bOuter: bOuter, bInner: bInner,
            y: y)
    }

    /// y = a + alpha·b, one rounding. y may be a or b.
    package static func addScaled(n: Int, a: In<Float>, b: In<Float>, alpha: Float, y: Out<Float>) {
        ScalarKernels.addScaled(n: n, a: a, b: b, alpha: alpha, y: y)
    }

    package static func addScaled(n: Int, a: In<Double>, b: In<Double>, alpha: Double, y: Out<Double>) {
        ScalarKernels.addScaled(n: n, a: a, b: b, alpha: alpha, y: y)
    }

    /// y = fma(value·a, b, x).
    package static func addcmul(n: Int, x: In<Float>, a: In<Float>, b: In<Float>, value: Float, y: Out<Float>) {
        ScalarKernels.addcmul(n: n, x: x, a: a, b: b, value: value, y: y)
    }

    package static func addcmul(n: Int, x: In<Double>, a: In<Double>, b: In<Double>, value: Double, y: Out<Double>) {
        ScalarKernels.addcmul(n: n, x: x, a: a, b: b, value: value, y: y)
    }

    /// y = x + (value·a) / b.
    package static func addcdiv(n: Int, x: In<Float>, a: In<Float>, b: In<Float>, value: Float, y: Out<Float>) {
        ScalarKernels.addcdiv(n: n, x: x, a: a, b: b, value: value, y: y)
    }

    package static func addcdiv(n: Int, x: In<Double>, a: In<Double>, b: In<Double>, value: Double, y: Out<Double>) {
        ScalarKernels.addcdiv(n: n, x: x, a: a, b: b, value: value, y: y)
    }

    /// y = x + weight·(end − x).
    package static func lerp(n: Int, x: In<Float>, end: In<Float>, weight: Float, y: Out<Float>) {
        ScalarKernels.lerp(n: n, x: x, end: end, weight: weight, y: y)
    }

    package static func lerp(n: Int, x: In<Double>, end: In<Double>, weight: Double, y: Out<Double>) {
        ScalarKernels.lerp(n: n, x: x, end: end, weight: weight, y: y)
    }

    /// y = mask ? a : b.
    package static func select(n: Int, mask: In<UInt8>, a: In<Float>, b: In<Float>, y: Out<Float>) {
        ScalarKernels.select(n: n, mask: mask, a: a, b: b, y: y)
    }

    package static func select(n: Int, mask: In<UInt8>, a: In<Double>, b: In<Double>, y: Out<Double>) {
        ScalarKernels.select(n: n, mask: mask, a: a, b: b, y: y)
    }

    /// y = value.
    package static func fill(n: Int, value: Float, y: Out<Float>) {
        ScalarKernels.fill(n: n, value: value, y: y)
    }

    package static func fill(n: Int, value: Double, y: Out<Double>) {
        ScalarKernels.fill(n: n, value: value, y: y)
    }
}
