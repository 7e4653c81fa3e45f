import GradusKernelTypes

/// Convolution of float64: columns of input values (im2col) and products of matrices, a sample at a time.
struct DoubleConvolution {
    var shape: ConvShape

    /// Output rows of one strip; its columns stay within a megabyte where one row does.
    private var stripRows: Int {
        Swift.max(1, Swift.min(shape.outHeight, (1 << 17) / Swift.max(shape.depth * shape.outWidth, 1)))
    }

    /// Calls `body` for every group and strip of a sample: group, first output row, rows, memory for columns.
    private func forEachStrip(_ body: (Int, Int, Int, Out<Double>) -> Void) {
        let size = shape.depth * stripRows * shape.outWidth
        Scratch.with(2 * size) { memory in
            let columns = UnsafeMutableRawPointer(memory).assumingMemoryBound(to: Double.self)
            for group in 0..<shape.groups {
                var row = 0
                while row < shape.outHeight, !KernelStop.isWanted {
                    let rows = Swift.min(stripRows, shape.outHeight - row)
                    body(group, row, rows, columns)
                    row += rows
                }
            }
        }
    }

    func forward(x: In<Double>, w: In<Double>, bias: In<Double>?, y: Out<Double>) {
        let s = shape
        Threads.parallelFor(s.batch, grain: 1) { images in
            for image in images {
                forEachStrip { group, row, rows, columns in
                    gather(x + (image * s.inChannels + group * s.groupIn) * s.inArea, row, rows, columns)
                    let out = y + (image * s.outChannels + group * s.groupOut) * s.outArea + row * s.outWidth
                    let positions = rows * s.outWidth
                    for channel in 0..<s.groupOut {
                        let level = bias.map { $0[group * s.groupOut + channel] } ?? 0
                        (out + channel * s.outArea).update(repeating: level, count: positions)
                    }
                    Kernels.gemm(
                        m: s.groupOut, n: positions, k: s.depth, alpha: 1, a: w + group * s.groupOut * s.depth,
                        aRow: s.depth, aCol: 1, b: columns, bRow: positions, bCol: 1, beta: 1, c: out,
                        cRow: s.outArea)
                }
            }
        }
    }

    /// Overwrites dx.
    func inputGradient(dy: In<Double>, w: In<Double>, dx: Out<Double>) {
        let s = shape
        Threads.parallelFor(s.batch, grain: 1) { images in
            for image in images {
                let sample = dx + image * s.inChannels * s.inArea
                sample.update(repeating: 0, count: s.inChannels * s.inArea)
                forEachStrip { group, row, rows, columns in
                    let positions = rows * s.outWidth
                    Kernels.gemm(
                        m: s.depth, n: positions, k: s.groupOut, alpha: 1, a: w + group * s.groupOut * s.depth,
                        aRow: 1, aCol: s.depth,
                        b: dy + (image * s.outChannels + group * s.groupOut) * s.outArea + row * s.outWidth,
                        bRow: s.outArea, bCol: 1, beta: 0, c: columns, cRow: positions)
                    scatter(columns, row, rows, sample + group * s.groupIn * s.inArea)
                }
            }
        }
    }

    /// Overwrites dw and db.
    func weightGradient(x: In<Double>, dy: In<Double>, dw: Out<Double>, db: Out<Double>?) {
        let s = shape
        let weights = s.outChannels * s.depth
        // Parts of the samples sum into memory of their own; the parts are then added in order.
        let parts = Swift.min(4, s.batch)
        dw.update(repeating: 0, count: weights)
        Scratch.with(2 * parts * weights) { memory in
            let sums = UnsafeMutableRawPointer(memory).assumingMemoryBound(to: Double.self)
            Threads.parallelFor(parts, grain: 1) { range in
                for part in range {
                    let own = sums + part * weights
                    own.update(repeating: 0, count: weights)
                    for image in part * s.batch / parts..<(part + 1) * s.batch / parts {
                        forEachStrip { group, row, rows, columns in
                            gather(x + (image * s.inChannels + group * s.groupIn) * s.inArea, row, rows, columns)
                            let positions = rows * s.outWidth
                            Kernels.gemm(
                                m: s.groupOut, n: s.depth, k: positions, alpha: 1,
                                a: dy + (image * s.outChannels + group * s.groupOut) * s.outArea + row * s.outWidth,
                                aRow: s.outArea, aCol: 1, b: columns, bRow: 1, bCol: positions, beta: 1,
                                c: own + group * s.groupOut * s.depth, cRow: s.depth)
                        }
                    }
                }
            }
            for part in 0..<parts {
                let own = sums + part * weights
                for i in 0..<weights { dw[i] += own[i] }
            }
        }
        guard let db else { return }
        for channel in 0..<s.outChannels {
            var total = 0.0
            for image in 0..<s.batch {
                let line = dy + (image * s.outChannels + channel) * s.outArea
                for i in 0..<s.outArea { total += line[i] }
            }
            db[channel] = total
        }
    }

    /// Output columns ox whose input column ox·stride + shift lies inside the picture.
    private func inside(_ shift: Int) -> Range<Int> {
        let s = shape
        let first = shift >= 0 ? 0 : (-shift + s.strideW - 1) / s.strideW
        let room = s.width - shift
        let last = room <= 0 ? 0 : Swift.min(s.outWidth, (room + s.strideW - 1) / s.strideW)
        return Swift.min(first, last)..<last
    }

    /// Calls `body` for every line of the columns: its place among them, its input row (nil in the padding) and its shift.
    private func forEachLine(_ firstRow: Int, _ rows: Int, _ body: (Int, Int?, Int) -> Void) {
        let s = shape
        var at = 0
        for channel in 0..<s.groupIn {
            for ky in 0..<s.kernelH {
                for kx in 0..<s.kernelW {
                    let shift = kx * s.dilationW - s.padW
                    for row in firstRow..<firstRow + rows {
                        let iy = row * s.strideH - s.padH + ky * s.dilationH
                        body(at, iy >= 0 && iy < s.height ? channel * s.inArea + iy * s.width : nil, shift)
                        at += s.outWidth
                    }
                }
            }
        }
    }

    private func gather(_ x: In<Double>, _ firstRow: Int, _ rows: Int, _ columns: Out<Double>) {
        let s = shape
        forEachLine(firstRow, rows) { at, source, shift in
            let out = columns + at
            guard let source else { return out.update(repeating: 0, count: s.outWidth) }
            let range = inside(shift)
            let line = x + source + shift
            for ox in 0..<range.lowerBound { out[ox] = 0 }
            if s.strideW == 1 {
                (out + range.lowerBound).update(from: line + range.lowerBound, count: range.count)
            } else {
                for ox in range { out[ox] = line[ox * s.strideW] }
            }
            for ox in range.upperBound..<s.outWidth { out[ox] = 0 }
        }
    }

    private func scatter(_ columns: In<Double>, _ firstRow: Int, _ rows: Int, _ dx: Out<Double>) {
        let s = shape
        forEachLine(firstRow, rows) { at, target, shift in
            guard let target else { return }
            let line = dx + target + shift
            for ox in inside(shift) { line[ox * s.strideW] += columns[at + ox] }
        }
    }
}
