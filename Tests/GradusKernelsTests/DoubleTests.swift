import GradusKernels
import Testing

/// float64 functions with a number, gradients, lines and softmax: each variant against the scalar twin.
@MainActor
@Suite struct DoubleTests {
    private func doubles(_ n: Int, _ seed: Int) -> [Double] {
        var noise = Noise(seed)
        return noise.floats(n, scale: 3).map { Double($0) * 1.000_000_01 }
    }

    private func expectEqual(_ actual: Buffer<Double>, _ expected: Buffer<Double>, _ tolerance: Double, _ note: String)
    {
        #expect(actual.isIntact, "\(note)")
        for (i, (a, e)) in zip(actual.values, expected.values).enumerated() {
            if a == e ? a.sign == e.sign : a.isNaN && e.isNaN { continue }
            if abs(a - e) <= tolerance * (1 + abs(e)) { continue }
            Issue.record("\(note): element \(i) is \(a), expected \(e)")
            return
        }
    }

    @Test("the slope of log σ keeps its digits where it is small")
    func smallSlopes() {
        let x = (0..<32).map { 5.0 + Double($0) * 20 }
        let dy = [Double](repeating: 1, count: x.count)
        let expected = Buffer<Double>(x.count, 0)
        ScalarKernels.unaryBackward(.logSigmoid, n: x.count, dy: dy, saved: x, dx: expected.pointer)
        forEachVariant { variant in
            let dx = Buffer<Double>(x.count, 5)
            Kernels.unaryBackward(.logSigmoid, n: x.count, dy: dy, saved: x, dx: dx.pointer)
            for (a, e) in zip(dx.values, expected.values) { #expect(abs(a - e) <= 1e-14 * e, "\(variant)") }
        }
    }

    private static let special: [Double] = [0, -0.0, 1, -1, 3, -3, 25, -25, 400, -400, .infinity, -.infinity, .nan]

    @Test("gradients equal their scalar twins", arguments: UnaryGradient.allCases)
    func gradients(op: UnaryGradient) {
        for n in [1, 7, 300] {
            let saved = Array((doubles(n, 5) + Self.special).suffix(n))
            let dy = doubles(n, 6)
            let expected = Buffer<Double>(n, 0)
            ScalarKernels.unaryBackward(op, n: n, dy: dy, saved: saved, dx: expected.pointer)
            forEachVariant { variant in
                let dx = Buffer<Double>(n, 5)
                Kernels.unaryBackward(op, n: n, dy: dy, saved: saved, dx: dx.pointer)
                expectEqual(dx, expected, 1e-14, "\(variant) \(op) \(n)")
                // The gradient may be written over.
                let over = Buffer<Double>(n, 5)
                for i in 0..<n { over.pointer[i] = dy[i] }
                Kernels.unaryBackward(op, n: n, dy: over.pointer, saved: saved, dx: over.pointer)
                expectEqual(over, expected, 1e-14, "\(variant) \(op) \(n) in place")
            }
        }
    }

    @Test("functions with a number equal their twins", arguments: ParameterOp.allCases)
    func parameters(op: ParameterOp) {
        let x = doubles(60, 7) + Self.special
        for parameter in [1, 0.3] {
            let expected = Buffer<Double>(x.count, 0)
            ScalarKernels.parameterUnary(op, parameter, n: x.count, x: x, y: expected.pointer)
            forEachVariant { variant in
                let y = Buffer<Double>(x.count, 5)
                Kernels.parameterUnary(op, parameter, n: x.count, x: x, y: y.pointer)
                expectEqual(y, expected, 1e-15, "\(variant) \(op) \(parameter)")
            }
        }
    }

    @Test("remainders are exact, quick or not", arguments: [BinaryOp.fmod, .remainder, .floorDivide])
    func remainders(op: BinaryOp) {
        var a = doubles(600, 8)
        var b = doubles(600, 9)
        // Whole multiples, huge quotients, zeros and infinite operands, in blocks of their own and among others.
        for i in 0..<200 { a[i] = b[i] * Double(i - 100) }
        a[210] = 1e300
        b[220] = 0
        b[230] = .infinity
        a[240] = .nan
        b[250] = -1e-300
        let (p, q) = (a.map { Float($0) }, b.map { Float($0) })
        let expected = Buffer<Double>(600, 0)
        let floats = Buffer<Float>(600, 0)
        ScalarKernels.binary(
            op, outer: 1, inner: 600, a: a, aOuter: 0, aInner: 1, b: b, bOuter: 0, bInner: 1, y: expected.pointer)
        ScalarKernels.binary(
            op, outer: 1, inner: 600, a: p, aOuter: 0, aInner: 1, b: q, bOuter: 0, bInner: 1, y: floats.pointer)
        forEachVariant { variant in
            let y = Buffer<Double>(600, 5)
            let z = Buffer<Float>(600, 5)
            Kernels.binary(
                op, outer: 1, inner: 600, a: a, aOuter: 0, aInner: 1, b: b, bOuter: 0, bInner: 1, y: y.pointer)
            Kernels.binary(
                op, outer: 1, inner: 600, a: p, aOuter: 0, aInner: 1, b: q, bOuter: 0, bInner: 1, y: z.pointer)
            expectEqual(y, expected, 0, "\(variant) \(op)")
            for i in 0..<600 where !z.values[i].isNaN || !floats.values[i].isNaN {
                #expect(z.values[i] == floats.values[i], "\(variant) \(op) \(p[i]) \(q[i])")
            }
        }
    }

    @Test("lines with a number equal their twins")
    func lines() {
        let n = 77
        let (x, a, b) = (doubles(n, 1), doubles(n, 2), doubles(n, 3))
        forEachVariant { variant in
            let (y, z) = (Buffer<Double>(n, 0), Buffer<Double>(n, 0))
            Kernels.addScaled(n: n, a: x, b: a, alpha: 0.3, y: y.pointer)
            ScalarKernels.addScaled(n: n, a: x, b: a, alpha: 0.3, y: z.pointer)
            expectEqual(y, z, 0, "\(variant) addScaled")
            Kernels.addcmul(n: n, x: x, a: a, b: b, value: -0.7, y: y.pointer)
            ScalarKernels.addcmul(n: n, x: x, a: a, b: b, value: -0.7, y: z.pointer)
            expectEqual(y, z, 0, "\(variant) addcmul")
            Kernels.addcdiv(n: n, x: x, a: a, b: b, value: -0.7, y: y.pointer)
            ScalarKernels.addcdiv(n: n, x: x, a: a, b: b, value: -0.7, y: z.pointer)
            expectEqual(y, z, 0, "\(variant) addcdiv")
            for weight in [0.1, 0.5, 0.9] {
                Kernels.lerp(n: n, x: x, end: a, weight: weight, y: y.pointer)
                ScalarKernels.lerp(n: n, x: x, end: a, weight: weight, y: z.pointer)
                expectEqual(y, z, 0, "\(variant) lerp \(weight)")
            }
            Kernels.clamp(n: n, x, low: -0.5, high: 0.75, y.pointer)
            for i in 0..<n { z.pointer[i] = min(max(x[i], -0.5), 0.75) }
            expectEqual(y, z, 0, "\(variant) clamp")
        }
    }

    @Test("softmax, its logarithm and their gradients equal the twins")
    func softmax() {
        for (outer, count, inner) in [
            (1, 1, 1), (3, 10, 1), (500, 10, 1), (2, 5000, 1), (2, 7, 5), (1, 300, 40), (0, 3, 2),
        ] {
            let n = outer * count * inner
            let (x, dy) = (doubles(n, 4), doubles(n, 5))
            for logarithm in [false, true] {
                let (expected, slope) = (Buffer<Double>(n, 0), Buffer<Double>(n, 0))
                ScalarKernels.softmax(
                    log: logarithm, outer: outer, count: count, inner: inner, x: x, y: expected.pointer)
                ScalarKernels.softmaxBackward(
                    log: logarithm, outer: outer, count: count, inner: inner, y: expected.pointer, dy: dy,
                    dx: slope.pointer)
                forEachVariant { variant in
                    let (y, dx) = (Buffer<Double>(n, 5), Buffer<Double>(n, 5))
                    Kernels.softmax(log: logarithm, outer: outer, count: count, inner: inner, x: x, y: y.pointer)
                    expectEqual(y, expected, 1e-13, "\(variant) \(logarithm) \(outer) \(count) \(inner)")
                    Kernels.softmaxBackward(
                        log: logarithm, outer: outer, count: count, inner: inner, y: y.pointer, dy: dy, dx: dx.pointer)
                    expectEqual(dx, slope, 1e-12, "\(variant) \(logarithm) gradient \(outer) \(count) \(inner)")
                }
            }
        }
    }
}
