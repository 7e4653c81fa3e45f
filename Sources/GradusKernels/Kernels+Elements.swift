import GradusKernelTypes

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The element types that scans and searches are made for.
package protocol ScannedElement: BitwiseCopyable, Sendable {
    static var kernels: ElementKernels<Self> { get }
}

extension Float: ScannedElement {
    package static var kernels: ElementKernels<Float> { active.loops.floats }
}

extension Double: ScannedElement {
    package static var kernels: ElementKernels<Double> { active.loops.doubles }
}

extension Int64: ScannedElement {
    package static var kernels: ElementKernels<Int64> { active.loops.integers }
}

/// Scans and searches. The work is in the table's functions: being generic costs a call here.
extension Kernels {
    /// The extremes so far along the middle axis of [outer, count, inner] and their last places; NaN wins.
    package static func runningExtremes<T: ScannedElement>(
        _ op: ArgReduceOp, outer: Int, count: Int, inner: Int, x: In<T>, values: Out<T>, places: Out<Int64>
    ) {
        let (run, isMax) = (T.kernels.runningExtremes, isMaximum(op))
        Threads.parallelFor(outer, grain: rowGrain(count * inner)) {
            let at = $0.lowerBound * count * inner
            run(isMax, $0.count, count, inner, x + at, values + at, places + at)
        }
    }

    /// Products (or sums) so far along the middle axis: in float64 for floats; integers wrap.
    package static func runningTotals<T: ScannedElement>(
        multiplies: Bool, outer: Int, count: Int, inner: Int, x: In<T>, y: Out<T>
    ) {
        let run = T.kernels.runningTotals
        Threads.parallelFor(outer, grain: Swift.max(4, rowGrain(count * inner) & ~3)) {
            let at = $0.lowerBound * count * inner
            run(multiplies, $0.count, count, inner, x + at, y + at)
        }
    }

    /// The first extreme along the middle axis and its place; the first NaN wins. count must be positive.
    package static func extremePlaces<T: ScannedElement>(
        _ op: ArgReduceOp, outer: Int, count: Int, inner: Int, x: In<T>, values: Out<T>, places: Out<Int64>
    ) {
        let (find, isMax) = (T.kernels.places, isMaximum(op))
        if inner == 1 {
            Threads.parallelFor(outer, grain: rowGrain(count)) {
                for o in $0 { find(isMax, count, 1, 0..<1, x + o * count, values + o, places + o) }
            }
            return
        }
        let width = 256
        let blocks = (inner + width - 1) / width
        Threads.parallelFor(outer * blocks, grain: rowGrain(count * Swift.min(width, inner))) {
            for i in $0 {
                let (o, first) = (i / blocks, i % blocks * width)
                find(
                    isMax, count, inner, first..<Swift.min(first + width, inner), x + o * count * inner,
                    values + o * inner, places + o * inner)
            }
        }
    }

    /// Where values would go into a sorted line of n elements: before equal ones, or behind them.
    package static func search<T: ScannedElement>(
        behind: Bool, n: Int, line: In<T>, count: Int, values: In<T>, y: Out<Int64>
    ) {
        let search = T.kernels.search
        Threads.parallelFor(count, grain: 1 << 13) {
            search(behind, n, line, $0.count, values + $0.lowerBound, y + $0.lowerBound)
        }
    }

    /// Bytes: whether each element is among a few others, or is not.
    package static func contains<T: ScannedElement>(
        inverted: Bool, count: Int, tests: In<T>, n: Int, x: In<T>, y: Out<UInt8>
    ) {
        let contains = T.kernels.contains
        Threads.parallelFor(n, grain: 1 << 13) {
            contains(inverted, count, tests, $0.count, x + $0.lowerBound, y + $0.lowerBound)
        }
    }

    /// Whether all elements are equal; NaN equals nothing.
    package static func equal<T: ScannedElement>(n: Int, x: In<T>, y: In<T>) -> Bool { T.kernels.equal(n, x, y) }

    /// y = x limited to low … high; NaN stays.
    package static func clamp<T: ScannedElement>(n: Int, _ x: In<T>, low: T, high: T, _ y: Out<T>) {
        let clamp = T.kernels.clamp
        Threads.parallelFor(n, grain: elementGrain) {
            clamp($0.count, x + $0.lowerBound, low, high, y + $0.lowerBound)
        }
    }

    /// Bytes: what is asked of each element.
    package static func test<T: ScannedElement>(_ question: ValueTest, n: Int, x: In<T>, y: Out<UInt8>) {
        let test = T.kernels.test
        Threads.parallelFor(n, grain: elementGrain) {
            test(question, $0.count, x + $0.lowerBound, y + $0.lowerBound)
        }
    }

    /// y = x, with 0 for NaN.
    package static func withoutNaN<T: ScannedElement>(n: Int, x: In<T>, y: Out<T>) {
        let clear = T.kernels.withoutNaN
        Threads.parallelFor(n, grain: elementGrain) { clear($0.count, x + $0.lowerBound, y + $0.lowerBound) }
    }

    /// Sums of lines that leave NaN out.
    package static func sumsWithoutNaN(outer: Int, count: Int, x: In<Float>, y: Out<Float>) {
        let total = active.lineTotal
        sumParts(outer, count, x, y) {
            total(.sum, $0, $1)
        } _: {
            Float($0)
        }
    }

    package static func sumsWithoutNaN(outer: Int, count: Int, x: In<Double>, y: Out<Double>) {
        let total = active.doubles.lineTotal
        sumParts(outer, count, x, y) {
            total(.sum, $0, $1)
        } _: {
            $0
        }
    }

    /// Part by part: what has no NaN any more stays in the cache until it is added up.
    @inline(__always)
    private static func sumParts<T: ScannedElement>(
        _ outer: Int, _ count: Int, _ x: In<T>, _ y: Out<T>, _ total: (Int, In<T>) -> Double, _ rounded: (Double) -> T
    ) {
        let clear = T.kernels.withoutNaN
        Threads.parallelFor(outer, grain: rowGrain(count)) { range in
            withUnsafeTemporaryAllocation(of: T.self, capacity: 1024) { memory in
                guard let part = memory.baseAddress else { return }
                for o in range {
                    var sum = 0.0
                    var start = 0
                    while start < count {
                        if start & 0xFFFFF == 0, start > 0, KernelStop.isWanted { return }
                        let n = Swift.min(1024, count - start)
                        clear(n, x + o * count + start, part)
                        sum += total(n, part)
                        start += n
                    }
                    y[o] = rounded(sum)
                }
            }
        }
    }

    /// The places where runs of equal elements begin; y has room for n of them.
    /// - Returns: how many there are.
    package static func runs<T: ScannedElement>(n: Int, x: In<T>, y: Out<Int64>) -> Int { T.kernels.runs(n, x, y) }

    /// The first elements of runs of equal ones; y has room for n of them.
    package static func runElements<T: ScannedElement>(n: Int, x: In<T>, y: Out<T>) -> Int {
        T.kernels.runElements(n, x, y)
    }

    /// How many numbers lie in each of `bins` (below 2³⁰) equal parts of low … high, in two parts that have to be added:
    /// rows of y, each with one more count behind them for numbers elsewhere.
    package static func histogram(n: Int, x: In<Float>, low: Float, high: Float, bins: Int, y: Out<Int>) {
        active.loops.countFloats(n, x, low, high, bins, y)
    }

    package static func histogram(n: Int, x: In<Double>, low: Double, high: Double, bins: Int, y: Out<Int>) {
        active.loops.countDoubles(n, x, low, high, bins, y)
    }

    /// Whether so many bytes are equal.
    package static func equalBytes(_ n: Int, _ x: UnsafeRawPointer, _ y: UnsafeRawPointer) -> Bool {
        var isEqual = true
        Threads.inStretches(n, of: 1 << 24) {
            if isEqual, memcmp(x + $0.lowerBound, y + $0.lowerBound, $0.count) != 0 { isEqual = false }
        }
        return isEqual
    }

    private static func isMaximum(_ op: ArgReduceOp) -> Bool {
        if case .max = op { return true }
        return false
    }
}
