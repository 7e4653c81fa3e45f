import GradusKernelTypes

extension Kernels {
    /// y[o, i] = a[o·aOuter + i·aInner] ∘ b[o·bOuter + i·bInner], y contiguous [outer, inner]. Steps of 0 and 1 express
    /// every broadcast over two axes; vector ∘ vector is outer = 1 with inner steps 1. y may be a or b where that
    /// operand is not broadcast.
    package static func binary(
        _ op: BinaryOp, outer: Int, inner: Int, a: In<Float>, aOuter: Int, aInner: Int, b: In<Float>, bOuter: Int,
        bInner: Int, y: Out<Float>
    ) {
        let table = active
        inParts(outer, inner) { rows, columns in
            let left = a + rows.lowerBound * aOuter + columns.lowerBound * aInner
            let right = b + rows.lowerBound * bOuter + columns.lowerBound * bInner
            let out = y + rows.lowerBound * inner + columns.lowerBound
            if !table.binary(op, rows.count, columns.count, left, aOuter, aInner, right, bOuter, bInner, out) {
                ScalarKernels.binary(
                    op, outer: rows.count, inner: columns.count, a: left, aOuter: aOuter, aInner: aInner, b: right,
                    bOuter: bOuter, bInner: bInner, y: out)
            }
        }
    }

    package static func binary(
        _ op: BinaryOp, outer: Int, inner: Int, a: In<Double>, aOuter: Int, aInner: Int, b: In<Double>, bOuter: Int,
        bInner: Int, y: Out<Double>
    ) {
        let table = active.doubles
        inParts(outer, inner) { rows, columns in
            let left = a + rows.lowerBound * aOuter + columns.lowerBound * aInner
            let right = b + rows.lowerBound * bOuter + columns.lowerBound * bInner
            let out = y + rows.lowerBound * inner + columns.lowerBound
            if !table.binary(op, rows.count, columns.count, left, aOuter, aInner, right, bOuter, bInner, out) {
                ScalarKernels.binary(
                    op, outer: rows.count, inner: columns.count, a: left, aOuter: aOuter, aInner: aInner, b: right,
                    bOuter: bOuter, bInner: bInner, y: out)
            }
        }
    }

    /// The same for int64: results wrap. False, having done nothing, for operations other than sum, difference,
    /// product, maximum and minimum.
    package static func binary(
        _ op: BinaryOp, outer: Int, inner: Int, a: In<Int64>, aOuter: Int, aInner: Int, b: In<Int64>, bOuter: Int,
        bInner: Int, y: Out<Int64>
    ) -> Bool {
        let table = active.integers
        if !table.binary(op, 0, 0, a, aOuter, aInner, b, bOuter, bInner, y) { return false }
        inParts(outer, inner) { rows, columns in
            _ = table.binary(
                op, rows.count, columns.count, a + rows.lowerBound * aOuter + columns.lowerBound * aInner, aOuter,
                aInner, b + rows.lowerBound * bOuter + columns.lowerBound * bInner, bOuter, bInner,
                y + rows.lowerBound * inner + columns.lowerBound)
        }
        return true
    }

    /// Cuts [outer, inner] for the threads: one line into pieces, several into groups.
    @inline(__always)
    static func inParts(_ outer: Int, _ inner: Int, _ body: (Range<Int>, Range<Int>) -> Void) {
        if outer == 1 {
            if inner <= elementGrain {
                if inner > 0 { body(0..<1, 0..<inner) }
                return
            }
            Threads.parallelFor(inner, grain: elementGrain) { body(0..<1, $0) }
        } else {
            Threads.parallelFor(outer, grain: rowGrain(inner)) { body($0, 0..<inner) }
        }
    }

    /// Comparison as bytes 0 and 1, with the steps of `binary`.
    package static func compare(
        _ op: CompareOp, outer: Int, inner: Int, a: In<Float>, aOuter: Int, aInner: Int, b: In<Float>, bOuter: Int,
        bInner: Int, y: Out<UInt8>
    ) {
        let compare = active.integers.compareFloats
        inParts(outer, inner) { rows, columns in
            compare(
                op, rows.count, columns.count, a + rows.lowerBound * aOuter + columns.lowerBound * aInner, aOuter,
                aInner, b + rows.lowerBound * bOuter + columns.lowerBound * bInner, bOuter, bInner,
                y + rows.lowerBound * inner + columns.lowerBound)
        }
    }

    package static func compare(
        _ op: CompareOp, outer: Int, inner: Int, a: In<Double>, aOuter: Int, aInner: Int, b: In<Double>, bOuter: Int,
        bInner: Int, y: Out<UInt8>
    ) {
        let compare = active.doubles.compare
        inParts(outer, inner) { rows, columns in
            compare(
                op, rows.count, columns.count, a + rows.lowerBound * aOuter + columns.lowerBound * aInner, aOuter,
                aInner, b + rows.lowerBound * bOuter + columns.lowerBound * bInner, bOuter, bInner,
                y + rows.lowerBound * inner + columns.lowerBound)
        }
    }

    package static func compare(
        _ op: CompareOp, outer: Int, inner: Int, a: In<Int64>, aOuter: Int, aInner: Int, b: In<Int64>, bOuter: Int,
        bInner: Int, y: Out<UInt8>
    ) {
        let compare = active.integers.compare
        inParts(outer, inner) { rows, columns in
            compare(
                op, rows.count, columns.count, a + rows.lowerBound * aOuter + columns.lowerBound * aInner, aOuter,
                aInner, b + rows.lowerBound * bOuter + columns.lowerBound * bInner, bOuter, bInner,
                y + rows.lowerBound * inner + columns.lowerBound)
        }
    }

    /// y = a + alpha·b, one rounding. y may be a or b.
    package static func addScaled(n: Int, a: In<Float>, b: In<Float>, alpha: Float, y: Out<Float>) {
        let table = active
        Threads.parallelFor(n, grain: elementGrain) {
            table.addScaled($0.count, a + $0.lowerBound, b + $0.lowerBound, alpha, y + $0.lowerBound)
        }
    }

    package static func addScaled(n: Int, a: In<Double>, b: In<Double>, alpha: Double, y: Out<Double>) {
        let line = active.doubles.lines.addScaled
        Threads.parallelFor(n, grain: elementGrain) {
            let at = $0.lowerBound
            if !line($0.count, a + at, b + at, alpha, y + at) {
                ScalarKernels.addScaled(n: $0.count, a: a + at, b: b + at, alpha: alpha, y: y + at)
            }
        }
    }

    /// y = fma(value·a, b, x).
    package static func addcmul(n: Int, x: In<Float>, a: In<Float>, b: In<Float>, value: Float, y: Out<Float>) {
        let table = active
        Threads.parallelFor(n, grain: elementGrain) {
            table.addcmul($0.count, x + $0.lowerBound, a + $0.lowerBound, b + $0.lowerBound, value, y + $0.lowerBound)
        }
    }

    package static func addcmul(n: Int, x: In<Double>, a: In<Double>, b: In<Double>, value: Double, y: Out<Double>) {
        let line = active.doubles.lines.addcmul
        Threads.parallelFor(n, grain: elementGrain) {
            let at = $0.lowerBound
            if !line($0.count, x + at, a + at, b + at, value, y + at) {
                ScalarKernels.addcmul(n: $0.count, x: x + at, a: a + at, b: b + at, value: value, y: y + at)
            }
        }
    }

    /// y = x + (value·a) / b.
    package static func addcdiv(n: Int, x: In<Float>, a: In<Float>, b: In<Float>, value: Float, y: Out<Float>) {
        let table = active
        Threads.parallelFor(n, grain: elementGrain) {
            table.addcdiv($0.count, x + $0.lowerBound, a + $0.lowerBound, b + $0.lowerBound, value, y + $0.lowerBound)
        }
    }

    package static func addcdiv(n: Int, x: In<Double>, a: In<Double>, b: In<Double>, value: Double, y: Out<Double>) {
        let line = active.doubles.lines.addcdiv
        Threads.parallelFor(n, grain: elementGrain) {
            let at = $0.lowerBound
            if !line($0.count, x + at, a + at, b + at, value, y + at) {
                ScalarKernels.addcdiv(n: $0.count, x: x + at, a: a + at, b: b + at, value: value, y: y + at)
            }
        }
    }

    /// y = min(max(x, low), high); NaN stays.
    package static func clamp(n: Int, x: In<Float>, low: Float, high: Float, y: Out<Float>) {
        let table = active
        Threads.parallelFor(n, grain: elementGrain) {
            table.clamp($0.count, x + $0.lowerBound, low, high, y + $0.lowerBound)
        }
    }

    /// y = x + weight·(end − x).
    package static func lerp(n: Int, x: In<Float>, end: In<Float>, weight: Float, y: Out<Float>) {
        let table = active
        Threads.parallelFor(n, grain: elementGrain) {
            table.lerp($0.count, x + $0.lowerBound, end + $0.lowerBound, weight, y + $0.lowerBound)
        }
    }

    package static func lerp(n: Int, x: In<Double>, end: In<Double>, weight: Double, y: Out<Double>) {
        let line = active.doubles.lines.lerp
        Threads.parallelFor(n, grain: elementGrain) {
            let at = $0.lowerBound
            if !line($0.count, x + at, end + at, weight, y + at) {
                ScalarKernels.lerp(n: $0.count, x: x + at, end: end + at, weight: weight, y: y + at)
            }
        }
    }

    /// y = mask ? a : b, where the steps of a and b are 1, or 0 for one value. Overloads by element width.
    package static func select(
        n: Int, mask: In<UInt8>, a: In<UInt32>, aStep: Int, b: In<UInt32>, bStep: Int, y: Out<UInt32>
    ) {
        let table = active.integers
        Threads.parallelFor(n, grain: elementGrain) {
            let at = $0.lowerBound
            table.selectWords($0.count, mask + at, a + at * aStep, aStep, b + at * bStep, bStep, y + at)
        }
    }

    package static func select(
        n: Int, mask: In<UInt8>, a: In<UInt64>, aStep: Int, b: In<UInt64>, bStep: Int, y: Out<UInt64>
    ) {
        let table = active.integers
        Threads.parallelFor(n, grain: elementGrain) {
            let at = $0.lowerBound
            table.selectLongWords($0.count, mask + at, a + at * aStep, aStep, b + at * bStep, bStep, y + at)
        }
    }

    /// Bytes of 0.
    package static func clear(byteCount: Int, y: UnsafeMutableRawPointer) {
        Threads.inStretches(byteCount, of: 1 << 24) {
            (y + $0.lowerBound).initializeMemory(as: UInt8.self, repeating: 0, count: $0.count)
        }
    }
}
