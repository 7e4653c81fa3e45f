import GradusKernelTypes

extension Kernels {
    /// y = x ⋆ w + bias (cross-correlation, NCHW). Overwrites y.
    package static func convForward(_ shape: ConvShape, x: In<Float>, w: In<Float>, bias: In<Float>?, y: Out<Float>) {
        ScalarKernels.convForward(shape, x: x, w: w, bias: bias, y: y)
    }

    package static func convForward(_ shape: ConvShape, x: In<Double>, w: In<Double>, bias: In<Double>?, y: Out<Double>)
    {
        ScalarKernels.convForward(shape, x: x, w: w, bias: bias, y: y)
    }

    /// Gradient of the input (also the forward pass of a transposed convolution). Overwrites dx.
    package static func convInputGradient(_ shape: ConvShape, dy: In<Float>, w: In<Float>, dx: Out<Float>) {
        ScalarKernels.convInputGradient(shape, dy: dy, w: w, dx: dx)
    }

    package static func convInputGradient(_ shape: ConvShape, dy: In<Double>, w: In<Double>, dx: Out<Double>) {
        ScalarKernels.convInputGradient(shape, dy: dy, w: w, dx: dx)
    }

    /// Gradients of weight and bias. Overwrites dw and db.
    package static func convWeightGradient(
        _ shape: ConvShape, x: In<Float>, dy: In<Float>, dw: Out<Float>, db: Out<Float>?
    ) {
        ScalarKernels.convWeightGradient(shape, x: x, dy: dy, dw: dw, db: db)
    }

    package static func convWeightGradient(
        _ shape: ConvShape, x: In<Double>, dy: In<Double>, dw: Out<Double>, db: Out<Double>?
    ) {
        ScalarKernels.convWeightGradient(shape, x: x, dy: dy, dw: dw, db: db)
    }
}
