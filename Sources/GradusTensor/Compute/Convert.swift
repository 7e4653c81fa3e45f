import GradusKernels

/// Conversion of contiguous elements between dtypes.
enum Convert {
    /// y[i] = x[i] in the other dtype: floats are cut towards zero, integers wrap, bool is "not zero".
    static func run(_ n: Int, _ x: UnsafeMutableRawPointer, _ from: DType, _ y: UnsafeMutableRawPointer, _ to: DType) {
        if n == 0 { return }
        if from == to {
            Kernels.copy(byteCount: n * from.size, x: x, y: y)
            return
        }
        Kernels.convert(n: n, x: x, from.element, y: y, to.element)
    }
}

extension DType {
    /// The dtype as kernels know it.
    var element: ElementKind {
        switch self {
        case .bool: .bool
        case .uint8: .uint8
        case .int8: .int8
        case .int16: .int16
        case .int32: .int32
        case .int64: .int64
        case .float16: .float16
        case .bfloat16: .bfloat16
        case .float32: .float32
        case .float64: .float64
        }
    }
}

extension UnsafeMutableRawPointer {
    @inline(__always)
    package func at<T>(_ type: T.Type) -> UnsafeMutablePointer<T> { assumingMemoryBound(to: type) }
}
