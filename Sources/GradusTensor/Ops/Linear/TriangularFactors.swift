extension ColumnMatrix {
    /// P·A = L·U with partial pivoting, in place: U above, the multipliers below the diagonal.
    /// - Returns: the row exchanged with each row, the sign of the permutation, and the number (from 1) of the first pivot
    ///   that is zero, or 0.
    func factorLU() -> (pivots: [Int], sign: Int, zeroPivot: Int) {
        let k = Swift.min(rows, columns)
        var pivots = [Int](repeating: 0, count: k)
        var sign = 1
        var zeroPivot = 0
        for j in 0..<k where !Interruption.isWanted {
            let c = column(j)
            var best = j
            for i in (j + 1)..<Swift.max(rows, j + 1) where Swift.abs(c[i]) > Swift.abs(c[best]) { best = i }
            pivots[j] = best
            if c[best] == 0 {
                if zeroPivot == 0 { zeroPivot = j + 1 }
                continue
            }
            if best != j {
                sign = -sign
                for l in 0..<columns { swap(&self.p[l * rows + j], &self.p[l * rows + best]) }
            }
            let pivot = c[j]
            if j + 1 < rows {
                let inverse = 1 / pivot
                for i in (j + 1)..<rows { c[i] *= inverse }
            }
            for l in (j + 1)..<Swift.max(columns, j + 1) {
                let d = column(l)
                let f = d[j]
                if f == 0 { continue }
                for i in (j + 1)..<Swift.max(rows, j + 1) { d[i] -= c[i] * f }
            }
        }
        return (pivots, sign, zeroPivot)
    }

    /// Solves A·X = B in place of B, for a square factor from `factorLU`; with `adjoint` Aᵀ·X = B.
    func solveLU(_ pivots: [Int], _ b: ColumnMatrix, adjoint: Bool = false) {
        let n = rows
        if adjoint {
            for j in 0..<b.columns where !Interruption.isWanted {
                let y = b.column(j)
                for i in 0..<n {
                    let u = column(i)
                    var s = y[i]
                    for k in 0..<i { s -= u[k] * y[k] }
                    y[i] = s / u[i]
                }
                var i = n - 1
                while i >= 0 {
                    let l = column(i)
                    var s = y[i]
                    for k in (i + 1)..<Swift.max(n, i + 1) { s -= l[k] * y[k] }
                    y[i] = s
                    i -= 1
                }
                for i in (0..<pivots.count).reversed() where pivots[i] != i { swap(&y[i], &y[pivots[i]]) }
            }
            return
        }
        for j in 0..<b.columns where !Interruption.isWanted {
            let y = b.column(j)
            for i in 0..<pivots.count where pivots[i] != i { swap(&y[i], &y[pivots[i]]) }
            for k in 0..<n where y[k] != 0 {
                let l = column(k)
                let f = y[k]
                for i in (k + 1)..<Swift.max(n, k + 1) { y[i] -= f * l[i] }
            }
            var k = n - 1
            while k >= 0 {
                let u = column(k)
                if y[k] != 0 {
                    y[k] /= u[k]
                    let f = y[k]
                    for i in 0..<k { y[i] -= f * u[i] }
                }
                k -= 1
            }
        }
    }

    /// Solves T·X = B in place of B for a triangular matrix, of which only that triangle is read.
    func solveTriangular(_ b: ColumnMatrix, upper: Bool, unit: Bool) {
        let n = rows
        for j in 0..<b.columns {
            let y = b.column(j)
            for step in 0..<n {
                let k = upper ? n - 1 - step : step
                let c = column(k)
                if !unit { y[k] /= c[k] }
                let f = y[k]
                if f == 0 { continue }
                if upper {
                    for i in 0..<k { y[i] -= f * c[i] }
                } else {
                    for i in (k + 1)..<Swift.max(n, k + 1) { y[i] -= f * c[i] }
                }
            }
        }
    }

    /// A = L·Lᵀ in place, from the lower triangle; the upper one becomes zero.
    /// - Returns: the order (from 1) of the first leading minor that is not positive, or 0.
    func factorCholesky() -> Int {
        let n = rows
        for j in 0..<n where !Interruption.isWanted {
            let c = column(j)
            for i in 0..<j { c[i] = 0 }
            for k in 0..<j {
                let d = column(k)
                let f = d[j]
                if f == 0 { continue }
                for i in j..<n { c[i] -= f * d[i] }
            }
            if !(c[j] > 0) {
                for k in j..<n { for i in 0..<k { self[i, k] = 0 } }
                return j + 1
            }
            let root = c[j].squareRoot()
            c[j] = root
            for i in (j + 1)..<Swift.max(n, j + 1) { c[i] /= root }
        }
        return 0
    }
}
