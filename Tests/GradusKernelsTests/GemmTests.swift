import GradusKernels
import Testing

@MainActor
@Suite struct GemmTests {
    struct Case: CustomTestStringConvertible {
        var m, n, k: Int
        var testDescription: String { "\(m)×\(n)×\(k)" }
    }

    static let sizes: [Case] = {
        var all = [Case]()
        for m in [0, 1, 3, 7, 13, 31] {
            for n in [0, 1, 10, 33, 130] {
                for k in [1, 9, 40] { all.append(Case(m: m, n: n, k: k)) }
            }
        }
        return all + [
            Case(m: 250, n: 70, k: 300), Case(m: 40, n: 1100, k: 30), Case(m: 500, n: 190, k: 7),
            Case(m: 1, n: 1043, k: 10),
            Case(m: 1050, n: 1, k: 11),
        ]
    }()

    @Test("gemm equals its scalar twin for all operand layouts")
    func layouts() {
        forEachVariant { variant in
            for size in Self.sizes {
                let (m, n, k) = (size.m, size.n, size.k)
                var noise = Noise(m * 1000 + n * 10 + k)
                let a = noise.floats(m * k + 1)
                let b = noise.floats(k * n + 1)
                let start = noise.floats(m * (n + 3) + 1)
                for (turnA, turnB) in [(false, false), (true, false), (false, true), (true, true)] {
                    for (alpha, beta) in [(Float(1), Float(0)), (0.5, -0.5)] {
                        let c = Buffer<Float>(m * (n + 3), 7)
                        let expected = Buffer<Float>(m * (n + 3), 7)
                        for i in 0..<m * (n + 3) {
                            c.pointer[i] = start[i]
                            expected.pointer[i] = start[i]
                        }
                        let (aRow, aCol) = turnA ? (1, m) : (k, 1)
                        let (bRow, bCol) = turnB ? (1, k) : (n, 1)
                        Kernels.gemm(
                            m: m, n: n, k: k, alpha: alpha, a: a, aRow: aRow, aCol: aCol, b: b, bRow: bRow,
                            bCol: bCol, beta: beta, c: c.pointer, cRow: n + 3)
                        ScalarKernels.gemm(
                            m: m, n: n, k: k, alpha: alpha, a: a, aRow: aRow, aCol: aCol, b: b, bRow: bRow,
                            bCol: bCol, beta: beta, c: expected.pointer, cRow: n + 3)
                        #expect(c.isIntact)
                        expectClose(
                            c.values, expected.values, 2e-5, "\(variant) \(size) \(turnA) \(turnB) \(alpha) \(beta)")
                    }
                }
            }
        }
    }

    @Test("a product with a packed matrix equals its scalar twin")
    func packed() {
        forEachVariant { variant in
            let table = InstructionSet.current.packed
            for size in Self.sizes {
                let (m, n, k) = (size.m, size.n, size.k)
                var noise = Noise(m * 1000 + n * 10 + k)
                let (a, b, start) = (noise.floats(m * k + 1), noise.floats(k * n + 1), noise.floats(m * (n + 3) + 1))
                for (turn, beta) in [(false, Float(0)), (true, 1)] {
                    let (c, expected) = (Buffer<Float>(m * (n + 3), 7), Buffer<Float>(m * (n + 3), 7))
                    for i in 0..<m * (n + 3) {
                        c.pointer[i] = start[i]
                        expected.pointer[i] = start[i]
                    }
                    let (bRow, bCol) = turn ? (1, k) : (n, 1)
                    let (memory, scratch) = (
                        Buffer<Float>(table.size(n, k), 5), Buffer<Float>(table.scratch(m, n, k), 5)
                    )
                    table.pack(n, k, b, bRow, bCol, memory.pointer)
                    table.multiply(m, n, k, a, k, memory.pointer, beta, c.pointer, n + 3, scratch.pointer)
                    ScalarKernels.gemm(
                        m: m, n: n, k: k, alpha: 1, a: a, aRow: k, aCol: 1, b: b, bRow: bRow, bCol: bCol, beta: beta,
                        c: expected.pointer, cRow: n + 3)
                    #expect(c.isIntact && memory.isIntact && scratch.isIntact)
                    expectClose(c.values, expected.values, 2e-5, "\(variant) \(size) \(turn)")
                }
            }
        }
    }

    @Test("beta = 0 overwrites even NaN, and an empty depth gives zeros")
    func overwrites() {
        forEachVariant { variant in
            for k in [0, 4] {
                let a = [Float](repeating: 1, count: 20)
                let c = Buffer<Float>(25, .nan)
                Kernels.gemm(
                    m: 5, n: 5, k: k, alpha: 1, a: a, aRow: 4, aCol: 1, b: a, bRow: 5, bCol: 1, beta: 0,
                    c: c.pointer, cRow: 5)
                expectClose(c.values, [Float](repeating: Float(k), count: 25), 0, variant)
            }
        }
    }

    @Test("a batch equals its single products")
    func batches() {
        forEachVariant { variant in
            var noise = Noise(5)
            let (count, m, n, k) = (7, 9, 20, 11)
            let a = noise.floats(count * m * k)
            let b = noise.floats(k * n)
            let c = Buffer<Float>(count * m * n, 0)
            let expected = Buffer<Float>(count * m * n, 0)
            Kernels.gemmBatched(
                count: count, m: m, n: n, k: k, alpha: 1, a: a, aBatch: m * k, aRow: k, aCol: 1, b: b, bBatch: 0,
                bRow: n, bCol: 1, beta: 0, c: c.pointer, cBatch: m * n, cRow: n)
            a.withUnsafeBufferPointer { pointer in
                guard let base = pointer.baseAddress else { return }
                for i in 0..<count {
                    ScalarKernels.gemm(
                        m: m, n: n, k: k, alpha: 1, a: base + i * m * k, aRow: k, aCol: 1, b: b, bRow: n, bCol: 1,
                        beta: 0, c: expected.pointer + i * m * n, cRow: n)
                }
            }
            expectClose(c.values, expected.values, 1e-5, variant)
        }
    }

    @Test("large products are cut into pieces that cover them once")
    func pieces() {
        for (m, n, k, count) in [
            (1024, 1024, 1024, 8), (32, 512, 128, 4), (128, 256, 784, 8), (64, 64, 64, 1), (1, 4096, 4096, 8),
            (8000, 8000, 8000, 256), (50, 10, 3, 1),
        ] {
            let pieces = Kernels.Pieces(m, n, k)
            #expect(pieces.count == count, "\(m)×\(n)×\(k)")
            let area = (0..<pieces.count).reduce(0) { $0 + pieces[$1].rows.count * pieces[$1].columns.count }
            #expect(area == m * n)
        }
    }
}
