import CSIMD
import GradusKernelTypes

#if ISA_V4
    private let tallest = 12
#else
    private let tallest = 6
#endif
/// Columns of one panel of B.
@inline(always) private var panelWidth: Int { 2 * vectorWidth }
/// Depth of a packed block: a panel of B (depth · panelWidth) stays in the first-level cache.
@inline(always) private var blockDepth: Int { 256 }
/// Rows of a packed block of A: it stays in the second-level cache.
@inline(always) private var blockRows: Int { 240 }
/// Columns of a packed block of B.
@inline(always) private var blockColumns: Int { 1024 }

/// Floats of scratch memory that `gemm` needs.
func gemmScratch(m: Int, n: Int, k: Int) -> Int {
    let depth = min(k, blockDepth)
    let rows = (min(m, blockRows) + tallest) * depth
    let columns = (min(n, blockColumns) + panelWidth) * depth
    return rows + columns + tallest * panelWidth + 64
}

/// C = alpha·A·B + beta·C on one thread.
func gemm(
    m: Int, n: Int, k: Int, alpha: Float, a: In<Float>, aRow: Int, aCol: Int, b: In<Float>, bRow: Int, bCol: Int,
    beta: Float, c: Out<Float>, cRow: Int, scratch: Out<Float>
) {
    if m == 0 || n == 0 { return }
    if k == 0 || alpha == 0 {
        scale(m: m, n: n, beta: beta, c: c, cRow: cRow)
        return
    }
    if m == 1 && bCol == 1 {
        return rowTimesMatrix(
            n: n, k: k, alpha: alpha, a: a, aStep: aCol, b: b, bStep: bRow, beta: beta, c: c, cStep: 1)
    }
    if m == 1 && bRow == 1 && aCol == 1 {
        return matrixTimesColumn(m: n, k: k, alpha: alpha, a: b, aRow: bCol, x: a, beta: beta, y: c, yStep: 1)
    }
    if n == 1 && aCol == 1 && bRow == 1 {
        return matrixTimesColumn(m: m, k: k, alpha: alpha, a: a, aRow: aRow, x: b, beta: beta, y: c, yStep: cRow)
    }
    if n == 1 && aRow == 1 {
        return rowTimesMatrix(
            n: m, k: k, alpha: alpha, a: b, aStep: bRow, b: a, bStep: aCol, beta: beta, c: c, cStep: cRow)
    }
    if beta != 0 && beta != 1 { scale(m: m, n: n, beta: beta, c: c, cRow: cRow) }

    let packedA = scratch
    let packedB = packedA + (min(m, blockRows) + tallest) * min(k, blockDepth)
    let edge = packedB + (min(n, blockColumns) + panelWidth) * min(k, blockDepth)
    // Packing B pays when its lines are read often or lie far apart.
    let inPlace = bCol == 1 && (m <= 2 * tallest || (m <= 96 && n * k <= 1 << 15))
    var column = 0
    while column < n {
        let columns = min(blockColumns, n - column)
        var depth = 0
        while depth < k {
            let steps = min(blockDepth, k - depth)
            let overwrite = depth == 0 && beta == 0
            let blockB = b + depth * bRow + column * bCol
            packColumns(
                steps: steps, columns: columns, b: blockB, bRow: bRow, bCol: bCol, onlyEdge: inPlace, to: packedB)
            var row = 0
            while row < m {
                let rows = min(blockRows, m - row)
                packRows(
                    rows: rows, steps: steps, alpha: alpha, a: a + row * aRow + depth * aCol, aRow: aRow, aCol: aCol,
                    to: packedA)
                multiplyBlock(
                    rows: rows, columns: columns, steps: steps, a: packedA, b: inPlace ? blockB : In(packedB),
                    bStep: inPlace ? bRow : panelWidth, panelStep: inPlace ? panelWidth : panelWidth * steps,
                    edgePanel: packedB + columns / panelWidth * panelWidth * steps, overwrite: overwrite,
                    c: c + row * cRow + column, cRow: cRow, edge: edge)
                row += rows
            }
            depth += steps
        }
        column += columns
    }
}

private func scale(m: Int, n: Int, beta: Float, c: Out<Float>, cRow: Int) {
    if beta == 1 { return }
    for i in 0..<m {
        let row = c + i * cRow
        if beta == 0 {
            for j in 0..<n { row[j] = 0 }
        } else {
            for j in 0..<n { row[j] *= beta }
        }
    }
}

/// Height of the tile that covers the next rows.
@inline(always)
private func tileHeight(_ left: Int) -> Int {
    #if ISA_V4
        left > 8 ? 12 : left > 4 ? 8 : left > 2 ? 4 : 2
    #else
        left > 4 ? 6 : left > 2 ? 4 : 2
    #endif
}

/// Rows of A in tile order [tile][step][row], times alpha; missing rows are 0.
private func packRows(
    rows: Int, steps: Int, alpha: Float, a: In<Float>, aRow: Int, aCol: Int, to packed: Out<Float>
) {
    var row = 0
    var out = packed
    while row < rows {
        let height = tileHeight(rows - row)
        let there = min(height, rows - row)
        let source = a + row * aRow
        if aRow == 1 {
            for s in 0..<steps {
                let line = source + s * aCol
                let target = out + s * height
                for i in 0..<there { target[i] = alpha * line[i] }
                for i in there..<height { target[i] = 0 }
            }
        } else if aCol == 1 {
            if there < height { clear(height * steps, out) }
            transposeFloats(rows: there, columns: steps, x: source, xRow: aRow, y: out, yRow: height)
            if alpha != 1 { for i in 0..<height * steps { out[i] *= alpha } }
        } else {
            for s in 0..<steps {
                let target = out + s * height
                for i in 0..<there { target[i] = alpha * source[i * aRow + s * aCol] }
                for i in there..<height { target[i] = 0 }
            }
        }
        out += height * steps
        row += height
    }
}

/// Panels of B in order [panel][step][column]; missing columns are 0. `onlyEdge` packs just a last, partial panel.
private func packColumns(
    steps: Int, columns: Int, b: In<Float>, bRow: Int, bCol: Int, onlyEdge: Bool, to packed: Out<Float>
) {
    let whole = columns / panelWidth
    if !onlyEdge {
        for panel in 0..<whole {
            let source = b + panel * panelWidth * bCol
            let out = packed + panel * panelWidth * steps
            if bCol == 1 {
                for s in 0..<steps {
                    store(load(source + s * bRow), out + s * panelWidth)
                    store(load(source + s * bRow + vectorWidth), out + s * panelWidth + vectorWidth)
                }
            } else if bRow == 1 {
                transposeFloats(rows: panelWidth, columns: steps, x: source, xRow: bCol, y: out, yRow: panelWidth)
            } else {
                for s in 0..<steps {
                    for j in 0..<panelWidth { out[s * panelWidth + j] = source[s * bRow + j * bCol] }
                }
            }
        }
    }
    let left = columns - whole * panelWidth
    if left > 0 {
        let source = b + whole * panelWidth * bCol
        let out = packed + whole * panelWidth * steps
        if bRow == 1 && bCol != 1 {
            clear(panelWidth * steps, out)
            transposeFloats(rows: left, columns: steps, x: source, xRow: bCol, y: out, yRow: panelWidth)
            return
        }
        if bCol == 1 {
            // A panel of one vector is read by narrow tiles, which leave the second half alone.
            let rest = left - vectorWidth
            for s in 0..<steps {
                store(load(source + s * bRow, upTo: left), out + s * panelWidth)
                if rest > 0 {
                    store(load(source + s * bRow + vectorWidth, first: rest), out + s * panelWidth + vectorWidth)
                }
            }
            return
        }
        for s in 0..<steps {
            for j in 0..<left { out[s * panelWidth + j] = source[s * bRow + j * bCol] }
            for j in left..<panelWidth { out[s * panelWidth + j] = 0 }
        }
    }
}

private func multiplyBlock(
    rows: Int, columns: Int, steps: Int, a: In<Float>, b: In<Float>, bStep: Int, panelStep: Int,
    edgePanel: In<Float>, overwrite: Bool, c: Out<Float>, cRow: Int, edge: Out<Float>
) {
    var column = 0
    while column < columns {
        let there = min(panelWidth, columns - column)
        let whole = there == panelWidth
        let panel = whole ? b + column / panelWidth * panelStep : edgePanel
        let step = whole ? bStep : panelWidth
        var row = 0
        var block = a
        while row < rows {
            let height = tileHeight(rows - row)
            let lines = min(height, rows - row)
            let target = c + row * cRow + column
            if there <= vectorWidth {
                narrowTile(height, steps, block, panel) { i, _, v in
                    if i >= lines { return }
                    let place = target + i * cRow
                    store(overwrite ? v : load(place, upTo: there) + v, place, upTo: there)
                }
            } else if whole && lines == height {
                if overwrite {
                    tile(height, steps, block, panel, step) { i, j, v in store(v, target + i * cRow + j * vectorWidth) }
                } else {
                    tile(height, steps, block, panel, step) { i, j, v in
                        let place = target + i * cRow + j * vectorWidth
                        store(load(place) + v, place)
                    }
                }
            } else {
                tile(height, steps, block, panel, step) { i, j, v in store(v, edge + i * panelWidth + j * vectorWidth) }
                for i in 0..<lines {
                    let out = target + i * cRow
                    let from = edge + i * panelWidth
                    if overwrite {
                        for j in 0..<there { out[j] = from[j] }
                    } else {
                        for j in 0..<there { out[j] += from[j] }
                    }
                }
            }
            block += height * steps
            row += height
        }
        column += panelWidth
    }
}

@inline(always)
private func tile(
    _ height: Int, _ steps: Int, _ a: In<Float>, _ b: In<Float>, _ bStep: Int, _ put: (Int, Int, Vec) -> Void
) {
    @inline(always) func pair(_ k: Int) -> (Vec, Vec) { (load(b + k * bStep), load(b + k * bStep + vectorWidth)) }
    #if ISA_V4
        switch height {
        case 12: tile12x2(steps, a, pair, put)
        case 8: tile8x2(steps, a, pair, put)
        case 4: tile4x2(steps, a, pair, put)
        default: tile2x2(steps, a, pair, put)
        }
    #else
        switch height {
        case 6: tile6x2(steps, a, pair, put)
        case 4: tile4x2(steps, a, pair, put)
        default: tile2x2(steps, a, pair, put)
        }
    #endif
}

/// The same with one vector of columns, of a packed panel.
@inline(always)
private func narrowTile(
    _ height: Int, _ steps: Int, _ a: In<Float>, _ b: In<Float>, _ put: (Int, Int, Vec) -> Void
) {
    @inline(always) func one(_ k: Int) -> Vec { load(b + k * panelWidth) }
    #if ISA_V4
        switch height {
        case 12: tile12x1(steps, a, one, put)
        case 8: tile8x1(steps, a, one, put)
        case 4: tile4x1(steps, a, one, put)
        default: tile2x1(steps, a, one, put)
        }
    #else
        switch height {
        case 6: tile6x1(steps, a, one, put)
        case 4: tile4x1(steps, a, one, put)
        default: tile2x1(steps, a, one, put)
        }
    #endif
}

/// c[j·cStep] = alpha · Σ a[s·aStep]·b[s·bStep + j] + beta · c[j·cStep]: whole lines of b are read once.
private func rowTimesMatrix(
    n: Int, k: Int, alpha: Float, a: In<Float>, aStep: Int, b: In<Float>, bStep: Int, beta: Float, c: Out<Float>,
    cStep: Int
) {
    @inline(always) func put(_ j: Int, _ value: Float) {
        let place = c + j * cStep
        place[0] = beta == 0 ? alpha * value : alpha * value + beta * place[0]
    }
    var j = 0
    let width = 8 * vectorWidth
    if n >= 1024 && k >= 8 && cStep == 1 {
        // Long lines: four at a time from end to end, so that memory is read in order.
        scale(m: 1, n: n, beta: beta, c: c, cRow: n)
        let whole = n / vectorWidth * vectorWidth
        var s = 0
        while s + 4 <= k {
            let r0 = b + s * bStep
            let r1 = r0 + bStep
            let r2 = r1 + bStep
            let r3 = r2 + bStep
            let f0 = alpha * a[s * aStep]
            let f1 = alpha * a[(s + 1) * aStep]
            let f2 = alpha * a[(s + 2) * aStep]
            let f3 = alpha * a[(s + 3) * aStep]
            while j < whole {
                var v = v_fma(splat(f0), load(r0 + j), load(c + j))
                v = v_fma(splat(f1), load(r1 + j), v)
                v = v_fma(splat(f2), load(r2 + j), v)
                store(v_fma(splat(f3), load(r3 + j), v), c + j)
                j += vectorWidth
            }
            while j < n {
                c[j] += f0 * r0[j] + f1 * r1[j] + f2 * r2[j] + f3 * r3[j]
                j += 1
            }
            j = 0
            s += 4
        }
        while s < k {
            let factor = alpha * a[s * aStep]
            let line = b + s * bStep
            for i in 0..<n { c[i] += factor * line[i] }
            s += 1
        }
        return
    }
    while j + width <= n {
        tile1x8(k, a, aStep, b + j, bStep) { v, value in
            let at = j + v * vectorWidth
            if cStep == 1 {
                let scaled = splat(alpha) * value
                store(beta == 0 ? scaled : scaled + splat(beta) * load(c + at), c + at)
            } else {
                for i in 0..<vectorWidth { put(at + i, value[i]) }
            }
        }
        j += width
    }
    while j + vectorWidth <= n {
        var total = Vec.zero
        for s in 0..<k { total = v_fma(splat(a[s * aStep]), load(b + s * bStep + j), total) }
        for i in 0..<vectorWidth { put(j + i, total[i]) }
        j += vectorWidth
    }
    while j < n {
        var total: Float = 0
        for s in 0..<k { total += a[s * aStep] * b[s * bStep + j] }
        put(j, total)
        j += 1
    }
}

/// y[i·yStep] = alpha · ⟨a[i], x⟩ + beta · y[i·yStep] for rows a[i] that lie `aRow` apart.
private func matrixTimesColumn(
    m: Int, k: Int, alpha: Float, a: In<Float>, aRow: Int, x: In<Float>, beta: Float, y: Out<Float>, yStep: Int
) {
    @inline(always) func put(_ i: Int, _ value: Float) {
        let place = y + i * yStep
        place[0] = beta == 0 ? alpha * value : alpha * value + beta * place[0]
    }
    let whole = k / vectorWidth * vectorWidth
    var i = 0
    while i + 4 <= m {
        let r0 = a + i * aRow
        let r1 = r0 + aRow
        let r2 = r1 + aRow
        let r3 = r2 + aRow
        var s0 = Vec.zero
        var s1 = Vec.zero
        var s2 = Vec.zero
        var s3 = Vec.zero
        var t0 = Vec.zero
        var t1 = Vec.zero
        var t2 = Vec.zero
        var t3 = Vec.zero
        var at = 0
        while at + 2 * vectorWidth <= whole {
            let p = load(x + at)
            let q = load(x + at + vectorWidth)
            s0 = v_fma(load(r0 + at), p, s0)
            s1 = v_fma(load(r1 + at), p, s1)
            s2 = v_fma(load(r2 + at), p, s2)
            s3 = v_fma(load(r3 + at), p, s3)
            t0 = v_fma(load(r0 + at + vectorWidth), q, t0)
            t1 = v_fma(load(r1 + at + vectorWidth), q, t1)
            t2 = v_fma(load(r2 + at + vectorWidth), q, t2)
            t3 = v_fma(load(r3 + at + vectorWidth), q, t3)
            at += 2 * vectorWidth
        }
        if at < whole {
            let p = load(x + at)
            s0 = v_fma(load(r0 + at), p, s0)
            s1 = v_fma(load(r1 + at), p, s1)
            s2 = v_fma(load(r2 + at), p, s2)
            s3 = v_fma(load(r3 + at), p, s3)
        }
        var d0 = sum(s0 + t0)
        var d1 = sum(s1 + t1)
        var d2 = sum(s2 + t2)
        var d3 = sum(s3 + t3)
        for j in whole..<k {
            d0 += r0[j] * x[j]
            d1 += r1[j] * x[j]
            d2 += r2[j] * x[j]
            d3 += r3[j] * x[j]
        }
        put(i, d0)
        put(i + 1, d1)
        put(i + 2, d2)
        put(i + 3, d3)
        i += 4
    }
    while i < m {
        let row = a + i * aRow
        var s = Vec.zero
        var t = Vec.zero
        var at = 0
        while at + 2 * vectorWidth <= whole {
            s = v_fma(load(row + at), load(x + at), s)
            t = v_fma(load(row + at + vectorWidth), load(x + at + vectorWidth), t)
            at += 2 * vectorWidth
        }
        if at < whole { s = v_fma(load(row + at), load(x + at), s) }
        var d = sum(s + t)
        for j in whole..<k { d += row[j] * x[j] }
        put(i, d)
        i += 1
    }
}
