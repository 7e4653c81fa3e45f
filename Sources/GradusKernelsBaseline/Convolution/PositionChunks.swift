import CSIMD
import GradusKernelTypes

// Convolutions put neighbouring output positions of one row into lanes. A vector is made of chunks: 8 lanes with
// AVX-512 (two chunks, so output widths that are multiples of 8 waste nothing), the whole vector elsewhere.

#if ISA_V4
    @inline(always) var chunkWidth: Int { 8 }
    @inline(always) var chunksPerVector: Int { 2 }
#else
    @inline(always) var chunkWidth: Int { vectorWidth }
    @inline(always) var chunksPerVector: Int { 1 }
#endif

/// Two chunks (or one where a vector is one chunk) as a vector.
@inline(always)
func loadChunks(_ low: In<Float>, _ high: In<Float>) -> Vec { v_join(v_load_chunk(low), v_load_chunk(high)) }

/// Adds a vector's chunks to memory.
@inline(always)
func addChunks(_ v: Vec, _ low: Out<Float>, _ high: Out<Float>) {
    v_store_chunk(v_load_chunk(low) + v_low(v), low)
    if chunksPerVector == 2 { v_store_chunk(v_load_chunk(high) + v_high(v), high) }
}

/// The layout of one sample as the direct kernels see it: a plane of `pitch` floats per row, zero-padded where
/// needed, and output positions in chunks.
struct PositionPlan {
    var channels: Int
    /// Rows, floats of a row and size of one padded plane.
    var rows, pitch, plane: Int
    var outHeight, outWidth, strideH, strideW: Int
    /// Rows and columns that the taps of one position span.
    var reachH, reachW: Int
    /// Columns of one phase of a row. With strides a row is kept as `strideW` phases, one behind the other: phase p holds
    /// the columns p, p + stride, p + 2·stride …, so that neighbouring output positions lie side by side.
    var phaseWidth: Int
    var chunksPerRow: Int
    /// Vectors that cover all chunks.
    var vectors: Int
    /// True if the sample must be copied into padded memory first.
    var copies: Bool
    /// True if every chunk is full, so that positions lie in memory as in lanes.
    var isDense: Bool { outWidth % chunkWidth == 0 }
    /// True if whole vectors can be loaded at once.
    var isWide: Bool { outWidth % vectorWidth == 0 }

    init(
        channels: Int, height: Int, width: Int, padH: Int, padW: Int, outHeight: Int, outWidth: Int, strideH: Int,
        strideW: Int = 1, reachH: Int, reachW: Int
    ) {
        self.channels = channels
        rows = max(height + padH, (outHeight - 1) * strideH + reachH)
        let columns = max(width + padW, (outWidth - 1) * strideW + reachW)
        phaseWidth = (columns + strideW - 1) / strideW
        pitch = strideW * phaseWidth
        self.strideW = strideW
        let dense = outWidth % chunkWidth == 0
        copies = !(strideW == 1 && dense && padH == 0 && padW == 0 && rows == height && pitch == width)
        plane = rows * pitch
        self.outHeight = outHeight
        self.outWidth = outWidth
        self.strideH = strideH
        (self.reachH, self.reachW) = (reachH, reachW)
        chunksPerRow = (outWidth + chunkWidth - 1) / chunkWidth
        vectors = (outHeight * chunksPerRow + chunksPerVector - 1) / chunksPerVector
    }

    /// Floats of a padded sample, with room for reads past the last row.
    var copySize: Int { copies ? channels * plane + 2 * vectorWidth : 0 }
    /// Entries of the table of chunk places, filled up to whole groups of vectors.
    var tableSize: Int { (vectors + 4) * chunksPerVector }

    /// Place of each chunk's first value within a padded plane; the last one repeats.
    func fillTable(_ table: Out<Int>) {
        var at = 0
        for oy in 0..<outHeight {
            for chunk in 0..<chunksPerRow {
                table[at] = oy * strideH * pitch + chunk * chunkWidth
                at += 1
            }
        }
        while at < tableSize {
            table[at] = table[at - 1]
            at += 1
        }
    }

    @inline(always)
    func place(_ column: Int) -> Int {
        strideW == 1 ? column : column % strideW * phaseWidth + column / strideW
    }

    /// Copies one row of `width` values, the first of which is column `first`, to its phases.
    @inline(always)
    func split(_ row: In<Float>, width: Int, first: Int, to out: Out<Float>) {
        if strideW == 1 { return copyFloats(width, row, out + first) }
        if strideW == 2 {
            var start = 0
            // Columns 0, 2, 4 … of the row, and 1, 3, 5 … Only the first phase is read where a tap is one column wide.
            let (even, odd) = (out + place(first), out + place(first + 1))
            let (wantsEven, wantsOdd) = (reachW > 1 || first % 2 == 0, reachW > 1 || first % 2 == 1)
            while start < width {
                let left = width - start
                let a = load(row + start, upTo: left)
                let b = left > vectorWidth ? load(row + start + vectorWidth, upTo: left - vectorWidth) : .zero
                if wantsEven {
                    store(Vec(lowHalf: a.evenHalf, highHalf: b.evenHalf), even + start / 2, upTo: (left + 1) / 2)
                }
                if wantsOdd { store(Vec(lowHalf: a.oddHalf, highHalf: b.oddHalf), odd + start / 2, upTo: left / 2) }
                start += 2 * vectorWidth
            }
            return
        }
        for phase in 0..<strideW {
            var column = (phase - first % strideW + strideW) % strideW
            var to = out + place(column + first)
            while column < width {
                to[0] = row[column]
                to += 1
                column += strideW
            }
        }
    }

    /// The way back.
    @inline(always)
    func join(_ row: In<Float>, width: Int, first: Int, to out: Out<Float>) {
        if strideW == 1 { return copyFloats(width, row + first, out) }
        if strideW == 2 {
            var start = 0
            let (even, odd) = (row + place(first), row + place(first + 1))
            while start < width {
                let left = width - start
                let a = load(even + start / 2, upTo: (left + 1) / 2)
                let b = load(odd + start / 2, upTo: left / 2)
                var (low, high) = (Vec.zero, Vec.zero)
                low.evenHalf = a.lowHalf
                low.oddHalf = b.lowHalf
                high.evenHalf = a.highHalf
                high.oddHalf = b.highHalf
                store(low, out + start, upTo: left)
                if left > vectorWidth { store(high, out + start + vectorWidth, upTo: left - vectorWidth) }
                start += 2 * vectorWidth
            }
            return
        }
        for phase in 0..<strideW {
            var column = (phase - first % strideW + strideW) % strideW
            var from = row + place(column + first)
            while column < width {
                out[column] = from[0]
                from += 1
                column += strideW
            }
        }
    }

    /// Copies a sample into padded memory whose border is already zero.
    func copy(height: Int, width: Int, padH: Int, padW: Int, x: In<Float>, to padded: Out<Float>) {
        for c in 0..<channels {
            // Rows between those of taps that are narrower than the stride are never read.
            for row in 0..<height where (row + padH) % strideH < reachH {
                let source = x + (c * height + row) * width
                split(source, width: width, first: padW, to: padded + c * plane + (row + padH) * pitch)
            }
        }
    }
}

/// Places of all taps within a padded sample, in the order of the weights.
func fillTaps(_ plan: PositionPlan, _ s: ConvShape, _ table: Out<Int>) {
    var at = 0
    for c in 0..<plan.channels {
        for ky in 0..<s.kernelH {
            for kx in 0..<s.kernelW {
                table[at] = c * plan.plane + ky * s.dilationH * plan.pitch + plan.place(kx * s.dilationW)
                at += 1
            }
        }
    }
}

@inline(always)
func copyFloats(_ n: Int, _ x: In<Float>, _ y: Out<Float>) {
    var i = 0
    while i + vectorWidth <= n {
        store(load(x + i), y + i)
        i += vectorWidth
    }
    while i < n {
        y[i] = x[i]
        i += 1
    }
}

@inline(always)
func clear(_ n: Int, _ y: Out<Float>) { fill(n, 0, y) }

@inline(always)
func fill(_ n: Int, _ value: Float, _ y: Out<Float>) {
    let v = splat(value)
    var i = 0
    while i + vectorWidth <= n {
        store(v, y + i)
        i += vectorWidth
    }
    while i < n {
        y[i] = value
        i += 1
    }
}

@inline(always)
func integers(_ p: Out<Float>) -> Out<Int> { UnsafeMutableRawPointer(p).assumingMemoryBound(to: Int.self) }
