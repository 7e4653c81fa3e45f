import CSIMD
import GradusKernelTypes

/// dw with output channels in lanes: dy is transposed to position-major once per sample, the values of x are
/// broadcast. Kernels 3, 5 and 7 wide, any stride, no dilation, one group. Sums stay in [row][tap][channel] order over a group of
/// samples; `rows` are the pairs (input channel, kernel row).
struct ChannelLaneGradient {
    private var shape: ConvShape
    private var plan: PositionPlan

    /// Nil where it does not apply or most lanes would be idle.
    init?(_ s: ConvShape) {
        guard s.groups == 1, s.dilationH == 1, s.dilationW == 1, s.kernelW == 3 || s.kernelW == 5 || s.kernelW == 7
        else { return nil }
        shape = s
        // Rows stay whole where the stride is not 1: neighbouring taps are read together here, not positions.
        plan = PositionPlan(
            channels: s.inChannels, height: s.height, width: s.width, padH: s.padH, padW: s.padW,
            outHeight: s.outHeight, outWidth: s.outWidth, strideH: s.strideH, reachH: s.kernelH,
            reachW: (s.outWidth - 1) * (s.strideW - 1) + s.kernelW)
        if 100 * s.outChannels < 70 * lanes { return nil }
    }

    var rows: Int { shape.inChannels * shape.kernelH }
    /// Output channels, filled up to whole vectors.
    var lanes: Int { (shape.outChannels + vectorWidth - 1) / vectorWidth * vectorWidth }
    private var sumSize: Int { rows * shape.kernelW * lanes }
    /// Sums, the transposed dy, a padded sample.
    var taskSize: Int { sumSize + shape.outArea * lanes + plan.copySize }

    func begin(_ memory: Out<Float>) { clear(sumSize + shape.outArea * lanes + plan.copySize, memory) }

    func add(_ memory: Out<Float>, x: In<Float>, dy: In<Float>) {
        let s = shape
        let turned = memory + sumSize
        transposeFloats(rows: s.outChannels, columns: s.outArea, x: dy, xRow: s.outArea, y: turned, yRow: lanes)
        var sample = x
        if plan.copies {
            let padded = turned + s.outArea * lanes
            plan.copy(height: s.height, width: s.width, padH: s.padH, padW: s.padW, x: x, to: padded)
            sample = In(padded)
        }
        var lane = 0
        while lane < lanes, !KernelStop.isWanted {
            let hasTwo = lane + 2 * vectorWidth <= lanes
            switch s.kernelW {
            case 7: wide7(sample, turned, lane, memory)
            case 5:
                #if ISA_V4
                    wide5(sample, turned, lane, memory)
                #else
                    if hasTwo {
                        double5(sample, turned, lane, memory)
                        lane += vectorWidth
                    } else {
                        wide5(sample, turned, lane, memory)
                    }
                #endif
            default:
                if hasTwo {
                    double3(sample, turned, lane, memory)
                    lane += vectorWidth
                } else {
                    narrow3(sample, turned, lane, memory)
                }
            }
            lane += vectorWidth
        }
    }

    /// Calls `body` with the first of each `count` rows that go together, the distance between them and the output lines
    /// they meet: neighbours, or one kernel row of several channels, which leaves out lines of padding.
    @inline(always)
    private func forEachGroup(of count: Int, _ body: (Int, Int, Range<Int>) -> Void) {
        let s = shape
        let groups = (s.inChannels + count - 1) / count
        var lines = 0
        for ky in 0..<s.kernelH { lines += groups * outputLines(ky).count }
        if lines < (rows + count - 1) / count * s.outHeight {
            for ky in 0..<s.kernelH {
                let range = outputLines(ky)
                if range.isEmpty { continue }
                for group in 0..<groups { body(group * count * s.kernelH + ky, s.kernelH, range) }
            }
        } else {
            var row = 0
            while row < rows {
                body(row, 1, 0..<s.outHeight)
                row += count
            }
        }
    }

    /// Output lines whose kernel row `ky` lies inside the picture.
    private func outputLines(_ ky: Int) -> Range<Int> {
        let s = shape
        let shift = s.padH - ky
        let first = shift <= 0 ? 0 : (shift + s.strideH - 1) / s.strideH
        let last = s.height + shift <= 0 ? 0 : min(s.outHeight, (s.height + shift + s.strideH - 1) / s.strideH)
        return min(first, last)..<last
    }

    /// The place of a row's value at the first of some lines; rows past the end repeat the last one.
    @inline(always)
    private func start(_ x: In<Float>, _ row: Int, _ lines: Range<Int>) -> In<Float> {
        let r = min(row, rows - 1)
        return x + r / shape.kernelH * plan.plane
            + (r % shape.kernelH + lines.lowerBound * shape.strideH) * plan.pitch
    }

    @inline(always)
    private func put(_ sums: Out<Float>, _ row: Int, _ tap: Int, _ lane: Int, _ v: Vec) {
        if row >= rows { return }
        let place = sums + (row * shape.kernelW + tap) * lanes + lane
        store(load(place) + v, place)
    }

    private func wide7(_ x: In<Float>, _ dy: In<Float>, _ lane: Int, _ sums: Out<Float>) {
        #if ISA_V4
            forEachGroup(of: 4) { row, step, lines in
                @inline(always) func at(_ i: Int) -> In<Float> { start(x, row + i * step, lines) }
                @inline(always) func keep(_ i: Int, _ t: Int, _ n: Int, _ v: Vec) {
                    put(sums, row + i * step, t, lane + n * vectorWidth, v)
                }
                window4x7x1(
                    height: lines.count, width: shape.outWidth, xStep: shape.strideW, pitch: shape.strideH * plan.pitch,
                    d: dy + lines.lowerBound * shape.outWidth * lanes + lane, dStep: lanes, at(0), at(1), at(2), at(3),
                    keep)
            }
        #else
            forEachGroup(of: 2) { row, step, lines in
                @inline(always) func at(_ i: Int) -> In<Float> { start(x, row + i * step, lines) }
                @inline(always) func keep(_ i: Int, _ t: Int, _ n: Int, _ v: Vec) {
                    put(sums, row + i * step, t, lane + n * vectorWidth, v)
                }
                window2x7x1(
                    height: lines.count, width: shape.outWidth, xStep: shape.strideW, pitch: shape.strideH * plan.pitch,
                    d: dy + lines.lowerBound * shape.outWidth * lanes + lane, dStep: lanes, at(0), at(1), keep)
            }
        #endif
    }

    private func wide5(_ x: In<Float>, _ dy: In<Float>, _ lane: Int, _ sums: Out<Float>) {
        #if ISA_V4
            forEachGroup(of: 5) { row, step, lines in
                @inline(always) func at(_ i: Int) -> In<Float> { start(x, row + i * step, lines) }
                @inline(always) func keep(_ i: Int, _ t: Int, _ n: Int, _ v: Vec) {
                    put(sums, row + i * step, t, lane + n * vectorWidth, v)
                }
                window5x5x1(
                    height: lines.count, width: shape.outWidth, xStep: shape.strideW, pitch: shape.strideH * plan.pitch,
                    d: dy + lines.lowerBound * shape.outWidth * lanes + lane, dStep: lanes, at(0), at(1), at(2), at(3),
                    at(4), keep)
            }
        #else
            forEachGroup(of: 2) { row, step, lines in
                @inline(always) func at(_ i: Int) -> In<Float> { start(x, row + i * step, lines) }
                @inline(always) func keep(_ i: Int, _ t: Int, _ n: Int, _ v: Vec) {
                    put(sums, row + i * step, t, lane + n * vectorWidth, v)
                }
                window2x5x1(
                    height: lines.count, width: shape.outWidth, xStep: shape.strideW, pitch: shape.strideH * plan.pitch,
                    d: dy + lines.lowerBound * shape.outWidth * lanes + lane, dStep: lanes, at(0), at(1), keep)
            }
        #endif
    }

    #if !ISA_V4
        private func double5(_ x: In<Float>, _ dy: In<Float>, _ lane: Int, _ sums: Out<Float>) {
            forEachGroup(of: 1) { row, _, lines in
                @inline(always) func keep(_: Int, _ t: Int, _ n: Int, _ v: Vec) {
                    put(sums, row, t, lane + n * vectorWidth, v)
                }
                window1x5x2(
                    height: lines.count, width: shape.outWidth, xStep: shape.strideW, pitch: shape.strideH * plan.pitch,
                    d: dy + lines.lowerBound * shape.outWidth * lanes + lane, dStep: lanes, start(x, row, lines), keep)
            }
        }
    #endif

    private func double3(_ x: In<Float>, _ dy: In<Float>, _ lane: Int, _ sums: Out<Float>) {
        #if ISA_V4
            forEachGroup(of: 4) { row, step, lines in
                @inline(always) func at(_ i: Int) -> In<Float> { start(x, row + i * step, lines) }
                @inline(always) func keep(_ i: Int, _ t: Int, _ n: Int, _ v: Vec) {
                    put(sums, row + i * step, t, lane + n * vectorWidth, v)
                }
                window4x3x2(
                    height: lines.count, width: shape.outWidth, xStep: shape.strideW, pitch: shape.strideH * plan.pitch,
                    d: dy + lines.lowerBound * shape.outWidth * lanes + lane, dStep: lanes, at(0), at(1), at(2), at(3),
                    keep)
            }
        #else
            forEachGroup(of: 2) { row, step, lines in
                @inline(always) func at(_ i: Int) -> In<Float> { start(x, row + i * step, lines) }
                @inline(always) func keep(_ i: Int, _ t: Int, _ n: Int, _ v: Vec) {
                    put(sums, row + i * step, t, lane + n * vectorWidth, v)
                }
                window2x3x2(
                    height: lines.count, width: shape.outWidth, xStep: shape.strideW, pitch: shape.strideH * plan.pitch,
                    d: dy + lines.lowerBound * shape.outWidth * lanes + lane, dStep: lanes, at(0), at(1), keep)
            }
        #endif
    }

    private func narrow3(_ x: In<Float>, _ dy: In<Float>, _ lane: Int, _ sums: Out<Float>) {
        #if ISA_V4
            forEachGroup(of: 8) { row, step, lines in
                @inline(always) func at(_ i: Int) -> In<Float> { start(x, row + i * step, lines) }
                @inline(always) func keep(_ i: Int, _ t: Int, _ n: Int, _ v: Vec) {
                    put(sums, row + i * step, t, lane + n * vectorWidth, v)
                }
                window8x3x1(
                    height: lines.count, width: shape.outWidth, xStep: shape.strideW, pitch: shape.strideH * plan.pitch,
                    d: dy + lines.lowerBound * shape.outWidth * lanes + lane, dStep: lanes, at(0), at(1), at(2), at(3),
                    at(4), at(5), at(6), at(7), keep)
            }
        #else
            forEachGroup(of: 4) { row, step, lines in
                @inline(always) func at(_ i: Int) -> In<Float> { start(x, row + i * step, lines) }
                @inline(always) func keep(_ i: Int, _ t: Int, _ n: Int, _ v: Vec) {
                    put(sums, row + i * step, t, lane + n * vectorWidth, v)
                }
                window4x3x1(
                    height: lines.count, width: shape.outWidth, xStep: shape.strideW, pitch: shape.strideH * plan.pitch,
                    d: dy + lines.lowerBound * shape.outWidth * lanes + lane, dStep: lanes, at(0), at(1), at(2), at(3),
                    keep)
            }
        #endif
    }

    /// dw in its own order [channel][input channel][row][tap].
    func finish(_ memory: In<Float>, dw: Out<Float>) {
        let depth = shape.depth
        transposeFloats(rows: depth, columns: shape.outChannels, x: memory, xRow: lanes, y: dw, yRow: depth)
    }
}

/// dw with output positions in lanes, for few output channels: the sum of each weight stays a vector until the end.
/// Positions must be dense; any stride of rows, any dilation.
struct PositionLaneGradient {
    var shape: ConvShape
    var plan: PositionPlan
    #if ISA_V4
        static let tileRows = 3
        static let tileTaps = 5
    #else
        static let tileRows = 3
        static let tileTaps = 3
    #endif

    private var sumSize: Int { shape.outChannels * shape.depth * vectorWidth }
    private var tableSize: Int { 2 * (plan.tableSize + shape.depth) }
    /// Tables (first, aligned), sums, a padded sample.
    var taskSize: Int { tableSize + sumSize + plan.copySize }

    func begin(_ memory: Out<Float>) {
        let s = shape
        clear(taskSize, memory)
        let table = integers(memory)
        plan.fillTable(table)
        fillTaps(plan, s, table + plan.tableSize)
    }

    func add(_ memory: Out<Float>, x: In<Float>, dy: In<Float>) {
        let s = shape
        let places = In(integers(memory))
        let offsets = places + plan.tableSize
        let sums = memory + tableSize
        var sample = x
        if plan.copies {
            let padded = sums + sumSize
            plan.copy(height: s.height, width: s.width, padH: s.padH, padW: s.padW, x: x, to: padded)
            sample = In(padded)
        }
        // A last half vector is added by itself.
        let whole = s.outArea / vectorWidth
        let rest = s.outArea % vectorWidth != 0
        let area = s.outArea
        let depth = s.depth
        var channel = 0
        while channel < s.outChannels, !KernelStop.isWanted {
            let rows = min(Self.tileRows, s.outChannels - channel)
            let gradient = dy + channel * area
            // Rows past the end repeat the first one.
            let r1 = rows > 1 ? area : 0
            let r2 = rows > 2 ? 2 * area : 0
            var tap = 0
            while tap < depth {
                if tap & 63 == 0, area > 1 << 14, KernelStop.isWanted { return }
                let t0 = sample + offsets[tap]
                let t1 = sample + offsets[min(tap + 1, depth - 1)]
                let t2 = sample + offsets[min(tap + 2, depth - 1)]
                let t3 = sample + offsets[min(tap + 3, depth - 1)]
                let t4 = sample + offsets[min(tap + 4, depth - 1)]
                @inline(always) func first(_ k: Int, _ r: Int) -> Vec {
                    let p = gradient + k * vectorWidth
                    switch r {
                    case 0: return load(p)
                    case 1: return load(p + r1)
                    default: return load(p + r2)
                    }
                }
                @inline(always) func second(_ k: Int, _ t: Int) -> Vec {
                    let low = places[k * chunksPerVector]
                    let high = places[k * chunksPerVector + chunksPerVector - 1]
                    switch t {
                    case 0: return loadChunks(t0 + low, t0 + high)
                    case 1: return loadChunks(t1 + low, t1 + high)
                    case 2: return loadChunks(t2 + low, t2 + high)
                    case 3: return loadChunks(t3 + low, t3 + high)
                    default: return loadChunks(t4 + low, t4 + high)
                    }
                }
                @inline(always) func put(_ r: Int, _ t: Int, _ v: Vec) {
                    if r >= rows || tap + t >= depth { return }
                    let place = sums + ((channel + r) * depth + tap + t) * vectorWidth
                    store(load(place) + v, place)
                }
                #if ISA_V4
                    pairs3x5(whole, first, second, put)
                #else
                    pairs3x3(whole, first, second, put)
                #endif
                tap += Self.tileTaps
            }
            if rest { addLastChunk(sample, gradient, rows, places, offsets, sums + channel * depth * vectorWidth) }
            channel += Self.tileRows
        }
    }

    private func addLastChunk(
        _ x: In<Float>, _ dy: In<Float>, _ rows: Int, _ places: In<Int>, _ offsets: In<Int>, _ sums: Out<Float>
    ) {
        let position = shape.outArea / vectorWidth * vectorWidth
        let place = places[position / chunkWidth]
        let (area, depth) = (shape.outArea, shape.depth)
        for r in 0..<rows {
            for tap in 0..<depth {
                let target = sums + (r * depth + tap) * vectorWidth
                for lane in 0..<chunkWidth {
                    target[lane] += dy[r * area + position + lane] * x[offsets[tap] + place + lane]
                }
            }
        }
    }

    func finish(_ memory: In<Float>, dw: Out<Float>) {
        let sums = memory + tableSize
        for i in 0..<shape.outChannels * shape.depth { dw[i] = sum(load(sums + i * vectorWidth)) }
    }
}
