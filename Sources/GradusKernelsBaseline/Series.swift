import GradusKernelTypes

// Memory filled by a rule.

func fillElements(size: Int, word: UInt64, n: Int, y: UnsafeMutableRawPointer) {
    switch size {
    case 8: fill(word, n, y)
    case 4: fill(UInt32(truncatingIfNeeded: word), n, y)
    case 2: fill(UInt16(truncatingIfNeeded: word), n, y)
    default: fill(UInt8(truncatingIfNeeded: word), n, y)
    }
}

private func fill<T>(_ value: T, _ n: Int, _ y: UnsafeMutableRawPointer) {
    let to = y.assumingMemoryBound(to: T.self)
    for i in 0..<n { to[i] = value }
}

/// a · b + c with one rounding.
private protocol Fused {
    static func fused(_ c: Double, _ a: Double, _ b: Double) -> Double
}

private enum Exact: Fused {
    @inline(__always) static func fused(_ c: Double, _ a: Double, _ b: Double) -> Double { c.addingProduct(a, b) }
}

/// For whole numbers below 2⁵³, which are never rounded.
private enum Whole: Fused {
    @inline(__always) static func fused(_ c: Double, _ a: Double, _ b: Double) -> Double { c + a * b }
}

/// Whether products and sums are exact without an instruction for both, which not every processor has.
private func isWhole(_ start: Double, _ step: Double, _ n: Int) -> Bool {
    let most = Double(n) * step
    return abs(start) + abs(most) < 0x1p52 && start == start.rounded() && step == step.rounded()
}

/// - Parameter range: the elements that are asked for; it begins at a multiple of 16, as in all of these.
func rampFloats(range: Range<Int>, n: Int, grouped: Bool, start: Double, step: Double, y: Out<Float>) {
    if isWhole(start, step, n) {
        ramp(Whole.self, range, n, grouped, start, step, y)
    } else {
        ramp(Exact.self, range, n, grouped, start, step, y)
    }
}

@inline(__always)
private func ramp<F: Fused>(
    _: F.Type, _ range: Range<Int>, _ n: Int, _ grouped: Bool, _ start: Double, _ step: Double, _ y: Out<Float>
) {
    let whole = min(grouped ? n / 16 * 16 : range.lowerBound, range.upperBound)
    var i = range.lowerBound
    while i < whole {
        let base = Double(Float(F.fused(start, step, Double(i))))
        for lane in 0..<8 { y[i + lane] = Float(F.fused(base, step, Double(lane))) }
        i += 8
    }
    while i < range.upperBound {
        y[i] = Float(F.fused(start, step, Double(i)))
        i += 1
    }
}

func rampDoubles(range: Range<Int>, n: Int, start: Double, step: Double, y: Out<Double>) {
    if isWhole(start, step, n) {
        ramp(Whole.self, range, n, start, step, y)
    } else {
        ramp(Exact.self, range, n, start, step, y)
    }
}

@inline(__always)
private func ramp<F: Fused>(
    _: F.Type, _ range: Range<Int>, _ n: Int, _ start: Double, _ step: Double, _ y: Out<Double>
) {
    let whole = min(n / 8 * 8, range.upperBound)
    var i = range.lowerBound
    while i < whole {
        let (base, next) = (F.fused(start, step, Double(i)), F.fused(start, step, Double(i + 4)))
        for lane in 0..<4 { y[i + lane] = F.fused(base, step, Double(lane)) }
        for lane in 0..<4 { y[i + 4 + lane] = F.fused(next, step, Double(lane)) }
        i += 8
    }
    while i < range.upperBound {
        y[i] = F.fused(start, step, Double(i))
        i += 1
    }
}

func spacedFloats(range: Range<Int>, n: Int, start: Float, end: Float, step: Float, y: Out<Float>) {
    let half = min(max(n == 1 ? 1 : n / 2, range.lowerBound), range.upperBound)
    if n < 1 << 31 {
        // Places of 32 bits become floats in vectors everywhere.
        for i in range.lowerBound..<half { y[i] = start.addingProduct(step, Float(Int32(truncatingIfNeeded: i))) }
        for i in half..<range.upperBound {
            y[i] = end.addingProduct(-step, Float(Int32(truncatingIfNeeded: n - 1 - i)))
        }
        return
    }
    for i in range.lowerBound..<half { y[i] = start.addingProduct(step, Float(i)) }
    for i in half..<range.upperBound { y[i] = end.addingProduct(-step, Float(n - 1 - i)) }
}

func spacedDoubles(range: Range<Int>, n: Int, start: Double, end: Double, step: Double, y: Out<Double>) {
    let half = min(max(n == 1 ? 1 : n / 2, range.lowerBound), range.upperBound)
    if n < 1 << 31 {
        for i in range.lowerBound..<half { y[i] = start.addingProduct(step, Double(Int32(truncatingIfNeeded: i))) }
        for i in half..<range.upperBound {
            y[i] = end.addingProduct(-step, Double(Int32(truncatingIfNeeded: n - 1 - i)))
        }
        return
    }
    for i in range.lowerBound..<half { y[i] = start.addingProduct(step, Double(i)) }
    for i in half..<range.upperBound { y[i] = end.addingProduct(-step, Double(n - 1 - i)) }
}
