import GradusKernelTypes

extension ScalarKernels {
    /// y = x ⋆ w + bias (cross-correlation).
    package static func convForward<T: KernelScalar>(_ s: ConvShape, x: In<T>, w: In<T>, bias: In<T>?, y: Out<T>) {
        forEachOutput(s) { image, channel, oy, ox, at in
            var sum = bias.map { $0[channel] } ?? 0
            forEachTap(s, image, channel, oy, ox) { xAt, wAt in sum += x[xAt] * w[wAt] }
            y[at] = sum
        }
    }

    /// dx = gradient of the input; overwrites dx.
    package static func convInputGradient<T: KernelScalar>(_ s: ConvShape, dy: In<T>, w: In<T>, dx: Out<T>) {
        for i in 0..<s.batch * s.inChannels * s.inArea { dx[i] = 0 }
        forEachOutput(s) { image, channel, oy, ox, at in
            let g = dy[at]
            forEachTap(s, image, channel, oy, ox) { xAt, wAt in dx[xAt] += g * w[wAt] }
        }
    }

    /// dw, db = gradients of weight and bias; overwrites both.
    package static func convWeightGradient<T: KernelScalar>(
        _ s: ConvShape, x: In<T>, dy: In<T>, dw: Out<T>, db: Out<T>?
    ) {
        for i in 0..<s.outChannels * s.depth { dw[i] = 0 }
        if let db { for i in 0..<s.outChannels { db[i] = 0 } }
        forEachOutput(s) { image, channel, oy, ox, at in
            let g = dy[at]
            if let db { db[channel] += g }
            forEachTap(s, image, channel, oy, ox) { xAt, wAt in dw[wAt] += g * x[xAt] }
        }
    }

    @inline(__always)
    private static func forEachOutput(_ s: ConvShape, _ body: (Int, Int, Int, Int, Int) -> Void) {
        var at = 0
        for image in 0..<s.batch {
            for channel in 0..<s.outChannels {
                for oy in 0..<s.outHeight {
                    if Threads.isStopping { return }
                    for ox in 0..<s.outWidth {
                        body(image, channel, oy, ox, at)
                        at += 1
                    }
                }
            }
        }
    }

    @inline(__always)
    private static func forEachTap(
        _ s: ConvShape, _ image: Int, _ channel: Int, _ oy: Int, _ ox: Int, _ body: (Int, Int) -> Void
    ) {
        let first = channel / s.groupOut * s.groupIn
        for c in 0..<s.groupIn {
            let plane = (image * s.inChannels + first + c) * s.inArea
            for ky in 0..<s.kernelH {
                let iy = oy * s.strideH - s.padH + ky * s.dilationH
                if iy < 0 || iy >= s.height { continue }
                for kx in 0..<s.kernelW {
                    let ix = ox * s.strideW - s.padW + kx * s.dilationW
                    if ix < 0 || ix >= s.width { continue }
                    body(plane + iy * s.width + ix, ((channel * s.groupIn + c) * s.kernelH + ky) * s.kernelW + kx)
                }
            }
        }
    }
}
