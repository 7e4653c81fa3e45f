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
    private var columnSize: Int { isPointwise ? 0 : shape.depth * stripRows * shape.outWidth }

    var taskSize: Int {
        let positions = isPointwise ? shape.outArea : stripRows * shape.outWidth
        let products = max(
            gemmScratch(m: shape.groupOut, n: positions, k: shape.depth),
            gemmScratch(m: shape.depth, n: positions, k: shape.groupOut),
            gemmScratch(m: shape.groupOut, n: shape.depth, k: positions))
        return columnSize + products
    }

    /// `body` gets a group and the output rows of a strip.
    @inline(always)
    private func forEachStrip(_ body: (Int, Int, Int) -> Void) {
        for group in 0..<shape.groups {
            var row = 0
            while row < shape.outHeight {
                let rows = isPointwise ? shape.outHeight : min(stripRows, shape.outHeight - row)
                body(group, row, rows)
                row += rows
            }
        }
    }

    func forward(x: In<Float>, w: In<Float>, bias: In<Float>?, y: Out<Float>, memory: Out<Float>) {
        let s = shape
        forEachStrip { group, row, rows in
            let input = x + group * s.groupIn * s.inArea
            let positions = rows * s.outWidth
            let out = y + group * s.groupOut * s.outArea + row * s.outWidth
            if !isPointwise { gatherColumns(input, row, rows, memory) }
            for o in 0..<s.groupOut {
                var level: Float = 0
                if let bias { level = bias[group * s.groupOut + o] }
                for i in 0..<positions { out[o * s.outArea + i] = level }
            }
            gemm(
                m: s.groupOut, n: positions, k: s.depth, alpha: 1, a: w + group * s.groupOut * s.depth, aRow: s.depth,
                aCol: 1, b: isPointwise ? input : In(memory), bRow: positions, bCol: 1, beta: 1, c: out,
                cRow: s.outArea, scratch: memory + columnSize)
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
                beta: 0, c: isPointwise ? target : memory, cRow: positions, scratch: memory + columnSize)
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
                c: dw + group * s.groupOut * s.depth, cRow: s.depth, scratch: memory + columnSize)
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

    private func gatherColumns(_ x: In<Float>, _ firstRow: Int, _ rows: Int, _ columns: Out<Float>) {
        let s = shape
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
                            if s.strideW == 1 {
                                copyFloats(last - first, line + first, out + first)
                            } else {
                                for ox in first..<last { out[ox] = line[ox * s.strideW] }
                            }
                            for ox in last..<s.outWidth { out[ox] = 0 }
                        }
                        out += s.outWidth
                    }
                }
            }
        }
    }

    private func addColumns(_ columns: In<Float>, _ firstRow: Int, _ rows: Int, _ dx: Out<Float>) {
        let s = shape
        var from = columns
        for c in 0..<s.groupIn {
            for ky in 0..<s.kernelH {
                for kx in 0..<s.kernelW {
                    let (first, last) = inside(kx)
                    for row in 0..<rows {
                        let iy = (firstRow + row) * s.strideH - s.padH + ky * s.dilationH
                        if iy >= 0 && iy < s.height {
                            let line = dx + (c * s.inArea + iy * s.width + kx * s.dilationW - s.padW)
                            if s.strideW == 1 {
                                for ox in first..<last { line[ox] += from[ox] }
                            } else {
                                for ox in first..<last { line[ox * s.strideW] += from[ox] }
                            }
                        }
                        from += s.outWidth
                    }
                }
            }
        }
    }
}
