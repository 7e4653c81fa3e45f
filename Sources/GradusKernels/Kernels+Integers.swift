import GradusKernelTypes

// int64 beyond arithmetic, and truth values.
extension Kernels {
    /// Functions of one int64; false, having done nothing, for those that are none of integers.
    package static func unary(_ op: UnaryOp, n: Int, x: In<Int64>, y: Out<Int64>) -> Bool {
        let unary = active.loops.unary
        if !unary(op, 0, x, y) { return false }
        Threads.parallelFor(n, grain: elementGrain) { _ = unary(op, $0.count, x + $0.lowerBound, y + $0.lowerBound) }
        return true
    }

    /// Bits, with the steps of `binary`.
    /// - Parameter width: bits of the dtype that the numbers came from.
    package static func bits(
        _ op: BitOp, width: Int, outer: Int, inner: Int, a: In<Int64>, aOuter: Int, aInner: Int, b: In<Int64>,
        bOuter: Int, bInner: Int, y: Out<Int64>
    ) {
        let bits = active.loops.bits
        inParts(outer, inner) { rows, columns in
            bits(
                op, width, rows.count, columns.count, a + rows.lowerBound * aOuter + columns.lowerBound * aInner,
                aOuter,
                aInner, b + rows.lowerBound * bOuter + columns.lowerBound * bInner, bOuter, bInner,
                y + rows.lowerBound * inner + columns.lowerBound)
        }
    }

    /// Quotients (floorDivide, truncDivide, div) and remainders (remainder, fmod), with the steps of `binary`.
    /// - Returns: false where a divisor is 0.
    package static func divide(
        _ op: BinaryOp, outer: Int, inner: Int, a: In<Int64>, aOuter: Int, aInner: Int, b: In<Int64>, bOuter: Int,
        bInner: Int, y: Out<Int64>
    ) -> Bool {
        let divide = active.loops.divide
        let hasFailed = Flag()
        inParts(outer, inner) { rows, columns in
            let isDone = divide(
                op, rows.count, columns.count, a + rows.lowerBound * aOuter + columns.lowerBound * aInner, aOuter,
                aInner, b + rows.lowerBound * bOuter + columns.lowerBound * bInner, bOuter, bInner,
                y + rows.lowerBound * inner + columns.lowerBound)
            if !isDone { hasFailed.raise() }
        }
        return !hasFailed.isRaised
    }

    /// y += number, or y ·= number.
    package static func adjust(multiplies: Bool, n: Int, number: Int64, y: Out<Int64>) {
        let adjust = active.loops.adjustIntegers
        Threads.parallelFor(n, grain: elementGrain) { adjust(multiplies, $0.count, number, y + $0.lowerBound) }
    }

    package static func adjust(multiplies: Bool, n: Int, number: Double, y: Out<Double>) {
        let adjust = active.loops.adjustDoubles
        Threads.parallelFor(n, grain: elementGrain) { adjust(multiplies, $0.count, number, y + $0.lowerBound) }
    }

    /// Truth values as bytes; the second operand of `not` is not looked at.
    package static func truth(_ op: TruthOp, n: Int, a: In<UInt8>, b: In<UInt8>, y: Out<UInt8>) {
        let truth = active.loops.truth
        Threads.inStretches(n) { truth(op, $0.count, a + $0.lowerBound, b + $0.lowerBound, y + $0.lowerBound) }
    }

    /// c += a · b of int64; b [k, n] and c [m, n] are row-major; results wrap.
    package static func product(
        m: Int, n: Int, k: Int, a: In<Int64>, aRow: Int, b: In<Int64>, c: Out<Int64>
    ) {
        let product = active.loops.product
        Threads.parallelFor(m, grain: Swift.max(8, (1 << 20) / Swift.max(n * k, 1) & ~1)) {
            product($0.count, n, k, a + $0.lowerBound * aRow, aRow, b, c + $0.lowerBound * n)
        }
    }

    /// Σ a·b of two lines of int64.
    package static func dot(n: Int, a: In<Int64>, b: In<Int64>) -> Int64 {
        let dot = active.loops.dot
        var sum: Int64 = 0
        Threads.inStretches(n) { sum &+= dot($0.count, a + $0.lowerBound, b + $0.lowerBound) }
        return sum
    }
}
