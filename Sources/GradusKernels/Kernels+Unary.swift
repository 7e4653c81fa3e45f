import GradusKernelTypes

extension Kernels {
    /// y[i] = op(x[i]). y may be x.
    package static func unary(_ op: UnaryOp, n: Int, x: In<Float>, y: Out<Float>) {
        let table = active
        Threads.parallelFor(n, grain: elementGrain) { range in
            let from = x + range.lowerBound
            let to = y + range.lowerBound
            if !table.unary(op, range.count, from, to) { ScalarKernels.unary(op, n: range.count, x: from, y: to) }
        }
    }

    package static func unary(_ op: UnaryOp, n: Int, x: In<Double>, y: Out<Double>) {
        let table = active.doubles
        Threads.parallelFor(n, grain: elementGrain) { range in
            let (from, to) = (x + range.lowerBound, y + range.lowerBound)
            if !table.unary(op, range.count, from, to) { ScalarKernels.unary(op, n: range.count, x: from, y: to) }
        }
    }

    /// y[i] = op(x[i]; parameter). y may be x.
    package static func parameterUnary(_ op: ParameterOp, _ parameter: Double, n: Int, x: In<Float>, y: Out<Float>) {
        let table = active
        Threads.parallelFor(n, grain: elementGrain) { range in
            let (from, to) = (x + range.lowerBound, y + range.lowerBound)
            if !table.parameterUnary(op, Float(parameter), range.count, from, to) {
                ScalarKernels.parameterUnary(op, parameter, n: range.count, x: from, y: to)
            }
        }
    }

    package static func parameterUnary(_ op: ParameterOp, _ parameter: Double, n: Int, x: In<Double>, y: Out<Double>) {
        let table = active.doubles
        Threads.parallelFor(n, grain: elementGrain) { range in
            let (from, to) = (x + range.lowerBound, y + range.lowerBound)
            if !table.parameterUnary(op, parameter, range.count, from, to) {
                ScalarKernels.parameterUnary(op, parameter, n: range.count, x: from, y: to)
            }
        }
    }

    /// dx[i] = dy[i] · f'(saved[i]). dx may be dy or saved.
    package static func unaryBackward(_ op: UnaryGradient, n: Int, dy: In<Float>, saved: In<Float>, dx: Out<Float>) {
        let table = active
        Threads.parallelFor(n, grain: elementGrain) { range in
            let at = range.lowerBound
            if !table.unaryBackward(op, range.count, dy + at, saved + at, dx + at) {
                ScalarKernels.unaryBackward(op, n: range.count, dy: dy + at, saved: saved + at, dx: dx + at)
            }
        }
    }

    package static func unaryBackward(_ op: UnaryGradient, n: Int, dy: In<Double>, saved: In<Double>, dx: Out<Double>) {
        let table = active.doubles
        Threads.parallelFor(n, grain: elementGrain) { range in
            let at = range.lowerBound
            if !table.unaryBackward(op, range.count, dy + at, saved + at, dx + at) {
                ScalarKernels.unaryBackward(op, n: range.count, dy: dy + at, saved: saved + at, dx: dx + at)
            }
        }
    }
}
