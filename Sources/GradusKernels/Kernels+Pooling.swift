import GradusKernelTypes

extension Kernels {
    /// Largest value of each window: NaN wins, the first of equals; padding never wins. `indices` receives places
    /// within the input plane.
    package static func maxPool(_ shape: PoolShape, x: In<Float>, y: Out<Float>, indices: Out<Int32>?) {
        if indices == nil && shape.isTwoByTwo {
            let table = active
            Threads.parallelFor(shape.planes, grain: planeGrain(shape.inArea)) { table.maxPoolTwo(shape, $0, x, y) }
            return
        }
        Threads.parallelFor(shape.planes, grain: planeGrain(shape.outArea * shape.kernelH * shape.kernelW)) { range in
            var part = shape
            part.planes = range.count
            ScalarKernels.maxPool(
                part, x: x + range.lowerBound * shape.inArea, y: y + range.lowerBound * shape.outArea,
                indices: indices.map { $0 + range.lowerBound * shape.outArea })
        }
    }

    package static func maxPool(_ shape: PoolShape, x: In<Double>, y: Out<Double>, indices: Out<Int32>?) {
        ScalarKernels.maxPool(shape, x: x, y: y, indices: indices)
    }

    /// Sends dy to the first maximum of each window, found again in x; overlapping windows add up. Overwrites dx.
    package static func maxPoolBackward(_ shape: PoolShape, x: In<Float>, dy: In<Float>, dx: Out<Float>) {
        if shape.isTwoByTwo {
            let table = active
            Threads.parallelFor(shape.planes, grain: planeGrain(shape.inArea)) {
                table.maxPoolTwoBackward(shape, $0, x, dy, dx)
            }
            return
        }
        Threads.parallelFor(shape.planes, grain: planeGrain(shape.outArea * shape.kernelH * shape.kernelW)) { range in
            var part = shape
            part.planes = range.count
            ScalarKernels.maxPoolBackward(
                part, x: x + range.lowerBound * shape.inArea, dy: dy + range.lowerBound * shape.outArea,
                dx: dx + range.lowerBound * shape.inArea)
        }
    }

    package static func maxPoolBackward(_ shape: PoolShape, x: In<Double>, dy: In<Double>, dx: Out<Double>) {
        ScalarKernels.maxPoolBackward(shape, x: x, dy: dy, dx: dx)
    }

    /// Mean of each window. `divisor` replaces the count.
    package static func avgPool(_ shape: PoolShape, countIncludePad: Bool, divisor: Int?, x: In<Float>, y: Out<Float>) {
        Threads.parallelFor(shape.planes, grain: planeGrain(shape.outArea * shape.kernelH * shape.kernelW)) { range in
            var part = shape
            part.planes = range.count
            ScalarKernels.avgPool(
                part, countIncludePad: countIncludePad, divisor: divisor, x: x + range.lowerBound * shape.inArea,
                y: y + range.lowerBound * shape.outArea)
        }
    }

    package static func avgPool(_ shape: PoolShape, countIncludePad: Bool, divisor: Int?, x: In<Double>, y: Out<Double>)
    {
        ScalarKernels.avgPool(shape, countIncludePad: countIncludePad, divisor: divisor, x: x, y: y)
    }

    /// Overwrites dx.
    package static func avgPoolBackward(
        _ shape: PoolShape, countIncludePad: Bool, divisor: Int?, dy: In<Float>, dx: Out<Float>
    ) {
        Threads.parallelFor(shape.planes, grain: planeGrain(shape.outArea * shape.kernelH * shape.kernelW)) { range in
            var part = shape
            part.planes = range.count
            ScalarKernels.avgPoolBackward(
                part, countIncludePad: countIncludePad, divisor: divisor, dy: dy + range.lowerBound * shape.outArea,
                dx: dx + range.lowerBound * shape.inArea)
        }
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

    private static func planeGrain(_ work: Int) -> Int { Swift.max(1, (1 << 15) / Swift.max(work, 1)) }
}
