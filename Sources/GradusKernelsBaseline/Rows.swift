import CSIMD
import GradusKernelTypes

// Copies of rows too short for the system's function, whose call costs as much as such a row.

/// y[r·yStep + i] = x[r·xStep + i]; the rows do not overlap.
func copyRows(rows: Int, width: Int, x: In<Float>, xStep: Int, y: Out<Float>, yStep: Int) {
    for r in 0..<rows { copyRow(width, x + r * xStep, y + r * yStep) }
}

/// y[r] = x[indices[r]] for rows of `width` elements. Indices must be in range.
func gatherFloatRows(count: Int, width: Int, x: In<Float>, indices: In<Int64>, y: Out<Float>) {
    // Rows are anywhere in memory: the first lines of one that comes soon are asked for beforehand.
    let ahead = 12
    for r in 0..<max(count - ahead, 0) {
        let soon = x + Int(indices[r + ahead]) * width
        memory_soon(soon)
        memory_soon(soon + min(16, width - 1))
        copyRow(width, x + Int(indices[r]) * width, y + r * width)
    }
    for r in max(count - ahead, 0)..<count { copyRow(width, x + Int(indices[r]) * width, y + r * width) }
}

@inline(always)
private func copyRow(_ n: Int, _ x: In<Float>, _ y: Out<Float>) {
    var i = 0
    while i + vectorWidth <= n {
        store(load(x + i), y + i)
        i += vectorWidth
    }
    if i < n { store(load(x + i, first: n - i), y + i, first: n - i) }
}
