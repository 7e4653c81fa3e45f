import GradusKernelTypes

// Memory filled by a rule.
extension Kernels {
    /// y = value, whose bytes are the lowest of `word`.
    package static func fill(n: Int, size: Int, word: UInt64, y: UnsafeMutableRawPointer) {
        let fill = active.loops.fill
        Threads.inStretches(n) { fill(size, word, $0.count, y + $0.lowerBound * size) }
    }

    /// start + i · step with one rounding.
    /// - Parameter grouped: whole groups of 16 are made from the rounded first number of each half.
    package static func ramp(n: Int, grouped: Bool, start: Double, step: Double, y: Out<Float>) {
        let ramp = active.loops.rampFloats
        Threads.parallelFor(n, grain: elementGrain) { ramp($0, n, grouped, start, step, y) }
    }

    package static func ramp(n: Int, start: Double, step: Double, y: Out<Double>) {
        let ramp = active.loops.rampDoubles
        Threads.parallelFor(n, grain: elementGrain) { ramp($0, n, start, step, y) }
    }

    /// n numbers from start to end, counted from the nearer one.
    package static func spaced(n: Int, start: Float, end: Float, step: Float, y: Out<Float>) {
        let space = active.loops.spacedFloats
        Threads.parallelFor(n, grain: elementGrain) { space($0, n, start, end, step, y) }
    }

    package static func spaced(n: Int, start: Double, end: Double, step: Double, y: Out<Double>) {
        let space = active.loops.spacedDoubles
        Threads.parallelFor(n, grain: elementGrain) { space($0, n, start, end, step, y) }
    }
}
