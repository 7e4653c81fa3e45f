/// A = U · diag(s) · Vᵀ by Householder bidiagonalisation and implicit QR steps with and without shift (Demmel & Kahan, 1990),
/// in the order of operations that LAPACK's routines have, so that the signs of singular vectors agree.
enum SingularValues<T: BinaryFloatingPoint> {
    struct Result {
        /// [m, m] or [m, k]
        var u: ColumnMatrix<T>
        /// In falling order.
        var s: [T]
        /// V, [n, n] or [n, k]: its columns are the rows of Vᵀ.
        var v: ColumnMatrix<T>
    }

    /// - Parameters:
    ///   - a: is destroyed.
    ///   - full: square U and V.
    /// - Returns: nil where the iteration did not converge or an element is not finite.
    static func solve(_ a: ColumnMatrix<T>, vectors: Bool, full: Bool) throws -> Result? {
        let (m, n) = (a.rows, a.columns)
        let k = Swift.min(m, n)
        for i in 0..<(m * n) where !a.p[i].isFinite { return nil }
        if k == 0 {
            return Result(
                u: try .identity(m, columns: full ? m : 0), s: [], v: try .identity(n, columns: full ? n : 0))
        }
        // From 1.6 on, as the library behind PyTorch has it.
        let crossover = k * 8 / 5
        if m >= n {
            guard m >= crossover && m > n else { return try square(a, vectors, full) }
            // Tall: A = Q·R first.
            let taus = a.factorQR()
            guard let inner = try square(a.upperTriangle(n), vectors, true) else { return nil }
            if !vectors { return inner }
            let u = try ColumnMatrix<T>.identity(m, columns: full ? m : n)
            for j in 0..<n {
                for i in 0..<m { u[i, j] = i < n ? inner.u[i, j] : 0 }
            }
            a.applyOrthogonal(taus, to: u)
            return Result(u: u, s: inner.s, v: inner.v)
        }
        return try square(a, vectors, full)
    }

    /// Without a QR step first.
    private static func square(_ a: ColumnMatrix<T>, _ vectors: Bool, _ full: Bool) throws -> Result? {
        let (m, n) = (a.rows, a.columns)
        let k = Swift.min(m, n)
        let upper = m >= n
        var (d, e, tauQ, tauP) = bidiagonalise(a)
        let u = try ColumnMatrix<T>.identity(vectors ? k : 0)
        let v = try ColumnMatrix<T>.identity(vectors ? k : 0)
        // A lower bidiagonal matrix is turned into an upper one; the rotations join U at the end.
        var turns: [(c: T, s: T)] = []
        if !upper {
            for i in 0..<(k - 1) {
                let r = Elementary.newRotation(d[i], e[i])
                d[i] = r.r
                e[i] = r.s * d[i + 1]
                d[i + 1] = r.c * d[i + 1]
                turns.append((r.c, -r.s))
            }
        }
        if k == 1 {
            // The sign of a single value goes to U.
            if vectors { u[0, 0] = d[0] < 0 ? -1 : 1 }
            d[0] = Swift.abs(d[0])
        } else {
            guard iterate(&d, &e, u, v) else { return nil }
        }
        if !vectors { return Result(u: u, s: d, v: v) }
        for i in (0..<turns.count).reversed() where !Interruption.isWanted {
            // Rows i and i + 1 of U.
            let (c, s) = turns[i]
            for j in 0..<k {
                let t = u[i + 1, j]
                u[i + 1, j] = c * t - s * u[i, j]
                u[i, j] = s * t + c * u[i, j]
            }
        }
        let left = try ColumnMatrix<T>.identity(m, columns: full ? m : k)
        let right = try ColumnMatrix<T>.identity(n, columns: full ? n : k)
        for j in 0..<k {
            for i in 0..<m { left[i, j] = i < k ? u[i, j] : 0 }
            for i in 0..<n { right[i, j] = i < k ? v[i, j] : 0 }
        }
        let shiftQ = upper ? 0 : 1
        for i in (0..<tauQ.count).reversed() where !Interruption.isWanted {
            left.reflectLeft(tauQ[i], a.column(i) + i + shiftQ + 1, row: i + shiftQ, first: 0)
        }
        // The row reflections, copied out of their rows.
        let shiftP = upper ? 1 : 0
        var row = [T](repeating: 0, count: Swift.max(n, 1))
        for i in (0..<tauP.count).reversed() where !Interruption.isWanted {
            let first = i + shiftP + 1
            for j in first..<Swift.max(n, first) { row[j - first] = a[i, j] }
            right.reflectLeft(tauP[i], row, row: i + shiftP, first: 0)
        }
        tauQ = []
        tauP = []
        return Result(u: left, s: d, v: right)
    }

    /// Upper bidiagonal for m ≥ n, else lower; the reflections stay in the matrix.
    private static func bidiagonalise(_ a: ColumnMatrix<T>) -> (d: [T], e: [T], tauQ: [T], tauP: [T]) {
        let (m, n) = (a.rows, a.columns)
        let k = Swift.min(m, n)
        var d = [T](repeating: 0, count: k)
        var e = [T](repeating: 0, count: k - 1)
        var tauQ: [T] = []
        var tauP: [T] = []
        func column(_ i: Int, _ row: Int) -> T {
            let x = a.column(i) + row + 1
            let (beta, tau) = Elementary.reflection(a[row, i], x, m - row - 1)
            a[row, i] = beta
            tauQ.append(tau)
            a.reflectLeft(tau, x, row: row, first: i + 1)
            return beta
        }
        func row(_ i: Int, _ first: Int) -> T {
            let x = a.p + (first + 1) * m + i
            let (beta, tau) = Elementary.reflection(a[i, first], x, n - first - 1, step: m)
            a[i, first] = beta
            tauP.append(tau)
            a.reflectRight(tau, x, step: m, column: first, first: i + 1)
            return beta
        }
        for i in 0..<k where !Interruption.isWanted {
            if m >= n {
                d[i] = column(i, i)
                if i + 1 < k { e[i] = row(i, i + 1) }
            } else {
                d[i] = row(i, i)
                if i + 1 < k { e[i] = column(i, i + 1) }
            }
        }
        return (d, e, tauQ, tauP)
    }

    // MARK: The bidiagonal iteration

    private static func iterate(_ d: inout [T], _ e: inout [T], _ u: ColumnMatrix<T>, _ v: ColumnMatrix<T>) -> Bool {
        let n = d.count
        let eps = T.ulpOfOne / 2
        let tolmul = Swift.max(T(10), Swift.min(T(100), eighthRoot(eps)))
        let tol = tolmul * eps
        var smax: T = 0
        for x in d { smax = Swift.max(smax, Swift.abs(x)) }
        for x in e { smax = Swift.max(smax, Swift.abs(x)) }
        var sminoa = Swift.abs(d[0])
        if sminoa != 0 {
            var mu = sminoa
            for i in 1..<Swift.max(n, 1) {
                mu = Swift.abs(d[i]) * (mu / (mu + Swift.abs(e[i - 1])))
                sminoa = Swift.min(sminoa, mu)
                if sminoa == 0 { break }
            }
        }
        sminoa /= T(n).squareRoot()
        let thresh = Swift.max(tol * sminoa, T(6 * n) * T(n) * T.leastNormalMagnitude)
        var left = 6 * n * n * 5
        var m = n - 1
        var (oldll, oldm) = (-1, -1)
        var down = true
        let vectors = u.columns > 0
        iteration: while m > 0 {
            if Interruption.isWanted { return false }
            if left <= 0 { return false }
            smax = Swift.abs(d[m])
            var ll = m - 1
            var split = false
            while ll >= 0 {
                let (s, x) = (Swift.abs(d[ll]), Swift.abs(e[ll]))
                if x <= thresh {
                    split = true
                    break
                }
                smax = Swift.max(smax, s, x)
                ll -= 1
            }
            if split {
                e[ll] = 0
                if ll == m - 1 {
                    m -= 1
                    continue
                }
            }
            ll += 1
            if ll == m - 1 {
                let r = Bidiagonal.pair(d[m - 1], e[m - 1], d[m])
                d[m - 1] = r.smax
                e[m - 1] = 0
                d[m] = r.smin
                if vectors {
                    v.rotate(m - 1, m, r.csr, r.snr)
                    u.rotate(m - 1, m, r.csl, r.snl)
                }
                m -= 2
                continue
            }
            if ll > oldm || m < oldll { down = Swift.abs(d[ll]) >= Swift.abs(d[m]) }
            var sminl: T = 0
            if down {
                if Swift.abs(e[m - 1]) <= tol * Swift.abs(d[m]) {
                    e[m - 1] = 0
                    continue
                }
                var mu = Swift.abs(d[ll])
                sminl = mu
                for i in ll..<m {
                    if Swift.abs(e[i]) <= tol * mu {
                        e[i] = 0
                        continue iteration
                    }
                    mu = Swift.abs(d[i + 1]) * (mu / (mu + Swift.abs(e[i])))
                    sminl = Swift.min(sminl, mu)
                }
            } else {
                if Swift.abs(e[ll]) <= tol * Swift.abs(d[ll]) {
                    e[ll] = 0
                    continue
                }
                var mu = Swift.abs(d[m])
                sminl = mu
                var i = m - 1
                while i >= ll {
                    if Swift.abs(e[i]) <= tol * mu {
                        e[i] = 0
                        continue iteration
                    }
                    mu = Swift.abs(d[i]) * (mu / (mu + Swift.abs(e[i])))
                    sminl = Swift.min(sminl, mu)
                    i -= 1
                }
            }
            (oldll, oldm) = (ll, m)
            var shift: T = 0
            if !(T(n) * tol * (sminl / smax) <= Swift.max(eps, tol / 100)) {
                let sll: T
                if down {
                    sll = Swift.abs(d[ll])
                    shift = Bidiagonal.smallest(d[m - 1], e[m - 1], d[m])
                } else {
                    sll = Swift.abs(d[m])
                    shift = Bidiagonal.smallest(d[ll], e[ll], d[ll + 1])
                }
                if sll > 0 && (shift / sll) * (shift / sll) < eps { shift = 0 }
            }
            left -= m - ll
            Bidiagonal.step(&d, &e, ll, m, shift, down, thresh, u, v)
        }
        for i in 0..<n where d[i] < 0 || (d[i] == 0 && d[i].sign == .minus) {
            d[i] = -d[i]
            if vectors { for r in 0..<n { v[r, i] = -v[r, i] } }
        }
        for i in 0..<Swift.max(n - 1, 0) {
            // The smallest of the rest goes to the end.
            let last = n - 1 - i
            var least = 0
            for j in 1...last where d[j] <= d[least] { least = j }
            if least != last {
                d.swapAt(least, last)
                if vectors {
                    v.swapColumns(least, last)
                    u.swapColumns(least, last)
                }
            }
        }
        return true
    }

    private static func eighthRoot(_ eps: T) -> T { 1 / eps.squareRoot().squareRoot().squareRoot() }
}

/// Steps on bidiagonal matrices.
enum Bidiagonal {
    /// The smaller singular value of [[f, g], [0, h]].
    static func smallest<T: BinaryFloatingPoint>(_ f: T, _ g: T, _ h: T) -> T {
        let (fa, ga, ha) = (Swift.abs(f), Swift.abs(g), Swift.abs(h))
        let (low, high) = (Swift.min(fa, ha), Swift.max(fa, ha))
        if low == 0 { return 0 }
        let sum = 1 + low / high
        let difference = (high - low) / high
        if ga < high {
            let au = (ga / high) * (ga / high)
            let c = 2 / ((sum * sum + au).squareRoot() + (difference * difference + au).squareRoot())
            return low * c
        }
        let au = high / ga
        if au == 0 { return low * high / ga }
        let (p, q) = (sum * au, difference * au)
        let c: T = 1 / ((1 + p * p).squareRoot() + (1 + q * q).squareRoot())
        return low * c * au * 2
    }

    /// The singular values of [[f, g], [0, h]] and the rotations that make it diagonal.
    static func pair<T: BinaryFloatingPoint>(_ f: T, _ g: T, _ h: T) -> (
        smin: T, smax: T, snr: T, csr: T, snl: T, csl: T
    ) {
        func one(_ x: T) -> T { Elementary.signed(1, x) }
        var (ft, fa, ht, ha) = (f, Swift.abs(f), h, Swift.abs(h))
        var largest = 1
        let swapped = ha > fa
        if swapped {
            largest = 3
            swap(&ft, &ht)
            swap(&fa, &ha)
        }
        let (gt, ga) = (g, Swift.abs(g))
        var (smin, smax, clt, crt, slt, srt): (T, T, T, T, T, T)
        if ga == 0 {
            (smin, smax, clt, crt, slt, srt) = (ha, fa, 1, 1, 0, 0)
        } else if ga > fa && fa / ga < T.ulpOfOne / 2 {
            largest = 2
            smax = ga
            smin = ha > 1 ? fa / (ga / ha) : (fa / ga) * ha
            (clt, slt, srt, crt) = (1, ht / gt, 1, ft / gt)
        } else {
            if ga > fa { largest = 2 }
            let d = fa - ha
            var l = d == fa ? 1 : d / fa
            let m = gt / ft
            var t = 2 - l
            let (mm, tt) = (m * m, t * t)
            let s = (tt + mm).squareRoot()
            let r = l == 0 ? Swift.abs(m) : (l * l + mm).squareRoot()
            let a = (s + r) / 2
            smin = ha / a
            smax = fa * a
            if mm == 0 {
                t = l == 0 ? Elementary.signed(2, ft) * one(gt) : gt / Elementary.signed(d, ft) + m / t
            } else {
                t = (m / (s + t) + m / (r + l)) * (1 + a)
            }
            l = (t * t + 4).squareRoot()
            crt = 2 / l
            srt = t / l
            clt = (crt + srt * m) / a
            slt = (ht / ft) * srt / a
        }
        let (csl, snl, csr, snr) = swapped ? (srt, crt, slt, clt) : (clt, slt, crt, srt)
        let sign: T
        switch largest {
        case 1: sign = one(csr) * one(csl) * one(f)
        case 2: sign = one(snr) * one(csl) * one(g)
        default: sign = one(snr) * one(snl) * one(h)
        }
        return (
            Elementary.signed(smin, sign * one(f) * one(h)), Elementary.signed(smax, sign), snr, csr, snl, csl
        )
    }

    /// One sweep over d[ll...m], e[ll..<m].
    static func step<T: BinaryFloatingPoint>(
        _ d: inout [T], _ e: inout [T], _ ll: Int, _ m: Int, _ shift: T, _ down: Bool, _ thresh: T,
        _ u: ColumnMatrix<T>, _ v: ColumnMatrix<T>
    ) {
        let vectors = u.columns > 0
        if shift == 0 {
            var (cs, sn, oldcs, oldsn): (T, T, T, T) = (1, 0, 1, 0)
            if down {
                for i in ll..<m {
                    let a = Elementary.newRotation(d[i] * cs, e[i])
                    (cs, sn) = (a.c, a.s)
                    if i > ll { e[i - 1] = oldsn * a.r }
                    let b = Elementary.newRotation(oldcs * a.r, d[i + 1] * sn)
                    (oldcs, oldsn, d[i]) = (b.c, b.s, b.r)
                    if vectors {
                        v.rotate(i, i + 1, cs, sn)
                        u.rotate(i, i + 1, oldcs, oldsn)
                    }
                }
                let h = d[m] * cs
                d[m] = h * oldcs
                e[m - 1] = h * oldsn
                if Swift.abs(e[m - 1]) <= thresh { e[m - 1] = 0 }
            } else {
                var i = m
                while i > ll {
                    let a = Elementary.newRotation(d[i] * cs, e[i - 1])
                    (cs, sn) = (a.c, a.s)
                    if i < m { e[i] = oldsn * a.r }
                    let b = Elementary.newRotation(oldcs * a.r, d[i - 1] * sn)
                    (oldcs, oldsn, d[i]) = (b.c, b.s, b.r)
                    if vectors {
                        v.rotate(i - 1, i, oldcs, -oldsn)
                        u.rotate(i - 1, i, cs, -sn)
                    }
                    i -= 1
                }
                let h = d[ll] * cs
                d[ll] = h * oldcs
                e[ll] = h * oldsn
                if Swift.abs(e[ll]) <= thresh { e[ll] = 0 }
            }
            return
        }
        if down {
            var f = (Swift.abs(d[ll]) - shift) * (Elementary.signed(1, d[ll]) + shift / d[ll])
            var g = e[ll]
            for i in ll..<m {
                let a = Elementary.newRotation(f, g)
                if i > ll { e[i - 1] = a.r }
                f = a.c * d[i] + a.s * e[i]
                e[i] = a.c * e[i] - a.s * d[i]
                g = a.s * d[i + 1]
                d[i + 1] = a.c * d[i + 1]
                let b = Elementary.newRotation(f, g)
                d[i] = b.r
                f = b.c * e[i] + b.s * d[i + 1]
                d[i + 1] = b.c * d[i + 1] - b.s * e[i]
                if i < m - 1 {
                    g = b.s * e[i + 1]
                    e[i + 1] = b.c * e[i + 1]
                }
                if vectors {
                    v.rotate(i, i + 1, a.c, a.s)
                    u.rotate(i, i + 1, b.c, b.s)
                }
            }
            e[m - 1] = f
            if Swift.abs(e[m - 1]) <= thresh { e[m - 1] = 0 }
            return
        }
        var f = (Swift.abs(d[m]) - shift) * (Elementary.signed(1, d[m]) + shift / d[m])
        var g = e[m - 1]
        var i = m
        while i > ll {
            let a = Elementary.newRotation(f, g)
            if i < m { e[i] = a.r }
            f = a.c * d[i] + a.s * e[i - 1]
            e[i - 1] = a.c * e[i - 1] - a.s * d[i]
            g = a.s * d[i - 1]
            d[i - 1] = a.c * d[i - 1]
            let b = Elementary.newRotation(f, g)
            d[i] = b.r
            f = b.c * e[i - 1] + b.s * d[i - 1]
            d[i - 1] = b.c * d[i - 1] - b.s * e[i - 1]
            if i > ll + 1 {
                g = b.s * e[i - 2]
                e[i - 2] = b.c * e[i - 2]
            }
            if vectors {
                v.rotate(i - 1, i, b.c, -b.s)
                u.rotate(i - 1, i, a.c, -a.s)
            }
            i -= 1
        }
        e[ll] = f
        if Swift.abs(e[ll]) <= thresh { e[ll] = 0 }
    }
}
