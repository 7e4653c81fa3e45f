import CSIMD
import GradusKernelTypes

// Blocks of the operands of `gemm` in the order in which its tiles read them.

/// Sizes of the blocks.
enum GemmBlock {
    #if ISA_V4
        @inline(always) static var tallest: Int { 12 }
    #else
        @inline(always) static var tallest: Int { 6 }
    #endif
    /// Columns of one panel of B.
    @inline(always) static var panel: Int { 2 * vectorWidth }
    /// Depth of a packed block: a panel of B (depth · panel) stays in the first-level cache.
    @inline(always) static var depth: Int { 256 }
    /// Rows of a packed block of A: it stays in the second-level cache.
    @inline(always) static var rows: Int { 240 }
    /// Columns of a packed block of B.
    @inline(always) static var columns: Int { 1024 }
}

/// Columns with those that fill up the last panel.
@inline(always)
func packedColumns(_ columns: Int) -> Int { (columns + GemmBlock.panel - 1) / GemmBlock.panel * GemmBlock.panel }

/// Calls `body` with the blocks of B in the order in which they are multiplied.
@inline(always)
func eachGemmBlock(n: Int, k: Int, _ body: (_ column: Int, _ columns: Int, _ depth: Int, _ steps: Int) -> Void) {
    var column = 0
    while column < n {
        let columns = min(GemmBlock.columns, n - column)
        var depth = 0
        while depth < k {
            let steps = min(GemmBlock.depth, k - depth)
            body(column, columns, depth, steps)
            depth += steps
        }
        column += columns
    }
}

/// Where the panels of a block of B lie.
struct Panels {
    var first: In<Float>
    /// From a step of a panel to the next one, from a panel to the next one.
    var step, next: Int
    /// A last panel with missing columns, packed.
    var last: In<Float>

    init(first: In<Float>, step: Int, next: Int, last: In<Float>) {
        (self.first, self.step, self.next, self.last) = (first, step, next, last)
    }

    /// Panels that `packColumns` has packed.
    init(packed: In<Float>, _ columns: Int, _ steps: Int) {
        self.init(
            first: packed, step: GemmBlock.panel, next: GemmBlock.panel * steps,
            last: packed + columns / GemmBlock.panel * GemmBlock.panel * steps)
    }
}

/// Floats of a whole B, packed.
func gemmPackedSize(n: Int, k: Int) -> Int {
    var size = 0
    eachGemmBlock(n: n, k: k) { _, columns, _, steps in size += packedColumns(columns) * steps }
    return size
}

/// All of B [k, n], packed for `gemmPacked`.
func gemmPack(n: Int, k: Int, b: In<Float>, bRow: Int, bCol: Int, to packed: Out<Float>) {
    var block = packed
    eachGemmBlock(n: n, k: k) { column, columns, depth, steps in
        packColumns(
            steps: steps, columns: columns, b: b + depth * bRow + column * bCol, bRow: bRow, bCol: bCol,
            onlyEdge: false, to: block)
        block += packedColumns(columns) * steps
    }
}

/// Height of the tile that covers the next rows.
@inline(always)
func tileHeight(_ left: Int) -> Int {
    #if ISA_V4
        left > 8 ? 12 : left > 4 ? 8 : left > 2 ? 4 : 2
    #else
        left > 4 ? 6 : left > 2 ? 4 : 2
    #endif
}

/// Rows of A in tile order [tile][step][row], times alpha; missing rows are 0. `onlyEdge` packs just a last tile with
/// missing rows.
/// - Returns: where the last tile lies.
func packRows(
    rows: Int, steps: Int, alpha: Float, a: In<Float>, aRow: Int, aCol: Int, onlyEdge: Bool, to packed: Out<Float>
) -> In<Float> {
    var row = 0
    if aRow == 1 && !onlyEdge { row = packLines(rows: rows, steps: steps, alpha: alpha, a: a, aCol: aCol, to: packed) }
    var out = packed + row * steps
    while row < rows {
        let height = tileHeight(rows - row)
        let there = min(height, rows - row)
        if !onlyEdge || there < height {
            packTile(
                height: height, there: there, steps: steps, alpha: alpha, a: a + row * aRow, aRow: aRow, aCol: aCol,
                to: out)
        }
        row += height
        if row < rows && !onlyEdge { out += height * steps }
    }
    return In(out)
}

/// The highest tiles of an A whose steps lie side by side. Several tiles go together, so that a line of the cache is read once.
/// - Returns: the first row left; the last tile is left, too.
@inline(always)
private func packLines(rows: Int, steps: Int, alpha: Float, a: In<Float>, aCol: Int, to packed: Out<Float>) -> Int {
    let height = GemmBlock.tallest
    let whole = max(0, (rows - 1) / height)
    var tile = 0
    while tile < whole {
        let count = min(8, whole - tile)
        for s in 0..<steps {
            var line = a + tile * height + s * aCol
            var target = packed + (tile * steps + s) * height
            for _ in 0..<count {
                #if ISA_V4
                    v4_store(v4_scaled(line, alpha), target)
                    v4_store(v4_scaled(line + 4, alpha), target + 4)
                    v4_store(v4_scaled(line + 8, alpha), target + 8)
                #else
                    // Six floats as two fours that overlap.
                    v4_store(v4_scaled(line, alpha), target)
                    v4_store(v4_scaled(line + 2, alpha), target + 2)
                #endif
                line += height
                target += height * steps
            }
        }
        tile += count
    }
    return tile * height
}

@inline(always)
private func packTile(
    height: Int, there: Int, steps: Int, alpha: Float, a: In<Float>, aRow: Int, aCol: Int, to out: Out<Float>
) {
    if aRow == 1 {
        for s in 0..<steps {
            let line = a + s * aCol
            let target = out + s * height
            for i in 0..<there { target[i] = alpha * line[i] }
            for i in there..<height { target[i] = 0 }
        }
    } else if aCol == 1 {
        if there < height { clear(height * steps, out) }
        transposeFloats(rows: there, columns: steps, x: a, xRow: aRow, y: out, yRow: height)
        if alpha != 1 { for i in 0..<height * steps { out[i] *= alpha } }
    } else {
        for s in 0..<steps {
            let target = out + s * height
            for i in 0..<there { target[i] = alpha * a[i * aRow + s * aCol] }
            for i in there..<height { target[i] = 0 }
        }
    }
}

/// Panels of B in order [panel][step][column]; missing columns are 0. `onlyEdge` packs just a last, partial panel.
func packColumns(
    steps: Int, columns: Int, b: In<Float>, bRow: Int, bCol: Int, onlyEdge: Bool, to packed: Out<Float>
) {
    let whole = columns / GemmBlock.panel
    if !onlyEdge {
        for panel in 0..<whole {
            let source = b + panel * GemmBlock.panel * bCol
            let out = packed + panel * GemmBlock.panel * steps
            if bCol == 1 {
                for s in 0..<steps {
                    store(load(source + s * bRow), out + s * GemmBlock.panel)
                    store(load(source + s * bRow + vectorWidth), out + s * GemmBlock.panel + vectorWidth)
                }
            } else if bRow == 1 {
                transposeFloats(
                    rows: GemmBlock.panel, columns: steps, x: source, xRow: bCol, y: out, yRow: GemmBlock.panel)
            } else {
                for s in 0..<steps {
                    for j in 0..<GemmBlock.panel { out[s * GemmBlock.panel + j] = source[s * bRow + j * bCol] }
                }
            }
        }
    }
    let left = columns - whole * GemmBlock.panel
    if left > 0 {
        let source = b + whole * GemmBlock.panel * bCol
        let out = onlyEdge ? packed : packed + whole * GemmBlock.panel * steps
        if bRow == 1 && bCol != 1 {
            clear(GemmBlock.panel * steps, out)
            transposeFloats(rows: left, columns: steps, x: source, xRow: bCol, y: out, yRow: GemmBlock.panel)
            return
        }
        if bCol == 1 {
            // A panel of one vector is read by narrow tiles, which leave the second half alone.
            let rest = left - vectorWidth
            for s in 0..<steps {
                store(load(source + s * bRow, upTo: left), out + s * GemmBlock.panel)
                if rest > 0 {
                    store(load(source + s * bRow + vectorWidth, first: rest), out + s * GemmBlock.panel + vectorWidth)
                }
            }
            return
        }
        for s in 0..<steps {
            for j in 0..<left { out[s * GemmBlock.panel + j] = source[s * bRow + j * bCol] }
            for j in left..<GemmBlock.panel { out[s * GemmBlock.panel + j] = 0 }
        }
    }
}
