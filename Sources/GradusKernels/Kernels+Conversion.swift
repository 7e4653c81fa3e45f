import GradusKernelTypes

extension Kernels {
    /// y = x in another type. Floats become integers by truncation; values out of range (undefined in C) become what
    /// x86-64 gives: the smallest 32-bit integer (64-bit for int64 and uint8), cut to the width. bool is "not zero".
    package static func convert(
        n: Int, x: UnsafeRawPointer, _ from: ElementKind, y: UnsafeMutableRawPointer, _ to: ElementKind
    ) {
        let convert = active.loops.convert
        if n <= elementGrain {
            if n > 0 { convert(from, x, to, y, n) }
            return
        }
        let (step, width) = (from.size, to.size)
        Threads.parallelFor(n, grain: elementGrain) {
            convert(from, x + $0.lowerBound * step, to, y + $0.lowerBound * width, $0.count)
        }
    }
}

extension ElementKind {
    /// Bytes of one element.
    package var size: Int {
        switch self {
        case .bool, .uint8, .int8: 1
        case .int16, .float16, .bfloat16: 2
        case .int32, .float32: 4
        case .int64, .float64: 8
        }
    }
}
