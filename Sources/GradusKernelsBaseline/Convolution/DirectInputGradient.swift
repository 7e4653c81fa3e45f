import CSIMD
import GradusKernelTypes

/// dx by columns: for each tap, the products of all output channels (a small matrix product over positions) are added
/// to the input rows they came from. Better than the flipped forward kernel when the input is much larger than the
/// output, as in small unpadded networks.
struct ColumnGradient {
    var shape: ConvShape
    var plan: PositionPlan
    #if ISA_V4
        static let tileRows = 6
        static let tileVectors = 4
    #else
        static let tileRows = 6
        static let tileVectors = 2
    #endif

    private var blocks: Int { (shape.inChannels + Self.tileRows - 1) / Self.tileRows }
    private var weightSize: Int { shape.kernelArea * blocks * Self.tileRows * shape.outChannels }
    var sharedSize: Int { (weightSize + 1) / 2 * 2 + 2 * plan.tableSize }
    /// A padded gradient of one sample, where the plan wants one.
    var taskSize: Int { plan.copySize }

    /// Weights in order [tap][block][out channel][row].
    func prepare(_ memory: Out<Float>, w: In<Float>) {
        let s = shape
        let step = blocks * s.outChannels * Self.tileRows
        if s.inChannels % Self.tileRows != 0 { clear(weightSize, memory) }
        for block in 0..<blocks {
            let c = block * Self.tileRows
            for o in 0..<s.outChannels {
                transposeFloats(
                    rows: min(Self.tileRows, s.inChannels - c), columns: s.kernelArea,
                    x: w + (o * s.inChannels + c) * s.kernelArea, xRow: s.kernelArea,
                    y: memory + (block * s.outChannels + o) * Self.tileRows, yRow: step)
            }
        }
        plan.fillTable(integers(memory + (weightSize + 1) / 2 * 2))
    }

    /// One sample; `dx` (or its padded form) must be zero. Positions must be dense.
    func run(_ memory: In<Float>, dy: In<Float>, dx: Out<Float>) {
        let s = shape
        let places = UnsafeRawPointer(memory + (weightSize + 1) / 2 * 2).assumingMemoryBound(to: Int.self)
        let area = s.outArea
        var v = 0
        while v < plan.vectors {
            let chunks = min(
                Self.tileVectors * chunksPerVector, plan.outHeight * plan.chunksPerRow - v * chunksPerVector)
            let source = dy + v * vectorWidth
            let table = places + v * chunksPerVector
            if v & 15 == 0, KernelStop.isWanted { return }
            for ky in 0..<s.kernelH {
                for kx in 0..<s.kernelW {
                    let tap = ky * s.kernelW + kx
                    for block in 0..<blocks {
                        let weights = memory + (tap * blocks + block) * s.outChannels * Self.tileRows
                        let rows = min(Self.tileRows, s.inChannels - block * Self.tileRows)
                        let target =
                            dx + block * Self.tileRows * plan.plane + ky * s.dilationH * plan.pitch
                            + kx * s.dilationW
                        if rows == Self.tileRows && chunks == Self.tileVectors * chunksPerVector {
                            whole(s.outChannels, weights, source, area, table, target)
                        } else {
                            partial(s.outChannels, weights, source, area, table, target, rows, chunks)
                        }
                    }
                }
            }
            v += Self.tileVectors
        }
    }

    @inline(always)
    private func whole(
        _ count: Int, _ weights: In<Float>, _ source: In<Float>, _ area: Int, _ table: In<Int>, _ target: Out<Float>
    ) {
        let plane = plan.plane
        @inline(always) func put(_ i: Int, _ j: Int, _ v: Vec) {
            let line = target + i * plane
            addChunks(
                v, line + table[j * chunksPerVector], line + table[j * chunksPerVector + chunksPerVector - 1])
        }
        #if ISA_V4
            tile6x4(
                count, weights,
                { k in
                    let p = source + k * area
                    return (load(p), load(p + vectorWidth), load(p + 2 * vectorWidth), load(p + 3 * vectorWidth))
                }, put)
        #else
            tile6x2(
                count, weights,
                { k in
                    let p = source + k * area
                    return (load(p), load(p + vectorWidth))
                }, put)
        #endif
    }

    /// Fewer rows or vectors than a tile: chunk by chunk.
    private func partial(
        _ count: Int, _ weights: In<Float>, _ source: In<Float>, _ area: Int, _ table: In<Int>, _ target: Out<Float>,
        _ rows: Int, _ chunks: Int
    ) {
        for j in 0..<chunks {
            for i in 0..<rows {
                var total = Chunk.zero
                for k in 0..<count {
                    let values = v_load_chunk(source + k * area + j * chunkWidth)
                    total += weights[k * Self.tileRows + i] * values
                }
                let place = target + i * plan.plane + table[j]
                v_store_chunk(v_load_chunk(place) + total, place)
            }
        }
    }
}
