import GradusKernelTypes

extension ScalarKernels {
    /// y[o, i] = op over r of x[o, r, i]; sums run in float64 whatever the type.
    package static func reduce<T: KernelScalar>(
        _ op: ReduceOp, outer: Int, count: Int, inner: Int, x: In<T>, y: Out<T>
    ) {
        for o in 0..<outer {
            for i in 0..<inner {
                let line = x + (o * count * inner + i)
                y[o * inner + i] = reduceLine(op, count: count, step: inner, x: line)
            }
        }
    }

    @inline(__always)
    static func reduceLine<T: KernelScalar>(_ op: ReduceOp, count: Int, step: Int, x: In<T>) -> T {
        @inline(__always) func total(_ f: (T) -> Double) -> Double {
            var sum = 0.0
            for r in 0..<count { sum += f(x[r * step]) }
            return sum
        }
        switch op {
        case .sum: return T(total { $0.double })
        case .mean: return T(total { $0.double } / Double(count))
        case .sumSquares: return T(total { $0.double * $0.double })
        case .sumAbs: return T(total { Swift.abs($0.double) })
        case .prod:
            var product = 1.0
            for r in 0..<count { product *= x[r * step].double }
            return T(product)
        case .max:
            var best = -T.infinity
            for r in 0..<count {
                let v = x[r * step]
                if v > best || v.isNaN { best = v }
                if v.isNaN { break }
            }
            return best
        case .min:
            var best = T.infinity
            for r in 0..<count {
                let v = x[r * step]
                if v < best || v.isNaN { best = v }
                if v.isNaN { break }
            }
            return best
        }
    }

    /// Place (and, if asked, value) of the first largest or smallest element along the middle axis.
    package static func argReduce<T: KernelScalar>(
        _ op: ArgReduceOp, outer: Int, count: Int, inner: Int, x: In<T>, indices: Out<Int64>, values: Out<T>?
    ) {
        switch op {
        case .max: argExtreme(outer, count, inner, x, indices, values) { $0 > $1 }
        case .min: argExtreme(outer, count, inner, x, indices, values) { $0 < $1 }
        }
    }

    @inline(__always)
    private static func argExtreme<T: KernelScalar>(
        _ outer: Int, _ count: Int, _ inner: Int, _ x: In<T>, _ indices: Out<Int64>, _ values: Out<T>?,
        _ beats: (T, T) -> Bool
    ) {
        for o in 0..<outer {
            for i in 0..<inner {
                if (o &* inner &+ i) & 0xFF == 0xFF, KernelStop.isWanted { return }
                let line = x + (o * count * inner + i)
                var best = 0
                var value = line[0]
                var r = 1
                while r < count && !value.isNaN {
                    let v = line[r * inner]
                    if beats(v, value) || v.isNaN {
                        best = r
                        value = v
                    }
                    r += 1
                }
                indices[o * inner + i] = Int64(best)
                if let values { values[o * inner + i] = value }
            }
        }
    }

    /// Mean and Σ(x − mean)² / max(count − correction, 0) along the middle axis, in two passes of float64.
    package static func variance<T: KernelScalar>(
        outer: Int, count: Int, inner: Int, correction: Double, x: In<T>, mean: Out<T>?, variance: Out<T>
    ) {
        for o in 0..<outer {
            for i in 0..<inner {
                let line = x + (o * count * inner + i)
                var sum = 0.0
                for r in 0..<count { sum += line[r * inner].double }
                let center = sum / Double(count)
                var squares = 0.0
                for r in 0..<count {
                    let d = line[r * inner].double - center
                    squares += d * d
                }
                if let mean { mean[o * inner + i] = T(center) }
                variance[o * inner + i] = T(squares / Swift.max(Double(count) - correction, 0))
            }
        }
    }

    /// Running sums along the middle axis.
    package static func cumulativeSum<T: KernelScalar>(outer: Int, count: Int, inner: Int, x: In<T>, y: Out<T>) {
        var done = 0
        if inner == 1 {
            // Four lines at a time, whose sums do not wait for each other.
            while done + 4 <= outer {
                let (from, to) = (x + done * count, y + done * count)
                var (s0, s1, s2, s3) = (0.0, 0.0, 0.0, 0.0)
                for r in 0..<count {
                    s0 += from[r].double
                    s1 += from[count + r].double
                    s2 += from[2 * count + r].double
                    s3 += from[3 * count + r].double
                    to[r] = T(s0)
                    to[count + r] = T(s1)
                    to[2 * count + r] = T(s2)
                    to[3 * count + r] = T(s3)
                }
                done += 4
            }
        }
        if inner == 1 {
            for o in done..<outer {
                let (from, to) = (x + o * count, y + o * count)
                var sum = 0.0
                Threads.inStretches(count) {
                    for r in $0 {
                        sum += from[r].double
                        to[r] = T(sum)
                    }
                }
            }
            return
        }
        // Row by row, in the order of the memory.
        withUnsafeTemporaryAllocation(of: Double.self, capacity: inner) { sums in
            for o in 0..<outer {
                sums.initialize(repeating: 0)
                Threads.inStretches(count, of: Swift.max(1, (1 << 20) / Swift.max(inner, 1))) {
                    for r in $0 {
                        let at = (o * count + r) * inner
                        for i in 0..<inner {
                            sums[i] += x[at + i].double
                            y[at + i] = T(sums[i])
                        }
                    }
                }
            }
        }
    }
}
