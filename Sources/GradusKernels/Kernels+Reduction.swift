import GradusKernelTypes

extension Kernels {
    /// y[o, i] = op over r of x[o, r, i].
    package static func reduce(_ op: ReduceOp, outer: Int, count: Int, inner: Int, x: In<Float>, y: Out<Float>) {
        let table = active
        var adds = true
        switch op {
        case .max, .min, .prod: adds = false
        default: break
        }
        if outer == 1 && inner == 1 && count > wholeGrain && adds {
            y[0] = Float(wholeTotal(op, count) { table.lineTotal(op, $0.count, x + $0.lowerBound) })
            return
        }
        Threads.parallelFor(outer, grain: rowGrain(count * inner)) { range in
            let from = x + range.lowerBound * count * inner
            let to = y + range.lowerBound * inner
            if !table.reduce(op, range.count, count, inner, from, to) {
                ScalarKernels.reduce(op, outer: range.count, count: count, inner: inner, x: from, y: to)
            }
        }
    }

    package static func reduce(_ op: ReduceOp, outer: Int, count: Int, inner: Int, x: In<Double>, y: Out<Double>) {
        let table = active.doubles
        var adds = inner == 1 && count > 0
        switch op {
        case .max, .min, .prod: adds = false
        default: break
        }
        if outer == 1 && count > wholeGrain && adds {
            y[0] = wholeTotal(op, count) { table.lineTotal(op, $0.count, x + $0.lowerBound) }
            return
        }
        Threads.parallelFor(outer, grain: rowGrain(count * inner)) { range in
            let from = x + range.lowerBound * count * inner
            let to = y + range.lowerBound * inner
            if adds {
                for o in 0..<range.count {
                    var total = table.lineTotal(op, count, from + o * count)
                    if case .mean = op { total /= Double(count) }
                    to[o] = total
                }
            } else if !table.reduce(op, range.count, count, inner, from, to) {
                ScalarKernels.reduce(op, outer: range.count, count: count, inner: inner, x: from, y: to)
            }
        }
    }

    /// The sum (or mean) of one long line: those of fixed pieces, added in order.
    private static func wholeTotal(_ op: ReduceOp, _ count: Int, _ piece: (Range<Int>) -> Double) -> Double {
        let pieces = (count + wholeGrain - 1) / wholeGrain
        return Scratch.with(2 * pieces) { memory in
            let sums = UnsafeMutableRawPointer(memory).bindMemory(to: Double.self, capacity: pieces)
            Threads.parallelFor(count, grain: wholeGrain) { sums[$0.lowerBound / wholeGrain] = piece($0) }
            var total = 0.0
            for i in 0..<pieces { total += sums[i] }
            if case .mean = op { total /= Double(count) }
            return total
        }
    }

    /// The same for int64: sums and products wrap.
    package static func reduce(_ op: ReduceOp, outer: Int, count: Int, inner: Int, x: In<Int64>, y: Out<Int64>) {
        let table = active.integers
        Threads.parallelFor(outer, grain: rowGrain(count * inner)) {
            table.reduce(op, $0.count, count, inner, x + $0.lowerBound * count * inner, y + $0.lowerBound * inner)
        }
    }

    /// Σ a·b of two lines.
    package static func dot(n: Int, a: In<Float>, b: In<Float>) -> Float { Float(active.lineProduct(n, a, b)) }

    /// How many bytes are not 0.
    package static func countNonZero(n: Int, x: In<UInt8>) -> Int {
        var total = 0
        Threads.inStretches(n, of: 1 << 24) { total += active.integers.countNonZero($0.count, x + $0.lowerBound) }
        return total
    }

    /// Place (and value, if asked) of the first extreme along the middle axis; count must be positive.
    package static func argReduce(
        _ op: ArgReduceOp, outer: Int, count: Int, inner: Int, x: In<Float>, indices: Out<Int64>, values: Out<Float>?
    ) {
        let table = active
        if inner >= table.width, count < 1 << 31 {
            let blocks = (inner + placedColumns - 1) / placedColumns
            Threads.parallelFor(outer * blocks, grain: rowGrain(count * placedColumns)) { range in
                for i in range {
                    let (o, first) = (i / blocks, i % blocks * placedColumns)
                    table.columns.places(
                        op == .max, count, inner, first..<Swift.min(first + placedColumns, inner),
                        x + o * count * inner, indices + o * inner, values.map { $0 + o * inner })
                }
            }
            return
        }
        guard inner == 1, count >= searchedLine else {
            return ScalarKernels.argReduce(
                op, outer: outer, count: count, inner: inner, x: x, indices: indices, values: values)
        }
        search(outer, count, x, indices, values) { _ = table.reduce(op == .max ? .max : .min, 1, count, 1, $0, $1) }
    }

    package static func argReduce(
        _ op: ArgReduceOp, outer: Int, count: Int, inner: Int, x: In<Double>, indices: Out<Int64>, values: Out<Double>?
    ) {
        guard let values else {
            return ScalarKernels.argReduce(
                op, outer: outer, count: count, inner: inner, x: x, indices: indices, values: nil)
        }
        extremePlaces(op, outer: outer, count: count, inner: inner, x: x, values: values, places: indices)
    }

    /// Columns whose extremes are looked for together.
    private static let placedColumns = 64
    /// Lines of at least so many elements are searched for their extreme after it was found in vectors.
    private static let searchedLine = 24

    /// The first place of each line's extreme, which `extreme` writes; the first NaN where there is one.
    @inline(__always)
    private static func search<T: BinaryFloatingPoint>(
        _ outer: Int, _ count: Int, _ x: In<T>, _ indices: Out<Int64>, _ values: Out<T>?,
        _ extreme: (In<T>, Out<T>) -> Void
    ) {
        Threads.parallelFor(outer, grain: rowGrain(count)) { range in
            for o in range {
                let line = x + o * count
                var best: T = 0
                extreme(line, &best)
                var at = 0
                if best.isNaN {
                    while at < count - 1, !line[at].isNaN { at += 1 }
                } else {
                    while at < count - 1, line[at] != best { at += 1 }
                }
                indices[o] = Int64(at)
                if let values { values[o] = line[at] }
            }
        }
    }

    /// Mean and Σ(x − mean)² / max(count − correction, 0) along the middle axis.
    package static func variance(
        outer: Int, count: Int, inner: Int, correction: Double, x: In<Float>, mean: Out<Float>?, variance: Out<Float>
    ) {
        if inner != 1 || count == 0 {
            return ScalarKernels.variance(
                outer: outer, count: count, inner: inner, correction: correction, x: x, mean: mean, variance: variance)
        }
        let table = active
        let divisor = Swift.max(Double(count) - correction, 0)
        Threads.parallelFor(outer, grain: rowGrain(count)) { range in
            for o in range {
                let center = Float(table.lineTotal(.sum, count, x + o * count) / Double(count))
                if let mean { mean[o] = center }
                variance[o] = Float(table.lineSquares(count, x + o * count, center) / divisor)
            }
        }
    }

    package static func variance(
        outer: Int, count: Int, inner: Int, correction: Double, x: In<Double>, mean: Out<Double>?, variance: Out<Double>
    ) {
        if inner != 1 || count == 0 {
            return ScalarKernels.variance(
                outer: outer, count: count, inner: inner, correction: correction, x: x, mean: mean, variance: variance)
        }
        let (total, squares) = (active.doubles.lineTotal, active.loops.squares)
        let divisor = Swift.max(Double(count) - correction, 0)
        Threads.parallelFor(outer, grain: rowGrain(count)) { range in
            for o in range {
                let center = total(.sum, count, x + o * count) / Double(count)
                if let mean { mean[o] = center }
                variance[o] = squares(count, x + o * count, center) / divisor
            }
        }
    }

    /// Running sums along the middle axis. y may be x.
    package static func cumulativeSum(outer: Int, count: Int, inner: Int, x: In<Float>, y: Out<Float>) {
        Threads.inStretches(outer, of: rowGrain(count * inner) << 4) {
            let at = $0.lowerBound * count * inner
            ScalarKernels.cumulativeSum(outer: $0.count, count: count, inner: inner, x: x + at, y: y + at)
        }
    }

    package static func cumulativeSum(outer: Int, count: Int, inner: Int, x: In<Double>, y: Out<Double>) {
        Threads.inStretches(outer, of: rowGrain(count * inner) << 4) {
            let at = $0.lowerBound * count * inner
            ScalarKernels.cumulativeSum(outer: $0.count, count: count, inner: inner, x: x + at, y: y + at)
        }
    }

    /// Elements of one piece of a long sum.
    private static let wholeGrain = 1 << 16
}
