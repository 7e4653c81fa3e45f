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
    /// Rows, columns and size of one padded plane.
    var rows, pitch, plane: Int
    var outHeight, outWidth, strideH: Int
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
        reachH: Int, reachW: Int
    ) {
        self.channels = channels
        rows = max(height + padH, (outHeight - 1) * strideH + reachH)
        pitch = max(width + padW, outWidth - 1 + reachW)
        let dense = outWidth % chunkWidth == 0
        copies = !(dense && padH == 0 && padW == 0 && rows == height && pitch == width)
        plane = rows * pitch
        self.outHeight = outHeight
        self.outWidth = outWidth
        self.strideH = strideH
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

    /// Copies a sample into padded memory whose border is already zero.
    func copy(height: Int, width: Int, padH: Int, padW: Int, x: In<Float>, to padded: Out<Float>) {
        for c in 0..<channels {
            for row in 0..<height {
                let source = x + (c * height + row) * width
                let target = padded + c * plane + (row + padH) * pitch + padW
                copyFloats(width, source, target)
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
                table[at] = c * plan.plane + ky * s.dilationH * plan.pitch + kx * s.dilationW
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
func clear(_ n: Int, _ y: Out<Float>) {
    var i = 0
    while i + vectorWidth <= n {
        store(Vec.zero, y + i)
        i += vectorWidth
    }
    while i < n {
        y[i] = 0
        i += 1
    }
}

@inline(always)
func integers(_ p: Out<Float>) -> Out<Int> { UnsafeMutableRawPointer(p).assumingMemoryBound(to: Int.self) }
