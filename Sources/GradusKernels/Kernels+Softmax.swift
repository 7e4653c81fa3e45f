import GradusKernelTypes

extension Kernels {
    /// Softmax (or its logarithm) along the middle axis of [outer, count, inner]. y may be x.
    package static func softmax(log: Bool, outer: Int, count: Int, inner: Int, x: In<Float>, y: Out<Float>) {
        let table = active
        Threads.parallelFor(outer, grain: rowGrain(4 * count * inner)) { range in
            let at = range.lowerBound * count * inner
            if inner == 1 && count > 0 {
                table.softmaxRows(log, range.count, count, x + at, y + at)
            } else if count > 0 {
                Scratch.with(ColumnKernels.memorySize) { memory in
                    for o in 0..<range.count {
                        let place = at + o * count * inner
                        table.columns.softmax(log, count, inner, x + place, y + place, memory)
                    }
                }
            }
        }
    }

    package static func softmax(log: Bool, outer: Int, count: Int, inner: Int, x: In<Double>, y: Out<Double>) {
        if count * inner == 0 { return }
        DoubleSoftmax(log: log, outer: outer, count: count, inner: inner).forward(x: x, y: y)
    }

    /// Gradient of softmax (or its logarithm) from the result y. dx may be dy.
    package static func softmaxBackward(
        log: Bool, outer: Int, count: Int, inner: Int, y: In<Float>, dy: In<Float>, dx: Out<Float>
    ) {
        let table = active
        Threads.parallelFor(outer, grain: rowGrain(4 * count * inner)) { range in
            let at = range.lowerBound * count * inner
            if inner == 1 && count > 0 {
                table.softmaxRowsBackward(log, range.count, count, y + at, dy + at, dx + at)
            } else if count > 0 {
                Scratch.with(ColumnKernels.memorySize) { memory in
                    for o in 0..<range.count {
                        let place = at + o * count * inner
                        table.columns.softmaxBackward(log, count, inner, y + place, dy + place, dx + place, memory)
                    }
                }
            }
        }
    }

    package static func softmaxBackward(
        log: Bool, outer: Int, count: Int, inner: Int, y: In<Double>, dy: In<Double>, dx: Out<Double>
    ) {
        if count * inner == 0 { return }
        DoubleSoftmax(log: log, outer: outer, count: count, inner: inner).backward(y: y, dy: dy, dx: dx)
    }

    /// Cross-entropy of logits [rows, classes] against class numbers. `probabilities` [rows, classes] receives the
    /// softmax for the backward pass, `losses` one weighted loss per row (0 where ignored), `weightSum` the divisor of
    /// the mean. Returns the first row whose target is neither a class nor `ignoreIndex`, before anything is computed.
    package static func crossEntropyRows(
        rows: Int, classes: Int, logits: In<Float>, targets: In<Int64>, weights: In<Float>?, ignoreIndex: Int,
        smoothing: Double, probabilities: Out<Float>, losses: Out<Float>, weightSum: Out<Double>
    ) -> Int? {
        if weights != nil || smoothing != 0 || classes == 0 {
            return ScalarKernels.crossEntropyRows(
                rows: rows, classes: classes, logits: logits, targets: targets, weights: weights,
                ignoreIndex: ignoreIndex, smoothing: smoothing, probabilities: probabilities, losses: losses,
                weightSum: weightSum)
        }
        var counted = 0
        for row in 0..<rows {
            let target = Int(targets[row])
            if target == ignoreIndex { continue }
            if target < 0 || target >= classes { return row }
            counted += 1
        }
        weightSum.pointee = Double(counted)
        let table = active
        Threads.parallelFor(rows, grain: rowGrain(4 * classes)) {
            table.crossEntropyRows($0, classes, logits, targets, ignoreIndex, probabilities, losses)
        }
        return nil
    }

    package static func crossEntropyRows(
        rows: Int, classes: Int, logits: In<Double>, targets: In<Int64>, weights: In<Double>?, ignoreIndex: Int,
        smoothing: Double, probabilities: Out<Double>, losses: Out<Double>, weightSum: Out<Double>
    ) -> Int? {
        ScalarKernels.crossEntropyRows(
            rows: rows, classes: classes, logits: logits, targets: targets, weights: weights, ignoreIndex: ignoreIndex,
            smoothing: smoothing, probabilities: probabilities, losses: losses, weightSum: weightSum)
    }

    /// dlogits = scale · rowScale[row] · d losses[row] / d logits. For the mean pass scale = upstream / weightSum.
    package static func crossEntropyBackward(
        rows: Int, classes: Int, probabilities: In<Float>, targets: In<Int64>, weights: In<Float>?, ignoreIndex: Int,
        smoothing: Double, scale: Float, rowScale: In<Float>?, dlogits: Out<Float>
    ) {
        if weights != nil || smoothing != 0 {
            return ScalarKernels.crossEntropyBackward(
                rows: rows, classes: classes, probabilities: probabilities, targets: targets, weights: weights,
                ignoreIndex: ignoreIndex, smoothing: smoothing, scale: scale, rowScale: rowScale, dlogits: dlogits)
        }
        let table = active
        Threads.parallelFor(rows, grain: rowGrain(classes)) {
            table.crossEntropyBackwardRows(
                $0, classes, probabilities, targets, ignoreIndex, scale, rowScale, dlogits)
        }
    }

    package static func crossEntropyBackward(
        rows: Int, classes: Int, probabilities: In<Double>, targets: In<Int64>, weights: In<Double>?, ignoreIndex: Int,
        smoothing: Double, scale: Double, rowScale: In<Double>?, dlogits: Out<Double>
    ) {
        ScalarKernels.crossEntropyBackward(
            rows: rows, classes: classes, probabilities: probabilities, targets: targets, weights: weights,
            ignoreIndex: ignoreIndex, smoothing: smoothing, scale: scale, rowScale: rowScale, dlogits: dlogits)
    }
}
