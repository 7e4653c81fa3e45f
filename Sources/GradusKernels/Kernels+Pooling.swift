import GradusKernelTypes

extension Kernels {
    /// Largest value of each window: NaN wins, the first of equals; padding never wins. `indices` receives places
    /// within the input plane.
    package static func maxPool(_ shape: PoolShape, x: In<Float>, y: Out<Float>, indices: Out<Int32>?) {
        ScalarKernels.maxPool(shape, x: x, y: y, indices: indices)
    }

    package static func maxPool(_ shape: PoolShape, x: In<Double>, y: Out<Double>, indices: Out<Int32>?) {
        ScalarKernels.maxPool(shape, x: x, y: y, indices: indices)
    }

    /// Sends dy to the first maximum of each window, found again in x; overlapping windows add up. Overwrites dx.
    package static func maxPoolBackward(_ shape: PoolShape, x: In<Float>, dy: In<Float>, dx: Out<Float>) {
        ScalarKernels.maxPoolBackward(shape, x: x, dy: dy, dx: dx)
    }

    package static func maxPoolBackward(_ shape: PoolShape, x: In<Double>, dy: In<Double>, dx: Out<Double>) {
        ScalarKernels.maxPoolBackward(shape, x: x, dy: dy, dx: dx)
    }

    /// Mean of each window. `divisor` replaces the count.
    package static func avgPool(_ shape: PoolShape, countIncludePad: Bool, divisor: Int?, x: In<Float>, y: Out<Float>) {
        ScalarKernels.avgPool(shape, countIncludePad: countIncludePad, divisor: divisor, x: x, y: y)
    }

    package static func avgPool(_ shape: PoolShape, countIncludePad: Bool, divisor: Int?, x: In<Double>, y: Out<Double>)
    {
        ScalarKernels.avgPool(shape, countIncludePad: countIncludePad, divisor: divisor, x: x, y: y)
    }

    /// Overwrites dx.
    package static func avgPoolBackward(
        _ shape: PoolShape, countIncludePad: Bool, divisor: Int?, dy: In<Float>, dx: Out<Float>
    ) {
        ScalarKernels.avgPoolBackward(shape, countIncludePad: countIncludePad, divisor: divisor, dy: dy, dx: dx)
    }

    package static func avgPoolBackward(
        _ shape: PoolShape, countIncludePad: Bool, divisor: Int?, dy: In<Double>, dx: Out<Double>
    ) {
        ScalarKernels.avgPoolBackward(shape, countIncludePad: countIncludePad, divisor: divisor, dy: dy, dx: dx)
    }

    /// Means of windows floor(i·s/n) ..< ceil((i + 1)·s/n).
    package static func adaptiveAvgPool(
        planes: Int, height: Int, width: Int, outHeight: Int, outWidth: Int, x: In<Float>, y: Out<Float>
    ) {
        ScalarKernels.adaptiveAvgPool(
            planes: planes, height: height, width: width, outHeight: outHeight, outWidth: outWidth, x: x, y: y)
    }

    package static func adaptiveAvgPool(
        planes: Int, height: Int, width: Int, outHeight: Int, outWidth: Int, x: In<Double>, y: Out<Double>
    ) {
        ScalarKernels.adaptiveAvgPool(
            planes: planes, height: height, width: width, outHeight: outHeight, outWidth: outWidth, x: x, y: y)
    }

    /// Overwrites dx.
    package static func adaptiveAvgPoolBackward(
        planes: Int, height: Int, width: Int, outHeight: Int, outWidth: Int, dy: In<Float>, dx: Out<Float>
    ) {
        ScalarKernels.adaptiveAvgPoolBackward(
            planes: planes, height: height, width: width, outHeight: outHeight, outWidth: outWidth, dy: dy, dx: dx)
    }

    package static func adaptiveAvgPoolBackward(
        planes: Int, height: Int, width: Int, outHeight: Int, outWidth: Int, dy: In<Double>, dx: Out<Double>
    ) {
        ScalarKernels.adaptiveAvgPoolBackward(
            planes: planes, height: height, width: width, outHeight: outHeight, outWidth: outWidth, dy: dy, dx: dx)
    }
}
