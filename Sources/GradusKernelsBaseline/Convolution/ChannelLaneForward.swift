import CSIMD
import GradusKernelTypes

/// The pass of `DirectForward` with output channels in lanes: the values of x are broadcast, so that rows of any width
/// waste nothing, and kernel rows that meet only padding are left out. Sums turn into planes tile by tile.
struct ChannelLaneForward {
    var plan: PositionPlan
    private var weights: WeightBlocks
    private var kernelH, kernelW, dilationH, dilationW: Int
    /// Rows of the picture itself, and rows of padding above it.
    private var height, padH: Int
    /// Neighbouring positions of one tile.
    private var tileWidth = 0

    /// Widths of the tiles there are for this instruction set.
    #if ISA_V4
        private static let tileWidths = [14, 12, 10, 8, 7, 4]
    #else
        private static let tileWidths: [Int] = []
    #endif
    /// Channels of a block.
    private static var lanes: Int { 2 * vectorWidth }

    /// Nil where there are no tiles. `shape` has the kernel's sizes, `padH` and `height` are those of this pass.
    init?(plan: PositionPlan, outChannels: Int, shape: ConvShape, height: Int, padH: Int) {
        self.plan = plan
        (kernelH, kernelW) = (shape.kernelH, shape.kernelW)
        (dilationH, dilationW) = (shape.dilationH, shape.dilationW)
        (self.height, self.padH) = (height, padH)
        weights = WeightBlocks(rows: Self.lanes, channels: outChannels, taps: plan.channels * kernelH * kernelW)
        var best = Int.max
        for width in Self.tileWidths {
            let covered = (plan.outWidth + width - 1) / width * width
            if covered < best { (best, tileWidth) = (covered, width) }
        }
        // Mostly idle lanes are worse than columns.
        if 100 * plan.outWidth * outChannels < 60 * best * weights.biasSize || tileWidth == 0 { return nil }
    }

    /// Products of this pass, those of idle lanes included, in units of one lane; turning the sums counts as some more.
    var work: Int {
        let covered = (plan.outWidth + tileWidth - 1) / tileWidth * tileWidth
        var rows = 0
        for ky in 0..<kernelH {
            // Output rows oy with 0 ≤ oy · stride − pad + ky · dilation < height.
            let shift = padH - ky * dilationH
            let first = shift <= 0 ? 0 : (shift + plan.strideH - 1) / plan.strideH
            let last = height + shift <= 0 ? 0 : min(plan.outHeight, (height + shift + plan.strideH - 1) / plan.strideH)
            rows += max(last - first, 0)
        }
        return weights.biasSize * covered * (rows * plan.channels * kernelW + 12 * plan.outHeight)
    }

    /// Kernel rows that meet rows of the picture.
    private func kernelRows(_ oy: Int) -> Range<Int> {
        let top = oy * plan.strideH - padH
        let first = top >= 0 ? 0 : (-top + dilationH - 1) / dilationH
        let room = height - top
        let last = room <= 0 ? 0 : min(kernelH, (room + dilationH - 1) / dilationH)
        return min(first, last)..<last
    }

    var blocks: Int { weights.blocks }
    /// Floats of memory shared by all samples: weights, bias, the places of one channel's taps (an Int takes two floats).
    var sharedSize: Int { (weights.size + weights.biasSize + 1) / 2 * 2 + 2 * kernelH * kernelW }
    /// Floats of memory per task: one tile and a padded sample, with room for a tile beyond its last row.
    var taskSize: Int { tileSize + plan.copySize + 16 }
    var tileSize: Int { 16 * Self.lanes }

    func prepare(_ memory: Out<Float>, _ part: ConvPart, bias: In<Float>?, w: In<Float>) {
        weights.pack(part.range(blocks), w, to: memory)
        if part.index == 0 { prepareRest(memory, bias) }
    }

    func prepareFlipped(_ memory: Out<Float>, _ part: ConvPart, w: In<Float>) {
        weights.packFlipped(part.range(blocks), w, kernelArea: kernelH * kernelW, to: memory)
        if part.index == 0 { prepareRest(memory, nil) }
    }

    private func offsets(_ memory: Out<Float>) -> Out<Int> {
        integers(memory + (weights.size + weights.biasSize + 1) / 2 * 2)
    }

    private func prepareRest(_ memory: Out<Float>, _ bias: In<Float>?) {
        weights.packBias(bias, to: memory + weights.size)
        let table = offsets(memory)
        for ky in 0..<kernelH {
            for kx in 0..<kernelW {
                table[ky * kernelW + kx] = ky * dilationH * plan.pitch + plan.place(kx * dilationW)
            }
        }
    }

    /// Some channels of one sample. `x` is the padded copy where the plan wants one.
    func run(_ memory: Out<Float>, _ part: ConvPart, x: In<Float>, y: Out<Float>, tile: Out<Float>) {
        let area = plan.outHeight * plan.outWidth
        for block in part.range(blocks) {
            let channel = block * Self.lanes
            let bias = memory + weights.size + channel
            let rows = min(Self.lanes, weights.channels - channel)
            for oy in 0..<plan.outHeight where !KernelStop.isWanted {
                let taps = kernelRows(oy)
                var ox = 0
                while ox < plan.outWidth {
                    multiply(
                        x: x + oy * plan.strideH * plan.pitch + ox, taps: taps, offsets: offsets(memory),
                        w: memory + channel * weights.taps, bias: bias, tile: tile)
                    transposeFloats(
                        rows: min(tileWidth, plan.outWidth - ox), columns: rows, x: tile, xRow: Self.lanes,
                        y: y + channel * area + oy * plan.outWidth + ox, yRow: area)
                    ox += tileWidth
                }
            }
        }
    }

    /// One tile of positions by channels.
    @inline(always)
    private func multiply(
        x: In<Float>, taps: Range<Int>, offsets: In<Int>, w: In<Float>, bias: In<Float>, tile: Out<Float>
    ) {
        #if ISA_V4
            let (b0, b1) = (load(bias), load(bias + vectorWidth))
            @inline(always) func put(_ position: Int, _ vector: Int, _ v: Vec) {
                store(v + (vector == 0 ? b0 : b1), tile + (2 * position + vector) * vectorWidth)
            }
            let first = taps.lowerBound * kernelW
            let count = taps.count * kernelW
            let weights = w + first * Self.lanes
            let skipped = (kernelH * kernelW - count) * Self.lanes
            let channels = plan.channels
            let plane = plan.plane
            let places = offsets + first
            switch tileWidth {
            case 14:
                lanes14x2(
                    channels: channels, taps: count, x: x, xStep: plane, offsets: places, w: weights, skipped: skipped,
                    put)
            case 12:
                lanes12x2(
                    channels: channels, taps: count, x: x, xStep: plane, offsets: places, w: weights, skipped: skipped,
                    put)
            case 10:
                lanes10x2(
                    channels: channels, taps: count, x: x, xStep: plane, offsets: places, w: weights, skipped: skipped,
                    put)
            case 8:
                lanes8x2(
                    channels: channels, taps: count, x: x, xStep: plane, offsets: places, w: weights, skipped: skipped,
                    put)
            case 7:
                lanes7x2(
                    channels: channels, taps: count, x: x, xStep: plane, offsets: places, w: weights, skipped: skipped,
                    put)
            default:
                lanes4x2(
                    channels: channels, taps: count, x: x, xStep: plane, offsets: places, w: weights, skipped: skipped,
                    put)
            }
        #endif
    }
}
