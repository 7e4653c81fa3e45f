import GradusKernels
import Testing

@MainActor
@Suite struct PoolingTests {
    static let shapes: [PoolShape] = [
        PoolShape(planes: 6, height: 24, width: 24, kernelH: 2, kernelW: 2, strideH: 2, strideW: 2),
        PoolShape(planes: 5, height: 8, width: 8, kernelH: 2, kernelW: 2, strideH: 2, strideW: 2),
        PoolShape(planes: 3, height: 7, width: 9, kernelH: 2, kernelW: 2, strideH: 2, strideW: 2),
        PoolShape(planes: 3, height: 2, width: 3, kernelH: 2, kernelW: 2, strideH: 2, strideW: 2),
        PoolShape(planes: 2, height: 37, width: 43, kernelH: 2, kernelW: 2, strideH: 2, strideW: 2),
        PoolShape(planes: 2, height: 9, width: 10, kernelH: 3, kernelW: 3, strideH: 2, strideW: 2, padH: 1, padW: 1),
        PoolShape(planes: 2, height: 9, width: 10, kernelH: 3, kernelW: 2, strideH: 1, strideW: 2, dilationH: 2),
        PoolShape(
            planes: 1, height: 5, width: 5, kernelH: 2, kernelW: 2, strideH: 2, strideW: 2, outHeight: 3, outWidth: 3),
        PoolShape(planes: 2, height: 30, width: 40, kernelH: 3, kernelW: 3, strideH: 2, strideW: 2, padH: 1, padW: 1),
        PoolShape(planes: 2, height: 30, width: 41, kernelH: 3, kernelW: 3, strideH: 1, strideW: 1, padH: 1, padW: 1),
        PoolShape(planes: 2, height: 20, width: 60, kernelH: 5, kernelW: 4, strideH: 3, strideW: 3, padH: 2, padW: 2),
        PoolShape(planes: 2, height: 9, width: 70, kernelH: 2, kernelW: 1, strideH: 2, strideW: 2),
        PoolShape(
            planes: 2, height: 12, width: 35, kernelH: 3, kernelW: 3, strideH: 2, strideW: 2, outHeight: 6,
            outWidth: 17),
        PoolShape(planes: 0, height: 4, width: 4, kernelH: 2, kernelW: 2, strideH: 2, strideW: 2),
    ]

    @Test("max pooling takes the first of equals and lets NaN win", arguments: [false, true])
    func maximum(poison: Bool) {
        for s in Self.shapes {
            var noise = Noise(s.width)
            // Few distinct values make many ties; some NaN.
            let x = (0..<s.planes * s.inArea).map { i in
                poison && i % 29 == 3 ? Float.nan : i % 7 == 2 ? -.infinity : (noise.next() * 3).rounded()
            }
            let dy = noise.floats(s.planes * s.outArea + 1)
            let y0 = Buffer<Float>(s.planes * s.outArea, 5)
            let dx0 = Buffer<Float>(s.planes * s.inArea, 5)
            let places = Buffer<Int32>(s.planes * s.outArea, 5)
            ScalarKernels.maxPool(s, x: x, y: y0.pointer, indices: nil)
            ScalarKernels.maxPoolBackward(s, x: x, dy: dy, dx: dx0.pointer)
            forEachVariant { variant in
                let y = Buffer<Float>(s.planes * s.outArea, 5)
                let dx = Buffer<Float>(s.planes * s.inArea, 5)
                Kernels.maxPool(s, x: x, y: y.pointer, indices: nil)
                Kernels.maxPoolBackward(s, x: x, dy: dy, dx: dx.pointer)
                #expect(y.isIntact && dx.isIntact)
                expectClose(y.values, y0.values, 0, "\(variant) \(s)")
                expectClose(dx.values, dx0.values, 1e-6, "gradient \(variant) \(s)")
            }
            ScalarKernels.maxPool(s, x: x, y: y0.pointer, indices: places.pointer)
            forEachVariant { variant in
                let y = Buffer<Float>(s.planes * s.outArea, 5)
                let found = Buffer<Int32>(s.planes * s.outArea, 5)
                Kernels.maxPool(s, x: x, y: y.pointer, indices: found.pointer)
                #expect(found.values == places.values && found.isIntact, "\(variant) \(s)")
                expectClose(y.values, y0.values, 0, "\(variant) \(s)")
            }
        }
    }

    @Test("mean pooling equals its scalar twin bit for bit")
    func mean() {
        for s in Self.shapes where s.dilationH == 1 {
            var noise = Noise(s.width)
            let x = noise.floats(s.planes * s.inArea + 1)
            let dy = noise.floats(s.planes * s.outArea + 1)
            for (countsPad, divisor) in [(true, nil), (false, nil), (true, 7)] as [(Bool, Int?)] {
                let y0 = Buffer<Float>(s.planes * s.outArea, 5)
                let dx0 = Buffer<Float>(s.planes * s.inArea, 5)
                ScalarKernels.avgPool(s, countIncludePad: countsPad, divisor: divisor, x: x, y: y0.pointer)
                ScalarKernels.avgPoolBackward(s, countIncludePad: countsPad, divisor: divisor, dy: dy, dx: dx0.pointer)
                forEachVariant { variant in
                    let y = Buffer<Float>(s.planes * s.outArea, 5)
                    let dx = Buffer<Float>(s.planes * s.inArea, 5)
                    Kernels.avgPool(s, countIncludePad: countsPad, divisor: divisor, x: x, y: y.pointer)
                    Kernels.avgPoolBackward(s, countIncludePad: countsPad, divisor: divisor, dy: dy, dx: dx.pointer)
                    #expect(y.isIntact && dx.isIntact)
                    #expect(y.values == y0.values && dx.values == dx0.values, "\(variant) \(s) \(countsPad)")
                }
            }
        }
    }

    @Test("pooled values worked out by hand")
    func byHand() {
        let x: [Float] = [1, 2, 5, 5, 3, 2, 5, .nan]
        let s = PoolShape(planes: 1, height: 2, width: 4, kernelH: 2, kernelW: 2, strideH: 2, strideW: 2)
        forEachVariant { variant in
            let y = Buffer<Float>(2, 0)
            let dx = Buffer<Float>(8, 9)
            Kernels.maxPool(s, x: x, y: y.pointer, indices: nil)
            Kernels.maxPoolBackward(s, x: x, dy: [10, 20], dx: dx.pointer)
            expectClose(y.values, [3, .nan], 0, variant)
            expectClose(dx.values, [0, 0, 0, 0, 10, 0, 0, 20], 0, variant)
        }
        let mean = Buffer<Float>(1, 0)
        var a = PoolShape(
            planes: 1, height: 2, width: 2, kernelH: 2, kernelW: 2, strideH: 2, strideW: 2, padH: 1, padW: 1)
        a.outHeight = 1
        a.outWidth = 1
        Kernels.avgPool(a, countIncludePad: true, divisor: nil, x: [8, 0, 0, 0], y: mean.pointer)
        #expect(mean.values == [2])
        Kernels.avgPool(a, countIncludePad: false, divisor: nil, x: [8, 0, 0, 0], y: mean.pointer)
        #expect(mean.values == [8])
        Kernels.avgPool(a, countIncludePad: true, divisor: 3, x: [6, 0, 0, 0], y: mean.pointer)
        #expect(mean.values == [2])
    }
}
