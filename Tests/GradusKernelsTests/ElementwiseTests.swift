import Foundation
import GradusKernels
import Testing

@MainActor
@Suite struct ElementwiseTests {
    static let special: [Float] = [
        0, -0.0, 1, -1, 0.5, -0.5, 2, 88, 89, -88, -104, 1e-30, -1e-30, Float(bitPattern: 71_362), 3.4e38, -3.4e38,
        20.5, 0.625, 0.93, 5000,
        9000, -70000, .infinity, -.infinity, .nan,
    ]
    static let sizes = [0, 1, 3, 4, 5, 8, 15, 16, 17, 31, 33, 100]

    /// Largest error in units of the last place against the float64 function. Where a formula cancels (gelu's tail,
    /// say) the bound is absolute instead.
    static func limit(_ op: UnaryOp) -> (units: Double, absolute: Double) {
        switch op {
        case .gelu, .geluTanh, .erfc, .mish, .selu, .elu, .logSigmoid, .lgamma, .silu, .softplus: (4, 3e-7)
        case .sin, .cos: (2.5, 1.5e-7)
        case .sigmoid, .tanh, .log1p, .expm1, .erf, .rsqrt, .log2, .atan: (3, 0)
        // The quotient of sine and cosine, which are small somewhere.
        case .tan: (4, 3e-7)
        case .exp, .log: (2, 0)
        case .hardSwish, .hardSigmoid, .softsign: (2, 0)
        default: (1, 0)
        }
    }

    @Test("unary functions agree with float64", arguments: UnaryOp.allCases)
    func unary(op: UnaryOp) {
        var noise = Noise(Int(op.rawValue))
        var input = Self.special
        for scale: Float in [0.01, 1, 4, 30, 1000] { input += noise.floats(60, scale: scale) }
        let wide = input.map { Double($0) }
        var expected = [Double](repeating: 0, count: input.count)
        ScalarKernels.unary(op, n: input.count, x: wide, y: &expected)
        let (units, absolute) = Self.limit(op)
        forEachVariant { variant in
            let y = Buffer<Float>(input.count, 5)
            Kernels.unary(op, n: input.count, x: input, y: y.pointer)
            #expect(y.isIntact)
            for (i, value) in y.values.enumerated() {
                // Where float32 and float64 inputs take other branches (overflow), the rounded result decides.
                if unitsInLastPlace(value, expected[i]) <= units { continue }
                // Its product overflows before the division, as PyTorch's does.
                if op == .hardSwish, value.isInfinite { continue }
                if abs(Double(value) - expected[i]) <= absolute * (1 + abs(expected[i])) { continue }
                Issue.record("\(variant) \(op)(\(input[i])) = \(value), expected \(expected[i])")
            }
        }
    }

    @Test("every length gives the same elements, also in place", arguments: [UnaryOp.relu, .exp, .gelu, .sqrt])
    func lengths(op: UnaryOp) {
        var noise = Noise(9)
        let input = noise.floats(100, scale: 3)
        forEachVariant { variant in
            let whole = Buffer<Float>(100, 0)
            Kernels.unary(op, n: 100, x: input, y: whole.pointer)
            for n in Self.sizes {
                let y = Buffer<Float>(n, 5)
                for i in 0..<n { y.pointer[i] = input[i] }
                Kernels.unary(op, n: n, x: y.pointer, y: y.pointer)
                #expect(y.isIntact)
                expectClose(y.values, Array(whole.values.prefix(n)), 0, "\(variant) \(op) \(n)")
            }
        }
    }

    @Test("gradients equal their scalar twins", arguments: UnaryGradient.allCases)
    func gradients(op: UnaryGradient) {
        var noise = Noise(Int(op.rawValue) + 100)
        let saved = [0, 1, -1, 3, -3, 25, -25] + noise.floats(90, scale: 3)
        let dy = noise.floats(saved.count)
        let expected = Buffer<Float>(saved.count, 0)
        ScalarKernels.unaryBackward(op, n: saved.count, dy: dy, saved: saved, dx: expected.pointer)
        forEachVariant { variant in
            let dx = Buffer<Float>(saved.count, 5)
            Kernels.unaryBackward(op, n: saved.count, dy: dy, saved: saved, dx: dx.pointer)
            #expect(dx.isIntact)
            expectClose(dx.values, expected.values, 1e-6, "\(variant) \(op)")
        }
    }

    @Test("choices by a mask")
    func select() {
        var noise = Noise(7)
        let mask = (0..<200).map { _ in noise.next() > 0.5 ? UInt8(1) : 0 }
        let a = (0..<200).map { UInt32($0) }
        let b = (0..<200).map { UInt32($0 + 1000) }
        let (wideA, wideB) = (a.map { UInt64($0) << 33 }, b.map { UInt64($0) << 33 })
        for n in [0, 1, 3, 15, 16, 17, 64, 200] {
            for (p, q) in [(1, 1), (0, 1), (1, 0), (0, 0)] {
                let expected = (0..<n).map { mask[$0] != 0 ? a[$0 * p] : b[$0 * q] }
                forEachVariant { variant in
                    let y = Buffer<UInt32>(n, 5)
                    let wide = Buffer<UInt64>(n, 5)
                    Kernels.select(n: n, mask: mask, a: a, aStep: p, b: b, bStep: q, y: y.pointer)
                    Kernels.select(n: n, mask: mask, a: wideA, aStep: p, b: wideB, bStep: q, y: wide.pointer)
                    #expect(y.values == expected && y.isIntact, "\(variant) \(n) \(p) \(q)")
                    #expect(wide.values == expected.map { UInt64($0) << 33 } && wide.isIntact, "\(variant) \(n)")
                }
            }
        }
    }

    @Test("binary functions broadcast over rows and columns", arguments: BinaryOp.allCases)
    func binary(op: BinaryOp) {
        var noise = Noise(Int(op.rawValue))
        let a = [.nan, 1, .infinity, 0] + noise.floats(400, scale: 4)
        let b = [1, .nan, 2, 0] + noise.floats(400, scale: 4)
        for (outer, inner) in [(0, 5), (1, 0), (1, 1), (1, 100), (7, 1), (5, 3), (6, 10), (4, 33), (3, 64)] {
            for (aSteps, bSteps) in [
                ((inner, 1), (inner, 1)), ((inner, 1), (0, 1)), ((inner, 1), (1, 0)), ((inner, 1), (0, 0)),
                ((0, 0), (inner, 1)), ((1, 0), (0, 1)),
            ] {
                let expected = Buffer<Float>(outer * inner, 0)
                ScalarKernels.binary(
                    op, outer: outer, inner: inner, a: a, aOuter: aSteps.0, aInner: aSteps.1, b: b, bOuter: bSteps.0,
                    bInner: bSteps.1, y: expected.pointer)
                for table in InstructionSet.available {
                    InstructionSet.current = table
                    let y = Buffer<Float>(outer * inner, 5)
                    Kernels.binary(
                        op, outer: outer, inner: inner, a: a, aOuter: aSteps.0, aInner: aSteps.1, b: b,
                        bOuter: bSteps.0, bInner: bSteps.1, y: y.pointer)
                    #expect(y.isIntact)
                    let isLibrary = op == .hypot || op == .atan2
                    expectClose(
                        y.values, expected.values, isLibrary ? 1e-7 : 0,
                        "\(table.name) \(op) \(outer) \(inner) \(aSteps) \(bSteps)")
                }
            }
        }
    }

    @Test("fused operations round once")
    func fused() {
        var noise = Noise(2)
        let x = noise.floats(77)
        let a = noise.floats(77)
        let b = noise.floats(77)
        forEachVariant { variant in
            let y = Buffer<Float>(77, 0)
            let z = Buffer<Float>(77, 0)
            Kernels.addScaled(n: 77, a: x, b: a, alpha: 0.3, y: y.pointer)
            ScalarKernels.addScaled(n: 77, a: x, b: a, alpha: 0.3, y: z.pointer)
            expectClose(y.values, z.values, 0, variant)
            Kernels.addcmul(n: 77, x: x, a: a, b: b, value: -0.7, y: y.pointer)
            ScalarKernels.addcmul(n: 77, x: x, a: a, b: b, value: -0.7, y: z.pointer)
            expectClose(y.values, z.values, 0, variant)
            Kernels.addcdiv(n: 77, x: x, a: a, b: b, value: -0.7, y: y.pointer)
            ScalarKernels.addcdiv(n: 77, x: x, a: a, b: b, value: -0.7, y: z.pointer)
            expectClose(y.values, z.values, 0, variant)
            for weight: Float in [0.1, 0.5, 0.9] {
                Kernels.lerp(n: 77, x: x, end: a, weight: weight, y: y.pointer)
                ScalarKernels.lerp(n: 77, x: x, end: a, weight: weight, y: z.pointer)
                expectClose(y.values, z.values, 0, variant)
            }
        }
    }
}
