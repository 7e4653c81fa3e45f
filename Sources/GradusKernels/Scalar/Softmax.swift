import GradusKernelTypes

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension ScalarKernels {
    /// Softmax along the middle axis of [outer, count, inner], or its logarithm.
    package static func softmax<T: KernelScalar>(
        log logarithm: Bool, outer: Int, count: Int, inner: Int, x: In<T>, y: Out<T>
    ) {
        for o in 0..<outer {
            for i in 0..<inner {
                let at = o * count * inner + i
                var top = -Double.infinity
                for r in 0..<count {
                    let v = x[at + r * inner].double
                    if v > top || v.isNaN { top = v }
                }
                var sum = 0.0
                for r in 0..<count { sum += exp(x[at + r * inner].double - top) }
                if logarithm {
                    let shift = log(sum)
                    for r in 0..<count { y[at + r * inner] = T(x[at + r * inner].double - top - shift) }
                } else {
                    for r in 0..<count { y[at + r * inner] = T(exp(x[at + r * inner].double - top) / sum) }
                }
            }
        }
    }

    /// dx from the result y: y·(dy − Σ dy·y), or dy − exp(y)·Σ dy for the logarithm.
    package static func softmaxBackward<T: KernelScalar>(
        log logarithm: Bool, outer: Int, count: Int, inner: Int, y: In<T>, dy: In<T>, dx: Out<T>
    ) {
        for o in 0..<outer {
            for i in 0..<inner {
                let at = o * count * inner + i
                var sum = 0.0
                for r in 0..<count {
                    let g = dy[at + r * inner].double
                    sum += logarithm ? g : g * y[at + r * inner].double
                }
                for r in 0..<count {
                    let j = at + r * inner
                    let g = dy[j].double
                    dx[j] = logarithm ? T(g - exp(y[j].double) * sum) : T(y[j].double * (g - sum))
                }
            }
        }
    }

    /// Cross-entropy of logits [rows, classes] against class numbers. `probabilities` receives the softmax (for
    /// the backward pass); `losses` one loss per row (0 where ignored), `weightSum` the sum of the weights of the
    /// rows that count. Returns the first row whose target is neither a class nor `ignoreIndex`, or nil.
    package static func crossEntropyRows<T: KernelScalar>(
        rows: Int, classes: Int, logits: In<T>, targets: In<Int64>, weights: In<T>?, ignoreIndex: Int,
        smoothing: Double, probabilities: Out<T>, losses: Out<T>, weightSum: Out<Double>
    ) -> Int? {
        weightSum.pointee = 0
        for row in 0..<rows {
            let target = Int(targets[row])
            if target != ignoreIndex && (target < 0 || target >= classes) { return row }
        }
        for row in 0..<rows {
            let x = logits + row * classes
            let p = probabilities + row * classes
            var top = -Double.infinity
            for c in 0..<classes where x[c].double > top || x[c].isNaN { top = x[c].double }
            var sum = 0.0
            for c in 0..<classes { sum += exp(x[c].double - top) }
            for c in 0..<classes { p[c] = T(exp(x[c].double - top) / sum) }
            let target = Int(targets[row])
            if target == ignoreIndex {
                losses[row] = 0
                continue
            }
            let shift = top + log(sum)
            let weight = weights.map { $0[target].double } ?? 1
            var loss = weight * (shift - x[target].double)
            if smoothing != 0 {
                var all = 0.0
                for c in 0..<classes { all += (weights.map { $0[c].double } ?? 1) * (shift - x[c].double) }
                loss = (1 - smoothing) * loss + smoothing / Double(classes) * all
            }
            losses[row] = T(loss)
            weightSum.pointee += weight
        }
        return nil
    }

    /// dlogits = scale(row) · d loss(row) / d logits. `scale` is one number, or one per row (`rowScale`).
    package static func crossEntropyBackward<T: KernelScalar>(
        rows: Int, classes: Int, probabilities: In<T>, targets: In<Int64>, weights: In<T>?, ignoreIndex: Int,
        smoothing: Double, scale: T, rowScale: In<T>?, dlogits: Out<T>
    ) {
        var weightTotal = Double(classes)
        if let weights {
            weightTotal = 0
            for c in 0..<classes { weightTotal += weights[c].double }
        }
        for row in 0..<rows {
            let p = probabilities + row * classes
            let d = dlogits + row * classes
            let target = Int(targets[row])
            if target == ignoreIndex {
                for c in 0..<classes { d[c] = 0 }
                continue
            }
            let factor = scale.double * (rowScale.map { $0[row].double } ?? 1)
            let weight = (weights.map { $0[target].double } ?? 1) * (1 - smoothing)
            let spread = smoothing / Double(classes)
            for c in 0..<classes {
                var g = (weight + spread * weightTotal) * p[c].double - (c == target ? weight : 0)
                g -= spread * (weights.map { $0[c].double } ?? 1)
                d[c] = T(factor * g)
            }
        }
    }
}
