import CSIMD
import GradusKernelTypes

/// Floats of scratch memory that `gemm` needs.
func gemmScratch(m: Int, n: Int, k: Int) -> Int {
    gemmRowScratch(m: m, n: n, k: k) + (min(n, GemmBlock.columns) + GemmBlock.panel) * min(k, GemmBlock.depth)
}

/// The same where B is packed already.
func gemmRowScratch(m: Int, n: Int, k: Int) -> Int {
    (min(m, GemmBlock.rows) + GemmBlock.tallest) * min(k, GemmBlock.depth) + GemmBlock.tallest * GemmBlock.panel + 64
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

    // Packing B pays when its lines are read often or lie far apart.
    let inPlace = bCol == 1 && (m <= 2 * GemmBlock.tallest || (m <= 96 && n * k <= 1 << 15))
    let packed = scratch + gemmRowScratch(m: m, n: n, k: k)
    eachGemmBlock(n: n, k: k) { column, columns, depth, steps in
        let block = b + depth * bRow + column * bCol
        packColumns(steps: steps, columns: columns, b: block, bRow: bRow, bCol: bCol, onlyEdge: inPlace, to: packed)
        let panels =
            inPlace
            ? Panels(first: block, step: bRow, next: GemmBlock.panel, last: In(packed))
            : Panels(packed: In(packed), columns, steps)
        multiplyRows(
            m: m, columns: columns, steps: steps, alpha: alpha, a: a + depth * aCol, aRow: aRow, aCol: aCol,
            b: panels, overwrite: depth == 0 && beta == 0, c: c + column, cRow: cRow, scratch: scratch)
    }
}

/// C = A·B + beta·C with a B that `gemmPack` has packed, for many products with the same B. The columns of a row of A lie
/// side by side; beta is 0 or 1.
func gemmPacked(
    m: Int, n: Int, k: Int, a: In<Float>, aRow: Int, packed: In<Float>, beta: Float, c: Out<Float>, cRow: Int,
    scratch: Out<Float>
) {
    if m == 0 || n == 0 { return }
    if k == 0 { return scale(m: m, n: n, beta: beta, c: c, cRow: cRow) }
    var block = packed
    eachGemmBlock(n: n, k: k) { column, columns, depth, steps in
        multiplyRows(
            m: m, columns: columns, steps: steps, alpha: 1, a: a + depth, aRow: aRow, aCol: 1,
            b: Panels(packed: block, columns, steps), overwrite: depth == 0 && beta == 0, c: c + column, cRow: cRow,
            scratch: scratch)
        block += packedColumns(columns) * steps
    }
}

/// One block of B times the rows of A.
private func multiplyRows(
    m: Int, columns: Int, steps: Int, alpha: Float, a: In<Float>, aRow: Int, aCol: Int, b: Panels, overwrite: Bool,
    c: Out<Float>, cRow: Int, scratch: Out<Float>
) {
    // Packing A costs more than it saves where few panels of B read it.
    let inPlace = aCol == 1 && alpha == 1 && columns <= 64
    let edge = scratch + (min(m, GemmBlock.rows) + GemmBlock.tallest) * steps
    var row = 0
    while row < m {
        let rows = min(GemmBlock.rows, m - row)
        let block = a + row * aRow
        let place = c + row * cRow
        let last = packRows(
            rows: rows, steps: steps, alpha: alpha, a: block, aRow: aRow, aCol: aCol, onlyEdge: inPlace, to: scratch)
        if inPlace {
            multiplyBlock(
                rows: rows, columns: columns, steps: steps, a: block, aRow: aRow, inPlace: true, last: last, b: b,
                overwrite: overwrite, c: place, cRow: cRow, edge: edge)
        } else {
            multiplyBlock(
                rows: rows, columns: columns, steps: steps, a: In(scratch), aRow: 0, inPlace: false, last: last, b: b,
                overwrite: overwrite, c: place, cRow: cRow, edge: edge)
        }
        row += rows
    }
}

func scale(m: Int, n: Int, beta: Float, c: Out<Float>, cRow: Int) {
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

/// A block of C, tile by tile. The rows of A are packed one tile after another, or (`inPlace`) lie `aRow` apart; a last tile
/// with missing rows is packed at `last` in either case.
@inline(always)
private func multiplyBlock(
    rows: Int, columns: Int, steps: Int, a: In<Float>, aRow: Int, inPlace: Bool, last: In<Float>, b: Panels,
    overwrite: Bool, c: Out<Float>, cRow: Int, edge: Out<Float>
) {
    var column = 0
    while column < columns {
        let there = min(GemmBlock.panel, columns - column)
        let whole = there == GemmBlock.panel
        let panel = whole ? b.first + column / GemmBlock.panel * b.next : b.last
        let step = whole ? b.step : GemmBlock.panel
        var row = 0
        while row < rows {
            let height = tileHeight(rows - row)
            let lines = min(height, rows - row)
            let target = c + row * cRow + column
            let values = lines < height ? last : inPlace ? a + row * aRow : a + row * steps
            @inline(always) func product(_ put: (Int, Int, Vec) -> Void) {
                if inPlace && lines == height {
                    lineTile(height, steps, values, aRow, panel, step, put)
                } else {
                    tile(height, steps, values, panel, step, put)
                }
            }
            if there <= vectorWidth {
                @inline(always) func put(_ i: Int, _: Int, _ v: Vec) {
                    if i >= lines { return }
                    let place = target + i * cRow
                    store(overwrite ? v : load(place, upTo: there) + v, place, upTo: there)
                }
                if inPlace && lines == height {
                    narrowLineTile(height, steps, values, aRow, panel, put)
                } else {
                    narrowTile(height, steps, values, panel, put)
                }
            } else if whole && lines == height {
                if overwrite {
                    product { i, j, v in store(v, target + i * cRow + j * vectorWidth) }
                } else {
                    product { i, j, v in
                        let place = target + i * cRow + j * vectorWidth
                        store(load(place) + v, place)
                    }
                }
            } else {
                product { i, j, v in store(v, edge + i * GemmBlock.panel + j * vectorWidth) }
                for i in 0..<lines {
                    let out = target + i * cRow
                    let from = edge + i * GemmBlock.panel
                    if overwrite {
                        for j in 0..<there { out[j] = from[j] }
                    } else {
                        for j in 0..<there { out[j] += from[j] }
                    }
                }
            }
            row += height
        }
        column += GemmBlock.panel
    }
}
