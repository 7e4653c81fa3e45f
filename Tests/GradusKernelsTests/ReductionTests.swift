import GradusKernels
import Testing

@MainActor
@Suite struct ReductionTests {
    static let shapes: [(outer: Int, count: Int, inner: Int)] = [
        (1, 1, 1), (3, 5, 1), (2, 17, 1), (1, 4000, 1), (1, 200_000, 1), (2, 3, 5), (1, 50, 10), (3, 70, 33), (0, 4, 4),
        (2, 7, 16), (1, 40, 200), (2, 3, 65), (1, 1, 70),
    ]

    private func data(_ n: Int) -> [Float] {
        var noise = Noise(n)
        return noise.floats(n + 1, scale: 2)
    }

    @Test("reductions equal float64 sums", arguments: ReduceOp.allCases)
    func reduce(op: ReduceOp) {
        for s in Self.shapes {
            var x = data(s.outer * s.count * s.inner)
            for poison in [false, true] {
                if poison && s.count > 2 { x[x.count / 2] = .nan }
                let expected = Buffer<Float>(s.outer * s.inner, 0)
                ScalarKernels.reduce(op, outer: s.outer, count: s.count, inner: s.inner, x: x, y: expected.pointer)
                forEachVariant { variant in
                    let y = Buffer<Float>(s.outer * s.inner, 5)
                    Kernels.reduce(op, outer: s.outer, count: s.count, inner: s.inner, x: x, y: y.pointer)
                    #expect(y.isIntact)
                    expectClose(y.values, expected.values, 2e-6, "\(variant) \(op) \(s)")
                }
            }
        }
    }

    @Test("the first extreme wins, NaN above all")
    func argReduce() {
        let rows: [([Float], max: Int64, min: Int64)] = [
            ([1, 3, 3, 0, 0], 1, 3), ([.nan, 3, 1, 2, 0], 0, 0), ([5, 4, .nan, .nan, 9], 2, 2),
            ([-1, -1, -1, -1, -1], 0, 0),
            ([-.infinity, 0, .infinity, 1, .infinity], 2, 0),
        ]
        for (row, largest, smallest) in rows {
            var index: Int64 = -1
            var value: Float = 0
            Kernels.argReduce(.max, outer: 1, count: 5, inner: 1, x: row, indices: &index, values: &value)
            #expect(index == largest)
            Kernels.argReduce(.min, outer: 1, count: 5, inner: 1, x: row, indices: &index, values: &value)
            #expect(index == smallest)
        }
    }

    @Test("places of extremes equal the twin", arguments: [false, true])
    func argReduceInVectors(poison: Bool) {
        for s in Self.shapes where s.count > 0 {
            // Few different values, so that the first of equal ones matters.
            var x = data(s.outer * s.count * s.inner).map { ($0 * 20).rounded() }
            if poison && s.count > 2 { x[x.count / 2] = .nan }
            let wide = x.map { Double($0) }
            let n = s.outer * s.inner
            for op in [ArgReduceOp.max, .min] {
                let expected = Buffer<Int64>(n, 0)
                ScalarKernels.argReduce(
                    op, outer: s.outer, count: s.count, inner: s.inner, x: x, indices: expected.pointer, values: nil)
                forEachVariant { variant in
                    let (places, widePlaces) = (Buffer<Int64>(n, 5), Buffer<Int64>(n, 5))
                    let (values, wideValues) = (Buffer<Float>(n, 5), Buffer<Double>(n, 5))
                    Kernels.argReduce(
                        op, outer: s.outer, count: s.count, inner: s.inner, x: x, indices: places.pointer,
                        values: values.pointer)
                    Kernels.argReduce(
                        op, outer: s.outer, count: s.count, inner: s.inner, x: wide, indices: widePlaces.pointer,
                        values: wideValues.pointer)
                    #expect(places.values == expected.values && widePlaces.values == expected.values, "\(variant) \(s)")
                    for o in 0..<s.outer {
                        for i in 0..<s.inner {
                            let at = o * s.inner + i
                            let value = x[(o * s.count + Int(expected.pointer[at])) * s.inner + i]
                            expectClose(
                                [values.pointer[at], Float(wideValues.pointer[at])], [value, value], 0, variant)
                        }
                    }
                }
            }
        }
    }

    @Test("softmax, its logarithm and their gradients equal the twins")
    func softmax() {
        for s in Self.shapes where s.count < 5000 {
            let n = s.outer * s.count * s.inner
            let x = data(n).map { $0 * 20 }
            let dy = data(n + 3)
            for logarithm in [false, true] {
                let y0 = Buffer<Float>(n, 0)
                let dx0 = Buffer<Float>(n, 0)
                ScalarKernels.softmax(
                    log: logarithm, outer: s.outer, count: s.count, inner: s.inner, x: x, y: y0.pointer)
                ScalarKernels.softmaxBackward(
                    log: logarithm, outer: s.outer, count: s.count, inner: s.inner, y: y0.pointer, dy: dy,
                    dx: dx0.pointer)
                forEachVariant { variant in
                    let y = Buffer<Float>(n, 5)
                    let dx = Buffer<Float>(n, 5)
                    Kernels.softmax(log: logarithm, outer: s.outer, count: s.count, inner: s.inner, x: x, y: y.pointer)
                    Kernels.softmaxBackward(
                        log: logarithm, outer: s.outer, count: s.count, inner: s.inner, y: y0.pointer, dy: dy,
                        dx: dx.pointer)
                    #expect(y.isIntact && dx.isIntact)
                    expectClose(y.values, y0.values, 3e-6, "\(variant) \(s)")
                    expectClose(dx.values, dx0.values, 2e-5, "\(variant) gradient \(s)")
                }
            }
        }
    }

    @Test("cross-entropy and its gradient equal the twins; a bad target is named")
    func crossEntropy() {
        let (rows, classes) = (23, 10)
        let logits = data(rows * classes).map { $0 * 5 }
        var targets = (0..<rows).map { Int64($0 * 7 % classes) }
        targets[4] = -100
        func run(_ crossEntropy: (Out<Float>, Out<Float>, Out<Double>) -> Int?) -> ([Float], [Float], Double, Int?) {
            let p = Buffer<Float>(rows * classes, 5)
            let losses = Buffer<Float>(rows, 5)
            var sum = 0.0
            let bad = crossEntropy(p.pointer, losses.pointer, &sum)
            return (p.values, losses.values, sum, bad)
        }
        let expected = run {
            ScalarKernels.crossEntropyRows(
                rows: rows, classes: classes, logits: logits, targets: targets, weights: nil, ignoreIndex: -100,
                smoothing: 0, probabilities: $0, losses: $1, weightSum: $2)
        }
        let dx0 = Buffer<Float>(rows * classes, 5)
        ScalarKernels.crossEntropyBackward(
            rows: rows, classes: classes, probabilities: expected.0, targets: targets, weights: nil, ignoreIndex: -100,
            smoothing: 0, scale: 0.25, rowScale: nil, dlogits: dx0.pointer)
        forEachVariant { variant in
            let actual = run {
                Kernels.crossEntropyRows(
                    rows: rows, classes: classes, logits: logits, targets: targets, weights: nil, ignoreIndex: -100,
                    smoothing: 0, probabilities: $0, losses: $1, weightSum: $2)
            }
            expectClose(actual.0, expected.0, 1e-6, variant)
            expectClose(actual.1, expected.1, 2e-6, variant)
            #expect(actual.2 == 22 && actual.3 == nil)
            let dx = Buffer<Float>(rows * classes, 5)
            Kernels.crossEntropyBackward(
                rows: rows, classes: classes, probabilities: expected.0, targets: targets, weights: nil,
                ignoreIndex: -100, smoothing: 0, scale: 0.25, rowScale: nil, dlogits: dx.pointer)
            expectClose(dx.values, dx0.values, 1e-6, variant)
        }
        targets[7] = 10
        let bad = run {
            Kernels.crossEntropyRows(
                rows: rows, classes: classes, logits: logits, targets: targets, weights: nil, ignoreIndex: -100,
                smoothing: 0, probabilities: $0, losses: $1, weightSum: $2)
        }
        #expect(bad.3 == 7)
    }

    @Test("layer and batch normalisation equal their twins")
    func normalisation() {
        for (rows, inner) in [(1, 1), (5, 10), (40, 33), (3, 2000)] {
            let x = data(rows * inner).map { $0 + 3 }
            let dy = data(rows * inner + 2)
            let gamma = data(inner)
            let beta = data(inner + 1)
            func layer(_ scalar: Bool) -> [[Float]] {
                let b = [rows * inner, rows, rows, rows * inner, inner, inner].map { Buffer<Float>($0, 5) }
                if scalar {
                    ScalarKernels.layerNorm(
                        rows: rows, inner: inner, x: x, gamma: gamma, beta: beta, eps: 1e-5, y: b[0].pointer,
                        mean: b[1].pointer, rstd: b[2].pointer)
                    ScalarKernels.layerNormBackward(
                        rows: rows, inner: inner, x: x, dy: dy, gamma: gamma, mean: b[1].pointer, rstd: b[2].pointer,
                        dx: b[3].pointer, dgamma: b[4].pointer, dbeta: b[5].pointer)
                } else {
                    Kernels.layerNorm(
                        rows: rows, inner: inner, x: x, gamma: gamma, beta: beta, eps: 1e-5, y: b[0].pointer,
                        mean: b[1].pointer, rstd: b[2].pointer)
                    Kernels.layerNormBackward(
                        rows: rows, inner: inner, x: x, dy: dy, gamma: gamma, mean: b[1].pointer, rstd: b[2].pointer,
                        dx: b[3].pointer, dgamma: b[4].pointer, dbeta: b[5].pointer)
                }
                #expect(b.allSatisfy { $0.isIntact })
                return b.map(\.values)
            }
            let expected = layer(true)
            forEachVariant { variant in
                for (i, (a, e)) in zip(layer(false), expected).enumerated() where !(inner == 1 && (i == 2 || i == 3)) {
                    expectClose(a, e, 5e-5, "layer \(variant) \(rows)×\(inner) part \(i)")
                }
            }
        }
        for (batch, channels, inner) in [(1, 1, 5), (4, 3, 36), (7, 5, 1), (2, 17, 50), (2500, 3, 1), (40, 700, 1)] {
            let x = data(batch * channels * inner).map { $0 + 1 }
            let dy = data(batch * channels * inner + 2)
            let gamma = data(channels)
            func norm(_ scalar: Bool, _ training: Bool) -> [[Float]] {
                let n = batch * channels * inner
                let b = [channels, channels, n, n, channels, channels].map { Buffer<Float>($0, 5) }
                // Both go back from the same statistics: a sum of many gradients magnifies a mean's last digit.
                let (mean, variance) = (Buffer<Float>(channels, 5), Buffer<Float>(channels, 5))
                ScalarKernels.batchNormStatistics(
                    batch: batch, channels: channels, inner: inner, x: x, mean: mean.pointer,
                    variance: variance.pointer)
                if scalar {
                    ScalarKernels.batchNormStatistics(
                        batch: batch, channels: channels, inner: inner, x: x, mean: b[0].pointer, variance: b[1].pointer
                    )
                    ScalarKernels.batchNorm(
                        batch: batch, channels: channels, inner: inner, x: x, mean: b[0].pointer,
                        variance: b[1].pointer,
                        eps: 1e-5, gamma: gamma, beta: nil, y: b[2].pointer)
                    ScalarKernels.batchNormBackward(
                        batch: batch, channels: channels, inner: inner, training: training, x: x, dy: dy,
                        mean: mean.pointer, variance: variance.pointer, eps: 1e-5, gamma: gamma, dx: b[3].pointer,
                        dgamma: b[4].pointer, dbeta: b[5].pointer)
                } else {
                    Kernels.batchNormStatistics(
                        batch: batch, channels: channels, inner: inner, x: x, mean: b[0].pointer, variance: b[1].pointer
                    )
                    Kernels.batchNorm(
                        batch: batch, channels: channels, inner: inner, x: x, mean: b[0].pointer,
                        variance: b[1].pointer,
                        eps: 1e-5, gamma: gamma, beta: nil, y: b[2].pointer)
                    Kernels.batchNormBackward(
                        batch: batch, channels: channels, inner: inner, training: training, x: x, dy: dy,
                        mean: mean.pointer, variance: variance.pointer, eps: 1e-5, gamma: gamma, dx: b[3].pointer,
                        dgamma: b[4].pointer, dbeta: b[5].pointer)
                }
                #expect(b.allSatisfy { $0.isIntact })
                return b.map(\.values)
            }
            for training in [true, false] {
                let expected = norm(true, training)
                forEachVariant { variant in
                    for (i, (a, e)) in zip(norm(false, training), expected).enumerated() {
                        expectClose(
                            a, e, i >= 4 ? 1e-5 : 2e-5, "batch \(variant) \(batch) \(channels) \(inner) part \(i)")
                    }
                }
            }
        }
    }
}
