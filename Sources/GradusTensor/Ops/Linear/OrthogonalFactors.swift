extension ColumnMatrix {
    /// Applies I − τ·v·vᵀ from the left to columns from `first` on; v = (1, x…) starts at `row`.
    @inline(__always)
    func reflectLeft(_ tau: T, _ x: UnsafePointer<T>, row: Int, first: Int) {
        if tau == 0 { return }
        let n = rows - row - 1
        for j in first..<Swift.max(columns, first) {
            let c = column(j) + row
            var s = c[0]
            for i in 0..<n { s += x[i] * c[1 + i] }
            s *= tau
            c[0] -= s
            for i in 0..<n { c[1 + i] -= s * x[i] }
        }
    }

    /// Applies I − τ·v·vᵀ from the right to rows from `first` on; v = (1, x…) belongs to columns from `column` on. All rows go
    /// together, column by column, as they lie in memory.
    func reflectRight(_ tau: T, _ x: UnsafePointer<T>, step: Int, column start: Int, first: Int) {
        let count = rows - first
        if tau == 0 || count <= 0 { return }
        withUnsafeTemporaryAllocation(of: T.self, capacity: count) { memory in
            guard let sums = memory.baseAddress else { return }
            sums.initialize(from: column(start) + first, count: count)
            for j in start + 1..<Swift.max(columns, start + 1) {
                let (factor, line) = (x[(j - start - 1) * step], column(j) + first)
                for i in 0..<count { sums[i] += factor * line[i] }
            }
            let own = column(start) + first
            for i in 0..<count {
                sums[i] *= tau
                own[i] -= sums[i]
            }
            for j in start + 1..<Swift.max(columns, start + 1) {
                let (factor, line) = (x[(j - start - 1) * step], column(j) + first)
                for i in 0..<count { line[i] -= sums[i] * factor }
            }
        }
    }

    /// A = Q·R by Householder reflections, in place: R above, the reflections below the diagonal.
    func factorQR() -> [T] {
        let k = Swift.min(rows, columns)
        var taus = [T](repeating: 0, count: k)
        for i in 0..<k where !Interruption.isWanted {
            let x = column(i) + i + 1
            let (beta, tau) = Elementary.reflection(self[i, i], x, rows - i - 1)
            self[i, i] = beta
            taus[i] = tau
            reflectLeft(tau, x, row: i, first: i + 1)
        }
        return taus
    }

    /// The first `count` columns of the Q of `factorQR`.
    func orthogonal(_ taus: [T], count: Int) throws -> ColumnMatrix {
        let q = try ColumnMatrix.identity(rows, columns: count)
        for i in (0..<taus.count).reversed() where !Interruption.isWanted {
            q.reflectLeft(taus[i], column(i) + i + 1, row: i, first: 0)
        }
        return q
    }

    /// Q·other, in place of other, which has as many rows.
    func applyOrthogonal(_ taus: [T], to other: ColumnMatrix) {
        for i in (0..<taus.count).reversed() where !Interruption.isWanted {
            other.reflectLeft(taus[i], column(i) + i + 1, row: i, first: 0)
        }
    }

    /// Qᵀ·other, in place of other.
    func applyTransposedOrthogonal(_ taus: [T], to other: ColumnMatrix) {
        for i in 0..<taus.count where !Interruption.isWanted {
            other.reflectLeft(taus[i], column(i) + i + 1, row: i, first: 0)
        }
    }

    /// The upper triangle of the first `k` rows.
    func upperTriangle(_ k: Int) throws -> ColumnMatrix {
        let out = try ColumnMatrix.zeros(k, columns)
        for j in 0..<columns where !Interruption.isWanted {
            for i in 0...Swift.min(j, Swift.max(k - 1, 0)) where i < k { out[i, j] = self[i, j] }
        }
        return out
    }
}
