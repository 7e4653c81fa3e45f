import GradusKernels

extension Tensor {
    /// Whether the elements are seen to be finite at a glance: dense float32 or float64 numbers whose sum is a number hold
    /// neither NaN nor an infinity. False says nothing (numbers near the greatest may have no sum).
    package var isSurelyFinite: Bool {
        guard !isMeta, isContiguous, count > 0 else { return false }
        switch dtype {
        case .float64:
            var total = 0.0
            Kernels.reduce(.sum, outer: 1, count: count, inner: 1, x: pointer(Double.self), y: &total)
            return total.isFinite
        case .float32:
            var total: Float = 0
            Kernels.reduce(.sum, outer: 1, count: count, inner: 1, x: f32, y: &total)
            return total.isFinite
        default: return false
        }
    }
}
