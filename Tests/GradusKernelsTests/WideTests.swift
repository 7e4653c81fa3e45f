import GradusKernels
import Testing

/// The kernels for float64 and int64, and comparisons: each variant against the scalar twin.
@MainActor
@Suite struct WideTests {
    private func doubles(_ n: Int, _ seed: Int) -> [Double] {
        var noise = Noise(seed)
        return noise.floats(n + 1, scale: 3).map { Double($0) }
    }

    private func integers(_ n: Int, _ seed: Int) -> [Int64] {
        var noise = Noise(seed)
        return noise.floats(n + 1, scale: 9).map { Int64($0) }
    }

    private func expectEqual(_ actual: [Double], _ expected: [Double], _ tolerance: Double, _ note: String) {
        for (i, (a, e)) in zip(actual, expected).enumerated() {
            if a == e || (a.isNaN && e.isNaN) || abs(a - e) <= tolerance * (1 + abs(e)) { continue }
            Issue.record("\(note): element \(i) is \(a), expected \(e)")
            return
        }
    }

    private static let planes: [(outer: Int, inner: Int, a: (Int, Int), b: (Int, Int))] = [
        (1, 37, (0, 1), (0, 1)), (1, 37, (0, 1), (0, 0)), (1, 37, (0, 0), (0, 1)), (5, 9, (9, 1), (0, 1)),
        (5, 9, (9, 1), (1, 0)), (4, 3, (1, 4), (3, 1)), (0, 3, (3, 1), (3, 1)), (3, 70_000, (70_000, 1), (1, 0)),
    ]

    @Test("products of float64 matrices equal the twin")
    func products() {
        forEachVariant { variant in
            for (m, n, k) in [
                (1, 1, 1), (3, 5, 7), (13, 33, 9), (1, 40, 20), (40, 1, 20), (130, 50, 300), (30, 1100, 8), (5, 4, 0),
            ] {
                let (a, b) = (doubles(m * k, m), doubles(k * n, n))
                for (turnA, turnB) in [(false, false), (true, false), (false, true), (true, true)] {
                    for (alpha, beta) in [(1.0, 0.0), (0.5, -0.5)] {
                        let c = Buffer<Double>(m * (n + 2), 7)
                        let expected = Buffer<Double>(m * (n + 2), 7)
                        let (aRow, aCol) = turnA ? (1, m) : (k, 1)
                        let (bRow, bCol) = turnB ? (1, k) : (n, 1)
                        Kernels.gemm(
                            m: m, n: n, k: k, alpha: alpha, a: a, aRow: aRow, aCol: aCol, b: b, bRow: bRow,
                            bCol: bCol, beta: beta, c: c.pointer, cRow: n + 2)
                        ScalarKernels.gemm(
                            m: m, n: n, k: k, alpha: alpha, a: a, aRow: aRow, aCol: aCol, b: b, bRow: bRow,
                            bCol: bCol, beta: beta, c: expected.pointer, cRow: n + 2)
                        #expect(c.isIntact)
                        expectEqual(c.values, expected.values, 1e-12, "\(variant) \(m)×\(n)×\(k) \(turnA) \(turnB)")
                    }
                }
            }
        }
    }

    @Test("binary functions of float64", arguments: BinaryOp.allCases)
    func binary(op: BinaryOp) {
        for p in Self.planes {
            let n = p.outer * p.inner + 40
            let (a, b) = ([.nan, 1] + doubles(n, 1), [2, .nan] + doubles(n, 2))
            let expected = Buffer<Double>(p.outer * p.inner, 0)
            ScalarKernels.binary(
                op, outer: p.outer, inner: p.inner, a: a, aOuter: p.a.0, aInner: p.a.1, b: b, bOuter: p.b.0,
                bInner: p.b.1, y: expected.pointer)
            forEachVariant { variant in
                let y = Buffer<Double>(p.outer * p.inner, 5)
                Kernels.binary(
                    op, outer: p.outer, inner: p.inner, a: a, aOuter: p.a.0, aInner: p.a.1, b: b, bOuter: p.b.0,
                    bInner: p.b.1, y: y.pointer)
                #expect(y.isIntact)
                let isLibrary = op == .hypot || op == .atan2
                expectEqual(y.values, expected.values, isLibrary ? 1e-15 : 0, "\(variant) \(op) \(p)")
            }
        }
    }

    /// How far vectors may be from the system's library, relative to the result.
    private static func distance(_ op: UnaryOp) -> Double {
        switch op {
        case .exp, .log, .cube, .sin, .cos: 0x1p-52
        case .sigmoid: 0x1p-51
        case .tanh: 0x1p-50
        case .exp2, .expm1, .log1p, .log2, .log10: 0x1p-51
        case .silu, .softplus, .logSigmoid, .elu, .selu, .sinh, .cosh, .asinh, .acosh, .atanh, .mish: 0x1p-50
        case .atan, .asin, .acos, .erfinv: 0x1p-50
        // 1 + tanh cancels.
        case .geluTanh: 1e-9
        default: 0
        }
    }

    @Test("functions of one float64 operand equal the twin", arguments: UnaryOp.allCases)
    func unary(op: UnaryOp) {
        var x = [0, -0.0, .infinity, -.infinity, .nan] + doubles(60, 4)
        for scale in [1e-300, 1e-8, 1e-3, 0.1, 20, 240, 1e5, 1e300] { x += doubles(60, 5).map { $0 * scale } }
        x += doubles(200, 6).map { 1 + $0 / 40 }
        let limit = Self.distance(op)
        let expected = Buffer<Double>(x.count, 0)
        ScalarKernels.unary(op, n: x.count, x: x, y: expected.pointer)
        forEachVariant { variant in
            let y = Buffer<Double>(x.count, 5)
            Kernels.unary(op, n: x.count, x: x, y: y.pointer)
            #expect(y.isIntact)
            for (i, (a, e)) in zip(y.values, expected.values).enumerated() {
                if a == e ? a.sign == e.sign : a.isNaN && e.isNaN { continue }
                if abs(a - e) <= limit * abs(e) { continue }
                Issue.record("\(variant) \(op)(\(x[i])) = \(a), expected \(e)")
                break
            }
        }
    }

    @Test("reductions of float64 equal the twin", arguments: ReduceOp.allCases)
    func doubleReductions(op: ReduceOp) {
        for s in ReductionTests.shapes {
            var x = doubles(s.outer * s.count * s.inner, 3)
            for poison in [false, true] {
                if poison && s.count > 2 { x[x.count / 2] = .nan }
                let expected = Buffer<Double>(s.outer * s.inner, 0)
                ScalarKernels.reduce(op, outer: s.outer, count: s.count, inner: s.inner, x: x, y: expected.pointer)
                forEachVariant { variant in
                    let y = Buffer<Double>(s.outer * s.inner, 5)
                    Kernels.reduce(op, outer: s.outer, count: s.count, inner: s.inner, x: x, y: y.pointer)
                    #expect(y.isIntact)
                    expectEqual(y.values, expected.values, 1e-11, "\(variant) \(op) \(s)")
                }
            }
        }
    }

    @Test("arithmetic of int64 wraps and broadcasts")
    func arithmetic() {
        let functions: [(BinaryOp, (Int64, Int64) -> Int64)] = [
            (.add, { $0 &+ $1 }), (.sub, { $0 &- $1 }), (.mul, { $0 &* $1 }), (.max, { max($0, $1) }),
            (.min, { min($0, $1) }),
        ]
        for p in Self.planes {
            let n = p.outer * p.inner + 40
            let (a, b) = ([Int64.max, .min] + integers(n, 1), [Int64.max, 3] + integers(n, 2))
            for (op, f) in functions {
                var expected: [Int64] = []
                for o in 0..<p.outer {
                    for i in 0..<p.inner { expected.append(f(a[o * p.a.0 + i * p.a.1], b[o * p.b.0 + i * p.b.1])) }
                }
                forEachVariant { variant in
                    let y = Buffer<Int64>(p.outer * p.inner, 5)
                    let done = Kernels.binary(
                        op, outer: p.outer, inner: p.inner, a: a, aOuter: p.a.0, aInner: p.a.1, b: b, bOuter: p.b.0,
                        bInner: p.b.1, y: y.pointer)
                    #expect(done && y.isIntact && y.values == expected, "\(variant) \(op) \(p)")
                }
            }
        }
        let y = Buffer<Int64>(1, 5)
        let divides = Kernels.binary(
            .floorDivide, outer: 1, inner: 1, a: [1], aOuter: 0, aInner: 1, b: [0], bOuter: 0, bInner: 1, y: y.pointer)
        #expect(!divides && y.values == [5])
    }

    @Test("comparisons equal the twin", arguments: CompareOp.allCases)
    func comparisons(op: CompareOp) {
        for p in Self.planes {
            let n = p.outer * p.inner + 40
            let (a, b) = (integers(n, 1), integers(n, 2))
            let (x, z) = ([.nan] + a.map { Float($0) }, [.nan] + b.map { Float($0) })
            let count = p.outer * p.inner
            let (expected, floats) = (Buffer<UInt8>(count, 0), Buffer<UInt8>(count, 0))
            let (wide, other) = (x.map { Double($0) }, z.map { Double($0) })
            ScalarKernels.compare(
                op, outer: p.outer, inner: p.inner, a: a, aOuter: p.a.0, aInner: p.a.1, b: b, bOuter: p.b.0,
                bInner: p.b.1, y: expected.pointer)
            ScalarKernels.compare(
                op, outer: p.outer, inner: p.inner, a: x, aOuter: p.a.0, aInner: p.a.1, b: z, bOuter: p.b.0,
                bInner: p.b.1, y: floats.pointer)
            forEachVariant { variant in
                let y = Buffer<UInt8>(count, 5)
                Kernels.compare(
                    op, outer: p.outer, inner: p.inner, a: a, aOuter: p.a.0, aInner: p.a.1, b: b, bOuter: p.b.0,
                    bInner: p.b.1, y: y.pointer)
                #expect(y.isIntact && y.values == expected.values, "\(variant) \(op) \(p)")
                Kernels.compare(
                    op, outer: p.outer, inner: p.inner, a: x, aOuter: p.a.0, aInner: p.a.1, b: z, bOuter: p.b.0,
                    bInner: p.b.1, y: y.pointer)
                #expect(y.isIntact && y.values == floats.values, "\(variant) floats \(op) \(p)")
                Kernels.compare(
                    op, outer: p.outer, inner: p.inner, a: wide, aOuter: p.a.0, aInner: p.a.1, b: other, bOuter: p.b.0,
                    bInner: p.b.1, y: y.pointer)
                #expect(y.isIntact && y.values == floats.values, "\(variant) doubles \(op) \(p)")
            }
        }
    }

    @Test("reductions of int64 wrap", arguments: ReduceOp.allCases)
    func reductions(op: ReduceOp) {
        for (outer, count, inner) in [(1, 1, 1), (3, 17, 1), (2, 5, 9), (1, 0, 1), (0, 4, 2), (1, 100_000, 1)] {
            let x = [Int64.max] + integers(outer * count * inner, 3)
            var expected: [Int64] = []
            for o in 0..<outer {
                for i in 0..<inner {
                    let line = (0..<count).map { x[(o * count + $0) * inner + i] }
                    switch op {
                    case .sum, .mean: expected.append(line.reduce(0, &+))
                    case .prod: expected.append(line.reduce(1, &*))
                    case .max: expected.append(line.reduce(.min) { max($0, $1) })
                    case .min: expected.append(line.reduce(.max) { min($0, $1) })
                    case .sumSquares: expected.append(line.reduce(0) { $0 &+ $1 &* $1 })
                    case .sumAbs: expected.append(line.reduce(0) { $0 &+ ($1 < 0 ? 0 &- $1 : $1) })
                    }
                }
            }
            forEachVariant { variant in
                let y = Buffer<Int64>(outer * inner, 5)
                Kernels.reduce(op, outer: outer, count: count, inner: inner, x: x, y: y.pointer)
                #expect(y.isIntact && y.values == expected, "\(variant) \(op) \(outer) \(count) \(inner)")
            }
        }
    }

    @Test("bytes that are not 0")
    func nonZeroBytes() {
        let bytes = (0..<5000).map { UInt8(truncatingIfNeeded: $0 % 3) }
        forEachVariant { variant in
            #expect(Kernels.countNonZero(n: bytes.count, x: bytes) == bytes.filter { $0 != 0 }.count, "\(variant)")
        }
    }

    @Test("sums of float64 and scalar products of float32 are exact to the last places")
    func sums() {
        for n in [0, 1, 7, 64, 1000, 5001] {
            let x = doubles(n, n)
            let (a, b) = (x.map { Float($0) }, x.reversed().map { Float($0) })
            let product = zip(a.prefix(n), b.prefix(n)).reduce(0.0) { $0 + Double($1.0) * Double($1.1) }
            for op in [ReduceOp.sum, .sumAbs, .sumSquares] where n > 0 {
                var expected = 0.0
                ScalarKernels.reduce(op, outer: 1, count: n, inner: 1, x: x, y: &expected)
                forEachVariant { variant in
                    var y = 0.0
                    Kernels.reduce(op, outer: 1, count: n, inner: 1, x: x, y: &y)
                    expectEqual([y], [expected], 1e-13, "\(variant) \(op) \(n)")
                }
            }
            forEachVariant { variant in
                expectEqual([Double(Kernels.dot(n: n, a: a, b: b))], [product], 1e-5, "\(variant) dot \(n)")
            }
        }
    }
}
