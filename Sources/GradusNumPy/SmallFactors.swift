import GradusTensor

/// The triangular factors of small matrices, in the order of operations of the library below NumPy, which shows in
/// the last digits of determinants: columns from the left, fused products, and one reciprocal per column.
package enum SmallFactors {
    /// Larger matrices are factored in blocks there.
    package static let sizeLimit = 8

    /// The diagonals of the upper factors, and how many rows were exchanged.
    /// - Parameter matrices: float64 [..., n, n].
    package static func diagonals(_ matrices: Tensor) throws -> (diagonals: Tensor, swaps: Tensor) {
        let n = matrices.shape[matrices.rank - 1]
        let outer = Dims(matrices.shape.dropLast(2))
        let diagonals = try Tensor.zeros(Dims(Array(outer) + [n]), dtype: .float64)
        let swaps = try Tensor.zeros(outer, dtype: .int64)
        let values = try matrices.doubles()
        for number in 0..<outer.product {
            var a = Array(values[(number * n * n)..<((number + 1) * n * n)])
            let count = factor(&a, n)
            try swaps.reshape([outer.product]).select(0, number).fillInPlace(.int(count))
            let line = try diagonals.reshape([outer.product, n]).select(0, number)
            for i in 0..<n { try line.select(0, i).fillInPlace(.double(a[i * n + i])) }
        }
        return (diagonals, swaps)
    }

    /// Replaces a matrix of rows by its factors.
    /// - Returns: the number of exchanges.
    private static func factor(_ a: inout [Double], _ n: Int) -> Int {
        var pivots: [Int] = []
        var swaps = 0
        for j in 0..<n {
            for (k, p) in pivots.enumerated() where p != k { a.swapAt(k * n + j, p * n + j) }
            for i in 1..<Swift.max(n, 1) {
                var sum = 0.0
                for k in 0..<Swift.min(i, j) { sum = sum.addingProduct(a[i * n + k], a[k * n + j]) }
                a[i * n + j] -= sum
            }
            var pivot = j
            for i in j..<n where abs(a[i * n + j]) > abs(a[pivot * n + j]) { pivot = i }
            pivots.append(pivot)
            if pivot != j {
                swaps += 1
                for k in 0...j { a.swapAt(j * n + k, pivot * n + k) }
            }
            let top = a[j * n + j]
            if top != 0 {
                let inverse = 1 / top
                for i in (j + 1)..<Swift.max(n, j + 1) { a[i * n + j] *= inverse }
            }
        }
        return swaps
    }
}
