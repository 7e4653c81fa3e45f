/// A dense matrix in column order, the working form of the factorisations: their loops run down columns.
final class ColumnMatrix<T: BinaryFloatingPoint> {
    let rows: Int
    let columns: Int
    let p: UnsafeMutablePointer<T>
    private let memory: Storage

    /// Uninitialised.
    /// - Throws: outOfMemory.
    init(_ rows: Int, _ columns: Int) throws {
        self.rows = rows
        self.columns = columns
        let (n, overflow) = rows.multipliedReportingOverflow(by: columns)
        memory = try Storage(byteCount: overflow || n > 1 << 40 ? Int.max : n * MemoryLayout<T>.stride)
        p = memory.base.at(T.self)
    }

    static func zeros(_ rows: Int, _ columns: Int) throws -> ColumnMatrix {
        let m = try ColumnMatrix(rows, columns)
        Interruption.inStretches(rows * columns) { (m.p + $0.lowerBound).update(repeating: 0, count: $0.count) }
        return m
    }

    static func identity(_ n: Int, columns: Int? = nil) throws -> ColumnMatrix {
        let m = try zeros(n, columns ?? n)
        for i in 0..<Swift.min(n, m.columns) { m[i, i] = 1 }
        return m
    }

    /// The elements of a tensor's matrix at `offset`, any strides.
    init(_ t: Tensor, offset: Int, transposed: Bool = false) throws {
        let r = t.rank
        let (m, n) = transposed ? (t.shape[r - 1], t.shape[r - 2]) : (t.shape[r - 2], t.shape[r - 1])
        let (rowStep, columnStep) =
            transposed ? (t.strides[r - 1], t.strides[r - 2]) : (t.strides[r - 2], t.strides[r - 1])
        rows = m
        columns = n
        memory = try Storage(byteCount: m * n * MemoryLayout<T>.stride)
        p = memory.base.at(T.self)
        let x = t.pointer(T.self) + offset
        let own = p
        ColumnMatrix.inTiles(m, n) { i, j in own[j &* m &+ i] = x[i &* rowStep &+ j &* columnStep] }
    }

    @inline(__always)
    subscript(i: Int, j: Int) -> T {
        get { p[j &* rows &+ i] }
        set { p[j &* rows &+ i] = newValue }
    }

    @inline(__always)
    func column(_ j: Int) -> UnsafeMutablePointer<T> { p + j &* rows }

    func copied() throws -> ColumnMatrix {
        let out = try ColumnMatrix(rows, columns)
        Interruption.inStretches(rows * columns) {
            (out.p + $0.lowerBound).update(from: p + $0.lowerBound, count: $0.count)
        }
        return out
    }

    func transposed() throws -> ColumnMatrix {
        let out = try ColumnMatrix(columns, rows)
        ColumnMatrix.inTiles(rows, columns) { i, j in out[j, i] = self[i, j] }
        return out
    }

    /// Calls `body` with the places of a matrix, tile by tile: reading rows and writing columns stays in the caches. Ends
    /// early where somebody interrupts.
    @inline(__always)
    private static func inTiles(_ rows: Int, _ columns: Int, _ body: (Int, Int) -> Void) {
        let side = 32
        for left in stride(from: 0, to: columns, by: side) where !Interruption.isWanted {
            let right = Swift.min(left + side, columns)
            for top in stride(from: 0, to: rows, by: side) {
                let bottom = Swift.min(top + side, rows)
                for j in left..<right {
                    for i in top..<bottom { body(i, j) }
                }
            }
        }
    }

    /// The first `k` columns.
    func firstColumns(_ k: Int) throws -> ColumnMatrix {
        let out = try ColumnMatrix(rows, k)
        Interruption.inStretches(rows * k) { (out.p + $0.lowerBound).update(from: p + $0.lowerBound, count: $0.count) }
        return out
    }

    /// self · other
    func times(_ other: ColumnMatrix) throws -> ColumnMatrix {
        let out = try ColumnMatrix.zeros(rows, other.columns)
        for j in 0..<other.columns where !Interruption.isWanted {
            let y = out.column(j)
            for k in 0..<columns {
                let f = other[k, j]
                if f == 0 { continue }
                let x = column(k)
                for i in 0..<rows { y[i] += f * x[i] }
            }
        }
        return out
    }

    /// Writes the elements row-major at `offset` of a dense tensor.
    func write(to t: Tensor, offset: Int) {
        let y = t.pointer(T.self) + offset
        ColumnMatrix.inTiles(rows, columns) { i, j in y[i &* columns &+ j] = p[j &* rows &+ i] }
    }

    /// Turns columns `a` and `b` by a plane rotation.
    @inline(__always)
    func rotate(_ a: Int, _ b: Int, _ c: T, _ s: T) {
        let (x, y) = (column(a), column(b))
        for i in 0..<rows {
            let t = c * x[i] + s * y[i]
            y[i] = c * y[i] - s * x[i]
            x[i] = t
        }
    }

    func swapColumns(_ a: Int, _ b: Int) {
        let (x, y) = (column(a), column(b))
        for i in 0..<rows { swap(&x[i], &y[i]) }
    }
}

/// Plane rotations and reflections, with the signs that LAPACK gives them.
enum Elementary {
    /// (c, s, r) with c·f + s·g = r and c·g − s·f = 0.
    @inline(__always)
    static func rotation<T: BinaryFloatingPoint>(_ f: T, _ g: T) -> (c: T, s: T, r: T) {
        if g == 0 { return (1, 0, f) }
        if f == 0 { return (0, 1, g) }
        let r = hypotenuse(f, g)
        let (c, s) = (f / r, g / r)
        return Swift.abs(f) > Swift.abs(g) && c < 0 ? (-c, -s, -r) : (c, s, r)
    }

    /// The same with c ≥ 0, as LAPACK has had it since 3.10.
    @inline(__always)
    static func newRotation<T: BinaryFloatingPoint>(_ f: T, _ g: T) -> (c: T, s: T, r: T) {
        if g == 0 { return (1, 0, f) }
        if f == 0 { return (0, signed(1, g), Swift.abs(g)) }
        let r = signed(hypotenuse(f, g), f)
        return (Swift.abs(f) / Swift.abs(r), g / r, r)
    }

    /// √(a² + b²) without overflow.
    @inline(__always)
    static func hypotenuse<T: BinaryFloatingPoint>(_ a: T, _ b: T) -> T {
        let (x, y) = (Swift.abs(a), Swift.abs(b))
        let (w, z) = x > y ? (x, y) : (y, x)
        if z == 0 || !w.isFinite { return a.isNaN || b.isNaN ? T.nan : w }
        return w * (1 + (z / w) * (z / w)).squareRoot()
    }

    @inline(__always)
    static func signed<T: BinaryFloatingPoint>(_ magnitude: T, _ sign: T) -> T {
        T(signOf: sign, magnitudeOf: magnitude)
    }

    /// Makes a Householder reflection I − τ·v·vᵀ that takes (α, x) to (β, 0): v = (1, x) replaces x.
    static func reflection<T: BinaryFloatingPoint>(_ alpha: T, _ x: UnsafeMutablePointer<T>, _ n: Int, step: Int = 1)
        -> (
            beta: T, tau: T
        )
    {
        var scale: T = 0
        for i in 0..<n { scale = Swift.max(scale, Swift.abs(x[i * step])) }
        var sum: T = 0
        var hasNaN = false
        for i in 0..<n {
            if x[i * step].isNaN { hasNaN = true }
            if scale > 0 {
                let v = x[i * step] / scale
                sum += v * v
            }
        }
        let norm = hasNaN ? T.nan : scale * sum.squareRoot()
        if norm == 0 { return (alpha, 0) }
        let beta = -signed(hypotenuse(alpha, norm), alpha)
        let tau = (beta - alpha) / beta
        let factor = 1 / (alpha - beta)
        for i in 0..<n { x[i * step] *= factor }
        return (beta, tau)
    }
}
