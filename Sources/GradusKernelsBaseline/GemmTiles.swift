import CSIMD
import GradusKernelTypes

// The register tile of a given height: `a` holds its rows in tile order, or (`line…`) its rows lie `aRow` apart.

@inline(always)
func tile(
    _ height: Int, _ steps: Int, _ a: In<Float>, _ b: In<Float>, _ bStep: Int, _ put: (Int, Int, Vec) -> Void
) {
    @inline(always) func pair(_ k: Int) -> (Vec, Vec) { (load(b + k * bStep), load(b + k * bStep + vectorWidth)) }
    #if ISA_V4
        switch height {
        case 12: tile12x2(steps, a, pair, put)
        case 8: tile8x2(steps, a, pair, put)
        case 4: tile4x2(steps, a, pair, put)
        default: tile2x2(steps, a, pair, put)
        }
    #else
        switch height {
        case 6: tile6x2(steps, a, pair, put)
        case 4: tile4x2(steps, a, pair, put)
        default: tile2x2(steps, a, pair, put)
        }
    #endif
}

@inline(always)
func lineTile(
    _ height: Int, _ steps: Int, _ a: In<Float>, _ aRow: Int, _ b: In<Float>, _ bStep: Int,
    _ put: (Int, Int, Vec) -> Void
) {
    @inline(always) func pair(_ k: Int) -> (Vec, Vec) { (load(b + k * bStep), load(b + k * bStep + vectorWidth)) }
    #if ISA_V4
        switch height {
        case 12: lines12x2(steps, a, aRow, pair, put)
        case 8: lines8x2(steps, a, aRow, pair, put)
        case 4: lines4x2(steps, a, aRow, pair, put)
        default: lines2x2(steps, a, aRow, pair, put)
        }
    #else
        switch height {
        case 6: lines6x2(steps, a, aRow, pair, put)
        case 4: lines4x2(steps, a, aRow, pair, put)
        default: lines2x2(steps, a, aRow, pair, put)
        }
    #endif
}

/// One vector of columns, of a packed panel.
@inline(always)
func narrowTile(
    _ height: Int, _ steps: Int, _ a: In<Float>, _ b: In<Float>, _ put: (Int, Int, Vec) -> Void
) {
    @inline(always) func one(_ k: Int) -> Vec { load(b + k * GemmBlock.panel) }
    #if ISA_V4
        switch height {
        case 12: tile12x1(steps, a, one, put)
        case 8: tile8x1(steps, a, one, put)
        case 4: tile4x1(steps, a, one, put)
        default: tile2x1(steps, a, one, put)
        }
    #else
        switch height {
        case 6: tile6x1(steps, a, one, put)
        case 4: tile4x1(steps, a, one, put)
        default: tile2x1(steps, a, one, put)
        }
    #endif
}

@inline(always)
func narrowLineTile(
    _ height: Int, _ steps: Int, _ a: In<Float>, _ aRow: Int, _ b: In<Float>, _ put: (Int, Int, Vec) -> Void
) {
    @inline(always) func one(_ k: Int) -> Vec { load(b + k * GemmBlock.panel) }
    #if ISA_V4
        switch height {
        case 12: lines12x1(steps, a, aRow, one, put)
        case 8: lines8x1(steps, a, aRow, one, put)
        case 4: lines4x1(steps, a, aRow, one, put)
        default: lines2x1(steps, a, aRow, one, put)
        }
    #else
        switch height {
        case 6: lines6x1(steps, a, aRow, one, put)
        case 4: lines4x1(steps, a, aRow, one, put)
        default: lines2x1(steps, a, aRow, one, put)
        }
    #endif
}
