import CSIMD
import GradusKernelTypes

/// The general convolution: columns of input values (im2col) and a matrix product, for every stride, dilation and group
/// count. Works on strips of output rows so that the columns stay small.
struct ColumnConvolution {
    var shape: ConvShape

    /// Output rows of one strip.
    private var stripRows: Int {
        max(1, min(shape.outHeight, (1 << 18) / max(shape.depth * shape.outWidth, 1)))
    }
    /// A 1×1 kernel with stride 1 needs no columns.
    private var isPointwise: Bool {
        shape.kernelArea == 1 && shape.strideH == 1 && shape.strideW == 1 && shape.padH == 0 && shape.padW == 0
            && shape.outHeight == shape.height && shape.outWidth == shape.width
    }
    /// With strides the rows of the pictures are split into phases, so that columns are made of whole stretches.
    private var plan: PositionPlan {
        let s = shape
        return PositionPlan(
            channels: s.groupIn, height: s.height, width: s.width, padH: 0, padW: s.padW, outHeight: s.outHeight,
            outWidth: s.outWidth, strideH: s.strideH, strideW: s.strideW, reachH: 1,
            reachW: s.dilationW * (s.kernelW - 1) + 1)
    }
    /// Floats of the pictures of one group in phases.
    private var phaseSize: Int {
        shape.strideW == 1 ? 0 : shape.groupIn * shape.height * plan.pitch + 2 * vectorWidth
    }
    private var columnSize: Int { isPointwise ? 0 : shape.depth * stripRows * shape.outWidth }

    var taskSize: Int {
        let positions = isPointwise ? shape.outArea : stripRows * shape.outWidth
        let products = max(
            gemmScratch(m: shape.groupOut, n: positions, k: shape.depth),
            gemmScratch(m: shape.depth, n: positions, k: shape.groupOut),
            gemmScratch(m: shape.groupOut, n: shape.depth, k: positions))
        return columnSize + phaseSize + products
    }

    /// `body` gets a group and the output rows of a strip.
    @inline(always)
    private func forEachStrip(_ body: (Int, Int, Int) -> Void) {
        for group in 0..<shape.groups {
            var row = 0
            while row < shape.outHeight, !KernelStop.isWanted {
                let rows = isPointwise ? shape.outHeight : min(stripRows, shape.outHeight - row)
                body(group, row, rows)
                row += rows
            }
        }
    }

    /// Some of each group's channels.
    func forward(
        _ part: ConvPart, x: In<Float>, w: In<Float>, bias: In<Float>?, y: Out<Float>, memory: Out<Float>
    ) {
        let channels = part.range(shape.groupOut)
        let s = shape
        let area = s.outArea
        forEachStrip { group, row, rows in
            let input = x + group * s.groupIn * s.inArea
            let positions = rows * s.outWidth
            let out = y + group * s.groupOut * s.outArea + row * s.outWidth
            if !isPointwise { gatherColumns(input, row, rows, memory) }
            for o in channels {
                var level: Float = 0
                if let bias { level = bias[group * s.groupOut + o] }
                fill(positions, level, out + o * area)
            }
            gemm(
                m: channels.count, n: positions, k: s.depth, alpha: 1,
                a: w + (group * s.groupOut + channels.lowerBound) * s.depth, aRow: s.depth,
                aCol: 1, b: isPointwise ? input : In(memory), bRow: positions, bCol: 1, beta: 1,
                c: out + channels.lowerBound * area,
                cRow: s.outArea, scratch: memory + columnSize + phaseSize)
        }
    }

    /// Adds to dx, which must be zero at first.
    func inputGradient(dy: In<Float>, w: In<Float>, dx: Out<Float>, memory: Out<Float>) {
        let s = shape
        forEachStrip { group, row, rows in
            let target = dx + group * s.groupIn * s.inArea
            let positions = rows * s.outWidth
            gemm(
                m: s.depth, n: positions, k: s.groupOut, alpha: 1, a: w + group * s.groupOut * s.depth, aRow: 1,
                aCol: s.depth, b: dy + group * s.groupOut * s.outArea + row * s.outWidth, bRow: s.outArea, bCol: 1,
                beta: 0, c: isPointwise ? target : memory, cRow: positions,
                scratch: memory + columnSize + phaseSize)
            if !isPointwise { addColumns(memory, row, rows, target) }
        }
    }

    /// Adds to dw.
    func weightGradient(x: In<Float>, dy: In<Float>, dw: Out<Float>, memory: Out<Float>) {
        let s = shape
        forEachStrip { group, row, rows in
            let input = x + group * s.groupIn * s.inArea
            let positions = rows * s.outWidth
            if !isPointwise { gatherColumns(input, row, rows, memory) }
            gemm(
                m: s.groupOut, n: s.depth, k: positions, alpha: 1,
                a: dy + group * s.groupOut * s.outArea + row * s.outWidth, aRow: s.outArea, aCol: 1,
                b: isPointwise ? input : In(memory), bRow: 1, bCol: positions, beta: 1,
                c: dw + group * s.groupOut * s.depth, cRow: s.depth, scratch: memory + columnSize + phaseSize)
        }
    }

    /// Output columns ox whose input column ox·stride − pad + kx·dilation lies inside the picture.
    @inline(always)
    private func inside(_ kx: Int) -> (Int, Int) {
        let s = shape
        let shift = kx * s.dilationW - s.padW
        let first = shift >= 0 ? 0 : (-shift + s.strideW - 1) / s.strideW
        let room = s.width - shift
        let last = room <= 0 ? 0 : min(s.outWidth, (room + s.strideW - 1) / s.strideW)
        return (min(first, max(last, 0)), max(last, 0))
    }

    /// The same from pictures in phases, which lie behind the columns; the first strip splits them.
    private func gatherPhases(_ x: In<Float>, _ firstRow: Int, _ rows: Int, _ columns: Out<Float>) {
        let s = shape
        let plan = plan
        let phases = columns + columnSize
        if firstRow == 0 {
            clear(phaseSize, phases)
            for row in 0..<s.groupIn * s.height {
                plan.split(x + row * s.width, width: s.width, first: s.padW, to: phases + row * plan.pitch)
            }
        }
        var out = columns
        for c in 0..<s.groupIn {
            for ky in 0..<s.kernelH {
                for kx in 0..<s.kernelW {
                    let place = plan.place(kx * s.dilationW)
                    for row in 0..<rows {
                        let iy = (firstRow + row) * s.strideH - s.padH + ky * s.dilationH
                        if iy < 0 || iy >= s.height {
                            clear(s.outWidth, out)
                        } else {
                            copyFloats(s.outWidth, phases + (c * s.height + iy) * plan.pitch + place, out)
                        }
                        out += s.outWidth
                    }
                }
            }
        }
    }

    private func gatherColumns(_ x: In<Float>, _ firstRow: Int, _ rows: Int, _ columns: Out<Float>) {
        let s = shape
        if s.strideW > 1 { return gatherPhases(x, firstRow, rows, columns) }
        var out = columns
        for c in 0..<s.groupIn {
            for ky in 0..<s.kernelH {
                for kx in 0..<s.kernelW {
                    let (first, last) = inside(kx)
                    for row in 0..<rows {
                        let iy = (firstRow + row) * s.strideH - s.padH + ky * s.dilationH
                        if iy < 0 || iy >= s.height {
                            clear(s.outWidth, out)
                        } else {
                            let line = x + (c * s.inArea + iy * s.width + kx * s.dilationW - s.padW)
                            for ox in 0..<first { out[ox] = 0 }
                            copyFloats(last - first, line + first, out + first)
                            for ox in last..<s.outWidth { out[ox] = 0 }
                        }
                        out += s.outWidth
                    }
                }
            }
        }
    }

    /// The same into pictures in phases, which the last strip joins.
    private func addPhases(_ columns: Out<Float>, _ firstRow: Int, _ rows: Int, _ dx: Out<Float>) {
        let s = shape
        let plan = plan
        let phases = columns + columnSize
        if firstRow == 0 { clear(phaseSize, phases) }
        var from = In(columns)
        for c in 0..<s.groupIn {
            for ky in 0..<s.kernelH {
                for kx in 0..<s.kernelW {
                    let place = plan.place(kx * s.dilationW)
                    for row in 0..<rows {
                        let iy = (firstRow + row) * s.strideH - s.padH + ky * s.dilationH
                        if iy >= 0 && iy < s.height {
                            let line = phases + (c * s.height + iy) * plan.pitch + place
                            var ox = 0
                            while ox < s.outWidth {
                                let left = s.outWidth - ox
                                let sum = load(from + ox, upTo: left) + load(In(line + ox), upTo: left)
                                store(sum, line + ox, upTo: left)
                                ox += vectorWidth
                            }
                        }
                        from += s.outWidth
                    }
                }
            }
        }
        guard firstRow + rows == s.outHeight else { return }
        for row in 0..<s.groupIn * s.height {
            plan.join(phases + row * plan.pitch, width: s.width, first: s.padW, to: dx + row * s.width)
        }
    }

    private func addColumns(_ columns: Out<Float>, _ firstRow: Int, _ rows: Int, _ dx: Out<Float>) {
        let s = shape
        if s.strideW > 1 { return addPhases(columns, firstRow, rows, dx) }
        var from = In(columns)
        for c in 0..<s.groupIn {
            for ky in 0..<s.kernelH {
                for kx in 0..<s.kernelW {
                    let (first, last) = inside(kx)
                    for row in 0..<rows {
                        let iy = (firstRow + row) * s.strideH - s.padH + ky * s.dilationH
                        if iy >= 0 && iy < s.height {
                            let line = dx + (c * s.inArea + iy * s.width + kx * s.dilationW - s.padW)
                            for ox in first..<last { line[ox] += from[ox] }
                        }
                        from += s.outWidth
                    }
                }
            }
        }
    }
}
