import CSIMD
import GradusKernelTypes

#if ISA_V4
    private let tileRows = 12
#else
    private let tileRows = 6
#endif
/// Columns of one panel of B.
@inline(always) private var panelWidth: Int { 2 * doubleWidth }
@inline(always) private var blockDepth: Int { 256 }
@inline(always) private var blockRows: Int { 120 }
@inline(always) private var blockColumns: Int { 1024 }

/// Doubles of scratch memory that `doubleGemm` needs.
func doubleGemmScratch(m: Int, n: Int, k: Int) -> Int {
    let depth = min(k, blockDepth)
    return (min(m, blockRows) + tileRows) * depth + (min(n, blockColumns) + panelWidth) * depth + tileRows * panelWidth
}

/// C = alpha·A·B + beta·C on one thread: the blocked scheme of the float32 product, with everything packed.
func doubleGemm(
    m: Int, n: Int, k: Int, alpha: Double, a: In<Double>, aRow: Int, aCol: Int, b: In<Double>, bRow: Int, bCol: Int,
    beta: Double, c: Out<Double>, cRow: Int, scratch: Out<Double>
) {
    if m == 0 || n == 0 { return }
    if beta != 1 {
        for i in 0..<m {
            let row = c + i * cRow
            if beta == 0 { for j in 0..<n { row[j] = 0 } } else { for j in 0..<n { row[j] *= beta } }
        }
    }
    if k == 0 || alpha == 0 { return }
    if n == 1 && aCol == 1 && bRow == 1 {
        for i in 0..<m { c[i * cRow] += alpha * dot(k, a + i * aRow, b) }
        return
    }
    if m == 1 && aCol == 1 && bRow == 1 {
        for j in 0..<n { c[j] += alpha * dot(k, a, b + j * bCol) }
        return
    }
    if m == 1 && bCol == 1 {
        for s in 0..<k {
            let factor = alpha * a[s * aCol]
            let line = b + s * bRow
            for j in 0..<n { c[j] += factor * line[j] }
        }
        return
    }
    let packedA = scratch
    let packedB = packedA + (min(m, blockRows) + tileRows) * min(k, blockDepth)
    let edge = packedB + (min(n, blockColumns) + panelWidth) * min(k, blockDepth)
    var column = 0
    while column < n {
        let columns = min(blockColumns, n - column)
        var depth = 0
        while depth < k {
            // Stretches of nearly the same length: each writes C once more.
            let stretches = (k - depth + blockDepth - 1) / blockDepth
            let steps = (k - depth + stretches - 1) / stretches
            pack(
                lines: columns, steps: steps, width: panelWidth, factor: 1, x: b + depth * bRow + column * bCol,
                line: bCol, step: bRow, to: packedB)
            var row = 0
            while row < m {
                let rows = min(blockRows, m - row)
                pack(
                    lines: rows, steps: steps, width: tileRows, factor: alpha, x: a + row * aRow + depth * aCol,
                    line: aRow, step: aCol, to: packedA)
                multiplyBlock(rows, columns, steps, packedA, packedB, c + row * cRow + column, cRow, edge)
                row += rows
            }
            depth += steps
        }
        column += columns
    }
}

private func dot(_ n: Int, _ x: In<Double>, _ y: In<Double>) -> Double {
    var s = VecDouble.zero
    var t = VecDouble.zero
    var i = 0
    while i + 2 * doubleWidth <= n {
        s = d_fma(d_load(x + i), d_load(y + i), s)
        t = d_fma(d_load(x + i + doubleWidth), d_load(y + i + doubleWidth), t)
        i += 2 * doubleWidth
    }
    var result = d_sum(s + t)
    while i < n {
        result += x[i] * y[i]
        i += 1
    }
    return result
}

/// Lines in order [panel][step][line of the panel], times a factor; missing lines are 0.
@inline(always)
private func pack(
    lines: Int, steps: Int, width: Int, factor: Double, x: In<Double>, line: Int, step: Int, to packed: Out<Double>
) {
    var first = 0
    var out = packed
    while first < lines {
        let there = min(width, lines - first)
        let source = x + first * line
        if there == width && line == 1 && width % doubleWidth == 0 {
            let scale = d_splat(factor)
            for s in 0..<steps {
                let (from, to) = (source + s * step, out + s * width)
                var i = 0
                while i < width {
                    d_store(scale * d_load(from + i), to + i)
                    i += doubleWidth
                }
            }
        } else if there == width {
            // As many streams as lines are read, and one is written.
            for s in 0..<steps {
                let (from, to) = (source + s * step, out + s * width)
                for i in 0..<width { to[i] = factor * from[i * line] }
            }
        } else {
            for s in 0..<steps {
                for i in 0..<there { out[s * width + i] = factor * source[s * step + i * line] }
                for i in there..<width { out[s * width + i] = 0 }
            }
        }
        out += width * steps
        first += width
    }
}

private func multiplyBlock(
    _ rows: Int, _ columns: Int, _ steps: Int, _ a: In<Double>, _ b: In<Double>, _ c: Out<Double>, _ cRow: Int,
    _ edge: Out<Double>
) {
    var column = 0
    while column < columns {
        let there = min(panelWidth, columns - column)
        let panel = b + column * steps
        var row = 0
        while row < rows {
            let lines = min(tileRows, rows - row)
            let target = c + row * cRow + column
            let block = a + row * steps
            @inline(always) func pair(_ k: Int) -> (VecDouble, VecDouble) {
                (d_load(panel + k * panelWidth), d_load(panel + k * panelWidth + doubleWidth))
            }
            let whole = there == panelWidth && lines == tileRows
            let place = whole ? target : edge
            let pitch = whole ? cRow : panelWidth
            if !whole { for i in 0..<tileRows * panelWidth { edge[i] = 0 } }
            @inline(always) func put(_ i: Int, _ j: Int, _ v: VecDouble) {
                let p = place + i * pitch + j * doubleWidth
                d_store(d_load(p) + v, p)
            }
            #if ISA_V4
                doubleTile12x2(steps, block, pair, put)
            #else
                doubleTile6x2(steps, block, pair, put)
            #endif
            if !whole {
                for i in 0..<lines { for j in 0..<there { target[i * cRow + j] += edge[i * panelWidth + j] } }
            }
            row += tileRows
        }
        column += panelWidth
    }
}
