import CSIMD
import GradusKernelTypes

/// y[channel][position] = bias[channel] + Σ over taps of w[channel][tap] · x[place(position) + offset(tap)]:
/// the forward pass, and with flipped weights the input gradient.
///
/// One table holds the offsets of all taps, so the tile is a single loop.
struct DirectForward {
    var plan: PositionPlan
    var outChannels: Int
    var taps: Int
    /// Output channels and vectors of one tile.
    var tileRows: Int
    var tileVectors: Int

    init(plan: PositionPlan, outChannels: Int, taps: Int) {
        self.plan = plan
        self.outChannels = outChannels
        self.taps = taps
        #if ISA_V4
            let tiles = [(12, 2, 100), (8, 3, 100), (8, 2, 103), (6, 4, 100), (4, 4, 106)]
        #else
            let tiles = [(6, 2, 100), (4, 3, 101), (4, 2, 110)]
        #endif
        (tileRows, tileVectors) = (0, 0)
        var best = Int.max
        for (rows, vectors, cost) in tiles {
            let work =
                (outChannels + rows - 1) / rows * rows * ((plan.vectors + vectors - 1) / vectors * vectors) * cost
            if work < best {
                best = work
                (tileRows, tileVectors) = (rows, vectors)
            }
        }
    }

    private var packed: WeightBlocks { WeightBlocks(rows: tileRows, channels: outChannels, taps: taps) }
    var blocks: Int { packed.blocks }
    private var weightSize: Int { packed.size }
    private var biasSize: Int { packed.biasSize }
    /// Products of this pass, those of idle lanes included, in units of one lane.
    var work: Int {
        blocks * tileRows * ((plan.vectors + tileVectors - 1) / tileVectors * tileVectors) * vectorWidth * taps
    }
    /// Floats of memory shared by all samples: weights, bias, the tables (an Int takes two floats).
    var sharedSize: Int { (weightSize + biasSize + 1) / 2 * 2 + 2 * (taps + plan.tableSize) }
    /// Floats of memory per task: a padded sample and one tile.
    var taskSize: Int { tileSize + plan.copySize }
    var tileSize: Int { 12 * 4 * vectorWidth }

    private struct Shared {
        var weights, bias: Out<Float>
        var offsets, places: Out<Int>
    }

    private func shared(_ memory: Out<Float>) -> Shared {
        let offsets = integers(memory + (weightSize + biasSize + 1) / 2 * 2)
        return Shared(weights: memory, bias: memory + weightSize, offsets: offsets, places: offsets + taps)
    }

    func prepare(_ memory: Out<Float>, _ part: ConvPart, bias: In<Float>?, w: In<Float>, shape: ConvShape) {
        packed.pack(part.range(blocks), w, to: memory)
        if part.index == 0 { prepareTables(memory, bias: bias, shape: shape) }
    }

    /// `w` lies as [input of this pass][channel][tap] and is flipped.
    func prepareFlipped(_ memory: Out<Float>, _ part: ConvPart, w: In<Float>, shape: ConvShape) {
        packed.packFlipped(part.range(blocks), w, kernelArea: shape.kernelArea, to: memory)
        if part.index == 0 { prepareTables(memory, bias: nil, shape: shape) }
    }

    private func prepareTables(_ memory: Out<Float>, bias: In<Float>?, shape: ConvShape) {
        let s = shared(memory)
        packed.packBias(bias, to: s.bias)
        fillTaps(plan, shape, s.offsets)
        plan.fillTable(s.places)
    }

    /// Some channels of one sample. `x` is the padded copy where the plan wants one.
    func run(_ memory: Out<Float>, _ part: ConvPart, x: In<Float>, y: Out<Float>, tile: Out<Float>) {
        let s = shared(memory)
        let area = plan.outHeight * plan.outWidth
        let dense = plan.isDense
        let wholeVectors = area / vectorWidth
        for block in part.range(blocks) {
            let channel = block * tileRows
            let rows = min(tileRows, outChannels - channel)
            let weights = s.weights + channel * taps
            let bias = s.bias + channel
            var v = 0
            while v < plan.vectors {
                if v & 63 == 0, KernelStop.isWanted { return }
                let places = s.places + v * chunksPerVector
                if dense && rows == tileRows && v + tileVectors <= wholeVectors {
                    multiply(
                        weights: weights, x: x, offsets: s.offsets, places: places, bias: bias,
                        out: y + channel * area + v * vectorWidth, step: area)
                } else {
                    multiply(
                        weights: weights, x: x, offsets: s.offsets, places: places, bias: bias, out: tile,
                        step: tileVectors * vectorWidth)
                    scatter(tile, rows: rows, firstChunk: v * chunksPerVector, y: y + channel * area, area: area)
                }
                v += tileVectors
            }
        }
    }

    /// Copies the valid part of a tile to its rows.
    private func scatter(_ tile: In<Float>, rows: Int, firstChunk: Int, y: Out<Float>, area: Int) {
        let all = plan.outHeight * plan.chunksPerRow
        for chunk in 0..<tileVectors * chunksPerVector where firstChunk + chunk < all {
            let oy = (firstChunk + chunk) / plan.chunksPerRow
            let ox = (firstChunk + chunk) % plan.chunksPerRow * chunkWidth
            let count = min(chunkWidth, plan.outWidth - ox)
            for row in 0..<rows {
                let from = tile + row * tileVectors * vectorWidth + chunk * chunkWidth
                let to = y + row * area + oy * plan.outWidth + ox
                for i in 0..<count { to[i] = from[i] }
            }
        }
    }

    @inline(always)
    private func multiply(
        weights: In<Float>, x: In<Float>, offsets: In<Int>, places: In<Int>, bias: In<Float>, out: Out<Float>, step: Int
    ) {
        @inline(always) func put(_ i: Int, _ j: Int, _ v: Vec) {
            store(v + splat(bias[i]), out + i * step + j * vectorWidth)
        }
        if plan.isWide {
            @inline(always) func at(_ j: Int) -> In<Float> { x + places[j * chunksPerVector] }
            directTile(
                tileRows, tileVectors, taps, weights, offsets, at, at,
                { low, _, offset in load(low + offset) }, put)
        } else {
            directTile(
                tileRows, tileVectors, taps, weights, offsets, { x + places[$0 * chunksPerVector] },
                { x + places[$0 * chunksPerVector + chunksPerVector - 1] },
                { low, high, offset in loadChunks(low + offset, high + offset) }, put)
        }
    }
}

@inline(always)
func directTile(
    _ rows: Int, _ vectors: Int, _ taps: Int, _ weights: In<Float>, _ offsets: In<Int>, _ low: (Int) -> In<Float>,
    _ high: (Int) -> In<Float>, _ fetch: (In<Float>, In<Float>, Int) -> Vec, _ put: (Int, Int, Vec) -> Void
) {
    let l0 = low(0)
    let h0 = high(0)
    let l1 = low(1)
    let h1 = high(1)
    @inline(always) func two(_ k: Int) -> (Vec, Vec) {
        let o = offsets[k]
        return (fetch(l0, h0, o), fetch(l1, h1, o))
    }
    #if ISA_V4
        switch (rows, vectors) {
        case (12, 2): tile12x2(taps, weights, two, put)
        case (8, 2): tile8x2(taps, weights, two, put)
        case (8, 3):
            let l2 = low(2)
            let h2 = high(2)
            tile8x3(
                taps, weights,
                { k in
                    let o = offsets[k]
                    return (fetch(l0, h0, o), fetch(l1, h1, o), fetch(l2, h2, o))
                }, put)
        default:
            let l2 = low(2)
            let h2 = high(2)
            let l3 = low(3)
            let h3 = high(3)
            @inline(always) func four(_ k: Int) -> (Vec, Vec, Vec, Vec) {
                let o = offsets[k]
                return (fetch(l0, h0, o), fetch(l1, h1, o), fetch(l2, h2, o), fetch(l3, h3, o))
            }
            if rows == 6 { tile6x4(taps, weights, four, put) } else { tile4x4(taps, weights, four, put) }
        }
    #else
        switch (rows, vectors) {
        case (6, 2): tile6x2(taps, weights, two, put)
        case (4, 2): tile4x2(taps, weights, two, put)
        default:
            let l2 = low(2)
            tile4x3(
                taps, weights,
                { k in
                    let o = offsets[k]
                    return (fetch(l0, h0, o), fetch(l1, h1, o), fetch(l2, l2, o))
                }, put)
        }
    #endif
}
