/// Eigenvalues of symmetric matrices: Householder tridiagonalisation and implicit QL/QR steps (Golub & Van Loan, §8.3), in
/// the order of operations that LAPACK's routines have, so that the signs of eigenvectors agree.
enum SymmetricEigen<T: BinaryFloatingPoint> {
    /// Eigenvalues in rising order; `a` becomes the eigenvectors (where wanted).
    /// - Parameter a: symmetric; only the lower triangle is read.
    /// - Returns: nil where the iteration did not converge.
    static func solve(_ a: ColumnMatrix<T>, vectors: Bool) throws -> [T]? {
        let n = a.rows
        if n == 0 { return [] }
        for i in 0..<(n * n) where !a.p[i].isFinite {
            a.p.update(repeating: .nan, count: n * n)
            return [T](repeating: .nan, count: n)
        }
        let (diagonal, subdiagonal, taus) = tridiagonalise(a)
        var (d, off) = (diagonal, subdiagonal)
        let z = try ColumnMatrix<T>.identity(vectors ? n : 0)
        guard iterate(&d, &off, z) else { return nil }
        if vectors {
            // Q = H₁ … H₍ₙ₋₁₎ from below the subdiagonal.
            for i in (0..<Swift.max(n - 1, 0)).reversed() {
                z.reflectLeft(taus[i], a.column(i) + i + 2, row: i + 1, first: 0)
            }
            a.p.update(from: z.p, count: n * n)
        }
        return d
    }

    private static func tridiagonalise(_ a: ColumnMatrix<T>) -> ([T], [T], taus: [T]) {
        let n = a.rows
        var d = [T](repeating: 0, count: n)
        var e = [T](repeating: 0, count: Swift.max(n - 1, 0))
        var taus = e
        var w = [T](repeating: 0, count: n)
        for i in 0..<Swift.max(n - 1, 0) where !Interruption.isWanted {
            let m = n - i - 1
            let c = a.column(i) + i + 1
            let (beta, tau) = Elementary.reflection(c[0], c + 1, m - 1)
            e[i] = beta
            taus[i] = tau
            if tau != 0 {
                c[0] = 1
                // w = τ·A·v from the lower triangle; then w −= ½·τ·(w·v)·v; A −= v·wᵀ + w·vᵀ.
                for k in 0..<m { w[k] = 0 }
                for j in 0..<m {
                    let col = a.column(i + 1 + j) + i + 1
                    let v = c[j]
                    var s = col[j] * v
                    for k in (j + 1)..<Swift.max(m, j + 1) {
                        w[k] += col[k] * v
                        s += col[k] * c[k]
                    }
                    w[j] += s
                }
                var dot: T = 0
                for k in 0..<m {
                    w[k] *= tau
                    dot += w[k] * c[k]
                }
                let alpha = -tau * dot / 2
                for k in 0..<m { w[k] += alpha * c[k] }
                for j in 0..<m {
                    let col = a.column(i + 1 + j) + i + 1
                    for k in j..<m { col[k] -= c[k] * w[j] + w[k] * c[j] }
                }
                c[0] = beta
            }
            d[i] = a[i, i]
        }
        d[n - 1] = a[n - 1, n - 1]
        return (d, e, taus)
    }

    /// Eigenvalue pair and rotation of [[a, b], [b, c]]: the one of larger magnitude first.
    private static func pair(_ a: T, _ b: T, _ c: T) -> (first: T, second: T, cs: T, sn: T) {
        let sm = a + c
        let df = a - c
        let adf = Swift.abs(df)
        let tb = b + b
        let ab = Swift.abs(tb)
        let (acmx, acmn) = Swift.abs(a) > Swift.abs(c) ? (a, c) : (c, a)
        let rt: T
        if adf > ab {
            rt = adf * (1 + (ab / adf) * (ab / adf)).squareRoot()
        } else if adf < ab {
            rt = ab * (1 + (adf / ab) * (adf / ab)).squareRoot()
        } else {
            rt = ab * T(2).squareRoot()
        }
        var (first, second): (T, T)
        var sign1 = 1
        if sm < 0 {
            first = (sm - rt) / 2
            sign1 = -1
            second = (acmx / first) * acmn - (b / first) * b
        } else if sm > 0 {
            first = (sm + rt) / 2
            second = (acmx / first) * acmn - (b / first) * b
        } else {
            first = rt / 2
            second = -rt / 2
        }
        let sign2 = df >= 0 ? 1 : -1
        let cs = df >= 0 ? df + rt : df - rt
        var (c1, s1): (T, T)
        if Swift.abs(cs) > ab {
            let ct = -tb / cs
            s1 = 1 / (1 + ct * ct).squareRoot()
            c1 = ct * s1
        } else if ab == 0 {
            (c1, s1) = (1, 0)
        } else {
            let tn = -cs / tb
            c1 = 1 / (1 + tn * tn).squareRoot()
            s1 = tn * c1
        }
        if sign1 == sign2 {
            let tn = c1
            c1 = -s1
            s1 = tn
        }
        return (first, second, c1, s1)
    }

    private static func iterate(_ d: inout [T], _ e: inout [T], _ z: ColumnMatrix<T>) -> Bool {
        let n = d.count
        let eps = T.ulpOfOne / 2
        let eps2 = eps * eps
        let tiny = T.leastNormalMagnitude
        let vectors = z.columns > 0
        var turns: [(c: T, s: T)] = Array(repeating: (1, 0), count: n)
        var left = 30 * n
        var start = 0
        while start < n {
            if start > 0 { e[start - 1] = 0 }
            var m = start
            while m < n - 1 {
                let size = Swift.abs(e[m])
                if size == 0 { break }
                if size <= Swift.abs(d[m]).squareRoot() * Swift.abs(d[m + 1]).squareRoot() * eps {
                    e[m] = 0
                    break
                }
                m += 1
            }
            var l = start
            let saved = l
            var end = m
            start = m + 1
            if end == l { continue }
            if Swift.abs(d[end]) < Swift.abs(d[l]) {
                end = saved
                l = m
            }
            if end > l {
                // QL: look for a small subdiagonal element from the top.
                while l <= end {
                    if Interruption.isWanted { return false }
                    var m = l
                    while m < end {
                        let t = e[m] * e[m]
                        if t <= (eps2 * Swift.abs(d[m])) * Swift.abs(d[m + 1]) + tiny { break }
                        m += 1
                    }
                    if m < end { e[m] = 0 }
                    var p = d[l]
                    if m == l {
                        l += 1
                        continue
                    }
                    if m == l + 1 {
                        let r = pair(d[l], e[l], d[l + 1])
                        if vectors { z.rotate(l, l + 1, r.cs, r.sn) }
                        d[l] = r.first
                        d[l + 1] = r.second
                        e[l] = 0
                        l += 2
                        continue
                    }
                    if left == 0 { return false }
                    left -= 1
                    var g = (d[l + 1] - p) / (2 * e[l])
                    var r = Elementary.hypotenuse(g, 1)
                    g = d[m] - p + (e[l] / (g + Elementary.signed(r, g)))
                    var (s, c): (T, T) = (1, 1)
                    p = 0
                    var i = m - 1
                    while i >= l {
                        let f = s * e[i]
                        let b = c * e[i]
                        let turn = Elementary.rotation(g, f)
                        (c, s, r) = (turn.c, turn.s, turn.r)
                        if i != m - 1 { e[i + 1] = r }
                        g = d[i + 1] - p
                        r = (d[i] - g) * s + 2 * c * b
                        p = s * r
                        d[i + 1] = g + p
                        g = c * r - b
                        turns[i] = (c, -s)
                        i -= 1
                    }
                    if vectors {
                        i = m - 1
                        while i >= l {
                            z.rotate(i, i + 1, turns[i].c, turns[i].s)
                            i -= 1
                        }
                    }
                    d[l] -= p
                    e[l] = g
                }
            } else {
                // QR: from the bottom.
                while l >= end {
                    if Interruption.isWanted { return false }
                    var m = l
                    while m > end {
                        let t = e[m - 1] * e[m - 1]
                        if t <= (eps2 * Swift.abs(d[m])) * Swift.abs(d[m - 1]) + tiny { break }
                        m -= 1
                    }
                    if m > end { e[m - 1] = 0 }
                    var p = d[l]
                    if m == l {
                        l -= 1
                        continue
                    }
                    if m == l - 1 {
                        let r = pair(d[l - 1], e[l - 1], d[l])
                        if vectors { z.rotate(l - 1, l, r.cs, r.sn) }
                        d[l - 1] = r.first
                        d[l] = r.second
                        e[l - 1] = 0
                        l -= 2
                        continue
                    }
                    if left == 0 { return false }
                    left -= 1
                    var g = (d[l - 1] - p) / (2 * e[l - 1])
                    var r = Elementary.hypotenuse(g, 1)
                    g = d[m] - p + (e[l - 1] / (g + Elementary.signed(r, g)))
                    var (s, c): (T, T) = (1, 1)
                    p = 0
                    for i in m..<l {
                        let f = s * e[i]
                        let b = c * e[i]
                        let turn = Elementary.rotation(g, f)
                        (c, s, r) = (turn.c, turn.s, turn.r)
                        if i != m { e[i - 1] = r }
                        g = d[i] - p
                        r = (d[i + 1] - g) * s + 2 * c * b
                        p = s * r
                        d[i] = g + p
                        g = c * r - b
                        turns[i] = (c, s)
                    }
                    if vectors { for i in m..<l { z.rotate(i, i + 1, turns[i].c, turns[i].s) } }
                    d[l] -= p
                    e[l - 1] = g
                }
            }
        }
        for i in 0..<Swift.max(n - 1, 0) {
            var k = i
            for j in (i + 1)..<n where d[j] < d[k] { k = j }
            if k != i {
                d.swapAt(i, k)
                if vectors { z.swapColumns(i, k) }
            }
        }
        return true
    }
}
