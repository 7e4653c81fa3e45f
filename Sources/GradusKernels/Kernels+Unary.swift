import GradusKernelTypes

extension Kernels {
    /// y[i] = op(x[i]). y may be x.
    package static func unary(_ op: UnaryOp, n: Int, x: In<Float>, y: Out<Float>) {
        ScalarKernels.unary(op, n: n, x: x, y: y)
    }

    package static func unary(_ op: UnaryOp, n: Int, x: In<Double>, y: Out<Double>) {
        ScalarKernels.unary(op, n: n, x: x, y: y)
    }

    /// y[i] = op(x[i]; parameter). y may be x.
    package static func parameterUnary(_ op: ParameterOp, _ parameter: Double, n: Int, x: In<Float>, y: Out<Float>) {
        ScalarKernels.parameterUnary(op, parameter, n: n, x: x, y: y)
    }

    package static func parameterUnary(_ op: ParameterOp, _ parameter: Double, n: Int, x: In<Double>, y: Out<Double>) {
        ScalarKernels.parameterUnary(op, parameter, n: n, x: x, y: y)
    }

    /// dx[i] = dy[i] · f'(saved[i]). dx may be dy or saved.
    package static func unaryBackward(_ op: UnaryGradient, n: Int, dy: In<Float>, saved: In<Float>, dx: Out<Float>) {
        ScalarKernels.unaryBackward(op, n: n, dy: dy, saved: saved, dx: dx)
    }

    package static func unaryBackward(_ op: UnaryGradient, n: Int, dy: In<Double>, saved: In<Double>, dx: Out<Double>) {
        ScalarKernels.unaryBackward(op, n: n, dy: dy, saved: saved, dx: dx)
    }
}
