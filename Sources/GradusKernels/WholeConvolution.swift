import GradusKernelTypes

/// The convolution whose window is the whole picture (`ConvShape.isWhole`): three products of matrices.
struct WholeConvolution<T: KernelScalar> {
    var shape: ConvShape

    func forward(x: In<T>, w: In<T>, bias: In<T>?, y: Out<T>) {
        let (n, channels, depth) = (shape.batch, shape.outChannels, shape.depth)
        for row in 0..<n {
            if let bias {
                (y + row * channels).update(from: bias, count: channels)
            } else {
                (y + row * channels).update(repeating: 0, count: channels)
            }
        }
        T.gemm(
            m: n, n: channels, k: depth, a: x, aRow: depth, aCol: 1, b: w, bRow: 1, bCol: depth, beta: 1, c: y,
            cRow: channels)
    }

    /// Overwrites dx.
    func inputGradient(dy: In<T>, w: In<T>, dx: Out<T>) {
        T.gemm(
            m: shape.batch, n: shape.depth, k: shape.outChannels, a: dy, aRow: shape.outChannels, aCol: 1, b: w,
            bRow: shape.depth, bCol: 1, beta: 0, c: dx, cRow: shape.depth)
    }

    /// Overwrites dw and db.
    func weightGradient(x: In<T>, dy: In<T>, dw: Out<T>, db: Out<T>?) {
        let (n, channels, depth) = (shape.batch, shape.outChannels, shape.depth)
        T.gemm(
            m: channels, n: depth, k: n, a: dy, aRow: 1, aCol: channels, b: x, bRow: depth, bCol: 1, beta: 0, c: dw,
            cRow: depth)
        guard let db else { return }
        db.update(repeating: 0, count: channels)
        for row in 0..<n { for channel in 0..<channels { db[channel] += dy[row * channels + channel] } }
    }
}
