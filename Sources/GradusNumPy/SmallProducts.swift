import GradusTensor

/// Products of small float64 arrays in the order of operations of NumPy's usual BLAS on processors with AVX-512 (each
/// product added by one fused operation), so that they have the same last bits.
package enum SmallProducts {
    /// Products up to so many multiplications are made here.
    private static let limit = 20_000

    /// a · b of dense or strided matrices and vectors; nil where the operands are not small float64 arrays.
    package static func product(_ a: Tensor, _ b: Tensor) throws -> Tensor? {
        guard a.dtype == .float64, b.dtype == .float64, a.rank >= 1, a.rank <= 2, b.rank >= 1, b.rank <= 2 else {
            return nil
        }
        let k = a.shape[a.rank - 1]
        let m = a.rank == 2 ? a.shape[0] : 1
        let n = b.rank == 2 ? b.shape[1] : 1
        guard m <= limit, n <= limit, k <= limit, m * n <= limit, m * n * k <= limit else { return nil }
        var shape = Dims()
        if a.rank == 2 { shape.append(m) }
        if b.rank == 2 { shape.append(n) }
        let out = try Tensor(empty: shape, .float64)
        let (x, y, z) = (a.pointer(Double.self), b.pointer(Double.self), out.pointer(Double.self))
        let (aRow, aStep) = (a.rank == 2 ? a.strides[0] : 0, a.strides[a.rank - 1])
        let (bStep, bColumn) = (b.strides[0], b.rank == 2 ? b.strides[1] : 0)
        if a.rank == 1, b.rank == 1 {
            z[0] = dot(x, aStep, y, bStep, k)
            return out
        }
        // A matrix with a vector goes along the vector where the matrix's rows lie that way; else, as between matrices,
        // every element gathers its products one after another.
        let alongRows = a.rank == 2 && b.rank == 1 && aStep == 1 || a.rank == 1 && b.rank == 2 && bStep == 1
        for i in 0..<m {
            for j in 0..<n {
                let (p, q) = (x + i * aRow, y + j * bColumn)
                if alongRows {
                    z[i * n + j] = lanes(p, aStep, q, bStep, k)
                } else {
                    var sum = 0.0
                    for l in 0..<k { sum = sum.addingProduct(p[l * aStep], q[l * bStep]) }
                    z[i * n + j] = sum
                }
            }
        }
        return out
    }

    /// Four running sums, then what is left over.
    private static func lanes(
        _ x: UnsafeMutablePointer<Double>, _ xStep: Int, _ y: UnsafeMutablePointer<Double>, _ yStep: Int, _ n: Int
    ) -> Double {
        let whole = n & ~3
        var (s0, s1, s2, s3) = (0.0, 0.0, 0.0, 0.0)
        var i = 0
        while i < whole {
            s0 = s0.addingProduct(x[i * xStep], y[i * yStep])
            s1 = s1.addingProduct(x[(i + 1) * xStep], y[(i + 1) * yStep])
            s2 = s2.addingProduct(x[(i + 2) * xStep], y[(i + 2) * yStep])
            s3 = s3.addingProduct(x[(i + 3) * xStep], y[(i + 3) * yStep])
            i += 4
        }
        let sum = (s0 + s2) + (s1 + s3)
        if whole == n { return sum }
        var rest = x[i * xStep] * y[i * yStep]
        i += 1
        while i < n {
            rest = rest.addingProduct(x[i * xStep], y[i * yStep])
            i += 1
        }
        return whole == 0 ? rest : sum + rest
    }

    /// The dot product: blocks of 32 in four registers of eight, blocks of 16 in four of four, the rest one by one.
    private static func dot(
        _ x: UnsafeMutablePointer<Double>, _ xStep: Int, _ y: UnsafeMutablePointer<Double>, _ yStep: Int, _ n: Int
    ) -> Double {
        if xStep != 1 || yStep != 1 { return stridedDot(x, xStep, y, yStep, n) }
        var total = 0.0
        let whole = n & ~15
        if whole > 0 {
            withUnsafeTemporaryAllocation(of: Double.self, capacity: 48) { memory in
                guard let wide = memory.baseAddress else { return }
                let narrow = wide + 32
                for i in 0..<48 { wide[i] = 0 }
                var i = 0
                while i < whole & ~31 {
                    for j in 0..<32 { wide[j] = wide[j].addingProduct(x[i + j], y[i + j]) }
                    i += 32
                }
                for r in 0..<4 {
                    for j in 0..<4 { narrow[r * 4 + j] = wide[r * 8 + j] + wide[r * 8 + 4 + j] }
                }
                while i < whole {
                    for j in 0..<16 { narrow[j] = narrow[j].addingProduct(x[i + j], y[i + j]) }
                    i += 16
                }
                for j in 0..<4 { narrow[j] = ((narrow[j] + narrow[4 + j]) + narrow[8 + j]) + narrow[12 + j] }
                total = (narrow[0] + narrow[2]) + (narrow[1] + narrow[3])
            }
        }
        for i in whole..<max(n, whole) { total = total.addingProduct(y[i], x[i]) }
        return total
    }

    private static func stridedDot(
        _ x: UnsafeMutablePointer<Double>, _ xStep: Int, _ y: UnsafeMutablePointer<Double>, _ yStep: Int, _ n: Int
    ) -> Double {
        var (first, second) = (0.0, 0.0)
        let whole = n & ~3
        var i = 0
        func term(_ k: Int) -> Double { y[k * yStep] * x[k * xStep] }
        while i < whole {
            let (m2, m4) = (term(i + 1), term(i + 3))
            first += term(i + 2).addingProduct(y[i * yStep], x[i * xStep])
            second += m2 + m4
            i += 4
        }
        while i < n {
            first = first.addingProduct(y[i * yStep], x[i * xStep])
            i += 1
        }
        return first + second
    }
}
