import GradusKernelTypes

// Running extremes, sums and products along the middle axis of [outer, count, inner].

protocol PlainTotal: BitwiseCopyable {
    static func plus(_ a: Self, _ b: Self) -> Self
    static func times(_ a: Self, _ b: Self) -> Self
}

/// The element types of these loops.
protocol PlainElement: BitwiseCopyable, Comparable, Sendable {
    /// What running sums and products are kept in: float64 for floats.
    associatedtype Total: PlainTotal
    var total: Total { get }
    static func rounded(_ total: Total) -> Self
    static var nothing: Self { get }
    /// The largest (smallest) element of a line; NaN wins.
    static func extreme(_ largest: Bool, _ n: Int, _ x: In<Self>) -> Self
    func passes(_ test: ValueTest) -> Bool
}

extension Int64: PlainElement, PlainTotal {
    @inline(__always) var total: Int64 { self }
    @inline(__always) static func rounded(_ total: Int64) -> Int64 { total }
    @inline(__always) static func plus(_ a: Int64, _ b: Int64) -> Int64 { a &+ b }
    @inline(__always) static func times(_ a: Int64, _ b: Int64) -> Int64 { a &* b }
    @inline(__always) static var nothing: Int64 { 0 }
    @inline(__always) static func extreme(_ largest: Bool, _ n: Int, _ x: In<Int64>) -> Int64 {
        var best: Int64 = 0
        integerReduce(largest ? .max : .min, outer: 1, count: n, inner: 1, x: x, y: &best)
        return best
    }
    @inline(__always) func passes(_ test: ValueTest) -> Bool {
        switch test {
        case .isFinite: true
        case .hasSign: self < 0
        case .isInfinite, .isPositiveInfinity, .isNegativeInfinity: false
        }
    }
}

extension Float: PlainElement {
    @inline(__always) var total: Double { Double(self) }
    @inline(__always) static func rounded(_ total: Double) -> Float { Float(total) }
    @inline(__always) static var nothing: Float { 0 }
    @inline(__always) static func extreme(_ largest: Bool, _ n: Int, _ x: In<Float>) -> Float {
        var best: Float = 0
        _ = reduce(largest ? .max : .min, outer: 1, count: n, inner: 1, x: x, y: &best)
        return best
    }
    @inline(__always) func passes(_ test: ValueTest) -> Bool {
        switch test {
        case .isFinite: Swift.abs(self) < .infinity
        case .isInfinite: Swift.abs(self) == .infinity
        case .isPositiveInfinity: self == .infinity
        case .isNegativeInfinity: self == -.infinity
        case .hasSign: Int32(bitPattern: bitPattern) < 0
        }
    }
}

extension Double: PlainElement, PlainTotal {
    @inline(__always) var total: Double { self }
    @inline(__always) static func rounded(_ total: Double) -> Double { total }
    @inline(__always) static func plus(_ a: Double, _ b: Double) -> Double { a + b }
    @inline(__always) static func times(_ a: Double, _ b: Double) -> Double { a * b }
    @inline(__always) static var nothing: Double { 0 }
    @inline(__always) static func extreme(_ largest: Bool, _ n: Int, _ x: In<Double>) -> Double {
        var best = 0.0
        _ = doubleReduce(largest ? .max : .min, outer: 1, count: n, inner: 1, x: x, y: &best)
        return best
    }
    @inline(__always) func passes(_ test: ValueTest) -> Bool {
        switch test {
        case .isFinite: Swift.abs(self) < .infinity
        case .isInfinite: Swift.abs(self) == .infinity
        case .isPositiveInfinity: self == .infinity
        case .isNegativeInfinity: self == -.infinity
        case .hasSign: Int64(bitPattern: bitPattern) < 0
        }
    }
}

private protocol Direction {
    static func reaches<T: PlainElement>(_ next: T, _ best: T) -> Bool
    static func passes<T: PlainElement>(_ next: T, _ best: T) -> Bool
}

private enum Up: Direction {
    @inline(__always) static func reaches<T: PlainElement>(_ next: T, _ best: T) -> Bool { next >= best }
    /// Also where next is NaN and best is not.
    @inline(__always) static func passes<T: PlainElement>(_ next: T, _ best: T) -> Bool {
        !(next <= best) && best == best
    }
}

private enum Down: Direction {
    @inline(__always) static func reaches<T: PlainElement>(_ next: T, _ best: T) -> Bool { next <= best }
    @inline(__always) static func passes<T: PlainElement>(_ next: T, _ best: T) -> Bool {
        !(next >= best) && best == best
    }
}

// MARK: Extremes

func runningExtremes<T: PlainElement>(
    _ largest: Bool, _ outer: Int, _ count: Int, _ inner: Int, _ x: In<T>, _ values: Out<T>, _ places: Out<Int64>
) {
    if largest {
        extremes(Up.self, outer, count, inner, x, values, places)
    } else {
        extremes(Down.self, outer, count, inner, x, values, places)
    }
}

@inline(__always)
private func extremes<T: PlainElement, D: Direction>(
    _: D.Type, _ outer: Int, _ count: Int, _ inner: Int, _ x: In<T>, _ values: Out<T>, _ places: Out<Int64>
) {
    if count == 0 { return }
    for o in 0..<outer {
        let at = o * count * inner
        let (from, v, p) = (x + at, values + at, places + at)
        if inner == 1 {
            var best = from[0]
            var place: Int64 = 0
            var start = 0
            while start < count, !KernelStop.isWanted {
                let end = min(start + 1 << 16, count)
                for r in start..<end {
                    let next = from[r]
                    // Rarely taken, or always: a branch waits for nothing.
                    if D.reaches(next, best) || next != next {
                        best = next
                        place = Int64(r)
                    }
                    v[r] = best
                    p[r] = place
                }
                start = end
            }
            continue
        }
        for i in 0..<inner {
            v[i] = from[i]
            p[i] = 0
        }
        var r = 1
        while r < count {
            if r & 0xFF == 0, KernelStop.isWanted { return }
            let (row, oldV, oldP) = (from + r * inner, v + (r - 1) * inner, p + (r - 1) * inner)
            let (newV, newP) = (v + r * inner, p + r * inner)
            let place = Int64(r)
            for i in 0..<inner {
                let (next, best, old) = (row[i], oldV[i], oldP[i])
                let isBetter = D.reaches(next, best) || next != next
                newV[i] = isBetter ? next : best
                newP[i] = isBetter ? place : old
            }
            r += 1
        }
    }
}

// MARK: Sums and products

private protocol Joining {
    static func join<T: PlainTotal>(_ a: T, _ b: T) -> T
}

private enum RunningSum: Joining {
    @inline(__always) static func join<T: PlainTotal>(_ a: T, _ b: T) -> T { T.plus(a, b) }
}

private enum RunningProduct: Joining {
    @inline(__always) static func join<T: PlainTotal>(_ a: T, _ b: T) -> T { T.times(a, b) }
}

func runningTotals<T: PlainElement>(
    _ multiplies: Bool, _ outer: Int, _ count: Int, _ inner: Int, _ x: In<T>, _ y: Out<T>
) {
    if multiplies {
        totals(RunningProduct.self, outer, count, inner, x, y)
    } else {
        totals(RunningSum.self, outer, count, inner, x, y)
    }
}

@inline(__always)
private func totals<T: PlainElement, J: Joining>(
    _: J.Type, _ outer: Int, _ count: Int, _ inner: Int, _ x: In<T>, _ y: Out<T>
) {
    if count == 0 { return }
    if inner > 1 {
        withUnsafeTemporaryAllocation(of: T.Total.self, capacity: min(inner, 512)) { memory in
            guard let totals = memory.baseAddress else { return }
            for o in 0..<outer {
                var left = 0
                while left < inner {
                    let width = min(512, inner - left)
                    columns(
                        J.self, count, inner, width, x + o * count * inner + left, y + o * count * inner + left, totals)
                    left += width
                }
            }
        }
        return
    }
    var o = 0
    while o + 4 <= outer {
        // Four lines, which do not wait for each other.
        let (p, q) = (x + o * count, y + o * count)
        var (a, b, c, d) = (p[0].total, p[count].total, p[2 * count].total, p[3 * count].total)
        var r = 0
        while true {
            q[r] = T.rounded(a)
            q[count + r] = T.rounded(b)
            q[2 * count + r] = T.rounded(c)
            q[3 * count + r] = T.rounded(d)
            r += 1
            if r == count { break }
            a = J.join(a, p[r].total)
            b = J.join(b, p[count + r].total)
            c = J.join(c, p[2 * count + r].total)
            d = J.join(d, p[3 * count + r].total)
        }
        o += 4
    }
    while o < outer {
        let (from, to) = (x + o * count, y + o * count)
        o += 1
        var total = from[0].total
        to[0] = from[0]
        var start = 1
        while start < count, !KernelStop.isWanted {
            let end = min(start + 1 << 16, count)
            for r in start..<end {
                total = J.join(total, from[r].total)
                to[r] = T.rounded(total)
            }
            start = end
        }
    }
}

@inline(__always)
private func columns<T: PlainElement, J: Joining>(
    _: J.Type, _ count: Int, _ inner: Int, _ width: Int, _ x: In<T>, _ y: Out<T>, _ totals: Out<T.Total>
) {
    for i in 0..<width {
        totals[i] = x[i].total
        y[i] = x[i]
    }
    for r in 1..<max(count, 1) {
        if r & 0xFFF == 0, KernelStop.isWanted { return }
        let (row, out) = (x + r * inner, y + r * inner)
        for i in 0..<width {
            let total = J.join(totals[i], row[i].total)
            totals[i] = total
            out[i] = T.rounded(total)
        }
    }
}

// MARK: Places of extremes

/// The first extreme of each of some columns of [count, inner], and its place; of a line, where inner is 1.
func extremePlaces<T: PlainElement>(
    _ largest: Bool, _ count: Int, _ inner: Int, _ columns: Range<Int>, _ x: In<T>, _ values: Out<T>,
    _ places: Out<Int64>
) {
    if inner == 1 {
        let best = T.extreme(largest, count, x)
        let at = firstPlace(count, x, best)
        values[0] = x[at]
        places[0] = Int64(at)
    } else if largest {
        elementColumnPlaces(Up.self, count, inner, columns, x, values, places)
    } else {
        elementColumnPlaces(Down.self, count, inner, columns, x, values, places)
    }
}

/// The first place of a value that is there, or of the first NaN.
@inline(__always)
private func firstPlace<T: PlainElement>(_ n: Int, _ x: In<T>, _ value: T) -> Int {
    value == value ? firstPlace(n, x) { $0 == value } : firstPlace(n, x) { $0 != $0 }
}

@inline(__always)
private func firstPlace<T: PlainElement>(_ n: Int, _ x: In<T>, _ isThere: (T) -> Bool) -> Int {
    var start = 0
    while start + 64 <= n {
        var found = 0
        for i in 0..<64 { found |= isThere(x[start + i]) ? 1 : 0 }
        if found != 0 { break }
        start += 64
    }
    while start < n - 1, !isThere(x[start]) { start += 1 }
    return start
}

@inline(__always)
private func elementColumnPlaces<T: PlainElement, D: Direction>(
    _: D.Type, _ count: Int, _ inner: Int, _ columns: Range<Int>, _ x: In<T>, _ values: Out<T>, _ places: Out<Int64>
) {
    let (v, p, width) = (values + columns.lowerBound, places + columns.lowerBound, columns.count)
    let from = x + columns.lowerBound
    for i in 0..<width {
        v[i] = from[i]
        p[i] = 0
    }
    for r in 1..<max(count, 1) {
        let row = from + r * inner
        let place = Int64(r)
        for i in 0..<width {
            let (next, best, old) = (row[i], v[i], p[i])
            let isBetter = D.passes(next, best)
            v[i] = isBetter ? next : best
            p[i] = isBetter ? place : old
        }
    }
}
