import CSIMD
import GradusKernelTypes

// Looking for elements.

func searchSorted<T: PlainElement>(
    _ behind: Bool, _ n: Int, _ line: In<T>, _ count: Int, _ values: In<T>, _ y: Out<Int64>
) {
    var disorder: Int32 = 0
    if n > 1 { for i in 1..<n { disorder |= line[i - 1] <= line[i] ? 0 : 1 } }
    let isSorted = n > 0 && disorder == 0 && line[n - 1] == line[n - 1]
    if behind {
        search(isSorted, n, line, count, values, y) { !($0 > $1) }
    } else {
        search(isSorted, n, line, count, values, y) { !($0 >= $1) }
    }
}

@inline(__always)
private func search<T: PlainElement>(
    _ isSorted: Bool, _ n: Int, _ line: In<T>, _ count: Int, _ values: In<T>, _ y: Out<Int64>,
    _ isBefore: (T, T) -> Bool
) {
    var i = 0
    // Four values at a time, which do not wait for each other, and nothing to guess.
    while isSorted, i + 4 <= count {
        if i & 0xFFFF == 0, KernelStop.isWanted { return }
        let (u, v, w, x) = (values[i], values[i + 1], values[i + 2], values[i + 3])
        var (a, b, c, d) = (0, 0, 0, 0)
        var left = n
        while left > 1 {
            let half = left / 2
            a += half & -Int(n_opaque(isBefore(line[a + half - 1], u) ? 1 : 0))
            b += half & -Int(n_opaque(isBefore(line[b + half - 1], v) ? 1 : 0))
            c += half & -Int(n_opaque(isBefore(line[c + half - 1], w) ? 1 : 0))
            d += half & -Int(n_opaque(isBefore(line[d + half - 1], x) ? 1 : 0))
            left -= half
        }
        y[i] = Int64(isBefore(line[a], u) ? a + 1 : a)
        y[i + 1] = Int64(isBefore(line[b], v) ? b + 1 : b)
        y[i + 2] = Int64(isBefore(line[c], w) ? c + 1 : c)
        y[i + 3] = Int64(isBefore(line[d], x) ? d + 1 : d)
        i += 4
    }
    // What is found in a line without order depends on the way: this is PyTorch's.
    while i < count {
        if i & 0xFFFF == 0, KernelStop.isWanted { return }
        var (low, high) = (0, n)
        while low < high {
            let middle = (low + high) / 2
            if isBefore(line[middle], values[i]) { low = middle + 1 } else { high = middle }
        }
        y[i] = Int64(low)
        i += 1
    }
}

func containsElements<T: PlainElement>(
    _ inverted: Bool, _ m: Int, _ tests: In<T>, _ n: Int, _ x: In<T>, _ y: Out<UInt8>
) {
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 256) { memory in
        guard let hits = memory.baseAddress else { return }
        let rest: UInt8 = inverted ? 1 : 0
        var start = 0
        while start < n, !KernelStop.isWanted {
            let count = min(256, n - start)
            let from = x + start
            for i in 0..<count { hits[i] = 0 }
            var t = 0
            while t + 4 <= m {
                let (a, b, c, d) = (tests[t], tests[t + 1], tests[t + 2], tests[t + 3])
                for i in 0..<count {
                    let v = from[i]
                    hits[i] |= v == a || v == b || v == c || v == d ? 1 : 0
                }
                t += 4
            }
            while t < m {
                let a = tests[t]
                for i in 0..<count { hits[i] |= from[i] == a ? 1 : 0 }
                t += 1
            }
            for i in 0..<count { y[start + i] = UInt8(truncatingIfNeeded: hits[i]) ^ rest }
            start += count
        }
    }
}

func equalElements<T: PlainElement>(_ n: Int, _ x: In<T>, _ y: In<T>) -> Bool {
    var start = 0
    while start < n {
        let end = min(start + 1024, n)
        var differ: Int32 = 0
        for i in start..<end { differ |= x[i] == y[i] ? 0 : 1 }
        if differ != 0 || KernelStop.isWanted { return false }
        start = end
    }
    return true
}

func clampElements<T: PlainElement>(_ n: Int, _ x: In<T>, _ low: T, _ high: T, _ y: Out<T>) {
    for i in 0..<n {
        let v = x[i]
        let raised = v < low ? low : v
        y[i] = raised > high ? high : raised
    }
}

func testElements<T: PlainElement>(_ test: ValueTest, _ n: Int, _ x: In<T>, _ y: Out<UInt8>) {
    switch test {
    case .isFinite: for i in 0..<n { y[i] = x[i].passes(.isFinite) ? 1 : 0 }
    case .isInfinite: for i in 0..<n { y[i] = x[i].passes(.isInfinite) ? 1 : 0 }
    case .isPositiveInfinity: for i in 0..<n { y[i] = x[i].passes(.isPositiveInfinity) ? 1 : 0 }
    case .isNegativeInfinity: for i in 0..<n { y[i] = x[i].passes(.isNegativeInfinity) ? 1 : 0 }
    case .hasSign: for i in 0..<n { y[i] = x[i].passes(.hasSign) ? 1 : 0 }
    }
}

func withoutNaN<T: PlainElement>(_ n: Int, _ x: In<T>, _ y: Out<T>) {
    for i in 0..<n { y[i] = x[i] == x[i] ? x[i] : T.nothing }
}

/// - Parameter y: written up to one place behind the runs, never beyond n.
func runStarts<T: PlainElement>(_ n: Int, _ x: In<T>, _ y: Out<Int64>) -> Int {
    if n == 0 { return 0 }
    y[0] = 0
    var found = 1
    var last = x[0]
    for i in 1..<max(n, 1) {
        // Written always, kept where it is one.
        y[found] = Int64(i)
        found &+= Int(n_opaque(x[i] == last ? 0 : 1))
        last = x[i]
    }
    return found
}

/// The same with the elements in place of their places.
func runElements<T: PlainElement>(_ n: Int, _ x: In<T>, _ y: Out<T>) -> Int {
    if n == 0 { return 0 }
    y[0] = x[0]
    var found = 1
    var last = x[0]
    for i in 1..<max(n, 1) {
        let next = x[i]
        y[found] = next
        found &+= Int(n_opaque(next == last ? 0 : 1))
        last = next
    }
    return found
}

// MARK: Histograms

func countFloats(n: Int, x: In<Float>, low: Float, high: Float, bins: Int, y: Out<Int>) {
    countBins(n, x, low, high, bins, y) {
        ($0 - low) / (high - low) * Float(bins)
    } _: {
        n_int_f($0)
    }
}

func countDoubles(n: Int, x: In<Double>, low: Double, high: Double, bins: Int, y: Out<Int>) {
    countBins(n, x, low, high, bins, y) {
        ($0 - low) / (high - low) * Double(bins)
    } _: {
        n_int_d($0)
    }
}

/// - Parameters:
///   - bins: below 2³⁰.
///   - y: two rows of counts, each with one more behind them for what belongs to none.
@inline(__always)
private func countBins<T: PlainElement>(
    _ n: Int, _ x: In<T>, _ low: T, _ high: T, _ bins: Int, _ y: Out<Int>, _ place: (T) -> T, _ cut: (T) -> Int32
) {
    let last = Int32(truncatingIfNeeded: bins)
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: 512) { memory in
        guard let places = memory.baseAddress else { return }
        var start = 0
        while start < n, !KernelStop.isWanted {
            let count = min(512, n - start)
            let from = x + start
            for i in 0..<count {
                let v = from[i]
                let isInside = v >= low && v <= high
                let at = place(v)
                // A range that is nothing in this type has one bin.
                let number = cut(isInside && at == at ? at : T.nothing)
                places[i] = isInside ? min(number, last &- 1) : last
            }
            // Two counts by turns: equal numbers do not wait for each other.
            let z = y + bins + 1
            var i = 0
            while i + 2 <= count {
                y[Int(places[i])] &+= 1
                z[Int(places[i + 1])] &+= 1
                i += 2
            }
            if i < count { y[Int(places[i])] &+= 1 }
            start += count
        }
    }
}

// MARK: Squares

func doubleLineSquares(n: Int, x: In<Double>, center: Double) -> Double {
    let w = doubleWidth
    let c = VecDouble(repeating: center)
    var (s0, s1, s2, s3) = (VecDouble.zero, VecDouble.zero, VecDouble.zero, VecDouble.zero)
    var i = 0
    while i + 4 * w <= n {
        let (a, b) = (d_load(x + i) - c, d_load(x + i + w) - c)
        let (d, e) = (d_load(x + i + 2 * w) - c, d_load(x + i + 3 * w) - c)
        s0 += a * a
        s1 += b * b
        s2 += d * d
        s3 += e * e
        i += 4 * w
    }
    var sum = d_sum((s0 + s1) + (s2 + s3))
    while i < n {
        let d = x[i] - center
        sum += d * d
        i += 1
    }
    return sum
}

// MARK: The tables

private func elementKernels<T: PlainElement>(_: T.Type) -> ElementKernels<T> {
    ElementKernels(
        runningExtremes: { runningExtremes($0, $1, $2, $3, $4, $5, $6) },
        runningTotals: { runningTotals($0, $1, $2, $3, $4, $5) },
        places: { extremePlaces($0, $1, $2, $3, $4, $5, $6) },
        search: { searchSorted($0, $1, $2, $3, $4, $5) },
        contains: { containsElements($0, $1, $2, $3, $4, $5) },
        equal: { equalElements($0, $1, $2) },
        clamp: { clampElements($0, $1, $2, $3, $4) },
        test: { testElements($0, $1, $2, $3) },
        withoutNaN: { withoutNaN($0, $1, $2) },
        runs: { runStarts($0, $1, $2) }, runElements: { runElements($0, $1, $2) })
}

func loopKernels() -> LoopKernels {
    LoopKernels(
        floats: elementKernels(Float.self), doubles: elementKernels(Double.self),
        integers: elementKernels(Int64.self), convert: convertElements, fill: fillElements, rampFloats: rampFloats,
        rampDoubles: rampDoubles, spacedFloats: spacedFloats, spacedDoubles: spacedDoubles, countFloats: countFloats,
        countDoubles: countDoubles, squares: doubleLineSquares, unary: integerUnary, bits: integerBits,
        divide: integerDivide, adjustIntegers: adjustIntegers, adjustDoubles: adjustDoubles, truth: truthValues,
        product: integerProduct, dot: integerDot)
}
