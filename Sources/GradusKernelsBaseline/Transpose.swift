import CSIMD
import GradusKernelTypes

/// y[c·yRow + r] = x[r·xRow + c], four by four.
func transposeFloats(rows: Int, columns: Int, x: In<Float>, xRow: Int, y: Out<Float>, yRow: Int) {
    typealias Four = Vec4
    @inline(always) func get(_ p: In<Float>) -> Four { v4_load(p) }
    @inline(always) func put(_ v: Four, _ p: Out<Float>) { v4_store(v, p) }
    var r = 0
    while r + 4 <= rows {
        let source = x + r * xRow
        var c = 0
        while c + 4 <= columns {
            let a = get(source + c)
            let b = get(source + xRow + c)
            let d = get(source + 2 * xRow + c)
            let e = get(source + 3 * xRow + c)
            let out = y + c * yRow + r
            let even = v4_zip_low(a, d)
            let odd = v4_zip_low(b, e)
            let evenHigh = v4_zip_high(a, d)
            let oddHigh = v4_zip_high(b, e)
            put(v4_zip_low(even, odd), out)
            put(v4_zip_high(even, odd), out + yRow)
            put(v4_zip_low(evenHigh, oddHigh), out + 2 * yRow)
            put(v4_zip_high(evenHigh, oddHigh), out + 3 * yRow)
            c += 4
        }
        while c < columns {
            for i in 0..<4 { y[c * yRow + r + i] = source[i * xRow + c] }
            c += 1
        }
        r += 4
    }
    while r < rows {
        for c in 0..<columns { y[c * yRow + r] = x[r * xRow + c] }
        r += 1
    }
}
