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
        let table = active.windowPooling
        inPlanes(shape) { planes, task in
            table.maximum(shape, planes, x, y, indices, task)
        } scalar: { part, into, outOf in
            ScalarKernels.maxPool(part, x: x + into, y: y + outOf, indices: indices.map { $0 + outOf })
        }
    }

    package static func maxPool(_ shape: PoolShape, x: In<Double>, y: Out<Double>, indices: Out<Int32>?) {
        inPlanes(shape) { part, into, outOf in
            ScalarKernels.maxPool(part, x: x + into, y: y + outOf, indices: indices.map { $0 + outOf })
        }
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
        let table = active.windowPooling
        inPlanes(shape) { planes, task in
            table.maximumBackward(shape, planes, x, dy, dx, task)
        } scalar: { part, into, outOf in
            ScalarKernels.maxPoolBackward(part, x: x + into, dy: dy + outOf, dx: dx + into)
        }
    }

    package static func maxPoolBackward(_ shape: PoolShape, x: In<Double>, dy: In<Double>, dx: Out<Double>) {
        inPlanes(shape) { part, into, outOf in
            ScalarKernels.maxPoolBackward(part, x: x + into, dy: dy + outOf, dx: dx + into)
        }
    }

    /// Mean of each window. `divisor` replaces the count.
    package static func avgPool(_ shape: PoolShape, countIncludePad: Bool, divisor: Int?, x: In<Float>, y: Out<Float>) {
        let table = active.windowPooling
        inPlanes(shape) { planes, task in
            table.mean(shape, countIncludePad, divisor, planes, x, y, task)
        } scalar: { part, into, outOf in
            ScalarKernels.avgPool(
                part, countIncludePad: countIncludePad, divisor: divisor, x: x + into, y: y + outOf)
        }
    }

    package static func avgPool(_ shape: PoolShape, countIncludePad: Bool, divisor: Int?, x: In<Double>, y: Out<Double>)
    {
        inPlanes(shape) { part, into, outOf in
            ScalarKernels.avgPool(part, countIncludePad: countIncludePad, divisor: divisor, x: x + into, y: y + outOf)
        }
    }

    /// Overwrites dx.
    package static func avgPoolBackward(
        _ shape: PoolShape, countIncludePad: Bool, divisor: Int?, dy: In<Float>, dx: Out<Float>
    ) {
        let table = active.windowPooling
        inPlanes(shape) { planes, task in
            table.meanBackward(shape, countIncludePad, divisor, planes, dy, dx, task)
        } scalar: { part, into, outOf in
            ScalarKernels.avgPoolBackward(
                part, countIncludePad: countIncludePad, divisor: divisor, dy: dy + outOf, dx: dx + into)
        }
    }

    package static func avgPoolBackward(
        _ shape: PoolShape, countIncludePad: Bool, divisor: Int?, dy: In<Double>, dx: Out<Double>
    ) {
        inPlanes(shape) { part, into, outOf in
            ScalarKernels.avgPoolBackward(
                part, countIncludePad: countIncludePad, divisor: divisor, dy: dy + outOf, dx: dx + into)
        }
    }

    /// Means of windows floor(i·s/n) ..< ceil((i + 1)·s/n).
    package static func adaptiveAvgPool(
        planes: Int, height: Int, width: Int, outHeight: Int, outWidth: Int, x: In<Float>, y: Out<Float>
    ) {
        let (inArea, outArea) = (height * width, outHeight * outWidth)
        if outArea == 1 {
            // One mean per plane, summed as means are.
            let table = active
            return Threads.parallelFor(planes, grain: planeGrain(inArea)) { range in
                for plane in range {
                    y[plane] = Float(table.lineTotal(.sum, inArea, x + plane * inArea) / Double(inArea))
                }
            }
        }
        Threads.parallelFor(planes, grain: planeGrain(inArea)) { range in
            ScalarKernels.adaptiveAvgPool(
                planes: range.count, height: height, width: width, outHeight: outHeight, outWidth: outWidth,
                x: x + range.lowerBound * inArea, y: y + range.lowerBound * outArea)
        }
    }

    package static func adaptiveAvgPool(
        planes: Int, height: Int, width: Int, outHeight: Int, outWidth: Int, x: In<Double>, y: Out<Double>
    ) {
        let (inArea, outArea) = (height * width, outHeight * outWidth)
        Threads.parallelFor(planes, grain: planeGrain(inArea)) { range in
            ScalarKernels.adaptiveAvgPool(
                planes: range.count, height: height, width: width, outHeight: outHeight, outWidth: outWidth,
                x: x + range.lowerBound * inArea, y: y + range.lowerBound * outArea)
        }
    }

    /// Overwrites dx.
    package static func adaptiveAvgPoolBackward(
        planes: Int, height: Int, width: Int, outHeight: Int, outWidth: Int, dy: In<Float>, dx: Out<Float>
    ) {
        let (inArea, outArea) = (height * width, outHeight * outWidth)
        Threads.parallelFor(planes, grain: planeGrain(inArea)) { range in
            ScalarKernels.adaptiveAvgPoolBackward(
                planes: range.count, height: height, width: width, outHeight: outHeight, outWidth: outWidth,
                dy: dy + range.lowerBound * outArea, dx: dx + range.lowerBound * inArea)
        }
    }

    package static func adaptiveAvgPoolBackward(
        planes: Int, height: Int, width: Int, outHeight: Int, outWidth: Int, dy: In<Double>, dx: Out<Double>
    ) {
        let (inArea, outArea) = (height * width, outHeight * outWidth)
        Threads.parallelFor(planes, grain: planeGrain(inArea)) { range in
            ScalarKernels.adaptiveAvgPoolBackward(
                planes: range.count, height: height, width: width, outHeight: outHeight, outWidth: outWidth,
                dy: dy + range.lowerBound * outArea, dx: dx + range.lowerBound * inArea)
        }
    }

    /// Divides planes among the threads: by the variant's kernel, or where it does not apply by the scalar twin.
    private static func inPlanes(
        _ shape: PoolShape, _ kernel: (Range<Int>, Out<Float>) -> Void, scalar: (PoolShape, Int, Int) -> Void
    ) {
        guard let memory = active.windowPooling.memory(shape) else { return inPlanes(shape, scalar) }
        Threads.parallelFor(shape.planes, grain: planeGrain(shape.outArea * shape.kernelH * shape.kernelW)) { range in
            Scratch.with(memory) { kernel(range, $0) }
        }
    }

    /// The scalar twin gets its part of the planes and where that begins in the input and in the output.
    private static func inPlanes(_ shape: PoolShape, _ scalar: (PoolShape, Int, Int) -> Void) {
        Threads.parallelFor(shape.planes, grain: planeGrain(shape.outArea * shape.kernelH * shape.kernelW)) { range in
            var part = shape
            part.planes = range.count
            scalar(part, range.lowerBound * shape.inArea, range.lowerBound * shape.outArea)
        }
    }

    private static func planeGrain(_ work: Int) -> Int { Swift.max(1, (1 << 15) / Swift.max(work, 1)) }
}
